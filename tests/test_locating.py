"""`locate`, `plan` and `doctor`, and what leaves the machine: nothing that the plan's table does not name."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
import urllib.parse
from pathlib import Path
from typing import Any

import pytest

from archive.services import Choice, services_from
from citations.publisher import Publishers, load_publishers
from pipeline import doctor
from pipeline.plan import privacy
from pipeline.reading import Readers
from pipeline.settings import Settings
from tests.little_archive import ARCHIVE, SERVICES, ArchivedWeb, Row
from tests.little_web import Outlet, Piece
from tests.loopback import Answer, LoopbackWeb
from tests.project import footnotary
from tests.test_services import Clock, asking, own

LANTERN = Outlet(name="The Lantern", language="en", hosts=("lantern.example", "lantern-2.example"), style="id-slug")
FERRY = Piece(outlet=LANTERN, title="Ferry sinks off the upper bay", day=datetime.date(2014, 6, 3),
              path="/news/4711-ferry-sinks-off-the-upper-bay")  # fmt: skip
ROAD = Piece(
    outlet=LANTERN, title="Teachers reject the private road", day=FERRY.day, path="/news/4712-teachers-reject-the-private-road"
)
SECRET = "Our own unpublished reasoning about the harbour master stays between these walls"
BRIEFING = f"""# A draft

{SECRET}.[^1] The road was rejected, as nobody outside this office has noticed yet.[^2] A third claim rests on nothing found.[^3]

[^1]: “Ferry sinks off the upper bay”, The Lantern, 3 June 2014.
[^2]: “Teachers reject the private road”, The Lantern, 3 June 2014, {ROAD.address()}.
[^3]: “Nobody ever wrote about this orchard”, The Lantern, 9 July 2014.
"""
OTHERS = {
    "crossref": ("message", {"items": []}),
    "openalex": ("results", []),
    "searxng": ("results", []),
    "brave": ("web", {"results": []}),
    "arquivo": ("response_items", []),
}


class Recording(ArchivedWeb):
    """The little archive, with every other service on a host of its own, answering that it knows of nothing."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted({*super().names, *(f"{name}.example" for name in OTHERS), "crawl.example"}))

    def _answer(self, seen: Any) -> Answer:
        name = seen.host.removesuffix(".example")
        if name in OTHERS:
            key, value = OTHERS[name]
            return Answer(headers=(("Content-Type", "application/json"),), body=json.dumps({key: value}).encode())
        if name == "crawl":
            body = b'[{"id": "CC-MAIN-2014-23"}]' if "collinfo" in seen.path else b""
            return Answer(headers=(("Content-Type", "application/json"),), body=body)
        return super()._answer(seen)


@pytest.fixture
def web() -> Recording:
    live = {("lantern-2.example", ROAD.path): Answer(body=ROAD.page())}
    rows = [Row(original=FERRY.address(), day=FERRY.day, status=200, body=FERRY.page())]
    return Recording(live, hosts=LANTERN.hosts, rows=rows)


def settings(*, everything: bool) -> str:
    tables = [
        "[fetch]",
        "interval_s = 0",
        "[[publishers]]",
        'id = "lantern"',
        'name = "The Lantern"',
        'csl_type = "article-newspaper"',
    ]
    for number, host in enumerate(LANTERN.hosts):
        more = [f'replaces = "{LANTERN.hosts[0]}"', "same_paths = true"] if number else []
        tables += ["[[publishers.hosts]]", f'host = "{host}"', *more]
    for name, address in SERVICES.items():
        tables += [f"[services.{name}]", f'address = "{address}"']
    for name in OTHERS if everything else ():
        tables += [f"[services.{name}]", f'address = "http://{name}.example"', "on = true"]
    if everything:
        tables += ["[services.common-crawl]", 'address = "http://crawl.example"', "on = true"]
    return "\n".join(tables)


def project(folder: Path, *, everything: bool = False) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "briefing.md").write_text(BRIEFING, encoding="utf-8")
    (folder / "footnotary.toml").write_text(settings(everything=everything), encoding="utf-8")
    return folder


def options(web: Recording) -> list[str]:
    ways = [f"{host}:80:127.0.0.1:{web.port}" for host in web.names]
    return ["--yes", "--quiet", "--allow-address", "127.0.0.0/8", *(word for way in ways for word in ("--resolve", way))]


