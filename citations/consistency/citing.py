"""Rules on short forms: op. cit., ibid., short titles, and the sources that they repeat.

Enters: the draft's citations, tied to their antecedents. Leaves: remarks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from rapidfuzz.fuzz import ratio, token_sort_ratio

from citations.citation import Citation, Form
from citations.consistency.crediting import short_spelt
from citations.consistency.rule import Draft, Remark, Rule, Severity
from citations.document import Footnote
from citations.lexicon import may_be_verb
from citations.names import ELLIPSIS, family_key, fold_title, name_key
from citations.regex import regex

MIN_FAMILY_LETTERS = 4  # of a name looked for in a note
# of two titles in letters, 0 to 100: "The Salt Rising" and "The Salt Uprising" have 94; 37 finds 324 and 9 wrong ones, none
# alike 322
MIN_LIKENESS = 75
MIN_LIKENESS_OF_AUTHOR = 65  # the same of one author's: "Markets of the Lake" and "Bazaars of the Lake"
MOST_ALIKE = 50  # works that share a word with a short title and are compared with it
MIN_MENTION_LETTERS = 8  # of a title looked for in prose: "Report" is a word
# "the 2015 edition of the Survey"; not "Survey of Ports, 2015"
NOTE_NAMED = regex(r"\bn(?:ote)?\.?\s?(\d{1,4})\b", re.VERBOSE)  # "(n 2)", "supra note 12"; not "no. 3"
# What places words in a source: "at 1,203", "p. 4", "С. 12"; not "at home"
LOCATED = regex(r"\b(?:at|pp?\.|paras?\.?|arts?\.|vol\.|no\.|fols?\.|box|[СсЛл]\.)\s?\d", re.VERBOSE)
# "Жалоба от 14 августа 2017 г.", "Letter of the ministry": a document that nobody published
DOCUMENT_NAMED = regex(
    r"""(?:официальн\w+\s|письменн\w+\s)?(?:ответ|письмо|справка|акт|приказ|постановление|решение|протокол|отч[её]т|доклад|запрос|указ|закон
    |договор|выписка|устав|приговор|определение|обращение|жалоба|заявление|иск|докладная|рапорт|фонд|letter|memo(?:randum)?|order|decree|complaint|minutes|contract)\b""",
    re.VERBOSE | re.IGNORECASE,
)
NAMES = regex(r"[A-ZА-ЯЁ][^\W\d_]{3,}", re.VERBOSE)  # "Saidov"; not "clerk", "EU"
MAX_NAMED_WORDS = 20  # of a source that is named and nothing told of it
MENTION = regex(r"\b(?:the|its|this)\b[^,;“”\"*]*\b(?:editions?|versions?|issues?|volumes?|instal?lments?)\b", re.VERBOSE)


def _missing(draft: Draft) -> Iterator[Remark]:
    """Short forms of nothing; of a chain of ibids behind one, the first alone."""
    explained = {(one.label, one.quoted) for check in (_mentioned, _differing) for one in check(draft)}
    explained |= set(_untold(draft))
    explained |= {(one.label, one.quoted) for one in _wrong_note(draft)}
    explained |= {(remark.label, citation.text) for citation, remark in short_spelt(draft)}
    explained |= set(_heard_before(draft))
    before = {later.label: note for note, later in pairwise(draft.briefing.footnotes)}
    for one in draft.met("antecedent-missing"):
        is_unread = one.label in before and "cites nothing" in one.why and _may_cite(before[one.label].text)
        if (one.label, one.quoted) not in explained and "itself untied" not in one.why and not is_unread:
            yield one
    yield from _unnamed(draft)
    whole = {str(author) for _, one in draft.full() if not _is_bare(one) for author in one.authors}
    for note, citation in _short(draft):
        is_short = _is_shortened(citation) or _is_family_of_two(citation, whole)
        if is_short and (note.label, citation.text) not in explained:
            why = "A name and a title alone are a short form; no earlier note cites such a work in full."
            yield Remark(label=note.label, quoted=citation.text, why=why)


def _heard_before(draft: Draft) -> Iterator[tuple[str, str]]:
    """Short forms of an interview that name the person of an earlier one: "Interview, Saidov, op. cit."."""
    heard: set[str] = set()
    for note in draft.briefing.footnotes:
        for citation in note.citations:
            if citation.type == "interview" and citation.form is Form.SHORT and heard & set(NAMES.findall(citation.text)):
                yield note.label, citation.text
            heard.update(NAMES.findall(citation.interviewee or ""))


def _may_cite(text: str) -> bool:
    """Whether a note of which no citation was understood may be one: "Transcript, day 14, at 1,203"; not what tells of facts."""
    words = re.findall(r"[^\W\d_]+", text)
    return (
        bool(DOCUMENT_NAMED.match(text))
        or bool(LOCATED.search(text))
        or (0 < len(words) <= MAX_NAMED_WORDS and not any(may_be_verb(word) for word in words))
    )


def _wrong_note(draft: Draft) -> Iterator[Remark]:
    """Short forms that send the reader to a note that does not cite their author, where one other note before them does."""
    written: dict[str, dict[str, str]] = defaultdict(dict)  # the notes that cite each author in full, by label
    cites: dict[str, set[str]] = defaultdict(set)
    for note in draft.briefing.footnotes:
        for citation in note.citations:
            names = {family_key(author.family or author.literal or "") for author in citation.authors}
            sent = _sent_to(citation) if citation.form is not Form.FULL else None
            if sent in cites and names and not names & cites[sent] and "" not in cites[sent]:
                held = [label for name in names for label in written[name]]
                if len(held) == 1 and held[0] != sent:
                    why = f"Note {sent} cites another author; {citation.authors[0]} is cited in full in note {held[0]}."
                    mend = re.sub(rf"\b{sent}\b", held[0], citation.text, count=1)
                    yield Remark(label=note.label, quoted=citation.text, why=why, mend=mend)
            cites[note.label] |= names if citation.form is Form.FULL or names else {""}  # of one that is not understood, any
            for name in names if citation.form is Form.FULL else ():
                written[name].setdefault(note.label, citation.text)


def _unnamed(draft: Draft) -> Iterator[Remark]:
    """Short forms whose author is named neither in the note to which they send the reader, nor at it, nor in any other."""
    cited = {family_key(author.family or author.literal or "") for _, one in draft.full() for author in one.authors}
    for note in draft.briefing.footnotes:
        for citation in note.citations:
            sent = _sent_to(citation) if citation.form is Form.SHORT else None
            held = draft.by_label.get(sent or "")
            family = citation.authors[0].family if len(citation.authors) == 1 else None
            if not held or not family or family.isupper() or len(family) < MIN_FAMILY_LETTERS or family_key(family) in cited:
                continue
            told = f"{held.text} {held.claim or ''}"
            if (
                family_key(family) not in {family_key(word) for word in re.findall(r"[^\W\d_]+", told)}
                and len(held.citations) == 1
            ):
                why = f"Note {sent} does not name {family}, and no note cites a work of that author."
                yield Remark(label=note.label, quoted=citation.text, why=why)


def _sent_to(citation: Citation) -> str | None:
    """The number of the note that a short form names: "supra note 12", "(n 12)"."""
    named = NOTE_NAMED.search(citation.text)
    return named[1] if named else None


def _untold(draft: Draft) -> Iterator[tuple[str | None, str]]:
    """Short forms that may well be of what an earlier note cites, for its words were not understood: label and text of each."""
    unread: dict[str, list[str]] = defaultdict(list)  # by each of its words
    labels: set[str | None] = set()
    for note in draft.briefing.footnotes:
        for citation in note.citations:
            named = [citation.title, *(author.family or author.literal for author in citation.authors)]
            if citation.form is Form.UNPARSED:
                text = f" {fold_title(citation.text)} "
                labels.add(note.label)
                for word in set(text.split()):
                    unread[word] += [text] if len(unread[word]) < MOST_ALIKE else []
            elif labels & {citation.number, *NOTE_NAMED.findall(citation.text)} or _is_within(named, unread):
                yield note.label, citation.text


def _is_within(names: Iterable[str | None], texts: Mapping[str, list[str]]) -> bool:
    folded = [fold_title(name) for name in names if name]
    return any(f" {name} " in text for name in folded if name for text in texts.get(name.split()[0], ()))


def _ambiguous(draft: Draft) -> Iterator[Remark]:
    yield from draft.met("antecedent-ambiguous")


def _short(draft: Draft) -> Iterator[tuple[Footnote, Citation]]:
    """Yield each short form that names a title, with its note."""
    for note in draft.briefing.footnotes:
        for citation in note.citations:
            if citation.title and (citation.form is Form.SHORT or _is_bare(citation)):
                yield note, citation


def _is_bare(citation: Citation) -> bool:
    """Whether what was read as a full citation is a name and a title alone: 'Jo Marsh, "Water Over the Road."'."""
    named = bool(citation.authors) and all(author.family for author in citation.authors)
    return citation.form is Form.FULL and named and not (citation.issued or citation.outlet or citation.url or citation.number)


def _is_shortened(citation: Citation) -> bool:
    """Whether what was read as a full citation is surely a short form: a family name alone and a title."""
    return _is_bare(citation) and not any(author.given for author in citation.authors)


def _is_family_of_two(citation: Citation, whole: set[str]) -> bool:
    """Whether a bare form names an author by the two family names of one whose whole name is cited: "Gutiérrez Sanín"."""
    name = str(citation.authors[0]) if len(citation.authors) == 1 and _is_bare(citation) else ""
    return " " in name and "." not in name and any(one.endswith(f" {name}") for one in whole)


def _mentioned(draft: Draft) -> Iterator[Remark]:
    prose = [(note.label, fold_title(f"{note.claim or ''} {note.commentary}")) for note in draft.briefing.footnotes]
    prose = [(label, text) for label, text in prose if text]
    untold = set(_untold(draft))
    for note, citation in _short(draft):
        if (citation.form is Form.FULL and not _is_shortened(citation)) or (note.label, citation.text) in untold:
            continue
        title, full = fold_title(citation.title or ""), draft.cited(citation) if citation.form is Form.SHORT else None
        if full and MENTION.search(full.text) and full.antecedent is None and not full.authors and citation.antecedent:
            where = f"note {citation.antecedent.label} only mentions it: “{full.text}”"
        elif full or len(title) < MIN_MENTION_LETTERS or " " not in title:
            continue
        else:
            earlier = next((label for label, text in prose if label != note.label and f" {title} " in f" {text} "), None)
            if earlier is None:
                continue
            where = f"the text at note {earlier} only mentions it"
        yield Remark(label=note.label, quoted=citation.text, why=f"No note cites this source in full; {where}.")


def _differing(draft: Draft) -> Iterator[Remark]:
    """Short titles that are not the words of a full title, tied to it all the same or untied for that reason."""
    works = _by_word(draft)
    translations = {citation.title_translation for _, citation in draft.full()}
    order = {note.label: place for place, note in enumerate(draft.briefing.footnotes)}
    for note, citation in _short(draft):
        full = draft.cited(citation) if citation.form is Form.SHORT else None
        source, label = (full, citation.antecedent.label) if full and citation.antecedent else (None, "")
        if not source:
            label, source = _of_named_note(draft, citation)
        if not source:
            alike = [one for one in _alike(citation, works) if order[one[0].label] <= order[note.label]]
            if len(alike) == 1:
                label, source = alike[0][0].label, alike[0][1]
        if not source or not source.title:
            continue
        now, before = citation.title_translation, source.title_translation
        if fold_title(citation.title or "") in {fold_title(name) for name in (*map(str, source.authors), source.outlet or "")}:
            continue  # "General Medical Council (n 6)" names who wrote it
        if not any(_is_short_for(citation.title or "", title) for title in _titles(source)):
            nearest = max(_titles(source), key=lambda one: ratio(fold_title(citation.title or ""), fold_title(one)))
            why = f"The short title is not that of note {label}: “{nearest}”."
            yield Remark(label=note.label, quoted=citation.text, why=why, mend=nearest)
        elif now and before and now not in translations:
            why = f"Note {label} translates the title otherwise: “{before}”."
            yield Remark(label=note.label, quoted=now, why=why, mend=before)


def _of_named_note(draft: Draft, citation: Citation) -> tuple[str, Citation | None]:
    """The one work of the short form's author in the note that it names, with that note's label."""
    label = _sent_to(citation) or ""
    names = {family_key(author.family or "") for author in citation.authors} - {""}
    held = [
        one
        for one in (draft.by_label[label].citations if label in draft.by_label else ())
        if one.form is Form.FULL and one.title and names & {family_key(author.family or "") for author in one.authors}
    ]
    return (label, held[0]) if len(held) == 1 else ("", None)


def _titles(work: Citation) -> list[str]:
    """The title of a work, and its translation."""
    return [one for one in (work.title, work.title_translation) if one]


def _is_short_for(short: str, title: str) -> bool:
    """Whether the short title's words stand in the title, one after another."""
    return bool(ELLIPSIS.search(short)) or f" {fold_title(short)} " in f" {fold_title(title)} "


