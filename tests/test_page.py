"""Reading a captured page: letters, text, dates with their places and kinds, and signs, both ways."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from page_samples import FOLDER, make, samples

from archive.page import DateWitness, Page, Sign, best_published, read_page, read_page_plain, unreadable
from archive.reading.article import extracted_text
from archive.reading.stamps import Reading, read_stamp
from archive.reading.walk import read_outline
from archive.reading.witness import best_published_of
from citations.charset import decode
from citations.language import identified, language_of
from citations.partial_date import from_edtf
from citations.plain import from_plain
from citations.tree import parse_html
from citations.worker import FailureKind, Worker, WorkerFailure
from tests.project import footnotary_here

RUSSIAN = "Президент страны встретился с послом и обсудил с ним новые дороги, сообщает агентство Пример."
PROSE = "".join(
    f"<p>The council of the lower town met again on the matter of bridge number {n}, and after two hours of talk it put the "
    f"decision off until the engineers had spoken, as one of its members said with some impatience.</p>"
    for n in range(8)
)


def text_of(html: str) -> str:
    return read_outline(parse_html(html)).text


def page_of(html: str, **options: str) -> Page:
    return read_page(html.encode(), mime="text/html", **options)  # type: ignore[arg-type]


def kinds(page: Page) -> set[tuple[str, str, str]]:
    return {(witness.place, witness.kind, witness.date.edtf()) for witness in page.dates}


# letters


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "iso-8859-5", "cp866", "utf-8", "utf-16"])
@pytest.mark.parametrize("header", [None, "utf-8", "iso-8859-1", "windows-1251"])
def test_russian_letters_come_out_right_whatever_the_header_says(encoding: str, header: str | None) -> None:
    assert decode(f"<p>{RUSSIAN}</p>".encode(encoding), charset=header)[0] == f"<p>{RUSSIAN}</p>"


def test_koi8_under_a_header_and_markup_that_both_lie() -> None:
    body = f'<meta charset="windows-1251"><p>{RUSSIAN}</p>'.encode("koi8-r")
    assert RUSSIAN in decode(body, charset="windows-1251")[0]


@pytest.mark.parametrize(
    ("text", "encoding", "header"),
    [
        ("Müller für das Gesetz, naïve", "iso-8859-1", "iso-8859-1"),
        ("“curly” – dash", "windows-1252", "iso-8859-1"),
        ("日本語のテキストです", "shift_jis", "shift_jis"),
        ("Za żółtą łąką", "iso-8859-2", "iso-8859-2"),
        ("déjà vu", "utf-8", "windows-1252"),
    ],
)
def test_other_letters_come_out_as_declared(text: str, encoding: str, header: str) -> None:
    assert decode(text.encode(encoding), charset=header)[0] == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("header", [None, "utf-8", "windows-1251"])
def test_utf16_without_its_mark_is_told_by_the_markup(encoding: str, header: str | None) -> None:
    body = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><p>{RUSSIAN}</p></body></html>".encode(encoding)
    page = read_page(body, mime="text/html", charset=header)
    assert (page.text, page.charset) == (RUSSIAN, encoding)


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("header", [None, "utf-8", "windows-1251", "iso-8859-1"])
def test_arabic_letters_come_out_right_whatever_the_header_says(encoding: str, header: str | None) -> None:
    text = "أغلق مجلس مدينة المثال السفلي يوم الإثنين الطريق إلى الخزان بعد أن جرفت الأمطار السد"
    assert decode(f"<p>{text}</p>".encode(encoding), charset=header)[0] == f"<p>{text}</p>"


def test_a_page_of_utf8_with_one_bad_byte_stays_utf8() -> None:
    body = RUSSIAN.encode() * 3 + b"\xd0"
    assert decode(body, charset="windows-1251")[0].startswith(RUSSIAN)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "koi8-r", "no-such", "utf-7", "base64", "utf-16"]))
def test_decoding_never_raises(body: bytes, header: str | None) -> None:
    decode(body, charset=header)


# text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>in<b>ter</b>nal</p>", "internal"),
        ("<p>one <b>two</b> three</p>", "one two three"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<div>one<div>two</div>three</div>", "one\ntwo\nthree"),
        ("<p>cut in<br>the middle</p>", "cut in the middle"),
        ("<p>A sentence.<br>Another one</p>", "A sentence.\nAnother one"),
        ("<p>one<br><br>two</p>", "one\ntwo"),
        ("<p>soft&shy;en&#8203;ed &amp; &laquo;quoted&raquo;</p>", "softened & «quoted»"),
        ("<p>five&nbsp;thousand\n  people</p>", "five thousand people"),
        ("<p>seen</p><script>no()</script><style>no</style><noscript>no</noscript><!-- no -->", "seen"),
        ("<p>seen<span style='display: none'> no</span> too</p>", "seen too"),
        ("<p>seen<span hidden> no</span></p>", "seen"),
        ("<p>5 000<sup>2</sup></p>", "5 000²"),
        ("<p>5,000<sup><a href='#n1'>[1]</a></sup> people</p>", "5,000 people"),
        ("<p>he said <q>no</q></p>", "he said “no”"),
        ("<table><tr><td>one</td><td>two</td></tr></table>", "one\ntwo"),
        ("<pre>one\n  two</pre>", "one\n  two"),
        ("<p>one</p><embed src=film.swf><p>two</p><embed src=film.swf>three", "one\ntwo\nthree"),
        ("<p>before<!-- note -->after</p>", "beforeafter"),
        ("<title>T</title><article><p>no body tag</p></article><p>after</p>", "no body tag\nafter"),
        ("<b>Headline</b><br>5 October 2015", "Headline\n5 October 2015"),
    ],
)
def test_visible_text(html: str, text: str) -> None:
    assert text_of(html) == text


def test_text_nested_deeper_than_the_parser_follows_is_read() -> None:
    assert "found at last" in text_of("<div>" * 5000 + "found at last" + "</div>" * 5000)


def test_text_that_a_script_would_uncover_is_read_when_there_is_no_other() -> None:
    assert "The council of the lower town" in page_of(f"<html><body><div style='display:none'>{PROSE}</div></body></html>").text


UNSEEN_WORDS = "Seventeen keepers were paid in secret by the board of the lower town last winter."


@pytest.mark.parametrize(
    "hidden",
    [
        f"<p hidden>{UNSEEN_WORDS}</p>",
        f"<template><p>{UNSEEN_WORDS}</p></template>",
        f"<p style='opacity:0'>{UNSEEN_WORDS}</p>",
        f"<p style='color:red; font-size: 0px'>{UNSEEN_WORDS}</p>",
        f"<div style='position:absolute;left:-9999px'><p>{UNSEEN_WORDS}</p></div>",
        f"<div style='height:0;overflow:hidden'><p>{UNSEEN_WORDS}</p></div>",
        f"<noscript><p>{UNSEEN_WORDS}</p></noscript>",
        f'<script type=\'application/ld+json\'>{{"@type":"NewsArticle","articleBody":"{UNSEEN_WORDS}"}}</script>',
    ],
)
def test_what_nobody_sees_is_neither_text_nor_article(hidden: str) -> None:
    for html in (f"<article>{PROSE}{hidden}</article>", f"<article><h1>Bridges</h1>{PROSE[:170]}</p>{hidden} after it</article>"):
        page = page_of(html)
        assert "Seventeen" not in page.text + page.article
        assert "The council of the lower town" in page.text
        assert "Seventeen" not in page_of(html, profile={"article": ["article"]}).article  # type: ignore[arg-type]


@pytest.mark.parametrize("style", ["opacity:0", "visibility: hidden; animation-name: none"])
def test_prose_that_a_script_fades_in_is_text_and_article(style: str) -> None:
    paragraphs = "".join(
        f"<p style='{style}'>{UNSEEN_WORDS} It was meeting number {number} of the year.</p>" for number in range(5)
    )
    page = page_of(f"<article><h1>Bridges</h1>{PROSE}{paragraphs}</article>")
    assert "meeting number 3" in page.text
    assert "meeting number 3" in page.article


def test_what_the_markup_hides_is_kept_apart() -> None:
    page = page_of(f"<article>{PROSE}<div style='display:none'><p>{UNSEEN_WORDS}</p><script>no()</script></div></article>")
    assert page.hidden == UNSEEN_WORDS


@pytest.mark.parametrize(
    "line",
    [
        "<ul><li><a href='/2'>Mayor resigns over flooded orchard</a></li></ul>",
        "<p>Read also: <a href='https://a.example/2'>Mayor resigns over flooded orchard</a></p>",
        "<h3><a href='/2'>Mayor resigns over flooded orchard</a></h3>",
        "<p>The river <del>Mayor resigns over flooded orchard</del> rose.</p>",
    ],
)
def test_headlines_of_other_pages_and_words_struck_out_are_outside_the_page_s_own_text(line: str) -> None:
    page = page_of(f"<article><h1>Bridges</h1>{PROSE}{line}</article>")
    assert any("Mayor resigns over flooded orchard" in page.text[start:end] for start, end in page.outside)
    assert "Mayor" not in page.article


@pytest.mark.parametrize(
    "line",
    [
        "<h2><a href='/1'>Bridges of the lower town</a></h2>",
        "<ul><li><a href='#2'>Bridges of the lower town</a></li></ul>",
        "<p>The council wrote about the <a href='/2'>Bridges of the lower town</a> in a report of more than a hundred pages.</p>",
    ],
)
def test_links_in_sentences_to_the_page_itself_and_in_its_headline_are_its_own_text(line: str) -> None:
    assert not page_of(f"<title>Bridges of the lower town</title><article>{line}{PROSE}</article>").outside


LEAD = "The mayor resigned on Monday because the orchards stood under water for the third spring in a row, he wrote."


@pytest.mark.parametrize(
    "box",
    [
        f"<div><h4><a href='/2'>Mayor resigns</a></h4><p>{LEAD} <a href='/2'>Read more</a></p></div>",
        f"<h3><a href='https://a.example/2'>Mayor resigns</a></h3><p>2 May</p><p>{LEAD}</p><p><a href='/2'>More</a></p>",
    ],
)
def test_the_lead_of_another_page_is_outside_the_page_s_own_text(box: str) -> None:
    page = page_of(f"<article><h1>Bridges</h1>{PROSE}</article>{box}", address="https://a.example/1")
    assert any(LEAD in page.text[start:end] for start, end in page.outside)
    assert "orchards" not in page.article


@pytest.mark.parametrize(
    "box",
    [
        f"<h2>Mayor resigns</h2><p>{LEAD} <a href='/2'>Read more</a></p>",
        f"<h2><a href='/topics/orchards'>Orchards</a></h2><p>{LEAD}</p><p>It rained.</p>",
        f"<h2><a href='https://shop.example/2'>A pump</a></h2><p>{LEAD} <a href='https://shop.example/2'>Buy it</a></p>",
        f"<h2><a href='/1'>Bridges, continued</a></h2><p>{LEAD} <a href='/1'>Link to this page</a></p>",
        f"<h2><a href='http://[::1'>Odd</a></h2><p>{LEAD} <a href='http://[::1'>Odd</a></p>",
    ],
)
def test_paragraphs_under_a_linked_headline_are_the_page_s_own_text(box: str) -> None:
    page = page_of(f"<article><h1>Bridges</h1>{PROSE}{box}</article>", address="https://a.example/1")
    assert not any(LEAD in page.text[start:end] for start, end in page.outside)


def test_a_date_mark_behind_the_last_words_is_read() -> None:
    page = page_of(f"<article><h1>Bridges</h1>{PROSE}</article><time datetime='2015-10-05'></time>")
    assert [witness.date.edtf() for witness in page.dates] == ["2015-10-05"]


def test_a_table_that_lays_out_the_page_is_no_table_of_the_article() -> None:
    side = "<td>News<br>Sport<br><a href='/2'>Mayor resigns over flooded orchard</a></td>"
    page = page_of(f"<table><tr>{side}<td><h1>Bridges</h1>{PROSE}{PROSE}</td></tr></table>")
    assert page.article.startswith("The council of the lower town")
    assert "Mayor" not in page.article


@pytest.mark.parametrize(
    "style",
    [
        "opacity: 0.8",
        "opacity:1",
        "font-size:0.9em",
        "margin-left:-20px",
        "height:0",
        "overflow:hidden",
        "line-height:0; overflow:hidden",
    ],
)
def test_what_is_styled_and_seen_is_text(style: str) -> None:
    page = page_of(f"<article>{PROSE}<p style='{style}'>{UNSEEN_WORDS}</p></article>")
    assert UNSEEN_WORDS in page.text


def test_plain_text_keeps_its_lines() -> None:
    page = read_page(b"Title line\n\nBody of the text.\n", mime="text/plain")
    assert (page.mime, page.title, page.text) == ("text/plain", "Title line", "Title line\n\nBody of the text.")


def test_html_that_is_called_plain_text_is_read_as_html() -> None:
    assert read_page(b"<!DOCTYPE html><title>T</title><p>body", mime="text/plain").text == "body"


@pytest.mark.parametrize(
    ("body", "mime"), [(b"\x89PNG\r\n", "text/html"), (b"\x00\x01\x02" * 50, None), (b"PK\x03\x04abc", None)]
)
def test_what_is_no_page_is_unreadable_and_says_what_it_is(body: bytes, mime: str | None) -> None:
    page = read_page(body, mime=mime)
    assert page.signs == (Sign.UNREADABLE,)
    assert page.detail


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
def test_reading_never_raises_and_its_answer_survives_the_worker(body: bytes) -> None:
    plain = read_page_plain(b"<html>" + body, mime="text/html", address="http://a.example/x")
    from_plain(Page, plain)
    read_page(body)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<time datetime='", "2015-10-05", "'>", "<td>", "<q>", "<a href=x>", "</a>", "<br>", "5 мая 2015",
                                 "<h1>", "</h1>", "<script type='application/ld+json'>", "{\"@type\":", "[", "]}", "</script>", "<meta itemprop=date ",
                                 "404", "not found", "<sup>", "<pre>", "</div>", "<ul>", "\u00ad"]), max_size=40))  # fmt: skip
def test_broken_markup_never_raises(parts: list[str]) -> None:
    page_of("".join(parts))


# what the page says of itself


def test_title_headings_byline_publisher_and_canonical() -> None:
    sample = make("wordpress", "en", "utf-8", datetime.date(2015, 10, 5))
    page = read_page(sample.body, mime="text/html", address=sample.address)
    assert page.title == f"{sample.title} - Example Courier"
    assert page.headings == (sample.title,)
    assert (page.byline, page.publisher) == ("Ann Example", "Example Courier")
    assert page.canonical == "https://courier.example/reservoir-road/"


LINE = (
    "The session lasted until dusk, and the clerks carried the ledgers back across the square; nobody from the works department "
)


@pytest.mark.parametrize(
    ("html", "headings"),
    [
        ("<h3>The Lantern: <a href=/>home</a></h3><h2>Ferry sinks off the bay</h2><i>3 June</i>", ("Ferry sinks off the bay",)),
        ("<table><tr><td><b>Ferry sinks off the bay</b><br><small>03.06.2014</small>", ("Ferry sinks off the bay",)),
        ("<h2><a href=/1>Ferry sinks off the bay</a></h2>", ()),
        ("<b>Ferry</b> sinks off the bay", ()),
        ("<h1>The Lantern</h1><h2>Ferry sinks off the bay</h2>", ("The Lantern",)),
    ],
)
def test_a_page_without_h1_has_its_headline_right_above_the_first_paragraph(html: str, headings: tuple[str, ...]) -> None:
    page = read_page(f"<title>Print version</title><body>{html}<p>{LINE * 2}</p><h2>A later part</h2><p>{LINE}</p>".encode())
    assert page.headings == headings


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The president said that it was not so", "ru", "en"),
        (RUSSIAN, "en", "ru"),
        ("Дар ҷаласаи навбатӣ масъалаҳои иҷтимоӣ баррасӣ шуданд", "ru", "tg"),
        ("Дар чаласаи навбати вазирон гуфтанд, ки кор ба охир расид ва онхо рафтанд", "ru", "tg"),
        ("Президент України заявив, що це не так і він їде", "ru", "uk"),
        ("Der Präsident sagte, dass es nicht so ist und die Regierung geht", "de", "de"),
        ("Kort", "sv-SE", "sv"),
        ("", None, None),
    ],
)
def test_language(text: str, declared: str | None, language: str | None) -> None:
    assert language_of(text, declared=declared) == language


# What py3langid says of texts whose words are in no list of ours.
OTHERS = {
    "et": "Valitsus teatas esmaspäeval, et lepingut enne aasta lõppu ei pikendata.",
    "fi": "Hallitus ilmoitti maanantaina, ettei sopimusta jatketa ennen vuoden loppua.",
    "fa": "دولت روز دوشنبه اعلام کرد که قرارداد تا پایان سال تمدید نخواهد شد",
    "lv": "Valdība pirmdien paziņoja, ka līgums netiks pagarināts līdz gada beigām.",
}


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_other_languages_are_told_by_the_extra_and_stay_untold_without_it(language: str, text: str) -> None:
    assert language_of(text) is None
    assert identified(text) == language
    hidden = "import sys; sys.modules['py3langid.langid'] = None; from citations.language import identified; "
    without = subprocess.run(
        [sys.executable, "-c", f"{hidden}print(identified({text!r}))"],
        cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert without.stdout.strip() == "None"


def test_a_page_that_declares_no_language_is_told_by_the_extra(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<title>Sopimus</title><p>{OTHERS['fi']}</p>", encoding="utf-8")
    shown = footnotary_here("page", "page.html", "--json", cwd=tmp_path)
    assert json.loads(shown.stdout)["language"] == "fi"


# dates


@pytest.mark.parametrize("kind", sorted(path.stem for path in FOLDER.glob("*.html")))
def test_the_day_of_publication_is_found_in_every_kind_of_markup(kind: str) -> None:
    for language in ("en", "ru", "tg"):
        sample = make(kind, language, "utf-8", datetime.date(2015, 10, 5))
        page = read_page(sample.body, mime="text/html", address=sample.address)
        day = best_published(page)
        assert day is not None
        assert day.edtf() == "2015-10-05", language
        assert page.signs == ()


def date_cases() -> list[tuple[str, str, str]]:
    text = (Path(__file__).parent / "cases" / "page-dates.md").read_text(encoding="utf-8")
    cases = []
    for case in text.split("\n## ")[1:]:
        name, rest = case.split("\n", 1)
        html, expected = rest.rsplit("=>", 1)
        cases.append((name, html.strip(), expected.strip()))
    return cases


@pytest.mark.parametrize(("name", "html", "expected"), date_cases())
def test_the_day_beside_the_headline(name: str, html: str, expected: str) -> None:
    assert day_shown(html) == expected, name


def day_shown(html: str) -> str:
    shown = html.replace("HEADLINE", "Council puts the bridge off again").replace("TEXT", PROSE)
    found = best_published(page_of(f"<title>Council puts the bridge off again | Example</title>{shown}"))
    return found.edtf() if found else "-"


def test_figures_that_may_be_read_two_ways_witness_for_both_days() -> None:
    page = page_of(f"<h1>Headline of the day</h1><p>10/05/2015</p>{PROSE}")
    assert {date for _, kind, date in kinds(page) if kind == "published"} == {"2015-05-10", "2015-10-05"}
    assert best_published(page) == from_edtf("2015-05-10")
    dotted = page_of(f"<h1>Headline of the day</h1><p>10.05.2015</p>{PROSE}")
    assert {date for _, kind, date in kinds(dotted) if kind == "published"} == {"2015-05-10"}


def test_dates_of_other_articles_comments_and_the_site_are_not_the_pages_own() -> None:
    sample = make("wordpress", "en", "utf-8", datetime.date(2015, 10, 5))
    page = read_page(sample.body, mime="text/html")
    assert {witness.date.edtf() for witness in page.dates if witness.kind == "published"} == {"2015-10-05"}
    assert {"2019-02-03", "2021-07-01"} <= {witness.date.edtf() for witness in page.dates if witness.kind == "shown"}


def test_a_later_change_is_modified_and_not_published() -> None:
    page = read_page(make("updated_later", "en", "utf-8", datetime.date(2015, 10, 5)).body)
    assert ("byline", "modified", "2015-11-14") in kinds(page) or ("publisher-markup", "modified", "2015-11-14") in kinds(page)
    assert {witness.date.edtf() for witness in page.dates if witness.kind == "published"} == {"2015-10-05"}


def test_linked_data_of_several_articles_counts_only_the_pages_own() -> None:
    items = '[{"@type":"NewsArticle","headline":"Own headline here","datePublished":"2015-10-05"},{"@type":"NewsArticle","headline":"Other","datePublished":"2020-01-01"}]'
    page = page_of(
        f'<title>Own headline here</title><script type="application/ld+json">{items}</script><h1>Own headline here</h1>{PROSE}'
    )
    assert ("json-ld", "published", "2015-10-05") in kinds(page)
    assert ("json-ld", "shown", "2020-01-01") in kinds(page)
    assert "Other" not in page.headings


def test_linked_data_of_another_article_dates_nothing() -> None:
    data = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"%s","datePublished":"2026-11-20"}</script>'
    page = "<title>Court upholds sentences of fishermen</title>%s<h1>Court upholds sentences of fishermen</h1>" + PROSE
    assert best_published(page_of(page % data % "Ferry service will resume in spring")) is None
    assert best_published(page_of(page % data % "Sentences upheld, fishermen stay in prison")) is not None
    assert best_published(page_of(page % data % "Суд оставил в силе приговор")) is not None


CARD = "<div><h3><a href='/{0}'>Ministry opens the lower sluice number {0}</a></h3><p>{1} <a href='/{0}'>Read more</a></p></div>"
TEASER = "The keepers of the northern locks went back to work on Monday, and nobody had promised them anything at all."


def test_cards_of_other_pages_are_a_listing_and_links_under_an_article_are_none() -> None:
    cards = "".join(CARD.format(number, TEASER) for number in range(10))
    assert page_of(f"<h1>Archive</h1>{cards}", address="https://a.example/news/").signs == (Sign.LISTING,)
    assert not page_of(f"<h1>Sluice</h1><p>{TEASER}</p>{cards}", address="https://a.example/news/1").signs


def test_what_hangs_under_the_article_in_linked_data_is_not_it() -> None:
    item = '{"@type":"Article","datePublished":"2015-10-05","comment":[{"@type":"Comment","dateCreated":"2018-01-01"}],"video":{"@type":"VideoObject","uploadDate":"2017-01-01"}}'
    page = page_of(f'<script type="application/ld+json">{item}</script><h1>Headline</h1>{PROSE}')
    assert {date for _, kind, date in kinds(page) if kind == "published"} == {"2015-10-05"}


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://a.example/2015/10/05/title", "2015-10-05"),
        ("https://a.example/news/20151005/title", "2015-10-05"),
        ("https://a.example/2015-10-05-title.html", "2015-10-05"),
        ("https://a.example/2015/oct/05/title", "2015-10-05"),
        ("https://a.example/05-10-2015/title", "2015-10-05"),
        ("https://a.example/rus/2015/10/title", "2015-10"),
        ("https://a.example/20159905/title", None),
        ("https://a.example/news/2015100512", None),
        ("https://a.example/a/27289520.html", None),
        ("https://[broken/2015", None),
    ],
)
def test_dates_in_addresses(address: str, date: str | None) -> None:
    found = [witness.date.edtf() for witness in page_of(PROSE, address=address).dates if witness.place == "address"]
    assert found == ([date] if date else [])


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("DUSHANBE, April 14, 2015, Asia Example -- The council", "2015-04-14"),
        ("Курган-Тюбе, 24.12. 2015 (НИА «Пример») - Совет", "2015-12-24"),
        ("Москва. 13 сентября. EXAMPLE.RU - Совет", "XXXX-09-13"),
        ("Душанбе, 5 октября 2015 г. – Совет", "2015-10-05"),
    ],
)
def test_datelines_are_published_dates(line: str, date: str) -> None:
    page = page_of(f"<title>Headline of the day</title><h1>Headline of the day</h1><p>{line} {'слово ' * 40}</p>{PROSE}")
    assert ("byline", "published", date) in kinds(page)


def test_a_day_that_the_article_speaks_of_is_only_shown() -> None:
    page = page_of(f"<h1>Headline of the day</h1><p>The mayor resigned on 5 October 2015, {'a word ' * 40}</p>{PROSE}")
    assert kinds(page) == {("text", "shown", "2015-10-05")}


def test_a_month_beside_the_headline_is_the_month_of_publication() -> None:
    assert best_published(page_of(f"<h1>Headline of the day</h1><p class=date>April 2024</p>{PROSE}")) == from_edtf("2024-04")
    assert best_published(page_of(f"<h1>Headline of the day</h1><p>Июни 2024</p>{PROSE}")) == from_edtf("2024-06")
    assert (
        best_published(page_of(f"<h1>Headline of the day</h1><p>It has rained since April 2024 in the whole town.</p>{PROSE}"))
        is None
    )


def test_todays_date_in_a_masthead_is_only_shown() -> None:
    page = page_of(
        f"<header>Monday, 23 November 2026</header><h1>Headline of the day</h1><p class='date'>5 October 2015</p>{PROSE}"
    )
    assert best_published(page) == from_edtf("2015-10-05")


def test_figures_follow_the_publishers_order_of_day_and_month() -> None:
    html = f"<h1>Headline of the day</h1><p>10/05/2015</p>{PROSE}"
    assert best_published(page_of(html)) == from_edtf("2015-05-10")
    assert best_published(page_of(html, date_order="MDY")) == from_edtf("2015-10-05")


def test_a_time_stamp_is_read_in_the_publishers_zone() -> None:
    assert read_stamp("2015-10-04T21:30:00Z", Reading(zone="Asia/Dushanbe")) == (
        from_edtf("2015-10-05"),
        "2015-10-04T21:30:00+00:00",
    )
    assert read_stamp("2015-10-04T21:30:00Z", Reading()) == (from_edtf("2015-10-04"), "2015-10-04T21:30:00+00:00")


@pytest.mark.parametrize(
    "value", ["1970-01-01", "0000-00-00", "0001-01-01T00:00:00", "2015-13-45", "soon", "", "99999999", "x" * 100]
)
def test_a_stamp_that_is_no_date_is_none(value: str) -> None:
    assert read_stamp(value, Reading()) is None


@given(st.text(max_size=70))
def test_reading_a_stamp_never_raises(value: str) -> None:
    read_stamp(value, Reading(zone="Asia/Dushanbe"))


def test_witnesses_that_agree_outweigh_the_metadata_of_a_moved_site() -> None:
    def witness(place: str, date: str) -> DateWitness:
        return DateWitness(date=from_edtf(date), printed=date, place=place, kind="published")

    moved = [witness("json-ld", "2022-03-01"), witness("meta", "2022-03-01")]
    assert best_published_of([*moved, witness("byline", "2015-10-05"), witness("address", "2015-10-05")]) == from_edtf(
        "2015-10-05"
    )
    assert best_published_of([*moved, witness("byline", "2015-10-05")]) == from_edtf("2022-03-01")
    assert best_published_of([]) is None


def test_a_publishers_profile_gives_selectors_formats_and_zone() -> None:
    html = f"<title>x</title><div class=when>05|10|15</div><div class=who>By Ann Example</div>{PROSE}"
    page = read_page(
        html.encode(), profile={"date": [".when"], "byline": [".who"], "date_formats": ["%d|%m|%y"], "title": ["::broken("]}
    )
    assert page.dates[0] == DateWitness(
        date=from_edtf("2015-10-05"), printed="05|10|15", place="publisher-markup", kind="published", detail="profile"
    )
    assert page.byline == "Ann Example"


# signs

LINKS = "".join(f"<li><a href='/{n}'>A headline of some length, number {n}</a></li>" for n in range(30))


@pytest.mark.parametrize(
    ("html", "sign"),
    [
        ("<title>404 - Page not found</title><h1>Oops</h1><p>Try the search.</p>", Sign.SOFT_404),
        ("<title>Not found | Example</title><p>Nothing.</p>", Sign.SOFT_404),
        ("<title>Example</title><p>Sorry, the page you requested could not be found.</p>", Sign.SOFT_404),
        ("<title>Пример</title><h1>Страница не найдена</h1>" + "<ul>" + LINKS + "</ul>", Sign.SOFT_404),
        ("<title>Пример</title><p>Запрашиваемый материал удалён или снят с публикации.</p>", Sign.SOFT_404),
        ("<title>Намуна</title><h1>Саҳифа ёфт нашуд</h1>", Sign.SOFT_404),
        ("<title>Just a moment...</title><p>Checking your browser before accessing the site.</p>", Sign.CAPTCHA),
        ("<title>Пример</title><p>Подтвердите, что вы не робот</p>", Sign.CAPTCHA),
        (
            "<title>Before you continue</title><p>We value your privacy. We and our 812 partners store cookies.</p><p>Accept all</p>",
            Sign.CONSENT_WALL,
        ),
        (
            "<title>A story</title><h1>A story</h1><p>It began on a cold day.</p><p>Subscribe to continue reading.</p>",
            Sign.PAY_WALL,
        ),
        ("<title>Новость</title><h1>Новость</h1><p>Оформите подписку, чтобы читать дальше.</p>", Sign.PAY_WALL),
        (f"<title>A story</title><h1>A story</h1>{PROSE}<p>Subscribe now to continue reading this article.</p>", Sign.TEASER),
        ("<title>example.example</title><p>This domain is for sale. Make an offer.</p>", Sign.PARKED),
        ("<title>Example</title><p>Домен выставлен на продажу</p>", Sign.PARKED),
        (
            "<meta http-equiv=refresh content='0; url=/news/2'><title>Moved</title><p>Click <a href='/news/2'>here</a>.</p>",
            Sign.REDIRECT,
        ),
        (f"<meta http-equiv=Refresh content='0;URL=\"https://b.example/\"'><title>A story</title>{PROSE}", Sign.REDIRECT),
        (
            "<meta http-equiv=refresh content='5;/news/2'><title>Moved</title><p>Click <a href='/news/2'>here</a>.</p>",
            Sign.REDIRECT,
        ),
        (
            "<title>A story</title><script>window.location.replace('https://b.example/x')</script><p>Please wait.</p>",
            Sign.REDIRECT,
        ),
        ('<title>A story</title><script>top.location.href = "/news/2";</script>', Sign.REDIRECT),
        ("<title>Redirecting...</title><p>You are being redirected to our new site.</p>", Sign.REDIRECT),
        ("<title>Пример</title><p>Сейчас вы будете перенаправлены на новый сайт.</p>", Sign.REDIRECT),
        (f"<title>News</title><ul>{LINKS}</ul>", Sign.LISTING),
        (
            "<title>News</title><h1>News</h1>"
            + f"<div><h2><a href='/1'>Headline</a></h2><p>{'word ' * 30}</p><a href='/1'>Read more</a></div>" * 15,
            Sign.LISTING,
        ),
        ("<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>Further configuration is required.</p>", Sign.PARKED),
        ("<title>Сайт недоступен</title><h1>Домен не прилинкован ни к одной из директорий на сервере!</h1>", Sign.PARKED),
        ("<title>Log in or sign up</title><h1>You must log in to continue.</h1><form><input></form>", Sign.PAY_WALL),
        ("<title>Search</title><h1>Search results</h1><p>Sorry, no results were found.</p>", Sign.SOFT_404),
        ("<title>Access denied</title><h1>Access Denied</h1><p>You have no permission.</p>", Sign.CAPTCHA),
        ("<title>Мост</title><h1>Мост</h1><p>" + "слово " * 30 + "...</p><a href='/x'>Читать далее</a>", Sign.TEASER),
        ("<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>", Sign.LISTING),
        ("<html><body><div id='root'></div><script src='/app.js'></script></body></html>", Sign.SCRIPTED),
        ("<html><body></body></html>", Sign.EMPTY),
    ],
)
def test_signs_of_a_page_that_is_no_source(html: str, sign: Sign) -> None:
    assert sign in page_of(html, address="https://a.example/news/1").signs


def test_a_front_page_is_a_home_page() -> None:
    assert page_of(f"<title>News</title><ul>{LINKS}</ul>", address="https://a.example/ru/").signs == (Sign.HOME_PAGE,)


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Why “404 Not Found” pages matter</title><h1>Why “404 Not Found” pages matter</h1><p class=date>5 October 2015</p>{PROSE}",
        f"<title>A story</title><h1>A story</h1>{PROSE}<p>The page was not found in the archive, the clerk said.</p>",
        f"<title>A story</title><h1>A story</h1>{PROSE}<div class=cookie-banner>We use cookies. Accept all</div>",
        f"<title>A story</title><h1>A story</h1>{PROSE}<p>Subscribe to our newsletter</p><p>Read more</p>",
        f"<title>A story</title><h1>A story</h1>{PROSE}<form>Leave a comment. I'm not a robot</form>",
        f"<title>A story</title><h1>A story</h1>{PROSE}<ul>{LINKS}</ul>",
        f"<meta http-equiv=refresh content=300><title>A story</title><h1>A story</h1>{PROSE}",
        f"<meta http-equiv=refresh content='600; url=/'><title>A story</title><h1>A story</h1>{PROSE}",
        f"<meta http-equiv=refresh content='0; url=/news/1#top'><title>A story</title><h1>A story</h1>{PROSE}",
        f"<noscript><meta http-equiv=refresh content='0; url=/nojs'></noscript><title>A story</title><h1>A story</h1>{PROSE}",
        f"<script>if (a) location.href = '/en/'</script><title>A story</title><h1>A story</h1>{PROSE}",
        f"<title>A story</title><h1>A story</h1>{PROSE}<p>The letters were being redirected to the mayor.</p>",
        f"<title>404 homes flooded</title><h1>404 homes flooded</h1>{PROSE}",
        f"<title>Access denied: how prisons refuse lawyers</title><h1>Access denied: how prisons refuse lawyers</h1><p>5 October 2015</p>{PROSE}",
        f"<title>Суд: статья удалена незаконно</title><h1>Суд: статья удалена незаконно</h1><p>5 октября 2015</p>{PROSE}",
        f"<title>Bridge closed</title><div id=cssmenu><ul>{LINKS}</ul></div><h1>Bridge closed</h1><p>The bridge was closed on Monday.</p>",
        f"<title>Robots</title><h1>Are you a robot? A test for voters</h1><time datetime='2015-10-05'>5 October 2015</time>{PROSE}{PROSE}",
        f"<title>A story</title><h1>A story</h1>{PROSE}<p>Sign in to continue the conversation</p>",
        f"<title>Домены</title><h1>Совет города продаёт домены</h1>{PROSE}<p>Один домен выставлен на продажу.</p>",
        f"<html><head><script>{'x' * 9000}</script></head><body><h1>A story</h1>{PROSE}</body></html>",
        "<title>Brief</title><h1>Bridge closed</h1><p class=date>5 October 2015</p><p>The bridge was closed on Monday after an inspection found "
        "cracks in two of its pillars, the council said in a short statement to the press.</p>",
    ],
)
def test_articles_bear_no_sign(html: str) -> None:
    assert page_of(html, address="https://a.example/news/1").signs == ()


def test_a_publishers_own_wall_is_known_by_its_phrase() -> None:
    html = "<title>Example</title><p>Please prove your humanity to the Example gate.</p>"
    assert read_page(html.encode(), profile={"signs": ["prove your humanity"]}).signs == (Sign.CAPTCHA,)


def test_an_unreadable_page_is_not_whole() -> None:
    assert not unreadable("reading was stopped after 8 s").is_whole
    assert page_of(f"<h1>A story</h1>{PROSE}").is_whole


# hostile pages, in the worker


def test_a_tag_of_200_000_attributes_ends_in_an_outcome_and_the_next_page_is_read() -> None:
    body = b"<p " + b" ".join(b"a%d=1" % number for number in range(200_000)) + b">x</p>"
    with Worker(timeout_s=2.0) as worker:
        failure = worker.call("archive.page:read_page_plain", body, {"mime": "text/html"})
        assert isinstance(failure, WorkerFailure)
        assert failure.kind is FailureKind.TIMEOUT
        assert worker.call("archive.page:read_page_plain", b"<p>next</p>", {"mime": "text/html"})["text"] == "next"


def test_a_page_of_countless_links_is_read_without_the_extractor() -> None:
    page = page_of("<a href=x>y</a>" * 20_000 + PROSE)
    assert "bridge number 7" in page.article


def test_the_extractor_takes_the_trees_it_is_given() -> None:
    page = page_of(f"<title>A story</title><nav><p>{'Menu words ' * 20}</p></nav><article><h1>A story</h1>{PROSE}</article>")
    assert "Menu words" in page.text
    assert page.article.startswith("The council of the lower town")
    assert extracted_text(parse_html(f"<article>{PROSE}</article>")).startswith("The council of the lower town")


def test_measured_on_all_samples() -> None:
    found = [
        (sample, read_page(sample.body, mime="text/html", charset=sample.header_charset, address=sample.address))
        for sample in samples()
    ]
    days = [best_published(page) for _, page in found]
    assert len(found) == 12 * len(list(FOLDER.glob("*.html")))
    assert sum(day is not None and day.as_day() == sample.day for (sample, _), day in zip(found, days, strict=True)) == len(found)
    assert sum(sample.paragraphs[0] in page.text for sample, page in found) == len(found)


@pytest.mark.parametrize(
    ("html", "byline"),
    [
        ("<p class='comment-form-author'>Name *</p><p class='author'>Posted by Ann Example</p>", "Ann Example"),
        ("<span class='byline'>2:49 p.m. EDT July 18, 2013</span>", None),
        ("<span class='byline'>Ann Example, Lake Today 9:35 p.m. EDT July 18, 2013</span>", "Ann Example, Lake Today"),
        ("<meta name='author' content='von der Aa, Anna'>", "von der Aa, Anna"),
        ("<meta name='author' content='104363'>", None),
        ("<span class='author'>May 15, 2026</span>", None),
    ],
)
def test_a_byline_is_names_and_no_label_of_a_form_and_no_time(html: str, byline: str | None) -> None:
    assert page_of(f"<title>A story</title>{html}<h1>A story</h1>{PROSE}").byline == byline


LINKS = "".join(
    f"<p><a href=/{number}>Drought empties the lower canals of the district, part {number}</a></p>" for number in range(30)
)


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (f"<h1>香港行政长官就其大宅道歉</h1>{'<p>' + '行政长官在各方压力下就其大宅的违章建筑问题到立法会接受质询并向民众道歉' * 4 + '</p>'}{LINKS}", None),
        (f"<h1>Morning show</h1><p>We had a guest in the studio today, and she sang.</p>{LINKS}", "https://a.example/2012/06/08/morning-show/"),
        (f"<div class='login'><p>Already a subscriber? Log in here</p></div><h1>A story</h1>{PROSE}", None),
    ],
)  # fmt: skip
def test_an_article_of_few_letters_or_under_a_bar_for_subscribers_bears_no_sign(html: str, address: str | None) -> None:
    assert read_page(f"<meta charset=utf-8><title>A page</title>{html}".encode(), mime="text/html", address=address).signs == ()


def test_what_comments_and_lists_in_the_text_say_is_no_part_of_the_article() -> None:
    comments = "".join(
        f"<div><h5>Reader {number}</h5><p>I saw it otherwise, and so did number {number} of us there.</p></div>"
        for number in range(9)
    )
    page = page_of(
        f"<title>A story</title><div><h1>A story</h1>{PROSE}<div class='lenta'><p>The miller wins his case against the water board, "
        f"which has to pay him.</p></div>{PROSE}<div class='disqus'>{comments}</div></div>"
    )
    assert "otherwise" in page.text
    assert "otherwise" not in page.article
    assert "miller" not in page.article


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div class=footer>发布日期：2019-09-23 14:34:05 所属栏目：头条</div>", ("text", "published", "2019-09-23")),
        ("<div class=footer>입력 2019.09.23 12:26</div>", ("text", "published", "2019-09-23")),
        ("<h1>A story</h1><relative-time datetime='2019-09-23T13:58:05Z'>23 Sep 13:58</relative-time>", ("publisher-markup", "published", "2019-09-23")),
        ("<meta name=firstpublishedtime content=2019-09-23-23:59:59>", ("meta", "published", "2019-09-23")),
        ("<script>window.DATA = {'pubtime': '2019-09-23 19:02:26', 'cms_id': 1}</script>", ("script", "published", "2019-09-23")),
        ('<script>self.push("{\\"publishedAt\\":\\"2019-09-23T10:00:00Z\\"}")</script>', ("script", "published", "2019-09-23")),
        ("<h1>A story</h1><aside>Ann — <time itemprop=datePublished datetime=2019-09-23>23 Sep</time> — in Code</aside>", ("text", "published", "2019-09-23")),
    ],
)  # fmt: skip
def test_a_day_is_found_where_other_sites_put_it(html: str, expected: tuple[str, str, str]) -> None:
    assert expected in kinds(page_of(f"<title>A story</title>{html}{PROSE}"))


@pytest.mark.parametrize(
    "script",
    [
        "<script>var list = [{'pubtime': '2019-09-23'}, {'pubtime': '2019-09-24'}]</script>",
        "<script>var x = {'updatePublishedAt': '2019-09-23'}</script>",
        "<meta itemprop=datePublished content=2019-09-21><script>var x = {'pubtime': '2019-09-23'}</script>",
    ],
)
def test_scripts_date_a_page_only_where_they_name_one_day_and_nothing_else_does(script: str) -> None:
    assert "script" not in {place for place, _, _ in kinds(page_of(f"<title>A story</title>{script}<h1>A story</h1>{PROSE}"))}


LONG = "".join(f"<p>On day {number} the keepers of gate {number} met again, and after {number + 2} hours of talk they wrote to the council.</p>" for number in range(30))  # fmt: skip
STANDFIRST = "<p>The council of the lower town shuts its gates for the whole of the winter, and nobody there seems to know why it does.</p>"
LINKED = (
    "<p>The mayor of the lower town <a href=/3>said</a> to us that he would rather wait for the engineers than for the snow.</p>"
)


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>A story</h1>{STANDFIRST}<ul><li><a href=#c>12 Comments</a></li></ul>{LONG}",
        f"<h1>A story</h1>{STANDFIRST}<p>Comments</p>{LONG}",
        f"<h1>A story</h1>{STANDFIRST}<h3>Related</h3><p><a href=/2>Mayor resigns over flooded orchard</a></p>{LINKED}{LINKED}{LONG}",
        f"<div class=print-only><h1>A story</h1>{LONG}</div>",
        f"<div class='wrap invisible'><h1>A story</h1>{LONG}</div>",
    ],
)
def test_a_link_to_comments_a_box_in_the_text_and_a_forgotten_class_cost_no_article(html: str) -> None:
    page = page_of(f"<title>A story</title>{html}")
    assert "gate 0 met" in page.article
    assert "gate 29 met" in page.article
    assert not any(start <= page.text.index("gate 29 met") < end for start, end in page.outside)


def test_the_one_clock_under_a_post_is_its_day() -> None:
    html = f"<div class=text><b>Mayor shuts the road for good</b><br><br>{PROSE}</div><div class=message_footer>1.2K views <time datetime='2019-09-23T08:22:11+00:00'>08:22</time></div>"
    assert ("text", "published", "2019-09-23") in kinds(page_of(f"<title>Telegram: Contact</title>{html}"))


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("多地项目连环爆雷，狂奔的龙湖集团暗伤曝露，公司说会继续努力", "en", "zh"),
        ("このページの本文を読むためのものです。新聞社はそれを使っています", None, "ja"),
        ("택배 사칭 스미싱 사기 주의 사용자 여러분의 각별한 주의가 필요합니다", "utf-8", "ko"),
        ("Ўзбекистон Республикаси Президенти қишлоқ хўжалиги ҳақида гапирди ва ғалла ҳосилини кўрди", None, "uz"),
    ],
)
def test_letters_tell_the_language_whatever_the_markup_declares(text: str, declared: str | None, language: str) -> None:
    assert language_of(text, declared=declared) == language


def test_what_is_hidden_in_a_link_closes_no_link_and_no_list() -> None:
    hidden = "<a href=/2><b hidden>New</b>More</a><ul><li><p hidden>x</p>Gate one</li><li>Gate two</li></ul>"
    blocks = read_outline(parse_html(f"{hidden}<p>The keepers met.</p>")).blocks
    assert [(block.text, block.kind, block.linked) for block in blocks] == [
        ("More", "p", 4), ("Gate one", "li", 0), ("Gate two", "li", 0), ("The keepers met.", "p", 0),
    ]  # fmt: skip
    assert blocks[-1].group == 0
