"""The commands that tell what the program judges by: rules and explain."""

from __future__ import annotations

import click

from coacheck.cli.parts import format_option, write
from coacheck.errors import EXIT_PASS

RULES_HELP = """List the rule sets (for --rules) and the checks (for --ignore).

\b
Examples:
  coacheck rules
  coacheck rules --format json
"""

EXPLAIN_HELP = """Say what a check asks, why and on whose authority; what a rule set covers; or its limits for one
analyte.

\b
Examples:
  coacheck explain pure.limits
  coacheck explain us-ca
  coacheck explain us-ca cadmium
  coacheck explain hemp total_thc --format json
"""


@click.command(help=RULES_HELP)
@format_option
def rules(form: str) -> int:
    from coacheck.outputs.json import dump
    from coacheck.rules.catalogue import catalogue

    found = catalogue()
    if form == "json":
        write(dump(found.model_dump(mode="json")))
        return EXIT_PASS
    from coacheck.outputs.rules_text import print_catalogue
    from coacheck.outputs.terminal import console

    print_catalogue(found, console())
    return EXIT_PASS


@click.command(help=EXPLAIN_HELP)
@click.argument("name", metavar="CHECK|RULES")
@click.argument("analyte", required=False)
@format_option
def explain(name: str, analyte: str | None, form: str) -> int:
    from coacheck.outputs.json import dump
    from coacheck.rules import catalogue

    found = catalogue.explain(name, analyte)
    if form == "json":
        write(dump(found.model_dump(mode="json")))
        return EXIT_PASS
    from coacheck.outputs.rules_text import print_check, print_limits, print_sets
    from coacheck.outputs.terminal import console

    if isinstance(found, catalogue.CheckExplained):
        print_check(found, console())
    elif isinstance(found, catalogue.SetsExplained):
        print_sets(found, console())
    else:
        print_limits(found, console())
    return EXIT_PASS
