"""Whether a value of the claim, or of its source, is printed as a rough one that the other fits.

Enters: the claim with its source, and a number of each. Leaves: yes or no: "about 1,500" is 1,487, and "over 600" is 612.
"""

from __future__ import annotations

from citations.quantity import Quantity
from citations.words import SourceText

# 0.05 accuses one faithful claim more of 102 held out (`tests/sweep.py claims`), 0.3 changes nothing
ROUGHLY = 0.15  # of a value that is printed as a rough one ("about", "около"), the most that rounding may have done
_ABOUT = frozenset(
    "about around some roughly nearly almost approximately circa около примерно почти порядка қариб тақрибан".split()
)
# "more than 600" is no denial of 612, nor "up to 600" of 587
_AT_LEAST = frozenset("over least than above свыше более больше минимум зиеда беш бештар".split())
_AT_MOST = frozenset("most up under below less fewer до менее меньше то камтар".split())
# points of a part in words, and of a count of dozens, that a rough one may be off: "nearly a third" is 31 per cent, "three
# dozen" about thirty. Without them both are accused; double of either tells as many of the other claims
PART_STEP, DOZENS_STEP = 5.0, 6.0
_DOZENS = frozenset("dozen dozens дюжина дюжины дюжин дюжину".split())
_HALVES = frozenset("half половиной полтора полторы полутора".split())  # "five and a half" of 5.6


def is_rounded(words: SourceText, one: Quantity, source: SourceText, other: Quantity, *, by_claim: bool = False) -> bool:
    """Whether one of two values is printed as a rough one that the other fits: "about 1,500" and 1,487, "over 600" and 612.

    `by_claim` asks whether it is the claim's, in `words`: 15 does not follow from "about 12".
    """
    sides = ((one, words), (other, source))
    ours, theirs = (set(text.forms[max(0, place.start - 2) : place.start]) for place, text in sides)
    is_rough = not _ABOUT.isdisjoint(ours if by_claim else ours | theirs)
    apart, largest = abs(one.value - other.value), max(one.value, other.value)
    is_half = not _HALVES.isdisjoint(words.forms[one.start : one.end])
    if is_half and apart < _step(one.value) / 2:
        return True
    if is_rough and apart <= min(ROUGHLY * largest, max(_step(one.value), _step(other.value))):
        return True
    if is_rough and apart <= max(_slack(text, place) for place, text in sides):
        return True
    if not _AT_LEAST.isdisjoint(ours) and one.value <= other.value <= 2 * one.value:
        return True
    is_most = not _AT_MOST.isdisjoint(ours) or words.forms[max(0, one.start - 2) : one.start] == ["up", "to"]
    return is_most and other.value <= one.value <= 2 * other.value


def _slack(text: SourceText, one: Quantity) -> float:
    """How far a rough number in words may be from what it stands for, beyond its own figures: a part, a count of dozens."""
    if one.unit == "%" and one.low < one.high and not any(form.isdecimal() for form in text.forms[one.start : one.end]):
        return min(PART_STEP, ROUGHLY * one.value)
    return DOZENS_STEP if not _DOZENS.isdisjoint(text.forms[one.start : one.end]) and one.value > 2 * DOZENS_STEP else 0.0


def _step(value: float) -> float:
    """The step to which a value may have been rounded: 500 of 16,500, 100 of 600, 5 of 25, 1 of 17, 0.1 of 2.3."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    places = len(digits.partition(".")[2])
    whole = round(value * 10**places)
    power = len(str(whole)) - len(str(whole).rstrip("0"))
    step = 10**power * (5 if whole // 10**power % 5 == 0 else 1)
    return float(step / 10**places)
