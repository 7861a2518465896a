"""The check of names in a claim: which are names, which stand in a source, and when another is a conflict."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.citation import Name
from citations.finding import Finding, Outcome, Status
from citations.proper_names import is_person, proper_names, stands_in
from citations.words import prepare
from pipeline.checks import Evidence
from pipeline.checks.name import check
from pipeline.checks.number import check as check_numbers
from tests.check_cases import cited, evidence, read

TEXT = (
    "Governor Maria Tesar promised every family of the valley a new house. Anton Belik, who heads the committee, praised the "
    "engineers from Lipna. The World Bank lent the money, the United Nations Development Programme the pumps."
)
RUSSIAN = (
    "Губернатор Мария Тесарж пообещала каждой семье новый дом. Председатель комитета Антон Белик поблагодарил инженеров из Липны. "
    "С Хайрулло Мирсаидовым встретился посол."
)


def on(claim: str, text: str = TEXT, language: str = "en") -> Evidence:
    page = read(text=text, language=language)
    return evidence(replace(page, text=prepare(text, language=language)), claim=claim)


def one(claim: str, text: str = TEXT) -> Finding:
    (finding,) = check(on(claim, text))
    return finding


def names(text: str) -> list[str]:
    said = prepare(text)
    return [said.words(found.start, found.end) for found in proper_names(said)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The keepers met Anton Belik in Lipna on Monday, 4 March.", ["Anton Belik", "Lipna"]),
        ("Russian and Tajik officials met. President Halimov said so.", ["Halimov"]),
        ("Yesterday Mr Lunin left; Viktor Lunin’s wife stayed in Kurgan-Tyube.", ["Lunin", "Viktor Lunin’s", "Kurgan-Tyube"]),
        ("Flood Destroys Hundreds Of Houses In Orlec", []),
        ("В понедельник министр Каримов приехал в Худжанд.", ["Каримов", "Худжанд"]),
        ("Раиси вилоят Мария Тесар ба Хуҷанд омад.", ["Мария Тесар", "Хуҷанд"]),
        ("", []),
    ],
)
def test_capitals_inside_a_sentence_are_names(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_offices_and_family_endings_make_a_person() -> None:
    said = prepare("It was Judge Reut, not Pavel Imanov, whom Amnesty International and the Rosewood Bank met in Rostov.")
    assert [is_person(said, found) for found in proper_names(said)] == [True, True, False, False, False]


@pytest.mark.parametrize("name", ["Мирсаидов", "Mirsaidov", "Mirsaidov's", "Мирсаидову", "Khayrullo", "Хайрулло", "Hayrullo"])
def test_a_name_is_found_in_every_script_and_case(name: str) -> None:
    assert stands_in(name, prepare(RUSSIAN))


def test_a_name_that_is_merely_alike_is_not_found() -> None:
    assert not stands_in("Mirsoatov", prepare(RUSSIAN))
    assert not stands_in("Tesarov", prepare(TEXT))


def test_names_that_stand_in_the_source_pass() -> None:
    finding = one("The houses were promised by Governor Tesar, and praised by Anton Belik.")
    assert (finding.rule, finding.status, finding.outcome, finding.defect) == ("name", Status.OK, Outcome.PASSED, None)
    assert "2 of 2 names" in finding.message


def test_a_missing_name_is_a_hint_that_changes_no_status() -> None:
    finding = one("The engineers came with Anton Belik from Tarsk.")
    assert (finding.status, finding.outcome, finding.defect) == (Status.OK, Outcome.CANT_TELL, "name-missing")
    assert "not found: “Tarsk”" in finding.message


def test_another_person_in_the_same_office_is_for_a_person() -> None:
    finding = one("In spring Governor Maria Kolar promised every family a house.")
    assert (finding.status, finding.outcome, finding.defect) == (Status.LOOK, Outcome.FAILED, "name-conflict")
    assert finding.evidence is not None
    assert finding.evidence.passage is not None
    (change,) = finding.differences
    assert finding.evidence.passage[slice(*change.observed_span)] == "Maria Tesar"
    assert one("Губернатор Ольга Новак пообещала каждой семье новый дом.", RUSSIAN).defect == "name-conflict"


def test_a_name_between_commas_holds_the_office_before_it() -> None:
    text = "The mayor, Daler Yunus, said that the city had bought tents for its people."
    assert one("The mayor, Rustam Saidov, said that the city had bought tents.", text).defect == "name-conflict"
    assert one("A mayor, Rustam Saidov, said that the city had bought tents.", text).defect == "name-missing"


@pytest.mark.parametrize(
    "claim",
    [
        "Governor Maria Tesár promised every family a house.",
        "Governor Maria Tesarova promised every family a house.",  # another form of the name, perhaps
        "Governor Ivan Kolar opened a new bridge on the border.",  # another affair
        "Judge Maria Kolar promised every family a house.",  # another office
    ],
)
def test_what_may_be_another_form_or_another_affair_accuses_nobody(claim: str) -> None:
    assert one(claim).status is Status.OK


def test_an_office_that_the_source_gives_to_two_accuses_nobody() -> None:
    text = TEXT + " In 2003 Governor Pavel Imanov promised every family of the valley a new road."
    assert one("Governor Maria Kolar promised every family a house.", text).defect == "name-missing"


def test_in_another_script_only_persons_are_looked_for() -> None:
    finding = one("In Lipna, Governor Maria Tesarzh met Anton Belik of the Civic Union and Khayrullo Mirsaidov.", RUSSIAN)
    assert (finding.outcome, finding.defect) == (Outcome.PASSED, None)
    missing = one("In Lipna, Governor Sergei Kolar met Pavel Imanov of the Civic Union.", RUSSIAN)
    assert (missing.status, missing.defect) == (Status.OK, "name-missing")
    assert "“Sergei Kolar”, “Pavel Imanov”" in missing.message


def test_a_body_is_found_by_any_of_its_words_and_an_acronym_by_its_letters() -> None:
    assert one("It was paid by the UNDP and the Bank of the World.").defect is None


def test_the_outlet_and_its_author_are_no_names_of_the_claim() -> None:
    case = on("As Sofia Rehn of the Courier wrote, nothing was done.")
    named = cited(authors=(Name(given="Sofia", family="Rehn"),))
    assert check(replace(case, citation=named, cited=named)) == ()


@given(st.text(max_size=300))
def test_any_text_has_names_in_order_and_within_it(text: str) -> None:
    said = prepare(text)
    ends = [0]
    for found in proper_names(said):
        assert ends[-1] <= found.start < found.end <= len(said.forms)
        ends.append(found.end)


@pytest.mark.timed
@pytest.mark.parametrize(
    "hostile", ["5 houses ", "1997 ", "5 May 2015 ", "Karimov ", "one hundred ", "hundred and ", "-5-5", "«", "Judge ", "٣٠٠ "]
)
def test_a_hostile_claim_on_a_hostile_page_is_compared_in_linear_time(hostile: str) -> None:
    text = hostile * (50_000 // len(hostile))
    began = time.process_time()
    for compare in (check, check_numbers):
        assert all(finding.status is Status.OK for finding in compare(on(text, text)))
    assert time.process_time() - began < 20  # seconds; the square of 10,000 words would take minutes


POLICE = "The chief of police, Colonel Pavel Dragan, was absent. President Ilir Madan of Velmar received President Sofia Trent of Tarva."


@pytest.mark.parametrize("claim", ["Colonel Peter Dragan was absent.", "President Boris Lund of Velmar received her."])
def test_another_given_name_and_another_head_of_the_same_country_are_for_a_person(claim: str) -> None:
    assert one(claim, POLICE).defect == "name-conflict"


def test_a_family_name_alone_stands_beside_no_other_given_name() -> None:
    finding = one("A certain Peter Dragan had opened the shop in spring.", POLICE)
    assert (finding.status, finding.defect) == (Status.OK, "name-missing")


@pytest.mark.parametrize(
    "claim",
    [
        "Colonel Paul Dragan was absent.",
        "Colonel P. Dragan was absent.",
        "Colonel Dragan was absent.",
        "His brother, Colonel Peter Dragan, was absent.",
        "Former President Boris Lund of Velmar received her.",
    ],
)
def test_a_variant_an_initial_a_relative_and_a_former_head_accuse_nobody(claim: str) -> None:
    assert one(claim, POLICE).status is Status.OK


def test_a_family_name_that_begins_with_another_sound_is_another_name() -> None:
    text = "Deputy Irma Tolk, who leads the Green List, spoke."
    assert one("Deputy Irma Polk spoke.", text).defect == "name-conflict"
    assert one("Deputy Irma Tolck spoke.", text).status is Status.OK


STRAND = "The bakery opens at five. “I work until six,” said Helen Strand, who has baked there for nine years."


@pytest.mark.parametrize(
    "claim",
    ["She works until six, said Anna Strand.", "“I work until six,” said Rosa Strand.", "The bakery belongs to Karl Strand."],
)
def test_a_speaker_of_the_family_name_alone_stands_beside_no_other_given_name(claim: str) -> None:
    assert one(claim, STRAND).defect in ("name-missing", "name-conflict")


@pytest.mark.parametrize(
    "claim",
    [
        "She works until six, said Helena Strand.",
        "She works until six, said H. Strand.",
        "She works until six, said Strand.",
        "Baker Strand said that she works until six.",
        "She has baked there for nine years, in North Strand.",
    ],
)
def test_a_form_a_calling_and_a_place_of_the_family_name_are_no_other_person(claim: str) -> None:
    assert one(claim, STRAND).defect is None


def test_a_given_name_that_stands_elsewhere_may_be_a_relatives() -> None:
    assert one("She works until six, said Anna Strand.", STRAND + " Her sister Anna sells the bread.").defect is None


ODEDE = "Marcus Odede, who leads the observers, called the vote flawed. Odede said that the count was slow."


def test_a_person_one_letter_off_from_the_source_is_for_a_person() -> None:
    finding = one("Marcus Oded, who leads the observers, called the vote flawed.", ODEDE)
    assert (finding.status, finding.defect) == (Status.LOOK, "name-conflict")
    assert "“Marcus Oded” where a sentence of the source about the same thing says “Marcus Odede”" in finding.message


@pytest.mark.parametrize(
    "claim", ["Marcus Odedeh, who leads the observers, called the vote flawed.", "Marcus Oded bought bread."]
)
def test_another_spelling_and_another_matter_accuse_nobody(claim: str) -> None:
    assert one(claim, ODEDE).status is Status.OK


@pytest.mark.parametrize(
    ("russian", "told"), [("Начальник полиции не пришёл на суд.", 1), ("Начальник полиции не пришёл " * 3, 0)]
)
def test_a_place_is_looked_for_in_a_source_that_is_mainly_in_its_script(russian: str, told: int) -> None:
    text = f"{russian} The Velm Courier waited for him at the gate."
    assert len(check(on("The guests had waited for him in Port Sorrel.", text))) == told


@pytest.mark.parametrize(
    ("claim", "text", "is_told"),
    [
        ("The review was led by Hugh Pemrose.", "The board asked Hugh Penrose to lead a review.", True),
        ("The captain, Jorn Eidsvik, said the train was late.", "“The train was late,” said Captain Jorn Eide.", True),
        ("The captain, Jorn Eide, said the train was late.", "“The train was late,” said Captain Jorn Eide.", False),
        ("Dmitry Kovalev left in May.", "Дмитрий Ковалёв ушёл в мае. Его коллега остался.", False),
        ("Governor Artem Saveliev came.", "Губернатор Артём Савельев приехал на место пожара.", False),
        ("The lawyer, Roman Schulz, left.", "Заявил адвокат Роман Шульц. Он ушёл.", False),
    ],
)
def test_a_letter_or_a_longer_name_is_told_and_another_spelling_is_not(claim: str, text: str, *, is_told: bool) -> None:
    (finding,) = check(on(claim, text)) or (None,)
    assert finding is None or (finding.status is Status.LOOK) is is_told
    assert is_told is False or finding is not None
