"""Undo gzip and deflate of a captured body, within limits: a small body may claim to be an ocean.

Enters: a payload as sent and its Content-Encoding header. Leaves: bytes, and what was wrong in words.
Standards: RFC 9110 section 8.4, RFC 1950 to 1952. Brotli and zstd are not asked for and not undone.
"""

from __future__ import annotations

import contextlib
import enum
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.capture import Capture
    from archive.replay import Recorder

MAX_LAYERS = 2
MAX_MEMBERS = 10_000  # of gzip in one body; one of 60 MB in blocks of 64 KB has a thousand
# Codings that exist (IANA, HTTP Content Coding Registry); what else is declared ("none", "utf-8") encodes nothing.
CODINGS = frozenset(
    {"gzip", "deflate", "br", "zstd", "compress", "dcb", "dcz", "exi", "aes128gcm", "pack200-gzip", "bzip2", "lzma", "xz", "lz4"}
)
_GZIP_MAGIC = b"\x1f\x8b"
_STEP_BYTES = 1 << 20
_PIECE_BYTES = 1 << 14  # fed at once: what follows a member is copied when it ends, and a body may be of nothing but members
_SALVAGE_BYTES = 65536  # a damaged body up to this size is read byte by byte


@dataclass(frozen=True, kw_only=True, slots=True)
class InflationLimits:
    """How large a body may become. The ratio is judged only past `free_bytes`; 1 KB of blanks may well shrink 500 times."""

    max_bytes: int = 60_000_000
    max_ratio: int = 200
    free_bytes: int = 1_000_000

    def allowed(self, packed: int) -> int:
        """Return how many bytes `packed` bytes may become."""
        return min(self.max_bytes, max(self.free_bytes, packed * self.max_ratio))


class Problem(enum.StrEnum):
    """What was wrong with an encoded body."""

    CUT = "cut"  # the compressed stream has no end
    TOO_LARGE = "too-large"  # past the limits: what fits is kept
    DAMAGED = "damaged"  # invalid in the middle: what came before is kept
    NOT_ENCODED = "not-encoded"  # the header says gzip, the bytes do not: taken as they are
    UNKNOWN = "unknown"  # an encoding that was not asked for: bytes as sent


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A body with its content encoding undone as far as it went, and what was wrong."""

    body: bytes
    problem: Problem | None = None


def encodings(header: str | None) -> tuple[str, ...]:
    """Return the encodings a header names, in the order they were applied; `identity` and what is no coding are left out.

    >>> encodings("gzip, identity")
    ('gzip',)
    """
    names = (name.strip().lower() for name in (header or "").split(","))
    return tuple(name for name in (name.removeprefix("x-") for name in names) if name in CODINGS)


def decode_body(payload: bytes, content_encoding: str | None, limits: InflationLimits) -> Decoded:
    """Return `payload` with at most two layers of gzip or deflate undone; never raises, never grows past `limits`."""
    layers = encodings(content_encoding)
    if not layers or not payload:
        return Decoded(body=payload)
    if len(layers) > MAX_LAYERS or any(name not in ("gzip", "deflate") for name in layers):
        return Decoded(body=payload, problem=Problem.UNKNOWN)
    body, problem = payload, None
    for name in reversed(layers):
        inflated = _inflate(body, name, limits.allowed(len(payload)))
        body, problem = inflated.body, problem or inflated.problem
    return Decoded(body=body, problem=problem)


def _inflate(data: bytes, name: str, allowed: int) -> Decoded:
    if name == "gzip" and not data.startswith(_GZIP_MAGIC):
        return Decoded(body=data, problem=Problem.NOT_ENCODED)
    if name == "deflate":
        wrapped = len(data) > 1 and data[0] & 0x0F == 8 and (data[0] * 256 + data[1]) % 31 == 0  # RFC 1950, 2.2
        return _inflate_members(data, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, allowed)
    return _inflate_members(data, zlib.MAX_WBITS + 16, allowed)


def _inflate_members(data: bytes, wbits: int, allowed: int) -> Decoded:
    """Inflate one stream, and for gzip every member after it; what follows a member and is none is ignored (RFC 1952, 2.2)."""
    out = bytearray()
    position = 0
    for _ in range(MAX_MEMBERS):
        stream = zlib.decompressobj(wbits)
        try:
            while not stream.eof and position < len(data):
                piece = data[position : position + _PIECE_BYTES]
                out += stream.decompress(piece, min(_STEP_BYTES, allowed - len(out) + 1))
                position += len(piece) - len(stream.unconsumed_tail) - len(stream.unused_data)
                if len(out) > allowed:
                    return Decoded(body=bytes(out[:allowed]), problem=Problem.TOO_LARGE)
            out += stream.flush()
        except zlib.error:
            return _salvage(data, wbits, allowed)
        if not stream.eof:
            return Decoded(body=bytes(out), problem=Problem.CUT)
        if wbits <= zlib.MAX_WBITS or not data.startswith(_GZIP_MAGIC, position):
            return Decoded(body=bytes(out))
    return Decoded(body=bytes(out), problem=Problem.TOO_LARGE)


def _salvage(data: bytes, wbits: int, allowed: int) -> Decoded:
    """Return what a damaged stream gives before the damage: fed in small pieces, because the piece that fails gives nothing."""
    stream, out = zlib.decompressobj(wbits), bytearray()
    step = 1 if len(data) < _SALVAGE_BYTES else 256
    with contextlib.suppress(zlib.error):
        for start in range(0, len(data), step):
            out += stream.decompress(data[start : start + step], allowed - len(out) + 1)
            if len(out) > allowed or stream.eof:
                break
    return Decoded(body=bytes(out[:allowed]) or data, problem=Problem.DAMAGED if out else Problem.NOT_ENCODED)


def decoded_body(archive: Recorder, capture: Capture, limits: InflationLimits | None = None) -> bytes:
    """Return the body of `capture` from `archive`, content encoding undone within `limits`; b"" when none came.

    Raises ArchiveError when the record is damaged.
    """
    return decode_body(archive.payload(capture), capture.content_encoding, limits or InflationLimits()).body
