"""The named patterns of what stands behind a title: series and numbers, pages, editors, imprints, kinds, and what is no part.

Each with a line that matches and one that must not; `citations.parsing.details` cuts them out of the words one after the other.
"""

from __future__ import annotations

import re

from citations.grammar import EDITED, LANGUAGES, NAMES
from citations.regex import regex

_X = re.VERBOSE

# --- words that are no part of the citation

# matches ", 09:40" behind a year, "9:14 a.m.", "19:00 GMT", "3:04pm": the time of day; not "vol. 3: 12"
CLOCK = regex(
    r"""(?<=\d\d),?\s+(?:à|um|alle(?:\sore)?|в|a\slas|às|o\sgodz\.)?\s*\d{1,2}(?:[:.]\d\d\s*(?:h|Uhr|ч)\b\.?|[hч]\s?\d\d)
    |(?<=(?:19|20)\d\d),?\s+(?:(?:à|alle(?:\sore)?|в|a\slas|às)\s+)?\d{1,2}:\d\d(?=\s*(?:[,.;)]|$))
    |(?<=(?:19|20)\d\d),\s\d{1,2}\.\d\d(?=\s*(?:[,;)]|\.?\s*$))
    |[\s,]{0,4}(?:\bat\s+)?\b\d{1,2}(?:[:.]\d\d(?::\d\d)?\s*|\s(?=[ap]\.?\s?m\b))(?:[ap]\.?\s?m\b\.?|GMT|UTC|MSK|CET|EST|EDT|МСК|Uhr)(?:\s*[A-Z]{2,4}\b)?""",
    _X | re.IGNORECASE,
)
# the figures of what CLOCK reads, asked first
CLOCK_FIGURE = regex(r"\d(?:[:.]\d|\s?[hчap])", re.IGNORECASE)
# matches "n.d.", "forthcoming", "б. г."; not "n.d.r."
NO_DATE = regex(
    r"""[\s,(]{0,4}\b(?:n\.\s?d\.?|undated|no\s+date|o\.\s?J\.|s\.\s?d\.|б\.\s?г\.|forthcoming|in\s+press|im\s+Erscheinen|в\s+печати)
    (?=\s*[),;.]|\s*$)""",
    _X | re.IGNORECASE,
)
# of what NO_DATE reads, one is in the folded words
NO_DATE_STEMS = ("n.", "undated", "date", "o.", "s.", "б.", "forthcoming", "press", "erscheinen", "печати")

