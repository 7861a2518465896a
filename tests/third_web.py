"""A third little web, written by hand as data (`third_web.toml`): outlets of ten languages, each with a habit or trap of the wild.

Enters: the file. Leaves: a `World` whose citations are parsed from printed notes, so that what is measured begins with the note.
Pages are made of a look and the words that the file gives; what a case leaves out is a plain article of its outlet.
"""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from citations.parse import parse_note
from citations.publisher import load_publishers
from tests.little_web import Case, World
from tests.page_samples import printed
from tests.test_pdf import pdf

DATA = Path(__file__).with_name("third_web.toml")
PROSE = {
    "en": "The session lasted until dusk, and the clerks carried the ledgers back across the square. Nobody from the works "
    "department would say when the pumps had last been looked at, or by whom. A second hearing is set for the spring.",
    "ru": "Заседание продолжалось до сумерек, и писари унесли книги обратно через площадь. В управлении работ не сказали, когда "
    "в последний раз осматривали насосы и кто это делал. Второе слушание назначено на весну.",
    "tg": "Ҷаласа то шом давом кард ва котибон дафтарҳоро аз майдон бозпас бурданд. Дар идораи корҳо нагуфтанд, ки насосҳоро бори "
    "охир кай ва кӣ дидааст. Муҳокимаи дуюм барои баҳор таъин шуд.",
}
READ_ALSO = {"en": "Read also", "ru": "Читайте также", "tg": "Ҳамчунин хонед"}
# {t} headline, {n} outlet, {d} printed day, {i} ISO day, {b} paragraphs, {r} other headlines as links, {m} more of the head
LOOKS = {
    "plain": '<title>{t} | {n}</title>{m}<meta property="og:site_name" content="{n}"><meta property="article:published_time" '
    'content="{i}T06:40:00Z"></head><body><header><a href="/">{n}</a></header><main><article><h1>{t}</h1><time datetime="{i}">{d}</time>'
    "{b}</article></main><aside><h2>{a}</h2><ul>{r}</ul></aside></body>",
    "blog": '<title>{t} » {n}</title>{m}</head><body><h1 class="site-title"><a href="/">{n}</a></h1><div class="post"><h2 class="'
    'entry-title">{t}</h2><span class="meta">{d}</span><div class="entry">{b}</div></div><div class="related">{r}</div></body>',
    "table": "<title>{n}</title>{m}</head><body><table width=100%><tr><td><font size=4><b>{t}</b></font><br><small>{s}</small>{b}"
    "</td><td>{r}</td></tr></table></body>",
    "amp": '<title>{t}</title>{m}</head><body><amp-header>{n}</amp-header><h1>{t}</h1><p class="date">{d}</p>{b}</body>',
    "print": "<title>{n}: print version</title>{m}</head><body onload=print()><h3>{n}</h3><h2>{t}</h2><i>{s}</i>{b}<hr>Printed from {n}</body>",
    "wall": '<title>{t} - {n}</title>{m}<meta property="article:published_time" content="{i}T06:40:00Z"></head><body><h1>{t}</h1><time '
    'datetime="{i}">{d}</time><p>The first hearing was short.</p><div>Subscribe to continue reading. Already a subscriber? Sign in.</div></body>',
    "search": '<title>Search: {t} | {n}</title></head><body><h1>{n}</h1><form><input name=q value="{t}"></form><h2>Results for “{t}”</h2>'
    "<ol>{r}</ol></body>",
    "list": "<title>{t} | {n}</title></head><body><h1>{t}</h1>{r}<nav><a href=?page=1>1</a> <a href=?page=2>2</a> <a href=?page=3>3</a></nav></body>",
    "home": "<title>{n}</title></head><body><h1>{n}</h1><p>Latest</p><ul>{r}</ul></body>",
}  # fmt: skip


@dataclass(kw_only=True)
class ThirdWorld(World):
    """The same shape as `World`, with profiles as the file has them."""

    tables: list[dict[str, Any]] = field(default_factory=list)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host that is played, dead ones included."""
        archived = (urlsplit(address).netloc for address, *_ in self.archived)
        named = (host["host"] for table in self.tables for host in table["hosts"])
        return tuple(dict.fromkeys((*(host for host, _ in (*self.live, *self.sealed)), *archived, *named)))

    def publishers(self) -> list[dict[str, Any]]:
        """Return what the editor wrote."""
        return self.tables


def world(_seed: int = 1) -> ThirdWorld:
    """Return the web: whatever the seed, the same."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    made = ThirdWorld(tables=[{"minimum_interval_s": 0.0, **table} for table in data["publishers"]])
    known = load_publishers(made.publishers(), origin=DATA.name)
    for entry in data["cases"]:
        for page in entry.get("pages", ()):
            _put(made, page, entry)
        (citation,) = parse_note(entry["note"], publishers=known).citations
        true = tuple(entry.get("true", ()))
        made.cases.append(Case(kind=entry["trap"], citation=citation, true=true, is_persons=entry.get("persons", False)))
    return made


def _put(made: ThirdWorld, page: dict[str, Any], entry: dict[str, Any]) -> None:
    """Put a page where it answers and where it was kept."""
    status, body = page.get("status", 200), page["to"] if "to" in page else _body({**entry, **page})
    for address in page.get("at", ()):
        parts = urlsplit(address)
        place = (parts.netloc, parts.path + (f"?{parts.query}" if parts.query else ""))
        kept = made.sealed if parts.scheme == "https" and page.get("only_sealed") else made.live
        kept[place] = (page.get("status", 301), body) if "to" in page else (status, body)
    for address in page.get("kept_at", page.get("at", ())):
        for day in page.get("kept", ()):
            made.archived.append((address, day, page.get("status", 302) if "to" in page else page.get("kept_status", 200), body))


def _body(page: dict[str, Any]) -> bytes:
    language, day, name = page.get("language", "en"), page.get("day", datetime.date(2015, 1, 1)), page.get("name", "")
    if page.get("look") == "pdf":
        return pdf(f"{page['title']}\n{name}\n{day:%d %B %Y}", "Findings. " + PROSE["en"], facts=page.get("facts", ""))
    paragraphs = f"<p>{page.get('title', '')}. {PROSE[language]}</p><p>{PROSE[language]}</p>"
    other = "".join(page.get("other_form", "<li><a href='/x{n}'>{t}</a></li>").format(n=number, t=title) for number, title in enumerate(page.get("others", ())))  # fmt: skip
    html = LOOKS[page.get("look", "plain")].format(
        t=page.get("title", ""), n=name, d=printed(day, language), s=f"{day:%d.%m.%Y}", i=day.isoformat(), b=page.get("text", paragraphs),
        r=other, a=READ_ALSO[language], m=page.get("head", ""),
    )  # fmt: skip
    encoding = page.get("encoding", "utf-8")
    return f'<!DOCTYPE html><html lang="{language}"><head><meta charset="{encoding}">{html}</html>'.encode(
        encoding, "xmlcharrefreplace"
    )
