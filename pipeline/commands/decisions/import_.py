"""`footnotary decisions import`: the verdicts that people filled into sources.xlsx."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import click

from pipeline.session import Session, project_option


@click.command()
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option("--briefing", type=click.Path(path_type=Path), help="The draft; needed when WORKBOOK does not lie in its report.")
@click.option("--by", help="Initials for rows that name no reader; [review] by in footnotary.toml otherwise.")
@project_option("by default the nearest one above WORKBOOK with footnotary.toml, else the current folder")
@click.pass_context
def command(ctx: click.Context, workbook: Path, briefing: Path | None, by: str | None, project: Path | None) -> None:
    """Keep the verdicts of WORKBOOK, a sources.xlsx that came back, in decisions.toml, and write the report anew.

    A row whose note, sentence or source has changed since is refused and named; the others are kept. Ends with 1 when a row was
    refused.
    """
    from pipeline.decisions_file import FILE, add_decisions
    from pipeline.importing import imported, workbook_bytes
    from pipeline.kept import draft_of, tell_again, told_report
    from pipeline.person import initials_of
    from pipeline.reading import Readers
    from pipeline.settings import load_settings
    from reports.characters import plain_text

    session: Session = ctx.obj
    folder = (project or session.project_of(briefing or workbook)).resolve()
    body = workbook_bytes(workbook)
    draft = briefing or draft_of(folder, workbook)
    told = told_report(folder, draft)
    by = by or load_settings(folder).review.by
    with contextlib.closing(Readers()) as readers:
        rows = asyncio.run(readers.rows(workbook.name, body))
        found = imported(rows, told.report, by=initials_of(by) if by else None, today=session.clock().date())
        notices: tuple[str, ...] = ()
        if found.made:
            add_decisions(folder, found.made, found.replaced)
            notices = asyncio.run(tell_again(told_report(folder, draft), readers, draft, stamp=session.clock()))
    for line in (*notices, *found.refused):
        click.echo(f"footnotary: {plain_text(line)}", err=True)
    saved = f", saved in {session.shown(folder / FILE)}" if found.made else ""
    click.echo(f"{len(found.made)} findings decided in {len(rows)} rows{saved}; {len(found.refused)} rows refused.")
    ctx.exit(1 if found.refused else 0)
