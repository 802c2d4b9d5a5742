"""What the commands share: the option --format, and how JSON is written."""

from __future__ import annotations

import click

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What is printed."
)


def write(text: str) -> None:
    """JSON is UTF-8, whatever the terminal is."""
    click.echo((text + "\n").encode(), nl=False)
