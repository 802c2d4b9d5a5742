"""One report, in a worker: its bytes are read (or were read before), its label is found, it is judged."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import lru_cache

from coacheck.errors import UnreadableError
from coacheck.files.opened import open_report
from coacheck.model import Label, Report
from coacheck.outputs.safe import clean
from coacheck.pdf import badges_of, stamps_of
from coacheck.reading import read_report
from coacheck.result import Scanned
from coacheck.rules import judge
from coacheck.scanning import kept
from coacheck.scanning.ended import failed, judged
from coacheck.scanning.fetch import fetch
from coacheck.scanning.pages import page_name, write_page
from coacheck.scanning.settings import Settings

_NAME_WIDTH = 200


def work(settings: bytes, file: str, place: str) -> Scanned:
    """The result for `file`, which lies at `place`. `settings` are pickled Settings: the same for all, loaded once.

    Raises MemoryError, which the parent tells: it knows the limit.
    """
    told, said = _settings(settings)
    try:
        data = fetch(place, shown_name(file))
        if told.pages or not told.cache:
            return _judged(file, data, told)
        mark = kept.result_mark(data, file, said)
        if not (known := kept.result(mark)):
            kept.keep_result(mark, known := _judged(file, data, told))
        return known
    except UnreadableError as error:
        if isinstance(error.__cause__, MemoryError):
            raise error.__cause__ from None
        return failed(file, error.reason, str(error))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  whatever a hostile file raises is told, and the other files go on
        kind = clean(f"{type(error).__name__}: {error}")[:120]
        return failed(file, "crash", f"{shown_name(file)}: internal error ({kind}); expected no such thing.")


def _judged(file: str, data: bytes, settings: Settings) -> Scanned:
    report = read(data, shown_name(file), settings.cache)
    row = settings.labels.match(file, report.batch) if settings.labels else None
    verdict = judge(report, row.label if row else Label(), settings.options)
    found = judged(file, verdict)
    if settings.pages:
        try:
            write_page(verdict, data, settings.options, settings.pages / page_name(file))
        except (OSError, MemoryError, UnreadableError) as error:  # the page is lost, the result is not
            return replace(found, without_page=getattr(error, "strerror", None) or type(error).__name__)
    return found


def shown_name(file: str) -> str:
    """The last part of the name, as a report's own record and messages may carry it."""
    last = file.rstrip("/").rpartition("/")[2] or file
    return clean(last.encode("utf-8", "replace").decode())[:_NAME_WIDTH] or "(no name)"


@lru_cache(maxsize=1)
def _settings(pickled: bytes) -> tuple[Settings, str]:
    """The settings, and what they say as text."""
    found = pickle.loads(pickled)
    assert isinstance(found, Settings)
    return found, kept.said(found)


def read(data: bytes, name: str, cached: bool) -> Report:
    """Raises UnreadableError, which is kept as well: it will be the same next time."""
    if cached and (known := kept.reading(data)):
        if isinstance(known, UnreadableError):
            raise type(known)(f"{name}{known}")
        return known.model_copy(update={"source": known.source.model_copy(update={"name": name})})
    try:
        report = read_report(open_report(data, name), stamps=stamps_of, seals=badges_of)
    except UnreadableError as error:
        if cached and not isinstance(error.__cause__, MemoryError):
            kept.keep_reading(data, type(error)(str(error).removeprefix(name)))
        raise
    if cached:
        kept.keep_reading(data, report)
    return report
