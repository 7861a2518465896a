"""Whether a source in another language gives another person for the one whom an English claim names.

Enters: the claim in words, its names that stand nowhere, a dictionary. Leaves: the one person of the sentence that tells the rest
of the claim, who bears the given name or holds the office, under a family name that does not sound alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from citations.dictionary import Dictionary, vocabulary_of
from citations.disagreement import sound_alike
from citations.forenames import has_forename, may_be_one
from citations.glossary import stems_of
from citations.proper_names import OFFICE_WORDS, ProperName, is_body, is_person, keys_of, proper_names
from citations.words import SourceText, sentences
from pipeline.checks.abroad import is_abroad, sentence_retold
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.subject import Sentence, sentence_at

# of the claim, its family name apart, that the sentence must hold, where the given name is the same: 0.6 tells three fewer of 51
# other names, 0.2 no more
SAME_GIVEN_SHARE = 0.4
# the same, where the office is the same too: tells one more of 51, and accuses none of 338 faithful claims
SAME_BOTH_SHARE = 0.2
# of the claim, its name apart, that the sentence must hold, where an office alone binds the two; 0.4 and 0.8 tell the same
LEAST_SHARE = 0.6


def other_person_abroad(claim: Claim, missing: Sequence[ProperName], dictionary: Dictionary) -> Conflict | None:
    """Return the person of the claim in whose place a sentence in another language names another, None where that is not sure."""
    persons = [one for one in missing if is_person(claim.words, one) or has_forename(claim.words, one)]
    if not is_abroad(claim) or len(persons) != 1:
        return None
    (one,), bounds = persons, sentences(claim.source)
    family = [(one.end - 1, one.end)]
    beside = _persons_left(claim, sentence_retold(claim, family, dictionary, bounds, SAME_BOTH_SHARE))
    rivals = [
        other
        for other in beside
        if _bear_one_given_name(claim, one, other) and _stands_behind_office(claim, one, other, dictionary)
    ]
    if not rivals:
        beside = _persons_left(claim, sentence_retold(claim, family, dictionary, bounds, SAME_GIVEN_SHARE))
        rivals = [other for other in beside if _bear_one_given_name(claim, one, other)]
    if not rivals:
        beside = _persons_left(claim, sentence_retold(claim, [one.span], dictionary, bounds, LEAST_SHARE))
        rivals = [other for other in beside if _hold_one_office(claim, one, other, dictionary)]
    if len({claim.source.forms[other.end - 1] for other in rivals}) != 1 or _sound_alike(claim, one, rivals[0]):
        return None
    return Conflict(claimed=one.span, found=rivals[0].span, sentence=sentence_at(claim.source, rivals[0].start))


def _persons_left(claim: Claim, place: Sentence | None) -> list[ProperName]:
    """The persons of a sentence whom the claim does not name."""
    if place is None:
        return []
    said = keys_of(claim.words.raw(index) for name in proper_names(claim.words) for index in range(name.start, name.end))
    persons = [
        one for one in proper_names(claim.source) if place[0] <= one.start < place[1] and _may_be_person(claim.source, one)
    ]
    return [one for one in persons if said.isdisjoint(keys_of([claim.source.raw(one.end - 1)]))]


def _may_be_person(text: SourceText, one: ProperName) -> bool:
    return is_person(text, one) or (one.end - one.start > 1 and not is_body(text, one))


def _bear_one_given_name(claim: Claim, one: ProperName, other: ProperName) -> bool:
    if one.end - one.start < 2 or other.end - other.start < 2:
        return False
    ours, theirs = claim.words.raw(one.start), claim.source.raw(other.start)
    return min(len(ours), len(theirs)) > 1 and may_be_one(ours, theirs)


def _hold_one_office(claim: Claim, one: ProperName, other: ProperName, dictionary: Dictionary) -> bool:
    """Whether the word for an office before one name translates the one before the other: "Minister", "министр"."""
    return bool(other.office) and any(form.startswith(other.office[0]) for form in _offices(claim, one, dictionary))


def _stands_behind_office(claim: Claim, one: ProperName, other: ProperName, dictionary: Dictionary) -> bool:
    """Whether a word for the office of one stands a few words before the other: "губернатор Луговской области Артём Савельев"."""
    before = claim.source.forms[max(0, other.start - OFFICE_WORDS) : other.start]
    return not _offices(claim, one, dictionary).isdisjoint(before)


def _offices(claim: Claim, one: ProperName, dictionary: Dictionary) -> set[str]:
    """The words of the source that translate the office before a name of the claim."""
    words = claim.words.forms[max(0, one.start - 1) : one.start] if one.office else []
    return {form for word in words for form in vocabulary_of(claim.source).forms_of(stems_of(word), dictionary.glosses(word))}


def _sound_alike(claim: Claim, one: ProperName, other: ProperName) -> bool:
    ours, theirs = claim.words.raw(one.end - 1), claim.source.raw(other.end - 1)
    pairs = [sorted(pair, key=len) for pair in product(keys_of([ours]), keys_of([theirs]))]
    return sound_alike(ours, theirs) or any(long.startswith(short) for short, long in pairs)
