"""Text flattened as every reader of marked-up formats gives it: emphasis as `*…*`, the places of calls and links.

Enters: words in their order, with what the format says of them. Leaves: paragraphs, notes and a `Document` made of them. An
asterisk that the draft itself prints is kept as `∗` (U+2217), because `*` means emphasis.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from citations.document import Document, Link, Marker, Note, Paragraph

MAX_TEXT_CHARACTERS = 10_000_000  # of a draft: about 4,000 pages
ASTERISK = "\u2217"


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """A note's call: what the format knows the note by, its place in the paragraph's text, the mark it prints if it has one."""

    key: Any
    offset: int
    mark: str = ""


@dataclass(slots=True)
class FlatText:
    """The text of a paragraph or note, with its calls and links; `number` is what a list prints before it."""

    text: str = ""
    calls: list[Call] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    is_italic: bool = False  # whether emphasis is open
    number: int | None = None

    def add(self, words: str, *, italic: bool = False) -> None:
        """Append `words` as they are."""
        words = literal(words)
        if words.strip() and italic != self.is_italic:
            before = words[: len(words) - len(words.lstrip())] if italic else ""
            self.text += before
            self.set_italic(italic)
            words = words[len(before) :]
        self.text += words

    def add_flowing(self, words: str, *, italic: bool = False) -> None:
        """Append `words` whose white space counts as one space, and as none behind another."""
        words = re.sub(r"[ \t\r\n\f]+", " ", words)
        self.add(words.lstrip(" ") if self.text[-1:] in ("", " ") else words, italic=italic)

    def set_italic(self, italic: bool) -> None:
        """Open or close emphasis; white space before its end stands behind it."""
        if self.is_italic == italic:
            return
        stripped = self.text if italic else self.text.rstrip()
        self.text = stripped + "*" + self.text[len(stripped) :]
        self.is_italic = italic

    def call(self, key: Any, mark: str = "") -> None:
        """Put the call of a note here, behind the last word."""
        self.set_italic(False)
        self.calls.append(Call(key=key, offset=len(self.text.rstrip()), mark=mark))

    def link(self, start: int, target: str | None) -> None:
        """Make a link of the words since `start`, unless it leads nowhere else or holds no words."""
        words = self.text[start:]
        if target and not target.startswith(("#", "javascript:")) and words.strip(" *"):
            begin = start + len(words) - len(words.lstrip())
            self.links.append(Link(span=(begin, len(self.text.rstrip())), target=target))

    def extend(self, other: FlatText) -> None:
        """Append `other`, as a paragraph mark that was deleted lets the next paragraph run on."""
        start = len(self.text)
        self.text += other.text
        self.calls += [Call(key=call.key, offset=call.offset + start, mark=call.mark) for call in other.calls]
        self.links += _moved(other.links, start, len(self.text))


Pieces = list[tuple[str, FlatText]]  # the kind of each paragraph, and its text


def literal(words: str) -> str:
    """Return `words` of the draft without soft hyphens, an asterisk as `∗`."""
    return words.replace("\xad", "").replace("\u200b", "").replace("*", ASTERISK)


def without_empty(pieces: Iterable[tuple[str, FlatText]]) -> Pieces:
    """Return the pieces that hold words or calls."""
    return [(kind, flat) for kind, flat in pieces if flat.text.strip() or flat.calls]


def calls_in(pieces: Pieces) -> Iterator[Call]:
    """Yield the calls in the order of the text."""
    return (call for _, flat in pieces for call in flat.calls)


def document_of(kind: str, pieces: Pieces, labels: dict[Any, str], notes: Iterable[Note]) -> Document:
    """Return the document of format `kind` that `pieces` make; `labels` name the note of each call."""
    return Document(
        format=kind,
        title=next((flat.text for kind, flat in pieces if kind == "heading"), None),
        paragraphs=tuple(Paragraph(text=flat.text.rstrip(), kind=kind) for kind, flat in pieces),
        markers=tuple(
            Marker(label=labels[call.key], paragraph=index, offset=min(call.offset, len(flat.text.rstrip())))
            for index, (_, flat) in enumerate(pieces)
            for call in flat.calls
        ),
        notes=tuple(notes),
    )


def note_of(label: str, pieces: Iterable[FlatText], lead: Callable[[str], int] = lambda _: 0) -> Note:
    """Return the note that paragraphs make; `lead` says how much of its first words is its printed mark."""
    text, links = "", []
    for piece in pieces:
        words = piece.text.rstrip()
        begin = len(words) - len(words.lstrip())
        begin += 0 if text else lead(words[begin:])
        if words[begin:]:
            text += (" " if text else "") + words[begin:]
            links += _moved(piece.links, len(text) - len(words), len(text))
    return Note(label=label, text=text, links=tuple(links))


def _moved(links: Iterable[Link], shift: int, end: int) -> list[Link]:
    """The links `shift` characters farther on, those left out that stand before the text."""
    spans = [((max(0, link.span[0] + shift), min(end, link.span[1] + shift)), link.target) for link in links]
    return [Link(span=span, target=target) for span, target in spans if span[0] < span[1]]


def own_mark(mark: str) -> Callable[[str], int]:
    """Return what says how much of a note's first words is the `mark` that its author chose; Word prints it there too."""
    printed = literal(mark)
    return lambda words: len(words) - len(words[len(printed) :].lstrip()) if mark and words.startswith(printed) else 0


def distinct(printed: dict[Any, str]) -> dict[Any, str]:
    """Give every note, known by kind and id, a label of its own.

    >>> distinct({("footnote", "1"): "1", ("footnote", "2"): "1", ("endnote", "1"): "1"})
    {('footnote', '1'): '1', ('footnote', '2'): '1 (2)', ('endnote', '1'): '1 (endnote)'}
    """
    labels: dict[Any, str] = {}
    first: dict[str, str] = {}  # label to the kind of note that has it
    taken: Counter[tuple[str, str]] = Counter()
    for key, label in printed.items():
        kind = str(key[0])
        taken[kind, label] += 1
        owner, count = first.setdefault(label, kind), taken[kind, label]
        said = [*([kind] if kind != owner else []), *([str(count)] if count > 1 else [])]
        labels[key] = f"{label} ({' '.join(said)})" if said else label
    return labels
