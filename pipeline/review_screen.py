"""The screen of `footnotary review`: one finding of one note at a time, a key a verdict, a reason, saved at once.

Enters: findings to decide. Leaves: each decision, through `save`, before the next finding is shown. Works from 40 columns and
10 lines on; what is longer is paged. Nothing from a document or a page steers the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click
from rich.console import Console
from rich.text import Text

from citations.decision import Verdict
from citations.errors import InputError
from citations.finding import Finding
from pipeline.person import reason_of
from pipeline.reviewing import KEYS, Asked
from reports import note_screen
from reports.characters import plain_text
from reports.phrases import plural

Save = Callable[[Finding, Verdict, str], None]

LINES_KEPT = 5  # the head with its rule, the rule below, the keys (two lines on a narrow screen)
NAME_CELLS = 12
VERDICT_KEYS = "a accept  r reject  m mend  q ask author  p proof"
MOVING_KEYS = "s skip  b back  space more  x end"
END_KEYS = ("x", "\x03", "\x04", "\x1b", "")


@dataclass(slots=True)
class Screen:
    """A terminal on which findings are shown; `console` says how large it is, each time anew."""

    console: Console
    title: str

    def review(self, asked: Sequence[Asked], save: Save) -> int:
        """Show every finding and save what is decided; return how many were. Ends early at the key for it."""
        place = made = 0
        total = f"{plural(len(asked), 'finding')} in {plural(len({one.note.label for one in asked}), 'note')}"
        while place < len(asked):
            key = self._ask(asked[place], place, total)
            if key in END_KEYS:
                break
            if key in KEYS:
                reason = self._reason(KEYS[key])
                if reason is None:
                    continue
                save(asked[place].finding, KEYS[key], reason)
                made += 1
            place = max(place - 1, 0) if key == "b" else place + 1
        self.console.clear()
        return made

    def _ask(self, one: Asked, place: int, total: str) -> str:
        """The key that was pressed for a finding: of a verdict, to skip, to go back or to end."""
        page, unknown = 0, ""
        while True:
            lines = self._lines(one)
            room = max(self.console.height - LINES_KEPT, 1)
            pages = -(-len(lines) // room)
            page = min(page, pages - 1)
            paged = unknown or (f"page {page + 1} of {pages}" if pages > 1 else "")
            self._draw(one, place, total, lines[page * room : (page + 1) * room], paged)
            key, unknown = _key(), ""
            if key in (" ", "\x1b[6~", "\x1b[B"):
                page = (page + 1) % pages
            elif key in ("\x1b[5~", "\x1b[A"):
                page = (page - 1) % pages
            elif key in KEYS or key in ("s", "b") or key in END_KEYS:
                return key
            else:
                unknown = "no such key: type one of these"

    def _lines(self, one: Asked) -> list[Text]:
        lines: list[Text] = []
        width = max(self.console.width - NAME_CELLS - 1, 20)
        for name, text in note_screen.rows(one.note, one.finding):
            wrapped = Text(text).wrap(self.console, width, overflow="fold")
            style = "bold" if name == "found" else ""
            for number, line in enumerate(wrapped):
                head = Text(f"{name if number == 0 else '':<{NAME_CELLS}}", style="dim")
                lines.append(head + Text(line.plain, style=style))
        return lines

    def _draw(self, one: Asked, place: int, total: str, lines: Sequence[Text], paged: str) -> None:
        note = one.note
        which = f", {one.nth} of {one.of}" if one.of > 1 else ""
        head = f"note {plain_text(note.label)} {one.finding.settled.value}{which}"
        right = f"{place + 1} of {total}"
        self.console.clear()
        room = max(self.console.width - len(right) - 2, 10)
        self._print(Text(f"{_cut(head + ' · ' + plain_text(self.title), room):<{room}}  {right}", style="bold"))
        self._print(Text("─" * self.console.width, style="dim"))
        for line in lines:
            self._print(line)
        for _ in range(self.console.height - LINES_KEPT - len(lines)):
            self._print(Text(""))
        self._print(Text(f"{'─' * (self.console.width - len(paged) - 1)} {paged}", style="dim"))
        self._print(Text(VERDICT_KEYS))
        self.console.print(Text(MOVING_KEYS), end="", soft_wrap=True)

    def _print(self, line: Text) -> None:
        self.console.print(line, no_wrap=True, overflow="crop", crop=True)

    def _reason(self, verdict: Verdict) -> str | None:
        """The reason that was typed; None when there was none, which takes the verdict back."""
        self.console.print()
        try:
            typed = click.prompt(f"{verdict.value}: reason (leave it empty to cancel)", default="", show_default=False)
            return reason_of(typed) if typed.strip() else None
        except InputError as error:
            click.echo(plain_text(str(error)))
            return None
        except click.Abort:
            return None


def _cut(text: str, width: int) -> str:
    cut = Text(text)
    cut.truncate(width, overflow="ellipsis")
    return cut.plain


def _key() -> str:
    """The key that was pressed; "" when the terminal is gone or was interrupted."""
    try:
        return click.getchar().lower()
    except (KeyboardInterrupt, EOFError):
        return ""
