"""The outside services that can find or keep a source: where each stands, what it learns, how often it may be asked.

One table, from which the client, the plan, the settings and docs/archives.md are made. Limits are 80 % of what the
services publish, as they ask of their clients. Whether a service is on by itself is the design's choice (section 5):
archives' listings and copies are, what learns titles and authors is not. Asking is `archive.service_client`'s.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from archive.exchange import AttemptFailed
from archive.guard import clean_address
from citations.errors import SettingsError

LEAST_A_MINUTE, MOST_A_MINUTE = 0.1, 60_000.0  # questions to an instance of one's own


class Told(StrEnum):
    """What a question can tell a service of a source; the values are the words of every table and plan."""

    ADDRESS = "the source’s address"
    BEGINNING = "a host and the beginning of a path, often with letters of the title"
    DAYS = "a span of days"
    DATE = "the cited date"
    MOMENT = "the moment of the copy"
    TITLE = "the title"
    AUTHOR = "the first author"
    YEAR = "the year"
    HOST = "the outlet’s host"
    OUTLET = "the outlet’s host, else its name and the year"
    WISH = "that it be kept, in public and under your account"


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """One service. `address` comes before the path and query of a question; "" when only settings can give it.

    `pause_s` is how long it is left alone after a 429 that names no time; `tells` is what it learns. `key_variable` is
    the environment variable that holds its key; `key_in` says where the key goes: `header:NAME`, `header:NAME:SCHEME`
    (the key after a scheme word) or `query:NAME`. Answers are fresh for `fresh_days`, "nothing found" for `nothing_days`.
    """

    name: str
    address: str
    requests_a_minute: float
    tells: tuple[Told, ...]
    pause_s: float = 60.0
    is_on: bool = True
    key_variable: str | None = None
    key_in: str | None = None
    needs_key: bool = False
    max_body_bytes: int = 10_000_000
    deadline_s: float = 60.0
    fresh_days: float = 30.0
    nothing_days: float = 7.0

    @property
    def interval_s(self) -> float:
        """The least time between two questions."""
        return 60.0 / self.requests_a_minute

    @property
    def sends(self) -> str:
        """What it learns, in words."""
        return "; ".join(self.tells)


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """[services.NAME] in footnotary.toml: another address (a mirror, one's own instance), and whether it may be asked.

    `requests_a_minute` is the pace. Faster than by itself is for an address of one's own alone: a service's limits are its own.
    """

    address: str | None = None
    on: bool | None = None
    requests_a_minute: float | None = None


_ALL = (
    Service(
        name="wayback-cdx",
        address="https://web.archive.org/cdx/search/cdx",
        requests_a_minute=24,  # of 30; timemaps count among them
        tells=(Told.ADDRESS, Told.BEGINNING, Told.DAYS),
    ),
    Service(
        name="memento-timegate",
        address="https://web.archive.org/web/",
        requests_a_minute=480,  # of 600
        tells=(Told.ADDRESS, Told.DATE),
    ),
    Service(
        name="memento-timemap",
        address="https://web.archive.org/web/timemap/link/",
        requests_a_minute=24,
        tells=(Told.ADDRESS,),
    ),
    Service(
        name="memento",
        address="https://web.archive.org/web/",
        requests_a_minute=480,
        tells=(Told.ADDRESS, Told.MOMENT),
        max_body_bytes=20_000_000,
        fresh_days=3650.0,  # a copy of a moment does not change
    ),
    Service(
        name="save-page-now",
        address="https://web.archive.org/save",
        requests_a_minute=6,
        tells=(Told.ADDRESS, Told.WISH),
        is_on=False,
        key_variable="FOOTNOTARY_SAVE_PAGE_NOW_KEY",
        key_in="header:Authorization:LOW",
        needs_key=True,
        max_body_bytes=1_000_000,
        nothing_days=0.5,  # a refusal of today is none of tomorrow
    ),
    Service(
        name="crossref",
        address="https://api.crossref.org",
        requests_a_minute=60,
        tells=(Told.TITLE, Told.AUTHOR, Told.YEAR),
        is_on=False,
    ),
    Service(
        name="openalex",
        address="https://api.openalex.org",
        requests_a_minute=60,
        tells=(Told.TITLE, Told.YEAR),
        is_on=False,
        key_variable="FOOTNOTARY_OPENALEX_KEY",
        key_in="query:api_key",
    ),
    Service(
        name="common-crawl",
        address="https://index.commoncrawl.org",
        requests_a_minute=20,
        tells=(Told.BEGINNING,),
        is_on=False,
    ),
    Service(
        name="arquivo",
        address="https://arquivo.pt",
        requests_a_minute=20,
        tells=(Told.TITLE, Told.HOST),
        is_on=False,
    ),
    Service(
        name="searxng",
        address="",
        requests_a_minute=12,
        tells=(Told.TITLE, Told.OUTLET),
        is_on=False,
    ),
    Service(
        name="brave",
        address="https://api.search.brave.com/res/v1",
        requests_a_minute=48,
        tells=(Told.TITLE, Told.OUTLET),
        is_on=False,
        key_variable="FOOTNOTARY_BRAVE_KEY",
        key_in="header:X-Subscription-Token",
        needs_key=True,
    ),
)
SERVICES: Mapping[str, Service] = MappingProxyType({service.name: service for service in _ALL})


def services_from(choices: Mapping[str, Choice], origin: str = "footnotary.toml") -> dict[str, Service]:
    """Return the table with the user's choices over it.

    An address that is given turns a service on that has none by itself. Raises SettingsError for a service that is not
    known, for an address that is none, and for one that is turned on without an address.
    """
    services = dict(SERVICES)
    for name, choice in choices.items():
        if name not in services:
            near = difflib.get_close_matches(name, services, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(services)}"
            raise SettingsError(f"{origin}: services.{name}: unknown service; {hint}")
        services[name] = _chosen(services[name], choice, origin)
    return services


def _chosen(service: Service, choice: Choice, origin: str) -> Service:
    address = service.address if choice.address is None else choice.address.strip()
    if choice.address is not None:
        try:
            clean_address(address)
        except AttemptFailed as refusal:
            raise SettingsError(f"{origin}: services.{service.name}.address: {refusal.detail}, not {address!r}") from None
    is_on = (service.is_on or (not service.address and bool(address))) if choice.on is None else choice.on
    if is_on and not address:
        raise SettingsError(f"{origin}: services.{service.name}: it is turned on, but has no address; add address = …")
    return replace(service, address=address, is_on=is_on, requests_a_minute=_pace(service, choice, origin))


def _pace(service: Service, choice: Choice, origin: str) -> float:
    """Return how often a service is asked. Raises SettingsError for a pace that it does not allow, or that is none."""
    wanted = service.requests_a_minute if choice.requests_a_minute is None else choice.requests_a_minute
    is_own = choice.address is not None and urlsplit(choice.address).hostname != urlsplit(service.address).hostname
    most = MOST_A_MINUTE if is_own else service.requests_a_minute
    if not LEAST_A_MINUTE <= wanted <= most:
        raise SettingsError(
            f"{origin}: services.{service.name}.requests_a_minute: expected a number from {LEAST_A_MINUTE:g} to {most:g}"
            f"{'' if is_own else ' (more only with an address of your own)'}, found {wanted:g}"
        )
    return wanted


def keys_from(environ: Mapping[str, str], services: Mapping[str, Service] = SERVICES) -> dict[str, str]:
    """Return the keys that the environment holds, by service."""
    found = {name: environ.get(service.key_variable or "", "").strip() for name, service in services.items()}
    return {name: key for name, key in found.items() if key}


def services_table(services: Mapping[str, Service] = SERVICES) -> str:
    """Return the services as a Markdown table: where each stands, how often it is asked, its key."""
    rows = [
        f"| {one.name} | {one.address or '(yours)'} | {one.requests_a_minute:g} | {one.key_variable or ''} |"
        for one in services.values()
    ]
    return "| service | address | questions a minute | key from |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
