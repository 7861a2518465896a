"""A titled work from the words before and behind its title: authors, outlet, series, type.

Enters: the head ("Tetsuro Iji", "Crisis Group Asia Report N°59"), the `Details` behind the title. Leaves: a `Citation`
without its title. The types are those of CSL, and the few that CSL lacks (cable, press-release, briefing, blog-post).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from citations import grammar
from citations.citation import Citation, Form, Name
from citations.context import Context
from citations.details import Details
from citations.lexicon import language_shares
from citations.prose import bracketed_spans, quoted_spans, strip_emphasis
from citations.publisher import Publishers
from citations.quotation import speaks

MAX_HEAD_WORDS = 12
_CLEAR_FUNCTION_WORDS = 2  # fewer, and a title of proper names passes for any language
_TRANSLATION = re.compile(r"\s*,?\s*(?=[\[(])")
_TAJIK_LETTERS = re.compile("[ғӣқӯҳҷ]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """What stands before a title: authors, a body, or a series with its number; `understood` is False for prose."""

    understood: bool = True
    authors: tuple[Name, ...] = ()
    body: str | None = None
    series: str | None = None
    number: str | None = None
    publisher: str | None = None
    kind: str | None = None

    @staticmethod
    def read(words: str, context: Context) -> Head:
        """Return what `words` before a title name, `understood` False when they are prose."""
        if not words:
            return Head()
        plain = re.sub(r"^(?:and|и|und)\s+", "", strip_emphasis(words).strip(" ,."))
        if (match := grammar.NUMBER_ALONE.match(plain)) and context.series:
            return Head(series=context.series, number=match["number"], publisher=context.publisher)
        if match := grammar.SERIES_BEFORE.match(plain):
            series = re.sub(r"(Report|Briefing|Paper|Memo|Update|Brief|Bulletin)s$", r"\1", match["series"])
            return Head(series=series, number=match["number"], publisher=_publisher_in(series, context.publishers))
        if match := grammar.NUMBERED_ACT.match(plain):
            return Head(number=match["number"], publisher=(match["body"] or "").strip() or None, kind="statute")
        names = grammar.split_names(plain)
        if names and all(map(grammar.is_person, names)):
            return Head(authors=tuple(name_of(name) for name in names))
        if context.publishers.named(plain) or (
            grammar.INSTITUTION.search(plain) and len(plain.split()) <= MAX_HEAD_WORDS and is_capitalised(plain)
        ):
            return Head(body=plain)
        if (
            len(names) > 1
            and all(grammar.is_person(name) or is_capitalised(name) for name in names)
            and len(plain.split()) <= MAX_HEAD_WORDS
        ):
            return Head(authors=tuple(name_of(name) if grammar.is_person(name) else Name(literal=name) for name in names))
        return Head(understood=False)


def is_capitalised(words: str) -> bool:
    """Return whether every longer word begins with a capital, as in the name of a body."""
    return all(word[0].isupper() or word[0].isdigit() or len(word) <= 4 for word in _WORD.findall(words)) and words[:1].isupper()


def name_of(text: str) -> Name:
    """Return a person's name in its parts; a particle ("van") goes with the family name."""
    parts = text.split()
    if len(parts) == 1:
        return Name(family=parts[0])
    particle = next((i for i, part in enumerate(parts[1:], 1) if part[0].islower()), len(parts) - 1)
    return Name(given=" ".join(parts[:particle]), family=" ".join(parts[particle:]))


def _publisher_in(series: str, publishers: Publishers) -> str | None:
    """The publisher whose name a series begins with: "Crisis Group Asia Report" is of Crisis Group."""
    words = series.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if publishers.named(name) and not re.search(r"\b(?:Report|Briefing|Paper|Memo|Update)s?$", name):
            return name
    known = publishers.series(series)
    return known[0].name if known else _institution_in(words)


def _institution_in(words: list[str]) -> str | None:
    """The name of a body that a series begins with: "Halden Institute" of "Halden Institute Policy Brief"."""
    ends = [count for count, word in enumerate(words[:-1], 1) if grammar.INSTITUTION.search(word) and count > 1]
    return " ".join(words[: ends[-1]]) if ends else None


def read_translation(after: str) -> tuple[str | None, int]:
    """The bracketed translation that follows a title, quotation marks removed, and how many characters it takes."""
    lead = _TRANSLATION.match(after)
    if not lead:
        return None, 0
    place = lead.end()
    spans = bracketed_spans(after, after[place] + {"[": "]", "(": ")"}[after[place]])
    if not spans or spans[0][0] != place:
        return None, 0
    words = after[place + 1 : spans[0][1] - 1].strip()
    quotes = [quote for quote in quoted_spans(words) if quote.depth == 0]
    if quotes and quotes[0].span == (0, len(words)):
        return words[1:-1].strip(" ,"), spans[0][1]
    if after[place] == "[" and not any(letter.isdigit() for letter in words) and len(words.split()) > 1:
        return strip_emphasis(words), spans[0][1]
    return None, 0


def clean_title(inner: str) -> str:
    """Return a title without emphasis and without the punctuation that the note's sentence puts at its end."""
    title = strip_emphasis(inner).strip()
    return title[:-1].rstrip() if title.endswith((",", ";")) or (title.endswith(".") and not title.endswith("...")) else title


