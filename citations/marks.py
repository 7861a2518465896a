"""The marks by which an author says that a quotation was edited: ellipses and brackets, read and judged.

Enters: a quotation's text; later the source's words that its brackets stand for. Leaves: the quotation cut into pieces
between marks, and an `Edit` for each pair of brackets. Usage: Chicago Manual of Style 17, 13.50-13.63 (ellipses, brackets);
in Russian also <...> and (… - Ред.). What brackets do is judged here, what an ellipsis hides in `citations.elision`.
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
    is_ending,
    is_function_word,
    is_hedge,
    is_honorific,
    is_light,
    is_negation,
    is_pronoun,
    is_qualifier,
    is_remark,
    is_reverser,
    is_shifted,
    is_stage_remark,
    may_be_verb,
)
from citations.months import MONTH_NUMBERS
from citations.numerals import MAGNITUDES, is_number, is_percent, is_printed_otherwise
from citations.verbs import are_forms_of_one_verb, says_in_another_tense
from citations.words import SourceText, Word, find_words, fold, sentence_starts

# Measured by `tests/sweep.py quotes`, as in `citations.comparison`; a value that is said to change nothing was tried in both
# directions.
NEAR_WORDS = 50  # left out by one ellipsis without a remark: about two sentences of news prose; 25 flags 3.5 %, 100 as many as 50
FAR_WORDS = 300  # beyond, the pieces no longer stand in one passage; 150 and 600 change nothing
REPLACED_WORDS = 8  # the most that one pair of brackets may stand for; 4 and 16 change nothing
_BOUNDING_WORDS = 2  # brackets for so few words are judged by each of them; 1 and 4 change nothing
_POINTED_WORDS = 4  # the most that a pronoun in brackets may stand for; 2 and 8 change nothing
_MODIFIER_WORDS = 2  # of an insertion that may say something new of the word beside it: "[the corrupt]"; 1 and 3 change nothing
_STEM_HEAD = 3  # letters that forms of one word share at least
_TINY_PIECE = 2  # words: such a piece is found everywhere, so it must stand in its sentence; 1 and 3 change nothing

_ALTERNATIVES = frozenset("or nor but than yet или но а чем".split())
# "…", "...", ". . .", "[…]", "(...)", "<...>", "...."; not the full stop
_ELLIPSIS = r"[\[(<]\s*(?:…|\.(?:\s?\.){2,3})\s*[\])>]|…\.?|\.(?:\s?\.){2,3}"
# brackets: "[the party]", "arrest[ed]", "(президент. — Ред.)", "(курсив мой. — И. С.)", "(emphasis added)"; not: "(the party)"
_EDITOR = r"[-–—]\s*(?:(?:ред|прим|авт)\b[^()]{0,20}|(?-i:(?:[A-ZА-ЯЁ]\.\s?){1,3}))"
_ABOUT = r"(?:emphasis|italics|sic|курсив|выделено|выделение|подч[её]ркнуто|разрядка|так\s+в\s+\w+)\b[^()]{0,60}"
_BRACKET = rf"\[(?P<content>[^\[\]]*)\]|\((?P<remark>[^()]{{1,80}}{_EDITOR}|{_ABOUT})\)"
MARK = re.compile(rf"(?P<ellipsis>{_ELLIPSIS})|{_BRACKET}", re.IGNORECASE)
# "[he]'s", "[I]’d": what follows the brackets belongs to the word in them
_CLITIC = re.compile(r"""['’](?:s|d|m|ve|re|ll)\b""", re.VERBOSE)


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
        if gravity is Gravity.LOOK and kind == "insertion" and theirs and _only_shortens(mark, source, start, end):
            gravity, note = Gravity.MARKED, ""
        if gravity is Gravity.MARKED and kind == "insertion" and (strange := _strange_word(mark, source)):
            gravity, note = Gravity.LOOK, f"the inserted word stands nowhere in the source: {strange}"
        if forms and not theirs and _extends_a_number(forms, source, start):
            gravity, note = Gravity.LOOK, "the inserted word makes another number of the one beside it"
        if forms and not theirs and forms[0] in _ALTERNATIVES:
            gravity, note = Gravity.LOOK, "the inserted words set something else beside the statement"
        if forms and not theirs and start and is_negation(source.forms[start - 1]) and not any(map(is_remark, forms)):
            gravity, note = Gravity.LOOK, "the inserted words stand between a negation and what it denies"
        if any("[" in source.gap(index) for index in range(start, min(max(end, start + 1), len(source.forms)))):
            gravity, note = Gravity.LOOK, "the source has brackets of its own here, with other words"
    return Edit(gravity=gravity, kind=kind, quoted=mark.span, observed=observed, note=note)


def _extends_a_number(forms: Sequence[str], source: SourceText, index: int) -> bool:
    before = source.forms[index - 1] if index else ""
    after = source.forms[index] if index < len(source.forms) else ""
    return (is_number(before) and (forms[0] in MAGNITUDES or is_percent(forms[:1]) or is_percent(forms[:2]))) or (
        is_number(forms[-1]) and after in MAGNITUDES
    )


def _place(source: SourceText, index: int) -> int:
    return source.starts[index] if index < len(source.forms) else len(source.text)


def _ending_gravity(mark: Mark, source: SourceText, start: int, end: int) -> tuple[Gravity, str, str]:
    if end - start != 1:
        return Gravity.LOOK, "tense", "the brackets do not stand for one word of the source"
    ours, theirs = fold(mark.stem + mark.content + mark.tail or "-"), source.forms[start]
    stem, tail = mark.stem.casefold(), mark.tail.casefold()
    if ours == theirs or are_irregular_forms(ours, theirs) or is_shifted(ours, theirs) or are_forms_of_one_verb(ours, theirs):
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
        if is_stage_remark(forms):
            return Gravity.LOOK, "insertion", "the source has no such remark here"
        if len(forms) <= 2 and any(is_qualifier(form) or is_attribution(form) or is_reverser(form) for form in forms):
            return Gravity.LOOK, "insertion", "the inserted word bounds the statement"
        return Gravity.MARKED, "insertion", ""
    if is_printed_otherwise(forms, theirs):
        return Gravity.MARKED, "number-form", ""
    if any(map(is_number, theirs)) or (any(map(is_reverser, theirs)) and len(theirs) < 3):
        return Gravity.LOOK, "insertion", "the brackets replace words of the source"
    if _is_inflection(forms, theirs) or says_in_another_tense(forms, theirs):
        return Gravity.MARKED, "tense", ""
    if all(map(is_honorific, theirs)) or (theirs == ("the",) and forms[-1].endswith("'s")):
        return Gravity.MARKED, "insertion", ""  # "[Minister] Aldane" for "Mr Aldane", "[Morante's] plan" for "the plan"
    bounds = any(is_qualifier(form) for form in (*forms, *theirs)) and min(len(forms), len(theirs)) <= _BOUNDING_WORDS
    if not bounds and ((forms and _only_points(theirs)) or (_only_points(forms) and len(theirs) <= _POINTED_WORDS)):
        return Gravity.MARKED, "insertion", ""
    return Gravity.LOOK, "insertion", "the brackets replace words of the source"


def _strange_word(mark: Mark, source: SourceText) -> str:
    """Return the adverb or adjective in brackets that says something new of its neighbour: "[deliberately] sank"; "" for none.

    An adjective that the source uses itself says who or what is meant.
    """
    telling = [word for word in mark.words if not is_function_word(word.form)]
    if len(telling) != 1 or len(mark.words) > _MODIFIER_WORDS or telling[0].capital or is_remark(telling[0].form):
        return ""
    form = telling[0].form
    if is_adverb(form):
        return "" if form in source.places else form
    if not is_adjective(form) or form in source.places:
        return ""
    head = form[:_STEM_HEAD]
    return "" if any(other.startswith(head) and are_forms_of_one_word(form, other) for other in source.places) else form


def _only_shortens(mark: Mark, source: SourceText, start: int, end: int) -> bool:
    """Return whether the brackets say less of a name or a date: "[Zimin]" for "Igor Zimin", "[in May]" for "on 3 May"."""
    own = {word.form for word in mark.words if not is_function_word(word.form)}
    theirs = [index for index in range(start, end) if not is_function_word(source.forms[index])]
    dropped = [index for index in theirs if source.forms[index] not in own]
    if not own or not own <= {source.forms[index] for index in theirs}:
        return False
    is_date = any(form in MONTH_NUMBERS for form in own)
    return all(source.raw(index)[0].isupper() or (is_date and is_number(source.forms[index])) for index in dropped)


def _only_points(forms: Sequence[str]) -> bool:
    """Return whether the words only point at something named elsewhere: "they", "of them", "it's"."""
    bare = [form.split("'")[0] for form in forms]
    return any(map(is_pronoun, bare)) and all(is_pronoun(form) or is_light(form) for form in bare)


def _is_inflection(forms: Sequence[str], theirs: Sequence[str]) -> bool:
    if len(forms) != 1 or len(theirs) != 1:
        return False
    left, right = forms[0], theirs[0]
    if are_irregular_forms(left, right) or is_shifted(left, right) or are_forms_of_one_verb(left, right):
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
    if before and own and (place := _subject_before(own, source, index)) is not None:
        span = (source.starts[place], source.ends[index - 1])
        return Edit(gravity=Gravity.MARKED, kind="insertion", quoted=mark.span, observed=span, note="")
    start, end = (index - 1, index) if before else (index, index + 1)
    neighbour = source.forms[start]
    names = bool(own) and (mark.words[0].capital or is_function_word(own[0]) or begins_noun_phrase(own[0]))
    if not before and names and may_be_verb(neighbour) and not is_negation(neighbour) and not is_qualifier(neighbour):
        return bracket_edit(mark, source, index, index)  # "the president [Rahmon]" before "was"
    if is_function_word(neighbour) and not is_pronoun(neighbour) and not is_negation(neighbour) and not is_qualifier(neighbour):
        return bracket_edit(mark, source, index, index)
    return bracket_edit(mark, source, start, end)


def _subject_before(own: Sequence[str], source: SourceText, index: int) -> int | None:
    """Return where the bracket's words stand before, as in "[The hospital] has beds"; None if a word between bounds the sense."""
    for start in range(index - len(own), max(-1, index - NEAR_WORDS), -1):
        if source.forms[start : start + len(own)] == list(own):
            left = source.forms[start + len(own) : index]
            return None if any(is_negation(form) or is_reverser(form) or is_hedge(form) for form in left) else start
        if sentence_starts(source, start):
            return None
    return None


def is_tiny(piece: Sequence[Word]) -> bool:
    """Return whether the piece is too short, or of too common words, to tell a place."""
    return len(piece) <= _TINY_PIECE or sum(not is_function_word(word.form) for word in piece) == 0
