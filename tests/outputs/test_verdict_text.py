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


def test_the_first_lines_decide_and_the_caveats_stand_last(verdict: Verdict) -> None:
    lines = shown(verdict, width=120).splitlines()

    assert lines[:4] == [
        "FAIL: Peach [31mRings",
        "why       CBD: label says 25 mg/unit, the report 17.89 mg/unit: 28.4 % below the label",
        "do        do not go by the label; ask the seller for: the reason why label and report differ; a test of batch "
        "PR25 for",
        "          pesticides",
    ]
    assert lines[4] == "in all    1 fail, 1 gap; failed: potent; needs a person's eye: pure; passed: legitimate"
    assert lines[-1] == "  - The lab still stands by it."


def test_a_coming_law_and_the_reason_of_the_rules_stand_in_the_first_lines(verdict: Verdict) -> None:
    rules = verdict.rules.model_copy(update={"reason": "the report prints \"MMTC\""})
    lines = shown(verdict.model_copy(update={"coming": "lawful hemp until 2026-12-10", "rules": rules})).splitlines()

    assert "soon      lawful hemp until 2026-12-10" in lines[:8]
    assert 'judged as the report prints "MMTC"' in lines[:8]


def test_the_figures_of_another_batch_are_told_as_such(verdict: Verdict) -> None:
    strength = [Strength(analyte="cbd", value=17.89, unit="mg/unit", of="Total CBD")]
    report = verdict.report.model_copy(update={"batch": "PR25-0903"})
    failed = {"pillar": "legitimate", "outcome": "fail", "message": "no"}

    def told(*checks: str) -> str:
        findings = [Finding.model_validate({"check": check} | failed) for check in checks]
        update = {"strength": strength, "report": report, "findings": findings}
        return shown(verdict.model_copy(update=update), width=200)

    assert "CBD 17.89 mg per unit (of batch PR25-0903, not of yours)" in told("legit.batch")
    assert "CBD 17.89 mg per unit (of another product)" in told("legit.product")
    assert "CBD 17.89 mg per unit (by a file that is not to be relied on)" in told("legit.batch", "legit.hidden-text")


def test_one_amount_with_two_roundings_is_told_once(verdict: Verdict) -> None:
    made = [Strength(analyte="total_thc", value=value, unit=unit, of="Total THC", path=path)
            for value, unit, path in ((2674, "mg/unit", "19.1 % × 14 g = 2674 mg/unit"), (2680, "mg/serving", ""),
                                      (2680, "mg/package", ""), (191, "mg/g", ""))]  # fmt: skip

    assert "strength  THC 2680 mg per unit, serving and package, 191 mg per g\n" in shown(
        verdict.model_copy(update={"strength": made}), width=120
    )


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
              Strength(analyte="cbd", value=357.8, unit="mg/package", of="Total CBD",
                       path="17.89 mg/unit × 20 units = 357.8 mg/package"),
              Strength(analyte="total_thc", value=0.4, unit="mg/unit", of="THC")]  # fmt: skip
    lines = shown(verdict.model_copy(update={"strength": strong})).splitlines()

    assert lines[5] == "strength  CBD 17.89 mg per unit, about 357.8 mg per package; THC 0.4 mg per unit"


def test_findings_that_say_the_same_are_told_together(verdict: Verdict) -> None:
    missing = [
        Finding(check="pure.panels", pillar="pure", outcome="review", subject=name, message=f"{name}: not tested")
        for name in ("pesticides", "mycotoxins")
    ]
    text = shown(verdict.model_copy(update={"findings": missing}))

    assert "GAP no test for contaminants was found in the report: pesticides, mycotoxins" in " ".join(text.split())
    assert text.count("mycotoxins") == 1
    assert "mycotoxins: not tested" in shown(verdict.model_copy(update={"findings": missing}), verbose=True)


def test_doubts_stand_before_gaps_and_after_what_failed(verdict: Verdict) -> None:
    lab = [
        Finding(check=check, pillar="legitimate", outcome=outcome, kind=kind, message=check)
        for check, outcome, kind in (
            ("legit.lab", "review", "gap"), ("legit.dates", "review", "doubt"), ("legit.batch", "fail", None),
            ("legit.age", "review", None),
        )
    ]  # fmt: skip
    changed = verdict.model_copy(update={"findings": lab})

    for verbose in (False, True):
        below = shown(changed, verbose=verbose).partition("LEGITIMATE")[2].partition("The report")[0]
        words = re.findall("FAIL|DOUBT|GAP|REVIEW", below)
        assert words[-4:] == ["FAIL", "DOUBT", "GAP", "GAP"]


def test_lawful_and_not_compared_is_an_outcome_of_its_own(verdict: Verdict) -> None:
    lawful = Finding(check="potent.thc-limit", pillar="potent", outcome="pass", message="delta-9-THC 0.1 %")
    bare = Finding(check="potent.label-claim", pillar="potent", outcome="review", kind="gap", message="none: --claim")
    only = verdict.model_copy(update={"findings": [lawful, bare], "pillars": verdict.pillars | {"potent": "review"}})
    text = shown(only)

    assert "POTENT: LAWFUL; LABEL NOT COMPARED" in text
    assert "lawful, label not compared: potent" in " ".join(text.split())
    rules = verdict.rules.model_copy(update={"reason": "hemp, by default: nothing that was read places it"})
    assert "POTENT: LAWFUL IF HEMP; LABEL NOT COMPARED" in shown(only.model_copy(update={"rules": rules}))
    assert "--claim" in text.partition("PURE")[0]

    other = Finding(check="potent.plausible", pillar="potent", outcome="review", kind="doubt", message="112 %")
    assert "POTENT: REVIEW" in shown(only.model_copy(update={"findings": [lawful, bare, other]}))
    assert "POTENT: LABEL NOT COMPARED" in shown(only.model_copy(update={"findings": [bare]}))


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


def test_a_place_without_words_is_told_as_it_lies_on_the_sheet(verdict: Verdict) -> None:
    covered = Finding(
        check="legit.hidden-text", pillar="legitimate", outcome="fail", message="text is covered: page 1",
        evidence=[Evidence(page=1, bbox=[72, 144, 90, 150])],
    )  # fmt: skip

    text = shown(verdict.model_copy(update={"findings": [*verdict.findings, covered]}))

    assert "page 1, 25 mm from the left, 51 mm from the top" in text
