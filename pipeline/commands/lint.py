"""`footnotary lint`: what is wrong with a draft by its own lights."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.session import Session, columns, json_option, project_option, settings_of

if TYPE_CHECKING:
    from citations.consistency.rule import Remark


@click.command()
@click.argument("drafts", metavar="DRAFT…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--all", "show_all", is_flag=True, help="Show warnings and hints too, which are only counted otherwise.")
@click.option("--as-original", is_flag=True, help="Read tracked changes as rejected: the text before them.")
@json_option("Print every finding as JSON (docs/lint.md).")
@project_option("found by itself otherwise: the nearest one above each draft with footnotary.toml")
@click.pass_obj
def command(
    session: Session, drafts: tuple[Path, ...], show_all: bool, as_original: bool, as_json: bool, project: Path | None
) -> None:
    """Say what is wrong with each DRAFT by its own lights: notes, dates, quotations. Opens no network."""
    from pipeline.linting import lint_json, lint_lines
    from pipeline.reading import Readers

    readers = Readers()
    found: dict[str, tuple[Remark, ...]] = {}
    try:
        for draft in dict.fromkeys(drafts):
            _, settings = settings_of(project or session.project_of(draft))
            found[str(draft)] = asyncio.run(readers.lint(draft, settings.publishers, settings.lint.off, as_original=as_original))
    finally:
        readers.close()
    click.echo(lint_json(found) if as_json else "\n".join(lint_lines(found, show_all=show_all, width=columns())))
    if any(remark.severity == "error" for remarks in found.values() for remark in remarks):
        raise SystemExit(1)
