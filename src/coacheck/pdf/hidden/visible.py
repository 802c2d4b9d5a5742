"""Text that a person can't see: painted over, painted in the colour of its ground, or under a note.

What looks suspicious by the order of painting is looked at on the rendered page; only what can't be seen there counts
as hidden.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from operator import itemgetter
from typing import Any, Literal

import pypdfium2
from PIL import Image, ImageChops, ImageStat
from pypdfium2 import raw

from coacheck.page import Box, Color, Note, Word
from coacheck.pdf.draw import drawing, image_of, must_fit
from coacheck.pdf.interpret.marks import Cover, is_light

SCALE = 1.5
_CONTRAST = 24
"""Grey levels between the darkest and the lightest pixel below which nothing is to be seen."""
_FAINT = 8
"""The same for text that may be a watermark: pale, and not white."""
_CHANGED = 6.0
"""Mean change in grey levels that an annotation makes to the place of a word it covers."""
_SAME = 1.0
"""Mean change in grey levels that a word makes which can't be seen."""
_EVEN = 2.0
"""Mean distance in grey levels from their median of the pixels of a place where nothing is printed; a pen that strikes
out in white leaves no more at its edges."""
_DEPTH = 8
"""How deep forms within forms are followed."""
_STRIP = 12.0
_AROUND = 2.0
"""So many points around the words that are looked at are drawn with them."""
_SHEET = 250_000.0
"""A shape of more square points fills half a page: what bounds a page is often painted so, and never seen."""
_WHITE = (255, 255, 255, 255)
_GREY = (128, 128, 128, 255)
Why = Literal["ground", "annotation", "field"]


