"""A note's text cut into segments, each of which is a citation, or prose, or prose that leads to a citation.

Enters: the text of one note. Leaves: spans, cut at top-level semicolons and sentence ends; pieces of one citation whose
style puts full stops inside it ("Title // Outlet. 05.10.2015. Режим доступа: …") are joined again.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.parsing import russian, stopped
from citations.parsing.joining import SIGNAL_AHEAD, belongs
from citations.parsing.stops.seam import LONGEST_TITLE, OUTLET_AND_DATE, SYMBOL
from citations.prose import URL, Closed, Span, bracketed_spans, emphasised_spans, quoted_spans, single_quoted_titles
from citations.regex import regex
from citations.sentences import sentences

# "“Graft claims”, Premium Times, 8 August 2019", "see “Graft claims”, …", whole in its brackets
_SOURCE = regex(
    r"(?:(?:see(?:\s+also)?|cf\.|quoted\s+in|см\.|vgl\.|voir)\s+)?(?:[“\"«„][^“”\"»]{3,300}[”\"»“]|‘[^‘“”]{3,300}’),?\s[^“”\"«»]*\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
# "(Jane Hollis, “Docks sold,” Wire, 3 May 2014)": the same behind its author, who tells it from the translation of a title
_SIGNED_SOURCE = regex(
    rf"(?:(?:see(?:\s+also)?|cf\.|quoted\s+in|см\.|vgl\.|voir)\s+)?{grammar.NAMES},\s(?:[“\"«„][^“”\"»]{{3,300}}[”\"»“]|‘[^‘“”]{{3,300}}’),?\s[^“”\"«»]*\b(?:19|20)\d\d\b"
)
# "had “never owned a ship”", "reported 540": a sentence that a quotation or a figure ends; not "Wire, May 2014", "p 12"
_QUOTATION_LAST = regex(r"(?:^|\s)[^\W\d_A-ZА-ЯЁ]{2,},?:?\s[“\"«„‘][^“”\"«»„]*[”\"»“’]$")
_FIGURE_LAST = regex(
    r"(?:^|\s)(?!(?:pp?|vols?|nos?|n|fn|cols?|chs?|arts?|paras?|pages?|notes?|issue|с|стр)\s)[^\W\d_A-ZА-ЯЁ]{2,}\s(?!(?:19|20)\d\d$)\d[\d.,]*$"
)
# "(цит. по: Назаров Р. Полив // Народное слово. 2017)": a reference of the Russian standard, whole in its brackets
_SOURCE_IN_RUSSIAN = regex(r"(?:цит\.\s+по|см\.(?:\s+также)?|напр\.)\s*:?\s[^()]{4,200}?\s//\s", re.IGNORECASE)
# "(Farrelly, N. (2015) *Ghost shifts*. PhD thesis)": a Harvard reference, whole in the brackets behind its author's name
_SOURCE_OF_YEAR = regex(r"[^\W\d_a-z][\w’'-]+,\s(?:[^\W\d_a-z]\.[\s-]?){1,3}[^()“”«»*]{0,100}?\((?:19|20)\d\d[a-z]?\),?\s[‘“«*]")
# "and " of "See S/2020/418, paras. 33–37, and S/RES/2561 (2020)"; not of "UN Doc. A/55/305 and S/2000/809", one report
_SYMBOLS = regex(
    rf"(?:^|(?<!oc)[.;]\s|\b[Ss]ee\s(?:also\s)?|\b[Сс]м\.\s(?:также\s)?|\b(?:and|и|et|und|y)\s){SYMBOL}(?:\s\((?:19|20)\d\d\))?(?:,[^;/“”«»*]{{2,40}}?)?,?\s+(?=(?:and|и|et|und|y)\s+{SYMBOL})"
)
MIN_SENTENCE_WORDS = 3  # before a bracket that holds a citation
# a paragraph of the note that begins with ibid., whatever mark ends the one before
_NEW_LINE = regex(r"\n\s{0,4}(?=(?:ibid|там\s+же|ebd|ebenda|op\.\s?cit)\b)", re.IGNORECASE)
# "Kramer, Nick; Sholk, Dena (March 29, 2018)": authors whose semicolons part no citations
_COAUTHORS = regex(
    r"[^\W\d_a-z][\w’'-]+,\s[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.]*)?(?:;\s[^\W\d_a-z][\w’'-]+,\s[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.]*)?){1,8}(?:;\set\sal\.)?(?:,?\s\(?eds?\.\)?)?\s\((?:[^()]{0,20}\s)?(?:19|20)\d\d"
)
_SEMICOLON = regex(r";(?<!\b[МЛ]\.;)(?<!\bСПб\.;)")  # not of "М.; Вашингтон: Гендальф", two towns of one book
_STOPPED_FIGURE = regex(r"\d\.\s")  # of what the next and DAY_AND_MONTH read, asked first
# the day and the month of "12. 12. 2023"
_SPACED_DAY = regex(r"(?<![\d.])[0-3]?\d\.\s(?=[01]?\d\.\s?(?:19|20)\d\d\b)|(?<=\d\.\s)[01]?\d\.\s(?=(?:19|20)\d\d\b)")
# "2017 г. Иную оценку": a sentence behind a year, whose short word and its stop end no sentence elsewhere
_BEHIND_YEAR = regex(r"\b(?:19|20)\d\d\s?(?:г|р)\.\s+(?=[А-ЯЁІЇЄ][а-яёіїє]{2,}\s[а-яёіїє])")
_BEHIND_STOP = regex(rf"[.»”]\s+(?={SIGNAL_AHEAD.pattern})", re.VERBOSE)
# "*See*", "*supra*", "*Ibid.*", "*34*": emphasis that marks no title
_APPARATUS = regex(
    r"""\*((?:see(?:,?\s+(?:also|e\.g\.,?|generally|,))?|but\s+(?:see|cf)|cf|id|ibid(?:em)?|ibíd(?:em)?|ivi|idem|supra|infra|(?:op|loc|art|ob|ouvr)\.\s?(?:ult\.\s?)?cit[ée]?|dz\.\s?cyt|obra\s+citada|et\s+al|in|cit|passim|inter\s+alia|voir(?:\s+aussi)?|ebd|ebenda|a\.\s?a\.\s?O|vgl|там\s+же|указ\.\s?соч|compare|with
    |a\.\s?g\.\s?[em]|tamże|accord|contra|e\.g|\d{1,4})[.,:]*)\*""",
    re.VERBOSE | re.IGNORECASE,
)
# "^ ", "^ a b c " before a note of an encyclopedia: the links back to its marks
# "1) ", "(1) ", "[1] " at the head: the note's own number
# of what IBID_ALONE reads, one is in the folded words
_IBID_STEMS = ("ibid", "ibíd", "ivi", "tam", "там", "ҳамон", "ebd", "ebenda", "a.", "id.")
# what stands right before the "and" that ANOTHER reads, if no address does; asked first
_AND_BEHIND = regex(r"[\d).],?\s+(?:and|as|along|plus|und|sowie|et|ainsi|de|y|así|bem|nonché|così|oraz|a|и|а|ва)[,\s]")
_OWN_NUMBER = regex(r"\s{0,4}(?:\(\d{1,3}\)|\d{1,3}\)|\[\d{1,3}\])\s+(?=\S)")
_BACKLINKS = regex(r"(?m)^\s{0,4}[\^↑](?:\s{1,2}Jump\sup(?:\sto)?:?)?(?:\s{1,2}(?:[a-z](?=\s)|\d{1,2}\.\d{1,2}(?=\s))){0,30}")
# "[dead link]", "[permanent dead link]" behind a reference: what became of its address
_DEAD_LINK = regex(r"\[(?:permanent(?:ly)?\s)?(?:dead|broken)(?:\slink)?\]", re.IGNORECASE)
# "[Mayor cleared of fraud](https://…)" as Markdown prints a link
_MARKDOWN_LINK = regex(r"\[(?P<words>[^\[\]\n]{2,300})\]\((?P<address>https?://[^\s()]+)\)")
MIN_LINKED_WORDS = 3  # of a title; fewer may name an outlet
# "*Левин Г.М.*", "*Smith J., Roe K.*": emphasised authors, whose initials no title has
_EMPHASISED_AUTHORS = regex(rf"\*({russian.ONE_AUTHOR}(?:,\s*{russian.ONE_AUTHOR})*[.,]?)\*", re.VERBOSE)
# "_24.kg_", emphasis as mail and wikis type it; not "a_b", "/_next_/"
_UNDERSCORED = regex(r"(?<![\w/_])_(?=[^\W_])([^_\n]{2,300})(?<=[^\s_])_(?![\w/_])")
_SPACES = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2011": "-", "\t": " "}
    | dict(zip("《》〈〉「」『』，。；：、،؛։", "“”“”“”**,.;:,,;.", strict=True))  # Chinese, Japanese, Arabic and Armenian marks
)
# ",,Granica”", "``Ferry sinks''", "<<Мост>>": marks typed as two signs
_TYPED_MARKS = regex(r"(?<!\S)(?P<open>,,|``|<<|'')(?=\w)|(?<=[\w.,?!])(?:''|>>)(?!\w)")


def smoothed(text: str) -> str:
    """The text with plain spaces, without the emphasis of "*See*" and of "*Левин Г.М.*"; every character keeps its place."""
    if number := _OWN_NUMBER.match(text):
        text = " " * number.end() + text[number.end() :]
    if "^" in text or "↑" in text:
        text = _BACKLINKS.sub(lambda match: " " * len(match[0]), text)
    if "](" in text:
        text = _MARKDOWN_LINK.sub(_without_link, text)
    if "[" in text:
        text = _DEAD_LINK.sub(lambda match: " " * len(match[0]), text)
    if any(mark in text for mark in (",,", "``", "<<", "''")):
        text = _TYPED_MARKS.sub(lambda match: " “" if match["open"] else "” ", text)
    if "_" in text:
        text = _UNDERSCORED.sub(r"*\1*", text)
    plain = _APPARATUS.sub(lambda match: f" {match[1]} ", text.translate(_SPACES))
    return _EMPHASISED_AUTHORS.sub(lambda match: f" {match[1]} ", plain) if "*" in plain else plain


def _without_link(match: re.Match[str]) -> str:
    words, bare = match["words"], not re.search(r"[“”\"«»*]", match["words"])
    left, right = "“”" if bare and len(words.split()) >= MIN_LINKED_WORDS else "  "
    return f"{left}{words}{right} {match['address']} "


def segments(text: str) -> list[Span]:
    """Return the spans of the segments of `text`, in order; what lies between them is white space and semicolons."""
    quotes = [quote for quote in quoted_spans(text) if quote.depth == 0]
    spans = [quote.span for quote in quotes] + list(emphasised_spans(text))
    spans += [quote.span for quote in single_quoted_titles(text)] + [match.span() for match in URL.finditer(text)]
    spans += [match.span() for match in grammar.REPORTED.finditer(text)] + stopped.spans(text)
    spans += [match.span() for match in _COAUTHORS.finditer(text)] if ";" in text and "(" in text else []
    round_brackets = bracketed_spans(text, "()")
    sources = [span for span in round_brackets if _holds_source(text, *span)]
    closed = Closed(len(text), [*spans, *bracketed_spans(text), *(span for span in round_brackets if span not in sources)])
    cuts = {place for start, end in sources for place in (start + 1, end - 1)}
    cuts |= {
        start for start, _ in sentences(text) if start not in closed and text[start] != "/" and text[start : start + 3] != "./."
    }
    if ";" in text:
        cuts |= {match.end() for match in _SEMICOLON.finditer(text) if match.start() not in closed}
    folded = text.casefold()
    if any(stem in folded for stem in grammar.INNER_STEMS):
        cuts |= {match.start("signal") for match in grammar.INNER_SIGNAL.finditer(text) if match.start("signal") not in closed}
    if ("://" in text or _AND_BEHIND.search(text)) and any(word in text for word in grammar.AND_WORDS):
        cuts |= {match.start("and") for match in grammar.ANOTHER.finditer(text) if match.start("and") not in closed}
    if "/" in text:
        cuts |= {match.end() for match in _SYMBOLS.finditer(text) if match.end() not in closed}
    if len(quotes) > 1:
        first = quotes[0].span[1]
        cuts |= {match.end() for match in grammar.LISTED.finditer(text) if match.end() not in closed and match.end() > first}
    cuts |= {match.end() for match in grammar.UNSTOPPED.finditer(text) if match.end() not in closed}
    if " г." in text or " р." in text:
        cuts |= {match.end() for match in _BEHIND_YEAR.finditer(text) if match.end() not in closed}
    cuts |= {match.end() for match in _BEHIND_STOP.finditer(text) if match.end() not in closed}
    if any(stem in folded for stem in _IBID_STEMS):
        cuts |= {match.end() for match in grammar.IBID_ALONE.finditer(text) if match.end() not in closed}
    cuts |= {match.end() for match in _NEW_LINE.finditer(text)} if "\n" in text else set()
    if _STOPPED_FIGURE.search(text):
        cuts -= {match.end() for match in grammar.DAY_AND_MONTH.finditer(text)}
        cuts -= {match.end() for match in _SPACED_DAY.finditer(text)}
    bounds = sorted(cuts | {0, len(text)})
    spans = [trimmed(text, start, end) for start, end in zip(bounds, bounds[1:], strict=False)]
    return _rejoined(text, [span for span in spans if span[0] < span[1]])


def _holds_source(text: str, start: int, end: int) -> bool:
    """Whether a bracket holds whole citations: "He denied it (“Graft claims”, Outlet, 8 August 2019), but"; all of the note's."""
    if not text[:start].strip() and not text[end:].strip(" ."):
        return True
    if ";" in text[start:end] and grammar.INTERVIEW.match(text, start + 1, end - 1):
        return True  # "(Crisis Group interviews, imam, Osh, May 2015; trader, Uzgen, June 2015.)"
    if _SOURCE_IN_RUSSIAN.match(text, start + 1, end - 1) or _SOURCE_OF_YEAR.match(text, start + 1, end - 1):
        return True
    before = text[max(0, start - LONGEST_TITLE) : start].rstrip()
    if len(before.split()) < MIN_SENTENCE_WORDS:
        return False
    last = before.rsplit(None, 1)[-1]
    dated = OUTLET_AND_DATE.fullmatch(text, start + 1, end - 1)
    if dated and last[-1:].isalpha() and grammar.names_medium(dated["outlet"]):
        return True  # "gunmen stormed the hotel (Reuters, 3 May 2012)"
    is_sentence = (before[-1:].islower() and last.islower()) or grammar.names_medium(last)
    is_signed = _SIGNED_SOURCE.match(text, start + 1, end - 1) is not None
    is_stated = _FIGURE_LAST.search(before) is not None or (is_signed and _QUOTATION_LAST.search(before) is not None)
    return (is_sentence or is_stated) and (is_signed or _SOURCE.match(text, start + 1, end - 1) is not None)


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space and semicolons at its ends."""
    while start < end and text[start] in " \t\n;":
        start += 1
    while end > start and text[end - 1] in " \t\n;":
        end -= 1
    return start, end


def _rejoined(text: str, spans: list[Span]) -> list[Span]:
    """Join pieces of one citation whose style puts full stops inside it: "Title // Outlet. 05.10.2015. Режим доступа: …"."""
    joined: list[Span] = []
    for start, end in spans:
        between = text[joined[-1][1] : start] if joined else ""
        apart = ";" in between or text[start] == ")" or ("\n" in between and text[joined[-1][1] - 1] == ".")
        if joined and not apart and belongs(text[slice(*joined[-1])], text[start:end], text[start : start + LONGEST_TITLE]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
