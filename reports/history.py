"""What was before, in words: what changed since the last run, and what an address gave over time.

Enters: the values of `reports.report`. Leaves: plain sentences, escaped by no format yet.
"""

from __future__ import annotations

from collections import Counter

from reports.phrases import moment, plural
from reports.report import ChangeKind, Since, Stretch
from reports.words import ANSWER_WORDS

MAX_SHOWN_CHANGES = 20  # an editor reads no more at once; the rest is folded
CHANGE_KINDS = {
    ChangeKind.NEW: "new",
    ChangeKind.CHANGED: "changed",
    ChangeKind.SETTLED: "settled",
    ChangeKind.NOTE_ADDED: "note added",
    ChangeKind.NOTE_REMOVED: "note removed",
    ChangeKind.NOTE_EDITED: "note edited",
}


def since_words(since: Since) -> str:
    """Return what changed since the run before, in one sentence with that run's day."""
    tally = Counter(change.kind for change in since.changes)
    told = [f"{tally[kind]} {words}" for kind, words in CHANGE_KINDS.items() if tally[kind]]
    if since.moved:
        told.append(f"{plural(since.moved, 'note')} with another status")
    how = {"live": "", "offline": " (offline)", "replay": " (from an archive)"}.get(since.mode, f" ({since.mode})")
    changed = ", ".join(told) or "nothing changed"
    unseen = f"; {plural(len(since.unseen), 'finding')} could not be looked at again" if since.unseen else ""
    return f"Since the run of {moment(since.started)}{how}: {changed}; {plural(since.same, 'finding')} as before{unseen}."


def stretch_words(stretch: Stretch) -> str:
    """Return what an address gave and when: "answered, HTTP 200, from 2 May 2020 to 3 June 2021 (7 times)"."""
    gave = ANSWER_WORDS.get(stretch.outcome, stretch.outcome) + (f", HTTP {stretch.http_status}" if stretch.http_status else "")
    first, last = (moment(one).partition(",")[0] for one in (stretch.first, stretch.last))
    when = last if first == last else f"from {first} to {last}"
    return f"{gave}, {when}" + (f" ({stretch.times} times)" if stretch.times > 1 else "")
