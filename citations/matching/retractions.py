"""What takes a statement back behind it: ", but later withdrew the charge", "; it had not", ". That is not what happened."

Enters: a source's words (`citations.words`), and the number of the word behind a statement. Leaves: the words that take it back,
as numbers, or None. English and Russian; words that no list holds take nothing back.
"""

from __future__ import annotations

import re

from citations.regex import regex
from citations.words import BLANKS, QUOTES, SourceText, sentence_begin, sentence_end, sentence_starts

_BEHIND_WORDS = 14  # behind a statement, among which it is taken back
_TIES = frozenset("but yet though although before was were has had have и но а однако был была было были".split())
_TRUTH = (
    r"(?:false|untrue|wrong|mistaken|forged|fabricated|invented|baseless|unfounded|inaccurate|incorrect"
    r"|a\slie|a\sforgery|nonsense)"
)
_SAYING = (
    r"(?:claim|charge|statement|words|remarks?|account|story|version|accusation|allegation|confession|testimony"
    r"|evidence|complaint"
    r"|prediction|forecast|report|article|position|decision|view|opinion|figure|estimate|promise|letter|book|paper"
    r"|rumou?rs?|news)s?"
)
# Words that take back what somebody said, wherever they stand in a clause behind it
_RECANTS = (
    rf"(?:retract(?:ed|ing|s)|recant(?:ed|ing|s)|disown(?:ed|ing|s)|disavow(?:ed|ing|s)|repudiated|apologi[sz](?:ed"
    rf"|ing)|backtracked"
    rf"|(?:took|takes|taken|walked|rowed)\s(?:\w+\s){{0,3}}back(?!\sto)|refuted|debunked|disproved|disproven|discredited|exploded"
    rf"|with(?:drew|drawn)(?=$|\s(?:it|that|this|the|his|her|their|its)\s?(?:\w+\s)?(?:{_SAYING})?$)"
    rf"|with(?:drew|drawn)\s(?:\w+\s){{1,2}}{_SAYING}|corrected\s(?:himself|herself|itself|themselves|this|that|it|the\srecord)"
    rf"|(?:proved|proven|found|shown|exposed|revealed)\s(?:to\s(?:be|have\sbeen)\s|as\s)?{_TRUTH}"
    rf"|turned\sout\s(?:to\sbe\s)?(?:otherwise|{_TRUTH})"
    rf"|(?:changed|reversed)\s(?:his|her|its|their)\s(?:mind|tune|{_SAYING}))"
)
_RECANTS_RU = (
    r"(?:отказал\w+\sот\s(?:\w+\s){0,2}(?:слов\w*|показани\w+|заявлени\w+|обвинени\w+|утверждени\w+|признани\w+"
    r"|версии|мнения|взглядов)"
    r"|(?:отозвал|дезавуировал|опроверг|опровергнут|отрекс|отрекл|раскаял|извинил|поправил)\w*|опровержени\w+"
    r"|взял\w*\s(?:\w+\s){0,3}(?:назад|обратно)|изменил\w*\s(?:\w+\s){0,2}(?:показани\w+|позици\w+|мнени\w+)"
    r"|признал\w*\s(?:\w+\s){0,2}(?:ошибк\w+|неправ\w*|ложн\w+|неверн\w+|что\sошиб\w+)"
    r"|признан\w*\s(?:\w+\s){0,2}(?:ложн|неверн|ошибочн|недостоверн|недействительн|клевет)\w+)"
)
_LATER_RU = r"(?:позже|позднее|потом|впоследствии|вскоре|затем|однако|в\sитоге|на\sделе|как)"
# Behind a statement, in its sentence: ", a claim he later retracted", ", опровергнутыми на следующий день"
_TAKEN_BACK = regex(
    rf"""(?: (?:\w+\s){{0,9}}?(?:{_RECANTS}|{_RECANTS_RU})
      | (?:(?:was|were|has|had|have|been|since|later|soon|subsequently|then|but|which|and)\s){{1,4}}(?:corrected
        |overturned|annulled|quashed
        |withdrawn|retracted|dismissed\sas\s\w+)
      | (?:но\s|а\s|и\s)?{_LATER_RU}\s(?:\w+\s){{0,2}}(?:(?:выяснил|оказал|обнаружил)ось|ошиб(?:ся|лась|лись)|не\sподтверд\w+)
      | (?:суд|коллегия|следствие|комиссия)\s(?:\w+\s){{0,3}}(?:(?:относится|отнесся|отнеслась)\sкритически|критически
        |не\s(?:доверяет|принимает|принял\w*|верит|согласил\w+)|(?:отклон|отверг)\w+)
      )\b""",
    re.VERBOSE,
)
# Behind a statement, in a clause or a sentence of its own: "; it had not", ". That is not what happened.", ". Я ошибался."
_GAINSAID = regex(
    rf"""(?: (?:but\s|and\s|yet\s|in\sfact\s|in\struth\s)?(?:it|they|he|she|that|this|there|we|i|none
        |neither)\s(?:(?:has|had|have|did|was|were|is
        |are|does|do)\s(?:not|never)|(?:has|had|have|did|was|were|is|are|does|do)n't)$
      | (?:but\s|and\s)?(?:that|this|it)\s(?:is|was)\s(?:not|never)\s(?:what|how|the\sway|where|why|so|true|the\scase)\b
      | (?:but\s)?(?:that|this|it|all\sthis|these)\s(?:\w+\s)?(?:proved|turned\sout)\s(?:to\sbe\s)?{_TRUTH}
      | (?:but\s)?there\s(?:was|were|had\sbeen|is|are)\s(?:none|nothing|nobody|no\ssuch\s\w+)$
      | (?:\w+\s){{0,3}}(?:этого|этому|это|эту\sверсию|эти\s\w+)\s(?:\w+\s)?(?:не\s(?:подтверд|нашл|обнаруж)|опроверг|отверг)\w*
      | (?:that|this|it|nothing\sof\sthe\s(?:kind|sort)|no\ssuch\sthing)\s(?:\w+\s)?(?:never\s)?(?:happened|occurred|took\splace)$
      | (?:but\s|and\s)?(?:i|we|he|she|they)\s(?:was|were|have\sbeen|had\sbeen)\s(?:\w+\s)?(?:wrong|mistaken|lying|deceived|misled
        |misinformed)\b
      | (?:but\s|and\s)?(?:the|that|this|his|her|my|our|their)\s{_SAYING}\s(?:is|was|were|are|proved|turned\sout
        |has\sbeen|had\sbeen)
        \s(?:\w+\s){{0,2}}{_TRUTH}
      | (?:it|he|she|they|the\s\w+)\s(?:\w+\s){{0,2}}(?:reversed|retracted|recanted|withdrew)\s(?:its|his|her|their|the
        |that|this)\s{_SAYING}
      | (?:но\s|однако\s)?(?:это|все|дело)\s(?:было\s|оказалось\s)?(?:совсем\s)?(?:не\sтак|иначе|неправдой|ложью|выдумкой|ошибкой)
      | (?:но\s|однако\s)?(?:этого|такого|ничего\s(?:подобного|такого))\s(?:\w+\s)?не\s(?:было|произошло|случилось|бывало)
      | (?:но\s)?(?:я|мы|он|она|они)\s(?:\w+\s)?(?:ошиб(?:ался|алась|ались|ся|лась|лись)|был\w*\sнеправ\w*|обозна\w+|заблужда\w+)
      | {_LATER_RU}\s(?:\w+\s){{0,2}}(?:выяснил|оказал|обнаружил)ось
      )\b""",
    re.VERBOSE,
)


