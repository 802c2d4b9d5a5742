"""Habits of real reports that made readers fail: each a function that changes a style, drawn on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from layouts.style import Style

Fields = dict[str, Any]
Trait = Callable[[Style, Random], Fields]
TRAITS: dict[str, Trait] = {}
POTENCY = ("cannabinoids", "cannabinoids", "terpenes")
LIMITED = ("pesticides", "heavy_metals")


def trait(function: Trait) -> Trait:
    TRAITS[function.__name__] = function
    return function


def sets(**fields: Any) -> Fields:
    return fields


def upright(**fields: Any) -> Fields:
    """For one table after the other, with headings."""
    return {"arrangement": "single", "headings": True, **fields}


def with_traits(style: Style, rng: Random, only: Sequence[str] | None = None) -> tuple[Style, list[str]]:
    """The style with some traits, none of which undoes another; with those of `only`, where it is given."""
    names = rng.sample(sorted(TRAITS), rng.choice([0, 1, 1, 2, 2, 3, 4])) if only is None else only
    chosen: Fields = {}
    kept = []
    for name in names:
        fields = TRAITS[name](style, Random(f"{name} {rng.random()}"))
        if all(chosen.get(k, v) == v for k, v in fields.items()):
            chosen |= fields
            kept.append(name)
    return _settled(replace(style, **chosen)), kept


def _settled(style: Style) -> Style:
    """What would contradict itself or could not be read is put right."""
    if style.spanning and style.units not in ("heading", "bare", "below"):
        style = replace(style, units="heading")
    if len(style.result_units) > 1 and style.units in ("column", "name", "above", "title"):
        style = replace(style, units="heading")
    if not style.headings:
        style = replace(style, bars=False, extra_column="none")
    if style.touching or style.tight:
        style = replace(style, bars=False)
    if style.arrangement == "transposed" and style.limits == "one cell":
        style = replace(style, limits="columns")
    return style


# units and baselines


@trait
def units_on_own_line(style: Style, rng: Random) -> Fields:
    wraps = rng.random() < 0.6
    return upright(units="line", unit_gap=rng.choice([0.0, 0.2, 0.5, 0.8]), wrap_headings=wraps)


@trait
def units_off_baseline(style: Style, rng: Random) -> Fields:
    return upright(units="drop", unit_drop=rng.choice([-0.38, -0.3, 0.3, 0.38]), wrap_headings=False)


@trait
def values_off_baseline(style: Style, rng: Random) -> Fields:
    padding = max(style.padding, 0.8 * style.size)
    return upright(shift=rng.choice([-0.38, -0.3, 0.3, 0.38]) * style.size, padding=padding)


# tables beside each other


@trait
def two_blocks_one_heading(style: Style, rng: Random) -> Fields:
    size, gutter = min(style.size, 8.0), rng.uniform(0.8, 1.4)
    return sets(arrangement="pairs", blocks=2, size=size, gutter=gutter * size, rows=(9, 24), bars=False,
                   page_break="none", second_name_heading=True)  # fmt: skip


@trait
def three_blocks_one_heading(style: Style, rng: Random) -> Fields:
    size, gutter = min(style.size, 6.5), rng.uniform(0.8, 1.2)
    return sets(arrangement="pairs", blocks=3, size=size, gutter=gutter * size, rows=(12, 36), bars=False,
                   page_break="none", longest_name=22, second_name_heading=True)  # fmt: skip


@trait
def tables_abreast(style: Style, rng: Random) -> Fields:
    """Each with headings of its own, at another height and with another pitch."""
    return sets(arrangement="beside 3", blocks=3, tables=rng.choice([2, 3, 3]), size=min(style.size, 6.5),
                   bars=False, page_break="none", longest_name=24)  # fmt: skip


@trait
def headings_nearly_touch(style: Style, rng: Random) -> Fields:
    size = min(style.size, 8.0)
    return sets(arrangement="pairs", blocks=2, tight=True, gutter=0.9 * size, stretch=False, size=size,
                   rows=(9, 24), bars=False, page_break="none", second_name_heading=True)  # fmt: skip


@trait
def empty_column(style: Style, rng: Random) -> Fields:
    kind = rng.choice(["limit", "lod"])
    limits = rng.choice(["loq", "columns"]) if kind == "lod" else style.limits
    return upright(empty_column=kind, limits=limits)


@trait
def ruled_tables(style: Style, rng: Random) -> Fields:
    return upright(borders="full", tables=3, size=min(style.size, 8.0), rows=(5, 10))


@trait
def ruled_tables_abreast(style: Style, rng: Random) -> Fields:
    return sets(arrangement="beside 3", blocks=3, borders="full", tables=2, size=min(style.size, 7.0),
                   bars=False, page_break="none", longest_name=28)  # fmt: skip


# further columns, headings


@trait
def row_numbers(style: Style, rng: Random) -> Fields:
    return upright(row_numbers=True, borders=rng.choice(["full", style.borders]))


@trait
def id_column(style: Style, rng: Random) -> Fields:
    kind = rng.choice(["test id", "method", "cas"])
    return upright(id_column=kind, id_first=rng.random() < 0.5, size=min(style.size, 8.0),
                   extra_column="none")  # fmt: skip


@trait
def uneven_headings(style: Style, rng: Random) -> Fields:
    units = rng.choice(["below", "heading", style.units])
    return upright(heading_place="middle", name_heading="middle", wrap_headings=True, units=units)


@trait
def headings_broken_in_a_word(style: Style, rng: Random) -> Fields:
    return upright(broken_headings=True, wrap_headings=True,
                   heading_place=rng.choice(["bottom", "middle"]))  # fmt: skip


@trait
def spanning_heading(style: Style, rng: Random) -> Fields:
    units = rng.choice([("%", "mg/g"), ("mg/g", "%"), ("%", "mg/unit"), ("%", "mg/g", "mg/unit")])
    return upright(panels=POTENCY[:2], result_units=units, spanning=True,
                   units=rng.choice(["heading", "below"]))  # fmt: skip


@trait
def touching_cells(style: Style, rng: Random) -> Fields:
    units = rng.choice([(), ("%", "mg/g"), ("mg/g", "%")])
    return upright(panels=POTENCY, touching=True, result_units=units, digits=rng.choice([3, 4]),
                   limits=rng.choice(["columns", "columns", "loq"]), exponents="",
                   borders=rng.choice(["full", "full", style.borders]))  # fmt: skip


@trait
def raised_marks(style: Style, rng: Random) -> Fields:
    return sets(marks=True)


@trait
def broken_names(style: Style, rng: Random) -> Fields:
    return upright(wrap_names=True, name_room=rng.choice([6.0, 7.5, 9.0]), names="abbreviation",
                   values=rng.choice(["top", "middle", "bottom"]), shift=0.0)  # fmt: skip


# without headings, over the page


@trait
def no_headings(style: Style, rng: Random) -> Fields:
    """Nothing but names, results and statuses, so that a person needs no heading."""
    units = rng.choice(["cell", "title", "above", "column"])
    return sets(arrangement="single", headings=False, limits="none", limit_column=False, extra_column="none",
                   units=units, bars=False)  # fmt: skip


@trait
def continued_without_headings(style: Style, rng: Random) -> Fields:
    return sets(arrangement="single", page_break="no header", rows=(9, 18))


@trait
def continued_with_headings(style: Style, rng: Random) -> Fields:
    return sets(arrangement="single", page_break="header", rows=(9, 18))


@trait
def unit_in_title(style: Style, rng: Random) -> Fields:
    return sets(units="title")


@trait
def unit_in_line_above(style: Style, rng: Random) -> Fields:
    words = ["Unit of measurement: ", "All results in ", "Results expressed in ", "Units: ", "Concentrations in "]
    return sets(units="above", unit_words=rng.choice(words))
