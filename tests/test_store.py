"""The project's archive: nothing recorded is lost, nothing is fetched twice, and trouble is said in one line."""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import os
from pathlib import Path

import pytest

from archive.capture import Capture, FetchOutcome
from archive.exchange import Exchange, capture_id_of, record_id_of
from archive.rows import Run
from archive.store import MAX_QUEUED_BYTES, Store
from citations.errors import ArchiveError, ProjectError

ROOT = Path(__file__).parent.parent
NOW = datetime.datetime(2026, 3, 14, 9, 26, 53, tzinfo=datetime.UTC)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def answered(uri: str, body: bytes, date: datetime.datetime = NOW, **changes: object) -> Exchange:
    known = {
        "id": record_id_of(uri, date.isoformat()),
        "capture_id": capture_id_of(uri, date),
        "target_uri": uri,
        "uri": uri,
        "date": date,
        "outcome": FetchOutcome.RESPONSE,
        "status": 200,
        "payload_digest": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "payload_bytes": len(body),
        "headers": (("Content-Type", "text/html"),),
        "request_headers": (("Host", "a.example"),),
    }
    return Exchange(**{**known, **changes})  # type: ignore[arg-type]


async def filled(project: Path, count: int = 3) -> list[Capture]:
    async with Store.open(project, clock=now) as store:
        for number in range(count):
            await store.record(answered(f"http://a.example/{number}", b"words %d" % number), b"words %d" % number)
        return [store.captures(f"http://a.example/{number}")[0] for number in range(count)]


async def test_what_was_recorded_is_found_again_newest_first(tmp_path: Path) -> None:
    later = NOW + datetime.timedelta(days=1)
    async with Store.open(tmp_path, clock=now) as store:
        await store.record(answered("http://a.example/", b"old"), b"old")
        await store.record(answered("http://a.example/", b"new", later), b"new")
        captures = store.captures("HTTP://a.example:80/#top")
        assert [store.payload(one) for one in captures] == [b"new", b"old"]
        assert store.newest("http://a.example/") == captures[0]
        assert store.newest("http://a.example/", not_after=NOW) == captures[1]
        assert store.newest("http://b.example/") is None


