"""Links to a passage in real Chromium: they land where the words stand, and mark these words and no others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from archive.page import read_page
from citations.quote import match_quote, prepare
from pipeline.quoting import text_fragment
from tests.loopback import Answer, LoopbackWeb

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt-get install chromium)")
FILL = "".join(f"<p>Paragraph number {number} of the council's long report on bridges.</p>" for number in range(80))
LONG = " ".join(
    f"and the {word} keeper signed" for word in "first second third fourth fifth sixth seventh eighth ninth tenth".split()
)
PASSAGES = {
    "plain": "<p id=there>He left the old town at noon, and nobody saw him again.</p>",
    "markup": "<p id=there>He left <b>the old</b> <a href=/x>town</a> at <i>noon</i>, and nobody saw him again.</p>",
    "signs": "<p id=there>A well-known, old rule &amp; more: 50% of “all” boats, say 1,300.</p>",
    "cyrillic": "<p id=there>Он уехал из старого города — и больше его никто не видел.</p>",
    "soft": "<p id=there>He left the old set&shy;tle&shy;ment at&nbsp;noon, and nobody saw him again.</p>",
    "long": f"<p id=there>On that day the clerk came {LONG} before dark.</p>",
    "blocks": "<div id=there><p>He left the old town at noon that day.</p><p>She stayed there for eleven years more.</p></div>",
    "list": "<ul id=there><li>allow monitors unannounced access to all prisons</li><li>amend the code of the courts</li></ul>",
    "row": "<table id=there><tr><td>In the year 2012</td><td>some eleven boats were lost</td></tr></table>",
    "note": "<p id=there>Nine complaints were filed that year.<sup><a href='#n'>[3]</a></sup> None was found to be justified.</p>",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with sync_api.sync_playwright() as playwright:
        shown = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield shown
        shown.close()


def html_of(passage: str) -> str:
    style = "<style>::target-text{background:rgb(255,0,0)}</style>"
    return (
        f"<!doctype html><html><head><meta charset=utf-8>{style}</head><body>{FILL}{passage}{FILL}<p>He left.</p></body></html>"
    )


@pytest.mark.parametrize("kind", PASSAGES)
def test_the_link_lands_on_the_passage_and_marks_it(browser: object, kind: str) -> None:
    body = html_of(PASSAGES[kind])
    page = read_page(body.encode(), mime="text/html")
    quoted = read_page(f"<p>{PASSAGES[kind]}".encode(), mime="text/html").text
    match = match_quote(quoted, prepare(page.text))
    fragment = text_fragment(page.text, match.span)
    assert fragment
    with LoopbackWeb({("127.0.0.1", "/page"): Answer(body=body.encode())}).in_thread() as web:
        address = f"http://127.0.0.1:{web.port}/page"
        plain, marked = _shown(browser, address), _shown(browser, address + fragment)
    assert plain[0] > 1000  # far below what is seen at first
    assert 0 <= marked[0] < 720
    assert plain[1] != marked[1]


def _shown(browser: object, address: str) -> tuple[float, bytes]:
    """Return where the passage stands in the window after loading, and a picture of it."""
    window = browser.new_page(viewport={"width": 1000, "height": 720})  # type: ignore[attr-defined]
    try:
        window.goto(address)
        window.wait_for_timeout(300)
        top = window.evaluate("document.getElementById('there').getBoundingClientRect().top")
        return top, window.locator("#there").screenshot()
    finally:
        window.close()
