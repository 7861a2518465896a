"""A document attached to a citation: the place in the briefing found, the file looked at, and kept where it belongs.

Enters: a file, a note, who brought it. Leaves: a record in the archive for what was published, or a file in `proofs/` for
what protects a person; the citation's type decides which. What parses the file is a worker process.
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive.attachment import Attachment
from archive.capture import Capture
from archive.exchange import one_line
from archive.imports import (
    ARCHIVES,
    PICTURES,
    Brought,
    chosen,
    file_size,
    look_at,
    put_in_place,
    read_whole,
    resource_of,
    take_over,
)  # fmt: skip
from archive.page import Sign
from archive.proofs import MAX_PROOF_BYTES, Proof, keep_proof, proofs_of
from archive.recovery import Lock
from archive.store import Store
from citations.citation import NOT_WEB_TYPES, Citation, Form
from citations.document import Briefing
from citations.errors import InputError
from pipeline.reading import Readers
from pipeline.verify import citations_by_place, full_of
from pipeline.writing import reported

MAX_NOTES_NAMED = 12
DRAFTS = frozenset({".docx", ".odt", ".md", ".markdown", ".txt"})
NO_DRAFTS = frozenset({"readme", "changelog", "license", "licence"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What a person asks for: this file for this citation (`citation` from 1; None when the note has one), by whom, when.

    `private` is None where the citation's type decides; `address` is where the person says that the document stood.
    """

    file: Path
    project: Path
    briefing: str
    note: str
    by: str
    date: datetime.datetime
    citation: int | None = None
    address: str | None = None
    private: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What was kept: `private` or not, since when and by whom, whether it was there already, and what else should be known."""

    private: bool
    by: str
    date: datetime.datetime
    label: str
    citation_index: int
    media_type: str
    is_new: bool
    notices: tuple[str, ...] = ()
    digest: str | None = None
    capture: str | None = None


def cited_at(briefing: Briefing, note: str, number: int | None) -> tuple[int, Citation]:
    """Return the index and the full citation of a note; a short form gives the citation that it repeats.

    Raises InputError when there is no such note or citation, or the note does not say which source it means.
    """
    footnote = next((one for one in briefing.footnotes if one.label == note), None)
    if footnote is None:
        labels = [one.label for one in briefing.footnotes]
        shown = ", ".join(labels[:MAX_NOTES_NAMED]) + (f" … {labels[-1]}" if len(labels) > MAX_NOTES_NAMED else "")
        raise InputError(f"there is no note {note!r} in the briefing: its notes are {shown}")
    count = len(footnote.citations)
    if not count:
        raise InputError(f"note {note} cites nothing, so there is nothing to prove: name a note with a citation")
    if number is None and count > 1:
        raise InputError(f"note {note} has {count} citations: say with --citation which one is meant, from 1 to {count}")
    index = (1 if number is None else number) - 1
    if not 0 <= index < count:
        raise InputError(f"note {note} has {count} citation{'s' if count > 1 else ''}, so --citation {number} names none")
    full = full_of(footnote.citations[index], citations_by_place(briefing))
    if full is None:
        raise InputError(f"note {note} repeats a citation that cannot be told: name the note that has it in full")
    return index, full


def is_private(cited: Citation, wanted: Wanted) -> bool:
    """Return whether the document protects a person: it does for interviews and messages, unless their address is given.

    Raises InputError when a note that was not understood leaves it open, or what a person said would be published.
    """
    heard = cited.type in NOT_WEB_TYPES
    if wanted.private is not None:
        if heard and not wanted.private and not (wanted.address or cited.url):
            raise InputError("what an interview or a message rests on is kept private: give --address if it was published there")
        return wanted.private
    if heard:
        return wanted.address is None
    if cited.form is Form.UNPARSED and not cited.url and not wanted.address:
        raise InputError(
            "the citation was not understood, so whether its proof protects a person is not known: say --private or --public"
        )
    return False


async def attach(
    wanted: Wanted, briefing: Briefing, readers: Readers, *, clock: Callable[[], datetime.datetime], software: str
) -> Kept:
    """Keep a document for a citation of `briefing`; one that is kept already is not kept twice.

    Raises InputError for a file that cannot be taken, ProjectError and ArchiveError for a project that cannot be used.
    """
    index, cited = cited_at(briefing, wanted.note, wanted.citation)
    if is_private(cited, wanted):
        return await asyncio.to_thread(_keep_privately, wanted, index, cited)
    brought = await asyncio.to_thread(look_at, wanted.file)
    _refuse_private(wanted, brought)
    if brought.media_type in ARCHIVES:
        return await _keep_archive(wanted, index, cited, brought, clock, software)
    body = await asyncio.to_thread(read_whole, brought)
    notices = await _read_once(brought, body, readers)
    async with Store.open(wanted.project, clock=clock, software=software) as store:
        exchange = resource_of(brought, wanted.address, wanted.date)
        held = store.capture(exchange.capture_id)
        if held is None:
            await store.record(exchange, body)
            held = store.capture(exchange.capture_id)
        return await _tie(store, wanted, index, cited, brought, held, notices)


def _refuse_private(wanted: Wanted, brought: Brought) -> None:
    """Raise InputError when a private proof would come into the archive, and nobody said that it may or was published."""
    kept = [one for one in proofs_of(wanted.project) if f"sha256:{one.sha256}" == brought.digest]
    if kept and wanted.private is None and not wanted.address:
        raise InputError(
            f"{wanted.file.name} is a private proof of note {kept[0].label}, and note {wanted.note} cites what is published:"
            " name the note it belongs to, or say --public, or --address, if it was published"
        )


def _keep_privately(wanted: Wanted, index: int, cited: Citation) -> Kept:
    size = file_size(wanted.file)
    if size > MAX_PROOF_BYTES:
        most = f"at most {MAX_PROOF_BYTES // 10**9} GB was expected"
        raise InputError(f"the file has {size / 1e9:.1f} GB; {most}: give the part that proves it")
    about = Proof(
        source_id=cited.source_id(), by=wanted.by, date=wanted.date, briefing=one_line(wanted.briefing), label=wanted.note,
        citation_index=index, sha256="", size=0, media_type="", file_name=one_line(wanted.file.name),
    )  # fmt: skip
    lock = Lock.take(wanted.project)
    try:
        proof, notices = keep_proof(wanted.project, wanted.file, about)
    finally:
        lock.release()
    return Kept(
        private=True, by=proof.by, date=proof.date, label=proof.label, citation_index=proof.citation_index, media_type="",
        is_new=proof.date == about.date, notices=notices,
    )  # fmt: skip


async def _read_once(brought: Brought, body: bytes, readers: Readers) -> tuple[str, ...]:
    """Say what of a document can be read; raises InputError for one that cannot be opened."""
    if brought.media_type in PICTURES:
        return ("A picture is kept and shown; nobody reads it, so quotations are not compared with it.",)
    page = await readers.document(body, brought.media_type)
    if Sign.UNREADABLE in page.signs:
        raise InputError(f"the document cannot be opened ({page.detail}): save it anew, without a password, and try again")
    if Sign.NO_TEXT_LAYER in page.signs:
        return ("The PDF is a scan without text: it is kept and shown, and quotations are not compared with it.",)
    if not page.text.strip():
        raise InputError("the document holds no text that can be read: give a PDF or a picture of it")
    return ()


async def _keep_archive(
    wanted: Wanted, index: int, cited: Citation, brought: Brought, clock: Callable[[], datetime.datetime], software: str
) -> Kept:
    async with Store.open(wanted.project, clock=clock, software=software) as store:
        taken = await asyncio.to_thread(take_over, brought, store.sources)
        try:
            capture = chosen(taken, tuple(address for address in (wanted.address or cited.url,) if address))
            _refuse_another(store.capture(capture.id), capture)
            path = put_in_place(taken)
        finally:
            taken.draft.unlink(missing_ok=True)
        notices = await store.take_over(path)
        return await _tie(store, wanted, index, cited, brought, store.capture(capture.id), notices)


def _refuse_another(held: Capture | None, brought: Capture) -> None:
    """Raise InputError when the project holds another page under the id that a foreign archive gives to its own."""
    if held and (held.target_uri, held.payload_digest) != (brought.target_uri, brought.payload_digest):
        raise InputError(
            f"the archive calls its page by the id of another capture of this project, {brought.id}: give the page as HTML or PDF"
        )


async def _tie(
    store: Store, wanted: Wanted, index: int, cited: Citation, brought: Brought, held: Capture | None, notices: tuple[str, ...]
) -> Kept:
    """Write who attached the document that `held` holds to the source, unless the same person has done so."""
    if held is None or held.withdrawn:
        why = f" (withdrawn {held.withdrawn})" if held else ""
        raise InputError(f"the document was taken out of this archive, so it is not taken in again{why}")
    attachment = Attachment(
        source_id=cited.source_id(), by=wanted.by, date=wanted.date, briefing=one_line(wanted.briefing), label=wanted.note,
        citation_index=index, file_name=one_line(wanted.file.name), media_type=brought.media_type, digest=brought.digest,
        capture=held.id, address=wanted.address,
    )  # fmt: skip
    key = (brought.digest, held.id, wanted.by)
    same = [one for one in store.attachments(attachment.source_id) if (one.digest, one.capture, one.by) == key]
    if not same:
        await store.attach(attachment)
    known = same[-1] if same else attachment
    return Kept(
        private=False, by=known.by, date=known.date, label=known.label, citation_index=known.citation_index,
        media_type=brought.media_type, is_new=not same, notices=notices, digest=brought.digest, capture=held.id,
    )  # fmt: skip


def only_briefing(project: Path, file: Path) -> Path:
    """Return the project's draft: the one that was verified, or the only one beside `file`. Raises InputError otherwise."""
    found = sorted(path for path in project.glob("*") if path.suffix.casefold() in DRAFTS and path.is_file())
    drafts = [path for path in found if path.stem.casefold() not in NO_DRAFTS and not _is_same(path, file)]
    verified = {reported(folder) for folder in (project / "report").glob("*")}
    for likely in ([path for path in drafts if path.name in verified], drafts):
        if len(likely) == 1:
            return likely[0]
    shown = ", ".join(one_line(path.name) for path in drafts[:MAX_NOTES_NAMED]) or "none"
    raise InputError(f"{project}: one draft was expected, found {shown}: say with --briefing which one is meant")


def _is_same(path: Path, file: Path) -> bool:
    return path.resolve() == file.resolve()
