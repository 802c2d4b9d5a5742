"""The name of a file or folder as an option has it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click


class Named(click.Path):
    """A path that is not empty: Python takes an empty one (`--html "$PAGE"`) for the folder it stands in."""

    def __init__(self, **how: Any) -> None:
        super().__init__(path_type=Path, **how)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if value == "":
            self.fail("the name is empty; expected one, or the option left out.", param, ctx)
        return super().convert(value, param, ctx)
