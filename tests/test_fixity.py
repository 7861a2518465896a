"""Fixity: archives that are whole pass, whoever wrote them; damage that other judges pass in silence is found and placed."""

from __future__ import annotations

import base64
import datetime
import gzip
import hashlib
import io
import json
import random
import shutil
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.capture import FetchOutcome
from archive.exchange import Exchange, capture_id_of, record_id_of
from archive.fixity import Fault, Tally, check_archive
from archive.records import WarcFile, read_records
from archive.wacz import pack
from archive.warc import Original, exchange_records, member, warcinfo_record
from tests.loopback import Answer, LoopbackWeb, redirect

NOW = datetime.datetime(2026, 3, 14, 9, 26, 53, tzinfo=datetime.UTC)
PAGES = 6
OWN = "footnotary-20260314T092653000000Z.warc.gz"


def answer(number: int, body: bytes, *, days: int = 0) -> Exchange:
    uri, date = f"https://host{number}.example/page?n={number}", NOW + datetime.timedelta(days=days, seconds=number)
    return Exchange(
        id=record_id_of(uri, date.isoformat()), capture_id=capture_id_of(uri, date), target_uri=uri, uri=uri, date=date,
        outcome=FetchOutcome.RESPONSE, status=200, reason="OK", headers=(("Content-Type", "text/html"),),
        request_headers=(("Host", f"host{number}.example"),), payload_digest=f"sha256:{hashlib.sha256(body).hexdigest()}",
        payload_bytes=len(body),
    )  # fmt: skip


def members(pages: int = PAGES) -> list[bytes]:
    """Return the records of a file: warcinfo, answers with their requests, and one revisit at the end."""
    info, record = warcinfo_record(OWN, NOW, "footnotary/0.1.0")
    records = [record]
    for number in range(pages):
        body = b"<p>page %d %s" % (number, hashlib.sha256(b"%d" % number).hexdigest().encode() * 40)
        records += exchange_records(answer(number, body), body, None, info)
    first = answer(0, body0 := b"<p>page 0 " + hashlib.sha256(b"0").hexdigest().encode() * 40)
    again = answer(0, body0, days=1)
    records += exchange_records(again, b"", Original(record_id=first.id, uri=first.uri, date=first.date), info)
    return records


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    path = tmp_path / "warcs" / OWN
    path.parent.mkdir()
    path.write_bytes(b"".join(member(record) for record in members()))
    return path


@pytest.fixture
def package(warc: Path, tmp_path: Path) -> Path:
    return pack(warc.parent, tmp_path / "a.wacz", title="A", created=NOW, software="footnotary/0.1.0")


def faults(path: Path) -> list[Fault]:
    return list(check_archive(path, Tally()))


def kinds(path: Path) -> set[str]:
    return {fault.kind for fault in faults(path)}


def judge(*words: str) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).parent / words[0]
    if not command.exists():
        pytest.skip(f"{words[0]} judges in this test")
    return subprocess.run([str(command), *words[1:]], capture_output=True, text=True, check=False, timeout=60)


def offsets(path: Path) -> list[int]:
    return [record.place.offset for record in read_records(WarcFile.at(path))]


def test_a_whole_file_and_a_whole_package_have_no_fault(warc: Path, package: Path) -> None:
    tally = Tally()
    assert list(check_archive(warc, tally)) == []
    assert (tally.files, tally.records, tally.unproven) == (1, 3 + 2 * PAGES, 0)
    assert faults(package) == []
    assert faults(warc.parent) == []


def test_a_package_that_judges_pass_passes_here_too(package: Path) -> None:
    assert judge("wacz", "validate", "-f", str(package)).returncode == 0
    assert faults(package) == []


def test_a_member_that_is_cut_is_found_where_warcio_check_passes_it(warc: Path) -> None:
    last = offsets(warc)[-1]
    warc.write_bytes(warc.read_bytes()[:-3])
    assert judge("warcio", "check", str(warc)).returncode == 0, "the lax judge has become strict: say so in docs/sources.md"
    (fault,) = faults(warc)
    assert (fault.kind, fault.offset, fault.file) == ("gzip", last, OWN)


