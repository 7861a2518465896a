"""PDFs: their text layer, their facts, and what cannot be read."""

from __future__ import annotations

import pypdfium2  # type: ignore[import-untyped]  # ships no stubs
import pytest

from archive.page import Sign, read_page
from archive.reading.pdf_plain import plain_letters
from citations.worker import Worker
from pipeline.reading import page_answer


def pdf(*pages: str, facts: str = "", catalog: str = "") -> bytes:
    """Return a PDF of the lines of each page, written by hand after ISO 32000-1, 7.5; `catalog` is more of its root."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        lines = " ".join(f"({line}) Tj 0 -20 Td" for line in text.split("\n"))
        stream = f"BT /F1 12 Tf 72 720 Td {lines} ET" if text else ""
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {resources} /Contents {5 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {facts} >>")
    return _with_table(objects)


def _with_table(objects: list[str]) -> bytes:
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}").encode("latin-1")


REPORT = "The Port Leases of the Lake States\n5 October 2015\nThe council met again on the matter of the bridge."


def test_text_title_and_dates_of_a_report() -> None:
    page = read_page(
        pdf(
            REPORT,
            "Second page of the report.",
            facts="/Title (Port Leases) /Author (Ann Example) /CreationDate (D:20191205101500Z)",
        )
    )
    assert page.mime == "application/pdf"
    assert page.text.split("\n") == [*REPORT.split("\n"), "Second page of the report."]
    assert (page.title, page.byline, page.language) == ("Port Leases", "Ann Example", "en")
    assert page.headings[0] == "The Port Leases of the Lake States"
    assert {(witness.place, witness.kind, witness.date.edtf()) for witness in page.dates} == {
        ("text", "shown", "2015-10-05"),
        ("pdf-metadata", "shown", "2019-12-05"),
    }
    assert page.is_whole


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        ("signed in 1997^12^ by both", "signed in 1997¹² by both"),
        ("signed in 1997.^3^ They left", "signed in 1997.³ They left"),
        ("of them 45%^7^ left", "of them 45%⁷ left"),
        ("in the hall^3^ and left", "in the hall³ and left"),
        ("no 12 of 1997, 5,300 and H2O", "no 12 of 1997, 5,300 and H2O"),
    ],
)
def test_the_number_of_a_note_is_no_part_of_the_number_before_it(pieces: str, line: str) -> None:
    shown = " ".join(
        f"/F1 7 Tf 4 Ts ({piece}) Tj" if place % 2 else f"/F1 12 Tf 0 Ts ({piece}) Tj"
        for place, piece in enumerate(pieces.split("^"))
    )
    body = pdf("X").replace(b"(X) Tj", shown.encode()).replace(b"/Length 38", b"/Length %d" % (35 + len(shown)))
    assert " ".join(read_page(body).text.split()) == line


def test_the_number_of_a_note_that_the_font_itself_draws_raised_is_none_either() -> None:
    """Typst and InDesign print the font's own superscripts: as large as the words, and on their line."""
    typst = pytest.importorskip("typst", reason="the dev extra installs typst")
    body = typst.compile(b"It was signed in 1997#super[12] by both. In 2014 they left, 45%#super[7] of them, for 1984.")
    assert "signed in 1997¹² by both. In 2014 they left, 45%⁷ of them, for 1984." in " ".join(read_page(body).text.split())


def test_the_title_is_the_first_line_that_is_no_number_of_a_report() -> None:
    assert read_page(pdf(f"12\nReport 7\n{REPORT}")).title == "The Port Leases of the Lake States"


def test_days_of_the_cover_and_the_imprint_are_the_report_s_and_those_of_its_text_are_not() -> None:
    contents = "\n".join(f"{number}. What the council of the lower town paid for the harbour" for number in range(1, 31))
    chapter = "\n".join("Nobody had asked the keepers of the northern locks before." for _ in range(30))
    page = read_page(pdf("The Port Leases", contents, "Printed on 5 October 2015", chapter, "The council met on 7 March 2011."))
    assert [witness.date.edtf() for witness in page.dates] == ["2015-10-05"]


