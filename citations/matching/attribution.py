"""Whose words a statement is, where one speaker says it without quotation marks: "Halas said that |".

Enters: a source's words (`citations.words`), and the number of the first word of a statement. Leaves: the words that give it to
somebody, as numbers, or None. A speaker who is named behind it (", the women cried") leaves it whole, as papers print it. What
the source says by itself is its own: in the first person ("I should like to stress that"), by a verb without a subject ("Affirms
that"), or as the court or body whose text it is. Crowds, rumours and parties are told by `citations.matching.hearsay`.
"""

from __future__ import annotations

import re

from citations.forenames import may_be_one_person
from citations.lexicon import is_attribution, is_function_word, is_negation, is_pronoun
from citations.matching.clauses import is_complementiser, is_relative, voices
from citations.matching.hearsay import INSTITUTION, OF_A_TRIAL
from citations.pronouns import PERSONS
from citations.regex import regex
from citations.words import BLANKS, QUOTES, SourceText, find_words, sentence_begin, sentence_starts

_FRAME_WORDS = 14  # from the "that" of a clause to the verb by which somebody says it
_SENTENCE_WORDS = 40  # before them, among which the first "that" of several stands, or the "we" that speaks
_THAT = frozenset("that что будто ки".split())
_AND = frozenset("and but or и а но или".split())
# Verbs and nouns of saying beside those of `clauses.voices`: "wrote", "assured", "поклялся"
_SAYING = regex(
    r"""(?:printed|published|circulated|writes?|wrote|written|writing|assur(?:es|ed|ing)|swears?|swore|sworn|vow(?:s|ed)|testif(?:y|ies|ied)|depos(?:es|ed)
      |submit(?:s|ted)?|plead(?:s|ed)?
    |pled|aver(?:s|red)|cr(?:y|ies|ied)|shout(?:s|ed)?|scream(?:s|ed)?|whisper(?:s|ed)?|jok(?:e|es|ed)|quip(?:s|ped)|boast(?:s
      |ed)?|brag(?:s|ged)|bluster(?:s|ed)
    |remark(?:s|ed)?|comment(?:s|ed)?|mention(?:s|ed)?|inform(?:s|ed)?|repl(?:y|ies|ied)|answer(?:s|ed)?|retort(?:s|ed)
      |respond(?:s|ed)?|preach(?:es|ed)?
    |taught|teach(?:es)?|repeat(?:s|ed)?|murmur(?:s|ed)?|mutter(?:s|ed)?|lament(?:s|ed)?|grumbl(?:es|ed)|protest(?:s|ed)
      |threaten(?:s|ed)?|prophes(?:ies|ied)
    |forecasts?|foretold|prais(?:es|ed)|opin(?:es|ed)|theori[sz](?:es|ed)|postulat(?:es|ed)|hint(?:s|ed)?|intimat(?:es|ed)
      |insinuat(?:es|ed)
    |proclaim(?:s|ed)?|pronounc(?:es|ed)|confess(?:es|ed)|conced(?:es|ed)|persuaded|vouch(?:es|ed)|brief(?:s|ed)|whin(?:es|ed)
      |joking|saying
    |пиш[еуи]\w*|писал\w*|написал\w*|написано|указан[оы]?|указал\w*|указыва\w+|сказано|записано|значи(?:тся|лось)|гласи\w+
      |божи(?:л|т)\w*|клял\w+|клян\w+
    |поклял\w+|крича\w+|закрича\w+|крикну\w+|шепта\w+|шепн\w+|шепч\w+|шути\w+|пошути\w+|хваста\w+|похваста\w+|ответи\w+
      |отвеча\w+|показал\w*|показыва(?:ет|ют)
    |рассказ\w+|рассужда\w+|пророч\w+|предсказ\w+|предупре\w+|угрожа\w+|грози\w+|пригрози\w+|тверди\w+|повторя\w+|уверя\w+
      |завер\w+|проповед\w+|учил\w*
    |докла\w+|намека\w+|намекн\w+|обмолви\w+|проговори\w+|извести\w+|извеща\w+|телеграфир\w+|доносил\w*|донес\w*|парирова\w+
      |возрази\w+|жалова\w+
    |исходил\w*|навишт\w*|иддао|изҳор)""",
    re.VERBOSE,
)
# What follows them holds for whoever says them: "added that", "напомнил, что"
_FACTIVE = regex(
    r"""(?:add|recall|stress|explain|emphasi[sz]|remind|warn|caution|confirm|underlin|underscor)\w*
    |(?:добав|напомн|напомин|поясн|подчерк|подчеркив|уточн|подтвер|объясн|предупре)\w*""",
    re.VERBOSE,
)
_MARKS = frozenset('“„«‹"')  # of a quotation in the quotation: whoever reads it sees that it is told of somebody's words
# The quotation begins by the speaker, whom its reader must ask for
_ITSELF = frozenset("you he she it they his her its their он она оно они его ее их него нее них вы вам".split())
_FIRST_WORDS = 3
_EVERYBODY = frozenset(
    "everyone everybody people many others some all все многие люди другие иные".split()
)  # who say it of another
# a verb that lacks its subject: "располагает сведениями", "передал деньги"
_VERB_OF_SOMEBODY = regex(r"[а-я]{3,}(?:ает|яет|ует|ают|яют|уют|[аяеиыу]л|[аяеиыу]ла|[аяеиыу]ли)(?:ся|сь)?")
# A question's answer is told as one
_ANSWERING = regex(r"(?:repl(?:y|ies|ied)|answer(?:s|ed)?|respond(?:s|ed)?|ответи\w+|отвеча\w+)")
# The source speaks itself; "let us say that", "позвольте сказать, что"
_FIRST = frozenset("i we let me us я мы мне нам ман мо i'd we'd i'll we'll i'm we're i've we've".split())
_MY = frozenset("my our мой моя мое мои наш наша наше наши".split())  # "my view is that", "our main argument"
_MY_WORDS = 2
_BEING = frozenset("is was are were remains has had been".split())  # behind a noun: "our complaint | is"
_OPINION = regex(
    r"""(?:view|opinion|belief|argument|claim|idea|contention|suggestion|estimate|guess|hope|expectation|prediction|answer|reply|objection
    |мнени|довод|аргумент|убеждени|иде|верси|оценк|надежд|возражени|мысл)\w{0,2}""",
    re.VERBOSE,
)
_NO_SAYING = frozenset("be to been being".split())  # "it should be noted that", "suffice it to say that"
# what somebody once said or thought is that day's word: "I wrote that", "мы думали, что"; not "we noted that"
_ONCE = regex(
    r"""(?:wrote|written|said|told|thought|believed|assumed|supposed|claimed|imagined|swore|promised|feared|hoped|expected
      |predicted
    |reckoned|guessed|argued|insisted|preached|taught|повторял[аи]?|писал[аи]?|написал[аи]?|говорил[аи]?|сказал[аи]?|думал[аи]?
      |считал[аи]?|полагал[аи]?
    |верил[аи]?|утверждал[аи]?|уверял[аи]?|обещал[аи]?|надеял\w+|опасал\w+|боял\w+|предполагал[аи]?|воображал[аи]?)""",
    re.VERBOSE,
)
# "It has been written that", "было указано, что"; not "it was noted that", which tells what is so
_IMPERSONAL = regex(
    r"""(?:it(?:'s|\s(?:is|was|has\sbeen|had\sbeen))\s(?:\w+\s){0,2}(?:written|stated|announced|declared|recorded|put\sabout
      |put\saround
        |put\sout|printed|published|taught|preached|sworn|promised|insinuated|hinted|whispered)(?:\s(?!by\b)\w+){0,4}
      | (?:было|была|были|быть)?\s?(?:указано|сказано|написано|записано|напечатано|заявлено|говорилось|говорится|значилось
        |значится
        |утверждал[оа]сь|сообщалось|сообщено|обещано|объявлено|передавалось)(?:\s\w+){0,4})$""",
    re.VERBOSE,
)
# A body speaks in its own text: "the Court considers that", "Комиссия отмечает, что"; not "the Court of Appeal held that"
_BODY = regex(
    r"""(?:court|tribunal|chamber|panel|bench|jury|assembly|council|committee|commission|board|conference|inspectorate
      |ombudsman|mission
    |parties|sides|sides|суд|коллеги[яи]|комисси[яи]|комитет|совет|палата|пленум|собрание|президиум|инспекция|миссия|редакция
      |стороны)""",
    re.VERBOSE,
)
# An office tells of its own matters, and by it news is sourced; `hearsay.voice_before` shows what is made a sentence of it
_OFFICE = regex(r"banks?|agency|agencies|police|банк\w*|агентств\w+|полици\w+|ведомств\w+")
# What an office says of a matter in dispute is its case: "the Authority argued that |"
_CONTESTED = regex(
    r"""(?:argu|contend|maintain|submit|plead|claim|alleg|assert|insist|object|complain|protest)\w*
    |(?:настаива|доказыва|возража|возрази|уверя|завер)\w+""",
    re.VERBOSE,
)
# By these an official or a witness reports, and news is sourced; not "claimed", "argued", "wrote", "утверждает", "говорит"
_REPORTING = regex(
    r"""said|told|reported|announced|indicated|noted|remarked|(?:сказа|сообщи|поясни|рассказа|рассказыва|заяви|отмети|доложи)(?:л|ла)"""
)
_ONE = frozenset("he she он она".split())
_SIDE = regex(r"side|party|defen[cs]e|prosecution|regime|сторон[аы]|защит[аы]|обвинени\w+")  # of a quarrel or a trial
_UNNAMED = frozenset("source sources anonymous unnamed источник источники собеседник".split())
_NOW = regex(
    r"""(?:(?!(?:said|told|held|found|wrote|thought)$)[a-z]+(?<!ed)|[а-я]+(?:ет|ит|ают|яют|ют|ят|ат)(?:ся)?)""", re.VERBOSE
)
_NEAR = 4  # words before the verb, among which its "I" stands: "I have never said that", "I once again told him that"
_PAST_RU = regex(r"[а-я]+(?:л|ла|ло|ли)(?:ся|сь)?")
_PRESENT_RU = regex(r"[а-я]+(?:ю|у|ем|им|жу|чу|шу)(?:сь|ся)?")  # "повторю", "заметим": the source itself
_INFINITIVE_RU = regex(r"[а-я]+(?:ть|ти|чь)(?:ся|сь)?")  # "следует отметить, что"
# "according to", with which the draft gives the words to somebody itself
_ACCORDING = regex(r"\b(?:according\sto|in\sthe\swords\sof|по\s(?:словам|мнению|данным|сведениям|утверждению)|ба\sгуфтаи)\b")


