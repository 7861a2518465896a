"""Rungs that ask outside services, on loopback services that speak the real formats with their traps."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.locate import crossref, ladder, openalex, search, works
from archive.locate.lookup import FoundBy, Lookup
from citations.citation import Citation, Form, Name
from citations.partial_date import PartialDate
from citations.publisher import Publisher, load_publishers
from tests.loopback import Answer, LoopbackWeb
from tests.test_services import Clock, asking, own, told

ARTICLE = Citation(
    form=Form.FULL, type="article-journal", title="Salt and Silt in the Lower Basin", authors=(Name(given="Ada", family="Brisk"),),
    container_title="Journal of Quiet Rivers", volume="12", page="67-89", issued=PartialDate(year=2013),
)  # fmt: skip
NEWS = Citation(
    form=Form.FULL, type="article-newspaper", title="Ferry Sinks off the Bay of Qayroq", container_title="The Willow",
    issued=PartialDate(year=2015, month=10, day=5),
)  # fmt: skip
WORK = {"DOI": "10.5555/quiet.12.67", "title": ["Salt and silt in the lower basin"], "issued": {"date-parts": [[2013, 5]]},
        "volume": "12", "page": "67-89", "score": 88.1}  # fmt: skip
OTHER = {**WORK, "DOI": "10.5555/other", "title": ["Salt and Silt in the Upper Basin"]}


@pytest.fixture(scope="module")
def willow() -> Publisher:
    table = {"id": "willow", "name": "The Willow", "hosts": [{"host": "willow.example"}], "csl_type": "article-newspaper"}
    found = load_publishers([table], origin="test").of(NEWS)
    assert found
    return found


class Anything(dict[tuple[str, str], Answer]):
    """Gives one answer whatever is asked."""

    def __init__(self, answer: Answer) -> None:
        super().__init__({("service.example", "/ask"): answer})
        self.answer = answer

    def get(self, key: Any, default: Any = None) -> Any:  # type: ignore[override]  # as Mapping.get
        return self.answer if key[0] == "service.example" else default


async def climbed(
    folder: Path, service: str, answer: Answer, citation: Citation, publisher: Publisher | None = None, **changes: Any
) -> tuple[Lookup, list[str]]:
    """Return what the ladder gives with one service turned on, and what it was asked."""
    clock, web = Clock(), LoopbackWeb(Anything(answer), hosts=("service.example",))
    keys = {"brave": "a-key"} if service == "brave" else None
    async with web, asking(folder, web, own(service, **changes), clock=clock, sleep=clock.sleep, keys=keys) as (client, _):
        lookup = await ladder.locate(citation, publisher, client)
    return lookup, [seen.path for seen in web.requests]


def of_rung(lookup: Lookup, rung: str) -> list[str]:
    return [item.address for item in lookup.candidates if item.rung == rung]


async def test_a_catalogue_is_believed_where_title_year_and_page_agree(tmp_path: Path) -> None:
    lookup, asked = await climbed(tmp_path, "crossref", told({"message": {"items": [OTHER, WORK]}}), ARTICLE)
    assert of_rung(lookup, "crossref") == ["https://doi.org/10.5555/quiet.12.67"]
    assert lookup.candidates[0].found_by is FoundBy.CONFIRMED
    assert "first page agree" in lookup.candidates[0].detail
    query = parse_qs(urlsplit(asked[0]).query)
    assert query["query.bibliographic"] == ["Salt and Silt in the Lower Basin Brisk 2013"]


@pytest.mark.parametrize(
    "work",
    [
        OTHER,
        {**WORK, "issued": {"date-parts": [[2009]]}},
        {**WORK, "page": "1-9", "volume": "3"},
        {**WORK, "issued": {"date-parts": [[None]]}},
        {**WORK, "title": []},
        {**WORK, "DOI": None},
        {"title": "no list", "issued": 2013},
        None,
    ],
)
async def test_the_ever_present_best_item_of_a_catalogue_is_not_believed(work: Any, tmp_path: Path) -> None:
    lookup, _ = await climbed(tmp_path, "crossref", told({"message": {"items": [work]}}), ARTICLE)
    assert of_rung(lookup, "crossref") == []


async def test_openalex_is_read_too(tmp_path: Path) -> None:
    item = {"doi": "https://doi.org/10.5555/quiet.12.67", "title": ARTICLE.title, "publication_year": 2013,
            "biblio": {"volume": "12", "first_page": "67"}}  # fmt: skip
    lookup, _ = await climbed(tmp_path, "openalex", told({"results": [item, {"doi": 5}, "x"]}), ARTICLE)
    assert of_rung(lookup, "openalex") == ["https://doi.org/10.5555/quiet.12.67"]


async def test_catalogues_are_asked_of_journal_articles_alone(tmp_path: Path) -> None:
    lookup, asked = await climbed(tmp_path, "crossref", told({"message": {"items": [WORK]}}), NEWS)
    assert not asked
    assert [item.skipped_why for item in lookup.attempts if item.rung == "crossref"] == ["not a journal article"]


RESULTS = [
    {"url": "https://reprints.example/1", "title": "Ferry sinks off the bay of Qayroq"},
    {"url": "https://www.willow.example/a", "title": "Ferry Sinks off the Bay of Qayroq | The Willow"},
    {"url": "https://willow.example/b", "title": "Orchard prices fall"},
    {"url": 7, "title": "Ferry Sinks off the Bay of Qayroq"},
]


@pytest.mark.parametrize(
    ("service", "value"),
    [
        ("searxng", {"results": RESULTS, "unresponsive_engines": [["x", "timeout"]]}),
        ("brave", {"web": {"results": RESULTS}}),
        ("arquivo", {"response_items": [{**item, "originalURL": item["url"]} for item in RESULTS]}),
    ],
)
async def test_a_search_gives_what_bears_the_title_the_publishers_own_first(
    service: str, value: Any, willow: Publisher, tmp_path: Path
) -> None:
    lookup, asked = await climbed(tmp_path, service, told(value), NEWS, willow)
    assert of_rung(lookup, service) == ["https://www.willow.example/a", "https://reprints.example/1"]
    assert {item.found_by for item in lookup.candidates if item.rung == service} == {FoundBy.CANDIDATE}
    assert "willow.example" in asked[0]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=403, body=b"<html>JSON is off"),
        Answer(body=b"<html><title>Welcome</title>"),
        told({"results": "no list"}),
        told([]),
        Answer(status=500),
        Answer(status=429),
    ],
)
async def test_a_search_that_does_not_answer_says_why_and_gives_nothing(answer: Answer, tmp_path: Path) -> None:
    lookup, _ = await climbed(tmp_path, "searxng", answer, NEWS)
    assert of_rung(lookup, "searxng") == []
    (attempt,) = (item for item in lookup.attempts if item.rung == "searxng")
    assert attempt.skipped_why or attempt.result == "no address"


async def test_a_service_that_is_off_is_not_asked_and_said(tmp_path: Path) -> None:
    lookup, asked = await climbed(tmp_path, "brave", told({}), NEWS)
    assert len(asked) == 1
    skipped = {item.rung: item.skipped_why for item in lookup.attempts}
    assert skipped["searxng"]
    assert "off" in str(skipped["arquivo"])


# Common Crawl: a list of indexes, then one JSON object a line; nothing known is 404 with a message.

CRAWLS = told(
    [{"id": f"CC-MAIN-{week}", "cdx-api": "elsewhere"} for week in ("2016-07", "2015-48", "2015-40", "2013-20")] + [{}, 3]
)
NO_CAPTURES = told({"message": "No Captures found for: willow.example/2015/10/*"}, status=404)
SANK = "https://willow.example/2015/10/ferry-sinks-off-bay-of-qayroq-2"  # not as the profile would compute it


def crawled(*addresses: str, stamp: str = "20151129101500") -> Answer:
    row = {"mime": "text/html", "status": "200", "digest": "A" * 32, "length": "8817", "offset": "1", "filename": "x.warc.gz"}
    rows = [json.dumps({"urlkey": "example,willow)/", "timestamp": stamp, "url": address, **row}) for address in addresses]
    return Answer(body="\n\n".join(["", *rows, "{broken", ""]).encode())


@pytest.fixture(scope="module")
def dated_willow() -> Publisher:
    table = {
        "id": "willow",
        "name": "The Willow",
        "hosts": [{"host": "willow.example"}],
        "csl_type": "article-newspaper",
        "patterns": [{"address": "https://willow.example/{year}/{month}/{slug}", "csl_types": ["article-newspaper"]}],
        "slugs": {"default": {}},
    }
    found = load_publishers([table], origin="test").of(NEWS)
    assert found
    return found


class Crawls(Anything):
    """Gives the list of indexes, and for each index its own answer."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        super().__init__(CRAWLS)
        self.answers = answers

    def get(self, key: Any, default: Any = None) -> Any:
        index = key[1].partition("?")[0].removeprefix("/ask/").removesuffix("-index")
        return CRAWLS if index == "collinfo.json" else self.answers.get(index, NO_CAPTURES)


