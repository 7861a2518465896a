"""What stands between two neighbouring words that agree: spaces, quotation marks, dashes, a point, a comma.

Enters: the marks that the quotation and the source have there. Leaves: an `Edit`, or None where they are the same. Marks that
only a printer chooses are typography; those that part or join sentences, and commas, a person must see.
"""

from __future__ import annotations

import re

from citations.lexicon import is_abbreviation
from citations.matching.edits import BRACKETS_CLOSE, BRACKETS_OPEN, LIST_MARK, TIGHT_HYPHEN, Edit, Gravity
from citations.matching.tags import SENTENCE_TAG, TAG
from citations.numerals import is_number
from citations.regex import regex
from citations.variants import is_short_form
from citations.words import INVISIBLE_MARKS, QUOTES, SourceText, breaks_off

_DROPPED = dict.fromkeys([*QUOTES, *"<>*_#|\\•·®©™▪●◦■‣ \t\n\r\f\v\u00a0\u202f\u2009\u2003\u2002\u3000\u200a\u2007\u2008\u205f"])
_GAP_TABLE = str.maketrans({**_DROPPED, **dict.fromkeys("‐‑‒–—―−⸺⸻", "-")})
# "..." and ". . ."; not the full stop of a sentence
_DOTS = regex(r"""\.(?:\s?\.){2,} | …""", re.VERBOSE)
# footnote calls left in a page's text: "[12]", "¹²"; not "[sic]"
_NOTE_MARK = regex(r"""\[\d{1,3}\] | [¹²³⁰⁴-⁹]+""", re.VERBOSE)
ACROSS = "the draft reads on where the page breaks off: behind a heading, a cell, a caption or an item"
# " / " between two lines of a poem, " // " between two stanzas; not "and/or"
_VERSE_END = regex(r"""\s//?\s""", re.VERBOSE)
ONE_OF_TWO = "two sentences were made one, or one made two"
TWO_SPEECHES = "the draft makes one speech of two"
# one speech is closed and another opened: `.”\n“`, `!» «`; a speech of several paragraphs is closed at its end alone
_SPEECHES = regex(r"""[.!?…,][”»"]\s*[“«"„]""", re.VERBOSE)
# between a question and its answer, kept by both: "года. — Последний вопрос"; not "да — нет"
_TURN = regex(r"[.!?…][”»]?\s+[—–]\s")
_SENTENCE_MARK = regex(r"[.!?]")
_BLANK = regex(r"[ \t\n\r\f\v]+")


def gap_edit(
    quoted: str, place: tuple[int, int], source: SourceText, index: int, *, word: str, first: int | None = None
) -> Edit | None:
    """Return the change of punctuation between two neighbouring words that agree; None when nothing shows.

    `quoted` is what the quotation has there, `place` where, `index` the number of the source's second word. Where the
    quotation left words of the source out before it, `first` is the number of the first of them. `word` is the quotation's
    folded word before the gap.
    """
    observed = source.gap(index) if first is None else _gap_around(source, first, index)
    if quoted != observed and (TAG in quoted or SENTENCE_TAG in quoted):
        return _behind_tag(quoted, place, source, index, observed)
    if "\n" in observed and _VERSE_END.search(quoted) and _marks_of(_VERSE_END.sub("", quoted)) == _marks_of(observed):
        span = (source.ends[index - 1], source.starts[index])
        return Edit(gravity=Gravity.TYPOGRAPHY, kind="line-end", quoted=place, observed=span)
    is_turn = first is None and _TURN.search(quoted) is not None and _TURN.search(observed) is not None
    if (
        "\n" in observed
        and "\n" not in quoted
        and not is_turn
        and any(breaks_off(source, at) for at in range(first or index, index + 1))
    ):
        span = (source.ends[(index if first is None else first) - 1], source.starts[index])
        return Edit(gravity=Gravity.LOOK, kind="join", quoted=place, observed=span, note=ACROSS)
    if _SPEECHES.search(observed) and not any(mark in quoted for mark in QUOTES):
        span = (source.ends[index - 1], source.starts[index])
        return Edit(gravity=Gravity.LOOK, kind="join", quoted=place, observed=span, note=TWO_SPEECHES)
    if quoted == observed or _BLANK.sub(" ", quoted) == _BLANK.sub(" ", observed):
        return None
    found = _gap_kind(quoted, observed, source, index, word)
    if found is None:
        return None
    gravity, kind, note = found
    span = (source.ends[(index if first is None else first) - 1], source.starts[index])
    return Edit(gravity=gravity, kind=kind, quoted=place, observed=span, note=note)


