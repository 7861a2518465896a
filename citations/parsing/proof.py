"""Whether words in quotation marks or emphasis are the title of a cited work.

Enters: the words, what stands before and behind them. Leaves: yes or no. A quotation in a sentence, a term and a book's
name in passing bear no marks of a citation: a date, an outlet that is one, pages, an address.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.parsing import imprint
from citations.parsing.context import TRAILING, Context
from citations.parsing.details import Details
from citations.parsing.head import Head
from citations.parsing.work import is_tidy
from citations.prose import strip_emphasis
from citations.quotation import speaks
from citations.regex import regex

MAX_TITLE_ONLY_WORDS = 25
MIN_HEADLINE_WORDS = 3  # fewer are an outlet's second name or its town
MAX_ALIAS_WORDS = 2  # of a name in marks, by which somebody is called who was heard
_HEARD = regex(
    r"\b(?:[Ii]nterviews?|[Cc]onversations?|[Cc]ommunications?|[Ee]-?mails?)\b(?:\s(?:by|via|over|with)\s[^“”\"«»,;]{2,30})?,?\s*$"
)
_LETTER = regex(r",\sletter\sto\sthe\s[Ee]ditor,?\s*$")  # before the paper in emphasis that printed it, without a title
_NO_TITLE_BEFORE = regex(r"(?:\b(?:the|a|an|of|so-called|term|word|that|and|or|is|as|for|with|to)|[a-zа-я])\s*$")
_TOWN_OF_PAPER = regex(r"\s\([^\W\d_a-z][^()\d]{2,30}\),")  # "*Le Quotidien* (Dakar), 3 mars 2023": behind a headline
_LEADS_TO_TITLE = regex(
    r"(?:[,:–—]|^[Aa]s|\b(?:reported|published|described|detailed|discussed|documented|recounted|found|available|quoted|cited|appeared|printed|confirmed|repeated|retold|told|mentioned|noted|covered|explained|summari[sz]ed|announced|disputed|analy[sz]ed|reproduced)\s+(?:by\s[^\W\d_a-z][\w’-]*(?:\s[^\W\d_a-z][\w.’-]*){0,3}\s+)?(?:(?:first|later|also|again|in\s+(?:more\s+)?detail|at\s+length)\s+)?(?:in|by|as)|\b(?:is|are|was|were|comes?|came|stems?)\s+(?:from|in))$"
)
# the last words of a clause that leads to a title: "the opposite view is taken in", "contrast the tone of", "mehr dazu in"
_CLAUSE_LEADS = regex(
    r"(?:^|\s)(?:in|of|by|from|with|under|match(?:es)?|contradicts?|echo(?:es)?|corroborates?|supports?|read|is|entitled|titled|headlined|bei|aus|unter|dans|chez|sous|en|nell[ao]?|nel|em|na|no|w|в|у|из|із|дар)$",
    re.IGNORECASE,
)
# what such a clause speaks of, or how it begins; not "he spoke of “A new dawn”", "they live in “Camp Four”"
OF_A_TEXT = regex(
    r"""^\s*(?:compare|contrast|consult|read|see|cf\.|for|on)\b
    |\b(?:views?|accounts?|versions?|stor(?:y|ies)|reports?|reading|tone|line|take|picture|figures?|arguments?|analys[ei]s|pieces?|articles?|coverage|discussion|criticism|repl(?:y|ies)|response|background|summary|overview|profile|footage|images?|photographs?|videos?|recordings?|history|details?
    |Darstellung|Sicht|Lesart|Berichte?|Fassung|Überblick|Kritik|Analyse|Meldung|récits?|analyse|point\s+de\s+vue|portrait|critique|versi(?:ón|one)|relato|análisis|crónica|racconto|analisi|versão|análise
    |верси\w+|рассказ\w*|обзор\w*|взгляд\w*|анализ\w*|критик\w+|оценк\w+)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def is_title(
    context: Context, inner: str, before: str, after: str, details: Details, head: Head, *, quoted: bool, translated: bool
) -> bool:
    """Return whether `inner`, between `before` and `after`, is the title of a work that `head` and `details` describe."""
    american = inner.rstrip().endswith((",", "?", "!", "."))
    follows = after.lstrip()[:1]
    if len(inner.split()) <= MAX_ALIAS_WORDS and _HEARD.search(before):
        return False  # "Amnesty International interview by phone, “Zarina”, a nurse"
    if _is_heard_again(inner, before, details, context):
        return False
    if not (follows in ",;([<*|–—-" or not follows or american or after[:1].isspace() or follows == "." or translated):
        return False
    if quoted and _is_paper_behind(inner, before, details, context):
        return False
    known = any(context.known(outlet) for outlet in details.outlets[:2])
    proof = details.tells_something or known or translated or bool(head.series)
    if follows == "." and not (head.series or translated or not details.outlets or details.tells_something):
        return False
    if not head.understood:
        if not quoted and details.issued and details.issued.day and _TOWN_OF_PAPER.match(after):
            return False
        if quoted and _clause_leads(inner, before, details):
            return is_tidy(details)
        if (
            speaks(before)
            and not _LEADS_TO_TITLE.search(before.rstrip())
            or _NO_TITLE_BEFORE.search(strip_emphasis(before).rstrip('“"*'))
            and not _LEADS_TO_TITLE.search(before.rstrip())
        ):
            return False
        return (
            (details.issued is not None or details.op_cit or details.url is not None)
            and bool(details.outlets or details.op_cit or details.url or _is_told_of(before, details))
            and is_tidy(details)
        )
    is_paper = not quoted and (_is_bare(before) or _LETTER.search(before)) and _is_outlet_first(inner, details, context)
    if is_paper or (not quoted and _is_bare(before) and not proof):
        return False
    if not after.strip(TRAILING) and not translated:
        return bool((head.authors or head.series or head.body or head.outlet) and proof) or (
            bool(head.authors) and len(inner.split()) <= MAX_TITLE_ONLY_WORDS
        )
    return proof and is_tidy(details) or bool(head.authors and details.outlets and is_tidy(details))


