"""Whether a name beside a verb of saying is who speaks: no listener, no firm, and not the one whose lawyer speaks.

Enters: a text's words (`citations.words`), a name in it, and the verb. Leaves: yes or no, by what stands before the name and, in
Russian and Tajik, by its case and the verb's gender: "сказал Иван Лунин" speaks, "сказал Ивану Лунину" does not, and behind
"адвокат Петра Громова заявила" nobody is named. In doubt the answer is no.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations.lexicon import is_function_word
from citations.proper_names import ProperName, is_address, is_body, is_office
from citations.regex import regex
from citations.speech_verbs import gives_words
from citations.words import SourceText, sentence_begin

# between "said" and a name: "said the retired harbour pilot Rosa Lind"; of tests/cases/speakers.md 2 accuses two drafts, 10 none
ROLE_WORDS = 5
# behind these a name is not who speaks, or not alone, or perhaps: "the lawyer of Karl Boe said", "if Karl Boe said"
DEPENDS = frozenset(
    "of for to with by from about against between than like and or nor if unless whether had did would not".split()
)
_WHEN = frozenset("вчера сегодня накануне недавно позже ранее затем потом сначала дирӯз".split())
DETERMINERS = frozenset("the a an his her their its my our your".split())
POSSESSIVE = regex(r"['’]s?$")
# a Russian name in another case than that of who speaks: "Ивану Лунину", "Марины Зотовой"; not "Рахим", "Сергей"
_OBLIQUE = regex(r"[а-яё]{2,}(?:[уюы]|ой|ою|ого|ому|ым|[а-яё]ом)$", re.IGNORECASE)
_DATIVE = regex(r"[а-яё]{2,}е$", re.IGNORECASE)  # of a forename: "Розе", "Анне"
_LOOKS_FEMININE = regex(r"[аяАЯ]$")  # "Громова", who speaks, or of whom: "адвокат Петра Громова"
# holders of an office who may be somebody's: "пресс-секретарь Петра Громова", "сестра Ивана"
_PATRONYMIC = regex(r"(?:ович|евич|овна|евна|ична)[ауыеомй]*$")
_LISTENERS = regex(r"[а-я]{3,}[ая]м$")  # "рассказала журналистам Роза Линд"
_ADDRESS_PARTS = frozenset("г н жа".split())  # "г-жа" is two words
_RELATED = regex(r"(?:секретар|представител|помощни|заместител|советни|адвокат|защитни|юрист|депутата|лидера)")
# "жительница", "журналистка", "медсестра"; not "племянница"
_FEMININE_ROLE = regex(r"(?:[а-я]+(?:тельниц|истк|ерк)|медсестр)[аы]$")
# of the names of firms and places, beside those of bodies in `citations/proper_names.py`
_NO_PERSON = regex(
    r"""energy|oil|gas|hydro|power|water|electric|steel|mines?|mining|air(?:lines?|ways)|rail(?:ways?)?|motors?|holdings?|industr(?:y|ies)
    |systems?|technolog(?:y|ies)|ltd|inc|plc|llc|corp|gmbh|plus|online|digital|telecom|mobile|insurance|capital|partners|associates
    |brothers|hospital|clinic|trust|alliance|coalition|campaign|forum|club|city|town|county|region|korea|africa|zealand|lanka|arabia|rica
    |энерго|газ|сталь|плюс|больница|клиника|альянс|клуб|город|область""",
    re.VERBOSE,
)
_OF_PLACES = frozenset(
    "new north south east west northern southern san santa los las saudi sri costa puerto port cape hong wall white downing"
    " buenos новый новая северная южная нью сан санкт".split()
)
_TAJIK_VERB = regex(r"(?:гуфт|мегӯяд|навишт|изҳор|таъкид|қайд|илова|зикр|баён|хабар)")


def may_speak(source: SourceText, one: ProperName, verb: str = "") -> bool:
    """Return whether a name before its verb begins the clause, alone or behind what its bearer is; not "the wife of X said"."""
    if _is_masculine(source.raw(one.end - 1), verb):
        return may_be_meant(source, one, (), verb)
    begin = index = one.start
    floor = max(sentence_begin(source, begin + 1), begin - ROLE_WORDS)
    while index > floor and source.gap(index).strip() in ("", "-") and not _ends_role(source.forms[index - 1]):
        index -= 1
    before = index - (index > floor and source.forms[index - 1] in DETERMINERS)
    if before > floor and not source.gap(before).strip() and source.forms[before - 1] in DEPENDS:
        return False
    return may_be_meant(source, one, source.forms[index:begin], verb)


def is_no_person(source: SourceText, one: ProperName) -> bool:
    """Return whether a name is a body's, a firm's or a place's: "Volga Hydro", "the Asia Plus", "New Delhi"."""
    words = source.forms[one.start : one.end]
    is_bound = one.start > 0 and not source.gap(one.start).strip() and source.forms[one.start - 1] == "the"
    is_spelt = any(len(raw) > 1 and raw.isupper() for raw in words_of(source, one))
    return is_body(source, one) or is_bound or is_spelt or any(map(_NO_PERSON.fullmatch, words)) or words[0] in _OF_PLACES


def _is_masculine(family: str, verb: str) -> bool:
    """Whether a Russian family name and verb are both a man's, and the name so in the first case: "Лунин сказал"."""
    return not family.isascii() and verb.endswith("л") and not _LOOKS_FEMININE.search(family)


def _is_role(form: str) -> bool:
    return is_office(form) or _FEMININE_ROLE.match(form) is not None


def _ends_role(form: str) -> bool:
    return is_function_word(form) or gives_words(form) or form in _WHEN


def may_be_meant(source: SourceText, one: ProperName, role: Sequence[str], verb: str | None) -> bool:
    """Return whether a name with what its bearer is before it is who speaks; not to whom, nor whose lawyer, by the Russian cases.

    Without a verb, as behind «по словам», every Russian case may be meant, but for what is somebody's: «адвоката Петра Громова».
    """
    raws = words_of(source, one)
    if len(raws) > 2 and not raws[-1].isascii() and not any(map(_PATRONYMIC.search, raws)):
        role, raws = (*role, *map(str.casefold, raws[:-2])), raws[-2:]  # "Вдова Павла Дорнова", at a sentence's beginning
    if POSSESSIVE.search(raws[-1]):
        return False
    if raws[-1].isascii():
        return True
    role = [word for word in role if not _LISTENERS.search(word) and not is_address(word) and word not in _ADDRESS_PARTS]
    if verb is None:
        return not role or (any(map(_is_role, role)) and not any(map(_RELATED.match, role)))
    if any(map(_OBLIQUE.fullmatch, raws)) or (len(raws) > 1 and _DATIVE.fullmatch(raws[0])):
        return False
    if not role:
        return True
    if _TAJIK_VERB.match(verb):
        return not role[-1].endswith("и")
    if _is_masculine(raws[-1], verb):
        return True
    return verb.endswith("ла") and any(map(_is_role, role)) and not any(map(_RELATED.match, role))


def words_of(source: SourceText, one: ProperName) -> tuple[str, ...]:
    """Return the words of a name as printed."""
    return tuple(source.raw(index) for index in range(*one.span))
