"""Text and Markdown read: notes whole, markers behind their words, nothing dropped; pandoc judges Word against Markdown."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from evaluate_text import compare
from judges import libreoffice, pandoc
from paged_texts import make_layout

from citations.errors import InputError
from citations.footnote import understand
from citations.plain import to_plain
from citations.publisher import default_publishers
from citations.readers import read_document

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "briefing" / "briefing.txt"


def read(text, name="draft.txt"):
    return read_document(text.encode(), name)


def notes(document):
    return [(note.label, note.text) for note in document.notes]


def places(document):
    return [(marker.label, document.paragraphs[marker.paragraph].text[: marker.offset][-6:]) for marker in document.markers]


# Text.


def test_nineteen_layouts_in_twenty_come_back_exactly():
    results = [compare(make_layout(seed)) for seed in range(60)]
    assert sum(exact for exact, *_ in results) >= 0.93 * len(results)


def test_a_note_that_runs_over_two_more_pages_is_whole():
    text = ("The vote was held in the hall and nobody was allowed to watch the counting of the\n\n¹ A long remark that goes on and on and\n\n"
            "ballots in the night.¹ A second paragraph of the page stands here and it breaks off in\n\nover the next page and\n\n"
            "the middle of it. The end of the page is here.²\n\nends on the third.\n\n² “Vote Held”, Lake Wire, 3 May 2014.\n")  # fmt: skip
    document = read(text)
    assert notes(document) == [("1", "A long remark that goes on and on and over the next page and ends on the third."),
                               ("2", "“Vote Held”, Lake Wire, 3 May 2014.")]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read_alike(end):
    document = read("He left.¹\nShe stayed.²\n\n¹ First.\n\n² Second.\n".replace("\n", end))
    assert notes(document) == [("1", "First."), ("2", "Second.")]


def test_brackets_with_a_list_of_notes_at_the_end():
    document = read("He left. [1] She stayed [2].\n\nNotes\n\n[1] First, 2014.\n[2] Second, 2015.\n")
    assert notes(document) == [("1", "First, 2014."), ("2", "Second, 2015.")]
    assert [label for label, _ in places(document)] == ["1", "2"]


def test_a_numbered_list_at_the_end_serves_digits_in_the_text():
    document = read("He left.1 She stayed.2 They talked.3\n\nNotes\n\n1. First.\n2. Second.\n3. Third.\n")
    assert notes(document) == [("1", "First."), ("2", "Second."), ("3", "Third.")]


@pytest.mark.parametrize(
    ("one", "two", "start"),
    [(" (1)", " (2)", "({})"), ("^1", "^2", "^{}"), ("^[1]", "^[2]", "{}."), (" [1]", " [2]", "{}."), ("¹", "²", "[{}]"),
     (" (1)", " (2)", "{}."), ("[1]", "[2]", "({})")],
)  # fmt: skip
def test_marks_of_every_kind_call_notes_of_every_kind(one, two, start):
    notes_below = "\n".join(f"{start.format(number)} {text}" for number, text in ((1, "Lake Wire, 2014."), (2, "Ibid.")))
    document = read(f"He left in May{one}. She stayed there{two}.\n\nNotes\n\n{notes_below}\n")
    assert notes(document) == [("1", "Lake Wire, 2014."), ("2", "Ibid.")]
    assert document.paragraphs[0].text == "He left in May. She stayed there."


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_text_of_every_usual_charset_is_read(charset):
    text = (
        "Он ушёл из дома вечером, и никто его не видел [1]. Она осталась [2].\n\n[1] Голос города, 5 мая 2014.\n\n[2] Там же.\n"
    )
    assert notes(read_document(text.encode(charset), "a.txt")) == [("1", "Голос города, 5 мая 2014."), ("2", "Там же.")]


@pytest.mark.parametrize("body", ["Café naïve déjà vu [1].".encode("cp1252"), "Он ушёл".encode("utf-16-le"), bytes(range(256))])
def test_a_charset_that_is_not_certain_is_refused(body):
    with pytest.raises(InputError, match=r"UTF-8|binary"):
        read_document(body, "a.txt")


def test_a_list_that_the_text_refers_to_in_passing_is_no_notes():
    document = read("The plan has parts (1) and more.\n\n1. A harbour.\n\n2. A ferry.\n\n3. A road.\n")
    assert not document.notes


def test_an_asterisk_of_the_author_is_no_emphasis():
    assert read("So 2 * 3 and 4*5 and *Lake Wire* here.\n").paragraphs[0].text == "So 2 ∗ 3 and 4∗5 and *Lake Wire* here."


def test_units_and_powers_are_no_markers():
    document = read("A field of 40 m² and 10³ people.¹ More.²\n\n¹ First.\n\n² Second.\n")
    assert places(document) == [("1", "eople."), ("2", " More.")]
    assert "40 m² and 10³" in document.paragraphs[0].text


def test_a_missing_number_leaves_the_others_in_place():
    document = read("A one.¹ A two.² A three.³\n\n¹ First.\n\n³ Third.\n")
    assert notes(document) == [("1", "First."), ("3", "Third.")]
    assert [f.defect for f in understand(document, default_publishers()).findings if f.rule == "markers"] == ["note-missing"]


def test_a_note_without_marker_is_kept_and_reported():
    document = read("A one.¹ A two.²\n\n¹ First.\n\n² Second.\n\n³ Third.\n")
    assert notes(document)[-1] == ("3", "Third.")
    assert [f.defect for f in understand(document, default_publishers()).findings if f.rule == "markers"] == ["marker-missing"]


def test_a_text_without_notes_has_paragraphs_alone():
    document = read("One paragraph.\n\nAnother of 1990.\n")
    assert [p.text for p in document.paragraphs] == ["One paragraph.", "Another of 1990."]
    assert document.notes == document.markers == ()


def test_a_year_alone_at_the_end_of_a_torn_note_is_no_page_number():
    document = read(
        "He left the hall.¹ She stayed there.²\n\n¹ First.\n\n² Lake Wire, 3 May\n\nA new page begins here with text.³\n\n2009.\n\n³ Third.\n"
    )
    assert ("2", "Lake Wire, 3 May 2009.") in notes(document)


# Markdown.

MARKDOWN = {
    "numbers are kept": ("A[^1] b[^2].\n\n[^1]: One.\n[^2]: Two.\n", [("1", "One."), ("2", "Two.")]),
    "words are numbered by their order": ("A[^b] b[^a].\n\n[^a]: A.\n[^b]: B.\n", [("1", "B."), ("2", "A.")]),
    "inline notes": ("A^[One *title*.] b.\n", [("1", "One *title*.")]),
    "several paragraphs": ("A[^1].\n\n[^1]: One.\n\n    Two.\n\n    - Three\n", [("1", "One. Two. Three")]),
    "definition first": ("[^1]: One.\n\nA[^1].\n", [("1", "One.")]),
    "in quotes, tables and lists": ("> A[^1]\n\n| b[^2] |\n|---|\n| c[^3] |\n\n- d[^4]\n\n[^1]: n1.\n[^2]: n2.\n[^3]: n3.\n[^4]: n4.\n",
                                    [("1", "n1."), ("2", "n2."), ("3", "n3."), ("4", "n4.")]),
    "an uncalled note is kept": ("A[^1].\n\n[^1]: One.\n[^7]: Seven.\n", [("1", "One."), ("7", "Seven.")]),
    "a note defined twice": ("A[^1].\n\n[^1]: One.\n[^1]: Uno.\n", [("1", "One."), ("1′", "Uno.")]),
    "works of MultiMarkdown": ("A[#doe].\n\n[#doe]: Doe, *Book*.\n", [("1", "Doe, *Book*.")]),
    "raised numbers without brackets": ("A.¹ B.²\n\n¹ One.\n\n² Two.\n", [("1", "One."), ("2", "Two.")]),
    "code is no note": ("A[^1].\n\n```\n[^2]: x\n```\n\n[^1]: One.\n", [("1", "One.")]),
    "a lazy line goes on": ("A[^1].\n\n[^1]: One\ntwo.\n", [("1", "One two.")]),
}  # fmt: skip


NUMBERS = {
    "printed twice": ("A left.¹ B came.² C came.² D left.³\n\n¹ One.\n\n² Two.\n\n² Due.\n\n³ Three.\n",
                      [("1", "One."), ("2", "Two."), ("2′", "Due."), ("3", "Three.")], ["1", "2", "2′", "3"]),
    "out of order": ("A left.¹ B came.³ C came.² D left.⁴\n\n¹ One.\n\n³ Three.\n\n² Two.\n\n⁴ Four.\n",
                     [("1", "One."), ("3", "Three."), ("2", "Two."), ("4", "Four.")], ["1", "3", "2", "4"]),
    "in brackets, printed twice": ("A left [1]. B came [2]. C left [3].\n\n[1] One.\n[2] Two.\n[2] Due.\n[3] Three.\n",
                                   [("1", "One."), ("2", "Two."), ("2′", "Due."), ("3", "Three.")], ["1", "2", "3"]),
    "a power is no mark": ("A has 3 km² of land.¹ B came.²\n\n¹ One.\n\n² Two.\n", [("1", "One."), ("2", "Two.")], ["1", "2"]),
    "a mark torn from its word": ("A left for the coast and then came back to it, which nobody had hoped for any longer then.\n"
                                  "² B came.³\n\n¹ One.\n\n² Two.\n\n³ Three.\n", [("1", "One."), ("2", "Two."), ("3", "Three.")], ["2", "3"]),
}  # fmt: skip


@pytest.mark.parametrize(("source", "wanted", "called"), NUMBERS.values(), ids=NUMBERS)
def test_notes_of_plain_text_whose_numbers_are_doubled_or_out_of_order_are_kept_apart(source, wanted, called):
    document = read(source, "draft.txt")
    assert notes(document) == wanted
    assert [marker.label for marker in document.markers] == called


def test_a_title_of_two_lines_and_an_unclosed_quotation_join_no_paragraphs():
    source = ("Closing Chapters of a Long Story\nHow the County Sold Its Libraries\n\nLeeds, 11 May 2018\n\n"
              "He said, \"we sold them all, and nobody asked.¹\n\nThe money has gone since then.²\n\n¹ One.\n\n² Two.\n")  # fmt: skip
    assert [one.text for one in read(source, "draft.txt").paragraphs] == [
        "Closing Chapters of a Long Story How the County Sold Its Libraries",
        "Leeds, 11 May 2018",
        'He said, "we sold them all, and nobody asked.',
        "The money has gone since then.",
    ]


def test_decimals_call_no_notes():
    source = "It grew by 1.1 per cent in May, 2.2 in June and 3.3 in July, as the port said.\n\n1. Open it.\n2. Close it.\n3. Sell it.\n"
    assert notes(read(source, "draft.txt")) == []


@pytest.mark.parametrize(("source", "wanted"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_notes(source, wanted):
    document = read(source, "draft.md")
    assert notes(document) == wanted
    assert "[^" not in " ".join(p.text for p in document.paragraphs if p.text != "[^2]: x")


def test_an_undefined_note_keeps_its_marker_and_is_reported():
    document = read("A[^1] and[^9] end.\n\n[^1]: One.\n", "draft.md")
    assert places(document) == [("1", "A"), ("9", "A and")]
    assert [f.defect for f in understand(document, default_publishers()).findings if f.rule == "markers"] == ["note-missing"]


def test_an_escaped_bracket_calls_nothing():
    document = read("A\\[^2\\] b[^1].\n\n[^1]: One.\n", "draft.md")
    assert [p.text for p in document.paragraphs] == ["A[^2] b."]
    assert [m.label for m in document.markers] == ["1"]


def test_code_and_escapes_are_words_and_comments_are_not():
    document = read("A `x[^9]` and 5\\* b[^1] <!-- hidden -->.\n\n<!-- gone -->\n\n[^1]: One.\n", "draft.md")
    assert [p.text for p in document.paragraphs] == ["A x[^9] and 5∗ b ."]
    assert [m.label for m in document.markers] == ["1"]


# Pandoc, the judge of Word files.


def as_markdown(document):
    """Write what was read as Pandoc's Markdown."""
    out = []
    for index, paragraph in enumerate(document.paragraphs):
        text, last = "", 0
        for marker in (m for m in document.markers if m.paragraph == index):
            text += escaped(paragraph.text[last : marker.offset]) + f"[^{marker.label}]"
            last = marker.offset
        out.append(text + escaped(paragraph.text[last:]))
    return "\n\n".join(out + [f"[^{note.label}]: {escaped(note.text)}" for note in document.notes]) + "\n"


