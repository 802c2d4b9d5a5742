"""How a scan works: what every worker is told, and what a report may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coacheck.label_table import LabelTable
    from coacheck.rules import Options


CPU, OCR_CPU = 60, 600
TIMEOUT, OCR_TIMEOUT = 600, 3600
MEMORY, OCR_MEMORY = 1024, 4096
"""What a report may cost: seconds of a core, seconds by the clock (a machine may be busy with other things), and MB of
address space. Where scans are read from their pictures it is more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Worker processes; for one report seconds by the clock and of a core; MB of memory for one worker."""

    jobs: int = field(default_factory=lambda: _cores())
    timeout: float = field(default_factory=lambda: OCR_TIMEOUT if _with_ocr() else TIMEOUT)
    memory: int = field(default_factory=lambda: OCR_MEMORY if _with_ocr() else MEMORY)
    cpu: float = field(default_factory=lambda: OCR_CPU if _with_ocr() else CPU)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker must know to judge: the rules, the labels, whether readings are kept, where pages go."""

    options: Options
    labels: LabelTable | None = None
    cache: bool = True
    pages: Path | None = None


def settled(
    options: Options | None, labels: LabelTable | None, cache: bool, pages: Path | None = None
) -> Settings:
    """Raises UsageError for options that can't be understood, before the first report is read."""
    from coacheck.rules import Options
    from coacheck.rules.law.profile import profile
    from coacheck.rules.registry import chosen

    options = options or Options(on=date.today())
    profile(options.rules, options.limits)
    chosen(options.ignore)
    return Settings(options, labels, cache, pages)


def _with_ocr() -> bool:
    from coacheck.pdf.ocr.pages import installed

    return installed()


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
