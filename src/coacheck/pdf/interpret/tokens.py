"""Content streams cut into operators by a few regular expressions: pdfminer reads them byte by byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pdfminer.psparser import LIT

_NUMBER = rb"[+-]?+(?>\d++\.?+\d*+|\.\d++)"
_NEXT = rb"(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|$)"
_STRING = rb"\(((?:[^()\\]++|\\.)*+)\)"
_HEX = rb"<([0-9A-Fa-f\x00\t\n\x0c\r ]*+)>"
_PLAIN = re.compile(
    rb"[\t\n\x0c\r ]*+((?>%s[\t\n\x0c\r ]++)*+)((?!BI%s|(?:true|false|null)%s)[A-Za-z'\"][A-Za-z0-9*]*+)%s"
    % (_NUMBER, _NEXT, _NEXT, _NEXT)
)
"""An operator with nothing but numbers before it, which most are."""
_ITEM = re.compile(rb"(%s)%s|%s|%s" % (_NUMBER, _NEXT, _STRING, _HEX), re.DOTALL)
_INSIDE = rb"(?>[\t\n\x0c\r ]++|%s%s|%s|%s)*+" % (_NUMBER, _NEXT, _STRING, _HEX)
_SHOWN = re.compile(
    rb"[\t\n\x0c\r ]*+(?>%s|%s|\[(?P<items>%s)\])[\t\n\x0c\r ]*+(?P<show>T[jJ])%s" % (_STRING, _HEX, _INSIDE, _NEXT),
    re.DOTALL,
)
"""Text that is shown, which most of the others are."""
_TOKEN = re.compile(
    rb"""[\x00\t\n\x0c\r ]*+(?:%%[^\r\n]*+[\x00\t\n\x0c\r ]*+)*+(?:
    (?P<number>%(number)s%(next)s)
    |/(?P<name>[^\x00\t\n\x0c\r ()<>\[\]{}/%%]*+)
    |(?P<string>%(string)s)
    |(?P<open>\()
    |(?P<hex>%(hex)s)
    |\[(?P<items>%(inside)s)\]
    |(?P<mark>\[|\]|<<|>>|[{}]|[<>)])
    |(?P<word>[^\x00\t\n\x0c\r ()<>\[\]{}/%%]++)
    )"""
    % {b"number": _NUMBER, b"next": _NEXT, b"string": _STRING, b"hex": _HEX, b"inside": _INSIDE},
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r\n": b"", b"\n": b"", b"\r": b""}
_END_OF_PICTURE = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|$)")


def operations(data: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """The operators of a content stream, each with its operands as pdfminer has them; inline pictures left out."""
    at, end = 0, len(data)
    while at < end:
        plain = _PLAIN.match(data, at)
        if plain is not None:
            at = plain.end()
            yield plain[2], [float(number) for number in plain[1].split()]
            continue
        shown = _SHOWN.match(data, at)
        if shown is not None:
            at = shown.end()
            yield shown["show"], [_shown(shown)]
            continue
        operator, operands, at = _operation(data, at)
        if operator == b"BI":
            found = _END_OF_PICTURE.search(data, at)
            at = found.end() if found else end
        elif operator:
            yield operator, operands


def _shown(found: re.Match[bytes]) -> bytes | list[Any]:
    """The string, or the array of strings and numbers, that is shown."""
    string, digits = found[1], found[2]
    if found["items"] is not None:
        return _items(found["items"])
    return _unescaped(string) if string is not None else _from_hex(digits)


def _operation(data: bytes, at: int) -> tuple[bytes, list[Any], int]:
    """The next operator (empty at the end), its operands, and where it ends."""
    stack: list[list[Any]] = [[]]
    while token := _TOKEN.match(data, at):
        at = token.end()
        kind, text = token.lastgroup, token[token.lastgroup or 0]
        if kind == "number":
            stack[-1].append(_number(text))
        elif kind == "string":
            stack[-1].append(_unescaped(text[1:-1]))
        elif kind == "items":
            stack[-1].append(_items(text))
        elif kind == "hex":
            stack[-1].append(_from_hex(text[1:-1]))
        elif kind == "name":
            stack[-1].append(LIT(text.decode("utf-8", "replace")))
        elif kind == "open":
            text, at = _nested(data, at)
            stack[-1].append(_unescaped(text))
        elif kind == "mark":
            _bracket(text, stack)
        elif text in (b"true", b"false", b"null"):
            stack[-1].append({b"true": True, b"false": False}.get(text))
        else:
            return text, stack[0], at
    return b"", [], len(data)


def _number(text: bytes) -> float:
    return float(text) if b"." in text else int(text)


def _items(text: bytes) -> list[Any]:
    """What stands in an array of numbers and strings: what `TJ` shows."""
    return [
        _number(number) if number else _from_hex(digits) if digits else _unescaped(string)
        for number, string, digits in _ITEM.findall(text)
    ]


def _bracket(mark: bytes, stack: list[list[Any]]) -> None:
    if mark in (b"[", b"<<"):
        stack.append([])
    elif mark in (b"]", b">>") and len(stack) > 1:
        items = stack.pop()
        stack[-1].append(items if mark == b"]" else _dictionary(items))


def _dictionary(items: list[Any]) -> dict[str, Any]:
    pairs = zip(items[::2], items[1::2], strict=False)
    return {str(getattr(key, "name", key)): value for key, value in pairs}


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_escaped, text) if b"\\" in text else text


def _escaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8) & 255]) if code.isdigit() else _ESCAPED.get(code, code)


def _from_hex(text: bytes) -> bytes:
    digits = text.translate(None, b"\x00\t\n\x0c\r ")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _nested(data: bytes, at: int) -> tuple[bytes, int]:
    """A string with parentheses inside it: its text, and where it ends."""
    depth, start = 1, at
    while at < len(data) and depth:
        sign = data[at : at + 1]
        at += 2 if sign == b"\\" else 1
        depth += (sign == b"(") - (sign == b")")
    return data[start : at - 1], at
