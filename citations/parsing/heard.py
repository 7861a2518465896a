"""Interviews told in the passive, or with their date in front: "Interviewed on 5 May 2018 in Tskhinvali: former minister".

Enters: a segment of a note. Leaves: a citation of type `interview` in the context, or False when the segment is none. One that
somebody else held ("interviewed by Kommersant") is no interview of the author's.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.citation import Citation, Form
from citations.grammar import read_signal
from citations.parsing.context import TRAILING, Context
from citations.parsing.details import read_details
from citations.prose import emphasised_spans, quoted_spans
from citations.regex import regex

MAX_WORDS = 40
MAX_PLACES = 3  # parts beside who was heard: a house, a town, a country
MAX_PLACE_WORDS = 6
UNSURE = 0.6
# "Interviewed in Osh, 5 May 2018", "A minister, interviewed by the author in 2018", "A guard was interviewed in July 2015"
_INTERVIEWED = regex(
    r"""(?P<who>(?:[^.;:“”"«»]{3,150}?[,\s(]\s*)?)(?P<medium>(?:(?:(?:who\s+)?(?:was|were|has\s+been|had\s+been)|both|all)\s+)?(?:first\s+)?
    (?:[Ii]nterviewed|[Оо]прошен\w*|проинтервьюирован\w*|interrogée?s?|befragt|interviewt))
    (?P<by>\s+(?:by|par|von|durch)\s+(?!(?:tele)?phone|e-?mail|Skype|WhatsApp|Zoom|Signal|video)(?P<house>[^,;:]{2,60}?)(?=,|:|\s+(?:in|on|at|near|by|via|over)\s|\.?$))?(?P<rest>(?:[\s,:]|автор).*)$""",
    re.VERBOSE,
)
# "Remarks by a border officer at a closed seminar, Tunis, 4 June 2022": who has no name spoke before the author, not in print
_REMARKS = regex(
    r"""(?P<medium>(?:(?:[Oo]ff-the-record|[Pp]rivate|[Cc]onfidential|[Oo]ral|[Vv]erbal)\s+)?(?:[Rr]emarks?|[Cc]omments?|[Ss]tatements?|[Pp]resentation|[Bb]riefing|[Aa]ccounts?))\s+(?:(?:made|given)\s+)?(?:by|from|of)\s+
    (?P<who>(?:an?|one|two|three|several|another)\s+[^,;:“”"«»]{3,100}?)(?:\s+(?:at|during|in)\s+(?P<where>(?:an?|the)\s[^,;:“”"«»]{3,80}))?(?=,)(?P<rest>.*)$""",
    re.VERBOSE,
)
_DOER = regex(r"^(?:an?|one|another)\s.*[a-z]{3}(?:er|or|ist|ant|man|woman)\b")  # "a precious-metals broker"
_AUTHOR = regex(
    r"(?:the\s+|this\s+)?(?:present\s+)?(?:authors?|writer|me|us|researchers?|l[’']auteure?|(?:der|die|dem|den)\s+Autor\w*|Verf\w+)",
    re.IGNORECASE,
)
_BY_AUTHOR = regex(r"\s*автор(?:ом|ами)\b")
_OVER = regex(
    r"[\s,]*(?P<over>(?:by|via|over|through|on)\s+(?:the\s+)?(?:(?:tele)?phone|e-?mail|Skype|WhatsApp|Zoom|Signal|Telegram|video(?:\s+(?:link|call))?))\b",
    re.I,
)
_IN = regex(r"[\s,]+(?:in|at|near|on|в|à|a)\s+(?=[^\W_a-zа-яё]|\d)")
_ARTICLE = regex(r"^(?:was|were|who)\s+|\($")


def read_heard(context: Context, start: int, end: int) -> bool:
    """Read "Interviewed on 5 May 2018 in Tskhinvali: former deputy minister" and "A guard was interviewed in July 2015"."""
    text = context.text[start:end]
    if len(text.split()) > MAX_WORDS or quoted_spans(text) or emphasised_spans(text):
        return False
    signal, lead = read_signal(text)
    if remarks := _REMARKS.match(text, lead):
        return _add_remarks(context, start + lead, end, remarks, signal)
    match = _INTERVIEWED.match(text, lead)
    if not match or (match["by"] and not _is_author(match["house"], context)):
        return False
    rest = _BY_AUTHOR.sub("", match["rest"])
    over = _OVER.search(rest)
    rest = rest[: over.start()] + rest[over.end() :] if over else rest
    before, _, behind = rest.partition(":")
    details = read_details(_IN.sub(", ", f", {before}"), context.publishers)
    if not details.issued or not details.issued.year:
        return False
    who = _ARTICLE.sub("", match["who"].strip(TRAILING + "()"))
    named = behind.strip(TRAILING) or who
    parts = [*details.outlets]
    if not named and parts:
        named = parts.pop(0)
    if details.aside or len(parts) > MAX_PLACES or not all(map(_may_be_place, parts)):
        return False
    place = ", ".join([*parts, *([details.place] if details.place else [])])
    citation = Citation(
        form=Form.FULL,
        type="interview",
        interviewee=named or None,
        medium=f"interviewed {over['over']}" if over else "interviewed",
        publisher_place=place or None,
        issued=details.issued,
        date_printed=details.date_printed,
        signal=signal,
    )
    context.add(citation, start + lead, end, confidence=UNSURE)
    return True


def _add_remarks(context: Context, start: int, end: int, match: re.Match[str], signal: str | None) -> bool:
    details = read_details(match["rest"], context.publishers)
    is_told = (
        (grammar.ROLE_WORDS.search(match["who"]) or _DOER.search(match["who"]))
        and details.issued
        and details.issued.year
        and not details.url
    )
    if not is_told or details.aside or len(details.outlets) > MAX_PLACES or not all(map(_may_be_place, details.outlets)):
        return False
    place = ", ".join([*details.outlets, *([details.place] if details.place else [])])
    citation = Citation(
        form=Form.FULL,
        type="interview",
        interviewee=re.sub(r"^(?:an?|one)\s+", "", match["who"]),
        medium=match["medium"],
        publisher_place=place or None,
        issued=details.issued,
        date_printed=details.date_printed,
        signal=signal,
    )
    context.add(citation, start, end, confidence=UNSURE)
    return True


def _may_be_place(part: str) -> bool:
    """Whether words may say where; a paper's name says where an interview was printed, and a clause says something else."""
    return len(part.split()) <= MAX_PLACE_WORDS and part[:1].isupper() and not grammar.names_medium(part)


def _is_author(words: str, context: Context) -> bool:
    house = context.known(words)
    return bool(_AUTHOR.match(words)) or (house is not None and house.holds_interviews)
