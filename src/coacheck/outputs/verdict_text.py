"""A verdict for a person: what it is, who tested what, what decided it, and what can't be known from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from rich.console import Console
from rich.text import Text

from coacheck.dry_basis import on_dry_weight
from coacheck.model import Evidence, Finding, Pillar, RulesUsed, Verdict
from coacheck.outputs.asking import message_of, word_of
from coacheck.outputs.facts import Fact, counted, facts
from coacheck.outputs.headline import headline
from coacheck.outputs.safe import clean, shorten, visible
from coacheck.outputs.terminal import Row, print_rows
from coacheck.outputs.words import (
    check_words,
    colour,
    dates_line,
    joined,
    lab_line,
    label_line,
    pillar_words,
    pillars_line,
    plain,
    product_name,
    reliance,
    sample_line,
    strength_line,
)

_EVIDENCE_SHOWN = {"fail": 2}  # places for each finding; one for all other outcomes, all with --verbose
_EVIDENCE_WIDTH = 160
_SUBJECTS_SHOWN = 5
_MM = 25.4 / 72
"""Millimetres in a point."""
_ORDER = ("fail", "doubt", "gap", "pass", "skip")
_NOTHING: Row = ("", "nothing was checked", "")
_TOLD = ("potent.label-claim", "potent.absent-claim", "potent.thc-limit")  # what people buy by is told when it passes


def print_verdict(
    verdict: Verdict, console: Console, verbose: bool = False, quiet: bool = False, file: str | None = None
) -> None:
    """The verdict, then for each pillar what decided it; what passed in one line, or all of it where `verbose`.

    Of a `quiet` one only the first lines. `file` is told in them, where it is one of several.
    """
    found = facts(verdict)
    _headline(verdict, found, console, file)
    if quiet and not verbose:
        return
    for pillar in get_args(Pillar):
        _pillar(verdict, pillar, found, console, verbose)
    console.print()
    console.print(Text("The report", "bold"))
    print_rows(_identity(verdict), console, width=9, indent=2)
    if verdict.caveats:
        console.print()
        console.print(Text("Keep in mind", "bold"))
        print_rows((("-", clean(c), "") for c in verdict.caveats), console, width=1, indent=2)


def _headline(verdict: Verdict, found: Sequence[Fact], console: Console, file: str | None) -> None:
    """The verdict and the product, the reason that decided, what to do; then what else a buyer must know."""
    console.print(Text.assemble((verdict.verdict.upper(), colour(verdict.verdict)), ": ", (_product(verdict), "bold")))
    if file:
        print_rows([("file", visible(file), "")], console, width=9)
    print_rows(_first_lines(verdict, found), console, width=9)


def _first_lines(verdict: Verdict, found: Sequence[Fact]) -> Iterator[Row]:
    told = headline(verdict, found)
    yield "why", told.why, "bold"
    yield "do", told.do, "bold"
    if verdict.coming:
        yield "soon", clean(verdict.coming), "bold yellow"
    if verdict.rules.reason:
        yield "judged as", clean(verdict.rules.reason), ""
    if verdict.strength:
        doubted = f" ({why})" if (why := reliance(verdict)) else ""
        inhalable = verdict.report.product.category == "inhalable"
        yield "strength", strength_line(verdict.strength, on_dry_weight(verdict.report), inhalable) + doubted, ""
    yield "in all", joined([counted(found), pillars_line(verdict)], "; "), ""


def _product(verdict: Verdict) -> str:
    return product_name(verdict.report)


def _pillar(verdict: Verdict, pillar: Pillar, found: Sequence[Fact], console: Console, verbose: bool) -> None:
    words = pillar_words(verdict, pillar)
    console.print()
    console.print(Text.assemble((pillar.upper(), "bold"), ": ", (words.upper(), colour(verdict.pillars[pillar]))))
    findings = [f for f in verdict.findings if f.pillar == pillar]
    mine = [fact for fact in found if fact.finding.pillar == pillar]
    rows = _every_finding(findings) if verbose else _decisive(mine, findings)
    print_rows(rows, console, width=6, indent=2)


def _identity(verdict: Verdict) -> Iterator[Row]:
    report, label = verdict.report, verdict.label
    yield "tested by", lab_line(report.lab), "dim"
    yield "for", clean(report.client or "") or "client not found in the report", "dim"
    yield "what", sample_line(report), "dim"
    yield "dates", dates_line(report), "dim"
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


def _every_finding(findings: Sequence[Finding]) -> Iterator[Row]:
    if not findings:
        yield _NOTHING
    for finding in sorted(findings, key=lambda f: _ORDER.index(word_of(f))):
        yield from _told(finding, all_evidence=True)


def _decisive(found: Sequence[Fact], findings: Sequence[Finding]) -> Iterator[Row]:
    """What speaks against it, each with its first places; of the rest, what people buy by; all else in one line."""
    if not findings:
        yield _NOTHING
    for fact in found:
        yield from _told(fact.finding, all_evidence=False)
    told = [f for f in findings if f.outcome == "pass" and _is_told(f)]
    for finding in told:
        yield "pass", message_of(finding), colour("pass")
    for outcome in ("pass", "skip"):
        those = [f for f in findings if f.outcome == outcome and f not in told]
        if those:
            yield outcome, _in_one_line(those, {f.check for f in findings if f not in those}), colour(outcome)


def _is_told(finding: Finding) -> bool:
    """What people buy by; of the limits, the sum of what was not found."""
    if finding.check == "pure.limits":
        return finding.subject is None
    return finding.check in _TOLD and bool(finding.expected or finding.evidence)


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
    word = word_of(finding)
    yield word.upper(), f"{message_of(finding)} [{finding.check}]", colour(word)
    lines = list(dict.fromkeys(_evidence(finding.evidence)))
    shown = lines if all_evidence else lines[: _EVIDENCE_SHOWN.get(finding.outcome, 1)]
    for line in shown:
        yield "", line, ""
    if len(shown) < len(lines):
        yield "", f"and {len(lines) - len(shown)} more (--verbose)", ""
    if all_evidence and finding.citation:
        yield "", f"source: {clean(finding.citation)}", ""


def _evidence(places: Iterable[Evidence]) -> Iterator[str]:
    for place in places:
        printed = shorten(place.text, _EVIDENCE_WIDTH)
        yield f"page {place.page}: “{printed}”" if printed else f"page {place.page}, {_on_page(place)}"


def _on_page(place: Evidence) -> str:
    """Where to look, on paper: "31 mm from the left, 120 mm from the top"."""
    left, top = (round(points * _MM) for points in place.bbox[:2])
    return f"{left} mm from the left, {top} mm from the top"
