"""From a citation to its address: what each rung gives, in which order, and when a page is the source."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.locate import clocks, filling, identity, ids, ladder, overrides, printed, profile, query
from archive.locate.identity import judge
from archive.locate.lookup import Answer, Candidate, FoundBy, Judged, settle
from archive.page import DateWitness, Page, Sign
from citations.citation import Citation, Form
from citations.date_agreement import Agreement
from citations.errors import SettingsError
from citations.partial_date import PartialDate, from_edtf
from citations.publisher import Publisher, default_publishers, load_publishers

DOCUMENT = Path(__file__).parents[1] / "docs" / "publishers.md"
HEADLINE = "Ferry Sinks off the Bay of Qayroq"
CHINAR = {
    "id": "the-chinar",
    "name": "The Chinar",
    "aliases": ["Чинор"],
    "hosts": [
        {"host": "chinar.example", "until": 2016},
        {"host": "chinar-news.example", "since": 2017, "replaces": "chinar.example", "same_paths": True},
    ],
    "mirrors": ["mirror.example"],
    "patterns": [
        {"address": "https://chinar.example/maybe/{slug}", "languages": ["en"], "to_confirm": True},
        {"address": "https://chinar.example/{year}/{month}/{day}/{slug}", "languages": ["en"], "since": 2010},
        {"address": "https://chinar.example/old/{slug}", "languages": ["en"], "until": 2009},
        {"address": "https://chinar.example/ru/{section}/{slug}/", "languages": ["ru"], "slug": "russian"},
        {"address": "https://chinar.example/news/{year}/{month}/{id}.html"},
        {"address": "https://chinar.example/r/{place}/{number}-{any}.pdf", "csl_types": ["report"], "series": ["Chinar Papers"]},
        {"address": "https://chinar.example/n/{id}", "csl_types": ["post"]},
    ],
    "slugs": {"default": {"stop_words": ["of", "the"]}, "russian": {"table": "simple"}},
    "places": {"qayroq": "south/qayroq", "lower qayroq": "south/lower"},
    "choices": {"section": ["world", "home"]},
    "series": [{"name": "Chinar Papers"}],
    "clocks": [
        {
            "address": r"chinar\.example/(?:n|maybe)/(?P<id>\d+)",
            "points": [{"id": 1000, "day": "2015-01-01"}, {"id": 2000, "day": "2015-12-31"}],
        }
    ],
}


@pytest.fixture(scope="module")
def chinar() -> Publisher:
    return load_publishers([CHINAR]).by_id["the-chinar"]


def cited(**keys: Any) -> Citation:
    known = {
        "form": Form.FULL,
        "type": "article-newspaper",
        "title": "Ferry Sinks off the Bay of Qayroq",
        "container_title": "The Chinar",
    }
    keys["issued"] = from_edtf(keys.get("issued", "2015-10-05")) if keys.get("issued", "") is not None else None
    return Citation(**(known | keys))  # type: ignore[arg-type]


PARAGRAPH = "A stand-in text of some words, which say nothing of ferries and bays, and yet are a paragraph of the page's own."


def page(title: str = "Ferry Sinks off the Bay of Qayroq | The Chinar", date: str | None = None, **keys: Any) -> Page:
    witness = () if date is None else (DateWitness(date=from_edtf(date), printed=date, place="json-ld", kind="published"),)
    return Page(**({"title": title, "text": f"{title}\n{PARAGRAPH}", "dates": witness} | keys))


def candidate(
    address: str = "https://chinar.example/a", found_by: FoundBy = FoundBy.CANDIDATE, rung: str = "profile"
) -> Candidate:
    return Candidate(address=address, found_by=found_by, rung=rung)


# The printed address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://chinar.example/a.", "http://chinar.example/a"),
        ("http://chinar.example/a.pdf).", "http://chinar.example/a.pdf"),
        ("<http://chinar.example/a>;", "http://chinar.example/a"),
        ("www.chinar.example/a_(b)", "http://www.chinar.example/a_(b)"),
        ("“http://chinar.example/a”,", "http://chinar.example/a"),
        ("http://chinar.example/a?b=c&d=e", "http://chinar.example/a?b=c&d=e"),
        ("http://chinar.example/long- part", "http://chinar.example/long-part"),
        ("chinar.example", "http://chinar.example"),
    ],
)
def test_a_printed_address_loses_the_punctuation_of_its_sentence(text: str, address: str) -> None:
    assert printed.trimmed(text) == address
    assert printed.trimmed(address) == address


@given(st.text())
def test_trimming_an_address_never_raises_and_twice_is_once(text: str) -> None:
    assert printed.trimmed(printed.trimmed(text)) == printed.trimmed(text)
    printed.is_web_address(text)


async def test_a_printed_address_is_kept_as_printed_too() -> None:
    found = await printed.candidates(cited(url="http://chinar.example/what?"), None, None)
    assert [item.address for item in found] == ["http://chinar.example/what", "http://chinar.example/what?"]
    assert {item.found_by for item in found} == {FoundBy.PRINTED}


@pytest.mark.parametrize(
    "url", [None, "", "mailto:a@chinar.example", "file:///etc/passwd", "http://", "http://[", "ftp://chinar.example/a"]
)
async def test_what_is_no_address_of_the_web_is_no_candidate(url: str | None) -> None:
    assert await printed.candidates(cited(url=url), None, None) == ()


# A person's answers


async def test_a_persons_answer_is_found_by_title_or_by_source_id() -> None:
    source = cited()
    by_title = overrides.read_overrides({"FERRY sinks off the bay of Qayroq!": "https://x.example/a"})
    by_id = overrides.read_overrides({source.source_id(): {"address": "https://x.example/b", "by": "AB", "on": "2026-11-23"}})
    (first,), (second,) = [await answers.candidates(source, None, None) for answers in (by_title, by_id)]
    assert (first.address, second.address) == ("https://x.example/a", "https://x.example/b")
    assert second.found_by is FoundBy.CONFIRMED
    assert "AB" in second.detail
    assert "2026-11-23" in second.detail


async def test_a_persons_answer_serves_no_other_source() -> None:
    answers = overrides.read_overrides({"Another headline": "https://x.example/a", "": "https://x.example/b"})
    assert await answers.candidates(cited(), None, None) == ()
    assert await answers.candidates(cited(title=None), None, None) == ()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"T": "x.example"}, 'my.toml: overrides."T": expected an address'),
        ({"T": {"adress": "https://x.example"}}, 'my.toml: overrides."T".adress: unknown key; did you mean address?'),
        ({"T": {}}, 'my.toml: overrides."T".address: missing'),
        ({"T": 3}, 'my.toml: overrides."T": expected a table'),
        ({"T": "file:///etc/passwd"}, 'my.toml: overrides."T": expected an address'),
    ],
)
def test_a_wrong_override_is_named_with_file_and_key(table: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as error:
        overrides.read_overrides(table, origin="my.toml")
    assert message in str(error.value)


# Identifiers


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("vol. 24 (2013), doi:10.1163/18750230-02402005.", "https://doi.org/10.1163/18750230-02402005"),
        ("https://doi.org/10.1000/(abc)123", "https://doi.org/10.1000/(abc)123"),
        ("hdl:10986/21876", "https://hdl.handle.net/10986/21876"),
        ("CELEX: 52015JC0050", "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52015JC0050"),
        ("JOIN(2015) 50 final", "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=JOIN:2015:0050:FIN"),
        ("U.N. document S/2015/123, 4 May", "https://undocs.org/S/2015/123"),
        ("CAT/C/TJK/CO/2", "https://undocs.org/CAT/C/TJK/CO/2"),
        ("Index: EUR 60/003/2013", "https://www.amnesty.org/en/documents/eur60/003/2013/en/"),
        ("cable 06DUSHANBE1584, 18 August", "https://wikileaks.org/plusd/cables/06DUSHANBE1584_a.html"),
    ],
)
async def test_a_printed_identifier_gives_the_address_of_its_registry(text: str, address: str) -> None:
    (found,) = await ids.candidates(cited(text=text), None, None)
    assert (found.address, found.found_by) == (address, FoundBy.CONFIRMED)


@pytest.mark.parametrize(
    "text", ["10.12.2015", "EUR 60 million", "and/or/2015", "A/B tests", "no. 1584", "12DAYS", "COM in 2015", "S/he"]
)
def test_what_only_looks_like_an_identifier_gives_nothing(text: str) -> None:
    assert ids.identifiers(cited(text=text)) == ()


@given(st.text())
def test_looking_for_identifiers_never_raises(text: str) -> None:
    ids.identifiers(Citation(form=Form.FULL, text=text, number=text, url=text))


# Computed addresses


def test_an_address_is_computed_from_title_and_date(chinar: Publisher) -> None:
    found = profile.computed(cited(), chinar)
    assert found[0].address == "https://chinar.example/2015/10/05/ferry-sinks-off-bay-qayroq"
    assert "title and date" in found[0].detail
    assert [item.rank for item in found] == list(range(len(found)))
    assert {item.found_by for item in found} == {FoundBy.CANDIDATE}


def test_a_host_that_kept_its_paths_is_asked_under_its_new_name(chinar: Publisher) -> None:
    addresses = [item.address for item in profile.computed(cited(), chinar)]
    assert addresses[1] == "https://chinar-news.example/2015/10/05/ferry-sinks-off-bay-qayroq"
    moved = profile.computed(cited(title=None, url="http://www.chinar.example/x/y?z=1."), chinar)
    assert [item.address for item in moved] == ["https://chinar-news.example/x/y?z=1"]


def test_patterns_to_confirm_come_last(chinar: Publisher) -> None:
    (*_, last) = [item for item in profile.computed(cited(), chinar) if "chinar.example/" in item.address]
    assert "/maybe/" in last.address
    assert "to confirm" in last.detail


@pytest.mark.parametrize(("issued", "expected"), [("2008", "/old/"), ("2015-10-05", "/2015/10/05/")])
def test_a_pattern_holds_for_its_years_alone(chinar: Publisher, issued: str, expected: str) -> None:
    addresses = [item.address for item in profile.computed(cited(issued=issued), chinar) if "/maybe/" not in item.address]
    assert addresses
    assert all(expected in address for address in addresses)


@pytest.mark.parametrize("issued", ["2015-10", "2015", None])
def test_a_date_without_a_day_fills_no_pattern_that_needs_one(chinar: Publisher, issued: str | None) -> None:
    assert not any("/2015/10" in item.address for item in profile.computed(cited(issued=issued), chinar))


def test_a_russian_title_takes_the_russian_pattern_with_each_choice(chinar: Publisher) -> None:
    found = [item.address for item in profile.computed(cited(title="Затонул паром у Қайроқа", language="ru"), chinar)]
    assert found[0] == "https://chinar.example/ru/world/zatonul-parom-u-kajroka/".replace("kaj", "kay")
    assert "https://chinar.example/ru/home/zatonul-parom-u-kayroka/" in found


@pytest.mark.parametrize(
    ("title", "language"), [("Затонул паром", "ru"), ("Киштӣ ғарқ шуд", "tg"), ("Ferry sinks", "en"), (None, "en")]
)
def test_a_titles_letters_tell_its_language(title: str | None, language: str) -> None:
    assert filling.language_of(cited(title=title)) == language


@pytest.mark.parametrize(
    ("title", "speaks", "languages"),
    [
        ("Затонул паром у Сарыташа", ("ru", "tg"), ("ru",)),
        ("Паром дар Сарой", ("ru", "tg"), ("ru", "tg")),
        ("Киштӣ ғарқ шуд", ("ru", "tg"), ("tg",)),
        ("Kishti dar Saroy ghark shud", ("tg",), ()),
        ("Ferry sinks", (), ("en",)),
    ],
)
def test_a_title_is_looked_for_in_every_edition_whose_language_it_can_have(
    chinar: Publisher, title: str, speaks: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    assert filling.languages_of(cited(title=title), replace(chinar, languages=speaks)) == languages


def test_no_publisher_is_asked_for_more_addresses_than_the_limit(chinar: Publisher) -> None:
    greedy = replace(chinar, choices={"section": tuple(f"s{number}" for number in range(100))})
    assert len(profile.computed(cited(title="Затонул паром", language="ru"), greedy)) == profile.MAX_CANDIDATES


def test_a_title_without_words_makes_no_slug(chinar: Publisher) -> None:
    assert profile.computed(cited(title="?!"), chinar) == ()
    assert profile.computed(cited(title="Iran"[:3]), chinar) == ()


def test_unknown_ids_give_a_listing_and_no_address(chinar: Publisher) -> None:
    prefixes = [item.prefix for item in profile.listings(cited(), chinar)]
    assert "chinar.example/news/2015/10/" in prefixes
    assert not any("{" in prefix for prefix in prefixes)
    assert "chinar.example/n/" not in prefixes


def test_a_report_is_listed_by_place_and_number(chinar: Publisher) -> None:
    report = cited(type="report", title="Lower Qayroq and Qayroq", collection_title="Chinar Papers", number="N°162")
    prefixes = [item.prefix for item in profile.listings(report, chinar)]
    assert {"chinar.example/r/south/lower/162-", "chinar.example/r/south/qayroq/162-"} <= set(prefixes)
    assert not any("/r/" in item.prefix for item in profile.listings(replace(report, collection_title=None), chinar))


def test_a_clock_narrows_a_listing_to_the_digits_its_days_share(chinar: Publisher) -> None:
    post = cited(type="post", issued="2015-06-20")
    found = [item for item in profile.listings(post, chinar) if "/n/" in item.prefix]
    assert [item.prefix for item in found] == ["chinar.example/n/145", "chinar.example/n/146", "chinar.example/n/147"]
    assert found[0].ids is not None
    assert found[0].ids[0] <= 1465 <= found[0].ids[1]


@given(st.text(max_size=80), st.sampled_from(["2015-10-05", "2015-21", "1999", None]), st.sampled_from(["en", "ru", "tg", "zh"]))
def test_no_profile_raises_or_gives_anything_but_addresses_of_the_web(title: str, issued: str | None, language: str) -> None:
    source = cited(title=title, issued=issued, language=language, number=title, publisher=title)
    for publisher in default_publishers():
        assert all(
            printed.is_web_address(item.address) and "{" not in item.address for item in profile.computed(source, publisher)
        )
        profile.listings(source, publisher)


# Addresses once seen in public, against the rules that are to compute them


@pytest.mark.parametrize(
    ("publisher", "title", "issued", "address"),
    [
        ("human-rights-watch", "Turkey: 400,000 Syrian Children Not in School", "2015-11-08",
         "https://www.hrw.org/news/2015/11/08/turkey-400000-syrian-children-not-school"),
        ("washington-post", "Say goodbye to the weirdest border dispute in the world", "2015-08-01",
         "https://www.washingtonpost.com/news/worldviews/wp/2015/08/01/say-goodbye-to-the-weirdest-border-dispute-in-the-world/"),
        ("asia-plus", "Театр Маяковского: за что смертная казнь?", "2015-03-01",
         "http://news.tj/ru/news/teatr-mayakovskogo-za-chto-smertnaya-kazn"),
        ("asia-plus", "В Душанбе водителям начали выдавать госномера с новой серией 10 вместо 01", "2023-01-17",
         "https://asiaplustj.info/ru/news/tajikistan/society/20230117/"
         "v-dushanbe-voditelyam-nachali-vidavat-gosnomera-s-novoi-seriei-10-vmesto-01"),
        ("khovar", "Помнить и чтить его будут всегда", "2026-02-10", "https://khovar.tj/rus/2026/02/pomnit-i-chtit-ego-budut-vsegda/"),
        ("iwpr", "Berdyansk: Life Under Russian Occupation", "2022-06-01",
         "https://iwpr.net/global-voices/berdyansk-life-under-russian-occupation"),
        ("ponars", "Russia's Foreign Military Basing Strategy", "2021-09-01",
         "https://www.ponarseurasia.org/russias-foreign-military-basing-strategy/"),
    ],
)  # fmt: skip
def test_rules_compute_addresses_that_were_seen(publisher: str, title: str, issued: str, address: str) -> None:
    language = "ru" if any("а" <= letter <= "я" for letter in title) else "en"
    source = cited(title=title, issued=issued, language=language)
    assert address in [item.address for item in profile.computed(source, default_publishers().by_id[publisher])]


def test_an_embassys_release_lies_under_its_day() -> None:
    release = cited(
        type="press-release",
        title="Embassy gives vehicles",
        publisher_place="Dushanbe",
        container_title=None,
        issued="2015-07-08",
    )
    found = profile.computed(release, default_publishers().by_id["state-department"])
    assert [item.address for item in found] == ["http://dushanbe.usembassy.gov/pr_07082015.html"]


# Clocks


def test_a_clock_brackets_the_day_of_an_id() -> None:
    interfax = default_publishers().by_id["interfax"]
    bracket = clocks.days_of(interfax, "https://www.interfax.ru/world/468400")
    assert bracket is not None
    assert bracket.first <= datetime.date(2015, 9, 22) <= bracket.last
    assert (bracket.last - bracket.first).days < 12


def test_an_id_can_be_a_timestamp() -> None:
    rbc, wsj = (default_publishers().by_id[name] for name in ("rbc", "wall-street-journal"))
    by_hex = clocks.days_of(rbc, "https://www.rbc.ru/politics/04/02/2016/56b371079a79470000000000")
    assert by_hex is not None
    assert by_hex.first <= datetime.date(2016, 2, 4) <= by_hex.last
    by_seconds = clocks.days_of(wsj, "https://www.wsj.com/articles/a-headline-11584538891")
    assert by_seconds is not None
    assert by_seconds.first <= datetime.date(2020, 3, 18) <= by_seconds.last


def test_a_clock_knows_nothing_of_other_addresses(chinar: Publisher) -> None:
    assert clocks.days_of(chinar, "https://chinar.example/x/1000") is None
    assert clocks.days_of(None, "https://chinar.example/n/1000") is None


@pytest.mark.parametrize(("number", "rejected"), [(1500, False), (2900, False), (9000, True), (10**30, False)])
def test_a_clock_rejects_only_what_is_years_off(chinar: Publisher, number: int, rejected: bool) -> None:
    assert bool(clocks.rejection(cited(), chinar, f"https://chinar.example/n/{number}")) is rejected


def test_a_candidate_that_its_clock_puts_years_off_is_left_out(chinar: Publisher) -> None:
    source = cited(title="9000 and more ferries")
    assert any("/maybe/9000-" in item.address for item in profile.computed(replace(source, issued=None), chinar))
    assert not any("/maybe/9000-" in item.address for item in profile.computed(source, chinar))


# Identity


def test_the_printed_address_identifies_whatever_it_shows(chinar: Publisher) -> None:
    source = cited(url="http://www.chinar.example/a/.")
    assert identity.identity(source, page("Other"), "https://chinar.example/a#x", chinar) is FoundBy.PRINTED
    moved = judge(
        source,
        page("Other"),
        "https://elsewhere.example/",
        chinar,
        candidate("http://www.chinar.example/a/", FoundBy.PRINTED, "printed"),
    )
    assert moved.found_by is FoundBy.PRINTED


def test_what_a_person_or_an_identifier_named_is_confirmed(chinar: Publisher) -> None:
    named = candidate(found_by=FoundBy.CONFIRMED)
    assert judge(cited(), page("Another title"), "https://x.example/", chinar, named).found_by is FoundBy.CONFIRMED


def test_publisher_and_title_confirm_though_the_date_differs(chinar: Publisher) -> None:
    judged = judge(cited(), page(date="2014-01-01"), "https://chinar.example/a", chinar, candidate())
    assert (judged.found_by, judged.date) == (FoundBy.CONFIRMED, Agreement.DIFFERENT)


@pytest.mark.parametrize("title", ["Киштӣ дар Қайроқ ғарқ шуд", "Кишти дар Кайрок гарк шуд — Чинор"])
def test_a_title_in_weaker_letters_confirms_too(chinar: Publisher, title: str) -> None:
    source = cited(title="Киштӣ дар Қайроқ ғарқ шуд")
    assert identity.identity(source, page(title), "https://chinar.example/a", chinar) is FoundBy.CONFIRMED


def test_a_heading_serves_as_a_title(chinar: Publisher) -> None:
    shown = page("The Chinar", headings=("Ferry Sinks off the Bay of Qayroq",))
    assert identity.identity(cited(), shown, "https://chinar.example/a", chinar) is FoundBy.CONFIRMED


@pytest.mark.parametrize(
    ("title", "heading", "found"),
    [
        ("Mayor resigns | Ferry Sinks off the Bay of Qayroq | The Chinar", "Mayor resigns", FoundBy.CANDIDATE),
        ("Ferry Sinks off the Bay of Qayroq | World | The Chinar", "The Chinar", FoundBy.CONFIRMED),
        ("Ferry Sinks off the Bay of Qayroq | World | The Chinar", "Ferry Sinks off the Bay of Qayroq", FoundBy.CONFIRMED),
        ("Ferry Sinks off the Bay of Qayroq | World", "A ferry went down", FoundBy.CONFIRMED),
        ("Ferry Sinks – off the Bay of Qayroq | World", "Ferry Sinks", FoundBy.CONFIRMED),
    ],
)
def test_the_name_of_a_dossier_in_a_title_is_no_headline_where_the_page_shows_another(
    chinar: Publisher, title: str, heading: str, found: FoundBy
) -> None:
    assert identity.identity(cited(), page(title, headings=(heading,)), "https://chinar.example/a", chinar) is found


def test_a_title_that_agrees_in_part_or_in_translation_is_a_candidate(chinar: Publisher) -> None:
    partly = page("Ferry Sinks off the Bay of Qayroq, Twelve Saved")
    assert identity.identity(cited(), partly, "https://chinar.example/a", chinar) is FoundBy.CANDIDATE
    twin = cited(title="Паром затонул у залива", title_translation="Ferry Sinks off the Bay of Qayroq")
    assert identity.identity(twin, page(), "https://chinar.example/a", chinar) is FoundBy.CANDIDATE


def test_another_headline_of_the_publisher_is_another_text(chinar: Publisher) -> None:
    assert identity.identity(cited(), page("Bridge Opens in the Bay"), "https://chinar.example/a", chinar) is None
    assert identity.identity(cited(title=None), page(), "https://chinar.example/a", chinar) is None


@pytest.mark.parametrize("sign", [Sign.SOFT_404, Sign.HOME_PAGE, Sign.CAPTCHA, Sign.PARKED, Sign.LISTING])
def test_a_page_that_is_no_text_is_not_the_source(chinar: Publisher, sign: Sign) -> None:
    assert identity.identity(cited(), page(signs=(sign,)), "https://chinar.example/a", chinar) is None


SUMMARY = "The ferry sank off the bay at dusk, and nobody who was aboard would say afterwards what had been heard below…"


@pytest.mark.parametrize(
    "lines", [(), ("1 2 3",), ("[Ferry sinks again]", "5 October 2015", SUMMARY, "[The bay is closed]", SUMMARY)]
)
def test_a_title_above_no_text_or_above_summaries_of_other_pages_is_no_more_than_a_candidate(
    chinar: Publisher, lines: tuple[str, ...]
) -> None:
    """A site's search, asked by its not-found page, repeats what was looked for."""
    text = "\n".join(("Ferry Sinks off the Bay of Qayroq", *lines))
    outside = tuple((text.index(line), text.index(line) + len(line)) for line in lines if line.startswith("["))
    echo = page(text=text, outside=outside)
    assert identity.identity(cited(), echo, "https://chinar.example/a", chinar) is FoundBy.CANDIDATE
    assert identity.identity(cited(), echo, "https://plane.example/a", chinar) is None
    own = page(text=f"[Home]\n{text}\n{PARAGRAPH}\n[Read also]", outside=((0, 6),))
    assert identity.identity(cited(), own, "https://chinar.example/a", chinar) is FoundBy.CONFIRMED


