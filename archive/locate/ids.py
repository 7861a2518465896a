"""Identifiers printed in a note: each names one document, and somebody keeps an address for it.

Enters: the words of a citation. Leaves: addresses at the registries that resolve them. Asks nobody by itself.
Standards: DOI (ISO 26324), Handle (RFC 3650), CELEX (Publications Office of the EU), symbols of the United Nations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from archive.locate.lookup import Candidate, FoundBy
from archive.locate.printed import trimmed
from citations.citation import Citation
from citations.publisher import Publisher
from citations.regex import regex

NAME = "ids"
SENDS, TO = "the identifier", "the registry that resolves it (doi.org, eur-lex.europa.eu and the like)"

# The prefix 10 with a registrant, a stroke and a suffix; never a date with full stops
DOI = regex(r"\b10\.\d{4,9}/[^\s\"<>“”»]+", re.VERBOSE)
# A number of a registrant and a suffix behind the word hdl or handle; never a bare pair of numbers
HANDLE = regex(r"\b(?:hdl(?:\.handle\.net)?[:/]\s*|handle/)(?P<id>\d{3,6}(?:\.\d+)*/[\w.-]+)", re.VERBOSE | re.IGNORECASE)
# Behind the word CELEX alone: a sector, a year, letters, a number
CELEX = regex(r"\bCELEX\W{0,3}(?P<id>[0-9CE]\d{4}[A-Z]{1,2}\d{4})\b", re.VERBOSE | re.IGNORECASE)
# As JOIN(2015) 50 final is, and COM(2004) 373; not the host name in outlet.com (2015)
COMMISSION = regex(r"\b(?P<kind>JOIN|COM|SWD|SEC)\s?[(/]?(?P<year>(?:19|20)\d\d)[)/]\s?(?P<number>\d{1,4})\b", re.VERBOSE)
# "S/2015/123", "A/RES/68/262", "CAT/C/TJK/CO/2"; not "and/or/2015"
UNITED_NATIONS = regex(
    r"(?<![\w/])(?:A|S|E|CAT|CCPR|CEDAW|CRC|HRI)/(?:[A-Z][A-Z0-9.]*/|\d+/){1,4}[A-Z]?\d+(?:/\d+)?(?![\w/])", re.VERBOSE
)
# As in EUR 60/003/2013 and EUR60/2678/2015; not the sum EUR 60 million
AMNESTY = regex(
    r"\b(?P<region>AFR|AMR|ASA|EUR|MDE|ACT|POL|IOR)\s?(?P<country>\d\d)/(?P<number>\d{3,4})/(?P<year>(?:19|20)\d\d)\b", re.VERBOSE
)
# "06DUSHANBE1584"; not "2006DUSHANBE"
CABLE = regex(r"(?<!\w)(?P<id>\d\d[A-Z]{4,20}\d{1,6})(?!\w)", re.VERBOSE)
# As in arXiv:1501.00001; not a bare 1501.00001
ARXIV = regex(r"\barXiv:\s?(?P<id>\d{4}\.\d{4,5})", re.VERBOSE | re.IGNORECASE)

_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("DOI", DOI, lambda match: "https://doi.org/" + trimmed("http://" + match[0]).removeprefix("http://")),
    ("Handle", HANDLE, lambda match: "https://hdl.handle.net/" + match["id"].rstrip(".")),
    ("CELEX", CELEX, lambda match: f"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{match['id'].upper()}"),
    ("EU document", COMMISSION, lambda match: "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=" + _commission(match)),
    ("UN symbol", UNITED_NATIONS, lambda match: f"https://undocs.org/{match[0]}"),
    ("Amnesty index", AMNESTY, lambda match: "https://www.amnesty.org/en/documents/" + _amnesty(match)),
    ("cable reference", CABLE, lambda match: f"https://wikileaks.org/plusd/cables/{match['id']}_a.html"),
    ("arXiv", ARXIV, lambda match: f"https://arxiv.org/abs/{match['id']}"),
)


async def candidates(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:  # noqa: ARG001
    """Return one address for every identifier that the citation prints."""
    return tuple(
        Candidate(address=address, found_by=FoundBy.CONFIRMED, rung=NAME, rank=rank, detail=f"{kind} {printed}")
        for rank, (kind, printed, address) in enumerate(identifiers(citation))
    )


def identifiers(citation: Citation) -> tuple[tuple[str, str, str], ...]:
    """Return (kind, identifier as printed, address) for each identifier in a citation's words, without doubles."""
    words = " ".join(part for part in (citation.text, citation.number, citation.url) if part)
    return tuple({address: (kind, printed, address) for kind, printed, address in _found(words)}.values())


def _found(words: str) -> Iterator[tuple[str, str, str]]:
    for kind, pattern, address in _KINDS:
        for match in pattern.finditer(words):
            yield kind, match[0].rstrip(".,;)"), address(match)


def _commission(match: re.Match[str]) -> str:
    return f"{match['kind']}:{match['year']}:{int(match['number']):04d}:FIN"


def _amnesty(match: re.Match[str]) -> str:
    return f"{match['region'].lower()}{match['country']}/{match['number']}/{match['year']}/en/"
