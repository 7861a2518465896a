"""The dates that the lines of a page print, and which of them a line or its place says is the day of publication.

Enters: a page's blocks and the place of its headline. Leaves: `DateWitness`es. A date is taken for that of publication
beside the headline, in a dateline, under the text where papers name author and day, and where a line says so in words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.reading.blocks import Block, is_pointer
from archive.reading.headline import AFTER_HEADLINE, PARAGRAPH, Headline
from archive.reading.regions import HEADLINE_KINDS
from archive.reading.stamps import Reading
from archive.reading.witness import DateWitness
from citations.partial_date import DatePlace, PartialDate, Precision, find_dates
from citations.regex import regex

ABOUT_WORDS = 12  # of two letters and more in such a line, the date apart; a sentence has more
MOST_LINKED = 0.6  # of the letters of a line beside a date, from which on it is a link to another page
MAX_SHOWN = 60  # dates of the running text that are kept
DATELINE = 110  # characters of a first paragraph in which place, day and agency stand
OWN_LINE_REST = 14  # letters beside the date in a line that says nothing but the date; 7 and 28 read one of the 69 wrongly
LONGEST_LABEL = 40  # characters of a line that only says what the next one is
LINE_ABOUT = 100  # characters of a line that names author, section and day; 50 reads one of the 69 wrongly
LONGEST_PIECE = 10  # characters of a block that is a day, a month or a year alone
LONGEST_BLOCK = 4000  # characters of one block in which dates are looked for
UNDER_THE_TEXT = "under the text"
SAID = "said to be published"
HEADLINE_WORDS = 4  # of three letters and more, in a link, that are more than a name or a section; 8 reads 93 % of the 336
# 1 row reads 96 % of the 336, 6 rows and a gap of 2 read one of the 69 wrongly
ROWS, ROW_GAP = 3, 4  # cells that bear days, and blocks between two of them at most, from which on they are a table's
SIDE_REGIONS = frozenset({"nav", "footer", "aside", "comments", "related", "dialog"})
MONTHLY = (Precision.MONTH, Precision.SEASON)  # as monthlies, quarterlies and reports print their date

# Path part: "Updated: ", "Обновлено в "; not "Published "
SAYS_MODIFIED = regex(
    r"""(?:updated?|modified|edited|revised|revision|corrected|обновл\w+|изменен\w*|изменён\w*|отредактир\w+|навсозӣ|нав\s+карда|таҷдид|тағйир
    |aktualisier\w*|geändert|stand|mis\s+à\s+jour|modifié|actualizado|aggiornato|оновлено|жаңыртылды|жаңартылған|güncelle\w*|yangilan\w*|更新\w{0,2}|修改\w{0,2}|수정)
    \W*(?:\w+\W+){0,2}$""",
    re.VERBOSE | re.IGNORECASE,
)
# Before a date, or under an article: "© 2026", "Printed on ", "Сегодня ", "Event date ", "Joined ", "Version 3, "; not "Nora
# Kell, Lake News, ", "USA Today ", "Print | E-mail | ", nor a counter: "Просмотров: 1234 | "
SAYS_OTHER_DAY = regex(
    r"""©|copyright|\bprint(?:ed|\s+date)|^\W*today\b|today\s+is|\baccess(?:ed|\s+date)|retrieved|viewed(?!\W{0,3}\d)|^\W*сегодня|распечатан
    |дата\s+(?:обращения|просмотра|печати)|просмотрен\w*(?!\W{0,3}\d)|^\W*имрӯз
    |\b(?:joined|since|established|founded|born|version|effective|archived|latest\s+commit)\b|\bas\s+(?:of|at)\b
    |\bверси[яи]\b|по\s+состоянию\s+на|вступ\w+\s+в\s+силу|действует\s+с|\bс\s+нами\s+с\b|на\s+сайте\s+с\b
    |\b(?:event|deadline|starts?|begins?|ends?|expires?|valid|when|мероприяти[ея]|начало|окончание|срок|баргузор\w*)\b|\?$""",
    re.VERBOSE | re.IGNORECASE,
)
DIGIT = regex(r"\d")
# "05 Oct 2015", "Oct 5, 2015"; not "5 October", "12 34 2015"
IN_PIECES = regex(r"(?:\d{1,2}\.? [^\W\d_]{3,}\.?|[^\W\d_]{3,}\.? \d{1,2}),? \d{4}")
WORD = regex(r"[^\W\d_]{3,}")
# After a date: ", 10.13 AM", " -- 13:03 GMT", " at 5:16 pm", ", 14:30"; not " 2:1", ", in the"
TIME_AFTER = regex(r"\W{0,4}(?:at|в|um|à|a\s+las|соати)?\W{0,3}(?:[01]?\d|2[0-3])[:.][0-5]\d\b", re.IGNORECASE)
# Before a date: "Published: ", "Article Date: ", "Опубликовано: ", "Veröffentlicht am ", "Posted by Ann Example on Fri, ";
# not "He published it in May "
SAYS_PUBLISHED_BEFORE = regex(
    r"""(?:^|[\s|•·—–(])(?:(?:first\s+|originally\s+)?(?:published|posted|submitted)|publication\s+date|article\s+date|date\s+(?:published|posted|released|of\s+publication)
    |опубликован[оаы]?|размещен[оаы]?|размещено|дата\s+(?:публикации|размещения|выхода)|нашр\s+шуд\w*|санаи\s+нашр
    |veröffentlicht|erschienen|gespeichert|publié|publicado|pubblicato|опубліковано|жарияланды|жарияланған|yayınlanma|e'lon\s+qilingan)
    \s*(?::|\b(?:on|at|am|le|el|il|by|von|par|por|da|в)\b|,|\s|\|)*(?:[\w.’'-]+\s+){0,3}?(?:on\s+|am\s+|le\s+|el\s+)?(?:[^\W\d_]{2,12},?\s*)?[(]?$
    |^\W*(?:date|дата|datum|fecha|сана)\W*$
    |(?:[发發][布表佈]|公布|刊[发登]|公開|掲載|配信|投稿)(?:[时時][间間]|日期|日時?|[于於])?\s*[:：|]?\s*$
    |(?:입력|등록|작성|게시)(?:일시?)?\s*[:：|]?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
# After it: " veröffentlicht."
SAYS_PUBLISHED_AFTER = regex(r"[\s\d:.]{0,8}(?:Uhr\s+)?(?:veröffentlicht|опубликован\w*|нашр\s+шуд\w*)\b", re.IGNORECASE)
# In a line above the headline: "№245, саҳ. 3", "Issue 40", "Vol. 3"; not "No. of pages"
SAYS_ISSUE = regex(r"(?:№|\b(?:no|issue|vol|volume|вып|выпуск|номер|шумораи)\b\.?)\s?\d", re.IGNORECASE)
LABEL = regex(r"[^\W\d_]\s*:\s*(?:\w{2,12},?\s*)?$")
SAYS_PUBLISHED = regex(
    r"publi|post|issue|release|date|creat|added|дата|опублик|размещ|добавл|создан|нашр|сана|чоп", re.IGNORECASE
)
# "DUSHANBE, ", "Москва. ", "Курган-Тюбе, ", "ВАШИНГТОН -- "; not "He said on "
PLACE_NAME = regex(
    r"""^\W*(?:[A-ZА-ЯЁҒӢҚӮҲҶ][\w.’'-]*\s?){1,4}(?:\([^)]{1,40}\)\s*)?[,./|–—-]+\s*
    (?:[A-ZА-ЯЁҒӢҚӮҲҶ][\w.’'-]*\s?){0,3}[,./|–—-]*\s*$""",
    re.VERBOSE,
)
# What follows the day of a dateline: ", Asia Example -- ", " (НИА) – ", ". EXAMPLE.RU - ", ": "; not " in the capital, said"
DATELINE_REST = regex(
    r"""(?:\s*(?:г\.|года|с\.))?\s*[,./|]?\s*(?:\([^)]{2,60}\)|/[^/]{2,60}/|[\w\s.«»"'“”-]{0,40}?(?:[–—:.]|--?\s))""", re.VERBOSE
)
WEEKDAY_OR_TIME = regex(
    r"""\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b|\b(?:am|pm|msk|gmt|utc|мск|соли|года?|at|в)\b
    |понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|(?:ду|се|чор|чоршан|пан[ҷч])?шанбе|ҷумъа""",
    re.VERBOSE | re.IGNORECASE,
)


def text_dates(blocks: tuple[Block, ...], place: Headline | None, reading: Reading) -> Iterator[DateWitness]:
    """Yield the dates that the blocks print, `MAX_SHOWN` at most, with what the line and its place say of each."""
    places: list[tuple[int, Block, DatePlace]] = []
    for index, block in enumerate(blocks):
        if len(places) >= MAX_SHOWN:
            break
        if len(block.text) <= LONGEST_PIECE:
            block = _joined(index, blocks)
        if not DIGIT.search(block.text):
            continue
        if len(block.text) > LONGEST_BLOCK:
            block = replace(block, text=block.text[:LONGEST_BLOCK])
        short = len(block.text) <= PARAGRAPH
        dates = find_dates(block.text, years=False, order=reading.order, short_years=short)
        places += [(index, block, found) for found in dates]
    labels = [_label(index, blocks, found) for index, _, found in places]
    is_said = [
        _is_said(block, found, label) or _is_issue(index, block, found, place)
        for (index, block, found), label in zip(places, labels, strict=True)
    ]
    said = {found.date for (_, _, found), holds in zip(places, is_said, strict=True) if holds}
    kinds = [_text_kind(*one, place, label=label) for one, label in zip(places, labels, strict=True)]
    rows = in_rows(((index, found.date) for index, _, found in places), blocks)
    told: dict[int, set[PartialDate]] = defaultdict(set)
    for (index, _, found), kind in zip(places, kinds, strict=True):
        if kind == "published":
            told[index].add(found.date)
    for (index, block, found), kind, holds in zip(places, kinds, is_said, strict=True):
        if kind == "published" and (len(told[index]) > 1 or index in rows or is_under_pointer(index, blocks, place)):
            kind = "shown"  # a span of days, a row's or another page's day
        if kind == "shown" and holds and len(said) == 1:
            kind = SAID
        yield _text_witness(index, block, found, place, kind)


def _joined(index: int, blocks: tuple[Block, ...]) -> Block:
    """Return a block of a day or a month alone with the two behind it, where they are the rest of a date: "05", "Oct", "2015"."""
    pieces = blocks[index : index + 3]
    if any(len(piece.text) > LONGEST_PIECE or piece.region != pieces[0].region for piece in pieces):
        return pieces[0]
    text = " ".join(piece.text for piece in pieces)
    return replace(pieces[0], text=text) if IN_PIECES.fullmatch(text) else pieces[0]


def in_rows(dates: Iterable[tuple[int, PartialDate]], blocks: tuple[Block, ...]) -> frozenset[int]:
    """Return the cells whose days are those of a table's rows: files, decisions, events, one day each."""
    cells = [
        (index, date)
        for index, date in dates
        if index < len(blocks)
        and blocks[index].kind == "td"
        and len(blocks[index].text) <= LONGEST_LABEL
        and date.day
        and date.year
    ]
    found: set[int] = set()
    run: list[tuple[int, PartialDate]] = []
    for cell in [*cells, None]:
        if cell and (not run or cell[0] - run[-1][0] <= ROW_GAP):
            run.append(cell)
            continue
        if len({index for index, _ in run}) >= ROWS and len({date for _, date in run}) > 1:
            found.update(index for index, _ in run)
        run = [cell] if cell else []
    return frozenset(found)


def _label(index: int, blocks: tuple[Block, ...], found: DatePlace) -> str:
    """Return the words before the date, those of the block above where a label stands there alone: "Updated:"."""
    before = blocks[index].text[: found.span[0]]
    if WEEKDAY_OR_TIME.sub("", before).strip(" ,") or not index:
        return before
    above = blocks[index - 1]
    return above.text if above.kind in ("dt", "th") or (len(above.text) <= LONGEST_LABEL and above.text.endswith(":")) else before


def _is_said(block: Block, found: DatePlace, label: str) -> bool:
    """Whether a short line says in words that its date is that of publication, wherever on the page it stands."""
    if len(block.text) > PARAGRAPH or block.region in ("nav", "comments", "related", "dialog") or block.linked > OWN_LINE_REST:
        return False
    if not (found.date.day and found.date.year):
        return False
    return bool(SAYS_PUBLISHED_BEFORE.search(label) or SAYS_PUBLISHED_AFTER.match(block.text[found.span[1] :]))


def _is_issue(index: int, block: Block, found: DatePlace, place: Headline | None) -> bool:
    """Whether a line right above the headline names the issue of that day; a masthead may name the last, and accuses nobody."""
    if place is None or not place.above <= index < place.at or block.region or block.linked or not found.date.day:
        return False
    return _is_line_about(block.text, found) and SAYS_ISSUE.search(block.text) is not None


def leads_elsewhere(index: int, blocks: tuple[Block, ...], place: Headline | None) -> bool:
    """Whether the date stands beside the linked headline of another page, or under one."""
    is_headline = place is not None and index == place.at
    return (not is_headline and _names_another(blocks[index])) or is_under_pointer(index, blocks, place)


def _names_another(block: Block) -> bool:
    """Whether the line is a link to another page, with words enough for its headline."""
    texts = (block.text[run.start : run.end] for run in block.runs if run.kind == "a")
    return is_pointer(block) and any(len(WORD.findall(text)) > HEADLINE_WORDS for text in texts)


def is_under_pointer(index: int, blocks: tuple[Block, ...], place: Headline | None) -> bool:
    """Whether the line above is the headline of another page, so that the date is that page's.

    Above the page's own headline only a heading is taken for one: links to reprints and sections stand there too.
    """
    if index < 1 or (place and index == place.at + 1):
        return False
    above = blocks[index - 1]
    if above.region != blocks[index].region or (place and index < place.at and above.kind not in HEADLINE_KINDS):
        return False
    return _names_another(above)


def _text_witness(index: int, block: Block, found: DatePlace, place: Headline | None, kind: str) -> DateWitness:
    if kind == SAID:
        where, detail, kind = "text", SAID, "published"
    elif kind == "shown":
        where, detail = "text", block.region or ("own line" if _is_own_line(block.text, found) else "")
    elif place and index > place.end:
        where, detail = "text", UNDER_THE_TEXT
    else:
        where, detail = "byline", "dateline" if kind == "published" and len(block.text) > PARAGRAPH else "beside the headline"
    return DateWitness(date=found.date, printed=found.printed.strip(), place=where, kind=kind, detail=detail)


def _text_kind(index: int, block: Block, found: DatePlace, place: Headline | None, *, label: str) -> str:
    if place is None:
        return (
            "published"
            if index <= AFTER_HEADLINE and len(block.text) >= PARAGRAPH and _is_dateline(block.text, found)
            else "shown"
        )
    if _is_under_text(index, block, found, place):
        return "published"
    under_standfirst = place.body < index <= place.body + 2
    if not (place.has_beside(index) or under_standfirst) or block.region in SIDE_REGIONS or index == place.at:
        return "shown"
    if len(block.text) >= PARAGRAPH or (under_standfirst and not _has_time_of_day(block.text, found)):
        return "published" if index > place.at and _is_dateline(block.text, found) else "shown"
    own_line = _is_own_line(block.text, found)
    if _is_headline_of_another(block, found) or not (found.date.day or (own_line and found.date.precision in MONTHLY)):
        return "shown"
    if SAYS_MODIFIED.search(label):
        return "modified"
    if SAYS_OTHER_DAY.search(label):
        return "shown"
    if LABEL.search(label) and not SAYS_PUBLISHED.search(label):
        return "shown"  # "Election day: 6 November 2020"
    if index < place.at and ((block.region == "header" and not place.in_header) or not own_line):
        return "shown"  # many mastheads print today's date
    if own_line or (block.kind != "li" and _is_line_about(block.text, found)) or _is_dateline(block.text, found):
        return "published"
    return "published" if _has_time_of_day(block.text, found) or SAYS_PUBLISHED_BEFORE.search(label) else "shown"


def _has_time_of_day(text: str, found: DatePlace) -> bool:
    """Whether a time of day follows the date, as it does under headlines and never in a sentence of this length."""
    return bool(TIME_AFTER.match(text[found.span[1] :]))


def _is_under_text(index: int, block: Block, found: DatePlace, place: Headline) -> bool:
    """Whether the line under the article's last paragraph names author, paper or day, as some papers print it."""
    if not place.has_under(index) or len(block.text) > LINE_ABOUT:
        return False
    if block.region or block.linked or block.kind == "li" or not (found.date.day and found.date.year):
        return False
    before = block.text[: found.span[0]]
    if SAYS_OTHER_DAY.search(block.text) or SAYS_MODIFIED.search(before) or LABEL.search(before):
        return False
    return _is_own_line(block.text, found) or _is_line_about(block.text, found)


def _is_headline_of_another(block: Block, found: DatePlace) -> bool:
    """Whether the line beside the date is a link to another page; a linked author and a linked date are none."""
    if block.linked <= MOST_LINKED * len(block.text):
        return False
    texts = [
        (block.text[run.start : run.end], run.start <= found.span[0] and found.span[1] <= run.end)
        for run in block.runs
        if run.kind == "a"
    ]
    return not texts or any(len(WORD.findall(text)) > (2 if has_date else 3) for text, has_date in texts)


def _is_own_line(text: str, found: DatePlace) -> bool:
    if len(text) > LINE_ABOUT:
        return False
    rest = WEEKDAY_OR_TIME.sub("", text[: found.span[0]] + " " + text[found.span[1] :])
    return sum(letter.isalnum() for letter in rest) <= OWN_LINE_REST


def _is_line_about(text: str, found: DatePlace) -> bool:
    """Whether a short line names author, section or agency beside the date, and is no sentence."""
    words = re.findall(r"[^\W\d_]{2,}", text[: found.span[0]] + text[found.span[1] :])
    if len(words) > ABOUT_WORDS or found.date.year is None or len(text) > LINE_ABOUT:
        return False
    return sum(word[0].isupper() for word in words) >= len(words) / 2 or not re.search(r"[.!?]\s*$", text)


def _is_dateline(text: str, found: DatePlace) -> bool:
    start, end = found.span
    if end > DATELINE or not (start == 0 or PLACE_NAME.match(text[:start])):
        return False
    return bool(DATELINE_REST.match(text[end : end + 90]))
