"""Translations: which passage is found, what is a conflict, and what must be left to a reader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citations.finding import Action, Finding, Outcome, Status
from citations.quotation import Quotation
from citations.translation import locate
from citations.words import prepare
from pipeline.checks.quote import check
from reports.marks import comparison
from tests.check_cases import evidence, read

LINES = (
    "Смотрители северных шлюзов вернулись к работе в понедельник.",
    "Министр Кабири заявил журналистам, что после наводнения в городе осталось 600 семей без воды.",
    "Суд в Орлеце приговорил директора завода к семи годам тюрьмы.",
    "Правительство не подписало договор с оппозицией, сообщила газета.",
    "Весной 2012 года на границе с соседней республикой погибли 17 солдат и офицер Назаров.",
    "Плотину починили летом, и жители вернулись домой.",
)
SOURCE = prepare("\n".join(LINES), language="ru")


@pytest.mark.parametrize(
    ("quotation", "line"),
    [
        ("Minister Kabiri told journalists that 600 families were left without water in the city after the flood", 1),
        ("The court in Orlec sentenced the director of the plant to seven years in prison", 2),
        ("In spring 2012, 17 soldiers and the officer Nazarov died on the border with the neighbouring republic", 4),
        ("The government did not sign the treaty with the opposition", 3),
    ],
)
def test_the_passage_that_is_translated_is_found_and_agrees(quotation: str, line: int) -> None:
    found = locate(quotation, SOURCE)
    assert found is not None
    assert found.passage in LINES[line] + "."
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("quotation", "kind", "quoted", "observed"),
    [
        (
            "Minister Kabiri told journalists that 900 families were left without water in the city after the flood",
            "number",
            "900",
            "600",
        ),
        ("The court in Orlec sentenced the director of the plant to nine years in prison", "number", "nine", "семи"),
        ("The government signed the treaty with the opposition, a newspaper reported", "negation", "", "не"),
    ],
)
def test_another_number_or_a_lost_denial_is_a_conflict(quotation: str, kind: str, quoted: str, observed: str) -> None:
    found = locate(quotation, SOURCE)
    assert found is not None
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.quoted, conflict.observed) == (kind, quoted, observed)
    assert found.passage[slice(*conflict.observed_span)] == observed


@pytest.mark.parametrize(
    "quotation",
    ["It was a terrible thing to behold", "He wept", "The bank in Zurich opened 40 branches for students", "water", ""],
)
def test_what_no_sentence_holds_is_not_located(quotation: str) -> None:
    assert locate(quotation, SOURCE) is None


def test_two_passages_that_fit_alike_are_none() -> None:
    twice = prepare("\n".join((LINES[2], LINES[0], LINES[2].replace("семи", "шести"))), language="ru")
    assert locate("The court sentenced the director of the plant to prison", twice) is None


def test_a_decade_and_a_denial_that_is_none_are_no_conflicts() -> None:
    source = prepare("В 90-х годах суд не раз закрывал газету оппозиции в городе.\nПлотину починили.", language="ru")
    found = locate("In the 1990s the court closed the opposition's newspaper in the city", source)
    assert found is not None
    assert found.conflicts == ()


def judged(quotation: str, claim: str | None = None) -> Finding:
    russian = read(text="\n".join(LINES), language="ru")
    russian = replace(russian, text=prepare(russian.page.text, language="ru"))
    carried = (Quotation(exact=quotation, where="body", citation_index=0),)
    (finding,) = check(evidence(russian, quotations=carried, claim=claim))
    return finding


def test_a_located_translation_waits_for_a_reader_and_shows_the_original() -> None:
    finding = judged("The court in Orlec sentenced the director of the plant to seven years in prison")
    assert (finding.status, finding.outcome, finding.defect) == (Status.NOT_CHECKED, Outcome.CANT_TELL, "quote-other-language")
    assert finding.action is Action.READ_IN_LANGUAGE
    assert finding.evidence is not None
    assert finding.evidence.passage == LINES[2].rstrip(".")
    assert "verified" not in finding.message


def test_a_translation_that_is_not_located_waits_for_a_reader_too() -> None:
    finding = judged("It was a terrible thing to behold in the evening")
    assert (finding.status, finding.defect) == (Status.NOT_CHECKED, "quote-other-language")
    assert "was not found" in finding.message
    assert finding.evidence is not None
    assert finding.evidence.passage is None


def test_a_conflict_in_a_translation_is_for_a_person() -> None:
    finding = judged("The court in Orlec sentenced the director of the plant to nine years in prison")
    assert (finding.status, finding.outcome, finding.defect) == (Status.LOOK, Outcome.FAILED, "quote-translation-conflict")
    assert "“nine”" in finding.message
    assert "“семи”" in finding.message


def test_the_author_s_bracketed_translation_is_shown_beside_both() -> None:
    words = "The court in Orlec sentenced the director of the plant to seven years in prison"
    finding = judged(words, f"“{words}” [“приговорил директора завода”], the paper wrote.")
    assert finding.expected == "приговорил директора завода"


def test_the_report_sets_draft_brackets_and_original_together() -> None:
    words = "The court in Orlec sentenced the director of the plant to nine years in prison"
    sides = comparison(judged(words, f"“{words}” [“приговорил директора завода”]"))
    assert sides is not None
    assert "".join(piece.text for piece in sides.draft) == words
    assert sides.translation == "приговорил директора завода"
    assert "".join(piece.text for piece in sides.source) == LINES[2].rstrip(".")
