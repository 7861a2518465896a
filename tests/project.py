"""A user's project for tests of the whole: the command line as a process, the example's pages as a web on loopback.

Enters: arguments and folders. Leaves: finished processes, and answers for `tests.loopback`. The example prints https
addresses; on loopback they are http, because nobody vouches for a certificate of a reserved name.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from examples.build_archive import Answer as Listed
from examples.build_archive import read_web
from pipeline.cli import main
from tests.loopback import Answer, Fault, LoopbackWeb, redirect

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "briefing"
ALLOWED = ("--allow-address", "127.0.0.0/8")
CRAWL_DELAY = re.compile(rb"(?m)^Crawl-delay:.*\n")  # matches: Crawl-delay: 1    does not: Disallow: /
# Outside services are asked where a test says so.
QUICK = "[mementos]\non = false\n[services.wayback-cdx]\non = false\n[fetch]\ninterval_s = 0.01\n"

Answers = dict[tuple[str, str], Answer]


def environment(**more: str) -> dict[str, str]:
    """Return this process's environment with `more`, in which Python finds the four packages from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **more}


def footnotary(*words: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does, without a terminal; `more` goes into its environment."""
    command = [sys.executable, "-m", "pipeline", *map(str, words)]
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def footnotary_here(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process, in a third of the time: for what ends before anything is asked or written."""
    arguments = [str(word) for word in words]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main.main(arguments, prog_name="footnotary", standalone_mode=True)
        except SystemExit as end:
            code = end.code
    return subprocess.CompletedProcess(arguments, int(code or 0), out.getvalue(), err.getvalue())


def web_options(web: LoopbackWeb) -> tuple[str, ...]:
    """Return the options that lead every host of `web` to it; without ALLOWED it may still not be dialled."""
    return tuple(word for one in web.resolve_options() for word in ("--resolve", one))


def live(web: LoopbackWeb, *words: object, cwd: Path, command: str = "verify", **more: str) -> subprocess.CompletedProcess[str]:
    """Run `verify`, or another command, on `web`, allowed and without a question."""
    return footnotary(command, *words, "--yes", *ALLOWED, *web_options(web), cwd=cwd, **more)


def report_of(project: Path, name: str = "briefing") -> dict[str, Any]:
    """Return findings.json of a briefing."""
    found: dict[str, Any] = json.loads((project / "report" / name / "findings.json").read_text(encoding="utf-8"))
    return found


def write_project(folder: Path, briefing: str, settings: str = QUICK) -> Path:
    """Make `folder` a project with a briefing in Markdown, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "briefing.md").write_text(briefing, encoding="utf-8")
    (folder / "footnotary.toml").write_text(settings, encoding="utf-8")
    return folder


def write_example(folder: Path, settings: str = QUICK) -> Path:
    """Make `folder` the example's project, its addresses http, its publishers under `settings`."""
    publishers = (EXAMPLE / "footnotary.toml").read_text(encoding="utf-8")
    text = (EXAMPLE / "briefing.md").read_text(encoding="utf-8")
    return write_project(folder, _http(text), settings + _http(publishers))


def example_answers() -> tuple[Answers, Answers]:
    """Return what the example's web gave at first, where it has changed since, and what it gives now."""
    web = read_web(EXAMPLE / "web.toml")
    before: Answers = {}
    now: Answers = {}
    for listed in web.answers:
        parts = urlsplit(listed.uri)
        key = (parts.hostname or "", parts.path + (f"?{parts.query}" if parts.query else ""))
        if listed.failure != "dns-failure":
            (before if listed.date < web.captured else now)[key] = _answer(listed, web.folder)
    return before, now


def _answer(listed: Listed, folder: Path) -> Answer:
    if listed.failure:
        return Answer(fault=Fault.SILENCE)
    if listed.location:
        return redirect(_http(listed.location), listed.status)
    body = (folder / listed.file).read_bytes() if listed.file else b""
    text = CRAWL_DELAY.sub(b"", body.replace(b"https://", b"http://"))
    return Answer(status=listed.status, headers=(("Content-Type", listed.type),), body=text)


def _http(text: str) -> str:
    return text.replace("https://", "http://")
