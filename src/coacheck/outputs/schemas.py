"""The JSON Schemas of what goes in and out: a line of a scan, a label file, a report, a verdict."""

from __future__ import annotations

from typing import Any, Literal, get_args

from pydantic import BaseModel

from coacheck.errors import Trouble
from coacheck.label_file import LabelFile
from coacheck.model import SCHEMA_VERSION, Report, Verdict

Kind = Literal["scan", "label", "report", "verdict"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TITLES: dict[Kind, str] = {
    "scan": "A line of `coacheck scan`, and what `coacheck check --format json` prints for a file",
    "label": "A label file (TOML) for `coacheck check --label`",
    "report": "What `coacheck read --format json` prints",
    "verdict": "A verdict, as in what `coacheck check --format json` prints",
}
_ALSO = {
    "file_bytes": {"type": "string", "description": "The bytes of a name that is no UTF-8, in hex."},
    "judged_by": {"type": "string", "description": "Of a scan: the day judged, and a mark of all else that decides."},
}
_FILE = {"type": "string", "description": "The name as it was given or found."}


def schema(kind: Kind) -> dict[str, Any]:
    made = {"scan": _line, "label": _label, "report": lambda: _of(Report), "verdict": _verdict}[kind]()
    about = {"$schema": _DIALECT, "$id": f"urn:coacheck:schema:{kind}:{SCHEMA_VERSION}", "title": _TITLES[kind]}
    return about | {key: value for key, value in made.items() if key != "title"}


def _of(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(mode="serialization")


def _label() -> dict[str, Any]:
    return LabelFile.model_json_schema()


def _verdict() -> dict[str, Any]:
    """With the `file` that stands in front of it where the program prints it."""
    found = _of(Verdict)
    return found | {"properties": {"file": _FILE, **_ALSO, **found["properties"]}}


def _line() -> dict[str, Any]:
    """Either a verdict or an error, never both."""
    found = _verdict()
    shared = found.pop("$defs")
    judged = found | {"title": "Judged", "required": ["file", *found["required"]]}
    return {"oneOf": [judged, _error()], "$defs": shared}


def _error() -> dict[str, Any]:
    name = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
    said = {"type": "string", "description": "One line: what was found, what was expected, what to do."}
    reason = {"enum": list(get_args(Trouble))}
    version = {"const": SCHEMA_VERSION}
    properties = {"file": _FILE, "schema_version": version, "source": name, "error": said, "reason": reason}
    return {
        "title": "Not read", "type": "object", "properties": properties | _ALSO, "required": list(properties),
        "additionalProperties": False,
    }  # fmt: skip