def test_a_front_page_that_an_address_led_to_is_never_confirmed(chinar: Publisher) -> None:
    shown = [
        judge(cited(), page(), f"https://chinar.example/{path}", chinar, candidate()).found_by for path in ("", "index.php", "a")
    ]
    assert shown == [FoundBy.CANDIDATE, FoundBy.CANDIDATE, FoundBy.CONFIRMED]
    asked = candidate("https://chinar.example/")
    assert judge(cited(), page(), "https://chinar.example/", chinar, asked).found_by is FoundBy.CONFIRMED


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://chinar.example/forum/topic/ferry-sinks", FoundBy.CANDIDATE),
        ("https://forum.chinar.example/ferry-sinks", FoundBy.CANDIDATE),
        ("https://chinar.example/ferry-sinks/comments", FoundBy.CANDIDATE),
        ("https://chinar.example/search?q=ferry+sinks", FoundBy.CANDIDATE),
        ("https://chinar.example/news/forum-of-ferries-sinks", FoundBy.CONFIRMED),
    ],
)
def test_where_readers_talk_or_a_site_lists_its_texts_nothing_is_confirmed(
    chinar: Publisher, address: str, found: FoundBy
) -> None:
    assert judge(cited(), page(), address, chinar, candidate(address)).found_by is found


