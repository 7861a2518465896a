"""`footnotary author`: the questions that only the author can answer."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.saying import say
from pipeline.session import Session, project_option


@click.command()
@click.argument("briefing", type=click.Path(path_type=Path))
@project_option("by default the nearest one above BRIEFING with footnotary.toml, else the current folder")
@click.pass_obj
def command(session: Session, briefing: Path, project: Path | None) -> None:
    """Print the questions for the author of BRIEFING, by note, as Markdown: what was decided to ask, and what findings ask.

    It reads the last report and decisions.toml; nothing is verified anew.
    """
    from pipeline.kept import told_report
    from reports.characters import indented
    from reports.questions import render

    told = told_report((project or session.project_of(briefing)).resolve(), briefing)
    say("\n".join(indented(line) for line in render(told.report).splitlines()))
