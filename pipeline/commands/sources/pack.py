"""`footnotary sources pack`: what a briefing's verdicts rest on, or a whole project, as one WACZ package."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citations.errors import SettingsError
from pipeline.session import Session, json_option, project_option

if TYPE_CHECKING:
    from pipeline.packing import Packed, PackJob


@click.command()
@click.argument("briefings", nargs=-1, metavar="[BRIEFING]...", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the package to this file; by default into packages/.")
@click.option("--reader", is_flag=True, help="Make one zip of report, copies and package, for a reader who has no tool at all.")
@click.option("--include-proofs", is_flag=True, help="With --reader: put the files of proofs/ in too; they may name people.")
@click.option("--force", is_flag=True, help="Replace another package at --out. Nothing but a package is ever replaced.")
@project_option("by default the nearest one above BRIEFING with footnotary.toml, else the current folder")
@json_option("Print what was packed as JSON.")
@click.pass_obj
def command(
    session: Session,
    briefings: tuple[Path, ...],
    out: Path | None,
    reader: bool,
    include_proofs: bool,
    force: bool,
    project: Path | None,
    as_json: bool,
) -> None:
    """Pack the archived sources into a WACZ package that alone reproduces every verdict.

    With BRIEFING, one package for each, of what its last run looked at: pages, lookups, mementos, robots.txt. Without, one
    of everything in sources/. Packages lie in packages/, and each has its line in sources/runs.log.
    """
    if out and len(briefings) > 1:
        raise SettingsError(
            "--out names one file, and each briefing gets a package of its own: name one briefing, or leave --out"
        )
    if reader and not briefings:
        raise SettingsError("--reader packs a report with its sources, and a report is a briefing's: name the briefing")
    if include_proofs and not reader:
        raise SettingsError("--include-proofs goes with --reader: proofs are no web pages, so a WACZ package never holds them")
    packed = [
        asyncio.run(_pack(_job(session, one, out, project, force=force, reader=reader, include_proofs=include_proofs)))
        for one in briefings or (None,)
    ]
    if as_json:
        click.echo(json.dumps([_data(one) for one in packed], ensure_ascii=False, indent=1))
        return
    for one in packed:
        click.echo(f"{session.shown(one.path)}: {one.records} archived answers, {one.bytes} bytes, {one.digest}")
        if one.reader:
            click.echo(f"{session.shown(one.reader)}: for a reader; unpack it and open index.html")
        click.echo(f"line {one.line} of sources/runs.log: {one.line_digest}")


def _job(session: Session, briefing: Path | None, out: Path | None, project: Path | None, **wishes: bool) -> PackJob:
    from pipeline.packing import PackJob

    return PackJob(
        project=(project or session.project_of(briefing)).resolve(),
        software=session.software,
        run_id=session.clock().strftime("%Y%m%dT%H%M%S.%fZ"),
        clock=session.clock,
        briefing=briefing,
        out=out and session.cwd / out,
        **wishes,
    )


async def _pack(job: PackJob) -> Packed:
    from archive.store import Store
    from pipeline.packing import pack_sources, refuse_empty

    refuse_empty(job.project)
    async with Store.open(job.project, clock=job.clock, software=job.software) as store:
        return pack_sources(job, store)


def _data(packed: Packed) -> dict[str, Any]:
    return {
        "package": str(packed.path),
        "reader": str(packed.reader) if packed.reader else None,
        "bytes": packed.bytes,
        "digest": packed.digest,
        "records": packed.records,
        "records_digest": packed.records_digest,
        "line": packed.line,
        "line_digest": packed.line_digest,
    }
