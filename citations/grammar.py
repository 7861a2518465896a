"""The named patterns of note text, each with a line that matches and one that must not.

They recognise one thing each; `citations.parse` puts them together. Words are data: a list grows, code does not.
"""

from __future__ import annotations

import re

from citations.partial_date import MONTH_NUMBERS

_X = re.VERBOSE

# matches "May 2012 " before "“Title”," or "See also": a citation whose full stop is missing; not "in 2012 the"
UNSTOPPED = re.compile(
    r"""(?<=[^\W\d_]{3}\s)(?:19|20)\d\d(?:,?\s+and)?\s+(?=[“"«][^“”"»]{3,300}[”"»]\s*[,\[]|[Ss]ee\s+(?:also\s+)?[“"*«A-Z]|[A-Z][A-Za-z\s]{0,30}\binterviews?,)""",
    _X,
)
# matches "5. " of "5. Oktober 2015", "3. мая"; not "page 5. The"
DAY_AND_MONTH = re.compile(
    rf"""(?<![\w.])\d{{1,2}}\.\s+(?=(?:{"|".join(name for name in MONTH_NUMBERS if len(name) > 2)})\b)""", _X | re.IGNORECASE
)

# matches "See also Crisis Group …", "see, for example, …", "Cf. …", "См. также …", "Vgl. …"; not "Seen from Kabul"
SIGNAL = re.compile(
    r"""\s*(?P<signal>(?:(?:but|and|or|also|again|for\s+(?:more|background|details|example|instance|a\s+[\w\s-]{3,40}?))\b[\s,]*)*
    (?:see\s+also|see\s+further|see\s+generally|see,?\s+(?:for\s+example|for\s+instance|e\.g\.|inter\s+alia|among\s+others)|see|cf\.?|compare
    |also|e\.g\.|quoted\s+in|cited\s+in|cited\s+by|reported\s+in|as\s+(?:reported|quoted|cited)\s+(?:in|by)|according\s+to|citing|contra|accord
    |from|in|by|and|or|см\.?\s*также|см\.?|ср\.?|напр\.?|ниг\.?|vgl\.?\s*auch|vgl\.?|siehe\s+auch|siehe|s\.\s*auch)(?<=[\w.])[.,:]*\s+)(?=\S|$)""",
    _X | re.IGNORECASE,
)
# matches "…, see also “Title”" inside a sentence; not "to see this"
INNER_SIGNAL = re.compile(
    r"(?:[,;–—(]|\bbut)\s*(?P<signal>see\s+also|see|cf\.|quoted\s+in|cited\s+in|reported\s+in|см\.|vgl\.)\s+", _X | re.IGNORECASE
)

_MEDIUM = r"""(?:(?:tele|video)?-?(?:phone|telephone|e-?mail|Skype|WhatsApp|Zoom|Signal|Telegram|video|online|virtual|remote|group|written|personal
    |confidential|in-person|follow-up|joint|background|field)\s+)*
    (?:interviews?|correspondence|communications?|exchanges?|conversations?|discussions?|e-?mails?|meetings?|(?:phone\s+|video\s+)?calls?|focus\s+groups?
    |observations?|(?:field|site)\s+visits?)(?:\s+(?:by|via|over|through|on)\s+(?:the\s+)?(?:tele)?(?:phone|e-?mail|Skype|WhatsApp|Zoom|Signal|Telegram|video(?:\s+link|\s+call)?|Viber)\b)?"""
