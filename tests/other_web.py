"""A second little web, of other habits than `little_web`: other systems, other slugs, other markup, other troubles.

Enters: a seed. Leaves: a `World` of the same shape: 16 outlets on 40 hosts in three languages, what of them an archive kept, and
citations with the addresses at which their sources truly stand or stood. Nothing of the project makes its slugs, and the editor
who wrote the profiles knows half of the outlets' habits, some of them wrongly.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from citations.citation import Citation, Form
from citations.partial_date import PartialDate
from tests.little_web import Case, World
from tests.page_samples import printed

# Templates and what fills them; a headline is long, has marks and numbers in it, and is often near another.
GRAMMAR: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, ...]]]] = {
    "en": (
        (
            "{who}: “{place} will not {do} its {thing}”", "{count} {people} {did} after {place} {thing} collapse",
            "Why {place} cannot {do} its {thing} before {year}", "{place}’s {thing} – who pays, and who {did}?",
            "{people} in {place} {did} over {thing}, {who} says", "{place}–{place2} {thing} talks: {count} {people} {did}",
        ),
        {
            "who": ("Governor", "Court", "U.N. envoy", "Opposition", "Prosecutor", "Ex-minister"),
            "place": tuple("Tarn Velmora Oskar’s-Ford Quill Bremna Holt Cassim Drovna Eskdale Juno".split()),
            "place2": tuple("Yaro Upper-Wick Fenn Zelta".split()),
            "do": ("sell", "rebuild", "close", "lease", "insure"),
            "did": ("evacuated", "protest", "were detained", "went home", "sue"),
            "people": ("dockers", "pensioners", "border guards", "beekeepers", "judges"),
            "thing": ("power plant", "tunnel", "grain reserve", "airport", "water tower", "archive"),
        },
    ),
    "ru": (
        (
            "{who}: «{place} не будет {do} {thing}»", "В {place} {did} {count} {people}: суд назвал причины",
            "Почему {place} не может {do} {thing} до {year} года", "{place} и {place2} договорились {do} {thing}",
            "{people} из {place} {did} из-за того, что решили {do} {thing}",
        ),
        {
            "who": ("Губернатор", "Суд", "Эксперт ООН", "Оппозиция", "Прокурор", "Экс-министр"),
            "place": tuple("Тарн Вельмора Оскарбург Щёлково-Южное Бремна Хольт Касым Дровна Эскдейл Юнона".split()),
            "place2": tuple("Ярово Верхний-Вик Фенн Цельта".split()),
            "do": ("продавать", "строить", "закрывать", "сдавать", "страховать"),
            "did": ("задержаны", "протестуют", "эвакуированы", "осуждены", "пропали"),
            "people": ("докеров", "пенсионеров", "пограничников", "пчеловодов", "судей"),
            "thing": ("электростанцию", "тоннель", "хранилище", "аэропорт", "водонапорную башню", "архив"),
        },
    ),
    "tg": (
        (
            "{who}: «{place} {thing}-ро {do}»", "Дар {place} {count} {people} {did}", "Чаро {place} {thing}-ро то соли {year} {do}?",
            "{people} аз {place} барои {thing} {did}",
        ),
        {
            "who": ("Раиси вилоят", "Додгоҳ", "Намояндаи СММ", "Мухолифин", "Додситон", "Собиқ вазир"),
            "place": tuple("Тарн Велмора Қалъаи-Нав Ғурдара Бремна Ҳолт Қосимобод Ҷарбулоқ Эсанбой Ӯрол".split()),
            "place2": ("Ёров", "Боло-Вик"),
            "do": ("намефурӯшад", "месозад", "мебандад", "ба иҷора медиҳад", "суғурта намекунад"),
            "did": ("боздошт шуданд", "эътироз карданд", "кӯчонида шуданд", "ба хона рафтанд"),
            "people": ("бандарчӣ", "нафақахӯр", "сарҳадбон", "занбӯрпарвар", "додрас"),
            "thing": ("нерӯгоҳ", "нақб", "захираи ғалла", "фурудгоҳ", "бойгонӣ"),
        },
    ),
}  # fmt: skip
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяҳӯқғӣҷ"
# Four spellings of the wild: a passport office's, a site builder's, a blog's, a chat's.
SPELLINGS = (
    "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y _ e iu ia h u q gh i j",
    "a b v g d e jo zh z i j k l m n o p r s t u f kh c ch sh shh _ y _ eh ju ja kh u k g i j",
    "a b v g d e yo zh z i y k l m n o p r s t u f h c ch sh sch _ y _ e yu ya h o k g i ch",
    "a b v g d e e j z i i k l m n o p r s t u f x ts ch sh sh _ i _ e u ya h u q g i j",
)
STOPPED = {"en": "a an the of in on over its by to is who and after before".split(), "ru": "в и из что до не на".split(),
           "tg": "ва дар аз ба то барои".split()}  # fmt: skip
NAMES = (
    ("The Drumlin", "Глашатай", "Овози Водӣ", "Plain Dealer of Tarn", "Меридиан-Плюс", "Drift & Haven", "Чархи Гардун", "Полуостров",
     "The Evening Fathom", "Степной курьер", "Наҷот-пресс", "Harrow Review", "Вечерняя Бремна", "Salt Lane", "Рӯзнома", "Вестник Юноны")
)  # fmt: skip
STYLES = ("joomla", "wordpress", "node", "month", "hex", "compact", "ucoz", "section", "asp", "cyrillic")
SECTIONS = ("politics", "society", "economy")
BEGINNING = datetime.date(1998, 5, 1)
YEARS = (2009, 2013, 2019)  # in which an outlet's hosts began


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """An invented outlet: its hosts, oldest first, its habits, and what the editor of the profiles knows of them."""

    name: str
    language: str
    hosts: tuple[str, ...]
    style: str
    spelling: int
    joint: str  # between the words of a slug
    cut: int
    drops_words: bool
    look: int  # of its pages
    knows: str  # hosts, habits
    live_from: int


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One text as published, and where."""

    outlet: Outlet
    title: str
    day: datetime.date
    path: str

    @property
    def then(self) -> int:
        """Which of the outlet's hosts was the newest when the text was published."""
        return max(step for step in range(len(self.outlet.hosts)) if YEARS[step] <= self.day.year)

    def address(self, host: int | None = None) -> str:
        """Return where it stands on one of the outlet's hosts, the one of its time where none is named."""
        return f"http://{self.outlet.hosts[self.then if host is None else host]}{self.path}"


