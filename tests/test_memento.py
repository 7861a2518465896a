"""Copies in other archives: the nearest to a day, read raw, from pywb itself and from archives that misbehave."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.fetch import Fetcher, replaying
from archive.guard import Guard, parse_network, parse_resolve
from archive.link_format import read_links
from archive.memento import Memento, Search, copies_near, may_be_asked_about
from archive.service_client import ServiceClient
from archive.services import SERVICES, Choice, Service, services_from
from archive.store import Store
from tests.loopback import Answer, LoopbackWeb, redirect
from tests.pywb_server import Kept, choices, pywb
from tests.test_services import FAST, Clock

HOST = "archive.example"
BASE = f"http://{HOST}/web/"
PAGE = "http://news.example/a?x=1"
CITED = datetime.datetime(2015, 9, 25, tzinfo=datetime.UTC)
LINKS = (("Content-Type", "application/link-format"),)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Choice]]:
    """pywb over a page kept three times, a redirect, and a page kept as missing."""
    pages = [
        Kept(uri=PAGE, date="2015-09-20T10:00:00Z", body=b'<title>T</title><a href="/b">first</a>'),
        Kept(uri=PAGE, date="2015-10-01T10:00:00Z", body=b"<title>T</title>second"),
        Kept(uri=PAGE, date="2017-01-01T00:00:00Z", body=b"<title>T</title>late"),
        Kept(uri="http://news.example/b", date="2015-09-25T00:00:00Z", status="302 Found", headers=(("Location", "/a?x=1"),)),
        Kept(uri="http://news.example/c", date="2015-09-25T00:00:00Z", status="404 Not Found", body=b"gone"),
    ]
    with pywb(tmp_path_factory.mktemp("pywb"), pages) as found:
        yield found


async def copies(
    folder: Path, services: dict[str, Service], uri: str = PAGE, *, tries: int = 3, web: LoopbackWeb | None = None
) -> tuple[list[tuple[Memento, bytes]], Search]:
    """Return the copies of `uri` near the cited day with their bodies, and how the search went."""
    clock = Clock()
    resolve = tuple(parse_resolve(one) for one in web.resolve_options()) if web else ()
    guard = Guard(allow=(parse_network("127.0.0.0/8"),), resolve=resolve)
    store, search = Store.open(folder, clock=clock), Search()
    async with store, Fetcher(FAST, store, clock=clock, guard=guard) as fetcher:
        client = ServiceClient(fetcher, store, services, clock=clock, limits=store, sleep=clock.sleep)
        found = [one async for one in copies_near(client, fetcher, uri, CITED, tries=tries, search=search)]
        return [(one, store.payload(one.capture) if one.capture else b"") for one in found], search


async def test_pywb_gives_the_nearest_copies_raw_and_in_order(tmp_path: Path, kept: dict[str, Choice]) -> None:
    found, search = await copies(tmp_path, services_from(kept))
    assert [(one.memento_datetime.date() - CITED.date()).days for one, _ in found] == [-5, 6, 464]
    assert found[0][1] == b'<title>T</title><a href="/b">first</a>'  # no banner, no rewritten link
    first = found[0][0]
    assert first.original == PAGE
    assert first.uri_m.endswith(f"/all/20150920100000id_/{PAGE}")
    assert first.is_raw
    assert first.capture
    assert first.capture.target_uri == first.uri_m
    assert not search.problems


async def test_an_archived_redirect_is_followed_within_the_archive(tmp_path: Path, kept: dict[str, Choice]) -> None:
    (found, _) = (await copies(tmp_path, services_from(kept), "http://news.example/b", tries=1))[0][0]
    assert found.led_to == PAGE
    assert found.capture
    assert found.capture.status == 200
    assert "/all/20150925000000id_/" in found.uri_m


async def test_a_copy_of_an_error_is_given_as_what_it_is(tmp_path: Path, kept: dict[str, Choice]) -> None:
    ((found, body),) = (await copies(tmp_path, services_from(kept), "http://news.example/c"))[0]
    assert found.capture
    assert (found.capture.status, body) == (404, b"gone")


async def test_an_address_that_was_never_kept_has_no_copies(tmp_path: Path, kept: dict[str, Choice]) -> None:
    found, search = await copies(tmp_path, services_from(kept), "http://news.example/none")
    assert not found
    assert search.is_answered
    assert not search.problems


async def test_a_replay_finds_the_same_copies_without_a_question(tmp_path: Path, kept: dict[str, Choice]) -> None:
    live, _ = await copies(tmp_path, services_from(kept))
    clock = Clock()
    async with Store.open(tmp_path, clock=clock) as store:
        archive = store.as_archive()
    async with replaying(archive, clock=clock) as fetcher:
        client = ServiceClient(fetcher, archive, services_from(kept), clock=clock)
        again = [one async for one in copies_near(client, fetcher, PAGE, CITED, tries=3, search=Search())]
    assert [one.uri_m for one in again] == [one.uri_m for one, _ in live]
    assert [one.capture.payload_digest for one in again if one.capture] == [
        one.capture.payload_digest for one, _ in live if one.capture
    ]


def web_of(answers: dict[str, Any]) -> LoopbackWeb:
    """An archive on loopback: answers by path after /web/."""
    return LoopbackWeb({(HOST, f"/web/{path}"): answer for path, answer in answers.items()}, hosts=(HOST, "inside.example"))


OWN = services_from(choices(BASE))
RAW = Answer(headers=(("Content-Type", "text/html"), ("Memento-Datetime", "Sun, 20 Sep 2015 10:00:00 GMT")), body=b"kept")


@pytest.mark.parametrize("status", [302, 307])
async def test_a_timegate_that_redirects_names_its_copy(tmp_path: Path, status: int) -> None:
    answers = {PAGE: redirect(f"{BASE}20150920100000/{PAGE}", status), f"20150920100000id_/{PAGE}": RAW}
    async with web_of(answers) as web:
        found, _ = await copies(tmp_path, OWN, web=web, tries=1)
        asked = web.seen(HOST)
    assert [body for _, body in found] == [b"kept"]
    assert asked[0].headers["accept-datetime"] == "Fri, 25 Sep 2015 00:00:00 GMT"
    assert len(asked) == 2  # the rewritten page is not asked for, nor is robots.txt


async def test_the_moment_is_what_the_archive_says_it_gave(tmp_path: Path) -> None:
    answers = {PAGE: redirect(f"{BASE}20150925000000/{PAGE}"), f"20150925000000id_/{PAGE}": RAW}
    async with web_of(answers) as web:
        ((found, _),) = (await copies(tmp_path, OWN, web=web, tries=1))[0]
    assert found.memento_datetime == datetime.datetime(2015, 9, 20, 10, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://[::1]/20150920100000/http://news.example/",
        f"http://archive.ph/20150920100000/{PAGE}",
        "http://127.0.0.2:9/web/20150920100000/http://news.example/",
        "http://elsewhere.example/",
        "//",
        "http://",
        "",
    ],
)
async def test_a_timegate_that_leads_astray_gives_no_copy(tmp_path: Path, location: str) -> None:
    async with web_of({PAGE: redirect(location)}) as web:
        resolve = tuple(parse_resolve(one) for one in web.resolve_options())
        guard = Guard(allow=(parse_network("127.0.0.1/32"),), resolve=resolve)
        clock, search = Clock(), Search()
        store = Store.open(tmp_path, clock=clock)
        async with store, Fetcher(FAST, store, clock=clock, guard=guard) as fetcher:
            client = ServiceClient(fetcher, store, OWN, clock=clock, limits=store, sleep=clock.sleep)
            found = [one async for one in copies_near(client, fetcher, PAGE, CITED, tries=1, search=search)]
    assert not [one for one in found if one.capture and one.capture.status]


async def test_a_timemap_is_read_in_pages_and_past_malformed_lines(tmp_path: Path) -> None:
    def stamped(stamp: str, moment: str) -> str:
        return f'<{BASE}{stamp}/{PAGE}>; rel="memento"; datetime="{moment}"'

    first = f"""<{PAGE}>; rel="original", this is no link <unclosed ; rel=memento,
        {stamped("20150901000000", "Tue, 01 Sep 2015 00:00:00 GMT")},
        <{BASE}20150902000000/{PAGE}>; rel="memento"; datetime="when?",
        <{BASE}timemap/link/2/{PAGE}>; rel="timemap"; from="Thu, 24 Sep 2015 00:00:00 GMT"; until="Wed, 30 Sep 2015 00:00:00 GMT",
        <{BASE}timemap/link/3/{PAGE}>; rel=timemap; from="Wed, 01 Jan 2020 00:00:00 GMT",
        <http://inside.example/timemap>; rel="timemap", <{BASE}timemap/link/2/{PAGE}>; rel="timemap self" """
    second = stamped("20150926000000", "Sat, 26 Sep 2015 00:00:00 GMT") + f',\n<{BASE}timemap/link/{PAGE}>; rel="timemap"'
    answers = {
        PAGE: Answer(status=500),
        f"timemap/link/{PAGE}": Answer(headers=LINKS, body=first.encode()),
        f"timemap/link/2/{PAGE}": Answer(headers=LINKS, body=second.encode()),
        f"20150926000000id_/{PAGE}": replace(RAW, headers=(), body=b"near"),
        f"20150901000000id_/{PAGE}": replace(RAW, headers=(), body=b"far"),
    }
    async with web_of(answers) as web:
        found, search = await copies(tmp_path, OWN, web=web)
        assert not web.seen("inside.example")
    assert [body for _, body in found] == [b"near", b"far"]
    assert search.problems == ["memento-timegate answered with a fault (HTTP 500)"]