# matches "Crisis Group email correspondence, …", "Author’s interview with …", "Interview with X, Kabul"; not "an interview with the BBC said"
INTERVIEW = re.compile(
    rf"""(?:^|(?<=[,–—(:]\s)|(?<=\())
    (?P<org>(?:(?:[Aa]uthors?(?:['’]s?)?|[Mm]y|[Oo]ur|[Pp]ersonal|[A-ZА-Я][\w.'’&-]*(?:\s+(?:[A-Z][\w.'’&-]*|of|and|for|the|on|&))*)\s+)?)
    (?P<medium>(?i:{_MEDIUM}))
    (?=\s*,|\s+with\s|\s+by\s|\s+conducted\s|\s+in\s+[A-Z]|\s+\(|\s*[.;:]?\s*$)""",
    _X,
)
# matches "Интервью автора с экспертом, Душанбе", "Мусоҳибаи муаллиф"; not "в интервью газете"
INTERVIEW_RU = re.compile(
    r"^(?P<org>(?:Личн\w+\s+)?)(?P<medium>Интервью|Беседа|Переписка|Мусоҳиба\w*)\b(?!\s+газет)(?:\s+(?:автора|муаллиф))?",
    _X | re.IGNORECASE,
)

ROLE = r"""(?:diplomats?|officials?|residents?|academics?|scholars?|analysts?|experts?|journalists?|reporters?|activists?|lawyers?|attorneys?|advocates?
    |heads?|members?|directors?|deput(?:y|ies)|ministers?|officers?|commanders?|fighters?|militants?|soldiers?|generals?|colonels?|politicians?
    |leaders?|representatives?|spokes(?:man|woman|person|people)|advisers?|advisors?|aides?|ambassadors?|envoys?|employees?|staff|workers?|migrants?
    |refugees?|traders?|business(?:man|woman|men|people)|entrepreneurs?|clerics?|imams?|priests?|teachers?|professors?|students?|doctors?|farmers?
    |villagers?|elders?|observers?|researchers?|economists?|historians?|chair(?:man|woman|person)?s?|president|governors?|mayors?|chiefs?|managers?
    |sources?|witness(?:es)?|participants?|relatives?|women|men|person|people|prosecutors?|judges?|guards?|policem[ae]n|police|smugglers?|traffickers?
    |consultants?|donors?|organi[sz]ers?|coordinators?|editors?|bloggers?|writers?|veterans?|prisoners?|detainees?|victims?|survivors?|parliamentarians?
    |legislators?|senators?|mps?|academicians?|secretar(?:y|ies)|founders?|owners?|drivers?|youths?|locals?|interlocutors?|respondents?|(?:fisher|trades|congress|clergy|service|towns|country|states|gun|crafts|herds|fire|sales|middle|council|assembly|boat|camera)(?:wo)?m[ae]n|protesters?|supporters?|opponents?|dissidents?|exiles?|shopkeepers?|engineers?|contractors?|bankers?|nurses?|mothers?|fathers?|scientists?)"""
# matches "senior European diplomat", "head of inter-governmental organisation"; not "Khatlon province"
ROLE_WORDS = re.compile(rf"\b{ROLE}\b", _X | re.IGNORECASE)
# matches the subject in "A European diplomat also raised doubts"; not "The view that"
PERSON_PHRASE = re.compile(
    rf"""\b(?:An?|The|One|Another|Some|Several|Two|Three|Many|Most)\s+(?P<who>(?:[\w’'-]+\s+){{0,5}}?(?:{ROLE}|[a-z]{{3,}}(?:ers?|ors?|ists?|eers?|men|women))\b
    (?:\s+(?:of|in|from|at|with|who|based)\s+[^,.;:“”"]{{2,60}}?(?=\s+(?:said|told|also|claimed|argued|noted|added|estimated|described|raised|warned|put)\b))?)""",
    _X,
)
# matches "Tajik district bordering Afghanistan", "Khatlon province"; not "provincial official"
PLACE_WORDS = re.compile(
    r"\b(?:province|district|region|village|city|town|county|oblast|camp|valley|border|prison|airport|capital|область|район|шаҳри|ноҳияи|вилояти)\b",
    re.IGNORECASE,
)

