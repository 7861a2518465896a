"""How well notes are read that were written without a look at the parser: hits of n by field and style, and speed.

The notes are tests/cases/unseen.md, whose misses nobody looked at, and tests/cases/held-out.md, which was used since; both
in the format of notes.md. A title's words before the colon are its style.
`--wrong` also prints every field that was missed, with what was found.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from citations.citation import Form
from citations.parse import parse_note
from citations.publisher import default_publishers

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from test_parse import ANY_TYPE, READERS, read_cases  # noqa: E402

SETS = {
    HERE / "cases" / "unseen.md": "written unseen, and still unseen",
    HERE / "cases" / "held-out.md": "written unseen, then used to improve the parser",
}
NEWS = "article-newspaper"
SCHOLARLY = (
    "Scholarly", "American scholarly", "Chicago scholarly", "British", "OSCOLA", "Author-date",
    "Law review", "History", "Sociology", "Economics", "Central Asian Survey",
)  # fmt: skip
NEWS_FIELDS = ("title", "outlet", "date")
SURE = {"title": "title", "authors": "author", "date": "issued", "interviewee": "interviewee"}
SPEED_ROUNDS = 2


class Score:
    """Hits and trials by name, and the misses in words."""

    def __init__(self):
        self.hits, self.trials, self.wrong = Counter(), Counter(), []

    def add(self, names, right, note, told=""):
        """Count one trial under every name; a miss keeps the note and what was found."""
        for name in names:
            self.trials[name] += 1
            self.hits[name] += bool(right)
        if not right:
            self.wrong.append((names[0], note, told))

    def print(self, names):
        """Print hits, trials and share of the names that were tried."""
        for name in names:
            if self.trials[name]:
                print(f"{name:26} {self.hits[name]:>4} of {self.trials[name]:<4} {self.hits[name] / self.trials[name]:.3f}")


def score_note(score, style, note, wanted, prose, parsed):
    """Count a note: its citations, their forms, types and fields, its prose."""
    found = [citation for citation in parsed.citations if citation.form is not Form.UNPARSED]
    score.add(("split", f"split, {style}"), len(found) == len(wanted), note, [citation.text for citation in found])
    if prose:
        score.add(("prose",), prose in parsed.commentary, note, parsed.commentary)
    for index, (form, kind, fields) in enumerate(wanted):
        citation = found[index] if index < len(found) else None
        score_citation(score, style, note, citation, form, kind, fields)


def score_citation(score, style, note, citation, form, kind, fields):
    """Count one citation wanted; a citation that is not there misses every field."""
    score.add(("form", f"form, {form}"), citation and form in (ANY_TYPE, citation.form), note, citation and citation.form.value)
    if kind != ANY_TYPE:
        score.add(("type", f"type, {kind}"), citation and citation.type == kind, note, citation and citation.type)
    values = {name: READERS[name](citation) if citation else None for name in fields}
    for name, value in fields.items():
        score.add((name,), values[name] == value, note, (values[name], value))
    if kind == "interview":
        score.add(("interviews found",), citation and citation.type == "interview", note)
    if style in SCHOLARLY and "title" in fields:
        score.add(("titles of scholarly notes",), values["title"] == fields["title"], note, values["title"])
    for name, csl in SURE.items():
        if citation and name in fields:
            sure = "unsure" if citation.is_unsure(csl) else "sure"
            score.add((f"{sure} fields right",), values[name] == fields[name], note, (name, values[name]))
    whole = all(values[name] == fields[name] for name in fields)
    score.add(("every field", f"every field, {style}"), whole, note)
    if kind == NEWS:
        right = all(values[name] == fields[name] for name in NEWS_FIELDS if name in fields)
        score.add(("news: title, outlet, date",), right, note, values)


def speed(notes, publishers):
    """Return how many notes are read in a second."""
    began = time.perf_counter()
    for _ in range(SPEED_ROUNDS):
        for note in notes:
            parse_note(note, publishers=publishers)
    return SPEED_ROUNDS * len(notes) / (time.perf_counter() - began)


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    arguments = parser.parse_args()
    publishers = default_publishers()
    for path, said in SETS.items():
        report(list(read_cases(path)), said, publishers, wrong=arguments.wrong)


def report(cases, said, publishers, *, wrong):
    """Print the scores of one set of notes."""
    score = Score()
    for title, note, wanted, prose in cases:
        score_note(score, title.partition(":")[0], note, wanted, prose, parse_note(note, publishers=publishers))
    plain = [name for name in score.trials if ", " not in name]
    print(f"\n{len(cases)} notes, {said}: hits of n")
    score.print([*plain, "news: title, outlet, date"])
    print("by style and form")
    score.print(sorted(name for name in score.trials if ", " in name and not name.startswith("news:")))
    print(f"{speed([note for _, note, _, _ in cases], publishers):.0f} notes a second")
    if wrong:
        for name, note, told in score.wrong:
            print(f"\n{name}: {note}\n    {told}")


if __name__ == "__main__":
    main()
