"""Prints how well titles, bylines and outlets are compared with what a page shows. `python tests/evaluate_headlines.py [--show]`.

The cases stand in tests/cases/headlines.md; those held out were not looked at one by one when the rules were mended.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from archive.page import DateWitness  # noqa: E402
from citations.citation import Name  # noqa: E402
from citations.finding import Outcome, Status  # noqa: E402
from citations.language import language_of  # noqa: E402
from citations.parse import parse_note  # noqa: E402
from citations.parsing.work import language_of_title  # noqa: E402
from citations.partial_date import from_edtf, read_date  # noqa: E402
from citations.publisher import default_publishers  # noqa: E402
from pipeline.checks import byline, date, outlet, title  # noqa: E402
from tests.check_cases import ADDRESS, cited, dated, evidence, read  # noqa: E402

BODY = {
    "en": "The keepers of the northern locks went back to work on Monday. Nobody had promised them anything.",
    "ru": "Смотрители северных шлюзов вышли на работу в понедельник. Никто им ничего не обещал.",
    "tg": "Нигаҳбонони сарбандҳои шимолӣ рӯзи душанбе ба кор баромаданд. Касе ба онҳо чизе ваъда накард.",
}
WANTED = ("same", "look", "open")
PUBLISHERS = default_publishers()


def tables():
    """Yield every group's name and its rows of three cells."""
    for part in (HERE / "cases" / "headlines.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        name, _, body = part.partition("\n")
        rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in body.split("\n") if line.startswith("|")]
        yield name.strip(), [[cell.strip().replace("\\|", "|") for cell in row] for row in rows[2:]]


def answer(findings):
    """What an editor sees of findings: `look`, `same` or `open`."""
    if any(one.status is Status.LOOK for one in findings):
        return "look"
    return "same" if any(one.outcome is Outcome.PASSED for one in findings) else "open"


def of_title(printed, shown):
    language = language_of(shown) or "en"
    page = read(
        title=shown,
        headings=(re.split(r" [-|—] (?=[^-|—]*$)| // ", shown)[0],),
        language=language,
        text=f"{shown}\n\n{BODY[language]}",
    )
    return title.check(evidence(page, cited(title=printed, language=language_of_title(printed))))


def of_note(printed, shown):
    """The check of titles, of the first citation that the parser reads in a note; nothing where it reads none."""
    citation = next(iter(parse_note(printed, publishers=PUBLISHERS).citations), cited(title=None))
    language = language_of(shown) or "en"
    page = read(title=shown, headings=(shown,), language=language, text=f"{shown}\n\n{BODY[language]}")
    return title.check(evidence(page, citation))


def of_date(printed, shown):
    told = []
    for one in filter(None, (part.strip() for part in shown.split(";"))):
        kind = {"changed": "modified", "shown": "shown"}.get(one.split()[0], "published")
        place, day = one.removeprefix("changed ").removeprefix("shown ").split(" ", 1)
        told.append(DateWitness(date=read_date(day) or from_edtf(day), printed=day, place=place, kind=kind))
    citation = dated(printed)
    if printed.startswith("c. "):  # as the parser reads it
        citation = replace(citation, issued=replace(citation.issued, approximate=True))
    return date.check(evidence(read(dates=tuple(told)), citation))


def of_byline(printed, shown):
    given, _, family = printed.rpartition(" ")
    citation = cited(authors=(Name(given=given or None, family=family),))
    return byline.check(evidence(read(byline=shown or None), citation))


def of_outlet(printed, shown, *, with_address=False, twice=False):
    shown, _, author = shown.partition("; by ")
    shown, _, host = shown.partition(" @ ")
    address = f"https://{host}/2015/10/a" if host else ADDRESS
    imprints = (shown,) * (1 + twice) if shown else ()
    page = read(publisher=shown or None, imprints=imprints, byline=author or None, final_uri=address)
    citation = cited(container_title=printed, url=address if with_address else None)
    known = evidence(page, citation, publisher=PUBLISHERS.of(citation), publishers=PUBLISHERS)
    return outlet.check(known)


def of_outlet_at_address(printed, shown):
    return of_outlet(printed, shown, with_address=True)


def of_outlet_named_twice(printed, shown):
    return of_outlet(printed, shown, twice=True)


MEASURES = {
    "Imprints": (of_outlet_named_twice,),
    "Notes": (of_note,),
    "Bylines": (of_byline,),
    "Outlets": (of_outlet, of_outlet_at_address),
    "Titles": (of_title,),
    "Dates": (of_date,),
}


def main():
    """Measure and print."""
    for group, rows in tables():
        found = Counter()
        for measure, (wanted, printed, shown) in product(MEASURES.get(group.split()[0], ()), rows):
            said = answer(measure(printed, shown))
            found[wanted, said] += 1
            if said != wanted and "--show" in sys.argv and ("held" not in group or "--held" in sys.argv):
                print(f"  {wanted}, not {said}: {printed} | {shown}")
        right = {one: found[one, one] for one in WANTED}
        told = {one: sum(found[wanted, one] for wanted in WANTED) for one in WANTED}
        asked = {one: sum(found[one, said] for said in WANTED) for one in WANTED}
        print(f"{group:18} {found.total():>3} cases; accused rightly {right['look']} of {told['look']} (precision), found {right['look']} of {asked['look']} "
              f"(recall); passed rightly {right['same']} of {told['same']}, of {asked['same']} to pass")  # fmt: skip


if __name__ == "__main__":
    main()
