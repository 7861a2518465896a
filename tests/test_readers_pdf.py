"""PDF files read: notes by the size of their letters, pages joined; LibreOffice and Chromium write what is judged."""

import json
import re
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from judges import libreoffice, pandoc, printed
from test_readers import ROOT, SHARED, as_markdown, understood

from citations.errors import InputError
from citations.readers import read_document

WIDTH, HEIGHT = 595, 842


def pdf(*pages, compress=False):
    """Return a PDF whose pages hold lines (left, foot, size, words); a tuple of words is set as size-12 and raised size-7 runs."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        stream = "\n".join(_run(*line) for line in lines).encode("latin-1")
        packed = b"/Filter /FlateDecode " if compress else b""
        stream = zlib.compress(stream) if compress else stream
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (packed, len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (WIDTH, HEIGHT, len(objects))
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return file_of(objects)


def _run(left, foot, size, words):
    pieces = [f"BT /F1 {size} Tf {left} {foot} Td"]
    for place, piece in enumerate(words.split("^")):  # every second piece is raised
        shown = piece.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        pieces.append(f"/F1 {size * 0.6} Tf 4 Ts ({shown}) Tj" if place % 2 else f"/F1 {size} Tf 0 Ts ({shown}) Tj")
    return " ".join([*pieces, "ET"])


def file_of(objects):
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)


def read(body, name="draft.pdf"):
    return read_document(body, name)


def notes(document):
    return [(note.label, note.text) for note in document.notes]


BODY = [
    "The harbour was closed in the spring, and nobody in the town had been told",
    "why.^1^ The ferry went on for a month without a licence, as the council knew",
]
BODY_PLAIN = ["The harbour was closed in the spring, and nobody in the town had been told", "why it was."]
BODY_2 = ["from the first day.^2^ It was sold in June to a company that had no other", "ship.^3^"]


def paged(number, body, small, *, head="Lake Watch Briefing No. 7"):
    lines = [(72, 800, 9, head), (290, 30, 9, str(number))]
    lines += [(72, 700 - 15 * place, 12, words) for place, words in enumerate(body)]
    return lines + [(72, 150 - 11 * place, 9, words) for place, words in enumerate(small)]


def two_pages(first=("^1^ Lake Wire, 4 May 2014. The report of the council, which was never",), mark="^{}^"):
    return pdf(
        paged(1, BODY, first),
        paged(
            2, BODY_2, ["printed, is with the author.", f"{mark.format(2)} Quay Times, 7 June 2014.", f"{mark.format(3)} Ibid."]
        ),
    )


def test_small_lines_with_raised_numbers_are_notes_and_pages_are_joined():
    document = read(two_pages())
    assert notes(document) == [
        ("1", "Lake Wire, 4 May 2014. The report of the council, which was never printed, is with the author."),
        ("2", "Quay Times, 7 June 2014."),
        ("3", "Ibid."),
    ]
    (text,) = [paragraph.text for paragraph in document.paragraphs]
    assert "as the council knew from the first day. It was sold" in text
    assert [text[: marker.offset].rsplit(" ", 1)[-1] for marker in document.markers] == ["why.", "day.", "ship."]


def test_notes_numbered_on_the_line_are_notes_by_their_size():
    document = read(two_pages(("1. Lake Wire, 4 May 2014. The report of the council, which was never",), mark="{}."))
    assert [label for label, _ in notes(document)] == ["1", "2", "3"]
    assert notes(document)[1][1] == "Quay Times, 7 June 2014."


SIGNED = [
    "The harbour was closed in the spring, and nobody in the town had",
    "been told why.{} The ferry went on.{} It was sold in June.",
]


@pytest.mark.parametrize("mark", ["^{}^", "{}"])
def test_signs_call_the_notes_of_their_page_that_begin_with_them(mark):
    body = [line.format(mark.format("*"), mark.format("**")) for line in SIGNED]
    first = paged(1, body, ["* Lake Wire, 4 May 2014.", "** Council minutes, 6 May 2014."])
    document = read(pdf(first, paged(2, [SIGNED[0], SIGNED[1].format(mark.format("*"), "")], ["* Ibid., p. 3."])))
    assert notes(document) == [("*", "Lake Wire, 4 May 2014."), ("**", "Council minutes, 6 May 2014."), ("* (2)", "Ibid., p. 3.")]
    assert [marker.label for marker in document.markers] == ["*", "**", "* (2)"]
    assert "been told why. The ferry went on. It was sold" in " ".join(paragraph.text for paragraph in document.paragraphs)


def test_a_sign_that_nothing_calls_begins_no_note():
    document = read(pdf(paged(1, BODY_PLAIN, ["* All figures are the council's own."])))
    assert notes(document) == []


def test_numbers_in_brackets_call_the_list_that_bears_them():
    body = [
        "The harbour was closed in the spring [1], and nobody in the town had",
        "been told why.[2] It was sold [sic] in June.",
    ]
    document = read(pdf(paged(1, body, []), paged(2, ["[1] Lake Wire, 4 May 2014.", "[2] Ibid., p. 3."], [])))
    assert notes(document) == [("1", "Lake Wire, 4 May 2014."), ("2", "Ibid., p. 3.")]
    assert [marker.label for marker in document.markers] == ["1", "2"]
    assert "spring, and nobody" in " ".join(paragraph.text for paragraph in document.paragraphs)


def test_a_number_in_brackets_may_touch_its_note_and_begin_a_line_of_the_body():
    body = ["The harbour was closed in the spring [1] and the town", "[2] had been told [3] nothing of it."]
    document = read(pdf(paged(1, body, ["[1]Lake Wire, 4 May 2014.", "[2]Ibid., p. 3.", "[3]Ibid."])))
    assert notes(document) == [("1", "Lake Wire, 4 May 2014."), ("2", "Ibid., p. 3."), ("3", "Ibid.")]
    assert [marker.label for marker in document.markers] == ["1", "2", "3"]


def test_the_only_note_of_a_document_is_called_by_a_number_in_brackets():
    document = read(
        pdf(paged(1, ["The harbour was closed in the spring [1], and nobody", "knew why."], []), paged(2, ["[1] Lake Wire."], []))
    )
    assert notes(document) == [("1", "Lake Wire.")]
    assert [marker.label for marker in document.markers] == ["1"]


def test_a_number_in_brackets_that_begins_no_line_calls_nothing():
    assert notes(read(pdf(paged(1, ["They asked for [1] boat and", "nobody knew why."], [])))) == []
    assert notes(read(pdf(paged(1, ["[1] boat was found, they", "said, and lost."], [])))) == []


PLAIN = [
    "The harbour was closed in the spring, and nobody in the town",
    "had been told of it.",
    "The ferry went on for a month without a licence, as the",
    "council knew from the first day.",
]


def _lines(shift=0):
    return [(72 + (shift if place == 2 else 0), 700 - 15 * place, 12, words) for place, words in enumerate(PLAIN)]


@pytest.mark.parametrize(("shift", "paragraphs"), [(4, 1), (6, 1), (12, 2), (20, 2)])
def test_a_line_that_is_set_in_by_its_size_begins_a_paragraph(shift, paragraphs):
    assert len(read(pdf(_lines(shift))).paragraphs) == paragraphs


@pytest.mark.parametrize(("headed", "is_kept"), [(2, True), (3, False)])
def test_a_line_at_the_head_of_three_pages_is_a_running_head(headed, is_kept):
    pages = [
        [(72, 800, 9, "Lake Watch Briefing")] * (place < headed) + [*_lines(), (72, 500 - 10 * place, 12, words)]
        for place, words in enumerate(["The mayor left.", "A clerk stayed.", "Nobody paid.", "It rained.", "All went home."])
    ]
    assert ("Lake Watch" in " ".join(paragraph.text for paragraph in read(pdf(*pages)).paragraphs)) is is_kept


@pytest.mark.parametrize(("size", "calls"), [(8.4, ["1"]), (10.8, [])])
def test_a_digit_that_is_much_smaller_than_its_line_calls_a_note(size, calls, monkeypatch):
    raw = f"BT /F1 12 Tf 72 700 Td (Nobody knew why.) Tj /F1 {size} Tf (1) Tj /F1 12 Tf ( It was sold.) Tj ET\n"
    monkeypatch.setitem(globals(), "_run", lambda *_: raw + "BT /F1 9 Tf 72 150 Td (1. Lake Wire, 4 May 2014.) Tj ET")
    assert [marker.label for marker in read(pdf([(0, 0, 0, "")])).markers] == calls


def test_running_heads_and_page_numbers_are_left_out():
    text = " ".join(
        [paragraph.text for paragraph in read(two_pages()).paragraphs] + [words for _, words in notes(read(two_pages()))]
    )
    assert "Lake Watch" not in text
    assert not text.endswith("2")


def test_a_year_at_the_foot_of_a_page_is_no_page_number():
    pages = [
        [*paged(number, BODY, []), (72, 60, 12, f"{words} 201{number}.")] for number, words in ((1, "It was"), (2, "Then came"))
    ]
    text = " ".join(paragraph.text for paragraph in read(pdf(*pages)).paragraphs)
    assert "It was 2011." in text
    assert "Then came 2012." in text


def test_endnotes_in_the_size_of_the_body_are_the_list_that_the_marks_name():
    listed = ["Notes", "1. Lake Wire, 4 May 2014.", "2. Quay Times, 7 June 2014.", "3. Ibid."]
    document = read(pdf(paged(1, BODY + BODY_2, []), paged(2, listed, [])))
    assert notes(document) == [("1", "Lake Wire, 4 May 2014."), ("2", "Quay Times, 7 June 2014."), ("3", "Ibid.")]


def test_hyphens_are_mended_only_where_the_word_says_so():
    body = ["It was a pro-", "government paper and the ethnic-", "Pamiri council had a mem-", "ber there; every member knew."]
    filler = [paged(number, ["It was so, as everybody said."] * 30, []) for number in range(2, 7)]
    text = " ".join(paragraph.text for paragraph in read(pdf(paged(1, body, []), *filler)).paragraphs)
    assert "a pro-government paper and the ethnic-Pamiri council had a member there" in text


def test_an_address_broken_over_lines_is_whole():
    small = ["^1^ Lake Wire, http://lake-", "wire.example/news/", "the_ferry.html, 4 May 2014.", "^2^ Ibid.", "^3^ Ibid."]
    document = read(pdf(paged(1, BODY + BODY_2, small)))
    assert notes(document)[0][1] == "Lake Wire, http://lake-wire.example/news/the_ferry.html, 4 May 2014."


def test_a_hyphen_that_nothing_decides_goes_where_the_document_cuts_its_words():
    body = [
        "The council mem-",
        "ber saw the har-",
        "bour, and the recruit-",
        "ment was self-",
        "financed. A member of it",
        "knew the harbour.",
    ]
    filler = [paged(number, ["It was so, as everybody said."] * 60, []) for number in range(2, 7)]
    text = " ".join(paragraph.text for paragraph in read(pdf(paged(1, body, []), *filler)).paragraphs)
    assert "council member saw the harbour, and the recruitment was self-financed" in text


def test_a_list_that_no_mark_names_is_no_notes():
    listed = ["1. The harbour is closed.", "2. The ferry is sold.", "3. The crew of 40 m^2^ ships is gone."]
    for size in (12, 9):
        lines = [(72, 500 - 15 * place, size, words) for place, words in enumerate(listed)]
        document = read(pdf([*paged(1, ["The report of the council says so:"] * 8, []), *lines]))
        assert not document.notes
        assert "The ferry is sold." in " ".join(paragraph.text for paragraph in document.paragraphs)


def test_notes_numbered_anew_on_each_page_are_counted_on():
    pages = [
        paged(number, [f"The {name} was closed.^1^ It was sold.^2^"], [f"^1^ {name} Wire, 4 May 2014.", "^2^ Ibid."])
        for number, name in enumerate(("Harbour", "Ferry", "Market"), 1)
    ]
    document = read(pdf(*pages))
    assert [label for label, _ in notes(document)] == ["1", "2", "3", "4", "5", "6"]
    assert notes(document)[4] == ("5", "Market Wire, 4 May 2014.")
    assert [marker.label for marker in document.markers] == ["1", "2", "3", "4", "5", "6"]


def test_the_number_of_a_list_that_is_drawn_behind_its_page_belongs_to_its_line():
    body = [(72, 700, 12, "It was closed.^1^ It was sold.^2^"), (90, 600, 12, "Lake Wire, 4 May 2014."), (90, 580, 12, "Ibid.")]
    document = read(pdf([*body, (75, 600, 12, "1."), (75, 580, 12, "2.")]))
    assert notes(document) == [("1", "Lake Wire, 4 May 2014."), ("2", "Ibid.")]


TYPST = {
    "one column": '#set page("a4")',
    "justified": '#set page("a4", numbering: "1", header: [Lake Watch])\n#set par(justify: true)\n#set text(10pt, hyphenate: false)',
    "two columns": '#set page("a4", columns: 2, numbering: "1")\n#set text(10pt)',
    "notes as large as the body": '#set page("a4")\n#show footnote.entry: set text(11pt)',
    "numbered anew on each page": '#set page("a4", header: counter(footnote).update(0))',
}


def typeset(document, head):
    """Return the PDF that Typst makes of a document, its notes as footnotes."""
    typst = pytest.importorskip("typst", reason="the dev extra installs typst")
    written = {note.label: words_of_typst(note.text) for note in document.notes}
    lines = [head]
    for index, paragraph in enumerate(document.paragraphs):
        line, last = "", 0
        for marker in (marker for marker in document.markers if marker.paragraph == index):
            line += f"{words_of_typst(paragraph.text[last : marker.offset])}#footnote[{written[marker.label]}]"
            last = marker.offset
        line += words_of_typst(paragraph.text[last:])
        lines.append(f"#heading[{line}]" if paragraph.kind == "heading" else line)
    return typst.compile("\n\n".join(lines).encode())


def words_of_typst(text):
    """Return text as strings of Typst, in which nothing is markup; what stands between asterisks is emphasised."""
    strings = [json.dumps(part, ensure_ascii=False) for part in text.split("*")]
    return "".join(f"#emph({one})" if place % 2 else f"#{one};" for place, one in enumerate(strings))


@pytest.mark.parametrize("layout", TYPST)
def test_the_example_reads_alike_from_markdown_and_from_typsts_pdf(layout):
    """Typst prints marks in the font's own superscripts: no smaller, and on the baseline."""
    markdown = read_document((ROOT / "examples" / "briefing" / "briefing.md").read_bytes(), "briefing.md")
    made = read(typeset(markdown, TYPST[layout]))
    assert notes(made) == notes(markdown)
    assert [one[:3] for one in understood(made)] == [one[:3] for one in understood(markdown)]


