"""The typed record of a report, of a label, and of what was found out about them.

The JSON of these models is the tool's contract (`coacheck schema` publishes it). A report says what
the page prints, never what it should say. Boxes are `[x0, top, x1, bottom]` in PDF points from the
top left corner of the page.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1"

Category = Literal["inhalable", "ingestible", "topical", "other"]
PanelStatus = Literal["pass", "fail", "tested", "not_tested"]
RowStatus = Literal["pass", "fail", "tested", "not_tested"]
Qualifier = Literal["ND", "<LOQ", "<LOD", "NT", "NR", "detected", "TNTC"]
Proof = Literal["ratio", "total", "repeated", "limits"]
PROOFS: tuple[Proof, ...] = ("ratio", "total", "repeated", "limits")
Outcome = Literal["pass", "fail", "review", "skip"]
ReviewKind = Literal["gap", "doubt"]
"""`gap`: the report says too little; `doubt`: something contradicts, or looks changed."""
Pillar = Literal["pure", "potent", "legitimate"]
PanelName = Literal[
    "cannabinoids", "terpenes", "pesticides", "heavy_metals", "residual_solvents", "microbials", "mycotoxins",
    "moisture", "water_activity", "foreign_matter", "homogeneity", "other",
]  # fmt: skip
Box = Annotated[list[float], Field(min_length=4, max_length=4)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Frozen):
    """A place in the report: page (from 1), box and the text printed there."""

    page: int
    bbox: Box
    text: str = ""


class Place(Frozen):
    page: int
    bbox: Box


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


PICTURE = "a picture"
"""What a change put in that is no text."""


class Change(Frozen):
    """A place where the file as first written printed something else. What is no text is PICTURE."""

    page: int
    bbox: Box
    old: str = ""
    new: str = ""


class Revision(Frozen):
    """What was appended to the file after it was first written. `pages` are those whose content was touched."""

    pages: list[int] = []
    objects: int = 0
    changed: list[Change] = []
    """Where what is printed differs from the file as first written."""


class Annotation(Frozen):
    """A stamp, note, drawing or filled form field that lies over printed text."""

    kind: str
    page: int
    bbox: Box


class Signature(Frozen):
    """A digital signature. `intact`: what it covers was not changed; `trusted`: its chain ends at a known root;
    `changes`: what was done after it was set, in words, where that is more than signing and filling in.
    """

    signer: str
    intact: bool
    trusted: bool
    changes: str = ""


class History(Frozen):
    """What the file says about its own making. Times are ISO 8601; with an offset where the file gives one."""

    producer: str | None = None
    creator: str | None = None
    created: str | None = None
    modified: str | None = None
    software: list[str] = []
    """Every program named in the file's metadata, also by its earlier revisions."""
    revisions: list[Revision] = []
    annotations: list[Annotation] = []
    signed: bool = False
    changed_since_signed: bool = False
    signatures: list[Signature] = []
    """What pyHanko says of each; none where it is not installed."""
    acts: list[str] = []
    """What the file does or carries beside its pages: "JavaScript", "starts a program", "a file attached"."""
    broken_index: bool = False
    """The file's own list of its parts does not fit: it was damaged, or changed by hand."""


class Spot(Frozen):
    """A place where text is hidden or looks put in later. What is hidden is never told; what was changed is, by `old`
    and `new`.

    `on` says what stands there: a row of results, a verdict, a field of the report, or other text; `near` what is
    printed beside it.
    """

    kind: Literal[
        "covered", "ground", "invisible", "overprinted", "annotation", "field", "digits", "font", "size", "changed",
        "drawn", "filled", "subset", "spacing", "order", "page", "code",
    ]
    page: int
    bbox: Box
    on: Literal["result", "verdict", "field", "text"] = "text"
    near: str = ""
    subject: str | None = None
    old: str = ""
    new: str = ""
    says: str = ""
    """What the eye can't see there: which digits are of what font, how far apart they stand."""
    erased: bool = False
    """Something is covered and nothing stands in its place; it is no figure, no verdict, and takes nothing back."""


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
