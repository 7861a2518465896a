"""Word files read: notes by the order of their references, changes as accepted, every construct that holds words."""

import contextlib
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from project import footnotary_here
from word_samples import call, docx, note, p, part, parts, run, zipped

from citations.errors import InputError
from citations.readers import read_document
from citations.readers.package import MAX_PART_BYTES


def read(body="", footnotes="", endnotes="", **more):
    return read_document(docx(body, footnotes, endnotes, **more), "draft.docx")


def texts(document):
    return [paragraph.text for paragraph in document.paragraphs]


def notes(document):
    return [(made.label, made.text) for made in document.notes]


def body_of(*paragraphs, **more):
    return texts(read("".join(paragraphs), **more))


def inserted(content, tag="ins"):
    return f'<w:{tag} w:id="9" w:author="E" w:date="2020-01-01T00:00:00Z">{content}</w:{tag}>'


DELETED = '<w:r><w:delText xml:space="preserve">gone </w:delText></w:r>'


def test_footnotes_are_numbered_by_the_order_of_their_references_not_by_id():
    document = read(p("One", call(7), " two", call(3), "."), note(3, "Second note.") + note(7, "First note."))
    assert notes(document) == [("1", "First note."), ("2", "Second note.")]
    assert [(m.label, m.offset) for m in document.markers] == [("1", 3), ("2", 7)]


def test_footnotes_and_endnotes_of_one_file_keep_their_own_numbers():
    document = read(p("One", call(1), " two", call(1, "endnote"), " three", call(2)),
                    note(1, "Foot one.") + note(2, "Foot two."), note(1, "End one.", kind="endnote"))  # fmt: skip
    assert notes(document) == [("1", "Foot one."), ("i", "End one."), ("2", "Foot two.")]


def test_a_number_that_both_kinds_use_is_told_apart():
    document = read(p("One", call(1), " two", call(1, "endnote")), note(1, "Foot."), note(1, "End.", kind="endnote"),
                    settings='<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>')  # fmt: skip
    assert notes(document) == [("1", "Foot."), ("1 (endnote)", "End.")]


def test_tracked_changes_are_taken_back_when_the_original_is_wanted():
    gone = inserted(DELETED, "del")
    body = p("The ", inserted(run("new ")), gone, "ferry", call(1), inserted(call(2)), " left.")
    body += '<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="E"/></w:rPr></w:pPr><w:r><w:t>It </w:t></w:r></w:p>' + p("sailed.")
    packed = docx(body, note(1, "Kept.") + note(2, "Added."))
    assert texts(read_document(packed, "a.docx")) == ["The new ferry left.", "It", "sailed."]
    original = read_document(packed, "a.docx", as_original=True)
    assert texts(original) == ["The gone ferry left.", "It sailed."]
    assert notes(original) == [("1", "Kept.")]
    assert [marker.label for marker in original.markers] == ["1"]


@pytest.mark.parametrize(("options", "found"), [((), False), (("--as-original",), True)])
def test_lint_reads_the_draft_as_accepted_or_as_it_was(tmp_path, options, found):
    draft = tmp_path / "a.docx"
    draft.write_bytes(docx(p("It was sold to the ", inserted('<w:r><w:delText xml:space="preserve">the </w:delText></w:r>', "del"),
                             "company in the north."), ""))  # fmt: skip
    result = footnotary_here("lint", "--all", "--json", draft, *options, cwd=tmp_path)
    assert ("doubled-word" in result.stdout) == found


def test_numbering_starts_where_the_file_says():
    document = read(p("One", call(1)), note(1, "Foot."), settings='<w:footnotePr><w:numStart w:val="12"/></w:footnotePr>')
    assert notes(document) == [("12", "Foot.")]


