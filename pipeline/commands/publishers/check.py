"""`footnotary publishers check`: what the known facts of a publisher fit."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from pipeline.saying import say
from pipeline.session import Session, json_option, project_option, settings_of


@click.command()
@click.argument("what", required=False, metavar="[FILE|ADDRESS]")
@click.option("--all", "every", is_flag=True, help="Check every publisher’s facts instead; so does giving nothing.")
@click.option("--as", "name", metavar="NAME", help="The publisher of a saved page, when the page does not say its address.")
@click.option("--year", type=click.IntRange(1990, 2100), help="Year of capture; of the address’s own date or id otherwise.")
@json_option("Print what was found as JSON (docs/publishers.md).")
@project_option("its own [[publishers]] are checked too; found by itself otherwise")
@click.pass_context
def command(
    ctx: click.Context, what: str | None, every: bool, name: str | None, year: int | None, as_json: bool, project: Path | None
) -> None:
    """Check what is known of publishers against an ADDRESS, or against a page saved as FILE. Opens no network.

    Of an address: whose it is, which rule it follows, the days its id can mean, which markup is expected. Of a page:
    what each selector finds, and how the page is read. Exit code 1: a rule, a selector or a fact is missing.
    """
    from citations.errors import InputError
    from pipeline import publisher_check
    from pipeline.publisher_words import facts_json, facts_lines

    session: Session = ctx.obj
    publishers, _ = settings_of(project or session.project_of())
    if every and what:
        raise InputError("--all checks every publisher and takes no address or file: leave one of them out")
    is_address = what is not None and publisher_check.is_address(what, session.cwd)
    if name and (what is None or is_address):
        raise InputError("--as goes with a saved page alone: an address says itself whose it is")
    if year and what is None:
        raise InputError("--year goes with an address or a saved page: name one")
    if what is None:
        found = publisher_check.all_facts(publishers)
    elif is_address:
        found = publisher_check.address_facts(publishers, what, year=year)
    else:
        page = publisher_check.PageFile(path=session.cwd / what, name=name, year=year)
        found = asyncio.run(publisher_check.page_facts(publishers, page))
    say(facts_json(found) if as_json else "\n".join(facts_lines(found)), as_is=as_json)
    ctx.exit(1 if found.problems else 0)
