"""What we archive, opened by other people's programs: checkers, readers, pywb, and ReplayWeb.page in a browser."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.client
import http.server
import json
import shutil
import subprocess
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive.records import read_records
from archive.replay import ReplayArchive, files_of
from tests.loopback import Answer, LoopbackWeb, redirect
from tests.project import QUICK, ROOT, footnotary, footnotary_here, live, write_project
from tests.pywb_server import COLLECTION, collect, serving
from tests.test_pdf import pdf
from tests.test_warc import judge

UTF8 = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Порт</title></head><body><p>Краны заложены дважды.</p></body></html>"
)
CP1251 = "<!DOCTYPE html><html><head><title>Маяк</title></head><body><p>Маяк остаётся у города Нура.</p></body></html>"
PAGES = {
    "http://port.example/krany": UTF8.encode(),
    "http://vestnik.example/mayak": CP1251.encode("cp1251"),
    "http://port.example/new": b"<!DOCTYPE html><title>Moved</title><p>Here now.",
    "http://port.example/report.pdf": pdf("The annual report of the port."),
}
ANSWERS = {
    ("port.example", "/krany"): Answer(body=PAGES["http://port.example/krany"], gzipped=True),
    ("vestnik.example", "/mayak"): Answer(
        headers=(("Content-Type", "text/html; charset=windows-1251"),), body=PAGES["http://vestnik.example/mayak"], chunked=True
    ),
    ("port.example", "/old"): redirect("/new", 301),
    ("port.example", "/new"): Answer(body=PAGES["http://port.example/new"]),
    ("port.example", "/report.pdf"): Answer(
        headers=(("Content-Type", "application/pdf"),), body=PAGES["http://port.example/report.pdf"]
    ),
}
BRIEFING = "One.[^1] Two.[^2] Three.[^3] Four.[^4]\n\n" + "".join(
    f"[^{number}]: Title {number}, Port, 3 March 2026, {uri}.\n"
    for number, uri in enumerate(
        (
            "http://port.example/krany",
            "http://vestnik.example/mayak",
            "http://port.example/old",
            "http://port.example/report.pdf",
        ),
        1,
    )
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project verified twice: the second run finds everything as it was, so that it writes revisits."""
    folder = write_project(tmp_path_factory.mktemp("played"), BRIEFING, QUICK + "fresh_for_h = 0.0\n")
    with LoopbackWeb(ANSWERS).in_thread() as web:
        for _ in range(2):
            run = live(web, "briefing.md", "--quiet", cwd=folder)
            assert run.returncode in (0, 1, 3), run.stderr
    return folder


@pytest.fixture(scope="module")
def package(project: Path) -> Path:
    run = footnotary_here("sources", "pack", "briefing.md", "--out", "port.wacz", cwd=project)
    assert run.returncode == 0, run.stderr
    return project / "port.wacz"


