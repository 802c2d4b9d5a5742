"""A label as a TOML file: product, batch, net_content, density, servings, form, category, claims."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from coacheck.errors import UsageError
from coacheck.given import text_of
from coacheck.model import Category, Frozen, Label, Serving
from coacheck.rules import parse_claim

EXAMPLE = '"30 mL", "60 g" or "20 gummies"'
_LINE = 'claims = ["CBD 25 mg/unit"]'
_GRAMS = {"g": 1.0, "gram": 1.0, "kg": 1000.0, "mg": 0.001, "oz": 28.3495, "lb": 453.592}
_MILLILITRES = {"ml": 1.0, "cl": 10.0, "l": 1000.0, "fl oz": 29.5735}
_COUNTED = (
    "gummy", "gummies", "unit", "piece", "capsule", "cap", "softgel", "tablet", "chew", "treat", "cookie", "lozenge",
    "chocolate", "mint", "patch", "patches", "pre-roll", "cartridge", "count", "ct", "pc",
)  # fmt: skip
_PART = re.compile(r"(?P<value>\d+(?:[.,]\d+)?)\s*(?P<unit>[a-z][a-z. -]*)", re.IGNORECASE)
_MOST = 1e9
"""No package holds so much of anything."""
_NET = {"net_mass_g": _GRAMS, "net_volume_ml": _MILLILITRES, "units_per_package": dict.fromkeys(_COUNTED, 1.0)}

Text = Annotated[str, Field(min_length=1, strict=True)]


class LabelFile(Frozen):
    """The keys of a label file; each may be left out."""

    product: Text | None = None
    batch: Text | None = None
    net_content: Text | None = None
    density: Annotated[float, Field(ge=0.5, le=2, strict=True, allow_inf_nan=False)] | None = None
    servings: Annotated[float, Field(ge=0.01, le=1e6, strict=True, allow_inf_nan=False)] | None = None
    form: Text | None = None
    category: Category | None = None
    claims: tuple[Text, ...] = ()


def load_label(path: Path) -> Label:
    """Raises UsageError, in one line, for a file that isn't there, is no TOML or says what can't be understood."""
    return label_of(keys_of_file(path))


def keys_of_file(path: Path) -> dict[str, Any]:
    """The keys of the file, which make a label. Raises UsageError as `load_label` does."""
    text = text_of(path, "a label file")
    try:
        given = tomllib.loads(text)
        if not given:
            raise UsageError(f"the label says nothing; expected a line such as {_LINE}.")
        label_of(given)
        return given
    except (UsageError, ValueError, RecursionError, ArithmeticError) as error:  # also bad TOML
        what = "" if isinstance(error, UsageError) else "expected a label as TOML, but it can't be understood: "
        raise UsageError(f"{path}: {what}{error}") from error


def label_of(given: dict[str, Any]) -> Label:
    """The label that these keys describe. Raises UsageError, in one line, for what can't be understood."""
    try:
        said = LabelFile.model_validate(given)
    except ValidationError as error:
        raise UsageError(_told(error)) from error
    return Label(
        product=said.product, batch=said.batch, form=said.form, category=said.category,
        claims=[parse_claim(text) for text in said.claims],
        serving=Serving(servings_per_package=said.servings, density_g_ml=said.density), **_net(said.net_content),
    )  # fmt: skip


def _net(text: str | None) -> dict[str, float]:
    """ "20 gummies (80 g)" → 20 units and 80 g. One amount in two units ("1 fl oz / 30 mL"): the metric one wins."""
    parts = [p.strip() for p in re.split(r"[/();]|,(?!\d)", text or "") if p.strip()]
    found = [_amount(part, text or "") for part in parts]
    if text and not found:
        raise UsageError(f"net_content is {_shown(text)}; expected an amount such as {EXAMPLE}.")
    metric_last = sorted(found, key=lambda each: each[2])
    return {key: value for key, value, _ in metric_last}


def _amount(part: str, text: str) -> tuple[str, float, bool]:
    """Which field it is for, how much, and whether its unit is a metric one."""
    match = _PART.fullmatch(part)
    value = float(match["value"].replace(",", ".")) if match else 0
    unit = " ".join(match["unit"].lower().replace(".", "").split()) if match else ""
    for key, units in _NET.items():
        factor = units.get(unit) or units.get(unit.removesuffix("s"))
        if factor and 0 < value < _MOST:
            return key, value * factor, unit not in ("oz", "lb", "fl oz")
    raise UsageError(f"net_content is {_shown(text)}; expected an amount such as {EXAMPLE}.")


def _told(error: ValidationError) -> str:
    """The first problem: the key, what stands there and what was expected."""
    first = error.errors()[0]
    key, keys = ".".join(map(str, first["loc"])), list(LabelFile.model_fields)
    if first["type"] == "extra_forbidden":
        close = get_close_matches(key, keys, 1)
        return f"{key!r} is no key of a label; " + (f"did you mean {close[0]}?" if close else f"expected {_or(keys)}.")
    if len(first["loc"]) > 1:
        number, found = int(first["loc"][1]) + 1, _shown(first["input"])
        return f'claim {number} is {found}; expected a text such as "CBD 25 mg/unit".'
    return f"{key} is {_shown(first['input'])}; expected {_expected(str(first['loc'][0]))}."


def _expected(key: str) -> str:
    special = {
        "servings": "a number above 0, such as 30",
        "density": "g/mL such as 0.95",
        "claims": 'a list of texts such as ["CBD 25 mg/unit"]',
        "category": "inhalable, ingestible, topical or other",
        "net_content": f"an amount such as {EXAMPLE}",
    }
    return special.get(key, "text in quotes")


def _shown(found: Any) -> str:
    text = repr(found)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _or(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
