"""PDFs that Typst typesets in many layouts: how many made-up briefings come back exactly. `python tests/evaluate_pdfs.py [SHOW]`.

Each layout of pages and notes is made of several briefings (`paged_texts`), so that pages break anywhere.
"""

import functools
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT.parent), str(ROOT)]

import test_lying_pages  # noqa: E402
from evaluate_text import claim  # noqa: E402
from paged_texts import make_layout  # noqa: E402
from test_readers_pdf import typeset  # noqa: E402

from archive.pdf import read_pdf as read_page_of_pdf  # noqa: E402
from citations.document import Document, Marker, Note, Paragraph  # noqa: E402
from citations.errors import InputError  # noqa: E402
from citations.readers.pdf import read_pdf  # noqa: E402

BRIEFINGS = 4  # of each layout
_PAGE = '#set page("a5", numbering: "1", header: [Velmark after the Vote])\n#set text(10pt, hyphenate: false)\n'
_ANEW = '#set page("a5", header: counter(footnote).update(0))\n#set text(10pt, hyphenate: false)\n'
_ON_THE_LINE = """#show footnote.entry: it => [#counter(footnote).at(it.note.location()).first(). #it.note.body]
"""
LAYOUTS = {
    "plain": _PAGE,
    "justified": f"{_PAGE}#set par(justify: true)\n",
    "hyphenated": f'{_PAGE}#set text(lang: "en", hyphenate: true)\n#set par(justify: true)\n',
    "indented": f"{_PAGE}#set par(first-line-indent: 1.2em, spacing: 0.65em)\n",
    "loose": f"{_PAGE}#set par(leading: 1.1em, spacing: 1.8em)\n",
    "two columns": f"{_PAGE}#set page(columns: 2)\n",
    "notes of 0.92": f"{_PAGE}#show footnote.entry: set text(9.2pt)\n",
    "notes of 0.96": f"{_PAGE}#show footnote.entry: set text(9.6pt)\n",
    "notes as large": f"{_PAGE}#show footnote.entry: set text(10pt)\n",
    "numbers on the line": f"{_PAGE}{_ON_THE_LINE}",
    "numbers on the line, notes as large": f"{_PAGE}{_ON_THE_LINE}#show footnote.entry: set text(10pt)\n",
    "long head": f"{_PAGE}#set page(header: text(7pt)[{'Council of the Lake States, Velmark after the Vote; ' * 2} #h(1fr) May 2014])\n",
    "chapter's head": f"{_PAGE}#set page(header: context [Part #(calc.quo(here().page() - 1, 3) + 1): Velmark after the Vote])\n",
    "anew on each page": _ANEW,
    "roman": f'{_PAGE}#set footnote(numbering: "i")\n',
    "letters": f'{_PAGE}#set footnote(numbering: "a")\n',
    "signs": f'{_ANEW}#set footnote(numbering: "*")\n',
    "signs that run on": f'{_PAGE}#set footnote(numbering: "*")\n',
    "roman, anew on each page": f'{_ANEW}#set footnote(numbering: "i")\n',
    "letters, anew on each page": f'{_ANEW}#set footnote(numbering: "a")\n',
    "in brackets": f'{_PAGE}#set footnote(numbering: "[1]")\n#set super(typographic: false, baseline: 0pt, size: 1em)\n',
    "words apart": f"{_PAGE}#set text(spacing: 180%)\n",
    "letters apart": f"{_PAGE}#set text(tracking: 0.08em)\n",
}


@functools.cache
def samples():
    """Return name, made-up briefing and PDF of each sample."""
    return [
        (f"{name} {seed}", layout, typeset(_document(layout), head))
        for place, (name, head) in enumerate(LAYOUTS.items())
        for seed in range(BRIEFINGS * place, BRIEFINGS * place + BRIEFINGS)
        for layout in (make_layout(seed),)
    ]


def _document(layout):
    return Document(
        format="text",
        paragraphs=tuple(Paragraph(text=text, kind="body") for text in layout.paragraphs),
        markers=tuple(Marker(label=label, paragraph=index, offset=offset) for label, index, offset in layout.markers),
        notes=tuple(Note(label=label, text=text) for label, text in layout.notes),
    )


def judged(layout, body):
    """Return how a PDF comes back: exactly or not, notes right, and calls behind the right words, by their order."""
    try:
        document = read_pdf(body)
    except (InputError, ArithmeticError, LookupError, ValueError):
        return Counter(notes_of=len(layout.notes), files=1)
    notes = [note.text for note in document.notes]
    texts = [paragraph.text for paragraph in document.paragraphs]
    claims = [claim(texts[marker.paragraph], marker.offset) for marker in document.markers]
    wanted = [claim(layout.paragraphs[index], offset) for _, index, offset in layout.markers]
    right = sum((Counter(notes) & Counter(text for _, text in layout.notes)).values())
    called = sum((Counter(claims) & Counter(wanted)).values())
    whole = " ".join(texts) == " ".join(layout.paragraphs)
    exact = whole and notes == [text for _, text in layout.notes] and claims == wanted
    return Counter(exact=exact, whole=whole, notes=right, calls=called, notes_of=len(layout.notes), files=1)


def told():
    """Return one line: what came back of all samples."""
    total = sum((judged(layout, body) for _, layout, body in samples()), Counter())
    return (
        f"exactly {total['exact']} of {total['files']} PDFs, body {total['whole']}; "
        f"notes {total['notes']}, calls {total['calls']} of {total['notes_of']}"
    )


def told_of_sight():
    """Return one line: what `archive.pdf` says of lines hidden and seen, each on its page, and of some typeset briefings."""
    hidden = [test_lying_pages.is_hidden(drawn, media=media) for drawn, media in test_lying_pages.UNSEEN]
    seen = [not test_lying_pages.is_hidden(*drawn) for drawn in test_lying_pages.SEEN]
    pages = [read_page_of_pdf(body) for _, _, body in samples()[::4]]
    marks, lost = sum(len(re.findall("[⁰¹²³⁴-⁹]+", page.text)) for page in pages), sum(len(page.hidden) for page in pages)
    return f"hidden {sum(hidden)} of {len(hidden)}, seen {sum(seen)} of {len(seen)}; {marks} marks raised, {lost} letters lost"


def main(show=0):
    """Print what came back, and by layout what did not."""
    print(told())
    for name in LAYOUTS if show else ():
        one = sum((judged(layout, body) for label, layout, body in samples() if label.rpartition(" ")[0] == name), Counter())
        print(
            f"  {name:38} exact {one['exact']} of {one['files']}, body {one['whole']}, notes {one['notes']}, calls {one['calls']} of {one['notes_of']}"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
