"""What stands at a quotation's two edges in its source: words that deny it, half a number, a question's mark, cut off.

Enters: the pieces of a quotation in their places, and the draft's own words beside it. Leaves: `Edit`s. Words cut off are no
change of the words that were kept, but they may be what made these a denial, a supposition or a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from citations.lexicon import RETRACTED_AFTER, begins_noun_phrase, is_hedge, is_negation, is_pronoun, is_reverser
from citations.matching.answers import answers_what_was_told
from citations.matching.asides import aside_after
from citations.matching.attribution import gives_to, is_report, said_before
from citations.matching.bounds import (
    case_after,
    condition_before,
    condition_far_before,
    hedge_before,
    inversion_after,
    limit_after,
    limit_far_after,
    limit_of_denial,
    limit_of_open,
    limits,
    turn_before,
    wish_before,
)
from citations.matching.clauses import is_complementiser, voices
from citations.matching.denials import (
    CLAUSE_WORDS,
    JOINING,
    VERDICT_WORDS,
    denial_before,
    denied_after,
    governing_denial,
    says_so,
)
from citations.matching.edge_brackets import edge_bracket_edit
from citations.matching.edits import Edit, Gravity
from citations.matching.endmarks import lost_question, tail_edit
from citations.matching.frames import bound_of_number, lack_before, void_before
from citations.matching.grounds import ground_before
from citations.matching.hearsay import charge_before, distances, hearsay_after, hearsay_before, voice_before
from citations.matching.irony import mocked
from citations.matching.marks import Mark, MarkKind, Pieces
from citations.matching.placing import Layout
from citations.matching.referents import names_another
from citations.matching.retractions import taken_back_after
from citations.matching.suppositions import supposed_before
from citations.numerals import MAGNITUDES, PERCENT, is_number
from citations.regex import regex
from citations.words import BLANKS, QUOTES, SourceText, find_words, sentence_begin, sentence_starts

# a hyphen that ties the quotation's first word to the one before it: "non-|violent"
_CUT_HYPHEN = regex(r"\w[-‐‑–]$")
_COMPLETES_NUMBER = frozenset(MAGNITUDES) | PERCENT | {"°", "‰", "per"}
_ENDS = regex(r"…|\.\.+|[.!?]")
_NEAR_NAME = 3  # words from the quotation's beginning to a name put in: the one cut off before them may be in its place
_CONTRASTS = frozenset("but although though except unless however yet albeit но однако хотя кроме аммо вале".split())
_CONCESSIONS = frozenset("although though albeit хотя".split())
_TURNS = frozenset([",", ";", "–", "—", ",–", ",—", ", –", ", —"])
_OPPOSING = frozenset(["anti", "ex", "un", "pseudo", "quasi", "анти", "экс", "псевдо"])
_BEFORE = "words before the quotation were left out"
_AFTER = "words after the quotation were left out"
_OPENER_WORDS = 4  # cut off before the quotation, of which its sentence begins
_DRAFT_WORDS = 4  # beside the quotation, in which the draft may deny it itself


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """The draft's own words: right `before` and `after` the quotation, and the whole sentence, its `claim`.

    Without a claim (None) nobody asks whose words they are; an empty one tells nothing of it.
    """

    before: str = ""
    after: str = ""
    claim: str | None = ""


def edge_edits(exact: str, parsed: Pieces, layout: Layout, source: SourceText, beside: Beside) -> list[Edit]:
    """Return what stands at the quotation's two edges: marks after the last piece, cut words, the last punctuation."""
    edits: list[Edit | None] = []
    first, last = layout[0], layout[-1]
    own = replace(beside, claim=beside.claim.replace(exact, " ")) if beside.claim else beside
    if first:
        edits += [*_other_names(parsed, layout, source), _mockery(layout, source)]
        word = parsed.pieces[0][0]
        head = exact[: word.start]
        if not parsed.marks[0] and ("…" in head or ".." in head) and not re.search(r"…|\.\.", source.gap(first.start)):
            at = source.starts[first.start]
            edits.append(Edit(gravity=Gravity.MARKED, kind="elision", quoted=(0, word.start), observed=(at, at), note=_BEFORE))
        begins = word.start in parsed.capitals or (exact[word.start].isupper() and source.raw(first.start)[0].islower())
        opening = _opening(parsed.marks[0], source, first.start)
        edits.append(_cut_before((word.start, word.start), source, (opening, (last or first).end), own, begins=begins))
    if last:
        word = parsed.pieces[-1][-1]
        edits += [edge_mark(mark, source, last.end, before=False) for mark in parsed.marks[-1]]
        opening = first.start if first else last.start
        ends = _ENDS.search(exact[word.end :])
        edits.append(_cut_after((word.end, word.end), word.form, source, (opening, last.end), own, ends=ends[0] if ends else ""))
        if not parsed.marks[-1]:
            edits.append(tail_edit(exact, word.end, source, last.end))
            edits.append(lost_question(exact, word.end, source, opening, last.end, beside.after))
    return [edit for edit in edits if edit]


