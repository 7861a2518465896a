"""The report's first lines for a terminal.

Enters: a `Report`. Leaves: plain lines without control characters.
"""

from __future__ import annotations

from reports import words
from reports.characters import plain_text
from reports.report import Report


def summary(report: Report) -> tuple[str, ...]:
    """Return the lines that the report begins with: what was done, the rates, the six counts, and where to start.

    Every line is safe to print; the counts add up to the number of notes.
    """
    lines = [report.title, words.headline(report)]
    if not report.run.complete:
        lines.append("This run is incomplete: not every source was asked, so nothing here counts as clean.")
    lines += [f"Notice: {words.sentence(notice)}" for notice in report.run.notices]
    width = max((len(rate.name) for rate in report.rates), default=0)
    lines += [f"{rate.name:<{width}}  {words.rate_words(rate)}" for rate in report.rates]
    counted = ", ".join(f"{status.value} {count}" for status, count in report.counts)
    lines.append(f"{counted}: {words.plural(len(report.notes), 'note')}")
    lines += [words.sentence(told) for told in (words.decisions_words(report),) if told]
    return tuple(plain_text(line) for line in (*lines, *_start_lines(report)))


def _start_lines(report: Report) -> list[str]:
    by_label = {note.label: note for note in reversed(report.notes)}
    notes = [by_label[label] for label in report.start_here if label in by_label]
    lines = ["Start here:"] if notes else []
    for note in notes:
        wrong, to_do = words.first_line(note)
        lines.append(f"- note {note.label} {note.status.value}: {wrong}" + (f" {to_do}." if to_do else ""))
    return lines
