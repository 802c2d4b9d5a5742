"""What is remembered of a report to compare it with others: marks of content, sample and figures."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator

from coacheck.model import Measurement, Report, Result
from coacheck.result import Figures, bare
from coacheck.rules.amounts.printed import printed_number
from coacheck.scanning.habits import habits_of

_ANALYTES, _DIGITS = 3, 10
"""Figures of fewer analytes, or with fewer digits in all, agree by chance."""

Values = dict[str, dict[str, str]]
"""By panel, by "analyte unit": the number as printed, or the word (ND)."""


def figures_of(report: Report) -> Figures:
    values = {name: dict(_values(panel.measurements)) for name, panel in report.panels.items() if panel.measurements}
    lab, sample = bare(report.lab.name or ""), bare(report.sample_id or "")
    return Figures(
        content=bytes.fromhex(report.source.sha256)[:16],
        sample=_mark([lab, sample]) if sample else None,
        sample_id=report.sample_id or "",
        batch=report.batch or "",
        panels=tuple((name, _mark(found)) for name, found in values.items() if _telling(found)),
        packed=zlib.compress(json.dumps(values).encode()),
        habits=tuple(habits_of(report)),
    )


def unpacked(packed: bytes) -> Values:
    found: Values = json.loads(zlib.decompress(packed))
    return found


def _values(rows: list[Measurement]) -> Iterator[tuple[str, str]]:
    for row in rows:
        for result in row.results:
            yield f"{row.analyte or bare(row.name)} {result.unit or ''}".strip(), _printed(result)


def _printed(result: Result) -> str:
    if result.value is None:
        return result.qualifier or ""
    number = printed_number(result.text)
    return result.text if number is not None and float(number) == result.value else repr(result.value)


def _telling(values: dict[str, str]) -> bool:
    digits: dict[str, int] = {}
    for key, text in values.items():
        if number := printed_number(text):
            analyte = key.partition(" ")[0]
            digits[analyte] = max(digits.get(analyte, 0), len(number.as_tuple().digits))
    return len(digits) >= _ANALYTES and sum(digits.values()) >= _DIGITS


def _mark(content: object) -> bytes:
    return hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16).digest()
