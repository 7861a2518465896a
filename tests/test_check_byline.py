"""The check of authors: which names are one, which are another's, and what tells nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from citations.citation import Name
from citations.finding import Finding, Outcome, Status
from pipeline.checks.byline import check
from tests.check_cases import SHORT, cited, evidence, read

PETROVA = Name(given="Anna", family="Petrova")


def author(byline: str | None, name: Name = PETROVA, **page: Any) -> list[Finding]:
    return list(check(evidence(read(byline=byline, **page), cited(authors=(name,)))))


@pytest.mark.parametrize(
    "byline", ["By Anna Petrova", "Petrova", "A. Petrova and Tom Brown", "Анна Петрова", "Автор: Анны Петровой", "PETROVA ANNA"]
)
def test_one_person_agrees_in_every_script_order_and_case(byline: str) -> None:
    (finding,) = author(byline)
    assert (finding.status, finding.outcome, finding.defect) == (Status.OK, Outcome.PASSED, None)


def test_another_person_is_to_be_looked_at() -> None:
    for byline in ("By Daria Volkova", "Дарья Волкова", "Boris Petrov-Vodkin"):
        (finding,) = author(byline)
        assert (finding.status, finding.outcome, finding.defect) == (Status.LOOK, Outcome.FAILED, "byline-differs")
    assert "The note names Anna Petrova as the author" in finding.message


@pytest.mark.parametrize("byline", ["Staff", "The Harbour Post", "Редакция", "admin", "Courier", "Civic Union", "Reuters"])
def test_a_byline_that_names_no_person_accuses_nobody(byline: str) -> None:
    (finding,) = author(byline)
    assert (finding.status, finding.outcome, finding.defect) == (Status.OK, Outcome.CANT_TELL, None)


def test_a_name_that_stands_on_the_page_is_not_denied_by_its_byline() -> None:
    (finding,) = author("Daria Volkova", text="The locks are open. Translated by Daria Volkova from a report of Petrova.")
    assert (finding.status, finding.outcome) == (Status.OK, Outcome.CANT_TELL)


def test_nothing_is_said_without_a_byline_an_author_or_of_a_short_form() -> None:
    assert author(None) == []
    assert check(evidence(read(byline="Anna Petrova"))) == ()
    case = replace(evidence(read(byline="Daria Volkova"), cited(authors=(PETROVA,))), citation=SHORT)
    assert check(case) == ()


def test_another_given_name_before_the_family_name_is_another_author() -> None:
    for byline, defect in (("Paul Petrov", "byline-differs"), ("Pyotr Petrov", None), ("Peter Petrov", None)):
        (finding,) = author(byline, Name(given="Pyotr", family="Petrov"), text="By Petrov.")
        assert finding.defect == defect
