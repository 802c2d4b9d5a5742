"""legit.purpose: does the report say that it is not meant to be relied on?"""

from __future__ import annotations

from collections.abc import Iterator

from coacheck.rules.case import Case, Found
from coacheck.rules.legit.notes import meaning, noted, of_some_tests, places, quoted
from coacheck.rules.legit.specimen import made_out_for_an_example


def purpose(case: Case) -> Iterator[Found]:
    """ "R&D", "informational only", "preview", "void": one finding for each kind of such words about the whole.

    What one line says in two ways ("R&D only - no compliance certificate") is told once.
    """
    telling = [n for n in case.report.notices if meaning(n.kind).weight != "note"]
    whole = [n for n in telling if not n.part]
    told: set[tuple[str, str]] = set()
    for kind in dict.fromkeys(n.kind for n in whole):
        said, means = [n for n in whole if n.kind == kind], meaning(kind)
        lines = {(means.weight, n.text) for n in said}
        if lines <= told:
            continue
        told |= lines
        of_what = ", of part of the tests" if all(map(of_some_tests, said)) else ""
        message = f"marked {quoted(said)}{of_what}: {means.says}; ask for {means.ask}"
        yield Found("doubt" if means.weight == "doubt" else "gap", message, kind, evidence=places(said))
    examples = list(made_out_for_an_example(case))
    yield from examples
    if not whole and not examples:
        parts = [n for n in telling if n.part]
        more = f"; of some results it says {quoted(parts)}" if parts else ""
        amended, where = noted(case, "amended")
        message = f"nothing marks the report as a draft, void or not for compliance{more}{amended}"
        yield Found("pass", message, "purpose", evidence=[*places(parts), *where])
