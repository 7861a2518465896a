"""Days printed in words, in Roman figures, in quotation marks, or behind their year, in English, Russian and Tajik.

Enters: a text and the places of its years, from each of which is looked a little way back and on. Leaves: spans with days.
Read are "Sixth day of June, 2023", "June the sixth, 2023", "шестого июня 2023", "6.VI.2023", "«06» июня 2023", "2023-Jun-06",
"с. 2023, 6 июн". A day in words without its year is left alone, and so is a year in words.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterable, Iterator

from citations.eastern_dates import PrintedDay
from citations.months import MONTH_NUMBERS, MONTHS_OF_DAYS
from citations.numerals import ROMAN
from citations.regex import regex

REACH = 60  # characters before a year, or behind it, in which its day and month stand

_ENGLISH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
    " seventeenth eighteenth nineteenth twentieth"
).split()
_RUSSIAN = (
    "перв втор треть четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат"
    " семнадцат восемнадцат девятнадцат двадцат"
).split()
_TAJIK = (
    "якум дуюм сеюм чорум панҷум шашум ҳафтум ҳаштум нуҳум даҳум ёздаҳум дувоздаҳум сездаҳум чордаҳум понздаҳум шонздаҳум"
    " ҳабдаҳум ҳаждаҳум нуздаҳум бистум"
).split()
_TAJIK_OTHERS = {"дуввум": 2, "дувум": 2, "севум": 3, "чаҳорум": 4, "чаҳордаҳум": 14, "ҳафдаҳум": 17, "сиюм": 30, "сӣюм": 30}


def _ordinals() -> dict[str, int]:
    """Return the ordinals of the days of a month, in small letters and the case that dates ask for, one space in each."""
    english = {word: number for number, word in enumerate(_ENGLISH, 1)} | {"thirtieth": 30}
    stems = {stem: number for number, stem in enumerate(_RUSSIAN, 1)} | {"тридцат": 30}
    endings = {stem: ("е", "его") if stem == "треть" else ("ое", "ого") for stem in stems}
    russian = {stem + ending: number for stem, number in stems.items() for ending in endings[stem]}
    tajik = {word: number for number, word in enumerate(_TAJIK, 1)} | _TAJIK_OTHERS
    tens = (("twenty", "thirty"), english), (("двадцать", "тридцать"), russian), (("бисту", "сию"), tajik)
    found = english | russian | {word + "и": number for word, number in tajik.items()}
    for words, ordinals in tens:
        for ten, word in zip((20, 30), words, strict=True):
            units = ((unit, number) for unit, number in ordinals.items() if number < 10 and ten + number <= 31)
            found.update({f"{word} {unit}{'и' if ordinals is tajik else ''}": ten + number for unit, number in units})
    return found


ORDINALS = _ordinals()


def _either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)).replace(" ", r"[\s-]") + ")"


_MONTH = rf"(?P<month>{_either(MONTH_NUMBERS)})\b\.?"
_ORDINAL = rf"(?P<ordinal>{_either(ORDINALS)})\b"
# Before a year: "Sixth day of June, ", "the 6th day of June ", "шестого июня ", "«06» июня "; not "6 June ", "the second June "
DAY_BEFORE = regex(
    rf"""(?<!\w)(?:{_ORDINAL}(?:\s+day)?|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+day|[«"“„](?P<quoted>\d{{1,2}})[»"”“])
    \s+(?:of\s+|(?<![a-z]\s)){_MONTH},?\s+(?:in\s+the\s+year\s+|соли\s+)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# "June the sixth, ", "June the 6th, ", "June sixth, "; not "June "
