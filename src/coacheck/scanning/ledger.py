"""What a scan remembers: on the disk, so that its memory does not grow with the number of reports.

A temporary SQLite database, which nobody else sees and which is gone with the process.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from coacheck.outputs.safe import visible

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE file (shown TEXT UNIQUE, name BLOB, done INTEGER DEFAULT 0, size INTEGER DEFAULT 0);
CREATE TABLE seen (kind TEXT, mark BLOB, file BLOB, sample TEXT, figures BLOB);
CREATE INDEX seen_by_mark ON seen (mark, kind);
CREATE TABLE tally (
  kind TEXT, name TEXT COLLATE NOCASE, ended TEXT, reports INTEGER, PRIMARY KEY (kind, name, ended)
) WITHOUT ROWID;
CREATE TABLE asked (client TEXT, body TEXT);
CREATE INDEX asked_by_client ON asked (client);
CREATE TABLE row (line INTEGER PRIMARY KEY);
"""
_AT_ONCE = 1000


class Ledger:
    """The files of a scan in their order, each once; which are done; what was seen and is asked; how they ended."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_TABLES)

    def queue(self, names: Iterable[str], size_of: Callable[[str], int] = lambda _: 0) -> None:
        """A name that is there already is not queued again."""
        rows = ((visible(name), _blob(name), size_of(name)) for name in names)
        while batch := list(islice(rows, _AT_ONCE)):
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR IGNORE INTO file (shown, name, size) VALUES (?, ?, ?)", batch)
            self._db.execute("COMMIT")

    def done(self, shown: str) -> None:
        """`shown` is the name as `visible` shows it: the one that every output has."""
        self._db.execute(
            "INSERT INTO file (shown, done) VALUES (?, 1) ON CONFLICT (shown) DO UPDATE SET done = 1", (shown,)
        )

    def waiting(self) -> Iterator[str]:
        """The names that are not done, in order; what is done meanwhile is left out."""
        last = 0
        while found := self._db.execute(
            "SELECT rowid, name FROM file WHERE rowid > ? AND NOT done ORDER BY rowid LIMIT ?", (last, _AT_ONCE)
        ).fetchall():
            yield from (_name(name) for _, name in found)
            last = found[-1][0]

    def left(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM file WHERE NOT done").fetchone()[0])

    def left_bytes(self) -> int:
        """How large the files are that are not done, as far as that is known."""
        return int(self._db.execute("SELECT coalesce(sum(size), 0) FROM file WHERE NOT done").fetchone()[0])

    def size(self, shown: str) -> int:
        found = self._db.execute("SELECT size FROM file WHERE shown = ?", (shown,)).fetchone()
        return int(found[0]) if found else 0

    def see(self, kind: str, mark: bytes, file: str, sample: str = "", figures: bytes = b"") -> None:
        self._db.execute("INSERT INTO seen VALUES (?, ?, ?, ?, ?)", (kind, mark, _blob(file), sample, figures))

    def seen(self, kind: str, mark: bytes) -> list[tuple[str, str, bytes]]:
        """(file, sample, figures) of the first ones with this mark."""
        query = "SELECT file, sample, figures FROM seen WHERE mark = ? AND kind = ? ORDER BY rowid LIMIT 10"
        return [(_name(file), sample, figures) for file, sample, figures in self._db.execute(query, (mark, kind))]

    def count(self, kind: str, name: str, ended: str = "") -> None:
        self._db.execute(
            "INSERT INTO tally VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET reports = reports + 1", (kind, name, ended)
        )

    def counts(self, kind: str, most: int = 10) -> list[tuple[str, dict[str, int]]]:
        """The commonest names of a kind, in their first spelling: how many reports ended how."""
        query = "SELECT name FROM tally WHERE kind = ? GROUP BY name ORDER BY sum(reports) DESC, name LIMIT ?"
        names = [name for (name,) in self._db.execute(query, (kind, most)).fetchall()]
        each = "SELECT ended, reports FROM tally WHERE kind = ? AND name = ?"
        return [(name, dict(self._db.execute(each, (kind, name)).fetchall())) for name in names]

    def ask(self, client: str, body: str) -> None:
        self._db.execute("INSERT INTO asked VALUES (?, ?)", (client, body))

    def asked(self) -> Iterator[list[str]]:
        """What is to be asked, client by client."""
        for (client,) in self._db.execute("SELECT DISTINCT client FROM asked ORDER BY client").fetchall():
            yield [body for (body,) in self._db.execute("SELECT body FROM asked WHERE client = ?", (client,))]

    def use_row(self, line: int) -> None:
        self._db.execute("INSERT OR IGNORE INTO row VALUES (?)", (line,))

    def rows(self) -> set[int]:
        """The lines of the labels file that were some report's label."""
        return {line for (line,) in self._db.execute("SELECT line FROM row")}


def _blob(name: str) -> bytes:
    """A name may hold what is no text."""
    return name.encode("utf-8", "surrogatepass")


def _name(blob: bytes) -> str:
    return blob.decode("utf-8", "surrogatepass")
