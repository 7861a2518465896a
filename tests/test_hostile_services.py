"""Services that lie, swell or lead astray, through the real client on loopback: refused or shown as what they are."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from archive.cdx import MAX_PAGES, Query, list_captures
from archive.locate.lookup import Lookup
from citations.citation import Citation, Form
from citations.partial_date import PartialDate
from citations.publisher import AddressPattern, Publisher, load_publishers
from tests.loopback import Answer, Fault, LoopbackWeb, Seen
from tests.test_rungs import ARTICLE, NEWS, climbed, of_rung
from tests.test_services import HOST, Clock, asking, own

TITLE = "ferry-sinks-off-the-bay-of-qayroq"
LIES = [
    f"javascript:alert(1)//{TITLE}", f"data:text/html,{TITLE}", f"file:///etc/{TITLE}", f"ftp://willow.example/{TITLE}",
    f"http://127.0.0.1/{TITLE}", f"http://[::1]/{TITLE}", f"http://0x7f000001/{TITLE}", f"http://127.1/{TITLE}",
    f"http://169.254.169.254/{TITLE}", f"http://localhost/{TITLE}", f"http://printer.local/{TITLE}",
    f"http://wil\u202elow.example/{TITLE}", f"http://willow.example/\u0007{TITLE}", f"http://willow.example/\r\nX-Leak: 1/{TITLE}",
    f"http://w\u0456llow.example/{TITLE}", f"http://willow.example:99999/{TITLE}", f"http:///{TITLE}", f"//willow.example/{TITLE}",
    f"http://willow.example\\@127.0.0.1/{TITLE}",
]  # fmt: skip
HONEST = f"http://willow.example/{TITLE}"


@pytest.fixture(scope="module")
def willow() -> Publisher:
    table = {"id": "willow", "name": "The Willow", "hosts": [{"host": "willow.example"}], "csl_type": "article-newspaper"}
    found = load_publishers([table], origin="test").of(NEWS)
    assert found
    return found


def listed(*addresses: Any) -> Answer:
    rows = [[address, "20151006120000", "200"] for address in addresses]
    return Answer(body=json.dumps([["original", "timestamp", "statuscode"], *rows]).encode())


def searched(*addresses: Any) -> Answer:
    return Answer(body=json.dumps({"results": [{"url": one, "title": NEWS.title} for one in addresses]}).encode())


def only_the_honest(lookup: Lookup, rung: str) -> None:
    found = of_rung(lookup, rung)
    assert found == [HONEST]
    attempt = next(one for one in lookup.attempts if one.rung == rung)
    assert not any(ord(letter) < 32 or letter == "\u202e" for letter in attempt.result)


@pytest.mark.parametrize("lie", LIES)
async def test_an_address_that_nobody_may_ask_is_no_candidate(lie: str, tmp_path: Path, willow: Publisher) -> None:
    lookup, asked = await climbed(tmp_path / "search", "searxng", searched(lie, HONEST), NEWS, willow)
    only_the_honest(lookup, "searxng")
    assert len(asked) == 1
    lookup, _ = await climbed(tmp_path / "index", "wayback-cdx", listed(lie, HONEST), NEWS, willow)
    only_the_honest(lookup, "index")


async def test_credentials_that_a_service_puts_into_an_address_are_asked_of_nobody(tmp_path: Path, willow: Publisher) -> None:
    lookup, _ = await climbed(tmp_path, "searxng", searched(f"http://user:secret@willow.example/{TITLE}"), NEWS, willow)
    assert not any("secret" in one for one in of_rung(lookup, "searxng"))
    assert "secret" not in str([attempt.result for attempt in lookup.attempts])


async def test_a_host_in_another_alphabet_is_shown_by_its_ascii_name(tmp_path: Path, willow: Publisher) -> None:
    lookup, _ = await climbed(
        tmp_path, "searxng", searched("http://\u0432\u0438\u043b\u043b\u043e\u0443.example/a"), NEWS, willow
    )
    (found,) = [one for one in lookup.candidates if one.rung == "searxng"]
    assert (urlsplit(found.address).hostname or "").startswith("xn--")
    assert "letters beyond ASCII" in found.detail


@pytest.mark.parametrize(
    "body",
    [
        b'{"message": {"items": [{"DOI": "10.1/x", "title": ["%s"], "issued": {"date-parts": [[NaN]]}, "volume": Infinity}]}}',
        b'{"message": {"items": [{"DOI": "10.1/x", "title": ["%s"], "issued": {"date-parts": [[1e400]]}, "page": 67}]}}',
        b'{"message": {"items": [{"DOI": {"10.": 1}, "title": {"0": "%s"}, "issued": [], "page": null}]}}',
        b'{"message": {"items": {"DOI": "10.1/x"}}}',
        b'{"message": {"items": [' + b"[" * 900 + b"]" * 900 + b"]}}",
        b'{"message": [1, 2], "items": true}',
        b"NaN",
    ],
)
async def test_a_catalogue_that_lies_in_every_field_is_not_believed(body: bytes, tmp_path: Path) -> None:
    filled = body.replace(b"%s", (ARTICLE.title or "").encode())
    lookup, _ = await climbed(tmp_path, "crossref", Answer(body=filled), ARTICLE)
    assert of_rung(lookup, "crossref") == []


@pytest.mark.parametrize(
    "row",
    [
        [None, "20151006120000", "200"], [HONEST, None, None], [HONEST, "9" * 14, "200"], [HONEST, float("nan"), "200"],
        [[HONEST], {}, []], [HONEST, "20151306", "200"], {"original": 5, "timestamp": True}, [HONEST, "٢٠١٥١٠٠٦", "200"],
    ],
)  # fmt: skip
async def test_a_row_that_lies_is_passed_over(row: Any, tmp_path: Path, willow: Publisher) -> None:
    rows = [["original", "timestamp", "statuscode"], row, [HONEST, "20151006120000", "200"]]
    lookup, _ = await climbed(tmp_path, "wayback-cdx", Answer(body=json.dumps(rows).encode()), NEWS, willow)
    assert of_rung(lookup, "index") == [HONEST]


class Endless(LoopbackWeb):
    """An index that always has another page, with new rows and a new key of `key_chars` characters."""

    key_chars = 8

    def _answer(self, seen: Seen) -> Answer:
        number = len(self.requests)
        rows = [["original", "timestamp", "statuscode"], [f"http://willow.example/{number}", "20151006120000", "200"], []]
        return Answer(body=json.dumps([*rows, [f"{number:0{self.key_chars}}"]]).encode())


@pytest.mark.parametrize(("key_chars", "pages"), [(8, MAX_PAGES), (1_000_000, 1)])
async def test_an_index_without_end_and_a_key_of_a_million_letters_end_the_listing(
    tmp_path: Path, key_chars: int, pages: int
) -> None:
    clock, web = Clock(), Endless({}, hosts=(HOST,))
    web.key_chars = key_chars
    async with web, asking(tmp_path, web, own(), clock=clock, sleep=clock.sleep) as (client, _):
        found = await list_captures(client, Query(url="willow.example", match_type="host"))
    assert (found.pages, len(found.rows)) == (pages, pages)
    assert max(len(seen.path) for seen in web.requests) < 4000


@pytest.mark.timed
async def test_a_million_rows_are_read_as_far_as_makes_sense(tmp_path: Path, willow: Publisher) -> None:
    line = '["http://willow.example/%d-another-headline-altogether","20151006120000","200"]'
    rows = ",\n".join(line % number for number in range(115_000))
    body = f'[["original","timestamp","statuscode"],\n["{HONEST}","20151006120000","200"],\n{rows}]'.encode()
    began = time.process_time()
    lookup, _ = await climbed(tmp_path, "wayback-cdx", Answer(body=body), NEWS, willow)
    assert of_rung(lookup, "index") == [HONEST]
    assert time.process_time() - began < 15


@pytest.mark.parametrize(
    "crawl",
    [
        "CC-MAIN-2015-48/../../evil",
        "CC-MAIN-2015-48-index?url=secret&x=",
        "CC-MAIN-2015-48\r\nX: 1",
        "CC-MAIN-" + "9" * 9000,
        "//evil",
    ],
)
async def test_a_list_of_indexes_leads_to_no_other_path(crawl: str, tmp_path: Path, willow: Publisher) -> None:
    dated = replace(willow, patterns=(AddressPattern(address="https://willow.example/{year}/{month}/{any}"),))
    _, asked = await climbed(tmp_path, "common-crawl", Answer(body=json.dumps([{"id": crawl}]).encode()), NEWS, dated)
    assert [urlsplit(path).path for path in asked] == ["/ask/collinfo.json"]


@pytest.mark.parametrize("service", ["wayback-cdx", "searxng", "common-crawl"])
@pytest.mark.parametrize("fault", [Fault.INFINITE_BODY, Fault.GZIP_BOMB, Fault.INFINITE_HEADERS])
async def test_an_answer_that_swells_without_end_is_none(service: str, fault: Fault, tmp_path: Path, willow: Publisher) -> None:
    lookup, _ = await climbed(tmp_path, service, Answer(fault=fault), NEWS, willow)
    assert lookup.candidates == ()
    size = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert size < 60_000_000


async def test_without_a_profile_identifiers_hosts_that_the_user_names_and_search_still_find(tmp_path: Path) -> None:
    """Nothing is known of the outlet but its host, or nothing at all."""
    unknown = Citation(
        form=Form.FULL, type="article-newspaper", title=NEWS.title, container_title="Nobody's Gazette",
        issued=PartialDate(year=2015, month=10, day=5), text="Nobody's Gazette, doi:10.5555/ferry.1",
    )  # fmt: skip
    lookup, _ = await climbed(tmp_path / "search", "searxng", searched("http://gazette.example/a"), unknown, None)
    assert [one.address for one in lookup.candidates] == ["https://doi.org/10.5555/ferry.1", "http://gazette.example/a"]
    named = load_publishers(
        [{"id": "gazette", "name": "Nobody's Gazette", "csl_type": "article-newspaper", "hosts": [{"host": "gazette.example"}]}],
        origin="footnotary.toml",
    ).of(unknown)
    address = f"http://gazette.example/{TITLE}"
    lookup, _ = await climbed(tmp_path / "index", "wayback-cdx", listed(address), unknown, named)
    assert of_rung(lookup, "index") == [address]
