"""Whether a source gives another value for what a number of the claim counts.

Enters: the claim in words, its source, and the claim's quantities. Leaves: the first number that the source contradicts, if that
is sure: the same unit, about the same thing. What a number is about are the words of its own clause (`clause.py`); what follows
from the source's own numbers (`derived.py`) contradicts nothing. Thresholds: tests/evaluate_claims.py.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from citations.lexicon import is_function_word
from citations.partial_date import find_dates
from citations.quantities import quantities
from citations.quantity import Quantity
from citations.units import are_one_unit, is_general, stem_of, unit_of
from citations.words import SourceText
from pipeline.checks.another_lot import are_age_and_time, is_of_another_lot
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.clause import Clause, clause_of
from pipeline.checks.derived import follows, has_grown
from pipeline.checks.elsewhere import is_last_of, may_be_meant, may_count_it
from pipeline.checks.other_unit import are_of_other_periods, rivals
from pipeline.checks.rounded import is_rounded
from pipeline.checks.subject import Sentence, about, sentence_at, shared, stems

SHARED_WORDS = 3  # content words that a sentence of the source must share with the claim's to be about the same thing
# and this part of them, of a clause too: of 440 faithful claims 0.5 accuses 6, 0.6 one, this none; 0.5 tells one of 251 more
SHARED_PART = 0.75
# parts of 0.6 and 0.9 change nothing on 294 faithful and 211 altered claims
SURE_WORDS, SURE_PART = 4, 0.75  # the same, where the claim's value stands elsewhere in the source, counting something else
CLAUSE_WORDS = 2  # words beside the unit that two clauses must share, where they are not all that the claim's clause has
# behind a part, among which "of" and what it is taken of stand: "percent of the valid votes"; 2 and 8 accuse one of 338
WHOLE_WORDS = 5
# of a value: a sole count of the same things in the source that is so near is another figure for it; 0.2 tells one more of 151
# altered numbers, 0.05 no fewer
CLOSE = 0.1
MOST_COMPARED = 40  # missing numbers of one claim; a claim with more is a table
MOST_RIVALS = 2000  # numbers of one unit in a source
_DETERMINERS = frozenset("the a an all its their his her my our your these those this that".split())
_TIMES = frozenset("year month week day hour minute".split())
_BETWEEN = frozenset("after before later earlier ago since old спустя назад после до".split())  # "six years after the warning"


def other_number(claim: Claim, numbers: Sequence[Quantity]) -> Conflict | None:
    """Return the first number of the claim for which the source gives another value, in words about the same thing."""
    for one in numbers[:MOST_COMPARED]:
        if one.unit is not None and not rivals(claim, one) and (other := _rival_of(claim, one, numbers)):
            return Conflict(claimed=one.span, found=other.span, sentence=sentence_at(claim.source, other.start))
    return None


def fits(one: Quantity, other: Quantity) -> bool:
    """Return whether two values may be one: equal, or one within the bounds of the other."""
    return other.low <= one.value <= other.high or one.low <= other.value <= one.high


def _rival_of(claim: Claim, one: Quantity, numbers: Sequence[Quantity]) -> Quantity | None:
    told = quantities(claim.source)
    everywhere = [(text, other) for text in claim.sources for other in quantities(text)]
    alike = [
        (text, other)
        for text, other in everywhere
        if (other.value == one.value or (other.unit == one.unit and fits(one, other)))
        and not _are_parts_of_others(claim.words, one, text, other)
    ]
    same = [(text, other) for text, other in alike if other.unit is None or _count_alike(claim, one, other)]
    lent = [other for text, other in alike if other.elided and text is claim.source]  # "two deputies followed, nine in total"
    others = [other for other in told if _count_alike(claim, one, other) and not fits(one, other)][:MOST_RIVALS]
    rough = [other for other in others if is_rounded(claim.words, one, claim.source, other)]
    free = [other for other in others if not _is_taken(claim, other, one, numbers) and other not in rough]
    ours = clause_of(claim.words, one)
    if one.unit in _TIMES and not _BETWEEN.isdisjoint(claim.words.forms[one.end + 1 : one.end + 2]):
        return None
    if not free or _may_be_right(claim, one, ours, free, same) or _may_count(claim, one, ours, lent):
        return None
    if same:
        return _bound_otherwise(claim, one, ours, free, [other for _, other in same])
    best = _best(claim, one, ours, free)
    place = clause_of(claim.source, best).sentence
    if any(clause_of(claim.source, other).sentence == place for other in rough):
        return None
    wanted = about(claim.words, one.start, one.end)
    is_near = any(may_be_meant(wanted, text, other) for text, other in alike)
    words, part = (SURE_WORDS, SURE_PART) if is_near else (SHARED_WORDS, SHARED_PART)
    if shared(wanted, claim.source, place) >= max(words, part * len(wanted)):
        return None if is_of_another_lot(claim, ours, clause_of(claim.source, best)) else best
    if alike or _is_outdone(claim, one, ours, best, free):
        return None
    return best if _is_same_thing(claim, one, best, ours, [other for other in others if other.value != best.value]) else None


def _may_be_right(
    claim: Claim, one: Quantity, ours: Clause, free: Sequence[Quantity], same: Sequence[tuple[SourceText, Quantity]]
) -> bool:
    """Whether the claim's value may follow from the source's, or stand in it, or in another source, for the same thing."""
    if is_last_of(one.value, claim.source) or has_grown(one, free, claim.source):
        return True
    is_difference = claim.words.forms[max(0, one.start - 1) : one.start] in (["by"], ["на"])
    is_bound = not is_difference and any(_are_bound(claim, one, ours, clause_of(claim.source, other)) for other in free)
    return (
        (not is_bound and _follows(claim, one, ours))
        or any(text is not claim.source for text, _ in same)
        or _may_count(claim, one, ours, [other for _, other in same])
    )


def _may_count(claim: Claim, one: Quantity, ours: Clause, others: Sequence[Quantity]) -> bool:
    said = ours.own - ours.names - _of_the_unit(claim.words, one)
    return any(may_count_it(said, claim.source, other) for other in others)


def is_derived(claim: Claim, one: Quantity) -> bool:
    """Return whether a number of the claim, no exact part, follows from the source's: "fell by 2,200" of 18,400 and 16,200."""
    is_exact_part = one.unit == "%" and one.low == one.high
    return not is_exact_part and _follows(claim, one, clause_of(claim.words, one))


