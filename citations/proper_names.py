"""Proper names in running text, and whether a text holds one in whatever script and case.

Enters: a `SourceText`. Leaves: names as runs of words, each with the office that stands before it. A name is a run of capitals
inside a sentence; nationalities, months, offices and forms of address are none, and what begins a sentence is one only when
another capital follows. Names are compared by `name_key` and Russian case endings; a likeness of letters never makes two one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citations.lexicon import is_function_word, may_be_verb
from citations.months import MONTH_NUMBERS
from citations.names import name_key
from citations.numerals import is_number
from citations.regex import regex
from citations.words import SourceText, sentences

OFFICE_WORDS = 6  # from an office to the name of who holds it: "начальник областной службы спасения"
STEM_LETTERS = 5  # of an office's words that are compared
HEADLINE_WORDS = 5  # of a sentence in which every word of content has a capital: it names nothing by them
SHORTEST_KEY = 3  # letters of a name's key
LEAST_LEFT = 3  # letters of a word without its case ending
_OFFICES = regex(
    r"""(?:president|minister|premier|governor|mayor|judge|prosecutor|lawyer|attorney|colonel|general|major|captain|lieutenant|commander
    |chief|head|chair(?:man|woman)|director|ambassador|envoy|secretary|spokes(?:man|woman|person)|editor|journalist|reporter|engineer
    |doctor|professor|leader|treasurer|inspector|auditor|prefect|councillor|sergeant|admiral|marshal|detective|king|queen|prince
    |princess|archbishop|cardinal|consul|comptroller|controller|curator|pilot|rector|ombudsman|coroner|registrar|sheriff|magistrate|arbitrator|mediator|coach|economist|historian|scientist|hydrologist|bishop|imam|sheikh|senator|deputy|chancellor|commissioner|analyst|expert|activist|teacher|witness|officer
    |президент|министр|премьер|губернатор|мэр|судь|прокурор|адвокат|полковник|генерал|майор|капитан|командир|начальник|глав|председател
    |директор|посол|секретар|редактор|журналист|инженер|доктор|врач|профессор|лидер|имам|сенатор|депутат|эксперт|аналитик|активист
    |учител|свидетел|раис|вазир|додситон|сардор|сафир)(?:s|а|у|ом|е|ы|я|ю|ем|ь|ья|ьи|и|ой)?$""",
    re.VERBOSE,
)
_DEFINITE = frozenset("the its their his her our".split())
_ADDRESSES = frozenset("mr mrs ms dr sir lord lady madam господин госпожа г-н г-жа тов ҷаноби ҷаноб".split())
# "Russian", "Tajiks", "Chinese", "British"; "Armenian" too, and so the surname that is spelt like one: a hint less
_PEOPLES = regex(
    r"""(?:\w+(?:ians?|ish|ese|eans?|ians)|tajiks?|uzbeks?|kazakhs?|kyrgyz|turkmens?|turks?|afghans?|greeks?|czechs?|dutch|french|german[sy]?
    |arabs?|arabic|slavs?|islamic|islamists?|muslims?|jews?|soviets?|western(?:ers)?|eastern|northern|southern|central|catholics?
    |americans?|africans?|таджик\w*|узбек\w*|русск\w*|россиян\w*|советск\w*)$""",
    re.VERBOSE,
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday christmas easter ramadan ramazan nowruz навруз рамазан god allah "
    "internet yesterday вчера накануне дирӯз".split()
)
# Words of which the names of bodies are made: they are translated, not transliterated, and hold common words.
_BODIES = regex(
    r"""(?:bank|union|party|committee|commission|council|court|ministry|agency|organi[sz]ation|office|department|institute|university|school
    |academy|parliament|assembly|government|state|states|republic|nations|rights|watch|international|national|house|movement|front|army
    |guards?|police|service|fund|foundation|centre|center|company|group|corporation|congress|federation|association|society|church|league
    |press|times|post|news|radio|tv|review|herald|tribune|journal|gazette|observer|chronicle|weekly|daily
    |magazine|monitor|media|network|war|revolution|constitution|law|code|act|treaty|agreement|project|programme|program|airport|street
    |банк|союз|партия|комитет|комиссия|совет|суд|министерство|агентство|организация|университет|школа|парламент|республика|федерация
    |компания|фонд|центр|служба|армия|радио|бонк|ҳизб|вазорат|кумита|шӯро|дод)$""",
    re.VERBOSE,
)
_CASE_ENDING = regex(r"(?:ыми|ими|ого|его|ому|ему|ами|ями|ой|ою|ей|ею|ым|им|ом|ем|ах|ях|ам|ям|ой|ую|ая|яя|ии|ию|ия)$")
_POSSESSIVE = regex(r"['’]s$")
_OTHER_LETTERS = str.maketrans("ёЁцЦ", "еЕзЗ")  # "Kovalev" for «Ковалёв», "Schulz" for «Шульц», beside "Kovalyov" and "Shults"
_SURNAME = regex(r"(?:[oe]va?|zod[ae]?|zade|enko|skii|skaia|iants?|dze|shvili|iev|ieva|nejad|enov|odov)$")
_PLACES_LIKE_SURNAMES = frozenset(
    "rostov saratov tambov harkov kiev pskov azov chehov lvov serpuhov moskov krakov moldov kishinev kishiniov".split()
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProperName:
    """A name in words `start` to `end` (exclusive); `office` are the stems of the office right before it, () for none."""

    start: int
    end: int
    office: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """Its words, as numbers of the first and of the one after the last."""
        return self.start, self.end


@functools.lru_cache(maxsize=16)
def proper_names(text: SourceText) -> tuple[ProperName, ...]:
    """Return the names of a text, in order; linear in its words.

    >>> from citations.words import prepare
    >>> said = prepare("In Paris the Russian minister of water, Anton Belik, met Judge Reut on Monday.")
    >>> [(said.words(one.start, one.end), one.office) for one in proper_names(said)]
    [('Paris', ()), ('Anton Belik', ()), ('Reut', ('judge',))]
    """
    return tuple(name for begin, end in sentences(text) for name in names_between(text, begin, end))


def names_between(text: SourceText, begin: int, end: int) -> tuple[ProperName, ...]:
    """Return the names of one sentence, words `begin` to `end` (exclusive); none of a headline, in which all have capitals."""
    if _is_headline(text, begin, end):
        return ()
    return tuple(
        ProperName(start=start, end=stop, office=_office(text, begin, start, stop)) for start, stop in _runs(text, begin, end)
    )


def key_of(text: SourceText, one: ProperName) -> str:
    """Return the key of a name's last word: a person's family name."""
    return _keys(text.raw(one.end - 1))[0]


def stands_in(raw: str, text: SourceText) -> bool:
    """Return whether a text holds the word of a name, in any script and case ending."""
    if not _keys_of(text).isdisjoint(_keys(raw)) or _POSSESSIVE.sub("", raw.casefold()) in text.places:
        return True
    return _is_acronym(raw) and raw.casefold() in _initials(text)


def is_body(text: SourceText, one: ProperName) -> bool:
    """Return whether a name has a common word in it: "Amnesty International", "World Bank"."""
    return names_a_body(text.forms[one.start : one.end])


def names_a_body(words: Iterable[str]) -> bool:
    """Return whether one of the words is of those that bodies are named with: "Bank", "Комитет"."""
    return any(_BODIES.match(word.casefold()) for word in words)


def is_address(form: str) -> bool:
    """Return whether a folded word is a form of address, which stands before a family name: "ms", "госпожа"."""
    return form in _ADDRESSES


def is_office(form: str) -> bool:
    """Return whether a folded word says what somebody is: "minister", "губернатора"; not "ministers"."""
    return _OFFICES.match(form) is not None and not form.endswith("s")


def is_person(text: SourceText, one: ProperName) -> bool:
    """Return whether a name is surely a person's: an office before it, an initial behind it, or the ending of family names."""
    if is_body(text, one) or _is_acronym(text.raw(one.end - 1)):
        return False
    return bool(one.office) or is_family_name(text.raw(one.end - 1)) or _has_initial_behind(text, one)


