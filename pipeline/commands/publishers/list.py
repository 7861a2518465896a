"""`footnotary publishers list`: what is known of publishers."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.saying import say
from pipeline.session import Session, json_option, project_option, settings_of


@click.command()
@click.argument("name", required=False)
@json_option("Print every fact as JSON (docs/publishers.md).")
@project_option("its own [[publishers]] are shown too; found by itself otherwise")
@click.pass_obj
def command(session: Session, name: str | None, as_json: bool, project: Path | None) -> None:
    """Show the publishers known, or all that is known of the one called NAME: a name as cited, an id or a host.

    What nobody has confirmed is marked "to confirm". Exit code 2: nobody is called NAME.
    """
    from pipeline.publisher_words import known_json, known_lines, listed_lines, publisher_of

    publishers, _ = settings_of(project or session.project_of())
    if name is None:
        say(known_json(tuple(publishers)) if as_json else "\n".join(listed_lines(tuple(publishers))), as_is=as_json)
        return
    found = publisher_of(publishers, name)
    say(known_json((found,)) if as_json else "\n".join(known_lines(found)), as_is=as_json)
