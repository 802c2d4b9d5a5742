"""Who tested, for whom, what: where reports print it without saying so."""

from __future__ import annotations

import pytest

from coacheck.layout.phrases import Phrase
from coacheck.model import Evidence
from coacheck.page import Page
from coacheck.reading.fields.candidates import Candidate, candidates_of
from coacheck.reading.fields.client import client_of
from coacheck.reading.fields.ids import first_id, is_name, lot_in_name, printed_ids, titled_batch
from coacheck.reading.fields.laboratory import lab_details
from coacheck.reading.fields.matrix import category_of, matrix_of
from coacheck.reading.fields.page_marks import page_mark
from coacheck.reading.fields.product import product_of
from coacheck.reading.fields.which_lab import lab_of
from coacheck.reading.vocabulary import vocabulary
from reading.lines import line


def lab(*phrases: Phrase) -> str | None:
    return lab_of([list(phrases)], [])[0]


def test_an_unknown_lab_is_named_as_its_web_address_spells_it() -> None:
    found = lab(
        line("Copperline Assay", 40, 40), line("7 Millrace Court, Aldous Springs, CO 80999", 40, 50),
        line("copperline.example", 40, 60), line("Drift & Ember Co.", 300, 100), line("Head of Laboratory", 40, 700),
    )  # fmt: skip

    assert found == "Copperline Assay"


def test_a_name_is_read_up_to_the_address_behind_it() -> None:
    found = lab(line("Dovecote Labs, Inc. // 12 ROOKERY LANE, MARLPIT, CA 95999", 300, 40))

    assert found == "Dovecote Labs, Inc."


def test_a_name_in_three_large_lines() -> None:
    found = lab(
        line("Ninth", 24, 15, 24),
        line("Fathom", 24, 42, 24),
        line("Labs", 24, 69, 24),
        line("ninthfathom.example", 24, 123),
    )

    assert found == "Ninth Fathom Labs"


def test_a_name_in_two_lines_that_are_larger_than_the_rest() -> None:
    texts = ("88 Mill Way, Kingston, NY 12401", "Page 1 of 2", "Compliance test")
    small = [line(text, 160, 26 + 9 * i, 6.5) for i, text in enumerate(texts)]

    assert lab(line("Alder Gorge", 42, 25, 10.5), line("Laboratories, LLC", 42, 37, 10.5), *small) == (
        "Alder Gorge Laboratories, LLC"
    )


@pytest.mark.parametrize(
    "text", ["Head of Laboratory", "Laboratory Director", "Lab Report", "Testing Results", "Acme Hemp LLC"]
)
def test_what_is_no_lab(text: str) -> None:
    assert lab(line(text, 40, 40)) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ORELAP: 4101 / OLCC: 010-10035537931", "4101"),
        ("ISO/IEC 17025 Cert. CA-5531", "CA-5531"),
        ("ISO/IEC 17025:2017 Certificate A-7720", "A-7720"),
        ("ISO/IEC 17025:2017 Accreditation No. 88214", "88214"),
        ("accredited by DIN EN ISO/IEC 17025:2018, accreditation no. D-PL-90417-01-00. Page 1", "D-PL-90417-01-00"),
        ("ISO/IEC 17025:2017 A2LA Certificate No: 4074.01 & 4074.02", "4074.01 & 4074.02"),
        ("ISO/IEC 17025:2017 Accredited | #93948", "93948"),
        ("Certificate of Analysis 20220618", None),
        ("Accredited to ISO/IEC 17025:2017", None),
    ],
)
def test_accreditation(text: str, number: str | None) -> None:
    assert lab_details(None, None, None, [[line(text, 30, 100)]]).accreditation_number == number


def test_a_licence_is_the_labs_where_it_stands_with_the_accreditation() -> None:
    own = line("License TCL-0097 — ISO/IEC 17025:2017", 190, 60)
    other = line("License: CUL-4711", 190, 200)

    assert lab_details("Ternharrow", None, None, [[other, own]]).license == "TCL-0097"
    assert lab_details("Ternharrow", None, None, [[other]]).license is None


def product(*phrases: Phrase, taken: tuple[str, ...] = (), place: Evidence | None = None) -> str | None:
    found = candidates_of(phrases, [], 1, 1000.0)
    body = [line("Results of analysis", 30, y) for y in (400, 500, 600)]
    return product_of(found, [[*phrases, *body]], taken, (place,), vocabulary())[0]


