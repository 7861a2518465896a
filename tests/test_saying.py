"""What commands say fits the terminal that it is read on: no word is broken at its edge."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.project import EXAMPLE, environment

COLUMNS = 40
_STEERS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_terminal(*words: object, cwd: Path) -> list[str]:
    """The lines that a command prints on a terminal of 40 columns, as they were sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    command = [sys.executable, "-m", "pipeline", *map(str, words)]
    environ = {name: value for name, value in environment(TERM="xterm").items() if name not in ("COLUMNS", "LINES")}
    told = b""
    with subprocess.Popen(command, cwd=cwd, env=environ, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True):
        os.close(theirs)
        with contextlib.suppress(OSError):  # the other side was closed
            while part := os.read(ours, 65_536):
                told += part
    os.close(ours)
    text = _STEERS.sub("", told.decode("utf-8", "replace")).replace("\r\n", "\n")
    return [written for line in text.split("\n") for written in line.split("\r")]  # what is written over is a line of its own


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("verify", "--help"),
        ("plan", EXAMPLE / "briefing.md"),
        ("parse", EXAMPLE / "briefing.md"),
        ("verify", "missing.docx"),
        ("publishers", "list"),
    ],
)
def test_on_a_narrow_terminal_lines_end_between_words(words: tuple[object, ...], tmp_path: Path) -> None:
    lines = on_terminal(*words, cwd=tmp_path)
    assert len(lines) > 3
    assert [line for line in lines if len(line.rstrip()) > COLUMNS and " " in line.strip()] == []