def _by_word(draft: Draft) -> dict[str, list[tuple[Footnote, Citation]]]:
    found: dict[str, list[tuple[Footnote, Citation]]] = defaultdict(list)
    for note, citation in draft.published():
        for word in set(fold_title(f"{citation.title or ''} {citation.title_translation or ''}").split()):
            if len(found[word]) <= MOST_ALIKE:
                found[word].append((note, citation))
    return found


def _alike(citation: Citation, works: dict[str, list[tuple[Footnote, Citation]]]) -> list[tuple[Footnote, Citation]]:
    """The works of the same author, if one is named, whose title is nearly this one; each title once."""
    title = fold_title(citation.title or "")
    names = {name_key(author.family or "") for author in citation.authors}
    near: dict[str, tuple[Footnote, Citation]] = {}
    for word in title.split():
        held = works.get(word, ())
        for note, work in held if len(held) <= MOST_ALIKE else ():
            theirs = {name_key(author.family or "") for author in work.authors} if not _is_bare(work) else set()
            for whole in map(fold_title, _titles(work) if not names or names & theirs else ()):
                heads = [whole, " ".join(whole.split()[: len(title.split())])]
                likeness = max(alike(title, head) for head in heads for alike in (ratio, token_sort_ratio))
                if likeness >= (MIN_LIKENESS_OF_AUTHOR if names & theirs else MIN_LIKENESS):
                    near.setdefault(fold_title(work.title or ""), (note, work))
    return list(near.values())


