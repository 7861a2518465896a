"""runs.log: every way in which a line may be tampered with is named, and nothing that was not is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.runs_log import LogLine, append_line, check_runs_log, file_digest
from citations.errors import ProjectError

Lines = list[bytes]


def line(number: int, **more: object) -> LogLine:
    known = {"what": "verify", "run": f"run-{number}", "time": f"2026-03-{number:02}T09:00:00Z", "software": "footnotary/0.1.0"}
    return LogLine(**{**known, "briefing": "Отчёт.md", "records": number, "records_digest": f"sha256:{number:064}", **more})  # type: ignore[arg-type]


def log_of(folder: Path, count: int = 5) -> Path:
    log = folder / "runs.log"
    for number in range(1, count + 1):
        append_line(log, line(number))
    return log


def changed(what: str, index: int) -> Callable[[Lines], Lines]:
    return lambda lines: [one.replace(b"run-", what.encode()) if at == index else one for at, one in enumerate(lines)]


def test_a_log_that_nobody_touched_fits_and_says_what_was_written(tmp_path: Path) -> None:
    check = check_runs_log(log_of(tmp_path), tmp_path)
    assert check.faults == ()
    assert [(one.run, one.line) for one in check.lines] == [(f"run-{number}", number) for number in range(1, 6)]
    assert [one.previous for one in check.lines] == [None, *check.digests[:-1]]


def test_a_log_that_is_not_there_has_no_lines_and_no_faults(tmp_path: Path) -> None:
    assert check_runs_log(tmp_path / "runs.log").faults == check_runs_log(tmp_path / "runs.log").lines == ()


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (changed("fun-", 0), "line 1 was changed"),
        (changed("fun-", 2), "line 3 was changed"),
        (changed("fun-", 4), "line 5 was changed"),
        (lambda lines: lines[1:], "line 1 does not continue .*written as line 2.* at the beginning"),
        (lambda lines: lines[:2] + lines[3:], "line 3 does not continue .*written as line 4.* after line 2"),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], "line 2 does not continue"),
        (lambda lines: [*lines[:3], lines[2], *lines[3:]], "line 4 does not continue"),
        (lambda lines: [*lines[:1], b"{}", *lines[1:]], "line 2 is none that footnotary wrote"),
        (lambda lines: [*lines[:1], b"\xff[[[[", *lines[1:]], "line 2 is none that footnotary wrote"),
        (lambda lines: [*lines, b'{"records": "x"}'], "line 6 is none that footnotary wrote"),
    ],
)
def test_the_first_line_that_does_not_fit_is_named(tamper: Callable[[Lines], Lines], said: str, tmp_path: Path) -> None:
    log = log_of(tmp_path)
    log.write_bytes(b"\n".join(tamper(log.read_bytes().splitlines())) + b"\n")
    (fault,) = check_runs_log(log).faults
    assert re.search(said, fault), fault


def test_a_line_written_anew_with_its_own_digest_is_found_at_the_line_after_it(tmp_path: Path) -> None:
    log = log_of(tmp_path)
    lines = log.read_bytes().splitlines(keepends=True)
    other = tmp_path / "other"
    other.mkdir()
    log_of(other, 2)
    append_line(other / "runs.log", line(3, records=99))
    log.write_bytes(b"".join(lines[:2]) + (other / "runs.log").read_bytes().splitlines(keepends=True)[2] + b"".join(lines[3:]))
    (fault,) = check_runs_log(log).faults
    assert "line 4 does not continue" in fault
    assert "written anew after line 3" in fault


def test_lines_taken_from_the_end_show_against_the_digest_that_a_report_prints(tmp_path: Path) -> None:
    log = log_of(tmp_path)
    last = check_runs_log(log).digests[-1]
    assert check_runs_log(log, reported={"briefing": last}).faults == ()
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
    (fault,) = check_runs_log(log, reported={"briefing": last}).faults
    assert last in fault
    assert "briefing" in fault


def test_a_package_with_other_bytes_is_named_and_one_taken_elsewhere_is_not(tmp_path: Path) -> None:
    log = log_of(tmp_path, 1)
    package = tmp_path / "a.wacz"
    package.write_bytes(b"as packed")
    append_line(log, line(2, what="pack", package="a.wacz", package_digest=file_digest(package)))
    assert check_runs_log(log, tmp_path).faults == ()
    package.write_bytes(b"changed")
    (fault,) = check_runs_log(log, tmp_path).faults
    assert fault.startswith("a.wacz: its digest is sha256:")
    assert "line 2" in fault
    package.unlink()
    assert check_runs_log(log, tmp_path).faults == ()


def test_a_log_goes_on_after_an_editor_took_away_its_last_line_break(tmp_path: Path) -> None:
    log = log_of(tmp_path, 2)
    log.write_bytes(log.read_bytes().rstrip(b"\n"))
    append_line(log, line(3))
    assert check_runs_log(log).faults == ()


def test_a_log_that_was_tampered_with_goes_on_and_still_says_so(tmp_path: Path) -> None:
    log = log_of(tmp_path, 3)
    log.write_bytes(log.read_bytes().replace(b"run-2", b"run-9"))
    append_line(log, line(4))
    (fault,) = check_runs_log(log).faults
    assert "line 2 was changed" in fault


def test_no_line_can_forge_another(tmp_path: Path) -> None:
    log = log_of(tmp_path, 1)
    append_line(log, line(2, briefing='a\n{"x": 1}, "digest": "sha256:' + "0" * 64 + '"}\u2028b\ud800'))
    append_line(log, line(3))
    check = check_runs_log(log)
    assert check.faults == ()
    assert len(check.lines) == 3
    assert json.loads(log.read_bytes().splitlines()[1])["briefing"].startswith("a\n{")


def test_a_log_that_is_a_link_or_a_folder_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"mine")
    (tmp_path / "runs.log").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProjectError, match=r"runs\.log is a link"):
        append_line(tmp_path / "runs.log", line(1))
    (tmp_path / "folder").mkdir()
    with pytest.raises(ProjectError, match="no file"):
        append_line(tmp_path / "folder", line(1))
    assert (tmp_path / "elsewhere").read_bytes() == b"mine"
