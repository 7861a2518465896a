"""Running text cut up: quotation marks paired, brackets and emphasis spanned, addresses found.

Enters: text of any language. Leaves: spans, as (start, end) character offsets into that text.
It decides nothing about citations; the readers and the parser share it.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from citations.regex import regex

Span = tuple[int, int]

OPENING = "“«„‹"
CLOSING = "”»‟›"
DOUBLE = OPENING + CLOSING + '"'
SINGLE = "‘‚'"
_MARK = regex(f"[{DOUBLE}]")
_FRENCH_SPACES = " \u00a0\u202f\u2009"
_AFTER_QUOTE = " \t\n\r.,;:!?)]}…*—–-/"
_BEFORE_QUOTE = ' \t\n\r([{*—–-/…“«„"‘'

_SINGLE_MARK = regex(f"[{SINGLE}]")
_BRACKETS = {"[]": regex(r"[\[\]]"), "()": regex(r"[()]")}
_EMPHASIS = regex(r"\*(?<![\\*]\*)(?=\S)(?:[^*]|\\\*)+?(?<=\S)\*(?!\*)")
_SINGLE = regex(r"""(?<![\w’'])[‘‚'](?=\S)(?P<inner>(?:[^‘’']|(?<=\w)[’'](?=\w)){1,600}?)(?<=\S)[’'‘](?!\w)""")
# not "‘Abd al-Rahman", whose first letter is ‘ayn
_SINGLE_OPENER = regex(
    r"""(?<![\w’'])[‘'](?!(?:Abd|Abbas|Adil|Adnan|Ali|Ala|Alawi|Umar|Uthman|Ubayd|Ubaydah|Isa|Issam|Ayn|Ain|Aisha|Amr|Ashura|Asir|Izz|Imad|Aqil|Arif|Asim|Atif|Ajman|Utaybi)\b)
    (?=[^\W\d_]|[“"\[(…])""",
    re.VERBOSE,
)
_SINGLE_CLOSER = regex(r"(?<=\S)[’'](?!\w)")
_PLURAL_OWNER = regex(r"s[’']\s[^\W\d_]")  # "workers’ gate"; not "the workers’, he said"
_MAX_SINGLE_LETTERS = 3000
MIN_SINGLE_WORDS = 3  # of a quotation in single marks: fewer are a term, or the letter ‘ayn of a name
# ‘Title’, ‘Title’ (2009), ‘Title’ in …, ‘Title’ *Outlet*, ‘Title’ Outlet, 3 May 2014; the mark of "workers’ long" closes nothing
_SINGLE_TITLE = regex(
    r"""(?:(?<=^)|(?<=[\s(:,*]))[‘‚'](?=[^\s’'])(?P<inner>[^‘\n]{2,300}?(?:[‘][^‘’]{1,100}[’][^‘\n]{0,200}?)?)(?<=[^\s,])[’'‘]
    (?=\s*[,;.:()\[<]|\s+(?:in:?|In)\s|\s+[*|]|\s+[–—-]\s|\s*$
      |\s+[^\W\d_a-z][^,;‘’“”]{1,40},\s(?:\d{1,2}\.?\s[^\W\d_]{3,12}|[A-Z][a-z]{2,8}\s\d{1,2},)\s(?:19|20)\d\d)""",
    re.VERBOSE,
)
# "at news.example/a/bus.html": an address without its scheme; not "and/or", "e.g./i.e."
_BARE_ADDRESS = regex(r"(?<![\w@./:-])(?:[a-z\d-]+\.)+[a-z]{2,10}/[^\s<>\"“”«»()]*[^\s<>\"“”«».,;:!?)\]*]")
URL = regex(r"""(?:https?://|www\.)[^\s<>"“”«»]+[^\s<>"“”«».,;:!?)\]*]""", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Quoted:
    """A quoted stretch: `span` with its marks, `inner` without; `depth` is 0 for an outer quotation."""

    span: Span
    inner: Span
    depth: int = 0


@functools.lru_cache(maxsize=16)  # rules ask one text again and again, for each of its places
def quoted_spans(text: str) -> tuple[Quoted, ...]:
    """Return the double-quoted stretches of `text`, outer ones first in order; a mark without its partner is no quote.

    Straight marks are told apart by what stands around them; a straight mark may be closed by a curly one.

    >>> [text[q.inner[0]:q.inner[1]] for text in ['He said, "two or three years”.'] for q in quoted_spans(text)]
    ['two or three years']
    """
    if not _MARK.search(text):
        return ()
    stack: list[int] = []
    found: list[Quoted] = []
    for match in _MARK.finditer(text):
        place, mark = match.start(), match[0]
        opener = text[stack[-1]] if stack else ""
        if _closes(text, place, mark, opener):
            start = stack.pop()
            found.append(Quoted(span=(start, place + 1), inner=_inner(text, start + 1, place), depth=len(stack)))
        elif _opens(text, place, mark, opener):
            stack.append(place)
    if stack:  # an unclosed mark hides nothing that stands inside it
        found = [_lifted(quote, stack) for quote in found]
    return tuple(sorted(found, key=lambda quote: quote.span))


def _inner(text: str, start: int, end: int) -> Span:
    """The span without the spaces that French sets inside the marks."""
    while start < end and text[start] in _FRENCH_SPACES:
        start += 1
    while end > start and text[end - 1] in _FRENCH_SPACES:
        end -= 1
    return start, end


def _lifted(quote: Quoted, unclosed: list[int]) -> Quoted:
    above = bisect_left(unclosed, quote.span[0])
    return Quoted(span=quote.span, inner=quote.inner, depth=max(0, quote.depth - above))


def _opens(text: str, place: int, mark: str, opener: str) -> bool:
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if mark == "«":
        behind = text[place + 2 : place + 3]
        return not after.isspace() or (after in _FRENCH_SPACES and (behind.isalnum() or behind in tuple("“‘„")))
    if mark == "»":  # »German inward marks«
        return opener != "«" and before in _BEFORE_QUOTE and (after.isalnum() or after in "›„‚‘“(¿")
    if mark == "›":  # »›within them‹ and«
        return opener == "»" and (before in _BEFORE_QUOTE or before == "»") and after.isalnum()
    if mark in OPENING:
        return not after.isspace()
    if mark == "”":  # Swedish and careless typing open with it
        return before in _BEFORE_QUOTE and after.isalnum()
    opens_tightly = not opener and before in ",.;:" and after.isalnum()  # 'Asia-Plus,"Border closed again",25 Sept 2015'
    return mark == '"' and (before in _BEFORE_QUOTE or opens_tightly) and not after.isspace()


def _closes(text: str, place: int, mark: str, opener: str) -> bool:
    if not opener:
        return False
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if opener in "»›":
        return mark == {"»": "«", "›": "‹"}[opener] and not before.isspace()
    if mark == "»" and opener == "«":
        return not before.isspace() or after in _AFTER_QUOTE
    if mark == "“" or mark in CLOSING:  # „German“ closes with an opening mark, «Russian: „German“» before another
        return (
            not before.isspace()
            and (mark != "“" or after in _AFTER_QUOTE or after == "»")
            and not (mark == "“" and after.isalnum())
        )
    return (
        mark == '"'
        and not before.isspace()
        and not (before in "([{" and after.isalnum())
        and not (after.isalnum() and before in _BEFORE_QUOTE)
    )


def single_quoted_spans(text: str) -> tuple[Quoted, ...]:
    """Return stretches in single quotation marks (‘…’ or '…'); an apostrophe inside a word is none.

    >>> text = "is ‘supporting’ or ‘protecting’ traffickers’ friends"
    >>> [text[q.inner[0]:q.inner[1]] for q in single_quoted_spans(text)]
    ['supporting', 'protecting']
    """
    return tuple(Quoted(span=match.span(), inner=match.span("inner")) for match in _SINGLE.finditer(text))


@functools.lru_cache(maxsize=8)
def outer_quotations(text: str, min_single: int = MIN_SINGLE_WORDS) -> tuple[Quoted, ...]:
    """Return the quotations of running text that stand in no other, in order: in double marks, or in single ones of enough words.

    A mark behind a plural's "s" with words behind it is an apostrophe where a later mark can close the quotation.

    >>> text = "One said ‘the workers’ gate is “shut”’, two said “no”, and an ‘expert’ nothing."
    >>> [text[q.inner[0]:q.inner[1]] for q in outer_quotations(text)]
    ['the workers’ gate is “shut”', 'no']
    """
    doubles = [quote for quote in quoted_spans(text) if quote.depth == 0]
    if not _SINGLE_OPENER.search(text):
        return tuple(doubles)
    within = Closed(len(text), (quote.span for quote in doubles))
    openers = [match.start() for match in _SINGLE_OPENER.finditer(text) if match.start() not in within]
    singles: list[Quoted] = []
    for start, end in pairwise([*openers, len(text)]):
        if not (singles and start < singles[-1].span[1]) and (close := _single_close(text, start, end, min_single)):
            singles.append(Quoted(span=(start, close + 1), inner=(start + 1, close)))
    held = Closed(len(text), (quote.span for quote in singles))
    return tuple(sorted((*singles, *(one for one in doubles if one.span[0] not in held)), key=lambda quote: quote.span))


def _single_close(text: str, start: int, end: int, min_words: int) -> int | None:
    """Where the single mark stands that closes the one at `start`, before `end`, if it encloses enough words."""
    closers = [match.start() for match in _SINGLE_CLOSER.finditer(text, start + 1, min(end, start + _MAX_SINGLE_LETTERS))]
    close = next((one for one in closers if not _PLURAL_OWNER.match(text, one - 1)), closers[0] if closers else None)
    return close if close and len(text[start + 1 : close].split()) >= min_words else None


def in_double_marks(text: str) -> str:
    """Return `text`, as long as before, with its outer quotations in “double” marks where they stand in single ones.

    >>> in_double_marks("‘We’ve left’, he said.")
    '“We’ve left”, he said.'
    """
    letters = list(text)
    for quote in outer_quotations(text, 1):
        if text[quote.span[0]] in SINGLE:
            letters[quote.span[0]], letters[quote.span[1] - 1] = "“", "”"
    return "".join(letters)


def open_quotation(text: str) -> int | None:
    """Return the place of the last mark that opens a quotation which `text` does not close; None for none.

    >>> open_quotation("He said: “We left. Nobody came."), open_quotation("He said: “We left.”")
    (9, None)
    """
    closed = Closed(len(text), ((quote.span[0] - 1, quote.span[1]) for quote in outer_quotations(text, 1)))
    places = [place for place in (*map(text.rfind, "“«"), *(one.start() for one in _SINGLE_OPENER.finditer(text))) if place >= 0]
    return max((place for place in places if place not in closed), default=None)


@functools.lru_cache(maxsize=8)
def single_quoted_titles(text: str) -> tuple[Quoted, ...]:
    """Return stretches in single marks behind which a citation goes on; an apostrophe of a plural closes none.

    >>> text = "Nick Brown, ‘The workers’ long “wait”’, *The Observer*"
    >>> [text[q.inner[0]:q.inner[1]] for q in single_quoted_titles(text)]
    ['The workers’ long “wait”']
    """
    if not _SINGLE_MARK.search(text):
        return ()
    doubles = [quote.span for quote in quoted_spans(text) if quote.depth == 0]
    found = (Quoted(span=match.span(), inner=match.span("inner")) for match in _SINGLE_TITLE.finditer(text))
    return tuple(quote for quote in found if not inside(quote.span[0], doubles))


@functools.lru_cache(maxsize=16)
def bracketed_spans(text: str, pair: str = "[]") -> tuple[Span, ...]:
    """Return the outer spans of balanced brackets of one kind, their marks included."""
    spans, depth, start = [], 0, 0
    if pair[0] not in text:
        return ()
    for match in _BRACKETS[pair].finditer(text):
        place = match.start()
        if match[0] == pair[0]:
            start = place if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((start, place + 1))
    return tuple(spans)


def emphasised_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of `*…*`, marks included; a lone asterisk is text."""
    return _emphasised(text) if "*" in text else ()


@functools.lru_cache(maxsize=16)
def _emphasised(text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in _EMPHASIS.finditer(text))


class Closed:
    """The places of a text that stand inside one of many spans, each told at once; a span's own start is not inside it."""

    def __init__(self, length: int, spans: Iterable[Span]) -> None:
        self._covered = bytearray(length + 1)
        for start, end in spans:
            self._covered[start + 1 : end] = b"\x01" * max(0, end - start - 1)

    def __contains__(self, place: int) -> bool:
        return bool(self._covered[place])


def inside(place: int, spans: tuple[Span, ...] | list[Span]) -> bool:
    """Return whether `place` stands inside one of `spans`; a span's own start is not inside it."""
    return any(start < place < end for start, end in spans)


def strip_emphasis(text: str) -> str:
    """Return `text` without the asterisks of emphasis."""
    marks = _emphasis_marks(text)
    return "".join(letter for place, letter in enumerate(text) if place not in marks) if marks else text


def place_without_emphasis(text: str, place: int) -> int:
    """Return where `place` of `text` comes to stand in `strip_emphasis(text)`.

    >>> place_without_emphasis("a *b* c", 6)
    4
    """
    return place - sum(mark < place for mark in _emphasis_marks(text))


def _emphasis_marks(text: str) -> set[int]:
    spans = emphasised_spans(text)
    return {start for start, _ in spans} | {end - 1 for _, end in spans}


def find_address(text: str) -> re.Match[str] | None:
    """Return the first web address in `text`, with its scheme or, where a path tells it from a name, without.

    >>> find_address("at news.example/bus.html, 2012")[0], find_address("and/or"), find_address("www.news.example")[0]
    ('news.example/bus.html', None, 'www.news.example')
    """
    if "/" not in text:
        return URL.search(text) if "www." in text.casefold() else None
    return URL.search(text) or _BARE_ADDRESS.search(text)


def addresses(text: str) -> Iterator[Span]:
    """Yield where the web addresses in `text` stand, as `find_address` knows them.

    >>> list(addresses("at news.example/bus.html and https://post.example"))
    [(3, 24), (29, 49)]
    """
    schemed = [match.span() for match in URL.finditer(text)]
    bare = [match.span() for match in _BARE_ADDRESS.finditer(text)] if "/" in text else []
    yield from sorted([*schemed, *(one for one in bare if not any(low <= one[0] < high for low, high in schemed))])
