"""The check of numbers in a claim: what is a conflict, what is only missing, and what is no number at all."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from archive.capture import Capture, FetchOutcome
from archive.page import Page
from citations.citation import Citation, Form
from citations.finding import Finding, Outcome, Status
from citations.quote import prepare
from pipeline.checks import Evidence, Read
from pipeline.checks.number import check

RUN = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
TEXT = (
    "The flood at Orlec destroyed more than 600 houses in one night of March 2012. Seventeen people died. "
    "Experts put the cost of repairing the dam at 40 million crowns. Some 4,100 residents spent the spring in barracks."
)
CITATION = Citation(form=Form.FULL, type="article-newspaper", title="The dam")


def evidence(claim: str | None, text: str = TEXT) -> Evidence:
    address = "https://paper.example/dam"
    capture = Capture(
        id="c1", target_uri=address, date=RUN, outcome=FetchOutcome.RESPONSE, final_uri=address, status=200, mime="text/html"
    )
    page = Page(text=text, article=text, language="en", title="The dam")
    return Evidence(
        label="7", index=0, citation=CITATION, cited=CITATION, claim=claim, quotations=(), found_by="printed", address=address,
        run_date=RUN, answer=Read(capture=capture, page=page, text=prepare(text)),
    )  # fmt: skip


def one(claim: str, text: str = TEXT) -> Finding:
    (finding,) = check(evidence(claim, text))
    return finding


def test_another_number_of_the_same_things_is_for_a_person() -> None:
    finding = one("In a single night the flood at Orlec destroyed more than 800 houses.")
    assert (finding.status, finding.outcome, finding.defect) == (Status.LOOK, Outcome.FAILED, "number-conflict")
    assert "the draft says “800” where a sentence of the source about the same thing says “600”" in finding.message
    assert finding.evidence is not None
    assert finding.evidence.passage is not None
    (change,) = finding.differences
    assert finding.evidence.passage[slice(*change.observed_span)] == "600"


@pytest.mark.parametrize(
    "claim",
    [
        "The flood at Orlec destroyed 600 houses and killed 17 people.",
        "The flood killed seventeen and drove 4100 residents into barracks.",
        "Repairing the dam would cost forty million crowns.",
    ],
)
def test_numbers_agree_in_digits_and_in_words(claim: str) -> None:
    finding = one(claim)
    assert (finding.status, finding.outcome) == (Status.OK, Outcome.PASSED)


def test_a_missing_number_is_a_hint_that_changes_no_status() -> None:
    finding = one("The province has 93 villages on both banks.")
    assert (finding.status, finding.outcome, finding.defect) == (Status.OK, Outcome.CANT_TELL, "number-missing")
    assert "not found: “93”" in finding.message


@pytest.mark.parametrize(
    "claim", ["The flood came on 9 March 2012.", "It was one of the worst.", "“At least 800 houses” were lost.", ""]
)
def test_dates_quotations_and_one_are_no_numbers_of_the_claim(claim: str) -> None:
    assert check(evidence(claim)) == ()


def test_russian_numbers_are_read_too() -> None:
    text = "За ночь наводнение разрушило в Орлеце 600 домов. На заводе накопилось 4,5 тыс. тонн цемента."
    assert one("Накопилось 4500 тонн цемента.", text).outcome is Outcome.PASSED
    assert one("Наводнение разрушило за ночь в Орлеце восемьсот домов.", text).defect == "number-conflict"


def test_an_interview_has_no_page_to_count_on() -> None:
    heard = replace(CITATION, type="interview")
    assert check(replace(evidence("The flood destroyed 800 houses."), cited=heard)) == ()


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("1,500 people died in the flood at Orlec.", "В Орлеце при наводнении погибло около полутора тысяч человек."),
        ("Half a million people lost their homes.", "Без крова осталось полмиллиона человек."),
        ("Some 2,500,000 people voted in Orlec.", "In Orlec two and a half million people voted."),
        ("They counted 24 barges at the harbour.", "They counted two dozen barges at the harbour."),
        ("The dam holds 300,000 tonnes of water.", "The dam holds 300-400 thousand tonnes of water."),
        ("The farm sold 2,300 sheep in spring.", "The farm sold 2.300 sheep in spring."),
        ("500 families left the valley.", "Панҷсад оила водиро тарк карданд."),
    ],
)
def test_halves_dozens_ranges_and_points_have_their_value(claim: str, said: str) -> None:
    assert one(claim, said).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The flood at Orlec destroyed about 600 houses in one night.", "The flood at Orlec destroyed 587 houses in one night."),
        (
            "The flood at Orlec destroyed more than 600 houses in one night.",
            "The flood at Orlec destroyed 612 houses in one night.",
        ),
        ("The flood at Orlec destroyed 350 houses in one night.", "The flood at Orlec destroyed 300-400 houses in one night."),
        (
            "The flood at Orlec destroyed 600 houses in one night.",
            "The flood at Orlec destroyed thousands of houses in one night.",
        ),
        (
            "The flood at Orlec destroyed 600 houses in one night.",
            "The flood at Orlec destroyed several hundred houses in one night.",
        ),
    ],
)
def test_a_rounded_a_vague_and_a_ranged_number_is_no_conflict(claim: str, said: str) -> None:
    finding = one(claim, said)
    assert (finding.status, finding.defect) == (Status.OK, "number-missing")


def test_a_rounded_number_that_is_far_off_is_a_conflict() -> None:
    said = "The flood at Orlec destroyed 587 houses in one night."
    assert one("The flood at Orlec destroyed about 900 houses in one night.", said).defect == "number-conflict"
    assert one("The flood at Orlec destroyed more than 600 houses in one night.", said).defect == "number-conflict"
