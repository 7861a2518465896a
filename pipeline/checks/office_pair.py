"""Whether the claim gives an office of the source to another person whom the source names: "the minister, X" for "minister Y".

Enters: the claim in words with its source, its names, a dictionary. Leaves: the first person of the claim who is in the source
in another office, or in none, while one other person alone holds that office there. What may be said of one person in two words
("head", "director", "president") tells nobody from another, and who followed whom in an office is not judged.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.dictionary import Dictionary, vocabulary_of
from citations.forenames import are_one_persons
from citations.glossary import stems_of
from citations.lexicon import is_function_word
from citations.proper_names import OFFICE_WORDS, SHORTEST_KEY, STEM_LETTERS, ProperName, is_body, is_office, keys_of, proper_names
from citations.words import SourceText
from pipeline.checks.abroad import is_abroad
from pipeline.checks.claim import Claim, Conflict
from pipeline.checks.rendered import capitals, share_a_family_name
from pipeline.checks.subject import Sentence, sentence_at, stems

# Counted for this rule alone, each claim of tests/cases/claims.md on its own page:
# 3 and 12 tell as many, 11, and accuse none of 604 faithful claims; 1 and 4 of DEPUTY_WORDS too
BEHIND_WORDS = 6  # behind a name and a comma, among which the office stands: "Karel Vrba, the opposition's spokesman"
DEPUTY_WORDS = 2  # before an office, among which it is said to be a deputy's
# 20 and 1000 change nothing there
MOST_HOLDERS = 200  # names of a source that are looked at
# Any of them may be said for another
_HEADS = (
    "head",
    "chief",
    "chair",
    "direc",
    "leade",
    "presi",
    "secre",
    "глав",
    "начал",
    "предс",
    "дирек",
    "лидер",
    "руков",
    "раис",
    "сарда",
)
_RANKS = (
    "gener",
    "colon",
    "major",
    "capta",
    "lieut",
    "docto",
    "profe",
    "генер",
    "полко",
    "майор",
    "капит",
    "докто",
    "профе",
    "депут",
    "deput",
)
_DEPUTIES = ("deput", "vice", "assis", "first", "втор", "замест", "замгл", "замгу", "замми", "вице", "помощ", "муовин")
_RELATIVES = frozenset("whom whose which where when but которого которому которую которым ки".split())
_PRONOUNS = frozenset("he she they он она они ӯ вай".split())
_FOLLOWED = frozenset(
    "former formerly ex late then previous previously predecessor successor succeeded replaced appointed elected resigned until "
    "acting future old new бывший бывшего бывшая экс прежний прежняя тогдашний преемник предшественник сменил назначен избран "
    "собиқ".split()
)


def exchanged_office(claim: Claim, names: Sequence[ProperName], dictionary: Dictionary) -> Conflict | None:
    """Return the first person of the claim to whom it gives the office of another one of the source."""
    theirs = [one for one in proper_names(claim.source) if not is_body(claim.source, one)][:MOST_HOLDERS]
    for one in names:
        offices = _offices(claim.words, one)
        if not offices or is_body(claim.words, one) or _is_followed(claim.words, one) or _is_of_two(claim.words, one, offices):
            continue
        same = [other for other in theirs if _are_one(claim, one, other)]
        for office in offices:
            rival = _holder(claim, one, office, same, theirs, dictionary) if same else None
            if rival:
                return Conflict(claimed=one.span, found=rival.span, sentence=sentence_at(claim.source, rival.start))
    return None


def _holder(
    claim: Claim, one: ProperName, office: int, same: Sequence[ProperName], theirs: Sequence[ProperName], dictionary: Dictionary
) -> ProperName | None:
    """The one holder of an office of the source, where the claim's person is another one there, in another office.

    Of "the museum's director" no other office need be told of the claim's person.
    """
    said = _said(claim, office, dictionary)
    if _is_told_beside(claim, one, said, theirs):
        return None
    own = {claim.source.forms[index] for other in same for index in _offices(claim.source, other)}
    if claim.words.forms[office].startswith(_RANKS) or any(form.startswith(said) for form in own):
        return None
    if any(_is_followed(claim.source, other) for other in same):
        return None
    held = [
        (other, index)
        for other in theirs
        for index in _offices(claim.source, other)
        if claim.source.forms[index].startswith(said)
    ]
    qualified = [(other, index) for other, index in held if _are_of_one_body(claim, office, index)]
    is_head = claim.words.forms[office].startswith(_HEADS) and any(form.startswith(_HEADS) for form in own)
    holders = [other for other, _ in qualified or ([] if is_head or not own else held)]
    families = [keys_of([claim.source.raw(other.end - 1)]) for other in holders]
    if not holders or any(families[0].isdisjoint(keys) for keys in families) or _is_followed(claim.source, holders[0]):
        return None
    if families[0] & keys_of([claim.words.raw(one.end - 1)]) or _share_a_given_name(claim, one, holders[0]):
        return None
    return holders[0]


def _is_of_two(text: SourceText, one: ProperName, offices: Sequence[int]) -> bool:
    """Whether a deputy's or an assistant's office is said before the word that is taken: "deputy governor X"."""
    first = sentence_at(text, one.start)[0]
    before = text.forms[max(first, min(offices) - DEPUTY_WORDS) : max(offices)]
    return any(form.startswith(_DEPUTIES) for form in before) or any(text.forms[index].startswith(_DEPUTIES) for index in offices)


def _is_told_beside(claim: Claim, one: ProperName, said: tuple[str, ...], theirs: Sequence[ProperName]) -> bool:
    """Whether the source has the office beside the claim's person, and tied to nobody else: "Reiss, who is also chairman"."""
    text = claim.source
    places = sorted({sentence_at(text, index) for index in capitals(text, claim.words.raw(one.end - 1), SHORTEST_KEY)})[
        :MOST_HOLDERS
    ]
    tied = {index for other in theirs if not share_a_family_name(claim, one, other) for index in _offices(text, other)}
    after = [_next_sentence(text, place) for place in places]
    led = [place for place in after if place and text.forms[place[0]] in _PRONOUNS]
    return any(text.forms[index].startswith(said) and index not in tied for place in (*places, *led) for index in range(*place))


