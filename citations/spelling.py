"""English words as a dictionary knows them, and what a mistyped one was meant to be.

Enters: single words. Leaves: whether each is known, and the known words one slip away, the commonest first. The words and
their counts are those of pyspellchecker (subtitles, so American); British spellings are led back to them. It judges no text.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from citations.regex import regex

MIN_PART_LETTERS = 4  # of a compound's halves
MOST_LETTERS = 60  # longer is no word, and to look for its halves costs the square of it
MIN_PART_COUNT = 1000  # how common the halves of a compound are
# "uncited", "reopens"; not "until"
PREFIX = regex(r"^(?:un|re|non|pre|post|over|under|mis|dis|out|anti|co|sub|inter|multi|counter)(?=[a-z]{4})", re.VERBOSE)
# "attaches", "reopening", "repeated"; not "begining", whose last letter would be doubled
ENDING = regex(
    r"(?<=[a-z]{3})(?:s|es|ly|ness|(?:(?<=[^aeiou][^aeiou])|(?<=[aeiouwy])|(?<=[aeiou]{2}[^aeiou]))(?:d|ed|ing|ers?))$",
    re.VERBOSE,
)
ENDING_OF_E = regex(r"(?<=[a-z]{3})(?:ed|ing|ers?)$", re.VERBOSE)  # "footnoting" of "footnote"
# British endings and groups, and what American spelling may have for them: "organisation", "colour", "kilometre". Generous, for a
# word is known or not; that two words are one is said by `citations.variants`.
_BRITISH = tuple(
    (regex(pattern), american)
    for pattern, american in (
        (r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)", "iz"),
        (r"ys(?=(?:e|ed|es|er|ers|ing)$)", "yz"),
        (r"our", "or"),
        (r"(?<=[bt])re(?=s?$)", "er"),
        (r"ence(?=s?$)", "ense"),
        (r"ll(?=(?:ed|ing|er|ers|ers|or|ors)$)", "l"),
        (r"mme(?=s?$)", "m"),
        (r"ogue(?=s?$)", "og"),
        (r"[ao]e", "e"),
        (r"sce(?=pt)", "ske"),
        (r"(?<=l)l(?=ment)", ""),
    )
)


def is_known(word: str) -> bool:
    """Return whether a lower-case word is English, in British or American spelling, or made of two that are.

    >>> is_known("organisation"), is_known("timeframe"), is_known("begining")
    (True, True, False)
    """
    if len(word) > MOST_LETTERS:
        return False
    if is_simple(word):
        return True
    cuts = range(MIN_PART_LETTERS, len(word) - MIN_PART_LETTERS + 1)
    return any(min(count_of(word[:cut]), count_of(word[cut:])) >= MIN_PART_COUNT for cut in cuts)


def is_simple(word: str) -> bool:
    """Return whether a lower-case word is English by itself, with a prefix or an ending, and not only made of two that are.

    >>> is_simple("programme"), is_simple("timeframe")
    (True, False)
    """
    counts = _dictionary().word_frequency.dictionary
    bare = PREFIX.sub("", word)
    forms = {form for one in (word, bare) for form in (one, ENDING.sub("", one), ENDING_OF_E.sub("e", one))}
    return any(form in counts or any(pattern.sub(american, form) in counts for pattern, american in _BRITISH) for form in forms)


def count_of(word: str) -> int:
    """Return how often the dictionary's texts hold a lower-case word, 0 for one that it does not know.

    >>> count_of("the") > count_of("gauge") > count_of("begining")
    True
    """
    return int(_dictionary().word_frequency.dictionary.get(word, 0))


def meant_by(word: str) -> list[str]:
    """Return the three commonest known words that differ from an unknown one by one letter lost, added, changed or swapped.

    >>> meant_by("begining")
    ['beginning']
    """
    found = _dictionary().known(_dictionary().edit_distance_1(word)) - {word}
    return sorted(found, key=count_of, reverse=True)[:3]


def is_listed(word: str, language: str) -> bool:
    """Return whether a lower-case word is in the list of a language that the spell checker has; many words are in none.

    >>> is_listed("напомнить", "ru"), is_listed("напом", "ru"), is_listed("jurídico", "es")
    (True, False, True)
    """
    return word in _dictionary(language).word_frequency.dictionary


@functools.cache
def _dictionary(language: str = "en") -> Any:
    from spellchecker import SpellChecker

    return SpellChecker(language=language, distance=1)
