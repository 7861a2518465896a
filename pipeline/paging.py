"""What one page says: the documented answer of `footnotary page` (docs/page.md).

Enters: a `Source`. Leaves: plain values for JSON, and lines for a person.
"""

from __future__ import annotations

from typing import Any

from archive.page import best_published
from archive.reading.witness import DateWitness
from pipeline.single import Source
from reports.characters import plain_text

WORDS_SHOWN = 30  # of the article's beginning


def page_data(source: Source) -> dict[str, Any]:
    """Return what the page of `source` says; `published` and every date are in EDTF, null where nothing is known."""
    page = source.page
    published = best_published(page)
    return {
        "address": source.address,
        "capture": source.capture.id if source.capture else None,
        "mime": page.mime,
        "charset": page.charset,
        "title": page.title,
        "headings": list(page.headings),
        "byline": page.byline,
        "publisher": page.publisher,
        "canonical": page.canonical,
        "language": page.language,
        "published": published.edtf() if published else None,
        "dates": [_date(witness) for witness in page.dates],
        "signs": [sign.value for sign in page.signs],
        "detail": page.detail,
        "text": page.text,
        "article": page.article,
    }


def _date(witness: DateWitness) -> dict[str, Any]:
    return {
        "date": witness.date.edtf(),
        "kind": witness.kind,
        "place": witness.place,
        "detail": witness.detail,
        "printed": witness.printed,
        "time": witness.time,
    }


def page_lines(data: dict[str, Any]) -> tuple[str, ...]:
    """Return what a page says for a terminal, a line a fact; what is not known is said so."""
    facts = ("title", "byline", "publisher", "language", "published", "canonical", "address")
    lines = [f"{name:<10} {data[name] or '-'}" for name in facts]
    lines += [
        f"{'date':<10} {one['date']} {one['kind']}, in {one['place']}" + (f" ({one['detail']})" if one["detail"] else "")
        for one in data["dates"]
    ]
    signs = ", ".join(data["signs"]) + (f": {data['detail']}" if data["detail"] else "")
    words = data["article"].split()
    begins = " ".join(words[:WORDS_SHOWN]) + (" …" if len(words) > WORDS_SHOWN else "")
    lines += [f"{'signs':<10} {signs or 'none: it can be the source'}", f"{'article':<10} {len(words)} words: {begins}"]
    return tuple(plain_text(line) for line in lines)