@dataclass(frozen=True)
class Sheet:
    """A page as it looks, drawn where it is asked for: `part` of it, else all. `page` counts from 0; `origin` is where
    what a viewer shows begins.
    """

    data: bytes
    page: int
    part: Box | None = None
    origin: tuple[float, float] = (0.0, 0.0)

    def around(self, words: Sequence[Word]) -> Sheet:
        """The part of the page that holds the words."""
        boxes = [_box(w, _AROUND) for w in words]
        x0, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
        return replace(self, part=(x0, top, max(b[2] for b in boxes), max(b[3] for b in boxes)))

    @cached_property
    def shown(self) -> Image.Image:
        return self._drawn()

    @cached_property
    def bare(self) -> Image.Image:
        """Without what was laid over it."""
        return self._drawn(notes=False)

    @cached_property
    def textless(self) -> Image.Image:
        return self._drawn(text=False)

    @cached_property
    def painted_over(self) -> tuple[Image.Image, Image.Image]:
        """With and without what was laid over it, on grey paper, which shows white paint."""
        return self._drawn(paper=_GREY), self._drawn(notes=False, paper=_GREY)

    def _drawn(self, notes: bool = True, text: bool = True, paper: tuple[int, ...] = _WHITE) -> Image.Image:
        with drawing(), pypdfium2.PdfDocument(self.data) as pdf:
            page = pdf[self.page]
            for item in () if text else page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=_DEPTH):
                raw.FPDFTextObj_SetTextRenderMode(item.raw, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
            how: dict[str, Any] = {"draw_annots": notes, "may_draw_forms": False, "fill_color": paper}
            width, height = page.get_size()
            at_x, at_y = self.origin
            part = self.part or (at_x, at_y, at_x + width, at_y + height)
            x0, top, x1, bottom = part[0] - at_x, part[1] - at_y, part[2] - at_x, part[3] - at_y
            left, above = (math.floor(SCALE * min(max(0.0, v), most - 1)) for v, most in ((x0, width), (top, height)))
            right, below = (max(0.0, most - max(v, 1.0)) for v, most in ((x1, width), (bottom, height)))
            how["crop"] = (left / SCALE, below, right, above / SCALE)
            must_fit(width, height, SCALE)
            image = image_of(page, SCALE, **how)  # in colour: in grey it loses pale text
            size = math.ceil((at_x + width) * SCALE), math.ceil((at_y + height) * SCALE)
            whole = Image.new("L", size, 255)
            whole.paste(image.convert("L"), (left + round(at_x * SCALE), above + round(at_y * SCALE)))
            return whole


def painted_over(chars: Sequence[dict[str, Any]], covers: Sequence[Cover]) -> list[dict[str, Any]]:
    """The characters that a shape or a picture was painted over, seen or not."""
    strips: dict[int, list[dict[str, Any]]] = {}
    for char in sorted(chars, key=itemgetter("order")) if covers else ():
        strips.setdefault(int((char["top"] + char["bottom"]) / 2 / _STRIP), []).append(char)
    found: dict[int, dict[str, Any]] = {}
    for cover in covers:
        x0, top, x1, bottom = cover.box
        first, last = max(0, int(top / _STRIP)), min(int(bottom / _STRIP), max(strips, default=0))
        for char in (c for strip in range(first, last + 1) for c in _before(cover, strips.get(strip, ()))):
            if x0 < (char["x0"] + char["x1"]) / 2 < x1 and _high(char["top"], char["bottom"], top, bottom):
                found[id(char)] = char
    return [c for c in chars if id(c) in found] if found else []


def _before(cover: Cover, chars: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The characters that were painted before something covered them. `chars`: in the order of painting."""
    return takewhile(lambda char: char["order"] < cover.order, chars)


def is_suspect(word: Word, covers: Sequence[Cover]) -> bool:
    """Was something painted over the word, or has it the colour of its ground?"""
    if any(c.order > word.order and within(word, c.box) for c in covers):
        return True
    return _like_its_ground(word, covers, {word.ink: [c for c in covers if c.ink == word.ink]})


def covered(sheet: Sheet, below: Sequence[Word], above: Sequence[Word], covers: Sequence[Cover]) -> list[Word]:
    """The words of `below` that can't be seen for what was painted over them; `above` is all other text."""
    near = sheet.around(below) if below else sheet
    return [word for word in below if _lost(near, word, above, covers)]


def unseen(sheet: Sheet, words: Sequence[Word], covers: Sequence[Cover], notes: Sequence[Note]) -> dict[int, Why]:
    """The places (in `words`) of the words that can't be seen for their colour, or for what was laid over them."""
    fields = [n.box for n in notes if n.kind == "Widget"]
    stamps = [n.box for n in notes if n.kind != "Widget"]
    alike: dict[Color, list[Cover]] = {}
    for cover in (c for c in covers if _area(c.box) < _SHEET):
        alike.setdefault(cover.ink, []).append(cover)
    found: dict[int, Why] = {}
    suspect: dict[int, Word] = {}
    for i, word in enumerate(words):
        if word.font and any(within(word, box) for box in fields):
            found[i] = "field"
        elif stamps and any(within(word, box) for box in stamps) and _under_note(sheet, word):
            found[i] = "annotation"
        elif _like_its_ground(word, covers, alike):
            suspect[i] = word
    if suspect:
        near = sheet.around(list(suspect.values()))
        found |= {i: "ground" for i, word in suspect.items() if _contrast(near.shown, word) < _least(word)}
    return found


def _least(word: Word) -> float:
    return _CONTRAST if is_light(word.ink) else _FAINT


def blank(sheet: Sheet, words: Sequence[Word]) -> list[bool]:
    """Of each of the words, which can't be seen: is nothing else to be seen in its place?"""
    near = sheet.around(words) if words else sheet
    return [_unevenness(_cut(near.shown, word)) < _EVEN for word in words]


def within(word: Word, box: Box) -> bool:
    """Does most of the word lie in the box?"""
    wide = min(word.x1, box[2]) - max(word.x0, box[0])
    return wide > 0.8 * (word.x1 - word.x0) and _high(word.top, word.bottom, box[1], box[3])


def _high(top: float, bottom: float, ceiling: float, floor: float) -> bool:
    return min(bottom, floor) - max(top, ceiling) > 0.6 * (bottom - top)


def _lost(sheet: Sheet, word: Word, above: Sequence[Word], covers: Sequence[Cover]) -> bool:
    over = [c for c in covers if c.order > word.order and within(word, c.box)]
    first = min((c.order for c in over), default=None)
    instead = [w for w in above if first is not None and w.order > first and _stands_on(w, word)]
    if instead:
        return word.text not in {w.text for w in instead}
    if _contrast(sheet.shown, word) < _CONTRAST:
        return True
    page = sheet.shown.width * sheet.shown.height / SCALE**2
    small = any(_area(c.box) < 0.5 * page for c in over)  # text below a scan makes it readable
    return small and _difference(sheet.shown, sheet.textless, word) < _SAME


def _stands_on(word: Word, other: Word) -> bool:
    wide = min(word.x1, other.x1) - max(word.x0, other.x0)
    short = min(word.x1 - word.x0, other.x1 - other.x0)
    return wide > 0.3 * short and _high(word.top, word.bottom, other.top - 2, other.bottom + 2)


def _under_note(sheet: Sheet, word: Word) -> bool:
    if _difference(sheet.shown, sheet.bare, word) > _CHANGED:
        return True
    if word.font:
        return False
    inked, plain = sheet.painted_over  # what is filled into fields is not drawn: does the note paint at all?
    return _difference(inked, plain, word) > _CHANGED


def _like_its_ground(word: Word, covers: Sequence[Cover], alike: Mapping[Color, Sequence[Cover]]) -> bool:
    """Is it painted in the colour of the shape it was painted on, or in white on nothing? `alike`: covers by colour."""
    if word.ink is None:
        return False
    light = is_light(word.ink)
    if not light and not any(c.order < word.order and within(word, c.box) for c in alike.get(word.ink, ())):
        return False
    under = [c for c in covers if c.order < word.order and within(word, c.box)]
    if not under:
        return light
    ground = max(under, key=lambda c: c.order)
    return (light and ground.light) or (ground.ink == word.ink and _area(ground.box) < _SHEET)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _box(word: Word, grow: float = 0.0) -> Box:
    return (word.x0 - grow, word.top - grow, word.x1 + grow, word.bottom + grow)


def _cut(picture: Image.Image, word: Word) -> Image.Image:
    x0, top, x1, bottom = (round(v * SCALE) for v in _box(word))
    return picture.crop((max(0, x0), max(0, top), max(x0 + 1, x1), max(top + 1, bottom)))


def _contrast(picture: Image.Image, word: Word) -> float:
    """Grey levels between the darkest and the lightest pixel at the place of a word."""
    darkest, lightest = _cut(picture, word).getextrema()
    return float(lightest) - float(darkest)  # type: ignore[arg-type]


def _unevenness(place: Image.Image) -> float:
    """Mean distance of its pixels from their median, in grey levels."""
    ground = Image.new("L", place.size, int(ImageStat.Stat(place).median[0]))
    return float(ImageStat.Stat(ImageChops.difference(place, ground)).mean[0])


def _difference(one: Image.Image, other: Image.Image, word: Word) -> float:
    """Mean difference in grey levels at the place of a word."""
    return float(ImageStat.Stat(ImageChops.difference(_cut(one, word), _cut(other, word))).mean[0])
