"""Digests as WARC files spell them: `algorithm:value` in hex, base32 or base64.

Enters: a field's value. Leaves: the algorithm to compute, and whether bytes have the digest that is declared.
Standard: WARC 1.1 (ISO 28500:2017), 5.8 and 5.9; RFC 4648 for the spellings.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
from collections.abc import Iterator

_ALGORITHMS = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})


def algorithm_of(declared: str) -> str | None:
    """Return which algorithm a declared digest is of, as `hashlib` calls it; None for one that is not known here.

    >>> algorithm_of("SHA-256:0a1b")
    'sha256'
    """
    name = declared.partition(":")[0].strip().lower().replace("-", "")
    return name if name in _ALGORITHMS else None


def is_digest(declared: str, digest: bytes) -> bool | None:
    """Return whether `declared` spells `digest`, the bytes of the algorithm it names; None when it spells nothing comparable."""
    value = declared.partition(":")[2].strip()
    spelt = (
        (digest.hex(), value.lower()),
        (base64.b32encode(digest).decode().rstrip("="), value.upper().rstrip("=")),
        (base64.b64encode(digest).decode().rstrip("="), value.rstrip("=")),
    )
    same_size = [true == told for true, told in spelt if len(true) == len(told)]
    return any(same_size) if same_size else None


def fits_digest(declared: str, data: bytes) -> bool | None:
    """Return whether `data` has the digest `declared` (`sha1:…` in hex, base32 or base64); None when it cannot be compared."""
    name = algorithm_of(declared)
    return is_digest(declared, hashlib.new(name, data, usedforsecurity=False).digest()) if name else None


class Digesting:
    """Bytes being measured against a declared digest, piece by piece; nothing is computed for one that is not known."""

    def __init__(self, declared: str) -> None:
        name = algorithm_of(declared)
        self._declared = declared
        self._hash = hashlib.new(name, usedforsecurity=False) if name else None

    def add(self, data: bytes | memoryview) -> None:
        """Take over the next bytes."""
        if self._hash:
            self._hash.update(data)

    def fits(self) -> bool | None:
        """Return whether what was added has the declared digest; None when it cannot be compared."""
        return is_digest(self._declared, self._hash.digest()) if self._hash else None


def same_digest(one: str, other: str) -> bool | None:
    """Return whether two declared digests are equal, whatever their spelling; None when that cannot be said."""
    first, second = _digest_bytes(one), _digest_bytes(other)
    if first is None or second is None or algorithm_of(one) != algorithm_of(other):
        return None
    return first == second


def _digest_bytes(declared: str) -> bytes | None:
    name, value = algorithm_of(declared), declared.partition(":")[2].strip()
    size = hashlib.new(name, usedforsecurity=False).digest_size if name else 0
    for found in _readings(value):
        if name and len(found) == size:
            return found
    return None


def _readings(value: str) -> Iterator[bytes]:
    with contextlib.suppress(ValueError):
        yield bytes.fromhex(value)
    with contextlib.suppress(ValueError):
        yield base64.b32decode(value.upper() + "=" * (-len(value) % 8))
    with contextlib.suppress(ValueError):
        yield base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
