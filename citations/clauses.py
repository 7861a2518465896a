"""Clauses that hang on a word before them: "rejected the idea that …", "не подтвердил, что …"; and words that ask.

Enters: folded words (`citations.words.fold`), English, Russian, a few Tajik ones. Leaves: yes or no. Words cut off before such a
clause may deny it, doubt it, or give it to somebody.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Behind these a clause is governed: "rejected the idea that", "does not share the view that", "Правда ли, что".
_COMPLEMENTISERS = _set("that whether что будто ки")
_RELATIVES = _set("who whom whose which")
_REJECTING = _set(
    "deny denied denies denying reject rejected rejects rejecting dismiss dismissed dismisses dismissing dispute disputed "
    "disputes disputing doubt doubted doubts doubtful refute refuted refutes disprove disproved contradicted untrue false "
    "unlikely impossible wrong wrongly falsely mistaken unaware pretend pretended pretends exclude excluded excludes allegedly "
    "supposedly "
    "отвергает отверг отвергла отвергли отрицает отрицал отрицала отрицали отрицают опроверг опровергла опровергли опровергает "
    "исключил исключила исключили исключает сомневается сомневался сомневалась сомневались сомневаюсь неправда ложь неверно "
    "неправ ошибочно маловероятно рад инкор"
)
# Stems of words that say, think or show a clause; a negation before them is one of the clause.
_STATING = re.compile(
    r"""(?:sa(?:y|id|ys|ying)|t(?:ell|ells|elling|old)|thinks?|thought|believ\w+|belief|claim\w*|views?|ideas?|opinions?|notions?
    |assum\w+|suggest\w*|alleg\w+|reports?|reported|signs?|evidence|proofs?|prov(?:e|es|ed|en)|true|truth|facts?|means?|meant
    |impl(?:y|ies|ied)|confirm\w*|admit\w*|accept\w*|agre\w+|convinc\w+|certain|sure|clear|guarant\w+|promis\w+|hopes?|hoped
    |expect\w*|know|knows|knew|known|understand|understood|find|finds|found|conclu\w+|establish\w*|show|shows|showed|shown|stat(?:e|es|ed)
    |hold|holds|held|conten[dt]\w*|argu\w+|case|possib\w+|likely|reasons?|follows?|announc\w+|declar\w+|wants?|wanted
    |говор\w+|сказа\w+|заяв\w+|утвержд\w+|вер[ияю]\w*|счита\w+|дума\w+|мнени\w+|предполож\w+|верси\w+|факт\w*|доказ\w+|подтвер\w+
    |увер\w+|обвинени\w+|слух\w*|сообщ\w+|призна\w+|правда|известно|знач\w+|означа\w+|следует|следовало|соглас\w+|надея\w+|надежд\w+|обещ\w+
    |довод\w*|аргумент\w*|заявлени\w+|зна[леюй]\w*|установ\w+|полага\w+|ясно|видно|случай\w*|может|возможно|мысл\w+|иде\w+|гуфт\w*|медон\w+)""",
    re.VERBOSE,
)
# The same by their stems: "отклоняет", "dismissing"
_REJECTING_STEM = re.compile(r"(?:reject|dismiss|refut|disput|отклон|отверг|опроверг|оспор|оспар)\w*")
# A clause that hangs on these is a supposition: "предположил, что", "rumours that", "fears that"
_SUPPOSING = re.compile(
    r"""(?:speculat\w+|hypothes\w+|suppos(?:e|es|ed|ition)|suspect\w*|suspicions?|fear(?:s|ed)?|rumou?r\w*|alleg(?:e|es|ed|ation|ations)
    |purport\w*|conjectur\w+|guess(?:es|ed)?|imagin\w+|предполож\w+|предполага\w+|гипотез\w+|допуска[ею]т|допустил\w*|слух\w*
    |опаса\w+|подозрева\w+|догад\w+)""",
    re.VERBOSE,
)
_SOMEBODY = _set("somebody someone anybody anyone some others critics opponents sceptics skeptics некоторые иные другие критики")
# Words that show a question without its mark.
_ASKING = _set(
    "who whom whose what which when where why how is are am was were do does did has have had can could will would shall should "
    "may might must isn't aren't wasn't weren't don't doesn't didn't can't won't haven't hasn't "
    "кто кого кому кем что чего чему чем когда где куда откуда почему зачем отчего как какой какая какое какие каким сколько "
    "который чей чья неужели разве ли кӣ чӣ чаро кай куҷо чанд оё"
)


def is_complementiser(form: str) -> bool:
    """Return whether the word may begin a clause that hangs on a verb before it: "that", "что"."""
    return form in _COMPLEMENTISERS


def rejects(form: str) -> bool:
    """Return whether a clause that hangs on the word is denied or in doubt: "rejected", "отрицал"."""
    return form in _REJECTING or _REJECTING_STEM.fullmatch(form) is not None


def supposes(form: str) -> bool:
    """Return whether a clause that hangs on the word is supposed, feared or alleged: "rumours", "предположил"."""
    return _SUPPOSING.fullmatch(form) is not None


def is_somebody(form: str) -> bool:
    """Return whether the word names nobody in particular, whose view need not be the source's: "some", "иные"."""
    return form in _SOMEBODY


def is_relative(form: str) -> bool:
    """Return whether the word begins a clause about the noun before it: "who", "который"."""
    return form in _RELATIVES or form.startswith("котор")


def states(form: str) -> bool:
    """Return whether a clause may hang on the word as something said, thought or shown: "believe", "view", "мнение"."""
    return _STATING.fullmatch(form) is not None


def asks(form: str) -> bool:
    """Return whether a sentence that begins with the word reads as a question without its mark: "why", "does", "разве"."""
    return form in _ASKING
