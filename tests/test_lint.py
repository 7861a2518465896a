"""What is wrong with a document by its own lights: every rule finds its bad example and leaves its good one alone."""

import json
import re
import time
from pathlib import Path

import pytest

from citations.consistency import NAMES, RULES, Remark, Severity, lint
from citations.publisher import default_publishers
from pipeline.linting import lint_lines, remarks_for_report
from pipeline.reading import Readers
from tests.bench_parsing import SLOW_PIECES, SLOW_PLACES
from tests.project import footnotary_here

RULE_NAMES = [rule.name for rule in RULES]


def found(text, off=()):
    return lint(text.encode(), name="a.md", publishers=default_publishers(), off=off)


@pytest.mark.parametrize("rule", RULES, ids=RULE_NAMES)
def test_a_rule_finds_its_bad_example_and_quotes_it(rule):
    remarks = [remark for remark in found(rule.bad) if remark.rule == rule.name]
    assert remarks, found(rule.bad)
    assert all(remark.quoted and remark.why and (remark.label or remark.paragraph) for remark in remarks)


@pytest.mark.parametrize(
    "body",
    [
        'The 12" pipe broke.',
        "Er sagte: „Wir gehen“. Sie sagte: »Wir bleiben«.",
        "Das Haus, in dem die die Brücke sahen.",
        'It prints `{"key": "value` and ends.',
        "Gen. Omar Saidov met Col. Rustam Saidov.",
        "He said:\n\n“We came by night.\n\n“We shall not come again.”",
        "He said: *“We came by night.*\n\nThe gate was open.\n\nNobody was there.”",
        "The Marxist school and the Marxism of the day, the Russian school and the Russians' school, are two.",
        "He had interest on top of interest, and forms of work into cultural forms.",
        "Alan Hoffman met Anna Hoffmann-Reis, and Tomas Reis met Ivana Reisova.",
        "The bodies of Gen. Omar Saidov's men were found in May.",
        "According to its own brochure, the Lake Guild was founded in 1990. The Lake Guild was founded in 1991, others say.",
        "From dialogue to dialogue, and again and again, they spoke of law on the law of ports.",
        "The well-known socio-economic, geo-political post-war co-operation of hand-crafted one-time bodies was re-opened.",
        "The jamoat, the hukumat and the siloviki wanted a caliphate, a startup and a blockchain.",
        "An organisation of the centre specialised in colour, metres and manoeuvres.",
        "Diplomats from Herat left. Reports say so, and newspapers say more.",
        "The State Department and the Lake Society met in South Sudan and in Southern Sudan.",
        "A fire on 3 February 2014 was put out. The letter of 5 February 2014 tells of another on 9 February 2014.",
        "Омар Саидов погиб в мае 2014 года. Смерть Саидова в мае 2014 года не расследовали.",
        "It grew by 7-2 per cent, from the 2010-2014 plan to that of 2015-16, between 2010 and 2014.",
        "31 marta 2014 zatvorili su luku.",
        "He said: “There is no God in the port who will vote for you.”",
        "The infra-red lamps, the inter-ethnic talks and the trans-national roads are new.",
        "The United Nations Council met. The United Nations’ Council left.",
        "On 3 May 2014 candidates registered for the election. The election of 15 May 2014 was calm.",
        "He said, “when the port was old we had to stop, and the road was so dark they could see nothing”.",
        "He said, “it was our land we had farmed, and I told our son he had to go”.",
        "The defence of the harbour in the centre was grey, and its “neighbor” travelled to the Labor Center with a licence.",
        "The two- and three-storey houses, the land- or sea-borne goods and the Vor- und Nachteile are many.",
        "In 2014 a sack cost 24,500 francs in September 2023, against 17,000 two years before, a rise of 44 per cent.",
        "The *Award of 3 October 1899* was of the Agence nationale des ports, and a note verbale was read on May 4, 2014.",
        "Of the 40 boats in the port, 30 are old, 20 are also leaking, and 10 have sunk, several of them twice.",
        "The quay mirror appears on Thursdays. Sunday was a day of rest in Baga Sola, and in Baga Sola alone.",
        "It is not clear it is a port, and “it is not sure they are there”, she said.",
        "Exports rose by 51 per cent, imports by 42 per cent, and transit by 23 per cent.",
        "Of the boats 33.4 per cent are old, 33.3 per cent new, and 33.4 per cent lost.",
        "Jo Marsh, a 34-year-old clerk, left in May. Jo Marsh, 35, came back.",
        "It fell from 300 in 2010 to 200 in 2014, a fall of 33 per cent.",
        "The gap between the port and the city's fleet is small. Neither the port nor the city's fleet is old.",
        "Justice Ama Serwaa met General Serwaa-Boateng.",
        "Пришёл подполковник Дорохин. Подполковника Дорохина встретил полковник Саидов.",
        "He wrote it in the end of the 1950s, and 1990’s end was near.",
        "On 3 May 2014 a crowd burned the wooden footbridge. On 5 May 2014 the crowd burned the footbridge again.",
        "He said, “the police in Selby arrested him. In Goole they did not”. Selby and Goole are towns.",
        "You cannot not know it. What it is is a port, and those who did did well.",
        "Он не мог не не знать. Чуть-чуть воды, и да да, и так так.",
        "Lt. Col. Omar Saidov left. Colonel Saidov came. Vice Admiral Piers Aldous left, and Admiral Aldous came.",
        "On 3 May 2014 they signed the agreement. The council ratified the agreement on 9 May 2014.",
        "The Agencia del Lago (AGC) and the Lake Guild (ACG) met. The ACG left, and the AGC with it.",
        "Диван-кровать, премьер-министр и интернет-магазин стоят вот-вот и кое-где.",
        "Commander Omar Saidov left. General Saidov came, and Cmdr. Saidov with him.",
        "Captain Omar Saidov was promoted to major. Major Saidov left.",
        "Старший лейтенант Лапин ушёл. Лейтенант Лапин вернулся. Капитан 2-го ранга Дорохин остался. Капитан Дорохин ушёл.",
        "Компания купила VIPы, EXPOцентр и IT-сервис у Kaspi на COVIDа рейсе.",
        "He said, “The gate, i.e. the main one, was shut at 6 p.m. on phones, etc. and … nobody came”.",
        "Он сказал: «Ворота, т. е. главные, закрыли в 2019 г. никто не пришёл, 300 тыс. тенге».",
        "“hi. pls come. we are at the gate. nobody is here”, he wrote.",
        "The part-time staff of the handbook, a hand-book and a web-site of its data-base, re-formed.",
        "Северо-западный порт, премьер-министр, научно-технический совет, тельняшка, майка-тельняшка и жар-птица стоят.",
        "He lived four hundred years ago, and a thousand voices tell half truths. Nine times out of ten they lie.",
        "A diplomat says that fishermen fear the court. Fishermen think otherwise, a guard said.",
        "ТОО «Компания «Порт» закрыто, а «Газета «Озеро» молчит.",
        "The City of Herat Council met. The County of Herat Council left. The City of Herat Council won.",
        "The Pluto Press and the Polity Press met Oktober and October.",
        "Trade went from 40 to 50 men, by 9 per cent of others. Доход вырос с 40 млн до 50 млн, на 25 процентов.",
        "«Отряд «Лашкар» усилен», пишут газеты.",
        "«Врач: „Нам запретили писать“», вышло в «Газете „Труд“».",
        "Доля выросла с 12 до 15 процентов, то есть на 3 процентных пункта, а с 5 процентов до 9 процентов на 4 процента.",
        "The court was to end its work in December 2019.",
        "Подьячий на Обью смотрел, вьюга и семья, объявил и подъехал.",
        "They let loose the dogs, and then the guards left; no more, then, the port.",
        "Artur and Arthur’s Seat, Marco and Mark, Petersen and Peters are apart.",
        "Twelve people died: three guards, two of them women, and four clerks.",
        "It spent $12 million in 2014. Of this, $5 million went to quays, $3 million to cranes, and $2 million to guards.",
        "We asked about 84 sailors: 39 women, 31 men and 18 children. In 2014 it had 3 quays: 12 boats and 9 tugs.",
        "It moved 212,000 tonnes, of which 131,000 were fish, 54,000 fuel and 27,000 general cargo.",
        "Of the boats 61 per cent are old, 22 per cent new, and 11 per cent lost.",
        "The Quay Police (QPD) left. The QPD, NATO, the BBC and the IMF came in part XIV.",
        "Совет по портам озера (СПО) молчит. СПО, МЧС и ООН ушли.",
        "The Quay Relief Committee left, and the QRC with it.",
        "He said „it is shut“, “it is ‘shut’” and «шлюз „Озеро“ закрыт».",
        "Deputy Minister Omar Saidov left. Minister Ann Reed came. Deputy Foreign Minister Saidov met the deputy minister.",
        "Deputy Mayor Jo Marsh left. She was appointed mayor in May. Mayor Marsh came.",
        "Заместитель министра Лапин ушёл. О заместителе министра Лапине забыли.",
        "The National Security Council met. The National Security Council left. The National Security Committee came.",
        "On 3 May 2014 a guard fell. The strike of 9 May 2014 was long.",
    ],
)
def test_what_only_looks_wrong_is_left_alone(body):
    assert found(f"{body}[^1]\n\n[^1]: A remark.\n") == ()


