"""Whether the claim exchanges who did something and to whom: "Reut accused Belik" for "Belik accused Reut".

Enters: the claim in words with its source, its names. Leaves: the doer of the claim, where the source has the other person do it
with the same verb, to the claim's doer or to a pronoun. English alone, where order tells; not of verbs that go both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from citations.proper_names import ProperName, keys_of, proper_names
from citations.units import stem_of
from citations.words import SourceText
from pipeline.checks.abroad import is_abroad
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.rendered import share_a_family_name
from pipeline.checks.subject import sentence_at

# Counted for this rule alone, each claim of tests/cases/claims.md on its own page:
# to the verb 3 and 12 tell as many, behind it 3 tells one of 4 less and 12 one more, which is not
# worth it on pages that nobody has seen; 7 of FAR_WORDS tells one less, 28 no more
BEFORE_WORDS, BEHIND_WORDS = 6, 6  # from who does something to its verb, "is said to have", and from there to whom
FAR_WORDS = 14  # from the verb of the source to a name that makes the one to whom it was done
_PAST = frozenset("sold told gave paid sent beat shot sued bought stole hid drove fought led left".split())
_BOTH_WAYS = frozenset(
    "met married divorced joined fought debated faced played resembled contacted embraced hugged kissed named called".split()
)
_PASSIVE = frozenset("was were been be being is are got by".split())
_PRONOUNS = frozenset("him her them it me us".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """A verb in the active, word `verb`, and the name before it that does it."""

    doer: ProperName
    verb: int


def turned_verb(claim: Claim, names: Sequence[ProperName]) -> Conflict | None:
    """Return the first doer of the claim who in the source is the one to whom it was done."""
    if is_abroad(claim) or not claim.words.text.isascii():
        return None
    for doer, other in pairwise(names):
        verbs = [deed.verb for deed in _deeds(claim.words, [doer]) if deed.verb < other.start <= deed.verb + BEHIND_WORDS]
        if not verbs or "by" in claim.words.forms[verbs[0] : other.start]:
            continue
        told = [deed for deed in _deeds(claim.source, proper_names(claim.source)) if _is_verb(claim, verbs[0], deed.verb)]
        turned = [deed for deed in told if share_a_family_name(claim, other, deed.doer) and _is_done_to(claim, deed.verb, doer)]
        if turned and not any(share_a_family_name(claim, doer, deed.doer) for deed in told):
            place = sentence_at(claim.source, turned[0].verb)
            return Conflict(claimed=doer.span, found=turned[0].doer.span, sentence=place)
    return None


def _deeds(text: SourceText, names: Sequence[ProperName]) -> Iterator[Deed]:
    """Yield the verbs behind names: the first of each, in the active, before the next name."""
    for place, one in enumerate(names):
        last = sentence_at(text, one.start)[1]
        stop = min([last, one.end + BEFORE_WORDS, *(other.start for other in names[place + 1 : place + 2])])
        for index in range(one.end, stop):
            form = text.forms[index]
            if form in _PAST or (form.endswith("ed") and form.isascii() and len(form) > 4):
                if form not in _BOTH_WAYS and text.forms[index - 1] not in _PASSIVE and form != "said":
                    yield Deed(doer=one, verb=index)
                if text.forms[index - 1] != "is":
                    break


def _is_verb(claim: Claim, verb: int, other: int) -> bool:
    return stem_of(claim.words.forms[verb]) == stem_of(claim.source.forms[other])


def _is_done_to(claim: Claim, verb: int, one: ProperName) -> bool:
    """Whether a name stands behind a verb of the source in its sentence, or a pronoun right behind it."""
    end = min(verb + 1 + FAR_WORDS, sentence_at(claim.source, verb)[1])
    if claim.source.forms[verb + 1 : verb + 2] and claim.source.forms[verb + 1] in _PRONOUNS:
        return True
    wanted = keys_of([claim.words.raw(one.end - 1)])
    return any(not wanted.isdisjoint(keys_of([claim.source.raw(index)])) for index in range(verb + 1, end))
