"""Dates as they are printed east of the languages of `citations.months`: the year first, other figures, another calendar.

Enters: one text. Leaves: spans with days of the Gregorian calendar. Read are Kazakh, Kyrgyz, Uzbek and Turkmen
("2015-жылдын 5-октябры", "2015-yil 5-oktabr"), Mongolian, Hungarian, Basque, Lithuanian and Latvian, Chinese, Japanese and
Korean ("2015年10月5日"), Arabic and Persian in either figures, and the solar Hijri calendar of Iran and Afghanistan
("۱۳ مهر ۱۳۹۴"). Months in Arabic letters are common words too
(تیر is also an arrow): they are read between a day and a year alone. Lunar Hijri dates are left alone.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from citations.months import MONTH_NUMBERS
from citations.regex import regex

# Arabic figures, and the Arabic letters for which Persian has its own; one for one, so that places stay
ONE_WRITING = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹يك", "01234567890123456789یک")
FIRST_SOLAR_YEAR = 1300
LAST_SOLAR_YEAR = 1410  # 2031; from 1411, which was 1990, the years of the lunar calendar begin that pages print
NEW_YEAR_OF_FIRST = datetime.date(1921, 3, 21)  # 1 Farvardin 1300
LONG_MONTHS = 6  # of 31 days; the others have 30, the last 29 but in leap years

# Of the Gregorian calendar in Arabic, Persian and Dari; of two words "كانون الثاني"
_ARABIC = {
    1: "يناير جانفي ژانویه جنوری كانون_الثاني کانون_الثانی",
    2: "فبراير فيفري شباط فوریه فبروری",
    3: "مارس آذار اذار مارچ",
    4: "أبريل ابريل إبريل أفريل نيسان آوریل اپریل",
    5: "مايو ماي أيار ايار مه می",
    6: "يونيو يونيه حزيران ژوئن جون",
    7: "يوليو يوليه جويلية تموز ژوئیه جولای",
    8: "أغسطس اغسطس أوت آب اوت آگوست آگست اگست",
    9: "سبتمبر أيلول ايلول سپتامبر سپتمبر",
    10: "أكتوبر اكتوبر تشرين_الأول تشرين_الاول اکتبر اکتوبر",
    11: "نوفمبر تشرين_الثاني نوامبر نومبر",
    12: "ديسمبر كانون_الأول كانون_الاول دسامبر دسمبر",
}
# Of the solar Hijri calendar, in Iran and in Afghanistan
_SOLAR = {
    1: "فروردین حمل",
    2: "اردیبهشت ثور",
    3: "خرداد جوزا",
    4: "تیر سرطان",
    5: "مرداد اسد",
    6: "شهریور سنبله",
    7: "مهر میزان",
    8: "آبان عقرب",
    9: "آذر قوس",
    10: "دی جدی",
    11: "بهمن دلو",
    12: "اسفند حوت",
}


def _numbers(table: dict[int, str]) -> dict[str, int]:
    return {name.replace("_", " ").translate(ONE_WRITING): number for number, names in table.items() for name in names.split()}


def _either(names: Iterable[str]) -> str:
    return "(?:" + "|".join(name.replace(" ", r"\s") for name in sorted(names, key=len, reverse=True)) + ")"


ARABIC_MONTHS, SOLAR_MONTHS = _numbers(_ARABIC), _numbers(_SOLAR)
_YEAR = r"(?:1[5-9]|20)\d\d"
_ANY_ARABIC = _either(ARABIC_MONTHS)
_ANY_MONTH = _either(name for name in MONTH_NUMBERS if len(name) > 2)

# "2015-жылдын 5-октябры", "2015 жылғы 5 қазан", "2015-yil 5-oktabr", "2015-nji ýylyň 5-nji oktýabry"; not "2015 жыл"
YEAR_FIRST = regex(
    rf"""(?<![\w.])(?P<year>{_YEAR})(?:\s?-\s?nj[iy])?\s?-?\s?(?:ж\.|(?:жыл|йил|yil|ýyl)\w{{0,6}}),?\s+
    (?P<day>\d{{1,2}})(?:\s?-\s?nj[iy])?\s?-?\s?(?P<month>{_ANY_MONTH})\w{{0,6}}\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "2021 оны 3 дугаар сарын 4", "2021 оны 3-р сарын 4"; not "2021 оны 3 дугаар сар"
