"""What a text counts: every number with its value and its unit, in digits and in words, English, Russian and Tajik.

Enters: a `SourceText`. Leaves: quantities in order. A unit is the stem of the counted noun, "%" (parts in words too), "points", a
currency, a measure in one size ("1.2 km" is 1,200 "m"), or None where nothing is counted. A number without a noun of its own
("three in Sorrel, four in Velmar") counts what the one before it counts. Not read: years and days, labels ("T-72"), times,
vague ones ("several thousand"), "one".
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from citations.fractions import fractions
from citations.lexicon import is_adjective, is_function_word, may_be_verb
from citations.months import MONTH_NUMBERS
from citations.numerals import (
    HALF,
    MAGNITUDES,
    PERCENT,
    UNITS,
    WITH_AND,
    is_number,
    is_numeral_at,
    joins_numbers,
    number_value,
    ordinal_value,
)  # fmt: skip
from citations.partial_date import EARLIEST_YEAR, LATEST_YEAR
from citations.quantity import PHRASE_END, RANGE_WORDS, Quantity, is_label, with_elided, with_months, with_ranges, word_before
from citations.regex import regex
from citations.units import CURRENCIES, SYMBOLS, size_of, unit_of
from citations.words import SourceText

UNIT_WORDS = 4  # behind a number among which its unit stands: "600 of the houses", "15 000 new US dollars"
FRACTION_SLACK = 2.0  # points to each side of a part in words: "a third" may be 35 per cent, "half" 48
_OF_A_CURRENCY = frozenset("us american американских американский".split())
# What stands right behind a number that has no noun of its own: "three in Sorrel", "four were released"
_NO_NOUN = frozenset(
    "in at off from to on by for with against near were was are had have has will would в во на из у за против от с со по к были "
    "было будут".split()
)
_MEASURE_DIGITS = 6  # decimals of a converted value: 1.1 km is 1,100 m
# Adjectives without an ending to know them by
_ADJECTIVES = frozenset("new old young hot big small large good bad poor rich dead more other further".split())
_POINTS = ("point", "пункт")
_ONE_OF = frozenset("hundred thousand million billion trillion тысяча тысячу миллион миллиард триллион сад ҳазор dozen".split())
_VAGUE = frozenset(
    "several few many some tens dozens hundreds несколько многие пару десятки десятков десятками сотни сотен сотнями чанд".split()
)
_ABBREVIATED = frozenset("m k mn bn".split())  # glued to their number: "$40m", "30k people"
_OF_METRES = frozenset("long wide high tall deep away above below thick apart up down".split())
# Words before four figures that are then a year: "in 1997", "the 1997 agreement", "с 2013", "соли 2015"
_BEFORE_YEARS = frozenset(
    "in since by until till of from to between and year early late mid spring summer autumn fall winter during after before "
    "around circa the a an this that its his her their our в во с со к до по после от и или год году года начале конце середине "
    "весной летом осенью зимой между около соли сол дар то аз".split()
)
_PLURAL = frozenset("men women people children".split())
_PERCENT_STEMS = ("percent", "процент", "фоиз")
# "2.300", "1.200.000"; not "2.3", "12.30"
_POINTED = regex(r"\d{1,3}(?:\.\d{3})+")


@functools.lru_cache(maxsize=16)
def quantities(text: SourceText) -> tuple[Quantity, ...]:
    """Return the quantities of a text, in order; linear in its words.

    >>> from citations.words import prepare
    >>> [(one.value, one.unit) for one in quantities(prepare("In 1997 it paid $2.1 million for 1500 houses, or 4,5 тыс. тонн"))]
    [(2100000.0, '$'), (1500.0, 'house'), (4500.0, 'tonne')]
    """
    parts = tuple(fractions(text))
    within = {index for start, end, _ in parts for index in range(start, end)}
    counts = [one for one in _read(text) if within.isdisjoint(range(one.start, one.end))]
    whole = with_ranges(text, with_months(tuple(with_elided(text, counts))))
    found = [*(_in_one_size(text, one) for one in whole), *(_part(*part) for part in parts)]
    return tuple(sorted(found, key=lambda one: one.start))


def _read(text: SourceText) -> Iterator[Quantity]:
    forms, read_to = text.forms, 0
    for index in sorted(place for form, places in text.places.items() if _may_begin(form) for place in places):
        if index < read_to or not (_may_count(forms[index]) or joins_numbers(forms, index)):
            continue
        start, end = _run(text, index)
        if end == start and (ordinal := _ordinal(text, start)):
            yield ordinal
        for first, stop in _single(forms, start, end) if end > start else ():
            value = _value(forms, first, stop, end)
            if value is not None and not _is_no_count(text, first, stop, end):
                unit = _unit(text, first, end)
                if value > 1 or unit in ("%", "points", *CURRENCIES):
                    yield Quantity(start=first, end=stop, value=value, unit=unit, low=value, high=value)
        read_to = end


def _may_begin(form: str) -> bool:
    return _may_count(form) or form in WITH_AND


def _may_count(form: str) -> bool:
    return form == HALF or is_number(form) or ordinal_value(form) is not None


def _run(text: SourceText, start: int) -> tuple[int, int]:
    """Return where the words of a number that begins at `start` begin and end; alike where none begins."""
    forms = text.forms
    index, end = _after_half(forms, start)
    while end < len(forms) and (_is_numeral(text, end) or _joins(forms, index, end)) and (end == index or _is_tied(text, end)):
        end += 1
    return (index, _with_half(forms, index, end)) if end > index else (start, start)


def _is_numeral(text: SourceText, index: int) -> bool:
    form = text.forms[index]
    if form not in _ABBREVIATED:
        return is_numeral_at(text.forms, index)
    if index == 0 or text.gap(index) or not text.forms[index - 1][:1].isdecimal():
        return False
    return form != "m" or not _is_metre(text, index)


def _is_metre(text: SourceText, index: int) -> bool:
    """Whether the letter behind a number is the unit: "30 m of wall", "1,250m long"; not "$40m", "1.1m people"."""
    after = text.forms[index + 1] if index + 1 < len(text.forms) else ""
    has_currency = index > 1 and text.forms[index - 2] in SYMBOLS
    return not has_currency and (after in _OF_METRES or is_function_word(after) or not after or text.gap(index + 1) != " ")


def _after_half(forms: Sequence[str], index: int) -> tuple[int, int]:
    """Return the first word of a number and where its own words go on: "half a million" begins before its numeral."""
    if forms[index] == HALF and index + 1 < len(forms):
        next_ = index + 2 if forms[index + 1] == "a" else index + 1
        if next_ < len(forms) and forms[next_] in MAGNITUDES:
            return index, next_
    return index, index


def _with_half(forms: Sequence[str], start: int, end: int) -> int:
    """Return the end of a number with its half: "two | and a half million", "восемь | с половиной", "one and a half thousand"."""
    for half in (("and", "a", HALF), ("with", "a", HALF), ("с", "половиной")):
        if end > start and tuple(forms[end : end + len(half)]) == half:
            end += len(half)
            while end < len(forms) and forms[end] in MAGNITUDES and forms[end] not in _ABBREVIATED:
                end += 1
            return end
    return end


def _is_tied(text: SourceText, index: int) -> bool:
    """Return whether nothing but a space or a dash stands before word `index`."""
    return text.gap(index).strip() in ("", "-", "–")


def _joins(forms: Sequence[str], start: int, index: int) -> bool:
    """Return whether "and" stands inside one number: "two hundred and five"; not "five and six"."""
    return (
        forms[index] in ("and", "и")
        and index > start
        and forms[index - 1] in MAGNITUDES
        and index + 1 < len(forms)
        and forms[index + 1] in UNITS
    )


def _single(forms: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of one number each: digits begin a new one, as in "300,000-400,000"."""
    borders = [
        index
        for index in range(start, end)
        if index == start or (forms[index][:1].isdecimal() and not joins_numbers(forms, index - 1))
    ]
    yield from zip(borders, [*borders[1:], end], strict=True)


