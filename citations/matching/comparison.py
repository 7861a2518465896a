"""A quotation laid beside the source's words, compared from its first character to its last.

Enters: the pieces of a quotation, a layout of them (`citations.matching.placing`), the source. Leaves: a `Comparison`, every
change in order: words and gaps inside pieces, what each mark stands for, and what stands at both edges, where a
negation, half a number or a question mark may have been cut off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citations.lexicon import is_negation
from citations.matching.brackets import bracket_edit
from citations.matching.edge import Beside, edge_edits, edge_mark
from citations.matching.edits import INTERRUPTED, Edit, Gravity, block_edits, word_edit
from citations.matching.elision import elision_edit
from citations.matching.gaps import gap_edit
from citations.matching.marks import Mark, MarkKind, Pieces, is_tiny
from citations.matching.placing import Layout, Placed, exact_places
from citations.matching.speech import enters_speech
from citations.matching.tags import SENTENCE_TAG, TAG, tags_in
from citations.regex import regex
from citations.words import QUOTES, SourceText, Word, find_words, sentence_starts

# Measured by `tests/sweep.py quotes`: 2,986 false and 3,000 faithful draws of seed 1, and 1,639 and 1,507 by hand; as it is none
# of the false ones passes and 4.2 % of the faithful draws are flagged. Said to change nothing is what was tried both ways.
_NEAR_WORDS = 25  # about a sentence to each side, in which a tiny piece must stand once: 10 changes nothing, 50 flags 4.3 %
_MAX_TINY_PIECES = 2  # more, and the quotation is put together from single words: 1 flags 4.6 %, 3 as many as 2
_MIN_ELSEWHERE_WORDS = 4  # that many unmatched words in a row are looked for in the rest of the source, for the message alone
_SENTENCE_OPENS = regex(r"[.!?…]\W*$")

_TAG_MARKS = 6  # characters round the words of a tag: its comma, quotation marks, dash and spaces


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Changes in order, and the source's words `start` to `end` that the quotation covers.

    `forms` are the quotation's own words (brackets left out), `matched` those that agree; `extra` counts the source's
    words inside the quotation's pieces that it lacks.
    """

    edits: tuple[Edit, ...]
    start: int
    end: int
    forms: tuple[str, ...]
    matched: tuple[str, ...]
    extra: int

    @property
    def gravity(self) -> Gravity:
        """The gravest change."""
        return max((edit.gravity for edit in self.edits), default=Gravity.REMARK)

    @property
    def similarity(self) -> float:
        """2 · agreeing words / words on both sides, 0 to 1."""
        return 2 * len(self.matched) / max(1, len(self.forms) + len(self.matched) + self.extra)

    def rank(self) -> tuple[int, int, int, int]:
        """Return a key that is least for the reading to believe: gravity, words that disagree, extent, place."""
        return self.gravity, len(self.forms) - len(self.matched) + self.extra, self.end - self.start, self.start


def compare(exact: str, parsed: Pieces, layout: Layout, source: SourceText, beside: Beside) -> Comparison:
    """Return the comparison of the pieces in their places; a piece without a place counts as altered throughout."""
    known = [place for place in layout if place]
    start, end = (known[0].start, known[-1].end) if known else (0, 0)
    edits: list[Edit] = []
    for number, (piece, place) in enumerate(zip(parsed.pieces, layout, strict=True)):
        edits += _mark_edits(exact, parsed, layout, number, source)
        edits += _piece_edits(exact, parsed, piece, place, source) if place else [_lost(piece, source)]
    edits += edge_edits(exact, parsed, layout, source, beside) + _collage_edits(exact, parsed)
    edits = [edit for edit in edits if not _is_tag_of_both(edit, exact, source)]
    matched = [form for piece, place in zip(parsed.pieces, layout, strict=True) if place for form in _matched(piece, place)]
    return Comparison(
        edits=tuple(sorted(_with_moves(edits, exact, source), key=lambda edit: edit.quoted)),
        start=start,
        end=end,
        forms=tuple(word.form for piece in parsed.pieces for word in piece),
        matched=tuple(matched),
        extra=sum(block[3] - block[2] for place in known for block in place.blocks),
    )


def _is_tag_of_both(edit: Edit, exact: str, source: SourceText) -> bool:
    """Return whether the source says who speaks, in its own words, where the draft does."""
    if edit.kind not in ("omission", "join") or exact[: edit.quoted[0]][-1:] not in (TAG, SENTENCE_TAG):
        return False
    start, end = edit.observed
    low = max(0, start - _TAG_MARKS)
    tags = tags_in(source.text[low : end + _TAG_MARKS])
    return edit.note == INTERRUPTED or any(low + tag.start() <= start and end <= low + tag.end() for tag in tags)


