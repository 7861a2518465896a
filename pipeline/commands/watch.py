"""`footnotary watch`: for cron; it verifies, and prints only what changed since the run before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.saying import say
from pipeline.session import Session, examining_options, project_option, report_option, screenshots_option


@click.command()
@click.argument("briefings", metavar="BRIEFING...", nargs=-1, required=True, type=click.Path(path_type=Path))
@project_option("by default the nearest one above BRIEFING with footnotary.toml, else the current folder")
@report_option
@screenshots_option
@examining_options
@click.pass_context
def command(ctx: click.Context, /, briefings: tuple[Path, ...], project: Path | None, quiet: bool, **asked: Any) -> None:
    """Verify each BRIEFING again, and print only what changed since the run before; nothing when nothing did.

    For cron: there is no progress, and without --yes no host is asked for the first time. Exit code 0: nothing changed; 1:
    something did; 2: wrong usage or input; 3: the run was incomplete.
    """
    from pipeline.job import EachRun
    from reports.terminal import news

    del quiet  # it always is
    session: Session = ctx.obj
    code = 0
    for job, result in (each := EachRun(session, briefings, project, quiet=True, **asked)):
        told = news(result.report)
        code = max(code, 3 if not result.report.run.complete else int(bool(told)))
        for line in told:
            say(f"{session.shown(job.briefing)}: {line}")
    ctx.exit(2 if each.failed else code)
