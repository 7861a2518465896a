"""The bodies that a document's citation begins with: "Republic of the Sudan, Council of Ministers, Decree No. 84 …".

Enters: words, or a text and where its citation begins. Leaves: whether they name a body, or where the bodies end.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.parsing.countries import is_country
from citations.publisher import Publishers
from citations.quotation import speaks
from citations.regex import regex

MAX_WORDS = 10  # of one body's name
# "Republic of Kenya", "République du Tchad": a state by its full name; not "La República", a paper
_STATE = regex(
    r"(?:(?:Islamic|Federal|United|Democratic|Federative)\s)*(?:Republic|Kingdom|State|Government|Commonwealth|République|Royaume|República|Reino|Republik|Repubblica|Республика|Ҷумҳурии)\s\S"
)
# one name between commas or full stops, before another that begins with a capital
_ONE = regex(
    r"(?P<body>(?:[^,.;:()“”\"«»*\d]|\.(?=\w)|(?<=\b[A-Z])\.){3,90})[,.]\s+(?=[^\W\d_a-zа-яё]|(?:резолюция|решение|постановление)\s)"
)
# matches "HL Paper 43", "HC 932", "S. Rep. 117-12", "Drucksache 20/4567": a parliament's paper; not "HC Deb"
PAPER_NUMBER = regex(
    r"^(?:HC|HL(?:\s+Paper)?|Cm(?:nd|d)?\.?|CP|[SH]\.\s?(?:R\.\s?)?(?:Rep(?:t)?|Hrg|Res|Doc)\.(?:\s?No\.)?|(?:BT-|BR-)?(?:Drucksache|Drs\.)|[Dd]oc(?:ument|\.)?\s+parl(?:ementaire|\.)?)\s*\d[\d/–-]*$"
)
# matches " (4th Report, Session 2017–19, HL Paper 43)" behind the title of a parliament's paper; not "(London: Penguin, 2012)"
SESSION = regex(r"\s*\([^()]*\b(?:Reports?|Sessions?|sess\.|Wahlperiode)\b[^()]*?(?:,\s(?P<number>[^(),]*\d))?\)$")


def is_issuer(words: str) -> bool:
    """Return whether `words` name a body or a state that issues documents.

    >>> [is_issuer(words) for words in ("House of Lords", "République du Tchad", "La República", "Report on Mali")]
    [True, True, False, False]
    """
    named = grammar.INSTITUTION.search(words) or _STATE.match(words) or is_country(words.casefold())
    return bool(named) and words[:1].isupper() and len(words.split()) <= MAX_WORDS and not speaks(words)


def behind_issuers(text: str, begin: int) -> int:
    """Return where the bodies end that a citation in `text` begins with at `begin`; `begin` itself where it names none."""
    while (match := _ONE.match(text, begin)) and is_issuer(match["body"]):
        begin = match.end()
    return begin


def publisher_in(series: str, publishers: Publishers) -> str | None:
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
