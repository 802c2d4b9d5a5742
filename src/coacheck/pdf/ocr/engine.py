"""The recogniser: a picture becomes lines of characters with their places. Only this module knows rapidocr."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[Any]
TALL = 1.5
"""rapidocr turns a crop that is so much higher than wide: it takes it for text that runs upwards."""
_LEAST_SIDE = 736
"""rapidocr enlarges a picture whose shorter side has fewer pixels: a strip of a page would fill all memory."""
_SURE = 0.8
"""How sure the model of angles is that a line is upside down."""
_MODULES = ("rapidocr", "onnxruntime")
_SETTINGS = {
    "Global.use_cls": False,
    "Global.use_vertical_padding": False,
    "Global.return_word_box": True,
    "Global.log_level": "critical",
    "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True)
class Line:
    """A line of text in a picture. `quad`: its corners in pixels, clockwise from the upper left.

    `crop` is the line cut out of the picture and put upright; `places` are the middles of its characters as shares of
    the width of `crop`, `sure` how sure the recogniser is of each (0 to 1).
    """

    text: str
    quad: Pixels
    crop: Pixels
    places: tuple[float, ...]
    sure: tuple[float, ...]


def installed() -> bool:
    return all(find_spec(name) for name in _MODULES)


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The models, loaded once in a process; they lie in rapidocr's wheel. OMP_NUM_THREADS is heeded, else all cores."""
    from rapidocr import RapidOCR

    threads = os.environ.get("OMP_NUM_THREADS", "")
    count = int(threads) if threads.isdecimal() else -1
    return RapidOCR(params=_SETTINGS | {"EngineConfig.onnxruntime.intra_op_num_threads": count})


@dataclass(frozen=True)
class Found:
    """Where text is in a picture, and each line cut out along its longer side: one that runs downwards is upright."""

    quads: Pixels
    crops: list[Pixels]


def lines_of_picture(picture: Pixels) -> list[Line]:
    """The lines of text in a picture (RGB, height × width × 3)."""
    return lines_of(found_in(picture))


def lines_of(found: Found) -> list[Line]:
    """What the places of text say."""
    quads, crops = _upright(found)
    if not crops:
        return []
    read = _engine().recognize_txt(crops)
    parts = zip(quads, crops, read.txts, read.word_results, strict=True)
    return [line for each in parts if (line := _line(*each)) is not None]


def upside_down(crops: Sequence[Pixels]) -> list[bool]:
    """Is the text in them upside down, as rapidocr's model of angles sees it?"""
    _, found = _engine().cls_and_rotate(list(crops))
    return ["180" in label and sure > _SURE for label, sure in found.cls_res]


def line_of_picture(picture: Pixels) -> tuple[str, float]:
    """A small picture (RGB) as one line of text, and how sure the recogniser is of its least sure character."""
    read = _engine().recognize_txt([np.ascontiguousarray(picture[:, :, ::-1])])
    return read.txts[0].strip(), min((float(c) for c in read.word_results[0].confs), default=0.0)


def found_in(picture: Pixels) -> Found:
    """Where text is in a picture (RGB)."""
    from rapidocr.main import RapidOCRError

    low, narrow = (max(0, _LEAST_SIDE - side) for side in picture.shape[:2])
    padded = np.pad(picture[:, :, ::-1], ((0, low), (0, narrow), (0, 0)), constant_values=255)
    try:
        crops, found = _engine().detect_and_crop(padded, {})
    except RapidOCRError:  # no text in the picture
        return Found(np.empty((0, 4, 2)), [])
    return Found(found.boxes, crops)


def _upright(found: Found) -> tuple[Pixels, list[Pixels]]:
    """The places and their lines. A single upright character is no text that runs upwards."""
    highs = [high(quad) for quad in found.quads]
    usual = float(np.median(highs)) if highs else 0.0
    kept = [i for i, quad in enumerate(found.quads) if highs[i] < TALL * wide(quad) or highs[i] < 1.6 * usual]
    crops = [np.rot90(c, -1) if highs[i] >= TALL * wide(found.quads[i]) else c for i in kept for c in [found.crops[i]]]
    return found.quads[kept], [np.ascontiguousarray(c) for c in crops]


def wide(quad: Pixels) -> float:
    return max(1.0, float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[2] - quad[3])))


def high(quad: Pixels) -> float:
    return max(1.0, float(np.linalg.norm(quad[3] - quad[0])), float(np.linalg.norm(quad[2] - quad[1])))


def _line(quad: Pixels, crop: Pixels, text: str, info: Any) -> Line | None:
    """A line with the places of its characters; a space stands halfway between its neighbours."""
    if not text.strip() or not info.line_txt_len:
        return None
    columns = iter([column for word in info.word_cols for column in word])
    places = [None if c.isspace() else (next(columns) + 0.5) / info.line_txt_len for c in text]
    return Line(text, quad, crop, tuple(_filled(places)), tuple(float(c) for c in info.confs))


def _filled(places: Sequence[float | None]) -> Iterator[float]:
    known = [p for p in places if p is not None]
    last = known[0]
    for i, place in enumerate(places):
        after = next((p for p in places[i:] if p is not None), known[-1])
        last = place if place is not None else (last + after) / 2
        yield last
