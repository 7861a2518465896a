"""`footnotary archive`: addresses, or a list of them, fetched and archived without a briefing."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citations.errors import InputError
from pipeline.session import (
    Session,
    browser_of,
    consent,
    fetch_settings,
    json_option,
    screenshots_option,
    settings_of,
    web_of,
    web_options,
)

if TYPE_CHECKING:
    from pipeline.archiving import Archived, Tally
    from pipeline.progress import Progress

MAX_LIST_BYTES = 50_000_000  # half a million addresses; a device that never ends is none
# How often the collector looks for rings of objects: a fetch leaves hardly any, and looking seldom took 5 % less CPU.
GARBAGE = (20_000, 20, 20)


@click.command()
@click.argument("addresses", nargs=-1, metavar="ADDRESS...")
@click.option(
    "--list",
    "listed",
    metavar="FILE",
    help="Read addresses from FILE (- for standard input), one a line; blank lines and those that begin with # are left out.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Project folder to archive into; by default the nearest one with footnotary.toml, else the current folder.",
)
@screenshots_option
@web_options
@json_option("Print one JSON object an address (docs/archive.md) instead of a line.")
@click.pass_context
def command(
    ctx: click.Context,
    addresses: tuple[str, ...],
    listed: str | None,
    out: Path | None,
    screenshots: bool,
    allowed: tuple[str, ...],
    resolve: tuple[str, ...],
    contact: str | None,
    yes: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Fetch each ADDRESS politely, archive what it answers, and say what became of it and where it lies.

    An address that was captured lately is not asked again, so that a run that was interrupted goes on where it stopped.

    Exit code 0: every address gave its page; 1: something to look at; 2: wrong usage or input; 3: the run was
    incomplete (interrupted, a retry due).
    """
    from pipeline.archiving import Tally, archive_into
    from pipeline.progress import Progress

    session: Session = ctx.obj
    wanted = _wanted(addresses, listed)
    folder = out.resolve() if out else session.project_of()
    publishers, settings = settings_of(folder)
    web = web_of(settings, allowed, resolve, contact)
    if not yes:
        from pipeline.plan import plan_of_addresses

        consent(plan_of_addresses(wanted, settings, project=folder), otherwise="`footnotary verify --offline` works")
    progress = Progress(sys.stderr, quiet=quiet, counted="addresses")
    progress.total = len(wanted)
    tally = Tally()
    asked = fetch_settings(settings, publishers, software=session.software, contact=web.contact)
    run = archive_into(
        folder,
        wanted,
        asked,
        web.guard,
        clock=session.clock,
        fresh_for_h=settings.fetch.fresh_for_h,
        tell=_teller(tally, progress, as_json=as_json),
        on_wait=progress.waiting,
        browser=browser_of(session, settings, asked, wanted=screenshots),
    )
    gc.freeze()  # what start-up made stays
    gc.set_threshold(*GARBAGE)
    try:
        notices = asyncio.run(run)
    finally:
        progress.finish()
    _sum_up((*web.notices, *notices), f"{tally.words()}, in {session.shown(folder / 'sources')}", quiet=quiet)
    ctx.exit(tally.exit_code)


def _wanted(addresses: tuple[str, ...], listed: str | None) -> tuple[str, ...]:
    """Return the addresses of the command line and of the list, each once. Raises InputError."""
    from pipeline.archiving import addresses_in, read_list

    given = tuple((f"argument {number}", address) for number, address in enumerate(addresses, 1))
    wanted = addresses_in((*given, *(read_list(_bytes_of(listed), listed) if listed else ())))
    if not wanted:
        raise InputError("expected addresses to archive, found none: name them, or a file of them with --list")
    return wanted


def _bytes_of(listed: str) -> bytes:
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if listed == "-" else Path(listed).open("rb") as file:
            data = file.read(MAX_LIST_BYTES + 1)
    except OSError as error:
        raise InputError(f"{listed}: the list cannot be read ({error.strerror}); name a file of addresses, one a line") from None
    if len(data) > MAX_LIST_BYTES:
        raise InputError(f"{listed}: the list has more than {MAX_LIST_BYTES // 10**6} MB; divide it")
    return data


def _teller(tally: Tally, progress: Progress, *, as_json: bool) -> Callable[[Archived], None]:
    """Return what is called with each address as it ends: it counts it, and prints it."""
    import json

    from pipeline.archiving import line_of, row_of
    from reports.characters import plain_text

    def tell(archived: Archived) -> None:
        tally.add(archived)
        progress.done += 1
        progress.finish()
        line = json.dumps(row_of(archived), ensure_ascii=False) if as_json else plain_text(line_of(archived))
        click.echo(line, color=True)  # it holds no colour, so that no look at the terminal is needed

    return tell


def _sum_up(notices: tuple[str, ...], words: str, *, quiet: bool) -> None:
    from reports.characters import plain_text

    for line in (*(f"Notice: {notice}" for notice in notices), *(() if quiet else (words,))):
        click.echo(plain_text(f"footnotary: {line}"), err=True)