# matches "which the ministry denied", "quoting a witness": a part that says something of the source; not "White"
ASIDE = regex(
    r"^(?:which|who|whom|whose|where|that|in\s+which|quoting|citing|saying|noting|arguing|describing|and\s+(?:also|others|many)|со\s+ссылкой\s+на|по\s+(?:данным|сообщению|информации)|бо\s+истинод|unter\s+Berufung\s+auf|unter\s+Hinweis\s+auf|citant|citando|according\s+to|based\s+on|as\s+updated|and\s+updated|(?:has\s+|had\s+)?(?:reported|noted|wrote|observed|claimed|argued|showed)(?:\s+that)?$)\b",
    re.IGNORECASE,
)
# matches "and confirmed by the service a week later", a part behind the date that goes on with the sentence; not "Andes"
GOES_ON = regex(
    r"^(?:and|but|although|though|while|after|before|because|since|when|as|shows?|says?|put|puts|confirms?|и|но|und|aber|et|mais)\b",
    re.IGNORECASE,
)
# matches "the bribe was paid in gold", "the minister denied it", a part behind the date that is a clause of its own; not "the Hague"
TELLS_ON = regex(
    r"^[a-zа-яё][^“”«»]*?\s(?:is|are|was|were|has|have|had|will|would|could|did)\s|^(?:the|he|she|they|it)\s(?:[\w’'-]+\s){0,4}[a-z]{2,}ed\s"
)
# matches "v. 12.3.1994", "№ 122 (23 214)": a German "vom" in short, and a paper's number of all years beside that of the year
SHORT_OF = regex(r"(?<=\s)v\.\s+(?=\d{1,2}\.)")
NUMBER_OF_ALL = regex(r"((?:№|[Nn]o\.)\s?\d{1,4})\s\((?!(?:19|20)\d\d\))\d[\d\s]{0,7}\)")
# matches "Pamir Daily via BBC Monitoring", "Vremya citing AKIpress", "Le Monde avec AFP": an outlet, and from whom it has its words
PASSED_ON = regex(
    r"^(?P<name>[^\W_].{1,80}?)\s(?:(?:via|citing|quoting|со\s+ссылкой\s+на)\s+[^\W\d_a-zа-яё].*|(?:avec|with|mit|con|with\sreporting\sby)\s(?:[A-ZА-Я]{2,8}|[a-z]pa|Reuters|Bloomberg|les\sagences|agencies|Agenturen|agencias)(?:\s(?:and|et|und|y)\s\S+)?)$"
)
# matches "(in Russian)", "(French)", "[на русском]", ", in Uzbek" at the end; not ", in Kabul"
LANGUAGE_NOTE = regex(
    rf"[\s,]{{0,4}}[(\[]\s*(?:in\s+[A-Z][a-z]+|{LANGUAGES}|на\s+\w+|ба\s+забони\s+\w+)\s*[)\]]|,\s*in\s+{LANGUAGES}\s{{0,4}}\.?\s{{0,4}}$"
)
# matches "(emphasis added)", "(quoting the ministry)", "(in Russian)", "(hereafter *Insurgents*)"; not "(London: Penguin, 2012)"
REMARK = regex(
    r"""[\s,]{0,4}\((?:emphasis|italics|my|our|author[’']?s?|translat\w+|quoting|citing|referring|reporting|noting|stating|arguing|discussing|describing|hereafter|hereinafter|henceforth|далее|курсив|перевод|subscription|paywall|registration|op-ed|also|archived?|\d+\s+parts|parts?\s+(?:\d+|one|two|three|[IV]+)|sources?|источник|first|originally|with|which|who|where|as|via|on\s+file|copy)\b[^()]*(?:\([^()]*\)[^()]*)?\)""",
    _X | re.IGNORECASE,
)
# matches "[video]", "[op-ed]", "[in Russian]" behind a title or an outlet: the kind of thing, no name and no translation
KIND_IN_BRACKETS = regex(
    r"\s{0,4}\[(?:video|audio|podcast|film|photo|blog|op-?ed|opinion|editorial|comment(?:ary)?|column|analysis|interview|letter|feature|obituary|review|Kommentar|Meinung|tribune|opinión|opinione|колонка|мнение|интервью|online|en\s+ligne|en\s+línea|web|image|map|data\s?set|press\s+release|in\s+[A-Z][a-z]+|видео|аудио)\]",
    _X | re.IGNORECASE,
)
# matches "ISBN 978-0-472-10000-1", "ISSN 1234-5678", "OCLC 12345": what a catalogue calls the work
CATALOGUED = regex(
    r"[\s,.]{0,4}\b(?:ISBN(?:-1[03])?|e?ISSN|OCLC|PMID|PMC|S2CID|JSTOR|LCCN|EAN):?\s*[\dX][\dX-]*|[\s,.]{0,4}\b(?:doi|hdl):\s?\S+(?<![.,;])",
    _X,
)
# matches "via BBC Monitoring", "via Factiva": through whom it was read, not who published it
CARRIER = regex(
    r"^(?:via|through|per|через|(?:as\s+)?(?:carried|reprinted|republished|reproduced|monitored)\s+(?:in|by)|accessed\s+(?:via|through))\s+[^\W\d_a-zа-я][\w.’& -]{1,40}$",
    _X,
)
# matches ", via BBC Monitoring Central Asia, 3 June 2016" at the end: through whom, and when it was passed on
CARRIED = regex(
    r",\s+(?:via|in(?=\s(?:FBIS|JPRS|SWB|BBC\s(?:SWB|Monitoring|Summary))\b)|(?:as\s+)?(?:carried|reprinted|republished|monitored|translated)\s+(?:in|by))\s+[^\W\d_a-zа-я][^,;()]{1,60}(?:,\s+(?:\d{1,2}\s[^\W\d_]{3,12}|[A-Z][a-z]{2,8}\.?\s\d{1,2},)\s(?:19|20)\d\d)?(?:,\s(?:pp?\.\s)?\d{1,4}(?:-\d+)?)?\s*\.?$",
    _X,
)
# matches "interview with Bishop Paulo Nkem", "интервью министра", "intervista a" behind a printed title: what kind of piece it is
INTERVIEW_ASIDE = regex(
    r"""^(?:an?\s+|im\s+|из\s+)?(?:(?:interview(?:ed)?|conversation|интервью|інтерв[’'ʼ]ю|бесед[аы]|Gespräch|entretien|entrevista|intervista|colloquio|wywiad|rozmowa|conversa)
        \s+(?:with|by|с|со|з|із|mit|von|avec|de|con|com|a|ao?|di|z|ze)\s+\S|(?:интервью|інтерв[’'ʼ]ю|мусоҳиба)\s+(?-i:[^\W\d_a-zа-я])
        |(?:propos|réponses?)\s+recueillis?\s+par\s|беседовала?\s|(?:записала?|спрашивала?)\s(?-i:[А-Я])|rozmawiał[ai]?\s|a\s+colloquio\s+con\s)""",
    _X | re.IGNORECASE,
)
# matches ", op-ed by Ann Lee,", ", Gastbeitrag von Karl Roth,", ", tribune de Paul Roux,": a piece by somebody whom it names
PIECE_BY = regex(
    rf"""[,.]?\s+(?:an?\s+)?(?:(?:guest|op-?ed)\s+)?(?:op-?ed|essay|column|commentary|comment|opinion|letter|analysis|report|dispatch|Gastbeitrag|Kommentar|Leitartikel|Essay|Reportage|tribune|chronique|analyse|columna|tribuna|análisis|reportaje|artículo|commento|editoriale|analisi|колонка|комментарий|репортаж|статья)
    \s+(?:by|von|par|de|di|por)\s+(?P<by>{NAMES})(?=,\s)""",
    _X,
)
# matches ", the *" and ", en el *": an article, and "in", before an emphasised outlet
ARTICLE_BEFORE = regex(
    r"(?:,|^)\s{0,2}(?:(?:în|u|em)\s+(?=\*)|(?:in|dans|en|su|w|в|în|u|em)\s+(?!\*)|(?!\*))(?:[Tt]he|[Ee]l|[Ll][aeo]s?|[Ii]l|[Gg]li|I|[Dd](?:er|ie|as|em|en)|nel|nella|sul|sulla|dans|en|no|na|O|A)?\s*(?<=[\s,])(?=\*)"
)
# matches "YouTube", "Vimeo" behind an outlet: a platform, which carried what the outlet made
PLATFORM = regex(
    r"(?:Facebook|YouTube|Youtube|Vimeo|Dailymotion|Ru[Tt]ube|Spotify|Sound[Cc]loud|Apple\sPodcasts|Odysee|Rumble|Twitch|Ютуб|Рутуб)(?:\s(?:video|clip))?"
)
# matches "*The News Agents* podcast", "“Today in Focus” podcast": a name set off, and its kind in small letters; not "News podcast"
NAME_AND_KIND = regex(
    r"^(?:\*(?P<emphasised>[^*]{2,60})\*|[«“„\"](?P<marked>[^«»“”„\"]{2,60})[»”“\"])\s(?:podcasts?|programmes?|programs?|show|newsletter|newspaper|magazine|website|series|broadcast|подкаст|программа|газета|журнал)$"
)
SITES = "Facebook|Twitter|X|Instagram|Telegram|VKontakte|VK|LinkedIn|YouTube|TikTok|Odnoklassniki|WhatsApp|Medium|Телеграм|Фейсбук|Инстаграм|Твиттер|ВКонтакте|Одноклассники"
POSTED = r"(?:[Pp]ost|posted|[Ss]tatus|[Uu]pdate|[Ss]tatement|[Vv]ideo|[Tt]hread|[Mm]essage|[Cc]omment|[Tt]weet|[Пп]ост|[Зз]апись|[Пп]аёми?|[Нн]авишта(?:ҳо)?и|[Вв]идео(?:запись)?|[Сс]ообщение|[Пп]убликация|[Зз]аявление|[Кк]омментарий|Beitrag|Kommentar|Mitteilung|[Pp]ublication|[Cc]ommentaire|[Pp]ublicación|[Mm]ensaje|[Pp]aylaşım)s?"
# matches "post on Facebook", "Facebook page", "Telegram channel", "пост в Telegram-канале": a post, and where it stands
POST_ON = regex(
    rf"""^(?:{POSTED}\s+(?:(?:on|to|via|in|в|на|auf|bei|sur|en|su)\s+)?(?:(?:its|his|her|their|the|своём|своем|своей|официальн\w+|sa|son|ihrem|seinem|ihrer|seiner|su)\s+){{0,2}}(?:official\s+|verified\s+)?
    (?P<site>{SITES})(?:\.com)?(?:[\s-](?:channel|page|account|feed|group|profile|канале|странице|аккаунте|группе|Kanal|Seite))?
    |(?P<site2>{SITES})(?:\.com)?[\s-](?:post|page|status|account|thread|channel|update|video|story|profile|group|пост|канал|Beitrag|Post))$""",
    _X,
)
# matches "blog post", "blog entry" beside the name of the blog; not "Lawfare Blog"
BLOG_POST = regex(r"^(?:web)?blog\s?(?:post|entry)?$|^запись\s+в\s+блоге$", _X | re.IGNORECASE)
# matches "video", "op-ed", "podcast": what kind of thing it is, said beside the outlet; not "Video News"
KIND_ASIDE = regex(
    r"^(?:video|audio|podcast|web\s?page|web\s?site|home\s?page|op-?ed|opinion(?:\s+piece)?|editorial|commentary|comment|photo(?:\s+essay|\s+gallery)?|infographic|transcript|broadcast|online|web|print(?:\s+edition)?|vid[ée]o|vídeo|(?:видео|аудио)(?:запись)?|подкаст|unpublished|mimeo|(?:news|feature|magazine|background)\s+(?:report|story|article|piece)|report|rapport|Bericht|informe|rapporto|raport|отч[её]т|доклад|документ|репортаж|статья)$",
    _X | re.IGNORECASE,
)
# matches "speech", "Speech at the Baku Forum", "keynote address by President Idris Mahama": that the title was spoken, and by whom;
# not "Address Unknown"
SPOKEN = regex(
    r"""^(?:(?:opening|closing|keynote|public|televised|inaugural)\s+)?(?:speech|remarks|address|lecture|keynote|talk|Rede|Ansprache|Vortrag|discours|allocution|discurso|discorso|выступление|речь|обращение|лекция|суханронӣ)
    (?:\s+(?:delivered\s+|given\s+)?(?:(?:by|von|par|por|di)\s+(?P<by>(?-i:[^\W\d_a-zа-яё]).*)|(?:at|to|in|before|on|for|auf|vor|bei|in|im|an|à|au|devant|en|ante|na|на|в|перед|к|дар)\s.*))?$""",
    _X | re.IGNORECASE,
)
# matches "as made public by WikiLeaks", "released by WikiLeaks"; who holds a paper that its author did not publish
MADE_PUBLIC = regex(
    r"(?:as\s+)?(?:made\s+public|released|leaked|obtained|published\s+online|disclosed)\s+(?:by|through|via|on)\s+(?P<archive>[^,;]+)|(?:(?:a\s+)?cop(?:y|ies)\s+)?(?:on|in)\s+file\s+with\s+(?P<file>[^,;.()]+)|copy\s+in\s+(?P<own>(?:the\s+)?(?:author|possession)[^,;.()]*)",
    _X,
)

