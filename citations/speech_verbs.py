"""Verbs by which a text gives words to somebody: "said", "told", "called it “…”", "according to", «по словам», «гуфт».

Enters: folded words (`citations.words.fold`). Leaves: yes or no. English, Russian and Tajik. Verbs that deny or ask are none: who
denies words has not said them.
"""

from __future__ import annotations

from citations.lexicon import is_attribution


def _with_feminine(masculine: str) -> str:
    return " ".join(f"{verb} {verb}а" for verb in masculine.split())


# behind these the speaker may stand: "“…,” said Rosa Lind"
_SAYING = frozenset(
    (
        "said says added adds recalled recalls explained explains insisted insists claimed claims argued argues replied"
        " replies wrote writes warned warns stated declared declares announced acknowledged admitted asserted asserts observed"
        " commented concluded stressed remarked responded complained predicted promised vowed believes believed noted"
        " continued continues joked jokes agreed agrees remembered remembers stresses notes concludes complains"
        " поясняет говорит заявляет считает отмечает сообщает рассказывает пишет подчеркивает утверждает добавляет "
        " вспоминает продолжает возражает объясняет полагает уточняет жалуется признается признался призналась уверен уверена "
        + _with_feminine(
            "сказал говорил заявил отметил сообщил рассказал добавил пояснил подчеркнул написал напомнил объяснил признал"
            " утверждал предупредил пообещал ответил возразил уточнил заметил посетовал обещал"
            " вспоминал вспомнил продолжил заключил констатировал пожаловался"
        )
        + " гуфт гуфта мегӯяд навишт изҳор таъкид қайд илова зикр баён хабар"
    ).split()
)
# somebody gives another's words on: "said Karl Boe, quoting his deputy"
_QUOTING = frozenset(
    "quote quoted quotes quoting cite cited cites citing repeated repeats repeating echoed echoes echoing read reads reading"
    " цитирует цитируя процитировал процитировала ссылаясь сославшись повторил повторила"
    " зачитал зачитала передал передала".split()
)
# behind these stands who listens, or is meant
_TELLING = frozenset("told tells accused accuses обвинил обвинила обвиняет".split())
# somebody names or judges a thing: "called it “…”"; the second ones with "as" before the words
_CALLING = frozenset(
    (
        "called calls branded brands labelled labeled labels dubbed dubs termed terms называет "
        + _with_feminine("назвал окрестил")
    ).split()
)
_JUDGING = frozenset(
    (
        "described describes dismissed dismisses denounced denounces condemned condemns criticised criticized characterised"
        " characterized derided decried slammed hailed praised характеризует описывает "
        + _with_feminine("охарактеризовал описал расценил раскритиковал")
    ).split()
)
_PUTTING = {(verb, thing) for verb in ("put", "puts") for thing in ("it", "this", "things", "matters")}
_BEING = frozenset("was is sounded remained".split())
# how somebody speaks; with "was" before it and a colon behind it these lead to words
_MOODS = frozenset(
    "blunt clear adamant defiant emphatic unequivocal categorical brief frank candid direct scathing firm sceptical skeptical"
    " dismissive furious angry unrepentant unapologetic optimistic cautious bitter terse curt laconic succinct unmoved".split()
)
# behind these, and what belongs to them, stands whose words they are
_CREDITING = {
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("по", "словам"),
    ("по", "мнению"),
    ("по", "утверждению"),
    ("по", "версии"),
    ("ба", "гуфтаи"),
    ("ба", "қавли"),
}
_CREDIT_WORDS = max(map(len, _CREDITING))


def says(form: str) -> bool:
    """Return whether somebody says something by the word: "said", "told", «заявила», «гуфт»; not "denied", "asked"."""
    return form in _SAYING or form in _TELLING


def may_stand_before_speaker(form: str) -> bool:
    """Return whether the speaker may stand behind the word: "said Rosa Lind"; not "told Rosa Lind", who listens."""
    return form in _SAYING


def names_or_judges(form: str) -> bool:
    """Return whether somebody names or judges a thing by the word: "called", "dismissed", «назвала»."""
    return form in _CALLING or form in _JUDGING


def needs_as(form: str) -> bool:
    """Return whether only "as" leads from the word to what a thing is called: "dismissed it as “…”"."""
    return form in _JUDGING


def puts_it(forms: list[str], index: int) -> bool:
    """Return whether somebody puts a thing in words from `index` on: "put it", "puts it this way"; or is in a mood: "was blunt".

    >>> puts_it(["boe", "put", "it"], 1), puts_it(["boe", "was", "blunt"], 1), puts_it(["boe", "was", "arrested"], 1)
    (True, True, False)
    """
    return tuple(forms[index : index + 2]) in _PUTTING or (
        forms[index] in _BEING and " ".join(forms[index + 1 : index + 2]) in _MOODS
    )


def gives_words(form: str) -> bool:
    """Return whether the word gives words to somebody, in whatever way: one sentence with two of them is not told apart."""
    return says(form) or names_or_judges(form) or form in _QUOTING or is_attribution(form)


def credit_words(forms: list[str], index: int) -> int:
    """Return how many words, from `index`, say that the words are those of who stands behind: 2 for "according to", else 0.

    >>> credit_words(["so", "according", "to", "rosa"], 1), credit_words(["по", "словам", "розы"], 0), credit_words(["so"], 0)
    (2, 2, 0)
    """
    return next((size for size in range(2, _CREDIT_WORDS + 1) if tuple(forms[index : index + size]) in _CREDITING), 0)
