"""Which of a page's blocks are its article: a page's words apart from its menus, lists and notices."""

from __future__ import annotations

import pytest

from archive.page import read_page
from archive.reading.blocks import Block
from archive.reading.chosen import chosen_blocks

BRIDGE = "The old bridge will not be closed before the spring, the governor of the province said to the paper on Monday."
PEOPLE = "About 4,500 people cross it every day, and half of them carry goods for the market on the other bank of the river."
FERRY = "The ferry that took its place in the flood of last year was sold for scrap, and no other has been bought since then."
TOLL = "Whoever crosses by cart pays a toll of two coins, which the council of the lower town raised again in the autumn."
OTHER = "A house on the square burnt down in the night of Friday, and its keeper was taken to the hospital of the upper town."
ALL = "\n".join((BRIDGE, PEOPLE, FERRY, TOLL))


def article_of(body: str) -> str:
    page = f"<html><head><title>Bridge stays open</title></head><body>{body}</body></html>"
    return read_page(page.encode(), mime="text/html").article


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "body",
    [
        paragraphs(BRIDGE, PEOPLE) + "<embed src='film.swf'>" + paragraphs(FERRY, TOLL),
        f"<div class='text'>{paragraphs(BRIDGE, PEOPLE)}</div><div class='text'>{paragraphs(FERRY, TOLL)}</div>",
    ],
)
def test_an_article_in_several_parts_is_whole(body: str) -> None:
    assert article_of(f"<h1>Bridge stays open</h1><article>{body}</article>") == ALL


def test_a_paragraph_that_a_page_repeats_in_its_text_is_there_twice() -> None:
    assert article_of(f"<article>{paragraphs(BRIDGE, PEOPLE, PEOPLE, FERRY)}</article>").count(PEOPLE) == 2


def test_prose_in_boxes_of_the_name_of_the_article_s_is_its_own_and_in_others_is_not() -> None:
    boxes = [("part", BRIDGE), ("part", PEOPLE), ("part", FERRY), ("promo", OTHER)]
    blocks = [Block(text=text, kind="p", box=n, box_name=f"div {name}") for n, (name, text) in enumerate(boxes)]
    assert chosen_blocks(blocks, (), [BRIDGE, PEOPLE]) == blocks[:3]


def test_prose_in_boxes_without_a_name_is_the_article_s_in_the_same_box_alone() -> None:
    blocks = [Block(text=text, kind="p", box=box) for box, text in ((1, BRIDGE), (1, PEOPLE), (2, OTHER))]
    assert chosen_blocks(blocks, (), [BRIDGE]) == blocks[:2]


def test_a_copy_of_a_paragraph_in_a_box_of_its_own_is_not_the_article_s() -> None:
    blocks = [Block(text=text, kind="p", box=box) for box, text in ((1, BRIDGE), (2, BRIDGE), (2, PEOPLE))]
    assert chosen_blocks(blocks, (), [BRIDGE, PEOPLE]) == blocks[1:]


def test_subheads_and_short_sentences_between_paragraphs_are_the_article_s_and_labels_are_not() -> None:
    texts = [
        ("p", BRIDGE),
        ("p", "Share this"),
        ("h2", "The ferry"),
        ("p", FERRY),
        ("p", "Nobody paid."),
        ("p", TOLL),
        ("h2", "More"),
    ]
    blocks = [Block(text=text, kind=kind, box=1) for kind, text in texts]
    chosen = chosen_blocks(blocks, (), [BRIDGE, FERRY, TOLL])
    assert [block.text for block in chosen] == [BRIDGE, "The ferry", FERRY, "Nobody paid.", TOLL]


def test_cells_that_a_line_holds_together_are_the_article_s() -> None:
    blocks = [Block(text=text, kind=kind, box=1) for kind, text in (("p", BRIDGE), ("td", "Carts"), ("td", "63"), ("p", TOLL))]
    assert chosen_blocks(blocks, (), [BRIDGE, "Carts 63", TOLL]) == blocks


