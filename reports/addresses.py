"""Which addresses a report may link: what a reader clicks is what is printed, and it is the web or our own copy.

Enters: addresses from documents, pages and captures. Leaves: a target for a link, or None: then it is shown as text.
Standard: RFC 3986; IDNA for hosts in other scripts.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from citations.regex import regex
from reports.characters import is_plain

MAX_LINKED_CHARACTERS = 4000  # browsers open longer ones, but no source has one; a longer one is shown as text

# matches "copies/ab12.html#passage-1", "x.html"; not "../x.html", "/etc/x", "javascript:x", "a//b"
_COPY_PATH = regex(r"""(?:[\w][\w.-]*/)*[\w][\w.-]*\.html?(?:\#[\w.:-]+)?""", re.VERBOSE | re.ASCII)
# matches "copies/ab12.png"; not "../x.png", "x.png#a"
_PICTURE_PATH = regex(r"""(?:[\w][\w.-]*/)*[\w][\w.-]*\.png""", re.VERBOSE | re.ASCII)
# matches " ", "<", "\\"; not "%20" or "д"
_NOT_IN_ADDRESS = regex(r"""[\s<>"\\^`{|}]""", re.VERBOSE)


def web_target(address: str | None) -> str | None:
    """Return `address` when it may be linked: http or https, a host, no user name, nothing unseen; else None.

    >>> web_target("https://asia.example/a?b=1"), web_target("javascript:alert(1)"), web_target("http://bank@evil.example/")
    ('https://asia.example/a?b=1', None, None)
    """
    if not address or len(address) > MAX_LINKED_CHARACTERS or not is_plain(address) or _NOT_IN_ADDRESS.search(address):
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    is_web = parts.scheme.lower() in ("http", "https") and bool(host) and "@" not in parts.netloc
    return address if is_web else None


def copy_target(path: str | None) -> str | None:
    """Return `path` when it names an HTML file below the report's own folder, with or without a fragment; else None.

    >>> copy_target("copies/ab.html#passage-1"), copy_target("../ab.html"), copy_target("file:///etc/a.html")
    ('copies/ab.html#passage-1', None, None)
    """
    return path if path and _COPY_PATH.fullmatch(path) else None


def picture_target(path: str | None) -> str | None:
    """Return `path` when it names a PNG file below the report's own folder; else None.

    >>> picture_target("copies/ab.png"), picture_target("../ab.png"), picture_target("https://a.example/ab.png")
    ('copies/ab.png', None, None)
    """
    return path if path and _PICTURE_PATH.fullmatch(path) else None


def ascii_host(address: str) -> str | None:
    """Return the host as it is dialled when it is printed in other letters, so that look-alikes show; else None.

    >>> ascii_host("https://пример.example/a")
    'xn--e1afmkfd.example'
    """
    try:
        host = urlsplit(address).hostname or ""
        return None if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None


def language_tag(tag: str | None) -> str | None:
    """Return `tag` when it is formed as a language tag of BCP 47, so that it may stand in a `lang` attribute; else None."""
    return tag if tag and re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", tag) else None
