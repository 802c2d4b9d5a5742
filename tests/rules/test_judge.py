"""The verdict: what decides it, what is left out, and that the checks are those of the table."""

from __future__ import annotations

import pytest

from coacheck.errors import UsageError
from coacheck.model import Unread, Verdict
from coacheck.rules import CHECKS
from rules.builders import good, report, row, verdict


def test_a_good_report_passes_and_says_what_it_cannot_prove() -> None:
    made = verdict(good(), "CBD 20 mg/unit", batch="b7", product="Peach Gummies")
    assert (made.verdict, made.pillars) == ("pass", {"pure": "pass", "potent": "pass", "legitimate": "pass"}), [
        f.message for f in made.findings if f.outcome in ("fail", "review")
    ]
    assert any("lab still stands by" in c for c in made.caveats)
    assert any("California" in c for c in made.caveats)
    assert made.rules.sets == ["us-hemp", "us-ca"]


def test_the_worst_pillar_is_the_verdict() -> None:
    made = verdict(good(batch=None), "CBD 50 mg/unit")
    assert made.pillars == {"pure": "pass", "potent": "fail", "legitimate": "review"}
    assert made.verdict == "fail"


def test_a_review_says_whether_the_report_is_silent_or_contradicts_itself() -> None:
    silent = verdict(report())
    assert {f.kind for f in silent.findings if f.outcome == "review"} == {"gap"}
    assert all((f.kind is not None) == (f.outcome == "review") for f in (*silent.findings, *verdict(good()).findings))
    odd = verdict(good(dates={"collected": "2026-08-20", "received": "2026-08-01", "reported": "2026-08-28"}))
    assert ("legit.dates", "doubt") in {(f.check, f.kind) for f in odd.findings}


def test_nothing_is_passed_by_default() -> None:
    empty = verdict(report())
    assert set(empty.pillars.values()) == {"review"}
    everything = frozenset(c.name for c in CHECKS)
    none = verdict(good(), options={"ignore": everything})
    assert (none.findings, none.verdict) == ([], "review")


def test_an_ignored_check_is_not_asked() -> None:
    made = verdict(good(batch=None), options={"ignore": frozenset({"legit.batch"})})
    assert made.pillars["legitimate"] == "pass"
    assert "legit.batch" not in {f.check for f in made.findings}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"ignore": frozenset({"legit.batches"})}, "did you mean legit.batch?"),
        ({"rules": "us-xx"}, "expected auto, hemp, cannabis or one of"),
    ],
)
def test_a_wrong_name_is_an_error_that_helps(options: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=r"us-xx|legit\.batches") as error:
        verdict(good(), options=options)
    assert says in str(error.value)


def test_every_check_has_a_finding_and_every_finding_a_message() -> None:
    made = verdict(good(), "CBD 20 mg/unit")
    assert {f.check for f in made.findings} == {c.name for c in CHECKS if not c.name.startswith("scan.")}
    assert all(f.message and "\n" not in f.message for f in made.findings)
    assert Verdict.model_validate_json(made.model_dump_json()) == made


def test_the_registry_is_complete() -> None:
    names = [c.name for c in CHECKS]
    assert len(set(names)) == len(names)
    assert all(c.title.endswith("?") and c.why.endswith(".") for c in CHECKS)
    assert {c.pillar for c in CHECKS} == {"pure", "potent", "legitimate"}


def test_medical_words_are_not_ours() -> None:
    told = " ".join(f.message for f in verdict(report([row("cbd", "99 %")]), "CBD 20 mg/unit", "THC-free").findings)
    assert not {"safe", "dose", "treat", "cure", "health"} & set(told.lower().split())


def test_what_was_not_understood_is_told() -> None:
    lines = [Unread(page=p, text=t, reason="") for p, t in ((2, "Mystery 0.4 ppm FAIL"), (3, "7 7 7"))]
    made = verdict(good().model_copy(update={"unread": lines}))

    told = next(c for c in made.caveats if "not understood" in c)
    assert "2 lines" in told
    assert "“Mystery 0.4 ppm FAIL” … on page 2" in told
    assert not any("not understood" in c for c in verdict(good()).caveats)
