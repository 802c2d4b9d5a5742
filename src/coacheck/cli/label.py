"""The options that say what stands on the label; they are named as the keys of a label file and win over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coacheck.cli.named import Named
from coacheck.cli.parts import Costs

if TYPE_CHECKING:
    from coacheck.model import Label

F = TypeVar("F", bound=Callable[..., object])


def label_options(command: F) -> F:
    """--claim, --label, --label-photo and what else a label says: together they are what `label_given` takes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def label_given(options: dict[str, Any], may_ask: bool, costs: Costs) -> Label:
    """The label: what was typed wins over the file, and both over the photo. Raises UsageError.

    `may_ask`: a person may be asked whether the photo was read right, where one sits at the terminal.
    """
    from coacheck.label_file import keys_of_file, label_of

    photo, trusted = options.pop("label_photo"), options.pop("trust_label_photo")
    path = options.pop("label_file")
    typed = {key: value for key, value in options.items() if value not in (None, ())}
    _must_say_something(typed)
    given = (keys_of_file(path) if path else {}) | typed
    label = label_of(given)
    if photo is None:
        if trusted:
            raise click.UsageError("--trust-label-photo is for a photo; expected --label-photo FILE with it.")
        return label
    from coacheck.cli.photo import can_ask, said_by

    asks = may_ask and not trusted and can_ask()
    read = said_by(photo, given, trusted, asks, costs)
    return label_of(read | given).model_copy(update={"photo": "confirmed" if asks else "unconfirmed"} if read else {})


def _must_say_something(typed: dict[str, Any]) -> None:
    """Raises UsageError for an option with nothing in its quotes, as of a shell's variable that is not set."""
    for key, value in typed.items():
        texts = value if isinstance(value, tuple) else (value,)
        if any(isinstance(text, str) and not text.strip() for text in texts):
            option = _NAMED.get(key, f"--{key.replace('_', '-')}")
            raise click.UsageError(f'{option} "" says nothing; expected what the label says, or no {option}.')


_NAMED = {"claims": "--claim"}
_OPTIONS = (
    click.option("--claim", "claims", multiple=True, metavar="TEXT",
                 help='What the label says: "CBD 25 mg/unit", "CBD 1000 mg / 30 mL", "THC-free". May be repeated.'),
    click.option("--label", "label_file", metavar="FILE", type=Named(),
                 help="The label as a TOML file; the options here win over it."),
    click.option("--label-photo", metavar="FILE", type=Named(),
                 help="A photo of the label: shows what OCR reads there, and asks whether it is right."),
    click.option("--trust-label-photo", is_flag=True,
                 help="Use what OCR reads on the photo without asking; the verdict says so."),
    click.option("--net-content", metavar="TEXT", help='What is in the package: "30 mL", "60 g", "20 gummies (80 g)".'),
    click.option("--density", type=float, metavar="G/ML", help="Of a liquid, where the report doesn't print it: 0.95."),
    click.option("--servings", type=float, metavar="NUMBER", help="How many servings are in the package."),
    click.option("--batch", metavar="TEXT", help="The batch or lot number on the label."),
    click.option("--product", metavar="TEXT", help="The product's name on the label."),
    click.option("--category", type=click.Choice(["inhalable", "ingestible", "topical", "other"]),
                 help="How it is used.  [default: as the label file or the report says]"),
)  # fmt: skip
