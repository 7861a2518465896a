"""Rules on the punctuation of notes: what nearly all of them do is the custom, and what breaks it is shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from citations.citation import NOT_WEB_TYPES
from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.prose import URL
from citations.regex import regex

SLASHES = " // "
STOPS = '.!?…”"»’)]'
MOST_EXCEPTIONS = 0.25  # of all places of a kind that are slips; 0.125 finds 329
MIN_CUSTOM = 3  # places that show a custom; 6 finds 330
UNSPACED = ("en", "ru", "de")  # languages that set no space before a semicolon
OP_CIT = regex(r"\bop\.?\s?cit\b(?!\*?\.)|\bop\s+cit\.|\bibid\b(?!\*?\.)", re.VERBOSE | re.IGNORECASE)  # "op. cit, p. 2"
# "Ibid., p. 2", "Ibid. 12"; not "Ibid, p. 2", nor the stop that ends a note or sentence: "ibid."
IBID = regex(r"\b[Ii]bid\.(?=[,;:]|\s+[^\W_A-ZА-ЯЁ])", re.VERBOSE)
# A comma lost its place in "Port , and", "port,, and", "port,.", "Times (,27 May"; not in "port ... and", "etc.,", "p. 2 ."
LOOSE = regex(
    r"""(?<=[\s*])\(,(?=\s?\w)
    |(?<=[\w”\"»)\]’])(?:(?P<loose>[ ][,;])(?=\s|$|[^\W\d_])|,,|;;|,;|;,|,\.(?=\s|$)|(?<![.…])\.\.(?=\s|$))""",
    re.VERBOSE,
)
CODE = regex(r"`|\{|\}|[|]", re.VERBOSE)  # of another grammar
# "вчера а сегодня", "хотел но не мог": Russian has a comma before these; not "пункт а", "ничего но"
COMMA_LOST = regex(
    r"(?<![\w-])(?!(?:пункта?|подпункта?|п|пп|часть|буква|литер[аы]?|класс|вариант|группа|дом|корпус|а|но|и|или|не)\s)(?P<before>[а-яё]{2,})\s(?P<word>а|но)\s(?=[а-яё])",
    re.VERBOSE,
)
BRACKET = regex(r"(?<![:;])[()\[\]]", re.VERBOSE)  # not ":("
LISTED = regex(r"(?:^|[\s(;,])(?:\d{1,2}|[a-zа-я]|[ivx]{1,4})$", re.VERBOSE)  # "a) the port, b) the quay"
DECADE = regex(r"\b(?P<years>(?:1[5-9]|20)\d0)[’'](?=s\b(?![’']))", re.VERBOSE)  # "the 1950's"; not "the 1950s", "2010’s end"
CUT_TITLE = regex(r"""(?<=[”"»]);\s""", re.VERBOSE)  # '"Title"; Outlet'; not '"Title", Outlet; "Other"'
SAID_OF_DAY = regex(
    r"(?:(?<=\s)[a-zа-яё][\w-]*|day|\d\.?|[–—]\s\d{4}\.?)$", re.VERBOSE
)  # "updated", "Tuesday" 4 May, "2012." 5 мая
CLOSING_MARKS = ('"', "”", "»")
WITHIN_MARK = regex(r"""[,.][”"](?=\s)""", re.VERBOSE)  # '"Port," Quay Times'
BEHIND_MARK = regex(r"""(?<![,.])[”"][,.](?=\s|$)""", re.VERBOSE)  # '"Port", Quay Times'
# '",' and ',"' between a title and its outlet; not '"; ', nor a translation
BEHIND_TITLE = regex(r"""(?P<inside>[,.]?)[”"»](?P<sep>[,.:]?)\s+\*?""", re.VERBOSE)
ENDED = regex(r"[?!…][’']?[”\"»]\s+\*?$", re.VERBOSE)
LED = regex(r"\b(?:of|on|from|in|dated|since|until|and|to|от|за|vom|am)\s+$", re.VERBOSE | re.IGNORECASE)  # "entry of" a day
# Where a house has one way of parting two things: what to say of it, and a pattern whose group `sep` is the punctuation
PARTED = (
    ("between a title and its translation", regex(r"""[”"»](?P<sep>[,.;:]?)\s*\[[“"«][^\]]*\]""", re.VERBOSE)),
    ("after “see also”", regex(r"\b[Ss]ee\s+also(?P<sep>[,:]?)\s+(?!for\b|e\.g|inter\b)[^\s]+", re.VERBOSE)),
    ("between “op. cit.” and the page", regex(r"\bcit\.(?P<sep>[,;:]?)\s+pp?\.\s?\d+", re.VERBOSE)),
    ("between a year in brackets and the pages", regex(r"\((?:19|20)\d\d\)(?P<sep>[,;:]?)\s*pp?\.\s?\d+", re.VERBOSE)),
    (
        "before an interview that supports the words before it",
        regex(r"(?<=[a-z”\"])(?P<sep>[.,;:])\s+(?:[A-Z][\w]*\s+){0,3}(?:[a-z]+\s+)?interviews?(?=,)", re.VERBOSE),
    ),
    ("behind a year", regex(r"\b\d{1,2}\s[а-я]{3,8}\s(?:19|20)\d\d(?P<sep>\sг\.|)(?=[.,;)]|\s?$)", re.VERBOSE)),
    ("between a date and the page", regex(r"\b(?:19|20)\d\d(?P<sep>[,;:]?)\s+(?:at|pp?\.)\s\d+", re.VERBOSE)),
    ("between a date and the address", regex(r"\b(?:19|20)\d\d(?P<sep>[,.;:]?)\s+https?://[^\s]+", re.VERBOSE)),
)


def _off_custom(draft: Draft) -> Iterator[Remark]:
    for where, pattern in PARTED:
        found = [
            (one, match[0], match["sep"], match.start("sep") - match.start())
            for one in draft.notes
            for match in pattern.finditer(one.text)
        ]
        yield from _exceptions(where, found, may_be_two=True)
    for is_heard, has_slashes in ((False, False), (False, True), (True, False)):  # "Название // Газета. 2012. 17 мая" is a style
        found = list(_before_dates(draft, is_heard=is_heard, has_slashes=has_slashes))
        yield from _exceptions("before the date", found)
    yield from _exceptions("between a title and what it appeared in", list(_behind_titles(draft)))


def stops_within(draft: Draft) -> bool:
    """Return whether commas and full stops stand within the closing marks of titles, as in American notes: '"Port," Times'."""
    within = sum(len(WITHIN_MARK.findall(note.text)) for note in draft.notes)
    return within > sum(len(BEHIND_MARK.findall(note.text)) for note in draft.notes)


def _before_dates(draft: Draft, *, is_heard: bool, has_slashes: bool) -> Iterator[tuple[Stretch, str, str, int]]:
    """Yield what stands before each date of a day: its note, the words, the punctuation and its place in the words."""
    notes = {one.label: one for one in draft.notes}
    is_within = stops_within(draft)
    for note, citation in draft.full():
        is_other = (citation.type in NOT_WEB_TYPES) is not is_heard or (SLASHES in citation.text) is not has_slashes
        if is_other or not (is_heard or citation.outlet):
            continue
        at = (
            citation.text.find(citation.date_printed) if citation.date_printed and citation.issued and citation.issued.day else -1
        )
        if at > 2 and citation.date_printed and not LED.search(citation.text[:at]):
            before = citation.text[:at].rstrip()
            if before[-1:] in "([|–—-" or before.count("(") > before.count(")") or _says_of_day(before, citation.outlet):
                continue  # "Quay Times (4 May 2014)" parts them otherwise
            mark = before[-1:] in CLOSING_MARKS and (before[-2:-1] in (",", ".") or is_within)  # '"Port," 4 May', '"Port" 4 May'
            stop = len(before) - mark
            sep = before[stop - 1] if before[stop - 1] in ",.;:" else ""
            words = citation.text[max(0, at - 20) : at + len(citation.date_printed)]
            yield notes[note.label], words, sep, stop - len(sep) - max(0, at - 20)


def _says_of_day(before: str, outlet: str | None) -> bool:
    """Whether what stands before a date says what is of that day, and does not end the outlet's name."""
    return SAID_OF_DAY.search(before) is not None and not (outlet and before.endswith(outlet))


def _behind_titles(draft: Draft) -> Iterator[tuple[Stretch, str, str, int]]:
    """Yield what stands between a title in marks of quotation and its outlet: its note, the words, punctuation and its place."""
    notes = {one.label: one for one in draft.notes}
    is_within = stops_within(draft)
    for note, citation in draft.published():
        spans = {one.field: one.span for one in citation.fields if one.span}
        title, outlet = spans.get("title"), spans.get("container-title") or spans.get("publisher")
        if title and outlet and title[1] < outlet[0]:
            if ENDED.search(note.text[: outlet[0]]):
                continue  # '“Who Pays?” Quay Times', as many write
            last = note.text[title[1] - 2 : title[1]]  # the stop within the marks is read as the title's: "Port," and "Port."
            end = title[1] - (last[1:] == "," or (last[1:] == "." and last[:1] != "."))
            if match := BEHIND_TITLE.fullmatch(note.text[end : outlet[0]]):
                group = "inside" if match["inside"] or (is_within and not match["sep"]) else "sep"
                start = max(title[0], end - 20)
                yield notes[note.label], note.text[start : outlet[1]], match[group], end - start + match.start(group)


def _exceptions(where: str, found: list[tuple[Stretch, str, str, int]], *, may_be_two: bool = False) -> Iterator[Remark]:
    if len(found) == len({sep for _, _, sep, _ in found}) == 2:  # one against one: the barer is shown, else the later
        (other, _, custom, _), (shown, words, sep, at) = found if found[0][2] else found[::-1]
        has = f"“{sep}” stands" if sep else "Nothing stands"
        why = f"{has} {where}; {other.place} it is “{custom}”."
        yield shown.remark(words, why, words[:at] + custom + words[at + len(sep) :])
        return
    counts = Counter(sep for _, _, sep, _ in found)
    bare = may_be_two and len(found) == MIN_CUSTOM and len(counts) == 2 and counts[""] == 1  # two against one that has nothing
    custom, number = max(counts.items(), key=lambda one: one[1], default=("", 0))
    for stretch, words, sep, at in (
        found if bare or (number >= MIN_CUSTOM and number >= (1 - MOST_EXCEPTIONS) * len(found)) else ()
    ):
        if sep != custom:
            has = f"“{sep}” stands" if sep else "Nothing stands"
            why = f"{has} {where}; {number} of {len(found)} have {f'“{custom}”' if custom else 'nothing'} there."
            yield stretch.remark(words, why, words[:at] + custom + words[at + len(sep) :])


def _cut_title(draft: Draft) -> Iterator[Remark]:
    for note, citation in draft.full():
        if citation.title and citation.issued and (match := CUT_TITLE.search(citation.text)):
            mend = f"{citation.text[: match.start()]}, {citation.text[match.end() :]}"
            yield Remark(label=note.label, quoted=citation.text, why="A semicolon parts the title from its outlet.", mend=mend)


def _unstopped(draft: Draft) -> Iterator[Remark]:
    notes = [note for note in draft.notes if note.text.strip()]
    bare = [note for note in notes if note.text.rstrip(" *_")[-1:] not in STOPS and not note.text.rstrip().endswith("/")]
    for note in bare if len(bare) * 5 <= len(notes) else ():
        if "http" not in note.text.split()[-1]:
            yield note.remark(note.text[-60:], "The note has no full stop at its end; the others have.", ".")


def _loose(draft: Draft) -> Iterator[Remark]:
    marked = {(marker.paragraph + 1, marker.offset) for marker in draft.markers()}
    for stretch in draft.texts:
        text = URL.sub(lambda found: " " * len(found[0]), stretch.text)
        for match in LOOSE.finditer(text) if not CODE.search(text) else ():
            at = match.start()
            if {(stretch.paragraph, at), (stretch.paragraph, at + 1)} & marked:
                continue  # "closed [^1], and"
            if match["loose"] == " ;" and (stretch.label or draft.language not in UNSPACED):
                continue  # a French note or text
            why = "A space stands before the punctuation." if match["loose"] else "Two marks of punctuation follow each other."
            yield stretch.remark(stretch.around(*match.span(), before=15, after=10), why, match[0].strip()[0])


def _comma(draft: Draft) -> Iterator[Remark]:
    for stretch in draft.texts if draft.language == "ru" else ():
        for match in COMMA_LOST.finditer(stretch.text):
            why = f"Before “{match['word']}” a comma is missing."
            mend = f"{match['before']}, {match['word']}"
            yield stretch.remark(stretch.around(*match.span(), before=20, after=20), why, mend)


def _decade(draft: Draft) -> Iterator[Remark]:
    for stretch in draft.body:
        for match in DECADE.finditer(stretch.text):
            if re.search(r"\b(?:the|early|mid|late)[\s-]$", stretch.before(match.start())):
                years = f"{match['years']}s"
                yield stretch.remark(f"{match[0]}s", "The plural of years takes no apostrophe.", years)


def _op_cit(draft: Draft) -> Iterator[Remark]:
    stops_ibid = any(IBID.search(note.text) for note in draft.notes)  # some houses print it without
    for note in draft.notes:
        for match in OP_CIT.finditer(note.text):
            if match[0].casefold() == "ibid" and not stops_ibid:
                continue
            right = "Ibid." if match[0].casefold() == "ibid" else "op. cit."
            yield note.remark(note.around(*match.span(), before=0, after=12), "The full stop is missing.", right)


def _unclosed(draft: Draft) -> Iterator[Remark]:
    """Opening brackets of a paragraph or note that nothing closes there; a text that closes more than it opens is left alone."""
    for stretch in draft.texts:
        text = URL.sub(lambda found: " " * len(found[0]), stretch.text)
        opened = _opened(text) if stretch.kind != "heading" and not CODE.search(text) else []
        for place in opened[:1]:
            yield stretch.remark(stretch.around(place, place, after=50), f"The bracket {text[place]} is never closed.")


def _opened(text: str) -> list[int]:
    """Where brackets stand that nothing closes; none where one is closed that was not opened."""
    opened: list[int] = []
    for match in BRACKET.finditer(text):
        if match[0] in "([":
            opened.append(match.start())
        elif opened and text[opened[-1]] == ("(" if match[0] == ")" else "["):
            opened.pop()
        elif match[0] == "]" or not LISTED.search(text[: match.start()]):
            return []
    return opened


_MANY = "".join(f"Port {n} closed.[^{n}]\n\n" for n in range(1, 8)) + "".join(
    f'[^{n}]: "Port {n} Closes", Quay Times, {n} May 2014.\n\n' for n in range(1, 7)
)
_LAST = '[^7]: "Port 7 Closes", Quay Times, 7 May 2014.\n'

RULES = (
    Rule(name="punctuation-off-custom", severity=Severity.WARNING, check=_off_custom,
         about="Punctuation before a date, a page, a translation or an address that nearly all others have otherwise.",
         bad=_MANY + _LAST.replace("Times, 7", "Times 7"), good=_MANY + _LAST),
    Rule(name="title-cut-off", severity=Severity.WARNING, check=_cut_title,
         about="A semicolon, which parts sources, between a title and its outlet.",
         bad='Ports closed.[^1]\n\n[^1]: "Ports Close"; State Department, 4 May 2014.\n',
         good='Ports closed.[^1]\n\n[^1]: "Ports Close", State Department, 4 May 2014.\n'),
    Rule(name="note-without-stop", severity=Severity.WARNING, check=_unstopped,
         about="A note that ends without the full stop that the others have.",
         bad=_MANY + _LAST.replace("2014.", "2014"), good=_MANY + _LAST),
    Rule(name="punctuation-loose", severity=Severity.HINT, check=_loose,
         about="A space before a comma, or two marks of punctuation where one is due.",
         bad="Ports closed , and opened.[^1]\n\n[^1]: A remark.\n", good="Ports closed ... and opened.[^1]\n\n[^1]: A remark.\n"),
    Rule(name="decade-with-apostrophe", severity=Severity.HINT, check=_decade,
         about="An apostrophe in the plural of years.",
         bad="Ports closed in the 1950's.[^1]\n\n[^1]: A remark.\n", good="Ports closed in the 1950s.[^1]\n\n[^1]: A remark.\n"),
    Rule(name="comma-missing", severity=Severity.WARNING, check=_comma,
         about="A Russian “а” or “но” between two parts of a sentence without the comma before it.",
         bad="Порт закрыли вчера а сегодня он открыт, и люди идут.[^1]\n\n[^1]: «Порт закрыт», Радио Озоди, 5 мая 2014 г.\n",
         good="Порт закрыли вчера, а сегодня он открыт, и люди идут.[^1]\n\n[^1]: «Порт закрыт», Радио Озоди, 5 мая 2014 г.\n"),
    Rule(name="abbreviation-without-stop", severity=Severity.WARNING, check=_op_cit,
         about="“op. cit” or “ibid” without its full stop.",
         bad="Ports closed.[^1]\n\n[^1]: Saidov, op. cit, p. 4.\n", good="Ports closed.[^1]\n\n[^1]: Saidov, op. cit., p. 4.\n"),
    Rule(name="bracket-unclosed", severity=Severity.WARNING, check=_unclosed,
         about="A bracket that is opened and never closed.",
         bad="Ports (the old ones closed.[^1]\n\n[^1]: A remark.\n",
         good="Ports (the old ones) closed.[^1]\n\n[^1]: A remark.\n"),
)  # fmt: skip
