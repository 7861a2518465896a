"""The command line as a user meets it: bad input in one line, the question before the first live run, progress, haste."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.loopback import Answer, LoopbackWeb
from tests.project import (
    ALLOWED,
    QUICK,
    ROOT,
    environment,
    footnotary,
    footnotary_here,
    live,
    report_of,
    web_options,
    write_project,
)

USAGE, INCOMPLETE = 2, 3
DRAFT = """# The port

The port was leased.[^1] The crews went home.[^2]

[^1]: "A Port Leased", Port Post, 1 May 2024, http://post.example/leased.

[^2]: "Crews Go Home", Quay Times, 2 May 2024, http://quay.example/home.
"""
PAGES = {
    ("post.example", "/leased"): Answer(body=b"<title>A Port Leased</title><h1>A Port Leased</h1><p>1 May 2024</p><p>The port."),
    ("quay.example", "/home"): Answer(body=b"<title>Crews Go Home</title><h1>Crews Go Home</h1><p>2 May 2024</p><p>The crews."),
}
NOISE = random.Random(7).randbytes(5000)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", DRAFT)


@pytest.fixture
def web() -> Iterator[LoopbackWeb]:
    with LoopbackWeb(dict(PAGES)).in_thread() as served:
        yield served


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def zipped(path: Path, **members: bytes) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in members.items():
            package.writestr(name.replace("__", "/") + ".xml", body)
    body = path.read_bytes()
    path.unlink()
    return body


def refused(run: subprocess.CompletedProcess[str], *words: str) -> None:
    """Assert that a run ended with 2 and one line on stderr that holds `words`."""
    assert run.returncode == USAGE, run.stderr
    lines = run.stderr.splitlines()
    assert len(lines) == 1, run.stderr
    assert lines[0].startswith("footnotary: ")
    assert run.stdout == ""
    for word in words:
        assert word in lines[0]


# Drafts that cannot be verified.

BAD_DRAFTS: dict[str, tuple[bytes | None, str]] = {
    "missing.md": (None, "does not exist"),
    "empty.md": (b"", "is empty"),
    "blank.txt": (b" \n\n\t", "is empty"),
    "noise.bin": (NOISE, "UTF-8"),
    "zeros.txt": (b"a.\x00\x00b", "binary"),
    "large.md": (b"word [^1] " * 5_000_000, "50 MB"),
    "latin.txt": ("Voilà une phrase.¹\n\n1. Ibid.".encode("latin-1"), "UTF-8"),
    "none.docx": (b"this is no zip package", "found plain text: give its name the ending .txt or .md"),
    "noise.docx": (b"PK\x03\x04" + NOISE, "zip"),
    "cut.docx": (b"PK\x03\x04 and no more", "no zip package (File is not a zip file): save the document again"),
    "noise.pdf": (NOISE, "is no PDF, for it does not begin as one: export it again"),
    "picture.pdf": (b"GIF89a\x00\x00", "is no PDF, for it does not begin as one"),
    "noise.gz": (b"\x1f\x8b" + NOISE, "a Word (.docx), OpenDocument (.odt), PDF"),
    "noise.html": (NOISE, "a Word (.docx), OpenDocument (.odt), PDF"),
    "draft.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "the PDF cannot be opened"),
    "without-notes.md": (b"# A title\n\nA paragraph.\n", "has no notes"),
    "without-notes.txt": (b"A title\n\nA paragraph.\n", "has no notes"),
}


@pytest.mark.parametrize(("name", "case"), BAD_DRAFTS.items(), ids=BAD_DRAFTS)
def test_a_bad_draft_is_refused_in_one_line_and_nothing_is_written(
    tmp_path: Path, name: str, case: tuple[bytes | None, str]
) -> None:
    body, word = case
    if body is not None:
        (tmp_path / name).write_bytes(body)
    before = files_in(tmp_path)
    refused(footnotary_here("verify", name, "--offline", "--quiet", cwd=tmp_path), name, word)
    assert files_in(tmp_path) == before


def test_a_folder_is_no_draft(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    refused(footnotary_here("verify", "folder.md", "--offline", "--quiet", cwd=tmp_path), "folder.md", "is a folder")
    assert files_in(tmp_path) == ["folder.md"]


@pytest.mark.parametrize("name", ["missing.md", "empty.md", "none.docx", "without-notes.md"])
def test_a_bad_draft_ends_a_process_as_it_ends_the_command(tmp_path: Path, name: str) -> None:
    body, word = BAD_DRAFTS[name]
    if body is not None:
        (tmp_path / name).write_bytes(body)
    refused(footnotary("verify", name, cwd=tmp_path), name, word)


def test_a_zip_package_that_is_no_word_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "other.docx").write_bytes(zipped(tmp_path / "z", content=b"<a/>"))
    refused(
        footnotary_here("verify", "other.docx", "--offline", "--quiet", cwd=tmp_path),
        "other.docx",
        "found an OpenDocument text: give its name the ending .odt",
    )


@pytest.mark.timed
def test_a_zip_bomb_is_refused_within_ten_seconds(tmp_path: Path) -> None:
    bomb = b"<w:document>" + b" " * 60_000_000
    (tmp_path / "bomb.docx").write_bytes(zipped(tmp_path / "z", word__document=bomb))
    began = time.monotonic()
    refused(footnotary_here("verify", "bomb.docx", "--offline", "--quiet", cwd=tmp_path), "bomb.docx")
    assert time.monotonic() - began < 10
    assert files_in(tmp_path) == ["bomb.docx"]


def test_parse_refuses_what_verify_refuses(tmp_path: Path) -> None:
    (tmp_path / "bare.md").write_text("No notes at all.\n")
    refused(footnotary_here("parse", "bare.md", cwd=tmp_path), "bare.md", "has no notes")
    refused(footnotary_here("parse", "missing.md", "--json", cwd=tmp_path), "missing.md", "does not exist")


def test_markers_and_notes_that_do_not_meet_are_listed_and_the_run_goes_on(tmp_path: Path) -> None:
    loose = DRAFT.replace("The crews", "Nobody came.[^9] The crews") + '\n[^3]: "Unasked", Port Post, 3 May 2024.\n'
    run = footnotary("verify", "briefing.md", "--offline", cwd=write_project(tmp_path, loose))
    assert run.returncode == INCOMPLETE, run.stderr
    report = report_of(tmp_path)
    assert [note["label"] for note in report["notes"]] == ["1", "2", "3"]
    lint = {(finding["label"], finding["defect"] or finding["rule"]) for finding in report["lint"]}
    assert {label for label, _ in lint} >= {"9", "3"}, lint


# Settings, folders and archives that cannot be used.


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ("[fetch]\ninterval = 2\n", "fetch.interval"),
        ("[fetch\n", "not valid TOML"),
        ('[fetch]\ninterval_s = "soon"\n', "fetch.interval_s"),
        ("[fetch]\ninterval_s = nan\n", "fetch.interval_s"),
        ("[fetch]\nconcurrency = 0\n", "fetch.concurrency"),
        ("[fetch.host_intervals]\n'a.example' = -1\n", "a.example"),
        ("[[publishers]]\nid = 'post'\n", "publishers[0].name"),
        ("publishers = 3\n", "publishers"),
        ("[overrides]\n'A Port Leased' = 'somewhere'\n", "A Port Leased"),
    ],
)
def test_bad_settings_are_refused_with_file_and_key(project: Path, settings: str, word: str) -> None:
    (project / "footnotary.toml").write_text(settings, encoding="utf-8")
    refused(footnotary_here("verify", "briefing.md", "--offline", "--quiet", cwd=project), "footnotary.toml", word)
    assert files_in(project) == ["briefing.md", "footnotary.toml"]


def test_settings_that_are_no_utf_8_are_refused(project: Path) -> None:
    (project / "footnotary.toml").write_bytes(b"# caf\xe9\n")
    refused(footnotary_here("verify", "briefing.md", "--offline", "--quiet", cwd=project), "footnotary.toml", "UTF-8")


@pytest.mark.parametrize("place", [os.devnull + "/x", "briefing.md"])
def test_a_project_that_is_no_folder_is_refused(project: Path, place: str) -> None:
    before = files_in(project)
    run = footnotary_here("verify", "briefing.md", "--offline", "--quiet", "--project", place, cwd=project)
    refused(run, place.rpartition("/")[2], "folder")
    assert files_in(project) == before


@pytest.mark.parametrize("name", ["report", "sources"])
def test_a_file_where_a_folder_must_be_is_named(project: Path, name: str) -> None:
    (project / name).write_text("mine")
    refused(footnotary_here("verify", "briefing.md", "--offline", "--quiet", cwd=project), str(project))
    assert (project / name).read_text() == "mine"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("package") / "sources.wacz"
    command = [sys.executable, str(ROOT / "examples" / "build_archive.py"), str(path), "--quiet"]
    subprocess.run(command, check=True, cwd=ROOT, env=environment())
    return path.read_bytes()


def flipped(body: bytes) -> bytes:
    middle = len(body) // 3
    return body[:middle] + bytes([body[middle] ^ 0xFF]) + body[middle + 1 :]


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("cut.wacz", lambda body: body[: len(body) // 2]),
        ("flipped.wacz", flipped),
        ("noise.wacz", lambda _: NOISE),
        ("noise.warc.gz", lambda _: NOISE),
        ("empty.wacz", lambda _: b""),
        ("missing.wacz", None),
        ("other.txt", lambda _: b"words"),
    ],
)
def test_a_corrupt_archive_is_refused_and_nothing_is_written(project: Path, package: bytes, name: str, damage: object) -> None:
    if callable(damage):
        (project / name).write_bytes(damage(package))
    before = files_in(project)
    refused(footnotary_here("verify", "briefing.md", "--from", name, "--quiet", cwd=project), name)
    assert files_in(project) == before


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("parse briefing.md --csl --ris", "--csl and --ris"),
        ("parse briefing.md --json --bibtex --ris", "--json, --bibtex and --ris"),
        ("parse briefing.md --table --json", "--table and --json"),
        ("sources show http://post.example/leased --body --text", "--body and --text"),
        ("review briefing.md --second --all", "--second and --all"),
        ("verify briefing.md --offline --only note:1 --report csv", "--only and --report"),
    ],
)
def test_options_that_exclude_each_other_are_both_named(project: Path, words: str, options: str) -> None:
    refused(footnotary_here(*words.split(), cwd=project), options, "exclude each other", "say one")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("report .", ". is a folder: name the briefing"),
        ("author .", ". is a folder: name the briefing"),
        ("review missing.md", "missing.md does not exist"),
        ("report missing.docx", "missing.docx does not exist"),
        ("report briefing.md", "verify briefing.md first"),
        ("decisions import .", ". is a folder: name a sources.xlsx"),
        ("page http://[bad", "'http://[bad' is no address that can be asked"),
        ("quote word http://", "'http://' is no address that can be asked"),
        ("quote --batch --at http://post.example/", "--at goes with one SOURCE"),
        ("publishers check missing.html", "missing.html cannot be read"),
        ("publishers check http://post.example/ --as post", "--as goes with a saved page"),
        ("publishers check --all --as post", "--as goes with a saved page"),
        ("publishers check --all --year 2015", "--year goes with an address or a saved page"),
    ],
)
def test_what_a_command_cannot_use_is_named_with_what_it_expects(project: Path, words: str, told: str) -> None:
    refused(footnotary_here(*words.split(), cwd=project), told)


def test_an_empty_archive_is_not_proven(project: Path) -> None:
    (project / "sources").mkdir()
    refused(footnotary_here("sources", "verify", cwd=project), "nothing is archived")


@pytest.mark.parametrize("words", ["verify briefing.md --offline --screenshots", "watch briefing.md --offline --screenshots"])
def test_an_option_that_needs_the_web_is_not_passed_over_without_it(project: Path, words: str) -> None:
    refused(footnotary_here(*words.split(), cwd=project), "--screenshots needs the web")


def test_two_ways_of_not_asking_the_web_exclude_each_other(project: Path) -> None:
    refused(footnotary_here("verify", "briefing.md", "--from", "a.wacz", "--offline", cwd=project), "--from", "--offline")


@pytest.mark.parametrize(("option", "value"), [("--allow-address", "everything"), ("--resolve", "nowhere")])
def test_an_option_that_cannot_be_read_is_named(project: Path, option: str, value: str) -> None:
    refused(footnotary_here("verify", "briefing.md", option, value, cwd=project), option, value)


# One run at a time; an interrupted one.


def started(project: Path, web: LoopbackWeb) -> subprocess.Popen[str]:
    """Start a live run, and return it once it has asked for something."""
    command = [sys.executable, "-m", "pipeline", "verify", "briefing.md", "--yes", "--quiet", *ALLOWED, *web_options(web)]
    run = subprocess.Popen(
        command,
        cwd=project,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not web.requests and run.poll() is None:
        time.sleep(0.01)
    return run


def test_two_runs_at_once_on_one_project_are_kept_apart(project: Path) -> None:
    with LoopbackWeb({key: Answer(body=answer.body, delay_s=2.0) for key, answer in PAGES.items()}).in_thread() as web:
        first = started(project, web)
        second = live(web, "briefing.md", "--quiet", cwd=project)
        _, said = first.communicate(timeout=30)
    refused(second, "another run is using this project")
    assert first.returncode == 0, said


def test_an_interrupted_run_says_so_in_one_line(project: Path) -> None:
    with LoopbackWeb({key: Answer(body=answer.body, delay_s=5.0) for key, answer in PAGES.items()}).in_thread() as web:
        run = started(project, web)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=30)
    assert run.returncode == INCOMPLETE, said
    assert said.startswith("footnotary: interrupted")
    assert len(said.splitlines()) == 1


# The first live run asks.


def test_without_a_terminal_the_first_live_run_says_what_it_would_ask_and_sends_nothing(project: Path, web: LoopbackWeb) -> None:
    run = footnotary("verify", "briefing.md", *ALLOWED, *web_options(web), cwd=project)
    assert run.returncode == USAGE
    assert web.requests == []
    assert web.connections == 0
    assert "--yes" in run.stderr.splitlines()[-1]
    assert all(word in run.stderr for word in ("post.example", "quay.example", "learns", "minute"))
    assert run.stdout == ""
    assert files_in(project) == ["briefing.md", "footnotary.toml"]


def test_a_project_that_has_run_live_is_not_asked_again(project: Path, web: LoopbackWeb) -> None:
    assert live(web, "briefing.md", cwd=project).returncode == 0
    run = footnotary("verify", "briefing.md", *ALLOWED, *web_options(web), cwd=project)
    assert run.returncode == 0, run.stderr


def at_a_terminal(project: Path, web: LoopbackWeb, keys: bytes, **more: str) -> tuple[int, str]:
    """Run `verify` live with a terminal for stdin and stderr, type `keys`, and return the exit code and what was shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "pipeline", "verify", "briefing.md", *ALLOWED, *web_options(web)]
    run = subprocess.Popen(command, cwd=project, env=environment(**more), stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, keys)
    shown = b""
    with contextlib.suppress(OSError):  # how a terminal ends when nobody holds its other side
        while data := os.read(ours, 65536):
            shown += data
    os.close(ours)
    return run.wait(timeout=30), shown.decode()


