"""What the commands `quote` and `page` share: a project's sources opened, the web behind them when an address needs it.

Enters: the session and the web options as typed. Leaves: `Sources`, whose worker processes end with the `with`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.capture import Capture
from citations.dictionary import dictionary_of
from pipeline.archiving import Archived, archive_into
from pipeline.plan import plan_of_addresses
from pipeline.progress import Progress
from pipeline.reading import Readers
from pipeline.session import Session, consent, fetch_settings, settings_of, web_of
from pipeline.settings import FILE
from pipeline.single import Sources


@contextmanager
def sources_of(
    session: Session,
    project: Path | None,
    *,
    allowed: tuple[str, ...],
    resolve: tuple[str, ...],
    contact: str | None,
    yes: bool,
    quiet: bool,
) -> Iterator[Sources]:
    """Give the sources of a project; an address that it does not hold is fetched with consent, and archived into it.

    Raises SettingsError for settings or options that cannot be read.
    """
    folder = (project or session.project_of()).resolve()
    publishers, settings = settings_of(folder)
    web = web_of(settings, allowed, resolve, contact)
    asked = fetch_settings(settings, publishers, software=session.software, contact=web.contact)

    async def fetch(address: str) -> Capture:
        if not yes:
            plan = plan_of_addresses((address,), settings, project=folder)
            consent(plan, otherwise="a saved file works as SOURCE")
        told: list[Archived] = []
        progress.total += 1
        hours = settings.fetch.fresh_for_h
        try:
            await archive_into(
                folder, (address,), asked, web.guard,
                clock=session.clock, fresh_for_h=hours, tell=told.append, on_wait=progress.waiting,
            )  # fmt: skip
        finally:
            progress.finish()
        progress.done += 1
        return told[0].capture

    progress, readers = Progress(sys.stderr, quiet=quiet, counted="addresses"), Readers()
    dictionary = dictionary_of(settings.translation.dictionaries, FILE)
    sources = Sources(session.cwd, folder, publishers, readers, fetch, session.clock().year, dictionary)
    try:
        yield sources
    finally:
        sources.close()
        readers.close()
