"""Clauses that hang on a word before them: "rejected the idea that …", "не подтвердил, что …"; and words that ask.

Enters: folded words (`citations.words.fold`), English, Russian, a few Tajik ones. Leaves: yes or no. Words cut off before such a
clause may deny it, doubt it, or give it to somebody.
"""

from __future__ import annotations

import re

from citations.regex import regex


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Behind these a clause is governed: "rejected the idea that", "does not share the view that", "Правда ли, что".
_COMPLEMENTISERS = _set("that whether что будто ки")
_RELATIVES = _set("who whom whose which")
_REJECTING = _set(
    "deny denied denies denying reject rejected rejects rejecting dismiss dismissed dismisses dismissing dispute disputed "
    "disputes disputing doubt doubted doubts doubtful refute refuted refutes disprove disproved contradicted untrue false "
    "unlikely impossible wrong wrongly falsely mistaken unaware pretend pretended pretends exclude excluded excludes allegedly "
    "supposedly incorrectly mistakenly erroneously inaccurately misleadingly "
    "отвергает отверг отвергла отвергли отрицает отрицал отрицала отрицали отрицают опроверг опровергла опровергли опровергает "
    "исключил исключила исключили исключает сомневается сомневался сомневалась сомневались сомневаюсь неправда ложь неверно "
    "неправ ошибочно маловероятно рад инкор"
)
# Stems of words by which somebody says or thinks a clause; a negation before them is one of the clause.
_VOICING = regex(
    r"""(?:sa(?:y|id|ys|ying)|t(?:ell|ells|elling|old)|thinks?|thought|believ\w+|belief|claim\w*|views?|opinions?|ideas?|notions?
    |assum\w+|suggest\w*|alleg\w+|reports?|reported|assert\w*|insist\w*|maintain\w*|conten[dt]\w*|argu\w+|stat(?:e|es|ed|ement)
    |not(?:e|es|ed)|observ(?:e|es|ed)|add(?:s|ed)|recall\w*|stress\w*|отмет\w+|отмеч\w+|добав\w+|подчерк\w+|поясни\w+|напомн\w+
    |announc\w+|declar\w+|complain\w*|warn\w*|fear(?:s|ed)?|promis\w+|hop(?:e|es|ed)|expect\w*|estimat\w+|reckon\w*|predict\w*|object(?:s|ed)?|hold|holds|held|suppos\w+|guess\w*
    |говор\w+|сказа\w+|заяв\w+|утвержд\w+|вер[ияю]\w*|счита\w+|дума\w+|мнени\w+|полага\w+|сообщ\w+|предполож\w+|предполаг\w+
    |верси\w+|увер\w+|обещ\w+|обвинени\w+|слух\w*|настаива\w+|жалу\w+|жалов\w+|опаса\w+|надея\w+|надеет\w+|надежд\w+|довод\w*
    |аргумент\w*|возража\w+|оценива\w+|прогнозир\w+|мысл\w+|иде\w+|гуфт\w*|мегӯя\w+)""",
    re.VERBOSE,
)
# The same for what the source asserts itself by them: "shows", "clear", "доказал".
_ASSERTING = regex(
    r"""(?:signs?|evidence|proofs?|prov(?:e|es|ed|en)|true|truth|facts?|means?|meant|impl(?:y|ies|ied)|confirm\w*|admit\w*|accept\w*
    |agre\w+|convinc\w+|certain|sure|clear|guarant\w+|know|knows|knew|known|understand|understood|find|finds|found|conclu\w+
    |establish\w*|show|shows|showed|shown|case|possib\w+|likely|reasons?|follows?|wants?|wanted|факт\w*|доказ\w+|подтвер\w+|призна\w+
    |правда|известно|знач\w+|означа\w+|следует|следовало|соглас\w+|зна[леюй]\w*|установ\w+|ясно|видно|случай\w*|может|возможно
    |сведени\w+|информаци\w+|information|grounds?|медон\w+)""",
    re.VERBOSE,
)
# The same by their stems: "отклоняет", "dismissing"
_REJECTING_STEM = regex(r"(?:reject|dismiss|refut|disput|исключа|отклон|отверг|опроверг|оспор|оспар)\w*")
# A clause that hangs on these is a supposition: "предположил, что", "rumours that", "fears that"
_SUPPOSING = regex(
    r"""(?:speculat\w+|hypothes\w+|suppos(?:e|es|ed|ition)|suspect\w*|suspicions?|fear(?:s|ed)?|rumou?r\w*|alleg(?:e|es|ed|ation|ations)
    |purport\w*|conjectur\w+|guess(?:es|ed)?|imagin\w+|hop(?:e|es|ed|ing)|assum(?:e|es|ed|ing|ption)|предполож\w+|предполага\w+|гипотез\w+|допуска[ею]т|допустил\w*|слух\w*
    |опаса\w+|подозрева\w+|догад\w+|наде(?:юсь|емся|ется|ются|ялся|ялась|ялись)|представ(?:им|ьте|ь)|вообраз\w+)""",
    re.VERBOSE,
)
# A clause about which one of these is said behind it is refuted: "the claim that |…| is absurd", "лжёт"
_REFUTING = _set(
    "absurd nonsense ridiculous laughable preposterous unfounded groundless baseless untenable fantasy illusion fallacy delusion "
    "lying lies liar fool deceives mistaken "
    "абсурд абсурдно абсурдна нелепо нелепа нелепость бред чушь вздор заблуждение иллюзия миф выдумка беспочвенно беспочвенна "
    "несостоятельно несостоятельна лжет врет ошибается заблуждается лукавит лжец дурак лгут врут ошибаются"
)
_SOMEBODY = _set(
    "somebody someone anybody anyone some others critics opponents sceptics skeptics commonly widely popularly legend "
    "некоторые иные другие критики принято распространено легенда"
)
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


def refutes(form: str) -> bool:
    """Return whether the word, behind a clause, says that it is not so: "absurd", "лжёт", "rejected"."""
    return form in _REFUTING or rejects(form)


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
    return voices(form) or _ASSERTING.fullmatch(form) is not None


def voices(form: str) -> bool:
    """Return whether somebody says or thinks the clause that hangs on the word: "argue", "считают"; not "shows"."""
    return _VOICING.fullmatch(form) is not None


def asks(form: str) -> bool:
    """Return whether a sentence that begins with the word reads as a question without its mark: "why", "does", "разве"."""
    return form in _ASKING
