"""The models as JSON: one object for one file, a list for several."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from coacheck.errors import CoacheckError
from coacheck.outputs.safe import clean, escape_json


def as_json(outcomes: Sequence[tuple[str, BaseModel | CoacheckError]]) -> str:
    """`outcomes` are (name of the file, what it gave); a file that gave an error is listed with it."""
    found = [_plain(name, outcome) for name, outcome in outcomes]
    return dump(found[0] if len(found) == 1 else found)


def dump(content: object) -> str:
    return escape_json(json.dumps(content, ensure_ascii=False, indent=1))


def schema_of(model: type[BaseModel]) -> str:
    return dump(model.model_json_schema(mode="serialization"))


def _plain(name: str, outcome: BaseModel | CoacheckError) -> dict[str, Any]:
    if isinstance(outcome, CoacheckError):
        return {"source": {"name": name}, "error": clean(str(outcome))}
    return outcome.model_dump(mode="json")
