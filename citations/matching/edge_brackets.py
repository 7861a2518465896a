"""What an author's brackets did at a quotation's edge, where nothing tells which of the source's words they stand for.

Enters: a mark of a quotation (`citations.matching.marks`), and the number of the source's word beside it. Leaves: an `Edit`.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.lexicon import (
    begins_noun_phrase,
    is_function_word,
    is_hedge,
    is_negation,
    is_pronoun,
    is_qualifier,
    is_remark,
    is_reverser,
    may_be_verb,
)
from citations.matching.brackets import DETERMINERS, bracket_edit
from citations.matching.edits import Edit, Gravity
from citations.matching.marks import NEAR_WORDS, Mark, MarkKind
from citations.matching.repeated import pointed_noun
from citations.regex import regex
from citations.words import SourceText, sentence_begin, sentence_starts

_NAMED_BEHIND = 15  # behind a speech, that say who spoke and whose words they are
_CLOSING = regex(r"[”»\"“]")  # behind a speech


def edge_bracket_edit(mark: Mark, source: SourceText, index: int, *, before: bool) -> Edit | None:
    """Return what brackets at the quotation's beginning (`before`) or end did beside the source's word `index`.

    What they replaced is not known there: a sentence's border beside them makes them an insertion, otherwise the
    word next to them (or one of their own length) is taken for the word replaced.
    """
    if mark.kind is MarkKind.ENDING:
        start = index - 1 if before else index
        return bracket_edit(mark, source, start, min(start + 1, len(source.forms))) if start >= 0 else None
    own = [word.form for word in mark.words]
    if any(map(is_remark, own)):
        return bracket_edit(mark, source, index, index)
    low, high = (max(0, index - len(own)), index) if before else (index, index + len(own))
    if own and source.forms[low:high] == own:
        return bracket_edit(mark, source, low, high)
    if sentence_starts(source, index) or (not before and _closes_speech(mark, source, index)):
        return bracket_edit(mark, source, index, index)
    if before and own and (place := _subject_before(own, source, index)) is not None:
        span = (source.starts[place], source.ends[index - 1])
        return Edit(gravity=Gravity.MARKED, kind="insertion", quoted=mark.span, observed=span, note="")
    if pointed := pointed_noun(own, source, index, before=before):
        return bracket_edit(mark, source, *pointed)
    start, end = (index - 1, index) if before else (index, index + 1)
    neighbour = source.forms[start]
    names = bool(own) and (mark.words[0].capital or is_function_word(own[0]) or begins_noun_phrase(own[0]))
    if not before and names and may_be_verb(neighbour) and not is_negation(neighbour) and not is_qualifier(neighbour):
        return bracket_edit(mark, source, index, index)  # "the president [Rahmon]" before "was"
    if is_function_word(neighbour) and not is_pronoun(neighbour) and not is_negation(neighbour) and not is_qualifier(neighbour):
        return bracket_edit(mark, source, index, index)
    return bracket_edit(mark, source, start, end)


def _closes_speech(mark: Mark, source: SourceText, index: int) -> bool:
    """Return whether a speech ends before word `index`, and the words behind name what the brackets do: "reached us [at Tarrow],"
    and "said Holm, head of Tarrow" after it.
    """
    telling = [word.form for word in mark.words if not is_function_word(word.form)]
    behind = source.forms[index : index + _NAMED_BEHIND]
    return bool(_CLOSING.search(source.gap(index))) and bool(telling) and all(form in behind for form in telling)


def _subject_before(own: Sequence[str], source: SourceText, index: int) -> int | None:
    """Return where the bracket's words stand before, as in "[The hospital] has beds"; None if a word between bounds the sense."""
    first = sentence_begin(source, index, max(0, index - NEAR_WORDS))
    for start in range(index - len(own), first - 1, -1):
        if source.forms[start : start + len(own)] == list(own):
            left = source.forms[start + len(own) : index]
            if own[-1] in DETERMINERS and not all(map(is_function_word, left)):
                return None
            return None if any(is_negation(form) or is_reverser(form) or is_hedge(form) for form in left) else start
    return None