MONGOLIAN = regex(
    rf"""(?<!\d)(?P<year>{_YEAR})\sоны\s(?P<month>\d{{1,2}})(?:-р|\s?(?:дугаар|дүгээр))?\sсарын\s(?P<day>\d{{1,2}})(?!\d)""",
    re.VERBOSE,
)
# "2021. március 4.", "2021eko martxoaren 4a", "2021 m. kovo 4 d.": behind the year in Hungarian, Basque, Lithuanian; not
# "2021. May 4, 2022", where one sentence ends in a year and the next begins with a day
YEAR_AND_MONTH = regex(
    rf"""(?<![\w./-])(?P<year>{_YEAR})(?:\.|\s?m\.|eko)\s+(?P<month>{_ANY_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:\.(?!\d)|\sd\.|-?[aáeéi]n?\b)""",
    re.VERBOSE | re.IGNORECASE,
)
# "2021. gada 4. marts" in Latvian
YEAR_AND_DAY = regex(
    rf"""(?<![\w./-])(?P<year>{_YEAR})\.\s?gada\s+(?P<day>\d{{1,2}})\.\s+(?P<month>{_ANY_MONTH})""", re.VERBOSE | re.IGNORECASE
)
# "2015年10月5日", "2015년 10월 5일"; not "2015年10月"
IDEOGRAPHIC = regex(
    rf"""(?<!\d)(?P<year>{_YEAR})\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]""", re.VERBOSE
)
# "5 أكتوبر 2015", "5 أكتوبر / تشرين الأول 2015", "5 اکتبر 2015"; not "5 أكتوبر"
ARABIC_DAY = regex(
    rf"""(?<!\w)(?P<day>\d{{1,2}})\s+(?:من\s+)?(?P<month>{_ANY_ARABIC})(?:\s?[/(]\s?{_ANY_ARABIC}\s?\)?)?\s?[،,]?\s*(?:(?:عام|سنة|سال)\s+)?
    (?P<year>{_YEAR})(?!\d)""",
    re.VERBOSE,
)
# "13 مهر 1394", "13 مهر ماه سال 1394"; not "13 مهر"
SOLAR_DAY = regex(
    rf"""(?<!\w)(?P<day>\d{{1,2}})\s+(?P<month>{_either(SOLAR_MONTHS)})(?:[\s\u200c]?ماه)?\s?[،,]?\s*(?:سال\s+)?(?P<year>1[34]\d\d)(?!\d)""",
    re.VERBOSE,
)
# "1394/07/13", "1394-7-13", where Arabic letters or figures stand; not "1394/07/13/2"
SOLAR_FIGURES = regex(
    r"""(?<![\w/.-])(?P<year>1[34]\d\d)(?P<sep>[/-])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\w/-])""", re.VERBOSE
)
_YEAR_BEFORE = regex(r"\d(?:eko\s|\.\s[^\W\d_]{3,10}\s\d|\.\s?gada\s|\s?m\.\s[^\W\d_]{4,})")
ARABIC_LETTER = regex("[\u0600-\u06ff]")
TURKIC_YEAR = ("жыл", "йил", "ýyl", "ж.")


def in_one_writing(text: str) -> str:
    """Return `text` with Arabic figures, and letters that Persian writes otherwise, as they are read here; places stay."""
    return text if text.isascii() or not ARABIC_LETTER.search(text) else text.translate(ONE_WRITING)


class PrintedDay(NamedTuple):
    """Where a date stands in a text, and its day in the Gregorian calendar."""

    span: tuple[int, int]
    day: datetime.date


def find_eastern(text: str) -> Iterator[PrintedDay]:
    """Yield the days that `text` prints in one of these ways; a day that its calendar has not is none.

    >>> [found.day.isoformat() for found in find_eastern("2015-жылдын 5-октябры; تاریخ انتشار: ۱۳ مهر ۱۳۹۴")]
    ['2015-10-05', '2015-10-05']
    """
    if _YEAR_BEFORE.search(text):
        yield from _gregorian(YEAR_AND_MONTH, MONTH_NUMBERS, text)
        yield from _gregorian(YEAR_AND_DAY, MONTH_NUMBERS, text)
    if text.isascii():
        if "yil" in text:
            yield from _gregorian(YEAR_FIRST, MONTH_NUMBERS, text)
        return
    if "yil" in text or any(word in text for word in TURKIC_YEAR):
        yield from _gregorian(YEAR_FIRST, MONTH_NUMBERS, text)
    if "сарын" in text:
        yield from _gregorian(MONGOLIAN, {}, text)
    if "年" in text or "년" in text:
        yield from _gregorian(IDEOGRAPHIC, {}, text)
    if ARABIC_LETTER.search(text):
        plain = text.translate(ONE_WRITING)
        yield from _gregorian(ARABIC_DAY, ARABIC_MONTHS, plain)
        yield from _solar(plain)


def _gregorian(pattern: re.Pattern[str], names: dict[str, int], text: str) -> Iterator[PrintedDay]:
    for match in pattern.finditer(text):
        word = match["month"]
        month = int(word) if word.isdigit() else names[" ".join(word.casefold().split())]
        with contextlib.suppress(ValueError):
            yield PrintedDay(match.span(), datetime.date(int(match["year"]), month, int(match["day"])))


def _solar(text: str) -> Iterator[PrintedDay]:
    for pattern in (SOLAR_DAY, SOLAR_FIGURES):
        for match in pattern.finditer(text):
            word = match["month"]
            month = int(word) if word.isdigit() else SOLAR_MONTHS[word]
            if found := day_of_solar(int(match["year"]), month, int(match["day"])):
                yield PrintedDay(match.span(), found)


def day_of_solar(year: int, month: int, day: int) -> datetime.date | None:
    """Return the Gregorian day of a solar Hijri one; None for a day or a year that is not read.

    The calendar follows the equinox; in the years that are read, eight leap years in 33 give the same days.

    >>> day_of_solar(1394, 7, 13).isoformat(), day_of_solar(1403, 12, 30).isoformat(), day_of_solar(1404, 12, 30)
    ('2015-10-05', '2025-03-20', None)
    """
    if not (FIRST_SOLAR_YEAR <= year <= LAST_SOLAR_YEAR and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        return None
    leap_days = sum(_is_leap(before) for before in range(FIRST_SOLAR_YEAR, year))
    days = 365 * (year - FIRST_SOLAR_YEAR) + leap_days + 30 * (month - 1) + min(month - 1, LONG_MONTHS) + day - 1
    return NEW_YEAR_OF_FIRST + datetime.timedelta(days=days)


def _length(year: int, month: int) -> int:
    if month <= LONG_MONTHS:
        return 31
    return 30 if month < 12 or _is_leap(year) else 29


def _is_leap(year: int) -> bool:
    return (25 * year + 11) % 33 < 8
