"""`sources.xlsx`: a row a citation, for people who decide in a workbook; and the rows that come back.

Enters: a `Report`; and later the bytes that a person sent back. Leaves: a workbook whose cells are text, never formulas or links,
and the verdicts in it by the row's digest, which says what the row was about. Reading runs in the worker process.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from citations.decision import PARTS, Verdict, digest_of
from citations.errors import InputError
from citations.finding import Action, Finding
from citations.regex import regex
from reports import hints, phrases, words
from reports.characters import visible
from reports.report import CitationView, NoteView, Report

SHEET = "sources"
PEOPLE = "readers"  # the sheet that the list of readers is taken from: who reads first adds initials there
SEEN = "seen"  # the hidden sheet of what a verdict on each row rests on, should the source be silent when it comes back
SEEN_COLUMNS = ("digest", "about", "finding of", "defect", *(f"seen {part}" for part in PARTS))
MAX_PEOPLE = 40  # lines of that list, those still empty included
HASH = "row digest (leave it)"
VERDICT, REASON, READER, DAY = "verdict", "reason", "reader", "day"
ABOUT = ("citation", "source", "sentence", "text of the note")  # cells that tell a reader what the row is about
COLUMNS = (
    ("note", 8), ("citation", 9), ("status", 13), ("source", 44), ("found", 60), ("to do", 30), (VERDICT, 14), (REASON, 40),
    (READER, 10), (DAY, 12), ("sentence", 50), ("text of the note", 50), ("address", 40), ("our copy", 28), ("memento", 40),
    ("decided", 40), (HASH, 16),
)  # fmt: skip
NAMES = tuple(name for name, _ in COLUMNS)
CARRYING = ("quote", "title", "date", "link")  # rules by which a source passes, the most telling first
MAX_SEEN = 100  # lines of `SEEN` a row: 100,000 would take longer to read back than a file of foreign bytes may (8 s)
REASONS = ("Seen in print.", "The difference is harmless.", "Compared by a reader of the language.", "The author confirms it.")
MAX_CELL = 32_000  # characters; the format allows 32,767
MAX_ROWS = 1_048_575  # below the heading, as the format has it
MAX_HEAD = 50  # rows in which the headings are looked for
PAPER_A4 = 9  # ECMA-376, 18.3.1.63
LINE_POINTS = 15.0  # of the font that workbooks have by default
MAX_LINES = 20  # the format allows 409 points; a longer text is read in its cell
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"  # how the zip of such a document begins, ODF 1.3, 3.3
_CHOOSE = "Choose one of the list: accept, reject, mend, ask-author or attach-proof."
# matches "2026-11-24", "2026-11-24 00:00:00"; not "24.11.2026"
_DAY = regex(r"""(?P<day>\d{4}-\d\d-\d\d)(?:[ T]00:00:00)?""", re.VERBOSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """What a row is about: a citation of a note, or a note that cites nothing; `digest` is equal as long as nothing changed."""

    note: NoteView
    view: CitationView | None
    findings: tuple[Finding, ...]

    @property
    def digest(self) -> str:
        """What was judged: the note, its sentence, the sources' words and what the rules said."""
        prints = [one.fingerprint for one in self.findings if one.fingerprint]
        return digest_of(self.about, *(getattr(one, name) for one in prints for name in PARTS))

    @property
    def about(self) -> str:
        """The draft's part of it: the note, its sentence and which citation."""
        return digest_of(self.note.text, self.note.claim, str(self.view.index) if self.view else "")

    def decidable(self) -> tuple[Finding, ...]:
        """Return the findings that a verdict on the row is on: those that are open, else those that were decided, else of those
        that pass the one that carries most.
        """
        open_ones = tuple(one for one in self.findings if words.is_unclean(one) and not one.is_accepted)
        return open_ones or tuple(one for one in self.findings if one.decided) or _carrying(self.findings)

    def differing(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the columns in which a row that came back tells of something else: it was sorted in parts, or edited.

        The note's number may be another one by now; columns that were taken out are not asked.
        """
        cells = dict(zip(NAMES, _cells(self), strict=True))
        return tuple(name for name in ABOUT if name in row and digest_of(str(row[name])) != digest_of(_cell(cells[name])))


def _carrying(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    ranks = {rule: rank for rank, rule in enumerate(CARRYING)}
    return tuple(sorted(findings, key=lambda one: ranks.get(one.rule, len(ranks)))[:1])


def cited(report: Report) -> Iterator[Cited]:
    """Yield what the rows are about, in the order of the draft."""
    for note in report.notes:
        if note.findings or not note.citations:
            yield Cited(note=note, view=None, findings=note.findings)
        for view in note.citations:
            yield Cited(note=note, view=view, findings=view.findings)


def render(report: Report) -> bytes:
    """Return the workbook's bytes; equal reports give equal bytes."""
    import xlsxwriter

    out = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, safe) as book:
        book.set_properties({"title": visible(report.title)[:200], "created": _moment(report.run.started)})
        sheet = book.add_worksheet(SHEET)
        plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for column, (name, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width, plain)
            sheet.write_string(0, column, name, head)
        rows = list(cited(report))[:MAX_ROWS]
        for number, row in enumerate(rows, start=1):
            cells = _cells(row)
            sheet.set_row(number, _height(cells))
            for column, text in enumerate(cells):
                if text:
                    sheet.write_string(number, column, _cell(text), plain)
        _choices(sheet, len(rows))
        _people(book.add_worksheet(PEOPLE), report, plain, head)
        _seen(book.add_worksheet(SEEN), rows)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, max(len(rows), 1), NAMES.index(DAY))
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    return out.getvalue()


