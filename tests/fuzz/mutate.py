"""Reports damaged by chance: bytes, objects, tokens of the content, fonts. The same seed gives the same damage."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf

Mutation = Callable[[bytes, random.Random], bytes]
_OF_FONTS = ("/ToUnicode", "/Widths", "/Encoding", "/FirstChar", "/W", "/DW", "/BaseFont")
_ODD = [0, -1, 1, 2**31, -(2**40), 10**12, 0.5]


def mutant(reports: list[Path], seed: int) -> tuple[Path, str, bytes]:
    """The report, the kind of damage, the damaged file."""
    chance = random.Random(seed)
    report, kind = chance.choice(reports), chance.choice(list(KINDS))
    try:
        return report, kind, KINDS[kind](report.read_bytes(), chance)
    except (pikepdf.PdfError, ValueError, TypeError, NotImplementedError, RuntimeError):  # it can't be damaged so
        return report, "bytes", in_bytes(report.read_bytes(), chance)


def in_bytes(data: bytes, chance: random.Random) -> bytes:
    """Bits turned, stretches dropped, doubled or moved."""
    content = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        at, length = chance.randrange(len(content)), chance.choice([1, 8, 500])
        part = content[at : at + length]
        way = chance.randrange(4)
        if way == 0:
            content[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            del content[at : at + length]
        elif way == 2:
            content[at:at] = part
        else:
            content[at : at + len(part)] = chance.randbytes(len(part))
    return bytes(content)


def in_objects(data: bytes, chance: random.Random) -> bytes:
    """Values of dictionaries lost, of another type, or another object's."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        objects = [o for o in pdf.objects if isinstance(o, (pikepdf.Dictionary, pikepdf.Stream)) and len(o.keys())]
        for _ in range(chance.choice([1, 2, 5])):
            place = chance.choice(objects)
            key = chance.choice(sorted(place.keys()))
            if key != "/Length":
                _damage(place, key, objects, chance)
        return _saved(pdf)


def _damage(place: pikepdf.Object, key: str, objects: list[pikepdf.Object], chance: random.Random) -> None:
    way = chance.randrange(4)
    if way == 0:
        del place[key]
    elif way == 1:
        place[key] = chance.choice(_ODD)
    elif way == 2:
        kinds = [pikepdf.Name("/Odd"), pikepdf.String("odd"), pikepdf.Array([]), pikepdf.Dictionary()]
        place[key] = chance.choice(kinds)
    else:
        place[key] = chance.choice(objects)


def in_tokens(data: bytes, chance: random.Random) -> bytes:
    """Operators and operands of a page's content lost, doubled, changed or exchanged."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = chance.choice(list(pdf.pages))
        page.contents_coalesce()
        tokens = re.findall(rb"\((?:\\.|[^\\)])*\)|\S+", page.Contents.read_bytes())
        for _ in range(chance.choice([1, 3, 20]) if tokens else 0):
            at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
            way = chance.randrange(4)
            if way == 0:
                tokens[at] = b""
            elif way == 1:
                tokens[at] += b" " + tokens[at]
            elif way == 2:
                tokens[at], tokens[other] = tokens[other], tokens[at]
            else:
                tokens[at] = b"%d" % chance.choice([0, -7, 10**9])
        page.Contents = pdf.make_stream(b" ".join(tokens))
        return _saved(pdf)


def in_fonts(data: bytes, chance: random.Random) -> bytes:
    """Maps of characters, widths and encodings: what a glyph means, and how wide it is."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        if not fonts:
            raise ValueError("no font")
        for _ in range(chance.choice([1, 2])):
            font = chance.choice(fonts)
            keys = [key for key in _OF_FONTS if key in font]
            if keys:
                _damage_font(pdf, font, chance.choice(keys), chance)
        return _saved(pdf)


def _damage_font(pdf: pikepdf.Pdf, font: pikepdf.Object, key: str, chance: random.Random) -> None:
    value = font[key]
    if isinstance(value, pikepdf.Stream) and chance.random() < 0.7:
        font[key] = pdf.make_stream(in_bytes(value.read_bytes(), chance))
    elif isinstance(value, pikepdf.Array) and len(value) and chance.random() < 0.7:
        value[chance.randrange(len(value))] = chance.choice(_ODD)
    else:
        del font[key]


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


KINDS: dict[str, Mutation] = {"bytes": in_bytes, "objects": in_objects, "tokens": in_tokens, "fonts": in_fonts}