def _collage_edits(exact: str, parsed: Pieces) -> list[Edit]:
    """Return one edit when ellipses stand between too many single words."""
    parted = [any(mark.kind is MarkKind.ELLIPSIS for mark in marks) for marks in parsed.marks]
    alone = [
        number
        for number, piece in enumerate(parsed.pieces)
        if is_tiny(piece) and (parted[number] or number == 0) and (parted[number + 1] or number + 1 == len(parsed.pieces))
    ]
    denials = any(len(parsed.pieces[number]) == 1 and is_negation(parsed.pieces[number][0].form) for number in alone)
    if len(parsed.pieces) == 1 or (len(alone) <= _MAX_TINY_PIECES and not denials):
        return []
    note = "the quotation is put together from single words"
    return [Edit(gravity=Gravity.LOOK, kind="elision", quoted=(0, len(exact)), observed=(0, 0), note=note)]


def _matched(piece: Sequence[Word], place: Placed) -> Iterator[str]:
    changed = {index for block in place.blocks for index in range(block[0], block[1])}
    return (word.form for index, word in enumerate(piece) if index not in changed)


def _lost(piece: Sequence[Word], source: SourceText) -> Edit:
    return Edit(
        gravity=Gravity.ALTERED,
        kind="addition",
        quoted=(piece[0].start, piece[-1].end),
        observed=(0, 0),
        note=_elsewhere(piece, source) or "these words do not stand in the passage",
    )


def _elsewhere(words: Sequence[Word], source: SourceText) -> str:
    if len(words) < _MIN_ELSEWHERE_WORDS:
        return ""
    found = next(exact_places([word.form for word in words], source), None)
    return "these words stand in another place of the source" if found is not None else ""


def _piece_edits(exact: str, parsed: Pieces, piece: Sequence[Word], place: Placed, source: SourceText) -> list[Edit]:
    edits: list[Edit] = []
    at, index = place.start, 0
    left_out: int | None = None  # the first of the source's words that were left out before the run
    for block in (*place.blocks, (len(piece), len(piece), place.end, place.end)):
        own_from, own_to, their_from, their_to = block
        edits += _run_edits(exact, parsed, piece, source, range(index, own_from), at, left_out)
        if own_from < own_to or their_from < their_to:
            edits += _block(exact, piece, source, block)
        left_out = their_from if own_from == own_to and their_from > place.start else None
        index, at = own_to, their_to
    return edits


def _block(exact: str, piece: Sequence[Word], source: SourceText, block: tuple[int, int, int, int]) -> list[Edit]:
    own_from, own_to, their_from, their_to = block
    words = piece[own_from:own_to]
    at = piece[own_from].start if own_from < len(piece) else piece[-1].end
    edits = block_edits(exact, words, source, their_from, their_to, at=at)
    if words and their_from < their_to and own_from > 0 and max(edit.gravity for edit in edits) < Gravity.ALTERED:
        edits += _gap(exact, piece[own_from - 1], words[0], source, their_from)
    note = _elsewhere(words, source)
    if note:
        edits = [replace(edits[0], kind="join", note=note, quoted=(words[0].start, words[-1].end))]
    return edits


def _run_edits(
    exact: str, parsed: Pieces, piece: Sequence[Word], source: SourceText, run: range, at: int, left_out: int | None
) -> list[Edit]:
    """Return the changes in a run of words that agree; `at` is the source's word beside the first of them."""
    shift = at - run.start
    edits: list[Edit] = []
    for index in run:
        word, their = piece[index], index + shift
        if index and their:
            edits += _gap(exact, piece[index - 1], word, source, their, left_out if index == run.start else None)
        place = (word.start, word.end)
        if word.start in parsed.capitals:
            span = (source.starts[their], source.ends[their])
            edits.append(Edit(gravity=Gravity.MARKED, kind="case", quoted=place, observed=span))
            continue
        printed = exact[word.start : word.end]
        if printed != source.raw(their):
            at_start = (
                index == 0 or exact.isupper() or _SENTENCE_OPENS.search(exact[: word.start]) or sentence_starts(source, their)
            )
            edit = word_edit(printed, place, source, their, at_start=bool(at_start))
            edits += [edit] if edit else []
    return edits


def _gap(exact: str, first: Word, second: Word, source: SourceText, their: int, left_out: int | None = None) -> list[Edit]:
    edit = gap_edit(exact[first.end : second.start], (first.end, second.start), source, their, word=first.form, first=left_out)
    return [edit] if edit else []


