"""WACZ packages written: WARC files with an index, a list of pages and digests in one zip.

Enters: a folder of WARC files. Leaves: a package, with equal bytes for equal input; reading one is `archive.wacz_reader`'s.
Standards: WACZ 1.1.1 (specs.webrecorder.net), CDXJ 1.0 (ZipNum), Frictionless Data Package. Members are stored, not
deflated, so that a record can be read at its offset.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive.exchange import Exchange, media_type
from archive.reading.page_title import page_title
from archive.recorded import exchange_in
from archive.records import WarcFile, read_records
from archive.replay import Bodies, files_of
from archive.urlkey import urlkey
from citations.errors import ArchiveError, ProjectError

WACZ_VERSION = "1.1.1"
PAGES_HEADER = {"format": "json-pages-1.0", "id": "pages", "title": "Pages"}
INDEX = "index.cdx.gz"
INDEX_BLOCK = 3000  # lines of the index that a player loads at once, as other packers cut it
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/pdf", "text/plain"})
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: packing the same twice gives the same bytes
_COPY_BYTES = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class PageEntry:
    """One page that a reader may begin from: its address, the date of its capture, and its title."""

    url: str
    date: datetime.datetime
    title: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    key: str
    timestamp: str
    fields: dict[str, str]

    def __str__(self) -> str:
        return f"{self.key} {self.timestamp} {json.dumps(self.fields, ensure_ascii=False)}\n"


def pack(
    source: Path,
    target: Path,
    *,
    title: str,
    created: datetime.datetime,
    software: str,
    pages: Sequence[PageEntry] | None = None,
    description: str = "",
) -> Path:
    """Write a package of every WARC file in `source` (a folder, or a file) to `target`, and return `target`.

    Without `pages`, every HTML or PDF answer that ended a fetch is a page, under its own title. Raises ArchiveError when the
    source is damaged or empty, ProjectError when the target cannot be written; nothing half-written stays.
    """
    warcs = files_of(source)
    if not warcs:
        raise ArchiveError(f"{source}: there is no WARC file to pack; fetch something first")
    lines, found = _index(warcs)
    blocks, index = _blocks([str(line) for line in lines])
    entries = {
        f"indexes/{INDEX}": blocks,
        "indexes/index.idx": index,
        "pages/pages.jsonl": _pages(found if pages is None else pages),
    }
    about = {
        "title": title,
        **({"description": description} if description else {}),
        "software": software,
        "created": created.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    draft = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_package(draft, warcs, entries, about)
        draft.replace(target)
    except OSError as error:
        raise ProjectError(f"{target}: the package cannot be written ({error.strerror}); choose another place") from None
    finally:
        draft.unlink(missing_ok=True)
    return target


def _write_package(path: Path, warcs: Iterable[WarcFile], entries: dict[str, bytes], about: dict[str, str]) -> None:
    resources = []
    with path.open("wb") as file:
        with zipfile.ZipFile(file, "w", allowZip64=True) as package:
            for warc in warcs:
                resources.append(
                    _resource(f"archive/{warc.name}", *store_member(package, f"archive/{warc.name}", _chunks(warc), warc.size))
                )
            for name, data in entries.items():
                resources.append(_resource(name, *store_member(package, name, (data,), len(data))))
            description = {"profile": "data-package", "wacz_version": WACZ_VERSION, **about, "resources": resources}
            data = json.dumps(description, indent=2, ensure_ascii=False).encode()
            store_member(package, "datapackage.json", (data,), len(data))
            digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
            sealed = json.dumps(digest, indent=2).encode()
            store_member(package, "datapackage-digest.json", (sealed,), len(sealed))
        file.flush()
        os.fsync(file.fileno())


def store_member(
    package: zipfile.ZipFile, name: str, chunks: Iterable[bytes], size: int, *, packed: bool = False
) -> tuple[str, int]:
    """Write a member of `size` bytes without time or owner, deflated only if `packed`; return its SHA-256 in hex and its size.

    The size is said beforehand, so that no small member gets the ZIP64 fields, which players in browsers stumble over.
    """
    info = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    info.create_system = 3  # Unix, wherever it is packed: the same bytes
    info.external_attr = 0o644 << 16
    info.file_size = size
    digest, written = hashlib.sha256(), 0
    with package.open(info, "w") as member:
        for chunk in chunks:
            member.write(chunk)
            digest.update(chunk)
            written += len(chunk)
    return digest.hexdigest(), written


def _resource(name: str, digest: str, size: int) -> dict[str, str | int]:
    return {"name": PurePosixPath(name).name.lower(), "path": name, "hash": f"sha256:{digest}", "bytes": size}


def _chunks(warc: WarcFile) -> Iterator[bytes]:
    with warc.path.open("rb") as file:
        file.seek(warc.start)
        left = warc.size
        while left > 0 and (chunk := file.read(min(_COPY_BYTES, left))):
            left -= len(chunk)
            yield chunk


def _index(warcs: Iterable[WarcFile]) -> tuple[list[_Line], tuple[PageEntry, ...]]:
    """Return the CDXJ lines of all answers, sorted, and the pages among them."""
    lines, pages, bodies = [], [], Bodies()
    titles: dict[str, str] = {}  # by payload digest: a revisit has the title of what it repeats
    for warc in warcs:
        for record in read_records(warc):
            told = exchange_in(record)
            if told is None or told[0].status is None or told[0].withdrawn:
                continue
            bodies.add(told[0], record.fields.get("warc-payload-digest"))
            exchange = bodies.completed(told[0])
            lines.append(_line(exchange, record.kind == "revisit"))
            if exchange.final and exchange.purpose == "source" and media_type(exchange.header("content-type"))[0] in _PAGE_TYPES:
                if told[1]:
                    titles.setdefault(exchange.payload_digest or "", page_title(exchange, told[1]))
                title = titles.get(exchange.payload_digest or "", "")
                pages.append(PageEntry(url=exchange.uri, date=exchange.date, title=title))
    return sorted(lines, key=lambda line: (line.key, line.timestamp, line.fields["offset"])), tuple(pages)


def _line(exchange: Exchange, is_revisit: bool) -> _Line:
    place = exchange.place
    mime = "warc/revisit" if is_revisit else media_type(exchange.header("content-type"))[0] or "unk"
    fields = {
        "url": exchange.uri,
        "mime": mime,
        "status": str(exchange.status),
        "digest": exchange.payload_digest or "-",
        **({"length": str(place.length), "offset": str(place.offset), "filename": place.warc} if place else {}),
    }
    asked = exchange.uri if exchange.hop else exchange.target_uri  # a POST is found under more than its address
    return _Line(key=urlkey(asked), timestamp=exchange.date.strftime("%Y%m%d%H%M%S"), fields=fields)


def _blocks(lines: list[str]) -> tuple[bytes, bytes]:
    """Return the index in gzip members of INDEX_BLOCK lines each, and the list of them that players look in first."""
    packed = bytearray()
    rows = [f"!meta 0 {json.dumps({'format': 'cdxj-gzip-1.0', 'filename': INDEX})}\n"]
    for start in range(0, len(lines), INDEX_BLOCK):
        block = gzip.compress("".join(lines[start : start + INDEX_BLOCK]).encode(), mtime=0)
        key = " ".join(lines[start].split(" ", 2)[:2])
        digest = f"sha256:{hashlib.sha256(block).hexdigest()}"
        rows.append(f"{key} {json.dumps({'offset': len(packed), 'length': len(block), 'digest': digest, 'filename': INDEX})}\n")
        packed += block
    return bytes(packed) or gzip.compress(b"", mtime=0), "".join(rows).encode()


def _pages(pages: Sequence[PageEntry]) -> bytes:
    rows = [PAGES_HEADER]
    for page in sorted(pages, key=lambda one: (one.url, one.date)):
        stamp = page.date.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        key = hashlib.sha256(f"{page.url} {stamp}".encode()).hexdigest()[:22]
        rows.append({"id": key, "url": page.url, "ts": stamp, "title": page.title or page.url})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
