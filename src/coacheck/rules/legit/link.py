"""legit.link: do the QR codes and web addresses lead to the lab's or its LIMS' own domain?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coacheck.labs import domain_of
from coacheck.model import CODE, Evidence, Link
from coacheck.rules.case import Case, Found, Said
from coacheck.rules.legit.hosts import Whose, host_of, looks_like, whose
from coacheck.rules.legit.lab_copy import asked
from coacheck.rules.legit.payload import differing

_OWN = ("lab", "lims")
_ASK = "look the report up on the lab's own site"
_LONG = 90
_LET = (".amazonaws.com", ".windows.net", ".googleapis.com", ".digitaloceanspaces.com", ".r2.dev", ".cloudfront.net")
"""Where names belong to whoever rents them, and to another when they are given back."""


def link(case: Case) -> Iterator[Found]:
    """Each code must lead to the lab or its LIMS; where there is none, the lab's own address must be printed."""
    codes = [x for x in case.report.links if x.kind == "qr"]
    for code in codes:
        yield _judged(case, code)
    disguised = list(_disguised(case.report.links))
    yield from disguised or _odd_clicks(case)
    if not codes:
        yield _printed(case)
    if case.options.ask:
        web = [x for x in case.report.links if x.kind != "mail"]
        yield from asked(case, codes or [x for x in web if _whose(case, x).standing in _OWN])


def _judged(case: Case, code: Link) -> Found:
    owner = _whose(case, code)
    if owner.standing not in _OWN:
        said: Said = "gap" if _proves_nothing(case, owner) else "doubt"
        return Found(said, f"the QR code {_wrong(case, owner, code)}; {_ASK}", "qr", evidence=[_place(code)])
    kind = _named(owner)
    other = differing(case.report, code.url)
    if other:
        message = f"the QR code leads to {owner.host} ({kind}), but says {other}; open it and compare"
        return Found("doubt", message, "qr", evidence=[_place(code), *case.field("sample_id")])
    return Found("pass", f"the QR code leads to {owner.host}: {kind}", "qr", evidence=[_place(code)])


def _proves_nothing(case: Case, owner: Whose) -> bool:
    """Does it lead nowhere, or is no lab named whose it could be? That is no more than no code at all."""
    return owner.standing == "private" or (owner.standing == "other" and case.report.lab.name is None)


def _whose(case: Case, to: Link) -> Whose:
    return whose(to.url, case.report.lab.name, case.report.client)


def _wrong(case: Case, owner: Whose, code: Link) -> str:
    meant = looks_like(owner.host, case.report.lab.name) if owner.standing == "other" else None
    if meant:
        return f"leads to {owner.host}, which looks like {meant} and is not"
    shown = code.url if len(code.url) <= _LONG else code.url[: _LONG - 1] + "…"
    return {
        "other lab": f"leads to {owner.host}, a domain of {owner.name}, which is not the lab named",
        "client": f"leads to {owner.host}, the client's own site ({owner.name})",
        "stranger": f"leads to {owner.host}, a portal at {owner.name} that is not known as the lab's",
        "private": f"leads to {owner.host}, which is no public web address",
        "no address": f"holds no web address: “{shown}”",
    }.get(owner.standing, f"leads to {owner.host}, which is known neither as the lab's nor as a LIMS'")


def _printed(case: Case) -> Found:
    """No code: the lab's own web or mail address in print lets a buyer find the lab, though not this very report.

    Where the file had one, it was taken out for a reason.
    """
    gone = [s for s in case.report.spots if s.kind == "changed" and s.old == CODE and not s.new]
    if gone:
        message = f"a QR code was taken out of the file, see legit.file-history; {_ASK}"
        return Found("gap", message, "address", evidence=[Evidence(page=s.page, bbox=s.bbox) for s in gone])
    own = [(x, o) for x in case.report.links if x.kind != "qr" and (o := _whose(case, x)).standing in _OWN]
    if own:
        places, host = [_place(x) for x, _ in own], f"{own[0][1].host} is printed, {_named(own[0][1])}"
        mail = all(x.kind == "mail" for x, _ in own)
        told = f"{_no_code(case)} and no web address; a mail address at {host}" if mail else f"{_no_code(case)}; {host}"
        return Found("pass", told, "address", evidence=places)
    site = domain_of(case.report.lab.name or "")
    where = f"{_ASK} ({site})" if site else _ASK
    picture = "" if case.report.lab.name else " (it may be in a picture, as the lab's name)"
    message = f"{_no_code(case)} and no web or mail address of the lab or its LIMS was found{picture}; {where}"
    return Found("gap", message, "address")


def _no_code(case: Case) -> str:
    """Why none is judged: one that is covered is there all the same, and one in a picture may be too small to read."""
    if any(s.kind == "code" for s in case.report.spots):
        return "the QR code is covered (see legit.hidden-text)"
    way = case.report.source.text
    return "no QR code" if way == "digital" else f"no QR code could be read{' (a picture)' if way == 'ocr' else ''}"


def _named(owner: Whose) -> str:
    if owner.host.endswith(_LET):
        return f"storage that anyone can rent, under a name known as that of {owner.name}"
    return f"the LIMS {owner.name}" if owner.standing == "lims" else f"a domain of {owner.name}"


def _disguised(links: Sequence[Link]) -> Iterator[Found]:
    """A place that reads as one address and leads to another."""
    for place in (x for x in links if x.kind == "clickable"):
        shown = next((p for p in links if p.kind == "printed" and p.text and p.text in place.text), None)
        here, there = host_of(shown.url) if shown else None, host_of(place.url)
        if here and there != here and not _kin(here, there):
            message = f"“{here}” is printed, but a click leads to {there or 'no web address'}; {_ASK}"
            yield Found("doubt", message, "clickable", evidence=[_place(place)])


def _odd_clicks(case: Case) -> Iterator[Found]:
    """Where a click leads to a host made to look like the lab's, or a figure leads to a host that is not the lab's."""
    rows = [m.source for p in case.report.panels.values() for m in p.measurements if m.source]
    for place in (x for x in case.report.links if x.kind == "clickable"):
        owner = _whose(case, place)
        if owner.standing not in ("other", "stranger", "other lab"):
            continue
        meant = looks_like(owner.host, case.report.lab.name)
        if meant:
            said = f"a click leads to {owner.host}, which looks like {meant} and is not; {_ASK}"
            yield Found("doubt", said, "clickable", evidence=[_place(place)])
        elif any(r.page == place.page and _over(r.bbox, place.bbox) for r in rows):
            said = f"a click on a result leads to {owner.host}, which is not known as the lab's; {_ASK}"
            yield Found("doubt", said, "clickable", evidence=[_place(place)])


def _over(row: Sequence[float], box: Sequence[float]) -> bool:
    """Does the box lie on the row, not around many of them?"""
    middle = (box[1] + box[3]) / 2
    return row[1] <= middle <= row[3] and row[0] < box[2] and box[0] < row[2]


def _kin(a: str, b: str | None) -> bool:
    """ "example.com" and "www.example.com"."""
    return b is not None and (a.endswith("." + b) or b.endswith("." + a))


def _place(of: Link) -> Evidence:
    return Evidence(page=of.page, bbox=of.bbox, text=of.text or of.url)
