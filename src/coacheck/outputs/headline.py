"""The first lines of a verdict: the one reason that decided, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coacheck.model import Verdict
from coacheck.outputs.asking import asking, filled
from coacheck.outputs.facts import Fact, facts
from coacheck.outputs.safe import clean
from coacheck.outputs.words import listed

_WANTS, _WANTS_WIDTH = 3, 120
_CLAIM = "potent.label-claim"
_OF_THE_FILE = ("legit.file-history", "legit.hidden-text")


@dataclass(frozen=True)
class Headline:
    """`why` the verdict is what it is; `do`: what to do now."""

    why: str
    do: str


def headline(verdict: Verdict, found: Sequence[Fact] | None = None) -> Headline:
    """`found` are the facts of the verdict, where they are known already."""
    ranked = facts(verdict) if found is None else found  # what failed, then doubts, then gaps
    if not ranked:
        return Headline(_passed(verdict), _look_up(verdict)) if verdict.verdict == "pass" else _unjudged(verdict)
    first, batch = ranked[0], _batch(verdict)
    why = _fill(asking(first.finding).why, first, batch)
    stop = asking(first.finding).stop
    first_steps = [*([_fill(stop, first, batch)] if stop else []), *_scan_code(verdict, first)]
    steps = [*first_steps, *_not_compared(ranked[1:], batch), *_ask_for(ranked, batch)]
    return Headline(why, "; ".join(dict.fromkeys(steps)))


def _not_compared(others: Sequence[Fact], batch: str | None) -> list[str]:
    """What only who holds the pack can do, also where something else decided: claims that lack a fact of the label."""
    open_ones = [f for f in others if f.finding.check == _CLAIM and f.word == "gap" and f.subjects]
    steps = dict.fromkeys(_fill(stop, f, batch) for f in open_ones if (stop := asking(f.finding).stop))
    return [f"for the claim of {listed(s for f in open_ones for s in f.subjects)}, {'; '.join(steps)}"] if steps else []


def _scan_code(verdict: Verdict, first: Fact) -> list[str]:
    """What is doubtful of the file alone, the laboratory's own copy decides, and a code leads to it."""
    code = any(f.check == "legit.link" and f.subject == "qr" and f.outcome == "pass" for f in verdict.findings)
    return ["scan the code on the report and compare"] if code and first.finding.check in _OF_THE_FILE else []


def _fill(template: str, fact: Fact, batch: str | None) -> str:
    return filled(template, [fact.finding], fact.subjects, batch)


def _ask_for(ranked: Sequence[Fact], batch: str | None) -> list[str]:
    """ "ask the seller for: a test of batch 7 for pesticides; a newer report"; no more than can be taken in at once."""
    wants = list(dict.fromkeys(_fill(want, f, batch) for f in ranked if (want := asking(f.finding).want)))
    if not wants:
        return []
    shown = [w for n, w in enumerate(wants[:_WANTS]) if n == 0 or len("; ".join(wants[: n + 1])) <= _WANTS_WIDTH]
    more = len(wants) - len(shown)
    whom = "lab" if all(asking(f.finding).to == "lab" for f in ranked if asking(f.finding).want) else "seller"
    return [f"ask the {whom} for: {'; '.join(shown)}{f'; and {more} more' if more else ''}"]


def _batch(verdict: Verdict) -> str | None:
    return verdict.label.batch or verdict.report.batch


def _passed(verdict: Verdict) -> str:
    asked = len({f.check for f in verdict.findings if f.outcome == "pass"})
    return f"nothing was found against it; checks that passed: {asked}"


def _unjudged(verdict: Verdict) -> Headline:
    open_ones = listed(p for p, outcome in verdict.pillars.items() if outcome != "pass")
    return Headline(f"nothing could be judged of what makes it {open_ones}",
                    "read the report yourself, or leave out fewer checks")  # fmt: skip


def _look_up(verdict: Verdict) -> str:
    """A file alone proves little: what is left to do for a person."""
    batch = _batch(verdict)
    pack = f"see that the pack says batch {clean(batch)}" if batch else "see that the pack is of this batch"
    return f"{pack}, and that the lab's own site shows the same report"