def escaped(text):
    return re.sub(r"([\[\]<>_`^~$#@|\\])", r"\\\1", re.sub(r"^(\w+|\()([.)])(?=\s)", r"\1\\\2", text))


def through_pandoc(markdown, folder):
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is not installed")
    (folder / "a.md").write_text(markdown, encoding="utf-8")
    subprocess.run(["pandoc", "-f", "markdown-smart-citations", "a.md", "-o", "a.docx"], cwd=folder, check=True)
    return read_document((folder / "a.docx").read_bytes(), "a.docx")


def understood(document):
    plain = to_plain(understand(document, default_publishers()))
    return [(f["label"], f["text"], f.get("claim"), f["citations"], f["quotations"]) for f in plain["footnotes"]]


def test_the_example_reads_alike_from_markdown_and_from_pandocs_word_file(tmp_path):
    markdown = (ROOT / "examples" / "briefing" / "briefing.md").read_text(encoding="utf-8")
    assert understood(through_pandoc(markdown, tmp_path)) == understood(read(markdown, "briefing.md"))


def test_the_briefing_reads_alike_from_text_and_from_pandocs_word_file(tmp_path):
    if not SHARED.exists():
        pytest.skip("../shared is not here")
    document = read_document(SHARED.read_bytes(), "briefing.txt")
    word = through_pandoc(as_markdown(document), tmp_path)
    assert notes(word) == notes(document)
    assert [(m.label, m.offset) for m in word.markers] == [(m.label, m.offset) for m in document.markers]


