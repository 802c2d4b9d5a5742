"""What decides, beside colour and place, whether what is painted is seen: the clip, its opacity, its layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1

from coacheck.page import Box

_CLEAR = 0.05
"""What is less opaque than this is not seen."""


@dataclass(frozen=True, slots=True)
class State:
    """The part of the page that is painted on; how opaque the paint is; whether its layer is switched on."""

    clip: Box | None = None
    opacity: float = 1.0
    off: bool = False

    @property
    def painted(self) -> bool:
        return self.opacity >= _CLEAR and not self.off

    def clipped(self, box: Box) -> State:
        return replace(self, clip=self.left_of(box) or (0.0, 0.0, 0.0, 0.0))

    def left_of(self, box: Box) -> Box | None:
        """What the clip leaves of a box; None for nothing."""
        if self.clip is None:
            return box
        x0, top = max(box[0], self.clip[0]), max(box[1], self.clip[1])
        x1, bottom = min(box[2], self.clip[2]), min(box[3], self.clip[3])
        return (x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None


def opacity_of(resources: Any, name: str) -> float | None:
    """The opacity that a graphics state sets for fills, which text is."""
    states = resolve1(resources.get("ExtGState")) if isinstance(resources, dict) else None
    state = resolve1(states.get(name)) if isinstance(states, dict) else None
    found = resolve1(state.get("ca")) if isinstance(state, dict) else None
    return float(found) if isinstance(found, (int, float)) else None


def layers_off(catalog: Any) -> frozenset[int]:
    """The numbers of the layers that are not shown when the file is opened."""
    layers = resolve1(catalog.get("OCProperties")) if isinstance(catalog, dict) else None
    usual = resolve1(layers.get("D")) if isinstance(layers, dict) else None
    if not isinstance(layers, dict) or not isinstance(usual, dict):
        return frozenset()
    every = set(_numbers(layers.get("OCGs"))) if getattr(usual.get("BaseState"), "name", "") == "OFF" else set()
    return frozenset((every - set(_numbers(usual.get("ON")))) | set(_numbers(usual.get("OFF"))))


def is_off(layer: Any, off: frozenset[int]) -> bool:
    """Is what belongs to this layer, or to these layers, not shown?"""
    if isinstance(layer, PDFObjRef) and layer.objid in off:
        return True
    group = resolve1(layer)
    members = group.get("OCGs") if isinstance(group, dict) else None
    numbers = [members.objid] if isinstance(members, PDFObjRef) else list(_numbers(members))
    return bool(numbers) and all(n in off for n in numbers)


def _numbers(references: Any) -> Iterator[int]:
    found = resolve1(references)
    yield from (r.objid for r in found if isinstance(r, PDFObjRef)) if isinstance(found, list) else ()
