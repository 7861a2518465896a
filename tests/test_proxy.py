"""The proxy that a browser goes through: what it lets pass, what it refuses, and that nobody else can use it."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import ipaddress
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest

from archive.guard import Guard, parse_network, parse_resolve
from archive.proxy import USER, GuardedProxy, ProxyLimits
from tests.loopback import Answer, Fault, LoopbackWeb, Seen

SECRET = "only-the-browser-knows"
PAGE = Answer(body="<p>Порт Нура передан".encode())
WEB = {
    ("nura.example", "/a"): PAGE,
    ("nura.example", "/chunked"): Answer(body=b"word " * 600, chunked=True),
    ("nura.example", "/endless"): Answer(fault=Fault.INFINITE_BODY),
    ("nura.example", "/silent"): Answer(fault=Fault.SILENCE),
    ("nura.example", "/mail"): Answer(fault=Fault.NOT_HTTP),
    ("nura.example", "/hints"): Answer(fault=Fault.ENDLESS_1XX),
    ("nura.example", "/split"): Answer(
        headers=(("Connection", "keep-alive, X-Own"), ("Proxy-Authenticate", "Basic"), ("X-A", "1"))
    ),
}
QUICK = ProxyLimits(head_timeout_s=0.3, read_timeout_s=0.5, total_s=5.0)


def authorization(secret: str = SECRET) -> str:
    return f"Proxy-Authorization: Basic {base64.b64encode(f'{USER}:{secret}'.encode()).decode()}\r\n"


def guard_for(web: LoopbackWeb | None) -> Guard:
    """Return a guard that lets only the web's own address and its mapped names through; every other name leads inside."""

    async def lookup(host: str, port: int) -> tuple[ipaddress.IPv4Address, ...]:
        return (ipaddress.IPv4Address({"inside.example": "10.1.2.3", "localhost": "127.0.0.1"}.get(host, "169.254.169.254")),)

    if web is None:
        return Guard(lookup=lookup)
    return Guard(
        allow=(parse_network("127.0.0.0/8"),), resolve=tuple(parse_resolve(one) for one in web.resolve_options()), lookup=lookup
    )


@contextlib.asynccontextmanager
async def proxied(*, open_to_web: bool = True, limits: ProxyLimits = QUICK) -> AsyncIterator[tuple[GuardedProxy, LoopbackWeb]]:
    async with LoopbackWeb(WEB) as web, GuardedProxy(guard_for(web if open_to_web else None), limits, secret=SECRET) as proxy:
        yield proxy, web


