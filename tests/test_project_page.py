"""The page over all briefings of a project: every source once, rot by publisher and year, what is due, what is shared."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from pipeline.writing import report_folder
from reports.project import BriefingView, CitedSource, DueSource, Project, bars, render, report_target
from reports.report import standing_rates
from tests.loopback import Answer, LoopbackWeb
from tests.project import QUICK, live, write_project
from tests.sample_report import HOSTILE, HOSTILE_ADDRESSES

HEAD = "The port keeps its cranes.[^1] The pier is old.[^2]\n\n"
CRANES = "[^1]: “Cranes Kept”, Port News, 3 March 2016, http://port.example/cranes.\n"
FIRST = HEAD + CRANES + "[^2]: “Old Pier”, Port News, 5 March 2017, http://port.example/pier.\n"
SHORT = "The cranes again.[^3] And again.[^4]\n\n[^3]: “Cranes Kept”, op. cit.\n[^4]: Ibid.\n"
SECOND = HEAD + SHORT + CRANES + "[^2]: “Harbour Lamp Lit”, Lamp Post, 6 March 2017, http://lamp.example/lamp.\n"


def article(title: str, day: str) -> Answer:
    head = f'<title>{title}</title><meta property="article:published_time" content="{day}">'
    text = f"<!DOCTYPE html><html><head>{head}</head><body><article><h1>{title}</h1><p>Words of the port, and more of them for those who read on.</p></article></body></html>"
    return Answer(body=text.encode())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two briefings that share a source; one of the others is gone."""
    folder = write_project(tmp_path_factory.mktemp("port"), FIRST, QUICK)
    (folder / "second.md").write_text(SECOND, encoding="utf-8")
    answers = {
        ("port.example", "/cranes"): article("Cranes Kept", "2016-03-03"),
        ("port.example", "/pier"): Answer(status=410),
        ("lamp.example", "/lamp"): article("Harbour Lamp Lit", "2017-03-06"),
    }
    with LoopbackWeb(answers).in_thread() as web:
        for name in ("briefing.md", "second.md"):
            run = live(web, name, "--quiet", cwd=folder)
            assert run.returncode in (0, 1, 3), run.stderr
    return folder


