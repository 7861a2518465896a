"""The parts of the embedded example fit together: briefing, Word file, pages, addresses, truth table."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest

from archive.replay import ReplayArchive
from citations.publisher import load_publishers

EXAMPLES = Path(__file__).parents[1] / "examples"
BRIEFING = EXAMPLES / "briefing"
STAND_IN = b"Stand-in page written for the footnotary example"
ADDRESS = re.compile(
    r"""https?://[^\s,;"']*[^\s,;"'.]""", re.VERBOSE
)  # "https://a.example/b," without the comma; not "a.example"


@cache
def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((BRIEFING / name).read_text(encoding="utf-8"))


@cache
def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"example_{name}", EXAMPLES / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses with slots look their module up
    spec.loader.exec_module(module)
    return module


@cache
def notes_and_body() -> tuple[dict[str, str], str]:
    notes, body = script("make_docx").split_notes((BRIEFING / "briefing.md").read_text(encoding="utf-8"))
    return notes, "\n".join(body)


def files_of_the_web() -> set[str]:
    entries = (*toml("web.toml")["hosts"], *toml("web.toml")["answers"])
    return {entry[key] for entry in entries for key in ("file", "robots", "missing") if key in entry}


@pytest.mark.parametrize("name", sorted(files_of_the_web()))
def test_every_page_says_that_it_is_a_stand_in(name: str) -> None:
    assert STAND_IN in (BRIEFING / "web" / name).read_bytes()


def test_no_page_lies_about_unused() -> None:
    folder = BRIEFING / "web"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == files_of_the_web()


def test_every_host_is_reserved() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (*BRIEFING.glob("*.md"), *BRIEFING.glob("*.toml")))
    addresses = [urlsplit(match[0].replace("{", "").replace("}", "")).hostname for match in ADDRESS.finditer(text)]
    hosts = [entry["host"] for entry in toml("web.toml")["hosts"]]
    assert addresses
    assert [host for host in (*addresses, *hosts) if not host or not host.endswith(".example")] == []


def test_every_answer_belongs_to_a_listed_host() -> None:
    hosts = {entry["host"] for entry in toml("web.toml")["hosts"]}
    assert {urlsplit(entry["uri"]).hostname for entry in toml("web.toml")["answers"]} <= hosts


def test_every_printed_address_has_an_answer_or_is_forbidden_by_robots() -> None:
    notes, _ = notes_and_body()
    printed = {match[0] for text in notes.values() for match in ADDRESS.finditer(text)}
    answers = {entry["uri"] for entry in toml("web.toml")["answers"]}
    assert {urlsplit(uri).hostname for uri in printed - answers} == {"nurapress.example"}


def test_pages_in_windows_1251_are_what_they_say() -> None:
    page = (BRIEFING / "web" / "vestniknury" / "gruzooborot-porta.html").read_bytes()
    assert b"charset=windows-1251" in page
    assert "Вестник Нуры" in page.decode("windows-1251")
    with pytest.raises(UnicodeDecodeError):
        page.decode("utf-8")


def test_the_dead_page_has_an_earlier_copy() -> None:
    captured = toml("web.toml")["captured"]
    earlier = [entry for entry in toml("web.toml")["answers"] if entry.get("date", captured) < captured]
    uris = [entry["uri"] for entry in toml("web.toml")["answers"]]
    assert [uris.count(entry["uri"]) for entry in earlier] == [2]


def test_the_truth_table_names_every_note_once_and_counts_them() -> None:
    notes, _ = notes_and_body()
    expected = toml("expected.toml")
    assert [note["label"] for note in expected["notes"]] == list(notes)
    assert Counter(note["status"] for note in expected["notes"]) == expected["counts"]


def test_every_note_has_the_worst_status_of_its_citations() -> None:
    worst_first = list(toml("expected.toml")["counts"])
    for note in toml("expected.toml")["notes"]:
        citations = [citation["status"] for citation in note.get("citations", ())]
        assert note["status"] == min(citations, key=worst_first.index, default="NOT-CHECKED"), note["label"]