async def in_crawls(folder: Path, publisher: Publisher, answers: dict[str, Answer]) -> tuple[Lookup, list[str]]:
    clock, web = Clock(), LoopbackWeb(Crawls(answers), hosts=("service.example",))
    async with web, asking(folder, web, own("common-crawl"), clock=clock, sleep=clock.sleep) as (client, _):
        lookup = await ladder.locate(NEWS, publisher, client)
    return lookup, [seen.path.removeprefix("/ask/") for seen in web.requests]


async def test_a_crawl_names_the_address_that_names_the_title(tmp_path: Path, dated_willow: Publisher) -> None:
    decoy = "https://willow.example/2015/10/harvest-festival-opens-in-the-valley"
    lookup, asked = await in_crawls(tmp_path, dated_willow, {"CC-MAIN-2015-48": crawled(decoy, SANK)})
    assert of_rung(lookup, "common-crawl") == [SANK]
    assert "archived 2015-11-29" in next(item.detail for item in lookup.candidates if item.rung == "common-crawl")
    assert {path.partition("?")[0] for path in asked} == {"collinfo.json", "CC-MAIN-2015-48-index"}


async def test_crawls_begin_with_the_first_after_the_cited_day_and_end_with_the_second(
    tmp_path: Path, dated_willow: Publisher
) -> None:
    lookup, asked = await in_crawls(tmp_path, dated_willow, {"CC-MAIN-2016-07": crawled(SANK), "CC-MAIN-2013-20": crawled(SANK)})
    assert of_rung(lookup, "common-crawl") == [SANK]
    indexes = [path.partition("-index")[0] for path in asked if "-index" in path]
    assert list(dict.fromkeys(indexes)) == ["CC-MAIN-2015-48", "CC-MAIN-2016-07"]


