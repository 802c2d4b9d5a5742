"""`--label-photo`: what a photo of the label seems to say, shown and used only where a person says that it is right."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coacheck.cli.parts import Costs, say
from coacheck.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from coacheck.label_photo import Said

_NAMES = {"product": "product", "batch": "batch", "net_content": "net content", "claims": "claim"}
_OPTIONS = {"product": "--product", "batch": "--batch", "net_content": "--net-content", "claims": "--claim"}
_QUESTION = "Which are right? (all, none, or their numbers, such as 1 3)"


def said_by(photo: Path, given: Mapping[str, Any], trusted: bool, may_ask: bool, costs: Costs) -> dict[str, Any]:
    """The keys of a label file that the photo gives beside what is `given`, which wins.

    Where `may_ask`, a person is asked; else only with `trusted` is anything used, and of that nothing that the
    recogniser was in doubt of. Raises UsageError where the photo can't be read.
    """
    from coacheck.label_photo import keys_of

    found = [said for said in _read(photo, costs) if said.key not in given]
    if not found:
        say(f"coacheck: {photo}: no product, batch, net content or claim was understood; type what the label says")
        return {}
    if may_ask and not trusted:
        used = _asked(photo, found)
        if used:
            say(f"coacheck: used: {_as_options(used)}")
        return keys_of(used)
    used = [said for said in found if said.sure] if trusted else []
    for line in _told(photo, found, used, trusted):
        say(line)
    return keys_of(used)


def can_ask() -> bool:
    """Is there a person at the terminal? stdout may go to a file."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _read(photo: Path, costs: Costs) -> list[Said]:
    from coacheck.cli.memory import bounded
    from coacheck.cli.timeout import within
    from coacheck.extras import cure
    from coacheck.files.opened import open_report
    from coacheck.label_photo import said_on
    from coacheck.pdf.ocr.pages import installed

    if not installed():
        raise UsageError(f"--label-photo is read by OCR; expected the extra: {cure('ocr')}")
    timeout, memory = costs
    try:
        with within(timeout, photo.name), bounded(memory, photo.name):
            return said_on(open_report(photo))
    except UnreadableError as error:
        raise UsageError(f"--label-photo {_as_photo(str(error))}") from None


def _as_photo(told: str) -> str:
    return re.sub(r"expected [^.;]*report[^.;]*", "expected a photo of the label", told)


def _asked(photo: Path, found: Sequence[Said]) -> list[Said]:
    say(f"coacheck: {photo} seems to say (compare it with the label):")
    for number, said in enumerate(found, 1):
        doubt = "" if said.sure else "  (hard to read)"
        say(f"  {number}  {_NAMES[said.key]:<12} {said.text}{doubt}")
    while True:
        answer = click.prompt(_QUESTION, err=True, type=str).strip().lower()
        chosen = _chosen(answer, len(found))
        if chosen is not None:
            return [said for number, said in enumerate(found, 1) if number in chosen]
        say(f"  {answer!r}: expected all, none, or numbers from 1 to {len(found)}")


def _chosen(answer: str, count: int) -> set[int] | None:
    """The numbers that an answer names; None for one that can't be understood."""
    if answer in ("all", "a", "y", "yes"):
        return set(range(1, count + 1))
    if answer in ("none", "n", "no"):
        return set()
    parts = re.split(r"[\s,]+", answer)
    if not all(part.isascii() and part.isdigit() and 1 <= int(part[:6]) <= count for part in parts):
        return None
    return set(map(int, parts))


def _told(photo: Path, found: Iterable[Said], used: Sequence[Said], trusted: bool) -> Iterable[str]:
    """Nobody confirmed it: what is used and what is not."""
    if used:
        yield f"coacheck: {photo}: read from the photo, not confirmed, and used: {_as_options(used)}"
    if left := [said for said in found if said not in used]:
        why = "too hard to read, and not used" if trusted else "not confirmed, and not used"
        cure = "Type what is right." if trusted else "Type what is right, or --trust-label-photo uses it unseen."
        yield f"coacheck: {photo}: read from the photo, {why}: {_as_options(left)}. {cure}"


def _as_options(said: Iterable[Said]) -> str:
    """As it would be typed, to do it again without the photo."""
    return " ".join(f"{_OPTIONS[each.key]} {shlex.quote(each.text)}" for each in said)
