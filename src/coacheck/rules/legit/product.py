"""legit.product: is the report about the product that the label names?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coacheck.rules.case import Case, Found
from coacheck.rules.kinds import kinds_of, possible_kinds

_FILLERS = frozenset(
    {"the", "a", "of", "with", "and", "for", "by", "in", "mg", "g", "ml", "oz", "ct", "count", "full", "broad",
     "spectrum", "hemp", "cbd"}
)  # fmt: skip


def product(case: Case) -> Iterator[Found]:
    """Another kind of product fails; a name that only partly agrees is for a person to judge."""
    label, own = case.label.product, case.report.product
    if label is None:
        yield Found("skip", "no product was given to compare with (--product)", "product")
        return
    place = case.field("product", "matrix")
    agreed = kinds_of(label) & kinds_of(own.matrix)  # the name may hold words of other kinds ("RSO … gelatins")
    other = None if agreed else _other_kind(label, own.name) or _other_kind(label, own.matrix)
    if other:
        yield Found("fail", f"the label says {label!r}, the report is for {other!r}", "product", evidence=place)
    elif not own.name:
        yield Found("gap", f"the label says {label!r}, no product was found in the report", "product")
    else:
        yield _compared(case, label, own.name)


def _compared(case: Case, label: str, own: str) -> Found:
    a, b = _words(label), _words(own)
    place = case.field("product")
    if a and b and (a <= b or b <= a):
        return Found("pass", f"the report is for {own!r}", "product", evidence=place)
    common = (a & b) - _FILLERS
    how = "only partly the same" if common else "nothing in common"
    return Found("doubt", f"the label says {label!r}, the report {own!r}: {how}", "product", evidence=place)


def _other_kind(label: str, printed: str | None) -> str | None:
    """The printed words, where they name a kind that the label's words exclude. Flower is named after sweets."""
    here, there = kinds_of(label) - {"sweet"}, possible_kinds(printed)
    return printed if here and there and not here & there else None


def _words(text: str) -> frozenset[str]:
    """Words and numbers; "1000mg" is 1000 and mg, "ChromeBerry" two words, plurals are singular."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    tokens = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+", parted.casefold().replace(",", ""))
    return frozenset(map(_singular, tokens))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    return word.removesuffix("s") if len(word) > 3 else word
