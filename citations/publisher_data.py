"""One publisher as a value: names, hosts with their years, address patterns, clocks, and where its pages show what.

Enters: a TOML table, read by `citations.publisher`. Leaves: `Publisher`. The schema is documented in docs/publishers.md,
and a field's name is its key there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from citations.romanise import SlugRules


@dataclass(frozen=True, kw_only=True, slots=True)
class Host:
    """A host of a publisher, and the years (inclusive, None for open) in which it carried the publisher's texts.

    `path` narrows it to a folder of a host; a `shared` host is the publisher's only under that path. `same_paths`
    says that the texts of the host `replaces` stand here under the same paths. `to_confirm` marks what nobody has seen.
    """

    host: str
    since: int | None = None
    until: int | None = None
    path: str = ""
    languages: tuple[str, ...] = ()
    shared: bool = False
    replaces: str | None = None
    same_paths: bool = False
    closed: bool = False
    to_confirm: bool = False

    def held_in(self, year: int | None) -> bool:
        """Return whether the host carried the publisher in `year`; an unknown year passes."""
        return year is None or ((self.since or year) <= year <= (self.until or year))


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressPattern:
    """How addresses of a publisher are made, with `{placeholders}` (docs/publishers.md lists them).

    It holds for texts of the years `since` to `until`, in `languages` (all when empty), of `csl_types` and `series`
    (all when empty). `slug` names one of the publisher's slug rules. `listing` is a folder to list when the address
    itself cannot be computed and the pattern's own beginning would not say enough. `stands_since` is the year in which
    the site began to have such addresses: older texts were carried over, and are archived under them only from then on.
    """

    address: str
    since: int | None = None
    until: int | None = None
    languages: tuple[str, ...] = ()
    csl_types: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    slug: str = "default"
    listing: str | None = None
    stands_since: int | None = None
    to_confirm: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """Where an address went when a site was rebuilt: `was` and `now` share `{placeholders}`, each one part of a path.

    A part takes letters, digits, stops, hyphens and underscores. What is at `now` is a candidate like any other.
    """

    was: str
    now: str
    since: int | None = None
    to_confirm: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockPoint:
    """A page id whose day is known (ISO 8601)."""

    id: int
    day: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """Ids in addresses that rise with time: they bracket a date and reject a candidate, never make an address.

    `address` is a regular expression with a group `id`. `unit` is `sequence` (read between `points`), `unix`
    (decimal seconds since 1970) or `unix-hex` (the id's first eight hexadecimal digits are those seconds).
    """

    address: str
    unit: str = "sequence"
    points: tuple[ClockPoint, ...] = ()
    error_days: int = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """Where a page captured in the years `since` to `until` shows what: CSS selectors, in order of trust.

    `hosts` narrows it to pages of these hosts: a frozen copy of a site keeps its markup whatever the year. `system`
    names the software that makes the markup. `date_formats` are patterns of printed dates as `datetime.strptime` spells
    them; `dates_in` says where else the day of publication stands, as places of `archive.reading.witness.DateWitness`.
    """

    since: int | None = None
    until: int | None = None
    hosts: tuple[str, ...] = ()
    system: str = ""
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()
    dates_in: tuple[str, ...] = ()
    to_confirm: bool = False

    @property
    def when(self) -> str:
        """The years and hosts for which it holds, as a person writes them."""
        at = f" at {', '.join(self.hosts)}" if self.hosts else ""
        return (span_of(self.since, self.until) or "of all years") + at

    def holds(self, year: int | None, host: str = "") -> bool:
        """Return whether the profile is for pages of `year` at `host`; an unknown year or host passes."""
        at_host = not host or not self.hosts or host.casefold().removeprefix("www.") in {_bare(name) for name in self.hosts}
        return at_host and (year is None or (self.since or year) <= year <= (self.until or year))


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """A series of a publisher, by the name under which it is cited; `csl_type` when its pieces differ."""

    name: str
    aliases: tuple[str, ...] = ()
    csl_type: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Publisher:
    """One publisher. `id` is its key everywhere; `aliases` are names as cited, in all scripts.

    `csl_type` is what its pieces usually are; `time_zone` an IANA name; `date_order` `DMY`, `MDY` or `YMD`;
    `no_issue_on` weekdays in English without an issue; `holds_interviews` whether it hears people itself for its reports,
    so that "interview with" it names who asked; `minimum_interval_s` the pause between two requests, in
    seconds; `signs` phrases of its walls; `mirrors` hosts that carry its texts with its leave or without; `places`
    what a place named in a citation is in its addresses; `choices` the values of a placeholder of its own;
    `access` who cannot read it; `notes` what a person should know; `doubts` facts that nobody has confirmed, in words.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    csl_type: str = "webpage"
    languages: tuple[str, ...] = ()
    time_zone: str | None = None
    date_order: str = "DMY"
    no_issue_on: tuple[str, ...] = ()
    holds_interviews: bool = False
    minimum_interval_s: float = 1.0
    signs: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    hosts: tuple[Host, ...] = ()
    mirrors: tuple[str, ...] = ()
    patterns: tuple[AddressPattern, ...] = ()
    slugs: Mapping[str, SlugRules] = field(default_factory=dict, hash=False)
    moves: tuple[Move, ...] = ()
    clocks: tuple[Clock, ...] = ()
    profiles: tuple[Profile, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict, hash=False)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    access: str = ""
    notes: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias, and the bare host names: all that a page may call itself."""
        hosts = tuple(host.host.removeprefix("www.") for host in self.hosts if not host.shared)
        return tuple(dict.fromkeys((self.name, *self.aliases, *hosts)))

    @property
    def to_confirm(self) -> tuple[str, ...]:
        """Everything of this publisher that nobody has confirmed, in words."""
        hosts = (f"host {item.host}{item.path}" for item in self.hosts if item.to_confirm)
        patterns = (f"addresses {item.address}" for item in self.patterns if item.to_confirm)
        moves = (f"move to {item.now}" for item in self.moves if item.to_confirm)
        profiles = (f"markup {item.when}" for item in self.profiles if item.to_confirm)
        return (*hosts, *patterns, *moves, *profiles, *self.doubts)

    def profile_of(self, year: int | None, address: str | None = None) -> Profile | None:
        """Return the profile for pages captured in `year` at `address`; without a year the latest.

        A profile that names the address's host comes before those that name none. A host that is not the publisher's,
        such as a web archive's, is disregarded.
        """
        held = [item for item in self.profiles_at(address) if item.holds(year)]
        named = self._own_host(address)
        return max(held, key=lambda item: (bool(named and item.hosts), item.since or 0), default=None)

    def profiles_at(self, address: str | None) -> tuple[Profile, ...]:
        """Return the profiles of all years for pages at `address`."""
        return tuple(item for item in self.profiles if item.holds(None, self._own_host(address)))

    def _own_host(self, address: str | None) -> str:
        host = _host_of(address or "")
        return host if host and self.owns(host) else ""

    def owns(self, host: str, path: str = "/", year: int | None = None) -> bool:
        """Return whether the publisher speaks at `host` and `path`."""
        return any(fits(known, host, path, year) for known in self.hosts)

    def mirrored_at(self, host: str) -> bool:
        """Return whether `host` carries the publisher's texts without being the publisher's."""
        return any(_bare(host) == _bare(mirror) for mirror in self.mirrors)


def span_of(since: int | None, until: int | None) -> str:
    """Return years as a person writes them; empty for all years.

    >>> span_of(2010, 2016), span_of(None, 2016), span_of(2017, None)
    ('2010–2016', '–2016', '2017–')
    """
    return f"{since or ''}–{until or ''}" if since or until else ""


def _bare(host: str) -> str:
    return host.casefold().removeprefix("www.")


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def fits(known: Host, host: str, path: str, year: int | None) -> bool:
    """Return whether a host, and a path on it, is the one known; hosts below it count when it is known without path."""
    bare, asked = known.host.removeprefix("www."), host.casefold().removeprefix("www.").rstrip(".")
    if asked != bare and not (asked.endswith("." + bare) and not known.path):
        return False
    under = path.startswith(known.path) if known.path else True
    return known.held_in(year) and (under or not known.shared)
