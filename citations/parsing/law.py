"""Laws and judgments: acts, treaties and resolutions by their names and numbers, cases by their parties.

Enters: a segment of a note. Leaves: a citation of type `statute` or `legal_case`, or False when the segment is none.
Nothing here is cited without a date or a number of its own: "Article 187 of the Criminal Code" alone is prose.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import grammar
from citations.citation import Citation, Form
from citations.grammar import read_signal
from citations.parsing.context import TRAILING, Context
from citations.parsing.details import Details, read_details
from citations.parsing.head import name_of
from citations.parsing.issuers import behind_issuers
from citations.parsing.work import clean_title, language_of_title
from citations.partial_date import PartialDate, find_dates, read_date
from citations.prose import emphasised_spans, quoted_spans, strip_emphasis
from citations.quotation import speaks
from citations.regex import regex

MAX_WORDS = 50
# matches "Водный кодекс", "Constitution": what goes by its name alone; a decree goes by its day and number
_CODE_NAMED = regex(r"\b(?:[Кк]одекс\w*|[Кк]онституци\w+|Code|Constitution)\b")
# "Criminal Code of the Republic of Tarvia, art. 159(3)", "Convention on the Rights of the Child (CRC) art 37": a code or a
# treaty and a place in it, and no more
_WORDS_OF_ACT = r"(?:[^,;.()]|\([^()]{1,80}\))"
_CODE_AND_ARTICLE = regex(
    rf"{_WORDS_OF_ACT}{{0,80}}(?:{_CODE_NAMED.pattern}|\b(?:Convention|Covenant|Charter|Statute|Treaty|Konvention|Übereinkommen|Pakt|Pacte|Charte|Traité|Convenio|Tratado|Конвенци[яи]|Пакт\w?|Хартия|Статут)\b){_WORDS_OF_ACT}{{0,100}},?\s(?:arts?\.?|articles?|sections?|ss?\.?|§+|ст\.|статьи?|Art\.)\s?\d[\w()–-]*(?:(?:,|\sand|\sи)\s\d[\w()–-]*)*\.?"
)
# " от 03.06.2006 № 74-ФЗ" behind a code's name, " (ICCPR)" behind a treaty's
_DAY_AND_NUMBER = regex(
    r"\s(?:от|of|vom|du|del)\s(?:\d\d?\.\d\d?\.(?:19|20)\d\d|\d{1,2}\.?\s[^\W\d_]{3,12}\s(?:19|20)\d\d)(?:\s?г(?:\.|ода)?)?,?\s(?:№|[Nn]o\.|[Nn]r\.|N)\s?\S+$"
)
_ABBREVIATION = regex(r"\s\((?P<initials>[A-ZА-ЯЁ]{2,12})\)$")
# matches "Regulation (EU) 2017/821", "Council Decision 2014/145/CFSP of", "Human Rights Act 1998", "Treaty of", "Указ Президента"
_ACT = regex(
    r"""(?:[A-Z][\w’-]+,\s(?=(?:[A-Z][\w’-]+,\s){0,3}[A-Z][\w’-]+\sand\s(?:[A-Z][\w’()-]+\s){1,6}Act\s(?:1[5-9]|20)\d\d)(?:[A-Z][\w’-]+,\s){0,3})?(?:(?:[^\W\d_a-zа-я][\w’'.()/-]*|\([^\W\d_a-zа-я][^()\d]{2,60}\)|of|the|on|and|for|to|etc|in|de|la|le|der)\s+){0,9}?
    (?:(?:Regulations?|Directive|Decision|Resolution|resolution|Common\s+Position|Joint\s+Action|Gemeinsame[rn]?\s+(?:Standpunkt|Aktion)|Beschluss|Entscheidung|Position\s+commune|Décision|Règlement|Posición\s+común|Decisión|Reglamento|Posizione\s+comune|Decisione|Regolamento|Résolution|Resolución|Risoluzione|Res\.?|Decree|Ordinance|Act|Law|Bill|Statute|Code|Constitution|Convention|Treaty|Protocol|Charter|Covenant|Agreement|Accord|Executive\s+Order|Order|Edict
    |Verordnung|Richtlinie|Gesetz|[^\W\d_a-z][\w-]{3,}(?:gesetz|gesetzbuch|verordnung)|Erlass|Dekret|[Ll]oi|[Dd]écret|[Aa]rrêté|[Oo]rdonnance|Ley|Decreto|Legge|Ustawa|Drucksache|[Зз]акон|Указ|[Пп]остановление|[Рр]аспоряжение|[Пп]риказ|[Кк]одекс\w*|Конституция|Договор|Соглашение|Конвенция|Протокол|Меморандум|Декларация|Хартия|[Рр]езолюция|[Рр]ешение|Договір|Угода|Конвенція|Abkommen|Übereinkommen|Vertrag|Accord|Traité|Convenio|Tratado|Acuerdo|Accordo|Trattato|Umowa|Anlaşması?|Қонун\w*|Фармон\w*|Қарор\w*|Конститутсия\w*)
    (?=\s+(?:of|on|for|against|relating|Relating|Concerning|Against|Regarding|regarding|to|To|zur|zum|über|für|(?:der|des)\s+(?:Republik|Regierung|Präsidenten|Landes|Bundes|Ministeriums|Kabinetts)|concerning|between|no\.|No\.|nos?\.|N[°º]|№|\#|vom|du|del|n°|Nr\.|от|о|об|обо|про|між|между|дар|(?:zwischen|entre|sur|de\s+coopération|sobre|tra|fra|para|między)\b|\(|“|„|"|«|\*|\d|(?:Республик|Президент|Правительств|РФ|СССР|Ҷумҳури|Кабинет|Министерств|Совет|Верховн|[А-Я])\w*)|,\s*(?:No|no|\d|№|S/|A/|Cap|Pub\.\s?L|Public\sLaw|H\.\s?R\.|S\.\s\d)))""",
    re.VERBOSE,
)
# "Wash. Rev. Code § 53.46.215", "42 U.S.C. § 1983", "22 C.F.R. § 120", "BGBl. I 2004, S. 12"
_STOPS = regex(r"(?<=\w)\.\s+")  # between the parts behind a double slash
_CODE = regex(
    r"(?:[A-Z][A-Za-z]*\.?\s){1,4}(?:Code|Stat\.|Laws)\s(?:Ann\.\s)?(?:[a-z]{2,6}\.\s[\w.]+,?\s)?§+\s?\d[\w().:–-]*|\d{1,3}\s+(?:U\.\s?S\.\s?C\.|C\.\s?F\.\s?R\.|USC|CFR|Stat\.)\s*(?:§+\s*)?\d[\w().–-]*|BGBl\.\s+I+|(?:P\.\s?L\.|(?:Pub\.\s?L\.|Public\sLaw)(?:\sNo\.)?)\s*\d{2,3}[-–]\d+"
)
# "Aerial Privacy Act, " before "Ohio Rev. Code Ann. § 4561.55": an act by its name, then its place in the code
_ACT_IN_CODE = regex(
    rf"(?P<act>[^\W\d_a-z][^,;:“”\"«»*§]{{3,90}}\b(?:Act|Law|Statute|Ordinance|Code)(?:\sof\s(?:1[89]|20)\d\d)?),\s(?=(?:{_CODE.pattern}))"
)
_NUMBER = regex(
    r"(?:(?:No|no|Nr|[Nn][°º])\.?\s*|№\s*|\#\s*)(?P<no>\d[\w/.–-]*(?<![.–-]))|(?P<act>\b\d{1,4}/\d{1,4}(?:/[A-Z]{2,6})?\b)|(?:Pub\.\s?L\.|Public\sLaw)\s+(?P<law>\d{2,3}[-–]\d+)|(?:Res\.|R[eé]soluti?on|[Рр]езолюция|Resolución)\s+(?P<res>\d+(?:/\d+)?(?:\s?\([IVXLC]+\))?)"
)
# "of 18 July 2005", " vom 3. Mai 2011", "от 19 мая 2009" behind a number or a name: when an act was made, not printed
_ADOPTED = regex(
    r"[\s(](?:of|vom|du|del|dated|adopted(?:\s+on)?|signed(?:\s+on)?|от|аз)\s+(?P<date>\d{1,2}\.?\s[^\W\d_]{3,12}\s(?:соли\s)?(?:1[89]|20)\d\d|[A-Z][a-z]{2,8}\s\d{1,2},\s(?:1[89]|20)\d\d|\d\d?\.\d\d?\.(?:1[89]|20)\d\d)"
)
# ". Актау, 12 августа 2018" behind a treaty's name: where and when it was signed, in the Russian manner
SIGNED_BEHIND = regex(
    r"\.\s+(?P<place>[^\W\d_a-zа-яё][\w’-]+(?:[\s-][\w’-]+)?),\s(?P<date>\d{1,2}\s[^\W\d_]{3,12}\s(?:1[89]|20)\d\d|\d\d?\.\d\d?\.(?:1[89]|20)\d\d)"
)
# what begins the name of a treaty in Russian, before such a place and day
TREATY = regex(r"(?:Договор|Соглашение|Конвенция|Протокол|Меморандум|Декларация|Хартия|Пакт|Угода|Договір|Конвенція)\s")
# not the comma of "Other Cruel, Inhuman or Degrading Treatment or Punishment": a list within the name of a treaty
_NAME_GOES_ON = (
    r"(?!,\s(?!(?:adopted|signed|opened|concluded|done|entered|as|in|at)\b)(?:[^\W\d_][\w’-]*(?:\s[^\W\d_][\w’-]*){0,3},\s){0,2}"
    r"(?:[^\W\d_][\w’-]*\s){1,4}?(?:or|and|и|или)\s[^,;.\d]{3,80}(?:(?:1[5-9]|20)\d\d)?(?:,|\.?$))"
)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
# "Resolution 2634 (2022)": the year is a part of the name
_YEAR_OF_NAME = regex(r"(?i:resolution|res\.|резолюция|résolution|resolución|risoluzione)\s\d{1,4}\s\((?:19|20)\d\d\)")
# matches "Ruth Adler, Consent and Occupation, 19 Yale J. Int’l L. 45 (1994)", as American lawyers cite articles
_REPORTED_ARTICLE = regex(
    r"""(?P<authors>[^\W\d_a-z][^,“”\"«*\d]{3,120}?),\s+(?P<title>[^“”\"«*\d][^“”\"«*]{4,250}?),?\s+(?P<volume>\d{1,3})\s(?P<name>[A-Z][A-Za-z.&’']*(?:\s[A-Z&][A-Za-z.&’']*){0,7})
    \s(?P<page>\d{1,5})(?:,\s(?P<at>\d+(?:[-–]\d+)?(?:\sn\.\d+)?))?\s\((?:[A-Z][^()]{0,20}\s)?(?P<year>(?:1[89]|20)\d\d)\)""",
    re.VERBOSE,
)
# "Corr v IBC Vehicles Ltd", "Boumediene v. Bush"; the parties of a case
_PARTIES = regex(
    r"(?P<title>(?:In\s+re|Ex\s+parte|Matter\s+of|In\s+the\s+Matter\s+of)\s[^\W\d_a-z][^,;“”\"\[\]()*]{1,80}?|[^\W\d_a-z][^,;“”\"\[\]]{1,80}?\sv\.?s?\.?\s[^\W\d_a-z][^,;“”\"\[\]()]{1,80}?)(?=\*|,|\s*[\[(]|\s+App\b|\s+\d|\s*$)"
)
_IN_RE = regex(r"\b(?:In\s+re|Ex\s+parte|Matter\s+of)\s")
# "(GK)", "(Große Kammer)", ", Gr. Ch.", ", sez. I", ", 2e ch." behind a court: which of its benches
_BENCH = (
    r"(?:\s?\((?:GK|GC|Gr(?:oße|and)\s\w+|Gr\.\s?\w+\.|[^()\d]{2,30}\sKammer)\)|,\s(?:Gr(?:ande|\.)\s?(?:Ch(?:ambre|"
    r"\.)|Ch)|sez\.\s(?:un\.|[\w.]{1,6})|\d{1,2}(?:re|e|ème)\sch(?:ambre|\.)|ass(?:emblée|\.)))?"
)
_COURT = (
    r"(?:B(?:VerfG|GH|VerwG|FH|AG|SG|PatG)|EuGH|EuG|EGMR|StGH|VfGH|VwGH|OGH|(?:OLG|LG|AG|VG|OVG|VGH|"
    r"KG)(?:\s[^\W\d_a-z][\w-]+)?|BGer|BVGer|Cass\.?(?:\s[\w.]+){0,2}|Corte\s(?:cost(?:ituzionale|\.)|"
    r"di\sCassazione)|Cons\.\sStato|Cour\s(?:de|d[’'])\s?\w+(?:\s\w+)?|Conseil\s(?:d[’']État|constitutionnel)|CJUE|"
    r"CEDH|CNDA|CE|TEDH|STEDH|STJUE|STS|STC|Tribunal\s(?:Supremo|Constitucional))"
)
_DAY_OF_COURT = r"\d{1,2}(?:\.|er)?\s?(?:de\s)?[^\W\d_]{3,12}\s(?:de\s)?(?:1[89]|20)\d\d|\d\d?\.\s?\d\d?\.\s?(?:1[89]|20)\d\d"
# "BVerfG, Urteil vom 14. Mai 1996, Az. 2 BvR 1938/93", "Cass., arrêt du 3 mai 2011, no 10-12345": a court, what it gave, and when
_JUDGMENT = regex(
    rf"""(?P<court>{_COURT}{_BENCH})(?:\s(?P<before>\d{{1,5}}/\d{{4}}))?,?\s+
    (?:(?P<what>Urteil|Urt\.|Beschluss|Beschl\.|Entscheidung|arrêt|décision|ordonnance|avis|sentenza|sent\.|sentencia|auto|ordinanza)\s+)?(?:(?:vom|v\.|du|del?|dell[’'])\s*)?(?P<date>{_DAY_OF_COURT})
    (?:,?\s+(?:[-–—]\s)?(?:Az\.:?|Rs\.|Nr\.|[nN][.°º]?[o°º]?s?\.?|(?:Beschwerde|App\.)\s+(?:Nr|no)\.)?\s*(?P<number>[\dA-Z][\w\s./-]{{2,30}}\d))?""",
    re.VERBOSE,
)
# ", Hirsi Jamaa u. a. ./. Italien", ", N. S./Secretary of State", ", Ligue des droits de l’homme" behind it: who was judged
_PARTIES_BEHIND = regex(
    r"[\s,.:–—-]{1,4}(?:(?:aff\.|affaire|caso|causa|Rs\.|in\sSachen)\s)?(?P<parties>[*«„]?[^\W\d_a-z][^,;“”«»*\d]{1,80}?(?:\s(?:\./\.|gegen|contre|contra|contro|c\.|v\.|vs\.?)\s|\./\.|/(?=[A-Z]))[^,;“”«»*§\d]{2,80}?)[*»“]?(?=\s*(?:,|;|$|\(|\.$))"
)
_APPLICANT_BEHIND = regex(r",\s(?P<parties>[^\W\d_a-z][^,;\d]{4,80}?)(?=\s*(?:,|;|$|\.$))")
# "ECtHR (GC), ", "ICJ, " before the parties of a case
_COURT_BEFORE = regex(
    r"(?:ECtHR|ECHR|CJEU|ECJ|ICJ|ICC|ICTY|ICTR|PCIJ|ITLOS|IACtHR|ACtHPR|UKSC|UNHRC|EWCA|EWHC|[A-Z][a-z]+\sCourt\sof\s(?:Human\sRights|Justice|Appeal))(?:\s?\([^()]{2,20}\))?,\s+"
)
# "ЕСПЧ, постановление от 23 февраля 2012 г. по делу «Хирси Джамаа против Италии»": a court's act and whose case it decides
_CASE_IN_RUSSIAN = regex(
    r"""(?P<court>(?:ЕСПЧ|(?:Европейский|Верховный|Конституционный|Арбитражный|Городской|Областной)\s[Сс]уд\w*[^,«»]{0,60}?)),?\s+(?P<what>(?:[Пп]остановление|[Рр]ешение|[Оо]пределение|[Пп]риговор)(?:\sБольшой\sПалаты)?)\s+от\s+
    (?P<date>\d{1,2}\s[а-яё]{3,9}\s(?:19|20)\d\d|\d\d?\.\d\d?\.(?:19|20)\d\d)(?:\s?г(?:\.|ода)?)?,?\s+по\s+(?:делу|жалобе)\s+(?:№\s?[\d/]+,?\s+)?«(?P<parties>[^«»]{3,200})»(?:.{0,20}?№\s?(?P<number>\d[\d/-]+))?""",
    re.VERBOSE,
)
_CASE_NUMBER = regex(r"(?:(?:Joined\s+)?Cases?\s+)?(?P<number>[CT][–-]\d+/\d+(?:\s*P)?)\s+")
# " App no 22190/09", ", No. 1:18-cr-00417", ", No. 15 Cr. 867": the number under which a court keeps a case, behind its parties
_DOCKET = regex(
    r",?\s(?:[Aa]pp(?:lication|l)?s?\.?\s)?[Nn]os?\.?\s(?P<number>\d{1,2}\s(?:Cr|Civ|Cv|Misc|Mag)\.\s\d+|\d[\w:.]*[/:-][\w:/.-]*\d|\d{4,})(?=[\s,;)]|\.?$)"
)
_CAPITALS = regex(
    r"""(?P<authors>[A-Z][A-Z.’'\ -]+(?:(?:,|\s&)\s[A-Z.’'\ -]+)*),\s+(?P<title>[A-Z][A-Z’':,&\ -]{5,300}[A-Z])\s+
    (?P<page>\d+)?\s*\((?:[^()]*\s)?(?P<year>(?:19|20)\d\d)\)""",
    re.VERBOSE,
)
_COURT_YEAR = regex(r"[\[(](?:[A-Z][\w.,\s]*?[\s,])?(?P<year>(?:1[89]|20)\d\d)[\])]")


def read_case(context: Context, start: int, end: int) -> bool:
    """Read "*Corr v IBC Vehicles Ltd* [2008] UKHL 13", "Boumediene v. Bush, 553 U.S. 723 (2008)"."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    if " v" not in text and not _IN_RE.search(text):
        return False
    court = _COURT_BEFORE.match(text, lead)
    number = _CASE_NUMBER.match(text, court.end() if court else lead)
    begin = number.end() if number else court.end() if court else lead
    begin += text[begin : begin + 1] == "*"
    match = _PARTIES.match(text, begin)
    if not match or grammar.SENTENCE_VERB.search(match["title"]) or len(text.split()) > MAX_WORDS:
        return False
    rest = text[match.end() :].lstrip("*")
    details = read_details(rest, context.publishers)
    year = _COURT_YEAR.search(rest)
    if year and not (details.issued and details.issued.day):
        days = [place for place in find_dates(rest) if place.date.day and place.date.year]  # "[2012] UKSC 13, 6 November 2012"
        details.issued = days[0].date if len(days) == 1 else PartialDate(year=int(year["year"]))
        details.date_printed = days[0].printed if len(days) == 1 else year["year"]
    if not (details.issued or details.supra):
        return False
    title = clean_title(match["title"])
    docket = _DOCKET.match(rest)
    citation = Citation(
        form=Form.SHORT if details.supra else Form.FULL,
        type="legal_case",
        title=title,
        number=number["number"] if number else details.supra or (docket["number"] if docket else None),
        page=details.pages if details.pages and not year else None,
        issued=details.issued,
        date_printed=details.date_printed,
        url=details.url,
        signal=signal,
        language="en",
    )
    context.titles.append((start + match.start(), start + match.end()))
    context.add(citation, start + lead, end, title=(start + match.start("title"), start + match.end("title")), confidence=0.8)
    return True


def read_judgment(context: Context, start: int, end: int) -> bool:
    """Read "BVerfG, Urteil vom 14. Mai 1996, Az. 2 BvR 1938/93", a judgment by its court and day."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _JUDGMENT.match(text, lead) or _CASE_IN_RUSSIAN.match(text, lead)
    date = read_date(match["date"]) if match else None
    if not match or not date or not (match["what"] or match["number"] or match["before"]):
        return False
    details = read_details(text[match.end() :], context.publishers)
    title, place = _judged(text, match)
    citation = Citation(
        form=Form.FULL,
        type="legal_case",
        title=title,
        number=match["number"] or match.groupdict().get("before"),
        issued=date,
        date_printed=match["date"],
        page=details.pages,
        url=details.url,
        signal=signal,
        language=language_of_title(match["what"] or title),
    )
    context.add(citation, start + lead, end, title=(start + place[0], start + place[1]), confidence=0.8)
    return True


def _judged(text: str, match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    """What a judgment goes by, and where it is printed: its parties, or else the court and what it gave."""
    if "parties" in match.groupdict():
        return clean_title(match["parties"]), match.span("parties")
    parties = _PARTIES_BEHIND.match(text, match.end()) or (None if match["what"] else _APPLICANT_BEHIND.match(text, match.end()))
    if parties:
        return clean_title(strip_emphasis(parties["parties"])), parties.span("parties")
    end = match.end("what") if match["what"] else match.end("court")
    return ", ".join(filter(None, (match["court"], match["what"]))), (match.start("court"), end)


def read_act(context: Context, start: int, end: int) -> bool:
    """Read "Regulation (EU) 2017/821 of 17 May 2017", "Human Rights Act 1998, s 15", "Закон РТ «О …» от 8 декабря 2003 г."."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    begin = lead
    named = _ACT_IN_CODE.match(text, lead) if "§" in text else None
    match = _CODE.match(text, named.end() if named else lead) or _ACT.match(text, lead)
    if not match and (begin := behind_issuers(text, lead)) > lead:  # "Republic of the Sudan, Council of Ministers, Decree No. 84"
        match = _ACT.match(text, begin)
    if not match or len(text.split()) > MAX_WORDS or emphasised_spans(text[: match.end() + 2]):
        return False
    printed = text.partition(" // ")[2]
    quotes = [quote for quote in quoted_spans(text) if quote.depth == 0 and quote.span[0] < len(text) - len(printed)]
    plain = text[lead : quotes[0].span[0]] + text[quotes[0].span[1] :] if quotes else text[lead:]
    if grammar.SENTENCE_VERB.search(plain) or speaks(plain) or len(quotes) > 1:
        return False
    details = read_details(text[lead:], context.publishers)
    number = _NUMBER.search(text, lead)
    if not (details.issued or (number and match.re == _ACT) or match.re == _CODE or _CODE_AND_ARTICLE.fullmatch(text, lead)):
        return False
    inner = quotes[0].inner if quotes else named.span("act") if named else _name(text, begin, details)
    if (adopted := _ADOPTED.search(text, lead)) and (date := read_date(adopted["date"])) and date.day:
        details.issued, details.date_printed = date, adopted["date"]
    if match.re == _CODE and (year := _COURT_YEAR.match(text[match.end() :].lstrip())):  # "§ 53.46 (2016) (repealed 2020)"
        details.issued, details.date_printed = PartialDate(year=int(year["year"])), year["year"]
    title = clean_title(strip_emphasis(text[slice(*inner)]))
    host = read_details(_STOPS.sub(", ", printed), context.publishers) if printed else None
    signed = SIGNED_BEHIND.match(text, inner[1])
    citation = Citation(
        form=Form.FULL,
        type="statute",
        container_title=host.outlets[0] if host and host.outlets else None,
        title=title,
        number=(number["no"] or number["act"] or number["law"] or number["res"]) if number else None,
        publisher=text[lead:begin].rstrip(" ,.") or None,
        issued=details.issued,
        date_printed=details.date_printed,
        publisher_place=signed["place"] if signed else details.place,
        page=details.pages,
        url=details.url,
        signal=signal,
        language=language_of_title(title),
    )
    if quotes:
        context.titles.append((start + quotes[0].span[0], start + quotes[0].span[1]))
    context.add(replace(citation), start + lead, end, title=(start + inner[0], start + inner[1]), confidence=0.7)
    return True


def read_reported(context: Context, start: int, end: int) -> bool:
    """Read "Ruth Adler, Consent and Occupation, 19 Yale J. Int’l L. 45 (1994)": an article as American lawyers cite it."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _REPORTED_ARTICLE.match(text, lead) if "(" in text else None
    names = grammar.split_names(match["authors"]) if match else []
    if not match or not all(map(grammar.is_person, names)):
        return False
    title = clean_title(match["title"])
    details = read_details(text[match.end() :], context.publishers)
    citation = Citation(
        form=Form.FULL,
        type="article-journal",
        authors=tuple(map(name_of, names)),
        title=title,
        container_title=match["name"],
        volume=match["volume"],
        page=match["at"] or match["page"],
        issued=PartialDate(year=int(match["year"])),
        date_printed=match["year"],
        url=details.url,
        signal=signal,
        language=language_of_title(title),
    )
    place = (start + match.start("title"), start + match.end("title"))
    context.add_titled(citation, start + lead, end, title=place, confidence=0.8)
    return True


def _name(text: str, lead: int, details: Details) -> tuple[int, int]:
    """Where an act's name stands: up to the first comma or bracket of a year, its date left out where it ends the name."""
    named = _YEAR_OF_NAME.search(text, lead)
    stop = SIGNED_BEHIND.search(text, lead) or re.compile(
        rf"{_NAME_GOES_ON},\s|\.\s(?:Ст|Гл|Art|Sec|Para)\.|\s\[(?:1[89]|20)\d\d\]|\s\((?:\d{{1,2}}\s[A-Z][a-z]{{2,8}}\s)?\d{{4}}|\s\((?:{_MONTHS})[a-z]{{0,6}}\.?\s|\s\((?:adopted|signed|opened|concluded|done|entered)\s|(?:\s\([^()]{{2,80}}\))?\s\([A-ZА-ЯЁ]{{2,12}}\),?\s(?:[Aa]rts?|ст)\b|\s//\s|[.]?$"
    ).search(text, lead)
    end = stop.start() if stop else len(text)
    if named and named.end() - len(" (2022)") == end:
        return lead, named.end()
    name = text[lead:end]
    if details.date_printed and name.rstrip(". г").endswith(details.date_printed.rstrip(". г")):
        cut = re.sub(r"\s+(?:of|vom|du|del|от|dated)$", "", name[: name.rfind(details.date_printed.rstrip(". г"))].rstrip())
        year_is_name = details.issued is not None and not details.issued.month
        end = lead + len(cut) if cut and not year_is_name else end
    if (numbered := _DAY_AND_NUMBER.search(text, lead, end)) and _CODE_NAMED.search(text, lead, numbered.start()):
        end = numbered.start()
    return lead, lead + len(_without_initials(text[lead:end].rstrip(TRAILING)))


def _without_initials(name: str) -> str:
    """A treaty's name without its initials in brackets; those of a part of it are its own.

    >>> _without_initials("Energy Charter Treaty (ECT)"), _without_initials("Decision on a Union mission in Ardhal (UMA)")
    ('Energy Charter Treaty', 'Decision on a Union mission in Ardhal (UMA)')
    """
    match = _ABBREVIATION.search(name)
    initials = "".join(word[0] for word in name[: match.start()].split() if word[0].isupper()) if match else ""
    return name[: match.start()] if match and match["initials"] == initials else name


def read_capitals(context: Context, start: int, end: int) -> bool:
    """Read "RICHARD A. POSTER, ECONOMIC ANALYSIS OF LAW 25 (8th ed. 2011)": a book in the capitals of American law reviews."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _CAPITALS.match(text, lead)
    if not match:
        return False
    citation = Citation(
        form=Form.FULL,
        type="book",
        authors=tuple(map(name_of, grammar.split_names(match["authors"]))),
        title=clean_title(match["title"]),
        page=match["page"],
        issued=PartialDate(year=int(match["year"])),
        date_printed=match["year"],
        signal=signal,
        language="en",
    )
    context.add(citation, start + lead, end, title=(start + match.start("title"), start + match.end("title")), confidence=0.8)
    return True
