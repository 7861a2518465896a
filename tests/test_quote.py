"""The matcher: cases that an editor can add, and properties that hold for any text."""

from __future__ import annotations

import importlib
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.lexicon import tells_nothing
from citations.quote import QuoteMatch, Verdict, match_quote, prepare
from citations.words import find_words, fold
from tests import evaluate_quoted_pages, evaluate_quotes, sweep

CASES = Path(__file__).parent / "cases" / "quotes.md"
# "## heading", then "source: …", "quote: …", "verdict: altered: number"
CASE = re.compile(
    r"^## (?P<title>.+)\nsource: (?P<source>.+)\nquote: (?P<quote>.+)\nverdict: (?P<verdict>[\w-]+)(?:: (?P<changes>.+))?$", re.M
)


def _cases() -> list[object]:
    return [pytest.param(match.groupdict(), id=match["title"]) for match in CASE.finditer(CASES.read_text("utf-8"))]


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, str]) -> None:
    match = match_quote(case["quote"].replace("\\n", "\n"), prepare(case["source"].replace("\\n", "\n")))
    assert (match.verdict, case["title"]) == (case["verdict"], case["title"]), match.changes
    wanted = set((case["changes"] or "").split(", ")) - {""}
    assert wanted <= {change.kind for change in match.changes}


HELD_OUT = Path(__file__).parent / "cases" / "held-out-quotes.md"
# a line below "## en-speech": "- false: We do seek revenge."
HELD_OUT_CASE = re.compile(r"^- (?P<kind>faithful|look|false): (?P<quote>.+)$", re.M)
_EXPECTED = {"faithful": {True}, "look": {Verdict.EDITED_LOOK}, "false": {False}}


def _held_out() -> dict[str, list[tuple[str, str]]]:
    parts = HELD_OUT.read_text("utf-8").split("\n## ")[1:]
    return {part.split("\n")[0]: HELD_OUT_CASE.findall(part) for part in parts}


@pytest.mark.parametrize(("name", "cases"), _held_out().items(), ids=list(_held_out()))
def test_quotations_written_before_the_matcher_was_seen(name: str, cases: list[tuple[str, str]]) -> None:
    assert len(cases) > 10
    source = prepare((Path(__file__).parent / "quote_texts" / f"{name}.txt").read_text("utf-8"))
    for kind, exact in cases:
        verdict = match_quote(exact, source).verdict
        assert _EXPECTED[kind] & {verdict, verdict.passes}, (kind, exact, verdict)


def test_quotations_on_pages_written_before_the_matcher_was_seen() -> None:
    told = evaluate_quoted_pages.verdicts()
    assert len({page for page, *_ in told}) == len(list(evaluate_quoted_pages.PAGES.iterdir()))
    wrong = [case for case in told if not _EXPECTED[case[1]] & {case[3], case[3].passes}]
    assert wrong == []


PROSE = (Path(__file__).parent / "quote_texts" / "en-memo.txt").read_text("utf-8")
RUSSIAN = (Path(__file__).parent / "quote_texts" / "ru-reka.txt").read_text("utf-8")
SOURCES = {text: prepare(text) for text in (PROSE, RUSSIAN)}
any_text = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from(" .…[]()«»'\"-–—\n\u00ad\u200b0123456789аеёйthenot²½")), max_size=80
)
texts = st.sampled_from([PROSE, RUSSIAN])


@settings(deadline=None)
@given(any_text, any_text)
def test_never_raises_on_any_text_and_says_so_much_only_as_it_knows(exact: str, text: str) -> None:
    match = match_quote(exact, prepare(text))
    assert match.verdict in Verdict
    assert 0 <= match.similarity <= 1
    assert 0 <= match.span[0] <= match.span[1] <= len(text)
    for change in match.changes:
        assert exact[slice(*change.quoted_span)] == change.quoted
        assert 0 <= change.observed_span[0] <= change.observed_span[1] <= len(match.passage)


@settings(deadline=None)
@given(any_text.filter(lambda text: not tells_nothing([word.form for word in find_words(text)])))
def test_any_text_with_words_that_tell_quotes_itself(text: str) -> None:
    assert match_quote(text, prepare(text)).verdict.passes


@settings(deadline=None)
@given(st.text(min_size=1, max_size=20))
def test_folding_twice_is_folding_once(raw: str) -> None:
    for word in find_words(raw):
        assert fold(word.form) == word.form


@settings(deadline=None)
@given(st.data(), texts)
def test_words_of_the_source_in_their_order_are_found_where_they_stand(data: st.DataObject, text: str) -> None:
    words = find_words(text)
    first = data.draw(st.integers(0, len(words) - 5))
    last = data.draw(st.integers(first + 4, min(len(words) - 1, first + 40)))
    exact = text[words[first].start : words[last].end]
    match = match_quote(exact, SOURCES[text])
    assert match.similarity == 1
    # What stands beside the words may call for a look (a denial cut off), the words themselves may not.
    assert match.verdict in (Verdict.VERBATIM, Verdict.EDITED_LOOK)
    if match.verdict is Verdict.EDITED_LOOK:
        assert {change.kind for change in match.changes} <= {"negation", "edge"}
    assert text[slice(*match.span)].split() == exact.split()


