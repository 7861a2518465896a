"""Pieces in the German style, their titles without marks: "Whitlock, Anna: Harbour closes. In: Tidewater Courier, 4.3.2025, https://…".

Enters: a segment of a note. Leaves: a citation in the context, or False. The author may stand before a colon or a comma, turned
or not, or be missing. A chapter of a book ("In: Weber, Karl (Hrsg.)") is left to other readers.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Name
from citations.grammar import read_signal
from citations.parsing.cities import is_city
from citations.parsing.context import Context
from citations.parsing.countries import is_country
from citations.parsing.details import Details, read_details
from citations.parsing.head import Head, name_of
from citations.parsing.named import NAME_AND_COLON, authors_of
from citations.parsing.work import is_heading, is_tidy, read_work
from citations.prose import quoted_spans
from citations.quotation import speaks
from citations.regex import regex

UNSURE = 0.65  # no marks tell where the title ends, only "In:"
# matches "Whitlock, Anna: Harbour closes. In: Tidewater Courier, 4.3.2025"; not "they stay in: Goma, Bukavu"
_CONTAINED = regex(
    r"""(?P<head>(?:[^"“”«»*;(]|\((?!(?:19|20)\d\d)){8,350}?)(?:[.,]|(?<=[?!…]))\s+[Ii]n:\s+(?P<rest>\S.*)$""",
    re.VERBOSE | re.DOTALL,
)
_TRANSLATED = regex(r"\s\[[“\"]?(?P<words>[^\[\]“”\"]*\s[^\[\]“”\"]*)[”\"]?\]$")
_EDITED = regex(r"\((?:Hrsg|Hg|Hgg|eds?|éd|dir)\b", re.IGNORECASE)
_FIRST_PART = regex(r"(?P<name>[^,:.]{3,60}),\s+(?=\S)")  # "Beate Holm, " before a title


# matches "Von Tim Brand", "By Ann Lee and Bo Kim", "Автор: О. Назаров"; not "By the sea"
_WRITER = r"(?:(?:[^\W\d_a-zа-яё]\.|[^\W\d_a-zа-яё][\w’'-]+|de|da|van|von|al)\s){0,3}[^\W\d_a-zа-яё][\w’'-]+"
BYLINE = rf"(?:Von|By|Par|Di|Por|Автор:|Text:)\s+{_WRITER}(?:(?:,\s{_WRITER}){{0,4}},?\s(?:and|&|und|et|y|e|и)\s{_WRITER})?"
# matches "Was eine Abschiebung kostet. Von Tim Brand. Nordkurier (Pasewalk), Nr. 12/2024, 22. März 2024"
_BYLINED = regex(
    rf"(?P<title>[^\W_a-zа-яё][^“”«»*]{{8,200}}?[.?!])\s+(?P<byline>{BYLINE})[.,]\s+(?P<rest>[^\W\d_a-zа-яё].*)$",
    re.VERBOSE | re.DOTALL,
)


def read_bylined(context: Context, start: int, end: int) -> bool:
    """Read "Was eine Abschiebung kostet. Von Tim Brand. Nordkurier, 22. März 2024": as a paper prints both."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _BYLINED.match(text, lead)
    names = grammar.split_names(match["byline"].partition(" ")[2]) if match else []
    details = read_details(f", {match['rest']}", context.publishers) if match else None
    if not match or not details or not all(map(grammar.is_person, names)) or not (details.issued and details.issued.day):
        return False
    if len(details.outlets) != 1 or speaks(match["title"]):
        return False
    head = Head(authors=tuple(map(name_of, names)))
    citation = read_work(details, head, context, quoted=True, title=match["title"], signal=signal)
    span = (start + match.start("title"), start + match.end("title"))
    context.add_titled(citation, start + lead, end, title=span, confidence=UNSURE)
    return True


def read_contained(context: Context, start: int, end: int) -> bool:
    """Read "Whitlock, Anna: Harbour closes. In: Tidewater Courier, 4.3.2025, https://…"."""
    text = context.text[start:end]
    if "n: " not in text or quoted_spans(text):
        return False
    signal, lead = read_signal(text)
    match = _CONTAINED.match(text, lead)
    if not match or _EDITED.search(match["rest"]) or speaks(match["head"]):
        return False
    authors, skipped = _writers(match["head"], context)
    title = match["head"][skipped:]
    gloss = _TRANSLATED.search(title)  # "Нархи нон боло рафт [Bread price rises], in: Озодагон"
    title = title[: gloss.start()] if gloss else title
    details = read_details(f", {match['rest']}", context.publishers)
    if not _is_periodical(details, authors) or not (authors or is_heading(title)):
        return False
    citation = read_work(details, Head(authors=authors), context, quoted=True, title=title, signal=signal)
    citation = replace(citation, title_translation=gloss["words"]) if gloss else citation
    begin = start + match.start("head") + skipped
    span = (begin, begin + len(title))
    context.add_titled(citation, start + lead, end, title=span, confidence=UNSURE)
    return True


def _is_periodical(details: Details, authors: tuple[Name, ...]) -> bool:
    """Whether what stands behind "In:" is a paper of a day or, behind an author, a volume or number of a year."""
    if not details.outlets or not details.issued or not is_tidy(details):
        return False
    return bool(details.issued.day or (authors and (details.volume or details.issue)))


def _writers(head: str, context: Context) -> tuple[tuple[Name, ...], int]:
    """Who wrote, by the words before a colon or the first comma, and how many characters they take; of no people nothing."""
    if (colon := NAME_AND_COLON.match(head)) and not context.known(colon["name"]):
        authors = authors_of(colon["name"])
        if all(grammar.is_person(str(name)) for name in authors):
            return authors, colon.start("rest")
    comma = _FIRST_PART.match(head)
    name = comma["name"] if comma else ""
    is_writer = " " in name and grammar.is_person(name) and not is_city(name) and not is_country(name.casefold())
    return ((name_of(name),), comma.end()) if comma and is_writer else ((), 0)