def test_lines_that_are_made_of_no_blocks_choose_none() -> None:
    blocks = [Block(text=text, kind="p", box=1) for text in (BRIDGE, PEOPLE)]
    assert chosen_blocks(blocks, (), [f"{BRIDGE} {PEOPLE}"]) == []


def test_what_leads_to_other_pages_is_not_chosen() -> None:
    blocks = [Block(text=text, kind="p", box=1) for text in (BRIDGE, OTHER, PEOPLE)]
    assert chosen_blocks(blocks, {1}, [BRIDGE, OTHER, PEOPLE]) == [blocks[0], blocks[2]]


def test_a_standfirst_in_a_box_of_its_own_under_the_headline_is_the_article_s_and_what_stands_above_it_is_not() -> None:
    texts = [OTHER, "Bridge stays open", TOLL, "By Ann Example", BRIDGE, PEOPLE]
    blocks = [Block(text=text, kind="p", box=box) for box, text in zip((1, 2, 3, 4, 5, 5), texts, strict=True)]
    assert chosen_blocks(blocks, (1,), [BRIDGE, PEOPLE], headlines={1}) == [blocks[2], *blocks[4:]]
    assert chosen_blocks(blocks, (1,), [BRIDGE, PEOPLE]) == blocks[4:]


@pytest.mark.parametrize("heading", ["Коментари", "Wasze komentarze [2]", "Commentaires (3)", "12 comentarios"])
def test_what_readers_write_under_a_heading_in_another_tongue_is_not_the_article_s(heading: str) -> None:
    body = f"<h1>Bridge stays open</h1>{paragraphs(BRIDGE, PEOPLE, FERRY)}<h1>{heading}</h1>{paragraphs(TOLL, OTHER)}"
    assert article_of(body) == "\n".join((BRIDGE, PEOPLE, FERRY))


@pytest.mark.parametrize("name", ["comentarios", "lista-commentaires", "komentarze"])
def test_what_stands_in_a_box_named_for_comments_in_another_tongue_is_not_the_article_s(name: str) -> None:
    text = f"<article><h1>Bridge stays open</h1>{paragraphs(BRIDGE, PEOPLE, FERRY)}</article>"
    assert article_of(f"{text}<div class='{name}'>{paragraphs(TOLL, OTHER)}</div>") == "\n".join((BRIDGE, PEOPLE, FERRY))


def other_story(level: str, day: str = "<p>7 March 2019</p>") -> str:
    return f"<{level}>Another story of the week</{level}>{day}{paragraphs(OTHER, OTHER + ' Nobody else was hurt.')}"


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("{}", "<hr>" + other_story("h1")),
        ("<div class='story'>{}</div>", f"<div class='story'>{other_story('h2')}</div>"),
        ("<article class='s'>{}</article>", f"<article class='s'>{other_story('h3')}</article>"),
    ],
)
def test_a_whole_story_below_the_pages_own_is_not_its_article(own: str, other: str) -> None:
    headed = f"<h1>Bridge stays open</h1><p>5 March 2019</p>{paragraphs(BRIDGE, PEOPLE, FERRY, TOLL)}"
    found = article_of(f"<main>{own.format(headed)}{other}</main>")
    assert found.endswith(ALL)


@pytest.mark.parametrize(
    "other",
    [
        other_story("h2"),
        other_story("h1", ""),
        f"<div class='entry'>{other_story('h2')}</div>",
        f"<div>{other_story('h2')}</div>",
    ],
)
def test_a_chapter_and_an_entry_of_a_live_page_belong_to_the_article(other: str) -> None:
    headed = f"<h1>Bridge stays open</h1><p>5 March 2019</p>{paragraphs(BRIDGE, PEOPLE, FERRY, TOLL)}"
    assert OTHER in article_of(f"<main class='story'>{headed}{other}</main>")


CARD = "<a href='/news/house'><img src='/i/1.jpg'>{}</a>{}"
HEADLINE = "Another story of the week"
LETTER = "<h4>Sign up for our letter</h4><p>What the lower town talks about, sent to your inbox each Friday by the people who wrote it.</p>"


