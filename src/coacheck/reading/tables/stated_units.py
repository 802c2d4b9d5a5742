"""What a line says of the unit of results: a title, a sentence, a note. One that may mean other figures says none."""

from __future__ import annotations

import re

from coacheck.reading.tables.profile import SAME
from coacheck.reading.vocabulary import Vocabulary

_SAYS_UNIT = re.compile(
    r"\bunits?\b|(?:\b(?:in|expressed|reported)|\beinheit|\bunità|\bunidad(?:es)?|\bunités?)[\s:]*$", re.IGNORECASE
)
_RESULTS_IN = re.compile(
    r"(?P<of>\b[^\W\d]+)?\s*\b(?:results?|values?|amounts?|mass(?:es)?|concentrations?|counts?|figures?|resultados?|valores"
    r"|ergebnisse|werte|gehalte|risultati|valori|résultats|valeurs|resultaten)"
    r"\b[^.;:]{0,30}?\b(?:in|en|em|als|as)\s+(?P<unit>[^.,;:·|]+)",
    re.IGNORECASE,
)
""" "Results are in µg/g" within a longer line, "Pesticide amounts in parts per million (ppm)"."""
_PANEL_IN = re.compile(
    r"^\W*(?:all\s+)?(?P<panel>[a-z][a-z /-]+?)\s+(?:results?|values?|concentrations?)(?:\s+and\s+\w+)?"
    r"(?:\s+are)?(?:\s+(?:given|reported|expressed|shown|stated))?\s*(?:in\b|as\b|:)\s*(?P<unit>[^\s,;:]+?)\.?$",
    re.IGNORECASE,
)
""" "All pesticide values in µg/g." """
_TITLE_IN = re.compile(r"(?P<panel>.+?)\s+(?:in|en|em)\s+(?P<unit>\S+)", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:(?<!and )(?:limits?|LO[DQ]s?|MDLs?|RLs?|totals?|claims?)(?: are)?(?: (?:given|stated|reported))? in"
    r"|(?:sample|net|initial) (?:mass|weight|size)|weighed|blank|controls?|standards?|spike\w*|calibrat\w*|above \d+"
    r"|not (?:reported|given|expressed)|previous)\b[^.;|]*\.?$",
    re.IGNORECASE,
)
"""Lines of whose figures the unit is another's than the results'."""
_LIMITS_IN = re.compile(
    r"(?<!and )\blimits?(?: are)?(?: (?:given|stated|reported))?(?: in)? (?P<unit>[^\s.,;:·|)]+)", re.IGNORECASE
)
""" "Action limits are given in ppm", "(limits mg/kg)"."""
_PARTED = re.compile(r",\s+|\s[-–·|]\s|\s\(|\)\s|;\s|\.\s+")
"""What parts the method, the unit and the date in the line under a title."""
BASES = ("g", "mL")
"""What a result is in, and no unit of one: "µg per day at 2 g daily dose"."""
_MASSES = ("g", "mg", "mL")
"""What the sample may have."""
_NO_STATEMENT = ("Ct", "aw", "per 1 g")
_SENTENCES = re.compile(r"(?<=[.;])\s+")
_SPELLED = 2
"""As many words may stand beside a unit that is spelled out: "percent by weight (% w/w)"."""


def unit_in_note(text: str, words: Vocabulary) -> str | None:
    """The unit in a sentence on results: "Units of measure: ppm", "Results in % (w/w)."."""
    if _unclear(text, words):
        return None
    return unit_in_heading(text, words) or _of_results(text, words)


def unit_in_heading(text: str, words: Vocabulary) -> str | None:
    """The unit in a line among headings: "All results in %"."""
    unit, rest = words.find_unit(text)
    says = unit and len(rest.split()) > 1 and _SAYS_UNIT.search(rest) and not _unclear(text, words)
    return unit if says else None


def unit_in_line(text: str, words: Vocabulary) -> str | None:
    """The unit in a line over a table: alone, in a title, between commas, or in a sentence."""
    if _unclear(text, words):
        return None
    unit, rest = words.find_unit(text)
    if unit and unit not in BASES and (not rest.strip(" :()") or words.panel(rest) or _SAYS_UNIT.search(rest)):
        return unit
    return _alone_between_commas(text, words) or _in_a_title(text, words) or _of_results(text, words)


def unit_of_limits(text: str, words: Vocabulary) -> str | None:
    """The unit that a line states for limits alone."""
    match = _LIMITS_IN.search(text)
    return words.unit(match["unit"]) if match else None


def panel_meant(text: str, words: Vocabulary) -> str | None:
    """The panel whose results a line speaks of: "Solvent amounts in ppm", "Pesticides, results in ppm"."""
    match = _RESULTS_IN.search(text)
    if match is None:
        return None
    first = text.split()
    names = (match["of"] or "", f"{match['of']}s", first[0].strip(",:"), " ".join(first[:2]).strip(",:"))
    return next((panel for name in names if (panel := words.panel(name))), None)


def panel_and_unit(text: str, words: Vocabulary) -> tuple[str, str] | None:
    """The panel and the unit of "All pesticide values in µg/g."."""
    match = _PANEL_IN.match(text)
    panel, unit = (words.panel(match["panel"]), words.unit(match["unit"])) if match else (None, None)
    return (panel, unit) if panel and unit else None


def _unclear(text: str, words: Vocabulary) -> bool:
    """Does it speak of other figures than results, or state several units, as for results and totals?"""
    told = " ".join(sentence for sentence in _SENTENCES.split(text) if "=" not in sentence)
    stated = {SAME.get(unit, unit) for unit in words.units_stated(told)}.difference(_MASSES, _NO_STATEMENT)
    return len(stated) > 1 or _OF_OTHERS.search(text) is not None


def _of_results(text: str, words: Vocabulary) -> str | None:
    """The unit in a line that says what results are in, and that goes on with nothing but the unit spelled out."""
    match = _RESULTS_IN.search(text)
    unit, rest = words.find_unit(match["unit"]) if match else (None, "")
    return unit if unit not in _MASSES and len(rest.strip(" ()").split()) <= _SPELLED else None


def _alone_between_commas(text: str, words: Vocabulary) -> str | None:
    """The one unit that is a part of a line by itself ("LC-UV, mg/g, 2024-01-02"): a share, not a mass."""
    parts = [] if words.heading(text) else _PARTED.split(text)  # "Result (ppm)" heads another table
    alone = [u for part in parts if (u := words.unit(part.strip(" )")))]
    return alone[0] if len(set(alone)) == 1 and alone[0] not in ("g", "mg") else None


def _in_a_title(text: str, words: Vocabulary) -> str | None:
    """The unit in the title of a panel: "Heavy Metals in ppb (ICP-MS)"."""
    titled = _TITLE_IN.match(text)
    return words.unit(titled["unit"]) if titled and words.panel(titled["panel"]) else None
