"""A quotation matched in a source's text: where it stands, every change named, and one verdict.

Enters: a quotation as the draft prints it, and a page's text made ready by `prepare` (once a page).
Leaves: a `QuoteMatch`. The quotation is cut at its ellipses and brackets, its pieces are placed in order in one
passage, and compared word by word; the gravest change decides (`citations.matching.edits.Gravity`), similarity never does.
The worst error would be to pass an altered quotation, the second worst to accuse a faithful one.
Standard: W3C Web Annotation, text quote and text position selectors. Nothing here judges whether a claim is true.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from citations.finding import Difference, TextSelector
from citations.function_words import KNOWN_LANGUAGES, language_shares, script_shares
from citations.lexicon import is_function_word, tells_nothing
from citations.matching.comparison import Comparison, compare
from citations.matching.edge import Beside
from citations.matching.edits import Edit, Gravity
from citations.matching.marks import MARK, Pieces, cut, without_marks
from citations.matching.placing import Layout, exact_places, layouts
from citations.matching.tags import another_speaker, without_tags
from citations.regex import regex
from citations.words import SourceText, prepare, printed_span, rejoined, sentence_begin, sentence_end

__all__ = ["QuoteMatch", "SourceText", "Verdict", "match_quote", "prepare", "telling_words"]

CONTEXT_CHARS = 32  # prefix and suffix of a selector, as the Web Annotation model's examples have them
PASSAGE_WORDS = 60  # the most that a passage shows before and after the matched words
# of a quotation's weight that must agree for it to be called altered and not absent: at 0.4, 0.5, 0.6 and 0.7 are called absent
# 0.2, 1.0, 3.7 and 7.2 % of altered ones, and 80, 87, 91 and 95 % of what stands nowhere (tests/sweep.py quotes)
MIN_COVERAGE = 0.5
MIN_MATCHED_WORDS = 3  # the same: at 2 and 4 are called absent 1.0 and 1.1 % of altered ones, 83 and 93 % of what stands nowhere
MIN_TELLING_WORDS = 2  # that agree of a quotation of three; they are a third of what is said
MAX_NEAR_EXTRA = 2  # words that the source has in the third one's place: "but not"
MAX_TELLING_WORDS = 8  # the longest of a quotation are its rarest, by and large
# of a shorter quotation every likeness is compared: words joined or parted may be all of it; 4 and 16 change no verdict
MIN_COMPARED_WORDS = 8
# a common word that agrees says a quarter of what another says: at 0.1 are called absent 1.0 % of altered ones, at 1 0.3 %, but
# 83 and not 87 % of what stands nowhere
_FUNCTION_WEIGHT = 0.25
# of a text's words: function words of a language, below which it is not written in it; 37 texts of tests/ have 0.107 and more
# of their own language's, 0.019 at most of another's
_MIN_FOREIGN_SHARE = 0.04
_MIN_SCRIPT_SHARE = 0.1  # of a text's words, below which it holds no passage in that script: the same texts have none in another
_MIN_LANGUAGE_WORDS = 4  # a shorter quotation shows its script, not its language


_SCRIPT_OF = {"en": "latin", "de": "latin", "fr": "latin", "ru": "cyrillic", "tg": "cyrillic"}


class Verdict(enum.StrEnum):
    """What can be said of a quotation against its source; the spelling is that of the `quote` command."""

    VERBATIM = "verbatim"
    TYPOGRAPHY = "typography"
    EDITED_MARKED = "edited-marked"
    EDITED_LOOK = "edited-look"
    ALTERED = "altered"
    ABSENT = "absent"
    NOT_COMPARABLE = "not-comparable"
    NOT_CHECKED = "not-checked"

    @property
    def passes(self) -> bool:
        """Whether the quotation says what the source says, its marked edits included."""
        return self in (Verdict.VERBATIM, Verdict.TYPOGRAPHY, Verdict.EDITED_MARKED)


_NAMED_ALONE = frozenset({"case"})  # every other change of typography is of that kind, and its note says which it is
_VERDICTS = {
    Gravity.REMARK: Verdict.VERBATIM,
    Gravity.TYPOGRAPHY: Verdict.TYPOGRAPHY,
    Gravity.MARKED: Verdict.EDITED_MARKED,
    Gravity.LOOK: Verdict.EDITED_LOOK,
    Gravity.ALTERED: Verdict.ALTERED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteMatch:
    """What became of one quotation in one source.

    `span` is the place of the matched words in the source's text; `passage` is the sentence or sentences they stand
    in, in which the changes' `observed_span` counts; `similarity` runs from 0 to 1 (1: every word agrees and none is
    missing; what an ellipsis left out does not count). `prefix` and `suffix` stand beside the span in the source.
    """

    verdict: Verdict
    changes: tuple[Difference, ...] = ()
    passage: str = ""
    span: tuple[int, int] = (0, 0)
    similarity: float = 0.0
    prefix: str = ""
    suffix: str = ""
    selector: TextSelector | None = None


def match_quote(exact: str, source: SourceText, *, before: str = "", after: str = "", claim: str | None = "") -> QuoteMatch:
    """Return the verdict on the quotation `exact` (its outer quotation marks may be there or not) in `source`.

    `before` and `after` are the draft's own words around the quotation: a negation that stands there need not stand
    inside; `claim` is the draft's sentence, which may name the speaker whom the source names beside the words; None asks
    where the words stand, whoever says them. Never raises; a quotation without words, or of one or two that stand in every
    text, or one not found in a source that was not read whole, is `not-checked`.

    >>> match_quote("The accord of 1927", prepare("The accord of 1997 was signed.")).changes[0].observed
    '1997'
    """
    plain = without_marks(exact)
    if tells_nothing([word.form for word in plain.pieces[0]]):
        return QuoteMatch(verdict=Verdict.NOT_CHECKED)
    beside = Beside(before=before, after=after, claim=claim)
    best = _best(_comparisons(exact, plain, source, beside))
    if (best is None or best.gravity >= Gravity.LOOK) and (untagged := without_tags(exact)) != exact:
        told = _comparisons(untagged, without_marks(untagged), source, beside)
        best = _best(filter(None, (best, *(_with_speaker(one, exact, source) for one in told))))
    if best is None or not _is_found(best):
        return _not_found([word.form for word in plain.pieces[0]], source, best)
    return _match(best, exact, source)


def _comparisons(exact: str, plain: Pieces, source: SourceText, beside: Beside) -> Iterable[Comparison]:
    """Yield comparisons under every reading of the quotation's marks: the source's own, then the author's."""
    plain = _rejoined(plain, exact, source)
    is_marked = bool(MARK.search(exact))
    if not is_marked or _stands_exactly(plain, source):
        for layout in layouts(plain, source):
            if _is_worth_comparing(plain, layout):
                yield compare(exact, plain, layout, source, beside)
    if is_marked and (reading := _rejoined(cut(exact), exact, source)).pieces:
        yield from (compare(exact, reading, layout, source, beside) for layout in layouts(reading, source))