def test_a_wrong_checksum_is_found(warc: Path) -> None:
    data = bytearray(warc.read_bytes())
    data[-6] ^= 1
    warc.write_bytes(data)
    assert kinds(warc) == {"gzip"}


def test_bytes_between_members_are_found_and_the_rest_is_read(warc: Path) -> None:
    at = offsets(warc)
    data = warc.read_bytes()
    warc.write_bytes(data[: at[3]] + b"stray" + data[at[3] :])
    tally = Tally()
    (fault,) = check_archive(warc, tally)
    assert (fault.kind, fault.offset) == ("record", at[3])
    assert "(5 bytes)" in fault.what
    assert tally.records == len(at) + 1


def test_two_records_in_one_member_are_found(tmp_path: Path) -> None:
    records = members(1)
    path = tmp_path / "two.warc.gz"
    path.write_bytes(member(records[0] + records[1]) + member(records[2]))
    assert "gzip" in kinds(path)
    assert subprocess.run(["gzip", "-t", str(path)], check=False).returncode == 0


def test_a_record_that_was_taken_out_whole_is_missed_by_its_request_and_its_revisit(warc: Path) -> None:
    at = offsets(warc)
    data = warc.read_bytes()
    warc.write_bytes(data[: at[1]] + data[at[2] :])
    assert judge("warcio", "check", str(warc)).returncode == 0
    found = faults(warc)
    assert {fault.kind for fault in found} == {"reference", "revisit"}
    assert all(fault.uri == "https://host0.example/page?n=0" for fault in found)


@pytest.mark.parametrize("field", ["block", "payload"])
def test_changed_bytes_under_an_old_digest_are_found_and_named(tmp_path: Path, field: str) -> None:
    record = members(1)[1].replace(b"<p>page 0", b"<p>page 9")
    if field == "payload":
        block = record.partition(b"\r\n\r\n")[2][:-4]
        head = record.partition(b"WARC-Block-Digest: ")[0]
        digest = hashlib.sha256(block).hexdigest().encode()
        record = (
            head
            + b"WARC-Block-Digest: sha256:"
            + digest
            + b"\r\n"
            + record.partition(b"WARC-Block-Digest: ")[2].partition(b"\r\n")[2]
        )
    path = tmp_path / "a.warc.gz"
    path.write_bytes(member(record))
    found = faults(path)
    assert {fault.kind for fault in found} >= {f"{field}-digest"}
    assert {(fault.offset, fault.uri) for fault in found} == {(0, "https://host0.example/page?n=0")}
    assert all(fault.record_id.startswith("urn:uuid:") for fault in found)


def test_a_flipped_bit_is_found_wherever_a_bit_has_a_meaning(warc: Path) -> None:
    """MTIME, XFL, OS and FTEXT are the writer's own (RFC 1952, 2.3.1), and so are the bits that fill a stream's last byte."""
    data, chance, at = warc.read_bytes(), random.Random(5), offsets(warc)
    free = {begin + position for begin in at for position in range(4, 10)}
    fill = {end - 9 for end in [*at[1:], len(data)]}
    headers = [begin + position for begin in at for position in range(4)]
    for place in [*headers, *(chance.randrange(len(data)) for _ in range(600))]:
        bit = chance.randrange(8)
        if place in free or (place - 3 in at and bit == 0):
            continue
        damaged = bytearray(data)
        damaged[place] ^= 1 << bit
        warc.write_bytes(damaged)
        if not faults(warc):
            assert place in fill, (place, bit)
            assert gzip.decompress(damaged) == gzip.decompress(data)


