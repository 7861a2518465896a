"""The marks by which an author says that a quotation was edited: ellipses and brackets, read.

Enters: a quotation's text. Leaves: the quotation cut into pieces between marks. Usage: Chicago Manual of Style 17, 13.50-13.63;
in Russian also <...> and (… - Ред.). What brackets do is judged in `citations.matching.brackets`, what an ellipsis hides in
`citations.matching.elision`.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from citations.lexicon import is_function_word
from citations.regex import regex
from citations.words import Word, find_words, fold

# Measured by `tests/sweep.py quotes`, as in `citations.matching.comparison`.
NEAR_WORDS = 50  # left out by one ellipsis without a remark: about two sentences of news prose; 25 flags 4.3 %, 100 as many as 50
FAR_WORDS = 300  # beyond, the pieces no longer stand in one passage; 150 and 600 change nothing
REPLACED_WORDS = 8  # the most that one pair of brackets may stand for; 4 and 16 change nothing
_TINY_PIECE = 2  # words: such a piece is found everywhere, so it must stand in its sentence; 3 flags no more by hand

# "…", "...", ". . .", "[…]", "(...)", "<...>", "...."; not the full stop
_ELLIPSIS = r"[\[(<]\s*(?:…|\.(?:\s?\.){2,3})\s*[\])>]|…\.?|\.(?:\s?\.){2,3}"
# brackets: "[the party]", "arrest[ed]", "(президент. — Ред.)", "(курсив мой. — И. С.)", "(emphasis added)"; not: "(the party)"
_EDITOR = r"[-–—]\s*(?:(?:ред|прим|авт)\b[^()]{0,20}|(?-i:(?:[A-ZА-ЯЁ]\.\s?){1,3}))"
_ABOUT = r"(?:emphasis|italics|sic|курсив|выделено|выделение|подч[её]ркнуто|разрядка|так\s+в\s+\w+)\b[^()]{0,60}"
_BRACKET = rf"\[(?P<content>[^\[\]]*)\]|\((?P<remark>[^()]{{1,80}}{_EDITOR}|{_ABOUT})\)"
MARK = regex(rf"(?P<ellipsis>{_ELLIPSIS})|{_BRACKET}", re.IGNORECASE)
# "[he]'s", "[I]’d": what follows the brackets belongs to the word in them
_CLITIC = regex(r"""['’](?:s|d|m|ve|re|ll)\b""", re.VERBOSE)


class MarkKind(enum.StrEnum):
    """What a mark does: leaves words out, adds or replaces words, changes a word's ending."""

    ELLIPSIS = "ellipsis"
    BRACKET = "bracket"
    ENDING = "ending"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One mark: its place in the quotation and the words in the brackets; `stem` and `tail` are letters glued to it.

    `on_its_line` says of an ellipsis that it stands between two lines of the quotation, where paragraphs were left out.
    """

    kind: MarkKind
    span: tuple[int, int]
    words: tuple[Word, ...] = ()
    stem: str = ""
    content: str = ""
    tail: str = ""
    on_its_line: bool = False


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
        is_alone = exact[:start].rstrip(" ").endswith("\n") and exact[end:].lstrip(" ").startswith("\n")
        cutter.add_mark(Mark(kind=MarkKind.ELLIPSIS, span=(start, end), on_its_line=is_alone))
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
    inserted, _, letter = content.rpartition(" ")
    if tail and not left and inserted and len(letter) == 1 and letter.isalpha():  # "[Lunin s]aid", "[Лунин с]казал"
        words = tuple(find_words(exact, start + 1, end - 2))
        cutter.add_mark(Mark(kind=MarkKind.BRACKET, span=(start, end - 2), words=words, content=inserted))
        cutter.capitals.add(end - 2)
        cutter.pieces[-1].append(Word(form=fold(letter + exact[end : tail.end]), start=end - 2, end=tail.end))
        return tail.end
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


def is_tiny(piece: Sequence[Word]) -> bool:
    """Return whether the piece is too short, or of too common words, to tell a place."""
    return len(piece) <= _TINY_PIECE or sum(not is_function_word(word.form) for word in piece) == 0
