"""Where the pieces of a quotation stand in a source's words: exactly, else in the neighbourhood that shares most words.

Enters: a quotation cut into pieces (`citations.matching.marks.Pieces`) and a `SourceText`. Leaves: layouts, a place for every
piece that has one, with the blocks of words that differ inside it. Pieces follow in order; between two of them stand
at most as many words as their mark allows. Similarity finds the neighbourhood only; words are compared exactly.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio_alignment

from citations.lexicon import is_function_word
from citations.matching.edits import are_written_otherwise
from citations.matching.marks import FAR_WORDS, REPLACED_WORDS, Mark, MarkKind, Pieces
from citations.numerals import is_number
from citations.words import SourceText, Word, sentence_starts

# By `tests/sweep.py quotes` a quarter or double of the work that is bounded here changes no verdict, but for `_PAD`.
MAX_HITS = 40  # places of the anchor that are tried; more only for phrases that say nothing
_MAX_VOTES = 100  # places of rare words that are counted to find a neighbourhood; the rarest vote first
_BUCKET_BITS = 6  # places are counted in stretches of 64 words
# words added to both sides of a similar stretch before words are laid side by side: 2 flags a faithful one by hand, 8 none
_PAD = 4
_INTERRUPTION = 20  # words of the source that may stand between the quotation's edge and the rest of it
_FEW_WORDS = 6  # of a quotation of which one common word may lead to another place
_SHORT = 2  # words of a piece that is placed by its capital
_MAX_WRITTEN_WORDS = 6  # of the source that one number takes: "two hundred and sixty" is four, "сто двадцать пять тысяч" too
_MAX_PAIRED_EDGE = 3  # unmatched words at a piece's edge that are set against the source's words there


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A piece in the source: words `start` to `end`, and blocks (piece from, to, source from, to) that differ."""

    start: int
    end: int
    blocks: tuple[tuple[int, int, int, int], ...] = ()

    def matched(self, length: int) -> int:
        """Return how many words of a piece of `length` words agree."""
        return length - sum(block[1] - block[0] for block in self.blocks)


Layout = tuple[Placed | None, ...]


def exact_places(forms: Sequence[str], source: SourceText, low: int = 0, high: int | None = None) -> Iterator[int]:
    """Yield every word number between `low` and `high` where the words stand one after the other, ascending."""
    wanted, count = list(forms), len(forms)
    high = len(source.forms) if high is None else high
    rarest, offset = None, 0
    for index, form in enumerate(wanted):
        places = source.places.get(form)
        if places is None:
            return
        if rarest is None or len(places) < len(rarest):
            rarest, offset = places, index
    if rarest is None:
        return
    for number in range(bisect_left(rarest, low + offset), len(rarest)):
        start = rarest[number] - offset
        if start + count > high:
            return
        if source.forms[start : start + count] == wanted:
            yield start


def layouts(parsed: Pieces, source: SourceText) -> list[Layout]:
    """Return the likeliest layouts of the quotation's pieces, the best first; [] when nothing resembles it.

    Pieces that stand nowhere near the others are None in the layout.
    """
    anchored = _anchored(parsed, source)
    if anchored and all(anchored[0]):
        return [layout for layout in anchored if all(layout)]
    starts = anchored[:3] or _similar(parsed, source)
    return [_completed(layout, parsed, source) for layout in starts]


def _anchored(parsed: Pieces, source: SourceText) -> list[Layout]:
    """Return layouts around the rarest piece that stands in the source exactly, those with most words first."""
    order = sorted(range(len(parsed.pieces)), key=lambda number: _rarity(parsed.pieces[number], source))
    for anchor in order:
        forms = _forms(parsed.pieces[anchor])
        found = [_spread(parsed, source, anchor, start) for start in islice(exact_places(forms, source), MAX_HITS)]
        if found:
            return sorted(found, key=lambda layout: _layout_rank(layout, parsed))
    return []


def _rarity(piece: Sequence[Word], source: SourceText) -> tuple[int, int]:
    return min(len(source.places.get(word.form, ())) for word in piece), -len(piece)