MONTH_BEFORE = regex(
    rf"""(?<!\w){_MONTH}\s+(?:(?:the\s+)?{_ORDINAL}|the\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)),?\s+$""", re.VERBOSE | re.IGNORECASE
)
# "6.VI.", "6/VI ", "6 VI "; not "6 June ", nor the number of "No. 6 VI "
ROMAN_BEFORE = regex(
    rf"""(?<![\w./-])(?<![№.]\s)(?P<day>\d{{1,2}})\s?[./\s-]\s?(?P<roman>{_either(ROMAN)})\s?[./\s-]\s?$""", re.VERBOSE
)
# Behind a year that "с.", "соли" or "г." names: ", 6 июн"; not " 6 июня 2024", where another date begins
DAY_BEHIND = regex(
    rf"""(?:\s*г(?:\.|ода?)|-?\s?сол)?,?\s+(?P<day>\d{{1,2}})(?:-?(?:уми|го))?\s+{_MONTH}(?!,?\s*(?:соли\s|с\.\s?)?\d)""",
    re.VERBOSE | re.IGNORECASE,
)
# Behind a bare year: " June 6", "-Jun-06"; not " June 6, 2024", " June 6:30"
MONTH_BEHIND = regex(
    rf"""(?P<mark>[\s-])(?=[^\W\d_]){_MONTH}(?P=mark)(?P<day>\d{{1,2}})(?![\d:/-]|[.,]?\s?\d)""", re.VERBOSE | re.IGNORECASE
)
NAMED_BEFORE = regex(r"(?<!\w)(?:соли|с\.)\s?$", re.IGNORECASE)
NAMED_BEHIND = regex(r"\s*(?:г\.|год|-?\s?сол\b)", re.IGNORECASE)
WORD_BEHIND = regex(r"[\s-]([^\W\d_]+)")
_ROMAN_LETTERS, _QUOTES = frozenset("IVX"), frozenset('«"“„')
_LAST_WORDS = frozenset(word.split()[-1] for word in ORDINALS)
MOST_WORDS = 5  # before a year that are looked at first: "the twenty fifth of June"


def find_worded(text: str, years: Iterable[tuple[int, int]]) -> Iterator[PrintedDay]:
    """Yield the days that `text` prints so, each of one of the `years`, which are spans; a day that no month has is none.

    >>> [found.day.isoformat() for found in find_worded("Sixth day of June, 2023", [(19, 23)])]
    ['2023-06-06']
    """
    for start, end in years:
        if text[max(0, start - 1) : start].isdigit() or text[end : end + 1].isdigit():
            continue
        before, behind = text[max(0, start - REACH) : start], text[end : end + REACH]
        at = start - len(before)
        for match in filter(None, _before(before)):
            yield from _read(match, int(text[start:end]), (at + match.start(), end))
        named = NAMED_BEFORE.search(before[-5:])
        is_named = named or NAMED_BEHIND.match(behind)
        if not is_named and not ((word := WORD_BEHIND.match(behind)) and word[1].casefold() in MONTH_NUMBERS):
            continue
        day = (DAY_BEHIND if is_named else MONTH_BEHIND).match(behind)
        if day and not _ends_in_month(before):
            yield from _read(day, int(text[start:end]), (start - len(named[0]) if named else start, end + day.end()))


def _before(before: str) -> Iterator[re.Match[str] | None]:
    """Yield the days right before a year; the patterns are asked only where its last words may be such a day: work."""
    if before.rstrip(" ./-")[-1:] in _ROMAN_LETTERS:
        yield ROMAN_BEFORE.search(before)
        return
    words = before.casefold().replace("in the year", "").split()[-MOST_WORDS:]
    if words and words[-1] == "соли":
        words.pop()
    last = words.pop().strip(".,") if words else ""
    if last in MONTH_NUMBERS:
        if words and words[-1] == "of":
            words.pop()
        if words and (words[-1][0] in _QUOTES or words[-1] == "day" or _ends_ordinal(words[-1])):
            yield DAY_BEFORE.search(before)
    elif _ends_ordinal(last) or (last[:1].isdigit() and last[-1].isalpha()):
        yield MONTH_BEFORE.search(before)


def _ends_ordinal(word: str) -> bool:
    return word.rpartition("-")[2] in _LAST_WORDS


def _ends_in_month(before: str) -> bool:
    """Whether a month stands before the year, whose own it is: "октябри соли "; not "Паёми деҳот, с. "."""
    words = [word.strip(".,") for word in before.casefold().split()[-2:]]
    if words[-1:] in (["соли"], ["с"]):
        words.pop()
    return words[-1:] != [] and words[-1] in MONTH_NUMBERS


def _read(match: re.Match[str], year: int, span: tuple[int, int]) -> Iterator[PrintedDay]:
    parts = match.groupdict()
    month = ROMAN[parts["roman"]] if parts.get("roman") else MONTHS_OF_DAYS[parts["month"].casefold()]
    if word := parts.get("ordinal"):
        day = ORDINALS[" ".join(word.casefold().replace("-", " ").split())]
    else:
        day = int(parts.get("day") or parts["quoted"])
    with contextlib.suppress(ValueError):
        yield PrintedDay(span, datetime.date(year, month, day))
