"""The typed record of a report, of a label, and of what was found out about them.

The JSON of these models is the tool's contract (`coacheck schema` publishes it). A report says what
the page prints, never what it should say. Boxes are `[x0, top, x1, bottom]` in PDF points from the
top left corner of the page.
"""

from coacheck.model.file import CODE, PICTURE, Annotation, Change, History, Revision, Signature, Spot
from coacheck.model.ground import (
    PROOFS,
    SCHEMA_VERSION,
    Box,
    Category,
    Evidence,
    Frozen,
    Outcome,
    PanelName,
    PanelStatus,
    Pillar,
    Place,
    Proof,
    Qualifier,
    ReviewKind,
    RowStatus,
)
from coacheck.model.report import (
    Dates,
    Differing,
    Lab,
    LabelClaim,
    Link,
    Measurement,
    Notice,
    PageMark,
    Panel,
    PrintedId,
    Product,
    ProgramMark,
    Quantity,
    Report,
    Result,
    Serving,
    Signatory,
    Source,
    Total,
    Unconfirmed,
    Unread,
)
from coacheck.model.verdict import Amount, Answer, Claim, Expected, Finding, Label, RulesUsed, Strength, Verdict

__all__ = [
    "CODE", "PICTURE", "PROOFS", "SCHEMA_VERSION", "Amount", "Annotation", "Answer", "Box", "Category", "Change",
    "Claim",
    "Dates", "Differing", "Evidence", "Expected", "Finding", "Frozen", "History", "Lab", "Label", "LabelClaim",
    "Link", "Measurement", "Notice", "Outcome", "PageMark", "Panel", "PanelName", "PanelStatus", "Pillar",
    "Place", "PrintedId", "Product", "ProgramMark", "Proof", "Qualifier", "Quantity", "Report", "Result",
    "ReviewKind", "Revision", "RowStatus", "RulesUsed", "Serving", "Signatory", "Signature", "Source", "Spot",
    "Strength", "Total", "Unconfirmed", "Unread", "Verdict",
]  # fmt: skip
