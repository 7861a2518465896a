"""What is said of each number of a text: the words of its own clause, for a sentence holds several numbers.

Enters: a `SourceText`. Leaves: a `Clause` for each of its quantities. A clause ends at the last comma, dash or conjunction before
the next number; a number without a noun of its own is lent the words of the clauses before it, names excepted.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citations.proper_names import proper_names
from citations.quantities import quantities
from citations.quantity import Quantity
from citations.units import stem_of
from citations.words import SourceText
from pipeline.checks.subject import NEAR_WORDS, Sentence, sentence_at, stems

_JOINS = frozenset("and but while whereas or и а но или".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """What is said of one number, in stems: its own clause's, these with those that others lend it, the names among them.

    `place` are the clause's words, `sentence` those of its sentence.
    """

    own: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    place: Sentence
    sentence: Sentence


def clause_of(text: SourceText, one: Quantity) -> Clause:
    """Return what is said of a quantity of the text."""
    return _clauses(text)[one.span]


@functools.lru_cache(maxsize=16)
def _clauses(text: SourceText) -> dict[tuple[int, int], Clause]:
    """What is said of every number of a text, by its words."""
    found: dict[tuple[int, int], Clause] = {}
    by_sentence: dict[Sentence, list[Quantity]] = {}
    for one in quantities(text):
        by_sentence.setdefault(sentence_at(text, one.start), []).append(one)
    named = {index for name in proper_names(text) for index in range(name.start, name.end)}
    for sentence, group in by_sentence.items():
        found.update(_of_sentence(text, sentence, group, named))
    return found


def _of_sentence(
    text: SourceText, sentence: Sentence, group: Sequence[Quantity], named: set[int]
) -> Iterator[tuple[tuple[int, int], Clause]]:
    start, common = sentence[0], frozenset[str]()
    counted = {index for one in group for index in range(one.start, one.end)}
    for place, one in enumerate(group):
        after = group[place + 1] if place + 1 < len(group) else None
        stop = _cut(text, one.end, after.start) if after else sentence[1]
        first, last = _whole(text, one, max(start, one.start - NEAR_WORDS), min(stop or sentence[1], one.end + NEAR_WORDS))
        own = frozenset().union(*(stems(text, index, index + 1) for index in range(first, last) if index not in counted))
        names = frozenset(stem_of(text.forms[index]) for index in range(first, last) if index in named)
        yield one.span, Clause(own=own, stems=own | common, names=names, place=(first, last), sentence=sentence)
        common |= own - names if after and (after.elided or place == 0) else frozenset()
        start = stop or start


def _whole(text: SourceText, one: Quantity, first: int, last: int) -> tuple[int, int]:
    """The words from `first` to `last` without the main clauses before and behind: "..., and twelve were detained"."""
    begins = [index for index in range(first + 1, one.start + 1) if _begins_clause(text, index)]
    ends = [index for index in range(one.end, last) if _begins_clause(text, index)]
    return max(begins, default=first), min(ends, default=last)


def _begins_clause(text: SourceText, index: int) -> bool:
    return ";" in text.gap(index) or ("," in text.gap(index) and text.forms[index] in _JOINS)


def _cut(text: SourceText, end: int, start: int) -> int:
    """The word at which the clause of a number ends, before the next one begins at `start`; 0 where both share theirs."""
    stronger = [index for index in range(end, start + 1) if ";" in text.gap(index) or "—" in text.gap(index)]
    weaker = [index for index in range(end, start + 1) if "," in text.gap(index) or text.forms[index] in _JOINS]
    return max(stronger or weaker, default=0)
