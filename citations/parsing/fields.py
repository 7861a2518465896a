"""Where each field of a citation stands in its note, and how sure the reading is.

Enters: a citation, the note's text, and how sure its reader is of it. Leaves: `FieldSpan`s. A field whose words are not
printed in the citation (a series inherited from the one before, a publisher known by its series) has no span.
Confidence is a rank, from 0 to 1, not a probability; `make evaluate` prints how often fields above and below UNSURE are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations import grammar
from citations.citation import Citation, FieldSpan
from citations.parsing.cities import is_city
from citations.partial_date import Precision
from citations.prose import Span
from citations.publisher import Publishers
from citations.regex import regex

_BY_PRECISION = {Precision.DAY: 0.98, Precision.MONTH: 0.95, Precision.SEASON: 0.9, Precision.YEAR: 0.9, Precision.NONE: 0.6}
_LONGEST_NAME = 6  # words of an outlet; what is longer may hold more than a name
_WORD = regex(r"\w+")


def place_fields(
    citation: Citation, text: str, span: Span, publishers: Publishers, *, title: Span | None, confidence: float
) -> tuple[FieldSpan, ...]:
    """Return the span and the confidence of every field of `citation`, which stands at `span` in the note's `text`.

    `confidence` is that of the reader in the words it took for a name: title, author, outlet, person.
    """
    start, end = span
    behind = title[1] if title else start
    found: list[FieldSpan] = []
    if citation.title:
        found.append(FieldSpan(field="title", span=title or _find(text, citation.title, start, end), confidence=confidence))
    for field, value, own in _values(citation, publishers):
        stretches = ((behind, end), (start, title[0] if title else end), (start, end))
        exact = (_exactly(text, value, *stretch) for stretch in stretches)
        place = next(filter(None, exact), None) or next(filter(None, (_find(text, value, *one) for one in stretches[:2])), None)
        found.append(FieldSpan(field=field, span=place, confidence=own))
    named = ("author", "container-title", "publisher", "interviewee")
    return tuple(
        FieldSpan(field=one.field, span=one.span, confidence=confidence)
        if one.field in named and one.confidence > confidence
        else one
        for one in found
    )


def _values(citation: Citation, publishers: Publishers) -> Iterator[tuple[str, str, float]]:
    """Yield name, printed words and confidence of the fields other than the title."""
    for name in citation.authors:
        yield "author", str(name), 0.8 if name.literal else 0.95
    if citation.title_translation:
        yield "title_translation", citation.title_translation, 0.95
    if citation.container_title:
        yield "container-title", citation.container_title, _outlet_confidence(citation.container_title, publishers)
    if citation.publisher:
        placed = bool(citation.publisher_place) and citation.type == "book"
        yield "publisher", citation.publisher, 0.9 if placed else _outlet_confidence(citation.publisher, publishers)
    if citation.interviewee:
        told = grammar.ROLE_WORDS.search(citation.interviewee) or grammar.is_person(citation.interviewee.split(",")[0])
        yield "interviewee", citation.interviewee, 0.9 if told else 0.6
    if citation.publisher_place:
        yield "publisher-place", citation.publisher_place, 0.95 if is_city(citation.publisher_place) else 0.75
    if citation.issued:
        sure = 0.3 if citation.issued.no_such_day else _BY_PRECISION[citation.issued.precision]
        yield "issued", citation.date_printed or "", sure
    plain = (
        ("collection-title", citation.collection_title, 0.85),
        ("number", citation.number, 0.9),
        ("volume", citation.volume, 0.9),
        ("edition", citation.edition, 0.9),
        ("issue", citation.issue, 0.9),
        ("page", citation.page, 0.95),
        ("archive", citation.archive, 0.8),
        ("URL", citation.url, 0.99),
        ("medium", citation.medium, 0.9),
    )
    yield from ((field, value, own) for field, value, own in plain if value)


def _outlet_confidence(outlet: str, publishers: Publishers) -> float:
    """How sure it is that the words name an outlet: one that is known, one name of a few words, or more than that."""
    if publishers.named(outlet):
        return 0.98
    words = _WORD.findall(outlet)
    if any(letter.isdigit() for letter in outlet) or len(words) > 2 * _LONGEST_NAME or not outlet[:1].isalnum():
        return 0.5
    if grammar.names_medium(outlet) or grammar.INSTITUTION.search(outlet) or grammar.CONTAINER_WORDS.search(outlet):
        return 0.9
    return 0.8 if len(words) <= _LONGEST_NAME and "," not in outlet else 0.6


def _exactly(text: str, value: str, start: int, end: int) -> Span | None:
    place = text.find(value, start, end) if value else -1
    return (place, place + len(value)) if place >= 0 else None


def _find(text: str, value: str, start: int, end: int) -> Span | None:
    """The place of `value` between two places; of a value put together from parts, that of its first and last part."""
    if not value:
        return None
    place = text.find(value, start, end)
    if place >= 0:
        return place, place + len(value)
    parts = [part for part in re.split(r",\s+|\s+", value) if part]
    low = text.find(parts[0], start, end) if len(parts) > 1 else -1
    high = text.find(parts[-1], start, end) if low >= 0 else -1
    if low < 0 or high < 0:
        return None
    first, last = min(low, high), max(low + len(parts[0]), high + len(parts[-1]))
    return (first, last) if last - first <= len(value) + 3 * len(parts) else None
