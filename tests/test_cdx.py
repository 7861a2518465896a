"""Listings of captures: pywb's own, and the shapes and traps of a Wayback CDX server on loopback."""

from __future__ import annotations

import datetime
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cdx import Query, list_captures, read_rows, stamp_moment
from archive.fetch import Fetcher
from archive.guard import Guard, parse_network, parse_resolve
from archive.service_client import ServiceClient
from archive.services import SERVICES, Choice, Service, services_from
from archive.store import Store
from tests.loopback import Answer, LoopbackWeb
from tests.pywb_server import Kept, pywb
from tests.test_services import FAST, LIMITED, Clock

HOST = "index.example"
HEADER = ["original", "timestamp", "statuscode", "digest", "mimetype"]
OWN = {
    **SERVICES,
    "wayback-cdx": replace(SERVICES["wayback-cdx"], address=f"http://{HOST}/cdx"),
}
ALL = Query(url="news.example/*", filters=())


def row(path: str, stamp: str, status: str = "200") -> list[str]:
    return [f"http://news.example/{path}", stamp, status, "ABC", "text/html"]


@asynccontextmanager
async def asking(folder: Path, services: dict[str, Service], web: LoopbackWeb | None = None) -> AsyncIterator[ServiceClient]:
    clock = Clock()
    resolve = tuple(parse_resolve(one) for one in web.resolve_options()) if web else ()
    guard = Guard(allow=(parse_network("127.0.0.0/8"),), resolve=resolve)
    store = Store.open(folder, clock=clock)
    async with store, Fetcher(FAST, store, clock=clock, guard=guard) as fetcher:
        yield ServiceClient(fetcher, store, services, clock=clock, limits=store, sleep=clock.sleep)


class Index(LoopbackWeb):
    """Answers every question about /cdx with the next of `pages`, the last one again and again."""

    def __init__(self, *pages: Answer) -> None:
        super().__init__({(HOST, "/cdx"): Answer()})
        self.pages, self.queries = pages, list[dict[str, list[str]]]()

    def _answer(self, seen: Any) -> Answer:
        parts = urlsplit(seen.path)
        self.queries.append(parse_qs(parts.query))
        return self.pages[min(len(self.queries), len(self.pages)) - 1]


def told(value: object) -> Answer:
    return Answer(headers=(("Content-Type", "application/json"),), body=json.dumps(value).encode())


async def listed(folder: Path, *pages: Answer, query: Query = ALL) -> tuple[Any, Index]:
    async with Index(*pages) as web, asking(folder, OWN, web) as client:
        return await list_captures(client, query), web


async def test_a_listing_is_read_under_its_header_row(tmp_path: Path) -> None:
    found, web = await listed(tmp_path, told([HEADER, row("a", "20150920100000"), row("b", "2015100110", "-")]))
    assert [(one.original[-1], one.timestamp.day, one.status) for one in found.rows] == [("a", 20, 200), ("b", 1, None)]
    assert (found.malformed, found.is_whole, found.problem) == (0, True, "")
    assert web.queries[0]["matchType"] == ["exact"]


async def test_columns_are_found_by_their_names_in_whatever_order(tmp_path: Path) -> None:
    rows = [["timestamp", "length", "url", "status"], ["20150920100000", "12", "http://news.example/a", "200"]]
    found, _ = await listed(tmp_path, told(rows))
    assert found.rows[0].original == "http://news.example/a"


async def test_a_query_says_what_is_wanted(tmp_path: Path) -> None:
    query = Query(
        url="news.example",
        match_type="domain",
        start=datetime.date(2015, 9, 20),
        end=datetime.date(2016, 12, 31),
        filters=("statuscode:200", "!mimetype:image.*"),
        collapse="urlkey",
    )
    inside, outside, missing = row("a", "20150921"), row("b", "20170101"), row("c", "20151001", "404")
    found, web = await listed(tmp_path, told([HEADER, inside, outside, missing]), query=query)
    asked = web.queries[0]
    assert asked["from"] == ["20150920"]
    assert asked["to"] == ["20161231"]
    assert asked["filter"] == ["statuscode:200", "!mimetype:image.*"]
    assert asked["collapse"] == ["urlkey"]
    assert [one.original[-1] for one in found.rows] == ["a"]  # a server that ignores span and filter is not believed


@pytest.mark.parametrize("body", [b"[]", b"", b"\n", b'[["original","timestamp"]]'])
async def test_an_empty_listing_is_nothing_and_no_problem(tmp_path: Path, body: bytes) -> None:
    found, web = await listed(tmp_path, Answer(body=body))
    assert (found.rows, found.is_whole, found.problem) == ((), True, "")
    assert len(web.queries) == 1


