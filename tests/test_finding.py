"""Finding sources over a little web with an archive beside it: what is confirmed, and what never is."""

from __future__ import annotations

import datetime
import shutil
from collections import Counter
from pathlib import Path

import pytest

from archive.locate.lookup import FoundBy
from pipeline.checks import link
from pipeline.source import Source, evidence_of
from tests import other_web, third_web
from tests.evaluate_finding import NOW, certified, examined, served, verdict
from tests.little_archive import ARCHIVE
from tests.little_web import Case, Outlet, Piece, World, cited_from, everywhere

DAY = datetime.date(2014, 6, 3)
LANTERN = Outlet(name="The Lantern", language="en", hosts=("lantern.example", "lantern-2.example"), style="id-slug", live_from=1)
UMBER = Outlet(name="The Umber", language="en", hosts=("umber.example",), style="slug")

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificates of these tests")


def piece(title: str, path: str, day: datetime.date = DAY, outlet: Outlet = LANTERN) -> Piece:
    return Piece(outlet=outlet, title=title, day=day, path=path)


async def found_in(made: World, folder: Path) -> list[Source]:
    pair = certified(folder, (*made.hosts, ARCHIVE))
    async with served(made) as web, served(made, pair) as sealed:
        return [source for _, source in await examined(made, web, sealed, folder)]


def of(*cases: Case) -> World:
    return World(outlets=(LANTERN, UMBER), cases=list(cases))


async def test_a_page_that_is_gone_everywhere_is_confirmed_by_the_copy_that_an_index_lists(tmp_path: Path) -> None:
    gone = piece("Ferry sinks off the upper bay", "/news/4711-ferry-sinks-off-the-upper-bay")
    made = of(Case(kind="gone", citation=cited_from(gone), true=everywhere(gone)))
    made.archived.append((gone.address(), DAY, 200, gone.page()))
    (source,) = await found_in(made, tmp_path)
    assert source.found_by is FoundBy.CONFIRMED
    assert source.address == gone.address()
    assert source.memento is not None
    assert source.served is source.memento
    (finding,) = link.check(evidence_of(source, source.citation, run_date=NOW))
    assert finding.status.value == "GONE"
    assert f"the copy of 3 June 2014 in {ARCHIVE}" in finding.message


async def test_of_two_pages_of_one_headline_the_one_of_the_cited_date_is_taken(tmp_path: Path) -> None:
    first = piece("Council repairs the old bridge", "/news/100-council-repairs-the-old-bridge")
    second = piece(first.title, "/news/900-council-repairs-the-old-bridge", DAY + datetime.timedelta(days=90))
    made = of(Case(kind="twins", citation=cited_from(second), true=everywhere(second)))
    for one in (first, second):
        made.live["lantern-2.example", one.path] = (200, one.page())
        made.archived.append((one.address(), one.day, 200, one.page()))
    (source,) = await found_in(made, tmp_path)
    assert (source.found_by, source.address) == (FoundBy.CONFIRMED, second.address())


async def test_a_printed_address_that_is_dead_comes_with_the_one_where_the_source_stands_now(tmp_path: Path) -> None:
    was = piece("Teachers reject the private road", "/news/55-teachers-reject-the-private-road")
    made = of(Case(kind="moved", citation=cited_from(was, url=was.address()), true=everywhere(was)))
    made.live["lantern-2.example", was.path] = (200, was.page())
    made.archived.append((was.address(1), DAY, 200, was.page()))
    (source,) = await found_in(made, tmp_path)
    assert (source.found_by, source.address) == (FoundBy.PRINTED, was.address())
    (finding,) = link.check(evidence_of(source, source.citation, run_date=NOW))
    assert (finding.status.value, finding.defect) == ("LOOK", "moved")
    assert finding.replacement is not None
    assert finding.replacement.endswith(f"lantern-2.example{was.path}")


async def test_another_outlets_reprint_is_never_the_source(tmp_path: Path) -> None:
    lost = piece("Miners abandon the lower glacier", "/news/7-miners-abandon-the-lower-glacier")
    made = of(Case(kind="reprint", citation=cited_from(lost), true=()))
    made.live["umber.example", "/news/miners-abandon-the-lower-glacier"] = (200, lost.page(outlet=UMBER))
    made.live["lantern-2.example", lost.path] = (200, lost.page(outlet=UMBER).replace(b"Miners abandon", b"Pilots survey"))
    (source,) = await found_in(made, tmp_path)
    assert source.found_by in (FoundBy.NOT_FOUND, FoundBy.NOT_TRIED)
    assert source.served is None


async def test_of_a_web_written_by_hand_with_other_traps_nothing_is_confirmed_wrongly(tmp_path: Path) -> None:
    made = third_web.world()
    pair = certified(tmp_path, (*made.hosts, ARCHIVE))
    async with served(made) as web, served(made, pair) as sealed:
        found = await examined(made, web, sealed, tmp_path)
    verdicts = Counter(verdict(case, source) for case, source in found if case.true and not case.is_persons)
    assert [case.citation.text for case, source in found if "WRONG" in verdict(case, source)] == []
    assert verdicts["confirmed"] >= 0.95 * verdicts.total()


async def test_on_a_web_of_other_habits_most_is_confirmed_and_nothing_wrongly(tmp_path: Path) -> None:
    made = other_web.world(3)
    made.cases[:] = made.cases[:60]
    pair = certified(tmp_path, (*made.hosts, ARCHIVE))
    async with served(made) as web, served(made, pair) as sealed:
        found = await examined(made, web, sealed, tmp_path)
    verdicts = Counter((verdict(case, source), bool(case.true and not case.is_persons)) for case, source in found)
    exist = sum(count for (_, exists), count in verdicts.items() if exists)
    assert not [said for said, _ in verdicts if "WRONG" in said]
    assert exist > 30
    assert verdicts["confirmed", True] >= 0.85 * exist
