"""Rules on quotations and claims: marks without a partner, lost ellipses, and paragraphs that quote or claim without a note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.lexicon import may_be_verb
from citations.prose import quoted_spans
from citations.quotation import speaks
from citations.spelling import count_of

DOUBLE = '"“”„«»'
MIN_QUOTED_WORDS = 5  # fewer are a term or a name
MOST_PARAGRAPHS = 8  # of one quotation
MIN_NOTED = 0.2  # of the paragraphs: where fewer have notes, notes are not what claims rest on
MIN_STOPS = 8  # beside quotation marks that show a custom
MOST_EXCEPTIONS = 0.1  # of them that are slips
# "officials Arrests and", "it] This is", "slaughter Listen, you": a capital that no small word of a name leads
RUN_ON = re.compile(
    r"""(?:(?<![\w’'-])(?!(?:of|the|and|for|in|an|to|on|at|by|de|la|von|van|al|or|from|with|against|as|our|his|her|their|its|my|your|you)\s)
    [a-z]{2,}|\w\])\s(?P<word>[A-Z][a-z]+)(?=,?\s[a-z\[])
    |(?<=[a-z]\s)[A-Z][a-z]+\s(?P<starter>They|We|He|She|Nobody|Nothing|Everybody|Everyone|There|But|Because|Although)(?=\s[a-z])""",
    re.VERBOSE,
)
STARTERS = frozenset(
    """the this that these those there they we he she it if but when while what why how our you your his her their nobody nothing
    everybody everyone some many most all no not then now here after before since because although it’s they’re we’re""".split()
)
LED_CAPITAL = re.compile(r"(?<=[a-z,;\]]\s)[A-Z][a-z]+")  # "on Monday", "officials Arrests"; not what begins a sentence
# "was something to be concerned about Moscow has": what ends in a preposition, and another sentence's subject and verb
STRANDED = re.compile(
    r"""\b(?:is|are|was|were|be|see|have|has|had|of|it['’]s|there['’]s)\s+(?:not\s+)?(?:something|nothing|anything|everything|much)\s+
    (?:(?:(?:for\s+)?\w+\s+)?to\s+(?:be\s+)?\w+|(?:we|they|I|you|he|she)\s+\w+)\s+(?:about|of|for|with|on|at|to|from|by)\s+
    (?P<word>[A-Z]\w*)\s+(?:has|have|had|is|are|was|were|will|can|cannot|does|did|do)\b""",
    re.VERBOSE,
)
MIN_STARTER_COUNT = 20_000  # how common a word must be that begins a sentence although its capital might be a name's
CODE = re.compile(r'`|[{\[=]"|<[a-z!/]', re.VERBOSE)  # '{"key": 1}', '<a href="b">' hold marks of another grammar; not "he said"
INWARD = re.compile(r"(?:^|\s)»\w", re.VERBOSE)  # "sie sagte »nein«", guillemets that point inward; not "«нет» сказал"
# "40 per cent", "3,000 men", "$700"; not "in 2015" or "Resolution 1325"
FIGURE = re.compile(
    r"\d[\d.,]*\s?(?:%|per\s?cent\b|percent\b|million\b|billion\b|млн|млрд)|\b\d{1,3},\d{3}\b|[$€£]\s?\d", re.VERBOSE
)
# "According to the ministry", "The ministry announced that", "officials reported that"; not "he said", "it is said"
CLAIM = re.compile(
    r"""\b(?:[Aa]ccording\s+to\s+(?!(?:its|his|her|their)\s)
    |(?:[A-Z][\w’'-]+|[a-z]+s|ministry|government|company|police|army|spokes\w+|official)\s+
    (?:announced|reported|claimed|admitted|estimated|acknowledged|alleged|warned)\s+that)\b
    |\b(?:По\s+(?:данным|словам)|сообщил[аи]?,?\s+что|заявил[аи]?,?\s+что)\b""",
    re.VERBOSE,
)
MIN_FACT_WORDS = 6  # of a note that states something
# A number, or a name within a sentence: "borders both Badakhshan and", "in 2012"; not "The author's own words."
CYRILLIC = re.compile("[А-ЯЁа-яё]")
MIN_TOLD_WORDS = 12  # of one that tells what happened and names neither number nor name
# "had withdrawn their complaints", "closed the cases"; not "is used for brevity"
TOLD = re.compile(r"\b(?:had|have|has|was|were)\s+(?:been\s+)?[a-z]+(?:ed|en|wn|ne|pt|ft|lt|ld)\b", re.VERBOSE)
FACT = re.compile(r"\d|(?<=[a-zа-я,]\s)[A-ZА-ЯЁ]", re.VERBOSE)
# What the writers say of their own text, cross-references, and sources that were not read: "on file", "See Section II"
UNLIKE_FACT = re.compile(
    r"""^(?:see|cf|compare|for|all|unless|here|emphasis|translat\w*|note|см|ср|vgl|in\s+this|this\s+(?:report|briefing|paper|article|section|essay|chapter|study)
    |the\s+(?:authors?|names?|terms?|words?|translations?))\b
    |\b(?:on\s+file|section\s+[IVX\d]|appendix|annex|above|below|archives?|letter\s+(?:from|to)|memorand(?:um|a)|minutes|timetable|transcript|released\s+under|entry\s+of|we|our|I)\b
    |\b(?:art(?:icle|s)?|pp?|vol|no)\.\s?\d|\bpara\s\d|\(n\s\d|§|https?://|www\.|\bv\.?\s(?-i:[A-Z])|^[^.!?]*\b(?:19|20)\d\d\)?\.?$|“[^”]+”,""",
    re.VERBOSE | re.IGNORECASE,
)
OUTSIDE = re.compile(r"(?<=\w)[”\"][.,](?=\s|$)", re.VERBOSE)  # 'the rain".'; not 'the rain."'
INSIDE = re.compile(r"(?<=\w)[.,][”\"](?=\s|$)", re.VERBOSE)  # 'the rain."'; not 'the rain".'


def _unbalanced(draft: Draft) -> Iterator[Remark]:
    """A quotation of several paragraphs may open each of them, or only the first, and closes in the last."""
    lone = [(stretch, _lone_marks(stretch.text)) for stretch in draft.texts]
    opened: Stretch | None = None  # the paragraph whose quotation goes on
    for index, (stretch, marks) in enumerate(lone):
        is_body, text = stretch.paragraph is not None, stretch.text
        near = opened is not None and is_body and (stretch.paragraph or 0) - (opened.paragraph or 0) <= MOST_PARAGRAPHS
        if len(marks) == 1 and near and not _is_opening(text, marks[0]):
            opened = None
        elif len(marks) == 1 and is_body and _is_opening(text, marks[0]) and _goes_on(lone, index, marks[0]):
            opened = stretch
        elif marks:
            yield stretch.remark(
                stretch.around(marks[0], marks[0], after=50), f"The quotation mark {text[marks[0]]} has no partner."
            )


def _lone_marks(text: str) -> list[int]:
    """Where quotation marks without a partner stand; none in text of another grammar."""
    if CODE.search(text) or INWARD.search(text):
        return []
    paired = {end for quote in quoted_spans(text) for end in (quote.span[0], quote.span[1] - 1)}
    marks = [at for at, mark in enumerate(text) if mark in DOUBLE and at not in paired]
    return [at for at in marks if not text[max(0, at - 1)].isdigit()]  # 12" is a length


def _is_opening(text: str, at: int) -> bool:
    return text[at] in "“„«" or (
        text[at] == '"' and not text[at + 1 : at + 2].isspace() and text[at - 1 : at] in ("", " ", "*", "_", "(")
    )


def _goes_on(lone: list[tuple[Stretch, list[int]]], index: int, at: int) -> bool:
    """Whether the quotation opened at `at` goes on: the next paragraph opens one too, or one soon behind closes it."""
    if not lone[index][0].text[:at].strip("*_ "):
        return True
    for stretch, marks in lone[index + 1 : index + 1 + MOST_PARAGRAPHS]:
        if stretch.paragraph is None:
            return False
        if marks:
            return len(marks) == 1 and (not _is_opening(stretch.text, marks[0]) or not stretch.text[: marks[0]].strip("*_ "))
    return False


def _mixed(draft: Draft) -> Iterator[Remark]:
    counts = Counter("straight" if mark == '"' else "curly" for one in draft.texts for mark in one.text if mark in '"“”')
    if len(counts) == 2:
        rare = min(counts, key=lambda kind: counts[kind])
        mark = re.compile('"' if rare == "straight" else "[“”]")
        stretch, match = next((one, found) for one in draft.texts if (found := mark.search(one.text)))
        why = f"Straight and curly marks are mixed ({counts['straight']} and {counts['curly']}); here the first {rare} one."
        yield stretch.remark(stretch.around(*match.span()), why)


def _stop_outside(draft: Draft) -> Iterator[Remark]:
    outside = [(one, match) for one in draft.texts for match in OUTSIDE.finditer(one.text)]
    inner = sum(len(INSIDE.findall(one.text)) for one in draft.texts)
    if inner >= MIN_STOPS and len(outside) <= MOST_EXCEPTIONS * (inner + len(outside)):
        for stretch, match in outside:
            mend = match[0][::-1]
            why = f"The {'stop' if '.' in match[0] else 'comma'} stands outside the quotation mark; elsewhere it stands inside."
            yield stretch.remark(stretch.around(*match.span(), after=0), why, mend)


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
        leads_on = number in marked and stretch.text.rstrip(" .,").endswith(tuple(DOUBLE))  # to what the next one's note proves
        if goes_on or leads_on or not speaks(stretch.text):
            continue
        for quote in quoted_spans(stretch.text):
            words = stretch.text[slice(*quote.inner)]
            if quote.depth == 0 and len(words.split()) >= MIN_QUOTED_WORDS and not words.istitle():
                yield stretch.remark(words, "The paragraph quotes and has no note.")


def _unnoted_figure(draft: Draft) -> Iterator[Remark]:
    for stretch in _bare(draft):
        if figure := FIGURE.search(stretch.text):
            yield stretch.remark(stretch.around(*figure.span(), before=40), "The paragraph gives a figure and has no note.")


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
        if not note.citations and len(text.split()) >= MIN_FACT_WORDS and not UNLIKE_FACT.search(text) and tells:
            yield Remark(label=note.label, quoted=note.text, why="The note states facts and names no source for them.")


def _run_on(draft: Draft) -> Iterator[Remark]:
    if draft.language != "en":
        return
    everything = "\n".join(stretch.text for stretch in draft.texts)
    small = set(re.findall(r"\b[a-z]+\b", everything))
    held = Counter(match["word"] for match in RUN_ON.finditer(everything))
    names = Counter(word for stretch in draft.body for word in LED_CAPITAL.findall(stretch.text))
    for stretch, words, start in _quotations(draft):
        for match in RUN_ON.finditer(words) if not words.istitle() else ():
            word = match["word"] or match["starter"]
            is_name = held[word] > 1 or names[word] > 1
            if word.casefold() in STARTERS or (not is_name and _begins(word.casefold(), small)):
                yield _lost(stretch, start + match.end() - len(word), word)
        for match in STRANDED.finditer(words):
            yield _lost(stretch, start + match.start("word"), match["word"])


def _quotations(draft: Draft) -> Iterator[tuple[Stretch, str, int]]:
    """Yield what the body quotes, its blocks and what the notes quote: where, the words, and their place there."""
    for stretch in draft.body:
        for quote in quoted_spans(stretch.text):
            if quote.depth == 0:
                yield stretch, stretch.text[slice(*quote.inner)], quote.inner[0]
    for note, stretch in zip(draft.briefing.footnotes, draft.notes, strict=True):
        for quotation in note.quotations:
            if quotation.where == "note" and quotation.kind == "inline":
                yield stretch, quotation.exact, max(0, stretch.text.find(quotation.exact))
            elif quotation.kind == "block":
                yield Stretch(text=quotation.exact, label=note.label), quotation.exact, 0


def _begins(word: str, small: set[str]) -> bool:
    """Whether a word with a capital that no other sentence has within it is a common one, which begins a sentence."""
    return word in small or count_of(word) >= MIN_STARTER_COUNT


def _lost(stretch: Stretch, at: int, word: str) -> Remark:
    why = f"Two sentences run together before “{word}”: a full stop or an ellipsis seems lost."
    return stretch.remark(stretch.around(at, at, after=30 + len(word)), why, f". … {word}")


_NOTE = '\n\n[^1]: "Ports Close", Quay Times, 4 May 2014.\n'
_STOPPED = (
    "".join(f"Guard {n} called it “a port.” And left.[^{n}]\n\n" for n in range(1, 10))
    + "He called it “a quay{} It was none.\n\n"
)
_STOPPED += "".join(f"[^{n}]: A remark.\n\n" for n in range(1, 10))

RULES = (
    Rule(name="quotation-unbalanced", severity=Severity.ERROR, check=_unbalanced, about="A quotation mark without its partner.",
         bad="He said, “ports are closed.[^1]" + _NOTE, good="He said, “ports are closed”.[^1]" + _NOTE),
    Rule(name="quotation-marks-mixed", severity=Severity.HINT, check=_mixed,
         about="Straight and curly quotation marks in one document.",
         bad="He said, “ports are closed”.[^1]" + _NOTE, good='He said, "ports are closed".[^1]' + _NOTE),
    Rule(name="stop-outside-quotation", severity=Severity.HINT, check=_stop_outside,
         about="A full stop or comma outside the quotation mark where the document has them inside.",
         bad=_STOPPED.format("”."), good=_STOPPED.format(".”")),
    Rule(name="quotation-without-note", severity=Severity.WARNING, check=_unnoted,
         about="A paragraph that quotes at length and has no note.",
         bad="Ports closed.[^1]\n\nHe said, “they are closed for good and all”." + _NOTE,
         good="Ports closed.[^1] He said, “they are closed for good and all”." + _NOTE),
    Rule(name="figure-without-note", severity=Severity.HINT, check=_unnoted_figure,
         about="A paragraph between noted ones that gives a share, a sum or a large number and has no note.",
         bad="Ports closed.[^1]\n\nSome 3,000 people left.\n\nThey wept.[^2]" + _NOTE + "\n[^2]: A remark.\n",
         good="Ports closed.[^1]\n\nMany left in 2014.\n\nThey wept.[^2]" + _NOTE + "\n[^2]: A remark.\n"),
    Rule(name="claim-without-note", severity=Severity.HINT, check=_unnoted_claim,
         about="A paragraph between noted ones that gives what somebody claims and has no note.",
         bad="Ports closed.[^1]\n\nThe ministry announced that it was over.\n\nThey wept.[^2]" + _NOTE + "\n[^2]: A remark.\n",
         good="Ports closed.[^1]\n\nMany left in 2014.\n\nThey wept.[^2]" + _NOTE + "\n[^2]: A remark.\n"),
    Rule(name="note-without-source", severity=Severity.HINT, check=_no_source,
         about="A note that states facts, with numbers or names, and names no source for them.",
         bad="The port closed.[^1]\n\n[^1]: Some 300 people lost their work when the port was closed.\n",
         good='The port closed.[^1]\n\n[^1]: Some 300 people lost their work. "Ports Close", Quay Times, 4 May 2014.\n'),
    Rule(name="sentences-run-together", severity=Severity.WARNING, check=_run_on,
         about="An English quotation in which a stop or an ellipsis was lost.",
         bad="He said, “the ports are closed Lives have become difficult”.[^1] The lives went on." + _NOTE,
         good="He said, “the ports are closed. Lives have become difficult”.[^1] The lives went on." + _NOTE),
)  # fmt: skip