def _is_heard_again(inner: str, before: str, details: Details, context: Context) -> bool:
    """Whether a list of people who were heard goes on with a name in marks: "“Gulchehra,” Almaty, May 21, 2018"."""
    listed = context.interview is not None and context.citations and context.citations[-1].medium == context.interview
    if not listed or len(inner.split()) > MAX_ALIAS_WORDS or not inner[:1].isupper() or not _is_bare(before):
        return False
    is_printed = details.italics or details.url or any(context.known(one) or grammar.names_medium(one) for one in details.outlets)
    return details.issued is not None and bool(details.place or details.outlets) and not is_printed


def _is_paper_behind(inner: str, before: str, details: Details, context: Context) -> bool:
    """Whether a paper in marks stands behind a headline without marks: "Казахстан выбрал АЭС, «Интерфакс», 7 октября 2024 г."."""
    is_paper = bool(context.known(inner)) or grammar.names_medium(inner)
    of_a_day = details.issued is not None and details.issued.day is not None and not details.outlets
    return is_paper and of_a_day and before.rstrip().endswith(",") and len(before.split()) >= MIN_HEADLINE_WORDS


def _clause_leads(inner: str, before: str, details: Details) -> bool:
    """Whether a clause that tells nothing leads to a title of a day and an outlet: "compare the gentler view in ‘A register’, …".

    What somebody is quoted with begins small or stands behind a verb of saying: "the tone of “all is well”", "he said “No”".
    """
    is_of_a_day = bool(details.outlets and details.issued and details.issued.day)
    leads = _CLAUSE_LEADS.search(before.rstrip()) and OF_A_TEXT.search(before)
    is_told_in = not speaks(before) or OF_A_TEXT.search(
        " ".join(["", *before.split()[-2:]])
    )  # "confirmed by footage in “Clashes”"
    return bool(is_of_a_day and leads and is_told_in) and not inner[:1].islower()


def _is_outlet_first(inner: str, details: Details, context: Context) -> bool:
    """Whether emphasised words at the head are the outlet of a headline without marks: "*Kathmandu Post*, Camps to close"."""
    if not (grammar.names_medium(inner) or context.known(inner)):
        return False
    if not details.outlets:  # "*Nezavisimaya Gazeta* (Moscow), June 18, 2004": a paper and its day
        return details.issued is not None and details.issued.day is not None
    if details.place:
        return False
    first = details.outlets[0]
    is_medium = context.known(first) or grammar.names_medium(first)
    is_name = is_medium or grammar.INSTITUTION.search(first) or imprint.PRESS.search(first)
    return not is_name and len(first.split()) >= MIN_HEADLINE_WORDS


def _is_bare(before: str) -> bool:
    """Whether nothing but a signal ("See") stands before a title."""
    return grammar.read_signal(before)[1] == len(before)


def _is_told_of(before: str, details: Details) -> bool:
    """Whether a sentence leads to a title and gives its day: "As this newspaper reported in “Gas deal” on 4 March 2013"."""
    leads = _LEADS_TO_TITLE.search(before.rstrip())
    return bool(details.issued and details.issued.day and leads and leads[0][-1].isalpha())