@pytest.mark.parametrize(
    ("rule", "body", "note", "quoted"),
    [
        ("doubled-word", "Он сказал, что и и воды нет.", "A remark.", "и и"),
        ("phrase-doubled", "They want harbour talks on harbour matters.", "A remark.", "harbour talks on harbour matters"),
        ("word-mistyped", "It closed in Febuary 2014.", "A remark.", "Febuary"),
        ("word-mistyped", "He should of gone.", "A remark.", "should of gone"),
        ("hyphen-left-over", "It is Uzbeki-stan's port.", "A remark.", None),
        ("title-mistyped", "It closed.", '"Около 4, 5 тыс. человек у порта", Quay Times, 4 May 2014.', "4, 5"),
        ("name-spelt-two-ways", "Игорь Самойлов уехал. Игорь Самойлав вернулся.", "A remark.", "Игорь Самойлав"),
        ("name-spelt-two-ways", "The Organisation for Lake Rights met. The Organization for Lake Rights left.", "A remark.", None),
        ("rank-differs", "Полковник бежал. полковник Халимов бежал. генерал Халимов вернулся.", "A remark.", "генерал Халимов"),
        ("plural-on-one-source", "Curators say it is a port.", "Interview, curator, Leeds, May 2014.", "Curators say"),
        ("plural-on-one-source", "Жители говорят, что порт опасен.", "Интервью автора с жителем, Герат, май 2014 г.", "Жители говорят"),
        ("date-before-event", "It closed in May 2014, and the September decision hurt.", '"A Port", Quay Times, 4 June 2014.', "September"),
        ("event-dated-two-ways", "Omar Saidov left. He died in May 2014. Saidov's death in June hurt.", "A remark.", None),
        ("sentences-run-together", "He said, “we have no mandate [to go] This is theirs alone”.", "A remark.", None),
        ("antecedent-missing", "It closed.", "Marsh, “A Port for Nothing at All.”", None),
        ("quotation-unbalanced", "He said, “we came.\n\nThey said, “we left.\n\nNobody asked.", "A remark.", None),
        ("name-spelt-two-ways", "Bishop Aurelius Venn came. Bishop Aurelius Ven left.", "A remark.", None),
        ("event-dated-two-ways", "A fire on 3 February 2014 burned the port. The fire of 5 February is forgotten.", "A remark.", None),
        ("event-dated-two-ways", "The motorway was opened in May 2014. The opening of the motorway in June 2015 hurt.", "A remark.", None),
        ("event-dated-two-ways", "Омар Саидов погиб в мае 2014 года. Гибель Саидова в июне 2014 года забыта.", "A remark.", None),
        ("name-spelt-two-ways", "Graham Pelling came. Graeme Pelling left.", "A remark.", "Graeme Pelling"),
        ("rank-differs", "Sgt Paul Weir came. Inspector Weir left.", "A remark.", None),
        ("rank-differs", "Пришёл полковник в отставке Николай Дорохин. Майор Дорохин ушёл.", "A remark.", None),
        ("sentences-run-together", "He said, “it is something to be concerned about Moscow has a plan”.", "A remark.", None),
        ("sentences-run-together", "She said, “there is nothing to hope for Brussels is asleep”.", "A remark.", None),
        ("sentences-run-together", "He told of it: “they speak Russian Nobody tells them”.", "A remark.", None),
        ("outlet-misnamed", "It closed.", '"A Port", Ritsumeikan Journal Asia Pacific Studies, no. 29 (2010), pp. 1-23.', None),
        ("outlet-misnamed", "It closed.", '"A Port", *Nezavisimaya Gazetta*, 4 June 2014.', "Nezavisimaya Gazetta"),
        ("first-name-mistyped", "It closed.", 'Sebasttian Ruiz, "A Port", Quay Times, 4 June 2014.', "Sebasttian Ruiz"),
        ("plural-on-one-source", "Volunteers from Goole, who bring soup, say it is cold.", "Interview, Goole, May 2014.", None),
        ("note-without-source", "It closed.", "The clerk closed the case. Both men had withdrawn their complaint after a visit.", None),
        ("name-spelt-two-ways", "Прокурор области Денис Рахимбаев пришёл. Прокурор Рахинбаев ушёл.", "A remark.", None),
        ("event-dated-two-ways", "Пришёл Омар Саидов. Он погиб в мае 2014 года. Гибель Саидова в июне 2014 года забыта.", "A remark.", None),
        ("word-mistyped", "It was the leaders's port.", "A remark.", "leaders's"),
        ("span-mixed", "It rose between 40-60 per cent.", "A remark.", None),
        ("punctuation-loose", "He said,, and left.", "A remark.", None),
        ("hyphen-left-over", "The har- bour was closed.", "A remark.", "har- bour"),
        ("hyphen-left-over", "Это железно- дорожный порт, и он закрыт.", "A remark.", None),
        ("name-spelt-two-ways", "It leaves Tash-Rabat. In Tashrabat it ends.", "A remark.", None),
        ("rank-differs", "Justice Ama Serwaa sat. Chief Justice Serwaa rose.", "A remark.", "Chief Justice Serwaa"),
        ("rank-differs", "Пришёл полковник Дорохин. Генерал-майор Дорохин ушёл.", "A remark.", "Генерал-майор Дорохин"),
        ("rank-differs", "Detective Inspector Weir came. Detective Chief Inspector Weir left.", "A remark.", None),
        ("plural-on-one-source", "Historians have since described it as a port.", "Interview with historian, Leeds (May 2014).", None),
        ("date-impossible", "It closed.", "Порт закрыт // Озеро. 2014. 31 июня.", "2014. 31 июня"),
        ("title-mistyped", "It closed.", '"Ports in the Basment", Quay Times, 4 June 2014.', "Basment"),
        ("rank-differs", "Lt. Col. Ama Rueda came. Major Rueda left.", "A remark.", "Major Rueda"),
        ("name-spelt-two-ways", "The road to Metlaoui is long. In Metlawi it ends.", "A remark.", None),
        ("sentences-run-together", "He said, “a port is not ground it is a river of boxes”.", "A remark.", None),
        ("plural-on-one-source", "Police officers told us that it was a port.", "Interview with gendarme, Herat, May 2014.", None),
        ("plural-on-one-source", "Truckers' associations say it is a port.", "President of an association, interview, Herat, May 2014.", None),
        ("event-dated-two-ways", "On 3 May 2014 guards were evicted. The eviction of 5 May 2014 is forgotten.", "A remark.", None),
        ("date-before-event", "A plan would have moved it; the union rejected it on 5 April 2014.", '"A Port", Quay Times, 29 March 2014.', None),
        ("age-differs", "A 34-year-old clerk, Omar Saidov, left. Omar Saidov, 52, came back.", "A remark.", "Omar Saidov, 52"),
        ("change-miscounted", "It fell from 400 in 2010 to 300 in 2014, a fall of 40 per cent.", "A remark.", None),
        ("shares-over-whole", "Durum has 52% of the crop, barley 31%, and soft wheat 24%.", "A remark.", None),
        ("date-off-told-day", "It closed.", '"A Port", *Quay Sunday Mirror*, 16 May 2023.', None),
        ("date-off-told-day", "Газета «Водий», выходящая по средам, молчит о порте.", "Порт озера закрыли // Водий. 21 июля 2022 г.", None),
        ("rank-differs", "Пришёл капитан Р. Дорохов. Майор Дорохов ушёл.", "A remark.", "Майор Дорохов"),
        ("rank-differs", "Colonel Omar Brahim came. Commandant Omar Brahim left.", "A remark.", None),
        ("name-spelt-two-ways", "They met in Baga Sola. At Baga-Solla they left.", "A remark.", None),
        ("plural-on-one-source", "Чиновники признают, что порт опасен.", "Интервью с сотрудником порта, Герат, май 2014 г.", None),
        ("plural-on-one-source", "Nurses say it is a port. “It is one,” one said.", "Interview with nurse, Herat, May 2014.", "Nurses say"),
        ("event-dated-two-ways", "There was one incident. On 28 May 2014 a guard fell. The incident of 29 May hurt.", "A remark.", None),
        ("title-mistyped", "It closed.", '"Port Reports Apear at Last", Quay Times, 4 June 2014.', "Apear at"),
        ("rank-differs", "Пришёл полковник Дорохин. Подполковник Дорохин ушёл.", "A remark.", "Подполковник Дорохин"),
        ("word-mistyped", "Мэр обьявил, что рынок останется.", "A remark.", "обьявил"),
        ("word-mistyped", "If you loose the contract, you leave.", "A remark.", "you loose the"),
        ("word-mistyped", "It took more then thirty hours.", "A remark.", "more then thirty"),
        ("plural-on-one-source", "Торговцы в это не верят.", "Интервью с торговцем, Ош, май 2014 г.", None),
        ("change-miscounted", "It moved 26,000 men in 2015, against 20,000 in 2012, a rise of 40 percent.", "A remark.", None),
        ("change-miscounted", "Доход вырос с 40 млрд тенге в 2013 году до 50 млрд в 2015-м, на 45 процентов.", "A remark.", None),
        ("letters-of-two-scripts", "Новый дирекtор ушёл.", "A remark.", "дирекtор"),
        ("capital-missing", "He said that “the mill is not coming back. what comes back is a port”.", "A remark.", None),
        ("name-spelt-two-ways", "The farm in Lochgarve is new. In Loch Garve nobody knows it.", "A remark.", "Lochgarve"),
        ("event-dated-two-ways", "The mill closed on 14 March 2018. The closure of 15 March 2018 was sudden.", "A remark.", None),
        ("plural-on-one-source", "Officials privately doubt it.", "Interview, official, Herat, May 2014.", None),
        ("doubled-word", "He did not not want it.", "A remark.", "not not"),
        ("doubled-word", "It is is a port.", "A remark.", "is is"),
        ("rank-differs", "Commander Piers Aldous came. Captain Aldous left.", "A remark.", "Captain Aldous"),
        ("rank-differs", "Капитан 2-го ранга Лапин вёл судно. Капитан 1-го ранга Лапин молчал.", "A remark.", None),
        ("letters-of-two-scripts", "Директор Аcылбеков ушёл.", "A remark.", "Аcылбеков"),
        ("letters-of-two-scripts", "The Сommittее met.", "A remark.", "Сommittее"),
        ("letters-of-two-scripts", "Он ушёл вместе c ними.", "A remark.", None),
        ("capital-missing", "Он сказал: «Ворота закрыли в шесть. никто не пришёл до утра».", "A remark.", None),
        ("name-spelt-two-ways", "The camp at Adré is full. Trucks leave Adre each day.", "A remark.", "Adre"),
        ("name-spelt-two-ways", "They met in Okrika. At Okrica they left.", "A remark.", None),
        ("hyphen-left-over", "The mari-time academy and a maritime school closed.", "A remark.", "mari-time"),
        ("hyphen-left-over", "Прави-тельство закрыло порт, и мини-стерство молчит.", "A remark.", "Прави-тельство"),
        ("punctuation-loose", "It closed.", "“Ports Close”, *Tidewater Courier* (,27 February 2025).", None),
        ("punctuation-loose", "It closed ,and he left.", "A remark.", None),
        ("plural-on-one-source", "According to several fishermen, it is shut.", "Interview, fisherman, Herat, May 2014.", None),
        ("plural-on-one-source", "По словам местных жителей, он закрыт.", "Интервью с жителем, Герат, май 2014 г.", None),
        ("date-of-another-weekday", "Суд заседал в пятницу, 3 июня 2019 года.", "A remark.", "пятницу, 3 июня 2019"),
        ("title-mistyped", "It closed.", "“Ministry Promisses to Open the Gate”, Quay Times, 4 June 2014.", None),
        ("title-mistyped", "It closed.", "“Governor Anounces New Court”, Quay Times, 4 June 2014.", "Anounces New"),
        ("sentences-run-together", "Он сказал: «Нам велели стрелять Они уже ушли», и уехал.", "A remark.", None),
        ("rank-differs", "Colonel Omar Saidov came. Lieutenant Colonel Saidov left.", "A remark.", "Lieutenant Colonel Saidov"),
        ("rank-differs", "Rear Admiral Piers Aldous came. People close to Vice Admiral Aldous left.", "A remark.", None),
        ("event-dated-two-ways", "He was arrested on 4 May 2014. Since his arrest on 6 May 2014, he is lost.", "A remark.", None),
        ("event-dated-two-ways", "Прорыв дамбы случился 27 марта. Прорыв дамбы 29 марта забыли.", "A remark.", "Прорыв дамбы 29 марта"),
        ("hyphen-left-over", "Он хотел напом-нить о порте.", "A remark.", "напом-нить"),
        ("title-mistyped", "It closed.", "“El marco juridíco para el puerto de la ciudad”, *El Lago*, 4 June 2014.", "juridíco"),
        ("title-mistyped", "The concession was long.", '"Nordhavn Wins Forty-Year Concesion", Quay Times, 4 June 2014.', None),
        ("body-named-two-ways", "The Autodefensas del Lago (AGC) came. The ACG left, and the AGC stayed.", "A remark.", "ACG"),
        ("figure-behind-last-note", "Ports closed.[^2] Из порта ушли 7 тысяч семей.\n\nIt ended.", "A.\n\n[^2]: B.", None),
        ("figure-behind-last-note", "Ports closed.[^2] Two-thirds of the guards left.\n\nIt ended.", "A.\n\n[^2]: B.", None),
        ("figure-behind-last-note", "Ports closed.[^2] Некоторые четыре тысячи семей ушли.\n\nIt ended.", "A.\n\n[^2]: B.", None),
        ("body-misnamed", "The Collective Security Treaty Organizations (CSTO) met.", "A remark.", None),
        ("body-named-two-ways", "The Carriers Guild met. The Carriers’ Guild left.", "A remark.", "Carriers’ Guild"),
        ("name-spelt-two-ways", "Omar Tashiev came. Nobody saw Tashyev leave.", "A remark.", None),
        ("hyphen-left-over", "The infra-structure of the port is old.", "A remark.", "infra-structure"),
        ("date-before-event", "The port burned on 9 May 2014. Three days later, he left.", '"A Port", Quay Times, 7 May 2014.', "Three days later"),
        ("date-before-event", "Порт сгорел 9 мая 2014 года. Он уехал через два дня.", "Порт сгорел // Время. 07.05.2014.", "через два дня"),
        ("date-before-event", "It burned on 9 May 2014. He said afterwards that it was old.", '"A Port", Quay Times, 7 May 2014.', None),
        ("event-dated-two-ways", "The ferry met a tug in a collision on 3 May 2014. Since the collision of 5 May, it is lost.", "A remark.", None),
        ("event-dated-two-ways", "Договор, подписанный 17 марта 2014 года, забыт. Договор от 26 марта не отменён.", "A remark.", None),
        ("sentences-run-together", "He said, “we knew the port was old we had written it down”.", "A remark.", None),
        ("sentences-run-together", "He said, “we sold our house we were not asked”.", "A remark.", None),
        ("quotation-without-note", "Ports closed.[^2]\n\nПозже стихло. «Мы звонили друг другу каждую ночь», — вспоминал он.\n\nPorts opened.", "A.\n\n[^2]: B.", None),
        ("note-without-source", "It grew.", "Exports to the lake reached $110 million in 2014.", None),
        ("sum-miscounted", "It has 21 seats: nine for guards, seven for the town and six for the lake.", "A remark.", None),
        ("sum-miscounted", "They heard 12 women, 9 men and four boys, for a total of 27.", "A remark.", None),
        ("sum-miscounted", "Были опрошены 84 человека: 39 женщин, 31 мужчина и 18 детей.", "A remark.", None),
        ("sum-miscounted", "Мы спросили 39 женщин, 31 мужчину и 18 детей, всего 84 человека.", "A remark.", None),
        ("sum-miscounted", "It moved 212,000 tonnes, of which 131,000 were fish, 54,000 fuel and 47,000 wheat.", "A remark.", None),
        ("sum-miscounted", "It has $412 million. Of this, $238 million is old, $96 million new, and $58 million lost; there is no other.", "A.", None),
        ("sum-miscounted", "Фонд дал 180 млн рублей. Из них 90 млн ушли людям, 60 млн на мосты, 50 млн на жильё.", "A remark.", None),
        ("shares-over-whole", "Из них 55 процентов ушли людям, 30 процентов на мосты, 25 процентов на жильё.", "A remark.", None),
        ("shares-under-whole", "Стояли 44 процента судов, шли 31 процент и тонули 19 процентов. Других судов не было.", "A remark.", None),
        ("abbreviation-unexplained", "Порт обыскали люди КПД, и он закрыт.", "A remark.", None),
        ("abbreviation-explained-twice", "Совет по портам (СПО) молчит.\n\nСовета по портам (СПО) нет.", "A remark.", "портам (СПО)"),
        ("quotation-closed-otherwise", "Он сказал: «Порт закрыт\", и ушёл.", "A remark.", None),
        ("quotation-closed-otherwise", "He said, “it is shut\", and left.", "A remark.", "“it is shut\""),
        ("rank-differs", "Deputy Foreign Minister Omar Saidov left. Minister Saidov came.", "A remark.", "Minister Saidov"),
        ("rank-differs", "Вице-губернатор Лапин ушёл. Губернатор Лапин вернулся.", "A remark.", "Губернатор Лапин"),
        ("body-named-two-ways", "The Orsava Port Board met. The Orsava Port Board left. An Orsava Port Bureau came.", "A.", "Orsava Port Bureau"),
        ("body-named-two-ways", "Озёрный водный комитет молчит, Озёрного водного комитета нет. Озёрная водная комиссия ушла.", "A.", None),
        ("event-dated-two-ways", "On 3 May 2014 carts blocked the road. The blockade that began on 9 May 2014 is over.", "A remark.", None),
        ("event-dated-two-ways", "Митинг прошёл 3 мая 2014 года. После митинга 9 мая 2014 года всё стихло.", "A remark.", None),
        ("event-dated-two-ways", "On 3 May 2014 guards began a riot. The riot that broke out on 9 May 2014 is over.", "A remark.", None),
        ("address-miswritten", "It closed.", "“Ports”, Quay Times, 4 May 2014, htps://quay.example/a.", "htps://quay.example/a"),
        ("address-miswritten", "It closed.", "“Ports”, Quay Times, 4 May 2014, https://https://quay.example/a.", None),
        ("address-miswritten", "It closed.", "“Ports”, Quay Times, 4 May 2014, htp:/quay.example/a.", "htp:/quay.example/a"),
        ("address-miswritten", "It closed.", "“Ports”, Quay Times, 4 May 2014, https://quay example/a.", "https://quay example/a"),
        ("address-of-search", "It closed.", "“Ports”, Quay Times, 4 May 2014, https://www.google.com/search?q=ports.", None),
        ("address-of-search", "It closed.", "Порт закрыт // Время. 07.05.2014. URL: https://vremya.example/poisk?text=port.", None),
        ("address-behind-login", "It closed.", "“Ports”, Quay Times, 4 May 2014, http://localhost:8080/ports.", None),
        ("interview-of-two-persons", "One.[^2] Two.", "Интервью № 7 с врачом. Герат, май 2014 г.\n\n[^2]: Интервью № 7 с судьёй. Герат, май 2014 г.", None),
    ],
)  # fmt: skip
def test_a_rule_finds_what_its_example_does_not_show(rule, body, note, quoted):
    remarks = [one for one in found(f"{body}[^1]\n\n[^1]: {note}\n") if one.rule == rule]
    assert remarks, found(f"{body}[^1]\n\n[^1]: {note}\n")
    assert quoted in {None, *(one.quoted for one in remarks)}


