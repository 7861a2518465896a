"""What a rule of `footnotary lint` is: its name, how grave its findings are, what it says, and an example either way.

Enters: a document, read and understood. Leaves: the types that the modules of rules and `citations.consistency` share.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from citations.citation import NOT_WEB_TYPES, Citation, Form
from citations.document import Briefing, Document, Footnote, Marker
from citations.language import language_of
from citations.publisher import Publishers

MONTHS = tuple("January February March April May June July August September October November December".split())
CLAUSE_LETTERS = 400  # the most that a clause has before a place in it
SAMPLE_PARAGRAPHS = 40  # enough to tell the language of the text


class Severity(enum.StrEnum):
    """How sure and how grave: an error is wrong, a warning is likely wrong, a hint is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """One finding: the words `quoted`, `why`, and a `mend` where there is one.

    `label` is the note's, None for the body; `paragraph` counts the body's paragraphs from 1, None where unknown.
    """

    quoted: str
    why: str
    label: str | None = None
    paragraph: int | None = None
    mend: str | None = None
    rule: str = ""
    severity: Severity = Severity.HINT


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A paragraph of the body (`paragraph`, from 1, is set) or a whole note (`label` is set), with its text."""

    text: str
    label: str | None = None
    paragraph: int | None = None
    kind: str = "body"

    @property
    def place(self) -> str:
        """Where it stands, as a sentence names it."""
        return f"in note {self.label}" if self.label else f"in paragraph {self.paragraph}"

    def remark(self, quoted: str, why: str, mend: str | None = None) -> Remark:
        """Return a finding in this stretch."""
        return Remark(quoted=quoted, why=why, label=self.label, paragraph=self.paragraph, mend=mend)

    def around(self, start: int, end: int, *, before: int = 30, after: int = 30) -> str:
        """Return the words from `start` to `end` with some letters on either side."""
        return self.text[max(0, start - before) : end + after].strip()

    def before(self, place: int) -> str:
        """Return what stands before `place`, as far back as a clause begins: a stretch may be as long as a book."""
        return self.text[max(0, place - CLAUSE_LETTERS) : place]


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A document as it was read, as it was understood, and the publishers known."""

    document: Document
    briefing: Briefing
    publishers: Publishers
    body: tuple[Stretch, ...]
    notes: tuple[Stretch, ...]
    by_label: Mapping[str, Footnote]
    language: str | None

    @classmethod
    def of(cls, document: Document, briefing: Briefing, publishers: Publishers) -> Draft:
        """Return the draft of a document."""
        paragraphs = enumerate(document.paragraphs, 1)
        body = tuple(Stretch(text=one.text, paragraph=number, kind=one.kind) for number, one in paragraphs)
        notes = tuple(Stretch(text=note.text, label=note.label, kind="note") for note in briefing.footnotes)
        return cls(
            document=document, briefing=briefing, publishers=publishers, body=body, notes=notes,
            by_label={note.label: note for note in reversed(briefing.footnotes)},
            language=language_of(" ".join(one.text for one in body[:SAMPLE_PARAGRAPHS])),
        )  # fmt: skip

    @property
    def texts(self) -> tuple[Stretch, ...]:
        """The paragraphs, then the notes."""
        return self.body + self.notes

    def markers(self) -> list[Marker]:
        """Return the markers in the order of the text."""
        return sorted(self.document.markers, key=lambda one: (one.paragraph, one.offset))

    def full(self) -> Iterator[tuple[Footnote, Citation]]:
        """Yield each full citation with its note."""
        for note in self.briefing.footnotes:
            for citation in note.citations:
                if citation.form is Form.FULL:
                    yield note, citation

    def published(self) -> Iterator[tuple[Footnote, Citation]]:
        """Yield each full citation of what was published: interviews and letters left out."""
        return ((note, citation) for note, citation in self.full() if citation.type not in NOT_WEB_TYPES)

    def cited(self, citation: Citation) -> Citation | None:
        """Return the full citation that `citation` is or repeats, None when it is untied."""
        if citation.form is Form.FULL or citation.antecedent is None:
            return citation if citation.form is Form.FULL else None
        held = self.by_label.get(citation.antecedent.label)
        return held.citations[citation.antecedent.index] if held and citation.antecedent.index < len(held.citations) else None

    def met(self, defect: str) -> Iterator[Remark]:
        """Yield a remark for each finding of `defect` that the parser itself made."""
        for finding in self.briefing.findings:
            if finding.defect == defect:
                yield Remark(label=finding.label, quoted=finding.quoted or "", why=finding.message)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """`bad` is a Markdown document in which the rule finds something, `good` one in which it finds nothing."""

    name: str
    severity: Severity
    about: str
    bad: str
    good: str
    check: Callable[[Draft], Iterator[Remark]]
