"""`coacheck serve`: a page on this machine to drop reports into."""

from __future__ import annotations

import signal
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from coacheck.cli.named import Named
from coacheck.cli.parts import MONTHS, SECONDS, say
from coacheck.cli.project import tell_left_out
from coacheck.errors import EXIT_PASS

PORT = 8765
SERVE_HELP = """Show a page, on this machine and for it alone, to drop reports into and type what the label says.

\b
Examples:
  coacheck serve
  coacheck serve --rules us-ca --port 9000

A photo of the label fills the form, for you to compare. Nothing leaves the machine. Each file is read in a worker
process with limits of time and memory, as in scan. Ctrl-C ends it, and the pages with it.
"""


@click.command(help=SERVE_HELP)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, metavar="NUMBER",
              help="Where it listens, on 127.0.0.1; 0: any that is free.")  # fmt: skip
@click.option("--open/--no-open", "opened", default=True, help="Show it in the browser.  [default: open]")
@click.option("--rules", default="auto", show_default=True, metavar="NAME",
              help="The rule set to judge by; auto: what the report prints decides.")  # fmt: skip
@click.option("--limits", metavar="FILE", type=Named(),
              help="Limits of your own, judged beside the rule set's: a TOML file.")  # fmt: skip
@click.option("--max-age", type=MONTHS, default=12, show_default=True, metavar="MONTHS",
              help="How old a report may be.")  # fmt: skip
@click.option("--ignore", multiple=True, metavar="CHECK", help="Leave out a check, such as legit.age. May be repeated.")
@click.option("--jobs", "-j", type=click.IntRange(1, 64), metavar="N", help="Worker processes.  [default: all cores]")
@click.option("--timeout", type=SECONDS, metavar="SECONDS",
              help="What one report may take.  [default: as in scan]")  # fmt: skip
@click.option("--memory", type=click.IntRange(512, 2**24), metavar="MB",
              help="What one worker may use.  [default: as in scan]")  # fmt: skip
def serve(
    port: int, opened: bool, rules: str, limits: Path | None, max_age: int, ignore: tuple[str, ...],
    jobs: int | None, timeout: float | None, memory: int | None,
) -> int:  # fmt: skip
    from coacheck.rules import Options
    from coacheck.scanning.engine import local
    from coacheck.scanning.settings import Limits, settled
    from coacheck.serving.desk import Desk
    from coacheck.serving.server import server

    tell_left_out(quiet=False)
    options = Options(on=date.today(), rules=rules, max_age_months=max_age, ignore=frozenset(ignore), limits=limits)
    settled(options, None, cache=False)
    given = {"jobs": jobs, "timeout": timeout, "cpu": timeout, "memory": memory}
    costs = replace(Limits(), **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    with local(costs) as (workers, _), server(Desk(workers, costs, options), port) as listening:
        address = f"http://127.0.0.1:{listening.server_address[1]}/"
        say(f"coacheck: {address} (this machine only; Ctrl-C ends it)")
        if opened:
            _open(address)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored in the background
        if hasattr(signal, "SIGPIPE"):
            signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a browser that goes away must not end it
        try:
            listening.serve_forever()
        except KeyboardInterrupt:
            say("coacheck: ended")
    return EXIT_PASS


def _open(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        say("coacheck: no browser was found; open the address yourself")