async def test_a_timemap_without_end_is_cut_and_read_as_far_as_it_came(tmp_path: Path) -> None:
    line = f'<{BASE}20150901000000/{PAGE}>; rel="memento"; datetime="Tue, 01 Sep 2015 00:00:00 GMT",\n'
    services = {**OWN, "memento-timemap": replace(OWN["memento-timemap"], max_body_bytes=200_000)}
    answers = {
        PAGE: Answer(status=503),
        f"timemap/link/{PAGE}": Answer(headers=LINKS, body=line.encode() * 20_000),
        f"20150901000000id_/{PAGE}": RAW,
    }
    async with web_of(answers) as web:
        found, _ = await copies(tmp_path, services, web=web)
    assert [body for _, body in found] == [b"kept"]


async def test_a_copy_of_another_archive_is_known_as_rewritten(tmp_path: Path) -> None:
    other = f"http://inside.example/20150920/{PAGE}"
    link = (("Link", f'<{other}>; rel="memento first"; datetime="Sun, 20 Sep 2015 10:00:00 GMT"'),)
    web = web_of({PAGE: Answer(headers=link)})
    web.answers = {**web.answers, ("inside.example", f"/20150920/{PAGE}"): RAW}
    async with web:
        ((found, body),) = (await copies(tmp_path, OWN, web=web, tries=1))[0]
    assert not found.is_raw
    assert (found.uri_m, found.archive, body) == (other, "inside.example", b"kept")


