"""What styles make of a page's words: those nobody sees are no text, and what is moved, raised or turned reads as it is seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.page import Page, read_page
from archive.reading.declarations import declarations_of, look_of

PROSE = "<p>" + "The council of the lower town heard the keepers of the two bridges and put off every vote. " * 4 + "</p>"
WORDS = "Seventeen keepers were paid in secret by the board of the lower town last winter."


def page_of(markup: str, head: str = "") -> Page:
    return read_page(
        f"<html><head>{head}</head><body><article><h1>Bridges</h1>{PROSE}{markup}{PROSE}</article></body></html>".encode()
    )


def line_of(markup: str) -> str:
    """The line of a page that begins with "signed"."""
    text = page_of(f"<p>signed in {markup} by both</p>").text
    return next(line for line in text.split("\n") if line.startswith("signed"))


@pytest.mark.parametrize(
    "style",
    [
        "display:/**/none",
        "d\\69splay: NONE !important",
        "color:transparent",
        "color:rgba(0, 0, 0, 0)",
        "color:#fff; background:white",
        "color:rgb(255,255,255);background-color:#ffffff",
        "font-size:1px",
        "font-size: .01em",
        "font:0/0 a",
        "position:absolute; left:-999px",
        "position:fixed;left:9999px",
        "transform:translateX(-9999px)",
        "transform: scale(0)",
        "position:absolute;clip-path:inset(50%)",
        "position:absolute;width:1px;height:1px;overflow:hidden",
        "clip:rect(1px,1px,1px,1px)",
        "content-visibility:hidden",
        "opacity:.01",
    ],
)
def test_what_a_style_shows_to_nobody_is_neither_text_nor_article(style: str) -> None:
    page = page_of(f'<p style="{style}">{WORDS}</p>')
    assert "Seventeen" not in page.text + page.article
    assert page.hidden == WORDS
    assert "Seventeen" not in page_of("", f"<style>p.q {{ {style} }}</style>").text


@pytest.mark.parametrize(
    "style",
    [
        "color:#000; background:#fff",
        "color:rgb(0,0,0)",
        "color:white; background:url(night.jpg) white",
        "color:transparent; background-clip:text",
        "font-size:11px",
        "font:700 1em serif",
        "position:relative; left:-20px",
        "margin-left:-15%",
        "transform:scale(0.5)",
        "overflow:hidden; height:1.5em",
        "clip-path:inset(10%)",
        "opacity:.6",
        "display:block",
        "float:left; margin-left:-100%",
    ],
)
def test_what_a_style_shows_is_text(style: str) -> None:
    assert WORDS in page_of(f'<p style="{style}">{WORDS}</p>').text


@pytest.mark.parametrize(
    "sheet",
    [
        ".q{display:none}",
        "#one { display : none !important }",
        "p.q, .other{visibility:hidden}",
        "article > .q{position:absolute;left:-9999px}",
        "@media screen{.q{display:none}}",
        "[data-q]{font-size:0}",
        "/* } */ .q{color:#fff;background-color:white}",
        "@import 'a.css'; .q{display:none}",
    ],
)
def test_what_the_page_s_own_sheet_hides_is_no_text(sheet: str) -> None:
    page = page_of(f"<p class='a q' id='one' data-q='1'>{WORDS}</p>", f"<style>{sheet}</style>")
    assert "Seventeen" not in page.text + page.article


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print{.q{display:none}}",
        "@media (max-width:600px){.q{display:none}}",
        ".q{display:none} @media (min-width:600px){.q{display:block}}",
        "@keyframes in{from{opacity:0}to{opacity:1}}",
        ".q:hover{display:none}",
        ".no-js .q{display:none}",
        ".other .q{display:none}",
        ".q .a{display:none}",
        "article{font-size:0} article .q{font-size:16px}",
        ".q::before{display:none}",
        "div{display:none",
    ],
)
def test_what_a_sheet_shows_somewhere_or_hides_of_others_is_text(sheet: str) -> None:
    assert WORDS in page_of(f"<p class='a q'>{WORDS}</p>", f"<style>{sheet}</style>").text


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("1997<a href='#n3'>3</a>", "signed in 1997 by both"),
        ("1997<span class='footnote-ref'>3</span>", "signed in 1997 by both"),
        ("1997<span style='vertical-align:super'>3</span>", "signed in 1997³ by both"),
        ("19<span class='year'>97</span>", "signed in 1997 by both"),
        ("19\u202e79\u202c", "signed in 1997 by both"),
        ("19<bdo dir='rtl'>79</bdo>", "signed in 1997 by both"),
        ("19<span style='unicode-bidi:bidi-override; direction:rtl'>79</span>", "signed in 1997 by both"),
        ("1\ufe0f9\ufe0f97", "signed in 1997 by both"),
        ("<span style='display:block'>19</span><span style='display:block'>97</span>", "signed in"),
        ("<span style='float:right'>97</span>19", "signed in"),
        ("<span style='display:inline-flex;flex-direction:row-reverse'><span>97</span><span>19</span></span>", "signed in"),
    ],
)
def test_a_number_reads_as_it_is_seen(markup: str, line: str) -> None:
    assert line_of(markup) == line


@pytest.mark.parametrize(
    "markup", ["<p style='color:#FFF'>{}</p>", "<p style='color: white'>{}</p>", "<font color=White>{}</font>"]
)
def test_white_words_are_hidden_on_a_page_without_a_colour_of_its_own(markup: str) -> None:
    assert "Seventeen" not in page_of(markup.format(WORDS)).text
    assert WORDS in page_of(f"<div style='background:#000'>{markup.format(WORDS)}</div>").text
    assert WORDS in page_of(markup.format(WORDS), "<link rel=stylesheet href=a.css>").text


def test_words_struck_through_by_a_style_are_outside_the_page_s_own_text() -> None:
    page = page_of(f"<p>The river <span style='text-decoration: line-through'>{WORDS}</span> rose.</p>")
    assert [page.text[start:end] for start, end in page.outside] == [WORDS]


@pytest.mark.parametrize("words", ["<img alt='not' src='n.png'>", "<select><option>not</option></select>", "<input value='not'>",
                                   "<svg><text>not</text></svg>", "<textarea>not</textarea>", "<math><mi>x</mi></math>"])  # fmt: skip
def test_words_that_are_no_text_leave_a_sign_in_their_line(words: str) -> None:
    assert line_of(f"1997 {words} or later") == "signed in 1997 ▢ or later by both"


@pytest.mark.parametrize("picture", ["<img alt='' src='a.png'>", "<img src='a.png'>", "<svg><path d='M0 0'/></svg>", "<input type='hidden' value='a'>"])  # fmt: skip
def test_a_picture_without_words_leaves_no_sign(picture: str) -> None:
    assert line_of(f"1997 {picture} or later") == "signed in 1997 or later by both"


@given(st.text(max_size=200))
def test_reading_declarations_never_raises(style: str) -> None:
    look_of(style)
    assert all(value == value.strip() for value in declarations_of(style).values())
