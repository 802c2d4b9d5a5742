"""The verdict on the whole sample."""

from __future__ import annotations

import pytest

from coacheck.reading.document.overall import overall_of
from coacheck.reading.vocabulary import vocabulary
from reading.lines import line


@pytest.mark.parametrize(
    ("text", "status"),
    [("SAMPLE PASSES", "pass"), ("Batch failed", "fail"), ("Sample pass/fail", None), ("Sample passes if …", None)],
)
def test_a_verdict_in_a_bold_line_of_its_own_on_any_page(text: str, status: str | None) -> None:
    pages = [[line("Report", 30, 40)], [line(text, 300, 690, 10, True)]]
    found = overall_of([], [], pages, vocabulary())

    assert (found[0] if found else None) == status
    assert overall_of([], [], [[line("Sample passes", 300, 690), *pages[0]]], vocabulary()) is None
