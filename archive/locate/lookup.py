"""A lookup: the addresses at which a source may stand, how each was found, and what was tried or skipped and why.

Values alone; `ladder` fills them, `identity` judges them, `settle` chooses among what was judged.
"""

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from citations.citation import Citation
from citations.date_agreement import Agreement
from citations.publisher import Publisher


class FoundBy(enum.StrEnum):
    """How a source was identified, from best to worst; the words a report prints."""

    PRINTED = "printed"
    CONFIRMED = "confirmed"
    CANDIDATE = "candidate"
    COPY = "copy"
    NOT_FOUND = "not found"
    NOT_TRIED = "not tried"

    @property
    def rank(self) -> int:
        """0 for the best answer."""
        return list(FoundBy).index(self)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An address at which the source may stand.

    `found_by` is what the way of finding is worth before the page was read: `printed`; `confirmed` for a person's
    answer and an identifier; `candidate` for what was computed. `rank` orders one rung's candidates, 0 first;
    `detail` says in words how it was found.
    """

    address: str
    found_by: FoundBy
    rung: str
    rank: int = 0
    detail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RungAttempt:
    """One rung of the ladder: what came of it in words, or why it was skipped."""

    rung: str
    result: str
    skipped_why: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """A candidate whose page was read: what it turned out to be (None: another text), and how its date stands.

    `may_have_twin`: another page of the same headline may fit as well or better, so that one is worth a look.
    """

    candidate: Candidate
    found_by: FoundBy | None
    date: Agreement | None = None
    may_have_twin: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the lookup came to. `address` is None when nothing was found or when `equal` ones ask for a person."""

    found_by: FoundBy
    address: str | None = None
    detail: str = ""
    equal: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Lookup:
    """Everything known about where one source stands. `query` is what a person can paste into a search engine."""

    source_id: str
    candidates: tuple[Candidate, ...] = ()
    attempts: tuple[RungAttempt, ...] = ()
    answer: Answer = Answer(found_by=FoundBy.NOT_TRIED)
    query: str | None = None


class Unanswered(Exception):  # noqa: N818 - a result on its way up, not an error
    """A service that was to be asked gave no answer: off, limited, out of reach or not understood; its text says which."""


WhyNot = Callable[[Citation, Publisher | None], str | None]
Ask = Callable[[Citation, Publisher | None, Any], Awaitable[tuple[Candidate, ...]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rung:
    """One way of finding. `sends` says what leaves the machine by asking it, `to` to whom; `why_not` why it is skipped.

    `service` names the outside service that it asks, which says both (`archive.services`); None when it asks nobody by itself.
    `questions` is how many it asks for one source, as a rule at most.
    """

    name: str
    ask: Ask
    sends: str
    to: str = ""
    service: str | None = None
    questions: int = 1
    why_not: WhyNot = lambda _citation, _publisher: None


def settle(judged: tuple[Judged, ...]) -> Answer:
    """Return the best of what was judged, in the order of `FoundBy` and then of rank.

    Of several confirmed pages those whose date agrees count; if none agrees, or no day was cited to tell them apart, and they
    are not one text under several addresses, nothing is chosen. Of several candidates or copies nothing is chosen either: a
    person is shown all.
    """
    kept = [item for item in judged if item.found_by]
    if not kept:
        if not judged:
            return Answer(found_by=FoundBy.NOT_TRIED, detail="there is no address to ask")
        return Answer(found_by=FoundBy.NOT_FOUND, detail="no page was the source")
    best = min(item.found_by.rank for item in kept if item.found_by)
    equals = [item for item in kept if item.found_by and item.found_by.rank == best]
    found_by = list(FoundBy)[best]
    if found_by in (FoundBy.PRINTED, FoundBy.CONFIRMED):
        dated = [item for item in equals if item.date in (Agreement.SAME, Agreement.WITHIN_A_DAY)]
        best_dated = dated or equals
        is_one = len({_tail(item.candidate.address) for item in best_dated}) == 1
        if is_one or any(not item.may_have_twin for item in dated):
            return _chosen(best_dated[0], found_by)
        return _undecided(best_dated, FoundBy.CANDIDATE)
    is_one = len({item.candidate.address for item in equals}) == 1
    return _chosen(equals[0], found_by) if is_one else _undecided(equals, found_by)


def _chosen(item: Judged, found_by: FoundBy) -> Answer:
    return Answer(found_by=found_by, address=item.candidate.address, detail=item.candidate.detail)


def _undecided(equals: list[Judged], found_by: FoundBy) -> Answer:
    addresses = tuple(dict.fromkeys(item.candidate.address for item in equals))
    return Answer(found_by=found_by, detail=f"{len(addresses)} pages fit alike; a person must choose", equal=addresses)


def _tail(address: str) -> str:
    """Return the last part of the path: one text keeps it when it moves to another host."""
    return address.rstrip("/").rpartition("/")[2].casefold()