PUBLIC_STEMS = ("public", "leas", "leak", "obtain", "publish", "disclos", "file", "copy in")  # one is in what MADE_PUBLIC reads
CATALOGUE_STEMS = ("ISBN", "ISSN", "OCLC", "PM", "S2CID", "JSTOR", "LCCN", "EAN", "doi", "hdl")  # one is in what CATALOGUED reads

# --- series, numbers, volumes

NUMBER_SIGN = r"(?:[Nn][°ºo˚]s?\.?|Nos?\.|nos?\.?|[Nn]umbers?|№|\#|[Ii]ssues?|[Hh]eft|[Вв]ып\.|бр\.|br\.|[Nn]r\.?|[Nn]úm\.?|[Nn]um\.|(?<=,\s)n\.)"
# matches "RCA Issue 755", "PONARS Eurasia Policy Memo no. 218", "no. 29"; not "Article 102"
NUMBERED = regex(rf"^(?P<series>.*?)[\s,]*(?<!\w){NUMBER_SIGN}\s*(?P<number>\d[\w/.–-]*)$", _X)
_KIND_OF_SERIES = r"(?:Reports?|Briefings?|Papers?|Memos?|Memoranda|Updates?|Briefs?|Studies|Study|Bulletins?|Series|Commentar(?:y|ies)|Backgrounders?|Notes?|Dossiers?|Statements?|Newsletters?|Digests?)"
# matches "Policy Brief", "Research Paper", "2 vols.": what kind of publication, without a name of its own; not "Lake Papers"
SERIES_ALONE = regex(
    r"""^(?:(?:(?:Policy|Issue|Research|Working|Discussion|Occasional|Briefing|Background|Position|Strategic|Special|Country|Fact|White|Technical|Staff|Legal|Media)\s+)
    (?:Brief(?:ing)?s?|Papers?|Reports?|Notes?|Memos?|Sheets?|Update|Analysis|Studies|Study)|Backgrounder|Commentary|Analysis|\d+\s+vols?|in\s+\d\s+vols?)\.?$""",
    _X,
)
# matches "Working Paper 44", "IFPRI Discussion Paper 1234": a series and a number without its sign
SERIES_AND_NUMBER = regex(
    r"^(?P<series>(?:[A-Z][\w’/-]*\s){0,6}(?:Working|Discussion|Policy|Research|Occasional|Briefing|Staff|Technical|Background|Issue|Strategic|Special)\s(?:Papers?|Briefs?|Memos?|Notes?|Reports?|Stud(?:y|ies)))\s(?P<number>\d[\w/.–-]*)$"
)
# matches "Crisis Group Asia Reports N°s 162", "Crisis Group Report", "UN Report S/2015/12"; not "Rapid Report Ltd said"
SERIES_BEFORE = regex(
    rf"^(?P<series>[A-ZА-Я][^,]*?\b{_KIND_OF_SERIES})(?:[\s,]*(?:{NUMBER_SIGN})?\s*(?P<number>[A-Z]{{0,3}}[/-]?\d[\w/.–-]*))?$",
    _X,
)
# matches "and 205", "205", "and N°59": a further number of the series before
NUMBER_ALONE = regex(rf"^(?:and\s+|&\s*)?(?:{NUMBER_SIGN}\s*)?(?P<number>\d[\d/–-]*)$", _X)
# matches "S/2015/12", "A/HRC/28/4", "GAO-19-223", "COM(2015) 50 final", "2013/255/CFSP"; not "RFE/RL", "and/or"
DOCUMENT_SYMBOL = regex(
    r"""^(?:(?:U\.?\s?N\.?\s+)?[Dd]oc(?:ument)?\.?\s+|(?:Index|Ref(?:erence)?|AI\s+Index|Doc)(?:\s+(?:No|no)\.?)?:?\s+)?(?P<symbol>[A-Z]{2,4}\s\d{2}/\d{3,4}/\d{4}|[A-Z]{2,4}\.[A-Z]{2,4}/\d[\w/.()-]*|[A-Z]{1,3}-?\d{3,6}(?:-[A-Z\d]{1,4})?|[A-Z]{2,5}-\d{2,4}-\d{2,5}[A-Z]{0,2}|[A-Z]{2,3}\s\d{2,4}|[A-Z][A-Za-z]*(?:/[\w.()-]+)*/[\w.()-]*\d[\w.()/-]*|(?:COM|JOIN|SWD|SEC|C)\s?\(\d{4}\)\s?\d+(?:\s+final)?|\d{4}/\d+/[A-Z]{2,})$""",
    _X,
)
# matches "UN Security Council Resolution 2195", "Law no. 489", "Council Decision 2013/255/CFSP"; not "Law enforcement"
NUMBERED_ACT = regex(
    rf"""^(?P<body>[A-ZА-Я][^,;“”"«]*?\b)?(?:Resolution|Decision|Regulation|Directive|Decree|Order|Law|Act|Protocol|Постановление|Указ|Закон|Распоряжение)
    \s+(?:\([A-Z]{{2,4}}\)\s+)?(?:(?:{NUMBER_SIGN}|No)\s*)?(?P<number>\d[\w/().–-]*)$""",
    _X,
)
# matches "Communiqué n°064 du Gouvernement", "Press Release No. 14 of the Commission": a paper that goes by its number and giver
NUMBERED_PAPER = regex(
    rf"""^(?:Communiqué|Comunicado|Comunicato|Décret|Arrêté|Ordonnance|Circulaire|Note|Nota|Press\s[Rr]elease|Statement|Circular|Pressemitteilung|Rundschreiben|Bekanntmachung|Заявление|Сообщение|Циркуляр)
    \s(?:{NUMBER_SIGN}|[Nn]\.[º°o])\s?(?P<number>\d[\w/.-]*)(?:\s(?:de|du|des|del|della|of|the|der|des|dell[’']|von|portant|relati[fv]\w*|[А-Я]).*)?$""",
    _X,
)
# matches "the 2015 edition of the INCSR"; a sister volume named in words
EDITION_OF = regex(
    r"\bthe\s+(?P<year>(?:19|20)\d\d)\s+(?:edition|issue|version|volume|report)\s+of\s+(?:the\s+)?(?P<title>[A-Z][^,.;]*)", _X
)
# matches "vol. 24", "Volume 3"; not "volatile"
VOLUME = regex(r"^(?:vol(?:ume)?|Bd|т|том|cilt|Jg|t|tom|tome)\.?\s*(?P<volume>\d+|[IVXLC]+)$", _X | re.IGNORECASE)

