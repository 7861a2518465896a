"""Whether a value of the claim that stands elsewhere in its source may count there what it counts in the claim.

Enters: the source in words, a number of it that has the claim's value, and what the claim says of that. Leaves: yes or no, yes
in doubt: "the toll rose to 17", "they had seized 45", "14 of them" and "the jury's 31st" contradict nobody who says so.
"""

from __future__ import annotations

from citations.lexicon import may_be_verb
from citations.quantity import Quantity
from citations.words import SourceText
from pipeline.checks.clause import clause_of
from pipeline.checks.subject import sentence_at, shared

# beside these a number counts what the numbers before it count
_TOTALS = frozenset(
    "toll stood total totals totalled altogether overall rose risen climbed reached brought bringing makes making all"
    " число составило составила всего итого достигло выросло возросло увеличилось общее общей шумораи ҳамагӣ".split()
)
_PARTS = frozenset([("of", "them"), ("of", "whom"), ("of", "these"), ("of", "those"), ("из", "них"), ("из", "которых")])
_ORDINALS = frozenset("st nd rd th й го му ый ой ая".split())


def may_count_it(said: frozenset[str], source: SourceText, other: Quantity) -> bool:
    """Return whether a number that counts alike, or has no noun, may be the claim's, of which that says the stems `said`."""
    theirs, behind = clause_of(source, other), tuple(source.forms[other.end : other.end + 2])
    is_bare = other.unit is None and source.gap(other.end).strip() != ""
    if is_bare or behind in _PARTS or not _TOTALS.isdisjoint(source.forms[slice(*theirs.place)]):
        return True
    return (other.unit is None or other.elided) and not said.isdisjoint(theirs.own)


def may_be_meant(wanted: frozenset[str], text: SourceText, other: Quantity) -> bool:
    """Return whether a number that seems to count something else may be the claim's, about which stand the stems `wanted`.

    What stands behind a number that begins a sentence may be its verb: "Thirty-eight remain in custody".
    """
    place = sentence_at(text, other.start)
    begins = other.start == place[0] or "," in text.gap(other.start) or may_be_verb(text.forms[min(other.end, place[1] - 1)])
    return other.unit is None or other.elided or begins or bool(shared(wanted, text, place))


def is_last_of(value: float, text: SourceText) -> bool:
    """Return whether a text says of something that it is the one with this number: "the jury's 31st"."""
    places = text.places.get(f"{value:.0f}", ())
    return any(form in _ORDINALS for index in places for form in text.forms[index + 1 : index + 2])
