"""The command line. The clock, ids and the environment are read here and passed down; heavy imports wait for their command.

Exit codes: 0 clean; 1 something to look at; 2 wrong usage, settings or input; 3 the run was incomplete, which wins over 1.
Results go to stdout, all else to stderr.
"""

from __future__ import annotations

import asyncio
import datetime
import importlib.metadata
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citations.errors import FootnotaryError, SettingsError

if TYPE_CHECKING:
    from citations.publisher import Publishers
    from pipeline.run import Job, Result
    from pipeline.settings import Settings

USAGE, INCOMPLETE = 2, 3
HOSTS_NAMED = 5  # of those that --resolve leads elsewhere, in the report's notice


class _Commands(click.Group):
    """Prints the project's errors as one line, and an interruption as one, with the exit codes that belong to them."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FootnotaryError as error:
            from reports.terminal import plain_text

            click.echo(f"footnotary: {plain_text(str(error))}", err=True)
            ctx.exit(USAGE)
        except (KeyboardInterrupt, asyncio.CancelledError):
            click.echo("footnotary: interrupted; what was fetched is kept, run the same command again to go on", err=True)
            ctx.exit(INCOMPLETE)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _software() -> str:
    return f"footnotary/{importlib.metadata.version('footnotary')}"


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="footnotary", message="footnotary %(version)s")
def main() -> None:
    """A notary for footnotes: reads a briefing's notes, archives the sources they cite, and reports what does not agree."""


