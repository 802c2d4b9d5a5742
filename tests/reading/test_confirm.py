"""Figures that OCR read are told where it was sure or the page proves them, marked or left unread where not."""

from __future__ import annotations

import pytest

from coacheck.model import Measurement, Panel, Place, Result, Total
from coacheck.page import Page, Word
from coacheck.reading.clean.respell import respelled
from coacheck.reading.proof.confirm import Confirmed, confirm
from coacheck.reading.vocabulary import vocabulary

SURE, UNSURE, DOUBTFUL = 0.99, 0.8, 0.3
Cell = tuple[str, str]


def _read(rows: dict[str, list[Cell]], sure: dict[str, float], total: Cell | None = None) -> Confirmed:
    """What is told of rows of (text, unit), where OCR was as sure of the words as `sure` says, else sure."""
    words, measurements = [], []
    for i, (name, cells) in enumerate(rows.items()):
        texts = [name, *(text for text, _ in cells)]
        words += [Word(t, 100.0 * k, 20.0 * i, 100.0 * k + 40, 20.0 * i + 8, 8, sure=sure.get(t, SURE))
                  for k, t in enumerate(texts)]  # fmt: skip
        results = [Result(value=float(text), unit=unit, text=text) for text, unit in cells]
        place = Place(page=1, bbox=[0, 20 * i, 400, 20 * i + 8])
        known = None if name == "Quux" else name.casefold()
        measurements.append(Measurement(name=name, analyte=known, results=results, source=place))
    totals = []
    if total:
        words.append(Word(total[0], 100, 500, 140, 508, 8))
        result = Result(value=float(total[0]), unit=total[1], text=total[0])
        place = Place(page=1, bbox=[0, 500, 400, 508])
        totals = [Total(name="total_cannabinoids", printed="Total", results=[result], source=place)]
    page = Page(1, 600, 800, words, [], text="ocr")
    return confirm({"cannabinoids": Panel(measurements=measurements)}, totals, [page])


def _told(found: Confirmed) -> list[str]:
    return [r.text for m in found.panels["cannabinoids"].measurements for r in m.results]


def test_a_sure_figure_is_told() -> None:
    found = _read({"CBD": [("12.34", "%")]}, {})

    assert (_told(found), found.unread, found.unconfirmed) == (["12.34"], [], [])


def test_an_unsure_figure_is_told_and_marked() -> None:
    found = _read({"CBD": [("12.34", "%")]}, {"12.34": UNSURE})

    assert _told(found) == ["12.34"]
    assert [(u.subject, u.text) for u in found.unconfirmed] == [("cbd", "12.34")]


def test_a_doubtful_figure_is_unread() -> None:
    found = _read({"CBD": [("12.34", "%")]}, {"12.34": DOUBTFUL})

    assert _told(found) == []
    assert "12.34" in found.unread[0].reason


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ({"CBD": [("12.34", "%"), ("123.4", "mg/g")]}, None),
        ({"CBD": [("12.34", "%")], "CBG": [("1.11", "%")]}, ("13.45", "%")),
        ({"CBN": [("1.10", "mg/g"), ("4.4", "mg/unit")], "CBG": [("2.20", "mg/g"), ("8.8", "mg/unit")],
          "CBD": [("12.34", "mg/g"), ("49.4", "mg/unit")]}, None),
    ],
    ids=["in % and mg/g", "by the total", "by the ratio of the other rows"],
)  # fmt: skip
def test_a_doubtful_figure_that_the_page_proves_is_told(rows: dict[str, list[Cell]], total: Cell | None) -> None:
    found = _read(rows, {"12.34": DOUBTFUL}, total)

    assert "12.34" in _told(found)
    assert (found.unread, found.unconfirmed) == ([], [])


def test_a_doubtful_figure_that_the_page_contradicts_is_unread() -> None:
    found = _read({"CBD": [("72.34", "%"), ("123.4", "mg/g")]}, {"72.34": DOUBTFUL})

    assert _told(found) == ["123.4"]


@pytest.mark.parametrize("text", ["005", "12"])
def test_a_figure_that_lost_its_point_is_unread(text: str) -> None:
    others = {name: [(f"0.{i}1", "%")] for i, name in enumerate(("CBG", "CBN", "CBC"))}

    assert text not in _told(_read({"CBD": [(text, "%")], **others}, {}))


def test_a_name_that_is_unknown_and_unsure_is_unread() -> None:
    found = _read({"Quux": [("1.5", "%")]}, {"Quux": UNSURE})

    assert _told(found) == []
    assert "Quux" in found.unread[0].reason


@pytest.mark.parametrize(
    ("read", "sure", "meant"),
    [
        ("WERGHT%", UNSURE, "weight %"),
        ("<L.OQ", UNSURE, "<LOQ"),
        ("WERGHT%", SURE, "WERGHT%"),
        ("THCY", UNSURE, "THCY"),
        ("1.0S", UNSURE, "1.0S"),
    ],
)
def test_only_unsure_headings_and_words_are_put_right(read: str, sure: float, meant: str) -> None:
    page = Page(1, 600, 800, [Word(read, 100, 100, 160, 108, 8, sure=sure)], [], text="ocr")

    assert [w.text for w in respelled([page], vocabulary())[0].words] == [meant]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("NetWelghtperUnit: 3780.000 mg", "Net Weight per Unit: 3780.000 mg"),
        ("LAB 1D 55038674", "LAB ID 55038674"),
        ("Peaches: 12", "Peaches: 12"),
        ("Batch Date: 1", "Batch Date: 1"),
    ],
)
def test_misread_labels_are_put_right(read: str, meant: str) -> None:
    texts = read.split()
    words = [Word(t, 100 + 40 * i, 100, 138 + 40 * i, 108, 8, sure=SURE) for i, t in enumerate(texts)]

    page = respelled([Page(1, 600, 800, words, [], text="ocr")], vocabulary())[0]

    assert " ".join(w.text for w in page.words) == meant