@pytest.mark.parametrize(
    ("title", "issued", "date", "may_have_twin"),
    [
        ("Notes from the bay", "2015-10", "2015-10-05", True),
        ("Notes from the bay", "2015-10-05", "2015-10-05", False),
        ("Ferry Sinks off the Bay of Qayroq", "2015-10", "2015-10-05", False),
        ("Ferry Sinks off the Bay of Qayroq", "2015-10-05", "2014-10-05", True),
        ("Notes from the bay", "2015-10", None, True),
        ("Notes from the bay", None, "2015-10-05", False),
    ],
)
def test_a_page_of_another_date_or_of_a_columns_name_in_the_cited_month_may_have_a_twin(
    chinar: Publisher, title: str, issued: str | None, date: str | None, may_have_twin: bool
) -> None:
    judged = judge(cited(title=title, issued=issued), page(title, date=date), "https://chinar.example/a", chinar, candidate())
    assert (judged.found_by, judged.may_have_twin) == (FoundBy.CONFIRMED, may_have_twin)


def test_of_two_pages_of_a_columns_name_in_the_cited_month_a_person_chooses() -> None:
    pages = [
        Judged(
            candidate=candidate(f"https://chinar.example/{at}"),
            found_by=FoundBy.CONFIRMED,
            date=Agreement.SAME,
            may_have_twin=True,
        )
        for at in ("notes", "notes-2")
    ]
    assert settle(tuple(pages)).equal == ("https://chinar.example/notes", "https://chinar.example/notes-2")
    assert settle((pages[0], replace(pages[1], may_have_twin=False))).found_by is FoundBy.CONFIRMED
    assert settle((pages[0],)).address == "https://chinar.example/notes"


