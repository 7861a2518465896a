"""`footnotary sources verify`: every record against its digests, and the archive against itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.saying import say
from pipeline.session import Session, json_option, project_option

if TYPE_CHECKING:
    from archive.fixity import Fault


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@json_option("Print what is wrong as JSON.")
@project_option("by default the nearest one from here upwards")
@click.pass_context
def command(ctx: click.Context, path: Path | None, as_json: bool, project: Path | None) -> None:
    """Read every record of the project’s sources/ again, or those of PATH (a WARC, a WACZ or a folder), and prove them.

    Compares digests, gzip members, references between records, the ledger, runs.log and the proofs, and says what is wrong
    and where. Writes nothing. Exit code 0: all is well; 1: something is wrong; 2: there is nothing to read.
    """
    from archive.fixity import Tally
    from citations.errors import ProjectError
    from pipeline.listing import json_text
    from pipeline.proving import fault_data, fault_line, parts_of, summary

    session: Session = ctx.obj
    folder = project or session.project_of(path / "x" if path and path.is_dir() else path)
    tally, count = Tally(), 0
    notes = _notes(folder)
    rows = []
    for fault in parts_of(path, folder, tally):
        count += 1
        if as_json:
            rows.append(fault_data(fault, notes(fault)))
        else:
            say(fault_line(fault, notes(fault)))
    if not (count or tally.files):
        raise ProjectError(f"{folder}: nothing is archived that could be proven: run `footnotary verify` first, or name a PATH")
    if as_json:
        told = {"files": tally.files, "records": tally.records, "bytes": tally.bytes, "unproven": tally.unproven, "faults": rows}
        click.echo(json_text(told))
    else:
        say(summary(tally, count))
    ctx.exit(1 if count else 0)


def _notes(folder: Path) -> Callable[[Fault], str]:
    """Return what says which notes cite the address of a fault; the reports are read only when there is one."""
    known: list[Callable[[str], str]] = []

    def notes(fault: Fault) -> str:
        from pipeline.cited import cited_of

        if not known:
            known.append(cited_of(folder).words)
        return known[0](fault.uri) if fault.uri else ""

    return notes
