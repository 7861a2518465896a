"""What leaves the machine over the whole path: nothing that the privacy table does not name, and no word of the draft."""

from __future__ import annotations

import base64
import datetime
import json
import urllib.parse
from dataclasses import replace
from pathlib import Path

import pytest

from archive.services import keys_from, services_from
from pipeline.privacy import sendings
from pipeline.settings import load_settings
from tests.every_service import KEYS, EveryService, every_service, recorded, recorded_whole
from tests.little_archive import ARCHIVE, Row
from tests.little_web import Outlet, Piece
from tests.loopback import Answer, Seen
from tests.privacy_watch import Fact, Watch
from tests.project import footnotary
from tests.test_browser import chromium

DAY = datetime.date(2014, 6, 3)
LANTERN = Outlet(name="The Lantern", language="en", hosts=("lantern.example", "lantern-2.example"), style="slug")
FONAR = Outlet(name="Фонарь", language="ru", hosts=("fonar.example",), style="slug")
FERRY = Piece(outlet=LANTERN, title="Ferry sinks off the upper bay", day=DAY, path="/news/ferry-sinks-off-the-upper-bay")
ROAD = Piece(outlet=LANTERN, title="Teachers reject the private road", day=DAY, path="/news/teachers-reject-the-private-road")
PAROM = Piece(outlet=FONAR, title="Паром затонул у верхней бухты", day=DAY, path="/news/parom-zatonul-u-verkhney-bukhty")
CHANGED = Piece(outlet=LANTERN, title="Bridge closes for good", day=DAY, path="/news/bridge-closes-for-good")

# No word of claims and commentary stands in a source: what of them is seen outside is a leak.
BRIEFING = f"""# Unrevealed memorandum concerning the harbourmaster

Whispering colleagues believe that the harbourmaster pocketed eleven invoices, which nobody outside this chamber suspects.[^1]
“Everything was refused,” the minister allegedly muttered beside the fishmonger.[^2] Waters were diverted by unnamed contractors
whose telephone we possess.[^3] Никому неизвестный осведомитель подтвердил тайную переписку губернатора.[^4] Маълумоти махфии мо
аз дафтари раис омадааст.[^5] A concluding suspicion rests upon invisible foundations.[^6] Another hidden allegation concerns
dredging permits.[^7] Eventually the last confidence is ours.[^8] It was sealed permanently, insiders confessed.[^9]
Villagers remained thirsty throughout, apparently.[^10] Their spokesman vanished without explanation.[^11]

[^1]: As our confidential informant Zebulon hinted over breakfast, compare: “{FERRY.title}”, The Lantern, 3 June 2014. Do not
circulate before publication; Zebulon fears reprisals.
[^2]: “{ROAD.title}”, The Lantern, 3 June 2014, {ROAD.address()}. Our annotator disagrees vehemently with this portrayal.
[^3]: Anders Lomov, “Rivers without banks in the northern steppe”, Steppe Review, vol. 4, no. 2, 2013, pp. 12–19. Consult Zebulon.
[^4]: «{PAROM.title}», Фонарь, 3 июня 2014 г. Сомнительно: осведомитель Захар раньше ошибался.
[^5]: «Киштӣ дар халиҷи боло ғарқ шуд», Фонус, 6 июни 2014. Шарҳи махфӣ: ба касе нишон надиҳед.
[^6]: “Nobody ever wrote about this orchard”, The Umber, 9 July 2014. Confidential memorandum, circulated secretly.
[^7]: Interview with a dredging engineer named Obadiah, Kelmet, 11 August 2014.
[^8]: Obadiah privately concedes everything; see however Lomov, op. cit., p. 14.
[^10]: «Жители остались без воды», Маяк, 9 июня 2014 г. Недостоверно: анонимный собеседник отказался подписаться.
[^11]: “Mayor pays nobody back”, The Ledger of which we think very little, 4 June 2014. Crossreference with our spreadsheet.
[^9]: “{CHANGED.title}”, The Lantern, 3 June 2014, {CHANGED.address(1)}. Insiders confessed separately, off the record.
"""
FACTS = (
    Fact(title=FERRY.title, year=2014, outlet="The Lantern", addresses=(FERRY.address(), FERRY.address(1))),
    Fact(title=ROAD.title, year=2014, outlet="The Lantern", addresses=(ROAD.address(), ROAD.address(1))),
    Fact(title=CHANGED.title, year=2014, outlet="The Lantern", addresses=(CHANGED.address(), CHANGED.address(1))),
    Fact(title="Rivers without banks in the northern steppe", year=2013, outlet="Steppe Review", author="Lomov"),
    Fact(title=PAROM.title, year=2014, outlet="Фонарь", addresses=(PAROM.address(),)),
    Fact(title="Киштӣ дар халиҷи боло ғарқ шуд", year=2014, outlet="Фонус"),
    Fact(title="Жители остались без воды", year=2014, outlet="Маяк"),
    Fact(title="Mayor pays nobody back", year=2014, outlet="The Ledger"),
    Fact(title="Nobody ever wrote about this orchard", year=2014, outlet="The Umber", addresses=("http://umber.example/news/nobody-ever-wrote-about-this-orchard",)),
)  # fmt: skip
PUBLISHERS = "\n".join(
    f"""[[publishers]]
id = "{key}"
name = "{name}"
minimum_interval_s = 0
csl_type = "article-newspaper"
hosts = [{", ".join(f'{{ host = "{host}", {more} }}' for host, more in hosts)}]
patterns = [{{ address = "http://{hosts[0][0]}/news/{{slug}}" }}]
slugs = {{ default = {{}} }}
"""
    for key, name, hosts in (
        ("lantern", "The Lantern", (("lantern.example", "until = 2015"), ("lantern-2.example", 'since = 2012, replaces = "lantern.example", same_paths = true'))),
        ("fonar", "Фонарь", (("fonar.example", "since = 2000"),)),
        ("umber", "The Umber", (("umber.example", "since = 2000"),)),
    )
)  # fmt: skip
SEALED = {"lantern-2.example"}  # a host that took over another's paths is asked over TLS
ASKED = {
    "crossref", "openalex", "searxng", "brave", "arquivo", "wayback-cdx", "common-crawl", "memento-timegate",
    "memento-timemap", "memento", "save-page-now",
}  # fmt: skip


