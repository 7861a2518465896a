"""Fetching over a real loopback server: outcomes, retries, politeness, robots.txt and the deferral of hosts."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.capture import Capture, FetchOutcome, is_due
from archive.decode import decoded_body
from archive.exchange import media_type
from archive.fetch import Fetcher, replaying
from archive.host import parse_retry_after
from archive.question import WireLimits
from archive.store import Store
from archive.transport import MAX_IDLE
from tests.fetching import NOW, PAGE, QUICK, fetched, guarding, no_pause, now
from tests.loopback import Answer, Fault, LoopbackWeb, redirect

_LIKE_A_DATE = r"\A(Mon, )?[0-9]{1,3} Jan [0-9]{1,6} [0-9]{1,3}:[0-9]{1,3}:[0-9]{1,3} ([+-][0-9]{4,6}|GMT|X)?\Z"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store.open(tmp_path / "project", clock=now) as opened:
        yield opened


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


async def test_the_user_agent_names_the_tool_and_the_contact(store: Store) -> None:
    async with LoopbackWeb({("a.example", "/"): PAGE}) as web:
        await fetched(web, store, "http://a.example/", settings=replace(QUICK, contact="desk@desk.example"))
    assert web.requests[0].headers["user-agent"] == "footnotary/0.1.0 (+desk@desk.example)"


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


async def test_more_hosts_than_connections_are_kept_for_are_asked_at_once(store: Store) -> None:
    answers = {(f"h{n}.example", "/"): PAGE for n in range(MAX_IDLE + 60)}
    async with LoopbackWeb(answers) as web:
        captures = await fetched(
            web, store, *(f"http://{host}/" for host, _ in answers), settings=replace(QUICK, concurrency=60, wire=WireLimits())
        )
    assert {one.status for one in captures} == {200}


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


async def test_an_archive_whose_writer_did_not_ask_robots_txt_is_read_all_the_same(store: Store) -> None:
    no = Answer(body=b"User-agent: *\nDisallow: /", headers=(("Content-Type", "text/plain"),))
    async with LoopbackWeb({("a.example", "/robots.txt"): no, ("a.example", "/"): PAGE}) as web:
        await fetched(web, store, "http://a.example/robots.txt")
        (asked,) = await fetched(web, store, "http://a.example/")
        async with replaying(store.as_archive(), clock=now) as reading:
            assert await reading.fetch("http://a.example/") == asked
        (refused,) = await fetched(web, store, "http://a.example/", settings=replace(QUICK, robots=True))
        async with replaying(store.as_archive(), clock=now) as reading:
            again = await reading.fetch("http://a.example/")
    assert (asked.status, refused.outcome, again) == (200, FetchOutcome.BLOCKED_BY_ROBOTS, refused)


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


async def test_a_host_name_that_idna_forbids_is_asked_all_the_same(store: Store) -> None:
    async with LoopbackWeb({("xn--ls8h.example", "/"): PAGE}) as web:
        (capture,) = await fetched(web, store, "http://xn--ls8h.example/")
    assert capture.status == 200


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