def language_of_title(title: str) -> str | None:
    """Return "tg", "ru" or the language of the function words of `title`; Latin letters without any are "en".

    >>> [language_of_title(title) for title in ("Узви ҲНИТ боздошт шуд", "Обезглавленная ПИВТ", "Der Krieg und die Folgen")]
    ['tg', 'ru', 'de']
    """
    if _TAJIK_LETTERS.search(title):
        return "tg"
    words = tuple(word.casefold() for word in _WORD.findall(title))
    counts = {language: share * len(words) for language, share in language_shares(words).items()}
    if _CYRILLIC.search(title):
        return "tg" if counts.get("tg", 0) > counts.get("ru", 0) else "ru"
    found = max(counts, key=lambda language: counts[language], default="en")
    return found if counts.get(found, 0) > _CLEAR_FUNCTION_WORDS - 0.5 and counts[found] > counts.get("en", 0) else "en"


def read_work(details: Details, head: Head, context: Context, *, quoted: bool) -> Citation:
    """A citation from the words before and behind its title."""
    container, publisher, collection = _outlet(details, head, context, quoted=quoted)
    if head.series:
        context.series, context.publisher = head.series, head.publisher
    number = head.number or details.number
    is_short = details.op_cit or details.supra is not None
    authors = head.authors
    if head.body:
        if container or publisher:
            authors = (Name(literal=head.body),)
        else:
            publisher = head.body
    citation = Citation(
        form=Form.SHORT if is_short else Form.FULL,
        authors=authors,
        container_title=container,
        publisher=publisher,
        collection_title=head.series or details.series or collection,
        number=number,
        volume=details.volume,
        issue=details.issue,
        page=details.pages,
        publisher_place=details.place,
        issued=details.issued,
        date_printed=details.date_printed,
        accessed=details.accessed,
        archive=details.archive,
        url=details.url,
        medium="blog" if details.kind == "blog-post" else None,
    )
    return citation if is_short else replace(citation, type=head.kind or _type(citation, details, context, quoted=quoted))


def _outlet(details: Details, head: Head, context: Context, *, quoted: bool) -> tuple[str | None, str | None, str | None]:
    """Return container, publisher and collection from what is left between the commas."""
    outlets, collection = list(details.outlets), details.series
    for outlet in outlets[1:]:
        if context.publishers.series(outlet) and not collection:
            collection = outlet
            outlets.remove(outlet)
    publisher = head.publisher
    if details.archive:
        return details.archive, ", ".join(outlets) or publisher, collection
    if not outlets:
        if details.series and not publisher:
            publisher = _publisher_in(details.series, context.publishers)
        return None, publisher, collection
    outlets = _without_editors(outlets, details) if quoted else outlets
    first, rest = outlets[0], outlets[1:]
    known = context.known(first)
    if details.kind == "blog-post" and grammar.BLOG.search(first):
        return first, _publisher_in(first, context.publishers) or ", ".join(rest) or publisher, collection
    if details.kind in ("press-release", "cable"):
        return None, ", ".join(outlets), collection
    if (
        first in details.italics
        or (known and known.csl_type.startswith("article"))
        or (rest and grammar.CONTAINER_WORDS.search(first))
    ):
        return first, ", ".join(rest) or publisher, collection
    if not rest and quoted and not known and (grammar.NEWS_NAME.search(first) or not grammar.INSTITUTION.search(first)):
        return first, publisher, collection
    return None, ", ".join(outlets), collection


def _without_editors(outlets: list[str], details: Details) -> list[str]:
    """Drop "in Mark Roe (ed.)" before an emphasised book: the book is the container."""
    place = next((index for index, outlet in enumerate(outlets) if outlet in details.italics), 0)
    if place and all(re.match(r"in\b|.*\beds?\b", outlet) or grammar.is_person(outlet) for outlet in outlets[:place]):
        outlets = outlets[place:]
    return [re.sub(r"^in:?\s+(?=[A-Z])", "", outlet) for outlet in outlets]


def _type(citation: Citation, details: Details, context: Context, *, quoted: bool) -> str:
    series = citation.collection_title or ""
    known = context.known(citation.container_title or "") or context.known(citation.publisher or "")
    if details.kind:
        return details.kind
    if re.search(r"\b(?:Briefing|Memo|Brief|Backgrounder)\b", series):
        return "briefing"
    if re.search(r"\b(?:Reports?|Papers?|Stud(?:y|ies)|Update|Series|Bulletin)\b", series):
        return "report"
    of_a_day = bool(citation.issued and citation.issued.day)
    scholarly = citation.volume or (citation.container_title and (citation.page or citation.issue) and not of_a_day)
    if quoted and scholarly and not (known and known.csl_type == "article-newspaper" and of_a_day):
        return "article-journal"
    if quoted and re.search(r"\bReport\b", citation.container_title or ""):
        return "report"
    if known:
        return known.csl_type if quoted or known.csl_type != "article-newspaper" else "report"
    if not quoted:
        return "book" if citation.authors and not series else "report"
    if citation.container_title:
        return "article-newspaper"
    return "webpage" if citation.url and not citation.publisher else "report"


def is_tidy(details: Details) -> bool:
    """Whether what is left reads as names rather than as a sentence."""
    return all(len(outlet.split()) <= 18 and not speaks(outlet) for outlet in details.outlets)
