"""From what the user named to names of reports: files, folders, ZIPs, patterns, lists, URLs. Opens no report."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from coacheck.errors import UnreadableError
from coacheck.files.archive import members_of
from coacheck.files.kinds import SUFFIXES, is_own_page
from coacheck.files.web import must_be_public
from coacheck.scanning.fetch import fetch, fsspec, is_gone, is_url, must_be_known, told

_CHUNK = 65536
_ZIP = ".zip"
_START = 4096
Tell = Callable[[str], None]


def names_of(paths: Iterable[str], tell: Tell) -> Iterator[str]:
    """The reports that `paths` name. What is there but not looked at is told; what is not there gives its own name.

    "-" is a list on stdin: a name on each line, or between NULs as `find -print0` prints them.
    """
    for path in paths:
        if path == "-":
            yield from names_of(_listed(), tell)
        elif is_url(path):
            yield from _by_url(path)
        elif Path(path).is_dir():
            yield from _in_folder(path, tell)
        elif glob.has_magic(path) and not os.path.lexists(path):
            found = sorted(glob.glob(path, recursive=True, include_hidden=False))  # noqa: PTH207  keeps names as given
            yield from names_of(found, tell) if found else [path]
        elif path.lower().endswith(_ZIP):
            yield from _in_zip(path, tell)
        else:
            yield path


def place_of(name: str) -> str:
    """Where a worker, whatever its folder, finds it."""
    return name if is_url(name) else str(Path(name).absolute())


def _in_folder(folder: str, tell: Tell) -> Iterator[str]:
    """The reports in and under a folder, of each folder the largest first: then no worker has the longest at the end.

    Links to folders are not followed: they may lead round in a circle.
    """
    refused: list[str] = []
    others = 0
    for parent, folders, files in os.walk(folder, onerror=lambda error: refused.append(str(error.filename))):
        folders.sort()
        for name in folders:
            if Path(parent, name).is_symlink():
                tell(f"{Path(parent, name)}: a link to a folder, not followed; name it to scan it")
        reports = [str(Path(parent, name)) for name in files if _may_be_report(Path(parent, name))]
        others += len(files) - len(reports)
        for report in sorted(reports, key=lambda report: (-size_of(report), report)):
            yield from _in_zip(report, tell) if report.lower().endswith(_ZIP) else [report]
    yield from refused
    if others:
        tell(f"{folder}: {others} {'file' if others == 1 else 'files'} of other kinds not looked at")


def _may_be_report(path: Path) -> bool:
    """By its name; a page that an earlier scan wrote is none."""
    name = path.name.lower()
    return name.endswith(SUFFIXES) and not (name.endswith(".html") and path.is_file() and _is_ours(path))


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_own_page(file.read(_START))
    except OSError:  # it gets its own error when it is read
        return False


def _in_zip(path: str, tell: Tell) -> Iterator[str]:
    """The reports in a ZIP; the ZIP itself where it can't be read: it gets its own error then."""
    try:
        names = members_of(path, fetch(path, path), tell)
    except (UnreadableError, MemoryError):
        names = []
    yield from (f"{path}/{name}" for name in names) if names else [path]


def size_of(name: str) -> int:
    """Bytes; 0 where nobody knows before it is read."""
    try:
        return 0 if is_url(name) else Path(name).stat().st_size
    except OSError:  # it gets its own error when it is read
        return 0


def _by_url(url: str) -> Iterator[str]:
    """A file as it is; the reports under a folder ("s3://bucket/reports/"), or those that a pattern with * fits.

    Raises UnreadableError where a store can't be asked what it holds: a scan without that would look like a whole one.
    """
    must_be_known(url)
    scheme, _, rest = url.partition("://")
    if "*" not in rest and (url.lower().endswith(SUFFIXES) or (scheme.startswith("http") and not url.endswith("/"))):
        yield url
        return
    must_be_public(url)
    try:
        found = _in_store(url)
    except MemoryError:
        raise
    except Exception as error:  # each kind of store has errors of its own
        if not (isinstance(error, FileNotFoundError) and is_gone(error)):
            raise UnreadableError(f"{url}: can't be listed ({told(error)}); expected a store that answers.") from error
        found = []
    yield from found or [url]


def _in_store(url: str) -> list[str]:
    filesystem, path = fsspec().core.url_to_fs(url)
    if "*" in url.partition("://")[2]:
        found = sorted(filesystem.glob(path))
    elif filesystem.isdir(path):
        found = sorted(name for name in filesystem.find(path) if name.lower().endswith(SUFFIXES))
    else:
        found = []
    return [filesystem.unstrip_protocol(name) for name in found]


def _listed() -> Iterator[str]:
    """The names on stdin, as bytes of the file system."""
    rest, end = b"", b""
    while chunk := os.read(sys.stdin.fileno(), _CHUNK):
        end = end or (b"\0" if b"\0" in chunk else b"\n" if b"\n" in chunk else b"")
        rest += chunk
        if end:
            *whole, rest = rest.split(end)
            yield from map(os.fsdecode, (_line(name, end) for name in whole if name.strip()))
    if rest.strip():
        yield os.fsdecode(_line(rest, end or b"\n"))


def _line(name: bytes, end: bytes) -> bytes:
    return name.removesuffix(b"\r") if end == b"\n" else name
