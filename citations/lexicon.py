"""Small word lists that decide what a change of words means: negations, attributions, pronouns, endings.

Enters: folded words (`citations.words.fold`). Leaves: yes or no. English, Russian and
Tajik; a word that no list holds is an ordinary word, whose change is an alteration.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations.function_words import LANGUAGES_OF
from citations.regex import regex


def _set(words: str) -> frozenset[str]:
    return frozenset(words.replace("ё", "е").split())  # as `citations.words.fold` writes them


_NEGATIONS = _set(
    "not no never none nobody nothing nowhere neither nor without cannot cant hardly scarcely barely non unable "
    "не ни нет нету нельзя без никогда никто никого никому никем ничто ничего ничему ничем нигде никуда никак никакой никакая "
    "никакие никаких никакого невозможно отнюдь вряд едва "
    "нест нестанд набуд набуданд нашуд нахоҳад бе ҳеҷ ҳаргиз ҳечкас"
)
# A Tajik verb denied by its prefix: "намешавад", "надоданд", "надошт"; not "намуд", "нархи", nor Russian "намерен", "надо"
_DENIED_TAJIK = regex(
    r"""наме(?:шав|шуд|кун|кар|ди[ҳх]|дод|гир|рав|рафт|ой|ояд|омад|хоҳ|хост|тавон|дон|гӯ|гуф|мон|дор|дош|бин|дид|шин|зан|пазир|рас|бош
    |гузор|тарс|фаҳм|шунав|шунид|хӯр|[её]б|[её]фт|бар|пурс|фурӯш|соз|сӯз)[а-яғӣқӯҳҷ]*
    |на(?:шуд|шав|кард|кун|дода?|доданд|диҳ|дошт|дор(?:ад|анд|ам|ем|ед)|буд|бош|гирифт|рафт|омад|гуфт|дид|шунид|тавонист|хост|хоҳ|монд|[её]фт|расид
    |навишт|донист|пазируфт|овард|хӯрд|хонд|истод|шинохт|супорид|пардохт|гузошт|гузор|кушт|бурд|фаҳмид|бахшид|афтод|фурӯхт|омӯхт)(?:а?(?:ам|анд|ем|ед|аст)|а|ад)?$""",
    re.VERBOSE,
)
# Verbs that turn what follows round: left out between two pieces, they say the contrary.
_REVERSERS = _set(
    "refrain refrained refrains refraining abstain abstained abstains forbid forbids forbade forbidden prohibit "
    "prohibits prohibited prevent prevents prevented ban bans banned cease stop stops oppose opposed opposes halt halted "
    "воздержался воздержалась воздержались воздержаться воздерживаться запретил запретила запретили запрещает запрещено "
    "refuse refused refuses refusing deny denied denies denying fail failed fails failing decline declined declines reject "
    "rejected rejects lack lacked lacks false untrue unlikely impossible unless except stopped ceased avoid avoided instead "
    "rather against unable little few rarely seldom "
    "отказался отказалась отказались отказывается отрицает отрицал отрицали опроверг опровергли против кроме перестал "
    "перестали ложь неправда"
)
# "перестанут", "прекратили", "запрещать"; not "отказ"
_REVERSING = regex(
    r"""(?:перест(?:ан|ал|ав)|прекра[тщ]|отказ(?:ал|ыв|ат|ав|ов)|запре[тщ]|воздерж|опроверг|отриц|отверг|избе[гж])[а-я]+|(?:ceas|refus|prohibit|prevent
    |abstain|avoid|reject|halt|oppos|stopp?|bann?|deny|lack)(?:s|es|ed|ing)$""",
    re.VERBOSE,
)
_SUPPOSING = _set("if unless whether lest если ли будто агар оё")  # "asked whether | the treaty is dead"
_CONDITIONS = _set("if unless except provided если кроме агар")
# Verbs after which a statement is denied: "refused to sign", "denied that he had signed".
_DENYING_VERBS = _set(
    "refuse refused refuses refusing deny denied denies denying fail failed fails failing decline declined declines false untrue "
    "falsely wrongly mistakenly incorrectly myth lie doubt doubts doubted few little rarely seldom only мало редко лишь только "
    "ложно неверно ошибочно вымысел выдумка миф дурӯғ "
    "отказался отказалась отказались отказывается отрицает отрицал отрицала отрицали опроверг опровергла опровергли неправда ложь"
)
_NOT_AFTER = _set("without nor non без бе ни")  # after a quotation they begin a phrase of their own
_ATTRIBUTIONS = _set(
    "said says saying tells told according claimed claims claiming alleged alleges allegedly reportedly supposedly purportedly "
    "replied replies answered answers responded retorted countered asked asks "
    "argued argues asserted asserts insisted insists believes believed thinks suggested suggests accused accuses rumoured "
    "rumored rumours rumors denied denies reported reports warned pretended pretends "
    "ответил ответила ответили возразил возразила спросил спросила "
    "рассказам данным сведениям оценкам утверждению "
    "сказал сказала сказали говорит говорят говорил говорила говорили заявил заявила заявили заявляет заявляют утверждает "
    "утверждают утверждал утверждали якобы словам слухам мнению сообщил сообщила сообщили сообщает сообщают считает считают "
    "отметил отметила обвинил обвинили обвиняет обвиняют полагает полагают будто "
    "гуфт гуфтанд гуфта мегӯяд мегӯянд изҳор гӯё иддао хабар"
)
_QUALIFIERS = _set(
    "if may might could would should perhaps possibly probably appear appears appeared seem seems seemed likely "
    "apparently reportedly allegedly almost nearly only hardly some few several sometimes often half most many "
    "all every always will must shall can "
    "если может могут мог могла могли возможно вероятно похоже видимо предположительно кажется "
    "бы почти только лишь иногда часто некоторые многие все всегда должен "
    "должны должна якобы агар шояд қариб танҳо баъзе бисёр ҳама бояд"
)
_HEDGES = _set(
    "if may might could would should perhaps possibly probably appear appears appeared seem seems seemed likely apparently "
    "almost nearly allegedly reportedly supposedly "
    "если может могут мог могла могли возможно вероятно похоже видимо предположительно кажется "
    "бы почти якобы будто чуть агар шояд қариб гӯё"
)
_PRONOUNS = _set(
    "i you he she it we they me him her us them my your his its our their mine yours hers ours theirs this that these those who "
    "whom whose which here there then now myself himself herself itself themselves ourselves one "
    "я ты он она оно мы вы они меня тебя его ее нас вас их мне тебе ему ей нам вам им мной тобой ею нами вами ими нем ней них "
    "него нее ним нему нею ними "
    "мой моя мое мои наш наша наше наши ваш ваша ваше ваши свой своя свое свои своего своей своих этот эта это эти того той тех "
    "тот та те этого этой этих этом этому там тут здесь тогда теперь который которая которое которые "
    "нашего нашей нашу нашим нашими наших "
    "ман ту ӯ вай мо шумо онҳо инҳо ин он худ онро инро"
)
_CONJUNCTIONS = _set("and but while whereas when as before after until и а но пока когда тогда ва аммо вале")
_DETERMINERS = _set(
    "the a an some all many most both several every each no two three other another others его ее их наш ваш свой все "
    "многие остальные остальных прочие другие"
)
_AUXILIARIES = _set(
    "is are was were has have had will would can could may might must shall should did does do won fled went got took made "
    "gave left began broke came held kept knew led lost met paid put ran saw sent shot sold stood told threw wrote fell "
    "drove burnt fought был была было были будет будут может могут шел шла шли пришел пришли ушел ушли смог смогли"
)
# "burned", "attacks"; "сожгли", "считает"; not "village"
_VERB_ENDING = regex(r"(?:[a-z]{2}(?:ed|[^s]s)|[а-я](?:л|ла|ли|ло|ет|ит|ут|ют|ат|ят)(?:ся|сь)?)$")
# "armed", "corrupted", "тайные"; not "red", "bring"
_ADJECTIVE_ENDING = regex(
    r"(?:[a-z]{3}(?:al|ous|ive|ed|ful|less|ic|ing|able|ible|ary|ent|ant|upt)|[а-я]{3}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ых|их|ым|им|ыми|ими))$"
)
# "secretly", "незаконно", "по-братски"; not "only", "окно"
_ADVERB_ENDING = regex(r"(?:[a-z]{3}ly|[а-я]{3}(?:но|ски))$")
# Words that may stand between a negation and what it denies: "did not yet have a plan", "no evidence that".
_FILLERS = _set(
    "a an the be been being have has had do does did to yet any ever even really also is are was were of by that what "
    "был была было были еще уже даже быть и что того"
)
_LIGHT = _FILLERS | _set(
    "because потому оттого "
    "evidence proof sign reason true correct right case indication suggestion claim claims claimed say says said "
    "believe believes believed think thinks thought доказательств верно факт утверждает утверждал утверждала утверждали "
    "говорит говорил говорила говорили сказал сказала сказали верит считает дуруст исбот"
)

# Inflections of English words; in Cyrillic every ending of up to three letters passes: -ы, -ого, -ыми.
_ENDINGS = frozenset(["", "s", "es", "ed", "d", "ing", "ies", "ied", "y", "e", "en", "n", "t", "er", "ers", "'s", "r"])
_LONGEST_ENDING = 3
_IRREGULAR = (  # forms of one word that share too few letters
    _set("am is are was were be been being"),
    _set("has have had having"),
    _set("do does did done doing"),
    _set("go goes went gone"),
    _set("say says said"),
    _set("a an the"),
    _set("был была было были есть будет будут"),
)
# In brackets, where the draft tells in the past what the source says in the present: "[would]" for "will", never the reverse.
_SHIFTED = {("would", "will"), ("had", "have"), ("had", "has"), ("might", "may"), ("could", "can")}
# What editors say of a quotation inside it, which replaces nothing.
_REMARKS = _set("sic emphasis italics курсив выделено так translation перевод")
_CAPITAL_MATTERS = _set(
    "may march august polish turkey china us it who aids will bill mark rich frank grant hope job said chad jordan "
    "правда известия свобода надежда вера любовь лев роман союз"
)
_ABBREVIATIONS = _set(
    "coun cllr ald supt insp sgt capt cmdr adm brig cpl pte pvt messrs mme mlle msgr "
    "mr mrs ms dr prof st gen col lt maj sen rep gov rev hon jr sr vs etc no nos vol pp ed eds fig inc ltd co dept "
    "г гг т д им ул стр тыс млн млрд руб проф акад др пр см напр св ст п"
)
_MOST_EMPTY_WORDS = 2
_HONORIFICS = _set("mr mrs ms miss mx sir madam г жа господин госпожа господина госпожи господину госпоже господином")
_NUMBERED = _set("no nos")  # "No. 5"; "No." is an answer
# What a transcript puts between brackets about the hall: "[applause]", "(Laughter.)", "(Смеётся.)"
_STAGE_WORDS = _set(
    "applause laughter laughs laughing laugh cheers cheering pause pauses crosstalk inaudible interruption interrupted sighs "
    "smiles silence prolonged loud boos booing from the audience in hall standing ovation "
    "аплодисменты смех смеется смеются пауза оживление шум в зале бурные продолжительные улыбается вздыхает молчит долгая "
    "кафкӯбӣ ханда механдад"
)


# Behind the words, in their sentence: "”, which is not true", " is a lie", " — это неправда";
# not: " is not the only one", " was not there"
DENIED_AFTER = regex(
    r"""[\s”"»’',–—-]*(?:(?:which|that|this|it)\s+)?
    (?:(?:is|was|were|are|would\s+be)\s+(?:simply\s+|just\s+|plainly\s+|entirely\s+)?
        (?:not\s+(?:true|correct|so)|n[o']t\s+the\s+case|untrue|false|(?:a\s+|an?\s+outright\s+)?lies?|nonsense|baseless|a\s+myth|a\s+fabrication)
      |это\s+(?:неправда|ложь|не\s+так|неверно|вымысел|выдумка|миф)|не\s+соответству(?:ет|ют)\s+действительности
      |(?:ин\s+)?дурӯғ\s+аст)\b""",
    re.VERBOSE | re.IGNORECASE,
)


# In a sentence of its own behind the words: ". That was wrong.", "». Это ошибка."; not "It was wrong to wait."
RETRACTED_AFTER = regex(
    r"""[\s”"»’',.!?…)\]–—-]*\b(?:(?:that|this)\s+(?:was|is|were)\s+(?:simply\s+|plainly\s+)?
        (?:wrong|incorrect|inaccurate|false|untrue|not\s+(?:true|correct|so|the\s+case)|an?\s+(?:error|mistake|lie|fabrication))
      |это\s+(?:было\s+)?(?:неправда|ложь|не\s+так|неверно|ошибка|ошибкой|вымысел))\s*[.,;!–—]""",
    re.VERBOSE | re.IGNORECASE,
)


def is_negation(form: str) -> bool:
    """Return whether the folded word denies: "not", "didn't", "нет", "нест", "намешавад"."""
    return form in _NEGATIONS or form.endswith("n't") or _DENIED_TAJIK.match(form) is not None


def is_reverser(form: str) -> bool:
    """Return whether the word turns what follows round, or makes it hang on something: "refused", "если"."""
    return form in _REVERSERS or form in _CONDITIONS or _REVERSING.match(form) is not None


def denies_what_follows(form: str) -> bool:
    """Return whether words after this one are denied: "not", "refused", "отрицает"."""
    return is_negation(form) or form in _DENYING_VERBS


def supposes_what_follows(form: str) -> bool:
    """Return whether words right after this one are asked or supposed and not stated: "if", "whether", "ли"."""
    return form in _SUPPOSING


def denies_what_precedes(form: str) -> bool:
    """Return whether words before this one are denied by it: "not", "never"; not "without"."""
    return is_negation(form) and form not in _NOT_AFTER


def is_adverb(form: str) -> bool:
    """Return whether the word looks like an adverb of manner: "deliberately", "намеренно"."""
    return bool(_ADVERB_ENDING.search(form))


def is_adjective(form: str) -> bool:
    """Return whether the word looks like an adjective or participle; says yes to some nouns."""
    return bool(_ADJECTIVE_ENDING.search(form))


def is_conjunction(form: str) -> bool:
    """Return whether the word may begin a clause with a subject of its own: "and", "while", "а"."""
    return form in _CONJUNCTIONS


def begins_noun_phrase(form: str) -> bool:
    """Return whether the word begins the name of somebody or something: "the", "their", "он"."""
    return form in _DETERMINERS or form in _PRONOUNS


def may_be_verb(form: str) -> bool:
    """Return whether the word looks like a verb with a subject: "was", "burned", "сожгли"; says yes too often."""
    return form in _AUXILIARIES or bool(_VERB_ENDING.search(form))


def is_attribution(form: str) -> bool:
    """Return whether the word gives what stands beside it to a speaker: "claimed", "якобы"."""
    return form in _ATTRIBUTIONS


def is_qualifier(form: str) -> bool:
    """Return whether the word bounds a statement: "may", "some", "если"."""
    return form in _QUALIFIERS


def is_hedge(form: str) -> bool:
    """Return whether the word makes what follows less certain: "may", "almost", "якобы"."""
    return form in _HEDGES


def is_pronoun(form: str) -> bool:
    """Return whether the word only points: "they", "this", "его"."""
    return form in _PRONOUNS


def is_light(form: str) -> bool:
    """Return whether the word may stand between a negation and what it denies."""
    return form in _LIGHT


def is_function_word(form: str) -> bool:
    """Return whether the word is so common that finding it says nothing."""
    return form in LANGUAGES_OF or form in _PRONOUNS or form in _FILLERS


def tells_nothing(forms: Sequence[str]) -> bool:
    """Return whether words so few and so common stand in every text, so that to find them proves nothing: "the", "of a"."""
    return len(forms) <= _MOST_EMPTY_WORDS and all(form in LANGUAGES_OF or (len(form) == 1 and form.isalpha()) for form in forms)


def is_abbreviation(form: str) -> bool:
    """Return whether a full stop after the word ends no sentence: "Mr", initials, "г"."""
    return form in _ABBREVIATIONS or (len(form) == 1 and form.isalpha())


def is_honorific(form: str) -> bool:
    """Return whether the word before a name says no more than that it is a person's: "Mr", "господин"."""
    return form in _HONORIFICS


def abbreviates(form: str, following: str) -> bool:
    """Return whether a full stop between the two words ends no sentence: "Mr" before a name, "No" before a number alone."""
    return is_abbreviation(form) and (form not in _NUMBERED or following[:1].isdecimal())


def needs_capital(form: str) -> bool:
    """Return whether a capital makes another word of it in mid-sentence: "May", "Правда"."""
    return form in _CAPITAL_MATTERS


def is_stage_remark(forms: Sequence[str]) -> bool:
    """Return whether the words are a transcript's remark on the hall and not the speaker's own: "prolonged applause"."""
    return bool(forms) and all(form in _STAGE_WORDS for form in forms)


def is_ending(letters: str) -> bool:
    """Return whether the letters may be put to a word, or taken from it, without making another word of it."""
    return letters.casefold() in _ENDINGS if letters.isascii() else len(letters) <= _LONGEST_ENDING


def are_irregular_forms(left: str, right: str) -> bool:
    """Return whether two folded words are forms of one irregular word: "is", "were"."""
    return any(left in forms and right in forms for forms in _IRREGULAR)


def is_shifted(ours: str, theirs: str) -> bool:
    """Return whether `ours` is what a verb `theirs` becomes in a sentence told in the past: "would" of "will"."""
    return (ours, theirs) in _SHIFTED


def is_remark(form: str) -> bool:
    """Return whether the word in brackets is said about the quotation: "sic"."""
    return form in _REMARKS
