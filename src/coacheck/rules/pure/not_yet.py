"""What is said where a program's table did not hold yet on the day judged: which rules did is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coacheck.rules.case import Case, Found
from coacheck.rules.law.sets import RuleSet
from coacheck.rules.law.vocabulary import name_of
from coacheck.rules.pure.asked import Asked, asked_for
from coacheck.rules.pure.limited import Limited, Row, detected
from coacheck.rules.pure.stand_in import before, has_limit
from coacheck.rules.wording import listed, spaced


def too_early(case: Case, rules: RuleSet, every: Sequence[Limited]) -> Iterator[Found]:
    """A program's table can't pass what was sold before it; for hemp it is a measure, not the law.

    The limits that the laboratory printed judge in its place, where nearly all that the table asks for was tested.
    """
    if not before(case, rules):
        return
    begins = f"the table of {rules.id} begins on {rules.effective_from}, after the day judged"
    lacking = [wants for wants in asked_for(case) if not wants.whole]
    if not lacking and _by_print([row for each in every for row in each.rows]):
        yield Found("skip", f"{begins}; the limits that are printed beside the results judge", citation=rules.citation)
        return
    held = f"which tests were asked for on {case.options.on}" if lacking else f"which limits held on {case.options.on}"
    names = listed(spaced(w.panel) if w.none else listed(map(name_of, w.missing), 3) for w in lacking)
    none = f" (no result was found for {names})" if lacking else ""
    yield Found("gap", f"{begins}; {held} is not known{none}", citation=rules.citation)


def _by_print(rows: Sequence[Row]) -> bool:
    """Do limits stand beside most of them, and beside all that was found? What was not found is within any."""
    return 2 * sum(map(has_limit, rows)) > len(rows) and all(map(has_limit, filter(detected, rows)))


def not_yet_asked(case: Case, wants: Asked) -> Found | None:
    """What a later table asks for is no reproach, where other panels were tested. None where the table held."""
    rules = case.profile.contaminants[-1]
    if wants.whole or not before(case, rules) or all(other.none for other in asked_for(case)):
        return None
    lacks = "not found in the report" if wants.none else str(wants)
    message = f"{spaced(wants.panel)}: {lacks}; whether that was asked for on {case.options.on} is not known"
    return Found("skip", message, wants.panel, citation=rules.citation)
