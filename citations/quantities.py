"""What a text counts: every number with its value and its unit, in digits and in words, English, Russian and Tajik.

Enters: a `SourceText`. Leaves: quantities in order. A unit is the stem of the counted noun, "%", "points", a currency, or None
where nothing is counted. Not read: years and days, labels ("T-72"), times, fractions, vague ones ("several thousand"), "one".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citations.lexicon import is_function_word, may_be_verb
from citations.numerals import HALF, MAGNITUDES, PERCENT, UNITS, is_number, number_value, ordinal_value
from citations.partial_date import EARLIEST_YEAR, LATEST_YEAR, MONTH_NUMBERS
from citations.words import SourceText

STEM_LETTERS = 5  # of two words that are then taken for forms of one: "houses", "house"; tests/evaluate_claims.py
UNIT_WORDS = 3  # behind a number among which its unit stands: "600 of the houses", "15 000 US dollars"
_CURRENCIES = {
    "$": "$ dollar доллар usd", "€": "€ euro евро eur", "£": "£ pound фунт gbp", "¥": "¥ yen йен иен",
    "₽": "₽ rouble ruble рубл rub", "yuan": "yuan юан", "somoni": "somoni сомон", "tenge": "tenge тенге", "crown": "crown крон",
}  # fmt: skip
_CURRENCY_OF = {stem: unit for unit, stems in _CURRENCIES.items() for stem in stems.split()}
_SYMBOLS = frozenset("$€£¥₽")
_OF_A_CURRENCY = frozenset("us american американских американский".split())
_ONE_UNIT = {"лет": "год", "года": "год", "годам": "год", "людей": "челов"}  # forms of one word that share no stem
_POINTS = ("point", "пункт")
_ONE_OF = frozenset("hundred thousand million billion trillion тысяча тысячу миллион миллиард триллион сад ҳазор dozen".split())
_VAGUE = frozenset(
    "several few many some tens dozens hundreds несколько многие пару десятки десятков десятками сотни сотен сотнями чанд".split()
)
_FRACTIONS = re.compile(r"(?:half|halves|(?:thirds?|quarters?|fifths?|tenths?)|трет[ьи]|четверт[ьи]|пят[ыа]\w*|десят(?:ых|ая))$")
_ABBREVIATED = frozenset("m k mn bn".split())  # glued to their number: "$40m", "30k people"
_OF_METRES = frozenset("long wide high tall deep away above below thick apart up down".split())
_LABELS = frozenset(
    "no nos number numbers article articles section chapter resolution page pages paragraph figure table note room line group "
    "channel flight route highway статья статьи статье глава главы пункт пункта номер модда моддаи банди канал рейс".split()
)
# Words before four figures that are then a year: "in 1997", "the 1997 agreement", "с 2013", "соли 2015"
_BEFORE_YEARS = frozenset(
    "in since by until till of from to between and year early late mid spring summer autumn fall winter during after before "
    "around circa the a an this that its his her their our в во с со к до по после от и или год году года начале конце середине "
    "весной летом осенью зимой между около соли сол дар то аз".split()
)
_PLURAL = frozenset("men women people children".split())
_YEARS, _MONTHS = ("year", "лет", "год", "сол"), ("month", "месяц", "моҳ")
_RANGE = frozenset("to and or до и или то".split())
# "2.300", "1.200.000"; not "2.3", "12.30"
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
# what ends a phrase between a number and its unit: ", ", "; ", " ("; not " ", "-", ". " of "тыс. "
_PHRASE_END = re.compile(r"[,;:!?()…\n]|\.\s")


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A number in a row of words: words `start` to `end` (exclusive), its value, and the stem of what it counts.

    `low` and `high` bound a range of which it is one end; equal to the value elsewhere.
    """

    start: int
    end: int
    value: float
    unit: str | None
    low: float
    high: float

    @property
    def span(self) -> tuple[int, int]:
        """Its words, as numbers of the first and of the one after the last."""
        return self.start, self.end


@functools.lru_cache(maxsize=16)
def quantities(text: SourceText) -> tuple[Quantity, ...]:
    """Return the quantities of a text, in order; linear in its words.

    >>> from citations.words import prepare
    >>> [(one.value, one.unit) for one in quantities(prepare("In 1997 it paid $2.1 million for 1500 houses, or 4,5 тыс. тонн"))]
    [(2100000.0, '$'), (1500.0, 'house'), (4500.0, 'тонн')]
    """
    return tuple(_with_ranges(text, _with_months(tuple(_read(text)))))


def stem_of(form: str) -> str:
    """Return what the forms of a folded word share, as far as letters can tell.

    >>> [stem_of(form) for form in ("houses", "year", "years", "cities", "city", "домов")]
    ['house', 'year', 'year', 'city', 'city', 'домов']
    """
    if form.isascii() and len(form) > 3 and form.endswith("s") and not form.endswith("ss"):
        form = f"{form[:-3]}y" if form.endswith("ies") else form[:-1]
    return form[:STEM_LETTERS]


def _read(text: SourceText) -> Iterator[Quantity]:
    forms, read_to = text.forms, 0
    for index in sorted(place for form, places in text.places.items() if _may_begin(form) for place in places):
        if index < read_to:
            continue
        start, end = _run(text, index)
        if end == start and (ordinal := _ordinal(text, start)):
            yield ordinal
        for first, stop in _single(forms, start, end) if end > start else ():
            value = _value(forms, first, stop, end)
            if value is not None and not _is_no_count(text, first, stop, end):
                unit = _unit(text, first, end)
                if value > 1 or unit in ("%", "points", *_CURRENCIES):
                    yield Quantity(start=first, end=stop, value=value, unit=unit, low=value, high=value)
        read_to = end


