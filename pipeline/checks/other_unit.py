"""Whether a source prints a figure of the claim with another unit: points for per cent, dollars for pounds, a month for a year.

Enters: a number of the claim and its sources. Leaves: the place where the source prints the figure with a rival unit, or
in another magnitude, about the same thing. A figure that stands with its own unit in any source has no rival.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.dictionary import Dictionary
from citations.quantities import noun_of, quantities
from citations.quantity import Quantity
from citations.units import are_one_unit, kind_of, size_of, unit_of
from citations.words import SourceText, sentences
from pipeline.checks.abroad import is_abroad, sentence_retold
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.subject import about, about_number, sentence_at, shared

SHARED_WORDS = 2  # stems near the claim's figure that the sentence of the source must share
SHARED_PART = 0.4  # and this part of them
RETOLD_SHARE = 0.3  # of the claim, the figure apart, that a sentence in another language must hold
RATE_WORDS = 3  # behind a figure's end, among which it is said how often: "64,000 pounds a month"
MAGNITUDES = (1e3, 1e6, 1e9)  # "340 thousand" for "340 million"
_EACH = frozenset("a an per each every в за".split())
_PERIODS = frozenset("hour day week month year".split())


def other_unit(claim: Claim, numbers: Sequence[Quantity], dictionary: Dictionary) -> Conflict | None:
    """Return the first number of the claim whose figure the source prints with a rival unit, about the same thing."""
    for one in numbers:
        told = rivals(claim, one)
        bounds = [place for place in sentences(claim.source) if any(place[0] <= other.start < place[1] for other in told)]
        if told and is_abroad(claim):
            retold = sentence_retold(claim, [one.span], dictionary, bounds, RETOLD_SHARE)
            told = [other for other in told if retold and retold[0] <= other.start < retold[1]]
        elif told:
            wanted, own = about(claim.words, one.start, one.end), about_number(claim.words, one)
            least = max(SHARED_WORDS, SHARED_PART * len(wanted))
            told = [
                other
                for other in told
                if shared(wanted, claim.source, place := sentence_at(claim.source, other.start)) >= least
                and shared(own, claim.source, place)
            ]
        if told:
            is_rate = _kind(claim.words, one) == _kind(claim.source, told[0])
            ours, theirs = (_with_unit(*side, is_rate=is_rate) for side in ((claim.words, one), (claim.source, told[0])))
            return Conflict(claimed=ours, found=theirs, sentence=sentence_at(claim.source, told[0].start))
    return None


def rivals(claim: Claim, one: Quantity) -> list[Quantity]:
    """Return the numbers of the source that print a figure with a rival unit; [] where a source prints it with its own.

    A figure whose unit is that of the one before it has none of its own.
    """
    if one.elided or any(is_same(claim.words, one, text, other) for text in claim.sources for other in quantities(text)):
        return []
    return [other for other in quantities(claim.source) if _are_rivals(claim.words, one, claim.source, other)]


def is_same(words: SourceText, one: Quantity, text: SourceText, other: Quantity) -> bool:
    """Return whether two numbers are of one value, and of no rival units: "£4" is no "$4", nor "4 percent" "4 points"."""
    return other.value == one.value and not _are_rivals(words, one, text, other)


def _are_rivals(words: SourceText, one: Quantity, text: SourceText, other: Quantity) -> bool:
    ours, theirs = _kind(words, one), _kind(text, other)
    if ours and theirs and ours[0] == theirs[0] and ours != theirs:
        return _printed(words, one) == _printed(text, other)
    if one.value == other.value:
        return one.unit == other.unit and are_of_other_periods(words, one, text, other)
    if one.unit is None or not are_one_unit(one.unit, other.unit) or ours != theirs:
        return False
    least, most = sorted((one.value, other.value))
    return any(most == least * times for times in MAGNITUDES)


def are_of_other_periods(words: SourceText, one: Quantity, text: SourceText, other: Quantity) -> bool:
    """Return whether two figures come at different times each: "$3,000 a year", "$245 a month"."""
    periods = _period(words, one), _period(text, other)
    return all(periods) and periods[0] != periods[1]


def _kind(text: SourceText, one: Quantity) -> tuple[str, str] | None:
    noun = noun_of(text, one)
    return kind_of(one.unit or "", text.forms[noun] if noun is not None else "")


def _printed(text: SourceText, one: Quantity) -> float:
    """The figure as printed, before its measure was brought to one size: 1.2 of "1.2 km"."""
    noun = noun_of(text, one)
    size = size_of(text.forms[noun]) if noun is not None and unit_of(text.forms[noun]) == one.unit else 1.0
    return round(one.value / size, 6)


def _period(text: SourceText, one: Quantity) -> str:
    """How often a figure comes: "year" of "£64,000 a year"; "" where it is not said."""
    place = _rate_at(text, one)
    return unit_of(text.forms[place]) if place else ""


def _rate_at(text: SourceText, one: Quantity) -> int | None:
    behind = range(one.end, min(one.end + RATE_WORDS, len(text.forms) - 1))
    places = (place + 1 for place in behind if text.forms[place] in _EACH and unit_of(text.forms[place + 1]) in _PERIODS)
    return next(places, None)


def _with_unit(text: SourceText, one: Quantity, *, is_rate: bool) -> tuple[int, int]:
    """The words of a figure with those of its unit: "$7.4 million", "1.3 percentage points", "£64,000 a month"."""
    start = one.start - 1 if one.start and text.forms[one.start - 1] == one.unit else one.start
    noun, rate = noun_of(text, one), _rate_at(text, one) if is_rate else None
    is_longer = noun is not None and (one.unit == "points" or text.forms[noun] == "per")
    return start, max(one.end, (noun or 0) + 1 + is_longer if start == one.start else 0, (rate or 0) + 1)
