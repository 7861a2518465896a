"""What a publisher's table must hold beyond the types of its keys; what is wrong is named with file and key path.

Enters: a `Publisher` as read, the file's name and the key path of its table. Leaves: the same, or a `SettingsError`.
A project's settings can come from somebody else: expressions that never end, hosts that are none, and products without
end are refused here, before anything is computed from them.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator

from citations.errors import SettingsError
from citations.names import fold_title
from citations.publisher_data import AddressPattern, Clock, Host, Move, Profile, Publisher
from citations.regex import regex
from citations.romanise import TABLES

PLACEHOLDER = regex(r"\{(?P<name>\w*)\}", re.VERBOSE)  # "{year}"; not "{year" left open
# What a citation can fill, and what stands for a part that nobody knows beforehand.
COMPUTED = frozenset({"year", "yy", "month", "mon", "day", "slug", "number", "volume", "page", "place", "post"})
UNKNOWN = frozenset({"id", "any"})
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DATES_IN = ("json-ld", "meta", "time", "byline", "address", "text")
YEARS = (1900, 2100)
MAX_INTERVAL_S = 3600.0
MAX_WORDS = 500  # characters of a name, an address, a selector or an expression
MAX_CHOICES = 100  # values of one placeholder, and combinations of one address
MAX_REPEATS = 2  # "+" and "*" of one expression: three or more can take minutes for one address
MAX_TABLES = 200  # hosts, patterns, … of one publisher
# A host name as DNS has it: "news.outlet.example", "xn--p1ai.example"; not "https://outlet.example", "outlet.example/a"
HOST_NAME = regex(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.VERBOSE | re.IGNORECASE)
# The host of an address, which may hold placeholders: "https://{post}.gov.example/a"; not "outlet.example/a"
ADDRESS = regex(r"https?://(?P<host>[^/?\#\s@:]+)(?P<path>[/?][^\s\#]*)?", re.VERBOSE)
# Matches "+" of "[a-z]+" and "*" of ".*"; not "x{8}", no sign behind a backslash
REPEAT = regex(r"(?<!\\)(?:[+*]|\{\d*,\d*\})", re.VERBOSE)
# Matches the end of "(?:ab)*" and "(x){3}"; not of "(?:ab)?"
REPEATED_GROUP = regex(r"(?<!\\)\)(?:[+*]|\{)", re.VERBOSE)


def checked(publisher: Publisher, origin: str, place: str) -> Publisher:
    """Return `publisher`, or raise SettingsError for what no type can refuse: references to nothing, addresses that are none."""
    for path, problem in _problems(publisher):
        raise SettingsError(f"{origin}: {place}.{path}: {problem}")
    return publisher


def _problems(publisher: Publisher) -> Iterator[tuple[str, str]]:
    """Yield (key path, what was expected and found)."""
    yield from _word_problems(publisher)
    yield from _name_problems(publisher)
    for key, check in (("hosts", _host_problems), ("clocks", _clock_problems), ("profiles", _profile_problems),
                       ("moves", _move_problems)):  # fmt: skip
        for index, item in enumerate(getattr(publisher, key)):
            for path, problem in check(item):
                yield f"{key}[{index}].{path}", problem
    for index, pattern in enumerate(publisher.patterns):
        for path, problem in _pattern_problems(pattern, publisher):
            yield f"patterns[{index}].{path}", problem


def _word_problems(publisher: Publisher) -> Iterator[tuple[str, str]]:
    """Find words that name nothing: an order of dates, a weekday, a time zone, a slug table, a pause that is none."""
    if publisher.date_order not in ("DMY", "MDY", "YMD"):
        yield "date_order", f"expected DMY, MDY or YMD, found {publisher.date_order!r}"
    for weekday in publisher.no_issue_on:
        if weekday not in WEEKDAYS:
            yield "no_issue_on", f"expected {', '.join(WEEKDAYS)}, found {weekday!r}"
    if publisher.time_zone and not _is_zone(publisher.time_zone):
        yield "time_zone", f"expected an IANA name such as Asia/Dushanbe, found {publisher.time_zone!r}"
    seconds = publisher.minimum_interval_s
    if not (math.isfinite(seconds) and 0 <= seconds <= MAX_INTERVAL_S):
        yield "minimum_interval_s", f"expected seconds from 0 to {MAX_INTERVAL_S:g}, found {seconds}"
    yield from _slug_problems(publisher)


def _slug_problems(publisher: Publisher) -> Iterator[tuple[str, str]]:
    for name, rules in publisher.slugs.items():
        if rules.table not in TABLES:
            yield f"slugs.{name}.table", f"expected one of {', '.join(TABLES)}, found {rules.table!r}"
        if rules.separator not in ("-", "_", ".", "+"):
            yield f"slugs.{name}.separator", f"expected - or _ or . or +, found {rules.separator!r}"
        for letter, written in rules.letters:
            if len(letter) != 1 or not re.fullmatch(r"[a-z0-9]{0,5}", written):
                found = f"{letter!r} = {written!r:.40}"
                yield f"slugs.{name}.letters", f'expected one letter and its Latin ones, as "ы" = "i", found {found}'
        for key in ("max_length", "max_words"):
            if (value := getattr(rules, key)) is not None and value < 1:
                yield f"slugs.{name}.{key}", f"expected a number above 0, found {value}"


def _name_problems(publisher: Publisher) -> Iterator[tuple[str, str]]:
    """Find names that are none, and lists that are longer than any publisher's."""
    named = [("name", publisher.name), *((f"aliases[{index}]", alias) for index, alias in enumerate(publisher.aliases))]
    named += [(f"series[{index}].name", series.name) for index, series in enumerate(publisher.series)]
    for path, name in named:
        if not fold_title(name) or len(name) > MAX_WORDS:
            yield path, f"expected a name with letters, of at most {MAX_WORDS} characters, found {name!r:.40}"
    for key in ("aliases", "hosts", "patterns", "clocks", "profiles", "moves", "series", "mirrors"):
        if len(items := getattr(publisher, key)) > MAX_TABLES:
            yield key, f"expected at most {MAX_TABLES}, found {len(items)}"
    for name in publisher.choices:
        if not name.isidentifier():
            yield f"choices.{name}", "expected a name of letters and digits, as {section} in an address"
    for index, mirror in enumerate(publisher.mirrors):
        if not HOST_NAME.fullmatch(mirror):
            yield f"mirrors[{index}]", f"expected a host name such as www.outlet.example, found {mirror!r:.80}"


