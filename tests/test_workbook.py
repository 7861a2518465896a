"""sources.xlsx: cells that are text, verdicts to choose, and what comes back is tied to what it was about or refused."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from citations.decision import Verdict
from citations.errors import InputError
from citations.finding import Status
from pipeline.decisions import with_decisions
from pipeline.decisions_file import FILE, add_decisions, read_decisions
from pipeline.importing import imported
from pipeline.kept import told_report
from pipeline.reviewing import decided, to_decide
from reports import html, junit, markdown, word, workbook
from reports.first_screen import first_line
from reports.phrases import sentence
from reports.report import Report
from reports.workbook import DAY, HASH, NAMES, READER, REASON, VERDICT, read_plain
from tests.project import footnotary_here
from tests.sample_report import HOSTILE
from tests.test_review import decidable, project_of

TODAY = datetime.date(2026, 11, 24)


def opened(body: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(body))


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(body: bytes, rows: dict[int, dict[str, object]]) -> bytes:
    """The workbook with cells filled in, by row number and column."""
    book = opened(body)
    for number, cells in rows.items():
        for name, value in cells.items():
            book.active.cell(row=number, column=NAMES.index(name) + 1).value = value
    return saved(book)


JUDGED = {VERDICT: "accept", REASON: "Seen in print.", READER: "AB"}


def first_open(report: Report) -> int:
    """The number of the first row whose citation has something open."""
    asked = {one.finding.fingerprint for one in to_decide(report)}
    rows = list(workbook.cited(report))
    return next(n for n, row in enumerate(rows, start=2) if asked & {one.fingerprint for one in row.findings})


def test_there_is_a_row_a_citation_and_every_cell_is_text() -> None:
    whole = decidable(hostile=True)
    first = replace(whole.notes[0], text="=1+1", claim="http://127.0.0.1/x", label="7")
    report = replace(whole, notes=(first, *whole.notes[1:]))
    sheet = opened(workbook.render(report)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert {"=1+1", "http://127.0.0.1/x", "7"} <= {cell.value for cell in cells}
    assert sheet.max_row - 1 == sum(max(len(note.citations), 1) for note in report.notes)
    shown = "\n".join(str(cell.value) for cell in cells)
    assert "=HYPERLINK" in HOSTILE[-2]
    assert "=HYPERLINK" in shown
    assert not {"\x1b", "\u202e", "\x00"} & set(shown)


def test_verdict_reason_and_reader_are_lists_to_choose_from() -> None:
    report = decidable()
    finding = to_decide(report)[0].finding
    report = with_decisions(report, [decided(report, finding, Verdict.MEND, "So.", "CD", TODAY)])
    book = opened(workbook.render(report))
    sheet = book["sources"]
    lists = {str(one.sqref).split(":")[0][0]: one.formula1 for one in sheet.data_validations.dataValidation}
    letters = {name: openpyxl.utils.get_column_letter(NAMES.index(name) + 1) for name in (VERDICT, REASON, READER)}
    assert lists[letters[VERDICT]] == '"accept,reject,mend,ask-author,attach-proof"'
    assert "Seen in print." in lists[letters[REASON]]
    assert lists[letters[READER]] == "readers!$A$2:$A$41"
    assert [cell.value for cell in book["readers"]["A"]] == ["initials of the readers (add yours below)", "CD"]


def test_a_first_report_has_a_list_of_readers_too_to_which_the_first_reader_adds() -> None:
    book = opened(workbook.render(decidable()))
    assert "readers!$A$2:$A$41" in [one.formula1 for one in book["sources"].data_validations.dataValidation]
    assert book["readers"].max_row == 1
    book["readers"]["A2"] = "NK"
    sent = io.BytesIO()
    book.save(sent)
    assert workbook.read_plain(sent.getvalue()) == []


def test_equal_reports_give_equal_workbooks() -> None:
    assert workbook.render(decidable()) == workbook.render(decidable())


def test_what_was_filled_in_closes_what_the_row_is_about() -> None:
    report = decidable()
    number = first_open(report)
    rows = read_plain(filled(workbook.render(report), {number: {**JUDGED, DAY: "2026-11-20"}}))
    found = imported(rows, report, by=None, today=TODAY)
    assert found.refused == ()
    assert {(one.verdict, one.by, one.date.isoformat()) for one in found.made} == {(Verdict.ACCEPT, "AB", "2026-11-20")}
    after = with_decisions(report, found.made)
    about = list(workbook.cited(report))[number - 2]
    now = list(workbook.cited(after))[number - 2]
    assert not [one for one in now.findings if one.settled.value == "LOOK"]
    assert about.digest == now.digest
    assert sum(one.settled.value == "LOOK" for note in after.notes for one in note.all_findings()) > 0


def test_a_clean_row_that_is_rejected_is_one_decision_whose_reason_leads_everywhere() -> None:
    report = decidable()
    rows = list(workbook.cited(report))
    number = next(n for n, row in enumerate(rows, start=2) if row.view and row.view.status is Status.OK and len(row.findings) > 1)
    cells = {VERDICT: "reject", REASON: "It is about another dam.", READER: "AB"}
    found = imported(read_plain(filled(workbook.render(report), {number: cells})), report, by=None, today=TODAY)
    assert (len(found.made), found.rows, found.refused) == (1, 1, ())
    after = with_decisions(report, found.made)
    label = rows[number - 2].note.label
    note = next(one for one in after.notes if one.label == label)
    said = "Rejected by AB on 24 November 2026: It is about another dam."
    assert note.status is Status.LOOK
    assert sentence(note.why) == said == first_line(note)[0]
    assert word.comments(after)[label][1] == said
    assert any(said in str(cell.value) for cell in opened(workbook.render(after)).active["E"])
    assert f'<strong dir="auto">{said}' in html.render(after)
    assert f"**{said}**" in markdown.render(after).replace("\\", "")
    assert f'message="LOOK: {said}"' in junit.render(after)


def test_rows_and_columns_may_be_moved_added_and_filtered() -> None:
    report = decidable()
    number = first_open(report)
    sheet = opened(filled(workbook.render(report), {number: JUDGED})).active
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    other = openpyxl.Workbook()
    other.active.append(["Our desk's copy"])
    order = sorted(range(len(NAMES)), key=lambda column: NAMES[column][::-1])
    for row in [table[0], *reversed(table[1:])]:
        other.active.append([*(row[column] for column in order), "x"])
    assert (
        imported(read_plain(saved(other)), report, by=None, today=TODAY).made
        == imported(read_plain(filled(workbook.render(report), {number: JUDGED})), report, by=None, today=TODAY).made
    )


def sheared(body: bytes, first: int, columns: tuple[str, ...]) -> bytes:
    """The workbook with some cells of the row `first` and of the next one changed for each other, as when columns are sorted alone."""
    book = opened(body)
    for column in (NAMES.index(name) + 1 for name in columns):
        upper, lower = (book.active.cell(row=number, column=column) for number in (first, first + 1))
        upper.value, lower.value = lower.value, upper.value
    return saved(book)


@pytest.mark.parametrize("columns", [(HASH,), ("note", "citation", "status", "source", "found"), ("text of the note",)])
def test_a_row_that_was_sorted_in_parts_is_refused_and_decides_nothing_else(columns: tuple[str, ...]) -> None:
    report = decidable()
    number = first_open(report)
    rows = read_plain(sheared(filled(workbook.render(report), {number: JUDGED}), number, columns))
    found = imported(rows, report, by=None, today=TODAY)
    assert found.made == ()
    assert "the workbook was sorted in parts, or the cell was edited" in found.refused[0]


def test_of_rows_that_were_copied_one_counts_and_none_of_those_that_disagree() -> None:
    report = decidable()
    number = first_open(report)
    book = opened(filled(workbook.render(report), {number: JUDGED}))
    book.active.append([cell.value for cell in book.active[number]])
    alone = imported(read_plain(filled(workbook.render(report), {number: JUDGED})), report, by=None, today=TODAY)
    assert imported(read_plain(saved(book)), report, by=None, today=TODAY).made == alone.made
    book.active.cell(row=book.active.max_row, column=NAMES.index(VERDICT) + 1).value = "reject"
    found = imported(read_plain(saved(book)), report, by=None, today=TODAY)
    assert found.made == ()
    assert len(found.refused) == 2
    assert all("that disagree (accept, reject): keep one" in line for line in found.refused)


def test_our_sheet_is_found_under_any_name_and_beside_others() -> None:
    report = decidable()
    number = first_open(report)
    book = opened(filled(workbook.render(report), {number: JUDGED}))
    book.active.title = "Liste 1"
    book.create_sheet("Notes of the desk", 0)["A1"] = "Budget"
    alone = imported(read_plain(filled(workbook.render(report), {number: JUDGED})), report, by=None, today=TODAY)
    assert imported(read_plain(saved(book)), report, by=None, today=TODAY).made == alone.made
    book.copy_worksheet(book["Liste 1"])
    with pytest.raises(InputError, match=r"2 sheets with rows of ours \(Liste 1, Liste 1 Copy\): send back one"):
        read_plain(saved(book))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_an_open_document_workbook_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"OpenDocument one \(\.ods\): save it as \.xlsx"):
        read_plain(by_libreoffice(workbook.render(decidable()), tmp_path, "ods"))


@pytest.mark.parametrize("change", ["note", "claim", "source", "renumbered"])
def test_a_row_whose_note_has_changed_is_refused_and_a_renumbered_one_is_not(change: str) -> None:
    report = decidable()
    number = first_open(report)
    rows = read_plain(filled(workbook.render(report), {number: JUDGED}))
    about = list(workbook.cited(report))[number - 2]

    def changed(note):
        if note is not about.note:
            return note
        if change == "note":
            return replace(note, text=note.text + " And more.")
        if change == "claim":
            return replace(note, claim=f"{note.claim} Indeed.")
        if change == "renumbered":
            return replace(note, label="99")
        views = tuple(
            replace(
                view, findings=tuple(replace(one, fingerprint=replace(one.fingerprint, source="new")) for one in view.findings)
            )
            for view in note.citations
        )
        return replace(note, citations=views)

    now = replace(report, notes=tuple(changed(note) for note in report.notes))
    found = imported(rows, now, by=None, today=TODAY)
    assert bool(found.made) is (change == "renumbered")
    assert len(found.refused) == (change != "renumbered")
    assert all("has changed since" in line for line in found.refused)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({VERDICT: "fine"}, "expected a verdict, one of accept"),
        ({VERDICT: None}, "expected a verdict, one of accept, reject, mend, ask-author, attach-proof, found none"),
        ({VERDICT: '=IF(1,"accept","reject")'}, "of a formula only what was saved as its result counts"),
        ({REASON: None}, "a reason is missing"),
        ({READER: None}, "initials of the reader"),
        ({READER: "the editor"}, "initials of the reader"),
        ({HASH: None}, "its row digest is missing"),
        ({HASH: "0123456789ab"}, "has changed since"),
        ({DAY: "2031-01-01"}, "lies in the future"),
        ({DAY: "24.11.2026"}, "expected a day such as 2026-11-24, found '24.11.2026'"),
        ({DAY: "2026-02-30"}, "expected a day"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_by_its_number(cells: dict[str, object], said: str) -> None:
    report = decidable()
    number = first_open(report)
    rows = read_plain(filled(workbook.render(report), {number: {**JUDGED, **cells}}))
    found = imported(rows, report, by=None, today=TODAY)
    assert found.made == ()
    assert f"row {number} " in found.refused[0]
    assert said in found.refused[0]


@pytest.mark.parametrize("name", [VERDICT, HASH, "note"])
def test_a_renamed_column_is_one_clear_error(name: str) -> None:
    body = filled(workbook.render(decidable()), {1: {name: "something else"}, 2: JUDGED})
    with pytest.raises(InputError, match=name.partition(" (")[0]):
        read_plain(body)


@pytest.mark.parametrize(
    "body", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + bytes(600), b"a,b\n1,2\n", saved(openpyxl.Workbook())]
)
def test_what_is_no_workbook_of_ours_is_one_clear_error(body: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_plain(body)
    assert "\n" not in str(caught.value)


SOFFICE = shutil.which("soffice")


def by_libreoffice(body: bytes, folder: Path, to: str) -> bytes:
    """The workbook as LibreOffice Calc saves it."""
    (folder / "in.xlsx").write_bytes(body)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), str(folder / "in.xlsx")]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    made = list((folder / "out").glob("in.*"))
    if not made:
        pytest.skip(f"LibreOffice has no Calc here (apt-get install libreoffice-calc-nogui): {done.stderr[:200]!r}")
    return made[0].read_bytes()


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine (apt-get install libreoffice-calc-nogui)")
def test_what_was_filled_in_and_saved_by_libreoffice_is_taken(tmp_path: Path) -> None:
    report = decidable(hostile=True)
    number = first_open(report)
    ours = filled(workbook.render(report), {number: {**JUDGED, DAY: datetime.date(2026, 11, 20)}})
    theirs = by_libreoffice(ours, tmp_path, "xlsx:Calc MS Excel 2007 XML")
    found = imported(read_plain(theirs), report, by=None, today=TODAY)
    assert found == imported(read_plain(ours), report, by=None, today=TODAY)
    assert {(one.by, one.date.isoformat()) for one in found.made} == {("AB", "2026-11-20")}
    sheet = opened(theirs).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} <= {"s", "d"}  # no formula, no figure
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    columns = {part.min_col for one in sheet.data_validations.dataValidation for part in one.sqref.ranges}
    assert NAMES.index(VERDICT) + 1 in columns


def test_every_row_is_as_high_as_its_longest_text() -> None:
    sheet = opened(workbook.render(decidable())).active
    widths = {column: width for column, (_, width) in enumerate(workbook.COLUMNS)}
    for row in sheet.iter_rows(min_row=2):
        lines = max(-(-len(str(cell.value or "")) // widths[cell.column - 1]) for cell in row)
        assert (sheet.row_dimensions[row[0].row].height or 15) >= min(lines, workbook.MAX_LINES) * 15


def test_what_rests_on_a_row_is_hidden_and_a_row_of_very_many_findings_does_not_fill_the_workbook() -> None:
    report = decidable()
    about = list(workbook.cited(report))[first_open(report) - 2]
    finding = about.decidable()[0]
    many = tuple(replace(finding, fingerprint=replace(finding.fingerprint, said=str(n))) for n in range(workbook.MAX_SEEN + 1))
    told = (replace(about.note, findings=many, citations=()),)
    few, full = (opened(workbook.render(one))["seen"] for one in (report, replace(report, notes=told)))
    assert few.sheet_state == full.sheet_state == "hidden"
    assert few.max_row > 1
    assert full.max_row == 1


# The command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = project_of(tmp_path, decidable())
    folder = made / "report" / "briefing"
    (folder / "findings.json").write_text('{"briefing": {"name": "briefing.md"}}')
    (folder / "sources.xlsx").write_bytes(workbook.render(decidable()))
    return made


def test_a_workbook_that_comes_back_is_kept_and_the_report_told_anew(project: Path) -> None:
    path = project / "report" / "briefing" / "sources.xlsx"
    sent = filled(path.read_bytes(), {first_open(decidable()): JUDGED, 3: {VERDICT: "fine"}})
    path.write_bytes(sent)
    run = footnotary_here("decisions", "import", path, cwd=project)
    assert run.returncode == 1, run.stderr
    assert "row 3 (note " in run.stderr
    (aside,) = (project / "report" / "briefing").glob("sources edited before *.xlsx")
    assert aside.read_bytes() == sent
    assert aside.name in run.stderr
    assert "accepted by AB" in "".join(str(cell.value) for row in opened(path.read_bytes()).active.iter_rows() for cell in row)
    made = read_decisions(project)
    assert made
    again = footnotary_here("decisions", "import", aside, "--briefing", "briefing.md", cwd=project)
    assert "row 3" in again.stderr
    assert {(one.subject, one.by, one.verdict) for one in read_decisions(project)} == {
        (one.subject, one.by, one.verdict) for one in made
    }
    assert told_report(project, project / "briefing.md").report.notes


def test_where_the_report_was_deleted_it_is_told_anew_and_what_is_missing_is_named(project: Path, tmp_path: Path) -> None:
    folder = project / "report" / "briefing"
    sent = tmp_path / "sent" / "sources.xlsx"
    sent.parent.mkdir()
    sent.write_bytes(filled((folder / "sources.xlsx").read_bytes(), {first_open(decidable()): JUDGED}))
    shutil.rmtree(project / "report")
    run = footnotary_here("decisions", "import", sent, "--briefing", project / "briefing.md", cwd=project)
    assert run.returncode == 0, run.stderr
    assert "`footnotary verify briefing.md --offline` brings back its copies" in run.stderr
    assert "accepted by AB" in (folder / "index.html").read_text(encoding="utf-8")


def test_what_was_decided_is_said_to_be_saved_where_the_report_cannot_be_told_anew(project: Path, tmp_path: Path) -> None:
    path = project / "report" / "briefing" / "sources.xlsx"
    sent = tmp_path / "sent.xlsx"
    sent.write_bytes(filled(path.read_bytes(), {first_open(decidable()): JUDGED, 3: {VERDICT: "fine"}}))
    path.unlink()
    (path / "in the way").mkdir(parents=True)
    run = footnotary_here("decisions", "import", sent, "--briefing", "briefing.md", cwd=project)
    assert (run.returncode, run.stdout.partition(" ")[2].partition("; ")[0]) == (2, "row decided, saved in decisions.toml")
    assert run.stderr.index("row 3 (note ") < run.stderr.index("the report cannot be written")
    assert read_decisions(project)


@pytest.mark.parametrize("lock", [".~lock.sources.xlsx#", "~$sources.xlsx"])
def test_a_workbook_that_is_open_elsewhere_is_refused(project: Path, lock: str) -> None:
    path = project / "report" / "briefing" / "sources.xlsx"
    (path.parent / lock).write_text("somebody")
    run = footnotary_here("decisions", "import", path, cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert "open in another program" in run.stderr


def test_a_workbook_outside_a_report_needs_its_draft_named(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("mail") / "sources.xlsx"
    elsewhere.write_bytes(filled(workbook.render(decidable()), {first_open(decidable()): {**JUDGED, READER: None}}))
    assert "--briefing" in footnotary_here("decisions", "import", elsewhere, "--project", project, cwd=project).stderr
    run = footnotary_here(
        "decisions", "import", elsewhere, "--briefing", "briefing.md", "--by", "EF", "--project", project, cwd=project
    )
    assert run.returncode == 0, run.stderr
    assert {one.by for one in read_decisions(project)} == {"EF"}


def test_a_bad_decisions_file_is_not_written_over_by_an_import(project: Path) -> None:
    path = project / "report" / "briefing" / "sources.xlsx"
    path.write_bytes(filled(path.read_bytes(), {first_open(decidable()): JUDGED}))
    add_decisions(project, [])
    broken = (project / FILE).read_text() + "=======\n"
    (project / FILE).write_text(broken)
    run = footnotary_here("decisions", "import", path, cwd=project)
    assert run.returncode == 2
    assert (project / FILE).read_text() == broken


@pytest.mark.parametrize(("name", "body"), [("findings.json", b'{"briefing": "a.md"}'), ("draft.docx", b"PK\x03\x04no zip")])
def test_what_is_no_workbook_is_said_to_be_none_before_its_draft_is_asked_for(tmp_path, name, body):
    (tmp_path / name).write_bytes(body)
    run = footnotary_here("decisions", "import", name, cwd=tmp_path)
    assert run.returncode == 2
    assert "is no workbook that can be read: a sources.xlsx that came back was expected, or a .toml" in run.stderr
    assert "--briefing" not in run.stderr
    assert "Error" not in run.stderr