@settings(max_examples=300, deadline=None)
@given(st.data(), texts, st.sampled_from(["carpet", "seven", "17", "not", "only", "верблюд", "не", "восемь", "99", "Velmara"]))
def test_a_word_replaced_is_never_passed(data: st.DataObject, text: str, other: str) -> None:
    words = find_words(text)
    first = data.draw(st.integers(0, len(words) - 12))
    changed = words[first + data.draw(st.integers(1, 9))]
    exact = text[words[first].start : changed.start] + other + text[changed.end : words[first + 11].end]
    if fold(other) != changed.form:
        assert not match_quote(exact, SOURCES[text]).verdict.passes


@settings(max_examples=300, deadline=None)
@given(st.data(), texts)
def test_a_word_left_out_without_a_mark_is_never_passed(data: st.DataObject, text: str) -> None:
    words = find_words(text)
    first = data.draw(st.integers(0, len(words) - 12))
    lost = first + data.draw(st.integers(1, 9))
    exact = text[words[first].start : words[lost - 1].end] + " " + text[words[lost + 1].start : words[first + 11].end]
    if words[lost].form not in (words[lost - 1].form, words[lost + 1].form):
        assert not match_quote(exact, SOURCES[text]).verdict.passes


@pytest.mark.parametrize("number", list(re.finditer(r"\d+", PROSE + RUSSIAN)), ids=lambda match: f"{match[0]}@{match.start()}")
def test_a_number_changed_by_one_digit_is_altered(number: re.Match[str]) -> None:
    text = PROSE + RUSSIAN
    digit = text[number.start()]
    low, high = text.rfind(" ", 0, max(0, number.start() - 40)) + 1, text.find(" ", number.end() + 40)
    exact = (
        text[low : number.start()]
        + str((int(digit) + 3) % 9 + 1 if (int(digit) + 3) % 9 + 1 != int(digit) else 7)
        + text[number.start() + 1 : high]
    )
    assert match_quote(exact, prepare(text)).verdict is Verdict.ALTERED


def test_absent_is_said_only_of_a_whole_source() -> None:
    teaser = prepare("The dam was built in a hurry. Read more after you sign in.", whole=False)
    assert match_quote("nobody has seen the ferryman since the fair", teaser).verdict is Verdict.NOT_CHECKED
    assert match_quote("The dam was built in a hurry", teaser).verdict is Verdict.VERBATIM


def test_a_quotation_without_words_is_not_checked() -> None:
    assert match_quote(" … ", prepare("The dam was built.")).verdict is Verdict.NOT_CHECKED


def test_a_denial_in_the_draft_answers_for_the_one_before_the_quotation() -> None:
    source = prepare("The council did not support the plan of the board.")
    assert match_quote("support the plan", source).verdict is Verdict.EDITED_LOOK
    assert match_quote("support the plan", source, before="the council did not ").verdict is Verdict.VERBATIM


def test_the_selector_gives_the_words_and_what_stands_beside_them() -> None:
    text = "In 1961 work began. The dam was built in a hurry by the board."
    match = match_quote("dam was built in a hurry", prepare(text))
    assert match.selector is not None
    assert text[match.selector.start : match.selector.end] == match.selector.exact == "dam was built in a hurry"
    assert text.startswith(match.selector.prefix + match.selector.exact + match.selector.suffix)
    assert match.passage == "The dam was built in a hurry by the board."


def test_of_two_places_the_one_that_agrees_is_taken() -> None:
    source = prepare("He did not win the race in spring. Later he would win the race.")
    match: QuoteMatch = match_quote("win the race", source)
    assert match.verdict is Verdict.VERBATIM
    assert match.span[0] > 30


def test_drawn_quotations_keep_to_the_measured_rates() -> None:
    faithful, false = evaluate_quotes.run(20, 600)
    assert not false.wrong
    assert faithful.share(Verdict.ABSENT, Verdict.NOT_COMPARABLE) <= 0.01
    assert faithful.share(Verdict.EDITED_LOOK, Verdict.ALTERED) <= 0.05


def test_every_threshold_that_the_sweep_sets_stands_in_its_module() -> None:
    tables = [table for table, _ in sweep.MEASURES.values()]
    named = [(module, name) for table in tables for module, names in table.items() for name in names]
    assert [one for one in named if not hasattr(importlib.import_module(one[0]), one[1])] == []


@pytest.mark.parametrize(
    "text",
    [
        "It is not true that {}.",
        "Critics falsely claim that {}.",
        "Nobody believes that {}.",
        "“{}” is a lie, he said.",
        "{}, which is not true.",
    ],
)
def test_words_that_the_source_denies_do_not_pass(text: str) -> None:
    quoted = "the engineers laughed at the warning"
    assert not match_quote(quoted, prepare(f"They met. {text.format(quoted)} They left.")).verdict.passes


