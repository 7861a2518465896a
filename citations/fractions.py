"""Parts of a whole in words, as percentages: "half of them", "two thirds", "one in three", "каждый пятый", "половина".

Enters: a `SourceText`. Leaves: the words of each and its value in per cent. Not read: parts of a number ("half a million",
"восемь с половиной"), of time ("half an hour", "the first half", "в первой четверти") and ordinals ("a third man").
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.lexicon import is_function_word, may_be_verb
from citations.numerals import MAGNITUDES, UNITS, number_value, ordinal_value
from citations.words import SourceText

_PARTS = {
    form: parts
    for parts, forms in {
        3: "third thirds треть трети третью третей",
        4: "quarter quarters четверть четверти четвертью четвертей",
        5: "fifth fifths",
        6: "sixth sixths",
        7: "seventh sevenths",
        8: "eighth eighths",
        10: "tenth tenths",
    }.items()
    for form in forms.split()
}
_SIGNS = {"½": 50.0, "⅓": 100 / 3, "⅔": 200 / 3, "¼": 25.0, "¾": 75.0, "⅕": 20.0, "⅖": 40.0, "⅗": 60.0, "⅘": 80.0, "⅛": 12.5}
_HALVES = frozenset("half половина половину половины половине половиной наполовину".split())
_ONE = frozenset("a one an по на".split())
# Behind "half" these make no part: "half an hour", "half past six", "half brother"
_NO_PART = frozenset("a an past hour hours brother sister time dozen".split())
# Before a part these make it one of time: "the first half", "in the third quarter", "в первой половине"
_OF_TIME = frozenset(
    "first second third fourth last other better latter former final opening this next previous per first-half and с "
    "первой второй третьей последней первая вторая первую вторую следующей вчерашней".split()
)
_PERIODS = frozenset("year month week century hour day game match года месяца века часа дня месяц столетия недели".split())
_EVERY = frozenset("every each каждый каждая каждое каждого каждой каждую каждому".split())
_MOST_PARTS = 20  # "one in twenty"; "one in 2011" is a year
_PART_NOUN = frozenset("часть части частью доля доли долю".split())
_RU_PARTS = {
    form: parts
    for parts, forms in {
        3: "третья третью третьей",
        4: "четвертая четвертую",
        5: "пятая пятую пятой пятых",
        6: "шестая шестых",
        7: "седьмая седьмых",
        8: "восьмая восьмых",
        10: "десятая десятую десятой десятых",
    }.items()
    for form in forms.split()
}

Part = tuple[int, int, float]  # words, the last exclusive, and per cent


def fractions(text: SourceText) -> Iterator[Part]:
    """Yield the parts of a whole in a text, in order.

    >>> from citations.words import prepare
    >>> said = prepare("Half of the men, two thirds of the women, one in five children; a third man. Каждый пятый, две трети")
    >>> [(said.words(start, end), round(part, 1)) for start, end, part in fractions(said)]
    [('Half', 50.0), ('two thirds', 66.7), ('one in five', 20.0), ('Каждый пятый', 20.0), ('две трети', 66.7)]
    """
    wanted = (*_PARTS, *_SIGNS, *_HALVES, *_RU_PARTS, *_EVERY, "in", "out", "из")
    read_to = 0
    for index in sorted(place for form in wanted for place in text.places.get(form, ())):
        found = _at(text, index) if index >= read_to else None
        if found and found[0] >= read_to:
            yield found
            read_to = found[1]


def _at(text: SourceText, index: int) -> Part | None:
    form = text.forms[index]
    if form in _SIGNS:
        return None if index and text.forms[index - 1][:1].isdecimal() else (index, index + 1, _SIGNS[form])
    if form in _HALVES:
        return _half(text, index)
    if form in _EVERY:
        parts = ordinal_value(_form(text, index + 1))
        return (index, index + 2, 100 / parts) if parts and not _counts_time(text, index + 2) else None
    if form in ("in", "out", "из"):
        return _one_in(text, index)
    return _parts(text, index)


def _half(text: SourceText, index: int) -> Part | None:
    before, after = _form(text, index - 1), _form(text, index + 1)
    is_of_number = before in ("and", "с", "a", "one") and index > 1 and before != "a"
    if after in _NO_PART or after in MAGNITUDES or before in _OF_TIME or is_of_number or text.gap(index + 1).startswith("-"):
        return None
    if before == "a" and _form(text, index - 2) in ("and", "with"):
        return None
    of_time = after in _PERIODS or (after in ("of", "the") and not _PERIODS.isdisjoint(text.forms[index + 2 : index + 4]))
    return None if of_time else (index, index + 1, 50.0)


def _one_in(text: SourceText, index: int) -> Part | None:
    """ "one in three", "nine out of ten", "два из трёх": small whole numbers on both sides, and the second is the larger."""
    stop = index + 2 if text.forms[index] == "out" and _form(text, index + 1) == "of" else index + 1
    if text.forms[index] == "out" and stop == index + 1:
        return None
    few, many = (
        number_value([form]) if form in UNITS or form.isdecimal() else None
        for form in (_form(text, index - 1), _form(text, stop))
    )
    if few is None or many is None or not 0 < few < many <= _MOST_PARTS or text.gap(index).strip() or text.gap(stop).strip():
        return None
    if text.forms[index] == "из" and _form(text, stop + 1) and not text.gap(stop + 1).strip():
        return None  # "два из трёх мостов" counts bridges
    return (index - 1, stop + 1, 100 * few / many) if _form(text, stop + 1) not in MAGNITUDES else None


def _parts(text: SourceText, index: int) -> Part | None:
    form, before, after = text.forms[index], _form(text, index - 1), _form(text, index + 1)
    if text.gap(index).strip(" -\u00a0\u2010\u2011"):
        before = ""
    count = number_value([before]) if before in UNITS and before not in ("one", "a") else None
    if form in _RU_PARTS and form != "третью":
        if after in _PART_NOUN:
            return index, index + 2, 100 / _RU_PARTS[form]
        return (index - 1, index + 1, 100 * count / _RU_PARTS[form]) if count and form.endswith("ых") else None
    parts = _PARTS.get(form, 3)
    if form == "третью" and after in _PART_NOUN:
        return index, index + 2, 100 / 3
    if count and count < parts and (not form.isascii() or form.endswith("s")):
        return index - 1, index + 1, 100 * count / parts
    if form.endswith("s") and form.isascii():
        return None
    if form.isascii() and not (before in _ONE and before):
        return None
    if before in _OF_TIME or _counts_time(text, index + 1):
        return None
    is_whole = (
        not after or text.gap(index + 1).strip() or is_function_word(after) or may_be_verb(after) or after in ("less", "more")
    )
    return (index - (before in ("a", "one")), index + 1, 100 / parts) if is_whole or not form.isascii() else None


def _counts_time(text: SourceText, index: int) -> bool:
    """Whether a word of time follows, or a number: "every fifth year", "a quarter of an hour", "a quarter of a billion"."""
    ahead = [form for form in text.forms[index : index + 3] if form not in ("of", "an", "the", "a")]
    return bool(ahead) and (ahead[0] in _PERIODS or ahead[0] in MAGNITUDES)


def _form(text: SourceText, index: int) -> str:
    return text.forms[index] if 0 <= index < len(text.forms) else ""
