"""Notes whose marks lead nowhere: numbers raised or in brackets in the text, and a list that prints the same numbers.

Enters: paragraphs of a format with links, in which no mark is one. Leaves: a `Document`.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from citations.document import Document
from citations.readers.flat_text import Call, FlatText, Pieces, document_of, note_of
from citations.readers.numbering import SUPERSCRIPTS, note_start, number_of
from citations.regex import regex

NOTE_START = note_start("raised", "bracket", "round", "plain")
# matches: left.¹², left [12]    does not: 12 men
_MARK = regex(rf"(?<=\S)(?P<raised>[{SUPERSCRIPTS}]+)|(?<=\S)\s?\[(?P<bracket>\d{{1,4}})\]")


def unlinked(kind: str, pieces: Pieces, numbers: Sequence[int | None]) -> Document:
    """Return the document of format `kind`: its notes are the last list numbered from 1 that the marks name, if there is one.

    `numbers` are those that lists give their items, and that do not stand in the text.
    """
    called = {number_of(match) for _, flat in pieces for match in _MARK.finditer(flat.text)}
    starts: list[tuple[int, int, int]] = []
    for index in range(len(pieces) - 1, -1, -1):
        found = _start_of(pieces[index][1].text, numbers[index])
        if found and found[0] in called and (not starts or found[0] == starts[-1][1] - 1):
            starts.append((index, *found))
    starts.reverse()
    if not starts or starts[0][1] != 1:
        return document_of(kind, pieces, {}, [])
    ends = [index for index, _, _ in starts[1:]] + [starts[-1][0] + 1]
    notes = []
    for (index, number, cut), end in zip(starts, ends, strict=True):
        words = [flat for what, flat in pieces[index:end] if what != "heading"]
        notes.append(note_of(str(number), words, functools.partial(_printed, length=cut)))
    labels = {number: str(number) for _, number, _ in starts}
    body = pieces[: starts[0][0]] + pieces[ends[-1] :]
    for _, flat in body:
        _mark(flat, labels)
    return document_of(kind, body, labels, notes)


def _printed(_words: str, *, length: int) -> int:
    return length


def _start_of(text: str, number: int | None) -> tuple[int, int] | None:
    """Return the number of a note that begins with this paragraph, and how long it is as printed."""
    if match := NOTE_START.match(text):
        return number_of(match), match.end()
    return (number, 0) if number is not None else None


def _mark(flat: FlatText, labels: dict[int, str]) -> None:
    """Make calls of the marks in a paragraph; one that names no note but is raised is a call of a missing note."""
    kept, last = "", 0
    for match in _MARK.finditer(flat.text):
        if (number := number_of(match)) in labels or match["raised"]:
            labels.setdefault(number, str(number))
            kept += flat.text[last : match.start()]
            flat.calls.append(Call(key=number, offset=len(kept)))
            last = match.end()
    flat.text = kept + flat.text[last:]