def test_numbers_begin_anew_with_a_section_that_says_so():
    section = '<w:sectPr><w:footnotePr><w:numFmt w:val="{}"/><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    document = read(
        p("One", call(1), " two", call(2)) + p("end", call(3), properties=section.format("decimal")) + p("Three", call(4))
        + section.format("upperRoman"),
        "".join(note(number, f"Note {number}.") for number in (1, 2, 3, 4)),
    )  # fmt: skip
    assert notes(document) == [("1", "Note 1."), ("2", "Note 2."), ("3", "Note 3."), ("I", "Note 4.")]
    anew = read(
        p("One", call(1), properties=section.format("decimal")) + p("Two", call(2)) + section.format("decimal"),
        note(1, "First.") + note(2, "Second."),
    )
    assert notes(anew) == [("1", "First."), ("1 (2)", "Second.")]


def test_an_asterisk_of_the_author_is_no_emphasis():
    assert body_of(p("2 * 3 in ", run("Wire", "<w:i/>"), " * end")) == ["2 ∗ 3 in *Wire* ∗ end"]


def test_a_mark_of_its_own_takes_no_number_and_is_not_part_of_the_note():
    starred = note(1, p(run("*"), run(" Thanks.")))
    document = read(p("Title", call(1, mark="*"), " text", call(2), "."), starred + note(2, "Foot."))
    assert notes(document) == [("*", "Thanks."), ("1", "Foot.")]
    assert texts(document) == ["Title text."]


@pytest.mark.parametrize(("tag", "kept"), [("ins", True), ("moveTo", True), ("del", False), ("moveFrom", False)])
def test_tracked_changes_are_read_as_accepted(tag, kept):
    words = run("new ") if kept else DELETED + run("moved ")
    document = read(p("A ", inserted(words, tag), "line", call(1)), note(1, p(run("In "), inserted(words, tag), run("note"))))
    assert texts(document) == ["A new line" if kept else "A line"]
    assert notes(document) == [("1", "In new note" if kept else "In note")]


def test_a_note_called_in_deleted_text_is_deleted_and_one_in_inserted_text_counts():
    document = read(p("A", inserted(call(1), "del"), " b", inserted(call(2)), " c", call(3)),
                    note(1, "Old.") + note(2, "New.") + note(3, "Last."))  # fmt: skip
    assert notes(document) == [("1", "New."), ("2", "Last.")]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    mark = "<w:rPr><w:del w:id='1' w:author='E'/></w:rPr>"
    document = read(p("First half ", properties=mark) + p("second half", call(1)), note(1, "Foot."))
    assert texts(document) == ["First half second half"]
    assert document.markers[0].offset == len("First half second half")


def test_a_deleted_table_row_is_out():
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    table = "<w:tbl>" + row.format("<w:trPr><w:del w:id='1'/></w:trPr>", p("old")) + row.format("", p("kept")) + "</w:tbl>"
    assert body_of(table) == ["kept"]


def test_words_in_links_fields_controls_and_tags_are_read():
    link = f'<w:hyperlink r:id="rL">{run("a link")}</w:hyperlink>'
    simple = f'<w:fldSimple w:instr=" REF x ">{run("a field")}</w:fldSimple>'
    control = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{run('a control')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    tag = f'<w:smartTag w:element="place">{run("a tag")}</w:smartTag>'
    assert body_of(p(link, ", ", simple, ", ", control, prompt, ", ", tag)) == ["a link, a field, a control, a tag"]


def test_a_complex_field_gives_its_result_and_its_address():
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(words):
        return f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>'

    nested = mark("begin") + code(" IF ") + mark("begin") + code(" PAGE ") + mark("separate") + run("7") + mark("end")
    hidden = nested + run(" hidden ") + mark("separate") + run("Shown") + mark("end")
    link = mark("begin") + code(' HYPERLINK "https://a.example/b" ') + mark("separate") + run("here") + mark("end")
    document = read(p("x", call(1)), note(1, p(hidden, " and ", link)))
    assert notes(document) == [("1", "Shown and here")]
    assert [(made.span, made.target) for made in document.notes[0].links] == [((10, 14), "https://a.example/b")]


def field(code, result):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f'{mark("begin")}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{mark("separate")}{result}{mark("end")}'
    )


