"""A little web with its truth: some 300 pages of invented outlets on 40 hosts, what of it an archive kept, and notes that cite it.

Enters: a seed. Leaves: `World`: live pages, archived pages, the outlets' profiles, and cases, each a citation with the
addresses at which its source truly stands or stood. Slugs are made here by tables of its own, so that what is measured
does not measure itself.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from citations.citation import Citation, Form
from citations.partial_date import PartialDate
from tests.page_samples import printed

WORDS = {
    "en": (
        "ferry harbour orchard council teachers dam bridge quarry miners bakery railway library pilots glacier cotton".split(),
        "reopens delays rejects inspects repairs audits insures abandons widens mourns surveys postpones rewards".split(),
        "northern southern upper lower eastern old new frozen private municipal disputed forgotten wooden".split(),
        "Aldmoor Brisk Calder Dunmere Esker Farrow Glenna Hallin Ibsey Jorvik Kelmet Lorne Marrow Nessel".split(),
    ),
    "ru": (
        "паром гавань сад совет учителя плотина мост карьер шахтёры пекарня дорога музей лётчики ледник хлопок".split(),
        "закрывает откладывает отвергает проверяет чинит считает страхует бросает расширяет хвалит изучает ждёт".split(),
        "северный южный верхний нижний восточный старый новый ледяной частный городской спорный забытый".split(),
        "Алдмур Бриск Колдер Данмер Эскер Фаррон Гленна Халлин Ибсей Йорвик Кельмет Лорн Марроу Щукино".split(),
    ),
    "tg": (
        "киштӣ бандар боғ шӯро муаллимон сарбанд пул кони конканон нонвой роҳ китобхона халабон пирях пахта".split(),
        "мебандад мегузорад рад тафтиш таъмир ҳисоб суғурта мепартояд васеъ меҷӯяд меомӯзад қарор".split(),
        "шимолӣ ҷанубӣ боло поён шарқӣ кӯҳна нав яхин хусусӣ шаҳрӣ баҳсӣ фаромӯш".split(),
        "Алдмур Бриск Қолдер Данмер Эскер Фаррон Ғленна Ҳаллин Ибсей Ҷорвик Келмет Лорн Марроу Ӯрта".split(),
    ),
}
# Two ways in which outlets write Cyrillic in addresses; neither is the table of this project.
TABLES = (
    dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяҳӯқғӣҷ", "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch  y  e yu ya h u q gh i j".split(" "), strict=True)),
    dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяҳӯқғӣҷ", "a b v g d e yo zh z i j k l m n o p r s t u f h c ch sh sh  i  e ju ja h u k g i j".split(" "), strict=True)),
)  # fmt: skip


NOISE = 60  # other pages of each outlet that the archive lists, some of them captured when they were dead
BEGINNING = datetime.date(2000, 1, 1)  # of the ids


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """An invented outlet: its hosts, oldest first, how it makes addresses, and whether the project knows that."""

    name: str
    language: str
    hosts: tuple[str, ...]
    style: str  # date-slug, slug, id-slug, id
    table: int = 0
    cut: int = 200
    known: bool = True
    live_from: int = 0  # index of the first host that still answers


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One text as published: its address then, and all it needs to be shown."""

    outlet: Outlet
    title: str
    day: datetime.date
    path: str

    def address(self, host: int = 0) -> str:
        """Return where the piece stands on one of the outlet's hosts."""
        return f"http://{self.outlet.hosts[host]}{self.path}"

    def page(self, title: str | None = None, outlet: Outlet | None = None) -> bytes:
        """Return the piece as an HTML page, under another headline or by another outlet where that is said."""
        by, shown = outlet or self.outlet, title or self.title
        filler = f"{shown}. " + " ".join(f"{word} {self.day.day + number}" for number, word in enumerate(self.title.split() * 14))
        return (
            f'<!DOCTYPE html><html lang="{by.language}"><head><meta charset="utf-8"><title>{shown} | {by.name}</title>'
            f'<meta property="og:site_name" content="{by.name}"><meta property="og:type" content="article">'
            f'<meta property="article:published_time" content="{self.day}T09:00:00+00:00"></head><body><article>'
            f"<h1>{shown}</h1><p>{printed(self.day, by.language)}</p><p>{filler}</p><p>{filler}</p></article></body></html>"
        ).encode()


@dataclass(frozen=True, kw_only=True)
class Case:
    """A citation, what kind of trouble it has, and the addresses (live or archived) that are the source; () when none is.

    `is_persons`: the note says too little to confirm it; to show it to a person is right.
    """

    kind: str
    citation: Citation
    true: tuple[str, ...]
    is_persons: bool = False