def test_a_sample_that_has_a_name_is_the_product() -> None:
    assert product(line("Sample ID: Tincture 1000 mg", 30, 100)) == "Tincture 1000 mg"
    assert product(line("SAMPLE: Bulk Sunbeam (FLOWER)", 30, 100), taken=("Flower",)) == "Bulk Sunbeam"


def test_a_title_over_the_matrix_though_it_names_an_amount() -> None:
    matrix = line("Matrix: Flower", 30, 52)
    place = Evidence(page=1, bbox=matrix.box)

    assert product(line("Longtail Pre-Roll 1 g", 30, 40), matrix, place=place) == "Longtail Pre-Roll 1 g"


@pytest.mark.parametrize(
    "text", ["21.24%", "09/07/2022", "902 Causeway Drive, Unit 12", "ANALYTE", "Complete", "Cannabinoids"]
)
def test_what_is_no_title(text: str) -> None:
    assert product(line(text, 30, 40, 14)) is None


def test_a_client_opposite_the_sample_or_over_its_premises() -> None:
    body = [line("text of the body", 40, y, 6) for y in range(150, 200, 10)]
    opposite = [line("Herb Depot", 40, 84, 10), line("Sample: 09-19-2024-55077", 400, 84, 10), *body]
    bare = [line("Herb Depot", 40, 84, 10), line("Sample 596-062424-180", 400, 84, 10), *body]
    over = [line("Verano", 23, 100, 12), line("Cultivation Facility:", 26, 115), *body]

    assert client_of([], [opposite], "New Bloom Labs")[0] == "Herb Depot"
    assert client_of([], [bare], "New Bloom Labs")[0] == "Herb Depot"
    assert client_of([], [over], None)[0] == "Verano"


def test_a_client_is_read_without_the_address_behind_it() -> None:
    found = candidates_of([line("Client: Old Orchard Hemp, 5 Cider Lane, Gannet Bay, ME 04998", 30, 90)], [], 1, 1000.0)

    assert client_of(found, [[]], None)[0] == "Old Orchard Hemp"


def test_an_id_in_large_print_over_the_sample_is_the_batch() -> None:
    page = [
        line("EGP190626-8666", 246, 99, 10, bold=True),
        line("Laboratory ID:", 250, 115, 7),
        line("KF23033-01", 322, 115),
    ]

    found = titled_batch([page], "Concord Grape", "KF23033-01")
    assert found is not None
    assert found.text == "EGP190626-8666"
    assert titled_batch([page], "EGP190626-8666", "KF23033-01") is None


@pytest.mark.parametrize(
    ("name", "lot"),
    [
        ("Tincture 1000 mg, Lot 4417-B", "4417-B"),
        ("Huile 10% Nature Lot 186608-DLUO:06/29", "186608"),
        ("Peach Ring (Batch #PR25-0903)", "PR25-0903"),
        ("Lot No. 24007 Gummies", "24007"),
        ("Small Batch 100X Rosin", None),
        ("Batch 1000 mg Gummies", None),
        ("Reserve Batch 2026", None),
        ("Camelot 4417", None),
        ("Whole Lotta Love 25", None),
    ],
)
def test_a_product_s_name_may_say_its_lot(name: str, lot: str | None) -> None:
    assert lot_in_name(name) == lot


