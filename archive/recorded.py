"""What a WARC record tells: the exchange and the body in it, whoever wrote it.

Enters: a `Record`. Leaves: an `Exchange`, or UnfitRecord for one that is no evidence. What stands in a record is foreign:
ids become names of files and keys, so that nothing else than ids of our form is taken over from it.
Standard: WARC 1.0 and 1.1 (ISO 28500); chunks that a foreign writer left are undone (RFC 9112, 7.1).
"""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import replace

from archive.capture import ATTACHED, FetchOutcome
from archive.digests import fits_digest
from archive.exchange import CAPTURE_ID, FINAL_STATUSES, Exchange, Headers, capture_id_of, one_line, record_id_of
from archive.guard import address_key
from archive.records import IMPORTED_NAME, WITHDRAWN, Record, UnfitRecord, bare_id, parse_fields
from citations.regex import regex

_STATUS_LINE = regex(r"(?P<version> HTTP/\d(?:\.\d)? ) \s+ (?P<status> \d{3} ) (?: \s (?P<reason> .* ) )?", re.VERBOSE)
# matches: HTTP/1.1 200 OK, HTTP/2 404    does not: 200 OK
_UNDONE = frozenset({"chunked"})


def exchange_in(record: Record) -> tuple[Exchange, bytes] | None:
    """Return the exchange and the body that a record tells, or None for a record that tells none (a request, say).

    Payload digests that are missing, or of another kind than SHA-256, are computed from the block. An answer without a
    status of FINAL_STATUSES is a `bad-response`. Raises UnfitRecord when a digest does not fit, or the date cannot be read.
    """
    if record.oversize or "warc-target-uri" not in record.fields:
        return None
    if record.kind in ("response", "resource", "metadata"):
        _refuse_unfit(record, "warc-block-digest", record.block)
    if record.kind in ("response", "revisit") and record.fields.get("content-type", "").startswith("application/http"):
        return _answered(record)
    if record.kind == "resource":
        return _resource(record)
    if record.kind == "metadata" and WITHDRAWN in record.fields:
        return _tombstone(record), b""
    if record.kind == "metadata" and "footnotary-outcome" in record.fields:
        return replace(_bare_exchange(record), place=record.place), b""
    return None


def _refuse_unfit(record: Record, field: str, *readings: bytes) -> None:
    declared = record.fields.get(field, "")
    if declared and all(fits_digest(declared, data) is False for data in readings):
        raise UnfitRecord(record, f"its bytes do not fit its {field} {one_line(declared)[:80]}")


def _bare_exchange(record: Record) -> Exchange:
    fields = record.fields
    uri = address_key(bare_id(fields["warc-target-uri"]))
    own = _is_own(record)
    target_uri = address_key(fields["footnotary-target-uri"]) if own and "footnotary-target-uri" in fields else uri
    date = _date(record)
    return Exchange(
        id=record.record_id or record_id_of(uri, fields.get("warc-date", "")),
        capture_id=fields["footnotary-capture"] if own else capture_id_of(uri, date),
        target_uri=target_uri,
        uri=uri,
        date=date,
        outcome=_outcome(fields.get("footnotary-outcome")),
        hop=_number(fields.get("footnotary-hop"), 0),
        attempt=_number(fields.get("footnotary-attempt"), 1),
        final=fields.get("footnotary-final", "yes") == "yes",
        purpose=ATTACHED if IMPORTED_NAME.search(record.place.warc) else one_line(fields.get("footnotary-purpose", "source")),
        elapsed_s=_seconds(fields.get("footnotary-elapsed")),
        detail=one_line(fields.get("footnotary-detail", "")),
        truncated=one_line(fields.get("footnotary-truncated", "")) or None if own else None,
        certificate_sha256=fields.get("footnotary-certificate"),
        ip_address=fields.get("warc-ip-address"),
    )


def _is_own(record: Record) -> bool:
    """Whether the record tells its place in a chain as we do; one with another kind of capture id is another writer's."""
    return CAPTURE_ID.fullmatch(record.fields.get("footnotary-capture", "")) is not None


