"""`doctor`: whether each service and publisher answers as expected, and what is said when one does not."""

from __future__ import annotations

import contextlib
import socket
import tomllib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.capture import FetchOutcome
from archive.fetch import Fetcher, FetchSettings
from archive.guard import Guard, parse_network, parse_resolve
from archive.service_client import ServiceClient
from archive.services import SERVICES, Choice, services_from
from archive.store import Store
from citations.publisher import Publishers, default_publishers, load_publishers
from pipeline import doctor
from pipeline.doctor import QUESTIONS, Look
from pipeline.reading import Readers
from tests.evaluate_finding import certified
from tests.every_service import NOTHING, EveryService, every_service
from tests.little_archive import JSON, Row
from tests.loopback import HTML, Answer, Fault, LoopbackWeb, redirect
from tests.project import footnotary
from tests.test_rungs import Anything
from tests.test_services import HOST, Clock, asking, own

LANTERN = """[[publishers]]
id = "lantern"
name = "The Lantern"
csl_type = "article-newspaper"
hosts = [{ host = "lantern.example" }]
"""
HOME = b"<title>The Lantern</title><h1>The Lantern</h1><p>" + b"News of the upper bay and of all that floats in it. " * 20
WALL = b"<!DOCTYPE html><title>Attention Required! | Guard</title><h1>Please verify you are a human</h1><p>Complete the captcha."
PARKED = b"<title>lantern.example</title><h1>lantern.example is for sale</h1><p>Buy this domain. This domain is parked."


async def looks_of(folder: Path, web: LoopbackWeb, deadline_s: float = 10.0) -> dict[str, Look]:
    """Return what the doctor says of the services, each at its own path of `web`, which plays them all."""
    clock = Clock()
    services = {
        name: replace(one, address=f"http://{HOST}/{name}", is_on=True, deadline_s=deadline_s) for name, one in SERVICES.items()
    }
    keys = {"brave": "k", "openalex": "o"}
    async with web, asking(folder, web, services, clock=clock, sleep=clock.sleep, keys=keys) as (client, _):
        return {look.what: look async for look in doctor.services(client)}


def everywhere(answer: Answer) -> LoopbackWeb:
    """A server that gives one answer to everything."""
    return LoopbackWeb(Anything(answer), hosts=(HOST,))


async def test_each_service_that_speaks_as_it_should_is_well(tmp_path: Path) -> None:
    web = EveryService({}, rows=[Row(original="http://example.com/", day=Clock().now.date(), status=200, body=b"<p>An example.")])
    table = tomllib.loads(every_service(on=True))
    services = services_from({name: Choice(**choice) for name, choice in table["services"].items()})
    clock = Clock()
    async with web, asking(tmp_path, web, services, clock=clock, sleep=clock.sleep, keys={"brave": "k"}) as (client, _):
        looks = {look.what: look async for look in doctor.services(client)}
    well = {"wayback-cdx", "memento-timegate", "memento-timemap", *NOTHING, "common-crawl"}
    assert set(looks) == well
    assert {name: look.seen for name, look in looks.items() if look.is_well is not True} == {}
    assert not any("/save" in seen.path for seen in web.requests)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(status=403, headers=HTML, body=WALL), "refused to answer (HTTP 403)"),
        (Answer(status=401, headers=JSON, body=b"{}"), "refused to answer (HTTP 401)"),
        (Answer(status=503, headers=HTML, body=b"<h1>Busy"), "a fault (HTTP 503)"),
        (Answer(status=429, headers=HTML, body=b"<h1>Slow down"), "asks to be asked later"),
        (Answer(fault=Fault.HANG_UP), "gave no answer"),
        (Answer(fault=Fault.SILENCE), "gave no answer"),
        (Answer(fault=Fault.NOT_HTTP), "gave no answer"),
        (redirect("http://10.0.0.1/inside"), "an address that may not be asked"),
    ],
)
async def test_no_service_is_well_that_walls_us_off_fails_or_leads_inside(tmp_path: Path, answer: Answer, words: str) -> None:
    looks = await looks_of(tmp_path, everywhere(answer), deadline_s=0.3 if answer.fault is Fault.SILENCE else 10.0)
    assert set(looks) == set(QUESTIONS)
    # The TimeGate's redirect is read and not followed: that it leads inside is seen when a copy is asked for.
    wrong = {
        name: look for name, look in looks.items() if (look.is_well or words not in look.seen) and look.what != "memento-timegate"
    }
    assert wrong == {}
    assert answer.status == 302 or looks["memento-timegate"].is_well is False


