"""pure.panels: were the contaminants looked for that this kind of product needs, all that the rule set asks for?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coacheck.model import Evidence, Panel, PanelName
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.law.sets import RuleSet
from coacheck.rules.law.vocabulary import name_of
from coacheck.rules.pure.lists import asked, contaminants, fallback, lacking, left_out
from coacheck.rules.pure.stand_in import before
from coacheck.rules.pure.tested import not_found, panel_rows, unread
from coacheck.rules.wording import counted, listed, spaced

ENOUGH = 0.5  # share of a list that is only the measure: hemp law, and a law not known, ask for none of it


def panels(case: Case) -> Iterator[Found]:
    """One finding for each panel that is needed. A panel that failed was tested: that is pure.lab-verdict's."""
    rules = case.profile.contaminants[-1]
    without = {each.panel for each in lacking(case, rules)}
    for name in contaminants(case):
        if exempt := left_out(case, rules, name):
            yield Found("skip", f"{spaced(name)}: not asked for, {exempt.text}", name, citation=exempt.citation)
        else:
            measure = fallback() if name in without or case.profile.hemp else rules
            least = ENOUGH if measure is not rules or case.profile.hemp or before(case, rules) else 1
            yield _judged(case, _Asked.of(case, name, measure, least))


@dataclass(frozen=True)
class _Asked:
    """What a list asks for in a panel, and what of it was not found. `least`: how much of it must have been tested."""

    panel: PanelName
    whose: str
    wanted: list[str]
    missing: list[str]
    least: float

    @classmethod
    def of(cls, case: Case, panel: PanelName, rules: RuleSet, least: float) -> _Asked:
        wanted = asked(case, rules, panel)
        return cls(panel, rules.id, wanted, not_found(case, wanted), least)

    @property
    def none(self) -> bool:
        return len(self.missing) == len(self.wanted)

    @property
    def enough(self) -> bool:
        return len(self.wanted) - len(self.missing) >= self.least * len(self.wanted)

    def __str__(self) -> str:
        """ "12 of the 20 that us-ca lists were not found: Benzene, Chloroform …"."""
        if self.none:
            return f"nothing was found of what {self.whose} lists: {listed(map(name_of, self.missing))}"
        were = "was" if len(self.missing) == 1 else "were"
        many = f"{len(self.missing)} of the {len(self.wanted)} that {self.whose} lists"
        return f"{many} {were} not found: {listed(map(name_of, self.missing))}"


def _judged(case: Case, wants: _Asked) -> Found:
    name, title, panel = wants.panel, spaced(wants.panel), case.report.panels.get(wants.panel)
    if panel is None and wants.none:
        return Found("gap", f"{title}: not found in the report", name)
    panel = panel or Panel()
    rows, place = panel_rows(case, name), _place(panel)
    if not rows and wants.none:
        return Found("gap", f"{title}: {_why_not(panel)}", name, evidence=place)
    place = place or evidence(*rows[:1])
    if not wants.enough:
        return Found("gap", f"{title}: {wants}{_unread(case, wants.missing)}", name, evidence=place)
    rest = f"; {wants}" if wants.missing else ""
    return Found("pass", f"{title}: tested, {counted(len(rows), 'result')}{rest}", name, evidence=place)


def _unread(case: Case, missing: Sequence[str]) -> str:
    """A line that names an analyte and was not understood may be its result."""
    lines = unread(case, missing)
    return f"; lines that could not be read name {listed(map(name_of, lines), 3)}" if lines else ""


def _why_not(panel: Panel) -> str:
    if panel.status == "not_tested" or panel.measurements:
        return "not tested"
    if panel.status in ("pass", "fail"):
        return f"the lab says {panel.status}, but what it tested was not found in the report"
    said = "named as tested" if panel.status == "tested" else "named"
    return f"{said}, but no result was found"


def _place(panel: Panel) -> list[Evidence]:
    return [Evidence(page=panel.source.page, bbox=panel.source.bbox)] if panel.source else []
