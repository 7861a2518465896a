"""The date of issue among the words behind a title, and what is said of dates there.

Enters: the words, and the `Details` that grow. Leaves: the words without the date. The finest date counts, the last of equals;
the date of a change counts less than that of the issue.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from citations.partial_date import DatePlace, PartialDate, Precision, find_dates, joined_stretches
from citations.prose import Closed, bracketed_spans, emphasised_spans, quoted_spans
from citations.regex import regex

if TYPE_CHECKING:
    from citations.parsing.details import Details

_WEEKDAYS = """(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье
    |(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"""
# matches "published ", "last modified ", "filed on " before a date; a change comes after the issue; not "Post "
SAID_OF_DATE = regex(
    rf"""[\s,(]{{0,4}}\b(?:
        {_WEEKDAYS}
        |(?P<changed>(?:last\s+|zuletzt\s+)?(?:modified|updated|revised|amended|edited|aktualisiert|modifiée?|изменено|mise?\s+à\s+jour|actualizado|aggiornato|atualizado|güncelle(?:me|ndi)|zaktualizowano|обновлен[оа]?|оновлено))
        |published|posted|released|filed|dated|issued|received|recorded|delivered|adopted|(?P<aired>broadcast|aired|emitid[oa]|diffusée?|ausgestrahlt|gesendet|trasmess[oa]|передан[оа]?|показан[оа]?)|sent
        |signed(?:\s+(?:in|at)\s+[^\W\d_a-z][\w-]+)?
        |(?:(?:Ausgabe|Beitrag|Artikel|Meldung|édition|edición|edizione|публикация|сообщение
            |(?P<programme>Sendung|Folge|émission|emisión|puntata|trasmissione|эфир|выпуск|передача))\s+)?
            (?:from|vom|от|du|del|di|of|on|z|від)
        |as\s+at|Stand|состояние\s+на|état\s+au|situación\s+al|mis\s+en\s+ligne|online\s+seit|stato\s+al|por\s+última\s+vez|ostatnia\s+aktualizacja
        |publi[ée]e?|veröffentlicht|publicado|pubblicato|опубликовано|le|el|il
        |(?:edition|(?P<edition>episode|programme|program|broadcast))\s+of
    )\s*(?:online\s+)?(?:on|am|le|el|il|:)?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_DAY = r"(?:\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12}\b\.?|[^\W\d_]{3,12}\.?\s\d{1,2}\b|[^\W\d_]{3,12}(?=[.,;]|$))"
_OF_THE_CLOCK = r"(?:,\s(?:\d{1,2}:\d\d|\d\d\.\d\d))?(?!\d)"
# matches "2012. 5 мая", "2022. — 9 ноября", "2009. December 14", "2018. 9 октября, 11:47": the year before its day or month, as
# newspapers are dated in Russian; whether the word is a month, `citations.parsing.russian` asks
YEAR_THEN_DAY = regex(
    rf"\b(?P<year>(?:19|20)\d\d)[.,]\s+(?:[–—-]\s+)?(?P<day>{_DAY}){_OF_THE_CLOCK}(?!\s+(?:соли\s+)?(?:19|20)\d\d)"
)
# matches "9 октября, 11:47.", "December 14.", "Май." behind such a year and its full stop; not "December issue"
DAY_OF_YEAR = regex(rf"(?P<day>{_DAY}){_OF_THE_CLOCK}(?=[.,;]|$)")
# the last words of what SAID_OF_DATE reads, and the ends of its weekdays, asked first: most dates bear no label
LABELS = frozenset(
    "modified updated revised amended edited published posted released filed dated issued received recorded delivered adopted "
    "z від signed broadcast aired sent online at stand au al ligne seit aktualizacja from vom от du del di of on am le el il "
    "aktualisiert jour actualizado aggiornato atualizado "
    "güncelleme güncellendi zaktualizowano обновлено обновлен обновлена оновлено modifié modifiée изменено publié publiée "
    "veröffentlicht publicado pubblicato опубликовано".split()
)
_DAYS = frozenset(("day", "tag", "woch", "och", "ник", "ица", "рда", "ерг", "ота", "нье", "ndi", "rdi", "edi", "che"))
# matches ", 5/10/15", ", 05.10.15" at the end: a day whose year has two figures; not "vol. 5/10/15"
SHORT_DATE = regex(
    r"(?:,|\()\s?(?P<date>[0-3]?\d(?P<sep>[./])[01]?\d(?P=sep)\d\d)(?:\)?[\s.]{0,4}$|(?=\)?,\s(?:S|pp?|с|стр)\.\s?[A-Z]?\d))"
)
# matches "(Chicago: Plains Press, 2012)", "[2005]"; not "(2012 edition)"
_BRACKET_YEAR = regex(r"\(\s*[^()]*?(?:1[5-9]|20)\d\d\s*\)|\[(?:1[5-9]|20)\d\d\]")
# matches " International" behind the year of "2014 International Narcotics Control Strategy Report"; not ", Kabul"
_HEADS_NAME = regex(r"\s+(?:[A-ZА-Я]\w+|edition\s+of|годовой)")
MONTHS = 12
_LONGEST_LABEL = 40  # characters before a date that may be said of it


def cut_date(text: str, details: Details) -> tuple[str, int | None]:
    """Cut out the date of issue: the finest date, the last of equals; a year that begins an outlet's name stays.

    Returns the rest and where in it the date stood.
    """
    if details.issued:
        return text, None
    protected = [quote.span for quote in quoted_spans(text)] + list(emphasised_spans(text))
    protected += [span for span in bracketed_spans(text) if span[1] - span[0] > len("[2015]")]
    closed = Closed(len(text), protected)
    places = [
        place
        for place in joined_stretches(text, find_dates(text))
        if place.span[0] not in closed and not _names_outlet(text, place)
    ]
    if not places:
        return _cut_short_date(text, details)
    order = list(Precision)[::-1]
    changed = {place.span for place in places if (label := _dated(text, place)) and label["changed"]}
    first = [place for place in places if place.span not in changed] or places
    best = max(first, key=lambda place: (order.index(place.date.precision), place.span))
    text, best = _with_year(text, best, places)
    details.issued, details.date_printed = best.date, best.printed.strip(" .")
    said = _dated(text, best)
    details.is_aired = bool(said and (said["aired"] or said["programme"] or said["edition"]))
    for place in places if len(changed) < len(places) else ():  # a change of the page is no name
        if place.span in changed and place.date.precision is Precision.DAY:
            label = _dated(text, place)
            text = text[: label.start()] + " " * (place.span[1] - label.start()) + text[place.span[1] :] if label else text
    start, end = best.span
    if match := next((match for match in _BRACKET_YEAR.finditer(text) if match.start() <= start and end <= match.end()), None):
        before = text[match.start() + 1 : start].rstrip(" ,")
        printer = (SAID_OF_DATE.sub("", before) + text[end : match.end() - 1]).strip(" ,")
        return text[: match.start()] + f", {printer}, " + text[match.end() :], match.start() + len(printer) + 2
    end += len(re.match(r"\s{0,4}(?:г\.|года|сол|р\.|року|-?ж(?:\.|ыл\w*)|-?й(?:\.|ил\w*))?", text[end:])[0])  # type: ignore[index]  # the pattern matches ""
    before = text[: said.start()] if said else text[:start]
    return before + ", " + text[end:], len(before)


def _with_year(text: str, day: DatePlace, places: list[DatePlace]) -> tuple[str, DatePlace]:
    """Give a day the bare year printed before it, "2012. № 180. 26 сентября", and the words without that year.

    What stood between them stays; where nothing did, both are one printed date.
    """
    years = [place for place in places if place.date.precision is Precision.YEAR and place.span[1] <= day.span[0]]
    if day.date.precision is not Precision.DAY or day.date.year or len(years) != 1:
        return text, day
    year, date = years[0], replace(day.date, year=years[0].date.year)
    if not text[year.span[1] : day.span[0]].strip(" .,–—-"):
        span = (year.span[0], day.span[1])
        return text, DatePlace(span=span, printed=text[slice(*span)], date=date)
    blank = " " * (year.span[1] - year.span[0])
    return text[: year.span[0]] + blank + text[year.span[1] :], replace(day, date=date)


def _cut_short_date(text: str, details: Details) -> tuple[str, int | None]:
    """Cut out "5/10/15" or "05.10.15" at the end; of figures with strokes that can be day and month the year alone is sure."""
    match = SHORT_DATE.search(text)
    date = find_dates(match["date"], short_years=True, years=False)[:1] if match else ()
    if not match or not date:
        return text, None
    is_unsure = "/" in match["date"] and max(int(figures) for figures in match["date"].split("/")[:2]) <= MONTHS
    details.issued = PartialDate(year=date[0].date.year) if is_unsure else date[0].date
    details.date_printed = match["date"]
    return text[: match.start()] + ", " + text[match.end() :], match.start()


def _dated(text: str, place: DatePlace) -> re.Match[str] | None:
    """What is said of a date right before it."""
    words = text[max(0, place.span[0] - _LONGEST_LABEL) : place.span[0]].rstrip(" ,(:").rsplit(None, 1)
    if not words or not (words[-1].casefold().lstrip("([") in LABELS or words[-1][-3:].casefold() in _DAYS):
        return None
    return SAID_OF_DATE.search(text, max(0, place.span[0] - _LONGEST_LABEL), place.span[0])


def _names_outlet(text: str, place: DatePlace) -> bool:
    """A bare year at the head of a name: "2014 International Narcotics Control Strategy Report"."""
    return place.date.precision is Precision.YEAR and _HEADS_NAME.match(text, place.span[1]) is not None


def date_from_outlet(details: Details) -> None:
    """Take the year that begins or ends an outlet's name where no other date is printed."""
    if details.issued is None and not details.op_cit:
        for outlet in details.outlets:
            if match := re.match(r"((?:19|20)\d\d)\s|.*\s((?:19|20)\d\d)$", outlet):
                details.date_printed = match[1] or match[2]
                details.issued = PartialDate(year=int(details.date_printed))
                return