def _behind_tag(quoted: str, place: tuple[int, int], source: SourceText, index: int, observed: str) -> Edit | None:
    """Return a join where the draft says in mid-sentence who speaks and the source begins another sentence; else None."""
    if SENTENCE_TAG in quoted or not _SENTENCE_MARK.search(observed):
        return None
    span = (source.ends[index - 1], source.starts[index])
    return Edit(gravity=Gravity.LOOK, kind="join", quoted=place, observed=span, note=ONE_OF_TWO)


def _gap_around(source: SourceText, first: int, index: int) -> str:
    """Return the marks that would stand before word `index` without the words from `first` on and their brackets."""
    before, after = BRACKETS_OPEN.sub("", source.gap(first)), BRACKETS_CLOSE.sub("", source.gap(index))
    return before + LIST_MARK.sub(" ", after) if "\n" in before else before.rstrip(" ") + after


def _gap_kind(quoted: str, observed: str, source: SourceText, index: int, word: str) -> tuple[Gravity, str, str] | None:
    if quoted.split() == observed.split() and bool(quoted) == bool(observed):
        return Gravity.TYPOGRAPHY, "spaces", ""
    without_note = _NOTE_MARK.sub("", observed)
    left, right = _marks_of(quoted), _marks_of(without_note)
    if left == right:
        return Gravity.TYPOGRAPHY, _typography_kind(quoted, observed, without_note), ""
    if {left, right} == {"-", ""}:
        return _hyphen_kind(quoted, observed, source, index)
    if "…" in left + right and left.strip("….") == right.strip("…."):
        marked = "…" in left and "…" not in right
        return (Gravity.MARKED, "elision", "nothing was left out here") if marked else (Gravity.TYPOGRAPHY, "ellipsis", "")
    if {left, right} == {",", ""} and source.forms[index] in ("and", "or", "и", "или"):
        return Gravity.TYPOGRAPHY, "comma", ""
    if _without_point(left, word) == _without_point(right, source.forms[index - 1]):
        return Gravity.TYPOGRAPHY, "abbreviation", ""
    ends = bool(_SENTENCE_MARK.search(left)), bool(_SENTENCE_MARK.search(right))
    if ends[0] != ends[1] or "\n" in observed:
        return Gravity.LOOK, "join", ONE_OF_TWO
    return Gravity.LOOK, "punctuation", ""


def _without_point(marks: str, before: str) -> str:
    return marks.removeprefix(".") if is_abbreviation(before) or is_short_form(before) else marks


def _marks_of(gap: str) -> str:
    marks = _DOTS.sub("…", INVISIBLE_MARKS.sub("", gap)).replace(",,", "").translate(_GAP_TABLE)
    return re.sub("-+", "-", marks)


def _typography_kind(quoted: str, observed: str, without_note: str) -> str:
    if observed != without_note and _marks_of(observed) != _marks_of(quoted):
        return "note-mark"
    for kind, chars in (("quotation-marks", QUOTES), ("dash", "-‐‑‒–—―−"), ("ellipsis", "….")):
        if [char for char in quoted if char in chars] != [char for char in observed if char in chars]:
            return kind
    return "spaces"


def _hyphen_kind(quoted: str, observed: str, source: SourceText, index: int) -> tuple[Gravity, str, str]:
    if is_number(source.forms[index - 1]) and is_number(source.forms[index]):
        return Gravity.ALTERED, "number", "a range or a sign was changed"
    hyphenated = quoted if _marks_of(quoted) else observed
    if TIGHT_HYPHEN.fullmatch(INVISIBLE_MARKS.sub("", hyphenated)):
        return Gravity.TYPOGRAPHY, "hyphenation", ""
    return Gravity.LOOK, "punctuation", "a dash came or went"
