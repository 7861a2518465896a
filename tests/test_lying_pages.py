"""Pages and PDFs whose markup says one thing and whose reader sees another: what is quoted is what is seen, as it is seen."""

from __future__ import annotations

import pytest

from archive.page import read_page
from citations.quote import Verdict
from pipeline.checks.passage import PageTexts, Placed, Where, place_quote
from tests.test_pdf import pdf

PROSE = (
    "<p>The council of the lower town heard the keepers of the two bridges and put off every vote until spring.</p>"
    "<p>Nobody in the hall spoke against the delay, and the clerk wrote it down in his large green book.</p>"
    "<p>A second hearing was set for May, when the river would be low enough to see the piers.</p>"
)


def page_with(markup: str, head: str = "") -> bytes:
    title = "Bridges of the lower town"
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{PROSE}{markup}{PROSE}</article>"
        "</body></html>"
    ).encode()


def placed(body: bytes, quoted: str) -> Placed:
    page = read_page(body)
    return place_quote(quoted, PageTexts(page, whole=page.is_whole))


@pytest.mark.parametrize(
    ("markup", "quoted"),
    [
        ("<h2>Ministry refuses</h2><p>To pay for it is a duty.</p>", "Ministry refuses to pay for it"),
        ("<h2>Who pays?</h2><p>The ministry pays for all of it.</p>", "Who pays? The ministry pays for all of it."),
        ("<p><b>Will you stay here?</b></p><p>The keepers went home.</p>", "Will you stay here? The keepers went home."),
        (
            "<table><tr><td>Army</td><td>killed 40 in May</td></tr><tr><td>Rebels</td><td>freed 12 in June</td></tr></table>",
            "killed 40 in May rebels",
        ),
        (
            "<table><tr><td>Yes, we agree to the plan.</td><td>No, it was never offered.</td></tr></table>",
            "Yes, we agree to the plan. No, it was never offered.",
        ),
        (
            "<figure><img src=a.jpg><figcaption><p>The mayor cuts the ribbon.</p></figcaption></figure><p>He lost the vote.</p>",
            "The mayor cuts the ribbon. He lost the vote.",
        ),
        (
            "<p class='wp-caption-text'>The mayor cuts the ribbon.</p><p>He lost the vote.</p>",
            "The mayor cuts the ribbon. He lost the vote.",
        ),
        (
            "<aside><p>The bishop was arrested on Monday.</p></aside><p>The town was glad of it.</p>",
            "The bishop was arrested on Monday. The town was glad of it.",
        ),
        ("<ul><li>Raise the wall</li><li>Shut the northern gate</li></ul>", "Raise the wall shut the northern gate"),
        ("<p>We will stay.</p><blockquote>We burn the hall.</blockquote>", "We will stay. We burn the hall."),
    ],
)
def test_a_sentence_made_of_two_parts_of_a_page_is_for_a_person(markup: str, quoted: str) -> None:
    found = placed(page_with(markup), quoted)
    assert found.match.verdict is Verdict.EDITED_LOOK
    assert "join" in {change.kind for change in found.match.changes}


@pytest.mark.parametrize(
    ("markup", "quoted"),
    [
        ("<p>We will stay here.</p><p>Nobody will move us.</p>", "We will stay here. Nobody will move us."),
        ("<ul><li>Raise the wall;</li><li>shut the northern gate.</li></ul>", "Raise the wall; shut the northern gate."),
        ("<p>The keepers want:</p><ul><li>Bread and salt.</li></ul>", "The keepers want: bread and salt."),
        ("<table><tr><td>We will stay here.</td></tr><tr><td>Nobody goes.</td></tr></table>", "We will stay here. Nobody goes."),
        ("<table><tr><td>Killed in May:</td><td>40 keepers</td></tr></table>", "Killed in May: 40 keepers"),
        (
            "<p>He wrote to the council:</p><blockquote>We burn the hall.</blockquote>",
            "He wrote to the council: We burn the hall.",
        ),
        ("<h2>Ministry refuses to pay for it</h2><p>All are sad.</p>", "Ministry refuses to pay for it"),
    ],
)
def test_what_a_page_says_over_two_of_its_blocks_is_as_it_stands(markup: str, quoted: str) -> None:
    found = placed(page_with(markup), quoted)
    assert found.match.verdict.passes, found.match.changes
    assert found.where is Where.OWN