# Where the marks stand, in every format.

PLACES = """# Head

He left the town in May.[^1] She stayed *there*,[^2] and slept.

> A block that is quoted here.[^3]

- an item of a list[^4]
- another one

| cell one[^5] | cell two |
|--------------|----------|
| below        | last[^6] |

[^1]: First, 2014.
[^2]: Second.
[^3]: Third.
[^4]: Fourth.
[^5]: Fifth.
[^6]: Sixth.
"""
WORDS_BEFORE = {"1": "in May.", "2": "stayed *there*,", "3": "quoted here.", "4": "a list", "5": "cell one", "6": "last"}


@pytest.mark.parametrize("through", ["md", "docx", "odt", "html", "docx to odt", "docx to html", "docx to odt to docx"])
def test_every_mark_stands_behind_its_word(tmp_path, through):
    (tmp_path / "a.md").write_text(PLACES, encoding="utf-8")
    first, *others = through.split(" to ")
    if first != "md":
        pandoc(tmp_path, "a.md", "-s", "--metadata", "title=T", "-o", f"a.{first}")
    body = (tmp_path / f"a.{first}").read_bytes()
    for target in others:
        body = libreoffice(tmp_path, f"a.{first}", target)
        first = target
    document = read_document(body, f"a.{first}")
    assert [note.label for note in document.notes] == list(WORDS_BEFORE)
    for marker in document.markers:
        before = document.paragraphs[marker.paragraph].text[: marker.offset]
        assert before.endswith(WORDS_BEFORE[marker.label])
    assert len(document.markers) == len(WORDS_BEFORE)


