"""The named patterns of note text, each with a line that matches and one that must not.

They recognise one thing each; `citations.parse` puts them together. Words are data: a list grows, code does not.
"""

from __future__ import annotations

import functools
import re

from citations.partial_date import MONTH_NUMBERS

_X = re.VERBOSE

# Languages by their English names, as notes and sentences print them: ", in Uzbek", "the Arabic “…”"
_LANGUAGES = """
    Albanian Amharic Arabic Armenian Azerbaijani Azeri Belarusian Bengali Bosnian Bulgarian Burmese Chinese Croatian Czech
    Danish Dari Dutch English Estonian Farsi Finnish French Georgian German Greek Hebrew Hindi Hungarian Indonesian
    Italian Japanese Kazakh Khmer Korean Kurdish Kyrgyz Latvian Lithuanian Macedonian Malay Mandarin Mongolian Nepali
    Norwegian Pashto Persian Polish Portuguese Punjabi Romanian Russian Serbian Sinhala Slovak Slovene Somali Spanish
    Swahili Swedish Tajik Tamil Tatar Thai Tigrinya Turkish Turkmen Ukrainian Urdu Uyghur Uzbek Vietnamese
"""
LANGUAGES = f"(?:{'|'.join(_LANGUAGES.split())})"

# matches "May 2012 " before "“Title”," or "See also": a citation whose full stop is missing; not "in 2012 the"
UNSTOPPED = re.compile(
    r"""(?<=[^\W\d_]{3}\s)(?:19|20)\d\d(?:,?\s+and)?\s+(?=[“"«][^“”"»]{3,300}[”"»]\s*[,\[]|[Ss]ee\s+(?:also\s+)?[“"*«A-Z]|[A-Z][A-Za-z\s]{0,30}\binterviews?,)""",
    _X,
)
_TITLE_AHEAD = r"""(?:[“"«„][^“”"»]{3,300}(?:,[”"]\s|[”"»“]\s*[,\[(])|\*[^*]{3,300}\*\s*[,(])"""
_DATE_BEHIND = r"(?:[^\W\d_]{3}\.?\s|\d,\s|\d\.\d\d\.)(?:19|20)\d\d\)?"
# matches "2023, and " before "“Grain”, …", "p. 90, and " before "Ben Ito, “Cadres,” …"; not "in 2012 and the"
ANOTHER = re.compile(
    rf"""(?:{_DATE_BEHIND}|\bpp?\.\s?\d{{1,4}}(?:[-–]\d{{1,4}})?),?\s+(?P<and>(?:and|und|et|y|и|ва)\s+)
    (?=(?:(?:[^\W\d_a-zа-я][\w.’'-]*,?\s+(?:(?:and|und|et|y|и)\s+)?){{1,8}})?{_TITLE_AHEAD})""",
    _X,
)
# matches "4 June 2013, " before "“Aid convoy halted”, Outlet, 6 June 2013": a list whose semicolons are commas
LISTED = re.compile(
    rf"""{_DATE_BEHIND},\s+(?P<next>)(?=[“"«„][^“”"»]{{3,300}}(?:,[”"]\s|[”"»“],\s)[^“”"«»;]{{3,80}}\b(?:19|20)\d\d\b)""", _X
)
# matches "58 Harv. Int’l L.J. 101", a volume, its abbreviated name and the page; not "12 May. In 2014"
REPORTED = re.compile(
    r"(?<![\w.-])\d{1,3}\s(?=[^,;\d]{0,40}\.)[A-Z][A-Za-z.&’']*(?:\s[A-Z][A-Za-z.&’']*){0,6}\s\d{1,5}(?=\s*[,(;.]|\s*$)", _X
)
# matches "Ali S, Roe JT, et al. Lead in wells. Lancet. 2018;2(9):e394–e401", as medical journals set their references
VANCOUVER = re.compile(
    r"""(?P<authors>[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?\s[A-Z]{1,3}(?:,\s[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?\s[A-Z]{1,3}){0,30})(?:,\set\sal)?\.\s
    (?P<title>[^.?!]{4,300}[.?!])\s(?P<container>[^\W\d_][^.;:]{1,80})\.?\s(?P<date>(?:19|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?)
    \s?;\s?(?P<volume>\d{1,4})?(?:\((?P<issue>[^()]{1,12})\))?:\s?(?P<pages>[A-Za-z]?\d+(?:[-–][A-Za-z]?\d+)?)""",
    _X,
)
# matches "5. " of "5. Oktober 2015", "3. мая"; not "page 5. The"
DAY_AND_MONTH = re.compile(
    rf"""(?<![\w.])\d{{1,2}}\.\s+(?=(?:{"|".join(name for name in MONTH_NUMBERS if len(name) > 2)})\b)""", _X | re.IGNORECASE
)

