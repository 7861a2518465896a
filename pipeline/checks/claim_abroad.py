"""Whether a source in another language gives another value for a number of an English claim.

Enters: the claim in words, its source, the claim's quantities, a dictionary. Leaves: the one number that a sentence contradicts
which holds enough of the claim's names, words and other numbers in translation. A claim may say with numbers what its source says
without; so a number is held against it only where it is the only one left over, counts what a number of that sentence counts, and
follows from none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from citations.dictionary import Dictionary, vocabulary_of
from citations.glossary import stems_of
from citations.lexicon import is_function_word
from citations.quantities import quantities
from citations.quantity import Quantity
from citations.units import is_general
from citations.words import sentences
from pipeline.checks.abroad import is_abroad, sentence_retold
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.claim_number import fits
from pipeline.checks.rendered import tells_of_nobody_there
from pipeline.checks.rounded import is_rounded
from pipeline.checks.subject import sentence_at

# of the claim, the number apart, that the sentence must hold: of 32 by hand 0.3 tells 15, 0.4 13, 0 16 with three more false
LEAST_SHARE = 0.3
PLAIN_HELD, PLAIN_SHARE = 2.5, 0.5  # weight, and part of the claim, that is enough without a name or another number
NOUN_WORDS = 3  # behind a number, among which the noun that it counts stands, in either language
MOST_APART = 100  # times, by which two counts of one thing may differ; a nought or three too many are no chance and told before
DERIVED_SLACK = 0.02  # of a value: what follows from two of the passage's numbers may have been rounded by so much


def other_number_abroad(claim: Claim, numbers: Sequence[Quantity], dictionary: Dictionary) -> Conflict | None:
    """Return the number of the claim that a sentence in another language contradicts, None where that is not sure."""
    if not is_abroad(claim):
        return None
    everywhere = [other for text in claim.sources for other in quantities(text)]
    left = [one for one in numbers if one.unit and not any(fits(one, other) for other in everywhere)]
    if len(_ranges(left)) != 1 or tells_of_nobody_there(claim):
        return None
    if _follows(left[0], [one for one in numbers if one not in left]):
        return None
    told = quantities(claim.source)
    free = [
        other
        for other in told
        if not any(fits(one, other) for one in numbers)
        and max(left[0].value, other.value) <= MOST_APART * max(1, min(left[0].value, other.value))
        and _counts_the_same(claim, left[0], other, dictionary)
    ]
    if slip := _in_thousands(left[0], [other for other in told if not any(fits(one, other) for one in numbers)]):
        return Conflict(claimed=left[0].span, found=slip.span, sentence=sentence_at(claim.source, slip.start))
    bounds = [one for one in sentences(claim.source) if any(one[0] <= other.start < one[1] for other in free)]
    doubted = [one.span for one in left]
    place = sentence_retold(claim, doubted, dictionary, bounds, LEAST_SHARE)
    place = place or sentence_retold(claim, doubted, dictionary, bounds, PLAIN_SHARE, PLAIN_HELD)
    if place is None:
        return None
    within = [other for other in told if place[0] <= other.start < place[1]]
    rivals = [other for other in free if other in within]
    if any(is_rounded(claim.words, left[0], claim.source, other) for other in rivals):
        return None
    if len(_ranges(rivals)) != 1 or _follows(left[0], within):
        return None
    return Conflict(claimed=left[0].span, found=rivals[0].span, sentence=sentence_at(claim.source, rivals[0].start))


def _in_thousands(one: Quantity, free: Sequence[Quantity]) -> Quantity | None:
    """The one number of the same unit and the same figures, thousand or million times more or less: "340 thousand roubles"."""
    found = [other for other in free if other.unit == one.unit and max(one.value, other.value) in _thousandfold(one, other)]
    return found[0] if len(_ranges(found)) == 1 else None


def _thousandfold(one: Quantity, other: Quantity) -> tuple[float, ...]:
    least = min(one.value, other.value)
    return tuple(least * step for step in (1e3, 1e6, 1e9)) if least >= 1 else ()


def _ranges(found: Sequence[Quantity]) -> set[tuple[float, float]]:
    return {(one.low, one.high) for one in found}


def _counts_the_same(claim: Claim, one: Quantity, other: Quantity, dictionary: Dictionary) -> bool:
    """Whether two numbers count the same: by a unit that both languages share, or a noun that is the other's translation."""
    if one.unit == other.unit:
        return True
    if is_general(one.unit or "") or is_general(other.unit or "") or other.unit is None:
        return False
    nouns = [form for form in claim.words.forms[one.end : one.end + NOUN_WORDS] if not is_function_word(form)]
    vocabulary = vocabulary_of(claim.source)
    translated = {form for noun in nouns for form in vocabulary.forms_of(stems_of(noun), dictionary.glosses(noun))}
    return not translated.isdisjoint(claim.source.forms[other.end : other.end + NOUN_WORDS])


def _follows(one: Quantity, told: Sequence[Quantity]) -> bool:
    """Whether a value is the sum, the difference or the rate of two numbers of the passage."""
    values = [other.value for other in told]
    pairs = [(max(pair), min(pair)) for pair in combinations(values, 2)]
    derived = [
        value for many, few in pairs for value in (many + few, many - few, *((many / few, 100 * few / many) if few else ()))
    ]
    return any(abs(one.value - value) <= DERIVED_SLACK * value for value in derived)
