"""legit.third-party: is the laboratory someone other than who ordered the test?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coacheck.labs import owner_of
from coacheck.rules.case import Case, Found
from coacheck.rules.legit.hosts import host_of, spells

_COMPANY = frozenset(
    {"inc", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "gmbh", "the", "of", "and", "dba",
     "laboratory", "laboratories", "labs", "lab"}
)  # fmt: skip

def third_party(case: Case) -> Iterator[Found]:
    """The lab is someone other than the client. A lab that tests for itself looks wrong, and proves nothing."""
    tester, client = case.report.lab.name, case.report.client
    place = case.field("lab", "client")
    if not tester or not client:
        missing = "who tested" if not tester else "who ordered the test"
        hidden = [s for s in case.report.spots if s.erased and s.on == "text"] if tester else []
        page = f" (text is covered on page {hidden[0].page}, see legit.hidden-text)" if hidden else ""
        yield Found("gap", f"{missing} was not found{page}; ask the seller", "client")
    elif any(s.kind == "changed" and (s.near == "client" or s.new == client) for s in case.report.spots):
        message = f"{client} was put in as client after the report was issued, see legit.file-history"
        yield Found("skip", message, "client", evidence=place)
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
    return f"lab and client may be one house: the domain {shared[0]} fits both names" if shared else None


def _doorstep(address: str) -> tuple[str, str] | None:
    """House number and postcode, which tell addresses apart however they are written."""
    numbers = re.findall(r"\d+", address)
    postcode = re.findall(r"\b\d{4,5}\b", address)
    return (numbers[0], postcode[-1]) if len(numbers) > 1 and postcode and numbers[0] != postcode[-1] else None


def _company(name: str) -> frozenset[str]:
    """The words of a name that tell companies apart."""
    return frozenset(re.findall(r"\w+", name.casefold())) - _COMPANY
