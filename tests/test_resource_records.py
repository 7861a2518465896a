"""Resource records: what no server sent, kept as it is, with what is known of it beside it."""

import datetime
import subprocess
import sys
from pathlib import Path

from archive.exchange import resource_exchange
from archive.records import read_records
from archive.replay import ReplayArchive, files_of
from archive.store import Store
from archive.wacz import pack

NOW = datetime.datetime(2026, 11, 23, 12, 0, 0, tzinfo=datetime.UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
URI = "urn:fullPage:http://nura.example/a"


async def kept(folder: Path, bodies: tuple[bytes, ...] = (PNG,)) -> Store:
    store = Store.open(folder, clock=lambda: NOW)
    for number, body in enumerate(bodies):
        date = NOW + datetime.timedelta(seconds=number)
        about = (("viewport", "1280x1024"), ("forged", "a\r\nWARC-Type: response"))
        await store.record(
            resource_exchange(URI, body, mime="image/png", date=date, purpose="screenshot", detail="by hand", about=about), body
        )
    return store


async def test_a_resource_is_read_back_from_the_store_and_from_its_file(tmp_path):
    async with await kept(tmp_path) as store:
        [capture] = store.captures(URI)
        assert (capture.mime, capture.status, capture.detail) == ("image/png", 200, "by hand")
        assert store.payload(capture) == PNG
    archive = ReplayArchive.open(tmp_path / "sources")
    assert archive.notices == ()
    assert [archive.payload(one) for one in archive.captures(URI)] == [PNG]


async def test_what_is_known_of_a_resource_stands_in_a_metadata_record_that_refers_to_it(tmp_path):
    async with await kept(tmp_path) as store:
        place = store.captures(URI)[0].place
    [warc] = files_of(tmp_path / "sources")
    _, resource, metadata = read_records(warc)
    assert (resource.kind, resource.block, resource.fields["content-type"]) == ("resource", PNG, "image/png")
    assert place is not None
    assert place.record_id == resource.record_id
    assert (metadata.kind, metadata.fields["warc-refers-to"]) == ("metadata", f"<{resource.record_id}>")
    assert metadata.block == b"viewport: 1280x1024\r\nforged: a  WARC-Type: response\r\n"


async def test_the_same_resource_kept_twice_is_no_revisit(tmp_path):
    async with await kept(tmp_path, (PNG, PNG)) as store:
        assert [store.payload(one) for one in store.captures(URI)] == [PNG, PNG]
    [warc] = files_of(tmp_path / "sources")
    assert [record.kind for record in read_records(warc)].count("resource") == 2


async def test_a_ledger_built_anew_knows_resources(tmp_path):
    await (await kept(tmp_path)).close()
    (tmp_path / ".footnotary" / "ledger.db").unlink()
    async with Store.open(tmp_path, clock=lambda: NOW) as store:
        assert [store.payload(one) for one in store.captures(URI)] == [PNG]


async def test_judges_pass_a_file_with_resources(tmp_path):
    await (await kept(tmp_path)).close()
    [warc] = files_of(tmp_path / "sources")
    subprocess.run([sys.executable, "-m", "warcio.cli", "check", str(warc.path)], check=True, capture_output=True)
    package = pack(tmp_path / "sources", tmp_path / "a.wacz", title="t", created=NOW, software="footnotary")
    assert ReplayArchive.open(package).captures(URI)[0].payload_bytes == len(PNG)
