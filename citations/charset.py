"""Bytes of a page to text: byte order mark, agreement of header and markup, strict UTF-8, then a detector by letters.

Enters: the body and the header's charset. Leaves: text and the name of the charset, in Python's spelling. Never fails:
bytes that fit nothing become U+FFFD. Labels are those of the WHATWG Encoding Standard (iso-8859-1 means windows-1252).
UTF-8 in more than a few places goes before any declaration: prose of another charset is never UTF-8 by chance, while
servers and templates that declare windows-1251 for everything are met.
"""

from __future__ import annotations

import codecs
import functools
import re
from collections import Counter

from citations.regex import regex

RUSSIAN = 0.5  # score from which on a text is Russian in a charset
IN_WORDS = 0.7  # of the bytes beyond ASCII, which stand side by side in Cyrillic: Western languages have them one by one
HIGH_BYTES_A_BAD_ONE = 200  # bytes beyond ASCII for each that a declared charset cannot read: a slip in the page
NEARLY_BEST = 0.9  # of the best score: a declared charset that comes so near is believed
PRESCAN_BYTES = 4096  # the standard says 1024; pages put styles before it
SAMPLE_BYTES = 3000  # of text beyond ASCII: the scores of five charsets no longer move after 500 letters
NEARLY_UTF8 = 20  # well-formed sequences for one bad byte: a page of UTF-8 with a foreign or cut piece in it

# <meta charset="windows-1251">, <meta http-equiv=… content="text/html; charset=koi8-r">, <?xml encoding="…"?>
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.VERBOSE)
WELL_FORMED = re.compile(rb"[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}")
HIGH_BYTE = re.compile(rb"[\x80-\xFF]")
HIGH_PAIR = re.compile(rb"[\x80-\xFF]{2,}")
MARKUP = re.compile(rb"<(?:script|style)\b.*?</(?:script|style)|<[^>]*>", re.DOTALL | re.IGNORECASE)

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WIDENED = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "gb2312": "gb18030",
            "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874"}  # fmt: skip
_NOT_TEXT = {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
# Asked in this order: of equal readings the first counts. koi8-t and ptcp154 are the tables that hold Tajik letters.
CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "koi8-t", "ptcp154", "mac-cyrillic")
RARE = {
    "mac-cyrillic": 0.98,
    "ptcp154": 0.99,
}  # shares its small letters with cp1251, and differs in the signs that stand between words
ARABIC = ("cp1256", "iso8859-6")
ALEF, ALEF_SHARE = b"\xc7", 0.07  # of the letters beyond ASCII; in Arabic and Persian it is 0.12 and more
COMMON_ARABIC, ARABIC_SHARE = "اليوی", 0.25  # of them; in Arabic 0.35 to 0.45, in Persian about 0.3
FEWEST_ARABIC = 24  # letters beyond ASCII by which this is told
UTF16_BYTES = 16  # of a document's beginning, which is markup
EASTERN = ("cp1250", "iso8859-2")
WRONG_CASE = regex(r"[а-яё][А-ЯЁ]")  # matches: оП    does not: Оп
MIXED = regex(r"(?<=[A-Za-z])[Ѐ-ӿ]|[Ѐ-ӿ](?=[A-Za-z])")  # matches: coыte    does not: coute, кот
# matches: wiedzia³, z³oty, za¿ó³æ    does not: 25 m³, ¿qué?, 100 £
SIGN_IN_WORD = regex(r"(?<=[^\W\d_])[¹³¿£¥¯¼¾±¶¡¦¬¢¨](?=[^\W\d_])|(?<=[a-zà-ÿ])[³±¶¿¹](?=[\s.,])")
_PUNCTUATION = frozenset("«»–—„“”’…№° ·•©\xa0")
# Letters of Russian by frequency, upper case apart: prose has few capitals, and none after a small letter.
_FREQUENT = dict(zip("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", range(33, 0, -1), strict=True))
# Letters of Ukrainian, Belarusian, Tajik and Kazakh beside them, about as frequent there.
_FREQUENT |= {
    "і": 25,
    "ї": 10,
    "є": 8,
    "ґ": 2,
    "ў": 12,
    "ӣ": 15,
    "қ": 15,
    "ҳ": 18,
    "ҷ": 12,
    "ғ": 10,
    "ӯ": 12,
    "ә": 12,
    "ң": 8,
    "ө": 5,
    "ү": 8,
    "ұ": 8,
}
PROOF_AGAINST_ONE, PROOF_AGAINST_TWO = 12, 24  # letters beyond ASCII that outweigh a declaration, and two that agree
FEW_SEQUENCES = 4  # of UTF-8 in a page whose header and markup agree on another charset: that many may be chance