async def test_no_captures_found_is_nothing_found_and_not_a_failure(tmp_path: Path, dated_willow: Publisher) -> None:
    lookup, _ = await in_crawls(tmp_path, dated_willow, {})
    assert of_rung(lookup, "common-crawl") == []
    assert next(item.skipped_why for item in lookup.attempts if item.rung == "common-crawl") is None


async def test_a_crawl_that_answers_a_page_is_no_answer(tmp_path: Path, dated_willow: Publisher) -> None:
    lookup, _ = await in_crawls(tmp_path, dated_willow, {"CC-MAIN-2015-48": Answer(body=b"<html>Service busy</html>")})
    assert of_rung(lookup, "common-crawl") == []
    assert next(item.skipped_why for item in lookup.attempts if item.rung == "common-crawl")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("message items results web response_items DOI doi title issued date-parts biblio url".split()), inner
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_no_json_is_too_strange_for_a_rung(value: Any) -> None:
    works.agreeing(ARTICLE, crossref._works(value), "crossref")
    works.agreeing(ARTICLE, openalex._works(value), "openalex")
    for way in (("results",), ("web", "results"), ("response_items",)):
        search.bearing(NEWS, None, search.results(json.loads(json.dumps(value)), way, "url", "title"), "searxng")


def numbered(*pages: tuple[int, str]) -> Answer:
    """A listing of pages that only a number names, each with the day on which it was first archived."""
    rows = [[f"http://willow.example/node/{number}", f"{day.replace('-', '')}120000", "200"] for number, day in pages]
    return Answer(body=json.dumps([["original", "timestamp", "statuscode"], *rows]).encode())


async def test_an_index_is_asked_for_pdf_files_where_a_document_is_cited(tmp_path: Path, willow: Publisher) -> None:
    none = Answer(body=b"[]")
    report = replace(NEWS, type="report")
    asked = [
        sorted(
            {
                parse_qs(urlsplit(path).query)["filter"][1]
                for path in (await climbed(folder, "wayback-cdx", none, cited, willow))[1]
            }
        )
        for cited, folder in ((NEWS, tmp_path / "news"), (report, tmp_path / "report"))
    ]
    assert asked == [["mimetype:text/html"], ["mimetype:application/pdf", "mimetype:text/html"]]


async def test_numbers_rise_so_a_page_is_no_younger_than_any_later_one_that_was_archived(
    tmp_path: Path, willow: Publisher
) -> None:
    day = NEWS.issued.bounds()[0] if NEWS.issued else None
    assert day
    early, late = (day + datetime.timedelta(days=one) for one in (2, 90))
    # The one cited, 500, was archived three months late; that 501 was archived two days after it was published tells its day.
    listing = numbered((500, f"{late}"), (501, f"{early}"), *((number, f"{late}") for number in range(1000, 1040)))
    lookup, _ = await climbed(tmp_path, "wayback-cdx", listing, NEWS, willow)
    assert set(of_rung(lookup, "index")[:2]) == {"http://willow.example/node/500", "http://willow.example/node/501"}
