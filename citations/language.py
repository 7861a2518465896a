"""The language of a page or title: English, Russian and Tajik by their words and letters, others as declared.

Enters: a text, and the language that its markup declares. Leaves: an ISO 639-1 code, or None where neither tells.
The word lists are those of `citations.function_words`; what this adds is the weighing against the declaration. Where words and
declaration are silent, `identified` asks py3langid, if it is there (`pip install footnotary[languages]`).
"""

from __future__ import annotations

import functools
import re
from heapq import nlargest
from typing import Any

from citations.function_words import language_shares, neighbour_shares
from citations.regex import regex

# of a text, and how sure py3langid must be of it, to be told by it: of sentences of 40 letters and more in twelve languages it
# names all rightly that it is so sure of
TAJIK_SHARE, RUSSIAN_SHARE = 0.01, 0.005  # of the letters, which only one of the two has: from there on it is that language
IDENTIFIED_LETTERS, IDENTIFIED_SURELY = 40, 0.95
ENOUGH_LETTERS = 12  # fewer letters tell nothing; 6 and 24 change nothing
SAMPLE_WORDS = 600  # the share of function words hardly moves after these; 10 tells 3 less rightly and one wrongly
CLEAR_SHARE = (
    0.08  # of the words: running prose has 0.2 to 0.5 of its own function words, 0.03 of a neighbour's; 0.16 names 2 less
)
# times the share of the next language: of 49 passages 1.0 tells 37 rightly and one wrongly, 1.1 35 and none, 1.5 30
CLEAR_LEAD = 1.1
MOST_FOREIGN = 0.01  # of the letters, which a language does not use: names and loanwords; 0.003 and 0.1 change nothing
# not decided by the passages of `tests/sweep.py language`: 0.001 and 0.02 change nothing
FOREIGN_LETTERS = 0.004  # of the letters: what Ukrainian or Kazakh prose has tenfold, and a Russian text by a name or two
KANA = 0.05  # of the letters: half of those of Japanese prose are kana, of Chinese prose a name or two

# "слово", "ҷумҳурӣ"; not "2015"
WORD = regex(r"[^\W\d_]+", re.VERBOSE)
_OWN_LETTERS = {"uk": "іїєґ", "be": "ў", "kk": "әіңұүөһ", "ky": "ңөү", "sr": "ђћљњџј", "mk": "ѓќѕ", "tt": "җәңөүһ"}
# Letters that are not in the alphabet of a language that is known by its words
_FOREIGN_TO = {
    code: regex(f"[^{letters}]")
    for code, letters in {
        "en": "a-z", "de": "a-zäöüß", "fr": "a-zàâæçéèêëîïôœùûüÿ", "es": "a-záéíóúüñ", "tr": "a-pr-vyzçğıöşüâîûi̇", "uz": "a-zʻʼ",
    }.items()
}  # fmt: skip
_TAJIK, _RUSSIAN_ONLY = frozenset("ғӣқӯҳҷ"), frozenset("ыщц")  # Tajik has had none of the latter since 1998
_EASTERN = (("\u3400", "\u9fff"), ("\u3040", "\u30ff"), ("\uac00", "\ud7af"))  # Han, kana, hangul
_READ = frozenset({"en", "ru", "tg"})


def language_of(text: str, *, declared: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the language of `text`; `declared` ("ru-RU") decides where the words do not.

    >>> language_of("Президент встретился с послом и заявил, что это не так")
    'ru'
    """
    said = _code(declared)
    words = WORD.findall(text[: SAMPLE_WORDS * 12].casefold())[:SAMPLE_WORDS]
    letters = "".join(words)
    if len(letters) < ENOUGH_LETTERS:
        return said
    shares = language_shares(words)
    if not letters.isascii() and sum("а" <= letter <= "ӿ" for letter in letters) > len(letters) / 2:
        return _cyrillic(letters, shares, said)
    if code := _eastern(letters):
        return code
    best = _latin(letters, {**shares, **neighbour_shares(words)})
    if best and (said in (None, best, *_READ) or shares.get(best, 0) >= 2 * CLEAR_SHARE):
        return best
    return said if said not in ("ru", "tg") else None


def _latin(letters: str, shares: dict[str, float]) -> str | None:
    """The language whose function words are clearly more of the words than any other's, if it is written with these letters."""
    first, second = nlargest(
        2, [(share, code) for code, share in shares.items() if code not in ("ru", "tg")] + [(0.0, ""), (0.0, "")]
    )
    if first[0] < CLEAR_SHARE or first[0] < CLEAR_LEAD * second[0]:
        return None
    foreign = _FOREIGN_TO.get(first[1])
    return first[1] if foreign is None or len(foreign.findall(letters)) <= MOST_FOREIGN * len(letters) else None


def _eastern(letters: str) -> str | None:
    """Return the language of a text most of whose letters are Han, kana or hangul, whatever its markup declares."""
    if max(letters) < _EASTERN[1][0]:
        return None
    han, kana, hangul = (sum(first <= letter <= last for letter in letters) for first, last in _EASTERN)
    if 2 * (han + kana + hangul) <= len(letters):
        return None
    if hangul > han + kana:
        return "ko"
    return "ja" if kana > KANA * len(letters) else "zh"


def _is_uzbek(letters: str) -> bool:
    """Whether Cyrillic letters are those of Uzbek, which shares three with Tajik and has none of its other three."""
    return "ў" in letters and any(letter in letters for letter in "қғҳ") and not any(letter in letters for letter in "ӣӯҷ")


def _cyrillic(letters: str, shares: dict[str, float], said: str | None) -> str | None:
    if _is_uzbek(letters):
        return "uz"
    foreign = {code: sum(letters.count(letter) for letter in own) / len(letters) for code, own in _OWN_LETTERS.items()}
    tajik = sum(letter in _TAJIK for letter in letters) / len(letters)
    russian = sum(letter in _RUSSIAN_ONLY for letter in letters) / len(letters)
    strongest = max(foreign, key=lambda code: foreign[code])
    if foreign[strongest] > FOREIGN_LETTERS and foreign[strongest] > tajik / 3:
        return said if said and said not in _READ else strongest
    if russian < TAJIK_SHARE and (tajik > TAJIK_SHARE or shares.get("tg", 0) > max(CLEAR_SHARE, shares.get("ru", 0))):
        return "tg"  # the second, for what is typed without the Tajik letters, as much of the older web is
    if russian > RUSSIAN_SHARE or shares.get("ru", 0) >= CLEAR_SHARE / 2:
        return "ru"
    return said if said not in (None, "en") else ("tg" if tajik else "ru")


def identified(text: str) -> str | None:
    """Return the language that py3langid is sure of, for a text of which `language_of` tells nothing; None without it.

    Not for the worker process: its model unfolds into a file of 70 MB, more than a reader may write there. The languages of our
    own lists are told by them alone.
    """
    sample = text[: SAMPLE_WORDS * 12]
    if sum(map(len, WORD.findall(sample))) < IDENTIFIED_LETTERS or (identifier := _identifier()) is None:
        return None
    code, sureness = identifier.classify(sample)
    return str(code) if sureness >= IDENTIFIED_SURELY and code not in _READ else None


@functools.cache
def _identifier() -> Any:
    """py3langid's identifier, or None where it is not installed; made in half a second, and only when a text needs it."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except (ImportError, OSError):  # a full disk has no room for its model
        return None


def _code(declared: str | None) -> str | None:
    code = (declared or "").strip().casefold().replace("_", "-").split("-")[0]
    return {"tj": "tg", "ua": "uk", "utf": None}.get(code, code if re.fullmatch("[a-z]{2,3}", code) else None)
