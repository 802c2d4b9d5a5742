"""What the user named on the command line → reports: a ZIP is each report in it, an address is fetched, - is stdin."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Timer

from coacheck.errors import UnreadableError
from coacheck.files.archive import members_of
from coacheck.files.kinds import kind_of
from coacheck.files.opened import open_report
from coacheck.files.web import fetched, is_address, lacks_scheme, name_of
from coacheck.page import Document
from coacheck.pdf.source import MAX_BYTES, bytes_of, must_not_be_typed

Tell = Callable[[str], None]
_PATIENCE = 2.0
"""Seconds before a person is told that a pipe is waited for."""


def reports_in(names: Iterable[str], tell: Tell) -> Iterator[str]:
    """The names, each ZIP by the names of the reports in it. One that can't be read keeps its name, and fails later."""
    for name in names:
        path = Path(name)
        if not (name.lower().endswith(".zip") and path.is_file()):
            yield name
            continue
        try:
            data = bytes_of(path)
            inside = members_of(name, data, tell) if kind_of(data) == "zip" else []
        except UnreadableError:
            inside = []
        yield from (f"{name}/{inner}" for inner in inside) if inside else [name]


def source_of(name: str, tell: Tell) -> Path | bytes | Document:
    """Where a report is read from. Raises UnreadableError for an address that gives none, or that nobody fetches."""
    if name == "-":
        must_not_be_typed(sys.stdin.buffer, "stdin")
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    if is_address(name):
        data = fetched(name)
        tell(f"fetched {name} ({len(data):,} bytes); a copy on the web, not a file that you were sent")
        return open_report(data, name_of(name))
    if "://" in name and not Path(name).exists():
        raise UnreadableError(f"{name}: no file and no address of the web; expected a path, or https://…")
    if lacks_scheme(name) and not Path(name).exists():
        raise UnreadableError(f"{name}: no such file; is it an address of the web? Put https:// before it.")
    if Path(name).is_fifo():
        return open_report(_of_pipe(Path(name), tell), Path(name).name)
    return Path(name)


def _of_pipe(path: Path, tell: Tell) -> bytes:
    """Whoever sits at a terminal is told what is waited for."""
    late = Timer(_PATIENCE, lambda: tell(f"{path} is a pipe; waiting for somebody to write a report into it"))
    if sys.stderr.isatty():
        late.start()
    try:
        return bytes_of(path)
    finally:
        late.cancel()
