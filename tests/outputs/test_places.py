"""What is cut out of a page and what is marked on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coacheck.model import Amount, Evidence, Finding, Outcome, Spot
from coacheck.outputs.places import crop, crops, marks, numbers
from coacheck.view import Box, PagePicture, Printed

PAGE: Box = (0, 0, 612, 792)
ROW = Evidence(page=1, bbox=[50, 100, 560, 110], text="Δ9-THC 1.04 10.40 0.02")
WORDS = [
    Printed(text, (x, 101.0, x + 30, 109.0))
    for text, x in [("Δ9-THC", 50.0), ("1.04", 200.0), ("10.40", 300.0), ("0.02", 500.0)]
]
PICTURE = PagePicture(1, PAGE, data=b"x", words=[*WORDS, Printed("1.04", (200, 300, 230, 310))])


def finding(message: str, outcome: Outcome = "fail", value: float | None = None, place: Evidence = ROW) -> Finding:
    measured = None if value is None else Amount(value=value)
    return Finding(
        check="potent.thc-limit", pillar="potent", outcome=outcome, message=message, measured=measured, evidence=[place]
    )


def marked(found: tuple[Box, ...]) -> list[str]:
    return [w.text for w in WORDS if w.box in found]


@pytest.mark.parametrize(
    ("message", "value", "texts"),
    [
        ("delta-9-THC 1.04 %, at most 0.3 %", 1.04, ["1.04"]),
        ("delta-9-THC 1.04 %, LOQ 0.02", 1.04, ["1.04"]),  # what was measured, not all that is named
        ("10.40 mg/g × 4 g = 41.6 mg/unit", 41.6, ["10.40"]),  # where it was converted, what it came from
        ("0.00104 mg/kg", 0.00104, ["1.04", "10.40"]),  # the same result in other units
        ("LOD or LOQ 0.02", None, ["0.02"]),
        ("no lab is named", None, []),
    ],
)
def test_the_figure_that_a_finding_is_about(message: str, value: float | None, texts: list[str]) -> None:
    assert marked(numbers(finding(message, value=value), ROW, PICTURE.words)) == texts


def test_one_crop_for_each_place_on_a_page_that_was_drawn() -> None:
    twice = finding("1.04 %", value=1.04).model_copy(update={"evidence": [ROW, ROW]})

    assert len(list(crops(twice, {1: PICTURE}))) == 1
    assert not list(crops(twice, {}))
    assert not list(crops(twice, {1: PagePicture(1, PAGE, why_not="it can't be drawn")}))


def test_on_a_phone_the_name_and_the_figure_stand_side_by_side() -> None:
    [found] = crops(finding("0.02", value=0.02), {1: PICTURE})
    name, figure = found.narrow

    assert name[0] < 50 < name[2]
    assert figure[0] < 500 < 530 < figure[2]
    assert sum(part[2] - part[0] for part in found.narrow) < 260


boxes = st.tuples(*[st.floats(-50, 900, allow_nan=False)] * 4)


@given(boxes, st.none() | boxes)
def test_a_crop_lies_on_the_page_and_is_never_empty(place: Box, number: Box | None) -> None:
    found = crop(Evidence(page=1, bbox=list(place)), PICTURE, (number,) if number else ())

    for x0, top, x1, bottom in (found.wide, *found.narrow):
        assert x1 - x0 > 0 < bottom - top
    assert found.wide[0] >= PAGE[0]
    assert found.wide[2] <= PAGE[2]


def test_a_place_is_marked_once_and_the_worst_finding_colours_it() -> None:
    [mark] = marks([(3, finding("fine", "pass")), (1, finding("1.04 %", "fail", 1.04))], PICTURE)

    assert (mark.outcome, mark.findings, marked(mark.numbers)) == ("fail", (3, 1), ["1.04"])


def test_small_marks_lie_on_large_ones() -> None:
    panel = Evidence(page=1, bbox=[40, 50, 580, 700])
    other = Evidence(page=2, bbox=[40, 50, 580, 700])
    found = [finding("row"), finding("panel", place=panel), finding("elsewhere", place=other)]

    assert [m.place for m in marks(list(enumerate(found)), PICTURE)] == [(40, 50, 580, 700), (50, 100, 560, 110)]


def test_what_the_eye_cant_see_is_said_at_its_place() -> None:
    spot = Spot(kind="digits", page=1, bbox=ROW.bbox, says="“4” in Times, the rest of “1.04” in Arial")

    [found] = crops(finding("the digits of one number are in two kinds of lettering"), {1: PICTURE}, [spot])

    assert found.says == spot.says