@pytest.mark.parametrize(
    ("head", "is_own"),
    [
        ("Herat, 1 September 2014", True),
        ("Herat/Frankfurt am Main, 1 September 2014", True),
        ("Published on Monday, September 1, 2014", True),
        ("г. Герат, 1 сентября 2014 г.", True),
        ("September 2014", True),
        ("Herat Institute, Briefing N°12, Herat/Kabul, 1 September 2014", True),
        ("Доклад № 14, Центр степных исследований, Герат 1 сентября 2014 г.", True),
        ("4 HERAT L. REV. 201 (manuscript of September 1, 2014)", True),
        ("Herat Watch May 22, 2014", True),
        ("The Fall of Herat May 22, 2014", False),
        ("This report covers what happened until 1 September 2014", False),
        ("# 1 September 2014", False),
        ("The ports closed on 1 September 2014", False),
        ("Ferry lost with all hands, 1 September 2014", False),
    ],
)
def test_only_a_dateline_is_the_date_of_the_document(head, is_own):
    text = f'# Ports\n\n{head}\n\nPorts closed.[^1]\n\n[^1]: "Ports Close", Quay Times, 4 May 2015.\n'
    assert ("date-after-document" in {one.rule for one in found(text)}) is is_own


def test_a_short_line_of_plain_text_may_be_the_dateline_though_it_looks_like_a_heading():
    text = "Ports\n\nHerat, 1 September 2014\n\nPorts closed.¹ And opened.²\n\n{}¹ “Ports Close”, Quay Times, 4 May 2015.\n\n² A remark.\n"
    assert "date-after-document" in {one.rule for one in found_in(text.format(""))}
    diary = text.format("Herat, 3 September 2014\n\nNothing.\n\n")
    assert "date-after-document" not in {one.rule for one in found_in(diary)}


