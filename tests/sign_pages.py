"""Pages that are not the source, and innocent ones that look like them: in three languages, in the frames of common systems.

Enters: `tests/cases/sign-pages.md`. Leaves: `SignPage`s. A case is a heading, `sign | language | frame | address`, then the
inner HTML in which `PROSE` stands for the language's article; `none` is the sign of a page that is the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CASES = HERE / "cases" / "sign-pages.md"

MENU = {
    "en": ("Home", "News", "Politics", "Business", "World", "Opinion", "Sport", "Culture", "About us", "Contact"),
    "ru": ("Главная", "Новости", "Политика", "Экономика", "Общество", "Мнения", "Спорт", "Культура", "О нас", "Контакты"),
    "tg": ("Асосӣ", "Хабарҳо", "Сиёсат", "Иқтисод", "Ҷомеа", "Андеша", "Варзиш", "Фарҳанг", "Дар бораи мо", "Тамос"),
}
LATEST = {
    "en": (
        "Ferry timetable changes from the first of March",
        "Two schools in the valley to share one library",
        "Price of flour rises for the third month running",
        "Court hears the case of the drained fish ponds",
        "Minister visits the new tunnel on the northern road",
        "Farmers ask for seed after a late frost",
        "Hospital opens a ward for burns in the old wing",
        "Chess players of the region meet in the capital",
    ),
    "ru": (
        "С первого марта меняется расписание паромов",
        "Две школы долины будут пользоваться одной библиотекой",
        "Мука дорожает третий месяц подряд",
        "Суд рассмотрел дело об осушенных прудах",
        "Министр осмотрел новый тоннель на северной трассе",
        "Фермеры просят семена после поздних заморозков",
        "В старом корпусе больницы открыли ожоговое отделение",
        "Шахматисты области встретились в столице",
    ),
    "tg": (
        "Ҷадвали паромҳо аз якуми март тағйир меёбад",
        "Ду мактаби водӣ аз як китобхона истифода мебаранд",
        "Нархи орд моҳи сеюм пайиҳам боло меравад",
        "Суд парвандаи ҳавзҳои хушкшударо баррасӣ кард",
        "Вазир аз нақби нави роҳи шимолӣ дидан кард",
        "Деҳқонон баъди сармои дер тухмӣ мепурсанд",
        "Дар бинои кӯҳнаи беморхона шуъбаи сӯхтагӣ кушода шуд",
        "Шоҳмотбозони вилоят дар пойтахт вохӯрданд",
    ),
}
WORDS = {
    "en": ("Latest news", "Search", "All rights reserved.", "Northern Courier"),
    "ru": ("Последние новости", "Поиск", "Все права защищены.", "Северный курьер"),
    "tg": ("Хабарҳои охирин", "Ҷустуҷӯ", "Ҳамаи ҳуқуқҳо маҳфузанд.", "Қосиди шимол"),
}


@dataclass(frozen=True, kw_only=True)
class SignPage:
    """A page as HTML, where it stands, and the signs of which one is right; none for a page that is the source."""

    name: str
    signs: frozenset[str]
    language: str
    frame: str
    address: str
    html: str


def sign_pages() -> Iterator[SignPage]:
    """Yield the cases, each in its frame."""
    for part in re.split(r"^## ", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, told, inner = part.split("\n", 2)
        signs, language, frame, address = (field.strip() for field in told.split("|"))
        _, *paragraphs = (HERE / "pages" / f"{language}.txt").read_text(encoding="utf-8").strip().split("\n")
        whole = inner.strip().replace("PROSE", "".join(f"<p>{text}</p>\n" for text in paragraphs))
        title = re.match(r"<title>.*?</title>\n?", whole)
        html = FRAMES[frame](title[0] if title else "", whole.replace(title[0] if title else "", "", 1), language)
        yield SignPage(
            name=name.strip(),
            signs=frozenset() if signs == "none" else frozenset(signs.split("/")),
            language=language,
            frame=frame,
            address=address,
            html=html,
        )


def _links(texts: tuple[str, ...], tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/{number}/">{text}</a></{tag}>\n' for number, text in enumerate(texts, 1))


def _bare(title: str, inner: str, language: str) -> str:
    if inner.startswith("<?xml"):
        return inner
    return f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{title}</head><body>{inner}</body></html>'


def _wordpress(title: str, inner: str, language: str) -> str:
    latest, _, rights, name = WORDS[language]
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{title}<meta name="generator" content="WordPress 5.9">
<link rel="stylesheet" href="/wp-content/themes/paper/style.css"></head><body class="right-sidebar">
<header id="masthead" class="site-header"><p class="site-title"><a href="/" rel="home">{name}</a></p>
<nav id="site-navigation" class="main-navigation"><ul class="menu">{_links(MENU[language])}</ul></nav></header>
<div id="content" class="site-content"><main id="main" class="site-main">{inner}</main>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2 class="widget-title">{latest}</h2>
<ul>{_links(LATEST[language])}</ul></section></aside></div>
<footer id="colophon" class="site-footer"><div class="site-info">© 2023 {name}. {rights}</div></footer>
<script src="/wp-includes/js/wp-embed.min.js"></script></body></html>"""


