"""What was missed in a source and changes no status, in words: a number or a name of the claim that stands nowhere in it.

Enters: findings, notes, a `Report`. Leaves: plain sentences, escaped by no format yet, the same in every format.
"""

from __future__ import annotations

from collections import Counter

from citations.finding import Finding, Outcome
from reports.phrases import plural, sentence
from reports.report import NoteView, Report
from reports.words import RULE_WORDS, is_open

MAX_HINTED = 20  # notes with a hint that are named in one line


def is_hint(finding: Finding) -> bool:
    """Return whether the finding names something that was missed and that changes no status: a number found in no source."""
    return finding.outcome is Outcome.CANT_TELL and finding.defect is not None and not (is_open(finding) or finding.verdicts)


def hints_of(note: NoteView) -> tuple[str, ...]:
    """Return what the hints of a note say, each once."""
    return tuple(dict.fromkeys(sentence(finding.message) for finding in note.all_findings() if is_hint(finding)))


def hints_words(report: Report) -> str:
    """Return in how many notes there are hints, in which, and of what; "" where there are none."""
    told = [(note.label, {finding.rule for finding in note.all_findings() if is_hint(finding)}) for note in report.notes]
    labels = [label for label, rules in told if rules]
    counts = Counter(RULE_WORDS.get(rule, rule) for _, rules in told for rule in sorted(rules))
    named = ", ".join(f"{rule} {count}" for rule, count in counts.most_common())
    where = ", ".join(labels[:MAX_HINTED]) + (", …" if len(labels) > MAX_HINTED else "")
    return f"hints in {plural(len(labels), 'note')} ({where}), which change no status: {named}" if named else ""
