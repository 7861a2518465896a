"""Save Page Now against a service on loopback that speaks its format: jobs, polls, stops, and errors that kept the page."""

from __future__ import annotations

import datetime
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from archive.fetch import Fetcher
from archive.guard import Guard, parse_network, parse_resolve
from archive.save_page import MAX_POLLS, Saved, SaveState, save_pages
from archive.service_client import ServiceClient
from archive.services import SERVICES
from archive.store import Store
from tests.every_service import PACE
from tests.loopback import Answer, LoopbackWeb, Seen
from tests.project import QUICK, footnotary, live, report_of, web_options, write_project
from tests.test_services import FAST, KEY, LIMITED, Clock

HOST = "keeper.example"
TODAY = datetime.date(2026, 3, 1)
PAGE = "http://news.example/a"
SERVICE = replace(SERVICES["save-page-now"], address=f"http://{HOST}/save", is_on=True)
OWN = {
    **SERVICES,
    "save-page-now": SERVICE,
    "wayback-cdx": replace(SERVICES["wayback-cdx"], address=f"http://{HOST}/cdx"),
    "memento": replace(SERVICES["memento"], address=f"http://{HOST}/web/"),
}
PENDING = {"status": "pending", "job_id": "spn2-1", "resources": []}
SUCCESS = {"status": "success", "job_id": "spn2-1", "timestamp": "20260301120500", "original_url": PAGE}


def told(value: object, status: int = 200) -> Answer:
    return Answer(status=status, headers=(("Content-Type", "application/json"),), body=json.dumps(value).encode())


class Keeper(LoopbackWeb):
    """A service: `submit` answers every form in turn, `states` every poll in turn, `listing` the CDX server."""

    def __init__(self, *, submit: list[Answer] | None = None, states: list[Answer] | None = None, listing: object = ()) -> None:
        super().__init__({(HOST, "/save"): Answer()})
        self.submit = submit or [told({"url": PAGE, "job_id": "spn2-1"})]
        self.states = states or [told(PENDING), told(SUCCESS)]
        self.listing = told(list(listing) if isinstance(listing, tuple) else listing)
        self.forms: list[dict[str, list[str]]] = []
        self.polls: list[str] = []

    def _answer(self, seen: Seen) -> Answer:
        path = urlsplit(seen.path).path
        if path == "/cdx":
            return self.listing
        if seen.method == "POST":
            self.forms.append(parse_qs(seen.body.decode()))
            return self.submit[min(len(self.forms), len(self.submit)) - 1]
        self.polls.append(path)
        return self.states[min(len(self.polls), len(self.states)) - 1]


@asynccontextmanager
async def asking(
    folder: Path, web: LoopbackWeb, clock: Clock, *, keys: dict[str, str] | None = None
) -> AsyncIterator[ServiceClient]:
    resolve = tuple(parse_resolve(one) for one in web.resolve_options())
    guard = Guard(allow=(parse_network("127.0.0.0/8"),), resolve=resolve)
    store = Store.open(folder, clock=clock)
    keys = {"save-page-now": KEY} if keys is None else keys
    async with store, Fetcher(FAST, store, clock=clock, guard=guard) as fetcher:
        yield ServiceClient(fetcher, store, OWN, clock=clock, keys=keys, limits=store, sleep=clock.sleep)


async def saved(folder: Path, web: Keeper, *addresses: str, clock: Clock | None = None, **more: Any) -> list[Saved]:
    async with web, asking(folder, web, clock or Clock(), **more) as client:
        return [one async for one in save_pages(client, addresses or (PAGE,), today=TODAY)]


async def test_a_page_is_submitted_and_its_job_followed_to_the_end(tmp_path: Path) -> None:
    web = Keeper()
    (one,) = await saved(tmp_path, web)
    assert (one.state, one.memento) == (SaveState.SAVED, f"http://{HOST}/web/20260301120500/{PAGE}")
    assert web.forms == [{"url": [PAGE], "capture_all": ["1"], "skip_first_archive": ["1"], "if_not_archived_within": ["30d"]}]
    assert web.polls == ["/save/status/spn2-1"] * 2
    assert {seen.headers["authorization"] for seen in web.requests} == {f"LOW {KEY}"}


