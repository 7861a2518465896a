"""What a command says to its user: lines broken between words where a terminal reads them, and as they are elsewhere.

Enters: text, for people or for machines. Leaves: lines on stdout or stderr.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TextIO

import click


def say(text: str, *, err: bool = False, as_is: bool = False) -> None:
    """Print `text`; `as_is` is for what programs read, such as JSON."""
    width = None if as_is else columns(sys.stderr if err else sys.stdout)
    if width is not None and any(len(line) > width for line in text.splitlines()):
        from reports.terminal import wrapped

        text = "\n".join(wrapped(text.split("\n"), width))
    click.echo(text, err=err)


def columns(stream: TextIO | None = None) -> int | None:
    """Return how wide the terminal is that `stream` (stdout) is printed to; None when it goes elsewhere."""
    stream = stream or sys.stdout
    if not stream.isatty():
        return None
    try:
        own = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return None
    return shutil.get_terminal_size(own).columns or None  # a terminal that nobody gave a size has 0
