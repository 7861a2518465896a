"""Outside services asked on loopback: limits kept, answers kept, keys kept out, nonsense refused."""

from __future__ import annotations

import datetime
import gzip
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.capture import FetchOutcome
from archive.fetch import Fetcher, FetchSettings, replaying
from archive.guard import Guard, parse_network, parse_resolve
from archive.host import Sleep
from archive.service_client import ServiceClient
from archive.services import SERVICES, Choice, Service, keys_from, services_from, services_table
from archive.store import Store
from citations.errors import SettingsError
from tests.loopback import Answer, LoopbackWeb, redirect

HOST = "service.example"
KEY = "access-0123:secret-4567"
JSON = (("Content-Type", "application/json"),)
START = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
FAST = FetchSettings(interval_s=0.0, robots=True, attempts=3)


class Clock:
    """A clock that goes on by a second at every look, and by what is slept."""

    def __init__(self, now: datetime.datetime = START) -> None:
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> datetime.datetime:
        self.now += datetime.timedelta(seconds=1)
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += datetime.timedelta(seconds=seconds)


def own(name: str = "wayback-cdx", **changes: Any) -> dict[str, Service]:
    """Return the table with one service on loopback."""
    return {**SERVICES, name: replace(SERVICES[name], address=f"http://{HOST}/ask", is_on=True, **changes)}


@asynccontextmanager
async def asking(
    folder: Path,
    web: LoopbackWeb,
    services: Mapping[str, Service],
    *,
    clock: Callable[[], datetime.datetime],
    sleep: Sleep,
    keys: Mapping[str, str] | None = None,
) -> AsyncIterator[tuple[ServiceClient, Store]]:
    """A client over a store in `folder`, allowed to dial `web`."""
    guard = Guard(allow=(parse_network("127.0.0.0/8"),), resolve=tuple(parse_resolve(one) for one in web.resolve_options()))
    store = Store.open(folder, clock=clock)
    async with store, Fetcher(FAST, store, clock=clock, guard=guard) as fetcher:
        yield ServiceClient(fetcher, store, services, clock=clock, keys=keys, limits=store, sleep=sleep), store


def web_of(*answers: Answer, query: str = "?q=1") -> LoopbackWeb:
    """A service that gives `answers` in turn, the last one again and again."""
    return LoopbackWeb({(HOST, f"/ask{query}"): lambda count: answers[min(count, len(answers) - 1)]}, hosts=(HOST,))


def told(value: Any, **more: Any) -> Answer:
    return Answer(headers=JSON, body=json.dumps(value).encode(), **more)


LIMITED = Answer(status=429, reason="Too Many Requests")


async def test_an_answer_is_kept_as_a_record_and_stands_for_its_time(tmp_path: Path) -> None:
    clock = Clock()
    async with (
        web_of(told([["original"], ["http://a.example/"]])) as web,
        asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, store),
    ):
        first = await client.ask("wayback-cdx", "?q=1", accept="json")
        again = await client.ask("wayback-cdx", "?q=1", accept="json")
        assert first.value == again.value == [["original"], ["http://a.example/"]]
        assert not first.problem
        assert not first.is_nothing
        assert first.capture
        assert first.capture.place
        assert len(web.requests) == 1  # no robots.txt, no second question
        clock.now += datetime.timedelta(days=31)
        await client.ask("wayback-cdx", "?q=1", accept="json")
        assert len(web.requests) == 2
        assert store.newest(f"http://{HOST}/ask?q=1")


async def test_nothing_found_is_kept_too_but_for_a_shorter_time(tmp_path: Path) -> None:
    clock = Clock()
    async with web_of(told([])) as web, asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, _):
        assert (await client.ask("wayback-cdx", "?q=1", accept="json")).is_nothing
        clock.now += datetime.timedelta(days=6)
        assert (await client.ask("wayback-cdx", "?q=1", accept="json")).is_nothing
        assert len(web.requests) == 1
        clock.now += datetime.timedelta(days=2)
        await client.ask("wayback-cdx", "?q=1", accept="json")
        assert len(web.requests) == 2