# matches "Ibid.", "ibid., p. 4", "Там же. С. 5", "Ebd., S. 3"; not "Ibidem Press"
IBID = re.compile(
    r"^\s*(?:ibid(?:em)?|id|idem|там\s+же|ҳамон\s+ҷо|ebd|ebenda|loc\.\s?cit)(?=[\s.,;:]|$)\.?(?!\s+[A-Z][a-z])",
    _X | re.IGNORECASE,
)
# matches "Ibid." and "Ibid. P. 5" whole, where words of their own follow: "Ibid. The council", "Ibid. “Title”"
IBID_ALONE = re.compile(
    r"""(?:^|(?<=[.;]\s))\s*(?:ibid(?:em)?|там\s+же|ҳамон\s+ҷо|ebd|ebenda)\.\s+(?=[“"«„*]|[A-ZА-ЯЁ](?!\w{0,2}\.))""",
    _X | re.IGNORECASE,
)
# matches "op. cit.", "op.cit", "Указ. соч.", "a.a.O."; not "opposition"
OP_CIT = re.compile(
    r"\b(?:op\.?\s?cit\.?|указ\.?\s?соч\.?|цит\.?\s?соч\.?|асари\s+зикршуда|loc\.\s?cit\.?|a\.\s?a\.\s?O\.)(?![\w-])",
    _X | re.IGNORECASE,
)
# matches "supra note 12", "n. 4 above", "see footnote 7"; not "no. 12"
SUPRA = re.compile(
    r"\b(?:(?:supra|above),?\s+(?:at\s+)?(?:foot)?f?n(?:ote)?\.?\s*(?P<one>\d+)|(?:foot)?f?n(?:ote)?\.?\s*(?P<two>\d+)\s*(?:above|supra)|\(n\s*(?P<three>\d+)\))",
    _X | re.IGNORECASE,
)