def outlets(random_: random.Random) -> tuple[Outlet, ...]:
    """Return 16 outlets on 40 hosts."""
    made = []
    for number, name in enumerate(NAMES):
        word = f"{'bcdfghklmnprstvz'[number]}{random_.choice('aeiou')}{random_.choice('lmnr')}{random_.choice('aeiou')}{number}"
        count = 3 if number % 2 else 2
        made.append(
            Outlet(
                name=name,
                language="en" if name.isascii() else "tg" if re.search("[ӯқғӣҷҳ]|Чархи", name) else "ru",
                hosts=tuple(f"{word}{('', '-info', '-media')[step]}.example" for step in range(count)),
                style=STYLES[(number * 3 + random_.randrange(2)) % len(STYLES)],
                spelling=random_.randrange(len(SPELLINGS)),
                joint=random_.choice("--_"),
                cut=random_.choice((25, 45, 70, 300)),
                drops_words=random_.random() < 0.4,
                look=random_.randrange(len(LOOKS)),
                knows="habits" if number % 2 else "hosts",
                live_from=random_.randrange(count + 1),  # count: every host is dead
            )
        )
    return tuple(made)


def slug(title: str, outlet: Outlet) -> str:
    """Return a headline as the outlet's system writes it in addresses."""
    words = [
        word for word in re.findall(r"[\w-]+", title.lower()) if not (outlet.drops_words and word in STOPPED[outlet.language])
    ]
    table = dict(zip(CYRILLIC, SPELLINGS[outlet.spelling].split(), strict=True))
    latin = "".join(table.get(letter, letter).replace("_", "") for letter in " ".join(words))
    return re.sub(r"[^a-z0-9]+", outlet.joint, latin).strip("-_")[: outlet.cut].strip("-_")


