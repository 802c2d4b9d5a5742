"""Which web addresses a page prints, and which postal address belongs to whom."""

from __future__ import annotations

from pathlib import Path

import pytest

import coacheck
from coacheck.layout.phrases import Phrase
from coacheck.model import Evidence
from coacheck.page import Document, Page
from coacheck.reading.fields.addresses import address_at
from coacheck.reading.fields.links import links_of
from coacheck.reading.fields.page_marks import _numbered
from reading.lines import line
from refusals.paper import drawn


def links(*phrases: Phrase, clickable: tuple[tuple[str, tuple[float, float, float, float]], ...] = ()) -> list[str]:
    page = Page(1, 612, 792, [], [], clickable=list(clickable))
    return [f"{x.kind} {x.url}" for x in links_of(Document("x", "0", [page], b""), [list(phrases)])]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Visit www.quillback.com.", "www.quillback.com"),
        ("Tel 555-010-0177 | quillback.io | Gannet Bay", "quillback.io"),
        ("https://quillback.net/coa?id=7, page 2", "https://quillback.net/coa?id=7"),
        ("http://localhost:5173/coa/3d1a", "http://localhost:5173/coa/3d1a"),
        ("file:///C:/Users/ann/coa.html 1/2", "file:///C:/Users/ann/coa.html"),
        ("(see http://results.quillback.co.uk/r/1)", "http://results.quillback.co.uk/r/1"),
    ],
)
def test_a_printed_address(text: str, url: str) -> None:
    assert links(line(text, 40, 40)) == [f"printed {url}"]


@pytest.mark.parametrize("text", ["CBD 1.5 mg/g", "M. Osei, M.Sc.", "report.pdf", "e.g. this"])
def test_what_is_no_web_address(text: str) -> None:
    assert links(line(text, 40, 40)) == []


def test_a_mail_address_is_told_as_one() -> None:
    assert links(line("lab@ma.quillback.com | 555-010-0177", 40, 40)) == ["mail lab@ma.quillback.com"]


def test_what_can_be_clicked_is_told_with_the_words_on_it() -> None:
    shown = line("www.quillback.com", 40, 40)
    place = (shown.x0, shown.top, shown.x1, shown.bottom)
    page = Page(1, 612, 792, [], [], clickable=[("https://elsewhere.com/", place), ("mailto:a@quillback.com", place)])

    found = links_of(Document("x", "0", [page], b""), [[shown]])

    assert [(x.kind, x.url, x.text) for x in found] == [
        ("printed", "www.quillback.com", "www.quillback.com"),
        ("clickable", "https://elsewhere.com/", "www.quillback.com"),
    ]  # fmt: skip


def at(phrase: Phrase) -> Evidence:
    return Evidence(page=1, bbox=phrase.box, text=phrase.text)


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        (["Quillback Labs", "12 Pier Street", "Gannet Bay, ME 04999"], "12 Pier Street, Gannet Bay, ME 04999"),
        (["Quillback Labs", "555-010-0177", "Gannet Bay, ME 04999"], "Gannet Bay, ME 04999"),
        (["Quillback Labs", "Address: 12 Pier Street, Gannet Bay, ME 04999"], "12 Pier Street, Gannet Bay, ME 04999"),
        (["Quillback Labs | 12 Pier Street, Gannet Bay, ME 04999 | x.io"], "12 Pier Street, Gannet Bay, ME 04999"),
        (["Quillback Labs", "12 Pier Street, Gannet Bay, ME 04999 · 555-010"], "12 Pier Street, Gannet Bay, ME 04999"),
        (["Quillback Labs", "Seestrasse 44 · CH-3608 Thun · www.x.ch"], "Seestrasse 44, CH-3608 Thun"),
        (["Quillback Labs", "Quillback ID 22871.3"], None),
        (["Quillback Labs", "12 Pier Street", "Gannet Bay, ME"], "12 Pier Street, Gannet Bay, ME"),
        (["Quillback Labs", "Gannet Bay, ME"], None),
        (["Quillback Labs", "Pesticides Pass", "CBD 1.5 mg/g"], None),
    ],
)  # fmt: skip
def test_the_address_of_a_name(lines: list[str], address: str | None) -> None:
    phrases = [line(text, 40, 40 + 9 * i) for i, text in enumerate(lines)]

    assert address_at(at(phrases[0]), [phrases]) == address