def test_a_flipped_bit_in_a_package_is_found(package: Path) -> None:
    """Of the zip's own fields those that say nothing of the content are free: versions, attributes, its date in the directory."""
    data, chance = package.read_bytes(), random.Random(7)
    with zipfile.ZipFile(package) as opened:
        directory = opened.start_dir
        skipped = {one.header_offset + 4 for one in opened.infolist()} | {one.header_offset + 5 for one in opened.infolist()}
        extras = {
            place for one in opened.infolist()
            for place in range(one.header_offset + 30 + len(one.filename), one.header_offset + 30 + len(one.filename) + 20)
        }  # fmt: skip
        extras |= {one.header_offset + place for one in opened.infolist() for place in range(6, 30)}
    gzipped = data.find(b"\x1f\x8b\x08")
    assert gzipped >= 0
    for _ in range(300):
        place = chance.randrange(directory)
        if place in skipped or place in extras:
            continue
        damaged = bytearray(data)
        damaged[place] ^= 1 << chance.randrange(8)
        package.write_bytes(damaged)
        assert faults(package), place


def test_a_plain_file_is_read_as_strictly(tmp_path: Path) -> None:
    path = tmp_path / "plain.warc"
    records = members()
    path.write_bytes(b"".join(records))
    assert faults(path) == []
    path.write_bytes(b"".join(records)[:-2])
    assert kinds(path) == {"record"}
    path.write_bytes(b"".join(records[:2]) + b"\r\n" + b"".join(records[2:]))
    assert kinds(path) == {"record"}
    path.write_bytes(b"".join(records).replace(b"<p>page 3", b"<p>page 4"))
    assert {fault.uri for fault in faults(path)} == {"https://host3.example/page?n=3"}


@pytest.mark.parametrize("field", ["WARC-Date", "WARC-Record-ID", "WARC-Type"])
def test_a_record_without_a_field_that_it_must_have_is_found(tmp_path: Path, field: str) -> None:
    record = b"\r\n".join(line for line in members(1)[1].split(b"\r\n") if not line.startswith(field.encode()))
    (tmp_path / "a.warc.gz").write_bytes(member(record))
    assert "record" in kinds(tmp_path / "a.warc.gz")


def test_two_records_with_one_id_are_found(warc: Path) -> None:
    at = offsets(warc)
    data = warc.read_bytes()
    warc.write_bytes(data + data[at[1] : at[2]])
    assert kinds(warc) == {"record"}


def test_an_empty_file_is_a_fault_and_an_empty_folder_no_archive(tmp_path: Path) -> None:
    from citations.errors import ArchiveError

    with pytest.raises(ArchiveError, match="found none"):
        faults(tmp_path)
    (tmp_path / "a.warc.gz").touch()
    assert kinds(tmp_path) == {"file"}