def test_a_headline_of_a_word_or_two_needs_the_cited_date(chinar: Publisher) -> None:
    shown = [
        judge(cited(title=title), page(title, date=date), "https://chinar.example/a", chinar, candidate()).found_by
        for title, date in (
            ("Annual Report", "2014-10-05"),
            ("Annual Report", "2015-10-05"),
            ("Annual Report of Qayroq", "2014-10-05"),
        )
    ]
    assert shown == [FoundBy.CANDIDATE, FoundBy.CONFIRMED, FoundBy.CONFIRMED]


@pytest.mark.parametrize(
    ("canonical", "found"),
    [
        (None, FoundBy.CONFIRMED),
        ("https://www.willow.example/b", FoundBy.CONFIRMED),
        ("https://willow.example.org/a", FoundBy.COPY),
    ],
)
def test_a_page_that_names_an_unknown_outlet_and_another_host_for_itself_is_a_copy(canonical: str | None, found: FoundBy) -> None:
    named = page("Ferry Sinks off the Bay of Qayroq", publisher="The Willow", canonical=canonical)
    assert identity.identity(cited(container_title="The Willow"), named, "https://amp.willow.example/a", None) is found


def test_a_pay_wall_shows_its_title_all_the_same(chinar: Publisher) -> None:
    assert (
        identity.identity(cited(), page(signs=(Sign.PAY_WALL,), text="Subscribe"), "https://chinar.example/a", chinar)
        is FoundBy.CONFIRMED
    )


