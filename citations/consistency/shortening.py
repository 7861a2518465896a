"""Rules on abbreviations: one that the text never writes out, and one that it writes out a second time.

Enters: the paragraphs and the notes. Leaves: remarks. Known ones, those that notes or brackets write out, and such as begin
the words of a name somewhere are left alone; what is written out in a summary may be so again in the text behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.bodies import NAME_OF
from citations.consistency.outlets import swaps
from citations.consistency.rule import Draft, Remark, Rule, Severity, Stretch
from citations.prose import URL, outer_quotations, strip_emphasis
from citations.regex import regex

ABBREVIATION = regex(
    r"(?<![\w/.’'&-])(?P<letters>[A-Z]{3,6}|[А-ЯЁ]{3,6})(?:s|[’']s)?(?![\w/&-]|\.\w)", re.VERBOSE
)  # "NSD"; not "NSD-2"
ROMAN = regex(r"[IVXLCDM]+|[ХIVМС]+")
WORD = regex(r"[^\W\d_][\w’'-]*")
MIN_SMALL = 0.5  # of the letters of a paragraph that is no line in capitals
# What joins the words of a name and gives no letter: "Committee for National Security" is "CNS"
JOINING = frozenset("of the for and in on to at de la du des del di do der die und für по и в на о об при для с".split())
# Around an abbreviation, what writes it out: "(NSD", "NSD (the", "NSD, the", "known as the NSD", "NSD stands for", "NSD – "
WRITTEN_BEFORE = regex(
    r"(?:\([^()]{0,60}|\b(?:known\sas|called|abbreviated|acronym|short\sfor|сокращ[её]нно|далее|или)[\s:–—-]{1,3}(?:the\s)?[“\"«]?|,\s(?:or\s)?(?:the\s)?)$",
    re.VERBOSE | re.IGNORECASE,
)
WRITTEN_BEHIND = regex(
    r"[”\"»]?(?:\s?\(|,\s(?:the|an?|or|its|his|which|whose|that\sis|то\sесть|или)\b|\s(?:stands?|is\sshort)\sfor\b|\s[–—:=]\s|:\s)",
    re.VERBOSE | re.IGNORECASE,
)
BRACKETED = regex(r"(?P<word>[\w’'-]+)\s\((?P<letters>[A-Z]{2,8}|[А-ЯЁ]{2,8})\)", re.VERBOSE)  # "Inspectorate (OSI)"
STEM_LETTERS = 4  # by which the last word of a name is known in its cases: "ситуациям", "ситуаций"
AROUND = 80  # letters on either side of an abbreviation that may write it out
SUMMARY = regex(
    r"summary|overview|key\s(?:points|findings|messages)|abstract|foreword|in\sbrief|abbreviations|acronyms|резюме|кратк|аннотаци|сокращени|обзор|главное",
    re.VERBOSE | re.IGNORECASE,
)
# What readers of news know without explanation, beside the international bodies of `citations.bodies`
KNOWN = frozenset(
    """
    USA USSR GDR FRG UAE DRC NGO NGOS GDP GNP HIV AIDS COVID SARS CEO CFO DNA RNA GPS SIM SMS PDF VAT BBC CNN NBC CBS
    ABC ITV NPR PBS DPA AFP UPI TASS KGB GRU FSB SVR CIA FBI NSA DEA IRA ETA PLO ISIS ISIL PKK NYPD LAPD NASA ESA NHS
    IRS FDA EPA USAID FIFA UEFA IOC NBA NFL SOS VIP LNG LPG CCTV SUV ATM FAQ IBAN SWIFT BRICS ASAP RSVP EUR USD GBP
    RUB CHF JPY USB URL HTML HTTP HTTPS DVD GMT CET EST PST UTC POW MEP PhD LLC LLP JSC EWHC EWCA UKSC UKHL LTD INC
    PLC GMBH ISBN ISSN DOI JSTOR SSRN LGBT LGBTQ
    США СССР РСФСР ООН НАТО ОБСЕ СНГ ЕАЭС ШОС ОДКБ МВФ ВТО ВОЗ ЮНЕСКО ЮНИСЕФ МВД МИД ФСБ КГБ НКВД ГРУ СВР ФСО МЧС ФСИН
    ГИБДД ГАИ ДПС ОМОН СОБР ЦРУ ФБР СМИ НКО НПО ВВП ВИЧ СПИД ДНК ГЭС АЭС ТЭЦ ТЭС ГРЭС ЖКХ ЗАГС ДТП НДС ТАСС РИА ФРГ
    ГДР КНР КНДР ОАЭ ЮАР УССР ОАО ЗАО ООО ПАО ТОО ГУП МУП ФГУП КПСС ВКП ВЛКСМ РПЦ ЦИК МГУ РАН ЕГЭ ЕСПЧ УПК КОАП БТР
    БМП СИЗО ПТУ ВУЗ ГОСТ
    """.split()
)


def _texts(draft: Draft) -> Iterator[tuple[Stretch, str]]:
    """The paragraphs of the body in prose: no headings, no lines in capitals, addresses blanked."""
    for stretch in draft.body:
        text = URL.sub(lambda found: " " * len(found[0]), strip_emphasis(stretch.text))
        letters = [one for one in text if one.isalpha()]
        if stretch.kind != "heading" and sum(map(str.islower, letters)) >= MIN_SMALL * len(letters):
            yield stretch, text


def _unexplained(draft: Draft) -> Iterator[Remark]:
    first: dict[str, tuple[Stretch, str, int]] = {}
    written: set[str] = set()
    for stretch, text in _texts(draft):
        quoted = [one.span for one in outer_quotations(text)]
        for match in ABBREVIATION.finditer(text):
            letters = match["letters"]
            before, behind = text[max(0, match.start() - AROUND) : match.start()], text[match.end() : match.end() + AROUND]
            if WRITTEN_BEFORE.search(before) or WRITTEN_BEHIND.match(behind):
                written.add(letters)
            elif not any(start <= match.start() < end for start, end in quoted):
                first.setdefault(letters, (stretch, text, match.start()))
    for stretch in draft.texts:
        written.update(match["letters"] for match in BRACKETED.finditer(stretch.text))
    wanted = {
        one
        for one in first.keys() - written - KNOWN - NAME_OF.keys()
        if not ROMAN.fullmatch(one) and not draft.publishers.named(one)
    }
    wanted = {one for one in wanted if not written & set(swaps(one))}  # the rule on names of bodies tells of it
    wanted -= set(_spelt_by_names(draft, wanted))
    for letters in (one for one in first if one in wanted):
        stretch, text, at = first[letters]
        yield stretch.remark(
            text[max(0, at - 30) : at + len(letters) + 20].strip(), f"The abbreviation {letters} is never written out."
        )


def _spelt_by_names(draft: Draft, wanted: set[str]) -> Iterator[str]:
    """The abbreviations that the words of a name begin with somewhere: "Joint Relief Committee" for "JRC"."""
    for stretch in draft.texts if wanted else ():
        words = [
            word
            for word in WORD.findall(stretch.text)
            if word.casefold() not in JOINING and not (len(word) > 1 and word.isupper())
        ]
        initials = "".join(word[0] if word[0].isascii() else word[0].upper() for word in words)  # a Russian name has one capital
        yield from (letters for letters in wanted if letters in initials)


def _explained_twice(draft: Draft) -> Iterator[Remark]:
    seen: dict[str, tuple[Stretch, str]] = {}
    is_summary = False
    for stretch in draft.body:
        if stretch.kind == "heading":
            is_summary = bool(SUMMARY.search(stretch.text))
        quoted = [one.span for one in outer_quotations(stretch.text)] if stretch.kind == "body" and not is_summary else []
        for match in BRACKETED.finditer(stretch.text) if stretch.kind == "body" and not is_summary else ():
            letters, stem = match["letters"], match["word"].casefold()[:STEM_LETTERS]
            if any(start <= match.start() < end for start, end in quoted):
                continue
            held, before = seen.setdefault(letters, (stretch, stem))
            if (held, before) != (stretch, stem) and before == stem and held is not stretch:
                yield stretch.remark(match[0], f"The abbreviation {letters} is written out {held.place} already.", letters)


_NOTE = "[^1]\n\n[^1]: A remark.\n"
_TWICE = "The Port Inspection Service (PIS) was late.\n\nThe {} came again." + _NOTE

RULES = (
    Rule(name="abbreviation-unexplained", severity=Severity.HINT, check=_unexplained,
         about="An abbreviation that is little known and that neither text nor notes write out.",
         bad="The port was searched by the QPD at night." + _NOTE,
         good="The port was searched by the Quay Police Department (QPD), the QPD said." + _NOTE),
    Rule(name="abbreviation-explained-twice", severity=Severity.WARNING, check=_explained_twice,
         about="An abbreviation written out a second time; what a summary writes out may be so again.",
         bad=_TWICE.format("Port Inspection Service (PIS)"), good=_TWICE.format("PIS")),
)  # fmt: skip
