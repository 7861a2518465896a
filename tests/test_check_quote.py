"""The check of quotations: which page serves, what is said, and what is never said."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from archive.capture import Capture, FetchOutcome
from archive.page import DateWitness, Page, Sign, read_page
from citations.citation import Citation, Form
from citations.finding import Action, Difference, Finding, Outcome, Status
from citations.partial_date import PartialDate
from citations.quotation import Quotation
from citations.quote import prepare
from pipeline.checks import Evidence, Read
from pipeline.checks.quote import check, described

RUN = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
TEXT = (
    "The dam at Orlec was built in 1961 by the board. The gates had not been opened for inspection since 2003. "
    "The board denies that it was warned. Seventeen people died in one night."
)
CITATION = Citation(form=Form.FULL, type="article-newspaper", title="The dam", issued=PartialDate(year=2026, month=2, day=1))


def read(text: str = TEXT, *, signs: tuple[Sign, ...] = (), status: int = 200, article: str = "", **fields: object) -> Read:
    capture = Capture(
        id="c1", target_uri="https://paper.example/dam", date=RUN, outcome=FetchOutcome.RESPONSE, final_uri="https://paper.example/dam",
        status=status,
    )  # fmt: skip
    page = Page(text=text, article=article or text, language="en", signs=signs)
    return Read(capture=replace(capture, **fields), page=page, text=prepare(text, whole=page.is_whole))  # type: ignore[arg-type]  # by name


def evidence(*quotations: str | Quotation, answer: Read | None, **fields: object) -> Evidence:
    carried = tuple(Quotation(exact=one, where="body") if isinstance(one, str) else one for one in quotations)
    whole = Evidence(
        label="7", index=0, citation=CITATION, cited=CITATION, claim=None, quotations=carried, found_by="printed",
        address="https://paper.example/dam", run_date=RUN, answer=answer,
    )  # fmt: skip
    return replace(whole, **fields)  # type: ignore[arg-type]  # by name


def one(*quotations: str | Quotation, answer: Read | None, **fields: object) -> Finding:
    (finding,) = check(evidence(*quotations, answer=answer, **fields))
    return finding


def test_a_quotation_that_stands_in_the_source_passes_with_its_passage() -> None:
    finding = one("The dam at Orlec was built in 1961", answer=read())
    assert (finding.rule, finding.status, finding.outcome, finding.defect) == ("quote", Status.OK, Outcome.PASSED, None)
    assert finding.evidence is not None
    assert finding.evidence.selector is not None
    assert finding.evidence.selector.exact == "The dam at Orlec was built in 1961"
    assert finding.evidence.capture == "c1"
    assert finding.id


def test_what_a_few_words_under_another_title_lack_is_not_absent_from_the_source() -> None:
    """A notice in words that nobody foresaw: neither a phrase of a missing page, nor a day, nor the cited title."""
    notice = "We have moved house, and some boxes are still closed."
    short, titled, dated = (read(notice), read(notice), read(notice))
    short = replace(short, page=replace(short.page, title="The Lake Herald"))
    titled = replace(titled, page=replace(titled.page, title="The dam at Orlec"))
    day = DateWitness(date=PartialDate(year=2026, month=2, day=1), printed="1 February 2026", place="byline", kind="published")
    dated = replace(dated, page=replace(dated.page, title="The Lake Herald", dates=(day,)))
    cited = replace(CITATION, title="The dam at Orlec")
    found = [one("nobody was ever warned of it", answer=answer, citation=cited, cited=cited) for answer in (short, titled, dated)]
    assert [finding.defect for finding in found] == [None, "quote-absent", "quote-absent"]
    assert found[0].status is Status.NOT_CHECKED
    assert "may be a notice" in found[0].message


def test_an_altered_number_is_named_and_the_source_s_words_are_offered() -> None:
    finding = one("The dam at Orlec was built in 1967 by the board", answer=read())
    assert (finding.status, finding.outcome, finding.defect) == (Status.LOOK, Outcome.FAILED, "quote-altered")
    assert "the draft says “1967” where the source says “1961”" in finding.message
    assert finding.action is Action.RESTORE_QUOTE
    assert finding.replacement == "The dam at Orlec was built in 1961 by the board"
    (change,) = finding.differences
    assert finding.evidence is not None
    assert finding.evidence.passage is not None
    assert finding.evidence.passage[slice(*change.observed_span)] == "1961"


def test_a_dropped_negation_is_named() -> None:
    finding = one("The gates had been opened for inspection since 2003", answer=read())
    assert finding.defect == "quote-altered"
    assert "the source has “not” here" in finding.message


def test_an_ellipsis_that_hides_a_negation_is_for_a_person() -> None:
    finding = one("The gates had … been opened for inspection since 2003", answer=read())
    assert (finding.status, finding.defect) == (Status.LOOK, "quote-edited")
    assert "a negation was left out" in finding.message


def test_marked_edits_pass() -> None:
    assert one("The dam … was built in 1961", answer=read()).status is Status.OK


def test_words_that_stand_nowhere_are_absent_from_a_whole_source() -> None:
    finding = one("the mayor slept through the whole evening", answer=read())
    assert (finding.status, finding.defect, finding.action) == (Status.LOOK, "quote-absent", Action.ASK_AUTHOR)


def test_a_teaser_is_never_said_to_lack_a_quotation() -> None:
    finding = one("the mayor slept through the whole evening", answer=read(signs=(Sign.TEASER,)))
    assert (finding.status, finding.outcome) == (Status.NOT_CHECKED, Outcome.UNTESTED)
    assert "only part of the source" in finding.message


def test_a_truncated_answer_is_never_said_to_lack_a_quotation() -> None:
    answer = read(outcome=FetchOutcome.TRUNCATED)
    assert one("the mayor slept through the whole evening", answer=answer).status is Status.NOT_CHECKED


def test_a_partial_answer_shows_what_stands_in_it_and_lacks_nothing() -> None:
    assert one("The dam at Orlec was built in 1961", answer=read(status=206)).status is Status.OK
    assert one("the mayor slept through the whole evening", answer=read(status=206)).status is Status.NOT_CHECKED
    assert one("The dam at Orlec was built in 1961", answer=read(status=203)).status is Status.OK
    assert one("The dam at Orlec was built in 1961", answer=read(status=299)).status is Status.NOT_CHECKED


def test_a_quotation_only_in_the_visible_text_is_not_absent() -> None:
    answer = read(TEXT, article="The board denies that it was warned.")
    assert one("Seventeen people died in one night", answer=answer).status is Status.OK


def test_an_article_that_lacks_a_word_of_the_line_does_not_serve() -> None:
    """Extractors leave out a button or a label in the midst of a sentence; the page shows it."""
    text = "The dam was not closed. Seventeen people will not be paid for their losses in the valley of Orlec."
    answer = read(text, article=text.replace("will not be", "will be"))
    assert one("Seventeen people will be paid for their losses", answer=answer).status is Status.LOOK


def test_the_article_serves_where_the_page_interrupts_it() -> None:
    text = "Seventeen people\nRead also: ten quiet lakes\ndied in one night in the valley of Orlec."
    answer = read(text, article="Seventeen people died in one night in the valley of Orlec.")
    assert one("Seventeen people died in one night", answer=answer).status is Status.OK


@pytest.mark.parametrize("sign", [Sign.SOFT_404, Sign.HOME_PAGE, Sign.CONSENT_WALL, Sign.CAPTCHA, Sign.PARKED])
def test_no_verdict_from_a_page_that_is_not_the_source(sign: Sign) -> None:
    finding = one("the mayor slept through the whole evening", answer=read(signs=(sign,)))
    assert (finding.status, finding.outcome) == (Status.NOT_CHECKED, Outcome.UNTESTED)
    assert sign.value.replace("-", " ") in finding.message


def test_no_verdict_from_a_page_that_a_made_up_address_answers_too() -> None:
    assert one("nothing of the kind was ever written here", answer=read(), sibling=read()).status is Status.NOT_CHECKED


def test_a_dead_page_gives_way_to_an_earlier_copy_which_is_named() -> None:
    earlier = read(date=RUN - datetime.timedelta(days=20))
    finding = one("The dam at Orlec was built in 1961", answer=read("Not found", status=404), earlier=earlier)
    assert finding.status is Status.OK
    assert "our copy of 9 February 2026" in finding.message


@pytest.mark.parametrize(
    ("outcome", "status", "why"),
    [
        (FetchOutcome.REFUSED, None, "because the page did not come today"),
        (FetchOutcome.RESPONSE, 502, "because the page did not come today"),
        (FetchOutcome.BLOCKED_BY_ROBOTS, None, "because the address was not asked"),
        (FetchOutcome.RESPONSE, 404, "because the page is not the source now"),
    ],
)
def test_an_outage_is_not_said_to_have_changed_the_page(outcome: FetchOutcome, status: int | None, why: str) -> None:
    earlier = read(date=RUN - datetime.timedelta(days=20))
    answer = read("", status=0, outcome=outcome) if status is None else read("Not found", status=status)
    finding = one("The dam at Orlec was built in 1961", answer=answer, earlier=earlier)
    assert (finding.status, finding.message.endswith(f"{why})")) == (Status.OK, True), finding.message


def test_two_copies_of_one_day_are_told_apart_by_the_time() -> None:
    lost = "The board has nothing to add to its statement of the spring, and says so."
    copies = (read(lost, id="c2", date=RUN - datetime.timedelta(hours=2)), read(id="c3", date=RUN - datetime.timedelta(hours=5)))
    finding = one("Seventeen people died in one night", answer=read("Not found", status=404), copies=copies)
    first, second = (f"{one.capture.date:%H:%M} UTC" for one in copies)
    assert finding.defect == "quote-changed-since"
    assert finding.message.index(second) < finding.message.index(first)


def test_words_that_the_page_has_lost_are_shown_in_the_earlier_copy() -> None:
    earlier = read(date=RUN - datetime.timedelta(days=20))
    answer = read("The dam at Orlec was built long ago. The board has nothing to add to its statement of the spring.")
    finding = one("Seventeen people died in one night", answer=answer, earlier=earlier)
    assert (finding.status, finding.defect) == (Status.LOOK, "quote-changed-since")
    assert "stands in our copy of 9 February 2026" in finding.message


def test_without_any_page_the_reason_is_said() -> None:
    assert "no page of the source was read" in one("The dam at Orlec", answer=None).message
    assert "answered 404" in one("The dam at Orlec", answer=read(status=404)).message
    assert "timeout" in one("The dam at Orlec", answer=read(outcome=FetchOutcome.TIMEOUT)).message


def test_a_quotation_of_another_note_s_source_is_said_to_be_found_there() -> None:
    other = read("A ferryman said that the mayor slept through the whole evening.", id="fedcba9876543210")
    finding = one("the mayor slept through the whole evening", answer=read(), others=(("12", other),))
    assert (finding.status, finding.defect) == (Status.LOOK, "quote-in-other-source")
    assert finding.message == "the quotation was found in note 12’s source, not in note 7’s"
    assert finding.action is Action.NAME_SOURCE
    assert finding.evidence.capture == "fedcba9876543210"
    assert "the mayor slept" in (finding.evidence.passage or "")


def test_a_translation_is_for_a_reader_of_the_language() -> None:
    russian = "Плотина в Орлеце была построена в 1961 году. Затворы не открывали для осмотра с 2003 года, и это не всё."
    finding = one("The gates had not been opened since 2003", answer=read(russian))
    assert (finding.status, finding.outcome, finding.action) == (Status.NOT_CHECKED, Outcome.CANT_TELL, Action.READ_IN_LANGUAGE)
    assert finding.defect == "quote-other-language"


def test_an_interview_gives_nothing_to_compare() -> None:
    heard = replace(CITATION, type="interview", interviewee="a diplomat")
    assert check(evidence("The dam at Orlec", answer=read(), cited=heard)) == ()


def test_a_quotation_inside_another_is_compared_with_it() -> None:
    outer = Quotation(exact="The board denies that it was ‘warned’", where="body")
    inner = Quotation(exact="warned", where="body", kind="nested")
    assert len(check(evidence(outer, inner, answer=read()))) == 1


def test_a_denial_in_the_draft_s_own_words_is_heeded() -> None:
    fragment = Quotation(exact="been opened for inspection", where="body")
    assert one(fragment, answer=read()).status is Status.LOOK
    assert one(replace(fragment, prefix="the gates had never “"), answer=read()).status is Status.OK


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Difference(kind="number", quoted="1927", observed="1997"), "the draft says “1927” where the source says “1997”"),
        (Difference(kind="omission", quoted="", observed="alleged"), "the source has “alleged” here, which the draft leaves out"),
        (Difference(kind="addition", quoted="armed", observed=""), "the draft has “armed”, which the source does not have here"),
        (Difference(kind="moved", quoted="a", observed="b"), "the words stand in another order in the source"),
    ],
)
def test_a_change_is_told_as_a_clause(change: Difference, words: str) -> None:
    assert described(change) == words


PAGE = """<html lang="en"><body><nav><a href="/">All about the dams of the valley</a></nav>
<main><article><h1>The dam</h1><p>{body}</p><aside><p>A box beside it: the wall is ninety metres high at its crest.</p></aside></article></main>
<div class="comments"><article><p>I was there myself and the engineers laughed at the warning.</p></article></div>
<div class="related-news"><ul><li><a href="/x">Mayor resigns over flooded orchard</a></li></ul></div></body></html>"""


def on_the_page(quoted: str, body: str = TEXT) -> Finding:
    page = read_page(PAGE.format(body=body).encode(), mime="text/html")
    plain = read()
    return one(quoted, answer=replace(plain, page=page, text=prepare(page.text, language="en", whole=page.is_whole)))


@pytest.mark.parametrize("quoted", ["the engineers laughed at the warning", "Mayor resigns over flooded orchard"])
def test_words_of_a_comment_or_of_a_link_to_another_page_are_not_the_source_s(quoted: str) -> None:
    finding = on_the_page(quoted)
    assert (finding.status, finding.defect) == (Status.LOOK, "quote-outside-article")
    assert "outside its own text" in finding.message
    assert finding.evidence is not None
    assert quoted in (finding.evidence.passage or "")


def test_words_struck_out_are_not_the_source_s() -> None:
    finding = on_the_page("the mayor ordered the sluice shut", f"{TEXT} <s>Earlier, the mayor ordered the sluice shut.</s>")
    assert (finding.status, finding.defect) == (Status.LOOK, "quote-outside-article")
    assert "struck out" in finding.message


def test_words_behind_a_read_more_are_neither_absent_nor_confirmed() -> None:
    finding = on_the_page(
        "the mayor ordered the sluice shut", f"{TEXT} <span hidden>Then the mayor ordered the sluice shut.</span>"
    )
    assert (finding.status, finding.defect) == (Status.LOOK, "quote-outside-article")
    assert "the page hides" in finding.message
    assert finding.evidence is not None
    assert finding.evidence.selector is None
    assert on_the_page("the mayor ordered the sluice shut").defect == "quote-absent"


def test_words_that_a_comment_repeats_are_found_in_the_article() -> None:
    assert (
        on_the_page("the engineers laughed at the warning", f"{TEXT} We saw that the engineers laughed at the warning.").status
        is Status.OK
    )


def test_what_the_article_says_otherwise_is_altered_though_a_comment_has_it_so() -> None:
    finding = on_the_page(
        "the engineers laughed at the warning", f"{TEXT} We heard that the engineers never laughed at the warning."
    )
    assert finding.defect == "quote-altered"


def test_a_box_in_the_article_is_the_source_s() -> None:
    assert on_the_page("the wall is ninety metres high at its crest").status is Status.OK


def test_a_page_that_stands_whole_in_boxes_named_like_lists_is_still_the_source() -> None:
    boxes = (
        f"<div class='{name}'><h1>The dam</h1><p>{text}</p></div>"
        for name, text in (("latest-news", TEXT), ("lenta", TEXT.upper()))
    )
    html = f"<html><body>{''.join(boxes)}</body></html>"
    page = read_page(html.encode(), mime="text/html")
    assert page.outside
    answer = replace(read(), page=page, text=prepare(page.text, language="en", whole=page.is_whole))
    assert one("The dam at Orlec was built in 1961", answer=answer).status is Status.OK


SPEECH = "“We will not pay for water that has not fallen,” said Irma Tolk, who leads the list. “The price was written before the rain.”"
SPEECH += " “Who will pay for the rain that fell?” she asked."


@pytest.mark.parametrize(
    ("quoted", "paste"),
    [
        (
            "We will not pay for water that has not fallen. The price was written before the rain",
            "We will not pay for water that has not fallen … The price was written before the rain",
        ),
        ("pay for water that has not fallen", "not pay for water that has not fallen"),
        ("the price is written before the rain", "The price was written before the rain"),
        ("The price was written before the harvest failed in May", None),
        ("The price was scribbled before the rain.[3]", "The price was written before the rain"),
        ("Who pays for the rain that fell?", "Who will pay for the rain that fell?"),
    ],
)
def test_what_is_offered_to_paste_is_the_source_s_and_better_than_the_draft_s(quoted: str, paste: str | None) -> None:
    finding = one(quoted, answer=read(SPEECH))
    assert (finding.status, finding.replacement) == (Status.LOOK, paste)


def test_who_speaks_between_two_halves_is_told_once() -> None:
    finding = one("We will not pay for water that has not fallen. The price was written before the rain", answer=read(SPEECH))
    assert finding.message.endswith(
        "the source interrupts the quotation to say who speaks, and the draft leaves “said Irma Tolk, who leads the list” out"
        " without an ellipsis"
    )


HIRING = "The owner of four shops said: “We have advertised for nine months and hired one person. Nobody wants to move here.”"


@pytest.mark.parametrize(
    ("quoted", "text", "pasted"),
    [
        (
            "There was an emergency, and nobody claimed that there was not",
            "“There was no emergency, and nobody claimed that there was,” he added. The port called it urgent.",
            "There was no emergency, and nobody claimed that there was",
        ),
        (
            "Мы остаёмся самым дешёвым портом Белого моря, и многие это оспаривают",
            "Рубцова считает сбор умеренным: «Мы остаёмся самым дешёвым портом Белого моря, и никто этого не оспаривает».",
            "Мы остаёмся самым дешёвым портом Белого моря, и никто этого не оспаривает",
        ),
        (
            "The judgment is wrong in law and right in arithmetic",
            "Meridian would appeal. “The judgment is wrong in law and wrong in arithmetic,” said Susan Farrow.",
            "The judgment is wrong in law and wrong in arithmetic",
        ),
    ],
)
def test_the_words_to_paste_end_with_the_sources_speech_and_no_half_of_it(quoted: str, text: str, pasted: str) -> None:
    assert one(quoted, answer=read(text)).replacement == pasted


@pytest.mark.parametrize(
    ("text", "pasted"),
    [
        (HIRING, "We have advertised for nine months and hired one person"),
        (
            'He said: "We advertised for nine months and hired one person", and left.',
            "We advertised for nine months and hired one person",
        ),
        (
            "We wrote to every school and every inn along the whole of the coast, advertised for nine months and hired one person. It rained.",
            None,  # too much of the sentence stands before it
        ),
        ("He said “we advertised” for nine months and hired one person. It rained.", None),  # a speech ends before it
    ],
)
def test_the_words_to_paste_begin_where_the_sources_sentence_or_speech_does(text: str, pasted: str | None) -> None:
    finding = one("We have hired one person", answer=read(text))
    assert finding.defect == "quote-altered"
    assert finding.replacement == pasted


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("Rosa Lind told us that “the mayor slept through the flood”.", Status.OK),
        ("According to the ferryman, “the mayor slept through the flood”.", Status.OK),
        ("She was blunt: “the mayor slept through the flood”, Lind said.", Status.OK),
        ("In the town “the mayor slept through the flood”.", Status.LOOK),
        ("Boe wrote that “the mayor slept through the flood”.", Status.LOOK),
    ],
)
def test_somebody_s_words_pass_where_the_draft_gives_them_to_the_same_speaker(claim: str, status: Status) -> None:
    answer = read("Rosa Lind said that the mayor slept through the flood. The council met in the morning.")
    assert one("the mayor slept through the flood", answer=answer, claim=claim).status is status
