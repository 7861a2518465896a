"""The ladder: every way of finding a source, ordered in one place, with what each sends and why it was skipped.

Enters: a citation and its publisher. Leaves: a `Lookup`, one a source. Whoever reads pages climbs rung by rung
(`climb`) and stops at the first confirmed answer; `locate` gathers the candidates of all rungs at once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from typing import Any

from archive.locate import (
    arquivo,
    brave,
    clocks,
    common_crawl,
    crossref,
    ids,
    index,
    openalex,
    overrides,
    printed,
    profile,
    search,
    searxng,
    works,
)  # fmt: skip
from archive.locate.admitted import Refused, admitted
from archive.locate.lookup import Ask, Candidate, Lookup, Rung, RungAttempt, Unanswered, WhyNot
from archive.locate.overrides import Overrides
from archive.locate.printed import without_credentials
from archive.locate.query import paste_query
from archive.services import SERVICES
from citations.citation import NOT_WEB_TYPES, Citation, Form
from citations.publisher import Publisher

Ladder = tuple[Rung, ...]
# Rungs whose addresses come from a person, the note or the project's own facts, not from a service: the guard alone
# answers for those, so that the report shows them.
OUR_OWN = frozenset({overrides.NAME, printed.NAME, ids.NAME, profile.NAME})
NO_ADDRESS = "no address"  # what an attempt came to that gave none
NO_ANSWER = "no answer"  # and one whose service did not answer: what it knows was not learnt
MAX_REFUSALS = 3  # reasons that one attempt tells


def build_ladder(answers: Overrides | None = None) -> Ladder:
    """Return the rungs in the order in which they are climbed; `answers` are a person's overrides.

    A person's answer comes before the printed address, because it was given knowing what is printed.
    """
    given = answers or Overrides({})
    return (
        Rung(name=overrides.NAME, ask=given.candidates, sends=overrides.SENDS, to=overrides.TO),
        Rung(name=printed.NAME, ask=printed.candidates, sends=printed.SENDS, to=printed.TO),
        Rung(name=ids.NAME, ask=ids.candidates, sends=ids.SENDS, to=ids.TO),
        Rung(name=profile.NAME, ask=profile.candidates, sends=profile.SENDS, to=profile.TO, why_not=_no_profile),
        _asking(crossref.NAME, crossref.candidates, works.why_not),
        _asking(openalex.NAME, openalex.candidates, works.why_not),
        _asking(index.SERVICE, index.candidates, index.why_not, name=index.NAME, questions=index.MAX_QUESTIONS),
        _asking(index.SERVICE, index.widened, index.why_not, name=index.WIDE, questions=index.MAX_QUESTIONS),
        _asking(searxng.NAME, searxng.candidates, search.why_not),
        _asking(brave.NAME, brave.candidates, search.why_not),
        _asking(common_crawl.NAME, common_crawl.candidates, index.why_not, questions=common_crawl.MOST_QUESTIONS),
        _asking(arquivo.NAME, arquivo.candidates, search.why_not),
    )


def _asking(service: str, ask: Ask, why_not: WhyNot, *, name: str | None = None, questions: int = 1) -> Rung:
    """Return the rung of an outside service, named like it unless it has several."""
    sends = SERVICES[service].sends
    return Rung(name=name or service, ask=ask, sends=sends, why_not=why_not, service=service, questions=questions)


async def climb(
    citation: Citation, publisher: Publisher | None, client: Any, ladder: Ladder
) -> AsyncIterator[tuple[RungAttempt, tuple[Candidate, ...]]]:
    """Yield each rung's attempt with its candidates; nothing is asked before it is its turn.

    What cannot stand on the web (an interview), and what was not understood or is tied to no source, is skipped whole.
    """
    nowhere = not_sought(citation)
    for rung in ladder:
        if why := nowhere or rung.why_not(citation, publisher) or _unserved(rung, client):
            yield RungAttempt(rung=rung.name, result="skipped", skipped_why=why), ()
            continue
        try:
            found = await rung.ask(citation, publisher, client)
        except Unanswered as silence:
            yield RungAttempt(rung=rung.name, result=NO_ANSWER, skipped_why=str(silence)), ()
            continue
        found, refused = (found, ()) if rung.name in OUR_OWN else _admitted(found, citation, publisher)
        yield RungAttempt(rung=rung.name, result=_result(len(found), refused)), found


def _unserved(rung: Rung, client: Any) -> str | None:
    """Return why the service of a rung is not asked: nobody is there to ask it, or it is off, limited or without a key."""
    if rung.service is None:
        return None
    why: str | None = client.why_not(rung.service) if client else "no service is asked here"
    return why


async def locate(citation: Citation, publisher: Publisher | None, client: Any = None, *, ladder: Ladder | None = None) -> Lookup:
    """Return all that the ladder gives for one source, best first; an address found twice is kept where it was first."""
    attempts: list[RungAttempt] = []
    found: dict[str, Candidate] = {}
    async for attempt, candidates in climb(citation, publisher, client, ladder or build_ladder()):
        attempts.append(attempt)
        for candidate in candidates:
            found.setdefault(candidate.address, candidate)
    return Lookup(
        source_id=citation.source_id(),
        candidates=tuple(found.values()),
        attempts=tuple(attempts),
        query=paste_query(citation, publisher),
    )


def was_asked(attempts: Iterable[RungAttempt]) -> bool:
    """Return whether some service was asked and answered, so that a source without an address was looked for."""
    return any(attempt.rung not in OUR_OWN and attempt.skipped_why is None for attempt in attempts)


def not_sought(citation: Citation) -> str | None:
    """Return why no address is sought for a citation at all, or None."""
    if citation.type in NOT_WEB_TYPES and not citation.url:
        return "not on the web"
    if citation.form is Form.UNPARSED and not citation.url:
        return "the citation was not understood"
    if not (citation.title or citation.url or citation.text):
        return "the citation names no work"
    return None


def _no_profile(_citation: Citation, publisher: Publisher | None) -> str | None:
    if publisher is None:
        return "the publisher is not known; add it to footnotary.toml under [[publishers]]"
    return None if publisher.patterns or publisher.hosts else f"no address patterns are known for {publisher.name}"


def _admitted(
    found: tuple[Candidate, ...], citation: Citation, publisher: Publisher | None
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Return the candidates that may be asked, under what their hosts really are called, and why others are refused."""
    kept: list[Candidate] = []
    refused: list[str] = []
    for candidate in found:
        judged = admitted(candidate.address)
        if isinstance(judged, Refused):
            refused.append(judged.why)
        elif why := clocks.rejection(citation, publisher, judged.address):
            refused.append(why)
        else:
            detail = "; ".join(filter(None, (candidate.detail, judged.remark)))
            address = judged.address if judged.remark else without_credentials(candidate.address)
            kept.append(replace(candidate, address=address, detail=detail))
    return tuple(kept), tuple(dict.fromkeys(refused))


def _result(count: int, refused: tuple[str, ...] = ()) -> str:
    words = NO_ADDRESS if not count else f"{count} address" + ("es" if count > 1 else "")
    return f"{words}; refused: {'; '.join(refused[:MAX_REFUSALS])}" if refused else words
