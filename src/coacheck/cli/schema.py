"""`coacheck schema`: what programs may rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coacheck.cli.parts import write
from coacheck.errors import EXIT_PASS

if TYPE_CHECKING:
    from coacheck.outputs.schemas import Kind

SCHEMAS = ("scan", "label", "report", "verdict")
SCHEMA_HELP = """Print a JSON Schema: of a line of `scan` (and of `check --format json`), of a label file, of the report
that `read` prints, or of a verdict.

\b
Examples:
  coacheck schema scan > scan.schema.json
  coacheck schema label > label.schema.json
"""


@click.command(help=SCHEMA_HELP)
@click.argument("kind", type=click.Choice(SCHEMAS), default="verdict", metavar="[scan|label|report|verdict]")
def schema(kind: Kind) -> int:
    from coacheck.outputs.json import dump
    from coacheck.outputs.schemas import schema

    write(dump(schema(kind)))
    return EXIT_PASS
