"""What a scan gives for each file: a verdict or an error, as JSON, with the little that the summary needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coacheck.outputs.safe import clean, escape_json

if TYPE_CHECKING:
    from coacheck.model import Finding, Verdict
    from coacheck.scanning.figures import Figures

Ended = Literal["pass", "review", "fail", "error"]
Trouble = Literal["unreadable", "not-a-coa", "timeout", "memory", "crash"]


@dataclass(frozen=True, slots=True)
class Scanned:
    """One file. `body` is the JSON of its verdict as `check` prints it, or of its error.

    `reasons` are the checks that decided, with their subject, or the kind of error; `told` is the first in words.
    """

    file: str
    ended: Ended
    body: str
    reasons: tuple[str, ...] = ()
    told: str = ""
    lab: str | None = None
    client: str | None = None
    batch: str | None = None
    figures: Figures | None = None

    @property
    def line(self) -> str:
        """One line of JSON, without its end: the name as it was found, then what `check` prints."""
        return f'{{"file": {escape_json(json.dumps(self.file))}, {self.body[1:]}'

    @property
    def verdict(self) -> Verdict | None:
        """The verdict with its report and findings; None for an error."""
        from coacheck.model import Verdict

        return None if self.ended == "error" else Verdict.model_validate_json(self.body)

    @property
    def error(self) -> str | None:
        return self.told if self.ended == "error" else None


def judged(file: str, verdict: Verdict) -> Scanned:
    from coacheck.scanning.figures import figures_of

    report = verdict.report
    decisive = list(_decisive(verdict))
    return Scanned(
        file, verdict.verdict, escape_json(verdict.model_dump_json()),
        tuple(dict.fromkeys(f"{f.check} {f.subject}" if f.subject else f.check for f in decisive)),
        decisive[0].message if decisive else "", report.lab.name, report.client, report.batch,
        figures_of(report),
    )  # fmt: skip


def failed(file: str, trouble: Trouble, message: str) -> Scanned:
    """`message` is one line: what was found, what was expected, what to do."""
    content = {"schema_version": "1", "source": {"name": clean(file)}, "error": clean(message), "reason": trouble}
    return Scanned(file, "error", escape_json(json.dumps(content, ensure_ascii=False)), (trouble,), clean(message))


def from_line(line: str) -> Scanned:
    """The result that `line` was made of. Raises ValueError for a line that is none."""
    from coacheck.model import Verdict

    content = json.loads(line)
    try:
        file = content.pop("file")
        if "error" in content:
            return failed(file, content["reason"], content["error"])
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"expected a line of a scan, found {line[:40]!r}") from error
    return judged(file, Verdict.model_validate(content))


def _decisive(verdict: Verdict) -> Iterator[Finding]:
    for outcome in ("fail", "review"):
        yield from (f for f in verdict.findings if f.outcome == outcome)
