"""Paged plain text: how many random layouts come back exactly, and how many of their notes and claims."""

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT.parent), str(ROOT)]

from paged_texts import make_layout  # noqa: E402

from citations.readers.text import read_text  # noqa: E402
from citations.sentences import sentences  # noqa: E402

LAYOUTS = 300


def claim(paragraph, offset):
    """Return the sentence that ends where the marker stands."""
    return next((paragraph[start:end] for start, end in sentences(paragraph) if start < offset <= end), None)


def compare(layout):
    """Return what came back: exact or not, notes right, markers right (in the right words), and of how many."""
    document = read_text(layout.text)
    head = "Velmark after the Vote " if "head" in layout.options else ""  # kept once, as the title
    notes = {note.label: note.text for note in document.notes}
    paragraphs = tuple(paragraph.text for paragraph in document.paragraphs)
    before = {marker.label: claim(paragraphs[marker.paragraph], marker.offset) for marker in document.markers}
    right_notes = sum(notes.get(label) == text for label, text in layout.notes)
    right_markers = sum(before.get(label) == claim(layout.paragraphs[index], offset) for label, index, offset in layout.markers)
    whole = " ".join(paragraphs).removeprefix(head) == " ".join(
        layout.paragraphs
    )  # a page may end where a paragraph could: both are right
    exact = whole and right_notes == len(notes) == len(layout.notes) and right_markers == len(before) == len(layout.notes)
    return exact, right_notes, right_markers, len(layout.notes)


def main(first=0, show=0):
    """Print shares over `LAYOUTS` layouts from seed `first` on, and the first `show` failures."""
    totals, failures = Counter(), []
    for seed in range(first, first + LAYOUTS):
        layout = make_layout(seed)
        exact, notes, markers, count = compare(layout)
        totals.update(exact=exact, notes=notes, markers=markers, count=count)
        failures += [] if exact else [(seed, layout.options)]
    print(f"layouts exactly recovered  {totals['exact']:>5} of {LAYOUTS} = {totals['exact'] / LAYOUTS:.3f}")
    print(f"notes with their whole text {totals['notes']:>4} of {totals['count']} = {totals['notes'] / totals['count']:.4f}")
    print(f"markers behind their words {totals['markers']:>5} of {totals['count']} = {totals['markers'] / totals['count']:.4f}")
    for seed, options in failures[:show]:
        print("  not exact:", seed, options)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
