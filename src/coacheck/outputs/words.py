"""Canonical codes and figures in plain words; shared by the text outputs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import isclose

from coacheck.model import Lab, Label, Pillar, Quantity, Report, Result, Serving, Strength, Verdict
from coacheck.outputs.safe import clean
from coacheck.printed_dates import named_dates

_CANNABINOID = re.compile(r"(?<![a-z])(?:thc|hhc|cbd|cb[a-z])[a-z]{0,2}(?![a-z])")
_SERVING = {
    "unit_mass_g": "one unit {:g} g",
    "serving_mass_g": "one serving {:g} g",
    "servings_per_package": "{:g} servings",
    "density_g_ml": "{:g} g/mL",
}
_CONCENTRATIONS = ("%", "mg/g")
_COUNTED = {"mg/unit", "mg/serving", "mg/package"}
_SAME = 0.005
"""So far apart may two roundings of one figure be."""
_SUMMED = {"fail": "failed", "review": "needs a person's eye", "pass": "passed"}
_CLAIM = "potent.label-claim"
_BY_DEFAULT = "hemp, by default"
"""How the reason begins where nothing says that it is hemp."""
_OF_ANOTHER = {"legit.batch", "legit.product"}
_COLOURS = {
    "pass": "green", "fail": "bold red", "review": "yellow", "doubt": "bold yellow", "gap": "yellow",
    "not_tested": "yellow",
}  # fmt: skip


_REASONS = {
    "pure.panels": "contaminant tests", "pure.limits": "limits of contaminants",
    "pure.sensitivity": "sensitivity of tests", "pure.legible": "digits hard to read",
    "potent.legible": "digits hard to read", "potent.units": "figures in two units",
    "legit.link": "link to the lab", "legit.purpose": "what the report is for", "legit.age": "age of the report",
    "legit.pages": "missing pages", "legit.sample": "sample id", "not-a-coa": "no lab report",
    "unreadable": "can't be read",
    "timeout": "took too long", "memory": "took too much memory", "crash": "broke off while read",
    "retry": "to be read again",
}  # fmt: skip
"""Of checks whose names say too little alone, and of kinds of errors."""


def colour(outcome: str | None) -> str:
    return _COLOURS.get(outcome or "", "")


def plain(code: str) -> str:
    """`heavy_metals` → heavy metals, `total_thc` → total THC, `delta_9_thc` → delta-9-THC."""
    words = _CANNABINOID.sub(lambda match: match[0].upper(), clean(code)).replace("_", " ")
    return re.sub(r"delta (\d+) ", r"delta-\1-", words)


def check_words(check: str) -> str:
    """`potent.label-claim` → label claim, `potent.thc-limit` → THC limit."""
    return plain(check.partition(".")[2].replace("-", " "))


def reason_words(reason: str) -> str:
    """`pure.panels microbials`, a reason of a scan → contaminant tests: microbials (pure.panels)."""
    check, _, subject = reason.partition(" ")
    words = _REASONS.get(check) or check_words(check) or plain(check)
    return f"{words}{subject and f': {plain(subject)}'} ({clean(check)})"


def quantity(found: Quantity | None) -> str:
    if found is None:
        return ""
    return clean(found.text) or f"{found.value:g}"


def result(found: Result) -> str:
    """As printed; the figure alone, because the unit heads the column."""
    if found.qualifier is None:
        text = clean(found.text)
        return (text.removesuffix(found.unit).rstrip() if found.unit else text) or f"{found.value:g}"
    return f"< {found.bound:g}" if found.bound is not None and found.qualifier.startswith("<") else found.qualifier


def joined(parts: Iterable[str | None], between: str = ", ") -> str:
    return between.join(clean(part) for part in parts if part)


def listed(names: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *most, last = [clean(name) for name in names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def lab_line(lab: Lab) -> str:
    if lab.name is None:
        return "not found in the report"
    iso = "ISO/IEC 17025" if lab.iso17025 else None
    number = f"accreditation {lab.accreditation_number}" if lab.accreditation_number else None
    return joined([lab.name, lab.license and f"licence {lab.license}", iso, number])


def dates_line(report: Report) -> str:
    return joined(f"{name} {day}" for name, day in named_dates(report)) or "none found in the report"


def product_name(report: Report) -> str:
    """What the report calls the product; a form may print the number of the batch in the place of its name."""
    name = clean(report.product.name or "")
    if name and name == clean(report.batch or ""):
        return f"batch {name}, a product without a name in the report"
    return name or "a product without a name in the report"


def sample_line(report: Report) -> str:
    batch = f"batch {report.batch}" if report.batch else "no batch found"
    sample = f"sample {report.sample_id}" if report.sample_id else "no sample id found"
    return joined([report.product.matrix, report.product.category, batch, sample], "; ")


def serving_line(serving: Serving) -> str:
    given = serving.model_dump(exclude_none=True)
    return joined(words.format(given[name]) for name, words in _SERVING.items() if name in given)


def label_line(label: Label) -> str:
    """Everything that was said of the label, for the reader to check."""
    net = [
        ("{:.10g} mL", label.net_volume_ml),
        ("{:.10g} g", label.net_mass_g),
        ("{:g} units", label.units_per_package),
    ]
    content = joined(words.format(value) for words, value in net if value)
    photo = label.photo and f"read from a photo, {label.photo}"
    return joined(
        [*(c.text for c in label.claims), label.batch and f"batch {label.batch}", label.product, label.form,
         label.category, content and f"net content {content}", serving_line(label.serving), photo], "; ",
    )  # fmt: skip


def strength_line(found: Iterable[Strength], dry: bool = False, inhalable: bool = False) -> str:
    """ "CBD 33.2 mg per mL, about 996 mg per package; THC 1.1 mg per mL": what the report doesn't print is about so.

    `dry`: the report says that its results are on dry weight; of what is smoked so are its amounts of a package.
    """
    told: dict[str, list[Strength]] = {}
    for each in found:
        told.setdefault("THC" if each.analyte == "total_thc" else plain(each.analyte), []).append(each)
    amounts = {name: joined(_amount(group, dry, inhalable) for group in _alike(those)) for name, those in told.items()}
    return joined((f"{name} {amount}" for name, amount in amounts.items()), "; ")


def _alike(found: Iterable[Strength]) -> list[list[Strength]]:
    """A unit that is the serving and the package holds what they do: figures that differ by their rounding are one."""
    groups: list[list[Strength]] = []
    for each in found:
        if group := next((group for group in groups if _is_same(each, group[0])), None):
            group.append(each)
        else:
            groups.append([each])
    return groups


def _is_same(a: Strength, b: Strength) -> bool:
    return {a.unit, b.unit} <= _COUNTED and isclose(a.value, b.value, rel_tol=_SAME)


def _amount(group: Sequence[Strength], dry: bool, inhalable: bool) -> str:
    """ "about 996 mg per package", "2680 mg per unit, serving and package": the figure that is printed, if one is."""
    best = next((each for each in group if not _worked_out(each)), group[0])
    about = "about " if _worked_out(best) else ""
    of_all = " of dry weight" if best.unit in _CONCENTRATIONS else ", reckoned dry" if inhalable else ""
    basis = of_all if dry else ""
    unit, _, first = best.unit.partition("/")
    per = listed(each.unit.partition("/")[2] for each in group) if len(group) > 1 else first
    return f"{about}{best.value:.10g} {unit}{f' per {per}' if per else ''}{basis}"


def _worked_out(found: Strength) -> bool:
    """From other figures than its own: a sum of rows, or times a mass or a count; one unit is the unit itself."""
    steps = re.split(" [×÷] ", found.path.partition(" = ")[0])[1:]
    return " × " in found.of or any(not step.startswith("1 ") for step in steps)


def pillar_words(verdict: Verdict, pillar: Pillar) -> str:
    """The outcome of a pillar. What is open only because no label was given is told so, and is no shortcoming."""
    outcome = verdict.pillars[pillar]
    open_ones = [f for f in verdict.findings if f.pillar == pillar and f.outcome in ("fail", "review")]
    if not open_ones or not all(f.check == _CLAIM and f.kind == "gap" and f.subject is None for f in open_ones):
        return outcome
    lawful = any(f.check == "potent.thc-limit" and f.outcome == "pass" for f in verdict.findings)
    hemp = " if hemp" if (verdict.rules.reason or "").startswith(_BY_DEFAULT) else ""
    return f"lawful{hemp}; label not compared" if lawful else "label not compared"


def reliance(verdict: Verdict) -> str:
    """What stands beside the strength where it may not be that of the product at hand; empty where nothing does."""
    against = {f.check for f in verdict.findings if f.pillar == "legitimate" and f.outcome == "fail"}
    if not against:
        return ""
    if not against <= _OF_ANOTHER:
        return "by a file that is not to be relied on"
    batch = verdict.report.batch
    return f"of batch {clean(batch)}, not of yours" if batch and "legit.batch" in against else "of another product"


def pillars_line(verdict: Verdict) -> str:
    """`failed: potent; needs a person's eye: pure; passed: legitimate`."""
    told: dict[str, list[str]] = {words: [] for words in _SUMMED.values()}
    for pillar in verdict.pillars:
        words = pillar_words(verdict, pillar)
        told.setdefault(_SUMMED.get(words, words.replace(";", ",")), []).append(pillar)
    return "; ".join(f"{words}: {', '.join(pillars)}" for words, pillars in told.items() if pillars)
