"""Addresses that came over the network: which may become candidates, and which are shown as what they are.

Enters: an address that a service named. Leaves: the address to ask, in ASCII, with a remark where its host looks like
another's; or a refusal in words. The guard refuses again whatever a name then leads to: nothing is fetched around it.
Standards: RFC 3986, IDNA 2008 (RFC 5891), Unicode UTS 39 (mixed scripts).
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.exchange import AttemptFailed
from archive.guard import clean_address
from citations.regex import regex

SHOWN_CHARS = 80  # of an address that is refused
ALIKE = frozenset({"Latin", "Cyrillic", "Greek", "Armenian", "Cherokee"})  # scripts whose letters pass for one another's
# Names that stand for this machine or this network: "localhost", "a.internal"; not "localhost.example"
OWN_NAMES = regex(r"(?:.+\.)?(?:localhost|localdomain|local|internal|intranet|lan|home|corp|home\.arpa)", re.IGNORECASE)
# What a system reads as numbers of an IP address: "127.1", "0x7f000001", "2130706433"; not "1.example"
NUMERIC_HOST = regex(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Admitted:
    """An address that may be asked; `remark` says in words what its host pretends to be, empty for most."""

    address: str
    remark: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """Why an address is no candidate, in words fit for a report."""

    why: str


def admitted(address: str) -> Admitted | Refused:
    """Return what may be asked of an address that a service named, or why not; never raises.

    >>> admitted("file:///etc/hosts")
    Refused(why='only http and https are fetched, not file:')
    >>> admitted("http://127.1/a").why
    'the host is an IP address or a name of this machine or network: 127.1'
    """
    if hidden := _hidden_letters(address):
        return Refused(why=f"the address holds letters that are not seen ({hidden})")
    try:
        clean = clean_address(address)
        host = (urlsplit(clean).hostname or "").rstrip(".")
    except (AttemptFailed, ValueError) as error:
        return Refused(why=str(error) or "this is no web address")
    if _is_inside(host):
        return Refused(why=f"the host is an IP address or a name of this machine or network: {host[:SHOWN_CHARS]}")
    shown = _as_letters(host)
    scripts = max((_scripts(label) for label in shown.split(".")), key=lambda found: len(found & ALIKE))
    if len(scripts & ALIKE) > 1:
        return Refused(why=f"the host mixes {' and '.join(sorted(scripts))} letters: {host[:SHOWN_CHARS]}")
    return Admitted(address=clean, remark=_remark(shown, host, scripts))


def _hidden_letters(address: str) -> str:
    """Name the first character that turns the direction of writing, or is not seen at all."""
    found = next((letter for letter in address.strip() if unicodedata.category(letter) in ("Cf", "Cc", "Zl", "Zp")), "")
    return unicodedata.name(found, f"U+{ord(found):04X}").lower() if found else ""


def _is_inside(host: str) -> bool:
    if NUMERIC_HOST.fullmatch(host) or OWN_NAMES.fullmatch(host) or "." not in host:
        return True
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True  # a source's address has a name; what has none is not looked for


def _as_letters(host: str) -> str:
    """Return the host as a reader would see it: "xn--" labels decoded."""
    import idna

    try:
        return idna.decode(host) if "xn--" in host.lower() else host
    except (idna.IDNAError, UnicodeError):
        return host


def _scripts(label: str) -> set[str]:
    """Return the scripts of a label's letters, by the first word of their Unicode names."""
    letters = (letter for letter in label if letter.isalpha())
    return {unicodedata.name(letter, "unknown").partition(" ")[0].capitalize() for letter in letters}


def _remark(shown: str, host: str, scripts: set[str]) -> str:
    """Say of a host in other letters under a Latin ending what it is: it may be made to be taken for another."""
    if shown == host or not shown.rpartition(".")[2].isascii():
        return ""
    return f"the host is written with letters beyond ASCII ({', '.join(sorted(scripts))}): it is {host}"
