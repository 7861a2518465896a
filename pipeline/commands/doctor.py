"""`footnotary doctor`: what this machine has, and whether the services and publishers answer as expected."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.saying import say
from pipeline.session import Session, fetch_settings, json_option, project_option, settings_of, web_of, web_options

if TYPE_CHECKING:
    from pipeline.doctor import Look
    from pipeline.session import Web


@click.command()
@click.option("--live", is_flag=True, help="Ask every service that is on, and every publisher, one harmless question each.")
@project_option("by default the nearest one with footnotary.toml, else the current folder")
@web_options
@json_option("Print one JSON object a line.")
@click.pass_context
def command(
    ctx: click.Context,
    live: bool,
    project: Path | None,
    allowed: tuple[str, ...],
    resolve: tuple[str, ...],
    contact: str | None,
    yes: bool,  # noqa: ARG001 - nothing of a draft is sent, so nothing is asked
    quiet: bool,
    as_json: bool,
) -> None:
    """Look at this machine and project; with --live also whether each service and publisher answers as expected.

    The questions hold nothing of a draft: example.com, the word "example", a home page. Exit code 0: all that was asked is
    well; 1: something is not.
    """
    from dataclasses import asdict

    from pipeline.doctor import conclusion
    from reports.characters import plain_text

    session: Session = ctx.obj
    folder = (project or session.project_of()).resolve()
    _, settings = settings_of(folder)
    web = web_of(settings, allowed, resolve, contact)
    looks: list[Look] = []

    async def tell() -> None:
        async for look in _looks(session, folder, web, live=live):
            looks.append(look)
            mark = {True: "well", False: "AMISS", None: "-"}[look.is_well]
            line = json.dumps(asdict(look), ensure_ascii=False) if as_json else f"{mark:6}{look.what:34} {look.seen}"
            say(plain_text(line), as_is=as_json)

    asyncio.run(tell())
    if not live and not quiet:
        say("Services and publishers were not asked; --live asks them.", err=True)
    told = conclusion(looks)
    if told and not quiet:
        say(told, err=True)
    ctx.exit(1 if told else 0)


async def _looks(session: Session, folder: Path, web: Web, *, live: bool) -> AsyncIterator[Look]:
    from archive.fetch import Fetcher
    from archive.service_client import ServiceClient
    from archive.services import keys_from, services_from
    from archive.store import Store
    from pipeline import doctor
    from pipeline.progress import Progress
    from pipeline.reading import Readers

    for look in doctor.machine(folder):
        yield look
    if not live:
        return
    known, settings = settings_of(folder)
    services = services_from(settings.services)
    waits = Progress(sys.stderr, quiet=True)
    asks = fetch_settings(settings, known, software=session.software, contact=web.contact)
    readers = Readers()
    try:
        async with (
            Store.open(folder, clock=session.clock, software=session.software) as store,
            Fetcher(asks, store, guard=web.guard, clock=session.clock, on_wait=waits.waiting) as fetcher,
        ):
            keys = keys_from(session.environ, services)
            client = ServiceClient(fetcher, store, services, clock=session.clock, keys=keys, limits=store)
            async for look in doctor.services(client):
                yield look
            async for look in doctor.publishers(known, fetcher, store, readers):
                yield look
    finally:
        readers.close()
