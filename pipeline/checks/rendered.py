"""Where a source says a word, a number or a name of the claim: by stem, dictionary, and the sound of names.

Enters: a claim with its source, a word, number or name of it, a dictionary. Leaves: the places of the source's words that may
render it, and whether two numbers or names may be one. It finds what two sentences have in common and proves no translation.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from citations.dictionary import Dictionary, vocabulary_of
from citations.glossary import stems_of
from citations.proper_names import SHORTEST_KEY, ProperName, is_body, keys_of, proper_names
from citations.quantity import Quantity
from citations.units import are_one_unit, stem_of
from citations.words import SourceText
from pipeline.checks.abroad import is_abroad
from pipeline.checks.claim import Claim
from pipeline.checks.subject import stems

# Counted for this rule alone, each claim of tests/cases/claims.md on its own page:
# 3 and 6 change nothing there
NAME_LETTERS = 4  # of a name's key with which a longer one may begin: "Tajik", "Таджикистана"


def rendered(claim: Claim, index: int, dictionary: Dictionary) -> frozenset[int]:
    """Return the words of the source that say word `index` of the claim; empty for one that tells nothing by itself."""
    form = claim.words.forms[index]
    if form.isdecimal():
        return frozenset(claim.source.places.get(form, ()))
    if not stems(claim.words, index, index + 1):
        return frozenset()
    named = capitals(claim.source, claim.words.raw(index)) if claim.words.raw(index)[0].isupper() else frozenset()
    if not is_abroad(claim):
        return named | _by_stem(claim.source).get(stem_of(form), frozenset())
    forms = vocabulary_of(claim.source).forms_of(stems_of(form), dictionary.glosses(form))
    return named | frozenset(place for other in forms for place in claim.source.places.get(other, ()))


def count_alike(claim: Claim, one: Quantity, other: Quantity) -> bool:
    """Return whether a number of the claim and one of the source may count one thing by their units; in two languages any."""
    return are_one_unit(one.unit, other.unit) or None in (one.unit, other.unit) or is_abroad(claim)


def is_same_value(claim: Claim, one: Quantity, other: Quantity) -> bool:
    """Return whether a number of the claim may be one of the source."""
    return one.value == other.value and count_alike(claim, one, other)


def share_a_family_name(claim: Claim, one: ProperName, other: ProperName) -> bool:
    """Return whether a name of the claim ends as one of the source does, in any script."""
    return not keys_of([claim.words.raw(one.end - 1)]).isdisjoint(keys_of([claim.source.raw(other.end - 1)]))


def tells_of_nobody_there(claim: Claim) -> bool:
    """Return whether none of the persons whom the claim names stands in the source."""
    persons = [one for one in proper_names(claim.words) if one.end - one.start > 1 and not is_body(claim.words, one)]
    return bool(persons) and not any(capitals(claim.source, claim.words.raw(one.end - 1), SHORTEST_KEY) for one in persons)


def held(claim: Claim, indexes: Iterable[int], dictionary: Dictionary, place: tuple[int, int]) -> tuple[int, int]:
    """Return how many of the claim's words a place of the source says, and how many of them tell something."""
    telling = [index for index in dict.fromkeys(indexes) if stems(claim.words, index, index + 1)]
    said = [index for index in telling if any(place[0] <= other < place[1] for other in rendered(claim, index, dictionary))]
    return len(said), len(telling)


@functools.lru_cache(maxsize=16)
def _by_stem(text: SourceText) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for form, places in text.places.items():
        found.setdefault(stem_of(form), set()).update(places)
    return {stem: frozenset(places) for stem, places in found.items()}


@functools.lru_cache(maxsize=16)
def _capitals(text: SourceText) -> dict[str, frozenset[int]]:
    """The places of the words of names, by their keys and what these begin with."""
    found: dict[str, set[int]] = {}
    for form, places in text.places.items():
        at = [place for place in places if text.raw(place)[0].isupper()]
        for key in keys_of([text.raw(at[0])]) if at and form.isalpha() else ():
            for length in range(min(NAME_LETTERS, len(key)), len(key) + 1):
                found.setdefault(key[:length], set()).update(at)
    return {key: frozenset(places) for key, places in found.items()}


def capitals(text: SourceText, raw: str, least: int = NAME_LETTERS) -> frozenset[int]:
    """Return the words with a capital that are a name of the claim in any script, of `least` letters, or begin with it."""
    known = _capitals(text)
    return frozenset(place for key in keys_of([raw]) if len(key) >= least for place in known.get(key, ()))
