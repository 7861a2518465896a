"""Translations: which passage is found, what is a conflict, and what must be left to a reader."""

from __future__ import annotations

import gzip
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from citations.dictionary import dictionary_of, vocabulary_of
from citations.errors import SettingsError
from citations.finding import Action, Finding, Outcome, Status
from citations.quotation import Quotation
from citations.translation import conflicts_between, locate
from citations.words import prepare
from pipeline.checks.quote import check
from pipeline.settings import read_settings
from reports.marks import comparison
from tests.check_cases import evidence, read

ROOT = Path(__file__).parent.parent
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
        (
            "In spring 2012, 17 soldiers and the officer Karimov died on the border with the neighbouring republic",
            "name",
            "Karimov",
            "Назаров",
        ),
    ],
)
def test_another_number_a_name_or_a_lost_denial_is_a_conflict(quotation: str, kind: str, quoted: str, observed: str) -> None:
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


@pytest.mark.parametrize(
    ("english", "russian", "denials"),
    [
        ("The slope is unstable, and the officials heard the engineers", "Склон неустойчив, но чиновники не услышали инженеров.", 1),
        ("The insurance company paid for the new international bridge", "Страховая компания не заплатила за новый международный мост.", 1),
        ("The road is still closed for trucks", "Дорога до сих пор не открыта для грузовиков.", 0),
        ("Not only teachers but also doctors went to the fields", "На поля вышли не только учителя, но и врачи.", 0),
        ("I do not think that he will come to the village", "Думаю, что в село он не приедет.", 0),
        ("The embassy agreed to let the observers in", "Посольство отказалось впустить наблюдателей.", 1),
        ("The embassy refused to let the observers in", "Посольство отказалось впустить наблюдателей.", 0),
        ("The embassy did not refuse to let them in", "Посольство согласилось их впустить.", 0),
        ("The authorities have already promised the money", "Власти денег пока не обещали.", 1),
        ("The soldiers wait until the commander comes", "Солдаты ждут, пока не придёт командир.", 0),
        ("Journalists were allowed into the village", "Хабарнигорон ба деҳа роҳ дода нашуданд.", 1),
        ("The school will not open until spring", "Мактаб то баҳор кушода намешавад.", 0),
    ],
)  # fmt: skip
def test_a_denial_is_told_where_nothing_else_may_render_it(english: str, russian: str, denials: int) -> None:
    assert len([one for one in conflicts_between(english, russian) if one.kind == "negation"]) == denials


def test_a_located_translation_waits_for_a_reader_and_shows_the_original() -> None:
    finding = judged("The court in Orlec sentenced the director of the plant to seven years in prison")
    assert (finding.status, finding.outcome, finding.defect) == (Status.NOT_CHECKED, Outcome.CANT_TELL, "quote-other-language")
    assert finding.action is Action.READ_IN_LANGUAGE
    assert finding.evidence is not None
    assert finding.evidence.passage == LINES[2]
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
    assert "".join(piece.text for piece in sides.source) == LINES[2]


@pytest.mark.parametrize(
    ("english", "russian", "conflicts"),
    [
        ("Minister Rahimov Resigns", "Министр Каримов подал в отставку", [("name", "Rahimov", "Каримов")]),
        ("Sharipov Elected to Upper House", "В верхнюю палату избран Зокиров", [("name", "Sharipov", "Зокиров")]),
        ("Minister Rahimov Resigns", "Рахимова отправили в отставку", []),
        ("Yusupova’s Lawyer Speaks", "Адвокат Юсуповой дал интервью", []),
        ("Minister Rahimov Resigns", "Министр подал в отставку", []),
        ("Sharipov Meets Karimov", "Шарипов встретился с Зокировым и Назаровым", []),  # two for one
        ("Flood in Rostov Kills Six", "Наводнение в Саратове унесло шесть жизней", []),  # places
    ],
)
def test_a_title_that_names_another_person_is_a_conflict(english: str, russian: str, conflicts: list[tuple[str, ...]]) -> None:
    assert [(one.kind, one.quoted, one.observed) for one in conflicts_between(english, russian)] == conflicts


WORDS = {
    "mattress": "   [↗mætrɪs] _n. матрас, тюфяк\n",
    "seize": "   [si:z] _v.\n   1) схватить, хватать (руками)\n   2) захватывать, завладевать; to seize the reins\n   взять бразды\n",
    "warehouse": "   [↗wɛɜhɑʊs]\n   1. _n. товарный склад; склад, пакгауз\n",
    "inmate": "   _n. заключённый, обитатель\n",
    "set": "   1. _v. ставить\n",
    "went": "   _p. от go\n",
    "go": "   _v. идти, ходить\n",
}