def _mockery(layout: Layout, source: SourceText) -> Edit | None:
    """Return an edit for "of course" and the like, left out at the heads of clauses that the source mocks by them."""
    places = [place for place in layout if place]
    begin = sentence_begin(source, places[0].start + 1, max(0, places[0].start - _OPENER_WORDS))
    left_out = [(begin, places[0].start), *((one.end, other.start) for one, other in pairwise(places))]
    if (words := mocked(source, left_out)) is None:
        return None
    span = (source.starts[words[0]], source.ends[words[1] - 1])
    note = "words by which the source mocks what it says were left out"
    return Edit(gravity=Gravity.LOOK, kind="edge", quoted=(0, 0), observed=span, note=note)


def _other_names(parsed: Pieces, layout: Layout, source: SourceText) -> list[Edit | None]:
    """Return an edit for a name put in behind the first piece, where the words cut off before that piece name somebody else."""
    first, second = layout[0], layout[1] if len(layout) > 1 else None
    if first is None or second is None or first.end != second.start or first.end - first.start > _NEAR_NAME:
        return []
    note = "the source names somebody else, in the words before the quotation"
    span = (source.starts[first.start - 1], source.ends[first.start - 1]) if first.start else (0, 0)
    return [
        Edit(gravity=Gravity.LOOK, kind="insertion", quoted=mark.span, observed=span, note=note)
        for mark in parsed.marks[1]
        if mark.kind is MarkKind.BRACKET and names_another(mark, source, first.start)
    ]


def _opening(marks: Sequence[Mark], source: SourceText, index: int) -> int:
    """Return the word by which the quotation begins: "[You] replaced | them" begins by the "you" that stands in brackets.

    "[Nuriev] left" of "was accused that he left" begins by the "he" that the name stands for.
    """
    own = [word.form for mark in marks for word in mark.words]
    is_named = own and index > 1 and is_complementiser(source.forms[index - 2]) and is_pronoun(source.forms[index - 1])
    if is_named and any(mark.kind is MarkKind.BRACKET for mark in marks):
        return index - 1
    return index - len(own) if own and source.forms[max(0, index - len(own)) : index] == own else index


def edge_mark(mark: Mark, source: SourceText, index: int, *, before: bool) -> Edit | None:
    """Return what a mark at the quotation's beginning (`before`) or end did beside the source's word `index`."""
    if mark.kind is not MarkKind.ELLIPSIS:
        return edge_bracket_edit(mark, source, index, before=before)
    gap = source.gap(index)
    if "…" in gap or "..." in gap:
        return None
    span = (source.starts[index], source.starts[index]) if before else (source.ends[index - 1], source.ends[index - 1])
    return Edit(gravity=Gravity.MARKED, kind="elision", quoted=mark.span, observed=span, note=_BEFORE if before else _AFTER)


def _cut_before(place: tuple[int, int], source: SourceText, extent: tuple[int, int], own: Beside, *, begins: bool) -> Edit | None:
    """Return what was cut off before the words `extent`; `begins` says that the quotation makes a sentence begin there."""
    index, _ = extent
    if not index:
        return None
    previous = source.forms[index - 1]
    if _CUT_HYPHEN.search(source.text[max(0, source.starts[index] - 2) : source.starts[index]]) and (
        is_number(previous) or is_negation(previous) or previous in _OPPOSING
    ):
        return _edge(place, source, (index - 1, index), "edge", "the quotation begins in the middle of a word")
    if answers_what_was_told(source, index):
        return None
    denial, reach = denial_before(source, index), _DRAFT_WORDS
    if denial is None:
        denial = turn_before(source, index)
    if denial is None:
        denial = wish_before(source, index)
    if denial is None:
        denial, reach = governing_denial(source, index), CLAUSE_WORDS
    if denial is not None:
        if says_so([word.form for word in find_words(own.before)[-reach:]]):
            return None
        kind, does = ("negation", "denies") if is_negation(source.forms[denial]) else ("edge", "bounds")
        return _edge(place, source, (denial, index), kind, f"the source {does} it, in the words before the quotation")
    return _bound_before(place, source, extent, own, begins=begins)


