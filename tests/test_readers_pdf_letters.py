"""PDF files whose notes bear roman numbers, letters or signs: read as the Word or OpenDocument file that LibreOffice printed."""

import re
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from judges import libreoffice, pandoc
from test_readers import understood
from test_readers_pdf import BODY_PLAIN, long_draft, notes, paged, pdf, read, without_fixed_blanks
from word_samples import call, docx, note, p

RAISED = '<w:vertAlign w:val="superscript"/>'
STYLES = "".join(
    f'<w:style w:type="character" w:styleId="{kind}Reference"><w:name w:val="{kind.lower()} reference"/><w:rPr>{RAISED}</w:rPr></w:style>'
    for kind in ("Footnote", "Endnote")
)
TEXTS = (
    "Lake Wire, 4 May 2014.",
    "Ibid.",
    "a letter of the mayor, 3 June 2014.",
    "“Ferry sold,” Quay Times, 7 June 2014.",
    "Ibid., p. 3.",
)


def drafted(*kinds, rules):
    """Return a Word file of nine calls, those of each kind in turn."""
    counts, body, written = dict.fromkeys(kinds, 0), [], dict.fromkeys(("footnote", "endnote"), "")
    for place in range(9):
        kind = kinds[place % len(kinds)]
        counts[kind] += 1
        body += [f"{' ' * (place > 0)}The council knew of case {place * 7}, and I told nobody", call(counts[kind], kind).replace("<w:r>", f"<w:r><w:rPr>{RAISED}</w:rPr>"),
                 " of it at all, for the harbour was closed and the ferry went on for a month."]  # fmt: skip
        written[kind] += note(counts[kind], TEXTS[place % 5], kind=kind)
    return docx(p(*body) + f"<w:sectPr>{rules}</w:sectPr>", written["footnote"], written["endnote"], styles=STYLES)


@pytest.mark.parametrize("kinds", [("endnote",), ("footnote",), ("footnote", "endnote"), ("endnote", "footnote", "footnote")])
@pytest.mark.parametrize("numbers", ["lowerRoman", "upperRoman", "lowerLetter", "chicago"])
def test_notes_of_any_kind_of_number_read_as_in_the_word_file(kinds, numbers, tmp_path):
    numbered = kinds[0] if len(kinds) == 1 else "endnote"
    made = drafted(*kinds, rules=f'<w:{numbered}Pr><w:numFmt w:val="{numbers}"/></w:{numbered}Pr>')
    (tmp_path / "a.docx").write_bytes(made)
    word = without_fixed_blanks(understood(read(made, "a.docx")))
    assert len(word) == 9
    assert without_fixed_blanks(understood(read(libreoffice(tmp_path, "a.docx", "pdf")))) == word


@pytest.mark.parametrize(("number", "last"), [("i", "xl"), ("I", "XL"), ("a", "an")])
def test_40_endnotes_read_as_from_the_opendocument_file(number, last, tmp_path):
    """Numbers that fill their indent begin their note without a blank: "viiiIbid."."""
    (tmp_path / "a.md").write_text(long_draft(40), encoding="utf-8")
    pandoc(tmp_path, "a.md", "-f", "markdown-smart", "-o", "a.odt")
    with zipfile.ZipFile(tmp_path / "a.odt") as made, zipfile.ZipFile(tmp_path / "b.odt", "w") as changed:
        for name in made.namelist():
            held = made.read(name).replace(b'note-class="footnote"', b'note-class="endnote"')
            changed.writestr(name, re.sub(rb'(style:num-format=")[^"]*', rb"\g<1>%b" % number.encode(), held))
    read_odt = read((tmp_path / "b.odt").read_bytes(), "b.odt")
    document = read(libreoffice(tmp_path, "b.odt", "pdf"))
    assert [text.replace("\xa0", " ") for _, text in notes(document)] == [
        text.replace("\xa0", " ") for _, text in notes(read_odt)
    ]
    assert [marker.label for marker in document.markers] == [label for label, _ in notes(document)]
    assert notes(document)[-1][0] == last


CALLED = [
    "The harbour was closed in the spring, and nobody in the town had",
    "been told why.^i^ The ferry went on.^ii^ It was sold in June.",
]


def test_roman_numbers_call_the_list_that_begins_with_them():
    listed = ["i) The harbour is closed.", "ii) The ferry is sold."]
    document = read(pdf(paged(1, CALLED + listed, []), paged(2, ["Notes", "i Lake Wire, 4 May 2014.", "ii Ibid., p. 3."], [])))
    assert notes(document) == [("i", "Lake Wire, 4 May 2014."), ("ii", "Ibid., p. 3.")]
    assert [marker.label for marker in document.markers] == ["i", "ii"]


@pytest.mark.parametrize(
    "lines",
    [
        ["i) The harbour is closed.", "ii) The ferry is sold.", "iii) The crew is gone."],
        ["I told the mayor of it.", "II. The Harbour", "III. The Ferry"],
        ["It was the 1^a^ time that he went from the lake", "a Madrid, and then he went", "a Lisboa."],
        ["It was so in the XIX^e^ century, wrote M^r^ Lake:", "e Quay Times was never sold."],
        ["It was the vitamin^A^ that they sold.", "A ferry was closed."],
    ],
)
def test_letters_that_nothing_calls_begin_no_note(lines):
    document = read(pdf(paged("i", BODY_PLAIN + lines, []), paged("ii", BODY_PLAIN, [])))
    assert not document.notes
    assert not document.markers
    assert lines[-1] in " ".join(paragraph.text for paragraph in document.paragraphs)


def test_numbers_that_skip_one_are_no_notes():
    document = read(pdf(paged(1, CALLED, []), paged(2, ["i Lake Wire, 4 May 2014.", "iv Ibid., p. 3."], [])))
    assert [label for label, _ in notes(document)] == ["i"]


@pytest.mark.parametrize("numbers", [("i", "ii"), ("a", "b"), ("*", "†")])
def test_letters_that_begin_anew_on_each_page_call_the_notes_of_their_page(numbers):
    one, two = (number.replace("†", "**") for number in numbers)
    pages = [
        paged(
            page,
            [f"The {name} was closed in the spring.^{one}^ The town", f"had not been told.^{two}^ It was sold."],
            [f"^{one}^ {name} Wire, 4 May 2014.", f"^{two}^ Ibid., p. {page}."],
        )
        for page, name in enumerate(("Harbour", "Ferry", "Market"), 1)
    ]
    document = read(pdf(*pages))
    assert [text for _, text in notes(document)] == [
        text
        for page, name in enumerate(("Harbour", "Ferry", "Market"), 1)
        for text in (f"{name} Wire, 4 May 2014.", f"Ibid., p. {page}.")
    ]
    labels = [label for label, _ in notes(document)]
    assert labels == [one, two, f"{one} (2)", f"{two} (2)", f"{one} (3)", f"{two} (3)"]
    assert [marker.label for marker in document.markers] == labels


def test_a_line_may_bear_many_marks():
    numbers = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
    line = " ".join(
        f"{word}^{number}^" for word, number in zip("The town was told of it and knew.".split(), numbers, strict=True)
    )
    document = read(pdf(paged(1, [line], [f"^{number}^ Quay Times, {len(number)} May 2014." for number in numbers])))
    assert [label for label, _ in notes(document)] == [marker.label for marker in document.markers] == list(numbers)