def _follows(claim: Claim, one: Quantity, ours: Clause) -> bool:
    own = ours.stems - _of_the_unit(claim.words, one)
    return follows(one, own, claim.words.forms[slice(*ours.place)], claim.source)


def _count_alike(claim: Claim, one: Quantity, other: Quantity) -> bool:
    """Whether two quantities count the same: by their units, or "62 deputies voted" and "61 votes"."""
    if one.unit is None or other.unit is None:
        return False
    if _are_parts_of_others(claim.words, one, claim.source, other):
        return False
    if are_age_and_time(claim.words, one, claim.source, other):
        return False
    if are_one_unit(one.unit, other.unit):
        return not are_of_other_periods(claim.words, one, claim.source, other)
    return other.unit in _verb_behind(claim.words, one) or one.unit in _verb_behind(claim.source, other)


def _whole_of(text: SourceText, one: Quantity) -> frozenset[str]:
    """The stem of what a part is taken of: "seats" of "four fifths of the seats"; empty where it is not said so."""
    forms = text.forms[one.end : one.end + WHOLE_WORDS]
    place = next((index for index, form in enumerate(forms) if form == "of"), len(forms))
    if any(form not in ("per", "cent", "percent") for form in forms[:place]):
        return frozenset()
    behind = [form for form in forms[place + 1 :] if form not in _DETERMINERS]
    if behind and is_function_word(behind[0]):  # "three fifths of it"
        return frozenset()
    return frozenset(stem_of(form) for form in behind if not is_function_word(form))


def _are_parts_of_others(words: SourceText, one: Quantity, text: SourceText, other: Quantity) -> bool:
    """Whether two parts are taken of different things: "four fifths of the seats", "65 percent of the vote"."""
    ours, theirs = (_whole_of(*side) if side[1].unit == "%" else None for side in ((words, one), (text, other)))
    return bool(ours) and bool(theirs) and frozenset(ours or ()).isdisjoint(theirs or ())


