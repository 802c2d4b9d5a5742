"""A verdict as one page that shows its evidence: no network, no script, nothing beside the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from coacheck import __version__
from coacheck.model import Evidence, Finding, Panel, PanelName, Pillar, Report, Unread, Verdict
from coacheck.outputs.asking import Word, word_of
from coacheck.outputs.charts import TICKS, label_bars, on_log_scale, panels, profile
from coacheck.outputs.facts import CONTAMINANTS, Fact, counted, facts, shows_test
from coacheck.outputs.headline import headline
from coacheck.outputs.places import Crop, Mark, crop, crops, distinct, marks
from coacheck.outputs.safe import clean
from coacheck.outputs.site import link, render
from coacheck.outputs.words import (
    dates_line,
    joined,
    lab_line,
    label_line,
    pillar_words,
    pillars_line,
    plain,
    reliance,
    serving_line,
)
from coacheck.view import Figures, PagePicture

_CROPS = {"fail": 6, "review": 4, "pass": 2, "skip": 1}
_UNREAD_SHOWN = 12
_ORDER: tuple[Word, ...] = ("fail", "doubt", "gap", "pass", "skip")
_PANELS: tuple[PanelName, ...] = ("cannabinoids", *CONTAMINANTS, "moisture", "water_activity")


@dataclass(frozen=True)
class Shown:
    """A fact with its number, its pieces of pages, and the pages on which more of its places are marked."""

    number: int
    finding: Finding
    crops: list[Crop]
    more: list[int]

    @property
    def word(self) -> Word:
        return word_of(self.finding)


@dataclass(frozen=True)
class Tested:
    """A panel of the report, or one that is not in it."""

    name: str
    told: str
    tested: bool
    page: int | None = None


@dataclass(frozen=True)
class Gaps:
    """What the report does not show: the reader should see it as clearly as what it does."""

    tested: list[Tested]
    rows: list[str]
    fields: list[str]
    unread: list[tuple[Unread, Crop | None]]
    more_unread: int
    skipped: list[Shown]


def page(verdict: Verdict, figures: Figures, pictures: Sequence[PagePicture]) -> str:
    """The HTML of one verdict; `pictures` are the pages of its report."""
    by_page = {p.page: p for p in pictures}
    found = facts(verdict)
    shown = list(_shown(verdict, found, by_page))
    cannabinoids = verdict.report.panels.get("cannabinoids")
    compared = list(label_bars(verdict))
    return render(
        "page.html", verdict=verdict, report=verdict.report, version=__version__, first=headline(verdict, found),
        opening=joined([counted(found), pillars_line(verdict)], "; "), pillars=_pillars(verdict, shown),
        identity=list(_identity(verdict)), links=[(u, link(u)) for u in verdict.report.verification_urls],
        no_link=_no_link(verdict.report), figures=figures, reliance=reliance(verdict), label_bars=compared,
        shares=panels(figures.shares), ticks=TICKS, on_log_scale=on_log_scale,
        not_compared=[s for s in shown if _is_claim(s.finding) and all(s.finding is not b.finding for b in compared)],
        profile=profile(cannabinoids.measurements) if cannabinoids else None, gaps=_gaps(verdict, shown, by_page),
        pages=[(p, _marks(shown, p)) for p in pictures], numbered={s.number: s for s in shown},
    )  # fmt: skip


def _pillars(verdict: Verdict, shown: Sequence[Shown]) -> list[tuple[Pillar, str, str, list[Shown]]]:
    """Each with its outcome, the outcome in words where these say more, and what it has."""
    words = {p: pillar_words(verdict, p) for p in get_args(Pillar)}
    return [
        (p, verdict.pillars[p], "" if said == verdict.pillars[p] else said.capitalize(),
         [s for s in shown if s.finding.pillar == p])
        for p, said in words.items()
    ]  # fmt: skip


def _shown(verdict: Verdict, found: Sequence[Fact], pages: Mapping[int, PagePicture]) -> Iterator[Shown]:
    """By pillar, what decided first."""
    pillars = list(get_args(Pillar))
    rest = [f for f in verdict.findings if f.outcome in ("pass", "skip")]
    every = [*(fact.finding for fact in found), *rest]
    ranked = sorted(every, key=lambda f: (pillars.index(f.pillar), _ORDER.index(word_of(f))))
    for number, finding in enumerate(ranked, 1):
        pieces = list(crops(finding, pages, verdict.report.spots))
        most = _CROPS[finding.outcome]
        more = distinct(finding.evidence)[most:] if pieces else finding.evidence
        yield Shown(number, finding, pieces[:most], sorted({e.page for e in more}))


def _marks(shown: Sequence[Shown], picture: PagePicture) -> list[Mark]:
    return marks([(s.number, s.finding) for s in shown], picture) if picture.data else []


def _is_claim(finding: Finding) -> bool:
    return finding.check == "potent.label-claim"


def _identity(verdict: Verdict) -> Iterator[tuple[str, str, Evidence | None]]:
    """What is printed of the product, the batch, the lab; with the place where it stands."""
    report, label, found = verdict.report, verdict.label, verdict.report.fields
    product = joined([report.product.name, report.product.matrix, report.product.category])
    yield "Product", product or "not found in the report", found.get("product") if product else None
    yield "Batch", report.batch or "not found in the report", found.get("batch") if report.batch else None
    ids = joined([report.sample_id, *report.other_sample_ids])
    yield "Sample", ids or "no id found", found.get("sample_id") if ids else None
    yield "Laboratory", lab_line(report.lab), found.get("lab") if report.lab.name else None
    if report.lab.address:
        yield "Address", report.lab.address, None
    yield "Tested for", report.client or "not found in the report", found.get("client") if report.client else None
    yield "Dates", dates_line(report), found.get("reported")
    if serving := serving_line(report.serving):
        yield "Unit and serving", serving, None
    if report.overall_status:
        yield "The lab says", report.overall_status, None
    yield "Your label", label_line(label) or "nothing was given to compare with", None
    sets = f" ({joined(verdict.rules.sets)})" if verdict.rules.sets else ""
    yield "Judged", f"as of {verdict.rules.on} by the rules “{verdict.rules.profile}”{sets}", None


def _no_link(report: Report) -> str:
    """Why no address stands there; a code on a picture may be too small to read."""
    hosts = dict.fromkeys(clean(x.text or x.url) for x in report.links if x.kind in ("printed", "mail"))
    read = "none could be read (a picture)" if report.source.text == "ocr" else "none found"
    return f"none of this very report; printed: {joined(hosts)}" if hosts else read


def _gaps(verdict: Verdict, shown: Sequence[Shown], pages: Mapping[int, PagePicture]) -> Gaps:
    report = verdict.report
    unread = [(u, _unread_crop(u, pages)) for u in report.unread[:_UNREAD_SHOWN]]
    return Gaps(
        list(_tested(report)), list(_untested_rows(report)), list(_missing(report)), unread,
        len(report.unread) - len(unread), [s for s in shown if s.finding.outcome == "skip"],
    )  # fmt: skip


def _tested(report: Report) -> Iterator[Tested]:
    for name in _PANELS:
        panel = report.panels.get(name)
        if panel is None:
            yield Tested(plain(name), "not found in the report", False)
        elif not shows_test(report, name):
            yield Tested(plain(name), "not tested", False, panel.source.page if panel.source else None)
        else:
            yield Tested(plain(name), _results(panel), True, panel.source.page if panel.source else None)


def _results(panel: Panel) -> str:
    rows = [m for m in panel.measurements if any(r.qualifier not in ("NT", "NR") for r in m.results)]
    said = f"the lab says {panel.status}" if panel.status in ("pass", "fail") else None
    many = f"{len(rows)} result{'' if len(rows) == 1 else 's'}" if rows else "no result printed"
    return joined([many, said, panel.tested_on, panel.method], "; ")


def _untested_rows(report: Report) -> Iterator[str]:
    """Single analytes that the report itself marks as not tested."""
    for panel in report.panels.values():
        for row in panel.measurements:
            if row.results and all(r.qualifier in ("NT", "NR") for r in row.results):
                yield row.name


def _missing(report: Report) -> Iterator[str]:
    wanted = {
        "the product's name": report.product.name, "a batch": report.batch, "a sample id": report.sample_id,
        "the laboratory": report.lab.name, "the laboratory's licence": report.lab.license,
        "its accreditation number": report.lab.accreditation_number, "who ordered the test": report.client,
        "the date of the report": report.dates.reported,
        "a link to the laboratory": report.verification_urls or report.links,
    }  # fmt: skip
    yield from (name for name, found in wanted.items() if not found)


def _unread_crop(row: Unread, pages: Mapping[int, PagePicture]) -> Crop | None:
    picture = pages.get(row.page)
    if row.bbox is None or picture is None or not picture.data:
        return None
    return crop(Evidence(page=row.page, bbox=row.bbox, text=clean(row.text)), picture)