def _value(forms: Sequence[str], start: int, stop: int, end: int) -> float | None:
    """Return the value of words that are one number; None for a vague one ("thousands", "несколько тысяч").

    A range shares the magnitude at its end: "300-400 тысяч". Points between groups of three part thousands: "2.300 men".
    """
    first = forms[start]
    is_part = tuple(forms[max(0, start - 2) : start]) == ("of", "a")  # "a quarter of a billion"
    if stop - start == 1 and first in MAGNITUDES and (first not in _ONE_OF or is_part or (start and forms[start - 1] in _VAGUE)):
        return None
    said = [form.replace(".", "") if _POINTED.fullmatch(form) else form for form in forms[start:stop]]
    value = number_value(said)
    shared = forms[end - 1] if stop < end else ""
    if value is not None and shared in MAGNITUDES and stop - start == 1 and first[:1].isdecimal() and value < 1000:
        last = number_value(forms[stop:end])
        return value * MAGNITUDES[shared] if last and last > value * MAGNITUDES[shared] else value
    return value


def _is_no_count(text: SourceText, start: int, stop: int, end: int) -> bool:
    """Whether a number counts nothing: a date, a label, a fraction, an ordinal in digits, a part of a name."""
    forms = text.forms
    before, after = word_before(text, start), forms[end] if end < len(forms) else ""
    glued = (
        bool(after)
        and stop == end
        and text.gap(end) in ("", "-")
        and len(after) <= 3
        and after.isalpha()
        and not is_number(after)
    )
    return (
        _is_year(text, start, stop)
        or bool({before, after} & MONTH_NUMBERS.keys())
        or (start > 0 and text.gap(start) == "-" and not is_number(forms[start - 1]))
        or (
            glued
            and forms[start][:1].isdecimal()
            and after not in ("km", "kg", "cm", "mm", "m", "ha", "км", "кг", "см", "мм", "м", "га")
        )
    )


