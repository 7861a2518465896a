"""`decisions.toml`: what people decided, one line a decision, sorted, so that git shows what is new and merges it.

Enters: the file's text. Leaves: `Decision`s, and the text again. A file that cannot be read whole is refused with its line and
never written over; comments that stand on lines of their own are kept, at the top.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.recovery import Lock
from citations.decision import PARTS, Decision, Fingerprint, Verdict
from citations.errors import ProjectError, SettingsError
from citations.plain_toml import read_value, toml_string
from citations.regex import regex
from pipeline.person import INITIALS
from pipeline.writing import write_together

FILE = "decisions.toml"
VERSION = 1
MAX_BYTES = 50_000_000  # 100,000 decisions are about 40 MB
WAIT_S = 20  # for others who write at this moment; 100,000 decisions are written in about 5 s
HEAD = (
    "# What people decided of findings (docs/decisions.md). Keep this file in git; one line a decision, sorted.",
    f"version = {VERSION}",
    "decisions = [",
)
# matches "<<<<<<< HEAD", "=======", ">>>>>>> branch", "||||||| base"; not "== heading"
_CONFLICT = regex(r"""^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)""", re.VERBOSE)
# matches "  { briefing = …", "[[decisions]]", "decisions = [{"; not "# {"
_BEGINS = regex(r"""^\s*(?:decisions\s*=\s*\[\s*)?(?:\{|\[\[\s*decisions\s*\]\])""", re.VERBOSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line of the file. `label` and `citation_index` (from 0) say where the finding stood, `seen` what it rested on."""

    briefing: str
    label: str
    rule: str
    verdict: str
    by: str
    date: datetime.date
    reason: str
    seen: Fingerprint
    citation_index: int | None = None
    defect: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """The whole file: its version, and its lines as TOML gives them."""

    version: int = VERSION
    decisions: tuple[Mapping[str, Any], ...] = ()


def read_decisions(project: Path) -> tuple[Decision, ...]:
    """Return what was decided in a project, () when it has no decisions.toml. Raises SettingsError and ProjectError."""
    text = _text(project / FILE)
    return () if text is None else parse_decisions(text, str(project / FILE))


def _lines_of(text: str) -> list[str]:
    """The lines as TOML ends them: a draft's name may hold what ends a line elsewhere (U+2028)."""
    return text.replace("\r\n", "\n").split("\n")


def parse_decisions(text: str, origin: str) -> tuple[Decision, ...]:
    """Return the decisions that `text` holds, in its order. Raises SettingsError, which names `origin` and the line.

    >>> parse_decisions("version = 1\\ndecisions = []", "decisions.toml")
    ()
    """
    lines = _lines_of(text)
    for number, line in enumerate(lines, start=1):
        if _CONFLICT.match(line):
            raise SettingsError(
                f"{origin}, line {number}: two versions of this file were not merged ({line.strip()[:20]!r}): keep the decisions "
                "of both, remove the lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>; nothing was changed"
            )
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(
            f"{origin} is not valid TOML: {error}: mend that line or take the file back from git; nothing was changed"
        ) from None
    if table.get("version", VERSION) != VERSION:
        raise SettingsError(f"{origin}: version: expected {VERSION}, found {table['version']!r:.40}: a newer footnotary wrote it")
    rows = read_value(File, table, origin).decisions
    begins = [number for number, line in enumerate(lines, start=1) if _BEGINS.match(line)]
    places = begins if len(begins) == len(rows) else [0] * len(rows)
    return tuple(_decision(row, origin, index, line) for index, (row, line) in enumerate(zip(rows, places, strict=True)))


def decisions_in(body: bytes, origin: str) -> tuple[Decision, ...]:
    """Return the decisions in the bytes of a file called `origin`. Raises SettingsError."""
    return parse_decisions(_decoded(body, origin), origin)


def _decoded(body: bytes, origin: str) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{origin} is not UTF-8 text (byte {error.start}): save it as UTF-8; nothing was changed") from None


def _decision(value: object, origin: str, index: int, line: int) -> Decision:
    origin = f"{origin}, line {line}" if line else origin
    row = read_value(Row, value, origin, f"decisions[{index}]")
    try:
        verdict = Verdict(row.verdict)
    except ValueError:
        known = ", ".join(Verdict)
        raise SettingsError(f"{origin}: decisions[{index}].verdict: expected one of {known}, found {row.verdict!r:.40}") from None
    if not INITIALS.fullmatch(row.by):
        raise SettingsError(f"{origin}: decisions[{index}].by: expected initials, such as AB, found {row.by!r:.40}")
    return Decision(
        briefing=row.briefing,
        label=row.label,
        rule=row.rule,
        verdict=verdict,
        reason=row.reason,
        by=row.by,
        date=row.date,
        citation_index=row.citation_index,
        defect=row.defect,
        fingerprint=row.seen,
    )


def render_decisions(decisions: Iterable[Decision], comments: Iterable[str] = ()) -> str:
    """Return the file's text: sorted by briefing, note, citation and rule, so that equal decisions give equal bytes."""
    lines = (f"  {_line(one)}," for one in sorted(set(decisions), key=_order))
    return "\n".join([HEAD[0], *comments, *HEAD[1:], *lines, "]"]) + "\n"


def _line(one: Decision) -> str:
    seen = one.fingerprint
    parts = {
        "briefing": toml_string(one.briefing),
        "label": toml_string(one.label),
        "citation_index": None if one.citation_index is None else str(one.citation_index),
        "rule": toml_string(one.rule),
        "defect": None if one.defect is None else toml_string(one.defect),
        "verdict": toml_string(one.verdict.value),
        "by": toml_string(one.by),
        "date": one.date.isoformat(),
        "reason": toml_string(one.reason),
        "seen": _table({name: toml_string(getattr(seen, name)) for name in PARTS}),
    }
    return _table(parts)


def _table(parts: Mapping[str, str | None]) -> str:
    return "{ " + ", ".join(f"{name} = {value}" for name, value in parts.items() if value is not None) + " }"


def _order(one: Decision) -> tuple[object, ...]:
    number = re.match(r"\d{1,9}", one.label)
    place = (int(number[0]) if number else 0, one.label, -1 if one.citation_index is None else one.citation_index)
    seen = one.fingerprint
    return (one.briefing, *place, one.rule, one.defect or "", seen.note, seen.claim, seen.source, seen.rule, one.date, one.by,
            one.verdict, one.reason)  # fmt: skip


def add_decisions(project: Path, made: Iterable[Decision], replaced: Iterable[Decision] = ()) -> None:
    """Put decisions into the file, each in the place of its person's earlier one on the same finding; take out `replaced`.

    The file is read anew first and held meanwhile, so that what others write at the same time stays. Raises SettingsError and
    ProjectError.
    """
    held = Lock.queue(project, "decisions", wait_s=WAIT_S)
    try:
        _add(project / FILE, made, replaced)
    finally:
        held.release()


def _add(path: Path, made: Iterable[Decision], replaced: Iterable[Decision]) -> None:
    text = _text(path)
    old, new = set(replaced), {(one.by, one.subject): one for one in made}
    there = parse_decisions(text, str(path)) if text is not None else ()
    # What one person decided twice, on two branches that were merged, both stays: nobody but that person knows which holds.
    kept = [one for one in there if one not in old and (one.by, one.subject) not in new]
    comments = [line for line in _lines_of(text or "") if line.lstrip().startswith("#") and line not in HEAD]
    try:
        write_together(path.parent, {FILE: render_decisions((*kept, *new.values()), comments)}, lasting=True)
    except OSError as error:
        raise ProjectError(f"{path} cannot be written ({error.strerror}): make room or get permission; it is as it was") from None


def _text(path: Path) -> str | None:
    """The file's text, or None when there is none. Raises for what is no plain file, or no text."""
    if path.is_symlink():
        raise ProjectError(f"{path} is a link to somewhere else: decisions are kept in the project’s own folder; remove the link")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ProjectError(f"{path} is larger than {MAX_BYTES:,} bytes: take the file back from git")
        return _decoded(path.read_bytes(), str(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ProjectError(f"{path} cannot be read ({error.strerror}): make it a file that you may read") from None
