from __future__ import annotations

import re
from io import StringIO

import pytest
from rich.console import Console

from coacheck.model import Evidence, Finding, Serving, Strength, Verdict
from coacheck.outputs.terminal import console
from coacheck.outputs.verdict_text import print_verdict


def shown(verdict: Verdict, width: int = 80, verbose: bool = False, colour: bool = False) -> str:
    console = Console(file=StringIO(), width=width, highlight=False, color_system="standard" if colour else None)
    print_verdict(verdict, console, verbose)
    assert isinstance(console.file, StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def test_the_verdict_stands_first_and_the_caveats_last(verdict: Verdict) -> None:
    lines = shown(verdict).splitlines()

    assert lines[:2] == ["FAIL: Peach [31mRings", "failed: potent; needs a person's eye: pure; passed: legitimate"]
    assert lines[-1] == "  - The lab still stands by it."


def test_who_tested_what_and_when(verdict: Verdict) -> None:
    text = shown(verdict)

    assert "tested by Quillback Testing Labs, licence CMTL-90044, ISO/IEC 17025" in text
    assert "dates     received 2026-09-22, reported 2026-09-29" in text
    assert "label     CBD 25 mg/unit; batch PR25" in text


def test_what_decided_stands_before_what_passed_with_its_evidence_once(verdict: Verdict) -> None:
    potent = shown(verdict).partition("POTENT")[2].partition("LEGITIMATE")[0].splitlines()

    assert potent[:5] == [
        ": FAIL",
        "  FAIL   CBD: label says 25 mg/unit, the report 17.89 mg/unit: 28.4 % below the",
        "         label [potent.label-claim]",
        "         page 1: “CBD 0.446 17.89”",
        "  pass   totals",
    ]


def test_verbose_tells_every_finding_and_its_source(verdict: Verdict) -> None:
    text = shown(verdict, verbose=True)

    assert "totals follow [potent.totals]" in text
    assert "no batch given [legit.batch]" in text
    assert "source: JAMA 2017" in text


def test_colour_only_on_a_terminal(verdict: Verdict) -> None:
    assert "\x1b" not in shown(verdict)
    assert "\x1b[1;31mFAIL" in shown(verdict, colour=True)


def test_a_name_can_not_steer_the_terminal(verdict: Verdict) -> None:
    assert "\x1b[31mRings" not in shown(verdict, colour=True)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_keep_within_the_terminal(verdict: Verdict, width: int) -> None:
    assert max(map(len, shown(verdict, width).splitlines())) <= width


def test_the_label_is_told_with_its_content_and_servings(verdict: Verdict) -> None:
    more = {"net_volume_ml": 30.0, "units_per_package": 20.0, "serving": Serving(servings_per_package=10)}
    label = verdict.label.model_copy(update=more)
    text = " ".join(shown(verdict.model_copy(update={"label": label}), width=120).split())

    assert "CBD 25 mg/unit; batch PR25; net content 30 mL, 20 units; 10 servings" in text


def test_the_strength_stands_under_the_verdict(verdict: Verdict) -> None:
    strong = [Strength(analyte="cbd", value=17.89, unit="mg/unit", of="Total CBD"),
              Strength(analyte="cbd", value=357.8, unit="mg/package", of="Total CBD"),
              Strength(analyte="total_thc", value=0.4, unit="mg/unit", of="THC")]  # fmt: skip
    lines = shown(verdict.model_copy(update={"strength": strong})).splitlines()

    assert lines[2] == "strength: CBD 17.89 mg per unit, 357.8 mg per package; THC 0.4 mg per unit"


def test_findings_that_say_the_same_are_told_together(verdict: Verdict) -> None:
    missing = [
        Finding(check="pure.panels", pillar="pure", outcome="review", subject=name, message=f"{name}: not tested")
        for name in ("pesticides", "mycotoxins")
    ]
    text = shown(verdict.model_copy(update={"findings": missing}))

    assert "REVIEW not tested: pesticides, mycotoxins [pure.panels]" in text
    assert "mycotoxins: not tested" in shown(verdict.model_copy(update={"findings": missing}), verbose=True)


def test_a_claim_that_holds_is_told_in_words(verdict: Verdict) -> None:
    row = Evidence(page=1, bbox=[1, 2, 3, 4], text="CBD 25.1")
    held = Finding(check="potent.label-claim", pillar="potent", outcome="pass", subject="cbd", evidence=[row],
                   message="label says 25 mg/unit, the report 25.1 mg/unit")  # fmt: skip

    text = shown(verdict.model_copy(update={"findings": [held]}))
    assert "  pass   CBD: label says 25 mg/unit, the report 25.1 mg/unit\n" in text


def test_no_color_is_respected(
    verdict: Verdict, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    print_verdict(verdict, console())
    assert "\x1b[1;31mFAIL" in capsys.readouterr().out

    monkeypatch.setenv("NO_COLOR", "1")
    print_verdict(verdict, console())
    out = capsys.readouterr().out
    assert "FAIL" in out
    assert not re.search("\x1b\\[[0-9;]*3[0-9]m", out)
