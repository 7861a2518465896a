"""What a rule of `footnotary lint` is: its name, how grave its findings are, what it says, and an example either way.

Enters: nothing. Leaves: the types that the modules of rules and `citations.consistency` share.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from citations.citation import Citation, Form
from citations.document import Briefing, Document, Footnote


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
class Draft:
    """A document as it was read, and as it was understood."""

    document: Document
    briefing: Briefing

    def body(self) -> Iterator[tuple[int, str]]:
        """Yield number, from 1, and text of each paragraph."""
        for number, paragraph in enumerate(self.document.paragraphs, 1):
            yield number, paragraph.text

    def texts(self) -> Iterator[tuple[dict[str, object], str]]:
        """Yield the place and the text of each paragraph and each note."""
        for number, text in self.body():
            yield {"paragraph": number}, text
        for note in self.briefing.footnotes:
            yield {"label": note.label}, note.text

    def full(self) -> Iterator[tuple[Footnote, Citation]]:
        """Yield each full citation with its note."""
        for note in self.briefing.footnotes:
            for citation in note.citations:
                if citation.form is Form.FULL:
                    yield note, citation

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