@pytest.mark.parametrize(
    ("markup", "told", "made_up"),
    [
        ("5,000<sup>3</sup> people", "5,000 people", "50003 people"),
        ("5,000<sub>3</sub> people", "5,000 people", "5,0003 people"),
        ("1,200<sup>1,2</sup> people", "1,200 people", "1,2001 people"),
        ("$3.5<sup>4</sup> for people", "$3.5 for people", "$3.54 for people"),
        ("5,000<sup><i>3</i></sup> people", "5,000 people", "5,0003 people"),
        ("CO<sub>2</sub> for people", "CO2 for people", "CO3 for people"),
    ],
)
def test_a_raised_or_lowered_figure_is_no_part_of_the_number_before_it(markup: str, told: str, made_up: str) -> None:
    body = page_with(f"<p>They say that {markup} left the valley.</p>")
    assert placed(body, f"They say that {told} left the valley").match.verdict.passes
    assert placed(body, f"They say that {made_up} left the valley").match.verdict is Verdict.ALTERED


WORDS = "The engineers laughed at the warning of the keepers."


def ends_with(markup: str) -> bytes:
    title = "Bridges of the lower town"
    return f"<title>{title}</title><body><article><h1>{title}</h1>{PROSE}{markup}</article></body>".encode()


@pytest.mark.parametrize(
    "markup",
    [
        f"<h3>Readers write</h3><p>{WORDS}</p><p>Another wrote to us at length about the price of fish in the upper town.</p>",
        f"<h4>12 Comments</h4><ul><li>{WORDS}</li></ul>",
        f"<p><b>Комментарии (12)</b></p><p>{WORDS}</p>",
        f"<h2>Letters to the editor</h2><h3>From Anna</h3><p>{WORDS}</p>",
        f"<h3>Шарҳҳо</h3><p>{WORDS}</p>",
        f"<h3>Also on this day</h3><p>{WORDS}</p>",
        f"<h2>Related stories</h2><p><a href=/2>Mayor resigns over flooded orchard</a></p><p>{WORDS}</p>",
        f"<p>Читайте также:</p><p>{WORDS}</p>",
        f"<h3>More from the Courier</h3><div>{WORDS}</div>",
    ],
)
def test_what_stands_under_a_heading_of_comments_or_other_stories_is_not_the_pages_own(markup: str) -> None:
    found = placed(ends_with(markup), "The engineers laughed at the warning")
    assert (found.match.verdict, found.where) == (Verdict.VERBATIM, Where.OUTSIDE)


@pytest.mark.parametrize(
    "markup",
    [
        f"<h3>Read also</h3><ul><li><a href=/2>Mayor resigns over flooded orchard</a></li></ul>{PROSE}<p>{WORDS}</p>",
        f"<p>Читайте также</p><div></div>{PROSE}<p>{WORDS}</p>",
        f"<aside class=related><h3>More on this story</h3><ul><li>Mayor resigns over orchard</li></ul></aside><p>{WORDS}</p>",
        f"<div class=related><h3>Related stories</h3><a href=/2>Mayor resigns</a></div><p>{WORDS}</p><h3>Comments</h3><p>Yes.</p>",
        f"<h3>Read more</h3><ul><li>Mayor resigns over flooded orchard</li></ul>{PROSE}<p>{WORDS}</p>",
        f"<h3>Comments</h3><p>It is good.</p><h2>What the engineers did</h2><p>{WORDS}</p>",
        f"<h2>Comments by the committee on the report</h2><p>{WORDS}</p>",
        f"<h2>More on the bridge</h2><p>{WORDS}</p>",
        f"<h2>Discussion</h2><p>{WORDS}</p>",
        f"<h2>Related work</h2><p>{WORDS}</p>",
    ],
)
def test_what_stands_behind_a_list_or_under_a_heading_of_the_text_is_its_own(markup: str) -> None:
    found = placed(ends_with(markup), "The engineers laughed at the warning")
    assert (found.match.verdict, found.where) == (Verdict.VERBATIM, Where.OWN)


def test_letters_to_the_editor_that_are_the_page_itself_are_its_own() -> None:
    body = f"<title>Letters to the editor</title><article><h1>Letters to the editor</h1>{PROSE}<p>{WORDS}</p></article>"
    assert placed(body.encode(), "The engineers laughed at the warning").where is Where.OWN


@pytest.mark.parametrize(
    "names",
    ["d-none", "note hidden", "is-hidden", "govuk-visually-hidden", "sr-only", "hide", "print-only", "d-none d-print-block"],
)
def test_a_class_that_hides_by_its_name_hides(names: str) -> None:
    found = placed(page_with(f"<p class='{names}'>{WORDS}</p>"), "The engineers laughed at the warning")
    assert (found.match.verdict, found.where) == (Verdict.VERBATIM, Where.HIDDEN)


