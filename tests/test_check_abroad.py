"""English claims beside Russian sources: another number, date or person is told, and another step of the affair is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citations.finding import Status
from citations.words import prepare
from pipeline.checks import name, number
from tests.check_cases import cited, evidence, read

TEXT = (
    "Областной суд 4 апреля 2012 года приговорил журналиста Тимура Асланова к пяти годам тюрьмы. "
    "В поддержку журналиста подписали письмо 2300 человек. Министр обороны Рустам Ахмедов письмо не подписал."
)


def defects(claim: str) -> set[str | None]:
    page = replace(read(text=TEXT, language="ru"), text=prepare(TEXT, language="ru"))
    known = evidence(page, cited(language="ru"), claim=claim)
    return {one.defect for check in (number.check, name.check) for one in check(known) if one.status is Status.LOOK}


@pytest.mark.parametrize(
    ("claim", "defect"),
    [
        ("The regional court sentenced the journalist Timur Aslanov to nine years in prison.", "number-conflict"),
        ("2300 thousand people wrote about it.", "number-conflict"),
        (
            "Nobody wrote to the court that week, and Minister Rustam Yusupov signed no letter, the newspaper said.",
            "name-conflict",
        ),
        ("3200 people signed the letter in support of the journalist.", "number-conflict"),
        ("The regional court sentenced the journalist Timur Aslanov to prison on 14 April 2012.", "date-conflict"),
        ("The regional court sentenced the journalist Timur Kasymov to prison.", "name-conflict"),
        ("Defence Minister Rustam Yusupov had not signed the letter.", "name-conflict"),
        ("Defence Minister Pavel Orlov had not signed the letter.", "name-conflict"),
    ],
)
def test_another_value_in_a_russian_source_is_for_a_person(claim: str, defect: str) -> None:
    assert defects(claim) == {defect}


@pytest.mark.parametrize(
    "claim",
    [
        "The regional court sentenced the journalist Timur Aslanov to five years in prison in April 2012.",
        "The court of appeal freed the journalist Timur Aslanov on 22 May 2013.",
        "After his release from prison the journalist Timur Aslanov married on 4 June 2015.",
        "Sergei Orlov was freed.",
        "Former Defence Minister Pavel Orlov had not signed the letter.",
        "The brother of the minister, Rustam Yusupov, had not signed the letter.",
        "More than two thousand people signed the letter.",
        "Defence Minister Rustam Ahmedov had not signed the letter.",
    ],
)
def test_the_same_otherwise_said_and_another_step_accuse_nobody(claim: str) -> None:
    assert defects(claim) == set()
