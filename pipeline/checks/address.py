"""Addresses as a reader takes them: which two are one page, which is a home page, where lasting redirects lead.

Enters: addresses and captures. Leaves: judgements and addresses; nothing is asked, and nothing raises on any text.
Which two addresses are one page is said in `archive.address`. Standard: RFC 9110, 15.4 (which redirects last).
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urljoin

from archive.address import TRACKING, AddressParts, parts_of, same_page, without_tracking
from archive.capture import Capture
from citations.regex import regex

__all__ = [
    "AddressParts", "is_home", "is_section", "new_address", "parts_of", "same_page", "sibling_of", "without_tracking",
]  # fmt: skip

SIBLING = "-no-such-page"
PERMANENT = frozenset({301, 308})  # RFC 9110, 15.4
# "/", "/index.html", "/en/", "/ru-RU/home"; not "/news", "/a.html"
HOME_PATH = regex(
    r"/*(?:(?:[a-z]{2}(?:[-_][a-z]{2})?|eng|rus|taj|english|russian)(?:/+|$))?(?:(?:index|default|home|main)(?:\.\w{2,5})?)?/*",
    re.VERBOSE | re.IGNORECASE,
)
LANGUAGE_KEYS = frozenset("lang language hl locale setlang".split())  # a home page is one in every language


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


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return location
