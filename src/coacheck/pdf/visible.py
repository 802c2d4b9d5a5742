"""Text that a person can't see: painted over, painted in the colour of its ground, or under an annotation.

What looks suspicious by the order of painting is looked at on the rendered page; only what can't be seen there counts
as hidden.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from coacheck.pdf.marks import Box, Cover
from coacheck.pdf.words import Word

SCALE = 1.5
_CONTRAST = 24
"""Grey levels between the darkest and the lightest pixel below which nothing is to be seen."""
_CHANGED = 6.0
"""Mean change in grey levels that an annotation makes to the place of a word it covers."""


def hidden_words(
    data: bytes, page: int, words: Sequence[Word], covers: Sequence[Cover], annotations: Sequence[Box]
) -> set[int]:
    """The places (in `words`) of the words that can't be seen. `page` counts from 0."""
    suspects = {i for i, word in enumerate(words) if is_suspect(word, covers)}
    noted = {i for i, word in enumerate(words) if any(_within(word, box) for box in annotations)}
    if not suspects | noted:
        return set()
    shown = _render(data, page, annotations=True)
    bare = _render(data, page, annotations=False) if noted else shown
    unseen = {i for i in suspects if _flat(shown, words[i]) or _overdrawn(words[i], words, covers)}
    return unseen | {i for i in noted if _changed(shown, bare, words[i])}


def is_suspect(word: Word, covers: Sequence[Cover]) -> bool:
    """Was something painted over the word, or is it light on light?"""
    return _covered(word, covers) or _on_light(word, covers)


def _covered(word: Word, covers: Sequence[Cover]) -> bool:
    return any(c.order > word.order and _within(word, c.box) for c in covers)


def _on_light(word: Word, covers: Sequence[Cover]) -> bool:
    """Is it light text that no darker shape was painted under?"""
    if not word.light:
        return False
    under = [c for c in covers if c.order < word.order and _within(word, c.box)]
    return not under or max(under, key=lambda c: c.order).light


def _overdrawn(word: Word, words: Sequence[Word], covers: Sequence[Cover]) -> bool:
    """Was a shape painted over the word, and other text on the shape?"""
    over = [c for c in covers if c.order > word.order and c.light and _within(word, c.box)]
    first = min((c.order for c in over), default=None)
    if first is None:
        return False
    return any(other.order > first and _within(other, _box(word, 2.0)) for other in words if other is not word)


def _within(word: Word, box: Box) -> bool:
    """Does most of the word lie in the box?"""
    wide = min(word.x1, box[2]) - max(word.x0, box[0])
    high = min(word.bottom, box[3]) - max(word.top, box[1])
    return wide > 0.8 * (word.x1 - word.x0) and high > 0.6 * (word.bottom - word.top)


def _box(word: Word, grow: float = 0.0) -> Box:
    return (word.x0 - grow, word.top - grow, word.x1 + grow, word.bottom + grow)


def _render(data: bytes, page: int, annotations: bool) -> Image.Image:
    with pypdfium2.PdfDocument(data) as pdf:
        picture = pdf[page].render(scale=SCALE, grayscale=True, draw_annots=annotations, may_draw_forms=False)
        image: Image.Image = picture.to_pil()
        return image.convert("L")


def _cut(picture: Image.Image, word: Word) -> Image.Image:
    x0, top, x1, bottom = (round(v * SCALE) for v in _box(word))
    return picture.crop((max(0, x0), max(0, top), max(x0 + 1, x1), max(top + 1, bottom)))


def _flat(picture: Image.Image, word: Word) -> bool:
    darkest, lightest = _cut(picture, word).getextrema()
    return float(lightest) - float(darkest) < _CONTRAST  # type: ignore[arg-type]


def _changed(shown: Image.Image, bare: Image.Image, word: Word) -> bool:
    difference = ImageChops.difference(_cut(shown, word), _cut(bare, word))
    return bool(ImageStat.Stat(difference).mean[0] > _CHANGED)
