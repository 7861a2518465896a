"""Our inert copy: nothing of the page's markup is carried over, and passages are marked wherever they run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.copy import inert_copy
from citations.worker import Worker

ALLOWED = frozenset(
    "html head meta title style body header strong dl dt dd main p h1 h2 h3 h4 h5 h6 ul li blockquote pre table tbody tr td em mark span br".split()
)
HOSTILE = """<html><head><meta http-equiv="refresh" content="0;url=http://evil.example"><base href="http://evil.example/">
<title>T</title></title><script>alert(1)</script><link rel=stylesheet href=http://evil.example/x.css></head>
<body onload="alert(1)" background="http://evil.example/b.png"><svg onload=alert(1)><script>1</script></svg><img src=x onerror=alert(1) alt="pic">
<a href="javascript:alert(1)" onclick="x()">press</a> <a href="https://other.example/page">other</a><form action="/x"><input value="secret"></form>
<iframe src="http://evil.example"></iframe><p style="background:url(http://evil.example/p.png)">Said <b>the</b> &lt;script&gt; mayor</p>
<math><mtext></mtext></math><!--<p>--><p title='"><script>'>end</p></body></html>"""


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(html)
    return parser.found


def assert_inert(html: str) -> None:
    for tag, attributes in tags(html):
        assert tag in ALLOWED
        assert set(attributes) <= {"lang", "charset", "http-equiv", "content", "name", "class", "id"}
        if "http-equiv" in attributes:
            assert attributes["http-equiv"] == "Content-Security-Policy"
    assert "url(" not in html
    assert "@import" not in html


def test_nothing_that_runs_or_loads_is_carried_over() -> None:
    html = inert_copy(HOSTILE.encode(), mime="text/html")
    assert_inert(html)
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert "Said <strong>the</strong> &lt;script&gt; mayor" in html


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["<script>", "</script>", "<p>", "<b>", "</b>", "<a href='javascript:x'>", "</a>", "&lt;img src=x onerror=y&gt;", "<td>",
                                 "<img src=x onerror=y>", "\"'><svg/onload=x>", "<li>", "<style>", "</style>", "<pre>", "word ", "\x00", "<!--", "-->", "<q>",
                                 "</mark>", "url(x)"[:3]]), max_size=30), st.text(max_size=10))  # fmt: skip
def test_no_page_makes_a_live_copy(parts: list[str], passage: str) -> None:
    assert_inert(
        inert_copy("".join(parts).encode("utf-8", "replace"), mime="text/html", title="".join(parts), passages=[passage])
    )


@given(st.lists(st.sampled_from("h1 h2 h3 h4 h5 h6 p li".split()), max_size=12))
def test_headings_descend_without_a_gap_whatever_the_page_leaves_out(kinds: list[str]) -> None:
    body = "".join(f"<{kind}>Words {number}</{kind}>" for number, kind in enumerate(kinds))
    levels = [int(tag[1]) for tag, _ in tags(inert_copy(body.encode())) if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert len(levels) == 1 + sum(kind.startswith("h") for kind in kinds)
    assert [pair for pair in zip(levels, levels[1:], strict=False) if pair[1] > pair[0] + 1] == []


def test_the_banner_says_what_it_is_from_where_and_when() -> None:
    html = inert_copy(
        b"<p>text</p>",
        address="http://a.example/x?a=1&b=2",
        final_address="http://b.example/",
        captured="2026-01-02T03:04:05+00:00",
        sha256="sha256:ab",
    )
    for words in (
        "Copy of a captured page",
        "http://a.example/x?a=1&amp;b=2",
        "http://b.example/",
        "2026-01-02T03:04:05+00:00",
        "<dd>ab</dd>",
        "removed",
    ):
        assert words in html


@pytest.mark.parametrize(
    ("body", "passage", "marked"),
    [
        ("<p>He said <b>no</b> to it.</p>", "said no to", ["said", "no", "to"]),
        ("<p>He said</p><p>no.</p>", "said no", ["said", "no"]),
        ("<p>He said</p><p>no.</p>", "said\nno", ["said", "no"]),
        ("<p>He sa<i>id</i> no.</p>", "said no", ["sa", "id", "no"]),
        ("<p>Он сказал: «нет» сразу</p>", "сказал: «нет»", ["сказал: «нет"]),
    ],
)
def test_a_passage_is_marked_over_emphasis_and_blocks(body: str, passage: str, marked: list[str]) -> None:
    html = inert_copy(body.encode(), passages=[passage])
    found = re.findall(r"<mark[^>]*>(.*?)</mark>", html)
    assert [re.sub("<[^>]*>", "", piece).strip() for piece in found] == marked
    assert html.count('id="passage-1"') == 1


def test_a_copy_shows_what_the_page_s_text_says_and_nothing_that_its_styles_hide() -> None:
    body = b"<style>.q{color:transparent}</style><p>In 1997<a href='#n'>3</a> the port was let.</p><p class='q'>It was sold.</p>"
    html = inert_copy(body, mime="text/html", passages=["In 1997 the port was let."])
    assert "<mark" in html
    assert "It was sold" not in html


def test_passages_keep_their_numbers_and_a_missing_one_is_not_marked() -> None:
    html = inert_copy(b"<p>one two three</p>", passages=["absent words", "three", "one"])
    assert 'id="passage-1"' not in html
    assert html.index('id="passage-3"') < html.index('id="passage-2"')


def test_links_are_words_with_their_address() -> None:
    html = inert_copy(b'<p>see <a href="https://other.example/page">the other</a> page</p>')
    assert 'the other <span class="to">[https://other.example/page]</span> page' in html
    assert "<a" not in html


def test_lists_and_tables_keep_their_shape() -> None:
    html = inert_copy(b"<ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table><h1>Head</h1>")
    assert "<ul><li>one</li>\n<li>two</li>\n</ul>" in html
    assert "<table><tr><td>a</td>\n<td>b</td>\n</tr></table>" in html
    assert "<h2>Head</h2>" in html


def test_plain_text_has_a_copy_too() -> None:
    assert "<p>2 &lt; 3</p>" in inert_copy(b"2 < 3\n", mime="text/plain")


def test_it_runs_in_the_worker() -> None:
    with Worker() as worker:
        html = worker.call(
            "archive.copy:inert_copy", "<p>Город</p>".encode("koi8-r"), {"charset": "koi8-r", "passages": ["Город"]}
        )
    assert '<mark id="passage-1">Город</mark>' in html


def test_a_copy_says_its_pages_language_and_each_block_runs_its_own_way() -> None:
    copy = inert_copy("<p>پل باز شد.</p><p>The bridge.</p>".encode(), charset="utf-8", language="fa")
    assert '<main lang="fa">' in copy
    assert "unicode-bidi:plaintext" in copy
    assert "<main>" in inert_copy(b"<p>x</p>")
    assert_inert(inert_copy(b"<p>x</p>", language='fa"><script>'))
