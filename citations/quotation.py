"""Quotations in a briefing: what is quoted, who said it, where it stands and which citation carries it.

The words are those of the W3C Web Annotation text quote selector: `exact`, `prefix`, `suffix`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """A quotation as the briefing prints it, quotation marks removed.

    `where` is `body` (the claim sentence) or `note`; `kind` is `inline`, `block` or `nested`;
    `span` is its place in the note's text, or in the claim; `citation_index` counts from 0, None if none carries it.
    """

    exact: str
    where: str
    kind: str = "inline"
    speaker: str | None = None
    span: tuple[int, int] = (0, 0)
    prefix: str = ""
    suffix: str = ""
    citation_index: int | None = None