# --- pages and other places in the work

# matches "pp. 1-23", "p. 288", "с. 14–15", "S. 44 f.", "pág. 31", "Seite 7", "at 12"; not "map. 3"
PAGES = regex(
    r"""(?<![\w.])(?:(?:[Pp]p?|[Сс]тр?|[сС]|саҳ|S|pages?|at\s+pp?)\.?|[Pp][áa]gs?\.|Seiten?|blz\.|s\.|ss\.|str\.|sh\.|at(?=\s))\s*(?P<pages>[A-Z]?\d+(?:\s?[-–—]\s?\d+)?(?:,\s?\d+(?:[-–]\d+)?)*(?:\s?ff?\.)?)(?!\w)""",
    _X,
)
# matches "(2015): 112-120", ", 45–67." at the end of a Chicago note; not ", 2015"
PAGES_BARE = regex(
    r"""(?:(?<=\))\s*:?\s*|(?<=\*)\s+|,\s*|:\s*|^\s*)(?P<pages>(?!(?:1[5-9]|20)\d\d\b(?![-–]))[A-Z]?\d{1,4}(?:n\d+|[-–]\d{1,4})?(?:,\s\d{1,4}(?:[-–]\d{1,4})?)?|[ivxlc]{1,7})(?=\s*$)|,\s(?P<inner>\d{1,4}[-–]\d{1,4})(?=\.\s+[^\W\d_a-z])""",
    _X,
)
# matches "para. 12", "Article 7", "sec. A", "fn. 3": a place in the work; not "Section of Justice"
LOCATOR = regex(
    r"""^(?:\(?(?:at\s+)?paras?|paragraphs?|art(?:icle)?s?|sec(?:tion)?s?|ch(?:apter|ap)?s?|annex|table|fig(?:ure)?|box|folder|§+|¶+|п|ст|гл|kap|cap|chapitre|rozdz|cols?|ss?|esp|pp?|fasc|slide|min)\.?
    \s*(?:\d[\w().:–-]*|[A-Z]|[IVX]+(?:\.[A-Z\d])*)(?:(?:,?\s+(?:and|to|&)\s+|,\s?)[\w().–-]+)?\)?$|^\[\d+\](?:[-–]\[\d+\])?$|^\(?pp?\.\s*\d[\d–-]*\)?$|^s\.v\.""",
    _X | re.IGNORECASE,
)

