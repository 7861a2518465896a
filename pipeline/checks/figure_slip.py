"""Whether a source gives another figure for a part of the same whole, or the figures of a number in another order.

Enters: the claim in words with its source, and its numbers. Leaves: the first that says "24 of 62" beside "14 of 62", or
"46 percent" beside "64 percent", or a nought less, with words in common. A value that stands in a source, or follows from its
numbers, is no slip.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.dictionary import Dictionary
from citations.quantities import quantities
from citations.quantity import Quantity
from citations.units import are_one_unit, is_general, unit_of
from citations.words import SourceText
from pipeline.checks.abroad import is_abroad
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.claim_number import are_turned, is_derived, is_slip
from pipeline.checks.rendered import held
from pipeline.checks.rounded import is_rounded
from pipeline.checks.subject import about_number, near_words, sentence_at, shared

PART_WORDS = 4  # from a part to its whole: "24 of the bridge's 62 hangers", "24 cracked hangers out of 62"
LEAST_WHOLE = 10  # a smaller whole may be another of the same number: "two of the three"
SURE_FIGURES = 3  # of a number without a unit, whose order is no chance: "from 4,100 patients to 8,520"
MOST_SCALED = 1000  # times: three noughts too many; 10 and 100 tell the same 99 of 125
SCALED_WORDS = 2  # of the claim, round a number with a nought more or less, that the sentence must share
_OF = frozenset(("of", "из", "аз"))


def slipped_figure(claim: Claim, numbers: Sequence[Quantity], dictionary: Dictionary) -> Conflict | None:
    """Return the first number of the claim whose part or figures differ as by a slip from the only such of the source."""
    told = [other for text in claim.sources for other in quantities(text)]
    for one in numbers:
        if any(other.value == one.value for other in told) or is_derived(claim, one):
            continue
        found = _parts_of_the_whole(claim, one) or _turned(claim, one, dictionary)
        if len({other.value for other in found}) == 1 and not is_rounded(claim.words, one, claim.source, found[0]):
            return Conflict(claimed=one.span, found=found[0].span, sentence=sentence_at(claim.source, found[0].start))
    return None


def _parts_of_the_whole(claim: Claim, one: Quantity) -> list[Quantity]:
    """The source's parts of the whole of which the claim's number is a part; [] where one may be the rest of it."""
    whole = _whole(claim.words, one)
    if whole is None or whole.value < LEAST_WHOLE:
        return []
    counts = [other for other in quantities(claim.source) if (other.unit == "%") is (one.unit == "%")]
    parts = [other for other in counts if (told := _whole(claim.source, other)) and told.value == whole.value]
    if any(one.value + other.value == whole.value or not is_slip(one.value, other.value) for other in parts):
        return []
    return parts if is_abroad(claim) else [other for other in parts if _shares_words(claim, one, other)]


def _turned(claim: Claim, one: Quantity, dictionary: Dictionary) -> list[Quantity]:
    """The source's numbers with the claim's unit, and its figures in another order, or a nought more or less: 212 for 221."""
    return [
        other for other in quantities(claim.source) if _is_turned(claim, one, other, dictionary) or _is_scaled(claim, one, other)
    ]


def _is_turned(claim: Claim, one: Quantity, other: Quantity, dictionary: Dictionary) -> bool:
    if not _are_turned_alike(one, other):
        return False
    if _shares_number(claim, one, other) or _is_sole_of_its_noun(claim, one, other):
        return True
    return _says_a_word(claim, one, other, dictionary) if is_abroad(claim) else _shares_words(claim, one, other)


def _is_sole_of_its_noun(claim: Claim, one: Quantity, other: Quantity) -> bool:
    """Whether both count one noun, in many figures, and the source counts no more of it than once: 412 items for 214."""
    if (
        not one.unit
        or one.unit != other.unit
        or is_general(one.unit)
        or one.unit == "%"
        or len(_significant(one.value)) < SURE_FIGURES
    ):
        return False
    return sum(told.unit == one.unit and len(_significant(told.value)) >= SURE_FIGURES for told in quantities(claim.source)) == 1


def _says_a_word(claim: Claim, one: Quantity, other: Quantity, dictionary: Dictionary) -> bool:
    """Whether the sentence in another language says a word near the claim's number, its unit apart."""
    near = [index for index in near_words(claim.words, *one.span) if unit_of(claim.words.forms[index]) != one.unit]
    return held(claim, near, dictionary, sentence_at(claim.source, other.start))[0] > 0


def _are_turned_alike(one: Quantity, other: Quantity) -> bool:
    """Whether the figures are turned, in one unit; in none, on one side, where they are many. "50.1" is no slip for "15"."""
    if not are_turned(one.value, other.value) or (one.value % 1 > 0) is not (other.value % 1 > 0):
        return False
    if one.unit and other.unit:
        return are_one_unit(one.unit, other.unit)
    return len(_significant(one.value)) >= SURE_FIGURES


def _is_scaled(claim: Claim, one: Quantity, other: Quantity) -> bool:
    """Whether two sums or counts in one unit have the same figures, two or more, and not as many noughts: £25,000, £250,000."""
    figures = _significant(one.value)
    are_alike = bool(one.unit) and one.unit == other.unit and len(figures) > 1 and figures == _significant(other.value)
    least, most = sorted((one.value, other.value))
    return are_alike and most <= MOST_SCALED * least and not is_abroad(claim) and _shares_words(claim, one, other, SCALED_WORDS)


def _significant(value: float) -> str:
    """The figures of a value without the noughts at either end."""
    return f"{value:.6f}".replace(".", "").strip("0")


def _whole(text: SourceText, one: Quantity) -> Quantity | None:
    return next(
        (
            other
            for other in quantities(text)
            if one.end < other.start <= one.end + PART_WORDS
            and other.value > one.value
            and not _OF.isdisjoint(text.forms[one.end : other.start])
            and not text.gap(one.end).strip(" ")
        ),
        None,
    )


def _shares_words(claim: Claim, one: Quantity, other: Quantity, least: int = 1) -> bool:
    wanted = about_number(claim.words, one) - {one.unit or ""}
    return shared(wanted, claim.source, sentence_at(claim.source, other.start)) >= least


def _shares_number(claim: Claim, one: Quantity, other: Quantity) -> bool:
    """Whether the sentence holds another number of the claim, of two figures or more: 4,100 in "from 4,100 to 8,250"."""
    place = sentence_at(claim.source, other.start)
    beside = {own.value for own in quantities(claim.words) if own is not one and own.value >= 10}
    return any(told.value in beside for told in quantities(claim.source) if place[0] <= told.start < place[1])