# "Many expected it to fall. It did not.": they expected it all the same
_DID_NOT = regex(r"(?:but\s|yet\s)?(?:it|they|he|she)\s(?:did|was|were|has|had|have)(?:n't|\snot)")
_EXPECTING = regex(r"expect(?:ed|s)?|hoped?|hopes|fear(?:ed|s)|predict(?:ed|s)|promis(?:ed|es)|foretold|forecast")


def taken_back_after(source: SourceText, index: int, opening: int) -> tuple[int, int] | None:
    """Return the words from `index` on by which what stands from word `opening` to them is taken back; None for none.

    In the same sentence only behind a mark, or where the verb follows at once: "| was later refuted".
    """
    if index >= len(source.forms):
        return None
    last = min(len(source.forms), index + _BEHIND_WORDS)
    end = sentence_end(source, index + 1, last)
    is_clause, found = ";" in source.gap(index), None
    if is_clause or sentence_starts(source, index):
        clause = next((at for at in range(index + 1, end) if source.gap(at).strip(BLANKS)), end)
        found = _GAINSAID.match(" ".join(source.forms[index:clause]))
    if found is None and (is_clause or not sentence_starts(source, index)):
        is_tied = bool(source.gap(index).strip(BLANKS + QUOTES)) or source.forms[index] in _TIES
        found = _TAKEN_BACK.match(" ".join(source.forms[index:end])) if is_tied else None
    if found and sentence_starts(source, index) and _DID_NOT.fullmatch(found[0]):
        first = sentence_begin(source, index, opening)
        found = None if any(map(_EXPECTING.fullmatch, source.forms[first:index])) else found
    return (index, index + len(found[0].split())) if found else None
