"""Printed dates, and which date of a report is which."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from coacheck.layout.phrases import Phrase
from coacheck.model import Dates
from coacheck.reading.fields.candidates import candidates_of
from coacheck.reading.fields.dates import DateOrder, dated_places, dates_of, in_sequence, order_of
from reading.drawn import read as drawn
from reading.drawn import rows
from reading.lines import line


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("06/17/2022", "2022-06-17"),
        ("6/7/22 17:28", "2022-06-07"),
        ("2022-06-17", "2022-06-17"),
        ("23.02.2026", "2026-02-23"),
        ("MAR 07, 2022", "2022-03-07"),
        ("12Nov2024", "2024-11-12"),
        ("22 February 2022", "2022-02-22"),
        ("5. Mai 2026", "2026-05-05"),
        ("2022/06/17", "2022-06-17"),
        ("Mar-07-2022", "2022-03-07"),
        ("3 de diciembre de 2022", "2022-12-03"),
        ("5 de março de 2024", "2024-03-05"),
        ("12 juillet 2023", "2023-07-12"),
        ("06/2022", "2022-06"),
        ("05/26/202111:22", "2021-05-26"),
        ("13/32/2022", None),
        ("N/A", None),
    ],
)
def test_a_date_as_printed(text: str, iso: str | None) -> None:
    assert DateOrder().parse(text) == iso


def test_the_last_day_of_a_span() -> None:
    assert DateOrder().parse("29 December 2021- 09 January 2022", last=True) == "2022-01-09"


def test_the_day_stands_first_where_some_date_says_so() -> None:
    assert order_of("17/06/2022 and 05/06/2022", False).parse("05/06/2022") == "2022-06-05"
    assert order_of("06/17/2022 and 05/06/2022", False).parse("05/06/2022") == "2022-05-06"


def read(*phrases: Phrase, of_panels: frozenset[tuple[int, tuple[float, ...]]] = frozenset()) -> Dates:
    return dates_of(candidates_of(phrases, [], 1, 1000.0), DateOrder(), of_panels, [list(phrases)])


def test_completed_stands_for_tested_and_reported() -> None:
    found = read(line("Completed: 06/29/2022", 30, 100), line("Received: 06/24/2022", 30, 110))

    assert (found.received, found.tested, found.reported) == ("2022-06-24", "2022-06-29", "2022-06-29")


def test_the_date_of_a_panel_is_not_the_reports() -> None:
    own = line("Date Tested: 06/16/2022", 30, 300)
    issued = line("Report Created: 06/17/2022", 30, 100)

    assert read(issued, own, of_panels=frozenset({(1, tuple(own.box))})).tested is None
    assert read(issued, own).tested == "2022-06-16"


def test_the_last_of_several_reports_in_one() -> None:
    assert read(line("Reported: 11/12/2024", 30, 100), line("Reported: 11/15/2024", 30, 500)).reported == "2024-11-15"


def test_the_signatures_date_the_report_where_nothing_else_does() -> None:
    signed = [line("Roy Sorensen - Lab Director", 54, 728), line("1/28/2023, 12:51:00 AM", 392, 728)]

    assert read(*signed).reported == "2023-01-28"
    assert read(line("Reported: 01/27/2023", 30, 100), *signed).reported == "2023-01-27"


def test_where_the_signature_dates_the_report_is_told() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Cannabinoid", "%"), ("THCA", "20.1"), ("CBD", "ND"), ("CBG", "0.3"))
        page.drawString(60, 90, "Ada Voss, Laboratory Director")
        page.drawString(300, 90, "1/28/2023")

    report = drawn(draw)

    assert report.dates.reported == "2023-01-28"
    assert report.fields["reported"].text == "1/28/2023"


def test_a_date_is_shown_at_its_own_label_where_another_prints_the_same_day() -> None:
    day = ": 07/28/2022"
    labels = ("Cultivation Date", "Sampling Date", "Production Date", "Completion Date")
    phrases = [line(name + day, 30, 100 + 20 * i) for i, name in enumerate(labels)]
    candidates = candidates_of(phrases, [], 1, 1000.0)
    own = dates_of(candidates, DateOrder(), frozenset(), [phrases])

    found = {name: c.label for name, c in dated_places(own, candidates, DateOrder()).items()}

    assert found == {"produced": "Production Date", "collected": "Sampling Date", "tested": "Completion Date",
                     "reported": "Completion Date"}  # fmt: skip


def steps(*texts: str) -> list[str | None]:
    """Received, tested and reported, as the order of the report's own steps has them."""
    names = ("Date Received", "Date Tested", "Report Date")
    phrases = [line(f"{n}: {text}", 30, 100 + 20 * i) for i, (n, text) in enumerate(zip(names, texts, strict=True))]
    order = in_sequence(order_of(" ".join(texts), False), candidates_of(phrases, [], 1, 1000.0))
    return [order.parse(text) for text in texts]


def test_the_day_stands_first_where_only_so_a_report_takes_days_and_not_months() -> None:
    assert steps("03/09/2024", "05/09/2024", "06/09/2024") == ["2024-09-03", "2024-09-05", "2024-09-06"]
    assert steps("03/05/2024", "03/08/2024", "03/11/2024") == ["2024-03-05", "2024-03-08", "2024-03-11"]


def test_the_month_stands_first_before_a_dot_where_only_so_the_steps_follow_each_other() -> None:
    assert steps("05.07.2026", "05.09.2026", "05.11.2026") == ["2026-05-07", "2026-05-09", "2026-05-11"]
    assert steps("07.05.2026", "09.05.2026", "11.05.2026") == ["2026-05-07", "2026-05-09", "2026-05-11"]


def test_digits_of_an_id_say_nothing_of_dates() -> None:
    assert order_of("Muestra, lote D2-22-05, informe del 03/08/2022, resultados", False).day_first


def test_a_date_of_testing_among_the_names_of_the_sample_is_the_reports() -> None:
    own = line("Date Tested: 06/16/2022", 30, 109)
    place = frozenset({(1, tuple(own.box))})

    assert read(line("Sample ID: S-1234", 30, 100), own, of_panels=place).tested == "2022-06-16"
    assert read(line("Sample ID: S-1234", 30, 40), own, of_panels=place).tested is None


def test_dates_with_points_have_an_order_of_their_own() -> None:
    order = order_of("Received 11.09.2026, reported 18.09.2026, signed 09/18/2026", False)

    assert [order.parse(text) for text in ("11.09.2026", "09/11/2026")] == ["2026-09-11", "2026-09-11"]


def test_a_number_with_its_day_in_a_line_of_its_own_dates_the_report() -> None:
    found = read(line("Analysenzertifikat", 30, 80), line("Nr. 24-03817-001 vom 15.03.2024", 30, 95))

    assert found.reported == "2024-03-15"
