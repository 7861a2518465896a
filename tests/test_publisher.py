"""Publishers as data: what names, hosts and settings files say, and what must not be taken for another."""

from __future__ import annotations

import dataclasses
import datetime
import time
import zoneinfo
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.locate.clocks import days_of
from citations import publisher as room
from citations.citation import Citation, Form
from citations.errors import SettingsError
from citations.publisher import PLACEHOLDER, Publisher, Publishers, default_publishers, load_publishers
from citations.publisher_table import BEGIN, END, publishers_table
from citations.romanise import TABLES
from pipeline.session import fetch_settings
from pipeline.settings import Settings

DOCUMENT = Path(__file__).parents[1] / "docs" / "publishers.md"


def own(**keys: Any) -> dict[str, Any]:
    return {"publishers": [{"id": "the-chinar", "name": "The Chinar", **keys}]}


def cited(**keys: Any) -> Citation:
    return Citation(form=Form.FULL, **keys)


@pytest.fixture(scope="module")
def known() -> Publishers:
    return default_publishers()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kommer-sant", "kommersant"),
        ("Kommer-\nsant", "kommersant"),
        ("the washington post", "washington-post"),
        ("Washington Post", "washington-post"),
        ("Radio Free Europe/Radio Liberty (RFE/RL)", "rferl"),
        ("RFE/RL", "rferl"),
        ("RFE/RL’s Tajik Service", "radio-ozodi"),
        ("Радиои Озоди", "radio-ozodi"),
        ("ASIA-Plus", "asia-plus"),
        ("Азия–Плюс", "asia-plus"),
        ("НИАТ „Ховар“", "khovar"),
        ("World Organisation Against Torture (OMCT)", "omct"),
        ("Somebody's News (TASS)", "tass"),
        ("Payom.net", "payom"),
        ("Central Asia — Now", "central-asia-now"),
        ("BBC News", "bbc"),
        ("The Guardian", "guardian"),
    ],
)
def test_a_name_as_cited_finds_its_publisher(known: Publishers, text: str, expected: str) -> None:
    found = known.named(text)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize(
    "text",
    ["CA-News", "Central Asia News", "Asia", "Plus", "Interfax, 12 September", "BBC Annual", "Post", "", "(", "()", None,
     "Human Rights", "Radio", "TASSR", "Crisis"],
)  # fmt: skip
def test_what_is_merely_similar_finds_nobody(known: Publishers, text: str | None) -> None:
    assert known.named(text) is None


def test_two_known_names_in_parentheses_decide_nothing(known: Publishers) -> None:
    assert known.named("Somebody (TASS) (BBC)") is None


@given(st.text())
def test_looking_up_a_name_never_raises(text: str) -> None:
    publishers = default_publishers()
    publishers.named(text)
    publishers.series(text)
    publishers.at_address(text)
    publishers.of(Citation(form=Form.FULL, type="press-release", title=text, url=text))


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (cited(container_title="Interfax"), "interfax"),
        (
            cited(publisher="Organization for Security and Cooperation in Europe (OSCE), Its Office"),
            "osce",
        ),
        (cited(publisher="Amnesty International and a local coalition"), "amnesty"),
        (cited(publisher="U.S. Department of State, Office of Inspector General"), "state-department"),
        (cited(collection_title="Crisis Group Asia Report"), "crisis-group"),
        (cited(container_title="WikiLeaks", publisher="U.S. embassy Dushanbe", type="cable"), "wikileaks"),
        (cited(container_title="Somewhere", url="http://www.hrw.org/news/2015/09/14/a"), "human-rights-watch"),
        (cited(type="press-release", title="U.S. Embassy Donates Vehicles", publisher_place="Dushanbe"), "state-department"),
    ],
)
def test_a_citation_finds_its_publisher(known: Publishers, citation: Citation, expected: str) -> None:
    found = known.of(citation)
    assert found is not None
    assert found.id == expected


def test_a_title_decides_only_for_a_press_release_that_names_nobody(known: Publishers) -> None:
    assert known.of(cited(type="article-newspaper", title="Interfax celebrates a birthday")) is None
    assert known.of(cited(type="press-release", title="Interfax celebrates", publisher="A Ministry")) is None


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("rus.ozodi.org", "radio-ozodi"),
        ("WWW.HRW.ORG", "human-rights-watch"),
        ("m.hrw.org", "human-rights-watch"),
        ("news.bbc.co.uk", "bbc"),
        ("nothrw.org", None),
        ("hrw.org.example", None),
        ("ca-news.org", None),
        ("medium.com", None),
        ("", None),
    ],
)
def test_a_host_belongs_to_whom_it_names(known: Publishers, host: str, expected: str | None) -> None:
    found = known.at_host(host)
    assert (found.id if found else None) == expected


