"""Whom "he" or "they" may mean, where an author's brackets put a name for it: somebody whom the source names nearer, or before.

Enters: a bracket of a quotation (`citations.matching.referents`). Leaves: yes or no. Grammar is guessed from endings and
capitals; where a pronoun could mean two persons, it cannot be told whom.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.lexicon import is_honorific
from citations.matching.marks import Mark
from citations.matching.nouns import is_form_of
from citations.matching.referents import Bracket, names_in
from citations.pronouns import ONE_PERSON, SEVERAL, SHE
from citations.proper_names import ProperName, is_body, is_office, is_person, names_between
from citations.words import SourceText, sentence_begin, sentence_starts

_SUBJECTS = frozenset("he she он она".split())
_SAME_SENTENCES = 3  # that begin with one pronoun, and are taken to tell of one person
_NAMING_WORDS = 4
_NAMING = frozenset("is was called named calls known born as это звали зовут называли был была".split())  # "He was called | Dorn"
_LONGEST_NAME = 3  # capitals of one person's name
_LED_BY = 2  # words before a name, an office among them: "to | Judge | Pell"
_AND = frozenset("and & и ва".split())
# Behind these, words belong to the noun before them: "the coverage | of the president".
_OF = frozenset("of for in on at by to from with about между о об на в за для по из от с".split())


def names_a_second_person(bracket: Bracket) -> bool:
    """Return whether the brackets explain "he" by a person whom the sentence before names only behind another one, or not:
    "Beliy told the director, Gorban. He | [Gorban] was afraid"; or "they" by one person. Who is meant cannot be told then.
    """
    own, source = names_in(bracket.mark.words), bracket.source
    if not own:
        return False
    if bracket.pointer in SEVERAL:
        return len(own) <= _LONGEST_NAME and _has_office(bracket.mark) and _AND.isdisjoint(bracket.forms)
    if bracket.pointer not in ONE_PERSON:
        return False
    index = bracket.start if bracket.start < bracket.end else bracket.start - 1
    if sentence_starts(source, index) and _names_one_nearer(own, source, index):
        return True
    named = _named_last(source, index)
    return len(named) > 1 and not _is_one_of(own, source, named[0]) and any(_is_one_of(own, source, one) for one in named[1:])


def names_the_object(bracket: Bracket) -> bool:
    """Return whether "he" at a sentence's beginning is explained by somebody whom the sentences before tell of "him" with:
    "He had reported it to the minister, Dorn. | [Dorn] wanted". Not "He was called Dorn. |".
    """
    source, index = bracket.source, bracket.start
    own, pronoun = names_in(bracket.mark.words), bracket.pointer
    if not own or pronoun not in _SUBJECTS or not index or not sentence_starts(source, index):
        return False
    high = index
    for _ in range(_SAME_SENTENCES):
        low = sentence_begin(source, high)
        if source.forms[low] != pronoun:
            return False
        named = next((at for at in range(low, high) if is_form_of(own[-1], source.forms[at])), None)
        if named is not None:
            return named - low > _NAMING_WORDS or _NAMING.isdisjoint(source.forms[low:named])
        high = low
    return False


def _names_one_nearer(own: Sequence[str], source: SourceText, index: int) -> bool:
    """Return whether the sentence before word `index` names a person whom its pronoun may mean, and not the one in brackets.

    A Russian name that ends with a vowel is a woman's, or stands in a case in which it does nothing.
    """
    low = sentence_begin(source, index)
    if source.forms[low] in ONE_PERSON or any(is_form_of(name, form) for name in own for form in source.forms[low:index]):
        return False  # "He had been chosen by Dorn. He": of the same one as before
    is_she = source.forms[index] in SHE
    return any(_may_be_meant(source, one, is_she=is_she) for one in names_between(source, low, index) if is_person(source, one))


def _may_be_meant(source: SourceText, one: ProperName, *, is_she: bool) -> bool:
    """Return whether "she" or "he" in the next sentence may be this person, who does something in the one before."""
    first, last = source.forms[one.start], source.forms[one.end - 1]
    if not _OF.isdisjoint(source.forms[max(0, one.start - _LED_BY) : one.start]):
        return False  # "wrote to Judge Pell"
    if last.isascii():
        return is_she or one.end - one.start == 1 or not first.endswith("a")  # "Anna Reuter"
    return last.endswith(("а", "я")) == is_she


def _named_last(source: SourceText, index: int) -> list[ProperName]:
    """Return who is named in the sentence of word `index`, before it; in the one before where that names nobody."""
    first = sentence_begin(source, index + 1)
    for begin, end in ((first, index), (sentence_begin(source, first), first) if first else (0, 0)):
        named = [one for one in names_between(source, begin, end) if _is_somebody(source, one)]
        if named:
            return named
    return []


def _is_somebody(source: SourceText, one: ProperName) -> bool:
    """Return whether a name is likely a person's: surely, or of two words that no preposition and no mark leads in."""
    has_two = one.end - one.start > 1 and source.gap(one.start).isspace() and source.gap(one.end - 1).isspace()
    is_led = one.start > 0 and source.forms[one.start - 1] in _OF
    return is_person(source, one) or (has_two and not is_led and not is_body(source, one))


def _is_one_of(own: Sequence[str], source: SourceText, one: ProperName) -> bool:
    return any(is_form_of(name, form) for name in own for form in source.forms[one.start : one.end])


def _has_office(mark: Mark) -> bool:
    """Return whether a form of address or an office stands before the name: "Minister Lindqvist"."""
    first = mark.words[0].form
    return is_honorific(first) or is_office(first)
