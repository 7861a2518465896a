"""Rules on quotations: marks without a partner or of two kinds, stops beside them, and sentences that run together within."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.prose import outer_quotations, quoted_spans
from citations.regex import regex
from citations.spelling import count_of

DOUBLE = '"“”„«»'
MOST_PARAGRAPHS = 8  # of one quotation
MIN_COMMAS = 4  # within the marks, so that one without is a slip
MIN_STOPS = 8  # beside quotation marks that show a custom; 16 finds 331
MOST_EXCEPTIONS = 0.1  # of them that are slips; 0.05 finds 331, 0.2 a wrong one more
# "officials Arrests and", "it] This is", "slaughter Listen, you": a capital that no small word of a name leads
RUN_ON = regex(
    r"""(?:(?<![\w’'-])(?!(?:of|the|and|for|in|an|to|on|at|by|de|la|von|van|al|or|from|with|against|as|which|who|whom|whose|that|when|where|while|because|if|whether|until|since|under|over|between|after|before|our|his|her|their|its|my|your|you|no|every|into|than|thank|near)\s)
    [a-z]{2,}|\w\])\s(?P<word>[A-Z][a-z]+)(?=,?\s[a-z\[])
    |(?<=[a-z]\s)[A-Z][a-z]+\s(?P<starter>They|We|He|She|Nobody|Nothing|Everybody|Everyone|There|But|Because|Although)(?=\s[a-z])""",
    re.VERBOSE,
)
# "стрелять Они ушли": a word that begins sentences and no names; not "сказал: Они", "в Он"
RUN_ON_RU = regex(
    r"(?<=[а-яё]{3}\s)(?P<word>Мы|Они|Он|Она|Это|Эти|Никто|Ничего|Нам|Нас|Их|Им|Но|Потом|Теперь|Тогда|Там|Здесь|Если|Когда|Потому|Поэтому)(?=\s[а-яё])",
    re.VERBOSE,
)
STARTERS = frozenset(
    """the this that these those there they we he she it if but when while what why how our you your his her their nobody nothing
    everybody everyone some many most all no not then now here after before since because although it’s they’re we’re""".split()
)
LED_CAPITAL = regex(r"(?<=[a-z,;\]]\s)[A-Z][a-z]+")  # "on Monday", "officials Arrests"; not what begins a sentence
# "was something to be concerned about Moscow has": what ends in a preposition, and another sentence's subject and verb
STRANDED = regex(
    r"""\b(?:is|are|was|were|be|see|have|has|had|of|it['’]s|there['’]s)\s+(?:not\s+)?(?:something|nothing|anything|everything|much)\s+
    (?:(?:(?:for\s+)?\w+\s+)?to\s+(?:be\s+)?\w+|(?:we|they|I|you|he|she)\s+\w+)\s+(?:about|of|for|with|on|at|to|from|by)\s+
    (?P<word>[A-Z]\w*)\s+(?:has|have|had|is|are|was|were|will|can|cannot|does|did|do)\b""",
    re.VERBOSE,
)
# "A port is not ground it is a river": two clauses with nothing between; not "It is not clear it is"
SPLICED = regex(
    r"""\b(?:is|are|was|were)\s+not\s+(?:an?\s+|the\s+)?(?!(?:clear|sure|certain|true|likely|obvious|known|said|evident|possible|just|that|what|how|because)\b)[a-z]+\s
    (?P<word>it|they|he|she|we)\s+(?:is|are|was|were)\b""",
    re.VERBOSE,
)
# "the plant was old we had said so", "it was my own we had paid": a clause that has ended, and the subject and verb of another
RUN_TOGETHER = regex(
    r"""(?:\b(?:is|are|was|were)\s(?:(?:very|quite|already|long|all)\s)?(?P<state>[a-z]{3,})
    |\b(?:my|our|his|their)\s(?:(?:first|last|own|old|new)\s)?(?P<thing>[a-z]{3,}))
    \s(?P<word>I|we|they|he|she)\s(?:(?:never|always|just)\s)?(?P<verb>was|were|am|are|had|have|has|did|didn[’']t|could|couldn[’']t|asked|told|went|tried|wrote|waited)\b""",
    re.VERBOSE,
)
STATES = regex(
    r"tired|cold|dark|late|old|empty|closed|open|full|gone|over|broken|dead|wrong|hungry|young|small|poor|dry|wet|hard|dirty|sick|slow|weak|rotten|ruined|finished|locked|blocked|flooded|[a-z]+(?:less|ous)",
    re.VERBOSE,
)
# What leads a clause that needs no comma behind it: "when the plant was old we", "I thought our house they had"
LEADS_CLAUSE = regex(
    r"\b(?:when|if|because|as|since|although|though|while|whil(?:e|st)|once|after|before|until|till|unless|that|than|which|who|what|where|how|why|whatever|whenever|wherever|whether|the\s(?:time|day|moment|more|way)|every\s\w+)\b",
    re.VERBOSE | re.IGNORECASE,
)
# Behind a thing, what is no part of "our land we had farmed"; and before it, what is no whole clause: "it was", "I told"
CLAUSE_VERB = regex(r"(?:was|were|am|are|didn[’']t)\b|did\snot\b|ha(?:d|ve|s)\s(?:no|to)\b")
LEADS_THING = regex(
    r"\b(?:(?:it|this|that|there)\s(?:is|was)|tells?|told|asked|promised|warned|showed|reminded|convinced)\b|\b(?:in|at|of|from|for|during|by|with|all|(?:and|but|so|or)\s\w+)\s$",
    re.VERBOSE | re.IGNORECASE,
)
FINITE = regex(r"\b(?:I|we|they|he|she|it|you|the\s\w+|my\s\w+|our\s\w+)\s(?:\w+\s)?[a-z]{2,}", re.VERBOSE | re.IGNORECASE)
MAX_CLAUSE_LETTERS = 200  # before such a place in which words that lead a clause are looked for
MIN_STARTER_COUNT = 20_000  # how common a word must be that begins a sentence although its capital might be a name's
CLOSED_BY = {"“": "”", "„": "“", "«": "»", "»": "«"}
MOST_QUOTED = 80  # letters of a quotation that a remark shows
CODE = regex(r'`|[{\[=]"|<[a-z!/]', re.VERBOSE)  # '{"key": 1}', '<a href="b">' hold marks of another grammar; not "he said"
INWARD = regex(r"(?:^|\s)»\w", re.VERBOSE)  # "sie sagte »nein«", guillemets that point inward; not "«нет» сказал"
INCHES = regex(r'(?<=\d)"(?=\s[a-z])')  # '12" pipe'; not '"in 2012" he'
COLLAPSED = regex(r"«(?:[^\W\d_][\w-]*\s){1,4}«[^«»]{1,60}»", re.VERBOSE)  # "«Компания «Порт»", whose last mark closes both
OUTSIDE = regex(r"(?<=\w)[”\"][.,](?=\s|$)", re.VERBOSE)  # 'the rain".'; not 'the rain."'
INSIDE = regex(r"(?<=\w)[.,][”\"](?=\s|$)", re.VERBOSE)  # 'the rain."'; not 'the rain".'


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
    return [at for at in marks if not text[max(0, at - 1)].isdigit() and not COLLAPSED.match(text, at)]  # 12" is a length


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


def _unlike(draft: Draft) -> Iterator[Remark]:
    """Quotations that one kind of mark opens and another closes, where most of the document's are closed by their own."""
    spans = [(one, quote.span) for one in draft.texts if not _lone_marks(one.text) for quote in quoted_spans(one.text)]
    unlike = [(one, span) for one, span in spans if _is_unlike(one.text, *span)]
    for stretch, (start, end) in unlike if len(unlike) <= max(1, MOST_EXCEPTIONS * len(spans)) else ():
        opened, closed = stretch.text[start], stretch.text[end - 1]
        words = (
            stretch.text[start:end] if end - start <= MOST_QUOTED else f"{stretch.text[start : start + MOST_QUOTED]} … {closed}"
        )
        yield stretch.remark(words, f"The quotation is opened by {opened} and closed by {closed}.", CLOSED_BY.get(opened, '"'))


def _is_unlike(text: str, start: int, end: int) -> bool:
    """Whether the marks at both ends of a quotation are of two kinds: “ and ", « and ”; not „ and “."""
    opened, closed = text[start], text[end - 1]
    is_length = closed == '"' and text[end - 2 : end - 1].isdigit()
    kinds = ("“”„", "«»", '"')
    return next(kind for kind in kinds if opened in kind) != next(kind for kind in kinds if closed in kind) and not is_length


def _mixed(draft: Draft) -> Iterator[Remark]:
    counts = Counter(
        "straight" if mark == '"' else "curly" for one in draft.texts for mark in INCHES.sub("", one.text) if mark in '"“”'
    )
    if len(counts) == 2:
        rare = min(counts, key=lambda kind: counts[kind])
        mark = re.compile(r'"(?<!\d")' if rare == "straight" else "[“”]")
        stretch, match = next((one, found) for one in draft.texts if (found := mark.search(one.text)))
        why = f"Straight and curly marks are mixed ({counts['straight']} and {counts['curly']}); here the first {rare} one."
        yield stretch.remark(stretch.around(*match.span()), why)


def _kinds(draft: Draft) -> Iterator[Remark]:
    """Outer quotations of the text in guillemets, curly or single marks where nearly all others are in marks of another kind."""
    found = [
        (stretch, quote, next((kind for kind in ("«»", "‘’'") if stretch.text[quote.span[0]] in kind), "“”"))
        for stretch in draft.body
        for quote in outer_quotations(stretch.text)
    ]
    counts = Counter(kind for _, _, kind in found)
    (most, number), *_ = counts.most_common(1) or [("", 0)]
    if number >= MIN_STOPS and 0 < len(found) - number <= MOST_EXCEPTIONS * len(found):
        for stretch, quote, kind in found:
            if kind != most:
                words = stretch.text[slice(*quote.inner)]
                why = f"{number} of {len(found)} quotations stand in {most[0]}…{most[1]}."
                yield stretch.remark(stretch.text[slice(*quote.span)], why, f"{most[0]}{words}{most[1]}")


def _stop_outside(draft: Draft) -> Iterator[Remark]:
    outside = [(one, match) for one in draft.texts for match in OUTSIDE.finditer(one.text)]
    inside = "".join(found for one in draft.texts for found in INSIDE.findall(one.text))
    inner, commas = len(inside) // 2, [one for one in outside if "," in one[1][0]]
    if inner < MIN_STOPS or len(outside) > MOST_EXCEPTIONS * (inner + len(outside)):
        outside = commas if len(commas) == 1 and inside.count(",") >= MIN_COMMAS else []
    for stretch, match in outside:
        mend = match[0][::-1]
        why = f"The {'stop' if '.' in match[0] else 'comma'} stands outside the quotation mark; elsewhere it stands inside."
        yield stretch.remark(stretch.around(*match.span(), after=0), why, mend)


def _run_on(draft: Draft) -> Iterator[Remark]:
    if draft.language == "ru":
        for stretch, words, start in _quotations(draft):
            for match in RUN_ON_RU.finditer(words):
                yield _lost(stretch, start + match.start("word"), match["word"])
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
        for match in SPLICED.finditer(words):
            yield _lost(stretch, start + match.start("word"), match["word"])
        for match in filter(_is_run_together, RUN_TOGETHER.finditer(words)):
            yield _lost(stretch, start + match.start("word"), match["word"])
        for match in STRANDED.finditer(words):
            yield _lost(stretch, start + match.start("word"), match["word"])


def _quotations(draft: Draft) -> Iterator[tuple[Stretch, str, int]]:
    """Yield what the body quotes, its blocks and what the notes quote: where, the words, and their place there."""
    for stretch in draft.body:
        for quote in outer_quotations(stretch.text):
            yield stretch, stretch.text[slice(*quote.inner)], quote.inner[0]
    for note, stretch in zip(draft.briefing.footnotes, draft.notes, strict=True):
        for quotation in note.quotations:
            if quotation.where == "note" and quotation.kind == "inline":
                yield stretch, quotation.exact, max(0, stretch.text.find(quotation.exact))
            elif quotation.kind == "block":
                yield Stretch(text=quotation.exact, label=note.label), quotation.exact, 0


def _is_run_together(match: re.Match[str]) -> bool:
    """Whether a clause ends before the word, and no word before it in the sentence makes both of them one."""
    first = max(0, match.start("word") - MAX_CLAUSE_LETTERS)
    begin = max(first, *(match.string.rfind(mark, first, match.start("word")) + 1 for mark in ".,;:!?–—…"))
    before = match.string[begin : match.start("word")]
    if LEADS_CLAUSE.search(before) or not FINITE.search(before):
        return False
    if match["state"]:
        return STATES.fullmatch(match["state"]) is not None
    led = before[: match.start() - begin]
    return bool(FINITE.search(led) and not LEADS_THING.search(led) and CLAUSE_VERB.match(match.string, match.start("verb")))


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
_KINDS = "".join(f"Guard {n} called it “a port {n}” and left.[^{n}]\n\n" for n in range(1, 11)) + "He called it {}.[^11]\n\n"
_KINDS += "".join(f"[^{n}]: A remark.\n\n" for n in range(1, 12))

RULES = (
    Rule(name="quotation-unbalanced", severity=Severity.ERROR, check=_unbalanced, about="A quotation mark without its partner.",
         bad="He said, “ports are closed.[^1]" + _NOTE, good="He said, “ports are closed”.[^1]" + _NOTE),
    Rule(name="quotation-closed-otherwise", severity=Severity.WARNING, check=_unlike,
         about="A quotation that one kind of mark opens and another closes.",
         bad="He said, «ports are closed\".[^1]" + _NOTE, good="He said, „ports are closed“.[^1]" + _NOTE),
    Rule(name="quotation-marks-mixed", severity=Severity.HINT, check=_mixed,
         about="Straight and curly quotation marks in one document.",
         bad="He said, “ports are closed”.[^1]" + _NOTE, good='He said, "ports are closed".[^1]' + _NOTE),
    Rule(name="quotation-marks-of-two-kinds", severity=Severity.WARNING, check=_kinds,
         about="A quotation in guillemets where nearly all others are in curly or straight marks, or the other way about.",
         bad=_KINDS.format("«a quay»"), good=_KINDS.format("“a quay”")),
    Rule(name="stop-outside-quotation", severity=Severity.HINT, check=_stop_outside,
         about="A full stop or comma outside the quotation mark where the document has them inside.",
         bad=_STOPPED.format("”."), good=_STOPPED.format(".”")),
    Rule(name="sentences-run-together", severity=Severity.WARNING, check=_run_on,
         about="An English quotation in which a stop or an ellipsis was lost.",
         bad="He said, “the ports are closed Lives have become difficult”.[^1] The lives went on." + _NOTE,
         good="He said, “the ports are closed. Lives have become difficult”.[^1] The lives went on." + _NOTE),
)  # fmt: skip