def decode(body: bytes, *, charset: str | None = None) -> tuple[str, str]:
    """Return the text of `body` and the charset used; `charset` is what the header says.

    >>> decode("Ёлка".encode("koi8-r"), charset="koi8-r")
    ('Ёлка', 'koi8-r')
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body.decode(name, errors="replace"), name.removesuffix("-sig")
    name = unmarked_utf16(body) or _charset_of(body, charset)
    return body.decode(name, errors="replace"), name


def unmarked_utf16(body: bytes) -> str | None:
    """Return which UTF-16 a page without a byte order mark is in, told by the noughts beside its markup's letters; else None."""
    if b"\0" not in body[:UTF16_BYTES]:
        return None
    for name, letters, noughts in (("utf-16-le", 0, 1), ("utf-16-be", 1, 0)):
        if body[noughts:UTF16_BYTES:2].strip(b"\0") == b"" and body[letters:UTF16_BYTES:2].lstrip().startswith(b"<"):
            return name
    return None


def _charset_of(body: bytes, header: str | None) -> str:
    said = known_charset(header)
    match = DECLARED.search(body[:PRESCAN_BYTES])
    written = known_charset(match[1].decode("ascii", "replace") if match else None)
    if written and written.startswith("utf-16"):
        written = "utf-8"  # a declaration that was readable byte by byte is not in UTF-16
    if said and said.startswith("utf-16") and b"\0" not in body[:200]:
        said = None
    if not HIGH_BYTE.search(body):
        stateful = next(
            (name for name in (said, written) if name in ("iso2022_jp", "hz") or (name or "").startswith("utf-16")), None
        )
        return stateful or "utf-8"
    if _is_utf8(body) and not (said == written and said != "utf-8" and _is_thin(body, said)):
        return "utf-8"
    return _weigh(body, said, written)


