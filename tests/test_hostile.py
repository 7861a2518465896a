"""A server that lies, stalls or leads inside, over raw sockets: what becomes of it, and that nothing private is kept."""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
import shutil
import subprocess
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.capture import Capture, FetchOutcome
from archive.decode import MAX_MEMBERS, InflationLimits, Problem, decode_body, decoded_body
from archive.exchange import public_headers
from archive.fetch import Fetcher
from archive.guard import Guard, IPAddress, parse_network, parse_resolve
from archive.question import Question
from archive.request import Request
from archive.robots import read_robots
from archive.store import Store
from archive.transport import ask
from archive.wire import CLOSE_TIMEOUT_S
from tests.fetching import NOW, PAGE, QUICK, WIRE, fetched, guarding, now
from tests.loopback import Answer, Fault, LoopbackWeb, redirect


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store.open(tmp_path / "project", clock=now) as opened:
        yield opened


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
    Fault.RESET_OPEN_BODY: (FetchOutcome.TRUNCATED, "disconnect", b"first"),
    Fault.NOT_HTTP: (FetchOutcome.BAD_RESPONSE, None, b""),
    Fault.GZIP_BOMB: (FetchOutcome.TRUNCATED, None, b"\0\0\0"),
    Fault.TRUNCATED_GZIP: (FetchOutcome.TRUNCATED, None, b"<p>"),
    Fault.DAMAGED_GZIP: (FetchOutcome.BAD_RESPONSE, None, b"<p>words"),
    Fault.NOT_GZIP: (FetchOutcome.RESPONSE, None, b"<p>plain all along"),
    Fault.THREE_LAYERS: (FetchOutcome.BAD_RESPONSE, None, b"\x1f\x8b"),
    Fault.COOKIE_LOOP: (FetchOutcome.TOO_MANY_REDIRECTS, None, b""),
    Fault.TWO_ANSWERS: (FetchOutcome.RESPONSE, None, b"first"),
    Fault.LATE_ANSWER: (FetchOutcome.RESPONSE, None, b"first"),
    Fault.STUTTER: (FetchOutcome.RESPONSE, None, b"first"),
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


async def test_a_server_that_falls_silent_is_not_waited_for_until_the_deadline(store: Store) -> None:
    patient = replace(QUICK, wire=replace(WIRE, deadline_s=60.0))
    async with LoopbackWeb({("a.example", "/"): Answer(fault=Fault.SILENCE)}) as web:
        (capture,) = await fetched(web, store, "http://a.example/", settings=patient)
    assert (capture.outcome, capture.elapsed_s < 5) == (FetchOutcome.TIMEOUT, True)


async def test_a_circle_of_redirects_is_left_where_it_closes(store: Store) -> None:
    answers = {("a.example", "/"): redirect("/2"), ("a.example", "/2"): redirect("/")}
    async with LoopbackWeb(answers) as web:
        (capture,) = await fetched(web, store, "http://a.example/")
    assert (capture.outcome, len(capture.redirects), len(web.requests)) == (FetchOutcome.TOO_MANY_REDIRECTS, 2, 2)


async def test_the_address_that_was_judged_is_dialled_and_not_the_name(store: Store) -> None:
    async def elsewhere(host: str, port: int) -> tuple[IPAddress, ...]:
        return (ipaddress.ip_address("127.0.0.3"),)  # where nobody listens, unlike at the true localhost

    async with LoopbackWeb({("localhost", "/"): PAGE}) as web:
        guard = Guard(allow=(parse_network("127.0.0.0/8"),), lookup=elsewhere)
        async with Fetcher(QUICK, store, clock=now, guard=guard) as fetcher:
            capture = await fetcher.fetch(f"http://localhost:{web.port}/")
    assert (capture.outcome, web.requests) == (FetchOutcome.REFUSED, [])


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


async def test_a_connection_is_waited_for_as_long_at_its_second_question_as_at_its_first(store: Store) -> None:
    late = Answer(body=b"<p>Late.", delay_s=0.4)
    web = LoopbackWeb({("a.example", f"/{number}"): late for number in range(4)} | {("a.example", "/5"): Answer(delay_s=0.7)})
    async with web, Fetcher(QUICK, store, clock=now, guard=guarding(web)) as fetcher:
        outcomes = [(await fetcher.fetch(f"http://a.example/{path}")).outcome for path in (0, 1, 2, 3, 5)]
    assert outcomes == [FetchOutcome.RESPONSE] * 4 + [FetchOutcome.TIMEOUT]


