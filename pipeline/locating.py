"""Where each source of a briefing stands, and nothing else: one look-up a source, with all that was tried.

Enters: a briefing and what examines its sources. Leaves: a `Located` a source, as lines for a terminal or as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from archive.locate.ladder import NO_ADDRESS
from archive.locate.lookup import FoundBy, RungAttempt
from citations.document import Briefing
from pipeline.checks.verdict import observed_in
from pipeline.examiner import Examiner
from pipeline.own_copies import is_usable
from pipeline.shortfall import switched_off
from pipeline.source import PASSING, Source
from pipeline.verify import examine_all, full_citations
from reports.phrases import plural

FOUND = (FoundBy.PRINTED, FoundBy.CONFIRMED)
MAX_SHOWN = 60  # characters of a title in a line


@dataclass(frozen=True, kw_only=True, slots=True)
class Located:
    """One source: the notes that cite it, in their order, and where it was found."""

    notes: tuple[str, ...]
    source: Source

    @property
    def no_page(self) -> str | None:
        """What the address of a source that was found answered in place of a page; None when it gave one, or was not asked."""
        answer = self.source.answer if self.source.found_by in FOUND else None
        return observed_in(answer.capture) if answer and not is_usable(answer) else None

    @property
    def may_still_be_found(self) -> bool:
        """Whether a second run may go better: what was asked failed in passing."""
        asked = [capture for _, capture in self.source.tried]
        if self.no_page and self.source.answer:
            asked = [self.source.answer.capture]
        return (self.source.found_by not in FOUND or bool(self.no_page)) and any(one.outcome in PASSING for one in asked)


async def locate_all(briefing: Briefing, examiner: Examiner) -> tuple[Located, ...]:
    """Return where every source of `briefing` stands, in the order of the notes."""
    sources = await examine_all(full_citations(briefing), examiner)
    notes: dict[str, list[str]] = {}
    for (label, _), source in sources.items():
        notes.setdefault(source.id, []).append(label)
    by_id = {source.id: source for source in sources.values()}
    return tuple(Located(notes=tuple(dict.fromkeys(labels)), source=by_id[key]) for key, labels in notes.items())


def exit_code(located: Iterable[Located], *, is_live: bool) -> int:
    """Return 3 when a retry may find more or nothing was asked, 1 when a source was not found, must be chosen or gave no page."""
    rest = [one for one in located if one.source.found_by not in FOUND or (one.no_page and not one.source.moved)]
    if any(one.may_still_be_found or (not is_live and one.source.found_by is FoundBy.NOT_TRIED) for one in rest):
        return 3
    return 1 if rest else 0


def lines(located: tuple[Located, ...]) -> Iterator[str]:
    """Yield what to tell a person: one source a paragraph, then the sum."""
    for one in located:
        source, answer = one.source, one.source.lookup.answer
        title = source.citation.title or source.citation.text
        shown = title[:MAX_SHOWN] + ("…" if len(title) > MAX_SHOWN else "")
        yield f"note{'s' if len(one.notes) > 1 else ''} {', '.join(one.notes)}: {shown}"
        yield f"  {answer.found_by.value}: {answer.address or answer.detail}"
        if answer.address and answer.detail:
            yield f"  {answer.detail}"
        if one.no_page:
            moved = _address(source.moved)
            yield f"  gave no page: {one.no_page}" + (f"; it stands now at {moved}" if moved else "")
        yield from (f"  perhaps {address}" for address in answer.equal)
        if answer.found_by not in FOUND:
            yield from _tried(source.lookup.attempts)
            if source.lookup.query:
                yield f"  to paste into a search engine: {source.lookup.query}"
    found = sum(1 for one in located if one.source.found_by in FOUND)
    silent = [label for one in located if one.no_page and not one.source.moved for label in one.notes]
    but = f"; the address of note{'s' if len(silent) > 1 else ''} {', '.join(silent)} gave no page" if silent else ""
    yield f"an address is known for {found} of {plural(len(located), 'source')}{but}"


def next_steps(located: Iterable[Located], *, is_live: bool) -> Iterator[str]:
    """Yield what a person can do about sources that were not found."""
    rest = [one for one in located if one.source.found_by not in FOUND]
    if not is_live and any(one.source.found_by is FoundBy.NOT_TRIED for one in rest):
        yield "The web was not asked, only what is archived: run again without --offline or --from to look for the rest."
    if rest:
        yield (
            'What you find yourself, or choose, goes into footnotary.toml under [overrides]: "the title as cited" = "the address"'
            ". What is off is turned on there too: [services.NAME] on = true."
        )


def _tried(attempts: tuple[RungAttempt, ...]) -> Iterator[str]:
    """Yield what was tried and skipped: what gave nothing and what is off in a line each, all else by itself."""
    off = switched_off(attempts)
    empty = [one.rung for one in attempts if not one.skipped_why and one.result == NO_ADDRESS]
    yield from (f"  no address from: {'; '.join(empty)}" for _ in empty[:1])
    yield from (f"  {one.rung}: {one.skipped_why or one.result}" for one in attempts if one.rung not in (*off, *empty))
    yield from (f"  off, to be turned on in footnotary.toml: {', '.join(off)}" for _ in off[:1])


def data(located: tuple[Located, ...]) -> list[dict[str, Any]]:
    """Return the same as JSON values (docs/locate.md)."""
    return [
        {
            "source_id": one.source.id,
            "notes": list(one.notes),
            "title": one.source.citation.title,
            "outlet": one.source.citation.outlet,
            "found_by": one.source.found_by.value,
            "address": one.source.address,
            "no_page": one.no_page,
            "moved_to": _address(one.source.moved),
            "copy": one.source.memento.memento.uri_m if one.source.memento and one.source.memento.memento else None,
            "detail": one.source.lookup.answer.detail,
            "equal": list(one.source.lookup.answer.equal),
            "attempts": [
                {"rung": attempt.rung, "result": attempt.result, "skipped_why": attempt.skipped_why}
                for attempt in one.source.lookup.attempts
            ],
            "query": one.source.lookup.query,
        }
        for one in located
    ]


def _address(read: Any) -> str | None:
    return (read.capture.final_uri or read.capture.target_uri) if read else None
