"""Whether a number follows from those of a source: half of 96 is 48, and 37 with eight are 45.

Enters: a number of the claim with its clause, and the source. Leaves: yes or no. What follows from the source's own numbers, told
near the claim's subject, contradicts nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence, Set
from itertools import combinations, zip_longest

from citations.lexicon import is_negation
from citations.quantities import quantities
from citations.quantity import Quantity
from citations.units import PEOPLE, are_one_unit, is_general
from citations.words import SourceText
from pipeline.checks.clause import clause_of
from pipeline.checks.subject import Sentence, sentence_at

# of a value above 100: what follows from two of the source's may have been rounded by so much. Without it "2,690" for 1,200 and
# 1,487 is accused; 0.05 misses one altered number of 151
DERIVED = 0.01
KINDS_WORDS = 3  # from one count to the next, of kinds that are added: "112 passengers and 8 crew", which 1 accuses; 6 is as good
MOST_DERIVED = 12  # numbers of two sentences that are combined, a bound on the work: 4 and 30 tell the same
_BUT = frozenset("but except кроме".split())  # "all but five were let go"
_TWICE = frozenset("twice double doubled doubling twofold вдвое дважды удвоился удвоилась удвоились".split())
_SHARED_OUT = frozenset("average each per apiece mean среднем каждому каждой каждый".split())  # "paid an average of"
_MORE = frozenset("more another further additional еще дополнительно боз".split())
PARTS_OF_WHOLE = (2, 3, 4)  # of which the last is told without its number: "and the rest was given by residents"
_REMAINDER = frozenset(
    "rest remainder remaining balance остальное остальные остальных остаток прочее боқимонда боқимондаи".split()
)
_OTHER_PART = frozenset(
    "rest others other remaining remain without refused failed остальные остальных прочие осталось без".split()
)


def follows(one: Quantity, own: frozenset[str], said: Sequence[str], source: SourceText) -> bool:
    """Return whether a value is a part of a count, a sum, a difference, a rest or a double of the source's.

    `own` are the stems that the claim says of it beside its unit, `said` the words of its clause.
    """
    is_rest = any(is_negation(form) or form in _OTHER_PART for form in said)
    for group in _groups(source):
        close = {clause.sentence for clause in (clause_of(source, other) for other in group) if own & clause.stems}
        near = [other for other in group if clause_of(source, other).sentence in close]
        counts = [other.value for other in near if other.value]
        if one.unit != "%" and not _SHARED_OUT.isdisjoint(said):
            shares = (left / right for left in counts for right in counts if left > right)
            if any(abs(one.value - share) <= DERIVED * share for share in shares):
                return True
        told = {*said, *(form for sentence in close for form in source.forms[slice(*sentence)])}
        if near and any(_is_near(one, value) for value in _derived(near, group, one.unit, told, is_rest=is_rest)):
            return True
    return False


def has_grown(one: Quantity, before: Sequence[Quantity], source: SourceText) -> bool:
    """Return whether a value is one of a source's with what came to it: 19 dead and "four more bodies" are 23."""
    told = quantities(source)
    more = [other.value for other in told if not _MORE.isdisjoint(source.forms[max(0, other.start - 1) : other.end + 1])]
    return any(first.value + added == one.value for first in before for added in more)


def _is_near(one: Quantity, value: float) -> bool:
    is_round = value > 100 and one.value % 10 == 0
    slack = 1.0 if one.unit == "%" else DERIVED * value if is_round else 0.0
    return one.low - slack <= value <= one.high + slack


def _are_added(left: Quantity, right: Quantity, unit: str | None) -> bool:
    """Whether a count of people is that of two kinds of them: "112 passengers and eight crew"."""
    is_near = 0 <= right.start - left.end <= KINDS_WORDS
    return unit == PEOPLE and is_near and not any(kind is None or is_general(kind) for kind in (left.unit, right.unit))


@functools.lru_cache(maxsize=64)
def _groups(text: SourceText) -> tuple[tuple[Quantity, ...], ...]:
    """The numbers of every two sentences in a row."""
    by_sentence: dict[Sentence, list[Quantity]] = {}
    for other in quantities(text):
        by_sentence.setdefault(sentence_at(text, other.start), []).append(other)
    rows = list(by_sentence.values())
    return tuple(tuple([*row, *after][:MOST_DERIVED]) for row, after in zip_longest(rows, rows[1:], fillvalue=()))


def _derived(
    near: Sequence[Quantity], group: Sequence[Quantity], unit: str | None, told: Set[str], *, is_rest: bool
) -> Iterator[float]:
    """What follows from the numbers of sentences `near` the claim's subject, with parts told beside them."""
    parts = [one.value / 100 for one in group if one.unit == "%"]
    if unit == "%":
        yield from (100 * (1 - part) for part in parts if is_rest)
        counts = [one for one in near if one.unit not in (None, "%", "points")]
        for left, right in combinations(counts, 2):
            if are_one_unit(left.unit, right.unit):
                few, many = sorted((left.value, right.value))
                yield from (100 * few / many, 100 * (1 - few / many))[: 1 + is_rest]
        return
    yield from (one.value * part for one in group if are_one_unit(one.unit, unit) for part in parts)
    alike = [one.value for one in near if one.unit is None or are_one_unit(one.unit, unit)]
    yield from (count * (1 - part) for count in alike for part in parts)
    yield from (left.value + right.value for left, right in combinations(near, 2) if _are_added(left, right, unit))
    yield from (2 * count for count in alike if not _TWICE.isdisjoint(told))
    for left_, right_ in combinations(alike, 2):
        yield from (left_ + right_, abs(left_ - right_))
    if not _REMAINDER.isdisjoint(told):
        yield from _remainders(near, unit)
    for three in combinations(alike, 3):
        yield sum(three)
        yield from (sum(three) - 2 * less for less in three if not _BUT.isdisjoint(told))


def _remainders(near: Sequence[Quantity], unit: str | None) -> Iterator[float]:
    """What is left of a whole in the unit without its parts, whatever stands behind them: 87 million without 52 and 23."""
    wholes = [one for one in near if are_one_unit(one.unit, unit)]
    for whole in wholes:
        parts = [one.value for one in near if one.start > whole.start and one.unit != "%" and one.value < whole.value]
        yield from (whole.value - sum(some) for count in PARTS_OF_WHOLE for some in combinations(parts, count))
