"""A captured body, read: title, byline, language, text, every date with where it stood, signs that it is no source.

Enters: the decoded bytes of a body, its header's MIME type and charset, and the address it answered at.
Leaves: a `Page`. Reading runs in the worker process (`citations.worker`), because the bytes are foreign.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from citations.partial_date import PartialDate

READER_VERSION = 1  # raise it when reading changes: cached pages of an older version are read anew


class Sign(enum.StrEnum):
    """Why a page is perhaps not the source that was asked for."""

    SOFT_404 = "soft-404"
    HOME_PAGE = "home-page"
    CONSENT_WALL = "consent-wall"
    PAY_WALL = "pay-wall"
    CAPTCHA = "captcha"
    PARKED = "parked-domain"
    LISTING = "listing"
    EMPTY = "empty"
    SCRIPTED = "scripted"  # text is made by a script: nothing to read without a browser
    NO_TEXT_LAYER = "no-text-layer"  # a scanned PDF
    TEASER = "teaser"  # the beginning only
    UNREADABLE = "unreadable"  # the reader failed, or the format is unknown


@dataclass(frozen=True, kw_only=True, slots=True)
class DateWitness:
    """One date the page shows.

    `place` is `json-ld`, `meta`, `time`, `publisher-markup`, `byline`, `text`, `address` or `header`;
    `detail` names it exactly (`article:published_time`); `kind` is `published`, `modified` or `shown`;
    `time` is the full timestamp as ISO 8601 where one was given, zone included.
    """

    date: PartialDate
    printed: str
    place: str
    kind: str
    detail: str = ""
    time: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What a page says. `text` is all visible text, `article` the main text alone; both with `\\n` between blocks.

    `charset` is the one the bytes were decoded with; `headings` are `h1`, Open Graph and JSON-LD titles beside `title`.
    """

    mime: str = "text/html"
    charset: str | None = None
    title: str | None = None
    headings: tuple[str, ...] = ()
    byline: str | None = None
    publisher: str | None = None
    canonical: str | None = None
    language: str | None = None
    text: str = ""
    article: str = ""
    dates: tuple[DateWitness, ...] = ()
    signs: tuple[Sign, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the text can be called complete, so that `absent` may be said of it."""
        return bool(self.text) and not self.signs
