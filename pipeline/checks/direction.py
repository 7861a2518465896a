"""Does the source say the opposite of the claim: "fell" for "rose", "no evidence" for "evidence"?

Enters: the evidence of one citation. Leaves: one finding of rule `direction` where a sentence of the source is surely about the
same thing and turns the other way, by a pair of opposites or one negation; else (). Nothing is said of what was quoted, doubted,
put in somebody’s mouth or told of another time or number, nor where the sources hold what the claim says as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citations.finding import Finding
from citations.lexicon import are_irregular_forms, is_attribution, is_negation, is_reverser, supposes_what_follows
from citations.numerals import is_number
from citations.opposites import turn_at
from citations.quantities import quantities
from citations.regex import regex
from citations.units import stem_of
from citations.words import SourceText, fold
from pipeline.checks import Evidence
from pipeline.checks.claim import Claim, Conflict, claim_of, conflicting
from pipeline.checks.subject import Sentence, sentences, shared, stems

RULE = "direction"
SHARED_WORDS = 2  # stems of the claim's clause, what turns apart, that the sentence of the source must share
SHARED_PART = 0.65  # and this part of them
GUARD_PART = 0.5  # of them, that a sentence shares which may bear the claim out
DENIED_WORDS = 3  # behind a negation, among which stands what it denies
_CLAUSE_END = regex(r"[,;:()—–]")
_SUBORDINATE = frozenset("since after when as while which who until because before после когда пока который хотя".split())
_AGAINST = frozenset("against to против".split())
_QUOTED = regex(r"[“”\"«»„?]")
# A statement with one of them is no plain one: of the future, of a wish, of a part
_UNSURE = frozenset(
    "may might could would should will shall can expected forecast likely planned plans proposed until unless only than yet "
    "longer almost nearly may both either or whether but except despite though although however instead alleged accused "
    "может могут будет будут бы если пока только лишь либо или но кроме хотя однако более менее обвинен обвинили якобы".split()
)
# Words that tell of which time or which lot a clause is
_TIMES = regex(
    r"""(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday
    |saturday|sunday|spring|summer|autumn|winter|years?|months?|weeks?|days?|quarter|earlier|later|again|previous(?:ly)?|formerly|once|last|next
    |first|second|before|after|since|other|another|had|initially|originally|now|today
    |январ.*|феврал.*|март.*|апрел.*|ма[йяе]|июн.*|июл.*|август.*|сентябр.*|октябр.*|ноябр.*|декабр.*|год[ау]?|лет|месяц.*|недел.*|полугоди.*
    |квартал.*|раньше|позже|снова|прежде|ранее|затем|потом|друг.*|сначала|теперь)""",
    re.VERBOSE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What gives a sentence its direction: the words that are shown, the word that is turned, and which way.

    `pair` is the pair of opposites, None for a word that is denied or stated; `side` is 1 for a denied one.
    """

    span: tuple[int, int]
    place: int
    pair: int | None
    side: int


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return one finding where a sentence of the source says the opposite of the claim; () otherwise."""
    claim = claim_of(evidence)
    if claim is None or not claim.all_read or evidence.quotations or _QUOTED.search(evidence.claim or ""):
        return ()
    for sentence in sentences(claim.words):
        if conflict := _opposite(claim, sentence):
            return (conflicting(evidence, claim, conflict, rule=RULE, defect="direction-conflict", kind="negation"),)
    return ()


def _opposite(claim: Claim, sentence: Sentence) -> Conflict | None:
    ours = _only_turn(claim.words, sentence)
    if ours is None or any(is_attribution(form) and index != ours.place for index, form in _forms(claim.words, sentence)):
        return None
    wanted = stems(claim.words, *sentence)
    for place in sentences(claim.source):
        turned = _turned(claim, sentence, ours, place) if shared(wanted, claim.source, place) >= SHARED_WORDS else None
        if turned and _are_of_one(claim, sentence, place, *turned) and not _is_borne_out(claim, sentence, turned[0], place):
            return Conflict(claimed=turned[0].span, found=turned[1].span, sentence=place)
    return None


def _turned(claim: Claim, sentence: Sentence, ours: Turn, place: Sentence) -> tuple[Turn, Turn] | None:
    """The words of the two sentences that turn either the other way, where nothing else there turns or doubts."""
    theirs = _only_turn(claim.source, place)
    if theirs is None or theirs.pair != ours.pair or theirs.side == ours.side:
        return None
    if ours.pair is not None:
        return ours, theirs
    if ours.side:
        stated = _stated(claim.source, place, claim.words.forms[ours.place])
        return (ours, stated) if stated else None
    stated = _stated(claim.words, sentence, claim.source.forms[theirs.place])
    return (stated, theirs) if stated else None


def _stated(text: SourceText, sentence: Sentence, denied: str) -> Turn | None:
    """The word of a plain sentence that the other one denies."""
    place = next((index for index, form in _forms(text, sentence) if _are_one_word(denied, form)), None)
    return None if place is None else Turn(span=(place, place + 1), place=place, pair=None, side=0)


def _only_turn(text: SourceText, sentence: Sentence) -> Turn | None:
    """What turns a sentence, where one word alone does; a plain statement has side 0. None where there is more, or a doubt."""
    forms = text.forms
    inner = [index for index, _ in _forms(text, sentence) if not _is_of_a_count(text, index)]
    if any(map(_is_doubt, (text.raw(index) for index in inner))) or "?" in text.gap(sentence[1]):
        return None
    turns = {index: turn for index in inner if (turn := turn_at(forms, index))}
    sure = {index: turn for index, turn in turns.items() if turn[2]}
    second = {
        index + 1 for index, turn in sure.items() if turn != turn_at(forms[index : index + 1], 0)
    }  # "against" of "voted against"
    denying = [index for index in inner if _denies(forms[index]) and index not in sure and index not in second]
    if len(sure) == 1 and not denying:
        ((index, (pair, side, _)),) = sure.items()
        if (pair, 1 - side) in {turn[:2] for turn in turns.values()}:
            return None
        return Turn(span=(index, index + 1 + (index + 1 in second)), place=index, pair=pair, side=side)
    if sure or len(denying) > 1:
        return None
    if not denying:
        return Turn(span=(sentence[0], sentence[0] + 1), place=sentence[0], pair=None, side=0)
    behind = range(denying[0] + 1, min(denying[0] + 1 + DENIED_WORDS, sentence[1]))
    denied = next((index for index in behind if stems(text, index, index + 1)), None)
    return None if denied is None else Turn(span=(denying[0], denied + 1), place=denied, pair=None, side=1)


def _denies(form: str) -> bool:
    return is_negation(form) or is_reverser(form)


def _is_doubt(printed: str) -> bool:
    form = fold(printed)
    return form in _UNSURE and printed != "May" or supposes_what_follows(form)


def _is_of_a_count(text: SourceText, index: int) -> bool:
    """Whether a word stands between two counts of votes: "19 votes against 11"."""
    following = text.forms[index + 1 : index + 2]
    return text.forms[index] in _AGAINST and any(map(is_number, following))


def _are_of_one(claim: Claim, sentence: Sentence, place: Sentence, ours: Turn, theirs: Turn) -> bool:
    """Whether two sentences are surely about the same thing at the same time: by their words, and those next to what turns."""
    clause, other = _clause(claim.words, sentence, ours), _clause(claim.source, place, theirs)
    wanted = stems(claim.words, *clause) - _own(claim.words, ours)
    if shared(wanted, claim.source, place) < max(SHARED_WORDS, SHARED_PART * len(wanted)):
        return False
    if not _told(claim.words, clause) <= _told(claim.source, place):
        return False
    if not _told(claim.words, (clause[0], ours.span[0])) <= _told(claim.source, (other[0], theirs.span[0])):
        return False  # "96 dockers voted against": a part of them
    here, there = stems(claim.words, *sentence), stems(claim.source, *place)
    if _told(claim.words, clause):  # what both tell ties them: when it was need not be said on both sides
        here |= frozenset(stem_of(form) for _, form in _forms(claim.source, place) if _TIMES.fullmatch(form))
    near = (_neighbours(claim.words, clause, ours), there), (_neighbours(claim.source, other, theirs), here)
    return all(before in known and (not behind or behind in known) for (before, behind), known in near)


def _is_borne_out(claim: Claim, sentence: Sentence, ours: Turn, place: Sentence) -> bool:
    """Whether another sentence of the sources may say what the claim says: it turns the same way, about much the same thing."""
    clause = _clause(claim.words, sentence, ours)
    wanted, told = stems(claim.words, *clause) - _own(claim.words, ours), _told(claim.words, clause)
    near = _neighbours(claim.words, clause, ours)
    for text in claim.sources:
        for one in sentences(text):
            is_next = text is claim.source and (one[1] == place[0] or one[0] == place[1])
            is_about = shared(wanted, text, one) >= GUARD_PART * len(wanted)
            if (text is claim.source and one == place) or not (is_next or is_about):
                continue
            there = _told(text, one)
            if (told <= there or there <= told) and _turns_alike(claim, ours, text, one, None if is_about else near):
                return True
    return False


def _turns_alike(claim: Claim, ours: Turn, text: SourceText, one: Sentence, near: tuple[str, str] | None) -> bool:
    """Whether a sentence turns as the claim does; `near` are the words beside what turns in the claim, for the next sentence."""
    if ours.pair is None:
        own = claim.words.forms[ours.place]
        alike = any(_are_one_word(own, form) or (near and stem_of(form) == near[0]) for _, form in _forms(text, one))
        return alike and bool(ours.side) == any(_denies(form) for _, form in _forms(text, one))
    for index, _ in _forms(text, one):
        turn = turn_at(text.forms, index)
        if turn and turn[:2] == (ours.pair, ours.side):
            there = Turn(span=(index, index + 1), place=index, pair=turn[0], side=turn[1])
            behind = _neighbours(text, _clause(text, one, there), there)[1]
            if not near or not near[1] or behind in ("", near[1]) or near[1] in stems(text, *one):
                return True
    return False


def _clause(text: SourceText, sentence: Sentence, turn: Turn) -> Sentence:
    start, end = turn.span[0], turn.span[1]
    while start > sentence[0] and not _CLAUSE_END.search(text.gap(start)):
        start -= 1
    while end < sentence[1] and not _CLAUSE_END.search(text.gap(end)) and text.forms[end] not in _SUBORDINATE:
        end += 1
    return start, end


def _neighbours(text: SourceText, clause: Sentence, turn: Turn) -> tuple[str, str]:
    """The stems of the words that tell right before and right behind what turns, in its clause; "" where there is none."""
    before = (stem for index in range(turn.span[0] - 1, clause[0] - 1, -1) for stem in stems(text, index, index + 1))
    behind = (stem for index in range(turn.span[1], clause[1]) for stem in stems(text, index, index + 1))
    return next(before, ""), next(behind, "")


def _told(text: SourceText, place: Sentence) -> set[str | float]:
    """The numbers and the words of time that stand in a place."""
    values = {one.value for one in quantities(text) if place[0] <= one.start < place[1]}
    counted = {index for one in quantities(text) for index in range(one.start, one.end)}
    loose = {form for index, form in _forms(text, place) if index not in counted and (is_number(form) or _TIMES.fullmatch(form))}
    return {*values, *loose}


def _are_one_word(left: str, right: str) -> bool:
    return stem_of(left) == stem_of(right) or are_irregular_forms(left, right)


def _own(text: SourceText, turn: Turn) -> frozenset[str]:
    return frozenset({stem_of(text.forms[turn.place])})


def _forms(text: SourceText, place: Sentence) -> Iterator[tuple[int, str]]:
    return ((index, text.forms[index]) for index in range(*place))
