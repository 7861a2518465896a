"""Prints how many sources of three kinds of little web are found: confirmed, wrongly confirmed, shown to a person, not found.

The webs are those of `little_web` and `other_web`, hundreds of pages on 40 loopback hosts, and `third_web`, written by hand; an archive
stands beside each, and notes cite them, some with a wrong date on purpose. The whole path runs: ladder, fetcher, guard, records, mementos.
`python tests/evaluate_finding.py [little | other | third] [SEED...] [-v]`.
"""

from __future__ import annotations

import asyncio
import datetime
import io
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from archive.address import same_page  # noqa: E402
from archive.fetch import Fetcher, FetchSettings  # noqa: E402
from archive.guard import Guard, parse_network, parse_resolve  # noqa: E402
from archive.locate.ladder import build_ladder  # noqa: E402
from archive.locate.lookup import FoundBy  # noqa: E402
from archive.service_client import ServiceClient  # noqa: E402
from archive.services import Choice, services_from  # noqa: E402
from archive.store import Store  # noqa: E402
from citations.publisher import load_publishers  # noqa: E402
from pipeline.examiner import Examiner  # noqa: E402
from pipeline.mementos import Mementos  # noqa: E402
from pipeline.progress import Progress  # noqa: E402
from pipeline.reading import Readers  # noqa: E402
from pipeline.source import Source  # noqa: E402
from pipeline.views import Viewer, Views  # noqa: E402
from tests import little_web, other_web, third_web  # noqa: E402
from tests.little_archive import ARCHIVE, SERVICES, ArchivedWeb, Row, media_type  # noqa: E402
from tests.little_web import Case, World  # noqa: E402
from tests.loopback import Answer, redirect  # noqa: E402

NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)

WEBS = {"little": little_web.world, "other": other_web.world, "third": third_web.world}


def served(made: World, certificate: tuple[Path, Path] | None = None) -> ArchivedWeb:
    """Return the server of a little web, in the clear or with a certificate."""
    answers = {place: _answer(*told) for place, told in (made.live | (made.sealed if certificate else {})).items()}
    rows = [
        Row(
            original=address,
            day=day,
            status=status,
            body=b"" if isinstance(body, str) else body,
            to=body if isinstance(body, str) else "",
        )
        for address, day, status, body in made.archived
    ]
    return ArchivedWeb(answers, hosts=made.hosts, rows=rows, certificate=certificate)


def _answer(status: int, body: bytes | str) -> Answer:
    if isinstance(body, str):
        return redirect(body, status)
    return Answer(status=status, body=body, headers=(("Content-Type", media_type(body)),))


def certified(folder: Path, hosts: tuple[str, ...]) -> tuple[Path, Path]:
    """Make a certificate for every host, and return its file and its key's: it is its own authority."""
    names = ",".join(f"DNS:{host}" for host in hosts)
    words = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "web.key",
             "-out", "web.pem", "-days", "3650", "-subj", "/CN=little web", "-addext", f"subjectAltName={names}"]  # fmt: skip
    subprocess.run(words, cwd=folder, check=True, capture_output=True)
    return folder / "web.pem", folder / "web.key"


async def examined(made: World, web: ArchivedWeb, sealed: ArchivedWeb, folder: Path) -> list[tuple[Case, Source]]:
    """Return every case with the source that was found for it."""
    publishers = load_publishers(made.publishers(), origin="little web")
    services = services_from({name: Choice(address=address) for name, address in SERVICES.items()})
    services = {name: service if name not in SERVICES else faster(service) for name, service in services.items()}
    ways = [f"{host}:{port}:127.0.0.1:{one.port}" for one, port in ((web, 80), (sealed, 443)) for host in web.names]
    guard = Guard(allow=(parse_network("127.0.0.0/8"),), resolve=tuple(map(parse_resolve, ways)))
    readers = Readers()
    try:
        async with (
            Store.open(folder, clock=lambda: NOW) as store,
            Fetcher(FetchSettings(interval_s=0.0, ca_file=folder / "web.pem"), store, clock=lambda: NOW, guard=guard) as fetcher,
        ):
            client = ServiceClient(fetcher, store, services, clock=lambda: NOW, limits=store)
            examiner = Examiner(
                fetcher=fetcher,
                archive=store,
                readers=readers,
                publishers=publishers,
                ladder=build_ladder(),
                run_date=NOW,
                live=True,
                fresh_for=datetime.timedelta(days=1),
                progress=Progress(io.StringIO(), quiet=True),
                client=client,
                views=Views(Viewer(archive=store, fetcher=fetcher), readers),
                mementos=Mementos(client=client, fetcher=fetcher, archive=store, readers=readers, tries=2),
            )
            return [(case, await examiner.examine(case.citation, str(number))) for number, case in enumerate(made.cases)]
    finally:
        readers.close()