def said_before(source: SourceText, index: int, end: int) -> tuple[int, int] | None:
    """Return the words that give the clause which begins at word `index` to a speaker: "Halas told us that |"; None for none.

    Also of a clause that is not the first: "Everyone said that he drank, that |". None where the words up to `end` show by
    themselves that somebody speaks: by marks of quotation, by a verb without its subject, "отрицает вину", or by "she was glad".
    """
    if index < 2 or sentence_starts(source, index) or source.forms[index - 1] not in _THAT:
        return None
    if source.gap(index).strip(BLANKS + QUOTES) or ":" in source.gap(index - 1):
        return None
    that = index - 1
    begin = sentence_begin(source, that, max(0, that - _SENTENCE_WORDS))
    while that > begin:
        voice = _voice_before(source, that, begin)
        if voice is not None:
            low = _subject_begin(source, begin, voice)
            is_shown = _shows_a_speaker(source, low, index, end)
            return None if is_shown or _is_own(source, low, begin, voice, that) else (low, index)
        if source.gap(that).strip(BLANKS) != "," or source.forms[that - 1] in _AND:
            return None
        that = next((at for at in range(that - 1, begin, -1) if source.forms[at] in _THAT), begin)
    return None


def _shows_a_speaker(source: SourceText, low: int, index: int, end: int) -> bool:
    if any(mark in source.gap(at) for at in range(index + 1, end) for mark in _MARKS):
        return True
    first = source.forms[index : min(index + _FIRST_WORDS, end)]
    is_itself = not _ITSELF.isdisjoint(first) or bool(_VERB_OF_SOMEBODY.fullmatch(first[0]))
    return is_itself and _EVERYBODY.isdisjoint(source.forms[low:index])


