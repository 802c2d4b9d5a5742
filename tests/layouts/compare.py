"""How a reading differs from the truth: what it tells falsely, leaves out, or says that it could not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from layouts.figures import ANY
from layouts.names import key, same_name

Json = dict[str, Any]
Kind = Literal["false", "missing", "told", "noise"]


@dataclass(frozen=True)
class Difference:
    """`false`: told, but not printed so. `missing`: printed and passed over in silence. `told`: printed, and its row is
    listed as unread. `noise`: listed as unread."""

    kind: Kind
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


def faults(found: Iterable[Difference]) -> list[Difference]:
    """What no reader may do: tell what is not printed, or pass over what is."""
    return [d for d in found if d.kind in ("false", "missing")]


def differences(truth: Json, read: Json) -> list[Difference]:
    """Every way in which a reading is not the truth; empty where it is."""
    unread = [u["text"] for u in read["unread"]]
    out = list(_fields(truth, read))
    for panel in sorted({*truth["panels"], *read["panels"]}):
        a, b = truth["panels"].get(panel), read["panels"].get(panel)
        out += [Difference(d.kind, f"{panel}: {d.text}") for d in _panel(a, b, unread)]
    totals = [{t["name"]: t for t in side["totals"]} for side in (truth, read)]
    out += _rows("total", totals[0], totals[1], unread)
    return out + [Difference("noise", f"unread: {text!r}") for text in unread]


def _fields(truth: Json, read: Json) -> Iterator[Difference]:
    pairs = [(f, truth[f], read[f]) for f in ("sample_id", "batch")]
    pairs.append(("product", truth["product"]["name"], read["product"]["name"]))
    if truth["client"]:
        pairs.append(("client", truth["client"], read["client"]))
    pairs += [(f"date {k}", v, read["dates"][k]) for k, v in truth["dates"].items()]
    for name, printed, told in pairs:
        if told != printed and not (isinstance(printed, dict) and told in printed["any"]):
            yield _differs(name, printed, told, told is None, False)


def _differs(what: str, printed: object, told: object, nothing: bool, listed: bool) -> Difference:
    kind: Kind = ("told" if listed else "missing") if nothing else "false"
    return Difference(kind, f"{what}: printed {printed}, read {told}")


def _panel(truth: Json | None, read: Json | None, unread: list[str]) -> list[Difference]:
    if truth is None:
        return [Difference("false", "panel is not printed")]
    read = read or {"status": None, "measurements": []}
    a = {m["analyte"]: m for m in truth["measurements"]}
    out = _rows("row", a, {m["analyte"] or m["name"]: m for m in read["measurements"]}, unread)
    told = {read["status"], None if a and read["status"] == "tested" else read["status"]}
    if truth["status"] not in told:
        out.append(_differs("panel status", truth["status"], read["status"], read["status"] is None, False))
    return out


def _rows(what: str, truth: Json, read: Json, unread: list[str]) -> list[Difference]:
    out = [
        Difference("false", f"{what} not printed: {read[k].get('name')} {shown(read[k]['results'])}")
        for k in read if k not in truth
    ]  # fmt: skip
    for k, row in truth.items():
        listed = _listed(row, unread)
        if k not in read:
            out.append(Difference("told" if listed else "missing", f"{what} not read: {row['name']}"))
        else:
            out += [Difference(d.kind, f"{what} {k}: {d.text}") for d in _cells(row, read[k], listed)]
    return out


def _listed(row: Json, unread: list[str]) -> bool:
    """Does an unread row say the name, or, of a table on its side, the row's cells?"""
    name = _words(row.get("printed") or row["name"])
    near = [*unread, *(f"{a} {b}" for a, b in pairwise(unread))]
    if any(name <= _words(text) for text in near):
        return True
    cells = row.get("texts", ())
    return bool(row.get("lying")) and bool(cells) and all(any(c in text for text in unread) for c in cells)


def _words(text: str) -> set[str]:
    return {key(w) for w in re.split(r"\s+", text) if key(w)}


def _cells(truth: Json, read: Json, listed: bool) -> list[Difference]:
    out = []
    if "analyte" in truth and not any(same_name(truth[k], read["name"]) for k in ("name", "marked")):
        out.append(Difference("false", f"name printed {truth['name']!r}, read {read['name']!r}"))
    out += _results(truth["results"], read["results"], listed)
    for f in ("lod", "loq", "limit"):
        if f in truth and not _same_quantity(truth[f], read[f]):
            nothing = read[f] is None or _lacks_unit(truth[f], read[f])
            out.append(_differs(f, shown([truth[f]]), shown([read[f]]), nothing, listed))
    for f in ("limit_text", "status"):
        if f in truth and key(truth[f] or "") != key(read[f] or ""):
            out.append(_differs(f, truth[f], read[f], read[f] is None, listed))
    return out


def _results(truth: list[Json], read: list[Json], listed: bool) -> list[Difference]:
    """What was printed and is not told is missing; what is told and was not printed is false."""
    left, lacking = list(read), []
    for result in truth:
        hit = next((r for r in left if _same(result, r)), None)
        if hit is None:
            lacking.append(result)
        else:
            left.remove(hit)
    if not left and not lacking:
        return []
    bare = bool(lacking) and all(any(_lacks_unit(t, r) for t in lacking) for r in left)
    return [_differs("results", shown(truth), shown(read), not left or bare, listed)]


def _same_quantity(truth: Json | None, read: Json | None) -> bool:
    either = truth.get("any") if truth else None
    return any(_same(t, read) for t in either) if either else _same(truth, read)


def _same(truth: Json | None, read: Json | None) -> bool:
    if truth is None or read is None:
        return truth is read
    return _alike(truth, read) and (truth["unit"] == ANY or truth["unit"] == read["unit"])


def _alike(truth: Json, read: Json) -> bool:
    return all(truth.get(k) == read.get(k) for k in ("value", "qualifier", "bound"))


def _lacks_unit(truth: Json | None, read: Json | None) -> bool:
    """Is it the printed figure, without its unit?"""
    if not truth or not read or read.get("unit") is not None:
        return False
    return any(_alike(t, read) for t in truth.get("any", [truth]))


def shown(results: list[Json | None]) -> str:
    return "[" + ", ".join(_one(r) for r in results) + "]"


def _one(result: Json | None) -> str:
    if not result:
        return "nothing"
    if "any" in result:
        return " or ".join(_one(r) for r in result["any"])
    value = result.get("bound") or "" if result.get("value") is None else result["value"]
    return f"{result.get('qualifier') or ''}{value} {result.get('unit')}"
