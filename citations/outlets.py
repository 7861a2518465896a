"""Whether two names may be of one outlet: as a note cites it, as a page and its address give it, in any script.

Enters: names, and the host of a page. Leaves: answers yes or no. An outlet has many names: its owner's, a part's, an
abbreviation, a translation; two are called different ones only where none of these can be. It knows no publisher.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from citations.names import SOFT_SEPARATOR, TitleAgreement, fold_title, name_key, title_agreement
from citations.publisher import PARENTHESIS, name_of
from citations.regex import regex
from citations.romanise import romanise

# What is said of other values is of the 364 pairs of `tests/sweep.py headlines`, 134 accused, 132 of them rightly, of 152
SLIP_LETTERS = 5  # of a word that may be another one with a letter mistyped; 3 and 9 change nothing
MIN_LABEL_LETTERS = 2  # of a host's label that may abbreviate a name: "ft", "dw", "rg"; 1 changes nothing, 4 accuses 116 rightly
MIN_WORD_LETTERS = 4  # of a label that is one word of a name: "zeit" of "Die Zeit"; 2 and 7 accuse 130 rightly
MIN_BEGINNING = 3  # letters of a name with which a host's label begins: "nyt" of "nytimes"; 1 and 5 change nothing
# Words that an outlet's name has or has not, by its kind and its owner's form, in three languages
_OF_KINDS = frozenset(
    "the online news media network group holding ltd llc inc gmbh plc corp corporation company agency international "
    "publishing information website ооо зао пао оао ано гау риц сми иа ниат амит смм хмм медиагруппа агентство агентства "
    "информационное международное новостей издательский дом портал сайт телеканал ажонсии иттилоотии хабаргузории".split()
)
_SMALL = frozenset("the a of to for and in on with de la und der и в по на для ва дар".split())
# A part of a body, which may have a name of its own: "RFE/RL's Uzbek Service", "Русская служба Би-би-си"
_OF_PARTS = regex(
    r"""\b(?:service|edition|bureau|desk|служб[аы]|редакци[яи]|бюро|хадамоти|шуъбаи)\b""", re.VERBOSE | re.IGNORECASE
)
_ABBREVIATION = regex(r"""[A-ZА-ЯҒӢҚӮҲҶ]{2,5}""", re.VERBOSE)  # "CPJ", "РБК"; not "Mir"
# "Lenta.ru", "24.kg"; not "St. Petersburg", "Tajikistan"
_DOMAIN = regex(r"""^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,10}$""", re.VERBOSE)
# the end of "ИА «Авеста.Tj»"; not of "St. Petersburg", "U.S."
_END_OF_DOMAIN = regex(r"""(?<=\w{2})\.[^\W\d_]{2,10}(?=\W*$)""", re.VERBOSE)
_WORD = regex(r"""[^\W_]+(?:[’'-][^\W_]+)*""", re.VERBOSE)  # "Asia-Plus" whole, "(AN)" as "AN"
# Sites that carry what others published, and what the site's software fills in: such a name says nothing of the outlet
_CARRIERS = frozenset(
    "youtube facebook twitter x instagram telegram whatsapp vk вконтакте одноклассники tiktok linkedin reddit livejournal medium "
    "substack blogger blogspot wordpress tumblr vimeo dailymotion rutube rumble odysee spotify soundcloud yahoo msn google bing "
    "flipboard smartnews pressreader dzen дзен яндекс yandex rambler рамблер mail.ru scribd issuu academia researchgate jstor "
    "ssrn proquest lexisnexis nexis factiva allafrica reliefweb refworld ecoi инопресса inopressa иносми inosmi wikipedia "
    "википедия wikimedia wayback archive archive.today archive.org wikileaks eurekalert prnewswire businesswire admin "
    "home joomla drupal wix squarespace tilda".split()
)
# A paper's edition of one day, which has a name of its own: "Scotland on Sunday", "Welt am Sonntag"
_OF_A_DAY = regex(
    r"""\b(?:sunday|saturday|weekend|sonntag|dimanche|domingo|воскрес\w+|выходн\w+)\b""", re.VERBOSE | re.IGNORECASE
)
_SAME = (TitleAgreement.SAME, TitleAgreement.SAME_WEAK)


def is_one_outlet(left: str, right: str) -> bool:
    """Return whether two names are one, but for case, script, punctuation, owner's form, and what explains either.

    >>> is_one_outlet("Avesta", "ИА «Авеста.Tj»"), is_one_outlet("24.kg", "24.kz"), is_one_outlet("Daily News", "Daily Mail")
    (True, False, False)
    """
    if name_of(left) == name_of(right):
        return bool(name_of(left))
    if _DOMAIN.match(left) and _DOMAIN.match(right):
        return _key(left) == _key(right)
    pairs = [(ours, theirs) for ours in _readings(left) for theirs in _readings(right)]
    return any(_key(ours) == _key(theirs) != "" or title_agreement(ours, theirs) in _SAME for ours, theirs in pairs)


def may_be_one_outlet(left: str, right: str) -> bool:
    """Return whether one name may stand for the other: a part of it, its initials, its translation, or a slip of the pen.

    >>> may_be_one_outlet("FT", "Financial Times"), may_be_one_outlet("Вестник порта", "Harbour Post")
    (True, True)
    >>> may_be_one_outlet("Radio Ozodlik", "Radio Ozodi"), may_be_one_outlet("Kommersant", "Известия")
    (False, False)
    """
    ours, theirs = _keys(_bare(left)), _keys(_bare(right))
    if not ours or not theirs or not (_is_readable(left) and _is_readable(right)):
        return True
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    if _is_shortened(left, right) or _is_shortened(right, left):
        return True
    if len(ours) == len(theirs) and all(_is_slip(*pair) for pair in zip(ours, theirs, strict=True)):
        return True
    return is_latin(left) != is_latin(right) and not _is_transliterated(left if is_latin(left) else right)


def names_a_part(name: str) -> bool:
    """Return whether a name says that it is a body's part, which may have a name of its own: "RFE/RL's Uzbek Service"."""
    return _OF_PARTS.search(name) is not None


def is_carrier(name: str) -> bool:
    """Return whether a name is of a site that carries what others published: a platform, an aggregator, an archive.

    >>> is_carrier("YouTube"), is_carrier("Yahoo News"), is_carrier("The Scotsman")
    (True, True, False)
    """
    return not _CARRIERS.isdisjoint({*name.casefold().split(), *_bare(name).split()})


def may_be_related(left: str, right: str) -> bool:
    """Return whether two outlets may be of one house by their names: a telling word of both, or an edition of one day.

    >>> may_be_related("Mail on Sunday", "The Scotsman"), may_be_related("Financial Times", "Financial Express")
    (True, True)
    >>> may_be_related("Herald", "The Scotsman")
    False
    """
    if any(_OF_A_DAY.search(name) for name in (left, right)) or _is_host_of(left, right) or _is_host_of(right, left):
        return True
    ours, theirs = _keys(_bare(left)), _keys(_bare(right))
    if is_latin(left) != is_latin(right):  # "Faraj", "Фараж": one beginning, two ways to write the rest
        ours, theirs = ([key[:MIN_WORD_LETTERS] for key in keys] for keys in (ours, theirs))
    return not set(ours).isdisjoint(theirs)


def _is_host_of(name: str, other: str) -> bool:
    return _DOMAIN.match(name) is not None and may_bear(name, other)


def spelt_out(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names without those that only abbreviate another, unless nothing else is left."""
    told = tuple(names)
    return tuple(name for name in told if not _ABBREVIATION.fullmatch(name)) or told


def bears(host: str, name: str) -> bool:
    """Return whether a host is named by an outlet's name, whole or abbreviated: "nypost.com" by "New York Post".

    >>> [bears(*pair) for pair in (("rg.ru", "Российская газета"), ("nypost.com", "New York Post"), ("iz.ru", "Труд"))]
    [True, True, False]
    """
    labels, spelt = _labels(host), _spelt(name)
    whole = "".join(spelt[0]) if spelt else ""
    if len(whole) >= MIN_LABEL_LETTERS and whole in "".join(labels):
        return True
    return any(
        (len(label) >= MIN_LABEL_LETTERS and _abbreviates(label, words)) or (len(label) >= MIN_WORD_LETTERS and label in words)
        for label in labels[:-1]
        for words in spelt
    )


def may_bear(host: str, name: str) -> bool:
    """Return whether a host may be named by an outlet's name: by its first words too, or by more than its abbreviation.

    >>> may_bear("www.bbc.com", "BBC Russian"), may_bear("nytimes.com", "NYT"), may_bear("dailymail.co.uk", "Daily News")
    (True, True, False)
    """
    heads = {"".join(words[:count]) for words in _spelt(name) for count in range(1, len(words) + 1)}
    whole = "".join("".join(words) for words in _spelt(name)[:1])
    begins = [label in heads or (len(whole) >= MIN_BEGINNING and label.startswith(whole)) for label in _labels(host)]
    return bears(host, name) or any(begins)


def is_told(name: str, text: str) -> bool:
    """Return whether every word of a name, or its initials, stands in a text.

    >>> is_told("Associated News", "The locks are open (AN)."), is_told("Harbour Herald", "The harbour is open.")
    (True, False)
    >>> is_told("Human Rights Watch", "The quay is shut, HRW says.")
    True
    """
    words, keys = _told(text)
    ours, initials = _keys(_bare(name)), _initials(name)
    return bool(ours) and (set(ours) <= keys or not (words | keys).isdisjoint(initials))


@functools.lru_cache(maxsize=4)
def _told(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text, folded, and their keys."""
    words = frozenset(part for word in set(_WORD.findall(text)) for part in fold_title(word).split())
    return words, frozenset(map(_word_key, words))


@functools.lru_cache(maxsize=4096)
def _word_key(word: str) -> str:
    return name_key(word).replace(" ", "")


def _keys(name: str) -> list[str]:
    return [key for key in map(_word_key, name.split()) if key]


def _key(name: str) -> str:
    return "".join(_keys(fold_title(name)))


def _bare(name: str) -> str:
    """The words of a name, folded, without those of its kind and the end of a domain, unless nothing else is left."""
    words = fold_title(_END_OF_DOMAIN.sub("", name)).split()
    return " ".join([word for word in words if word not in _OF_KINDS] or words)


def _readings(name: str) -> list[str]:
    """A name without its kind; what stands before its explanation; what stands in its parenthesis, and beside it."""
    inside = [match["inside"] for match in PARENTHESIS.finditer(name)]
    return [bare for bare in map(_bare, (name, PARENTHESIS.sub("", name), SOFT_SEPARATOR.split(name)[0], *inside)) if bare]


def _initials(name: str) -> set[str]:
    """The first letters of two words and more, with those of its kind and without, small words left out."""
    folded = (fold_title(name), _bare(name))
    told = {"".join(word[0] for word in words.split() if word not in _SMALL) for words in folded}
    return {_word_key(letters) for letters in told if len(letters) > 1}


def _is_shortened(left: str, right: str) -> bool:
    """Whether the first name, or what it has beside their common words, is an abbreviation that the second may spell out."""
    common = set(fold_title(left).split()) & set(fold_title(right).split())
    ours, theirs = (" ".join(w for w in _WORD.findall(name) if fold_title(w) not in common) for name in (left, right))
    if not _ABBREVIATION.fullmatch(ours):
        return bool(_initials(right) & {_word_key("".join(_bare(left).split()))})
    letters = _word_key(fold_title(ours))
    if common:
        return any(letters.startswith(initials) for initials in _initials(theirs))
    return _word_key(_bare(right)[:1]) == letters[:1]  # "RSF", which is "Reporters Without Borders" in another language


def _is_slip(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= SLIP_LETTERS and OSA.distance(one, other) == 1)


def is_latin(name: str) -> bool:
    """Return whether a name is written in Latin letters, those with marks among them.

    >>> is_latin("Le Progrès"), is_latin("Известия")
    (True, False)
    """
    return all(sign < "\u0250" for sign in name if sign.isalpha())


def _is_readable(name: str) -> bool:
    """Whether a name is written in Latin or Cyrillic letters."""
    return all(sign < "\u0250" or "\u0400" <= sign < "\u0530" for sign in name if sign.isalpha())


def _is_transliterated(name: str) -> bool:
    """Whether a name in Latin letters is no English one: "Rossiyskaya Gazeta"."""
    from citations.spelling import is_known

    words = [word for word in _bare(name).split() if word.isalpha()]
    return bool(words) and not any(is_known(word) for word in words)


def _labels(host: str) -> list[str]:
    """The parts of a host in Latin letters, without hyphens."""
    return romanise(host.casefold().replace("-", "")).removeprefix("www.").split(".")


def _spelt(name: str) -> list[list[str]]:
    """The words of a name in Latin letters, as printed and without those of its kind."""
    whole = PARENTHESIS.sub("", name)
    return [romanise(words).split() for words in (fold_title(whole).removeprefix("the "), _bare(whole)) if words]


def _abbreviates(label: str, words: Sequence[str]) -> bool:
    """Whether a label is made of the beginnings of all words, in their order: "csmonitor", "rg", "nytimes", "iz"."""
    ends = {0}
    for word in words:
        ends = {end + cut for end in ends for cut in range(1, len(word) + 1) if label.startswith(word[:cut], end)}
    return bool(words) and len(label) in ends