async def test_a_page_without_a_moment_is_no_copy(tmp_path: Path) -> None:
    link = (("Link", '<http://inside.example/x>; rel="memento"; datetime="Sun, 20 Sep 2015 10:00:00 GMT"'),)
    web = web_of({PAGE: Answer(headers=link)})
    web.answers = {**web.answers, ("inside.example", "/x"): Answer(body=b"welcome to the archive")}
    async with web:
        ((found, _),) = (await copies(tmp_path, OWN, web=web, tries=1))[0]
    assert found.capture is None


async def test_archived_redirects_in_a_circle_end(tmp_path: Path) -> None:
    answers = {
        PAGE: redirect(f"{BASE}20150920100000/{PAGE}"),
        f"20150920100000id_/{PAGE}": redirect(f"{BASE}20150920100001id_/http://news.example/b"),
        "20150920100001id_/http://news.example/b": redirect(f"/web/20150920100000id_/{PAGE}"),
    }
    async with web_of(answers) as web:
        ((found, _),) = (await copies(tmp_path, OWN, web=web, tries=1))[0]
    assert found.capture
    assert found.capture.status == 302


def test_addresses_of_a_network_of_ones_own_are_told_to_no_archive() -> None:
    inside = ("http://wiki/", "http://10.1.2.3/x", "http://[fd00::1]/", "http://files.corp/x", "http://nas.home.arpa/", "x")
    assert not any(map(may_be_asked_about, inside))
    assert all(map(may_be_asked_about, ("http://news.example/", "https://xn--80aesfpebagmfblc0a.xn--p1ai/")))


@given(st.text())
def test_reading_links_never_raises(text: str) -> None:
    assert all(link.target for link in read_links(text))


@pytest.mark.timed
@pytest.mark.parametrize("text", ["<a" * 50_000, '<a>; x="' * 50_000, "<a>" + " " * 200_000, "<a>" + "; a" * 100_000])
def test_no_text_makes_the_reading_of_links_slow(text: str) -> None:
    started = time.process_time()
    list(read_links(text))
    assert time.process_time() - started < 5


def test_the_table_knows_the_services_of_mementos() -> None:
    assert set(choices(BASE)) <= set(SERVICES)
