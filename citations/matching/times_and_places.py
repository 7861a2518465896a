"""A time or a place that brackets put in, against the one that the source names last: "in 1996: then [in 2009] it burned".

Enters: a bracket of a quotation (`citations.matching.referents`). Leaves: yes or no. "Then" and "there" point at what was named
last; where the source names no time and no place near before, nothing is said. English and Russian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.date_style import WEEKDAYS
from citations.lexicon import is_function_word
from citations.matching.nouns import is_form_of
from citations.matching.referents import Bracket
from citations.months import MONTH_NUMBERS
from citations.numerals import is_number
from citations.proper_names import is_person, names_between
from citations.regex import regex
from citations.words import SourceText, sentence_begin

_YEAR = regex(r"(?:1[5-9]|20)\d\d")
_DAYS = {form: number for names in WEEKDAYS for number, form in enumerate(names)}
_DAYS |= {"среду": 2, "пятницу": 4, "субботу": 5}  # the names that change in "в среду"
# Beside a year, a month or a day in brackets that say nothing else: "[in the spring of 2009]", "[в 2009 году]"
_TIME_WORDS = frozenset(
    "year years month day week spring summer autumn fall winter early late mid end beginning morning evening night back "
    "год года году годах месяце день дня весной летом осенью зимой весны лета осени зимы начале конце середине утром вечером "
    "ночью вечера утра г м".split()
)
# What points at a time: "then", "that year", "в тот день"; not "later"
_THEN = regex(
    r"""then | (?:that|(?:the|that)\ssame)\s(?:year|month|day|week|spring|summer|autumn|fall|winter|night|morning|evening)
      | at\s(?:the|that)\stime | тогда(?:\sже)? | тогдашн\w+
      | (?:в\s)?(?:тот\sже|тот|том\sже|том|ту\sже|ту|той\sже|той)\s(?:год|году|день|месяц|месяце|неделю|ночь
        |весну|зиму|осень|лето)
      | (?:той|тем)\s(?:же\s)?(?:весной|летом|осенью|зимой|ночью|утром|вечером) | в\sто\s(?:же\s)?(?:время|утро|лето)""",
    re.VERBOSE,
)
_THEN_WORDS = 4  # the longest of them
_THERE = frozenset("there thither thence там туда оттуда".split())
_THERE_WORDS = 2  # right before brackets, among which "there" stands: "the talks there [in Graz]"
_AT = frozenset("in at near into to from outside around в во на из под к возле около близ".split())


def names_another_time(bracket: Bracket) -> bool:
    """Return whether the brackets put in a year, a month or a day, and the source names another one last before them."""
    if not _is_time(bracket) or not _points_at_time(bracket):
        return False
    for kind in (_years, _months, _days):
        own = set(kind(list(bracket.forms)))
        theirs = next((found for part in _parts(bracket.source, bracket.start) if (found := list(kind(part)))), [])
        if own and theirs and own.isdisjoint(theirs):
            return True
    return False


def names_another_place(bracket: Bracket) -> bool:
    """Return whether the brackets say where "there" is, and the source names another place last before it."""
    near = (*bracket.theirs, *bracket.source.forms[max(0, bracket.start - _THERE_WORDS) : bracket.start])
    own = [word.form for word in bracket.mark.words if word.capital and not is_function_word(word.form)]
    if not own or _THERE.isdisjoint(near):
        return False
    place = _place_before(bracket.source, bracket.start)
    return bool(place) and not any(is_form_of(name, form) for name in own for form in place)


def _points_at_time(bracket: Bracket) -> bool:
    """Return whether the brackets explain, or stand for, what points at a time: "then [in 2009]", "[In 2009] it burned"."""
    source, start = bracket.source, bracket.start
    before = list(bracket.theirs) or source.forms[max(0, start - _THEN_WORDS) : start]
    return any(_THEN.fullmatch(" ".join(before[-count:])) for count in range(1, _THEN_WORDS + 1))


def _is_time(bracket: Bracket) -> bool:
    """Return whether the brackets say when, and nothing else."""
    return bool(bracket.forms) and all(
        is_function_word(form) or is_number(form) or form in _TIME_WORDS or form in MONTH_NUMBERS or form in _DAYS
        for form in bracket.forms
    )


def _years(forms: list[str]) -> Iterator[str]:
    return (form for form in forms if _YEAR.fullmatch(form))


def _months(forms: list[str]) -> Iterator[int]:
    return (MONTH_NUMBERS[form] for form in forms if form in MONTH_NUMBERS and form != "may")


def _days(forms: list[str]) -> Iterator[int]:
    return (_DAYS[form] for form in forms if form in _DAYS)


def _parts(source: SourceText, index: int) -> Iterator[list[str]]:
    """Yield the words of the sentence of word `index` that stand before it, then those of the sentence before."""
    low = sentence_begin(source, index + 1)
    yield source.forms[low:index]
    if low:
        yield source.forms[sentence_begin(source, low) : low]


def _place_before(source: SourceText, index: int) -> list[str]:
    """Return the words of the place that the sentence of word `index` names last before it, or the one before that does."""
    low = sentence_begin(source, index + 1)
    for begin, end in ((low, index), (sentence_begin(source, low), low) if low else (0, 0)):
        for one in reversed(names_between(source, begin, end)):
            if source.forms[one.start - 1] in _AT and not is_person(source, one):
                return source.forms[one.start : one.end]
    return []