def _is_year(text: SourceText, start: int, stop: int) -> bool:
    """Whether four figures are a year, and no count: "in 1997", "the 1997 agreement"; not "they burned 1500 houses"."""
    raw = text.raw(start)
    if stop - start > 1 or len(raw) != 4 or not raw.isdecimal() or not EARLIEST_YEAR <= int(raw) <= LATEST_YEAR:
        return False
    before, after = word_before(text, start), text.forms[start + 1] if start + 1 < len(text.forms) else ""
    if not before or before in _BEFORE_YEARS or not after or text.gap(start + 1) != " " or not text.raw(start + 1).islower():
        return True
    if after.isascii():
        return not (after in _PLURAL or (after.endswith("s") and not after.endswith("ss") and not is_function_word(after)))
    return is_function_word(after) or may_be_verb(after) or after.startswith(("год", "г"))


def _unit(text: SourceText, start: int, end: int) -> str | None:
    """Return what a number counts: a currency before or behind it, a percent sign, the unit of the noun that follows."""
    forms = text.forms
    if start and forms[start - 1] in SYMBOLS:
        return forms[start - 1]
    noun = None if is_label(text, start) else _noun(text, end)
    if noun is None or forms[noun] in _ABBREVIATED:
        return forms[noun] if noun is not None else None
    if forms[noun] in PERCENT or forms[noun].startswith(_PERCENT_STEMS):
        return "points" if any(one.startswith(_POINTS) for one in forms[noun + 1 : noun + 3]) else "%"
    return unit_of(forms[noun])


def noun_of(text: SourceText, one: Quantity) -> int | None:
    """Return the word that a quantity counts, by its number; None where none follows it in the phrase."""
    return _noun(text, one.end)


def _noun(text: SourceText, end: int) -> int | None:
    """The word that a number which ends before `end` counts; None where none follows in the phrase."""
    forms = text.forms
    for index in range(end, min(end + UNIT_WORDS, len(forms))):
        form, gap = forms[index], text.gap(index)
        after = forms[index + 1] if index + 1 < len(forms) else ""
        if PHRASE_END.search(gap) and not (gap.startswith(".") and forms[index - 1] in MAGNITUDES):
            return None
        if form in PERCENT or form in _ABBREVIATED or form.startswith(_PERCENT_STEMS):
            return index
        if form in _NO_NOUN and not (form in RANGE_WORDS and is_number(after)):
            return None
        if form in _OF_A_CURRENCY or form in RANGE_WORDS or is_function_word(form) or is_number(form):
            continue
        has_noun = after and text.gap(index + 1) == " " and not is_function_word(after) and after not in _NO_NOUN
        if has_noun and (form in _ADJECTIVES or is_adjective(form)) and not may_be_verb(form):
            continue
        return index
    return None


def _ordinal(text: SourceText, index: int) -> Quantity | None:
    """The quantity of an ordinal in words, with a unit of its own kind: "the seventh session"; not "a third of them"."""
    value = ordinal_value(text.forms[index])
    after = text.forms[index + 1] if index + 1 < len(text.forms) else ""
    if value is None or not after or text.gap(index + 1) != " " or is_function_word(after) or after in MONTH_NUMBERS:
        return None
    if word_before(text, index) in ("a", "one", "two", "и") or is_number(word_before(text, index) or "-"):
        return None
    unit = f"№ {unit_of(after)}"
    return Quantity(start=index, end=index + 1, value=value, unit=unit, low=value, high=value)


def _in_one_size(text: SourceText, one: Quantity) -> Quantity:
    """A quantity of a measure in the unit of all of its kind: 1.2 km is 1,200 m."""
    noun = noun_of(text, one) if one.unit else None
    size = size_of(text.forms[noun]) if noun is not None else 1.0
    value, low, high = (round(number * size, _MEASURE_DIGITS) for number in (one.value, one.low, one.high))
    return one if size == 1 else replace(one, value=value, low=low, high=high)


def _part(start: int, end: int, value: float) -> Quantity:
    low, high = value - FRACTION_SLACK, value + FRACTION_SLACK
    return Quantity(start=start, end=end, value=value, unit="%", low=low, high=high)