def known_charset(label: str | None) -> str | None:
    """Return Python's name of a charset label as browsers understand it, or None."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'").replace("x-sjis", "shift_jis").replace("x-", "")).name
    except (LookupError, ValueError):
        return None
    name = _WIDENED.get(name, name)
    return None if name in _NOT_TEXT or not codecs.lookup(name)._is_text_encoding else name


def _sample(body: bytes) -> bytes:
    """Return text of the body with its first high bytes, without markup where there is text outside it."""
    first = HIGH_BYTE.search(body)
    start = max(0, first.start() - 200) if first else 0
    text = MARKUP.sub(b" ", body[: start + 20 * SAMPLE_BYTES])
    found = HIGH_BYTE.search(text)
    if found is None:
        return body[start : start + SAMPLE_BYTES]
    return text[max(0, found.start() - 200) :][:SAMPLE_BYTES]


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        whole = sum(len(found) for found in WELL_FORMED.findall(body))
        bad = len(HIGH_BYTE.findall(body)) - whole
        return whole > NEARLY_UTF8 * 2 * bad
    return True


def _is_thin(body: bytes, agreed: str | None) -> bool:
    """Whether so few sequences of UTF-8 stand in the body that header and markup, which agree on another charset, go before."""
    return agreed is not None and len(WELL_FORMED.findall(body)) <= FEW_SEQUENCES and _fits(body, agreed)


def _weigh(body: bytes, said: str | None, written: str | None) -> str:
    """Return the charset of bytes that are not UTF-8: what was declared, unless the letters speak against it."""
    declared = [name for name in dict.fromkeys((said, written)) if name and name != "utf-8" and _fits(body, name)]
    agreed = said if said and said == written and declared else None
    if agreed and agreed not in CYRILLIC and not agreed.startswith(("cp125", "iso8859", "latin")):
        return agreed  # many-byte charsets: a strict decoding is proof enough
    sample = _sample(body)
    if declared and len(HIGH_BYTE.findall(sample)) < (PROOF_AGAINST_TWO if agreed else PROOF_AGAINST_ONE):
        return declared[0] if agreed else _western(sample, declared) or declared[0]
    if arabic := _arabic(sample):
        return arabic
    best = _cyrillic(sample)
    if best is None:
        return _western(sample, declared) or _detected(sample) or "cp1252"
    if declared and not any(name in CYRILLIC or _looks_latin(name) for name in declared):
        return declared[0]
    scores = {name: russian_score(sample.decode(name, "replace")) for name in (best, *declared)}
    nearest = max(declared, key=lambda name: scores[name], default=best)
    return nearest if scores[nearest] >= NEARLY_BEST * scores[best] else best


def _western(sample: bytes, declared: list[str]) -> str | None:
    """Return the declared charset that leaves the fewest signs inside words; None when each leaves them, or mixes alphabets."""
    fitting = [name for name in declared if not _mixes(sample, name)]
    signs = {name: len(SIGN_IN_WORD.findall(sample.decode(name, "replace"))) for name in fitting}
    nearest = min(fitting, key=lambda name: signs[name], default=None)
    return nearest if nearest and not (_looks_latin(nearest) and signs[nearest]) else None


def _mixes(sample: bytes, name: str) -> bool:
    """Whether a Cyrillic charset would put Cyrillic letters into Latin words, again and again."""
    high = len(HIGH_BYTE.findall(sample))
    return name in CYRILLIC and 3 * len(MIXED.findall(sample.decode(name, "replace"))) > high


def _fits(body: bytes, name: str) -> bool:
    try:
        text = body.decode(name)
    except (UnicodeDecodeError, LookupError):
        decoded = body.decode(name, errors="replace")
        return decoded.count("�") * HIGH_BYTES_A_BAD_ONE < len(HIGH_BYTE.findall(body))
    return not re.search(r"[\x80-\x9f]{2}", text)


def _arabic(sample: bytes) -> str | None:
    """Return the charset in which `sample` is Arabic or Persian by its commonest letters, or None.

    The byte of alef is a capital in Cyrillic charsets but one, and a rare letter there: prose never has so many of it.
    """
    high = len(HIGH_BYTE.findall(sample))
    if high < FEWEST_ARABIC or sample.count(ALEF) < ALEF_SHARE * high:
        return None
    share = {name: sum(map(sample.decode(name, "replace").count, COMMON_ARABIC)) / high for name in ARABIC}
    best = max(share, key=lambda name: share[name])
    return best if share[best] >= ARABIC_SHARE else None


def _looks_latin(name: str) -> bool:
    return name in ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-15", "latin-1")


def _cyrillic(sample: bytes) -> str | None:
    """Return the Cyrillic charset in which `sample` is most like Russian, or None when it is like none."""
    high = len(HIGH_BYTE.findall(sample))
    in_words = sum(len(run) for run in HIGH_PAIR.findall(sample))
    if high < 4 or in_words < IN_WORDS * high:
        return None  # Western languages have their high bytes one by one
    scores = {name: russian_score(sample.decode(name, "replace")) * RARE.get(name, 1.0) for name in CYRILLIC}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > RUSSIAN else None


def russian_score(text: str) -> float:
    """Return how much the letters beyond ASCII look like Cyrillic prose: about 0.7 for it, below 0.45 for mojibake."""
    count = {letter: number for letter, number in Counter(text).items() if letter > "\x7f"}
    signs = sum(number for letter, number in count.items() if letter in _PUNCTUATION)
    letters = sum(count.values()) - signs
    if not letters:
        return 0.0
    weight = sum(number * _weight(letter) for letter, number in count.items())
    strange = sum(number for letter, number in count.items() if not letter.isalpha() and letter not in _PUNCTUATION)
    return (weight / 33 - len(WRONG_CASE.findall(text)) - strange) / letters


def _weight(letter: str) -> float:
    return _FREQUENT.get(letter, 0) or 0.5 * _FREQUENT.get(letter.casefold(), 0)


def _detected(sample: bytes) -> str | None:
    found = _detector()(
        sample[:4096],
        cp_isolation=["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "gb18030", "big5", "cp932", "cp949"],
    )
    best = found.best()
    name = known_charset(best.encoding) if best is not None else None
    return _latin(sample) if name in ("cp1250", "cp1252") else name


def _latin(sample: bytes) -> str:
    """Return which Latin charset a text is in: Western, unless it would leave signs inside words (ł read as ³)."""
    if not SIGN_IN_WORD.search(sample.decode("cp1252", "replace")):
        return "cp1252"
    return max(EASTERN, key=lambda name: -len(SIGN_IN_WORD.findall(sample.decode(name, "replace"))))


@functools.cache
def _detector():  # type: ignore[no-untyped-def]  # charset_normalizer.from_bytes, of an import that few pages need
    from charset_normalizer import from_bytes

    return from_bytes