def little_dictionary(folder: Path, *, packed: bool) -> Path:
    """A dictionary as dictfmt writes it: entries one after the other, an index with their places in base 64."""
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    body, lines = b"", ["00databaseshort\tA\tB"]
    for word, told in WORDS.items():
        entry = f"{word}\n{told}".encode()
        lines.append(
            "\t".join(
                (
                    word,
                    *(signs[size // 4096 % 64] + signs[size // 64 % 64] + signs[size % 64] for size in (len(body), len(entry))),
                )
            )
        )
        body += entry
    index = folder / "little.index"
    index.write_text("\n".join(lines) + "\n", encoding="utf-8")
    index.with_suffix(".dict.dz" if packed else ".dict").write_bytes(gzip.compress(body) if packed else body)
    return index


@pytest.mark.parametrize("packed", [True, False])
def test_a_dictionary_gives_base_forms_for_a_word_in_any_form(tmp_path: Path, packed: bool) -> None:
    found = dictionary_of([str(little_dictionary(tmp_path, packed=packed))], "footnotary.toml")
    assert found.names == ("little",)
    assert found.glosses("mattresses") == ("матрас", "тюфяк")
    assert found.glosses("seized") == ("схватить", "хватать", "захватывать", "завладевать")
    assert found.glosses("warehouses") == ("склад", "пакгауз")  # no word of a phrase alone
    assert found.glosses("went") == ("идти", "ходить")
    assert found.glosses("whale") == ()


def test_a_dictionary_finds_what_the_glossary_does_not_know(tmp_path: Path) -> None:
    lines = ("Заключённые захватили склад и подожгли матрасы.", "Охрана открыла огонь.", "Вечером пошёл дождь.")
    source, said = prepare("\n".join(lines), language="ru"), "Inmates seized a warehouse and set mattresses on fire"
    assert locate(said, source) is None
    found = locate(said, source, dictionary_of([str(little_dictionary(tmp_path, packed=True))], "footnotary.toml"))
    assert found is not None
    assert found.passage == lines[0]


def test_the_dictionary_of_the_evidence_is_used_and_named(tmp_path: Path) -> None:
    dictionary = dictionary_of([str(little_dictionary(tmp_path, packed=True))], "footnotary.toml")
    text = "Заключённые захватили склад и подожгли матрасы.\nОхрана открыла огонь."
    page = replace(read(text=text, language="ru"), text=prepare(text, language="ru"))
    carried = (Quotation(exact="Inmates seized a warehouse and set mattresses on fire", where="body", citation_index=0),)
    (finding,) = check(evidence(page, quotations=carried, dictionary=dictionary))
    assert finding.evidence is not None
    assert finding.evidence.passage == text.split("\n")[0]
    nothing = (Quotation(exact="The whale was washed ashore by a terrible storm", where="body", citation_index=0),)
    (lost,) = check(evidence(page, quotations=nothing, dictionary=dictionary))
    assert "(by names, numbers and common words, little)" in lost.message


def test_a_dictionary_that_is_not_there_is_refused_and_a_damaged_one_is_empty(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"translation\.dictionaries\[0\]: expected the path"):
        read_settings(f'[translation]\ndictionaries = ["{tmp_path}/none.index"]', "footnotary.toml")
    index = little_dictionary(tmp_path, packed=True)
    assert read_settings(f'[translation]\ndictionaries = ["{index}"]', "footnotary.toml").translation.dictionaries == (
        str(index),
    )
    index.with_suffix(".dict.dz").write_bytes(b"no gzip")
    assert dictionary_of([str(index)], "footnotary.toml").glosses("mattress") == ()


def test_the_dictionaries_of_debian_are_found_by_themselves() -> None:
    found = dictionary_of([], "footnotary.toml")
    if not found.indexes:
        pytest.skip("neither mueller7-dict nor dict-freedict-eng-rus is installed")
    assert "свидетель" in found.glosses("witnesses")
    assert "вода" in found.glosses("water")


def test_base_forms_of_russian_words_come_from_pymorphy() -> None:
    vocabulary = vocabulary_of(prepare("Дети шли по воде, а люди ждали лодок."))
    assert vocabulary.forms_of((), ("ребенок", "идти", "вода", "лодка")) == {"дети", "шли", "воде", "лодок"}


def test_without_pymorphy_forms_are_told_by_their_beginning() -> None:
    code = (
        "import sys; sys.modules['pymorphy3'] = None\n"
        "from citations.dictionary import vocabulary_of\nfrom citations.words import prepare\n"
        "found = vocabulary_of(prepare('Дети шли мимо складов и свидетелей.')).forms_of((), ('ребенок', 'склад', 'свидетель'))\n"
        "print(sorted(found))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "['свидетелей', 'складов']"


@pytest.mark.parametrize(
    ("english", "russian", "names"),
    [
        (
            "Governor Abdurahmon Rasulzoda visited the camp",
            "Губернатор Абдурахмон Кодири посетил лагерь.",
            [("Rasulzoda", "Кодири")],
        ),
        (
            "Ministers Kamil Tashiev and Sherali Mirzo met",
            "Встретились министры Камил Ташиев и Саймумин Ятимов.",
            [("Mirzo", "Ятимов")],
        ),
        ("Governor Abdurahmon Qadiri visited the camp", "Губернатор Абдурахмон Кодири посетил лагерь.", []),
        ("The plant in Tursunzoda was closed by Nazarov", "Завод в Турсунзаде закрыл Назаров.", []),
        ("A company in the Virgin Islands paid Umarov", "Компания Назарова на Виргинских островах платила Умарову.", []),
    ],
)
def test_another_family_name_is_told_whatever_its_ending_and_no_transliteration(
    english: str, russian: str, names: list[tuple[str, str]]
) -> None:
    found = conflicts_between(english, russian)
    assert [(one.quoted, one.observed) for one in found if one.kind == "name"] == names


SPOKEN = prepare(
    "Губернатор приехал на пожар. «Мы потеряли восемнадцать вагонов зерна», — сказал он. За год из отделения ушли шесть врачей.\n"
    "«Документы подписывал Балашов, а не директор», — говорит бывшая бухгалтер Тамара Ильина.\n"
    "«Никто не взвешивал зерно после полуночи», — вспоминает весовщик, попросивший не называть его имени.\n"
    "Судья Виктор Стрельников узнал о суде и пожаре только через одиннадцать часов.",
    language="ru",
)


@pytest.mark.parametrize(
    ("quotation", "conflicts"),
    [
        ("The documents were signed by Balashov, not by the director", []),
        ("The documents were signed by Baranov, not by the director", [("name", "Baranov", "Балашов")]),
        ("The judge Viktor Strelnikov did not learn of the trial and the fire until eleven hours later", []),
    ],
)
def test_what_is_said_beside_a_speech_is_no_part_of_it(quotation: str, conflicts: list[tuple[str, ...]]) -> None:
    found = locate(quotation, SPOKEN)
    assert found is not None
    assert [(one.kind, one.quoted, one.observed) for one in found.conflicts] == conflicts


@pytest.mark.parametrize(
    ("quotation", "conflict"),
    [
        ("We lost eighty wagons of grain", ("number", "eighty", "восемнадцать")),
        ("In a year sixteen doctors left the department", ("number", "sixteen", "шесть")),
        ("Somebody weighed the grain after midnight", ("negation", "", "Никто")),
    ],
)
def test_a_wrong_number_does_not_hide_a_short_speech_from_a_dictionary(quotation: str, conflict: tuple[str, ...]) -> None:
    dictionary = dictionary_of([], "footnotary.toml")
    if not dictionary.indexes:
        pytest.skip("neither mueller7-dict nor dict-freedict-eng-rus is installed")
    found = locate(quotation, SPOKEN, dictionary)
    assert found is not None
    assert [(one.kind, one.quoted, one.observed) for one in found.conflicts] == [conflict]


def test_a_passage_with_another_number_is_found_by_all_else() -> None:
    source = prepare("На границе погибли 17 солдат, сообщила газета.\nДороги закрыли.", language="ru")
    for number, conflicts in (("17", []), ("19", [("19", "17")])):
        found = locate(f"On the border {number} soldiers died in an attack on the bridge, the market and the bank", source)
        assert found is not None
        assert [(one.quoted, one.observed) for one in found.conflicts] == conflicts
    assert locate("Near the border 19 prisoners escaped in an attack on the bridge, the market and the bank", source) is None
