"""What a person is shown beside a verdict: pages as pictures, the strength in usable terms, shares of limits.

`pdf/` draws the pages, `rules/` works out the figures, `outputs/` shows them. Boxes as in `coacheck.model`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coacheck.model import PanelName, Place

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Printed:
    """A visible word of a page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a viewer shows it. `box` is the part of the page that the picture covers, in PDF points.

    Without `data` the page is not drawn; `why_not` says why.
    """

    page: int
    box: Box
    kind: Literal["png", "webp"] = "png"
    data: bytes = b""
    why_not: str = ""
    words: Sequence[Printed] = ()


@dataclass(frozen=True, slots=True)
class Usable:
    """An amount as a person uses the product. `how` is the way from the printed figure, empty where it is printed.

    Without `text` it can't be computed: `missing` says what would be needed.
    """

    unit: str
    text: str = ""
    how: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Strength:
    """One cannabinoid (or sum) in the terms of the pack: per mL, unit, serving, package, and in %."""

    analyte: str
    name: str
    amounts: Sequence[Usable]


@dataclass(frozen=True, slots=True)
class Share:
    """A contaminant beside its limit.

    `share` is result ÷ limit; where `at_most`, nothing was quantified and the test could have missed up to that.
    None where the two can't be compared. `over` is the judgement where there is one. `rules`: whose limit it is, None
    where it is the one printed beside the result.
    """

    panel: PanelName
    name: str
    result: str
    limit: str
    rules: str | None = None
    share: float | None = None
    at_most: bool = False
    over: bool | None = None
    judges: bool = True
    source: Place | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """`unlimited`: contaminants that were tested and have no limit to hold them against, by panel."""

    strength: Sequence[Strength] = ()
    shares: Sequence[Share] = ()
    unlimited: Mapping[PanelName, Sequence[str]] = field(default_factory=dict)