def test_title_and_date_on_an_unknown_host_make_a_candidate(chinar: Publisher) -> None:
    assert identity.identity(cited(), page(date="2015-10-06"), "https://x.example/a", chinar) is FoundBy.CANDIDATE


def test_the_text_at_another_publisher_is_a_copy(chinar: Publisher) -> None:
    reprint = page("Ferry Sinks off the Bay of Qayroq", date="2015-10-05", publisher="The Plane Tree")
    assert identity.identity(cited(), reprint, "https://plane.example/a", chinar) is FoundBy.COPY


def test_a_short_headline_elsewhere_is_no_copy(chinar: Publisher) -> None:
    assert (
        identity.identity(cited(title="Annual Report"), page("Annual Report", publisher="X"), "https://x.example/a", chinar)
        is None
    )


def test_a_host_that_only_ends_alike_is_not_the_publishers(chinar: Publisher) -> None:
    assert identity.identity(cited(), page(), "https://evilchinar.example/a", chinar) is not FoundBy.CONFIRMED


def test_an_unknown_outlet_is_known_by_the_name_on_its_page() -> None:
    source = cited(container_title="The Willow")
    named = page("Ferry Sinks off the Bay of Qayroq – The Willow", publisher="the willow")
    assert identity.identity(source, named, "https://willow.example/a", None) is FoundBy.CONFIRMED
    assert identity.identity(source, replace(named, publisher=None), "https://willow.example/a", None) is not FoundBy.CONFIRMED