@main.command()
@click.argument("briefing", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the documented JSON (docs/parse.md) instead of a table.")
@click.option("--project", type=click.Path(path_type=Path), help="Folder of footnotary.toml; found by itself otherwise.")
def parse(briefing: Path, as_json: bool, project: Path | None) -> None:
    """Read the notes of BRIEFING (Word, Markdown or text) into citations. Opens no network."""
    from pipeline.parsed import parsed_json, parsed_table
    from pipeline.reading import Readers

    _, settings = _project_settings(project or _project_of(briefing))
    readers = Readers()
    try:
        found = asyncio.run(readers.briefing(briefing, settings.publishers))
    finally:
        readers.close()
    click.echo(parsed_json(found) if as_json else parsed_table(found))


@main.command()
@click.argument("briefing", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="Read this archive (.wacz, .warc, or a folder of WARC files) as if it were the web.",
)
@click.option("--offline", is_flag=True, help="Read the project's own archive only; open no socket.")
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    help="Project folder; by default the nearest one above BRIEFING with footnotary.toml, else the current folder.",
)
@click.option("--yes", is_flag=True, help="Do not ask before the first live run.")
@click.option(
    "--allow-address",
    "allowed",
    multiple=True,
    metavar="RANGE",
    help="Allow addresses that are not public, such as 127.0.0.0/8 (said in the report).",
)
@click.option(
    "--resolve",
    multiple=True,
    metavar="HOST:PORT:ADDRESS",
    help="Dial ADDRESS for HOST:PORT, as curl does; ADDRESS may carry a port.",
)
@click.option("--contact", help="An address or page that hosts may write to; goes into the User-Agent.")
@click.option("--json", "as_json", is_flag=True, help="Print findings.json instead of the summary.")
@click.option("--quiet", is_flag=True, help="No progress on stderr.")
@click.pass_context
def verify(
    ctx: click.Context,
    briefing: Path,
    source: Path | None,
    offline: bool,
    project: Path | None,
    yes: bool,
    allowed: tuple[str, ...],
    resolve: tuple[str, ...],
    contact: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Check the notes of BRIEFING against their sources, archive the sources, and write the report.

    Exit code 0: every note is OK or NOT-WEB; 1: something to look at; 2: wrong usage or input; 3: the run was
    incomplete (offline, interrupted, a retry due).
    """
    from pipeline.progress import Progress
    from reports import data
    from reports.terminal import plain_text, summary

    if source and offline:
        raise SettingsError(
            "--from and --offline exclude each other: --from reads another archive, --offline the project's own; say one"
        )
    folder = (project or _project_of(briefing)).resolve()
    publishers, settings = _project_settings(folder)
    job = _job(briefing, folder, settings, source=source, offline=offline, allowed=allowed, resolve=resolve, contact=contact)
    progress = Progress(sys.stderr, quiet=quiet)
    result = _run(job, publishers, progress, yes=yes)
    if as_json:
        click.echo(data.render(result.report), nl=False)
    else:
        click.echo("\n".join(summary(result.report)))
        click.echo(plain_text(f"Report: {_shown(result.folder / 'index.html')}"))
    ctx.exit(result.exit_code)


def _project_of(briefing: Path) -> Path:
    from pipeline.settings import project_of

    return project_of(briefing, Path.cwd())


def _project_settings(folder: Path) -> tuple[Publishers, Settings]:
    from citations.publisher import default_publishers, load_publishers
    from pipeline.settings import FILE, load_settings

    settings = load_settings(folder)
    own = [dict(table) for table in settings.publishers]
    return (load_publishers(own, origin=str(folder / FILE)) if own else default_publishers()), settings


def _job(
    briefing: Path,
    folder: Path,
    settings: Settings,
    *,
    source: Path | None,
    offline: bool,
    allowed: tuple[str, ...],
    resolve: tuple[str, ...],
    contact: str | None,
) -> Job:
    from dataclasses import replace

    from archive.guard import Guard, parse_network, parse_resolve
    from pipeline.run import Job

    ranges = (*settings.fetch.allow_addresses, *allowed)
    guard = Guard(allow=tuple(parse_network(text) for text in ranges), resolve=tuple(parse_resolve(text) for text in resolve))
    notices = [f"addresses in {', '.join(ranges)} were allowed"] if ranges else []
    if resolve:
        notices.append(_resolved(tuple(dict.fromkeys(mapping.host for mapping in guard.resolve))))
    if contact:
        settings = replace(settings, fetch=replace(settings.fetch, contact=contact))
    moment = _now()
    return Job(
        briefing=briefing,
        project=folder,
        settings=settings,
        guard=guard,
        guard_notices=tuple(notices),
        software=_software(),
        run_id=moment.strftime("%Y%m%dT%H%M%S.%fZ"),
        clock=_now,
        source=source,
        offline=offline,
    )


def _resolved(hosts: tuple[str, ...]) -> str:
    named = ", ".join(hosts[:HOSTS_NAMED]) + (" …" if len(hosts) > HOSTS_NAMED else "")
    return f"{len(hosts)} host{'s were' if len(hosts) > 1 else ' was'} resolved by --resolve: {named}"


def _run(job: Job, publishers: Publishers, progress: Any, *, yes: bool) -> Result:
    from pipeline.reading import Readers
    from pipeline.run import run

    readers = Readers()
    try:
        progress.stage("reading the briefing")
        briefing = asyncio.run(readers.briefing(job.briefing, job.settings.publishers))
        if job.mode == "live" and not yes:
            progress.finish()
            _ask_first(job, briefing, publishers)
        return asyncio.run(run(job, briefing, publishers, readers, progress))
    finally:
        progress.finish()
        readers.close()


def _ask_first(job: Job, briefing: Any, publishers: Publishers) -> None:
    """Before hosts are asked for the first time in a project: say which, what each learns and how long it takes; ask."""
    from citations.errors import InputError
    from pipeline.plan import plan_lines, plan_of

    plan = asyncio.run(plan_of(briefing, publishers, job.settings, project=job.project))
    if not plan.new_hosts:
        return
    click.echo("\n".join(plan_lines(plan)), err=True)
    if not sys.stdin.isatty():
        raise InputError(
            "hosts that were never asked are asked only with consent, and there is no terminal to ask: say --yes to go on"
        )
    try:
        agreed = click.confirm("Ask these hosts now?", err=True)
    except click.Abort:
        agreed = False
    if not agreed:
        raise InputError("nothing was sent; --offline verifies without the web, --yes does not ask")


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
