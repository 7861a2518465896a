"""`footnotary review`: one finding a screen, decided at a key, saved at once."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.saying import say
from pipeline.session import Session, only_one, project_option

if TYPE_CHECKING:
    from citations.decision import Verdict
    from citations.finding import Finding


@click.command()
@click.argument("briefing", type=click.Path(path_type=Path))
@click.option("--by", help="Your initials; asked for when neither this nor [review] by in footnotary.toml says them.")
@click.option("--second", is_flag=True, help="Show only what another reader accepted first.")
@click.option("--all", "everything", is_flag=True, help="Show every finding, decided ones and those that agree too.")
@project_option("by default the nearest one above BRIEFING with footnotary.toml, else the current folder")
@click.pass_obj
def command(session: Session, briefing: Path, by: str | None, second: bool, everything: bool, project: Path | None) -> None:
    """Decide the findings of the last report on BRIEFING, one a screen: accept, reject, mend, ask the author, attach proof.

    Each decision is saved to decisions.toml at once; stop when you like and go on later. The report is told anew at the end.
    """
    from rich.console import Console

    from citations.errors import InputError
    from pipeline.decisions_file import FILE, add_decisions
    from pipeline.kept import tell_again, told_report
    from pipeline.person import initials_of
    from pipeline.reading import Readers
    from pipeline.review_screen import Screen
    from pipeline.reviewing import decided, replaced_by, to_decide, to_read_again
    from pipeline.settings import load_settings
    from reports.characters import plain_text

    only_one({"--second": second, "--all": everything})
    folder = (project or session.project_of(briefing)).resolve()
    told = told_report(folder, briefing)
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise InputError(
            "review needs a terminal; without one, decide in the report’s page or in sources.xlsx, and say: footnotary decisions"
            " import FILE"
        )
    by = by or load_settings(folder).review.by or click.prompt("Your initials")
    by = initials_of(by)
    asked = to_read_again(told.report, by) if second else to_decide(told.report, everything=everything)
    if second and not asked:
        say("Nothing to read again: --second shows what one other person accepted, and there is no such finding.")
        return
    today = session.clock().date()

    def save(finding: Finding, verdict: Verdict, reason: str) -> None:
        made = decided(told.report, finding, verdict, reason, by, today)
        add_decisions(folder, [made], replaced_by(made, finding))

    console = Console(highlight=False, markup=False, emoji=False)
    count = Screen(console=console, title=told.report.briefing).review(asked, save)
    if count:
        with contextlib.closing(Readers()) as readers:
            again = asyncio.run(tell_again(folder, briefing, readers, stamp=session.clock()))
        for notice in again.notices:
            say(f"footnotary: {plain_text(notice)}", err=True)
    saved = f"; saved in {session.shown(folder / FILE)}" if count else ""
    say(f"{count} decided, {len(asked) - count} left{saved}.")
