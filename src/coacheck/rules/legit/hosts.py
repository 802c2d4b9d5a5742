"""Whose a web address is: the lab's, its LIMS', another lab's, the client's, or nobody's that is known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from coacheck.labs import owner_of

Standing = Literal["lab", "lims", "other lab", "client", "other", "private", "no address"]
_EVERYDAY = frozenset(
    {"lab", "labs", "laboratory", "laboratories", "testing", "test", "tests", "analytics", "analytical", "analysis",
     "research", "science", "scientific", "services", "solutions", "group", "the", "of", "and", "inc", "llc", "ltd",
     "co", "corp", "company", "gmbh", "hemp", "cbd", "thc", "cannabis", "coa", "coas", "report", "reports", "green",
     "pure", "health", "wellness", "organic", "natural", "naturals", "farms", "farm"}
)  # fmt: skip
_ENDINGS = r"(?:labs?|laborator(?:y|ies)|testing|tests?|analytics|analytical|scientific|online|usa?|coas?)*"
_TWO_PART = frozenset(("co", "com", "org", "gov", "ac", "net"))
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
        return Whose("lims", host, owner.name)
    if owner and owner.kind == "lab":
        return Whose("lab" if same_house(owner.name, lab) else "other lab", host, owner.name)
    if owner is None and spells(host, client):
        return Whose("client", host, client or "")
    if owner is None and spells(host, lab):
        return Whose("lab", host, lab or "")
    return Whose("other", host, owner.name if owner else "")


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


def spells(host: str, name: str | None) -> bool:
    """Does a host spell a company's name? "pinnaclerow.com" does that of Pinnacle Row Labs, "hemp.com" nobody's."""
    labels = host.casefold().split(".")
    if len(labels) < 2 or not name:
        return False
    own = labels[-3] if len(labels) > 2 and labels[-2] in _TWO_PART and len(labels[-1]) == 2 else labels[-2]
    own = own.replace("-", "")
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
