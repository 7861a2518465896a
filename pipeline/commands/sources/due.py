"""`footnotary sources due`: which sources should be asked again."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.saying import say
from pipeline.session import Session, json_option, project_option


@click.command()
@click.option("--days", type=click.IntRange(0, 36500), default=90, show_default=True, help="Not seen for so many days is due.")
@json_option("Print the list as JSON.")
@project_option("by default the nearest one from here upwards")
@click.pass_context
def command(ctx: click.Context, days: int, as_json: bool, project: Path | None) -> None:
    """Name the sources that were not seen for a time, never asked, or failed in passing; and from when on they are due.

    Exit code 0: nothing is due now; 1: something is.
    """
    from archive.holdings import Holdings
    from archive.manifest import moment
    from pipeline.cited import cited_of
    from pipeline.listing import cited_words, column, due_rows, json_text, row_data, shown_address, source_rows
    from reports.characters import plain_text

    session: Session = ctx.obj
    folder, now = project or session.project_of(), session.clock()
    cited = cited_of(folder)
    with Holdings.open(folder) as holdings:
        found = due_rows(source_rows(holdings, cited), cited, days=days, now=now)
        notices = (*holdings.notices, *cited.notices)
    for notice in notices:
        say(plain_text(f"footnotary: {notice}"), err=True)
    if as_json:
        rows = [{**row_data(one.row), "why": one.why, "due": moment(one.since), "is_due": one.since <= now} for one in found]
        click.echo(json_text(rows))
    for one in () if as_json else found:
        when = "due now" if one.since <= now else f"due {moment(one.since)}"
        told = f"{when:<24}  {column(one.why, 44)}  {column(cited_words(one.row.cited), 24)}"
        say(f"{told}  {shown_address(one.row.address)}")
    if not found and not as_json:
        say("nothing is due")
    ctx.exit(1 if any(one.since <= now for one in found) else 0)
