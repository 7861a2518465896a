"""`footnotary sources withdraw`: a body taken out of the archive, with a reason that stays."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.saying import say
from pipeline.session import Session, json_option, project_option

if TYPE_CHECKING:
    from archive.withdrawal import Chosen, Withdrawal

MAX_NAMED = 10  # addresses or packages named before the rest is counted


@click.command()
@click.argument("wanted", metavar="ADDRESS|CAPTURE-ID|SHA256")
@click.option("--reason", required=True, metavar="TEXT", help="Why: it stays in the archive, and reports print it.")
@click.option("--by", required=True, metavar="INITIALS", help="Who decided it.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@project_option("by default the nearest one above the current folder, else the current folder")
@json_option("Print what was withdrawn as JSON.")
@click.pass_obj
def command(session: Session, wanted: str, reason: str, by: str, yes: bool, project: Path | None, as_json: bool) -> None:
    """Take the body of a page or document out of the archive, for the law or for somebody’s safety. It cannot be undone.

    Every record that holds the body, under whatever address, is replaced by one that says who took it out, when and why; its
    digest, size, date and address stay. The body also leaves the ledger and the copies in reports, and is not taken in again.
    Packages made before keep it: they are named, for you to withdraw.
    """
    from archive.withdrawal import Archive, packages_of
    from pipeline.kept import forget_reports
    from pipeline.person import initials_of, reason_of
    from pipeline.writing import withdraw_copies

    by, reason = initials_of(by), reason_of(reason)
    folder = (project or session.project_of()).resolve()
    with Archive(folder) as archive:
        chosen = archive.choose(wanted)
        if not yes:
            _ask(chosen)
        done = archive.withdraw(chosen, reason=reason, by=by, date=session.clock())
        words = {one.id: f"This page was withdrawn from the archive {one.withdrawn}." for one in done.chosen.captures}
        reports = withdraw_copies(folder, words)
        forget_reports(folder, tuple(words))
        packages = list(packages_of(folder))
    if as_json:
        click.echo(json.dumps(_data(done, reports, packages), ensure_ascii=False, indent=2))
    else:
        say("\n".join(_words(done)))
    for line in _left(done, reports, packages):
        say(line, err=True)


def _ask(chosen: Chosen) -> None:
    from citations.errors import InputError

    say("\n".join(_to_go(chosen)), err=True)
    if not sys.stdin.isatty():
        raise InputError("a body that is withdrawn cannot be brought back, and there is no terminal to ask: say --yes to go on")
    try:
        agreed = click.confirm("Take it out for good?", err=True)
    except click.Abort:
        agreed = False
    if not agreed:
        raise InputError("nothing was withdrawn")


def _to_go(chosen: Chosen) -> list[str]:
    from reports.characters import plain_text
    from reports.phrases import plural

    size = sum({one.payload_digest: one.payload_bytes or 0 for one in chosen.captures}.values())
    addresses = chosen.addresses
    more = len(addresses) - MAX_NAMED
    return [
        f"{plural(len(chosen.captures), 'capture')}, {size} bytes, of:",
        *(f"  {plain_text(address)}" for address in addresses[:MAX_NAMED]),
        *([f"  and {more} more"] if more > 0 else []),
    ]


def _words(done: Withdrawal) -> list[str]:
    from reports.characters import plain_text
    from reports.phrases import plural

    if not done.records:
        told = sorted({one.withdrawn or "" for one in done.chosen.captures})
        return ["The body was withdrawn before:", *(f"  {plain_text(words)}" for words in told)]
    files = ", ".join(done.files)
    return [*_to_go(done.chosen), plain_text(f"Withdrawn: {plural(done.records, 'record')} replaced in {files}.")]


def _left(done: Withdrawal, reports: tuple[str, ...], packages: list[str]) -> list[str]:
    """What a person must do, because the tool cannot: reports that quote the body, packages that hold it."""
    from reports.characters import plain_text

    lines = list(done.notices)
    lines += [f"The report on {name} may quote it: verify again to have it written without." for name in reports]
    if packages:
        named = ", ".join(packages[:MAX_NAMED]) + (f" and {len(packages) - MAX_NAMED} more" if len(packages) > MAX_NAMED else "")
        lines.append(f"Packages made before may hold it still, here and wherever they were sent: {named}.")
    lines.append("Copies of the project, its history in git and backups are out of reach.")
    return [plain_text(line) for line in lines]


def _data(done: Withdrawal, reports: tuple[str, ...], packages: list[str]) -> dict[str, object]:
    return {
        "captures": [
            {
                "id": one.id,
                "address": one.target_uri,
                "date": one.date.isoformat(),
                "digest": one.payload_digest,
                "withdrawn": one.withdrawn,
            }
            for one in done.chosen.captures
        ],
        "records": done.records,
        "files": list(done.files),
        "reports": list(reports),
        "packages": packages,
        "notices": list(done.notices),
    }
