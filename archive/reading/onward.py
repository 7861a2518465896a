"""A page that only sends its reader on to another: by a refresh in its head, or by a script where it says next to nothing.

Enters: a page's tree and its address. Leaves: the address it leads to, or None. Nothing is followed: what stands there is another
page, and the answer that was recorded is this one. Standard: HTML, 4.2.5.3 (the refresh state).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from citations.regex import regex

LONGEST_WAIT_S = 30  # before a page leads away; news sites load themselves anew after minutes
LONGEST_SCRIPT = 20_000  # characters in which such a script is looked for; what is longer does more
MAX_ADDRESS = 2_000  # characters
# "0; url=https://a.example/", "5;URL='/new'", "0,/new"; "300" alone loads the same page anew
_REFRESH = regex(
    r"""\s*(?P<wait>\d*)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?(?P<quote>["']?)(?P<address>.+?)(?P=quote)\s*""", re.IGNORECASE
)
# "location.href = '/new'", "window.location.replace("/new")", "top.location='…'"; not "if (location == '/a')"
_SCRIPT = regex(
    r"""\blocation(?:\.href)?\s*(?:=(?!=)|\.(?:replace|assign)\s*\()\s*(?P<quote>["'])(?P<address>[^"'\s]+)(?P=quote)"""
)


def leads_on(root: Any, address: str | None, *, is_bare: bool) -> str | None:
    """Return where the page sends its reader: after a wait by its refresh, of a page that `is_bare` of text by a script too."""
    for target, wait_s in _refreshes(root):
        if (wait_s == 0 or is_bare) and (there := _another(target, address)):
            return there
    scripts = (element.text or "" for element in root.iter("script")) if is_bare else ()
    found = (match["address"] for script in scripts if len(script) < LONGEST_SCRIPT for match in _SCRIPT.finditer(script))
    return next((there for target in found if (there := _another(target, address))), None)


def _refreshes(root: Any) -> list[tuple[str, int]]:
    """Return the targets and waits of the page's refreshes, those for readers without scripts apart."""
    found = []
    for element in root.iter("meta"):
        if (element.get("http-equiv") or "").strip().lower() == "refresh" and next(
            element.iterancestors("noscript"), None
        ) is None:
            match = _REFRESH.fullmatch((element.get("content") or "")[:MAX_ADDRESS])
            if match and int(match["wait"] or 0) <= LONGEST_WAIT_S:
                found.append((match["address"], int(match["wait"] or 0)))
    return found


def _another(target: str, address: str | None) -> str | None:
    """Return the whole address of another page of the web; None for this one, a place on it, or no page."""
    try:
        there = urljoin(address or "", target.strip())
        parts, own = urlsplit(there), urlsplit(address or "")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "") or not (parts.netloc or parts.path):
        return None
    if (parts.netloc, parts.path.rstrip("/")) == (own.netloc, own.path.rstrip("/")):
        return None
    return there[:MAX_ADDRESS]
