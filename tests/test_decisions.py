"""Decisions: kept in a file that git merges, bound to what they were made on, open again when a part of it changes."""

from __future__ import annotations

import contextlib
import datetime
import importlib
import json
import pkgutil
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.decision import Decision, Fingerprint, Verdict
from citations.errors import InputError, ProjectError, SettingsError
from citations.finding import Finding, Outcome, Status
from pipeline.checks import RULE_VERSIONS
from pipeline.decisions import fingerprint_of, with_decisions
from pipeline.decisions_file import FILE, add_decisions, parse_decisions, read_decisions, render_decisions
from pipeline.run import exit_code
from pipeline.writing import baseline_of
from reports import data, html, markdown, terminal
from reports.report import CitationView, NoteView, Report
from reports.since import kept_from, since
from reports.words import RULE_WORDS
from tests.project import footnotary_here
from tests.sample_report import article, sample

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "briefing"
DAY = datetime.date(2026, 11, 24)
TEXT = st.text(max_size=20)


def decision(label: str = "7", verdict: Verdict = Verdict.ACCEPT, by: str = "AB", **more: object) -> Decision:
    values = {
        "briefing": "briefing.md",
        "label": label,
        "citation_index": 0,
        "rule": "quote",
        "defect": "quote-altered",
        "verdict": verdict,
        "reason": "Both words stand in the printed edition.",
        "by": by,
        "date": DAY,
        "fingerprint": Fingerprint(note="n1", claim="c1", source="s1", rule="r1"),
    }
    return Decision(**{**values, **more})


# The file


@given(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT, st.sampled_from(Verdict)), max_size=5))
def test_decisions_of_any_text_are_read_as_they_were_written(rows: list[tuple[str, str, str, str, Verdict]]) -> None:
    made = {
        decision(
            label=label,
            briefing=name,
            reason=reason,
            defect=defect,
            verdict=verdict,
            fingerprint=Fingerprint(note=reason),
        )
        for label, name, reason, defect, verdict in rows
    }
    text = render_decisions(made)
    assert set(parse_decisions(text, FILE)) == made
    assert render_decisions(parse_decisions(text, FILE)) == text
    assert text.count("\n") == len(made) + 4


def test_nothing_unseen_enters_the_file() -> None:
    text = render_decisions([decision(reason="a\u202eb\u200b\x1b[31m\u2028", briefing='x", verdict = "accept')])
    assert all(char.isprintable() or char == "\n" for char in text)
    assert parse_decisions(text, FILE)[0].briefing == 'x", verdict = "accept'


def test_what_ends_a_line_elsewhere_ends_none_in_a_file_that_a_page_wrote() -> None:
    text = render_decisions([decision(reason="MARK")]).replace("MARK", "a\u2028======= b")
    assert parse_decisions(text, FILE)[0].reason.endswith("======= b")


@given(st.text())
def test_any_text_is_a_file_of_decisions_or_refused(text: str) -> None:
    with contextlib.suppress(SettingsError):
        parse_decisions(text, FILE)


