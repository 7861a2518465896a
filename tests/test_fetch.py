"""Fetching over a real loopback server: outcomes, faults, politeness and what a record may hold."""

from __future__ import annotations

import asyncio
import datetime
import gzip
import ipaddress
import shutil
import subprocess
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.capture import Capture, FetchOutcome, is_due
from archive.decode import InflationLimits, Problem, decode_body, decoded_body
from archive.exchange import media_type, public_headers
from archive.fetch import Fetcher, FetchSettings
from archive.guard import Guard, IPAddress, parse_network, parse_resolve
from archive.host import parse_retry_after
from archive.request import Request
from archive.robots import read_robots
from archive.store import Store
from archive.transport import WireLimits
from tests.loopback import Answer, Fault, LoopbackWeb, redirect

_LIKE_A_DATE = r"\A(Mon, )?[0-9]{1,3} Jan [0-9]{1,6} [0-9]{1,3}:[0-9]{1,3}:[0-9]{1,3} ([+-][0-9]{4,6}|GMT|X)?\Z"
NOW = datetime.datetime(2026, 3, 14, 9, 26, 53, tzinfo=datetime.UTC)
WIRE = WireLimits(connect_timeout_s=1.0, read_timeout_s=0.5, deadline_s=0.8, max_body_bytes=200_000)
QUICK = FetchSettings(interval_s=0.0, attempts=1, robots=False, wire=WIRE)
PAGE = Answer(body=b"<title>A page</title><p>Words.", gzipped=True)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store.open(tmp_path / "project", clock=now) as opened:
        yield opened


def guarding(web: LoopbackWeb) -> Guard:
    return Guard(allow=(parse_network("127.0.0.0/8"),), resolve=tuple(parse_resolve(one) for one in web.resolve_options()))


async def no_pause(_: float) -> None:
    return None


async def fetched(web: LoopbackWeb, store: Store, *uris: str, settings: FetchSettings = QUICK, **more: object) -> list[Capture]:
    async with Fetcher(settings, store, clock=now, guard=guarding(web), **more) as fetcher:  # type: ignore[arg-type]
        return list(await asyncio.gather(*(fetcher.fetch(uri) for uri in uris)))


async def test_a_page_is_fetched_with_its_facts_and_its_body_is_kept_as_sent(store: Store) -> None:
    async with LoopbackWeb({("a.example", "/page"): replace(PAGE, chunked=True)}) as web:
        (capture,) = await fetched(web, store, "http://a.example/page#top")
    assert (capture.outcome, capture.status, capture.mime, capture.charset) == (FetchOutcome.RESPONSE, 200, "text/html", "utf-8")
    assert capture.target_uri == capture.final_uri == "http://a.example/page"
    assert store.payload(capture).startswith(b"\x1f\x8b")
    assert decoded_body(store, capture) == PAGE.body


async def test_redirects_are_followed_and_kept_with_what_they_said(store: Store) -> None:
    answers = {
        ("a.example", "/"): redirect("http://b.example/x", 301),
        ("b.example", "/x"): redirect("/ё".encode().decode("latin-1")),
        ("b.example", "/%D1%91"): PAGE,
    }
    async with LoopbackWeb(answers) as web:
        (capture,) = await fetched(web, store, "http://a.example/")
    assert [(hop.uri, hop.status) for hop in capture.redirects] == [("http://a.example/", 301), ("http://b.example/x", 302)]
    assert (capture.final_uri, capture.status) == ("http://b.example/%D1%91", 200)


async def test_a_dead_link_is_an_answer_and_a_dead_host_an_outcome(store: Store) -> None:
    async with LoopbackWeb({}, hosts=("a.example",)) as web:
        missing, nowhere = await fetched(web, store, "http://a.example/gone", "http://nowhere.invalid/")
    assert (missing.outcome, missing.status) == (FetchOutcome.RESPONSE, 404)
    assert (nowhere.outcome, nowhere.status) == (FetchOutcome.DNS_FAILURE, None)


async def test_a_closed_port_is_refused(store: Store) -> None:
    async with LoopbackWeb({}, hosts=("a.example",)) as web:
        pass
    (capture,) = await fetched(web, store, "http://a.example/")
    assert capture.outcome is FetchOutcome.REFUSED


