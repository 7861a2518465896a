"""`footnotary sources pack`: what a briefing's verdicts rest on, or a whole project, as one WACZ package."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citations.errors import SettingsError
from pipeline.saying import say
from pipeline.session import (
    Session,
    fetch_settings,
    json_option,
    project_option,
    settings_of,
    web_of,
    web_options,
)
from reports.characters import plain_text

if TYPE_CHECKING:
    from pipeline.packing import Packed, PackJob
    from pipeline.stamping import Authority

INCOMPLETE = 3


@click.command()
@click.argument("briefings", nargs=-1, metavar="[BRIEFING]...", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the package to this file; by default into packages/.")
@click.option("--reader", is_flag=True, help="Make one zip of report, copies and package, for a reader who has no tool at all.")
@click.option("--include-proofs", is_flag=True, help="With --reader: put the files of proofs/ in too; they may name people.")
@click.option("--timestamp", metavar="URL", help="Have an RFC 3161 authority vouch for the package; it learns one digest.")
@click.option("--force", is_flag=True, help="Replace another package at --out. Nothing but a package is ever replaced.")
@project_option("by default the nearest one above BRIEFING with footnotary.toml, else the current folder")
@web_options
@json_option("Print what was packed as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    briefings: tuple[Path, ...],
    out: Path | None,
    reader: bool,
    include_proofs: bool,
    timestamp: str | None,
    force: bool,
    project: Path | None,
    allowed: tuple[str, ...],
    resolve: tuple[str, ...],
    contact: str | None,
    as_json: bool,
    **_: bool,
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
        raise SettingsError("--reader packs a report with its sources, and a report is a briefing’s: name the briefing")
    if include_proofs and not reader:
        raise SettingsError("--include-proofs goes with --reader: proofs are no web pages, so a WACZ package never holds them")
    session: Session = ctx.obj
    made = (_job(session, one, out, project) for one in briefings or (None,))
    jobs = [replace(job, force=force, reader=reader, include_proofs=include_proofs) for job in made]
    if timestamp:
        jobs = [replace(job, authority=_authority(session, job, timestamp, allowed, resolve, contact)) for job in jobs]
    packed = [asyncio.run(_pack(job)) for job in jobs]
    if as_json:
        click.echo(json.dumps([_data(one) for one in packed], ensure_ascii=False, indent=1))
    else:
        say("\n".join(line for one in packed for line in _lines(session, one)))
    problems = [one.stamped.problem for one in packed if one.stamped.problem]
    for problem in problems:
        say(f"footnotary: the package has no timestamp: {plain_text(problem)}", err=True)
    ctx.exit(INCOMPLETE if problems else 0)


def _lines(session: Session, one: Packed) -> Iterator[str]:
    answers = f"{one.records} archived answers (pages, redirects, robots.txt, services)"
    yield f"{session.shown(one.path)}: {answers}, {one.bytes} bytes, {one.digest}"
    if one.reader:
        yield f"{session.shown(one.reader)}: for a reader; unpack it and open index.html"
    if one.stamped.time:
        yield f"timestamp of {one.stamped.time}: {session.shown(one.path)}.tsr"
    yield f"line {one.line} of sources/runs.log: {one.line_digest}"


def _job(session: Session, briefing: Path | None, out: Path | None, project: Path | None) -> PackJob:
    from pipeline.packing import PackJob

    return PackJob(
        project=(project or session.project_of(briefing)).resolve(),
        software=session.software,
        run_id=session.clock().strftime("%Y%m%dT%H%M%S.%fZ"),
        clock=session.clock,
        briefing=briefing,
        out=out and session.cwd / out,
    )


def _authority(
    session: Session, job: PackJob, address: str, allowed: tuple[str, ...], resolve: tuple[str, ...], contact: str | None
) -> Authority:
    from pipeline.settings import FILE
    from pipeline.stamping import Authority

    publishers, settings = settings_of(job.project)
    if settings.timestamp.ca_file is None:
        raise SettingsError(
            f"--timestamp: an answer can only be believed against the authority’s certificates: name them in"
            f" {job.project / FILE} as `ca_file` under [timestamp]"
        )
    web = web_of(settings, allowed, resolve, contact)
    return Authority(
        address=address,
        ca_file=job.project / settings.timestamp.ca_file,
        settings=fetch_settings(settings, publishers, software=session.software, contact=web.contact),
        guard=web.guard,
    )


async def _pack(job: PackJob) -> Packed:
    from archive.store import Store
    from pipeline.packing import pack_sources, refuse_empty

    refuse_empty(job.project)
    async with Store.open(job.project, clock=job.clock, software=job.software) as store:
        return await pack_sources(job, store)


def _data(packed: Packed) -> dict[str, Any]:
    return {
        "package": str(packed.path),
        "reader": str(packed.reader) if packed.reader else None,
        "bytes": packed.bytes,
        "digest": packed.digest,
        "records": packed.records,
        "records_digest": packed.records_digest,
        "timestamp": packed.stamped.time,
        "line": packed.line,
        "line_digest": packed.line_digest,
    }
