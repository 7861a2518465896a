"""What leaves the machine: one table, of every way of finding and keeping, whether it is on, what it sends, and to whom.

Enters: settings. Leaves: the rows that `plan` prints and docs/publishers.md has. Their words come from the rungs and from
the services themselves; tests/test_privacy.py holds every request of a whole run against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from archive.locate.ladder import build_ladder
from archive.services import Service, services_from
from pipeline.settings import Settings
from reports.characters import indented

MEMENTO_SERVICES = ("memento-timegate", "memento-timemap", "memento")
SAVING = "save-page-now"
HEADINGS = ("way of finding", "by itself", "it sends", "to")
# What goes out beside the question itself, whatever the way of finding.
EVERY_PAGE = (
    "its address; before it robots.txt; where it shows another title, a made-up address beside it, to know how the site "
    "says “not found”"
)
EVERY_REQUEST = "the tool’s name and version, your contact if you give one, and where you are on the network"
BROWSER = "what the page asks for by itself, seen in a browser"


class Sending(NamedTuple):
    """One row: a way of finding or keeping, `on` or `off`, what it sends, and to whom."""

    rung: str
    state: str
    sends: str
    to: str


def sendings(settings: Settings, *, archives_first: bool = False) -> tuple[Sending, ...]:
    """Return the table for a run with `settings`: the rungs in their order, the copies, and what every request carries."""
    services = services_from(settings.services)
    copies_on = settings.mementos.on or archives_first
    return (
        *_rungs(services),
        *(_of_service(services[name], is_on=copies_on and services[name].is_on) for name in MEMENTO_SERVICES),
        _of_service(services[SAVING], is_on=services[SAVING].is_on),
        Sending("screenshots", _state(settings.browser.screenshots), BROWSER, "the hosts that the page names"),
        Sending("every page", "on", EVERY_PAGE, "its own host, and where that sends on to"),
        Sending("every request", "on", EVERY_REQUEST, "whoever is asked"),
    )


def _rungs(services: dict[str, Service]) -> Iterator[Sending]:
    for rung in build_ladder():
        if rung.service is None:
            yield Sending(rung.name, "on", rung.sends, rung.to)
        else:
            service = services[rung.service]
            yield _of_service(service, is_on=service.is_on)._replace(rung=rung.name)


def _of_service(service: Service, *, is_on: bool) -> Sending:
    host = urlsplit(service.address).hostname or "nobody (no address is given)"
    return Sending(service.name, _state(is_on), service.sends, host)


def _state(is_on: bool) -> str:
    return "on" if is_on else "off"


def privacy_table(settings: Settings) -> str:
    """Return the rows as a Markdown table."""
    rows = (HEADINGS, ("---",) * len(HEADINGS), *sendings(settings))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows).replace("| --- | --- | --- | --- |", "|---|---|---|---|")


def privacy_lines(rows: tuple[Sending, ...]) -> tuple[str, ...]:
    """Return the rows for a terminal, one line each."""
    width = max(len(row.rung) for row in rows)
    lines = [f"  {row.state:3}  {row.rung:{width}}  {row.sends}; to {row.to}" for row in rows]
    return ("What each way of finding sends, and to whom:", *map(indented, lines))