def test_letters_of_a_negative_size_are_read_as_they_are_drawn():
    """Some printers turn the page over and its letters back."""
    turned = re.sub(
        rb"Tf ([\d.]+) ([\d.]+) Td", rb"Tf -1 0 0 -1 \1 \2 Tm", re.sub(rb"/F1 ([\d.]+) Tf", rb"/F1 -\1 Tf", two_pages())
    )
    document = read(turned.replace(b" 4 Ts", b" -4 Ts"))
    assert notes(document) == notes(read(two_pages()))


def test_a_scan_says_that_it_holds_no_text():
    with pytest.raises(InputError, match="OCR"):
        read(pdf([], [], []))


def test_a_truncated_file_is_one_clear_error():
    with pytest.raises(InputError, match="damaged"):
        read(two_pages()[:200])


def test_a_locked_file_says_so(tmp_path):
    (tmp_path / "a.txt").write_text("The harbour was closed.")
    options = ':writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    with pytest.raises(InputError, match="password"):
        read(libreoffice(tmp_path, "a.txt", "pdf", options))


def long_draft(count):
    """Markdown with `count` notes, short and long, some of which begin with a year or a quotation, and many "Ibid."."""
    texts = (
        "Ibid.",
        "{year} Report of the Harbour Commission, pages 4 and {n}, http://harbour.example/report-{n}.",
        "“Ferry sold in {year},” *The Daily Quay*, {day} May {year}, http://quay.example/{n}/sold.",
        "Ibid.",
        "The ferry was sold without a licence, as the council knew, and the town was never told of it. " * 4 + "See Quay Times, {day} June {year}.",
        "http://quay.example/{n}/closed, accessed {day} May {year}.",
    )  # fmt: skip
    body = "\n\n".join(
        " ".join(f"The council of the town knew of case {n * 7}, and nobody spoke of it.[^{n}]" for n in range(first, first + 5))
        for first in range(1, count + 1, 5)
    )
    listed = (texts[n % 6].format(n=n, day=n % 28 + 1, year=1990 + n % 30) for n in range(1, count + 1))
    return body + "\n\n" + "\n\n".join(f"[^{n}]: {text}" for n, text in enumerate(listed, 1)) + "\n"


