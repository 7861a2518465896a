"""Whether an archive is what it was: every record against its digests, every reference against the records.

Enters: a WARC file, a WACZ package or a folder of them. Leaves: a `Fault` for each thing that is wrong, and where it is.
Standards: WARC 1.1 (ISO 28500:2017), RFC 1952. Stricter than `warcio check` and `gzip -t`; nothing is written, no link is
followed. What a gzip member's header may say freely (MTIME, XFL, OS, FTEXT) proves nothing and is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive.digests import same_digest
from archive.records import WITHDRAWN, WarcFile, bare_id
from archive.replay import WARC_SUFFIXES
from archive.reread import Reading, Wrong, reread
from archive.segment import OWN_NAME
from citations.errors import ArchiveError


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One thing that is wrong: in which file, at which offset, with which record; `kind` is a word for machines."""

    kind: str
    file: str
    what: str
    offset: int | None = None
    record_id: str = ""
    uri: str = ""


@dataclass(slots=True)
class Tally:
    """What was read: files, records, bytes of the files, and how many records carry no digest that could prove them."""

    files: int = 0
    records: int = 0
    bytes: int = 0
    unproven: int = 0


def check_archive(path: Path, tally: Tally) -> Iterator[Fault]:
    """Yield what is wrong with the archive at `path`, a .warc, .warc.gz or .wacz file or a folder of them; counts in `tally`.

    Raises ArchiveError when there is nothing to read.
    """
    references = References()
    files, packages = archive_files(path)
    if not files and not packages:
        raise ArchiveError(f"{path}: expected WARC or WACZ files, found none; name another archive")
    yield from linked(path)
    for file in files:
        yield from check_warc(WarcFile.at(file), file.name, references, tally)
    yield from references.faults()
    for package in packages:
        from archive.package_fixity import check_package

        yield from check_package(package, tally)


