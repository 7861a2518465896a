"""The ledger: an SQLite file that says which captures there are and where they lie, and keeps what was worked out.

Enters: exchanges with their places, and JSON values under keys. Leaves: captures, places and values.
It is written by one thread, that of `archive.store`, and can be built anew from the WARC files at any time.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import schema
from archive.attachment import Attachment
from archive.capture import Capture, RecordPlace
from archive.exchange import Exchange
from archive.rows import WORDS, Run, capture_in, capture_row, moment, record_row, row_number, seal
from archive.warc import Original
from citations.errors import ArchiveError, ProjectError
from citations.plain import from_plain


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownRecord:
    """What the ledger says of a record; its file and offset are known to who asks."""

    id: str
    uri: str
    payload_digest: str | None
    length: int


class Ledger:
    """An open ledger. Reading and writing raise ArchiveError when the file is damaged, ProjectError when the disk is full."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        from sqlite_utils import Database

        self.path = path
        if path.is_dir():
            raise ArchiveError(f"{path} is a folder, and the ledger is to be a file there: move the folder elsewhere")
        with self._said():
            place = _read_only_uri(path) if read_only else str(path)
            connection = sqlite3.connect(place, uri=read_only, check_same_thread=False)
            self._db = Database(connection, execute_plugins=False)
            self._db.execute(schema.PATIENCE)
            if not read_only:
                self._db.enable_wal()
                self._db.execute(schema.SAFETY)

    @classmethod
    def reading(cls, path: Path) -> Ledger | None:
        """Return the ledger at `path`, opened so that nothing is written; None when none stands there that can be used."""
        if not path.is_file():
            return None
        try:
            ledger = cls(path, read_only=True)
        except (ArchiveError, ProjectError):
            return None
        with contextlib.suppress(ArchiveError, ProjectError):
            if ledger.is_usable():
                return ledger
        ledger.close()
        return None

    @classmethod
    def in_memory(cls) -> Ledger:
        """Return an empty ledger that is on no disk."""
        ledger = cls(Path(":memory:"))
        ledger.is_usable()
        return ledger

    def copy_to(self, path: Path) -> None:
        """Write all that the ledger holds now to a file of its own at `path`."""
        with self._said():
            self._db.execute(schema.COPY, [str(path)])

    def is_usable(self) -> bool:
        """Whether the file is a ledger of this version, whole; an empty one is made so."""
        with self._said():
            version = self._db.execute(schema.VERSION).fetchone()[0]
            if version == 0 and not self._db.table_names():
                self._db.executescript(schema.TABLES)
                self._db.execute(schema.SET_VERSION)
                return True
            whole = version == schema.SCHEMA_VERSION and self._db.execute(schema.CHECK).fetchone()[0] == "ok"
            return bool(whole and self._is_as_made() and self._is_readable())

    def _is_as_made(self) -> bool:
        """Whether the tables and their columns are those that `schema.TABLES` makes, and nothing acts when they are written."""
        from sqlite_utils import Database

        made = Database(memory=True, execute_plugins=False)
        made.executescript(schema.TABLES)
        wanted = {name: [column.name for column in made[name].columns] for name in made.table_names()}
        made.close()
        found = set(self._db.table_names())
        return not self._db.triggers and all(
            name in found and [one.name for one in self._db[name].columns] == wanted[name] for name in wanted
        )

    def _is_readable(self) -> bool:
        """Whether every capture can be read."""
        try:
            self.all_captures()
        except ArchiveError:
            return False
        return True

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise ProjectError(
                f"{self.path}: the ledger cannot be written or read ({error}); free the disk or the folder"
            ) from None
        except sqlite3.DatabaseError as error:
            raise ArchiveError(
                f"{self.path}: the ledger is damaged ({error}); delete it, it is built anew from sources/"
            ) from None

    def add(
        self,
        exchanges: Sequence[Exchange],
        captures: Sequence[Capture],
        sizes: dict[str, int],
        values: Sequence[tuple[str, dict[str, Any]]],
    ) -> None:
        """Write, in one transaction: records, captures, how far each WARC file is accounted for, and rows for other tables."""
        with self._said(), self._db.atomic():
            self._db.table("records").insert_all((record_row(one) for one in exchanges), ignore=True)
            self._db.table("captures").insert_all((capture_row(one) for one in captures), ignore=True)
            self._db.table("warcs").insert_all(({"name": name, "bytes": size} for name, size in sizes.items()), replace=True)
            for table, row in values:
                if table == WORDS:
                    self._db.execute(schema.KEEP_WORDS, [row_number(row["key"]), row["key"], row["capture"], row["text"]])
                else:
                    self._db.table(table).insert(row, replace=True)

    def committed(self) -> dict[str, int]:
        """Return how many bytes of each WARC file are accounted for."""
        with self._said():
            return dict(self._db.execute(schema.COMMITTED).fetchall())

    def records_in(self, warc: str) -> dict[int, KnownRecord]:
        """Return what is known of the records in a file, by offset."""
        with self._said():
            rows = self._db.execute(schema.RECORDS_IN, [warc]).fetchall()
        return {row[3]: KnownRecord(id=row[0], uri=row[1], payload_digest=row[2], length=row[4]) for row in rows}

    def has_record(self, record_id: str) -> bool:
        """Whether a record with this id is known."""
        with self._said():
            return bool(self._db.execute(schema.HAS_RECORD, [record_id]).fetchone()[0])

    def adrift(self) -> tuple[tuple[str, str, str, int], ...]:
        """Return the captures that no known record bears out: id, address, file and offset."""
        with self._said():
            return tuple(self._db.execute(schema.ADRIFT).fetchall())

    def forget(self, warc: str, from_offset: int) -> None:
        """Drop what was said about a file from an offset on, and about the whole file at 0."""
        with self._said(), self._db.atomic():
            for statement in schema.FORGET:
                self._db.execute(statement, {"warc": warc, "offset": from_offset})
            self._db.execute(schema.FORGET_FILE, [warc])

    def originals(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Original]:
        """Return, by payload digest and address, the oldest records that hold the payloads with such a digest."""
        with self._said():
            rows = self._db.execute(schema.ORIGINALS_OF, [json.dumps(list(wanted))]).fetchall()
        found: dict[tuple[str, str], Original] = {}
        for digest, uri, record_id, date in rows:
            with contextlib.suppress(ValueError):  # a date that is none: the body is written again
                found[digest, uri] = Original(record_id=record_id, uri=uri, date=datetime.datetime.fromisoformat(date))
        return found

    def withdrawn(self) -> dict[str, str]:
        """Return the digests of the bodies that were taken out, each with by whom, when and why."""
        with self._said():
            return dict(self._db.execute(schema.WITHDRAWN).fetchall())

    def payload_bytes(self, digest: str) -> int:
        """Return the size of the payload with `digest`; 0 when none is known."""
        with self._said():
            return int(self._db.execute(schema.PAYLOAD_BYTES, [digest]).fetchone()[0] or 0)

    def attachments(self, source_id: str | None = None) -> tuple[Attachment, ...]:
        """Return what was attached to a source, or to any, newest first."""
        with self._said():
            rows = self._db.execute(schema.ATTACHMENTS, [source_id]).fetchall()
        return tuple(from_plain(Attachment, json.loads(row[0])) for row in rows)

    def erase_values(self) -> None:
        """Drop what was worked out of pages, and overwrite the place where it stood."""
        with self._said():
            self._db.execute(schema.OVERWRITE)
            with self._db.atomic():
                for statement in schema.ERASE:
                    self._db.execute(statement)
            for statement in schema.REWRITE:
                self._db.execute(statement).fetchall()

    def body_place(self, digest: str, uri: str) -> RecordPlace | None:
        """Return where the payload with `digest` lies, at best under `uri`."""
        with self._said():
            row = self._db.execute(schema.BODY_OF, [digest, uri]).fetchone()
        return RecordPlace(warc=row[1], offset=row[2], length=row[3], record_id=row[0]) if row else None

    def places_about(self, addresses: Iterable[str]) -> tuple[RecordPlace, ...]:
        """Return where the records of every fetch lie that asked for one of `addresses`, the bodies that they repeat, and who
        attached what was not fetched.
        """
        wanted = set(addresses)
        with self._said():
            rows = self._db.execute(schema.RECORDS).fetchall()
            chains = {row[0] for row in self._db.execute(schema.CHAINS).fetchall() if row[1] in wanted}
        chains |= {row[0] for row in rows if row[1] in wanted}
        mine = [row for row in rows if row[0] in chains]
        repeated = {(digest, uri) for _, uri, digest, size, has_body, *_ in mine if digest and size and not has_body}
        bodies = [place for digest, uri in sorted(repeated) if (place := self.body_place(digest, uri))]
        places = [RecordPlace(record_id=row[5], warc=row[6], offset=row[7], length=row[8]) for row in mine]
        return tuple(dict.fromkeys((*places, *bodies, *self._attachment_places(chains))))

    def _attachment_places(self, captures: set[str]) -> list[RecordPlace]:
        """Where it stands who attached one of `captures`; their length is not kept."""
        with self._said():
            rows = self._db.execute(schema.ATTACHMENT_PLACES).fetchall()
        tied = [row for row in rows if from_plain(Attachment, json.loads(row[1])).capture in captures]
        return [RecordPlace(record_id=row[0], warc=row[2], offset=row[3], length=0) for row in tied]

    def captures(self, uri: str) -> tuple[Capture, ...]:
        """Return every capture of `uri`, newest first."""
        return self._captures(schema.CAPTURES_OF, [uri])

    def newest(self, uri: str, not_after: datetime.datetime | None) -> Capture | None:
        """Return the newest capture of `uri` that is not after a moment."""
        limit = moment(not_after) if not_after else "9999"
        found = self._captures(schema.NEWEST_OF, [uri, limit])
        return found[0] if found else None

    def limited(self, since: datetime.datetime) -> tuple[Capture, ...]:
        """Return the captures since a moment in which a host asked to be left alone, oldest first."""
        return self._captures(schema.LIMITED, [moment(since)])

    def capture(self, capture_id: str) -> Capture | None:
        """Return the capture with an id, attached documents too."""
        found = self._captures(schema.CAPTURE_BY_ID, [capture_id])
        return found[0] if found else None

    def all_captures(self) -> tuple[Capture, ...]:
        """Return every capture, oldest first."""
        return self._captures(schema.ALL_CAPTURES, [])

    def count(self) -> int:
        """Return how many captures there are."""
        with self._said():
            return int(self._db.execute(schema.COUNT).fetchone()[0])

    def asked(self, uris: Iterable[str]) -> frozenset[str]:
        """Return those of `uris` that were asked for."""
        with self._said():
            return frozenset(row[0] for row in self._db.execute(schema.ASKED_OF, [json.dumps(list(uris))]).fetchall())

    def uris(self) -> tuple[str, ...]:
        """Return every address that was asked for, sorted."""
        with self._said():
            return tuple(row[0] for row in self._db.execute(schema.TARGETS).fetchall())

    def _captures(self, query: str, values: list[Any]) -> tuple[Capture, ...]:
        with self._said():
            rows = self._db.execute(query, values).fetchall()
        try:
            return tuple(capture_in(row[0]) for row in rows)
        except (ValueError, TypeError, AttributeError, RecursionError):
            raise ArchiveError(
                f"{self.path}: the ledger is damaged (a capture in it cannot be read); delete it, it is built anew from sources/"
            ) from None

    def value(self, table: str, key: str) -> Any:
        """Return the JSON value under `key` in `pages`, `checks` or `lookups`; None when there is none as it was written."""
        with self._said():
            row = self._db.execute(schema.VALUE_OF[table], [key]).fetchone()
        sealed, _, text = row[0].partition(" ") if row else ("", "", "")
        return json.loads(text) if row and sealed == seal(table, key, text) else None

    def pages_with(self, words: Sequence[str], limit: int) -> tuple[tuple[str, Capture], ...]:
        """Return the pages whose text holds all of `words`, the rarest first: their key in `pages`, and their capture."""
        query = " ".join('"' + word.replace('"', '""') + '"' for word in words)
        with self._said():
            rows = self._db.execute(schema.PAGES_WITH, [query, limit]).fetchall()
        return tuple((key, capture_in(value)) for key, value in rows)

    def runs(self) -> tuple[Run, ...]:
        """Return every run, oldest first."""
        with self._said():
            rows = self._db.execute(schema.ALL_RUNS).fetchall()
        return tuple(
            Run(id=row[0], started=row[1], ended=row[2], software=row[3], mode=row[4], settings_digest=row[5]) for row in rows
        )


def _read_only_uri(path: Path) -> str:
    """Return `path` for SQLite as a file that is only read; without a log of writes beside it, nothing at all is made."""
    log = path.with_name(f"{path.name}-wal")
    is_still = not log.is_file() or not log.stat().st_size
    return f"{path.absolute().as_uri()}?{'immutable=1' if is_still else 'mode=ro'}"