@pytest.mark.parametrize(
    ("text", "expected"), [("Tincture 1000 mg", True), ("SA-220608-9792", False), ("MCR-S21- 59483", False)]
)
def test_a_name_is_told_from_an_id(text: str, expected: bool) -> None:
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("texts", "category"),
    [
        (("Derivative", "Extract for Inhalation", "Sour Patch"), "inhalable"),
        (("Gelatins",), "ingestible"),
        (("Derivative (Non-Inhalable)", "CBD Oil"), "ingestible"),
        (("Topical Balm",), "topical"),
        (("Distillate",), "other"),
        (("Derivative", "Distillate", "Papaya 0.5g Disposable Vape"), "inhalable"),
        ((None, "Midnight Berry Cart"), "inhalable"),
        (("Something",), None),
    ],
)
def test_category(texts: tuple[str | None, ...], category: str | None) -> None:
    assert category_of(*texts) == category


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("No part may be copied without the approval of Iron Laboratories.", "Iron Laboratories"),
        ("see environlaboratories 2026", None),
        ("CBD Test", None),
        ("CBD test results", None),
        ("www.cbd-test.ch", "CBD TEST"),
        ("Guttentag Solutions GmbH", "CBD TEST"),
    ],
)
def test_a_known_lab_is_named_by_whole_words_and_not_by_everyday_ones(text: str, name: str | None) -> None:
    assert lab(line(text, 40, 40)) == name


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Batch TL220101", None),
        ("NJ Lic. # TL220101", "TL220101"),
        ("Lot SC-123456", None),
        ("C8-0000013-LIC", "C8-0000013-LIC"),
        ("DEA No. RA0571996", None),
    ],
)
def test_a_licence_that_looks_like_many_a_number_needs_a_word_before_it(text: str, number: str | None) -> None:
    assert lab_details(None, None, None, [[line(text, 30, 100)]]).license == number


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("PJLA accredited", "PJLA"),
        ("Perry Johnson Laboratory Accreditation, Inc.", "PJLA"),
        ("ACCREDITED BY THE LAB", None),
        ("ANAB and A2LA, certificate 4329.02", "A2LA"),
    ],
)
def test_the_accreditation_body(text: str, body: str | None) -> None:
    assert lab_details(None, None, None, [[line(text, 30, 100)]]).accreditation_body == body


def test_a_client_with_a_laboratorys_word_in_its_name_is_not_the_lab() -> None:
    page = [
        line("Distributor:", 30, 100), line("Drift Labs Pharmaceuticals", 140, 100),
        line("1009 Millrace Rd, Suite J", 140, 110), line("Aldous Springs, CO 80999", 140, 120),
    ]  # fmt: skip

    assert lab_of([page], candidates_of(page, [], 1, 1000.0))[0] is None
    assert lab_of([page], [])[0] == "Drift Labs Pharmaceuticals"


@pytest.mark.parametrize(
    ("header", "told"),
    [("1108193 Mallow Street", "1108193"), ("1108177 Mallow Street", "1108177"), ("2207614 Mallow Street", None)],
)
def test_an_id_that_was_changed_on_another_page_alone(header: str, told: str | None) -> None:
    page = Page(2, 612.0, 792.0, [], [])

    assert page_mark(page, [line(header, 40, 40)], [], "1108177", None).sample_id == told


@pytest.mark.parametrize(
    ("printed", "told"),
    [("Batch #: QB-1 1PR.7", "QB-1 1PR.7"), ("Batch #: QB-1 1P", None), ("Batch #: QB-1 1PR77", "QB-1 1PR77")],
)
def test_a_batch_cut_short_is_the_same_and_one_that_reads_on_differently_is_not(printed: str, told: str | None) -> None:
    pages = [[line("Batch #: QB-1 1PR77", 40, 40)], [line(printed, 40, 40)]]
    candidates = [c for n, lines in enumerate(pages, 1) for c in candidates_of(lines, [], n, 400.0)]
    page = Page(2, 612.0, 792.0, [], [])

    assert page_mark(page, pages[1], candidates, None, "QB-1 1PR77").batch == told


def test_certificates_in_one_file_each_have_their_own_number() -> None:
    """After the results of the first page every header is late; what stands elsewhere may be anything's."""

    def at(page: int, text: str, top: float = 50.0) -> Candidate:
        return Candidate(field="report_id", rank=1, text=text, page=page, box=[40.0, top, 90.0, top + 8],
                         label="Test ID:", lines=(text,), late=page > 1)  # fmt: skip

    found = printed_ids([at(1, "T-100"), at(2, "T-101"), at(3, "T-100"), at(3, "T-900", top=400.0)])

    assert [i.text for i in found] == ["T-100", "T-101"]


def test_a_name_goes_on_in_what_the_firm_is() -> None:
    under = lab(line("HERBACOR", 40, 30, 16, True), line("LABORATORIES", 40, 48, 6), line("12 Mill Road", 40, 60))
    behind = lab(line("Harborline", 40, 30, 16, True), line("Analytics", 130, 31, 14), line("12 Mill Road", 40, 60))

    assert (under, behind) == ("HERBACOR LABORATORIES", "Harborline Analytics")