async def test_polls_keep_their_distance(tmp_path: Path) -> None:
    clock = Clock()
    await saved(tmp_path, Keeper(), clock=clock)
    assert [round(pause_s) for pause_s in clock.slept] == [10, 10]


async def test_a_run_that_was_killed_goes_on_with_the_same_job(tmp_path: Path) -> None:
    clock, web = Clock(), Keeper(states=[told(PENDING)] * (MAX_POLLS) + [told(SUCCESS)])
    (first,) = await saved(tmp_path, web, clock=clock)
    assert first.state is SaveState.PENDING
    for path in (tmp_path / ".footnotary").glob("ledger.db*"):
        path.unlink()  # the records alone say what was submitted
    clock.now += datetime.timedelta(hours=2)
    web.port = 0
    (second,) = await saved(tmp_path, web, clock=clock)
    assert second.state is SaveState.SAVED
    assert len(web.forms) == 1


async def test_what_was_saved_is_not_asked_for_again(tmp_path: Path) -> None:
    clock, web = Clock(), Keeper()
    await saved(tmp_path, web, clock=clock)
    asked = len(web.requests)
    web.port = 0
    (again,) = await saved(tmp_path, web, clock=clock)
    assert again.state is SaveState.SAVED
    assert len(web.requests) == asked


@pytest.mark.parametrize("word", ["too-many-daily-captures", "user-session-limit"])
@pytest.mark.parametrize("at_once", [True, False])
async def test_a_stop_word_ends_the_batch(tmp_path: Path, word: str, at_once: bool) -> None:
    error = {"status": "error", "status_ext": f"error:{word}", "message": "You have reached your limit."}
    web = Keeper(submit=[told(error)]) if at_once else Keeper(states=[told(error)])
    found = await saved(tmp_path, web, PAGE, "http://news.example/b", "http://news.example/c")
    assert [one.state for one in found] == [SaveState.STOPPED] * 3
    assert all(word in one.detail for one in found)
    assert len(web.forms) == 1


@pytest.mark.parametrize("answer", [LIMITED, told({"message": "no"}, 401), Answer(body=b"<html>log in</html>")])
async def test_a_service_that_refuses_is_left_alone(tmp_path: Path, answer: Answer) -> None:
    web = Keeper(submit=[answer])
    found = await saved(tmp_path, web, PAGE, "http://news.example/b")
    assert [one.state for one in found] == [SaveState.STOPPED] * 2
    assert len({form["url"][0] for form in web.forms}) == 1


async def test_an_error_that_kept_the_page_all_the_same_is_told_by_the_listing(tmp_path: Path) -> None:
    error = {"status": "error", "status_ext": "error:job-failed", "message": "The capture failed."}
    rows = [["original", "timestamp", "statuscode"], [PAGE, "20260301120700", "200"]]
    (one,) = await saved(tmp_path, Keeper(states=[told(error)], listing=rows))
    assert one.state is SaveState.SAVED
    assert (one.memento or "").endswith(f"/web/20260301120700/{PAGE}")
    assert "error:job-failed" in one.detail


async def test_an_error_that_kept_nothing_is_a_failure_and_ends_nothing(tmp_path: Path) -> None:
    error = {"status": "error", "status_ext": "error:not-found", "message": "The page is\x1b[31m not there."}
    web = Keeper(states=[told(error)], listing=[])
    found = await saved(tmp_path, web, PAGE, "http://news.example/b")
    assert [one.state for one in found] == [SaveState.FAILED] * 2
    assert "\x1b" not in found[0].detail
    assert len(web.forms) == 2


