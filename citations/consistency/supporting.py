"""Rules on what supports the text: quotations, figures and claims that no note covers, and notes that name no source.

Enters: the paragraphs with their markers, and the notes. Leaves: remarks. What a note proves is not asked here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from citations.citation import Citation
from citations.consistency.citing import DOCUMENT_NAMED
from citations.consistency.hearing import OWN_WORK
from citations.consistency.quoting import DOUBLE
from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.lexicon import is_attribution, may_be_verb
from citations.names import fold_title
from citations.numerals import MAGNITUDES, UNITS
from citations.prose import outer_quotations
from citations.quotation import speaks
from citations.regex import regex
from citations.sentences import sentences

MIN_QUOTED_WORDS = 5  # fewer are a term or a name; 10 finds 329
MIN_TOLD_QUOTE = 4  # words of a quotation of which the sentence says who spoke; 2 finds a wrong one more
MIN_MAGNITUDE = 100  # of a number in words that is a figure
MIN_NOTED = 0.2  # of the paragraphs: where fewer have notes, notes are not what claims rest on
_NUMBER = "|".join(sorted((word.replace("е", "[её]") for word, value in UNITS.items() if value > 1), key=len, reverse=True))
_MANY = "|".join(
    sorted((word for word, value in MAGNITUDES.items() if value >= MIN_MAGNITUDE and len(word) > 3), key=len, reverse=True)
)
# "four thousand families", "четырёх тысяч семей"; not "a thousand voices", "four hundred years"
IN_WORDS = rf"(?<!\w)(?:{_NUMBER})(?:[\s-](?:{_NUMBER}))?\s(?:{_MANY})\b(?!\s(?:years?|miles?|words?|times|лет|раз|слов|верст)\b)"
# "two-thirds of", "nearly half of the", "nine out of ten", "каждый третий"; not "half truth", "one of the three"
SHARE_IN_WORDS = r"""\b(?:(?:two[\s-]thirds|three[\s-]quarters|(?:a|one)[\s-](?:third|quarter|fifth|tenth))\sof
    |(?:two|three|four|five|six|seven|eight|nine)[\s-](?:fifths|sixths|sevenths|eighths|ninths|tenths)\sof
    |(?:more|less|fewer)\sthan\shalf\s(?:of|the)|(?:over|nearly|almost|about|roughly|around)\shalf\s(?:of|the)
    |(?:one|two|three|four|five|six|seven|eight|nine)\s(?:in|out\sof)\s(?:every\s)?(?:three|four|five|six|seven|eight|ten|twenty|a\shundred)\s(?:[a-z]+\s)?[a-z]+
    |две\sтрети|две\sпятых|три\sчетверти|(?:более|больше|менее|меньше|около|почти|свыше)\s(?:половины|половина|трети|треть|четверти|четверть)
    |кажд(?:ый|ая|ое|ого|ому)\s(?:второ|трет|четв[её]рт|пят|десят)[а-я]+)\b"""
# "40 per cent", "3,000 men", "$700", "4 тыс."; not "in 2015" or "Resolution 1325"
FIGURE = regex(
    rf"""\d[\d.,]*\s?(?:%|per\s?cent\b|percent\b|million\b|billion\b|млн|млрд|тыс\.|тысяч|миллион|миллиард|процент)|\b\d{{1,3}},\d{{3}}\b|[$€£]\s?\d
    |{IN_WORDS}|{SHARE_IN_WORDS}""",
    re.VERBOSE | re.IGNORECASE,
)
# "44 said", "61 residents", "doubled"; not "5 May", "30 years", "2014 elections"
COUNTED = regex(
    r"""(?<![\w.,-])(?!(?:1[5-9]|20)\d\d\b)\d{1,4}\s(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b
    |(?:years?|months?|weeks?|days?|hours?|minutes?|km|metres?|miles?|per|and|to|or)\b)[a-z]{3,}|\b(?:doubled|tripled|trebled|halved)\b""",
    re.VERBOSE,
)
# "as table 2 shows", "см. табл. 3": the text itself says where the figure is from; not "the table of 2014"
OWN_TABLE = regex(
    r"\b(?:tables?|charts?|graphs?|figures?|fig\.|annex|appendix|таблиц\w*|табл\.|диаграмм\w*|приложени\w+)\s?(?:\d{1,2}|[IVX]+|[A-Z])\b",
    re.VERBOSE | re.IGNORECASE,
)
MIN_COUNTED = 2  # such words that make a paragraph one of figures; 1 finds a wrong one more, 4 finds 331
TOLD_US = regex(
    r"\b(?:told|said\s+to)\s+(?:us|me|the\s+authors?|our\s+\w+)\b|[”\"»],?\s+(?:said\s+one|one\s+(?:of\s+\w+\s+)?\w*\s?(?:said|says))\b",
    re.X,
)
SAID_BEHIND = regex(r"[,!?…]?\s[–—-]\s[а-яё]")  # "», — говорил он"; not "», - Л."
GO_ON = ("He ", "She ", "They ", "It ", "His ", "Her ", "Their ", "But he ", "But she ", "But they ", "Another ", "Others ")
# "According to the ministry", "The ministry announced that", "officials reported that"; not "he said", "it is said"
CLAIM = regex(
    r"""\b(?:[Aa]ccording\s+to\s+(?!(?:its|his|her|their)\s)
    |(?:[A-Z][\w’'-]+|[a-z]+s|ministry|government|company|police|army|spokes\w+|official)\s+
    (?:announced|reported|claimed|admitted|estimated|acknowledged|alleged|warned)\s+that
    |(?:ministry|government|company|police|army|prosecutors?|court|spokes\w+|officials?|authorities)\s+(?:said|says|stated|insisted|denied)\s+that)\b
    |\b(?:По\s+(?:данным|словам)|сообщил[аи]?,?\s+что|заявил[аи]?,?\s+что)\b""",
    re.VERBOSE,
)
MIN_PROSE_WORDS = 4  # of a sentence that needs a note: a cell of a table has fewer, or no stop; 8 finds 331
MIN_FACT_WORDS = 6  # of a note that states something
CYRILLIC = regex("[А-ЯЁа-яё]")
MIN_TOLD_WORDS = 12  # of one that tells what happened and names neither number nor name; 6 finds a wrong one more, 24 finds 331
# "had withdrawn their complaints", "closed the cases"; not "is used for brevity"
TOLD = regex(r"\b(?:had|have|has|was|were)\s+(?:been\s+)?[a-z]+(?:ed|en|wn|ne|pt|ft|lt|ld)\b", re.VERBOSE)
# "Речь идёт о", "работали", "were employed": what tells, where a title names
TELLS = regex(
    r"\b(?:речь\s+ид[её]т|[а-яё]{3,}(?:ал|ял|ил|ел)[аио]?(?:с[ья])?)\b|\b(?:is|are|was|were|has|have|had)\s", re.X | re.I
)
# A number, or a name within a sentence: "borders both Badakhshan and", "in 2012"; not "The author's own words."
FACT = regex(r"\d|(?<=[a-zа-я,]\s)[A-ZА-ЯЁ]", re.VERBOSE)
# What the writers say of their own text, cross-references, and sources that were not read: "on file", "See Section II"
UNLIKE_FACT = regex(
    r"""^(?:see|cf|compare|for|all|unless|here|emphasis|translat\w*|note|см|ср|vgl|in\s+this|this\s+(?:report|briefing|paper|article|section|essay|chapter|study)
    |the\s+(?:authors?|names?|terms?|words?|translations?))\b
    |\b(?:stands?\s+for|short\s+for|refers?\s+to|denotes?|according\s+to|interviewed|told\s+(?:reporters|journalists|(?:the\s+)?(?-i:[A-Z]))|(?-i:[A-Z])\w+\s+report(?:s|ed)\b|articles?\s\d)
    |\b(?:on\s+file|section\s+[IVX\d]|appendix|annex|above|below|archives?|letter\s+(?:from|to)|memorand(?:um|a)|minutes|timetable|transcript|released\s+under|registers?|log(?:book)?|database|questionnaire|verbatim|seen\s+by|recording|entry\s+of|we|our|I)\b
    |\b(?:art(?:icle|s)?|pp?|vol|no)\.\s?\d|\bpara\s\d|\(n\s\d|§|https?://|www\.|\bv\.?\s(?-i:[A-Z])|[“"][^“”"]+[”"],|[“"][^“”"]+,[”"]
    |\bthe\s+authors?\s+(?:thanks?|is|are|wish(?:es)?)\b|^[^.]{0,60}\b(?:forecasts?|estimates?|calculations?|surveys?|data|figures|research)\.""",
    re.VERBOSE | re.IGNORECASE,
)

ENDS_IN_YEAR = regex(r"[^.!?]*\b(?:19|20)\d\d\)?\.?$", re.VERBOSE)  # "Mill accounts, 2018", as what names a source does
VERB_OF_FIGURE = regex(r"\b(?:(?!based\b|updated\b|revised\b)[a-z]{4,}ed|fell|rose|grew|made|was|were)\b", re.VERBOSE)


def _bare(draft: Draft) -> Iterator[Stretch]:
    """Yield the paragraphs of text between the first note and the last that have none; nothing where few have notes."""
    marked = {marker.paragraph for marker in draft.document.markers}
    first, last = min(marked, default=0), max(marked, default=-1)
    texts = [stretch for stretch in draft.body[first : last + 1] if stretch.kind != "heading"]
    for stretch in texts if len(marked) >= MIN_NOTED * len(texts) else ():
        number = stretch.paragraph or 0
        leads_in = number in marked and stretch.text.rstrip().endswith(":")
        if stretch.kind == "body" and number - 1 not in marked and not leads_in:
            yield stretch


def _unnoted(draft: Draft) -> Iterator[Remark]:
    marked = {marker.paragraph for marker in draft.document.markers}
    last = [stretch for stretch in draft.body[max(marked, default=0) + 1 :] if marked and stretch.kind == "body"]
    for stretch in (*_bare(draft), *last):
        number = stretch.paragraph or 0
        goes_on = number - 2 in marked and stretch.text.startswith(tuple(DOUBLE))  # with what the paragraph before quotes
        leads_on = number in marked and draft.body[number].text.startswith(GO_ON)  # to what the next one's note proves
        if goes_on or leads_on:
            continue
        is_told = speaks(stretch.text)
        for quote in outer_quotations(stretch.text):
            words = stretch.text[slice(*quote.inner)]
            is_led = stretch.before(quote.span[0]).rstrip().endswith(":")
            is_said = is_led or is_told or SAID_BEHIND.match(stretch.text, quote.span[1])
            if is_said and len(words.split()) >= MIN_QUOTED_WORDS and not words.istitle():
                yield stretch.remark(words, "The paragraph quotes and has no note.")


def _tails(draft: Draft) -> Iterator[tuple[Stretch, int]]:
    """Yield each paragraph whose last note does not end it, and where the sentence behind that note begins."""
    last: dict[int, int] = {}
    for marker in draft.markers():
        last[marker.paragraph] = marker.offset
    texts = [stretch for stretch in draft.body if stretch.kind == "body"]
    for index, offset in last.items() if len(last) >= MIN_NOTED * len(texts) else ():
        stretch = draft.body[index]
        begin = next((start for start, _ in sentences(stretch.text) if start >= offset), None)
        if stretch.kind == "body" and begin is not None and not stretch.text.rstrip().endswith(":"):
            yield stretch, begin


def _behind_last(draft: Draft) -> Iterator[Remark]:
    """Quotations behind the last note of their paragraph; words that the document has before are quoted again."""
    earlier: set[str] = {fold_title(one.exact) for note in draft.briefing.footnotes for one in note.quotations}
    for stretch, begin in _tails(draft):
        bounds = sentences(stretch.text)
        for quote in outer_quotations(stretch.text):
            words = stretch.text[slice(*quote.inner)]
            is_long = len(words.split()) >= MIN_TOLD_QUOTE and not words.istitle()
            if quote.span[0] < begin or not is_long or fold_title(words) in earlier:
                continue
            start, end = bounds[bisect_right(bounds, quote.span[0], key=lambda one: one[0]) - 1]
            outside = stretch.text[start : quote.span[0]] + " " + stretch.text[quote.span[1] : end]
            if speaks(outside) or _is_said_behind(stretch, quote.span[1]) or stretch.before(quote.span[0]).rstrip().endswith(":"):
                yield stretch.remark(words, "The quotation stands behind the last note of its paragraph.")


def _is_said_behind(stretch: Stretch, end: int) -> bool:
    """Whether who said it is told behind a dash: "», — говорит водитель"."""
    match = SAID_BEHIND.match(stretch.text, end)
    word = re.match(r"[а-яё]+", stretch.text[match.end() - 1 :]) if match else None
    return bool(word) and is_attribution(word[0] if word else "")


def _between(draft: Draft) -> Iterator[Remark]:
    """Sentences of what somebody told the writers, between notes: the next one stands in a sentence of another subject."""
    marks: dict[int, list[int]] = defaultdict(list)
    for marker in draft.markers():
        marks[marker.paragraph].append(marker.offset)
    for index, offsets in marks.items():
        text = draft.body[index].text
        spans = sentences(text)
        for (start, end), (after, stop) in pairwise(spans):
            told = text[start:end]
            lone = not any(start < offset <= after for offset in offsets) and any(after < offset for offset in offsets)
            further = text[after:stop]
            if lone and TOLD_US.search(told) and not further.lstrip().startswith(GO_ON) and not set(further) & set(DOUBLE):
                quotes = outer_quotations(told)
                words = max((told[slice(*one.inner)] for one in quotes), key=len, default="")
                if len(words.split()) >= MIN_QUOTED_WORDS:
                    yield draft.body[index].remark(words, "No note stands at the quotation; the next one is of what follows.")


def _figure_behind_last(draft: Draft) -> Iterator[Remark]:
    for stretch, begin in _tails(draft):
        told = [
            slice(*one) for one in sentences(stretch.text) if one[0] >= begin and not OWN_TABLE.search(stretch.text[slice(*one)])
        ]
        figures = (FIGURE.search(stretch.text, one.start, one.stop) for one in told)
        if figure := next(filter(None, figures), None):
            quoted = stretch.around(*figure.span(), before=min(40, figure.start() - begin))
            yield stretch.remark(quoted, "The figure stands behind the last note of its paragraph.")


def _unnoted_figure(draft: Draft) -> Iterator[Remark]:
    for stretch in _bare(draft):
        if not _is_prose(stretch.text):
            continue
        counted = list(COUNTED.finditer(stretch.text))
        if figure := FIGURE.search(stretch.text) or (counted[0] if len(counted) >= MIN_COUNTED else None):
            yield stretch.remark(stretch.around(*figure.span(), before=40), "The paragraph gives a figure and has no note.")


def _is_prose(text: str) -> bool:
    """Whether a paragraph is a sentence, no cell of a table, and does not tell how the writers worked."""
    return len(text.split()) >= MIN_PROSE_WORDS and text.rstrip(' *_”"»)')[-1:] in tuple(".!?…:;") and not OWN_WORK.search(text)


def _unnoted_claim(draft: Draft) -> Iterator[Remark]:
    for stretch in _bare(draft):
        claim = CLAIM.search(stretch.text)
        if claim and not FIGURE.search(stretch.text):
            yield stretch.remark(
                stretch.around(*claim.span(), before=0), "The paragraph says what somebody claims and has no note."
            )


def _no_source(draft: Draft) -> Iterator[Remark]:
    for note in draft.briefing.footnotes:
        text = note.text.strip()
        if CYRILLIC.match(text) and not any(may_be_verb(word) for word in re.findall(r"\b[а-яё]+\b", text)):
            continue  # a document named without a verb: "Акт проверки № 17 от 19.01.2022"
        tells = FACT.search(text) or (len(text.split()) >= MIN_TOLD_WORDS and TOLD.search(text))
        if (
            not any(map(_is_understood, note.citations))
            and len(text.split()) >= MIN_FACT_WORDS
            and not (_is_unlike_fact(text) or DOCUMENT_NAMED.match(text) or OWN_WORK.search(text))
            and tells
        ):
            yield Remark(label=note.label, quoted=note.text, why="The note states facts and names no source for them.")


def _is_unlike_fact(text: str) -> bool:
    """Whether a note speaks of the text itself, or names what was used; "Exports reached $11 million in 2022" tells a fact."""
    names_source = ENDS_IN_YEAR.match(text) and not (FIGURE.search(text) and VERB_OF_FIGURE.search(text))
    return bool(UNLIKE_FACT.search(text) or names_source)


def _is_understood(citation: Citation) -> bool:
    """Whether a citation was read as more than a sentence whose first words might be a title."""
    known = citation.authors or citation.outlet or citation.url or citation.interviewee or citation.page or citation.number
    return bool(known) or citation.type != "document" or not citation.is_unsure("title") or not TELLS.search(citation.text)


_NOTE = '\n\n[^1]: "Ports Close", Quay Times, 4 May 2014.\n'

RULES = (
    Rule(name="quotation-without-note", severity=Severity.WARNING, check=_unnoted,
         about="A paragraph that quotes at length and has no note.",
         bad="Ports closed.[^1]\n\nHe said, “they are closed for good and all”." + _NOTE,
         good="Ports closed. He said, “they are closed for good and all”.[^1]" + _NOTE),
    Rule(name="quotation-behind-last-note", severity=Severity.WARNING, check=_behind_last,
         about="Somebody’s words quoted behind the last note of the paragraph, where no note says whence they are.",
         bad="Ports closed.[^1] He said, “they are closed for good and all”." + _NOTE,
         good="He said, “they are closed for good and all”.[^1] The word “closed” is his." + _NOTE),
    Rule(name="quotation-between-notes", severity=Severity.HINT, check=_between,
         about="What somebody told the writers, quoted without a note where the paragraph’s next note is of something else.",
         bad="Ports closed.[^1] “They are closed for good and all,” a guard told us. The ministry has five ports.[^2]" + _NOTE
             + "\n[^2]: A remark.\n",
         good="Ports closed.[^1] “They are closed for good and all,” a guard told us. He has seen five.[^2]" + _NOTE
             + "\n[^2]: A remark.\n"),
    Rule(name="figure-without-note", severity=Severity.HINT, check=_unnoted_figure,
         about="A paragraph between noted ones that gives a share, a sum or a large number and has no note.",
         bad="Ports closed.[^1]\n\nSome 3,000 people left.\n\nThey wept.[^2]" + _NOTE + "\n[^2]: A remark.\n",
         good="Ports closed.[^1]\n\nMany left in 2014.\n\nThey wept.[^2]" + _NOTE + "\n[^2]: A remark.\n"),
    Rule(name="figure-behind-last-note", severity=Severity.HINT, check=_figure_behind_last,
         about="A share, a sum or a large number behind the last note of its paragraph.",
         bad="Ports closed.[^1] Some 3,000 people left." + _NOTE, good="Ports closed, and some 3,000 people left.[^1]" + _NOTE),
    Rule(name="claim-without-note", severity=Severity.HINT, check=_unnoted_claim,
         about="A paragraph between noted ones that gives what somebody claims and has no note.",
         bad="Ports closed.[^1]\n\nThe ministry announced that it was over.\n\nThey wept.[^2]" + _NOTE + "\n[^2]: A remark.\n",
         good="Ports closed.[^1]\n\nMany left in 2014.\n\nThey wept.[^2]" + _NOTE + "\n[^2]: A remark.\n"),
    Rule(name="note-without-source", severity=Severity.HINT, check=_no_source,
         about="A note that states facts, with numbers or names, and names no source for them.",
         bad="The port closed.[^1]\n\n[^1]: Some 300 people lost their work when the port was closed.\n",
         good='The port closed.[^1]\n\n[^1]: Some 300 people lost their work. "Ports Close", Quay Times, 4 May 2014.\n'),
)  # fmt: skip
