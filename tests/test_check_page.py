"""The check of printed pages: what is told of the page on which quoted words stand, and what is never said."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from archive.capture import Capture, FetchOutcome
from archive.page import read_page
from citations.citation import Citation
from citations.finding import Finding, Outcome, Status
from citations.parse import parse_note
from citations.publisher import default_publishers
from citations.quotation import Quotation
from citations.quote import prepare
from pipeline.checks import Evidence, Read
from pipeline.checks.printed_page import check
from tests.test_pdf import pdf
from tests.test_pdf_pages import LABELS, WORDS, numbered

RUN = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
ADDRESS = "https://port.example/report.pdf"
MET = WORDS[2]


def read(body: bytes) -> Read:
    capture = Capture(id="c1", target_uri=ADDRESS, date=RUN, outcome=FetchOutcome.RESPONSE, final_uri=ADDRESS, status=200)
    page = read_page(body)
    return Read(capture=capture, page=page, text=prepare(page.text))


def cited(printed: str) -> Citation:
    note = f"Port Authority, *Port Leases of the Lake States*, 2015, {printed}, {ADDRESS}"
    (citation,) = parse_note(note, publishers=default_publishers()).citations
    return citation


def found(printed: str, body: bytes, *quotations: str, **fields: object) -> list[Finding]:
    citation = replace(cited(printed), **fields)  # type: ignore[arg-type]  # by name
    evidence = Evidence(
        label="7", index=0, citation=citation, cited=citation, claim=None, found_by="printed", address=ADDRESS, run_date=RUN,
        quotations=tuple(Quotation(exact=one, where="body") for one in quotations or (MET,)), answer=read(body),
    )  # fmt: skip
    return list(check(evidence))


RUNNING = pdf(*numbered(345))  # bears 346 to 350 on its pages 2 to 6; the words stand on page 3, which is 347
LABELLED = pdf(*WORDS, catalog=LABELS)  # i, ii, 1, 2, 3, 4; the words stand on 1


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        ("p. 347", RUNNING),
        ("p. 3", RUNNING),  # of the file
        ("pp. 346–8", RUNNING),
        ("pp. 346, 347", RUNNING),
        ("с. 347", RUNNING),
        ("p. 346 f.", RUNNING),
        ("p. 1", LABELLED),
        ("p. 3", LABELLED),
    ],
)
def test_a_page_is_right_by_its_number_its_label_or_its_place_in_the_file(printed: str, body: bytes) -> None:
    (finding,) = found(printed, body)
    assert (finding.status, finding.outcome, finding.defect) == (Status.OK, Outcome.PASSED, None)


def test_another_page_is_to_be_looked_at() -> None:
    (finding,) = found("p. 349", RUNNING)
    assert (finding.rule, finding.status, finding.outcome, finding.defect) == (
        "page",
        Status.LOOK,
        Outcome.FAILED,
        "page-differs",
    )
    assert finding.message == "the note prints p. 349, and the quoted words stand on page 347 (page 3 of the file)"
    assert [one.status for one in found("pp. 4–5", LABELLED, MET, WORDS[4])] == [Status.LOOK, Status.OK]


def test_a_page_that_the_pdf_does_not_have_is_a_hint() -> None:
    (finding,) = found("p. 12", RUNNING)
    assert (finding.status, finding.outcome, finding.defect) == (Status.OK, Outcome.CANT_TELL, "page-unknown")


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        ("p. 5", pdf(*WORDS)),  # no numbers at all
        ("p. 5", pdf(*WORDS, catalog="/PageLabels << /Nums [0 << /S /D >>] >>")),  # the labels only count
        ("pp. 340–346", RUNNING),  # where the whole stands
        ("s. 349", RUNNING),
        ("p. A349", RUNNING),
    ],
)
def test_nothing_is_said_where_the_page_cannot_be_told(printed: str, body: bytes) -> None:
    assert found(printed, body) == []


def test_nothing_is_said_of_a_newspaper_of_a_web_page_and_of_words_that_are_not_there() -> None:
    assert found("p. 349", RUNNING, type="article-newspaper", container_title="Herald") == []
    assert found("p. 349", f"<p>{MET}</p>".encode()) == []
    assert found("p. 349", RUNNING, "The council met in the open square at noon.") == []


def test_words_that_stand_on_the_printed_page_too_are_shown_there() -> None:
    """A summary says first what the report says again."""
    pages = [f"{page}\n{MET} And went." if place == 4 else page for place, page in enumerate(numbered(345))]
    (finding,) = found("p. 349", pdf(*pages))
    assert finding.outcome is Outcome.PASSED
    assert finding.observed == "page 349 (page 5 of the file)"
    assert finding.evidence
    assert finding.evidence.selector
    assert finding.evidence.passage == MET


def test_a_label_of_thousands_of_digits_is_no_page() -> None:
    read_of = read(LABELLED)
    pages = tuple(replace(start, labels=("1" * 5000,)) for start in read_of.page.pages)
    told = replace(read_of, page=replace(read_of.page, pages=pages))
    citation = cited("p. 11")
    evidence = Evidence(
        label="7", index=0, citation=citation, cited=citation, claim=None, found_by="printed", address=ADDRESS, run_date=RUN,
        quotations=(Quotation(exact=MET, where="body"),), answer=told,
    )  # fmt: skip
    assert [finding.outcome for finding in check(evidence)] == [Outcome.CANT_TELL]