GOOD = render_decisions([decision("7"), decision("8")])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("  { ", "<<<<<<< HEAD\n  { ", 1), "line 4: two versions"),
        (
            GOOD.replace('verdict = "accept", by', 'verdickt = "accept", by', 1),
            "line 4: decisions[0].verdickt: unknown key; did you",
        ),
        (GOOD.replace('label = "8"', "label = 8"), "line 5: decisions[1].label: expected a string"),
        (GOOD.replace('"accept"', '"fine"', 1), "line 4: decisions[0].verdict: expected one of accept, reject"),
        (GOOD.replace("2026-11-24", '"soon"', 1), "line 4: decisions[0].date: expected"),
        (GOOD.replace("2026-11-24", "2026-11-24T10:00:00Z", 1), "line 4: decisions[0].date: expected a day such as"),
        (GOOD.replace('by = "AB"', 'by = "the editor"', 1), "line 4: decisions[0].by: expected initials"),
        (GOOD.replace('note = "n1", ', "", 1).replace("seen", "sean", 1), "line 4: decisions[0].sean: unknown key"),
        (GOOD.replace("version = 1", "version = 9"), "version: expected 1, found 9"),
        (GOOD.replace("version = 1", "versions = 1"), "versions: unknown key"),
        (GOOD.replace('"AB", date', '"AB, date', 1), "line 4"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line_and_not_written_over(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        add_decisions(tmp_path, [decision("9")])
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (tmp_path / FILE).read_text(encoding="utf-8") == text


def test_a_link_is_no_decisions_file(tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_text(GOOD)
    project = tmp_path / "project"
    project.mkdir()
    (project / FILE).symlink_to(outside)
    with pytest.raises(ProjectError, match="link"):
        add_decisions(project, [decision("9")])
    assert outside.read_text() == GOOD


def test_a_person_decides_a_finding_once_and_comments_stay(tmp_path: Path) -> None:
    add_decisions(tmp_path, [decision("7"), decision("8", by="CD")])
    path = tmp_path / FILE
    path.write_text("# asked the desk\n" + path.read_text() + "  # another\n")
    add_decisions(tmp_path, [decision("7", Verdict.REJECT), decision("7", by="CD")], replaced=[decision("8", by="CD")])
    kept = read_decisions(tmp_path)
    assert {(one.label, one.by, one.verdict) for one in kept} == {
        ("7", "AB", Verdict.REJECT),
        ("7", "CD", Verdict.ACCEPT),
    }
    assert path.read_text().count("# asked the desk") == path.read_text().count("# another") == 1
    before = path.read_bytes()
    add_decisions(tmp_path, kept)
    assert path.read_bytes() == before


def test_what_many_decide_at_once_is_all_kept(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.test_decisions import decision; from pipeline.decisions_file import *\n"
        "for label in range(20): add_decisions(Path(sys.argv[1]), [decision(str(label), by=sys.argv[2])])"
    )
    people = [f"P{number}" for number in range(4)]
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), by], cwd=ROOT) for by in people]
    assert [one.wait(120) for one in running] == [0] * len(people)
    assert len(read_decisions(tmp_path)) == 20 * len(people)


def test_a_program_killed_while_it_decides_loses_nothing_that_was_decided(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.test_decisions import decision; from pipeline.decisions_file import *\n"
        "for label in range(1000): add_decisions(Path(sys.argv[1]), [decision(str(label))]); print(label, flush=True)"
    )
    for last in (0, 3, 7, 12, 20):
        with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for line in writer.stdout:
                if int(line) == last:
                    time.sleep(last / 7000)  # into the writing of the next one
                    writer.kill()
                    break
        assert {one.label for one in read_decisions(tmp_path)} >= {str(label) for label in range(last + 1)}
    add_decisions(tmp_path, [decision("last")])