async def said(proxy: GuardedProxy, data: bytes, *, half_close: bool = False) -> bytes:
    """Send `data` to the proxy on a new connection, and return all that comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    try:
        async with asyncio.timeout(8):
            with contextlib.suppress(ConnectionError):
                writer.write(data)
                if half_close:
                    writer.write_eof()
                return await reader.read(-1)
    finally:
        await hung_up(writer)
    return b""


async def hung_up(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()


async def asked(proxy: GuardedProxy, request: str, **options: bool) -> str:
    """Send a request line and more headers, with the secret, and return the answer."""
    line, _, more = request.partition("\r\n")
    return (await said(proxy, f"{line}\r\n{authorization()}{more}\r\n".encode("latin-1"), **options)).decode("utf-8", "replace")


def only(web: LoopbackWeb) -> Seen:
    [seen] = web.requests
    return seen


async def test_a_plain_page_is_passed_on_in_origin_form_without_anything_of_the_proxy():
    async with proxied() as (proxy, web):
        answer = await asked(
            proxy, "GET http://user:pw@Nura.example:80/a?#top HTTP/1.1\r\nHost: other.example\r\nProxy-X: 1\r\nX-Y: 2\r\n"
        )
        assert answer.startswith("HTTP/1.1 200 OK")
        assert answer.endswith("Порт Нура передан")
        seen = only(web)
        assert (seen.host, seen.path, seen.headers["x-y"]) == ("nura.example", "/a", "2")
        assert not {"proxy-authorization", "proxy-x", "authorization"} & set(seen.headers)
        assert seen.headers["connection"] == "close"


async def test_headers_of_the_connection_are_the_proxys_own():
    async with proxied() as (proxy, _):
        answer = await asked(proxy, "GET http://nura.example/split HTTP/1.1\r\n")
        assert "X-A: 1" in answer
        assert "Connection: close" in answer
        assert "keep-alive" not in answer
        assert "Proxy-Authenticate" not in answer


async def test_a_chunked_body_passes_as_it_is():
    async with proxied() as (proxy, _):
        assert (await asked(proxy, "GET http://nura.example/chunked HTTP/1.1\r\n")).endswith("\r\n0\r\n\r\n")


async def test_a_tunnel_carries_both_directions_and_a_half_close():
    async with proxied() as (proxy, web):
        inner = "GET /a HTTP/1.1\r\nHost: nura.example\r\nConnection: close\r\n\r\n"
        data = f"CONNECT nura.example:443 HTTP/1.1\r\n{authorization()}\r\n{inner}".encode()
        answer = (await said(proxy, data, half_close=True)).decode()
        assert answer.startswith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200 OK")
        assert answer.endswith("передан")
        assert only(web).path == "/a"


@pytest.mark.parametrize(
    "target",
    [
        "127.0.0.1:80", "127.0.0.1:443", "[::1]:443", "10.0.0.7:443", "169.254.169.254:80", "localhost:443", "LOCALHOST:80",
        "inside.example:443", "metadata.example:80", "[::ffff:127.0.0.1]:443", "[64:ff9b::7f00:1]:443", "[2002:7f00:1::]:80",
        "0.0.0.0:80", "198.51.100.7:443", "8.8.8.8:22", "8.8.8.8:25",
    ],
)  # fmt: skip
async def test_a_tunnel_inside_or_to_another_port_is_refused_with_the_reason(target):
    async with proxied(open_to_web=False) as (proxy, web):
        answer = await asked(proxy, f"CONNECT {target} HTTP/1.1\r\n")
        assert answer.startswith("HTTP/1.1 403 Forbidden")
        [reason] = proxy.refusals
        assert "not a public address" in reason or "not one of the web’s own" in reason
        assert reason in answer
        assert web.connections == 0


@pytest.mark.parametrize(
    "uri", ["http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://[::1]/", "http://inside.example/a"]
)
async def test_a_plain_request_inside_is_refused(uri):
    async with proxied(open_to_web=False) as (proxy, web):
        guard = Guard() if urlsplit(uri).hostname != "inside.example" else guard_for(None)
        proxy._guard = guard
        assert (await asked(proxy, f"GET {uri} HTTP/1.1\r\n")).startswith("HTTP/1.1 403")
        assert web.connections == 0


async def test_a_mapped_name_without_permission_is_refused():
    async with LoopbackWeb(WEB) as web:
        guard = Guard(resolve=tuple(parse_resolve(one) for one in web.resolve_options()))
        async with GuardedProxy(guard, QUICK, secret=SECRET) as proxy:
            assert (await asked(proxy, "GET http://nura.example/a HTTP/1.1\r\n")).startswith("HTTP/1.1 403")
        assert web.connections == 0


@pytest.mark.parametrize("given", ["", authorization("guess"), authorization() * 2, "Proxy-Authorization: Bearer x\r\n"])
async def test_who_does_not_know_the_secret_gets_nothing(given):
    async with proxied() as (proxy, web):
        answer = await said(proxy, f"CONNECT nura.example:443 HTTP/1.1\r\n{given}\r\n".encode())
        assert answer.startswith(b"HTTP/1.1 407")
        assert web.connections == 0


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        ("GET /a HTTP/1.1\r\n", 400),
        ("GET https://nura.example/a HTTP/1.1\r\n", 400),
        ("GET file:///etc/passwd HTTP/1.1\r\n", 403),
        ("PUT http://nura.example/a HTTP/1.1\r\n", 405),
        ("DELETE http://nura.example/a HTTP/1.1\r\n", 405),
        ("TRACE http://nura.example/a HTTP/1.1\r\n", 405),
        ("GET http://nura.example/a HTTP/2\r\n", 400),
        ("GET  http://nura.example/a HTTP/1.1\r\n", 400),
        ("CONNECT nura.example HTTP/1.1\r\n", 400),
        ("CONNECT nura.example:0 HTTP/1.1\r\n", 400),
        ("CONNECT nura.example:99999 HTTP/1.1\r\n", 400),
        ("CONNECT user@nura.example:443 HTTP/1.1\r\n", 400),
        ("POST http://nura.example/a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", 400),
        ("POST http://nura.example/a HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 30\r\n", 400),
        ("POST http://nura.example/a HTTP/1.1\r\nContent-Length: +3\r\n", 400),
        ("POST http://nura.example/a HTTP/1.1\r\nContent-Length : 3\r\n", 400),
        ("GET http://nura.example/a HTTP/1.1\r\n folded: x\r\n", 400),
        ("GET http://nura.example/a HTTP/1.1\r\nX: a\nY: b\r\n", 400),
        ("GET http://nura.example/mail HTTP/1.1\r\n", 502),
        ("GET http://nura.example/hints HTTP/1.1\r\n", 502),
        ("GET http://nura.example/silent HTTP/1.1\r\n", 504),
    ],
)
async def test_what_is_no_request_of_a_page_is_answered_by_the_proxy_itself(request_head, status):
    async with proxied() as (proxy, web):
        assert (await asked(proxy, request_head)).startswith(f"HTTP/1.1 {status} ")
        assert web.connections == 0 or status >= 500


async def test_a_second_request_on_a_connection_reaches_nobody():
    async with proxied() as (proxy, web):
        second = f"GET http://nura.example/second HTTP/1.1\r\n{authorization()}\r\n"
        await said(proxy, f"GET http://nura.example/a HTTP/1.1\r\n{authorization()}\r\n{second}{second}".encode())
        assert [one.path for one in web.requests] == ["/a"]


async def test_a_body_longer_than_it_says_is_not_passed_on():
    async with proxied() as (proxy, web):
        data = f"POST http://nura.example/a HTTP/1.1\r\n{authorization()}Content-Length: 3\r\n\r\nabcGET /x HTTP/1.1\r\n\r\n"
        assert b" 200 " in await said(proxy, data.encode())
        assert "/x" not in [one.path for one in web.requests]


@pytest.mark.parametrize("garbage", [b"EHLO mail.example\r\n", b"\0" * 100, b"SSH-2.0-x\r\n", b"POST / HTTP/1.1\r\n"])
async def test_a_tunnel_that_begins_with_garbage_ends_and_sends_none_of_it(garbage):
    async with proxied() as (proxy, web):
        data = f"CONNECT nura.example:443 HTTP/1.1\r\n{authorization()}\r\n".encode() + garbage
        assert await said(proxy, data) in (b"HTTP/1.1 200 Connection established\r\n\r\n", b"")
        assert web.requests == []


async def test_a_flood_of_headers_is_cut():
    async with proxied() as (proxy, _):
        flood = "X-Filler: " + "x" * 1000 + "\r\n"
        answer = await said(proxy, f"GET http://nura.example/a HTTP/1.1\r\n{authorization()}{flood * 200}".encode())
        assert answer.startswith(b"HTTP/1.1 431") or answer == b""
        assert proxy.bytes_relayed == 0


@pytest.mark.parametrize("start", [b"", b"GET http://nura.example/a HTTP/1.1\r\nX", b"\x16\x03\x01"])
async def test_a_head_that_does_not_come_is_not_waited_for(start):
    async with proxied() as (proxy, _):
        started = asyncio.get_running_loop().time()
        assert (await said(proxy, start)).startswith(b"HTTP/1.1 408")
        assert asyncio.get_running_loop().time() - started < 2


async def test_a_page_is_cut_after_its_bytes_and_asks_nothing_more():
    async with proxied(limits=ProxyLimits(max_bytes=300_000, total_s=5)) as (proxy, web):
        answer = await asked(proxy, "GET http://nura.example/endless HTTP/1.1\r\n")
        assert 100_000 < len(answer) <= 300_000
        assert (await asked(proxy, "GET http://nura.example/a HTTP/1.1\r\n")).startswith("HTTP/1.1 403")
        assert proxy.refusals == ("the page was cut after 300000 bytes",)
        assert len(web.requests) == 1


async def test_connections_at_once_are_counted():
    async with proxied(limits=ProxyLimits(connections=3, head_timeout_s=3, total_s=5)) as (proxy, _):
        held = [await asyncio.open_connection("127.0.0.1", proxy.port) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert (await asked(proxy, "GET http://nura.example/a HTTP/1.1\r\n")).startswith("HTTP/1.1 503")
        for _, writer in held:
            await hung_up(writer)
        await asyncio.sleep(0.1)
        assert (await asked(proxy, "GET http://nura.example/a HTTP/1.1\r\n")).startswith("HTTP/1.1 200")


async def test_nothing_outlasts_the_pages_time():
    async with proxied(limits=ProxyLimits(total_s=0.4, read_timeout_s=60, head_timeout_s=60)) as (proxy, _):
        started = asyncio.get_running_loop().time()
        await asked(proxy, "GET http://nura.example/silent HTTP/1.1\r\n")
        assert asyncio.get_running_loop().time() - started < 2


async def test_nothing_listens_and_nothing_runs_after_the_block():
    async with proxied() as (proxy, _):
        inside = len(asyncio.all_tasks())
        _, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        writer.write(f"CONNECT nura.example:443 HTTP/1.1\r\n{authorization()}\r\nGET ".encode())
        await asyncio.sleep(0.05)
        await proxy.__aexit__()
        with pytest.raises(OSError, match="Connect"):
            await asyncio.open_connection("127.0.0.1", proxy.port)
        await hung_up(writer)
        assert len(asyncio.all_tasks()) <= inside + 1  # the web's own end of the connection


async def test_it_listens_on_loopback_alone():
    async with proxied() as (proxy, _):
        assert proxy._server is not None
        assert [one.getsockname()[0] for one in proxy._server.sockets] == ["127.0.0.1"]


async def test_only_hosts_that_the_page_asks_for_are_dialled():
    async with LoopbackWeb(WEB) as web, GuardedProxy(guard_for(web), QUICK, secret=SECRET, only_expected=True) as proxy:
        asking = asyncio.ensure_future(asked(proxy, "GET http://nura.example/a HTTP/1.1\r\n"))
        await asyncio.sleep(0.05)
        assert web.connections == 0
        proxy.expect("other.example")
        proxy.expect("Nura.example")
        assert (await asking).startswith("HTTP/1.1 200")
        answer = await asked(proxy, "CONNECT maker.example:443 HTTP/1.1\r\n")
        assert answer.startswith("HTTP/1.1 403")
        assert "asked for nothing of maker.example" in answer
        assert proxy.refusals == ()


async def test_many_refusals_are_said_once_and_few():
    async with proxied(open_to_web=False) as (proxy, _):
        for number in (1, 1, *range(1, 30)):
            await asked(proxy, f"CONNECT 10.0.0.{number}:443 HTTP/1.1\r\n")
        assert len(proxy.refusals) == 20
