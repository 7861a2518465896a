"""A project's archive as it is read by those who write nothing: what was captured, and what robots.txt said of it then.

Enters: a project's folder. Leaves: captures, payloads and policies. The ledger is read where it accounts for the files;
otherwise they are read themselves, torn tails left where they are. No lock is taken: a run may go on meanwhile.
"""

from __future__ import annotations

import datetime
import enum
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from archive.attachment import Attachment
from archive.capture import Capture, RecordPlace
from archive.decode import InflationLimits, decode_body
from archive.ledger import Ledger
from archive.records import WarcFile
from archive.recovery import recover
from archive.replay import WARC_SUFFIXES, read_payload
from archive.robots import PRODUCT, Robots, read_robots, robots_address
from citations.errors import ArchiveError

ROBOTS_AGE = datetime.timedelta(days=1)  # RFC 9309, 2.4: a robots.txt is not to be used for longer


class Policy(enum.StrEnum):
    """What robots.txt said for us when a page was asked for."""

    ALLOWED = "allowed"
    DISALLOWED = "disallowed"
    UNREACHABLE = "unreachable"
    NONE = "none"  # there was no robots.txt, which means that all is allowed
    NOT_ASKED = "not asked"


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyInForce:
    """The policy, and when the robots.txt that gave it was read; None when none was."""

    policy: Policy
    date: datetime.datetime | None = None


class NothingHeld(ArchiveError):  # noqa: N818 - says what the project is
    """A project into whose archive nothing was ever written."""


class Holdings:
    """What a project's archive holds; close it after use, or use it in a `with`."""

    def __init__(self, sources: Path, ledger: Ledger, notices: tuple[str, ...] = ()) -> None:
        self.sources = sources
        self.notices = notices
        self._ledger = ledger
        self._captures: tuple[Capture, ...] | None = None
        self._robots: dict[str, Robots] = {}

    @classmethod
    def open(cls, project: Path) -> Holdings:
        """Return the holdings of the project in the folder `project`; raises NothingHeld when it has none."""
        sources = project / "sources"
        try:
            sizes = {one.name: one.stat().st_size for one in sources.iterdir() if _is_warc(one)}
        except OSError as error:
            raise NothingHeld(
                f"{project}: expected a project with archived sources in sources/ ({error.strerror}); name one with --project"
            ) from None
        ledger = Ledger.reading(project / ".footnotary" / "ledger.db")
        if ledger and ledger.committed() == sizes:
            return cls(sources, ledger)
        if ledger:
            ledger.close()
        read = Ledger.in_memory()
        return cls(sources, read, recover(sources, read, repair=False) if sizes else ())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger."""
        self._ledger.close()

    def captures(self) -> tuple[Capture, ...]:
        """Return every capture, oldest first."""
        if self._captures is None:
            self._captures = self._ledger.all_captures()
        return self._captures

    def payload(self, capture: Capture) -> bytes:
        """Return the body of `capture` as sent; b"" when none came or it was withdrawn. Raises ArchiveError for damage."""
        if capture.place is None or not capture.payload_bytes or capture.withdrawn:
            return b""
        place = self.body_place(capture) or capture.place
        return read_payload(WarcFile.at(self.sources / place.warc), place, capture.payload_digest)

    def body_place(self, capture: Capture) -> RecordPlace | None:
        """Return where the body of `capture` lies, which may be another's record; None when no body is kept."""
        return None if capture.withdrawn else self._ledger.body_place(capture.payload_digest or "", capture.final_uri or "")

    def attachments(self) -> tuple[Attachment, ...]:
        """Return what people attached to sources, newest first."""
        return self._ledger.attachments()

    def policies(self) -> Policies:
        """Return what robots.txt said, for every moment."""
        return Policies(self)


def _is_warc(path: Path) -> bool:
    return path.name.endswith(WARC_SUFFIXES) and path.is_file()


class Policies:
    """The robots.txt of every origin over time; each is read once."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._captures: dict[str, list[Capture]] = defaultdict(list)
        self._rules: dict[str, Robots | None] = {}
        for capture in holdings.captures():
            if capture.purpose == "robots":
                self._captures[capture.target_uri].append(capture)

    def of(self, capture: Capture) -> PolicyInForce:
        """Return what robots.txt said of the address that answered, when it was asked."""
        address = capture.final_uri or capture.target_uri
        asked = self._in_force(robots_address(address), capture.date)
        if asked is None:
            return PolicyInForce(policy=Policy.NOT_ASKED)
        rules = self._rules_of(asked)
        if rules is None or rules.refusal:
            policy = Policy.UNREACHABLE
        elif rules.rules is None:
            policy = Policy.NONE if asked.status else Policy.UNREACHABLE
        else:
            policy = Policy.ALLOWED if rules.rules.can_fetch(address, PRODUCT) else Policy.DISALLOWED
        return PolicyInForce(policy=policy, date=asked.date)

    def _in_force(self, address: str, moment: datetime.datetime) -> Capture | None:
        known = self._captures.get(address, ())
        return next((one for one in reversed(known) if moment - ROBOTS_AGE <= one.date <= moment), None)

    def _rules_of(self, capture: Capture) -> Robots | None:
        """Return what a captured robots.txt says; None when its record is damaged."""
        if capture.id not in self._rules:
            try:
                body = decode_body(self._holdings.payload(capture), capture.content_encoding, InflationLimits()).body
                self._rules[capture.id] = read_robots(capture, body)
            except ArchiveError:
                self._rules[capture.id] = None
        return self._rules[capture.id]
