"""`footnotary lint`: what is wrong with a draft by its own lights."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.saying import columns, say
from pipeline.session import Session, json_option, project_option, settings_of, tell_error

if TYPE_CHECKING:
    from citations.consistency.rule import Remark


@click.command()
@click.argument("drafts", metavar="DRAFT…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--all", "show_all", is_flag=True, help="Show warnings and hints too, which are only counted otherwise.")
@click.option(
    "--off",
    metavar="RULE",
    multiple=True,
    help="Do not ask this rule of docs/lint.md, once each; `notes-none` lets files pass that have no notes.",
)
@click.option("--as-original", is_flag=True, help="Read tracked changes as rejected: the text before them.")
@json_option("Print every finding as JSON (docs/lint.md).")
@project_option("found by itself otherwise: the nearest one above each draft with footnotary.toml")
@click.pass_obj
def command(
    session: Session,
    drafts: tuple[Path, ...],
    show_all: bool,
    off: tuple[str, ...],
    as_original: bool,
    as_json: bool,
    project: Path | None,
) -> None:
    """Say what is wrong with each DRAFT by its own lights: notes, dates, quotations. Opens no network.

    Exit code 0: no error was found; 1: one was; 2: wrong usage, or a draft that cannot be read (of several, the others are).
    """
    from citations.errors import FootnotaryError
    from pipeline.linting import lint_json, lint_lines
    from pipeline.reading import Readers
    from pipeline.settings import refuse_unknown_rule

    for name in off:
        refuse_unknown_rule(name, "--off")
    readers = Readers()
    found: dict[str, tuple[Remark, ...]] = {}
    failed = False
    try:
        for draft in dict.fromkeys(drafts):
            try:
                _, settings = settings_of(project or session.project_of(draft))
                unasked = (*settings.lint.off, *off)
                found[str(draft)] = asyncio.run(readers.lint(draft, settings.publishers, unasked, as_original=as_original))
            except FootnotaryError as error:
                if len(drafts) == 1:
                    raise
                tell_error(error)  # of several drafts, one that cannot be read stops no other
                failed = True
    finally:
        readers.close()
    say(lint_json(found) if as_json else "\n".join(lint_lines(found, show_all=show_all, width=columns())), as_is=as_json)
    if failed:
        raise SystemExit(2)
    if any(remark.severity == "error" for remarks in found.values() for remark in remarks):
        raise SystemExit(1)
