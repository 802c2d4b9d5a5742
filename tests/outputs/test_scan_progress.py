"""How long a scan still takes, as it is told while reports of very different length are read."""

from __future__ import annotations

import re
import time
from io import StringIO

import pytest
from rich.console import Console

from coacheck.outputs.scan_progress import Bar, Quiet
from coacheck.outputs.scan_text import line_of
from coacheck.result import Scanned

SCAN = Scanned("a.pdf", "pass", "{}")


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(time, "monotonic", made)
    return made


def test_the_time_left_counts_down_until_the_next_is_done(clock: Clock) -> None:
    with Quiet(Console(), 10, 0) as scan:
        assert scan.left is None
        clock.now += 10
        scan.report(SCAN, 0)
        assert scan.left == pytest.approx(90)
        clock.now += 30
        assert scan.left == pytest.approx(60)


def test_what_is_waited_for_may_take_as_long_again(clock: Clock) -> None:
    """A page read by OCR takes longer than all the others: the estimate does not end at nothing."""
    with Quiet(Console(), 10, 0) as scan:
        clock.now += 1
        scan.report(SCAN, 0)
        clock.now += 200
        assert scan.left == pytest.approx(200)


def test_when_all_is_done_nothing_is_left(clock: Clock) -> None:
    with Quiet(Console(), 1, 5) as scan:
        clock.now += 1
        scan.report(SCAN, 5)
        clock.now += 10
        assert scan.left == 0


def test_the_line_of_an_error_names_the_file_once() -> None:
    scanned = Scanned("below/a.pdf", "error", "{}", ("unreadable",), "a.pdf: the file is empty; expected a report.")

    assert line_of(scanned).plain == "ERROR  below/a.pdf  the file is empty; expected a report."


@pytest.mark.parametrize("width", [80, 120])
def test_a_terminal_shows_the_whole_reason_in_whole_words(width: int) -> None:
    why = "of the contaminant tests only the lab's word is printed, without results (pesticides and residual solvents)"
    scanned = Scanned("reports/peach-rings-2026-09.pdf", "review", "{}", ("pure.panels pesticides",), why)
    terminal = Console(width=width, file=StringIO(), force_terminal=True, no_color=True)

    with Bar(terminal, 1, 0) as scan:
        scan.report(scanned, 0)

    shown = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", terminal.file.getvalue())  # type: ignore[attr-defined]
    lines = [line.rstrip() for line in re.split(r"[\r\n]+", shown) if "scanning" not in line and line.strip()]
    assert lines[0].startswith("REVIEW reports/peach-rings-2026-09.pdf  of the contaminant tests")
    assert all(line.startswith(" " * 7) for line in lines[1:])
    assert max(map(len, lines)) <= width
    assert " ".join(" ".join(lines).split()) == " ".join(line_of(scanned).plain.split())