def _verb_behind(text: SourceText, one: Quantity) -> tuple[str, ...]:
    return tuple(stem_of(form) for form in text.forms[one.end + 1 : one.end + 2] if form.endswith("ed"))


def _is_taken(claim: Claim, other: Quantity, one: Quantity, numbers: Sequence[Quantity]) -> bool:
    """Whether another number of the claim is the one that says what `other` says."""
    return any(own is not one and fits(own, other) and _count_alike(claim, own, other) for own in numbers)


def _best(claim: Claim, one: Quantity, ours: Clause, rivals: Sequence[Quantity]) -> Quantity:
    """The rival whose words share most with the claim's; the first of several."""
    return max(rivals, key=lambda other: _rate(claim, one, ours, other))


def _rate(claim: Claim, one: Quantity, ours: Clause, other: Quantity) -> tuple[int, int, int, bool]:
    theirs = clause_of(claim.source, other)
    held = shared(about(claim.words, one.start, one.end), claim.source, theirs.sentence)
    return len(ours.own & theirs.own), len(ours.stems & theirs.stems), held, other.elided == one.elided


def _is_outdone(claim: Claim, one: Quantity, ours: Clause, best: Quantity, rivals: Sequence[Quantity]) -> bool:
    """Whether another number of the same sentence shares as much with the claim: then none is sure to be meant."""
    place, rate = clause_of(claim.source, best).sentence, _rate(claim, one, ours, best)
    beside = [
        other
        for other in rivals
        if clause_of(claim.source, other).sentence == place and (other.low, other.high) != (best.low, best.high)
    ]
    return any(_rate(claim, one, ours, other) >= rate for other in beside)


def _is_same_thing(claim: Claim, one: Quantity, other: Quantity, ours: Clause, rivals: Sequence[Quantity]) -> bool:
    """Whether a number of the source, in the same unit, is told of the same thing by its clause, or differs as by a slip."""
    theirs = clause_of(claim.source, other)
    if _is_of_another_time(claim, ours, theirs) or _is_of_another_name(claim, ours, theirs):
        return False
    unit = _of_the_unit(claim.words, one)
    own = (ours.own - unit) or (ours.stems - unit)
    common = own & theirs.stems
    if _are_bound(claim, one, ours, theirs):
        return True
    is_near = not theirs.own - unit or bool(own & theirs.own)
    if is_near and len(common) >= max(CLAUSE_WORDS, SHARED_PART * len(own)):
        return True
    if not is_slip(one.value, other.value):
        return False
    if common and any(clause_of(claim.source, taken).sentence == theirs.sentence for taken in _shared_counts(claim, one)):
        return True
    if any(not rival.elided and (rival.unit == one.unit or other.unit != one.unit) for rival in rivals):
        return False
    if own and 2 * len(common) >= len(own):
        return True
    is_close = abs(one.value - other.value) <= CLOSE * other.value or are_turned(one.value, other.value)
    if _share_a_script(claim):
        return is_close and not is_general(one.unit or "") and not is_general(other.unit or "")
    return is_close and bool(_shared_counts(claim, one, of_any_unit=True))


def _are_bound(claim: Claim, one: Quantity, ours: Clause, theirs: Clause) -> bool:
    """Whether one place or person binds both numbers, and something else is said alike of both: "closed three in Sorrel"."""
    common = (ours.stems - _of_the_unit(claim.words, one)) & theirs.stems
    return ours.names == ours.names & theirs.names != frozenset() and len(common) >= CLAUSE_WORDS and bool(common - ours.names)


def _of_the_unit(text: SourceText, one: Quantity) -> frozenset[str]:
    """The stems of the words that make a number's unit: they are shared by whatever counts the same."""
    behind = text.forms[one.end : one.end + 2]
    of_points = frozenset(stem_of(form) for form in behind if one.unit == "points")
    return of_points | frozenset(stem_of(form) for form in behind if unit_of(form) == one.unit) | {one.unit or ""}


def _shared_counts(claim: Claim, one: Quantity, *, of_any_unit: bool = False) -> list[Quantity]:
    """The numbers of the source that other numbers of the claim say too, in the same unit."""
    beside = [own for own in quantities(claim.words) if own is not one and own.unit and (of_any_unit or own.unit == one.unit)]
    told = quantities(claim.source)
    return [other for own in beside for other in told if own.value == other.value and own.unit == other.unit]