def test_a_shared_host_is_a_publishers_only_under_its_path(known: Publishers) -> None:
    crisis_group = known.at_address("https://medium.com/crisis-group/a-text")
    assert crisis_group is not None
    assert crisis_group.id == "crisis-group"
    assert known.at_address("https://medium.com/someone/a-text") is None


def test_a_host_that_passed_to_another_owner_is_judged_by_its_year() -> None:
    mine = {"publishers": [
        {"id": "old", "name": "Old Paper", "hosts": [{"host": "paper.example", "until": 2010}]},
        {"id": "new", "name": "New Paper", "hosts": [{"host": "paper.example", "since": 2011}]},
    ]}  # fmt: skip
    publishers = load_publishers(mine)
    assert [publishers.at_host("paper.example", year).id for year in (2008, 2015)] == ["old", "new"]  # type: ignore[union-attr]


def test_every_shipped_profile_is_sound(known: Publishers) -> None:
    assert len(known) >= 31
    load_publishers([{"id": publisher.id} for publisher in known])  # the checks that a user's own entries undergo
    for publisher in known:
        assert publisher.hosts, publisher.id
        assert publisher.languages, publisher.id
        assert publisher.date_order in ("DMY", "MDY", "YMD")
        if publisher.time_zone:
            zoneinfo.ZoneInfo(publisher.time_zone)
        assert all(rules.table in TABLES for rules in publisher.slugs.values())
        assert all(datetime.date.fromisoformat(point.day) for clock in publisher.clocks for point in clock.points)
        placeholders = {match["name"] for item in publisher.patterns for match in PLACEHOLDER.finditer(item.address)}
        assert publisher.places or not placeholders & {"place", "post"}, publisher.id
        assert publisher.choices.keys() <= placeholders, publisher.id
        assert all(
            known.at_host(item.address.split("/")[2].replace("{post}", "dushanbe")) in (publisher, None)
            for item in publisher.patterns
        )


def test_what_nobody_has_seen_stays_marked(known: Publishers) -> None:
    doubted = {host.host for publisher in known for host in publisher.hosts if host.to_confirm}
    assert {"payom.net", "itar-tass.com", "2009-2017.state.gov", "odihr.osce.org", "eur-lex.europa.eu"} <= doubted


def test_a_paper_without_a_sunday_issue_says_so(known: Publishers) -> None:
    assert known.by_id["kommersant"].no_issue_on == ("sunday",)


def test_series_know_their_publisher_and_type(known: Publishers) -> None:
    found = known.series("Crisis Group Europe and Central Asia Briefing")
    assert found is not None
    assert (found[0].id, found[1].csl_type) == ("crisis-group", "briefing")
    assert known.series("RCA")[0].id == "iwpr"  # type: ignore[index]


def test_profiles_are_chosen_by_year() -> None:
    publishers = load_publishers(own(profiles=[{"until": 2016, "title": ["h1.old"]}, {"since": 2017, "title": ["h1.new"]}]))
    chinar = publishers.by_id["the-chinar"]
    assert [chinar.profile_of(year).title for year in (2012, 2020, None)] == [("h1.old",), ("h1.new",), ("h1.new",)]  # type: ignore[union-attr]
    assert default_publishers().by_id["payom"].profile_of(2015) is None


def test_a_user_adds_a_publisher() -> None:
    chinar = load_publishers(own(aliases=["Чинор"], hosts=[{"host": "chinar.example"}])).named("чинор")
    assert chinar is not None
    assert chinar.names == ("The Chinar", "Чинор", "chinar.example")


