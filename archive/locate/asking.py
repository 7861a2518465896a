"""A rung's question to an outside service: its answer, or Unanswered with the reason.

Enters: a client (`archive.service_client`), the service, path and query. Leaves: JSON as it came, or None for nothing.
"""

from __future__ import annotations

from typing import Any

from archive.locate.lookup import Unanswered


async def json_of(client: Any, service: str, path_and_query: str) -> Any:
    """Return what a service says as JSON; None when it says that it knows of nothing.

    Raises Unanswered when it is off, limited, out of reach or not understood.
    """
    answer = await client.ask(service, path_and_query, accept="json")
    if answer.problem:
        raise Unanswered(answer.problem)
    return answer.value