FAULTS = {
    Fault.SLOW_DRIP: (FetchOutcome.TRUNCATED, "time", b"."),
    Fault.SLOW_HEADERS: (FetchOutcome.TIMEOUT, None, b""),
    Fault.SILENCE: (FetchOutcome.TIMEOUT, None, b""),
    Fault.HANG_UP: (FetchOutcome.RESET, None, b""),
    Fault.INFINITE_BODY: (FetchOutcome.TRUNCATED, "length", b"xxx"),
    Fault.INFINITE_HEADERS: (FetchOutcome.BAD_RESPONSE, None, b""),
    Fault.ENDLESS_1XX: (FetchOutcome.BAD_RESPONSE, None, b""),
    Fault.BAD_CHUNKS: (FetchOutcome.TRUNCATED, "disconnect", b"first"),
    Fault.CUT_CHUNKS: (FetchOutcome.TRUNCATED, "disconnect", b"first"),
    Fault.CONFLICTING_LENGTHS: (FetchOutcome.BAD_RESPONSE, None, b""),
    Fault.SHORT_BODY: (FetchOutcome.TRUNCATED, "disconnect", b"first"),
    Fault.RESET: (FetchOutcome.TRUNCATED, "disconnect", b"first"),
    Fault.NOT_HTTP: (FetchOutcome.BAD_RESPONSE, None, b""),
    Fault.GZIP_BOMB: (FetchOutcome.TRUNCATED, None, b"\0\0\0"),
    Fault.TRUNCATED_GZIP: (FetchOutcome.TRUNCATED, None, b"<p>"),
    Fault.DAMAGED_GZIP: (FetchOutcome.BAD_RESPONSE, None, b"<p>words"),
    Fault.NOT_GZIP: (FetchOutcome.RESPONSE, None, b"<p>plain all along"),
    Fault.THREE_LAYERS: (FetchOutcome.BAD_RESPONSE, None, b"\x1f\x8b"),
    Fault.COOKIE_LOOP: (FetchOutcome.TOO_MANY_REDIRECTS, None, b""),
    Fault.TWO_ANSWERS: (FetchOutcome.RESPONSE, None, b"first"),
    Fault.STALE_KEEPALIVE: (FetchOutcome.RESPONSE, None, b"first"),
}


@pytest.mark.parametrize("fault", Fault)
async def test_a_server_that_misbehaves_ends_in_an_outcome_and_what_came_is_kept(fault: Fault, store: Store) -> None:
    outcome, truncated, beginning = FAULTS[fault]
    started = asyncio.get_running_loop().time()
    async with LoopbackWeb({("a.example", "/"): Answer(fault=fault)}) as web:
        (capture,) = await fetched(web, store, "http://a.example/")
    assert (capture.outcome, capture.truncated) == (outcome, truncated)
    assert capture.place is not None
    assert capture.detail or outcome is FetchOutcome.RESPONSE
    assert decoded_body(store, capture, QUICK.inflation).startswith(beginning)
    assert len(store.payload(capture)) <= WIRE.max_body_bytes
    assert asyncio.get_running_loop().time() - started < 3


def answered(*headers: str, status: str = "200 OK", body: bytes = b"<p>page</p>") -> bytes:
    """An answer as it goes over the wire; its Content-Length is right unless it is among the headers."""
    lengths = (
        []
        if any(one.lower().startswith(("content-length", "transfer-")) for one in headers)
        else [f"Content-Length: {len(body)}"]
    )
    return (
        "\r\n".join((f"HTTP/1.1 {status}", "Content-Type: text/html", *headers, *lengths)).encode("latin-1") + b"\r\n\r\n" + body
    )


def sent_on(location: str) -> bytes:
    return answered(f"Location: {location}", status="302 Found", body=b"")


