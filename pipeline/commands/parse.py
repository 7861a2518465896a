"""`footnotary parse`: the notes of a briefing as citations."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.saying import columns, say
from pipeline.session import Session, json_option, only_one, project_option, settings_of

if TYPE_CHECKING:
    from citations.document import Briefing


@click.command()
@click.argument("briefing", type=click.Path(path_type=Path))
@click.option("--table", is_flag=True, help="A line a citation, for a person (the default).")
@json_option("Print the documented JSON (docs/parse.md) instead of a table.")
@click.option("--csl", is_flag=True, help="Print the works cited as CSL-JSON, for Zotero and pandoc.")
@click.option("--bibtex", is_flag=True, help="Print the works cited as BibTeX.")
@click.option("--ris", is_flag=True, help="Print the works cited as RIS.")
@click.option("--as-original", is_flag=True, help="Read tracked changes as rejected: the text before them.")
@project_option("found by itself otherwise: the nearest one above BRIEFING with footnotary.toml")
@click.pass_obj
def command(
    session: Session, /, briefing: Path, table: bool, as_json: bool, as_original: bool, project: Path | None, **exports: bool
) -> None:
    """Read the notes of BRIEFING (Word, OpenDocument, PDF, HTML, Markdown or text) into citations. Opens no network."""
    from pipeline.reading import Readers

    exported = {f"--{name}": is_said for name, is_said in exports.items()}
    form = only_one({"--table": table, "--json": as_json, **exported}) or "--table"
    _, settings = settings_of(project or session.project_of(briefing))
    readers = Readers()
    try:
        found = asyncio.run(readers.briefing(briefing, settings.publishers, as_original=as_original))
    finally:
        readers.close()
    say(_written(found, form), as_is=form != "--table")


def _written(found: Briefing, form: str) -> str:
    from citations import exports
    from pipeline.parsed import parsed_json, parsed_table

    if form == "--table":
        return parsed_table(found, width=columns())
    writers = {"--json": parsed_json, "--csl": exports.csl_json, "--bibtex": exports.bibtex, "--ris": exports.ris}
    return writers[form](found)
