"""Rules on words: printed twice, mistyped in the text or in a title.

Witnesses are the document's own words, the names of publishers, and an English dictionary (`citations.spelling`).
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from citations.consistency.rule import MONTHS, Draft, Remark, Rule, Severity, Stretch
from citations.language import language_of
from citations.months import MONTH_NUMBERS
from citations.parsing.countries import is_country
from citations.prose import URL
from citations.regex import regex
from citations.sentences import sentences
from citations.spelling import count_of, is_known, is_listed, meant_by

# "the the", "на на", "и и"; not "had had", "New New" (a name), "the, the"
DOUBLED = regex(r"\b(?P<word>[^\W\d_]{2,}|[авикосуяaи])\s+(?P<again>(?P=word))\b", re.VERBOSE | re.IGNORECASE)
MAY_DOUBLE = frozenset(
    "had that very so no really long many far bye ha da blah much ever never more go in on what die der das sie да так ну".split()
)
# "What it is is a scandal", "those who did did well": a verb of a clause and that of the sentence behind it; not "It is is"
VERBS = frozenset("is was are were do did does has have".split())
CLAUSE = regex(
    r"\b(?:what|whatever|who|whoever|where|wherever|how|that|those|all|as|which|than|the\s+\w+)\b[^.,;:!?]*$",
    re.VERBOSE | re.IGNORECASE,
)
CANNOT = regex(
    r"\b(?:can|could|may|might|must|should|would|will|не)\s$|\bмо[гж]\w*\s$", re.VERBOSE | re.IGNORECASE
)  # "could not not go"
# "in the port in the port"; not "again and again", "year by year"
DOUBLED_PHRASE = regex(
    r"\b(?P<phrase>(?!(?:and|or|by|after|upon|to|и|und)[ ])[^\W\d_]+(?:[ ][^\W\d_]+){1,5})[ ](?P=phrase)\b", re.VERBOSE
)
# "debate on land rights debate"; not "from debate to debate", "rule of the rules"
_PARTS = "the|an?|its|their|other|this|that|such|all|in|into|of|to|from|by|with|or|and|than|top|for"
AGAIN = regex(
    rf"""\b(?P<word>[a-z]{{5,}}(?<!ed))[ ](?:on|about|regarding)[ ](?:(?!(?:{_PARTS})[ ])[a-z]+[ ]){{1,3}}(?P=word)
    (?=[.,;:)]|[ ](?:with|of|for|on|in|and|to|by|less|more|than|is|are|was|were|has|had|will|would|that|which)\b)""",
    re.VERBOSE,
)
# "harbour talks on harbour matters"; not "harbour talks on trade matters"
AGAIN_BEFORE = regex(
    r"\b(?P<word>[a-z]{5,})\s[a-z]+\s(?:on|about|of)\s(?P=word)\s(?:issues|matters|questions|topics|affairs)\b", re.X
)
LOWER = regex(r"(?<![\w’'/.@#&-])[a-z]{5,}(?![\w/@&]|[-’'.](?=\w))", re.VERBOSE)  # "begining"; not "re-establish", "co.uk"
CAPITALISED = regex(r"(?<![\w’'-])[A-Z][a-z]{3,}(?![\w’'-])", re.VERBOSE)
ACCENTED = regex(r"(?<![\w-])[a-zñ]+[áéíóú][a-zñ]+(?![\w-])", re.VERBOSE)  # "juridíco"; not "Gutiérrez", "está"
WITHOUT_ACCENTS = str.maketrans("áéíóú", "aeiou")
WITH_ACCENTS = str.maketrans("aeiou", "áéíóú")
MIN_MEANT_COUNT = 2000  # how common the word must be that was meant
MIN_TITLE_COUNT = 20_000  # a capital may begin a name, so more is asked of the word meant
MIN_LED_COUNT = 5000  # of one that an article leads, which few names have before them
MIN_ALONE_LETTERS = 6  # of a capitalised word that an article leads
MIN_LONG_WORD = 7  # letters of a capitalised word in a title that its ending shows to be no name
MIN_KNOWN = 0.7  # of the other words of such a title
MIN_LONG_COUNT = 1500  # of the word that was meant: "announces" has 1,986, "hazards" 921 (and "Hazaras" is a name)
# "ministry", "promises"; not "harrison", for "Harisson" may be somebody's name
OF_WORDS = regex(
    r"(?:[ts]ions?|ments?|ness|it(?:y|ies)|tr(?:y|ies)|ings?|ed|[sc]es|[eo]rs|ly|[ea]nces?|isms?|ists?|ives?|ous|able|ures?|ages?)$",
    re.VERBOSE,
)
# Short words with two letters swapped, which are no others: a short unknown word is mostly an abbreviation
SLIPS = {"teh": "the", "hte": "the", "adn": "and", "taht": "that", "wiht": "with", "thier": "their", "whcih": "which"}
SLIP = regex(rf"(?<![\w’'-])(?:{'|'.join(SLIPS)})(?![\w’'-])")
ARTICLES = frozenset("the a an its their our this".split())
MOST_UNKNOWN = 200  # words of a document: with more it is not everyday English
MOST_PRINTED = 2  # times: what is printed more often is a term of the document
CALENDAR = frozenset(month.casefold() for month in MONTHS if len(month) > 5) | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
# "обьявил", "подьезд", "изьян"; not "подьячий", "Обью", "вьюга"
SOFT_FOR_HARD = regex(r"\b(?:[Оо]б|[Пп]од(?!ьяч)|[Рр]аз|[Ии]з|[Оо]т|[Пп]ред)ь[еёюя][а-яё]{2,}\b", re.VERBOSE)
# Words that exist and stand in another's place: "religious practises are", "should of gone", "on it's own"
CONFUSED = tuple(
    (regex(pattern, re.VERBOSE | re.IGNORECASE), mend)
    for pattern, mend in (
        (
            r"\b(?:[a-z]+(?:ic|al|ous|ive|mon|ed)|the|these|such|of|bad|good|best)\s+(?P<word>practises?)\b(?!\s+(?:the|their|his|her|its|what))",
            "practice",
        ),
        (r"\b(?:the|some|any|good|bad|legal|this|of|my|his|her)\s+(?P<word>advise)\b", "advice"),
        (r"\b(?:should|could|would|must|might)\s+(?P<word>of)\s+(?:been|had|gone|done|seen|known|said|come)\b", "have"),
        (r"\b(?:on|of|in|to|for|by|with|from|has|lost|and)\s+(?P<word>it[’']s)\s+own\b", "its"),
        (r"\b(?P<word>loose)\s+(?:power|control|money|ground|patience|support|the\s+(?:election|war|vote))\b", "lose"),
        (
            r"\b(?:you|they|we|to|will|would|could|might|may|not)\s+(?P<word>loose)\s+(?:the|their|his|her|your|its|our|my)\b",
            "lose",
        ),
        (
            r"\b(?:more|less|other|rather|better|worse|fewer|larger|smaller|higher|lower)\s+(?P<word>then)\s+(?:the|a|an|any|in|\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|half|most|before|ever)\b)",
            "than",
        ),
    )
)
# "The ports and the city's fleet in the south is", two things that are determined each; not "The gap between the two is"
_NO_NOUN = r"(?:and|or|of|in|on|by|from|with|between|for|to|at|as|if|that|which|who|is|are|was|were|has|have|had)\b"
_WORDS = rf"(?:(?!{_NO_NOUN})[\w’'-]+\s)"
PLURAL_SUBJECT = regex(
    rf"""^(?!Each\b|Every\b|No\b|Neither\b|Either\b)(?P<subject>{_WORDS}{{1,4}}and\s(?:(?:the|its|their|his|her|our)|[A-Z][\w-]*[’']s?)\s{_WORDS}{{1,4}}
    (?:(?:in|of|on|for|with|to)\s(?:the\s)?[\w-]+\s){{0,2}})(?P<verb>is|was|has)\s(?!(?:not\s)?\w+ing\sto\b)""",
    re.VERBOSE,
)
# "Lake's Port's Closure"; not "Lake's Port"
POSSESSIVES = regex(r"\b(?P<owner>[A-Z]\w+)[’']s\s+[A-Za-z]+[’']s\s+[A-Za-z]", re.VERBOSE)
OWNED_TWICE = regex(r"\b(?P<owner>[A-Za-z]{3,}[^s\W]s)[’']s\b", re.VERBOSE)  # "leaders's"; not "boss's", "leader's"
BROKEN_NUMBER = regex(r"\b\d{1,3},\s\d\b(?=\s*(?:тыс|млн|млрд|per\s?cent|percent|million|billion|%))", re.VERBOSE)  # "4, 5 тыс"
# "`lint`", "draft.md", "pipeline/lint"; not "the lint". A name of a file is looked for where a word begins, for words may be long
CODE = regex(r"`[^`]*`|(?<!\S)\S+\.\w{2,4}\b|\b\w+[_/]\w+", re.VERBOSE)
EMPHASISED = regex(r"[*_][^*_\n]+[*_]", re.VERBOSE)  # "*de facto*"; not "a * b"
LISTING = regex(r"[{}\\|<>=]|^[ ]{2,}\S|\$\s", re.VERBOSE | re.MULTILINE)  # a paragraph of code or a table; not "$700"
ABROAD = regex(r"\s(?:des?|du|la|les?|del|della|di|der|da|dos|el|los|las|y|et|und)\b", re.VERBOSE)  # " des licences"; not " of"
MAX_NAME_LETTERS = 30
FOREIGN = frozenset(
    """facto jure versa parte loco rem personam camera limine curiam mortem interim nullius dubio situ vitro extremis memoriam
    absentia flagrante alia priori posteriori vitae hominem libitum curiae corpus verbatim faire passim verbale nationale generale
    demarche communique mores ultra""".split()
)


def _prose(draft: Draft) -> Iterator[Stretch]:
    """Yield what is prose: paragraphs and notes without listings."""
    return (stretch for stretch in draft.texts if not LISTING.search(stretch.text))


def _doubled(draft: Draft) -> Iterator[Remark]:
    for stretch in _prose(draft):
        for match in DOUBLED.finditer(stretch.text):
            if match["again"].islower() and not _may_double(match["word"].casefold(), stretch.before(match.start())):
                yield stretch.remark(match[0], "The word stands twice.", match["word"])


def _may_double(word: str, before: str) -> bool:
    """Whether a word may stand twice in a row behind what stands before it."""
    if word in VERBS:
        return CLAUSE.search(before) is not None
    return word in MAY_DOUBLE or (word in ("not", "не") and CANNOT.search(before) is not None)


def _phrase(draft: Draft) -> Iterator[Remark]:
    for stretch in _prose(draft):
        for match in DOUBLED_PHRASE.finditer(stretch.text):
            if len(match["phrase"]) > len("and on"):
                yield stretch.remark(match[0], "The words stand twice.", match["phrase"])
        for pattern in (AGAIN, AGAIN_BEFORE):
            for match in pattern.finditer(stretch.text):
                yield stretch.remark(match[0], f"“{match['word']}” is said twice in one phrase.")


def _mistyped(draft: Draft) -> Iterator[Remark]:
    for stretch in draft.texts:
        for match in SOFT_FOR_HARD.finditer(stretch.text):
            yield stretch.remark(match[0], "Behind this prefix the hard sign stands.", match[0].replace("ь", "ъ", 1))
    if draft.language != "en":
        return
    texts = [(stretch, masked(stretch.text, EMPHASISED)) for stretch in _prose(draft)]
    for stretch, text in texts:
        for match in SLIP.finditer(text):
            yield stretch.remark(match[0], "No such word is known.", SLIPS[match[0]])
    printed = Counter(word for _, text in texts for word in LOWER.findall(text))
    unknown = {word for word, count in printed.items() if count <= MOST_PRINTED and not is_known(word)} - FOREIGN
    meant = {word: _meant(word) for word in unknown} if len(unknown) <= MOST_UNKNOWN else {}
    for stretch, text in texts:
        for match in LOWER.finditer(text):
            if (
                (word := meant.get(match[0]))
                and not _is_foreign(text, *match.span())
                and language_of(stretch.text, declared="en") == "en"
            ):
                yield stretch.remark(match[0], "No such word is known.", word)
        for pattern, mend in CONFUSED:
            for match in pattern.finditer(text):
                yield stretch.remark(match[0], f"“{match['word']}” is another word.", mend + "s" * match["word"].endswith("ses"))
        for match in OWNED_TWICE.finditer(text):
            if is_known(match["owner"].casefold()) and is_known(match["owner"][:-1].casefold()):
                yield stretch.remark(match[0], "The possessive of a plural has no second “s”.", match[0][:-1])
        for match in CAPITALISED.finditer(text):
            day = _calendar_word(match[0])
            if day:
                yield stretch.remark(match[0], "The name of a month or a day is mistyped.", day.capitalize())


def _is_foreign(text: str, start: int, end: int) -> bool:
    """Whether a word stands in a name of another language: "Agence nationale des licences"."""
    before = re.search(r"([A-Z]\w+)\s$", text[max(0, start - MAX_NAME_LETTERS) : start])
    is_name = before is not None and not is_known(before[1].casefold())
    return is_name or ABROAD.match(text, end) is not None


def masked(text: str, *more: re.Pattern[str]) -> str:
    """Return the text with addresses, code and what `more` patterns match blanked out."""
    for pattern in (URL, CODE, *more):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def _meant(printed: str) -> str | None:
    """The known word that an unknown one was meant to be; more is asked where a letter was changed than where one is lost."""
    for word in meant_by(printed):
        enough = MIN_MEANT_COUNT if len(word) != len(printed) or sorted(word) == sorted(printed) else MIN_TITLE_COUNT
        if word[0] == printed[0] and count_of(word) >= enough:
            return word
    return None


@functools.lru_cache(maxsize=4096)
def _calendar_word(word: str) -> str | None:
    """The month or day that an unknown word is one slip from."""
    low = word.casefold()
    if low in CALENDAR or low in MONTH_NUMBERS or is_known(low):
        return None
    return next(
        (name for name in CALENDAR if name[0] == low[0] and abs(len(name) - len(low)) < 2 and name in meant_by(low)), None
    )


def _agreement(draft: Draft) -> Iterator[Remark]:
    """Sentences whose subject is two things, each with its own article or owner, and whose verb is singular."""
    for stretch in draft.body if draft.language == "en" else ():
        for start, end in sentences(stretch.text):
            match = PLURAL_SUBJECT.match(stretch.text[start:end])
            words = match["subject"].split() if match else []
            if match and not any(word.endswith("ed") or word in (",", "also") for word in words):
                plural = {"is": "are", "was": "were", "has": "have"}[match["verb"]]
                yield stretch.remark(match[0].strip(), f"Two things are told of, and the verb is “{match['verb']}”.", plural)


def _title(draft: Draft) -> Iterator[Remark]:
    own = Counter(word for stretch in draft.texts for word in CAPITALISED.findall(stretch.text))
    own.update(word for stretch in draft.texts for word in LOWER.findall(stretch.text))
    for note, citation in draft.published():
        for title in filter(None, (citation.title, citation.title_translation)):
            for match in BROKEN_NUMBER.finditer(title):
                yield _in_title(note.label, match[0], "A space stands within the number.", match[0].replace(" ", ""))
            for match in POSSESSIVES.finditer(title):
                if is_country(match["owner"].casefold()):
                    yield _in_title(note.label, match[0], "Two possessives follow each other; one seems too many.")
            yield from _accents(note.label, title)
            if title.isascii() or language_of(title) == "en":
                yield from _words_of_title(note.label, title, own)


def _accents(label: str, title: str) -> Iterator[Remark]:
    """Words of a Spanish title whose accent stands on another vowel than that of the word in the list: "juridíco"."""
    accented = ACCENTED.findall(title) if not title.isascii() else ()
    for word in accented if accented and language_of(title) == "es" else ():
        bare = word.translate(WITHOUT_ACCENTS)
        forms = (
            bare[:at] + letter.translate(WITH_ACCENTS) + bare[at + 1 :] for at, letter in enumerate(bare) if letter in "aeiou"
        )
        meant = None if is_listed(word, "es") else next((form for form in forms if is_listed(form, "es")), None)
        if meant:
            yield _in_title(label, word, "The accent seems to stand on the wrong letter.", meant)


def _in_title(label: str, quoted: str, why: str, mend: str | None = None) -> Remark:
    return Remark(label=label, quoted=quoted, why=why, mend=mend)


def _meant_in_title(word: str) -> str | None:
    """The common word of a long one that lacks a letter or has one too many, by an ending that names have not."""
    low = word.casefold()
    for meant in meant_by(low) if len(low) >= MIN_LONG_WORD else ():
        is_slip = len(meant) != len(low) or sorted(meant) == sorted(low)
        if is_slip and meant[0] == low[0] and count_of(meant) >= MIN_LONG_COUNT and OF_WORDS.search(meant):
            return meant.capitalize()
    return None


def _words_of_title(label: str, title: str, own: Counter[str]) -> Iterator[Remark]:
    """Find a capitalised word in a title that lacks a letter and cannot well be a name: a small word follows and no name leads,
    an article leads, or it stands between “and” and a common word.
    """
    words = re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", title)
    known = sum(is_known(word.casefold()) for word in words)
    is_english = known >= MIN_KNOWN * (len(words) - 1)  # without the one in doubt; "Barragem divide povoado" is not
    for before, (word, behind) in zip(["", *words], pairwise([*words, ""]), strict=False):
        is_alone = CAPITALISED.fullmatch(word) and own[word] < 2 and not is_known(word.casefold())
        is_common = count_of(before.casefold()) >= MIN_TITLE_COUNT  # "Reports Apear at Last": what leads is no name
        led_by_name = before[:1].isupper() and not is_country(before.casefold()) and not is_common
        meant = _meant_in_title(word) if is_alone else None
        if meant and (is_english or {meant, meant.casefold()} & own.keys()):
            yield _in_title(
                label,
                f"{word} {behind}".strip(),
                "A letter of the title seems one too many or lost.",
                f"{meant} {behind}".strip(),
            )
            continue
        followed = behind.islower() and is_known(behind)
        is_long = len(word) >= MIN_ALONE_LETTERS
        led = before in ARTICLES or (before == "and" and count_of(behind.casefold()) >= MIN_TITLE_COUNT)
        if is_alone and ((followed and not led_by_name) or (is_long and led)):
            enough = MIN_LED_COUNT if is_long and led else MIN_TITLE_COUNT
            near = (one for one in meant_by(word.casefold()) if one[0] == word[0].casefold())  # "Rouble" is no "Trouble"
            longer = [one for one in near if len(one) > len(word) and count_of(one) >= enough]
            if longer:
                yield _in_title(
                    label,
                    f"{word} {behind}".strip(),
                    "A letter seems missing in the title.",
                    f"{longer[0].capitalize()} {behind}".strip(),
                )


_NOTE = '\n\n[^1]: "Ports Close", Quay Times, 4 May 2014.\n'
_TITLE = 'Ports closed.[^1]\n\n[^1]: "{}", Quay Times, 4 May 2014.\n'

RULES = (
    Rule(name="doubled-word", severity=Severity.ERROR, check=_doubled, about="A word printed twice in a row.",
         bad="The the ports closed.[^1]" + _NOTE, good="He had had ports closed.[^1]" + _NOTE),
    Rule(name="phrase-doubled", severity=Severity.WARNING, check=_phrase,
         about="Words printed twice in a row, or a word said twice in one phrase.",
         bad="They want a dialogue on port rights dialogue.[^1]" + _NOTE,
         good="They want a dialogue on port rights.[^1]" + _NOTE),
    Rule(name="word-mistyped", severity=Severity.WARNING, check=_mistyped,
         about="An English word that no dictionary has, one letter away from a common one, printed once or twice.",
         bad="The ports closed at the begining of May.[^1]" + _NOTE, good="The organisation closed its harbours.[^1]" + _NOTE),
    Rule(name="verb-singular", severity=Severity.HINT, check=_agreement,
         about="A singular verb behind two things, each of which has an article or an owner.",
         bad="Port trade and the city's fleet in the south is small.[^1]" + _NOTE,
         good="The gap between the port and the city is small. The port and its fleet are old.[^1]" + _NOTE),
    Rule(name="title-mistyped", severity=Severity.HINT, check=_title,
         about="A title in which a letter seems missing, a number is broken, or two possessives follow each other.",
         bad=_TITLE.format("Jordan Scen setter for a visit"), good=_TITLE.format("Jordan Scene setter for a visit")),
)  # fmt: skip
