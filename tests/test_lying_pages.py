"""Pages and PDFs whose markup says one thing and whose reader sees another: what is quoted is what is seen, as it is seen."""

from __future__ import annotations

import pytest

from archive.page import read_page
from citations.quote import Verdict
from pipeline.checks.passage import PageTexts, Placed, Where, place_quote

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
