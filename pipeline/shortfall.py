"""What a run left undone, and why: sources without an answer, a network that was not there, ways of looking that are off.

Enters: `Verified`. Leaves: whether the run was complete, and sentences for its notices. What is said of each source is its
findings' matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from archive.capture import DECIDED, FetchOutcome
from archive.locate.ladder import NO_ANSWER
from archive.locate.lookup import FoundBy, RungAttempt
from archive.services import SERVICES
from citations.finding import Action
from pipeline.checks.verdict import host_of
from pipeline.source import PASSING, Source
from pipeline.verify import Verified
from reports.phrases import joined
from reports.words import FOUND_WORDS

_OFF = " is off; "  # as `archive.service_client` says it
MAX_TOLD = 8  # notes that a notice names
_MAX_REASONS = 3  # that a notice tells
_UNASKED = DECIDED | {FetchOutcome.NOT_IN_ARCHIVE, FetchOutcome.BAD_ADDRESS}
# A host's name or machine could not be reached; any other outcome shows that somebody was there.
_SILENT = frozenset({FetchOutcome.DNS_FAILURE, FetchOutcome.REFUSED, FetchOutcome.TIMEOUT})
_UNFOUND = (FoundBy.NOT_FOUND, FoundBy.NOT_TRIED)


def is_complete(verified: Verified, *, may_ask_again: bool) -> bool:
    """Return whether nothing was left unasked and, where asking again is possible, no retry is due.

    An archive from elsewhere is what it is: `may_ask_again` is False for it.
    """
    sources = {source.id: source for source in verified.sources.values()}.values()
    if any(_is_unasked(source) for source in sources):
        return False
    findings = (finding for found in verified.findings.values() for finding in found)
    due = any(finding.action is Action.RETRY_ON for finding in findings)
    failed = any(_failed_in_passing(source, verified.network_seen) or _without_answer(source) for source in sources)
    return not may_ask_again or not (due or failed)


def _is_unasked(source: Source) -> bool:
    """Whether the archive that was read holds no answer for a source."""
    last = source.answer.capture if source.answer else None
    if last is not None:
        return last.outcome is FetchOutcome.NOT_IN_ARCHIVE
    unasked = any(capture.outcome is FetchOutcome.NOT_IN_ARCHIVE for _, capture in source.tried)
    return source.found_by is FoundBy.NOT_TRIED and unasked


def _failed_in_passing(source: Source, network_seen: bool) -> bool:
    """Whether a source was not found because computed addresses failed in a way that may pass."""
    outcomes = {capture.outcome for _, capture in source.tried} if source.answer is None else set()
    return bool(outcomes & PASSING) or (FetchOutcome.DNS_FAILURE in outcomes and not network_seen)


def _without_answer(source: Source) -> tuple[str, ...]:
    """Return why services that might have given a source or its copy did not answer; () when it stands without them."""
    asked = source.lookup.attempts if source.found_by in _UNFOUND else ()
    silent = [one.skipped_why for one in asked if one.result == NO_ANSWER and one.skipped_why]
    return (*silent, *((source.no_memento,) if source.memento_open else ()))


def unanswered(verified: Verified) -> tuple[str, ...]:
    """Return in one sentence how many sources services gave no answer about, and why; () when all of them answered."""
    sources = {source.id: source for source in verified.sources.values()}.values()
    silent = [why for source in sources if (why := _without_answer(source))]
    if not silent:
        return ()
    reasons = Counter(reason for why in silent for reason in dict.fromkeys(why))
    told = "; ".join(reason for reason, _ in reasons.most_common(_MAX_REASONS))
    more = f" (and {len(reasons) - _MAX_REASONS} more reasons)" if len(reasons) > _MAX_REASONS else ""
    what = f"what services know of {len(silent)} source{'s' if len(silent) > 1 else ''} was not learnt"
    named = sorted({name for reason in reasons if (name := reason.partition(" ")[0]) in SERVICES}) or ["NAME"]
    off = ", ".join(f"[services.{name}] on = false" for name in named)
    return (f"{what}: {told}{more}; run it again, or turn off in footnotary.toml what never answers: {off}",)


def nobody_answered(verified: Verified) -> tuple[str, ...]:
    """Return in one sentence that none of the hosts that were asked answered; () when one did, or none was asked."""
    captures = [capture for source in verified.sources.values() for _, capture in source.tried]
    asked = [one for one in captures if one.outcome not in _UNASKED]
    if not asked or any(one.outcome not in _SILENT for one in asked):
        return ()
    hosts = {host_of(one) for one in asked}
    if all(one.outcome is FetchOutcome.DNS_FAILURE for one in asked):
        what = "no host’s name could be looked up: this computer seems to have no network"
    elif len(hosts) == 1:
        what = f"the one host that was asked, {min(hosts)}, did not answer"
    else:
        what = f"none of {len(hosts)} hosts answered: see whether this computer is connected"
    return (f"{what}, so nothing is said of any source; run the same command again when it may answer",)


def not_public(verified: Verified) -> tuple[str, ...]:
    """Return in one sentence how many sources were not asked because their address is not public; () when none."""
    sources = {source.id: source for source in verified.sources.values()}.values()
    forbidden = FetchOutcome.FORBIDDEN_ADDRESS
    kept = [one for one in sources if any(capture.outcome is forbidden for _, capture in one.tried)]
    if not kept:
        return ()
    which = (
        "1 source was not asked: its address is" if len(kept) == 1 else f"{len(kept)} sources were not asked: their addresses are"
    )
    return (f"{which} not public; where that is meant, run it again with --allow-address RANGE (127.0.0.0/8, for example)",)


def cost_of_staying_off(verified: Verified) -> tuple[str, ...]:
    """Return in one sentence how many sources were not found while ways of looking for them were off; () when none.

    A source is named by the first note that cites it.
    """
    first = {source.id: (label, source) for (label, _), source in reversed(verified.sources.items())}
    off: dict[str, None] = {}
    missed: Counter[FoundBy] = Counter()
    labels: list[str] = []
    for label, source in reversed(first.values()):
        skipped = switched_off(source.lookup.attempts)
        if source.found_by in _UNFOUND and skipped:
            missed[source.found_by] += 1
            labels.append(label)
            off |= dict.fromkeys(skipped)
    if not missed:
        return ()
    ways = f"{', '.join(off)} {'are' if len(off) > 1 else 'is'} off"
    told = [f"{missed[how]} {FOUND_WORDS[how.value]}" for how in _UNFOUND if missed[how]]
    return (f"{' and '.join(told)} while {ways}; {_of_notes(labels)}; `footnotary plan` says what each would send",)


def _of_notes(labels: list[str]) -> str:
    if len(labels) == 1:
        return f"it is the source of note {labels[0]}"
    shown = labels if len(labels) <= MAX_TOLD else [*labels[:MAX_TOLD], f"{len(labels) - MAX_TOLD} more"]
    return f"they are the sources of notes {joined(shown)}"


def switched_off(attempts: Iterable[RungAttempt]) -> list[str]:
    """Return the ways of looking that were skipped because the settings leave them off."""
    return [one.rung for one in attempts if one.skipped_why and _OFF in one.skipped_why]