async def test_questions_keep_the_services_distance(tmp_path: Path) -> None:
    clock = Clock()
    async with (
        web_of(told([]), query="?n=0") as web,
        asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, _),
    ):
        for number in range(3):
            await client.ask("wayback-cdx", f"?n={number}", accept="json")
    assert len(clock.slept) == 2
    assert all(2.3 < pause_s <= 2.5 for pause_s in clock.slept)  # 24 a minute


async def test_a_429_without_a_time_is_followed_by_a_minute_of_rest_and_a_second_one_ends_the_asking(tmp_path: Path) -> None:
    clock = Clock()
    async with web_of(LIMITED) as web, asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, _):
        answer = await client.ask("wayback-cdx", "?q=1", accept="json")
        assert answer.problem == "wayback-cdx asks to be asked later"
        assert [round(pause_s) for pause_s in clock.slept] == [60]
        later = await client.ask("wayback-cdx", "?q=2", accept="json")
        assert "asked to be left alone" in later.problem
        assert later.capture is None
        assert len(web.requests) == 2


async def test_a_429_that_passes_is_asked_again(tmp_path: Path) -> None:
    clock = Clock()
    slow = replace(LIMITED, headers=(("Retry-After", "7"),))
    async with (
        web_of(slow, told({"x": 1})) as web,
        asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, _),
    ):
        assert (await client.ask("wayback-cdx", "?q=1", accept="json")).value == {"x": 1}
    assert [round(pause_s) for pause_s in clock.slept] == [7]


async def test_limits_hold_over_runs(tmp_path: Path) -> None:
    clock = Clock()
    slow = replace(LIMITED, headers=(("Retry-After", "3000"),))
    async with web_of(slow) as web:
        async with asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, _):
            assert (await client.ask("wayback-cdx", "?q=1", accept="json")).problem
        async with asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, _):
            answer = await client.ask("wayback-cdx", "?q=1", accept="json")
            assert "50 min" in answer.problem
            assert answer.capture is None
        assert len(web.requests) == 1
        assert not clock.slept
        clock.now += datetime.timedelta(seconds=3000)
        async with asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, _):
            await client.ask("wayback-cdx", "?q=1", accept="json")
        assert len(web.requests) == 2


async def test_a_clock_that_jumped_back_closes_no_service(tmp_path: Path) -> None:
    clock = Clock()
    async with web_of(told([]), query="?n=1") as web:
        async with asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, _):
            await client.ask("wayback-cdx", "?n=1", accept="json")
        clock.now -= datetime.timedelta(days=400)
        async with asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, _):
            assert not (await client.ask("wayback-cdx", "?n=1", accept="json")).problem
        assert len(web.requests) == 2


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(body=b"<!DOCTYPE html><title>Sign in</title>"), "a web page where JSON was due"),
        (Answer(headers=JSON, body=b"\n  <html>busy</html>"), "a web page where JSON was due"),
        (Answer(headers=JSON, body=b'{"a": '), "no JSON"),
        (Answer(headers=JSON, body=b" {}\n"), "an empty object, which says neither yes nor no"),
        (Answer(headers=JSON, body=b"[" * 200_000), "no JSON"),
        (Answer(headers=JSON, body=b"9" * 100_000), "no JSON"),
        (Answer(headers=JSON, body=b'"' + b"x" * 2_000_000 + b'"'), "more than is read"),
        (Answer(status=403, body=b"{}"), "refused to answer (HTTP 403)"),
        (Answer(status=500, body=b"{}"), "a fault (HTTP 500)"),
        (redirect("http://127.0.0.2:9/inside"), "an address that may not be asked"),
        (redirect("file:///etc/passwd"), "an address that may not be asked"),
        (redirect("http://service.example/ask?q=1"), "round in redirects"),
    ],
)
async def test_what_is_no_answer_is_refused_in_words(tmp_path: Path, answer: Answer, words: str) -> None:
    clock = Clock()
    guarded = own(max_body_bytes=1_000_000)
    async with web_of(answer) as web:
        guard = Guard(resolve=tuple(parse_resolve(one) for one in web.resolve_options()), allow=(parse_network("127.0.0.1/32"),))
        store = Store.open(tmp_path, clock=clock)
        async with store, Fetcher(FAST, store, clock=clock, guard=guard) as fetcher:
            client = ServiceClient(fetcher, store, guarded, clock=clock, limits=store, sleep=clock.sleep)
            found = await client.ask("wayback-cdx", "?q=1", accept="json")
    assert words in found.problem
    assert found.value is None
    assert found.body is None


