"""The command line: options in, exit code out. Begin with `start.py`."""

from coacheck.cli.start import app, main

__all__ = ["app", "main"]
