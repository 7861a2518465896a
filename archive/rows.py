"""The rows of the ledger: what stands in its tables of a record, a capture, a run, and of what was worked out.

Enters: exchanges, captures, runs and JSON values. Leaves: a table's name with its columns; and a capture back from its row.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from archive import schema
from archive.attachment import Attachment
from archive.capture import ATTACHED, Capture, RecordPlace
from archive.exchange import CAPTURE_ID, Exchange
from citations.plain import from_plain, to_plain

WORDS = "page_words"


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One run of the tool: when (ISO 8601, UTC), by which software, how (`live`, `offline`, `replay`), by which settings."""

    id: str
    started: str
    software: str
    mode: str
    settings_digest: str = ""
    ended: str | None = None


def value_row(table: str, key: str, value: Any, date: datetime.datetime) -> tuple[str, dict[str, str]]:
    """Return a row for `Ledger.add` that keeps a JSON value; raises ValueError for a table that keeps none."""
    if table not in schema.VALUE_TABLES:
        raise ValueError(f"the ledger keeps no values in {table!r}; it does in {', '.join(sorted(schema.VALUE_TABLES))}")
    text = json.dumps(value, ensure_ascii=False)
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        text = json.dumps(value)  # the name of a folder may be no text; escaped it comes back as it was
    return table, {"key": key, "value": f"{seal(table, key, text)} {text}", "date": moment(date)}


def seal(table: str, key: str, text: str) -> str:
    """Return what a value must begin with: a row that was damaged or moved is not taken for what was worked out."""
    return hashlib.sha256("\x1f".join((table, key, text)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def attachment_row(attachment: Attachment, place: RecordPlace) -> tuple[str, dict[str, Any]]:
    """Return a row for `Ledger.add` that keeps what was attached, by the record at `place`."""
    return "attachments", {
        "id": attachment.id,
        "source_id": attachment.source_id,
        "date": moment(attachment.date),
        "value": json.dumps(to_plain(attachment), ensure_ascii=False),
        "warc": place.warc,
        "offset": place.offset,
    }


def words_row(key: str, capture_id: str, text: str) -> tuple[str, dict[str, str]]:
    """Return a row for `Ledger.add` that lets the text of the page under `key`, read in a capture, be searched."""
    return WORDS, {"key": key, "capture": capture_id, "text": text}


def row_number(key: str) -> int:
    """Return the number under which a text is indexed, so that it stands there once."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:15], 16)


def run_row(run: Run) -> tuple[str, dict[str, str]]:
    """Return a row for `Ledger.add` that keeps a run."""
    return "runs", to_plain(run)


def capture_in(text: str) -> Capture:
    """Return a capture from its row; raises ValueError, TypeError or AttributeError when it does not stand there."""
    capture = from_plain(Capture, json.loads(text))
    if not CAPTURE_ID.fullmatch(capture.id) or not isinstance(capture.date, datetime.datetime) or capture.date.tzinfo is None:
        raise ValueError(text)
    return capture


def moment(date: datetime.datetime) -> str:
    """Return a date as text that sorts as time does: UTC, six decimals."""
    return date.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def _placed(value: Exchange | Capture) -> RecordPlace:
    """Return where a value's record lies; only what was written comes into the ledger."""
    if value.place is None:
        raise ValueError(f"{value.id} was not written to a WARC file")
    return value.place


def record_row(exchange: Exchange) -> dict[str, Any]:
    """Return the row of an exchange that was written; raises ValueError when it was not."""
    place = _placed(exchange)
    return {
        "id": exchange.id,
        "capture": exchange.capture_id,
        "hop": exchange.hop,
        "uri": exchange.uri,
        "date": moment(exchange.date),
        "outcome": exchange.outcome.value,
        "status": exchange.status,
        "payload_digest": exchange.payload_digest,
        "payload_bytes": exchange.payload_bytes,
        "has_body": int(exchange.body_place == place),
        "withdrawn": exchange.withdrawn,
        "warc": place.warc,
        "offset": place.offset,
        "length": place.length,
    }


def capture_row(capture: Capture) -> dict[str, Any]:
    """Return the row of a capture that was written; raises ValueError when it was not."""
    place = _placed(capture)
    return {
        "id": capture.id,
        "target_uri": capture.target_uri,
        "date": moment(capture.date),
        "value": json.dumps(to_plain(capture), ensure_ascii=False),
        "attached": int(capture.purpose == ATTACHED),
        "warc": place.warc,
        "offset": place.offset,
    }
