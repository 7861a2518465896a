"""Do the proper names of the claim stand in the source? They are looked for in any script, by the transliteration key.

Enters: the evidence of one citation. Leaves: at most one finding of rule `name`. LOOK only where the source gives the same office
to another person, in a sentence about the same thing, or another given name to who bears the family name, or a name
one letter off, and every source of the claim was read whole; a name that is merely missing is a folded hint. In a
source of another script only persons are looked for: all else is translated.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from rapidfuzz.distance import OSA

from citations.dictionary import Dictionary
from citations.finding import Finding
from citations.forenames import are_one_persons, has_forename
from citations.lexicon import is_attribution
from citations.names import name_key
from citations.proper_names import OFFICE_WORDS, ProperName, is_body, is_person, key_of, keys_of, proper_names, stands_in
from citations.words import SourceText, find_words, sentence_starts
from pipeline.checks import Evidence
from pipeline.checks.claim import Claim, Conflict, claim_of, conflicting, counted
from pipeline.checks.exchanged import exchanged_name
from pipeline.checks.name_abroad import other_person_abroad
from pipeline.checks.name_slip import slips
from pipeline.checks.office_pair import exchanged_office
from pipeline.checks.subject import about, sentence_at, shared
from pipeline.checks.turned_verb import turned_verb

RULE = "name"
# Of 51 other names of tests/cases/claims.md these tell 40, of 45 wrong short claims of claim_pairs.md 38, and accuse none
SHARED_WORDS = 3  # content words round the claim's name that the sentence must share, its office among them: 4 tells 39 and 36
SHARED_PART = 0.6  # 0.5 tells 41, which is not worth it on pages that nobody has seen; 0.75 tells no fewer
# of a source's words, from which on names stand in it in that script: 0.3 looks for a place in a page two thirds Russian, 0.8 in
# none that is half English
MAIN_SCRIPT = 0.5
# round a name in which a word of kinship makes it another of the family; of claim_pairs.md 1 accuses a brother, 8 misses "absent
# from the trial of his brother"
KIN_WORDS = 4
_KIN = frozenset(
    "brother sister son daughter wife husband father mother widow widower uncle aunt cousin nephew niece senior junior "
    "elder younger брат сестра сын дочь жена муж отец мать вдова дядя племянник брата сына дочери жены отца старший "
    "младший".split()
)
_OF_OLD = frozenset("former ex late then previous acting future бывший бывшая экс прежний прежняя тогдашний".split())
_OTHER_SOUNDS = [set(pair) for pair in combinations("bdlmnprt", 2)]  # first letters that no spelling of a name exchanges
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
    conflict = _conflict(claim, names, missing, evidence.dictionary) if claim.all_read else None
    if conflict:
        return (conflicting(evidence, claim, conflict, rule=RULE, defect="name-conflict", kind="name"),)
    told, lacking = ([one.span for one in group] for group in (sought, missing))
    return counted(evidence, claim, rule=RULE, defect="name-missing", what="names", told=told, missing=lacking)


def _conflict(
    claim: Claim, names: Sequence[ProperName], missing: Sequence[ProperName], dictionary: Dictionary
) -> Conflict | None:
    found = [one for one in names if one not in missing]
    return (
        _other_person(claim, missing)
        or _misspelt(claim, names)
        or _other_abroad(claim, missing, dictionary)
        or exchanged_office(claim, found, dictionary)
        or exchanged_name(claim, found, dictionary)
        or turned_verb(claim, found)
    )


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
    return source.scripts.get(script, 0.0) >= MAIN_SCRIPT or is_person(text, one) or has_forename(text, one)


def _stands(text: SourceText, one: ProperName, source: SourceText) -> bool:
    """Whether a name stands in a source: a family name beside no other given name alone; of a body any word, for they vary."""
    words = range(one.start, one.end) if is_body(text, one) else range(one.end - 1, one.end)
    return any(stands_in(text.raw(index), source) for index in words) and not _namesakes(text, one, source)


def _namesakes(text: SourceText, one: ProperName, source: SourceText) -> list[ProperName]:
    """The persons of a source who bear the family name with other given names, where nobody bears it with the claim's."""
    given = _given(text, one)
    if not given or is_body(text, one):
        return []
    family = keys_of([text.raw(one.end - 1)])
    same = [other for other in proper_names(source) if not family.isdisjoint(keys_of([source.raw(other.end - 1)]))]
    is_surely = is_person(text, one)
    are_persons = _is_named_in_full(text, one) and not any(stands_in(raw, source) for raw in given)
    full = [
        other
        for other in same
        if _given(source, other) and (is_surely or is_person(source, other) or (are_persons and _is_named_in_full(source, other)))
    ]
    return [] if any(are_one_persons(given, _given(source, other)) for other in full) else full


def _is_named_in_full(text: SourceText, one: ProperName) -> bool:
    """Whether a name is a given and a family name, by a given name that is known or because who bears it speaks.

    "Helen Strand", "said Rosa Strand"; not "North Strand", nor "Farmer Strand said", for a sentence's first word may be any.
    """
    given = _given(text, one)
    if not given or is_body(text, one):
        return False
    says = any(map(is_attribution, (*text.forms[max(0, one.start - 1) : one.start], *text.forms[one.end : one.end + 1])))
    return has_forename(text, one) or (says and not sentence_starts(text, one.start))


def _given(text: SourceText, one: ProperName) -> list[str]:
    """The given names of a name, without particles; [] for a name of one word."""
    return [text.raw(index) for index in range(one.start, one.end - 1) if text.gap(index + 1).strip() in ("", ".")]


