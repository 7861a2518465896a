"""Where in a paper a piece stood: its section and its edition, as notes name them beside the outlet.

Named patterns alone, each with a line that matches and one that must not; `citations.parsing.details` asks them.
"""

from __future__ import annotations

import re

_X = re.VERBOSE
_SECTIONS = r"""(?:Economy|Business|World|Politics|Opinion|News|Sports?|Culture|International|Europe|Asia|Africa|Americas
    |Middle\sEast|UK|US|Science|Technology|Tech|Finance|Markets|Companies|Comment|Analysis|Features?|Society|Environment|Education|Travel|Arts|Books|Magazine|Metro|Region
    |Politik|Wirtschaft|Ausland|Feuilleton|Meinung|Economie|Économie|Politique|Idées|Internacional|Política|Economía|Esteri|Cronaca
    |Политика|Экономика|Общество|Мир|В\sмире)"""
# matches " (Economy)", " (World news)", " (online)" behind an outlet: its section or edition; not " (Moscow)"
SECTION = re.compile(
    rf"\s\((?:{_SECTIONS}(?:\s(?:[Nn]ews|[Ss]ection|[Dd]esk|[Pp]ages?))?|[Oo]nline|[Ww]eb(?:site)?|[Pp]rint(?:\sedition)?|blog)\)$",
    _X,
)
# matches "Asia section", "late ed.", "Long Read", "édition papier" between an outlet and its date: where in it the piece stood
EDITION_ASIDE = re.compile(
    rf"""^(?:the\s)?(?:{_SECTIONS}\s(?:[Ss]ection|[Dd]esk|[Pp]ages?)
    |(?i:(?:section|sec\.|rubrique|rubrik|ressort|sección|рубрика)\s\S+(?:\s\S+)?|(?:early|late|final|national|international|regional|city|weekend|sunday|morning|evening|print|online|digital|web|europe(?:an)?|asia|u\.?s\.?|uk|london|new\syork|первая|веб)[\s-](?:ed\.?|edition|version|версия)
    |(?:the\s)?long\sread|front\spage|editorial\spage|weekend\ssupplement|édition\s(?:papier|imprimée|abonnés|électronique)|en\sligne|en\slínea|in\slinea|edición\s(?:impresa|digital)|edizione\scartacea|print-?ausgabe|online-?ausgabe|онлайн|онлайн-версия|печатная\sверсия))$""",
    _X,
)