# what is left of "(pp. 241–258)" when the pages are out
EMPTY_BRACKETS = regex(r"\s{0,4}\([\s,]{0,6}\)")

# --- editors, editions, kinds

# matches "4th edn", "2nd ed.", "rev. ed.", "2. Aufl.", "3-е изд."; not "ed. Mark Roe"
EDITION = regex(
    r"""(?<![\w-])(?P<edition>(?:\d{1,2}(?:st|nd|rd|th|\.|-е|e|ème)?|[Rr]ev(?:ised|\.)?|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Nn]ew|[Uu]pdated|[Ee]xpanded)(?:,?\s+(?:(?:neu|vollst\.)\s)?(?:bearb(?:eitete)?|neubearb|rev|expanded|updated|überarb(?:eitete)?|erw(?:eiterte)?|aktual(?:isierte)?|verb|durchges|unveränd|доп|испр|перераб|corr|augm|rév|wyd)\.?,?(?:\s(?:u\.|und|and|и|et|i)\s[^\W\d_]{3,14}\.?)?)?)\s+(?:edn|ed|edition|Aufl|Auflage|изд|éd)\b\.?""",
    _X,
)
EDITION_WORD = regex(r"\s(?:ed|Aufl|изд|éd)")  # of what EDITION reads, asked first
# matches "ed. Mark Roe and Ann Lee", "trans. Paul Avery", "edited by X", "под ред. А. Б."; not "ed." alone
CONTRIBUTORS = regex(
    rf"""(?:[\s,(]{{1,4}}|(?<![\w\s,(]))(?=[EeTtHhüFfIsarПпОоСс])(?P<role>[Ee]ds?\.(?:\s+by)?|[Ee]dited\s+by|ed\s+by|[Tt]rans(?:l)?\.(?:\s+by)?|[Tt]ranslated\s+by|[Hh]rsg\.\s+(?:von|v\.)|hg\.\s+(?:von|v\.)|übers\.\s+(?:von|v\.)|[Ff]oreword\s+by|[Ii]ntroduction\s+by
    |sous\s+la\s+dir(?:\.|ection)\s+de|a\s+cura\s+di|[Пп]од\s+(?:общ\.\s+)?ред\.|[Пп]ер\.\s+с\s+\w+\.?(?:\s+яз\.)?|[Оо]тв\.\s+ред\.|[Сс]ост\.|red\.|ed\.\s+by)\s+(?P<names>{NAMES})""",
    _X,
)
# matches "in Tom Everett, ed., " and "in: Peter Linke (Hrsg.), " before a book's title; "in " before an emphasised title
HOST = regex(
    rf"""^[\s,.;:(]*\b(?:[Ii]n:?|[Вв]\s+кн\.:?|в\s+сб\.:?|dans|en|[Ww]:)\s+(?:(?P<editors>{NAMES}),?\s*{EDITED}(?:\s\((?:19|20)\d\d\))?,?\s*)?(?=[*“"«„‘A-ZА-Я])""",
    _X,
)
# matches "in: Hart, P. and Simms, J. (eds.) " before a book's title: editors with their initials, or a name that NAMES does not read
HOST_TURNED = regex(
    r"^[\s,.;:(]*\b(?:[Ii]n:?|[Вв]\s+кн\.:?|dans|[Ww]:)\s+(?P<editors>[^\W\d_a-z][\w’'-]+,?\s[^()*“”\"«»\d]{2,100}?),?\s*\((?:eds?|Eds?|Hrsg|Hg|ред)\.?\)(?:\s\((?:19|20)\d\d\))?,?:?\s*(?=[*“\"«„‘A-ZА-Я])"
)
# matches "by Sophie Lang", "par Marie Blanc" behind a title; not "by the sea", "von Berlin nach Paris"
BY = regex(r"by\s+(?P<names>[^\W\d_a-z].*)|(?:von|par|por|di|автор:?)\s+(?P<abroad>[^\W\d_a-z][\w’-]+\s[^\W\d_a-z].*)")
# matches "by our Special Correspondent", "from a staff reporter", "от нашего корреспондента": whom a paper did not name
OWN_REPORTER = regex(
    r"(?:by|from|von|de|par|от|dal|del)\s(?:our|its|an?|the|unsere[mr]|notre|un|наш\w+|собственн\w+|nostro|nuestro)\s(?:[\w’'-]+\s){0,3}(?:correspondents?|reporters?|staff|korrespondent\w*|correspondant\w*|envoyé\w*(?:\sspécia\w+)?|корреспондент\w*|corrispondente|inviato|enviado|corresponsal)",
    re.IGNORECASE,
)
# matches "(Lola Khan)" of "“Title” (Lola Khan), Outlet"; not "(Kabul)"
WRITER = regex(r"\s{0,4}\((?P<by>[^\W\d_a-z][^\W\d_]+\s[^()\d,]{2,40})\)(?=,\s+[^\W\d_])")
# matches "(AFP)" of "“Title” (AFP), Dawn": whose words the outlet printed
AGENCY = regex(r"\s{0,4}(?P<brackets>\((?P<name>[^()\d]{2,30})\))(?=,\s+(?P<next>[^\W\d_]+))")
# matches "(PhD diss., University of Chicago, 2010)"'s first part, "unpublished doctoral thesis", "автореф. дис. … канд."
THESIS = regex(
    r"""\b(?:(?:unpublished|unpubl\.)\s+)?(?:(?:Ph\.?\s?D\.?|DPhil|M\.?\s?A\.?|M\.?\s?Sc\.?|MPhil|LL\.?M\.?|[Dd]octoral|[Mm]aster[’']?s?(?:\s+degree)?|undergraduate|BA|thèse\s+de)\s+(?:diss(?:ertation|\.)?|thesis|doctorat)|[Dd]octoral\s+dissertation|Diss(?:ertation|\.)(?:,?\s+(?:phil|jur|med|rer\.\s?\w+|Univ)\.)?
    |Magisterarbeit|Diplomarbeit|автореф(?:ерат|\.)\s+дис(?:с)?\.|дис(?:с|сертация)?\.\s+(?:…|\.\.\.)?\s*(?:канд|докт|д-ра|к)\w*)""",
    _X,
)
# matches "working paper", "paper presented at the annual meeting of …"; the kind of thing, said within brackets
GENRE = regex(
    r"""^(?:(?:unpublished\s+)?(?:working|discussion|conference|policy|research|occasional|seminar)\s+paper|unpublished\s+(?:manuscript|report|paper|ms\.?)|manuscript|paper\s+(?:presented|given|delivered)\b.*|lecture(?:\s+at\b.*)?|сб(?:орник|\.)\s+(?:статей|ст\.)|учеб(?:ник|\.)?.*|монография)$""",
    _X | re.IGNORECASE,
)
# matches "press release", "CSTO press release"
_RELEASE = r"\b(?:press\s+(?:release|statement|communiqu[ée])|media\s+release|news\s+release|пресс-релиз|comunicado(?:\s+de\s+prensa)?|communiqué(?:\s+de\s+presse)?|pressemitteilung|nota\s+de\s+prensa|comunicato(?:\s+stampa)?|komunikat(?:\s+prasowy)?|persbericht)"
RELEASE = regex(_RELEASE + r",", _X | re.IGNORECASE)
# of what RELEASE reads, one is in the folded words
_RELEASE_STEMS = ("press", "release", "релиз", "comunica", "communiqu", "mitteilung", "nota", "komunikat", "persbericht")
PRESS_RELEASE = regex(rf"^(?P<body>.*?)\s*{_RELEASE}$", _X | re.IGNORECASE)
# matches "U.S. embassy Bishkek cable", "cable 08NAIROBI2113"; not "cables"
CABLE = regex(r"^(?P<body>.*?)\s*\b(?:diplomatic\s+)?cable(?:\s+(?P<number>\S*\d\S*))?$", _X | re.IGNORECASE)
# matches "газета «Дело №»", "the newspaper “Zarya”": a name in marks, and what it is
NAMED_IN_MARKS = regex(
    r"""^(?:(?:the\s+)?(?:daily|weekly|newspaper|magazine|journal|agency|website|portal)|(?:еженедельная\s+|информационное\s+|интернет-)?(?:газета|журнал|агентство|телеканал|радиостанция|сайт|портал|издание)|ИА|в(?:-к|естник)?\.|вестник|dziennik|tygodnik|gazeta|list|deník|cotidianul|quotidiano|рӯзномаи|ҳафтаномаи|маҷаллаи|сомонаи|die\s+Zeitung|Zeitung|Zeitschrift)
    \s+[«“„"](?P<name>[^«»“”"]{2,60})[»”“"]$""",
    _X | re.IGNORECASE,
)
# matches "blog", "weblog"; not "Blogosphere"
BLOG = regex(r"\b(?:blog|blogpost|weblog|блог)\b", re.IGNORECASE)