def test_the_address_beside_a_mail_address() -> None:
    address, mail = line("12 Pier Street, Gannet Bay, ME 04999", 40, 760), line("info@quillback.com", 330, 760)

    assert address_at(at(mail), [[address, mail]]) == "12 Pier Street, Gannet Bay, ME 04999"


def test_the_address_below_another_partys_name_is_theirs() -> None:
    lab, client = line("Quillback Labs", 40, 40), line("Mallow Street Confections", 40, 60)
    theirs = [line("9 Mallow Street", 40, 69), line("Fenwick, VT 05999", 40, 78)]

    assert address_at(at(lab), [[lab, client, *theirs]], "Mallow Street Confections") is None
    assert address_at(at(client), [[lab, client, *theirs]]) == "9 Mallow Street, Fenwick, VT 05999"


@pytest.mark.parametrize("apart", [0, 160])
def test_the_address_known_as_the_labs_is_the_clients_where_it_is_printed_again_under_its_name(apart: int) -> None:
    """It stands under the lab's name, or beside it on one line."""
    street = "12 Pier Street, Gannet Bay, ME 04999"
    head = [line("Quillback Labs", 40, 40), line(street, 40 + apart, 40 if apart else 50)]
    client = line("Mallow Confections", 40, 70)

    assert address_at(at(client), [[*head, client]], "Quillback Labs", street) is None
    again = [*head, client, line("12 Pier Street", 40, 80), line("Gannet Bay, ME 04999", 40, 90)]
    assert address_at(at(client), [again], "Quillback Labs", street) == street
    other = [*head, client, line("9 Mallow Street", 40, 80), line("Gannet Bay, ME 04999", 40, 90)]
    assert address_at(at(client), [other], "Quillback Labs", street) == "9 Mallow Street, Gannet Bay, ME 04999"
    foot = [*head, client, line(street, 40, 760)]
    assert address_at(at(client), [foot], "Quillback Labs", street) is None


def test_an_address_behind_another_partys_name_is_theirs() -> None:
    lab, client = line("Quillback Labs", 40, 40), line("Mallow Confections, 9 Mallow Street, Fenwick, VT 05999", 40, 50)

    assert address_at(at(lab), [[lab, client]], "Mallow Confections") is None


def test_the_address_in_the_letterhead_is_not_that_of_a_client_named_under_it() -> None:
    lab, street = line("Quillback Labs", 40, 40), line("9 Mallow Street, Fenwick, VT 05999", 40, 52)
    client = line("Client: Peach Botanicals", 40, 66)

    assert address_at(at(client), [[lab, street, client]], "Quillback Labs") is None


def test_where_dates_and_accreditation_stand_is_shown(samples: Path) -> None:
    fields = coacheck.read(samples / "gummy-underfilled.pdf").fields

    assert "09/22/2026" in fields["received"].text
    assert fields["accreditation"].text == "Accreditation #109-447"


def test_the_number_of_a_page_whose_words_stand_far_apart() -> None:
    words = [line(text, 400 + 30 * i, 760) for i, text in enumerate(["Page", "2", "of", "4"])]

    mark = _numbered(Page(2, 612, 792, [], []), words)

    assert (mark.number, mark.of, mark.text) == (2, 4, "Page 2 of 4")


@pytest.mark.parametrize("mark", ["page1 of 1", "Page: 1 / 1", "Seite 1 von 1", "Pág 1 de 1", "Pág. 1 de 1"])
def test_the_number_of_a_page_however_it_is_set(mark: str) -> None:
    rows = ["Sample ID: FR-118", "Analyte | LOQ % | Result %", "CBD | 0.05 | 3.31", "THC | 0.05 | 0.12", "2/5", mark]
    sheet = "\n".join(["Potency Report", *rows])

    found = coacheck.read(drawn(sheet)).page_marks

    assert [(m.number, m.of, m.text, m.sample_id) for m in found] == [(1, 1, mark, "FR-118")]


def test_the_labs_own_batch_below_the_results_is_no_place_of_the_products() -> None:
    rows = [f"{name} | 0.05 | 0.1{i}" for i, name in enumerate(["CBD", "THC", "CBG", "CBN"])]
    sheet = ["Potency Report", "Sample ID: FR-118", "Analyte | LOQ % | Result %", *rows, "Batch ID: JAN0326B-POT"]

    report = coacheck.read(drawn("\n".join(sheet)))

    assert (report.batch, report.fields.get("batch")) == (None, None)
    assert report.fields["sample_id"].page == 1