# matches "See also Crisis Group …", "see, for example, …", "Cf. …", "См. также …", "Vgl. …", "Voir aussi …"; not "Seen from Kabul"
SIGNAL = re.compile(
    r"""\s{0,4}\(?(?P<signal>(?:(?:but|and|or|also|again|for\s+(?:more|background|details|example|instance|a\s+[\w\s-]{3,40}?))\b[\s,]*)*
    (?:see\s+also|see\s+(?:further|generally|especially|in\s+particular)|see,?\s+(?:for\s+example|for\s+instance|e\.\s?g\.|inter\s+alia|among\s+others)
    |see\s+(?:the\s+)?(?:discussions?|analys[ei]s|accounts?|debates?|overviews?|remarks|references?|sources|evidence|arguments?|essays?|interviews?)\s+(?:in|by|of)
    |(?:on|for)\s[^“”"«*.;,]{2,60}?,?\s+(?:see|compare|consult|cf\.)(?:\s+(?:also|generally|the\s+(?:discussion|analysis|account|debate)\s+in))?
    |for\s+(?:an?|the)\s+[\w-]+(?:\s[\w-]+){0,3}(?=,\s)
    |see|cf[r]?\.?|compare|also\s+see|also|e\.\s?g\.|(?:quoted|cited|reported|reprinted|discussed|reproduced)\s+(?:in|by|from)
    |as\s+(?:reported|quoted|cited|discussed)\s+(?:in|by)|according\s+to|citing|quoting|contra|accord|from|in|by|and|or|with
    |(?:подробнее\s+(?:об\s+этом\s+)?|подр\.\s+)?см\.?(?:\s*также|,?\s*(?:например|напр\.))?|ср\.?|напр(?:\.|имер)|цит(?:\.|ируется)\s*по|приводится\s+по|див\.?(?:\s*також)?
    |ниг(?:\.|аред)?(?:\s+низ)?|иқтибос\s+аз
    |(?:vgl\.?|siehe|s\.|so)\s*(?:auch|dazu|hierzu|etwa|z\.\s?B\.|insbesondere)?(?:\s+(?:auch|ausführlich|ausf\.))?(?=\s+\S)(?<!s\.)(?<!so)|s\.\s*(?:auch|dazu)|so\s+auch|zit(?:\.|iert)\s+nach
    |voir\s+(?:aussi|notamment|également)|voir|cité\s+(?:dans|par|in)|véase(?:\s+(?:también|por\s+ejemplo))?|citado\s+en|si\s+veda|cit(?:ato|ata)\s+in
    |zob\.?(?:\s+(?:też|także))?|por\.|(?:ayrıca\s+)?bkz\.?)(?<=[\w.])[.,:]*\s+)(?=\S|$)""",
    _X | re.IGNORECASE,
)
# matches "…, see also “Title”" inside a sentence; not "to see this"
INNER_SIGNAL = re.compile(
    r"""(?:[,;:–—(]|\bbut|\bin\s+full)\s*(?P<signal>see\s+also|see|cf\.|quoted\s+in|cited\s+in|reported\s+in|reprinted\s+in|as\s+(?:quoted|cited)\s+(?:in|by)|contra|см\.|цит\.\s+по|vgl\.|zit\.\s+nach|cité\s+(?:dans|par)
    |with(?=\s+(?:(?:(?-i:[^\W\d_a-z])[\w.’'-]*,?\s+(?:and\s+)?){2,6})?["“«„‘*]))\s+""",
    _X | re.IGNORECASE,
)

_OVER = r"(?:tele)?(?:phone|e-?mail|Skype|WhatsApp|Zoom|Signal|Telegram|Teams|video(?:\s+link|\s+call)?|Viber)"
_MEDIUM = rf"""(?:(?:(?:tele|video)?-?(?:phone|telephone|e-?mail|Skype|WhatsApp|Zoom|Signal|Telegram|Teams|Facebook|text|video|online|virtual|remote|group|written|oral|personal
    |confidential|anonymous|private|in-person|follow-up|joint|background|field|key[\s-]informant|in-depth|oral\s+history|life\s+history|biographical|narrative|face-to-face|one-on-one|informal|formal|exploratory|initial|repeat|second
    |recorded|taped|unrecorded|audio|panel|stakeholder|elite|exit|debriefing|focus\s+group|off-the-record|semi-structured|expert)\s+)*
    (?:(?:confidential|anonymous|protected)\s+(?:sources?|informants?)|(?:interviewed|interviewing)(?=\s+by\s)|in\s+(?:discussion|conversation|correspondence)(?=\s+with\s)|interviews?|correspondence|communications?|exchanges?|conversations?|discussions?|e-?mails?|meetings?|messages?(?:\s+exchanged)?|(?:phone\s+|video\s+)?calls?|focus\s+groups?
    |observations?|(?:field|site)\s+(?:visits?|notes)|fieldnotes|KIIs?|FGDs?|IDIs?)|pers\.\s+comm\.)(?:\s+(?:by|via|over|through|on)\s+(?:the\s+)?{_OVER}\b)?"""
