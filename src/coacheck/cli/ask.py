"""`--ask`: the questions to sellers and laboratories, on stdout or in a file; of a scan, in a folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from coacheck.cli.parts import say
from coacheck.errors import UsageError

if TYPE_CHECKING:
    from coacheck.model import Verdict
    from coacheck.outputs.letter import Inquiry

F = TypeVar("F", bound=Callable[..., object])
STDOUT = "-"
_BETWEEN = f"\n{'-' * 76}\n\n"
_AFTER = "put --ask after the reports"


def ask_option(command: F) -> F:
    """--ask and --ask FILE, for `check`."""
    told = "The questions to the seller or lab, ready to send, on stdout instead of the verdict; or also in FILE."
    return _option("[FILE]", _a_file, told)(command)


def ask_folder_option(command: F) -> F:
    """--ask and --ask FOLDER, for `scan`."""
    told = "The questions to each client, ready to send, on stdout instead of the data; or in a file each in FOLDER."
    return _option("[FOLDER]", _a_folder, told)(command)


def _option(
    metavar: str, check: Callable[[click.Context, click.Parameter, str | None], str | None], told: str
) -> Callable[[F], F]:
    """Eager: a report that was taken for its value is told before anything else."""
    return click.option(
        "--ask", "ask", metavar=metavar, is_flag=False, flag_value=STDOUT, is_eager=True, callback=check, help=told
    )


def _a_file(_ctx: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    if name is None or name == STDOUT:
        return name
    path = Path(name)
    if _is_report(path):
        raise click.BadParameter(f"{name!r} is a report's name; expected a text file. To print, {_AFTER}.")
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise click.BadParameter(f"can't write {name!r}; expected the name of a file, such as questions.txt.")
    if path.exists() and not _is_letter(path):
        raise click.BadParameter(f"{name!r} is there and holds no questions of coacheck; expected a new name.")
    return name


def _a_folder(_ctx: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    if name is None or name == STDOUT:
        return name
    path = Path(name)
    if "://" in name or path.is_file() or (path.is_dir() and any(_is_report(each) for each in path.iterdir())):
        raise click.BadParameter(f"{name!r} holds reports; expected a folder for the questions. To print, {_AFTER}.")
    return name


def _is_report(path: Path) -> bool:
    from coacheck.files.kinds import SUFFIXES

    return path.suffix.lower() in SUFFIXES


def _is_letter(path: Path) -> bool:
    from coacheck.outputs.letter import BEGIN

    if not path.is_file():  # a pipe would be waited for
        return False
    with path.open("rb") as file:
        return file.read(len(BEGIN)) == BEGIN.encode()


def _in_short(verdict: Verdict) -> None:
    """The verdict in one line on stderr, where stdout is for the questions."""
    from coacheck.outputs.headline import headline

    say(f"coacheck: {verdict.report.source.name}: {verdict.verdict.upper()}: {headline(verdict).why}")


def ask_about(verdicts: Sequence[Verdict], target: str) -> None:
    """Write what is to be asked about all of them: for each client one text, one after the other."""
    from coacheck.outputs.letter import inquiry, letters

    for verdict in verdicts if target == STDOUT else ():
        _in_short(verdict)
    written = list(letters(map(inquiry, verdicts)))
    text = _BETWEEN.join(written)
    if not written:
        say("coacheck: there is nothing to ask")
    elif target == STDOUT:
        click.echo(text.encode(), nl=False)
    else:
        _write(text, Path(target))
        say(f"coacheck: the questions are in {target}")


def ask_clients(clients: Iterable[Sequence[Inquiry]], target: str, note: Callable[[str], None]) -> None:
    """A text for each client, on stdout or in a file of its own. `note` is told where they are.

    Raises UsageError where none can be written.
    """
    from coacheck.outputs.letter import letter

    count = 0
    for those in clients:
        if not (text := letter(those)):
            continue
        if target == STDOUT:
            click.echo(((_BETWEEN if count else "") + text).encode(), nl=False)
        else:
            _write(text, Path(target) / _name(those[0]))
        count += 1
    if target != STDOUT:
        note(f"questions to {count:,} {'client' if count == 1 else 'clients'} are in {target}")


def _name(first: Inquiry) -> str:
    """Plain letters, and a sign by which no two clients share a file."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", first.client or first.file)[:60].strip("-") or "client"
    return f"{stem}-{hashlib.sha256(first.whose.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}.txt"


def _write(text: str, path: Path) -> None:
    """Nothing but older questions is written over, and those only as they were written."""
    from coacheck.scanning import written

    if path.exists() and not _is_letter(path):
        raise UsageError(f"{path} is there and holds no questions of coacheck; expected another place.")
    try:
        if path.exists() and (kept := written.put_aside(path)):
            say(f"coacheck: {path} was edited since it was written, or nobody knows: it is kept as {kept}")
        path.write_text(text, encoding="utf-8")
        written.remember(path)
    except OSError as error:
        raise UsageError(f"can't write {path} ({error.strerror}); expected a place to write to.") from None
