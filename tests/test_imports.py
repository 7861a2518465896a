"""A document that a person brings: kept as proof with who and when, read in place of a page that is gone, never passed off as it."""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import json
import os
import stat
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from isal import isal_zlib

from archive.capture import FetchOutcome
from archive.exchange import Exchange, capture_id_of, record_id_of
from archive.imports import MAX_ARCHIVE_BYTES, MAX_DOCUMENT_BYTES
from archive.proofs import proof_files, proofs_of
from archive.recovery import Lock
from archive.replay import ReplayArchive
from archive.store import Store
from archive.wacz import pack
from archive.warc import exchange_records, member
from citations.errors import ProjectError
from tests.loopback import Answer, LoopbackWeb
from tests.project import ALLOWED, footnotary_here, report_of, web_options, write_project
from tests.test_pdf import pdf

USAGE = 2
ADDRESS = "http://post.example/leased"
DRAFT = f"""# The port

The port was “leased for ninety-nine years to nobody”.[^1] The crews “went home without pay”.[^2] He said so.[^3] It is so.[^4]

[^1]: "A Port Leased", Port Post, 1 May 2024, {ADDRESS}.

[^2]: "Crews Go Home", Quay Times, 2 May 2024.

[^3]: Author's interview with Anna Berg, Dushanbe, 5 May 2024.

[^4]: "A Port Leased", Port Post, 1 May 2024, {ADDRESS}; "Crews Go Home", Quay Times, 2 May 2024.
"""
WORDS = "The port was leased for ninety-nine years to nobody, in a long dry summer, and then the harbour master shut his door."
PAGE = f"<!doctype html><title>A Port Leased</title><h1>A Port Leased</h1><p>1 May 2024</p><p>{WORDS}</p>".encode()
NOW = datetime.datetime(2026, 3, 14, tzinfo=datetime.UTC)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
GONE = {("post.example", "/leased"): Answer(status=404, body=b"<title>Not found</title><p>Not found")}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", DRAFT)


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    folder = tmp_path / "brought"
    folder.mkdir()
    return folder


@pytest.fixture
def gone() -> Iterator[LoopbackWeb]:
    with LoopbackWeb(dict(GONE)).in_thread() as web:
        yield web


