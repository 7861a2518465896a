"""`footnotary decisions …`: what people decided, kept in decisions.toml."""

from __future__ import annotations

import click

from pipeline.commands import Commands


@click.group(cls=Commands, package=__name__)
def command() -> None:
    """Take in what people decided (docs/decisions.md); `review` decides at the terminal."""
