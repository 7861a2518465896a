"""What is kept of a page that a browser showed, and how it is found again.

Enters: a `PageView` and the capture it belongs to. Leaves: resource records (picture, document, text) under addresses
of their own, and response records of what the page asked for, which never stand for the page's own capture.
The names of the addresses are Browsertrix's where it has one (`urn:fullPage:`, `urn:text:`).
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import replace

from archive.capture import Capture, FetchOutcome
from archive.exchange import FINAL_STATUSES, Exchange, Headers, capture_id_of, public_headers, record_id_of, resource_exchange
from archive.guard import address_key
from archive.look import HEIGHT_PX, WIDTH_PX, PageView, Requisite, ViewOutcome
from archive.meaning import safe_headers
from archive.replay import Recorder
from archive.warc import ORIGINAL_PREFIX

SCREENSHOT, RENDERED, RENDERED_TEXT, REQUISITE = "screenshot", "rendered", "rendered-text", "requisite"
DECODED = "the body is as the browser decoded it, not as it was sent"
# A view is made when its page was captured, or while that capture is fresh; a later one belongs to a later capture.
BELONGS_FOR = datetime.timedelta(hours=48)
# What describes the bytes on the wire, which a browser does not tell.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_OUTCOMES = {
    ViewOutcome.SEEN: (FetchOutcome.RESPONSE, None),
    ViewOutcome.CUT: (FetchOutcome.TRUNCATED, "length"),
    ViewOutcome.SLOW: (FetchOutcome.TRUNCATED, "time"),
    ViewOutcome.TIMEOUT: (FetchOutcome.TIMEOUT, None),
    ViewOutcome.FORBIDDEN: (FetchOutcome.FORBIDDEN_ADDRESS, None),
    ViewOutcome.CRASHED: (FetchOutcome.BAD_RESPONSE, None),
    ViewOutcome.FAILED: (FetchOutcome.BAD_RESPONSE, None),
}


def screenshot_uri(address: str) -> str:
    """Return the address under which the picture of the page at `address` is kept."""
    return f"urn:fullPage:{address_key(address)}"


def dom_uri(address: str) -> str:
    """Return the address under which the document of the page at `address` is kept, as its scripts left it."""
    return f"urn:dom:{address_key(address)}"


def text_uri(address: str) -> str:
    """Return the address under which the text that the page at `address` showed is kept."""
    return f"urn:text:{address_key(address)}"


def requisite_uri(address: str) -> str:
    """Return the address under which captures of what the page at `address` asked for are found."""
    return f"urn:requisite:{address_key(address)}"


async def keep_view(archive: Recorder, view: PageView, capture: Capture) -> None:
    """Record what was seen of the page of `capture`, or why nothing was; raises ProjectError as `Store.record` does."""
    page = capture.target_uri
    if not view.picture and not view.dom:
        await archive.record(_failed(view, page))
        return
    about = _about(view, capture)
    for uri, mime, purpose, body in (
        (screenshot_uri, "image/png", SCREENSHOT, view.picture),
        (dom_uri, "text/html; charset=utf-8", RENDERED, view.dom),
        (text_uri, "text/plain; charset=utf-8", RENDERED_TEXT, view.text),
    ):
        exchange = resource_exchange(
            uri(view.final_address),
            body,
            mime=mime,
            date=view.date,
            purpose=purpose,
            target_uri=uri(page),
            detail=_detail(view),
            about=(*about, ("sha256", hashlib.sha256(body).hexdigest())),
        )
        outcome, truncated = _OUTCOMES[view.outcome]
        await archive.record(replace(exchange, outcome=outcome, truncated=truncated), body)
    for exchange, body in _requisites(view.requisites, page):
        await archive.record(exchange, body)


def _detail(view: PageView) -> str:
    cut = {ViewOutcome.CUT: "; the page was cut", ViewOutcome.SLOW: "; it had not ended loading"}.get(view.outcome, "")
    return f"rendered by a browser ({view.browser}, {WIDTH_PX} × {HEIGHT_PX} pixels){cut}"


def _about(view: PageView, capture: Capture) -> Headers:
    shown = f"{view.shown_px} of {view.height_px} rows" if view.shown_px < view.height_px else f"{view.shown_px} rows"
    return (
        ("page", capture.target_uri),
        ("shownAt", view.final_address),
        ("capture", capture.id),
        ("captureRecord", capture.place.record_id if capture.place else ""),
        ("browser", view.browser),
        ("viewport", f"{WIDTH_PX}x{HEIGHT_PX}"),
        ("picture", shown),
        ("seen", view.date.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")),
        ("outcome", view.outcome.value),
        *(("refused", refusal) for refusal in view.refusals),
    )


def _failed(view: PageView, page: str) -> Exchange:
    uri = screenshot_uri(page)
    capture_id = capture_id_of(f"{SCREENSHOT} {uri}", view.date)
    return Exchange(
        id=record_id_of("view", capture_id),
        capture_id=capture_id,
        target_uri=uri,
        uri=uri,
        date=view.date,
        outcome=_OUTCOMES[view.outcome][0],
        purpose=SCREENSHOT,
        detail=f"not shown in a browser: {view.detail}",
    )


def _requisites(requisites: Iterable[Requisite], page: str) -> Iterable[tuple[Exchange, bytes]]:
    for number, one in enumerate(requisites):
        if one.status not in FINAL_STATUSES:
            continue
        capture_id = capture_id_of(f"{REQUISITE} {number} {one.uri} of {page}", one.date)
        yield (
            Exchange(
                id=record_id_of("requisite", capture_id),
                capture_id=capture_id,
                target_uri=requisite_uri(page),
                uri=one.uri,
                date=one.date,
                outcome=FetchOutcome.RESPONSE,
                purpose=REQUISITE,
                method=one.method,
                status=one.status,
                reason=one.reason,
                headers=_renamed(safe_headers(one.uri, one.headers)),
                request_headers=public_headers(one.request_headers),
                detail=DECODED,
                payload_digest=f"sha256:{hashlib.sha256(one.body).hexdigest()}",
                payload_bytes=len(one.body),
            ),
            one.body,
        )


def _renamed(headers: Headers) -> Headers:
    return tuple((f"{ORIGINAL_PREFIX}{name}" if name.lower() in _OF_THE_WIRE else name, value) for name, value in headers)


def picture_of(archive: Recorder, capture: Capture) -> Capture | None:
    """Return the picture that was made of a capture's page, or the record that says why there is none; None without either."""
    return _belonging(archive, screenshot_uri(capture.target_uri), capture)


def rendered_of(archive: Recorder, capture: Capture) -> Capture | None:
    """Return the capture of the page as its scripts left it, in the place of `capture`; None when it was not seen so.

    Its address, status, redirects and headers are those of `capture`; body, date, digest and `detail` are the view's.
    """
    dom = _belonging(archive, dom_uri(capture.target_uri), capture)
    if dom is None or not dom.payload_bytes:
        return None
    return replace(
        capture,
        id=dom.id,
        date=dom.date,
        outcome=dom.outcome,
        final_uri=(dom.final_uri or "").removeprefix("urn:dom:") or capture.final_uri,
        mime="text/html",
        charset="utf-8",
        content_encoding=None,
        payload_digest=dom.payload_digest,
        payload_bytes=dom.payload_bytes,
        place=dom.place,
        truncated=dom.truncated,
        detail=dom.detail,
    )


def _belonging(archive: Recorder, uri: str, capture: Capture) -> Capture | None:
    """The earliest view after a capture that is near enough to belong to it."""
    near = [one for one in archive.captures(uri) if capture.date <= one.date <= capture.date + BELONGS_FOR]
    with contextlib.suppress(ValueError):
        return min(near, key=lambda one: (not one.payload_bytes, one.date))
    return None