def test_a_file_name_is_no_title() -> None:
    page = read_page(pdf(REPORT, facts="/Title (Microsoft Word - draft.doc)"))
    assert page.title == "The Port Leases of the Lake States"


def test_a_scan_has_no_text_layer_and_is_not_whole() -> None:
    page = read_page(pdf("", ""))
    assert page.signs == (Sign.NO_TEXT_LAYER,)
    assert not page.is_whole


def test_halves_of_letters_in_what_a_file_says_of_itself_cost_nothing_of_its_text() -> None:
    half = "<FEFF0041D80000420043004400450046004700480049>"
    labels = f"/PageLabels << /Nums [0 << /S /D /P {half} >>] >>"
    page = read_page(pdf(REPORT, facts=f"/Title {half} /Author {half}", catalog=labels))
    assert "port leases" in page.text.casefold()
    assert (page.title, page.byline, page.pages[0].labels) == ("A\ufffdBCDEFGHI", "A\ufffdBCDEFGHI", ("A\ufffdBCDEFGHI1",))


@pytest.mark.parametrize("body", [b"%PDF-1.4\n", b"%PDF-1.7\n" + b"\xff" * 2000, pdf(REPORT)[:200]])
def test_a_damaged_pdf_is_unreadable_with_a_reason(body: bytes) -> None:
    page = read_page(body, mime="application/pdf")
    assert page.signs == (Sign.UNREADABLE,)
    assert "cannot be opened" in page.detail


def test_pages_that_name_each_other_in_a_circle_end_in_an_outcome() -> None:
    looped = pdf(REPORT).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    with Worker(timeout_s=5) as worker:
        answer = worker.call("archive.page:read_page_plain", looped, {"mime": "application/pdf"})
        assert answer["signs"]
        assert worker.call("archive.page:read_page_plain", pdf(REPORT), {})["title"]


def test_labels_of_pages_that_lead_in_a_circle_cost_the_labels_alone() -> None:
    looped = pdf(REPORT, "Second page.", catalog="/PageLabels 1 0 R /Kids [1 0 R]")
    with Worker(timeout_s=5) as worker:
        answer = page_answer(worker, looped, {"mime": "application/pdf"})
        assert answer["text"].endswith("bridge.\nSecond page.")
        labelled = page_answer(worker, pdf(REPORT, catalog="/PageLabels << /Nums [0 << /S /r >>] >>"), {})
    assert [page["labels"] for page in answer["pages"]] == [[], []]
    assert labelled["pages"][0]["labels"] == ["i"]


def test_a_page_of_a_million_boxes_is_read_and_not_drawn() -> None:
    line = b"BT /F1 12 Tf 72 720 Td (Port Leases) Tj 0 -20 Td ET"
    drawn = line + b"\n9 9 1 1 re f" * 1_000_000
    body = pdf("Port Leases").replace(line, drawn).replace(b"/Length %d" % len(line), b"/Length %d" % len(drawn))
    with Worker() as worker:
        assert worker.call("archive.page:read_page_plain", body, {})["text"] == "Port Leases"


@pytest.mark.parametrize(
    ("drawn", "is_all"),
    [
        ("", True),
        ("0.9 g 60 700 500 40 re f", True),
        ("0 g 60 300 500 40 re f", True),
        ("0 G 60 700 500 40 re S", True),
        ("0 g 60 700 500 40 re f", False),
        ("30 w 1 G 60 700 500 40 re S", False),
        ("60 722 500 1 re f", True),
        ("60 722 500 6 re f", False),
    ],
)
def test_dark_letters_on_paper_or_a_light_box_are_seen_without_a_drawing(drawn: str, is_all: bool) -> None:
    line = b"BT /F1 12 Tf 72 720 Td (i - Port Leases) Tj 0 -20 Td ET"
    with_box = f"{drawn} 0 g ".encode() + line
    body = pdf("i - Port Leases").replace(line, with_box).replace(b"/Length %d" % len(line), b"/Length %d" % len(with_box))
    with pypdfium2.PdfDocument(body) as document:
        assert plain_letters(document[0])[1] is is_all