def without_fixed_blanks(rows):
    return json.loads(json.dumps(rows).replace("\\u00a0", " "))


def as_word(folder, count):
    (folder / "a.md").write_text(long_draft(count), encoding="utf-8")
    pandoc(folder, "a.md", "-f", "markdown-smart", "-o", "w.docx")
    return without_fixed_blanks(understood(read((folder / "w.docx").read_bytes(), "w.docx")))


@pytest.mark.parametrize("size", ["9pt", "12pt"])
@pytest.mark.parametrize("first", [1, 95])
def test_notes_whose_numbers_fill_their_indent_begin_with_them(size, first, tmp_path):
    """LibreOffice sets an odt's notes in by a seventh of an inch, which a number of two or three digits fills: "100Ibid."."""
    word = as_word(tmp_path, 115)
    pandoc(tmp_path, "a.md", "-f", "markdown-smart", "-o", "a.odt")
    with zipfile.ZipFile(tmp_path / "a.odt") as made, zipfile.ZipFile(tmp_path / "b.odt", "w") as changed:
        for name in made.namelist():
            held = made.read(name)
            if name == "styles.xml":
                held = re.sub(
                    rb'(style:name="Footnote".*?fo:font-size=")[^"]*', rb"\g<1>%b" % size.encode(), held, count=1, flags=re.DOTALL
                )
                held = re.sub(rb'(note-class="footnote"[^>]*start-value=")\d+', rb"\g<1>%d" % (first - 1), held)
            changed.writestr(name, held)
    made = without_fixed_blanks(understood(read(libreoffice(tmp_path, "b.odt", "pdf"))))
    assert [row[1:3] for row in made] == [row[1:3] for row in word]
    assert [row[0] for row in made] == [str(number) for number in range(first, first + 115)]
    if first == 1:
        assert made == word