_CODE_OF_INTERVIEW = r"(?:\s+(?:(?:[Nn]o\.?|[Nn]umber|№|\#)\s*)?[A-Z]{0,3}-?\d{1,4}[A-Za-z]?(?!\d))"
# matches "Crisis Group email correspondence, …", "Author’s interview with …", "Interview with X, Kabul", "Interview R-17, …";
# not "an interview with the BBC said"
INTERVIEW = re.compile(
    rf"""(?:^|(?<=[,–—(:]\s)|(?<=\())
    (?P<org>(?:(?:[Tt]he\s+)?(?:[Aa]uthors?(?:['’]s?)?|[Mm]y|[Oo]ur|[Pp]ersonal|[A-ZА-Я][\w.'’&/-]*(?:\s+(?:[A-Z][\w.'’&/-]*|of|and|for|the|on|&))*)\s+)?)
    (?P<medium>(?i:{_MEDIUM}))(?P<code>{_CODE_OF_INTERVIEW}?)
    (?=\s*,|\s+with\s|\s+by\s|\s+conducted\s|\s+held\s|\s+(?:from|to)\s|\s+in\s+[A-Z]|\s+\(|:\s+[A-Z][^“"«:]*\b(?:19|20)\d\d\b|\s*[.;:]?\s*$)""",
    _X,
)
_AUTHOR = r"(?:the\s+|this\s+)?(?:present\s+)?(?:(?:authors?|writer|me|us|researchers?|research\s+team|interviewer)\b|(?P<{}>[A-Z][\w’&-]*(?:\s(?:[A-Z][\w’&-]*|of|for|and|the))*))"
# matches "by author", "with the author", "to Crisis Group" behind "X, interview": X was heard. What the groups `house…` hold
# heard somebody only if it is a publisher that holds interviews; `citations.interview` asks
BY_AUTHOR = re.compile(rf"\s{{0,4}},?\s*(?:conducted\s+)?(?:by|with|to)\s+{_AUTHOR.format('house')}", _X)
# matches "from X to the author", "to the author from X" behind "E-mail" or "Letter"
FROM_TO = re.compile(
    rf"\s{{0,4}}(?:from\s+(?P<who>[^,;]{{2,120}}?)\s+to\s+{_AUTHOR.format('house')}|to\s+{_AUTHOR.format('house2')}\s*,?\s+(?:from|by)\s+(?P<who2>[^,;]{{2,120}}))",
    _X,
)
# matches "from X" behind "E-mail"
FROM = re.compile(r"\s{0,4}(?:received\s+)?from\s+(?P<who>[^,;]{2,120})", _X)
LETTER = re.compile(
    rf"(?P<medium>[Ll]etters?|[Ff]ax|[Tt]ext\s+message)(?=\s+(?:from\s+[^,;]{{2,120}}?\s+to\s+{_AUTHOR.format('house')}|to\s+{_AUTHOR.format('house2')}))",
    _X,
)
# matches "an interview with the author in Almaty in May 2012" in a sentence; not "an interview with Kommersant"
TOLD_AUTHOR = re.compile(
    rf"\b(?i:interviews?|conversations?|correspondence)\s+with\s+{_AUTHOR.format('house')}|(?<=\w\s)told\s+{_AUTHOR.format('house2')}(?=[^.;]*\b(?:19|20)\d\d\b)",
    _X,
)
# matches "Интервью автора с экспертом, Душанбе", "Мусоҳибаи муаллиф", "Entretien de l’auteur avec …"; not "в интервью газете"
INTERVIEW_ABROAD = re.compile(
    r"""(?P<org>(?:(?:Личн|Авторск|Телефонн|Онлайн|Анонимн|Письменн|Экспертн|Глубинн|Полев)\w*[\s-]+)?)
    (?P<medium>Интервью|Беседа|Разговор|Переписка|Фокус-группа|Інтерв[’'ʼ]ю|Бесіда|Мусоҳиба\w*|Сӯҳбат\w*|Entretiens?|Entrevues?|Entrevistas?|Intervist[ae]|Colloquio|Gespräche?|E-Mail|Wywiady?|Rozmowa|Mülakat|Görüşme
    |Interviews?(?=\s+(?:des|der|mit|durch|avec|del|con)\b))(?!\s+(?:газет|журнал|агентств))
    (?:\s+(?:автора|авторов|автору|муаллиф|de\s+l[’']auteure?|avec\s+l[’']auteur|des\s+Verfassers|der\s+Verfasserin|des\s+Autors|der\s+Autorin|del?\s+(?:la\s+)?autora?|dell[’']autore|autora|personal(?:es)?|téléphonique|telefonisches?|по\s+(?:телефону|скайпу|электронной\s+почте)))*(?=[\s,.;:(]|$)""",
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

_SAME_PLACE = r"ibid(?:em)?|ibíd(?:em)?|ivi|tamże|tamtéž|там\s+(?:же|само)|ҳамон\s+ҷо|ebd|ebenda|a\.\s?g\.\s?e"
# matches "Ibid.", "ibid., p. 4", "Там же. С. 5", "Ebd., S. 3", "Ivi, p. 3"; not "Ibidem Press"
IBID = re.compile(
    rf"^\s*(?:{_SAME_PLACE}|id|idem|loc\.\s?cit)(?=[\s.,;:\[(]|$)\.?(?!\s+[A-Z][a-z])",
    _X | re.IGNORECASE,
)
# matches "ibid., p. 4" amid the words of a sentence; not "ibidem" as a part of a name
INNER_IBID = re.compile(
    r"(?<=[\s(,])(?:ibid(?:em)?|там\s+же|ebd|ebenda)\b\.?(?:,?\s+(?:at\s+)?(?:pp?|с|s)\.\s*\d+(?:[-–]\d+)?)?", _X | re.IGNORECASE
)
# matches "Ibid." and "Ibid. P. 5" whole, where words of their own follow: "Ibid. The council", "Ibid. “Title”"
IBID_ALONE = re.compile(
    rf"""(?:^|(?<=[.;]\s))\s*(?:{_SAME_PLACE}|id)\.\s+(?=["“«„*]|(?-i:[A-ZА-ЯЁ])(?!\w{{0,2}}\.))""",
    _X | re.IGNORECASE,
)
# matches "Idem", "Ders.", "Он же": the author of the work before
SAME_AUTHOR = re.compile(r"^(?:idem|id|eadem|ead|ders|dies|он\s+же|она\s+же|его\s+же|её\s+же|ее\s+же)\.?$", _X | re.IGNORECASE)
# matches "op. cit.", "op.cit", "Указ. соч.", "a.a.O."; not "opposition"
OP_CIT = re.compile(
    r"""\b(?:op\.?\s?cit\.?|(?:указ|цит|назв|вказ)\.?\s?(?:соч|раб|ст|праця|тв)\.?|асари\s+зикршуда|loc\.\s?cit\.?|a\.\s?a\.\s?O\.|a\.\s?g\.\s?e\.|ob\.\s?cit\.?|art\.\s?cit\.?
    |ouvr\.\s?cit[ée]?\.?|dz\.\s?cyt\.?|(?<=,\s)cit\.(?=\s*(?:,|$))|(?<=,\s)(?:cited|quoted|mentioned|referred\s+to)\s+(?:above|earlier|previously)|(?<=,\s)(?:previously|already)\s+cited)(?![\w-])""",
    _X | re.IGNORECASE,
)
_NOTE = r"(?:(?:foot|end)?f?n(?:ote)?s?|Anm(?:erkung)?|Fußnote|Fn|прим|сноска|сн)\.?"
# matches "supra note 12", "n. 4 above", "see footnote 7", "(n 12)", "(Anm. 12)"; not "no. 12"
SUPRA = re.compile(
    rf"""\b(?:supra|above|oben|выше),?\s+(?:at\s+)?{_NOTE}\s*(?P<one>\d+)|\b{_NOTE}\s*(?P<two>\d+)\s*(?:above|supra|oben|выше)|\(\s*(?:wie\s+)?{_NOTE}\s*(?P<three>\d+)\)
    |\(?\b(?:above|supra|wie|oben),?\s+{_NOTE}\s*(?P<four>\d+)\)?""",
    _X | re.IGNORECASE,
)
# matches "n. 23" and "footnote 14 above", a note named as such behind "see"; not "n. 23, 2014"
NOTE_NAMED = re.compile(rf"^{_NOTE}\s*(?P<note>\d+)(?:\s+above)?(?=\s*[.,;:]?\s*$)", _X | re.IGNORECASE)

NUMBER_SIGN = (
    r"(?:[Nn][°ºo˚]s?\.?|Nos?\.|nos?\.?|[Nn]umbers?|№|\#|[Ii]ssues?|[Hh]eft|[Вв]ып\.|[Nn]r\.?|[Nn]úm\.?|[Nn]um\.|(?<=,\s)n\.)"
)
# matches "RCA Issue 755", "PONARS Eurasia Policy Memo no. 218", "no. 29"; not "Article 102"
NUMBERED = re.compile(rf"^(?P<series>.*?)[\s,]*(?<!\w){NUMBER_SIGN}\s*(?P<number>\d[\w/.–-]*)$", _X)
_KIND_OF_SERIES = r"(?:Reports?|Briefings?|Papers?|Memos?|Memoranda|Updates?|Briefs?|Studies|Study|Bulletins?|Series|Commentar(?:y|ies)|Backgrounders?|Notes?|Dossiers?|Statements?|Newsletters?|Digests?)"
# matches "Policy Brief", "Research Paper", "2 vols.": what kind of publication, without a name of its own; not "Lake Papers"
SERIES_ALONE = re.compile(
    r"""^(?:(?:(?:Policy|Issue|Research|Working|Discussion|Occasional|Briefing|Background|Position|Strategic|Special|Country|Fact|White|Technical|Staff|Legal|Media)\s+)
    (?:Brief(?:ing)?s?|Papers?|Reports?|Notes?|Memos?|Sheets?|Update|Analysis|Studies|Study)|Backgrounder|Commentary|Analysis|\d+\s+vols?|in\s+\d\s+vols?)\.?$""",
    _X,
)
# matches "Crisis Group Asia Reports N°s 162", "Crisis Group Report", "UN Report S/2015/12"; not "Rapid Report Ltd said"
SERIES_BEFORE = re.compile(
    rf"^(?P<series>[A-ZА-Я][^,]*?\b{_KIND_OF_SERIES})(?:[\s,]*(?:{NUMBER_SIGN})?\s*(?P<number>[A-Z]{{0,3}}/?\d[\w/.–-]*))?$", _X
)
# matches "and 205", "205", "and N°59": a further number of the series before
NUMBER_ALONE = re.compile(rf"^(?:and\s+|&\s*)?(?:{NUMBER_SIGN}\s*)?(?P<number>\d[\d/–-]*)$", _X)
# matches "vol. 24", "Volume 3"; not "volatile"
VOLUME = re.compile(r"^(?:vol(?:ume)?|Bd|т|том|cilt|Jg|t|tom|tome)\.?\s*(?P<volume>\d+|[IVXLC]+)$", _X | re.IGNORECASE)
# matches "24, no. 3", "vol. 24, no. 3", "24:3", "24(3)" as a journal writes them
VOLUME_ISSUE = re.compile(
    rf"""(?<![\w])(?:vol(?:ume)?\.?\s*)?(?P<volume>\d{{1,3}})(?:,\s*(?:{NUMBER_SIGN})\s*|\s?:\s?(?=\d{{1,2}}\b(?!\d|[:.]\d))|\s?\()(?P<issue>\d{{1,3}}(?:[-–/]\d+)?)\)?(?![\d:])""",
    _X | re.IGNORECASE,
)
# matches "pp. 1-23", "p. 288", "с. 14–15", "S. 44 f.", "at 12"; not "map. 3"
PAGES = re.compile(
    r"""(?<![\w.])(?:(?:[Pp]p?|[Сс]тр?|[сС]|саҳ|S|pages?|at\s+pp?)\.?|s\.|ss\.|str\.|sh\.|at(?=\s))\s*(?P<pages>[A-Z]?\d+(?:\s?[-–—]\s?\d+)?(?:,\s?\d+(?:[-–]\d+)?)*(?:\s?ff?\.)?)(?!\w)""",
    _X,
)
# matches "(2015): 112-120", ", 45–67." at the end of a Chicago note; not ", 2015"
PAGES_BARE = re.compile(
    r"""(?:(?<=\))\s*:?\s*|(?<=\*)\s+|,\s*|:\s*|^\s*)(?P<pages>(?!(?:1[5-9]|20)\d\d\b(?![-–]))[A-Z]?\d{1,4}(?:n\d+|[-–]\d{1,4})?(?:,\s\d{1,4}(?:[-–]\d{1,4})?)?|[ivxlc]{1,7})(?=\s*$)""",
    _X,
)
# matches "S/2015/12", "A/HRC/28/4", "COM(2015) 50 final", "2013/255/CFSP"; not "RFE/RL", "and/or"
DOCUMENT_SYMBOL = re.compile(
    r"""^(?:(?:U\.?\s?N\.?\s+)?[Dd]oc(?:ument)?\.?\s+|(?:Index|Ref(?:erence)?|AI\s+Index|Doc)(?:\s+(?:No|no)\.?)?:?\s+)?(?P<symbol>[A-Z]{2,4}\s\d{2}/\d{3,4}/\d{4}|[A-Z]{2,4}\.[A-Z]{2,4}/\d[\w/.()-]*|[A-Z]{1,3}-?\d{3,6}(?:-[A-Z\d]{1,4})?|[A-Z]{2,3}\s\d{2,4}|[A-Z][A-Za-z]*(?:/[\w.()-]+)*/[\w.()-]*\d[\w.()/-]*|(?:COM|JOIN|SWD|SEC|C)\s?\(\d{4}\)\s?\d+(?:\s+final)?|\d{4}/\d+/[A-Z]{2,})$""",
    _X,
)
# matches "para. 12", "Article 7", "sec. A", "fn. 3": a place in the work; not "Section of Justice"
LOCATOR = re.compile(
    r"""^(?:\(?(?:at\s+)?paras?|paragraphs?|art(?:icle)?s?|sec(?:tion)?s?|ch(?:apter|ap)?s?|annex|table|fig(?:ure)?|box|folder|§+|¶+|п|ст|гл|kap|cap|chapitre|rozdz|cols?|ss?|esp|pp?|fasc|slide|min)\.?
    \s*(?:\d[\w().:–-]*|[A-Z]|[IVX]+(?:\.[A-Z\d])*)(?:(?:,?\s+(?:and|to|&)\s+|,\s?)[\w().–-]+)?\)?$|^\[\d+\](?:[-–]\[\d+\])?$|^\(?pp?\.\s*\d[\d–-]*\)?$|^s\.v\.""",
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
# matches "4th edn", "2nd ed.", "rev. ed.", "2. Aufl.", "3-е изд."; not "ed. Mark Roe"
EDITION = re.compile(
    r"""(?<![\w-])(?P<edition>(?:\d{1,2}(?:st|nd|rd|th|\.|-е|e|ème)?|[Rr]ev(?:ised|\.)?|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Nn]ew|[Uu]pdated|[Ee]xpanded)\s+(?:(?:rev|expanded|updated|überarb|доп)\.?,?\s+)?(?:edn|ed|edition|Aufl|Auflage|изд|éd)\b\.?)""",
    _X,
)
_NAME = r"(?:(?:[A-ZÀ-ÞŁŚŻİŞÇА-Я][\w’'.-]*|de|da|del|della|der|den|di|dos|du|van|von|la|le|bin|ibn|al-\w+)\s?){1,5}"
_NAMES = rf"{_NAME}(?:,\s{_NAME}){{0,6}}(?:,?\s*(?:and|&|und|et|e|y|i|и)\s+{_NAME})?"
# matches "ed. Mark Roe and Ann Lee", "trans. Paul Avery", "edited by X", "под ред. А. Б."; not "ed." alone
CONTRIBUTORS = re.compile(
    rf"""[\s,(]{{0,4}}(?<![\w])(?P<role>[Ee]ds?\.(?:\s+by)?|[Ee]dited\s+by|ed\s+by|[Tt]rans(?:l)?\.(?:\s+by)?|[Tt]ranslated\s+by|[Hh]rsg\.\s+(?:von|v\.)|hg\.\s+(?:von|v\.)|übers\.\s+(?:von|v\.)|[Ff]oreword\s+by|[Ii]ntroduction\s+by
    |sous\s+la\s+dir(?:\.|ection)\s+de|a\s+cura\s+di|[Пп]од\s+(?:общ\.\s+)?ред\.|[Пп]ер\.\s+с\s+\w+\.?(?:\s+яз\.)?|[Оо]тв\.\s+ред\.|[Сс]ост\.|red\.|ed\.\s+by)\s+(?P<names>{_NAMES})""",
    _X,
)
_EDITORS = r"\(?(?:eds?\.?|Eds?\.?|editors?|Hrsg\.|Hg\.|dirs?\.|coords?\.|orgs?\.|red\.|ред\.)\)?"
# matches "in Tom Everett, ed., " and "in: Peter Linke (Hrsg.), " before a book's title; "in " before an emphasised title
HOST = re.compile(
    rf"""^[\s,.;:(]*\b(?:[Ii]n:?|[Вв]\s+кн\.:?|в\s+сб\.:?|dans|en|[Ww]:)\s+(?:(?P<editors>{_NAMES}),?\s*{_EDITORS},?\s*)?(?=[*“"«„‘A-ZА-Я])""",
    _X,
)
# matches "(PhD diss., University of Chicago, 2010)"'s first part, "unpublished doctoral thesis", "автореф. дис. … канд."
THESIS = re.compile(
    r"""\b(?:(?:unpublished|unpubl\.)\s+)?(?:(?:Ph\.?\s?D\.?|DPhil|M\.?\s?A\.?|M\.?\s?Sc\.?|MPhil|LL\.?M\.?|[Dd]octoral|[Mm]aster[’']?s?(?:\s+degree)?|undergraduate|BA|thèse\s+de)\s+(?:diss(?:ertation|\.)?|thesis|doctorat)|[Dd]octoral\s+dissertation|Diss(?:ertation|\.)(?:,?\s+(?:phil|Univ)\.)?
    |Magisterarbeit|Diplomarbeit|автореф(?:ерат|\.)\s+дис(?:с)?\.|дис(?:с|сертация)?\.\s+(?:…|\.\.\.)?\s*(?:канд|докт|д-ра|к)\w*)""",
    _X,
)
# matches "working paper", "paper presented at the annual meeting of …"; the kind of thing, said within brackets
GENRE = re.compile(
    r"""^(?:(?:unpublished\s+)?(?:working|discussion|conference|policy|research|occasional|seminar)\s+paper|unpublished\s+(?:manuscript|report|paper|ms\.?)|manuscript|paper\s+(?:presented|given|delivered)\b.*|lecture(?:\s+at\b.*)?|сб(?:орник|\.)\s+(?:статей|ст\.)|учеб(?:ник|\.)?.*|монография)$""",
    _X | re.IGNORECASE,
)
# matches "(emphasis added)", "(quoting the ministry)", "(in Russian)", "(hereafter *Insurgents*)"; not "(London: Penguin, 2012)"
REMARK = re.compile(
    r"""[\s,]{0,4}\((?:emphasis|italics|my|our|author[’']?s?|translat\w+|quoting|citing|referring|reporting|noting|stating|arguing|discussing|describing|hereafter|hereinafter|henceforth|далее|курсив|перевод|subscription|paywall|registration|op-ed|also|archived|first|originally|with|which|who|where|as|on\s+file|copy)\b[^()]*(?:\([^()]*\)[^()]*)?\)""",
    _X | re.IGNORECASE,
)
# matches "[2005] PL 440", "(2009) 72 MLR 554, 560", "92 MICH. L. REV. 779, 781 (1994)": a law journal or report, year first or last
LAW_SERIES = re.compile(
    r"""^[\s,.]*(?:[\[(](?P<year>(?:1[89]|20)\d\d)[\])]\s*(?:(?P<volume>\d{1,3})\s+)?(?P<name>[A-Z][\w.&’ ]{0,40}?)\s+(?P<page>[A-Z]?\d+|[A-Z]{1,2}\d*/\d+)(?:,\s*(?P<at>\d+(?:[-–]\d+)?))?(?=\s*(?:[,.;(\[]|$))
    |(?P<volume2>\d{1,3})\s+(?P<name2>[A-Z][A-Za-z.&’]*\.?(?:\s[A-Za-z.&’]+){0,6})\s+(?P<page2>\d+)(?:,\s*(?P<at2>\d+(?:[-–]\d+)?))?\s+\((?:[A-Z][\w.\s]*\s)?(?P<year2>(?:1[89]|20)\d\d)\))""",
    _X,
)
# matches "accessed 3 May 2015", "дата обращения: 05.10.2015", "(last visited …"; not "accessed by hackers"
ACCESSED = re.compile(
    r"""[\s,(\[]{0,4}(?:(?:last\s+)?(?:accessed|retrieved|consulted|visited|viewed)(?:\s+on)?|дата\s+(?:обращения|звернення|доступа)|проверено|санаи\s+муроҷиат|(?:abgerufen|aufgerufen|eingesehen)(?:\s+am)?|(?:zuletzt|letzter)\s+\w+(?:\s+am)?|Zugriff(?:\s+am)?|Abruf(?:\s+am)?
        |consult[ée](?:\s+le)?|consultad[oa](?:\s+el)?|consultato(?:\s+il)?|dostęp|erişim(?:\s+tarihi)?)\s*:?\s*
    (?P<date>[^()\[\];]{0,30}?\d{4}|[^()\[\];]{0,30}?\d\d\.\d\d\.\d\d)(?:\s*(?:г|р)\.)?(?:,?\s+(?:from|at)(?=\s*(?:https?:|www\.|$)))?[)\]]?""",
    _X | re.IGNORECASE,
)
# matches "Archived from the original on 3 May 2020", "archived 2020-05-03"; not "archived at the ministry"
ARCHIVED = re.compile(
    r"[\s,.(\[]{0,4}\barchived\s+(?:(?:\(\w+\)\s+)?from\s+(?:the\s+original|it)\s*(?:\(\w+\)\s*)?)?(?:on\s+)?(?P<date>[^()\[\];.]{0,20}?\d{4}(?:-\d\d-\d\d)?)[)\]]?",
    _X | re.IGNORECASE,
)
# matches "ISBN 978-0-472-10000-1", "ISSN 1234-5678", "OCLC 12345": what a catalogue calls the work
CATALOGUED = re.compile(r"[\s,.]{0,4}\b(?:ISBN(?:-1[03])?|e?ISSN|OCLC|PMID|PMC|S2CID|JSTOR|LCCN|EAN):?\s*[\dX][\dX-]*", _X)
# matches "available at", "режим доступа:", "URL:"; words that introduce an address
AVAILABLE = re.compile(
    r"[\s,(]{0,4}\b(?:available(?:\s+online)?(?:\s+(?:at|from))?|at|(?:archived|accessible|online|retrieved)\s+(?:at|from)|online|from|режим\s+доступа|доступно\s+по|URL|дастрас|via|disponible\s+(?:en|sur)|unter|verfügbar\s+unter|dostępne\s+na)\s*:?\s*$",
    _X | re.IGNORECASE,
)
# matches "as made public by WikiLeaks", "released by WikiLeaks"; who holds a paper that its author did not publish
MADE_PUBLIC = re.compile(
    r"(?:as\s+)?(?:made\s+public|released|leaked|obtained|published\s+online|disclosed)\s+(?:by|through|via|on)\s+(?P<archive>[^,;]+)|(?:(?:a\s+)?cop(?:y|ies)\s+)?(?:on|in)\s+file\s+with\s+(?P<file>[^,;.()]+)|copy\s+in\s+(?P<own>(?:the\s+)?(?:author|possession)[^,;.()]*)",
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
# Media whose names no common word gives away; publishers/*.toml knows more of those it knows
_NAMED_MEDIA = r"""Al\s+Jazeera|Al\s+Arabiya|Al-Monitor|Anadolu|Axios|Bloomberg|Deutsche\s+Welle|Economist|El\s+Mundo|El\s+País|Euronews|Guardian
    |Haaretz|Interfax|Kyodo|Le\s+Figaro|Le\s+Monde|Mediazona|Meduza|Newsweek|Politico|Spiegel|TASS|Xinhua|Yonhap"""
# matches names of news media: "Tarvia News Agency", "Radio Kul"; not "University Press"
NEWS_NAME = re.compile(
    rf"\b(?:{_NAMED_MEDIA}|News(?:paper|wire)?|Times|Post|Herald|Tribune|Radio|TV|Television|Gazette|Daily|Weekly|Wire|Agence|Associated\s+Press|Reuters|CNN|BBC|NPR|PBS|ABC|NBC|CBS|ITV|UPI|AFP|AP|DW|RFI|RTL|ORF|ARD|ZDF|NHK|CCTV|CGTN|NDTV|TRT|VOA|Media|Magazine|Telegraph|Observer|Inquirer|Examiner|Dispatch|Courier|Sentinel|Zeitung|Tag(?:e)?blatt|ТАСС|РБК|РИА|Информ\w*|Радио)\b",
    _X,
)
# matches an institution: "World Bank", "Ministry of Justice", "OSCE/ODIHR"; not "Tetsuro Iji"
INSTITUTION = re.compile(
    r"""\b(?:Group|Bank|Institut\w*|Ministry|Office|Universit\w+|Agency|Watch|Witness|International|Commission(?:er)?|Council|Department|Fund|Representative|Ombudsman|Exchange|Chamber|Board|Organi[sz]ation|Cent(?:er|re)
    |Committee|Network|Association|Government|Embassy|embassy|Nations|Union|Foundation|Service|Bureau|Court|Parliament|Assembly|Federation|Society|Coalition
    |Trust|Alliance|Forum|Campaign|Movement|Observatory|Air(?:lines|ways)?|Holdings?|Ltd|LLC|Inc|GmbH|Oil|Gas|Railways?|Airport|Museum|Hospital
    |Programme|Program|Initiative|House|Academy|Corporation|Company|Secretariat|Mission|Republic|State|Forces|Police|Party|Project
    |Министерств\w+|Агентств\w+|Институт\w*|Центр|Вазорат\w*|Академи\w+|Фонд\w*|Комитет\w*|Bundes\w+|Stiftung|Ministerium)\b
    |^[A-ZА-Я]{2,}(?:/[A-Z]{2,})*$""",
    _X,
)
_NAME_WORD = re.compile(r"^[^\W\d_][\w’'ʼ.-]*$", _X)  # "O’Neill", "J.P.", "al-Tamimi"; not "(Kabul)", "1st"
_PARTICLES = frozenset("de da del della der den di dos du des van von zu la le bin ibn ben al el y зода".split())
MAX_NAME_WORDS = 6
MAX_NAME_LETTERS = 60
_AND = re.compile(r"\s{0,4},\s*(?:and|&|и|ва|und|et|y|e)\s+|\s+(?:and|&|и|ва|und|et|y)\s+|\s*,\s*(?!(?:Jr|Sr|II|III)\b)")
EDITORS = re.compile(
    rf"(?<=[\w.)])(?:[,(]|\s)[\s,(]{{0,6}}(?:{_EDITORS}|\bet\s+al\.?|\bи\s+др\.?|\bu\.\s?a\.|\bi\s+in\.)\)?\s*$", _X
)
# "Wezeman, P. D.", "Smith-Roe, J.-P.", "Князев А. А.", "Иванов, И.": a family name before its initials
INVERTED = re.compile(
    r"\b(?P<family>(?![a-zа-яё])[^\W\d_][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?),?\s+(?P<given>(?:[^\W\d_]\.[\s-]?){1,3})(?=\s*(?:$|[,&;]|(?:and|и|ва|und|et|y|u)\s))",
    _X,
)
_LONE_INITIAL = re.compile(r"[\s.-][^\W\d_a-zа-я]$")

MONTH_OPENING = frozenset(
    "in on since from during by as at for the a an this that these those there when while after before it he she they we".split()
)


def split_names(text: str) -> list[str]:
    """Return the names in a list of authors, given names first.

    >>> split_names("Margaritta Stancati, Ada Lu and Nathan Hodge"), split_names("Wezeman, P. D. and Kuimova, A.")
    (['Margaritta Stancati', 'Ada Lu', 'Nathan Hodge'], ['P. D. Wezeman', 'A. Kuimova'])
    """
    plain = EDITORS.sub("", text.strip()).strip()
    plain += "." if _LONE_INITIAL.search(plain) else ""  # its full stop was taken for the sentence's
    turned = INVERTED.sub(lambda match: f"{match['given'].strip()} {match['family']}{_trailing(match['given'])}", plain)
    names = [part.strip() for part in _AND.split(turned) if part.strip()]
    if len(names) == 2 and turned == plain and "," in plain and not any(" " in name for name in names):
        names = [f"{names[1]} {names[0]}"]  # "Schetter, Conrad"
    return names


def _trailing(words: str) -> str:
    return words[len(words.rstrip()) :]


def is_person(text: str) -> bool:
    """Return whether `text` looks like one person's name.

    >>> is_person("Tetsuro Iji"), is_person("Anna Łabuszek"), is_person("World Bank"), is_person("In July")
    (True, True, False, False)
    """
    words = text.replace(",", "").split()
    if not words or len(words) > MAX_NAME_WORDS or len(text) >= MAX_NAME_LETTERS or words[0].casefold() in MONTH_OPENING:
        return False
    named = all(
        _NAME_WORD.match(word) and (word[0].isupper() or word in _PARTICLES or word[:3] in ("al-", "el-")) for word in words
    )
    return named and words[-1] not in _PARTICLES and not INSTITUTION.search(text)


# Signals only right before a title: "in “Title”"; elsewhere these are words of a sentence.
_WEAK_SIGNALS = frozenset(("in", "by", "from", "and", "also", "or"))


@functools.lru_cache(maxsize=16)  # the readers of one segment ask in turn
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
