"""Texts cut into pieces that carry marks: emphasis, quotations, citations, and what differs between draft and source.

Enters: a text with spans. Leaves: `Piece`s in order, which each format clothes in its own marks; nothing is escaped here.
A span that does not fit its text is looked for by its words, and left out when they are not there.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from citations.citation import Citation
from citations.finding import Action, Difference, Finding, Outcome
from citations.regex import regex
from reports.report import NoteView

EMPHASIS, QUOTATION, CITATION, DELETED, INSERTED, UNPRINTED, OWN, ADDRESS, CODE = (
    "emphasis",
    "quotation",
    "citation",
    "deleted",
    "inserted",
    "unprinted",
    "own",
    "address",
    "code",
)
TYPOGRAPHY = "typography"
# What the two sides are called; a rule that is not here compares what the note says with what the source says.
_SIDES = {"link": ("Address", "Answer"), "source": ("Note says", "Found"), "drift": ("Copy says", "Page says")}
# The words that these rules quote are the citation itself, which stands above as printed.
_OF_THE_CITATION = frozenset({"source", "antecedent"})
# What these rules observe without a passage is no counterpart of the draft's words, and their message tells it.
_COMPARES_PASSAGES = frozenset({"quote"})
# Below this share of equal words two titles are two titles, and a word diff would only confuse.
MIN_SHARED_WORDS = 0.3
MAX_COMPARED_WORDS = 300  # a title or a date is shorter; the matcher's time grows with the square

# matches "*Central Asia: Islam*"; not "2 * 3 * 4" (spaces inside) or "**"
_EMPHASIS = regex(r"""\*(?=[^\s*])(?P<words>[^*\n]*[^\s*])\*""", re.VERBOSE)
# matches "`footnotary plan`"; not a lone "`"
_CODE = regex(r"""`(?P<words>[^`\n]+)`""", re.VERBOSE)
# An address reads from left to right inside a note that does not. Matches "https://a.example/پل"; not the stop behind it
_ADDRESS = regex(r"""https?://[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?)\]]""", re.VERBOSE)
_WORD = regex(r"""\w+|[^\w\s]""", re.VERBOSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A stretch of text under one set of marks."""

    text: str
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """The two sides of a finding, marked where they differ: `draft` and `source`, their names, and the changes.

    `before` and `after` stand around the passage in the source, unless it holds more than the words that answer to the
    draft's: then these are marked in it; `source` is empty when nothing of it is quoted;
    `passage` is what the source says where the two sides are not themselves passages of it. `minor` names
    changes of typography alone, which are not marked; `translation` is what the author set in brackets behind a quotation or a
    title; `is_translated` says that draft and source are in two languages.
    """

    draft_name: str
    draft: tuple[Piece, ...]
    source_name: str
    source: tuple[Piece, ...]
    before: str = ""
    after: str = ""
    passage: str = ""
    translation: str = ""
    translation_name: str = "Author’s brackets"
    is_translated: bool = False
    changes: tuple[Difference, ...] = ()
    minor: tuple[str, ...] = ()


def marked(text: str, spans: Iterable[tuple[int, int, str]], *, emphasis: bool = True) -> tuple[Piece, ...]:
    """Return `text` cut at every span's ends, each piece with the marks in force; `*…*` becomes emphasis.

    >>> [(piece.text, sorted(piece.marks)) for piece in marked("a *b* c", [(2, 7, "quotation")])]
    [('a ', []), ('b', ['emphasis', 'quotation']), (' c', ['quotation'])]
    """
    edges: dict[int, list[tuple[int, str]]] = {}
    for start, end, mark in (*spans, *(_spans_between_signs(_EMPHASIS, text, EMPHASIS) if emphasis else ())):
        if 0 <= start < end <= len(text):
            edges.setdefault(start, []).append((1, mark))
            edges.setdefault(end, []).append((-1, mark))
    depth: dict[str, int] = {}
    pieces, last = [], 0
    for place in (*sorted(edges), len(text)):
        in_force = frozenset(mark for mark, count in depth.items() if count > 0)
        if place > last and UNPRINTED not in in_force:
            pieces.append(Piece(text=text[last:place], marks=in_force))
        for step, mark in edges.get(place, ()):
            depth[mark] = depth.get(mark, 0) + step
        last = place
    return tuple(pieces)


def notice_pieces(text: str) -> tuple[Piece, ...]:
    """Return a sentence of ours to the user, with the commands marked that it names.

    >>> [(piece.text, sorted(piece.marks)) for piece in notice_pieces("Run `make`.")]
    [('Run ', []), ('make', ['code']), ('.', [])]
    """
    return marked(text, _spans_between_signs(_CODE, text, CODE), emphasis=False)


def claim_pieces(note: NoteView) -> tuple[Piece, ...]:
    """Return the draft's sentence with the quotations of the body marked."""
    claim = note.claim or ""
    spans = (_located(claim, item.exact, item.span) for item in note.quotations if item.where == "body")
    return marked(claim, [(*span, QUOTATION) for span in spans if span])


def claim_parts(note: NoteView) -> tuple[tuple[tuple[Piece, ...], bool], ...]:
    """Return the draft's sentence cut at the marks of its notes: pieces, and whether this note's own mark stands behind them."""
    claim = note.claim or ""
    start, end = note.claim_span if note.claim_span[1] else (0, len(claim))
    spans = (_located(claim, item.exact, item.span) for item in note.quotations if item.where == "body")
    pieces = marked(claim, [(start, end, OWN), *((*span, QUOTATION) for span in spans if span)])
    return tuple((tuple(part), is_own) for is_own, part in itertools.groupby(pieces, key=lambda piece: OWN in piece.marks))


def note_pieces(note: NoteView) -> tuple[Piece, ...]:
    """Return the note as printed, with its citations, its own quotations and its addresses marked."""
    quotations = (_located(note.text, item.exact, item.span) for item in note.quotations if item.where == "note")
    citations = (_located(note.text, view.citation.text, view.citation.span) for view in note.citations)
    spans = [(*span, QUOTATION) for span in quotations if span] + [(*span, CITATION) for span in citations if span]
    spans += [(*match.span(), ADDRESS) for match in _ADDRESS.finditer(note.text)]
    return marked(note.text, spans)


def comparison(finding: Finding, citation: Citation | None = None) -> Comparison | None:
    """Return the two sides of `finding`, marked where they differ, or None when it compares nothing.

    `citation` is the one it is about: of a title in another language it holds the translation that the note prints.
    """
    sides = _comparison(finding)
    if sides is None or finding.action is not Action.READ_IN_LANGUAGE or not (sides.draft and sides.source):
        return sides
    translated = citation.title_translation if citation and finding.rule == "title" else None
    return replace(sides, is_translated=True, translation=sides.translation or translated or "")


def _comparison(finding: Finding) -> Comparison | None:
    passage = finding.evidence.passage if finding.evidence else None
    if finding.quoted and passage:
        return _by_differences(finding, finding.quoted, passage)
    if finding.expected and finding.observed and finding.rule not in _COMPARES_PASSAGES:
        return _by_words(finding, finding.expected, finding.observed, passage or "")
    return _one_side(finding, passage or "")


def _by_differences(finding: Finding, quoted: str, passage: str) -> Comparison:
    telling = tuple(item for item in finding.differences if item.kind != TYPOGRAPHY)
    drafted = [_located(quoted, item.quoted, item.quoted_span) for item in telling]
    sourced = [_located(passage, item.observed, item.observed_span) for item in telling]
    spans = [(*span, INSERTED) for span in sourced if span]
    selector = finding.evidence.selector if finding.evidence else None
    is_whole = selector is None or selector.exact == passage
    if selector and not is_whole and (match := _located(passage, selector.exact, (0, 0))):
        spans.append((*match, QUOTATION))
    return Comparison(
        draft_name="Draft",
        draft=marked(quoted, [(*span, DELETED) for span in drafted if span]),
        source_name="Source",
        source=marked(passage, spans, emphasis=False),
        before=selector.prefix if selector and is_whole else "",
        after=selector.suffix if selector and is_whole else "",
        translation=finding.expected or "" if finding.action is Action.READ_IN_LANGUAGE and finding.expected != quoted else "",
        changes=telling,
        minor=tuple(dict.fromkeys(item.note or item.kind for item in finding.differences if item.kind == TYPOGRAPHY)),
    )


def _one_side(finding: Finding, passage: str) -> Comparison | None:
    draft = finding.expected or ("" if finding.rule in _OF_THE_CITATION else finding.quoted) or ""
    shown = "" if draft and finding.rule == "drift" else passage  # a copy's passage stands on its own side already
    source = shown or ("" if finding.expected else finding.observed) or ""
    if not draft and not source:
        return None
    names = _SIDES.get(finding.rule, ("Draft", "Source"))
    sides = marked(draft, ()), marked(source, (), emphasis=False)
    return Comparison(draft_name=names[0], draft=sides[0], source_name=names[1], source=sides[1])


def _by_words(finding: Finding, expected: str, observed: str, passage: str) -> Comparison:
    drafted, sourced = word_changes(expected, observed) if finding.outcome is not Outcome.PASSED else ((), ())
    names = _SIDES.get(finding.rule, ("Note says", "Source says"))
    return Comparison(
        draft_name=names[0],
        draft=marked(expected, [(*span, DELETED) for span in drafted]),
        source_name=names[1],
        source=marked(observed, [(*span, INSERTED) for span in sourced], emphasis=False),
        passage="" if passage == observed or _squeezed(passage) in _squeezed(expected) else passage,
        changes=finding.differences,
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def word_changes(left: str, right: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Return the spans of words only in `left` and only in `right`; none at all when too little is shared.

    >>> word_changes("5 October 2015", "6 October 2015")
    (((0, 1),), ((0, 1),))
    """
    words = [list(_WORD.finditer(text)) for text in (left, right)]
    if max(map(len, words)) > MAX_COMPARED_WORDS:
        return (), ()
    matcher = difflib.SequenceMatcher(
        None, [m[0].casefold() for m in words[0]], [m[0].casefold() for m in words[1]], autojunk=False
    )
    if matcher.ratio() < MIN_SHARED_WORDS:
        return (), ()
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return (
        tuple((words[0][i].start(), words[0][j - 1].end()) for _, i, j, _, _ in changed if j > i),
        tuple((words[1][i].start(), words[1][j - 1].end()) for _, _, _, i, j in changed if j > i),
    )


def _located(text: str, words: str, span: tuple[int, int]) -> tuple[int, int] | None:
    start, end = span
    if words and text[max(start, 0) : max(end, 0)].strip("*\"“”«»„' ") == words.strip("*\"“”«»„' "):
        return span
    place = text.find(words) if words else -1
    return (place, place + len(words)) if place >= 0 else None


def _spans_between_signs(pattern: re.Pattern[str], text: str, mark: str) -> Iterable[tuple[int, int, str]]:
    """The spans of `mark`, and of the sign on either side that stands for it and is not printed."""
    for match in pattern.finditer(text):
        yield match.start(), match.start() + 1, UNPRINTED
        yield match.end() - 1, match.end(), UNPRINTED
        yield match.start("words"), match.end("words"), mark
