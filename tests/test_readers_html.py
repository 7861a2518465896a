"""HTML read: notes of every kind of writer paired with their marks; pandoc judges against the text."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from html_samples import WILD
from test_readers import SHARED, as_markdown, understood

from citations.errors import InputError
from citations.readers import read_document

PANDOC = """<p>One.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> Two.<a href="#fn2"
class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a></p><section class="footnotes" role="doc-endnotes"><hr />
<ol><li id="fn1" role="doc-endnote"><p>First <em>note</em>, <a href="https://a.example/">here</a>.<a href="#fnref1"
class="footnote-back" role="doc-backlink">↩︎</a></p></li><li id="fn2" role="doc-endnote"><p>Second</p><p>note.<a href="#fnref2"
class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>"""
PANDOC_4 = PANDOC.replace(' role="doc-noteref"', "").replace(' role="doc-endnote"', "").replace(' role="doc-backlink"', "")
WORD = """<div class=WordSection1><p class=MsoNormal>One.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference><span style='font-size:12.0pt'>[1]</span></span><![endif]></span></span></a> Two.<a href="#_ftn2"
name="_ftnref2" title=""><span>[2]</span></a><o:p></o:p></p></div><div style='mso-element:footnote-list'><![if !supportFootnotes]>
<br clear=all><hr align=left size=1 width="33%"><![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a
href="#_ftnref1" name="_ftn1" title=""><span>[1]</span></a> First <i>note</i>, <a href="https://a.example/">here</a>.<o:p></o:p></p>
</div><div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText><a href="#_ftnref2" name="_ftn2"><span>[2]</span></a>
Second</p><p class=MsoFootnoteText>note.</p></div></div>"""
LIBREOFFICE = """<p>One.<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> Two.<a
class="sdfootnoteanc" name="sdfootnote2anc" href="#sdfootnote2sym"><sup>2</sup></a></p><div id="sdfootnote1"><p class="sdfootnote"><a
class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> First <i>note</i>, <a href="https://a.example/">here</a>.</p>
</div><div id="sdfootnote2"><p><a class="sdfootnotesym" name="sdfootnote2sym" href="#sdfootnote2anc">2</a> Second</p><p>note.</p></div>"""
ARIA = """<p>One.<a role="doc-noteref" href="#a" id="ra">1</a> Two.<a role="doc-noteref" href="#b" id="rb">2</a></p>
<aside role="doc-footnote" id="a"><p>First <em>note</em>, <a href="https://a.example/">here</a>. <a role="doc-backlink" href="#ra">Up</a></p>
</aside><aside role="doc-footnote" id="b"><p>Second</p><p>note.</p></aside>"""
WIKI = """<p>One.<sup id="cite_ref-x_1-0" class="reference"><a href="#cite_note-x-1">[1]</a></sup> Two.<sup id="cite_ref-2"
class="reference"><a href="#cite_note-2">[2]</a></sup></p><div class="reflist"><ol class="references"><li id="cite_note-x-1"><span
class="mw-cite-backlink">^ <a href="#cite_ref-x_1-0"><sup><i><b>a</b></i></sup></a> <a href="#cite_ref-x_1-1"><sup>b</sup></a></span>
<span class="reference-text">First <i>note</i>, <a href="https://a.example/">here</a>.</span></li><li id="cite_note-2"><b><a
href="#cite_ref-2">^</a></b> <span class="reference-text">Second note.</span></li></ol></div>"""
PLAIN_LINKS = """<p>One.<sup><a href="#n1" id="r1">1</a></sup> Two.<a href="#n2" id="r2"><sup>2</sup></a></p><h2>Notes</h2>
<p id="n1"><a href="#r1">1</a>. First <i>note</i>, <a href="https://a.example/">here</a>.</p><p><a name="n2" href="#r2">2.</a> Second note.</p>"""
LIST = """<p>One.<sup>1</sup> Two.<sup>2</sup></p><h2>Notes</h2><ol><li>First <i>note</i>, <a href="https://a.example/">here</a>.</li>
<li>Second note.</li></ol>"""
BRACKETS = (
    """<p>One.[1] Two.[2]</p><hr><p>[1] First <i>note</i>, <a href="https://a.example/">here</a>.</p><p>[2] Second note.</p>"""
)
RAISED = """<p>One.<sup>1</sup> Two.<sup>2</sup></p><p><sup>1</sup> First <i>note</i>, <a href="https://a.example/">here</a>.<br>
<sup>2</sup> Second note.</p>"""
ONE_PARAGRAPH = """<p>One.<sup><a href="#n1">1</a></sup> Two.<sup><a href="#n2">2</a></sup></p><p><a name="n1"></a>1. First <i>note</i>,
<a href="https://a.example/">here</a>.<br><a name="n2"></a>2. Second note.</p>"""
KINDS = {"pandoc html5": PANDOC, "pandoc html4": PANDOC_4, "word": WORD, "libreoffice": LIBREOFFICE, "aria": ARIA, "wiki": WIKI,
         "plain links": PLAIN_LINKS, "unlinked list": LIST, "unlinked brackets": BRACKETS, "unlinked superscripts": RAISED,
         "one paragraph": ONE_PARAGRAPH}  # fmt: skip

# What content systems and converters write; in all of them the same two notes.
NOTE = 'First <i>note</i>, <a href="https://a.example/">here</a>.'
SITES = {
    "google docs": (
        '<p class="c1"><span>One.</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span> Two.</span><sup><a'
        ' href="#ftnt2" id="ftnt_ref2">[2]</a></sup></p><hr class="c2"><div><p class="c3"><a href="#ftnt_ref1"'
        f' id="ftnt1">[1]</a><span> {NOTE}</span></p></div><div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a><span> Second'
        " note.</span></p></div>"
    ),
    "kramdown": (
        '<p>One.<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup>'
        ' Two.<sup id="fnref:2"><a href="#fn:2" class="footnote" rel="footnote">2</a></sup></p><div class="footnotes"'
        f' role="doc-endnotes"><ol><li id="fn:1"><p>{NOTE} <a href="#fnref:1" class="reversefootnote"'
        ' role="doc-backlink">&#8617;</a></p></li><li id="fn:2"><p>Second note.&nbsp;<a href="#fnref:2"'
        ' class="reversefootnote">&#8617;</a></p></li></ol></div>'
    ),
    "substack": (
        '<p>One.<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1-99"'
        ' href="#footnote-1-99" target="_self">1</a> Two.<a class="footnote-anchor" id="footnote-anchor-2-99"'
        ' href="#footnote-2-99">2</a></p><div class="footnote" data-component-name="FootnoteToDOM"><a'
        ' id="footnote-1-99" href="#footnote-anchor-1-99" class="footnote-number" contenteditable="false">1</a><div'
        f' class="footnote-content"><p>{NOTE}</p></div></div><div class="footnote"><a id="footnote-2-99"'
        ' href="#footnote-anchor-2-99" class="footnote-number">2</a><div class="footnote-content"><p>Second'
        " note.</p></div></div>"
    ),
    "drupal": (
        '<p>One.<a class="see-footnote" id="footnoteref1_abc" title="First note" href="#footnote1_abc">1</a> Two.<a'
        ' class="see-footnote" id="footnoteref2_x" href="#footnote2_x">2</a></p><ul class="footnotes"><li'
        f' class="footnote" id="footnote1_abc"><a class="footnote-label" href="#footnoteref1_abc">1.</a> {NOTE}</li><li'
        ' class="footnote" id="footnote2_x"><a class="footnote-label" href="#footnoteref2_x">2.</a> Second'
        " note.</li></ul>"
    ),
    "easy footnotes": (
        '<p>One.<span id="easy-footnote-1-7" class="easy-footnote-margin-adjust"></span><span class="easy-footnote"><a'
        ' href="#easy-footnote-bottom-1-7" title="First"><sup>1</sup></a></span> Two.<span class="easy-footnote"><a'
        ' href="#easy-footnote-bottom-2-7"><sup>2</sup></a></span></p><div'
        ' class="easy-footnote-title"><h4>Notes</h4></div><ol class="easy-footnotes-wrapper"><li'
        ' class="easy-footnote-single"><span id="easy-footnote-bottom-1-7"'
        f' class="easy-footnote-margin-adjust"></span>{NOTE}<a class="easy-footnote-to-top"'
        ' href="#easy-footnote-1-7"></a></li><li class="easy-footnote-single"><span'
        ' id="easy-footnote-bottom-2-7"></span>Second note.<a class="easy-footnote-to-top"'
        ' href="#easy-footnote-2-7"></a></li></ol>'
    ),
    "gutenberg": (
        '<p>One.<sup data-fn="8f" class="fn"><a href="#8f" id="8f-link">1</a></sup> Two.<sup data-fn="9a"'
        f' class="fn"><a href="#9a" id="9a-link">2</a></sup></p><ol class="wp-block-footnotes"><li id="8f">{NOTE} <a'
        ' href="#8f-link" aria-label="Jump to footnote reference 1">↩︎</a></li><li id="9a">Second note. <a'
        ' href="#9a-link">↩︎</a></li></ol>'
    ),
    "github": (
        '<p>One.<sup><a href="#user-content-fn-1-ab" id="user-content-fnref-1-ab" data-footnote-ref'
        ' aria-describedby="footnote-label">1</a></sup> Two.<sup><a href="#user-content-fn-2-ab"'
        ' id="user-content-fnref-2-ab" data-footnote-ref>2</a></sup></p><section data-footnotes class="footnotes"><h2'
        f' id="footnote-label" class="sr-only">Footnotes</h2><ol><li id="user-content-fn-1-ab"><p>{NOTE} <a'
        ' href="#user-content-fnref-1-ab" data-footnote-backref aria-label="Back to reference 1"'
        ' class="data-footnote-backref">↩</a></p></li><li id="user-content-fn-2-ab"><p>Second note. <a'
        ' href="#user-content-fnref-2-ab" data-footnote-backref>↩</a></p></li></ol></section>'
    ),
    "parsoid": (
        '<p>One.<sup about="#mwt1" class="mw-ref reference" id="cite_ref-1" rel="dc:references"><a'
        ' href="./Page#cite_note-1" style="counter-reset: mw-Ref 1;"><span class="mw-reflink-text"><span'
        ' class="cite-bracket">[</span>1<span class="cite-bracket">]</span></span></a></sup> Two.<sup class="mw-ref'
        ' reference" id="cite_ref-2"><a href="./Page#cite_note-2"><span'
        ' class="mw-reflink-text">[2]</span></a></sup></p><div class="mw-references-wrap"><ol class="mw-references'
        ' references"><li id="cite_note-1"><a href="./Page#cite_ref-1" rel="mw:referencedBy"><span'
        ' class="mw-linkback-text">↑ </span></a> <span id="mw-reference-text-cite_note-1"'
        f' class="mw-reference-text">{NOTE}</span></li><li id="cite_note-2"><a href="./Page#cite_ref-2"><span'
        ' class="mw-linkback-text">↑ </span></a> <span class="mw-reference-text">Second note.</span></li></ol></div>'
    ),
    "dl": (
        '<p>One.<a href="#f1" name="b1"><sup>1</sup></a> Two.<a href="#f2" name="b2"><sup>2</sup></a></p><dl><dt><a'
        f' name="f1" href="#b1">1</a></dt><dd>{NOTE}</dd><dt><a name="f2" href="#b2">2</a></dt><dd>Second'
        " note.</dd></dl>"
    ),
    "table": (
        '<p>One.<a href="#f1" name="b1">[1]</a> Two.<a href="#f2" name="b2">[2]</a></p><table><tr><td><a name="f1"'
        f' href="#b1">[1]</a></td><td>{NOTE}</td></tr><tr><td><a name="f2" href="#b2">[2]</a></td><td>Second'
        " note.</td></tr></table>"
    ),
    "flat p with br": (f"<p>One.<sup>1</sup> Two.<sup>2</sup></p><p>Notes</p><p>1. {NOTE}</p><p>2. Second note.</p>"),
    "endnote dot": (f"<p>One.<sup>(1)</sup> Two.<sup>(2)</sup></p><h3>Footnotes</h3><p>(1) {NOTE}</p><p>(2) Second note.</p>"),
    "absolute": (
        '<p>One.<a href="https://site.example/page.html#_edn1" id="_ednref1">[1]</a> Two.<a'
        ' href="https://site.example/page.html#_edn2" id="_ednref2">[2]</a></p><hr><p><a'
        f' href="https://site.example/page.html#_ednref1" id="_edn1">[1]</a> {NOTE}</p><p><a'
        ' href="https://site.example/page.html#_ednref2" id="_edn2">[2]</a> Second note.</p>'
    ),
    "span inline": (f'<p>One.<span class="footnote">{NOTE}</span> Two.<span class="footnote">Second note.</span></p>'),
    "tufte": (
        '<p>One.<label for="sn-1" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-1"'
        f' class="margin-toggle"/><span class="sidenote">{NOTE}</span> Two.<label for="sn-2" class="margin-toggle'
        ' sidenote-number"></label><input type="checkbox" id="sn-2"/><span class="sidenote">Second note.</span></p>'
    ),
    "latex4ht": (
        """<p>One.<sup class='textsuperscript'><a href='page2.html#fn1x0' id='fn1x0-bk'>1</a></sup> Two.<span"""
        """ class='footnote-mark'><a href='#fn2x0' id='fn2x0-bk'><sup class='textsuperscript'>2</sup></a></span></p><div"""
        """ class='footnotes'><a id='x1-2'></a><p id='fn1x0'><span class='footnote-mark'><a"""
        f""" href='#fn1x0-bk'><sup>1</sup></a></span> {NOTE}</p><p><span class='footnote-mark'><a href='#fn2x0-bk' """
        """ id='fn2x0'><sup>2</sup></a></span> Second note.</p></div>"""
    ),
    "inline asides": (
        '<p>One.<a href="#a" role="doc-noteref">1</a></p><aside id="a"'
        f' role="doc-footnote"><p>{NOTE}</p></aside><p>Two.<a href="#b" role="doc-noteref">2</a></p><aside id="b"'
        ' role="doc-footnote">Second note.</aside>'
    ),
    "notes first": (
        '<p>One.<sup><a href="#r1" id="c1">1</a></sup> Two.<sup><a href="#r2" id="c2">2</a></sup></p><div'
        f' id="endnotes"><p><sup><a href="#c1" id="r1">1</a></sup> {NOTE}</p><p><sup><a href="#c2" id="r2">2</a></sup>'
        " Second note.</p></div>"
    ),
    "jats": (
        '<p>One.<sup><a class="xref-fn" href="#fn0001">1</a></sup> Two.<sup><a class="xref-fn"'
        ' href="#fn0002">2</a></sup></p><section><h2>Notes</h2><div class="fn-group"><div id="fn0001"'
        f' class="footnote"><p><sup>1</sup> {NOTE}</p></div><div id="fn0002" class="footnote"><p><sup>2</sup> Second'
        " note.</p></div></div></section>"
    ),
}


def read(markup, name="draft.html"):
    return read_document(f"<!DOCTYPE html><html><head><title>T</title></head><body>{markup}</body></html>".encode(), name)


def notes(document):
    return [(note.label, note.text) for note in document.notes]


@pytest.mark.parametrize("kind", sorted(SITES))
def test_notes_of_every_site_are_read_with_what_follows_them(kind):
    document = read(SITES[kind] + "<p>After all.</p>")
    assert notes(document) == [("1", "First *note*, here."), ("2", "Second note.")]
    assert [link.target for note in document.notes for link in note.links] == ["https://a.example/"]
    assert [marker.label for marker in document.markers] == ["1", "2"]
    assert "After all." in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_notes_of_every_writer_are_read_with_marks_and_links(kind):
    document = read(KINDS[kind])
    assert notes(document) == [("1", "First *note*, here."), ("2", "Second note.")]
    (link,) = document.notes[0].links
    assert (document.notes[0].text[slice(*link.span)], link.target) == ("here", "https://a.example/")
    assert document.paragraphs[0].text == "One. Two."
    assert [(m.label, m.paragraph, m.offset) for m in document.markers] == [("1", 0, 4), ("2", 0, 9)]


@pytest.mark.parametrize("kind", sorted(WILD))
def test_notes_of_the_wild_are_read_with_marks_and_links(kind):
    document = read(WILD[kind] + "<p>After all.</p>")
    assert notes(document) == [("1", "First *note*, here."), ("2", "Second note.")]
    assert [link.target for note in document.notes for link in note.links] == ["https://a.example/"]
    assert document.paragraphs[0].text == "One. Two."
    assert [document.paragraphs[m.paragraph].text[: m.offset] for m in document.markers] == ["One.", "One. Two."]
    assert "After all." in [paragraph.text for paragraph in document.paragraphs]


def test_a_named_reference_called_thrice_is_one_note_with_three_marks():
    again = WIKI.replace("</p><div", ' Three.<sup id="cite_ref-x_1-1"><a href="#cite_note-x-1">[1]</a></sup></p><div')
    document = read(again)
    assert [marker.label for marker in document.markers] == ["1", "2", "1"]
    assert len(document.notes) == 2


def test_groups_of_references_keep_their_labels():
    document = read('<p>One.<sup><a href="#cite_note-3">[nb 1]</a></sup></p><ol><li id="cite_note-3">'
                    '<a href="#cite_ref-3">↑</a> A remark.</li></ol>')  # fmt: skip
    assert notes(document) == [("nb 1", "A remark.")]


def test_scripts_navigation_and_hidden_text_are_left_out():
    document = read('<nav>Menu</nav><script>x()</script><p>One.<span style="display:none">No</span></p><p hidden>No</p>')
    assert [paragraph.text for paragraph in document.paragraphs] == ["One."]


def test_what_is_marked_as_deleted_or_inserted_is_read_as_accepted_or_taken_back():
    body = (
        b'<html><body><p>The <del>old</del><ins>new</ins> ferry.<del><sup><a href="#fn1">1</a></sup></del></p><p id="fn1">A.</p>'
    )
    for as_original, text in ((False, "The new ferry."), (True, "The old ferry.")):
        document = read_document(body, "a.html", as_original=as_original)
        assert document.paragraphs[0].text == text
        assert len(document.markers) == as_original


def test_an_asterisk_of_the_author_is_no_emphasis():
    assert read("<p>2 * 3 is <i>not</i> F*** all.</p>").paragraphs[0].text == "2 ∗ 3 is *not* F∗∗∗ all."


def test_a_table_of_contents_calls_no_notes():
    document = read(
        '<p><a href="#s1">1</a> <a href="#s2">2</a></p><section id="s1"><h2>A</h2></section><section id="s2"><p>B</p></section>'
    )
    assert not document.notes
    assert not document.markers


def test_a_mark_whose_note_is_missing_is_kept():
    document = read('<p>One.<a href="#fn9" role="doc-noteref">9</a></p>')
    assert [marker.label for marker in document.markers] == ["9"]
    assert not document.notes


def test_a_note_that_refers_to_another_keeps_its_words():
    more = LIBREOFFICE.replace("note.</p></div>", 'note, see note <a href="#sdfootnote1sym">1</a>.</p></div>')
    assert notes(read(more))[1] == ("2", "Second note, see note 1.")


def test_bytes_of_a_cyrillic_charset_are_decoded():
    body = '<html><head><meta charset="windows-1251"></head><body><p>Он ушёл из дома вечером.<sup>1</sup></p><ol><li>Там же.</li></ol></body></html>'
    assert notes(read_document(body.encode("cp1251"), "a.htm")) == [("1", "Там же.")]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<ol>", "<li id=fn1>", "<a href=#fn1>", "</a>", "<sup>1</sup>", "[1]", "1. x", "<br>", "<em>",
                                 "</em>", "<div id=fn2>", "<a href=#fn2>2</a>", "words ", "<blockquote>", "</ol>"]), max_size=25))  # fmt: skip
def test_no_html_makes_the_reader_fail(pieces):
    document = read("".join(pieces))
    assert all(0 <= m.offset <= len(document.paragraphs[m.paragraph].text) for m in document.markers)
    assert all(0 <= link.span[0] <= link.span[1] <= len(note.text) for note in document.notes for link in note.links)


def test_200_megabytes_are_one_error():
    with pytest.raises(InputError, match="200 MB"):
        read_document(b"<html>" + b" <p>x" * 40_000_000, "a.html")


@pytest.mark.parametrize("target", ["html5", "html4"])
@pytest.mark.parametrize("through", ["markdown", "docx"])
def test_the_briefing_reads_alike_from_text_and_from_pandocs_html(tmp_path, target, through):
    if not SHARED.exists() or not shutil.which("pandoc"):
        pytest.skip("../shared or pandoc is not here")
    text = read_document(SHARED.read_bytes(), "briefing.txt")
    (tmp_path / "a.md").write_text(as_markdown(text), encoding="utf-8")
    source = ["-f", "markdown-smart-citations", "a.md"]
    if through == "docx":
        subprocess.run(["pandoc", *source, "-o", "a.docx"], cwd=tmp_path, check=True)
        source = ["a.docx"]
    subprocess.run(
        ["pandoc", *source, "-s", "--wrap=none", "--metadata", "title=T", "-t", target, "-o", "a.html"], cwd=tmp_path, check=True
    )
    html = read_document((tmp_path / "a.html").read_bytes(), "a.html")
    assert len(html.notes) == len(text.notes) == 74
    assert understood(html) == understood(text)
