"""The sentence of a source in another language that an English claim retells.

Enters: the claim in words, the words of it that are in doubt, its source, a dictionary. Leaves: the sentence that holds enough of
the rest of the claim, and more than any other one, or None. What is in doubt counts neither for a sentence nor against it.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.dictionary import Dictionary
from citations.translation import MIN_LEAD, held_by_sentences
from citations.words import SourceText, sentences
from pipeline.checks.claim import Claim, WordSpan
from pipeline.checks.subject import Sentence

# `tests/sweep.py claims`: of 251 false claims by hand 216 are told, and no value tried here accuses one more of 440 faithful ones
LEAST_HELD = 3.0  # weight of the claim that a sentence must hold, a name or another number in it; 4.0 tells 2 less, 2.0 as many
# or so much, if that is this part of all that the claim says: 1.5 tells 2 more, 3.5 3 less; a part of 0.8 6 less
LEAST_PLAIN, PLAIN_SHARE = 2.5, 0.6
MANY_PLAIN = 4.0  # or so much, whatever part it is: accuses none of 338 faithful claims, nor of 201 beside other pages


def is_abroad(claim: Claim) -> bool:
    """Return whether an English claim stands beside a source in Cyrillic letters."""
    return _main_script(claim.words) == "latin" and _main_script(claim.source) == "cyrillic"


def sentence_retold(
    claim: Claim,
    doubted: Sequence[WordSpan],
    dictionary: Dictionary,
    among: Sequence[Sentence],
    least_share: float = 0.0,
    least_held: float | None = None,
) -> Sentence | None:
    """Return the one of the sentences `among` that holds most of the claim without its `doubted` words, if that is enough: the
    weight `least_held`, where that is given.
    """
    held = dict(
        zip(sentences(claim.source), held_by_sentences(_without(claim.words, doubted), claim.source, dictionary), strict=True)
    )
    rated = sorted(((held[place], place) for place in dict.fromkeys(among)), key=lambda one: one[0].weight, reverse=True)
    if not rated:
        return None
    best, place = rated[0]
    second = rated[1][0].weight if len(rated) > 1 else 0.0
    usual = LEAST_HELD if best.has_anchor else LEAST_PLAIN if best.share >= PLAIN_SHARE else MANY_PLAIN
    is_enough = best.weight >= (usual if least_held is None else least_held)
    return place if is_enough and best.share >= least_share and best.weight >= MIN_LEAD * second else None


def _without(text: SourceText, doubted: Sequence[WordSpan]) -> str:
    """A text with blanks in the places of some words."""
    shown = text.text
    for first, last in doubted:
        start, end = text.starts[first], text.ends[last - 1]
        shown = shown[:start] + " " * (end - start) + shown[end:]
    return shown


def _main_script(text: SourceText) -> str:
    return max(text.scripts, key=text.scripts.__getitem__, default="")
