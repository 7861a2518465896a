"""Pages of each publisher's kind, written for these tests, are read by the profile of their year; and what the commands say."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from archive.locate import rules
from archive.locate.clocks import days_of
from archive.page import Page, best_published, read_page
from archive.reading.markup import selected_plain
from citations.names import TitleAgreement, title_agreement
from citations.publisher import Profile, Publisher, default_publishers
from pipeline.reading import profile_options
from tests.project import footnotary_here

PAGES = Path(__file__).parent / "publisher_pages"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))
MARK = "Sample page written for footnotary's tests"


def body(name: str) -> bytes:
    return (PAGES / f"{name}.html").read_bytes()


def publisher(name: str) -> Publisher:
    return default_publishers().by_id[EXPECTED[name]["publisher"]]


def profile(name: str) -> Profile | None:
    return publisher(name).profile_of(EXPECTED[name]["captured"], EXPECTED[name]["address"])


def read(name: str) -> Page:
    expected, known = EXPECTED[name], publisher(name)
    return read_page(
        body(name),
        charset=expected.get("charset"),
        address=expected["address"],
        date_order=known.date_order,
        profile=profile_options(known, expected["captured"], expected["address"]),
    )


def test_every_publisher_and_every_profile_has_a_page_marked_as_a_sample() -> None:
    served = {(EXPECTED[name]["publisher"], held) for name in EXPECTED if (held := profile(name))}
    lacking = {
        (known.id, held.when) for known in default_publishers() for held in known.profiles if (known.id, held) not in served
    }
    assert lacking == set()
    assert {EXPECTED[name]["publisher"] for name in EXPECTED} >= {known.id for known in default_publishers()} - {"osce"} | {
        "osce"
    }
    assert {path.stem for path in PAGES.glob("*.html")} == EXPECTED.keys()
    assert all(MARK.encode() in body(name) for name in EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_is_read_by_the_profile_of_its_year(name: str) -> None:
    expected, page = EXPECTED[name], read(name)
    shown = [title_agreement(expected["title"], title, publisher(name).names) for title in (*page.headings, page.title) if title]
    published = best_published(page)
    assert TitleAgreement.SAME in shown
    assert page.byline == expected.get("byline")
    assert published is not None
    assert published.edtf() == expected["date"]
    assert page.language == expected["language"]
    assert " ".join(page.article.split()).startswith(expected["begins"])
    assert [sign.value for sign in page.signs] == expected.get("signs", [])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_profile_finds_on_its_page_all_that_it_has_selectors_for(name: str) -> None:
    held = profile_options(publisher(name), EXPECTED[name]["captured"], EXPECTED[name]["address"])
    rows = selected_plain(body(name), charset=EXPECTED[name].get("charset"), profile=held)
    assert {row["kind"] for row in rows} == {row["kind"] for row in rows if row["found"]}
    places = {witness.place for witness in read(name).dates if witness.kind == "published"}
    assert set(held.get("dates_in", ())) <= places


@pytest.mark.parametrize(
    ("name", "year"),
    [("radio-ozodi-2012", 2020), ("radio-ozodi-2020", 2012), ("avesta-2015", 2019), ("khovar-2017", 2015)],
)
def test_the_selectors_of_another_year_find_nothing(name: str, year: int) -> None:
    rows = selected_plain(body(name), profile=profile_options(publisher(name), year))
    assert rows
    assert not any(row["found"] for row in rows)


def test_a_frozen_copy_is_read_as_it_was_built_and_a_web_archives_host_by_the_year() -> None:
    asia_plus = default_publishers().by_id["asia-plus"]
    assert asia_plus.profile_of(2024, "https://old.asiaplustj.info/ru/node/1").title == ("h1.title",)  # type: ignore[union-attr]
    assert asia_plus.profile_of(2024, "https://asiaplustj.info/ru/news/x").title == ()  # type: ignore[union-attr]
    archived = default_publishers().by_id["radio-ozodi"].profile_of(2012, "https://web.archive.example/http://www.ozodi.org/x")
    assert archived is not None
    assert archived.until == 2014


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_stands_at_an_address_of_its_publisher_and_inside_its_clock(name: str) -> None:
    expected, known = EXPECTED[name], publisher(name)
    assert default_publishers().at_address(expected["address"]) is known
    assert rules.rules_of(known, expected["address"]) or not known.patterns
    if bracket := days_of(known, expected["address"]):
        assert bracket.first.year <= int(expected["date"][:4]) <= bracket.last.year


# The commands


def test_list_names_every_publisher_and_how_much_is_to_confirm(tmp_path: Path) -> None:
    result = footnotary_here("publishers", "list", cwd=tmp_path)
    assert result.returncode == 0
    assert result.stdout.splitlines()[-1] == f"{len(default_publishers())} publishers"
    assert any(line.startswith("payom ") and line.endswith(" to confirm)") for line in result.stdout.splitlines())


def test_list_shows_all_of_one_publisher_and_marks_what_nobody_confirmed(tmp_path: Path) -> None:
    result = footnotary_here("publishers", "list", "Азия-Плюс", cwd=tmp_path)
    assert result.returncode == 0
    for line in ("    asiaplustj.info 2017–2025, after news.tj", "    asiaplus.tj 2010–2016 (to confirm)", "  to confirm:"):
        assert line in result.stdout.splitlines()


def test_list_gives_every_fact_as_json(tmp_path: Path) -> None:
    (found,) = json.loads(footnotary_here("publishers", "list", "rferl", "--json", cwd=tmp_path).stdout)["publishers"]
    assert found["hosts"][0]["host"] == "www.rferl.org"
    assert found["clocks"][0]["points"][0] == {"id": 26671992, "day": "2014-11-03"}
    assert isinstance(found["to_confirm"], list)


def test_list_of_a_name_that_nobody_has_ends_with_the_nearest(tmp_path: Path) -> None:
    result = footnotary_here("publishers", "list", "Interfaks", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "did you mean" in result.stderr
    assert "Interfax" in result.stderr


def test_a_projects_own_publisher_is_listed_and_a_wrong_one_ends_with_its_key_path(tmp_path: Path) -> None:
    settings = tmp_path / "footnotary.toml"
    settings.write_text('[[publishers]]\nid = "the-chinar"\nname = "The Chinar"\n[[publishers.hosts]]\nhost = "chinar.example"\n')
    assert "chinar.example" in footnotary_here("publishers", "list", "The Chinar", cwd=tmp_path).stdout
    settings.write_text('[[publishers]]\nid = "the-chinar"\nname = "The Chinar"\n[[publishers.hosts]]\nhost = "http://chinar"\n')
    result = footnotary_here("publishers", "check", cwd=tmp_path)
    assert result.returncode == 2
    assert "footnotary.toml: publishers[0].hosts[0].host: expected a host name" in result.stderr


def test_check_says_what_an_address_is_by_the_known_facts(tmp_path: Path) -> None:
    address = "https://rus.ozodi.org/content/article/27243123.html"
    result = footnotary_here("publishers", "check", address, "--json", cwd=tmp_path)
    found = json.loads(result.stdout)
    assert result.returncode == 0
    assert (found["publisher"], found["year"]) == ("radio-ozodi", 2015)
    assert found["rules"][0]["parts"] == {"id": "27243123"}
    assert found["id_days"][0] < "2015-09-01" < found["id_days"][1]
    assert found["moved_to"][0] == {"address": "https://rus.ozodi.org/a/27243123.html", "to_confirm": True}
    assert "h1.title.pg-title" in found["markup"]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("https://chinar.example/a", "is no publisher’s"),
        ("https://www.rferl.org/about", "no rule of RFE/RL makes such an address"),
    ],
)
def test_check_of_an_address_that_nothing_fits_ends_with_1(tmp_path: Path, address: str, problem: str) -> None:
    result = footnotary_here("publishers", "check", address, cwd=tmp_path)
    assert result.returncode == 1
    assert f"LOOK: the host {problem}" in result.stdout or f"LOOK: {problem}" in result.stdout


@pytest.mark.parametrize(
    "words", [("http://[",), ("nothing-here",), ("--all", "https://www.rferl.org/"), ("--year", "12", "x.example")]
)
def test_check_of_what_is_neither_address_nor_file_ends_with_2(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert footnotary_here("publishers", "check", *words, cwd=tmp_path).returncode == 2


def test_check_reads_a_saved_page_and_says_what_each_selector_finds(tmp_path: Path) -> None:
    result = footnotary_here("publishers", "check", PAGES / "khovar-2017.html", "--json", cwd=tmp_path)
    found = json.loads(result.stdout)
    assert result.returncode == 0
    assert found["publisher"] == "khovar"
    assert found["read"]["title"] == EXPECTED["khovar-2017"]["title"]
    assert found["read"]["date"] == "2017-05-20"
    best = max(found["markup"], key=lambda facts: int(facts["fits"]))
    assert all(row["found"] for row in best["selectors"])


def test_check_of_a_page_whose_selectors_find_nothing_ends_with_1(tmp_path: Path) -> None:
    page = tmp_path / "saved.html"
    page.write_bytes(body("radio-ozodi-2020"))
    result = footnotary_here("publishers", "check", "saved.html", "--as", "Ozodi", "--year", "2012", cwd=tmp_path)
    assert result.returncode == 1
    assert "LOOK: no selector finds the title: #article h1" in result.stdout
    assert "date p.article_date: finds nothing" in result.stdout


def test_check_of_a_page_that_does_not_say_whose_it_is_asks_for_its_publisher(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text("<html><title>A page</title><p>Stand-in words.</p></html>")
    result = footnotary_here("publishers", "check", "saved.html", cwd=tmp_path)
    assert result.returncode == 2
    assert "--as" in result.stderr


def test_check_chooses_the_markup_that_fits_best(tmp_path: Path) -> None:
    for name, when in (("bbc-2020", "2016–"), ("bbc-2013", "2010–2015 at www.bbc.co.uk, www.bbc.com")):
        result = footnotary_here("publishers", "check", PAGES / f"{name}.html", "--as", "bbc", "--json", cwd=tmp_path)
        found = json.loads(result.stdout)
        best = max(found["markup"], key=lambda facts: int(facts["fits"]))
        assert best["profile"].startswith(when)
        assert found["read"]["date"] == EXPECTED[name]["date"]


def test_check_of_a_file_that_is_no_page_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = footnotary_here("publishers", "check", "saved.html", "--as", "bbc", cwd=tmp_path)
    assert result.returncode == 2
    assert "not a web page but a picture" in result.stderr


def test_a_page_that_no_known_markup_fits_is_said_to(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text("<html><title>A page</title><p>Stand-in words.</p></html>")
    result = footnotary_here("publishers", "check", "saved.html", "--as", "Ozodi", cwd=tmp_path)
    assert result.returncode == 1
    assert "LOOK: no markup that is known fits this page" in result.stdout


def test_check_of_all_publishers_counts_what_is_known_and_what_nobody_confirmed(tmp_path: Path) -> None:
    result = footnotary_here("publishers", "check", "--all", "--json", cwd=tmp_path)
    found = json.loads(result.stdout)
    assert result.returncode == 0
    assert found["publishers"] == len(default_publishers())
    assert "host payom.net" in found["to_confirm"]["payom"]
