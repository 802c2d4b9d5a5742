"""One upload, in a worker process: a report judged as `check` does, with its page; or the photo of a label, read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from coacheck.errors import UnreadableError
from coacheck.files.archive import member, members_of
from coacheck.files.kinds import kind_of
from coacheck.files.opened import open_report
from coacheck.label_photo import Said, said_on
from coacheck.model import Label
from coacheck.outputs.safe import clean
from coacheck.result import Scanned
from coacheck.rules import Options
from coacheck.scanning.ended import failed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the buyer is shown first, and the page with all of it."""

    verdict: str
    product: str
    why: str
    do: str
    page: str


@dataclass(frozen=True, slots=True)
class Inside:
    """The names of the reports in a ZIP of several."""

    names: tuple[str, ...]


def judged(data: bytes, name: str, inner: str, label: Label, options: Options) -> Judged | Inside | Scanned:
    """What became of it; for an error the result that a scan would have. `inner` is the name of one report in a ZIP.

    Raises MemoryError, which the parent tells.
    """
    return _told(name, lambda: _judged(data, name, inner, label, options))


def label_read(data: bytes, name: str) -> tuple[Said, ...] | Scanned:
    """What the photo of a label seems to say, or an error. Raises MemoryError, which the parent tells."""
    return _told(name, lambda: tuple(said_on(open_report(data, name))))


def _told(name: str, work: Callable[[], T]) -> T | Scanned:
    try:
        return work()
    except UnreadableError as error:
        if isinstance(error.__cause__, MemoryError):
            raise error.__cause__ from None
        return failed(name, error.reason, str(error))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  whatever a hostile file raises is told
        kind = clean(f"{type(error).__name__}: {error}")[:120]
        return failed(name, "crash", f"{name}: internal error ({kind}); expected no such thing.")


def _judged(data: bytes, name: str, inner: str, label: Label, options: Options) -> Judged | Inside:
    import coacheck
    from coacheck.outputs.headline import headline

    if inner:
        data, name = member(name, data, inner), inner
    elif kind_of(data) == "zip" and len(names := members_of(name, data, lambda _: None)) > 1:
        return Inside(tuple(names))
    verdict, page = coacheck.show(data, label, options, name)
    told = headline(verdict)
    return Judged(verdict.verdict, clean(verdict.report.product.name or name), told.why, told.do, page)