def _choices(sheet: Any, count: int) -> None:
    """The lists to choose from; what is not in a list may be typed, but a verdict is one of five."""
    last = max(count, 1)
    lists: dict[str, object] = {
        VERDICT: [one.value for one in Verdict],
        REASON: list(REASONS),
        READER: f"={PEOPLE}!$A$2:$A${MAX_PEOPLE + 1}",
    }
    for name, values in lists.items():
        column = NAMES.index(name)
        told: dict[str, object] = (
            {"error_title": "No verdict", "error_message": _CHOOSE} if name == VERDICT else {"show_error": False}
        )
        sheet.data_validation(1, column, last, column, {"validate": "list", "source": values, **told})


def _people(sheet: Any, report: Report, plain: Any, head: Any) -> None:
    """The initials to choose a reader from: of whoever decided something, and room for others."""
    decided = {one.decision.by for note in report.notes for finding in note.all_findings() for one in finding.decided}
    sheet.set_column(0, 0, 40, plain)
    sheet.write_string(0, 0, "initials of the readers (add yours below)", head)
    for number, initials in enumerate(sorted(decided)[:MAX_PEOPLE], start=1):
        sheet.write_string(number, 0, _cell(initials), plain)


def _seen(sheet: Any, rows: list[Cited]) -> None:
    """What a verdict on each row rests on, for `pipeline.importing`: digests, which tell a reader nothing."""
    lines = [SEEN_COLUMNS, *dict.fromkeys(line for row in rows for line in _seen_lines(row))]
    for number, line in enumerate(lines[: MAX_ROWS + 1]):
        for column, text in enumerate(line):
            if text:
                sheet.write_string(number, column, text)
    sheet.hide()


def _seen_lines(row: Cited) -> Iterator[tuple[str, ...]]:
    """The lines of a row; none where it has too many findings, and is taken only as long as its source answers."""
    findings = row.decidable()
    for one in findings if len(findings) <= MAX_SEEN else ():
        if one.fingerprint:
            seen = (getattr(one.fingerprint, part) for part in PARTS)
            yield (row.digest, row.about, one.rule, one.defect or "", *seen)


def _cells(row: Cited) -> tuple[str, ...]:
    note, view = row.note, row.view
    source = view.source if view else None
    open_ones = [finding for finding in row.findings if words.is_open(finding)]
    to_do = dict.fromkeys(words.what_to_do(one) for one in open_ones if one.action is not Action.NONE)
    found = [words.said_of(one)[0] for one in open_ones]
    if not found:
        found = [view.scope] if view and view.scope else [phrases.sentence(one.message) for one in row.findings]
        found += [phrases.sentence(one.message) for one in row.findings if view and view.scope and hints.is_hint(one)]
    decided = [words.decided_words(one) for finding in row.findings for one in finding.decided]
    return (
        note.label,
        str(view.index + 1) if view else "",
        (view.status if view else note.status).value,
        words.brief(view.named) if view else "",
        "\n".join(found),
        "\n".join(to_do),
        "", "", "", "",
        note.claim or "",
        note.text,
        (source.final_address or source.address or "") if source else "",
        (source.copy_path or "") if source else "",
        (source.memento or "") if source else "",
        "\n".join(decided),
        row.digest,
    )  # fmt: skip


