"""`footnotary review` at a real terminal of 80 by 24, and what is asked of whom; the author's questions."""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from dataclasses import replace
from pathlib import Path

import pytest

from citations.decision import Fingerprint, Verdict
from citations.errors import InputError
from citations.finding import Finding
from pipeline.decisions import with_decisions
from pipeline.decisions_file import FILE, add_decisions, read_decisions
from pipeline.kept import keep_report, told_report
from pipeline.reviewing import decided, replaced_by, to_decide, to_read_again
from reports import questions
from reports.report import Report
from tests.project import environment, footnotary, footnotary_here
from tests.sample_report import sample

DAY = datetime.date(2026, 11, 24)
CLEARED = re.compile(r"\x1b\[H\x1b\[2J|\x1b\[2J\x1b\[H")
SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
READY = "x end"


def decidable(*, hostile: bool = False) -> Report:
    """The report made by hand, its findings with fingerprints as a run gives them."""
    report = sample(hostile=hostile)

    def with_print(finding: Finding, number: int) -> Finding:
        return replace(finding, fingerprint=Fingerprint(note=f"n{number}", claim="c", rule=finding.id))

    notes = tuple(
        replace(
            note,
            findings=tuple(with_print(one, number) for one in note.findings),
            citations=tuple(
                replace(view, findings=tuple(with_print(one, number) for one in view.findings)) for view in note.citations
            ),
        )
        for number, note in enumerate(report.notes)
    )
    return with_decisions(replace(report, briefing="briefing.md", notes=notes), ())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_of(tmp_path, decidable())


def project_of(folder: Path, report: Report) -> Path:
    (folder / "footnotary.toml").write_text("")
    (folder / "briefing.md").write_text("A claim.[^1]\n\n[^1]: A note.\n")
    (folder / "report" / "briefing").mkdir(parents=True)
    keep_report(folder, folder / "report" / "briefing", report)
    return folder


