"""Regular expressions that are compiled at their first use, not when their module is imported.

Enters: a pattern, as `re.compile` takes it. Leaves: what `re.compile` returns, a little later. The readers know more than a
thousand patterns and a run uses a quarter of them; compiled all at the start they took half of the time of a short command.
"""

from __future__ import annotations

import re
from typing import Any, cast

_SHARED = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "flags", "groups", "groupindex")


class _Regex:
    """Stands for a compiled pattern; after the first use its methods are those of the compiled one, at their price."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = self.__dict__["compiled"] = re.compile(self.pattern, self._flags)
        for shared in _SHARED:
            setattr(self, shared, getattr(compiled, shared))
        return getattr(compiled, name) if name != "compiled" else compiled

    def __eq__(self, other: object) -> bool:
        """Whether `other` is this or, as `match.re` is, what it compiles to; `is` would tell them apart."""
        return self is other or (isinstance(other, re.Pattern) and self.compiled == other)

    def __hash__(self) -> int:
        return hash(self.compiled)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r}, {self._flags})"


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return the compiled pattern, compiled when it is first used: an error in it (`re.error`) shows then, and in the tests.

    >>> regex(r"\d+").findall("12 and 30")
    ['12', '30']
    """
    return cast("re.Pattern[str]", _Regex(pattern, flags))