async def test_a_transport_that_never_closes_its_answers_holds_nobody_up() -> None:
    class Stuck(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield b"<p>Whole."

        async def aclose(self) -> None:
            await asyncio.Event().wait()

    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=Stuck()))
    answer = await asyncio.wait_for(ask(transport, Question(uri="http://a.example/", headers=()), WIRE), 5 * CLOSE_TIMEOUT_S)
    assert (answer.body, answer.truncated) == (b"<p>Whole.", None)


@pytest.mark.parametrize("fault", [Fault.TWO_ANSWERS, Fault.LATE_ANSWER])
async def test_a_second_answer_to_one_request_is_never_taken_for_the_answer_to_the_next(fault: Fault, store: Store) -> None:
    web = LoopbackWeb({("a.example", "/two"): Answer(fault=fault), ("a.example", "/page"): PAGE})
    async with web, Fetcher(QUICK, store, clock=now, guard=guarding(web)) as fetcher:
        await fetcher.fetch("http://a.example/two")
        await asyncio.sleep(0.15)  # the late one has come
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


async def test_control_characters_of_a_server_reach_no_capture(store: Store) -> None:
    evil = Answer(headers=(("Server", "\x9b31mred"), ("Content-Type", "text/html; charset=utf-8\x9b")))
    async with LoopbackWeb({("a.example", "/"): evil}) as web:
        (capture,) = await fetched(web, store, "http://a.example/")
    assert "\x9b" not in repr(capture).encode().decode("unicode_escape")


def test_a_robots_txt_of_another_kind_forbids_nothing_and_never_raises() -> None:
    capture = Capture(id="x", target_uri="http://a.example/robots.txt", date=NOW, outcome=FetchOutcome.RESPONSE, status=200)
    for body in (
        b"\xff\xfe\0",
        b"<html>not robots</html>",
        b"Disallow: /\nUser-agent",
        b"User-agent: *\nDisallow: /" + b"*a" * 3000,
        b"User-agent: *\n" + b"# nothing to see\n" * 40_000 + b"Disallow: /\n",
    ):
        read_robots(capture, body).refuse("http://a.example/page")


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate", "x-gzip", "br", ""]))
def test_no_body_is_too_strange_to_be_decoded(body: bytes, encoding: str) -> None:
    limits = InflationLimits(max_bytes=1000, free_bytes=1000)
    for payload in (body, gzip.compress(body), gzip.compress(body)[:-5]):
        assert len(decode_body(payload, encoding, limits).body) <= 1000


def test_inflation_is_capped_by_ratio_and_by_size() -> None:
    packed = gzip.compress(b"a" * 5_000_000, mtime=0)
    inflated = decode_body(packed, "gzip", InflationLimits(max_ratio=10, free_bytes=1000))
    assert (inflated.problem, len(inflated.body)) == (Problem.TOO_LARGE, len(packed) * 10)
    assert decode_body(gzip.compress(packed), "gzip, gzip", InflationLimits(max_ratio=10**6)).body == b"a" * 5_000_000
    assert decode_body(packed + b"trailing", "gzip", InflationLimits(max_ratio=10**6)).problem is None
    assert decode_body(b"x", "br", InflationLimits()).problem is Problem.UNKNOWN


@pytest.mark.timed
def test_a_body_of_nothing_but_gzip_members_is_read_in_linear_time_and_has_an_end() -> None:
    packed = gzip.compress(b"a", mtime=0) * 100_000
    started = time.monotonic()
    decoded = decode_body(packed, "gzip", InflationLimits())
    assert time.monotonic() - started < 5  # 50 s where what follows a member is copied with each
    assert (decoded.problem, decoded.body) == (Problem.TOO_LARGE, b"a" * MAX_MEMBERS)
    assert decode_body(packed[: MAX_MEMBERS * len(packed) // 100_000], "gzip", InflationLimits()).problem is None


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
