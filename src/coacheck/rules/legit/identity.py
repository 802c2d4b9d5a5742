"""legit.lab, .sample and .batch: who tested what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from coacheck.labs import is_known, licence_form, owner_of
from coacheck.model import Evidence, PageMark, PrintedId
from coacheck.rules.case import Case, Found
from coacheck.rules.legit.accreditation import fits_body, shown_by
from coacheck.rules.legit.hosts import host_of
from coacheck.rules.legit.notes import noted
from coacheck.rules.wording import listed

_BEGUN = 5  # signs of a batch that goes on in the next line


def lab(case: Case) -> Iterator[Found]:
    """Named, with something that ties it to what is publicly known: its own words alone prove nobody."""
    named, place = case.report.lab, case.field("lab")
    if not named.name:
        message = "no testing laboratory was found (its name may be in a picture); ask the seller who tested it"
        yield Found("gap", message, "lab")
        return
    number = named.accreditation_number
    shown = (
        f", licence {named.license}"
        if named.license
        else f", {named.address}"
        if named.address
        else f", accreditation {number}"
        if number
        else ""
    )
    tie = _tie(case)
    if tie:
        yield Found("pass", f"{named.name}{shown}: {tie}", "lab", evidence=place)
    else:
        message = f"{named.name}{shown}: no name, licence, accreditation or code of it that is known here"
        yield Found("gap", f"{message}; ask it for its licence or accreditation certificate", "lab", evidence=place)


def _tie(case: Case) -> str | None:
    """What others know of the laboratory."""
    named = case.report.lab
    form = licence_form(named.license) if named.license else None
    accredited = shown_by(named)
    if is_known(named.name or ""):
        return "a known laboratory"
    if form:
        return f"{form['what']} of {form['jurisdiction']}, by its form"
    if accredited.number and accredited.body and fits_body(accredited.number, accredited.body):
        return f"accreditation {accredited.number} by {accredited.body}, by its form"
    hosts = [host_of(x.url) or "" for x in case.report.links if x.kind == "qr"]
    known = next((o.name for h in hosts if (o := owner_of(h)) and o.kind != "accreditation_body"), None)
    return f"its code leads to {known}" if known else None


def sample(case: Case) -> Iterator[Found]:
    """A sample or report id, one only, and on every page, or on the first of pages that are numbered throughout."""
    own, others, place = case.report.sample_id, case.report.other_sample_ids, case.field("sample_id")
    strange = [m for m in case.report.page_marks if m.sample_id and own and _bare(m.sample_id) != _bare(own)]
    if not own:
        yield _by_report_id(case)
    elif strange:
        first = strange[0]
        message = f"page {first.page} is for {first.sample_id}, the report for {own}; ask for the whole report"
        yield Found("doubt", message, "sample_id", evidence=[*place, *_places(strange)])
    elif others:
        ids = ", ".join([own, *others][:6])
        message = f"{len(others) + 1} ids in one file: {ids}; ask which of them is this product's"
        yield Found("doubt", message, "sample_id", evidence=place)
    else:
        yield _on_pages(case, own)


def _by_report_id(case: Case) -> Found:
    numbers = [i for i in case.report.other_ids if i.kind == "report"]
    if not numbers:
        return Found("gap", "no sample or report id was found; ask for the lab's own file", "sample_id")
    number = numbers[0]
    if more := [i for i in numbers[1:] if i.label == number.label]:
        ids = listed([i.text for i in (number, *more)])
        batch = case.report.batch
        whole = batch if batch and all(m.batch for m in case.report.page_marks) else None
        ask = f"all for batch {whole}; ask whether there are more" if whole else "ask which of them is this product's"
        message = f"{len(more) + 1} reports in one file: {ids}; {ask}"
        return Found("gap", message, "sample_id", evidence=[_place_of(i) for i in (number, *more)])
    message = f"report {number.text} ({number.label}); no number of the sample was found"
    marks = case.report.page_marks
    if len(marks) > 1 and case.report.batch and all(m.batch for m in marks):
        message += f"; every page is for batch {case.report.batch}"
    elif len(marks) > 1 and any(m.number is None for m in marks[1:]):
        message += ", and pages without a number may belong to another report; ask for the lab's file"
        return Found("gap", message, "sample_id", evidence=[_place_of(number)])
    return Found("pass", message, "sample_id", evidence=[_place_of(number)])


def _on_pages(case: Case, own: str) -> Found:
    marks, place = case.report.page_marks, case.field("sample_id")
    bare = [m.page for m in marks if not m.sample_id]
    taken, where = noted(case, "client sampled")
    if bare and len(marks) > 1 and not _one_numbered_set(marks):
        pages = f"page {bare[0]} does" if len(bare) == 1 else f"pages {listed(map(str, bare))} do"
        message = f"sample {own}, but {pages} not carry it, and so may belong to another report; ask for the lab's file"
        return Found("gap", message, "sample_id", evidence=place)
    all_over = "" if len(marks) < 2 else f", and the pages are numbered to {len(marks)}" if bare else " on every page"
    return Found("pass", f"sample {own}{all_over}{taken}", "sample_id", evidence=[*place, *where])


def _one_numbered_set(marks: Sequence[PageMark]) -> bool:
    """ "1 of 4" (or a bare cover) to "4 of 4", in order: the pages that carry no id go on from the first."""
    every = [(n, len(marks)) for n in range(1, len(marks) + 1)]
    return marks[0].sample_id is not None and [(m.number, m.of) for m in marks[1:]] == every[1:]


def _places(marks: Iterable[PageMark]) -> list[Evidence]:
    return [Evidence(page=m.page, bbox=m.bbox, text=m.text) for m in marks if m.bbox]


def batch(case: Case) -> Iterator[Found]:
    """A number of the goods is printed, and the label's is one of them. Punctuation and case don't matter."""
    own, label = case.report.batch, case.label.batch
    goods = [i for i in case.report.other_ids if i.kind != "report"]
    if told := _told_otherwise(case, goods, label):
        yield told
    elif own:
        yield _by_its_number(case, own, label)
    else:
        yield _is_the_sample(case, label) or _without_batch(goods, label)


def _told_otherwise(case: Case, goods: Sequence[PrintedId], label: str | None) -> Found | None:
    """The label's batch is printed as another number of the goods, or in the product's name."""
    if label is None:
        return None
    beside = f", beside batch {case.report.batch}" if case.report.batch else ""
    meant = next((i for i in goods if _bare(label) == _bare(i.text)), None)
    if meant:
        return Found("pass", f"{label} is printed as {meant.label}{beside}", "batch", evidence=[_place_of(meant)])
    if _in_the_name(case, label):
        message = f"{label} is printed in the product's name{beside}"
        return Found("pass", message, "batch", evidence=case.field("product"))
    return None


def _by_its_number(case: Case, own: str, label: str | None) -> Found:
    """The batch that the report names: the label's, or another's; and the only one on its pages, or not."""
    place = _where(case, own)
    if label is not None and _bare(label) not in {_bare(own), *map(_bare, re.split(r"[\s,;/|]+", own))} - {""}:
        return Found("fail", f"the label says batch {label}, the report is for batch {own}", "batch", evidence=place)
    if strange := next((m for m in case.report.page_marks if m.batch and _bare(m.batch) != _bare(own)), None):
        message = f"page {strange.page} prints batch {strange.batch}, the report {own}; ask for the lab's own file"
        return Found("doubt", message, "batch", evidence=[*place, *_places([strange])])
    said = " is printed" if label is None else ", as on the label"
    return Found("pass", f"batch {own}{said}", "batch", evidence=place)


def _in_the_name(case: Case, label: str) -> bool:
    """Is the label's batch a code in the product's name, as where nothing else names the batch?"""
    words = (case.report.product.name or "").split()
    code = _bare(label)
    long = len(code) >= _BEGUN and any(c.isdigit() for c in code) and any(c.isalpha() for c in code)
    return long and code in {_bare(w) for w in words}


def _is_the_sample(case: Case, label: str | None) -> Found | None:
    """The laboratory's number of the sample says nothing of the pack."""
    ids = [i for i in (case.report.sample_id, *case.report.other_sample_ids) if i]
    if label is None or _bare(label) not in map(_bare, ids):
        return None
    message = f"{label} is the laboratory's number of the sample, no batch; ask which batch was tested"
    return Found("gap", message, "batch", evidence=case.field("sample_id"))


