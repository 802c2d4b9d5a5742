"""legit.lab, .third-party, .accreditation, .sample and .batch: who tested what, for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coacheck.labs import owner_of
from coacheck.model import Evidence, PageMark
from coacheck.rules.case import Case, Found
from coacheck.rules.legit.hosts import host_of, spells
from coacheck.rules.wording import listed

_BEGUN = 5  # signs of a batch that goes on in the next line
_COMPANY = frozenset(
    {"inc", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "gmbh", "the", "of", "and", "dba",
     "laboratory", "laboratories", "labs", "lab"}
)  # fmt: skip


def lab(case: Case) -> Iterator[Found]:
    """Named, with an address or a licence."""
    named, place = case.report.lab, case.field("lab")
    if not named.name:
        yield Found("gap", "no testing laboratory is named; ask the seller who tested it", "lab")
        return
    number = named.accreditation_number
    known = (
        f"licence {named.license}"
        if named.license
        else named.address or (f"accreditation {number}" if number else None)
    )
    if known:
        yield Found("pass", f"{named.name}, {known}", "lab", evidence=place)
    else:
        message = f"{named.name} is named, but no address or licence was found; look it up"
        yield Found("gap", message, "lab", evidence=place)


def third_party(case: Case) -> Iterator[Found]:
    """The lab is someone other than the client. A lab that tests for itself looks wrong, and proves nothing."""
    tester, client = case.report.lab.name, case.report.client
    place = case.field("lab", "client")
    if not tester or not client:
        missing = "who tested" if not tester else "who ordered the test"
        yield Found("gap", f"the report does not say {missing}; ask the seller", "client", evidence=place)
    elif same := _same_house(case, tester, client):
        yield Found("doubt", f"{same}; ask for a test by another lab", "client", evidence=place)
    else:
        yield Found("pass", f"{tester} tested for {client}", "client", evidence=place)


def _same_house(case: Case, tester: str, client: str) -> str | None:
    """What lab and client share: name, address or domain."""
    if _company(tester) and _company(tester) == _company(client):
        return f"{tester} tested for itself"
    ours, theirs = case.report.lab.address, case.report.client_address
    if ours and theirs and _doorstep(ours) and _doorstep(ours) == _doorstep(theirs):
        return f"lab and client have one address: {ours}"
    hosts = {host for x in case.report.links if (host := host_of(x.url))}
    shared = sorted(h for h in hosts if owner_of(h) is None and spells(h, client) and spells(h, tester))
    return f"lab and client have one domain: {shared[0]}" if shared else None


def _doorstep(address: str) -> tuple[str, str] | None:
    """House number and postcode, which tell addresses apart however they are written."""
    numbers = re.findall(r"\d+", address)
    postcode = re.findall(r"\b\d{4,5}\b", address)
    return (numbers[0], postcode[-1]) if len(numbers) > 1 and postcode and numbers[0] != postcode[-1] else None


def accreditation(case: Case) -> Iterator[Found]:
    """ISO/IEC 17025 is claimed, with a body and a number to look it up by."""
    named, place = case.report.lab, case.field("accreditation", "lab")
    by = f" by {named.accreditation_body}" if named.accreditation_body else ""
    if named.iso17025 and named.accreditation_number:
        message = f"ISO/IEC 17025, certificate {named.accreditation_number}{by}"
        yield Found("pass", message, "iso17025", evidence=place)
    elif named.iso17025 and named.license:
        message = f"ISO/IEC 17025{by}, without a certificate number; licence {named.license}"
        yield Found("pass", message, "iso17025", evidence=place)
    elif named.iso17025:
        message = f"ISO/IEC 17025 is claimed{by}, without a certificate number; ask the lab for it"
        yield Found("gap", message, "iso17025", evidence=place)
    else:
        message = "no claim of ISO/IEC 17025 was found; ask the lab for its accreditation"
        yield Found("gap", message, "iso17025", evidence=place)


def sample(case: Case) -> Iterator[Found]:
    """A sample or report id, one only, and on every page."""
    own, others, place = case.report.sample_id, case.report.other_sample_ids, case.field("sample_id")
    marks = case.report.page_marks
    strange = [m for m in marks if m.sample_id and own and _bare(m.sample_id) != _bare(own)]
    bare = [m.page for m in marks if not m.sample_id]
    if not own:
        yield Found("gap", "no sample or report id was found; ask for the lab's own file", "sample_id")
    elif strange:
        first = strange[0]
        message = f"page {first.page} is for {first.sample_id}, the report for {own}; ask for the whole report"
        yield Found("doubt", message, "sample_id", evidence=[*place, *_places(strange)])
    elif others:
        ids = ", ".join([own, *others][:6])
        message = f"{len(others) + 1} ids in one file: {ids}; ask which of them is this product's"
        yield Found("doubt", message, "sample_id", evidence=place)
    elif bare and len(marks) > 1:
        pages = f"page {bare[0]} does" if len(bare) == 1 else f"pages {listed(map(str, bare))} do"
        message = f"sample {own}, but {pages} not carry it, and so may belong to another report"
        yield Found("gap", message, "sample_id", evidence=place)
    else:
        where = " on every page" if len(marks) > 1 else ""
        yield Found("pass", f"sample {own}{where}", "sample_id", evidence=place)


def _places(marks: Iterable[PageMark]) -> list[Evidence]:
    return [Evidence(page=m.page, bbox=m.bbox, text=m.text) for m in marks if m.bbox]


def batch(case: Case) -> Iterator[Found]:
    """A batch is printed, and it is the label's. Punctuation and case don't matter."""
    own, label = case.report.batch, case.label.batch
    place = _where(case, own or "")
    if not own:
        said = f"the label says batch {label}, none was found in the report" if label else "no batch was found"
        yield Found("gap", f"{said}; ask for the report of your batch", "batch")
    elif label is not None and _bare(label) in map(_bare, case.report.other_batches):
        said = f"batch or lot {label} is printed, beside batch {own}"
        yield Found("pass", said, "batch", evidence=_where(case, label))
    elif label is not None and _bare(label) not in {_bare(own), *map(_bare, re.split(r"[\s,;/|]+", own))} - {""}:
        yield Found("fail", f"the label says batch {label}, the report is for batch {own}", "batch", evidence=place)
    elif strange := next((m for m in case.report.page_marks if m.batch and _bare(m.batch) != _bare(own)), None):
        message = f"page {strange.page} prints batch {strange.batch}, the report {own}; ask for the lab's own file"
        yield Found("doubt", message, "batch", evidence=[*place, *_places([strange])])
    else:
        said = "is printed" if label is None else "as on the label"
        yield Found("pass", f"batch {own}, {said}".replace(", is", " is"), "batch", evidence=place)


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


def _company(name: str) -> frozenset[str]:
    """The words of a name that tell companies apart."""
    return frozenset(re.findall(r"\w+", name.casefold())) - _COMPANY
