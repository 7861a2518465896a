"""Does the page bear the title that is cited? At most one finding of rule `title` for a citation.

Enters: the evidence of one citation. Leaves: passed, a changed headline with the text to paste, or that it cannot be
told (another language, a PDF file's markup). Only a page that is the source is compared, else a named earlier copy.
"""

from __future__ import annotations

import re
from collections import Counter

from archive.locate.identity import best_title
from archive.page import Page
from citations.citation import NOT_WEB_TYPES, Citation, Form
from citations.finding import Action, Finding, Outcome, Status
from citations.language import language_of
from citations.names import TitleAgreement, fold_title, title_agreement, undecorated
from citations.numerals import MAGNITUDES, UNITS
from citations.publisher import name_of
from citations.regex import regex
from citations.translation import conflicts_between
from pipeline.checks import Evidence, Read
from pipeline.checks.link import Served, address_of, as_sentence, copy_in_words, proof_of, serving
from pipeline.checks.shown_title import SAME, shows_title

RULE = "title"
PDF_TOP = 3000  # characters: cover, imprint and contents of a report, where its title stands in one form or other
MIN_SLIP_LETTERS = 4  # one letter makes another word of a shorter one: "is" and "in"
MIN_SAME_WORDS = 3  # beside one that differs, in which two titles agree: of fewer they may be two titles
PARTS_OF_A_WHOLE = frozenset({"chapter", "article-journal", "entry", "paper-conference"})
SMALL_WORDS = frozenset("a an the of in on at to and for".split())
DENIALS = frozenset("not no never nor without neither cannot не нет ни без никогда не нест набояд".split())
# A name that a program gave: "Microsoft Word - final.doc", "untitled", "Layout 1", "report_v2.pdf"
FILE_TITLE = regex(
    r"""microsoft\ (?:word|powerpoint)\ -.* | untitled.* | layout\ \d+ | (?:document|page|slide)\s?\d* | home | главная
    | [\w.\ -]+\.(?:pdf|docx?|indd|qxd|rtf)""",
    re.VERBOSE | re.IGNORECASE,
)


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return how the page's title stands to the cited one; () when either is missing or no page can serve."""
    cited = evidence.cited
    if not cited.title or cited.title == cited.number or cited.type in NOT_WEB_TYPES:  # "S/2014/87" is a symbol, no headline
        return ()
    served = serving(evidence)
    if served is None or served.is_typed or not fold_title(cited.title):
        return ()
    shown = shown_titles(evidence, served.read.page)
    agreement = shows_title(cited, served.read.page, evidence.publisher)
    if best_title(cited, served.read.page, evidence.publisher) in SAME:
        conflicting = _conflicting_translation(evidence, served, shown) if shown and evidence.cited.title_translation else None
        return (conflicting or _passed(evidence, served, shown, "the title agrees with the page’s"),)
    if not shown and agreement not in SAME:
        return ()
    return (_compared(evidence, served, shown),)


def shown_titles(evidence: Evidence, page: Page) -> tuple[str, ...]:
    """Return the headlines that a page shows, the one that most of its places bear first, without site names."""
    outlets = _outlets(evidence, page)
    names = {name_of(name).replace(" ", "") for name in outlets}
    places = [*page.headings, page.title or ""]
    readings = [_without_site(place, outlets) for place in places if place.strip()]
    told = [text for text in readings if name_of(text).replace(" ", "") not in names and not FILE_TITLE.fullmatch(text.strip())]
    counted = Counter(fold_title(text) for text in told if fold_title(text))
    best = {fold_title(text): text for text in reversed(told)}
    return tuple(best[folded] for folded, _ in counted.most_common())


def _without_site(title: str, outlets: tuple[str, ...]) -> str:
    """Return a title without the site's name at its ends; the whole when no name stands there."""
    readings = undecorated(title, outlets)
    folded = fold_title(title)
    named = any(f" {fold_title(name)} " in f" {folded} " for name in outlets if fold_title(name))
    return " ".join((max(readings[1:], key=len) if named and len(readings) > 1 else title).split())


def _outlets(evidence: Evidence, page: Page) -> tuple[str, ...]:
    names = evidence.publisher.names if evidence.publisher else ()
    cited = evidence.cited
    outlet = cited.publisher if cited.type in PARTS_OF_A_WHOLE else cited.outlet
    return (*names, *(name for name in (page.publisher, outlet) if name))


