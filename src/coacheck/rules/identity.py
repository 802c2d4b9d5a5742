"""legit.lab, .third-party, .accreditation, .sample and .batch: who tested what, for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coacheck.model import Evidence
from coacheck.rules.case import Case, Found

_BEGUN = 5  # signs of a batch that goes on in the next line
_COMPANY = frozenset(
    {"inc", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "gmbh", "the", "of", "and", "dba",
     "laboratory", "laboratories", "labs", "lab"}
)  # fmt: skip


def lab(case: Case) -> Iterator[Found]:
    """Named, with an address or a licence."""
    named, place = case.report.lab, case.field("lab")
    if not named.name:
        yield Found("review", "no testing laboratory is named", "lab")
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
        yield Found("review", f"{named.name} is named, but no address or licence was found", "lab", evidence=place)


def third_party(case: Case) -> Iterator[Found]:
    """The lab is someone other than the client. A lab that tests for itself looks wrong, and proves nothing."""
    tester, client = case.report.lab.name, case.report.client
    place = case.field("lab", "client")
    if not tester or not client:
        missing = "who tested" if not tester else "who ordered the test"
        yield Found("review", f"the report does not say {missing}", "client", evidence=place)
    elif _company(tester) and _company(tester) == _company(client):
        yield Found("review", f"{tester} tested for itself", "client", evidence=place)
    else:
        yield Found("pass", f"{tester} tested for {client}", "client", evidence=place)


def accreditation(case: Case) -> Iterator[Found]:
    """ISO/IEC 17025 is claimed, with a number to look it up by."""
    named, place = case.report.lab, case.field("accreditation", "lab")
    if named.iso17025 and named.accreditation_number:
        yield Found("pass", f"ISO/IEC 17025, certificate {named.accreditation_number}", "iso17025", evidence=place)
    elif named.iso17025 and named.license:
        message = f"ISO/IEC 17025, without a certificate number; licence {named.license}"
        yield Found("pass", message, "iso17025", evidence=place)
    elif named.iso17025:
        yield Found("review", "ISO/IEC 17025 is claimed, without a certificate number", "iso17025", evidence=place)
    else:
        yield Found("review", "the report does not claim ISO/IEC 17025", "iso17025", evidence=place)


def sample(case: Case) -> Iterator[Found]:
    """A sample or report id, and one only."""
    own, others, place = case.report.sample_id, case.report.other_sample_ids, case.field("sample_id")
    if not own:
        yield Found("review", "no sample or report id is printed", "sample_id")
    elif others:
        ids = ", ".join([own, *others][:6])
        yield Found("review", f"{len(others) + 1} ids in one file: {ids}", "sample_id", evidence=place)
    else:
        yield Found("pass", f"sample {own}", "sample_id", evidence=place)


def batch(case: Case) -> Iterator[Found]:
    """A batch is printed, and it is the label's. Punctuation and case don't matter."""
    own, label = case.report.batch, case.label.batch
    place = _where(case, own or "")
    if not own:
        said = f"the label says batch {label}, the report prints none" if label else "no batch is printed"
        yield Found("review", said, "batch")
    elif label is None:
        yield Found("pass", f"batch {own} is printed", "batch", evidence=place)
    elif _bare(label) in {_bare(own), *map(_bare, re.split(r"[\s,;/|]+", own))} - {""}:
        yield Found("pass", f"batch {own}, as on the label", "batch", evidence=place)
    else:
        yield Found("fail", f"the label says batch {label}, the report is for batch {own}", "batch", evidence=place)


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