WHOLE = (FetchOutcome.RESPONSE, 200, b"<p>page</p>")
NO_HTTP = (FetchOutcome.BAD_RESPONSE, None, b"")
ZIPPED = gzip.compress(b"<p>page</p>", mtime=0)
ODD = {
    "early hints": (b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>\r\n\r\n" + answered(), WHOLE),
    "100 unasked": (b"HTTP/1.1 100 Continue\r\n\r\n" + answered(), WHOLE),
    "101 unasked": (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nxx", NO_HTTP),
    "no content with a body": (answered(status="204 No Content"), (FetchOutcome.RESPONSE, 204, b"")),
    "not modified, unasked": (answered(status="304 Not Modified"), (FetchOutcome.RESPONSE, 304, b"")),
    "a part, unasked": (
        answered("Content-Range: bytes 900-2/1", status="206 Partial"),
        (FetchOutcome.RESPONSE, 206, b"<p>page</p>"),
    ),
    "digest wanted": (
        answered('WWW-Authenticate: Digest realm="x", nonce="y"', status="401 No", body=b""),
        (FetchOutcome.RESPONSE, 401, b""),
    ),
    "HTTP/0.9": (b"<p>page</p>", NO_HTTP),
    "HTTP/1.0": (b"HTTP/1.0 200 OK\r\n\r\n<p>page</p>", WHOLE),
    "HTTP/2": (b"\0\0\x12\4\0\0\0\0\0\0\3\0\0\0\x80\0\4\0\1\0\0\0\5\0\xff\xff\xff", NO_HTTP),
    "another protocol": (b"ICY 200 OK\r\n\r\nxx", NO_HTTP),
    "bare line feeds": (answered().replace(b"\r\n", b"\n"), WHOLE),
    "a status of 600": (answered(status="600 X"), NO_HTTP),
    "a length below zero": (answered("Content-Length: -5"), NO_HTTP),
    "a length that is none": (answered("Content-Length: 5, 9"), NO_HTTP),
    "a length too great": (answered("Content-Length: 99999999999999999999"), (FetchOutcome.TRUNCATED, 200, b"<p>page</p>")),
    "a length twice": (answered("Content-Length: 11", "Content-Length: 11"), WHOLE),
    "more than its length": (answered("Content-Length: 3"), (FetchOutcome.RESPONSE, 200, b"<p>")),
    "chunks and a length": (
        answered("Transfer-Encoding: chunked", "Content-Length: 3", body=b"b\r\n<p>page</p>\r\n0\r\n\r\n"),
        WHOLE,
    ),
    "a chunk below zero": (answered("Transfer-Encoding: chunked", body=b"-b\r\nx"), (FetchOutcome.TRUNCATED, 200, b"")),
    "a name of NUL": (answered("X: a\0b"), NO_HTTP),
    "a header without a colon": (answered("no colon"), NO_HTTP),
    "a header of 300 KB": (answered("X: " + "a" * 300_000), NO_HTTP),
    "a Location of 300 KB": (sent_on("/" + "a" * 300_000), NO_HTTP),
    "a Location of 20 KB": (sent_on("/" + "a" * 20_000), (FetchOutcome.BAD_ADDRESS, None, b"")),
    "a redirect to nowhere": (answered(status="302 Found", body=b""), (FetchOutcome.RESPONSE, 302, b"")),
    "a refresh inside": (answered("Refresh: 0; url=http://169.254.169.254/"), WHOLE),
    "another service": (answered('Alt-Svc: h2="169.254.169.254:80"'), WHOLE),
    "gzip and garbage": (answered("Content-Encoding: gzip", body=ZIPPED + b"garbage"), WHOLE),
    "gzip in two members": (answered("Content-Encoding: x-gzip", body=ZIPPED + ZIPPED), (*WHOLE[:2], b"<p>page</p><p>page</p>")),
    "two layers": (answered("Content-Encoding: gzip, gzip", body=gzip.compress(ZIPPED, mtime=0)), WHOLE),
    "a coding that is none": (answered("Content-Encoding: utf-8, none"), WHOLE),
    "a coding not asked for": (answered("Content-Encoding: br"), (FetchOutcome.BAD_RESPONSE, 200, b"<p>page</p>")),
}


@pytest.mark.parametrize("name", ODD)
async def test_an_odd_answer_ends_in_an_outcome(name: str, store: Store) -> None:
    raw, expected = ODD[name]
    async with LoopbackWeb({("a.example", "/"): Answer(raw=raw)}) as web:
        (capture,) = await fetched(web, store, "http://a.example/")
    assert (capture.outcome, capture.status, decoded_body(store, capture)) == expected
    assert len(web.requests) == 1
    assert "bytearray" not in capture.detail


@pytest.mark.parametrize(
    ("location", "final_uri"),
    [
        ("page", "http://a.example/in/page"),
        ("../page", "http://a.example/page"),
        ("?x=1", "http://a.example/in/?x=1"),
        ("//b.example/page", "http://b.example/page"),
        ("/page#part", "http://a.example/page"),
        ("http://me:secret@b.example/page", "http://b.example/page"),
        ("http:\\\\b.example\\page?a\\b", "http://b.example/page?a%5Cb"),
        ("http://b.example\\@169.254.169.254/", "http://b.example/@169.254.169.254/"),
        ("  /page  ", "http://a.example/page"),
        ("/\xe9", "http://a.example/%C3%A9"),
        ("http://пример.example/".encode().decode("latin-1"), "http://xn--e1afmkfd.example/"),
    ],
)
async def test_a_redirect_is_followed_however_it_is_spelt(location: str, final_uri: str, store: Store) -> None:
    hosts = ("b.example", "xn--e1afmkfd.example")
    async with LoopbackWeb({("a.example", "/in/"): Answer(raw=sent_on(location))}, hosts=hosts) as web:
        (capture,) = await fetched(web, store, "http://a.example/in/")
    assert (capture.final_uri, capture.status) == (final_uri, 404)


async def test_a_body_that_comes_too_slowly_is_cut_long_before_the_deadline(store: Store) -> None:
    slow = replace(QUICK, wire=replace(WIRE, deadline_s=60.0, min_rate_bytes_s=100, rate_grace_s=0.3))
    async with LoopbackWeb({("a.example", "/"): Answer(fault=Fault.SLOW_DRIP)}) as web:
        (capture,) = await fetched(web, store, "http://a.example/", settings=slow)
    assert (capture.outcome, capture.truncated, capture.elapsed_s < 2) == (FetchOutcome.TRUNCATED, "time", True)
    assert "bytes a second" in capture.detail


async def test_a_name_that_moves_inside_between_two_connections_is_not_followed(store: Store) -> None:
    answers = ["127.0.0.1", "127.0.0.2"]

    async def rebinding(host: str, port: int) -> tuple[IPAddress, ...]:
        return (ipaddress.ip_address(answers.pop(0)),)

    async with LoopbackWeb({("a.example", "/"): Answer(raw=answered())}) as web:  # it closes the connection
        guard = Guard(allow=(parse_network("127.0.0.1/32"),), lookup=rebinding)
        async with Fetcher(QUICK, store, clock=now, guard=guard) as fetcher:
            captures = [await fetcher.fetch(f"http://a.example:{web.port}/") for _ in range(2)]
    assert [one.outcome for one in captures] == [FetchOutcome.RESPONSE, FetchOutcome.FORBIDDEN_ADDRESS]
    assert len(web.requests) == 1


async def test_no_proxy_netrc_or_certificate_of_the_environment_is_used(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine a.example login me password topsecret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    async with LoopbackWeb({}) as proxy, LoopbackWeb({("a.example", "/"): PAGE}) as web:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        (capture,) = await fetched(web, store, "http://a.example/")
    assert (capture.status, proxy.requests) == (200, [])
    assert "authorization" not in web.requests[0].headers


async def test_a_connection_that_was_closed_behind_our_back_is_opened_again(store: Store) -> None:
    web = LoopbackWeb({("a.example", "/"): Answer(fault=Fault.STALE_KEEPALIVE)})
    async with web, Fetcher(QUICK, store, clock=now, guard=guarding(web)) as fetcher:
        outcomes = [(await fetcher.fetch("http://a.example/")).outcome for _ in range(3)]
    assert outcomes == [FetchOutcome.RESPONSE] * 3


async def test_a_second_answer_to_one_request_is_never_taken_for_the_answer_to_the_next(store: Store) -> None:
    web = LoopbackWeb({("a.example", "/two"): Answer(fault=Fault.TWO_ANSWERS), ("a.example", "/page"): PAGE})
    async with web, Fetcher(QUICK, store, clock=now, guard=guarding(web)) as fetcher:
        await fetcher.fetch("http://a.example/two")
        capture = await fetcher.fetch("http://a.example/page")
    assert decoded_body(store, capture) == PAGE.body


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest",
        "http://10.0.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "file:///etc/passwd",
        "http://93.184.216.34:6379/",
        "gopher://a.example/",
        "http://2852039166/",
    ],
)
async def test_a_redirect_cannot_lead_inside(target: str, store: Store) -> None:
    async with LoopbackWeb({("a.example", "/"): redirect(target)}) as web:
        (capture,) = await fetched(web, store, "http://a.example/")
    assert capture.outcome is FetchOutcome.FORBIDDEN_ADDRESS
    assert [hop.location for hop in capture.redirects] == [target]


async def test_loopback_itself_is_refused_unless_its_range_is_allowed(store: Store) -> None:
    async with LoopbackWeb({("a.example", "/"): PAGE}) as web:
        shut = Guard(resolve=tuple(parse_resolve(one) for one in web.resolve_options()))
        async with Fetcher(QUICK, store, clock=now, guard=shut) as fetcher:
            capture = await fetcher.fetch("http://a.example/")
    assert capture.outcome is FetchOutcome.FORBIDDEN_ADDRESS
    assert web.requests == []


async def test_a_chain_of_redirects_has_an_end(store: Store) -> None:
    answers = {("a.example", f"/{n}"): redirect(f"/{n + 1}") for n in range(30)}
    async with LoopbackWeb(answers) as web:
        (capture,) = await fetched(web, store, "http://a.example/0")
    assert capture.outcome is FetchOutcome.TOO_MANY_REDIRECTS
    assert len(web.requests) == QUICK.max_redirects + 1


async def test_no_cookie_credential_or_fragment_is_sent_or_recorded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NETRC", "nowhere")
    headers = (("Set-Cookie", "id=topsecret"), ("X-Note", "kept"))
    answers = {
        ("a.example", "/"): Answer(headers=(*headers, ("Location", "http://me:topsecret@a.example/x")), status=302),
        ("a.example", "/x"): Answer(headers=headers),
    }
    async with LoopbackWeb(answers) as web:
        (capture,) = await fetched(web, store, "http://me:topsecret@a.example/#topsecret")
    assert capture.status == 200
    assert not any({"cookie", "authorization", "proxy-authorization"} & one.headers.keys() for one in web.requests)
    (warc,) = store.sources.glob("*.warc.gz")
    text = subprocess.run(["gzip", "-dc", str(warc)], capture_output=True, check=True).stdout
    assert b"topsecret" not in text
    assert b"X-Note: kept" in text


@pytest.mark.parametrize(
    ("name", "private"),
    [
        ("Set-Cookie", True),
        ("cookie", True),
        ("Authorization", True),
        ("Proxy-Authorization", True),
        ("X-Auth-Token", True),
        ("X-CSRF-Token", True),
        ("X-Subscription-Token", True),
        ("X-Api-Key", True),
        ("apikey", True),
        ("X-Amz-Security-Token", True),
        ("Ocp-Apim-Subscription-Key", True),
        ("X-Session-Id", True),
        ("x_password", True),
        ("Client-Secret", True),
        ("WWW-Authenticate", False),
        ("Surrogate-Key", False),
        ("X-Author", False),
        ("Content-Security-Policy", False),
        ("Strict-Transport-Security", False),
        ("Accept-Datetime", False),
        ("Location", False),
    ],
)
def test_one_list_says_which_headers_of_either_side_enter_no_record(name: str, private: bool) -> None:
    assert public_headers(((name, "x"), ("Date", "y"))) == ((("Date", "y"),) if private else ((name, "x"), ("Date", "y")))


@pytest.mark.parametrize("status", [200, 302, 404, 429])
async def test_no_key_of_a_service_enters_a_record_wherever_it_was_sent(status: int, store: Store) -> None:
    key = "topsecretkey123"
    asking = Request(
        uri="http://api.example/search?q=port",
        headers=(("X-Trace-Token", key), ("Accept", "application/json")),
        private_headers=(("X-Subscription-Token", key), ("Authorization", f"LOW {key}:{key}")),
        private_query=f"apikey={key}",
    )
    page = Answer(status=status, headers=(("Location", "/elsewhere"), ("X-Auth-Token", key)), body=b"{}")
    answers = {("api.example", f"/search?q=port&apikey={key}"): page, ("api.example", "/elsewhere"): PAGE}
    async with LoopbackWeb(answers) as web, Fetcher(QUICK, store, clock=now, guard=guarding(web)) as fetcher:
        capture = await fetcher.send(asking)
    assert web.requests[0].headers["x-subscription-token"] == key
    assert key not in repr(capture)
    written = b"".join(
        subprocess.run(["gzip", "-dc", str(one)], capture_output=True, check=True).stdout for one in store.sources.glob("*.gz")
    )
    assert b"q=port" in written
    assert key.encode() not in written
    assert all(key.encode() not in one.read_bytes() for one in (store.sources.parent / ".footnotary").iterdir() if one.is_file())


async def test_the_user_agent_names_the_tool_and_the_contact(store: Store) -> None:
    async with LoopbackWeb({("a.example", "/"): PAGE}) as web:
        await fetched(web, store, "http://a.example/", settings=replace(QUICK, contact="desk@desk.example"))
    assert web.requests[0].headers["user-agent"] == "footnotary/0.1.0 (+desk@desk.example)"


async def test_control_characters_of_a_server_reach_no_capture(store: Store) -> None:
    evil = Answer(headers=(("Server", "\x9b31mred"), ("Content-Type", "text/html; charset=utf-8\x9b")))
    async with LoopbackWeb({("a.example", "/"): evil}) as web:
        (capture,) = await fetched(web, store, "http://a.example/")
    assert "\x9b" not in repr(capture).encode().decode("unicode_escape")


async def test_one_request_at_a_time_goes_to_a_host_and_not_sooner_than_its_interval(store: Store) -> None:
    answers = {(host, f"/{n}"): replace(PAGE, delay_s=0.02) for host in ("a.example", "b.example") for n in range(4)}
    async with LoopbackWeb(answers) as web:
        waits: list[tuple[str, str, float]] = []
        uris = [f"http://{host}{path}" for host, path in answers]
        settings = replace(QUICK, interval_s=0.05, host_intervals=(("b.example", 0.1),))
        await fetched(web, store, *uris, settings=settings, on_wait=lambda *wait: waits.append(wait))
    for host, interval_s in (("a.example", 0.05), ("b.example", 0.1)):
        times = [one.time for one in web.seen(host)]
        assert min(later - sooner for sooner, later in zip(times, times[1:], strict=False)) >= interval_s + 0.019
    assert ("a.example", "asking", 0.0) in waits
    assert any(reason == "interval" for _, reason, _ in waits)


async def test_two_who_ask_for_one_address_at_once_get_one_answer(store: Store) -> None:
    async with LoopbackWeb({("a.example", "/"): replace(PAGE, delay_s=0.05)}) as web:
        first, second = await fetched(web, store, "http://a.example/", "http://A.example/#part")
    assert first == second
    assert len(web.requests) == 1


async def test_a_fetch_that_is_given_up_leaves_nothing_behind(store: Store) -> None:
    web = LoopbackWeb({("a.example", "/"): Answer(fault=Fault.SILENCE)})
    async with web, Fetcher(QUICK, store, clock=now, guard=guarding(web)) as fetcher:
        waiting = asyncio.ensure_future(fetcher.fetch("http://a.example/"))
        await asyncio.sleep(0.05)
        waiting.cancel()
    assert len(asyncio.all_tasks()) <= 2  # this test, and the archive's writer
    assert store.captures("http://a.example/") == ()


async def test_many_hosts_are_asked_at_once(store: Store) -> None:
    answers = {(f"h{n}.example", "/"): replace(PAGE, delay_s=0.2) for n in range(10)}
    async with LoopbackWeb(answers) as web:
        started = asyncio.get_running_loop().time()
        await fetched(web, store, *(f"http://{host}/" for host, _ in answers))
    assert asyncio.get_running_loop().time() - started < 1.0


async def test_a_busy_host_is_asked_again_when_it_says(store: Store) -> None:
    def busy(count: int) -> Answer:
        return Answer(status=503, headers=(("Retry-After", "0.2s"),)) if count == 0 else PAGE

    async with LoopbackWeb({("a.example", "/"): busy, ("a.example", "/other"): PAGE}) as web:
        first, _ = await fetched(web, store, "http://a.example/", "http://a.example/other", settings=replace(QUICK, attempts=3))
    assert (first.status, first.attempts) == (200, 2)
    times = [one.time for one in web.requests]
    assert times[1] - times[0] >= 0.2, "the whole host is left alone, not one address"


async def test_a_host_that_wants_to_be_left_alone_for_long_is_deferred_whole(store: Store) -> None:
    limited = Answer(status=429, headers=(("Retry-After", "3600"),))
    web = LoopbackWeb({("a.example", "/"): limited, ("a.example", "/other"): PAGE})
    async with web, Fetcher(replace(QUICK, attempts=3), store, clock=now, guard=guarding(web)) as fetcher:
        captures = [await fetcher.fetch("http://a.example/"), await fetcher.fetch("http://a.example/other")]
    assert [one.outcome for one in captures] == [FetchOutcome.RATE_LIMITED] * 2
    assert [one.status for one in captures] == [429, None]
    assert len(web.requests) == 1
    assert not is_due(captures[0], captures[0].date + datetime.timedelta(minutes=59))
    assert is_due(captures[0], captures[0].date + datetime.timedelta(hours=2))


@pytest.mark.parametrize("value", ["3600", "60m", "soon"])
async def test_a_host_that_wants_to_be_left_alone_is_left_alone_by_the_next_run_too(value: str, tmp_path: Path) -> None:
    later = now() + datetime.timedelta(hours=1)
    wish = f"{later:%a, %d %b %Y %H:%M:%S} GMT" if value == "soon" else value
    web = LoopbackWeb({("a.example", "/"): Answer(status=429, headers=(("Retry-After", wish),)), ("a.example", "/other"): PAGE})
    outcomes = []
    async with web:
        for hours in (0, 0.5, 1.1):
            moment = now() + datetime.timedelta(hours=hours)
            async with Store.open(tmp_path, clock=lambda moment=moment: moment) as store:
                settings = replace(QUICK, attempts=3)
                clock = lambda moment=moment: moment  # noqa: E731 - one line a run
                async with Fetcher(settings, store, clock=clock, guard=guarding(web)) as fetcher:
                    asked = "http://a.example/" if hours == 0 else "http://a.example/other"
                    outcomes.append((await fetcher.fetch(asked)).outcome)
    assert outcomes == [FetchOutcome.RATE_LIMITED, FetchOutcome.RATE_LIMITED, FetchOutcome.RESPONSE]
    assert [one.path for one in web.requests] == ["/", "/other"]


async def test_passing_failures_are_tried_again_and_definite_answers_are_not(store: Store) -> None:
    answers = {
        ("a.example", "/flaky"): lambda count: Answer(fault=Fault.HANG_UP) if count == 0 else PAGE,
        ("b.example", "/gone"): Answer(status=410),
    }
    async with LoopbackWeb(answers) as web:
        flaky, gone = await fetched(
            web, store, "http://a.example/flaky", "http://b.example/gone", settings=replace(QUICK, attempts=3), sleep=no_pause
        )
    assert (flaky.status, flaky.attempts) == (200, 2)
    assert (gone.status, gone.attempts) == (410, 1)


ROBOTS = b"User-agent: *\nCrawl-delay: 0.2\nDisallow: /private\nAllow: /private/open\n"


async def test_robots_txt_is_asked_once_a_host_obeyed_and_archived(store: Store) -> None:
    answers = {
        ("a.example", "/robots.txt"): Answer(body=ROBOTS, headers=(("Content-Type", "text/plain"),)),
        ("a.example", "/1"): PAGE,
        ("a.example", "/2"): PAGE,
        ("a.example", "/private/x"): PAGE,
        ("a.example", "/private/open"): PAGE,
    }
    async with LoopbackWeb(answers) as web:
        uris = [f"http://a.example{path}" for _, path in answers if path != "/robots.txt"]
        captures = await fetched(web, store, *uris, settings=replace(QUICK, robots=True))
        await fetched(web, store, uris[0], settings=replace(QUICK, robots=True))
    assert [one.outcome for one in captures] == [FetchOutcome.RESPONSE] * 2 + [
        FetchOutcome.BLOCKED_BY_ROBOTS,
        FetchOutcome.RESPONSE,
    ]
    assert len(web.seen("a.example", "/robots.txt")) == 1, "a day's cache, over runs"
    assert not web.seen("a.example", "/private/x")
    times = [one.time for one in web.seen("a.example")][:3]
    assert min(later - sooner for sooner, later in zip(times, times[1:], strict=False)) >= 0.2
    assert store.newest("http://a.example/robots.txt") is not None


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(status=503), FetchOutcome.ROBOTS_UNREACHABLE),
        (Answer(status=503, headers=(("Retry-After", "9999"),)), FetchOutcome.ROBOTS_UNREACHABLE),
        (Answer(fault=Fault.INFINITE_HEADERS), FetchOutcome.ROBOTS_UNREACHABLE),
        (Answer(status=403), FetchOutcome.RESPONSE),
        (Answer(status=429), FetchOutcome.RESPONSE),
        (Answer(status=429, headers=(("Retry-After", "9999"),)), FetchOutcome.RATE_LIMITED),
        (Answer(fault=Fault.SILENCE), FetchOutcome.TIMEOUT),
        (Answer(fault=Fault.HANG_UP), FetchOutcome.RESET),
    ],
)
async def test_an_unreachable_robots_txt_forbids_and_a_missing_one_allows(
    answer: Answer, outcome: FetchOutcome, store: Store
) -> None:
    async with LoopbackWeb({("a.example", "/robots.txt"): answer, ("a.example", "/"): PAGE}) as web:
        (capture,) = await fetched(web, store, "http://a.example/", settings=replace(QUICK, robots=True), sleep=no_pause)
    assert capture.outcome is outcome
    assert (len(web.seen("a.example")) == 1) is (outcome is FetchOutcome.RESPONSE)