@pytest.mark.parametrize("text", ["It was true that {}.", "He had not slept. Then {}.", "He said {}, which was not surprising."])
def test_a_denial_of_something_else_changes_nothing(text: str) -> None:
    quoted = "the engineers laughed at the warning"
    assert match_quote(quoted, prepare(f"They met. {text.format(quoted)} They left.")).verdict.passes


@pytest.mark.parametrize(
    ("exact", "passage"),
    [
        ("not with stones", "“We came with hay, not with stones,” said Ole."),
        ("Nobody moves", "“No. We will go. Nobody moves,” she said."),
        ("water rose", '"The water rose," he wrote.'),
        ("So it was", "(So it was.)"),
        ("Бумага не дом", "«Это не решение. Бумага не дом», — ответила она."),
    ],
)
def test_a_passage_begins_with_the_mark_that_closes_in_it(exact: str, passage: str) -> None:
    told = "He left. “We came with hay, not with stones,” said Ole. “No. We will go. Nobody moves,” she said.\n\n"
    told += '"The water rose," he wrote. (So it was.) «Это не решение. Бумага не дом», — ответила она. И ушла.'
    assert match_quote(exact, prepare(told)).passage == passage


TOLD = (
    "About 1,400 people in five villages along the Sorrel were told on Tuesday to leave before the autumn flood. "
    "“They gave us a paper, a date and no house,” said Marta Hollen, a teacher in Upper Sorrel, “and the paper was not even "
    "signed.” The prefect, Jan Dusek, said that compensation would be paid in two parts, the first of them in May."
)


@pytest.mark.parametrize(
    ("exact", "changes"),
    [
        ("1,400 people were told to leave", ["in five villages along the Sorrel", "on Tuesday"]),
        (
            "a paper, a date and no house, and the paper was not even signed",
            [",” said Marta Hollen, a teacher in Upper Sorrel, “", "said Marta Hollen, a teacher in Upper Sorrel"],
        ),
    ],
)
def test_words_left_out_in_a_quotation_s_midst_are_one_omission_each(exact: str, changes: list[str]) -> None:
    assert [one.observed for one in match_quote(exact, prepare(TOLD)).changes] == changes


@pytest.mark.timed
@pytest.mark.parametrize("word", ["a", "ab", "lila"])
def test_words_of_thousands_of_letters_are_compared_in_linear_time(word: str) -> None:
    began = time.process_time()
    long = word * (40_000 // len(word))
    match_quote(f"{long}ed the accord of 1927 was signed", prepare(f"{long}er the accord of 1927 was signed"))
    assert time.process_time() - began < 2  # seconds; the square of 40,000 letters took 20


_TOLD = "В городе спорят. «Для рыбаков это не повышение, а приговор, — сказал Лодыгин. — Мы платим вдвое. Скоро начнут продавать прилив»."
_SAID = "Nobody came. “We were never told that the tugs would go,” said Oakes, “and we asked twice.” The mayor slept."


@pytest.mark.parametrize(
    ("exact", "text", "verdict"),
    [
        ("Для рыбаков это не повышение, — сказал Лодыгин, — а приговор", _TOLD, "verbatim"),
        ("Для рыбаков это не повышение, — говорит глава артели «Лодыгин и Ко» Лодыгин, — а приговор", _TOLD, "verbatim"),
        ("Скоро, — уверен Лодыгин, — начнут продавать прилив", _TOLD, "verbatim"),
        ("Скоро, — уверен Жданов, — начнут продавать прилив", _TOLD, "edited-look"),
        ("Мы платим вдвое, — говорит он. — Скоро начнут продавать прилив", _TOLD, "verbatim"),
        ("Для рыбаков это не повышение, а приговор, — рассказал он. — Мы платим вдвое", _TOLD, "verbatim"),
        ("Для рыбаков это не повышение, — сказал Лодыгин, — а подарок", _TOLD, "altered"),
        ("Для рыбаков это повышение, — сказал Лодыгин, — а приговор", _TOLD, "altered"),
        ("Мы платим вдвое, — говорит он, — скоро начнут продавать прилив", _TOLD, "edited-look"),
        ("Это не повышение, а приговор, — сказал он. — платим вдвое", _TOLD, "altered"),
        ("We were never told’, said Margaret Oakes, ‘that the tugs would go", _SAID, "verbatim"),
        ("We were told’, said Margaret Oakes, ‘that the tugs would go", _SAID, "altered"),
        ("We were never told that the tugs would go,” Oakes recalls, “and we asked twice", _SAID, "verbatim"),
        ("that the tugs would go,” she said, “and we asked twice", _SAID, "edited-look"),
        ("It is over,” she said, “and gone", "“It is over,” he said, “and gone.”", "edited-look"),
        ("It is over,” he added, “and gone", "“It is over,” he said, “and gone.”", "verbatim"),
    ],
)
def test_the_draft_may_say_in_the_midst_of_a_quotation_who_speaks(exact, text, verdict):
    assert match_quote(exact, prepare(text)).verdict == verdict
