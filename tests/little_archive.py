"""A web archive on loopback, for what a little web keeps: CDX, TimeGate, TimeMap and raw copies in the Wayback Machine's shapes.

Enters: archived rows (address, day, status, body). Leaves: a server that plays live hosts and the archive on one port.
"""

from __future__ import annotations

import datetime
import email.utils
import json
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from tests.loopback import NOT_FOUND, Answer, LoopbackWeb, Seen, redirect

ARCHIVE = "archive.example"
JSON = (("Content-Type", "application/json"),)
# A copy is at "/web/20150920100000id_/http://a.example/x", a TimeGate at "/web/http://a.example/x"
COPY = re.compile(r"/web/(?P<stamp>\d{14})(?:id_)?/(?P<uri>http.+)", re.VERBOSE)
FIELDS = ("original", "timestamp", "statuscode", "digest", "mimetype")
# What an editor writes into footnotary.toml for a mirror of the Wayback Machine.
SERVICES = {
    "wayback-cdx": f"http://{ARCHIVE}/cdx",
    "memento-timegate": f"http://{ARCHIVE}/web/",
    "memento-timemap": f"http://{ARCHIVE}/web/timemap/link/",
    "memento": f"http://{ARCHIVE}/web/",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One capture of the archive; `to` is where it sent on."""

    original: str
    day: datetime.date
    status: int
    body: bytes
    to: str = ""

    @property
    def mimetype(self) -> str:
        """The media type, as an index names it."""
        return media_type(self.body).partition(";")[0]

    @property
    def stamp(self) -> str:
        """The moment as 14 digits."""
        return f"{self.day:%Y%m%d}120000"

    @property
    def moment(self) -> datetime.datetime:
        """The moment, in UTC."""
        return datetime.datetime.combine(self.day, datetime.time(12), tzinfo=datetime.UTC)


@dataclass
class ArchivedWeb(LoopbackWeb):
    """Live hosts as `answers` has them, and the archive under its own name."""

    rows: list[Row] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        """Every host that is played."""
        return tuple(sorted({*super().names, ARCHIVE}))

    def _answer(self, seen: Seen) -> Answer:
        if seen.host != ARCHIVE:
            return super()._answer(seen)
        if seen.path.startswith("/cdx?"):
            return self._listing(parse_qs(urlsplit(seen.path).query))
        if seen.path.startswith("/web/timemap/link/"):
            return self._timemap(seen.path.removeprefix("/web/timemap/link/"))
        if copy := COPY.fullmatch(seen.path):
            return self._copy(copy["stamp"], copy["uri"])
        return self._timegate(seen.path.removeprefix("/web/"), seen.headers.get("accept-datetime"))

    def _of(self, uri: str) -> list[Row]:
        return sorted((row for row in self.rows if bare(row.original) == bare(uri)), key=lambda row: row.day)

    def _listing(self, query: dict[str, list[str]]) -> Answer:
        url, kind = bare(query["url"][0]), query.get("matchType", ["exact"])[0]
        first, last = query.get("from", ["0"])[0], query.get("to", ["99999999999999"])[0]
        fits = {
            "exact": lambda at: at == url,
            "prefix": lambda at: at.startswith(url),
            "host": lambda at: at.split("/")[0] == url.rstrip("/"),
        }
        found = [
            row
            for row in sorted(self.rows, key=lambda row: (bare(row.original), row.stamp))
            if fits[kind](bare(row.original))
            and first <= row.stamp
            and row.stamp[: len(last)] <= last
            and self._passes(row, query)
        ]
        if "collapse" in query:
            found = [
                row for number, row in enumerate(found) if not number or bare(found[number - 1].original) != bare(row.original)
            ]
        table = [
            list(FIELDS),
            *([row.original, row.stamp, str(row.status), "X", row.mimetype] for row in found[: int(query["limit"][0])]),
        ]
        return Answer(headers=JSON, body=json.dumps(table if found else []).encode())

    @staticmethod
    def _passes(row: Row, query: dict[str, list[str]]) -> bool:
        values = {"statuscode": str(row.status), "mimetype": row.mimetype, "original": row.original}
        return all(re.fullmatch(one.partition(":")[2], values.get(one.partition(":")[0], "")) for one in query.get("filter", []))

    def _timegate(self, uri: str, wished: str | None) -> Answer:
        moment = email.utils.parsedate_to_datetime(wished) if wished else datetime.datetime.now(datetime.UTC)
        near = min(self._of(uri), key=lambda row: abs(row.moment - moment), default=None)
        return redirect(f"http://{ARCHIVE}/web/{near.stamp}/{near.original}") if near else NOT_FOUND

    def _timemap(self, uri: str) -> Answer:
        rows = self._of(uri)
        links = [
            f'<{uri}>; rel="original"',
            *(f'<http://{ARCHIVE}/web/{row.stamp}/{row.original}>; rel="memento"; datetime="{http(row.moment)}"' for row in rows),
        ]
        return (
            Answer(headers=(("Content-Type", "application/link-format"),), body=",\n".join(links).encode()) if rows else NOT_FOUND
        )

    def _copy(self, stamp: str, uri: str) -> Answer:
        row = next((row for row in self._of(uri) if row.stamp == stamp), None)
        if row is None:
            return NOT_FOUND
        if row.to:
            return redirect(f"http://{ARCHIVE}/web/{row.stamp}id_/{row.to}", row.status)
        link = f'<{row.original}>; rel="original"'
        return Answer(
            status=row.status,
            headers=(("Content-Type", media_type(row.body)), ("Memento-Datetime", http(row.moment)), ("Link", link)),
            body=row.body,
        )


def media_type(body: bytes) -> str:
    """Return what a server says of a body: a PDF, or a page whose own words say how it is written."""
    return "application/pdf" if body.startswith(b"%PDF") else "text/html"


def bare(uri: str) -> str:
    """Return an address without scheme, as an index sorts it."""
    return uri.removeprefix("http://").removeprefix("https://").removeprefix("www.").rstrip("/")


def http(moment: datetime.datetime) -> str:
    """Return a moment as HTTP headers write it."""
    return email.utils.format_datetime(moment, usegmt=True)
