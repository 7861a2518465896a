"""RFC 3161 timestamps of packages, asked of authorities made with openssl: good ones, and every kind of bad one."""

from __future__ import annotations

import contextlib
import datetime
import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.runs_log import file_digest
from archive.timestamp import check_timestamps, read_authorities, timestamp_request, verify_answer, verify_timestamp
from citations.errors import ArchiveError, ProjectError
from pipeline.chain import check_log
from tests.loopback import Answer, LoopbackWeb
from tests.project import ALLOWED, QUICK, footnotary_here, live, write_project

pytest.importorskip("rfc3161_client", reason="rfc3161-client reads timestamps (pip install 'footnotary[timestamp]')")
OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl plays the authority (apt-get install openssl)")
TSA = "critical,timeStamping"
CONFIG = """
[ca]
default_ca = own
[own]
database = {0}/index.txt
serial = {0}/serial
new_certs_dir = {0}
default_md = sha256
policy = any
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
[ext]
extendedKeyUsage = {1}
[tsa]
default_tsa = played
[played]
serial = {0}/tsaserial
signer_cert = {0}/signer.pem
signer_key = {0}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """An authority in a folder: a root, a signer that it vouches for, and `openssl ts` to answer with."""

    def __init__(self, folder: Path, *, usage: str = TSA, start: str = "20200101000000Z", end: str = "20991231000000Z") -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.ca_file = folder / "ca.pem"
        (folder / "index.txt").touch()
        (folder / "serial").write_text("01")
        (folder / "tsaserial").write_text("01")
        (folder / "conf").write_text(CONFIG.format(folder, usage))
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "conf")
        run(
            "req",
            "-x509",
            *key,
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
            "-subj",
            f"/CN={folder.name} root",
            "-days",
            "3650",
            cwd=folder,
        )
        run("req", *key, "-keyout", "signer.key", "-out", "signer.csr", "-subj", f"/CN={folder.name}", cwd=folder)
        dates = ("-startdate", start, "-enddate", end, "-extensions", "ext", "-notext", "-batch")
        run(
            "ca",
            "-config",
            "conf",
            "-in",
            "signer.csr",
            "-out",
            "signer.pem",
            "-cert",
            "ca.pem",
            "-keyfile",
            "ca.key",
            *dates,
            cwd=folder,
        )

    def answer(self, query: bytes) -> bytes:
        (self.folder / "query.tsq").write_bytes(query)
        run("ts", "-reply", "-config", "conf", "-queryfile", "query.tsq", "-out", "reply.tsr", cwd=self.folder)
        return (self.folder / "reply.tsr").read_bytes()


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([OPENSSL or "openssl", *words], cwd=cwd, check=True, capture_output=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("authorities")


@pytest.fixture(scope="module")
def good(folder: Path) -> Authority:
    return Authority(folder / "good")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "a.wacz"
    path.write_bytes(b"a package")
    return path


def stamped(package: Path, authority: Authority) -> Path:
    place = package.with_name("a.wacz.tsr")
    place.write_bytes(authority.answer(timestamp_request(file_digest(package))))
    return place


def test_a_timestamp_is_believed_and_says_when(package: Path, good: Authority) -> None:
    stamped(package, good)
    found = verify_timestamp(package, read_authorities(good.ca_file))
    assert abs(found.time - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=5)
    assert found.serial > 0
    assert list(check_timestamps(package.parent, good.ca_file)) == []


def test_openssl_judges_request_and_answer_the_same(package: Path, good: Authority) -> None:
    stamped(package, good)
    shown = run("ts", "-query", "-in", str(good.folder / "query.tsq"), "-text", cwd=good.folder).stdout.decode()
    assert "Hash Algorithm: sha256" in shown
    assert "Certificate required: yes" in shown
    judged = run("ts", "-verify", "-data", "a.wacz", "-in", "a.wacz.tsr", "-CAfile", str(good.ca_file), cwd=package.parent)
    assert b"Verification: OK" in judged.stdout


def other_digest(package: Path, good: Authority, _: Path) -> None:
    stamped(package, good)
    package.write_bytes(b"another package")


def other_nonce(package: Path, good: Authority, _: Path) -> None:
    query = timestamp_request(file_digest(package))
    at = query.rindex(b"\x01\x01\xff") - 1
    package.with_name("a.wacz.tsr").write_bytes(good.answer(query[:at] + bytes((query[at] ^ 2,)) + query[at + 1 :]))


def forged(package: Path, good: Authority, _: Path) -> None:
    place = stamped(package, good)
    data = bytearray(place.read_bytes())
    data[-8] ^= 1  # in the signature
    place.write_bytes(data)


def changed_time(package: Path, good: Authority, _: Path) -> None:
    place = stamped(package, good)
    data = place.read_bytes()
    at = data.index(b"\x18\x0f20") + 4
    place.write_bytes(data[:at] + b"19" + data[at + 2 :])


def of_a_stranger(package: Path, good: Authority, folder: Path) -> None:
    """An authority of the same names with keys of its own."""
    stamped(package, Authority(folder / "stranger" / "good"))


def expired(package: Path, good: Authority, folder: Path) -> None:
    old = Authority(folder / "old", start="20200101000000Z", end="20200102000000Z")
    stamped(package, old)
    shutil.copy(old.ca_file, folder / "trusted.pem")


def not_valid_yet(package: Path, good: Authority, folder: Path) -> None:
    early = Authority(folder / "early", start="20900101000000Z")
    stamped(package, early)
    shutil.copy(early.ca_file, folder / "trusted.pem")


def empty(package: Path, good: Authority, _: Path) -> None:
    package.with_name("a.wacz.tsr").write_bytes(b"")


def no_timestamp(package: Path, good: Authority, _: Path) -> None:
    package.with_name("a.wacz.tsr").write_bytes(b"<!DOCTYPE html><title>Welcome</title>" * 10_000)


def refused(package: Path, good: Authority, _: Path) -> None:
    """An answer that grants nothing: PKIStatus rejection, in DER by hand."""
    package.with_name("a.wacz.tsr").write_bytes(bytes.fromhex("30053003020102"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (other_digest, "Mismatch between messages|Nonce mismatch"),
        (other_nonce, "Nonce mismatch"),
        (forged, "not to be believed|something else"),
        (changed_time, "not to be believed"),
        (of_a_stranger, "not to be believed"),
        (expired, "not to be believed: certificate has expired"),
        (not_valid_yet, "not to be believed: certificate is not yet valid"),
        (empty, "something else"),
        (no_timestamp, "something else"),
        (refused, "granted no timestamp"),
    ],
)
def test_a_timestamp_that_is_not_to_be_believed_is_refused_with_the_reason(
    spoil: Callable[[Path, Authority, Path], None], said: str, package: Path, good: Authority, tmp_path: Path
) -> None:
    shutil.copy(good.ca_file, tmp_path / "trusted.pem")
    spoil(package, good, tmp_path)
    with pytest.raises(ArchiveError, match=said) as refusal:
        verify_timestamp(package, read_authorities(tmp_path / "trusted.pem"))
    assert "a.wacz.tsr" in str(refusal.value)
    (fault,) = check_timestamps(package.parent, tmp_path / "trusted.pem")
    assert fault == ("a.wacz.tsr", str(refusal.value))


@pytest.mark.parametrize("usage", ["critical,serverAuth", "timeStamping"])
def test_a_certificate_that_is_not_for_timestamps_alone_is_refused(
    usage: str, package: Path, good: Authority, tmp_path: Path
) -> None:
    """openssl plays no such authority, so that its certificate is exchanged after it signed: the root vouches for both."""
    wrong = Authority(tmp_path / "wrong")
    answered = wrong.answer(timestamp_request(file_digest(package)))
    (wrong.folder / "conf").write_text(CONFIG.format(wrong.folder, usage))
    words = ("-config", "conf", "-in", "signer.csr", "-out", "other.pem", "-cert", "ca.pem", "-keyfile", "ca.key")
    (wrong.folder / "serial").write_text("01")
    (wrong.folder / "index.txt").write_text("")
    run(
        "ca",
        *words,
        "-startdate",
        "20200101000000Z",
        "-enddate",
        "20991231000000Z",
        "-extensions",
        "ext",
        "-notext",
        "-batch",
        cwd=wrong.folder,
    )
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    true = x509.load_pem_x509_certificate((wrong.folder / "signer.pem").read_bytes()).public_bytes(Encoding.DER)
    assert answered.count(true) == 1
    false = x509.load_pem_x509_certificate((wrong.folder / "other.pem").read_bytes()).public_bytes(Encoding.DER)
    with pytest.raises(ArchiveError, match="not to be believed: unsuitable certificate purpose"):
        verify_answer(_exchanged(answered, true, false), file_digest(package), read_authorities(wrong.ca_file))


def _exchanged(answer: bytes, true: bytes, false: bytes) -> bytes:
    """Put one certificate in the place of another, every length of what holds it changed with it (two octets each)."""
    at, grown = answer.index(true), len(false) - len(true)
    head = bytearray(answer[:at])
    for place in range(len(head) - 3):
        if head[place + 1] == 0x82:
            length = int.from_bytes(head[place + 2 : place + 4], "big")
            if place + 4 + length >= at + len(true):
                head[place + 2 : place + 4] = (length + grown).to_bytes(2, "big")
    return bytes(head) + false + answer[at + len(true) :]


@settings(max_examples=150, deadline=None)
@given(noise=st.binary(max_size=400))
def test_noise_is_never_believed_and_never_another_error(noise: bytes, good: Authority) -> None:
    with pytest.raises(ArchiveError):
        verify_answer(noise, f"sha256:{'0' * 64}", read_authorities(good.ca_file))


def test_a_flipped_bit_is_never_believed_for_another_time(package: Path, good: Authority) -> None:
    place = stamped(package, good)
    whole, trusted = place.read_bytes(), read_authorities(good.ca_file)
    true = verify_timestamp(package, trusted)
    for bit in range(0, len(whole) * 8, 61):
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        with contextlib.suppress(ArchiveError):
            assert verify_answer(bytes(data), file_digest(package), trusted) == true


@pytest.mark.parametrize(
    "content", [None, b"", b"not a certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_of_certificates_that_is_none_says_what_was_expected(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "ca.pem").write_bytes(content)
    with pytest.raises(ProjectError, match="certificates as PEM"):
        read_authorities(tmp_path / "ca.pem")


# The command, asking an authority on loopback.


@contextlib.contextmanager
def serving(answer: Callable[[bytes], bytes], kind: str = "application/timestamp-reply") -> Iterator[tuple[str, list[bytes]]]:
    """An authority on loopback; gives its address and the questions it was asked."""
    asked: list[bytes] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            body = answer(asked[-1])
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/tsr", asked
        finally:
            server.shutdown()
            thread.join(5)


@pytest.fixture(scope="module")
def verified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    note = "A quay.[^1]\n\n[^1]: Quay, Pilot, 3 March 2026, http://pilot.example/quay.\n"
    project = write_project(tmp_path_factory.mktemp("stamped") / "port", note, QUICK + '[timestamp]\nca_file = "ca.pem"\n')
    with LoopbackWeb({("pilot.example", "/quay"): Answer(body=b"<title>Quay</title><p>Sold.")}).in_thread() as web:
        assert live(web, "briefing.md", "--quiet", cwd=project).returncode in (0, 1, 3)
    return project


@pytest.fixture
def project(verified: Path, good: Authority, tmp_path: Path) -> Path:
    copy = Path(shutil.copytree(verified, tmp_path / "port"))
    shutil.copy(good.ca_file, copy / "ca.pem")
    return copy


def pack(project: Path, address: str, *words: str) -> Any:
    return footnotary_here("sources", "pack", "briefing.md", "--timestamp", address, *ALLOWED, "--json", *words, cwd=project)


def test_a_package_gets_its_timestamp_and_the_log_holds_it(project: Path, good: Authority) -> None:
    with serving(good.answer) as (address, asked):
        done = pack(project, address)
    assert done.returncode == 0, done.stderr
    (packed,) = json.loads(done.stdout)
    package = Path(packed["package"])
    assert verify_timestamp(package, read_authorities(good.ca_file)).time.isoformat()[:16] == packed["timestamp"][:16]
    assert asked == [timestamp_request(packed["digest"])]
    (line,) = [one for one in check_log(project).lines if one.what == "pack"]
    assert line.timestamp == file_digest(package.with_name(package.name + ".tsr"))
    assert list(check_timestamps(package.parent, good.ca_file)) == []


def test_sources_verify_looks_at_timestamps_again_without_the_web(project: Path, good: Authority) -> None:
    with serving(good.answer) as (address, _):
        (packed,) = json.loads(pack(project, address).stdout)
    assert footnotary_here("sources", "verify", cwd=project).returncode == 0
    place = Path(packed["package"] + ".tsr")
    whole = bytearray(place.read_bytes())
    whole[-8] ^= 1
    place.write_bytes(whole)
    found = footnotary_here("sources", "verify", cwd=project)
    assert found.returncode == 1
    assert place.name in found.stdout
    (project / "footnotary.toml").write_text(QUICK, encoding="utf-8")
    assert "certificates are not known" in footnotary_here("sources", "verify", cwd=project).stdout


def test_a_timestamp_that_is_there_is_kept_and_nobody_is_asked_again(project: Path, good: Authority) -> None:
    with serving(good.answer) as (address, asked):
        first, second = json.loads(pack(project, address).stdout), json.loads(pack(project, address).stdout)
    assert len(asked) == 1
    assert first[0]["timestamp"] == second[0]["timestamp"]


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (lambda _: b"<title>Welcome</title>", "text/html", "gave no timestamp (status 200, text/html)"),
        (lambda _: b"noise", "application/timestamp-reply", "RFC 3161"),
    ],
)
def test_without_a_timestamp_that_can_be_believed_the_package_stays_and_the_run_is_incomplete(
    answer: Callable[[bytes], bytes], kind: str, said: str, project: Path
) -> None:
    with serving(answer, kind) as (address, _):
        done = pack(project, address)
    assert done.returncode == 3
    assert said in done.stderr
    (packed,) = json.loads(done.stdout)
    assert packed["timestamp"] is None
    assert file_digest(Path(packed["package"])) == packed["digest"]
    assert not list((project / "packages").glob("*.tsr"))
    assert check_log(project).faults == ()


def test_an_authority_that_does_not_answer_and_one_inside_are_outcomes(project: Path, good: Authority) -> None:
    with serving(good.answer) as (address, asked):
        pass
    assert "gave no timestamp" in pack(project, address).stderr
    with serving(good.answer) as (address, asked):
        inside = footnotary_here("sources", "pack", "briefing.md", "--timestamp", address, cwd=project)
    assert (inside.returncode, asked) == (3, [])


def test_an_authority_whose_certificates_nobody_named_is_not_asked(project: Path, good: Authority) -> None:
    (project / "footnotary.toml").write_text(QUICK, encoding="utf-8")
    with serving(good.answer) as (address, asked):
        done = pack(project, address)
    assert (done.returncode, asked) == (2, [])
    assert "`ca_file` under [timestamp]" in done.stderr
