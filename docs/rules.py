"""Write docs/rules.md from the checks and the rule sets: python docs/rules.py."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from coacheck.outputs.rules_text import categories, figure, since
from coacheck.outputs.words import plain
from coacheck.rules.catalogue import days, limits_told, notes
from coacheck.rules.law.sets import LABEL, RuleSet, rule_set, rule_set_ids
from coacheck.rules.registry import CHECKS

PAGE = Path(__file__).with_name("rules.md")
NOT_SHIPPED = Path(__file__).with_name("not-shipped.toml")
HEAD = """# Checks and rule sets

Made by `make rules` from `src/coacheck/rules/` and `src/coacheck/data/rules/`; edit those, not this page.
In the terminal: `coacheck rules`, `coacheck explain pure.limits`, `coacheck explain us-ca cadmium`.

Figures of low confidence fail and pass nothing: a breach of one is for review. Where a set has no sure limits for a
panel, California's action levels are shown beside it, and the panel is for review. This is no legal advice.
"""


def page() -> str:
    sets = [rule_set(id) for id in rule_set_ids()]
    parts = [HEAD, _checks(), _overview(sets), _not_shipped(), *map(_set, sets), _tolerances(rule_set(LABEL))]
    return "\n".join(parts)


def _checks() -> str:
    rows = [(f"`{c.name}`", c.pillar, c.title, c.why, c.citation or "") for c in CHECKS]
    return "## Checks\n\n" + _table(("check", "pillar", "asks", "why", "source"), rows)


def _overview(sets: Iterable[RuleSet]) -> str:
    rows = [
        (f"[{s.id}](#{s.id})", s.title, since(*days(s)), str(len(s.limits)), str(len(s.thc)), s.citation) for s in sets
    ]
    head = ("rules", "title", "holds", "limits", "THC rules", "source")
    return (
        "## Rule sets\n\n`auto`, the default, is the program of the state whose licensed cannabis the report is of "
        "(`src/coacheck/data/programs.toml`), else `hemp`. `hemp` is `us-hemp` with the contaminants of `us-ca`; "
        "`cannabis`, for states without a set here, is the contaminants of `us-ca` without a law on THC.\n\n"
        f"{_table(head, rows)}"
    )


def _not_shipped() -> str:
    laws = tomllib.loads(NOT_SHIPPED.read_text("utf-8"))["law"]
    rows = [(f"`{x['code']}`", x["name"], x["where"], x["why"]) for x in laws]
    said = "A figure that no source was found for is not shipped. Looked for, and not found:"
    return f"### Not shipped\n\n{said}\n\n" + _table(("would be", "law", "where it stands", "why not"), rows)


def _set(rules: RuleSet) -> str:
    told = "".join(f"- {note}\n" for note in notes(rules))
    lines = [f"### {rules.id}\n", f"{rules.title}. Source: {rules.citation}; {since(*days(rules))}.\n"]
    return "\n".join([*lines, *([told] if told else []), *_limits(rules), *_law(rules)])


def _limits(rules: RuleSet) -> Iterator[str]:
    told = limits_told(rules)[: len(rules.limits)]
    rows = [
        (plain(x.panel), f"`{x.analyte}`", figure(x), categories(x), since(x.since, x.until), x.confidence, x.citation,
         "; ".join(t for t in (x.text, x.note) if t))
        for x in told
    ]  # fmt: skip
    if rows:
        yield _table(("panel", "analyte", "limit", "categories", "holds", "confidence", "source", "notes"), rows)


def _law(rules: RuleSet) -> Iterator[str]:
    rows = [
        (f"`{x.id}`", x.text, ", ".join(x.applies_to), since(*days(x)), x.confidence, x.citation, x.note)
        for x in rules.thc
    ]
    if rows:
        yield _table(("THC rule", "says", "applies to", "holds", "confidence", "source", "notes"), rows)


def _tolerances(rules: RuleSet) -> str:
    rows = [
        (f"`{x.id}`", ", ".join(x.sets) or "for information", x.text, x.confidence, x.citation)
        for x in rules.tolerances
    ]
    return f"## {rules.title}\n\n" + _table(("tolerance", "rule sets", "says", "confidence", "source"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
