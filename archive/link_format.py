"""Links in the format of a TimeMap or a Link header, read tolerantly: what is malformed is passed over.

Enters: text of foreign origin, of any length. Leaves: `Link`s in order.
Standards: RFC 6690 and RFC 8288 (the format), RFC 7089 section 5 (TimeMaps).
"""

from __future__ import annotations

import datetime
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass

from citations.regex import regex

# matches: <http://a.example/>; rel="memento"; datetime="Sun, 20 Sep 2015 10:00:00 GMT"    does not: <no end; rel=x
# Each repetition is bounded or begins with its own sign, so that no text makes it slow.
_LINK = regex(
    r"""< (?P<target> [^<>\s]{1,8000} ) >
        (?P<parameters> (?: [ \t\r\n]{0,100} ; [ \t\r\n]{0,100} [\w*!.-]{1,100} (?: [ ]{0,9} = [ ]{0,9}
            (?: "[^"\n]{0,2000}" | [^",;\s]{1,2000} ) )? ){0,40} )""",
    re.VERBOSE,
)
# matches: ; rel="first memento", ; until=x    does not: rel
_PARAMETER = regex(r';\s*(?P<name>[\w*!.-]{1,100})(?:\s*=\s*(?:"(?P<quoted>[^"\n]*)"|(?P<token>[^",;\s]+)))?', re.VERBOSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One link: where it leads, its relations in lower case, and its other parameters (the first of each name)."""

    target: str
    relations: frozenset[str]
    parameters: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str | None:
        """Return the parameter called `name`, or None."""
        return next((value for key, value in self.parameters if key == name), None)

    def moment(self, name: str) -> datetime.datetime | None:
        """Return the parameter called `name` as a time in UTC; None when it is missing or no date."""
        return http_moment(self.value(name))


def read_links(text: str) -> Iterator[Link]:
    """Yield the links in `text`.

    >>> [sorted(link.relations) for link in read_links('<a>; rel="first memento", broken, <b>;rel=timegate')]
    [['first', 'memento'], ['timegate']]
    """
    for found in _LINK.finditer(text):
        pairs = [
            (one["name"].lower(), one["quoted"] if one["quoted"] is not None else one["token"] or "")
            for one in _PARAMETER.finditer(found["parameters"])
        ]
        relations = next((value for name, value in pairs if name == "rel"), "")
        yield Link(target=found["target"], relations=frozenset(relations.lower().split()), parameters=tuple(pairs))


def http_moment(text: str | None) -> datetime.datetime | None:
    """Return an HTTP date as UTC; None when it is none.

    >>> http_moment("Sun, 20 Sep 2015 10:00:00 GMT")
    datetime.datetime(2015, 9, 20, 10, 0, tzinfo=datetime.timezone.utc)
    """
    try:
        moment = email.utils.parsedate_to_datetime(text or "")
        return moment.astimezone(datetime.UTC) if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    except (ValueError, IndexError, OverflowError, TypeError):
        return None