@pytest.mark.parametrize(
    "body",
    [WALL, HOME, b"<?xml version='1.0'?><x/>", b"", b"busy, come back later", b"null", b"[]", b'{"other": 1}', b"[" * 50_000],
)
async def test_no_service_is_well_that_answers_with_something_else_under_status_200(tmp_path: Path, body: bytes) -> None:
    looks = await looks_of(tmp_path, everywhere(Answer(headers=HTML, body=body)))
    assert [name for name, look in looks.items() if look.is_well is not False] == []
    assert all("web page" in look.seen or "not understood" in look.seen or "no JSON" in look.seen for look in looks.values())


async def test_a_service_that_is_down_is_said_to_be(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and not listening: whoever comes is refused
        clock = Clock()
        guard = Guard(
            allow=(parse_network("127.0.0.0/8"),), resolve=(parse_resolve(f"{HOST}:80:127.0.0.1:{closed.getsockname()[1]}"),)
        )
        store = Store.open(tmp_path, clock=clock)
        async with store, Fetcher(FetchSettings(interval_s=0.0), store, clock=clock, guard=guard) as fetcher:
            client = ServiceClient(fetcher, store, own("wayback-cdx"), clock=clock, limits=store, sleep=clock.sleep)
            (look,) = [one async for one in doctor.services(client) if one.what == "wayback-cdx"]
    assert look.is_well is False
    assert "refused" in look.seen


@contextlib.asynccontextmanager
async def at_home(folder: Path, answer: Answer) -> AsyncIterator[LoopbackWeb]:
    pair = certified(folder, ("lantern.example", "elsewhere.example"))
    answers = {("lantern.example", "/"): answer, ("elsewhere.example", "/"): Answer(body=HOME)}
    async with LoopbackWeb(answers, certificate=pair) as web:
        yield web


@pytest.mark.parametrize(
    ("answer", "is_well", "words"),
    [
        (Answer(body=HOME), True, "answered 200, “The Lantern”"),
        (Answer(status=403, body=WALL), False, "answered 403"),
        (Answer(body=WALL), False, "a page of another kind (captcha)"),
        (Answer(body=PARKED), False, "a page of another kind (parked-domain)"),
        (Answer(body=b""), False, "nothing that can be read"),
        (redirect("https://elsewhere.example/"), False, "no host of this publisher"),
        (Answer(fault=Fault.HANG_UP), False, "reset"),
        (Answer(status=404, body=b"<h1>Not found"), False, "answered 404"),
    ],
)  # fmt: skip
async def test_a_publishers_home_page_is_well_only_where_it_is_one(
    tmp_path: Path, answer: Answer, is_well: bool, words: str
) -> None:
    known = load_publishers(tomllib.loads(LANTERN)["publishers"], origin="test")
    clock, readers = Clock(), Readers()
    try:
        async with at_home(tmp_path, answer) as web:
            guard = Guard(allow=(parse_network("127.0.0.0/8"),), resolve=tuple(map(parse_resolve, web.resolve_options())))
            asks = FetchSettings(interval_s=0.0, attempts=1, robots=False, ca_file=tmp_path / "web.pem")
            store = Store.open(tmp_path / "project", clock=clock)
            async with store, Fetcher(asks, store, clock=clock, guard=guard) as fetcher:
                mine = Publishers({"lantern": known.by_id["lantern"]}, {}, {})
                (look,) = [one async for one in doctor.publishers(mine, fetcher, store, readers)]
    finally:
        readers.close()
    assert (look.what, look.is_well) == ("The Lantern (lantern.example)", is_well), look.seen
    assert words in look.seen


def test_where_no_name_is_known_the_network_is_missing_and_not_the_services() -> None:
    disk = doctor.Look(what="disk", is_well=True, seen="9 GB free")
    nameless = doctor.Look(what="a", is_well=False, seen="", outcome=FetchOutcome.DNS_FAILURE)
    refused = doctor.Look(what="b", is_well=False, seen="", outcome=FetchOutcome.REFUSED)
    assert doctor.conclusion([disk]) == ""
    assert "no network" in doctor.conclusion([disk, nameless, nameless])
    assert "ask again tomorrow" in doctor.conclusion([disk, nameless, refused])
    assert "ask again tomorrow" in doctor.conclusion([replace(disk, is_well=False)])


def test_doctor_without_the_network_opens_none(tmp_path: Path) -> None:
    web = EveryService({})
    (tmp_path / "footnotary.toml").write_text(every_service(on=True), encoding="utf-8")
    with web.in_thread():
        run = footnotary("doctor", cwd=tmp_path)
        assert web.requests == []
    assert "disk" in run.stdout
    assert "--live" in run.stderr


@pytest.mark.parametrize(
    ("publisher", "host"),
    [("crisis-group", "www.crisisgroup.org"), ("asia-plus", "asiaplus.news"), ("interfax", "www.interfax.ru")],
)
def test_a_publisher_is_asked_at_its_newest_host_that_was_seen(publisher: str, host: str) -> None:
    assert doctor._newest_host(default_publishers().by_id[publisher]) == host
