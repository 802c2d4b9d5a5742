"""The accreditation that a report claims for its laboratory."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.labs import known as known_labs
from coacheck.layout.phrases import Phrase, overlap
from coacheck.model import Evidence, Lab
from coacheck.reading.vocabulary import squeeze

ISO_17025 = re.compile(r"IS[O0]\s?/?\s?(?:IE[CS])?\s?/?:?\s?17025", re.IGNORECASE)
_ACCREDITED = re.compile(
    r"(?:accredit\w*|certificate|cert|PJLA|A2LA|ANAB|testing)\s*(?:\([^)]*\)\s*)?(?:laboratory\s*)?(?:number|no\.?|nos\.?|#s?|:|\||-|cert\.?|testing|certificate)*[\s:#|]*"
    r"((?:AT-\d{3,5}|\d{4}\.\d{2}|\d{5,6}|L\d{2}-\d{2,4})(?:\s*(?:;|&|and)\s*\d{4}\.\d{2})*)(?![\d/-])",
    re.IGNORECASE,
)  # fmt: skip
_NUMBERED = re.compile(
    r"(?:\baccreditation|\baccredited|\bORELAP|17025(?::\d{4})?,?\s*cert(?:ificate|\.)?)\s*,?\s*(?:number|no\.?|nos\.?|id|cert(?:ificate)?\.?)?[\s:#|]*"
    r"((?=(?:\S*\d){3})[A-Z0-9](?:[A-Z0-9]|[-./](?=[A-Z0-9]))+)",
    re.IGNORECASE,
)  # fmt: skip


def accreditation_in(text: str) -> str | None:
    """The number of an accreditation as bodies print it, with a word for accreditation near."""
    for match in _ACCREDITED.finditer(text):
        before = text[max(0, match.start() - 160) : match.end() + 60]
        if re.search(r"accredit|PJLA|A2LA|17025|ANAB|Perry", before, re.IGNORECASE) and match[1] != "17025":
            return squeeze(match[1])
    return None


def accreditation_beside(pages: Sequence[Sequence[Phrase]]) -> str | None:
    """Any other form of number, where the same line calls it an accreditation."""
    for phrases in pages:
        for phrase in phrases:
            for match in _NUMBERED.finditer(phrase.text):
                if not re.match(r"17025|(?:19|20)\d\d$", match[1]) and "ISO" not in match[1].upper():
                    return match[1]
    return None


def body_in(text: str, number: str | None) -> str | None:
    """The accreditation body that is named; where several are, the one whose numbers look like the one printed."""
    named = [b for b in known_labs()["accreditation_body"] if any(_says(n, text) for n in (b["name"], *b["aliases"]))]
    fits = [b for b in named if number and re.fullmatch(b["number"], number.split(" ")[0])]
    return (fits or named)[0]["name"] if named else None


def _says(name: str, text: str) -> bool:
    """Is a body named? Short names are words of their own ("IAS"), written in capitals."""
    spaced = re.escape(name).replace(r"\ ", r"\s+")
    return re.search(rf"(?<![\w-]){spaced}(?!\w)", text, 0 if len(name) < 8 else re.IGNORECASE) is not None


def accreditation_place(lab: Lab, pages: Sequence[Sequence[Phrase]]) -> Evidence | None:
    """Where the accreditation's number stands, else where ISO/IEC 17025 is claimed."""
    signs = ([re.escape(lab.accreditation_number)] if lab.accreditation_number else []) + [ISO_17025.pattern]
    for sign in signs:
        for number, phrases in enumerate(pages, 1):
            for phrase in phrases:
                if re.search(sign, phrase.text, re.IGNORECASE):
                    return Evidence(page=number, bbox=phrase.box, text=phrase.text)
    return None


def iso_in_two_lines(pages: Sequence[Sequence[Phrase]]) -> bool:
    """ "… ISO/IEC" at the end of one line, "17025:2017 …" at the start of the next."""
    for phrases in pages:
        ends = [p for p in phrases if re.search(r"ISO(?:\s?/\s?IEC)?$", p.text)]
        starts = [p for p in phrases if p.text.startswith("17025")]
        if any(
            0 < b.middle - a.middle < 2 * a.size and overlap(a.x0, a.x1, b.x0, b.x1) > 0 for a in ends for b in starts
        ):
            return True
    return False
