"""The sort key of an address in a CDXJ index: host reversed, scheme and "www" left out, query sorted.

Enters: an address. Leaves: its key, as pywb and other players canonicalise it.
Standard: CDXJ 1.0 (SURT without scheme).
"""

from __future__ import annotations

import re
import urllib.parse

from citations.regex import regex

_WWW = regex(r"www\d*\.(?=.+\.)", re.VERBOSE)  # matches: www.example.org, www2.a.org    does not: www.org
_DEFAULT_PORTS = {80, 443}


def urlkey(uri: str) -> str:
    """Return the key of `uri`; an address that is none is its own key in lower case.

    >>> urlkey("https://www.Example.org/News?b=2&a=1")
    'org,example)/news?a=1&b=2'
    """
    try:
        parts = urllib.parse.urlsplit(uri)
        port = parts.port
    except ValueError:
        return uri.lower().replace(" ", "%20")
    host = parts.hostname or ""
    if not host:
        return uri.lower().replace(" ", "%20")
    is_ip = ":" in host or host.replace(".", "").isdecimal()
    reversed_host = host if is_ip else ",".join(reversed(_WWW.sub("", host, count=1).split(".")))
    shown_port = f":{port}" if port and port not in _DEFAULT_PORTS else ""
    path = parts.path.rstrip("/") or "/"
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{reversed_host}{shown_port}){path}{query}".lower().replace(" ", "%20")
