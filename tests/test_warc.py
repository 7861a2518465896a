"""WARC records and WACZ packages: what we write, judged by others, and what others write, read strictly."""

from __future__ import annotations

import base64
import contextlib
import datetime
import gzip
import hashlib
import json
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.capture import FetchOutcome, RecordPlace
from archive.exchange import Exchange, capture_id_of, record_id_of
from archive.recorded import exchange_in
from archive.records import DamagedRecord, WarcFile, read_record, read_records
from archive.replay import ReplayArchive
from archive.store import Store
from archive.urlkey import urlkey
from archive.wacz import PageEntry, pack
from archive.wacz_reader import warc_files
from archive.warc import Original, exchange_records, member, warcinfo_record
from citations.errors import ArchiveError

NOW = datetime.datetime(2026, 3, 14, 9, 26, 53, 123456, tzinfo=datetime.UTC)
BODY = gzip.compress("<p>Слова и слова.".encode(), mtime=0)
WARCINFO = "urn:uuid:00000000-0000-5000-8000-000000000000"


def digest_of(body: bytes) -> str:
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def exchange(uri: str = "http://a.example/page", body: bytes = BODY, **changes: object) -> Exchange:
    known = {
        "capture_id": capture_id_of(uri, NOW),
        "id": record_id_of(uri, str(changes.get("date", NOW))),
        "target_uri": uri,
        "uri": uri,
        "date": NOW,
        "outcome": FetchOutcome.RESPONSE,
        "status": 200,
        "reason": "OK",
        "payload_digest": digest_of(body),
        "payload_bytes": len(body),
        "headers": (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")),
        "request_headers": (("Host", "a.example"), ("User-Agent", "footnotary")),
        "elapsed_s": 0.25,
        "ip_address": "93.184.216.34",
    }
    return Exchange(**{**known, **changes})  # type: ignore[arg-type]


def written(path: Path, *exchanges: tuple[Exchange, bytes, Original | None], packed: bool = True) -> Path:
    records = [warcinfo_record(path.name, NOW, "footnotary/0.1.0")[1]]
    for one, body, original in exchanges:
        records += exchange_records(one, body, original, WARCINFO)
    path.write_bytes(b"".join(member(record) if packed else record for record in records))
    return path


def judge(*words: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / words[0]), *words[1:]]
    if not Path(command[0]).exists():
        pytest.skip(f"{words[0]} judges in this test")
    return subprocess.run(command, capture_output=True, text=True, check=False)


def failure(uri: str, outcome: FetchOutcome) -> Exchange:
    return exchange(uri, b"", status=None, headers=(), outcome=outcome, detail="words", payload_digest=None, payload_bytes=None)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    later = NOW + datetime.timedelta(days=1)
    first = exchange()
    again = exchange(date=later, capture_id=capture_id_of("again", later))
    original = Original(record_id=first.id, uri=first.uri, date=first.date)
    (tmp_path / "warcs").mkdir()
    return written(
        tmp_path / "warcs" / "a.warc.gz",
        (first, BODY, None),
        (again, b"", original),
        (failure("http://b.example/", FetchOutcome.TIMEOUT), b"", None),
    )


def test_a_file_of_ours_passes_warcio_check_and_gzip(archive: Path) -> None:
    checked = judge("warcio", "check", "-v", str(archive))
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("digest pass") == 5
    assert "failed" not in checked.stdout
    assert subprocess.run(["gzip", "-t", str(archive)], check=False).returncode == 0