def test_at_a_narrow_terminal_no_word_of_the_summary_is_broken(project: Path, web: LoopbackWeb) -> None:
    code, shown = at_a_terminal(project, web, b"y\n", COLUMNS="24")
    assert code == 0, shown
    summary = shown[shown.index("link rot") :].replace("\r", "").splitlines()
    assert [line for line in summary if len(line) > 24 and len(line.split()) > 1] == []
    assert "link rot" in summary[0]


def test_at_a_terminal_a_no_sends_nothing(project: Path, web: LoopbackWeb) -> None:
    code, shown = at_a_terminal(project, web, b"n\n")
    assert code == USAGE
    assert web.requests == []
    assert "Ask these hosts now?" in shown
    assert "nothing was sent" in shown


def test_at_a_terminal_a_yes_runs_and_no_color_is_honoured(project: Path, web: LoopbackWeb) -> None:
    code, shown = at_a_terminal(project, web, b"y\n", NO_COLOR="1", TERM="xterm-256color")
    assert code == 0, shown
    assert "\x1b" not in shown
    assert "post.example: asking" in shown
    assert {seen.host for seen in web.requests} == {"post.example", "quay.example"}


# What a run says, and what it does not load.


def test_progress_names_note_and_host_in_plain_lines(project: Path, web: LoopbackWeb) -> None:
    run = live(web, "briefing.md", cwd=project)
    lines = run.stderr.splitlines()
    assert all(line.startswith("footnotary: ") for line in lines)
    assert any("note 1, post.example: asking" in line or "note 2, quay.example: asking" in line for line in lines), lines
    assert not {"\x1b", "\r"} & set(run.stderr + run.stdout)


