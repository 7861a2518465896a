"""Rules on dates: impossible ones, ones after the document's own, and ones that lack a part that the others have."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator

from citations.citation import NOT_WEB_TYPES, Citation
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.names import fold_title
from citations.partial_date import DAY_FIRST, MONTH_FIRST, MONTH_NUMBERS, PartialDate, find_dates, is_possible

DATELINE_PARAGRAPHS = 8  # the document's own date stands at its head
MAX_DATELINE_LETTERS = 60
# "31.02.2015"; not "1.2.3" or "10.12.15"
NUMERIC_DAY = re.compile(r"(?<![\d./-])(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>(?:19|20)\d\d)(?!\d)", re.VERBOSE)
# "Saturday 12 September 2015", "Monday, May 4, 2015"; not "Saturday in May"
WEEKDAY = re.compile(r"\b(?P<name>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?P<rest>\w+\s\w+,?\s(?:19|20)\d\d)\b", re.VERBOSE)
WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")


def _impossible(draft: Draft) -> Iterator[Remark]:
    for place, text in draft.texts():
        for pattern in (DAY_FIRST, MONTH_FIRST, NUMERIC_DAY):
            for match in pattern.finditer(text):
                if not match["year"]:
                    continue
                figures = match["month"].casefold().rstrip(".")
                month = int(figures) if figures.isdigit() else MONTH_NUMBERS[figures]
                date = PartialDate(year=int(match["year"]), month=month, day=int(match["day"]))
                swapped = pattern is NUMERIC_DAY and is_possible(PartialDate(year=date.year, month=date.day, day=month))
                if not is_possible(date) and not swapped:
                    yield Remark(**place, quoted=match[0], why="The calendar has no such day.")  # type: ignore[arg-type]  # a place


def _wrong_weekday(draft: Draft) -> Iterator[Remark]:
    for place, text in draft.texts():
        for match in WEEKDAY.finditer(text):
            day = next((found.date.as_day() for found in find_dates(match["rest"], years=False)), None)
            if day and WEEKDAYS[day.weekday()] != match["name"]:
                right = WEEKDAYS[day.weekday()] + "day"
                why = f"That day was a {right}."
                mend = match[0].replace(match["name"] + "day", right)
                yield Remark(**place, quoted=match[0], why=why, mend=mend)  # type: ignore[arg-type]  # a place


def _own_date(draft: Draft) -> datetime.date | None:
    """The day in a short line at the head of the document, or None."""
    for paragraph in draft.document.paragraphs[:DATELINE_PARAGRAPHS]:
        if len(paragraph.text) <= MAX_DATELINE_LETTERS:
            for found in find_dates(paragraph.text, years=False):
                rest = paragraph.text[found.span[1] :].strip(" .*_")
                if (day := found.date.as_day()) and not rest:
                    return day
    return None


def _after_document(draft: Draft) -> Iterator[Remark]:
    own = _own_date(draft)
    for note, citation in draft.full() if own else ():
        bounds = citation.issued.bounds() if citation.issued else None
        if own and bounds and bounds[0] > own:
            why = f"The date is after the document's own, {own.isoformat()}."
            yield Remark(label=note.label, quoted=citation.date_printed or citation.text, why=why)


def _without_year(draft: Draft) -> Iterator[Remark]:
    for note, citation in draft.full():
        if citation.issued and citation.issued.day and not citation.issued.year:
            yield Remark(label=note.label, quoted=citation.text, why=f"The date “{citation.date_printed}” has no year.")


def _without_day(draft: Draft) -> Iterator[Remark]:
    outlets: dict[str, list[tuple[str, Citation]]] = defaultdict(list)
    for note, citation in draft.full():
        dated = citation.issued and citation.issued.month and citation.issued.year
        slipped = re.search(
            rf"\d\s+{re.escape(citation.date_printed or '-')}|{re.escape(citation.date_printed or '-')}-", citation.text
        )
        if dated and not slipped and citation.outlet and citation.title and citation.type not in NOT_WEB_TYPES:
            outlets[fold_title(citation.outlet)].append((note.label, citation))
    for cited in outlets.values():
        coarse = [(label, citation) for label, citation in cited if citation.issued and not citation.issued.day]
        if len(coarse) == 1 and len(cited) > 1:
            label, citation = coarse[0]
            why = f"The date has no day; the document's others from {citation.outlet} have one."
            yield Remark(label=label, quoted=citation.text, why=why)


_TWO = (
    'Ports closed.[^1] One opened.[^2]\n\n[^1]: "Ports Close", Quay Times, {}.\n\n[^2]: "Ports Open", Quay Times, 9 June 2014.\n'
)

RULES = (
    Rule(name="date-impossible", severity=Severity.ERROR, check=_impossible, about="A day that the calendar does not have.",
         bad=_TWO.format("31 April 2014"), good=_TWO.format("30 April 2014")),
    Rule(name="date-of-another-weekday", severity=Severity.ERROR, check=_wrong_weekday,
         about="A weekday that the date did not fall on.",
         bad="Ports closed on Monday 6 May 2014.[^1]\n\n[^1]: A remark.\n",
         good="Ports closed on Tuesday 6 May 2014.[^1]\n\n[^1]: A remark.\n"),
    Rule(name="date-after-document", severity=Severity.ERROR, check=_after_document,
         about="A source or interview dated after the day that the document's head names.",
         bad="# Ports\n\nHerat, 1 September 2014\n\n" + _TWO.format("30 April 2015"),
         good="# Ports\n\nHerat, 1 September 2014\n\n" + _TWO.format("30 April 2014")),
    Rule(name="date-without-year", severity=Severity.ERROR, check=_without_year, about="A citation dated by day and month alone.",
         bad=_TWO.format("30 April"), good=_TWO.format("30 April 2014")),
    Rule(name="date-without-day", severity=Severity.WARNING, check=_without_day,
         about="A citation dated by the month where the same outlet's others name the day.",
         bad=_TWO.format("April 2014"), good=_TWO.format("30 April 2014")),
)  # fmt: skip
