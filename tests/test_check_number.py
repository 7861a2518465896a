"""The check of numbers in a claim: what is a conflict, what is only missing, and what is no number at all."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from archive.capture import Capture, FetchOutcome
from archive.page import Page
from citations.citation import Citation, Form
from citations.finding import Finding, Outcome, Status
from citations.partial_date import PartialDate
from citations.quantities import quantities
from citations.quotation import Quotation
from citations.quote import prepare
from pipeline.checks import Evidence, Read
from pipeline.checks.claim import with_claims_shared
from pipeline.checks.number import check
from tests.evaluate_claims import language_of_claim, looks
from tests.evaluate_speakers import cases

RUN = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
TEXT = (
    "The flood at Orlec destroyed more than 600 houses in one night of March 2012. Seventeen people died. "
    "Experts put the cost of repairing the dam at 40 million crowns. Some 4,100 residents spent the spring in barracks."
)
CITATION = Citation(form=Form.FULL, type="article-newspaper", title="The dam")


def evidence(claim: str | None, text: str = TEXT) -> Evidence:
    address = "https://paper.example/dam"
    capture = Capture(
        id="c1", target_uri=address, date=RUN, outcome=FetchOutcome.RESPONSE, final_uri=address, status=200, mime="text/html"
    )
    page = Page(text=text, article=text, language="en", title="The dam")
    return Evidence(
        label="7", index=0, citation=CITATION, cited=CITATION, claim=claim, quotations=(), found_by="printed", address=address,
        run_date=RUN, answer=Read(capture=capture, page=page, text=prepare(text)),
    )  # fmt: skip


def one(claim: str, text: str = TEXT) -> Finding:
    (finding,) = check(evidence(claim, text))
    return finding


def test_another_number_of_the_same_things_is_for_a_person() -> None:
    finding = one("In a single night the flood at Orlec destroyed more than 800 houses.")
    assert (finding.status, finding.outcome, finding.defect) == (Status.LOOK, Outcome.FAILED, "number-conflict")
    assert "the draft says “800” where a sentence of the source about the same thing says “600”" in finding.message
    assert finding.evidence is not None
    assert finding.evidence.passage is not None
    (change,) = finding.differences
    assert finding.evidence.passage[slice(*change.observed_span)] == "600"


@pytest.mark.parametrize(
    "claim",
    [
        "The flood at Orlec destroyed 600 houses and killed 17 people.",
        "The flood killed seventeen and drove 4100 residents into barracks.",
        "Repairing the dam would cost forty million crowns.",
    ],
)
def test_numbers_agree_in_digits_and_in_words(claim: str) -> None:
    finding = one(claim)
    assert (finding.status, finding.outcome) == (Status.OK, Outcome.PASSED)


def test_a_missing_number_is_a_hint_that_changes_no_status() -> None:
    finding = one("The province has 93 villages on both banks.")
    assert (finding.status, finding.outcome, finding.defect) == (Status.OK, Outcome.CANT_TELL, "number-missing")
    assert "not found: “93”" in finding.message


@pytest.mark.parametrize("claim", ["It was one of the worst.", "“At least 800 houses” were lost.", ""])
def test_quotations_and_one_are_no_numbers_of_the_claim(claim: str) -> None:
    assert check(evidence(claim)) == ()


def test_a_number_within_single_marks_is_the_quote_checks() -> None:
    claim = "He said that they had met ‘at four meetings in the spring’."
    bare = evidence(claim, "The charges had been discussed at three meetings in the spring.")
    assert [one.defect for one in check(bare)] == ["number-conflict"]
    carried = (Quotation(exact="at four meetings in the spring", where="body"),)
    assert check(replace(bare, quotations=carried)) == ()


def test_russian_numbers_are_read_too() -> None:
    text = "За ночь наводнение разрушило в Орлеце 600 домов. На заводе накопилось 4,5 тыс. тонн цемента."
    assert one("Накопилось 4500 тонн цемента.", text).outcome is Outcome.PASSED
    assert one("Наводнение разрушило за ночь в Орлеце восемьсот домов.", text).defect == "number-conflict"


def test_an_interview_has_no_page_to_count_on() -> None:
    heard = replace(CITATION, type="interview")
    assert check(replace(evidence("The flood destroyed 800 houses."), cited=heard)) == ()


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("1,500 people died in the flood at Orlec.", "В Орлеце при наводнении погибло около полутора тысяч человек."),
        ("Half a million people lost their homes.", "Без крова осталось полмиллиона человек."),
        ("Some 2,500,000 people voted in Orlec.", "In Orlec two and a half million people voted."),
        ("They counted 24 barges at the harbour.", "They counted two dozen barges at the harbour."),
        ("The dam holds 300,000 tonnes of water.", "The dam holds 300-400 thousand tonnes of water."),
        ("The farm sold 2,300 sheep in spring.", "The farm sold 2.300 sheep in spring."),
        ("500 families left the valley.", "Панҷсад оила водиро тарк карданд."),
    ],
)
def test_halves_dozens_ranges_and_points_have_their_value(claim: str, said: str) -> None:
    assert one(claim, said).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The flood at Orlec destroyed about 600 houses in one night.", "The flood at Orlec destroyed 587 houses in one night."),
        (
            "The flood at Orlec destroyed more than 600 houses in one night.",
            "The flood at Orlec destroyed 612 houses in one night.",
        ),
        ("The flood at Orlec destroyed 350 houses in one night.", "The flood at Orlec destroyed 300-400 houses in one night."),
        (
            "The flood at Orlec destroyed 600 houses in one night.",
            "The flood at Orlec destroyed thousands of houses in one night.",
        ),
        (
            "The flood at Orlec destroyed 600 houses in one night.",
            "The flood at Orlec destroyed several hundred houses in one night.",
        ),
    ],
)
def test_a_rounded_a_vague_and_a_ranged_number_is_no_conflict(claim: str, said: str) -> None:
    assert one(claim, said).status is Status.OK


def test_what_a_rough_value_or_a_difference_rests_on_is_no_hint_and_stands_not_in_the_source() -> None:
    said = "The flood at Orlec destroyed 612 houses in one night."
    rough = one("The flood at Orlec destroyed more than 600 houses in one night.", said)
    assert (rough.defect, rough.message) == (
        None, "0 of 1 numbers of the claim stand in the source; may follow from what stands there: “600”"
    )  # fmt: skip
    fell = "Traffic at Orlec fell from 18,400 vehicles a day to 16,200."
    assert one("Traffic at Orlec fell by 2,200 vehicles a day.", fell).defect is None


@pytest.mark.parametrize(
    ("claim", "said", "ours", "theirs"),
    [
        ("The rate of infections at Orlec rose by 1.3 percent.", "The rate of infections at Orlec rose by 1.3 percentage points.",
         "1.3 percent", "1.3 percentage points"),
        ("The mill at Orlec paid €7.4 million for the wheat.", "The mill at Orlec paid $7.4 million for the wheat.",
         "€7.4 million", "$7.4 million"),
        ("The lane at Orlec is 1.8 feet wide.", "The lane at Orlec is 1.8 metres wide.", "1.8 feet", "1.8 metres"),
        ("The mill at Orlec sold 31,000 kilograms of wheat.", "The mill at Orlec sold 31,000 tonnes of wheat.",
         "31,000 kilograms", "31,000 tonnes"),
        ("The ferry at Orlec costs £64,000 a year.", "The ferry at Orlec costs £64,000 a month.", "£64,000 a year", "£64,000 a month"),
        ("The camera at Orlec took 420 million photographs.", "The camera at Orlec took 420 thousand photographs.",
         "420 million photographs", "420 thousand photographs"),
    ],
)  # fmt: skip
def test_a_figure_with_another_unit_is_a_conflict_that_names_both_units(claim: str, said: str, ours: str, theirs: str) -> None:
    finding = one(claim, said)
    assert (finding.defect, finding.expected, finding.observed) == ("number-conflict", ours, theirs)
    assert one(claim, f"{said} It is {ours} after all.").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("claim", "said", "told"),
    [
        ("Inspectors saw rust on 24 of the bridge's 62 hangers.", "Engineers found cracks in 14 of 62 hangers of the bridge.", "14"),
        ("The town promised shopkeepers £25,000.", "The town has promised its shopkeepers £250,000.", "250,000"),
        ("The queue grew from 4,100 patients to 8,520.", "Those who wait rose from 4,100 to 8,250 in a year.", "8,250"),
        ("Wheat makes up 15 percent of the trade.", "The share of wheat fell from 18 percent to 12 percent.", None),
        ("The keeper earned £221,000.", "The keeper of the lighthouse was paid £212,000 for the year.", "212,000"),
        ("Turnout was 46 percent.", "The vote, on a turnout of 64 percent, was lost.", "64"),
        ("Inspectors saw rust on 48 of the bridge's 62 hangers.", "Engineers found cracks in 14 of 62 hangers of the bridge.", None),
        ("Some 31 of the 93 schools offer a meal.", "At 15 of the 93 schools a kitchen was built.", None),
        ("Sixteen of the 64 members stayed away.", "A quarter of the 64 members was ill.", None),
    ],
)  # fmt: skip
def test_another_part_of_one_whole_and_turned_figures_are_conflicts(claim: str, said: str, told: str | None) -> None:
    finding = one(claim, said)
    assert (finding.defect == "number-conflict", finding.observed) == (bool(told), told)


def test_the_ends_of_a_change_bound_no_range() -> None:
    said = "The rate at Orlec rose from 2.1 percent to 3.4 percent."
    assert one("Nationally the rate is 2.9 percent.", said).defect == "number-missing"
    assert one("Nationally the rate is 2.9 percent.", "The rate is from 2.1 to 3.4 percent.").outcome is Outcome.PASSED


def test_a_rounded_number_that_is_far_off_is_a_conflict() -> None:
    said = "The flood at Orlec destroyed 587 houses in one night."
    assert one("The flood at Orlec destroyed about 900 houses in one night.", said).defect == "number-conflict"
    assert one("The flood at Orlec destroyed more than 600 houses in one night.", said).defect == "number-conflict"
    assert one("The flood at Orlec destroyed about 655 houses in one night.", said).defect == "number-conflict"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They burned 1500 houses in 1997, and the 1998 floods took 1600 people", [(1500, "house"), (1600, "people")]),
        ("Сгорело 1500 домов, в 1998 году сгорело 1600 сараев", [(1500, "house"), (1600, "сарае")]),
        ("It cost $40m, or 3.5 million US dollars; 30 m of wall", [(4e7, "$"), (3.5e6, "$"), (30, "m")]),
        ("It fell by 13 percentage points, to 5 per cent", [(13, "points"), (5, "%")]),
        ("выросла на 5 процентных пунктов, до 1,5%", [(5, "points"), (1.5, "%")]),
        ("eight years and six months; восьми с половиной лет", [(8, "year"), (8.5, "year"), (6, "month"), (8.5, "year")]),
        ("Resolution 1244, No. 7, Su-25, COVID-19, 11th session", [(1244, None), (7, None)]),
        ("a third of them, two thirds, three quarters", [(100 / 3, "%"), (200 / 3, "%"), (75, "%")]),
        ("the seventh session, седьмая сессия", [(7, "№ sessi"), (7, "№ сесси")]),
        ("several thousand, dozens of men, десятки тысяч", []),
        ("9" * 400 + " houses", []),
    ],
)
def test_what_a_text_counts_is_read_with_its_unit(text: str, told: list[tuple[float, str | None]]) -> None:
    assert [(one.value, one.unit) for one in quantities(prepare(text))] == told


def test_a_range_has_one_unit_and_its_bounds() -> None:
    for text in ("from 5 to 7 percent", "5-7%", "5 или 7 процентов"):
        low, high = quantities(prepare(text))
        assert (low.unit, low.low, low.high, high.value) == ("%", 5, 7, 7)


def test_another_value_elsewhere_in_the_source_does_not_hide_a_conflict() -> None:
    text = "The court of Orlec sentenced the miller Ruben Tolk to eight years in prison. Twelve carts stood outside."
    assert one("The court of Orlec sentenced the miller Ruben Tolk to twelve years in prison.", text).defect == "number-conflict"


def test_a_number_in_the_part_of_a_source_that_was_not_read_is_no_conflict() -> None:
    case = evidence("In a single night the flood at Orlec destroyed more than 800 houses.")
    assert case.answer is not None
    teaser = replace(case, answer=replace(case.answer, text=prepare(TEXT, whole=False)))
    assert [found.defect for found in check(teaser)] == ["number-missing"]


def other(text: str) -> Read:
    read = evidence(None, text).answer
    assert read is not None
    return read


def test_a_number_that_another_source_of_the_claim_holds_is_found() -> None:
    case = evidence("In a single night the flood at Orlec destroyed more than 800 houses.")
    (finding,) = check(replace(case, beside=(other("The flood took 800 houses."),)))
    assert (finding.outcome, finding.defect) == (Outcome.PASSED, None)
    assert "in the sources" in finding.message


def test_a_conflict_waits_until_every_source_of_the_claim_is_read() -> None:
    case = evidence("In a single night the flood at Orlec destroyed more than 800 houses.")
    (unread,) = check(replace(case, beside=(None,)))
    assert (unread.status, unread.defect) == (Status.OK, "number-missing")
    assert "in the sources that were read" in unread.message
    (read,) = check(replace(case, beside=(other("The dam was old."),)))
    assert (read.status, read.defect) == (Status.LOOK, "number-conflict")
    assert check(replace(case, beside=(None,), tells_claim=False)) == ()


def test_citations_of_one_claim_share_their_texts_and_one_tells_of_it() -> None:
    first, second = evidence("It killed 17.", "Nothing."), evidence("It killed 17.", "It killed 17.")
    alone = evidence("Another sentence.")
    unread = replace(first, answer=None)
    shared = with_claims_shared({("1", 0): unread, ("1", 1): first, ("2", 0): second, ("3", 0): alone})
    assert shared["1", 0].beside == (first.answer, second.answer)
    assert [one.tells_claim for one in shared.values()] == [False, True, False, True]
    assert [finding.outcome for one in shared.values() for finding in check(one)] == [Outcome.PASSED]
    assert shared["3", 0] is alone


@pytest.mark.parametrize(
    ("claim", "defect"),
    [
        ("The flood at Orlec came on 9 March 2012.", "number-missing"),
        ("The flood at Orlec came in March 2012.", None),
        ("The flood of 2012 destroyed houses at Orlec.", None),
        ("In one night of March 2013 the flood at Orlec destroyed houses.", "date-conflict"),
        ("By March 2013 the flood at Orlec had destroyed houses in one night.", "number-missing"),
    ],
)
def test_dates_of_a_claim_are_looked_for(claim: str, defect: str | None) -> None:
    finding = one(claim)
    assert finding.defect == defect
    assert (finding.status is Status.LOOK) == (defect == "date-conflict")


@pytest.mark.parametrize(
    ("claim", "defect"),
    [
        ("Its chief engineer warned in a letter dated 14 February 2014 that no load test was made.", "date-conflict"),
        ("No load test was made since 1987, its chief engineer warned in a letter.", "date-conflict"),
        ("Its chief engineer warned in 1999 in a letter that no load test was made.", "number-missing"),  # of what is not said
        ("Its chief engineer warned in a letter dated 4 February 2014 that no load test was made since 1997.", None),
    ],
)
def test_a_date_is_compared_with_the_one_of_its_kind_in_the_sentence(claim: str, defect: str | None) -> None:
    text = (
        "In a letter dated 4 February 2014 its chief engineer warned that no load test was made since 1997. It closed on 1 May."
    )
    assert one(claim, text).defect == defect


def test_a_day_without_its_year_says_no_year() -> None:
    assert one("The colony was built in 1964.", "The colony opened on 3 May.").defect == "number-missing"


def test_the_day_on_which_the_source_appeared_stands_in_it() -> None:
    case = evidence("On 5 October 2015 the paper wrote of the flood.")
    assert [one.defect for one in check(case)] == ["number-missing"]
    printed = replace(CITATION, issued=PartialDate(year=2015, month=10, day=5))
    assert [one.defect for one in check(replace(case, cited=printed))] == [None]


COUNCIL = (
    "Half of the 96 councillors voted for the budget. Two thirds of the budget, 66.7 per cent, goes to roads and a fifth to the dam. "
    "The dam is 54 metres high and 1.2 kilometres long. It was opened on 3 September 1974; a crack was found on 11 August 1988. "
    "The police detained 14 people in Velmar and three in Sorrel. Four were released by night."
)


@pytest.mark.parametrize(
    "claim",
    [
        "Fifty per cent of the councillors voted for the budget.",
        "Some 48 councillors voted for the budget.",
        "Twenty per cent of the budget goes to the dam.",
        "The dam is 1,200 metres long and 54 metres high.",
        "Seventeen people were detained by the police in Velmar and Sorrel.",
        "The police detained three people in Sorrel, 14 in Velmar.",
        "The police later detained another twelve people in Velmar.",
    ],
)
def test_parts_in_words_other_units_and_what_follows_accuse_nobody(claim: str) -> None:
    assert one(claim, COUNCIL).status is Status.OK


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Three people were detained in Sorrel, four in Velmar.", "14"),
        ("Forty per cent of the budget goes to the dam.", "a fifth"),
        ("The dam is 2,100 metres long and 54 metres high.", "1.2"),
        ("The dam, 45 metres high, is old.", "54"),
    ],
)
def test_the_place_and_the_clause_of_a_number_say_what_contradicts_it(claim: str, said: str) -> None:
    finding = one(claim, COUNCIL)
    assert (finding.status, finding.defect, finding.observed) == (Status.LOOK, "number-conflict", said)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("In parliament 62 deputies voted for it and 38 against.", "The bill passed by 61 votes to 38."),
        ("Nearly all must leave, and 310 houses will be lost.", "The district counts 312 houses below the new water line."),
        ("The road was cleared, and twelve people were detained.", "Eleven people were detained and released the same night."),
        (
            "It takes 1,400 people, and costs 420 million crowns.",
            "Переселят 1400 человек. Работы обойдутся в 240 миллионов крон.",
        ),
    ],
)
def test_a_slip_in_the_sole_count_of_the_same_things_is_a_conflict(claim: str, text: str) -> None:
    assert one(claim, text).defect == "number-conflict"


@pytest.mark.parametrize(
    ("claim", "defect"),
    [
        ("The dam was opened on 13 September 1974.", "date-conflict"),
        ("A crack was found in August 1989.", "date-conflict"),
        ("The minister resigned on 13 September 1974.", "number-missing"),
    ],
)
def test_a_date_that_differs_in_one_part_is_a_conflict_for_the_same_event(claim: str, defect: str) -> None:
    assert one(claim, COUNCIL).defect == defect


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("half of them, one in three, nine out of ten, every fifth", [50, 100 / 3, 90, 20]),
        ("половина домов, две трети, треть, каждый пятый, на четверть", [50, 200 / 3, 100 / 3, 20, 25]),
        ("half an hour, the first half, half a million, a third man, a quarter of an hour, в первой половине", [500_000]),
        ("две пятых, третья часть, восемь с половиной, ¾ of them", [40, 100 / 3, 8.5, 75]),
    ],
)
def test_parts_in_words_are_percentages(text: str, told: list[float]) -> None:
    assert [round(found.value, 3) for found in quantities(prepare(text))] == [round(value, 3) for value in told]


@pytest.mark.parametrize(
    "claim",
    [
        "Twenty families were paid an average of 320,000 crowns by the hospital.",
        "Six years after the warning the court jailed the doctor.",
    ],
)
def test_an_average_and_the_time_between_two_events_are_no_other_value(claim: str) -> None:
    text = "The court jailed the doctor for four years. The hospital paid 6.4 million crowns to 20 families."
    assert one(claim, text).status is Status.OK


@pytest.mark.parametrize(
    ("claim", "text", "defect"),
    [
        ("Between 40 and 50 percent of the pumps are older than thirty years.",
         "Between 60 and 70 percent of the pumps are older than thirty years. Half of my neighbours left.", "number-conflict"),
        ("The Union holds four fifths of the seats.", "The Union took 65 percent of the vote and 51 seats.", "number-missing"),
        ("Two smaller parties won eight seats.",
         "The Agrarians won 11 percent and five seats, the Reformers 7 percent and three.", "number-missing"),
        ("The general repair of the hall was done in 2009.", "The hall was built in 1974, its general repair was done in 2006.", "date-conflict"),
        ("Дар шаҳр 41 ҳазору 700 хонанда таҳсил мекунад.", "Дар шаҳр 41 ҳазору 300 хонанда таҳсил мекунад.", "number-conflict"),
        ("Дар шаҳр зиёда аз 41 ҳазор хонанда таҳсил мекунад.", "Дар шаҳр 41 ҳазору 300 хонанда таҳсил мекунад.", None),
        ("Чил фоизи ҷойҳо фурӯхта нашудааст.", "Ҳамагӣ шаст фоизи ҷойҳо фурӯхта шудааст.", "number-missing"),
    ],
)  # fmt: skip
def test_ranges_parts_and_tajik_numbers_are_held_against_their_like(claim: str, text: str, defect: str) -> None:
    assert one(claim, text).defect == defect


@pytest.mark.parametrize(
    ("claim", "defect"),
    [
        ("In 2011 an accident in Romit killed twelve soldiers.", "number-conflict"),
        ("In 2011 an accident in Romit killed two soldiers.", None),
        ("In 2011 an accident in Romit killed almost three soldiers out of twelve families.", "number-missing"),
        ("An accident killed twelve soldiers.", "number-missing"),
    ],
)
def test_an_english_claim_is_held_against_a_sentence_with_its_names_and_other_numbers(claim: str, defect: str | None) -> None:
    text = "В 2011 году авария в Ромите унесла жизни двух солдат. Дороги закрыты."
    assert one(claim, text).defect == defect


def test_no_right_claim_of_the_pairs_is_for_a_person() -> None:
    pairs = [(claim, text) for wanted, claim, text in cases("claim_pairs.md") if wanted == "same"]
    assert [claim for claim, text in pairs if looks(claim, text, language_of_claim(text))] == []


def test_a_value_that_stands_for_something_else_is_for_a_person() -> None:
    source = "An explosion at the Karvel mine killed 16 workers on Tuesday. It was heard 17 kilometres away."
    assert one("The explosion at the Karvel mine killed 17 workers.", source).defect == "number-conflict"


@pytest.mark.parametrize(
    ("claim", "text", "defect"),
    [
        ("Nearly a third of the water of Orlec is lost.", "About 31 per cent of the water of Orlec is lost.", None),
        ("Nearly a third of the water of Orlec is lost.", "About 21 per cent of the water of Orlec is lost.", "number-conflict"),
        ("Three dozen men were held at Orlec.", "About thirty men were held at Orlec.", "number-missing"),
        ("Three dozen men were held at Orlec.", "About twenty men were held at Orlec.", "number-conflict"),
        ("The four largest mines of Orlec after Norhaven have closed.", "The five largest mines of Orlec have closed.", "number-missing"),
        ("The four largest mines of Orlec have closed.", "The five largest mines of Orlec have closed.", "number-conflict"),
        ("Residents gave 12 million crowns to the works.",
         "The works cost 87 million crowns: 52 million from the state, 23 million from a fund, the rest from residents.", None),
        ("Residents gave 14 million crowns to the works.",
         "The works cost 87 million crowns: 52 million from the state, 23 million from a fund, the rest from residents.", "number-conflict"),
        ("Судья Марчетти из Орлеца умер в возрасте 87 лет.", "Судья Марчетти из Орлеца умер, проработав 7 лет.", "number-missing"),
        ("Судья Марчетти из Орлеца умер, проработав 87 лет.", "Судья Марчетти из Орлеца умер, проработав 7 лет.", "number-conflict"),
    ],
)  # fmt: skip
def test_a_rough_part_what_leaves_one_out_a_rest_and_an_age_contradict_nothing(claim: str, text: str, defect: str | None) -> None:
    assert one(claim, text).defect == defect


@pytest.mark.parametrize(
    ("claim", "text", "defect"),
    [
        ("The blaze took 412 exhibits.", "In the fire 214 exhibits of the museum were lost, and 61 were mended.", "number-conflict"),
        ("The blaze took 412 exhibits.", "In the fire 214 exhibits were lost. There are 3,940 exhibits left.", "number-missing"),
        ("Who wants to leave must give notice no more than six months before it ends.",
         "Work began at six in the morning. Either side may leave and gives notice at least six months before it ends.", "number-conflict"),
        ("Who wants to leave must give notice at least six months before it ends.",
         "Work began at six in the morning. Either side may leave and gives notice at least six months before it ends.", None),
        ("Музей рассчитывает принимать самое большее 25 тысяч человек в год.",
         "До пожара музей принимал 18 тысяч посетителей, теперь рассчитывает на не менее 25 тысяч посетителей в год.", "number-conflict"),
    ],
)  # fmt: skip
def test_turned_figures_of_one_noun_and_a_bound_beside_an_hour_of_that_number_are_told(
    claim: str, text: str, defect: str | None
) -> None:
    assert one(claim, text).defect == defect


@pytest.mark.parametrize(
    ("claim", "text", "defect"),
    [
        ("Новый состав поступит самое позднее весной 2026 года.", "Новый состав поступит не раньше весны 2026 года.", "number-conflict"),
        ("Новый состав поступит не ранее весны 2026 года.", "Новый состав поступит не раньше весны 2026 года.", None),
        ("The new train will come no later than May 2026.", "The new train will not come; another comes not before May 2026.", "number-conflict"),
        ("The new train will come after May 2026.", "The new train will come not before May 2026.", None),
    ],
)  # fmt: skip
def test_a_date_bounded_on_the_other_side_is_told(claim: str, text: str, defect: str | None) -> None:
    assert one(claim, text).defect == defect
