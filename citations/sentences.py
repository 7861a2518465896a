"""Running text cut into its sentences.

Enters: text of any language. Leaves: spans, as (start, end) character offsets into that text. A full stop of an abbreviation, an
initial or a quotation inside a sentence ends none.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from citations.prose import Closed, Span, bracketed_spans, outer_quotations
from citations.regex import regex

# A full stop after these ends no sentence.
ABBREVIATIONS = frozenset(
    """
    op cit ibid ibíd no nos n nn fn vol vols pp p ed eds edn gen col maj lt capt sgt brig adm cmdr mr mrs ms dr prof st sen rep
    gov hon jr sr vs etc eg ie e.g i.e cf al fig art arts sec ch chs chap chaps figs secs para paras approx est dept inc
    ltd co corp bros u.s u.k u.n e.u pres rev d.c v doc docs res app calif mass conn univ int intl ass'n
    rec cong dec'l stat reg bull supp ser dist dir coord coords cf wash chi phila trib chron pub
    jan feb mar apr jun jul aug sept sep oct nov dec ca c viz am pm a.m p.m trans transl repr rev suppl par
    г гг им т е д п с стр ст см ср др пр проф акад ген полк руб млн млрд тыс т.е т.д т.п и.о напр изд ред вып цит указ соч обл ул
    bgbl abl az rn rdnr urt beschl rs cir ctr gr sez бр
    bzw vgl bd hrsg hg nr s ff f usw z.b u.a a.a.o ebd abs aufl überarb erw aktual durchges bearb neubearb vollst jg ders dies
    anm kap zit
    núm num pág págs pag blz cap éd fasc cit rkp wyd red zob por bkz çev haz cilt
    сб исх вх автореф дис канд докт ист полит юрид экон филос наук оп ф д л
    """.split()
)
_SHELF_MARKS = frozenset(
    "f op d dd l ll ob min мин".split()
)  # "f. 122, op. 1, d. 68, l. 3", a Russian archive's shelf; "min. 14"
_SENTENCE_STARTERS = frozenset(
    "the in it this that these those a an but and he she they we i at on as for after before if when while there".split()
)
_SENTENCE_END = regex(r"""[.!?…](?<![.!?…]{2})[.!?…]*["”»’')\]*]*(?=\s+\S)""")  # "seats”. A" ; not "1.5 per"
_INITIAL = regex(r"[^\W\d_]\.")
_BLANK = regex(r"\s*")
_DATE_IN_BRACKETS = regex(r"\((?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s|\d{1,2}\s[A-Z][a-z]{2,8}\s)(?:19|20)\d\d\)")  # goes on
_NEXT_WORD = 40  # characters after a full stop that say whether a sentence begins there
_LEAD = 40  # characters before a quotation that say whether words lead up to it
_LONGEST_ABBREVIATION = 30
_LONGEST_BEFORE_SECTION = 5  # characters of an abbreviation before a section: "Ann. §", "Laws. §"
_WORD_BEFORE = regex(r"([^\s(\[“\"«‘*]+)$")


def sentences(text: str, *, marks: Collection[int] = ()) -> tuple[Span, ...]:
    """Return the spans of the sentences of `text`; a quotation of several sentences is not cut.

    `marks` are the places of the marks of its notes: a full stop with one behind it ends a sentence, that of "p.m." too.

    >>> text = "Gen. Ziyoyev fled. See no. 5. He said, “This is it. It ends”. The U.S. embassy."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Gen. Ziyoyev fled.', 'See no. 5.', 'He said, “This is it. It ends”.', 'The U.S. embassy.']
    >>> sentences("At 6 p.m. Islanders came."), sentences("At 6 p.m. Islanders came.", marks=[9])
    (((0, 25),), ((0, 9), (10, 25)))
    """
    quotes = {quote.span[1]: quote.span[0] for quote in outer_quotations(text)}
    brackets = Closed(len(text), bracketed_spans(text, "()") + bracketed_spans(text, "[]"))
    closed = Closed(len(text), ((start, end) for end, start in quotes.items()))
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        blank = _BLANK.match(text, match.end())
        begin = blank.end() if blank else match.end()
        following = text[begin : begin + _NEXT_WORD]
        is_inside = match.start() in closed or match.start() in brackets
        ends_quote = (
            is_inside
            and text[max(0, match.start() - 1)] != "."
            and match.start() not in brackets
            and match.end() in quotes
            and _leads_up(
                text[max(starts[-1], quotes[match.end()] - _LEAD) : quotes[match.end()]],
                is_stop=match[0][0] == ".",
                is_marked=match.end() in marks,
            )
        )
        if (
            (is_inside and not ends_quote)
            or _DATE_IN_BRACKETS.match(following)
            or (match[0][-1] == "*" and following[0] == "(")  # "*Who Owns the Ditch?* (Leiden: Brill, 2017)"
            or not _begins_sentence(following)
            or (match.end() not in marks and _is_abbreviation(text, match, following))
        ):
            continue
        starts.append(begin)
    spans = zip(starts, [*starts[1:], len(text)], strict=True)
    return tuple((start, start + len(text[start:end].rstrip())) for start, end in spans if text[start:end].strip())


def _leads_up(before: str, *, is_stop: bool, is_marked: bool) -> bool:
    """Whether a quotation ends the sentence around it with its own full stop: 'He said: "We left." It', '"We left."¹ It'.

    A question in it does so only behind a colon: 'B. Strand, "Who Rules?" Post'.
    """
    lead = re.search(r"\w([,:]?)\s+$", before)
    return is_stop and (is_marked or lead is not None) or (lead is not None and lead[1] == ":")


def _begins_sentence(following: str) -> bool:
    first = following.lstrip("\"“«„‘'([*")[:1]
    return bool(first) and (first.isupper() or first.isdigit() or not first.isalpha())


def _is_abbreviation(text: str, match: re.Match[str], following: str) -> bool:
    if match[0][0] != ".":
        return False
    before = _WORD_BEFORE.search(text[max(0, match.start() - _LONGEST_ABBREVIATION) : match.start()])
    word = before[1].casefold() if before else ""
    if len(match[0]) > 1:
        return False
    if word in _SHELF_MARKS and following[:1].isdigit():
        return True
    next_word = re.match(r"\w+", following)
    if word == "cit" and following[:1] in '"“«*' or (word == "cit" and next_word and next_word[0][0].isupper()):
        return False
    if following[:1] == "§" and before and before[1][0].isupper() and len(word) <= _LONGEST_BEFORE_SECTION:
        return True  # "Ohio Rev. Code Ann. § 4561.55"
    if "." in word and len(word) <= 5:
        return not (next_word and next_word[0].casefold() in _SENTENCE_STARTERS and next_word[0][0].isupper())
    if before and len(word) > 0 and (before[1].isupper() or len(word) == 1) and _INITIAL.match(following):
        return True  # "92 MICH. L. REV.", "a. a. O."
    if len(word) == 1 and word.isalpha() and before and before[1].isupper():
        return True
    return word.lstrip("-").split("-")[-1] in ABBREVIATIONS
