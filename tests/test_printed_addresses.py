"""A note that prints an address is never taken for prose: its page is opened, and what could be read is compared with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loopback import Answer, LoopbackWeb
from tests.project import ALLOWED, footnotary_here, report_of, web_options, write_project

DRAFT = """# The ferry

She said “the night ferry will not be closed again”.[^1] He said “we sold the boats to nobody at all”.[^2] It is so.[^3]

[^1]: Interview with Margaret Doyle, http://post.example/doyle

[^2]: Interview with Karl Berg, http://post.example/berg

[^3]: As the council said in its long and winding statement, that nothing was to be changed at all (http://post.example/council), it did.
"""


def page(title: str, words: str) -> Answer:
    html = f"<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1><article><p>{words}</p></article>"
    return Answer(body=html.encode(), headers=(("Content-Type", "text/html; charset=utf-8"),))


@pytest.fixture
def notes(tmp_path: Path) -> dict[str, dict]:
    more = "The harbour was quiet that day, and she looked out of the window of her office while she spoke to us about the boats."
    pages = {
        ("post.example", "/doyle"): page("A talk", f"{more} The night ferry will be closed again, she said."),
        ("post.example", "/berg"): page("Another talk", f"{more} We sold the boats to nobody at all, he said."),
        ("post.example", "/council"): page("A statement", more),
    }
    project = write_project(tmp_path / "project", DRAFT)
    with LoopbackWeb(pages).in_thread() as web:
        run = footnotary_here("verify", "briefing.md", "--yes", "--quiet", *ALLOWED, *web_options(web), cwd=project)
    assert run.returncode == 1, run.stderr
    return {note["label"]: note for note in report_of(project)["notes"]}


def test_an_interview_with_an_address_is_compared_with_its_page(notes):
    assert notes["1"]["status"] == "LOOK"
    assert "“not”" in notes["1"]["why"]
    assert notes["2"]["status"] == "OK"


def test_a_sentence_with_an_address_is_said_to_be_understood_no_further(notes):
    assert (notes["3"]["status"], notes["3"]["reason"]) == ("NOT-CHECKED", "not understood")
    assert "only the address was understood" in notes["3"]["why"]