@pytest.mark.parametrize(
    "names", ["d-none d-md-block", "hidden lg:flex", "hidden-xs", "hide-for-small", "unhidden", "hide is-visible"]
)
def test_a_class_that_hides_on_some_screens_alone_hides_nothing(names: str) -> None:
    assert placed(page_with(f"<p class='{names}'>{WORDS}</p>"), "The engineers laughed at the warning").where is Where.OWN


SAID = "The council of the lower town heard the keepers of the two bridges"
HIDDEN = "The mayor ordered the shooting of the crowd"
SPOTS = "q 612 0 0 792 0 0 cm BI /W 256 /H 4 /CS /G /BPC 8 /F /AHx ID " + "00FF" * 128 * 4 + "> EI Q"


def pdf_with(extra: str, *, before: str = "", media: str = "[0 0 612 792]") -> bytes:
    """Return a PDF of one line, with `extra` drawn behind it and `before` first."""
    line = "BT /F1 12 Tf 72 720 Td (X) Tj 0 -20 Td ET"
    drawn = f"{before} BT /F1 12 Tf 72 720 Td ({SAID}) Tj ET {extra}"
    body = pdf("X").replace(line.encode(), drawn.encode()).replace(b"/Length %d" % len(line), b"/Length %d" % len(drawn))
    thin = b"/ExtGState << /G0 << /ca 0 >> >>"
    return body.replace(b"[0 0 612 792]", media.encode()).replace(b"/Font << /F1", thin + b" /Font << /F1")


def hidden_line(before: str = "", after: str = "", place: str = "72 500", size: float = 12) -> str:
    return f"q {before} BT /F1 {size} Tf {place} Td ({HIDDEN}) Tj ET Q {after}"


def is_hidden(extra: str, before: str = "", media: str = "[0 0 612 792]") -> bool:
    """Return whether the line is told to be hidden, in a page that is drawn so."""
    return placed(pdf_with(extra, before=before, media=media), HIDDEN).where is Where.HIDDEN


# What is drawn, and how large the page is.
UNSEEN = [
    (hidden_line("1 1 1 rg"), "[0 0 612 792]"),
    (hidden_line("0.98 0.98 0.97 rg"), "[0 0 612 792]"),
    (hidden_line("3 Tr"), "[0 0 612 792]"),
    (hidden_line("3 Tr", place="72 720"), "[0 0 612 792]"),
    (hidden_line("7 Tr"), "[0 0 612 792]"),
    (hidden_line("/G0 gs"), "[0 0 612 792]"),
    (hidden_line("0 0 10 10 re W n"), "[0 0 612 792]"),
    (hidden_line(after="1 g 60 490 500 30 re f"), "[0 0 612 792]"),
    (hidden_line(after="0 g 60 490 500 30 re f"), "[0 0 612 792]"),
    (hidden_line("0.5 g 60 490 500 30 re f 0.5 g"), "[0 0 612 792]"),
    (hidden_line(place="72 -300"), "[0 0 612 792]"),
    (hidden_line(), "[0 0 612 792] /CropBox [0 600 612 792]"),
    (hidden_line(size=0.5), "[0 0 612 792]"),
    (hidden_line("1 g"), "[0 0 612 792] /Rotate 90"),
    (hidden_line("1 g"), "[0 0 6000 6000]"),
]


@pytest.mark.parametrize(("extra", "media"), UNSEEN)
def test_words_of_a_pdf_that_nobody_sees_are_hidden_ones(extra: str, media: str) -> None:
    found = placed(pdf_with(extra, media=media), HIDDEN)
    assert (found.match.verdict, found.where) == (Verdict.VERBATIM, Where.HIDDEN)
    assert placed(pdf_with(extra, media=media), SAID).where is Where.OWN


def test_words_of_a_pdf_under_a_note_that_is_stuck_on_it_are_hidden_ones() -> None:
    note = b"/Annots [<< /Type /Annot /Subtype /Square /Rect [60 490 580 520] /IC [1 1 1] /C [1 1 1] /F 4 >>] /Contents"
    body = pdf_with(hidden_line()).replace(b"/Contents", note)
    assert (placed(body, HIDDEN).where, placed(body, SAID).where) == (Where.HIDDEN, Where.OWN)


