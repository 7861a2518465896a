"""The named patterns of note text, each with a line that matches and one that must not.

They recognise one thing each; `citations.parse` puts them together. Words are data: a list grows, code does not.
"""

from __future__ import annotations

import functools
import re

from citations.months import MONTH_NUMBERS
from citations.parsing.media import is_medium
from citations.regex import regex

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
UNSTOPPED = regex(
    r"""(?=[12])(?<=[^\W\d_]{3}\s)(?:19|20)\d\d(?:,?\s+and)?\s+(?=[“"«][^“”"»]{3,300}[”"»]\s*[,\[]|[Ss]ee\s+(?:also\s+)?[“"*«A-Z]|[A-Z][A-Za-z\s]{0,30}\binterviews?,)""",
    _X,
)
_TITLE_AHEAD = r"""(?:[“"«„][^“”"»]{3,300}(?:,[”"]\s|[”"»“]\s*[,\[(])|[‘'](?:[^‘’'\n]|[’'](?=\w)){3,300}[’'](?:,|\s[\[(])\s?|\*[^*]{3,300}\*\s*[,(])"""
_DATE_BEHIND = r"(?:(?:[^\W\d_]{3}\.?\s(?:del?\s)?|\d,\s|\d[./-]\d\d?[./-])(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)\)?"
# '"Protest in Karakol" Kloop 10 Oct 2013': a title whose comma is missing
_HURRIED_AHEAD = r"[“\"«][^“”\"»]{3,200}[”\"»]\s+[^\W\d_a-z][^,;“”\"«»*]{1,40}\s(?:19|20)\d\d\b"
# "author’s interview with a warden, Khujand, March 2019"
_HEARD_AHEAD = r"(?:[Aa]uthor\S*|[A-Z][\w’'-]*)\s(?:[\w’'-]+\s){0,4}?(?:interview|conversation|communication|e-?mail)s?\s+with\b[^;]{0,200}\b(?:19|20)\d\d\b"
# "confirmed two weeks later by ", "deutlich vorsichtiger, ": words of the sentence between "and" and what is cited
_FILLER = r"(?:,\s)?(?:(?-i:[a-zà-ÿа-яё])[\w’'-]*,?\s){1,10}"
_SOMEBODY = r"(?:(?:(?:van|von|de|der|of|the|la|le|du)\s)?[^\W_a-zа-я][\w.’'&/-]*,?\s+(?:(?:and|&|und|et|y|и)\s+)?){1,8}"
# "(2019), ‘", ": Titel, in: Zeitung" behind the names, a title in marks of a year: what is cited behind such words
_CITED_AHEAD = rf"(?:{_SOMEBODY}[(\[](?:19|20)\d\d[a-z]?[)\]][,:.]?\s[‘“«„\"*]|(?:(?:van|von|de|der)\s)?(?:[^\W\d_a-zа-я][\w.’'-]*[\s/]?){{1,6}}:\s[^;:“”\"]{{4,200}}[,.?!]\s[iI]n:\s|(?:{_SOMEBODY})?{_TITLE_AHEAD}[^;]{{0,160}}?\b(?:19|20)\d\d\b)"
# matches "2023, and " before "“Grain”, …", "p. 90, and " before "Ben Ito, “Cadres,” …"; not "in 2012 and the"
ANOTHER = regex(
    rf"""(?:{_DATE_BEHIND}|,\s(?:19|20)\d\d\)|\b(?:pp?|S|с)\.\s?\d{{1,4}}(?:[-–]\d{{1,4}})?|[”"»],?\s[^,“”"«»;]{{2,60}},\s\d{{1,2}})(?:\s(?:г|р)\.)?(?:,?\s+https?://[^\s,]{{4,200}})?,?\s+(?P<and>(?:and(?:\s+also)?|as\s+well\s+as|along\s+with|plus|und|sowie(?:\s+auch)?|et|ainsi\s+que|de\s+même\s+que|y|así\s+como|bem\s+como|nonché|così\s+come|oraz|a\s+także|и|а\s+(?:также|також)|ва)(?:,?\s+))
    (?=(?:(?:[^\W\d_a-zа-я][\w.’'-]*[,:]?\s+(?:(?:and|und|et|y|и)\s+)?){{1,8}})?{_TITLE_AHEAD}|{_HURRIED_AHEAD}|{_HEARD_AHEAD}|(?:{_FILLER})?{_CITED_AHEAD})""",
    _X,
)
AND_WORDS = tuple(
    f" {word}" for word in "and as along plus und sowie et ainsi de y así bem nonché così oraz a и а ва".split()
)  # of what ANOTHER reads, one is in the words
# matches "4 June 2013, " before "“Aid convoy halted”, Outlet, 6 June 2013": a list whose semicolons are commas
LISTED = regex(
    rf"""{_DATE_BEHIND}(?:,|\s/)\s+(?P<next>)(?=[“"«„][^“”"»]{{3,300}}(?:,[”"]\s|[”"»“],\s)[^“”"«»;]{{3,80}}\b(?:19|20)\d\d\b)""",
    _X,
)
# matches "58 Harv. Int’l L.J. 101", a volume, its abbreviated name and the page; not "12 May. In 2014"
REPORTED = regex(
    r"(?=\d)(?<![\w.-])\d{1,3}\s(?=[^,;\d]{0,40}\.)[A-Z][A-Za-z.&’']*(?:\s[A-Z][A-Za-z.&’']*){0,6}\s\d{1,5}(?=\s*[,(;.]|\s*$)", _X
)
# matches "5. " of "5. Oktober 2015", "3. мая"; not "page 5. The"
DAY_AND_MONTH = regex(
    rf"""(?<![\w.])\d{{1,2}}\.\s+(?=(?:Jahrhunderts?|Jh|Weltkriegs?|Jahrestag|Parteitag|Kongress|Aufl|Auflage|Ausgabe|Jg|Jahrgang|Band|Kapitel|Sitzung|Wahlperiode|{"|".join(name for name in MONTH_NUMBERS if len(name) > 2)})\b)""",
    _X | re.IGNORECASE,
)

