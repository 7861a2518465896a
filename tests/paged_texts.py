"""Made-up briefings laid out on pages as a printer would, so that what was torn apart is known exactly.

`make_layout(seed)` gives the text of a paged document with superscript notes, and the paragraphs, markers and notes that
a reader must give back. Pages break anywhere: inside words, quotations, brackets and notes.
"""

import random
import textwrap
from dataclasses import dataclass

NOUNS = "harbour minister report border election protest journalist village mountain convoy parliament contract winter hospital".split()
NAMES = "Velmark Ilora Taskan Port Nura Kerime Dalgat Osman Yusupov Brenn Merrow Samarin Halden Orsk Quillon".split()
VERBS = "closed rejected described followed abandoned welcomed questioned delayed announced defended".split()
LINKS = "after before because while although since until unless whereas despite".split()
OUTLETS = "Harbour Times,Lake Wire,The Upland Post,Quay Agency,Meridian Review".split(",")
MONTHS = "January March April June August October December".split()
A_LINE = 9  # words; a page breaks between lines, so no shorter piece of a paragraph stands at its foot
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """A laid-out text, and what it was made of."""

    text: str
    paragraphs: tuple[str, ...]
    markers: tuple[tuple[str, int, int], ...]
    notes: tuple[tuple[str, str], ...]
    options: str


def clause(rng):
    return f"the {rng.choice(NOUNS)} of {rng.choice(NAMES)} {rng.choice(VERBS)} the {rng.choice(NOUNS)}"


def sentence(rng):
    kind = rng.random()
    words = f"{clause(rng)} {rng.choice(LINKS)} {clause(rng)}"
    if kind < 0.15:
        words = f"{clause(rng)}, and “{clause(rng)} {rng.choice(LINKS)} {clause(rng)}”"
    elif kind < 0.25:
        words = f"{clause(rng)} ({clause(rng)}), {rng.choice(LINKS)} {clause(rng)}"
    elif kind < 0.35:
        words = f"gen. {rng.choice(NAMES)} said “{clause(rng)}. {clause(rng).capitalize()}”"
    return words[0].upper() + words[1:] + "."


def reference(rng):
    title = clause(rng).title()
    kind = rng.randrange(5)
    date = f"{rng.randrange(1, 29)} {rng.choice(MONTHS)} {rng.randrange(1999, 2021)}"
    if kind == 0:
        return f"“{title}”, {rng.choice(OUTLETS)}, {date}."
    if kind == 1:
        return f"*{title}*, {rng.choice(OUTLETS)}, {date}, pp. {rng.randrange(1, 90)}-{rng.randrange(91, 180)}."
    if kind == 2:
        return f"Crisis Desk interview, {rng.choice(NOUNS)} official, {rng.choice(NAMES)}, {date}."
    if kind == 3:
        return f"“{title}” [“{clause(rng).title()}”], op. cit."
    return f"“{title}”, {rng.choice(OUTLETS)}, {date}, https://{rng.choice(NAMES).lower()}.example/{rng.randrange(999)}."


def note_text(rng):
    parts = [reference(rng)]
    if rng.random() < 0.4:
        parts = [sentence(rng) for _ in range(rng.choice((1, 2, 3, 12)))] + parts
    if rng.random() < 0.25:
        parts.append(sentence(rng))
    return " ".join(parts)


def article(rng):
    """Return paragraphs as lists of (sentence, labels of its notes), and the notes."""
    number, paragraphs, notes = 0, [], []
    for _ in range(rng.randrange(6, 16)):
        if rng.random() < 0.15 and paragraphs and len(paragraphs[-1]) > 1:
            paragraphs.append([(clause(rng).title(), [])])
            continue
        sentences = []
        for _ in range(rng.randrange(2, 7)):
            labels = []
            if rng.random() < 0.35:
                number += 1
                labels.append(number)
                notes.append(note_text(rng))
            sentences.append((sentence(rng), labels))
        paragraphs.append(sentences)
    return [*paragraphs, [(sentence(rng), []), (sentence(rng), [])]], notes


def marked(sentences):
    """Return a paragraph with its markers as printed."""
    return " ".join(words + "".join(str(label).translate(SUPERSCRIPT) for label in labels) for words, labels in sentences)


def expected_markers(paragraphs):
    for index, sentences in enumerate(paragraphs):
        offset = 0
        for words, labels in sentences:
            offset += len(words)
            yield from ((str(label), index, offset) for label in labels)
            offset += 1


def torn(rng, words, room):
    """Cut `words` after about `room` of them; sometimes inside a word, with a hyphen."""
    head, tail = words[:room], words[room:]
    if head and tail and rng.random() < 0.15:
        word = tail[0]
        if word.isalpha() and len(word) > 6:
            head, tail = [*head, word[:4] + "-"], [word[4:], *tail[1:]]
    return head, tail


def pages(rng, paragraphs, notes, *, room):
    """Yield the body pieces and note pieces of each page, as lists of lists of words."""
    queue = [marked(sentences).split() for sentences in paragraphs]
    waiting, tail = [], []  # notes called and not yet printed, and the rest of a torn one
    while queue or waiting or tail:
        body, left = [], room if queue else 0
        while queue and left > 0:
            words = queue.pop(0)
            if body and left < A_LINE:
                queue.insert(0, words)
                break
            if len(words) > left and not is_heading(words):
                words, rest = torn(rng, words, left)
                queue.insert(0, rest)
            body.append(words)
            left -= len(words) + 2
        if len(body) > 1 and is_heading(body[-1]):
            queue.insert(0, body.pop())  # printers leave no heading at the foot of a page
        called = [label for words in body for word in words for label in labels_of(word)]
        waiting += [[str(label).translate(SUPERSCRIPT), *notes[label - 1].split()] for label in called]
        foot, space = [], max(12, room // 2) if queue else 10**6
        if tail:
            piece, tail = torn(rng, tail, space)
            foot.append(piece)
            space -= len(piece)
        while waiting and not tail and space > A_LINE:
            piece, tail = torn(rng, waiting.pop(0), space)
            foot.append(piece)
            space -= len(piece)
        yield body, foot


def is_heading(words):
    return len(words) > 3 and all(word[0].isupper() for word in words)


def labels_of(word):
    digits = "".join(str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(letter)) for letter in word if letter in "⁰¹²³⁴⁵⁶⁷⁸⁹")
    return [int(digits)] if digits else []


def make_layout(seed):
    """Return the layout made with `seed`; the same seed gives the same text."""
    rng = random.Random(seed)
    paragraphs, notes = article(rng)
    options = {name for name in ("wrap", "crlf", "feed", "head", "number") if rng.random() < 0.4}
    out = []
    for count, (body, foot) in enumerate(pages(rng, paragraphs, notes, room=rng.choice((60, 90, 140, 220))), 1):
        blocks = [" ".join(words) for words in (*body, *foot)]
        if "wrap" in options:
            blocks = [textwrap.fill(block, 72, break_long_words=False, break_on_hyphens=False) for block in blocks]
        blocks = (
            (["Velmark after the Vote"] if "head" in options else []) + blocks + ([str(count)] if "number" in options else [])
        )
        out.append("\n\n".join(blocks))
    text = ("\n\f" if "feed" in options else "\n\n").join(out) + "\n"
    return Layout(
        text=text.replace("\n", "\r\n") if "crlf" in options else text,
        paragraphs=tuple(" ".join(words for words, _ in sentences) for sentences in paragraphs),
        markers=tuple(expected_markers(paragraphs)),
        notes=tuple((str(label), text) for label, text in enumerate(notes, 1)),
        options="+".join(sorted(options)) or "plain",
    )
