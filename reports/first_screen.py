"""What a report says first: how many notes stand how, what is wrong with each first, what to do, and what the run rests on.

Enters: a `Report` and its notes. Leaves: plain sentences, escaped by no format yet, the same in every format.
"""

from __future__ import annotations

from collections.abc import Iterable

from citations.finding import Action, Outcome, Status
from reports.addresses import copy_target
from reports.characters import shell_word
from reports.phrases import moment, plural, sentence
from reports.report import LogView, NoteView, Rate, Report, RunView
from reports.words import MODE_WORDS, is_open, is_undecided, said_of, what_to_do

_STANDINGS = (
    ((Status.LOOK, Status.GONE, Status.BLOCKED), "needs a person’s eye", "need a person’s eye"),
    ((Status.NOT_CHECKED,), "was not checked", "were not checked"),
    ((Status.NOT_WEB,), "is not on the web", "are not on the web"),
    ((Status.OK,), "shows no conflict with its source", "show no conflict with their sources"),
)

MAX_UNREAD = 20  # marks without a note that are named
MAX_TOLD = 4  # rules of the draft's errors, and notes of each, that are named; with more it is a list to read elsewhere


def verdict(report: Report) -> str:
    """Return how many notes stand how, worst first, in one sentence whose numbers add up to the notes."""
    counts = dict(report.counts)
    told = [(sum(counts.get(one, 0) for one in statuses), *verbs) for statuses, *verbs in _STANDINGS]
    parts = [f"{count} {one if count == 1 else many}" for count, one, many in told if count]
    if not parts:
        return " ".join(filter(None, ("The draft has no notes.", unread(report))))
    first, *rest = parts
    count, verb = first.split(" ", 1)
    counted = ", ".join((f"{count} of {plural(len(report.notes), 'note')} {verb}", *rest))
    return " ".join(filter(None, (f"{counted}.", unread(report))))


def unread(report: Report) -> str:
    """Return which marks of the text have no note, for what they call was never looked at; "" where each has one."""
    labels = list(dict.fromkeys(one.label for one in report.lint if one.rule == "note-missing" and one.label))
    if not labels:
        return ""
    named = ", ".join(labels[:MAX_UNREAD]) + (", …" if len(labels) > MAX_UNREAD else "")
    marks, have, these = ("mark", "has", "its note was") if len(labels) == 1 else ("marks", "have", "their notes were")
    return f"{len(labels)} {marks} in the text {have} no note that could be read ({named}): {these} not checked."


def unfinished(run: RunView) -> str:
    """Return what an incomplete run means and how to go on."""
    again = (
        "Run the same command without --offline to go on." if run.mode == "offline" else "Run the same command again to go on."
    )
    return f"Not every source was asked and answered, so nothing here counts as clean. {again}"


def nothing_first(report: Report) -> str:
    """Return what stands where no note is to be looked at first."""
    if report.since and report.since.is_baseline:
        return f"Nothing new to look at since {moment(report.since.started)}; what was there before stands below."
    unchecked = dict(report.counts).get(Status.NOT_CHECKED, 0)
    return (
        f"{plural(unchecked, 'note')} could not be checked: see below why."
        if unchecked
        else "No note needs a person’s eye first."
    )


def rates_apart(rates: tuple[Rate, ...]) -> tuple[tuple[Rate, ...], tuple[Rate, ...]]:
    """Return the rates that found something, and those that found nothing or had nothing to compare, each in order."""
    return tuple(rate for rate in rates if rate.count), tuple(rate for rate in rates if not rate.count)


def headline(report: Report) -> str:
    """Return what was done, when and how, in one sentence."""
    run = report.run
    total = plural(len(report.notes), "note")
    how = MODE_WORDS.get(run.mode, run.mode)
    return f"{total} of {report.briefing} checked on {moment(run.started)}, {how}, by {run.software}."


def draft_errors(report: Report, draft: str = "") -> str:
    """Return how many errors the draft has by its own lights and where, with the command that shows them where it can be given,
    because `draft` names the file; "" without any.
    """
    places: dict[str, dict[str, None]] = {}
    errors = [finding for finding in report.lint if finding.severity == "error"]
    for finding in errors:
        places.setdefault(finding.rule, {})[finding.label] = None
    if not errors:
        return ""
    told = ", ".join(f"{rule}{_in_notes(labels)}" for rule, labels in [*places.items()][:MAX_TOLD])
    more = ", …" if len(places) > MAX_TOLD else ""
    counted = f"the draft itself has {plural(len(errors), 'error')}, which change{'s' if len(errors) == 1 else ''} no status"
    shown = f"; `footnotary lint {shell_word(draft)}` shows what is meant" if draft else ""
    return f"{counted}: {told}{more}{shown}"


def undecided(report: Report, draft: str) -> str:
    """Return how many findings wait for a person, in how many notes, with the command that shows them; "" without any."""
    counts = [count for note in report.notes if (count := sum(map(is_undecided, note.all_findings())))]
    if not counts:
        return ""
    told = f"{plural(sum(counts), 'finding')} in {plural(len(counts), 'note')} to decide"
    return f"{told}: `footnotary review {shell_word(draft)}` shows each with its proof"


def _in_notes(labels: Iterable[str]) -> str:
    named = [label for label in labels if label]
    shown = ", ".join(named[:MAX_TOLD]) + (" …" if len(named) > MAX_TOLD else "")
    return f" (note{'s' if len(named) > 1 else ''} {shown})" if named else ""


def log_words(log: LogView) -> str:
    """Return what proves later that nothing was changed since: what the run rests on, and its line in runs.log."""
    answers = f"{plural(log.records, 'archived answer')}: the sources’ pages, and redirects, robots.txt and services on the way"
    rests = f"The verdicts rest on {answers} (together {log.records_digest})."
    chained = f"which continues {log.previous}" if log.previous else "the first"
    return f"{rests} This run is line {log.line} of sources/runs.log, {log.digest}, {chained}."


def rate_words(rate: Rate) -> str:
    """Return "3 of 41 known addresses"."""
    return f"{rate.count} of {rate.total} {rate.unit}".rstrip() if rate.total else f"no {rate.unit}"


def repeats_a_finding(note: NoteView) -> bool:
    """Return whether the reason of the note's status stands below it anyway, as the message of an open finding."""
    return any(said_of(finding)[0] == sentence(note.why) for finding in note.all_findings() if is_open(finding))


def first_line(note: NoteView) -> tuple[str, str]:
    """Return what is wrong with `note` first, and what to do about it ("" when nothing), each as one line.

    Of equal ones, what a person can do something about comes first.
    """
    open_ones = [finding for finding in note.all_findings() if is_open(finding)]
    if not open_ones:
        return sentence(note.why), ""
    first = min(open_ones, key=lambda one: (one.settled.rank, one.outcome is not Outcome.FAILED, one.action is Action.NONE))
    return said_of(first)[0], "" if first.action is Action.NONE else what_to_do(first)


def first_proof(note: NoteView) -> str | None:
    """Return where our copy shows what is wrong with `note` first; None when nothing open rests on a copy."""
    open_ones = (finding for finding in note.all_findings() if is_open(finding) and finding.evidence)
    return next((path for one in open_ones if one.evidence and (path := copy_target(one.evidence.archived))), None)
