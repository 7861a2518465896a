"""One cited source as a value: how it was looked for, what its address gave, and the copies that may serve instead.

Enters: what `pipeline.examiner` found. Leaves: `Source`, and the `Evidence` that the checks may see of a citation of it.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.capture import Capture, FetchOutcome
from archive.locate.lookup import Candidate, FoundBy, Judged, Lookup
from archive.page import Sign
from citations.citation import Citation
from citations.dictionary import NO_DICTIONARY, Dictionary
from citations.publisher import Publisher, Publishers, default_publishers
from citations.quotation import Quotation
from citations.regex import regex
from pipeline.checks import Attached, Evidence, PrivateProof, Read

_FIGURES = regex(r"[\d.]+|[\da-f:]*:[\da-f:.]*", re.IGNORECASE)  # "127.0.0.1", "::1"; not "24.kg"
# What only a host that was found can do.
_REACHED = frozenset(
    {
        FetchOutcome.RESPONSE,
        FetchOutcome.TRUNCATED,
        FetchOutcome.TIMEOUT,
        FetchOutcome.REFUSED,
        FetchOutcome.RESET,
        FetchOutcome.TLS_FAILURE,
        FetchOutcome.BAD_RESPONSE,
        FetchOutcome.RATE_LIMITED,
        FetchOutcome.ROBOTS_UNREACHABLE,
        FetchOutcome.TOO_MANY_REDIRECTS,
    }
)


def shows_names(capture: Capture) -> bool:
    """Return whether a capture shows that names are looked up and the network is there: a host that was found by its name did
    something. An address in figures is reached without anybody who knows names.
    """
    host = urlsplit(capture.target_uri).hostname or ""
    return capture.outcome in _REACHED and not _FIGURES.fullmatch(host)


# A second attempt may go better; a source that ended so leaves the run incomplete.
PASSING = frozenset(
    {
        FetchOutcome.TIMEOUT,
        FetchOutcome.REFUSED,
        FetchOutcome.RESET,
        FetchOutcome.RATE_LIMITED,
        FetchOutcome.ROBOTS_UNREACHABLE,
        FetchOutcome.TRUNCATED,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """What is known of one source. `served` is the page that may be compared with the note: today's answer when it is the
    source, else the memento, else our earlier copy; `first` is our first one; `copies` are those of ours that were read, each
    text once, newest first; `tried` are the captures of every candidate, in order. `no_memento` says why there is no memento
    where one was looked for, `memento_open` that an archive gave no answer about one, `saved` what Save Page Now made of it;
    `moved` is the page at the address where a source stands whose printed address is dead.
    """

    id: str
    citation: Citation
    publisher: Publisher | None
    lookup: Lookup
    answer: Read | None = None
    earlier: Read | None = None
    first: Read | None = None
    copies: tuple[Read, ...] = ()
    memento: Read | None = None
    no_memento: str = ""
    memento_open: bool = False
    saved: str = ""
    history: tuple[Capture, ...] = ()
    moved: Read | None = None
    sibling: Read | None = None
    served: Read | None = None
    attached: tuple[Attached, ...] = ()
    tried: tuple[tuple[Candidate, Capture], ...] = ()

    @property
    def found_by(self) -> FoundBy:
        """How the source was identified."""
        return self.lookup.answer.found_by

    @property
    def address(self) -> str | None:
        """Where it stands, as far as is known."""
        return self.lookup.answer.address


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """A candidate that was looked at: what it turned out to be, today's answer (None: not asked), the copy that told it."""

    judged: Judged
    read: Read | None = None
    copy: Read | None = None
    is_gone: bool = False

    @property
    def is_unread(self) -> bool:
        """Whether an answer came that could not be read."""
        return bool(self.read and Sign.UNREADABLE in self.read.page.signs)

    @property
    def capture(self) -> Capture:
        """What was read: today's answer, else the copy."""
        read = self.read or self.copy
        if read is None:
            raise TypeError("a candidate that was tried gave an answer or a copy")
        return read.capture

    @property
    def settles(self) -> bool:
        """Whether nothing else needs to be tried: a printed address that is not dead, a confirmed page that has no twin."""
        found = self.judged.found_by
        return (found is FoundBy.PRINTED and not self.is_gone) or (found is FoundBy.CONFIRMED and not self.judged.may_have_twin)


def evidence_of(
    source: Source | None,
    cited: Citation,
    *,
    run_date: datetime.datetime,
    label: str = "",
    index: int = 0,
    citation: Citation | None = None,
    claim: str | None = None,
    claim_before: str = "",
    quotations: tuple[Quotation, ...] = (),
    others: tuple[tuple[str, Read], ...] = (),
    attached: tuple[Attached, ...] = (),
    proofs: tuple[PrivateProof, ...] = (),
    network_seen: bool = True,
    dictionary: Dictionary = NO_DICTIONARY,
    publishers: Publishers | None = None,
) -> Evidence:
    """Return what the checks may know of a citation of `source`; `citation` is as printed when it is a short form."""
    return Evidence(
        label=label,
        index=index,
        citation=citation or cited,
        cited=cited,
        claim=claim,
        claim_before=claim_before,
        quotations=quotations,
        found_by=source.found_by.value if source else "not tried",
        address=source.address if source else None,
        run_date=run_date,
        publisher=source.publisher if source else None,
        lookup=source.lookup if source else None,
        answer=source.answer if source else None,
        earlier=(source.memento or source.earlier) if source else None,
        first=source.first if source else None,
        copies=source.copies if source else (),
        moved=source.moved if source else None,
        history=source.history if source else (),
        sibling=source.sibling if source else None,
        others=others,
        attached=source.attached if source else attached,
        proofs=proofs,
        network_seen=network_seen,
        dictionary=dictionary,
        publishers=publishers or default_publishers(),
    )
