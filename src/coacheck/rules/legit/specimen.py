"""Is the report made out for an example, as laboratories show what their reports look like?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coacheck.rules.case import Case, Found

_CALLED = re.compile(r"\b(?:examples?|specimen|demonstrations?|mock-?up)\b", re.IGNORECASE)
_NOBODY = re.compile(r"^(?:test|sample|your|my|demo)[\s_-]*(?:customer|client|company)\b", re.IGNORECASE)
"""No client has such a name."""
_MEANS = "a specimen, no report of a real sample; ask for the report of the batch that is sold"


def made_out_for_an_example(case: Case) -> Iterator[Found]:
    """By the names of client, product, sample or batch; where a mark says so already that is told instead."""
    if any(n.kind == "specimen" and not n.part for n in case.report.notices):
        return
    report = case.report
    every = {"client": report.client, "product": report.product.name, "sample_id": report.sample_id,
             "batch": report.batch}  # fmt: skip
    said = {name: text for name, text in every.items() if text and _is_example(name, text)}
    if said:
        names = ", ".join(f"{name.replace('sample_id', 'sample')} “{text}”" for name, text in said.items())
        yield Found("doubt", f"made out for an example ({names}): {_MEANS}", "specimen", evidence=case.field(*said))


def _is_example(name: str, text: str) -> bool:
    return _CALLED.search(text) is not None or (name == "client" and _NOBODY.match(text) is not None)
