"""What a finding means for a person: its weight, the reason in plain words, what to do and to ask. See asking.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import TypeAdapter

from coacheck.model import Finding, Frozen
from coacheck.outputs.safe import clean, shorten
from coacheck.outputs.words import listed, plain

Word = Literal["fail", "doubt", "gap", "pass", "skip"]
UNTESTED = "contaminants"
"""The subject of what stands for all that a report on strength alone lacks."""
_NAME_THEMSELVES = ("potent.name-claim", "potent.thc-limit", "potent.totals", "potent.units", "pure.lab-verdict")
_HEMP = "us-hemp"
_BRIEF, _BATCH = 130, 40
_LISTED, _MOST = 40, 600
"""Letters of a name in a list, and of what stands in no list, at most."""
_LACKING = 2
_ADVICE = re.compile(r"; (?:ask|look|compare|don't go|check|see) [^;]*$")
_OPTION = re.compile(r'--[a-z-]+ (?:"[^"]*"(?: or "[^"]*")?|[\d.]+)|--[a-z-]+')
_ASIDE = re.compile(r"\s*\([^()]*\)| since \d{4}-\d\d-\d\d|(?: from its rows,)? as received")


class Asking(Frozen):
    """An entry of asking.toml."""

    check: str
    words: tuple[Word, ...] = ("fail", "doubt", "gap")
    subject: str | None = None
    says: str | None = None
    why: str = "{brief}"
    stop: str | None = None
    want: str | None = None
    ask: str | None = None
    to: Literal["seller", "lab"] = "seller"


_UNKNOWN = Asking(
    check="", stop="do not rely on this report", want="what explains it",
    ask="In the report we read: {said}. Could you tell us more?",
)  # fmt: skip


@cache
def entries() -> tuple[Asking, ...]:
    text = resources.files("coacheck").joinpath("data/asking.toml").read_text("utf-8")
    return tuple(TypeAdapter(list[Asking]).validate_python(tomllib.loads(text)["asking"]))


def word_of(finding: Finding) -> Word:
    """A review that says no kind (of an earlier version) is a gap."""
    return (finding.kind or "gap") if finding.outcome == "review" else finding.outcome


def asking(finding: Finding) -> Asking:
    """The entry for a finding; a general one for a check that has none."""
    number = _number(finding)
    return _UNKNOWN if number is None else entries()[number]


def weight(finding: Finding) -> tuple[bool, int]:
    """The least weighs most. A doubt of an unknown check stands before what was not tested, a gap last."""
    number = _number(finding)
    if number is None:
        number = _untested() if word_of(finding) == "doubt" else len(entries())
    return finding.outcome != "fail", number


def _number(finding: Finding) -> int | None:
    """An entry for its very subject wins over one for all."""
    word = word_of(finding)
    mine = [n for n, e in enumerate(entries()) if e.check == finding.check and word in e.words and _meant(e, finding)]
    subjects = (finding.subject or "none", None)
    return next((n for subject in subjects for n in mine if entries()[n].subject == subject), None)


def _meant(entry: Asking, finding: Finding) -> bool:
    return entry.says is None or re.search(entry.says, finding.message) is not None


def _untested() -> int:
    return next(n for n, e in enumerate(entries()) if e.subject == UNTESTED)


def filled(template: str, findings: Sequence[Finding], subjects: Sequence[str], batch: str | None) -> str:
    """The template of an entry with the words of the findings that it is for."""
    said = list(dict.fromkeys(map(said_of, findings)))
    head, _, tail = said[0].partition(": ")
    return template.format(
        said="; ".join(said), brief=brief(findings[0]), head=head, tail=tail or head,
        subjects=listed(subjects), given=listed(_OPTION.findall(said[0])),
        lacking=_lacking(said[0]),
        sold="as hemp" if _HEMP in findings[0].message else "under these rules",
        batch=f"batch {shorten(batch, _BATCH)}" if batch else "the batch",
    )  # fmt: skip


def _lacking(said: str) -> str:
    """ "… of the 66 that us-ca lists: Aldicarb, Chlordane, Chlorfenapyr …": the first of them."""
    names = said.partition(" lists: ")[2].partition(";")[0].removesuffix(" …").split(", ")
    more = " …" if len(names) > _LACKING or said.endswith("…") else ""
    return ", ".join(names[:_LACKING]) + more


def said_of(finding: Finding) -> str:
    """The message without the advice at its end."""
    return _ADVICE.sub("", message_of(finding))


def brief(finding: Finding) -> str:
    """The message without its asides. A long list is cut at a name, and nothing else is: the last words may decide."""
    said = said_of(finding)
    while finding.pillar != "legitimate" and (shorter := _ASIDE.sub("", said)) != said:
        said = shorter
    return shorten(said, _BRIEF if _is_list(said[_BRIEF:]) else _MOST)


def _is_list(rest: str) -> bool:
    """ "onyl, Fipronil, Flonicamid": names between commas, and no other sentence."""
    names = rest.split(", ")
    return len(names) > 1 and not set(";:") & set(rest) and all(len(name) <= _LISTED for name in names)


def message_of(finding: Finding) -> str:
    """The message, after its subject where its first words don't name it and it is something that was measured."""
    message, subject = clean(finding.message), plain(finding.subject or "")
    named = subject.casefold() in message.partition(",")[0].casefold()
    apart = finding.pillar == "legitimate" or finding.check in _NAME_THEMSELVES
    return message if named or apart else f"{subject}: {message}"
