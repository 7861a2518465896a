"""Quotations that the draft gives to one person and the source to another, and what must accuse nobody."""

from __future__ import annotations

import pytest

from citations.finding import Action, Finding, Status
from citations.footnote import understand
from citations.publisher import default_publishers
from citations.readers import read_document
from pipeline.checks.quote import check
from tests.test_check_quote import evidence, read

ROSA = "The bakery opens early. “I work until six, every day,” said the baker Rosa Lind. “It is hard, but I like it.” Karl Boe buys bread."
PLAN = "reckless and badly costed"
RUSSIAN = "Пекарня открывается рано.\n— Я работаю до шести часов, — сказала Роза Линд.\nХлеб покупают соседи."


def on(draft: str, text: str) -> Finding:
    source = f"{draft}[^1]\n\n[^1]: “The bakery”, *Courier*, 1 May 2024."
    (note,) = understand(read_document(source.encode(), "a.md"), default_publishers()).footnotes
    (finding,) = check(evidence(*note.quotations, answer=read(text), claim=note.claim, claim_before=note.claim_before))
    return finding


@pytest.mark.parametrize(
    ("draft", "text", "named"),
    [
        ("“I work until six,” said Karl Boe.", ROSA, "Rosa Lind"),
        ("Karl Boe said: “I work until six, every day”.", ROSA, "Rosa Lind"),
        ("‘I work until six, every day’, Karl Boe said.", ROSA, "Rosa Lind"),
        ("According to Karl Boe, ‘I work until six’.", ROSA, "Rosa Lind"),
        ("“I work until six,” said Karl Boe.", "“I work until six,” Rosa Lind, a baker, told the Courier.", "Rosa Lind"),
        ("“I work until six,” said Karl Boe.", "Rosa Lind told the Courier: “I work until six.” It rained.", "Rosa Lind"),
        ("“I work until six,” said Anna Lind.", ROSA, "Rosa Lind"),
        ("“I work until six,” said Karl Boe.", "Karl Boe buys bread.\n\n“I work until six,” said Rosa Lind.", "Rosa Lind"),
        ("«Я работаю до шести часов», — сказал Карл Бойко.", RUSSIAN, "Роза Линд"),
        ("“I work until six,” said Karl Boe.", "It is Rosa Lind. “I work until six,” said Lind. Then it rained.", "Rosa Lind"),
        ("“I work until six,” said Karl Boe.", "It is Rosa Lind. “I work until six,” Ms Lind told the Courier.", "Rosa Lind"),
        ("“I work until six,” said Karl Boe.", "It is Rosa Lind. “I work until six,” said Mrs. Lind. It rained.", "Rosa Lind"),
        ("“I work until six,” said Karl Boe.", "It rained. According to Rosa Lind, “I work until six” at best.", "Rosa Lind"),
        ("According to Karl Boe, “I work until six”.", "“I work until six,” says Rosa Lind, 61. It rained.", "Rosa Lind"),
        ("“We only bake,” said Karl Boe.", "“I work until six,” said Rosa Lind. “We only bake.” It rained.", "Rosa Lind"),
        ("“I work until six,” said Karl Boe.", "“I work until six,” said the town’s baker, Rosa Lind. It rained.", "Rosa Lind"),
        ("Karl Boe was blunt: “I work until six.”", ROSA, "Rosa Lind"),
        ("The baker’s customer, Karl Boe, put it this way: “I work until six.”", ROSA, "Rosa Lind"),
        ("As Karl Boe put it, “I work until six”.", ROSA, "Rosa Lind"),
        ("The town's judge, Karl Boe, said in Russian: «Я работаю до шести часов».", RUSSIAN, "Роза Линд"),
        ("Tove Marsh had her answer for the town: “I work until six, every day.”", ROSA, "Rosa Lind"),
        ("The miller Tove Marsh remembers those years. “I work until six, every day.”", ROSA, "Rosa Lind"),
        (
            "«Сбор не повредит», — сказал Карл Бойко.",
            "«Сбор не повредит», — заявил “Ъ” заместитель главы Олег Петров. Это всё.",
            "Олег Петров",
        ),
        (
            "According to Tove Marsh, “there is no cheaper way”.",
            "It is old. Rosa Lind said that it must be mended. “There is no cheaper way,” she told members.",
            "Rosa Lind",
        ),
        (f"Karl Boe called the plan “{PLAN}”.", f"Union leader Rosa Lind called the plan “{PLAN}”.", "Rosa Lind"),
        (f"Karl Boe called the plan “{PLAN}”.", f"The baker Rosa Lind dismissed it as “{PLAN}”.", "Rosa Lind"),
        (f"Karl Boe called the plan “{PLAN}”.", f"The plan was called “{PLAN}” by Rosa Lind. Karl Boe was away.", "Rosa Lind"),
        (
            "«Работаю до шести часов», — сказал Карл Бойко.",
            "Это Роза Линд. «Работаю до шести часов», — сказала г-жа Линд.",
            "Роза Линд",
        ),
        ("Карл Бойко назвал план «пустым делом».", "Вчера Роза Линд назвала его «пустым делом».", "Роза Линд"),
        ("Карл Бойко назвал план «пустым делом».", "По словам Розы Линд, план стал «пустым делом».", "Розы Линд"),
        ("Карл Бойко гуфт: «Мо то шаб кор мекунем».", "«Мо то шаб кор мекунем», — изҳор дошт Роза Назарова.", "Роза Назарова"),
    ],
)
def test_words_that_the_source_gives_to_another_are_for_a_person(draft: str, text: str, named: str) -> None:
    finding = on(draft, text)
    assert (finding.status, finding.defect, finding.action) == (Status.LOOK, "quote-other-speaker", Action.ASK_AUTHOR)
    assert f"the source gives these words to {named}" in finding.message
    assert "None" not in finding.message


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        ("“I work until six,” said Rosa Lind.", ROSA),
        ("“I work until six,” said Lind.", ROSA),
        ("“I work until six,” said Mrs R. Lind.", ROSA),
        ("“I work until six,” said Rosa Lindt.", ROSA),
        ("“I work until six,” said the baker.", ROSA),
        ("Karl Boe’s baker said: “I work until six, every day”.", ROSA),
        ("«Я работаю до шести часов», — сказала Роза Линд.", RUSSIAN),
        ("“I work until six,” said Karl Boe.", "Rosa Lind spoke. “I work until six,” she said. It rained."),
        ("“I work until six,” said Karl Boe.", "Rosa Lind spoke. “I work until six,” he told Rosa Lind. It rained."),
        ("“I work until six,” said Karl Boe.", "“I work until six,” said Rosa Lind of her brother Karl Boe. It rained."),
        ("“I work until six,” said Karl Boe.", "It was late. “I work until six.” Rosa Lind said that it rained."),
        ("“I work until six,” said Karl Boe.", "“I work until six,” said Rosa Lind. “I work until six,” said Karl Boe too."),
        ("“I work until six,” said Karl Boe.", "“I work until six,” said the Bank of Lipna. It rained."),
        ("Karl Boe said that Rosa Lind had told him “I work until six”.", ROSA),
        ("Karl Boe said that a colleague had told him “I work until six”.", ROSA),
        ("“I work until six,” said Karl Boe.", "They saw Rosa Lind say nothing, and I work until six in the shop."),
        ("“I work until six,” said Karl Boe.", "It is Rosa Lind. “I work until six,” Mr Boe told Ms Lind."),
        ("“I work until six,” said Karl Boe.", "“I work until six,” said the baker. Rosa Lind bought bread."),
        (f"Rosa Lind called the plan “{PLAN}”.", f"Union leader Rosa Lind called the plan “{PLAN}”."),
        (f"Karl Boe called the plan “{PLAN}”.", f"Rosa Lind called the plan “{PLAN}”. Karl Boe agreed."),
        (f"Karl Boe called the plan “{PLAN}”.", f"The baker Rosa Lind called for an end of the “{PLAN}” scheme."),
        (f"Karl Boe called the plan “{PLAN}”.", f"The baker Rosa Lind called the “{PLAN}” scheme a joke."),
        (f"Karl Boe called the plan “{PLAN}”.", f"The baker Rosa Lind dismissed the talk of a “{PLAN}” scheme."),
        (f"Karl Boe called the plan “{PLAN}”.", f"The baker Rosa Lind called what critics see as “{PLAN}” a joke."),
        (f"Karl Boe called the plan “{PLAN}”.", f"The lawyer of Rosa Lind called the plan “{PLAN}”."),
        (f"Karl Boe called the plan “{PLAN}”.", f"The plan is “{PLAN}”, Volga Hydro said in a statement."),
        (f"Karl Boe said the plan had been called “{PLAN}”.", f"The baker Rosa Lind called the plan “{PLAN}”."),
        ("Карл Бойко сказал: «Работаю до шести часов».", "«Работаю до шести часов», — сообщил Ивану Лунину пекарь."),
        ("Карл Бойко назвал план «пустым делом».", "Адвокат Петра Лунина назвала план «пустым делом»."),
        ("The wife of Tove Marsh remembers it. “I work until six, every day.”", ROSA),
        ("Tove Marsh and the mayor Ann Pell listened: “I work until six, every day.”", ROSA),
        ("Tove Marsh’s baker was blunt: “I work until six.”", ROSA),
        ("Rosa Lind remembers those years. “I work until six, every day.”", ROSA),
        ("Karl Boe remembers those years. “I work until six, every day.”", ROSA),
        ("Karl Boe was arrested: “I work until six, every day.”", ROSA),
        (
            "According to Tove Marsh, “there is no cheaper way”.",
            "It is old. The mayor said that it must be mended. “There is no cheaper way,” she told members.",
        ),
        (
            "According to Karl Boe, “there is no cheaper way”.",
            "Karl Boe is old. Rosa Lind said that it must be mended. “There is no cheaper way,” he told members.",
        ),
        ("Эмомали Рахмон назвал план «пустым делом».", "Имомали Рахмонов назвал план «пустым делом»."),
    ],
)
def test_one_person_otherwise_named_a_pronoun_and_a_doubt_accuse_nobody(draft: str, text: str) -> None:
    assert on(draft, text).status is Status.OK