# What is drawn behind a line, and before it: the last two are a scan's recognition, over it and under it.
SEEN = [
    (hidden_line(), ""),
    (hidden_line("0.75 g"), ""),
    (hidden_line("0 g 60 490 500 30 re f 1 g"), ""),
    (hidden_line("1 g 60 490 500 30 re f 0 g"), ""),
    (hidden_line("0 0 612 792 re W n"), ""),
    (hidden_line("1 Tr"), ""),
    (hidden_line(size=5), ""),
    (hidden_line("0.9 g 60 400 500 300 re f 0 g"), ""),
    (hidden_line(after="0 g 60 300 500 30 re f"), ""),
    (hidden_line(after="0 G 60 490 500 30 re S"), ""),
    (hidden_line("3 Tr"), SPOTS),
    ("", hidden_line(after=SPOTS)),
]


@pytest.mark.parametrize(("extra", "before"), SEEN)
def test_words_of_a_pdf_that_are_seen_are_its_own(extra: str, before: str) -> None:
    found = placed(pdf_with(extra, before=before), HIDDEN)
    assert (found.match.verdict, found.where) == (Verdict.VERBATIM, Where.OWN)


def test_a_white_figure_in_a_number_of_a_pdf_is_no_part_of_it() -> None:
    glued = "BT /F1 12 Tf 72 500 Td (They say that ) Tj 1 g (1) Tj 0 g (5,000 people left the valley) Tj ET"
    assert placed(pdf_with(glued), "They say that 5,000 people left the valley").match.verdict.passes
    assert not placed(pdf_with(glued), "They say that 15,000 people left the valley").match.verdict.passes


def printed_page(name: str) -> str:
    return (
        f"The council of {name} town heard the keepers of both bridges\n"
        "and put off every vote until the spring session of the year\n"
        f"after next for want of money and of {name} masons who came"
    )


PRINTED = list(enumerate(map(printed_page, ("lower", "upper", "inner", "outer")), 1))
OVER_TWO_PAGES = "of lower masons who came the council of upper town heard"


def test_a_sentence_goes_on_from_one_page_of_a_pdf_to_the_next() -> None:
    body = pdf(*(f"Report on the bridges {number}\n{page}\n- {number} -" for number, page in PRINTED))
    assert placed(body, OVER_TWO_PAGES).match.verdict.passes
    assert placed(body, "Report on the bridges 1").match.verdict.passes


def test_a_sentence_goes_on_over_the_page_ends_of_plain_text() -> None:
    text = "\f".join(f"Bridges {number}\n\n{page}\n\n{number}\n" for number, page in PRINTED)
    assert placed(text.encode(), OVER_TWO_PAGES).match.verdict.passes
    broken = "\n".join((PRINTED[0][1], "12", PRINTED[1][1].lower()))
    assert placed(broken.encode(), OVER_TWO_PAGES).match.verdict.passes


def test_words_struck_through_by_a_stroke_of_their_letters_are_taken_back() -> None:
    body = page_with("<p>They did n\u0336o\u0336t\u0336 pay the old guard.</p>")
    assert placed(body, "They did not pay the old guard").match.verdict is Verdict.ALTERED


def test_words_that_the_pages_sheet_puts_before_an_element_are_read_there() -> None:
    body = page_with("<p>They did <span class=n>pay the old guard</span>.</p>", "<style>.n::before{content:'not '}</style>")
    assert placed(body, "They did pay the old guard").match.verdict is Verdict.ALTERED
    assert placed(body, "They did not pay the old guard").match.verdict is Verdict.VERBATIM
    label = page_with("<p class=n>They pay the old guard.</p>", "<style>.n::before{content:'New'}</style>")
    assert placed(label, "They pay the old guard").match.verdict is Verdict.VERBATIM
    printed = page_with("<p>They did <i>pay</i> the guard.</p>", "<style>@media print{i:after{content:' (ill)'}}</style>")
    assert placed(printed, "They did pay the guard").match.verdict is Verdict.VERBATIM
    marks = page_with(
        "<p>They did <i>pay</i> the guard.</p>", "<style>i:after{content:'\\\\201D'} i::before{content:'»'}</style>"
    )
    assert placed(marks, "They did pay the guard").match.verdict is Verdict.VERBATIM


def test_a_frame_that_holds_its_page_is_read() -> None:
    found = placed(page_with(f"<iframe srcdoc='<p>{WORDS}</p>'></iframe><p>So it ended.</p>"), WORDS)
    assert (found.match.verdict, found.where) == (Verdict.VERBATIM, Where.OWN)


def test_what_a_page_tells_machines_alone_is_neither_absent_nor_its_own() -> None:
    told = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "x", "articleBody": "{WORDS}"}}</script>'
    assert placed(page_with(told), WORDS).where is Where.HIDDEN
