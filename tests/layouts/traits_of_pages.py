"""Further habits: of the page around the tables, of figures and words, of the order of columns."""

from __future__ import annotations

from random import Random

from layouts.foreign import LANGUAGES
from layouts.style import Style
from layouts.traits import LIMITED, POTENCY, TRAITS, Fields, sets, trait, upright, with_traits

__all__ = ["TRAITS", "with_traits"]

# overview, charts, header


@trait
def largest_analytes(style: Style, rng: Random) -> Fields:
    return sets(largest=rng.choice(["above", "below"]), panels=POTENCY)


@trait
def overview_boxes(style: Style, rng: Random) -> Fields:
    return sets(overview=rng.choice(["above", "below"]), panels=POTENCY)


@trait
def pie_chart(style: Style, rng: Random) -> Fields:
    return upright(chart="pie", panels=POTENCY, size=min(style.size, 8.0))


@trait
def bar_chart(style: Style, rng: Random) -> Fields:
    return upright(chart="bars", panels=POTENCY, size=min(style.size, 8.0))


@trait
def empty_fields(style: Style, rng: Random) -> Fields:
    return sets(empty_fields=True)


@trait
def two_column_header(style: Style, rng: Random) -> Fields:
    return sets(fields=rng.choice(["columns", "right"]))


@trait
def label_over_value(style: Style, rng: Random) -> Fields:
    return sets(fields="stacked")


@trait
def fields_in_a_line(style: Style, rng: Random) -> Fields:
    return sets(fields="lines")


@trait
def other_labels(style: Style, rng: Random) -> Fields:
    return sets(other_labels=True)


# orders of columns, limits, figures


@trait
def limits_before_result(style: Style, rng: Random) -> Fields:
    return upright(order=("limits", "result", "limit", "status"), limits="columns")


@trait
def limits_after_result(style: Style, rng: Random) -> Fields:
    return upright(order=("result", "limits", "limit", "status"), limits="columns")


@trait
def limit_before_result(style: Style, rng: Random) -> Fields:
    order = ("limit", "result", "limits", "status")
    return upright(order=order, panels=LIMITED, limit_column=True)


@trait
def status_before_result(style: Style, rng: Random) -> Fields:
    return upright(order=("status", "limit", "result", "limits"), panels=LIMITED, status_column=True)


@trait
def two_limits(style: Style, rng: Random) -> Fields:
    order = ("limits", "limit", "result", "status") if rng.random() < 0.5 else ("result", "limit", "status", "limits")
    return upright(two_limits=True, limit_column=True, panels=LIMITED, order=order, size=min(style.size, 7.0),
                   wrap_headings=True, wrap_names=True, extra_column="none")  # fmt: skip


@trait
def mg_g_before_percent(style: Style, rng: Random) -> Fields:
    return _units(style, ("mg/g", "%"), rng)


@trait
def three_units(style: Style, rng: Random) -> Fields:
    return _units(style, rng.choice([("%", "mg/g", "mg/unit"), ("mg/g", "%", "mg/unit")]), rng)


@trait
def ppm_beside_percent(style: Style, rng: Random) -> Fields:
    return _units(style, rng.choice([("%", "ppm"), ("ppm", "%")]), rng)


def _units(style: Style, units: tuple[str, ...], rng: Random) -> Fields:
    where = rng.choice(["heading", "below", "bare", "line"])
    return upright(result_units=units, panels=POTENCY, units=where)


@trait
def bounds(style: Style, rng: Random) -> Fields:
    return sets(below_loq=rng.choice(["bound", "bound spaced"]))


@trait
def not_detected_in_one_gram(style: Style, rng: Random) -> Fields:
    return upright(panels=("microbials",), in_one_gram=True, empty_column="", limit_column=True)


@trait
def scientific(style: Style, rng: Random) -> Fields:
    return sets(exponents=rng.choice(["short", "long"]), decimal_comma=False, dates="%Y-%m-%d",
                   bare_decimals=False)  # fmt: skip


@trait
def powers_of_ten(style: Style, rng: Random) -> Fields:
    """ "10^4", alone or with its unit in the cell."""
    units, powers = rng.choice(["cell", "heading"]), rng.choice(["caret", "raised"])
    return upright(panels=("microbials",), powers=powers, limit_column=True, units=units)


@trait
def thousands(style: Style, rng: Random) -> Fields:
    return sets(panels=("microbials",), thousands=True, decimal_comma=False, dates="%m/%d/%Y")


# languages


@trait
def italian(style: Style, rng: Random) -> Fields:
    return _foreign("italian", rng)


@trait
def spanish(style: Style, rng: Random) -> Fields:
    return _foreign("spanish", rng)


@trait
def german(style: Style, rng: Random) -> Fields:
    return _foreign("german", rng)


def _foreign(language: str, rng: Random) -> Fields:
    words = rng.choice(LANGUAGES[language]["nothing"])
    return sets(
        language=language, panels=("cannabinoids", "heavy_metals"), decimal_comma=True, exponents="",
        dates=rng.choice(["%d.%m.%Y", "%d/%m/%Y"]), bare_decimals=False, summary="none", title_status=False,
        not_detected=words, below_loq=rng.choice(["<LOQ", "bound"]), quality_control="none",
    )  # fmt: skip


# lying tables, statuses, running text


@trait
def transposed(style: Style, rng: Random) -> Fields:
    units = rng.choice([("%",), ("%", "mg/g"), ("mg/g", "%")])
    return sets(
        arrangement="transposed", panels=POTENCY, size=min(style.size, 7.0), page_break="none", longest_name=26,
        result_units=units, units=rng.choice(["heading", "bare"]),
    )  # fmt: skip


@trait
def status_table(style: Style, rng: Random) -> Fields:
    return sets(summary="table")


@trait
def bare_panels(style: Style, rng: Random) -> Fields:
    return sets(bare_panels=True, title_status=True)


@trait
def light_text(style: Style, rng: Random) -> Fields:
    return sets(light=rng.choice([("text",), ("text", "limits"), ("limits",)]))


@trait
def formula_footnotes(style: Style, rng: Random) -> Fields:
    return sets(formulas=True, panels=POTENCY[:2])


@trait
def text_under_last_row(style: Style, rng: Random) -> Fields:
    return sets(close_text=True, under_table=("disclaimer", *style.under_table))