@pytest.fixture
def web() -> EveryService:
    live = {
        ("lantern.example", ROAD.path): Answer(body=ROAD.page()),
        ("lantern-2.example", CHANGED.path): Answer(body=CHANGED.page("Something else entirely")),
    }
    rows = [Row(original=piece.address(), day=DAY, status=200, body=piece.page()) for piece in (FERRY, PAROM)]
    rows += [
        Row(original=CHANGED.address(1), day=DAY + datetime.timedelta(days=days), status=404, body=b"gone") for days in (1, 2)
    ]
    return EveryService(live, hosts=("lantern.example",), rows=rows)


def project(folder: Path, *, on: bool) -> Path:
    (folder / "briefing.md").write_text(BRIEFING, encoding="utf-8")
    (folder / "footnotary.toml").write_text(
        f"[fetch]\ninterval_s = 0\nattempts = 1\n[mementos]\nalways = {str(on).lower()}\n{every_service(on=on)}\n{PUBLISHERS}",
        encoding="utf-8",
    )
    return folder


def watch_over(folder: Path) -> Watch:
    settings = load_settings(folder)
    services = services_from(settings.services)
    on = frozenset(row.rung.partition(",")[0].replace("index", "wayback-cdx") for row in sendings(settings) if row.state == "on")
    return Watch(services=services, on=on, facts=FACTS, draft=BRIEFING, keys=keys_from(KEYS, services))


def test_with_all_turned_on_nothing_is_sent_that_the_table_does_not_name_and_no_word_of_the_draft(
    web: EveryService, tmp_path: Path
) -> None:
    folder = project(tmp_path, on=True)
    watch = watch_over(folder)
    with recorded_whole(web, tmp_path / "trusted") as (options, trusting):
        run = footnotary("verify", "briefing.md", "--save", *options, cwd=folder, **KEYS, **trusting)
        assert run.returncode in (1, 3), run.stderr
    assert {seen.host for seen in web.requests if seen.port != web.port} == SEALED
    assert {watch.service_of(seen) for seen in web.requests} >= ASKED  # a service that was not asked proves nothing
    assert watch.leaks(web.requests) == ()


def test_by_itself_no_service_is_asked_that_the_table_calls_off(web: EveryService, tmp_path: Path) -> None:
    folder = project(tmp_path, on=False)
    watch = watch_over(folder)
    with recorded_whole(web, tmp_path / "trusted") as (options, trusting):
        run = footnotary("verify", "briefing.md", *options, cwd=folder, **KEYS, **trusting)
        assert run.returncode in (1, 3), run.stderr
    assert {seen.host for seen in web.requests if seen.port != web.port} == SEALED
    assert watch.leaks(web.requests) == ()
    assert "save-page-now" not in watch.on
    assert {watch.service_of(seen) for seen in web.requests} & ASKED <= {
        "wayback-cdx",
        "memento-timegate",
        "memento-timemap",
        "memento",
    }


PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"


@chromium
def test_a_browser_asks_for_sources_and_what_their_pages_name_and_tells_nobody_more(web: EveryService, tmp_path: Path) -> None:
    folder = project(tmp_path, on=False)
    pictured = ROAD.page().replace(b"<article>", b"<article><img src='http://pictures.example/road.svg'><script>1</script>")
    web.answers = {
        **web.answers,
        ("lantern.example", ROAD.path): Answer(body=pictured),
        ("pictures.example", "/road.svg"): Answer(headers=(("Content-Type", "image/svg+xml"),), body=PICTURE),
    }
    watch = replace(watch_over(folder), asked_by_pages=frozenset({"pictures.example/road.svg", "lantern.example/favicon.ico"}))
    with recorded_whole(web, tmp_path / "trusted") as (options, trusting):
        run = footnotary("verify", "briefing.md", "--screenshots", *options, cwd=folder, **trusting)
        assert run.returncode in (1, 3), run.stderr
    assert "pictures.example" in {seen.host for seen in web.requests}
    assert watch.leaks(web.requests) != ()  # by itself no browser is run
    assert replace(watch, on=watch.on | {"screenshots"}).leaks(web.requests) == ()


def test_the_doctor_tells_nobody_of_any_source(web: EveryService, tmp_path: Path) -> None:
    folder = project(tmp_path, on=True)
    with recorded(web) as (options, _):
        footnotary("doctor", "--live", *options, cwd=folder, **KEYS)
    said = urllib.parse.unquote_plus(" ".join(f"{seen.path} {seen.headers} {seen.body!r}" for seen in web.requests)).casefold()
    assert {seen.host for seen in web.requests} >= {ARCHIVE, "brave.example", "crossref.example"}
    assert not [fact.title for fact in FACTS if any(word in said for word in fact.title.casefold().split() if len(word) > 4)]
    assert not [seen for seen in web.requests if seen.host == "save.example"]


SHOWN = Seen(
    time=0.0,
    host="lantern.example",
    path=ROAD.path,
    headers={
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 footnotary/0.1.0"
    },
)
SEARCH = Seen(time=0.0, host="searxng.example", path="/search?q=%22Ferry+sinks+off+the+upper+bay%22+site%3Alantern.example&format=json&pageno=1", headers={})  # fmt: skip
PAGE = Seen(time=0.0, host="lantern.example", path=FERRY.path, headers={"user-agent": "footnotary/0.1.0"})
GATE = Seen(time=0.0, host=ARCHIVE, path=f"/web/{FERRY.address()}", headers={"accept-datetime": "Tue, 03 Jun 2014 12:00:00 GMT"})
SENTENCE = "the harbourmaster pocketed eleven invoices"


@pytest.mark.parametrize("seen", [SEARCH, PAGE, GATE])
def test_an_honest_request_is_no_leak(seen: Seen, tmp_path: Path) -> None:
    assert watch_over(project(tmp_path, on=True)).leaks([seen]) == ()


