"""What reading notes costs: `bench_parsing.py` prints the rate by pyperf, 10,000 and 100,000 notes, and notes made to be slow.

The notes are the text cases of tests/cases, drawn in turn with other figures, read and tied in a stream: of the notes before,
the antecedent index alone is kept. Times are CPU seconds of one process, memory is its peak.
"""

import itertools
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyperf

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from citations.antecedent import tie_each  # noqa: E402 - their folders are on the path now
from citations.consistency import lint  # noqa: E402
from citations.parse import parse_note  # noqa: E402
from citations.publisher import default_publishers  # noqa: E402

MANY = (10_000, 100_000)
SLOW_CHARACTERS = (5_000, 10_000)
REPEATED = (
    '"',
    "“",
    "*",
    "(",
    "[",
    ",",
    ". ",
    "!",
    "…",
    "2015 ",
    "“A b”. ",
    "A. B. ",
    "Aa, ",
    "Ibid. ",
    "12 May 2014, ",
    "a // ",
    "et al., ",
    " for a bb",
)

SLOW_PLACES = ("{}[^1]\n\n[^1]: A remark.\n", "Ports closed.[^1]\n\n[^1]: {}\n")  # of a draft for `lint`: its text, its note
SLOW_PIECES = (
    "“",
    'A “b ” " ',
    "1 May 2014 - ",
    " for a bb",
    "Omar Saidov died in May 2014. ",
    "Aaa Bbb Ccd In ",
    "the port of ",
    "tech-nology ",
    "*a ",
    "He said “we left then”. ",
    "The word “left” ",
    "‘a b c “d” e’ ",
    "‘men’ s ’ ",
    "in 2015 ",
    "The fire of 5 May 2014. ",
    "Between 2016-2014 to ",
    "Rakhimbaev Rakhinbaev ",
    "Waaaaaaaab, , ",
    "six. nobody ",
    "аa ",
    "вместе c ним ",
    "two thousand ",
    "мини-стерство ",
    "« «a» ",
    "...",
    "a.b.",
    "Abc",
    "A B, ",
    "12 May ",
    "Ports is is shut. ",
    "the 1950’s ",
    "He said: “we left the old port at once”. ",
    "NSD of ",
    "12 men, ",
    "12 men: 3 boys and ",
    "Of this, $3 million. ",
    "https:/a.bc http",
    "Orsava Housing Board ",
    "Inspectorate (OSI) ",
    "Deputy Minister Toren ",
    "the clearance of 5 May. ",
    "Contents: I. Port; ",
    "A port closed.[^1] ",
    "A port closed.[^1]\n\n",
)
LINTED = (1_000, 8_000)  # times that `lint` is given each piece


def case_notes():
    """Return the notes of all cases."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((HERE / "cases").rglob("*.md"))]
    return [note for text in texts for note in re.findall(r"^```\n(.+?)\n```", text, re.MULTILINE | re.DOTALL)]


def stream(count):
    """Yield `count` notes, no two rounds of them with the same words in their titles."""
    notes = case_notes()
    for number, note in zip(range(count), itertools.cycle(notes), strict=False):
        turn = number // len(notes)
        yield str(number), note.replace("“", f"“R{turn} ", 1).replace("*", f"*R{turn} ", 1) if turn else note


def read_many(count):
    """Read and tie `count` notes in a stream; print CPU seconds and the peak of memory in MB."""
    publishers = default_publishers()
    began = time.process_time()
    read = ((label, parse_note(note, publishers=publishers).citations) for label, note in stream(count))
    cited = sum(len(citations) for _, citations, _ in tie_each(read))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": time.process_time() - began, "peak_mb": peak_mb, "citations": cited}))


def read_slow():
    """Return the longest CPU seconds for 10 KB of one repeated piece, which it was, and the ratio to half as many."""
    publishers = default_publishers()
    worst = (0.0, "", 0.0)
    for piece in REPEATED:
        spent = []
        for size in SLOW_CHARACTERS:
            began = time.process_time()
            parse_note((piece * size)[:size], publishers=publishers)
            spent.append(time.process_time() - began)
        worst = max(worst, (spent[1], piece, spent[1] / spent[0]))
    return worst


def lint_slow():
    """Return the worst growth of `lint` over pieces repeated eight times as often: the ratio of CPU seconds, the piece, the seconds."""
    publishers = default_publishers()
    worst = (0.0, "", 0.0)
    for piece, place in itertools.product(SLOW_PIECES, SLOW_PLACES):
        spent = []
        for times in (LINTED[0], *LINTED):  # the first is thrown away: it fills the caches
            began = time.process_time()
            lint(place.format(piece * times).encode(), name="a.md", publishers=publishers)
            spent.append(time.process_time() - began)
        worst = max(worst, (spent[2] / spent[1], piece, spent[2]))
    return worst


def print_parsing():
    """Print the figures, each measured in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "rate.json"
        words = [
            sys.executable,
            str(HERE / "bench_parsing.py"),
            "--quiet",
            "--output",
            str(told),
            "-p",
            "3",
            "-n",
            "3",
            "-w",
            "1",
        ]
        subprocess.run(words, check=True, capture_output=True)
        suite = pyperf.BenchmarkSuite.load(str(told)).get_benchmark("notes")
    count = len(case_notes())
    print(f"notes read (pyperf)                  {count / suite.median():8.0f} a second, median of {suite.get_nvalue()}")
    for many in MANY:
        run = subprocess.run(
            [sys.executable, str(HERE / "bench_parsing.py"), "--many", str(many)], check=True, capture_output=True, text=True
        )
        cost = json.loads(run.stdout)
        rate = many / cost["seconds"]
        print(f"{many:>7,} notes read and tied          {rate:8.0f} a second of CPU; {cost['peak_mb']:.0f} MB at most")
    seconds, piece, ratio = read_slow()
    print(f"10 KB of one repeated piece, worst   {seconds:8.2f} s of CPU ({piece!r}); {ratio:.1f} times that of 5 KB")
    ratio, piece, seconds = lint_slow()
    print(f"lint, one piece 8,000 times, worst   {ratio:8.1f} times 1,000 of it ({piece!r}, {seconds:.2f} s of CPU); 8 is linear")


def main():
    """Run one measurement, or as pyperf's script the reading of all cases once."""
    if "--many" in sys.argv:
        read_many(int(sys.argv[sys.argv.index("--many") + 1]))
        return
    notes, publishers = case_notes(), default_publishers()
    runner = pyperf.Runner()
    runner.bench_func("notes", lambda: [parse_note(note, publishers=publishers) for note in notes])


if __name__ == "__main__":
    main()
