"""What is known of publishers, and what a check found, in words for a person and as JSON (docs/publishers.md).

Enters: publishers, and the `Facts` of `pipeline.publisher_check`. Leaves: text, fit for a terminal.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citations.errors import InputError
from citations.plain import to_plain
from citations.publisher import Profile, Publisher, Publishers
from citations.publisher_data import span_of
from reports.characters import plain_text

DOUBT = " (to confirm)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What a check found, as plain values in the order of printing; `problems` are sentences, empty when all fits."""

    data: dict[str, Any]
    problems: tuple[str, ...] = ()


def publisher_of(publishers: Publishers, name: str) -> Publisher:
    """Return the publisher of an id, a name as cited or a host; raises InputError with the nearest names for another."""
    found = publishers.by_id.get(name.casefold()) or publishers.named(name) or publishers.at_host(name)
    if found:
        return found
    known = {word.casefold(): word for publisher in publishers for word in (publisher.id, *publisher.names)}
    near = [known[word] for word in difflib.get_close_matches(name.casefold()[:100], known, n=3)]
    hint = f"did you mean {', '.join(near)}?" if near else "`footnotary publishers list` shows all that are known"
    raise InputError(f"no publisher is known as {name[:100]!r}: expected an id, a name as cited or a host; {hint}")


# What is known


def known_json(publishers: tuple[Publisher, ...]) -> str:
    """Return every fact of `publishers` as JSON, with `to_confirm`: what nobody has confirmed, in words."""
    data = [{**to_plain(publisher), "to_confirm": list(publisher.to_confirm)} for publisher in publishers]
    return json.dumps({"publishers": data}, ensure_ascii=False, indent=2)


def listed_lines(publishers: tuple[Publisher, ...]) -> tuple[str, ...]:
    """Return one line a publisher: id, name, hosts, and how much of it nobody has confirmed."""
    width = max((len(publisher.id) for publisher in publishers), default=0)
    lines = []
    for publisher in publishers:
        doubts = len(publisher.to_confirm)
        hosts = ", ".join(f"{host.host}{host.path}" for host in publisher.hosts)
        lines.append(
            f"{publisher.id:<{width}}  {publisher.name}: {hosts or 'no host'}" + (f" ({doubts} to confirm)" * bool(doubts))
        )
    return tuple(plain_text(line) for line in (*lines, f"{len(publishers)} publishers"))


def known_lines(publisher: Publisher) -> tuple[str, ...]:
    """Return all that is known of a publisher, a line a fact."""
    return tuple(_safe(line) for line in _known(publisher))


def _safe(line: str) -> str:
    """Return a line fit for a terminal, its indentation kept."""
    words = line.lstrip(" ")
    return " " * (len(line) - len(words)) + plain_text(words)


def _known(publisher: Publisher) -> Iterator[str]:
    yield f"{publisher.name} ({publisher.id})"
    for label, words in (
        ("cited as", ", ".join(publisher.aliases)),
        ("languages", ", ".join(publisher.languages)),
        ("time zone", publisher.time_zone),
        ("dates in figures", publisher.date_order),
        ("no issue on", ", ".join(publisher.no_issue_on)),
        ("pause", f"{publisher.minimum_interval_s:g} s between two requests"),
        ("walls say", "; ".join(publisher.signs)),
        ("copies at", ", ".join(publisher.mirrors)),
        ("access", publisher.access),
        ("notes", publisher.notes),
    ):
        if words:
            yield f"  {label + ':':<18}{words}"
    yield from _rows("series", (series.name for series in publisher.series))
    yield from _rows("hosts", (host_words(publisher, index) for index in range(len(publisher.hosts))))
    yield from _rows("addresses", (f"{item.address}{_years(item)}{DOUBT * item.to_confirm}" for item in publisher.patterns))
    yield from _rows("moves", (f"{item.was} → {item.now}{DOUBT * item.to_confirm}" for item in publisher.moves))
    yield from _rows("slugs", (f"{name}: table {rules.table}" for name, rules in publisher.slugs.items()))
    yield from _rows("ids that rise", (_clock_words(publisher, index) for index in range(len(publisher.clocks))))
    yield from _rows("markup", (profile_words(profile) for profile in publisher.profiles))
    yield from _rows("to confirm", publisher.to_confirm)


