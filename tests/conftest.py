"""What holds for every test, and the browser that several of them open, with what judges a page in it.

No example of a property may fail for the time it took on a busy machine.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from reports.html import render
from reports.report import Report

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
AXE = sorted((Path(__file__).parents[1] / ".judges").glob("axe-core@*/package/axe.min.js"))
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Chromium without a window, driven by Playwright; it reaches nothing but this machine."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser in this test")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """A function that opens a report from the disk; what it logs as an error fails the test, and so does any request."""
    contexts, errors, asked = [], [], []

    def open_report(report: Report | str, *, width: int = 1280, **options: Any) -> Any:
        text = report if isinstance(report, str) else render(report)
        (tmp_path / "index.html").write_text(text, encoding="utf-8")
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "index.html").as_uri())
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert errors == []
    assert [address for address in asked if not address.startswith("file:")] == []


@pytest.fixture
def axe() -> str:
    if not AXE:
        pytest.skip("axe-core judges in this test (.ci/run obtains it by npm pack into .judges/)")
    return AXE[-1].read_text(encoding="utf-8")