def _voice_before(source: SourceText, that: int, begin: int) -> int | None:
    """Return the verb of saying on which the clause of `that` hangs: "told the court on Monday that"."""
    for number in range(that - 1, max(begin - 1, that - 1 - _FRAME_WORDS), -1):
        form = source.forms[number]
        if _is_voice(form):
            return number
        if is_complementiser(source.forms[number]) or source.gap(number).strip(BLANKS):
            return None
    return None


def _is_own(source: SourceText, low: int, begin: int, voice: int, that: int) -> bool:
    """Return whether the source says it itself: "I can tell you that", "The Court considers that", "Affirms that"."""
    verb, before = source.forms[voice], source.forms[low:voice]
    if _IMPERSONAL.search(" ".join(source.forms[low:that])):
        return False
    if _FACTIVE.fullmatch(verb) or _ANSWERING.fullmatch(verb):
        is_testimony = any(map(OF_A_TRIAL.fullmatch, before))
        return not is_testimony or any(mark in source.gap(that + 1) for mark in QUOTES)
    is_noun = _OPINION.fullmatch(verb) or not _BEING.isdisjoint(source.forms[voice + 1 : that])
    if is_noun and not _MY.isdisjoint(before[-_MY_WORDS:]):
        return True
    if any(form in _FIRST for form in before):
        return not (_ONCE.fullmatch(verb) and any(form in _FIRST for form in before[-_NEAR:]))
    if before[-1:] and before[-1] in _NO_SAYING or "it" in before[-_NEAR:]:
        return True
    if not before and low > begin:  # "people who say that"
        return False
    if not before:
        return verb.isascii() or not _PAST_RU.fullmatch(verb)
    if not verb.isascii() and (_PRESENT_RU.fullmatch(verb) or _INFINITIVE_RU.fullmatch(verb)):
        return True
    if any(map(_is_office, before)) and _UNNAMED.isdisjoint(before):
        return not _CONTESTED.fullmatch(verb)
    return bool(_NOW.fullmatch(verb)) and any(map(_BODY.fullmatch, before))