def test_every_expected_quotation_stands_in_the_briefing_where_it_is_said_to_stand() -> None:
    notes, body = notes_and_body()
    for note in toml("expected.toml")["notes"]:
        for quotation in note.get("quotations", ()):
            assert quotation["exact"] in (body if quotation["where"] == "body" else notes[note["label"]]), note["label"]
            assert quotation["citation"] < len(note["citations"])


def test_the_truth_table_shows_every_status_and_every_verdict() -> None:
    notes = toml("expected.toml")["notes"]
    verdicts = {quotation["verdict"] for note in notes for quotation in note.get("quotations", ())}
    assert verdicts == {
        "verbatim", "typography", "edited-marked", "edited-look", "altered", "absent", "not-comparable", "not-checked"
    }  # fmt: skip
    assert {note["status"] for note in notes} == {"LOOK", "GONE", "BLOCKED", "NOT-CHECKED", "NOT-WEB", "OK"}


def test_every_note_is_called_once_and_in_order() -> None:
    notes, body = notes_and_body()
    assert re.findall(r"\[\^(\d+)\]", body) == list(notes)


def test_the_word_file_is_what_the_markdown_gives() -> None:
    markdown = (BRIEFING / "briefing.md").read_text(encoding="utf-8")
    assert script("make_docx").write_docx(markdown) == (BRIEFING / "briefing.docx").read_bytes(), "run examples/make_docx.py"


def test_the_word_file_has_what_word_writes() -> None:
    with zipfile.ZipFile(BRIEFING / "briefing.docx") as package:
        document, footnotes = (package.read(f"word/{part}.xml").decode() for part in ("document", "footnotes"))
    references = re.findall(r'footnoteReference w:id="(\d+)"', document)
    assert len(references) == 37
    assert references != sorted(references, key=int)
    assert (document.count("<w:ins "), footnotes.count("<w:del ")) == (1, 1)
    assert "<w:hyperlink " in footnotes


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_reads_the_same_words_in_both_formats() -> None:
    def words(name: str) -> list[str]:
        command = ["pandoc", str(BRIEFING / name), "--to=plain", "--wrap=none"]
        plain = subprocess.run(command, capture_output=True, check=True, text=True, timeout=30).stdout
        return re.findall(r"\w+", plain)

    assert words("briefing.docx") == words("briefing.md")[5:]  # Word's title style is metadata to pandoc


def test_the_settings_are_read_and_hold_no_outlet_that_no_note_cites() -> None:
    publishers = load_publishers(toml("footnotary.toml"))
    printed = " ".join(notes_and_body()[0].values())
    own = [publishers.by_id[entry["id"]] for entry in toml("footnotary.toml")["publishers"]]
    assert [publisher.id for publisher in own if not any(name in printed for name in publisher.names)] == []


def test_the_archive_is_built_alike_twice_and_answers_as_the_list_says(tmp_path: Path) -> None:
    builder = script("build_archive")
    web = builder.read_web(BRIEFING / "web.toml")
    first, second = (builder.build_archive(web, tmp_path / name) for name in ("a.wacz", "b.wacz"))
    assert first.read_bytes() == second.read_bytes()
    archive = ReplayArchive.open(first)
    assert set(archive.uris()) >= {answer.uri for answer in web.answers}
    seen = {uri: archive.newest(uri) for uri in (answer.uri for answer in web.answers)}
    assert {capture.outcome.value for capture in seen.values() if capture} == {"response", "timeout", "dns-failure"}


def test_a_page_is_archived_byte_for_byte_and_its_earlier_copy_is_kept(tmp_path: Path) -> None:
    builder = script("build_archive")
    archive = ReplayArchive.open(builder.build_archive(builder.read_web(BRIEFING / "web.toml"), tmp_path / "a.wacz"))
    uri = "https://lakeshoremonitor.example/2024/04/night-raid-on-the-dockers-hall"
    newer, earlier = archive.captures(uri)
    assert (newer.status, earlier.status) == (404, 200)
    page = BRIEFING / "web" / "lakeshoremonitor" / "night-raid-on-the-dockers-hall.html"
    assert archive.payload(earlier) == page.read_bytes()
