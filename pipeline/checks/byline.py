"""Does the page name the author that is cited? At most one finding of rule `byline`.

Enters: the evidence of one citation. Leaves: that they agree, in any script, or what the page says. Another author is LOOK
only where the page's byline is surely a person's and the cited name stands nowhere on the page. Names are compared by the
transliteration key, initials by their letter.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.citation import NOT_WEB_TYPES, Form, Name
from citations.finding import Action, Finding, Outcome, Status
from citations.forenames import may_be_one
from citations.names import fold_title
from citations.proper_names import keys_of, names_a_body
from citations.regex import regex
from pipeline.checks import Evidence
from pipeline.checks.link import Served, as_sentence, proof_of, serving

RULE = "byline"
# What stands in a byline beside names, or in place of one, in three languages
_NO_NAMES = frozenset(
    "by and for staff writer writers editor editors editorial admin administrator author correspondent correspondents reporter "
    "special newsroom desk team guest contributor reuters afp ap tass interfax ria автор авторы текст редакция редактор "
    "корреспондент пресс-служба пресс служба корр интерфакс тасс риа муаллиф хабарнигор идораи".split()
)
_WORD = regex(r"[^\W\d_][\w’'-]*")


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """Return how the page's author stands to the cited one; () where either side names none."""
    cited = evidence.cited
    if cited.type in NOT_WEB_TYPES or evidence.citation.form in (Form.SHORT, Form.IBID):
        return ()
    served = serving(evidence)
    if served is None or served.is_typed:
        return ()
    return tuple(_authors(evidence, served))


def _authors(evidence: Evidence, served: Served) -> Iterator[Finding]:
    persons = [author for author in evidence.cited.authors if author.family]
    byline = " ".join((served.read.page.byline or "").split())
    if not persons or not byline:
        return
    named = "; ".join(map(str, persons))
    if any(_is_among(person, byline) for person in persons):
        yield _finding(evidence, served, named, byline, "the author agrees with the page’s")
    elif _names_a_person(evidence, served, byline) and (
        _bear_another_name(persons, byline) or not _stand_on_page(persons, served)
    ):
        yield _finding(
            evidence,
            served,
            named,
            byline,
            f"the note names {named} as the author, and the page {byline}",
            defect="byline-differs",
        )
    else:
        yield _finding(
            evidence,
            served,
            named,
            byline,
            f"the page’s byline is “{byline}”, which tells nothing of the cited author",
            is_open=True,
        )


def _is_among(person: Name, byline: str) -> bool:
    """Whether a byline names a person: by the family name, with a given name that begins alike where both print one."""
    words = _words(byline)
    family = [word for word in words if not keys_of([word]).isdisjoint(keys_of((person.family or "").split()[-1:]))]
    given = _words(person.given or "")
    others = [word for word in words if word not in family]
    if not family or not given or not others:
        return bool(family)
    return any(_begin_alike(one, other) for one in given for other in others)


def _begin_alike(one: str, other: str) -> bool:
    return may_be_one(one, other)


def _bear_another_name(persons: list[Name], byline: str) -> bool:
    """Whether a byline names one of the persons by the family name, with another given name."""
    words = _words(byline)
    return any(not keys_of(words).isdisjoint(keys_of((person.family or "").split()[-1:])) for person in persons)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word[0].isupper() and word.casefold() not in _NO_NAMES]


def _names_a_person(evidence: Evidence, served: Served, byline: str) -> bool:
    """Whether a byline is surely one person's name or more: two names at least, and neither an outlet nor another body."""
    known = evidence.publisher.names if evidence.publisher else ()
    names = (*known, served.read.page.publisher or "", served.read.page.title or "")
    is_outlet = any(fold_title(byline) and f" {fold_title(byline)} " in f" {fold_title(name)} " for name in names)
    words = _words(byline)
    return len(words) >= 2 and not is_outlet and not names_a_body(words)


def _stand_on_page(persons: list[Name], served: Served) -> bool:
    page = served.read.page
    shown = keys_of(set(_words(f"{page.text}\n{page.article}\n{page.title or ''}")))
    return any(not shown.isdisjoint(keys_of((person.family or "").split()[-1:])) for person in persons)


def _finding(
    evidence: Evidence,
    served: Served,
    cited: str,
    shown: str,
    words: str,
    *,
    defect: str | None = None,
    is_open: bool = False,
) -> Finding:
    return evidence.finding(
        RULE,
        status=Status.LOOK if defect else Status.OK,
        outcome=Outcome.FAILED if defect else Outcome.CANT_TELL if is_open else Outcome.PASSED,
        defect=defect,
        expected=cited,
        observed=shown,
        quoted=cited,
        proof=proof_of(served.read),
        message=as_sentence(served.said(words)),
        action=Action.ASK_AUTHOR if defect else Action.NONE,
    )
