"""A date written in the manner of another: the text that corrects a printed date.

Enters: a printed date, what it means, and the date that it should be. Leaves: the new date in the old one's language, order
and spelling; day, month and year in English where the manner is not known.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from citations.partial_date import DAY_FIRST, ISO_DAY, MONTH_FIRST, MONTH_YEAR, NUMERIC, SEASON_YEAR, YEAR, PartialDate
from citations.regex import regex

# Twelve months in one manner; the first list that holds the printed word tells the manner.
_MANNERS = tuple(
    tuple(names.split())
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sept oct nov dec",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
        "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри",
        "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
        "янв фев мар апр мая июн июл авг сен окт ноя дек",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    )
)
_SEASON_NAMES = (("spring", "summer", "autumn", "winter"), ("весна", "лето", "осень", "зима"))
WEEKDAYS = tuple(
    tuple(names.split())
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
        "понедельник вторник среда четверг пятница суббота воскресенье",
        "душанбе сешанбе чоршанбе панҷшанбе ҷумъа шанбе якшанбе",
    )
)
ORDINAL = regex(r"(?<=\d)(?:st|nd|rd|th)\b", re.VERBOSE | re.IGNORECASE)  # "5th"; not "5 the"
WORD = regex(r"[^\W\d_]+")


def in_style(printed: str, meant: PartialDate, new: PartialDate) -> str:
    """Return `new` at the precision of `meant`, written as `printed` writes `meant`; a year that was missing is added.

    >>> meant, new = PartialDate(year=2015, month=10, day=5), PartialDate(year=2015, month=11, day=12)
    >>> in_style("October 5th, 2015", meant, new), in_style("05.10.2015", meant, new), in_style("5 окт. 2015", meant, new)
    ('November 12th, 2015', '12.11.2015', '12 ноя. 2015')
    """
    wanted = at_precision(meant, new)
    if meant.precision is not wanted.precision and meant.year:
        return plain_date(wanted)
    for pattern in (ISO_DAY, NUMERIC, DAY_FIRST, MONTH_FIRST, MONTH_YEAR, SEASON_YEAR, YEAR):
        match = pattern.search(printed)
        if match and _says_as_much(match, meant) and (parts := _parts(match, meant, wanted)):
            return _weekday_mended(_ordinals_mended(_put(match, parts, meant, wanted), wanted), wanted)
    return plain_date(wanted)


def at_precision(meant: PartialDate, new: PartialDate) -> PartialDate:
    """Return `new` without what `meant` does not say; its season or year alone where that is what was printed."""
    if meant.season and new.month:
        return PartialDate(year=new.year, season=21 + ((new.month - 3) % 12) // 3)
    month = new.month if meant.month else None
    return PartialDate(year=new.year, month=month, day=new.day if meant.day else None)


def plain_date(date: PartialDate) -> str:
    """Return a date in English, day first.

    >>> plain_date(PartialDate(year=2015, month=10, day=5)), plain_date(PartialDate(year=2015, season=23))
    ('5 October 2015', 'autumn 2015')
    """
    month = _MANNERS[0][date.month - 1].capitalize() if date.month else ""
    season = _SEASON_NAMES[0][date.season - 21] if date.season else ""
    return " ".join(str(part) for part in (date.day, month or season, date.year) if part)


def _says_as_much(match: re.Match[str], meant: PartialDate) -> bool:
    told = match.groupdict()
    return all(told.get(name) for name in ("day", "month", "season", "year") if getattr(meant, name))


def _parts(match: re.Match[str], meant: PartialDate, wanted: PartialDate) -> Mapping[str, str] | None:
    """Return the new text of every group of `match`; None when a word's manner is not known."""
    told = match.groupdict()
    parts: dict[str, str] = {}
    padded = all(len(told.get(name) or "") == 2 for name in ("day", "month")) or told.get("day", "").startswith("0")
    for name in ("day", "month", "season", "year"):
        old = told.get(name)
        if old is None:
            continue
        value = {"day": wanted.day, "month": wanted.month, "season": wanted.season, "year": wanted.year}[name]
        if value is None:
            return None
        if old.isdigit():
            parts[name] = f"{value:02d}" if padded and name != "year" else str(value)
        else:
            names = _SEASON_NAMES if name == "season" else _MANNERS
            word = _in_manner(old, value - 21 if name == "season" else value - 1, names)
            if word is None:
                return None
            parts[name] = word
    if told.get("month", "").isdigit() and meant.month and int(told["month"]) != meant.month and "day" in parts:
        parts["day"], parts["month"] = parts["month"], parts["day"]  # month first: 10/05/2015
    return parts


def _in_manner(old: str, index: int, manners: tuple[tuple[str, ...], ...]) -> str | None:
    """Return the name at `index` in the manner of `old`, with its capital letters and its stop."""
    bare = old.rstrip(".").casefold()
    names = next((names for names in manners if bare in names), None)
    if names is None:
        return None
    word = names[index]
    stop = "." if old.endswith(".") and word != "may" else ""
    return (word.upper() if old.isupper() else word.capitalize() if old[0].isupper() else word) + stop


def _put(match: re.Match[str], parts: Mapping[str, str], meant: PartialDate, wanted: PartialDate) -> str:
    text = match.string
    for name in sorted(parts, key=match.start, reverse=True):
        text = text[: match.start(name)] + parts[name] + text[match.end(name) :]
    if meant.year is None and wanted.year:
        comma = ", " if match.re == MONTH_FIRST else " "
        grown = len(text) - len(match.string)
        end = match.end() + grown
        text = text[:end] + f"{comma}{wanted.year}" + text[end:]
    return text


def _ordinals_mended(text: str, wanted: PartialDate) -> str:
    day = wanted.day or 0
    ending = "th" if 10 < day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return ORDINAL.sub(ending, text)


def _weekday_mended(text: str, wanted: PartialDate) -> str:
    """Put the right weekday where one is printed."""
    day: datetime.date | None = wanted.as_day()
    if day is None:
        return text

    def mended(match: re.Match[str]) -> str:
        word = match[0].casefold()
        names = next((names for names in WEEKDAYS if word in names), None)
        if names is None:
            return match[0]
        right = names[day.weekday()]
        return right.capitalize() if match[0][0].isupper() else right

    return WORD.sub(mended, text)
