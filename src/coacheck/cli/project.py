"""`coacheck.toml`: what a project asks of every report, so that nobody has to type it. Options win over it."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from coacheck.cli.parts import say
from coacheck.errors import UsageError
from coacheck.given import text_of

NAME = "coacheck.toml"
_KINDS: dict[str, type | tuple[type, ...]] = {
    "rules": str, "limits": str, "label": str, "labels": str, "max-age": int, "jobs": int, "memory": int,
    "timeout": (int, float), "ignore": dict,
}  # fmt: skip
_PATHS = ("limits", "label", "labels")
_PARAMETERS = {"label": "label_file", "labels": "labels_file", "max-age": "max_age"}
_EXPECTED = {
    "ignore": 'a table of checks with reasons, such as "legit.lab" = "our own laboratory"', "timeout": "seconds",
    "max-age": "months", "jobs": "a number", "memory": "MB",
}  # fmt: skip
_COMMANDS = ("check", "scan", "serve")


def load_project(ctx: click.Context, _option: click.Parameter, given: Path | None) -> None:
    """Makes what the file says the defaults of the commands. Without `given`, that of the current folder, if any.

    Raises UsageError, in one line, for what can't be understood.
    """
    path = given or Path(NAME)
    if given is None and not path.is_file():
        return
    said = _read(path)
    defaults: dict[str, Any] = {_PARAMETERS.get(key, key): value for key, value in said.items()}
    defaults["ignore"] = list(said.get("ignore", {}))
    ctx.default_map = dict.fromkeys(_COMMANDS, defaults)
    ctx.obj = {"path": path, "ignore": said.get("ignore", {})}


def tell_left_out(quiet: bool) -> None:
    """Checks that the file leaves out are told with their reason: nobody should take them for passed."""
    ctx = click.get_current_context()
    by_file = ctx.get_parameter_source("ignore") is click.core.ParameterSource.DEFAULT_MAP
    if quiet or not by_file or not ctx.obj:
        return
    for check, reason in ctx.obj["ignore"].items():
        say(f"coacheck: {ctx.obj['path']} leaves out {check}: {reason}")


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    text = text_of(path, f"a file such as {NAME}")
    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: expected TOML, but it can't be understood: {error}") from None
    for key, value in said.items():
        _check(path, key, value)
    return said | {key: str(path.parent / said[key]) for key in _PATHS if key in said}


def _check(path: Path, key: str, value: Any) -> None:
    if key not in _KINDS:
        close = get_close_matches(key, _KINDS, 1)
        hint = f"did you mean {close[0]}?" if close else f"expected {', '.join(_KINDS)}."
        raise UsageError(f"{path}: {key!r} is no key of it; {hint}")
    reasons = value.values() if isinstance(value, dict) else ()
    wrong = not isinstance(value, _KINDS[key]) or isinstance(value, bool) or "\0" in str(value)
    if wrong or not all(isinstance(reason, str) and reason.strip() for reason in reasons):
        raise UsageError(f"{path}: {key} is {str(value)[:60]!r}; expected {_EXPECTED.get(key, 'text in quotes')}.")
