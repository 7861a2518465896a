"""What the command line knows of the world, and the options that several commands share.

Enters: options as typed. Leaves: values that the rooms below work with. The clock and the environment were read in
`pipeline.cli`, the only place that does.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.saying import say

if TYPE_CHECKING:
    from archive.fetch import FetchSettings
    from archive.guard import Guard
    from archive.look import BrowserSettings
    from citations.publisher import Publishers
    from pipeline.plan import Plan
    from pipeline.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

HOSTS_NAMED = 5  # of those that --resolve leads elsewhere, in the report's notice


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """The clock (UTC), the environment, this program's name with its version, and the folder it was called in."""

    clock: Callable[[], datetime.datetime]
    environ: Mapping[str, str]
    software: str
    cwd: Path

    def project_of(self, path: Path | None = None) -> Path:
        """Return the project folder of a file, or of the folder the command was called in; absolute."""
        from pipeline.settings import project_of

        return project_of(path or self.cwd / "briefing", self.cwd).resolve()

    def shown(self, path: Path) -> str:
        """Return `path` as a person would name it from here, fit for a terminal."""
        from reports.characters import plain_text

        return plain_text(self.near(path))

    def near(self, path: Path) -> str:
        """Return `path` as a command names it from here, whatever it holds."""
        return str(path.relative_to(self.cwd) if path.is_relative_to(self.cwd) else path)


@dataclass(frozen=True, kw_only=True, slots=True)
class Web:
    """How the web may be reached: the guard, what must be said of it in a report, and whom hosts may write to."""

    guard: Guard
    notices: tuple[str, ...]
    contact: str | None


def project_option(about: str) -> Callable[[Command], Command]:
    """Add `--project FOLDER`; `about` says which folder it is when nothing is said."""
    return click.option("--project", type=click.Path(path_type=Path), help=f"Project folder; {about}.")


def screenshots_option(command: Command) -> Command:
    """Add `--screenshots`; `browser_of` reads it."""
    about = "Open every page in a browser too: keep a picture, and the text that scripts make (docs/screenshots.md)."
    return click.option("--screenshots", is_flag=True, help=about)(command)


def report_option(command: Command) -> Command:
    """Add `--report FORMAT`, given to the command as `reports`; `reports.formats.chosen` reads it."""
    about = "Write the report in these formats only, once each or with commas between; docs/reports.md names them."
    return click.option("--report", "reports", multiple=True, metavar="FORMAT", shell_complete=_formats, help=about)(command)