@pytest.mark.parametrize(
    "style", ["body {font: 12pt serif}", "@page {margin: 0} body {font: 10pt DejaVu Sans Condensed; max-width: 30em}"]
)
def test_a_short_note_that_begins_several_pages_is_no_running_head(style, tmp_path):
    word = as_word(tmp_path, 115)
    pandoc(tmp_path, "a.md", "-f", "markdown-smart", "-s", "--metadata", "title=T", "-t", "html5", "-o", "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8").replace("</head>", f"<style>{style}</style></head>")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert without_fixed_blanks(understood(read(printed(tmp_path, "a.html")))) == word


def test_the_briefing_reads_alike_from_text_and_from_libreoffices_pdf(tmp_path):
    if not SHARED.exists():
        pytest.skip("../shared is not here")
    text = read_document(SHARED.read_bytes(), "briefing.txt")
    (tmp_path / "a.md").write_text(as_markdown(text), encoding="utf-8")
    pandoc(tmp_path, "a.md", "-f", "markdown-smart-citations", "-o", "a.docx")
    assert understood(read(libreoffice(tmp_path, "a.docx", "pdf"))) == understood(text)


def test_the_briefing_reads_alike_from_text_and_from_a_printed_web_page(tmp_path):
    """Notes small and behind the text, words hyphenated by Chromium, its own head and foot on every page."""
    if not SHARED.exists():
        pytest.skip("../shared is not here")
    text = read_document(SHARED.read_bytes(), "briefing.txt")
    (tmp_path / "a.md").write_text(as_markdown(text), encoding="utf-8")
    options = ["-f", "markdown-smart-citations", "-s", "--metadata", "title=T", "-t", "html5", "-o", "a.html"]
    pandoc(tmp_path, "a.md", *options)
    style = (
        "<style>body{font:11pt serif;max-width:none} section{font-size:8.5pt} p{text-align:justify;hyphens:auto}</style></head>"
    )
    page = (tmp_path / "a.html").read_text(encoding="utf-8").replace("</head>", style).replace("<html", '<html lang="en"', 1)
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert understood(read(printed(tmp_path, "a.html"))) == understood(text)
