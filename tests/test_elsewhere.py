"""A quotation that is absent from its source is looked for in every source of the project, whichever briefing cites it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from citations.quote import telling_words
from tests.loopback import Answer, LoopbackWeb
from tests.project import live, report_of, write_project

WORDS = "the harbour was leased for forty-nine years to a company that nobody had heard of"


def page(title: str, text: str) -> Answer:
    article = f"<h1>{title}</h1><p>The minister spoke for an hour on Tuesday. {text} The ships waited outside the bay all day."
    body = f"<title>{title}</title><article>{article}<p>Nobody asked a question, and the session was closed at noon."
    return Answer(body=body.encode())


def draft(quoted: str, title: str, place: str) -> str:
    return f'The minister said "{quoted}".[^1]\n\n[^1]: "{title}", Quay News, 3 May 2024, http://quay.example/{place}.\n'


ANSWERS = {
    ("quay.example", "/lease"): page("A harbour leased", f"He said {WORDS}."),
    ("quay.example", "/budget"): page("A budget passed", "He said the budget was balanced."),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = write_project(tmp_path / "project", draft("the budget was balanced", "A budget passed", "budget"))
    (project / "second.md").write_text(draft(WORDS, "A budget passed", "budget"), encoding="utf-8")
    (project / "third.md").write_text(draft(WORDS, "A harbour leased", "lease"), encoding="utf-8")
    return project


def quote_finding(project: Path, name: str) -> dict[str, object]:
    (found,) = [one for one in report_of(project, name)["findings"] if one["rule"] == "quote"]
    return dict(found)


def test_words_of_another_briefings_source_are_found_and_it_is_named(project: Path) -> None:
    with LoopbackWeb(ANSWERS).in_thread() as web:
        live(web, "second.md", "--yes", "--quiet", cwd=project)
        assert quote_finding(project, "second")["defect"] == "quote-absent"  # no other source is known yet
        live(web, "third.md", "--yes", "--quiet", cwd=project)
        live(web, "second.md", "--yes", "--quiet", cwd=project)
    found = quote_finding(project, "second")
    assert (found["defect"], found["action"]) == ("quote-in-other-source", "name-source")
    assert found["observed"] == "http://quay.example/lease"
    assert "this project’s other briefings" in str(found["message"])


def test_a_ledger_that_was_deleted_finds_them_again_once_they_were_read(project: Path) -> None:
    with LoopbackWeb(ANSWERS).in_thread() as web:
        live(web, "third.md", "--yes", "--quiet", cwd=project)
        shutil.rmtree(project / ".footnotary")
        live(web, "third.md", "second.md", "--yes", "--quiet", cwd=project)
    assert quote_finding(project, "second")["observed"] == "http://quay.example/lease"


def test_a_text_stands_in_the_index_once_however_often_it_is_read(project: Path) -> None:
    with LoopbackWeb(ANSWERS).in_thread() as web:
        for _ in range(2):
            live(web, "third.md", "--yes", "--quiet", cwd=project)
    ledger = sqlite3.connect(project / ".footnotary" / "ledger.db")
    assert ledger.execute("SELECT count(*) FROM page_words").fetchone() == (1,)
    ledger.close()


def test_words_that_mean_something_to_the_index_are_only_words(tmp_path: Path) -> None:
    from archive.ledger import Ledger

    ledger = Ledger.in_memory()
    for words in (("NEAR", "AND", "NOT"), ('"', "a*", "text:b"), ("ё", "(", "-")):
        assert ledger.pages_with(words, 3) == ()
    ledger.close()


@pytest.mark.parametrize(
    ("exact", "words"),
    [
        ("yes, but no", ("yes", "but", "no")),
        ("no way", ()),
        ("[he said] it is", ()),
        ("порт сдан надолго", ("надолго", "порт", "сдан")),
    ],
)
def test_few_words_are_not_looked_for(exact: str, words: tuple[str, ...]) -> None:
    assert telling_words(exact) == words
