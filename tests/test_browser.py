"""Pages in a real browser: what is seen and kept, that a page reaches nothing but the web, and that it always ends."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import ipaddress
import os
import signal
import socket
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.browser import Browser
from archive.capture import Capture
from archive.chromium import find_browser, processes_of
from archive.fetch import Fetcher, FetchSettings
from archive.guard import Guard, parse_network, parse_resolve
from archive.look import BrowserSettings, ViewOutcome
from archive.records import read_records
from archive.replay import ReplayArchive, files_of
from archive.store import Store
from archive.view import dom_uri, keep_view, picture_of, rendered_of, requisite_uri, screenshot_uri
from citations.errors import SettingsError
from pipeline.views import Viewer
from tests.loopback import Answer, Fault, LoopbackWeb, redirect
from tests.project import ALLOWED, footnotary, live, report_of, web_options, write_project

PATH = os.environ.get("PATH", "")
chromium = pytest.mark.skipif(
    find_browser(None, PATH) is None, reason="no Chromium, Chrome or Edge on the search path: the browser is not tested"
)
QUICK = BrowserSettings(
    search_path=PATH, user_agent="footnotary/0.1.0 (+mailto:a@nura.example)", load_s=3, settle_s=0.6, total_s=9
)
SCRIPT = (("Content-Type", "text/javascript; charset=utf-8"),)
JSON = (("Content-Type", "application/json"), ("Set-Cookie", "id=secret"))
SENTENCE = "Порт передан городу в понедельник, сказал капитан порта."
SHELL = "<!doctype html><html lang=ru><title>Вести Нуры</title><div id=root></div><script src=/app.js></script>"
APP = """fetch('/api.json').then(r => r.json()).then(d => { document.title = d.t; document.getElementById('root').innerHTML =
'<article><h1>' + d.t + '</h1><time datetime=2026-03-02>2 марта 2026</time><p>' + d.p + '</p></article>'; });"""
TEXT = '{"t": "Порт Нура передан городу", "p": "' + f"{SENTENCE} " + "Об этом сообщила пресс-служба порта. " * 12 + '"}'
SCRIPTED = {
    ("nura.example", "/port"): Answer(body=SHELL.encode()),
    ("nura.example", "/app.js"): Answer(body=APP.encode(), headers=SCRIPT, gzipped=True),
    ("nura.example", "/api.json"): Answer(body=TEXT.encode(), headers=JSON),
}


def page(script: str, more: str = "") -> Answer:
    return Answer(body=f"<!doctype html><meta charset=utf-8><title>Т</title><p>Начало{more}<script>{script}</script>".encode())


def guard_of(*webs: LoopbackWeb) -> Guard:
    """Return a guard that lets the webs' own hosts through by name, and nothing else of loopback."""

    async def lookup(host: str, port: int) -> tuple[ipaddress.IPv4Address, ...]:
        return (ipaddress.IPv4Address("127.0.0.1"),)

    ports = [web.port for web in webs]
    guard = Guard(
        allow=(parse_network("127.0.0.0/8"),),
        resolve=tuple(parse_resolve(one) for web in webs for one in web.resolve_options()),
        lookup=lookup,
    )
    return _OnlyNamed(guard, ports)  # type: ignore[return-value]  # has the one method that a dialler calls


class _OnlyNamed:
    """A guard as on the open web: a host that is no part of the test's web is judged without what the test allows."""

    def __init__(self, guard: Guard, ports: list[int]) -> None:
        self._named = guard
        self._public = replace(guard, allow=(), resolve=())

    async def endpoints(self, host: str, port: int):
        known = any(one.host == host.lower() and one.port == port for one in self._named.resolve)
        return await (self._named if known else self._public).endpoints(host, port)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@contextlib.asynccontextmanager
async def browsing(
    answers: dict[tuple[str, str], Answer], settings: BrowserSettings = QUICK
) -> AsyncIterator[tuple[Browser, LoopbackWeb]]:
    async with LoopbackWeb(answers) as web, Browser(settings, guard_of(web), clock=now) as browser:
        yield browser, web


@pytest.fixture(autouse=True)
def nothing_stays_behind(monkeypatch, tmp_path):
    """Every test ends without a process on a profile of its own, and without the profile."""
    with tempfile.TemporaryDirectory(prefix="fn-", ignore_cleanup_errors=True) as folder:
        monkeypatch.setattr("tempfile.tempdir", folder)
        yield
        assert processes_of(Path(folder)) == ()
        assert [one.name for one in Path(folder).glob("footnotary-*")] == []


