"""A verdict made by hand: each kind of finding once, and a name that wants to steer the terminal."""

from __future__ import annotations

import pytest

from coacheck.model import (
    Claim,
    Dates,
    Evidence,
    Finding,
    Lab,
    Label,
    Product,
    Report,
    RulesUsed,
    Source,
    Unread,
    Verdict,
)


@pytest.fixture
def report() -> Report:
    return Report(
        source=Source(name="gummy.pdf", sha256="0" * 64, pages=2),
        lab=Lab(name="Quillback Testing Labs", license="CMTL-90044", iso17025=True),
        product=Product(name="Peach \x1b[31mRings", matrix="Gummy", category="ingestible"),
        sample_id="2609QBT0073-004",
        dates=Dates(received="2026-09-22", reported="2026-09-29"),
        unread=[Unread(page=2, text="CBX 0,1,2 ?", reason="no number")],
    )


@pytest.fixture
def verdict(report: Report) -> Verdict:
    row = Evidence(page=1, bbox=[1, 2, 3, 4], text="CBD 0.446 17.89")
    return Verdict(
        verdict="fail",
        pillars={"pure": "review", "potent": "fail", "legitimate": "pass"},
        report=report,
        label=Label(claims=[Claim(text="CBD 25 mg/unit", analyte="cbd", value=25, unit="mg/unit")], batch="PR25"),
        rules=RulesUsed(profile="hemp", on="2026-11-22", sets=["us-hemp", "us-ca"]),
        findings=[
            Finding(check="pure.panels", pillar="pure", outcome="review", kind="gap", subject="pesticides",
                    message="pesticides: not in the report"),
            Finding(check="pure.lab-verdict", pillar="pure", outcome="pass", message="nothing failed"),
            Finding(check="potent.totals", pillar="potent", outcome="pass", message="totals follow", evidence=[row]),
            Finding(
                check="potent.label-claim", pillar="potent", outcome="fail", subject="cbd", evidence=[row] * 2,
                message="label says 25 mg/unit, the report 17.89 mg/unit: 28.4 % below the label", citation="JAMA 2017",
            ),
            Finding(check="legit.dates", pillar="legitimate", outcome="pass", message="in order"),
            Finding(check="legit.batch", pillar="legitimate", outcome="skip", message="no batch given"),
        ],
        caveats=["The lab still stands by it."],
    )  # fmt: skip