def test_the_front_matter_may_date_the_document():
    text = '---\ntitle: Ports\ndate: {}\n---\n\nPorts closed.[^1]\n\n[^1]: "Ports Close", Quay Times, 4 May 2015.\n'
    assert [one.rule for one in found(text.format("1 September 2014"))] == ["date-after-document"]
    assert [one.rule for one in found(text.format('"2014-09-01"'))] == ["date-after-document"]
    assert found(text.format("2015-05-04")) == ()


def test_a_source_that_was_read_after_the_document_is_told_of():
    text = (
        "# Ports\n\nHerat, 1 September 2014\n\nPorts closed.[^1]\n\n[^1]: Tribunal of Herat, docket no. 118, last consulted {}.\n"
    )
    assert [(one.rule, one.quoted) for one in found(text.format("3 June 2015"))] == [
        ("date-after-document", "consulted 3 June 2015")
    ]
    assert found(text.format("3 June 2014")) == ()


def test_a_name_before_an_interview_with_the_authors_is_who_was_heard():
    note = "[^{0}]: {1}, interview with the authors, {2}May 201{0}.\n\n"
    text = (
        "One.[^1] Two.[^2] Three.[^3]\n\n" + note.format(1, "Dock supervisor", "Herat, ") + note.format(2, "Manager", "Kabul, ")
    )
    assert "interview-incomplete" not in {one.rule for one in found(text + note.format(3, "Former manager", "Herat, "))}
    assert [(one.rule, one.label) for one in found(text + note.format(3, "Former manager", ""))] == [
        ("interview-incomplete", "3")
    ]


def test_an_authors_name_in_a_short_form_and_marks_on_its_letters_are_compared():
    text = 'Ports closed.[^1] They opened.[^2]\n\n[^1]: Joël Orozco, "Ports of the Lake", Quay Times, 4 May 2014.\n\n[^2]: {}.\n'
    short = found(text.format('Orozoco, "Ports of the Lake", op. cit'))
    assert [(one.rule, one.quoted) for one in short] == [("author-spelt-two-ways", "Orozoco")]
    full = found(text.format('Joel Orozco, "Lakes of the Port", Quay Times, 5 May 2014'))
    assert [(one.rule, one.mend) for one in full] == [("author-spelt-two-ways", "Joël Orozco")]


def test_cells_of_a_table_and_what_tells_of_the_work_need_no_note():
    text = "Ports closed.[^1]\n\n{}\n\nPorts opened.[^2]\n\n[^1]: A remark.\n\n[^2]: Another.\n"
    assert found(text.format("| Port | Share |\n|---|---|\n| Herat | 86% |\n| Kuhmar | 14% |")) == ()
    assert found(text.format("Between May and June a team of five visited 14 sites and spoke to 112 people.")) == ()
    told = found(text.format("Of those who left 44 said that they were hungry, and 38 had lost a port."))
    assert [one.rule for one in told] == ["figure-without-note"]


def test_what_a_note_dates_beside_its_source_may_be_of_the_event():
    text = 'Ports opened on 1 December 2014.[^1]\n\n[^1]: "Ports Close", Quay Times, 4 May 2014; {}.\n'
    assert "date-before-event" not in {one.rule for one in found(text.format("order of 1 December 2014"))}
    assert "date-before-event" in {one.rule for one in found(text.format("order of 1 May 2014"))}


@pytest.mark.parametrize(
    ("body", "source", "is_late"),
    [
        ("The mayor won a promise of 300 jobs through 2030", '"A Port", Quay Times, 4 May 2014', False),
        ("В проекте бюджета на 2015 г. этих денег нет", "Порт озера // Озеро. 2014. 4 мая", False),
        ("The Act follows an older one, repealed in 2018, which the court had read", '"A Port", Quay Times, 4 May 2014', False),
        ("The state ratified the treaty in 2014", "Port Act 2012, s 4", False),
        ("The mandate runs out in December 2015, and nobody cares", '"A Port", Quay Times, 4 May 2014', False),
        ("They met ahead of the 2015 vote", '"A Port", Quay Times, 4 May 2014', False),
        ("The council closed the port on 6 May", '"Council Closes the Port", Quay Times, 4 May 2014', True),
        ("The council closed the port on 16 May", '"Council Closes the Port", Quay Times, 4 May 2014', False),
        ("The council met on 6 May", '"A Gate Is Lost", Quay Times, 4 May 2014', False),
        ("The council closed the port in 2015", '"A Port", Quay Times, 4 May 2014', True),
    ],
)
def test_only_what_is_told_as_past_is_later_than_its_source(body, source, is_late):
    text = f"{body}.[^1]\n\n[^1]: {source}.\n"
    assert ("date-before-event" in {one.rule for one in found(text)}) is is_late


YEAR_ABOVE = (
    "The pact was signed in 2009 and is due in 2025.[^1]\n\nIn {}, he called it a port.[^2]\n\n"
    '[^1]: A remark.\n\n[^2]: Omar Saidov, "Words at a Port", Quay Times, 18 January 2024.\n'
)


def test_a_year_of_another_paragraph_is_that_of_a_bare_month_where_the_source_agrees():
    assert "date-before-event" not in {one.rule for one in found(YEAR_ABOVE.format("January"))}
    assert "date-before-event" in {one.rule for one in found(YEAR_ABOVE.format("March"))}


TO_THE_DAY = "".join(f"Talk {n}.[^{n}]\n\n" for n in range(1, 8)) + "".join(
    f"[^{n}]: Interview with {{}}, Herat, {{}}May 2014.\n\n".format(*(("{}", "{}") if n == 7 else (f"clerk {n}", f"{n} ")))
    for n in range(1, 8)
)


def test_a_lone_interview_without_a_day_lacks_it():
    [remark] = found(TO_THE_DAY.format("a guard", ""))
    assert (remark.rule, remark.label, remark.why) == ("interview-incomplete", "7", "The interview does not say the day.")
    assert found(TO_THE_DAY.format("two guards", "7 and 8 ")) == ()


def test_a_border_guard_is_no_place():
    text = "One.[^1] Two.[^2] Three.[^3]\n\n[^1]: Interview, clerk, Herat, May 2014.\n\n[^2]: Interview, nurse, Herat, June 2014.\n\n"
    assert {one.rule for one in found(text + "[^3]: Interview, border guard, May 2014.\n")} == {"interview-incomplete"}
    assert found(text + "[^3]: Interview, farmer, border area, May 2014.\n") == ()


def test_one_day_and_name_is_of_one_interview():
    text = "One.[^1] Two.[^2]\n\n[^1]: Interview with AC, serving constable, Herat, 5 May 2014.\n\n[^2]: Interview with AC, {}.\n"
    assert {one.rule for one in found(text.format("member of parliament, Herat, 5 May 2014"))} == {"interview-of-two-persons"}
    assert found(text.format("constable, Herat, 5 May 2014")) == ()
    assert found(text.format("member of parliament, Herat, 6 May 2014")) == ()


