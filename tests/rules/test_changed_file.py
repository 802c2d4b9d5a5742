"""What is found in a file in which figures were typed over: nothing passes by them, nothing explains them away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coacheck.model import Panel, Report
from rules.builders import finding, good, report, row, total, verdict

OVER = {"kind": "digits", "page": 1, "bbox": [0, 0, 9, 9], "on": "result"}
OLD_LAW = date(2026, 3, 1)
FLOWER = {"name": "Sour Plum", "matrix": "Flower", "category": "inhalable"}
ROWS = [row("delta_9_thc", "0.02 %"), row("thca", "28.75 %")]


def flower(over: bool = True, **fields: Any) -> Report:
    return report(ROWS, product=FLOWER, spots=[OVER] if over else [], **fields)


@pytest.mark.parametrize("over", [True, False])
def test_no_innocent_reason_is_told_for_figures_that_were_typed_over(over: bool) -> None:
    found = finding(flower(over, totals=[total("total_thc", "26.20 %")]), "potent.totals")
    assert ("typed over or covered: see legit.hidden-text" in found.message) == over
    assert ("it would" in found.message) == (not over)


@pytest.mark.parametrize(("over", "outcome"), [(True, "review"), (False, "pass")])
def test_nothing_is_lawful_by_figures_that_were_typed_over(over: bool, outcome: str) -> None:
    made = flower(over, panels={"moisture": Panel(measurements=[row("moisture", "10.0 %")])})
    assert finding(made, "potent.thc-limit", subject="delta_9_thc", on=OLD_LAW).outcome == outcome
    told = verdict(made, on=OLD_LAW).coming or ""
    assert told.endswith("(by a file in which figures were typed over or covered)") == over


@pytest.mark.parametrize(("over", "outcome"), [(True, "skip"), (False, "pass")])
def test_the_file_s_own_word_is_no_pass_where_what_stands_in_it_was_changed(over: bool, outcome: str) -> None:
    history = {"producer": "mPDF 8.1", "created": "2026-09-05T10:00:00Z"}
    found = finding(flower(over, history=history), "legit.file-history")
    assert (found.outcome, "no sign of a later change" in found.message) == (outcome, not over)


def test_the_days_between_two_that_are_told_are_those_of_the_calendar() -> None:
    history = {"producer": "a LIMS", "created": "2023-12-28T23:24:29Z", "modified": "2024-01-25T14:31:03Z"}
    told = finding(report(history=history), "legit.file-history").message
    assert told.startswith("made on 2023-12-28, saved again 28 days later (2024-01-25)")


def test_what_was_typed_in_an_office_program_on_no_known_day_shows_nothing() -> None:
    history: dict[str, Any] = {"creator": "Google Sheets", "software": ["Google Sheets"]}
    bare = finding(report(history=history, dates={"reported": "2026-09-05"}), "legit.file-history")
    assert (bare.kind, "made in Google Sheets, and does not say when" in bare.message) == ("gap", True)
    dated = history | {"created": "2026-09-05T10:00:00Z"}
    assert finding(report(history=dated, dates={"reported": "2026-09-05"}), "legit.file-history").outcome == "pass"


@pytest.mark.parametrize(
    ("history", "told"),
    [({"producer": "Crystal Reports", "software": ["Crystal Reports"]}, ", though it does not say when it was made"),
     ({"producer": "Microsoft Excel", "software": ["Microsoft Excel"], "created": "2026-09-05T10:00:00"},
      ", though there every figure can be typed")],
)  # fmt: skip
def test_what_can_show_little_is_told_beside_no_sign_of_a_change(history: dict[str, object], told: str) -> None:
    assert finding(good(history=history), "legit.file-history").message.endswith(f"no sign of a later change{told}")