async def test_bodies_that_wait_to_be_written_are_bounded_in_bytes(tmp_path: Path) -> None:
    body = bytes(MAX_QUEUED_BYTES // 8)
    async with Store.open(tmp_path, clock=now) as store:
        tasks = [asyncio.create_task(store.record(answered(f"http://a.example/{number}", body), body)) for number in range(40)]
        queued = []
        while not all(task.done() for task in tasks):
            queued.append(store.queued_bytes)
            await asyncio.sleep(0.001)
        assert MAX_QUEUED_BYTES < max(queued) <= MAX_QUEUED_BYTES + len(body)
        assert store.queued_bytes == 0


async def test_the_same_body_again_is_a_revisit_and_still_readable(tmp_path: Path) -> None:
    body = os.urandom(50_000)
    async with Store.open(tmp_path, clock=now) as store:
        for day in range(4):
            await store.record(answered("http://a.example/", body, NOW + datetime.timedelta(days=day)), body)
        assert [store.payload(one) for one in store.captures("http://a.example/")] == [body] * 4
        assert sum(path.stat().st_size for path in store.sources.glob("*.warc.gz")) < 60_000


async def test_revisits_of_one_group_find_their_original(tmp_path: Path) -> None:
    async with Store.open(tmp_path, clock=now) as store:
        moments = [NOW + datetime.timedelta(seconds=second) for second in range(10)]
        recorded = await asyncio.gather(
            *(store.record(answered("http://a.example/", b"same", moment), b"same") for moment in moments)
        )
        assert [one.body_place is not None for one in recorded].count(True) == 1
        assert {store.payload(one) for one in store.captures("http://a.example/")} == {b"same"}


async def test_a_run_that_records_nothing_leaves_no_file(tmp_path: Path) -> None:
    async with Store.open(tmp_path, clock=now):
        pass
    assert list((tmp_path / "sources").iterdir()) == []


async def test_a_second_run_on_the_same_project_says_so(tmp_path: Path) -> None:
    async with Store.open(tmp_path, clock=now):
        with pytest.raises(ProjectError, match="another run"):
            Store.open(tmp_path, clock=now)
    await Store.open(tmp_path, clock=now).close()


async def test_values_and_runs_are_kept(tmp_path: Path) -> None:
    async with Store.open(tmp_path, clock=now) as store:
        await store.keep("pages", "sha256:x/1", {"text": "слова"})
        await store.keep("pages", "sha256:x/1", {"text": "слова и слова"})
        run = Run(id="r1", started="2026-03-14T09:26:53Z", software="footnotary/0.1.0", mode="live")
        await store.start_run(run)
        await store.end_run(run, "2026-03-14T09:27:53Z")
    async with Store.open(tmp_path, clock=now) as store:
        assert store.cached("pages", "sha256:x/1") == {"text": "слова и слова"}
        assert store.cached("checks", "sha256:x/1") is None
        assert [one.ended for one in store.runs()] == ["2026-03-14T09:27:53Z"]
        with pytest.raises(ValueError, match="lookups"):
            await store.keep("anything", "x", 1)


async def test_what_cannot_be_written_is_told_to_who_waits_and_holds_up_nobody(tmp_path: Path) -> None:
    async with Store.open(tmp_path, clock=now) as store:
        capture = await filled_capture(store)
        with pytest.raises(UnicodeEncodeError):
            await asyncio.wait_for(store.keep_words("key", capture, "no text: \ud800"), 10)
        await asyncio.wait_for(store.keep("checks", "key", {"folder": "caf\udce9", "word": "слово"}), 10)
        assert store.cached("checks", "key") == {"folder": "caf\udce9", "word": "слово"}


async def filled_capture(store: Store) -> Capture:
    await store.record(answered("http://a.example/", b"words"), b"words")
    return store.captures("http://a.example/")[0]


@pytest.mark.parametrize("damage", ["missing", "rubbish", "other version"])
async def test_a_ledger_that_cannot_be_used_is_built_anew_from_the_files(damage: str, tmp_path: Path) -> None:
    captures = await filled(tmp_path)
    ledger = tmp_path / ".footnotary" / "ledger.db"
    if damage == "missing":
        ledger.unlink()
    elif damage == "rubbish":
        ledger.write_bytes(b"this is no database" * 500)
    else:
        import sqlite3

        with sqlite3.connect(ledger) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    async with Store.open(tmp_path, clock=now) as store:
        assert [store.captures(one.target_uri) for one in captures] == [(one,) for one in captures]
        assert [store.payload(one) for one in captures] == [b"words 0", b"words 1", b"words 2"]
        assert any("built anew" in notice for notice in store.notices)


def in_ledger(project: Path, statement: str, *values: object) -> None:
    import sqlite3

    connection = sqlite3.connect(project / ".footnotary" / "ledger.db")
    with connection:
        connection.execute(statement, values)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        *(f"DROP TABLE {name}" for name in ("captures", "records", "warcs", "runs", "pages", "checks", "lookups")),
        "ALTER TABLE captures DROP COLUMN value",
        "ALTER TABLE records RENAME COLUMN uri TO address",
        "CREATE TRIGGER act AFTER INSERT ON pages BEGIN DELETE FROM captures; END",
        "CREATE TRIGGER act AFTER INSERT ON pages BEGIN SELECT RAISE(ABORT, 'no'); END",
        "UPDATE captures SET value = '{'",
        "UPDATE captures SET value = '[]'",
        "UPDATE captures SET value = '7'",
        "UPDATE captures SET value = '{}'",
        "UPDATE captures SET value = json_set(value, '$.id', '../../x')",
        "UPDATE captures SET value = json_set(value, '$.id', 7)",
        "UPDATE captures SET value = json_set(value, '$.date', 'yesterday')",
        "UPDATE captures SET value = json_set(value, '$.outcome', 'none')",
        "UPDATE captures SET value = json_set(value, '$.place', 'nowhere')",
    ],
)
async def test_a_ledger_with_a_table_or_a_capture_that_is_damaged_is_built_anew(statement: str, tmp_path: Path) -> None:
    captures = await filled(tmp_path)
    in_ledger(tmp_path, statement)
    async with Store.open(tmp_path, clock=now) as store:
        assert [store.captures(one.target_uri) for one in captures] == [(one,) for one in captures]
        assert any("built anew" in notice for notice in store.notices)
        await store.keep("pages", "x", 1)
        assert (store.cached("pages", "x"), store.runs()) == (1, ())
    async with Store.open(tmp_path, clock=now) as store:
        assert store.notices == ()


@pytest.mark.parametrize("value", ["{", "", "\x00", "[" * 100_000, "nul"])
@pytest.mark.parametrize("table", ["pages", "checks", "lookups"])
async def test_a_value_that_was_changed_counts_as_not_cached_and_may_be_kept_again(
    value: str, table: str, tmp_path: Path
) -> None:
    async with Store.open(tmp_path, clock=now) as store:
        await store.keep(table, "key", {"a": 1})
    in_ledger(tmp_path, f"UPDATE {table} SET value = ?", value)
    async with Store.open(tmp_path, clock=now) as store:
        assert store.cached(table, "key") is None
        await store.keep(table, "key", {"a": 2})
        assert store.cached(table, "key") == {"a": 2}