# matches "See also Crisis Group …", "see, for example, …", "Cf. …", "См. также …", "Vgl. …", "Voir aussi …"; not "Seen from Kabul"
SIGNAL = regex(
    r"""\s{0,4}\(?(?P<signal>(?:(?:but|and|or|also|again|for\s+(?:more|background|details|example|instance|a\s+[\w-]+(?:\s+[\w-]+){0,5}?))\b[\s,]*){0,4}
    (?:see\s+also|see\s+(?:further|generally|especially|in\s+particular)|see,?\s+(?:for\s+example|for\s+instance|e\.?\s?g\b\.?|inter\s+alia|among\s+others)
    |see\s+(?:the\s+)?(?:discussions?|analys[ei]s|accounts?|debates?|overviews?|remarks|references?|sources|evidence|arguments?|essays?|interviews?)\s+(?:in|by|of)
    |(?:on|for)\s[^“”"«*.;,]{2,60}?,?\s+(?:see|compare|consult|cf\.)(?:\s+(?:also|generally|the\s+(?:discussion|analysis|account|debate)\s+in))?
    |(?:sur|zu[rm]?|über|об?|про|sobre|su(?:l|ll[aoe’']|i|gli)|дар\s+бораи)\s[^“”"«*.;,]{2,60}?,?\s+(?:voir(?:\s+(?:aussi|notamment))?|siehe(?:\s+auch)?|vgl\.|см\.(?:\s+также)?|див\.|véase|ver|(?:si\s+)?ved[ia]|zob\.|ниг\.)
    |for\s+(?:an?|the)\s+[\w-]+(?:\s[\w-]+){0,3}(?=,\s)|zu[rm]?\s(?-i:[^\W\d_a-zäöü])[\w-]+(?=:\s(?:[“„«\"]|$))
    |(?:similarly|likewise|conversely|by\s+contrast|contrast(?=\s(?-i:[A-Z][\w’'-]+\s[A-Z])))(?=,?\s(?-i:[A-Z][\w’'-]+\s[A-Z]|[“"‘«*]))
    |see|cf[r]?\.?(?:\s+(?:also|aussi|également|auch|anche|también|também))?|compare|also\s+see|also|e\.\s?g\.|(?:quoted|cited|reported|reprinted|discussed|reproduced)\s+(?:in|by|from)
    |as\s+(?:reported|quoted|cited|discussed)\s+(?:in|by)|according\s+to|adapted\s+from|based\s+on|translated\s+from|drawn\s+from|taken\s+from|excerpted\s+from|read\s+more|more(?=:)|sources?(?=:)|источник(?:и)?(?=:)|quelle(?=:)|citing|quoting|contra|accord(?=[,:]?\s+(?-i:[A-Z"“«*‘]))|from|in|by|and|or|with|plus|as\s+well\s+as|along\s+with
    |(?:подробнее\s+(?:об\s+этом\s+)?|подр\.\s+)?см\.?(?:\s*также|,?\s*(?:например|напр\.))?|ср\.?|сравни(?:те)?(?=:)|напр(?:\.|имер)|цит(?:\.|ируется)\s*по|приводится\s+по|див\.?(?:\s*також)?
    |ниг(?:\.|аред)?(?:\s+низ)?|иқтибос\s+аз
    |sowie(?:\s+auch)?|ainsi\s+que|de\s+même\s+que|así\s+como|al\s+igual\s+que|bem\s+como|assim\s+como|nonché|così\s+come|a\s+także|jak\s+również|oraz|evenals|samt|valamint|precum\s+și|kao\s+i|(?:ҳамчунин|инчунин)(?:\s+ниг\.)?|муқ(?:\.|оиса)\s+кунед|а\s+також|а\s+также
    |(?:auch|ebenso|ferner|außerdem|desgleichen|ebenfalls|dazu|hierzu)(?:\s+(?:auch|etwa|bereits|schon))?
    |(?:vgl\.?|siehe|s\.|so)\s*(?:auch|dazu|hierzu|etwa|z\.\s?B\.|insbesondere)?(?:\s+(?:auch|ausführlich|ausf\.))?(?=\s)(?<!s\.)(?<!so)|s\.\s*(?:auch|dazu)|so\s+auch|zit(?:\.|iert)\s+nach
    |(?:anders|kritisch|ähnlich|ebenso|abweichend|ausführlich|eingehend|einschlägig|weiterführend|grundlegend|zuletzt)(?:\s+(?:dagegen|hingegen|jedoch|auch|dazu|etwa|bereits|schon)|(?=\s(?:(?-i:[^\W\d_a-zäöü])[\w.’-]*\s){0,3}(?:(?:von|van|de|zu)\s)?(?-i:[^\W\d_a-zäöü])[\w-]+(?:[,:/]|\s\()))
    |voir(?:\s+(?:aussi|notamment|également|encore|en\s+particulier|par\s+exemple))?|cité\s+(?:dans|par|in)|véa(?:se|nse)(?:\s+(?:también|asimismo|igualmente|además|por\s+ejemplo|entre\s+otros))?|citado\s+e[nm]
    |ver(?:\s+(?:también|também|asimismo|ainda|por\s+ejemplo|por\s+exemplo))?|vejam?(?:-se)?(?:\s+(?:também|ainda))?|(?:si\s+)?ved(?:a|ano|i|ere)(?:\s+(?:anche|inoltre|ad\s+esempio))?|cit(?:ato|ata)\s+in
    |zie(?:\s+(?:ook|bijvoorbeeld))?|se\s+(?:även|också|også)|viz(?:\s+(?:též|také|i))?|lásd(?:\s+még)?|vezi(?:\s+și)?|vidi(?:\s+(?:i|također|takođe))?|виж(?:\s+(?:също|и))?|види(?:\s+и)?|қараңыз|qarang
    |zob\.?(?:\s+(?:też|także))?|por\.|(?:ayrıca\s+)?bkz\.?)(?<=[\w.])[.,:]*\s+)(?=\S|$)""",
    _X | re.IGNORECASE,
)
# of what INNER_SIGNAL reads, one is in the words
INNER_STEMS = tuple("see cf compare quoted cit reported reprinted contra см цит vgl cyt zit with".split())
# matches "…, see also “Title”" inside a sentence; not "to see this"
INNER_SIGNAL = regex(
    r"""(?:[,;:–—(]|(?-i:\bbut)|\bin\s+full|(?<=\w)(?=\s(?:quoted\s+in|cited\s+in|цит(?:\.|ируется)\s+по|zit(?:\.|iert)\s+nach|cité\s+(?:dans|par)|citado\s+en|citat[oa]\s+in|cyt\.\s+za):\s))\s*(?P<signal>see\s+also|see|cf\.|compare|quoted\s+in|cited\s+in|reported\s+in|reprinted\s+in|as\s+(?:quoted|cited)\s+(?:in|by)|contra|см\.|цит(?:\.|ируется)\s+по|vgl\.|zit(?:\.|iert)\s+nach|cité\s+(?:dans|par)|citado\s+en|citat[oa]\s+in|cyt\.\s+za
    |with(?=\s+(?:(?:(?-i:[^\W\d_a-z])[\w.’'-]*,?\s+(?:and\s+)?){1,6})?["“«„‘*])):?\s+""",
    _X | re.IGNORECASE,
)

