"""Rules on what has no date: a source where nearly all others of the document have one, and a weekday without its year.

Enters: the citations, the paragraphs and the document's own day. Leaves: remarks. Laws, judgments and what is printed as undated
are left alone, and a day of another year than the document's is not guessed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from citations.citation import Citation
from citations.consistency.dateline import own_date
from citations.consistency.dating import WEEKDAYS
from citations.consistency.rule import MONTHS, Draft, Remark, Rule, Severity
from citations.regex import regex

MIN_DATED = 5  # sources with a date that make it a custom
MOST_UNDATED = 0.15  # of the sources: with more it is none
# What has no day of its own, or prints that it has none
NO_DAY = regex(
    r"""\b(?:n\.\s?d\.|undated|no\sdate|forthcoming|in\spress|б\.\s?г\.|без\sдаты|o\.\s?[DJ]\.|unpublished|on\sfile|archive|fond|ф\.\s?\d|website|web\ssite|homepage|
    (?:last\s)?(?:accessed|visited|viewed|retrieved|updated)|обращени[яе])\b""",
    re.VERBOSE | re.IGNORECASE,
)
KINDS = frozenset(("report", "book", "article-newspaper", "article-magazine", "article-journal", "article", "webpage"))
YEAR = regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", re.VERBOSE)
# "Friday 14 May", "Friday, May 14"; not "Friday 14 May 2015"
WEEKDAY = regex(
    rf"""\b(?P<name>{"|".join(WEEKDAYS)}),?\s(?:the\s)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{"|".join(MONTHS)})|(?P<month_>{"|".join(MONTHS)})\s(?P<day_>\d{{1,2}}))\b
    (?!,?\s?(?:1[5-9]|20)\d\d)""",
    re.VERBOSE,
)
SPOKEN_OF = 3  # paragraphs back in which the year must be told for it to be the day's too


def _undated(draft: Draft) -> Iterator[Remark]:
    told = [(note, one) for note, one in draft.published() if one.type in KINDS and one.title]
    without = [(note, one) for note, one in told if one.issued is None]
    if len(told) - len(without) < MIN_DATED or len(without) > MOST_UNDATED * len(told):
        return
    for note, one in without:
        if len(note.citations) == 1 and _has_no_date(note.text, one):
            yield Remark(label=note.label, quoted=one.text, why="The source has no date; nearly all others have one.")


def _has_no_date(text: str, one: Citation) -> bool:
    """Whether a source that is told in full prints nowhere when it appeared."""
    return not YEAR.search(text) and not NO_DAY.search(text) and bool(one.url or one.publisher)


def _weekday(draft: Draft) -> Iterator[Remark]:
    """Weekdays of days without a year that are those of neither the document's year nor the one before."""
    own = own_date(draft)
    for place, stretch in enumerate(draft.body) if own else ():
        for match in WEEKDAY.finditer(stretch.text):
            above = " ".join(one.text for one in draft.body[max(0, place - SPOKEN_OF) : place + 1])
            years = {int(year) for year in YEAR.findall(above)}
            day = _day(match, own.year) if own and years == {own.year} else None
            before = _day(match, own.year - 1) if own else None
            if day and own and day <= own and match["name"] not in {WEEKDAYS[one.weekday()] for one in (day, before) if one}:
                right = WEEKDAYS[day.weekday()]
                why = f"In {day.year} that day was a {right}."
                yield stretch.remark(match[0], why, match[0].replace(match["name"], right))


def _day(match: re.Match[str], year: int) -> datetime.date | None:
    try:
        return datetime.date(year, MONTHS.index(match["month"] or match["month_"]) + 1, int(match["day"] or match["day_"]))
    except ValueError:
        return None


_DATED = "".join(f"Port {n} closed.[^{n}]\n\n" for n in range(1, 8))
_DATED += "".join(f'[^{n}]: "Port {n} Closes", Quay Times, {n} May 2014.\n\n' for n in range(1, 7))
_DATED += "[^7]: Harbour Board, *Ports and Piers*, {}p. 7, https://harbour.example/ports.\n"
_DAY = "# Ports\n\n2 June 2014\n\nPorts closed on 12 May 2014.[^1] The quay was shut on {} 14 May.[^1]\n\n[^1]: A remark.\n"

RULES = (
    Rule(name="source-undated", severity=Severity.HINT, check=_undated,
         about="A source without a date where nearly all others have one.",
         bad=_DATED.format(""), good=_DATED.format("May 2014, ")),
    Rule(name="weekday-without-year-wrong", severity=Severity.WARNING, check=_weekday,
         about="A day without its year that was another day of the week in the year of which the text speaks.",
         bad=_DAY.format("Friday"), good=_DAY.format("Wednesday")),
)  # fmt: skip