def test_locate_says_where_each_source_stands_and_what_was_tried(web: Recording, tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    with web.in_thread():
        run = footnotary("locate", "briefing.md", "--json", *options(web), cwd=folder)
    found = {one["notes"][0]: one for one in json.loads(run.stdout)}
    assert found["1"]["found_by"] == "confirmed"
    assert found["1"]["address"] == FERRY.address()
    assert str(found["1"]["copy"]).startswith(f"http://{ARCHIVE}/web/2014")
    assert found["2"]["found_by"] == "printed"
    assert found["3"]["found_by"] in ("not found", "not tried")
    assert found["3"]["query"]
    skipped = {one["rung"]: one["skipped_why"] for one in found["3"]["attempts"]}
    assert "is off" in skipped["searxng"]
    assert run.returncode == 1
    again = footnotary("locate", "briefing.md", "--offline", "--quiet", cwd=folder)
    assert f"confirmed: {FERRY.address()}" in again.stdout
    assert "to paste into a search engine" in again.stdout


def test_a_second_briefing_of_a_project_asks_nothing_that_the_first_one_asked(web: Recording, tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (folder / "second.md").write_text(BRIEFING.replace("# A draft", "# Another"), encoding="utf-8")
    with web.in_thread():
        footnotary("locate", "briefing.md", *options(web), cwd=folder)
        before = len(web.requests)
        footnotary("locate", "second.md", *options(web), cwd=folder)
        asked = [seen.path for seen in web.requests[before:] if seen.path != "/robots.txt"]
    assert before
    assert asked == []


def test_what_is_sent_is_what_the_table_names_and_never_the_draft(web: Recording, tmp_path: Path) -> None:
    folder = project(tmp_path / "project", everything=True)
    with web.in_thread():
        run = footnotary("verify", "briefing.md", *options(web), cwd=folder, FOOTNOTARY_BRAVE_KEY="k-1")
        assert run.returncode in (1, 3), run.stderr
    said = [urllib.parse.unquote_plus(f"{seen.host}{seen.path} {seen.headers} {seen.body!r}") for seen in web.requests]
    words = re.findall(r"\w+", re.sub(r"\[\^\d\]:.*", "", BRIEFING).lower())
    windows = {" ".join(words[start : start + 5]) for start in range(len(words) - 4)}
    flat = [" ".join(re.findall(r"\w+", text.lower())) for text in said]
    assert not [window for window in windows if any(window in text for text in flat)]
    named = {to for _, _, _, to in privacy(Settings())} | {f"{name}.example" for name in OTHERS} | {"crawl.example", ARCHIVE}
    assert {seen.host for seen in web.requests} <= named | set(LANTERN.hosts)
    assert {seen.host for seen in web.requests} >= {ARCHIVE, "searxng.example", "brave.example"}
    assert "harbour master" not in " ".join(said)


def test_the_report_says_what_staying_off_cost(web: Recording, tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    with web.in_thread():
        run = footnotary("verify", "briefing.md", *options(web), cwd=folder)
    assert "1 not found while searxng, brave, common-crawl, arquivo are off" in " ".join(run.stdout.split())


def test_a_plan_names_hosts_services_and_what_each_learns_and_sends_nothing(web: Recording, tmp_path: Path) -> None:
    folder = project(tmp_path / "project", everything=True)
    with web.in_thread():
        shown = footnotary("plan", "briefing.md", cwd=folder)
        data = json.loads(footnotary("plan", "briefing.md", "--json", cwd=folder).stdout)
        assert web.requests == []
    assert shown.returncode == 0
    assert "searxng.example (searxng): for a source that was not found before; it learns the title" in shown.stdout
    assert {one["host"] for one in data["hosts"]} <= set(LANTERN.hosts)
    states = {one["rung"]: one["state"] for one in data["privacy"]}
    assert (states["searxng"], states["save-page-now"]) == ("on", "off")


async def test_doctor_says_of_each_service_and_publisher_whether_it_was_understood(web: Recording, tmp_path: Path) -> None:
    web.rows.append(Row(original="http://example.com/", day=FERRY.day, status=200, body=b"<p>An example."))
    table = tomllib.loads(settings(everything=True))
    services = services_from({name: Choice(**choice) for name, choice in table["services"].items()})
    known = load_publishers(table["publishers"], origin="test")
    mine = Publishers({"lantern": known.by_id["lantern"]}, {}, {})
    clock, readers = Clock(), Readers()
    try:
        async with web, asking(tmp_path, web, services, clock=clock, sleep=clock.sleep, keys={"brave": "k"}) as (client, store):
            looks = {look.what: look async for look in doctor.services(client)}
            (home,) = [look async for look in doctor.publishers(mine, client._fetcher, store, readers)]
    finally:
        readers.close()
    well = {"wayback-cdx", "wayback-availability", "memento-timegate", "memento-timemap", *OTHERS, "common-crawl"}
    assert {name: looks[name].seen for name in well if looks[name].is_well is not True} == {}
    assert not any("/save" in seen.path for seen in web.requests)
    assert home.is_well is False


async def test_doctor_says_when_a_service_answers_in_another_form(tmp_path: Path) -> None:
    clock, web = Clock(), LoopbackWeb({}, hosts=("service.example",))
    async with web, asking(tmp_path, web, own("searxng"), clock=clock, sleep=clock.sleep) as (client, _):
        looks = {look.what: look async for look in doctor.services(client) if look.what == "searxng"}
    assert looks["searxng"].is_well is False


def test_doctor_without_the_network_opens_none(web: Recording, tmp_path: Path) -> None:
    with web.in_thread():
        run = footnotary("doctor", cwd=project(tmp_path / "project"))
        assert web.requests == []
    assert "disk" in run.stdout
    assert "--live" in run.stderr
