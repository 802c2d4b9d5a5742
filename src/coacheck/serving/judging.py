"""One upload, in a worker process: judged as `check` does, with its page."""

from __future__ import annotations

from dataclasses import dataclass

from coacheck.errors import UnreadableError
from coacheck.model import Label
from coacheck.outputs.safe import clean
from coacheck.result import Scanned
from coacheck.rules import Options
from coacheck.scanning.ended import failed


@dataclass(frozen=True, slots=True)
class Judged:
    """What the buyer is shown first, and the page with all of it."""

    verdict: str
    product: str
    why: str
    do: str
    page: str


def judged(data: bytes, name: str, label: Label, options: Options) -> Judged | Scanned:
    """What became of it; for an error the result that a scan would have. Raises MemoryError, which the parent tells."""
    try:
        return _judged(data, name, label, options)
    except UnreadableError as error:
        if isinstance(error.__cause__, MemoryError):
            raise error.__cause__ from None
        return failed(name, error.reason, str(error))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  whatever a hostile file raises is told
        kind = clean(f"{type(error).__name__}: {error}")[:120]
        return failed(name, "crash", f"{name}: internal error ({kind}); expected no such thing.")


def _judged(data: bytes, name: str, label: Label, options: Options) -> Judged:
    import coacheck
    from coacheck.outputs.headline import headline

    verdict, page = coacheck.show(data, label, options, name)
    told = headline(verdict)
    return Judged(verdict.verdict, clean(verdict.report.product.name or name), told.why, told.do, page)
