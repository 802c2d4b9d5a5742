"""What a file says about its own making, and the places where it was changed."""

from __future__ import annotations

from typing import Literal

from coacheck.model.ground import Box, Frozen

PICTURE = "a picture"
CODE = "a QR code"
"""What a change put in or took out that is no text."""


class Change(Frozen):
    """A place where the file as first written printed something else. What is no text is PICTURE or CODE.

    `day`: when the file says that it was saved so, where it was saved more than once.
    """

    page: int
    bbox: Box
    old: str = ""
    new: str = ""
    day: str = ""


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
    about: list[str] = []
    """What the file's own record says that it is about: its subject and title."""
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
    day: str = ""
    says: str = ""
    """What the eye can't see there: which digits are of what font, how far apart they stand."""
    erased: bool = False
    """Something is covered and nothing stands in its place; it is no figure, no verdict, and takes nothing back."""