def _bound_before(
    place: tuple[int, int], source: SourceText, extent: tuple[int, int], draft: Beside, *, begins: bool
) -> Edit | None:
    """Return what makes less of the statement than the quotation does, unless the draft's words before it say so."""
    index, end = extent
    own = [word.form for word in find_words(draft.before)[-CLAUSE_WORDS:]]
    if (hedge := hedge_before(source, index)) and not any(map(is_hedge, own)):
        return _edge(place, source, hedge, "edge", "the source is less certain, in the words before the quotation")
    condition = condition_before(source, index) or lack_before(source, index)
    looks_whole = begins or source.raw(index)[0].isupper()  # "I", a name: nobody sees that it is a piece of a sentence
    condition = condition or (condition_far_before(source, index) if looks_whole else None)
    if condition and not limits(own):
        return _edge(place, source, condition, "edge", "the source says it on a condition, before the quotation")
    if (hearsay := hearsay_before(source, index)) and not any(voices(form) or is_hedge(form) for form in own):
        return _edge(place, source, hearsay, "edge", "the source gives it to hearsay, in the words before the quotation")
    if (charge := charge_before(source, index)) and not any(voices(form) or is_hedge(form) for form in own):
        return _edge(place, source, charge, "edge", "the source gives it to an accuser, before the quotation")
    ground = ground_before(source, index)
    if ground and not any(voices(form) or is_hedge(form) for form in own) and not gives_to(draft.claim, source, ground):
        return _edge(place, source, ground, "edge", "the source gives it as somebody’s reason or belief, before the quotation")
    if (supposed := supposed_before(source, index)) and not limits(own):
        return _edge(place, source, supposed, "edge", "the source only supposes it, in the sentence before the quotation")
    if void := void_before(source, index):
        return _edge(place, source, void, "edge", "the source gives it as what does not hold, before the quotation")
    if (bound := bound_of_number(source, index)) and not limits(own):
        return _edge(place, source, bound, "edge", "the source bounds the number, in the words before the quotation")
    said = said_before(source, index, end)
    if said and not gives_to(draft.claim, source, said) and (draft.claim or not is_report(source, said)):
        return _edge(place, source, said, "edge", "the source gives it as somebody’s words, before the quotation")
    voice = voice_before(source, index)
    if (
        voice
        and source.forms[voice[0]] not in own
        and (begins or ":" in source.gap(index) or distances(source.forms[slice(*voice)]))
    ):
        return _edge(place, source, voice, "edge", "the source gives it to somebody, in the words before the quotation")
    return None


def _cut_after(
    place: tuple[int, int], form: str, source: SourceText, extent: tuple[int, int], draft: Beside, *, ends: str
) -> Edit | None:
    """Return what was cut off behind the source's words of `extent`, the last of which is `form`; `ends` is the mark by which the
    quotation makes a sentence end there, or "".
    """
    opening, index = extent
    if retracted := RETRACTED_AFTER.match(source.text, source.ends[index - 1]):
        last = max(number for number in range(index, len(source.forms)) if source.starts[number] < retracted.end())
        return _edge(place, source, (index, last + 1), "negation", "the source takes it back, in the words after the quotation")
    if taken := taken_back_after(source, index, opening):
        return _edge(place, source, taken, "negation", "the source takes it back, in the words after the quotation")
    if index >= len(source.forms) or sentence_starts(source, index):
        return None
    following = source.forms[index]
    tight = source.gap(index) in ("-", "–", "‐", "‑")
    if is_number(form) and (following in _COMPLETES_NUMBER or (tight and is_number(following))):
        return _edge(place, source, (index, index + 1), "edge", "the quotation ends in the middle of a number")
    own = [word.form for word in find_words(draft.after)[:VERDICT_WORDS]]
    denied = None if says_so(own) else denied_after(source, opening, index, form)
    if denied is not None:
        return _edge(place, source, (index, denied), "negation", "the source denies it, in the words after the quotation")
    if form in JOINING or limits(own) or says_so(own[:_DRAFT_WORDS]):
        return None
    return _bound_after(place, source, extent, ends=ends)


def _bound_after(place: tuple[int, int], source: SourceText, extent: tuple[int, int], *, ends: str) -> Edit | None:
    """Return what makes less of the statement of `extent`, in the words behind it."""
    opening, index = extent
    does = "the source bounds it"
    limit = limit_after(source, index) or limit_of_open(source, index, opening) or aside_after(source, index)
    limit = limit or inversion_after(source, index, opening)
    is_clause = bool(ends) or sentence_starts(source, opening) or is_complementiser(source.forms[opening - 1])
    is_clause = is_clause or (begins_noun_phrase(source.forms[opening]) and voices(source.forms[opening - 1]))
    if limit is None and sentence_starts(source, opening):
        limit = limit_far_after(source, index) or case_after(source, opening, index)
    if limit is None and (is_clause or is_reverser(source.forms[opening])) and (limit := limit_of_denial(source, index, opening)):
        does = "the source bounds what it denies"
    if limit is None and (limit := hearsay_after(source, index)):
        does = "the source gives it to hearsay"
    is_sentence = bool(ends) and sentence_starts(source, opening)
    turns = _CONTRASTS if len(ends) == 1 and ends != "…" else _CONTRASTS - _CONCESSIONS  # an ellipsis says that more follows
    if limit is None and is_sentence and source.forms[index] in turns and source.gap(index).strip(BLANKS + QUOTES) in _TURNS:
        limit, does = (index, index + 1), "the source turns it"
    return _edge(place, source, limit, "edge", f"{does}, in the words after the quotation") if limit else None


def _edge(place: tuple[int, int], source: SourceText, words: tuple[int, int], kind: str, note: str) -> Edit:
    span = (source.starts[words[0]], source.ends[words[1] - 1])
    return Edit(gravity=Gravity.LOOK, kind=kind, quoted=place, observed=span, note=note)
