"""`footnotary page`: what one page says."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import click

from pipeline.saying import say
from pipeline.session import Session, json_option, project_option, web_options


@click.command()
@click.argument("source", metavar="SOURCE")
@click.option("--at", metavar="ADDRESS", help="The address that the file SOURCE was saved from.")
@json_option("Print the documented JSON (docs/page.md) instead of lines.")
@project_option("by default the nearest one from here upwards")
@web_options
@click.pass_context
def command(ctx: click.Context, /, source: str, at: str | None, as_json: bool, project: Path | None, **web: Any) -> None:
    """Say what SOURCE says: title, byline, language, every date with its place, signs, text and article.

    SOURCE is a file (HTML, PDF, text), an address, or the id of a capture. An address that the project holds is read from
    its archive; another one is fetched politely and archived.

    Exit code 0: the page can be the source; 1: it bears a sign that it is not, or not the whole of it; 2: wrong usage or input.
    """
    from pipeline.listing import json_text
    from pipeline.opening import sources_of
    from pipeline.paging import page_data, page_lines

    session: Session = ctx.obj
    with sources_of(session, project, **web) as sources:
        data = page_data(asyncio.run(sources.open(source, at=at)))
    say(json_text(data) if as_json else "\n".join(page_lines(data)), as_is=as_json)
    ctx.exit(1 if data["signs"] else 0)