def _layout_rank(layout: Layout, parsed: Pieces) -> tuple[int, int]:
    missing = sum(len(piece) for piece, place in zip(parsed.pieces, layout, strict=True) if place is None)
    known = [place for place in layout if place]
    return missing, known[-1].end - known[0].start


def _spread(parsed: Pieces, source: SourceText, anchor: int, start: int) -> Layout:
    layout: list[Placed | None] = [None] * len(parsed.pieces)
    layout[anchor] = Placed(start=start, end=start + len(parsed.pieces[anchor]))
    low, reach = start + len(parsed.pieces[anchor]), 0
    for number in range(anchor + 1, len(layout)):
        forms = _forms(parsed.pieces[number])
        reach += _reach(parsed.marks[number]) + len(forms)
        place = next(exact_places(forms, source, low, low + reach), None)
        if place is not None:
            layout[number], low, reach = Placed(start=place, end=place + len(forms)), place + len(forms), 0
    high, reach = start, 0
    for number in range(anchor - 1, -1, -1):
        forms = _forms(parsed.pieces[number])
        reach += _reach(parsed.marks[number + 1]) + len(forms)
        place = _last_place(parsed.pieces[number], source, max(0, high - reach), high)
        if place is not None:
            layout[number], high, reach = Placed(start=place, end=place + len(forms)), place, 0
    return tuple(layout)


def _last_place(piece: Sequence[Word], source: SourceText, low: int, high: int) -> int | None:
    """Return the last place of the piece before word `high`; one or two words with a capital begin a sentence, if they can."""
    places = list(exact_places(_forms(piece), source, low, high))
    opening = [start for start in places if sentence_starts(source, start)] if len(piece) <= _SHORT and piece[0].capital else []
    return max(opening or places, default=None)


def _reach(marks: Sequence[Mark]) -> int:
    """Return how many words of the source the marks between two pieces may stand for."""
    if any(mark.kind is MarkKind.ELLIPSIS for mark in marks):
        return 2 * FAR_WORDS
    return REPLACED_WORDS * sum(mark.kind is MarkKind.BRACKET for mark in marks) + len(marks)


def _completed(layout: Layout, parsed: Pieces, source: SourceText) -> Layout:
    """Return the layout with its missing pieces laid beside the most similar words between their neighbours."""
    filled = list(layout)
    for number, place in enumerate(layout):
        if place is None:
            forms = _forms(parsed.pieces[number])
            filled[number] = align(forms, source, *_bounds(filled, number, parsed, source))
    return tuple(filled)


def _bounds(layout: Sequence[Placed | None], number: int, parsed: Pieces, source: SourceText) -> tuple[int, int]:
    before = next(((index, layout[index]) for index in range(number - 1, -1, -1) if layout[index]), None)
    after = next(((index, layout[index]) for index in range(number + 1, len(layout)) if layout[index]), None)
    low, high = 0, len(source.forms)
    if before and before[1]:
        low = before[1].end
        high = min(high, low + sum(_room(parsed, index) for index in range(before[0] + 1, number + 1)))
    if after and after[1]:
        high = after[1].start
        low = max(low, high - sum(_room(parsed, index) for index in range(number, after[0])) - _reach(parsed.marks[after[0]]))
    return low, max(low, high)


def _room(parsed: Pieces, number: int) -> int:
    return _reach(parsed.marks[number]) + 2 * len(parsed.pieces[number]) + _PAD


def _similar(parsed: Pieces, source: SourceText) -> list[Layout]:
    """Return a layout that holds the longest piece alone, laid beside the stretch of the source most like it; else []."""
    longest = max(range(len(parsed.pieces)), key=lambda number: len(parsed.pieces[number]))
    forms = _forms(parsed.pieces[longest])
    stretches = _neighbourhoods(forms, source)
    best = _best_places(forms, source, stretches)
    if len(forms) <= _FEW_WORDS:
        narrow = _best_places(forms, source, [_round_telling_words(forms, source, *stretch) for stretch in stretches])
        best = max(best, narrow, key=lambda places: places[0].matched(len(forms)) if places else 0)
    compact = min(best, key=lambda place: (place.end - place.start, place.start), default=None)
    return [tuple(compact if number == longest else None for number in range(len(parsed.pieces)))] if compact else []