@dataclass(kw_only=True)
class World:
    """Live answers by (host, path), archived ones by (address, day), profiles as footnotary.toml has them, and the cases.

    `sealed` are the live answers that are others over TLS.
    """

    live: dict[tuple[str, str], tuple[int, bytes | str]] = field(default_factory=dict)
    sealed: dict[tuple[str, str], tuple[int, bytes | str]] = field(default_factory=dict)
    archived: list[tuple[str, datetime.date, int, bytes | str]] = field(default_factory=list)
    outlets: tuple[Outlet, ...] = ()
    cases: list[Case] = field(default_factory=list)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host that is played, dead ones included."""
        return tuple(host for outlet in self.outlets for host in outlet.hosts)

    def publishers(self) -> list[dict[str, Any]]:
        """Return the profiles that the project is given, as tables of footnotary.toml."""
        return [profile(outlet) if outlet.known else hosts_of(outlet) for outlet in self.outlets]


def outlets() -> tuple[Outlet, ...]:
    """Return the outlets: 40 hosts in three languages, some moved once or twice, some without a profile."""
    made: list[Outlet] = []
    styles = ("date-slug", "slug", "id-slug", "id")
    for number in range(16):
        language = ("en", "ru", "en", "tg")[number % 4]
        count = (3, 3, 2, 2, 3, 2, 3, 3, 2, 2, 3, 3, 2, 2, 2, 3)[number]
        word = ("kestrel", "juniper", "lantern", "meadow", "notary", "osprey", "pebble", "quill", "rowan", "sorrel", "thistle",
                "umber", "vetch", "willow", "yarrow", "zephyr")[number]  # fmt: skip
        made.append(
            Outlet(
                name=f"The {word.title()}" if language == "en" else word.title(),
                language=language,
                hosts=tuple(f"{word}{'' if not step else f'-{step + 1}'}.example" for step in range(count)),
                style=styles[(number // 2) % 4],
                table=number % 2,
                cut=(200, 40, 60, 200)[number % 4],
                known=number not in (5, 10, 15),
                live_from=(0, 1, 1, 2, 0)[number % 5] if count == 3 else (0, 1)[number % 2],
            )
        )
    return tuple(made)


def hosts_of(outlet: Outlet) -> dict[str, Any]:
    """Return what a user writes who knows an outlet's hosts and nothing else."""
    known = ("id", "name", "csl_type", "languages", "minimum_interval_s", "hosts")
    return {key: value for key, value in profile(outlet).items() if key in known}


def profile(outlet: Outlet) -> dict[str, Any]:
    """Return what an editor would write of an outlet: its hosts, and the pattern of its addresses where it has one."""
    years = range(2010, 2030, 6)
    hosts = []
    for step, host in enumerate(outlet.hosts):
        more = {"replaces": outlet.hosts[step - 1], "same_paths": True} if step else {}
        until = {"until": years[step + 1]} if step + 1 < len(outlet.hosts) else {}
        hosts.append({"host": host, "since": years[step], **until, **more})
    shape = {
        "date-slug": "/{year}/{month}/{day}/{slug}",
        "slug": "/news/{slug}",
        "id-slug": "/news/{id}-{slug}",
        "id": "/news/{id}",
    }
    return {
        "id": outlet.name.lower().replace(" ", "-"),
        "name": outlet.name,
        "csl_type": "article-newspaper",
        "languages": [outlet.language],
        "minimum_interval_s": 0.0,
        "hosts": hosts,
        "patterns": [{"address": f"http://{outlet.hosts[0]}{shape[outlet.style]}"}],
        "clocks": [clock(outlet)] if outlet.style.startswith("id") and outlet.table else [],
        "slugs": {"default": {"max_length": outlet.cut}} if outlet.cut < 200 else {"default": {}},
    }


def clock(outlet: Outlet) -> dict[str, Any]:
    """Return what an editor noted of an outlet's ids: one known page a year."""
    points = [{"id": (datetime.date(year, 1, 1) - BEGINNING).days * 40, "day": f"{year}-01-01"} for year in range(2010, 2018)]
    return {"address": rf"{re.escape(outlet.hosts[0])}/news/(?P<id>\d+)", "unit": "sequence", "points": points}