async def test_a_long_list_is_read_as_far_as_it_came(tmp_path: Path) -> None:
    clock = Clock()
    async with (
        web_of(Answer(body=b"line\n" * 1000)) as web,
        asking(tmp_path, web, own(max_body_bytes=1000), clock=clock, sleep=clock.sleep) as (client, _),
    ):
        answer = await client.ask("wayback-cdx", "?q=1", accept="lines")
    assert answer.is_cut
    assert not answer.problem
    assert answer.body == b"line\n" * 200


async def test_keys_go_to_their_service_alone_and_into_no_file(tmp_path: Path) -> None:
    clock = Clock()
    services = own("save-page-now")
    keys = {"save-page-now": KEY}
    other = "elsewhere.example"
    web = LoopbackWeb({(HOST, "/ask?q=1"): redirect(f"http://{other}/"), (other, "/"): told({"x": 1})})
    async with web, asking(tmp_path, web, services, clock=clock, sleep=clock.sleep, keys=keys) as (client, _):
        assert (await client.ask("save-page-now", "?q=1", accept="json")).value == {"x": 1}
    sent = {seen.host: seen.headers.get("authorization") for seen in web.requests}
    assert sent == {HOST: f"LOW {KEY}", other: None}
    assert not _files_with(tmp_path, "access-0123", "secret-4567")


async def test_a_key_in_a_query_is_in_no_address_of_a_record(tmp_path: Path) -> None:
    clock = Clock()
    async with web_of(told([]), query="?q=1&api_key=secret-4567") as web:
        keys = {"openalex": "secret-4567"}
        async with asking(tmp_path, web, own("openalex"), clock=clock, sleep=clock.sleep, keys=keys) as (client, _):
            answer = await client.ask("openalex", "?q=1", accept="json")
    assert answer.is_nothing
    assert answer.capture
    assert answer.capture.final_uri == f"http://{HOST}/ask?q=1"
    assert not _files_with(tmp_path, "secret-4567")


@pytest.mark.parametrize("packed", [False, True])
async def test_an_answer_that_repeats_the_key_is_not_kept(tmp_path: Path, packed: bool) -> None:
    clock = Clock()
    async with (
        web_of(told({"you": KEY}, gzipped=packed)) as web,
        asking(tmp_path, web, own("brave"), clock=clock, sleep=clock.sleep, keys={"brave": KEY}) as (client, _),
    ):
        answer = await client.ask("brave", "?q=1", accept="json")
    assert "repeats our key" in answer.problem
    assert not _files_with(tmp_path, "access-0123", "secret-4567")


