"""The names of months and seasons, as notes and pages print them.

Enters: nothing. Leaves: `MONTH_NUMBERS`, a name in small letters to its number, and `SEASONS` (EDTF level 1). The languages
are those of Europe and of Central Asia, in the cases that dates ask for; names in Arabic letters stand in
`citations.eastern_dates`.
"""

from __future__ import annotations

_MONTHS = {
    1: "january jan января январь январи январ янв januar jänner janvier enero gennaio stycznia ocak січня январе janeiro "
    "januari ianuarie ledna yanvar januara қаңтар ýanwar ene janv ionawr janar urtarrilaren gener eanáir január tammikuuta "
    "ιανουαρίου იანვარი հունվարի јануар јануари јануара siječnja sausio janvāris jaanuar януари januarja januára styczeń "
    "січень leden siječanj sausis tammikuu ιανουάριος հունվար იანვრის студзеня студзень janvārī janúar xaneiro",
    2: "february feb февраля февраль феврали феврал фев februar février fevrier febrero febbraio lutego şubat лютого "
    "феврале февр fevereiro februari februarie února fevral februara ақпан fewral fev févr chwefror shkurt otsailaren "
    "febrer feabhra február helmikuuta φεβρουαρίου თებერვალი փետրվարի фебруар февруари фебруара veljače vasario februāris "
    "veebruar februarja februára luty лютий únor veljača vasaris helmikuu φεβρουάριος փետրվար თებერვლის лютага люты "
    "februārī febrúar febreiro feber",
    3: "march mar марта март марти мар märz mars marzo marca mart березня марте março maart martie března наурыз mawrth "
    "martxoaren març márta március maaliskuuta marts μαρτίου მარტი մարտի ožujka kovo märts marzec березень březen ožujak "
    "kovas maaliskuu μάρτιος մարտ მარტის сакавіка сакавік martā",
    4: "april apr апреля апрель апрели апрел апр avril abril aprile kwietnia nisan квітня апреле aprilie dubna aprel aprila "
    "сәуір abr avr ebrill prill apirilaren aibreán április huhtikuuta απριλίου აპრილი ապրիլի април априла travnja balandžio "
    "aprīlis aprill apríla kwiecień квітень duben travanj balandis huhtikuu απρίλιος ապրիլ აპრილის красавіка красавік "
    "aprīlī apríl",
    5: "may мая май майи mai mayo maggio maja mayıs травня мае maio mei maj května мамыр maý maiatzaren maig bealtaine "
    "május toukokuuta μαΐου μαίου მაისი մայիսի мај маја svibnja gegužės maijs mája травень květen svibanj gegužė toukokuu "
    "μάιος մայիս მაისის maijā maí",
    6: "june jun июня июнь июни июн juni juin junio giugno czerwca haziran червня июне junho iunie června iyun juna маусым "
    "iýun giu mehefin qershor ekainaren juny meitheamh június kesäkuuta ιουνίου ივნისი հունիսի јун јуни јуна юни lipnja "
    "birželio jūnijs juuni junija júna czerwiec червень červen lipanj birželis kesäkuu ιούνιος հունիս ივნისის чэрвеня "
    "чэрвень jūnijā júní xuño",
    7: "july jul июля июль июли июл juli juillet julio luglio lipca temmuz липня июле julho iulie července iyul jula шілде "
    "iýul juil gorffennaf korrik uztailaren juliol iúil július heinäkuuta ιουλίου ივლისი հուլիսի јул јули јула юли srpnja "
    "liepos jūlijs juuli julija júla lipiec липень červenec srpanj liepa heinäkuu ιούλιος հուլիս ივლისის ліпеня ліпень "
    "jūlijā júlí xullo",
    8: "august aug августа август августи авг août agosto sierpnia ağustos серпня августе augustus augusti srpna avgust "
    "avgusta тамыз awgust avqust awst gusht abuztuaren agost lúnasa augusztus elokuuta αυγούστου აგვისტო օգոստոսի kolovoza "
    "rugpjūčio augusts augusta sierpień серпень srpen kolovoz rugpjūtis elokuu αύγουστος օգոստոս აგვისტოს жніўня жнівень "
    "augustā ágúst",
    9: "september sept sep сентября сентябрь сентябре сентябри сентябр сен сент septembre septiembre settembre września "
    "eylül вересня setembro septembrie září sentyabr sentabr septembra қыркүйек sentýabr medi shtator irailaren szeptember "
    "syyskuuta σεπτεμβρίου სექტემბერი սեպտեմբերի септембар септември септембра septembar rujna rugsėjo septembris wrzesień "
    "вересень rujan rugsėjis syyskuu σεπτέμβριος սեպտեմբեր სექტემბრის верасня верасень septembrī setiembre setembre",
    10: "october oct октября октябрь октябри октябр окт oktober okt octobre octubre ottobre października ekim жовтня "
    "октябре outubro octombrie října oktyabr oktabr oktobra қазан oktýabr ott hydref tetor urriaren október lokakuuta "
    "οκτωβρίου ოქტომბერი հոկտեմբերի октобар октомври октобра oktobar spalio oktobris oktoober októbra październik жовтень "
    "říjen spalis lokakuu οκτώβριος հոկտեմբեր ოქტომბრის кастрычніка кастрычнік oktobrī",
    11: "november nov ноября ноябрь ноябри ноябр ноя нояб novembre noviembre listopada kasım листопада ноябре novembro "
    "noiembrie listopadu noyabr novembra қараша noýabr tachwedd nëntor azaroaren samhain marraskuuta νοεμβρίου ნოემბერი "
    "նոյեմբերի новембар ноември новембра novembar studenoga studenog lapkričio novembris listopad листопад studeni "
    "lapkritis marraskuu νοέμβριος նոյեմբեր ნოემბრის лістапада лістапад novembrī nóvember",
    12: "december dec декабря декабрь декабри декабр дек dezember dez décembre diciembre dicembre grudnia aralık грудня "
    "декабре dezembro decembrie prosince dekabr decembra desember желтоқсан dic rhagfyr dhjetor abenduaren desembre nollaig "
    "joulukuuta δεκεμβρίου დეკემბერი դեկտեմբերի децембар декември децембра decembar prosinca gruodžio decembris detsember "
    "grudzień грудень prosinec prosinac gruodis joulukuu δεκέμβριος դեկտեմբեր დეკემბრის снежня снежань decembrī decembro",
}
# "μαΐου" folds to letters of their own, by which it is looked up
MONTH_NUMBERS = {form: number for number, names in _MONTHS.items() for name in names.split() for form in (name, name.casefold())}
# Read behind a day alone, for "Santa Marta 2015" is a town: of Serbian and Slovene
BEHIND_A_DAY = {"marta": 3}
MONTHS_OF_DAYS = MONTH_NUMBERS | BEHIND_A_DAY
# "5. listopada 2015." is Croatian, "5 listopada 2015" Polish: a stop behind the day tells
CROATIAN_OCTOBER, OCTOBER = "listopada", 10
# EDTF level 1, sub-year groupings.
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "весна": 21, "лето": 22, "осень": 23, "зима": 24}
