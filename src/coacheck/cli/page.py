"""`coacheck check --html`: where the page goes, and how it gets there whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

import coacheck
from coacheck.cli.named import Named
from coacheck.errors import UsageError

if TYPE_CHECKING:
    from coacheck.model import Label, Verdict
    from coacheck.page import Document
    from coacheck.rules import Options

F = TypeVar("F", bound=Callable[..., object])


def page_options(command: F) -> F:
    """--html and --open."""
    command = click.option("--open", "opened", is_flag=True, help="Show the page in the browser.")(command)
    told = "Also write the verdict as one page that shows the evidence."
    return click.option("--html", "page", metavar="FILE", type=Named(), help=told)(command)


def page_target(files: tuple[str, ...], page: Path | None, opened: bool) -> Path | None:
    """Where the page is to be written: as named, else for --open a new file that the system clears away in time.

    Raises UsageError where that can't be done; nothing but an older page is written over.
    """
    if page is None and not opened:
        return None
    if len(files) > 1:
        raise UsageError(f"{len(files)} reports for one page; expected one report with --html or --open.")
    if page is None:
        import tempfile

        return Path(tempfile.mkdtemp(prefix="coacheck-")) / "page.html"
    if page.is_dir() or not page.parent.is_dir():
        found = "it is a folder" if page.is_dir() else "there is no such folder"
        raise UsageError(f"can't write {page}: {found}; expected the name of a file, such as page.html.")
    if page.exists() and not is_page(page):
        raise UsageError(f"{page} is there and is no page of coacheck; expected a new name. Remove it first.")
    return page


@dataclass
class Pages:
    """Writes the page, where there is a `target`. That it could not be written does not take the verdict with it."""

    target: Path | None
    opened: bool
    _failed: UsageError | None = None
    _is_written: bool = False

    def checked(self, label: Label, options: Options, source: Path | bytes | Document) -> Verdict:
        """`coacheck.check`, with the page."""
        if self.target is None:
            return coacheck.check(source, label, options)
        verdict, text = coacheck.show(source, label, options)
        try:
            _write(text, self.target)
        except UsageError as error:
            self._failed = error
            return verdict
        click.echo(f"coacheck: the page is {self.target}", err=True)
        self._is_written = True
        return verdict

    def finish(self) -> None:
        """Opens the page, or raises the error of writing it, now that the verdict is printed.

        The browser must not inherit the limits that the report had.
        """
        if self._failed:
            raise self._failed
        if self.opened and self._is_written and self.target:
            _open(self.target)


def _open(page: Path) -> None:
    import webbrowser

    if not webbrowser.open(page.absolute().as_uri()):
        click.echo("coacheck: no browser was found to open it with", err=True)


def is_page(path: Path) -> bool:
    from coacheck.files.kinds import is_own_page

    if not path.is_file():  # a pipe would be waited for
        return False
    with path.open("rb") as file:
        return is_own_page(file.read(4096))


def _write(text: str, target: Path) -> None:
    """Whole or not at all."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(target)
    except OSError as error:
        raise UsageError(f"can't write {target} ({error.strerror}); expected a place to write to.") from None
    finally:
        part.unlink(missing_ok=True)
