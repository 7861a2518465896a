"""What `footnotary browse` adds to Datasette, which loads this file by its folder: only this machine's own names are answered.

Enters: Datasette's ASGI application. Leaves: the same, behind a look at the Host header. A page elsewhere whose name was turned
to 127.0.0.1 (DNS rebinding) would read the ledger with the user's browser otherwise; the address alone does not tell it apart.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import pluggy

hookimpl = pluggy.HookimplMarker("datasette")

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]

# matches: 127.0.0.1:8001, localhost, [::1]:80    does not: 127.0.0.1.example.com, localhost.evil.example, "", a@localhost
OWN = re.compile(rb"""(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?""", re.VERBOSE)


@hookimpl
def asgi_wrapper() -> Callable[[Application], Application]:
    """Return what Datasette puts its application into."""
    return own_hosts_only


def own_hosts_only(inner: Application) -> Application:
    """Return `inner` for requests to this machine's own names; every other one is answered 403."""

    async def answer(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        hosts = [value for name, value in scope.get("headers", ()) if name == b"host"]
        if scope["type"] == "lifespan" or (len(hosts) == 1 and OWN.fullmatch(hosts[0].lower())):
            await inner(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"Only http://127.0.0.1 and http://localhost are answered here.\n"})

    return answer