def test_a_short_form_of_an_interview_names_its_person():
    text = "One.[^1] Two.[^2]\n\n[^1]: Interview, Omar Saidov, former clerk, Herat, May 2014.\n\n[^2]: Interview, {}, op. cit.\n"
    assert "antecedent-missing" not in {one.rule for one in found(text.format("Saidov"))}
    assert "antecedent-missing" in {one.rule for one in found(text.format("Rahimov"))}


def test_two_family_names_and_a_title_are_a_short_form():
    text = "One.[^1] Two.[^2]\n\n[^1]: Omar Ruiz Orozco, *Ports of War* (Leeds: Quay Press, 2014), 27.\n\n[^2]: {}, “The Lake in Peace,” 44.\n"
    assert "antecedent-missing" in {one.rule for one in found(text.format("Ruiz Orozco"))}
    assert "antecedent-missing" not in {one.rule for one in found(text.format("Ana Orozco"))}


def test_a_headline_whose_date_was_not_read_tells_no_facts():
    text = 'It closed.[^1]\n\n[^1]: "Bastos to Stay On," *El Faro de San Telmo*, September.\n'
    assert "note-without-source" not in {one.rule for one in found(text)}


def test_one_number_is_of_one_interview():
    text = "Ports closed.[^1] They opened.[^2]\n\n[^1]: Interview No. 9, clerk of the port, Herat, May 2014.\n\n[^2]: Interview No. {}.\n"
    assert [one.rule for one in found(text.format("9, farmer, Herat, May 2014"))] == ["interview-of-two-persons"]
    for other in ("9, clerk, Herat, May 2014", "8, farmer, Herat, May 2014"):
        assert "interview-of-two-persons" not in {one.rule for one in found(text.format(other))}


def test_interviews_with_several_in_russian_carry_a_plural():
    text = "Чиновники признают, что порт опасен.[^1]\n\n[^1]: Интервью с {} порта, Герат, май 2014 г.\n"
    assert "plural-on-one-source" in {one.rule for one in found(text.format("сотрудником"))}
    assert "plural-on-one-source" not in {one.rule for one in found(text.format("сотрудниками"))}


def test_dotted_numbers_of_sections_are_compared_whole():
    text = "# 1. Ports\n\n## 1.1 The Lake\n\nPorts closed.[^1]\n\n# 2. Boats\n\n## {} The River\n\n[^1]: A remark.\n"
    assert found(text.format("2.1")) == ()
    assert [one.rule for one in found(text.format("1.1"))] == ["section-number-doubled"]


def test_works_of_one_author_under_nearly_one_title_are_one_source():
    first = "Jo Marsh, *Ditches of the Northern Lake* (Herat: Quay Press, 2006), p. 12"
    text = "Ports closed.[^1] They opened.[^2]\n\n[^1]: " + first + ".\n\n[^2]: {}.\n"
    described = [
        one.quoted for one in found(text.format(first.replace("2006), p. 12", "2007), p. 40"))) if "two-ways" in one.rule
    ]
    assert described == [first.replace("2006), p. 12", "2007), p. 40")]
    for other in (
        ("Press, 2006), p. 12", "Press, 2nd ed., 2007), p. 40"),
        ("Lake* (", "Lake: Maps and Tables* ("),
    ):
        assert "source-described-two-ways" not in {one.rule for one in found(text.format(first.replace(*other)))}


def test_ibid_may_repeat_a_document_that_nobody_published():
    text = "Жалобу подали.[^1] Её вернули.[^2]\n\n[^1]: Жалоба от 14 августа 2017 г., копия имеется у авторов.\n\n[^2]: Там же.\n"
    assert found(text) == ()


def test_a_short_form_of_two_authors_is_compared():
    first = "Eli Hager and Ann Santo, “Inside the Vans,” *Quay Times*, July 6, 2016"
    text = f"It began.[^1] It ended.[^2]\n\n[^1]: {first}.\n\n[^2]: Hager and Santo, “Inside {{}}.”\n"
    assert found(text.format("the Vans")) == ()
    assert [one.rule for one in found(text.format("of the Van"))] == ["short-title-differs"]


def test_a_title_of_another_language_is_not_called_mistyped():
    text = "It closed.[^1]\n\n[^1]: “Barragem divide povoado”, Quay Times, 4 May 2014.\n"
    assert "title-mistyped" not in {one.rule for one in found(text)}


def test_a_note_that_was_not_understood_may_be_what_ibid_repeats():
    text = "Ports closed.[^1] They opened.[^2]\n\n[^1]: {}\n\n[^2]: Ibid.\n"
    assert "antecedent-missing" not in {one.rule for one in found(text.format("Transcript of the hearing, day 14, at 1,203."))}
    assert "antecedent-missing" in {
        one.rule for one in found(text.format("The guards were seen there when the families came back."))
    }


def test_a_note_on_the_author_leaves_the_numbers_of_the_others():
    text = "*Jo Marsh*[^*]\n\nPorts closed.[^1]\n\n[^*]: Lecturer at Herat.\n\n[^1]: A remark.\n\n[^2]: Another.\n"
    assert [one.label for one in found(text) if one.rule == "marker-missing"] == ["2"]


def mends(text, rule):
    return [one.mend for one in found(text) if one.rule == rule]


def test_a_mend_stands_in_the_case_of_the_word_that_it_mends():
    text = "Семью Нурлана Абдыкалыкова знают. Нурлан Абдыкаликов уехал. Дом Абдыкалыкова пуст.[^1]\n\n[^1]: A remark.\n"
    assert mends(text, "name-spelt-two-ways") == ["Нурлан Абдыкалыков"]
    assert mends("Суд заседал в пятницу, 3 июня 2019 года.[^1]\n\n[^1]: A remark.\n", "date-of-another-weekday") == [
        "понедельник, 3 июня 2019"
    ]


@pytest.mark.parametrize(
    ("last", "rules"),
    [
        ("Сейтов А. Берега и пристани… Указ. соч. С. 20.", set()),
        ("Сейтов А. Указ. соч. С. 20.", set()),
        ("Сейтов А. Реки и пристани Арала. Указ. соч. С. 20.", {"short-title-differs"}),
        ("Сергеев А. Указ. соч. С. 20.", {"antecedent-missing"}),
    ],
)
def test_a_title_before_the_russian_op_cit_is_compared(last, rules):
    text = "Порт закрыли.[^1] И открыли.[^2]\n\n[^1]: Сейтов А. Берега и пристани Арала. Алматы: Наука, 2011. С. 14.\n\n[^2]: "
    assert {one.rule for one in found(f"{text}{last}\n")} == rules


def test_a_misspelt_author_of_a_short_form_is_told_of_once():
    notes = "[^1]: Сейтмуратов А. Берега Арала. Алматы: Наука, 2011. С. 14.\n\n[^2]: Сейтмурадов А. Указ. соч. С. 20.\n"
    remarks = found(f"Порт закрыли.[^1] И открыли.[^2]\n\n{notes}")
    assert [(one.rule, one.mend) for one in remarks] == [("author-spelt-two-ways", "Сейтмуратов")]


@pytest.mark.parametrize(
    ("other", "mend"),
    [
        ("Reed, op. cit., p. 4", "“Long Talks on the Lake End”, op. cit."),
        ("Reed, supra note 2, at 4", "Marsh, supra note 1"),
        ("Reed (n 2) 4", "Marsh (n 1)"),
        ("Reed, “Ports of the North,” 4", "Marsh, “Long Talks on the Lake End.”"),
    ],
)
def test_the_short_form_that_is_due_is_that_of_the_draft(other, mend):
    full = "Jo Marsh, “Long Talks on the Lake End,” *Lake Wire*, May 4, 2014"
    notes = (full, "Ann Reed, “Ports of the North,” *Quay Times*, May 5, 2014", other, full)
    text = " ".join(f"Port {n}.[^{n}]" for n in range(1, 5)) + "".join(f"\n\n[^{n}]: {one}." for n, one in enumerate(notes, 1))
    assert mends(text, "source-repeated-in-full") == [mend]


@pytest.mark.parametrize(
    "last",
    [
        "“Will Port 6 Close?” Quay Times, 6 May 2014",
        "“Accord with U.S.,” Quay Times, 6 May 2014",
        "“Port 6 Closes”, Quay Times, updated 6 May 2014",
        "“Port 6 Closes”, Quay Times, Tuesday 6 May 2014",
        "Порт 6 закрыт // Вестник порта. 2014. 6 мая",
        "“Port 6 Closes” | Quay Times | 6 May 2014",
    ],
)
def test_what_parts_a_note_otherwise_by_rights_is_not_off_custom(last):
    notes = "".join(f"[^{n}]: “Port {n} Closes”, Quay Times, {n} May 2014.\n\n" for n in range(1, 6))
    text = " ".join(f"Port {n}.[^{n}]" for n in range(1, 7)) + f"\n\n{notes}[^6]: {last}.\n"
    assert "punctuation-off-custom" not in {one.rule for one in found(text)}