def path_of(outlet: Outlet, title: str, day: datetime.date, number: int) -> str:
    """Return the path that the outlet's system gives to a text; `number` tells texts of one day apart."""
    key = (day - BEGINNING).days * 9 + number % 9
    made = slug(title, outlet)
    native = quote(re.sub(r"[^\w]+", "-", title.lower()).strip("-"))
    return {
        "joomla": f"/index.php?option=com_content&view=article&id={key}:{made}&catid=7",
        "wordpress": f"/?p={key}",
        "node": f"/node/{key}",
        "month": f"/{day:%Y}/{day:%b}/{made}{'' if number < 2 else number}.html".lower(),
        "hex": f"/{outlet.language}/{made}-{key * 2654435761 % 2**32:08x}.html",
        "compact": f"/news/{day:%Y%m%d}/{made}{'' if number < 2 else '-' + str(number)}",
        "ucoz": f"/news/{made}/{day:%Y-%m-%d}-{key}",
        "section": f"/{SECTIONS[key % 3]}/{made}_{key}.shtml",
        "asp": f"/story.asp?ID={key}&lang={outlet.language}",
        "cyrillic": f"/{day:%Y/%m}/{native}{'' if number < 2 else '-' + str(number)}",
    }[outlet.style]


# How pages look: what of headline, date and name stands where. {t} headline, {n} outlet, {d} printed day, {i} ISO day, {b} text.
LOOKS = (
    '<title>{n} :: {t}</title><body><div id="c"><h2>{t}</h2><small>{d}</small>{b}</div>',
    '<title>{t} — {n}</title><meta property="og:title" content="{t}"><body><article><h1>{t}</h1><time datetime="{i}">{d}</time>{b}</article>',
    '<title>{t}</title><script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{j}", "datePublished": "{i}T08:30:00+05:00"}}</script><body><h1>{t}</h1>{b}',
    "<title>{n}</title><body><table><tr><td><h1>{u}</h1><p><i>{d}</i></p>{b}</td></tr></table>",
    '<title>{t} | {n} | News</title><body><h3>{n}</h3><h1><a href="#">{t}</a></h1><p class="date">{i}</p>{b}',
    "<title>{c}… - {n}</title><body><h1>{t}</h1><span>{d}</span>{b}",
)


def page(piece: Piece, *, title: str | None = None, look: int | None = None, name: str | None = None) -> bytes:
    """Return a text as its outlet shows it, or under another headline, look or name where that is said."""
    outlet, shown = piece.outlet, title or piece.title
    seed = random.Random(piece.title)
    words = GRAMMAR[outlet.language][1]
    sentences = [" ".join(seed.choice(values) for values in words.values()) + f" {seed.randrange(3, 400)}." for _ in range(24)]
    body = "".join(f"<p>{' '.join(sentences[at : at + 6])}</p>" for at in range(0, 24, 6))
    html = LOOKS[outlet.look if look is None else look].format(
        t=shown, j=shown.replace('"', "'"), u=shown.upper(), c=shown[:25], n=name or outlet.name, d=printed(piece.day, outlet.language),
        i=piece.day.isoformat(), b=body,
    )  # fmt: skip
    return f'<!DOCTYPE html><html lang="{outlet.language}"><head><meta charset="utf-8"></head>{html}</html>'.encode()