def _with_speaker(comparison: Comparison, exact: str, source: SourceText) -> Comparison:
    """Return the comparison, with a remark where the draft gives the words in their midst to another than the source does."""
    edit = another_speaker(exact, source, (comparison.start, comparison.end))
    return replace(comparison, edits=(*comparison.edits, edit)) if edit else comparison


def _is_worth_comparing(reading: Pieces, layout: Layout) -> bool:
    """Return whether a layout of a longer quotation could be found to say it: `_is_found` would refuse one that shares less."""
    piece, place = reading.pieces[0], layout[0]
    if place is None or len(piece) < MIN_COMPARED_WORDS or not place.blocks:
        return True
    differing = {index for block in place.blocks for index in range(block[0], block[1])}
    agreeing = [word.form for index, word in enumerate(piece) if index not in differing]
    return 2 * _weight(agreeing) >= MIN_COVERAGE * _weight(word.form for word in piece)


def _rejoined(reading: Pieces, exact: str, source: SourceText) -> Pieces:
    return replace(reading, pieces=tuple(rejoined(piece, exact, source.places) for piece in reading.pieces))


def _stands_exactly(reading: Pieces, source: SourceText) -> bool:
    return any(True for _ in exact_places([word.form for word in reading.pieces[0]], source))


def _best(comparisons: Iterable[Comparison]) -> Comparison | None:
    best: Comparison | None = None
    for comparison in comparisons:
        if best is None or comparison.rank() < best.rank():
            best = comparison
        if best.gravity <= Gravity.TYPOGRAPHY:
            break
    return best


def _is_found(comparison: Comparison) -> bool:
    """Return whether enough agrees to speak of this passage; otherwise the quotation is absent."""
    if comparison.gravity < Gravity.ALTERED:
        return True
    if len(comparison.matched) < min(MIN_MATCHED_WORDS, len(comparison.forms)):
        return _misses_by_a_word(comparison)
    return _weight(comparison.matched) >= MIN_COVERAGE * _weight(comparison.forms)