@pytest.mark.parametrize(
    "last",
    [
        "Interviews, Herat, July 2014",
        "Field notes, Herat, July 2014",
        "Interview via Viber, relative of a guard, July 2014",
        "Interviews with residents of Balkh, July 2014",
        "Интервью с жителями села Балх, июль 2014 г",
        "Personal communication, guard, July 2014",
        "Interview with Jo Marsh, http://quay.example/a",
    ],
)
def test_an_interview_that_says_it_in_other_words_is_complete(last):
    heard = "".join(f"[^{n}]: Interview, teacher, Kabul, May 201{n}.\n\n" for n in range(1, 4))
    text = "".join(f"Talk {n}.[^{n}]\n\n" for n in range(1, 5)) + f"{heard}[^4]: {last}.\n"
    assert "interview-incomplete" not in {one.rule for one in found(text)}


@pytest.mark.parametrize(
    "note",
    [
        "IMU stands for Islamic Movement of Uzbekistan, which was founded in 1998.",
        "Under Article 187 of the Criminal Code, leading such a group carries up to fifteen years.",
        "A deputy told the Quay Times in Osh in May 2012 that he had fled.",
        "Официальный ответ акимата города Жанатас от 2 сентября 2021 г. № 3-14/118.",
        "Жалоба от 14 августа 2017 г., копия имеется у авторов.",
        "Reuters reported on 3 May 2013 that the plant had closed.",
    ],
)
def test_a_note_that_names_a_law_a_paper_or_a_letter_has_a_source(note):
    assert "note-without-source" not in {one.rule for one in found(f"Ports closed.[^1]\n\n[^1]: {note}\n")}


def test_one_author_and_one_day_may_be_printed_in_two_ways():
    first, again = (
        "Jane Alder, “Harbour Talks Collapse Again”, Quay Times, May 3, 2014",
        "J. Alder, “Harbour Talks Collapse Again”",
    )
    notes = f"[^1]: {first}.\n\n[^2]: {again}, Quay Times, 3 May 2014.\n"
    assert "source-described-two-ways" not in {one.rule for one in found(f"It ended.[^1] It began.[^2]\n\n{notes}")}


def test_a_paper_that_names_its_address_appears_each_day():
    text = "Ports closed.[^1]\n\n[^1]: “Ports Close”, Kommersant, 4 May 2014{}.\n"
    assert [one.rule for one in found(text.format(""))] == ["date-on-day-without-issue"]
    assert found(text.format(", https://kommersant.ru/a/1")) == ()


def test_a_date_in_brackets_is_parted_from_its_outlet_by_them():
    notes = "".join(f"[^{n}]: “Port {n} Closes”, Quay Times, {n} May 2014.\n\n" for n in range(1, 6))
    text = " ".join(f"Port {n}.[^{n}]" for n in range(1, 7)) + f"\n\n{notes}[^6]: “Port 6 Closes”, Quay Times (6 May 2014).\n"
    assert "punctuation-off-custom" not in {one.rule for one in found(text)}


def test_a_space_before_a_marker_is_none_before_a_comma():
    assert found("Ports closed [^1], and opened.\n\n[^1]: A remark.\n") == ()


def test_what_appears_each_week_under_one_title_is_many_sources():
    notes = (
        "[^1]: “{0} Report on the Lake”, Quay Office, 4 May 2014.\n\n[^2]: “{0} Report on the Lake”, Quay Office, 11 May 2014.\n"
    )
    text = f"Ports closed.[^1] They opened.[^2]\n\n{notes}"
    assert found(text.format("Weekly Situation")) == ()
    assert "source-described-two-ways" in {one.rule for one in found(text.format("Final Incident"))}


def test_a_short_form_names_an_author_that_the_note_it_sends_to_does_not():
    text = "The court ruled.[^1] It appealed.[^2]\n\n[^1]: “Court Opens”, Quay Times, 4 May 2014{}.\n\n[^2]: Fontaine, supra note 1.\n"
    assert [one.rule for one in found(text.format(""))] == ["antecedent-missing"]
    assert found(text.format(" (by Fontaine)")) == ()


def test_one_interview_is_not_given_to_two_persons():
    text = "A port clerk said, “it is shut”.[^1] {} said, “it is open”.[^2]\n\n" + "".join(
        f"[^{n}]: Interview, port clerk, Herat, May 2014.\n\n" for n in (1, 2)
    )
    assert "interview-of-two-persons" in {one.rule for one in found(text.format("A retired judge"))}
    for same in ("The same clerk", "An old port clerk", "He"):
        assert "interview-of-two-persons" not in {one.rule for one in found(text.format(same))}


def found_in(text):
    return lint(text.encode(), name="a.txt", publishers=default_publishers())


def test_one_against_one_the_note_without_punctuation_is_shown():
    notes = "".join(
        f'[^{n}]: "Port {n} of the Lake", *Lake Studies*, no. {n} (2010){sep} pp. 1-23.\n\n' for n, sep in ((1, ","), (2, ""))
    )
    remarks = [one for one in found(f"Ports closed.[^1] They opened.[^2]\n\n{notes}") if one.rule == "punctuation-off-custom"]
    assert [(one.label, one.mend) for one in remarks] == [("2", "(2010), pp. 1")]


AMERICAN = '[^{n}]: Jo Marsh, "Port {n} of the Lake{stop} *Quay Times*, May {n}, 2014.\n\n'


def american(last):
    body = "".join(f"Port {n} closed.[^{n}]\n\n" for n in range(1, 6))
    return f"{body}{''.join(AMERICAN.format(n=n, stop=',' + chr(34)) for n in range(1, 5))}[^5]: {last}\n"


def off_custom(text):
    return [(one.quoted, one.mend) for one in found(text) if one.rule == "punctuation-off-custom"]


def test_a_comma_within_the_mark_of_a_title_parts_it_from_the_date_and_the_outlet():
    within = american('Quay Ministry, "Statement on the Port of the Lake," May 5, 2014.')
    assert off_custom(within) == []
    [(quoted, mend)] = off_custom(american('Jo Marsh, "Port 5 of the Lake" *Quay Times*, May 5, 2014.'))
    assert 'Lake" *Quay' in quoted
    assert 'Lake," *Quay' in mend


HABITUAL = (
    "В 2014 году порт закрыли.[^1] По словам Омара Саидова, в июле сёла {} мало воды.[^2]\n\n"
    "[^1]: «Порт закрыт», Радио Озоди, 5 мая 2014 г.\n\n[^2]: «Вода озера», Радио Озоди, 6 мая 2014 г.\n"
)


def test_what_is_done_each_july_is_of_no_year():
    assert "date-before-event" in {one.rule for one in found(HABITUAL.format("получили"))}
    assert "date-before-event" not in {one.rule for one in found(HABITUAL.format("получают"))}


def test_a_figure_whose_table_the_sentence_names_needs_no_note():
    text = "Ports closed.[^1] Of the guards, 61 per cent left{}.\n\n[^1]: A remark.\n"
    assert "figure-behind-last-note" in {one.rule for one in found(text.format(""))}
    assert "figure-behind-last-note" not in {one.rule for one in found(text.format(", as table 2 shows"))}


@pytest.mark.parametrize(
    ("last", "lacks_place"),
    [
        ("Интервью с сотрудниками Министерства воды РТ. Душанбе, июль 2014 г.", False),
        ("Интервью с сотрудниками Министерства воды РТ. Июль 2014 г.", True),
        ("Focus group discussions, Farchana and Arkoum, July 2014.", False),
        ("Interview, nurse, July 2014.", True),
    ],
)
def test_a_place_behind_an_abbreviation_or_of_a_group_is_a_place(last, lacks_place):
    heard = "".join(f"[^{n}]: Interview, teacher, Kabul, May 201{n}.\n\n" for n in range(1, 4))
    text = "".join(f"Talk {n}.[^{n}]\n\n" for n in range(1, 5)) + f"{heard}[^4]: {last}\n"
    why = [one.why for one in found(text) if one.rule == "interview-incomplete" and one.label == "4"]
    assert why == (["The interview does not say the place."] if lacks_place else [])


@pytest.mark.parametrize(
    ("last", "is_secret", "mend"),
    [
        ("Interview, nurse, Kabul, 7 May 2014", True, "May 2014"),
        ("Interview with Ramesh Persaud, Kabul, 7 May 2014", False, "May 2014"),
        ("Интервью с Р. Давлатовым. Исфара, 19 июля 2014 г", False, "июль 2014"),
    ],
)
def test_a_day_gives_away_only_who_is_not_named(last, is_secret, mend):
    heard = "".join(f"[^{n}]: Interview, teacher, Kabul, May 201{n}.\n\n" for n in range(1, 5))
    text = "".join(f"Talk {n}.[^{n}]\n\n" for n in range(1, 6)) + f"{heard}[^5]: {last}.\n"
    [remark] = [one for one in found(text) if one.rule == "interview-to-the-day"]
    assert ("give the person away" in remark.why, remark.mend) == (is_secret, mend)


def test_a_name_that_the_reader_mends_is_still_told_of():
    text = "Ports closed.¹ And opened.²\n\n¹ “Ports Close”, *Kommer-sant*, 5 May 2014.\n\n² A remark.\n"
    assert [(one.quoted, one.mend) for one in found_in(text) if one.rule == "hyphen-left-over"] == [("Kommer-sant", "Kommersant")]
    assert not found_in(text.replace("Kommer-sant", "Kommer-\nsant"))


def test_two_interviews_in_the_same_words_are_one_unless_the_text_says_another():
    heard = "[^1]: Interview, nurse, Herat, May 2014.\n\n[^2]: Interview, nurse, Herat, May 2014.\n"
    first = "A nurse said it was cold.[^1] "
    assert "interviews-alike" in {one.rule for one in found(f"{first}Another nurse was warm.[^2]\n\n{heard}")}
    assert "interviews-alike" not in {one.rule for one in found(f"{first}The nurse was warm.[^2]\n\n{heard}")}


