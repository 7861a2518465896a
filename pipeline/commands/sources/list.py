"""`footnotary sources list`: every source that was archived, and who cites it."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.saying import say
from pipeline.session import Session, json_option, project_option


@click.command()
@click.option("--uncited", is_flag=True, help="Only sources that no note cites.")
@json_option("Print the list as JSON.")
@project_option("by default the nearest one from here upwards")
@click.pass_obj
def command(session: Session, uncited: bool, as_json: bool, project: Path | None) -> None:
    """List the archived sources: newest capture, number of captures, bytes, what became of it, and the notes that cite it."""
    from archive.holdings import Holdings
    from pipeline.cited import cited_of
    from pipeline.listing import json_text, row_data, source_rows, table
    from reports.characters import plain_text

    folder = project or session.project_of()
    cited = cited_of(folder)
    with Holdings.open(folder) as holdings:
        rows = tuple(row for row in source_rows(holdings, cited) if not (uncited and row.cited))
        notices = (*holdings.notices, *cited.notices)
    for notice in notices:
        say(plain_text(f"footnotary: {notice}"), err=True)
    if as_json:
        click.echo(json_text([row_data(row) for row in rows]))
    else:
        say("\n".join((*table(rows), f"{len(rows)} source{'' if len(rows) == 1 else 's'}")))
