"""Comments spliced into the bytes of a Word file: at the marks of notes, and nothing else of the file is touched.

Enters: the bytes of a .docx and texts by note. Leaves: the same package with comments in it; only the main part, the part of
comments, content types and relationships may differ. Standard: ISO/IEC 29500-1, 17.13.4; prefixes and encodings as the file has
them, strict files too. Comments that are there stay. Runs in the worker process: the bytes are foreign.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from citations.errors import InputError
from citations.readers.docx import note_places
from citations.readers.word_package import WordPackage
from reports.characters import xml_text

MAX_TOTAL_BYTES = 250_000_000  # of all parts once inflated; the worker process has 512 MiB
AUTHOR, INITIALS = "footnotary", "fn"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
RELATION = {
    W: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    STRICT_W: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_REMOVED = ("del", "moveFrom")
_INSERTED = ("ins", "moveTo")


@dataclass(frozen=True, kw_only=True, slots=True)
class Commented:
    """The file with its comments, and the labels of notes that have no mark in it to put a comment at."""

    body: bytes
    unplaced: tuple[str, ...]


def comment(body: bytes, texts: Mapping[str, Sequence[str]], notes: Mapping[str, str], date: str) -> Commented:
    """Return the Word file `body` with one comment a label of `texts`, each a sequence of paragraphs, dated `date` (ISO 8601).

    `notes` are the words of the notes as they were verified: a note that says something else by now gets no comment.
    Raises InputError when the bytes are no Word file that can be read.
    """
    package = WordPackage(body)
    places = {label: key for label, (key, text) in note_places(body).items() if _same(text, notes.get(label))}
    files = _files(body)
    main = files[package.main_name]
    runs = _runs(main)
    placed = [label for label in texts if places.get(label) in runs.at]
    if not placed:
        return Commented(body=body, unplaced=tuple(texts))
    part = _comments_part(package, files)
    taken = _ids(files[part]) if part in files else []
    first = 1 + max([*taken, *runs.comment_ids, -1])
    numbers = {label: first + n for n, label in enumerate(placed)}
    changed = {
        package.main_name: _with_marks(main, runs, {places[label]: number for label, number in numbers.items()}),
        part: _with_comments(files.get(part), runs.namespace, [(numbers[one], texts[one]) for one in placed], date),
    }
    if part not in files:
        changed |= _announced(files, package.main_name, part, runs.namespace)
    return Commented(body=_zipped(body, changed), unplaced=tuple(label for label in texts if label not in numbers))


def _same(text: str, verified: str | None) -> bool:
    return verified is not None and text.split() == verified.split()


def _files(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        if sum(info.file_size for info in package.infolist()) > MAX_TOTAL_BYTES:
            raise InputError(f"the Word file is over {MAX_TOTAL_BYTES // 1_000_000} MB once unpacked: take out its pictures")
        return {info.filename: package.read(info) for info in package.infolist()}


@dataclass(slots=True)
class _Runs:
    """Where the runs with note references stand: kind and id to the bytes' start and end, and what must be known of the part."""

    namespace: str = W
    encoding: str = "utf-8"
    at: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    is_bound: dict[tuple[str, str], bool] = field(default_factory=dict)
    comment_ids: list[int] = field(default_factory=list)