def test_a_raised_number_that_repeats_a_note_calls_it_again_and_one_in_words_does_not():
    named = f'<w:bookmarkStart w:id="0" w:name="_Ref1"/>{call(1)}<w:bookmarkEnd w:id="0"/>'
    up = '<w:vertAlign w:val="superscript"/>'
    again = [
        field(r" NOTEREF _Ref1 \f \h ", run("1", up)),
        field(" NOTEREF _Ref1 ", run("1", up)),
        field(r" NOTEREF _Ref1 \h ", run("1")),
    ]
    document = read(p("One", named, ", two", again[0], ", three", again[1], ", see note ", again[2], "."), note(1, "Foot."))
    assert texts(document) == ["One, two, three, see note 1."]
    assert [(m.label, m.offset) for m in document.markers] == [("1", 3), ("1", 8), ("1", 15)]


@pytest.mark.parametrize(
    ("code", "result"),
    [(' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"id":1}]} ', "Smith, 2014"), (" ADDIN EN.CITE ", "Smith 2014"),
     (" CITATION Smi14 \\l 1033 ", "(Smith, 2014)"), (" ADDIN Mendeley Citation{1} ", "Smith, p. 4")],
)  # fmt: skip
def test_the_words_of_a_reference_manager_are_read_and_its_codes_are_not(code, result):
    assert notes(read(p("x", call(1)), note(1, p(run("See "), field(code.replace('"', "&quot;"), run(result)), run("."))))) == [
        ("1", f"See {result}.")
    ]


def test_numbers_typed_by_hand_call_the_list_that_bears_them():
    up = '<w:vertAlign w:val="superscript"/>'
    document = read(
        p("He left.", run("1", up), " She stayed.", run("2", up))
        + p("Notes")
        + p("1. Lake Wire, 2014.")
        + p(run("2", up), " Ibid.")
    )
    assert notes(document) == [("1", "Lake Wire, 2014."), ("2", "Ibid.")]
    assert [(m.label, m.offset) for m in document.markers] == [("1", 8), ("2", 20)]


@pytest.mark.parametrize(("form", "found"), [("decimal", [("1", "Lake Wire, 2014."), ("2", "Ibid.")]), ("bullet", [])])
def test_a_numbered_list_that_the_marks_name_is_the_notes(form, found):
    up = '<w:vertAlign w:val="superscript"/>'
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>'
    lists = (
        f'<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>'
    )
    body = p("He left.", run("1", up), " She stayed.", run("2", up)) + p("Lake Wire, 2014.", properties=item)
    document = read(body + p("Ibid.", properties=item), numbering=lists)
    assert notes(document) == found


def test_raised_digits_are_kept_raised():
    assert body_of(p("40 m", run("2", '<w:vertAlign w:val="superscript"/>'), " wide")) == ["40 m² wide"]


def test_a_content_control_may_hold_a_reference_and_letters_may_run_to_the_left():
    control = f"<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>{call(1)}</w:sdtContent></w:sdt>"
    hebrew = f'<w:bdo w:val="rtl">{run(" מה")}</w:bdo><w:dir w:val="rtl">{run(" נשמע")}</w:dir>'
    document = read(p("One", control, hebrew, call(2)), note(1, "A.") + note(2, "B."))
    assert texts(document) == ["One מה נשמע"]
    assert [(m.label, m.offset) for m in document.markers] == [("1", 3), ("2", 11)]


def test_a_link_in_a_note_keeps_its_words_and_its_target():
    link = f'<w:hyperlink r:id="rL">{run("the story ")}</w:hyperlink>'
    document = read(p("x", call(1)), note(1, p("<w:r><w:footnoteRef/></w:r>", "  See ", link, "today."), p("More ", link)),
                    note_links=[("rL", "hyperlink", "https://a.example/s?a=1")])  # fmt: skip
    text = document.notes[0].text
    assert [(text[slice(*made.span)], made.target) for made in document.notes[0].links] == [
        ("the story", "https://a.example/s?a=1")
    ] * 2


