"""Dates, counts and lists in words: what every sentence of a report is made of.

Enters: plain values. Leaves: words in English, escaped by no format yet. No word of what the report is about stands here.
"""

from __future__ import annotations

import datetime
import re

from citations.partial_date import PartialDate, from_edtf
from citations.regex import regex

_MONTHS = ("January", "February", "March", "April", "May", "June", "July",
           "August", "September", "October", "November", "December")  # fmt: skip
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
MAX_BRIEF_CHARACTERS = 140
_OPENS = regex(r"""(?<![^\s(\[—–-])["„]""", re.VERBOSE)  # matches: the first of '"no"'    does not: the second
_SINGLE = str.maketrans({"“": "‘", "”": "’", "„": "‚", '"': "’"})


def joined(parts: list[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part) if parts else ""


def in_quotes(text: str) -> str:
    """Return `text` in double quotation marks, those inside it made single; white space too.

    >>> in_quotes("“No money moves,” she said."), in_quotes('a "b" c'), in_quotes("")
    ('“‘No money moves,’ she said.”', '“a ‘b’ c”', '“”')
    """
    plain = _OPENS.sub("‘", " ".join(text.split())).translate(_SINGLE)
    return f"“{plain}”"


def sentence(text: str) -> str:
    """Return `text` as a sentence: a capital at its start, a stop at its end.

    >>> sentence("the quotation was altered"), sentence("https://a.example is gone."), sentence("Is it “the one?”")
    ('The quotation was altered.', 'https://a.example is gone.', 'Is it “the one?”')
    """
    words = text.strip()
    is_word = words.partition(" ")[0].strip(",;:").isalpha()
    start = words[:1].upper() + words[1:] if is_word else words
    return start if not start or start.rstrip("”’\"')»")[-1:] in ".!?…" else f"{start}."


def shortened(text: str) -> str:
    """Return `text` in at most `MAX_BRIEF_CHARACTERS`, cut at a word and ended by an ellipsis; emphasis marks removed."""
    words = " ".join(text.replace("*", "").split())
    if len(words) <= MAX_BRIEF_CHARACTERS:
        return words
    return words[:MAX_BRIEF_CHARACTERS].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def plural(count: int, noun: str) -> str:
    """Return "1 note", "2 notes"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def ordinal(number: int) -> str:
    """Return "1st", "2nd", "11th"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def moment(text: str | None) -> str:
    """Return an ISO 8601 date or time in words, in UTC; what is neither comes back as it is.

    >>> moment("2026-11-23T20:18:31Z"), moment("2026-11-23"), moment("soon")
    ('23 November 2026, 20:18 UTC', '23 November 2026', 'soon')
    """
    if not text:
        return ""
    try:
        when = datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    day = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    if len(text) <= len("2026-11-23"):
        return day
    if when.tzinfo:
        when = when.astimezone(datetime.UTC)
        day = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    return f"{day}, {when:%H:%M} UTC"


def day_words(edtf: str | None) -> str:
    """Return a date in EDTF as words at its precision; what is no such date comes back as it is.

    >>> day_words("2015-10-05"), day_words("2015-21"), day_words("XXXX-09-12"), day_words("2015~")
    ('5 October 2015', 'spring 2015', '12 September', 'about 2015')
    """
    try:
        return date_words(from_edtf(edtf or ""))
    except ValueError:
        return edtf or ""


def date_words(date: PartialDate) -> str:
    """Return `date` in words at its precision."""
    middle = _SEASONS.get(date.season or 0) or (_MONTHS[date.month - 1] if date.month and date.month <= 12 else None)
    parts = (date.day, middle, date.year)
    words = " ".join(str(part) for part in parts if part) + (" (no such day)" if date.no_such_day else "")
    return f"about {words}" if date.approximate else words
