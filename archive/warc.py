"""WARC records written: one gzip member each, so that every record can be read by itself.

Enters: an `Exchange` and its body. Leaves: bytes of request, response, revisit and metadata records.
Standard: WARC 1.1 (ISO 28500:2017); revisit profile identical-payload-digest 1.1. Bodies are written with transfer
coding undone and content coding untouched; a Transfer-Encoding header is kept as X-Archive-Orig-Transfer-Encoding.
A document that a person brought is a resource record. Facts that WARC has no field for stand in `Footnotary-…` fields.
Reading is `archive.records`'.
"""

from __future__ import annotations

import datetime
import hashlib
import urllib.parse
from dataclasses import dataclass

from isal import isal_zlib

from archive.attachment import FIELD as ATTACHMENT
from archive.attachment import Attachment, attachment_fields
from archive.exchange import TELLING_HEADERS, Exchange, Headers, one_line, public_headers, record_id_of
from citations.regex import regex

CRLF = b"\r\n"
HTTP_RESPONSE = "application/http;msgtype=response"
HTTP_REQUEST = "application/http;msgtype=request"
FIELDS = "application/warc-fields"
REVISIT_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
ORIGINAL_PREFIX = "X-Archive-Orig-"
EMPTY_DIGEST = f"sha256:{hashlib.sha256(b'').hexdigest()}"
_KEPT_HEADERS = TELLING_HEADERS | {"content-type", "content-encoding", "last-modified", "retry-after"}
_BREAKS = regex(r"[\r\n\0]")  # in a header they would forge another line
_GZIP_LEVEL = 1  # of isal: 2 gains one part in a hundred, 3 costs twice the time
_GZIP_WBITS = 31


@dataclass(frozen=True, kw_only=True, slots=True)
class Original:
    """The response record that a revisit refers to."""

    record_id: str
    uri: str
    date: datetime.datetime


def member(record: bytes) -> bytes:
    """Return `record` as one gzip member, without time or name, so that equal records give equal bytes."""
    return bytes(isal_zlib.compress(record, level=_GZIP_LEVEL, wbits=_GZIP_WBITS))


def warc_date(moment: datetime.datetime) -> str:
    """Return `moment` as WARC-Date: UTC, with microseconds where there are any.

    >>> warc_date(datetime.datetime(2016, 3, 14, 9, 26, 53, tzinfo=datetime.UTC))
    '2016-03-14T09:26:53Z'
    """
    return moment.astimezone(datetime.UTC).replace(tzinfo=None).isoformat() + "Z"


def warcinfo_record(filename: str, date: datetime.datetime, software: str, about: str = "") -> tuple[str, bytes]:
    """Return the id and the bytes of the record that opens a file: who wrote it, by which standard, and what it is."""
    block = _fields(
        (("software", software), ("format", "WARC File Format 1.1"),
         ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
         ("description", about))
    )  # fmt: skip
    record_id = record_id_of("warcinfo", filename, *((about,) if about else ()))
    return record_id, _record("warcinfo", record_id, date, (("WARC-Filename", filename), ("Content-Type", FIELDS)), block)


def exchange_records(exchange: Exchange, body: bytes, original: Original | None, warcinfo_id: str) -> tuple[bytes, ...]:
    """Return the records of one exchange, the answer's first: response or revisit and request, resource, or metadata alone.

    With `original` the answer is a revisit record without a body.
    """
    if exchange.withdrawn:
        return (tombstone_record(exchange, exchange.id, warcinfo_id),)
    if exchange.status is None:
        return (_metadata_record(exchange, warcinfo_id),)
    if exchange.is_resource:
        return resource_records(exchange, body, warcinfo_id)
    answer = _revisit_record(exchange, original, warcinfo_id) if original else _response_record(exchange, body, warcinfo_id)
    if not exchange.request_headers:
        return (answer,)
    return answer, _request_record(exchange, warcinfo_id)


