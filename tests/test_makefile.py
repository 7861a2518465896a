"""`make` takes the variables that it names, and no others in silence."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def made(*words: str) -> subprocess.CompletedProcess[str]:
    """Let make say what it would run."""
    return subprocess.run(["make", "-n", *words], cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_misspelt_variable_is_named_with_those_there_are() -> None:
    run = made("verify", "BRIEFNG=draft.docx")
    assert run.returncode == 2
    assert "unknown variable BRIEFNG: known are BRIEFING=path" in run.stderr
    assert ".ci/verify" not in run.stdout


def test_every_variable_of_the_help_is_taken_whatever_it_holds() -> None:
    run = made("verify", "BRIEFING=my draft=2.docx", "YES=1", "STRICT=1")
    assert run.returncode == 0, run.stderr
    assert '.ci/verify "my draft=2.docx"' in run.stdout