def world(seed: int = 1) -> World:
    """Return the little web: every kind of trouble with every outlet, in an order that the seed decides."""
    made = World(outlets=outlets())
    random_ = random.Random(seed)
    titles: set[str] = set()
    kinds: list[Callable[[World, random.Random, Outlet, set[str]], None]] = [
        _alive, _alive, _moved, _gone_but_archived, _misdated, _twins, _reprinted, _translated, _renamed, _never_was,
        _one_word_off, _printed_and_moved,
    ]  # fmt: skip
    for kind in kinds:
        for outlet in made.outlets:
            kind(made, random_, outlet, titles)
    for outlet in made.outlets:
        for _ in range(NOISE):
            other = _piece(random_, outlet, titles)
            made.archived.append((other.address(), other.day, random_.choice((200, 200, 200, 404)), other.page()))
        for host in outlet.hosts[outlet.live_from :]:
            made.live[host, "/"] = (200, _home(outlet))
    random_.shuffle(made.cases)
    return made


def _alive(made: World, random_: random.Random, outlet: Outlet, titles: set[str]) -> None:
    piece = _piece(random_, outlet, titles)
    _publish(made, piece)
    made.cases.append(Case(kind="alive", citation=cited_from(piece), true=everywhere(piece)))


def _moved(made: World, random_: random.Random, outlet: Outlet, titles: set[str]) -> None:
    """The old host sends every reader on, to another path on the newest."""
    piece = _piece(random_, outlet, titles)
    newest = outlet.hosts[-1]
    elsewhere = f"http://{newest}/archive{piece.path}"
    made.live[newest, f"/archive{piece.path}"] = (200, piece.page())
    for host in outlet.hosts[outlet.live_from : -1]:
        made.live[host, piece.path] = (301, elsewhere)
    made.archived.append((piece.address(), piece.day + datetime.timedelta(days=9), 200, piece.page()))
    made.archived.append((elsewhere, datetime.date(2024, 5, 1), 200, piece.page()))
    made.cases.append(Case(kind="moved to another path", citation=cited_from(piece), true=(*everywhere(piece), elsewhere)))


def _gone_but_archived(made: World, random_: random.Random, outlet: Outlet, titles: set[str]) -> None:
    piece = _piece(random_, outlet, titles)
    made.archived.append((piece.address(), piece.day + datetime.timedelta(days=random_.randint(0, 60)), 200, piece.page()))
    made.cases.append(Case(kind="gone, archived", citation=cited_from(piece), true=(piece.address(),)))


def _misdated(made: World, random_: random.Random, outlet: Outlet, titles: set[str]) -> None:
    """The note gives another day, month or year than the page."""
    piece = _piece(random_, outlet, titles)
    _publish(made, piece)
    off = random_.choice((-365, -31, -7, 3, 9, 30, 366))
    wrong = piece.day + datetime.timedelta(days=off)
    made.cases.append(Case(kind="misdated in the note", citation=cited_from(piece, day=wrong), true=everywhere(piece)))


def _twins(made: World, random_: random.Random, outlet: Outlet, titles: set[str]) -> None:
    """One headline on two days; the date tells which."""
    first = _piece(random_, outlet, titles)
    later = first.day + datetime.timedelta(days=random_.randint(20, 300))
    second = Piece(outlet=outlet, title=first.title, day=later, path=_path(outlet, first.title, later, number=2, random_=random_))
    for piece in (first, second):
        _publish(made, piece)
    made.cases.append(Case(kind="one headline on two days", citation=cited_from(second), true=everywhere(second)))


def _reprinted(made: World, random_: random.Random, outlet: Outlet, titles: set[str]) -> None:
    """The source is gone everywhere; another outlet shows the same text under its own name."""
    piece = _piece(random_, outlet, titles)
    other = next(one for one in made.outlets if one.language == outlet.language and one is not outlet)
    path = _path(other, piece.title, piece.day, number=3, random_=random_)
    for host in other.hosts[other.live_from :]:
        made.live[host, path] = (200, piece.page(outlet=other))
    made.archived.append(
        (f"http://{other.hosts[0]}{path}", piece.day + datetime.timedelta(days=3), 200, piece.page(outlet=other))
    )
    made.cases.append(Case(kind="only a reprint is left", citation=cited_from(piece), true=()))


def _translated(made: World, random_: random.Random, outlet: Outlet, titles: set[str]) -> None:
    """The note cites one language; beside it the outlet has a translation of the same day."""
    piece = _piece(random_, outlet, titles)
    _publish(made, piece)
    other = "ru" if outlet.language == "en" else "en"
    foreign = Piece(outlet=outlet, title=_title(random_, other, titles), day=piece.day, path=_path(
        outlet, _title(random_, other, titles), piece.day, number=4, random_=random_))  # fmt: skip
    _publish(made, foreign)
    made.cases.append(Case(kind="beside its translation", citation=cited_from(piece), true=everywhere(piece)))


