"""Text that a person can't see: painted over, painted in the colour of its ground, never painted, or under a note.

What looks suspicious by the order of painting is looked at on the rendered page; only what can't be seen there counts
as hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pypdfium2
from PIL import Image, ImageChops, ImageStat
from pypdfium2 import raw

from coacheck.pdf.annotations import Note
from coacheck.pdf.marks import Box, Cover, is_light
from coacheck.pdf.words import Word

SCALE = 1.5
_CONTRAST = 24
"""Grey levels between the darkest and the lightest pixel below which nothing is to be seen."""
_FAINT = 8
"""The same for text that may be a watermark: pale, and not white."""
_CHANGED = 6.0
"""Mean change in grey levels that an annotation makes to the place of a word it covers."""
_FIELD = 130.0
"""Where in its field a value stands is guessed; this far to the right, in PDF points, it may be."""
_SAME = 1.0
"""Mean change in grey levels that a word makes which can't be seen."""
_DEPTH = 8
"""How deep forms within forms are followed."""
Color4 = tuple[int, int, int, int]
_WHITE: Color4 = (255, 255, 255, 255)
_GREY: Color4 = (128, 128, 128, 255)
Why = Literal["covered", "ground", "annotation", "field"]


def hidden_words(
    data: bytes, page: int, words: Sequence[Word], covers: Sequence[Cover], notes: Sequence[Note]
) -> dict[int, Why]:
    """The places (in `words`) of the words that can't be seen, and why. `page` counts from 0."""
    fields = [n.box for n in notes if n.kind == "Widget"]
    stamps = [n.box for n in notes if n.kind != "Widget"]
    over = {i for i, word in enumerate(words) if any(c.order > word.order and within(word, c.box) for c in covers)}
    noted = {i for i, word in enumerate(words) if any(within(word, box) for box in stamps)}
    pale = {i for i, word in enumerate(words) if i not in over | noted and _like_its_ground(word, covers)}
    found: dict[int, Why] = {
        i: "field" for i, w in enumerate(words) if w.font and any(within(w, box) for box in fields)
    }
    if not over | pale | noted:
        return found
    shown = _render(data, page, annotations=True)
    found |= dict.fromkeys(_under_notes(data, page, words, noted, shown), "annotation")
    found |= {i: "ground" for i in pale if _flat(shown, words[i], _CONTRAST if is_light(words[i].ink) else _FAINT)}
    found |= {i: "covered" for i in over if _flat(shown, words[i]) or _overdrawn(words[i], words, covers)}
    behind = {i for i in over - found.keys() if _behind_a_picture(words[i], covers, shown.size)}
    if behind:
        without = _render(data, page, annotations=True, text=False)
        found |= {i: "covered" for i in behind if _mean(shown, without, words[i]) < _SAME}
    return found


def _under_notes(data: bytes, page: int, words: Sequence[Word], noted: set[int], shown: Image.Image) -> set[int]:
    """Those of the words within notes that the notes paint over."""
    if not noted:
        return set()
    bare = _render(data, page, annotations=False)
    found = {i for i in noted if _changed(shown, bare, words[i])}
    if filled := {i for i in noted - found if not words[i].font}:  # fields are not drawn: does the note paint at all?
        inked, plain = (_render(data, page, annotations=a, ground=_GREY) for a in (True, False))
        found |= {i for i in filled if _changed(inked, plain, replace(words[i], x1=words[i].x0 + _FIELD))}
    return found


def within(word: Word, box: Box) -> bool:
    """Does most of the word lie in the box?"""
    wide = min(word.x1, box[2]) - max(word.x0, box[0])
    high = min(word.bottom, box[3]) - max(word.top, box[1])
    return wide > 0.8 * (word.x1 - word.x0) and high > 0.6 * (word.bottom - word.top)


def _like_its_ground(word: Word, covers: Sequence[Cover]) -> bool:
    """Is it painted in the colour of the shape it was painted on, or in white on nothing?"""
    if word.ink is None:
        return False
    under = [c for c in covers if c.order < word.order and within(word, c.box)]
    if not under:
        return is_light(word.ink)
    ground = max(under, key=lambda c: c.order)
    return (is_light(word.ink) and ground.light) or ground.ink == word.ink


def _overdrawn(word: Word, words: Sequence[Word], covers: Sequence[Cover]) -> bool:
    """Was a shape painted over the word, and other text on the shape?"""
    over = [c for c in covers if c.order > word.order and c.light and within(word, c.box)]
    first = min((c.order for c in over), default=None)
    if first is None:
        return False
    return any(other.order > first and within(other, _box(word, 2.0)) for other in words if other is not word)


def _behind_a_picture(word: Word, covers: Sequence[Cover], size: tuple[int, int]) -> bool:
    """Does a picture lie over it? Not one over most of the page: text below a scan is how scans are made readable."""
    page = size[0] * size[1] / SCALE**2
    return any(
        c.picture and c.order > word.order and within(word, c.box) and _area(c.box) < 0.5 * page for c in covers
    )


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _box(word: Word, grow: float = 0.0) -> Box:
    return (word.x0 - grow, word.top - grow, word.x1 + grow, word.bottom + grow)


def _render(data: bytes, page: int, annotations: bool, text: bool = True, ground: Color4 = _WHITE) -> Image.Image:
    with pypdfium2.PdfDocument(data) as pdf:
        drawn = pdf[page]
        if not text:
            for item in drawn.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=_DEPTH):
                raw.FPDFTextObj_SetTextRenderMode(item.raw, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        how = {"draw_annots": annotations, "may_draw_forms": False, "fill_color": ground}
        picture = drawn.render(scale=SCALE, **how)  # in colour: in grey it loses pale text
        image: Image.Image = picture.to_pil()
        return image.convert("L")


def _cut(picture: Image.Image, word: Word) -> Image.Image:
    x0, top, x1, bottom = (round(v * SCALE) for v in _box(word))
    return picture.crop((max(0, x0), max(0, top), max(x0 + 1, x1), max(top + 1, bottom)))


def _flat(picture: Image.Image, word: Word, contrast: int = _CONTRAST) -> bool:
    darkest, lightest = _cut(picture, word).getextrema()
    return float(lightest) - float(darkest) < contrast  # type: ignore[arg-type]


def _changed(shown: Image.Image, bare: Image.Image, word: Word) -> bool:
    return _mean(shown, bare, word) > _CHANGED


def _mean(one: Image.Image, other: Image.Image, word: Word) -> float:
    """Mean difference in grey levels at the place of a word."""
    return float(ImageStat.Stat(ImageChops.difference(_cut(one, word), _cut(other, word))).mean[0])
