"""Whatever the reader hands over, the judge answers: odd units, impossible dates, figures beyond measure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coacheck.model import Panel, Report
from rules.builders import CONTAMINANTS, report, row, total, verdict

UNITS = ("%", "mg/g", "mg/mL", "mg/unit", "mg", "ppm", "ppb", "ug/g", "CFU/g", "Ct", "per 1 g", "furlong", "")
WORDS = ("ND", "<LOQ", "<LOD", "NT", "NR", "detected", "TNTC", "<5", "0", "0.000", "0.25", "12.5", "1e300", "99999999")
CODES = ("cbd", "cbda", "thca", "delta_9_thc", "n_butane", "aldicarb", "salmonella", "water_activity", "moisture", "x")
DAYS = ("2026-09-05", "2026-09", "2026-02-30", "soon", "2031-01-01", None)


def join(text: str, unit: str) -> str:
    return f"{text} {unit}".strip()


cells = st.builds(join, st.sampled_from(WORDS), st.sampled_from(UNITS))
limits = st.none() | st.builds(join, st.sampled_from(["0", "0.1", "5", "104", "1e300"]), st.sampled_from(UNITS))
rows = st.builds(
    lambda code, cells, lod, loq, limit, status: row(code, *cells, lod=lod, loq=loq, limit=limit, status=status),
    st.sampled_from(CODES), st.lists(cells, max_size=3), limits, limits, limits, st.sampled_from([None, "pass"]),
)  # fmt: skip
panels = st.builds(lambda found: Panel(measurements=found), st.lists(rows, max_size=4))
totals = st.builds(total, st.sampled_from(["total_thc", "total_cannabinoids", "total_cbd_dry"]), cells)
reports = st.builds(
    lambda some, found, others, mass, day: report(
        some, found, others, serving={"unit_mass_g": mass}, dates={"received": day, "reported": day}
    ),
    st.lists(rows, max_size=5),
    st.lists(totals, max_size=3),
    st.dictionaries(st.sampled_from((*CONTAMINANTS, "moisture", "water_activity")), panels),
    st.sampled_from([None, 0.0, -1.0, 3.5]),
    st.sampled_from(DAYS),
)


@given(reports, st.sampled_from(["hemp", "us-ca", "us-fl", "eu", "usp", "ca"]))
def test_no_report_can_break_the_judge(made: Report, rules: str) -> None:
    judged = verdict(made, "CBD 20 mg/unit", "THC <= 0.3 %", "THC-free", "CBG 5 mg", options={"rules": rules})
    assert judged.verdict in ("pass", "review", "fail")
    assert judged.model_dump_json()
