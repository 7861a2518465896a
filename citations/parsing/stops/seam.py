"""A full stop of a note: what stands before it and behind, and what the piece before it can be by its words.

Enters: two pieces of a note, between which the note was cut. Leaves: a `Seam`, whose properties answer what the rules of
`behind_name`, `behind_title` and `inside_details` ask alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from citations import grammar
from citations.parsing import russian
from citations.parsing.issuers import is_issuer
from citations.quotation import speaks
from citations.regex import regex

LONGEST_TITLE = 400  # characters
MIN_HEADLINE_WORDS, MAX_HEADLINE_WORDS = 3, 25
MAX_SHORT_HEADLINE_WORDS = MAX_HEADLINE_WORDS // 2  # of a sentence that only its words tell from prose
MAX_CUT_WORDS = 12  # of the outlet and date that a slip of punctuation cut from their title
MAX_BODY_WORDS = 12  # of the name of a body, or of several authors
MAX_SECOND_WORDS = 4  # of the second sentence of a title: "Казахстан. Итоги года", "Суд над мэром. День третий"
DATED = regex(r"\b(?:1[5-9]|20)\d\d\b")
SENTENCE = regex(r"(?:The|A|An|In(?!\s+[^()]{2,80}\((?:Eds?|Hrsg))|On|This|That|These|It|He|She|They|But|See|Cf|For)\b")
DAY = r"(?:\d{1,2}\.?\s[^\W\d_]{3,12}\.?\s|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s|\d\d?[./]\d\d?[./])(?:19|20)\d\d"
# "CAT/C/TJK/CO/2", the symbol of a document of the United Nations
SYMBOL = r"[A-Z]{1,6}(?:/[A-Z\d][\w()-]*(?:\.\d+)?)+"
# such as "Arab News." and "Dawn (in English)."
OUTLET_STOPPED = regex(
    r"(?:[^\W\d_a-z][\w’'&/:-]*(?:\.(?=\w)\w+)?(?:\s(?:(?:of|the|and|for|on|de|der|la)\s){0,2}|(?=\.$|\s\())){1,9}"
    r"(?:\(in\s[A-Z][a-z]+\))?\.$"
)
# "EurasiaNet.", "Интерфакс.", "Рустам Одинаев.", "А. Н. Громов.": a name that is a whole sentence, before its title
NAME_STOPPED = regex(
    r"(?:[^\W\d_a-zа-яё](?:[\w’'&/-]|\.(?=\w))*\s){0,3}(?:(?:[^\W\d_a-zа-яё]\.\s?){1,3})?[^\W\d_a-zа-яё](?:[\w’'&/-]|\.(?=\w)){2,}\."
)
NOT_NAMES = regex(r"(?:see|compare|cf|also|supra|infra|same|yes|no|note|notes|см|там|указ|ebenda|ebd|vgl|voir)\b", re.IGNORECASE)
# "The Guardian, 3 May 2014"
OUTLET_AND_DATE = regex(
    r"(?P<outlet>[^\W\d_a-zа-яё][^,.;:()]{2,40}?)(?:\s\([^()\d,]{2,30}\))?,\s(?:\d{1,2}\s(?:de\s)?[^\W\d_]{3,12}(?:\sdel?)?|[A-Z][a-z]{2,8}\.?\s\d{1,2},|\d\d?\.\d\d?\.)\s?(?:19|20)\d\d"
)
# " // ", " – www.site.example": what stands behind a title without marks in Russian notes
_CONTAINER_AHEAD = regex(r"[^;\n]{4,200}?(?:\s//\s|\s[–—-]\s(?:www\.|https?://|(?:[\w-]+\.)+[a-z]{2,8}\b))")
# a verb or an article that a sentence has and a headline leaves out; marks, signals
_TOLD = regex(
    r"\b(?:the|an?|is|are|was|were|has|have|had|will|would|did|said|told|he|she|they|it|its|their|this|that|see|ibid)\b|[“”\"«»*;:]|^(?:См|Там|Это|Он|Она|Они)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Seam:
    """The piece before a full stop, the piece behind it, and `ahead`: the note from the latter's beginning, cut at a length.

    Neither piece is empty. Each property is computed when a rule first asks for it, hence no slots.
    """

    before: str
    behind: str
    ahead: str

    @cached_property
    def end(self) -> str:
        """The last of what stands before the stop, no longer than a title."""
        return self.before[-LONGEST_TITLE:]

    @cached_property
    def words(self) -> int:
        """How many words stand before the stop."""
        return len(self.before.split())

    @cached_property
    def is_undated(self) -> bool:
        """Whether no year stands before the stop: a citation whose date was read is seldom cut."""
        return not DATED.search(self.before)

    @cached_property
    def is_silent(self) -> bool:
        """Whether no verb of saying stands before the stop, as one does in prose."""
        return not speaks(self.before)

    @cached_property
    def may_be_title(self) -> bool:
        """Whether the piece before the stop has no year, no verb of saying, and not more words than a title."""
        return self.words <= MAX_HEADLINE_WORDS and self.is_undated and self.is_silent

    @cached_property
    def is_headline(self) -> bool:
        """Whether the piece before the stop reads as a headline: no article, no verb that tells, no mark."""
        return (
            MIN_HEADLINE_WORDS <= self.words <= MAX_SHORT_HEADLINE_WORDS
            and self.before[:1].isupper()
            and not tells(self.before)
            and self.may_be_title
        )

    @cached_property
    def is_name(self) -> bool:
        """Whether the piece before the stop is a name: "EurasiaNet.", "А. Н. Громов."."""
        return NAME_STOPPED.fullmatch(self.before) is not None and not NOT_NAMES.match(self.before)

    @cached_property
    def is_medium(self) -> bool:
        """Whether the piece before the stop is the name of a news medium."""
        return grammar.names_medium(self.before.rstrip("."))

    @cached_property
    def is_body(self) -> bool:
        """Whether the piece before the stop is the name of an institution or a medium."""
        is_one = grammar.INSTITUTION.search(self.before) or self.is_medium
        return bool(is_one and self.words <= MAX_BODY_WORDS and self.is_undated and self.is_silent)

    @cached_property
    def is_somebody(self) -> bool:
        """Whether the piece before the stop is the name of a person or of a body that issues papers."""
        return self.is_name or (is_issuer(self.before.rstrip(".")) and self.is_undated)

    @cached_property
    def is_written(self) -> bool:
        """Whether authors as Russian notes print them begin the piece before the stop: "Бушков В. Анатомия войны."."""
        return russian.AUTHORS.match(self.before) is not None and self.is_undated and self.words <= MAX_HEADLINE_WORDS

    @cached_property
    def is_signed(self) -> bool:
        """Whether a name and a stop begin the piece before the stop: "Madina Aimbetova. A new Russia?"."""
        return self.may_be_title and NAME_STOPPED.match(self.before) is not None and not NOT_NAMES.match(self.before)

    @cached_property
    def names_paper(self) -> bool:
        """Whether a medium and its day stand behind the stop: "The Guardian, 3 May 2014"."""
        return _is_paper(OUTLET_AND_DATE.match(self.behind))

    @cached_property
    def names_paper_ahead(self) -> bool:
        """Whether a sentence stands behind the stop, then a medium and its day: "A bakery. Hürriyet, 4 April 2015"."""
        title, stop, rest = self.ahead.partition(". ")
        may_be = stop and len(title.split()) <= MAX_HEADLINE_WORDS
        return bool(may_be and _is_paper(OUTLET_AND_DATE.match(rest)) and not speaks(title))

    @cached_property
    def names_container(self) -> bool:
        """Whether a title without marks and what holds it stand behind the stop: "Передел // Известия"."""
        return _CONTAINER_AHEAD.match(self.ahead) is not None


def tells(words: str) -> bool:
    """Whether `words` hold a verb or an article that a headline leaves out, or marks."""
    return _TOLD.search(words.replace(": ", " ")) is not None


def _is_paper(dated: re.Match[str] | None) -> bool:
    return dated is not None and grammar.names_medium(dated["outlet"])