def page_of(project: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((project / "report" / "index.html").read_text(encoding="utf-8"))


def rows(page: lxml.html.HtmlElement, section: str) -> list[list[str]]:
    found = page.xpath(f"//section[@aria-labelledby='{section}']//tbody/tr")
    return [[cell.text_content().strip() for cell in row][:5] for row in found]


def test_every_source_counts_once_however_many_briefings_cite_it(project: Path) -> None:
    page = page_of(project)
    rates = [" ".join(one.text_content().split()) for one in page.cssselect(".rates > div")]
    assert rates == [
        "resolved 3 of 3 sources looked for",
        "reachable 2 of 3 known addresses",
        "still says it 2 of 2 reachable pages compared",
    ]


def test_rot_is_told_by_publisher_and_by_year(project: Path) -> None:
    page = page_of(project)
    assert rows(page, "publishers") == [["Port News", "1", "0", "0", "2"], ["Lamp Post", "0", "0", "0", "1"]]
    assert rows(page, "years") == [["2016", "0", "0", "0", "1"], ["2017", "1", "0", "0", "2"]]
    assert [one.get("class") for one in page.cssselect("#publishers ~ .chart svg")[0]] == ["gone", "reachable"]


def test_a_shared_source_leads_to_its_note_in_every_briefing(project: Path) -> None:
    shared = page_of(project).xpath("//section[@aria-labelledby='shared']//li")
    assert len(shared) == 1
    targets = shared[0].xpath(".//a/@href")
    assert targets == ["briefing/index.html#note-1", *(f"second/index.html#note-{label}" for label in (1, 3, 4))]
    for target in targets:
        name, _, anchor = target.partition("#")
        assert f'id="{anchor}"' in (project / "report" / name).read_text(encoding="utf-8")


def test_a_report_that_cannot_be_read_is_named_and_the_others_are_told(project: Path) -> None:
    broken = project / "report" / "broken"
    broken.mkdir()
    (broken / "findings.json").write_text('{"briefing": {}}', encoding="utf-8")
    with LoopbackWeb({}).in_thread() as web:
        live(web, "briefing.md", "--offline", "--quiet", cwd=project)
    page = page_of(project)
    assert "report/broken/findings.json cannot be read" in page.text_content()
    assert len(rows(page, "briefings")) == 2
    (broken / "findings.json").unlink()


def test_a_briefing_called_like_the_page_gets_another_folder(tmp_path: Path) -> None:
    assert report_folder(tmp_path, tmp_path / "index.html.md").name == "index.html.md"


def made(publisher: str | None, year: str | None, reach: str | None, **more: object) -> CitedSource:
    values = {"words": "w", "sought": True, "resolved": reach is not None, "still_says": None, "address": None, "cited": {}}
    return CitedSource(publisher=publisher, year=year, reach=reach, **{**values, **more})  # type: ignore[arg-type]  # a shorthand


def test_bars_name_the_rest_and_lose_no_source() -> None:
    sources = [made(f"P{number}", "2015", "gone" if number % 3 else "reachable") for number in range(100)]
    found = bars(sources, lambda source: source.publisher or "", by_size=True)
    assert (found[-1].name, found[-1].others, sum(row.total for row in found)) == ("others", 60, 100)
    assert all(abs(sum(wide for _, _, wide in row.segments) - 100) < 0.1 for row in found)


def test_what_was_not_looked_for_or_not_compared_is_in_no_rate() -> None:
    sources = (made(None, None, None, sought=False), made(None, None, "gone"), made(None, None, "reachable", still_says=False))
    assert [(rate.count, rate.total) for rate in standing_rates(sources)] == [(2, 2), (1, 2), (0, 1)]


def what_is_due(project: Project) -> str:
    (section,) = lxml.html.document_fromstring(render(project)).xpath("//section[@aria-labelledby='due']")
    return " ".join(section.text_content().split())


def test_nothing_due_is_said_with_what_is_known() -> None:
    whole = Project(
        name="p",
        moment="2026-11-29T10:00:00Z",
        briefings=(BriefingView(folder="a", name="a.md", title="A", started="2026-11-29", complete=True, notes=1, counts={}),),
        sources=(made("ok", "2015", "reachable"),),
        due=(),
    )
    assert what_is_due(whole).endswith("Every known address was seen lately.")
    assert "seen lately" not in what_is_due(replace(whole, sources=(made("ok", "2015", None),)))
    broken_off = replace(whole, briefings=(replace(whole.briefings[0], complete=False),))
    assert "seen lately" not in what_is_due(broken_off)
    assert "The last run on a.md was incomplete" in what_is_due(broken_off)


def hostile() -> Project:
    words = " ".join(HOSTILE)
    cited = {"a b": (words, "1"), "c": ("2",)}
    return Project(
        name=words,
        moment="2026-11-29T10:00:00Z",
        briefings=tuple(
            BriefingView(folder=name, name=words, title=words, started=words, complete=False, notes=1, counts={})
            for name in cited
        ),
        sources=(
            made(words, words, "gone", words=words, cited=cited),
            made("ok", "2015", "blocked"),
            made(None, None, "unanswered"),
        ),
        due=tuple(DueSource(address=one, why=words, since=words, is_due=False, cited=words) for one in HOSTILE_ADDRESSES),
        notices=(words,),
    )


def test_hostile_text_becomes_no_markup_and_no_link_on_the_projects_page() -> None:
    page = lxml.html.document_fromstring(render(hostile()))
    assert page.xpath("//script|//img|//iframe|//form|//*[@onload or @onerror or @onmouseover or @style]") == []
    targets = page.xpath("//a/@href")
    assert [one for one in targets if not one.startswith(("#", "a%20b/index.html", "c/index.html"))] == []
    assert "<script>document.title='broken-in'</script>" in page.text_content()
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")


def test_where_a_report_opens_is_one_address_whatever_the_folder_is_called() -> None:
    assert report_target("Доклад #1", "12") == "%D0%94%D0%BE%D0%BA%D0%BB%D0%B0%D0%B4%20%231/index.html#note-12"
    assert json.dumps(report_target("a b")) == '"a%20b/index.html"'


def test_of_many_shared_sources_the_first_are_shown_and_the_rest_is_folded() -> None:
    many = tuple(cited(f"Source {number:02}") for number in range(45))
    page = lxml.html.document_fromstring(render(replace(hostile(), sources=many)))
    (shown, folded) = page.cssselect("#shared ~ ul.since, #shared ~ details ul.since")
    assert (len(shown), len(folded)) == (20, 25)
    assert [one.text_content() for one in page.cssselect("#shared ~ details summary")] == ["25 more sources"]


def cited(words: str) -> CitedSource:
    """A source that two briefings cite."""
    return CitedSource(
        words=words, publisher="Port News", year="2016", sought=True, resolved=True, reach="gone", still_says=None,
        address="http://port.example/a", cited=dict.fromkeys((one.folder for one in hostile().briefings[:2]), ("1",)),
    )  # fmt: skip
