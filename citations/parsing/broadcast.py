"""The named patterns of what notes say of broadcasts: who made one, what it is, at which minute.

Each with a line that matches and one that must not; `citations.parsing.details` cuts them out of the words behind a title.
"""

from __future__ import annotations

import re

from citations.grammar import ONE_NAME
from citations.regex import regex

_X = re.VERBOSE
LONGEST_TIMECODE = 40  # characters at the end that may say a minute
TIME_STEMS = ("in", "мин", ":")  # of what TIMECODE reads, one is in the words
# of what MADE_BY reads, one is in the words
MAKER_STEMS = ("ed by", "iert von", "é par", "ée par", "do por", "otto da", "едущ")

# matches "video clip", "uploaded by Canal Vostok": what a piece is, and who put it there; no outlet
CLIP = regex(
    r"^(?:video(?:\s+clip)?|film\s+clip|audio|podcast(?:\s+(?:audio|episode))?|(?:radio|TV|television)\s+(?:broadcast|programme|program|show)|(?:season\s+\d+,?\s+)?ep(?:isode|\.)?\s*\d+|Sendung|émission|эфир|выпуск|(?:uploaded|shared)\s+by\s.*)$",
    re.IGNORECASE,
)
# matches ", ab Min. 14", ", from 22:31", ", min. 3:05", ", с 12-й минуты" at the end: a place in a broadcast; not ", 27 May"
TIMECODE = regex(
    r"""[\s,(]{0,4}\b(?:(?:ab|from|at|à\s+partir\s+de|dès|desde|da|с)\s+(?:(?:la|der|el|dem)\s+)?)?
    (?:(?:[Mm]in(?:ute|uto)?|мин)\b\.?\s*\d{1,3}(?::\d\d)?|\d{1,3}(?:e|ème|-й|\.|\s?º)?\s+(?:[Mm]inut[eo]|min|мин(?:уты)?)\b\.?|(?<=\s)\d{1,2}:\d\d(?::\d\d)?)[\s.)]{0,3}$""",
    _X,
)
# matches ", produced by Tom Vane and Ida Moll", ", moderiert von Jan Kern": who made a broadcast; the name of its station follows
MADE_BY = regex(
    rf"""[\s,(]{{0,4}}\b(?:(?:produced|hosted|presented|directed|narrated|reported|moderated)(?:\s+and\s+(?:produced|hosted|presented|directed|narrated|reported))?\s+by|(?:moderiert|produziert)\s+von|(?:présentée?|réalisée?|animée?)\s+par|(?:conducido|presentado|dirigido)\s+por|condotto\s+da|[Вв]едущ(?:ий|ая|ие):?)\s+
    {ONE_NAME}(?:(?:,\s{ONE_NAME}){{0,6}},?\s(?:and|&|und|et|y|e|и)\s{ONE_NAME})?(?=\s*(?:[,.;)]|$))""",
    _X,
)
