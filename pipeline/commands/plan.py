"""`footnotary plan`: what a live run would ask, of whom, and what each would learn."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import click

from pipeline.saying import say
from pipeline.session import Session, json_option, project_option, settings_of, web_of


@click.command()
@click.argument("briefing", type=click.Path(path_type=Path))
@click.option("--archives-first", is_flag=True, help="As of a run that asks web archives before publishers.")
@click.option(
    "--allow-address",
    "allowed",
    multiple=True,
    metavar="RANGE",
    help="As of a run that allows addresses that are not public, such as 127.0.0.0/8.",
)
@click.option("--save", is_flag=True, help="As of a run that gives sources to Save Page Now.")
@project_option("by default the nearest one above BRIEFING with footnotary.toml, else the current folder")
@json_option("Print one JSON object (docs/locate.md).")
@click.pass_obj
def command(
    session: Session,
    briefing: Path,
    archives_first: bool,
    allowed: tuple[str, ...],
    save: bool,
    project: Path | None,
    as_json: bool,
) -> None:
    """Say which hosts a live run on BRIEFING would ask, what each would learn, and how long it takes. Sends nothing."""
    from pipeline.plan import plan_data, plan_lines, plan_of, without_shut
    from pipeline.privacy import privacy_lines, sendings
    from pipeline.reading import Readers

    folder = (project or session.project_of(briefing)).resolve()
    publishers, settings = settings_of(folder)
    readers = Readers()
    try:
        read = asyncio.run(readers.briefing(briefing, settings.publishers))
    finally:
        readers.close()
    plan = asyncio.run(plan_of(read, publishers, settings, project=folder, archives_first=archives_first, save=save))
    plan = without_shut(plan, web_of(settings, allowed, (), None).guard)
    privacy = sendings(settings, archives_first=archives_first)
    if as_json:
        click.echo(json.dumps(plan_data(plan, privacy), ensure_ascii=False, indent=2))
    else:
        say("\n".join((*plan_lines(plan), "", *privacy_lines(privacy))))
        say(
            "Nothing was sent. footnotary.toml turns services on and off ([services.NAME] on = …); `footnotary locate` asks.",
            err=True,
        )
