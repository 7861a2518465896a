"""The digests of a record's block and payload, computed as its bytes go by.

Enters: a record's fields, and its block piece by piece. Leaves: whether the declared digests fit, and an answer's status.
Standard: WARC 1.1 (ISO 28500:2017), 5.8 and 5.9. What another record's payload must fit is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.decode import InflationLimits, decode_body
from archive.digests import Digesting
from archive.exchange import all_values
from archive.recorded import undo_chunks
from archive.records import MAX_HEAD_BYTES, WarcFile, parse_fields, read_records

_END = b"\r\n\r\n"
_HTTP_KINDS = frozenset({"response", "request", "revisit"})
_WITH_PAYLOAD = frozenset({"response", "request", "resource", "conversion"})
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ ]+(\d{3})", re.VERBOSE)  # matches: HTTP/1.1 200 OK    does not: GET / HTTP/1.1


class BlockDigests:
    """A block under way: its digest, the payload's, and the first line of an HTTP message."""

    def __init__(self, fields: dict[str, str]) -> None:
        is_http = fields.get("content-type", "").startswith("application/http")
        self._block = Digesting(fields.get("warc-block-digest", ""))
        self._payload = Digesting(_payload_digest_of(fields)) if _payload_digest_of(fields) else None
        self._head: bytes | None = b"" if is_http and fields.get("warc-type") in _HTTP_KINDS else None
        self.status: int | None = None

    def add(self, piece: bytes | memoryview) -> None:
        """Take over the next bytes of the block."""
        self._block.add(piece)
        if self._head is None:
            self._add_payload(piece)
            return
        self._head += bytes(piece)
        end = self._head.find(_END)
        if end < 0 and len(self._head) < MAX_HEAD_BYTES:
            self._read_status()
            return
        self._read_status()
        payload, self._head = memoryview(self._head)[max(end, 0) + len(_END) :], None
        self._add_payload(payload)

    def _read_status(self) -> None:
        if self.status is None and self._head and (match := _STATUS.match(self._head)):
            self.status = int(match[1])

    def _add_payload(self, piece: bytes | memoryview) -> None:
        if self._payload:
            self._payload.add(piece)

    def verdicts(self) -> Iterator[tuple[str, bool | None]]:
        """Yield each digest's field, and whether the bytes fit it."""
        yield "warc-block-digest", self._block.fits()
        if self._payload:
            yield "warc-payload-digest", self._payload.fits()

    def is_proven(self) -> bool:
        """Whether a digest was declared and fits."""
        return any(fits for _, fits in self.verdicts())


def _payload_digest_of(fields: dict[str, str]) -> str:
    """Return the digest that a record's own payload must have; "" where it is another record's, or was measured elsewhere."""
    is_part = "warc-segment-number" in fields or ("warc-truncated" in fields and "footnotary-capture" not in fields)
    return "" if is_part or fields.get("warc-type") not in _WITH_PAYLOAD else fields.get("warc-payload-digest", "")


def payload_readings(warc: WarcFile, offset: int) -> Iterator[bytes]:
    """Yield the payload of the record at `offset` as it lies, with chunks undone, and with content coding undone."""
    record = next(read_records(warc, offset))
    if not record.fields.get("content-type", "").startswith("application/http"):
        yield record.block
        return
    head, _, body = record.block.partition(_END)
    headers = parse_fields(head.decode("latin-1"))
    yield body
    whole = undo_chunks(headers, body)[1]
    yield whole
    yield decode_body(whole, all_values(headers, "content-encoding"), InflationLimits()).body