def test_a_robots_txt_of_another_kind_forbids_nothing_and_never_raises() -> None:
    capture = Capture(id="x", target_uri="http://a.example/robots.txt", date=NOW, outcome=FetchOutcome.RESPONSE, status=200)
    for body in (
        b"\xff\xfe\0",
        b"<html>not robots</html>",
        b"Disallow: /\nUser-agent",
        b"User-agent: *\nDisallow: /" + b"*a" * 3000,
    ):
        read_robots(capture, body).refuse("http://a.example/page")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("1m30s", 90),
        ("2h", 7200),
        ("1.5s", 1.5),
        ("500ms", 0.5),
        ("Sat, 14 Mar 2026 09:27:53 GMT", 60),
        ("Sat, 14 Mar 2020 09:27:53 GMT", 0),
        ("soon", None),
        ("", None),
        (None, None),
        ("-5", None),
        ("9" * 400, None),
    ],
)
def test_every_form_of_retry_after_is_read(value: str | None, seconds: float | None) -> None:
    assert parse_retry_after(value, NOW) == seconds


@given(st.text(max_size=80) | st.from_regex(r"\A[a-z/]+; ?charset\*?[0-9]?=.*\Z") | st.from_regex(_LIKE_A_DATE))
def test_no_header_is_too_strange_to_be_read(value: str) -> None:
    parse_retry_after(value, NOW)
    assert all(part is None or part.isprintable() for part in media_type(value))


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate", "x-gzip", "br", ""]))
def test_no_body_is_too_strange_to_be_decoded(body: bytes, encoding: str) -> None:
    limits = InflationLimits(max_bytes=1000, free_bytes=1000)
    for payload in (body, gzip.compress(body), gzip.compress(body)[:-5]):
        assert len(decode_body(payload, encoding, limits).body) <= 1000