@pytest.fixture
def closed_later():
    with contextlib.ExitStack() as stack:
        yield stack.enter_context


@chromium
async def test_a_scripted_page_is_seen_with_its_text_and_its_picture():
    async with browsing(SCRIPTED) as (browser, web):
        view = await browser.view("http://nura.example/port")
        assert (view.outcome, view.status, view.final_address) == (ViewOutcome.SEEN, 200, "http://nura.example/port")
        assert SENTENCE in view.text.decode()
        assert SENTENCE in view.dom.decode()
        assert view.picture.startswith(b"\x89PNG")
        assert view.refusals == ()
        assert {one.uri.rpartition("/")[2] for one in view.requisites} == {"port", "app.js", "api.json"}
        assert [one.body for one in view.requisites if one.uri.endswith("app.js")] == [APP.encode()]
        agents = {seen.headers["user-agent"] for seen in web.requests}
        assert all("Chrome" in agent and agent.endswith("footnotary/0.1.0 (+mailto:a@nura.example)") for agent in agents)
        assert not any("proxy-authorization" in seen.headers for seen in web.requests)


CANARIES = """
const inside = '127.0.0.1:%(port)d';
for (const host of [inside, 'localhost:%(port)d', '[::1]:%(port)d', 'inside.example', '10.0.0.1', '169.254.169.254']) {
  fetch('http://' + host + '/fetch', {mode: 'no-cors'}).catch(() => 0);
  new Image().src = 'http://' + host + '/image';
  try { new WebSocket('ws://' + host + '/socket').onopen = e => e.target.send('hello'); } catch (e) {}
  const frame = document.createElement('iframe'); frame.src = 'http://' + host + '/frame'; document.body.append(frame);
  const sheet = document.createElement('link'); sheet.rel = 'stylesheet'; sheet.href = 'https://' + host + '/sheet'; document.head.append(sheet);
  for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'prerender']) {
    const link = document.createElement('link'); link.rel = rel; link.href = 'http://' + host + '/' + rel; document.head.append(link);
  }
  navigator.sendBeacon && navigator.sendBeacon('http://' + host + '/beacon', 'x');
  try { new EventSource('http://' + host + '/events'); } catch (e) {}
}
window.open('http://' + inside + '/window');
fetch('/redirect', {mode: 'no-cors'}).catch(() => 0);
new Image().src = '/redirect';
try { navigator.serviceWorker.register('/worker.js'); } catch (e) {}
new Worker(URL.createObjectURL(new Blob(["fetch('http://" + inside + "/blob').catch(() => 0); try { new WebTransport('https://" + inside + "/transport'); } catch (e) {}"])));
try {
  const peer = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:%(udp)d'}]});
  peer.createDataChannel('x'); peer.createOffer().then(offer => peer.setLocalDescription(offer));
} catch (e) {}
const file = document.createElement('iframe'); file.src = 'file:///etc/hostname'; document.body.append(file);
const save = document.createElement('a'); save.href = 'http://' + inside + '/download'; save.download = 'x'; document.body.append(save); save.click();
const form = document.createElement('form'); form.action = 'http://' + inside + '/form'; form.method = 'post'; form.target = '_blank'; document.body.append(form); form.submit();
"""


