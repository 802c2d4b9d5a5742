"""Printed dates → ISO dates. US reports put the month first, European ones the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    m: i for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_MONTHS |= {
    "mai": 5,
    "okt": 10,
    "dez": 12,
    "mär": 3,
    "gen": 1,
    "mag": 5,
    "giu": 6,
    "lug": 7,
    "ago": 8,
    "set": 9,
    "ott": 10,
    "dic": 12,
}
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")
_DAY_MONTH = re.compile(
    r"(?<!\d)(?:\d{1,2}\s?-\s?)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]*([A-Za-zä]{3,9})\.?,?[\s-]*(\d{4}|\d{2}(?!\s*[A-Za-z]))(?!\d)"
)
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})(?!\d)")
_YEAR_MONTH = re.compile(r"^\s*(\d{1,2})[/.-](\d{4})\s*$|^\s*(\d{4})[/.-](\d{1,2})\s*$")


@dataclass(frozen=True)
class DateOrder:
    """How a document writes dates."""

    day_first: bool = False

    def parse(self, text: str, last: bool = False) -> str | None:
        """The first (or last) date in the text as ISO, or None; "06-12 November 2021" is its last day."""
        found: list[tuple[int, str]] = []
        for match in _ISO.finditer(text):
            _keep(found, match, match[1], match[2], match[3])
        for match in _NUMERIC.finditer(text):
            first, second = int(match[1]), int(match[3])
            day_first = self.day_first or first > 12 or (match[2] == "." and second <= 12)
            if first <= 12 < second:
                day_first = False
            day, month = (match[1], match[3]) if day_first else (match[3], match[1])
            _keep(found, match, match[4], month, day)
        for match in _DAY_MONTH.finditer(text):
            _keep(found, match, match[3], _MONTHS.get(match[2].casefold()[:3]), match[1])
        for match in _MONTH_DAY.finditer(text):
            _keep(found, match, match[3], _MONTHS.get(match[1].casefold()[:3]), match[2])
        if found:
            return max(found)[1] if last else min(found)[1]
        month_only = _YEAR_MONTH.match(text)
        if month_only:
            year, month = (month_only[2], month_only[1]) if month_only[2] else (month_only[3], month_only[4])
            return f"{int(year):04}-{int(month):02}" if 1 <= int(month) <= 12 else None
        return None


def _keep(found: list[tuple[int, str]], match: re.Match[str], year: str, month: str | int | None, day: str) -> None:
    if month is None:
        return
    number = int(year) + (2000 if len(year) == 2 else 0)
    try:
        found.append((match.start(), date(number, int(month), int(day)).isoformat()))
    except ValueError:
        return


def order_of(text: str, decimal_comma: bool) -> DateOrder:
    """Day first where some date can only be read so, or where the document writes decimal commas."""
    days = [(int(m[1]), int(m[3])) for m in _NUMERIC.finditer(text)]
    if any(b > 12 for _, b in days):
        return DateOrder(False)
    return DateOrder(any(a > 12 for a, _ in days) or decimal_comma)
