"""Results in the forms that CI systems read: SARIF (code scanning), JUnit (test reports), GitHub's own lines.

A doubt is a warning and a gap a note; what passed is told only in JUnit, as a test. JUnit has no such
levels: there a doubt is a failure, and a gap a test that was skipped, with its message.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from coacheck import __version__
from coacheck.model import Finding, Verdict
from coacheck.outputs.asking import Word, message_of, word_of
from coacheck.outputs.facts import facts
from coacheck.outputs.safe import clean, escape_json, visible
from coacheck.result import Scanned

_LEVELS: dict[Word, str] = {"fail": "error", "doubt": "warning", "gap": "note"}
_GITHUB: dict[Word, str] = {"fail": "error", "doubt": "warning", "gap": "notice"}
_NO_XML = {ord("\ufffe"): "", ord("\uffff"): ""}
SARIF_START = (
    '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", '
    '"runs": [{"tool": {"driver": {"name": "coacheck"'
)
JUNIT_START = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="coacheck"'
_GAP = "a gap: "
_UNREAD = "coacheck.unread"
_REGION = {"startLine": 1}
"""GitHub shows no result without a line, and a PDF has none; page and place stand in the properties."""


class Sarif:
    """One run, with a result for each fact that is not good."""

    tail = "\n]}]}\n"
    _between = ""

    @property
    def head(self) -> str:
        from coacheck.rules.registry import CHECKS

        rules = [
            {"id": c.name, "shortDescription": {"text": c.title}, "fullDescription": {"text": c.why}} for c in CHECKS
        ]
        return f'{SARIF_START}, "version": "{__version__}", "rules": {json.dumps(rules)}}}}}, "results": [\n'

    def of(self, scanned: Scanned) -> str:
        told = []
        for result in self._results(scanned):
            told.append(self._between + escape_json(json.dumps(result, ensure_ascii=False)))
            self._between = ",\n"
        return "".join(told)

    def _results(self, scanned: Scanned) -> Iterator[dict[str, Any]]:
        where = {"physicalLocation": {"artifactLocation": {"uri": _uri(scanned.file)}, "region": _REGION}}
        if (verdict := scanned.verdict) is None:
            yield _result(_UNREAD, "error", scanned.told, where, {"reason": scanned.reasons[0]})
            return
        for finding in _open(verdict):
            more: dict[str, Any] = {"pillar": finding.pillar, "outcome": finding.outcome, "subject": finding.subject}
            if finding.evidence:
                first = finding.evidence[0]
                more |= {"page": first.page, "bbox": first.bbox, "printed": clean(first.text)}
            yield _result(finding.check, _LEVELS[word_of(finding)], _told(finding), where, more)


class JUnit:
    """A suite for each report, a case for each finding."""

    head, tail = f'{JUNIT_START}>\n', "</testsuites>\n"

    def of(self, scanned: Scanned) -> str:
        cases = list(_cases(scanned))
        words = {"failures": "failure", "errors": "error", "skipped": "skipped"}
        counts = f'tests="{len(cases)}"'
        for name, word in words.items():
            counts += f' {name}="{sum(f"<{word}" in case for case in cases)}"'
        return f"<testsuite name={_attribute(visible(scanned.file))} {counts}>\n{''.join(cases)}</testsuite>\n"


class GitHub:
    """Lines that GitHub Actions shows beside a commit."""

    head = tail = ""

    def of(self, scanned: Scanned) -> str:
        if (verdict := scanned.verdict) is None:
            return _line("error", scanned.file, _UNREAD, scanned.told)
        return "".join(_line(_GITHUB[word_of(f)], scanned.file, f.check, _told(f)) for f in _open(verdict))


def _open(verdict: Verdict) -> Iterator[Finding]:
    return (fact.finding for fact in facts(verdict))


def _told(finding: Finding) -> str:
    page = f" (page {finding.evidence[0].page})" if finding.evidence else ""
    return f"{message_of(finding)}{page}"


def _uri(file: str) -> str:
    """A name whose bytes are no text keeps them: no two names become one."""
    try:
        return quote(file.encode("utf-8", "surrogateescape"), safe="/:")
    except UnicodeEncodeError:
        return quote(file, safe="/:", errors="replace")


def _result(rule: str, level: str, text: str, where: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    return {"ruleId": rule, "level": level, "message": {"text": text}, "locations": [where], "properties": more}


def _cases(scanned: Scanned) -> Iterator[str]:
    if (verdict := scanned.verdict) is None:
        yield _case(_UNREAD, "", f"<error type={_attribute(scanned.reasons[0])} message={_attribute(scanned.told)}/>")
        return
    for finding in verdict.findings:
        inner = f" type={_attribute(word_of(finding))} message={_attribute(_told(finding))}"
        gap = f"<skipped message={_attribute(f'{_GAP}{_told(finding)}')}/>"
        kinds: dict[Word, str] = {
            "fail": f"<failure{inner}/>", "doubt": f"<failure{inner}/>", "gap": gap, "skip": "<skipped/>",
        }  # fmt: skip
        yield _case(finding.check, finding.subject or "", kinds.get(word_of(finding), ""))


def _case(check: str, subject: str, inner: str) -> str:
    name = f"{check} {subject}".strip()
    return f"<testcase classname={_attribute(check)} name={_attribute(name)}>{inner}</testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(clean(text).translate(_NO_XML))


def _line(level: str, file: str, title: str, message: str) -> str:
    return f"::{level} file={_property(visible(file))},title={_property(title)}::{_escaped(clean(message))}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
