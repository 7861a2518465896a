"""What a publisher's selectors find on a page, one by one: which of them still hold.

Enters: the bytes of a page and a profile as plain values. Leaves: plain values, because it runs in the worker process
(`citations.worker`): the bytes are foreign. How a page is then read is said in `archive.page`.
"""

from __future__ import annotations

from typing import Any

KINDS = ("title", "byline", "date", "article")  # the parts of a page that a profile has selectors for
SHOWN_CHARS = 200  # of what a selector found


def selected_plain(body: bytes, *, charset: str | None = None, profile: dict[str, Any]) -> list[dict[str, Any]]:
    """Return, for each selector in the order of the profile, its `kind`, `selector` and what it `found` first, or None."""
    from archive.reading.byline import select
    from citations.charset import decode

    source, _ = decode(body, charset=charset)
    rows = []
    for kind in KINDS:
        for selector in profile.get(kind) or ():
            found = select(source, {kind: (selector,)}).get(kind, ())
            rows.append({"kind": kind, "selector": selector, "found": found[0][:SHOWN_CHARS] if found else None})
    return rows