@dataclass(kw_only=True)
class OtherWorld(World):
    """The same shape as `World`, with outlets of this web and their profiles."""

    papers: tuple[Outlet, ...] = ()
    random: random.Random
    titles: set[str]

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host that is played, dead ones and other people's included."""
        return tuple(dict.fromkeys((*(host for paper in self.papers for host in paper.hosts), *(host for host, _ in self.live))))

    def publishers(self) -> list[dict[str, Any]]:
        """Return what the editor wrote."""
        return [profile(paper) for paper in self.papers]

    def piece(self, outlet: Outlet, *, title: str | None = None, day: datetime.date | None = None, number: int = 1) -> Piece:
        """Return a new text of an outlet."""
        shown = title or headline(self.random, outlet.language, self.titles)
        when = day or datetime.date(2010, 1, 15) + datetime.timedelta(days=self.random.randrange(8 * 365))
        return Piece(outlet=outlet, title=shown, day=when, path=path_of(outlet, shown, when, number))

    def publish(self, piece: Piece, body: bytes | None = None, *, kept_after: int | None = 4) -> None:
        """Put a text on every host of its outlet that lives, from that of its time on, and into the archive some days later."""
        for host in living(piece):
            self.live[host, piece.path] = (200, body or page(piece))
        if kept_after is not None:
            self.keep(piece, kept_after)

    def keep(self, piece: Piece, after: int, body: bytes | None = None, status: int = 200) -> None:
        """Put a text into the archive."""
        self.archived.append((piece.address(), piece.day + datetime.timedelta(days=after), status, body or page(piece)))

    def cite(self, kind: str, piece: Piece, true: tuple[str, ...], **changes: Any) -> None:
        """Add a case."""
        self.cases.append(Case(kind=kind, citation=cited(piece, **changes), true=true))


def headline(random_: random.Random, language: str, taken: set[str]) -> str:
    """Return a headline that was not given before."""
    templates, words = GRAMMAR[language]
    while True:
        filled = {key: random_.choice(values) for key, values in words.items()}
        made = random_.choice(templates).format(**filled, count=random_.randrange(3, 400), year=random_.randrange(2015, 2031))
        if made not in taken:
            taken.add(made)
            return made


def cited(
    piece: Piece, *, day: datetime.date | None = None, title: str | None = None, url: str | None = None, coarse: bool = False
) -> Citation:
    """Return a citation of a text: with straight quotes, plain dashes and single spaces, as editors type them."""
    when = day or piece.day
    typed = (title or piece.title).replace("“", "'").replace("”", "'").replace("–", "-").replace("’", "'")
    return Citation(
        form=Form.FULL,
        type="article-newspaper",
        title=typed,
        container_title=piece.outlet.name,
        issued=PartialDate(year=when.year, month=when.month, day=None if coarse else when.day),
        language=piece.outlet.language,
        text=f"“{typed}”, {piece.outlet.name}, {when:%d.%m.%Y}",
        url=url,
    )


def living(piece: Piece) -> tuple[str, ...]:
    """Return the hosts that answer and can have a text."""
    return piece.outlet.hosts[max(piece.outlet.live_from, piece.then) :]


def everywhere(piece: Piece) -> tuple[str, ...]:
    """Return the addresses of a text on all hosts of its outlet."""
    return tuple(piece.address(host) for host in range(len(piece.outlet.hosts)))


