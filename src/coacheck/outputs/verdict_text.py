"""A verdict for a person: what it is, who tested what, what decided it, and what can't be known from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from rich.console import Console
from rich.text import Text

from coacheck.model import Evidence, Finding, Pillar, RulesUsed, Verdict
from coacheck.outputs.safe import clean, shorten
from coacheck.outputs.terminal import Row, print_rows
from coacheck.outputs.words import (
    check_words,
    colour,
    dates_line,
    joined,
    lab_line,
    label_line,
    pillars_line,
    plain,
    sample_line,
    strength_line,
)

_EVIDENCE_SHOWN = {"fail": 2}  # places for each finding; one for all other outcomes, all with --verbose
_EVIDENCE_WIDTH = 160
_SUBJECTS_SHOWN = 5
_TOLD = ("potent.label-claim", "potent.absent-claim", "potent.thc-limit")  # what people buy by is told when it passes


def print_verdict(verdict: Verdict, console: Console, verbose: bool = False) -> None:
    """The verdict, then for each pillar what decided it; what passed in one line, or all of it where `verbose`."""
    _headline(verdict, console)
    for pillar in get_args(Pillar):
        outcome = verdict.pillars[pillar]
        console.print()
        console.print(Text.assemble((pillar.upper(), "bold"), ": ", (outcome.upper(), colour(outcome))))
        findings = [f for f in verdict.findings if f.pillar == pillar]
        print_rows(_findings(findings, verbose), console, width=6, indent=2)
    console.print()
    console.print(Text("The report", "bold"))
    print_rows(_identity(verdict), console, width=9, indent=2)
    if verdict.caveats:
        console.print()
        console.print(Text("Keep in mind", "bold"))
        print_rows((("-", clean(c), "") for c in verdict.caveats), console, width=1, indent=2)


def _headline(verdict: Verdict, console: Console) -> None:
    product = clean(verdict.report.product.name or "") or "a product without a name in the report"
    style = colour(verdict.verdict)
    console.print(Text.assemble((verdict.verdict.upper(), style), ": ", (product, "bold")))
    console.print(Text(pillars_line(verdict)))
    if verdict.rules.reason:
        print_rows([("judged as", clean(verdict.rules.reason), "")], console, width=9)
    if verdict.strength:
        print_rows([("strength:", strength_line(verdict.strength), "")], console, width=9)


def _identity(verdict: Verdict) -> Iterator[Row]:
    report, label = verdict.report, verdict.label
    yield "tested by", lab_line(report.lab), "dim"
    yield "for", clean(report.client or "") or "client not found in the report", "dim"
    yield "what", sample_line(report), "dim"
    yield "dates", dates_line(report.dates), "dim"
    if told := label_line(label):
        yield "label", told, "dim"
    yield "judged", f"as of {verdict.rules.on} by the rules {_rules(verdict.rules)}", "dim"
    yield "file", f"{clean(report.source.name)}, {_pages(report.source.pages)}", "dim"


def _rules(rules: RulesUsed) -> str:
    sets = joined(rules.sets)
    name = f"“{clean(rules.profile)}”"
    return f"{name} ({sets})" if sets else name


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _findings(findings: list[Finding], verbose: bool) -> Iterator[Row]:
    if not findings:
        yield "", "nothing was checked", ""
    decisive = [f for outcome in ("fail", "review") for f in findings if f.outcome == outcome]
    others = [f for outcome in ("pass", "skip") for f in findings if f.outcome == outcome]
    if verbose:
        for finding in (*decisive, *others):
            yield from _told(finding, all_evidence=True)
        return
    for finding in _together(decisive):
        yield from _told(finding, all_evidence=False)
    told = [f for f in others if f.outcome == "pass" and _is_told(f)]
    for finding in told:
        yield "pass", _message(finding), colour("pass")
    for outcome in ("pass", "skip"):
        those = [f for f in others if f.outcome == outcome and f not in told]
        if those:
            yield outcome, _in_one_line(those, {f.check for f in findings if f not in those}), colour(outcome)


def _is_told(finding: Finding) -> bool:
    """What people buy by; of the limits, the sum of what was not found."""
    if finding.check == "pure.limits":
        return finding.subject is None
    return finding.check in _TOLD and bool(finding.expected or finding.evidence)


def _together(findings: list[Finding]) -> Iterator[Finding]:
    """ "pesticides: not tested", "microbials: not tested" → "not tested: pesticides, microbials"."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        said = finding.message.partition(": ")[2] or finding.message
        groups.setdefault((finding.check, finding.outcome, said), []).append(finding)
    for (_, _, said), those in groups.items():
        if len(those) == 1:
            yield those[0]
            continue
        subjects = joined(dict.fromkeys(f.message.partition(":")[0] for f in those))
        places = [place for f in those for place in f.evidence]
        yield those[0].model_copy(update={"message": f"{said}: {subjects}", "evidence": places, "subject": None})


def _in_one_line(findings: list[Finding], partly: set[str]) -> str:
    """The names of the checks; where a check also came out otherwise, what this is about."""
    subjects: dict[str, list[str]] = {}
    for finding in findings:
        subjects.setdefault(finding.check, []).append(plain(finding.subject or ""))
    return joined(f"{check_words(c)}{_about(s) if c in partly else ''}" for c, s in subjects.items())


def _about(subjects: list[str]) -> str:
    named = [s for s in subjects if s]
    more = len(named) - _SUBJECTS_SHOWN
    shown = joined([*named[:_SUBJECTS_SHOWN], f"{more} more" if more > 0 else None])
    return f" ({shown})" if shown else ""


def _told(finding: Finding, all_evidence: bool) -> Iterator[Row]:
    yield finding.outcome.upper(), f"{_message(finding)} [{finding.check}]", colour(finding.outcome)
    lines = list(dict.fromkeys(_evidence(finding.evidence)))
    shown = lines if all_evidence else lines[: _EVIDENCE_SHOWN.get(finding.outcome, 1)]
    for line in shown:
        yield "", line, ""
    if len(shown) < len(lines):
        yield "", f"and {len(lines) - len(shown)} more (--verbose)", ""
    if all_evidence and finding.citation:
        yield "", f"source: {clean(finding.citation)}", ""


def _message(finding: Finding) -> str:
    """The message, after its subject where its first words don't name it and it is something that was measured."""
    message, subject = clean(finding.message), plain(finding.subject or "")
    named = subject.casefold() in message.partition(",")[0].casefold()
    apart = finding.pillar == "legitimate" or finding.check == "potent.name-claim"
    return message if named or apart else f"{subject}: {message}"


def _evidence(places: Iterable[Evidence]) -> Iterator[str]:
    for place in places:
        printed = shorten(place.text, _EVIDENCE_WIDTH)
        yield f"page {place.page}: “{printed}”" if printed else f"page {place.page}"