# Settling


def judged(address: str, found_by: FoundBy | None, date: Agreement | None = None) -> Judged:
    return Judged(candidate=candidate(address), found_by=found_by, date=date)


def test_the_best_answer_wins_whatever_its_rank() -> None:
    answer = settle((judged("https://x.example/copy", FoundBy.COPY), judged("https://x.example/it", FoundBy.CONFIRMED)))
    assert (answer.found_by, answer.address) == (FoundBy.CONFIRMED, "https://x.example/it")


def test_of_two_equal_candidates_none_is_chosen() -> None:
    answer = settle((judged("https://x.example/a", FoundBy.CANDIDATE), judged("https://x.example/b", FoundBy.CANDIDATE)))
    assert (answer.found_by, answer.address, answer.equal) == (
        FoundBy.CANDIDATE,
        None,
        ("https://x.example/a", "https://x.example/b"),
    )


def test_the_same_headline_on_two_days_is_decided_by_the_date() -> None:
    first, second = "https://x.example/one", "https://x.example/two"
    dated = settle((judged(first, FoundBy.CONFIRMED, Agreement.DIFFERENT), judged(second, FoundBy.CONFIRMED, Agreement.SAME)))
    assert dated.address == second
    undated = settle((judged(first, FoundBy.CONFIRMED, Agreement.DIFFERENT), judged(second, FoundBy.CONFIRMED)))
    assert (undated.found_by, undated.address) == (FoundBy.CANDIDATE, None)