def _compared(evidence: Evidence, served: Served, shown: tuple[str, ...]) -> Finding:
    """The finding on a title that the page does not bear as it is cited."""
    cited = evidence.cited.title or ""
    page = served.read.page
    outlets = _outlets(evidence, page)
    parts = [title for title in shown if title_agreement(cited, title, outlets) is TitleAgreement.PART]
    for title in parts:
        if words := _part_in_words(cited, title):
            slip = words.startswith("the title differs")
            return _passed(evidence, served, (title,), words, Action.CORRECT_TITLE if slip else Action.NONE)
    if shows_title(evidence.cited, page, evidence.publisher) in SAME:
        return _passed(evidence, served, shown, "the title stands at the head of the page")
    if page.mime == "application/pdf" and f" {fold_title(cited)} " in f" {fold_title(page.text[:PDF_TOP])} ":
        return _passed(evidence, served, shown, "the title stands at the beginning of the document")
    translation = evidence.cited.title_translation
    if translation and any(title_agreement(translation, title, outlets) in SAME for title in shown):
        return _passed(evidence, served, shown, "the page bears the title’s translation")
    if conflicting := _conflicting_translation(evidence, served, shown):
        return conflicting
    if doubt := _doubt(evidence, page, shown[0]):
        return _undecided(evidence, served, shown, doubt)
    return _changed(evidence, served, shown)


def _conflicting_translation(evidence: Evidence, served: Served, shown: tuple[str, ...]) -> Finding | None:
    """The finding on an English title whose number, name or denial is not that of the page's headline in another language."""
    english = next(
        (text for text in (evidence.cited.title_translation, evidence.cited.title) if text and _script(text) == "Latin"), None
    )
    if english is None or _script(shown[0]) != "Cyrillic" or evidence.citation.form in (Form.SHORT, Form.IBID):
        return None
    conflicts = conflicts_between(english, shown[0])
    if not conflicts:
        return None
    told = "; ".join(
        "one side alone denies" if one.kind == "negation" else f"“{one.quoted}” against “{one.observed}”" for one in conflicts
    )
    return _finding(
        evidence,
        served,
        shown,
        defect="title-translation-conflict",
        message=f"the page is headed “{shown[0]}”, and the English title in the note seems to say otherwise: {told}",
        action=Action.READ_IN_LANGUAGE,
    )


def _part_in_words(cited: str, shown: str) -> str | None:
    """Return how two titles that agree in part differ harmlessly; None when a word was changed that matters."""
    ours, theirs = fold_title(cited).split(), fold_title(shown).split()
    short, long = sorted((ours, theirs), key=len)
    if len(short) < len(long) and short in (long[: len(short)], long[-len(short) :]):
        return f"the title agrees; {'the note' if short is ours else 'the page'} cuts it short"
    left_out, put_in = list((Counter(theirs) - Counter(ours)).elements()), list((Counter(ours) - Counter(theirs)).elements())
    if any(word in DENIALS or word in UNITS or word.isdigit() for word in left_out + put_in):
        return None
    if not put_in or not left_out:
        return (
            "the title agrees; words are left out of it" if short is ours else "the title agrees; the page leaves out words of it"
        )
    left_out, put_in = ([word for word in words if word not in SMALL_WORDS] for words in (left_out, put_in))
    return "the title differs from the page’s by a slip of the pen" if _are_slips(put_in, left_out) else None


def _differ_by_a_word(cited: str, shown: str) -> bool:
    """Return whether two titles are one but for a word, which one of them lacks or has otherwise, or for denials.

    >>> _differ_by_a_word("Ferry to stop running", "Ferry not to stop running"), _differ_by_a_word("Ferry stops", "Town votes")
    (True, False)
    """
    ours, theirs = ([word for word in fold_title(title).split() if word not in DENIALS] for title in (cited, shown))
    if min(len(ours), len(theirs)) < MIN_SAME_WORDS + 1 and ours != theirs:
        return False
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(ours, theirs) <= 1


def _are_slips(ours: list[str], theirs: list[str]) -> bool:
    """Return whether each word is another one with a letter wrong, missing, too many or two in the wrong order."""
    from rapidfuzz.distance import OSA

    pairs = list(zip(ours, theirs, strict=False))
    close = all(OSA.distance(left, right) <= 1 and len(left) >= MIN_SLIP_LETTERS for left, right in pairs)
    return len(ours) == len(theirs) and close and not any(word in MAGNITUDES or word in UNITS for word in (*ours, *theirs))


