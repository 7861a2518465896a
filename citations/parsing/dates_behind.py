"""The date of issue among the words behind a title, and what is said of dates there.

Enters: the words, and the `Details` that grow. Leaves: the words without the date. The finest date counts, the last of equals;
the date of a change counts less than that of the issue.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from citations.parsing import imprint
from citations.partial_date import DatePlace, PartialDate, Precision, find_dates, joined_stretches
from citations.prose import Closed, bracketed_spans, emphasised_spans, quoted_spans

if TYPE_CHECKING:
    from citations.parsing.details import Details

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
    if match := next(
        (match for match in imprint.BRACKET_YEAR.finditer(text) if match.start() <= start and end <= match.end()), None
    ):
        before = text[match.start() + 1 : start].rstrip(" ,")
        printer = (imprint.DATED.sub("", before) + text[end : match.end() - 1]).strip(" ,")
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
    match = imprint.SHORT_DATE.search(text)
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
    if not words or not (words[-1].casefold().lstrip("([") in imprint.LABELS or words[-1][-3:].casefold() in imprint.DAYS):
        return None
    return imprint.DATED.search(text, max(0, place.span[0] - _LONGEST_LABEL), place.span[0])


def _names_outlet(text: str, place: DatePlace) -> bool:
    """A bare year at the head of a name: "2014 International Narcotics Control Strategy Report"."""
    return place.date.precision is Precision.YEAR and imprint.HEADS_NAME.match(text, place.span[1]) is not None


def date_from_outlet(details: Details) -> None:
    """Take the year that begins or ends an outlet's name where no other date is printed."""
    if details.issued is None and not details.op_cit:
        for outlet in details.outlets:
            if match := re.match(r"((?:19|20)\d\d)\s|.*\s((?:19|20)\d\d)$", outlet):
                details.date_printed = match[1] or match[2]
                details.issued = PartialDate(year=int(details.date_printed))
                return