def _answered(record: Record) -> tuple[Exchange, bytes] | None:
    head, _, body = record.block.partition(b"\r\n\r\n")
    first, _, lines = head.decode("latin-1").partition("\r\n")
    match = _STATUS_LINE.fullmatch(first.strip())
    if not match and record.kind == "revisit":
        return None
    bare = _bare_exchange(record)
    status = int(match["status"]) if match else 0
    if not match or status not in FINAL_STATUSES:
        detail = f"the answer begins with {one_line(first)[:40]!r}, not with a status of 200 to 599"
        return replace(bare, outcome=FetchOutcome.BAD_RESPONSE, detail=detail, final=True, place=record.place), b""
    headers, sent = parse_fields(lines), body
    own = _is_own(record)
    if not own:
        headers, body = undo_chunks(headers, body)
    if record.kind == "response" and "warc-truncated" not in record.fields:
        _refuse_unfit(record, "warc-payload-digest", body, sent)  # writers differ in whether they undo the chunks first
    known = record.fields.get("warc-payload-digest", "")
    exchange = replace(
        bare,
        http_version=match["version"],
        status=status,
        reason=(match["reason"] or "").strip(),
        headers=headers,
        payload_digest=known if record.kind == "revisit" or (own and known.startswith("sha256:")) else _digest(body),
        payload_bytes=len(body),
        place=record.place,
        body_place=None if record.kind == "revisit" else record.place,
    )
    if own:
        return exchange, body
    redirect = exchange.location is not None
    truncated = record.fields.get("warc-truncated") if record.kind == "response" else None
    return replace(exchange, final=not redirect, truncated=truncated), body


def _resource(record: Record) -> tuple[Exchange, bytes]:
    _refuse_unfit(record, "warc-payload-digest", record.block)
    mime = record.fields.get("content-type", "application/octet-stream")
    exchange = replace(
        _bare_exchange(record), status=200, reason="OK", headers=(("Content-Type", one_line(mime)),),
        payload_digest=_digest(record.block), payload_bytes=len(record.block), place=record.place, body_place=record.place,
        is_resource=True,
    )  # fmt: skip
    return exchange, record.block


def _tombstone(record: Record) -> Exchange:
    """The exchange whose body was taken out: its facts stand in the record, its bytes nowhere."""
    told = parse_fields(record.block.decode("utf-8", "replace"))
    facts = dict(told)
    digest = facts.get("payloadDigest", "")
    status = facts.get("status", "")
    return replace(
        _bare_exchange(record),
        status=int(status) if re.fullmatch(r"\d{3}", status) else None,
        headers=tuple((name, value) for key, line in told if key == "httpHeader" for name, _, value in [line.partition(": ")]),
        payload_digest=digest if fits_digest(digest, b"") is not None else None,
        payload_bytes=_number(facts.get("payloadBytes"), 0),
        withdrawn=f"by {facts.get('withdrawnBy', '?')} on {facts.get('withdrawnOn', '?')}: {record.fields[WITHDRAWN]}",
        place=record.place,
    )


def undo_chunks(headers: Headers, body: bytes) -> tuple[Headers, bytes]:
    """Return headers and body with chunked transfer coding undone, where a foreign writer left it (RFC 9112, 7.1)."""
    if not any(name.lower() == "transfer-encoding" and value.strip().lower() in _UNDONE for name, value in headers):
        return headers, body
    kept = tuple((f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value) for name, value in headers)
    out, position = bytearray(), 0
    while True:
        end = body.find(b"\r\n", position)
        size = body[position:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            return kept, bytes(out) if out else body  # some writers undo the chunks and leave the header
        count = int(size, 16)
        if count == 0:
            return kept, bytes(out)
        out += body[end + 2 : end + 2 + count]
        position = end + 2 + count + 2


def _digest(body: bytes) -> str:
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def record_date(record: Record) -> datetime.datetime | None:
    """Return a record's WARC-Date as UTC, or None when it cannot be read."""
    try:
        return _date(record)
    except UnfitRecord:
        return None


def _date(record: Record) -> datetime.datetime:
    """Return a record's WARC-Date as UTC; raises UnfitRecord when it cannot be read."""
    text = record.fields.get("warc-date", "").strip()
    try:
        moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
        return moment.astimezone(datetime.UTC) if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    except (ValueError, OverflowError):
        raise UnfitRecord(record, f"its date cannot be read ({one_line(text)[:40] or 'it has none'})") from None


def _outcome(text: str | None) -> FetchOutcome:
    try:
        return FetchOutcome(text) if text else FetchOutcome.RESPONSE
    except ValueError:
        return FetchOutcome.BAD_RESPONSE


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else default


def _seconds(text: str | None) -> float:
    return float(text) if text and re.fullmatch(r"\d{1,9}(?:\.\d+)?", text) else 0.0
