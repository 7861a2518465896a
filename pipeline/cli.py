"""The command line. The clock, ids and the environment are read here and passed down; heavy imports wait for their command.

Exit codes: 0 clean; 1 something to look at; 2 wrong usage, settings or input; 3 the run was incomplete, which wins over 1.
Results go to stdout, all else to stderr. The commands themselves are in `pipeline.commands`.
"""

from __future__ import annotations

import asyncio
import datetime
import importlib.metadata
import os
from pathlib import Path
from typing import Any

import click

from citations.errors import FootnotaryError
from pipeline.commands import Commands
from pipeline.saying import say
from pipeline.session import Session, tell_error

USAGE, INCOMPLETE = 2, 3


class _Program(Commands):
    """Prints the project's errors as one line, and an interruption as one, with the exit codes that belong to them."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FootnotaryError as error:
            tell_error(error)
            ctx.exit(USAGE)
        except (KeyboardInterrupt, asyncio.CancelledError):
            say("footnotary: interrupted; what was fetched is kept, run the same command again to go on", err=True)
            ctx.exit(INCOMPLETE)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@click.group(cls=_Program, package="pipeline.commands", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="footnotary", message="footnotary %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """A notary for footnotes: reads a briefing’s notes, archives the sources they cite, and reports what does not agree."""
    software = f"footnotary/{importlib.metadata.version('footnotary')}"
    ctx.obj = Session(clock=_now, environ=os.environ, software=software, cwd=Path.cwd())