def _renamed(made: World, random_: random.Random, outlet: Outlet, titles: set[str]) -> None:
    """The headline was changed after publication; the address and the archive keep the one that is cited."""
    piece = _piece(random_, outlet, titles)
    _publish(made, piece, archived=False)
    changed = piece.page(_title(random_, outlet.language, titles))
    for host in outlet.hosts[outlet.live_from :]:
        made.live[host, piece.path] = (200, changed)
    made.archived.append((piece.address(), piece.day + datetime.timedelta(days=1), 200, piece.page()))
    made.cases.append(Case(kind="headline changed since", citation=cited_from(piece), true=everywhere(piece)))


def _never_was(made: World, random_: random.Random, outlet: Outlet, titles: set[str]) -> None:
    piece = _piece(random_, outlet, titles)
    made.cases.append(Case(kind="never was", citation=cited_from(piece), true=()))


def _one_word_off(made: World, random_: random.Random, outlet: Outlet, titles: set[str]) -> None:
    """The outlet has a text whose headline differs in one word: a number, a place or a "not" makes another text."""
    piece = _piece(random_, outlet, titles)
    words = piece.title.split()
    spot = random_.randrange(1, len(words))
    words[spot] = _title(random_, outlet.language, titles).split()[min(spot, 3)]
    near = Piece(outlet=outlet, title=" ".join(words), day=piece.day, path=_path(outlet, " ".join(words), piece.day, 5, random_))
    _publish(made, near)
    if near.title != piece.title:
        made.cases.append(Case(kind="only a near title", citation=cited_from(piece), true=()))


def _printed_and_moved(made: World, random_: random.Random, outlet: Outlet, titles: set[str]) -> None:
    """The note prints the address of then; today the newest host has the text."""
    piece = _piece(random_, outlet, titles)
    _publish(made, piece)
    citation = cited_from(piece, url=piece.address())
    made.cases.append(Case(kind="printed, the host moved", citation=citation, true=everywhere(piece)))


def _publish(made: World, piece: Piece, *, archived: bool = True) -> None:
    for host in piece.outlet.hosts[piece.outlet.live_from :]:
        made.live[host, piece.path] = (200, piece.page())
    if archived:
        made.archived.append((piece.address(), piece.day + datetime.timedelta(days=5), 200, piece.page()))


def everywhere(piece: Piece) -> tuple[str, ...]:
    """Return the addresses of a piece on all hosts of its outlet."""
    return tuple(piece.address(host) for host in range(len(piece.outlet.hosts)))


def _piece(random_: random.Random, outlet: Outlet, titles: set[str]) -> Piece:
    title = _title(random_, outlet.language, titles)
    day = datetime.date(2010, 3, 1) + datetime.timedelta(days=random_.randrange(5 * 365))
    return Piece(outlet=outlet, title=title, day=day, path=_path(outlet, title, day, 1, random_))


def _title(random_: random.Random, language: str, titles: set[str]) -> str:
    things, doings, kinds, places = WORDS[language]
    while True:
        words = (random_.choice(places), random_.choice(kinds), random_.choice(things), random_.choice(doings),
                 random_.choice(kinds), random_.choice(things), str(random_.randrange(12, 990)))  # fmt: skip
        title = " ".join(words)
        if title not in titles:
            titles.add(title)
            return title


def _path(outlet: Outlet, title: str, day: datetime.date, number: int, random_: random.Random) -> str:
    made = slugged(title, outlet)
    key = (day - BEGINNING).days * 40 + number * 5 + random_.randrange(5)  # ids rise with time
    return {
        "date-slug": f"/{day:%Y/%m/%d}/{made}" + ("" if number == 1 else f"-{number}"),
        "slug": f"/news/{made}" + ("" if number == 1 else f"-{number}"),
        "id-slug": f"/news/{key}-{made}",
        "id": f"/news/{key}",
    }[outlet.style]


def slugged(title: str, outlet: Outlet) -> str:
    """Return a headline as the outlet writes it in addresses, cut where it cuts."""
    letters = "".join(TABLES[outlet.table].get(letter, letter) for letter in title.lower())
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[: outlet.cut].strip("-")


def cited_from(piece: Piece, *, day: datetime.date | None = None, url: str | None = None) -> Citation:
    """Return a citation of a piece, as a note of that outlet's language gives it."""
    when = day or piece.day
    return Citation(
        form=Form.FULL,
        type="article-newspaper",
        title=piece.title,
        container_title=piece.outlet.name,
        issued=PartialDate(year=when.year, month=when.month, day=when.day),
        language=piece.outlet.language,
        text=f"“{piece.title}”, {piece.outlet.name}, {when:%d %B %Y}",
        url=url,
    )


def _home(outlet: Outlet) -> bytes:
    return f"<!DOCTYPE html><title>{outlet.name}</title><h1>{outlet.name}</h1><p>Latest headlines.</p>".encode()