NUMBER_SIGN = r"(?:N[°ºo˚]s?\.?|Nos?\.|nos?\.?|[Nn]umbers?|№|\#|[Ii]ssues?|[Hh]eft|[Вв]ып\.|Nr\.)"
# matches "RCA Issue 755", "PONARS Eurasia Policy Memo no. 218", "no. 29"; not "Article 102"
NUMBERED = re.compile(rf"^(?P<series>.*?)[\s,]*(?<!\w){NUMBER_SIGN}\s*(?P<number>\d[\w/.–-]*)$", _X)
_KIND_OF_SERIES = r"(?:Reports?|Briefings?|Papers?|Memos?|Memoranda|Updates?|Briefs?|Studies|Study|Bulletins?|Series|Commentar(?:y|ies)|Backgrounders?|Notes?|Dossiers?|Statements?)"
# matches "Crisis Group Asia Reports N°s 162", "Crisis Group Report", "UN Report S/2015/12"; not "Rapid Report Ltd said"
SERIES_BEFORE = re.compile(
    rf"^(?P<series>[A-ZА-Я][^,]*?\b{_KIND_OF_SERIES})(?:[\s,]*(?:{NUMBER_SIGN})?\s*(?P<number>[A-Z]{{0,3}}/?\d[\w/.–-]*))?$", _X
)
# matches "and 205", "205", "and N°59": a further number of the series before
NUMBER_ALONE = re.compile(rf"^(?:and\s+|&\s*)?(?:{NUMBER_SIGN}\s*)?(?P<number>\d[\d/–-]*)$", _X)
# matches "vol. 24", "Volume 3"; not "volatile"
VOLUME = re.compile(r"^(?:vol(?:ume)?|Bd|т|том)\.?\s*(?P<volume>\d+|[IVXLC]+)$", _X | re.IGNORECASE)
# matches "24, no. 3", "vol. 24, no. 3", "24:3", "24(3)" as a journal writes them
VOLUME_ISSUE = re.compile(
    rf"""(?<![\w])(?:vol(?:ume)?\.?\s*)?(?P<volume>\d{{1,3}})(?:,\s*(?:{NUMBER_SIGN})\s*|\s?:\s?(?=\d{{1,2}}\b(?!\d|[:.]\d))|\s?\()(?P<issue>\d{{1,3}}(?:[-–/]\d+)?)\)?(?![\d:])""",
    _X | re.IGNORECASE,
)
# matches "pp. 1-23", "p. 288", "с. 14–15", "S. 44 f.", "at 12"; not "map. 3"
PAGES = re.compile(
    r"""(?<![\w.])(?:[Pp]p?|стр?|[сС]|саҳ|S|pages?|at\s+pp?)\.?\s*(?P<pages>\d+(?:\s?[-–—]\s?\d+)?(?:,\s?\d+(?:[-–]\d+)?)*(?:\s?ff?\.)?)(?!\w)""",
    _X,
)
# matches "(2015): 112-120", ", 45–67." at the end of a Chicago note; not ", 2015"
PAGES_BARE = re.compile(
    r"""(?:(?<=\))\s*:\s*|,\s*|:\s*|^\s*)(?P<pages>(?!(?:1[5-9]|20)\d\d\b(?![-–]))\d{1,4}(?:[-–]\d{1,4})?)(?=\s*$)""", _X
)
# matches "S/2015/12", "A/HRC/28/4", "COM(2015) 50 final", "2013/255/CFSP"; not "RFE/RL", "and/or"
DOCUMENT_SYMBOL = re.compile(
    r"""^(?:(?:doc(?:ument)?\.?|UN\s+doc\.?)\s+)?(?P<symbol>[A-Z][A-Za-z]*(?:/[\w.()-]+)*/[\w.()-]*\d[\w.()/-]*|(?:COM|JOIN|SWD|SEC)\s?\(\d{4}\)\s?\d+(?:\s+final)?|\d{4}/\d+/[A-Z]{2,})$""",
    _X,
)
# matches "para. 12", "Article 7", "sec. A", "fn. 3": a place in the work; not "Section of Justice"
LOCATOR = re.compile(
    r"^(?:(?:at\s+)?paras?|paragraphs?|art(?:icle)?s?|sec(?:tion)?s?|ch(?:apter)?s?|annex|table|fig(?:ure)?|§+|п|ст|гл)\.?\s*(?:\d[\w().–-]*|[A-Z])(?:\s+(?:and|to)\s+\w+)?$",
    _X | re.IGNORECASE,
)
# matches "video", "op-ed", "podcast": what kind of thing it is, said beside the outlet; not "Video News"
KIND_ASIDE = re.compile(
    r"^(?:video|audio|podcast|op-?ed|opinion(?:\s+piece)?|editorial|commentary|comment|photo(?:\s+essay|\s+gallery)?|infographic|transcript|broadcast|online|web|print(?:\s+edition)?|unpublished|mimeo|видео|аудио)$",
    _X | re.IGNORECASE,
)
# matches "UN Security Council Resolution 2195", "Law no. 489", "Council Decision 2013/255/CFSP"; not "Law enforcement"
NUMBERED_ACT = re.compile(
    rf"""^(?P<body>[A-ZА-Я][^,;“”"«]*?\b)?(?:Resolution|Decision|Regulation|Directive|Decree|Order|Law|Act|Protocol|Постановление|Указ|Закон|Распоряжение)
    \s+(?:\([A-Z]{{2,4}}\)\s+)?(?:(?:{NUMBER_SIGN}|No)\s*)?(?P<number>\d[\w/().–-]*)$""",
    _X,
)
# matches "accessed 3 May 2015", "дата обращения: 05.10.2015", "(last visited …"; not "accessed by hackers"
ACCESSED = re.compile(
    r"""[\s,(]*(?:(?:last\s+)?(?:accessed|retrieved|consulted|visited|viewed)(?:\s+on)?|дата\s+обращения|санаи\s+муроҷиат|abgerufen(?:\s+am)?|zuletzt\s+\w+\s+am)\s*:?\s*
    (?P<date>[^()\[\];]*?\d{4}|[^()\[\];]*?\d\d\.\d\d\.\d\d)\s*(?:г\.)?\)?""",
    _X | re.IGNORECASE,
)
# matches "available at", "режим доступа:", "URL:"; words that introduce an address
AVAILABLE = re.compile(
    r"[\s,(]*(?:available(?:\s+online)?\s+(?:at|from)|at|online\s+at|online|режим\s+доступа|доступно\s+по|URL|дастрас)\s*:?\s*(?=$|[\s,)])",
    _X | re.IGNORECASE,
)
# matches "as made public by WikiLeaks", "released by WikiLeaks"; who holds a paper that its author did not publish
MADE_PUBLIC = re.compile(
    r"(?:as\s+)?(?:made\s+public|released|leaked|obtained|published\s+online|disclosed)\s+(?:by|through|via|on)\s+(?P<archive>[^,;]+)",
    _X,
)
# matches "the 2015 edition of the INCSR"; a sister volume named in words
EDITION_OF = re.compile(
    r"\bthe\s+(?P<year>(?:19|20)\d\d)\s+(?:edition|issue|version|volume|report)\s+of\s+(?:the\s+)?(?P<title>[A-Z][^,.;]*)", _X
)
# matches "press release", "CSTO press release"
PRESS_RELEASE = re.compile(
    r"^(?P<body>.*?)\s*\b(?:press\s+(?:release|statement|communiqu[ée])|media\s+release|news\s+release|пресс-релиз)$",
    _X | re.IGNORECASE,
)
CABLE = re.compile(r"^(?P<body>.*?)\s*\b(?:diplomatic\s+)?cable(?:\s+(?P<number>\S*\d\S*))?$", _X | re.IGNORECASE)
BLOG = re.compile(r"\b(?:blog|blogpost|weblog|блог)\b", re.IGNORECASE)
CONTAINER_WORDS = re.compile(
    r"\b(?:Journal|Review|Quarterly|Report|Yearbook|Handbook|Annual|Magazine|Bulletin|Survey|Gazette|Times|News|Post|Herald|Tribune|Chronicle|Daily|Weekly)\b"
)
# matches names of news media: "Tarvia News Agency", "Radio Kul"; not "University Press"
NEWS_NAME = re.compile(
    r"\b(?:News(?:paper|wire)?|Times|Post|Herald|Tribune|Radio|TV|Television|Gazette|Daily|Wire|Agence|Информ\w*|Радио)\b"
)
# matches an institution: "World Bank", "Ministry of Justice", "OSCE/ODIHR"; not "Tetsuro Iji"
INSTITUTION = re.compile(
    r"""\b(?:Group|Bank|Institut\w*|Ministry|Office|Universit\w+|Agency|Watch|International|Commission|Council|Department|Fund|Organi[sz]ation|Cent(?:er|re)
    |Committee|Network|Association|Government|Embassy|embassy|Nations|Union|Foundation|Service|Bureau|Court|Parliament|Assembly|Federation|Society|Coalition
    |Programme|Program|Initiative|House|Academy|Corporation|Company|Secretariat|Mission|Republic|State|Forces|Police|Party|Project
    |Министерств\w+|Агентств\w+|Институт\w*|Центр|Вазорат\w*|Академи\w+|Фонд\w*|Комитет\w*|Bundes\w+|Stiftung|Ministerium)\b
    |^[A-ZА-Я]{2,}(?:/[A-Z]{2,})*$""",
    _X,
)
# matches "Tetsuro Iji", "J. van der Berg", "Махмудджон Рахматзода", "Smith"; not "as reported", "In July"
PERSON = re.compile(
    r"""^(?:(?:[A-ZА-ЯЁҒӢҚӮҲҶ][\w’'.-]*|de|da|del|della|der|den|di|dos|du|van|von|la|le|bin|ibn|al-?\w*|el-?\w*|зода)\s*){1,5}(?:\((?:eds?\.?|ред\.|Hg\.|Hrsg\.)\))?$""",
    _X,
)
_AND = re.compile(r"\s*,\s*(?:and|&|и|ва|und)\s+|\s+(?:and|&|и|ва|und)\s+|\s*,\s*")
EDITORS = re.compile(r"\s*[,(]*\s*\b(?:eds?\.?|editors?|ред\.|Hrsg\.|et\s+al\.?|и\s+др\.?)\)?\s*$", _X)

