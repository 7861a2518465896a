"""`footnotary sources manifest`: sources/manifest.csv, one row a capture."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.saying import say
from pipeline.session import Session, json_option, project_option


@click.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it; sources/manifest.csv otherwise.")
@json_option("Print the rows as JSON instead of writing a file.")
@project_option("by default the nearest one from here upwards")
@click.pass_obj
def command(session: Session, out: Path | None, as_json: bool, project: Path | None) -> None:
    """Write the manifest: every capture with address, time, status, digest, robots policy, and the notes that cite it."""
    from archive.holdings import Holdings
    from archive.manifest import HEADER
    from pipeline.cited import cited_of
    from pipeline.listing import json_text
    from pipeline.manifest import FILE, manifest_rows, write_manifest
    from reports.characters import plain_text

    folder = project or session.project_of()
    cited = cited_of(folder)
    with Holdings.open(folder) as holdings:
        rows = manifest_rows(holdings, cited)
        notices = (*holdings.notices, *cited.notices)
    for notice in notices:
        say(plain_text(f"footnotary: {notice}"), err=True)
    if as_json:
        listed = [{name: getattr(row, name) for name in HEADER} for row in rows]
        click.echo(json_text(listed))
        return
    path = out or folder / "sources" / FILE
    write_manifest(rows, path)
    say(f"{session.shown(path)}: {len(rows)} capture{'' if len(rows) == 1 else 's'}")