def _doubt(evidence: Evidence, page: Page, headline: str) -> str | None:
    """Return why two titles that differ are no sign of a changed headline; None when they are."""
    cited = evidence.cited
    ours, theirs = _language(cited.title or "", cited.language), _language(headline, page.language)
    if _script(cited.title or "") != _script(headline) or (ours and theirs and ours != theirs):
        return f"the cited title and the page’s are in different languages: the page is headed “{headline}”"
    if page.mime == "application/pdf":
        return "the document’s title was not found in its markup or at its beginning; compare the cover by eye"
    wholes = [name for name in (cited.container_title, cited.collection_title) if name]
    if cited.type in PARTS_OF_A_WHOLE and any(title_agreement(name, headline) in SAME for name in wholes):
        return "the page is that of the whole work, so the title of the part was not compared"
    return None


def _language(text: str, declared: str | None) -> str | None:
    return language_of(text, declared=declared)


def _script(text: str) -> str:
    cyrillic, latin = len(re.findall(r"[Ѐ-ӿ]", text)), len(re.findall(r"[A-Za-zÀ-ɏ]", text))
    return "Cyrillic" if cyrillic > latin else "Latin" if latin else "other"


def _passed(evidence: Evidence, served: Served, shown: tuple[str, ...], words: str, action: Action = Action.NONE) -> Finding:
    replacement = shown[0] if action is not Action.NONE else None
    return _finding(evidence, served, shown, message=words, action=action, replacement=replacement)


def _undecided(evidence: Evidence, served: Served, shown: tuple[str, ...], words: str) -> Finding:
    return _finding(evidence, served, shown, message=words, is_open=True)


def _other_that_bears(evidence: Evidence) -> tuple[str, Read] | None:
    """Return the note, and the page of its source, whose own title is the cited one."""
    bearing = (
        (label, read)
        for label, read in evidence.others
        if label and best_title(evidence.cited, read.page, evidence.publisher) in SAME
    )
    return next(bearing, None)


def _changed(evidence: Evidence, served: Served, shown: tuple[str, ...]) -> Finding:
    """A headline that differs: said where the title is printed, and only pointed to where a short form repeats it."""
    if evidence.citation.form in (Form.SHORT, Form.IBID):
        antecedent = evidence.citation.antecedent
        where = f"note {antecedent.label}" if antecedent else "the full citation"
        return _undecided(evidence, served, shown, f"the page’s title differs from the one printed in full: see {where}")
    copies = (copy for copy in evidence.kept if copy is not served.read)
    if copy := next((one for one in copies if best_title(evidence.cited, one.page, evidence.publisher) in SAME), None):
        bears = copy_in_words(copy, evidence.cited)
        return _finding(
            evidence,
            served,
            shown,
            defect="headline-changed-since",
            message=f"the page is headed “{shown[0]}” now; the cited title is that of {bears}, and was changed since",
            action=Action.ASK_AUTHOR,
        )
    if other := _other_that_bears(evidence):
        label, read = other
        told = f"the page is headed “{shown[0]}”, and the cited title is that of note {label}’s source"
        return _finding(
            evidence,
            served,
            shown,
            defect="title-in-other-source",
            message=f"{told}: the note seems to print another text’s address",
            action=Action.REPLACE_ADDRESS,
            replacement=address_of(read),
        )
    if evidence.cited.is_unsure("title") or _is_number_of_law(evidence.cited):
        words = f"what was read as the note’s title may be none, so it accuses nobody: the page is headed “{shown[0]}”"
        return _undecided(evidence, served, shown, words)
    likeliest = "the note misprints it, " if _differ_by_a_word(evidence.cited.title or "", shown[0]) else ""
    message = f"the page is headed “{shown[0]}”: {likeliest}the headline was changed, or another text stands there; compare them"
    return _finding(
        evidence,
        served,
        shown,
        defect="headline-changed",
        message=message,
        action=Action.CORRECT_TITLE,
        replacement=shown[0],
    )


def _is_number_of_law(cited: Citation) -> bool:
    """Whether a law is cited by its kind and number, "Decree No. 114", while its page shows what it is about."""
    return cited.type == "statute" and bool(cited.number) and (cited.number or "") in (cited.title or "")


def _finding(
    evidence: Evidence,
    served: Served,
    shown: tuple[str, ...],
    *,
    message: str,
    defect: str | None = None,
    is_open: bool = False,
    action: Action = Action.NONE,
    replacement: str | None = None,
) -> Finding:
    return evidence.finding(
        RULE,
        status=Status.LOOK if defect else Status.OK,
        outcome=Outcome.FAILED if defect else Outcome.CANT_TELL if is_open else Outcome.PASSED,
        defect=defect,
        expected=evidence.cited.title,
        observed=shown[0] if shown else None,
        quoted=evidence.cited.title,
        proof=proof_of(served.read),
        message=as_sentence(served.said(message)),
        action=action,
        replacement=replacement,
    )
