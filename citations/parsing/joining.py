"""Whether a piece of a note behind a full stop goes on with the citation before it: "Title // Outlet. 05.10.2015. С. 14".

Enters: what stands before the stop, the piece, and the text from its beginning. Leaves: yes or no. House styles, encyclopedias,
the Russian standard and German notes set full stops inside one citation; each manner is a pattern with its sample.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.parsing import imprint, russian
from citations.parsing.channels import CHANNEL_STOPPED
from citations.parsing.cities import is_city
from citations.parsing.contained import BYLINE
from citations.parsing.issuers import is_issuer
from citations.parsing.law import SIGNED_BEHIND, TREATY
from citations.quotation import speaks

MIN_WHOLE = 60  # characters of a piece that may be a citation by itself; a shorter one goes on
MAX_CUT_WORDS = 12  # of the outlet and date that a slip of punctuation cut from their title
LONGEST_TITLE = 400  # characters
_LONGEST_REFERENCE = 600  # characters of an author-date reference that grows
# What follows a full stop inside one citation: "05.10.2015", "Июль 2018", "№ 5", "С. 14", "Режим доступа: …", "Accessed …".
_CONTINUES = re.compile(
    r"""(?:(?:\d{1,2}[./]){2}\d{2,4}|\d{1,2}\s[^\W\d_]{3,9}(?:\s(?:19|20)\d\d)?(?:\s?[гр])?(?:\s\((?:№|N)[^()]{1,12}\))?\.?$|\d{1,2}\s[^\W\d_]{3,9}\s(?:19|20)\d\d(?:\s?г)?\.?\s+(?:https?:|www\.|pp?\.\s|с\.\s|S\.\s|\()|[^\W\d_]{3,9}\s(?:19|20)\d\d(?:\s?г)?\.?$|[–—-]?\s?(?:М|СПб|Л|К|[А-ЯҒҚҲҶӮІ][а-яёӣӯқғҳҷії]+)\.?(?:(?:;\s|\s?[–-]\s?)[А-Я][\w-]+)?(?:\s?:|,\s(?:19|20)\d\d)|[A-Z][a-z]+\.?\s\d{1,2},\s(?:19|20)\d\d|(?:19|20)\d\d\b|(?:№|N[°º]|No\.|[СCTТSs]\.|Ст\.|P\.|Pp\.|Vol\.|Т\.|Вып\.|Оп\.|Ф\.|Д\.|Л\.|URL
    |\d{1,2}-[ея]\s+изд|\d{1,4}\s[сс]\.$|https?:|As\s+of\s+[A-Z]|(?:(?:First\s+)?(?:Posted|Published)|Last\s+(?:updated|modified)|Updated|Aired|Опубликовано|Veröffentlicht|Publié)\s[^.]{0,12}\d|doi:|hdl:|Режим\s+доступа|Accessed|Archived|ISBN|ISSN|OCLC|Дата\s+(?:обращения|звернення)|Retrieved|Available|\[Электронный|[–—]\s))""",
    re.VERBOSE | re.IGNORECASE,
)
# "“Taliban Seize Kunduz.”", the title of a note whose style sets full stops between its parts
_TITLE_STOPPED = re.compile(r"^(?:[^“\"«]{0,60}\. )?[“\"«][^“”\"»]+[.?!][”\"»]$")
MIN_HEADLINE_WORDS, MAX_HEADLINE_WORDS = 3, 25
# "“Dam breach confirmed”.", alone or with its outlet behind, as encyclopedias set full stops between the parts
_TITLE_AND_STOP = re.compile(
    r"^(?:(?i:see|см\.|cf\.):?\s)?(?:[^“\"«*]{0,80}\.\s)?[“\"«][^“”\"»]{3,}[”\"»](?:\s\[[^\[\]]{2,200}\])?(?:\s\([^()]{2,40}\))?\."
    r"(?: [^\W\d_a-z][^“”\"«».,;]{1,40}\.)?$"
)
_OUTLET_STOPPED = re.compile(
    r"(?:[^\W\d_a-z][\w’'&/:-]*(?:\.(?=\w)\w+)?(?:\s(?:(?:of|the|and|for|on|de|der|la)\s){0,2}|(?=\.$|\s\())){1,9}"
    r"(?:\(in\s[A-Z][a-z]+\))?\.$"
)
# "Интервью автора с водителем.", "Interview with a driver.": who was heard, behind which a full stop stands
_HEARD_STOPPED = re.compile(
    r"(?:(?:личн|авторск)\w+\s)?(?:интервью|беседа|разговор|переписка|встреча|interview|gespräch)\b\D{0,160}\.$", re.IGNORECASE
)
# "Герат, октябрь 2019 г.", "Port Nura, 4 May 2014": where and when somebody was heard
_PLACE_AND_DATE = re.compile(
    r"[^\W\d_a-zа-яё][^\d,.;:“”\"«»]{1,40}(?:,\s[^\W\d_a-zа-яё][^\d,.;:“”\"«»]{1,40})?,\s(?:\d{1,2}\s)?[^\W\d_]{3,10}\s(?:19|20)\d\d(?:\s?г(?:\.|ода)?)?\.?$"
)
# "Arab News." of "Pilgrims stranded. Arab News. 3 October 2014.": what follows an outlet that ends in a full stop
_DATE_AHEAD = re.compile(
    r"[^;\n]{2,60}?\.\s+(?:\d{1,2}\.?\s[^\W\d_]{3,12}|[A-Z][a-z]{2,8}\.?\s\d{1,2},|\d\d?\.\d\d?\.)\s?(?:19|20)\d\d"
)
_DAY = r"(?:\d{1,2}\.?\s[^\W\d_]{3,12}\.?\s|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s|\d\d?[./]\d\d?[./])(?:19|20)\d\d"
_DAY_OF_ISSUE = re.compile(_DAY)
OUTLET_AND_DATE = re.compile(
    r"(?P<outlet>[^\W\d_a-zа-яё][^,.;:()]{2,40}?)(?:\s\([^()\d,]{2,30}\))?,\s(?:\d{1,2}\s(?:de\s)?[^\W\d_]{3,12}(?:\sdel?)?|[A-Z][a-z]{2,8}\.?\s\d{1,2},|\d\d?\.\d\d?\.)\s?(?:19|20)\d\d"
)
# "Вечерний Челябинск, № 41 (12 877), 2 июня 2023", "Кызылординские вести, 12.04.2022, с. 3": a paper by its number or page
_PAPER_AND_DAY = re.compile(
    rf"""[^\W\d_a-zа-яё][^,.;:“”"«»\d]{{2,40}},\s(?:{imprint.NUMBER_SIGN}\s?\d[\w./-]{{0,8}}(?:\s?\([\d\s,.]{{1,9}}\))?,\s{_DAY}
    |{_DAY}(?:\s?г\.)?,\s(?:pp?|с|стр|S|s)\.\s?\d)""",
    re.VERBOSE,
)
# "*Title*, FIN." and "TIMES (Jan. 8, 2020)": the name of a paper in capitals, cut by the stop of its short form
_CAPITALS_STOPPED = re.compile(r"\*,\s[A-Z]{2,7}\.$")
_CAPITALS_GO_ON = re.compile(r"[A-Z.&’']+(?:\s[A-Z.&’']+){0,4},?\s[(A-Z]")
# "Nomaden im Blick der Verwaltung, in: Osteuropa 62 (2012)": the end of a title without marks, and what holds it
_HOST_AHEAD = re.compile(r"[^;:\n“”\"«»*]{4,200}?[,?!]\s[iI]n:\s[^;\n]{2,120}?\b(?:19|20)\d\d\b")
# "Kloop. 2020.", "Human Rights Watch. 2014.": who issued, and the year, as author-date styles print them
_NAME_AND_YEAR = re.compile(
    r"(?:[^\W\d_a-zа-яё][\w’'&/.-]*\s(?:(?:of|the|and|for|de|la)\s){0,2}){0,6}[^\W\d_a-zа-яё][\w’'&/.-]*\.\s(?:19|20)\d\d[a-z]?\."
)
# "Von Tim Brand.", "By Ann Lee and Bo Kim.", "Автор: О. Назаров.": the byline behind a headline, as the paper prints both
_BYLINE_STOPPED = re.compile(rf"(?:{BYLINE})\.", re.VERBOSE)
_BYLINE_AT_END = re.compile(rf"[.?!]\s(?:{BYLINE})\.$", re.VERBOSE)
# a verb or an article that a sentence has and a headline leaves out; marks, signals
_TOLD = re.compile(
    r"\b(?:the|an?|is|are|was|were|has|have|had|will|would|did|said|told|he|she|they|it|its|their|this|that|see|ibid)\b|[“”\"«»*;:]|^(?:См|Там|Это|Он|Она|Они)\b",
    re.IGNORECASE,
)
# "Онлайн", "Фото", "Live": what kind of piece a title ends by saying
_KIND_OF_PIECE = re.compile(
    r"(?:Онлайн|Фото|Видео|Хроника|Инфографика|Обновлено|Обновляется|Репортаж|Интервью|Список|Карта|Эксклюзив|Текст|Документ|Трансляция|Прямая\sтрансляция|Хроніка|Відео|Live|LIVE|Photos?|Videos?|Updated|Updates)(?:,\s[^\W\d_]+)?"
)
MAX_SECOND_WORDS = 4  # of the second sentence of a title: "Казахстан. Итоги года", "Суд над мэром. День третий"
# the end of a finite verb in Russian; a noun of the same end ("совет") parts a title, which is the lesser harm
_VERB_IN_RUSSIAN = re.compile(
    r"[а-яё]{2}(?:[еёи]т|[аоюя]т|ут|[ея]тся|ются|[аиоеыуя]л(?:[аои])?|[аиоеыуя]л(?:ся|ась|ось|ись)|ться?)$"
)
# ", godz.", ", fq." at the end, and "13:45" alone behind it: an abbreviation that no list knows
_ABBREVIATION_AT_END = re.compile(r"[”\"»*\]\d)].*,\s(?P<short>[^\W\d_]{1,5})\.$", re.DOTALL)
_FIGURE_ALONE = re.compile(r"[A-ZΑ-Ω]?\d+(?:[-–:.]\d+)*\s*(?:$|[.,;)])")
# "Online.", "Print.", "Web." behind a date: where it was read
_MEDIUM_STOPPED = re.compile(r"(?:Online|Print|Web|Internet|Television|TV|Radio)\.$")
# "Hofer, Anton: Die Grenzen der Hanse.": an author, a colon and a title's first sentence, whose year is still to come
_COLON_TITLE = re.compile(
    r"(?:(?i:vgl|siehe|s)\.?\s+(?:auch\s+|dazu\s+)?)?[^\W\d_a-z][\w’'-]+,\s[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.]*)?:\s[^;]{4,200}\.$",
)
_YEAR_AHEAD = re.compile(r"[^;\n]{2,150}?,\s[^;,\n]{2,60}\b(?:1[5-9]|20)\d\d\b")
# "Бюро по правам человека.": a body that a full stop parts from its title, ". Алматы, 2012": the imprint still to come
_IMPRINT_AHEAD = re.compile(
    r"[^;\n]{4,200}?\.\s+(?:[–—-]\s)?(?:М|СПб|[А-ЯҒҚҲҶӮ][а-яёғқҳҷӯӣ-]{2,20})\.?(?:\s?:\s?[^,;\n]{2,60})?,\s(?:19|20)\d\d\b"
)
# ". CAT/C/TJK/CO/2. 21 января 2013" behind a title without marks: a document of the United Nations by its symbol
_SYMBOL = r"[A-Z]{1,6}(?:/[A-Z\d][\w()-]*(?:\.\d+)?)+"
_SYMBOL_AHEAD = re.compile(rf"[^;\n«»“”]{{8,250}}?\.\s+{_SYMBOL}\.\s+\d")
# "Copy on file with Human Rights Watch.", "On file with the author."
_KEPT = re.compile(
    r"(?:(?:A\s)?[Cc]op(?:y|ies)\s(?:(?:is|are)\s)?)?(?:[Oo]n|[Ii]n)\s(?:file\swith|possession\sof|the\spossession\sof)\s[^.;]{3,60}\.?$"
)
_SYMBOL_STOPPED = re.compile(rf"{_SYMBOL}\.$")
_SYMBOL_AT_END = re.compile(rf"\.\s{_SYMBOL}\.$")
# "Отношение к мигрантам: пресс-выпуск. 3 июля 2013": a title without marks, behind which a full stop and the day stand
_DAY_AHEAD = re.compile(
    r"[^;\n.“”\"«»]{8,200}\.\s+\d{1,2}\s[^\W\d_]{3,9}\s(?:19|20)\d\d\b"
    r"|[^;\n.“”\"«»]{8,200}\.\s+\d\d\.\d\d\.(?:19|20)\d\d\b"
)
# "Алматы, 2012.", "М.: Наука, 1972.": town and year, which no sentence begins with
_IMPRINT_HERE = re.compile(
    r"(?:[–—-]\s)?(?P<place>М|СПб|[А-ЯҒҚҲҶӮ][а-яёғқҳҷӯӣ-]{2,20})\.?(?:\s?:\s?[^,;\n]{2,60})?,\s(?:19|20)\d\d\b"
)
_TOWN_AND_YEAR = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*,\s(?:19|20)\d\d\.?")  # "Манила, 2016.", a sentence of nobody's
# "Berlin: Harter 2014" behind the full stop of a German title
_GERMAN_IMPRINT = re.compile(r"(?P<place>[^\W\d_a-z][\w/ -]{2,40}):\s[^,;:\n]{2,50}\s(?:1[5-9]|20)\d\d\b")
# "Сообщение в Telegram-канале" behind who posted it
_POSTED_AHEAD = re.compile(rf"{imprint.POSTED}\s+(?:\S+\s+){{0,3}}(?:{imprint.SITES})\b")
# "Пост от 5 мая 2020 г." behind the channel on which it stands
_POSTED_ON = re.compile(rf"{imprint.POSTED}\s(?:от|vom|of|from|du|del|від)\s+\d")
# "18 July 2022.", "2021-03-04." and "18 July 2022. TASS.": a day, and an agency, before a title
_DAY_ALONE = re.compile(
    r"(?:\d{1,2}\s[^\W\d_]{3,12}\s(?:19|20)\d\d|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d\d?\.\d\d?\.(?:19|20)\d\d)\.(?:\s(?P<outlet>[^\W_][^,;:“”\"«»]{1,40})\.)?"
)
MAX_BODY_WORDS = 12
# "EurasiaNet.", "Интерфакс.", "Рустам Одинаев.", "А. Н. Громов.": a name that is a whole sentence, before its title
_NAME_STOPPED = re.compile(
    r"(?:[^\W\d_a-zа-яё](?:[\w’'&/-]|\.(?=\w))*\s){0,3}(?:(?:[^\W\d_a-zа-яё]\.\s?){1,3})?[^\W\d_a-zа-яё](?:[\w’'&/-]|\.(?=\w)){2,}\."
)
_NOT_NAMES = re.compile(
    r"(?:see|compare|cf|also|supra|infra|same|yes|no|note|notes|см|там|указ|ebenda|ebd|vgl|voir)\b", re.IGNORECASE
)
# " // ", " – www.site.example": what stands behind a title without marks in Russian notes
_CONTAINER_AHEAD = re.compile(r"[^;\n]{4,200}?(?:\s//\s|\s[–—-]\s(?:www\.|https?://|(?:[\w-]+\.)+[a-z]{2,8}\b))")
_SITE = re.compile(r"[–—-]\s(?:www\.|https?://|(?:[\w-]+\.)+[a-z]{2,8}\b)")
# "Duke UP, 2015." behind "*Title*.": publisher and year, as references of the MLA end
_IMPRINT_STOPPED = re.compile(r"[^\W\d_a-z][^“”\"«»*;.\d]{1,60}(?:\.\s[^“”\"«»*;.\d]{1,40})?,\s(?:19|20)\d\d\.?$")
# "Hart, Bea.", "Okoro, Lilian T., and Sam Roe.": the authors at the head of a reference
_INVERTED_NAME = re.compile(
    r"(?:(?:van|von|de|al-)\s?)?[^\W\d_a-z][\w’'-]+,\s[^\W\d_a-z][\w’'.-]+(?:\s[^\W\d_a-z][\w’'.-]*){0,2}(?:,?\s(?:and|et\sal|&)[^“\"«*;]{0,60})?\.$"
)
# "Smith, J. (2015).", "World Bank. (2020).", "Smith, J. & Roe, K. (2015)": authors and year of an author-date style
_AUTHOR_YEAR = re.compile(
    r"^(?![a-zа-я])[^()]{2,200}?\s[(\[](?:(?:\d{1,2}\s)?(?:[^\W\d_]{3,12}\.?\s(?:\d{1,2},\s)?)?(?:19|20)\d\d[a-z]?(?:,\s[^()]{3,14})?|n\.\s?d\.?)[)\]]\.?(?P<rest>.*)$",
    re.DOTALL,
)
# "Hart, Bea. 2014.": the same without brackets
_YEAR_AND_STOP = re.compile(r"\b(?:19|20)\d\d\.$")
_YEAR_STOPPED = re.compile(r"(?:19|20)\d\d[a-z]?\.")
_AUTHOR_YEAR_STOPPED = re.compile(
    r"^[^\W\d_a-zа-я][\w’'-]+,\s[^()“”\"«*\d]{1,150}?\.\s(?:19|20)\d\d[a-z]?\.(?P<rest>.*)$", re.DOTALL
)
_AUTHOR_YEAR_STOPS = 4  # full stops that such a note has at most behind its year
_NAME_AT_END = re.compile(r"[,)]\s*(?:[^\W\d_a-zа-я]\S*\s*(?:&\s*)?){1,5}$")
_SENTENCE = re.compile(r"(?:The|A|An|In(?!\s+[^()]{2,80}\((?:Eds?|Hrsg))|On|This|That|These|It|He|She|They|But|See|Cf|For)\b")
_YEAR_ALONE = re.compile(r"[(\[](?:(?:19|20)\d\d[^()\[\]]{0,14}|n\.\s?d\.?)[)\]]")
_DATED = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
# "But see", "Cf.", "См. также", "Подробнее": what a new citation begins with behind any full stop, that of "2017 г." too
SIGNAL_AHEAD = re.compile(
    r"""(?:(?:But\s+)?[Ss]ee\b(?!,)|See,|(?:But\s+)?[Cc]f\.|Accord\s|Contra\s|(?:Подробнее|Подр\.)\s(?:об\sэтом\s)?см\.|См\.|Ср\.|Vgl\.|Siehe\s|Voir\s|Véase\s|Bkz\.|Ayrıca\sbkz\.|Zob\.|Див\.)
    (?=[\s:]*\S)""",
    re.VERBOSE,
)


def belongs(previous: str, piece: str, ahead: str) -> bool:
    """Whether a piece behind a full stop goes on with the citation before it; `ahead` is the text from its beginning."""
    if grammar.IBID.match(piece) or SIGNAL_AHEAD.match(piece):
        return False
    if grammar.OP_CIT.match(piece) and _names_somebody(previous):
        return True  # "Всемирный банк. Указ. соч. С. 19."
    if " // " in previous and _DAY_OF_ISSUE.match(piece) and not _DATED.search(previous):
        return True  # "Газпром увеличит поставки // ТАСС. 27 мая 2024 г. URL: …"
    if " // " in previous and _YEAR_AND_STOP.search(previous[-6:]) and (day := imprint.DAY_OF_YEAR.match(piece)):
        return russian.names_month(day["day"])  # "Газпром возобновит закупки // ТАСС. 2018. 9 октября, 11:47. URL: …"
    if previous.endswith((", в.", ", в-к.")) and piece[0] in "„«“":
        return True  # "„Хлябът поскъпва“, в. „24 часа“", a paper in Bulgarian
    if _CAPITALS_STOPPED.search(previous[-LONGEST_TITLE:]) and _CAPITALS_GO_ON.match(piece):
        return True  # "*Sanctions Bite*, FIN. TIMES (Jan. 8, 2020)"
    if piece.startswith("In: ") and not _DATED.search(previous) and len(previous.split()) <= MAX_HEADLINE_WORDS:
        return True  # "Tobias Kern: Die Ohnmacht der Helfer. In: DIE ZEIT, 31. März 2011"
    if _YEAR_STOPPED.fullmatch(piece) and _NAME_STOPPED.fullmatch(previous) and grammar.names_medium(previous.rstrip(".")):
        return True  # "Eurasianet. 2020."
    if piece[0] in '“"«‘' and _NAME_AND_YEAR.fullmatch(previous) and not _SENTENCE.match(previous):
        return True  # "Eurasianet. 2020. “Dam opens.”"
    if "n: " in ahead and _HOST_AHEAD.match(ahead) and not _DATED.search(previous) and not speaks(previous):
        return len(previous.split()) <= MAX_HEADLINE_WORDS and not _NOT_NAMES.match(previous)
    if _YEAR_ALONE.match(piece) and (len(previous.split()) <= MAX_CUT_WORDS or previous[-1] in "’'”»"):
        return True  # "World Bank. (2020).", "‘Whose Water Is It?’ (2012) 12(3) Water Law Review 574"
    if _BYLINE_STOPPED.fullmatch(piece) and _DATED.search(ahead) and not _DATED.search(previous) and not speaks(previous):
        return len(previous.split()) <= MAX_HEADLINE_WORDS  # "Was eine Abschiebung kostet. Von Tim Brand."
    if _BYLINE_AT_END.search(previous) and _DATED.search(piece):
        return True
    if _INVERTED_NAME.match(previous) and (piece[0] in '“"«*' or _YEAR_STOPPED.fullmatch(piece)):
        return True  # "Hart, Bea. “When the Tap Runs Brown.”", "Hart, Bea. 2014."
    if piece[0] in '“"«*' and _OUTLET_STOPPED.fullmatch(previous) and grammar.INSTITUTION.search(previous):
        return True  # "Human Rights Centre Viasna. “Arrests in April.”"
    if " // " in piece and _title_goes_on(previous, piece.partition(" // ")[0]):
        return True  # "Митинг у рудника. Онлайн // Kloop"
    titled = piece[0] in '“"«„*' or _CONTAINER_AHEAD.match(ahead)
    if titled and _NAME_STOPPED.fullmatch(previous) and not _NOT_NAMES.match(previous):
        return True  # "EurasiaNet. “Wine Exporters Eye China.” 23/07/2013.", "А. Н. Громов. Передел // Известия"
    if _CONTAINER_AHEAD.match(ahead) and len(previous.split()) <= MAX_BODY_WORDS and russian.whole_names(f"{previous} {piece}"):
        return True  # "Игорь Савченко, Анна Ким. Как уходит вода // Власть"
    if _MEDIUM_STOPPED.match(piece):
        return True
    if _DATE_AHEAD.match(ahead) and grammar.names_medium(piece.rstrip(".")) and not speaks(previous):
        return len(previous.split()) <= MAX_HEADLINE_WORDS
    written = russian.AUTHORS.match(previous) and not _DATED.search(previous) and len(previous.split()) <= MAX_HEADLINE_WORDS
    if written and (dated := OUTLET_AND_DATE.match(piece)) and grammar.names_medium(dated["outlet"]):
        return True  # "Ivanov S. Gas deal off. The Guardian, 3 May 2014"
    if (
        written
        and len(piece.split(" // ")[0].split()) <= MAX_SECOND_WORDS
        and _CONTAINER_AHEAD.match(ahead)
        and not russian.AUTHORS.match(piece)
    ):
        return True  # "Ершов А. Кто строит дачу в Подгорах. Коротко // Медуза"
    if _NAME_STOPPED.fullmatch(previous) and not _NOT_NAMES.match(previous) and _names_outlet_ahead(ahead):
        return True  # "Mehmet Arslan. Refugees build a bakery. Hürriyet Daily News, 4 April 2015"
    dated = OUTLET_AND_DATE.match(piece) if len(piece.split()) <= MAX_CUT_WORDS and _is_headline(previous) else None
    if dated and grammar.names_medium(dated["outlet"]):
        return True  # "Gunmen storm hotel, five killed. Reuters, May 3, 2012"
    begun = _NAME_STOPPED.match(previous) and not _NOT_NAMES.match(previous) and not _DATED.search(previous)
    begun = begun and len(previous.split()) <= MAX_HEADLINE_WORDS and not speaks(previous)
    if begun and (dated := OUTLET_AND_DATE.match(piece)) and grammar.names_medium(dated["outlet"]):
        return True
    if begun and previous[-1] in "?!" and _names_outlet_ahead(ahead):
        return True  # "Madina Aimbetova. A new Russia? Why Tajiks go to Almaty. Vlast, 21 August 2024"
    if _PAPER_AND_DAY.match(piece) and _is_headline(previous):
        return True  # "Челябинские заводы везут металл через Каспий. Вечерний Челябинск, № 41 (12 877), 2 июня 2023"
    if _COLON_TITLE.match(previous) and not _DATED.search(previous) and _YEAR_AHEAD.match(ahead):
        return True
    is_body = (
        (grammar.INSTITUTION.search(previous) or grammar.names_medium(previous.rstrip(".")))
        and len(previous.split()) <= MAX_BODY_WORDS
        and not _DATED.search(previous)
    )
    if is_body and not speaks(previous) and _SYMBOL_AHEAD.match(ahead):
        return True  # "Комитет против пыток. Заключительные замечания. CAT/C/TJK/CO/2. 21 января 2013 г."
    if _SYMBOL_STOPPED.match(piece) and len(previous.split()) <= MAX_HEADLINE_WORDS and is_issuer(previous.partition(". ")[0]):
        return True
    if _KEPT.match(piece) and _DATED.search(previous):
        return True  # "Letter from the mission, June 7, 2017. Copy on file with the author."
    if _SYMBOL_AT_END.search(previous[-LONGEST_TITLE:]) and _DAY_OF_ISSUE.match(piece):
        return True
    if _IMPRINT_AHEAD.match(ahead) and is_body and not speaks(previous):
        return True
    if is_body and not speaks(previous) and _DAY_AHEAD.match(ahead) and piece[:1].isupper():
        return True  # "Левада-Центр. Отношение к мигрантам. 3 июля 2013."
    if (
        (placed := _IMPRINT_HERE.match(piece))
        and (is_city(placed["place"]) or _TOWN_AND_YEAR.fullmatch(piece))
        and not _DATED.search(previous)
        and not speaks(previous)
    ):
        return True
    if (
        (printed := _GERMAN_IMPRINT.match(piece))
        and is_city(printed["place"])
        and ": " in previous
        and not _DATED.search(previous)
    ):
        return True
    if _POSTED_AHEAD.match(piece) and len(previous.split()) <= MAX_BODY_WORDS and not _DATED.search(previous):
        return not speaks(previous)  # "МИД Узбекистана. Сообщение в Telegram-канале, 14 мая 2022."
    if _POSTED_ON.match(piece) and CHANNEL_STOPPED.fullmatch(previous):
        return True  # "Telegram-канал «Орда». Пост от 5 мая 2020 г. URL: …"
    if TREATY.match(previous) and not _DATED.search(previous) and SIGNED_BEHIND.match(f". {piece}"):
        return not speaks(previous)  # "Конвенция о правовом статусе Каспийского моря. Актау, 12 августа 2018 г."
    if day := _DAY_ALONE.fullmatch(previous):  # "18 July 2022. TASS. Bridge reopens."
        return grammar.names_medium(day["outlet"] or piece.partition(".")[0]) and len(piece.split()) <= MAX_HEADLINE_WORDS
    if _SITE.match(piece) and previous[-1] in "?!" and not speaks(previous):
        return True  # "Закят или налог? – www.site.example"
    if previous.endswith("*.") and _IMPRINT_STOPPED.match(piece) and not _DATED.search(previous):
        return True  # "Guerrero, Alma. *Cartographies of Loss*. Duke UP, 2015."
    if _TITLE_AND_STOP.match(previous[-LONGEST_TITLE:]) and (
        piece[0] == "*" or (piece[0] == "(" and _DATED.search(piece)) or _OUTLET_STOPPED.match(piece)
    ):
        return True  # "“Dam breach confirmed”. Daily Sabah. 1 May 2020."
    if _HEARD_STOPPED.match(previous[-LONGEST_TITLE:]) and _PLACE_AND_DATE.match(piece):
        return True
    if written and grammar.OP_CIT.match(piece) and not speaks(previous):
        return True  # "Бушков В. Анатомия войны. Указ. соч."
    is_short = len(piece.split()) <= MAX_CUT_WORDS and not speaks(piece)
    if is_short and _TITLE_STOPPED.search(previous[-LONGEST_TITLE:]):
        return True
    reference = _AUTHOR_YEAR.match(previous[:_LONGEST_REFERENCE]) or _AUTHOR_YEAR_STOPPED.match(previous[:_LONGEST_REFERENCE])
    if reference and reference["rest"].count(". ") < _AUTHOR_YEAR_STOPS:
        names_outlet = _OUTLET_STOPPED.match(f"{piece.partition('. ')[0].rstrip('.')}.")
        return names_outlet is not None or not (
            _SENTENCE.match(piece) and reference["rest"].strip() and len(piece.split()) > 2 and "." in reference["rest"]
        )
    if previous[-1] not in ".…":
        return False
    if (short := _ABBREVIATION_AT_END.search(previous)) and short["short"].islower() and _FIGURE_ALONE.match(piece):
        return True  # "“Most zamknięty”, Onet, 14 lutego 2023, godz. 13:45"
    marked = bool(re.search(r"[”\"»*’]|//|https?://", previous))
    is_beginning = len(previous) < MIN_WHOLE or russian.AUTHORS.search(previous[:MIN_WHOLE]) or " / " in previous
    if _CONTINUES.match(piece) and (marked or is_beginning):
        return True
    return marked and is_short and _is_torn(previous, piece)


def _names_somebody(sentence: str) -> bool:
    is_name = _NAME_STOPPED.fullmatch(sentence) and not _NOT_NAMES.match(sentence)
    return bool(is_name or (is_issuer(sentence.rstrip(".")) and not _DATED.search(sentence)))


def _is_headline(words: str) -> bool:
    """Whether a sentence can be a headline: no article, no verb that tells, no date, no marks; "Gunmen storm hotel."."""
    is_short = MIN_HEADLINE_WORDS <= len(words.split()) <= MAX_HEADLINE_WORDS // 2
    return (
        is_short
        and words[:1].isupper()
        and not _TOLD.search(words.replace(": ", " "))
        and not _DATED.search(words)
        and not speaks(words)
    )


def _names_outlet_ahead(ahead: str) -> bool:
    """Whether a sentence without marks is followed by a medium and its day: "Refugees build a bakery. Hürriyet, 4 April 2015"."""
    title, stop, behind = ahead.partition(". ")
    dated = OUTLET_AND_DATE.match(behind) if stop and len(title.split()) <= MAX_HEADLINE_WORDS else None
    return dated is not None and grammar.names_medium(dated["outlet"]) and not speaks(title)


def _title_goes_on(first: str, second: str) -> bool:
    """Whether two sentences before a double slash are one title: the first tells nothing, or the second says its kind."""
    may_be = len(first.split()) <= MAX_HEADLINE_WORDS // 2 and not _DATED.search(first) and not _NOT_NAMES.match(first)
    if not may_be or first[-1] != "." or speaks(first):
        return False
    if _KIND_OF_PIECE.fullmatch(second):
        return True
    return not _TOLD.search(first.replace(": ", " ")) and (
        len(second.split()) <= MAX_SECOND_WORDS and not any(map(_VERB_IN_RUSSIAN.search, first[:-1].split()))
    )


def _is_torn(previous: str, piece: str) -> bool:
    """Whether an abbreviation that no list knows tore "“Rails to nowhere”, Cargo & Rail Int. Weekly, 16 May 2014" in two."""
    dated = _DATED.search(piece) and not _DATED.search(previous)
    begins = _SENTENCE.match(piece) or re.search(r"[“\"«*]", piece)
    return bool(dated and not begins and previous.rstrip(".")[-4:].isalpha() and _NAME_AT_END.search(previous[-LONGEST_TITLE:]))
