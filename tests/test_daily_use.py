"""Day by day: several briefings, single notes, a cron job, a CI step, the shell's completion, the manual page, the ledger shown."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import ROOT, footnotary

ACTION = ROOT / "examples" / "ci" / "action.yml"
REPLAY = ("--from", "sources.wacz", "--quiet")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    for name in ("briefing.md", "footnotary.toml"):
        shutil.copy(ROOT / "examples" / "briefing" / name, folder)
    build = [sys.executable, "examples/build_archive.py", str(folder / "sources.wacz"), "--quiet"]
    subprocess.run(build, cwd=ROOT, check=True)
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "project"))


def mend(project: Path) -> None:
    draft = project / "briefing.md"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("equivalent to 38 per cent", "equivalent to 48 per cent"), encoding="utf-8")


def test_several_briefings_are_verified_and_one_that_is_missing_stops_no_other(project: Path) -> None:
    shutil.copy(project / "briefing.md", project / "second.md")
    run = footnotary("verify", "briefing.md", "missing.docx", "second.md", *REPLAY, cwd=project)
    assert run.returncode == 2
    assert run.stdout.count("LOOK 8, ") == 2
    assert "missing.docx does not exist" in run.stderr
    assert (project / "report" / "second" / "index.html").exists()
    both = json.loads(footnotary("verify", "briefing.md", "second.md", "--json", *REPLAY, cwd=project).stdout)
    assert [one["briefing"]["name"] for one in both] == ["briefing.md", "second.md"]
    wrong = footnotary("verify", "briefing.md", "second.md", "--report", "pdf", *REPLAY, cwd=project)
    assert (wrong.returncode, wrong.stderr.count("is no format")) == (2, 1)


def test_the_report_that_is_named_last_is_there(project: Path) -> None:
    shutil.copy(ROOT / "examples" / "briefing" / "briefing.docx", project / "a word file.docx")
    run = footnotary("verify", "briefing.md", "a word file.docx", "--report", "docx", *REPLAY, cwd=project)
    named = [line.removeprefix("Report: ") for line in run.stdout.splitlines() if line.startswith("Report: ")]
    assert named == ["report/briefing/findings.json", "report/a word file/a word file.checked.docx"]
    assert all((project / name).is_file() for name in named)


def test_single_notes_are_verified_and_the_report_stays_as_it_is(project: Path) -> None:
    run = footnotary("verify", "briefing.md", "--only", "note:10,4", *REPLAY, cwd=project)
    assert run.returncode == 1
    assert [line.split()[1] for line in run.stdout.splitlines() if line.startswith("note ")] == ["4", "10"]
    assert not (project / "report").exists()
    # Note 4 repeats a work of note 1, which was not asked for: it serves as antecedent all the same.
    found = json.loads(footnotary("verify", "briefing.md", "--only", "4", "--json", *REPLAY, cwd=project).stdout)
    assert [note["label"] for note in found["notes"]] == ["4"]
    assert not any("antecedent" in (finding["defect"] or "") for finding in found["findings"])
    wrong = footnotary("verify", "briefing.md", "--only", "note:99", *REPLAY, cwd=project)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "has no note 99" in wrong.stderr


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("look", 1), ("blocked,gone", 1), ("nothing", 0), ("fine", 2), ("", 2), (" , ", 2), ("nothing,look", 2)],
)
def test_a_user_says_which_statuses_are_a_failure(wanted: str, code: int, project: Path) -> None:
    some = ("--only", "1,7,32")  # notes that are OK, LOOK and GONE
    assert footnotary("verify", "briefing.md", *some, "--fail-on", wanted, *REPLAY, cwd=project).returncode == code


def test_watch_prints_what_changed_and_else_nothing(project: Path) -> None:
    watch = ("watch", "briefing.md", "--from", "sources.wacz")
    first = footnotary(*watch, cwd=project)
    assert (first.returncode, first.stdout.count("\n")) == (1, 1)
    same = footnotary(*watch, cwd=project)
    assert (same.returncode, same.stdout, same.stderr) == (0, "", "")
    offline = footnotary("watch", "briefing.md", "--offline", cwd=project)  # nothing of the given archive is in the project's
    assert (offline.returncode, offline.stdout) == (3, "")
    after = footnotary(*watch, cwd=project)
    assert (after.stdout, after.returncode) == ("", 0)
    mend(project)
    changed = footnotary(*watch, cwd=project)
    assert changed.returncode == 1
    assert changed.stdout.startswith("briefing.md: note 10 OK, settled: The quotation was altered")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_is_told_how_to_complete(shell: str, tmp_path: Path) -> None:
    script = footnotary("completion", shell, cwd=tmp_path)
    assert script.returncode == 0
    assert "_FOOTNOTARY_COMPLETE" in script.stdout
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script.stdout, text=True, check=True)


SHELLS = {
    "bash": ["bash", "--norc", "-c"],
    "zsh": ["zsh", "-f", "-c"],
    "fish": ["fish", "--no-config", "-c"],
}
# What each shell asks its completion for: bash the function by its variables, the others by themselves.
ASKED = {
    "bash": 'eval "$(footnotary completion bash)"; COMP_WORDS=(footnotary ver); COMP_CWORD=1; _footnotary_completion footnotary; '
    'echo "${COMPREPLY[@]}"',
    "zsh": 'eval "$(footnotary completion zsh)"; echo "${_comps[footnotary]}"',
    "fish": "footnotary completion fish | source; complete -C 'footnotary ver'",
}


@pytest.mark.parametrize("shell", list(SHELLS))
def test_a_shell_without_any_settings_loads_the_completion(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": path, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    run = subprocess.run([*SHELLS[shell], ASKED[shell]], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.stdout.split()[0] == ("_footnotary_completion" if shell == "zsh" else "verify")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("footnotary ver", ["verify"]),
        ("footnotary verify --fail", ["--fail-on"]),
        ("footnotary verify --fail-on look,bl", ["look,blocked"]),
        ("footnotary verify --fail-on n", ["not-checked", "nothing"]),
        ("footnotary report --report html,js", ["html,json"]),
    ],
)
def test_commands_options_and_values_are_completed(words: str, offered: list[str], tmp_path: Path) -> None:
    command = Path(sys.executable).parent / "footnotary"
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "_FOOTNOTARY_COMPLETE": "bash_complete"}
    environ |= {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    run = subprocess.run([str(command)], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout.split() == [f"plain,{one}" for one in offered]


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_the_manual_page_is_read_by_others_and_names_every_command(tmp_path: Path) -> None:
    page = ROOT / "docs" / "footnotary.1"
    read = subprocess.run(
        ["pandoc", "-f", "man", "-t", "plain", "--wrap=none", str(page)], capture_output=True, text=True, check=True
    )
    listed = re.findall(r"^  (\S+)  ", footnotary("--help", cwd=tmp_path).stdout.partition("Commands:")[2], re.MULTILINE)
    assert len(listed) > 10
    for name in listed:
        assert f"footnotary {name}" in read.stdout
    assert "--allow-address RANGE" in read.stdout


def steps_of(action: str) -> Iterator[str]:
    """Yield the shell scripts of a composite action, those on several lines and those on one."""
    for match in re.finditer(r"^( *)run: (\|\n((?:\1  .*\n|\n)+)|.*\n)", action, re.MULTILINE):
        yield match[3] or match[2]


def test_the_ci_step_shows_the_summary_and_passes_the_code_on(project: Path, tmp_path: Path) -> None:
    install, verify = steps_of(ACTION.read_text(encoding="utf-8"))
    assert "pip install" in install
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "footnotary").write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m pipeline "$@"\n')
    (bin_ / "footnotary").chmod(0o755)
    said, output = tmp_path / "summary", tmp_path / "output"
    environ = {
        **os.environ,
        "PATH": f"{bin_}:{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(said),
        "GITHUB_OUTPUT": str(output),
    }
    environ |= {"BRIEFINGS": "briefing.md", "OPTIONS": "--from sources.wacz --fail-on gone"}
    run = subprocess.run(["bash", "-e", "-c", verify], cwd=project, env=environ, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stderr
    assert "LOOK 8, GONE 4" in said.read_text()
    assert output.read_text() == "code=1\n"
    environ["BRIEFINGS"] = "missing.docx"
    run = subprocess.run(["bash", "-e", "-c", verify], cwd=project, env=environ, capture_output=True, text=True, check=False)
    assert (run.returncode, output.read_text()) == (2, "code=1\ncode=2\n")
    assert "\n    footnotary: missing.docx does not exist" in said.read_text()
    assert not list(project.glob("footnotary.txt"))


def test_the_ledger_is_shown_with_its_saved_queries_and_is_not_written_to(project: Path, tmp_path: Path) -> None:
    pytest.importorskip("datasette")
    assert "no ledger stands here" in footnotary("browse", cwd=project).stderr
    footnotary("archive", "http://127.0.0.1:1/x", "--yes", "--quiet", "--allow-address", "127.0.0.0/8", cwd=project)
    ledger = project / ".footnotary" / "ledger.db"
    before = ledger.read_bytes()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "pipeline", "browse", "--port", str(port)]
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    server = subprocess.Popen(
        words,
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(scratch)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        failed = asked(f"http://127.0.0.1:{port}/ledger/failed.json?_shape=array")
        assert {row["target_uri"] for row in failed} == {"http://127.0.0.1:1/x", "http://127.0.0.1:1/robots.txt"}
        for host in (f"127.0.0.1.evil.example:{port}", "evil.example", "", f"x@localhost:{port}"):
            assert refused(f"http://127.0.0.1:{port}/ledger/failed.json", host) == 403  # a page elsewhere, by DNS rebinding
        assert refused(f"http://127.0.0.1:{port}/ledger/failed.json", f"localhost:{port}") is None
        for name in ("newest", "moved", "seen-more-than-once", "largest", "attached", "runs"):
            assert isinstance(asked(f"http://127.0.0.1:{port}/ledger/{name}.json?_shape=array"), list)
    finally:
        server.terminate()  # this process alone: Datasette must not outlive it, nor the copy of the ledger
        code = server.wait(20)
    assert code == 0
    assert ledger.read_bytes() == before
    assert list(scratch.iterdir()) == []
    with socket.socket() as free:
        assert free.connect_ex(("127.0.0.1", port)) != 0


def asked(address: str) -> list[dict[str, object]]:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                found: list[dict[str, object]] = json.load(answer)
                return found
        except OSError as error:
            last = error
            time.sleep(0.2)
    raise last


def refused(address: str, host: str) -> int | None:
    """The status with which a request for `host` is refused; None when it is answered."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": host}), timeout=5):
            return None
    except urllib.error.HTTPError as error:
        with error:
            return error.code