def _may_begin(form: str) -> bool:
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
        return is_number(form)
    if index == 0 or text.gap(index) or not text.forms[index - 1][:1].isdecimal():
        return False
    return form != "m" or not _is_metre(text, index)


def _is_metre(text: SourceText, index: int) -> bool:
    """Whether the letter behind a number is the unit: "30 m of wall", "1,250m long"; not "$40m", "1.1m people"."""
    after = text.forms[index + 1] if index + 1 < len(text.forms) else ""
    has_currency = index > 1 and text.forms[index - 2] in _SYMBOLS
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
    borders = [index for index in range(start, end) if forms[index][:1].isdecimal() or index == start]
    yield from zip(borders, [*borders[1:], end], strict=True)


def _value(forms: Sequence[str], start: int, stop: int, end: int) -> float | None:
    """Return the value of words that are one number; None for a vague one ("thousands", "несколько тысяч").

    A range shares the magnitude at its end: "300-400 тысяч". Points between groups of three part thousands: "2.300 men".
    """
    first = forms[start]
    if stop - start == 1 and first in MAGNITUDES and (first not in _ONE_OF or (start and forms[start - 1] in _VAGUE)):
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
    before, after = _before(text, start), forms[end] if end < len(forms) else ""
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
        or bool(_FRACTIONS.match(after))
        or (
            glued
            and forms[start][:1].isdecimal()
            and after not in ("km", "kg", "cm", "mm", "m", "ha", "км", "кг", "см", "мм", "м", "га")
        )
    )


def _before(text: SourceText, index: int) -> str:
    """The word before a number, "" where a sign that ends a phrase stands between."""
    return text.forms[index - 1] if index and not _PHRASE_END.search(text.gap(index)) else ""


def _is_year(text: SourceText, start: int, stop: int) -> bool:
    """Whether four figures are a year, and no count: "in 1997", "the 1997 agreement"; not "they burned 1500 houses"."""
    raw = text.raw(start)
    if stop - start > 1 or len(raw) != 4 or not raw.isdecimal() or not EARLIEST_YEAR <= int(raw) <= LATEST_YEAR:
        return False
    before, after = _before(text, start), text.forms[start + 1] if start + 1 < len(text.forms) else ""
    if not before or before in _BEFORE_YEARS or not after or text.gap(start + 1) != " " or not text.raw(start + 1).islower():
        return True
    if after.isascii():
        return not (after in _PLURAL or (after.endswith("s") and not after.endswith("ss") and not is_function_word(after)))
    return is_function_word(after) or may_be_verb(after) or after.startswith(("год", "г"))


def _unit(text: SourceText, start: int, end: int) -> str | None:
    """Return what a number counts: a currency before or behind it, a percent sign, the stem of the next word of content."""
    forms = text.forms
    if start and forms[start - 1] in _SYMBOLS:
        return forms[start - 1]
    if _is_label(text, start):
        return None
    for index in range(end, min(end + UNIT_WORDS, len(forms))):
        form, gap = forms[index], text.gap(index)
        if _PHRASE_END.search(gap) and not (gap.startswith(".") and forms[index - 1] in MAGNITUDES):
            return None
        if form in PERCENT or form.startswith(("percent", "процент")):
            beyond = forms[index + 1 : index + 3]
            return "points" if any(one.startswith(_POINTS) for one in beyond) else "%"
        if form in _ABBREVIATED:
            return form
        if form in _OF_A_CURRENCY or form in _RANGE or is_function_word(form) or is_number(form):
            continue
        known = next((unit for stem, unit in _CURRENCY_OF.items() if form.startswith(stem)), None)
        return known or _ONE_UNIT.get(form) or stem_of(form)
    return None


def _is_label(text: SourceText, start: int) -> bool:
    return start > 0 and (text.forms[start - 1] in _LABELS or text.forms[start - 1] in ("№", "#") or "#" in text.gap(start))


def _ordinal(text: SourceText, index: int) -> Quantity | None:
    """The quantity of an ordinal in words, with a unit of its own kind: "the seventh session"; not "a third of them"."""
    value = ordinal_value(text.forms[index])
    after = text.forms[index + 1] if index + 1 < len(text.forms) else ""
    if value is None or not after or text.gap(index + 1) != " " or is_function_word(after) or after in MONTH_NUMBERS:
        return None
    if _before(text, index) in ("a", "one", "two", "и") or is_number(_before(text, index) or "-"):
        return None
    unit = f"№ {stem_of(after)}"
    return Quantity(start=index, end=index + 1, value=value, unit=unit, low=value, high=value)


def _with_months(found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities, and "eight years and six months" as eight and a half years too."""
    for place, one in enumerate(found):
        yield one
        other = found[place + 1] if place + 1 < len(found) else None
        if (
            other
            and (one.unit or "").startswith(_YEARS)
            and (other.unit or "").startswith(_MONTHS)
            and other.start - one.end <= 2
        ):
            value = one.value + other.value / 12
            yield replace(one, end=other.end + 1, value=value, low=value, high=value)


def _with_ranges(text: SourceText, found: Iterator[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities, the two ends of a range with its bounds and one unit: "300,000-400,000 tonnes", "5 to 7 percent"."""
    last: Quantity | None = None
    for one in found:
        if last and last.value < one.value and _is_range(text, last, one):
            last, one = (replace(end, low=last.value, high=one.value, unit=one.unit) for end in (last, one))
        if last:
            yield last
        last = one
    if last:
        yield last


def _is_range(text: SourceText, low: Quantity, high: Quantity) -> bool:
    between = text.forms[low.end : high.start]
    if not between:
        return low.end == high.start and text.gap(high.start).strip() in ("-", "–", "—", "")
    return len(between) == 1 and between[0] in _RANGE and (low.unit in (None, high.unit)) and high.unit is not None