def resource_records(exchange: Exchange, body: bytes, warcinfo_id: str) -> tuple[bytes, ...]:
    """Return the record that holds `body` as it is, and the metadata record that says what the exchange knows `about` it."""
    fields = (
        *_target(exchange, warcinfo_id),
        ("WARC-Payload-Digest", exchange.payload_digest or EMPTY_DIGEST),
        *((("WARC-Truncated", exchange.truncated),) if exchange.truncated else ()),
        *_facts(exchange),
        ("Content-Type", exchange.header("content-type") or "application/octet-stream"),
    )
    resource = _record("resource", exchange.id, exchange.date, fields, body)
    return (resource, _about_record(exchange, warcinfo_id)) if exchange.about else (resource,)


def _about_record(exchange: Exchange, warcinfo_id: str) -> bytes:
    fields = (
        *_target(exchange, warcinfo_id),
        ("WARC-Refers-To", f"<{exchange.id}>"),
        ("WARC-Concurrent-To", f"<{exchange.id}>"),
        ("Content-Type", FIELDS),
    )
    return _record("metadata", record_id_of("about", exchange.id), exchange.date, fields, _fields(exchange.about))


def _response_record(exchange: Exchange, body: bytes, warcinfo_id: str) -> bytes:
    fields = (
        *_target(exchange, warcinfo_id),
        ("WARC-Payload-Digest", exchange.payload_digest or EMPTY_DIGEST),
        *((("WARC-Truncated", exchange.truncated),) if exchange.truncated else ()),
        *_facts(exchange),
        ("Content-Type", HTTP_RESPONSE),
    )
    return _record("response", exchange.id, exchange.date, fields, response_head(exchange) + body)


def _revisit_record(exchange: Exchange, original: Original, warcinfo_id: str) -> bytes:
    fields = (
        *_target(exchange, warcinfo_id),
        ("WARC-Payload-Digest", exchange.payload_digest or EMPTY_DIGEST),
        ("WARC-Profile", REVISIT_PROFILE),
        ("WARC-Refers-To", f"<{original.record_id}>"),
        ("WARC-Refers-To-Target-URI", original.uri),
        ("WARC-Refers-To-Date", warc_date(original.date)),
        ("WARC-Truncated", "length"),
        *_facts(exchange),
        ("Content-Type", HTTP_RESPONSE),
    )
    return _record("revisit", exchange.id, exchange.date, fields, response_head(exchange))


def _request_record(exchange: Exchange, warcinfo_id: str) -> bytes:
    parts = urllib.parse.urlsplit(exchange.uri)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    body = exchange.request_body
    head = _http_head(f"{exchange.method} {target} HTTP/1.1", public_headers(exchange.request_headers))
    fields = (
        *_target(exchange, warcinfo_id),
        ("WARC-Concurrent-To", f"<{exchange.id}>"),
        ("WARC-Payload-Digest", f"sha256:{hashlib.sha256(body).hexdigest()}"),
        ("Content-Type", HTTP_REQUEST),
    )
    return _record("request", record_id_of("request", exchange.id), exchange.date, fields, head + body)


def _metadata_record(exchange: Exchange, warcinfo_id: str) -> bytes:
    block = _fields(
        (("outcome", exchange.outcome.value), ("detail", exchange.detail), ("fetchTimeMs", str(round(exchange.elapsed_s * 1000))))
    )
    fields = (*_target(exchange, warcinfo_id), *_facts(exchange), ("Content-Type", FIELDS))
    return _record("metadata", exchange.id, exchange.date, fields, block)


def attachment_record(attachment: Attachment, target_uri: str, resource_id: str, warcinfo_id: str) -> bytes:
    """Return the record that says who attached the record `resource_id`, which bears `target_uri`, to which source."""
    fields = (
        ("WARC-Target-URI", target_uri),
        ("WARC-Warcinfo-ID", f"<{warcinfo_id}>"),
        ("WARC-Refers-To", f"<{resource_id}>"),
        (ATTACHMENT, attachment.source_id),
        ("Content-Type", FIELDS),
    )
    return _record("metadata", attachment.id, attachment.date, fields, _fields(attachment_fields(attachment)))


