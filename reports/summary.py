"""`summary.md`: a page of Markdown for a build server or a pull request: the counts, what is new, where to start.

Enters: a `Report`. Leaves: text in GitHub's flavour, at most a few screens long, however many notes there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.finding import Status
from reports import first_screen, hints, phrases, words
from reports.markdown import escaped, notice
from reports.report import ChangeKind, Report, told_labels

MAX_LINES = 25  # notes or changes that are named; of the others the number is told
NEW = (ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.NOTE_ADDED, ChangeKind.NOTE_EDITED)


def render(report: Report) -> str:
    """Return the summary, ending in a line feed."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from (f"## {escaped(report.title)}", "", escaped(first_screen.headline(report)), "")
    if lost := first_screen.unread(report):
        yield from (f"**{escaped(lost)}**", "")
    if not report.run.complete:
        yield from ("**This run is incomplete.** Nothing here counts as clean.", "")
    yield from ("| " + " | ".join(status.value for status, _ in report.counts) + " | notes |", "|---:" * 7 + "|")
    yield "| " + " | ".join(str(count) for _, count in report.counts) + f" | {len(report.notes)} |"
    yield from ("", *(f"- {escaped(rate.name)}: {escaped(first_screen.rate_words(rate))}" for rate in report.rates))
    said = (first_screen.draft_errors(report, report.briefing), words.decisions_words(report), hints.hints_words(report))
    yield from (f"- {notice(told)}" for told in said if told)
    yield from _since(report)
    told = told_labels(report)
    looks = [note for note in report.notes if note.status in (Status.LOOK, Status.GONE) and note.label in told]
    if looks:
        yield from ("", "### To look at", "")
    for note in looks[:MAX_LINES]:
        wrong, to_do = first_screen.first_line(note)
        yield f"- Note {escaped(note.label)} ({note.status.value}): {escaped(wrong)}" + (f" {to_do}." if to_do else "")
    if len(looks) > MAX_LINES:
        yield f"- and {phrases.plural(len(looks) - MAX_LINES, 'more note')}"


def _since(report: Report) -> Iterator[str]:
    if report.since is None:
        return
    new = [change for change in report.since.changes if change.kind in NEW]
    settled = sum(change.kind is ChangeKind.SETTLED for change in report.since.changes)
    yield from ("", f"### Since {escaped(phrases.moment(report.since.started))}", "")
    yield f"{len(new)} new or changed, {settled} settled, {report.since.same} as before."
    yield from ("",) if new else ()
    for change in new[:MAX_LINES]:
        yield f"- Note {escaped(change.label)}: {escaped(phrases.sentence(phrases.shortened(change.now or '')))}"
    if len(new) > MAX_LINES:
        yield f"- and {len(new) - MAX_LINES} more"
