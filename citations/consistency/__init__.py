"""What is wrong with a document by its own lights, before any source is opened: the rules of `footnotary lint`.

Enters: a document's bytes. Leaves: remarks, each of a named rule. Nothing is fetched and no source is compared.
Thresholds: of 339 slips planted in 36 documents of tests/lint_documents 332 were found, with one wrong remark. A constant says
what becomes of that with half or double of it (`tests/sweep.py lint`); where it says nothing, neither changes anything there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from citations.consistency import (
    addressing,
    citing,
    contents,
    counting,
    crediting,
    dating,
    events,
    hearing,
    hyphens,
    interviewees,
    lettering,
    naming,
    numbering,
    outlets,
    preceding,
    punctuating,
    quoting,
    ranks,
    repeating,
    retelling,
    sequences,
    shortening,
    spans,
    summing,
    supporting,
    tables,
    undated,
    varieties,
    wording,
)
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.footnote import understand
from citations.plain import to_plain
from citations.prose import strip_emphasis
from citations.publisher import Publishers, default_publishers, load_publishers
from citations.readers import read_document

MODULES = (
    citing,
    repeating,
    hearing,
    interviewees,
    dating,
    undated,
    spans,
    preceding,
    events,
    retelling,
    summing,
    tables,
    counting,
    crediting,
    naming,
    ranks,
    outlets,
    shortening,
    numbering,
    sequences,
    contents,
    wording,
    hyphens,
    lettering,
    varieties,
    quoting,
    supporting,
    addressing,
    punctuating,
)
RULES: tuple[Rule, ...] = tuple(rule for module in MODULES for rule in module.RULES)
NAMES = frozenset(rule.name for rule in RULES)
__all__ = ["NAMES", "RULES", "Draft", "Remark", "Rule", "Severity", "lint", "lint_plain"]


def lint_plain(
    body: bytes, *, name: str, off: list[str], own_publishers: list[dict[str, Any]] | None = None, as_original: bool = False
) -> Any:
    """Return the remarks on a draft as plain JSON values, for the worker process. Raises InputError as `read_document` does."""
    publishers = load_publishers(own_publishers) if own_publishers else default_publishers()
    return to_plain(list(lint(body, name=name, publishers=publishers, off=off, as_original=as_original)))


def lint(
    body: bytes, *, name: str, publishers: Publishers, off: Collection[str] = (), as_original: bool = False
) -> tuple[Remark, ...]:
    """Return what the rules that are not `off` find in a draft: the body's in order, then the notes'.

    Tracked changes are read as accepted, or with `as_original` as rejected.

    Raises InputError for a draft that cannot be read.
    """
    document = read_document(body, name, as_original=as_original)
    draft = Draft.of(document, understand(document, publishers), publishers)
    found = [
        replace(remark, why=strip_emphasis(remark.why), rule=rule.name, severity=rule.severity)
        for rule in RULES
        if rule.name not in off
        for remark in dict.fromkeys(rule.check(draft))
    ]
    places = {note.label: place for place, note in enumerate(draft.briefing.footnotes)}
    return tuple(sorted(found, key=lambda one: (one.label is not None, one.paragraph or 0, places.get(one.label or "", -1))))
