"""Numbers in digits and in words, English, Russian and the first Tajik ones, with their values.

Enters: folded words (`citations.words.fold`). Leaves: whether they are a number, and its value; the value of an ordinal.
Fractions in words and Roman numerals are not read in sentences: they are words like others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from citations.regex import regex

# Of months, tables and annexes
ROMAN = {word: number for number, word in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_UNITS_RU = {
    0: "ноль", 1: "один одна одно одного одной", 2: "два две двух двум двумя двое двоих", 3: "три трех трем тремя трое троих",
    4: "четыре четырех четырем четырьмя четверо четверых", 5: "пять пяти пятью пятеро пятерых",
    6: "шесть шести шестью шестеро шестерых", 7: "семь семи семеро семерых", 8: "восемь восьми восемью восьмью",
    9: "девять девяти девятью", 10: "десять десяти десятью", 11: "одиннадцать одиннадцати одиннадцатью",
    12: "двенадцать двенадцати двенадцатью", 13: "тринадцать тринадцати тринадцатью",
    14: "четырнадцать четырнадцати четырнадцатью", 15: "пятнадцать пятнадцати пятнадцатью",
    16: "шестнадцать шестнадцати шестнадцатью", 17: "семнадцать семнадцати семнадцатью",
    18: "восемнадцать восемнадцати восемнадцатью", 19: "девятнадцать девятнадцати девятнадцатью",
    20: "двадцать двадцати двадцатью", 30: "тридцать тридцати тридцатью", 40: "сорок сорока", 50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти", 70: "семьдесят семидесяти", 80: "восемьдесят восьмидесяти", 90: "девяносто девяноста",
    100: "сто ста", 200: "двести двухсот двумстам двухстах двумястами", 300: "триста трехсот тремстам трехстах тремястами",
    400: "четыреста четырехсот четыремстам четырехстах четырьмястами", 500: "пятьсот пятисот пятистам пятистах пятьюстами",
    600: "шестьсот шестисот шестистам шестистах шестьюстами", 700: "семьсот семисот семистам семистах семьюстами",
    800: "восемьсот восьмисот восьмистам восьмистах восемьюстами",
    900: "девятьсот девятисот девятистам девятистах девятьюстами",
}  # fmt: skip
_UNITS_TG = {
    1: "як", 2: "ду", 3: "се", 4: "чор чаҳор", 5: "панҷ", 6: "шаш", 7: "ҳафт", 8: "ҳашт", 9: "нуҳ", 10: "даҳ", 11: "ездаҳ",
    12: "дувоздаҳ", 13: "сездаҳ сенздаҳ", 14: "чордаҳ чаҳордаҳ", 15: "понздаҳ", 16: "шонздаҳ", 17: "ҳабдаҳ", 18: "ҳаждаҳ",
    19: "нуздаҳ", 20: "бист", 30: "сӣ", 40: "чил", 50: "панҷоҳ", 60: "шаст", 70: "ҳафтод", 80: "ҳаштод", 90: "навад",
    200: "дусад", 300: "сесад", 400: "чорсад чаҳорсад",
    500: "панҷсад", 600: "шашсад", 700: "ҳафтсад", 800: "ҳаштсад", 900: "нуҳсад",
}  # fmt: skip
# "полутора тысяч", "полмиллиона"; English halves are several words: `number_value` reads "two and a half million"
_HALVES = {
    "полтора": 1.5, "полторы": 1.5, "полутора": 1.5, "полтысячи": 500, "полутысячи": 500, "полмиллиона": 500_000,
    "полумиллиона": 500_000, "полмиллиарда": 500_000_000, "полтораста": 150, "полутораста": 150,
}  # fmt: skip
UNITS: dict[str, float] = {
    **_HALVES,
    **_UNITS,
    **{form: value for value, forms in _UNITS_RU.items() for form in forms.split()},
    **{form: value for value, forms in _UNITS_TG.items() for form in forms.split()},
}
_MAGNITUDES = {
    12: "dozen дюжина дюжины дюжин дюжину",
    100: "hundred hundreds сад",
    1000: "thousand thousands k тысяча тысячи тысяч тысячу тысячам тысячами тысячах тыс ҳазор",
    1_000_000: "million millions m mn миллион миллиона миллионов млн миллионы миллионам миллионами миллионах",
    1_000_000_000: "billion billions bn миллиард миллиарда миллиардов млрд миллиарды миллиардам миллиардами",
    1_000_000_000_000: "trillion trillions триллион триллиона триллионов трлн",
}
MAGNITUDES = {form: value for value, forms in _MAGNITUDES.items() for form in forms.split()}
# "41 ҳазору 300", "саду бист", "сию панҷ": what ends in "and" and is a number before another one alone ("саду" is a garden too)
WITH_AND = {
    **{f"{form}у": form for forms in _UNITS_TG.values() for form in forms.split()}, "сию": "сӣ", "саду": "сад",
    **{f"{form}у": form for form in ("ҳазор", "миллион", "миллиард")},
}  # fmt: skip
PERCENT = frozenset("% percent per cent процент процента процентов процентам процентами фоиз".split())

HALF = "half"
_RANGE_WORDS = frozenset("to or до или то".split())
_HALF_FORMS = frozenset((HALF, "половиной"))
_PERCENT_WORDS = PERCENT - {"per", "cent"}


def is_percent(forms: Sequence[str]) -> bool:
    """Return whether the folded words say "per cent", by sign or by word: "%", "percent", "per", "cent"; not "per"."""
    return tuple(forms) == ("per", "cent") or (len(forms) == 1 and forms[0] in _PERCENT_WORDS)


_ORDINALS = {
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11,
    "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20,
    **{word: number for number, word in enumerate("сеюм чорум панҷум шашум ҳафтум ҳаштум нуҳум даҳум".split(), 3)},
}  # fmt: skip
# "седьмой", "десятого"; not "пятью", "шести": the endings are those of adjectives
_ORDINAL_RU = regex(
    r"""(?P<stem>треть?|четверт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат)
    (?:ий|ый|ой|ая|ое|ого|ому|ым|ом|ую|ые|ых|я|е|его|ему|им|ем|ей|ю)""",
    re.VERBOSE,
)
_ORDINAL_STEMS = {"трет": 3, "треть": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10,
                  "одиннадцат": 11, "двенадцат": 12}  # fmt: skip


def ordinal_value(form: str) -> int | None:
    """Return the value of an ordinal in words, from the third on; "first" and "second" are used too loosely.

    >>> ordinal_value("seventh"), ordinal_value("седьмого"), ordinal_value("семь")
    (7, 7, None)
    """
    if form in _ORDINALS:
        return _ORDINALS[form]
    match = _ORDINAL_RU.fullmatch(form)
    return _ORDINAL_STEMS[match["stem"]] if match else None


def is_number(form: str) -> bool:
    """Return whether the folded word is a number, in digits or in letters."""
    return form[:1].isdecimal() or form[1:2].isdecimal() or form in UNITS or form in MAGNITUDES


def is_numeral_at(forms: Sequence[str], index: int) -> bool:
    """Return whether word `index` is a number, or a Tajik one with its "and" before another: "ҳазору" of "41 ҳазору 300"."""
    return is_number(forms[index]) or joins_numbers(forms, index)


def joins_numbers(forms: Sequence[str], index: int) -> bool:
    """Return whether word `index` is a Tajik number with its "and", and another number follows."""
    return forms[index] in WITH_AND and index + 1 < len(forms) and is_numeral_at(forms, index + 1)


def number_value(forms: Sequence[str]) -> float | None:
    """Return the value of the words read as one number, None when they are no number, or one beyond all counting.

    >>> number_value(["two", "and", "a", "half", "million"]), number_value(["полутора", "тысяч"]), number_value(["two", "dozen"])
    (2500000.0, 1500.0, 24.0)
    >>> number_value(["1.3", "thousand"]), number_value(["twenty", "one"]), number_value(["сто", "пять"]), number_value(["a"])
    (1300.0, 21.0, 105.0, None)
    """
    total = current = 0.0
    room = math.inf  # below which the next word adds to those before it: "twenty one", "сто пять"; not "three four"
    seen = False
    for place, printed in enumerate(forms):
        form = WITH_AND.get(printed, printed) if place + 1 < len(forms) else printed
        value = UNITS.get(form, _digits(form))
        if value is not None:
            if value >= room:
                return None
            current += value
            room = _room(value) if form in UNITS else 0
        elif form in MAGNITUDES:
            current = (current if seen else 1.0) * MAGNITUDES[form]
            room = MAGNITUDES[form]
            if MAGNITUDES[form] >= 1000:
                total, current = total + current, 0.0
        elif form in _HALF_FORMS:
            current += 0.5
        elif form in ("and", "и", "a", "с") and (seen or form == "a"):
            continue
        else:
            return None
        seen = True
    value = total + current
    return value if seen and math.isfinite(value) else None


def _room(value: float) -> float:
    """Return below which value a word may follow one of `value`: 10 behind "twenty", 100 behind "двести", 0 behind "five"."""
    return next((float(scale) for scale in (100, 10) if value >= scale and value % scale == 0 and value > 10), 0.0)


_LOOSE = frozenset(("k m mn half сад ҳазор dozen дюжина дюжины дюжин дюжину").split())


def is_printed_otherwise(forms: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether two sides of one value differ only as printers do: "9", "nine"; "4,5 тыс.", "4.5 тысячи".

    Digits that claim another precision differ in more ("2.0", "2"), so do two words ("семь", "seven") and words that are also
    others ("m", "dozen").

    >>> is_printed_otherwise(["9"], ["nine"]), is_printed_otherwise(["2.0"], ["2"])
    (True, False)
    """
    if not _LOOSE.isdisjoint([*forms, *theirs]):
        return False
    if number_value(forms) is None or number_value(forms) != number_value(theirs):
        return False
    digits = [[form.replace(",", ".") for form in side if form[:1].isdecimal()] for side in (forms, theirs)]
    words = [[form for form in side if not form[:1].isdecimal()] for side in (forms, theirs)]
    while all(words) and all(side[-1] in MAGNITUDES for side in words) and words[0][-1].isascii() == words[1][-1].isascii():
        words = [side[:-1] for side in words]
    return (digits[0] == digits[1] or not all(digits)) and (words[0] == words[1] or not all(words))


