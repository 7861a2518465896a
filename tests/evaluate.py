"""`make evaluate`: accuracy measured and printed, field by field. Nothing is asserted here; README quotes the figures.

Parsing is measured on the cases in tests/cases and, when it stands beside the checkout, on the gold reading of the
briefing by its own judge; quotations, pages and locating by their own scripts.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"


def run(title, *command):
    """Print a heading and what a measuring script says."""
    print(f"\n== {title}", flush=True)
    return subprocess.run([sys.executable, *map(str, command)], cwd=ROOT, env=None, check=False).returncode


def gold():
    """Score the parser on the gold reading, with the judge that comes with it."""
    briefing, notes, judge = SHARED / "briefing" / "briefing.txt", SHARED / "gold" / "notes.json", SHARED / "gold" / "score.py"
    if not judge.exists():
        print("\n== parsing, the briefing: skipped, ../shared is not here")
        return
    parsed = subprocess.run(
        [sys.executable, "-m", "pipeline", "parse", str(briefing), "--json"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "parsed.json"
        path.write_text(parsed.stdout, encoding="utf-8")
        print("\n== parsing, the briefing of 74 notes: hits of n, by field")
        fields(judge, path, notes)
        run("the same by its own judge", judge, path, notes)


def fields(judge, parsed, notes):
    """Print every field of the judge's table, which itself prints only what falls short."""
    code = judge.read_text(encoding="utf-8").replace("sys.exit(bool(low))", "")
    space = {"__name__": "judge"}
    argv, sys.argv = sys.argv, [str(judge), str(parsed), str(notes)]
    try:
        import contextlib
        import io

        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(code, str(judge), "exec"), space)
    finally:
        sys.argv = argv
    for field, total in space["tot"].items():
        print(f"{field:22} {space['hit'][field]:>4} of {total:<4} {space['hit'][field] / total:.3f}")


def main():
    """Run every measurement."""
    gold()
    for title, script in (
        ("parsing, the project's own cases", "evaluate_parsing.py"),
        ("quotations", "evaluate_quotes.py"),
        ("quotations on pages, sets used since they were written", "evaluate_quoted_pages.py"),
        ("pages", "evaluate_pages.py"),
        ("pages that are not the source, and innocent ones", "evaluate_signs.py"),
        ("drift, visits and revisions drawn anew", "evaluate_drift.py"),
        ("translations, their passage and what conflicts", "evaluate_translation.py"),
        ("numbers of the claim, drawn anew", "evaluate_numbers.py"),
        ("claims and the pages they cite, by hand", "evaluate_claims.py"),
        ("short claims that mislead, by hand", "evaluate_pairs.py"),
        ("titles, bylines, outlets and dates, by hand", "evaluate_headlines.py"),
        ("words given to another speaker, by hand", "evaluate_speakers.py"),
        ("the language of undeclared text, by hand", "evaluate_language.py"),
        ("plain text broken over pages", "evaluate_text.py"),
        ("locating, the briefing's sources", "evaluate_locate.py"),
        ("finding, on a little web", "evaluate_finding.py"),
        ("lint, own documents with planted defects", "evaluate_lint.py"),
    ):
        if (HERE / script).exists():
            run(title, HERE / script)
        else:
            print(f"\n== {title}: no script", json.dumps(script))


if __name__ == "__main__":
    main()