@pytest.mark.parametrize(
    ("seen", "what"),
    [
        (replace(PAGE, headers={"referer": "http://intranet.example/drafts"}), "header referer"),
        (replace(PAGE, headers={"cookie": "id=1"}), "header cookie"),
        (replace(PAGE, headers={"user-agent": "footnotary/0.1.0 (of Ann at the Courier)"}), "header user-agent"),
        (replace(PAGE, headers={"accept-datetime": "Tue, 03 Jun 2014 12:00:00 GMT"}), "header accept-datetime"),
        (replace(GATE, headers={"accept-datetime": "Sun, 01 Mar 2026 12:00:00 GMT"}), "header accept-datetime"),
        (replace(PAGE, headers={"x-subscription-token": "brave-key-1"}), "header x-subscription-token"),
        (replace(PAGE, path=f"{FERRY.path}?note=17"), "address with"),
        (replace(PAGE, path=f"/news/{SENTENCE.replace(' ', '-')}"), "address with"),
        (replace(PAGE, method="POST", body=b"note=1"), "a body"),
        (replace(PAGE, host="elsewhere.example"), "address with elsewhere"),
        (SHOWN, "screenshots are off"),
        (replace(SHOWN, headers={**SHOWN.headers, "cookie": "id=1"}), "header cookie"),
        (replace(SHOWN, headers={**SHOWN.headers, "accept-language": "tg-TJ,en;q=0.5"}), "header accept-language"),
        (replace(SHOWN, headers={**SHOWN.headers, "referer": "http://intranet.example/drafts"}), "header referer"),
        (replace(SHOWN, host="elsewhere.example"), "no source's page names"),
        (replace(SEARCH, path=SEARCH.path + "&note=1"), "parameter note"),
        (replace(SEARCH, path=SEARCH.path.replace("upper", "harbourmaster")), "parameter q with harbourmaster"),
        (replace(SEARCH, path=SEARCH.path.replace("upper", "private")), "parameter q with private"),  # of two sources
        (replace(SEARCH, path=SEARCH.path.replace("json", "json2")), "parameter format"),
        (replace(SEARCH, path=f"/search?{SENTENCE.replace(' ', '+')}"), "parameters without names"),
        (replace(SEARCH, path="/stats?format=json"), "path /stats"),
        (replace(SEARCH, path=SEARCH.path + "&pageno=" + base64.b64encode(SENTENCE.encode()).decode()), "“harbourmaster”"),
        (replace(SEARCH, headers={"accept": SENTENCE.encode().hex()}), "“harbourmaster”"),
        (replace(SEARCH, host="save.example", path="/elsewhere"), "under an address that is none of theirs"),
        (Seen(time=0.0, host="crossref.example", path="/works?query.bibliographic=Rivers+without+The+Lantern&rows=5", headers={}), "lantern"),
        (Seen(time=0.0, host="arquivo.example", path="/textsearch?q=ferry+sinks+2014", headers={}), "2014"),
    ],
)  # fmt: skip
def test_a_leak_is_seen_wherever_it_is(seen: Seen, what: str, tmp_path: Path) -> None:
    told = watch_over(project(tmp_path, on=True)).leaks([seen])
    assert any(what in one for one in told), told


@pytest.mark.parametrize("seen", [SEARCH, Seen(time=0.0, host="save.example", path="/save/status/spn2-1", headers={})])
def test_a_service_that_is_off_may_not_be_asked(seen: Seen, tmp_path: Path) -> None:
    assert any("is off" in one for one in watch_over(project(tmp_path, on=False)).leaks([seen]))


@pytest.mark.parametrize("command", ["locate", "verify"])
def test_archives_first_asks_no_publisher_for_what_an_archive_has(web: EveryService, tmp_path: Path, command: str) -> None:
    """Neither for a page nor for robots.txt, though both hosts are alive, the computed address of one is wrong, and the printed
    one of another was never kept, while the archive has its text under the next host."""
    folder = project(tmp_path, on=False)
    elsewhere = Piece(outlet=LANTERN, title=FERRY.title, day=DAY, path="/news/ferry-sinks-off-the-upper-bay-2")
    kept = ((elsewhere, 0), (ROAD, 0), (PAROM, 0), (CHANGED, 1))
    web.rows[:] = [Row(original=piece.address(host), day=DAY, status=200, body=piece.page()) for piece, host in kept]
    notes = (f"“{FERRY.title}”, The Lantern, 3 June 2014.", f"“{ROAD.title}”, The Lantern, 3 June 2014, {ROAD.address()}.",
             f"«{PAROM.title}», Фонарь, 3 июня 2014 г.", f"“{CHANGED.title}”, The Lantern, 3 June 2014, {CHANGED.address()}.")  # fmt: skip
    text = "\n\n".join(f"A claim.[^{label}]\n\n[^{label}]: {note}" for label, note in enumerate(notes, 1))
    (folder / "briefing.md").write_text(text, encoding="utf-8")
    with recorded(web) as (options, sealed):
        run = footnotary(command, "briefing.md", "--archives-first", *options, cwd=folder)
        assert sealed.hosts == set()
        assert {seen.host for seen in web.requests} == {ARCHIVE}, run.stderr
        before = len(web.requests)
        again = footnotary("locate", "briefing.md", "--json", "--archives-first", *options, cwd=folder)
        assert {seen.host for seen in web.requests[before:]} <= {ARCHIVE}
    found = json.loads(again.stdout)
    assert [one["address"] for one in found] == [
        elsewhere.address(),
        ROAD.address(),
        PAROM.address(),
        CHANGED.address(1).replace("http:", "https:"),
    ]
    assert all(one["copy"] for one in found)
