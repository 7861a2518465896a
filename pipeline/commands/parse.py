"""`footnotary parse`: the notes of a briefing as citations."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from pipeline.session import Session, json_option, project_option, settings_of


@click.command()
@click.argument("briefing", type=click.Path(path_type=Path))
@json_option("Print the documented JSON (docs/parse.md) instead of a table.")
@project_option("found by itself otherwise: the nearest one above BRIEFING with footnotary.toml")
@click.pass_obj
def command(session: Session, briefing: Path, as_json: bool, project: Path | None) -> None:
    """Read the notes of BRIEFING (Word, Markdown or text) into citations. Opens no network."""
    from pipeline.parsed import parsed_json, parsed_table
    from pipeline.reading import Readers

    _, settings = settings_of(project or session.project_of(briefing))
    readers = Readers()
    try:
        found = asyncio.run(readers.briefing(briefing, settings.publishers))
    finally:
        readers.close()
    click.echo(parsed_json(found) if as_json else parsed_table(found))
