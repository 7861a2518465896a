"""Do the proper names of the claim stand in the source? They are looked for in any script, by the transliteration key.

Enters: the evidence of one citation. Leaves: at most one finding of rule `name`. LOOK only where the source gives the same office
to another person, in a sentence about the same thing, and every source of the claim was read whole; a name that is merely missing
is a folded hint. In a source of another script only persons are looked for: all else is translated.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.finding import Finding
from citations.names import name_key
from citations.proper_names import ProperName, is_body, is_person, key_of, proper_names, stands_in
from citations.words import SourceText, find_words
from pipeline.checks import Evidence
from pipeline.checks.claim import Claim, Conflict, claim_of, conflicting, counted
from pipeline.checks.subject import about, sentence_at, shared

RULE = "name"
# As in pipeline/checks/number.py, where the measurement stands
SHARED_WORDS = 3  # content words round the claim's name that the sentence of the source must share, its office among them
SHARED_PART = 0.6
MAIN_SCRIPT = 0.5  # of a source's words, from which on names stand in it in that script
MOST_COMPARED = 40  # names of one claim; one with more is a list


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return one finding when the claim holds names and the source could be read; () otherwise."""
    claim = claim_of(evidence)
    if claim is None:
        return ()
    known = _of_the_citation(evidence)
    names = [one for one in proper_names(claim.words)[:MOST_COMPARED] if not _is_known(claim.words, one, known)]
    sought = [one for one in names if any(_can_stand(claim.words, one, text) for text in claim.sources)]
    missing = [one for one in sought if not any(_stands(claim.words, one, text) for text in claim.sources)]
    if claim.all_read and (conflict := _other_person(claim, missing)):
        return (conflicting(evidence, claim, conflict, rule=RULE, defect="name-conflict", kind="name"),)
    told, lacking = ([one.span for one in group] for group in (sought, missing))
    return counted(evidence, claim, rule=RULE, defect="name-missing", what="names", told=told, missing=lacking)


def _of_the_citation(evidence: Evidence) -> frozenset[str]:
    """The keys of the words of the citation's outlet, publisher, title and authors: they name the source, not its contents."""
    cited = evidence.cited
    outlet = evidence.publisher.names if evidence.publisher else ()
    told = (cited.container_title, cited.publisher, cited.title, *map(str, cited.authors), *outlet)
    return frozenset(name_key(word.form) for text in told if text for word in find_words(text))


def _is_known(text: SourceText, one: ProperName, known: frozenset[str]) -> bool:
    return all(name_key(text.forms[index].removesuffix("'s")) in known for index in range(one.start, one.end))


def _can_stand(text: SourceText, one: ProperName, source: SourceText) -> bool:
    """Whether a name would stand in a source as a name: in another script only a person's does."""
    script = "latin" if text.forms[one.end - 1].isascii() else "cyrillic"
    return source.scripts.get(script, 0.0) >= MAIN_SCRIPT or is_person(text, one)


def _stands(text: SourceText, one: ProperName, source: SourceText) -> bool:
    """Whether the family name stands in a source; of a body, any word of it, for bodies are named in many ways."""
    words = range(one.start, one.end) if is_body(text, one) else range(one.end - 1, one.end)
    return any(stands_in(text.raw(index), source) for index in words)


def _other_person(claim: Claim, missing: Sequence[ProperName]) -> Conflict | None:
    """The first person of the claim whose office the source gives to another, and to one other alone."""
    for one in missing:
        if not one.office or not is_person(claim.words, one):
            continue
        rivals = [other for other in proper_names(claim.source) if other.office == one.office and is_person(claim.source, other)]
        if len({key_of(claim.source, other) for other in rivals}) != 1 or _may_be_one(claim, one, rivals[0]):
            continue
        wanted = about(claim.words, one.start, one.end)
        rated = [(shared(wanted, claim.source, sentence_at(claim.source, other.start)), other) for other in rivals]
        score, best = max(rated, key=lambda pair: pair[0])
        if score >= max(SHARED_WORDS, SHARED_PART * len(wanted)):
            return Conflict(claimed=one.span, found=best.span, sentence=sentence_at(claim.source, best.start))
    return None


def _may_be_one(claim: Claim, one: ProperName, other: ProperName) -> bool:
    """Whether two names may be one person's, by a slip of a letter or a shorter form: that accuses nobody."""
    from rapidfuzz.distance import OSA

    ours, theirs = key_of(claim.words, one), key_of(claim.source, other)
    alike = OSA.distance(ours, theirs) <= 1 or ours.startswith(theirs) or theirs.startswith(ours)
    return alike or stands_in(claim.source.raw(other.end - 1), claim.words)