def test_who_holds_the_decisions_too_long_is_named_and_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_decisions(tmp_path, [decision("7")])
    before = (tmp_path / FILE).read_bytes()
    code = (
        "import sys, time; from pathlib import Path; from archive.recovery import Lock\n"
        "Lock.queue(Path(sys.argv[1]), 'decisions', wait_s=1); print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            monkeypatch.setattr("pipeline.decisions_file.WAIT_S", 0.2)
            with pytest.raises(ProjectError, match=rf"process {holder.pid} has held .*decisions.lock for 0.2 s: wait until"):
                add_decisions(tmp_path, [decision("8")])
            assert (tmp_path / FILE).read_bytes() == before
        finally:
            holder.kill()
    add_decisions(tmp_path, [decision("8")])  # the system let go of what the killed program held
    assert len(read_decisions(tmp_path)) == 2


@pytest.mark.parametrize("name", [".footnotary", "sources"])
def test_nothing_is_locked_or_written_behind_a_link(tmp_path: Path, name: str) -> None:
    outside, project = tmp_path / "outside", tmp_path / "project"
    outside.mkdir()
    project.mkdir()
    (project / name).symlink_to(outside)
    if name == ".footnotary":
        with pytest.raises(ProjectError, match="link to somewhere else"):
            add_decisions(project, [decision()])
    run = footnotary("verify", EXAMPLE / "briefing.md", "--offline", "--project", project, cwd=tmp_path)
    assert (run.returncode, "link to somewhere else" in run.stderr) == (2, True)
    assert list(outside.iterdir()) == [], run.stderr
    assert not (project / FILE).exists()


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    plain = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(plain, cwd=folder, capture_output=True, text=True, check=False, timeout=30)


def test_git_shows_one_line_a_decision_and_merges_the_work_of_two(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text(f"{FILE} merge=union\n")
    add_decisions(tmp_path, [decision("7")])
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "switch", "-qc", "second")
    add_decisions(tmp_path, [decision("8", by="CD")])
    assert git(tmp_path, "diff", "--numstat").stdout.split()[:2] == ["1", "0"]
    git(tmp_path, "commit", "-qam", "two")
    git(tmp_path, "switch", "-q", "main")
    add_decisions(tmp_path, [decision("9", Verdict.MEND)])
    git(tmp_path, "commit", "-qam", "three")
    merged = git(tmp_path, "merge", "-q", "second", "-m", "merged")
    assert merged.returncode == 0, merged.stdout + merged.stderr
    assert {(one.label, one.by) for one in read_decisions(tmp_path)} == {("7", "AB"), ("8", "CD"), ("9", "AB")}


def test_what_one_person_decided_on_two_branches_stays_open_until_that_person_decides_anew(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text(f"{FILE} merge=union\n")
    add_decisions(tmp_path, [decision("7")])
    git(tmp_path, "add", "-A")
    assert ".footnotary" not in git(tmp_path, "ls-files").stdout  # the lock of one and the ledger of another merge with nothing
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "switch", "-qc", "second")
    add_decisions(tmp_path, [decision("8", by="CD")])
    git(tmp_path, "commit", "-qam", "two")
    git(tmp_path, "switch", "-q", "main")
    add_decisions(tmp_path, [decision("7", Verdict.MEND)])
    git(tmp_path, "commit", "-qam", "three")
    assert git(tmp_path, "merge", "-q", "second", "-m", "merged").returncode == 0
    for _ in range(2):
        mine = {one.verdict for one in read_decisions(tmp_path) if one.label == "7"}
        assert mine == {Verdict.ACCEPT, Verdict.MEND}
        assert with_decisions(report_of(finding()), read_decisions(tmp_path)).notes[0].status is Status.LOOK
        add_decisions(tmp_path, [decision("9", by="EF")])  # of somebody else: it settles nothing
    add_decisions(tmp_path, [decision("7", Verdict.MEND)])
    assert [one.verdict for one in read_decisions(tmp_path) if one.label == "7"] == [Verdict.MEND]


# Which decisions hold


def finding(label: str = "7", index: int | None = 0, status: Status = Status.LOOK, **more: object) -> Finding:
    values = {
        "rule": "quote",
        "label": label,
        "citation_index": index,
        "status": status,
        "outcome": Outcome.PASSED if status is Status.OK else Outcome.FAILED,
        "message": "It differs.",
        "defect": None if status is Status.OK else "quote-altered",
        "fingerprint": Fingerprint(note="n1", claim="c1", source="s1", rule="r1"),
    }
    return Finding(**{**values, **more})


def report_of(*findings: Finding) -> Report:
    """A report of one note a label, with one citation that has all findings of the label."""
    labels = dict.fromkeys(one.label for one in findings)
    citation = article("Headline", "Valley Courier", "5 October 2015", None)
    notes = tuple(
        NoteView(
            label=label,
            status=Status.OK,
            why="",
            text=f"Note {label}",
            claim=None,
            commentary="",
            quotations=(),
            citations=(
                CitationView(
                    citation=citation,
                    index=0,
                    status=Status.OK,
                    scope="",
                    findings=tuple(one for one in findings if one.label == label),
                ),
            ),
        )
        for label in labels
    )
    whole = sample()
    return replace(whole, run=replace(whole.run, complete=True), briefing="briefing.md", notes=notes, counts=())


def test_an_accepted_finding_makes_its_note_ok_and_says_by_whom() -> None:
    report = with_decisions(report_of(finding()), [decision()])
    (note,) = report.notes
    said = "accepted by AB on 24 November 2026: Both words stand in the printed edition."
    assert (note.status, dict(report.counts)[Status.OK]) == (Status.OK, 1)
    assert said in note.why
    assert "source found" not in note.why  # nobody but the person says so
    assert report.start_here == ()
    for shown in (html.render(report), markdown.render(report).replace("\\", ""), data.render(report), *terminal.summary(report)):
        assert said in shown or '"reason": "Both words' in shown or shown in terminal.summary(report)
    assert "Decisions: 1 holds." in terminal.summary(report)


@pytest.mark.parametrize("verdict", [one for one in Verdict if one is not Verdict.ACCEPT])
@pytest.mark.parametrize("status", list(Status))
def test_any_other_verdict_makes_no_note_clean(verdict: Verdict, status: Status) -> None:
    (note,) = with_decisions(report_of(finding(status=status)), [decision(verdict=verdict)]).notes
    assert note.status is (Status.LOOK if status in (Status.OK, Status.NOT_WEB) else status)
    assert "by AB" in markdown.render(with_decisions(report_of(finding(status=status)), [decision(verdict=verdict)]))


@pytest.mark.parametrize("status", [Status.LOOK, Status.GONE, Status.BLOCKED, Status.NOT_CHECKED, Status.OK, Status.NOT_WEB])
def test_acceptance_closes_every_status_and_an_interview_stays_one(status: Status) -> None:
    (note,) = with_decisions(report_of(finding(status=status)), [decision()]).notes
    assert note.status is (Status.NOT_WEB if status is Status.NOT_WEB else Status.OK)


def test_a_finding_stays_open_when_readers_disagree() -> None:
    both = [decision(), decision(verdict=Verdict.REJECT, by="CD")]
    (note,) = with_decisions(report_of(finding()), both).notes
    assert note.status is Status.LOOK
    assert len(note.citations[0].findings[0].decided) == 2


def test_what_one_reader_objects_to_leads_before_what_another_accepts() -> None:
    both = [decision(), decision(verdict=Verdict.REJECT, by="CD")]
    (note,) = with_decisions(report_of(finding(status=Status.NOT_WEB)), both).notes
    assert [one.decision.by for one in note.citations[0].findings[0].decided] == ["CD", "AB"]
    assert note.why.startswith("rejected by CD")


def test_another_finding_of_the_citation_is_not_accepted_with_it() -> None:
    other = finding(
        rule="date", defect="date-contradicted", fingerprint=Fingerprint(note="n1", claim="c1", source="s1", rule="r2")
    )
    (note,) = with_decisions(report_of(finding(), other), [decision()]).notes
    assert note.status is Status.LOOK
    assert note.why == other.message


@pytest.mark.parametrize("part", ["note", "claim", "source", "rule", "said"])
def test_a_change_of_any_part_opens_a_decision_again_and_says_which(part: str) -> None:
    now = finding(fingerprint=replace(finding().fingerprint, **{part: "x"}))
    report = with_decisions(report_of(now), [decision()])
    (note,) = report.notes
    assert note.status is Status.LOOK
    assert [one.changed for one in note.citations[0].findings[0].decided] == [(part,)]
    words = {
        "note": "the note’s text",
        "claim": "the sentence it supports",
        "source": "the source’s text",
        "rule": "the rule itself",
        "said": "what the rule finds",
    }
    assert f"{words[part]} changed after this was accepted by AB" in html.render(report)
    assert "Decisions: 1 open again because something changed." in terminal.summary(report)


SILENT = {"status": Status.NOT_CHECKED, "outcome": Outcome.CANT_TELL, "defect": "timeout", "observed": "timeout"}


def link(**more: object) -> Finding:
    """A finding about an address, with the fingerprint that a run gives it."""
    made = finding(**{"rule": "link", "defect": None, "status": Status.OK, **more})
    return replace(made, fingerprint=fingerprint_of(made, "A note.", "A claim.", None))


@pytest.mark.parametrize(
    "then",
    [{"observed": "HTTP 200"}, {**SILENT, "defect": "wall", "observed": "HTTP 403", "status": Status.BLOCKED}, SILENT],
    ids=["answered", "wall", "timeout"],
)
def test_a_host_that_is_down_takes_nothing_from_what_was_decided(then: dict[str, object]) -> None:
    seen, now = link(**then), link(**{**SILENT, "defect": "reset", "observed": "reset; 2 failures in a row"})
    made = decision(rule="link", defect=seen.defect, fingerprint=seen.fingerprint)
    assert [one.holds for one in _only(with_decisions(report_of(now), [made])).decided] == [True]
    gone = link(status=Status.GONE, outcome=Outcome.FAILED, defect="gone-404", observed="HTTP 404")
    assert [one.changed for one in _only(with_decisions(report_of(gone), [made])).decided] == [("said",)]


def test_one_way_of_being_gone_is_as_good_as_another() -> None:
    was, now = (link(status=Status.GONE, outcome=Outcome.FAILED, defect=f"gone-{code}", observed=code) for code in ("404", "410"))
    made = decision(rule="link", defect=was.defect, fingerprint=was.fingerprint)
    assert _only(with_decisions(report_of(now), [made])).is_accepted


def test_a_copy_that_is_read_while_the_source_is_silent_is_no_change_of_the_source() -> None:
    of_copy = finding(fingerprint=replace(finding().fingerprint, source="the words of a copy"))
    down = with_decisions(report_of(link(**SILENT), of_copy), [decision()])
    assert down.notes[0].citations[0].findings[1].is_accepted
    up = with_decisions(report_of(link(observed="HTTP 200"), of_copy), [decision()])
    assert [one.changed for one in up.notes[0].citations[0].findings[1].decided] == [("source",)]
    otherwise = finding(fingerprint=replace(of_copy.fingerprint, said="another thing"))
    assert not with_decisions(report_of(link(**SILENT), otherwise), [decision()]).notes[0].citations[0].findings[1].is_accepted


def test_a_decision_on_what_a_silent_source_does_not_show_waits() -> None:
    report = with_decisions(report_of(link(**SILENT)), [decision()])
    assert report.decisions_unmet == (decision(),)
    assert "Decisions: 1 waits for sources that did not answer." in terminal.summary(report)


def test_a_quotation_found_in_a_note_that_has_another_number_by_now_is_no_news() -> None:
    prints = [
        fingerprint_of(finding(defect="quote-in-other-source", observed=f"note {number}"), "A note.", "A claim.", None)
        for number in (26, 27)
    ]
    assert prints[0] == prints[1]


def _only(report: Report) -> Finding:
    (found,) = (one for note in report.notes for one in note.all_findings())
    return found


def test_a_note_that_gets_another_number_keeps_its_decision() -> None:
    (note,) = with_decisions(report_of(finding("8")), [decision("7")]).notes
    assert note.status is Status.OK


def test_of_two_notes_alike_only_the_decided_one_is_accepted() -> None:
    report = with_decisions(report_of(finding("7"), finding("8")), [decision("8")])
    assert [note.status for note in report.notes] == [Status.LOOK, Status.OK]
    moved = with_decisions(report_of(finding("17"), finding("18")), [decision("8")])
    assert [note.status for note in moved.notes] == [Status.LOOK, Status.LOOK]


def test_a_decision_whose_finding_is_no_more_is_listed() -> None:
    report = with_decisions(report_of(finding("1", fingerprint=Fingerprint(note="n9"), status=Status.OK)), [decision()])
    assert report.decisions_unmet == (decision(),)
    assert json.loads(data.render(report))["decisions_unmet"][0]["label"] == "7"
    assert "Decisions: 1 on findings that are no more." in terminal.summary(report)
    assert with_decisions(report, [replace(decision(), briefing="other.md")]).decisions_unmet == ()


def test_a_decision_on_what_was_mended_since_is_on_a_finding_that_is_no_more() -> None:
    mended = finding(status=Status.OK, fingerprint=Fingerprint(note="n1", claim="c2", source="s1", rule="r2"))
    made = decision(verdict=Verdict.MEND)
    report = with_decisions(report_of(mended), [made])
    assert (report.decisions_unmet, report.notes[0].citations[0].findings[0].decided) == ((made,), ())
    assert "open again" not in terminal.summary(report)


def test_placing_decisions_twice_is_placing_them_once() -> None:
    once = with_decisions(report_of(finding(), finding("8")), [decision()])
    assert with_decisions(once, [decision()]) == once
    assert with_decisions(once, []) == with_decisions(report_of(finding(), finding("8")), [])


@pytest.mark.timed
def test_a_hundred_thousand_findings_are_settled_in_seconds() -> None:
    findings = [
        finding(str(n // 10), fingerprint=Fingerprint(note=f"n{n // 10}", rule=f"r{n}", source="s")) for n in range(100_000)
    ]
    made = [decision(one.label, fingerprint=replace(one.fingerprint, source="old")) for one in findings[::10]]
    big = _of_many(findings)
    before = time.process_time()
    report = with_decisions(big, made)
    assert time.process_time() - before < 15
    assert sum(len(one.decided) for note in report.notes for one in note.all_findings()) == len(made)


def _of_many(findings: list[Finding]) -> Report:
    by_label: dict[str, list[Finding]] = {}
    for one in findings:
        by_label.setdefault(one.label, []).append(one)
    (model,) = report_of(finding()).notes
    notes = tuple(
        replace(model, label=label, citations=(replace(model.citations[0], findings=tuple(own)),))
        for label, own in by_label.items()
    )
    return replace(report_of(finding()), notes=notes)


def test_a_rule_that_means_another_thing_opens_its_decisions_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint_of(finding(), "A note.", "A claim.", None)
    monkeypatch.setitem(RULE_VERSIONS, "quote", 2)
    assert before.changed(fingerprint_of(finding(), "A note.", "A claim.", None)) == ("rule",)
    assert fingerprint_of(finding(rule="date"), "", None, None).note == ""


def test_every_rule_that_a_report_knows_has_a_version() -> None:
    place = ROOT / "pipeline" / "checks"
    checks = [importlib.import_module(f"pipeline.checks.{one.name}") for one in pkgutil.iter_modules([str(place)])]
    named = {
        value for module in checks for name, value in vars(module).items() if name.endswith("RULE") and isinstance(value, str)
    }
    assert len(named) > 8
    assert named | set(RULE_WORDS) | {"note"} == set(RULE_VERSIONS)


# The whole path


def footnotary(*arguments: object, cwd: Path, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False, **more)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's project with its archive, verified once."""
    folder = tmp_path_factory.mktemp("decided")
    for name in ("briefing.md", "footnotary.toml"):
        (folder / name).write_bytes((EXAMPLE / name).read_bytes())
    archive = [sys.executable, str(ROOT / "examples" / "build_archive.py"), str(folder / "sources.wacz"), "--quiet"]
    subprocess.run(archive, check=True, cwd=ROOT)
    verify(folder)
    return folder


def verify(project: Path) -> dict[str, object]:
    run = footnotary("verify", "briefing.md", "--from", "sources.wacz", "--quiet", cwd=project)
    assert run.returncode in (0, 1, 3), run.stderr
    return json.loads((project / "report" / "briefing" / "findings.json").read_text(encoding="utf-8"))


def on(found: dict[str, object], verdict: Verdict = Verdict.ACCEPT) -> Decision:
    """A decision on a finding of findings.json."""
    return decision(
        found["label"],
        verdict,
        citation_index=found["citation_index"],
        rule=found["rule"],
        defect=found["defect"],
        fingerprint=Fingerprint(**found["fingerprint"]),
    )


def test_what_was_accepted_is_not_asked_again_until_the_draft_changes(example: Path) -> None:
    before = json.loads((example / "report" / "briefing" / "findings.json").read_text(encoding="utf-8"))
    assert all(one["fingerprint"]["note"] and one["fingerprint"]["rule"] for one in before["findings"])
    assert any(one["defect"] == "quote-other-language" for one in before["findings"])
    read = [one for one in before["findings"] if one["rule"] == "quote" and one["evidence"]]
    assert read
    assert all(one["fingerprint"]["source"] for one in read)
    draft = example / "briefing.md"
    whole = draft.read_text(encoding="utf-8")
    words = next(note["claim"] for note in before["notes"] if note["label"] == "7")[:20]
    assert whole.count(words) == 1
    add_decisions(example, [on(one) for one in before["findings"] if one["status"] not in ("OK", "NOT-WEB")])
    draft.write_text(whole.replace(words, f"Yet {words}"), encoding="utf-8")
    after = verify(example)
    draft.write_text(whole, encoding="utf-8")
    (example / FILE).unlink()
    assert {name: after["counts"][name] for name in ("LOOK", "GONE", "BLOCKED", "NOT-CHECKED")} == {
        "LOOK": 1,
        "GONE": 0,
        "BLOCKED": 0,
        "NOT-CHECKED": 0,
    }
    assert sum(after["counts"].values()) == len(after["notes"])
    assert after["start_here"] == ["7"]
    assert after["rates"] == before["rates"]
    closed = ("LOOK", "GONE", "BLOCKED", "NOT-CHECKED")
    assert after["since"]["moved"] == sum(before["counts"][name] for name in closed) - 1  # what was decided is a change too
    changed = {tuple(decided["changed"]) for one in after["findings"] if one["label"] == "7" for decided in one["decided"]}
    assert changed == {("claim",)}


def test_a_run_with_a_rule_of_a_new_version_asks_again_and_says_why(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Path(shutil.copytree(example, tmp_path / "project"))
    before = verify(project)
    add_decisions(project, [on(one) for one in before["findings"] if one["rule"] in ("quote", "date") and one["defect"]])
    again = ("verify", "briefing.md", "--from", "sources.wacz", "--quiet")
    assert "open again" not in footnotary_here(*again, cwd=project).stdout
    monkeypatch.setitem(RULE_VERSIONS, "quote", RULE_VERSIONS["quote"] + 1)
    assert "open again because something changed" in footnotary_here(*again, cwd=project).stdout
    after = json.loads((project / "report" / "briefing" / "findings.json").read_text(encoding="utf-8"))
    opened = {(one["rule"], *decided["changed"]) for one in after["findings"] for decided in one["decided"]}
    assert opened == {("quote", "rule"), ("date",)}
    page = (project / "report" / "briefing" / "index.html").read_text(encoding="utf-8")
    assert "the rule itself changed after this was accepted by AB" in page


@pytest.mark.parametrize(("verdict", "code"), [(Verdict.ACCEPT, 0), (Verdict.MEND, 1)])
def test_the_exit_code_follows_what_was_decided(verdict: Verdict, code: int) -> None:
    assert exit_code(with_decisions(report_of(finding()), [decision(verdict=verdict)])) == code


def test_only_what_is_new_since_a_baseline_is_told_and_counts(example: Path) -> None:
    found = json.loads((example / "report" / "briefing" / "findings.json").read_text(encoding="utf-8"))
    note = next(one for one in found["notes"] if one["label"] == "7")
    note["findings"], note["citations"][0]["findings"] = [], []  # as if the check had not been there
    for one in found["findings"]:
        one["decided"] = []
    (example / "baseline.json").write_text(json.dumps(found), encoding="utf-8")
    options = ("--from", "sources.wacz", "--quiet", "--baseline", "baseline.json", "--fail-on", "look")
    run = footnotary("verify", "briefing.md", *options, cwd=example)
    assert run.returncode == 1, run.stderr
    told = run.stdout.partition("New since ")[2].splitlines()
    assert [line for line in told if line.startswith("- ")] == [line for line in told if line.startswith("- note 7 LOOK, new: ")]
    assert "Start here" not in run.stdout


def test_a_baseline_is_of_one_briefing_and_nothing_is_run_for_two(example: Path) -> None:
    before = sorted((example / "report").rglob("*"))
    run = footnotary("verify", "briefing.md", "other.md", "--baseline", "baseline.json", "--quiet", cwd=example)
    assert (run.returncode, run.stdout) == (2, "")
    assert "name that briefing alone" in run.stderr
    assert sorted((example / "report").rglob("*")) == before


def test_a_note_in_which_nothing_is_new_does_not_count() -> None:
    report = with_decisions(report_of(finding()), [])
    kept = kept_from(json.loads(data.render(report)))
    same, other = (
        replace(one, since=since(kept, one.notes)) for one in (report, with_decisions(report_of(finding("8", quoted="x")), []))
    )
    assert (exit_code(same), exit_code(same, only_new=True), exit_code(other, only_new=True)) == (1, 0, 1)
    assert terminal.summary(same, only_new=True)[-1].startswith("Nothing is new since ")


@pytest.mark.parametrize("body", [None, b"", b"{}", b"[1]", b"\xff", b'{"briefing": {"name": "other.md"}}', b"[" * 50_000])
def test_a_baseline_that_is_no_report_is_one_clear_error(tmp_path: Path, body: bytes | None) -> None:
    if body is not None:
        (tmp_path / "b.json").write_bytes(body)
    with pytest.raises(InputError, match="--baseline"):
        baseline_of(tmp_path / "b.json", "briefing.md")


def test_a_run_does_not_begin_with_a_file_that_cannot_be_read(example: Path) -> None:
    (example / FILE).write_text(GOOD.replace("  { ", "=======\n  { ", 1), encoding="utf-8")
    report = example / "report" / "briefing" / "findings.json"
    before = report.read_bytes()
    run = footnotary("verify", "briefing.md", "--from", "sources.wacz", "--quiet", cwd=example)
    (example / FILE).unlink()
    assert (run.returncode, run.stdout) == (2, "")
    assert "decisions.toml, line 4: two versions" in run.stderr
    assert report.read_bytes() == before