def _formats(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """The formats that go on with what was typed, for the completion of a shell."""
    from reports.formats import FORMATS

    before, comma, last = begun.rpartition(",")
    return [f"{before}{comma}{one.name}" for one in FORMATS if one.name.startswith(last)]


def only_one(options: Mapping[str, bool]) -> str | None:
    """Return which of options that exclude each other was said, None when none was. Raises SettingsError for two."""
    from citations.errors import SettingsError
    from reports.phrases import joined

    said = [name for name, is_said in options.items() if is_said]
    if len(said) > 1:
        raise SettingsError(f"{joined(said)} exclude each other; say one")
    return said[0] if said else None


def json_option(about: str) -> Callable[[Command], Command]:
    """Add `--json`, given to the command as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help=about)


def examining_options(command: Command) -> Command:
    """Add the options that say what stands in for the web and how it may be reached; `pipeline.job.job_of` takes them."""
    for option in reversed(
        (
            click.option(
                "--from",
                "source",
                type=click.Path(path_type=Path),
                help="Read this archive (.wacz, .warc, or a folder of WARC files) as if it were the web.",
            ),
            click.option("--offline", is_flag=True, help="Read the project’s own archive only; open no socket."),
            click.option(
                "--archives-first",
                is_flag=True,
                help="Ask web archives before publishers; a publisher is asked only for what they do not have.",
            ),
        )
    ):
        command = option(command)
    return web_options(command)


def web_options(command: Command) -> Command:
    """Add the options that say how the web may be reached; `web_of` reads them."""
    for option in reversed(
        (
            click.option(
                "--allow-address",
                "allowed",
                multiple=True,
                metavar="RANGE",
                help="Allow addresses that are not public, such as 127.0.0.0/8 (said in the report).",
            ),
            click.option(
                "--resolve",
                multiple=True,
                metavar="HOST:PORT:ADDRESS",
                help="Dial ADDRESS for HOST:PORT, as curl does; ADDRESS may carry a port.",
            ),
            click.option("--contact", help="An address or page that hosts may write to; goes into the User-Agent."),
            click.option("--yes", is_flag=True, help="Do not ask before hosts are asked for the first time."),
            click.option("--quiet", is_flag=True, help="No progress on stderr."),
        )
    ):
        command = option(command)
    return command


def settings_of(folder: Path) -> tuple[Publishers, Settings]:
    """Return the publishers that a project knows, its own included, and its settings. Raises SettingsError."""
    from citations.publisher import default_publishers, load_publishers
    from pipeline.settings import FILE, load_settings

    settings = load_settings(folder)
    own = [dict(table) for table in settings.publishers]
    return (load_publishers(own, origin=str(folder / FILE)) if own else default_publishers()), settings


def web_of(settings: Settings, allowed: tuple[str, ...], resolve: tuple[str, ...], contact: str | None) -> Web:
    """Return how the web may be reached, from the settings and the options. Raises SettingsError for one that cannot be read."""
    from archive.guard import Guard, parse_network, parse_resolve

    ranges = (*settings.fetch.allow_addresses, *allowed)
    guard = Guard(allow=tuple(parse_network(text) for text in ranges), resolve=tuple(parse_resolve(text) for text in resolve))
    notices = [f"addresses in {', '.join(ranges)} were allowed"] if ranges else []
    if resolve:
        notices.append(_resolved(tuple(dict.fromkeys(mapping.host for mapping in guard.resolve))))
    return Web(guard=guard, notices=tuple(notices), contact=contact or settings.fetch.contact)


def _resolved(hosts: tuple[str, ...]) -> str:
    named = ", ".join(hosts[:HOSTS_NAMED]) + (" …" if len(hosts) > HOSTS_NAMED else "")
    return f"{len(hosts)} host{'s were' if len(hosts) > 1 else ' was'} resolved by --resolve: {named}"


def fetch_settings(settings: Settings, publishers: Publishers, *, software: str, contact: str | None) -> FetchSettings:
    """Return the fetcher's settings from the project's and from what is known of publishers' hosts."""
    from archive.fetch import FetchSettings

    table = settings.fetch
    base = FetchSettings()
    wire = type(base.wire)
    return FetchSettings(
        software=software,
        contact=contact,
        interval_s=table.interval_s,
        host_intervals=tuple((_own_intervals(publishers, table.interval_s) | dict(table.host_intervals)).items()),
        concurrency=table.concurrency,
        attempts=table.attempts,
        robots=table.robots,
        wire=wire(deadline_s=table.deadline_s, max_body_bytes=table.max_body_bytes),
    )


def _own_intervals(publishers: Publishers, interval_s: float) -> dict[str, float]:
    """The hosts whose publishers ask for a longer interval than the project's, with `www.` and without."""
    return {
        name: publisher.minimum_interval_s
        for publisher in publishers
        for host in publisher.hosts
        for name in (host.host, "www." + host.host.removeprefix("www."), host.host.removeprefix("www."))
        if publisher.minimum_interval_s > interval_s
    }


def browser_of(session: Session, settings: Settings, asked: FetchSettings, *, wanted: bool) -> BrowserSettings | None:
    """Return how pages are seen in a browser, or None when that is wanted neither here nor in the settings."""
    if not wanted and not settings.browser.screenshots:
        return None
    from pipeline.views import browser_settings

    return browser_settings(settings.browser, search_path=session.environ.get("PATH", ""), user_agent=asked.user_agent)


def tell_error(error: Exception) -> None:
    """Print an error as one line, fit for a terminal."""
    from reports.characters import plain_text

    say(f"footnotary: {plain_text(str(error))}", err=True)


def consent(plan: Plan, *, otherwise: str) -> None:
    """Before hosts are asked for the first time in a project: say which, what each learns and how long it takes, and ask.

    `otherwise` begins the sentence on what works without the web. Raises InputError when the answer is no, or nobody is there.
    """

    from citations.errors import InputError
    from pipeline.plan import plan_lines

    if not plan.new_hosts and not (plan.is_first and plan.archives):
        return
    say("\n".join(plan_lines(plan)), err=True)
    if not sys.stdin.isatty():
        raise InputError(
            "hosts that were never asked are asked only with consent, and there is no terminal to ask: say --yes to go on"
        )
    try:
        agreed = click.confirm("Ask these hosts now?", err=True)
    except click.Abort:
        agreed = False
    if not agreed:
        raise InputError(f"nothing was sent; {otherwise} without the web, --yes does not ask")
