"""The words behind a title cut into their parts, and a part without its marks.

Enters: the words from which dates, pages and numbers are cut. Leaves: the stretches between top-level commas, with their places.
"""

from __future__ import annotations

import re

from citations.parsing.cities import STATE
from citations.prose import Closed, bracketed_spans, emphasised_spans, quoted_spans
from citations.regex import regex

# between the parts of a citation: a comma, a semicolon, "//"; a full stop behind a whole word; the border of emphasis
_BETWEEN_PARTS = regex(
    r"""(?=[,;.\s])(?:(?:,(?!(?<=\d,)\d{3}(?!\d))(?!\sSocial\sand\sCultural)|;)|\s//\s|\s\|\s
    |\.\s+(?=[–—-]\s)|(?<=[a-zа-яё]{4})\.\s+(?=[A-ZА-ЯЁ])|(?<=\d)\.\s+(?=[A-ZА-ЯЁ№])(?!Jahrhundert|Jh\b|Weltkrieg|Jahrestag|Parteitag|Kongress)|(?<=[*”"»)])\.\s+(?=[A-ZА-ЯЁ])
    |(?<=\*)\s+(?=[A-ZА-Я(])|\s+(?=\*)
    |(?<=[»”"])\s+(?=\d))""",
    re.VERBOSE,
)
# matches "(Chicago: Plains Press)" and "(Almaty)", brackets whose words are parts of their own; not "(2nd ed)"
_IN_BRACKETS = regex(r"[,:]|^\(\w[\w.’ -]*\)$")
# "Wall St. J", "Yale L.J": an abbreviated name, whose last full stop is its own
_ABBREVIATED = regex(r"[A-Za-z]\.\s?[A-Z]$")
_STOP_WITHIN = regex(r"\*[^*.]*[^\W\d_]{4}\.\*")  # "*Financial Times.*", the sentence's stop; not "*Harv. L. Rev.*"
ENDING = " \t\n\r.,;:–—-"


def parts_of(text: str) -> list[tuple[str, int]]:
    """Return the stretches between top-level commas, semicolons and double slashes, trimmed, with their places; no empty ones."""
    spans = [quote.span for quote in quoted_spans(text) if quote.depth == 0] + list(emphasised_spans(text))
    closed = Closed(len(text), [*spans, *bracketed_spans(text), *bracketed_spans(text, "()")])
    bounds = [0]
    for match in _BETWEEN_PARTS.finditer(text):
        if match.start() not in closed:
            bounds += [match.start(), match.end()]
    bounds.append(len(text))
    found: list[tuple[str, int]] = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        part = text[start:end].strip().rstrip(ENDING).strip(" ,;|").lstrip("–—-. ")
        if part and text[start:end].rstrip().endswith(f"{part[-1]}.") and _ABBREVIATED.search(part):
            part += "."  # "Wall St. J."
        if part.startswith("(") and part.endswith(")") and _IN_BRACKETS.search(part):
            found += [(inner, start) for inner, _ in parts_of(part[1:-1])]
        elif part.strip('()[]*.–— "”“/'):
            found.append((part, start))
    return _with_states(found)


def _with_states(parts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Put a state beside its town again: "Santa Monica", "Calif.: RAND Corporation"."""
    joined: list[tuple[str, int]] = []
    for part, start in parts:
        state = STATE.match(part) if joined else None
        if state and re.match(r"\s{0,4}(?::|$)", part[state.end() :]) and joined[-1][0][:1].isupper():
            joined[-1] = (f"{joined[-1][0]}, {part}", joined[-1][1])
        else:
            joined.append((part, start))
    return joined


def unwrapped(part: str) -> str:
    """Return the part without emphasis, and without brackets that open or close outside it."""
    plain = (part[:-2] if _STOP_WITHIN.fullmatch(part) else part).replace("*", "").strip()
    if (quotes := quoted_spans(plain)) and quotes[0].span == (0, len(plain)):
        return plain[1:-1].strip(" ,")
    if plain.startswith("(") and bracketed_spans(plain, "()")[:1] == ((0, len(plain)),):
        return plain[1:-1].strip()
    if plain.count("(") < plain.count(")"):
        plain = plain.rstrip(")")
    return plain.lstrip("(") if plain.count("(") > plain.count(")") else plain