# Any text.

PIECES = st.sampled_from(["¹", "²", "³ ", "\n\n", "\n", "[1] ", "[^1]", "[^1]: ", "^[", "]", "1. ", "“", "”", '"', "*", "(", "-\n", "\f",
                          "Harbour Times", "said", " the vote", ". ", "op. cit.", "2009.", "<!--", "`", "> ", "| a |\n|--|\n", "\r"])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=150), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
@settings(max_examples=300, deadline=None)
def test_any_text_is_understood_or_refused_in_one_line(text, name):
    try:
        understand(read(text, name), default_publishers())
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.docx"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(body, name):
    try:
        read_document(body, name)
    except InputError as error:
        assert str(error)  # noqa: PT017


def distinct(pieces):
    """Make every word of `pieces` another, so that none is a running head: "beta" becomes "betaxxc"."""
    return " ".join(
        re.sub(r"([a-z]{3,})", rf"\1xx{chr(97 + index // 26)}{chr(97 + index % 26)}", piece) for index, piece in enumerate(pieces)
    )


WORDS = st.sampled_from(["Alpha", "beta", "gamma.", "delta.¹", "\n\n", "\n\n¹ ", "\n\n² ", "epsilon.²", "\f", "zeta-", "\n"])


@given(st.lists(WORDS, max_size=30).map(distinct))
@settings(max_examples=300, deadline=None)
def test_no_word_of_a_text_is_dropped(text):
    if not text.strip():
        return
    document = read(text)
    kept = " ".join([p.text for p in document.paragraphs] + [n.text for n in document.notes])
    assert {word for word in re.findall(r"[a-z]{3,}", text.casefold()) if word not in kept.casefold()} == set()


