"""The Wayback Machine's listing of captures (CDX): which addresses on a host, in a span, were kept when.

Enters: a host or address, how it is to match, a span and filters. Leaves: `Listed` rows and how the listing ended.
Three shapes are read: rows of JSON with a header row (Wayback), a JSON object a line (pywb, Common Crawl), and plain
columns. A malformed row is counted and passed over; a resume key that does not go on ends the listing.
Sources: the Wayback CDX server's own description; OutbackCDX and pywb answer alike.
"""

from __future__ import annotations

import datetime
import itertools
import json
import urllib.parse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from archive.service_client import ServiceAnswer, ServiceClient
from citations.regex import regex

MatchType = Literal["exact", "prefix", "host", "domain"]
FIELDS = ("original", "timestamp", "statuscode", "digest", "mimetype")
ALIASES = {"url": "original", "status": "statuscode", "mime": "mimetype"}  # as pywb and Common Crawl call them
LIMIT = 200  # rows of one page
MAX_PAGES = 10
MAX_ROWS = 1000  # read of one page: a server that ignores the limit may send a million
MAX_KEY = 2000  # characters of a resume key: it goes into an address
_STAMP = regex(r"\d{4,14}")  # matches: 2015, 20150920100000    does not: 2015-09-20
_STATUS = regex(r"\d{3}")  # matches: 200    does not: -


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One capture as a listing names it. `status` is None where the listing has none (revisits: `-`)."""

    original: str
    timestamp: datetime.datetime
    status: int | None = None
    digest: str | None = None
    mimetype: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """What a listing gave. `malformed` rows were passed over; `is_whole` is False when it was cut, capped or broken off;
    `problem` says in words why there is no more, "" when nothing is wrong.
    """

    rows: tuple[Listed, ...] = ()
    malformed: int = 0
    is_whole: bool = True
    problem: str = ""
    pages: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """What is asked of a listing. `filters` are full-match regular expressions, `!` before one negates it
    (`statuscode:200`); `collapse` drops neighbours alone. `start` and `end` are days, both included.
    """

    url: str
    match_type: MatchType = "exact"
    start: datetime.date | None = None
    end: datetime.date | None = None
    filters: tuple[str, ...] = ("statuscode:200",)
    collapse: str | None = None
    limit: int = LIMIT

    def text(self, resume_key: str | None = None) -> str:
        """Return the query as it follows the service's address; equal queries give equal texts.

        No fields are named: the servers call them differently, and each names them in its answer.
        """
        pairs = [("url", self.url), ("matchType", self.match_type), ("output", "json")]
        pairs += [("from", f"{self.start:%Y%m%d}")] if self.start else []
        pairs += [("to", f"{self.end:%Y%m%d}")] if self.end else []
        pairs += [("filter", one) for one in self.filters]
        pairs += [("collapse", self.collapse)] if self.collapse else []
        pairs += [("limit", str(self.limit)), ("showResumeKey", "true")]
        pairs += [("resumeKey", resume_key)] if resume_key else []
        return "?" + urllib.parse.urlencode(pairs)


async def list_captures(
    client: ServiceClient, query: Query, *, service: str = "wayback-cdx", max_pages: int = MAX_PAGES, fresh: bool = False
) -> Listing:
    """Return what the listing has on `query`, page by page, as far as `max_pages`; `fresh` asks though an answer is known."""
    rows: dict[tuple[str, datetime.datetime], Listed] = {}
    listing, key, keys = Listing(), None, set[str]()
    for number in range(1, max_pages + 1):
        answer = await client.ask(service, query.text(key), accept="lines", is_nothing=_is_empty, fresh=fresh)
        page = read_page(answer)
        listing = replace(
            listing, pages=number, malformed=listing.malformed + page.malformed, is_whole=page.is_whole, problem=page.problem
        )
        before = len(rows)
        rows |= {(row.original, row.timestamp): row for row in page.rows if query_fits(query, row)}
        key = page.resume_key
        if key is None or page.problem or not page.is_whole:
            break
        if key in keys or len(rows) == before:  # a key that leads in a circle, or pages that bring nothing new
            listing = replace(listing, is_whole=False)
            break
        keys.add(key)
    else:
        listing = replace(listing, is_whole=False)
    return replace(listing, rows=tuple(sorted(rows.values(), key=lambda row: (row.original, row.timestamp))))


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page of a listing, and the key to the next one, if there is one."""

    rows: tuple[Listed, ...] = ()
    malformed: int = 0
    resume_key: str | None = None
    is_whole: bool = True
    problem: str = ""


