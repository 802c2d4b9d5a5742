"""Whose a web address is: the lab's, its LIMS', another lab's, the client's, or nobody's that is known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from coacheck.labs import Owner, domains_of, owner_of

Standing = Literal["lab", "lims", "stranger", "other lab", "client", "other", "private", "no address"]
"""`stranger`: a host that a LIMS gave to a laboratory, but not, as far as is known, to the one named."""
_EVERYDAY = frozenset(
    {"lab", "labs", "laboratory", "laboratories", "testing", "test", "tests", "analytics", "analytical", "analysis",
     "research", "science", "scientific", "services", "solutions", "group", "the", "of", "and", "inc", "llc", "ltd",
     "co", "corp", "company", "gmbh", "hemp", "cbd", "thc", "cannabis", "coa", "coas", "report", "reports", "green",
     "pure", "health", "wellness", "organic", "natural", "naturals", "farms", "farm"}
)  # fmt: skip
_ENDINGS = r"(?:labs?|laborator(?:y|ies)|testing|tests?|analytics|analytical|scientific|online|usa?|coas?)*"
_TWO_PART = frozenset(("co", "com", "org", "gov", "ac", "net"))
_NAME, _SLIP = 5, 1
"""Letters of a name that is told by itself, and by which a host differs from the one that it is made to look like."""
_THIS_MACHINE = ("127.0.0.1", "::1", "0.0.0.0")
_INSIDE = (".local", ".localhost", ".internal", ".lan", ".home", ".intranet", ".test", ".invalid")


@dataclass(frozen=True)
class Whose:
    standing: Standing
    host: str
    name: str = ""
    """Of the lab, LIMS or client that has it."""


def whose(url: str, lab: str | None, client: str | None) -> Whose:
    """Whose host an address leads to, by what is publicly known, else by the name that the host spells."""
    host = host_of(url)
    if host is None:
        return Whose("no address", "")
    if is_inside(host):
        return Whose("private", host)
    owner = owner_of(host)
    if owner and owner.kind == "lims":
        return Whose("lims" if _may_be_tenant(owner, lab) else "stranger", host, owner.name)
    if owner and owner.kind == "lab":
        return Whose("lab" if same_house(owner.name, lab) else "other lab", host, owner.name)
    if owner is None and spells(host, client):
        return Whose("client", host, client or "")
    if owner is None and spells(host, lab) and not domains_of(lab or ""):
        return Whose("lab", host, lab or "")
    return Whose("other", host, owner.name if owner else "")


def _may_be_tenant(owner: Owner, lab: str | None) -> bool:
    """Is a LIMS' host the lab's, or all laboratories'? Where the lab's own host there is known, no other is."""
    if not owner.tenant or not lab:
        return True
    elsewhere = any(o and o.kind == "lab" and _in_lims(d, owner.name) for d in domains_of(lab) if (o := owner_of(d)))
    return not elsewhere and abbreviates(owner.tenant, lab)


def _in_lims(domain: str, lims: str) -> bool:
    above = owner_of(domain.partition(".")[2])
    return above is not None and above.name == lims


def looks_like(host: str, lab: str | None) -> str | None:
    """The lab's known domain that a strange host is made to look like: it holds its name, or differs by a letter."""
    own, bare = domains_of(lab or ""), _registered(host).replace("-", "")
    names = {d: _registered(d).replace("-", "") for d in own}
    near = next((d for d, n in names.items() if len(n) >= _NAME and (n in bare or _apart(bare, n) <= _SLIP)), None)
    return near or (own[0] if own and spells(host, lab) else None)


def _registered(host: str) -> str:
    """The name under the ending: "kcalabs" of "www.kcalabs.com"."""
    labels = host.casefold().split(".")
    two = len(labels) > 2 and labels[-2] in _TWO_PART and len(labels[-1]) == 2
    return labels[-3 if two else -2] if len(labels) > 1 else host


def _apart(a: str, b: str) -> int:
    """How many letters must be put in, left out or changed."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def abbreviates(tenant: str, name: str) -> bool:
    """Is it made of the beginnings of a name's words? "mesa" and "ms" are of Merry Sample Labs, "sample" is not."""
    words = [_plain(w) for w in re.findall(r"[^\W_]+", name)]
    if not words:
        return False
    first, *rest = ("".join(f"(?:{re.escape(c)}" for c in w[1:]) + ")?" * (len(w) - 1) for w in words)
    pattern = re.escape(words[0][0]) + first
    pattern += "".join(f"(?:{re.escape(w[0])}{more})?" for w, more in zip(words[1:], rest, strict=True))
    return re.fullmatch(pattern + _ENDINGS, tenant.replace("-", "")) is not None


def host_of(url: str) -> str | None:
    """The host that a browser would ask; None for what is no web address (other schemes, plain text)."""
    text = url.strip().replace("\\", "/")
    if re.match(r"https?://[^/\s]+/", text):
        text = text.replace(" ", "%20")  # in a path a browser takes a blank for this
    if re.search(r"[\s\x00-\x1f]", text):
        return None
    try:
        parts = urlsplit(text if "://" in text else f"//{text}" if "." in text.partition("/")[0] else text)
        host = parts.hostname
    except ValueError:
        return None
    return host.rstrip(".") or None if host and parts.scheme in ("", "http", "https") else None


def is_inside(host: str) -> bool:
    """Is it no public name: an address, the machine itself, or a name of a house network?"""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        numeric = re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*", host) is not None
        return numeric or "." not in host or host.endswith(_INSIDE)
    return True


def on_own_machine(url: str) -> bool:
    """Does the address lead into the very machine that shows it?"""
    host = host_of(url)
    own = host is not None and (host == "localhost" or host.endswith(".localhost") or host in _THIS_MACHINE)
    return own or url.casefold().startswith("file:")


def spells(host: str, name: str | None) -> bool:
    """Does a host spell a company's name? "pinnaclerow.com" does that of Pinnacle Row Labs, "hemp.com" nobody's."""
    labels = host.casefold().split(".")
    if len(labels) < 2 or not name:
        return False
    own = _registered(host).replace("-", "")
    words = [_plain(w) for w in re.findall(r"[^\W_]+", name)]
    for count in range(1, len(words) + 1):
        start = "".join(words[:count])
        telling = len(start) > 3 and any(w not in _EVERYDAY for w in words[:count])
        if telling and re.fullmatch(re.escape(start) + _ENDINGS, own):
            return True
    return False


def same_house(known: str, named: str | None) -> bool:
    """The lab itself, or another house of it ("Ninth Fathom", "Ninth Fathom Ohio")."""
    a, b = _plain(known), _plain(named or "")
    return bool(b) and (a.startswith(b) or b.startswith(a))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text)).casefold()