_OVER = r"(?:tele)?(?:phone|e-?mail|Skype|WhatsApp|Zoom|Signal|Telegram|Teams|video(?:\s+link|\s+call)?|Viber)"
_MEDIUM = rf"""(?:(?:(?:tele|video)?-?(?:phone|telephone|e-?mail|Skype|WhatsApp|Zoom|Signal|Telegram|Teams|Facebook|text|voice|video|online|virtual|remote|group|written|oral|personal
    |confidential|anonymous|private|in-person|follow-up|joint|background|field|key[\s-]informant|in-depth|oral\s+history|life\s+history|biographical|narrative|face-to-face|one-on-one|informal|formal|exploratory|initial|repeat|second
    |recorded|taped|unrecorded|audio|panel|stakeholder|elite|exit|debriefing|focus\s+group|off-the-record|semi-structured|expert)\s+)*
    (?:(?:confidential|anonymous|protected)\s+(?:sources?|informants?)|(?:interviewed|interviewing)(?=\s+by\s)|in\s+(?:discussion|conversation|correspondence)(?=\s+with\s)|interview\s+data|interviews?|Int(?:vw?|v)?\.(?=\s+with\s)|(?:interviewee|respondent|informant|interlocutor|participant)s?(?=\s+(?:[Nn]o\.?\s*)?[A-Z]{{0,3}}-?\d)|correspondence|communications?|exchanges?|conversations?|discussions?|e-?mails?|meetings?|(?:voice\s+)?messages?(?:\s+exchanged)?|voice\s+notes?|(?:phone\s+|video\s+)?calls?|focus\s+groups?
    |observations?|(?:field|site)\s+(?:visits?|notes|research)|field\s?work|fieldnotes|KIIs?|FGDs?|IDIs?)|pers\.\s+comm\.)(?:\s+(?:by|via|over|through|on)\s+(?:the\s+)?{_OVER}\b)?(?:\s+in\s+(?:an?|another|his|her|their)\s+(?:\w+\s+)?(?:capacity|role)|\s+on\s+background|\s+off\s+the\s+record|\s+on\s+condition\s+of\s+anonymity)?"""