def is_report(source: SourceText, words: tuple[int, int]) -> bool:
    """Return whether one who is named, or "she", reports in the words that give a statement to somebody: "The clerk said that".

    Such a report is quoted as it stands; not what journalists, "a source" or everyone said, nor what somebody claims.
    """
    low, high = words
    voice = next((at for at in range(high - 1, low, -1) if _is_voice(source.forms[at])), low)
    if not _REPORTING.fullmatch(source.forms[voice]):
        return False
    before = source.forms[low:voice]
    if not _UNNAMED.isdisjoint(before) or not _EVERYBODY.isdisjoint(before) or any(is_negation(form) for form in before):
        return False
    return not _ONE.isdisjoint(before) or any(source.raw(at)[0].isupper() for at in range(low + 1, voice))


def _subject_begin(source: SourceText, begin: int, voice: int) -> int:
    """Return the first word of the clause of a verb: behind the last "who" or "that" before it."""
    clause = (at + 1 for at in range(voice - 1, begin - 1, -1) if is_relative(source.forms[at]) or source.forms[at] in _THAT)
    low = next(clause, begin)
    return low + (low < voice and source.forms[low].isdecimal())  # "3. Notes that"


def gives_to(claim: str | None, source: SourceText, words: tuple[int, int]) -> bool:
    """Return whether the draft's sentence gives a statement to the speaker whom the source's `words` name, or "according to".

    Whom the source, or the draft, calls "he" may be anybody to whom the other gives the words.
    """
    if not claim:
        return claim is None
    own = find_words(claim)
    forms = [word.form for word in own]
    if _ACCORDING.search(" ".join(forms)) or (any(map(_is_voice, forms)) and not PERSONS.isdisjoint(forms)):
        return True
    named = [at for at in range(*words) if not is_function_word(source.forms[at]) and not _is_voice(source.forms[at])]
    if any(source.forms[at] in forms for at in named):
        return True
    names = [(claim[word.start : word.end],) for word in own if word.capital]
    theirs = [(source.raw(at),) for at in named if source.raw(at)[0].isupper()]
    if any(may_be_one_person(one, other) for one in names for other in theirs):
        return True
    return any(is_pronoun(source.forms[at]) for at in range(*words)) and not theirs and any(map(_is_voice, forms))


def _is_office(form: str) -> bool:
    return bool(INSTITUTION.fullmatch(form) or _OFFICE.fullmatch(form)) and not _SIDE.fullmatch(form)


def _is_voice(form: str) -> bool:
    return voices(form) or is_attribution(form) or _SAYING.fullmatch(form) is not None
