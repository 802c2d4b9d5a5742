"""legit.pages: is every page of the certificate there?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from coacheck.model import Evidence, Notice, PageMark
from coacheck.rules.case import Case, Found
from coacheck.rules.legit.notes import places, quoted
from coacheck.rules.wording import counted, listed

UNREAD = "unread"
"""The subject of what is found of a page that could not be read."""
_ASK = "ask the lab how many its report has"


def pages(case: Case) -> Iterator[Found]:
    """Those that could not be read, then whether all are there."""
    for row in case.report.unread:
        if not row.text:  # a page as a whole
            yield Found("gap", f"page {row.page}: could not be read ({row.reason}); look at it yourself", UNREAD)
    yield from _all_there(case)
    yield from _disagreeing(case)


def _disagreeing(case: Case) -> Iterator[Found]:
    """Pages that print another client, product or day than the rest under the same label."""
    for each in case.report.differing:
        told: dict[str, list[int]] = {}
        for place in each.places:
            told.setdefault(place.text, []).append(place.page)
        said = [f"“{text}” on page{'s' if len(on) > 1 else ''} {listed(map(str, on))}" for text, on in told.items()]
        message = f"the pages disagree: {' and '.join(said)}; ask the lab for its own file"
        yield Found("doubt", message, each.field, evidence=each.places)


def _all_there(case: Case) -> Iterator[Found]:
    """ "page 1 of 6" to "6 of 6". Several certificates in one file must each be complete."""
    if promised := _promised(case):
        message = f"{quoted(promised[:1])} says that another page follows, and none does; ask for the whole report"
        yield Found("gap", message, "following page", evidence=places(promised))
    marks = [m for m in case.report.page_marks if m.number is not None and m.of is not None]
    problems = _problems(case, marks)
    if not marks:
        found = _without_numbers(case)
        yield from () if promised and found.outcome == "pass" else (found,)
    elif not problems and not promised:
        yield Found("pass", f"all pages are there: {_sets(marks)}", evidence=_places(marks))
    for problem in problems:
        # a photo is of a sheet, or of a screen: the others were not laid on
        missing = case.report.source.text == "ocr" and problem.endswith("missing")
        yield Found("gap" if missing else "doubt", f"{problem}; ask for the whole report", evidence=_places(marks))


def _promised(case: Case) -> list[Notice]:
    """What the last page says of one that follows."""
    last = case.report.source.pages
    return [n for n in case.report.notices if n.kind == "following page" and n.page == last]


def _without_numbers(case: Case) -> Found:
    total = case.report.source.pages
    if total > 1 and (numbers := _one_each(case, total)):
        return Found("pass", f"{total} reports of one page each: {listed(numbers)}")
    if total > 1 and len(case.report.page_marks) != 1:
        return Found("gap", f"{total} pages, not numbered; {_ASK}")
    return Found("pass", "one page" if total == 1 else f"one page, and {counted(total - 1, 'empty one')}")


def _one_each(case: Case, total: int) -> list[str]:
    """The numbers under one label, where every page has one of its own: none of them goes on from another."""
    own = [i for i in case.report.other_ids if i.kind == "report"]
    alike = len({i.label for i in own}) == 1 and len(own) == total
    return [i.text for i in own] if alike and len({i.page for i in own}) == total else []


def _problems(case: Case, marks: list[PageMark]) -> list[str]:
    """What is wrong with each set of numbered pages; where nothing is, with those that carry no number."""
    if not marks:
        return []
    bare = {m.page for m in case.report.page_marks if m.number is None}
    cover, total = bare & {1}, case.report.source.pages
    sets = sorted({m.of for m in marks if m.of})
    wrong = [p for of in sets if (p := _problem(of, marks, cover if of == total else set()))]
    strange = sorted(bare - cover)
    if not wrong and strange:
        return [f"page {strange[0]} of the file carries no number, and so may belong to another report"]
    return wrong


def _problem(of: int, marks: list[PageMark], bare: set[int]) -> str | None:
    """What is wrong with the pages that say "of `of`": missing ones, or one that is there more often.

    `bare`: the place of a cover without a number of its own.
    """
    seen = Counter(m.number for m in marks if m.of == of)
    copies = max(seen.values())
    missing = [n for n in range(1, of + 1) if seen[n] < copies and n not in bare]
    if not missing:
        return None
    if copies == 1 or len(missing) < of - 1:
        names = ", ".join(map(str, missing))
        return f"page {names} of {of} is missing" if len(missing) == 1 else f"pages {names} of {of} are missing"
    often = ", ".join(str(n) for n, count in seen.items() if count == copies)
    return f"page {often} of {of} is there {copies} times"


def _sets(marks: list[PageMark]) -> str:
    return ", ".join(f"1 to {of} of {of}" for of in sorted({m.of for m in marks if m.of}))


def _places(marks: list[PageMark]) -> list[Evidence]:
    return [Evidence(page=m.page, bbox=m.bbox, text=m.text) for m in marks if m.bbox]
