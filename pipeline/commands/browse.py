"""`footnotary browse`: the ledger in a browser, with saved queries."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.session import Session, project_option


@click.command()
@project_option("by default the nearest one with footnotary.toml, else the current folder")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port on this machine.")
@click.option("--open", "opens", is_flag=True, help="Open the web browser.")
@click.pass_obj
def command(session: Session, project: Path | None, port: int, opens: bool) -> None:
    """Show the project’s ledger in a web browser on this machine, with saved queries: what failed, what moved, what is large.

    Needs Datasette (pip install footnotary[browse]). A copy is shown, so that nothing is changed and no run is held up; nobody
    else on the network is answered. Ctrl-C ends it.
    """
    from pipeline.browsing import browse

    browse((project or session.project_of()).resolve(), port=port, opens=opens)
