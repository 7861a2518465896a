"""One run over one briefing: the project opened, the web or an archive put behind the fetcher, the report written.

Enters: a `Job` from the command line. Leaves: the report's files in `report/<briefing>/` and a `Result`. Users' files
are only read; a report file is written beside its place and moved there, so that none is ever half written.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from archive.fetch import Fetcher, FetchSettings, replaying
from archive.locate.ladder import build_ladder
from archive.locate.overrides import read_overrides
from archive.look import BrowserSettings
from archive.manifest import moment
from archive.proofs import proofs_of
from archive.replay import ReplayArchive
from archive.rests import Consulted
from archive.rows import Run
from archive.runs_log import LOG_NAME, check_runs_log
from archive.save_page import Saved
from archive.service_client import ServiceClient
from archive.services import services_from
from archive.store import Store
from citations.dictionary import dictionary_of
from citations.document import Briefing
from citations.errors import ProjectError, SettingsError
from citations.finding import Status
from citations.publisher import Publishers
from pipeline.build import build_report
from pipeline.chain import KeptRun, chain_run
from pipeline.cited import Cited, cited_of
from pipeline.decisions_file import read_decisions
from pipeline.elsewhere import pages_with
from pipeline.examiner import Examiner
from pipeline.kept import Told, tell
from pipeline.linting import remarks_for_report
from pipeline.manifest import FILE as MANIFEST
from pipeline.manifest import manifest_rows, write_manifest
from pipeline.mementos import Mementos
from pipeline.progress import Progress
from pipeline.project_page import write_project_page
from pipeline.reading import Readers
from pipeline.saving import notices_of, save_sources, with_saved
from pipeline.session import Web, fetch_settings
from pipeline.settings import FILE, Settings
from pipeline.shortfall import cost_of_staying_off, is_complete, nobody_answered, not_public, unanswered
from pipeline.verify import verify
from pipeline.views import Viewer, Views, browsing
from pipeline.writing import baseline_of, kept_report, report_folder, write_copies
from reports.formats import DEFAULT
from reports.report import LogView, Report, RunView, new_labels

FAIL_ON = frozenset(Status) - {Status.OK, Status.NOT_WEB}


class Clock(Protocol):
    """Tells the time, in UTC."""

    def __call__(self) -> datetime.datetime:
        """Return now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """What is asked for. `source` is the archive to replay (`--from`); with neither it nor `offline` the web is asked.

    `archives_first` asks web archives before publishers, `save` gives confirmed sources to Save Page Now; `keys` are those
    of outside services, by service, and enter no record. With `screenshots`, every cited page is opened in a browser too.
    `reports` are the formats to write. With `only`, the notes of these labels alone are verified and nothing is written;
    `fail_on` are the statuses that a clean run has none of, or with a `baseline` (an earlier findings.json) none that is new.
    """

    briefing: Path
    project: Path
    settings: Settings
    web: Web
    software: str
    run_id: str
    clock: Callable[[], datetime.datetime]
    source: Path | None = None
    offline: bool = False
    archives_first: bool = False
    save: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    screenshots: BrowserSettings | None = None
    reports: tuple[str, ...] = DEFAULT
    only: frozenset[str] = frozenset()
    fail_on: frozenset[Status] = FAIL_ON
    baseline: Path | None = None

    @property
    def mode(self) -> str:
        """How the web is read: `replay`, `offline` or `live`."""
        return "replay" if self.source else "offline" if self.offline else "live"


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """A run's report, where it lies, the exit code that says how it stands, and what became of single formats."""

    report: Report
    folder: Path
    exit_code: int
    notices: tuple[str, ...] = ()


