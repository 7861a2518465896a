"""Books whose titles lost their marks, as plain text and PDF print emphasis: an author, a title, town and year in brackets.

Enters: a segment of a note. Leaves: a citation of type `book`, or False when the segment is none. Only a bracket that is an
imprint tells such a title from a sentence; what is read here is marked as unsure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Name
from citations.grammar import read_signal
from citations.parsing import imprint
from citations.parsing.cities import is_city
from citations.parsing.context import Context
from citations.parsing.countries import is_country
from citations.parsing.details import read_details
from citations.parsing.head import Head, name_of
from citations.parsing.work import clean_title, language_of_title, read_work
from citations.prose import quoted_spans

MAX_WORDS = 50  # of a note of one book: at 12 one of 696 works of notes by hand is misread, at 20 and 200 none
UNSURE = 0.6  # a confidence, no threshold: below that of `citations.citation`, so that what is read here is shown as unsure
_SENTENCE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|did|said)\b")
# ", Great Games, Local Rules (Oxford: Oxford University Press, 2012), p. 45" behind the authors
_BOOK = re.compile(
    r",\s+(?P<title>[^“”\"«»*;()]{3,250}?)\s*(?P<imprint>\((?P<place>[^(),:]{2,60})(?::\s[^()]{2,80})?,?\s(?P<year>(?:1[5-9]|20)\d\d)\))(?P<rest>[^“”\"«»*;]{0,80})$"
)
# "Alexander Cooley", "Holt, Iris", "Ann Lee, Max Roe and Bo Kim": before the comma that begins the title
_AUTHORS = (
    re.compile(
        r"(?P<names>[^,;()“”\"«»*:]{3,60}(?:,\s[^,;()“”\"«»*:]{3,40}){0,4},?\s(?:and|&|und|et|и)\s[^,;()“”\"«»*:]{3,40})(?=,\s)"
    ),
    re.compile(r"(?P<names>[^\W\d_a-z][\w’'-]+,\s(?:[^\W\d_a-z][\w’'-]+|(?:[^\W\d_a-z]\.\s?){1,3})(?:\s[^\W\d_a-z]\.)?)(?=,\s)"),
    re.compile(r"(?P<names>[^,;()“”\"«»*:]{3,60})(?=,\s)"),
)


def read_unmarked_book(context: Context, start: int, end: int) -> bool:
    """Read "Alexander Cooley, Great Games, Local Rules (Oxford: Oxford University Press, 2012), p. 45"."""
    text = context.text[start:end]
    if "(" not in text or len(text.split()) > MAX_WORDS or quoted_spans(text):
        return False
    signal, lead = read_signal(text)
    authors, begin = _writers(text, lead)
    match = _BOOK.match(text, begin) if authors else None
    if not match or not _is_imprint(match["place"], match["imprint"]) or _SENTENCE_VERB.search(match["title"]):
        return False
    details = read_details(f" {match['imprint']}{match['rest']}", context.publishers)
    title = clean_title(match["title"])
    citation = replace(
        read_work(details, Head(authors=authors), context, quoted=False),
        title=title,
        language=language_of_title(title),
        signal=signal,
    )
    place = (start + match.start("title"), start + match.end("title"))
    context.add_titled(replace(citation, type="book"), start + lead, end, title=place, confidence=UNSURE)
    return True


def _writers(text: str, lead: int) -> tuple[tuple[Name, ...], int]:
    """The people at the head, and where their names end; of several readings the longest that holds people alone."""
    for pattern in _AUTHORS:
        match = pattern.match(text, lead)
        names = grammar.split_names(match["names"]) if match else []
        if match and names and all(map(_is_writer, names)):
            return tuple(map(name_of, names)), match.end()
    return (), lead


def _is_writer(name: str) -> bool:
    return " " in name and grammar.is_person(name) and not is_city(name) and not is_country(name.casefold())


def _is_imprint(place: str, brackets: str) -> bool:
    """Whether brackets hold town, publisher or both: "(Ithaca, 2015)", "(Yale University Press, 2002)"."""
    return is_city(place) or imprint.PRESS.search(brackets) is not None or ": " in brackets