def test_a_short_form_of_what_was_not_understood_is_not_called_missing():
    notes = "[^1]: [2013] EWCA Civ 214 [41].\n\n[^2]: *Harmer* (n {}) [77].\n"
    text = f"Ports closed, said *Harmer v Trent*.[^1] They opened.[^2]\n\n{notes}"
    assert "antecedent-missing" not in {one.rule for one in found(text.format(1))}
    assert "antecedent-missing" in {one.rule for one in found(text.format(9))}


def test_one_source_whose_title_is_printed_two_ways_is_told_of():
    notes = '[^1]: "Ports Close for Good", Quay Times, 4 May 2014.\n\n[^2]: "Ports Closed for Good", Quay Times, {} May 2014.\n'
    text = f"Ports closed.[^1] They opened.[^2]\n\n{notes}"
    assert [one.rule for one in found(text.format(4))] == ["source-described-two-ways"]
    assert found(text.format(5)) == ()


@pytest.mark.parametrize(
    ("last", "is_told"),
    [
        ('"Ferry Sinks off Herat", Quay Times, 9 May 2015, https://www.quay.example/2014/ports#top', True),
        ('"Ports Close for Good: A Report", Quay Times, 9 May 2015, https://quay.example/2014/ports', False),
        ('"Паром затонул", Quay Times, 9 May 2015, https://quay.example/2014/ports', False),
        ('"Паром затонул" ["Ferry Sinks off Herat"], Quay Times, 9 May 2015, https://quay.example/2014/ports', True),
        ('"Ferry Sinks off Herat", Quay Times, 9 May 2015, https://quay.example/2014/port', False),
    ],
)
def test_one_address_under_two_titles_is_told_of(last, is_told):
    first = '"Ports Close for Good", Quay Times, 4 May 2014, https://quay.example/2014/ports/'
    remarks = found(f"Ports closed.[^1] A ferry sank.[^2]\n\n[^1]: {first}.\n\n[^2]: {last}.\n")
    assert [(one.rule, one.why) for one in remarks] == [
        ("source-described-two-ways", "Note 1 cites the same address as “Ports Close for Good”.")
    ] * is_told


def test_pages_of_a_house_are_not_one_address():
    first, last = (f'"{title}", Quay Times, {{}} May 2014, https://quay.example/' for title in ("Ports Close", "Ferry Sinks"))
    assert found(f"Ports closed.[^1] A ferry sank.[^2]\n\n[^1]: {first.format(4)}.\n\n[^2]: {last.format(5)}.\n") == ()


def test_what_lint_says_of_emphasised_words_has_no_asterisks():
    remarks = found(
        "One.[^1] Two.[^2]\n\n[^1]: *Ports of the Lake*, Quay Times, 4 May 2014.\n\n[^2]: Reed, *Never Cited*, op. cit.\n"
    )
    assert [(one.rule, "*" in one.why, "*" in one.quoted) for one in remarks] == [("antecedent-missing", False, True)]


def test_a_short_form_may_give_the_translation_of_a_title():
    notes = '[^1]: "Порты закрыты" ["Ports Are Closed"], Quay Times, 4 May 2014.\n\n[^2]: "Ports {} Closed", op. cit.\n'
    text = f"Ports closed.[^1] They opened.[^2]\n\n{notes}"
    assert found(text.format("Are")) == ()
    assert [(one.rule, one.mend) for one in found(text.format("Ar"))] == [("short-title-differs", "Ports Are Closed")]


@pytest.mark.parametrize(("day", "is_told"), [("27 April", True), ("12 May", False), ("3 February", False)])
def test_a_day_without_a_year_is_of_the_year_of_a_source_soon_before_it(day, is_told):
    text = f'# Ports\n\nHerat, 1 September 2014\n\nIt is of 2004.\n\nOn 8 May a port burned.[^1]\n\n[^1]: "A Quay", Quay Times, {day} 2014.\n'
    assert ("date-before-event" in {one.rule for one in found(text)}) is is_told


def test_a_numbered_interview_says_who_was_heard_where_the_others_do():
    others = "".join(f"[^{n}]: Interview no. {n} with a clerk, Herat, {n} May 2014.\n\n" for n in range(1, 5))
    text = "".join(f"A guard spoke.[^{n}]\n\n" for n in range(1, 6)) + others + "[^5]: Interview{}, Herat, 5 May 2014.\n"
    assert [one.label for one in found(text.format(" no. 5")) if one.rule == "interview-incomplete"] == ["5"]
    assert not [one for one in found(text.format(" no. 5 with a nurse")) if one.rule == "interview-incomplete"]


def test_the_day_of_a_numbered_interview_may_stand_in_a_sentence_of_its_own():
    text = "Порт закрыт.[^1]\n\n[^1]: Интервью № 1 с врачом. Герат{}.\n"
    assert "interview-incomplete" not in {one.rule for one in found(text.format(", 4 мая 2014 г"))}
    assert "interview-incomplete" in {one.rule for one in found(text.format(""))}


def test_what_a_section_is_headed_by_tells_what_happened_in_it():
    text = "# The Clearance of Dolna\n\nMen came on 12 June 2014.\n\n# After It\n\nSince the clearance of {} June 2014, it is quiet.[^1]\n\n[^1]: A.\n"
    assert "event-dated-two-ways" in {one.rule for one in found(text.format(21))}
    assert "event-dated-two-ways" not in {one.rule for one in found(text.format(12))}


def test_a_table_of_contents_in_lines_is_compared_with_the_headings():
    text = "# Содержание\n\n1. Порт ... 3\n\n2. {} ... 5\n\n3. Кран ... 7\n\n## 1. Порт\n\nОн закрыт.[^1]\n\n## 2. Причал\n\nОн стар.\n\n## 3. Кран\n\nОн сломан.\n\n[^1]: A.\n"
    assert "contents-differ" not in {one.rule for one in found(text.format("Причал"))}
    text = text.replace("3. Кран ...", "3. Причал ...")
    assert "contents-differ" in {one.rule for one in found(text.format("Кран"))}


def test_a_dateline_below_the_text_is_not_the_date_of_the_document():
    note = '[^1]: "Ports Close", Quay Times, 4 May 2015.\n'
    assert found(f"Ports closed.[^1]\n\nHerat, 1 September 2014\n\n{note}") == ()


def test_documents_with_planted_defects_are_judged_as_the_evaluation_prints():
    from tests.evaluate_lint import judged

    right, wrong, missed = judged(unseen_at_first=True)
    assert right.total() >= 0.8 * (right + wrong).total()
    assert right.total() >= 0.8 * (right + missed).total()


@pytest.mark.timed
@pytest.mark.parametrize("place", SLOW_PLACES, ids=["body", "note"])
@pytest.mark.parametrize("piece", SLOW_PIECES)
def test_no_repeated_piece_makes_a_draft_slow(piece, place):
    began = time.process_time()
    found(place.format(piece * 4000))
    assert time.process_time() - began < 10  # seconds; up to 1.2, and the square of 4,000 takes more: growth stands in the bench


@pytest.mark.parametrize("rule", RULES, ids=RULE_NAMES)
def test_a_rule_leaves_its_good_example_alone(rule):
    assert rule.name not in {remark.rule for remark in found(rule.good)}


def test_a_rule_that_is_off_says_nothing():
    rule = next(rule for rule in RULES if rule.name == "doubled-word")
    assert "doubled-word" not in {remark.rule for remark in found(rule.bad, off=("doubled-word",))}


