"""The names of months and seasons, as notes and pages print them.

Enters: nothing. Leaves: `MONTH_NUMBERS`, a name in small letters to its number, and `SEASONS` (EDTF level 1). The languages
are those of the briefings and their neighbours; names in Arabic letters stand in `citations.eastern_dates`.
"""

from __future__ import annotations

_MONTHS = {
    1: "january jan января январь январи январ янв januar jänner janvier enero gennaio stycznia ocak січня январе janeiro "
    "januari ianuarie ledna yanvar januara қаңтар ýanwar ene janv",
    2: "february feb февраля февраль феврали феврал фев februar février fevrier febrero febbraio lutego şubat лютого феврале "
    "февр fevereiro februari februarie února fevral februara ақпан fewral fev févr",
    3: "march mar марта март марти мар märz mars marzo marca mart березня марте março maart martie března наурыз",
    4: "april apr апреля апрель апрели апрел апр avril abril aprile kwietnia nisan квітня апреле aprilie dubna aprel aprila "
    "сәуір abr avr",
    5: "may мая май майи mai mayo maggio maja mayıs травня мае maio mei maj května мамыр maý",
    6: "june jun июня июнь июни июн juni juin junio giugno czerwca haziran червня июне junho iunie června iyun juna "
    "маусым iýun giu",
    7: "july jul июля июль июли июл juli juillet julio luglio lipca temmuz липня июле julho iulie července iyul jula "
    "шілде iýul juil",
    8: "august aug августа август августи авг août agosto sierpnia ağustos серпня августе augustus augusti srpna avgust avgusta "
    "тамыз awgust avqust",
    9: "september sept sep сентября сентябрь сентябре сентябри сентябр сен сент septembre septiembre settembre września eylül "
    "вересня setembro septembrie září sentyabr sentabr septembra қыркүйек sentýabr",
    10: "october oct октября октябрь октябри октябр окт oktober okt octobre octubre ottobre października ekim жовтня октябре "
    "outubro octombrie října oktyabr oktabr oktobra қазан oktýabr ott",
    11: "november nov ноября ноябрь ноябри ноябр ноя нояб novembre noviembre listopada kasım листопада ноябре novembro "
    "noiembrie listopadu noyabr novembra қараша noýabr",
    12: "december dec декабря декабрь декабри декабр дек dezember dez décembre diciembre dicembre grudnia aralık грудня декабре "
    "dezembro decembrie prosince dekabr decembra desember желтоқсан dic dez",
}
MONTH_NUMBERS = {name: number for number, names in _MONTHS.items() for name in names.split()}
# EDTF level 1, sub-year groupings.
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "весна": 21, "лето": 22, "осень": 23, "зима": 24}
