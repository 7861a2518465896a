"""What an index of addresses is asked for, how its answers are ranked, and which of them are let in."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.address import same_page
from archive.locate import clocks, identity, ladder, profile, rules
from archive.locate.admitted import Admitted, Refused, admitted
from archive.locate.listings import MAX_LISTINGS, Listing, listings
from archive.locate.lookup import Candidate, FoundBy, Rung
from archive.locate.moved import successors
from archive.locate.slugs import heads, likeness
from archive.page import DateWitness, Page
from citations.citation import Citation, Form
from citations.partial_date import from_edtf
from citations.publisher import Publisher, default_publishers, load_publishers
from citations.romanise import TABLES, SlugRules, slug

TITLE = "The Ferry Sinks off the Bay of Qayroq"
CHINAR: dict[str, Any] = {
    "id": "the-chinar",
    "name": "The Chinar",
    "hosts": [
        {"host": "chinar.example", "until": 2016},
        {"host": "chinar-news.example", "since": 2017, "replaces": "chinar.example", "same_paths": True},
    ],
    "mirrors": ["mirror.example"],
    "patterns": [
        {"address": "https://chinar.example/a/{slug}", "csl_types": ["post"]},
        {"address": "https://chinar.example/{year}/{month}/{day}/{slug}", "csl_types": ["article-newspaper"]},
        {"address": "https://chinar.example/{any}/{id}.html", "csl_types": ["report"]},
        {"address": "https://chinar-news.example/kept/{slug}", "csl_types": ["entry"], "stands_since": 2017},
        {"address": "https://chinar.example/{section}/{id}-{slug}.html", "csl_types": ["map"]},
    ],
    "choices": {"section": ["home"]},
    "slugs": {"default": {"stop_words": ["the", "of", "off"]}},
    "moves": [{"was": "http://chinar.example/content/{word}/{id}.html", "now": "https://chinar.example/a/{word}/{id}.html"}],
    "clocks": [{"address": r"chinar\.example/\w+/(?P<id>\d+)\.html", "error_days": 2,
                "points": [{"id": 1000, "day": "2015-01-01"}, {"id": 2000, "day": "2015-12-31"}]}],
}  # fmt: skip


@pytest.fixture(scope="module")
def chinar() -> Publisher:
    return load_publishers([CHINAR]).by_id["the-chinar"]


def cited(**keys: Any) -> Citation:
    keys["issued"] = from_edtf(keys["issued"]) if keys.get("issued") else None
    return Citation(**({"form": Form.FULL, "type": "post", "title": TITLE} | keys))  # type: ignore[arg-type]


def first(source: Citation, publisher: Publisher, **keys: Any) -> Listing:
    return listings(source, publisher, **keys)[0]


# Listings


def test_a_slug_is_listed_by_its_beginning_with_stop_words_and_without(chinar: Publisher) -> None:
    found = [item.prefix for item in listings(cited(issued="2015-10-05"), chinar) if item.narrow]
    assert found == ["chinar.example/a/ferry", "chinar.example/a/the-fe"]


def test_a_days_folder_is_listed_whole_and_ranked_by_the_title(chinar: Publisher) -> None:
    listing = first(cited(type="article-newspaper", issued="2015-10-05"), chinar)
    assert (listing.prefix, listing.title, listing.narrow) == ("chinar.example/2015/10/05/", TITLE, True)


def test_a_listing_spans_three_days_before_the_date_to_400_after(chinar: Publisher) -> None:
    listing = first(cited(issued="2015-10-05"), chinar)
    assert (listing.since, listing.until) == (datetime.date(2015, 10, 2), datetime.date(2016, 11, 8))


def test_a_misdated_source_is_listed_years_either_way_with_no_date_in_the_path(chinar: Publisher) -> None:
    listing = first(cited(type="article-newspaper", issued="2015-10-05"), chinar, years=2)
    assert listing.since == datetime.date(2013, 10, 2)
    assert "/2015/" not in listing.prefix
    assert re.fullmatch(listing.fits, "https://chinar.example/2014/10/05/ferry-sinks-bay-qayroq")


def test_a_text_carried_over_is_listed_from_the_year_its_new_address_stands(chinar: Publisher) -> None:
    listing = first(cited(type="entry", issued="2009-02-12"), chinar)
    assert (listing.since, listing.until) == (datetime.date(2017, 1, 1), None)


def test_ids_behind_unknown_words_are_asked_for_by_an_expression(chinar: Publisher) -> None:
    listing = first(cited(type="report", issued="2015-06-20"), chinar)
    assert listing.ids is not None
    assert listing.ids[0] <= 1465 <= listing.ids[1]
    assert re.fullmatch(listing.fits, "http://chinar.example/words/1465.html")
    assert not re.fullmatch(listing.fits, "http://chinar.example/words/1234.html")
    assert not re.fullmatch(listing.fits, "http://chinar.example/words/914650.html")


def test_a_slug_behind_an_id_is_asked_for_by_an_expression(chinar: Publisher) -> None:
    listing = first(cited(type="map", issued="2015-06-20"), chinar)
    assert listing.prefix == "chinar.example/home/"
    assert re.fullmatch(listing.fits, "http://chinar.example/home/17-ferry-sinks.html")
    assert not re.fullmatch(listing.fits, "http://chinar.example/home/17-bridge-opens.html")


def test_whole_hosts_of_that_time_come_last_and_are_not_called_narrow(chinar: Publisher) -> None:
    last = listings(cited(issued="2015-10-05"), chinar)[-1]
    assert (last.host, last.match_type, last.path, last.narrow) == ("chinar.example", "host", "", False)
    assert {item.host for item in listings(cited(issued="2018-10-05"), chinar) if item.match_type == "host"} == {
        "chinar-news.example"
    }


def test_without_a_date_nothing_bounds_the_days(chinar: Publisher) -> None:
    listing = first(cited(issued=None), chinar)
    assert (listing.since, listing.until) == (None, None)


@given(st.text(max_size=60), st.sampled_from(["2015-10-05", "2015-21", "0001-01-01", "9999", None]), st.integers(0, 50))
def test_no_title_and_no_date_makes_a_listing_raise_or_leave_its_host(title: str, issued: str | None, years: int) -> None:
    for publisher in default_publishers():
        found = listings(cited(title=title, issued=issued, number=title), publisher, years=years)
        assert len(found) <= MAX_LISTINGS
        assert all("{" not in item.prefix and "/" not in item.host and item.host for item in found)
        assert all(re.compile(item.fits) for item in found)


@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_prefixes_of_a_span_cover_every_id_of_it(low: int, width: int) -> None:
    starts = clocks.prefixes(low, low + width, most=3)
    assert len(starts) <= 3
    for number in (low, low + width // 2, low + width) if starts else ():
        assert str(number).startswith(starts)


# Ranking


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Заявление генерала Назарова", "http://ca.example/news/zajavlenie_generala_nazarova/2015-09-04-12"),
        ("Паром у новой пристани затонул в четверг", "https://a.example/20150504/parom-u-novoi-pristani-zatonul-v-chetverg"),
        ("Паром у новой пристани затонул в четверг", "https://a.example/rus/2015/05/parom-u-novoj-pristani-zaton"),
        ("Over 1,300 Ferries Wait in Qayroq Harbour", "https://a.example/content/over-1300-ferries-wait-in-qayroq-har/2938.html"),
        ("The Chinar's Last Ferry Leaves Qayroq", "https://a.example/2015/05/28/chinars-last-ferry-leaves-qayroq?utm_source=x"),
        ("Киштӣ дар бандари Қайроқ ғарқ шуд", "https://a.example/%D0%BA%D0%B8%D1%88%D1%82%D3%A3-%D0%B4%D0%B0%D1%80-"
         "%D0%B1%D0%B0%D0%BD%D0%B4%D0%B0%D1%80%D0%B8-%D2%9B%D0%B0%D0%B9%D1%80%D0%BE%D2%9B"),
        ("Why Qayroq Cannot Sell Its Ferry", "http://a.example/index.php?option=com_content&view=article&id=48340:why-qayroq-cannot-sell-ferry&catid=7"),
        ("Почему Эскдейл и Щёлково ждут паром", "http://a.example/news/pochemu_ehskdejl_shhjolkovo_zhdut/2010-04-08-39241"),
        ("Может ли холод остановить паром", "http://a.example/news/mojet-li-xolod-ostanovit-parom"),
        ("Юбилей и объезд: паром ждут в январе", "http://a.example/news/iubilei-i-obezd-parom-zhdut-v-ianvare"),
        ("Hochwasser in Lüßow: Bürger schöpfen", "http://a.example/hochwasser-in-luessow-buerger-schoepfen-1841.html"),
        ("L’écluse d’Aubigny ferme à midi", "http://a.example/2014/10/l-ecluse-d-aubigny-ferme-a-midi/"),
        ("Гребля під Галичем дала тріщину", "http://a.example/novyny/hreblya-pid-halychem-dala-trishchynu"),
        ("The Ferry of Qayroq Sinks Off…", "http://a.example/2015/ferry-qayroq-sinks-in-the-bay-and-nobody-asks-why"),
    ],
)  # fmt: skip
def test_an_address_that_spells_the_title_ranks_high_whoever_transliterated_it(title: str, address: str) -> None:
    assert likeness(title, address) > 0.7


@pytest.mark.parametrize(
    "address",
    ["https://a.example/index.php?option=com_content&view=article&id=1:bridge-opens-at-last", "https://a.example/2015/05/bridge-opens-at-last", "https://a.example/", "https://a.example/news/466408", "", "https://[",
     "https://a.example/the-of-off"],
)  # fmt: skip
def test_an_address_of_other_words_ranks_at_nothing(address: str) -> None:
    assert likeness(TITLE, address) == 0.0


def test_the_headline_of_another_ferry_ranks_below_the_one_cited() -> None:
    other = likeness(TITLE, "https://a.example/ferry-sails-from-bay-kayroq-again")
    assert 0 < other < likeness(TITLE, "https://a.example/ferry-sinks-bay-qayroq")


@given(st.text(max_size=80), st.text(max_size=80))
def test_ranking_never_raises(title: str, address: str) -> None:
    assert 0 <= likeness(title, address) <= 1
    assert 0 <= likeness(title, f"https://a.example/{address}") <= 1


RULES = st.builds(
    SlugRules,
    table=st.sampled_from(sorted(TABLES)),
    separator=st.sampled_from(["-", "_"]),
    stop_words=st.sampled_from([frozenset(), frozenset({"the", "of", "a"})]),
    max_length=st.none() | st.integers(1, 40),
    max_words=st.none() | st.integers(1, 6),
    cut_words=st.booleans(),
    drop_apostrophes=st.booleans(),
    join_initials=st.booleans(),
)


@given(st.text(max_size=120), RULES)
def test_no_title_makes_the_slug_rules_raise_and_twice_is_once(title: str, rules: SlugRules) -> None:
    made = slug(title, rules)
    assert re.fullmatch(r"[a-z0-9_-]*", made)
    assert slug(made, rules) == made
    assert all(re.fullmatch(r"[a-z0-9_-]{3,6}", head) for head in heads(title, rules))


# Where addresses went


def test_a_printed_address_is_followed_through_a_rebuilt_site_and_to_the_next_host(chinar: Publisher) -> None:
    found = successors("http://www.chinar.example/content/ferry/1465.html", chinar)
    assert tuple(item.address for item in found) == (
        "https://chinar.example/a/ferry/1465.html",
        "https://chinar-news.example/content/ferry/1465.html",
        "https://chinar-news.example/a/ferry/1465.html",
    )
    computed = profile.computed(cited(title=None, url="http://chinar.example/content/ferry/1465.html."), chinar)
    assert computed[0].address == "https://chinar.example/a/ferry/1465.html"


@given(st.text(max_size=60))
def test_following_an_address_never_raises_and_never_comes_back(address: str) -> None:
    for publisher in default_publishers():
        assert address not in [item.address for item in successors(address, publisher)]


def test_hosts_that_replace_each_other_in_a_circle_end() -> None:
    hosts = [{"host": f"{this}.example", "replaces": f"{last}.example", "same_paths": True} for this, last in ("ab", "ba")]
    ring = load_publishers([{"id": "ring", "name": "Ring", "hosts": hosts}]).by_id["ring"]
    assert [item.address for item in successors("https://a.example/x", ring)] == ["https://b.example/x"]


# What is let in


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("file:///etc/passwd", "not file:"),
        ("javascript:alert(1)", "not javascript:"),
        ("http://localhost/a", "this machine"),
        ("http://127.0.0.1/a", "this machine"),
        ("http://[::1]/a", "this machine"),
        ("http://2130706433/a", "this machine"),
        ("http://0x7f.1/a", "this machine"),
        ("http://printer.local/a", "this machine"),
        ("http://intranet/a", "this machine"),
        ("http://chinar\u202eelpmaxe.example/a", "right-to-left override"),
        ("http://chinar\u200b.example/a", "zero width space"),
        ("http://сhinar.example/a", "mixes Cyrillic and Latin"),
        ("http://xn--hinar-0ye.example/a", "mixes Cyrillic and Latin"),
        ("http://", "host"),
        ("", "http"),
        ("http://a.example/" + "a" * 9000, "characters"),
    ],
)
def test_what_no_service_may_name_is_refused_in_words(address: str, why: str) -> None:
    judged = admitted(address)
    assert isinstance(judged, Refused)
    assert why in judged.why


def test_a_host_in_look_alike_letters_is_shown_as_what_it_is() -> None:
    judged = admitted("https://сосо.example/a")
    assert isinstance(judged, Admitted)
    assert judged.address.startswith("https://xn--")
    assert "Cyrillic" in judged.remark
    assert "xn--" in judged.remark


@pytest.mark.parametrize("address", ["https://www.chinar.example/a?b=c", "https://пример.испытание/а", "https://例え.テスト/a"])
def test_an_honest_address_passes_without_a_remark(address: str) -> None:
    judged = admitted(address)
    assert isinstance(judged, Admitted)
    assert judged.remark == ""
    assert admitted(judged.address) == judged


@given(st.text(max_size=60))
def test_admitting_never_raises_and_twice_is_once(text: str) -> None:
    for address in (text, f"https://{text}.example/", f"https://a.example/{text}"):
        judged = admitted(address)
        if isinstance(judged, Admitted):
            again = admitted(judged.address)
            assert isinstance(again, Admitted)
            assert again.address == judged.address


async def test_the_ladder_lets_in_no_address_that_the_guard_would_have_to_refuse() -> None:
    async def ask(*_: Any) -> tuple[Candidate, ...]:
        named = ("file:///etc/passwd", "http://127.0.0.1/", "https://сосо.example/a", "https://a.example/b")
        return tuple(Candidate(address=address, found_by=FoundBy.CANDIDATE, rung="x") for address in named)

    ((attempt, found),) = [item async for item in ladder.climb(cited(), None, None, (Rung(name="x", ask=ask, sends="nothing"),))]
    assert [item.address for item in found] == ["https://xn--n1aahb.example/a", "https://a.example/b"]
    assert "xn--" in found[0].detail
    assert attempt.result.startswith(
        "2 addresses; refused: only http and https are fetched, not file:; the host is an IP address"
    )


async def test_the_ladder_refuses_what_its_id_puts_years_off_the_cited_date(chinar: Publisher) -> None:
    async def ask(*_: Any) -> tuple[Candidate, ...]:
        named = ("https://chinar.example/a/1465.html", "https://chinar.example/a/9465.html")
        return tuple(Candidate(address=address, found_by=FoundBy.CANDIDATE, rung="x") for address in named)

    rung = Rung(name="x", ask=ask, sends="nothing")
    ((attempt, found),) = [item async for item in ladder.climb(cited(issued="2015-06-20"), chinar, None, (rung,))]
    assert [item.address for item in found] == ["https://chinar.example/a/1465.html"]
    assert "years off the cited date" in attempt.result


# One page


def test_there_is_one_judge_of_what_is_one_page() -> None:
    from pipeline.checks import address as checks

    assert checks.same_page is identity.same_page is same_page


WORDS = "A stand-in text of some words, which say nothing of any report, and yet are a paragraph of the page's own."


def test_a_mirror_shows_a_copy_even_of_a_short_headline(chinar: Publisher) -> None:
    source, shown = cited(title="Annual Report", issued="2015-10-05"), Page(title="Annual Report", text=WORDS)
    assert identity.identity(source, shown, "https://www.mirror.example/a", chinar) is FoundBy.COPY
    assert identity.identity(source, shown, "https://else.example/a", chinar) is None
    assert identity.identity(source, replace(shown, title="Another"), "https://mirror.example/a", chinar) is None


def test_the_text_on_another_known_publishers_host_is_a_copy_whatever_its_date(chinar: Publisher) -> None:
    plane = {"id": "plane", "name": "The Plane Tree", "hosts": [{"host": "plane.example"}]}
    known = load_publishers([CHINAR, plane])
    source, witness = (
        cited(issued="2015-10-05"),
        DateWitness(date=from_edtf("2015-10-05"), printed="", place="meta", kind="published"),
    )
    shown = Page(title=TITLE, text="Stand-in text.", dates=(witness,))
    assert identity.identity(source, shown, "https://plane.example/a", chinar, known) is FoundBy.COPY
    assert identity.identity(source, shown, "https://nobody.example/a", chinar, known) is FoundBy.CANDIDATE
    assert identity.identity(source, shown, "https://chinar.example/a", chinar, known) is FoundBy.CONFIRMED
    short = replace(shown, title="Annual Report")
    assert identity.identity(cited(title="Annual Report"), short, "https://plane.example/a", chinar, known) is None


@pytest.mark.parametrize(
    ("publisher", "address", "date"),
    [
        ("rbc", "https://www.rbc.ru/politics/07/10/2015/5614e6a29a79470000000000", "2015-10-07"),
        ("guardian", "https://www.theguardian.com/world/2015/nov/01/words", "2015-11-01"),
        ("state-department", "http://dushanbe.usembassy.gov/pr_07082015.html", "2015-07-08"),
        ("state-department", "https://2009-2017.state.gov/j/inl/rls/nrcrpt/2014/vol1/222.htm", "2014"),
        ("rbc", "https://www.rbc.ru/politics/31/02/2015/5614e6a29a79470000000000", None),
        ("kommersant", "https://www.kommersant.ru/doc/2015", None),
    ],
)
def test_an_address_says_its_day_by_the_publishers_own_pattern(publisher: str, address: str, date: str | None) -> None:
    found = rules.date_of(default_publishers().by_id[publisher], address)
    assert (found.edtf() if found else None) == date


@given(st.text(max_size=60))
def test_no_address_makes_the_rules_raise(text: str) -> None:
    for publisher in default_publishers():
        rules.date_of(publisher, f"https://{publisher.hosts[0].host}/{text}")
