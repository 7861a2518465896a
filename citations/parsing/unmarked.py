"""Books whose titles lost their marks, as plain text and PDF print emphasis: an author, a title, town and year in brackets.

Enters: a segment of a note. Leaves: a citation of type `book`, or False when the segment is none. Only a bracket that is an
imprint tells such a title from a sentence; what is read here is marked as unsure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Citation, Form, Name
from citations.grammar import read_signal
from citations.months import MONTH_NUMBERS
from citations.parsing import imprint, stopped
from citations.parsing.cities import is_city
from citations.parsing.context import Context
from citations.parsing.countries import is_country
from citations.parsing.details import read_details
from citations.parsing.head import Head, name_of
from citations.parsing.issuers import is_issuer
from citations.parsing.work import language_of_title, read_work
from citations.partial_date import PartialDate
from citations.prose import quoted_spans
from citations.regex import regex

MAX_WORDS = 50  # of a note of one book: at 12 one of 696 works of notes by hand is misread, at 20 and 200 none
UNSURE = 0.6  # a confidence, no threshold: below that of `citations.citation`, so that what is read here is shown as unsure
# ", Great Games, Local Rules (Oxford: Oxford University Press, 2012), p. 45" behind the authors
_BOOK = regex(
    r",\s+(?P<title>[^“”\"«»*;()]{3,250}?)\s*(?P<imprint>\((?P<place>[^(),:]{2,60})(?::\s[^()]{2,80})?,?\s(?P<year>(?:1[5-9]|20)\d\d)\))(?P<rest>[^“”\"«»*;]{0,80}|,?\s*<?https?://\S+[^“”\"«»*;]{0,80})$"
)
# "Alexander Cooley", "Holt, Iris", "Ann Lee, Max Roe and Bo Kim": before the comma that begins the title
_AUTHORS = (
    regex(
        r"(?P<names>[^,;()“”\"«»*:]{3,60}(?:,\s[^,;()“”\"«»*:]{3,40}){0,4},?\s(?:and|&|und|et|и)\s[^,;()“”\"«»*:]{3,40})(?=,\s)"
    ),
    regex(r"(?P<names>[^\W\d_a-z][\w’'-]+,\s(?:[^\W\d_a-z][\w’'-]+|(?:[^\W\d_a-z]\.\s?){1,3})(?:\s[^\W\d_a-z]\.)?)(?=,\s)"),
    regex(r"(?P<names>[^,;()“”\"«»*:]{3,60})(?=,\s)"),
)


def read_unmarked_book(context: Context, start: int, end: int) -> bool:
    """Read "Alexander Cooley, Great Games, Local Rules (Oxford: Oxford University Press, 2012), p. 45"."""
    text = context.text[start:end]
    if len(text.split()) > MAX_WORDS or quoted_spans(text):
        return False
    if entry := stopped.BIBLIOGRAPHY.match(text, read_signal(text)[1]):
        return _read_entry(context, start, end, entry)
    if "(" not in text:
        return False
    signal, lead = read_signal(text)
    authors, begin = _writers(text, lead)
    body, comma, _ = text[lead:].partition(", ")
    is_of_body = not authors and bool(comma) and is_issuer(body) and "http" in text
    begin = lead + len(body) if is_of_body else begin
    match = _BOOK.match(text, begin) if authors or is_of_body else None
    if not match or not _is_imprint(match["place"], match["imprint"]) or grammar.TENSED_VERB.search(match["title"]):
        return False
    details = read_details(f" {match['imprint']}{match['rest']}", context.publishers)
    head = Head(authors=authors, body=body if is_of_body else None)
    citation = read_work(details, head, context, quoted=False, title=match["title"], signal=signal)
    place = (start + match.start("title"), start + match.end("title"))
    context.add_titled(
        replace(citation, type="report" if is_of_body else "book"), start + lead, end, title=place, confidence=UNSURE
    )
    return True


def _read_entry(context: Context, start: int, end: int, match: re.Match[str]) -> bool:
    """Read "Aitken, Jonathan. The Making of Kazakhstan. London: Continuum, 2009.", an entry of a bibliography."""
    family = match["family"].title() if match["family"].isupper() else match["family"]  # "ROUSSEL, Marie" of ISO 690
    names = [f"{match['given']} {family}", *grammar.split_names((match["others"] or "").removeprefix(","))]
    names = [re.sub(r"(?<=\w\w)\.(?=\s|$)", "", name.removeprefix("and ")) for name in names]
    if not all(map(_is_writer, names)) or not (is_city(match["place"]) or imprint.PRESS.search(match["publisher"])):
        return False
    details = read_details(f" ({match['imprint']}){context.text[start + match.end() : end]}", context.publishers)
    head = Head(authors=tuple(map(name_of, names)))
    signal, lead = read_signal(context.text[start:end])
    work = read_work(details, head, context, quoted=False, title=match["title"], signal=signal)
    place = (start + match.start("title"), start + match.end("title"))
    context.add_titled(replace(work, type="book"), start + lead, end, title=place, confidence=UNSURE)
    return True


# "Miller, Chip War, 320.", "Farrell and Newman, Underground Empire, pp. 7–9": family names, a short title, a page
_SHORT = regex(
    r"(?P<names>[^\W\d_a-z][\w’'-]+(?:(?:,\s[^\W\d_a-z][\w’'-]+){0,3},?\s(?:and|&|und|et|и)\s[^\W\d_a-z][\w’'-]+)?),\s"
    r"(?P<title>[^\W\d_a-z][^,.;:()“”\"«»*\d]{3,80}),\s(?:(?:pp?|S|с)\.\s?)?(?P<page>\d{1,4}(?:[-–]\d{1,4})?)\.?$"
)


# ", Drowned Towns 12 (2d ed. 2004)": a title, its page, and the year with the edition, as American lawyers cite books
_PAGED_BOOK = regex(
    r"""(?:,\s(?:\d{1,2}\s)?|(?<=,\s\s)in\s+)(?P<title>[^\W\d_a-z][^“”\"«»*;()\d]{3,200}?)\s(?P<page>(?:§+\s?)?\d{1,4}(?:[-–]\d{1,4})?(?:,\s\d{1,4}(?:[-–]\d{1,4})?)?)\s
    \((?:(?:\d{1,2}(?:d|st|nd|rd|th)|rev\.)\s(?:ed\.|edn\.?),?\s|(?P<role>[^()]{3,80}?\s(?:eds?|trans)\.,?\s))?(?P<year>(?:1[5-9]|20)\d\d)\)(?=\.?\s*$|\s\()""",
    re.VERBOSE,
)


def read_paged_book(context: Context, start: int, end: int) -> bool:
    """Read "Iris Fontaine-Lowe, Drowned Towns 12 (2d ed. 2004) (describing similar mergers)"."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    authors, begin = _writers(text, lead) if "(" in text and len(text.split()) <= MAX_WORDS else ((), lead)
    match = _PAGED_BOOK.match(text, begin) if authors else None
    if not match or grammar.TENSED_VERB.search(match["title"]):
        return False
    citation = Citation(
        form=Form.FULL,
        type="book",
        authors=authors,
        title=match["title"],
        page=match["page"],
        issued=PartialDate(year=int(match["year"])),
        date_printed=match["year"],
        language=language_of_title(match["title"]),
        signal=signal,
    )
    place = (start + match.start("title"), start + match.end("title"))
    context.add_titled(citation, start + lead, end, title=place, confidence=UNSURE)
    return True


# "Hasselbrink: Stunde der Unabhängigen (Anm. 6)", "Tafelmaier/Bánki: Koalitionen, S. 220 f.": families, a colon, a short title
_COLON_SHORT = regex(
    r"(?P<names>[^\W\d_a-z][\w’'-]+(?:\s?/\s?[^\W\d_a-z][\w’'-]+){0,4}):\s(?P<title>[^\W\d_a-z][^,.;:()“”\"«»„*\d]{3,80}?)"
    r"(?:,\s(?:S|pp?|с)\.\s?(?P<page>\d{1,4}(?:[-–]\d{1,4})?(?:\s?ff?\.)?)|\s\((?:wie\s)?(?:Anm|Fn|Fußn|n|прим)\.?\s?(?P<note>\d+)\)(?:,\sS\.\s?\d[\d–-]*(?:\s?ff?\.)?)?)\.?$"
)


def read_colon_short(context: Context, start: int, end: int) -> bool:
    """Read "Tafelmaier/Bánki: Koalitionen, S. 220 f.": a short form in the German manner; an earlier note tells whose it is."""
    signal, lead = read_signal(context.text[start:end])
    match = _COLON_SHORT.match(context.text[start:end], lead)
    names = re.split(r"\s?/\s?", match["names"]) if match else []
    if not match or any(map(_is_no_family, names)) or any(map(grammar.names_medium, names)):
        return False
    citation = Citation(
        form=Form.SHORT if match["note"] else Form.FULL,
        authors=tuple(map(name_of, names)),
        title=match["title"],
        page=match["page"],
        number=match["note"],
        language=language_of_title(match["title"]),
        signal=signal,
    )
    place = (start + match.start("title"), start + match.end("title"))
    context.add_titled(citation, start + lead, end, title=place, confidence=UNSURE)
    return True


def read_unmarked_short(context: Context, start: int, end: int) -> bool:
    """Read "Miller, Chip War, 320.": a short form whose title lost its marks; an earlier note tells whose it is."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _SHORT.match(text, lead)
    names = grammar.split_names(match["names"]) if match else []
    if not match or not names or any(map(_is_no_family, names)) or grammar.TENSED_VERB.search(match["title"]):
        return False
    title = match["title"].strip()
    if is_city(title) or is_country(title.casefold()) or title.casefold().split()[0] in MONTH_NUMBERS:
        return False
    citation = Citation(
        form=Form.FULL,
        authors=tuple(map(name_of, names)),
        title=title,
        page=match["page"],
        language=language_of_title(title),
        signal=signal,
    )
    context.add_titled(
        citation, start + lead, end, title=(start + match.start("title"), start + match.end("title")), confidence=UNSURE
    )
    return True


def _is_no_family(name: str) -> bool:
    """Whether a word is no family name: a place, a month, a body, a word of sentences."""
    folded = name.casefold()
    is_place = is_city(name) or is_country(folded)
    return is_place or folded in MONTH_NUMBERS or is_issuer(name) or folded in grammar.MONTH_OPENING


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