def _host_problems(host: Host) -> Iterator[tuple[str, str]]:
    for path, name in (("host", host.host), ("replaces", host.replaces)):
        if name is not None and not HOST_NAME.fullmatch(name):
            yield path, f"expected a host name such as www.outlet.example, in xn-- form if not ASCII, found {name!r:.80}"
    if host.path and not host.path.startswith("/"):
        yield "path", f"expected a folder that begins with /, found {host.path!r:.80}"
    if host.shared and not host.path:
        yield "shared", "expected a path beside it: only that folder of a shared host is the publisher’s"
    yield from _year_problems(host.since, host.until)


def _year_problems(since: int | None, until: int | None) -> Iterator[tuple[str, str]]:
    for key, year in (("since", since), ("until", until)):
        if year is not None and not YEARS[0] <= year <= YEARS[1]:
            yield key, f"expected a year from {YEARS[0]} to {YEARS[1]}, found {year}"
    if since and until and since > until:
        yield "until", f"expected {since} (since) or later, found {until}"


def _pattern_problems(pattern: AddressPattern, publisher: Publisher) -> Iterator[tuple[str, str]]:
    if pattern.slug not in publisher.slugs and "{slug}" in pattern.address:
        yield "slug", f"no slug rules named {pattern.slug!r}; add [publishers.slugs.{pattern.slug}]"
    for key, address in (("address", pattern.address), ("listing", pattern.listing)):
        if address is not None and (problem := _address_problem(address)):
            yield key, problem
    names = [match["name"] for match in PLACEHOLDER.finditer(pattern.address)]
    fillable = COMPUTED | UNKNOWN | publisher.choices.keys()
    for name in sorted(set(names) - fillable):
        yield "address", f"nothing fills {{{name}}}; known are {', '.join(sorted(fillable))}"
    several = math.prod(max(len(publisher.choices[name]), 1) for name in set(names) & publisher.choices.keys())
    if several > MAX_CHOICES:
        yield "address", f"expected at most {MAX_CHOICES} combinations of choices, found {several}"
    yield from _year_problems(pattern.since, pattern.until)