async def test_a_ledger_put_aside_never_overwrites_an_earlier_one(tmp_path: Path) -> None:
    folder = tmp_path / ".footnotary"
    for number in range(3):
        await filled(tmp_path, 1) if number == 0 else None
        (folder / "ledger.db").write_bytes(b"rubbish %d" % number * 500)
        async with Store.open(tmp_path, clock=now) as store:
            assert any("put aside as ledger.db.aside" in notice for notice in store.notices)
    assert {path.read_bytes()[:9] for path in folder.glob("ledger.db.aside*")} == {b"rubbish 0", b"rubbish 1", b"rubbish 2"}


async def test_records_that_the_ledger_has_not_heard_of_are_adopted(tmp_path: Path) -> None:
    ledger = tmp_path / ".footnotary" / "ledger.db"
    await filled(tmp_path, 1)
    before = ledger.read_bytes()
    async with Store.open(tmp_path, clock=now) as store:
        await store.record(answered("http://b.example/", b"late"), b"late")
    for path in ledger.parent.glob("ledger.db-*"):
        path.unlink()
    ledger.write_bytes(before)
    async with Store.open(tmp_path, clock=now) as store:
        assert store.payload(store.captures("http://b.example/")[0]) == b"late"
        assert any("taken over" in notice for notice in store.notices)


@pytest.mark.parametrize("tail", [b"\x1f\x8b\x08\x00torn", b"\0" * 4000, b"x"])
async def test_a_torn_tail_is_put_aside_and_said(tail: bytes, tmp_path: Path) -> None:
    captures = await filled(tmp_path)
    (warc,) = (tmp_path / "sources").glob("*.warc.gz")
    whole = warc.read_bytes()
    warc.write_bytes(whole + tail)
    async with Store.open(tmp_path, clock=now) as store:
        assert any("put aside" in notice for notice in store.notices)
        assert [store.payload(one) for one in captures] == [b"words 0", b"words 1", b"words 2"]
    assert warc.read_bytes() == whole
    assert [path.read_bytes() for path in (tmp_path / "sources" / "torn").iterdir()] == [tail]
    async with Store.open(tmp_path, clock=now) as store:
        assert store.notices == ()


async def test_a_damaged_middle_costs_one_record_when_the_ledger_is_lost_too(tmp_path: Path) -> None:
    captures = await filled(tmp_path)
    (warc,) = (tmp_path / "sources").glob("*.warc.gz")
    place = captures[1].place
    assert place is not None
    data = bytearray(warc.read_bytes())
    data[place.offset + 30 : place.offset + 60] = b"\0" * 30
    warc.write_bytes(data)
    (tmp_path / ".footnotary" / "ledger.db").unlink()
    async with Store.open(tmp_path, clock=now) as store:
        assert [len(store.captures(one.target_uri)) for one in captures] == [1, 0, 1]
        assert any("damaged" in notice and str(place.offset) in notice for notice in store.notices)
    assert warc.read_bytes() == data, "a readable archive is never rewritten"


async def test_a_body_that_does_not_fit_its_digest_is_an_error_that_says_where(tmp_path: Path) -> None:
    captures = await filled(tmp_path, 1)
    (warc,) = (tmp_path / "sources").glob("*.warc.gz")
    data = bytearray(warc.read_bytes())
    assert captures[0].place is not None
    data[captures[0].place.offset + 200] ^= 1
    warc.write_bytes(data)
    async with Store.open(tmp_path, clock=now) as store:
        with pytest.raises(ArchiveError, match=rf"{warc.name}.*offset {captures[0].place.offset}"):
            store.payload(captures[0])


async def test_captures_of_a_file_that_was_taken_away_are_forgotten_and_said(tmp_path: Path) -> None:
    await filled(tmp_path)
    for path in (tmp_path / "sources").glob("*.warc.gz"):
        path.unlink()
    async with Store.open(tmp_path, clock=now) as store:
        assert store.captures("http://a.example/0") == ()
        assert any("no longer in sources" in notice for notice in store.notices)


async def test_a_warc_that_was_put_into_sources_is_read_and_never_changed(tmp_path: Path) -> None:
    await filled(tmp_path / "other")
    (warc,) = (tmp_path / "other" / "sources").glob("*.warc.gz")
    (tmp_path / "mine" / "sources").mkdir(parents=True)
    imported = tmp_path / "mine" / "sources" / "crawl.warc.gz"
    imported.write_bytes(warc.read_bytes() + b"torn")
    async with Store.open(tmp_path / "mine", clock=now) as store:
        assert store.payload(store.captures("http://a.example/1")[0]) == b"words 1"
    assert imported.read_bytes() == warc.read_bytes() + b"torn"