def _datalife(title: str, inner: str, language: str) -> str:
    latest, search, rights, name = WORDS[language]
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><meta charset="utf-8">{title}
<meta name="generator" content="DataLife Engine"><script src="/engine/classes/js/jquery.js"></script></head><body>
<div id="top"><a href="/" id="logo"><b>{name}</b></a><form method="post"><input name="story" value="{search}"></form></div>
<div class="leftcol"><ul>{_links(MENU[language])}</ul></div>
<div class="speedbar"><a href="/">{name}</a> » {LATEST[language][0][:9]}</div><div id="dle-content">{inner}</div>
<div class="rightcol"><div class="btitle">{latest}</div>{_links(LATEST[language], "div")}</div>
<div class="foot">© 2009–2019 {name}. {rights}</div></body></html>"""


def _bitrix(title: str, inner: str, language: str) -> str:
    latest, search, rights, name = WORDS[language]
    ribbon = "".join(
        f'<div class="ribbon-row"><span class="hour">1{number % 10}:2{number % 6}</span> <a href="/news/{number}/">{text}</a></div>'
        for number, text in enumerate(LATEST[language], 1)
    )
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{title}<script>var _ba = _ba || [];</script></head><body>
<div id="panel"></div><div class="head"><a href="/">{name}</a> <span>{search}</span></div><div class="topmenu">{_links(MENU[language], "span")}</div>
<table class="layout"><tr><td class="center">{inner}</td><td class="right"><h3>{latest}</h3>{ribbon}</td></tr></table>
<div class="bottom">© {name}, 2012. {rights}</div></body></html>"""


def _drupal(title: str, inner: str, language: str) -> str:
    latest, search, rights, name = WORDS[language]
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><meta name="Generator" content="Drupal 9">{title}</head>
<body class="path-node"><a href="#main-content" class="visually-hidden">{search}</a><div class="layout-container">
<header role="banner"><div class="region region-header"><a href="/">{name}</a></div>
<nav role="navigation"><ul>{_links(MENU[language])}</ul></nav></header>
<main role="main"><div class="layout-content"><div class="region region-content">{inner}</div></div>
<aside class="layout-sidebar-second" role="complementary"><h2>{latest}</h2><ul>{_links(LATEST[language])}</ul></aside></main>
<footer role="contentinfo"><p>{name}. {rights}</p></footer></div></body></html>"""


def _portal(title: str, inner: str, language: str) -> str:
    latest, _, rights, name = WORDS[language]
    banner = {
        "en": "We use cookies to make this site work and to understand how it is read. <button>Reject</button> <button>Accept all</button>",
        "ru": "Мы используем файлы cookie, чтобы сайт был удобнее. Оставаясь на сайте, вы соглашаетесь с этим. <button>Хорошо</button>",
        "tg": "Мо барои беҳтар кардани сомона cookie истифода мебарем. <button>Розӣ ҳастам</button>",
    }[language]
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{title}
<script>window.dataLayer = window.dataLayer || []; {"var pad = 1; " * 60}</script></head><body>
<div class="cookie-notice" role="dialog"><p>{banner}</p></div><header class="page-header"><a href="/">{name}</a>
<nav>{_links(MENU[language])}</nav></header><main>{inner}</main>
<section class="more-news"><h2>{latest}</h2>{_links(LATEST[language], "h3")}</section>
<footer><p>{name}. {rights}</p></footer></body></html>"""


FRAMES = {"bare": _bare, "wordpress": _wordpress, "datalife": _datalife, "bitrix": _bitrix, "drupal": _drupal, "portal": _portal}
