"""What speaks against a verdict, one fact for one thing: findings that say the same are told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coacheck.model import Finding, PanelName, Report, Verdict
from coacheck.outputs.asking import UNTESTED, Word, weight, word_of
from coacheck.outputs.words import joined, plain

CONTAMINANTS: tuple[PanelName, ...] = (
    "pesticides", "heavy_metals", "residual_solvents", "microbials", "mycotoxins", "foreign_matter",
)  # fmt: skip
_FOLDED = ("pure.panels", "pure.limits", "pure.lab-verdict", "pure.sensitivity")
_ORDER: tuple[Word, ...] = ("fail", "doubt", "gap")
_SPECIMEN = ("legit.purpose", "specimen")
_NAMES_SHOWN = 8
_VERDICT, _FAILED = "pure.lab-verdict", "the lab prints Fail for"


@dataclass(frozen=True)
class Fact:
    """`finding` tells as one what all the findings `said`."""

    finding: Finding
    said: tuple[Finding, ...]

    @property
    def word(self) -> Word:
        return word_of(self.finding)

    @property
    def subjects(self) -> list[str]:
        return list(dict.fromkeys(plain(f.subject) for f in self.said if f.subject))


def facts(verdict: Verdict) -> list[Fact]:
    """What failed, then what is doubtful, then what is missing; of each, what weighs most first."""
    decisive = [f for f in verdict.findings if f.outcome in ("fail", "review")]
    untested = _untested(decisive, verdict.report)
    rest = [f for f in decisive if not any(f is each for each in untested)]
    found = [*_as_one(untested), *_together(rest)]
    return sorted(found, key=_rank)


def _rank(fact: Fact) -> tuple[bool, int, tuple[bool, int]]:
    """What is found in a specimen is of no product: that comes before what failed."""
    specimen = (fact.finding.check, fact.finding.subject) == _SPECIMEN
    return not specimen, _ORDER.index(fact.word), weight(fact.finding)


def counted(found: Sequence[Fact]) -> str:
    """ "1 fail, 2 doubts, 1 gap"."""
    counts = {word: sum(fact.word == word for fact in found) for word in _ORDER}
    return joined(f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts.items() if n)


def shows_test(report: Report, panel: PanelName) -> bool:
    """Is there a result of the panel, or what the lab says of it?"""
    found = report.panels.get(panel)
    if found is None:
        return False
    rows = any(r.qualifier not in ("NT", "NR") for m in found.measurements for r in m.results)
    return rows or found.status in ("pass", "fail")


def _untested(findings: Sequence[Finding], report: Report) -> list[Finding]:
    """All that a report on potency alone lacks."""
    panels = [f for f in findings if f.check == "pure.panels" and word_of(f) == "gap"]
    if len(panels) < 2 or any(shows_test(report, name) for name in CONTAMINANTS):
        return []
    return [f for f in findings if f.check in _FOLDED and word_of(f) == "gap"]


def _as_one(untested: Sequence[Finding]) -> Iterator[Fact]:
    panels = [f for f in untested if f.check == "pure.panels"]
    if panels:
        names = joined(plain(f.subject or "") for f in panels)
        message = f"no test for contaminants was found in the report: {names}"
        yield Fact(_merged(panels, message, subject=UNTESTED), (*panels, *(f for f in untested if f not in panels)))


def _together(findings: Iterable[Finding]) -> Iterator[Fact]:
    """ "pesticides: not tested", "microbials: not tested" → "pesticides, microbials: not tested"."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_key(finding), []).append(finding)
    for those in groups.values():
        alike = those[0].check == "legit.purpose" or len(those) == 1
        message = those[0].message if alike else _names(those)
        yield Fact(those[0] if len(those) == 1 else _merged(those, message), tuple(those))


def _key(finding: Finding) -> tuple[str, ...]:
    """Of what a report says against itself, one sentence is one fact, whatever it means."""
    head, _, said = finding.message.partition(": ")
    same = head if finding.check == "legit.purpose" else said or finding.message
    if finding.check == _VERDICT and finding.outcome == "fail":
        same = _FAILED
    return finding.check, word_of(finding), same


def _names(those: Sequence[Finding]) -> str:
    """What they have in common, after what each of them is about; of gaps the first are named, of all else each."""
    most = _NAMES_SHOWN if word_of(those[0]) == "gap" else len(those)
    if those[0].check == _VERDICT:
        return f"{_FAILED} {_several([f.message.removeprefix(_FAILED).strip() for f in those], most)}"
    heads = list(dict.fromkeys(f.message.partition(": ")[0] for f in those))
    if len(heads) == 1:
        return those[0].message
    tail = _common_end([h.split() for h in heads])
    return f"{_several([h.removesuffix(tail) for h in heads], most)}{tail}: {those[0].message.partition(': ')[2]}"


def _several(names: Sequence[str], most: int) -> str:
    more = len(names) - most
    return joined([*names[:most], f"{more} more" if more > 0 else None])


def _common_end(heads: Sequence[Sequence[str]]) -> str:
    """The words with which all of them end; never all of one."""
    same = 0
    while all(len(h) > same + 1 for h in heads) and len({h[-1 - same] for h in heads}) == 1:
        same += 1
    return "".join(f" {word}" for word in heads[0][len(heads[0]) - same :])


def _merged(those: Sequence[Finding], message: str, subject: str | None = None) -> Finding:
    places = [place for f in those for place in f.evidence]
    return those[0].model_copy(update={"message": message, "evidence": places, "subject": subject})