def _share_a_script(claim: Claim) -> bool:
    return max(claim.words.scripts, key=claim.words.scripts.__getitem__, default="") == max(
        claim.source.scripts, key=claim.source.scripts.__getitem__, default=""
    )


def is_slip(left: float, right: float) -> bool:
    """Return whether two values differ as by a slip: by one, by one figure, by two figures that changed places.

    >>> [is_slip(*pair) for pair in ((62, 61), (420e6, 240e6), (58, 85), (1200, 3400), (64, 640))]
    [True, True, True, False, False]
    """
    from rapidfuzz.distance import OSA

    sides = _figures(left, right)
    return abs(left - right) == 1 or (len(sides[0]) == len(sides[1]) >= 2 and OSA.distance(*sides) == 1)


def are_turned(left: float, right: float) -> bool:
    """Return whether the figures of one value are those of the other in another order."""
    return left != right and sorted(_figures(left, right)[0]) == sorted(_figures(left, right)[1])


def _figures(left: float, right: float) -> list[str]:
    """The figures of two values, without the noughts that both end in."""
    scale = 1.0
    while left * scale % 1 or right * scale % 1:
        scale *= 10
    sides = [str(round(value * scale)) for value in (left, right)]
    while all(side.endswith("0") for side in sides):
        sides = [side[:-1] for side in sides]
    return sides


def _is_of_another_time(claim: Claim, ours: Clause, theirs: Clause) -> bool:
    """Whether the claim's number is of another year, or of another lot."""
    if is_of_another_lot(claim, ours, theirs):
        return True
    years, known = _years(claim.words, ours.sentence), _years(claim.source, theirs.sentence)
    if not years or years & known:
        return False
    shown = {witness.date.year for witness in claim.served.read.page.dates}
    return bool(known) or not (years & (shown | _years(claim.source, (0, len(claim.source.forms)))))


def _is_of_another_name(claim: Claim, ours: Clause, theirs: Clause) -> bool:
    """Whether a place or a person binds the claim's number, and another one the source's."""
    if not ours.names or not _share_a_script(claim):
        return False
    in_sentence = stems(claim.source, *theirs.sentence)
    missing = ours.names - in_sentence
    if theirs.names and ours.names.isdisjoint(theirs.names):
        return True
    return any(name not in _all_stems(claim.source) for name in missing)


def _bound_otherwise(
    claim: Claim, one: Quantity, ours: Clause, rivals: Sequence[Quantity], same: Sequence[Quantity]
) -> Quantity | None:
    """The rival that is surely told of the same thing, where the value itself stands only beside something else.

    "Four in Velmar" is none of a source's "14 in Velmar ... four were released".
    """
    best = _best(claim, one, ours, rivals)
    theirs = clause_of(claim.source, best)
    others = [clause_of(claim.source, other) for other in same]
    own, unit = ours.stems - _of_the_unit(claim.words, one), {one.unit}
    held = len(own & theirs.stems)
    if (
        held < max(CLAUSE_WORDS, SURE_PART * len(own))
        or _is_of_another_time(claim, ours, theirs)
        or _is_outdone(claim, one, ours, best, rivals)
    ):
        return None
    if ours.names and not ours.names <= theirs.names:
        return None
    elsewhere = max(len(own & (other.stems - unit)) for other in others)
    named = any(ours.names & stems(claim.source, *other.sentence) for other in others if theirs.sentence != other.sentence)
    if ours.names:
        return None if named or any(ours.names & other.names for other in others) else best
    return best if held >= SHARED_WORDS and 3 * elsewhere <= held else None


def _years(text: SourceText, place: Sentence) -> set[int]:
    return {year for start, year in _dated(text) if text.starts[place[0]] <= start < text.ends[place[1] - 1]}


@functools.lru_cache(maxsize=16)
def _dated(text: SourceText) -> tuple[tuple[int, int], ...]:
    return tuple((found.span[0], found.date.year) for found in find_dates(text.text) if found.date.year)


@functools.lru_cache(maxsize=16)
def _all_stems(text: SourceText) -> frozenset[str]:
    return stems(text, 0, len(text.forms))
