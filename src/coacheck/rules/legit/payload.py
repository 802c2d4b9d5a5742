"""What a code says besides its host: ids, batches and dates, in the path, the query, base64 or plain text."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

from coacheck.model import Report

_PACKED = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_PARTS = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_PAIR = re.compile(r"^\s*([A-Za-z][\w .#-]{1,24}?)\s*[:=]\s*(\S.{0,80})$")
_MEANT: dict[str, str] = {
    "sample": "sample", "sampleid": "sample", "sampleno": "sample", "samplenumber": "sample", "labid": "sample",
    "coa": "sample", "coaid": "sample", "reportid": "sample", "batch": "batch", "batchid": "batch", "batchno": "batch",
    "batchnumber": "batch", "lot": "batch", "lotid": "batch", "lotno": "batch", "lotnumber": "batch", "date": "date",
    "reported": "date", "reportdate": "date", "issued": "date", "dateissued": "date", "tested": "date",
    "testdate": "date", "datetested": "date", "received": "date", "datereceived": "date", "completed": "date",
}  # fmt: skip
_FORMS = (
    r"(?P<y>20\d\d)[-/.]?(?P<m>0[1-9]|1[0-2])[-/.]?(?P<d>[0-2]\d|3[01])",
    r"(?P<m>0?[1-9]|1[0-2])[-/.]?(?P<d>[0-2]?\d|3[01])[-/.]?(?P<y>20\d\d)",
)
"""2026-09-29, 20260929; 9/29/2026, 09292026."""
_LONG, _TELLING = 6, 8
"""Signs of an id by whose form others are told: letters and digits, or digits alone."""


@dataclass(frozen=True)
class Said:
    """A part of what a code holds. `key` is sample, batch or date, where it is called so; `packed`: it was base64."""

    key: str
    text: str
    packed: bool = False


def differing(report: Report, payload: str) -> str | None:
    """What the code says of another sample, batch or day than the page: "sample QB2-001 (the report: QB2-004)"."""
    said = list(_said(payload))
    checks = (_other_date, _other_batch, _other_sample)
    return next((told for check in checks for part in said if (told := check(report, part))), None)


def _said(payload: str) -> Iterator[Said]:
    parts = urlsplit(payload) if re.match(r"https?://", payload) else None
    plain = unquote(f"{parts.path} {parts.fragment}" if parts else payload)
    yield from (Said("", text) for text in re.findall(r"[\w-]{6,}", plain)) if parts else _listed(plain)
    for name, value in parse_qsl(parts.query if parts else ""):
        yield Said(_MEANT.get(_bare(name), ""), value)
    for packed in _PACKED.findall(unquote(payload)):
        yield from _listed(_unpacked(packed), packed=True)


def _unpacked(text: str) -> str:
    """What base64 holds, where that is print; else nothing."""
    try:
        whole = text.rstrip("=").translate(str.maketrans("-_", "+/"))
        found = base64.b64decode(whole + "=" * (-len(whole) % 4), validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
    return found if found.isprintable() else ""


def _listed(text: str, packed: bool = False) -> Iterator[Said]:
    """JSON, a query, "name: value" in lines, or parts between signs."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    pairs: list[tuple[str, object]] = list(found.items()) if isinstance(found, dict) else []
    pairs += parse_qsl(text) if "=" in text else []
    pairs += [(m[1], m[2]) for line in re.split(r"[\n;,|]", text) if (m := _PAIR.match(line))]
    for name, value in pairs:
        if isinstance(value, str | int):
            yield Said(_MEANT.get(_bare(name), ""), str(value), packed)
    if not pairs:
        yield from (Said("", part, packed) for part in _PARTS.findall(text.replace("_", " ")))


def _other_date(report: Report, said: Said) -> str | None:
    """A day that is printed nowhere, in what is called a date, or was packed up with the ids."""
    day = _day(said.text) if said.key == "date" or (said.packed and not said.key) else None
    own = {d for d in report.dates.model_dump().values() if d}
    own |= {p.tested_on for p in report.panels.values() if p.tested_on}
    if day is None or not own or any(day.isoformat().startswith(d) for d in own):
        return None
    return f"the date {day} (the report prints {max(own)})"


def _day(text: str) -> date | None:
    for form in _FORMS:
        if match := re.fullmatch(form + r"(?:[T ].*)?", text.strip()):
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
    return None


def _other_batch(report: Report, said: Said) -> str | None:
    own = report.batch
    if own is None or said.key not in ("", "batch") or _known(report, said.text):
        return None
    called = said.key == "batch" and re.search(r"\d", said.text) and not said.text.isdigit()
    alike = _formed(said, own, _TELLING) and not _alike(own, report.sample_id)
    return f"batch {said.text} (the report: {own})" if called or alike else None


def _other_sample(report: Report, said: Said) -> str | None:
    own = report.sample_id
    if own is None or said.key not in ("", "sample") or _known(report, said.text):
        return None
    return f"sample {said.text} (the report: {own})" if _formed(said, own, _LONG) else None


def _known(report: Report, text: str) -> bool:
    """Is it, or does it hold, an id that the report prints?"""
    ids = (report.sample_id, *report.other_sample_ids, report.batch, *report.other_batches)
    every = (*(i for i in ids if i), *(i.text for i in report.other_ids))
    return any(len(_bare(i)) > 2 and _bare(i) in _bare(text) for i in every)


def _formed(said: Said, own: str, digits: int) -> bool:
    """Is it written as the report's own id is? What was packed may have lost its signs."""
    bare = _bare(own)
    mixed = re.search(r"[a-z]", bare) and re.search(r"\d", bare)
    if len(bare) < (_LONG if mixed else digits):
        return False
    return _shape(said.text) == _shape(own) or (said.packed and _shape(_bare(said.text)) == _shape(bare))


def _alike(a: str, b: str | None) -> bool:
    return b is not None and _shape(_bare(a)) == _shape(_bare(b))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _shape(text: str) -> str:
    """ "DA20330006-001" → "AA99999999-999"."""
    return re.sub(r"\d", "9", re.sub(r"[A-Za-z]", "A", text))
