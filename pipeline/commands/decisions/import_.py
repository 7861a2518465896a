"""`footnotary decisions import`: what people decided in sources.xlsx, in the report's page, or in another decisions.toml."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.saying import say
from pipeline.session import Session, project_option

if TYPE_CHECKING:
    from pipeline.importing import Imported
    from pipeline.reading import Readers


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--briefing", type=click.Path(path_type=Path), help="The draft; needed when a workbook does not lie in its report.")
@click.option("--by", help="Initials for rows that name no reader; [review] by in footnotary.toml otherwise.")
@project_option("by default the nearest one above FILE with footnotary.toml, else the current folder")
@click.pass_context
def command(ctx: click.Context, file: Path, briefing: Path | None, by: str | None, project: Path | None) -> None:
    """Keep what people decided in FILE in decisions.toml, and write the report anew.

    FILE is a sources.xlsx that came back, or a .toml: what a report’s page downloads, or the decisions.toml of somebody else.
    What was decided on a note, a sentence or a source that has changed since is refused and named; the rest is kept. Ends with 1
    when something was refused.
    """
    from citations.errors import InputError
    from pipeline.decisions_file import FILE, add_decisions
    from pipeline.kept import tell_again
    from pipeline.person import initials_of
    from pipeline.reading import Readers
    from pipeline.settings import load_settings
    from reports.characters import plain_text

    if file.is_dir():
        raise InputError(f"{file} is a folder: name a sources.xlsx or a .toml of decisions in it")
    session: Session = ctx.obj
    folder = (project or session.project_of(briefing or file)).resolve()
    today = session.clock().date()
    by = by or load_settings(folder).review.by
    with contextlib.closing(Readers()) as readers:
        if file.suffix.casefold() == ".toml":
            found = _from_decisions(file, folder, briefing, today)
        else:
            found = _from_workbook(file, folder, briefing, today, readers, initials_of(by) if by else None)
        made = [one for each in found.values() for one in each.made]
        if made:
            add_decisions(folder, made, [one for each in found.values() for one in each.replaced])
        refused = [line for each in found.values() for line in each.refused]
        for line in refused:
            say(f"footnotary: {plain_text(line)}", err=True)
        if not (made or refused):
            say(f"{session.shown(file)} holds no verdict: nothing was decided.")
            return
        saved = f", saved in {session.shown(folder / FILE)}" if made else ""
        # Said before the reports are told anew: they may find no room, and what was decided is kept all the same.
        say(f"{_counted(found.values())}{saved}; {len(refused)} refused.")
        for draft in found if made else ():
            for line in asyncio.run(tell_again(folder, draft, readers, stamp=session.clock())).notices:
                say(f"footnotary: {plain_text(line)}", err=True)
    ctx.exit(1 if refused else 0)


def _counted(found: Iterable[Imported]) -> str:
    """How much was decided: by rows where a workbook gave them, since one row may decide several findings."""
    from reports.phrases import plural

    each = list(found)
    made, rows = sum(len(one.made) for one in each), sum(one.rows for one in each)
    if not rows:
        return f"{made} decided"
    return f"{plural(rows, 'row')} decided" + (f" ({plural(made, 'finding')})" if made != rows else "")


def _from_workbook(
    file: Path, project: Path, briefing: Path | None, today: datetime.date, readers: Readers, by: str | None
) -> dict[Path, Imported]:
    """What a workbook says, by the draft that it is about."""
    from pipeline.importing import file_bytes, imported
    from pipeline.kept import draft_of, told_report

    body = file_bytes(file)
    rows = asyncio.run(readers.rows(file.name, body))
    draft = briefing or draft_of(project, file)
    report = told_report(project, draft).report
    return {draft: imported(rows, report, by=by, today=today)}


def _from_decisions(file: Path, project: Path, briefing: Path | None, today: datetime.date) -> dict[Path, Imported]:
    """What a file of decisions says, by the drafts that it is about."""
    from pipeline.decisions_file import decisions_in
    from pipeline.importing import by_draft, file_bytes, returned
    from pipeline.kept import told_report

    given = by_draft(decisions_in(file_bytes(file), str(file)), project, briefing)
    return {draft: returned(own, told_report(project, draft).report, today=today) for draft, own in given.items()}