def tombstone_record(exchange: Exchange, replaced: str, warcinfo_id: str) -> bytes:
    """Return the record that stands where the record `replaced` was: what it told, without its body.

    `exchange.withdrawn` is "by INITIALS on DATE: reason". Of the answer's headers those stay that a verdict needs.
    """
    who, _, reason = (exchange.withdrawn or "").partition(": ")
    by, _, on = who.removeprefix("by ").partition(" on ")
    kept = tuple((name, value) for name, value in exchange.headers if name.lower() in _KEPT_HEADERS)
    block = _fields(
        (
            ("withdrawnBy", by),
            ("withdrawnOn", on),
            ("status", str(exchange.status or "")),
            ("payloadDigest", exchange.payload_digest or ""),
            ("payloadBytes", str(exchange.payload_bytes or 0)),
            *(("httpHeader", f"{name}: {value}") for name, value in kept),
        )
    )
    fields = (
        *_target(exchange, warcinfo_id),
        ("WARC-Refers-To", f"<{replaced}>"),
        ("Footnotary-Withdrawn", reason),
        *_facts(exchange),
        ("Content-Type", FIELDS),
    )
    return _record("metadata", record_id_of("withdrawn", replaced), exchange.date, fields, block)


def _target(exchange: Exchange, warcinfo_id: str) -> Headers:
    warcinfo = (("WARC-Warcinfo-ID", f"<{warcinfo_id}>"),) if warcinfo_id else ()
    address = (("WARC-IP-Address", exchange.ip_address),) if exchange.ip_address else ()
    return (("WARC-Target-URI", exchange.uri), *warcinfo, *address)


def _facts(exchange: Exchange) -> Headers:
    """Return the fields that let a reader fold the chain again, and judge it as it was judged."""
    facts = (
        ("Footnotary-Capture", exchange.capture_id),
        ("Footnotary-Target-URI", exchange.target_uri if exchange.target_uri != exchange.uri else ""),
        ("Footnotary-Hop", str(exchange.hop) if exchange.hop else ""),
        ("Footnotary-Attempt", str(exchange.attempt) if exchange.attempt > 1 else ""),
        ("Footnotary-Final", "yes" if exchange.final else "no"),
        ("Footnotary-Purpose", exchange.purpose),
        ("Footnotary-Elapsed", f"{exchange.elapsed_s:.6f}"),
        ("Footnotary-Outcome", exchange.outcome.value),
        ("Footnotary-Detail", exchange.detail),
        ("Footnotary-Truncated", exchange.truncated or ""),
        ("Footnotary-Certificate", exchange.certificate_sha256 or ""),
    )
    return tuple((name, value) for name, value in facts if value)


def response_head(exchange: Exchange) -> bytes:
    """Return status line and headers as they are written: transfer coding renamed, because it is undone in the record."""
    renamed = (
        (f"{ORIGINAL_PREFIX}{name}" if name.lower() == "transfer-encoding" else name, value) for name, value in exchange.headers
    )
    version = exchange.http_version if exchange.http_version.startswith("HTTP/") else "HTTP/1.1"
    return _http_head(
        f"{version} {exchange.status} {exchange.reason}".rstrip() if exchange.reason else f"{version} {exchange.status} ",
        tuple(renamed),
    )


def _http_head(first: str, headers: Headers) -> bytes:
    lines = [first, *(f"{name}: {_BREAKS.sub(' ', value)}" for name, value in headers)]
    return "\r\n".join(lines).encode("latin-1", "replace") + CRLF + CRLF


def _fields(pairs: Headers) -> bytes:
    return "".join(f"{name}: {one_line(value)}\r\n" for name, value in pairs if value).encode()


def _record(kind: str, record_id: str, date: datetime.datetime, fields: Headers, block: bytes) -> bytes:
    digest = "" if kind == "revisit" else f"sha256:{hashlib.sha256(block).hexdigest()}"
    head = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<{record_id}>"),
        ("WARC-Date", warc_date(date)),
        *fields,
        *((("WARC-Block-Digest", digest),) if digest else ()),
        ("Content-Length", str(len(block))),
    )
    lines = "".join(f"{name}: {one_line(value)}\r\n" for name, value in head)
    return b"WARC/1.1\r\n" + lines.encode() + CRLF + block + CRLF + CRLF
