"""The options that say what stands on the label; they are named as the keys of a label file and win over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])


def label_options(command: F) -> F:
    """--claim, --label and what else a label says."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option("--claim", "claims", multiple=True, metavar="TEXT",
                 help='What the label says: "CBD 25 mg/unit", "CBD 1000 mg / 30 mL", "THC-free". May be repeated.'),
    click.option("--label", "label_file", metavar="FILE", type=click.Path(path_type=Path),
                 help="The label as a TOML file; the options here win over it."),
    click.option("--net-content", metavar="TEXT", help='What is in the package: "30 mL", "60 g", "20 gummies (80 g)".'),
    click.option("--density", type=float, metavar="G/ML", help="Of a liquid, where the report doesn't print it: 0.95."),
    click.option("--servings", type=float, metavar="NUMBER", help="How many servings are in the package."),
    click.option("--batch", metavar="TEXT", help="The batch or lot number on the label."),
    click.option("--product", metavar="TEXT", help="The product's name on the label."),
    click.option("--category", type=click.Choice(["inhalable", "ingestible", "topical", "other"]),
                 help="How it is used.  [default: as the label file or the report says]"),
)  # fmt: skip
