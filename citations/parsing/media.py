"""Names of news media that no common word gives away: agencies, papers, broadcasters, sites of the world.

Enters: a few words. Leaves: yes or no. Facts only; a medium not listed is told by its name's words or its place in a note.
"""

from __future__ import annotations

import functools

from citations.names import fold_title
from citations.parsing.countries import is_country
from citations.regex import regex

# parted by semicolons, so each list ends in one
_AGENCIES = """
AA; ABNA; ADN; AFP; Agencia EFE; Agenzia Fides; Agerpres; AKI; AKIpress; Anadolu; Anadolu Ajansı; ANF; ANI; ANP; ANSA;
Antara; AP; APA; APS; Armenpress; ATA; Avesta; Azertac; AzerTag; Bakhtar; Belga; BelTA; BERNAMA; BNS; BTA; Cihan; CNA; CTK;
Dow Jones; DPA; dpa; epd; ddp; FT; IHT; EFE; Elta; EPA; Fars; FENA; FERGANA; Fides; FNA; GNA; HINA; IANS; IHA; Inform; Interfax;
Interfax-Kazakhstan; Interfax-Ukraine; IPS; IRIN; IRNA; ISNA; ITAR-TASS; Itar-Tass; Jiji; Kabar; KAP; Kazinform; KazTAG;
KCNA; Khaama Press; Khovar; KNA; KUNA; Kyodo; LETA; Lusa; MAP; Mehr; MENA; MIA; Montsame; MTI; NAN; Notimex; NTB; Pajhwok;
PAP; Petra; PNA; Prensa Latina; PTI; QNA; REGNUM; Regnum; RIA Novosti; Ritzau; Rosbalt; SANA; SAPA; SITA; SPA; Sputnik; SUNA;
TANJUG; Tanjug; TAP; Tasnim; TASR; TASS; TNA; TT; Ukrinform; UNI; UNIAN; UPI; UzA; VNA; G1; N1; WAFA; WAM; Xinhua; Yonhap; Zenit;
ČTK;
"""
_PAPERS = """
Aargauer Zeitung; ABC; Aftenposten; Aftonbladet; Ahram Online; Akşam; Al Akhbar; Al Arab; Al Arabiya; Al Bawaba; Al Hayat; Al
Jazeera; Al-Ahram; Al-Akhbar; Al-Hayat; Al-Jazeera; Al-Masry Al-Youm; Al-Monitor; Al-Quds Al-Arabi; AllAfrica; Allafrica;
Arab News; Asahi Shimbun; Asharq al-Awsat; Asharq Al-Awsat; Asia Plus; Asia-Plus; Avvenire; Axios; Azattyk; Azattyq; Balkan
Insight; Bellingcat; Bild; Bloomberg; Buzzfeed; CABAR; CABAR.asia; Caixin; Caravanserai; Chronicles of Turkmenistan; Civil
Georgia; Civil.ge; Clarín; Corriere della Sera; Cumhuriyet; Current Time; Dagbladet; Dagens Nyheter; Dawn; De Morgen; De
Standaard; De Volkskrant; Der Bund; Der Freitag; Der Spiegel; Der Standard; Deutsche Welle; Deutschlandfunk; Die Presse; Die
Welt; Die Zeit; Diken; Economist; Ekho Moskvy; El Comercio; El Espectador; El Faro; El Heraldo; El Imparcial; El Mercurio; El
Mundo; El Nacional; El Pais; El País; El Periódico; El Tiempo; El Universal; El Watan; Eleftherotypia; Engelsberg; EurActiv;
Eurasia Daily Monitor; EurasiaNet; Eurasianet; Euronews; Evrensel; Exclusive.kz; Excélsior; FAZ; Fergana; Ferghana;
Ferghana.ru; Folha de S. Paulo; Folha de São Paulo; Fontanka; Foreign Affairs; Foreign Policy; Forum 18; France 24; France
Info; France Inter; Frankfurter Rundschau; Gazeta.uz; Global Times; Globes; Haaretz; Habertürk; Handelsblatt; Helsingin
Sanomat; Het Parool; Hetq; Hindustan; Hromadske; Hürriyet; Il Fatto Quotidiano; Il Foglio; Il Giornale; Il Manifesto; Il
Messaggero; Il Sole 24 Ore; Il Tempo; Independent; Infobae; Informburo; Insajder; InSight Crime; Iran International; IRIN;
IRNA; IWPR; Izvestia; Izvestiya; Jakarta Globe; Jamestown; Jeune Afrique; Jyllands-Posten; K-News; Kaktus Media;
Kaktus.media; Kathimerini; KavKaz Center; Kavkazskiy Uzel; Khaama; Kloop; Knews; Kommersant; Kommunist Tadzhikistana;
Komsomolskaya Pravda; Krasnaya Zvezda; Kun.uz; Kurier; L'Espresso; L'Express; L'Humanité; L'Obs; L'Opinion; L'Orient-Le Jour;
L'Unità; La Croix; La Jornada; La Libre Belgique; La Nación; La Nazione; La Prensa; La Repubblica; La Stampa; La Tercera; La
Tribune; La Vanguardia; LAT; Le Canard enchaîné; Le Devoir; Le Figaro; Le Matin; Le Monde; Le Monde diplomatique; Le Nouvel
Observateur; Le Parisien; Le Point; Le Soir; Le Temps; Lenta; Lenta.ru; Les Echos; Les Échos; Libya Herald; Libération; Long
War Journal; Marianne; Mediapart; Mediazona; Meduza; Middle East Eye; Milenio; Milliyet; Moskovskij Komsomolets; Moskovsky
Komsomolets; Nastoyashchee Vremya; Neue Zürcher Zeitung; Neues Deutschland; New Statesman; Newsweek; Nezavisimaya Gazeta;
NOS; Noticias; Novastan; Novaya Gazeta; NRC; NRC Handelsblad; Nur.kz; NYT; NZZ; O Estado de S. Paulo; O Globo; OC Media;
OkayAfrica; OpenDemocracy; openDemocracy; Ouest-France; Ozodi; Panorama; Podrobno.uz; Politico; Polityka; Pravda; Premium
Times; Proceso; Profil; ProPublica; Página 12; Público; Quartz; Radio Free Europe; Rappler; Ratel; RBC; Republika; Reuters;
RFE/RL; Rossiyskaya Gazeta; RT; Rudaw; Rzeczpospolita; Sabah; SCMP; Semana; Slate; South China Morning Post; Sovetskaya
Kirgiziya; Spiegel; Spiegel Online; Sputnik; Stern; Sueddeutsche Zeitung; Svenska Dagbladet; Süddeutsche; Taraf; TAZ; taz;
Tehran Times; Tengrinews; The Atlantic; The Diplomat; The Economist; The Federalist; The Guardian; The Hill; The Hindu; The
Independent; The Intercept; The Irrawaddy; The Jurist; The Moscow News; The Nation; The National; The New Arab; The New
Humanitarian; The New Republic; The New Yorker; The Observer; The Punch; The Spectator; The Standard; The Star; The Sun; The
Tablet; The Telegraph; The Times; The Week; The Wire; Tiempo; Today's Zaman; Todays Zaman; Tojikistoni Soveti; Tolo News;
TOLOnews; Trouw; Trud; Turkmen.news; Ukrainska Pravda; Ukrayinska Pravda; Vanguard; Vecherniy Bishkek; Vedomosti; Vesti;
Vesti.kg; Vice; Vlast.kz; Voice of America; Vox; Vremya; Vzglyad; Wall Street Journal; WaPo; War on the Rocks; Wired; Wprost;
WSJ; Nikkei; Nikkei Asian Review; Yeni Şafak; Zakon.kz; Zaman; Zeit Online; Zerkalo Nedeli;
"""
_CYRILLIC = """
24.kg; 24.KG; REGNUM; The Insider; Азаттык; Азия Плюс; Азия-Плюс; АиФ; АКИpress; Аргументы и факты; БелТА; Белта; Би-би-си;
Ведомости; Вести; Вести.ру; Вечерний Бишкек; Вечерняя Москва; Взгляд; Власть; Время новостей; Газета.Ru; Газета.ру; Гордон;
Гудок; Деловая газета; Дзеркало тижня; Дождь; Домашняя газета; Еженедельный журнал; Жэньминь жибао; Завтра; Зеркало недели;
Известия; Инсайдер; Интерфакс; Интерфакс-Украина; ИТАР-ТАСС; Кабар; Кавказский узел; Казахстанская правда; Казинформ; КазТАГ;
Каспаров.ру; Клооп; Коммерсант; Коммерсант-Власть; Коммерсантъ; Комсомольская правда; Континент; Красная звезда; Курьер;
Ленинградская правда; Лента.ру; Литературная газета; Медиазона; Медуза; Миллат; Минбар; Московские новости; Московский
комсомолец; Народная газета; Наша Нива; Независимая газета; Нигоҳ; Новая Газета; Новая газета; Новое время; Новое русское
слово; Обозреватель; Огонек; Огонёк; Озодагон; Озодӣ; Парламентская газета; Правда; Правда Востока; ПРАЙМ; Профиль; Радио
Озоди; РБК; РБК daily; Регнум; РИА Новости; РИАН; Росбалт; Российская газета; Российские вести; Русский курьер; Русский
репортер; Русский репортёр; Садои мардум; Сегодня; Слово Кыргызстана; СНГ.ру; Собеседник; Советская Россия; Спутник; ТАСС;
Тоҷикистон; Труд; Украинская правда; Українська правда; Укринформ; УНИАН; УНІАН; Фараж; Фергана; Фергана.ру; Фергана.Ру;
Фонтанка; Фонтанка.ру; Ховар; Хроника текущих событий; Чароғи рӯз; Экономические новости; Эксперт; Эхо Кавказа; Эхо Москвы;
Ҷумҳурият;
"""
_NAMES = tuple(name.strip() for name in "".join((_AGENCIES, _PAPERS, _CYRILLIC)).replace("\n", " ").split(";"))
_CAPITALS = frozenset(name for name in _NAMES if name.isupper())  # "SANA" and "MAP" are agencies, "Sana" and "map" are not
_FOLDED = frozenset(fold_title(name).removeprefix("the ") for name in _NAMES if not name.isupper())

