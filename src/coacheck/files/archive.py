"""The reports in a ZIP: `reports.zip/batch-7/coa.pdf` names one. Nothing is unpacked to the disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coacheck.errors import UnreadableError
from coacheck.files.kinds import ENTRY, MOST_ENTRIES, SUFFIXES, ZIP_STARTS

Tell = Callable[[str], None]
MAX_MEMBERS = 1000
MAX_BYTES = 256 * 2**20
MAX_TOTAL = 2 * 2**30
_DEPTH = 2
"""A ZIP in a ZIP is looked into, one in that is not."""
_RATIO = 200
_LARGE = 32 * 2**20
"""Bytes; what is smaller may be packed as tightly as it likes (a scan of a white page as BMP)."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The others unpack without a limit."""
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, IndexError)


def parted(place: Path) -> tuple[Path, str]:
    """The ZIP and the name in it, where `place` names a report in a ZIP; else `place` and no name."""
    if ".zip" in str(place).lower():
        for parent in place.parents:
            if parent.suffix.lower() == ".zip" and parent.is_file():
                return parent, place.relative_to(parent).as_posix()
    return place, ""


def members_of(name: str, data: bytes, tell: Tell) -> list[str]:
    """The names of the reports in a ZIP; what is not looked at is told. Raises UnreadableError for a bomb."""
    return list(_members(name, data, tell, _DEPTH))


def _members(name: str, data: bytes, tell: Tell, depth: int) -> Iterator[str]:
    with _opened(name, data) as archive:
        named = [(inner, info) for info in archive.infolist() if (inner := _name(info)) and not info.is_dir()]
        found = dict(reversed(named))  # of two with one name the first is read
        led_out = sum(_name(info) is None for info in archive.infolist())
        reports = {inner: info for inner, info in found.items() if inner.lower().endswith(SUFFIXES)}
        _must_fit(name, reports.values())
        for inner, info in sorted(reports.items()):
            if not inner.lower().endswith(".zip"):
                yield inner
            elif depth == 1:
                tell(f"{name}/{inner}: a ZIP in a ZIP in a ZIP, not looked into; unpack it")
            else:
                packed = _read(f"{name}/{inner}", archive, info)
                yield from (f"{inner}/{deeper}" for deeper in _members(f"{name}/{inner}", packed, tell, depth - 1))
    if others := len(found) - len(reports):
        tell(f"{name}: {others} {'file' if others == 1 else 'files'} of other kinds not looked at")
    if twice := len(named) - len(found):
        tell(f"{name}: {twice} {'file' if twice == 1 else 'files'} with the name of another in it not looked at")
    if led_out:
        tell(f"{name}: {led_out} {'file' if led_out == 1 else 'files'} named to lead out of the ZIP not looked at")


def member(name: str, data: bytes, inner: str) -> bytes:
    """A report in a ZIP, by its name there. Raises UnreadableError."""
    with _opened(name, data) as archive:
        for info in archive.infolist():
            own = _name(info)
            if own == inner:
                return _read(f"{name}/{inner}", archive, info)
            if own and inner.startswith(f"{own}/") and own.lower().endswith(".zip"):
                packed = _read(f"{name}/{own}", archive, info)
                return member(f"{name}/{own}", packed, inner.removeprefix(f"{own}/"))
    raise UnreadableError(f"{name}: no {inner} in it; expected the name of a report in that ZIP.")


@contextmanager
def _opened(name: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    if not data.startswith(ZIP_STARTS):
        raise UnreadableError(f"{name}: no ZIP, whatever its name says; expected one.")
    if data.count(ENTRY) > MOST_ENTRIES:
        most = f"expected a ZIP of at most {MAX_MEMBERS:,} reports"
        raise UnreadableError(f"{name}: over {MOST_ENTRIES:,} files; {most}.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except _BROKEN as error:
        raise UnreadableError(
            f"{name}: a broken ZIP ({type(error).__name__}); expected a whole one. Download it again."
        ) from error


def _name(info: zipfile.ZipInfo) -> str | None:
    """The name of a member, "" for what systems add, None for one that leads out of the archive.

    Some tools on Windows part folders by backslashes.
    """
    name = info.filename.replace("\\", "/")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts or name.startswith("/") or any(sign in name for sign in ":\0"):
        return None
    return "" if any(part.startswith((".", "__MACOSX")) for part in parts) else "/".join(parts)


def _must_fit(name: str, reports: Iterable[zipfile.ZipInfo]) -> None:
    sizes = [info.file_size for info in reports]
    if len(sizes) > MAX_MEMBERS:
        raise UnreadableError(f"{name}: {len(sizes):,} reports; expected a ZIP of at most {MAX_MEMBERS:,}. Unpack it.")
    if sum(sizes) > MAX_TOTAL:
        raise UnreadableError(f"{name}: over {MAX_TOTAL // 2**30} GB when unpacked; expected reports. Unpack it.")


def _read(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 1:
        raise UnreadableError(f"{name}: encrypted with a password; expected an open ZIP. Unpack it.")
    if info.compress_type not in _METHODS:
        raise UnreadableError(f"{name}: packed by an unusual method; expected an ordinary ZIP. Unpack it.")
    if info.file_size > MAX_BYTES:
        raise UnreadableError(f"{name}: over {MAX_BYTES // 2**20} MB; expected a report.")
    if info.file_size > _LARGE and info.file_size > _RATIO * max(1, info.compress_size):
        raise UnreadableError(f"{name}: {info.file_size // max(1, info.compress_size)} times larger than it is packed, "
                              "as bombs are; expected a report. Unpack it.")  # fmt: skip
    with archive.open(info) as file:
        return file.read(MAX_BYTES)


def names_in(name: str, data: bytes) -> list[str]:
    """The names of the parts of a file that is packed as a ZIP, such as a DOCX."""
    with _opened(name, data) as archive:
        return archive.namelist()


def part(name: str, data: bytes, inner: str) -> bytes:
    """One of its parts. Raises UnreadableError."""
    with _opened(name, data) as archive:
        return _read(name, archive, archive.getinfo(inner))
