"""Whether a piece of a note behind a full stop goes on with the citation before it: "Title // Outlet. 05.10.2015. С. 14".

Enters: what stands before the stop, the piece, and the text from its beginning. Leaves: yes or no. House styles, encyclopedias,
the Russian standard and German notes set full stops inside one citation; each manner is a rule with its sample.
"""

from __future__ import annotations

import re

from citations import grammar
from citations.parsing.stops import behind_name, behind_title, inside_details
from citations.parsing.stops.seam import Seam
from citations.regex import regex

# "But see", "Cf.", "cf *Marlowe*", "См. также", "Подробнее": these begin a citation behind any full stop, that of "2017 г." too
SIGNAL_AHEAD = regex(
    r"""(?:(?:But\s+)?[Ss]ee\b(?!,)|See,|(?:But\s+)?[Cc]f(?:\.|(?=\s[*‘“A-Z]))|Accord\s|Contra\s|(?:Подробнее|Подр\.)\s(?:об\sэтом\s)?см\.|См\.|Ср\.|Сравните:|Vgl\.|Siehe\s|Voir\s|Véase\s|Bkz\.|Ayrıca\sbkz\.|Zob\.|Див\.|Ниг\.|(?:Инчунин|Ҳамчунин|Муқ\.\sкунед)(?=[:\s]))
    (?=[\s:]*\S)""",
    re.VERBOSE,
)


def belongs(previous: str, piece: str, ahead: str) -> bool:
    """Whether a piece behind a full stop goes on with the citation before it; `ahead` is the text from its beginning."""
    if grammar.IBID.match(piece) or SIGNAL_AHEAD.match(piece) or previous[-1] == ",":
        return False
    seam = Seam(before=previous, behind=piece, ahead=ahead)
    return any(goes_on(seam) for rules in (behind_name, behind_title, inside_details) for goes_on in rules.RULES)
