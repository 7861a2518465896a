"""What the tests of fetching share: settings that wait for nobody, and a fetcher led to a web on loopback."""

from __future__ import annotations

import asyncio
import datetime

from archive.capture import Capture
from archive.fetch import Fetcher, FetchSettings
from archive.guard import Guard, parse_network, parse_resolve
from archive.question import WireLimits
from archive.store import Store
from tests.loopback import Answer, LoopbackWeb

NOW = datetime.datetime(2026, 3, 14, 9, 26, 53, tzinfo=datetime.UTC)
WIRE = WireLimits(connect_timeout_s=1.0, read_timeout_s=0.5, deadline_s=0.8, max_body_bytes=200_000)
QUICK = FetchSettings(interval_s=0.0, attempts=1, robots=False, wire=WIRE)
PAGE = Answer(body=b"<title>A page</title><p>Words.", gzipped=True)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def guarding(web: LoopbackWeb) -> Guard:
    return Guard(allow=(parse_network("127.0.0.0/8"),), resolve=tuple(parse_resolve(one) for one in web.resolve_options()))


async def no_pause(_: float) -> None:
    return None


async def fetched(web: LoopbackWeb, store: Store, *uris: str, settings: FetchSettings = QUICK, **more: object) -> list[Capture]:
    async with Fetcher(settings, store, clock=now, guard=guarding(web), **more) as fetcher:  # type: ignore[arg-type]
        return list(await asyncio.gather(*(fetcher.fetch(uri) for uri in uris)))
