"""What a live run would ask: which hosts, what each learns, how long it takes at the polite pace.

Enters: a briefing and the settings. Leaves: a `Plan`. Nothing is sent to make it.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from archive.guard import address_key
from archive.ledger import Ledger
from archive.locate.ladder import build_ladder, locate
from archive.locate.overrides import read_overrides
from archive.services import Service, services_from
from citations.document import Briefing
from citations.errors import ArchiveError
from citations.publisher import Publishers
from pipeline.settings import Settings
from pipeline.verify import full_citations
from reports.terminal import plain_text
from reports.words import plural

MAX_HOSTS_SHOWN = 40
MEMENTO_SERVICES = ("memento-timegate", "memento-timemap", "memento")
WHERE_NEEDED = "only where a page does not settle it"
SECONDS_AN_ANSWER = 1.5  # what a page takes beside the interval, robots.txt included: from practice


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Hosts with the number of addresses that would be asked of each, most first; `new_hosts` were never asked before;
    `seconds` is an estimate; `archives` say in sentences which web archives may be asked, when, and what each learns.
    """

    hosts: tuple[tuple[str, int], ...]
    new_hosts: frozenset[str]
    sources: int
    seconds: float
    archives: tuple[str, ...] = ()


async def plan_of(
    briefing: Briefing,
    publishers: Publishers,
    settings: Settings,
    *,
    project: Path,
    archives_first: bool = False,
    save: bool = False,
) -> Plan:
    """Return what a live run on `briefing` would ask."""
    unique = {citation.source_id(): citation for citation in full_citations(briefing).values()}
    ladder = build_ladder(read_overrides(settings.overrides))
    hosts: Counter[str] = Counter()
    for citation in unique.values():
        lookup = await locate(citation, publishers.of(citation), ladder=ladder)
        hosts.update(urlsplit(candidate.address).hostname or "" for candidate in lookup.candidates)
    return replace(
        _plan(hosts, len(unique), settings, project), archives=archives_asked(settings, first=archives_first, save=save)
    )


def archives_asked(settings: Settings, *, first: bool = False, save: bool = False) -> tuple[str, ...]:
    """Return, one sentence a host, which web archives a run may ask for copies, when, and what they learn."""
    hosts: dict[str, list[Service]] = {}
    services = services_from(settings.services)
    for name in MEMENTO_SERVICES if settings.mementos.on or first else ():
        if services[name].is_on:
            hosts.setdefault(urlsplit(services[name].address).hostname or "", []).append(services[name])
    when = "before every publisher" if first else "for every source" if settings.mementos.always else WHERE_NEEDED
    lines = tuple(
        f"{host} ({', '.join(one.name for one in asked)}): {when}; it learns "
        f"{'; '.join(dict.fromkeys(one.sends for one in asked))}"
        for host, asked in hosts.items()
    )
    return lines + ((_saving(services["save-page-now"]),) if save else ())


def _saving(service: Service) -> str:
    return f"{urlsplit(service.address).hostname} ({service.name}): for confirmed sources; it learns {service.sends}"


def _plan(hosts: Counter[str], sources: int, settings: Settings, project: Path) -> Plan:
    busiest = max(hosts.values(), default=0)
    return Plan(
        hosts=tuple(hosts.most_common()),
        new_hosts=frozenset(hosts) - hosts_asked(project),
        sources=sources,
        seconds=(busiest + 1) * (settings.fetch.interval_s + SECONDS_AN_ANSWER),
    )


def plan_of_addresses(addresses: Sequence[str], settings: Settings, *, project: Path) -> Plan:
    """Return what a live run on `addresses` alone would ask."""
    hosts = Counter(urlsplit(address_key(address)).hostname or "" for address in addresses)
    return _plan(hosts, len(addresses), settings, project)


def plan_lines(plan: Plan) -> tuple[str, ...]:
    """Return the plan for a terminal, one line a host."""
    minutes = max(1, round(plan.seconds / 60))
    lines = [f"This run would ask {plural(len(plan.hosts), 'host')} for {plural(plan.sources, 'source')}:"]
    for host, count in plan.hosts[:MAX_HOSTS_SHOWN]:
        known = "" if host in plan.new_hosts else " (asked before)"
        lines.append(f"  {host}: up to {count} address{'es' if count > 1 else ''} of this outlet, and its robots.txt{known}")
    if len(plan.hosts) > MAX_HOSTS_SHOWN:
        lines.append(f"  … and {len(plan.hosts) - MAX_HOSTS_SHOWN} more")
    if plan.archives:
        lines.append("Web archives that may be asked for copies:")
        lines += [f"  {line}" for line in plan.archives]
    lines.append(
        "Each host learns the addresses asked of it (an address often holds a title) and where you are on the network; "
        "no text of the draft is sent."
    )
    lines.append(f"It takes about {minutes} minute{'s' if minutes > 1 else ''} at the polite pace.")
    return tuple(plain_text(line) for line in lines)


def hosts_asked(project: Path) -> frozenset[str]:
    """Return the hosts that the project's ledger says were asked before; empty without a usable ledger."""
    path = project / ".footnotary" / "ledger.db"
    if not path.is_file():
        return frozenset()
    try:
        with contextlib.closing(Ledger(path)) as ledger:
            return frozenset(urlsplit(uri).hostname or "" for uri in ledger.uris()) if ledger.is_usable() else frozenset()
    except ArchiveError:
        return frozenset()
