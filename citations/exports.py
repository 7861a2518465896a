"""The works a briefing cites, for reference managers: CSL-JSON, BibTeX and RIS.

Enters: a `Briefing`. Leaves: text in one of the formats, an entry for each work cited in full, with the notes that cite it.
Standards: CSL-JSON 1.0.2 (citationstyles.org); BibTeX with biblatex's `date` (EDTF), `urldate` and `langid`; RIS (2011).
Words of others are escaped: whatever a title holds, it stays in its field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from anyascii import anyascii

from citations.citation import Citation, Form, Name
from citations.document import Briefing
from citations.readers.flat_text import ASTERISK
from citations.regex import regex

_BIBTEX_TYPES = {
    "article-newspaper": "article", "article-magazine": "article", "article-journal": "article", "book": "book",
    "chapter": "incollection", "thesis": "phdthesis", "report": "techreport", "briefing": "techreport",
    "paper-conference": "inproceedings", "webpage": "online", "blog-post": "online", "post": "online",
    "manuscript": "unpublished",
}  # fmt: skip
_RIS_TYPES = {
    "article-newspaper": "NEWS", "article-magazine": "MGZN", "article-journal": "JOUR", "book": "BOOK", "chapter": "CHAP",
    "thesis": "THES", "report": "RPRT", "briefing": "RPRT", "paper-conference": "CPAPER", "webpage": "ELEC", "blog-post": "BLOG",
    "post": "ELEC", "interview": "PCOMM", "personal_communication": "PCOMM", "cable": "PCOMM", "press-release": "PAMP",
    "legislation": "STAT", "statute": "STAT", "legal_case": "CASE", "manuscript": "MANSCPT", "map": "MAP", "dataset": "DATA",
}  # fmt: skip
_ESCAPES = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{char: "\\" + char for char in "&%$#_{}"},
}  # fmt: skip
_LIGATURES = regex(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')")  # where TeX would make a dash or a quotation mark of two signs
_WITH = regex(r"(?:^|\s)(?:со?|із|зі)\s+$", re.IGNORECASE)  # "Интервью с "; not "Интервью: "
_NOT_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", "\n": "", "\r": "", " ": "%20"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Work:
    """A work, the key it has in the list, and the notes that cite it, short forms included."""

    key: str
    citation: Citation
    notes: tuple[str, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the formats have no field for, in words."""
        one = self.citation
        said = (
            ("title translated in the citation: ", one.title_translation),
            ("heard: ", _heard(one)),
            ("medium: ", one.medium),
            ("kept at ", one.archive),
            ("dated as printed ", one.date_printed if not (one.issued and one.issued.to_csl()) else None),
            ("cited in note " if len(self.notes) == 1 else "cited in notes ", ", ".join(self.notes)),
        )
        return tuple(f"{words}{value}" for words, value in said if value)


def _works(briefing: Briefing) -> Iterator[_Work]:
    cited: dict[str, list[str]] = {}
    first: dict[str, Citation] = {}
    ids: dict[tuple[str, int], str] = {}
    for note in briefing.footnotes:
        for index, citation in enumerate(note.citations):
            tied = citation.antecedent
            identity = ids.get((tied.label, tied.index)) if tied else citation.source_id() if citation.form is Form.FULL else None
            if identity:
                ids[note.label, index] = identity
                first.setdefault(identity, citation)
                cited.setdefault(identity, []).append(note.label)
    for identity, citation in first.items():
        yield _Work(key=_key(citation, identity), citation=citation, notes=tuple(dict.fromkeys(cited[identity])))


def _key(citation: Citation, identity: str) -> str:
    """Return a key that stays when the briefing grows: a name, the year, and the work's own digest."""
    name = (
        next((str(one.family or one.literal) for one in citation.authors), None) or citation.outlet or citation.title or "source"
    )
    word = next(iter(re.findall(r"[a-z0-9]+", anyascii(name).lower())), "source")
    year = citation.issued.year if citation.issued and citation.issued.year else "nd"
    return f"{word}{year}-{identity[:6]}"


def csl_json(briefing: Briefing) -> str:
    """Return the works as a CSL-JSON array."""
    return json.dumps([_csl_item(work) for work in _works(briefing)], ensure_ascii=False, indent=2)


def _csl_item(work: _Work) -> dict[str, Any]:
    item = {"id": work.key, **work.citation.to_csl(), "note": "; ".join(work.remarks)}
    if title := _title(work.citation):
        item["title"] = title
    if work.citation.type == "interview" and "genre" in item:
        item["medium"] = item.pop("genre")  # as reference managers call how somebody was heard
    if "issued" not in item and work.citation.date_printed:
        item["issued"] = {"literal": work.citation.date_printed}
    if "author" not in item and work.citation.interviewee and _heard(work.citation) == work.citation.interviewee:
        item["author"] = [{"literal": work.citation.interviewee}]
    return {key: value.replace(ASTERISK, "*") if isinstance(value, str) else value for key, value in item.items()}


def _heard(citation: Citation) -> str | None:
    """Return who was heard; behind a Slavic "с" stands a case that is no name: "с бывшим сотрудником порта"."""
    places = [one.span[0] - citation.span[0] for one in citation.fields if one.field == "interviewee" and one.span]
    lead = next((match[0].lstrip() for place in places if (match := _WITH.search(citation.text[:place]))), "")
    return f"{lead}{citation.interviewee}" if citation.interviewee else None


