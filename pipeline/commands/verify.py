"""`footnotary verify`: the whole path, from the notes of a briefing to its report."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from pipeline.session import Session, json_option, project_option, report_option, screenshots_option, web_options


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
@click.option("--save", is_flag=True, help="Have confirmed sources kept, in public, by Save Page Now (docs/archives.md).")
@project_option("by default the nearest one above BRIEFING with footnotary.toml, else the current folder")
@report_option
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
    save: bool,
    project: Path | None,
    reports: tuple[str, ...],
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
    from pipeline.job import job_of, reading
    from pipeline.run import run
    from reports import data
    from reports.characters import plain_text
    from reports.formats import BY_NAME
    from reports.terminal import summary

    session: Session = ctx.obj
    job, publishers = job_of(
        session,
        briefing,
        project,
        source=source,
        offline=offline,
        allowed=allowed,
        resolve=resolve,
        contact=contact,
        archives_first=archives_first,
        save=save,
        screenshots=screenshots,
        reports=reports,
    )
    with reading(job, publishers, yes=yes, quiet=quiet) as (read, readers, progress):
        result = asyncio.run(run(job, read, publishers, readers, progress))
    for notice in result.notices:
        click.echo(f"footnotary: {plain_text(notice)}", err=True)
    if as_json:
        click.echo(data.render(result.report), nl=False)
    else:
        click.echo("\n".join(summary(result.report)))
        click.echo(f"Report: {session.shown(result.folder / BY_NAME[job.reports[0]].file)}")
    ctx.exit(result.exit_code)