MONTH_OPENING = frozenset(
    "in on since from during by as at for the a an this these that those there when while after before it he she they we".split()
)


def split_names(text: str) -> list[str]:
    """Return the names in a list of authors.

    >>> split_names("Margaritta Stancati, Ada Lu and Nathan Hodge")
    ['Margaritta Stancati', 'Ada Lu', 'Nathan Hodge']
    """
    return [part.strip() for part in _AND.split(EDITORS.sub("", text.strip())) if part.strip()]


def is_person(text: str) -> bool:
    """Return whether `text` looks like one person's name.

    >>> is_person("Tetsuro Iji"), is_person("World Bank"), is_person("In July")
    (True, False, False)
    """
    words = text.split()
    return bool(words and PERSON.match(text) and not INSTITUTION.search(text) and not any(letter.isdigit() for letter in text)
                and words[0].casefold() not in MONTH_OPENING and len(text) < 60)  # fmt: skip


# Capitals and cities that notes name as places; a place not listed is told by its surroundings.
CITIES = frozenset(
    """
    abu-dhabi accra addis-ababa aleppo algiers almaty amman amsterdam ankara antananarivo ashgabat asmara astana athens baghdad baku bamako bangkok bangui
    banjul basra batken beijing beirut belgrade benghazi berlin bern bishkek bogota bonn brasilia bratislava brazzaville brussels bucharest budapest buenos-aires
    bujumbura cairo canberra caracas chisinau colombo conakry copenhagen dakar damascus delhi dhaka dili djibouti doha donetsk dubai dublin dushanbe erbil
    freetown frankfurt gaza geneva goma grozny guatemala-city hanoi harare havana helsinki herat hong-kong islamabad istanbul jakarta jalalabad jerusalem juba
    kabul kampala kandahar karachi kathmandu kazan khartoum khorog khujand kigali kinshasa kuala-lumpur kulob kulyob kunduz kuwait kyiv kiev lagos lahore lima
    lisbon ljubljana london luanda lusaka luxembourg madrid makhachkala managua manila maputo mazar-e-sharif mexico-city minsk mogadishu monrovia moscow
    mumbai munich muscat nairobi naypyidaw niamey nicosia nouakchott nur-sultan oslo osh ottawa ouagadougou panama-city paris peshawar phnom-penh port-au-prince
    prague pretoria pristina pyongyang quito rabat ramallah rangoon reykjavik riga riyadh rome samarkand sanaa sana’a san-salvador santiago sarajevo seoul
    singapore skopje sofia srinagar st-petersburg stockholm strasbourg sukhumi sydney taipei tallinn tashkent tbilisi tegucigalpa tehran tel-aviv the-hague
    tirana tokyo tripoli tunis ulaanbaatar urumqi vienna vientiane vilnius warsaw washington washington-d.c. washington-dc yangon yaounde yekaterinburg yerevan
    zagreb zurich new-york москва душанбе бишкек ташкент алматы астана ашхабад худжанд хуҷанд хорог хоруғ кулоб кабул санкт-петербург
    """.split()
)


def is_city(text: str) -> bool:
    """Return whether `text` is a city that the list knows; "Kabul and Herat" counts as well.

    >>> is_city("Bishkek"), is_city("New York"), is_city("Radio Ozodi")
    (True, True, False)
    """
    names = re.split(r"\s*(?:/|,|\band\b|\bи\b)\s*", text.strip())
    return bool(names) and all("-".join(name.casefold().split()) in CITIES for name in names)


# Signals only right before a title: "in “Title”"; elsewhere these are words of a sentence.
_WEAK_SIGNALS = frozenset(("in", "by", "from", "and", "also", "or"))


def read_signal(text: str) -> tuple[str | None, int]:
    """Return the words that introduce a citation ("See also"), and how many characters they and white space take.

    >>> read_signal("See also *Title*"), read_signal("In Kabul")
    (('See also', 9), (None, 0))
    """
    match = SIGNAL.match(text)
    weak = match and match["signal"].strip().casefold() in _WEAK_SIGNALS and not re.match(r"[\"“«*]|$", text[match.end() :])
    if not match or weak:
        return None, len(text) - len(text.lstrip())
    return match["signal"].strip(" .,:"), match.end()
