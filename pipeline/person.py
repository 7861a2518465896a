"""Who says something and when, as typed on the command line: initials and a day.

Enters: words. Leaves: values fit for a record, a report and a terminal; anything else is refused in one line.
"""

from __future__ import annotations

import datetime

from archive.exchange import one_line
from citations.errors import InputError
from citations.regex import regex

MAX_REASON = 500  # characters
# matches: AB, A.B., éd, М.К.    does not: A B, "", AB\n, ../x
INITIALS = regex(r"[^\W_](?:[^\W_]|[.'-]){0,11}")


def initials_of(text: str) -> str:
    """Return initials. Raises InputError for what is none: at most 12 letters, figures, dots and hyphens."""
    if not INITIALS.fullmatch(text):
        raise InputError(f"--by: initials were expected, such as AB, found {one_line(text)[:40]!r}")
    return text


def day_of(text: str | None, now: datetime.datetime) -> datetime.datetime:
    """Return the moment that a day stands for: its beginning in UTC, `now` when nothing is said.

    Raises InputError for what is no day, or lies in the future.
    """
    if text is None:
        return now
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"--date: a day was expected, such as 2026-03-14, found {one_line(text)[:40]!r}") from None
    moment = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    if moment > now + datetime.timedelta(hours=14):  # it may be tomorrow already where the person is
        raise InputError(f"--date: {day} lies in the future; say when the document was received")
    return min(moment, now)


def reason_of(text: str) -> str:
    """Return a reason on one line. Raises InputError when it says nothing, or more than MAX_REASON characters."""
    line = " ".join(one_line(text).split())
    if not line or len(line) > MAX_REASON:
        raise InputError(f"--reason: a sentence of at most {MAX_REASON} characters was expected, found {len(line)}")
    return line