def test_one_text_under_an_old_and_a_new_host_is_one_answer() -> None:
    answer = settle((judged("https://old.example/a/b", FoundBy.CONFIRMED), judged("https://new.example/c/b/", FoundBy.CONFIRMED)))
    assert (answer.found_by, answer.address) == (FoundBy.CONFIRMED, "https://old.example/a/b")


def test_nothing_judged_is_not_tried_and_says_why() -> None:
    assert settle(()) == Answer(found_by=FoundBy.NOT_TRIED, detail="there is no address to ask")
    assert settle((judged("https://x.example/a", None),)).detail == "no page was the source"


# The ladder


async def test_rungs_are_climbed_in_order_and_say_what_they_gave(chinar: Publisher) -> None:
    answers = overrides.read_overrides({"Ferry sinks off the bay of Qayroq": "https://x.example/a"})
    source = cited(url="http://chinar.example/p", text="doi 10.1000/182")
    lookup = await ladder.locate(source, chinar, ladder=ladder.build_ladder(answers))
    assert [item.rung for item in lookup.attempts][:4] == ["overrides", "printed", "ids", "profile"]
    assert {item.skipped_why for item in lookup.attempts[4:]} <= {"not a journal article", "no service is asked here"}
    assert [item.rung for item in lookup.candidates][:4] == ["overrides", "printed", "ids", "profile"]
    assert lookup.attempts[1].result == "1 address"
    assert lookup.source_id == source.source_id()
    assert lookup.answer.found_by is FoundBy.NOT_TRIED


