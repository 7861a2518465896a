"""Broadcasts that go by the name of their programme alone: "Программа «Вечерний разговор», эфир от 3 марта 2019 г.".

Enters: a segment of a note. Leaves: a citation without a title whose container is the programme, or False.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.citation import Citation, Form
from citations.grammar import read_signal
from citations.parsing.context import Context
from citations.parsing.details import read_details
from citations.regex import regex

MAX_WORDS = 25
# "Программа «Вечерний разговор»", "Sendung „Monitor“", "the programme “Newsnight”": what it is, and its name in marks
_PROGRAMME = regex(
    r"""(?:(?:теле|радио)?(?:программа|передача)|ток-шоу|барномаи|(?:die\s+)?Sendung|(?:l[’']\s?)?émission|(?:the\s+)?(?:TV|television|radio)?\s?(?:programme|show)|programa)
    \s+(?P<open>[«“„"])(?P<name>[^«»“”„"]{2,80})[»”“"]""",
    re.VERBOSE | re.IGNORECASE,
)


def read_programme(context: Context, start: int, end: int) -> bool:
    """Read "Программа «Вечерний разговор», телеканал «Дождь», эфир от 3 марта 2019 г."."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _PROGRAMME.match(text, lead)
    if not match or len(text.split()) > MAX_WORDS:
        return False
    details = read_details(text[match.end() :], context.publishers)
    if not details.issued or not all(map(_may_be_station, details.outlets)) or "//" in text[match.end() :]:
        return False
    citation = Citation(
        form=Form.FULL,
        type="article-newspaper",
        container_title=match["name"],
        publisher=", ".join(details.outlets) or None,
        issued=details.issued,
        date_printed=details.date_printed,
        url=details.url,
        signal=signal,
    )
    context.titles.append((start + match.start("open"), start + match.end()))
    context.add(citation, start + lead, end, confidence=0.7)
    return True


def _may_be_station(words: str) -> bool:
    return grammar.names_medium(words) or (words[:1].isupper() and len(words.split()) <= 4)