async def test_a_page_that_was_kept_lately_is_not_kept_anew(tmp_path: Path) -> None:
    message = {"url": PAGE, "job_id": None, "message": "The same snapshot had been made 3 days ago."}
    rows = [["original", "timestamp", "statuscode"], [PAGE, "20260226080000", "200"]]
    (one,) = await saved(tmp_path, Keeper(submit=[told(message)], listing=rows))
    assert (one.state, one.moment and one.moment.day) == (SaveState.SAVED, 26)


@pytest.mark.parametrize("job", ["../../x", "a b", 7, ["x"], {"a": 1}, ""])
async def test_a_job_that_is_none_is_not_followed(tmp_path: Path, job: object) -> None:
    web = Keeper(submit=[told({"job_id": job})], listing=[])
    (one,) = await saved(tmp_path, web)
    assert one.state is SaveState.FAILED
    assert not web.polls


async def test_no_private_address_is_submitted(tmp_path: Path) -> None:
    web = Keeper()
    (one,) = await saved(tmp_path, web, "http://wiki/page")
    assert one.state is SaveState.PRIVATE
    assert not web.requests


async def test_nothing_is_submitted_without_a_key(tmp_path: Path) -> None:
    web = Keeper()
    (one,) = await saved(tmp_path, web, keys={})
    assert (one.state, "FOOTNOTARY_SAVE_PAGE_NOW_KEY" in one.detail) == (SaveState.STOPPED, True)
    assert not web.requests


BRIEFING = """# Roads

It was closed.[^1] It opened.[^2] It fell.[^3]

[^1]: "Bridge closed," The Courier, September 24, 2015, http://courier.example/a.

[^2]: "Bridge gone," The Courier, September 24, 2015, http://courier.example/gone.

[^3]: "Bridge walled," The Courier, September 24, 2015, http://courier.example/walled.
"""
ARTICLE = b"<title>Bridge closed</title><h1>Bridge closed</h1><p>" + b"The bridge was closed for the winter. " * 20
COURIER = {
    ("courier.example", "/a"): Answer(body=ARTICLE),
    ("courier.example", "/walled"): Answer(status=403, body=b"<title>Forbidden</title>"),
}


def test_verify_gives_only_confirmed_living_pages_to_the_service_and_says_so(tmp_path: Path) -> None:
    keeper, web = Keeper(), LoopbackWeb(COURIER)
    services = "".join(
        f'[services.{name}]\naddress = "http://{HOST}/{path}"\non = true\n{PACE}\n'
        for name, path in (("save-page-now", "save"), ("wayback-cdx", "cdx"))
    )
    project = write_project(tmp_path, BRIEFING, f"[mementos]\non = false\n[fetch]\ninterval_s = 0.01\n{services}")
    with keeper.in_thread(), web.in_thread():
        ended = live(web, "briefing.md", "--save", "--quiet", *web_options(keeper), cwd=project, FOOTNOTARY_SAVE_PAGE_NOW_KEY=KEY)
    assert ended.returncode == 1, ended.stderr
    assert [form["url"] for form in keeper.forms] == [["http://courier.example/a"]]
    report = report_of(project)
    assert "Save Page Now, for 1 source: 1 saved" in report["run"]["notices"]
    tried = report["notes"][0]["citations"][0]["source"]["attempts"]
    assert any(one["what"] == "Save Page Now" and "20260301120500" in one["result"] for one in tried)
    assert not any(KEY.split(":")[1].encode() in path.read_bytes() for path in project.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("settings", "environ", "words"),
    [
        ("", {"FOOTNOTARY_SAVE_PAGE_NOW_KEY": KEY}, "turn it on in footnotary.toml"),
        ("[services.save-page-now]\non = true\n", {}, "FOOTNOTARY_SAVE_PAGE_NOW_KEY"),
    ],
)
def test_save_is_refused_until_it_is_turned_on_and_has_a_key(
    tmp_path: Path, settings: str, environ: dict[str, str], words: str
) -> None:
    project = write_project(tmp_path, BRIEFING, QUICK + settings)
    ended = footnotary("verify", "briefing.md", "--save", "--yes", cwd=project, **environ)
    assert ended.returncode == 2
    assert words in ended.stderr
    assert not (project / "sources").exists()
