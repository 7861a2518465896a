"""`footnotary report`: the last report told anew, after decisions or in another format."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import click

from pipeline.saying import say
from pipeline.session import Session, project_option, report_option


@click.command()
@click.argument("briefing", type=click.Path(path_type=Path))
@report_option
@project_option("by default the nearest one above BRIEFING with footnotary.toml, else the current folder")
@click.pass_obj
def command(session: Session, briefing: Path, reports: tuple[str, ...], project: Path | None) -> None:
    """Write the last report on BRIEFING anew, with what is decided by now; nothing is verified and nothing is fetched.

    Without --report, in the formats that lie there, or the usual ones where none does.
    """
    from pipeline.kept import tell_again
    from pipeline.reading import Readers
    from reports.characters import plain_text
    from reports.formats import chosen

    folder = (project or session.project_of(briefing)).resolve()
    names = chosen(reports) if reports else ()
    with contextlib.closing(Readers()) as readers:
        told = asyncio.run(tell_again(folder, briefing, readers, stamp=session.clock(), names=names))
    for notice in told.notices:
        say(f"footnotary: {plain_text(notice)}", err=True)
    say(f"Report: {session.shown(told.folder)} ({', '.join(told.names)})")
