"""What a person decided of a finding: a verdict with reason, initials and day, and what it was decided on.

Enters: values of `decisions.toml`, a workbook or a review. Leaves: `Decision`s and, tied to a finding, `Decided`.
A decision holds until a part of its fingerprint is another in the finding; a source that is silent for now changes none.
"""

from __future__ import annotations

import datetime
import enum
import hashlib
from dataclasses import dataclass


class Verdict(enum.StrEnum):
    """What was decided: the note may stand as it is; it may not; the draft is to be mended; somebody has to bring something."""

    ACCEPT = "accept"
    REJECT = "reject"
    MEND = "mend"
    ASK_AUTHOR = "ask-author"
    ATTACH_PROOF = "attach-proof"


PARTS = ("note", "claim", "source", "rule", "said")  # of a fingerprint
OF_SOURCE = ("source", "said")  # those that only a source that answers shows


@dataclass(frozen=True, kw_only=True, slots=True)
class Fingerprint:
    """Digests of what a finding rests on; "" where there is nothing, such as a source that was never read.

    `note` is the note's text, `claim` the sentence that it supports, `source` the words of the page that was read, `rule`
    the rule and its version, `said` what it found in the source. The note's number is no part of it.
    """

    note: str = ""
    claim: str = ""
    source: str = ""
    rule: str = ""
    said: str = ""

    def changed(self, now: Fingerprint, *, unheard: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the names of the parts that are others in `now`, those apart that a silent source leaves `unheard`.

        >>> Fingerprint(note="a", claim="b", source="x").changed(Fingerprint(note="a", claim="c"), unheard=OF_SOURCE)
        ('claim',)
        """
        return tuple(name for name in PARTS if name not in unheard and getattr(self, name) != getattr(now, name))


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """One person's verdict on one finding. `label` and `citation_index` say where it stood then, `defect` what it was."""

    briefing: str
    label: str
    rule: str
    verdict: Verdict
    reason: str
    by: str
    date: datetime.date
    citation_index: int | None = None
    defect: str | None = None
    fingerprint: Fingerprint = Fingerprint()

    @property
    def subject(self) -> tuple[object, ...]:
        """What it was decided on: equal for all decisions on the same finding at the same place."""
        return (self.briefing, self.label, self.citation_index, self.rule, self.fingerprint)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """A decision beside the finding it was made on. `changed` names what is another now (parts of the fingerprint);
    empty means that the decision holds.
    """

    decision: Decision
    changed: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing changed since the decision."""
        return not self.changed


def digest_of(*parts: str | None) -> str:
    """Return 12 hexadecimal digits for `parts`, white space apart; "" when there is not a word in them.

    >>> digest_of("a  b") == digest_of("a b"), digest_of(None, " ")
    (True, '')
    """
    words = [" ".join((part or "").split()) for part in parts]
    if not any(words):
        return ""
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).hexdigest()[:12]
