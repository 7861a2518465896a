"""A fetch under way: one request, the exchanges so far, and the name that they share.

Enters: facts of one exchange after the other. Leaves: `Exchange`s of one capture, numbered in their order.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import Any

from archive.capture import FetchOutcome
from archive.exchange import Exchange, capture_id_of, record_id_of
from archive.request import Request


@dataclass(slots=True)
class Chain:
    """What is asked, the key it is kept under, the exchanges so far, and the id of the capture that they make."""

    request: Request
    target_uri: str
    id: str = ""
    exchanges: list[Exchange] = field(default_factory=list)

    def sent(self, hop: int) -> Request:
        """Return what goes out at a hop: the request itself at first; a redirect is asked without body and without secrets."""
        first = self.request
        return first if hop == 0 else Request(uri=first.uri, purpose=first.purpose, headers=first.headers)

    def goes_on(self, exchange: Exchange) -> bool:
        """Whether an exchange sends on to another address."""
        return exchange.location is not None and self.request.follow

    def exchange(
        self,
        uri: str,
        hop: int,
        date: datetime.datetime,
        outcome: FetchOutcome,
        *,
        detail: str,
        recorded: Exchange | None = None,
        **facts: Any,
    ) -> Exchange:
        """Return an exchange of this chain with `facts`; one that an archive answered keeps its own, its id and its date."""
        if not self.id:
            self.id = recorded.capture_id if recorded else capture_id_of(self.target_uri, date)
        if recorded:
            return replace(recorded, capture_id=self.id, target_uri=self.target_uri, hop=hop, outcome=outcome, detail=detail)
        return Exchange(
            id=record_id_of("exchange", self.id, len(self.exchanges), uri, date.isoformat()),
            capture_id=self.id,
            target_uri=self.target_uri,
            uri=uri,
            date=date,
            outcome=outcome,
            hop=hop,
            purpose=self.request.purpose,
            detail=detail,
            **facts,
        )
