"""The document's own date: the day that its front matter, its masthead or a dateline at its head names.

Enters: a draft. Leaves: a day, or None. A headline, a heading and a sentence that happen to hold a date name none.
"""

from __future__ import annotations

import datetime
import re

from citations.consistency.rule import Draft
from citations.partial_date import find_dates
from citations.regex import regex

DATELINE_PARAGRAPHS = 8  # the document's own date stands at its head
MAX_DATELINE_LETTERS = 80
LONG_PARAGRAPH = 250  # letters: what is longer is text, and the head is over
# What a dateline may hold before its date: places, a word that says what the date is; not "The Fall of Herat,"
DATELINE_HEAD = regex(
    r"""^(?i:(?:published|updated|revised|dated|issued|date|of|on|as|version|draft|prepared|by|stand|дата|опубликовано|обновлено)\b[:,.\s]*)*
    (?:(?:г|гор|пос|с|дер)\.\s*)?(?:[^\W\d_a-zа-я][\w.’'-]*(?:[\s/–-]+(?:[^\W\d_a-zа-я][\w.’'-]*|de|la|of|upon|am|an|der|на))*\s*[,/–—|]\s*){0,3}
    (?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?\s*)?$""",
    re.VERBOSE,
)
GUESSED_HEADINGS = frozenset(("text", "pdf"))  # formats that mark no headings, in which every short line is one
MIN_SAID = 4  # letters of a sentence before a dateline: "г. Герат" has fewer
MAX_PLACE_WORDS = 3  # "Frankfurt am Main"; a headline has more; 1 finds 330
# What a paper prints above its text, its series and number before the day: "Herat Institute Briefing N°12, Herat, 12 May 2022"
MASTHEAD = regex(
    r"""\b(?:briefing|report|paper|memo(?:randum)?|policy|brief|working|series|review|bulletin|manuscript|draft|issue|
    записка|доклад|отч[её]т|обзор|бюллетень|рукопись|выпуск|bericht|studie)\b|№|\bn(?:o\.|[°º])|\bvol\.""",
    re.VERBOSE | re.IGNORECASE,
)
MAX_MASTHEAD_LETTERS = 200
ISSUER = regex(r"(?!(?:The|A|An)\s)(?:[^\W\da-zа-яё_][\w’'&.-]*\s+){1,6}", re.VERBOSE)  # "Herat Watch "; not "Herat, "
# What stands right before the day there: a name, a comma, "of"; not "until", "on"
BEFORE_DAY = regex(r"(?:[,.;:|(/–—\d-]|\b(?:of|dated|от|vom)|(?<!\w)[^\W\da-zа-яё_][^\s]*|[»”\")])\s*$", re.VERBOSE)


def own_date(draft: Draft) -> datetime.date | None:
    """Return the day, or the last of the month, that the document names as its own; None without one.

    The front matter's goes before all. A dateline holds places and a date alone, and nothing below the first long paragraph
    or noted sentence is one. A heading is none either, but for a short line that was taken for one because its format marks
    none, unless other such lines are dated too.
    """
    if draft.document.dated and (bounds := next((found.date.bounds() for found in find_dates(draft.document.dated)), None)):
        return bounds[1]
    noted = {marker.paragraph + 1 for marker in draft.document.markers}
    days, guessed = [], draft.document.format in GUESSED_HEADINGS
    for stretch in draft.body[:DATELINE_PARAGRAPHS]:
        if guessed and stretch.paragraph == 1 and (date := _masthead_of(stretch.text)):
            return date
        is_sentence = stretch.text.rstrip(" *_")[-1:] in tuple(".!?…")  # a note may stand at the author's name
        if (stretch.paragraph in noted and is_sentence) or len(stretch.text) > LONG_PARAGRAPH:
            break
        line = stretch.text.strip(" .*_")
        if (stretch.kind != "heading" or guessed) and (date := _dateline(line) or _masthead(line) or _issuer(line)):
            days.append(date)
    own = max(days, default=None)
    return None if own and guessed and _is_diary(draft, own) else own


def _is_diary(draft: Draft, own: datetime.date) -> bool:
    """Whether another day heads a part of the document."""
    heads = (one.text.strip(" .*_") for one in draft.body if one.kind == "heading")
    return any(date != own for head in heads if (date := _dateline(head)))


def _dateline(line: str) -> datetime.date | None:
    if len(line) > MAX_DATELINE_LETTERS:
        return None
    said, _, placed = line.rpartition(". ")
    if len(said) > MIN_SAID and re.match(r"[^\W\d_]{3,}", placed):  # "Report of the group. Karaganda, 12 May 2022"
        line = placed
    for found in find_dates(line, years=False):
        places = re.split(r"[,/]", line[: found.span[0]])
        rest = re.sub(r"^\s*(?:года|г)\b", "", line[found.span[1] :]).strip(" .")
        short = all(len(place.split()) <= MAX_PLACE_WORDS or DATELINE_HEAD.match(place.split()[0] + " ") for place in places)
        bounds = found.date.bounds()
        if bounds and not rest and short and DATELINE_HEAD.match(line[: found.span[0]]):
            return bounds[1]
    return None


def _masthead(line: str) -> datetime.date | None:
    """The day with which a line ends that names a series or a number of it."""
    if len(line) > MAX_MASTHEAD_LETTERS or not MASTHEAD.search(line):
        return None
    *_, last = (None, *(found for found in find_dates(line, years=False) if found.date.day))
    ends = last is not None and not re.sub(r"^\s*(?:года|г)\b", "", line[last.span[1] :]).strip(" .)")
    return last.date.as_day() if last and ends and BEFORE_DAY.search(line[: last.span[0]]) else None


def _masthead_of(text: str) -> datetime.date | None:
    """The day of a masthead that no line parts from the text behind it: "Herat Briefing N°12 12 May 2022 Summary The"."""
    for found in find_dates(text[:MAX_MASTHEAD_LETTERS], years=False):
        if text[found.span[1] :].lstrip(" .г")[:1].isupper() and (day := _masthead(text[: found.span[1]])):
            return day
    return None


def _issuer(line: str) -> datetime.date | None:
    """The day behind a name with which it makes up a line: "Herat Watch May 22, 2019"; not "The Fall of Herat, 1 May 2019"."""
    for found in find_dates(line, years=False) if len(line) <= MAX_DATELINE_LETTERS else ():
        if found.date.day and found.span[1] == len(line) and ISSUER.fullmatch(line[: found.span[0]]):
            return found.date.as_day()
    return None
