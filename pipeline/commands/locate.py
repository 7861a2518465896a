"""`footnotary locate`: where the sources of a briefing stand."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.saying import say
from pipeline.session import Session, examining_options, json_option, project_option

if TYPE_CHECKING:
    from pipeline.locating import Located


@click.command()
@click.argument("briefing", type=click.Path(path_type=Path))
@project_option("by default the nearest one above BRIEFING with footnotary.toml, else the current folder")
@examining_options
@json_option("Print one JSON array (docs/locate.md).")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    briefing: Path,
    project: Path | None,
    yes: bool,
    quiet: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Find where each source of BRIEFING stands, and say what was tried; check nothing, write no report.

    What is fetched is archived as by `verify`, which then asks nothing twice. Exit code 0: every source was found; 1: some
    were not, or a person must choose; 2: wrong usage or input; 3: a retry may find more.
    """
    from pipeline.job import job_of, reading
    from pipeline.locating import data, exit_code, lines, locate_all, next_steps
    from pipeline.run import opened
    from reports.characters import indented

    session: Session = ctx.obj
    job, publishers = job_of(session, briefing, project, **asked)
    with reading(job, publishers, yes=yes, quiet=quiet) as (read, readers, progress):

        async def located() -> tuple[Located, ...]:
            async with opened(job, publishers, readers, progress) as at:
                return await locate_all(read, at.examiner)

        found = asyncio.run(located())
    if as_json:
        click.echo(json.dumps(data(found), ensure_ascii=False, indent=2))
    else:
        say("\n".join(indented(line) for line in lines(found)))
    if not quiet:
        for line in next_steps(found, is_live=job.mode == "live"):
            say(line, err=True)
    ctx.exit(exit_code(found, is_live=job.mode == "live"))
