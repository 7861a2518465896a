"""`footnotary publishers …`: what is known of outlets, and what it fits."""

from __future__ import annotations

import click

from pipeline.commands import Commands


@click.group(cls=Commands, package=__name__)
def command() -> None:
    """Show what is known of publishers, and check it against an address or a saved page. Opens no network."""
