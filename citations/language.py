"""The language of a page or title: English, Russian and Tajik by their words and letters, others as declared.

Enters: a text, and the language that its markup declares. Leaves: an ISO 639-1 code, or None where neither tells.
The word lists are those of `citations.lexicon`; what this adds is the weighing against the declaration. Where words and
declaration are silent, `identified` asks py3langid, if it is there (`pip install footnotary[languages]`).
"""

from __future__ import annotations

import functools
import re
from typing import Any

from citations.lexicon import language_shares

# of a text, and how sure py3langid must be of it, to be told by it: of sentences of 40 letters and more in twelve languages it
# names all rightly that it is so sure of
IDENTIFIED_LETTERS, IDENTIFIED_SURELY = 40, 0.95
ENOUGH_LETTERS = 12  # fewer letters tell nothing
SAMPLE_WORDS = 600  # the share of function words hardly moves after these
CLEAR_SHARE = 0.08  # of the words: running prose has 0.2 to 0.5 of its own function words, 0.03 of a neighbour's
FOREIGN_LETTERS = 0.004  # of the letters: what Ukrainian or Kazakh prose has tenfold, and a Russian text by a name or two

# "слово", "ҷумҳурӣ"; not "2015"
WORD = re.compile(r"[^\W\d_]+", re.VERBOSE)
_OWN_LETTERS = {"uk": "іїєґ", "be": "ў", "kk": "әіңұүөһ", "ky": "ңөү", "sr": "ђћљњџј", "mk": "ѓќѕ", "tt": "җәңөүһ"}
_TAJIK, _RUSSIAN_ONLY = frozenset("ғӣқӯҳҷ"), frozenset("ыщц")  # Tajik has had none of the latter since 1998
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
    if sum("а" <= letter <= "ӿ" for letter in letters) > len(letters) / 2:
        return _cyrillic(letters, shares, said)
    best = max((code for code in shares if code not in ("ru", "tg")), key=lambda code: shares[code], default=None)
    if best and shares[best] >= CLEAR_SHARE and (said in (None, best, *_READ) or shares[best] >= 2 * CLEAR_SHARE):
        return best
    return said if said not in ("ru", "tg") else None


def _cyrillic(letters: str, shares: dict[str, float], said: str | None) -> str | None:
    foreign = {code: sum(letters.count(letter) for letter in own) / len(letters) for code, own in _OWN_LETTERS.items()}
    tajik = sum(letter in _TAJIK for letter in letters) / len(letters)
    russian = sum(letter in _RUSSIAN_ONLY for letter in letters) / len(letters)
    strongest = max(foreign, key=lambda code: foreign[code])
    if foreign[strongest] > FOREIGN_LETTERS and foreign[strongest] > tajik / 3:
        return said if said and said not in _READ else strongest
    if russian < 0.01 and (tajik > 0.01 or shares.get("tg", 0) > max(CLEAR_SHARE, shares.get("ru", 0))):
        return "tg"  # the second, for what is typed without the Tajik letters, as much of the older web is
    if russian > 0.005 or shares.get("ru", 0) >= CLEAR_SHARE / 2:
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
    return {"tj": "tg", "ua": "uk"}.get(code, code if re.fullmatch("[a-z]{2,3}", code) else None)