def _rows(title: str, rows: Any) -> Iterator[str]:
    shown = [f"    {row}" for row in rows]
    yield from [f"  {title}:", *shown] if shown else ()


def _years(item: Any) -> str:
    return f" {span}" if (span := span_of(item.since, item.until)) else ""


def host_words(publisher: Publisher, index: int) -> str:
    """Return one of a publisher's hosts with its years, what it replaced and whether it was seen, in words."""
    host = publisher.hosts[index]
    after = f", after {host.replaces}{' under the same paths' * host.same_paths}" if host.replaces else ""
    spoken = f", {' '.join(host.languages)}" if host.languages else ""
    return f"{host.host}{host.path}{_years(host)}{spoken}{after}{', closed' * host.closed}{DOUBT * host.to_confirm}"


def _clock_words(publisher: Publisher, index: int) -> str:
    clock = publisher.clocks[index]
    points = ", ".join(f"{point.id} = {point.day}" for point in clock.points)
    return f"{clock.unit}, give or take {clock.error_days} days" + (f": {points}" if points else "")


def profile_words(profile: Profile) -> str:
    """Return years, hosts, software and selectors of a profile in words."""
    kinds = ((kind, getattr(profile, kind)) for kind in ("title", "date", "byline", "article"))
    found = "; ".join(f"{kind} {' or '.join(selectors)}" for kind, selectors in kinds if selectors)
    dates = f"; dates in {', '.join(profile.dates_in)}" if profile.dates_in else ""
    made_by = f" ({profile.system})" if profile.system else ""
    return f"{profile.when}{made_by}: {found or 'no selectors'}{dates}{DOUBT * profile.to_confirm}"


# What a check found


def facts_json(found: Facts) -> str:
    """Return a check as JSON, with its `problems`."""
    return json.dumps({**found.data, "problems": list(found.problems)}, ensure_ascii=False, indent=2)


def facts_lines(found: Facts) -> tuple[str, ...]:
    """Return a check for a person: each fact, then each problem after a mark."""
    lines = [line for key, value in found.data.items() for line in _fact_lines(key.replace("_", " "), value, "")]
    return tuple(_safe(line) for line in (*lines, *(f"LOOK: {problem}" for problem in found.problems)))


def _fact_lines(key: str, value: Any, indent: str) -> Iterator[str]:
    if value in (None, [], {}, ""):
        return
    if isinstance(value, dict):
        yield f"{indent}{key}:"
        for name, inner in value.items():
            yield from _fact_lines(name.replace("_", " "), inner, indent + "  ")
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for item in value:
            yield f"{indent}{key}: {_row_words(item)}" if "selectors" not in item else f"{indent}{key}: {item['profile']}"
            yield from (f"{indent}  {_selector_words(row)}" for row in item.get("selectors", ()))
    elif key == "id days":
        yield f"{indent}{key}: {' to '.join(value)}"
    elif isinstance(value, list) and indent:
        yield f"{indent}{key}: {'; '.join(map(str, value))}"
    elif isinstance(value, list):
        yield from (f"{indent}{key}: {item}" for item in value)
    else:
        yield f"{indent}{key}: {value}"


def _row_words(item: dict[str, Any]) -> str:
    parts = ", ".join(f"{name} {value}" for name, value in item.get("parts", {}).items())
    return f"{item['address']}{f' ({parts})' * bool(parts)}{DOUBT * bool(item.get('to_confirm'))}"


def _selector_words(row: dict[str, Any]) -> str:
    return f"{row['kind']} {row['selector']}: " + (row["found"][:80] if row["found"] else "finds nothing")
