"""`footnotary sources …`: the archive of a project's sources."""

from __future__ import annotations

import click

from pipeline.commands import Commands


@click.group(cls=Commands, package=__name__)
def command() -> None:
    """List, show, prove and pack the archived sources of a project."""
