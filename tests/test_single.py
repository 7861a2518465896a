"""The commands `quote` and `page`: one source as a file, an address or a capture; every line of a batch gets its answer."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.capture import Capture
from archive.holdings import Holdings
from archive.page import Sign
from archive.records import WarcFile, read_records
from citations.quote import Verdict
from pipeline.quoting import batch as batch_of
from pipeline.quoting import text_fragment
from pipeline.reading import Readers
from pipeline.session import settings_of
from pipeline.single import Sources
from tests.loopback import Answer, LoopbackWeb
from tests.project import ALLOWED, QUICK, environment, footnotary, footnotary_here, web_options

ARTICLE = (
    "<p>The governor said on Monday that the old bridge would not be closed before the spring, whatever the council wrote.</p>"
    "<p>About 4,500 people cross it every day, according to the port, and half of them carry goods for the market.</p>"
    "<p>“We have no other road,” said a trader who has kept his stall there for eleven years and pays his rent on time.</p>"
)
PAGE = (
    '<!doctype html><html lang="en"><head><title>Bridge stays open</title>'
    '<meta property="article:published_time" content="2014-03-03T10:00:00+05:00"></head>'
    f"<body><article><h1>Bridge stays open</h1><p class=byline>By Nora Vale, 3 March 2014</p>{ARTICLE}</article>"
    "<div id=comments class=comments><h2>Comments</h2><p>The mayor took the money and everybody in this town knows it.</p></div>"
    "</body></html>"
)
WALL = "<title>Just a moment...</title><h1>Checking your browser before accessing the site</h1><div id=cf-challenge></div>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "footnotary.toml").write_text(QUICK)
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "wall.html").write_text(WALL)
    return tmp_path


@pytest.fixture
def web() -> Iterator[LoopbackWeb]:
    with LoopbackWeb({("lake.example", "/bridge"): Answer(body=PAGE.encode())}).in_thread() as served:
        yield served


def asked(*words: object, cwd: Path) -> tuple[int, dict[str, Any]]:
    run = footnotary_here("quote", *words, "--json", cwd=cwd)
    return run.returncode, json.loads(run.stdout)


def batch(lines: str, *words: str, cwd: Path) -> tuple[int, list[dict[str, Any]]]:
    command = [sys.executable, "-m", "pipeline", "quote", "--batch", *words]
    run = subprocess.run(command, cwd=cwd, env=environment(), input=lines.encode(), capture_output=True, timeout=60, check=False)
    assert run.stderr == b""
    return run.returncode, [json.loads(line) for line in run.stdout.decode().splitlines()]


@pytest.mark.parametrize(
    ("quotation", "verdict", "code"),
    [
        ("The governor said on Monday that the old bridge would not be closed before the spring", "verbatim", 0),
        ("the old bridge would not be closed before the spring", "edited-look", 1),
        ("the old bridge would not be closed", "edited-look", 1),
        ("“We have no other road”", "verbatim", 0),
        (
            "The governor said on Monday that the old bridge would not be closed before … whatever the council wrote",
            "edited-marked",
            0,
        ),
        ("the old bridge would be closed", "altered", 1),
        ("About 4,600 people cross it every day", "altered", 1),
        ("Nobody was ever asked about the timber tax", "absent", 1),
        ("Мост не будет закрыт до самой весны", "not-comparable", 1),
    ],
)
def test_the_verdict_and_the_exit_code_say_whether_it_passes(folder: Path, quotation: str, verdict: str, code: int) -> None:
    found, data = asked(quotation, "page.html", cwd=folder)
    assert (data["verdict"], found) == (verdict, code)
    assert 0 <= data["similarity"] <= 1


def test_every_change_names_its_kind_the_words_on_both_sides_and_their_places(folder: Path) -> None:
    quotation = "About 4,600 people cross it every day"
    _, data = asked(quotation, "page.html", cwd=folder)
    (change,) = data["changes"]
    assert (change["kind"], change["quoted"], change["observed"]) == ("number", "4,600", "4,500")
    assert quotation[slice(*change["quoted_span"])] == "4,600"
    assert data["passage"][slice(*change["observed_span"])] == "4,500"


def test_a_translation_shows_the_passage_that_it_seems_to_render_and_what_differs(folder: Path) -> None:
    russian = "Суд в Орлеце приговорил директора завода к семи годам тюрьмы."
    (folder / "ru.txt").write_text(f"Шлюзы открыли в понедельник.\n\n{russian}\n")
    words = "The court in Orlec sentenced the director of the plant to {} years in prison"
    code, data = asked(words.format("nine"), "ru.txt", cwd=folder)
    assert (code, data["verdict"], data["passage"], data["changes"]) == (1, "not-comparable", "", [])
    (change,) = data["translation"]["changes"]
    assert (data["translation"]["passage"], change["quoted"], change["observed"]) == (russian, "nine", "семи")
    told = footnotary_here("quote", words.format("nine"), "ru.txt", cwd=folder).stdout
    assert russian in told
    assert "the draft says “nine” where the source says “семи”" in told
    assert (
        "no other number, name or denial was seen there"
        in footnotary_here("quote", words.format("seven"), "ru.txt", cwd=folder).stdout
    )
    _, lost = asked("The whale was washed ashore by a storm", "ru.txt", cwd=folder)
    assert "was not found" in lost["reason"]


def test_words_of_the_comments_alone_do_not_pass(folder: Path) -> None:
    code, data = asked("The mayor took the money and everybody in this town knows it", "page.html", cwd=folder)
    assert (code, data["verdict"]) == (1, "edited-look")
    assert "outside its own text" in data["reason"]


def test_a_wall_gives_no_verdict_and_says_why(folder: Path) -> None:
    code, data = asked("the old bridge would not be closed", "wall.html", cwd=folder)
    assert (code, data["verdict"]) == (1, "not-checked")
    assert "not the source" in data["reason"]


def test_a_batch_answers_every_line_in_order_and_a_bad_one_stops_no_other(folder: Path) -> None:
    asked_lines = [
        json.dumps({"id": 7, "quote": "half of them carry goods", "source": "page.html"}),
        "not json",
        '{"id": NaN, "quote": "half of them carry goods", "source": "page.html"}',
        '{"id": [1e999], "quote": "half of them carry goods", "source": "page.html"}',
        json.dumps({"id": "x", "quote": "half of them", "source": "missing.html"}),
        json.dumps({"id": None, "quote": 3, "source": "page.html"}),
        json.dumps({"id": "", "quote": "", "source": "page.html"}),
        json.dumps({"id": 8, "quote": "half of them", "source": "page.html", "at": [1]}),
        json.dumps({"id": 9, "quote": "half of them", "source": "page.html", "at": "file:///etc/passwd"}),
        "",
        json.dumps({"id": [1], "quote": "none of them carry goods", "source": "page.html"}),
    ]
    code, answers = batch("\ufeff" + "\n".join(asked_lines), cwd=folder)  # as Windows begins a file
    assert code == 1
    assert [(one["id"], one["verdict"]) for one in answers] == [
        (7, "verbatim"), *[(None, "not-checked")] * 3, ("x", "not-checked"), (None, "not-checked"), ("", "not-checked"),
        (8, "not-checked"), (9, "not-checked"), ([1], "altered"),
    ]  # fmt: skip
    assert ["error" in one for one in answers] == [False, *[True] * 8, False]
    assert all({"id", "verdict", "changes", "passage", "similarity"} <= set(one) for one in answers)


def test_a_batch_without_a_bad_line_ends_with_0_whatever_the_verdicts(folder: Path) -> None:
    code, _ = batch(json.dumps({"id": 1, "quote": "nobody crosses the bridge at all", "source": "page.html"}), cwd=folder)
    assert code == 0


def test_an_address_is_fetched_once_archived_and_then_read_from_the_archive(folder: Path, web: LoopbackWeb) -> None:
    options = ("--yes", *ALLOWED, *web_options(web))
    first = footnotary("quote", "would not be closed", "http://lake.example/bridge", "--json", *options, cwd=folder)
    assert json.loads(first.stdout)["verdict"] == "verbatim", first.stderr
    asked_before = len(web.requests)
    again = footnotary_here("quote", "would not be closed", "http://lake.example/bridge", "--json", cwd=folder)
    assert json.loads(again.stdout)["verdict"] == "verbatim"
    assert len(web.requests) == asked_before
    listed = json.loads(footnotary_here("sources", "show", "http://lake.example/bridge", "--json", cwd=folder).stdout)
    capture = json.loads(footnotary_here("page", "http://lake.example/bridge", "--json", cwd=folder).stdout)["capture"]
    assert capture in json.dumps(listed)
    by_id = footnotary_here("page", capture, "--json", cwd=folder)
    assert json.loads(by_id.stdout)["address"] == "http://lake.example/bridge"


def test_a_fetch_says_which_host_it_asks_and_nothing_when_quiet(folder: Path, web: LoopbackWeb) -> None:
    options = ("--yes", *ALLOWED, *web_options(web))
    told = footnotary("quote", "would not be closed", "http://lake.example/bridge", *options, cwd=folder)
    assert "0 of 1 addresses; lake.example: asking" in told.stderr
    (folder / "other").mkdir()
    quiet = footnotary("quote", "would not be closed", "http://lake.example/bridge", "--quiet", *options, cwd=folder / "other")
    assert (quiet.returncode, quiet.stderr) == (0, "")


def test_a_batch_opens_the_project_s_archive_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [f"/bridge/{number}" for number in range(12)]  # more than are kept ready
    with LoopbackWeb({("lake.example", path): Answer(body=PAGE.encode()) for path in paths}).in_thread() as web:
        addresses = [f"http://lake.example{path}" for path in paths]
        footnotary("archive", *addresses, "--yes", *ALLOWED, *web_options(web), cwd=folder)
    opened: list[Path] = []
    held = Holdings.open
    monkeypatch.setattr(Holdings, "open", lambda project: (opened.append(project), held(project))[1])
    lines = [json.dumps({"id": 1, "quote": "would not be closed", "source": address}) for address in addresses]
    publishers, _ = settings_of(folder)
    readers = Readers()

    async def refused(address: str) -> Capture:
        raise AssertionError(f"{address} was asked for")

    async def verdicts() -> list[str]:
        return [one["verdict"] async for one in batch_of(lines, sources)]

    sources = Sources(folder, folder, publishers, readers, refused, 2026)
    try:
        assert asyncio.run(verdicts()) == ["verbatim"] * len(addresses)
    finally:
        sources.close()
        readers.close()
    assert len(opened) == 1


def test_a_damaged_record_is_an_error_and_no_reason_to_ask_again(folder: Path, web: LoopbackWeb) -> None:
    options = ("--yes", *ALLOWED, *web_options(web))
    footnotary("archive", "http://lake.example/bridge", *options, cwd=folder)
    (warc,) = (folder / "sources").glob("*.warc.gz")
    records = list(read_records(WarcFile.at(warc)))
    place = next(one.place for one in records if one.kind == "response" and b"the old bridge" in one.block)
    data = bytearray(warc.read_bytes())
    data[place.offset + place.length // 2] ^= 0xFF
    warc.write_bytes(bytes(data))
    asked_before = len(web.requests)
    run = footnotary("quote", "would not be closed", "http://lake.example/bridge", *options, cwd=folder)
    assert run.returncode == 2
    assert "damaged" in run.stderr
    assert len(web.requests) == asked_before


def test_without_consent_nothing_is_sent(folder: Path, web: LoopbackWeb) -> None:
    run = footnotary("quote", "x y z", "http://lake.example/bridge", *ALLOWED, *web_options(web), cwd=folder)
    assert run.returncode == 2
    assert "--yes" in run.stderr
    assert not web.requests


def test_a_page_says_its_facts_with_every_date_and_its_place(folder: Path) -> None:
    run = footnotary_here("page", "page.html", "--at", "http://lake.example/bridge", "--json", cwd=folder)
    data = json.loads(run.stdout)
    assert run.returncode == 0
    assert (data["title"], data["byline"], data["language"], data["published"]) == (
        "Bridge stays open", "Nora Vale", "en", "2014-03-03",
    )  # fmt: skip
    assert {"date": "2014-03-03", "kind": "published", "place": "meta"}.items() <= data["dates"][0].items()
    assert "eleven years" in data["article"]
    assert "The mayor took" not in data["article"]
    assert "The mayor took" in data["text"]


@pytest.mark.parametrize(
    ("shown", "headline", "title", "publisher"),
    [
        ("Bridge stays open | World | Lake Wire", "Bridge stays open", "Bridge stays open", "Lake Wire"),
        ("«Вестник» — Мост остаётся открытым", "Мост остаётся открытым", "Мост остаётся открытым", "Вестник"),
        ('"Nobody asked us" - The Lake Times', "“Nobody asked us”", "“Nobody asked us”", "The Lake Times"),
        ("Bridge stays open until spring", "Bridge stays open", "Bridge stays open until spring", None),
        ("Bridge stays open-ended", "Bridge stays open", "Bridge stays open-ended", None),
    ],
)
def test_a_title_is_told_from_the_site_beside_it_by_the_headline(
    folder: Path, shown: str, headline: str, title: str, publisher: str | None
) -> None:
    page = f"<title>{shown}</title><h1>{headline}</h1><p>The old bridge will not be closed before the spring.</p>"
    (folder / "named.html").write_text(page, "utf-8")
    data = json.loads(footnotary_here("page", "named.html", "--json", cwd=folder).stdout)
    assert (data["title"], data["publisher"]) == (title, publisher)
    assert shown in (data["title"], *data["headings"])


def test_a_page_that_is_not_the_source_is_said_by_its_sign_and_code(folder: Path) -> None:
    run = footnotary_here("page", "wall.html", "--json", cwd=folder)
    assert run.returncode == 1
    assert json.loads(run.stdout)["signs"]


@pytest.mark.parametrize("command", [("page",), ("quote", "He left the town")])
@pytest.mark.parametrize("source", ["missing.html", ".", "0123456789abcdef", "a\0b"])
def test_a_source_that_is_not_there_is_one_clear_line(folder: Path, command: tuple[str, ...], source: str) -> None:
    run = footnotary_here(*command, source, cwd=folder)
    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 1
    assert "expected" in run.stderr


@pytest.mark.parametrize("command", [("page",), ("quote", "He left the town")])
@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("draft.docx", b"PK\x03\x04 a draft", "a zip package, as a Word file is"),
        ("noise.pdf", b"\x00\x88 noise", "no PDF, though it is called one"),
        ("cut.pdf", b"%PDF-1.7\ncut", "a PDF that cannot be opened"),
        ("photo.jpg", b"\xff\xd8\xff\xe0 a photo", "a picture"),
    ],
)
def test_a_file_that_is_no_page_is_named_with_what_to_do(
    folder: Path, command: tuple[str, ...], name: str, body: bytes, told: str
) -> None:
    (folder / name).write_bytes(body)
    run = footnotary_here(*command, name, cwd=folder)
    assert run.returncode == 2
    assert told in run.stderr
    assert "expected a saved page (HTML, PDF or text)" in run.stderr
    assert "our copy" not in run.stderr


@pytest.mark.parametrize("words", [(), ("He left",), ("He left", "page.html", "--batch")])
def test_wrong_usage_says_what_was_expected(folder: Path, words: tuple[str, ...]) -> None:
    run = footnotary_here("quote", *words, cwd=folder)
    assert run.returncode == 2
    assert "--batch" in run.stderr
    assert "standard input" in run.stderr


def test_a_line_of_a_batch_without_a_quotation_found_nothing(folder: Path) -> None:
    code, (answer,) = batch(json.dumps({"id": 1, "source": "page.html"}), cwd=folder)
    assert code == 1
    assert answer["error"] == 'line 1: expected a text under "quote", found nothing'


def test_a_page_cannot_speak_to_the_terminal(folder: Path) -> None:
    (folder / "page.html").write_text(PAGE.replace("Bridge stays open", "Bridge\x1b]0;mine\x07 \u202estays"))
    run = footnotary_here("page", "page.html", cwd=folder)
    assert not set(run.stdout) & {"\x1b", "\x07", "\u202e"}


@pytest.mark.parametrize(
    ("text", "words", "fragment"),
    [
        ("He left the town.\nShe stayed behind.", "He left the town.", "#:~:text=He%20left%20the%20town."),
        ("A well-known, old rule & more words.", "well-known, old rule & more", "#:~:text=well%2Dknown%2C%20old%20rule%20%26%20more"),
        ("He left the town. He left the town.", "He left the town.", None),
        ("He left the town.", "the town", None),
    ],
)  # fmt: skip
def test_a_link_to_the_passage_is_refused_when_its_anchor_is_doubtful(text: str, words: str, fragment: str | None) -> None:
    start = text.index(words)
    assert text_fragment(text, (start, start + len(words))) == fragment


def test_a_passage_of_two_blocks_is_named_by_its_ends() -> None:
    text = "He left the old town at noon.\nShe stayed there for eleven years more."
    expected = "#:~:text=He%20left%20the%20old%20town%20at,stayed%20there%20for%20eleven%20years%20more."
    assert text_fragment(text, (0, len(text))) == expected


# The documents.

DOCS = Path(__file__).parents[1] / "docs"


def fenced(page: str, kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)\n```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_the_example_of_quote_is_what_the_command_prints(folder: Path) -> None:
    (folder / "town.txt").write_text(fenced("quote.md", "text"))
    assert asked("About 4,600 people signed the accord", "town.txt", cwd=folder) == (1, json.loads(fenced("quote.md", "json")))


def test_the_example_of_page_is_what_the_command_prints(folder: Path) -> None:
    (folder / "bridge.html").write_text(fenced("page.md", "html"))
    run = footnotary_here("page", "bridge.html", "--json", cwd=folder)
    assert json.loads(run.stdout) == json.loads(fenced("page.md", "json"))


@pytest.mark.parametrize(("page", "words"), [("quote.md", Verdict), ("page.md", Sign)])
def test_the_documents_name_every_verdict_and_sign(page: str, words: type[Verdict] | type[Sign]) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert [word.value for word in words if f"`{word.value}`" not in text] == []
