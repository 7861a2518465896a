"""Measuring a reader's own pages: a folder and a gold file."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

from tests.page_samples import make

SCRIPT = Path(__file__).parent / "evaluate_pages.py"


def test_a_folder_of_pages_is_measured_against_its_gold_file(tmp_path: Path) -> None:
    sample = make("time_pubdate", "en", "utf-8", datetime.date(2015, 10, 5))
    (tmp_path / "right.html").write_bytes(sample.body)
    (tmp_path / "wrong.html").write_bytes(sample.body)
    (tmp_path / "undated.html").write_text("<h1>How the locks are kept</h1>" + "<p>Nobody had promised them anything.</p>" * 9)
    rows = [
        {"file": "right.html", "date": "2015-10-05", "text": " ".join(sample.paragraphs), "address": sample.address},
        {"file": "wrong.html", "date": "2015-11-05"},
        {"file": "undated.html", "date": None},
    ]
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = subprocess.run([sys.executable, SCRIPT, tmp_path], capture_output=True, text=True, check=True)
    figures = {line[:39].strip(): line[39:].split() for line in done.stdout.splitlines()[1:]}
    assert figures["cited day confirmed"] == ["50.0%", "n=2", "wrong.html"]
    assert figures["cited day contradicted"] == ["50.0%", "n=2", "wrong.html"]
    assert figures["contradicted, though no day is shown"] == ["0.0%", "n=1"]
    assert float(figures["article text, F1 by word"][0]) > 0.95