def _mark_edits(exact: str, parsed: Pieces, layout: Layout, number: int, source: SourceText) -> list[Edit]:
    """Return what the marks before piece `number` stand for; those before the first piece stand at the edge."""
    marks, place = parsed.marks[number], layout[number]
    previous = layout[number - 1] if number else None
    if not marks or place is None:
        return []
    if previous is None:
        edges = [edge_mark(mark, source, place.start, before=True) for mark in marks] if number == 0 else []
        return [edit for edit in edges if edit]
    start, end = previous.end, place.start
    sides = ((parsed.pieces[number - 1], previous), (parsed.pieces[number], place))
    tiny = any(is_tiny(piece) and not _is_sentence(where, source) for piece, where in sides)
    is_elided = start < end and any(mark.kind is MarkKind.ELLIPSIS for mark in marks)
    if is_elided and any(_is_doubled(piece, where, source) for piece, where in sides):
        span = (source.starts[start], source.ends[end - 1])
        note = "the few words beside the ellipsis stand more than once here"
        return [Edit(gravity=Gravity.LOOK, kind="elision", quoted=marks[0].span, observed=span, note=note)]
    if (
        is_elided
        and enters_speech(source, start, end)
        and not _has_quotes(exact, marks[0].span[0], parsed.pieces[number][0].start)
    ):
        span = (source.starts[start], source.ends[end - 1])
        note = "the words after the ellipsis are somebody’s, in quotation marks of the source’s own"
        return [Edit(gravity=Gravity.LOOK, kind="elision", quoted=marks[0].span, observed=span, note=note)]
    edits = [_inner_mark(mark, marks, source, start, end, tiny=tiny) for mark in marks]
    return [edit for edit in edits if edit]


def _has_quotes(exact: str, start: int, end: int) -> bool:
    return any(mark in QUOTES for mark in exact[start:end])


def _is_sentence(place: Placed, source: SourceText) -> bool:
    return sentence_starts(source, place.start) and sentence_starts(source, place.end)


def _is_doubled(piece: Sequence[Word], place: Placed, source: SourceText) -> bool:
    """Return whether a tiny piece stands more than once near its place, so that other words may have been left out."""
    if not is_tiny(piece) or _is_sentence(place, source):
        return False
    low, high = max(0, place.start - _NEAR_WORDS), min(len(source.forms), place.end + _NEAR_WORDS)
    places = list(exact_places([word.form for word in piece], source, low, high))
    if sentence_starts(source, place.start):
        places = [start for start in places if sentence_starts(source, start)]
    elif sentence_starts(source, place.end):
        places = [start for start in places if sentence_starts(source, start + len(piece))]
    return len(places) > 1


def _inner_mark(mark: Mark, marks: Sequence[Mark], source: SourceText, start: int, end: int, *, tiny: bool) -> Edit | None:
    if mark.kind is MarkKind.ELLIPSIS:
        return elision_edit(mark, source, start, end, tiny=tiny)
    if any(other.kind is MarkKind.ELLIPSIS for other in marks):
        if mark.kind is MarkKind.ENDING:  # the changed word stands next to its piece, the rest was left out
            first = marks[0] is mark
            return (
                bracket_edit(mark, source, start, min(start + 1, end))
                if first
                else bracket_edit(mark, source, max(start, end - 1), end)
            )
        return bracket_edit(mark, source, start, start)
    if len(marks) > 1:
        return _one_of_brackets(mark, marks, source, start, end)
    return bracket_edit(mark, source, start, end)


def _one_of_brackets(mark: Mark, marks: Sequence[Mark], source: SourceText, start: int, end: int) -> Edit | None:
    """Return what one of several neighbouring brackets did: each changed ending takes one word, the first other the rest."""
    endings_after = sum(other.kind is MarkKind.ENDING for other in marks[marks.index(mark) + 1 :])
    endings_before = sum(other.kind is MarkKind.ENDING for other in marks[: marks.index(mark)])
    if mark.kind is MarkKind.ENDING:
        place = max(start, end - 1 - endings_after)
        return bracket_edit(mark, source, place, min(end, place + 1))
    is_first = all(other.kind is MarkKind.ENDING for other in marks[: marks.index(mark)])
    low = min(end, start + endings_before)
    return bracket_edit(mark, source, low, max(low, end - endings_after)) if is_first else bracket_edit(mark, source, end, end)


def _with_moves(edits: list[Edit], exact: str, source: SourceText) -> list[Edit]:
    """Return the edits, those renamed `moved` whose words on one side are the words on the other."""
    altered = [edit for edit in edits if edit.gravity is Gravity.ALTERED and edit.kind not in ("elision", "join")]
    if len(altered) < 2:
        return edits
    own = Counter(word.form for edit in altered for word in find_words(exact, *edit.quoted))
    theirs = Counter(word.form for edit in altered for word in find_words(source.text, *edit.observed))
    if not own or own != theirs:
        return edits
    return [replace(edit, kind="moved", note="the order of the words was changed") if edit in altered else edit for edit in edits]