def archive_files(path: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the WARC files and the packages that an archive is made of; links in a folder are left out.

    Raises ArchiveError when `path` is not there or of another kind.
    """
    if not path.is_dir():
        if path.is_file() and path.suffix == ".wacz":
            return (), (path,)
        if path.is_file() and path.name.endswith(WARC_SUFFIXES):
            return (path,), ()
        raise ArchiveError(f"{path}: expected a .wacz, .warc or .warc.gz file or a folder of them; name one")
    try:
        found = sorted(one for one in path.iterdir() if one.is_file() and not one.is_symlink())
    except OSError as error:
        raise ArchiveError(f"{path}: the archive cannot be read ({error.strerror}); check that you may read it") from None
    warcs = tuple(one for one in found if one.name.endswith(WARC_SUFFIXES))
    return warcs, tuple(one for one in found if one.suffix == ".wacz")


def linked(path: Path) -> Iterator[Fault]:
    """Yield the WARC and WACZ files of a folder that are links: what they lead to is no part of the archive."""
    for one in sorted(path.iterdir()) if path.is_dir() else ():
        if one.is_symlink() and one.name.endswith((*WARC_SUFFIXES, ".wacz")):
            yield Fault(kind="link", file=one.name, what="a link stands where a file was expected; it was not read")


def check_warc(warc: WarcFile, shown: str, references: References, tally: Tally) -> Iterator[Fault]:
    """Yield what is wrong with each record of a file that reports call `shown`."""
    for _, faults in readings_of(warc, shown, references, tally):
        yield from faults


def readings_of(
    warc: WarcFile, shown: str, references: References, tally: Tally
) -> Iterator[tuple[Reading | None, tuple[Fault, ...]]]:
    """Yield every record of a file with what is wrong with it, and None with what is wrong with the whole file."""
    tally.files += 1
    tally.bytes += warc.size
    own = OWN_NAME.fullmatch(warc.name) is not None
    if not warc.size:
        yield None, (Fault(kind="file", file=shown, what="the file is empty"),)
    for reading in reread(warc):
        tally.records += 1
        tally.unproven += not reading.proven and reading.kind != "revisit"
        wrongs = (*reading.wrongs, *references.add(shown, reading, own=own)) if reading.length else reading.wrongs
        yield reading, tuple(fault_of(shown, reading, wrong) for wrong in wrongs)


def fault_of(shown: str, reading: Reading, wrong: Wrong) -> Fault:
    """Return what is wrong with a record as a fault of the file called `shown`."""
    return Fault(
        kind=wrong.kind, file=shown, what=wrong.what, offset=reading.offset, record_id=reading.record_id, uri=reading.uri
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A reference from one record to another: by id, or by address and digest."""

    file: str
    offset: int
    record_id: str
    uri: str
    kind: str
    refers_to: str
    refers_uri: str
    digest: str


@dataclass(slots=True)
class References:
    """The records seen, by id, and what refers to them; a few hundred bytes a record."""

    _known: dict[str, tuple[str, int, str, str, str]] = field(default_factory=dict)
    _bodies: dict[str, set[str]] = field(default_factory=dict)  # payload digests by address
    _digests: set[str] = field(default_factory=set)
    _withdrawn: set[str] = field(default_factory=set)
    _asked: list[_Asked] = field(default_factory=list)

    def add(self, file: str, reading: Reading, *, own: bool) -> Iterator[Wrong]:
        """Take over a record, and yield what is wrong with its id; `own` says that this tool wrote the file."""
        fields = reading.fields
        digest = fields.get("warc-payload-digest", "")
        if "footnotary-withdrawn" in fields:  # a tombstone stands for the record whose body was taken out
            self._withdrawn.add(bare_id(fields.get("warc-refers-to", "")))
        known = (file, reading.offset, reading.kind, fields.get("warc-block-digest", digest), digest)
        first = self._known.setdefault(reading.record_id, known)
        if reading.record_id and first is not known and (first[0] == file or first[2:] != known[2:]):
            yield Wrong(kind="record", what=f"another record, at offset {first[1]} of {first[0]}, bears the same id")
        if WITHDRAWN in fields:  # a tombstone stands for the record that it names
            self._known.setdefault(bare_id(fields.get("warc-refers-to", "")), known)
        if reading.kind in ("response", "resource"):
            self._bodies.setdefault(reading.uri, set()).add(digest)
            self._digests.add(digest)
        if reading.kind == "revisit" or (own and reading.kind == "request" and "warc-concurrent-to" in fields):
            self._asked.append(
                _Asked(
                    file=file,
                    offset=reading.offset,
                    record_id=reading.record_id,
                    uri=reading.uri,
                    kind=reading.kind,
                    refers_to=bare_id(fields.get("warc-refers-to" if reading.kind == "revisit" else "warc-concurrent-to", "")),
                    refers_uri=bare_id(fields.get("warc-refers-to-target-uri", "")),
                    digest=digest,
                )
            )

    def faults(self) -> Iterator[Fault]:
        """Yield every reference that leads nowhere, once all files are read."""
        for one in self._asked:
            what = self._request_wrong(one) if one.kind == "request" else self._revisit_wrong(one)
            if what and one.refers_to not in self._withdrawn:
                yield Fault(
                    kind="revisit" if one.kind == "revisit" else "reference",
                    file=one.file, what=what, offset=one.offset, record_id=one.record_id, uri=one.uri,
                )  # fmt: skip

    def _request_wrong(self, one: _Asked) -> str:
        return "" if one.refers_to in self._known else f"the answer to this request ({one.refers_to}) is not in the archive"

    def _revisit_wrong(self, one: _Asked) -> str:
        if one.refers_to:
            found = self._known.get(one.refers_to)
            if found is None:
                return f"the record with the body that it refers to ({one.refers_to}) is not in the archive"
            differs = one.digest and found[4] and same_digest(found[4], one.digest) is False
            return f"the record that it refers to ({one.refers_to}) has another digest" if differs else ""
        known = self._bodies.get(one.refers_uri, set()) if one.refers_uri else self._digests
        # 304 Not Modified names an address and no digest; several algorithms in one archive cannot be compared.
        if known and (not one.digest or any(same_digest(other, one.digest) is not False for other in known)):
            return ""
        return f"no record of {one.refers_uri or 'any address'} with the body that it stands for is in the archive"
