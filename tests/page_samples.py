"""Pages for tests: every template of `tests/pages` in three languages and four encodings, with what should be read in it."""

from __future__ import annotations

import datetime
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "pages"
ENCODINGS = {"en": ("utf-8", "windows-1252", "iso-8859-1", "utf-16"), "ru": ("utf-8", "windows-1251", "koi8-r", "iso-8859-5"),
             "tg": ("utf-8", "windows-1251", "koi8-t", "utf-16")}  # fmt: skip
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "tg": "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри".split(),
}
PLACES = {"en": "LOWER EXAMPLE", "ru": "Нижний Пример", "tg": "НАМУНАИ ПОЁН"}


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A page as bytes, where it is said to stand, and its truth."""

    kind: str
    language: str
    encoding: str
    body: bytes
    header_charset: str | None
    address: str
    title: str
    paragraphs: tuple[str, ...]
    day: datetime.date


def samples() -> Iterator[Sample]:
    """Yield every combination, each on a day of its own."""
    number = 0
    for template in sorted(FOLDER.glob("*.html")):
        for language in ENCODINGS:
            for encoding in ENCODINGS[language]:
                number += 1
                day = datetime.date(2015, 1, 3) + datetime.timedelta(days=37 * number % 1100)
                yield make(template.stem, language, encoding, day, header=(encoding, None, "utf-8")[number % 3])


def make(kind: str, language: str, encoding: str, day: datetime.date, *, header: str | None = None) -> Sample:
    """Return one page; what its encoding lacks is written as character references, as publishers do."""
    title, *paragraphs = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").strip().split("\n")
    later = day + datetime.timedelta(days=40)
    values = {
        "title": title,
        "lang": language,
        "charset": encoding,
        "slug": "reservoir-road",
        "iso": day.isoformat(),
        "later": later.isoformat(),
        "printed": printed(day, language),
        "laterprinted": printed(later, language),
        "figures": f"{day:%d/%m/%Y}",
        "dashed": f"{day.day}-{day:%m-%Y}",
        "dotted": f"{day:%d.%m.%Y}",
        "slashed": f"{day:%Y/%m/%d}",
        "dayfirst": f"{day.day} {MONTHS[language][day.month - 1]} {day.year}",
        "paragraphs": "".join(f"<p>{text}</p>\n" for text in paragraphs),
        "broken": "<br><br>\n".join(paragraphs),
        "place": PLACES[language],
        "first": paragraphs[0],
        "first_p": f"<p>{paragraphs[0]}</p>",
        "rest": "".join(f"<p>{text}</p>" for text in paragraphs[1:]),
        "entries": "".join(
            f'<div class="e"><span class="h">1{n}:05</span><p>{text}</p></div>' for n, text in enumerate(paragraphs)
        ),
        "spans": "".join(f'<div class="css-p"><span class="css-y">{text}</span></div>' for text in paragraphs[1:]),
        "rows": "".join(f"<tr><td>{text}</td></tr>" for text in paragraphs),
        "number": str(day.day),
        **{f"p{place}": f"<p>{text}</p>\n" for place, text in enumerate(paragraphs, 1)},
        **boxes_of(language),
    }
    html = string.Template((FOLDER / f"{kind}.html").read_text(encoding="utf-8")).substitute(values)
    path = f"/news/reservoir_road/{day.isoformat()}-7" if kind == "address_only" else "/news/reservoir-road"
    return Sample(
        kind=kind, language=language, encoding=encoding, body=html.encode(encoding, "xmlcharrefreplace"), header_charset=header,
        address=f"https://courier.example{path}", title=title, paragraphs=tuple(paragraphs), day=day,
    )  # fmt: skip


def boxes_of(language: str) -> dict[str, str]:
    """Return what stands in the boxes between the paragraphs: headlines, summaries, captions, and what a site asks of readers."""
    lines = (FOLDER / f"{language}-boxes.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines)


def printed(day: datetime.date, language: str) -> str:
    """Return the day as a newspaper of that language prints it."""
    month = MONTHS[language][day.month - 1]
    return {
        "en": f"{month} {day.day}, {day.year}",
        "ru": f"{day.day} {month} {day.year} г.",
        "tg": f"{day.day} {month} соли {day.year}",
    }[language]