def _next_sentence(text: SourceText, place: Sentence) -> Sentence | None:
    return sentence_at(text, place[1]) if place[1] < len(text.forms) else None


def _share_a_given_name(claim: Claim, one: ProperName, other: ProperName) -> bool:
    """Whether two names differ in the family name alone, and may be one person's in two spellings."""
    ours = [claim.words.raw(index) for index in range(one.start, one.end - 1)]
    theirs = [claim.source.raw(index) for index in range(other.start, other.end - 1)]
    return bool(ours) and bool(theirs) and are_one_persons(ours, theirs)


def _are_of_one_body(claim: Claim, office: int, other: int) -> bool:
    """Whether the word before an office, or behind "of", says the same of whom on both sides: "the museum's director"."""
    ours, theirs = _bodies(claim.words, office), _bodies(claim.source, other)
    return bool(ours & theirs)


def _bodies(text: SourceText, office: int) -> frozenset[str]:
    first, last = sentence_at(text, office)
    before = stems(text, max(first, office - 1), office) if not text.gap(office).strip(" '’") else frozenset()
    behind = next((index for index in range(office + 1, min(office + 4, last)) if stems(text, index, index + 1)), None)
    is_of = behind is not None and "of" in text.forms[office + 1 : behind]
    return frozenset(
        stem.removesuffix("'") for stem in before | (stems(text, behind, behind + 1) if is_of and behind else frozenset())
    )


def _said(claim: Claim, office: int, dictionary: Dictionary) -> tuple[str, ...]:
    """What the source's word for an office begins with."""
    form = claim.words.forms[office]
    if not is_abroad(claim):
        return (form[:STEM_LETTERS],)
    return tuple(vocabulary_of(claim.source).forms_of(stems_of(form), dictionary.glosses(form))) or ("\0",)


def _are_one(claim: Claim, one: ProperName, other: ProperName) -> bool:
    """Whether two names are one person's, by the family name, and the given ones where both have them."""
    if not share_a_family_name(claim, one, other):
        return False
    given = [claim.words.raw(index) for index in range(one.start, one.end - 1)]
    theirs = [claim.source.raw(index) for index in range(other.start, other.end - 1)]
    return not given or not theirs or are_one_persons(given, theirs)


def _is_followed(text: SourceText, one: ProperName) -> bool:
    """Whether words near a name tell of another time or of who came after whom."""
    first, last = sentence_at(text, one.start)
    return not _FOLLOWED.isdisjoint(text.forms[max(first, one.start - OFFICE_WORDS) : min(last, one.end + OFFICE_WORDS)])


def _offices(text: SourceText, one: ProperName) -> list[int]:
    """The words of offices that belong to a name: right before it, before a comma, or behind one."""
    first, last = sentence_at(text, one.start)
    found = [index for index in range(max(first, one.start - OFFICE_WORDS), one.start) if is_office(text.forms[index])]
    before = found[-1:] if found and _is_tied(text, found[-1], one) else []
    if (
        len(found) > 1 and before and text.gap(found[-1]).strip() == "," and found[-2] == found[-1] - 1
    ):  # "its chairman, Professor X"
        before = found[-2:]
    behind: list[int] = []
    if text.gap(one.end).strip() == "," and one.end < last:
        for index in range(one.end, min(one.end + BEHIND_WORDS, last)):
            if (index > one.end and text.gap(index).strip()) or text.forms[index] in _RELATIVES:
                break
            if is_office(text.forms[index]):
                behind.append(index)
    is_between = bool(before) and text.gap(one.start).strip() == ","
    return before if is_between else before + behind


def _is_tied(text: SourceText, office: int, one: ProperName) -> bool:
    """Whether a word for an office belongs to the name behind it: "minister X", "minister of water, X,", "начальник службы X"."""
    if office == one.start - 1 and text.gap(one.start).strip() == "":
        return True
    if any(text.gap(index).strip() for index in range(office + 1, one.start)):
        return False
    if text.gap(one.start).strip() == ",":
        return text.gap(one.end)[:1] in (",", ".", ";", ")", "")
    return not text.forms[office].isascii() and not any(map(is_function_word, text.forms[office + 1 : one.start]))
