"""The title of a captured page for a list of pages: what stands between its title tags, and no more.

Enters: an exchange and its body as sent. Leaves: words on one line. The page is not parsed, so a list of thousands costs
little; reading a page is `archive.page`'s.
"""

from __future__ import annotations

import html
import re

from archive.decode import InflationLimits, decode_body
from archive.exchange import Exchange, all_values, media_type, one_line
from citations.charset import decode
from citations.regex import regex

HEAD_BYTES = 200_000  # inflated; a title stands in the first few thousand
MAX_TITLE = 300  # characters
# matches: <title>News</title>, <TITLE lang="ru">Порт</TITLE>    does not: <titles>, <svg:title>
_TITLE = regex(r"<title (?: \s [^>]* )? > (?P<words> [^<]* ) </title", re.VERBOSE | re.IGNORECASE)
_HEAD = InflationLimits(max_bytes=HEAD_BYTES)


def page_title(exchange: Exchange, body: bytes) -> str:
    """Return the title in `body`, spaces made single, MAX_TITLE characters at most; "" when it has none."""
    head = decode_body(body, all_values(exchange.headers, "content-encoding"), _HEAD).body[:HEAD_BYTES]
    text, _ = decode(head, charset=media_type(exchange.header("content-type"))[1])
    match = _TITLE.search(text)
    return " ".join(one_line(html.unescape(match["words"])).split())[:MAX_TITLE] if match else ""
