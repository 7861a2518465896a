"""Running text cut up: quotation marks paired, brackets and emphasis spanned, sentences found.

Enters: text of any language. Leaves: spans, as (start, end) character offsets into that text.
It decides nothing about citations; the readers and the parser share it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

Span = tuple[int, int]

OPENING = "“«„‹"
CLOSING = "”»‟›"
DOUBLE = OPENING + CLOSING + '"'
_AFTER_QUOTE = " \t\n\r.,;:!?)]}…*—–-/"
_BEFORE_QUOTE = ' \t\n\r([{*—–-/…“«„"‘'

# A full stop after these ends no sentence.
ABBREVIATIONS = frozenset(
    """
    op cit ibid no nos n fn vol vols pp p ed eds gen col maj lt capt sgt brig adm cmdr mr mrs ms dr prof st sen rep gov pres rev
    hon jr sr vs etc eg ie e.g i.e cf al fig art arts sec ch chap para paras approx est dept inc ltd co corp bros u.s u.k u.n e.u
    d.c jan feb mar apr jun jul aug sept sep oct nov dec ca c viz am pm a.m p.m trans transl repr rev suppl par
    г гг им т е д п с стр ст см ср др пр проф акад ген полк руб млн млрд тыс т.е т.д т.п и.о напр изд ред вып цит указ соч обл ул
    bzw vgl bd hrsg nr s ff f usw z.b u.a a.a.o ebd abs aufl jg ders dies
    """.split()
)
_SENTENCE_STARTERS = frozenset(
    "the in it this that these those a an but and he she they we i at on as for after before if when while there".split()
)
_SENTENCE_END = re.compile(r"""[.!?…]+["”»’')\]*]*(?=\s+\S)""")  # "seats”. A" ; not "1.5 per"
_SPACE = re.compile(r"\s*")
_AHEAD = 200  # letters looked at on either side of a stop: no word is longer
_WORD_BEFORE = re.compile(r"([^\s(\[“\"«‘*]+)$")
URL = re.compile(r"""(?:https?://|www\.)[^\s<>"“”«»]+[^\s<>"“”«».,;:!?)\]*]""", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Quoted:
    """A quoted stretch: `span` with its marks, `inner` without; `depth` is 0 for an outer quotation."""

    span: Span
    inner: Span
    depth: int = 0


def quoted_spans(text: str) -> tuple[Quoted, ...]:
    """Return the double-quoted stretches of `text`, outer ones first in order; a mark without its partner is no quote.

    Straight marks are told apart by what stands around them; a straight mark may be closed by a curly one.

    >>> [text[q.inner[0]:q.inner[1]] for text in ['He said, "two or three years”.'] for q in quoted_spans(text)]
    ['two or three years']
    """
    stack: list[int] = []
    found: list[Quoted] = []
    for place, mark in enumerate(text):
        if mark not in DOUBLE:
            continue
        if _closes(text, place, mark, bool(stack)):
            start = stack.pop()
            found.append(Quoted(span=(start, place + 1), inner=(start + 1, place), depth=len(stack)))
        elif _opens(text, place, mark):
            stack.append(place)
    if stack:  # an unclosed mark hides nothing that stands inside it
        found = [_lifted(quote, stack) for quote in found]
    return tuple(sorted(found, key=lambda quote: quote.span))


def _lifted(quote: Quoted, unclosed: list[int]) -> Quoted:
    above = bisect_left(unclosed, quote.span[0])
    return Quoted(span=quote.span, inner=quote.inner, depth=max(0, quote.depth - above))


def _opens(text: str, place: int, mark: str) -> bool:
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if mark in OPENING:
        return not after.isspace()
    if mark == "”":  # Swedish and careless typing open with it
        return before in _BEFORE_QUOTE and after.isalnum()
    return mark == '"' and before in _BEFORE_QUOTE and not after.isspace()


def _closes(text: str, place: int, mark: str, is_open: bool) -> bool:
    if not is_open:
        return False
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if mark == "“" or mark in CLOSING:  # „German“ closes with an opening mark
        return not before.isspace() and (mark != "“" or after in _AFTER_QUOTE) and not (mark == "“" and after.isalnum())
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
    pattern = re.compile(r"""(?<![\w’'])[‘‚'](?=\S)(?P<inner>(?:[^‘’']|(?<=\w)[’'](?=\w))+?)(?<=\S)[’'‘](?!\w)""")
    return tuple(Quoted(span=match.span(), inner=match.span("inner")) for match in pattern.finditer(text))


def bracketed_spans(text: str, pair: str = "[]") -> tuple[Span, ...]:
    """Return the outer spans of balanced brackets of one kind, their marks included."""
    spans, depth, start = [], 0, 0
    for place, mark in enumerate(text):
        if mark == pair[0]:
            start = place if depth == 0 else start
            depth += 1
        elif mark == pair[1] and depth:
            depth -= 1
            if depth == 0:
                spans.append((start, place + 1))
    return tuple(spans)


def emphasised_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of `*…*`, marks included; a lone asterisk is text."""
    return tuple(match.span() for match in re.finditer(r"(?<![\\*])\*(?=\S)(?:[^*]|\\\*)+?(?<=\S)\*(?!\*)", text))


def inside(place: int, spans: tuple[Span, ...] | list[Span]) -> bool:
    """Return whether `place` stands inside one of `spans`; a span's own start is not inside it."""
    return any(start < place < end for start, end in spans)


def sentences(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of `text`; a quotation of several sentences is not cut.

    >>> text = "Gen. Ziyoyev fled. See no. 5. He said, “This is it. It ends”. The U.S. embassy."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Gen. Ziyoyev fled.', 'See no. 5.', 'He said, “This is it. It ends”.', 'The U.S. embassy.']
    """
    quoted = tuple(quote.span for quote in quoted_spans(text) if quote.depth == 0)
    groups = [
        (spans, [start for start, _ in spans]) for spans in (quoted, bracketed_spans(text, "()"), bracketed_spans(text, "[]"))
    ]
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        begin = _SPACE.match(text, match.end()).end()  # type: ignore[union-attr]  # it matches nothing as well
        following = text[begin : begin + _AHEAD]
        around = [span for spans, firsts in groups if (span := _holding(match.start(), spans, firsts))]
        ends_quote = match[0][0] == "." and text[max(0, match.start() - 1)] != "." and _ends_said(text, match, around, starts[-1])
        if (around and not ends_quote) or not _begins_sentence(following) or _is_abbreviation(text, match, following):
            continue
        starts.append(begin)
    spans = zip(starts, [*starts[1:], len(text)], strict=True)
    return tuple((start, start + len(text[start:end].rstrip())) for start, end in spans if text[start:end].strip())


def _holding(place: int, spans: tuple[Span, ...], starts: list[int]) -> Span | None:
    """The one of `spans`, in order and apart from each other, that holds `place`; `starts` are where they begin."""
    index = bisect_left(starts, place) - 1
    return spans[index] if index >= 0 and place < spans[index][1] else None


def _ends_said(text: str, match: re.Match[str], around: list[Span], start: int) -> bool:
    """Whether a full stop inside a quotation ends the sentence around it: 'He said, "we left." It', not '"A Title." Outlet'."""
    return (
        len(around) == 1
        and around[0][1] == match.end()
        and text[around[0][0]] not in "(["
        and bool(re.search(r"\w,?\s+$", text[max(start, around[0][0] - _AHEAD) : around[0][0]]))
    )


def _begins_sentence(following: str) -> bool:
    first = following.lstrip("\"“«„‘'([*")[:1]
    return bool(first) and (first.isupper() or first.isdigit() or not first.isalpha())


def _is_abbreviation(text: str, match: re.Match[str], following: str) -> bool:
    if match[0][0] != ".":
        return False
    before = _WORD_BEFORE.search(text[max(0, match.start() - _AHEAD) : match.start()])
    word = before[1].casefold() if before else ""
    if len(match[0]) > 1:
        return False
    next_word = re.match(r"\w+", following)
    if word == "cit" and following[:1] in '"“«*' or (word == "cit" and next_word and next_word[0][0].isupper()):
        return False
    if "." in word and len(word) <= 5:
        return not (next_word and next_word[0].casefold() in _SENTENCE_STARTERS and next_word[0][0].isupper())
    if len(word) == 1 and word.isalpha() and before and before[1].isupper():
        return True
    return word.lstrip("-").split("-")[-1] in ABBREVIATIONS


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
