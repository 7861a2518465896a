"""The whole path with copies of other archives: dead pages, walls, drift, archives asked first, and nothing asked in vain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from archive.services import Choice
from tests.every_service import PACE
from tests.loopback import Answer, LoopbackWeb, redirect
from tests.project import ALLOWED, footnotary, live, report_of, web_options, write_project
from tests.pywb_server import Kept, pywb

SITE = "http://courier.example"
WORDS = "The bridge over the Zar was closed to lorries for the whole of the winter"
QUOTED = f'He said: "{WORDS}."'


def page(title: str, words: str = WORDS, day: str = "2015-09-24") -> bytes:
    text = f"{words}, said the head of the roads office. " + "The road is the only one to the upper villages. " * 20
    return (
        f'<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="{day}T09:00:00Z">'
        f"</head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    ).encode()


GONE = Answer(status=404, reason="Not Found", body=b"<title>Not found</title><p>No such page.")
WALL = Answer(status=403, reason="Forbidden", body=b"<title>Forbidden</title>")
KEPT = [
    Kept(uri=f"{SITE}/dead", date="2015-09-20T00:00:00Z", status="404 Not Found", body=b"<title>Not found</title>soon"),
    Kept(uri=f"{SITE}/dead", date="2015-10-02T00:00:00Z", body=page("Bridge closed")),
    Kept(uri=f"{SITE}/dead", date="2019-01-01T00:00:00Z", body=page("Bridge closed", "Nothing was said")),
    Kept(uri=f"{SITE}/walled", date="2015-09-25T00:00:00Z", body=page("Bridge walled")),
    Kept(uri=f"{SITE}/changed", date="2015-09-25T00:00:00Z", body=page("Bridge changed")),
    Kept(uri=f"{SITE}/home", date="2015-09-25T00:00:00Z", status="302 Found", headers=(("Location", "/"),)),
    Kept(uri=f"{SITE}/", date="2015-09-25T00:00:00Z", body=b"<title>The Courier</title><h1>The Courier</h1>"),
    Kept(uri=f"{SITE}/fine", date="2015-09-25T00:00:00Z", body=page("Bridge fine")),
]
ANSWERS = {
    ("courier.example", "/dead"): GONE,
    ("courier.example", "/walled"): WALL,
    ("courier.example", "/changed"): Answer(body=page("Bridge changed", "Nothing of the kind was said")),
    ("courier.example", "/home"): GONE,
    ("courier.example", "/never"): GONE,
    ("courier.example", "/fine"): Answer(body=page("Bridge fine")),
    ("courier.example", "/"): redirect("http://courier.example/start"),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Choice]]:
    with pywb(tmp_path_factory.mktemp("pywb"), KEPT) as choices:
        yield choices


def briefing(*names: str) -> str:
    claims = "".join(f"\n\n{QUOTED}[^{number}]" for number, _ in enumerate(names, start=1))
    notes = "".join(
        f'\n\n[^{number}]: "Bridge {name if name != "dead" else "closed"}," The Courier, September 24, 2015, {SITE}/{name}.'
        for number, name in enumerate(names, start=1)
    )
    return f"# Roads{claims}{notes}\n"


def settings(archive: dict[str, Choice], more: str = "") -> str:
    tables = "".join(f'[services.{name}]\naddress = "{choice.address}"\n{PACE}\n' for name, choice in archive.items())
    return f"[fetch]\ninterval_s = 0.01\n{tables}[mementos]\non = true\n{more}"


def notes_of(project: Path) -> list[dict[str, Any]]:
    """Return the notes, the findings of every citation in place of their ids."""
    report = report_of(project)
    by_id = {one["id"]: one for one in report["findings"]}
    for note in report["notes"]:
        for citation in note["citations"]:
            citation["findings"] = [by_id[one] for one in citation["findings"]]
    notes: list[dict[str, Any]] = report["notes"]
    return notes


def findings(note: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [one for citation in note["citations"] for one in citation["findings"] if one["rule"] == rule]


@pytest.fixture(scope="module")
def verified(tmp_path_factory: pytest.TempPathFactory, archive: dict[str, Choice]) -> tuple[Path, LoopbackWeb]:
    """A project with one note for each page, verified once."""
    project = write_project(
        tmp_path_factory.mktemp("project"), briefing("dead", "walled", "changed", "home", "never", "fine"), settings(archive)
    )
    web = LoopbackWeb(ANSWERS)
    with web.in_thread():
        ended = live(web, "briefing.md", "--quiet", cwd=project)
    assert ended.returncode in (1, 3), ended.stderr
    return project, web


def test_a_dead_page_stays_gone_while_its_quotation_passes_on_the_copy(verified: tuple[Path, LoopbackWeb]) -> None:
    note = notes_of(verified[0])[0]
    (link,), (quote,) = findings(note, "link"), findings(note, "quote")
    assert (note["status"], link["status"], link["defect"]) == ("GONE", "GONE", "gone-404")
    assert "the copy of 2 October 2015 in 127.0.0.1, 8 days after the cited date" in link["message"]
    assert link["action"] == "replace-address"
    assert link["replacement"].endswith(f"/all/20151002000000/{SITE}/dead")
    assert (quote["status"], quote["outcome"]) == ("OK", "passed")
    assert "the copy of 2 October 2015 in 127.0.0.1" in quote["message"]
    assert "20151002000000id_" in quote["evidence"]["address"]  # never passed off as the live page
    assert quote["evidence"]["date"].startswith("2015-10-02")


def test_the_report_shows_the_live_address_and_the_memento(verified: tuple[Path, LoopbackWeb]) -> None:
    source = notes_of(verified[0])[0]["citations"][0]["source"]
    assert source["address"] == f"{SITE}/dead"
    assert source["http_status"] == 404
    assert source["memento"].endswith(f"/all/20151002000000/{SITE}/dead")
    assert source["memento_date"] == "2015-10-02T00:00:00Z"
    assert source["served_instead"] == "the copy of 2 October 2015 in 127.0.0.1, 8 days after the cited date"
    copy = verified[0] / "report" / "briefing" / source["copy_path"]
    assert "20151002000000id_" in copy.read_text(encoding="utf-8")


def test_a_wall_stays_blocked_and_the_copy_serves(verified: tuple[Path, LoopbackWeb]) -> None:
    note = notes_of(verified[0])[1]
    assert note["status"] == "BLOCKED"
    assert findings(note, "quote")[0]["outcome"] == "passed"
    assert findings(note, "title")[0]["outcome"] == "passed"
    assert findings(note, "date")[0]["outcome"] == "passed"


def test_a_quotation_that_only_the_copy_has_is_drift_and_not_absence(verified: tuple[Path, LoopbackWeb]) -> None:
    note = notes_of(verified[0])[2]
    (quote,) = findings(note, "quote")
    assert (quote["status"], quote["defect"]) == ("LOOK", "quote-changed-since")
    assert "the copy of 25 September 2015 in 127.0.0.1, 1 day after the cited date" in quote["message"]


def test_an_archived_redirect_to_the_home_page_does_not_serve(verified: tuple[Path, LoopbackWeb]) -> None:
    source = notes_of(verified[0])[3]["citations"][0]["source"]
    assert source["memento"] is None
    assert "none shows the source" in next(one["result"] for one in source["attempts"] if one["what"] == "web archives")


def test_what_no_archive_has_is_said(verified: tuple[Path, LoopbackWeb]) -> None:
    note = notes_of(verified[0])[4]
    assert note["status"] == "GONE"
    assert findings(note, "link")[0]["replacement"] is None
    assert findings(note, "quote")[0]["outcome"] == "untested"
    source = note["citations"][0]["source"]
    assert {"the web archives that were asked have no copy"} == {
        one["result"] for one in source["attempts"] if one["what"] == "web archives"
    }


def test_nothing_is_asked_of_archives_for_a_page_that_is_fine(verified: tuple[Path, LoopbackWeb]) -> None:
    note = notes_of(verified[0])[5]
    assert note["status"] == "OK"
    assert note["citations"][0]["source"]["memento"] is None
    assert not _recorded(verified[0], "fine", "/all/")


def test_offline_and_replay_come_to_the_same(verified: tuple[Path, LoopbackWeb], tmp_path: Path) -> None:
    project = verified[0]
    before = notes_of(project)
    ended = footnotary("verify", "briefing.md", "--offline", "--quiet", cwd=project)
    assert ended.returncode in (1, 3), ended.stderr
    assert notes_of(project) == before
    again = write_project(tmp_path / "again", (project / "briefing.md").read_text(), (project / "footnotary.toml").read_text())
    footnotary("verify", "briefing.md", "--from", project / "sources", "--quiet", cwd=again)
    assert notes_of(again) == before


def test_a_package_alone_comes_to_the_same(verified: tuple[Path, LoopbackWeb], tmp_path: Path) -> None:
    project = verified[0]
    packed = footnotary("sources", "pack", "briefing.md", cwd=project)
    assert packed.returncode == 0, packed.stderr
    (package,) = (project / "packages").glob("*.wacz")
    again = write_project(tmp_path, (project / "briefing.md").read_text(), (project / "footnotary.toml").read_text())
    footnotary("verify", "briefing.md", "--from", package, "--quiet", cwd=again)
    assert notes_of(again) == notes_of(project)


def test_archives_first_leaves_publishers_alone_where_a_copy_serves(tmp_path: Path, archive: dict[str, Choice]) -> None:
    project = write_project(tmp_path, briefing("fine", "never"), settings(archive))
    web = LoopbackWeb(ANSWERS)
    with web.in_thread():
        live(web, "briefing.md", "--archives-first", "--quiet", cwd=project)
    assert [seen.path for seen in web.seen("courier.example")] == ["/never"]
    first, second = notes_of(project)
    assert (first["status"], findings(first, "link")[0]["defect"]) == ("NOT-CHECKED", "archives-first")
    assert findings(first, "quote")[0]["outcome"] == "passed"
    assert second["status"] == "GONE"


def test_mementos_can_be_turned_off_and_asked_for_always(tmp_path: Path, archive: dict[str, Choice]) -> None:
    for name, more, wanted in (("off", "", False), ("always", "always = true\n", True)):
        text = settings(archive, more) if wanted else settings(archive).replace("on = true", "on = false")
        project = write_project(tmp_path / name, briefing("fine"), text)
        web = LoopbackWeb(ANSWERS)
        with web.in_thread():
            live(web, "briefing.md", "--quiet", cwd=project)
        (note,) = notes_of(project)
        assert note["status"] == "OK"
        assert bool(note["citations"][0]["source"]["memento"]) is wanted


def test_the_plan_names_the_archives_and_what_they_learn(tmp_path: Path, archive: dict[str, Choice]) -> None:
    project = write_project(tmp_path, briefing("dead"), settings(archive))
    web = LoopbackWeb(ANSWERS)
    ended = footnotary("verify", "briefing.md", *ALLOWED, *web_options(web), cwd=project)
    assert ended.returncode == 2
    host = urlsplit(str(archive["memento"].address)).hostname
    assert f"{host} (memento-timegate, memento-timemap, memento): only where a page does not settle it; it learns" in ended.stderr


def _recorded(project: Path, *words: str) -> bool:
    """Whether any address that was asked for holds all of `words`."""
    import gzip

    lines = b"".join(gzip.decompress(path.read_bytes()) for path in (project / "sources").glob("*.warc.gz"))
    return any(all(word.encode() in line for word in words) for line in lines.split(b"\n") if b"WARC-Target-URI" in line)
