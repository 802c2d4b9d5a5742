"""A whole scan for Python: `coacheck.scan()`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import nullcontext
from pathlib import Path
from threading import Event

from coacheck.label_table import LabelTable
from coacheck.result import Scanned
from coacheck.rules import Options
from coacheck.scanning.across import compared
from coacheck.scanning.cache import usable
from coacheck.scanning.engine import local
from coacheck.scanning.ledger import Ledger
from coacheck.scanning.run import run
from coacheck.scanning.settings import Limits, settled
from coacheck.scanning.sources import names_of

_AHEAD = 64


def scan(
    paths: str | Path | Iterable[str | Path],
    labels: LabelTable | None = None,
    options: Options | None = None,
    limits: Limits | None = None,
    cache: bool = True,
    executor: Executor | None = None,
) -> Iterator[Scanned]:
    """See `coacheck.scan`."""
    limits = limits or Limits()
    settings = settled(options, labels, cache and usable())
    ledger = Ledger()
    named = [paths] if isinstance(paths, str | Path) else paths
    ledger.queue(names_of(map(str, named), tell=lambda _: None))
    with local(limits) if executor is None else nullcontext((executor, _AHEAD)) as (workers, ahead):
        for scanned in run(workers, ledger, settings, limits, ahead, Event()):
            yield compared(scanned, ledger, settings.options.ignore)
