"""The models as JSON: one object for one file, a list for several; each verdict or error with its `file` in front."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from coacheck.errors import Trouble, UnreadableError
from coacheck.model import Report
from coacheck.outputs.safe import clean, escape_json


def as_json(outcomes: Sequence[tuple[str, BaseModel | UnreadableError]]) -> str:
    """`outcomes` are (name of the file, what it gave); a file that gave an error is listed with it."""
    found = [_plain(name, outcome) for name, outcome in outcomes]
    return dump(found[0] if len(found) == 1 else found)


def dump(content: object) -> str:
    return escape_json(json.dumps(content, ensure_ascii=False, indent=1))


def error_of(name: str, message: str, reason: Trouble) -> dict[str, Any]:
    """What stands in the place of a verdict or a report that there is none of; its `file` comes before."""
    return {"schema_version": "1", "source": {"name": clean(name)}, "error": clean(message), "reason": reason}


def _plain(name: str, outcome: BaseModel | UnreadableError) -> dict[str, Any]:
    if isinstance(outcome, UnreadableError):
        return {"file": name} | error_of(name, str(outcome), outcome.reason)
    content = outcome.model_dump(mode="json")
    return content if isinstance(outcome, Report) else {"file": name} | content
