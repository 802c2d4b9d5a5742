"""Ways to write labels and their values into a part of a page. Each takes and gives the distance from the top."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from layouts.paper import Paper

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Hand:
    """How one invented laboratory sets its labels. Sizes in points."""

    size: float
    sign: str
    bold: bool
    upper: bool
    gap: float
    filled: bool

    def label(self, text: str) -> str:
        """A label as it is printed; one that ends with a number sign needs no colon."""
        sign = "" if text.endswith(("#", ":")) and self.sign == ":" else self.sign
        return f"{text.upper() if self.upper else text}{sign}"


@dataclass(frozen=True)
class Room:
    """The part of the page that is written into."""

    paper: Paper
    x0: float
    x1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0


_MOST = 0.6
"""Labels take no larger share of a column."""
Writer = Callable[[Room, float, Pairs, Hand], float]


def hand_of(rng: Random) -> Hand:
    sign = rng.choice([":", ":", ":", "", " :", ":"])
    return Hand(rng.choice([7.0, 7.5, 8.0, 8.0, 9.0, 9.5]), sign, rng.random() < 0.45, rng.random() < 0.12,
                rng.choice([1.3, 1.5, 1.5, 1.8]), rng.random() < 0.4)  # fmt: skip


def _value(room: Room, x: float, y: float, text: str, width: float, hand: Hand) -> float:
    """A value in as many lines as its room asks for; where the last one stands."""
    lines = room.paper.wrapped(text, hand.size, width)
    for n, line in enumerate(lines):
        room.paper.text(x, y + n * 1.15 * hand.size, line, hand.size)
    return y + (len(lines) - 1) * 1.15 * hand.size


def inline(room: Room, y: float, pairs: Pairs, hand: Hand) -> float:
    """ "Label: value", one under the other; what tells them apart is a colon or the weight of the print."""
    bold = hand.bold or not hand.sign
    for label, value in pairs:
        text = hand.label(label)
        room.paper.text(room.x0, y, text, hand.size, bold)
        x = room.x0 + room.paper.width(f"{text} ", hand.size, bold)
        y = _value(room, x, y, value, max(60.0, room.x1 - x), hand) + hand.gap * hand.size
    return y


def columned(room: Room, y: float, pairs: Pairs, hand: Hand) -> float:
    """Labels in one column, values in the next."""
    widest = max(room.paper.width(hand.label(label), hand.size, hand.bold) for label, _ in pairs)
    if widest > _MOST * room.width:
        return stacked(room, y, pairs, hand)
    x = room.x0 + widest + 2 * hand.size
    for label, value in pairs:
        room.paper.text(room.x0, y, hand.label(label), hand.size, hand.bold)
        y = _value(room, x, y, value, max(60.0, room.x1 - x), hand) + hand.gap * hand.size
    return y


def right_set(room: Room, y: float, pairs: Pairs, hand: Hand) -> float:
    """Labels that end where the values begin."""
    widest = max(room.paper.width(hand.label(label), hand.size, hand.bold) for label, _ in pairs)
    if widest > _MOST * room.width:
        return stacked(room, y, pairs, hand)
    edge = room.x0 + widest
    for label, value in pairs:
        room.paper.text(edge, y, hand.label(label), hand.size, hand.bold, align="right")
        y = _value(room, edge + 5, y, value, max(60.0, room.x1 - edge - 5), hand) + hand.gap * hand.size
    return y


def in_columns(write: Writer, across: int) -> Writer:
    """The same in two or three columns of pairs, read down or across."""

    def written(room: Room, y: float, pairs: Pairs, hand: Hand) -> float:
        pitch, ends = room.width / across, [y]
        for n in range(across):
            part = Room(room.paper, room.x0 + n * pitch, room.x0 + (n + 1) * pitch - 12)
            ends.append(write(part, y, pairs[n::across], hand) if pairs[n::across] else y)
        return max(ends)

    return written


def stacked(room: Room, y: float, pairs: Pairs, hand: Hand) -> float:
    """Each label over its value, in a grid."""
    across = max(1, min(4, int(room.width // 130)))
    pitch = room.width / across
    for n in range(0, len(pairs), across):
        last = y
        for k, (label, value) in enumerate(pairs[n : n + across]):
            x = room.x0 + k * pitch
            room.paper.text(x, y, hand.label(label), hand.size - 1 if hand.filled else hand.size, hand.bold)
            last = max(last, _value(room, x, y + 1.25 * hand.size, value, pitch - 8, hand) + 1.25 * hand.size)
        y = max(last, y + 1.25 * hand.size) + 1.9 * hand.size
    return y


def boxed(room: Room, y: float, pairs: Pairs, hand: Hand) -> float:
    """A form: small labels in the upper left corner of boxes, with the values under them."""
    across = max(1, min(4, int(room.width // 130)))
    pitch = room.width / across
    for n in range(0, len(pairs), across):
        row, top, last = pairs[n : n + across], y - hand.size, y
        for k, (label, value) in enumerate(row):
            x = room.x0 + k * pitch + 3
            room.paper.text(x, y, hand.label(label), hand.size - 1.5, hand.bold)
            last = max(last, _value(room, x, y + 1.3 * hand.size, value, pitch - 8, hand) + 1.3 * hand.size)
        bottom = max(last, y + 1.3 * hand.size) + 0.5 * hand.size
        for k in range(len(row)):
            room.paper.box(room.x0 + k * pitch, top, room.x0 + (k + 1) * pitch, bottom)
        y = bottom + hand.size
    return y + 0.5 * hand.size


def ruled(room: Room, y: float, pairs: Pairs, hand: Hand) -> float:
    """A table of cells: a label, its value, and perhaps a second pair on the line."""
    across = 2 if room.width > 380 else 1
    pitch = room.width / across
    for n in range(0, len(pairs), across):
        row, top, last = pairs[n : n + across], y - 1.1 * hand.size, y
        for k, (label, value) in enumerate(row):
            x = room.x0 + k * pitch
            for k_, line in enumerate(room.paper.wrapped(hand.label(label), hand.size, 0.45 * pitch - 6, hand.bold)):
                room.paper.text(x + 3, y + k_ * 1.15 * hand.size, line, hand.size, hand.bold)
                last = max(last, y + k_ * 1.15 * hand.size)
            last = max(last, _value(room, x + 0.45 * pitch + 3, y, value, 0.55 * pitch - 8, hand))
        bottom = last + 0.5 * hand.size
        for k in range(len(row)):
            x = room.x0 + k * pitch
            room.paper.box(x, top, x + 0.45 * pitch, bottom)
            room.paper.box(x + 0.45 * pitch, top, x + pitch, bottom)
        y = bottom + 1.1 * hand.size
    return y + 0.5 * hand.size


def headed(room: Room, y: float, pairs: Pairs, hand: Hand) -> float:
    """Rows of labels, perhaps on a band of grey, with one row of values under them."""
    across = max(2, min(5, int(room.width // 105)))
    for n in range(0, len(pairs), across):
        row = pairs[n : n + across]
        pitch = room.width / len(row)
        if hand.filled:
            room.paper.box(room.x0, y - hand.size, room.x1, y + 0.4 * hand.size, fill=0.85)
        last = y
        for k, (label, value) in enumerate(row):
            x = room.x0 + k * pitch + 2
            room.paper.text(x, y, hand.label(label).rstrip(" :"), hand.size, True)
            last = max(last, _value(room, x, y + 1.5 * hand.size, value, pitch - 8, hand))
        y = max(last, y + 1.5 * hand.size) + 2.1 * hand.size
    return y


def running(separator: str) -> Writer:
    """ "label: value; label: value" in lines none of which breaks a pair."""

    def written(room: Room, y: float, pairs: Pairs, hand: Hand) -> float:
        parts, line = [f"{hand.label(label).rstrip(' :')}: {value}".strip() for label, value in pairs], ""
        for part in parts:
            longer = f"{line}{separator}{part}" if line else part
            if line and room.paper.width(longer, hand.size) > room.width:
                room.paper.text(room.x0, y, line, hand.size)
                line, y = part, y + 1.5 * hand.size
            else:
                line = longer
        room.paper.text(room.x0, y, line, hand.size)
        return y + 1.5 * hand.size

    return written


WIDE: tuple[Writer, ...] = (
    in_columns(inline, 2), in_columns(inline, 3), in_columns(columned, 2), in_columns(right_set, 2), stacked, boxed,
    ruled, headed, running("; "), running("  |  "), columned, stacked, in_columns(columned, 2),
)  # fmt: skip
"""For the whole width of the page."""
NARROW: tuple[Writer, ...] = (inline, columned, right_set, stacked, ruled, inline, columned, boxed)
"""For a half of it."""