async def test_a_host_name_that_idna_forbids_is_asked_all_the_same(store: Store) -> None:
    async with LoopbackWeb({("xn--ls8h.example", "/"): PAGE}) as web:
        (capture,) = await fetched(web, store, "http://xn--ls8h.example/")
    assert capture.status == 200


def test_inflation_is_capped_by_ratio_and_by_size() -> None:
    packed = gzip.compress(b"a" * 5_000_000, mtime=0)
    inflated = decode_body(packed, "gzip", InflationLimits(max_ratio=10, free_bytes=1000))
    assert (inflated.problem, len(inflated.body)) == (Problem.TOO_LARGE, len(packed) * 10)
    assert decode_body(gzip.compress(packed), "gzip, gzip", InflationLimits(max_ratio=10**6)).body == b"a" * 5_000_000
    assert decode_body(packed + b"trailing", "gzip", InflationLimits(max_ratio=10**6)).problem is None
    assert decode_body(b"x", "br", InflationLimits()).problem is Problem.UNKNOWN


def capture_of_kind(outcome: FetchOutcome, status: int | None = None) -> Capture:
    return Capture(id="x", target_uri="http://a.example/", date=NOW, outcome=outcome, status=status)


@pytest.mark.parametrize(
    ("capture", "hours", "due"),
    [
        (None, 0, True),
        (capture_of_kind(FetchOutcome.RESPONSE, 200), 23, False),
        (capture_of_kind(FetchOutcome.RESPONSE, 404), 25, True),
        (capture_of_kind(FetchOutcome.TIMEOUT), 0.5, False),
        (capture_of_kind(FetchOutcome.TIMEOUT), 2, True),
        (capture_of_kind(FetchOutcome.RESPONSE, 503), 2, True),
        (capture_of_kind(FetchOutcome.FORBIDDEN_ADDRESS), 2, False),
        (capture_of_kind(FetchOutcome.RESPONSE, 200), -1, True),
    ],
)
def test_an_address_is_due_when_it_is_new_old_or_failed_in_passing(capture: Capture | None, hours: float, due: bool) -> None:
    assert is_due(capture, NOW + datetime.timedelta(hours=hours)) is due


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificates of these tests")
    folder = tmp_path_factory.mktemp("certificates")
    new = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl(folder, *new, "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650", "-subj", "/CN=Test authority")
    for name, days in (("good", "3650"), ("expired", "-1")):
        (folder / f"{name}.ext").write_text("subjectAltName=DNS:a.example")
        asked = ("-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", "/CN=a.example")
        openssl(folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", *asked)
        signed = ("-CA", "ca.pem", "-CAkey", "ca.key", "-out", f"{name}.pem", "-days", days, "-extfile", f"{name}.ext")
        openssl(folder, "x509", "-req", "-in", f"{name}.csr", *signed)
    own = ("-keyout", "self-signed.key", "-out", "self-signed.pem", "-days", "3650", "-subj", "/CN=a.example")
    openssl(folder, *new, *own, "-addext", "subjectAltName=DNS:a.example")
    return folder


@pytest.mark.parametrize(
    ("name", "host", "trusted", "outcome"),
    [
        ("good", "a.example", True, FetchOutcome.RESPONSE),
        ("good", "b.example", True, FetchOutcome.TLS_FAILURE),
        ("expired", "a.example", True, FetchOutcome.TLS_FAILURE),
        ("good", "a.example", False, FetchOutcome.TLS_FAILURE),
        ("self-signed", "a.example", True, FetchOutcome.TLS_FAILURE),
    ],
)
async def test_certificates_are_verified_and_their_fingerprint_kept(
    name: str, host: str, trusted: bool, outcome: FetchOutcome, certificates: Path, store: Store
) -> None:
    pair = (certificates / f"{name}.pem", certificates / f"{name}.key")
    settings = replace(QUICK, ca_file=certificates / "ca.pem" if trusted else None)
    async with LoopbackWeb({("a.example", "/"): PAGE}, hosts=("b.example",), certificate=pair) as web:
        (capture,) = await fetched(web, store, f"https://{host}/", settings=settings)
    assert capture.outcome is outcome
    assert (capture.certificate_sha256 is not None) == (outcome is FetchOutcome.RESPONSE)
    assert outcome is FetchOutcome.RESPONSE or "certificate" in capture.detail
