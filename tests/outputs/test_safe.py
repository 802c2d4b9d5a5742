"""Nothing from a report may steer a terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coacheck.outputs.safe import clean, escape_json, shorten


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2J\x1b[31mCBD", "[2J[31mCBD"),
        ("\x9b31mCBD\x9c", "31mCBD"),
        ("\x1b]0;title\x07CBD", "]0;titleCBD"),
        ("pass\u202e\u2066 liaf", "pass liaf"),
        ("two\r\nlines\u2028and\ta tab", "two lines and a tab"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("Δ9-THC 0.5 µg/g · Prüflabor", "Δ9-THC 0.5 µg/g · Prüflabor"),
    ],
)
def test_clean(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown


@given(st.text())
def test_clean_is_one_printable_line(text: str) -> None:
    line = clean(text)

    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in line)
    assert len(line.splitlines()) <= 1
    assert clean(line) == line


@given(st.text(st.characters(codec="utf-8")))
def test_escaped_json_says_the_same(text: str) -> None:
    escaped = escape_json(json.dumps({"text": text}, ensure_ascii=False))

    assert json.loads(escaped) == {"text": text}
    assert clean(escaped) == escaped


def test_shorten_cuts_at_a_word() -> None:
    assert shorten("CBD 0.446 17.89", 12) == "CBD 0.446 …"
    assert shorten("CBD 0.446", 12) == "CBD 0.446"
