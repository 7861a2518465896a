"""The outside services that can find or keep a source: where each stands, what it learns, how often it may be asked.

One table, from which the client, the plan, the settings and docs/archives.md are made. Limits are 80 % of what the
services publish, as they ask of their clients. Whether a service is on by itself is the design's choice (section 5):
archives' listings and copies are, what learns titles and authors is not. Asking is `archive.service_client`'s.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from archive.exchange import AttemptFailed
from archive.guard import clean_address
from citations.errors import SettingsError


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """One service. `address` comes before the path and query of a question; "" when only settings can give it.

    `pause_s` is how long it is left alone after a 429 that names no time; `sends` says what it learns. `key_variable` is
    the environment variable that holds its key; `key_in` says where the key goes: `header:NAME`, `header:NAME:SCHEME`
    (the key after a scheme word) or `query:NAME`. Answers are fresh for `fresh_days`, "nothing found" for `nothing_days`.
    """

    name: str
    address: str
    requests_a_minute: float
    sends: str
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """[services.NAME] in footnotary.toml: another address (a mirror, one's own instance), and whether it may be asked."""

    address: str | None = None
    on: bool | None = None


_ALL = (
    Service(
        name="wayback-cdx",
        address="https://web.archive.org/cdx/search/cdx",
        requests_a_minute=24,  # of 30; timemaps count among them
        sends="the source's address, or the beginning of one (a host, a path), and the span of dates",
    ),
    Service(
        name="wayback-availability",
        address="https://archive.org/wayback/available",
        requests_a_minute=24,
        sends="the source's address and date",
    ),
    Service(
        name="memento-timegate",
        address="https://web.archive.org/web/",
        requests_a_minute=480,  # of 600
        sends="the source's address and the cited date",
    ),
    Service(
        name="memento-timemap",
        address="https://web.archive.org/web/timemap/link/",
        requests_a_minute=24,
        sends="the source's address",
    ),
    Service(
        name="memento",
        address="https://web.archive.org/web/",
        requests_a_minute=480,
        sends="the source's address and the moment of the copy",
        max_body_bytes=20_000_000,
        fresh_days=3650.0,  # a copy of a moment does not change
    ),
    Service(
        name="save-page-now",
        address="https://web.archive.org/save",
        requests_a_minute=6,
        sends="the source's address, to be kept in public under your account",
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
        sends="a journal article's title, author and year",
        is_on=False,
    ),
    Service(
        name="openalex",
        address="https://api.openalex.org",
        requests_a_minute=60,
        sends="a journal article's title and year",
        is_on=False,
        key_variable="FOOTNOTARY_OPENALEX_KEY",
        key_in="query:api_key",
    ),
    Service(
        name="common-crawl",
        address="https://index.commoncrawl.org",
        requests_a_minute=20,
        sends="a host, or the beginning of an address",
        is_on=False,
    ),
    Service(
        name="arquivo",
        address="https://arquivo.pt",
        requests_a_minute=20,
        sends="a title and a host",
        is_on=False,
    ),
    Service(
        name="searxng",
        address="",
        requests_a_minute=12,
        sends="a headline, and the host it stood on",
        is_on=False,
    ),
    Service(
        name="brave",
        address="https://api.search.brave.com/res/v1",
        requests_a_minute=48,
        sends="a headline, and the host it stood on",
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
    return replace(service, address=address, is_on=is_on)


def keys_from(environ: Mapping[str, str], services: Mapping[str, Service] = SERVICES) -> dict[str, str]:
    """Return the keys that the environment holds, by service."""
    found = {name: environ.get(service.key_variable or "", "").strip() for name, service in services.items()}
    return {name: key for name, key in found.items() if key}


def services_table(services: Mapping[str, Service] = SERVICES) -> str:
    """Return the services as a Markdown table: what each learns, whether it is on, how often it is asked, its key."""
    rows = [
        f"| {one.name} | {one.address or '(yours)'} | {'on' if one.is_on else 'off'} | {one.sends} "
        f"| {one.requests_a_minute:g} | {one.key_variable or ''} |"
        for one in services.values()
    ]
    head = "| service | address | by itself | it learns | questions a minute | key from |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(rows) + "\n"
