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
Read = tuple[str, Any]
"""A text, and where its characters are and how sure each is, as rapidocr tells it."""
TALL = 1.5
"""rapidocr turns a crop that is so much higher than wide: it takes it for text that runs upwards."""
_STEP = 32
"""The detector sees pictures whose sides are a multiple of so many pixels."""
_SURE = 0.8
"""How sure the model of angles is that a line is upside down."""
_PRINT = 8.0
"""Pixels that most glyphs are high at least in what the detector sees: it finds the same lines as at twice that."""
_LEAST_SEEN = 1650
"""Pixels of the longer side of a page that the detector sees, however large its print is."""
_GLYPH = (5, 80)
"""Pixels that a glyph is higher than, and less high and wide than."""
_FEW = 100
"""Glyphs that tell how high print is."""
_HIGH = 48
"""Pixels that the model sees a line high."""
_PAD = 0.5
"""Empty ground to the right of a line, in its heights: without any its end is taken for a part of a letter."""
_TAUGHT = 320 / _HIGH
"""How many times wider than high the model saw lines at least when it was taught: of more ground it is surer."""
_SHORT = 5.0
"""Lines that are less wide, in their heights, have so little ground that more of it changes what is read."""
_CERTAIN = 0.9
"""How sure it has to be of every character to let a line be that it saw on less ground."""
_ALIKE = 1.1
"""Lines are read together that are at most so many times as wide as the narrowest of them."""
_BATCH = 1200 / _HIGH
"""How wide all that is read at once may be, in heights of a line: more takes memory and no less time."""
_MODULES = ("rapidocr", "onnxruntime")
_SETTINGS = {
    "Global.log_level": "critical",
    "Det.limit_type": "max",  # a small picture is not made larger: a strip of a page would fill all memory
    "Det.limit_side_len": 100_000,
    "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,  # else the kernel hands out the memory of each layer anew
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
    from rapidocr.inference_engine.onnxruntime.main import OrtInferSession

    sessions: Any = OrtInferSession
    given = sessions._init_sess_opts
    sessions._init_sess_opts = staticmethod(lambda settings: _waiting(given(settings)))
    threads = os.environ.get("OMP_NUM_THREADS", "")
    count = int(threads) if threads.isdecimal() else -1
    return RapidOCR(params=_SETTINGS | {"EngineConfig.onnxruntime.intra_op_num_threads": count})


def _waiting(options: Any) -> Any:
    """The settings of a model whose threads wait for each other asleep: else they turn in circles, and on a machine
    that has other work to do the most of what they take is that.
    """
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


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
    parts = zip(quads, crops, _recognised(crops), strict=True)
    return [line for quad, crop, read in parts if (line := _line(quad, crop, *read)) is not None]


def upside_down(crops: Sequence[Pixels]) -> list[bool]:
    """Is the text in them upside down, as rapidocr's model of angles sees it?"""
    _, found = _engine().cls_and_rotate(list(crops))
    return ["180" in label and sure > _SURE for label, sure in found.cls_res]


def line_of_picture(picture: Pixels) -> tuple[str, float]:
    """A small picture (RGB) as one line of text, and how sure the recogniser is of its least sure character."""
    [(text, info)] = _recognised([np.ascontiguousarray(picture[:, :, ::-1])])
    return text.strip(), min((float(c) for c in info.confs), default=0.0)


def found_in(picture: Pixels) -> Found:
    """Where text is in a picture (RGB). The detector sees it as small as its print allows."""
    import cv2

    whole = np.ascontiguousarray(picture[:, :, ::-1])  # else each line cut out copies the page
    scale = _scale_of(whole)
    small = cv2.resize(whole, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else whole
    low, narrow = (-side % _STEP for side in small.shape[:2])
    small = np.pad(small, ((0, low), (0, narrow), (0, 0)), constant_values=255)
    detector = _engine()._load_det_model()
    extent = [round(side / scale) for side in small.shape[:2]]
    quads, _ = detector.postprocess_op(_seen(detector, small), extent)
    if not len(quads):
        return Found(np.empty((0, 4, 2)), [])
    quads = detector.sorted_boxes(quads)
    return Found(quads, _engine().crop_text_regions(whole, quads))


def _seen(detector: Any, picture: Pixels) -> Pixels:
    """How likely text is in each pixel. What a page takes is given back: a process would hold the most ever taken."""
    from onnxruntime import RunOptions  # type: ignore[import-untyped]

    session, options = detector.session.session, RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    result: Pixels = session.run(None, {session.get_inputs()[0].name: _as_taught(detector, picture)}, options)[0]
    return result


def _as_taught(detector: Any, picture: Pixels) -> Pixels:
    """The picture in the numbers that the detector was taught with; each of the 256 shades is reckoned once."""
    import cv2

    taught = detector.get_preprocess()
    taught.mean, taught.std = np.float32(taught.mean), np.float32(taught.std)  # else all is doubles
    shades = taught.normalize(np.repeat(np.arange(256, dtype=np.uint8), 3).reshape(1, 256, 3))
    return np.ascontiguousarray(cv2.LUT(picture, shades).transpose(2, 0, 1))[None]


def _scale_of(picture: Pixels) -> float:
    """By what a picture may be made smaller (1: not at all) so that its glyphs are still high enough."""
    least = min(1.0, _LEAST_SEEN / max(picture.shape[:2]))
    return float(min(1.0, max(_PRINT / max(1.0, print_height(picture)), least)))


def print_height(picture: Pixels) -> float:
    """How many pixels its smaller glyphs are high, in a picture of any three channels; 0 where it has too few."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    glyphs = high[(high > _GLYPH[0]) & (high < _GLYPH[1]) & (wide < _GLYPH[1]) & (high < 6 * wide)]
    return float(np.percentile(glyphs, 25)) if len(glyphs) >= _FEW else 0.0


def _recognised(crops: Sequence[Pixels]) -> list[Read]:
    """What each line says. Short ones it is not sure of are read again as wide as the model was taught with."""
    read = _read(crops, 0.0)
    again = [i for i, (_, info) in enumerate(read) if _ratio(crops[i]) < _SHORT and min(info.confs) < _CERTAIN]
    for i, second in zip(again, _read([crops[i] for i in again], _TAUGHT), strict=True):
        read[i] = second
    return read


def _read(crops: Sequence[Pixels], least: float) -> list[Read]:
    """Lines read in batches of about equal widths. `least`: how many times wider than high the model sees them."""
    model = _engine()._load_rec_model()
    ratios = [_ratio(crop) for crop in crops]
    out: list[Read] = [("", None)] * len(crops)
    for batch in _batches([max(ratio + _PAD, least) for ratio in ratios]):
        own = [ratios[i] for i in batch]
        widest = max(least, own[-1] + _PAD)
        seen = np.stack([model.resize_norm_img(crops[i], widest) for i in batch])
        lines, infos = model.postprocess_op(model.session(seen), True, wh_ratio_list=own, max_wh_ratio=widest)
        for i, (text, _), info in zip(batch, lines, infos, strict=True):
            out[i] = (text, info)
    return out


def _ratio(crop: Pixels) -> float:
    return float(crop.shape[1] / crop.shape[0])


def _batches(ratios: Sequence[float]) -> Iterator[list[int]]:
    """Which lines are read together, the widest of them last."""
    batch: list[int] = []
    for i in sorted(range(len(ratios)), key=ratios.__getitem__):
        full = ratios[i] * (len(batch) + 1) > _BATCH
        if batch and (full or ratios[i] > _ALIKE * ratios[batch[0]]):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


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
