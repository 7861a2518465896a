"""Whether the claim gives two things of the source each what the source gives the other: "Egypt bought 5, Morocco 3" for 3 and 5.

Enters: the claim in words with its source, its numbers and names, a dictionary. Leaves: the first of two numbers, or names, that
stand crosswise. Told only where a comma, a semicolon or a conjunction parts the two on either side, and words of each half of
the claim stand in the other half of the source alone, and hardly any in their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from citations.dictionary import Dictionary
from citations.proper_names import ProperName, keys_of, proper_names
from citations.quantities import quantities
from citations.quantity import Quantity
from citations.units import are_one_unit, unit_of
from citations.words import SourceText
from pipeline.checks.claim import Claim, Conflict, WordSpan
from pipeline.checks.rendered import capitals, count_alike, rendered
from pipeline.checks.subject import Sentence, sentence_at, stems

# Counted for this rule alone, each claim of tests/cases/claims.md on its own page (604 are faithful): 3 tells 13
# of 17 exchanged numbers, 1 accuses none and tells 3 of 5 exchanged names
LEAST_CROSSED = 2  # words of the claim, of either half one or more, that stand in the other half of the source
# 0.1 tells 4 of 5 names, 0.5 one number more and accuses a faithful claim
MOST_STRAIGHT = 0.25  # of these, so many may stand in their own half
# 0 and 1 change nothing there, nor 3 and 100 of SURE_VALUE
OF_BOTH = 0.5  # a word before the first of the two may be said of both: "Coverage was 97 per cent in Umbar and 78 in Lesk"
# 2 tells no more, 4 two of 5
LEAST_OF_NAMES = 3  # the same, where names are exchanged
SURE_VALUE = 10  # from which on two values that stand in one sentence are the claim's, whatever they seem to count
# 5 and 200 of the two bounds on work change nothing there
MOST_PAIRS = 40  # of one claim that are looked at
MOST_PLACES = 40  # of a name or a value in the source; of one with more nothing is told
_JOINS = frozenset("and but while whereas against compared versus и а но против тогда ва аммо вале".split())
_STRONG = frozenset(":;")
_SIGNS = (",", ";", "—", "–", ")", ":", "(", ".", "!", "?")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Halves:
    """Two spans of words, and the words round each of them that tell of it alone."""

    first: Sentence
    second: Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rate:
    """How many words of each half of the claim stand in the other half of the source alone, and how many in their own."""

    crossed: tuple[int, int]
    straight: float

    @property
    def is_crossed(self) -> bool:
        count = sum(self.crossed)
        return min(self.crossed) >= 1 and count >= LEAST_CROSSED and self.straight <= MOST_STRAIGHT * count


def exchanged_number(claim: Claim, numbers: Sequence[Quantity], dictionary: Dictionary) -> Conflict | None:
    """Return the first of two numbers of the claim that the source gives to each other's thing."""
    told = quantities(claim.source)
    for left, right in list(pairwise(numbers))[:MOST_PAIRS]:
        if left.value == right.value or not (left.unit == right.unit or are_one_unit(left.unit, right.unit)):
            continue
        pair = _numbers_beside(claim, told, left, right)
        if pair and _rate(claim, (left.span, right.span), (pair[0].span, pair[1].span), dictionary).is_crossed:
            return Conflict(claimed=left.span, found=pair[1].span, sentence=sentence_at(claim.source, pair[1].start))
    return None


def exchanged_name(claim: Claim, names: Sequence[ProperName], dictionary: Dictionary) -> Conflict | None:
    """Return the first of two names of the claim of each of which the source says what the claim says of the other."""
    theirs = proper_names(claim.source)
    for left, right in list(combinations(names, 2))[:MOST_PAIRS]:
        if sentence_at(claim.words, left.start) != sentence_at(claim.words, right.start):
            continue
        ours = _places_of(claim, left, theirs), _places_of(claim, right, theirs)
        if any(place in ours[1] for place in ours[0]):
            continue
        pairs = _pairs(claim.source, *ours)
        rated = [(_rate(claim, (left.span, right.span), pair, dictionary), pair) for pair in pairs]
        crossed = [pair for rate, pair in rated if rate.is_crossed and sum(rate.crossed) >= LEAST_OF_NAMES]
        if crossed and all(rate.straight < max(LEAST_CROSSED, sum(rate.crossed)) for rate, _ in rated):
            other = crossed[0][1]
            return Conflict(claimed=left.span, found=other, sentence=sentence_at(claim.source, other[0]))
    return None


def _numbers_beside(claim: Claim, told: Sequence[Quantity], left: Quantity, right: Quantity) -> tuple[Quantity, Quantity] | None:
    """The two numbers of the source: those that stand in one sentence, else the only ones of their values."""
    ours, theirs = (
        [other for other in told if other.value == one.value and (one.value >= SURE_VALUE or count_alike(claim, one, other))]
        for one in (left, right)
    )
    if max(len(ours), len(theirs)) > MOST_PLACES:
        return None
    near = [
        (one, other)
        for one in ours
        for other in theirs
        if sentence_at(claim.source, one.start) == sentence_at(claim.source, other.start)
    ]
    found = near or [
        (one, other) for one in ours for other in theirs if count_alike(claim, left, one) and count_alike(claim, right, other)
    ]
    return found[0] if len(found) == 1 else None


