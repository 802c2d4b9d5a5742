"""The invented reports themselves: nothing overlaps or contradicts itself, the same seed makes the same report."""

from __future__ import annotations

from typing import Any

import pytest

from layouts.compare import Difference, differences, faults
from layouts.content import Content, Row
from layouts.layout import chosen, draw, make_layout
from layouts.paper import HEIGHT, WIDTH
from layouts.traits_of_pages import TRAITS
from layouts.truth import truth_of

TOUCH = 0.3
"""Points by which two texts may seem to overlap."""
Placed = tuple[int, float, float, float, float, str]


def test_the_same_seed_makes_the_same_report() -> None:
    assert make_layout(7) == make_layout(7)


@pytest.mark.parametrize("trait", sorted(TRAITS))
def test_a_trait_that_is_asked_for_is_there(trait: str) -> None:
    assert chosen(3, [trait])[1] == [trait]
    assert chosen(3, [trait])[0] != chosen(3, [])[0] or chosen(4, [trait])[0] != chosen(4, [])[0]


@pytest.mark.parametrize("trait", [None, *sorted(TRAITS)])
def test_no_text_lies_on_another(trait: str | None) -> None:
    for seed in range(20):
        placed = sorted(draw(seed, [trait] if trait else None).paper.placed)
        assert not [p for p in placed if p[1] < 20 or p[3] > WIDTH - 10 or p[4] > HEIGHT]
        assert not _overlaps(placed), f"seed {seed}"


def _overlaps(placed: list[Placed]) -> list[tuple[str, str]]:
    pairs = ((a, b) for n, a in enumerate(placed) for b in placed[n + 1 :] if a[0] == b[0])
    return [(a[5], b[5]) for a, b in pairs if _apart(a, b, 1) > TOUCH and _apart(a, b, 2) > TOUCH]


def _apart(a: Placed, b: Placed, axis: int) -> float:
    """By how much two texts overlap along an axis."""
    return float(min(a[axis + 2], b[axis + 2])) - float(max(a[axis], b[axis]))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(150))
def test_no_report_contradicts_itself(seed: int) -> None:
    for content in draw(seed).contents:
        for row in content.rows:
            _agrees(row)
        _adds_up(content)


def _agrees(row: Row) -> None:
    """LOD under LOQ under what is found, PASS only under the limit, each unit the same amount."""
    value = row.results[0].truth.get("value")
    lod, loq, limit = (c.truth.get("value") if c else None for c in (row.lod, row.loq, row.limit))
    assert lod is None or loq is None or lod <= loq
    assert value is None or loq is None or row.total or value >= loq
    assert value is None or limit is None or row.status is None or (value > limit) == (row.status == "fail")
    shares = {r.truth["unit"]: r.truth["value"] for r in row.results if r.truth.get("value")}
    if "%" in shares and "mg/g" in shares:
        assert shares["mg/g"] == pytest.approx(10 * shares["%"], rel=0.06, abs=0.006)


def _adds_up(content: Content) -> None:
    found = {r.code: r.results[0].truth.get("value") or 0.0 for r in content.rows}
    total = found.get("total_cannabinoids")
    if total:
        parts = [v for code, v in found.items() if not code.startswith("total_")]
        assert total == pytest.approx(sum(parts), rel=0.02)


def _truth() -> dict[str, Any]:
    return truth_of(draw(5, []))


def _as_read(truth: dict[str, Any]) -> dict[str, Any]:
    return {**truth, "unread": []}


def test_a_reading_that_is_the_truth_has_no_differences() -> None:
    assert not differences(_truth(), _as_read(_truth()))


def test_a_row_that_is_not_read_is_missing_unless_it_is_listed() -> None:
    truth, read = _truth(), _as_read(_truth())
    panel = next(iter(p for p in read["panels"].values() if p["measurements"]))
    lost = panel["measurements"].pop()
    assert [d.kind for d in differences(truth, read)] == ["missing"]
    read["unread"] = [{"text": f"{lost['name']} 0.3"}]
    assert not faults(differences(truth, read))
    assert {d.kind for d in differences(truth, read)} == {"told", "noise"}


def test_a_figure_that_is_not_printed_is_false_though_its_row_is_listed() -> None:
    truth, read = _truth(), _as_read(_truth())
    row = next(m for p in read["panels"].values() for m in p["measurements"])
    row["results"] = [{"value": 98765.0, "unit": "%"}]
    read["unread"] = [{"text": row["name"]}]
    found: list[Difference] = faults(differences(truth, read))
    assert [d.kind for d in found] == ["false"]
