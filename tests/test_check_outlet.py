"""The check of outlets: which names are one, which are surely two, and what tells nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.finding import Finding, Outcome, Status
from citations.outlets import bears, is_one_outlet, is_told, may_be_one_outlet, may_bear
from pipeline.checks.outlet import check
from tests.check_cases import SHORT, cited, evidence, read

NAMES = st.text(max_size=60) | st.sampled_from(
    ["ИА «Авеста.Tj»", "24.kg", "The", "«»", "News", "RFE/RL’s Tajik Service", "a.b.c"]
)


def outlet(printed: str, shown: str, host: str = "courier.example", *, url: str | None = None, **page: Any) -> Finding:
    at = read(publisher=shown, final_uri=f"https://{host}/a", **page)
    (finding,) = check(evidence(at, cited(container_title=printed, url=url)))
    return finding


@pytest.mark.parametrize(
    ("printed", "shown", "outcome"),
    [
        ("The Harbour Post", "Harbour Post Online", Outcome.PASSED),
        ("Harbour Post", "HarbourPost.example", Outcome.PASSED),
        ("Рӯзномаи Субҳ", "Рузномаи Субх", Outcome.PASSED),
        ("Harbour Post", "Lakeside Review", Outcome.CANT_TELL),
    ],
)
def test_an_outlet_has_many_names_and_another_is_a_hint(printed: str, shown: str, outcome: Outcome) -> None:
    found = check(evidence(read(publisher=shown), cited(container_title=printed)))
    assert [(one.rule, one.status, one.outcome) for one in found] == [("publisher", Status.OK, outcome)]


@pytest.mark.parametrize(
    ("printed", "text", "defect"),
    [
        ("Harbour Herald", "The locks are open.", "publisher-differs"),
        ("Harbour Herald", "The locks are open, the Harbour Herald writes.", None),
        ("Associated News", "The locks are open (AN).", None),
        ("Вестник порта", "The locks are open.", None),
        ("The Harbour Post of Lipna", "The locks are open.", None),
    ],
)
def test_another_outlet_is_to_be_looked_at_where_the_address_bears_the_pages_own(
    printed: str, text: str, defect: str | None
) -> None:
    page = read(publisher="Harbour Post", text=text)
    at = replace(page, capture=replace(page.capture, final_uri="https://www.harbourpost.example/a"))
    (finding,) = check(evidence(at, cited(container_title=printed)))
    assert finding.defect == defect


@pytest.mark.parametrize(
    ("printed", "shown", "host"),
    [
        ("RFE/RL's Tajik Service", "Радиои Озодӣ", "www.ozodi.org"),
        ("Avesta", "ИА «Авеста.Tj»", "avesta.tj"),
        ("asiaplustj.info", "Asia-Plus", "asiaplus.news"),
        ("Jumhuriyat", "Ҷумҳурият: нашрияи расмӣ", "jumhuriyat.tj"),
    ],
)
def test_a_name_in_another_script_with_its_kind_or_of_the_profile_is_the_outlets(printed: str, shown: str, host: str) -> None:
    assert outlet(printed, shown, host).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("printed", "shown", "host"),
    [
        ("Radio Ozodlik", "Radio Ozodi", "www.ozodi.org"),
        ("Jumhuriyat", "Миллат", "millat.tj"),
        ("Rossiyskaya Gazeta", "Новая газета", "novayagazeta.ru"),
        ("The New York Times", "New York Post", "nypost.com"),
        ("Asia-Plus", "Радио Озоди", "rus.ozodi.org"),
    ],
)
def test_another_outlet_is_told_across_scripts_and_by_an_abbreviated_host(printed: str, shown: str, host: str) -> None:
    assert outlet(printed, shown, host).defect == "publisher-differs"


def test_the_address_in_the_note_makes_no_outlet_of_another_one() -> None:
    for url in (None, "https://rus.ozodi.org/a"):
        assert outlet("Asia-Plus", "Радио Озоди", "rus.ozodi.org", url=url).defect == "publisher-differs"


@pytest.mark.parametrize(
    ("title", "imprints", "defect"),
    [
        ("Leith looks south | The Scotsman", ("The Scotsman",), "publisher-differs"),
        ("Leith looks south", ("The Scotsman", "The Scotsman"), "publisher-differs"),
        ("Leith looks south", ("The Scotsman",), None),
        ("Leith looks south", ("The Scotsman", "National World"), None),
    ],
)
def test_a_page_that_names_its_publisher_twice_is_that_ones_at_any_host(
    title: str, imprints: tuple[str, ...], defect: str | None
) -> None:
    assert outlet("Harwick Courant", "The Scotsman", "127.0.0.1", title=title, imprints=imprints).defect == defect


@pytest.mark.parametrize(
    ("printed", "page"),
    [
        ("Harwick Courant", {"text": "First published in the Harwick Courant."}),
        ("Harwick Courant", {"canonical": "https://www.harwickcourant.example/a"}),
        ("Scotland on Sunday", {}),
        ("Scotsman Review", {}),
        ("Субҳ", {}),
    ],
)
def test_a_text_taken_over_a_sister_and_a_translation_accuse_nobody_at_any_host(printed: str, page: dict[str, Any]) -> None:
    told = outlet(printed, "The Scotsman", "127.0.0.1", imprints=("The Scotsman", "The Scotsman"), **page)
    assert told.outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("shown", ["YouTube", "Yahoo News", "ИноСМИ", "Internet Archive", "Medium"])
def test_what_carries_others_work_is_no_other_outlet(shown: str) -> None:
    assert outlet("Harwick Courant", shown, "127.0.0.1", imprints=(shown, shown)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("printed", "shown", "host"),
    [
        ("RIA Novosti", "МИА «Россия сегодня»", "ria.ru"),  # its owner, at its own host
        ("RFE/RL", "Radio Ozodi", "www.ozodi.org"),  # a part of it
        ("Reporters Without Borders", "RSF", "rsf.org"),  # its initials in another language
        ("Asia-Plus", "WordPress", "asiaplus.example"),
        ("Вестник порта", "Harbour Post", "harbourpost.example"),  # may be its translation
    ],
)
def test_an_owner_a_part_a_translation_or_a_platform_accuses_nobody(printed: str, shown: str, host: str) -> None:
    assert outlet(printed, shown, host).outcome is Outcome.CANT_TELL


def test_a_paper_that_prints_an_agencys_text_is_no_other_outlet() -> None:
    assert outlet("Interfax", "Коммерсантъ", "www.kommersant.ru", byline="Интерфакс").outcome is Outcome.CANT_TELL
    assert outlet("Interfax", "Коммерсантъ", "www.kommersant.ru", byline="Пётр Козлов").defect == "publisher-differs"


def test_nothing_is_said_without_an_outlet_on_either_side_or_of_a_short_form() -> None:
    assert check(evidence(read(publisher=None))) == ()
    assert check(evidence(read(), cited(container_title=None))) == ()
    assert check(replace(evidence(read(publisher="Harbour Post")), citation=SHORT)) == ()


@given(NAMES, NAMES)
def test_names_of_any_text_are_compared_alike_from_both_sides(left: str, right: str) -> None:
    assert is_one_outlet(left, right) == is_one_outlet(right, left)
    assert may_be_one_outlet(left, right) == may_be_one_outlet(right, left)
    assert may_be_one_outlet(left, left)
    for told in (bears(left, right), may_bear(left, right), is_told(left, right)):
        assert told in (True, False)