def _has_initial_behind(text: SourceText, one: ProperName) -> bool:
    return one.end < len(text.forms) and len(text.raw(one.end)) == 1 and text.raw(one.end).isupper() and text.gap(one.end) == " "


def is_family_name(raw: str) -> bool:
    """Return whether a word ends as family names do, in any script and case: "Sharipov", "Каримовой"; not "Rostov"."""
    keys = _keys(raw)
    return any(_SURNAME.search(key) for key in keys) and _PLACES_LIKE_SURNAMES.isdisjoint(keys)


def keys_of(raws: Iterable[str]) -> frozenset[str]:
    """Return the keys of the words of names: two that share one may be one word, in any script and case."""
    return frozenset(key for raw in raws for key in _keys(raw))


def _is_acronym(raw: str) -> bool:
    return len(raw) > 1 and raw.isupper()


def _is_headline(text: SourceText, begin: int, end: int) -> bool:
    lower = (index for index in range(begin, end) if text.raw(index)[0].islower())
    return end - begin >= HEADLINE_WORDS and all(is_function_word(text.forms[index]) for index in lower)


def _runs(text: SourceText, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitals that are names, in one sentence."""
    index = begin
    while index < end:
        stop = index
        while stop < end and _may_name(text, stop) and (stop == index or text.gap(stop) in (" ", "-", ". ", "\u00a0")):
            stop += 1
        last = stop
        while last > index + 1 and len(text.raw(last - 1)) == 1:  # initials behind a family name: "Lunin A. P."
            last -= 1
        if last > index and (index > begin or stop - index > 1) and len(_keys(text.raw(last - 1))[0]) >= SHORTEST_KEY:
            yield index, last
        index = max(stop, index + 1)


def _may_name(text: SourceText, index: int) -> bool:
    raw, form = text.raw(index), text.forms[index]
    bare = _POSSESSIVE.sub("", form)
    return (
        raw[0].isupper()
        and raw[0].isalpha()
        and not is_function_word(bare)
        and not is_number(bare)
        and bare not in MONTH_NUMBERS
        and bare not in _DAYS
        and bare not in _ADDRESSES
        and not _OFFICES.match(bare)
        and not _PEOPLES.match(bare)
    )


def _office(text: SourceText, begin: int, start: int, stop: int) -> tuple[str, ...]:
    """The stems of the office right before a name; in Russian and Tajik with the words that depend on it.

    A name between commas is set beside its office: "the mayor, Anton Belik, said".
    """
    if text.gap(start).strip() == "," and text.gap(stop).startswith(","):
        return _office_beside(text, begin, start)
    for index in range(start - 1, max(begin, start - OFFICE_WORDS) - 1, -1):
        form = text.forms[index]
        if text.gap(index + 1).strip() not in ("", "№"):
            return ()
        if _OFFICES.match(form):
            return tuple(one[:STEM_LETTERS] for one in text.forms[index:start])
        if form.isdecimal():  # "директори мактаби №3"
            continue
        if form.isascii() or not text.raw(index).islower() or is_function_word(form) or may_be_verb(form):
            return ()
    return ()


def _office_beside(text: SourceText, begin: int, start: int) -> tuple[str, ...]:
    """The stem of an office before a comma, with what depends on it: "the auditor general, X", "the director of the port, X"."""
    for index in range(start - 1, max(begin, start - OFFICE_WORDS) - 1, -1):
        if index < start - 1 and text.gap(index + 1).strip():
            return ()
        before = text.forms[index - 1] if index > begin else "the"
        is_definite = before in _DEFINITE or _POSSESSIVE.search(before) is not None
        if _OFFICES.match(text.forms[index]) and is_definite:
            return (text.forms[index][:STEM_LETTERS],)
    return ()


@functools.lru_cache(maxsize=16)
def _keys_of(text: SourceText) -> frozenset[str]:
    return keys_of({text.raw(index) for index in range(len(text.forms)) if text.raw(index)[0].isupper()})


@functools.lru_cache(maxsize=16)
def _initials(text: SourceText) -> str:
    """The first letters of all words: "gross domestic product" holds "gdp"."""
    return "".join(form[0] for form in text.forms)


@functools.lru_cache(maxsize=20_000)
def _keys(raw: str) -> tuple[str, ...]:
    """Return the keys by which a word of a name is known: as it is, without a case ending, without the vowel that case changes.

    The first is the shortest. "Лунина", "Луниным" and "Lunin" share one; "Мария", "Марии" and "Maria" too.
    """
    plain = _POSSESSIVE.sub("", raw)
    cut = _CASE_ENDING.sub("", plain.casefold())
    spelt = [plain] + ([cut] if len(cut) >= LEAST_LEFT and not plain.isascii() else [])
    keys = [name_key(one) for word in spelt for one in (word, word.translate(_OTHER_LETTERS))]
    bare = [key.rstrip("aeiou") for key in keys]
    found = {key for key in (*keys, *bare) if len(key) >= SHORTEST_KEY}
    return tuple(sorted(found, key=lambda key: (len(key), key))) or (keys[0],)