def test_tables_and_nested_tables_are_read_in_order_with_their_notes():
    cell = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    document = read(p("before") + cell.format(p("outer", call(2)) + cell.format(p("inner", call(1)))) + p("after"),
                    note(1, "Inner.") + note(2, "Outer."))  # fmt: skip
    assert texts(document) == ["before", "outer", "inner", "after"]
    assert notes(document) == [("1", "Outer."), ("2", "Inner.")]


def test_a_text_box_is_read_once():
    box = p("boxed", call(1))
    choice = f'<mc:Choice Requires="wps"><wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    document = read(p(f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>", "around"), note(1, "Foot."))
    assert texts(document) == ["around", "boxed"]
    assert [(m.label, m.paragraph) for m in document.markers] == [("1", 1)]


def test_a_fallback_without_a_choice_is_read():
    fallback = f"<mc:Fallback>{run('old')}</mc:Fallback>"
    assert body_of(p(f"<w:r><mc:AlternateContent>{fallback}</mc:AlternateContent></w:r>")) == ["old"]


STYLES = (
    '<w:style w:type="character" w:styleId="Em"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Em2"><w:name w:val="Work"/><w:basedOn w:val="Em"/></w:style>'
    '<w:style w:type="character" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "italic"),
    [("<w:i/>", True), ('<w:i w:val="1"/>', True), ('<w:i w:val="0"/>', False), ('<w:i w:val="false"/>', False),
     ("<w:iCs/>", False), ('<w:i w:val="0"/><w:iCs/>', False), ('<w:rStyle w:val="Em"/>', True), ('<w:rStyle w:val="Em2"/>', True),
     ('<w:rStyle w:val="Em"/><w:i w:val="0"/>', False), ('<w:rStyle w:val="Loop"/>', False), ('<w:rStyle w:val="None"/>', False)],
)  # fmt: skip
def test_italics_come_from_the_run_or_its_character_style(properties, italic):
    expected = "In *Harbour Times*, May." if italic else "In Harbour Times, May."
    assert body_of(p("In ", run("Harbour ", properties), run("Times", properties), ", May."), styles=STYLES) == [expected]


def test_italics_end_before_the_space_behind_them():
    assert body_of(p(run("Harbour Times ", "<w:i/>"), "of May")) == ["*Harbour Times* of May"]


def test_a_style_tells_headings_and_block_quotations_by_its_english_name():
    document = read(
        p("Head", properties='<w:pStyle w:val="berschrift1"/>') + p("Said", properties='<w:pStyle w:val="Zitat"/>'), styles=STYLES
    )
    assert [(made.text, made.kind) for made in document.paragraphs] == [("Head", "heading"), ("Said", "block-quote")]
    assert document.title == "Head"


def test_characters_that_are_elements_are_read():
    parts_ = (
        "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t><w:tab/><w:t>d</w:t><w:br/><w:t>e</w:t></w:r>"
    )
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:char="2014"/></w:r>'
    maths = "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"
    assert body_of(p(parts_, symbol, maths)) == ["a\u2011bc d ea\u2014x+y"]


@pytest.mark.parametrize("char", ["zz", "", "110000", "D800", "1"])
def test_a_symbol_without_a_character_is_shown_as_unknown(char):
    assert body_of(p(f'<w:r><w:sym w:char="{char}"/></w:r>')) == ["\ufffd"]


def test_a_note_of_several_paragraphs_is_one_note():
    document = read(
        p("x", call(1)), note(1, "First.", p("Second."), "<w:tbl><w:tr><w:tc>" + p("Third.") + "</w:tc></w:tr></w:tbl>")
    )
    assert notes(document) == [("1", "First. Second. Third.")]


