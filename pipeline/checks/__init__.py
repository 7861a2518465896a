"""One module a question; each gives `check(evidence) -> tuple of findings` and does no I/O.

`pipeline.verify` gathers the evidence, these judge it. A check that has nothing to compare returns ().
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.capture import Capture
from archive.locate.lookup import Lookup
from archive.memento import Memento
from archive.page import Page
from citations.citation import Citation
from citations.dictionary import NO_DICTIONARY, Dictionary
from citations.finding import Action, Difference, Finding, Outcome, Status, identified
from citations.finding import Evidence as Proof
from citations.publisher import Publisher, Publishers, default_publishers
from citations.quotation import Quotation
from citations.quote import SourceText

# The version of every rule on whose findings people decide. Raise it when a rule means another thing by the same words: what was
# decided on its findings is then open again, and the report says why. What a rule says otherwise is in the fingerprint already.
RULE_VERSIONS: Mapping[str, int] = {
    "antecedent": 1,
    "byline": 1,
    "date": 1,
    "direction": 1,
    "drift": 1,
    "link": 1,
    "name": 1,
    "note": 1,
    "number": 1,
    "page": 1,
    "publisher": 1,
    "quote": 1,
    "source": 1,
    "title": 1,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """A capture with what was read in it. `text` is prepared once a page; `copy` is our copy's path in the report.

    `memento` is set for a copy of another archive; the capture's date is then the memento's, its address the archive's.
    `rendered` says that a browser made the text, "" when it is the page as sent: then `wire` is the capture of that page.
    `picture` is the capture of a screenshot.
    """

    capture: Capture
    page: Page
    text: SourceText | None = None
    copy: str | None = None
    rendered: str = ""
    wire: Capture | None = None
    picture: Capture | None = None
    memento: Memento | None = None

    @property
    def caveat(self) -> str:
        """What must be said where the text is compared; "" for a page as it was sent."""
        return "in text that a browser rendered, because a script makes the page" if self.rendered else ""

    @property
    def screenshot(self) -> str | None:
        """The screenshot's path in the report, or None."""
        return f"copies/{self.picture.id}.png" if self.picture else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Attached:
    """A document that a person attached to the source. `read` is None for one in which nothing could be read."""

    by: str
    date: datetime.datetime
    label: str
    file_name: str
    media_type: str
    digest: str
    withdrawn: str | None = None
    read: Read | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PrivateProof:
    """All that may be known of a proof in `proofs/`: who gave it, when, and whether it is `kept`, `missing` or `changed`."""

    by: str
    date: datetime.datetime
    state: str = "kept"


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """All that the checks may know of one citation.

    `citation` is as printed in the note; `cited` is the full citation that it repeats (the same one when it is full).
    `attached` and `proofs` are what people brought for the source, newest first.
    `answer` is what the address gave this time, `earlier` the copy that may serve instead and is named when it does: the
    usable memento nearest to the cited date, else our own earlier copy; `first` our own first usable copy of the address,
    beside which today's page is laid to see whether it changed; `copies` our own usable ones, each text once, newest first;
    `moved` the page at which a source stands now whose printed address is dead;
    `history` every earlier capture of the address, failed ones too.
    `beside` is what the other citations that support the same claim are compared with, None for each that could not be read;
    `tells_claim` says that this is the first of them that could, which tells of the claim as a whole.
    `claim_before` is the sentence before the claim in its paragraph.
    `publisher` is the one of the citation, `publishers` are all that the project knows.
    `dictionary` is what is installed here to find the passage of a translation.
    `sibling` is the answer to an address derived from the target's, for soft 404s. `others` are the pages of the
    project's other sources by note label; `lookup` is what was tried to find this one. `network_seen` says
    whether any host answered in this run that was found by its name: where none did, a name that is not known proves nothing.
    """

    label: str
    index: int
    citation: Citation
    cited: Citation
    claim: str | None
    quotations: tuple[Quotation, ...]
    found_by: str
    address: str | None
    run_date: datetime.datetime
    publisher: Publisher | None = None
    publishers: Publishers = field(default_factory=default_publishers)
    answer: Read | None = None
    earlier: Read | None = None
    first: Read | None = None
    copies: tuple[Read, ...] = ()
    moved: Read | None = None
    sibling: Read | None = None
    beside: tuple[Read | None, ...] = ()
    tells_claim: bool = True
    claim_before: str = ""
    dictionary: Dictionary = NO_DICTIONARY
    others: tuple[tuple[str, Read], ...] = ()
    lookup: Lookup | None = None
    network_seen: bool = True
    history: tuple[Capture, ...] = ()
    attached: tuple[Attached, ...] = ()
    proofs: tuple[PrivateProof, ...] = ()

    @property
    def kept(self) -> tuple[Read, ...]:
        """Every copy that may tell what the page said before: the one that serves first, then our own, each once."""
        known = {copy.capture.id: copy for copy in (self.earlier, *self.copies) if copy}
        return tuple(known.values())

    def finding(
        self,
        rule: str,
        *,
        status: Status,
        outcome: Outcome,
        message: str,
        defect: str | None = None,
        expected: str | None = None,
        observed: str | None = None,
        quoted: str | None = None,
        proof: Proof | None = None,
        differences: tuple[Difference, ...] = (),
        action: Action = Action.NONE,
        replacement: str | None = None,
    ) -> Finding:
        """Return a finding of `rule` on this citation, with its id."""
        return identified(
            Finding(
                rule=rule, label=self.label, citation_index=self.index, status=status, outcome=outcome, message=message,
                defect=defect, expected=expected, observed=observed, quoted=quoted, evidence=proof, differences=differences,
                action=action, replacement=replacement,
            )
        )  # fmt: skip
