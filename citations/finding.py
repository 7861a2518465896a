"""What we assert of a citation or a note, as data that needs no look-up to be understood.

Enters: a check's answer. Leaves: one `Finding`, keyed by its inputs, so that an unchanged rerun computes nothing.
Outcomes are those of EARL 1.0; the statuses and their order are this project's (docs/findings.md).
"""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass, replace

from citations.decision import Decided, Fingerprint, Verdict
from citations.pdf_page import PdfPage

LINK = "link"  # the rule about a source's address: it cannot tell where that did not answer, or not to us


class Outcome(enum.StrEnum):
    """EARL 1.0 outcome values: what a check could say."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Status(enum.StrEnum):
    """The state of a citation or a note, from worst to best."""

    LOOK = "LOOK"
    GONE = "GONE"
    BLOCKED = "BLOCKED"
    NOT_CHECKED = "NOT-CHECKED"
    NOT_WEB = "NOT-WEB"
    OK = "OK"

    @property
    def rank(self) -> int:
        """0 for the worst status, 5 for the best."""
        return _RANKS[self]


_RANKS = {status: rank for rank, status in enumerate(Status)}


def worst(statuses: tuple[Status, ...]) -> Status:
    """Return the worst of `statuses`; a note without any is NOT-CHECKED, because it cites nothing."""
    return min(statuses, key=lambda status: status.rank, default=Status.NOT_CHECKED)


class Action(enum.StrEnum):
    """What a person should do about a finding."""

    NONE = "none"
    REPLACE_ADDRESS = "replace-address"
    CORRECT_DATE = "correct-date"
    CORRECT_TITLE = "correct-title"
    RESTORE_QUOTE = "restore-quote"
    NAME_SOURCE = "name-source"
    ASK_AUTHOR = "ask-author"
    READ_IN_LANGUAGE = "read-in-language"
    ATTACH_PROOF = "attach-proof"
    RETRY_ON = "retry-on"


@dataclass(frozen=True, kw_only=True, slots=True)
class TextSelector:
    """W3C Web Annotation text quote and text position selectors, of a passage in a page's text."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What a finding rests on: the capture, its address, our copy, its date (ISO 8601, UTC) and the passage.

    `pages` are those of a PDF on which the words that `selector` names stand, in their order.
    """

    capture: str | None = None
    address: str | None = None
    archived: str | None = None
    date: str | None = None
    passage: str | None = None
    selector: TextSelector | None = None
    pages: tuple[PdfPage, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One change between what the briefing says and what the source says.

    `kind` names it (case, typography, elision, insertion, tense, word, number, negation, moved, join…);
    the spans are character places in the quotation and in the evidence's passage.
    """

    kind: str
    quoted: str
    observed: str
    quoted_span: tuple[int, int] = (0, 0)
    observed_span: tuple[int, int] = (0, 0)
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One answer of one rule about one citation (or, with `citation_index` None, about the note).

    `defect` is a stable short name of what is wrong, None when nothing is; `expected` and `observed` are the
    two sides in words; `quoted` is the draft's own text; `replacement` is text to paste. `status` is what the rule says;
    `settled` is what is left of it after `decided`, what people decided on it; `fingerprint` is what they decided on.
    """

    rule: str
    label: str
    status: Status
    outcome: Outcome
    message: str
    citation_index: int | None = None
    defect: str | None = None
    expected: str | None = None
    observed: str | None = None
    quoted: str | None = None
    evidence: Evidence | None = None
    differences: tuple[Difference, ...] = ()
    action: Action = Action.NONE
    replacement: str | None = None
    severity: str | None = None
    id: str = ""
    fingerprint: Fingerprint | None = None
    decided: tuple[Decided, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether it tells nothing of the source, which was not asked, did not answer or did not let us in."""
        return self.outcome is Outcome.UNTESTED or (self.rule == LINK and self.outcome is Outcome.CANT_TELL)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts that hold, in their order."""
        return tuple(one.decision.verdict for one in self.decided if one.holds)

    @property
    def is_accepted(self) -> bool:
        """Whether somebody accepted it as it stands and nobody decided otherwise."""
        return bool(self.verdicts) and set(self.verdicts) == {Verdict.ACCEPT}

    @property
    def settled(self) -> Status:
        """The status after what people decided: OK when it was accepted, though what is not on the web stays that; LOOK
        when somebody objects to what the rule would let pass.
        """
        if not self.verdicts:
            return self.status
        if self.is_accepted:
            return Status.NOT_WEB if self.status is Status.NOT_WEB else Status.OK
        return Status.LOOK if self.status in (Status.OK, Status.NOT_WEB) else self.status


def identified(finding: Finding) -> Finding:
    """Return `finding` with its id: a digest of the rule, its place and what was compared."""
    parts = (finding.rule, finding.label, str(finding.citation_index), finding.defect, finding.expected,
             finding.observed, finding.quoted)  # fmt: skip
    digest = hashlib.sha256("\x1f".join(part or "" for part in parts).encode("utf-8", "replace")).hexdigest()[:16]
    return replace(finding, id=digest)