def write(folder: Path, name: str, body: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def bring(path: Path, project: Path, *words: object, note: str = "1") -> subprocess.CompletedProcess[str]:
    return footnotary_here("sources", "import", path, "--note", note, "--by", "AB", *words, cwd=project)


def live(web: LoopbackWeb, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Verify in this process, on a web that nobody has to be asked about."""
    return footnotary_here("verify", *words, "--yes", *ALLOWED, *web_options(web), cwd=cwd)


def kept(run: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def refused(run: subprocess.CompletedProcess[str], *words: str) -> None:
    assert run.returncode == USAGE, run.stdout
    assert len(run.stderr.splitlines()) == 1, run.stderr
    assert "Traceback" not in run.stderr
    for word in words:
        assert word in run.stderr


def note_of(report: dict[str, Any], label: str) -> dict[str, Any]:
    found: dict[str, Any] = next(note for note in report["notes"] if note["label"] == label)
    return {**found, "findings": [finding for finding in report["findings"] if finding["label"] == label]}


def messages(note: dict[str, Any]) -> str:
    return " ".join(finding["message"] for finding in note["findings"])


def digest_of(body: bytes) -> str:
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def page_record(uri: str, body: bytes, date: datetime.datetime = NOW, capture_id: str = "") -> bytes:
    exchange = Exchange(
        id=record_id_of(uri), capture_id=capture_id or capture_id_of(uri, date), target_uri=uri, uri=uri, date=date,
        outcome=FetchOutcome.RESPONSE, status=200, reason="OK", headers=(("Content-Type", "text/html; charset=utf-8"),),
        payload_digest=digest_of(body), payload_bytes=len(body),
    )  # fmt: skip
    return exchange_records(exchange, body, None, "urn:uuid:0f7c3a1e-0000-5000-8000-000000000000")[0]


# What a person attached is read where the page gives nothing.


def test_a_document_is_read_in_place_of_a_page_that_is_gone(project: Path, brought: Path, gone: LoopbackWeb) -> None:
    kept(bring(write(brought, "saved.html", PAGE), project, "--date", "2025-06-07", "--json"))
    live(gone, "briefing.md", cwd=project)
    note = note_of(report_of(project), "1")
    assert note["status"] == "GONE"
    assert "that AB attached on 7 June 2025; that it is the source is AB’s word" in messages(note)
    quote = next(one for one in note["findings"] if one["rule"] == "quote")
    assert (quote["outcome"], "AB attached" in quote["message"]) == ("passed", True)
    assert "saved.html" in note["citations"][0]["source"]["attached"][0]


def test_a_page_that_still_gives_the_source_is_compared_with_and_not_what_was_attached(project: Path, brought: Path) -> None:
    kept(bring(write(brought, "saved.html", PAGE.replace(b"ninety-nine", b"ninety")), project, "--json"))
    with LoopbackWeb({("post.example", "/leased"): Answer(body=PAGE)}).in_thread() as web:
        live(web, "briefing.md", cwd=project)
    note = note_of(report_of(project), "1")
    assert note["status"] == "OK"
    assert "attached" not in messages(note)


def test_an_altered_quotation_is_seen_in_an_attached_transcript(project: Path, brought: Path, gone: LoopbackWeb) -> None:
    kept(bring(write(brought, "typed.txt", WORDS.replace("nobody", "a friend")), project, "--json"))
    live(gone, "briefing.md", cwd=project)
    quote = next(one for one in note_of(report_of(project), "1")["findings"] if one["rule"] == "quote")
    assert (quote["outcome"], quote["defect"]) == ("failed", "quote-altered")


def test_a_source_without_an_address_is_not_web_with_its_document_attached(
    project: Path, brought: Path, gone: LoopbackWeb
) -> None:
    body = "The crews went home without pay that winter, the foreman said, because nobody had signed for them."
    kept(bring(write(brought, "typed.md", body), project, "--json", note="2"))
    live(gone, "briefing.md", cwd=project)
    note = note_of(report_of(project), "2")
    assert (note["status"], note["reason"]) == ("NOT-WEB", "not on the web, document attached")
    assert "that it is the source is AB’s word" in messages(note)


def test_every_note_that_cites_the_source_has_its_document(project: Path, brought: Path, gone: LoopbackWeb) -> None:
    kept(bring(write(brought, "saved.html", PAGE), project, "--citation", "1", "--json", note="4"))
    live(gone, "briefing.md", cwd=project)
    assert "AB attached" in messages(note_of(report_of(project), "1"))


def test_a_picture_is_shown_and_read_by_nobody(project: Path, brought: Path, gone: LoopbackWeb) -> None:
    kept(bring(write(brought, "shot.png", PNG), project, "--json", note="2"))
    live(gone, "briefing.md", cwd=project)
    note = note_of(report_of(project), "2")
    assert note["status"] == "NOT-CHECKED"
    assert "The picture that AB attached" in messages(note)
    assert "read by nobody" in messages(note)


def test_an_imported_archive_is_taken_over_and_read(project: Path, brought: Path, gone: LoopbackWeb) -> None:
    warc = write(brought, "crawl.warc", page_record(ADDRESS, PAGE) + page_record("http://other.example/", b"<p>other"))
    kept(bring(warc, project, "--json"))
    live(gone, "briefing.md", cwd=project)
    note = note_of(report_of(project), "1")
    assert note["status"] == "GONE"
    assert "AB attached" in messages(note)
    (name,) = [path.name for path in (project / "sources").glob("imported-*")]
    assert name.endswith("-crawl.warc.gz")


def test_an_imported_capture_never_answers_for_the_live_page(project: Path, brought: Path, gone: LoopbackWeb) -> None:
    fresh = datetime.datetime.now(datetime.UTC)
    kept(bring(write(brought, "crawl.warc.gz", member(page_record(ADDRESS, PAGE, fresh))), project, "--json"))
    live(gone, "briefing.md", cwd=project)
    assert [seen.path for seen in gone.requests if seen.host == "post.example" and seen.path == "/leased"]
    assert note_of(report_of(project), "1")["status"] == "GONE"


def test_an_imported_capture_that_bears_the_id_of_another_is_not_taken_for_it(
    project: Path, brought: Path, gone: LoopbackWeb
) -> None:
    live(gone, "briefing.md", cwd=project)

    async def captured() -> str:
        async with Store.open(project, clock=lambda: NOW) as store:
            return store.captures(ADDRESS)[0].id

    forged = page_record(ADDRESS, PAGE, capture_id=asyncio.run(captured()))
    refused(bring(write(brought, "forged.warc", forged), project), "id of another capture")
    assert not [path for path in (project / "sources").iterdir() if "imported-" in path.name]


def test_an_archive_of_many_pages_asks_which_one_is_cited(project: Path, brought: Path) -> None:
    warc = write(brought, "c.warc", page_record("http://a.example/1", PAGE) + page_record("http://a.example/2", PAGE))
    refused(bring(warc, project, note="2"), "--address", "http://a.example/1")
    assert not list((project / "sources").glob("*.part"))
    assert kept(bring(warc, project, "--address", "http://a.example/2", "--json", note="2"))["new"]


def test_a_package_is_taken_over_whatever_its_members_are_called(project: Path, brought: Path) -> None:
    write(brought, "a.warc.gz", member(page_record(ADDRESS, PAGE)))
    package = pack(brought / "a.warc.gz", brought / "\u202e..x\n.wacz", title="t", created=NOW, software="s")
    kept(bring(package, project, "--json"))
    (path,) = (project / "sources").glob("imported-*")
    assert path.name.isascii()
    assert path.name.isprintable()
    with zipfile.ZipFile(brought / "evil.wacz", "w") as evil:
        evil.writestr("archive/../../../../evil.warc.gz", member(page_record(ADDRESS, PAGE)))
    refused(bring(brought / "evil.wacz", project), "WARC files")


def test_what_an_imported_archive_says_of_attachments_and_withdrawals_is_not_said_by_this_project(
    project: Path, brought: Path
) -> None:
    other = write_project(brought / "other", DRAFT)
    kept(bring(write(brought, "saved.html", PAGE), other, "--json"))
    (warc,) = (other / "sources").glob("footnotary-*")
    refused(bring(warc, project), "--address")
    both = write(brought, "both.warc.gz", warc.read_bytes() + member(page_record(ADDRESS, PAGE.replace(b"1 May", b"2 May"))))
    kept(bring(both, project, "--json"))

    async def attached() -> list[str]:
        async with Store.open(project, clock=lambda: NOW) as store:
            return [one.file_name for one in store.attachments()]

    assert asyncio.run(attached()) == ["both.warc.gz"]


# How it is kept.


def test_who_and_when_stand_in_the_archive_alone_and_the_ledger_is_built_from_it(project: Path, brought: Path) -> None:
    first = kept(bring(write(brought, "saved.html", PAGE), project, "--address", ADDRESS, "--json"))
    for path in (project / ".footnotary").glob("ledger.db*"):
        path.unlink()

    async def rebuilt() -> tuple[Any, ...]:
        async with Store.open(project, clock=lambda: NOW) as store:
            (one,) = store.attachments()
            capture = store.capture(one.capture)
            assert capture is not None
            assert store.captures(ADDRESS) == ()
            return one.by, one.label, one.briefing, one.file_name, one.digest, store.payload(capture), capture.target_uri

    assert asyncio.run(rebuilt()) == ("AB", "1", "briefing.md", "saved.html", first["digest"], PAGE, ADDRESS)
    again = ReplayArchive.open(project / "sources")
    (captured,) = again.ended()
    assert (again.payload(captured), captured.purpose, again.newest(ADDRESS)) == (PAGE, "attached", None)


def test_the_same_file_twice_is_kept_once(project: Path, brought: Path) -> None:
    for body, name in ((PAGE, "saved.html"), (member(page_record(ADDRESS, PAGE)), "c.warc.gz"), (b"secret", "s.txt")):
        note = "3" if name == "s.txt" else "1"
        runs = [kept(bring(write(brought, name, body), project, "--json", note=note)) for _ in range(2)]
        assert [run["new"] for run in runs] == [True, False]
    assert len(proofs_of(project)) == 1
    size = sum(path.stat().st_size for path in (project / "sources").iterdir())
    bring(write(brought, "saved.html", PAGE), project)
    assert sum(path.stat().st_size for path in (project / "sources").iterdir()) == size


def test_a_hostile_file_name_enters_no_line_of_a_record_or_report(project: Path, brought: Path, gone: LoopbackWeb) -> None:
    kept(bring(write(brought, "a\r\nattachedBy: ZZ\x1b[31m\u202etxt.html", PAGE), project, "--json"))
    live(gone, "briefing.md", cwd=project)
    shown = note_of(report_of(project), "1")["citations"][0]["source"]["attached"][0]
    assert shown.isprintable()
    assert "AB attached" in shown


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 no zip", "zip"),
        (b"\xd0\xcf\x11\xe0 old", "PDF"),
        (b"\x7fELF" + bytes(range(256)), "expected"),
        (b"%PDF-1.7\nbroken", "cannot be opened"),
        (b"WARC/1.1\r\nbroken", "WARC"),
        (b"\x1f\x8b\x08 broken", "expected"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "MHTML"),
        (b" \n\t\n", "no text"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_line(project: Path, brought: Path, body: bytes, word: str) -> None:
    refused(bring(write(brought, "file.pdf", body), project), word)
    assert not list(project.rglob("*.part"))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(project: Path, brought: Path) -> None:
    for head, size in ((b"%PDF-1.7\n", MAX_DOCUMENT_BYTES), (b"WARC/1.1\r\n", MAX_ARCHIVE_BYTES)):
        path = write(brought, "large", head)
        os.truncate(path, size + 1)
        refused(bring(path, project), "at most")
    refused(bring(path, project, note="3"), "at most 2 GB")
    refused(bring(brought, project), "no ordinary file")
    refused(bring(brought / "none", project), "does not exist")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--note", "9"), "no note '9'"),
        (("--note", "4"), "--citation"),
        (("--note", "4", "--citation", "3"), "2 citations"),
        (("--note", "1", "--citation", "0"), "1 citation"),
        (("--note", "1", "--by", "A B\n"), "initials"),
        (("--note", "1", "--date", "2999-01-01"), "future"),
        (("--note", "1", "--date", "soon"), "day"),
        (("--note", "1", "--address", "file:///etc/passwd"), "--address"),
        (("--note", "3", "--public"), "private"),
        (("--note", "1", "--briefing", "other.md"), "other.md"),
    ],
)
def test_what_names_no_citation_or_person_is_refused(project: Path, brought: Path, words: tuple[str, ...], said: str) -> None:
    path = write(brought, "saved.html", PAGE)
    run = footnotary_here("sources", "import", path, "--by", "AB", *words, cwd=project)
    refused(run, said)


def test_an_import_waits_for_no_run_that_holds_the_project(project: Path, brought: Path) -> None:
    lock = Lock.take(project)
    try:
        refused(bring(write(brought, "saved.html", PAGE), project), "another run")
        refused(bring(write(brought, "s.txt", "secret"), project, note="3"), "another run")
    finally:
        lock.release()


# What protects a person.

SECRET, NAME = "the warehouse keeper whispered", "berg-recording-7f3a.txt"


def test_nothing_of_a_private_proof_leaves_its_folder(project: Path, brought: Path, gone: LoopbackWeb) -> None:
    run = bring(write(brought, NAME, SECRET), project, note="3")
    assert run.returncode == 0, run.stderr
    told = [run.stdout, run.stderr]
    for words in ((), ("--offline",)):
        ended = live(gone, "briefing.md", *words, cwd=project)
        told += [ended.stdout, ended.stderr]
    note = note_of(report_of(project), "3")
    assert note["status"] == "NOT-WEB"
    assert note["reason"] == "interview or correspondence, proof attached"
    assert "proof attached, by AB, on " in messages(note)
    pack(project / "sources", project / "all.wacz", title="t", created=NOW, software="s")
    digest = proofs_of(project)[0].sha256
    traces = [trace.encode() for trace in (SECRET, NAME, digest)]
    for path in project.rglob("*"):
        if path.is_file() and path.parent != project / "proofs":
            assert not any(trace in path.read_bytes() for trace in traces), path
    for warc in (project / "sources").glob("*.gz"):
        text = subprocess.run(["gzip", "-dc", warc], capture_output=True, check=True).stdout
        assert not any(trace in text for trace in traces)
    assert not any(trace.decode() in text for trace in traces for text in told)
    assert {path.name for path in proof_files(project)} == {digest, "index.json"}


def test_a_private_proof_comes_into_the_archive_only_when_it_is_said(project: Path, brought: Path) -> None:
    path = write(brought, NAME, f"{SECRET} and {SECRET} again")
    bring(path, project, note="3")
    refused(bring(path, project, note="1"), "private proof of note 3", "--public")
    assert not list((project / "sources").glob("*.gz"))
    assert not kept(bring(path, project, "--public", "--json", note="1"))["private"]


def test_proofs_are_their_owners_alone_whatever_the_umask_and_ignored_by_git(project: Path, brought: Path) -> None:
    subprocess.run(["git", "init", "-q", project], check=True)
    for mask in (0o000, 0o777):
        before = os.umask(mask)
        try:
            if mask == 0:
                bring(write(brought, "a.txt", "one"), project, note="3")
            else:
                (brought / "b.txt").touch(0o600)
                (brought / "b.txt").chmod(0o600)
                (brought / "b.txt").write_text("two")
                bring(brought / "b.txt", project, note="3")
        finally:
            os.umask(before)
    folder = project / "proofs"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert len(proofs_of(project)) == 2
    seen = subprocess.run(
        ["git", "-C", project, "status", "--porcelain", "-uall"], capture_output=True, text=True, check=True
    ).stdout
    assert "proofs" not in seen


def test_a_folder_that_others_could_read_is_mended_and_said(project: Path, brought: Path) -> None:
    (project / "proofs").mkdir(mode=0o755)
    (project / "proofs").chmod(0o755)
    run = bring(write(brought, "a.txt", "one"), project, note="3")
    assert "could be read by others (mode 0755)" in run.stderr
    assert stat.S_IMODE((project / "proofs").stat().st_mode) == 0o700


def test_a_proofs_folder_that_is_a_link_is_refused(project: Path, brought: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project / "proofs").symlink_to(tmp_path / "elsewhere")
    refused(bring(write(brought, "a.txt", "one"), project, note="3"), "link")
    assert not list((tmp_path / "elsewhere").iterdir())
    with pytest.raises(ProjectError, match="link"):
        proofs_of(project)


def test_a_proof_that_was_lost_or_changed_is_asked_for_again(project: Path, brought: Path, gone: LoopbackWeb) -> None:
    bring(write(brought, "a.txt", "one"), project, note="3")
    (file,) = [path for path in proof_files(project) if path.name != "index.json"]
    file.write_text("two")
    live(gone, "briefing.md", cwd=project)
    note = note_of(report_of(project), "3")
    assert note["reason"] == "interview or correspondence, proof missing"
    assert "no longer what it was" in messages(note)
    file.unlink()
    assert proofs_of(project)[0].state == "missing"


def test_a_damaged_index_of_proofs_is_one_clear_error(project: Path, brought: Path) -> None:
    bring(write(brought, "a.txt", "one"), project, note="3")
    (project / "proofs" / "index.json").write_text("<<<<<<< mine")
    refused(bring(write(brought, "b.txt", "two"), project, note="3"), "damaged")


def test_private_is_what_a_person_says_it_is(project: Path, brought: Path) -> None:
    assert kept(bring(write(brought, "a.html", PAGE), project, "--private", "--json"))["private"]
    assert not list((project / "sources").glob("*.gz"))
    assert not kept(bring(write(brought, "b.html", PAGE), project, "--address", "http://a.example/", "--json", note="3"))[
        "private"
    ]


def test_a_pdf_that_is_locked_or_would_fill_the_memory_is_refused(project: Path, brought: Path) -> None:
    locked = pdf("The port.").replace(b"/Info", b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (o) /U (u) /P -4 >> /Info")
    refused(bring(write(brought, "locked.pdf", locked), project), "cannot be opened", "password")
    packed = isal_zlib.compress(b"BT /F1 12 Tf (port) Tj ET " + b" " * 300_000_000, 1)
    head = pdf("x").partition(b"<< /Length")[0]
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream\nendobj\n" % (len(packed), packed)
    bomb = write(brought, "bomb.pdf", head + stream + b"trailer << /Root 1 0 R /Size 8 >>\n%%EOF")
    refused(bring(bomb, project), "want of memory")
    assert not list(project.rglob("*.warc.gz"))


@pytest.mark.parametrize("name", ["saved.html", "crawl.warc"])
def test_a_package_tells_of_an_attached_document_what_the_project_does(project: Path, brought: Path, name: str) -> None:
    with LoopbackWeb(dict(GONE)).in_thread() as web:
        kept(bring(write(brought, name, PAGE if name == "saved.html" else page_record(ADDRESS, PAGE)), project, "--json"))
        live(web, "briefing.md", cwd=project)
    told = note_of(report_of(project), "1")
    packed = footnotary_here("sources", "pack", "briefing.md", cwd=project)
    assert packed.returncode == 0, packed.stderr
    (package,) = (project / "packages").glob("*.wacz")
    second = write_project(brought / "second", DRAFT)
    footnotary_here("verify", "briefing.md", "--from", package, cwd=second)
    again = note_of(report_of(second), "1")
    assert "AB attached" in messages(again)
    assert [one["message"] for one in again["findings"]] == [one["message"] for one in told["findings"]]
    assert again["citations"][0]["source"]["attached"] == told["citations"][0]["source"]["attached"]
    assert ReplayArchive.open(package).newest(ADDRESS).status == 404


@pytest.mark.parametrize("inside", ["mimetype", "[Content_Types].xml", "word/document.xml"])
def test_an_office_file_is_to_be_saved_as_something_that_can_be_read(project: Path, brought: Path, inside: str) -> None:
    path = brought / "proof.odt"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(inside, "application/vnd.oasis.opendocument.text")
    refused(bring(path, project), "is an office file", "save it as PDF or HTML")