def _height(cells: tuple[str, ...]) -> float:
    """A row's height in points, so that the longest of its texts can be read: not every program finds it by itself."""
    lines = max(
        sum(-(-len(line) // width) or 1 for line in text.split("\n")) for text, (_, width) in zip(cells, COLUMNS, strict=True)
    )
    return min(lines, MAX_LINES) * LINE_POINTS


def _cell(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= MAX_CELL else shown[:MAX_CELL] + " …"


def _moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(datetime.UTC).replace(tzinfo=None)


def read_plain(body: bytes) -> list[dict[str, Any]]:
    """Return the rows of a workbook that have a verdict, a reason or a reader: `row` (its number), what the cells say, and
    under `SEEN` what a verdict rests on, as far as the workbook still tells it.

    Columns and rows may stand in any order. Raises InputError for what is no workbook of ours, or lacks a column.
    """
    import openpyxl

    if body.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError("the workbook has a password or is an old .xls: save it as .xlsx without a password")
    if _OPEN_DOCUMENT in body[:100]:
        raise InputError(
            "the workbook is an OpenDocument one (.ods): save it as .xlsx (Excel 2007-365), the format it was sent in"
        )
    try:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        tables = {
            sheet.title: [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
            for sheet in book.worksheets
        }
    except Exception:
        raise InputError(
            "the file is no workbook that can be read: a sources.xlsx that came back was expected, or a .toml of decisions, as"
            " the report’s page downloads it; a workbook that is damaged is to be opened and saved as .xlsx again"
        ) from None
    seen = _by_digest(tables)
    return [{**row, SEEN: seen.get(row[HASH], [])} for row in _judged(_ours(tables))]


def _by_digest(tables: Mapping[str, list[list[str]]]) -> dict[str, list[dict[str, str]]]:
    """The lines of the hidden sheet by the row that they belong to; none where somebody took the sheet out."""
    found: dict[str, list[dict[str, str]]] = {}
    for head, *lines in (rows for rows in tables.values() if rows and tuple(rows[0][: len(SEEN_COLUMNS)]) == SEEN_COLUMNS):
        for line in lines:
            cells = dict(zip(head, line, strict=False))
            found.setdefault(cells["digest"], []).append(cells)
    return found


def _ours(tables: Mapping[str, list[list[str]]]) -> list[list[str]]:
    """The rows of the sheet that is ours, whatever it is called by now and beside whatever others."""
    ours = [name for name, rows in tables.items() if any(HASH in row for row in rows[:MAX_HEAD])]
    if len(ours) > 1:
        raise InputError(f"the workbook has {len(ours)} sheets with rows of ours ({', '.join(ours)[:80]}): send back one of them")
    return tables[ours[0]] if ours else next(iter(tables.values()), [])


def _judged(rows: list[list[str]]) -> Iterator[dict[str, Any]]:
    wanted = ("note", "citation", VERDICT, REASON, READER, DAY, HASH)
    heads = [(number, row) for number, row in enumerate(rows[:MAX_HEAD]) if HASH in row or {VERDICT, READER} <= set(row)]
    if not heads:
        raise InputError(
            f"the workbook has no line of headings with {VERDICT}, {READER} and {HASH!r}: send back sources.xlsx itself"
        )
    start, head = heads[0]
    missing = [name for name in wanted if name not in head]
    if missing:
        raise InputError(
            f"the workbook lacks the column {', '.join(map(repr, missing))}: give it its name back, or take a new one"
        )
    twice = [name for name in wanted if head.count(name) > 1]
    if twice:
        raise InputError(f"the workbook has the column {', '.join(map(repr, twice))} twice: take one out")
    places = {name: head.index(name) for name in (*wanted, *ABOUT) if name in head}
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        if cells[VERDICT] or cells[REASON] or cells[READER]:
            yield {"row": number, **cells, DAY: _day(cells[DAY])}


def _day(text: str) -> str:
    """A day as a cell of dates or a person writes it; what is none stays as it is."""
    match = _DAY.fullmatch(text)
    return match["day"] if match else text


def _text(value: object) -> str:
    return "" if value is None else str(value)
