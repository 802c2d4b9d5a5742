"""The questions that a verdict leaves, as a text to the seller that can be sent as it is. It accuses nobody."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from coacheck.model import Finding, Frozen, Verdict
from coacheck.outputs.asking import asking, filled
from coacheck.outputs.facts import Fact, facts
from coacheck.outputs.safe import clean, shorten
from coacheck.outputs.words import product_name
from coacheck.result import bare

BEGIN = "Subject: Questions about "
"""How every letter begins, by which one is known again."""
_WIDTH, _NAME = 76, 80
_NOT_FOUND = "not found in the report"
_FORWARD = "For the laboratory (please pass these on, or tell us whom to ask):"
_END = """If an answer stands in the report and we overlooked it, its page is all we need.

Thank you, and kind regards
"""


class Question(Frozen):
    """`text` names the batch; `general` says "the batch", and so is the same for other reports."""

    to: Literal["seller", "lab"]
    text: str
    general: str


class Inquiry(Frozen):
    """What is asked about one report."""

    client: str | None
    product: str
    batch: str | None
    sample: str | None
    lab: str | None
    reported: str | None
    file: str
    questions: list[Question]

    @property
    def whose(self) -> str:
        """Reports with the same sign go into one letter; without a client each is for a seller of its own."""
        return bare(self.client or "") or f"({self.file})"


def inquiry(verdict: Verdict) -> Inquiry:
    """What is to be asked about a verdict's report; no questions where nobody outside can answer any."""
    report = verdict.report
    return Inquiry(
        client=report.client, product=product_name(report),
        batch=report.batch, sample=report.sample_id, lab=report.lab.name, reported=report.dates.reported,
        file=report.source.name, questions=list(_questions(facts(verdict), verdict.label.batch or report.batch)),
    )  # fmt: skip


def letters(inquiries: Iterable[Inquiry]) -> Iterator[str]:
    """One for each client."""
    by_client: dict[str, list[Inquiry]] = {}
    for each in inquiries:
        by_client.setdefault(each.whose, []).append(each)
    for those in by_client.values():
        if text := letter(those):
            yield text


def letter(inquiries: Sequence[Inquiry]) -> str:
    """To one client, about one report or several; empty where there is nothing to ask."""
    asked = [each for each in inquiries if each.questions]
    if not asked:
        return ""
    numbered = list(enumerate(_numbered(asked), 1))
    parts = [_head(asked), *_reports(asked), *(_item(n, text) for n, (to, text) in numbered if to == "seller")]
    for_lab = [_item(n, text) for n, (to, text) in numbered if to == "lab"]
    return "\n\n".join([*parts, *([_FORWARD, *for_lab] if for_lab else []), _END])


def _questions(found: Sequence[Fact], batch: str | None) -> Iterator[Question]:
    """What is asked in the same words is asked once."""
    same: dict[str, list[Fact]] = {}
    for fact in found:
        if template := asking(fact.finding).ask:
            same.setdefault(template, []).append(fact)
    for template, those in same.items():
        findings: list[Finding] = [fact.finding for fact in those]
        subjects = list(dict.fromkeys(s for fact in those for s in fact.subjects))
        text, general = (_sentence(filled(template, findings, subjects, b)) for b in (batch, None))
        yield Question(to=asking(findings[0]).to, text=text, general=general)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].replace("….", "…")


def _head(asked: Sequence[Inquiry]) -> str:
    first = asked[0]
    what = f"the laboratory report of {_name(first)}" if len(asked) == 1 else f"{len(asked)} laboratory reports"
    whom = shorten(first.client, _NAME) if first.client else f"the seller of {_name(first)}"
    which = "report" if len(asked) == 1 else "reports"
    opening = (
        f"we are reading the laboratory {which} below, and some things we could not find out from "
        f"{'it' if len(asked) == 1 else 'them'}. Could you help us with these questions?"
    )
    return f"{BEGIN}{what}\nTo: {whom}\n\nHello,\n\n{_wrapped(opening)}"


def _reports(asked: Sequence[Inquiry]) -> Iterator[str]:
    for number, each in enumerate(asked):
        sign = f"Report {_letter(number)}\n" if len(asked) > 1 else ""
        rows = {
            "Product": _name(each), "Batch": each.batch or _NOT_FOUND, "Sample": each.sample or _NOT_FOUND,
            "Lab": each.lab or _NOT_FOUND, "Date": each.reported or _NOT_FOUND, "File": each.file,
        }  # fmt: skip
        yield sign + "\n".join(f"  {name:<9}{shorten(value, _NAME)}" for name, value in rows.items())


def _numbered(asked: Sequence[Inquiry]) -> list[tuple[str, str]]:
    """Each question once, the seller's first; of several reports with the letters of those that it is about."""
    about: dict[tuple[str, str], list[str]] = {}
    for number, each in enumerate(asked):
        for q in each.questions:
            about.setdefault((q.to, q.text if len(asked) == 1 else q.general), []).append(_letter(number))
    ranked = sorted(about.items(), key=lambda item: item[0][0] == "lab")
    return [(to, _of(signs, len(asked)) + text) for (to, text), signs in ranked]


def _of(signs: Sequence[str], count: int) -> str:
    if count == 1:
        return ""
    if len(signs) == count:
        return "(all reports) "
    return f"(report {signs[0]}) " if len(signs) == 1 else f"(reports {', '.join(signs)}) "


def _letter(number: int) -> str:
    """A to Z, then AA, AB …"""
    first, last = divmod(number, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)


def _name(each: Inquiry) -> str:
    return shorten(each.product, _NAME)


def _item(number: int, text: str) -> str:
    mark = f"{number}. "
    return textwrap.fill(
        clean(text), _WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH)