def test_the_pre_commit_hook_runs_the_command_on_every_format_that_is_read():
    hook = (Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    files = re.compile(re.search(r"(?m)^  files: (.+)$", hook)[1])
    assert [name for name in ("a.docx", "a.odt", "a.md", "a.txt", "a.html", "a.pdf", "a.png") if not files.search(name)] == [
        "a.png"
    ]


def test_the_pre_commit_hook_passes_over_what_has_no_notes_and_stops_at_a_draft_with_errors(tmp_path):
    hook = (Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    program, *words = re.search(r"(?m)^  entry: (.+)$", hook)[1].split()
    assert program == "footnotary"
    (tmp_path / "README.md").write_text("# A repository\n\nNo notes.\n", encoding="utf-8")
    (tmp_path / "draft.md").write_text("Ports closed.[^1] And opened.[^2]\n\n[^1]: A remark.\n", encoding="utf-8")
    assert footnotary_here(*words, "README.md", cwd=tmp_path).returncode == 0
    assert footnotary_here(*words, "README.md", "draft.md", cwd=tmp_path).returncode == 1


def test_a_draft_without_notes_is_said_to_have_none_and_what_to_do(tmp_path):
    (tmp_path / "a.txt").write_text("Ports closed in May.\n", encoding="utf-8")
    run = footnotary_here("lint", "a.txt", cwd=tmp_path)
    assert run.returncode == 1
    assert "has no notes" in run.stdout
    assert "mend: Write the notes as" in run.stdout
    assert footnotary_here("lint", "a.txt", "--off", "notes-none", cwd=tmp_path).returncode == 0
    wrong = footnotary_here("lint", "a.txt", "--off", "note-none", cwd=tmp_path)
    assert (wrong.returncode, "did you mean notes-none" in wrong.stderr) == (2, True)


def test_of_several_drafts_one_that_cannot_be_read_stops_no_other(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"no zip")
    (tmp_path / "b.md").write_text("Ports closed.[^1] And opened.[^2]\n\n[^1]: A remark.\n", encoding="utf-8")
    run = footnotary_here("lint", "a.docx", "b.md", cwd=tmp_path)
    assert run.returncode == 2
    assert "a.docx" in run.stderr
    assert "[note-missing]" in run.stdout


def test_names_are_unique_and_every_rule_stands_in_the_manual():
    assert len(NAMES) == len(RULES)
    manual = (Path(__file__).parents[1] / "docs" / "lint.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## `(.+)`$", manual) == RULE_NAMES


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.md"
    path.write_text('The the port closed.[^1]\n\n[^1]: "Ports Close", Quay Times, 4 May 2014.\n', encoding="utf-8")
    return path


def test_an_error_ends_with_one_and_is_quoted(draft, tmp_path):
    done = footnotary_here("lint", draft, cwd=tmp_path)
    assert done.returncode == 1
    assert "The the" in done.stdout
    assert "doubled-word" in done.stdout


def test_json_holds_every_finding(draft, tmp_path):
    done = footnotary_here("lint", draft, "--json", cwd=tmp_path)
    data = json.loads(done.stdout)
    assert data["counts"] == {"error": 1, "warning": 0, "hint": 0}
    assert [(one["rule"], one["paragraph"]) for one in data["findings"]] == [("doubled-word", 1)]


def test_a_rule_is_turned_off_in_the_settings(draft, tmp_path):
    (tmp_path / "footnotary.toml").write_text('[lint]\noff = ["doubled-word"]\n')
    assert footnotary_here("lint", draft, cwd=tmp_path).returncode == 0


def test_a_screen_gets_lines_of_its_width_and_a_file_gets_whole_ones():
    remark = Remark(quoted="word " * 30, why="because " * 20, label="3", rule="some-rule", severity=Severity.ERROR)
    narrow, whole = (list(lint_lines({"a.md": (remark,)}, show_all=True, width=width)) for width in (60, None))
    assert max(map(len, narrow)) <= 60
    assert narrow[0] == whole[0] == "note 3: error [some-rule]"
    assert len(whole) == 4
    assert " ".join(" ".join(narrow[1:-1]).replace(">", "").split()) == " ".join(" ".join(whole[1:-1]).replace(">", "").split())


def test_an_unknown_rule_in_the_settings_is_refused_with_its_place(draft, tmp_path):
    (tmp_path / "footnotary.toml").write_text('[lint]\noff = ["doubled-wurd"]\n')
    done = footnotary_here("lint", draft, cwd=tmp_path)
    assert done.returncode == 2
    assert "lint.off[0]" in done.stderr


def test_the_report_of_a_run_shows_what_lint_finds(draft, tmp_path):
    (tmp_path / "footnotary.toml").write_text("")
    found = json.loads(footnotary_here("lint", draft, "--json", cwd=tmp_path).stdout)["findings"]
    footnotary_here("verify", draft, "--offline", "--quiet", cwd=tmp_path)
    told = json.loads((tmp_path / "report" / "draft" / "findings.json").read_text())["lint"]
    assert [(one["rule"], one["severity"], one["message"], one["quoted"]) for one in told] == [
        (one["rule"], one["severity"], one["why"], one["quoted"]) for one in found
    ]
    page = (tmp_path / "report" / "draft" / "index.html").read_text()
    assert "The the" in page[page.index('id="lint"') :]


async def test_a_run_whose_draft_cannot_be_linted_in_time_says_so_and_goes_on(draft):
    readers = Readers(timeout_s=0.001)
    try:
        (remark,) = await remarks_for_report(readers, draft, (), ())
    finally:
        readers.close()
    assert remark.severity is Severity.ERROR
    assert remark.why.startswith("What is wrong with the draft alone was not looked for")


def test_a_missing_draft_ends_with_two(tmp_path):
    assert footnotary_here("lint", tmp_path / "none.md", cwd=tmp_path).returncode == 2


def test_warnings_are_counted_and_shown_when_asked(tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(next(rule.bad for rule in RULES if rule.name == "plural-on-one-source"), encoding="utf-8")
    short, full = footnotary_here("lint", path, cwd=tmp_path), footnotary_here("lint", path, "--all", cwd=tmp_path)
    assert (short.returncode, full.returncode) == (0, 0)
    assert "plural-on-one-source" not in short.stdout
    assert "1 warning" in short.stdout
    assert "plural-on-one-source" in full.stdout


def test_a_house_that_prints_ibid_without_its_stop_may_end_a_note_by_it():
    notes = "[^1]: A Grel, *Open Doors* (Northgate 2016) 71.\n\n[^2]: ibid 80.\n\n[^3]: ibid.\n"
    assert "abbreviation-without-stop" not in {one.rule for one in found(f"One.[^1] Two.[^2] Three.[^3]\n\n{notes}")}


def test_a_day_that_the_calendar_has_not_is_before_no_event():
    body = "Вода ушла 11 марта 2024 года.\n\nНа следующий день мэр молчал.[^1]\n\n[^1]: Ким Л. Совет молчит // Долина. 2024. 30 февраля. С. 1.\n"
    assert [one.rule for one in found(body)] == ["date-impossible"]


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        ("shares-over-whole", "Of them 64 per cent live in towns, 46 per cent in villages.", "Of them 64 per cent live in towns, 36 per cent in villages."),
        ("shares-over-whole", "64 процента из них живут в городах, 46 процентов — в сёлах.", "64 процента из них читают газеты, 46 процентов — книги."),
        ("parts-over-total", "Из 165 закрытых школ 70 приходится на север, 58 — на запад и 47 — на юг.", "Из 175 закрытых школ 70 приходится на север, 58 — на запад и 47 — на юг."),
        ("parts-over-total", "Of the 19 bridges that fell, 8 have been mended and 12 have not.", "Of the 19 bridges that fell, 7 have been mended and 12 have not."),
        ("sum-miscounted", "It reached 240 farms. Of these, 130 lost a crop, 70 lost sheep, and 60 lost a barn; no farm is counted more than once.",
         "It reached 240 farms. Of these, 130 lost a crop, 70 lost sheep, and 60 lost a barn; many lost more than one."),
        ("address-miswritten", "See https://www.quay,example/ports for it.", "See https://www.quay.example/ports,piers for it."),
        ("bracket-unclosed", "Ports closed (he did not say why. They opened.", "Ports closed for a) ice, b) fog [and (so) on]."),
        ("part-missing", "Table 3 compares the ports.\n\nTable 1. Ports", "Table 3 of the report compares the ports.\n\nTable 1. Ports"),
        ("part-missing", "The way we took is described in Annex B.", "The border is described in Annex B of the treaty."),
        ("number-skipped", "It fell.\n\nTable 1. Ports\n\nIt rose.\n\nTable 3. Piers", "It fell.\n\nTable 1. Ports\n\nIt rose.\n\nTable 2. Piers"),
        ("table-miscounted", "It fell.\n\n| Port | Old | New | All |\n|---|---|---|---|\n| Quay | 1 | 2 | 3 |\n| Pier | 4 | 5 | 9 |\n| Coast | 5 | 7 | 13 |",
         "It fell.\n\n| Port | Old | New | All |\n|---|---|---|---|\n| Quay | 1 | 2 | 3 |\n| Pier | 4 | 5 | 9 |\n| Coast | 5 | 7 | 12 |"),
        ("table-miscounted", "It fell.\n\n| Port | Share |\n|---|---|\n| Quay | 4.1 |\n| Pier | 2.9 |\n| Mole | 1.8 |\n| Total | 9.2 |",
         "It fell.\n\n| Port | Share |\n|---|---|\n| Quay | 33.3 |\n| Pier | 33.3 |\n| Mole | 33.3 |\n| Total | 100.0 |"),
        ("rank-differs", "The deputy governor of Ambar, Yusen Tolmach, said so. Governor Yusen Tolmach left.", "The deputy governor of Ambar, Yusen Tolmach, said so. Governor Pia Dorrin left."),
    ],
)  # fmt: skip
def test_what_a_text_counts_shows_and_names_is_told_and_its_like_is_not(rule: str, bad: str, good: str) -> None:
    assert rule in {one.rule for one in found(f"{bad}[^1]\n\n[^1]: A remark.\n")}
    assert rule not in {one.rule for one in found(f"{good}[^1]\n\n[^1]: A remark.\n")}


def test_one_marker_that_stands_too_early_is_told_once_and_not_those_behind_it() -> None:
    order = [1, 2, 3, 7, 4, 5, 6, 8, 9, 10]
    text = " ".join(f"Port {number} closed.[^{number}]" for number in order)
    text += "".join(f"\n\n[^{number}]: A remark on port {number}." for number in sorted(order))
    assert [one.label for one in found(text) if one.rule == "markers-out-of-order"] == ["7"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("He held “a reservation which Parliament did not write” there.[^1]\n\n[^1]: A remark.\n", "sentences-run-together"),
        ('The amendment of 2024 speaks of ports.[^1]\n\n[^1]: "Ports Close", Quay Times, 4 May 2023.\n', "date-before-event"),
    ],
)
def test_a_clause_with_its_own_subject_and_the_year_in_a_name_are_no_slips(text: str, rule: str) -> None:
    assert rule not in {one.rule for one in found(text)}
