"""Drafts made to harm: each ends in one clear error, within 10 s and 500 MB, in the worker process."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import sys
import threading
import zipfile
import zlib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from test_readers_odt import NAMES, odt
from test_readers_pdf import file_of, pdf
from word_samples import W_NS, call, docx, note, p, parts, zipped

from citations.errors import InputError
from citations.readers import read_document
from citations.readers.numbering import raised
from pipeline.reading import Readers

LONGEST_S = 10.0
MOST_BYTES = 500_000_000
WORD = f'<w:document xmlns:w="{W_NS}"><w:body>'.encode(), b"</w:body></w:document>"
TEXT = (
    f"<office:document-content {NAMES}><office:body><office:text>".encode(),
    b"</office:text></office:body></office:document-content>",
)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)  # fmt: skip


def swollen(name: str, around: tuple[bytes, bytes], unit: bytes, size: int, **others: str) -> bytes:
    """Return a zip whose part `name` inflates to `size` bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for other, content in others.items():
            package.writestr(other, content)
        with package.open(name, "w") as part:
            part.write(around[0])
            for _ in range(size // 1_000_000):
                part.write(unit * (1_000_000 // len(unit)))
            part.write(around[1])
    return packed.getvalue()


def word(unit: bytes, size: int) -> bytes:
    return swollen("word/document.xml", WORD, unit, size, **{"_rels/.rels": parts("")["_rels/.rels"]})


def text(unit: bytes, size: int) -> bytes:
    return swollen("content.xml", TEXT, unit, size, mimetype="application/vnd.oasis.opendocument.text")


def opened(packed: bytes, **more: str) -> bytes:
    """Return a package with more parts in it, or others in their place."""
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        return zipped({**{name: package.read(name) for name in package.namelist()}, **more})


def looping() -> bytes:
    """Return a PDF of one page with a form that shows itself twice."""
    kinds = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
             b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
             b"<< /Length 5 >>\nstream\n/X Do\nendstream"]  # fmt: skip
    shown = b"q /X Do /X Do Q"
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X 5 0 R >> >> /Length %d >>"
    return file_of([*kinds, form % len(shown) + b"\nstream\n%s\nendstream" % shown])


def twice_packed(size: int) -> bytes:
    packer = zlib.compressobj(1)
    once = b"".join(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + packer.flush()
    packed = zlib.compress(once, 9)
    return file_of(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
         b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
         b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)]
    )  # fmt: skip


LOCKED = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry'
    ' manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)

HOSTILE = {
    "docx: 200 MB of XML": ("a.docx", lambda: word(b"<w:p><w:r><w:t>a b</w:t></w:r></w:p>", 200_000_000), "40 MB"),
    "docx: 9 million elements": ("a.docx", lambda: word(b"<w:p/>", 38_000_000), "memory"),
    "docx: an entity bomb": ("a.docx", lambda: zipped({**parts(p("x")), "word/document.xml": f"{ENTITIES}]><x>&i;</x>"}), "document type"),
    "docx: a path out of the zip": ("a.docx", lambda: opened(docx(p("x")), **{"../../x.sh": "x"}), r"\.\./\.\./x\.sh"),
    "docx: locked": ("a.docx", lambda: OLE, "password"),
    "odt: 200 MB of XML": ("a.odt", lambda: text(b"<text:p>a b</text:p>", 200_000_000), "40 MB"),
    "odt: 4 million elements": ("a.odt", lambda: text(b"<text:p/>", 38_000_000), "memory"),
    "odt: an entity bomb": ("a.odt", lambda: odt("<text:p>&i;</text:p>", before=ENTITIES + "]>"), "document type"),
    "odt: a path out of the zip": ("a.odt", lambda: opened(odt("<text:p>x</text:p>"), **{"/etc/x": "x"}), "/etc/x"),
    "odt: locked": ("a.odt", lambda: opened(odt("x"), **{"META-INF/manifest.xml": LOCKED, "content.xml": "\0" * 99}), "password"),
    "odt: locked in an envelope": ("a.odt", lambda: OLE, "password"),
    "html: 200,000 attributes": ("a.html", lambda: b"<html><body><p %s>x" % b" ".join(b"a%d=1" % n for n in range(200_000)), "8 s|processor time"),
    "html: 5 million elements": ("a.html", lambda: b"<html><body>" + b"<p>a" * 5_000_000, "memory"),
    "html: an entity bomb": ("a.html", lambda: f"{ENTITIES}]><html><body><p>&i;".encode(), "entities"),
    "html: 39 MB of text": ("a.html", lambda: b"<html><body>" + b"a " * 19_500_000, "10 million"),
    "pdf: a form that shows itself": ("a.pdf", looping, "memory|8 s|processor time"),
    "pdf: a stream packed twice": ("a.pdf", lambda: twice_packed(700_000_000), "memory"),
    "pdf: a string of 9 MB": ("a.pdf", lambda: pdf([(72, 700, 12, "a" * 9_000_000)], compress=True), "line of 32767"),
    "pdf: pages that hold themselves": (
        "a.pdf",
        lambda: file_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"]),
        "damaged",
    ),
    "markdown: a million brackets": ("a.md", lambda: b"[" * 1_000_000, "8 s|processor time"),
    "markdown: 39 MB": ("a.md", lambda: b"a[^1] *b* " * 3_900_000, "10 million"),
    "text: 39 MB": ("a.txt", lambda: b"a b c. " * 5_500_000, "10 million"),
    "41 MB": ("a.docx", lambda: bytes(41_000_000), "41 MB"),
}  # fmt: skip


LONG = "9" * 6000
LONG_NUMBERS = {
    "docx": lambda: docx(p("x", call(1)) + f'<w:sectPr><w:footnotePr><w:numStart w:val="{LONG}"/></w:footnotePr></w:sectPr>', note(1, "Ibid.")),
    "html": lambda: f'<html><body><p>x<sup>{LONG}</sup></p><ol start="{LONG}"><li>Ibid.</li></ol>'.encode(),
    "md": lambda: f"x[^{LONG}]\n\n[^{LONG}]: Ibid.".encode(),
    "pdf": lambda: pdf([(72, 700, 12, f"It was so.^{LONG}^"), (72, 600, 12, f"^{LONG}^ Ibid.")]),
    "txt": lambda: f"It was so.{raised(LONG)}\n\n{raised(LONG)} Ibid.".encode(),
}  # fmt: skip


@pytest.mark.parametrize("kind", LONG_NUMBERS)
def test_a_number_of_6000_digits_stops_no_reader(kind):
    assert read_document(LONG_NUMBERS[kind](), f"a.{kind}").paragraphs


def most_held(pid: int) -> int:
    with contextlib.suppress(OSError), Path(f"/proc/{pid}/status").open() as status:
        return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM")), 0)
    return 0


def read_watched(path: Path) -> tuple[Exception | None, float, int]:
    """Return the error of reading `path`, the processor seconds of its worker, and the most memory that a worker held.

    By the clock a busy machine takes longer: a child is waited for as long as it works (`citations.worker`).
    """
    readers, ended, most, caught = Readers(), threading.Event(), [0], None

    def watch() -> None:
        while not ended.wait(0.005):
            children = [worker._child for worker in readers._workers]
            most[0] = max([most[0], *(most_held(child.pid) for child in children if child is not None)])

    watching = threading.Thread(target=watch)
    watching.start()
    begun = sum(os.times()[2:4])
    try:
        asyncio.run(readers.briefing(path))
    except Exception as error:  # whatever it is, it is looked at
        caught = error
    finally:
        ended.set()
        watching.join()
        readers.close()
    return caught, sum(os.times()[2:4]) - begun, most[0]


@pytest.mark.timed
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_draft_made_to_harm_is_one_clear_error_within_10_s_and_500_mb(kind, tmp_path):
    name, made, said = HOSTILE[kind]
    (tmp_path / name).write_bytes(made())
    error, took, most = read_watched(tmp_path / name)
    with pytest.raises(InputError, match=said) as caught:
        raise error or AssertionError("it was read")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400
    assert name in str(caught.value)
    assert took < LONGEST_S
    assert (0 if name == "a.docx" and kind == "41 MB" else 1) <= most < MOST_BYTES


def test_a_draft_that_was_read_is_seen_as_such(tmp_path):
    """The watch itself: a sound draft gives no error, and its worker's memory is seen."""
    (tmp_path / "a.md").write_text("A[^1].\n\n[^1]: “Vote Held”, Lake Wire, 3 May 2014.\n")
    error, _, most = read_watched(tmp_path / "a.md")
    assert error is None
    assert most > 10_000_000
