"""What is publicly known of laboratories, their LIMS, accreditation bodies and licences: data/labs.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, get_args

Kind = Literal["lab", "lims", "accreditation_body"]
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


_SHARED = ("www", "app", "api", "portal", "my")
"""Hosts of a LIMS itself."""


class LabsError(ValueError):
    """labs.toml is wrong; the message names the entry."""


@dataclass(frozen=True)
class Owner:
    """Whose a domain is. `tenant`: the laboratory's part of a host, where a LIMS gives each of them one of its own."""

    kind: Kind
    name: str
    tenant: str = ""


@lru_cache(maxsize=1)
def known() -> dict[str, Any]:
    """The file as it is. Raises LabsError for an entry that contradicts another or can't be used."""
    data = tomllib.loads((resources.files("coacheck") / "data" / "labs.toml").read_text("utf-8"))
    check(data)
    return data


def check(data: Mapping[str, Any]) -> None:
    """Raises LabsError where two entries share a name or a domain, or a domain or a pattern can't be used."""
    fault = next(_faults(data), None)
    if fault:
        raise LabsError(f"labs.toml: {fault}")


def owner_of(host: str) -> Owner | None:
    """Who has the domain that a host lies in; where several match, the longest decides."""
    parts = host.casefold().rstrip(".").split(".")
    owners = _owners()
    for i in range(len(parts) - 1):
        if found := owners.get(".".join(parts[i:])):
            tenant = parts[i - 1] if i and found.name in _letting() and parts[i - 1] not in _SHARED else ""
            return replace(found, tenant=tenant)
    return None


def domains_of(lab: str) -> tuple[str, ...]:
    """The domains of a known laboratory, its main one first; none where it is not known, or they are not."""
    return _domains().get(_form(lab), ())


def domain_of(lab: str) -> str | None:
    """The first domain of a known laboratory."""
    return next(iter(domains_of(lab)), None)


@dataclass(frozen=True)
class Certificate:
    """An accreditation that a laboratory is known to have."""

    lab: str
    number: str
    body: str | None


def certificate(number: str) -> Certificate | None:
    """Whose an accreditation is. A2LA numbers the laboratory before the point, and its fields after it."""
    return _certificates().get(_stem(number))


def certificates_of(lab: str) -> list[Certificate]:
    return [c for c in _certificates().values() if c.lab == lab]


def licence_form(number: str) -> Mapping[str, Any] | None:
    """The form of laboratory licences or registrations that a number has."""
    return next((form for form in known()["licence"] if re.fullmatch(form["pattern"], number)), None)


def is_known(lab: str) -> bool:
    return _form(lab) in _spellings()


@lru_cache(maxsize=1)
def _domains() -> dict[str, tuple[str, ...]]:
    every = ((text, lab) for lab in known()["lab"] for text in (lab["name"], *lab["aliases"]))
    return {_form(text): tuple(lab["domains"]) for text, lab in every}


@lru_cache(maxsize=1)
def _letting() -> frozenset[str]:
    """The LIMS that give each laboratory a host of its own."""
    return frozenset(entry["name"] for entry in known()["lims"] if entry.get("tenants"))


@lru_cache(maxsize=1)
def _spellings() -> frozenset[str]:
    return frozenset(_form(text) for lab in known()["lab"] for text in (lab["name"], *lab["aliases"]))


@lru_cache(maxsize=1)
def _certificates() -> dict[str, Certificate]:
    every = ((lab["name"], c) for lab in known()["lab"] for c in lab.get("accreditation", ()))
    return {_stem(c["number"]): Certificate(name, c["number"], c.get("body")) for name, c in every}


def _stem(number: str) -> str:
    return re.sub(r"^(\d{4}\.)\d{2}$", r"\1", number.strip())


@lru_cache(maxsize=1)
def _owners() -> dict[str, Owner]:
    return {d: Owner(kind, entry["name"]) for kind, entry in _entries(known()) for d in entry["domains"]}


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[Kind, dict[str, Any]]]:
    for kind in get_args(Kind):
        for entry in data[kind]:
            yield kind, entry


def _faults(data: Mapping[str, Any]) -> Iterator[str]:
    names: dict[str, str] = {}
    domains: dict[str, tuple[Kind, str]] = {}
    for kind, entry in _entries(data):
        name = entry["name"]
        for spelling in (name, *entry["aliases"]):
            other = names.setdefault(_form(spelling), name)
            if other != name:
                yield f"{spelling!r} names both {other!r} and {name!r}"
        for domain in entry["domains"]:
            if not _DOMAIN.fullmatch(domain):
                yield f"{domain!r} of {name!r} is no domain; expected one such as example.com, without http:// or path"
            if domain in domains:
                yield f"domain {domain!r} stands at both {domains[domain][1]!r} and {name!r}"
            domains[domain] = (kind, name)
        if entry.get("generic") and not (entry["aliases"] or entry["domains"]):
            yield f"{name!r} is generic, so it needs an alias or a domain to be known by"
    yield from _upside_down(domains)
    yield from _shared_certificates(data)
    for form in (*data["licence"], *(b | {"pattern": b["number"]} for b in data["accreditation_body"])):
        try:
            re.compile(form["pattern"])
        except re.error as error:
            yield f"pattern {form['pattern']!r} can't be used: {error}"


def _upside_down(domains: Mapping[str, tuple[Kind, str]]) -> Iterator[str]:
    """A LIMS inside a laboratory's domain: then every laboratory that uses it would pass for that one."""
    for domain, (kind, name) in domains.items():
        for parent, (above, owner) in domains.items():
            if kind == "lims" and above == "lab" and domain.endswith("." + parent):
                yield f"domain {domain!r} of the LIMS {name!r} lies in {parent!r} of the laboratory {owner!r}"


def _shared_certificates(data: Mapping[str, Any]) -> Iterator[str]:
    owners: dict[str, str] = {}
    bodies = {body["name"] for body in data["accreditation_body"]}
    for lab in data["lab"]:
        for given in lab.get("accreditation", ()):
            other = owners.setdefault(_stem(given["number"]), lab["name"])
            if other != lab["name"]:
                yield f"accreditation {given['number']!r} stands at both {other!r} and {lab['name']!r}"
            if given.get("body", "PJLA") not in bodies:
                yield f"accreditation body {given['body']!r} of {lab['name']!r} is not among those listed"


def _form(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "", plain).casefold()