def test_a_name_goes_on_in_what_the_firm_is_with_its_form() -> None:
    texts = line("COPPER BENCH", 40, 30, 16, True), line("LABORATORIES, LLC", 40, 48, 8)

    assert lab(*texts, line("lab@copperbench.example", 240, 40)) == "COPPER BENCH LABORATORIES, LLC"


def test_a_logo_of_a_large_word_with_small_print_under_it() -> None:
    head = line("SOUTHQUAY", 40, 30, 17, True)

    assert lab(head, line("ASSURANCE LABS", 40, 48, 8)) == "SOUTHQUAY ASSURANCE LABS"
    assert lab(line("Licensed by the state", 40, 4, 8), head, line("Assurance Labs", 40, 48, 8)) == "Assurance Labs"


def test_a_laboratory_of_phytochemistry() -> None:
    page = line("Low Valley Phytochemistry", 40, 30, 16, True), line("12 Mill Road, Dunmore, Colorado 80999", 40, 50)

    assert lab(*page) == "Low Valley Phytochemistry"


def test_a_title_goes_on_in_a_word_that_ends_the_kind() -> None:
    title = line("Lemon Slope 300mg Vape", 30, 80, 12, True), line("Cartridge", 30, 94, 12, True)

    assert product(*title, taken=("Derivative - Cartridge",)) == "Lemon Slope 300mg Vape Cartridge"


def test_a_title_with_its_kind_in_one_long_line_under_it() -> None:
    kind = "Concentrate (non-solvent and hydrocarbon), live resin"

    assert matrix_of([], [[line("Harbor Badder", 40, 80, 17, True), line(kind, 40, 99)]])[0] == kind


def test_a_name_may_begin_with_a_number_or_be_a_logo_in_small_letters() -> None:
    assert lab(line("629 Labs", 40, 30, 16, True), line("12 Mill Road", 40, 60)) == "629 Labs"
    assert lab(line("bay row analytics", 40, 30, 16), line("12 Mill Road", 40, 60)) == "bay row analytics"


def test_a_client_in_front_of_its_address_on_one_line() -> None:
    page = [
        line("Desert Plum", 40, 90, 14, True), line("Sagewater Cultivation, 900 Playa Road, Pahrump NV 89048", 40, 108),
        line("Cannabinoids", 40, 200),
    ]  # fmt: skip

    assert client_of([], [page], None)[0] == "Sagewater Cultivation"


def test_the_batch_on_the_line_of_a_panel_is_the_lab_s() -> None:
    page = [
        line("Batch #: WRX-TLR-0407", 300, 90), line("Potency Analysis by HPLC", 40, 130),
        line("Method: JAOAC 2015", 200, 130), line("Batch: 2203117", 330, 130),
    ]  # fmt: skip

    assert [c.text for c in candidates_of(page, [], 1, 500) if c.field == "batch"] == ["WRX-TLR-0407"]


def test_what_a_firm_is_in_small_letters_under_its_name_is_not_the_name() -> None:
    found = lab(line("FUNDACIÓN ALBUFERA", 40, 30, 16, True), line("Laboratorio de análisis de cannabis", 40, 48))

    assert found == "FUNDACIÓN ALBUFERA"


def test_a_value_a_space_behind_its_label_goes_before_one_under_it() -> None:
    page = [
        line("Sample ID", 40, 90), line("SD-1", 84, 90), line("Tested for", 40, 104), line("Tidewater LLC", 80, 104),
        line("Analyses executed", 40, 118), line("CAN, MIC, PES", 120, 118),
    ]  # fmt: skip

    assert client_of(candidates_of(page, [], 1, 500), [page], None)[0] == "Tidewater LLC"


def test_a_lot_may_stand_behind_the_label_of_a_tag() -> None:
    candidates = candidates_of([line("Client/Metrc ID: Lot SB-T1500-041", 40, 90)], [], 1, 500)

    assert [text for text, _ in filter(None, [first_id(candidates, "batch")])] == ["SB-T1500-041"]


def test_an_id_that_is_wrapped_is_told_as_another_page_prints_it() -> None:
    head = [line("Batch", 40, 90), line("GUM.30.CC", 90, 90), line("WM.210920.1", 90, 99), line("Matrix", 40, 120)]
    candidates = candidates_of(head, [], 1, 500)
    found = [first_id(candidates, "batch", text) for text in ("MIP GUM.30.CCWM.210920.1 page 2", "MIP page 2")]

    assert [text for text, _ in filter(None, found)] == ["GUM.30.CCWM.210920.1", "GUM.30.CC WM.210920.1"]


