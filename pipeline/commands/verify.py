"""`footnotary verify`: the whole path, from the notes of briefings to their reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.saying import say
from pipeline.session import Session, examining_options, json_option, project_option, report_option, screenshots_option

if TYPE_CHECKING:
    from pipeline.run import Job, Result


def _statuses(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """What `--fail-on` may be given, for the completion of a shell: the last status of those begun."""
    from citations.finding import Status
    from pipeline.run import FAIL_ON

    before, comma, last = begun.rpartition(",")
    known = [*(status.value.lower() for status in Status if status in FAIL_ON), *([] if comma else ["nothing"])]
    return [f"{before}{comma}{one}" for one in known if one.startswith(last.lower())]


@click.command()
@click.argument("briefings", metavar="BRIEFING...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--only", metavar="note:N,N...", help="Verify these notes alone: print what is found, and leave the report as it is."
)
@click.option(
    "--fail-on",
    metavar="STATUS,...",
    shell_complete=_statuses,
    help="End with 1 only for notes of these statuses (look, gone, blocked, not-checked), or for `nothing`.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FINDINGS.JSON",
    help="Tell, and fail on, only what is new since this earlier report on the same briefing.",
)
@click.option("--save", is_flag=True, help="Have confirmed sources kept, in public, by Save Page Now (docs/archives.md).")
@project_option("by default the nearest one above BRIEFING with footnotary.toml, else the current folder")
@report_option
@screenshots_option
@examining_options
@json_option("Print findings.json instead of the summary; of several briefings, an array of them.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    briefings: tuple[Path, ...],
    project: Path | None,
    only: str | None,
    fail_on: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Check the notes of each BRIEFING against their sources, archive the sources, and write the report.

    Exit code 0: every note is OK or NOT-WEB; 1: something to look at; 2: wrong usage or input; 3: the run was
    incomplete (offline, interrupted, a retry due). Of several briefings the worst counts: 2, then 3, then 1.
    """
    from citations.errors import SettingsError
    from pipeline.job import EachRun, labels_of, statuses_of
    from reports import data
    from reports.characters import plain_text

    if asked.get("baseline") and len(briefings) > 1:
        raise SettingsError("--baseline is the earlier report on one briefing: name that briefing alone")
    session: Session = ctx.obj
    chosen = {"only": labels_of(only), "fail_on": statuses_of(fail_on)}
    code = 0
    documents: list[str] = []
    for job, result in (each := EachRun(session, briefings, project, **chosen, **asked)):
        code = max(code, result.exit_code)
        for notice in result.notices:
            say(f"footnotary: {plain_text(notice)}", err=True)
        if as_json:
            documents.append(data.render(result.report).strip())
        else:
            say("\n".join(_told(session, job, result)))
    if as_json:
        several = ",\n".join(documents)
        click.echo(several if len(briefings) == 1 else f"[{several}]")
    ctx.exit(2 if each.failed else code)


def _told(session: Session, job: Job, result: Result) -> tuple[str, ...]:
    """The lines of one briefing: its summary and where its report lies, or the notes that were asked for."""
    from pipeline.writing import folder_name
    from reports.formats import BY_NAME
    from reports.terminal import notes, summary

    if job.only:
        return notes(result.report)
    files = (result.folder / BY_NAME[name].file_for(folder_name(job.briefing.stem)) for name in job.reports)
    report = next(file for file in files if file.is_file())  # a draft that is no Word file gets none back
    lines = summary(result.report, draft=session.near(job.briefing), only_new=bool(job.baseline))
    return (*lines, f"Report: {session.shown(report)}")
