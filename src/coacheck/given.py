"""The small files that say what is wanted (a label, labels, limits): their content, bounded, and their text.

A device or a pipe is refused: it may never end, and what is read twice would be gone.
"""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

from coacheck.errors import UsageError

MOST = 2**20
"""Bytes of a label or of limits: the longest list of limits that is shipped has a tenth of it."""
MOST_LABELS = 32 * 2**20
"""Bytes of a table of labels: some 200,000 products."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
"""What a text may begin with, which says how it is written; the longer of two that begin alike first."""
_OF_OFFICE = "cp1252"


def text_of(path: Path, what: str, most: int = MOST) -> str:
    """A text in UTF-8. Raises UsageError, in one line, where it is none, is too large or can't be read."""
    try:
        return bytes_of(path, what, most).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: expected {what} in UTF-8, but found other bytes: {error.reason}") from error


def table_of(path: Path, what: str, most: int = MOST_LABELS) -> str:
    """A text as spreadsheets save it: in UTF-8, UTF-16 with its mark, or cp1252. Raises UsageError likewise."""
    content = bytes_of(path, what, most)
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", _OF_OFFICE):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UsageError(f"{path}: expected {what} in UTF-8, UTF-16 or Windows-1252, but it is in none; save it as UTF-8.")


def bytes_of(path: Path, what: str, most: int) -> bytes:
    """At most so many. Raises UsageError, in one line, where it has more or can't be read."""
    try:
        kind = path.stat().st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):  # opening a folder has an error of its own
            raise UsageError(f"{path}: expected {what}, but it is a pipe or a device; save it as a file.")
        with path.open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        raise UsageError(f"{path}: expected {what}, but it can't be read: {_why(error)}") from error
    if len(content) > most:
        raise UsageError(f"{path}: expected {what}, but it has over {most // 2**20} MB; is it another file?")
    return content


def _why(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
