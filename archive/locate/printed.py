"""The address that the note prints: without the punctuation that ends the note, and as printed where both could be meant.

Enters: a citation. Leaves: its printed address, with a scheme. Asks nobody. Standard: RFC 3986, appendix C.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from archive.locate.lookup import Candidate, FoundBy
from citations.citation import Citation
from citations.publisher import Publisher
from citations.regex import regex

NAME = "printed"
SENDS, TO = "the printed address", "its own host"
CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<", "”": "“", "»": "«"}
# What ends a sentence and no address: "http://x.example/a." ; the stop in "a.pdf" stays
TRAILING = regex(r"[.,;:!?'\"”’»*_…]+$", re.VERBOSE)
# Any scheme, as http: and mailto: are; not the colon before a port, and not a host's dots
SCHEME = regex(r"^[a-z][a-z0-9+-]*:(?:[^\d]|$)", re.VERBOSE | re.IGNORECASE)

# The user name and password of an address: "http://user:secret@"; not "http://host.example/a@b"
USERINFO = regex(r"^ ([a-z]+://) [^/?\#]* @", re.VERBOSE | re.IGNORECASE)


async def candidates(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:  # noqa: ARG001
    """Return the printed address, and as a second guess the one with its last punctuation kept; neither with credentials."""
    if not citation.url:
        return ()
    stripped, whole = trimmed(citation.url), with_scheme(citation.url.strip(" <>"))
    addresses = dict.fromkeys(without_credentials(one) for one in (stripped, whole) if one and is_web_address(one))
    return tuple(
        Candidate(address=address, found_by=FoundBy.PRINTED, rung=NAME, rank=rank, detail="printed in the note")
        for rank, address in enumerate(addresses)
    )


def trimmed(printed: str) -> str:
    """Return a printed address with a scheme and without the punctuation of the sentence around it.

    >>> trimmed("www.outlet.example/a_(b)).")
    'http://www.outlet.example/a_(b)'
    """
    address = re.sub(r"\s+", "", printed).lstrip("<([\"'“«")
    while address:
        shorter = TRAILING.sub("", address)
        last = shorter[-1:]
        if last in CLOSERS and shorter.count(last) > shorter.count(CLOSERS[last]):
            shorter = shorter[:-1]
        if shorter == address:
            break
        address = shorter
    return with_scheme(address)


def with_scheme(address: str) -> str:
    """Return `address` with `http://` before it when it has no scheme; empty stays empty."""
    return address if not address or SCHEME.match(address) else "http://" + address.lstrip("/")


def without_credentials(address: str) -> str:
    """Return an address without user name and password: they are nobody's to send, and no part of where a text stands."""
    return USERINFO.sub(r"\1", address)


def is_web_address(address: str) -> bool:
    """Return whether `address` is http or https with a host name."""
    try:
        parts = urlsplit(address)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and "." in (parts.hostname or "")
    except ValueError:
        return False