def _misses_by_a_word(comparison: Comparison) -> bool:
    """Return whether a quotation of three words has one that differs, between two that say something: "glad and proud"."""
    telling = [form for form in comparison.matched if not is_function_word(form)]
    return len(telling) >= MIN_TELLING_WORDS and len(telling) == len(comparison.forms) - 1 and comparison.extra <= MAX_NEAR_EXTRA


def _weight(forms: Iterable[str]) -> float:
    return sum(_FUNCTION_WEIGHT if is_function_word(form) else 1.0 for form in forms)


def _not_found(forms: list[str], source: SourceText, best: Comparison | None) -> QuoteMatch:
    similarity = round(best.similarity, 3) if best else 0.0
    if _is_foreign(forms, source):
        return QuoteMatch(verdict=Verdict.NOT_COMPARABLE, similarity=similarity)
    return QuoteMatch(verdict=Verdict.ABSENT if source.whole else Verdict.NOT_CHECKED, similarity=similarity)


def _is_foreign(own: list[str], source: SourceText) -> bool:
    """Return whether the source holds no text in the quotation's language, so that its words cannot stand there."""
    scripts = script_shares(own)
    script = max(scripts, key=lambda name: scripts[name], default=None)
    if script and source.scripts and source.scripts.get(script, 0.0) < _MIN_SCRIPT_SHARE:
        return True
    if script and source.language in _SCRIPT_OF and _SCRIPT_OF[source.language] != script:
        return True  # a banner or a menu in another language makes no page comparable
    shares = language_shares(own) if len(own) >= _MIN_LANGUAGE_WORDS else {}
    spoken = max(shares, key=lambda code: shares[code], default=None)
    if spoken not in KNOWN_LANGUAGES or not source.languages:
        return False
    return source.languages.get(spoken, 0.0) < _MIN_FOREIGN_SHARE and max(source.languages.values()) > 2 * _MIN_FOREIGN_SHARE


def _match(comparison: Comparison, exact: str, source: SourceText) -> QuoteMatch:
    text, (start, end) = source.text, (source.starts[comparison.start], source.ends[comparison.end - 1])
    passage = _passage(comparison, source)
    selector = TextSelector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT_CHARS) : start],
        suffix=text[end : end + CONTEXT_CHARS],
        start=start,
        end=end,
    )
    return QuoteMatch(
        verdict=_VERDICTS[comparison.gravity],
        changes=tuple(_difference(edit, exact, text, passage) for edit in comparison.edits),
        passage=text[passage[0] : passage[1]],
        span=(start, end),
        similarity=round(comparison.similarity, 3),
        prefix=selector.prefix,
        suffix=selector.suffix,
        selector=selector,
    )


def _passage(comparison: Comparison, source: SourceText) -> tuple[int, int]:
    """Return the character span of the sentences that hold the matched words, PASSAGE_WORDS at most to each side."""
    first = sentence_begin(source, comparison.start + 1, max(0, comparison.start - PASSAGE_WORDS))
    last = sentence_end(source, comparison.end, min(len(source.forms), comparison.end + PASSAGE_WORDS))
    return printed_span(source, first, last)


def _difference(edit: Edit, exact: str, text: str, passage: tuple[int, int]) -> Difference:
    low, high = (min(max(place, passage[0]), passage[1]) for place in edit.observed)
    is_typography = edit.gravity is Gravity.TYPOGRAPHY and edit.kind not in _NAMED_ALONE
    return Difference(
        kind="typography" if is_typography else edit.kind,
        quoted=exact[slice(*edit.quoted)],
        observed=text[slice(*edit.observed)],
        quoted_span=edit.quoted,
        observed_span=(low - passage[0], high - passage[0]),
        note=edit.kind.replace("-", " ") if is_typography else edit.note,
    )


# matches: [the port], a1, слово    the words outside brackets are what it is for; does not: "…", "-"
_BRACKETED_OR_WORD = regex(r"\[ [^\[\]]* \] | (?P<word> [^\W_]+ )", re.VERBOSE)


def telling_words(exact: str) -> tuple[str, ...]:
    """Return the longest words of a quotation, by which a text that holds it can be searched for; () where they are too few.

    What stands in brackets is the author's, and no word of the source.

    >>> telling_words("the [old] harbour was leased … to nobody")
    ('harbour', 'leased', 'nobody', 'the', 'was', 'to')
    """
    words = [match["word"] for match in _BRACKETED_OR_WORD.finditer(exact) if match["word"]]
    longest = sorted(dict.fromkeys(words), key=len, reverse=True)[:MAX_TELLING_WORDS]
    return tuple(longest) if len(longest) >= MIN_MATCHED_WORDS else ()
