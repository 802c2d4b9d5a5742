"""Pages of one report that print another client, product or day under the same label."""

from __future__ import annotations

import pytest

from coacheck.model import Differing, PageMark
from coacheck.reading.fields.candidates import candidates_of
from coacheck.reading.fields.dates import DateOrder
from coacheck.reading.fields.differing import differing
from reading.lines import line
from rules.builders import finding, findings, report


def pages(*texts: tuple[str, ...], marks: list[PageMark] | None = None) -> list[Differing]:
    """What differs among pages of such lines."""
    found = [
        c
        for number, lines in enumerate(texts, 1)
        for c in candidates_of([line(t, 40, 40 + 12 * i) for i, t in enumerate(lines)], [], number, 400.0)
    ]
    return differing(found, marks or [], DateOrder())


def test_a_client_that_only_page_1_names() -> None:
    found = pages(("Client: Mallow Street Goods",), ("Client: Drift & Ember",), ("Client: Drift & Ember",))

    assert [(d.field, [(p.page, p.text) for p in d.places]) for d in found] == [
        ("client", [(1, "Client Mallow Street Goods"), (2, "Client Drift & Ember"), (3, "Client Drift & Ember")])
    ]


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        ((("Product Name: Plum Haze",), ("Product Name: Sour Plum",)), ["product"]),
        ((("Client: Drift & Ember",), ("Client: DRIFT &  EMBER",)), []),
        ((("Client: Drift & Ember Co.",), ("Client: Drift & Ember",)), []),
        ((("Client: Drift & Ember",), ("Laboratory: Quillback",)), []),
        ((("Date Received: 05/23/2022",), ("Date Received: 05/25/2022",)), []),
        ((("Date Received: 05/23/2023",), *(("Date Received: 05/23/2022",),) * 2), ["received"]),
        ((("Date Received: 05/23/2022",), *(("Date Received: 23 May 2022",),) * 2), []),
        (tuple((f"Date Received: 05/{day}/2022",) for day in (21, 22, 23)), []),
        ((("Report Date: 05/23/2023",), *(("Report Date: 05/23/2022",),) * 2), []),
        ((("Test ID: T-100", "Client: Drift"), ("Test ID: T-200", "Client: Ember")), []),
    ],
)
def test_only_what_cannot_be_meant_differs(texts: tuple[tuple[str, ...], ...], fields: list[str]) -> None:
    assert [d.field for d in pages(*texts)] == fields


def test_pages_of_two_samples_are_two_certificates() -> None:
    marks = [PageMark(page=1, sample_id="S-1"), PageMark(page=2, sample_id="S-2")]

    assert pages(("Client: Drift",), ("Client: Ember",), marks=marks) == []


def test_it_is_told_with_what_each_page_prints() -> None:
    made = report(differing=pages(("Client: Mallow Street Goods",), *(("Client: Drift & Ember",),) * 2))

    found = finding(made, "legit.pages", subject="client")

    assert (found.kind, [e.page for e in found.evidence]) == ("doubt", [1, 2, 3])
    assert "“Client Mallow Street Goods” on page 1 and “Client Drift & Ember” on pages 2, 3" in found.message
    assert len(findings(report(), "legit.pages")) == 1
