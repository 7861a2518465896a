"""Addresses that a note prints, wherever they stand: each leads to a citation, for a page that is named can be opened.

Enters: a note's context before and after its segments were read. Leaves: pieces of one address each, and an unparsed citation
for every address that stands in prose. What an address is, is said by `citations.prose`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from citations.citation import Citation, FieldSpan, Form
from citations.parsing.context import Context
from citations.prose import Span, addresses
from citations.regex import regex

SURE = 0.99  # of an address, as `citations.parsing.fields` says it
# What stands between two addresses that are two sources: "https://a.example/1 and https://b.example/2".
# Not "https://a.example/1, archived at https://web.example/2", which is one.
_JOINT = regex(r"[>)]?\s*(?:[,;&]|[,;]?\s(?:and|und|et|y|и|ва|та|see|also|и также)\s){1,3}\s*[<(]?", re.IGNORECASE)
# A place that is kept with its source: no second source, whatever stands before it
_KEEPS = regex(r"//(?:[\w-]+\.)*(?:doi\.org|archive\.(?:org|is|ph|today)|perma\.cc)(?:[:/]|$)", re.IGNORECASE)

_BESIDE = regex(r"[\s.,;:<>()\[\]–—-]{0,6}")  # nothing but punctuation between a citation and its address


def one_address_each(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    """Yield the pieces, those of several addresses that are joined as sources are cut behind each."""
    for start, end in pieces:
        found = [(start + low, start + high) for low, high in addresses(text[start:end])]
        for here, after in pairwise(found):
            joint = _JOINT.fullmatch(text, here[1], after[0])
            if joint and not any(_KEEPS.search(text[slice(*one)]) for one in (here, after)):
                yield start, here[1]
                start = after[0]
        yield start, end


def cite_addresses(context: Context, start: int, end: int) -> list[Span]:
    """Cite what a stretch of prose prints for addresses; return what of it is prose still.

    An address beside a citation that prints none is that one's; any other is an unparsed citation: it alone is understood.
    """
    kept: list[Span] = []
    for low, high in [(start + low, start + high) for low, high in addresses(context.text[start:end])]:
        address = context.printed[low:high]
        if "/" not in address:  # "as www.news.example wrote": an outlet's name
            continue
        while low > start and context.text[low - 1].isalnum():
            low -= 1  # what is glued to it belongs to its word: "Availablehttp://"
        if not _adopted(context, address, (low, high)):
            context.add(Citation(form=Form.UNPARSED, url=address), low, high)
        kept.append((start, low))
        start = high
    return [*kept, (start, end)]


def _adopted(context: Context, address: str, span: Span) -> bool:
    """Give an address to the citation beside it; False where there is none without an address of its own."""
    for index, citation in enumerate(context.citations):
        gap = (
            context.text[span[1] : citation.span[0]] if citation.span[0] >= span[1] else context.text[citation.span[1] : span[0]]
        )
        if citation.form is Form.FULL and not citation.url and _BESIDE.fullmatch(gap):
            whole = (min(span[0], citation.span[0]), max(span[1], citation.span[1]))
            field = FieldSpan(field="URL", span=span, confidence=SURE)
            context.citations[index] = replace(
                citation, url=address, text=context.printed[slice(*whole)], span=whole, fields=(*citation.fields, field)
            )
            return True
    return False
