"""Characters that a reader cannot see: shown where they could deceive, removed where a terminal would obey them.

Enters: any text from a document, a page or a service. Leaves: text that shows what it holds.
Sources: Unicode 15, general categories Cc, Cf, Cs; UAX #9 for bidirectional controls; ECMA-48 for terminal sequences.
"""

from __future__ import annotations

import re
import shlex
import unicodedata

from citations.regex import regex

# C0 and C1 controls except tab and newline; soft hyphens stay, they deceive nobody.
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
# Marks, embeddings, overrides and isolates of UAX #9, Arabic letter mark included.
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Zero-width space, word joiner and other invisible operators, byte order mark, interlinear and tag characters.
_ZERO_WIDTH = r"\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_JOINERS = "\u200c\u200d"  # they shape letters in Persian and Indic scripts
_SEPARATORS = r"\u2028\u2029"
_SURROGATES = r"\ud800-\udfff"

# matches "a<U+202E>b"; not "a\tb" or "naïve"
UNSEEN = regex(rf"""[{_CONTROLS}{_BIDI}{_ZERO_WIDTH}{_JOINERS}{_SEPARATORS}{_SURROGATES}]""", re.VERBOSE)
# What XML 1.0, 2.2, has no place for. Matches U+0000, U+FFFF; not "a", tab or line feed
_NOT_XML = regex("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
# matches "ESC [ 31 m", "ESC ] 0 ; title BEL", "ESC c"; not "[31m"
_TERMINAL_SEQUENCE = regex(
    r"""(?: \x1b\[ | \x9b ) [0-?]* [\ -/]* [@-~]       # control sequence
      | (?: \x1b[\]PX^_] | [\x90\x98\x9d-\x9f] ) [^\x07\x1b\x9c]* (?: \x07 | \x1b\\ | \x9c )?   # string up to its end
      | \x1b [\ -/]* [0-~]""",
    re.VERBOSE,
)
# matches "a \n b", "a<LINE SEPARATOR>b"; not "a b"
_BREAK = regex(rf"""[ ]*[\t\n\r\v\f\x85{_SEPARATORS}]+[ ]*""", re.VERBOSE)


def visible(text: str) -> str:
    r"""Return `text` with every unseen character named in place; a joiner inside a cursive word stays.

    >>> visible("cod\u202egnp.exe")
    'cod[U+202E]gnp.exe'
    """
    if not UNSEEN.search(text):
        return text
    return UNSEEN.sub(_named, text.replace("\r\n", "\n"))


def is_plain(text: str) -> bool:
    """Return whether `text` holds no unseen character, so that what is read is what is there."""
    return UNSEEN.search(text) is None


def well_formed(text: str) -> str:
    r"""Return `text` with lone surrogates replaced, so that it can be written as UTF-8.

    >>> well_formed("a\ud800b")
    'a\ufffdb'
    """
    return re.sub(rf"[{_SURROGATES}]", "\ufffd", text)


def xml_text(text: str) -> str:
    r"""Return `text` with what XML 1.0 cannot hold replaced and what cannot be seen named.

    >>> xml_text("a\x00b\uffff")
    'a[U+0000]b\ufffd'
    """
    return _NOT_XML.sub("\ufffd", visible(text))


def shell_word(name: str) -> str:
    r"""Return a file’s name as it is typed into a shell; what cannot be seen stands by its number, which bash and zsh read.

    >>> print(shell_word("my draft.md"), shell_word("a\u200fb'.md"))
    'my draft.md' $'a\U0000200fb\'.md'
    """
    if is_plain(name):
        return shlex.quote(name)
    marked = name.replace("\\", r"\\").replace("'", r"\'")
    return f"$'{UNSEEN.sub(_numbered, marked)}'"


def plain_text(value: object) -> str:
    r"""Return `value` as one line that is safe to print in a terminal.

    Terminal sequences, control characters and bidirectional controls are removed, line breaks become spaces.

    >>> plain_text("a\x1b[31mred\x1b[0m\nb\u202e")
    'ared b'
    """
    text = _BREAK.sub(" ", _TERMINAL_SEQUENCE.sub("", str(value)))
    return UNSEEN.sub(_kept_joiner, text).strip()


def _numbered(match: re.Match[str]) -> str:
    return f"\\U{ord(match[0]):08x}"


def _named(match: re.Match[str]) -> str:
    return _kept_joiner(match) or f"[U+{ord(match[0]):04X}]"


def _kept_joiner(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    is_shaping = match[0] in _JOINERS and before != "" and unicodedata.category(before) in ("Lo", "Mn", "Mc")
    return match[0] if is_shaping else ""


def indented(text: str) -> str:
    """Return one line fit for a terminal, its indentation kept."""
    return " " * (len(text) - len(text.lstrip(" "))) + plain_text(text)
