"""Whether a given name in brackets may stand before a family name: "[Viktor] Lapshin" for "Lapshin himself" or "V. Lapshin".

Enters: a bracket of a quotation, and its place in the source. Leaves: yes or no. It is honest where the source gives nobody of
that family name another given name.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.forenames import is_forename, may_be_one
from citations.lexicon import is_function_word, is_honorific
from citations.matching.nouns import is_form_of
from citations.matching.referents import Bracket
from citations.proper_names import is_office
from citations.words import SourceText, sentence_starts

_GIVEN_WORDS = 2  # a given name, and a patronymic or a second one
_STEM = 3  # letters that the cases of a family name share at least
_SELF = frozenset("сам сама".split())


def gives_a_first_name(bracket: Bracket) -> bool:
    """Return whether the brackets give a given name that the source may mean: "[Леонид] Брасов" for "Л. Брасов"."""
    source, family, own = bracket.source, bracket.end, bracket.mark.words
    if not 0 < len(own) <= _GIVEN_WORDS or not all(word.capital and len(word.form) > 1 for word in own):
        return False
    if family >= len(source.forms) or not source.raw(family)[0].isupper() or is_function_word(source.forms[family]):
        return False
    stands_for_none = all(form in _SELF or is_honorific(form) for form in bracket.theirs)
    is_initial = all(len(form) == 1 for form in bracket.theirs) and _agrees(bracket.forms[0], bracket.theirs[0])
    return (stands_for_none or is_initial) and all(_agrees(bracket.forms[0], given) for given in _given(source, family))


def gives_another_first_name(bracket: Bracket) -> bool:
    """Return whether the brackets put a given name before a family name that the source gives other ones alone: "[Jo] Marsh"
    where it tells of Ann Marsh.
    """
    source, family, own = bracket.source, bracket.end, bracket.forms
    if not own or not is_forename(own[0]) or family >= len(source.forms) or not source.raw(family)[0].isupper():
        return False
    given = [one for one in _given(source, family) if len(one) == 1 or is_forename(one)]
    return bool(given) and not any(_agrees(own[0], one) or may_be_one(own[0], one) for one in given)


def _given(source: SourceText, family: int) -> Iterator[str]:
    """Yield the given name before every place of the family name of word `family`, where there is one."""
    name = source.forms[family]
    for form in source.places:
        if form[:_STEM] == name[:_STEM] and is_form_of(name, form):
            yield from (given for place in source.places[form] if (given := _given_before(source, place)))


def _given_before(source: SourceText, place: int) -> str:
    """Return the first of the names and initials right before word `place`; "" for none, or an office."""
    given = ""
    for index in range(place - 1, max(-1, place - 1 - _GIVEN_WORDS), -1):
        form = source.forms[index]
        is_name = (
            source.raw(index)[0].isupper()
            and source.gap(index + 1).strip() in ("", ".")
            and not sentence_starts(source, index + 1)
        )
        if not is_name or form in _SELF or is_function_word(form) or is_honorific(form) or is_office(form):
            break
        given = form
    return given


def _agrees(own: str, given: str) -> bool:
    """Return whether a given name may be the other one: the same in another case, or its initial."""
    return own.startswith(given) if len(given) == 1 else is_form_of(own, given)