def test_a_title_that_runs_over_every_page_is_kept_once():
    page = "The Vote\n\nA line about number {0} of the count.{1}\n\n{1} Note of {0}.\n"
    document = read("\f".join(page.format(name, mark) for name, mark in (("alpha", "¹"), ("beta", "²"), ("gamma", "³"))))
    assert [p.text for p in document.paragraphs].count("The Vote") == 1
    assert len(document.notes) == 3


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ('---\ntitle: "The Port: Sold"\nauthor: N\n---\n', "The Port: Sold"),
        ("---\nsubtitle: x\ntitle: The Port Sold\n...\n", "The Port Sold"),
        ("---\nauthor: N\n---\n", "I. Overview"),
        ("---\ntitle: |\n  Two lines\n---\n", "I. Overview"),
        ("", "I. Overview"),
    ],
)
def test_the_title_that_a_markdown_draft_s_front_matter_gives_is_its_title(front, title):
    draft = f"{front}\n# I. Overview\n\nSaid so.[^1]\n\n[^1]: “Port Sold”, Lake Wire, 3 May 2014.\n"
    document = read_document(draft.encode(), "a.md")
    assert document.title == title
    assert [note.text for note in document.notes] == ["“Port Sold”, Lake Wire, 3 May 2014."]


def test_a_note_out_of_order_in_a_numbered_list_is_no_part_of_the_note_before_it():
    notes = "".join(f"{n}. Port {n} of the lake, report of May 2014.\n" for n in (1, 2, 4, 3, 5))
    document = read_document(f"Ports.[1] Boats.[2] Quays.[3] Docks.[4] Nets.[5]\n\nNOTES\n\n{notes}".encode(), "a.txt")
    assert {note.label: note.text for note in document.notes} == {
        str(n): f"Port {n} of the lake, report of May 2014." for n in range(1, 6)
    }
    assert [marker.label for marker in document.markers] == ["1", "2", "3", "4", "5"]
