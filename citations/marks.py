"""The marks by which an author says that a quotation was edited: ellipses and brackets, read and judged.

Enters: a quotation's text; later the source's words that its marks stand for. Leaves: the quotation cut into pieces
between marks, and an `Edit` for each mark. Usage: Chicago Manual of Style 17, 13.50-13.63 (ellipses, brackets);
in Russian also <...> and (… - Ред.). A mark is honest only when what it hides would not turn the sense round.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from citations.edits import Edit, Gravity, are_forms_of_one_word
from citations.lexicon import (
    are_irregular_forms,
    begins_noun_phrase,
    is_adjective,
    is_adverb,
    is_attribution,
    is_conjunction,
    is_ending,
    is_function_word,
    is_hedge,
    is_light,
    is_negation,
    is_pronoun,
    is_qualifier,
    is_remark,
    is_reverser,
    may_be_verb,
)
from citations.numerals import is_number
from citations.words import QUOTES, SourceText, Word, find_words, fold, paragraph_starts, sentence_starts

NEAR_WORDS = 50  # left out by one ellipsis without a remark: about two sentences of news prose
FAR_WORDS = 300  # beyond, the pieces no longer stand in one passage
REPLACED_WORDS = 8  # the most that one pair of brackets may stand for
_SHORT_ELISION = 4  # an ellipsis for so few words is there for one of them
_HEDGE_WORDS = 3  # before the next piece, among which a word that makes it less certain must not be left out
_BOUNDING_WORDS = 2  # brackets for so few words are judged by each of them
_POINTED_WORDS = 4  # the most that a pronoun in brackets may stand for
_SUBJECT_WORDS = 4  # of a subject that was left out before its verb
_MODIFIER_WORDS = 2  # of an insertion that may say something new of the word beside it: "[the corrupt]"
_STEM_HEAD = 3  # letters that forms of one word share at least
_TINY_PIECE = 2  # words: such a piece is found everywhere, so it must stand in its sentence
_TINY_GAP = 14

# "…", "...", ". . .", "[…]", "(...)", "<...>", "...."; not the full stop
_ELLIPSIS = r"[\[(<]\s*(?:…|\.(?:\s?\.){2,3})\s*[\])>]|…\.?|\.(?:\s?\.){2,3}"
# brackets: "[the party]", "arrest[ed]", "(президент. — Ред.)"; not brackets: "(the party)"
_BRACKET = r"\[(?P<content>[^\[\]]*)\]|\((?P<remark>[^()]{1,80}[-–—]\s*(?:ред|прим|авт)\b[^()]{0,20})\)"
MARK = re.compile(rf"(?P<ellipsis>{_ELLIPSIS})|{_BRACKET}", re.IGNORECASE)
# "[he]'s", "[I]’d": what follows the brackets belongs to the word in them
_CLITIC = re.compile(r"""['’](?:s|d|m|ve|re|ll)\b""", re.VERBOSE)


_SPEECH_WORDS = 80  # of a speech whose end is looked for
_SPEAKER_WORDS = 3  # behind a speech, in which its speaker is named
_CLOSING = '"”»'
# dashes about a speaker, as Russian prints them: "…свидетелей, — | сказал он. — | Однако"; not " — police said — "
_SPEECH_PAUSES, _SPEECH_RESUMES = re.compile(r"[,!?…][»”\"]?\s*[—–-]\s*$"), re.compile(r"^[.,]\s*[—–-]\s*$")


class MarkKind(enum.StrEnum):
    """What a mark does: leaves words out, adds or replaces words, changes a word's ending."""

    ELLIPSIS = "ellipsis"
    BRACKET = "bracket"
    ENDING = "ending"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One mark: its place in the quotation and the words in the brackets; `stem` and `tail` are letters glued to it."""

    kind: MarkKind
    span: tuple[int, int]
    words: tuple[Word, ...] = ()
    stem: str = ""
    content: str = ""
    tail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pieces:
    """A quotation cut at its marks: `marks[i]` stand before `pieces[i]`, the last ones after the last piece.

    `capitals` are the starts of words whose first letter stands in brackets: "[T]he".
    """

    pieces: tuple[tuple[Word, ...], ...]
    marks: tuple[tuple[Mark, ...], ...]
    capitals: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Cutter:
    exact: str
    pieces: list[list[Word]] = field(default_factory=lambda: [[]])
    marks: list[list[Mark]] = field(default_factory=lambda: [[]])
    capitals: set[int] = field(default_factory=set)

    def add_mark(self, mark: Mark) -> None:
        if self.pieces[-1]:
            self.pieces.append([])
            self.marks.append([])
        self.marks[-1].append(mark)


def without_marks(exact: str) -> Pieces:
    """Return the quotation as one piece: its ellipses and brackets taken as the source's own."""
    return Pieces(pieces=(tuple(find_words(exact)),), marks=((), ()))


def cut(exact: str) -> Pieces:
    """Return the quotation cut at its ellipses and brackets; pieces are never empty.

    >>> [[word.form for word in piece] for piece in cut("[T]he party … was [then] banned.").pieces]
    [['the', 'party'], ['was'], ['banned']]
    """
    cutter, at = _Cutter(exact), 0
    for match in MARK.finditer(exact):
        if match.start() < at:
            continue
        cutter.pieces[-1] += find_words(exact, at, match.start())
        at = _add(cutter, match)
    cutter.pieces[-1] += find_words(exact, at)
    if not cutter.pieces[-1]:
        cutter.pieces.pop()
    else:
        cutter.marks.append([])
    return Pieces(
        pieces=tuple(map(tuple, cutter.pieces)),
        marks=tuple(map(tuple, cutter.marks)),
        capitals=frozenset(cutter.capitals),
    )


def _add(cutter: _Cutter, match: re.Match[str]) -> int:
    """Add one mark; return where the text after it begins."""
    exact, start, end = cutter.exact, match.start(), match.end()
    if match["ellipsis"]:
        cutter.add_mark(Mark(kind=MarkKind.ELLIPSIS, span=(start, end)))
        return end
    content = match["content"] if match["content"] is not None else match["remark"]
    following = find_words(exact, end, min(len(exact), end + 40))
    tail = following[0] if following and following[0].start == end and exact[end].isalpha() else None
    left = (
        cutter.pieces[-1][-1] if cutter.pieces[-1] and cutter.pieces[-1][-1].end == start and exact[start - 1].isalpha() else None
    )
    clitic = _CLITIC.match(exact, end)
    if clitic and content and not left and len(content) > 1:
        words = tuple(find_words(exact, start + 1, end - 1))
        words = (*words[:-1], replace(words[-1], form=words[-1].form + fold(clitic[0]))) if words else ()
        cutter.add_mark(Mark(kind=MarkKind.BRACKET, span=(start, clitic.end()), words=words, content=content))
        return clitic.end()
    if clitic and len(content) == 1:
        cutter.capitals.add(start)
        cutter.pieces[-1].append(Word(form=fold(content + clitic[0]), start=start, end=clitic.end()))
        return clitic.end()
    if tail and not left and len(content) == 1 and content.isalpha():
        cutter.capitals.add(start)
        cutter.pieces[-1].append(Word(form=fold(content + exact[end : tail.end]), start=start, end=tail.end))
        return tail.end
    if ((left or tail) and content.replace("'", "").isalpha()) or (left and not content):
        if left:
            cutter.pieces[-1].pop()
        place = (left.start if left else start, tail.end if tail else end)
        ending = exact[end : tail.end] if tail else ""
        stem = exact[left.start : left.end] if left else ""
        cutter.add_mark(Mark(kind=MarkKind.ENDING, span=place, stem=stem, content=content, tail=ending))
        return place[1]
    words = tuple(find_words(exact, start + 1, end - 1))
    cutter.add_mark(Mark(kind=MarkKind.BRACKET, span=(start, end), words=words, content=content))
    return end


def elision_edit(mark: Mark, source: SourceText, start: int, end: int, *, tiny: bool = False) -> Edit | None:
    """Return what the ellipsis left out: the source's words `start` to `end`; None where the source has the dots itself.

    `tiny` says that a piece beside it is too short to be told apart from the same words elsewhere.
    """
    observed = (source.ends[start - 1], source.starts[end]) if start == end else (source.starts[start], source.ends[end - 1])
    if start == end:
        literal = "…" in source.gap(start) or ".." in source.gap(start).replace(" ", "")
        return None if literal else Edit(gravity=Gravity.MARKED, kind="elision", quoted=mark.span, observed=observed,
                                         note="nothing was left out here")  # fmt: skip
    gravity, note = _elision_gravity(source, start, end, tiny=tiny)
    return Edit(gravity=gravity, kind="elision", quoted=mark.span, observed=observed, note=note)


def _elision_gravity(source: SourceText, start: int, end: int, *, tiny: bool) -> tuple[Gravity, str]:
    forms, count = source.forms[start:end], end - start
    if count > FAR_WORDS:
        return Gravity.ALTERED, f"{count} words stand between: not one passage"
    denial = next((index for index in range(start, end) if _denies(source, index, end)), None)
    if denial is not None:
        return Gravity.LOOK, f"a negation was left out: {source.raw(denial)}"
    fragments = _fragments(source, start, end)
    for test, name in ((is_attribution, "an attribution"), (is_reverser, "a word that turns the sense round")):
        word = next((source.raw(index) for index in fragments if test(source.forms[index])), "")
        if word and not _is_interruption(source, start, end):
            return Gravity.LOOK, f"{name} was left out: {word}"
    beside = () if sentence_starts(source, end) else forms[-_HEDGE_WORDS:]  # "may have … fled": the verb is kept
    aside = {source.gap(start).strip(" ")[:1], source.gap(end).strip(" ")[:1]} <= set(",(–—)") - {""}
    if any(map(is_hedge, beside)) or (count <= _SHORT_ELISION and not aside and any(map(is_qualifier, forms))):
        return Gravity.LOOK, "a word that bounds the statement was left out"
    return _elision_shape(source, start, end, tiny=tiny)


def _denies(source: SourceText, index: int, end: int) -> bool:
    """Return whether word `index` denies something; "non" does so only to a word that was kept."""
    return is_negation(source.forms[index]) and (source.forms[index] != "non" or index + 1 == end)


def _elision_shape(source: SourceText, start: int, end: int, *, tiny: bool) -> tuple[Gravity, str]:
    count = end - start
    if sum(paragraph_starts(source, index) for index in range(start, end + 1) if index < len(source.forms)) >= 2:
        return Gravity.LOOK, "a whole paragraph was left out"
    if count > NEAR_WORDS:
        return Gravity.LOOK, f"{count} words were left out"
    inner = any(sentence_starts(source, index) for index in range(start + 1, end))
    if inner and not sentence_starts(source, start) and not sentence_starts(source, end):
        return Gravity.LOOK, "the ellipsis ties the beginning of one sentence to the end of another"
    if not inner and _changes_subject(source, start, end):
        return Gravity.LOOK, "the subject of the words after the ellipsis was left out"
    if tiny and (inner or count > _TINY_GAP):
        return Gravity.LOOK, "too few words stand beside the ellipsis to be sure of the place"
    return Gravity.MARKED, ""


def _changes_subject(source: SourceText, start: int, end: int) -> bool:
    """Return whether the last words left out name who does what the kept verb says: "… and the army | burned"."""
    if end >= len(source.forms) or source.gap(end).strip() or not may_be_verb(source.forms[end]):
        return False
    for index in range(end - 2, max(start, end - 2 - _SUBJECT_WORDS) - 1, -1):
        if is_conjunction(source.forms[index]):
            return begins_noun_phrase(source.forms[index + 1]) or source.raw(index + 1)[0].isupper()
    return False


def _fragments(source: SourceText, start: int, end: int) -> list[int]:
    """Return the words left out that share their sentence with words that were kept."""
    bounds = [index for index in range(start, end + 1) if sentence_starts(source, index)]
    if not bounds:
        return list(range(start, end))
    return [*range(start, bounds[0]), *range(bounds[-1], end)]


def _is_interruption(source: SourceText, start: int, end: int) -> bool:
    """Return whether the words only say who speaks, in the middle of one speech: `”, he said. “`, `, — сказал он. — `."""
    if any(sentence_starts(source, index) for index in range(start + 1, end)):
        return False  # a second sentence may give the words to another speaker
    opening, closing = source.gap(start), source.gap(end)
    if _SPEECH_PAUSES.search(opening) and _SPEECH_RESUMES.search(closing):
        return True
    is_quoted = any(mark in opening for mark in QUOTES) and any(mark in closing for mark in QUOTES)
    return is_quoted and not _has_own_speaker(source, end)


def _has_own_speaker(source: SourceText, start: int) -> bool:
    """Return whether the speech that begins at word `start` is given to somebody by name behind it: "”, replied the clerk"."""
    last = min(len(source.forms), start + _SPEECH_WORDS)
    close = next((index for index in range(start + 1, last) if any(mark in _CLOSING for mark in source.gap(index))), None)
    if close is None or sentence_starts(source, close):
        return False
    behind = source.forms[close : close + _SPEAKER_WORDS]
    return any(map(is_attribution, behind)) and not any(map(is_pronoun, behind))


def bracket_edit(mark: Mark, source: SourceText, start: int, end: int) -> Edit | None:
    """Return what the brackets did to the source's words `start` to `end` (none: an insertion)."""
    observed = (source.starts[start], source.ends[end - 1]) if start < end else (_place(source, start),) * 2
    forms, theirs = tuple(word.form for word in mark.words), tuple(source.forms[start:end])
    if mark.kind is MarkKind.ENDING:
        gravity, kind, note = _ending_gravity(mark, source, start, end)
    elif forms == theirs:
        literal = "[" in source.gap(start) and "]" in source.gap(end)
        gravity, kind, note = (Gravity.REMARK if literal else Gravity.MARKED), "insertion", ""
    else:
        gravity, kind, note = _content_gravity(forms, theirs)
        if gravity is Gravity.MARKED and kind == "insertion" and (strange := _strange_word(mark, source, start)):
            gravity, note = Gravity.LOOK, f"the inserted word stands nowhere in the source: {strange}"
        if start < len(source.forms) and "[" in source.gap(start):
            gravity, note = Gravity.LOOK, "the source has brackets of its own here, with other words"
    return Edit(gravity=gravity, kind=kind, quoted=mark.span, observed=observed, note=note)


def _place(source: SourceText, index: int) -> int:
    return source.starts[index] if index < len(source.forms) else len(source.text)


def _ending_gravity(mark: Mark, source: SourceText, start: int, end: int) -> tuple[Gravity, str, str]:
    if end - start != 1:
        return Gravity.LOOK, "tense", "the brackets do not stand for one word of the source"
    ours, theirs = fold(mark.stem + mark.content + mark.tail or "-"), source.forms[start]
    stem, tail = mark.stem.casefold(), mark.tail.casefold()
    if ours == theirs:
        return Gravity.MARKED, "tense", ""
    if stem and not tail and theirs.startswith(fold(mark.stem)) and is_number(ours) == is_number(theirs):
        dropped = theirs[len(fold(mark.stem)) :]
        if is_ending(mark.content) and is_ending(dropped):
            return Gravity.MARKED, "tense", ""
    return Gravity.LOOK, "tense", "the brackets make another word"


def _content_gravity(forms: Sequence[str], theirs: Sequence[str]) -> tuple[Gravity, str, str]:
    if any(map(is_negation, theirs)):
        return Gravity.LOOK, "negation", "the brackets replace a negation"
    if any(map(is_negation, forms)):
        return Gravity.LOOK, "negation", "the brackets bring in a negation"
    if not theirs:
        if len(forms) <= 2 and any(is_qualifier(form) or is_attribution(form) or is_reverser(form) for form in forms):
            return Gravity.LOOK, "insertion", "the inserted word bounds the statement"
        return Gravity.MARKED, "insertion", ""
    if any(map(is_number, theirs)) or (any(map(is_reverser, theirs)) and len(theirs) < 3):
        return Gravity.LOOK, "insertion", "the brackets replace words of the source"
    if _is_inflection(forms, theirs):
        return Gravity.MARKED, "tense", ""
    bounds = any(is_qualifier(form) for form in (*forms, *theirs)) and min(len(forms), len(theirs)) <= _BOUNDING_WORDS
    if not bounds and ((forms and _only_points(theirs)) or (_only_points(forms) and len(theirs) <= _POINTED_WORDS)):
        return Gravity.MARKED, "insertion", ""
    return Gravity.LOOK, "insertion", "the brackets replace words of the source"


def _strange_word(mark: Mark, source: SourceText, start: int) -> str:
    """Return the adverb or adjective in brackets that says something new of its neighbour: "[deliberately] sank"; "" for none.

    An adjective that the source uses itself, or that stands behind a pronoun, says who or what is meant.
    """
    telling = [word for word in mark.words if not is_function_word(word.form)]
    if len(telling) != 1 or len(mark.words) > _MODIFIER_WORDS or telling[0].capital or is_remark(telling[0].form):
        return ""
    form = telling[0].form
    if is_adverb(form):
        return "" if form in source.places else form
    if not is_adjective(form) or form in source.places or (start > 0 and is_pronoun(source.forms[start - 1])):
        return ""
    head = form[:_STEM_HEAD]
    return "" if any(other.startswith(head) and are_forms_of_one_word(form, other) for other in source.places) else form


def _only_points(forms: Sequence[str]) -> bool:
    """Return whether the words only point at something named elsewhere: "they", "of them", "it's"."""
    bare = [form.split("'")[0] for form in forms]
    return any(map(is_pronoun, bare)) and all(is_pronoun(form) or is_light(form) for form in bare)


def _is_inflection(forms: Sequence[str], theirs: Sequence[str]) -> bool:
    if len(forms) != 1 or len(theirs) != 1:
        return False
    left, right = forms[0], theirs[0]
    if are_irregular_forms(left, right):
        return True
    short, long = sorted((left, right), key=len)
    return are_forms_of_one_word(left, right) and not (long.endswith(short) or is_qualifier(left) or is_qualifier(right))


def edge_bracket_edit(mark: Mark, source: SourceText, index: int, *, before: bool) -> Edit | None:
    """Return what brackets at the quotation's beginning (`before`) or end did beside the source's word `index`.

    What they replaced is not known there: a sentence's border beside them makes them an insertion, otherwise the
    word next to them (or one of their own length) is taken for the word replaced.
    """
    if mark.kind is MarkKind.ENDING:
        start = index - 1 if before else index
        return bracket_edit(mark, source, start, min(start + 1, len(source.forms))) if start >= 0 else None
    own = [word.form for word in mark.words]
    if any(map(is_remark, own)):
        return bracket_edit(mark, source, index, index)
    low, high = (max(0, index - len(own)), index) if before else (index, index + len(own))
    if own and source.forms[low:high] == own:
        return bracket_edit(mark, source, low, high)
    if sentence_starts(source, index):
        return bracket_edit(mark, source, index, index)
    start, end = (index - 1, index) if before else (index, index + 1)
    neighbour = source.forms[start]
    names = bool(own) and (mark.words[0].capital or is_function_word(own[0]) or begins_noun_phrase(own[0]))
    if not before and names and may_be_verb(neighbour) and not is_negation(neighbour) and not is_qualifier(neighbour):
        return bracket_edit(mark, source, index, index)  # "the president [Rahmon]" before "was"
    if is_function_word(neighbour) and not is_pronoun(neighbour) and not is_negation(neighbour) and not is_qualifier(neighbour):
        return bracket_edit(mark, source, index, index)
    return bracket_edit(mark, source, start, end)


def is_tiny(piece: Sequence[Word]) -> bool:
    """Return whether the piece is too short, or of too common words, to tell a place."""
    return len(piece) <= _TINY_PIECE or sum(not is_function_word(word.form) for word in piece) == 0
