"""What the README shows is what the tool prints."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def dateless(line):
    """Return a line without the moment of the run."""
    return re.sub(r" on \d.*? UTC\b", "", line)


def test_the_output_in_the_readme_is_real(tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- output:begin -->\n```\n(.*?)\n```\n<!-- output:end -->", readme, re.DOTALL)[1].split("\n")
    place = Path("examples", "briefing")
    (tmp_path / place).mkdir(parents=True)
    for name in ("briefing.md", "footnotary.toml"):
        (tmp_path / place / name).write_bytes((ROOT / place / name).read_bytes())
    archive = tmp_path / place / "sources.wacz"
    subprocess.run([sys.executable, "examples/build_archive.py", str(archive), "--quiet"], cwd=ROOT, check=True)
    run = subprocess.run(
        [sys.executable, "-m", "pipeline", "verify", str(place / "briefing.md"), "--from", str(archive), "--quiet"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    printed = run.stdout.strip().split("\n")
    assert [dateless(line) for line in printed] == [dateless(line) for line in shown]


def test_every_file_that_the_readme_links_to_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all((ROOT / target).exists() for target in re.findall(r"\]\(([^):]+)\)", readme))
