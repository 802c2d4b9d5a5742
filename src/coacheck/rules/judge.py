"""Report + label + rules → a verdict: every check is asked, the worst finding decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, get_args

from coacheck.model import Finding, Label, Pillar, Report, RulesUsed, Verdict
from coacheck.rules.case import Case, Found, Options
from coacheck.rules.choice import choose
from coacheck.rules.legit.hidden_text import changed
from coacheck.rules.potent.coming import coming
from coacheck.rules.potent.strength import strength
from coacheck.rules.registry import Check, chosen

Decision = Literal["pass", "fail", "review"]
CAVEATS = [
    "A file alone can't prove that the lab still stands by this report, or that its own portal shows the same.",
    "A file alone can't prove that the sample tested was taken from the batch you hold.",
]
HEMP_CAVEAT = "Hemp law limits no contaminants; California's action levels for licensed cannabis are the measure."
OCR_CAVEAT = "The pages are pictures, read by OCR; compare the figures that matter with the report itself."
PHOTO_CAVEAT = "What the label says was read from its photo by OCR, and nobody confirmed it; compare it with the label."

_UNREAD_SHOWN = 60
_DOUBTED = "by a file in which figures were typed over or covered"


def judge(report: Report, label: Label, options: Options) -> Verdict:
    """The verdict on a report. Raises UsageError where the options name a check or a rule set that isn't there."""
    choice = choose(report, label, options)
    case = Case(report, label, replace(options, rules=choice.rules), rather_licensed=choice.beyond)
    profile = case.profile
    ocr = set(report.source.ocr_pages)
    findings = _once(_finding(check, found, ocr) for check in chosen(options.ignore) for found in check.run(case))
    pillars: dict[Pillar, Decision] = {pillar: decide(findings, pillar) for pillar in get_args(Pillar)}
    soon = coming(case, findings, called_hemp=not choice.by_default)
    return Verdict(
        verdict=_worst(list(pillars.values())),
        pillars=pillars,
        report=report,
        label=label,
        strength=strength(case),
        rules=RulesUsed(profile=choice.rules, on=options.on.isoformat(), sets=profile.sets, reason=choice.reason),
        coming=f"{soon} ({_DOUBTED})" if soon and changed(case) else soon,
        findings=findings,
        caveats=[*CAVEATS, *_own_caveats(report, label, hemp=profile.hemp)],
    )


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """What is found at two places, in the same words, is one finding with both places."""
    told: dict[tuple[str | None, ...], Finding] = {}
    for each in findings:
        key = (each.check, each.outcome, each.kind, each.subject, each.message)
        known = told.get(key)
        places = [*known.evidence, *(e for e in each.evidence if e not in known.evidence)] if known else each.evidence
        told[key] = each.model_copy(update={"evidence": places})
    return list(told.values())


def _own_caveats(report: Report, label: Label, hemp: bool) -> Iterator[str]:
    if hemp:
        yield HEMP_CAVEAT
    if report.source.ocr_pages:
        yield OCR_CAVEAT
    if label.photo == "unconfirmed":
        yield PHOTO_CAVEAT
    if report.history.acts:
        yield f"The file {' and '.join(report.history.acts)}, which no report needs; look at it in a plain viewer."
    if lines := len(report.unread):
        said = "1 line of the report was" if lines == 1 else f"{lines} lines of the report were"
        yield f"{said} not understood, and so not judged: {_first(report)}. `coacheck read` lists what is unread."


def _first(report: Report) -> str:
    line = report.unread[0]
    more = " …" if len(line.text) > _UNREAD_SHOWN or len(report.unread) > 1 else ""
    return f"“{line.text[:_UNREAD_SHOWN]}”{more} on page {line.page}"


def with_findings(verdict: Verdict, more: Sequence[Finding]) -> Verdict:
    """The verdict where these are found as well."""
    findings = [*verdict.findings, *more]
    pillars: dict[Pillar, Decision] = {pillar: decide(findings, pillar) for pillar in get_args(Pillar)}
    return verdict.model_copy(
        update={"findings": findings, "pillars": pillars, "verdict": _worst(list(pillars.values()))}
    )


def decide(findings: Sequence[Finding], pillar: Pillar) -> Decision:
    """`fail` where a finding failed, else `review` where one is in review or none passed."""
    outcomes = {f.outcome for f in findings if f.pillar == pillar}
    if "fail" in outcomes:
        return "fail"
    return "review" if "review" in outcomes or "pass" not in outcomes else "pass"


def _worst(decisions: Sequence[Decision]) -> Decision:
    order: tuple[Decision, ...] = ("fail", "review", "pass")
    return next(d for d in order if d in decisions)


def _finding(check: Check, found: Found, ocr: Collection[int]) -> Finding:
    """`ocr`: the pages read by OCR; a finding that rests on them says so."""
    rests = any(e.page in ocr or "read by OCR" in e.text for e in found.evidence) and "OCR" not in found.message
    message = f"{found.message} (read by OCR)" if rests else found.message
    kind = found.outcome if found.outcome in ("gap", "doubt") else None
    return Finding(
        check=check.name, pillar=check.pillar, outcome="review" if kind else found.outcome, kind=kind,
        subject=found.subject, message=message, measured=found.measured, expected=found.expected,
        citation=check.citation if found.citation is None else found.citation or None, evidence=found.evidence,
    )  # fmt: skip
