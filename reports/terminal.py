"""The report's first lines for a terminal.

Enters: a `Report`. Leaves: plain lines without control characters.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from citations.regex import regex
from reports import first_screen, hints, phrases, words
from reports.characters import plain_text
from reports.report import NEW_KINDS, Change, Report

INDENT = 2  # columns, of what is left of a line on the next one
MIN_ROOM = 12  # columns: with less beside it, a second column goes on below the first
# matches the beginning of: "link rot              5 of 33"    does not: "- note 7 LOOK: The quotation"
_FIRST_COLUMN = regex(r"""\S.*?\s{2,}(?=\S)""", re.VERBOSE)


def wrapped(lines: Iterable[str], width: int | None) -> tuple[str, ...]:
    """Return `lines` broken between words, none wider than `width` columns but for a longer word, such as an address.

    What goes on is indented, behind a first column as far as the second. Without a width the lines come back as they are.
    """
    if width is None:
        return tuple(lines)
    return tuple(part for line in lines for part in _wrapped(line, width))


def _wrapped(line: str, width: int) -> list[str]:
    column = _FIRST_COLUMN.match(line)
    begins = len(line) - len(line.lstrip())
    deep = column.end() if column and column.end() + MIN_ROOM <= width else begins + INDENT
    return textwrap.wrap(line, width, subsequent_indent=" " * deep, break_long_words=False, break_on_hyphens=False) or [line]


def summary(report: Report, *, draft: str = "", only_new: bool = False) -> tuple[str, ...]:
    """Return the lines that the report begins with: what was done, the rates, the six counts, and where to start.

    `draft` is the draft's file as a command names it. With `only_new`, what is new since the report before stands in the place
    of where to start. Every line is safe to print; the counts add up to the number of notes.
    """
    lines = [report.title, first_screen.headline(report), *filter(None, (first_screen.unread(report),))]
    if not report.run.complete:
        lines.append(f"This run is incomplete. {first_screen.unfinished(report.run)}")
    lines += [f"Notice: {phrases.sentence(notice)}" for notice in report.run.notices]
    width = max((len(rate.name) for rate in report.rates), default=0)
    lines += [f"{rate.name:<{width}}  {first_screen.rate_words(rate)}" for rate in report.rates]
    counted = ", ".join(f"{status.value} {count}" for status, count in report.counts)
    lines.append(f"{counted}: {phrases.plural(len(report.notes), 'note')}")
    said = (
        first_screen.undecided(report, draft or report.briefing),
        words.decisions_words(report),
        first_screen.draft_errors(report, draft or report.briefing),
        hints.hints_words(report),
    )
    lines += [phrases.sentence(told) for told in said if told]
    return tuple(plain_text(line) for line in (*lines, *(_new_lines(report) if only_new else _start_lines(report))))


def _new_lines(report: Report) -> list[str]:
    new = [change for change in (report.since.changes if report.since else ()) if change.kind in NEW_KINDS]
    since = phrases.moment(report.since.started) if report.since else ""
    return [f"New since {since}:" if new else f"Nothing is new since {since}.", *(f"- {_changed(one)}" for one in new)]


def _start_lines(report: Report) -> list[str]:
    by_label = {note.label: note for note in reversed(report.notes)}
    notes = [by_label[label] for label in report.start_here if label in by_label]
    lines = ["Start here:"] if notes else []
    for note in notes:
        wrong, to_do = first_screen.first_line(note)
        lines.append(f"- note {note.label} {note.status.value}: {wrong}" + (f" {to_do}." if to_do else ""))
    return lines


def notes(report: Report) -> tuple[str, ...]:
    """Return what is told of each note: its status, its findings that a person may act on, its hints; safe to print."""
    lines: list[str] = []
    for note in report.notes:
        wrong, to_do = first_screen.first_line(note)
        lines.append(f"note {note.label} {note.status.value}: {wrong}" + (f" {to_do}." if to_do else ""))
        told = dict.fromkeys(words.said_of(finding)[0] for finding in note.all_findings() if words.is_open(finding))
        lines += [f"  - {message}" for message in told if message != wrong]
        lines += [f"  - hint: {message}" for message in hints.hints_of(note)]
    return tuple(plain_text(line) if not line.startswith("  ") else f"  {plain_text(line)}" for line in lines)


def news(report: Report) -> tuple[str, ...]:
    """Return a line for each thing that changed since the run before, and none when nothing did; safe to print.

    A first run has nothing before it, and tells how it stands.
    """
    if report.since is None:
        return tuple(f"first run: {line}" for line in summary(report) if line.startswith("LOOK "))
    return tuple(plain_text(_changed(change)) for change in report.since.changes)


def _changed(change: Change) -> str:
    status = f" {change.status.value}" if change.status else ""
    said = phrases.sentence(change.now or change.was or "")
    return f"note {change.label}{status}, {change.kind.value.replace('-', ' ')}: {said}"
