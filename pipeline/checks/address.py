"""Addresses as a reader takes them: which two are one page, which is a home page, where lasting redirects lead.

Enters: addresses and captures. Leaves: judgements and addresses; nothing is asked, and nothing raises on any text.
Standards: RFC 3986 (parts of an address), RFC 9110, 15.4 (which redirects last).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from archive.capture import Capture

SIBLING = "-no-such-page"
PERMANENT = frozenset({301, 308})  # RFC 9110, 15.4
# "/", "/index.html", "/en/", "/ru-RU/home"; not "/news", "/a.html"
HOME_PATH = re.compile(
    r"/*(?:(?:[a-z]{2}(?:[-_][a-z]{2})?|eng|rus|taj|english|russian)(?:/+|$))?(?:(?:index|default|home|main)(?:\.\w{2,5})?)?/*",
    re.VERBOSE | re.IGNORECASE,
)
# "/index.php" at the end of a path; not "/index.php/12"
INDEX_FILE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.VERBOSE | re.IGNORECASE)
LANGUAGE_KEYS = frozenset("lang language hl locale setlang".split())  # a home page is one in every language
# "utm_source", "fbclid"; not "id", "page"
TRACKING = re.compile(
    r"(?:utm_|mc_|pk_|hsa_).+|fbclid|gclid|yclid|dclid|msclkid|igshid|_ga|ref_src|cmpid|smid|spm|at_(?:medium|campaign)",
    re.VERBOSE,
)


class AddressParts(NamedTuple):
    """Parts of an address; `host` has its port where that is not the usual one. Empty where there is none."""

    scheme: str
    host: str
    path: str
    query: str


def sibling_of(address: str) -> str:
    """Return an address beside `address` at which nothing can stand, for telling a page of "not found" with status 200.

    The last segment of the path is lengthened before its extension; query and fragment are dropped. Never raises.

    >>> sibling_of("https://a.example/2024/05/some-title.html?x=1"), sibling_of("https://a.example/news/1234/")
    ('https://a.example/2024/05/some-title-no-such-page.html', 'https://a.example/news/1234-no-such-page/')
    >>> sibling_of("https://a.example/")
    'https://a.example/no-such-page'
    """
    whole = re.split(r"[?#]", address, maxsplit=1)[0]
    start = re.match(r"[^/]*//[^/]*", whole)
    root, path = (start[0], whole[start.end() :]) if start else ("", whole)
    bare = path.rstrip("/")
    if not bare:
        return f"{root}/{SIBLING.lstrip('-')}"
    folder, _, last = bare.rpartition("/")
    # "story.html" ends in an extension, "v1.2" and ".well-known" do not
    match = re.fullmatch(r"(?P<stem>.+)(?P<extension>\.[a-zA-Z]\w{1,4})", last)
    stem, extension = (match["stem"], match["extension"]) if match else (last, "")
    slashes = path[len(bare) :]
    return f"{root}{folder}/{stem}{SIBLING}{extension}{slashes}" if "/" in bare else f"{root}{stem}{SIBLING}{extension}{slashes}"


def same_page(left: str, right: str) -> bool:
    """Return whether two addresses are one for a reader: scheme, `www`, closing slash, index file and tracking aside.

    >>> same_page("http://www.a.example/b/index.html", "https://a.example/b?utm_source=x")
    True
    """
    return _bare(left) == _bare(right)


def new_address(capture: Capture) -> str | None:
    """Return where permanent redirects lead, up to the first temporary one; None when that is the same page."""
    address, whole = capture.target_uri, True
    for hop in capture.redirects:
        onward = _joined(hop.uri, hop.location)
        if not same_page(hop.uri, onward) and hop.status not in PERMANENT:
            whole = False
            break
        address = onward
    if whole and capture.redirects and capture.final_uri:
        address = capture.final_uri
    return None if same_page(address, capture.target_uri) else without_tracking(address)


def is_home(parts: AddressParts) -> bool:
    """Return whether an address is a site's home page, in any language: nothing in its path or query names a page."""
    named = {key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(key.lower())}
    return HOME_PATH.fullmatch(parts.path) is not None and named <= LANGUAGE_KEYS


def is_section(printed: AddressParts, final: AddressParts) -> bool:
    """Return whether a redirect led up the path of one host, to a folder that bears no number of its own."""
    above = printed.path.startswith(final.path.rstrip("/") + "/")
    return printed.host == final.host and above and not re.search(r"\d{3}", final.path)


def parts_of(address: str) -> AddressParts:
    """Return the parts of an address; what cannot be parted is all path."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return AddressParts("", "", address, "")
    host = parts.hostname or ""
    return AddressParts(parts.scheme, host if port in (None, 80, 443) else f"{host}:{port}", parts.path or "/", parts.query)


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
    return re.sub(r"^www\d?\.", "", host), INDEX_FILE.sub("", unquote(path)).rstrip("/"), kept


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return location
