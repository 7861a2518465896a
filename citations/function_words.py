"""In which languages and scripts words are written, told by function words and letters.

Enters: folded words (`citations.words.fold`). Leaves: shares of them, from 0 to 1. The weighing is done in `citations.language`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from citations.regex import regex

_FUNCTION_WORDS = {
    "en": "the of and to in that is was for with as it by at from are this be were which has have had not he his they but on",
    "ru": "и в не на что с по как это из к за от его он для но же у а так была было быть был были при мы они которые после",
    "tg": "ва дар аз ба ки бо барои ин он аст буд низ мешавад шуд кард карда шуда ҳам то чун онҳо бояд худ соли",
    "de": "der die und das von den zu mit ist des im dem nicht ein eine auf für als auch sich wurde werden aus",
    "fr": "le la les des et est une dans pour que qui sur pas au avec par sont du il plus cette ses été",
    "es": "el los las y del que en un una por con para se su es al como más pero sus fue",
    "tr": "ve bir bu için ile olarak da de çok daha olan gibi sonra kadar ama",
    "uz": "va bilan uchun bu bir ham edi esa deb ning hamda",
}
KNOWN_LANGUAGES = frozenset(_FUNCTION_WORDS)
# Of languages that nothing else is known of here, so that they are not taken for one of those above, and of the two of these
# that share words with them
_NEIGHBOURS = {
    "fr": "de la le les des et est une en un à du au aux que qui dans pour par sur pas avec sont il elle plus cette ses ont été",
    "es": "de la el los las y del que en un una a por con para se su es al no como más pero sus fue lo ha",
    "it": "di che il la e un per non in con del della sono è una i le al dei nel si più ma alla da gli nella lo ha",
    "nl": "de het een van en in is dat op te zijn voor met niet aan er om ook als door maar bij worden werd naar uit deze dit",
    "pt": "de que o a e do da em um para é com não uma os no se na por mais as dos como mas foi ao das já",
    "ro": "și de a în la cu pe nu că din este o un pentru mai care au fost sunt fi să ce iar va",
    "ca": "de la i que el a les els en un per amb una no és dels del va al més van es",
    "pl": "w i na z że się nie do to jest o od za po jak ale przez dla przy są był była które co",
    "cs": "v a na se že je z s o do by i ale za pro jako podle který byl které tak co to",
    "sv": "och att det i en som är på för av med den till har inte om ett men de var från under",
    "da": "og i at det en er på for af med den til har ikke som et de fra blev var der om",
    "no": "og i at det en er på for av med den til har ikke som et de fra ble var der om",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga oleh ada ke dua sebuah",
}
# of such words, of which one tells nothing: of 49 passages 3 tells one wrongly, 1 three (`tests/sweep.py language`)
_LEAST_DIFFERENT = 5
NAMED_LANGUAGES = KNOWN_LANGUAGES | frozenset(_NEIGHBOURS)
# the languages of which a word is a function word
LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _code, _listed in _FUNCTION_WORDS.items():
    for _form in _listed.split():
        LANGUAGES_OF[_form] = (*LANGUAGES_OF.get(_form, ()), _code)
_NEIGHBOURS_OF = {
    form: [code for code, listed in _NEIGHBOURS.items() if form in listed.split()]
    for form in " ".join(_NEIGHBOURS.values()).split()
}
_TAJIK_LETTER = regex("[ғӣқӯҳҷ]")


def language_shares(forms: Sequence[str]) -> dict[str, float]:
    """Return which share of the words are function words of each language, by BCP 47 code; a Tajik letter counts as one."""
    counts: Counter[str] = Counter()
    for form in forms:
        for code in LANGUAGES_OF.get(form, ()):
            counts[code] += 1
        if not form.isascii() and _TAJIK_LETTER.search(form):
            counts["tg"] += 1
    return {code: count / len(forms) for code, count in counts.items()}


def neighbour_shares(forms: Sequence[str]) -> dict[str, float]:
    """Return the same for languages that are known by these words alone, where several of them stand: Italian, Dutch, French."""
    counts = Counter(code for form in forms for code in _NEIGHBOURS_OF.get(form, ()))
    different = Counter(code for form in set(forms) for code in _NEIGHBOURS_OF.get(form, ()))
    return {code: count / len(forms) for code, count in counts.items() if different[code] >= _LEAST_DIFFERENT}


def script_shares(forms: Sequence[str]) -> dict[str, float]:
    """Return which share of the words is written in each script: `latin`, `cyrillic`, `arabic`, `other`."""
    counts = Counter(_script(form[0]) for form in forms if form[0].isalpha())
    return {script: count / counts.total() for script, count in counts.items()}


def _script(letter: str) -> str:
    if letter < "\u0250":
        return "latin"
    if "\u0400" <= letter < "\u0530":
        return "cyrillic"
    return "arabic" if "\u0600" <= letter < "\u0780" else "other"
