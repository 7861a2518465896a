"""Where an address went: by the rules of its publisher's rebuilt sites, and on the hosts that took over its paths.

Enters: an address and its publisher. Leaves: addresses that may be the same text today; each is a candidate, no answer.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from archive.address import WWW
from citations.publisher import PLACEHOLDER, Move, Publisher

MAX_SUCCESSORS = 6  # of one address: more steps than any site made in ten years
PART = r"[\w.-]+"  # what a placeholder of a move takes: one part of a path or less, never a stroke


class Successor(NamedTuple):
    """Where an address may stand now; `to_confirm` when a step that led there was seen by nobody."""

    address: str
    to_confirm: bool


def successors(address: str, publisher: Publisher) -> tuple[Successor, ...]:
    """Return where `address` went, the next step first, without itself, what was seen before what was not; never raises."""
    found: dict[str, bool] = {}
    waiting = [(address, False)]
    while waiting and len(found) < MAX_SUCCESSORS:
        here, doubted = waiting.pop(0)
        for there, doubt in itertools.chain(_by_moves(here, publisher), _by_hosts(here, publisher)):
            if there not in found and there != address:
                found[there] = doubted or doubt
                waiting.append((there, doubted or doubt))
    ordered = sorted(found.items(), key=lambda item: item[1])
    return tuple(Successor(there, doubt) for there, doubt in ordered[:MAX_SUCCESSORS])


def _by_moves(address: str, publisher: Publisher) -> Iterator[tuple[str, bool]]:
    for move in publisher.moves:
        if match := _was(move).fullmatch(address):
            yield PLACEHOLDER.sub(lambda part: match[part["name"]], move.now), move.to_confirm


@functools.lru_cache(maxsize=512)
def _was(move: Move) -> re.Pattern[str]:
    """Return the expression of a move's old addresses, scheme, `www.` and closing stroke aside."""
    bare = WWW.sub("", move.was.partition("//")[2]).rstrip("/")
    pieces = PLACEHOLDER.split(bare)  # text, name, text, name, …, text
    written = [f"(?P<{piece}>{PART})" if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)]
    return re.compile(rf"https?://(?:www\d?\.)?{''.join(written)}/?")


def _by_hosts(address: str, publisher: Publisher) -> Iterator[tuple[str, bool]]:
    try:
        parts = urlsplit(address)
        bare = WWW.sub("", parts.hostname or "")
    except ValueError:
        return
    for host in publisher.hosts:
        if host.same_paths and host.replaces and WWW.sub("", host.replaces) == bare:
            yield parts._replace(netloc=host.host, scheme="https").geturl(), host.to_confirm
