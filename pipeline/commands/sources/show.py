"""`footnotary sources show`: one source over time, its body, or its text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from citations.errors import InputError
from pipeline.saying import say
from pipeline.session import Session, json_option, only_one, project_option


@click.command()
@click.argument("wanted", metavar="ADDRESS|CAPTURE")
@click.option("--body", is_flag=True, help="Write the newest body, content coding undone, to stdout; binary never to a terminal.")
@click.option("--text", is_flag=True, help="Print the readable text of the newest body.")
@json_option("Print the captures as JSON.")
@project_option("by default the nearest one from here upwards")
@click.pass_obj
def command(session: Session, wanted: str, body: bool, text: bool, as_json: bool, project: Path | None) -> None:
    """Show every capture of ADDRESS, or the one with an id: redirects, digests, where its record lies, who cites it."""
    from archive.holdings import Holdings
    from pipeline.cited import cited_of
    from pipeline.listing import json_text
    from pipeline.showing import body_of, captures_of, show_data, show_lines, text_of
    from reports.characters import UNSEEN

    only_one({"--body": body, "--text": text, "--json": as_json})
    folder = project or session.project_of()
    cited = cited_of(folder)
    with Holdings.open(folder) as holdings:
        captures = captures_of(holdings, wanted)
        if body or text:
            capture, data = body_of(holdings, captures)
            if text:
                lines = text_of(capture, data).split("\n")
                say("\n".join(UNSEEN.sub("", line) for line in lines))
            else:
                _write(data)
        elif as_json:
            found = show_data(holdings, captures, cited)
            click.echo(json_text(found))
        else:
            say("\n".join(show_lines(holdings, captures, cited)))


def _write(data: bytes) -> None:
    """Write a body as it is. Raises InputError for what a terminal would obey or could not show."""
    from pipeline.showing import is_text

    if sys.stdout.isatty() and not is_text(data):
        raise InputError("the body is no plain text and stdout is a terminal; write it to a file: sources show … --body > FILE")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
