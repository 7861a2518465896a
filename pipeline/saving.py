"""Give confirmed sources to Save Page Now, where the user said so: which ones, and what is said of it in the report.

Enters: what a run found. Leaves: a `Saved` for each address, and a sentence that counts them.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace

from archive.locate.lookup import FoundBy
from archive.memento import may_be_asked_about
from archive.save_page import NAME, Saved, SaveState, save_pages
from archive.service_client import ServiceClient
from archive.services import Service
from citations.errors import SettingsError
from citations.finding import Status
from pipeline.checks import link
from pipeline.verify import Verified
from reports.phrases import plural


def refuse_unready(services: dict[str, Service], keys: dict[str, str]) -> None:
    """Raise SettingsError when pages are to be given to a service that is off or has no key."""
    service = services[NAME]
    if not service.is_on:
        raise SettingsError(
            f"--save gives sources to {NAME}, which publishes what it keeps: turn it on in footnotary.toml with "
            f"[services.{NAME}] on = true"
        )
    if NAME not in keys:
        raise SettingsError(
            f"--save needs a key of archive.org (ACCESS:SECRET) in the environment variable {service.key_variable}"
        )


def addresses_to_save(verified: Verified) -> tuple[str, ...]:
    """Return the addresses of sources that are confirmed and cited, answer with the source today, and are public."""
    alive = [
        source.answer.capture.target_uri
        for place, source in verified.sources.items()
        if source.answer
        and source.found_by in (FoundBy.PRINTED, FoundBy.CONFIRMED)
        and any(one.rule == link.RULE and one.status is Status.OK for one in verified.findings.get(place, ()))
    ]
    return tuple(dict.fromkeys(address for address in alive if may_be_asked_about(address)))


async def save_sources(verified: Verified, client: ServiceClient, *, today: datetime.date) -> tuple[Saved, ...]:
    """Give the confirmed sources of a run to the service, one after the other."""
    return tuple([saved async for saved in save_pages(client, addresses_to_save(verified), today=today)])


def with_saved(verified: Verified, saved: tuple[Saved, ...]) -> Verified:
    """Return what a run found, with what became of each source that was given to the service."""
    told = {one.uri: saved_in_words(one) for one in saved}
    return replace(
        verified,
        sources={
            place: replace(source, saved=told.get(source.answer.capture.target_uri, "")) if source.answer else source
            for place, source in verified.sources.items()
        },
    )


def notices_of(saved: tuple[Saved, ...]) -> tuple[str, ...]:
    """Return what came of it, in one sentence, and why the service wanted no more."""
    if not saved:
        return ("Save Page Now: no source was confirmed and alive, so none was given to it",)
    counts = Counter(one.state for one in saved)
    told = ", ".join(f"{counts[state]} {state.value}" for state in SaveState if counts[state])
    why = next((one.detail for one in saved if one.state is SaveState.STOPPED), "")
    return (f"Save Page Now, for {plural(len(saved), 'source')}: {told}{f' ({why})' if why else ''}",)


def saved_in_words(saved: Saved) -> str:
    """Return what came of one address, for the list of what was tried."""
    where = f" as {saved.memento}" if saved.memento else ""
    return f"{saved.state.value}{where}{f': {saved.detail}' if saved.detail else ''}"
