"""HTML of the wild with two notes, as writers and sites make it: the markup is theirs in kind, the words are ours."""

NOTE = 'First <em>note</em>, <a href="https://a.example/">here</a>.'

WILD = {
    "Substack editor": (
        "<p>One."
        '<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1-123" href="#footnote-1-123" target="_self">'
        '1</a> Two.<a class="footnote-anchor" id="footnote-anchor-2-123" href="#footnote-2-123">2</a></p>'
        '<div class="footnote" data-component-name="FootnoteToDOM">'
        '<a id="footnote-1-123" href="#footnote-anchor-1-123" class="footnote-number" contenteditable="false" target="_self">'
        f'1</a><div class="footnote-content"><p>{NOTE}</p></div></div><div class="footnote">'
        '<a id="footnote-2-123" href="#footnote-anchor-2-123" class="footnote-number">2</a>'
        '<div class="footnote-content"><p>Second note.</p></div></div>'
    ),
    "Substack saved": (
        '<p>One.<a class="footnote-anchor" id="footnote-anchor-1-123" href="https://x.substack.com/p/y#footnote-1-123">'
        "1</a> Two."
        '<a class="footnote-anchor" id="footnote-anchor-2-123" href="https://x.substack.com/p/y#footnote-2-123">2</a>'
        '</p><div class="footnote">'
        '<a id="footnote-1-123" href="https://x.substack.com/p/y#footnote-anchor-1-123" class="footnote-number">1</a>'
        f'<div class="footnote-content"><p>{NOTE}</p></div></div><div class="footnote">'
        '<a id="footnote-2-123" href="https://x.substack.com/p/y#footnote-anchor-2-123" class="footnote-number">2</a>'
        '<div class="footnote-content"><p>Second note.</p></div></div>'
    ),
    "Ghost": (
        '<p>One.<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup> Two.<sup class="footnote-ref">'
        '<a href="#fn2" id="fnref2">[2]</a></sup></p><hr class="footnotes-sep"><section class="footnotes">'
        f'<ol class="footnotes-list"><li id="fn1" class="footnote-item"><p>{NOTE} '
        '<a href="#fnref1" class="footnote-backref">↩︎</a></p></li><li id="fn2" class="footnote-item"><p>Second note. '
        '<a href="#fnref2" class="footnote-backref">↩︎</a></p></li></ol></section>'
    ),
    "Medium linked": (
        '<p name="aaaa">One.<a href="#b1c2" class="markup--anchor">¹</a> Two.<a href="#d3e4" class="markup--anchor">²'
        f'</a></p><p name="b1c2" id="b1c2">[1] {NOTE}</p><p name="d3e4" id="d3e4">[2] Second note.</p>'
    ),
    "Medium plain": (f"<p>One.¹ Two.²</p><p>¹ {NOTE}</p><p>² Second note.</p>"),
    "Medium brackets": (f"<p>One.[1] Two.[2]</p><h3>References</h3><p>[1] {NOTE}</p><p>[2] Second note.</p>"),
    "Wix": (
        '<p class="font_8"><span>One.<sup>1</sup> Two.<sup>2</sup></span></p><p class="font_8">&nbsp;</p>'
        f'<p class="font_8"><span><sup>1</sup>&nbsp;{NOTE}</span></p><p class="font_8"><span><sup>2</sup>'
        "&nbsp;Second note.</span></p>"
    ),
    "Confluence": (
        '<p>One.<sup><a href="#id-Page-_ftn1">[1]</a></sup><span class="confluence-anchor-link" id="id-Page-_ftnref1">'
        '</span> Two.<sup><a href="#id-Page-_ftn2">[2]</a></sup></p><p>'
        f'<span class="confluence-anchor-link" id="id-Page-_ftn1"></span><a href="#id-Page-_ftnref1">[1]</a> {NOTE}</p>'
        '<p><span class="confluence-anchor-link" id="id-Page-_ftn2"></span><a href="#id-Page-_ftnref2">[2]</a>'
        " Second note.</p>"
    ),
    "MediaWiki mobile": (
        '<p>One.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span class="cite-bracket">[</span>1'
        '<span class="cite-bracket">]</span></a></sup> Two.<sup id="cite_ref-2" class="reference">'
        '<a href="#cite_note-2"><span class="cite-bracket">[</span>2<span class="cite-bracket">]</span></a></sup></p>'
        '<div class="reflist"><div class="mw-references-wrap"><ol class="references"><li id="cite_note-1">'
        '<span class="mw-cite-backlink"><b><a href="#cite_ref-1" aria-label="Jump up">^</a></b></span> '
        f'<span class="reference-text">{NOTE}</span></li><li id="cite_note-2"><span class="mw-cite-backlink"><b>'
        '<a href="#cite_ref-2">^</a></b></span> <span class="reference-text">Second note.</span></li></ol></div></div>'
    ),
    "AsciiDoctor": (
        '<div class="paragraph"><p>One.<sup class="footnote">['
        '<a id="_footnoteref_1" class="footnote" href="#_footnotedef_1" title="View footnote.">1</a>]</sup> Two.'
        '<sup class="footnote">[<a id="_footnoteref_2" class="footnote" href="#_footnotedef_2">2</a>]</sup></p></div>'
        f'<div id="footnotes"><hr><div class="footnote" id="_footnotedef_1"><a href="#_footnoteref_1">1</a>. {NOTE}'
        '</div><div class="footnote" id="_footnotedef_2"><a href="#_footnoteref_2">2</a>. Second note.</div></div>'
    ),
    "docutils": (
        "<p>One. "
        '<a class="footnote-reference brackets" href="#footnote-1" id="footnote-reference-1" role="doc-noteref">'
        '<span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a> Two. '
        '<a class="footnote-reference brackets" href="#footnote-2" id="footnote-reference-2" role="doc-noteref">'
        '<span class="fn-bracket">[</span>2<span class="fn-bracket">]</span></a></p>'
        '<aside class="footnote-list brackets"><aside class="footnote brackets" id="footnote-1" role="doc-footnote">'
        '<span class="label"><span class="fn-bracket">[</span><a role="doc-backlink" href="#footnote-reference-1">1</a>'
        f'<span class="fn-bracket">]</span></span><p>{NOTE}</p></aside>'
        '<aside class="footnote brackets" id="footnote-2" role="doc-footnote"><span class="label">'
        '<span class="fn-bracket">[</span><a role="doc-backlink" href="#footnote-reference-2">2</a>'
        '<span class="fn-bracket">]</span></span><p>Second note.</p></aside></aside>'
    ),
    "Sphinx of old": (
        '<p>One. <a class="footnote-reference brackets" href="#id3" id="id1">1</a> Two. '
        '<a class="footnote-reference brackets" href="#id4" id="id2">2</a></p><dl class="footnote brackets">'
        '<dt class="label" id="id3"><span class="brackets"><a class="fn-backref" href="#id1">1</a></span></dt><dd><p>'
        f'{NOTE}</p></dd><dt class="label" id="id4"><span class="brackets"><a class="fn-backref" href="#id2">2</a>'
        "</span></dt><dd><p>Second note.</p></dd></dl>"
    ),
    "docutils table": (
        '<p>One. <a class="footnote-reference" href="#id3" id="id1">[1]</a> Two. '
        '<a class="footnote-reference" href="#id4" id="id2">[2]</a></p>'
        '<table class="docutils footnote" frame="void" id="id3" rules="none"><colgroup><col class="label"/><col/>'
        f'</colgroup><tbody valign="top"><tr><td class="label"><a class="fn-backref" href="#id1">[1]</a></td><td>{NOTE}'
        '</td></tr></tbody></table><table class="docutils footnote" id="id4"><tbody><tr><td class="label">'
        '<a class="fn-backref" href="#id2">[2]</a></td><td>Second note.</td></tr></tbody></table>'
    ),
    "Hugo": (
        '<p>One.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup> Two.'
        '<sup id="fnref:2"><a href="#fn:2" class="footnote-ref" role="doc-noteref">2</a></sup></p>'
        f'<div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>{NOTE}&#160;'
        '<a href="#fnref:1" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a></p></li><li id="fn:2"><p>'
        'Second note.&#160;<a href="#fnref:2" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a></p>'
        "</li></ol></div>"
    ),
    "Jekyll": (
        '<p>One.<sup id="fnref:a" role="doc-noteref"><a href="#fn:a" class="footnote" rel="footnote">1</a></sup> Two.'
        '<sup id="fnref:b" role="doc-noteref"><a href="#fn:b" class="footnote" rel="footnote">2</a></sup></p>'
        f'<div class="footnotes" role="doc-endnotes"><ol><li id="fn:a" role="doc-endnote"><p>{NOTE} '
        '<a href="#fnref:a" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li>'
        '<li id="fn:b" role="doc-endnote"><p>Second note. '
        '<a href="#fnref:b" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li></ol></div>'
    ),
    "DocBook": (
        '<p>One.<a href="#ftn.idm1" class="footnote" name="idm1"><sup class="footnote">[1]</sup></a> Two.'
        '<a href="#ftn.idm2" class="footnote" name="idm2"><sup class="footnote">[2]</sup></a></p>'
        '<div class="footnotes"><br><hr style="width:100; text-align:left;"><div id="ftn.idm1" class="footnote"><p>'
        f'<a href="#idm1" class="para"><sup class="para">[1] </sup></a>{NOTE}</p></div>'
        '<div id="ftn.idm2" class="footnote"><p><a href="#idm2" class="para"><sup class="para">[2] </sup></a>'
        "Second note.</p></div></div>"
    ),
    "EPUB": (
        '<p>One.<a epub:type="noteref" href="#n1">1</a> Two.<a epub:type="noteref" href="#n2">2</a></p>'
        f'<aside epub:type="footnote" id="n1"><p>{NOTE}</p></aside><aside epub:type="footnote" id="n2"><p>Second note.'
        "</p></aside>"
    ),
    "EPUB, notes of another file": (
        '<p>One.<a epub:type="noteref" href="notes.xhtml#n1" id="r1">1</a> Two.'
        '<a epub:type="noteref" href="notes.xhtml#n2" id="r2">2</a></p><section epub:type="endnotes"><ol>'
        f'<li id="n1" epub:type="endnote"><p>{NOTE} <a href="ch1.xhtml#r1">↩</a></p></li>'
        '<li id="n2" epub:type="endnote"><p>Second note. <a href="ch1.xhtml#r2">↩</a></p></li></ol></section>'
    ),
    "journal": (
        '<p>One.<sup><a class="xref" href="#fn1" data-rid="fn1">1</a></sup> Two.<sup><a class="xref" href="#fn2">2</a>'
        f'</sup></p><div class="fn-list"><div class="fn" id="fn1"><span class="label">1</span><p>{NOTE}</p></div>'
        '<div class="fn" id="fn2"><span class="label">2</span><p>Second note.</p></div></div>'
    ),
    "journal with blocks": (
        '<p>One.<sup><a href="#fn1" role="doc-noteref">1</a></sup> Two.<sup><a href="#fn2" role="doc-noteref">2</a>'
        '</sup></p><section role="doc-endnotes"><h2>Footnotes</h2><div role="doc-endnote" id="fn1"><div class="label">1'
        f'</div><div><div role="paragraph">{NOTE}</div></div></div><div role="doc-endnote" id="fn2"><div class="label">2'
        '</div><div role="paragraph">Second note.</div></div></section>'
    ),
    "Word filtered": (
        '<div class=WordSection1><p class=MsoNormal>One.<a href="#_ftn1" name="_ftnref1" title="">'
        "<span class=MsoFootnoteReference><span class=MsoFootnoteReference><span lang=EN-US style='font-size:11.0pt'>"
        '[1]</span></span></span></a> Two.<a href="#_ftn2" name="_ftnref2" title=""><span class=MsoFootnoteReference>'
        '[2]</span></a></p></div><div><br clear=all><hr align=left size=1 width="33%"><div id=ftn1>'
        '<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span>'
        f'</a> {NOTE}</p></div><div id=ftn2><p class=MsoFootnoteText><a href="#_ftnref2" name="_ftn2" title="">'
        "<span class=MsoFootnoteReference>[2]</span></a> Second note.</p></div></div>"
    ),
    "Outlook": (
        '<div class="WordSection1"><p class="MsoNormal">One.<sup>[1]</sup> Two.<sup>[2]</sup><o:p></o:p></p></div>'
        f'<p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">[1] {NOTE}<o:p></o:p></p><p class="MsoNormal">'
        "[2] Second note.<o:p></o:p></p>"
    ),
    "report converted": (
        '<p>One.<a href="#_bookmark1" class="s1"><sup>1</sup></a> Two.<a href="#_bookmark2" class="s1"><sup>2</sup></a>'
        f'</p><p><a name="_bookmark1"></a><span class="s2">1</span> {NOTE}</p><p><a name="_bookmark2"></a>'
        '<span class="s2">2</span> Second note.</p>'
    ),
    "government": (
        '<p>One.<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="govuk-link" rel="footnote">[footnote 1]</a>'
        '</sup> Two.<sup id="fnref:2" role="doc-noteref"><a href="#fn:2" class="govuk-link" rel="footnote">[footnote 2]'
        f'</a></sup></p><div class="footnotes" role="doc-endnotes"><ol><li id="fn:1" role="doc-endnote"><p>{NOTE} '
        '<a href="#fnref:1" class="govuk-link" role="doc-backlink" aria-label="go to where this is referenced">↩</a>'
        '</p></li><li id="fn:2" role="doc-endnote"><p>Second note. <a href="#fnref:2" role="doc-backlink">↩</a></p>'
        "</li></ol></div>"
    ),
    "blog with words that lead back": (
        '<p>One.<sup id="fnref1"><a href="#fn1" rel="footnote">1</a></sup> Two.<sup id="fnref2">'
        f'<a href="#fn2" rel="footnote">2</a></sup></p><footer><ol><li id="fn1">{NOTE} '
        '<a href="#fnref1" title="Jump back to footnote 1 in the text.">Back to text</a></li><li id="fn2">Second note. '
        '<a href="#fnref2">Back to text</a></li></ol></footer>'
    ),
    "one place for all": (
        '<p>One.<sup class="endnote-pointer"><a href="#endnotes">1</a></sup> Two.<sup class="endnote-pointer">'
        f'<a href="#endnotes">2</a></sup></p><div id="endnotes" class="endnotes"><ol><li>{NOTE}</li><li>Second note.'
        "</li></ol></div>"
    ),
    "WordPress easy": (
        '<p>One.<span id="easy-footnote-1-5" class="easy-footnote-margin-adjust"></span><span class="easy-footnote">'
        '<a href="#easy-footnote-bottom-1-5" title="First note"><sup>1</sup></a></span> Two.'
        '<span class="easy-footnote"><a href="#easy-footnote-bottom-2-5"><sup>2</sup></a></span></p>'
        '<ol class="easy-footnotes-wrapper"><li class="easy-footnote-single">'
        f'<span id="easy-footnote-bottom-1-5" class="easy-footnote-margin-adjust"></span>{NOTE}'
        '<a class="easy-footnote-to-top" href="#easy-footnote-1-5"></a></li><li class="easy-footnote-single">'
        '<span id="easy-footnote-bottom-2-5"></span>Second note.'
        '<a class="easy-footnote-to-top" href="#easy-footnote-2-5"></a></li></ol>'
    ),
    "names as places": (
        '<p>One.<a href="#N_1_"><sup>1</sup></a> Two.<a href="#N_2_"><sup>2</sup></a></p><hr><p><a name="N_1_">1. </a>'
        f'{NOTE}</p><p><a name="N_2_">2. </a>Second note.</p>'
    ),
    "a list an item": (
        f'<p>One.<sup>[1]</sup> Two.<sup>[2]</sup></p><ol type="1" class="numbered-list" start="1"><li>{NOTE}</li></ol>'
        '<ol type="1" class="numbered-list" start="2"><li>Second note.</li></ol>'
    ),
}
