"""Make the example's sources.wacz from web.toml and the pages in web/, as if the tool had fetched them.

Enters: the list of addresses and what each gives (the head of web.toml explains its keys). Leaves: a WACZ file made
by the record writers of `archive`, equal bytes for equal input. Beside the listed addresses it holds each host's
robots.txt and, for every page, the host's answer to an address next to it that does not exist (for soft 404s).
Usage: python examples/build_archive.py [TARGET] [--quiet]
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import itertools
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from archive.capture import FetchOutcome
from archive.exchange import Exchange, capture_id_of, record_id_of
from archive.wacz import PageEntry, pack
from archive.warc import exchange_records, member, warcinfo_record
from pipeline.checks.link import sibling_of

HERE = Path(__file__).parent / "briefing"
SOFTWARE = "footnotary example"
WARC_NAME = "stand-ins.warc.gz"
STEP = datetime.timedelta(seconds=2)  # between two captures
ANSWER_S = 0.2  # how long an answer is said to have taken
# A name that is not known is asked for twice before it counts as gone; a host that is silent, as often as web.toml says.
FAILURES = {
    "dns-failure": (FetchOutcome.DNS_FAILURE, "no such host", 0.1),
    "timeout": (FetchOutcome.TIMEOUT, "no answer within 60 s", 60.0),
}
DNS_ATTEMPTS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Host:
    """A host: what its robots.txt is, and what it gives for addresses that are not listed."""

    host: str
    robots: str | None = None
    missing: str | None = None
    missing_status: int = 404
    failure: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What one address gave at one time: a file, a redirect or a failure."""

    uri: str
    date: datetime.datetime
    purpose: str = "source"
    status: int = 200
    file: str | None = None
    type: str = "text/html; charset=utf-8"
    location: str | None = None
    failure: str | None = None
    attempts: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Web:
    """The little web: hosts by name, and every answer in the order in which it was captured."""

    title: str
    folder: Path
    captured: datetime.datetime
    answers: tuple[Answer, ...]


def read_web(path: Path) -> Web:
    """Return the web that `path` describes, with robots.txt files and the answers to made-up addresses added."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    hosts = {entry["host"]: Host(**entry) for entry in table["hosts"]}
    captured: datetime.datetime = table["captured"]
    dates = (captured + STEP * number for number in itertools.count())
    robots = [_robots(host, next(dates)) for host in hosts.values()]
    listed = [_listed(entry, hosts, next(dates)) for entry in table["answers"]]
    pages = [answer for answer in listed if answer.status < 400 and not answer.failure and answer.date >= captured]
    beside = [_unknown(_host_of(page.uri, hosts), sibling_of(page.uri), next(dates), "sibling") for page in pages]
    return Web(title=table["title"], folder=path.parent / "web", captured=captured, answers=(*robots, *listed, *beside))


def build_archive(web: Web, target: Path) -> Path:
    """Write the package `target` (WACZ) with every answer of `web`, and return it."""
    with tempfile.TemporaryDirectory() as folder:
        warcinfo_id, first = warcinfo_record(WARC_NAME, web.captured, SOFTWARE)
        chains = (chain_of(answer, web) for answer in web.answers)
        records = (record for chain in chains for one, body in chain for record in exchange_records(one, body, None, warcinfo_id))
        (Path(folder) / WARC_NAME).write_bytes(b"".join(member(record) for record in (first, *records)))
        sources = [answer for answer in web.answers if answer.purpose == "source" and answer.status == 200 and answer.file]
        entries = [PageEntry(url=answer.uri, date=answer.date) for answer in sources]
        return pack(Path(folder), target, title=web.title, pages=entries, created=web.captured, software=SOFTWARE)


def chain_of(answer: Answer, web: Web) -> Iterator[tuple[Exchange, bytes]]:
    """Yield the exchanges of one capture with their bodies: every try, and every hop of a redirect."""
    newest = {one.uri: one for one in web.answers}
    blank = Exchange(
        id="",
        capture_id=capture_id_of(answer.uri, answer.date),
        target_uri=answer.uri,
        uri=answer.uri,
        date=answer.date,
        outcome=FetchOutcome.RESPONSE,
        purpose=answer.purpose,
    )
    step = answer
    number = itertools.count()
    for hop in itertools.count():
        for attempt in range(1, step.attempts + 1):
            final = attempt == step.attempts and step.location is None
            tried = replace(blank, uri=step.uri, hop=hop, attempt=attempt, final=final)
            yield (
                replace(_answered(tried, step, web), id=record_id_of(blank.capture_id, next(number), step.uri)),
                _body(step, web),
            )
        if step.location is None:
            return
        step = replace(newest[step.location], date=answer.date)


def _answered(tried: Exchange, answer: Answer, web: Web) -> Exchange:
    if answer.failure:
        outcome, detail, elapsed_s = FAILURES[answer.failure]
        return replace(tried, outcome=outcome, detail=detail, elapsed_s=elapsed_s)
    body = _body(answer, web)
    location = (("Location", answer.location),) if answer.location else ()
    return replace(
        tried,
        status=answer.status,
        reason=HTTPStatus(answer.status).phrase,
        headers=(*location, ("Content-Type", answer.type), ("Content-Length", str(len(body)))),
        payload_digest=f"sha256:{hashlib.sha256(body).hexdigest()}",
        payload_bytes=len(body),
        elapsed_s=ANSWER_S,
    )


def _body(answer: Answer, web: Web) -> bytes:
    return (web.folder / answer.file).read_bytes() if answer.file else b""


def _robots(host: Host, date: datetime.datetime) -> Answer:
    uri = f"https://{host.host}/robots.txt"
    if host.robots:
        return Answer(uri=uri, date=date, purpose="robots", file=host.robots, type="text/plain; charset=utf-8")
    return _unknown(host, uri, date, "robots")


def _listed(entry: dict[str, object], hosts: dict[str, Host], date: datetime.datetime) -> Answer:
    """Return an answer of web.toml; one that says nothing is the host's answer to an unknown address."""
    keys = {"date": date, **entry}
    if keys.keys() & {"file", "location", "failure"}:
        return Answer(**keys)  # type: ignore[arg-type]  # keys of a checked-in file; a wrong one raises TypeError
    uri = str(entry["uri"])
    return _unknown(_host_of(uri, hosts), uri, date, "source")


def _unknown(host: Host, uri: str, date: datetime.datetime, purpose: str) -> Answer:
    if host.failure:
        return Answer(uri=uri, date=date, purpose=purpose, failure=host.failure, attempts=DNS_ATTEMPTS)
    return Answer(uri=uri, date=date, purpose=purpose, status=host.missing_status, file=host.missing)


def _host_of(uri: str, hosts: dict[str, Host]) -> Host:
    return hosts[urlsplit(uri).hostname or ""]


def main() -> None:
    """Write the package beside the briefing, or where the first argument says, and say where it is."""
    options = argparse.ArgumentParser(description="Make the example's archive from web.toml and web/.")
    options.add_argument("target", nargs="?", type=Path, default=HERE / "sources.wacz")
    options.add_argument("--quiet", action="store_true", help="do not say where the archive is")
    asked = options.parse_args()
    written = build_archive(read_web(HERE / "web.toml"), asked.target)
    if not asked.quiet:
        print(written)


if __name__ == "__main__":
    main()
