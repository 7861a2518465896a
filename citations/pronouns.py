"""Pronouns in English, Russian and Tajik, by whom they stand for; `citations.lexicon` knows them all as words that say little."""

from __future__ import annotations

SPEAKERS = frozenset("i we я мы".split())
FIRST_PERSONS = frozenset("i we my our me us я мы мне нам меня нас мой моя мое мои наш наша наше наши мною нами ман мо".split())
THIRD_PERSONS = frozenset("he she they он она они ӯ онҳо".split())  # who does something
PERSONS = SPEAKERS | THIRD_PERSONS
SHE = frozenset("she her hers она ее ей нее ней нею".split())
ONE_PERSON = SHE | frozenset("he him his он его ему него нем ним".split())
SEVERAL = frozenset("they them their theirs они их им ними них".split())
THINGS = frozenset("it this that".split())
# at something named before, not at who speaks or hears
POINTING = ONE_PERSON | SEVERAL | THINGS | frozenset("its these those оно это этого этому этим этом ӯ вай онҳо ин".split())
