"""The documents: the tutorial prints what it shows, the site builds without a warning, and every page is reached."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LIKE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
# matches: a block of the tutorial that is run
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def steps(text):
    """Yield the commands of a page, each with what it is said to print."""
    for block in CONSOLE.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown


def test_the_tutorial_prints_what_it_shows(tmp_path):
    project = tmp_path / "clone"
    example = project / "examples" / "briefing"
    example.mkdir(parents=True)
    for name in ("briefing.md", "footnotary.toml"):
        (example / name).write_bytes((ROOT / "examples" / "briefing" / name).read_bytes())
    build = [sys.executable, "examples/build_archive.py", str(example / "sources.wacz"), "--quiet"]
    subprocess.run(build, cwd=ROOT, check=True)
    shell = f'footnotary() {{ "{sys.executable}" -m pipeline "$@" 2>/dev/null; }}\n'
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    where, checker, seen = project, doctest.OutputChecker(), 0
    for command, shown in steps((DOCS / "tutorial.md").read_text(encoding="utf-8")):
        run = subprocess.run(
            ["bash", "-c", f"{shell}{command}\npwd >&2"], cwd=where, env=environ, capture_output=True, text=True, check=False
        )
        where = Path(run.stderr.strip().split("\n")[-1])
        assert checker.check_output(shown, run.stdout, LIKE), f"$ {command}\n{run.stdout}"
        seen += bool(shown)
    assert seen > 4


def test_the_check_of_the_tutorial_sees_a_wrong_line():
    assert not doctest.OutputChecker().check_output("LOOK 8, ...\n", "LOOK 7, OK 30\n", LIKE)
    assert list(steps("```console\n$ a b\nc\n$ d\n```\n")) == [("a b", "c\n"), ("d", "")]


def test_the_site_builds_without_a_warning_and_holds_every_page(tmp_path):
    pytest.importorskip("sphinx")
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-d", str(tmp_path / "trees")]
    built = subprocess.run([*command, str(DOCS), str(tmp_path / "site")], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    for page in DOCS.glob("*.md"):
        assert (tmp_path / "site" / f"{page.stem}.html").exists()
    assert "http://" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8").replace("http://www.w3.org", "")