def _other_person(claim: Claim, missing: Sequence[ProperName]) -> Conflict | None:
    """The first person of the claim whose office, or whose family name, the source gives to another, and to one other alone."""
    for one in missing:
        best = _of_the_family(claim, one) or _of_the_office(claim, one)
        if best:
            return Conflict(claimed=one.span, found=best.span, sentence=sentence_at(claim.source, best.start))
    return None


def _misspelt(claim: Claim, names: Sequence[ProperName]) -> Conflict | None:
    """The first person whose name is one letter off from one whom the source names in that office, or about the same thing."""
    for one, other in slips(claim, names):
        is_held = (bool(one.office) and one.office[-1:] == other.office[-1:]) or _is_named_once(claim, one, other)
        if not _has_kin(claim, one) and not _stands_beside(claim, one) and (is_held or _about_the_same(claim, one, [other])):
            return Conflict(claimed=one.span, found=other.span, sentence=sentence_at(claim.source, other.start))
    return None


def _is_named_once(claim: Claim, one: ProperName, other: ProperName) -> bool:
    """Whether the source gives nobody else the given name, which both spell alike, in words that the claim shares.

    "The baker Dilys Parker", "the baker Dilys Harker"; not of another matter: "Dilys Parker bought bread".
    """
    wanted = about(claim.words, one.start, one.end)
    if not shared(wanted, claim.source, sentence_at(claim.source, other.start)):
        return False
    given = claim.words.forms[one.start]
    bearers = {claim.source.forms[name.end - 1] for name in proper_names(claim.source) if claim.source.forms[name.start] == given}
    return claim.source.forms[other.start] == given and len(bearers) == 1


def _stands_beside(claim: Claim, one: ProperName) -> bool:
    """Whether another source of the claim spells the name its way."""
    return any(claim.words.forms[one.end - 1] in text.places for text in claim.beside)


def _other_abroad(claim: Claim, missing: Sequence[ProperName], dictionary: Dictionary) -> Conflict | None:
    """The same in a source of another language; a former holder of an office and a relative are other persons."""
    told = [one for one in missing if _OF_OLD.isdisjoint(claim.words.forms[max(0, one.start - OFFICE_WORDS) : one.start])]
    return None if any(_has_kin(claim, one) for one in told) else other_person_abroad(claim, told, dictionary)


def _has_kin(claim: Claim, one: ProperName) -> bool:
    return not _KIN.isdisjoint(claim.words.forms[max(0, one.start - KIN_WORDS) : one.end + KIN_WORDS])


def _of_the_family(claim: Claim, one: ProperName) -> ProperName | None:
    """The one bearer of the family name in the source, under another given name, in the same office or about the same thing."""
    rivals = _namesakes(claim.words, one, claim.source)
    givens = {name_key(_given(claim.source, other)[-1]) for other in rivals}
    if len(givens) != 1 or _has_kin(claim, one):
        return None
    in_office = [other for other in rivals if one.office and one.office[-1:] == other.office[-1:]]
    return in_office[0] if in_office else _about_the_same(claim, one, rivals)


def _of_the_office(claim: Claim, one: ProperName) -> ProperName | None:
    """The one holder of the office in the source; of the country or body that the claim names: "President ... of Velmar"."""
    if not one.office or not is_person(claim.words, one):
        return None
    holders = [other for other in proper_names(claim.source) if other.office == one.office and is_person(claim.source, other)]
    place = _place_of(claim.words, one)
    rivals = [other for other in holders if place and _place_of(claim.source, other) == place] or holders
    keys = {key_of(claim.source, other) for other in rivals}
    if len(keys) != 1 or not _OF_OLD.isdisjoint(claim.words.forms[max(0, one.start - OFFICE_WORDS) : one.start]):
        return None
    if _may_be_one(claim, one, rivals[0]):
        return None
    return rivals[0] if _is_misspelt(claim, one, rivals[0]) else _about_the_same(claim, one, rivals)


def _about_the_same(claim: Claim, one: ProperName, rivals: Sequence[ProperName]) -> ProperName | None:
    """The rival whose sentence shares most with the claim, if that is enough."""
    wanted = about(claim.words, one.start, one.end)
    rated = [(shared(wanted, claim.source, sentence_at(claim.source, other.start)), other) for other in rivals]
    score, best = max(rated, key=lambda pair: pair[0])
    return best if score >= max(SHARED_WORDS, SHARED_PART * len(wanted)) else None


def _place_of(text: SourceText, one: ProperName) -> str:
    """The key of the name that says of what someone is the head: "of Velmar"; "" where none does."""
    is_said = text.forms[one.end : one.end + 1] == ["of"] and one.end + 1 < len(text.forms) and text.raw(one.end + 1)[0].isupper()
    return name_key(text.raw(one.end + 1)) if is_said else ""


def _may_be_one(claim: Claim, one: ProperName, other: ProperName) -> bool:
    """Whether two names may be one person's, by a slip of a letter or a shorter form: that accuses nobody."""
    ours, theirs = key_of(claim.words, one), key_of(claim.source, other)
    if _is_misspelt(claim, one, other) or stands_in(claim.source.raw(other.end - 1), claim.words):
        return not _is_misspelt(claim, one, other)
    short, long = sorted((claim.words.raw(one.end - 1), claim.source.raw(other.end - 1)), key=len)
    return OSA.distance(ours, theirs) <= 1 or long.casefold().startswith(short.casefold())


def _is_misspelt(claim: Claim, one: ProperName, other: ProperName) -> bool:
    """Whether a family name begins with another sound than that of a person with the given name: "Irma Polk", "Irma Tolk"."""
    ours, theirs = key_of(claim.words, one), key_of(claim.source, other)
    is_slip = OSA.distance(ours, theirs) == 1 and ours[1:] == theirs[1:] and {ours[0], theirs[0]} in _OTHER_SOUNDS
    return is_slip and are_one_persons(_given(claim.words, one), _given(claim.source, other))
