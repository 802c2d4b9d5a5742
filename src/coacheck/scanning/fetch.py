"""The bytes of a report: from a file, from a ZIP, or by URL through fsspec. Knows no PDF."""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coacheck.errors import UnreachedError, UnreadableError, UsageError
from coacheck.extras import cure
from coacheck.files.archive import member, parted
from coacheck.files.web import fetched, is_address, must_be_public
from coacheck.outputs.safe import clean

MAX_MEGABYTES = 256
_NO_FILE = "a pipe or a device; expected a file: save the report first, or judge it alone: coacheck check "
_WIDTH = 160
_DEPTH = 10
_NONE = (404, 410)
_FACTS = frozenset({
    errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENAMETOOLONG, errno.ENXIO,
    errno.EINVAL,
})  # fmt: skip
"""What the system says of a file that it will say the next time, too."""
_MOST = MAX_MEGABYTES * 1024 * 1024


def is_url(place: str) -> bool:
    return "://" in place


def fetch(place: str, name: str) -> bytes:
    """The content. Raises UnreadableError, which names the file `name`; UnreachedError where it may do another time."""
    try:
        data = _by_url(place, name) if is_url(place) else _local(Path(place), name)
    except (UnreadableError, UsageError, MemoryError):
        raise
    except Exception as error:  # each kind of store has errors of its own
        if isinstance(error, FileNotFoundError) and is_gone(error):
            raise UnreadableError(f"{name}: no such file; expected a PDF report.") from error
        if isinstance(error, OSError) and error.errno in _FACTS and not is_url(place):
            raise UnreadableError(f"{name}: can't be read ({error.strerror}); expected a PDF report.") from error
        raise UnreachedError(f"{name}: can't be fetched ({told(error)}); expected a PDF report.") from error
    if len(data) > _MOST:
        raise UnreadableError(f"{name}: over {MAX_MEGABYTES} MB; expected a report.")
    return data


def told(error: BaseException) -> str:
    """The first error that says more than that there is no file, in one short line; its kind where it says no more."""
    says = next((e for e in _causes(error) if not isinstance(e, FileNotFoundError)), error)
    sentence = " " in str(says).strip()
    return clean(str(says) if sentence else f"{type(says).__name__}: {says}").removesuffix(": ")[:_WIDTH]


def is_gone(error: BaseException) -> bool:
    """Did somebody answer that there is no such file? Stores say so, too, where nobody answers."""
    return all(
        isinstance(e, FileNotFoundError) or type(e).__name__.startswith("NoSuch") or _status(e) in _NONE
        for e in _causes(error)
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(_DEPTH):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _status(error: BaseException) -> int | None:
    """Of the answer of a web server or of a store."""
    response = getattr(error, "response", None)
    meta = response.get("ResponseMetadata", {}) if isinstance(response, dict) else {}
    found = meta.get("HTTPStatusCode", getattr(error, "status", None))
    return found if isinstance(found, int) else None


def _local(path: Path, name: str) -> bytes:
    archive, inner = parted(path)
    return member(archive.name, _read(archive, archive.name), inner) if inner else _read(path, name)


def _read(path: Path, name: str) -> bytes:
    if path.is_relative_to("/dev/fd") or path.is_relative_to("/proc/self/fd"):  # a worker has others than its parent
        raise UnreadableError(f"{name}: {_NO_FILE}{name}")
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        next(path.iterdir(), None)  # a folder stands alone in the list where it can't be looked into: this says why
        raise UnreadableError(f"{name}: a folder; expected a PDF report.")
    if not stat.S_ISREG(kind):
        raise UnreadableError(f"{name}: {_NO_FILE}{name}")
    with path.open("rb") as file:
        return file.read(_MOST + 1)


def _by_url(url: str, name: str) -> bytes:
    """A page of the web under the limits of `check`; all else by fsspec."""
    if is_address(url):
        return fetched(url, name=name)
    must_be_public(url)
    with fsspec().open(url, "rb") as file:
        data = file.read(_MOST + 1)
    assert isinstance(data, bytes)
    return data


def fsspec() -> Any:
    try:
        import fsspec as module
    except ImportError:
        raise UsageError(f"a URL was given; expected the extra to read it: {cure('remote')}") from None
    return module


def must_be_known(url: str) -> None:
    """Raises UsageError for the URL of a kind of store that nobody knows, or whose library is missing."""
    scheme = url.partition("://")[0].split("::")[-1]
    try:
        fsspec().get_filesystem_class(scheme)
    except ImportError as error:
        why = clean(str(error))
        raise UsageError(f"{url}: {why}; expected the library for {scheme}:// beside coacheck.") from error
    except (ValueError, AttributeError):
        raise UsageError(f"{url}: {scheme}:// is no kind of store; expected one such as s3:// or https://.") from None
