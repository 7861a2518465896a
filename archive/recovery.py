"""What happens when a project's archive is opened: it is locked, and made whole after a run that was killed.

Enters: the folder. Leaves: a lock, an open ledger, and notices in sentences. Whole records after the ledger's last
offset are adopted, a torn tail of a file of ours is moved to `sources/torn/`, and a ledger that is missing, damaged or
of another version is built anew from the WARC files. Files of other writers are read and never changed.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from archive.attachment import attachment_in
from archive.capture import Capture
from archive.exchange import Exchange, capture_of
from archive.ledger import Ledger
from archive.recorded import exchange_in
from archive.records import IMPORTED_NAME, DamagedRecord, Record, UnfitRecord, WarcFile, next_whole, read_records
from archive.replay import WARC_SUFFIXES, Bodies
from archive.rows import attachment_row
from archive.segment import OWN_NAME
from citations.errors import ArchiveError, ProjectError

POLL_S = 0.05  # between two looks at a lock that is held


@dataclass(slots=True)
class Lock:
    """The project, held by this process; the system lets go of it when the process ends, however it ends."""

    fd: int

    @classmethod
    def take(cls, project: Path) -> Lock:
        """Make the folders and hold the project; raises ProjectError when another run holds it, or it cannot be written to."""
        import fcntl

        fd = _lock_file(project, "lock", "sources")
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(fd)
            raise ProjectError(f"{project}: another run is using this project; wait until it ends, or stop it") from None
        return cls(fd=fd)

    @classmethod
    def share(cls, project: Path) -> Lock | None:
        """Hold the project for reading, so that no run begins; None when none ever did. Raises ProjectError during one."""
        import fcntl

        try:
            fd = os.open(project / ".footnotary" / "lock", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        try:
            fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            os.close(fd)
            raise ProjectError(f"{project}: a run is using this project; wait until it ends, or stop it") from None
        return cls(fd=fd)

    @classmethod
    def queue(cls, project: Path, name: str, *, wait_s: float) -> Lock:
        """Hold what `name` stands for in the project, after whoever holds it now; for what takes a moment.

        Raises ProjectError when it is not let go of in `wait_s` seconds, or the project cannot be written to.
        """
        fd = _lock_file(project, f"{name}.lock")
        try:
            for _ in range(max(round(wait_s / POLL_S), 1)):
                if _taken(fd, project):
                    return cls(fd=fd)
                time.sleep(POLL_S)
            holder = os.pread(fd, 20, 0).decode("ascii", "replace")
        except BaseException:
            os.close(fd)
            raise
        os.close(fd)
        who = f"process {holder}" if holder.isdecimal() else "another program"
        raise ProjectError(
            f"{project}: {who} has held .footnotary/{name}.lock for {wait_s:g} s: wait until it ends, or stop it if it hangs,"
            " and try again"
        )

    def release(self) -> None:
        """Let another run have the project."""
        os.close(self.fd)


def _taken(fd: int, project: Path) -> bool:
    """Take a lock that nobody holds, and write into it who holds it now; False when somebody does."""
    import fcntl

    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        why = f"its disk knows no locks ({error.strerror})" if error.errno in (errno.ENOLCK, errno.ENOTSUP) else error.strerror
        raise ProjectError(f"{project}: the project cannot be held for writing: {why}; choose a folder on another disk") from None
    with contextlib.suppress(OSError):  # a full disk takes no number, and the lock holds all the same
        os.ftruncate(fd, 0)
        os.pwrite(fd, str(os.getpid()).encode(), 0)
    return True


def _lock_file(project: Path, name: str, *folders: str) -> int:
    """The descriptor of a file in the project's own folder, which is made with `folders` beside it."""
    own = project / ".footnotary"
    wanted = (*(project / folder for folder in folders), own)
    if link := next((folder for folder in wanted if folder.is_symlink()), None):
        raise ProjectError(f"{link} is a link to somewhere else: a project keeps its own files; remove the link")
    try:
        for folder in wanted:
            folder.mkdir(parents=True, exist_ok=True)
        _keep_out_of_git(own)
        return os.open(own / name, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise ProjectError(f"{project}: expected a folder that can be written to ({error.strerror}); choose another") from None


def _keep_out_of_git(own: Path) -> None:
    """What is in the project's own folder can be made anew, and two people's would never merge."""
    ignored = own / ".gitignore"
    with contextlib.suppress(OSError):  # a disk that is full is told of where something is lost
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")


def open_ledger(project: Path) -> tuple[Ledger, tuple[str, ...]]:
    """Return the project's ledger; one that cannot be used is put aside and begun anew, with a notice."""
    path = project / ".footnotary" / "ledger.db"
    try:
        ledger = Ledger(path)
        if ledger.is_usable():
            return ledger, ()
        ledger.close()
    except ArchiveError:
        pass
    aside = _free_name(path)
    path.replace(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    ledger = Ledger(path)
    ledger.is_usable()
    return ledger, (
        f"The ledger was damaged or of another version: it was built anew from sources/, the old one put aside as {aside.name}.",
    )


def _free_name(path: Path) -> Path:
    """Return where to put `path` aside: a name that nothing bears yet."""
    names = (path.with_name(f"{path.name}.aside{number or ''}") for number in itertools.count())
    return next(name for name in names if not os.path.lexists(name))


def recover(sources: Path, ledger: Ledger, *, repair: bool = True) -> tuple[str, ...]:
    """Bring the ledger and the WARC files together, and return what was done in sentences.

    Without `repair` the files stay as they are: a torn tail is told of and left.
    Raises ProjectError when the disk is full or a file cannot be written to; the next opening goes on.
    """
    try:
        return _recovered(sources, ledger, repair=repair)
    except OSError as error:
        raise ProjectError(
            f"{error.filename or sources}: what an earlier run left cannot be put in order ({error.strerror});"
            " free the disk or the folder"
        ) from None


def _recovered(sources: Path, ledger: Ledger, *, repair: bool) -> tuple[str, ...]:
    committed = ledger.committed()
    files = {path.name: path for path in sorted(sources.iterdir()) if path.name.endswith(WARC_SUFFIXES) and path.is_file()}
    notices = []
    if files and not committed and repair:
        notices.append("The ledger was missing: it was built anew from sources/.")
    for name in committed.keys() - files.keys():
        ledger.forget(name, 0)
        notices.append(f"{name} is no longer in sources/: its captures are forgotten, and their addresses are due again.")
    under_way: dict[str, list[Exchange]] = {}
    for name, path in files.items():
        size, known = path.stat().st_size, committed.get(name, 0)
        if repair and size == known == 0 and OWN_NAME.fullmatch(name):
            path.unlink()  # opened, and killed before the first word
            continue
        if size < known:
            ledger.forget(name, 0)
            notices.append(
                f"{name} is shorter than it was written ({size} of {known} bytes): the captures in its missing part are lost."
            )
        if size != known:
            notices += adopt(path, ledger, under_way, is_news=bool(committed), repair=repair)
    return tuple(notices)


def adopt(path: Path, ledger: Ledger, under_way: dict[str, list[Exchange]], *, is_news: bool, repair: bool = True) -> list[str]:
    """Read a whole file into the ledger (what stands there is ignored), and put its torn tail aside."""
    warc = WarcFile.at(path)
    found: list[Exchange] = []
    attached = []
    notices: list[str] = []
    for piece in pieces(warc):
        if isinstance(piece, DamagedRecord):
            notices.append(_put_aside(warc, piece) if repair and _is_tail(warc, piece.offset) else str(piece))
            continue
        try:
            told = exchange_in(piece)
        except UnfitRecord as unfit:
            notices.append(str(unfit))
            continue
        if told:
            found.append(told[0])
        elif attachment := attachment_in(piece):
            attached.append(attachment_row(attachment, piece.place))
    before = ledger.count()
    size = path.stat().st_size if path.exists() else 0
    completed = _completed(found, ledger)
    ledger.add(completed, _folded(completed, under_way), {path.name: size} if size else {}, attached)
    adopted = ledger.count() - before
    if is_news and adopted and not IMPORTED_NAME.match(path.name):
        notices.append(f"{path.name}: {adopted} captures of a run that did not end were taken over.")
    return notices


def _completed(found: list[Exchange], ledger: Ledger) -> list[Exchange]:
    """Return `found` with the sizes and places of bodies that revisits stand for, in this file or in another."""
    bodies = Bodies()
    for one in found:
        bodies.add(one)
    completed = [bodies.completed(one) for one in found]
    return [one if one.body_place or one.withdrawn else _with_size(one, ledger) for one in completed]


def _with_size(exchange: Exchange, ledger: Ledger) -> Exchange:
    digest = exchange.payload_digest
    return replace(exchange, payload_bytes=ledger.payload_bytes(digest)) if digest else exchange


def _folded(found: list[Exchange], under_way: dict[str, list[Exchange]]) -> list[Capture]:
    captures = []
    for one in found:
        under_way.setdefault(one.capture_id, []).append(one)
        if one.final:
            captures.append(capture_of(under_way.pop(one.capture_id)))
    return captures


def pieces(warc: WarcFile) -> Iterator[Record | DamagedRecord]:
    """Yield every record, and every place where one is damaged; reading goes on at the next whole one."""
    offset: int | None = 0
    while offset is not None and offset < warc.size:
        try:
            yield from read_records(warc, offset)
        except DamagedRecord as damage:
            yield damage
            offset = next_whole(warc, damage.offset + 1)
        else:
            return


def _is_tail(warc: WarcFile, offset: int) -> bool:
    return OWN_NAME.fullmatch(warc.name) is not None and next_whole(warc, offset + 1) is None


def _put_aside(warc: WarcFile, damage: DamagedRecord) -> str:
    """Move the tail of a file of ours to `torn/`; a file of which nothing is left is removed."""
    folder = warc.path.parent / "torn"
    folder.mkdir(exist_ok=True)
    kept = folder / f"{warc.name}.{damage.offset}"
    with warc.path.open("r+b") as file, kept.open("wb") as aside:
        file.seek(damage.offset)
        shutil.copyfileobj(file, aside)
        aside.flush()
        os.fsync(aside.fileno())  # before it is cut off: at no moment is it nowhere
        file.truncate(damage.offset)
        os.fsync(file.fileno())
    size = warc.size - damage.offset
    if damage.offset == 0:
        warc.path.unlink()
    return f"{warc.name}: {size} bytes of a record that was not written to its end were put aside as torn/{kept.name}."
