"""Text from a stranger's PDF is hostile: nothing that steers a terminal or turns text round gets out."""

from __future__ import annotations

import json
import re

# C0 and C1 controls, soft hyphen, zero-width signs, bidi marks and overrides, line separators, surrogates, tags
_HIDDEN = "\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f"
_STEERING = re.compile(f"[\x00-\x1f{_HIDDEN}]")
_UNSHOWN = re.compile(f"[\x00-\x1f{_HIDDEN}]|\\\\(?=[\\\\xuUnrt])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HIDDEN_ONLY = re.compile(f"[{_HIDDEN}]")


def clean(text: str) -> str:
    """One line that any terminal may print."""
    spaced = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]+", " ", text)
    return _STEERING.sub("", spaced).strip()


def visible(name: str) -> str:
    r"""A file's name in one line, with what steers a terminal as \xXX: no two names become one."""
    return _UNSHOWN.sub(lambda match: match[0].encode("unicode_escape").decode(), name)


def shorten(text: str, width: int) -> str:
    """`clean(text)`, cut at a word where it is longer than `width`."""
    line = clean(text)
    if len(line) <= width:
        return line
    return (line[:width].rpartition(" ")[0] or line[:width]) + " …"


def escape_json(text: str) -> str:
    r"""JSON with the hidden signs as \uXXXX: the same content, and harmless on a terminal.

    Half of a pair of surrogates is no text, and many programs refuse it: it becomes the sign for what can't be shown.
    """
    whole = _SURROGATE.sub("\ufffd", text)
    return _HIDDEN_ONLY.sub(lambda match: json.dumps(match[0])[1:-1], whole)
