"""`footnotary sources import`: a document that a person brings, kept as the proof for a citation."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.saying import say
from pipeline.session import Session, json_option, project_option, settings_of

if TYPE_CHECKING:
    from pipeline.attach import Kept, Wanted


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--note", required=True, metavar="N", help="The note whose citation it proves.")
@click.option("--citation", type=int, metavar="I", help="Which citation of the note, from 1; needed when it has several.")
@click.option("--by", required=True, metavar="INITIALS", help="Who brings it: initials, as they stand in reports.")
@click.option("--address", metavar="U", help="Where it stood; in a WARC or WACZ, the page that is cited.")
@click.option("--briefing", type=click.Path(path_type=Path), metavar="B", help="The draft; by default the project’s only one.")
@click.option("--date", metavar="YYYY-MM-DD", help="When it was received or taken; today otherwise.")
@click.option(
    "--private/--public", default=None, help="Keep it in proofs/, or in the archive; the citation’s type decides otherwise."
)
@project_option("by default the nearest one above the briefing, else the current folder")
@json_option("Print what was kept as JSON.")
@click.pass_obj
def command(
    session: Session,
    file: Path,
    note: str,
    citation: int | None,
    by: str,
    address: str | None,
    briefing: Path | None,
    date: str | None,
    private: bool | None,
    project: Path | None,
    as_json: bool,
) -> None:
    """Keep FILE as the proof for a citation, with who brought it and when. FILE is only read.

    A PDF, an HTML file, a picture, a WARC or WACZ, or a typed transcript of something published goes into the archive, and
    quotations are compared with its text where the live page gives none. Whatever stands behind an interview or a message goes
    to proofs/: for its owner alone, ignored by git, in no package and no report. That FILE is the source is your word.
    """
    from pipeline.attach import Wanted, only_briefing
    from pipeline.person import day_of, initials_of

    folder = (project or session.project_of(briefing)).resolve()
    draft = briefing or only_briefing(folder, file)
    wanted = Wanted(
        file=file,
        project=folder,
        briefing=draft.name,
        note=note,
        by=initials_of(by),
        date=day_of(date, session.clock()),
        citation=citation,
        address=_address(address),
        private=private,
    )
    kept = _attach(session, wanted, draft)
    say(json.dumps(_data(kept), ensure_ascii=False, indent=2) if as_json else _words(kept), as_is=as_json)
    for notice in kept.notices:
        say(notice, err=True)


def _attach(session: Session, wanted: Wanted, draft: Path) -> Kept:
    from pipeline.attach import attach
    from pipeline.reading import Readers

    _, settings = settings_of(wanted.project)
    readers = Readers()

    async def run() -> Kept:
        briefing = await readers.briefing(draft, settings.publishers)
        return await attach(wanted, briefing, readers, clock=session.clock, software=session.software)

    try:
        return asyncio.run(run())
    finally:
        readers.close()


def _address(text: str | None) -> str | None:
    """Return an address as it is kept; raises InputError for what is none."""
    from archive.exchange import AttemptFailed
    from archive.guard import clean_address
    from citations.errors import InputError

    if text is None:
        return None
    try:
        return clean_address(text)
    except AttemptFailed as failed:
        raise InputError(f"--address: {failed.detail}: an address that begins with http:// or https:// was expected") from None


def _words(kept: Kept) -> str:
    from pipeline.checks.verdict import day_in_words
    from reports.characters import plain_text

    where = "proofs/, for its owner alone" if kept.private else "the archive"
    been = "kept" if kept.is_new else "kept already"
    said = f"Proof for note {kept.label} {been} in {where}: by {kept.by}, on {day_in_words(kept.date)}."
    return plain_text(f"{said} Run verify again to see it in the report.")


def _data(kept: Kept) -> dict[str, object]:
    return {
        "private": kept.private,
        "new": kept.is_new,
        "by": kept.by,
        "date": kept.date.isoformat(),
        "note": kept.label,
        "citation": kept.citation_index + 1,
        **({} if kept.private else {"media_type": kept.media_type, "digest": kept.digest, "capture": kept.capture}),
    }