def read_page(answer: ServiceAnswer) -> Page:
    """Return what one answer of a listing holds, whichever of the three shapes it has."""
    if answer.problem or answer.body is None:
        return Page(problem=answer.problem, is_whole=False)
    if answer.capture and answer.capture.status in (404, 410):
        return Page()
    text = answer.body.decode("utf-8", "replace").strip().removeprefix("\ufeff")
    if text.startswith("["):
        rows, is_whole = _json_rows(text)
    else:
        rows, is_whole = [_line(line) for line in text.split("\n")], True
    is_whole = is_whole and not answer.is_cut and len(rows) <= MAX_ROWS
    return replace(read_rows(rows), is_whole=is_whole)


def read_rows(rows: Iterable[Any]) -> Page:
    """Return a page from its rows: lists under a header row, objects, or None for an empty row; a key may end them."""
    names: tuple[str, ...] = FIELDS
    found: list[Listed] = []
    malformed, resume_key = 0, None
    for number, row in enumerate(itertools.islice(rows, MAX_ROWS)):
        if row in (None, []):
            continue
        if isinstance(row, list) and len(row) == 1 and isinstance(row[0], str):
            resume_key = row[0] if 0 < len(row[0]) <= MAX_KEY else None
        elif number == 0 and isinstance(row, list) and {"original", "url", "timestamp"} & set(map(str, row)):
            names = tuple(ALIASES.get(str(name), str(name)) for name in row)
        elif listed := _listed(row, names):
            found.append(listed)
        else:
            malformed += 1
    return Page(rows=tuple(found), malformed=malformed, resume_key=resume_key)


def _json_rows(text: str) -> tuple[list[Any], bool]:
    """Return the rows of a list of lists; where it does not parse as a whole, those of its lines that do."""
    try:
        rows = json.loads(text)
        return (rows, True) if isinstance(rows, list) else ([], False)
    except (ValueError, RecursionError):
        lines = (line.strip().removeprefix("[[").removesuffix("]]").strip("[],") for line in text.split("\n"))
        return [_line(f"[{line}]") if line else None for line in lines], False


def _line(line: str) -> Any:
    """Return the row in a line: a list, an object, columns, or None when nothing stands there."""
    line = line.strip()
    if not line:
        return None
    if line[0] in "[{":
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            return line
    columns = line.split(" ")
    if len(columns) >= 7:  # urlkey timestamp original mimetype statuscode digest length
        return {"timestamp": columns[1], "original": columns[2], "mimetype": columns[3], "statuscode": columns[4]}
    return columns


def _listed(row: Any, names: tuple[str, ...]) -> Listed | None:
    if isinstance(row, list):
        row = dict(zip(names, row, strict=False)) if len(row) == len(names) else None
    if not isinstance(row, Mapping):
        return None
    values = {ALIASES.get(str(key), str(key)): value for key, value in row.items()}
    moment = stamp_moment(values.get("timestamp"))
    original = values.get("original")
    if moment is None or not isinstance(original, str) or not original.lower().startswith(("http://", "https://")):
        return None
    status = values.get("statuscode")
    return Listed(
        original=original,
        timestamp=moment,
        status=int(status) if isinstance(status, (str, int)) and _STATUS.fullmatch(str(status)) else None,
        digest=values["digest"] if isinstance(values.get("digest"), str) else None,
        mimetype=values["mimetype"] if isinstance(values.get("mimetype"), str) else None,
    )


def query_fits(query: Query, row: Listed) -> bool:
    """Whether a row is what was asked for, as far as can be told: some servers ignore a filter or a span."""
    day = row.timestamp.date()
    if (query.start and day < query.start) or (query.end and day > query.end):
        return False
    return not ("statuscode:200" in query.filters and row.status not in (None, 200))


def stamp_moment(text: Any) -> datetime.datetime | None:
    """Return a timestamp of 4 to 14 digits as UTC, what is missing taken as the earliest; None when it is none.

    >>> stamp_moment("201509")
    datetime.datetime(2015, 9, 1, 0, 0, tzinfo=datetime.timezone.utc)
    """
    if not isinstance(text, str) or not _STAMP.fullmatch(text):
        return None
    try:
        whole = text + "00000101000000"[len(text) :]
        return datetime.datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=datetime.UTC)
    except ValueError:
        return None


def _is_empty(body: bytes) -> bool:
    page = body.strip()
    return page in (b"", b"[]") or (page.startswith(b"[") and page.count(b"[") == 2 and b"timestamp" in page)