def _address_problem(address: str) -> str | None:
    match = ADDRESS.fullmatch(address) if len(address) <= MAX_WORDS else None
    if match is None:
        return f"expected http:// or https://, a host and a path, found {address!r:.80}"
    if not HOST_NAME.fullmatch(PLACEHOLDER.sub("x", match["host"])):
        return f"expected a host name such as www.outlet.example in it, found {match['host']!r:.80}"
    return None


def _move_problems(move: Move) -> Iterator[tuple[str, str]]:
    for key, address in (("was", move.was), ("now", move.now)):
        if problem := _address_problem(address):
            yield key, problem
    had = [match["name"] for match in PLACEHOLDER.finditer(move.was)]
    if len(had) != len(set(had)) or "}{" in move.was or not all(name.isidentifier() for name in had):
        yield "was", f"expected placeholders of different names, each between other characters, found {move.was!r:.80}"
    for match in PLACEHOLDER.finditer(move.now):
        if match["name"] not in had:
            yield "now", f"{{{match['name']}}} does not stand in {move.was!r:.80}"


def _clock_problems(clock: Clock) -> Iterator[tuple[str, str]]:
    try:
        groups = re.compile(clock.address).groupindex
    except (re.error, OverflowError, RecursionError) as error:
        yield "address", f"not a regular expression: {error}"
        return
    if "id" not in groups:
        yield "address", f"expected a group (?P<id>…), found {clock.address!r:.80}"
    if len(clock.address) > MAX_WORDS or REPEATED_GROUP.search(clock.address) or len(REPEAT.findall(clock.address)) > MAX_REPEATS:
        yield "address", f"expected at most {MAX_REPEATS} repetitions (+ or *) and no repeated group, found {clock.address!r:.80}"
    yield from _point_problems(clock)
    if clock.unit not in ("sequence", "unix", "unix-hex"):
        yield "unit", f"expected sequence, unix or unix-hex, found {clock.unit!r:.80}"
    if not 0 <= clock.error_days <= 3650:
        yield "error_days", f"expected days from 0 to 3650, found {clock.error_days}"


def _point_problems(clock: Clock) -> Iterator[tuple[str, str]]:
    before: tuple[int, datetime.date] | None = None
    for index, point in enumerate(clock.points):
        try:
            day = datetime.date.fromisoformat(point.day)
        except ValueError:
            yield f"points[{index}].day", f"expected a day such as 2015-09-13, found {point.day!r:.80}"
            return
        if before and not (point.id > before[0] and day > before[1]):
            found = f"found {point.id}, {day}"
            yield f"points[{index}]", f"expected a higher id and a later day than {before[0]}, {before[1]}, {found}"
        before = (point.id, day)


def _profile_problems(profile: Profile) -> Iterator[tuple[str, str]]:
    yield from _year_problems(profile.since, profile.until)
    for key in ("title", "date", "byline", "article"):
        for index, selector in enumerate(getattr(profile, key)):
            if problem := _selector_problem(selector):
                yield f"{key}[{index}]", f"expected a CSS selector such as h1.title, found {selector!r:.80} ({problem})"
    for index, place in enumerate(profile.dates_in):
        if place not in DATES_IN:
            yield f"dates_in[{index}]", f"expected one of {', '.join(DATES_IN)}, found {place!r:.80}"
    for index, host in enumerate(profile.hosts):
        if not HOST_NAME.fullmatch(host):
            yield f"hosts[{index}]", f"expected a host name such as www.outlet.example, found {host!r:.80}"


def _selector_problem(selector: str) -> str | None:
    import soupsieve

    if len(selector) > MAX_WORDS:
        return f"longer than {MAX_WORDS} characters"
    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError, RecursionError) as error:
        return str(error).partition("\n")[0]
    return None


def _is_zone(name: str) -> bool:
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
