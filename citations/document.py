"""A briefing as it was read: paragraphs, the places of note markers, and the text of each note.

Readers (`citations.readers`) make a `Document` from bytes; every format gives the same shape.
Emphasis is kept as `*…*` in paragraphs and notes, because italics tell a title from prose.
"""

from __future__ import annotations

from dataclasses import dataclass

from citations.citation import Citation
from citations.finding import Finding
from citations.quotation import Quotation


@dataclass(frozen=True, kw_only=True, slots=True)
class Marker:
    """Where a note is called: paragraph index and character offset in that paragraph's text (markers removed)."""

    label: str
    paragraph: int
    offset: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """One paragraph of the body. `kind` is `body`, `heading` or `block-quote`."""

    text: str
    kind: str = "body"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A hyperlink inside a note: the span of its words in the note's text, and its target."""

    span: tuple[int, int]
    target: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A note as printed, before parsing; pieces broken over pages are joined."""

    label: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document's body and notes, in the order of the notes' markers.

    `dated` is the date that the front matter prints, as it stands there.
    `misplaced` are the labels of notes that stand in the source behind one of a higher number.
    `hyphens_left` are the names that the document prints with a line-end hyphen left in them, which the notes have without it.
    """

    format: str
    paragraphs: tuple[Paragraph, ...]
    markers: tuple[Marker, ...]
    notes: tuple[Note, ...]
    title: str | None = None
    dated: str | None = None
    misplaced: tuple[str, ...] = ()
    hyphens_left: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Footnote:
    """A note understood: its citations in order, the claim it supports, its quotations and its prose.

    `claim` is the whole sentence that holds the marker; `claim_span` the part of it between the marker before and this
    one, (0, 0) when nothing calls the note; `claim_before` and `claim_after` the sentences of the paragraph on both sides.
    `marker` is None for a note that nothing calls.
    """

    label: str
    text: str
    claim: str | None = None
    claim_span: tuple[int, int] = (0, 0)
    claim_before: str = ""
    claim_after: str = ""
    marker: Marker | None = None
    commentary: str = ""
    citations: tuple[Citation, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Briefing:
    """A whole document understood: what `footnotary parse` prints."""

    format: str
    title: str | None
    footnotes: tuple[Footnote, ...]
    findings: tuple[Finding, ...] = ()
