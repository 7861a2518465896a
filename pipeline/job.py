"""From the options of a command to a `Job`, and to a briefing that was read with consent to ask for its sources.

Enters: the session and the options as typed. Leaves: values for `pipeline.run`. Shared by the commands that examine sources.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from archive.services import keys_from, services_from
from citations.document import Briefing
from citations.errors import FootnotaryError, InputError, SettingsError
from citations.finding import Status
from citations.publisher import Publishers
from pipeline.plan import plan_of
from pipeline.progress import Progress
from pipeline.reading import Readers
from pipeline.run import FAIL_ON, Job, Result, run
from pipeline.saving import refuse_unready
from pipeline.session import Session, browser_of, consent, fetch_settings, settings_of, tell_error, web_of
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
    only: frozenset[str] = frozenset(),
    fail_on: frozenset[Status] = FAIL_ON,
    baseline: Path | None = None,
) -> tuple[Job, Publishers]:
    """Return what is asked for, and the publishers that the project knows. Raises SettingsError."""
    if source and offline:
        raise SettingsError(
            "--from and --offline exclude each other: --from reads another archive, --offline the project’s own; say one"
        )
    if baseline and only:
        raise SettingsError("--baseline and --only exclude each other: what is new is told of a whole briefing; say one")
    if only and reports:
        raise SettingsError("--only and --report exclude each other: single notes get lines and no report; say one")
    needs_web = "--save" if save else "--screenshots" if screenshots else None
    if needs_web and (source or offline):
        raise SettingsError(f"{needs_web} needs the web: say it without --from and --offline")
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
        only=only,
        fail_on=fail_on,
        baseline=baseline,
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


class EachRun:
    """Runs briefings one after the other, and yields the job and the result of each.

    Of several, one that cannot be used is told and passed over, and `failed` is set; of one alone, its error is raised. What is
    wrong with the command itself, and so with every briefing, is told once.
    """

    def __init__(self, session: Session, briefings: Sequence[Path], project: Path | None, **asked: Any) -> None:
        self.session, self.project, self.asked, self.failed = session, project, asked, False
        self.briefings = tuple(dict.fromkeys(briefings))

    def __iter__(self) -> Iterator[tuple[Job, Result]]:
        told: set[str] = set()
        for briefing in self.briefings:
            try:
                yield _run(self.session, briefing, self.project, **self.asked)
            except FootnotaryError as error:
                if len(self.briefings) == 1:
                    raise
                if str(error) not in told:
                    tell_error(error)
                told.add(str(error))
                self.failed = True


def _run(session: Session, briefing: Path, project: Path | None, *, yes: bool, quiet: bool, **asked: Any) -> tuple[Job, Result]:
    job, publishers = job_of(session, briefing, project, **asked)
    with reading(job, publishers, yes=yes, quiet=quiet) as (read, readers, progress):
        if unknown := sorted(job.only - {note.label for note in read.footnotes}):
            raise InputError(f"--only: {briefing} has no note {', '.join(unknown)}; name notes by their labels")
        return job, asyncio.run(run(job, read, publishers, readers, progress))


def labels_of(text: str | None) -> frozenset[str]:
    """Return the labels that `--only note:12,30` names; none without it. Raises InputError when it names none.

    >>> sorted(labels_of("note:12, 30"))
    ['12', '30']
    """
    found = frozenset(part.strip() for part in (text or "").removeprefix("note:").split(",") if part.strip())
    if text is not None and not found:
        raise InputError(f"--only: expected labels of notes, such as note:12,30, found {text!r}")
    return found


def statuses_of(text: str | None) -> frozenset[Status]:
    """Return the statuses that `--fail-on look,gone` names; without it, all but OK and NOT-WEB. Raises InputError."""
    if text is None:
        return FAIL_ON
    named = {part.strip().upper() for part in text.split(",")} - {""}
    names = named - {"NOTHING"}
    unknown = sorted(names - {status.value for status in FAIL_ON})
    if unknown or not named:  # an empty variable of a script must not make every run a clean one
        known = ", ".join(status.value.lower() for status in Status if status in FAIL_ON)
        raise InputError(f"--fail-on: expected {known} or nothing, found {', '.join(unknown).lower() or repr(text)}")
    if names != named and names:
        raise InputError(f"--fail-on: `nothing` stands alone, found it beside {', '.join(sorted(names)).lower()}")
    return frozenset(Status(name) for name in names)
