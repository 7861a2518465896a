"""`footnotary quote`: one quotation against one source, or a batch of them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import click

from citations.errors import InputError
from pipeline.saying import say
from pipeline.session import Session, json_option, project_option, web_options


@click.command()
@click.argument("quotation", required=False)
@click.argument("source", required=False, metavar="SOURCE")
@click.option("--batch", is_flag=True, help='Read JSON Lines {"id", "quote", "source"} on stdin, write one answer a line.')
@click.option("--at", metavar="ADDRESS", help="The address that the file SOURCE was saved from.")
@json_option("Print the documented JSON (docs/quote.md) instead of lines.")
@project_option("by default the nearest one from here upwards")
@web_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    quotation: str | None,
    source: str | None,
    batch: bool,
    at: str | None,
    as_json: bool,
    project: Path | None,
    **web: Any,
) -> None:
    """Say whether QUOTATION stands in SOURCE, and name every change.

    SOURCE is a file (HTML, PDF, text), an address, or the id of a capture. An address that the project holds is read from
    its archive; another one is fetched politely and archived.

    Exit code 0: the quotation passes (with --batch: every line was answered); 1: it does not, or was not checked (with
    --batch: a line could not be read); 2: wrong usage or input.
    """
    from pipeline.opening import sources_of

    if batch and quotation is not None:
        raise InputError(
            "--batch reads standard input and takes no QUOTATION or SOURCE: footnotary quote --batch < quotations.jsonl"
        )
    if batch and at is not None:
        raise InputError('--at goes with one SOURCE: in a batch each line says its own, "at"')
    if not batch and source is None:
        raise InputError(
            'expected a QUOTATION and a SOURCE: footnotary quote "He left." page.html; '
            "or --batch, which reads standard input: footnotary quote --batch < quotations.jsonl"
        )
    session: Session = ctx.obj
    with sources_of(session, project, **web) as sources:
        if batch:
            ctx.exit(asyncio.run(_answer_all(sources)))
        ctx.exit(asyncio.run(_answer_one(sources, quotation or "", source or "", at, as_json=as_json)))


async def _answer_one(sources: Any, quotation: str, wanted: str, at: str | None, *, as_json: bool) -> int:
    from citations.quote import Verdict
    from pipeline.listing import json_text
    from pipeline.quoting import answer, lines_of

    source = await sources.open(wanted, at=at)
    data = answer(quotation, source, sources.dictionary)
    say(json_text(data) if as_json else "\n".join(lines_of(data, source)), as_is=as_json)
    return 0 if Verdict(data["verdict"]).passes else 1


async def _answer_all(sources: Any) -> int:
    import io
    import json
    import sys

    from pipeline.quoting import batch

    bad = 0
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace")
    async for data in batch(lines, sources):
        bad += "error" in data
        sys.stdout.buffer.write(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    return 1 if bad else 0
