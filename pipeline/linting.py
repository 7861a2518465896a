"""What `footnotary lint` prints: lines for a person, or the documented JSON (docs/lint.md); and what a report shows of it.

Enters: remarks by draft. Leaves: text.
"""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from citations.consistency.rule import Remark, Severity
from citations.errors import InputError
from citations.plain import to_plain
from pipeline.reading import Readers
from reports.characters import plain_text

SCHEMA_VERSION = 1
INDENT = "    "
MIN_WIDTH = 40  # columns: on a narrower screen the terminal breaks lines itself
Found = Mapping[str, tuple[Remark, ...]]


async def remarks_for_report(
    readers: Readers, draft: Path, publishers: tuple[Mapping[str, Any], ...], off: tuple[str, ...]
) -> tuple[Remark, ...]:
    """Return what lint finds in a draft that was read before; where it cannot end in time, one remark that says so."""
    try:
        return await readers.lint(draft, publishers, off)
    except InputError as error:
        why = f"What is wrong with the draft alone was not looked for: {error}"
        return (Remark(quoted="", why=why, rule="lint", severity=Severity.ERROR),)


def lint_json(found: Found) -> str:
    """Return every remark as JSON, in the order of each document."""
    findings = [{"draft": draft, **to_plain(remark)} for draft, remarks in found.items() for remark in remarks]
    data = {"schema_version": SCHEMA_VERSION, "counts": _counts(found), "findings": findings}
    return json.dumps(data, ensure_ascii=False, indent=2)


def lint_lines(found: Found, *, show_all: bool, width: int | None = None) -> Iterator[str]:
    """Yield the errors, or all remarks, and at the end how many there are of each severity.

    Lines are wrapped to `width` columns; without a width each remark's reason, words and mend are one line each.
    """
    for draft, remark in ((draft, remark) for draft, remarks in found.items() for remark in remarks):
        if show_all or remark.severity is Severity.ERROR:
            name = f"{draft}: " if len(found) > 1 else ""
            place = name + (f"note {remark.label}" if remark.label else f"paragraph {remark.paragraph}")
            yield plain_text(f"{place}: {remark.severity} [{remark.rule}]")
            for lead, said in (("", remark.why), ("> ", remark.quoted), ("mend: ", remark.mend)):
                yield from _wrapped(lead, plain_text(said), width) if said else ()
    counts = _counts(found)
    hidden = counts["warning"] + counts["hint"]
    said = ", ".join(f"{number} {severity}{'' if number == 1 else 's'}" for severity, number in counts.items())
    yield said + ("; --all shows every one" if hidden and not show_all else "")


def _wrapped(lead: str, said: str, width: int | None) -> list[str]:
    """Lines indented, those after the first as far as the words behind `lead`."""
    if width is None:
        return [INDENT + lead + said]
    first, further = INDENT + lead, INDENT + " " * len(lead)
    return textwrap.wrap(said, max(width, MIN_WIDTH), initial_indent=first, subsequent_indent=further, break_on_hyphens=False)


def _counts(found: Found) -> dict[str, int]:
    counts = Counter(remark.severity for remarks in found.values() for remark in remarks)
    return {severity.value: counts[severity] for severity in Severity}