async def run(job: Job, briefing: Briefing, publishers: Publishers, readers: Readers, progress: Progress) -> Result:
    """Verify a briefing that was read, and write its report.

    Raises ProjectError and ArchiveError when the project or an archive cannot be used.
    """
    folder = report_folder(job.project, job.briefing)
    decisions = read_decisions(job.project)
    baseline = baseline_of(job.baseline, job.briefing.name) if job.baseline else None
    async with opened(job, publishers, readers, progress) as at:
        if not job.only:
            _make(folder)
        verified = await verify(
            briefing,
            at.examiner,
            run_date=at.started,
            proofs=proofs_of(job.project),
            dictionary=dictionary_of(job.settings.translation.dictionaries, FILE),
            only=job.only,
            elsewhere=functools.partial(pages_with, at.store),
        )
        saved: tuple[Saved, ...] = ()
        if job.save:
            progress.stage("giving sources to Save Page Now")
            saved = await save_sources(verified, at.client, today=at.started.date())
            verified = with_saved(verified, saved)
        progress.stage("writing the report")
        complete = is_complete(verified, may_ask_again=job.mode != "replay")
        log = None if job.only else await _chained(job, folder, at.store, at.archive)
        view = _run_view(job, at.store, at.archive, at.started, complete, log, at.viewer.notices)
        tellers = (nobody_answered, not_public, unanswered, cost_of_staying_off) if job.mode == "live" else ()
        cost = tuple(said for tell_of in tellers for said in tell_of(verified))
        costs = (*cost, *(notices_of(saved) if job.save else ()))
        view = replace(view, notices=(*view.notices, *costs))
        before = baseline or kept_report(folder)
        with contextlib.suppress(SettingsError, ProjectError):  # a file that was spoilt meanwhile; what was decided before holds
            decisions = read_decisions(job.project)
        remarks = await remarks_for_report(readers, job.briefing, job.settings.publishers, job.settings.lint.off)
        report, copies = build_report(
            verified, briefing=job.briefing.name, run=view, before=before, decisions=decisions, remarks=remarks
        )
        notices: tuple[str, ...] = ()
        if baseline and report.since:
            report = replace(report, since=replace(report.since, is_baseline=True))
        if job.only:
            report = replace(report, since=None, decisions_unmet=())  # both are about the whole briefing
        else:
            await write_copies(folder, copies, at.archive, readers, at.store)
            told = Told(report=report, project=job.project, folder=folder)
            notices = await tell(told, job.reports, readers, job.briefing, stamp=job.clock())
        cited = cited_of(job.project)
        _write_manifest(cited, at.store)
        if not job.only:
            write_project_page(job.project, at.store.holdings(), cited, now=job.clock())
    return Result(
        report=report, folder=folder, exit_code=exit_code(report, job.fail_on, only_new=bool(baseline)), notices=notices
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A project with the web behind it, or an archive in its place: what examines sources, and what it works with."""

    store: Store
    archive: Consulted
    examiner: Examiner
    client: ServiceClient
    viewer: Viewer
    started: datetime.datetime


@contextlib.asynccontextmanager
async def opened(job: Job, publishers: Publishers, readers: Readers, progress: Progress) -> AsyncIterator[Opened]:
    """Open a job's project for one run, which is kept in the ledger. Raises ProjectError and ArchiveError."""
    started = job.clock()
    foreign = ReplayArchive.open(job.source, not_after=started) if job.source else None  # before anything is written
    settings = fetch_settings(job.settings, publishers, software=job.software, contact=job.web.contact)
    async with Store.open(job.project, clock=job.clock, software=job.software) as store:
        readers.cache = store
        await store.start_run(_run_row(job, started))
        async with (
            _web(job, settings, store, foreign, started, progress) as (fetcher, archive),
            browsing(job.screenshots, job.web.guard, job.clock) as browser,
        ):
            viewer = Viewer(archive=archive, fetcher=fetcher, browser=browser)
            examiner, client = _examiner(job, publishers, readers, fetcher, archive, store, started, progress, viewer)
            yield Opened(store=store, archive=archive, examiner=examiner, client=client, viewer=viewer, started=started)
        await store.end_run(_run_row(job, started), job.clock().isoformat())


def _examiner(
    job: Job,
    publishers: Publishers,
    readers: Readers,
    fetcher: Fetcher,
    archive: Consulted,
    store: Store,
    started: datetime.datetime,
    progress: Progress,
    viewer: Viewer,
) -> tuple[Examiner, ServiceClient]:
    """What examines the sources of a run, and the client with which it asks outside services."""
    client = ServiceClient(
        fetcher,
        archive,
        services_from(job.settings.services),
        clock=job.clock,
        keys=job.keys,
        limits=store,
        on_wait=progress.waiting,
    )
    wanted = job.settings.mementos
    mementos = Mementos(client=client, fetcher=fetcher, archive=archive, readers=readers, tries=wanted.tries)
    examiner = Examiner(
        fetcher=fetcher,
        archive=archive,
        readers=readers,
        publishers=publishers,
        ladder=build_ladder(read_overrides(job.settings.overrides)),
        run_date=started,
        live=job.mode == "live",
        fresh_for=datetime.timedelta(hours=job.settings.fetch.fresh_for_h),
        progress=progress,
        client=client,
        mementos=mementos if wanted.on or job.archives_first else None,
        archives_first=job.archives_first,
        copies_always=wanted.always,
        views=Views(viewer, readers),
    )
    return examiner, client


def _write_manifest(cited: Cited, store: Store) -> None:
    """Bring sources/manifest.csv up to date; a project that keeps nothing has none."""
    rows = manifest_rows(store.holdings(), cited)
    if rows:
        write_manifest(rows, store.sources / MANIFEST)


def exit_code(report: Report, fail_on: frozenset[Status] = FAIL_ON, *, only_new: bool = False) -> int:
    """Return 3 for an incomplete run, which never counts as clean, 1 when a note has a status of `fail_on`, else 0.

    With `only_new`, notes in which nothing is new since the report before do not count.
    """
    if not report.run.complete:
        return 3
    new = new_labels(report) if only_new else None
    return int(any(note.status in fail_on and (new is None or note.label in new) for note in report.notes))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(f"{folder} cannot be made ({error.strerror}): choose another folder with --project") from None


@contextlib.asynccontextmanager
async def _web(
    job: Job, settings: FetchSettings, store: Store, foreign: ReplayArchive | None, started: datetime.datetime, progress: Progress
) -> AsyncIterator[tuple[Fetcher, Consulted]]:
    """The web, or what stands in its place: an archive from elsewhere, or the project's own; what is looked at is noted."""
    if job.mode == "live":
        consulted = Consulted(store)
        async with Fetcher(settings, consulted, guard=job.web.guard, clock=job.clock, on_wait=progress.waiting) as fetcher:
            yield fetcher, consulted
        return
    archive = foreign or store.as_archive(not_after=started)
    consulted = Consulted(archive)
    async with replaying(archive, consulted, clock=job.clock, settings=settings, on_wait=progress.waiting) as fetcher:
        yield fetcher, consulted


async def _chained(job: Job, folder: Path, store: Store, archive: Consulted) -> LogView:
    """Write the run's line into runs.log, with the digest of what it rests on."""
    kept = KeptRun(
        run=job.run_id,
        briefing=job.briefing.name,
        time=moment(job.clock()),
        source=str(job.source.resolve()) if job.source else None,
        rests=archive.rests(),
    )
    return await chain_run(store, report=folder.name, kept=kept, software=job.software)


def _run_row(job: Job, started: datetime.datetime) -> Run:
    digest = hashlib.sha256(repr(job.settings).encode()).hexdigest()[:16]
    return Run(id=job.run_id, started=started.isoformat(), software=job.software, mode=job.mode, settings_digest=digest)


def _run_view(
    job: Job,
    store: Store,
    archive: Consulted,
    started: datetime.datetime,
    complete: bool,
    log: LogView | None,
    seen: tuple[str, ...],
) -> RunView:
    notices = (
        *job.web.notices,
        *(f"read from {job.source.name}, not from the web" for _ in (1,) if job.source),
        *store.notices,
        *seen,
    )
    if job.mode != "live":
        notices += archive.notices
    notices += check_runs_log(store.sources / LOG_NAME).faults
    return RunView(
        id=job.run_id,
        started=moment(started),
        ended=moment(job.clock()),
        software=job.software,
        mode=job.mode,
        complete=complete,
        notices=notices,
        log=log,
    )