def _without_batch(goods: Sequence[PrintedId], label: str | None) -> Found:
    """What stands in for a batch is told; where the label names a batch, it is not shown to be that one."""
    ask = "ask for the report of your batch"
    if not goods:
        said = f"the label says batch {label}, none was found in the report" if label else "no batch was found"
        return Found("gap", f"{said}; {ask}", "batch")
    first, place = f"{goods[0].label} {goods[0].text}", [_place_of(goods[0])]
    if label is None:
        return Found("pass", f"{first} is printed; no batch was found", "batch", evidence=place)
    return Found("gap", f"the label says batch {label}, the report only {first}; {ask}", "batch", evidence=place)


def _place_of(number: PrintedId) -> Evidence:
    return Evidence(page=number.page, bbox=number.bbox, text=f"{number.label} {number.text}")


def _where(case: Case, batch: str) -> list[Evidence]:
    """Where this very batch is printed, at least its first line; a place that shows another number proves nothing."""
    places = [*case.field("batch"), *case.report.fields.values()]
    said = [(_bare(place.text.partition(":")[2] or place.text), place) for place in places]
    whole = [place for text, place in said if _bare(batch) in text]
    begun = [place for text, place in said if any(_bare(batch).startswith(w) for w in _ends(text))]
    return (whole or begun)[:1]


def _ends(text: str) -> list[str]:
    """The ends of a text that may be the first line of a batch: "batchSCC-211031" has "SCC211031"."""
    return [text[i:] for i in range(len(text) - _BEGUN + 1)]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
