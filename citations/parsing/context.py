"""What a note lends to each of its segments while it is parsed: its text, what was found so far, what is inherited.

"and 205, *Title*" takes the series of the citation before it; "journalist, Herat, June 2014" is one more interview.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from citations.citation import NOT_WEB_TYPES, Citation
from citations.document import Link
from citations.parsing.fields import place_fields
from citations.prose import Span, find_address
from citations.publisher import Publisher, Publishers

# Chinese, Japanese, Arabic and Armenian marks, for which `segments.smoothed` puts Latin ones
MARKS_OF_SCRIPTS = "《》〈〉「」『』，。；：、،؛։"
TRAILING = " \t\n.,;:–—"


@dataclass(slots=True)
class Context:
    """A note being parsed. `text` is `printed` with plain spaces, character for character.

    `citations`, `prose` and `titles` grow; `series`, `publisher` and `interview` are lent on.
    """

    text: str
    printed: str
    publishers: Publishers
    links: tuple[Link, ...] = ()
    series: str | None = None
    publisher: str | None = None
    interview: str | None = None
    citations: list[Citation] = field(default_factory=list)
    prose: list[Span] = field(default_factory=list)
    titles: list[Span] = field(default_factory=list)

    def known(self, name: str | None) -> Publisher | None:
        """Return the publisher that goes by `name`."""
        return self.publishers.named(name)

    def link(self, start: int, end: int) -> str | None:
        """Return the address that a hyperlink gives to the words from `start` to `end`."""
        targets = [link.target for link in self.links if start <= link.span[0] < end]
        return next((target for target in targets if target.startswith(("http://", "https://"))), None)

    def add(self, citation: Citation, start: int, end: int, *, title: Span | None = None, confidence: float = 0.95) -> None:
        """Add a citation that stands from `start` to `end`, closing punctuation left out."""
        if citation.type in NOT_WEB_TYPES and not citation.url and (printed := find_address(self.text[start:end])):
            citation = replace(citation, url=printed[0])  # an interview that was published, a letter that is online
        if title and citation.title and self.printed != self.text:
            citation = replace(citation, title=self._as_printed(citation.title, title))
        while end > start and self.text[end - 1] in TRAILING and not self.text[start:end].endswith("cit."):
            end -= 1
        fields = place_fields(citation, self.printed, (start, end), self.publishers, title=title, confidence=confidence)
        self.citations.append(replace(citation, text=self.printed[start:end], span=(start, end), fields=fields))

    def _as_printed(self, title: str, place: Span) -> str:
        """The title with the marks of its own script: "比雷埃夫斯港：从危机到复兴", not with a Latin colon."""
        start = self.text.find(title, *place)
        pairs = zip(title, self.printed[start : start + len(title)], strict=False) if start >= 0 else ()
        return "".join(printed if printed in MARKS_OF_SCRIPTS else plain for plain, printed in pairs) or title

    def add_titled(self, citation: Citation, start: int, end: int, *, title: Span, confidence: float) -> None:
        """Add a citation by whose `title`, a place in the note, words in quotation marks are known for no quotation."""
        self.titles.append(title)
        self.add(citation, start, end, title=title, confidence=confidence)
