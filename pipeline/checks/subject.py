"""Which sentences of a source are about the same thing as a place in the claim? Told by the words of content that they share.

Enters: the claim and the source's text, both in words. Leaves: sentences as pairs of word numbers, and what they share. Words are
compared by their stems, in one language only: a sentence in another language shares nothing.
"""

from __future__ import annotations

import functools
from bisect import bisect_right

from citations.lexicon import is_function_word
from citations.numerals import PERCENT, is_number
from citations.quantities import noun_of
from citations.quantity import Quantity
from citations.units import stem_of
from citations.words import SourceText, printed_span
from citations.words import sentences as whole_sentences

# of the claim, to each side of a place, that say what it is about: a clause with what depends on it. Of 151 other numbers of
# tests/cases/claims.md 10 tells 132; 6 tells 128 and accuses two of 338 faithful claims, 20 tells 130
NEAR_WORDS = 10
# words; what has no full stop for longer is a table or a list, and is cut: 20 tells six fewer of 251 altered claims and accuses
# a faithful one, 40 and 90 are as good
LONGEST_SENTENCE = 60

# Words that stand in sentences about anything, beside the function words of `citations/lexicon.py`
_EMPTY = frozenset(
    "about above after all also among around because been before being below between both but could did does down during "
    "accounted accounts amounted each few goes gone into just more most much near nearly only other out over said says same "
    "should since some such than then there through told too under until upon very went were what when where while will with "
    "within without would year "
    "years будет были более было всего года году даже если есть еще когда который между может около перед почти при сказал "
    "сказала сообщил сообщила только тоже уже чтобы этого".split()
)

Sentence = tuple[int, int]


@functools.lru_cache(maxsize=16)
def sentences(text: SourceText) -> tuple[Sentence, ...]:
    """Return the sentences of a text, in order, none longer than `LONGEST_SENTENCE`."""
    return tuple(
        (cut, min(cut + LONGEST_SENTENCE, end))
        for start, end in whole_sentences(text)
        for cut in range(start, end, LONGEST_SENTENCE)
    )


def sentence_at(text: SourceText, index: int) -> Sentence:
    """Return the sentence that holds word `index`."""
    found = sentences(text)
    return found[bisect_right(found, index, key=lambda one: one[0]) - 1]


def about(text: SourceText, start: int, end: int) -> frozenset[str]:
    """Return the stems of content that stand near the words `start` to `end` of a claim, in the same sentence."""
    return frozenset(stem_of(text.forms[index]) for index in near_words(text, start, end) if _tells(text.forms[index]))


def about_number(text: SourceText, one: Quantity) -> frozenset[str]:
    """Return the stems of content near a number of a claim, the words of its unit apart."""
    noun = noun_of(text, one)
    return about(text, *one.span) - (stems(text, min(one.end, noun), noun + 1) if noun is not None else frozenset())


def near_words(text: SourceText, start: int, end: int) -> tuple[int, ...]:
    """Return the words of a claim that stand near its words `start` to `end`, in the same sentence."""
    first, last = sentence_at(text, start)
    return (*range(max(first, start - NEAR_WORDS), start), *range(end, min(last, end + NEAR_WORDS)))


def shared(wanted: frozenset[str], text: SourceText, sentence: Sentence) -> int:
    """Return how many of the stems `wanted` a sentence of the source holds."""
    kept = _stems_by_sentence(text)
    if sentence not in kept:
        kept[sentence] = stems(text, *sentence)
    return len(wanted & kept[sentence])


@functools.lru_cache(maxsize=16)
def _stems_by_sentence(text: SourceText) -> dict[Sentence, frozenset[str]]:  # noqa: ARG001  # one dictionary for each text
    return {}


def stems(text: SourceText, start: int, end: int) -> frozenset[str]:
    """Return the stems of the words of content from `start` to `end` (exclusive)."""
    return frozenset(stem_of(form) for form in text.forms[start:end] if _tells(form))


def _tells(form: str) -> bool:
    is_empty = is_function_word(form) or is_number(form) or form in PERCENT or form.startswith(("процент", "percent", "фоиз"))
    return len(form) > 2 and not is_empty and form not in _EMPTY


def passage_of(text: SourceText, sentence: Sentence) -> tuple[str, tuple[int, int]]:
    """Return the words of a sentence as printed, and their place in the text."""
    place = printed_span(text, *sentence)
    return text.text[slice(*place)], place
