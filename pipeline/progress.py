"""What a run is waiting for, on stderr: one line that is written over on a terminal, plain lines elsewhere.

Enters: which source, host and reason. Leaves: text with control characters stripped, without colour.
"""

from __future__ import annotations

import time
from contextvars import ContextVar
from typing import TextIO

from pipeline.saying import columns
from reports.characters import plain_text

MIN_WAIT_SHOWN_S = 0.3  # shorter waits would only flicker
MAX_COLUMNS = 101
PLAIN_LINE_EVERY_S = 5.0  # into a log, one line in so many seconds is enough
# The note whose source is sought. Tasks inherit it, so that a request knows it however late the host's turn comes.
_NOTE: ContextVar[str] = ContextVar("note", default="")


class Progress:
    """Says where a run is: `done` of `total` sources (or what else is `counted`), and which note waits for which host."""

    def __init__(self, stream: TextIO, *, quiet: bool = False, counted: str = "sources") -> None:
        self._stream = stream
        self._quiet = quiet
        self._counted = counted
        self._is_terminal = stream.isatty()
        self._width = 0
        self._not_before = 0.0  # of the next plain line
        self.total = 0
        self.done = 0

    def stage(self, words: str) -> None:
        """Name the stage that begins: "reading the briefing". Said on a terminal alone: a log has no use for it."""
        if self._is_terminal:
            self._show(words)

    def about(self, label: str) -> None:
        """Name the note for which this task, and those it starts, wait from now on."""
        _NOTE.set(label)

    def waiting(self, host: str, reason: str, seconds: float) -> None:
        """Say that `host` is asked, or waited for and why. Fits `archive.host.OnWait`."""
        note = f"note {_NOTE.get()}, " if _NOTE.get() else ""
        wait = f" for {seconds:.0f} s" if seconds >= 1 else ""
        if not seconds or seconds >= MIN_WAIT_SHOWN_S:
            self._show(f"{self.done} of {self.total} {self._counted}; {note}{host}: {reason}{wait}")

    def finish(self) -> None:
        """Clear the line."""
        if self._is_terminal and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0

    def _show(self, words: str) -> None:
        now = time.monotonic()
        if self._quiet or (not self._is_terminal and now < self._not_before):
            return
        self._not_before = now + PLAIN_LINE_EVERY_S
        line = plain_text(words)
        if self._is_terminal:
            room = min(columns(self._stream) or MAX_COLUMNS, MAX_COLUMNS) - 1  # a line that goes on below cannot be written over
            line = line if len(line) <= room else f"{line[: room - 1]}…"
            self._stream.write("\r" + line.ljust(self._width) + "\r" + line)
            self._width = max(self._width, len(line))
        else:
            self._stream.write(f"footnotary: {line}\n")
        self._stream.flush()
