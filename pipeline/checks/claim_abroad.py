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
from citations.quantities import Quantity, quantities
from citations.translation import MIN_LEAD, held_by_sentences
from citations.units import is_general
from citations.words import SourceText, sentences
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.claim_number import fits, is_rounded
from pipeline.checks.subject import sentence_at

LEAST_HELD = 3.0  # weight of the claim that a sentence must hold, a name or another number in it
NOUN_WORDS = 3  # behind a number, among which the noun that it counts stands, in either language
DERIVED_SLACK = 0.02  # of a value: what follows from two of the passage's numbers may have been rounded by so much


def other_number_abroad(claim: Claim, numbers: Sequence[Quantity], dictionary: Dictionary) -> Conflict | None:
    """Return the number of the claim that a sentence in another language contradicts, None where that is not sure."""
    if _main_script(claim.words) != "latin" or _main_script(claim.source) != "cyrillic":
        return None
    everywhere = [other for text in claim.sources for other in quantities(text)]
    left = [one for one in numbers if one.unit and not any(fits(one, other) for other in everywhere)]
    if len(_ranges(left)) != 1:
        return None
    told = quantities(claim.source)
    free = [
        other
        for other in told
        if not any(fits(one, other) for one in numbers) and _counts_the_same(claim, left[0], other, dictionary)
    ]
    place = _sentence_about(_without(claim.words, left), claim.source, free, dictionary)
    if place is None:
        return None
    within = [other for other in told if place[0] <= other.start < place[1]]
    rivals = [other for other in free if other in within]
    if len(_ranges(rivals)) != 1 or any(is_rounded(claim, left[0], other) for other in rivals) or _follows(left[0], within):
        return None
    return Conflict(claimed=left[0].span, found=rivals[0].span, sentence=sentence_at(claim.source, rivals[0].start))


def _without(text: SourceText, numbers: Sequence[Quantity]) -> str:
    """A text with blanks in the places of numbers."""
    shown = text.text
    for one in numbers:
        start, end = text.starts[one.start], text.ends[one.end - 1]
        shown = shown[:start] + " " * (end - start) + shown[end:]
    return shown


def _sentence_about(claim: str, source: SourceText, rivals: Sequence[Quantity], dictionary: Dictionary) -> tuple[int, int] | None:
    """The sentence with a rival that holds most of the claim, if that is enough and more than any other such sentence holds."""
    if not rivals:
        return None
    held, bounds = held_by_sentences(claim, source, dictionary), sentences(source)
    with_rival = [
        (score, has_anchor, place)
        for (score, has_anchor), place in zip(held, bounds, strict=True)
        if any(place[0] <= other.start < place[1] for other in rivals)
    ]
    score, has_anchor, place = max(with_rival, key=lambda one: one[0])
    second = max((other for other, _, elsewhere in with_rival if elsewhere != place), default=0.0)
    return place if has_anchor and score >= max(LEAST_HELD, MIN_LEAD * second) else None


def _main_script(text: SourceText) -> str:
    return max(text.scripts, key=text.scripts.__getitem__, default="")


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
