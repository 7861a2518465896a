"""Brackets that repeat a noun of the source and say what the word before it points at: "[the register of flats]" for "such a
register", "[появления кредитов]" for "их появления".

Enters: folded words of brackets, and a place in a source (`citations.words`). Leaves: yes or no, or the words replaced. It is
honest where every other word in the brackets stands in the sentence before.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.lexicon import is_function_word, is_negation
from citations.matching.nouns import is_form_of
from citations.numerals import is_number
from citations.words import SourceText, sentence_begin

_OWNERS = frozenset("its their их".split())  # not "his": of two persons nobody can tell which one
_POINTERS = _OWNERS | frozenset(
    "such a an this that these those такой такого такому таким таком такая такую такие таких этот этого этому этим этом эта эту "
    "этой эти этих".split()
)
_POINTER_WORDS = 2  # before the noun: "such a | register"


def says_which_of_it(forms: Sequence[str], source: SourceText, start: int, end: int) -> bool:
    """Return whether the brackets' words repeat the noun of the source's words `start` to `end`, and say what they point at."""
    if not _points_at_noun(forms, source, start, end) or any(is_number(form) or is_negation(form) for form in forms):
        return False
    noun, first = source.forms[end - 1], sentence_begin(source, start + 1)
    telling = [form for form in forms if form != noun and not is_function_word(form)]
    # "their" may mean whatever was named: it is told of what the sentence before ends with alone
    low = first - len(telling) if source.forms[start] in _OWNERS else sentence_begin(source, first)
    near = source.forms[max(0, low) : first]
    return bool(telling) and all(any(is_form_of(form, other) for other in near) for form in telling)


def pointed_noun(forms: Sequence[str], source: SourceText, index: int, *, before: bool) -> tuple[int, int] | None:
    """Return the words beside word `index`, a noun that the brackets repeat and what points at it; None for none."""
    for count in range(_POINTER_WORDS + 1, 1, -1):
        start, end = (index - count, index) if before else (index, index + count)
        if start >= 0 and end <= len(source.forms) and _points_at_noun(forms, source, start, end):
            return start, end
    return None


def _points_at_noun(forms: Sequence[str], source: SourceText, start: int, end: int) -> bool:
    if not 1 < end - start <= _POINTER_WORDS + 1 or any(source.gap(at).strip() for at in range(start + 1, end)):
        return False
    noun = source.forms[end - 1]
    return not is_function_word(noun) and noun in forms and all(form in _POINTERS for form in source.forms[start : end - 1])
