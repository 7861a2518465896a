"""Rules on words and marks: doubled words, ranks, numbering, quotation marks, lost stops."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.prose import quoted_spans

DOUBLE = '"“”„«»'
MIN_QUOTED_WORDS = 5  # fewer are a term or a name
# "the the", "на на"; not "had had", "New New" (a name), "the, the"
DOUBLED = re.compile(r"\b(?P<word>[^\W\d_]{2,})\s+(?P<again>(?P=word))\b", re.VERBOSE | re.IGNORECASE)
MAY_DOUBLE = frozenset(
    "had that is very so no really long many far bye ha da blah much ever never more go knock in on what die der das sie".split()
)
# "Gen. Gulmurod Khalimov", "Col. Khalimov"; not "General Assembly"
RANKED = re.compile(
    r"\b(?P<rank>Maj-Gen|Lt-Gen|Lt-Col|Gen|Col|Maj|Capt|Lt|Sgt|Adm|Brig)\.\s+(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})",
    re.VERBOSE,
)
NUMBERED = re.compile(r"^[*#\s]*(?P<number>[IVX]+)\.\s+\S.{2,80}$", re.VERBOSE)  # "II. The Border"; not "A. Drugs"
OP_CIT = re.compile(r"\bop\.?\s?cit\b(?!\.)|\bop\s+cit\.|\bibid\b(?!\.)", re.VERBOSE | re.IGNORECASE)  # "op. cit, p. 2"
# "officials Arrests and": a capital between small words; not "the Lake Society had", whose word before is a name too
RUN_ON = re.compile(r"(?<![\w’'-])(?:[a-z]+|(?<=\w)\])\s(?P<word>[A-Z][a-z]+)(?=\s[a-z\[])", re.VERBOSE)
CODE = re.compile(r'`|[{\[]"', re.VERBOSE)  # '{"key": 1}' holds marks of another grammar; not "he said"
INWARD = re.compile(r"(?:^|\s)»\w", re.VERBOSE)  # "sie sagte »nein«", guillemets that point inward; not "«нет» сказал"
# '“Название”, [“Title”]': a comma between a title and its translation; not '“Название” [“Title”]'
PARTED = re.compile(r"""[”"»],\s+\[[“"«][^\]]+\]""", re.VERBOSE)
UNPARTED = re.compile(r"""[”"»]\s+\[[“"«]""", re.VERBOSE)  # '”  [“Title”'; not '”, [“Title”'
# "40 per cent", "3,000 men", "$700"; not "in 2015" or "Resolution 1325"
FIGURE = re.compile(
    r"\d[\d.,]*\s?(?:%|per\s?cent\b|percent\b|million\b|billion\b|млн|млрд)|\b\d{1,3},\d{3}\b|[$€£]\s?\d", re.VERBOSE
)
CUT_TITLE = re.compile(r"""(?<=[”"»]);\s""", re.VERBOSE)  # '"Title"; Outlet'; not '"Title", Outlet; "Other"'
STOPS = '.!?…”"»’)]'


def _doubled(draft: Draft) -> Iterator[Remark]:
    for place, text in draft.texts():
        for match in DOUBLED.finditer(text):
            if match["again"].islower() and match["word"].casefold() not in MAY_DOUBLE:
                mend = match["word"]
                yield Remark(**place, quoted=match[0], why="The word stands twice.", mend=mend)  # type: ignore[arg-type]  # a place


def _ranks(draft: Draft) -> Iterator[Remark]:
    seen: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for number, text in draft.body():
        for match in RANKED.finditer(text):
            *given, family = match["name"].removesuffix("’s").removesuffix("'s").split()
            before = seen[family]
            clash = next((rank for rank, names in before.items() if rank != match["rank"] and _may_be_one(names, given)), None)
            if clash and match["rank"] not in before:
                why = f"{family} was “{clash}.” before and is “{match['rank']}.” here."
                yield Remark(paragraph=number, quoted=match[0], why=why)
            before.setdefault(match["rank"], given)


def _may_be_one(names: list[str], given: list[str]) -> bool:
    return not names or not given or names[0] == given[0]


def _sections(draft: Draft) -> Iterator[Remark]:
    seen: dict[str, str] = {}
    for number, text in draft.body():
        if match := NUMBERED.match(text):
            first = seen.setdefault(match["number"], text)
            if first != text:
                why = f"The section number {match['number']} was given before, to “{first.strip('#* ')}”."
                yield Remark(paragraph=number, quoted=text, why=why)


def _unbalanced(draft: Draft) -> Iterator[Remark]:
    texts = list(draft.texts())
    for index, (place, text) in enumerate(texts):
        if CODE.search(text) or INWARD.search(text):
            continue
        paired = {end for quote in quoted_spans(text) for end in (quote.span[0], quote.span[1] - 1)}
        marks = [at for at, mark in enumerate(text) if mark in DOUBLE and at not in paired]
        loose = [at for at in marks if not text[max(0, at - 1)].isdigit()]  # 12" is a length
        after = texts[index + 1] if index + 1 < len(texts) and "paragraph" in texts[index + 1][0] else ({}, "")
        following = after[1][:1]
        goes_on = len(loose) == 1 and (following in tuple('“„«"') or loose[0] == 0)
        if loose and not goes_on:
            at = loose[0]
            quoted = text[max(0, at - 30) : at + 50].strip()
            yield Remark(**place, quoted=quoted, why=f"The quotation mark {text[at]} has no partner.")  # type: ignore[arg-type]  # a place


def _mixed(draft: Draft) -> Iterator[Remark]:
    counts = Counter("straight" if mark == '"' else "curly" for _, text in draft.texts() for mark in text if mark in '"“”')
    if len(counts) == 2:
        rare = min(counts, key=lambda kind: counts[kind])
        marks = '"' if rare == "straight" else "“”"
        place, text = next((place, text) for place, text in draft.texts() if any(mark in text for mark in marks))
        at = min(text.index(mark) for mark in marks if mark in text)
        why = f"Straight and curly marks are mixed ({counts['straight']} and {counts['curly']}); here the first {rare} one."
        yield Remark(**place, quoted=text[max(0, at - 20) : at + 40].strip(), why=why)  # type: ignore[arg-type]  # a place


def _unnoted(draft: Draft) -> Iterator[Remark]:
    marked = {marker.paragraph for marker in draft.document.markers}
    first = min(marked, default=len(draft.document.paragraphs))
    for number, text in draft.body():
        paragraph = draft.document.paragraphs[number - 1]
        if number - 1 in marked or number - 1 < first or paragraph.kind == "heading" or number in marked:
            continue
        if number - 2 in marked and text.startswith(tuple(DOUBLE)):  # goes on with what the paragraph before quotes
            continue
        for quote in quoted_spans(text):
            words = text[slice(*quote.inner)]
            if quote.depth == 0 and len(words.split()) >= MIN_QUOTED_WORDS and not words.istitle():
                yield Remark(paragraph=number, quoted=words, why="The paragraph quotes and has no note.")


def _unnoted_figure(draft: Draft) -> Iterator[Remark]:
    marked = {marker.paragraph for marker in draft.document.markers}
    last = max(marked, default=0)
    for number, text in draft.body():
        between = min(marked, default=last) < number - 1 < last
        figure = FIGURE.search(text)
        noted = number - 1 in marked or (number in marked and text.rstrip().endswith(":"))
        if between and figure and not noted and draft.document.paragraphs[number - 1].kind == "body":
            quoted = text[max(0, figure.start() - 40) : figure.end() + 30]
            yield Remark(paragraph=number, quoted=quoted, why="The paragraph gives a figure and has no note.")


def _cut_title(draft: Draft) -> Iterator[Remark]:
    for note, citation in draft.full():
        if citation.title and citation.issued and (match := CUT_TITLE.search(citation.text)):
            mend = f"{citation.text[: match.start()]}, {citation.text[match.end() :]}"
            yield Remark(label=note.label, quoted=citation.text, why="A semicolon parts the title from its outlet.", mend=mend)


def _run_on(draft: Draft) -> Iterator[Remark]:
    everything = " ".join(text for _, text in draft.texts())
    small = set(re.findall(r"\b[a-z]+\b", everything))
    held = Counter(match["word"] for match in RUN_ON.finditer(everything))
    for note in draft.briefing.footnotes:
        for quotation in note.quotations:
            for match in RUN_ON.finditer(quotation.exact):
                if match["word"].casefold() in small and held[match["word"]] == 1 and match["word"] != "I":
                    around = quotation.exact[max(0, match.start() - 30) : match.end() + 30]
                    why = f"Two sentences run together before “{match['word']}”: a full stop or an ellipsis seems lost."
                    yield Remark(label=note.label, quoted=around, why=why, mend=f". … {match['word']}")


def _unstopped(draft: Draft) -> Iterator[Remark]:
    notes = [note for note in draft.briefing.footnotes if note.text.strip()]
    bare = [note for note in notes if note.text.rstrip(" *_")[-1:] not in STOPS and not note.text.rstrip().endswith("/")]
    for note in bare if len(bare) * 5 <= len(notes) else ():
        if "http" not in note.text.split()[-1]:
            yield Remark(
                label=note.label, quoted=note.text[-60:], why="The note has no full stop at its end; the others have.", mend="."
            )


def _op_cit(draft: Draft) -> Iterator[Remark]:
    for note in draft.briefing.footnotes:
        for match in OP_CIT.finditer(note.text):
            right = "Ibid." if match[0].casefold() == "ibid" else "op. cit."
            yield Remark(
                label=note.label, quoted=note.text[match.start() : match.end() + 12], why="The full stop is missing.", mend=right
            )


def _parted(draft: Draft) -> Iterator[Remark]:
    notes = draft.briefing.footnotes
    parted = [(note, match) for note in notes for match in PARTED.finditer(note.text)]
    unparted = sum(len(UNPARTED.findall(note.text)) for note in notes)
    for note, match in parted if len(parted) * 4 <= unparted else ():
        why = "A comma parts the title from its translation; the others have none."
        yield Remark(label=note.label, quoted=match[0], why=why, mend=match[0].replace(",", "", 1))


def _comma(draft: Draft) -> Iterator[Remark]:
    dated = [
        (note, citation, citation.text.find(citation.date_printed or ""))
        for note, citation in draft.full()
        if citation.date_printed
    ]
    dated = [(note, citation, at) for note, citation, at in dated if at > 2 and citation.issued and citation.issued.day]
    bare = [one for one in dated if re.search(r"\w\s$", one[1].text[: one[2]])]
    for note, citation, at in bare if len(bare) * 5 <= len(dated) else ():
        quoted = citation.text[max(0, at - 20) :]
        mend = f"{citation.text[max(0, at - 20) : at].rstrip()}, {citation.date_printed}"
        yield Remark(label=note.label, quoted=quoted, why="The comma before the date is missing; the others have one.", mend=mend)


def _note_missing(draft: Draft) -> Iterator[Remark]:
    yield from draft.met("note-missing")


def _marker_missing(draft: Draft) -> Iterator[Remark]:
    yield from draft.met("marker-missing")


_NOTE = '\n\n[^1]: "Ports Close", Quay Times, 4 May 2014.\n'
_MANY = "".join(f"Port {n} closed.[^{n}]\n\n" for n in range(1, 8)) + "".join(
    f'[^{n}]: "Port {n} Closes", Quay Times, {n} May 2014.\n\n' for n in range(1, 7)
)
_TITLED = "".join(f"Port {n} closed.[^{n}]\n\n" for n in range(1, 6)) + "".join(
    f'[^{n}]: "Порт {n} закрыт"{{}} ["Port {n} Closes"], Quay Times, {n} May 2014.\n\n'.format("{}" if n == 5 else "")
    for n in range(1, 6)
)
_LAST = '[^7]: "Port 7 Closes", Quay Times, 7 May 2014.\n'

RULES = (
    Rule(name="note-missing", severity=Severity.ERROR, check=_note_missing, about="A marker in the text that has no note.",
         bad="Ports closed.[^1] And opened.[^2]" + _NOTE, good="Ports closed.[^1]" + _NOTE),
    Rule(name="marker-missing", severity=Severity.ERROR, check=_marker_missing, about="A note that nothing in the text calls.",
         bad="Ports closed.[^1]" + _NOTE + "\n[^2]: A remark.\n", good="Ports closed.[^1]" + _NOTE),
    Rule(name="doubled-word", severity=Severity.ERROR, check=_doubled, about="A word printed twice in a row.",
         bad="The the ports closed.[^1]" + _NOTE, good="He had had ports closed.[^1]" + _NOTE),
    Rule(name="section-number-doubled", severity=Severity.ERROR, check=_sections, about="Two sections with one Roman number.",
         bad="# I. Overview\n\nPorts closed.[^1]\n\n# I. The Ports" + _NOTE,
         good="# I. Overview\n\nPorts closed.[^1]\n\n# II. The Ports" + _NOTE),
    Rule(name="quotation-unbalanced", severity=Severity.ERROR, check=_unbalanced, about="A quotation mark without its partner.",
         bad="He said, “ports are closed.[^1]" + _NOTE, good="He said, “ports are closed”.[^1]" + _NOTE),
    Rule(name="quotation-marks-mixed", severity=Severity.HINT, check=_mixed,
         about="Straight and curly quotation marks in one document.",
         bad="He said, “ports are closed”.[^1]" + _NOTE, good='He said, "ports are closed".[^1]' + _NOTE),
    Rule(name="quotation-without-note", severity=Severity.WARNING, check=_unnoted,
         about="A paragraph that quotes at length and has no note.",
         bad="Ports closed.[^1]\n\nHe said, “they are closed for good and all”." + _NOTE,
         good="Ports closed.[^1] He said, “they are closed for good and all”." + _NOTE),
    Rule(name="figure-without-note", severity=Severity.HINT, check=_unnoted_figure,
         about="A paragraph between noted ones that gives a share, a sum or a large number and has no note.",
         bad="Ports closed.[^1]\n\nSome 3,000 people left.\n\nThey wept.[^2]" + _NOTE + "\n[^2]: A remark.\n",
         good="Ports closed.[^1]\n\nMany left in 2014.\n\nThey wept.[^2]" + _NOTE + "\n[^2]: A remark.\n"),
    Rule(name="title-cut-off", severity=Severity.WARNING, check=_cut_title,
         about="A semicolon, which parts sources, between a title and its outlet.",
         bad='Ports closed.[^1]\n\n[^1]: "Ports Close"; State Department, 4 May 2014.\n', good="Ports closed.[^1]" + _NOTE),
    Rule(name="sentences-run-together", severity=Severity.WARNING, check=_run_on,
         about="A quotation in which a stop or an ellipsis was lost.",
         bad="He said, “the ports are closed Lives have become difficult”.[^1] The lives went on." + _NOTE,
         good="He said, “the ports are closed. Lives have become difficult”.[^1] The lives went on." + _NOTE),
    Rule(name="rank-differs", severity=Severity.WARNING, check=_ranks, about="One person with two ranks in the body.",
         bad="Gen. Omar Saidov left. Col. Saidov came back.[^1]" + _NOTE,
         good="Gen. Omar Saidov left. Gen. Saidov came back.[^1]" + _NOTE),
    Rule(name="note-without-stop", severity=Severity.WARNING, check=_unstopped,
         about="A note that ends without the full stop that the others have.",
         bad=_MANY + _LAST.replace("2014.", "2014"), good=_MANY + _LAST),
    Rule(name="abbreviation-without-stop", severity=Severity.WARNING, check=_op_cit,
         about="“op. cit” or “ibid” without its full stop.",
         bad='Ports closed.[^1]\n\n[^1]: Saidov, op. cit, p. 4.\n', good='Ports closed.[^1]\n\n[^1]: Saidov, op. cit., p. 4.\n'),
    Rule(name="comma-before-translation", severity=Severity.WARNING, check=_parted,
         about="A comma between a title and its translation where the others have none.",
         bad=_TITLED.format(","), good=_TITLED.format("")),
    Rule(name="comma-before-date-missing", severity=Severity.WARNING, check=_comma,
         about="A date without the comma that the others have before it.",
         bad=_MANY + _LAST.replace("Times, 7", "Times 7"), good=_MANY + _LAST),
)  # fmt: skip