async def test_an_address_found_twice_is_asked_once(chinar: Publisher) -> None:
    source = cited(url="https://chinar.example/2015/10/05/ferry-sinks-off-bay-qayroq")
    addresses = [item.address for item in (await ladder.locate(source, chinar)).candidates]
    assert len(addresses) == len(set(addresses))


async def test_without_a_publisher_the_other_rungs_still_work() -> None:
    lookup = await ladder.locate(cited(url="http://x.example/p"), None)
    assert [item.address for item in lookup.candidates] == ["http://x.example/p"]
    assert "footnotary.toml" in str(next(item.skipped_why for item in lookup.attempts if item.rung == "profile"))


@pytest.mark.parametrize("kind", ["interview", "personal_communication"])
async def test_an_interview_is_sought_nowhere(kind: str) -> None:
    lookup = await ladder.locate(cited(type=kind), None)
    assert lookup.candidates == ()
    assert {item.skipped_why for item in lookup.attempts} == {"not on the web"}
    assert lookup.query is None


@pytest.mark.parametrize("kind", ["interview", "personal_communication"])
async def test_an_interview_that_prints_its_address_is_found_there_alone(kind: str) -> None:
    lookup = await ladder.locate(cited(type=kind, url="http://x.example/p"), None)
    assert [item.address for item in lookup.candidates] == ["http://x.example/p"]
    assert lookup.query is None


async def test_a_climb_asks_no_rung_before_its_turn(chinar: Publisher) -> None:
    async def never(*_: Any) -> tuple[Candidate, ...]:
        raise AssertionError

    first, *rest = ladder.build_ladder()
    broken = (first, *(replace(rung, ask=never) for rung in rest))
    async for attempt, _ in ladder.climb(cited(), chinar, None, broken):
        assert attempt.rung == "overrides"
        break


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (cited(title='The "Silence" of «Chinor»'), '"The Silence of Chinor" site:chinar-news.example'),
        (cited(title="?"), None),
        (cited(title=None), None),
    ],
)
def test_a_person_can_paste_the_query(chinar: Publisher, source: Citation, expected: str | None) -> None:
    assert query.paste_query(source, chinar) == expected


def test_without_a_host_the_query_names_outlet_and_year() -> None:
    assert query.paste_query(cited(container_title="The Willow")) == '"Ferry Sinks off the Bay of Qayroq" The Willow 2015'


def test_a_season_is_no_month() -> None:
    assert filling._date_values(replace(cited(), issued=PartialDate(year=2015, season=21))) == {"year": "2015", "yy": "15"}
