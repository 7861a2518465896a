"""Is a claim told that says otherwise with the source's own figures and names, and none that says the same in another order?"""

from __future__ import annotations

import pytest

from tests.evaluate_claims import language_of_claim, looks

BOUGHT = "Egypt bought 380,000 tonnes of wheat and Morocco 215,000."
VOTE = "The mayor, Ana Holm, said that of the 22 rooms some rooms have cameras. Her lawyer, Piet Rusk, denied it."


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Morocco bought 380,000 tonnes of wheat and Egypt 215,000.", BOUGHT),
        ("Coverage was 97 percent in Lesk and 78 percent in Umbar.", "Coverage was best in Umbar (97 percent) and worst in Lesk (78 percent)."),
        ("Индия купила 4,1 млн тонн, а Турция – 7,5 млн.", "Индия купила 7,5 млн, Турция – 4,1 млн тонн угля."),
        (
            "Police opened an inquiry into Northway, while Keldon paid back £640,000.",
            "Police opened an inquiry into Keldon but not into Northway, which paid back £640,000.",
        ),
        ("The number of reporters in prison rose from 14 to 19.", "It counts 14 reporters in prison, down from 19 a year ago."),
        ("The price of a licence was cut from 8,900 to 6,800 roubles.", "Стоимость лицензии поднялась с 6 800 до 8 900 рублей."),
        ("The crossing handles at least 180 lorries a day.", "The crossing handles at most 180 lorries a day."),
        ("Станция рассчитана не более чем на 25 тысяч жителей.", "Станция рассчитана не менее чем на 25 тысяч жителей."),
        ("All rooms of the museum have cameras.", "Not all rooms of the museum have cameras."),
        ("All nine districts have built silos.", "Only two of the nine districts have built silos of their own."),
        ("Все платформы вокзала закрыты с апреля.", "Часть платформ вокзала закрыта с апреля."),
        ("The dam is to be 214 metres high.", "The dam would be 187 metres high, not 214 metres as planned in 1978."),
        ("Lawyer Ana Holm denied it.", VOTE),
        ("The museum's director, Philippa Gray, spoke.", "Philippa Gray found the loss. The museum's director, Owen Blythe, spoke."),
        ("The governor, Denis Yermolin, gave the figures.", "Полковник Денис Ермолин назвал числа. Губернатор Лариса Мещерякова молчит."),
        ("Hugo Platz accused Governor Norr of taking bribes.", "Governor Norr accused her predecessor Platz of taking bribes, Reut said."),
        ("The ruling came on Wednesday, 16 November 2023.", "VELMORA, 16 November 2023. The court ruled on Thursday."),
        ("Бюджет принят в пятницу, 19 декабря 2024 года.", "Дума приняла бюджет в четверг, 19 декабря 2024 года."),
    ],
)  # fmt: skip
def test_what_is_turned_round_is_for_a_person(claim: str, said: str) -> None:
    assert looks(claim, said, language_of_claim(said))


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Morocco bought 215,000 tonnes of wheat, Egypt 380,000.", BOUGHT),
        ("In Lesk coverage was 78 percent, in Umbar 97.", "Coverage was best in Umbar (97 percent) and worst in Lesk (78 percent)."),
        ("While Northway paid back £640,000, police opened an inquiry into Keldon.",
         "Police opened an inquiry into Keldon but not into Northway, which paid back £640,000."),
        ("The number of reporters in prison fell from 19 to 14.", "It counts 14 reporters in prison, down from 19 a year ago."),
        ("The crossing handles up to 180 lorries a day.", "The crossing handles at most 180 lorries a day."),
        ("The crossing handles more than 180 lorries a day.", "The crossing handles 180 lorries a day."),
        ("Not all rooms of the museum have cameras.", "Some of the museum's rooms have cameras."),
        ("Nearly all rooms of the museum have cameras.", "Of 22 rooms of the museum some rooms have no cameras."),
        ("The dam is to be 187 metres high.", "The dam would be 187 metres high, not 214 metres as planned in 1978."),
        ("Mayor Ana Holm spoke of the cameras; Piet Rusk denied it.", VOTE),
        ("The museum’s director, Philippa Gray, resigned.",
         "Philippa Gray, until May the museum’s director, resigned. The museum’s director, Owen Blythe, said nothing."),
        ("Governor Norr accused Hugo Platz of taking bribes.", "Governor Norr accused her predecessor Platz of taking bribes, Reut said."),
        ("Platz met Norr in May.", "Governor Norr met Platz in May."),
        ("The ruling came on Thursday, 16 November 2023.", "VELMORA, 16 November 2023. The court ruled on Thursday."),
        ("The ruling came on Wednesday, 16 November 2023.", "VELMORA, Wednesday, 16 November 2023. The court ruled."),
        ("In 1978 a dam of 214 metres was planned.", "The dam would be 187 metres high, not 214 metres as planned in 1978."),
        ("At 187 metres the dam is lower than the 214 metres of the plan.", "The dam would be 187 metres high, not 214 metres as planned."),
        ("A receiving family gets just under $3,000 a year on average.", "Households that receive money get on average $245 a month."),
        ("More than 3,000 polling stations opened.", "It ordered a recount in three polling stations."),
        ("Turnout fell to 50.1 percent.", "Vaccination, which fell from 15 percent in 2018, is back."),
        ("Migrants sent home some $1.5 billion.", "Her husband sends home about $150 a month."),
        ("The World Bank gave $16 million for the five schools.", "Оттуда 61 млн долларов ушёл на покупку недвижимости в Лондоне."),
        ("In June 2017 a court sentenced the former rector Zaur Mamedov to seven years in prison.",
         "Областной суд 30 июня 2021 года приговорил бывшего ректора Олега Тарханова к восьми годам колонии."),
        ("Officially, 17 bodies were pulled from the rubble.", "Извлекли 41 тело, а не 17, как утверждали власти."),
        ("More than 300 workers have no contract.", "No more than 300 of the 1,200 workers have contracts."),
        ("All schools in the north had been repaired by 2021.",
         "Some of the schools in the north were repaired in 2019, the others in 2021."),
        ("Deputy governor Ivan Pohl was absent.", "The governor, Lara Mesch, spoke. The governor's deputy, Ivan Pohl, was absent."),
        ("Chairman Anton Reiss left at noon.",
         "Prime Minister Anton Reiss met party chairman Karel Vrba. Reiss, who is also chairman of the council, left at noon."),
        ("Judge Ivan Norr had asked for ten years as a prosecutor.",
         "Judge Oksana Reut spoke. Prosecutor Ivan Norr had asked for ten years. Norr was made a judge in 2019."),
        ("The Liberals rose from 9 seats to 14.", "The Liberals won 14 seats, five more than in 2015, and the Greens 9, down from 14."),
        ("Inflation fell from 9 percent in July to 4 percent in September.",
         "Inflation rose from 4 percent in May to 9 percent in July and fell back to 4 percent in September."),
    ],
)  # fmt: skip
def test_what_is_said_in_another_order_is_not(claim: str, said: str) -> None:
    assert not looks(claim, said, language_of_claim(said))


def test_a_day_of_the_week_is_told_with_the_one_that_the_calendar_gives() -> None:
    (finding,) = looks("The ruling came on Wednesday, 16 November 2023.", "VELMORA, 16 November 2023. The court ruled.", "en")
    assert finding.defect == "date-conflict"
    assert finding.message.endswith("“16 November 2023”; that day was a Thursday")
