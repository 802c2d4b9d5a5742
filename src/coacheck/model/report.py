"""What a report prints."""

from __future__ import annotations

from typing import Literal

from coacheck.model.file import History, Spot
from coacheck.model.ground import (
    SCHEMA_VERSION,
    Box,
    Category,
    Evidence,
    Frozen,
    PanelName,
    PanelStatus,
    Place,
    Proof,
    Qualifier,
    RowStatus,
)


class Result(Frozen):
    """One printed result. Either `value` or `qualifier`; `bound` is the 0.02 of "< 0.02".

    `text` keeps the digits as printed, because rounding decides verdicts.
    """

    value: float | None = None
    qualifier: Qualifier | None = None
    bound: float | None = None
    unit: str | None = None
    text: str = ""


class Quantity(Frozen):
    """A printed number with its unit (LOD, LOQ, limit)."""

    value: float
    unit: str | None = None
    text: str = ""


class Measurement(Frozen):
    """One analyte of one panel, with every printed result column."""

    name: str
    analyte: str | None = None
    results: list[Result] = []
    lod: Quantity | None = None
    loq: Quantity | None = None
    limit: Quantity | None = None
    limit_text: str | None = None
    status: RowStatus | None = None
    contradiction: str | None = None
    proof: list[Proof] = []
    """What besides its column's heading speaks for the row: another unit, a sum, being printed again, its limits."""
    source: Place | None = None
    text: str = ""
    places: list[Evidence] = []
    """Where else figures of it stand that its own line does not print."""


class Panel(Frozen):
    status: PanelStatus | None = None
    tested_on: str | None = None
    method: str | None = None
    measurements: list[Measurement] = []
    source: Place | None = None


class Total(Frozen):
    """A printed sum of rows. `name` is canonical (total_thc), `printed` as on the page."""

    name: str
    printed: str
    results: list[Result]
    source: Place | None = None
    text: str = ""
    places: list[Evidence] = []
    """Where else figures of it stand that its own line does not print."""


class LabelClaim(Frozen):
    """A label claim that the report itself prints."""

    analyte: str
    value: float
    unit: str | None = None
    status: RowStatus | None = None


class Unread(Frozen):
    """A row inside a results table that could not be understood for certain."""

    page: int
    text: str
    reason: str
    bbox: Box | None = None


class Unconfirmed(Frozen):
    """A figure that OCR was not quite sure of and that nothing else on the page proves. `panel` is None for totals."""

    panel: PanelName | None = None
    subject: str
    text: str
    page: int
    bbox: Box


class Lab(Frozen):
    name: str | None = None
    license: str | None = None
    iso17025: bool | None = None
    accreditation_number: str | None = None
    accreditation_body: str | None = None
    address: str | None = None


class Product(Frozen):
    name: str | None = None
    matrix: str | None = None
    category: Category | None = None


class Dates(Frozen):
    """ISO dates (YYYY-MM-DD; YYYY-MM where no day is printed)."""

    harvested: str | None = None
    produced: str | None = None
    collected: str | None = None
    received: str | None = None
    tested: str | None = None
    reported: str | None = None
    expires: str | None = None


class Serving(Frozen):
    """Masses in g, density in g/mL, as printed."""

    unit_mass_g: float | None = None
    serving_mass_g: float | None = None
    servings_per_package: float | None = None
    density_g_ml: float | None = None


class Source(Frozen):
    name: str
    sha256: str
    pages: int
    text: Literal["digital", "ocr", "mixed"] = "digital"
    ocr_pages: list[int] = []


class PageMark(Frozen):
    """What page `page` of the file says about itself: "page 1 of 6", and the ids it prints.

    `sample_id` and `batch` are the report's own where the page prints them, else what stands there under their label.
    """

    page: int
    number: int | None = None
    of: int | None = None
    text: str = ""
    bbox: Box | None = None
    sample_id: str | None = None
    batch: str | None = None


class Differing(Frozen):
    """What the pages of one report print differently under one label. `field`: client, product or a date."""

    field: str
    places: list[Evidence]
    """Each page that prints it, with the label and what stands there."""


class Link(Frozen):
    """A web address of the report: in a QR code, printed, or behind a place that can be clicked; or a mail address."""

    url: str
    kind: Literal["qr", "printed", "clickable", "mail"]
    page: int
    bbox: Box
    text: str = ""


class Notice(Frozen):
    """Words that say what the report is not for: "for R&D use only", "preview". `kind` as in notices.toml.

    `part`: they are about some of the results, not the whole.
    """

    kind: str
    page: int
    bbox: Box
    text: str
    part: bool = False


class ProgramMark(Frozen):
    """What tells licensed cannabis from hemp: `track` is a number of a state's seed-to-sale system, `licence` that of a
    grower, maker or seller; `cannabis` and `hemp` are words; `state` only says whose rules the test was made for.
    `state` as two letters, where the mark tells it.
    """

    kind: Literal["track", "licence", "cannabis", "hemp", "state"]
    state: str | None = None
    page: int
    bbox: Box
    text: str


class Signatory(Frozen):
    """Who is printed as having signed or approved the report."""

    name: str | None = None
    role: str | None = None
    page: int
    bbox: Box
    text: str = ""


class PrintedId(Frozen):
    """Another number of the goods ("METRC Batch"), of the report, or a further batch; `label` as printed."""

    kind: Literal["batch", "product", "report"]
    label: str
    text: str
    page: int
    bbox: Box


class Report(Frozen):
    schema_version: str = SCHEMA_VERSION
    source: Source
    lab: Lab = Lab()
    client: str | None = None
    product: Product = Product()
    sample_id: str | None = None
    other_sample_ids: list[str] = []
    batch: str | None = None
    other_batches: list[str] = []
    """Other numbers printed as a batch or lot."""
    other_ids: list[PrintedId] = []
    dates: Dates = Dates()
    serving: Serving = Serving()
    overall_status: Literal["pass", "fail"] | None = None
    panels: dict[PanelName, Panel] = {}
    totals: list[Total] = []
    label_claims: list[LabelClaim] = []
    verification_urls: list[str] = []
    formulas: dict[str, str] = {}
    page_marks: list[PageMark] = []
    differing: list[Differing] = []
    links: list[Link] = []
    notices: list[Notice] = []
    program_marks: list[ProgramMark] = []
    signatories: list[Signatory] = []
    client_address: str | None = None
    history: History = History()
    spots: list[Spot] = []
    fields: dict[str, Evidence] = {}
    unread: list[Unread] = []
    unconfirmed: list[Unconfirmed] = []
