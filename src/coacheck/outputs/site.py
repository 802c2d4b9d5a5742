"""How pages of HTML are made: everything escaped and cleaned, nothing run or fetched but what is named by its hash."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from coacheck.outputs.safe import clean, escape_json, shorten
from coacheck.outputs.words import check_words, plain

_WORDS = {
    "pass": "Pass", "fail": "Fail", "review": "Review", "doubt": "Doubt", "gap": "Gap", "skip": "Not judged",
    "unreadable": "Unreadable",
}  # fmt: skip
_ALLOWED = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
_SIGNS = {"pass": "✓", "fail": "✕", "review": "?", "doubt": "?", "gap": "○", "skip": "–", "unreadable": "!"}


SIGNS = {outcome: f"{sign} {_WORDS[outcome]}" for outcome, sign in _SIGNS.items()}
"""Each outcome as a badge shows it."""


def in_page(content: object) -> Markup:
    """Data for a script: JSON that ends no element of the page."""
    text = escape_json(json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def render(template: str, script: str = "", also: str = "", **context: Any) -> str:
    """The page, with the style sheet, and with a script where one is named; both by their hash in the policy.

    `also`: what else the policy allows.
    """
    style, code = _file("style.css"), _file(script) if script else ""
    allowed = f"{_ALLOWED}; style-src {_hash(style)}" + (f"; script-src {_hash(code)}" if code else "") + also
    own = {"style": Markup(style), "script": Markup(code), "policy": Markup(allowed)}
    return _environment().get_template(template).render(**own, **context)


def link(url: str) -> tuple[str, str] | None:
    """The address and its host, where it is one that may be followed: http or https, without a user name in it."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:  # what no browser could follow either
        return None
    web = parts.scheme.lower() in ("http", "https") and host and parts.username is None
    return (url.strip(), host) if web and _plain(url) else None


def _plain(url: str) -> bool:
    return clean(url) == url.strip() and not any(c.isspace() for c in url.strip())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("coacheck.outputs"), autoescape=True, undefined=StrictUndefined, finalize=_shown,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"plain": plain, "check": check_words, "cut": shorten, "word": _WORDS.get, "sign": _SIGNS.get}
    made.filters["pt"] = lambda number: f"{number:.2f}".rstrip("0").rstrip(".")
    made.filters["uri"] = lambda picture: Markup(
        f"data:image/{picture.kind};base64,{base64.b64encode(picture.data).decode('ascii')}"
    )
    return made


def _shown(value: object) -> object:
    """Whatever a template prints has gone through here: text of a stranger's PDF can't turn the page round."""
    if value is None:
        return ""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _file(name: str) -> str:
    return (resources.files("coacheck.outputs") / "templates" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