def test_a_client_in_front_of_a_street_with_its_number_behind() -> None:
    candidates = candidates_of([line("Auftraggeber: Isartal Pharma Import GmbH, Lindenring 4", 40, 90)], [], 1, 500)

    assert client_of(candidates, [[]], None)[0] == "Isartal Pharma Import GmbH"


def headings(top: float, *texts: str) -> list[Phrase]:
    return [line(text, 60 + 90 * i, top, 9, bold=True) for i, text in enumerate(texts)]


@pytest.mark.parametrize("text", ["Inhaled (ppm)", "Variance", "Per gummy"])
def test_a_heading_of_a_column_is_no_product(text: str) -> None:
    assert product(*headings(130, "Analyte", "Result", text, "Status"), line("Lead", 60, 145, 9)) is None


def test_the_title_of_a_table_is_no_product() -> None:
    table = [line("Microbiology and Mycotoxins", 60, 105, 9, bold=True), *headings(120, "Test", "Result", "Status")]

    assert product(*table) is None
    assert product(line("Blue Dream Pre-Roll", 60, 85, 14, bold=True), *table) == "Blue Dream Pre-Roll"


def test_a_title_that_ends_in_a_unit_is_no_product() -> None:
    assert product(line("Daily limit (ug)", 60, 105, 9, bold=True)) is None


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("Lot: 2201-A (Mfg 01/15/2025)", "2201-A"),
        ("Batch/Lot: 12345 (bulk: 999)", "12345"),
        ("Batch: SD-11 / Lot: 4402", "SD-11"),
        ("Lot: 1 of 3", None),
        ("Lot: 2201-", None),
    ],
)
def test_a_batch_is_told_without_what_is_said_of_it(printed: str, told: str | None) -> None:
    found = first_id(candidates_of([line(printed, 60, 90)], [], 1, 1000.0), "batch")

    assert (found and found[0]) == told


@pytest.mark.parametrize(
    "text",
    [
        "Heavy metals tested by Columbia Laboratories, Tigard OR. All other tests in house.",
        "Pesticide results supplied by Juniper Analytics, LLC, 4 Elm St, Bend OR 97701, ISO 17025.",
        "Terpene analysis was subcontracted to Columbia Laboratories",
        "Columbia Laboratories (heavy metals)",
    ],
)
def test_who_did_a_part_of_the_tests_is_not_the_lab(text: str) -> None:
    assert lab(line(text, 40, 700)) is None
    assert lab(line("Overlook Analytics", 40, 40, 14), line(text, 40, 700)) == "Overlook Analytics"


def test_a_lab_that_is_labelled_for_a_part_of_the_tests_is_not_the_lab() -> None:
    page = [line("Tested by: subcontracted to Columbia Labs (heavy metals)", 60, 127, 9)]

    assert lab_of([page], candidates_of(page, [], 1, 1000.0))[0] is None


@pytest.mark.parametrize("what", ["Cannabinoids", "Potency, pesticides and heavy metals", "All samples"])
def test_who_did_most_tests_is_the_lab(what: str) -> None:
    assert lab(line(f"{what} tested by Columbia Laboratories, Tigard OR.", 40, 700)) == "Columbia Laboratories"


def test_a_labelled_lab_goes_on_in_the_next_line() -> None:
    first = line("Laboratory: Cascade", 60, 80, 9)
    page = [first, line("Analytical Services", first.words[1].x0, 93, 9), line("Lot: 7", 60, 108, 9)]

    assert lab_of([page], candidates_of(page, [], 1, 1000.0))[0] == "Cascade Analytical Services"


def test_a_title_that_goes_on_names_the_product_without_its_batch() -> None:
    title = line("Certificate of Analysis", 300, 40, 14, bold=True)

    assert product(title, line("for Blue Dream Hemp Flower, Batch BD-7", 300, 56, 10, bold=True)) == (
        "Blue Dream Hemp Flower"
    )
    assert product(title, line("for Blue Dream", 300, 56, 10, bold=True)) is None


def test_a_name_that_is_broken_off_is_no_product() -> None:
    assert product(line("Product: Blue Dream Pre-", 60, 105, 9)) is None
