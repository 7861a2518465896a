"""`footnotary verify`: the whole path, from the notes of a briefing to its report."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citations.errors import SettingsError
from pipeline.session import (
    Session,
    browser_of,
    fetch_settings,
    json_option,
    project_option,
    screenshots_option,
    settings_of,
    web_of,
    web_options,
)

if TYPE_CHECKING:
    from citations.publisher import Publishers
    from pipeline.run import Job, Result


@click.command()
@click.argument("briefing", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="Read this archive (.wacz, .warc, or a folder of WARC files) as if it were the web.",
)
@click.option("--offline", is_flag=True, help="Read the project's own archive only; open no socket.")
@click.option(
    "--archives-first",
    is_flag=True,
    help="Ask web archives before publishers; a publisher is asked only for what they do not have.",
)
@project_option("by default the nearest one above BRIEFING with footnotary.toml, else the current folder")
@screenshots_option
@web_options
@json_option("Print findings.json instead of the summary.")
@click.pass_context
def command(
    ctx: click.Context,
    briefing: Path,
    source: Path | None,
    offline: bool,
    archives_first: bool,
    project: Path | None,
    screenshots: bool,
    allowed: tuple[str, ...],
    resolve: tuple[str, ...],
    contact: str | None,
    yes: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Check the notes of BRIEFING against their sources, archive the sources, and write the report.

    Exit code 0: every note is OK or NOT-WEB; 1: something to look at; 2: wrong usage or input; 3: the run was
    incomplete (offline, interrupted, a retry due).
    """
    from archive.services import keys_from, services_from
    from pipeline.progress import Progress
    from pipeline.run import Job
    from reports import data
    from reports.terminal import summary

    if source and offline:
        raise SettingsError(
            "--from and --offline exclude each other: --from reads another archive, --offline the project's own; say one"
        )
    session: Session = ctx.obj
    folder = (project or session.project_of(briefing)).resolve()
    publishers, settings = settings_of(folder)
    web = web_of(settings, allowed, resolve, contact)
    asked = fetch_settings(settings, publishers, software=session.software, contact=web.contact)
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
        keys=keys_from(session.environ, services_from(settings.services)),
        screenshots=browser_of(session, settings, asked, wanted=screenshots) if is_live else None,
    )
    result = _run(job, publishers, Progress(sys.stderr, quiet=quiet), yes=yes)
    if as_json:
        click.echo(data.render(result.report), nl=False)
    else:
        click.echo("\n".join(summary(result.report)))
        click.echo(f"Report: {session.shown(result.folder / 'index.html')}")
    ctx.exit(result.exit_code)


def _run(job: Job, publishers: Publishers, progress: Any, *, yes: bool) -> Result:
    from pipeline.plan import plan_of
    from pipeline.reading import Readers
    from pipeline.run import run
    from pipeline.session import consent

    readers = Readers()
    try:
        progress.stage("reading the briefing")
        briefing = asyncio.run(readers.briefing(job.briefing, job.settings.publishers))
        if job.mode == "live" and not yes:
            progress.finish()
            plan = plan_of(briefing, publishers, job.settings, project=job.project, archives_first=job.archives_first)
            consent(asyncio.run(plan), otherwise="--offline verifies")
        return asyncio.run(run(job, briefing, publishers, readers, progress))
    finally:
        progress.finish()
        readers.close()
