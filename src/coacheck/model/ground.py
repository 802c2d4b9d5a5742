"""What all models share: words that are chosen from, boxes, places."""

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