def _neighbourhoods(forms: Sequence[str], source: SourceText) -> list[tuple[int, int]]:
    """Return the two stretches of the source that share most words with `forms`, rare words counting more."""
    known = sorted((len(source.places[form]), index) for index, form in enumerate(forms) if form in source.places)
    votes: Counter[int] = Counter()
    cast = 0
    for count, index in known:
        if cast and cast + count > _MAX_VOTES:
            break
        cast += count
        weight = int(8 * math.log(2 + len(source.forms) / count))
        for bucket in {(place - index) >> _BUCKET_BITS for place in source.places[forms[index]]}:
            votes[bucket] += weight
            votes[bucket + 1] += weight  # a stretch that lies over the border of two
    slack = len(forms) // 2 + 2 * _PAD
    stretches = [((bucket - 1) << _BUCKET_BITS, (bucket + 1) << _BUCKET_BITS) for bucket, _ in votes.most_common(2)]
    return [(max(0, low - slack), min(len(source.forms), high + len(forms) + slack)) for low, high in stretches]


def _best_places(forms: Sequence[str], source: SourceText, stretches: Sequence[tuple[int, int]]) -> list[Placed]:
    """Return the places in the stretches where most words agree."""
    places = [place for low, high in stretches if (place := align(forms, source, low, high))]
    most = max((place.matched(len(forms)) for place in places), default=0)
    return [place for place in places if place.matched(len(forms)) == most]


def _round_telling_words(forms: Sequence[str], source: SourceText, low: int, high: int) -> tuple[int, int]:
    """Return the part of a stretch round those of its words that say something and agree: an "and" further on is not theirs."""
    telling = [(form, index) for index, form in enumerate(forms) if not is_function_word(form)]
    codes = Indel.opcodes([form for form, _ in telling], source.forms[low:high])
    runs = [code for code in codes if code.tag == "equal"]
    if not runs:
        return low, low
    before, after = telling[runs[0].src_start][1], len(forms) - 1 - telling[runs[-1].src_end - 1][1]
    return max(low, low + runs[0].dest_start - before), min(high, low + runs[-1].dest_end + after)


def align(forms: Sequence[str], source: SourceText, low: int, high: int) -> Placed | None:
    """Return `forms` laid beside the most similar words between `low` and `high`; None when no word is shared."""
    first, last = low, high
    if high - low > 2 * len(forms) + 2 * _PAD:
        best = partial_ratio_alignment(list(forms), source.forms[low:high])
        if best is None or not best.score:
            return None
        first, last = max(low, low + best.dest_start - _PAD), min(high, low + best.dest_end + _PAD)
    runs = [
        (code.src_start, code.src_end, first + code.dest_start, first + code.dest_end)
        for code in Indel.opcodes(list(forms), source.forms[first:last])
        if code.tag == "equal"
    ]
    runs = _without_strays(_drawn_together(runs, source), forms)
    if not runs:
        return None
    runs = _reached(_grown(runs, forms, source, low, high), forms, source, low, high)
    return _placed(runs, forms, source, min(first, runs[0][2]), max(last, runs[-1][3]))


Run = tuple[int, int, int, int]


def _drawn_together(runs: list[Run], source: SourceText) -> list[Run]:
    """Move runs to the same words nearer to the rest, where these stand twice: the first and the last one, and those that the
    quotation's next words follow without a gap.
    """
    if len(runs) < 2:
        return runs
    for number in range(len(runs) - 2, -1, -1):
        (own, own_end, start, end), (following, *_, near, _) = runs[number], runs[number + 1]
        length = end - start
        if own_end == following and end <= near - length and source.forms[near - length : near] == source.forms[start:end]:
            runs = [*runs[:number], (own, own_end, near - length, near), *runs[number + 1 :]]
    own, own_end, start, end = runs[0]
    words, length = source.forms[start:end], end - start
    for near in range(runs[1][2] - length, start, -1):
        if source.forms[near : near + length] == words:
            runs = [(own, own_end, near, near + length), *runs[1:]]
            break
    own, own_end, start, end = runs[-1]
    words, length = source.forms[start:end], end - start
    for near in range(runs[-2][3], start):
        if source.forms[near : near + length] == words:
            return [*runs[:-1], (own, own_end, near, near + length)]
    return runs


