"""`make bench`: the cost of each stage, in one run on one machine, as medians of five and as ratios.

Prints seconds and ratios, asserts nothing: machines are noisy. What a quotation costs (`bench_quotes`); the example verified,
its pages read, notes parsed (`bench_parsing`); then fetching and archiving against other tools (`bench_fetch`).
`bench.py --quick` takes a minute: two rounds, no 20,000 pages.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]
import bench_quotes  # noqa: E402 - its folder is on the path now
from bench_fetch import compare  # noqa: E402
from bench_parsing import print_parsing  # noqa: E402

EXAMPLE = ROOT / "examples" / "briefing"
ROUNDS = 5


def median(action):
    """Return the median wall time of `action` in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def command(*arguments, cwd=ROOT):
    """Run the command line; its exit code does not matter here."""
    subprocess.run([sys.executable, "-m", "pipeline", *map(str, arguments)], cwd=cwd, capture_output=True, check=False)


def whole_runs():
    """Return the times of a first and of an unchanged second verification of the example."""
    first, again = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder)
            for name in ("briefing.md", "footnotary.toml"):
                (project / name).write_bytes((EXAMPLE / name).read_bytes())
            subprocess.run(
                [sys.executable, "examples/build_archive.py", str(project / "sources.wacz"), "--quiet"], cwd=ROOT, check=True
            )
            for times in (first, again):
                start = time.perf_counter()
                command("verify", "briefing.md", "--from", "sources.wacz", "--quiet", cwd=project)
                times.append(time.perf_counter() - start)
    return statistics.median(first), statistics.median(again)


def page_reading():
    """Return seconds to read one page of the example, on average, after start-up."""
    from archive.page import read_page

    pages = [path.read_bytes() for path in sorted(EXAMPLE.rglob("web/**/*.html"))]
    read_page(pages[0])
    return median(lambda: [read_page(page, mime="text/html") for page in pages]) / len(pages)


# What a browser's own clock says, in milliseconds since it was sent to the page.
READ = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def report_opening(notes=2000):
    """Return megabytes of a report of `notes` notes, seconds to write it, and milliseconds until Chromium has read and painted it."""
    from conftest import CHROMIUM, QUIET
    from playwright.sync_api import sync_playwright

    from reports.html import render
    from tests.sample_report import large

    report = large(notes)
    written = median(lambda: render(report))
    seen = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        path = Path(folder) / "index.html"
        path.write_text(render(report), encoding="utf-8")
        browser = running.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        for _ in range(ROUNDS):
            page = browser.new_page()
            page.goto(path.as_uri(), timeout=120_000)
            page.wait_for_function(f"{PAINTED} > 0")
            seen.append(page.evaluate(f"[{READ}, {PAINTED}]"))
            page.close()
        browser.close()
        size = path.stat().st_size / 1e6
    return size, written, *map(statistics.median, zip(*seen, strict=True))


def fetching(rounds, *, large):
    """Print what fetching and archiving cost, here and with other tools."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        Path(folder).chmod(0o755)
        compare(Path(folder), rounds, large=large)


def main():
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="two rounds, and no large runs")
    options.add_argument("--only-quotes", action="store_true", help="only what a quotation costs")
    options.add_argument("--only-fetching", action="store_true", help="leave the example out")
    chosen = options.parse_args()
    if not chosen.only_fetching:
        bench_quotes.main()
    if chosen.only_quotes:
        return
    if not chosen.only_fetching:
        stages()
    fetching(2 if chosen.quick else ROUNDS, large=not chosen.quick)


def stages():
    """Print what the stages of the example cost."""
    start = median(lambda: command("--help"))
    first, again = whole_runs()
    page = page_reading()
    print(f"medians of {ROUNDS}, wall time on this machine\n")
    print(f"footnotary --help                    {start:8.3f} s")
    print(f"the example verified, first time     {first:8.3f} s  {first / start:6.1f} times --help")
    print(f"the example verified again           {again:8.3f} s  {again / first:6.2f} of the first time")
    print(f"a page read                          {page * 1000:8.1f} ms")
    size, written, read, painted = report_opening()
    print(f"a report of 2,000 notes written      {written:8.3f} s  {size:6.1f} MB")
    print(f"   read by Chromium                  {read:8.0f} ms (aim 2,000); its first paint after {painted:.0f} ms")
    print_parsing()


if __name__ == "__main__":
    main()
