"""A citation: one work named by a note, in the words of CSL-JSON, with where in the note it stands.

Enters: fields found by `citations.parse`. Leaves: the value itself, its CSL-JSON item and its source id.
Standard: CSL-JSON 1.0.2 (citationstyles.org), EDTF for dates.
"""

from __future__ import annotations

import enum
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from citations.partial_date import PartialDate

UNSURE = 0.7  # confidence below which a field is shown as unsure
NOT_WEB_TYPES = frozenset({"interview", "personal_communication"})
PRINTED_TYPES = frozenset({"book", "chapter", "thesis"})  # what may be in print alone


class Form(enum.StrEnum):
    """How a work is cited: in full, by a short title, by ibid., or in words that were not understood."""

    FULL = "full"
    SHORT = "short"
    IBID = "ibid"
    UNPARSED = "unparsed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A person (`given`, `family`) or a body (`literal`), as CSL names them."""

    given: str | None = None
    family: str | None = None
    literal: str | None = None

    def __str__(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldSpan:
    """Where a field's words stand in the note's text (None where they are not printed), and how sure the parser is (0 to 1)."""

    field: str
    span: tuple[int, int] | None = None
    confidence: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Antecedent:
    """The earlier citation that a short form repeats: the note's label and the citation's index in it, from 0."""

    label: str
    index: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """One work as a note cites it. `text` and `span` are its printed words and their place in the note's text.

    `medium` says how a person was heard ("interview", "email correspondence"); `signal` is the word that
    introduces the citation ("see also"); `url` is the address as printed, trailing punctuation removed.
    """

    form: Form
    type: str = "document"
    text: str = ""
    span: tuple[int, int] = (0, 0)
    title: str | None = None
    title_translation: str | None = None
    authors: tuple[Name, ...] = ()
    container_title: str | None = None
    publisher: str | None = None
    collection_title: str | None = None
    number: str | None = None
    volume: str | None = None
    edition: str | None = None
    issue: str | None = None
    page: str | None = None
    publisher_place: str | None = None
    issued: PartialDate | None = None
    date_printed: str | None = None
    accessed: PartialDate | None = None
    url: str | None = None
    language: str | None = None
    interviewee: str | None = None
    medium: str | None = None
    archive: str | None = None
    signal: str | None = None
    antecedent: Antecedent | None = None
    fields: tuple[FieldSpan, ...] = ()

    def is_unsure(self, field: str) -> bool:
        """Whether the parser says of a field, named as in CSL, that it may have misread it."""
        return any(one.field == field and one.confidence < UNSURE for one in self.fields)

    @property
    def outlet(self) -> str | None:
        """The name under which the source appeared: its container, else its publisher."""
        return self.container_title or self.publisher

    @property
    def edition_number(self) -> str | None:
        """The edition in figures ("2nd", "5." and "3-е" are 2, 5 and 3), or in words where it has none ("rev")."""
        figures = re.match(r"\d+", self.edition or "")
        return figures[0] if figures else self.edition

    def to_csl(self) -> dict[str, Any]:
        """Return a CSL-JSON item; absent fields are left out."""
        item: dict[str, Any] = {"type": _CSL_TYPES.get(self.type, self.type)}
        plain = {
            "title": self.title,
            "container-title": self.container_title,
            "publisher": self.publisher,
            "collection-title": self.collection_title,
            "number": self.number,
            "volume": self.volume,
            "edition": self.edition_number,
            "issue": self.issue,
            "page": self.page,
            "publisher-place": self.publisher_place,
            "genre": _GENRES.get(self.type) or self.medium,
            "archive": self.archive,
            "URL": self.url,
            "language": self.language,
        }
        item.update({key: value for key, value in plain.items() if value})
        if self.authors:
            item["author"] = [_name_to_csl(name) for name in self.authors]
        if self.issued and (parts := self.issued.to_csl()):
            item["issued"] = parts
        if self.accessed and (parts := self.accessed.to_csl()):
            item["accessed"] = parts
        return item

    def source_id(self) -> str:
        """Return a hash of the work cited: equal for every citation of one source, whatever page it names."""
        item = self.to_csl()
        for locator in ("page", "accessed", "language", "genre", "edition"):
            item.pop(locator, None)
        item["interviewee"] = self.interviewee
        canonical = json.dumps(item, sort_keys=True, ensure_ascii=False).casefold()
        return hashlib.sha256(canonical.encode("utf-8", "replace")).hexdigest()[:16]


# CSL has no type for these; the genre says what they are.
_CSL_TYPES = {
    "cable": "personal_communication",
    "press-release": "pamphlet",
    "briefing": "report",
    "blog-post": "post-weblog",
    "statute": "legislation",
}
_GENRES = {"cable": "diplomatic cable", "press-release": "press release", "briefing": "briefing"}


def _name_to_csl(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {key: value for key, value in (("given", name.given), ("family", name.family)) if value}