def faster(service):
    """Return a service of a loopback web, which may be asked as often as one likes."""
    from dataclasses import replace

    return replace(service, requests_a_minute=1e6)


def verdict(case: Case, source: Source) -> str:
    """Return what became of a case: right, wrong, to a person, not found; `right` for what does not exist and was not found."""
    if source.found_by in (FoundBy.CONFIRMED, FoundBy.PRINTED):
        is_true = any(same_page(source.address or "", true) for true in case.true)
        return "confirmed" if is_true else "WRONGLY confirmed"
    if source.found_by in (FoundBy.CANDIDATE, FoundBy.COPY):
        return "rightly shown to a person" if case.is_persons else "shown to a person"
    return "not found" if case.true else "rightly not found"


async def main(kinds: tuple[str, ...], seeds: tuple[int, ...]) -> int:
    """Measure and print; return 0."""
    for kind in kinds:
        began = time.perf_counter()
        found: list[tuple[Case, Source]] = []
        requests = pages = 0
        hosts = 0
        for seed in seeds if kind != "third" else (1,):  # which no seed changes
            made = WEBS[kind](seed)
            hosts = len(made.hosts)
            pages += len(made.live) + len(made.archived)
            with tempfile.TemporaryDirectory() as folder:
                pair = certified(Path(folder), (*made.hosts, ARCHIVE))
                async with served(made) as web, served(made, pair) as sealed:
                    found += await examined(made, web, sealed, Path(folder))
                    requests += sum(1 for one in (web, sealed) for seen in one.requests if seen.path != "/robots.txt")
        print(f"finding, the {kind} web: {len(found)} sources, webs of {hosts} hosts, {pages} pages live and archived")
        tell(found)
        print(f"  requests a source                   {requests / len(found):.1f}, in {time.perf_counter() - began:.0f} s")
        if "-v" in sys.argv:
            show(found)
    return 0


def tell(found: list[tuple[Case, Source]]) -> None:
    """Print what became of each kind of case, and the sums."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for case, source in found:
        by_kind[case.kind][verdict(case, source)] += 1
    total = sum(by_kind.values(), Counter())
    exist = sum(1 for case, _ in found if case.true and not case.is_persons)
    for kind, counts in by_kind.items():
        print(f"  {kind:36} n={counts.total():3}  " + ", ".join(f"{word} {count}" for word, count in counts.most_common()))
    confirmed = sum(1 for case, source in found if not case.is_persons and verdict(case, source) == "confirmed")
    print(f"  confirmed of those that exist       {confirmed} of {exist} ({confirmed / exist:.1%})")
    print(f"  wrongly confirmed                   {total['WRONGLY confirmed']} of {len(found)}")
    print(f"  shown to a person, not found        {total['shown to a person']}, {total['not found']}")


def show(found: list[tuple[Case, Source]]) -> None:
    """Print what was not found, or wrongly."""
    for case, source in found:
        if verdict(case, source) in ("WRONGLY confirmed", "not found", "shown to a person"):
            tried = [(one.rung, one.skipped_why or one.result) for one in source.lookup.attempts]
            print(f"- {verdict(case, source)}: {case.kind}: {case.citation.text}\n    true: {case.true}")
            print(f"    said: {source.address} {source.lookup.answer.detail} {tried}")


if __name__ == "__main__":
    chosen = tuple(kind for kind in WEBS if kind in sys.argv) or tuple(WEBS)
    raise SystemExit(asyncio.run(main(chosen, tuple(int(one) for one in sys.argv[1:] if one.isdecimal()) or (1, 2))))
