"""A document that a person attached to a source, and the WARC record that says so.

Enters: who, when, for which source, which document. Leaves: the fields and block of a `metadata` record (WARC 1.1, 6.7),
and the `Attachment` again from such a record. That the document is the source is that person's word, and no more.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

from archive.exchange import CAPTURE_ID, Headers, one_line, record_id_of
from archive.records import IMPORTED_NAME, Record, parse_fields
from citations.regex import regex

FIELD = "Footnotary-Attached"  # in the head of the record: the source's id
_SOURCE_ID = regex(r"[0-9a-f]{16}")  # matches: 0123456789abcdef    does not: ../../x


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """Who attached which document to which source, when, for which note (`citation_index` counts from 0).

    `source_id` is `Citation.source_id()`, so that every note that cites the source has the document. `capture` is the
    capture that holds it: a resource record of ours, or a record of an imported archive. `digest` is the file's,
    `sha256:` and hex; `address` is where the person says that it stood.
    """

    source_id: str
    by: str
    date: datetime.datetime
    briefing: str
    label: str
    citation_index: int
    file_name: str
    media_type: str
    digest: str
    capture: str
    address: str | None = None

    @property
    def id(self) -> str:
        """The id of its record, derived from what it says."""
        return record_id_of("attached", self.source_id, self.digest, self.capture, self.by, self.date.isoformat())


def attached_capture_id(digest: str) -> str:
    """Return the id of the capture that holds an attached document: one a document, derived from its digest."""
    return hashlib.sha256(f"attached\x1f{digest}".encode()).hexdigest()[:16]


def attachment_fields(attachment: Attachment) -> Headers:
    """Return what the block of an attachment's record says, line by line."""
    told = (
        ("attachedBy", attachment.by),
        ("attachedOn", attachment.date.isoformat()),
        ("briefing", attachment.briefing),
        ("note", attachment.label),
        ("citation", str(attachment.citation_index + 1)),
        ("fileName", attachment.file_name),
        ("mediaType", attachment.media_type),
        ("digest", attachment.digest),
        ("capture", attachment.capture),
        ("address", attachment.address or ""),
    )
    return tuple((name, one_line(value)) for name, value in told if value)


def attachment_in(record: Record) -> Attachment | None:
    """Return what a record attaches, or None when it attaches nothing, cannot be understood, or stands in an imported file:
    what somebody else's archive says of attachments is not said by this project's people.
    """
    source_id = record.fields.get(FIELD.lower(), "")
    if record.kind != "metadata" or IMPORTED_NAME.search(record.place.warc) or not _SOURCE_ID.fullmatch(source_id):
        return None
    told = dict(parse_fields(record.block.decode("utf-8", "replace")))
    try:
        date = datetime.datetime.fromisoformat(told["attachedOn"])
        attachment = Attachment(
            source_id=source_id,
            by=one_line(told["attachedBy"])[:40],
            date=date if date.tzinfo else date.replace(tzinfo=datetime.UTC),
            briefing=one_line(told.get("briefing", "")),
            label=one_line(told.get("note", "")),
            citation_index=max(0, int(told.get("citation", "1")) - 1),
            file_name=one_line(told.get("fileName", "")),
            media_type=one_line(told.get("mediaType", "application/octet-stream")),
            digest=one_line(told.get("digest", "")),
            capture=told["capture"],
            address=one_line(told["address"]) if told.get("address") else None,
        )
    except (KeyError, ValueError, OverflowError):
        return None
    return attachment if CAPTURE_ID.fullmatch(attachment.capture) else None