@pytest.fixture(scope="module")
def warcs(project: Path, package: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The project's own files, and those in the package as a person gets them by unpacking."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(package) as opened:
        opened.extractall(folder)
    return [*sorted((project / "sources").glob("*.warc.gz")), *sorted((folder / "archive").iterdir())]


def test_every_file_has_what_the_players_are_tried_with(warcs: list[Path]) -> None:
    kinds = {record.kind for path in warcs for (warc,) in (files_of(path),) for record in read_records(warc)}
    assert kinds >= {"warcinfo", "request", "response", "revisit"}
    assert len(warcs) >= 3


def test_warcio_and_gzip_find_no_fault(warcs: list[Path]) -> None:
    for path in warcs:
        checked = judge("warcio", "check", "-v", str(path))
        assert checked.returncode == 0, checked.stdout
        assert "failed" not in checked.stdout
        assert subprocess.run(["gzip", "-t", str(path)], check=False).returncode == 0


def test_fastwarc_finds_every_digest_right(warcs: list[Path]) -> None:
    fastwarc = pytest.importorskip("fastwarc.warc", reason="FastWARC judges in this test")
    for path in warcs:
        with path.open("rb") as file:
            for record in fastwarc.ArchiveIterator(file, parse_http=False):
                if record.headers.get("WARC-Type") != "revisit":
                    assert record.verify_block_digest(), path


def test_cdxj_indexer_finds_the_same_records_as_our_index(package: Path, warcs: list[Path]) -> None:
    inside = [path for path in warcs if path.name.startswith("part-")]
    indexed = judge("cdxj-indexer", "--sort", *map(str, inside)).stdout.splitlines()
    with zipfile.ZipFile(package) as opened:
        ours = gzip.decompress(opened.read("indexes/index.cdx.gz")).decode().splitlines()
        rows = opened.read("indexes/index.idx").decode().splitlines()
    assert {_places(line) for line in ours} == {_places(line) for line in indexed}
    assert len(ours) == len(indexed)
    block = json.loads(rows[1].split(" ", 2)[2])
    assert ours[0].startswith(" ".join(rows[1].split(" ", 2)[:2]))
    assert block["offset"] == 0


def _places(line: str) -> tuple[str, str, str, str]:
    key, stamp, fields = line.split(" ", 2)
    known = json.loads(fields)
    return key, stamp, known["offset"], known["filename"]


def test_wacz_finds_no_fault(package: Path) -> None:
    checked = judge("wacz", "validate", "-f", str(package))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "is valid" in checked.stdout


def test_where_the_judges_are_lax_ours_is_not(package: Path, tmp_path: Path) -> None:
    """`wacz validate` passes a package without its list of pages; here that is an error."""
    bare = tmp_path / "bare.wacz"
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(bare, "w") as new:
        for info in old.infolist():
            if info.filename != "pages/pages.jsonl":
                new.writestr(info, old.read(info))
    run = footnotary_here("verify", str(package.parent / "briefing.md"), "--from", str(bare), "--quiet", cwd=tmp_path)
    assert run.returncode == 2
    assert "pages/pages.jsonl, which is missing" in run.stderr


# pywb, a player on a server.


@pytest.fixture(scope="module")
def pywb(warcs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """pywb on loopback with the files of the package; gives the address of its collection."""
    pytest.importorskip("pywb", reason="pywb judges in this test")
    folder = tmp_path_factory.mktemp("pywb")
    collect(folder, [path for path in warcs if path.name.startswith("part-")])
    with serving(folder) as base:
        yield base


def played(base: str, stamp: str, uri: str) -> tuple[int, dict[str, str], bytes]:
    place = urlsplit(base)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
    try:
        connection.request("GET", f"{place.path}{stamp}id_/{uri}", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        body = answer.read()
    finally:
        connection.close()
    return answer.status, headers, gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body


def test_pywb_plays_every_capture_byte_for_byte_revisits_too(pywb: str, package: Path) -> None:
    archive = ReplayArchive.open(package)
    for uri, body in PAGES.items():
        captures = archive.captures("http://port.example/old" if uri.endswith("/new") else uri)
        assert len(captures) == 2, uri
        for capture in captures:
            status, headers, got = played(pywb, f"{capture.date:%Y%m%d%H%M%S}", uri)
            assert (status, got) == (200, body), uri
            assert capture.mime in headers["content-type"]
    assert "windows-1251" in played(pywb, "2026", "http://vestnik.example/mayak")[1]["content-type"]


def test_pywb_follows_a_redirect_to_what_was_captured_there(pywb: str) -> None:
    status, headers, _ = played(pywb, "2026", "http://port.example/old")
    while status in (301, 302, 307) and "/old" in headers["location"]:  # to the nearest time first
        status, headers, _ = played(
            pywb, headers["location"].split(f"/{COLLECTION}/")[1].partition("id_")[0], "http://port.example/old"
        )
    assert status == 301
    assert headers["location"].endswith("/new")


# ReplayWeb.page, a player in the browser, with nothing but its own two files served on loopback.


@pytest.fixture(scope="module")
def replayweb() -> Path:
    found = sorted((ROOT / ".judges").glob("replaywebpage@*/package/sw.js"))
    if not found:
        pytest.skip("ReplayWeb.page judges in this test (.ci/run obtains it by npm pack into .judges/)")
    return found[-1].parent


class _Ranges(http.server.SimpleHTTPRequestHandler):
    """Serves files, and parts of them: the player reads a package piece by piece."""

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        path = Path(self.translate_path(self.path))
        if not wanted.startswith("bytes=") or not path.is_file():
            return super().do_GET()
        first, _, last = wanted[6:].partition("-")
        size = path.stat().st_size
        start = int(first) if first else max(size - int(last), 0)
        end = min(int(last), size - 1) if first and last else size - 1
        self.send_response(206)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Range", f"bytes {start}-{end}/{size}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        return self.wfile.write(path.read_bytes()[start : end + 1]) and None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Ranges, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join(5)


def test_replayweb_page_shows_the_text_of_cyrillic_pages(replayweb: Path, package: Path, browser: object, tmp_path: Path) -> None:
    for name in ("index.html", "ui.js", "sw.js"):
        shutil.copy(replayweb / name, tmp_path / name)
    shutil.copy(package, tmp_path / "port.wacz")
    archive = ReplayArchive.open(package)
    with served(tmp_path) as address:
        for uri, words in (
            ("http://port.example/krany", "Краны заложены дважды."),
            ("http://vestnik.example/mayak", "Маяк остаётся у города Нура."),
        ):
            newest = archive.newest(uri)
            assert newest
            place = f"#view=pages&url={uri}&ts={newest.date:%Y%m%d%H%M%S}"
            page = browser.new_page()  # type: ignore[attr-defined]
            page.goto(f"{address}/?source={address}/port.wacz{place}")
            assert words in shown_in_a_frame(page, words), uri
            page.close()


def shown_in_a_frame(page: object, words: str) -> str:
    """Return the text of the frame that plays the capture, as soon as it holds `words`; what was seen when it never does."""
    end, seen = time.monotonic() + 30, ""
    while time.monotonic() < end:
        for frame in page.frames:  # type: ignore[attr-defined]
            with contextlib.suppress(Exception):
                seen = frame.evaluate("document.body.innerText")
                if words in seen:
                    return str(seen)
        page.wait_for_timeout(100)  # type: ignore[attr-defined]
    return str(seen)


def test_the_report_of_a_readers_zip_opens_and_leads_to_a_copy(
    project: Path, package: Path, browser: object, tmp_path: Path
) -> None:
    run = footnotary("sources", "pack", "briefing.md", "--reader", "--out", "reader.zip", cwd=project)
    assert run.returncode == 0, run.stderr
    with zipfile.ZipFile(project / "reader.zip") as opened:
        opened.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    page = browser.new_page()  # type: ignore[attr-defined]
    page.goto((folder / "index.html").as_uri())
    assert "briefing" in page.inner_text("body")
    links = page.eval_on_selector_all("a[href^='copies/']", "all => all.map(one => one.href)")
    assert links
    texts = []
    for link in dict.fromkeys(links):
        page.goto(link)
        texts.append(page.inner_text("main"))
    assert any("Маяк остаётся у города Нура." in text for text in texts)
    assert any("Краны заложены дважды." in text for text in texts)
    assert any("annual report" in text for text in texts), "a PDF's text opens too"
    page.close()
