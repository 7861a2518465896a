"""English words of news and politics with the stems by which Russian and Tajik say them.

Enters: an English word. Leaves: stems that a word of the other language begins with, folded as `citations.words.fold` does.
It finds the passage that a quotation translates and proves nothing about the translation: a word that it lacks counts
for nothing, neither for a passage nor against it.
"""

from __future__ import annotations

import functools

# English stems | Russian and Tajik stems; a stem is what all forms of a word begin with.
_ENTRIES = """
accus | обвин айбдор | action | действ амал | against | против мукобил зидд | agreement | соглашен договор созишнома
allow | разреш позвол иҷозат | archive | архив бойгон | armed | вооруж мусаллаҳ | army | арми войск артиш
arrest | арест задерж боздошт | attack | напад атак ҳамла | authorit | власт ҳокимият мақомот | bank | банк
beat | бить избил избив лату | because | потому поскольку зеро чунки | belong | принадлеж тааллуқ
border | границ погранич сарҳад марз | bridge | мост пул | brother | брат бародар | building | здани бино
burn | сжег сожг гор сӯхт | call | называ призыв звон даъват | capital | столиц пойтахт | case | дел случа парванда
cause | причин сабаб | change | измен тағйир | charge | обвин айб | child | ребен дет дети кӯдак
church | церк калисо | citizen | граждан шаҳрванд | city | город шаҳр | clos | закры баст
commander | командир команд фармондеҳ | commission | комисси | company | компани ширкат | condition | услови шароит
control | контрол назорат | cotton | хлоп пахта | council | совет шӯро | countr | стран государств кишвар мамлакат
court | суд дод | crime | преступ ҷиноят | crowd | толп издиҳом | dam | плотин дамб сарбанд | day | день дня дней рӯз
dead | мертв погиб мурда | death | смерт гибел марг | debt | долг қарз | decision | решен қарор
declar | объяв заяв эълон | defen | оборон защит дифоъ мудофиа | demand | требо талаб | democra | демократ
depart | уеха отъезд рафт | destroy | разруш уничтож вайрон нобуд | detain | задерж дастгир
die | умер погиб скончал фавт мурд | director | директор | district | район ноҳия | doctor | врач доктор табиб пизишк
document | документ ҳуҷҷат | door | двер дар | economy | экономик иқтисод | election | выбор интихобот
employee | сотрудник работник корманд | enemy | враг душман | escape | бежа побег гурехт | evidence | доказат далел
expel | исключ выслал пеш | export | экспорт содирот | extremis | экстремис ифрот | factor | завод фабрик корхона
famil | семь оила хонавода | farmer | фермер дехкан деҳқон | father | отец отц падар | fear | боя страх тарс
field | пол майдон | fight | борьб боев драк ҷанг мубориза | fire | пожар огон сӯхтор оташ
flood | наводнен сел обхез | food | продовольств еда хӯрок озуқа | force | сил вынуд қувва
foreign | иностран зарубеж хориҷ | former | бывш собиқ | free | свобод озод | garden | сад боғ | gas | газ
general | генерал | girl | девоч девуш духтар | gold | золот тилло | government | правительств ҳукумат
group | групп гурӯҳ | guard | охран страж посбон | guilt | вин гунаҳ | harvest | урож ҳосил
health | здоров тандуруст саломат | help | помо кӯмак ёрӣ | histor | истори таърих | home | дом хона
hospital | больниц госпитал беморхона касалхона | hour | час соат | house | дом хона | human | челове инсон
hunger | голод гурусна | independen | независим истиқлол | inform | сообщ хабар | injur | ранен постра захмӣ
interest | интерес процент манфиат | investigat | расслед следств тафтиш | islam | ислам | job | работ кор
journalis | журналис рӯзноманигор | judge | суд довар судя | kill | уби куш қатл | lake | озер кӯл | land | земл замин
language | язык забон | law | закон қонун | lawyer | адвокат юрист ҳуқуқшинос вакил
leader | лидер руковод глав раҳбар пешво | letter | письм мактуб нома | life | жизн ҳаёт зиндаг
light | свет рӯшно чароғ | little | мал кам | live | прожива зинда зист | market | рын базар бозор
marriage | брак издивоҷ никоҳ | media | сми расана | meeting | встреч заседан мулоқот ҷаласа | member | член аъзо
memory | памят хотира | migrant | мигрант муҳоҷир | military | воен ҳарб низом | minister | министр вазир
ministr | министерств вазорат | money | деньг денег пул маблағ | month | месяц моҳ | mosque | мечет масҷид
mother | мат модар | mountain | гор кӯҳ | movement | движен ҷунбиш ҳаракат | murder | убийств қатл куштор
name | имен имя назв ном | nation | наци народ миллат | negotiat | переговор музокир гуфтушунид
neighbo | сосед ҳамсоя | new | нов нав | newspaper | газет рӯзнома | night | ноч шаб | north | север шимол
office | офис управлен контор идора | officer | офицер сотрудник афсар | officia | чиновн официал мансабдор расмӣ
oil | нефт масл нафт | old | стар куҳна пир | open | откры кушод | opposition | оппозиц мухолиф
order | приказ поряд фармон амр тартиб | organi | организ ташкил созмон | owner | владел собственник соҳиб
paper | бумаг газет коғаз | parliament | парламент порлумон маҷлис | part | част қисм | party | парт ҳизб
peace | мир мирн сулҳ | people | люд народ мардум | percent | процент фоиз | person | челове лиц шахс
plant | завод станц корхона | police | полиц милиц пулис | policy | политик сиёсат | politic | политик сиёс
poor | бедн камбағал | power | власт энерг сил қудрат барқ | president | президент | pressure | давлен фишор
price | цен нарх | prison | тюрьм колони зиндон маҳбас | prisoner | заключен узник зиндонӣ маҳбус
problem | проблем мушкил | prosecutor | прокурор додситон | protest | протест эътироз
province | област провинц вилоят | public | обществ публич ҷамъият | question | вопрос савол масъала
railway | железн | refugee | беженц гуреза | region | регион област минтақа вилоят | relative | родственник хеш наздик
religio | религи дин | repair | ремонт чин почин таъмир | report | доклад отчет сообщ ҳисобот гузориш
republic | республик ҷумҳур | resident | жител сокин | resign | отстав уше истеъфо | result | результат итог натиҷа
revolution | револю инқилоб | right | прав ҳуқуқ | river | рек дарё | road | дорог роҳ | rule | правил власт ҳукмрон
school | школ мактаб | secret | тайн секрет махфӣ пинҳон | securit | безопасн амният | sentence | приговор осужд ҳукм
service | служб услуг хидмат | sign | подпис имзо | soldier | солдат аскар сарбоз | son | сын писар | south | ҷануб
speech | реч сухан | spring | весн баҳор | state | государств давлат | statement | заявлен изҳорот
station | станц вокзал истгоҳ | street | улиц кӯча | strike | забастов удар корпартоӣ | strong | сильн қав
student | студент донишҷӯ | summer | лет тобистон | support | поддерж дастгир пуштибон | survive | выжи уцеле зинда
tax | налог андоз | teacher | учител муаллим омӯзгор | territor | территор қаламрав ҳудуд | terroris | террорис
threat | угро таҳдид | time | врем раз вақт замон | town | город шаҳр | trade | торг савдо тиҷорат
treaty | договор шартнома | trial | суд процесс мурофиа | tribe | плем қабила | troop | войск қӯшун
truth | правд истин ҳақиқат | universit | университет донишгоҳ | victim | жертв пострада қурбон
village | село сел дерев кишлак деҳа қишлоқ | violen | насил хушунат зӯровар | voice | голос овоз
vote | голос овоз раъй | wage | зарплат заработ маош | war | войн ҷанг | warn | предуп огоҳ | water | вод
week | недел ҳафта | west | запад ғарб | white | бел сафед | wife | жен ҳамсар зан | winter | зим зимистон
witness | свидетел шоҳид | woman | женщин зан | women | женщин зан | word | слов калима сухан | work | работ труд кор
worker | рабоч работник коргар | world | мир миров ҷаҳон дунё | year | год лет сол | young | молод ҷавон
"""
LONGEST_ENDING = 5  # letters by which a form may be longer than its stem: "independence" of "independen"
SHORTEST_STEM = 4  # letters of an English word by which a longer form is found: "elections" by "election"


@functools.cache
def _table() -> dict[str, tuple[str, ...]]:
    parts = [part.strip() for line in _ENTRIES.replace("ё", "е").strip().split("\n") for part in line.split("|")]
    return {english: tuple(stems.split()) for english, stems in zip(parts[::2], parts[1::2], strict=True)}


def stems_of(word: str) -> tuple[str, ...]:
    """Return the Russian and Tajik stems for a folded English word; () for one that is not listed.

    >>> stems_of("elections"), stems_of("telephone")
    (('выбор', 'интихобот'), ())
    """
    table = _table()
    for length in range(len(word), 2, -1):
        found = table.get(word[:length])
        if found and (length == len(word) or length >= SHORTEST_STEM or word[length:] in ("s", "es", "ed", "d")):
            return found if len(word) - length <= LONGEST_ENDING else ()
    return ()
