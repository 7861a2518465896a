"""The passage of a Russian or Tajik source that an English quotation translates, found by numbers, names and common words.

Enters: a quotation and a `SourceText` in another language. Leaves: the sentences that share most with it, or None, and what
in them seems to disagree: a number, a denial. It never says that a translation is right: that takes a reader.
"""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citations.dictionary import NO_DICTIONARY, Dictionary, vocabulary_of
from citations.disagreement import disagreements, numbers_of
from citations.finding import Difference
from citations.glossary import stems_of
from citations.lexicon import is_function_word
from citations.names import name_key
from citations.numerals import is_number
from citations.proper_names import is_family_name
from citations.regex import regex
from citations.words import SourceText, find_words, prepare, printed_span, sentences

# A passage is called the one translated when it holds two numbers or names, or three words, of the quotation, two fifths of
# what can be recognised at all, and more than any other. By `tests/sweep.py translation` (131 faithful quotations by hand and 800
# drawn, without a dictionary and with one; 71 and 104 were found, 788 and 786 of the drawn, before STAND_IN and SHORT_SCORE came,
# and 79 and 116 since): a score of 2.0 finds 87 and 112 and accuses as many, but once showed passages for 1 and 10
# of 421 of other articles by hand; 3.0 finds 64 and 95. A share of 0.3 accuses 33 of the 200, 0.5 one, and finds 697 drawn ones
# with a dictionary. At 1.0 a word of the dictionary outweighs a right passage by accident (783 drawn); 0.5 finds 93 by hand.
MIN_SCORE = 2.5
MIN_SHARE = 0.4  # of the weight of what can be recognised of the quotation
# times the score of the next passage that shares no sentence with it: of 800 drawn 1.0 finds 780 and accuses a faithful one,
# 1.15 770 and none, 1.5 681
MIN_LEAD = 1.15
NAME_WEIGHT, NUMBER_WEIGHT, WORD_WEIGHT = 2.0, 2.0, 1.0
GLOSS_WEIGHT = 0.8  # of a word that the dictionary alone knows: it has many senses, and is met by accident more often
# what a further sentence of a passage must add to it: 0.5 finds 755 of the 800 and accuses one of 16 held out, 2.5 finds 770
NEXT_SENTENCE = 1.5
MOST_SENTENCES = 4  # of a passage
MIN_NAME_LETTERS = 4  # of a name's key; a shorter one is a syllable of many words
ENDING_LETTERS = 3  # that declension adds to a name or takes from it
# Of the one number or name for which a passage has another: without it 21 of 44 other numbers by hand are told with the glossary
# alone and 41 with a dictionary, with it 35 and 47 (more words being known); 0.8 tells 3 less
STAND_IN = 1.0
# of a word that nothing translates, where such a number stands: at 0 25 of 3400 faithful quotations beside other articles are
# accused with the glossary alone, at 0.2 and 0.5 9; 4 to 6 with a dictionary
UNTOLD_WEIGHT = 0.2
# A short quotation has so much, and renders so much of the words between marks of speech: 0.6 finds 3 less of 170, 1.8 two
SHORT_SCORE, SHORT_SHARE = 1.6, 0.5
LEAST_LENGTH = 0.5  # of a quotation, in words, that a speech must have to be what it renders
# English words that go with others, which a dictionary renders in many ways, and Russian with none
_EMPTY = frozenset(
    "up off out back about over down away since although though will would shall get gets got let lets no nobody none all any "
    "every much many very just even still too also there here then than".split()
)
# matches: «Слова», — сказал он; — Слова, — сказал он    does not: "кое-как"
_SPEECH_MARK = regex(r"""[«»„“”] | (?:^|\s)[—–-]\s""", re.VERBOSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Located:
    """The passage, its place in the source's text, the share of the quotation's recognised weight that it holds (0 to 1),
    and what disagrees: `observed_span` counts in the passage.
    """

    passage: str
    span: tuple[int, int]
    share: float
    conflicts: tuple[Difference, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What a sentence holds of an English text: its weight, whether a name or a number is in it, and its share (0 to 1): of all
    or of the plain words, whichever is less.
    """

    weight: float
    has_anchor: bool
    share: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _Unit:
    """Something of the quotation that can be recognised: a word by its stems and base forms, a name's key or a number's value."""

    span: tuple[int, int]
    weight: float
    stems: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    key: str = ""
    value: float | None = None


def locate(exact: str, source: SourceText, dictionary: Dictionary = NO_DICTIONARY) -> Located | None:
    """Return the passage that `exact` seems to translate, or None when none stands out; `dictionary` helps the own glossary.

    A number or a name for which the passage has another one speaks neither for it nor against it.
    """
    units = [_as_found(unit, source) for unit in _units(exact, dictionary)]
    total = sum(unit.weight for unit in units)
    bounds = sentences(source)
    places = _places_of_all(units, source)
    wanted = max(1, sum(mark in ".!?…" for mark in exact.rstrip('.!?…”"’ ')) + 1)
    passages = list(_passages(_held(places, bounds), units, wanted))
    if not passages:
        return None
    (score, first, last) = max(passages, key=lambda one: (one[0], one[1] - one[2]))
    rival = max((other for other, start, end in passages if end <= first or start >= last), default=0.0)
    low, high = bounds[first][0], bounds[last - 1][1]
    own, conflicts = _told_of(exact, units, places, source, low, high)
    replaced = _weight_replaced(units, conflicts)
    known = score + (STAND_IN if replaced else 0.0)
    explained = _explained(places, source, *own)
    unknown = UNTOLD_WEIGHT * _untold(exact, units) if replaced else 0.0
    if score < MIN_LEAD * rival or score < MIN_SHARE * (total - replaced + unknown):
        return None
    if known < MIN_SCORE and not (known >= SHORT_SCORE and explained >= SHORT_SHARE):
        return None
    span = printed_span(source, low, high)
    shift = source.starts[low] - span[0]
    moved = tuple(replace(one, observed_span=_shifted(one.observed_span, shift)) for one in conflicts)
    return Located(passage=source.text[slice(*span)], span=span, share=round(score / total, 3), conflicts=moved)


def _told_of(
    exact: str, units: Sequence[_Unit], places: Sequence[Sequence[int]], source: SourceText, low: int, high: int
) -> tuple[tuple[int, int], tuple[Difference, ...]]:
    """Return the part of a passage that a quotation renders, and what disagrees in it, or else in the whole passage."""
    rendering = lambda span: (place for unit, found in zip(units, places, strict=True) if unit.span == span for place in found)  # noqa: E731
    own = _speech_in(places, source, low, high, LEAST_LENGTH * len(find_words(exact)))
    if found := disagreements(exact, source, *own, rendering):
        shift = source.starts[own[0]] - source.starts[low]
        return own, tuple(replace(one, observed_span=_shifted(one.observed_span, shift)) for one in found)
    return own, disagreements(exact, source, low, high, rendering)


def _speech_in(places: Sequence[Sequence[int]], source: SourceText, low: int, high: int, least: float) -> tuple[int, int]:
    """Return the words between marks of speech that hold all that was found in a passage, all of it where they are too few."""
    found = [place for one in places for place in one if low <= place < high]
    cuts = [low, *(place for place in range(low + 1, high) if _SPEECH_MARK.search(source.gap(place))), high]
    first = max(cut for cut in cuts if cut <= min(found))
    last = min(cut for cut in cuts if cut > max(found))
    return (first, last) if last - first >= least else (low, high)


def _weight_replaced(units: Sequence[_Unit], conflicts: Sequence[Difference]) -> float:
    """The weight of the numbers and names for which a passage has others: of a person all names."""
    spans = [one.quoted_span for one in conflicts if one.kind in ("number", "name")]
    return sum(unit.weight for unit in units if [unit.span] == spans)


def _explained(places: Sequence[Sequence[int]], source: SourceText, low: int, high: int) -> float:
    """The share of a passage's words of content that a quotation renders."""
    content = {place for place in range(low, high) if not is_function_word(source.forms[place])}
    return sum(place in content for place in {place for one in places for place in one}) / max(1, len(content))


def held_by_sentences(exact: str, source: SourceText, dictionary: Dictionary = NO_DICTIONARY) -> list[Held]:
    """Return for every sentence of a source what it holds of an English text."""
    units = [_as_found(unit, source) for unit in _units(exact, dictionary)]
    words = {number for number, unit in enumerate(units) if unit.weight < NAME_WEIGHT}
    total = sum(unit.weight for unit in units)
    plain, untold = sum(units[number].weight for number in words), WORD_WEIGHT * _untold(exact, units)
    found = []
    for held in _held(_places_of_all(units, source), sentences(source)):
        weight, of_words = (sum(units[number].weight for number in one) for one in (held, held & words))
        share = min(part / (whole + untold) if whole + untold else 0.0 for part, whole in ((weight, total), (of_words, plain)))
        found.append(Held(weight=weight, has_anchor=not held <= words, share=share))
    return found


def _untold(exact: str, units: Sequence[_Unit]) -> int:
    """How many words of content nothing translates: a dictionary lacks them."""
    told = {unit.span[0] for unit in units}
    plain = [word for word in find_words(exact) if not (word.capital or is_function_word(word.form) or is_number(word.form))]
    return sum(word.start not in told for word in plain)


def conflicts_between(english: str, other: str) -> tuple[Difference, ...]:
    """Return what disagrees in a short English text and its original: a number, a name, a denial; `observed_span` is in `other`.

    >>> [(one.quoted, one.observed) for one in conflicts_between("Court Jails 9 Miners", "Суд посадил 7 шахтёров")]
    [('9', '7')]
    """
    source = prepare(other)
    if not source.forms:
        return ()
    shift, units = source.starts[0], list(_units(english, NO_DICTIONARY))
    found = disagreements(english, source, 0, len(source.forms), lambda span: _places_of(span, units, source))
    return tuple(replace(one, observed_span=_shifted(one.observed_span, shift)) for one in found)


def _shifted(span: tuple[int, int], by: int) -> tuple[int, int]:
    return (span[0] + by, span[1] + by) if span[1] else span


def _units(exact: str, dictionary: Dictionary) -> Iterator[_Unit]:
    words = find_words(exact)
    for start, end, value in numbers_of(tuple(word.form for word in words)):
        yield _Unit(span=(words[start].start, words[end - 1].end), weight=NUMBER_WEIGHT, value=value)
    for index, word in enumerate(words):
        if is_number(word.form) or is_function_word(word.form) or word.form in _EMPTY:
            continue
        span, stems = (word.start, word.end), stems_of(word.form)
        told = tuple(gloss for gloss in dictionary.glosses(word.form) if not is_function_word(gloss))
        if stems or (told and (not word.capital or not index)):
            yield _Unit(span=span, weight=WORD_WEIGHT if stems else GLOSS_WEIGHT, stems=stems, words=told)
        elif word.capital and len(key := name_key(word.form)) >= MIN_NAME_LETTERS and (index or is_family_name(word.form)):
            yield _Unit(span=span, weight=NAME_WEIGHT, key=key, words=told)


def _as_found(unit: _Unit, source: SourceText) -> _Unit:
    """Return the unit, a name that the source does not have as the word that it also is: "International", "Council"."""
    if not unit.key or not unit.words or any(_is_name(unit.key, key) for key in _capitals(source)):
        return unit
    return replace(unit, weight=GLOSS_WEIGHT, key="")


def _places_of_all(units: Sequence[_Unit], source: SourceText) -> list[Sequence[int]]:
    """Return, for every unit, the words of the source that it is recognised in."""
    places: dict[tuple[object, ...], Sequence[int]] = {}
    for unit in units:
        looked_for = (unit.stems, unit.words, unit.key, unit.value)
        if looked_for not in places:
            places[looked_for] = tuple(_places(unit, source))
    return [places[unit.stems, unit.words, unit.key, unit.value] for unit in units]


def _held(places: Sequence[Sequence[int]], bounds: Sequence[tuple[int, int]]) -> list[frozenset[int]]:
    """Return, for every sentence, the numbers of the units that it holds."""
    held: list[set[int]] = [set() for _ in bounds]
    starts = [start for start, _ in bounds]
    for number, found in enumerate(places):
        for place in found:
            held[bisect_right(starts, place) - 1].add(number)
    return [frozenset(one) for one in held]


def _places(unit: _Unit, source: SourceText) -> Iterator[int]:
    """Yield the words of the source that a unit is recognised in."""
    if unit.value is not None:
        yield from _places_of_values(source).get(unit.value, ())
    elif unit.key:
        yield from (place for key, places in _capitals(source).items() if _is_name(unit.key, key) for place in places)
    else:
        forms = vocabulary_of(source).forms_of(unit.stems, unit.words)
        yield from (place for form in forms for place in source.places[form])


@functools.lru_cache(maxsize=16)
def _places_of_values(source: SourceText) -> dict[float, list[int]]:
    """The first words of the source's numbers, by their value."""
    places: dict[float, list[int]] = {}
    for start, _, value in numbers_of(tuple(source.forms)):
        places.setdefault(value, []).append(start)
    return places


@functools.lru_cache(maxsize=16)
def _capitals(source: SourceText) -> dict[str, list[int]]:
    """The words of the source with a capital, by their keys: "Артём" is "Artem" and "Artyom"."""
    places: dict[str, list[int]] = {}
    for place in range(len(source.forms)):
        if source.raw(place)[:1].isupper():
            for key in {name_key(source.forms[place]), name_key(source.raw(place))}:
                places.setdefault(key, []).append(place)
    return places


def _is_name(ours: str, theirs: str) -> bool:
    """Whether two keys are of one name, its case endings apart: "kabiri" and "kabirim"."""
    shared = min(len(ours), len(theirs))
    stem = max(MIN_NAME_LETTERS, len(ours) - 2)
    return shared >= MIN_NAME_LETTERS and abs(len(ours) - len(theirs)) <= ENDING_LETTERS and ours[:stem] == theirs[:stem]


def _passages(held: Sequence[frozenset[int]], units: Sequence[_Unit], wanted: int) -> Iterator[tuple[float, int, int]]:
    """Yield score, first and last sentence (exclusive) of every run of neighbouring sentences that holds something.

    What many sentences hold says less, as in inverse document frequency, but never less than half its weight.
    """
    count = Counter(number for one in held for number in one)
    rare = {number: max(0.5, 1 - math.log1p(count[number] - 1) / 4) for number in count}
    for first in range(len(held)):
        together: frozenset[int] = frozenset()
        for last in range(first + 1, min(len(held), first + min(MOST_SENTENCES, wanted + 1)) + 1):
            added = held[last - 1] - together
            together |= held[last - 1]
            if (last == first + 1 or added) and together:
                score = sum(units[number].weight * rare[number] for number in together)
                yield score - NEXT_SENTENCE * (last - first - 1), first, last


def _places_of(span: tuple[int, int], units: Sequence[_Unit], source: SourceText) -> Iterator[int]:
    """Yield the words of the source that render the word of the quotation at `span`."""
    return (place for unit in units if unit.span == span for place in _places(unit, source))
