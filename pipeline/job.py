"""From the options of a command to a `Job`, and to a briefing that was read with consent to ask for its sources.

Enters: the session and the options as typed. Leaves: values for `pipeline.run`. Shared by the commands that examine sources.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from archive.services import keys_from, services_from
from citations.document import Briefing
from citations.errors import SettingsError
from citations.publisher import Publishers
from pipeline.plan import plan_of
from pipeline.progress import Progress
from pipeline.reading import Readers
from pipeline.run import Job
from pipeline.saving import refuse_unready
from pipeline.session import Session, browser_of, consent, fetch_settings, settings_of, web_of
from reports.formats import chosen


def job_of(
    session: Session,
    briefing: Path,
    project: Path | None,
    *,
    source: Path | None,
    offline: bool,
    allowed: tuple[str, ...],
    resolve: tuple[str, ...],
    contact: str | None,
    archives_first: bool = False,
    save: bool = False,
    screenshots: bool = False,
    reports: tuple[str, ...] = (),
) -> tuple[Job, Publishers]:
    """Return what is asked for, and the publishers that the project knows. Raises SettingsError."""
    if source and offline:
        raise SettingsError(
            "--from and --offline exclude each other: --from reads another archive, --offline the project's own; say one"
        )
    if save and (source or offline):
        raise SettingsError("--save needs the web: say it without --from and --offline")
    folder = (project or session.project_of(briefing)).resolve()
    publishers, settings = settings_of(folder)
    services = services_from(settings.services)
    keys = keys_from(session.environ, services)
    if save:
        refuse_unready(services, keys)
    web = web_of(settings, allowed, resolve, contact)
    asks = fetch_settings(settings, publishers, software=session.software, contact=web.contact)
    is_live = not source and not offline
    job = Job(
        briefing=briefing,
        project=folder,
        settings=settings,
        web=web,
        software=session.software,
        run_id=session.clock().strftime("%Y%m%dT%H%M%S.%fZ"),
        clock=session.clock,
        source=source,
        offline=offline,
        archives_first=archives_first,
        save=save,
        keys=keys,
        screenshots=browser_of(session, settings, asks, wanted=screenshots) if is_live else None,
        reports=chosen(reports),
    )
    return job, publishers


@contextlib.contextmanager
def reading(job: Job, publishers: Publishers, *, yes: bool, quiet: bool) -> Iterator[tuple[Briefing, Readers, Progress]]:
    """Read a job's briefing, and ask before hosts are asked for the first time, unless `yes`. Raises InputError."""
    readers, progress = Readers(), Progress(sys.stderr, quiet=quiet)
    try:
        progress.stage("reading the briefing")
        briefing = asyncio.run(readers.briefing(job.briefing, job.settings.publishers))
        if job.mode == "live" and not yes:
            progress.finish()
            plan = plan_of(
                briefing, publishers, job.settings, project=job.project, archives_first=job.archives_first, save=job.save
            )
            consent(asyncio.run(plan), otherwise="--offline verifies")
        yield briefing, readers, progress
    finally:
        progress.finish()
        readers.close()