def _places_of(claim: Claim, one: ProperName, theirs: Sequence[ProperName]) -> list[WordSpan]:
    """Where a name stands in the source: by its last word, or its first one alone: "Northway" of "Northway Roofing"."""
    keys = keys_of([claim.words.raw(one.end - 1)])
    found = {
        (index, index + 1)
        for index in capitals(claim.source, claim.words.raw(one.end - 1))
        if keys & keys_of([claim.source.raw(index)])
    }
    first = keys_of([claim.words.raw(one.start)])
    found |= {other.span for other in theirs if other.end - other.start == 1 and first & keys_of([claim.source.raw(other.start)])}
    return sorted(found) if len(found) <= MOST_PLACES else []


def _pairs(text: SourceText, ours: Sequence[WordSpan], theirs: Sequence[WordSpan]) -> list[tuple[WordSpan, WordSpan]]:
    """The places of two names in one sentence, and in two in a row of which neither holds both."""
    at = {place: sentence_at(text, place[0]) for place in (*ours, *theirs)}
    both = {at[place] for place in ours} & {at[place] for place in theirs}
    return [
        (one, other)
        for one in ours
        for other in theirs
        if at[one] == at[other]
        or (both.isdisjoint((at[one], at[other])) and {at[one][1], at[other][1]} & {at[one][0], at[other][0]})
    ]


def _rate(claim: Claim, said_at: tuple[WordSpan, WordSpan], told_at: tuple[WordSpan, WordSpan], dictionary: Dictionary) -> _Rate:
    """How much of what the claim says of either thing the source says of the other, and of the same.

    What a sentence says of both stands in its first half, on either side: there a name or a year alone tells one from the other.
    """
    said, told = _halves(claim.words, *said_at), _halves(claim.source, *told_at)
    if said is None or told is None:
        return _Rate(crossed=(0, 0), straight=0)
    crossed, straight = [0, 0], 0.0
    are_gapped = sentence_at(claim.source, told_at[0][0]) == sentence_at(claim.source, told_at[1][0])
    for side, (own, other) in enumerate(((told.first, told.second), (told.second, told.first))):
        is_first = said_at[side] == min(said_at) and (own[0] < other[0] or not are_gapped)
        for index in _telling(claim.words, said, side, said_at):
            places = rendered(claim, index, dictionary)
            is_own, is_other = (any(place[0] <= one < place[1] for one in places) for place in (own, other))
            crossed[side] += is_other and not is_own
            if is_own and not is_other:
                straight += 1 if not is_first or not claim.words.raw(index)[0].islower() else 0 if are_gapped else OF_BOTH
    return _Rate(crossed=(crossed[0], crossed[1]), straight=straight)


def _telling(text: SourceText, said: _Halves, side: int, spans: tuple[WordSpan, WordSpan]) -> Iterator[int]:
    """The words that stand in one half of the claim alone, and are neither of the two things nor their unit."""
    own, other = (said.first, said.second) if side == 0 else (said.second, said.first)
    beside = stems(text, *other) | {text.forms[index] for index in range(*other)}
    taken = {index for span in spans for index in range(*span)}
    after = [index for _, index in spans if index < len(text.forms) and text.raw(index)[0].islower()]
    behind = {unit_of(text.forms[index]) for index in after}
    seen: set[str] = set()
    for index in range(*own):
        form = text.forms[index]
        stem = next(iter(stems(text, index, index + 1)), form if form.isdecimal() else "")
        if stem and index not in taken and stem not in seen and stem not in beside and unit_of(form) not in behind:
            seen.add(stem)
            yield index


def _halves(text: SourceText, one: WordSpan, other: WordSpan) -> _Halves | None:
    """The words round each of two spans: their sentences, parted between them where they stand in one; None if nothing parts."""
    places = sentence_at(text, one[0]), sentence_at(text, other[0])
    if places[0] != places[1]:
        return _Halves(first=places[0], second=places[1])
    low, high = sorted((one, other))
    cut = _cut(text, low[1], high[0])
    if not cut:
        return None
    before, behind = (_begin(text, places[0][0], low[0]), cut), (cut, places[0][1])
    return _Halves(first=before, second=behind) if low == one else _Halves(first=behind, second=before)


def _begin(text: SourceText, start: int, item: int) -> int:
    """Where what is said of the first begins: behind a colon or a semicolon, else with the sentence."""
    return max((index for index in range(start, item + 1) if _STRONG.intersection(text.gap(index))), default=start)


def _cut(text: SourceText, end: int, start: int) -> int:
    """The word at which what is said of the second begins: the last that is parted off and has a word that tells before `start`.

    Where none has, the last one; 0 where nothing parts the two.
    """
    cuts = [index for index in range(end, start + 1) if _parts(text, index) and not (index == start and "(" in text.gap(index))]
    telling = [index for index in cuts if stems(text, index, start)]
    return max(telling or cuts, default=0)


def _parts(text: SourceText, index: int) -> bool:
    return text.forms[index] in _JOINS or any(sign in text.gap(index) for sign in _SIGNS)