async def test_pages_are_followed_by_their_resume_key(tmp_path: Path) -> None:
    first = told([HEADER, row("a", "20150920"), [], ["example,news)/b 20150921"]])
    second = told([HEADER, row("b", "20150921")])
    found, web = await listed(tmp_path, first, second)
    assert [one.original[-1] for one in found.rows] == ["a", "b"]
    assert web.queries[1]["resumeKey"] == ["example,news)/b 20150921"]
    assert (found.pages, found.is_whole) == (2, True)


async def test_a_resume_key_that_leads_nowhere_ends_the_listing(tmp_path: Path) -> None:
    found, web = await listed(tmp_path, told([HEADER, row("a", "20150920"), [], ["again"]]))
    assert len(web.queries) == 2
    assert len(found.rows) == 1
    assert not found.is_whole


async def test_pages_without_end_are_left_after_a_few(tmp_path: Path) -> None:
    pages = [told([HEADER, row(f"{number}", "20150920"), [], [f"key {number}"]]) for number in range(30)]
    found, web = await listed(tmp_path, *pages)
    assert len(web.queries) == found.pages == 10
    assert not found.is_whole


async def test_malformed_rows_are_counted_and_passed_over(tmp_path: Path) -> None:
    rows = [HEADER, row("a", "20150920"), row("b", "yesterday"), ["http://news.example/c"] * 3, {"x": 1}, 7, row("d", "20151341")]
    rows += [["javascript:x", "20150920", "200", "-", "-"], row("e", "20150922", "20x")]
    found, _ = await listed(tmp_path, told(rows))
    assert [(one.original[-1], one.status) for one in found.rows] == [("a", 200), ("e", None)]
    assert found.malformed == 6


async def test_a_listing_that_breaks_off_gives_its_whole_lines(tmp_path: Path) -> None:
    lines = ",\n".join(json.dumps(one) for one in (HEADER, row("a", "20150920"), row("b", "20150921")))
    found, _ = await listed(tmp_path, Answer(body=f'[{lines},\n["http://news.ex'.encode()))
    assert [one.original[-1] for one in found.rows] == ["a", "b"]
    assert not found.is_whole


async def test_a_web_page_is_no_listing(tmp_path: Path) -> None:
    found, _ = await listed(tmp_path, Answer(body=b"<html><body>We are busy</body></html>"))
    assert not found.rows
    assert "a web page where a list was due" in found.problem
    assert not found.is_whole


async def test_a_listing_that_is_limited_says_so(tmp_path: Path) -> None:
    found, web = await listed(tmp_path, LIMITED)
    assert found.problem == "wayback-cdx asks to be asked later"
    assert len(web.queries) == 2


async def test_an_object_a_line_and_plain_columns_are_read_too(tmp_path: Path) -> None:
    objects = '{"url": "http://news.example/a", "timestamp": "20150920", "status": "200"}\n\n{"broken": \n'
    found, _ = await listed(tmp_path / "objects", Answer(body=objects.encode()))
    assert ([one.original[-1] for one in found.rows], found.malformed) == (["a"], 1)
    columns = "example,news)/a 20150920100000 http://news.example/a text/html 200 ABC 1043\n\nexample,news)/b+20150921\n"
    found, web = await listed(tmp_path / "columns", Answer(body=columns.encode()), Answer(body=b""))
    assert [(one.original[-1], one.status) for one in found.rows] == [("a", 200)]
    assert web.queries[1]["resumeKey"] == ["example,news)/b+20150921"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Choice]]:
    pages = [
        Kept(uri="http://news.example/2015/a", date="2015-09-20T10:00:00Z", body=b"a"),
        Kept(uri="http://news.example/2015/b", date="2016-09-20T10:00:00Z", body=b"b"),
        Kept(uri="http://other.news.example/c", date="2015-09-21T10:00:00Z", body=b"c"),
        Kept(uri="http://news.example/2015/d", date="2015-09-22T10:00:00Z", body=b"d", status="404 Not Found"),
    ]
    with pywb(tmp_path_factory.mktemp("pywb"), pages) as found:
        yield found


@pytest.mark.parametrize(
    ("query", "letters"),
    [
        (Query(url="http://news.example/2015/a"), "a"),
        (Query(url="http://news.example/2015/", match_type="prefix"), "ab"),
        (Query(url="news.example", match_type="host", end=datetime.date(2015, 12, 31)), "a"),
        (Query(url="news.example", match_type="domain", filters=()), "abdc"),
        (Query(url="none.example"), ""),
    ],
)
async def test_pywb_lists_what_it_keeps(tmp_path: Path, kept: dict[str, Choice], query: Query, letters: str) -> None:
    async with asking(tmp_path, services_from(kept)) as client:
        found = await list_captures(client, query)
    assert "".join(one.original[-1] for one in found.rows) == letters
    assert not found.problem


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(st.lists(json_values))
def test_reading_rows_never_raises(rows: list[Any]) -> None:
    read_rows(rows)


@given(st.text())
def test_a_timestamp_is_a_moment_or_none(text: str) -> None:
    moment = stamp_moment(text)
    assert moment is None or moment.tzinfo
