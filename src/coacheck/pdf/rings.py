"""Objects that are nothing but a reference, and lead in a ring: pdfminer follows them without an end."""

from __future__ import annotations

import re

_ONLY_A_REFERENCE = re.compile(rb"obj\s{1,20}(\d{1,10})\s{1,20}\d{1,5}\s{1,20}R\s{0,20}endobj")
_NUMBER = re.compile(rb"(\d{1,10})\s{1,20}\d{1,5}\s{0,20}$")
_BEFORE = 60
"""Bytes; so near before "obj" stands the object's number."""


def has_ring(data: bytes) -> bool:
    """Does an object of a file stand for itself, at once or by way of others? Not looked for in packed objects."""
    leads: dict[int, int] = {}
    for match in _ONLY_A_REFERENCE.finditer(data):
        if number := _NUMBER.search(data[max(0, match.start() - _BEFORE) : match.start()]):
            leads[int(number[1])] = int(match[1])
    while leads:
        first, at = leads.popitem()
        way = {first}
        while at in leads:
            way.add(at)
            at = leads.pop(at)
        if at in way:
            return True
    return False