_ONE = '"Long Talks on the Lake End", Lake Wire, 4 May 2014'
_SHORT = "The talks ended.[^1] They resumed.[^2]\n\n[^1]: {}.\n\n[^2]: {}.\n"
_NUMBERED = (
    "One.[^1] Two.[^2] Three.[^3]\n\n[^1]: Jo Marsh, “Long Talks on the Lake End”, *Lake Studies*, no. 4 (2014), pp. 1-9.\n\n"
    "[^2]: Ann Reed, “Ports of the North”, *Lake Studies*, no. 5 (2015), pp. 10-19.\n\n[^3]: Reed, supra note {}, at 12.\n"
)

RULES = (
    Rule(name="antecedent-missing", severity=Severity.ERROR, check=_missing,
         about="An op. cit., ibid. or short title that repeats nothing cited in full before it.",
         bad=_SHORT.format(_ONE, '"Annual Survey of Ports", op. cit'),
         good=_SHORT.format(_ONE, '"Long Talks on the Lake End", op. cit')),
    Rule(name="antecedent-ambiguous", severity=Severity.ERROR, check=_ambiguous,
         about="A short form that fits more than one source cited before it.",
         bad=_SHORT.format(f'{_ONE}; "Ports Close", Quay Times, 5 May 2014', "Ibid"), good=_SHORT.format(_ONE, "Ibid")),
    Rule(name="note-number-wrong", severity=Severity.ERROR, check=_wrong_note,
         about="A short form that sends the reader to a note of another author, while one other note cites its own.",
         bad=_NUMBERED.format(1), good=_NUMBERED.format(2)),
    Rule(name="antecedent-only-mentioned", severity=Severity.WARNING, check=_mentioned,
         about="A short form of a source that an earlier note or the text names but does not cite.",
         bad='The Lake Wire Survey was late.[^1] It was short.[^2]\n\n[^1]: "Ports Close", Quay Times, 5 May 2014.\n\n'
             '[^2]: "Lake Wire Survey", op. cit., p. 4.\n',
         good=_SHORT.format(_ONE, '"Long Talks on the Lake End", op. cit., p. 4')),
    Rule(name="short-title-differs", severity=Severity.WARNING, check=_differing,
         about="A short title whose words are not those of the title that it shortens.",
         bad=_SHORT.format(_ONE, '"Long Talk on a Lake Ends", op. cit.'), good=_SHORT.format(_ONE, '"Long Talks", op. cit.')),
)  # fmt: skip