def test_a_link_out_of_the_folder_is_a_fault_and_is_not_followed(warc: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.warc.gz"
    outside.write_bytes(b"not to be read")
    (warc.parent / "linked.warc.gz").symlink_to(outside)
    (fault,) = faults(warc.parent)
    assert (fault.kind, fault.file) == ("link", "linked.warc.gz")


Rebuilt = Callable[[dict[str, bytes]], None]


def repacked(package: Path, change: Rebuilt, *, describe: bool = True, method: int = zipfile.ZIP_STORED) -> Path:
    """Write a package again with members changed; its description is made to fit them, so that only the change is wrong."""
    with zipfile.ZipFile(package) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    change(held)
    if describe and "datapackage.json" in held:
        description = json.loads(held["datapackage.json"])
        listed = [name for name in held if not name.startswith("datapackage")]
        description["resources"] = [
            {
                "name": Path(name).name.lower(),
                "path": name,
                "hash": f"sha256:{hashlib.sha256(held[name]).hexdigest()}",
                "bytes": len(held[name]),
            }
            for name in listed
        ]
        held["datapackage.json"] = json.dumps(description).encode()
        digest = hashlib.sha256(held["datapackage.json"]).hexdigest()
        if "datapackage-digest.json" in held:
            held["datapackage-digest.json"] = json.dumps({"path": "datapackage.json", "hash": f"sha256:{digest}"}).encode()
    with zipfile.ZipFile(package, "w", method) as out:
        for name, data in held.items():
            out.writestr(name, data)
    return package


def drop(name: str) -> Rebuilt:
    return lambda held: held.__delitem__(name)


def swap(name: str, old: bytes, new: bytes) -> Rebuilt:
    def change(held: dict[str, bytes]) -> None:
        assert old in held[name]
        held[name] = held[name].replace(old, new, 1)

    return change


def index(change: Callable[[list[bytes]], list[bytes]]) -> Rebuilt:
    def changed(held: dict[str, bytes]) -> None:
        lines = gzip.decompress(held["indexes/index.cdx.gz"]).splitlines(keepends=True)
        held["indexes/index.cdx.gz"] = gzip.compress(b"".join(change(lines)))
        held.pop("indexes/index.idx", None)

    return changed


def in_line(old: bytes, new: bytes) -> Rebuilt:
    def change(lines: list[bytes]) -> list[bytes]:
        assert old in lines[1], lines[1]
        return [lines[0], lines[1].replace(old, new), *lines[2:]]

    return index(change)


LAX = {  # what `wacz validate` passes
    "no pages.jsonl": (drop("pages/pages.jsonl"), "pages"),
    "a page that is not in the index": (swap("pages/pages.jsonl", b"host0", b"host9"), "pages"),
    "a page at another time": (swap("pages/pages.jsonl", b"2026-03-14", b"2026-03-13"), "pages"),
    "an index line to another place": (in_line(b'"offset": "', b'"offset": "9'), "index"),
    "an index line with another address": (in_line(b"host0.example/page", b"host0.example/pale"), "index"),
    "an index line with another status": (in_line(b'"status": "200"', b'"status": "404"'), "index"),
    "an index line with another digest": (in_line(b"sha256:", b"sha256:0000"), "index"),
    "an index out of order": (index(lambda lines: lines[::-1]), "index"),
    "an index without a line": (index(lambda lines: lines[:-1]), "index"),
    "an index line that is none": (index(lambda lines: [*lines, b"zz nonsense\n"]), "index"),
    "a pages header that is none": (swap("pages/pages.jsonl", b"json-pages-1.0", b"json-pages-9.9"), "pages"),
}


@pytest.mark.parametrize("case", LAX)
def test_a_package_that_wacz_validate_passes_fails_here(package: Path, case: str) -> None:
    change, kind = LAX[case]
    repacked(package, change)
    if case in ("no pages.jsonl", "an index line to another place", "an index out of order"):  # half a second each
        assert judge("wacz", "validate", "-f", str(package)).returncode == 0
    assert kind in kinds(package)


def test_a_member_that_the_description_does_not_list_is_found(package: Path) -> None:
    repacked(package, lambda held: held.update({"archive/extra.txt": b"not listed"}), describe=False)
    assert [fault.file for fault in faults(package)] == ["a.wacz/archive/extra.txt"]


@pytest.mark.parametrize(
    "change",
    [
        drop("datapackage.json"), drop("datapackage-digest.json"), drop("pages/pages.jsonl"),
        swap("datapackage.json", b'"bytes": ', b'"bytes": 1'), swap("datapackage.json", b"data-package", b"data-puckage"),
        swap("datapackage-digest.json", b"sha256:", b"sha256:00"), swap("datapackage.json", b"{", b"["),
    ],
)  # fmt: skip
def test_a_description_that_does_not_fit_is_found(package: Path, change: Rebuilt) -> None:
    repacked(package, change, describe=False)
    assert "package" in kinds(package)


def test_warc_files_that_the_zip_compresses_are_found(package: Path) -> None:
    repacked(package, lambda held: None, method=zipfile.ZIP_DEFLATED)
    assert "package" in kinds(package)


def test_a_package_without_index_is_found(package: Path) -> None:
    def change(held: dict[str, bytes]) -> None:
        for name in [one for one in held if one.startswith("indexes/")]:
            del held[name]

    repacked(package, change)
    assert "index" in kinds(package)


def test_what_is_no_zip_or_has_bytes_behind_it_is_found(package: Path, tmp_path: Path) -> None:
    (tmp_path / "b.wacz").write_bytes(b"PK no zip")
    assert kinds(tmp_path / "b.wacz") == {"package"}
    package.write_bytes(b"in front" + package.read_bytes())
    assert "package" in kinds(package)


@pytest.mark.timed
def test_a_package_with_ten_thousand_members_is_read_in_time(package: Path) -> None:
    repacked(package, lambda held: held.update({f"extra/{number}.txt": b"x" for number in range(9_990)}))
    started = time.monotonic()
    assert faults(package) == []
    assert time.monotonic() - started < 20
    repacked(package, lambda held: held.update({f"more/{number}.txt": b"x" for number in range(100)}))
    (fault,) = faults(package)
    assert "members" in fault.what


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What other writers made of a little web: wget, packed and plain, and warcio's recorder."""
    folder = tmp_path_factory.mktemp("foreign")
    answers = {
        ("127.0.0.1", "/"): Answer(body=b"<p>plain " * 50),
        ("127.0.0.1", "/chunks"): Answer(body="<p>Слова. ".encode() * 90, chunked=True),
        ("127.0.0.1", "/gzip"): Answer(body=b"<p>packed " * 90, gzipped=True),
        ("127.0.0.1", "/both"): Answer(body=b"<p>both " * 90, gzipped=True, chunked=True),
        ("127.0.0.1", "/moved"): redirect("/"),
        ("127.0.0.1", "/empty"): Answer(),
    }
    with LoopbackWeb(answers).in_thread() as web:
        urls = [f"http://127.0.0.1:{web.port}{path}" for _, path in answers]
        if wget := shutil.which("wget"):
            for name, more in (("wget", []), ("plain", ["--no-warc-compression"])):
                words = [
                    "-q",
                    "-e",
                    "robots=off",
                    f"--warc-file={folder / name}",
                    "--delete-after",
                    *more,
                    *urls,
                    *urls,
                    f"{urls[0]}gone",
                ]
                subprocess.run([wget, *words], cwd=folder, check=False, timeout=30)
        script = (
            "import sys; from warcio.capture_http import capture_http; import http.client as h\n"
            "with capture_http(sys.argv[1]):\n"
            "  for path in sys.argv[3:]*2:\n"
            "    c = h.HTTPConnection('127.0.0.1', int(sys.argv[2])); c.request('GET', path); c.getresponse().read(); c.close()\n"
        )
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script, str(folder / "warcio.warc.gz"), str(web.port), *(path for _, path in answers)],
            check=True, timeout=30,
        )  # fmt: skip
    return folder