# " News Agency", " newspaper", " English" behind a name: its kind, or one of its editions
_KIND = regex(
    r"\s(?:[Nn]ews\s)?(?:[Aa]gency|[Nn]ewspaper|[Mm]agazine|[Ww]ebsite|[Oo]nline|English|Arabic|International|America|Balkans|Russia|Turkish|Afrique|Asia|Europe|Weekly|Sunday|Businessweek|Service|Edition|\(?in\s[A-Z][a-z]+\)?)$"
)
# "ИА REGNUM", "газета Республика", "newspaper Zarya": the kind before the name
_KIND_BEFORE = regex(
    r"^(?:И?ИА|МИА|[Аа]гентств[оа]|[Гг]азета|[Жж]урнал|[Сс]айт|[Tt]he\snewspaper|[Nn]ewspaper|[Aa]gency)\s(?=[^\W\d_])"
)


@functools.lru_cache(maxsize=1_000)
def is_medium(words: str) -> bool:
    """Return whether `words` are the name of a news medium that the list knows, its article apart.

    >>> is_medium("L’Humanité"), is_medium("Sputnik Kyrgyzstan"), is_medium("DPA"), is_medium("Map"), is_medium("Zed Books")
    (True, True, True, False, False)
    """
    words = _KIND.sub("", _KIND_BEFORE.sub("", words))
    name, _, last = words.rpartition(" ")
    words = name if name and is_country(last.casefold()) else words  # "Sputnik Kyrgyzstan"
    return words in _CAPITALS or fold_title(words).removeprefix("the ") in _FOLDED
