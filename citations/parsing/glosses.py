"""Quotations beside a citation, its proof: "‘Nobody paid’: Hollis, ‘Docks sold’, …", "… 3 May 2014 (“Nobody paid”)".

Enters: the text of a note and a segment. Leaves: the part of the segment that cites; what lies before and behind it is prose,
whose quotations are the draft's. A title with its subtitle ("“Ports”: A Survey") and a bracketed translation are none.
"""

from __future__ import annotations

import re

from citations.prose import Span, bracketed_spans
from citations.regex import regex

_QUOTED = r"(?:“[^“”\n]{3,600}”|\"[^\"\n]{3,600}\"|«[^«»\n]{3,600}»|„[^„“”\n]{3,600}[“”]|‘[^‘\n]{3,600}?’(?!\w))"
_TITLE = r"(?:[“\"«„*]|(?<![^\W_])‘)"
# matches "‘Nobody paid’: Jane Hollis, ‘Docks sold’", "“Nobody paid”: ibid."; not "“Ports”: A Survey of the Coast"
_BEFORE_COLON = regex(
    rf"""{_QUOTED}[.,]?\s?:\s+(?=(?:ibid|ebd|там\s+же|ҳамон\s+ҷо)\b|[^“”"«»„*\n]{{0,200}}?{_TITLE}[^\n]*\d)""",
    re.VERBOSE | re.IGNORECASE,
)
# matches "“Nobody paid” (Jane Hollis, “Docks sold”, Wire, 3 May 2014).", up to the bracket
_BEFORE_BRACKET = regex(rf"{_QUOTED}[.,]?\s(?=\()")
# in such a bracket: words before a title, and a year, a page or a short form behind it; not "(“Beheaded party”, Wire, 2015)"
_CITING = regex(
    rf"""\((?i:see|quoted\s+in|cited\s+in|in|from|см\.)?\s?(?:[^\W_a-zа-яё][^“”"«»„*()]{{1,200}}?{_TITLE}.*(?:\d\D{{0,4}}|cit\.)|(?i:ibid|ebd|там\s+же)\b.*)""",
    re.VERBOSE | re.DOTALL,
)
# matches " (“Nobody paid”).", ": ‘Nobody paid’.", ", where Lund says: “…”." behind a date, a page, an address or a mark
_BEHIND = regex(
    rf"""(?<=[\w/)”’"»*.])(?:\s\((?:[^\W\d_][^()“”"«»]{{0,80}}?:?\s)?{_QUOTED}[.,]?\)
    |(?P<clause>,\s(?:where|in\s+which|which|noting|saying|arguing|где|в\s+котор\w+|wo)\b[^“”"«»*:;]{{0,120}})?:\s{_QUOTED})[.\s]*$""",
    re.VERBOSE,
)
_CLOSING_MARKS = tuple('”’"»)“')
_PLACED = regex(r"(?:\d|cit\.|ibid\.?|/|\d\w{1,3}\.?)$", re.IGNORECASE)  # a day, a page, an address or a short form ends it
_SHORT = regex(r"\bcit\.|\bibid|\bсоч\.|\bтам\s+же|\bsupra\b", re.IGNORECASE)


def without_glosses(text: str, start: int, end: int) -> Span:
    """Return the span of the words between `start` and `end` that cite, without the quotations before and behind them.

    >>> note = "‘Nobody paid’: Jane Hollis, ‘Docks sold’, Wire, 3 May 2014 (‘We had no choice’)."
    >>> note[slice(*without_glosses(note, 0, len(note)))]
    'Jane Hollis, ‘Docks sold’, Wire, 3 May 2014'
    """
    if match := _BEFORE_COLON.match(text, start, end):
        start = match.end()
    elif match := _BEFORE_BRACKET.match(text, start, end):
        closing = _closing(text, match.end(), end)
        return (match.end() + 1, closing) if _CITING.fullmatch(text, match.end(), closing) else (start, end)
    behind = _BEHIND.search(text, start, end) if text[start:end].rstrip(". ")[-1:] in _CLOSING_MARKS else None
    if behind and (behind["clause"] or _is_whole(text[start : behind.start()])):
        end = behind.start()
    return start, end


def _is_whole(citing: str) -> bool:
    """Return whether a citation has its title and its place before a quotation; not "Tagesspiegel vom 9.2.2022"."""
    return _PLACED.search(citing) is not None and (_SHORT.search(citing) or re.search(_TITLE, citing)) is not None


def _closing(text: str, start: int, end: int) -> int:
    """Return where the bracket at `start` closes, `start` itself where more than a stop follows or it never does."""
    spans = bracketed_spans(text[start:end], "()")
    return start + spans[0][1] - 1 if spans and not text[start + spans[0][1] : end].strip(" .") else start