_CODE_OF_INTERVIEW = r"(?:\s+(?:(?:[Nn]o\.?|[Nn]umber|№|\#)\s*)?[A-Z]{0,3}-?\d{1,4}[A-Za-z]?(?!\d))"
# matches "Crisis Group email correspondence, …", "Author’s interview with …", "Interview with X, Kabul", "Interview R-17, …";
# not "an interview with the BBC said"
INTERVIEW = regex(
    rf"""(?:^|(?<=[,–—(:]\s)|(?<=\())
    (?!(?:[Cc]oncluding|[Pp]reliminary|[Gg]eneral)\s[Oo]bservation)(?P<org>(?:(?:[Tt]he\s+)?(?:[Aa]uthors?(?:['’]s?)?|[Mm]y|[Oo]ur|[Pp]ersonal|[A-ZА-Я][\w.'’&/-]*(?:\s+(?:[A-Z][\w.'’&/-]*|of|and|for|the|on|&))*(?:\s+(?:analyst|researcher|author|reporter|correspondent|staff|team)(?:['’]?s['’]?)?)?)\s+)?)
    (?P<medium>(?i:{_MEDIUM}))(?P<code>{_CODE_OF_INTERVIEW}?)
    (?=\s*,|\s+w(?:ith|/)\s?|\s+by\s|\s+conducted\s|\s+held\s|\s+(?:from|to)\s|\s+(?:in|on|for)\s+[A-Z]|\s+\(|:\s+[^\W\d_][^“"«:]*\b(?:19|20)\d\d\b|\s*[.;:]?\s*$)""",
    _X,
)
_AUTHOR = r"(?:the\s+|this\s+)?(?:present\s+)?(?:(?:authors?|writer|me|us|researchers?|research\s+team|interviewer)\b|(?P<{}>[A-Z][\w’&-]*(?:\s(?:[A-Z][\w’&-]*|of|for|and|the))*))"
# matches "by author", "with the author", "to Crisis Group" behind "X, interview": X was heard. What the groups `house…` hold
# heard somebody only if it is a publisher that holds interviews; `citations.parsing.interview` asks
BY_AUTHOR = regex(rf"\s{{0,4}},?\s*(?:conducted\s+)?(?:by|with|to)\s+{_AUTHOR.format('house')}", _X)
# matches "from X to the author", "to the author from X" behind "E-mail" or "Letter"
FROM_TO = regex(
    rf"\s{{0,4}}(?:from\s+(?P<who>[^,;]{{2,120}}?)\s+to\s+{_AUTHOR.format('house')}|to\s+{_AUTHOR.format('house2')}\s*,?\s+(?:from|by)\s+(?P<who2>[^,;]{{2,120}}))",
    _X,
)
# matches "from X" behind "E-mail"
FROM = regex(r"\s{0,4}(?:received\s+)?from\s+(?P<who>[^,;]{2,120})", _X)
LETTER = regex(
    rf"(?P<medium>[Ll]etters?|[Ff]ax|[Tt]ext\s+message)(?=\s+(?:from\s+[^,;]{{2,120}}?\s+to\s+{_AUTHOR.format('house')}|to\s+{_AUTHOR.format('house2')}))",
    _X,
)
# matches "an interview with the author in Almaty in May 2012" in a sentence; not "an interview with Kommersant"
TOLD_AUTHOR = regex(
    rf"\b(?i:interviews?|conversations?|correspondence)\s+with\s+{_AUTHOR.format('house')}|(?<=\w\s)told\s+{_AUTHOR.format('house2')}(?=[^.;]*\b(?:19|20)\d\d\b)|\b(?:I|[Ww]e|[Tt]he\s+authors?)\s+(?:interviewed|spoke\s+(?:to|with))(?=\s[^.;]*\b(?:19|20)\d\d\b)|(?<=[\w,)]\s)(?:spoke|talked|speaking|talking)\s+(?:to|with)\s+{_AUTHOR.format('house3')}(?=[^.;]*\b(?:19|20)\d\d\b)|\b(?i:told|said|given|communicated|related)\s+to\s+{_AUTHOR.format('house4')}\s+by(?=\s[^.;]*\b(?:19|20)\d\d\b)"
    r"|(?:\bim\s+Gespräch\s+mit\s+(?:der|dem|den)\s+(?:Autor|Verfasser)\w*|\bв\s+(?:беседе|разговоре|интервью)\s+с\s+автор\w+|\bhabl(?:ó|aron|ando)\s+con\s+(?:la|el|las|los)\s+autor\w*"
    r"|\bs[’']adressant\s+(?:à\s+l[’']|aux\s)auteur\w*|\b(?:parlando|in\s+conversazione)\s+con\s+(?:l[’'])?autor\w*|\bdans\s+un\s+entretien\s+avec\s+l[’']auteur\w*|\bem\s+conversa\s+com\s+[oa]s?\s+autor\w*)(?=[^.;]*\b(?:19|20)\d\d\b)",
    _X,
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
ROLE_WORDS = regex(rf"\b{ROLE}\b", _X | re.IGNORECASE)
# matches the subject in "A European diplomat also raised doubts"; not "The view that"
PERSON_PHRASE = regex(
    rf"""\b(?:An?|The|One|Another|Some|Several|Two|Three|Many|Most)\s+(?P<who>(?:[\w’'-]+\s+){{0,5}}?(?:{ROLE}|[a-z]{{3,}}(?:ers?|ors?|ists?|eers?|men|women))\b
    (?:\s+(?:of|in|from|at|with|who|based)\s+[^,.;:“”"]{{2,60}}?(?=\s+(?:said|told|also|claimed|argued|noted|added|estimated|described|raised|warned|put)\b))?)""",
    _X,
)
# matches "Tajik district bordering Afghanistan", "Khatlon province"; not "provincial official"
PLACE_WORDS = regex(
    r"\b(?:province|district|region|village|city|town|county|oblast|camp|valley|border|prison|airport|capital|область|район|шаҳри|ноҳияи|вилояти)\b",
    re.IGNORECASE,
)

# of what TOLD_AUTHOR reads, one is in the words
TOLD_STEMS = tuple(
    "interview conversation correspondence told spoke speak talk said given communicated related автор autor auteur".split()
)
_SAME_PLACE = r"ibid(?:em)?|ibíd(?:em)?|ivi|tamże|tamtéž|там\s+(?:же|само)|ҳамон\s+ҷо|ebd|ebenda|a\.\s?g\.\s?e|a\.\s?a\.\s?O"
# "para 30", "at 12", "Rn. 5": a place in a work, named by an abbreviation that goes before its figure
_PLACE_IN_WORK = r"(?:at|pp|paras?|arts?|chs?|chap|secs?|ss|cols?|fols?|fn|nn|vol|cl|reg|pts?|Rn|Rz|Art|Bd|Abs|Anm|стр|гл|пп|ст|абз|саҳ|str|cap|pág|kap|par|rozdz)\.?\s*[\dIVXLC(]"
# matches "Ibid.", "ibid., p. 4", "ibid para 30", "Там же. С. 5", "Ebd., S. 3", "Ivi, p. 3"; not "Ibidem Press"
IBID = regex(
    rf"^\s*(?:{_SAME_PLACE}|id|idem|loc\.\s?cit)(?=[\s.,;:\[(]|$)\.?(?!\s+(?!{_PLACE_IN_WORK})[A-Z][a-z])",
    _X | re.IGNORECASE,
)
# matches "ibid., p. 4" amid the words of a sentence; not "ibidem" as a part of a name
INNER_IBID = regex(
    r"(?<=[\s(,])(?:ibid(?:em)?|там\s+же|ebd|ebenda)\b\.?(?:,?\s+(?:at\s+)?(?:pp?|с|s)\.\s*\d+(?:[-–]\d+)?(?!\w))?",
    _X | re.IGNORECASE,
)
# matches "Ibid." and "Ibid. P. 5" whole, where words of their own follow: "Ibid. The council", "Ibid. “Title”"
IBID_ALONE = regex(
    rf"""(?:^|(?<=[.;]\s))\s*(?:{_SAME_PLACE}|id)\.\s+(?=["“«„*]|(?-i:[A-ZА-ЯЁ])(?!\w{{0,2}}\.))""",
    _X | re.IGNORECASE,
)
# matches "Idem", "Ders.", "Он же": the author of the work before
SAME_AUTHOR = regex(r"^(?:idem|id|eadem|ead|ders|dies|он\s+же|она\s+же|его\s+же|её\s+же|ее\s+же)\.?$", _X | re.IGNORECASE)
# matches "op. cit.", "op.cit", "Указ. соч.", "a.a.O."; not "opposition"
OP_CIT = regex(
    r"""\b(?:op\.?\s?(?:ult\.\s?)?cit\.?|(?:указ|цит|назв|вказ|зазн)\.?\s?(?:соч|стат(?:ья|ті|тя)|раб|ст|праця|тв)\.?|асари\s+зикршуда|loc\.\s?cit\.?|a\.\s?a\.\s?O\.|aaO|a\.\s?g\.\s?[em]\.|ob\.\s?cit\.?|art\.\s?cit\.?
    |ouvr\.\s?cit[ée]?\.?|dz\.\s?cyt\.?|(?:ouvrage|article|rapport|livre|art\.)\s+(?:précité|cité)|(?<=,\s)précitée?|(?:obra|artículo|artigo|libro)\s+citad[oa]|opera\s+citata|(?<=,\s)(?:op\.\s)?cit\.(?=\s*(?:,|$))|(?<=,\s\s)cit\.(?=\s*(?:,|$))|(?<=,\s)(?:cited|quoted|mentioned|referred\s+to)\s+(?:above|earlier|previously)|(?<=,\s)(?:previously|already)\s+cited)(?![\w-])""",
    _X | re.IGNORECASE,
)
# of what OP_CIT reads, one is in the folded words
OP_CIT_STEMS = (
    "cit",
    "ук",
    "цит",
    "наз",
    "вк",
    "заз",
    "зикр",
    "aao",
    "a.",
    "dz.",
    "précit",
    "above",
    "earlier",
    "previously",
    "already",
)
_NOTE = r"(?:(?:foot|end)?f?n(?:ote)?s?|Anm(?:erkung)?|Fußnote|Fn|nota|nt|przyp(?:is)?|pozn(?:ámka)?|voetnoot|dipnot|прим(?:ечани[еяю])?|сноск[аеуи]|сн)\.?"
# "wie", "siehe oben", "см. выше": what leads to the number of a note, within its brackets
_TO_NOTE = r"(?:(?:wie|oben|siehe|s\.|vgl\.|see|supra|above|as\s+in|voir|cf\.|vid?\.|véase|ver|vedi|zob\.|zie|см\.|как\s+в|указ\.|выше),?\s+){0,2}"
# matches "supra note 12", "n. 4 above", "see footnote 7", "(n 12)", "(Anm. 12)", "[wie Fn. 12]", "(см. сноску 12)"; not "no. 12"
SUPRA = regex(
    rf"""\b(?:supra|above|oben|выше),?\s+(?:at\s+)?{_NOTE}\s*(?P<one>\d+)|\b{_NOTE}\s*(?P<two>\d+)\s*(?:above|supra|oben|выше)|[(\[]\s*{_TO_NOTE}{_NOTE}\s*(?P<three>\d+)(?:\s+(?:above|supra|oben|выше|ci-dessus|arriba))?\s*[)\]]
    |\(?\b(?:above|supra|wie|oben),?\s+{_NOTE}\s*(?P<four>\d+)\)?""",
    _X | re.IGNORECASE,
)
SUPRA_STEMS = ("supra", "above", "oben", "выше", "wie", "(", "[")  # of what SUPRA reads, one is in the words
# matches "n. 23" and "footnote 14 above", a note named as such behind "see"; not "n. 23, 2014"
NOTE_NAMED = regex(
    rf"^{_NOTE}\s*(?P<note>\d+)(?:(?:,|\s+and|\s?[–-])\s*\d+){{0,9}}(?:\s+above)?(?=\s*[.,;:]?\s*$)", _X | re.IGNORECASE
)

ONE_NAME = r"(?:(?:[A-ZÀ-ÞŁŚŻİŞÇА-Я][\w’'.-]*|de|da|del|della|der|den|di|dos|du|van|von|la|le|bin|ibn|al-\w+)\s?){1,5}"
NAMES = rf"{ONE_NAME}(?:,\s{ONE_NAME}){{0,6}}(?:,?\s*(?:and|&|und|et|e|y|i|и)\s+{ONE_NAME})?"
EDITED = r"\(?(?:a\s+cura\s+di|eds?\.?|Eds?\.?|editors?|Hrsg\.|Hg\.|dirs?\.|coords?\.|orgs?\.|red\.|ред\.)\)?"
CONTAINER_WORDS = regex(
    r"\b(?:Journal|Review|Quarterly|Report|Yearbook|Handbook|Annual|Magazine|Bulletin|Survey|Gazette|Times|News|Post|Herald|Tribune|Chronicle|Daily|Weekly)\b"
)
# matches names of news media: "Tarvia News Agency", "Radio Kul", "Kent Online"; not "University Press"
NEWS_NAME = regex(
    r"\b(?:News(?:paper|wire)?|Pravda|pravda|Gazeta|gazeta|Izvestii?a|[Пп]равда|[Гг]азета|Times|Post|Herald|Tribune|Radio|TV|Television|Gazette|Daily|Weekly|Wire|Agence|Associated\s+Press|Reuters|CNN|BBC|NPR|PBS|ABC|NBC|CBS|ITV|UPI|AFP|AP|DW|RFI|RTL|ORF|ARD|ZDF|NHK|CCTV|CGTN|NDTV|TRT|VOA|Media|Magazine|Telegraph|Observer|Inquirer|Examiner|Dispatch|Courier|Sentinel|Ledger|Mirror|Echo|Argus|Advertiser|Messenger|Mercury|Globe|Chronicle|Clarion|Bugle|Gazetteer|Newsroom|Zeitung|Tag(?:e)?blatt|Nachrichten|Anzeiger|Rundschau|Kurier|Dépêche|Presse|Prensa|Courrier|Voix|Jornal|Mattino|[A-ZÄÖÜ][a-zäöüß]+(?:zeitung|blatt|bote|kurier|stimme|anzeiger)|(?:Morgen|Abend)post|Вечерн(?:ий|яя)(?=\s[А-ЯЁ])|Diario|Periódico|Noticias|Giornale|Gazzetta|Corriere|Gazete(?:si)?|Haber(?:leri)?|Wiadomości|ТАСС|РБК|РИА|Информ\w*|Радио|Новости|Ведомости|Известия|Телеграф)\b|(?<=[a-z]\s)(?:Online|Live|Today|Now)$",
    _X,
)
# matches an institution: "World Bank", "Ministry of Justice", "OSCE/ODIHR"; not "Tetsuro Iji"
INSTITUTION = regex(
    r"""\b(?:Group|Bank|Institut\w*|Ministry|Office|Universit\w+|Agency|Watch|Witness|International|Commission(?:er)?|Council|Department|Fund|Representative|Ombudsman|Exchange|Chamber|Board|Organi[sz]ation|Cent(?:er|re)
    |Committee|Network|Association|Government|Embassy|embassy|Nations|Union|Foundation|Service|Bureau|Court|Parliament|Assembly|Federation|Society|Coalition
    |Trust|Alliance|Forum|Campaign|Movement|Observatory|Air(?:lines|ways)?|Holdings?|Ltd|LLC|Inc|GmbH|Oil|Gas|Railways?|Airport|Museum|Hospital
    |Division|Registr(?:y|ar)|Handelsregister\w*|[A-ZÄÖÜ]\w*gericht|Registre|Registro|Inspectorate|Directorate|Corporations|Programme|Program|Initiative|House|Academy|Corporation|Company|Secretariat|Mission|Republic|State|Forces|Police|Command|Party|Project
    |Defensor[ií]a|Ministerstwo|Ministerstvo|Secretar[ií]a|Comisión|Comissão|Commissione|Comité|Comitato|Consejo|Conselho|Consiglio|Conseil|Observat[óo]rio|Observatoire|Fundación|Fundação|Fondation|Fondazione
    |Senate|Commons|Lords|Minist(?:ère|erio|ero|ério)|Assemblée|Asamblea|Sénat|Senado|Gouvernement|Gobierno|Présidence|Bundestag|Bundesrat|Landtag|Nationalrat
    |Министерств\w+|[Бб]юро|[Бб]анк\w*|Ассоциац\w+|[Оо]рганизац\w+|Правительств\w+|Посольств\w+|Парламент\w*|Обществ\w+|Управлени\w+|Прокуратур\w+|Палат\w+|Служб\w+|Движени\w+|[Аа]гентств\w+|[Ии]нститут\w*|[Цц]ентр|Вазорат\w*|[Аа]кадеми\w+|[Фф]онд\w*|[Кк]омитет\w*|[Сс]овет(?:а|у|е|ом)?|[Аа]ссамбле\w+|[Кк]омисси\w+|[Рр]еестр\w*|Bundes\w+|Stiftung|Ministerium)\b
    |^[A-ZА-Я]{2,}(?:/[A-Z]{2,})*$""",
    _X,
)
_NAME_WORD = regex(r"^[^\W\d_][\w’'ʼ.-]*$", _X)  # "O’Neill", "J.P.", "al-Tamimi"; not "(Kabul)", "1st"
_PARTICLES = frozenset("de da del della der den di dos du des van von zu la le bin ibn ben al el y зода".split())
MAX_NAME_WORDS = 6
MAX_NAME_LETTERS = 60
_AND = regex(
    r"\s{0,4},\s*(?:and|&|и|ва|und|et|y|e)\s+|\s+(?:and|&|и|ва|und|et|y)\s+|(?<=[^\W\d_A-Z])\s?/\s?(?=[^\W\d_a-z])|\s*,\s*(?!(?:Jr|Sr|II|III)\b)"
)
EDITORS = regex(rf"(?<=[\w.)])(?:[,(]|\s)[\s,(]{{0,6}}(?:{EDITED}|\bet\s+al\.?|\bи\s+др\.?|\bu\.\s?a\.?|\bi\s+in\.)\)?\s*$", _X)
# "Wezeman, P. D.", "Smith-Roe, J.-P.", "Князев А. А.", "Иванов, И.": a family name before its initials
INVERTED = regex(
    r"\b(?P<family>(?![a-zа-яё]|(?:Dr|Mr|Mrs|Ms|Prof|Sir)\b)[^\W\d_][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?),?\s+(?P<given>(?:[^\W\d_]\.[\s-]?){1,3})(?=\s*(?:$|[,&;]|(?:and|и|ва|und|et|y|u)\s))",
    _X,
)
# "Guerrero, Alma, and Luis Peña": the first of several names turned, as the MLA does
_FIRST_TURNED = regex(
    r"^(?P<family>(?:(?:van|von|de|al-)\s?)?[^\W\d_a-z][\w’'-]+),\s(?P<given>[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z]\.?)?)(?=,\s(?:and|&|et|und|y|e)\s|,\set\sal|,\s[^\W\d_a-z][\w’'-]+\s[^\W\d_a-z])"
)
# "Mills, Edwin S.": one name turned, with the initial of a second forename
_ONE_TURNED = regex(
    r"^(?P<family>(?:(?:van|von|de|al-)\s?)?[^\W\d_a-z][\w’'-]+),\s(?P<given>[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z]\.?){1,2})$"
)
_HONORIFIC = regex(r"^(?:Dr|Mrs?|Ms|Prof)\.?\s+(?=\S+\s)")  # "Dr R. K. Mistry"
_LONE_INITIAL = regex(r"[\s.-][^\W\d_a-zа-я]$")

# a verb of a sentence, which no title without marks holds; and with those that a title may: "How the towns can pay"
_TENSED = r"is|are|was|were|has|have|had|will|would|did|said"
TENSED_VERB = regex(rf"\b(?:{_TENSED})\b")
SENTENCE_VERB = regex(rf"\b(?:{_TENSED}|been|be|does|can|could|may|must|shall|should)\b")
MONTH_OPENING = frozenset(
    "in on since from during by as at for the a an this that these those there when while after before it he she they we".split()
)


def split_names(text: str) -> list[str]:
    """Return the names in a list of authors, given names first.

    >>> split_names("Margaritta Stancati, Ada Lu and Nathan Hodge"), split_names("Wezeman, P. D. and Kuimova, A.")
    (['Margaritta Stancati', 'Ada Lu', 'Nathan Hodge'], ['P. D. Wezeman', 'A. Kuimova'])
    """
    plain = _HONORIFIC.sub("", EDITORS.sub("", text.strip()).strip())
    plain += "." if _LONE_INITIAL.search(plain) else ""  # its full stop was taken for the sentence's
    plain = _ONE_TURNED.sub(r"\g<given> \g<family>", plain)
    plain = _FIRST_TURNED.sub(r"\g<given> \g<family>", plain)
    turned = INVERTED.sub(lambda match: f"{match['given'].strip()} {match['family']}{_trailing(match['given'])}", plain)
    names = [part.strip() for part in _AND.split(turned) if part.strip()]
    if len(names) == 2 and turned == plain and "," in plain and not any(" " in name for name in names):
        names = [f"{names[1]} {names[0]}"]  # "Schetter, Conrad"
    return names


def _trailing(words: str) -> str:
    return words[len(words.rstrip()) :]


@functools.lru_cache(maxsize=1_000)
def names_medium(words: str) -> bool:
    """Return whether `words` name a news medium, by a word of theirs or as a name that is known.

    >>> names_medium("Tarvia News Agency"), names_medium("La Repubblica"), names_medium("Oxford University Press")
    (True, True, False)
    """
    return NEWS_NAME.search(words) is not None or is_medium(words)


def is_person(text: str) -> bool:
    """Return whether `text` looks like one person's name.

    >>> is_person("Tetsuro Iji"), is_person("Anna Łabuszek"), is_person("World Bank"), is_person("In July")
    (True, True, False, False)
    """
    words = text.replace(",", "").split()
    if not words or len(words) > MAX_NAME_WORDS or len(text) >= MAX_NAME_LETTERS or words[0].casefold() in MONTH_OPENING:
        return False
    named = all(
        _NAME_WORD.match(word)
        and (word[0].isupper() or word in _PARTICLES or word[:3] in ("al-", "el-") or word[:2] in ("d’", "d'"))
        for word in words
    )
    return named and words[-1] not in _PARTICLES and not INSTITUTION.search(text)


_TITLE_OR_END = regex(r"[\"“„«»‘*]|$")
# "Zarina Holova, “…”", "Vasmer, op. cit." behind "Also"
_NAMES_LEAD = regex(r"(?:[^\W\d_a-z][\w’'.-]*,?\s(?:and\s)?){1,8}(?:[“\"‘'*]|op\.\s?cit|supra\b|\(n\.?\s\d|$)")
# Signals only right before a title: "in “Title”"; elsewhere these are words of a sentence.
_WEAK_SIGNALS = frozenset(
    "in by from and also or auch ebenso ferner außerdem desgleichen ebenfalls dazu hierzu ver veda vedi oraz samt viz vezi".split()
)


@functools.lru_cache(maxsize=16)  # the readers of one segment ask in turn
def read_signal(text: str) -> tuple[str | None, int]:
    """Return the words that introduce a citation ("See also"), and how many characters they and white space take.

    >>> read_signal("See also *Title*"), read_signal("In Kabul")
    (('See also', 9), (None, 0))
    """
    match = SIGNAL.match(text)
    word = match["signal"].strip().casefold() if match else ""
    weak = word in _WEAK_SIGNALS and not _TITLE_OR_END.match(text, match.end() if match else 0)
    if weak and word == "also" and match and _NAMES_LEAD.match(text, match.end()):
        weak = False
    if not match or weak:
        return None, len(text) - len(text.lstrip())
    return match["signal"].strip(" .,:"), match.end()