@pytest.mark.parametrize(
    "box",
    [
        f"<div>{CARD.format(f'<h4>{HEADLINE}</h4>', paragraphs(OTHER))}</div>",
        f"<ul><li>{CARD.format(HEADLINE, paragraphs(OTHER))}</li><li>{CARD.format(HEADLINE, paragraphs(OTHER))}</li></ul>",
        f"<section>{CARD.format('', '')}<h4>{HEADLINE}</h4>{paragraphs(OTHER)}</section>",
        f"<div><h4>{HEADLINE}</h4>{paragraphs(OTHER)}<a href='/news/house'>Read more</a></div>",
        f"<div><div>Читайте также</div>{paragraphs(OTHER)}</div>",
        f"<div>{LETTER}<form><input><button>Send</button></form>{paragraphs('By signing up you agree to our terms.')}</div>",
        f"{LETTER}<form><input><button>Send</button></form>",
        f"<div>{LETTER}<a href='/letter'>Subscribe</a></div>",
        f"<div><h4>About the author</h4>{paragraphs(OTHER)}</div>",
        "<p>Подписывайтесь на наш <a href='https://t.me/courier'>канал в Телеграме</a>, чтобы первыми узнавать новости.</p>",
    ],
)
def test_a_box_that_is_set_into_the_text_is_not_the_article_s_and_stays_in_all_that_is_seen(box: str) -> None:
    body = f"<div class='text'><h1>Bridge stays open</h1>{paragraphs(BRIDGE, PEOPLE)}{box}{paragraphs(FERRY, TOLL)}</div>"
    page = read_page(
        f"<title>Bridge stays open</title>{body}".encode(), mime="text/html", address="https://courier.example/news/bridge"
    )
    assert page.article == ALL
    assert all(any(text in line for line in page.text.split("\n")) for text in (BRIDGE, PEOPLE, FERRY, TOLL))
    assert len(page.text) > len(page.article) + 50


@pytest.mark.parametrize(
    "box",
    [
        f"<div><h4>{HEADLINE}</h4>{paragraphs(OTHER)}</div>",
        f"<div><a href='/files/houses.pdf'>The register of the houses</a>{paragraphs(OTHER)}</div>",
        f"<div><a href='https://elsewhere.example/house'>The house that burnt down</a>{paragraphs(OTHER)}</div>",
        f"<div><a href='/news/bridge/house'>The house that burnt down</a>{paragraphs(OTHER)}</div>",
        f"<div><h4>Support for the keeper</h4>{paragraphs(OTHER)}</div>",
        f"<div><a href='/house'>The house</a> was old.{paragraphs(OTHER)}</div>",
        f"<h4>Read also</h4>{paragraphs(OTHER, TOLL)}",
        f"<div>“Help us,” the keeper said to a passer-by, whom nobody has found. {OTHER}</div>",
    ],
)
def test_a_box_of_the_text_s_own_is_the_article_s(box: str) -> None:
    body = f"<div class='text'><h1>Bridge stays open</h1>{paragraphs(BRIDGE, PEOPLE)}{box}{paragraphs(FERRY, TOLL)}</div>"
    page = read_page(
        f"<title>Bridge stays open</title>{body}".encode(), mime="text/html", address="https://courier.example/news/bridge"
    )
    assert all(text in page.article for text in (BRIDGE, PEOPLE, FERRY, TOLL, OTHER))


def test_an_overview_of_stories_keeps_their_summaries() -> None:
    cards = "".join(
        f"<div>{CARD.format(HEADLINE + str(n), paragraphs(text))}</div>" for n, text in enumerate((PEOPLE, FERRY, TOLL, OTHER))
    )
    page = f"<title>The week at a glance</title><h1>The week at a glance</h1><div>{paragraphs(BRIDGE)}{cards}</div>"
    article = read_page(page.encode(), mime="text/html", address="https://courier.example/week").article
    assert all(text in article for text in (BRIDGE, PEOPLE, FERRY, TOLL, OTHER))