def test_a_user_changes_single_keys_of_a_known_publisher() -> None:
    bbc = load_publishers({"publishers": [{"id": "bbc", "minimum_interval_s": 5}]}).by_id["bbc"]
    assert (bbc.minimum_interval_s, bbc.name) == (5, "BBC")
    assert default_publishers().by_id["bbc"].minimum_interval_s == 1.0


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"alises": ["x"]}, "publishers[0].alises: unknown key; did you mean aliases?"),
        ({"hosts": [{"hots": "x"}]}, "publishers[0].hosts[0].hots: unknown key"),
        ({"hosts": [{}]}, "publishers[0].hosts[0].host: missing"),
        ({"hosts": {"host": "x"}}, "publishers[0].hosts: expected an array"),
        ({"aliases": "x"}, "publishers[0].aliases: expected an array"),
        ({"aliases": [1]}, "publishers[0].aliases[0]: expected a string, found 1"),
        ({"minimum_interval_s": "1"}, "publishers[0].minimum_interval_s: expected a number"),
        ({"hosts": [{"host": "x", "since": True}]}, "publishers[0].hosts[0].since: expected a whole number"),
        ({"patterns": [{"address": "https://x.example/{sluug}"}]}, "publishers[0].patterns[0].address: nothing fills {sluug}"),
        (
            {"patterns": [{"address": "https://x.example/{slug}"}]},
            "publishers[0].patterns[0].slug: no slug rules named",
        ),
        ({"patterns": [{"address": "x.example/{year}"}]}, "publishers[0].patterns[0].address: expected http:// or https://"),
        ({"clocks": [{"address": "("}]}, "publishers[0].clocks[0].address: not a regular expression"),
        ({"clocks": [{"address": "x"}]}, "publishers[0].clocks[0].address: expected a group (?P<id>"),
        ({"clocks": [{"address": "(?P<id>x)", "unit": "days"}]}, "publishers[0].clocks[0].unit: expected sequence"),
        (
            {"clocks": [{"address": "(?P<id>x)", "points": [{"id": 1, "day": "soon"}]}]},
            "points[0].day: expected",
        ),
        ({"slugs": {"default": {"table": "klingon"}}}, "publishers[0].slugs.default.table: expected one of"),
        ({"time_zone": "Mars/Olympus"}, "publishers[0].time_zone: expected"),
        ({"date_order": "DYM"}, "publishers[0].date_order: expected DMY, MDY or YMD"),
        # A table that came from somebody else: what never ends, what is no host, what leads elsewhere.
        ({"clocks": [{"address": "(a+)+(?P<id>x)"}]}, "publishers[0].clocks[0].address: expected at most 2 repetitions"),
        ({"clocks": [{"address": "a*b*c*(?P<id>x)"}]}, "publishers[0].clocks[0].address: expected at most 2 repetitions"),
        (
            {"clocks": [{"address": "(?P<id>" + "x" * 600 + ")"}]},
            "publishers[0].clocks[0].address: expected at most 2 repetitions",
        ),
        (
            {"clocks": [{"address": "(?P<id>x)", "points": [{"id": 2, "day": "2015-01-01"}, {"id": 1, "day": "2016-01-01"}]}]},
            "publishers[0].clocks[0].points[1]: expected a higher id and a later day",
        ),
        ({"clocks": [{"address": "(?P<id>x)", "error_days": -1}]}, "publishers[0].clocks[0].error_days: expected days"),
        ({"hosts": [{"host": "https://x.example/"}]}, "publishers[0].hosts[0].host: expected a host name"),
        ({"hosts": [{"host": "x\u202ey.example"}]}, "publishers[0].hosts[0].host: expected a host name"),
        ({"hosts": [{"host": "127.0.0.1"}]}, "publishers[0].hosts[0].host: expected a host name"),
        ({"hosts": [{"host": "localhost"}]}, "publishers[0].hosts[0].host: expected a host name"),
        ({"hosts": [{"host": "x.example", "shared": True}]}, "publishers[0].hosts[0].shared: expected a path"),
        ({"hosts": [{"host": "x.example", "path": "a"}]}, "publishers[0].hosts[0].path: expected a folder"),
        ({"hosts": [{"host": "x.example", "since": 2016, "until": 2015}]}, "publishers[0].hosts[0].until: expected 2016"),
        ({"hosts": [{"host": "x.example", "since": 3}]}, "publishers[0].hosts[0].since: expected a year from 1900"),
        ({"hosts": [{"host": "x.example"}] * 300}, "publishers[0].hosts: expected at most 200, found 300"),
        ({"mirrors": ["file:///etc"]}, "publishers[0].mirrors[0]: expected a host name"),
        ({"patterns": [{"address": "file:///etc/{year}"}]}, "publishers[0].patterns[0].address: expected http:// or https://"),
        ({"patterns": [{"address": "http://127.0.0.1/{year}"}]}, "publishers[0].patterns[0].address: expected a host name"),
        ({"patterns": [{"address": "http://a:b@x.example/{year}"}]}, "publishers[0].patterns[0].address: expected http:// or"),
        (
            {"patterns": [{"address": "http://x.example/a", "listing": "x"}]},
            "publishers[0].patterns[0].listing: expected http://",
        ),
        (
            {
                "patterns": [{"address": "http://x.example/{a}/{b}"}],
                "choices": {"a": list("abcdefghijk"), "b": list("abcdefghijk")},
            },
            "publishers[0].patterns[0].address: expected at most 100 combinations of choices, found 121",
        ),
        ({"choices": {"a-b": ["c"]}}, "publishers[0].choices.a-b: expected a name"),
        ({"moves": [{"was": "http://x.example/{a}{b}", "now": "http://x.example/"}]}, "publishers[0].moves[0].was: expected"),
        ({"moves": [{"was": "http://x.example/{a}", "now": "http://x.example/{b}"}]}, "publishers[0].moves[0].now: {b} does not"),
        ({"minimum_interval_s": float("nan")}, "publishers[0].minimum_interval_s: expected seconds from 0 to 3600"),
        ({"minimum_interval_s": 1e9}, "publishers[0].minimum_interval_s: expected seconds"),
        ({"minimum_interval_s": -1}, "publishers[0].minimum_interval_s: expected seconds"),
        ({"slugs": {"default": {"separator": "/../"}}}, "publishers[0].slugs.default.separator: expected"),
        ({"slugs": {"default": {"letters": {"ы": "/.."}}}}, "publishers[0].slugs.default.letters: expected one letter"),
        ({"slugs": {"default": {"letters": ["ы"]}}}, "publishers[0].slugs.default.letters[0]: expected an array"),
        ({"aliases": datetime.date(2015, 1, 1)}, "publishers[0].aliases: expected an array"),
        ({"slugs": {"default": {"max_length": 0}}}, "publishers[0].slugs.default.max_length: expected a number above 0"),
        ({"profiles": [{"title": ["h1["]}]}, "publishers[0].profiles[0].title[0]: expected a CSS selector"),
        ({"profiles": [{"dates_in": ["here"]}]}, "publishers[0].profiles[0].dates_in[0]: expected one of json-ld"),
        ({"profiles": [{"hosts": ["a b"]}]}, "publishers[0].profiles[0].hosts[0]: expected a host name"),
        ({"aliases": ["!!!"]}, "publishers[0].aliases[0]: expected a name with letters"),
        ({"name": " "}, "publishers[0].name: expected a name with letters"),
        ({"series": [{"name": "..."}]}, "publishers[0].series[0].name: expected a name with letters"),
        ({"aliases": ["Interfax"]}, "the name 'Interfax' belongs to interfax and to the-chinar"),
    ],
)
def test_a_wrong_setting_is_named_with_file_and_key(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as error:
        load_publishers(own(**keys), origin="my/footnotary.toml")
    assert str(error.value).startswith("my/footnotary.toml: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("table", [{"publishers": "x"}, {"publishers": [1]}, {"publishers": [{}]}, {"publishers": [{"id": 1}]}])
def test_publishers_that_are_no_tables_are_refused(table: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=r"footnotary\.toml: publishers"):
        load_publishers(table)


JSON = st.recursive(
    st.dates() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(field.name for field in dataclasses.fields(Publisher) if field.name != "id")), JSON)
def test_a_hostile_table_is_loaded_or_refused_with_its_key_path(key: str, value: Any) -> None:
    try:
        load_publishers(own(**{key: value}))
    except SettingsError as error:
        assert str(error).startswith(("footnotary.toml: publishers[0]", "footnotary.toml: the name"))  # noqa: PT017


@given(st.text(max_size=60))
def test_a_clock_of_text_is_loaded_or_refused_and_never_hangs(expression: str) -> None:
    try:
        known = load_publishers(own(clocks=[{"address": f"{expression}(?P<id>[0-9]+)"}]))
    except SettingsError:
        return
    days_of(known.by_id["the-chinar"], "https://chinar.example/" + "a" * 400 + "/12")


def test_a_publishers_pause_reaches_its_hosts_with_www_and_without() -> None:
    slow = load_publishers(own(minimum_interval_s=7, hosts=[{"host": "www.chinar.example"}]))
    intervals = dict(fetch_settings(Settings(), slow, software="footnotary/0", contact=None).host_intervals)
    assert intervals == {"www.chinar.example": 7, "chinar.example": 7}


@pytest.mark.timed
def test_loading_all_publishers_is_fast() -> None:
    room._tables.cache_clear()
    room._shipped.cache_clear()
    spent = time.process_time()
    load_publishers()
    assert time.process_time() - spent < 1  # many times what it takes: a guard against a wrong order of growth


def test_the_table_in_the_document_is_fresh() -> None:
    written = DOCUMENT.read_text(encoding="utf-8")
    assert written.partition(BEGIN)[2].partition(END)[0].strip() == publishers_table().strip()