def profile(outlet: Outlet) -> dict[str, Any]:
    """Return what the editor wrote of an outlet: its hosts, and of half of them what addresses seem to be made of."""
    hosts = []
    for step, host in enumerate(outlet.hosts):
        until = {"until": YEARS[step + 1]} if step + 1 < len(outlet.hosts) else {}
        after = {"replaces": outlet.hosts[step - 1], "same_paths": True} if step else {}
        hosts.append({"host": host, "since": YEARS[step], **until, **after})
    known = {
        "month": "/{year}/{mon}/{slug}.html", "hex": f"/{outlet.language}/{{slug}}-{{id}}.html",
        "compact": "/news/{year}{month}{day}/{slug}", "ucoz": "/news/{slug}/{year}-{month}-{day}-{id}",
        "section": "/{section}/{slug}_{id}.shtml", "node": "/node/{id}",
    }.get(outlet.style)  # fmt: skip
    table: dict[str, Any] = {
        "id": outlet.hosts[0].partition(".")[0], "name": outlet.name, "csl_type": "article-newspaper",
        "languages": [outlet.language], "minimum_interval_s": 0.0, "hosts": hosts,
    }  # fmt: skip
    if known and outlet.knows == "habits":
        table |= {
            "patterns": [{"address": f"http://{outlet.hosts[0]}{known}"}],
            "slugs": {"default": {"table": ("passport", "ucoz", "drupal", "bgn")[outlet.spelling], "separator": outlet.joint}},
        }
        if "{section}" in known:
            table["choices"] = {"section": list(SECTIONS)}
    return table


def world(seed: int = 1) -> OtherWorld:
    """Return the web: every trouble with every outlet, and other texts around them."""
    random_ = random.Random(f"other {seed}")
    made = OtherWorld(papers=outlets(random_), random=random_, titles=set())
    for trouble in TROUBLES:
        for outlet in made.papers:
            trouble(made, outlet)
    for outlet in made.papers:
        for number in range(50):
            other = made.piece(outlet, number=number)
            made.keep(other, random_.randrange(200), status=random_.choice((200, 200, 200, 404)))
        for host in outlet.hosts[outlet.live_from :]:
            made.live[host, "/"] = (200, f"<!DOCTYPE html><title>{outlet.name}</title><h1>{outlet.name}</h1>".encode())
    random_.shuffle(made.cases)
    return made


def _plain(made: OtherWorld, outlet: Outlet) -> None:
    piece = made.piece(outlet)
    made.publish(piece, kept_after=made.random.randrange(90))
    made.cite("plain", piece, everywhere(piece))


def _month_alone(made: OtherWorld, outlet: Outlet) -> None:
    piece = made.piece(outlet)
    made.publish(piece)
    made.cite("cited by its month", piece, everywhere(piece), coarse=True)


def _only_kept(made: OtherWorld, outlet: Outlet) -> None:
    """Dead everywhere: first a fault was archived, then the text, then the fault again."""
    piece = made.piece(outlet)
    made.keep(piece, 1, b"<title>502</title>Bad gateway", status=502)
    made.keep(piece, 20 + made.random.randrange(200))
    made.keep(piece, 900, b"<title>404</title>No such page", status=404)
    made.cite("dead, kept between faults", piece, (piece.address(),))


def _misdated(made: OtherWorld, outlet: Outlet) -> None:
    piece = made.piece(outlet)
    made.publish(piece)
    wrong = piece.day + datetime.timedelta(days=made.random.choice((-400, -366, -30, -10, -1, 1, 12, 31, 300, 500)))
    made.cite("misdated", piece, everywhere(piece), day=wrong)


def _weekly(made: OtherWorld, outlet: Outlet) -> None:
    """One headline every other week; the date alone tells which."""
    first = made.piece(outlet)
    days = [first.day + datetime.timedelta(days=14 * step) for step in range(3)]
    pieces = [made.piece(outlet, title=first.title, day=day, number=step + 1) for step, day in enumerate(days)]
    for piece in pieces:
        made.publish(piece)
    made.cite("one headline every other week", pieces[1], everywhere(pieces[1]))


def _other_count(made: OtherWorld, outlet: Outlet) -> None:
    """The outlet has the headline with another number, or with "not": another text; the one cited never was."""
    piece = made.piece(outlet)
    number = re.search(r"\d+", piece.title)
    swapped = {"en": ("will not", "will"), "ru": ("не ", ""), "tg": ("наме", "ме")}[outlet.language]
    near = piece.title.replace(number[0], str(int(number[0]) + 1)) if number else piece.title.replace(*swapped)
    if near == piece.title:
        return
    made.publish(made.piece(outlet, title=near, day=piece.day, number=3))
    made.cite("only with another number or a “not”", piece, ())


