"""Posts on social media: who wrote, where, when.

Enters: a segment of a note. Leaves: a citation of type `post` in the context, or False when the segment is none.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.citation import Citation, Form, Name
from citations.grammar import read_signal
from citations.parsing import imprint
from citations.parsing.context import Context
from citations.parsing.details import read_details
from citations.parsing.head import name_of
from citations.prose import quoted_spans
from citations.regex import regex

MAX_WORDS = 24
# matches "Tweet by Salim Haq", "Posts by Salim Haq on Facebook", "Post to the Telegram channel of the ministry"; "Salim Haq,
# @salimhaq" and "Salim Haq, Facebook post"; "Video posted on X by Salim Haq"; not a sentence that says who posted something
_POST = regex(
    rf"""^(?:{imprint.POSTED}\s+(?:on|to|in|im|auf|sur|en|nel|sul|na)\s+(?:(?:the|its|dem|der|la|le|el|il)\s+)?(?:official\s+)?(?=(?:{imprint.SITES})[\s-]))?
    (?:(?P<site>{imprint.SITES}|[Ss]ocial\s+media)[\s-])?(?:(?:[Tt]weet|[Pp]ost|[Mm]essage|[Vv]ideo|[Tt]hread)s?|[Cc]hannel|[Pp]age|[Aa]ccount|Kanal|Seite|Konto)
    \s+(?:by|from|of|von|des|der|de[ls]?|du|della)\s+(?:(?:the|la|le|el)\s+)?(?P<by>[^,@(]+?)(?=[,@(]|\s*$|\s(?:on|auf|sur|en|su|in)\s(?:{imprint.SITES})\b)(?:\s\w+\s(?P<on>{imprint.SITES}))?
    |^(?P<of>[^,@(]{{3,60}})[,\s(]+@\w+|^(?P<name>[^,@(]{{3,60}}),\s+(?:Facebook|Twitter|X|Instagram|Telegram|LinkedIn|VKontakte|TikTok|YouTube)\s+(?:post|page|channel|video|thread|story|account)
    |^(?:[Vv]ideos?|[Ff]ootage|[Pp]hoto(?:graph)?s?|[Ii]mages?|[Aa]udio|[Rr]ecordings?|[Ss]tatements?|[Mm]essages?)\s+(?:posted|shared|published|uploaded|streamed)\s+(?:on|to|in|via)\s+(?P<at>{imprint.SITES})\s+by\s+(?:the\s+)?(?P<up>[^,@(]{{3,60}})(?=[,@(])""",
    re.VERBOSE,
)
# "МИД Узбекистана. Сообщение в Telegram-канале, ", "Embassy of Tarvia, post on its Telegram channel, ": who, before what it is
_WHO_POSTED = regex(rf"(?P<by>[^@“”\"«»;]{{3,90}}?)[.,]\s+(?={imprint.POSTED}\s)")
_OF_POST = regex(r"^@\w+|^\d{1,2}\b|^(?:tweet|post)$|^[a-z]")


def read_post(context: Context, start: int, end: int) -> bool:
    """Read "Tweet by Salim Haq, @salimhaq, minister, 4:15pm, 11 January 2016"."""
    text = context.text[start:end]
    signal, lead = read_signal(text)
    match = _POST.match(text[lead:]) or _WHO_POSTED.match(text[lead:])
    if not match or len(text.split()) > MAX_WORDS:
        return False
    details = read_details(text[lead + match.end() :], context.publishers)
    if match.re == _WHO_POSTED and details.kind != "post":
        return False
    if not (details.issued or details.url) or quoted_spans(text):
        return False
    outlets = [outlet for outlet in details.outlets if not _OF_POST.match(outlet) and not grammar.ROLE_WORDS.search(outlet)]
    named = match.groupdict()
    author = next(filter(None, (named.get(group) for group in ("by", "of", "name", "up")))).strip()
    citation = Citation(
        form=Form.FULL,
        type="post",
        authors=tuple(map(name_of, grammar.split_names(author))) if grammar.is_person(author) else (Name(literal=author),),
        container_title=outlets[0] if outlets else named.get("site") or named.get("on") or named.get("at"),
        issued=details.issued,
        date_printed=details.date_printed,
        url=details.url,
        signal=signal,
    )
    context.add(citation, start + lead, end, confidence=0.6)
    return True
