"""Names of news media that no common word gives away: agencies, papers, broadcasters, sites of the world.

Enters: a few words. Leaves: yes or no. Facts only; a medium not listed is told by its name's words or its place in a note.
"""

from __future__ import annotations

import functools
import re

from citations.names import fold_title

# parted by semicolons, so each list ends in one
_AGENCIES = """
AA; ABNA; ADN; AFP; Agencia EFE; Agenzia Fides; Agerpres; AKI; AKIpress; Anadolu; Anadolu Ajansı; ANF; ANI; ANP; ANSA; Antara;
AP; APA; APS; Armenpress; ATA; Avesta; Azertac; AzerTag; Bakhtar; Belga; BelTA; BERNAMA; BNS; BTA; Cihan; CNA; CTK; Dow Jones;
DPA; EFE; Elta; EPA; Fars; FENA; FERGANA; Fides; FNA; GNA; HINA; IANS; IHA; Inform; Interfax; Interfax-Kazakhstan;
Interfax-Ukraine; IPS; IRIN; IRNA; ISNA; Itar-Tass; ITAR-TASS; Jiji; Kabar; KAP; Kazinform; KazTAG; KCNA; Khaama Press; Khovar;
KNA; KUNA; Kyodo; LETA; Lusa; MAP; Mehr; MENA; MIA; Montsame; MTI; NAN; Notimex; NTB; Pajhwok; PAP; Petra; PNA; Prensa Latina;
PTI; QNA; Regnum; REGNUM; RIA Novosti; Ritzau; Rosbalt; SANA; SAPA; SITA; SPA; Sputnik; SUNA; Tanjug; TANJUG; TAP; Tasnim;
TASR; TASS; TNA; TT; Ukrinform; UNI; UNIAN; UPI; UzA; VNA; WAFA; WAM; Xinhua; Yonhap; Zenit; ČTK;
"""
_PAPERS = """
Aargauer Zeitung; ABC; Aftenposten; Aftonbladet; Ahram Online; Akşam; Al Akhbar; Al Arabiya; Al Hayat; Al Jazeera; Al-Ahram;
Al-Akhbar; Al-Hayat; Al-Jazeera; Al-Masry Al-Youm; Al-Monitor; Al-Quds Al-Arabi; AllAfrica; Allafrica; Arab News; Asahi
Shimbun; Asharq Al-Awsat; Avvenire; Axios; Balkan Insight; Bellingcat; Bild; Bloomberg; Buzzfeed; Caixin; Caravanserai; Civil
Georgia; Civil.ge; Clarín; Corriere della Sera; Cumhuriyet; Dagbladet; Dagens Nyheter; Dawn; De Morgen; De Standaard; De
Volkskrant; Der Bund; Der Freitag; Der Spiegel; Der Standard; Deutsche Welle; Deutschlandfunk; Die Presse; Die Welt; Die Zeit;
Diken; Ekho Moskvy; El Comercio; El Espectador; El Faro; El Heraldo; El Imparcial; El Mercurio; El Mundo; El Nacional; El Pais;
El País; El Periódico; El Tiempo; El Universal; El Watan; Eleftherotypia; Engelsberg; EurActiv; Eurasianet; EurasiaNet;
Euronews; Evrensel; Excélsior; FAZ; Fergana; Ferghana; Ferghana.ru; Folha de S. Paulo; Folha de São Paulo; Fontanka; Foreign
Affairs; Foreign Policy; France 24; France Info; France Inter; Frankfurter Rundschau; Global Times; Globes; Haaretz; Habertürk;
Handelsblatt; Helsingin Sanomat; Het Parool; Hetq; Hindustan; Hromadske; Hürriyet; Il Fatto Quotidiano; Il Foglio; Il Giornale;
Il Manifesto; Il Messaggero; Il Sole 24 Ore; Il Tempo; Independent; Infobae; Insajder; InSight Crime; IRIN; IWPR; Izvestia;
Izvestiya; Jakarta Globe; Jamestown; Jeune Afrique; Jyllands-Posten; Kathimerini; KavKaz Center; Kavkazskiy Uzel; Khaama;
Kloop; Kommersant; Komsomolskaya Pravda; Krasnaya Zvezda; Kurier; L'Espresso; L'Express; L'Humanité; L'Obs; L'Opinion;
L'Orient-Le Jour; L'Unità; La Croix; La Jornada; La Libre Belgique; La Nación; La Nazione; La Prensa; La Repubblica; La Stampa;
La Tercera; La Tribune; La Vanguardia; Le Canard enchaîné; Le Devoir; Le Figaro; Le Matin; Le Monde; Le Monde diplomatique; Le
Nouvel Observateur; Le Parisien; Le Point; Le Soir; Le Temps; Lenta; Lenta.ru; Les Echos; Les Échos; Libya Herald; Libération;
Long War Journal; Marianne; Mediapart; Mediazona; Meduza; Middle East Eye; Milenio; Milliyet; Moskovskij Komsomolets; Moskovsky
Komsomolets; Neue Zürcher Zeitung; Neues Deutschland; New Statesman; Newsweek; Nezavisimaya Gazeta; NOS; Noticias; Novaya
Gazeta; NRC; NRC Handelsblad; NZZ; O Estado de S. Paulo; O Globo; OC Media; OkayAfrica; OpenDemocracy; openDemocracy;
Ouest-France; Panorama; Politico; Polityka; Pravda; Premium Times; Proceso; Profil; ProPublica; Página 12; Público; Quartz;
Rappler; RBC; Republika; Reuters; RFE/RL; Rossiyskaya Gazeta; RT; Rudaw; Rzeczpospolita; Sabah; Semana; Slate; South China
Morning Post; Spiegel; Spiegel Online; Stern; Sueddeutsche Zeitung; Svenska Dagbladet; Süddeutsche; Taraf; TAZ; taz; The
Atlantic; The Diplomat; The Economist; The Federalist; The Hill; The Hindu; The Independent; The Intercept; The Irrawaddy; The
Jurist; The Moscow News; The Nation; The National; The New Arab; The New Humanitarian; The New Republic; The New Yorker; The
Punch; The Spectator; The Standard; The Star; The Sun; The Tablet; The Week; The Wire; Tiempo; Today's Zaman; Todays Zaman;
Tolo News; TOLOnews; Trouw; Trud; Ukrainska Pravda; Ukrayinska Pravda; Vanguard; Vecherniy Bishkek; Vedomosti; Vesti; Vice;
Vox; Vremya; Vzglyad; War on the Rocks; Wired; Wprost; Yeni Şafak; Zaman; Zeit Online; Zerkalo Nedeli;
"""
_CYRILLIC = """
24.KG; 24.kg; REGNUM; The Insider; Азаттык; Азия Плюс; Азия-Плюс; АиФ; АКИpress; Аргументы и факты; Белта; БелТА; Би-би-си;
Ведомости; Вести; Вести.ру; Вечерний Бишкек; Вечерняя Москва; Взгляд; Власть; Время новостей; Газета.Ru; Газета.ру; Гордон;
Гудок; Деловая газета; Дзеркало тижня; Дождь; Домашняя газета; Еженедельный журнал; Жэньминь жибао; Завтра; Зеркало недели;
Известия; Инсайдер; Интерфакс; Интерфакс-Украина; ИТАР-ТАСС; Кабар; Кавказский узел; Казахстанская правда; Казинформ; КазТАГ;
Каспаров.ру; Клооп; Коммерсант; Коммерсант-Власть; Коммерсантъ; Комсомольская правда; Континент; Красная звезда; Курьер;
Ленинградская правда; Лента.ру; Литературная газета; Медиазона; Медуза; Миллат; Минбар; Московские новости; Московский
комсомолец; Народная газета; Наша Нива; Независимая газета; Нигоҳ; Новая газета; Новая Газета; Новое время; Новое русское
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

# " News Agency", " newspaper" behind a name
_KIND = re.compile(r"\s(?:[Nn]ews\s)?(?:[Aa]gency|[Nn]ewspaper|[Mm]agazine|[Ww]ebsite|[Oo]nline)$")


@functools.lru_cache(maxsize=1_000)
def is_medium(words: str) -> bool:
    """Return whether `words` are the name of a news medium that the list knows, its article apart.

    >>> is_medium("the Economist"), is_medium("L’Humanité"), is_medium("DPA"), is_medium("Map"), is_medium("Zed Books")
    (True, True, True, False, False)
    """
    words = _KIND.sub("", words)
    return words in _CAPITALS or fold_title(words).removeprefix("the ") in _FOLDED