def test_warcio_reads_the_body_that_was_written(archive: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    with archive.open("rb") as file:
        kinds = [
            (record.rec_type, record.content_stream().read() if record.rec_type == "response" else b"")
            for record in ArchiveIterator(file)
        ]
    assert [kind for kind, _ in kinds] == ["warcinfo", "response", "request", "revisit", "request", "metadata"]
    assert kinds[1][1].decode() == "<p>Слова и слова."


def test_fastwarc_reads_every_record_and_finds_its_digests_right(archive: Path) -> None:
    warc = pytest.importorskip("fastwarc.warc", reason="FastWARC judges in this test")
    with archive.open("rb") as file:
        records = [
            (record.headers.get("WARC-Type"), record.verify_block_digest())
            for record in warc.ArchiveIterator(file, parse_http=False)
        ]
    assert [kind for kind, _ in records] == ["warcinfo", "response", "request", "revisit", "request", "metadata"]
    assert all(whole for kind, whole in records if kind != "revisit")


def test_a_warc_that_is_not_compressed_is_read_the_same(tmp_path: Path, archive: Path) -> None:
    plain = written(tmp_path / "a.warc", (exchange(), BODY, None), packed=False)
    assert [record.kind for record in read_records(WarcFile.at(plain))] == ["warcinfo", "response", "request"]
    assert ReplayArchive.open(plain).payload(ReplayArchive.open(plain).captures("http://a.example/page")[0]) == BODY


def test_an_exchange_comes_back_from_its_record_as_it_was(archive: Path) -> None:
    told = [pair for record in read_records(WarcFile.at(archive)) if (pair := exchange_in(record))]
    first, body = told[0]
    assert body == BODY
    assert first.header("x-archive-orig-transfer-encoding") == "chunked"
    assert (first.date, first.elapsed_s, first.ip_address, first.final) == (NOW, 0.25, "93.184.216.34", True)
    assert (told[2][0].outcome, told[2][0].detail, told[2][0].status) == (FetchOutcome.TIMEOUT, "words", None)


HEADER_TEXT = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(
    body=st.binary(max_size=300),
    reason=HEADER_TEXT,
    status=st.integers(200, 599),
    value=HEADER_TEXT,
    hop=st.integers(0, 20),
    attempt=st.integers(1, 5),
    final=st.booleans(),
    outcome=st.sampled_from(FetchOutcome),
    detail=HEADER_TEXT,
)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    body: bytes,
    reason: str,
    status: int,
    value: str,
    hop: int,
    attempt: int,
    final: bool,
    outcome: FetchOutcome,
    detail: str,
) -> None:
    sent = exchange(
        body=body,
        reason=reason,
        status=status,
        headers=(("X-Any", value),),
        hop=hop,
        attempt=attempt,
        final=final,
        outcome=outcome,
        detail=detail,
        request_headers=(),
    )
    path = written(tmp_path_factory.mktemp("w") / "x.warc.gz", (sent, body, None))
    record = list(read_records(WarcFile.at(path)))[1]
    read, read_body = exchange_in(record) or (None, b"")
    assert read_body == body
    assert read == sent.__class__(**{**fields_of(sent), "place": record.place, "body_place": record.place})


def fields_of(value: Exchange) -> dict[str, object]:
    import dataclasses

    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def test_equal_exchanges_give_equal_bytes() -> None:
    assert member(exchange_records(exchange(), BODY, None, WARCINFO)[0]) == member(
        exchange_records(exchange(), BODY, None, WARCINFO)[0]
    )


def test_a_header_cannot_forge_another_line() -> None:
    record = exchange_records(
        exchange(headers=(("X-Evil", "a\r\n\r\n<script>"),), detail="a\r\nWARC-Type: response"), BODY, None, WARCINFO
    )[0]
    assert b"\r\nWARC-Type: response\r\nWARC-Record" in record
    assert record.count(b"WARC-Type") == 2  # the second one inside a detail, on its line
    assert b"X-Evil: a    <script>\r\n" in record


@pytest.mark.parametrize("cut", [1, 7, 40, 150])
def test_a_file_that_ends_inside_a_record_is_an_error_with_its_offset(cut: int, archive: Path) -> None:
    whole = archive.read_bytes()
    archive.write_bytes(whole[:-cut])
    with pytest.raises(ArchiveError, match=r"a\.warc\.gz.*offset \d+"):
        ReplayArchive.open(archive)