def _runs(data: bytes) -> _Runs:
    """Walk a part once with offsets. A reference in deleted text, or in the fallback of alternative content, is none."""
    found = _Runs(encoding=_encoding(data))
    parser = expat.ParserCreate()
    scopes: list[dict[str, str]] = [{}]
    open_elements: list[tuple[str, str, int]] = []
    waiting: list[tuple[tuple[str, str], int, bool]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        own = {key[6:]: value for key, value in attributes.items() if key.startswith("xmlns:")}
        scope = scopes[-1] | own | ({"": attributes["xmlns"]} if "xmlns" in attributes else {})
        scopes.append(scope)
        space, local = _resolved(name, scope)
        open_elements.append((space, local, parser.CurrentByteIndex))
        if space not in (W, STRICT_W):
            return
        number = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
        if local in ("footnoteReference", "endnoteReference") and not any(_is_out(one) for one in open_elements):
            depth = _anchor(open_elements)
            key = (local.removesuffix("Reference"), number)
            if depth is not None and key not in found.at:
                waiting.append((key, depth, scope.get("w") == space))
                found.namespace = space
        if local in ("commentReference", "commentRangeStart", "commentRangeEnd") and number.lstrip("-").isdecimal():
            found.comment_ids.append(int(number))

    def end(_: str) -> None:
        scopes.pop()
        _space, _local, began = open_elements.pop()
        for key, depth, is_bound in [one for one in waiting if one[1] == len(open_elements)]:
            found.at[key] = (began, _tag_end(data, parser.CurrentByteIndex, found.encoding))
            found.is_bound[key] = is_bound
            waiting.remove((key, depth, is_bound))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return found


def _anchor(open_elements: Sequence[tuple[str, str, int]]) -> int | None:
    """Where the run of a reference stands among the open elements, or the insertion around it: comments stand outside."""
    run = next((n for n in range(len(open_elements) - 1, -1, -1) if open_elements[n][1] == "r"), None)
    while run is not None and open_elements[run - 1][1] in _INSERTED:
        run -= 1
    return run


def _resolved(name: str, scope: Mapping[str, str]) -> tuple[str, str]:
    prefix, _, local = name.rpartition(":")
    return scope.get(prefix, ""), local


def _is_out(element: tuple[str, str, int]) -> bool:
    space, local, _ = element
    return (space in (W, STRICT_W) and local in _REMOVED) or (space == MC and local == "Fallback")


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"<\x00")):
        return "utf-16-le"
    if data.startswith((b"\xfe\xff", b"\x00<")):
        return "utf-16-be"
    told = re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)""", data)
    return told[1].decode() if told else "utf-8"


def _tag_end(data: bytes, start: int, encoding: str) -> int:
    """The end of the tag that begins at `start`: end tags hold no quotation marks."""
    mark = ">".encode(encoding)
    return data.index(mark, start) + len(mark)


def _with_marks(data: bytes, runs: _Runs, numbers: Mapping[tuple[str, str], int]) -> bytes:
    """The part with a comment's range around each run, and its reference behind it or where `_referred` says."""
    spliced: list[tuple[int, str]] = []
    for key, number in sorted(numbers.items(), key=lambda one: runs.at[one[0]]):
        start, end = runs.at[key]
        named = "" if runs.is_bound[key] else f' xmlns:w="{runs.namespace}"'
        begins, ends = (f'<w:commentRange{edge}{named} w:id="{number}"/>' for edge in ("Start", "End"))
        reference = f'<w:r{named}><w:commentReference w:id="{number}"/></w:r>'
        spliced += [(start, begins), (end, ends), (_referred(end, runs), reference)]
    pieces: list[bytes] = []
    done = 0
    for place, mark in sorted(spliced, key=lambda one: one[0]):
        pieces += [data[done:place], mark.encode(runs.encoding)]
        done = place
    return b"".join([*pieces, data[done:]])


def _referred(place: int, runs: _Runs) -> int:
    """Where the reference of a comment stands that belongs at `place`: before the first of two notes that it would part.

    LibreOffice (7.4) tears all notes from their marks where one stands between the first and the second note of a kind.
    """
    for kind in ("footnote", "endnote") * 2:  # what is moved before one kind may part the other
        first, *others = sorted(at for key, at in runs.at.items() if key[0] == kind)[:2] or [(place, place)]
        if others and first[0] < place <= others[0][0]:
            place = first[0]
    return place


def _with_comments(data: bytes | None, namespace: str, made: Sequence[tuple[int, Sequence[str]]], date: str) -> bytes:
    elements = "".join(_comment(number, paragraphs, namespace, date) for number, paragraphs in made)
    if data is None:
        head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{namespace}">'
        return f"{head}{elements}</w:comments>".encode()
    return _before_end(data, elements)