def _without_strays(runs: list[Run], forms: Sequence[str]) -> list[Run]:
    """Drop lone common words at the edges that were found far from the rest."""
    while len(runs) > 1 and _is_stray(runs[0], runs[1][2] - runs[0][3], runs[1][0] - runs[0][1], forms):
        runs = runs[1:]
    while len(runs) > 1 and _is_stray(runs[-1], runs[-1][2] - runs[-2][3], runs[-1][0] - runs[-2][1], forms):
        runs = runs[:-1]
    return runs


def _grown(runs: list[Run], forms: Sequence[str], source: SourceText, low: int, high: int) -> list[Run]:
    """Let the first and the last run take the words beside them that agree: a stray may have stood for them."""
    own, own_end, start, end = runs[0]
    while own and start > low and forms[own - 1] == source.forms[start - 1]:
        own, start = own - 1, start - 1
    runs = [(own, own_end, start, end), *runs[1:]]
    own, own_end, start, end = runs[-1]
    while own_end < len(forms) and end < high and forms[own_end] == source.forms[end]:
        own_end, end = own_end + 1, end + 1
    return [*runs[:-1], (own, own_end, start, end)]


def _reached(runs: list[Run], forms: Sequence[str], source: SourceText, low: int, high: int) -> list[Run]:
    """Add the quotation's first or last words where the source interrupts it before or after the rest: the speaker is named,
    or words were left out.
    """
    head, tail = forms[: runs[0][0]], forms[runs[-1][1] :]
    if _tells(head):
        start, nearest = runs[0][2], max(low, runs[0][2] - _INTERRUPTION - len(head))
        if (place := max(exact_places(head, source, nearest, start), default=None)) is not None:
            runs = [(0, len(head), place, place + len(head)), *runs]
    if _tells(tail):
        end = runs[-1][3]
        place = next(exact_places(tail, source, end, min(high, end + _INTERRUPTION + len(tail))), None)
        if place is not None:
            runs = [*runs, (len(forms) - len(tail), len(forms), place, place + len(tail))]
    return runs


def _tells(forms: Sequence[str]) -> bool:
    """Whether words are enough to be known again some words away."""
    return len(forms) >= _SHORT and not all(map(is_function_word, forms))


def _is_stray(run: Run, source_gap: int, own_gap: int, forms: Sequence[str]) -> bool:
    return run[1] - run[0] == 1 and is_function_word(forms[run[0]]) and source_gap > own_gap + 1


def _placed(runs: list[Run], forms: Sequence[str], source: SourceText, low: int, high: int) -> Placed:
    start = _edge(forms[: runs[0][0]], range(runs[0][2], low, -1), source, -1)
    end = _edge(forms[runs[-1][1] :], range(runs[-1][3], high), source, 1)
    borders = [(0, 0, start, start), *runs, (len(forms), len(forms), end, end)]
    blocks = [(a[1], b[0], a[3], b[2]) for a, b in pairwise(borders) if a[1] < b[0] or a[3] < b[2]]
    return Placed(start=start, end=end, blocks=tuple(blocks))


def _edge(forms: Sequence[str], borders: range, source: SourceText, step: int) -> int:
    """Return how far the source's words go that stand beside the unmatched `forms` at a piece's edge.

    `borders` counts from the matched words outwards. The same letters divided otherwise ("agree-\nment") and the same words
    written otherwise ("per cent", "%") are taken whole; else word for word within the sentence, and only for a few.
    """
    near = borders.start
    most = _MAX_WRITTEN_WORDS if forms and is_number(forms[0]) else _MAX_PAIRED_EDGE
    for count in range(1, min(most, len(borders)) + 1):
        words = source.forms[near : near + count] if step > 0 else source.forms[near - count : near]
        if forms and ("".join(words) == "".join(forms) or are_written_otherwise(forms, words)):
            return near + step * count
    if len(forms) > _MAX_PAIRED_EDGE:
        return near
    for border in borders[: len(forms)]:
        if sentence_starts(source, border):
            return border
        near = border + step
    return near


def _forms(piece: Sequence[Word]) -> list[str]:
    return [word.form for word in piece]
