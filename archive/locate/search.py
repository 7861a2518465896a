"""Search for a headline: only results that bear the title are taken, and none is believed unread.

Enters: a citation with a title, and what an engine answered (`searxng`, `brave`, `arquivo`). Leaves: candidates, those at the
publisher's own hosts first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from archive.locate.lookup import Candidate, FoundBy
from citations.citation import Citation
from citations.names import TitleAgreement, fold_title, title_agreement
from citations.publisher import Publisher

# Of 222 sources of two little webs, an engine that ranks by shared words gives 208 (`tests/sweep.py search`).
MAX_CANDIDATES = 5  # of one search: 1 gives 186, 3 gives 204, 12 as many
COUNT = 20  # results asked for, the most that Brave answers: 2 gives 194, 5 as many, 50 two more
MIN_WORDS = 3  # a shorter title is found anywhere: another page bears 50 of those titles cut to three words, 25 cut to four

Result = tuple[str, str]


def why_not(citation: Citation, _publisher: Publisher | None) -> str | None:
    """Return why nothing is searched for: no title, or one that any page may bear."""
    words = len(fold_title(citation.title or "").split())
    return None if words >= MIN_WORDS else f"a title of at least {MIN_WORDS} words is needed"


def results(value: Any, way: tuple[str, ...], address: str, title: str) -> Iterator[Result]:
    """Yield address and title of every result that has both; whatever else a service sends is passed over."""
    for key in way:
        value = value.get(key) if isinstance(value, dict) else None
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict) and isinstance(item.get(address), str) and isinstance(item.get(title), str):
            yield item[address], item[title]


def bearing(citation: Citation, publisher: Publisher | None, results: Iterator[Result], rung: str) -> tuple[Candidate, ...]:
    """Return the results that bear the cited title, wholly or in part: the publisher's own first, as the engine ranked them."""
    outlets = tuple(filter(None, (citation.outlet, *(publisher.names if publisher else ()))))
    found: dict[str, tuple[bool, bool]] = {}
    for address, title in results:
        agreed = title_agreement(citation.title or "", title, outlets)
        if agreed is not TitleAgreement.DIFFERENT:
            found.setdefault(address, (not _is_own(address, publisher), agreed is TitleAgreement.PART))
    ranked = sorted(found, key=lambda address: found[address])
    return tuple(
        Candidate(address=address, found_by=FoundBy.CANDIDATE, rung=rung, rank=rank, detail=f"found by its title in {rung}")
        for rank, address in enumerate(ranked[:MAX_CANDIDATES])
    )


def _is_own(address: str, publisher: Publisher | None) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return publisher is not None and publisher.owns(parts.hostname or "", parts.path or "/")