class Terminal:
    """A terminal of 80 by 24 with the command in it; keys are typed when the screen asks for them."""

    def __init__(self, project: Path, *options: str) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        command = [sys.executable, "-m", "pipeline", "review", "briefing.md", *options]
        variables = environment(TERM="xterm-256color")
        variables.pop("COLUMNS", None)
        variables.pop("LINES", None)
        self.run = subprocess.Popen(command, cwd=project, env=variables, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        self.shown = ""

    def wait_for(self, words: str) -> str:
        """Return what was shown since the last wait, up to `words`."""
        fresh, end = "", time.monotonic() + 60
        while words not in fresh and time.monotonic() < end:
            if not select.select([self.ours], [], [], 1)[0]:
                continue
            with contextlib.suppress(OSError):  # how a terminal ends when nobody holds its other side
                data = os.read(self.ours, 65536).decode(errors="replace")
                fresh += data
                if data:
                    continue
            break
        assert words in fresh, fresh
        self.shown += fresh
        return fresh

    def type(self, keys: str, then: str = READY) -> str:
        """Type keys and return the screen that comes."""
        time.sleep(0.1)  # the terminal is set for one key after its screen is drawn
        os.write(self.ours, keys.encode())
        return self.wait_for(then)

    def end(self) -> int:
        """Return the exit code."""
        os.close(self.ours)
        return self.run.wait(timeout=30)


def test_a_key_that_is_none_is_said_to_be_none(project: Path) -> None:
    terminal = Terminal(project, "--by", "AB")
    terminal.wait_for(READY)
    assert "no such key" in terminal.type("z")
    terminal.type("x", then="left")
    assert terminal.end() == 0


def test_a_second_reading_of_nothing_says_why(project: Path) -> None:
    terminal = Terminal(project, "--by", "AB", "--second")
    assert "what one other person accepted" in terminal.wait_for("finding.")
    assert terminal.end() == 0


def test_a_decision_is_saved_at_its_key_and_the_review_goes_on_where_it_stopped(project: Path) -> None:
    open_at_first = len(to_decide(told_report(project, project / "briefing.md").report))
    terminal = Terminal(project, "--by", "AB")
    assert f"1 of {open_at_first} findings in " in terminal.wait_for(READY)
    terminal.type("a", then="reason")
    terminal.type("Seen in print\n")
    (made,) = read_decisions(project)  # before the review ends
    assert (made.verdict, made.reason, made.by) == (Verdict.ACCEPT, "Seen in print", "AB")
    terminal.type("m", then="reason")
    terminal.type("\n")  # no reason takes the verdict back
    terminal.type("s")
    terminal.type("q", then="reason")
    terminal.type("Which day is meant?\n")
    assert f"2 decided, {open_at_first - 2} left; saved in decisions.toml." in terminal.type("x", then="toml.")
    assert terminal.end() == 0
    page = project / "report" / "briefing" / "index.html"  # the folder was empty: the usual formats are written
    assert "accepted by AB" in page.read_text(encoding="utf-8")
    assert len(to_decide(told_report(project, project / "briefing.md").report)) == open_at_first - 2
    asked = footnotary("author", "briefing.md", cwd=project)
    assert "Which day is meant? (AB; " in asked.stdout.replace("\\", "")


def test_the_report_is_told_anew_after_a_review(project: Path) -> None:
    folder = project / "report" / "briefing"
    (folder / "report.md").write_text("old")
    terminal = Terminal(project)
    terminal.wait_for("initials")
    terminal.type("AB\n")
    terminal.type("a", then="reason")
    terminal.type("Seen in print\n")
    terminal.type("x", then="toml.")
    assert terminal.end() == 0
    assert "accepted by AB" in (folder / "report.md").read_text(encoding="utf-8")


def test_every_screen_fits_eighty_by_twenty_four_and_nothing_hostile_steers_the_terminal(tmp_path: Path) -> None:
    project = project_of(tmp_path, decidable(hostile=True))
    terminal = Terminal(project, "--by", "AB", "--all")
    terminal.wait_for(READY)
    for _ in range(12):
        terminal.type(" ")
        terminal.type("s")
    for _ in range(25):
        terminal.type("s")
    terminal.type("x", then="left")
    terminal.end()
    screens = CLEARED.split(terminal.shown)[1:-1]
    assert len(screens) > 30
    for screen in screens:
        lines = SEQUENCE.sub("", screen).replace("\r", "").split("\n")
        assert len(lines) <= 24
        assert max(map(len, lines)) <= 80
    kinds = {sequence[-1] for sequence in SEQUENCE.findall(terminal.shown)}
    assert kinds <= {"m", "H", "J", "h", "l"}
    assert "\x1b]" not in terminal.shown
    assert not {"\u202e", "\u200b", "\x07"} & set(terminal.shown)


def test_without_a_terminal_review_says_what_to_do(project: Path) -> None:
    run = footnotary_here("review", "briefing.md", "--by", "AB", cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert "decisions import" in run.stderr


@pytest.mark.parametrize("damage", [None, b"", b"{}", b"[]", b"\xff", b'{"schema_version": 1}', b"[" * 100_000])
def test_a_report_that_is_not_there_or_damaged_asks_for_a_run(project: Path, damage: bytes | None) -> None:
    path = project / ".footnotary" / "reports" / "briefing.json"
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    run = footnotary_here("author", "briefing.md", cwd=project)
    assert (run.returncode, len(run.stderr.splitlines())) == (2, 1)
    assert "verify briefing.md first" in run.stderr


def test_a_kept_report_comes_back_whole(project: Path) -> None:
    assert told_report(project, project / "briefing.md").report == decidable()


# Who is asked what


def one_accepted(*readers: str) -> Report:
    report = decidable()
    finding = to_decide(report)[0].finding
    return with_decisions(report, [decided(report, finding, Verdict.ACCEPT, "Seen.", by, DAY) for by in readers])


def test_a_second_reader_sees_what_another_accepted_and_nothing_else() -> None:
    report = one_accepted("AB")
    (asked,) = to_read_again(report, "CD")
    assert asked.finding.is_accepted
    assert to_read_again(one_accepted("AB", "CD"), "EF") == ()
    assert to_read_again(decidable(), "AB") == ()


@pytest.mark.parametrize("by", ["AB", "ab", "A.B."])
def test_nobody_is_their_own_second_reader(by: str) -> None:
    with pytest.raises(InputError, match="somebody else"):
        to_read_again(one_accepted("AB"), by)


def test_a_new_decision_takes_the_place_of_ones_own_that_no_longer_holds(tmp_path: Path) -> None:
    report = decidable()
    finding = to_decide(report)[0].finding
    old = [decided(report, finding, Verdict.ACCEPT, "Seen.", by, DAY) for by in ("AB", "CD")]
    add_decisions(tmp_path, [replace(one, fingerprint=replace(one.fingerprint, source="before")) for one in old])
    again = with_decisions(report, read_decisions(tmp_path))
    asked = to_decide(again)[0].finding
    assert [one.changed for one in asked.decided] == [("source",), ("source",)]
    new = decided(again, asked, Verdict.MEND, "The page says otherwise now.", "AB", DAY)
    add_decisions(tmp_path, [new], replaced_by(new, asked))
    assert {(one.by, one.verdict) for one in read_decisions(tmp_path)} == {("AB", Verdict.MEND), ("CD", Verdict.ACCEPT)}


def test_what_passes_is_not_asked_and_can_be_decided_with_all() -> None:
    report = decidable()
    asked, everything = to_decide(report), to_decide(report, everything=True)
    assert 0 < len(asked) < len(everything)
    assert len(everything) == sum(len(note.all_findings()) for note in report.notes)


def test_the_authors_questions_are_told_by_note_and_say_when_there_are_none() -> None:
    text = questions.render(decidable(hostile=True))
    assert text.count("\n## Note ") == len(re.findall(r"\n## ", text))
    assert "\x1b" not in text
    clean = replace(decidable(), notes=())
    assert "There is nothing to ask the author." in questions.render(clean)


def test_a_bad_decisions_file_stops_a_review_before_it_begins(project: Path) -> None:
    (project / FILE).write_text("<<<<<<< HEAD\n")
    run = footnotary_here("review", "briefing.md", cwd=project)
    assert run.returncode == 2
    assert "decisions.toml, line 1" in run.stderr