# matches: 22:00, 6.30; does not: 25:00
_CLOCK = regex(r"""(?P<hour>[01]?\d|2[0-3])(?P<sign>[:.])(?P<minute>[0-5]\d)""", re.VERBOSE)


def are_one_time(form: str, other: str) -> bool:
    """Return whether two folded words print one time of the day, one of them with a colon: "22:00", "22.00"."""
    sides = _CLOCK.fullmatch(form), _CLOCK.fullmatch(other)
    if sides[0] is None or sides[1] is None or ":" not in (sides[0]["sign"], sides[1]["sign"]):
        return False
    return int(sides[0]["hour"]) == int(sides[1]["hour"]) and sides[0]["minute"] == sides[1]["minute"]


def range_ends(forms: Sequence[str]) -> tuple[float, float] | None:
    """Return the two values of a range, None for anything else.

    >>> range_ends(["three", "to", "four"]), range_ends(["3", "4"]), range_ends(["twenty", "one"])
    ((3.0, 4.0), (3.0, 4.0), None)
    """
    words = list(forms)
    at = next((index for index, form in enumerate(words) if form in _RANGE_WORDS), None)
    if at is None:
        sides = (words[:1], words[1:]) if len(words) == 2 and all(form[:1].isdecimal() for form in words) else None
    else:
        sides = words[:at], words[at + 1 :]
    values = [number_value(side) for side in sides or ()]
    return (values[0], values[1]) if len(values) == 2 and values[0] is not None and values[1] is not None else None


def _digits(form: str) -> float | None:
    try:
        return float(form.replace(",", ".")) if form[:1].isdecimal() or form[:1] == "-" else None
    except ValueError:
        return None
