"""The report in headless Chromium: hostile text runs nothing and loads nothing, a phone scrolls one way, a link opens what is folded."""

from __future__ import annotations

import html
import http.server
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html
import pytest

from reports import project
from reports.html import render
from tests.sample_report import sample
from tests.test_project_page import hostile

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt-get install chromium)")
FLAGS = """--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync
    --no-first-run --disable-default-apps --disable-extensions --disable-dev-shm-usage""".split()


@dataclass
class Traps:
    """A loopback server that notes what was asked of it."""

    port: int = 0
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def traps() -> Iterator[Traps]:
    seen = Traps()

    class Trap(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Stay silent."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Trap)
    seen.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield seen
    server.shutdown()
    server.server_close()
    thread.join()


def chromium(folder: Path, page: str, *flags: str) -> str:
    """Return the DOM that Chromium ends with after loading `page` from the disk."""
    (folder / "index.html").write_text(page, encoding="utf-8")
    return dom_of(folder, "", *flags)


def dom_of(folder: Path, fragment: str, *flags: str) -> str:
    """Return the DOM of the page in `folder`, opened at `fragment`."""
    address = (folder / "index.html").as_uri() + fragment
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'profile'}", *flags, "--dump-dom", address]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def without_policy(page: str) -> str:
    """The page with its Content-Security-Policy taken out, so that escaping alone must hold."""
    bare, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    assert count == 1
    return bare


def is_broken_into(dom: str) -> bool:
    title = lxml.html.document_fromstring(dom).findtext(".//title") or ""
    return title == "broken-in"


def test_hostile_text_runs_no_script_and_loads_nothing_even_without_a_policy(tmp_path: Path, traps: Traps) -> None:
    page = render(sample(hostile=True, port=traps.port))
    dom = chromium(tmp_path, without_policy(page))
    assert "All notes" in dom
    assert not is_broken_into(dom)
    assert traps.asked == [] or set(traps.asked) == {"/favicon.ico"}


def test_hostile_text_runs_no_script_and_loads_nothing_on_the_projects_page_without_a_policy(
    tmp_path: Path, traps: Traps
) -> None:
    page = project.render(hostile()).replace("{port}", str(traps.port))
    dom = chromium(tmp_path, without_policy(page))
    assert "Link rot by publisher" in dom
    assert f"127.0.0.1:{traps.port}/img" in dom
    assert not is_broken_into(dom)
    assert traps.asked == [] or set(traps.asked) == {"/favicon.ico"}


def test_the_policy_alone_stops_a_script_and_an_image(tmp_path: Path, traps: Traps) -> None:
    injected = f"<script>document.title='broken-in'</script><img src=http://127.0.0.1:{traps.port}/img></body>"
    page = render(sample()).replace("</body>", injected)
    assert not is_broken_into(chromium(tmp_path, page))
    assert traps.asked == []


def test_the_traps_would_notice_a_page_that_is_not_escaped(tmp_path: Path, traps: Traps) -> None:
    injected = f"<script>document.title='broken-in'</script><img src=http://127.0.0.1:{traps.port}/img></body>"
    page = without_policy(render(sample())).replace("</body>", injected)
    assert is_broken_into(chromium(tmp_path, page))
    assert traps.asked == ["/img"]


PROBE = """
const frame = document.querySelector("iframe"), page = frame.contentDocument, seen = {};
const at = (width) => { frame.style.width = width + "px"; return page.documentElement.scrollWidth; };
page.querySelectorAll("details").forEach(item => item.open = true);
seen.widths = [320, 390, 768, 1280].map(width => [width, at(width)]);
document.title = JSON.stringify(seen);
"""


def probed(folder: Path, page: str) -> dict[str, object]:
    """What a script outside the page measures in it; the page itself keeps its policy."""
    frame = f'<iframe style="width:1280px;height:4000px;border:0" srcdoc="{html.escape(page)}"></iframe>'
    around = f'<!doctype html><meta charset="utf-8"><title></title>{frame}<script>onload = () => {{ {PROBE} }}</script>'
    dom = chromium(folder, around, "--virtual-time-budget=10000")
    return dict(json.loads(lxml.html.document_fromstring(dom).findtext(".//title") or "{}"))


def test_no_width_from_phone_to_desk_scrolls_sideways_hostile_text_included(tmp_path: Path) -> None:
    seen = probed(tmp_path, render(sample(hostile=True)))
    assert [width for width, content in seen["widths"] if content > width] == []  # type: ignore[misc]


def test_a_link_to_a_folded_note_opens_it(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(render(sample()), encoding="utf-8")
    opened = lxml.html.document_fromstring(dom_of(tmp_path, "#note-16")).xpath("//details[@open]")
    assert [item.xpath("./div/@id") for item in opened] == [["note-16"]]
