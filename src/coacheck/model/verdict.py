"""What a label promises, and what was found out about report and label."""

from __future__ import annotations

from typing import Literal

from coacheck.model.ground import SCHEMA_VERSION, Category, Evidence, Frozen, Outcome, Pillar, ReviewKind
from coacheck.model.report import Report, Serving


class Claim(Frozen):
    """What a label says of one analyte: "CBD 1000 mg/package". `comparison` "<=" for a promised maximum, ">="
    for a promised minimum.

    `package_ml`: the bottle that the claim speaks of: "CBD 1000 mg / 30 mL" is 1000 mg/package of 30 mL.
    `one_unit`: the package holds one unit and no more ("per can").
    """

    text: str
    analyte: str
    value: float | None = None
    unit: str | None = None
    comparison: Literal["=", "<=", ">=", "absent"] = "="
    package_ml: float | None = None
    one_unit: bool = False


class Label(Frozen):
    """What the pack says. Masses in g, volume in mL; `serving` stands in for what the report does not print.

    `photo`: some of it was read from a photo by OCR, and a person confirmed it or nobody did; None where it was typed.
    """

    claims: list[Claim] = []
    batch: str | None = None
    product: str | None = None
    category: Category | None = None
    form: str | None = None
    serving: Serving = Serving()
    units_per_package: float | None = None
    net_mass_g: float | None = None
    net_volume_ml: float | None = None
    photo: Literal["confirmed", "unconfirmed"] | None = None


class Amount(Frozen):
    value: float
    unit: str | None = None


class Expected(Frozen):
    min: float | None = None
    max: float | None = None
    unit: str | None = None


class Finding(Frozen):
    """The outcome of one check about one subject, with its evidence. A review, and only a review, has a `kind`."""

    check: str
    pillar: Pillar
    outcome: Outcome
    kind: ReviewKind | None = None
    subject: str | None = None
    message: str
    measured: Amount | None = None
    expected: Expected | None = None
    citation: str | None = None
    evidence: list[Evidence] = []


class Strength(Frozen):
    """How much of a cannabinoid there is; `of` is the row or total it was taken from, `path` the conversion."""

    analyte: str
    value: float
    unit: str
    of: str
    path: str = ""


class Answer(Frozen):
    """Whether a page was there when the web was asked, in words; `url` is where the redirects ended.

    `report`: what it says, where it is a PDF of a report; `text`: the lines of a web page; `why`: why there is neither.
    """

    found: bool
    said: str
    url: str
    report: Report | None = None
    text: str | None = None
    why: str = ""


class RulesUsed(Frozen):
    """The rule set that judged. `reason`: why it was chosen, where the report chose it; None where the user did."""

    profile: str
    on: str
    sets: list[str] = []
    reason: str | None = None


class Verdict(Frozen):
    """`coming`: the change of law, already made, that this product will not be within; None where there is none."""

    schema_version: str = SCHEMA_VERSION
    verdict: Literal["pass", "fail", "review"]
    pillars: dict[Pillar, Literal["pass", "fail", "review"]]
    report: Report
    label: Label
    strength: list[Strength] = []
    rules: RulesUsed
    coming: str | None = None
    findings: list[Finding]
    caveats: list[str] = []
