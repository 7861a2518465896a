"""RFC 3161 timestamps: an authority's signed word that a package was there at a time, kept beside it as `<package>.tsr`.

Enters: a digest, an authority's answer, the certificates that the user trusts. Leaves: a request in DER, or a `Timestamp`.
Only the digest leaves the machine. An answer is believed when it was granted, signed by a certificate for timestamping
that a trusted one vouches for and that was valid at the time it names, and answers this very request.
Standards: RFC 3161, RFC 5816. `openssl ts -verify -data PACKAGE -in PACKAGE.tsr -CAfile FILE` judges the same.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.runs_log import file_digest
from citations.errors import ArchiveError, FootnotaryError, ProjectError
from citations.regex import regex

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

TSR_SUFFIX = ".tsr"
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
MAX_ANSWER_BYTES = 100_000  # a token with its certificates has some 6,000
_SHA256 = "2.16.840.1.101.3.4.2.1"
_SHA256_ALGORITHM = bytes.fromhex("300d06096086480165030402010500")  # AlgorithmIdentifier, parameters NULL (RFC 5754)
# The reason among OpenSSL's words for its developers.
# matches: data: "Verify error: certificate has expired" }    does not: Nonce mismatch
_VERIFY_ERROR = regex(r""" Verify\ error: \s* (?P<words> [^"]+ ) """, re.VERBOSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Timestamp:
    """What an authority vouches for: that the digest was known at `time` (UTC); `serial` is the token's number."""

    time: datetime.datetime
    serial: int


def timestamp_request(digest: str) -> bytes:
    """Return the request for `digest` (`sha256:` and hex) in DER (RFC 3161, 2.4.1), asking for the certificates too.

    The nonce is made of the digest, so that the same question can be replayed: an answer that is given again still says
    no more than that this digest was known at that time.
    """
    imprint = _der(0x30, _SHA256_ALGORITHM + _der(0x04, _bytes_of(digest)))
    return _der(0x30, _integer(1) + imprint + _integer(_nonce(digest)) + b"\x01\x01\xff")


def _nonce(digest: str) -> int:
    return int.from_bytes(hashlib.sha256(b"footnotary nonce " + digest.encode()).digest()[:8], "big") | 1


def _bytes_of(digest: str) -> bytes:
    return bytes.fromhex(digest.removeprefix("sha256:"))


def _integer(value: int) -> bytes:
    return _der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _der(tag: int, content: bytes) -> bytes:
    """Return a value in DER; all of a request is shorter than the 128 bytes that one octet of length can say."""
    return bytes((tag, len(content))) + content


def read_authorities(ca_file: Path) -> tuple[Certificate, ...]:
    """Return the certificates in a PEM file. Raises ProjectError when it cannot be read or holds none."""
    try:
        from cryptography.x509 import load_pem_x509_certificates

        return tuple(load_pem_x509_certificates(ca_file.read_bytes()))
    except ImportError:
        raise ProjectError("timestamps need one more package: pip install 'footnotary[timestamp]'") from None
    except OSError as error:
        raise ProjectError(f"{ca_file} cannot be read ({error.strerror}): expected the authority’s certificates as PEM") from None
    except ValueError:
        raise ProjectError(f"{ca_file}: expected the authority’s certificates as PEM, found none") from None


def verify_answer(answer: bytes, digest: str, authorities: tuple[Certificate, ...]) -> Timestamp:
    """Return what `answer` vouches for. Raises ArchiveError, with the reason, for one that is not to be believed.

    The certificates are judged at the time that the answer names, so that a timestamp outlives them.
    """
    try:
        import rfc3161_client
    except ImportError:
        raise ProjectError("timestamps need one more package: pip install 'footnotary[timestamp]'") from None
    try:
        response = rfc3161_client.decode_timestamp_response(answer)
        if rfc3161_client.PKIStatus(response.status) is not rfc3161_client.PKIStatus.GRANTED:
            said = " ".join(response.status_string)[:200] if response.status_string else f"status {response.status}"
            raise ArchiveError(f"the authority granted no timestamp ({said.strip()})")
        return _verified(rfc3161_client, response, digest, authorities)
    except rfc3161_client.VerificationError as error:
        reason = _VERIFY_ERROR.search(str(error))
        raise ArchiveError(f"the timestamp is not to be believed: {reason['words'] if reason else error}") from None
    except (ValueError, TypeError, OverflowError) as error:
        raise ArchiveError(f"expected an answer as RFC 3161 describes it, found something else ({error})") from None


def _verified(client: Any, response: Any, digest: str, authorities: tuple[Certificate, ...]) -> Timestamp:
    token = response.tst_info
    if token.message_imprint.hash_algorithm.dotted_string != _SHA256:
        raise ArchiveError("the timestamp is of a digest of another kind than SHA-256")
    builder = client.VerifierBuilder(nonce=_nonce(digest))
    for certificate in dict.fromkeys(authorities):
        builder = builder.add_root_certificate(certificate)
    builder.build().verify(response, _bytes_of(digest))
    return Timestamp(time=token.gen_time.astimezone(datetime.UTC), serial=token.serial_number)


def tsr_of(package: Path) -> Path:
    """Return where the timestamp of a package lies: beside it."""
    return package.with_name(package.name + TSR_SUFFIX)


def verify_timestamp(package: Path, authorities: tuple[Certificate, ...]) -> Timestamp:
    """Return what the timestamp beside `package` vouches for; opens no socket. Raises ArchiveError or ProjectError."""
    answer = tsr_of(package)
    try:
        with answer.open("rb") as file:
            found = file.read(MAX_ANSWER_BYTES + 1)
        return verify_answer(found, file_digest(package), authorities)
    except OSError as error:
        raise ProjectError(f"{answer} cannot be read ({error.strerror}): check that it is there") from None
    except ArchiveError as error:
        raise ArchiveError(f"{answer}: {error}; ask for another timestamp") from None


def timestamps_in(packages: Path) -> tuple[Path, ...]:
    """Return the timestamps that lie in a folder of packages, sorted."""
    return tuple(sorted(packages.glob(f"*{TSR_SUFFIX}"))) if packages.is_dir() else ()


def check_timestamps(packages: Path, ca_file: Path) -> Iterator[tuple[str, str]]:
    """Yield the file name and the reason, in a sentence, of every timestamp in a folder that is not to be believed.

    Raises ProjectError when the certificates cannot be read.
    """
    authorities = read_authorities(ca_file)
    for stamp in timestamps_in(packages):
        try:
            verify_timestamp(stamp.with_name(stamp.name.removesuffix(TSR_SUFFIX)), authorities)
        except FootnotaryError as error:
            yield stamp.name, str(error)