def test_a_flipped_bit_is_an_error_and_never_another_exception(archive: Path) -> None:
    whole = archive.read_bytes()
    chance = random.Random(7)
    for _ in range(200):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        archive.write_bytes(damaged)
        with contextlib.suppress(ArchiveError):
            opened = ReplayArchive.open(archive)
            captures = [capture for uri in opened.uris() for capture in opened.captures(uri)]
            assert {opened.payload(capture) for capture in captures} <= {b"", BODY}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a warc",
        b"\x1f\x8b",
        b"WARC/1.1\r\n\r\n",
        gzip.compress(b"hello", mtime=0),
        b"WARC/1.1\r\nContent-Length: x\r\n\r\n",
        gzip.compress(b"WARC/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", mtime=0),
    ],
)
def test_a_file_that_is_no_warc_says_so(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    if content:
        with pytest.raises(ArchiveError, match=r"x\.warc\.gz"):
            ReplayArchive.open(path)
    else:
        assert ReplayArchive.open(path).uris() == ()


def test_a_missing_archive_and_one_of_another_kind_say_what_to_do(tmp_path: Path) -> None:
    for name in ("none.warc.gz", "none.wacz", "none.txt"):
        with pytest.raises(ArchiveError, match="none"):
            ReplayArchive.open(tmp_path / name)
    with pytest.raises(ArchiveError, match="found none"):
        ReplayArchive.open(tmp_path)


def foreign(kind: str, uri: str, year: int, block: bytes, digest: str) -> bytes:
    mime = "text/plain" if kind == "resource" else "application/http; msgtype=response"
    head = f"WARC-Type: {kind}\r\nWARC-Target-URI: <{uri}>\r\nWARC-Record-ID: <urn:x:{kind}>\r\n"
    date = f"WARC-Date: {year}-01-02T03:04:05Z\r\nWARC-Payload-Digest: {digest}\r\n"
    rest = f"{date}content-type: {mime}\r\nCONTENT-LENGTH: {len(block)}\r\n\r\n"
    return f"WARC/1.0\r\n{head}{rest}".encode() + block + b"\r\n\r\n"


@pytest.mark.timed
def test_a_status_line_of_blanks_does_not_make_a_record_slow_to_read(tmp_path: Path) -> None:
    block = b"HTTP/1.1 200" + b" " * 15_000 + b"\nx\ny\r\n\r\n<p>page"
    (tmp_path / "x.warc").write_bytes(foreign("response", "http://a.example/", 2020, block, ""))
    started = time.process_time()
    ReplayArchive.open(tmp_path / "x.warc")
    assert time.process_time() - started < 5


def test_an_archive_of_another_writer_is_read_chunks_sha1_and_revisits_included(tmp_path: Path) -> None:
    path = tmp_path / "foreign.warc.gz"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    digest = f"sha1:{base64.b32encode(hashlib.sha1(b'words').digest()).decode()}"
    records = (
        foreign("response", "http://A.example", 2020, answer + b"5\r\nwords\r\n0\r\n\r\n", digest),
        foreign("revisit", "http://a.example/", 2021, answer, digest),
        foreign("resource", "http://a.example/f.txt", 2021, b"a file", "md5:0"),
        foreign("conversion", "http://a.example/f.txt", 2022, b"another kind", "md5:1"),
    )
    path.write_bytes(b"".join(gzip.compress(record) for record in records))
    opened = ReplayArchive.open(path)
    newest, oldest = opened.captures("http://a.example/")
    assert (newest.date.year, oldest.date.year) == (2021, 2020)
    assert opened.payload(newest) == opened.payload(oldest) == b"words"
    assert opened.payload(opened.captures("http://a.example/f.txt")[0]) == b"a file"


def test_a_record_larger_than_the_cap_is_passed_over_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.records.MAX_RECORD_BYTES", 5_000_000)
    bomb = b"\0" * 20_000_000
    path = written(tmp_path / "x.warc.gz", (exchange(body=bomb), bomb, None), (exchange("http://a.example/2"), BODY, None))
    assert path.stat().st_size < 1_000_000
    assert ReplayArchive.open(path).uris() == ("http://a.example/2",)


def test_a_place_that_holds_no_record_is_an_error(archive: Path) -> None:
    with pytest.raises(DamagedRecord):
        read_record(WarcFile.at(archive), RecordPlace(warc="a.warc.gz", offset=3, length=10, record_id="x"))


@pytest.mark.parametrize(
    "evil", ["/abs/path/victim", "../../../../pwned", "a\0b", "f" * 300, "0123456789ABCDEF", "0" * 15, "0" * 17]
)
def test_a_capture_id_that_is_none_of_ours_is_derived_from_address_and_date(evil: str, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    record = exchange_records(exchange(), BODY, None, WARCINFO)[0]
    known = f"Footnotary-Capture: {exchange().capture_id}".encode()
    assert known in record
    path.write_bytes(member(record.replace(known, f"Footnotary-Capture: {evil}".encode())))
    (capture,) = ReplayArchive.open(path).captures("http://a.example/page")
    assert capture.id == capture_id_of("http://a.example/page", NOW)


@pytest.mark.parametrize("evil", ["", "a b", "\x1b[31m", "x" * 300])
def test_a_record_id_that_is_none_is_derived(evil: str, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    record = exchange_records(exchange(), BODY, None, WARCINFO)[0]
    known = f"<{exchange().id}>".encode()
    path.write_bytes(member(record.replace(known, f"<{evil}>".encode())))
    (read,) = read_records(WarcFile.at(path))
    told = exchange_in(read)
    assert (read.record_id, told is not None and told[0].id[:9]) == ("", "urn:uuid:")


def spelt(name: str, body: bytes) -> list[str]:
    digest = hashlib.new(name, body).digest()
    spellings = (
        digest.hex(),
        digest.hex().upper(),
        base64.b32encode(digest).decode(),
        base64.b32encode(digest).decode().rstrip("="),
    )
    return [f"{name}:{one}" for one in spellings]


ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256", "sha512"])
@pytest.mark.parametrize("kind", ["response", "resource"])
def test_a_record_of_another_writer_whose_body_does_not_fit_its_digest_is_not_used_and_said(
    name: str, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.warc.gz"
    block = ANSWER + b"words" if kind == "response" else b"words"
    for digest in spelt(name, b"words"):
        path.write_bytes(gzip.compress(foreign(kind, "http://a.example/", 2020, block, digest)))
        assert (ReplayArchive.open(path).uris(), ReplayArchive.open(path).notices) == (("http://a.example/",), ())
    for digest in spelt(name, b"other words"):
        path.write_bytes(gzip.compress(foreign(kind, "http://a.example/", 2020, block, digest)))
        opened = ReplayArchive.open(path)
        assert opened.uris() == ()
        assert "x.warc.gz: the record at offset 0 is not used" in opened.notices[0]


def test_a_record_whose_headers_do_not_fit_its_block_digest_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    record = exchange_records(exchange(status=404, reason="Not Found"), BODY, None, WARCINFO)[0]
    path.write_bytes(member(record.replace(b"404 Not Found", b"200 Not Found")))
    opened = ReplayArchive.open(path)
    assert (opened.uris(), len(opened.notices)) == ((), 1)


@pytest.mark.parametrize("date", ["", "yesterday", "2020-13-01T00:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_a_record_without_a_readable_date_is_not_used_and_said(date: str, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    record = foreign("response", "http://a.example/", 2020, ANSWER, "")
    path.write_bytes(gzip.compress(record.replace(b"2020-01-02T03:04:05Z", date.encode())))
    opened = ReplayArchive.open(path)
    assert opened.uris() == ()
    assert "offset 0 is not used, because its date" in opened.notices[0]


@pytest.mark.parametrize("status", ["000", "099", "100", "101", "199", "600", "998", "20", "OK"])
def test_a_status_that_ends_no_request_is_no_answer(status: str, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(
        gzip.compress(foreign("response", "http://a.example/", 2020, ANSWER.replace(b"200", status.encode()) + b"x", ""))
    )
    (capture,) = ReplayArchive.open(path).captures("http://a.example/")
    assert (capture.outcome, capture.status, capture.payload_bytes) == (FetchOutcome.BAD_RESPONSE, None, None)
    assert status in capture.detail


def test_the_first_of_two_records_of_one_address_at_one_date_is_used_and_the_second_said(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    bodies = (b"first", b"first", b"second")
    path.write_bytes(
        b"".join(gzip.compress(foreign("response", "http://a.example/", 2020, ANSWER + body, "")) for body in bodies)
    )
    opened = ReplayArchive.open(path)
    (capture,) = opened.captures("http://a.example/")
    assert opened.payload(capture) == b"first"
    assert ["another of the same capture" in notice for notice in opened.notices] == [True]


def test_files_of_one_name_in_two_packages_are_kept_apart(tmp_path: Path) -> None:
    for number in (1, 2):
        with zipfile.ZipFile(tmp_path / f"{number}.wacz", "w") as package:
            record = foreign("response", f"http://a.example/{number}", 2020, ANSWER + b"page %d" % number, "")
            package.writestr("archive/data.warc.gz", gzip.compress(record))
    opened = ReplayArchive.open(tmp_path)
    assert [opened.payload(opened.captures(uri)[0]) for uri in opened.uris()] == [b"page 1", b"page 2"]


def packed(archive: Path, target: Path) -> Path:
    return pack(
        archive.parent,
        target,
        title="A briefing",
        created=NOW,
        software="footnotary/0.1.0",
        pages=[PageEntry(url="http://a.example/page", date=NOW, title="A page")],
    )


def test_a_package_passes_wacz_validate(archive: Path, tmp_path: Path) -> None:
    checked = judge("wacz", "validate", "-f", str(packed(archive, tmp_path / "a.wacz")))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "is valid" in checked.stdout


def test_a_package_holds_what_the_standard_asks_for_and_its_digests_fit(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed(archive, tmp_path / "a.wacz")) as package:
        description = json.loads(package.read("datapackage.json"))
        for resource in description["resources"]:
            data = package.read(resource["path"])
            assert (resource["hash"], resource["bytes"]) == (digest_of(data), len(data))
        assert json.loads(package.read("datapackage-digest.json"))["hash"] == digest_of(package.read("datapackage.json"))
        assert package.getinfo("archive/a.warc.gz").compress_type == zipfile.ZIP_STORED
        lines = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").decode().splitlines()]
    assert lines == sorted(lines)
    assert lines[0].startswith(
        'example,a)/page 20260314092653 {"url": "http://a.example/page", "mime": "text/html", "status": "200"'
    )
    assert [page.get("title") for page in pages] == ["Pages", "A page"]


def test_packing_twice_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    assert packed(archive, tmp_path / "a.wacz").read_bytes() == packed(archive, tmp_path / "b.wacz").read_bytes()


def test_a_package_is_read_at_its_offsets_stored_or_deflated(archive: Path, tmp_path: Path) -> None:
    deflated = tmp_path / "deflated.wacz"
    with zipfile.ZipFile(deflated, "w", zipfile.ZIP_DEFLATED) as package:
        package.write(archive, "archive/a.warc.gz")
    for path in (packed(archive, tmp_path / "a.wacz"), deflated):
        opened = ReplayArchive.open(path)
        assert [opened.payload(capture) for capture in opened.captures("http://a.example/page")] == [BODY, BODY]


def test_names_in_a_package_never_become_paths(archive: Path, tmp_path: Path) -> None:
    evil = tmp_path / "evil.wacz"
    with zipfile.ZipFile(evil, "w", zipfile.ZIP_DEFLATED) as package:
        package.write(archive, "archive/../../../escaped.warc.gz")
        package.write(archive, "archive/sub/deep.warc.gz")
        package.write(archive, "archive/a.warc.gz")
    assert [warc.name for warc in warc_files(evil)] == ["a.warc.gz"]
    assert not list(tmp_path.rglob("escaped*"))


@pytest.mark.parametrize("cut", [0, 10, 200, 900])
def test_a_cut_package_is_an_error(cut: int, archive: Path, tmp_path: Path) -> None:
    path = packed(archive, tmp_path / "a.wacz")
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ArchiveError, match=r"a\.wacz"):
        ReplayArchive.open(path)


def rewritten(source: Path, target: Path, changes: dict[str, bytes | None], *more: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = changes.get(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in more:
            new.writestr(name, data)
    return target


@pytest.mark.parametrize(
    ("changes", "more", "said"),
    [
        ({"archive/a.warc.gz": b""}, (), r"archive/a\.warc\.gz at offset 0 does not fit"),
        ({"pages/pages.jsonl": b"{}"}, (), r"pages/pages\.jsonl at offset \d+ does not fit"),
        ({"datapackage.json": b'{"resources": []}'}, (), r"datapackage\.json at offset \d+ does not fit"),
        ({"datapackage-digest.json": b"["}, (), r"datapackage-digest\.json at offset \d+ cannot be read"),
        ({"datapackage-digest.json": None, "datapackage.json": b"[" * 100_000}, (), r"datapackage\.json at offset \d+ cannot"),
        (
            {"datapackage-digest.json": None, "datapackage.json": b'{"resources": 7}'},
            (),
            r"datapackage\.json at offset \d+ cannot",
        ),
        ({"indexes/index.cdx.gz": None}, (), r"indexes/index\.cdx\.gz, which is missing"),
        ({}, (("archive/more.warc.gz", b""),), r"archive/more\.warc\.gz stands in the package and not in its description"),
        ({}, (("archive//a.warc.gz", b""),), r"two members are called archive//a\.warc\.gz"),
    ],
)
def test_a_package_that_does_not_fit_its_own_description_is_an_error(
    changes: dict[str, bytes | None], more: tuple[tuple[str, bytes], ...], said: str, archive: Path, tmp_path: Path
) -> None:
    path = rewritten(packed(archive, tmp_path / "a.wacz"), tmp_path / "b.wacz", changes, *more)
    with pytest.raises(ArchiveError, match=rf"b\.wacz: .*{said}"):
        ReplayArchive.open(path)


def test_two_members_of_one_name_are_an_error(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as package:
        package.write(archive, "archive/a.warc.gz")
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.write(archive, "archive/a.warc.gz")
    with pytest.raises(ArchiveError, match=r"a\.wacz: two members are called archive/a\.warc\.gz, at offsets 0 and \d+"):
        ReplayArchive.open(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 99])
def test_a_member_that_is_not_packed_as_it_says_is_an_error_that_names_the_package(
    method: int, archive: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as package:
        package.write(archive, "archive/a.warc.gz")
    data = bytearray(path.read_bytes())
    data[8:10] = method.to_bytes(2, "little")
    central = data.rindex(b"PK\x01\x02")
    data[central + 10 : central + 12] = method.to_bytes(2, "little")
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"a\.wacz: "):
        ReplayArchive.open(path)


def test_damage_in_a_deflated_member_is_said_of_the_package_and_not_of_a_scratch_file(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("archive/a.warc.gz", archive.read_bytes()[:-9])
    with pytest.raises(ArchiveError, match=r"a\.wacz: .*offset \d+ of a\.warc\.gz") as damage:
        ReplayArchive.open(path)
    assert "footnotary-" not in str(damage.value)


def test_an_empty_project_cannot_be_packed(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no WARC file"):
        pack(tmp_path, tmp_path / "a.wacz", title="", created=NOW, software="x")


@pytest.mark.parametrize(
    ("uri", "key"),
    [
        ("http://www.Example.org/", "org,example)/"),
        ("https://example.org:8080/A/?b=2&a=1", "org,example:8080)/a?a=1&b=2"),
        ("http://127.0.0.1/x", "127.0.0.1)/x"),
        ("dns:example", "dns:example"),
        ("http://www.org/", "org,www)/"),
    ],
)
def test_the_key_of_an_address_is_the_one_players_look_for(uri: str, key: str) -> None:
    assert urlkey(uri) == key


async def test_the_index_that_cdxj_indexer_makes_finds_the_same_records(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "p", clock=lambda: NOW) as store:
        for number in range(3):
            await store.record(exchange(f"http://www.a.example/{number}?b=1&a=2"), BODY)
    (warc,) = store.sources.glob("*.warc.gz")
    indexed = judge("cdxj-indexer", str(warc), "--sort").stdout.splitlines()
    package = pack(store.sources, tmp_path / "a.wacz", title="", created=NOW, software="x")
    with zipfile.ZipFile(package) as opened:
        ours = gzip.decompress(opened.read("indexes/index.cdx.gz")).decode().splitlines()
    assert [line.split(" ", 2)[:2] for line in ours] == [line.split(" ", 2)[:2] for line in indexed]
    assert [places(line) for line in ours] == [places(line) for line in indexed]


def places(line: str) -> tuple[str, str]:
    fields = json.loads(line.split(" ", 2)[2])
    return fields["offset"], fields["length"]
