"""Addresses as a reader takes them: their parts, and which two are one page.

Enters: addresses as text. Leaves: judgements and addresses; nothing is asked, and nothing raises on any text.
Standard: RFC 3986 (parts of an address).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from citations.regex import regex

# "/index.php" at the end of a path; not "/index.php/12"
INDEX_FILE = regex(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.VERBOSE | re.IGNORECASE)
# "utm_source", "fbclid"; not "id", "page"
TRACKING = regex(
    r"(?:utm_|mc_|pk_|hsa_).+|fbclid|gclid|yclid|dclid|msclkid|igshid|_ga|ref_src|cmpid|smid|spm|at_(?:medium|campaign)",
    re.VERBOSE,
)
# "www.a.example", "www2.a.example"; not "wwwa.example"
WWW = regex(r"^www\d?\.", re.VERBOSE)


class AddressParts(NamedTuple):
    """Parts of an address; `host` has its port where that is not the usual one. Empty where there is none."""

    scheme: str
    host: str
    path: str
    query: str


def parts_of(address: str) -> AddressParts:
    """Return the parts of an address; what cannot be parted is all path."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return AddressParts("", "", address, "")
    host = parts.hostname or ""
    return AddressParts(parts.scheme, host if port in (None, 80, 443) else f"{host}:{port}", parts.path or "/", parts.query)


def same_page(left: str, right: str) -> bool:
    """Return whether two addresses are one for a reader: scheme, `www`, closing slash, index file and tracking aside.

    >>> same_page("http://www.a.example/b/index.html", "https://a.example/b?utm_source=x#top")
    True
    """
    return _bare(left) == _bare(right)


def without_tracking(address: str) -> str:
    """Return an address fit to be printed: without parameters that tell who sent the reader."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not TRACKING.fullmatch(pair[0].lower())]
    return address if len(kept) == len(pairs) else urlunsplit(parts._replace(query=urlencode(kept)))


def _bare(address: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    _, host, path, query = parts_of(address)
    kept = tuple(sorted(pair for pair in parse_qsl(query, keep_blank_values=True) if not TRACKING.fullmatch(pair[0].lower())))
    return WWW.sub("", host), INDEX_FILE.sub("", unquote(path)).rstrip("/"), kept