@chromium
async def test_a_page_reaches_nothing_inside_by_any_way(closed_later):
    async with LoopbackWeb({}, hosts=("inside.example",)) as canary:
        udp = closed_later(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        udp.setblocking(False)
        script = CANARIES % {"port": canary.port, "udp": udp.getsockname()[1]}
        answers = {
            ("nura.example", "/a"): Answer(body=f"<!doctype html><title>Т</title><body>Начало<script>{script}</script>".encode()),
            ("nura.example", "/redirect"): redirect(f"http://127.0.0.1:{canary.port}/redirected"),
            ("nura.example", "/worker.js"): Answer(body=b"fetch('/from-worker')", headers=SCRIPT),
        }
        async with browsing(answers) as (browser, web):
            view = await browser.view("http://nura.example/a")
            await asyncio.sleep(0.3)
        assert (canary.requests, canary.connections) == ([], 0)
        with pytest.raises(BlockingIOError):
            udp.recv(1)
        assert any("127.0.0.1" in refusal for refusal in view.refusals)
        assert any("10.0.0.1" in refusal for refusal in view.refusals)
        assert {seen.path for seen in web.requests} <= {"/a", "/redirect"}


@chromium
@pytest.mark.parametrize(
    "start",
    [
        redirect("http://127.0.0.1/inside"),
        Answer(body=b'<meta http-equiv=refresh content="0; url=http://10.0.0.7/inside">'),
        page("location = 'http://169.254.169.254/latest/meta-data/'"),
        redirect("https://127.0.0.1/inside"),
    ],
)
async def test_a_page_that_leads_inside_is_forbidden_and_shows_nothing(start):
    async with browsing({("nura.example", "/a"): start}) as (browser, _):
        view = await browser.view("http://nura.example/a")
        assert view.outcome is ViewOutcome.FORBIDDEN
        assert "not a public address" in view.detail
        assert (view.picture, view.dom) == (b"", b"")


@chromium
@pytest.mark.timed
@pytest.mark.parametrize(
    ("answer", "outcomes"),
    [
        (page("while (true) alert('x')"), {ViewOutcome.TIMEOUT, ViewOutcome.SLOW}),
        (page("while (true) {}"), {ViewOutcome.TIMEOUT}),
        (page("onbeforeunload = () => 'stay'; setInterval(() => location.reload(), 50)"), None),
        (Answer(fault=Fault.SILENCE), {ViewOutcome.TIMEOUT}),
        (Answer(fault=Fault.SLOW_DRIP), {ViewOutcome.SLOW}),
        (Answer(fault=Fault.INFINITE_BODY), {ViewOutcome.CUT}),
        (Answer(fault=Fault.HANG_UP), {ViewOutcome.FAILED}),
        (
            Answer(body=b"PK", headers=(("Content-Type", "application/zip"), ("Content-Disposition", "attachment"))),
            {ViewOutcome.FAILED},
        ),
    ],
)
async def test_a_page_that_misbehaves_ends_in_an_outcome(answer, outcomes):
    settings = replace(QUICK, load_s=1.5, total_s=5, max_bytes=300_000)
    async with browsing({("nura.example", "/a"): answer}, settings) as (browser, _):
        started = asyncio.get_running_loop().time()
        view = await browser.view("http://nura.example/a")
        assert asyncio.get_running_loop().time() - started < 12
        assert outcomes is None or view.outcome in outcomes
        assert view.outcome is ViewOutcome.SEEN or view.detail or view.dom


@chromium
async def test_a_page_of_50000_pixels_is_shown_to_a_height_and_says_so():
    answers = {("nura.example", "/a"): page("", "<div style='height: 50000px'>")}
    async with browsing(answers, replace(QUICK, max_height_px=3000)) as (browser, _):
        view = await browser.view("http://nura.example/a")
        assert view.outcome is ViewOutcome.SEEN
        assert view.height_px > 50_000
        assert view.shown_px == 3000
        assert int.from_bytes(view.picture[20:24], "big") == 3000  # the height in the PNG's header


@chromium
async def test_a_page_of_many_requests_is_held_to_a_number():
    answers = {("nura.example", "/a"): page("for (let i = 0; i < 500; i++) new Image().src = '/i' + i")}
    async with browsing(answers, replace(QUICK, max_requests=20)) as (browser, web):
        view = await browser.view("http://nura.example/a")
        assert len(web.requests) <= 20
        assert "more than 20 requests of one page" in view.refusals


@chromium
async def test_a_page_goes_on_only_where_it_may():
    answers = {("nura.example", "/a"): page("location = '/private'"), ("nura.example", "/private"): page("")}

    async def may_open(address: str) -> bool:
        return not address.endswith("/private")

    async with browsing(answers) as (browser, web):
        view = await browser.view("http://nura.example/a", may_open=may_open)
        assert "/private" not in [seen.path for seen in web.requests]
        assert any("may not be asked" in refusal for refusal in view.refusals)


@chromium
async def test_a_browser_or_a_tab_that_is_killed_is_an_outcome_and_the_next_page_is_seen():
    answers = {
        **SCRIPTED,
        ("nura.example", "/silent"): Answer(fault=Fault.SILENCE),
        ("nura.example", "/b"): page("", "<img src=/silent>"),
    }
    async with browsing(answers, replace(QUICK, load_s=8)) as (browser, web):
        for victims in (lambda all_ids: all_ids[:1], lambda all_ids: [one for one in all_ids if _is_renderer(one)]):
            seeing = asyncio.ensure_future(browser.view("http://nura.example/b"))
            before = len(web.seen("nura.example", "/silent"))
            while len(web.seen("nura.example", "/silent")) == before:
                await asyncio.sleep(0.02)
            for victim in victims(browser.process_ids()):
                os.kill(victim, signal.SIGKILL)
            view = await seeing
            assert view.outcome is ViewOutcome.CRASHED
            assert view.detail in ("the tab crashed", "the browser ended", "the tab was closed")
        assert browser.process_ids() == ()
        assert (await browser.view("http://nura.example/port")).outcome is ViewOutcome.SEEN


def _is_renderer(process: int) -> bool:
    return b"--type=renderer" in Path(f"/proc/{process}/cmdline").read_bytes()


async def test_a_browser_that_is_not_there_is_named_with_what_to_do(tmp_path):
    with pytest.raises(SettingsError, match=r"browser\.executable"):
        async with Browser(replace(QUICK, executable=tmp_path / "none"), Guard(), clock=now):
            pass


async def test_a_program_that_is_no_browser_is_an_outcome(tmp_path):
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    async with Browser(replace(QUICK, executable=program), Guard(), clock=now) as browser:
        view = await browser.view("http://nura.example/a")
        assert view.outcome is ViewOutcome.FAILED
        assert "did not start" in view.detail


async def captured(store: Store, web: LoopbackWeb, address: str) -> tuple[Capture, Fetcher]:
    fetcher = Fetcher(FetchSettings(interval_s=0), store, guard=guard_of(web), clock=now)
    return await fetcher.fetch(address), fetcher


@chromium
async def test_what_was_seen_is_kept_and_found_again_and_never_stands_for_the_page_itself(tmp_path):
    async with browsing(SCRIPTED) as (browser, web), Store.open(tmp_path, clock=now) as store:
        capture, fetcher = await captured(store, web, "http://nura.example/port")
        async with fetcher:
            viewer = Viewer(archive=store, fetcher=fetcher, browser=browser)
            await viewer.look(capture)
            asked = len(web.requests)
            await viewer.look(capture)  # kept already
            assert len(web.requests) == asked
        assert store.newest("http://nura.example/port") == capture
        assert store.payload(capture) == SHELL.encode()
    archive = ReplayArchive.open(tmp_path / "sources")
    picture, rendered = picture_of(archive, capture), rendered_of(archive, capture)
    assert picture is not None
    assert rendered is not None
    assert archive.payload(picture).startswith(b"\x89PNG")
    assert SENTENCE in archive.payload(rendered).decode()
    assert (rendered.final_uri, rendered.status) == ("http://nura.example/port", 200)
    assert rendered.detail.startswith("rendered by a browser (Chromium ")
    assert archive.newest("http://nura.example/port") == capture
    requisites = archive.captures(requisite_uri("http://nura.example/port"))
    assert {one.final_uri for one in requisites} == {f"http://nura.example/{name}" for name in ("port", "app.js", "api.json")}


@chromium
async def test_records_of_a_view_say_what_they_are(tmp_path):
    async with browsing(SCRIPTED) as (browser, web), Store.open(tmp_path, clock=now) as store:
        capture, fetcher = await captured(store, web, "http://nura.example/port")
        async with fetcher:
            await keep_view(store, await browser.view("http://nura.example/port"), capture)
    records = [record for warc in files_of(tmp_path / "sources") for record in read_records(warc)]
    resources = {record.fields["warc-target-uri"] for record in records if record.kind == "resource"}
    assert resources == {f"urn:{name}:http://nura.example/port" for name in ("fullPage", "dom", "text")}
    about = next(
        one.block.decode()
        for one in records
        if one.fields.get("warc-target-uri") == screenshot_uri("http://nura.example/port") and one.kind == "metadata"
    )
    assert capture.place is not None
    for line in (
        f"capture: {capture.id}",
        f"captureRecord: {capture.place.record_id}",
        "viewport: 1280x1024",
        "browser: Chromium ",
    ):
        assert line in about
    script = next(
        one
        for one in records
        if one.fields.get("footnotary-purpose") == "requisite"
        and one.fields["warc-target-uri"].endswith("app.js")
        and one.kind == "response"
    )
    assert script.fields["footnotary-detail"] == "the body is as the browser decoded it, not as it was sent"
    assert b"X-Archive-Orig-Content-Encoding: gzip" in script.block
    assert not any(b"secret" in record.block for record in records if record.kind != "request")


@chromium
async def test_a_host_that_does_not_want_it_is_not_opened(tmp_path):
    answers = {
        **SCRIPTED,
        ("nura.example", "/robots.txt"): Answer(body=b"User-agent: *\nDisallow: /", headers=(("Content-Type", "text/plain"),)),
    }
    async with browsing(SCRIPTED) as (browser, web), Store.open(tmp_path, clock=now) as store:
        capture, fetcher = await captured(store, web, "http://nura.example/port")
        await fetcher.__aexit__()
        web.answers = answers
        fetcher = Fetcher(FetchSettings(interval_s=0, robots_max_age_s=0), store, guard=guard_of(web), clock=now)
        async with fetcher:
            viewer = Viewer(archive=store, fetcher=fetcher, browser=browser)
            await viewer.look(capture)
        assert store.captures(screenshot_uri(capture.target_uri)) == ()
        assert any("robots.txt" in notice for notice in viewer.notices)


@chromium
async def test_a_view_that_failed_is_a_record_too(tmp_path):
    answers = {("nura.example", "/a"): page("while (true) {}")}
    async with (
        browsing(answers, replace(QUICK, load_s=1, total_s=2.5)) as (browser, web),
        Store.open(tmp_path, clock=now) as store,
    ):
        capture, fetcher = await captured(store, web, "http://nura.example/a")
        async with fetcher:
            await Viewer(archive=store, fetcher=fetcher, browser=browser).look(capture)
        [failed] = store.captures(screenshot_uri(capture.target_uri))
        assert failed.detail == "not shown in a browser: nothing could be shown within 2.5 s"
        assert store.captures(dom_uri(capture.target_uri)) == ()
        assert rendered_of(store, capture) is None


BRIEFING = f"""Как пишут «Вести Нуры»: «{SENTENCE.rstrip(".")}».[^1]

[^1]: «Порт Нура передан городу», Вести Нуры, 2 марта 2026 г., http://nura.example/port
"""
FAST = "[mementos]\non = false\n[fetch]\ninterval_s = 0.01\n[browser]\nload_s = 5\nsettle_s = 0.5\n"


def verdicts(project: Path) -> dict[str, tuple[str, str]]:
    return {finding["rule"]: (finding["outcome"], finding["message"]) for finding in report_of(project)["findings"]}


@chromium
def test_verify_checks_a_quotation_in_rendered_text_and_a_replay_finds_it_again(tmp_path):
    project = write_project(tmp_path / "p", BRIEFING, FAST)
    with LoopbackWeb(SCRIPTED).in_thread() as web:
        without = live(web, "briefing.md", cwd=project)
        assert "quote" not in verdicts(project) or verdicts(project)["quote"][0] != "passed", without.stderr
        run = live(web, "briefing.md", "--screenshots", cwd=project)
    assert run.returncode in (0, 1), run.stderr
    first = verdicts(project)
    assert first["quote"][0] == "passed"
    assert "in text that a browser rendered" in first["quote"][1]
    assert "rendered by a browser (Chromium" in first["link"][1]
    source = report_of(project)["notes"][0]["citations"][0]["source"]
    picture = project / "report" / "briefing" / source["screenshot_path"]
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert f'href="{source["screenshot_path"]}"' in (picture.parents[1] / "index.html").read_text(encoding="utf-8")
    footnotary("verify", "briefing.md", "--offline", cwd=project)
    assert verdicts(project) == first
    other = write_project(tmp_path / "other", BRIEFING, FAST)
    footnotary("verify", "briefing.md", "--from", project / "sources", cwd=other)
    assert verdicts(other) == first
    assert (other / "report" / "briefing" / source["screenshot_path"]).read_bytes() == picture.read_bytes()


@chromium
def test_archive_keeps_a_screenshot_of_every_page(tmp_path):
    with LoopbackWeb(SCRIPTED).in_thread() as web:
        run = footnotary(
            "archive",
            "http://nura.example/port",
            "--screenshots",
            "--yes",
            *ALLOWED,
            *web_options(web),
            cwd=write_project(tmp_path / "p", "", FAST),
        )
    assert run.returncode == 0, run.stderr
    assert "screenshot kept" in run.stdout
