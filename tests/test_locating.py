"""`locate` and `plan`: where sources stand, what was tried, and what would be asked of whom."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from archive.locate.lookup import Answer as LookedFor
from archive.locate.lookup import FoundBy, Lookup, RungAttempt
from citations.document import Briefing
from pipeline.shortfall import cost_of_staying_off
from pipeline.source import Source
from pipeline.verify import Verified
from tests.check_cases import cited
from tests.every_service import PACE, EveryService, every_service, recorded
from tests.little_archive import ARCHIVE, Row
from tests.little_web import Outlet, Piece
from tests.loopback import Answer, Seen
from tests.project import footnotary, footnotary_here
from tests.pywb_server import Kept, pywb

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


@pytest.fixture
def web() -> EveryService:
    live = {("lantern-2.example", ROAD.path): Answer(body=ROAD.page())}
    rows = [Row(original=FERRY.address(), day=FERRY.day, status=200, body=FERRY.page())]
    return EveryService(live, hosts=LANTERN.hosts, rows=rows)


LANTERN_KNOWN = """[fetch]
interval_s = 0
attempts = 1
[[publishers]]
id = "lantern"
name = "The Lantern"
csl_type = "article-newspaper"
minimum_interval_s = 0
hosts = [{ host = "lantern.example" }, { host = "lantern-2.example", replaces = "lantern.example", same_paths = true }]
"""


def project(folder: Path, *, everything: bool = False) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "briefing.md").write_text(BRIEFING, encoding="utf-8")
    (folder / "footnotary.toml").write_text(LANTERN_KNOWN + every_service(on=everything), encoding="utf-8")
    return folder


def test_locate_says_where_each_source_stands_and_what_was_tried(web: EveryService, tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    with recorded(web) as (options, _):
        run = footnotary("locate", "briefing.md", "--json", *options, cwd=folder)
    found = {one["notes"][0]: one for one in json.loads(run.stdout)}
    assert found["1"]["found_by"] == "confirmed"
    assert found["1"]["address"] == FERRY.address()
    assert str(found["1"]["copy"]).startswith(f"http://{ARCHIVE}/web/2014")
    assert (found["2"]["found_by"], found["2"]["no_page"]) == ("printed", "HTTP 404")
    assert (found["3"]["found_by"], found["3"]["no_page"]) == ("not found", None)
    assert found["3"]["query"]
    skipped = {one["rung"]: one["skipped_why"] for one in found["3"]["attempts"]}
    assert "is off" in skipped["searxng"]
    assert run.returncode == 1
    again = footnotary("locate", "briefing.md", "--offline", "--quiet", cwd=folder)
    assert f"confirmed: {FERRY.address()}" in again.stdout
    assert "to paste into a search engine" in again.stdout
    assert again.stdout.count("  no address from: overrides; printed; ids") == 1
    assert "off, to be turned on in footnotary.toml: searxng, brave, common-crawl, arquivo" in again.stdout
    assert again.stderr == ""
    elsewhere = project(tmp_path / "nothing kept")
    nothing = footnotary("locate", "briefing.md", "--offline", cwd=elsewhere)
    assert "run again without --offline" in nothing.stderr
    assert "under [overrides]" in nothing.stderr


def test_a_printed_address_that_gives_no_page_is_said_to_and_is_no_success(web: EveryService, tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    draft = "# A draft\n\nIt is so.[^1]\n\n[^1]: “Nobody wrote this”, The Lantern, 3 June 2014, http://lantern-2.example/nothing/here.\n"
    (folder / "briefing.md").write_text(draft, encoding="utf-8")
    with recorded(web) as (options, _):
        run = footnotary("locate", "briefing.md", *options, cwd=folder)
        told = footnotary("locate", "briefing.md", "--json", *options, cwd=folder)
    assert "gave no page: HTTP 404" in run.stdout
    assert run.stdout.endswith("an address is known for 1 of 1 source; the address of note 1 gave no page\n")
    assert json.loads(told.stdout)[0]["no_page"] == "HTTP 404"
    assert run.returncode == 1


def test_a_second_briefing_of_a_project_asks_nothing_that_the_first_one_asked(web: EveryService, tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (folder / "second.md").write_text(BRIEFING.replace("# A draft", "# Another"), encoding="utf-8")
    with recorded(web) as (options, _):
        footnotary("locate", "briefing.md", *options, cwd=folder)
        before = len(web.requests)
        footnotary("locate", "second.md", *options, cwd=folder)
        asked = [seen.path for seen in web.requests[before:] if seen.path != "/robots.txt"]
    assert before
    assert asked == []


def test_the_report_says_what_staying_off_cost(web: EveryService, tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    with recorded(web) as (options, _):
        run = footnotary("verify", "briefing.md", *options, cwd=folder)
    assert "1 not found while searxng, brave, common-crawl, arquivo are off" in " ".join(run.stdout.split())


def test_what_was_not_looked_for_is_not_called_not_found() -> None:
    off = (RungAttempt(rung="arquivo", result="", skipped_why="arquivo is off; turn it on in footnotary.toml"),)
    sources = {
        (str(number), 0): Source(
            id=str(number), citation=cited(), publisher=None,
            lookup=Lookup(source_id=str(number), attempts=off, answer=LookedFor(found_by=how)),
        )
        for number, how in enumerate((FoundBy.NOT_FOUND, FoundBy.NOT_TRIED, FoundBy.NOT_TRIED))
    }  # fmt: skip
    verified = Verified(
        briefing=Briefing(format="markdown", title=None, footnotes=()), sources=sources, findings={}, network_seen=True
    )
    (told,) = cost_of_staying_off(verified)
    assert told.startswith("1 not found and 2 not looked for while arquivo is off; they are the sources of notes 0, 1 and 2; ")


def test_a_plan_names_hosts_services_and_what_each_learns_and_sends_nothing(web: EveryService, tmp_path: Path) -> None:
    folder = project(tmp_path / "project", everything=True)
    with web.in_thread():
        shown = footnotary_here("plan", "briefing.md", cwd=folder)
        data = json.loads(footnotary_here("plan", "briefing.md", "--json", cwd=folder).stdout)
        assert web.requests == []
    assert shown.returncode == 0
    assert "searxng.example (searxng): for a source that was not found before; it learns the title" in shown.stdout
    assert {one["host"] for one in data["hosts"]} <= set(LANTERN.hosts)
    assert {one["state"] for one in data["privacy"] if one["rung"] != "screenshots"} == {"on"}
    assert data["seconds_at_most"] > data["seconds"]


def test_a_plan_sets_addresses_apart_that_are_not_public_unless_they_are_allowed(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(
        "The port was sold.[^1]\n\n[^1]: Ann Doyle, “Port Sold”, *Lake Wire*, 3 May 2014, http://127.0.0.1:8931/port.\n",
        encoding="utf-8",
    )
    shut = footnotary_here("plan", "draft.md", cwd=tmp_path)
    assert "Not asked, because not public: 127.0.0.1; --allow-address RANGE allows it." in shut.stdout
    assert "would ask 0 hosts" in shut.stdout
    allowed = footnotary_here("plan", "draft.md", "--allow-address", "127.0.0.0/8", cwd=tmp_path)
    assert "would ask 1 host " in allowed.stdout
    assert "not public" not in allowed.stdout


def test_a_plan_says_that_services_are_off_until_they_are_turned_on(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (folder / "footnotary.toml").unlink()
    shown = footnotary_here("plan", "briefing.md", "--json", cwd=folder)
    off = {one["rung"] for one in json.loads(shown.stdout)["privacy"] if one["state"] == "off"}
    assert off == {"crossref", "openalex", "searxng", "brave", "common-crawl", "arquivo", "save-page-now", "screenshots"}


def test_whoever_asks_archives_first_is_told_that_copies_are_on(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (folder / "footnotary.toml").write_text("[mementos]\non = false\n", encoding="utf-8")
    states = [
        {
            one["rung"]: one["state"]
            for one in json.loads(footnotary_here("plan", "briefing.md", "--json", *more, cwd=folder).stdout)["privacy"]
        }
        for more in ((), ("--archives-first",))
    ]
    assert [one["memento"] for one in states] == ["off", "on"]


def test_a_first_run_asks_for_consent_even_where_services_alone_would_be_asked(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (folder / "briefing.md").write_text(
        "# D\n\nIt ended.[^1]\n\n[^1]: “A headline of nobody known”, Nowhere Times, 3 June 2014.\n"
    )
    run = footnotary("locate", "briefing.md", cwd=folder)
    assert run.returncode == 2
    assert "asked only with consent" in run.stderr
    assert "Outside services that may be asked:" in run.stderr


EARLIER = Piece(outlet=LANTERN, title="Miners abandon the lower glacier", day=datetime.date(2012, 11, 20),
                path="/news/3100-miners-abandon-the-lower-glacier")  # fmt: skip
NOISE = [
    Piece(
        outlet=LANTERN, title=f"Pilots survey quarry {number}", day=FERRY.day, path=f"/news/{4000 + number}-pilots-survey-quarry"
    )
    for number in range(30)
]


def test_locate_runs_whole_over_pywb_as_index_and_timegate(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    misdated = f"“{EARLIER.title}”, The Lantern, 20 November 2013."
    (folder / "briefing.md").write_text(f"{BRIEFING}\nMiners left.[^4]\n\n[^4]: {misdated}\n", encoding="utf-8")
    kept = [Kept(uri=one.address(), date=f"{one.day}T12:00:00Z", body=one.page()) for one in (FERRY, EARLIER, *NOISE)]
    kept.append(Kept(uri=FERRY.address(), date="2014-08-01T12:00:00Z", body=b"<title>404</title>", status="404 Not Found"))
    web = EveryService({("lantern.example", ROAD.path): Answer(body=ROAD.page())}, hosts=LANTERN.hosts)
    with pywb(tmp_path / "pywb", kept) as services, recorded(web) as (options, _):
        stand = "".join(f'[services.{name}]\naddress = "{one.address}"\n{PACE}\n' for name, one in services.items())
        (folder / "footnotary.toml").write_text(LANTERN_KNOWN + stand, encoding="utf-8")
        run = footnotary("locate", "briefing.md", "--json", *options, cwd=folder)
    found = {one["notes"][0]: one for one in json.loads(run.stdout)}
    assert {label: one["found_by"] for label, one in found.items()} == {
        "1": "confirmed", "2": "printed", "3": "not found", "4": "confirmed"
    }, run.stderr  # fmt: skip
    assert [found[label]["address"] for label in "14"] == [FERRY.address(), EARLIER.address()]
    assert ["two years either way" in found[label]["detail"] for label in "14"] == [False, True]
    assert "/20140603120000id_/" in found["1"]["copy"]
    rungs = {label: {one["rung"]: one["result"] for one in found[label]["attempts"]} for label in "134"}
    assert rungs["1"]["index"] == "1 address"
    assert rungs["3"]["index"] == rungs["3"]["index, two years either way"] == "no address"
    assert (rungs["4"]["index"], rungs["4"]["index, two years either way"]) == ("no address", "1 address")
    assert {seen.host for seen in web.requests} <= set(LANTERN.hosts)
    again = footnotary("locate", "briefing.md", "--json", "--offline", "--quiet", cwd=folder)
    assert json.loads(again.stdout) == json.loads(run.stdout)


class Unwell(EveryService):
    """Every service, of which one answers every question with a fault."""

    unwell = ""

    def _answer(self, seen: Seen) -> Answer:
        return Answer(status=503, body=b"later") if seen.host == self.unwell else super()._answer(seen)


@pytest.mark.parametrize(
    ("unwell", "told"),
    [
        ("", None),
        ("searxng.example", "What services know of 1 source was not learnt: searxng answered with a fault (HTTP 503)"),
        ("searxng.example", "never answers: [services.searxng] on = false"),
        (ARCHIVE, "answered with a fault (HTTP 503)"),
        (ARCHIVE, "[services.memento-timegate] on = false"),
    ],
)
def test_a_service_that_gives_no_answer_leaves_the_run_incomplete_where_it_might_have_helped(
    web: EveryService, tmp_path: Path, unwell: str, told: str | None
) -> None:
    folder = project(tmp_path / "project", everything=True)
    web = Unwell(web.answers, hosts=web.hosts, rows=web.rows)
    web.unwell = unwell
    (folder / "briefing.md").write_text(BRIEFING + "[^4]: “Gone”, The Lantern, 3 June 2014, http://lantern-2.example/gone.\n")
    with recorded(web) as (options, _):
        run = footnotary("verify", "briefing.md", *options, cwd=folder)
    shown = " ".join(run.stdout.split())
    assert ("was not learnt" in shown, "incomplete" in shown) == (told is not None, told is not None)
    assert told is None or told in shown
    assert run.returncode == (1 if told is None else 3)