def _title(citation: Citation) -> str | None:
    """Return the title; of what was heard, which has none, the words as printed that say how and from whom.

    >>> _title(Citation(form=Form.FULL, type="interview", medium="interview", interviewee="a pilot"))
    'Interview, a pilot'
    """
    if citation.title or not (citation.medium or citation.interviewee):
        return citation.title
    spans = [one.span for one in citation.fields if one.field in ("medium", "interviewee") and one.span]
    words = ", ".join(filter(None, (citation.medium, citation.interviewee)))
    if spans:
        begin = citation.span[0]
        words = citation.text[min(start for start, _ in spans) - begin : max(end for _, end in spans) - begin].replace("*", "")
    return words[:1].upper() + words[1:]


def bibtex(briefing: Briefing) -> str:
    """Return the works as BibTeX entries, in UTF-8."""
    return "\n".join(_bibtex_entry(work) for work in _works(briefing))


def _bibtex_entry(work: _Work) -> str:
    one = work.citation
    kind = _BIBTEX_TYPES.get(one.type, "misc")
    container = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}.get(kind, "howpublished")
    names = " and ".join(_bibtex_name(name) for name in one.authors)
    fields = {
        "title": _escaped(_title(one)),
        container: _escaped(one.container_title),
        ("institution" if kind in ("techreport", "phdthesis") else "publisher"): _escaped(one.publisher),
        "series": _escaped(one.collection_title),
        "volume": _escaped(one.volume),
        "edition": _escaped(one.edition_number),
        "number": _escaped(one.issue or one.number),
        "pages": _escaped(one.page).replace("–", "--"),
        "address": _escaped(one.publisher_place),
        "date": one.issued.edtf() if one.issued and one.issued.to_csl() else "",
        "year": str(one.issued.year) if one.issued and one.issued.year else "",
        "url": "".join(_NOT_IN_ADDRESS.get(char, char) for char in one.url or ""),
        "urldate": one.accessed.edtf() if one.accessed and one.accessed.year else "",
        "langid": _escaped(one.language),
        "type": _escaped(one.to_csl().get("genre")),
        "note": _escaped("; ".join(work.remarks)),
    }
    lines = [f"  author = {{{names}}}"] if names else []
    lines += [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{work.key},\n" + ",\n".join(lines) + "\n}\n"


def _bibtex_name(name: Name) -> str:
    if name.literal or not (name.family and name.given):
        return "{" + _escaped(str(name)) + "}"
    return f"{_whole(name.family)}, {_whole(name.given)}"


def _whole(part: str) -> str:
    """Return part of a name, in braces where a comma or "and" would make it two."""
    return f"{{{_escaped(part)}}}" if re.search(r",|\band\b", part, re.IGNORECASE) else _escaped(part)


def _escaped(text: str | None) -> str:
    return _LIGATURES.sub("{}", "".join(_ESCAPES.get(char, char) for char in _one_line(text)))


def _one_line(text: str | None) -> str:
    """Return `text` on one line, nothing unprintable in it, without the marks of emphasis."""
    plain = (text or "").replace("*", "").replace(ASTERISK, "*")
    return " ".join("".join(char if char.isprintable() else " " for char in plain).split())


def ris(briefing: Briefing) -> str:
    """Return the works as RIS records, in UTF-8, with the line ends that RIS asks for."""
    return "\r\n".join(line for work in _works(briefing) for line in (*_ris_record(work), "")) + "\r\n"


def _ris_record(work: _Work) -> Iterator[str]:
    one = work.citation
    yield f"TY  - {_RIS_TYPES.get(one.type, 'GEN')}"
    first, _, last = (one.page or "").replace("–", "-").partition("-")
    pairs = [
        ("ID", work.key),
        *(("AU", name.literal or ", ".join(part for part in (name.family, name.given) if part)) for name in one.authors),
        ("TI", _title(one)),
        ("TT", one.title_translation),
        ("T2", one.container_title),
        ("T3", one.collection_title),
        ("PB", one.publisher),
        ("CY", one.publisher_place),
        ("PY", one.issued.year if one.issued else None),
        ("DA", _ris_date(one)),
        ("VL", one.volume),
        ("ET", one.edition_number),
        ("IS", one.issue),
        ("M1", one.number),
        ("M3", one.to_csl().get("genre")),
        ("SP", first),
        ("EP", last),
        ("UR", one.url),
        ("Y2", one.accessed.edtf().replace("-", "/") if one.accessed and one.accessed.year else None),
        ("LA", one.language),
        ("AV", one.archive),
        *(("N1", remark) for remark in work.remarks),
    ]
    for tag, value in pairs:
        if words := _one_line(str(value or "")):
            yield f"{tag}  - {words}"
    yield "ER  - "


def _ris_date(citation: Citation) -> str | None:
    date = citation.issued
    if date is None or not date.to_csl() or not date.month:
        return None
    told = _one_line(citation.date_printed) if date.since else ""  # RIS has words, and no second date, for a stretch of time
    return f"{date.year}/{date.month:02}/{f'{date.day:02}' if date.day else ''}/{told}"