def test_what_other_writers_wrote_is_not_accused(foreign: Path) -> None:
    names = sorted(one.name for one in foreign.iterdir() if ".warc" in one.name)
    assert "warcio.warc.gz" in names
    for name in names:
        assert faults(foreign / name) == [], name


def test_a_package_that_py_wacz_made_is_not_accused(foreign: Path, tmp_path: Path) -> None:
    name = "wget.warc.gz" if (foreign / "wget.warc.gz").exists() else "warcio.warc.gz"
    page = next(record for record in read_records(WarcFile.at(foreign / name)) if record.kind == "response")
    rows = [
        {"format": "json-pages-1.0", "id": "pages", "title": "Pages"},
        {"url": page.fields["warc-target-uri"].strip("<>"), "ts": page.fields["warc-date"], "title": "A page"},
    ]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    made = judge("wacz", "create", "-o", str(tmp_path / "a.wacz"), "-p", str(tmp_path / "pages.jsonl"), str(foreign / name))
    assert made.returncode == 0, made.stderr
    assert faults(tmp_path / "a.wacz") == []


def test_our_index_says_what_cdxj_indexer_says(warc: Path, package: Path) -> None:
    told = judge("cdxj-indexer", "-s", str(warc))
    theirs = {tuple(line.split(" ", 2)[:2]): json.loads(line.split(" ", 2)[2]) for line in told.stdout.splitlines()}
    with zipfile.ZipFile(package) as opened:
        lines = gzip.decompress(opened.read("indexes/index.cdx.gz")).decode().splitlines()
    ours = {tuple(line.split(" ", 2)[:2]): json.loads(line.split(" ", 2)[2]) for line in lines}
    assert ours.keys() == theirs.keys()
    for key, fields in ours.items():
        same = ("url", "mime", "status", "digest", "length", "offset", "filename")
        assert {name: fields[name] for name in same} == {name: theirs[key][name] for name in same}