# --- parts and imprints

# matches " [Daily Sabah, 6 November 2016]." as all that stands behind a title; not "[2005] PL 440"
ALL_IN_BRACKETS = regex(r"^\s*\[(?P<inside>[^\[\]]{8,120}\b(?:19|20)\d\d)\]\s*\.?$")
# matches "Chicago: Plains University Press", within the brackets of a year; not "vol. 3: 12"
IMPRINT = regex(r"^(?P<place>[^\W\d_a-z][^\d:;]{1,40}?)\s?:\s+(?P<publisher>[^\W_a-z].*)$")
# matches "Europas neue Nachbarn (SWP-Studie 12/2011)": a title, and the number of its series
SERIES_BEHIND = regex(
    r"^(?P<name>.+?)\s*\((?P<series>[^()\d]*(?:Studie|Paper|Papier|Report|Bericht|Brief|Briefing|Aktuell|Series|Reihe|Memo)[^()\d]*?)[\s,]*(?:(?:Nr|No|no|nr)\.?\s*|№\s*)?(?P<number>\d[\w/.-]*)\)$"
)
# matches "Vremya (Almaty)", "The Star [Nairobi]"; not "(Almaty)"
CITY_BEHIND = regex(r"^(?P<name>.+?)\s*[(\[](?P<place>[^()\[\]]{2,40})[)\]]$")
# matches "人民日报 [People’s Daily]", "Хаёт (Life)": a name in letters other than Latin, and what it means or how it sounds
TRANSLATED_NAME = regex(
    r"^(?P<name>(?:[^\W\d_A-Za-zÀ-ɏ]|[\d\s’'«».&-])*[^\W\d_A-Za-zÀ-ɏ](?:[\d\s’'«».&-])*?)\s*[\[(](?P<translation>[^()\[\]]*[A-Za-z]{2}[^()\[\]]*)[\])]$"
)
# matches "KABUL (Reuters)", the line from which an agency reports
CITY_BEFORE = regex(r"^(?P<place>[^()]{2,40}?)\s\((?P<name>[^()]{2,40})\)$")
# matches "Plains University Press", "Brill"; not "Pressure"
PRESS = regex(
    r"\b(?:Press|Publish\w+|Books?|Verlag|Editions?|Éditions?|Presses|Routledge|Springer|Palgrave|Macmillan|Penguin|Brill|Издательств\w+|Изд-во)\b"
)


def press_release(words: str) -> re.Match[str] | None:
    """Return whose press release the words name, as PRESS_RELEASE reads them."""
    folded = words.casefold()
    return PRESS_RELEASE.match(words) if any(stem in folded for stem in _RELEASE_STEMS) else None


def cable(words: str) -> re.Match[str] | None:
    """Return whose cable the words name, as CABLE reads them."""
    return CABLE.match(words) if "cable" in words.casefold() else None