def _renamed(made: OtherWorld, outlet: Outlet) -> None:
    piece = made.piece(outlet)
    made.publish(piece, page(piece, title=headline(made.random, outlet.language, made.titles)), kept_after=None)
    made.keep(piece, 2)
    made.cite("headline changed since", piece, everywhere(piece))


def _reprinted(made: OtherWorld, outlet: Outlet) -> None:
    """Gone at its outlet; another outlet of the language has it, dated the day after."""
    piece = made.piece(outlet)
    other = next(one for one in made.papers if one.language == outlet.language and one is not outlet)
    copy = made.piece(other, title=piece.title, day=piece.day + datetime.timedelta(days=1), number=4)
    made.publish(copy)
    made.cite("only a reprint elsewhere", piece, ())


def _squatted(made: OtherWorld, outlet: Outlet) -> None:
    """The printed address is of a host that somebody took over, who shows a casino under every address; an archive has it."""
    piece = made.piece(outlet)
    made.publish(piece)
    casino = (
        b"<!DOCTYPE html><title>Lucky Wheel Casino</title><h1>Play now</h1><p>" + b"Spin and win every day of the week. " * 30
    )
    if piece.then < outlet.live_from:
        made.live[outlet.hosts[piece.then], piece.path] = (200, casino)
    made.cite("printed, the host was taken over", piece, everywhere(piece), url=piece.address())


def _soft(made: OtherWorld, outlet: Outlet) -> None:
    """The newest host says "found" to the old address and shows its latest news; the text is archived."""
    piece = made.piece(outlet)
    latest = "".join(f'<li><a href="/{number}">{headline(made.random, outlet.language, made.titles)}</a>' for number in range(30))
    for host in living(piece):
        made.live[host, piece.path] = (
            200,
            f"<!DOCTYPE html><title>{outlet.name}</title><h1>{outlet.name}</h1><ul>{latest}</ul>".encode(),
        )
    made.keep(piece, 6)
    made.cite("a list where the text was", piece, everywhere(piece))


def _translated(made: OtherWorld, outlet: Outlet) -> None:
    """The outlet has the text in another language too, of the same day, at its own address."""
    piece = made.piece(outlet)
    other = "ru" if outlet.language != "ru" else "en"
    foreign = made.piece(outlet, title=headline(made.random, other, made.titles), day=piece.day, number=5)
    for one in (piece, foreign):
        made.publish(one)
    made.cite("beside its translation", piece, everywhere(piece))


def _cut(made: OtherWorld, outlet: Outlet) -> None:
    """The note breaks the headline off: what is left is perhaps the source, and a person must say so."""
    piece = made.piece(outlet)
    made.publish(piece)
    words = piece.title.split()
    short = cited(piece, title=" ".join(words[: max(4, len(words) * 2 // 3)]) + "…")
    made.cases.append(Case(kind="headline cut short in the note", citation=short, true=everywhere(piece), is_persons=True))


def _mirrored(made: OtherWorld, outlet: Outlet) -> None:
    """Nothing is left but a scraper's copy, linked from where the text stood."""
    piece = made.piece(outlet)
    scraper = "scraped-daily.example"
    made.live[scraper, piece.path] = (200, page(piece, name="Scraped Daily"))
    for host in living(piece):
        made.live[host, piece.path] = (302, f"http://{scraper}{piece.path}")
    made.cite("sent on to a scraper", piece, ())


def _invented(made: OtherWorld, outlet: Outlet) -> None:
    made.cite("never was", made.piece(outlet), ())


TROUBLES: tuple[Callable[[OtherWorld, Outlet], None], ...] = (
    _plain, _plain, _month_alone, _only_kept, _misdated, _weekly, _other_count, _renamed, _reprinted, _squatted, _soft, _translated,
    _cut, _mirrored, _invented,
)  # fmt: skip