def test_comments_leave_no_words_in_the_text():
    comment = (
        '<w:commentRangeStart w:id="0"/>' + run("said") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    files = parts(p("He ", comment, "."))
    files["word/comments.xml"] = part(
        "comments", '<w:comment w:id="0">' + p("<w:r><w:annotationRef/></w:r>", "Really?") + "</w:comment>"
    )
    assert texts(read_document(zipped(files), "a.docx")) == ["He said."]


def test_a_strict_file_is_read_like_a_transitional_one():
    files = parts(p("One", call(1)), note(1, "Foot."))
    strict = {
        name: content.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
        for name, content in files.items()
    }  # fmt: skip
    assert strict != files
    assert notes(read_document(zipped(strict), "a.docx")) == [("1", "Foot.")]


def test_parts_are_found_by_relationship_not_by_name():
    files = parts(p("One", call(1)), note(1, "Foot."), main="word/document2.xml")
    files["word/deep/f2.xml"] = files.pop("word/footnotes.xml")
    files["word/_rels/document2.xml.rels"] = files["word/_rels/document2.xml.rels"].replace("footnotes.xml", "/word/deep/f2.xml")
    assert notes(read_document(zipped(files), "a.docx")) == [("1", "Foot.")]


def test_a_file_without_the_suffix_is_known_by_its_content():
    assert notes(read_document(docx(p("One", call(1)), note(1, "Foot.")), "upload")) == [("1", "Foot.")]


def test_a_note_that_nothing_calls_is_kept_and_comes_last():
    assert notes(read(p("One", call(2)), note(1, "Lonely.") + note(2, "Foot."))) == [
        ("1", "Foot."),
        ("uncalled footnote 1", "Lonely."),
    ]


def test_a_reference_without_its_note_keeps_its_marker():
    document = read(p("One", call(1), " two", call(99)), note(1, "Foot."))
    assert [m.label for m in document.markers] == ["1", "2"]
    assert notes(document) == [("1", "Foot.")]


def hostile():
    """Yield what is wrong, and the bytes."""
    whole = docx(p("word " * 2000, call(1)), note(1, "Foot."))
    files = parts(p("One", call(1)), note(1, "Foot."))
    yield "cut off", whole[: len(whole) // 2]
    yield "overwritten", whole[:200] + b"\x00" * 60 + whole[260:]
    yield "no zip", b"not a zip at all"
    yield "a zip of something else", zipped({"readme.txt": "hello"})
    yield "an old .doc or a locked file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    yield "no part for its notes", zipped({name: content for name, content in files.items() if "footnotes" not in name})
    yield "ill-formed XML", zipped({**files, "word/document.xml": "<w:document><w:body>\n<oops"})
    bomb = (
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {c} "{"&" + chr(ord(c) - 1) + ";" * 1}{f"&{chr(ord(c) - 1)};" * 9}">' for c in "bcdefghij")
        + "]>"
    )
    yield (
        "an entity bomb",
        zipped({**files, "word/document.xml": bomb + files["word/document.xml"].split("?>", 1)[1].replace("One", "&j;")}),
    )
    yield "a path out of the package", zipped({**files, "../../etc/cron.d/x": "* * * * *"})
    yield "a zip bomb", zipped({**files, "word/document.xml": b"<a>" + b" " * (MAX_PART_BYTES + 10) + b"</a>"})
    yield "a tower of elements", zipped({**files, "word/document.xml": part("document", "<w:sdt>" * 5000 + "</w:sdt>" * 5000)})
    yield "an empty part", zipped({**files, "word/document.xml": b""})


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in hostile()])
def test_a_damaged_or_hostile_file_is_one_error_in_one_line(body):
    with pytest.raises(InputError) as caught:
        read_document(body, "draft.docx")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes_never_raise_anything_else(seed):
    body = bytearray(docx(p("One", call(1)), note(1, "Foot.")))
    for place in range(seed, len(body), 41):
        body[place] ^= 1 << (seed % 8)
    with contextlib.suppress(InputError):
        read_document(bytes(body), "draft.docx")