def _files_with(folder: Path, *words: str) -> list[str]:
    """Return the files that hold any of `words`, unpacked where they are packed."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            data += gzip.decompress(data) if path.suffix == ".gz" else b""
            found += [path.name for word in words if word.encode() in data]
    return found


async def test_a_replay_answers_by_address_method_body_and_moment(tmp_path: Path) -> None:
    clock = Clock()
    web = LoopbackWeb({(HOST, "/ask"): lambda count: told({"number": count})})
    wish = (("Accept-Datetime", "Fri, 25 Sep 2015 00:00:00 GMT"),)
    questions: list[dict[str, Any]] = [
        {}, {"headers": wish}, {"method": "POST", "body": b"one"}, {"method": "POST", "body": b"two"}
    ]  # fmt: skip
    async with web, asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, store):
        live = [(await client.ask("wayback-cdx", accept="json", **one)).value for one in questions]
        archive = store.as_archive()
    assert live == [{"number": number} for number in range(4)]
    assert [seen.body for seen in web.requests] == [b"", b"", b"one", b"two"]
    async with replaying(archive, clock=clock) as fetcher:
        client = ServiceClient(fetcher, archive, own(needs_key=True), clock=clock, sleep=clock.sleep)
        assert [(await client.ask("wayback-cdx", accept="json", **one)).value for one in questions] == live
        unknown = await client.ask("wayback-cdx", accept="json", method="POST", body=b"three")
        assert unknown.capture
        assert unknown.capture.outcome is FetchOutcome.NOT_IN_ARCHIVE
        assert "was not asked then" in unknown.problem


async def test_a_post_is_recorded_with_its_body(tmp_path: Path) -> None:
    clock = Clock()
    async with (
        web_of(told({"x": 1}), query="") as web,
        asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, _),
    ):
        await client.ask("wayback-cdx", method="POST", body=b"url=x", content_type="application/x-www-form-urlencoded")
    (warc,) = (tmp_path / "sources").glob("*.warc.gz")
    text = gzip.decompress(warc.read_bytes())
    assert b"POST /ask HTTP/1.1" in text
    assert b"Content-Length: 5\r\n\r\nurl=x" in text


async def test_a_service_that_is_off_or_has_no_key_or_no_address_is_not_asked(tmp_path: Path) -> None:
    clock = Clock()
    async with LoopbackWeb({}) as web:
        async with asking(tmp_path, web, SERVICES, clock=clock, sleep=clock.sleep) as (client, _):
            assert "crossref is off" in (await client.ask("crossref", "/works")).problem
            client.services["brave"] = replace(SERVICES["brave"], is_on=True)
            assert "FOOTNOTARY_BRAVE_KEY" in (client.why_not("brave") or "")
            client.services["searxng"] = replace(SERVICES["searxng"], is_on=True)
            assert "has no address" in (client.why_not("searxng") or "")
        assert not web.requests


def test_settings_choose_addresses_and_what_is_on() -> None:
    chosen = services_from({"searxng": Choice(address="http://127.0.0.1:8888"), "wayback-cdx": Choice(on=False)})
    assert chosen["searxng"].is_on
    assert not chosen["wayback-cdx"].is_on
    assert chosen["crossref"] == SERVICES["crossref"]
    assert services_from({"wayback-cdx": Choice(requests_a_minute=2)})["wayback-cdx"].interval_s == 30
    assert services_from({"searxng": Choice(address="http://a.example", requests_a_minute=600)})["searxng"].interval_s == 0.1


@pytest.mark.parametrize(
    ("name", "choice", "words"),
    [
        ("waybak-cdx", Choice(), "did you mean wayback-cdx"),
        ("searxng", Choice(on=True), "no address"),
        ("searxng", Choice(address="ftp://a.example"), "only http and https"),
        ("wayback-cdx", Choice(requests_a_minute=100), "more only with an address of your own"),
        ("wayback-cdx", Choice(address="https://web.archive.org/other", requests_a_minute=100), "more only with an address"),
        ("wayback-cdx", Choice(requests_a_minute=0), "from 0.1 to 24"),
        ("wayback-cdx", Choice(requests_a_minute=float("nan")), "from 0.1 to 24"),
        ("searxng", Choice(address="http://a.example", requests_a_minute=1e9), "from 0.1 to 60000"),
    ],
)
def test_settings_that_no_service_fits_are_refused(name: str, choice: Choice, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        services_from({name: choice})


def test_keys_come_from_the_environment_by_their_names() -> None:
    assert keys_from({"FOOTNOTARY_BRAVE_KEY": " k ", "FOOTNOTARY_OPENALEX_KEY": ""}) == {"brave": "k"}


def test_what_learns_titles_is_off_by_itself() -> None:
    on = {name for name, service in SERVICES.items() if service.is_on}
    assert on == {"wayback-cdx", "memento-timegate", "memento-timemap", "memento"}
    assert services_table().count("\n") == len(SERVICES) + 2