def test_a_digest_in_any_spelling_is_compared(tmp_path: Path) -> None:
    block = b"plain words"
    sha1 = hashlib.sha1(block).digest()
    spelt = (
        f"sha1:{base64.b32encode(sha1).decode()}",
        f"SHA-1:{sha1.hex()}",
        f"sha256:{base64.b64encode(hashlib.sha256(block).digest()).decode()}",
    )
    for number, digest in enumerate(spelt):
        for data, wanted in ((block, set()), (b"other words", {"block-digest"})):
            head = (
                f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2026-03-14T09:26:53Z\r\n"
                f"WARC-Target-URI: http://a.example/\r\nContent-Type: text/plain\r\nWARC-Block-Digest: {digest}\r\n"
                f"Content-Length: {len(block)}\r\n\r\n"
            )
            (tmp_path / "a.warc.gz").write_bytes(gzip.compress(head.encode() + data + b"\r\n\r\n"))
            assert kinds(tmp_path / "a.warc.gz") == wanted, digest


def test_a_record_of_two_hundred_megabytes_streams(tmp_path: Path) -> None:
    size = 200_000_000
    digest = hashlib.sha256()
    with gzip.open(tmp_path / "large.warc.gz", "wb", compresslevel=1) as file:
        piece = bytes(1_000_000)
        for _ in range(200):
            digest.update(piece)
        file.write(
            b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-03-14T09:26:53Z\r\n"
            b"WARC-Target-URI: http://a.example/\r\nContent-Type: application/octet-stream\r\n"
            b"WARC-Block-Digest: sha256:%s\r\nContent-Length: %d\r\n\r\n" % (digest.hexdigest().encode(), size)
        )
        for _ in range(200):
            file.write(piece)
        file.write(b"\r\n\r\n")
    tracemalloc.start()
    try:
        assert faults(tmp_path / "large.warc.gz") == []
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_hostile_bytes_make_faults_and_no_exception(tmp_path: Path) -> None:
    chance = random.Random(3)
    whole = b"".join(member(record) for record in members(2))
    for number in range(60):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 40)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(9)] = chance.randbytes(chance.randrange(9))
        (tmp_path / "a.warc.gz").write_bytes(data)
        list(check_archive(tmp_path / "a.warc.gz", Tally()))
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as out:
            out.writestr("archive/a.warc.gz", bytes(data))
            out.writestr("datapackage.json", chance.choice([b"[]", b"{", b'{"resources": [1, null, {"path": []}]}']))
            out.writestr("indexes/index.cdx", chance.choice([b"a b c\n", b'a 1 {"offset": []}\n', b"\xff\xfe"]))
            out.writestr("pages/pages.jsonl", chance.choice([b"", b"[]\n", b'{"format": 1}\n{"url": 1}\n', b"[" * 100_000]))
        (tmp_path / "a.wacz").write_bytes(held.getvalue())
        assert faults(tmp_path / "a.wacz"), number


@pytest.mark.timed
def test_a_file_of_beginnings_alone_does_not_hold_us_up(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"\x1f\x8b\x08" * 300_000)
    started = time.monotonic()
    assert kinds(tmp_path / "a.warc.gz") == {"gzip"}
    assert time.monotonic() - started < 20


def test_a_list_of_pages_in_one_endless_line_is_read_in_pieces(package: Path) -> None:
    repacked(package, lambda held: held.update({"pages/pages.jsonl": bytes(60_000_000)}), method=zipfile.ZIP_DEFLATED)
    tracemalloc.start()
    try:
        assert "pages" in kinds(package)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_a_file_whose_first_bytes_are_damaged_is_read_from_the_next_record_on(warc: Path) -> None:
    data, count = bytearray(warc.read_bytes()), len(offsets(warc))
    data[0] ^= 1
    warc.write_bytes(data)
    tally = Tally()
    assert [fault.offset for fault in check_archive(warc, tally)] == [0]
    assert tally.records == count
