"""One source over time: its captures with redirects, digests, the places of their records, and the policy in force.

Enters: holdings, citations, and an address or a capture's id. Leaves: captures, lines and data; bodies are decoded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archive.capture import Capture, RecordPlace
from archive.decode import InflationLimits, decode_body
from archive.exchange import CAPTURE_ID
from archive.guard import address_key
from archive.holdings import Holdings, PolicyInForce
from archive.manifest import SOURCE, attached_by, moment, stamp
from citations.errors import ArchiveError, InputError
from pipeline.cited import Cited
from pipeline.listing import cited_data, cited_words, shown_address, status_words
from reports.characters import plain_text


def captures_of(holdings: Holdings, wanted: str) -> tuple[Capture, ...]:
    """Return the captures of an address, or the one with an id, newest first. Raises InputError when there is none."""
    key = address_key(wanted)
    newest_first = tuple(reversed(holdings.captures()))
    found = tuple(one for one in newest_first if CAPTURE_ID.fullmatch(wanted) and one.id == wanted)
    found = found or tuple(one for one in newest_first if key == one.target_uri)
    found = found or tuple(one for one in newest_first if key == one.final_uri)
    if not found:
        raise InputError(
            f"{shown_address(wanted)}: expected an archived address or a capture id, found none; see `footnotary sources list`"
        )
    return found


def body_of(holdings: Holdings, captures: tuple[Capture, ...]) -> tuple[Capture, bytes]:
    """Return the newest capture that holds a body, and the body with its content coding undone.

    Raises InputError when none holds one, ArchiveError when its record is damaged.
    """
    capture = next((one for one in captures if one.payload_bytes and not one.withdrawn), None)
    if capture is None:
        why = next((f"withdrawn {one.withdrawn}" for one in captures if one.withdrawn), "no answer had one")
        raise InputError(f"{shown_address(captures[0].target_uri)}: there is no body to show ({why})")
    decoded = decode_body(holdings.payload(capture), capture.content_encoding, InflationLimits())
    if decoded.problem:
        raise ArchiveError(
            f"{shown_address(capture.target_uri)}: the body of capture {capture.id} cannot be decoded ({decoded.problem.value});"
            " its bytes as sent stand in its record"
        )
    return capture, decoded.body


def is_text(body: bytes) -> bool:
    """Whether a body may be written to a terminal: UTF-8 without control characters but tabs and line ends."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return False
    return all(char.isprintable() or char in "\t\r\n" for char in text)


def text_of(capture: Capture, body: bytes) -> str:
    """Return the readable text of a body, read in a worker process. Raises ArchiveError when it has none."""
    from citations.worker import Worker, WorkerFailure
    from pipeline.reading import READ_TIMEOUT_S, page_answer

    options = {"mime": capture.mime, "charset": capture.charset, "address": capture.final_uri}
    worker = Worker(timeout_s=READ_TIMEOUT_S)
    try:
        answer: Any = page_answer(worker, body, options)
    finally:
        worker.close()
    text = None if isinstance(answer, WorkerFailure) else answer.get("text")
    if not text:
        why = answer.detail if isinstance(answer, WorkerFailure) else "it holds no readable text"
        raise ArchiveError(f"capture {capture.id} of {shown_address(capture.target_uri)} cannot be read ({why})")
    return str(text)


def show_data(holdings: Holdings, captures: tuple[Capture, ...], cited: Cited) -> list[dict[str, Any]]:
    """Return captures for JSON."""
    policies, attached = holdings.policies(), attached_by(holdings)
    return [
        _data(one, holdings, policies.of(one), attached.get(one.id) or cited.by(one.target_uri, one.final_uri))
        for one in captures
    ]


def _data(capture: Capture, holdings: Holdings, in_force: PolicyInForce, cited: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    return {
        "capture": capture.id,
        "address": capture.target_uri,
        "final_address": capture.final_uri,
        "redirects": [{"address": hop.uri, "status": hop.status, "location": hop.location} for hop in capture.redirects],
        "date": stamp(capture),
        "purpose": capture.purpose,
        "outcome": capture.outcome.value,
        "detail": capture.detail or None,
        "status": capture.status,
        "mime": capture.mime,
        "bytes": capture.payload_bytes,
        "digest": capture.payload_digest,
        "truncated": capture.truncated,
        "withdrawn": capture.withdrawn,
        "record": _place(capture.place),
        "body": _place(holdings.body_place(capture)),
        "certificate_sha256": capture.certificate_sha256,
        "robots": in_force.policy.value if capture.purpose == SOURCE else None,
        "robots_read": moment(in_force.date) if capture.purpose == SOURCE and in_force.date else None,
        "cited_by": cited_data(cited),
    }


def _place(place: RecordPlace | None) -> dict[str, Any] | None:
    return {"file": place.warc, "offset": place.offset, "length": place.length, "id": place.record_id} if place else None


def show_lines(holdings: Holdings, captures: tuple[Capture, ...], cited: Cited) -> Iterator[str]:
    """Yield the captures for a terminal, a few lines each."""
    policies = holdings.policies()
    attachments, attached = holdings.attachments(), attached_by(holdings)
    for capture in captures:
        yield f"{stamp(capture)}  {status_words(capture)}  capture {capture.id}"
        facts = [
            ("address", shown_address(capture.target_uri)),
            *(
                ("redirected", f"{hop.status} {shown_address(hop.uri)} -> {shown_address(hop.location)}")
                for hop in capture.redirects
            ),
            ("answered at", shown_address(capture.final_uri or "") if capture.final_uri != capture.target_uri else ""),
            ("said", capture.detail),
            ("bytes", f"{capture.payload_bytes:,} {capture.mime or ''}" if capture.payload_bytes else ""),
            ("digest", capture.payload_digest or ""),
            ("truncated", capture.truncated or ""),
            ("withdrawn", capture.withdrawn or ""),
            ("record", _place_words(capture.place)),
            ("body", _place_words(_elsewhere(capture, holdings.body_place(capture)))),
            ("certificate", capture.certificate_sha256 or ""),
            ("robots.txt", _policy_words(policies.of(capture)) if capture.purpose == SOURCE else ""),
            ("cited by", cited_words(attached.get(capture.id) or cited.by(capture.target_uri, capture.final_uri))),
        ]
        facts += [
            ("attached", f"by {one.by} on {one.date:%Y-%m-%d} for {one.briefing} note {one.label}")
            for one in attachments
            if one.capture == capture.id
        ]
        yield from (f"  {name:<12} {plain_text(value)}" for name, value in facts if value)


def _elsewhere(capture: Capture, place: RecordPlace | None) -> RecordPlace | None:
    """Return where a body lies when it is not in the capture's own record."""
    return place if place and capture.place and (place.warc, place.offset) != (capture.place.warc, capture.place.offset) else None


def _place_words(place: RecordPlace | None) -> str:
    return f"{place.warc}, offset {place.offset}, {place.length:,} bytes, {place.record_id}" if place else ""


def _policy_words(in_force: PolicyInForce) -> str:
    return f"{in_force.policy.value} (read {moment(in_force.date)})" if in_force.date else in_force.policy.value
