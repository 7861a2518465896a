"""What a live run would ask: which hosts, what each learns, how long it takes at the polite pace.

Enters: a briefing and the settings. Leaves: a `Plan`. Nothing is sent to make it.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.guard import ALLOW, Guard, address_key
from archive.ledger import Ledger
from archive.locate.ladder import build_ladder, locate, not_sought
from archive.locate.overrides import read_overrides
from archive.services import Service, services_from
from citations.document import Briefing
from citations.errors import ArchiveError
from citations.publisher import Publishers
from pipeline.privacy import MEMENTO_SERVICES, SAVING, Sending
from pipeline.settings import Settings
from pipeline.verify import full_citations
from reports.characters import indented
from reports.phrases import joined, plural

MAX_HOSTS_SHOWN = 40
WHERE_NEEDED = "only where a page does not settle it"
SECONDS_AN_ANSWER = 1.5  # what a page takes beside the interval, robots.txt included: from practice


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Hosts with the number of addresses that would be asked of each, most first; `new_hosts` were never asked before, and
    `is_first` when the project never asked anybody. `seconds` is an estimate, `seconds_at_most` one for a run in which every
    source must be asked of every service that is on. `archives` say in sentences which those are, when they are asked, and
    what each learns. `shut` are addresses in the place of hosts that are not public, which a run does not ask.
    """

    hosts: tuple[tuple[str, int], ...]
    new_hosts: frozenset[str]
    sources: int
    seconds: float
    seconds_at_most: float = 0.0
    is_first: bool = False
    archives: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()


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
    questions: Counter[str] = Counter()
    for citation in unique.values():
        publisher = publishers.of(citation)
        lookup = await locate(citation, publisher, ladder=ladder)
        hosts.update(urlsplit(candidate.address).hostname or "" for candidate in lookup.candidates)
        asking = (rung for rung in ladder if rung.service and not (not_sought(citation) or rung.why_not(citation, publisher)))
        questions.update({rung.service or "": rung.questions for rung in asking})
    plan = _plan(hosts, len(unique), settings, project)
    return replace(
        plan,
        seconds_at_most=plan.seconds + _slowest_s(questions, services_from(settings.services)),
        archives=archives_asked(settings, first=archives_first, save=save),
    )


def _slowest_s(questions: Mapping[str, int], services: Mapping[str, Service]) -> float:
    """Return how long the service takes that is asked longest, at its pace; they are asked beside one another."""
    times = (count * (services[name].interval_s + SECONDS_AN_ANSWER) for name, count in questions.items() if services[name].is_on)
    return max(times, default=0.0)


def archives_asked(settings: Settings, *, first: bool = False, save: bool = False) -> tuple[str, ...]:
    """Return, one sentence a host, which outside services a run may ask, when, and what they learn."""
    services = services_from(settings.services)
    lines = [*_listings(services), *_copies(services, settings, first=first)]
    return (*lines, *((_saving(services[SAVING]),) if save else ()))


def _listings(services: Mapping[str, Service]) -> Iterator[str]:
    """Yield what the ladder's rungs send to services that are on."""
    asked: dict[str, str] = {}
    for rung in build_ladder():
        if rung.service and services[rung.service].is_on:
            asked.setdefault(rung.service, rung.sends)
    for name, sends in asked.items():
        yield f"{urlsplit(services[name].address).hostname} ({name}): for a source that was not found before; it learns {sends}"


def _copies(services: Mapping[str, Service], settings: Settings, *, first: bool) -> Iterator[str]:
    hosts: dict[str, list[Service]] = {}
    for name in MEMENTO_SERVICES if settings.mementos.on or first else ():
        if services[name].is_on:
            hosts.setdefault(urlsplit(services[name].address).hostname or "", []).append(services[name])
    when = "before every publisher" if first else "for every source" if settings.mementos.always else WHERE_NEEDED
    for host, asked in hosts.items():
        learnt = "; ".join(dict.fromkeys(told for one in asked for told in one.tells))
        yield f"{host} ({', '.join(one.name for one in asked)}): {when}; it learns {learnt}"


def _saving(service: Service) -> str:
    return f"{urlsplit(service.address).hostname} ({service.name}): for confirmed sources; it learns {service.sends}"


def _plan(hosts: Counter[str], sources: int, settings: Settings, project: Path) -> Plan:
    busiest, asked = max(hosts.values(), default=0), hosts_asked(project)
    return Plan(
        hosts=tuple(hosts.most_common()),
        new_hosts=frozenset(hosts) - asked,
        is_first=not asked,
        sources=sources,
        seconds=(busiest + 1) * (settings.fetch.interval_s + SECONDS_AN_ANSWER),
    )


def plan_of_addresses(addresses: Sequence[str], settings: Settings, *, project: Path) -> Plan:
    """Return what a live run on `addresses` alone would ask."""
    hosts = Counter(urlsplit(address_key(address)).hostname or "" for address in addresses)
    return _plan(hosts, len(addresses), settings, project)


def without_shut(plan: Plan, guard: Guard) -> Plan:
    """Return the plan with the hosts apart that `guard` would not let a run ask."""
    shut = tuple(host for host, _ in plan.hosts if guard.shuts_out(host))
    return replace(plan, hosts=tuple(one for one in plan.hosts if one[0] not in shut), shut=shut)


def plan_lines(plan: Plan) -> tuple[str, ...]:
    """Return the plan for a terminal, one line a host."""
    minutes = max(1, round(plan.seconds / 60))
    lines = [f"This run would ask {plural(len(plan.hosts), 'host')} for {plural(plan.sources, 'source')}:"]
    for host, count in plan.hosts[:MAX_HOSTS_SHOWN]:
        known = "" if host in plan.new_hosts else " (asked before)"
        lines.append(f"  {host}: up to {count} address{'es' if count > 1 else ''} of this outlet, and its robots.txt{known}")
    if len(plan.hosts) > MAX_HOSTS_SHOWN:
        lines.append(f"  … and {len(plan.hosts) - MAX_HOSTS_SHOWN} more")
    if plan.shut:
        lines.append(f"Not asked, because not public: {joined(list(plan.shut))}; {ALLOW}.")
    if plan.archives:
        lines.append("Outside services that may be asked:")
        lines += [f"  {line}" for line in plan.archives]
    lines.append(
        "Each host learns the addresses asked of it (an address often holds a title) and where you are on the network; "
        "no text of the draft is sent."
    )
    at_most = max(minutes, round(plan.seconds_at_most / 60))
    more = f", up to {at_most} when the services must be asked for every source" if at_most > minutes else ""
    lines.append(f"It takes about {plural(minutes, 'minute')} at the polite pace{more}.")
    return tuple(indented(line) for line in lines)


def plan_data(plan: Plan, privacy: tuple[Sending, ...]) -> dict[str, Any]:
    """Return a plan as JSON values (docs/locate.md)."""
    return {
        "sources": plan.sources,
        "hosts": [{"host": host, "addresses": count, "asked_before": host not in plan.new_hosts} for host, count in plan.hosts],
        "not_public": list(plan.shut),
        "services": list(plan.archives),
        "seconds": round(plan.seconds),
        "seconds_at_most": round(plan.seconds_at_most),
        "privacy": [row._asdict() for row in privacy],
    }


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