def _comment(number: int, paragraphs: Sequence[str], namespace: str, date: str) -> str:
    reference = "<w:r><w:annotationRef/></w:r>"
    body = "".join(
        f'<w:p>{reference if n == 0 else ""}<w:r><w:t xml:space="preserve">{escape(xml_text(text))}</w:t></w:r></w:p>'
        for n, text in enumerate(paragraphs)
    )
    who = f'w:author="{AUTHOR}" w:initials="{INITIALS}" w:date={quoteattr(date)}'
    return f'<w:comment xmlns:w="{namespace}" w:id="{number}" {who}>{body}</w:comment>'


def _before_end(data: bytes, elements: str) -> bytes:
    """A part with `elements` as the last children of its root."""
    encoding = _encoding(data)
    start, end, name = _root_end(data)
    made = elements.encode(encoding, "xmlcharrefreplace")
    if start == end:
        return data[:start] + made + data[start:]
    opened = data[start:end].decode(encoding).rstrip().removesuffix("/>").encode(encoding)
    return data[:start] + opened + ">".encode(encoding) + made + f"</{name}>".encode(encoding) + data[end:]


def _root_end(data: bytes) -> tuple[int, int, str]:
    """Where the root's end tag begins, twice, and its name; of an empty-element tag where it begins and ends."""
    parser = expat.ParserCreate()
    depth = 0
    begun = ended = 0
    root = ""

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal depth, begun, root
        if depth == 0:
            begun, root = parser.CurrentByteIndex, name
        depth += 1

    def end(_: str) -> None:
        nonlocal depth, ended
        depth -= 1
        if depth == 0:
            ended = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    is_end_tag = data.startswith("</".encode(_encoding(data)), ended)  # an empty-element tag ends where the parser stands
    return (ended if is_end_tag else begun), ended, root


def _ids(data: bytes) -> list[int]:
    found: list[int] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "comment":
            ids = (value for key, value in attributes.items() if key.rpartition(":")[2] == "id")
            found.extend(int(value) for value in ids if value.lstrip("-").isdecimal())

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(data, True)
    return found


def _comments_part(package: WordPackage, files: Mapping[str, bytes]) -> str:
    """The name of the part of comments: the file's own, or one that is free."""
    related = package.related("comments")
    if related:
        return related[0]
    folder = posixpath.dirname(package.main_name)
    names = (posixpath.join(folder, f"comments{n or ''}.xml") for n in range(len(files) + 1))
    return next(name for name in names if name not in files)


def _announced(files: Mapping[str, bytes], main: str, part: str, namespace: str) -> dict[str, bytes]:
    """The parts that must name a new part of comments: the main part's relationships, and the content types."""
    folder, file = posixpath.split(main)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    rels = files.get(name, f'<Relationships xmlns="{RELATIONSHIPS}"></Relationships>'.encode())
    key = next(key for n in range(1, 10_000) if (key := f"rIdNotary{n}").encode() not in rels)
    target = posixpath.relpath(part, folder or ".")
    relation = f'<Relationship xmlns="{RELATIONSHIPS}" Id="{key}" Type="{RELATION[namespace]}" Target={quoteattr(target)}/>'
    override = f'<Override xmlns="{TYPES}" PartName={quoteattr("/" + part)} ContentType="{COMMENTS_TYPE}"/>'
    types = "[Content_Types].xml"
    return {name: _before_end(rels, relation), types: _before_end(files[types], override)}


def _zipped(body: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with `changed` parts in their places, new ones at its end."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, changed.get(info.filename, old.read(info)))
        known = set(old.namelist())
        for name in (name for name in changed if name not in known):
            made = zipfile.ZipInfo(name, date_time=old.infolist()[0].date_time)
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, changed[name])
    return out.getvalue()


def comment_plain(body: bytes, **told: Any) -> dict[str, Any]:
    """Return `comment(body, **told)` as JSON-ready values, the file in base64, for the worker process."""
    import base64

    made = comment(body, **told)
    return {"body": base64.b64encode(made.body).decode(), "unplaced": list(made.unplaced)}