def test_progress_names_the_note_that_waits_not_the_last_of_its_host(tmp_path: Path) -> None:
    draft = DRAFT.replace("quay.example", "post.example")
    project = write_project(tmp_path, draft, QUICK.replace("0.01", "0.5"))
    answers = {("post.example", path): answer for (_, path), answer in PAGES.items()}
    with LoopbackWeb(answers).in_thread() as web:
        code, shown = at_a_terminal(project, web, b"y\n")
    assert code == 0, shown
    assert "note 1, post.example: asking" in shown
    assert "note 2, post.example: asking" in shown


def test_quiet_is_quiet_and_json_is_json(project: Path, web: LoopbackWeb) -> None:
    run = live(web, "briefing.md", "--quiet", "--json", cwd=project)
    assert run.stderr == ""
    assert json.loads(run.stdout) == report_of(project)


def test_help_loads_no_heavy_library() -> None:
    heavy = ("lxml", "bs4", "httpx", "trafilatura", "dateparser", "sqlite_utils", "asyncio.base_events", "jinja2")
    script = f"import sys, pipeline.cli; print([name for name in {heavy[:6]!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
    assert "verify" in footnotary("--help", cwd=ROOT).stdout


@pytest.mark.timed
def test_a_hostile_page_is_an_outcome_and_the_run_goes_on(project: Path) -> None:
    attributes = b" ".join(b"a%d=%d" % (number, number) for number in range(200_000))
    answers = {
        **PAGES,
        ("post.example", "/leased"): Answer(body=b"<title>A Port Leased</title><p " + attributes + b">The port.</p>"),
    }
    began = sum(os.times()[:4])  # processor time, of children too: a busy machine takes longer by the clock
    with LoopbackWeb(answers).in_thread() as web:
        run = live(web, "briefing.md", cwd=project)
    assert 1 < sum(os.times()[:4]) - began < 40  # ten for the page, the rest for a slow machine
    assert "Traceback" not in run.stderr
    notes = {note["label"]: note["status"] for note in report_of(project)["notes"]}
    assert notes["2"] == "OK"
    assert notes["1"] in ("LOOK", "NOT-CHECKED", "OK")


def test_a_misspelt_command_is_answered_with_those_spelt_like_it(tmp_path: Path) -> None:
    run = footnotary("verfy", "draft.md", cwd=tmp_path)
    assert run.returncode == USAGE
    assert "Did you mean verify?" in run.stderr
    assert "Did you mean sources pack?" in footnotary("pack", cwd=tmp_path).stderr
    assert "Did you mean" not in footnotary("qqqqqq", cwd=tmp_path).stderr
