"""Addresses made canonical, and nothing dialled that is not public."""

from __future__ import annotations

import asyncio
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import guard
from archive.capture import FetchOutcome
from archive.exchange import AttemptFailed
from archive.guard import Guard, IPAddress, address_key, clean_address, is_public, parse_network, parse_resolve
from archive.locate.printed import candidates
from citations.citation import Citation, Form
from citations.errors import SettingsError

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "240.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "2001:db8::1",
    "64:ff9b:1::1",
    "2001::1",
    "fec0::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:a00:1::1",
]
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]


def answering(*addresses: str):
    async def lookup(host: str, port: int) -> tuple[IPAddress, ...]:
        return tuple(ipaddress.ip_address(one) for one in addresses)

    return lookup


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_somebodys_inside_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_open_web_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


async def test_a_name_is_refused_when_only_one_of_its_addresses_is_private() -> None:
    guard = Guard(lookup=answering("93.184.216.34", "10.0.0.1"))
    with pytest.raises(AttemptFailed) as refusal:
        await guard.endpoints("two-faced.example", 80)
    assert refusal.value.outcome is FetchOutcome.FORBIDDEN_ADDRESS


async def test_exactly_the_addresses_that_were_looked_up_are_dialled() -> None:
    found = await Guard(lookup=answering("93.184.216.34", "8.8.8.8")).endpoints("a.example", 443)
    assert [(str(one.ip), one.port) for one in found] == [("93.184.216.34", 443), ("8.8.8.8", 443)]


async def test_every_connection_is_judged_anew_so_that_a_name_cannot_move_inside() -> None:
    answers = [answering("93.184.216.34"), answering("127.0.0.1")]

    async def rebinding(host: str, port: int) -> tuple[IPAddress, ...]:
        return await answers.pop(0)(host, port)

    guard = Guard(lookup=rebinding)
    await guard.endpoints("a.example", 80)
    with pytest.raises(AttemptFailed):
        await guard.endpoints("a.example", 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"])
async def test_every_spelling_of_loopback_is_refused(host: str) -> None:
    with pytest.raises(AttemptFailed) as refusal:
        await Guard().endpoints(host, 80)
    assert refusal.value.outcome is FetchOutcome.FORBIDDEN_ADDRESS


async def test_a_port_that_is_not_the_webs_is_refused_outside_allowed_ranges() -> None:
    with pytest.raises(AttemptFailed):
        await Guard(lookup=answering("93.184.216.34")).endpoints("a.example", 6379)
    open_guard = Guard(allow=(parse_network("10.0.0.0/8"),), lookup=answering("10.0.0.5"))
    assert (await open_guard.endpoints("intranet.example", 8080))[0].port == 8080


async def test_a_port_that_is_not_the_webs_is_refused_before_the_name_is_looked_up() -> None:
    async def unasked(host: str, port: int) -> tuple[IPAddress, ...]:
        raise AssertionError(host)

    for port in (25, 0, 8443):
        with pytest.raises(AttemptFailed) as refusal:
            await Guard(lookup=unasked).endpoints("a.example", port)
        assert refusal.value.outcome is FetchOutcome.FORBIDDEN_ADDRESS


@pytest.mark.parametrize("inner", ["::ffff:10.0.0.5", "64:ff9b::a00:5", "2002:a00:5::"])
async def test_a_range_that_is_allowed_holds_its_addresses_in_every_form(inner: str) -> None:
    open_guard = Guard(allow=(parse_network("10.0.0.0/8"),), lookup=answering(inner))
    assert len(await open_guard.endpoints("intranet.example", 80)) == 1
    with pytest.raises(AttemptFailed):
        await Guard(allow=(parse_network("10.1.0.0/16"),), lookup=answering(inner)).endpoints("intranet.example", 80)


async def test_a_mapping_does_not_open_what_the_guard_refuses() -> None:
    mapping = parse_resolve("a.example:80:127.0.0.1:8123")
    with pytest.raises(AttemptFailed):
        await Guard(resolve=(mapping,)).endpoints("a.example", 80)
    found = await Guard(resolve=(mapping,), allow=(parse_network("127.0.0.0/8"),)).endpoints("A.example", 80)
    assert [(str(one.ip), one.port) for one in found] == [("127.0.0.1", 8123)]


async def test_an_exact_mapping_goes_before_one_for_any_host_and_a_mapped_name_is_not_looked_up() -> None:
    async def forbidden(host: str, port: int) -> tuple[IPAddress, ...]:
        raise AssertionError(host)

    mappings = (parse_resolve("*:80:127.0.0.1"), parse_resolve("a.example:80:[::1]:8123"))
    guard = Guard(allow=(parse_network("127.0.0.0/8"), parse_network("::1")), resolve=mappings, lookup=forbidden)
    assert str((await guard.endpoints("a.example", 80))[0].ip) == "::1"
    assert str((await guard.endpoints("b.example", 80))[0].ip) == "127.0.0.1"


async def test_a_name_without_an_address_is_a_dns_failure() -> None:
    with pytest.raises(AttemptFailed) as failure:
        await Guard(lookup=answering()).endpoints("nowhere.example", 80)
    assert failure.value.outcome is FetchOutcome.DNS_FAILURE


@pytest.mark.parametrize(
    ("uri", "clean"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("https://user:pass@example.org:443/a#b", "https://example.org/a"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        (
            "http://пример.example/страница?вопрос=ё",
            "http://xn--e1afmkfd.example/%D1%81%D1%82%D1%80%D0%B0%D0%BD%D0%B8%D1%86%D0%B0?%D0%B2%D0%BE%D0%BF%D1%80%D0%BE%D1%81=%D1%91",
        ),
        ("http://example.org/a b%20c%zz", "http://example.org/a%20b%20c%25zz"),
        ("http://example.org./", "http://example.org/"),
        ("http://example.org/a/./b/../c/..?d/..", "http://example.org/a/?d/.."),
        ("http://example.org/../..", "http://example.org/"),
        ("  http://[2001:DB8::1]/ ", "http://[2001:db8::1]/"),
    ],
)
def test_an_address_is_made_canonical(uri: str, clean: str) -> None:
    assert clean_address(uri) == clean


@pytest.mark.parametrize(
    ("uri", "outcome"),
    [
        ("file:///etc/passwd", FetchOutcome.FORBIDDEN_ADDRESS),
        ("ftp://example.org/", FetchOutcome.FORBIDDEN_ADDRESS),
        ("javascript:alert(1)", FetchOutcome.FORBIDDEN_ADDRESS),
        ("www.example.org", FetchOutcome.BAD_ADDRESS),
        ("http://", FetchOutcome.BAD_ADDRESS),
        ("http://exa mple.org/", FetchOutcome.BAD_ADDRESS),
        ("http://example.org:99999/", FetchOutcome.BAD_ADDRESS),
        ("http://example.org:0/", FetchOutcome.BAD_ADDRESS),
        ("http://[::1/", FetchOutcome.BAD_ADDRESS),
        ("http://[fe80::1%25lo]/", FetchOutcome.BAD_ADDRESS),
        ("http://[2606:2800:220:1::1%é\u202e]/", FetchOutcome.BAD_ADDRESS),
        ("http://example.org/\r\nHost: b", FetchOutcome.BAD_ADDRESS),
        ("http://a..b/", FetchOutcome.BAD_ADDRESS),
        ("http://example.org/" + "a" * 9000, FetchOutcome.BAD_ADDRESS),
        ("", FetchOutcome.BAD_ADDRESS),
    ],
)
def test_what_is_no_web_address_is_refused_with_its_outcome(uri: str, outcome: FetchOutcome) -> None:
    with pytest.raises(AttemptFailed) as refusal:
        clean_address(uri)
    assert refusal.value.outcome is outcome


@given(st.text() | st.from_regex(r"\Ahttps?://[^ ]*\Z"))
def test_cleaning_raises_nothing_else_and_twice_is_once(uri: str) -> None:
    key = address_key(uri)
    assert address_key(key) == key
    assert key.isascii()


_PIECES = ("/", ".", "..", "/.", "a", "B", "-", "_", ":80", ":081", ":8080", "?", "#", "%", "%41", "@", "=", "//", "\\", "ё")


@given(st.lists(st.sampled_from(_PIECES), max_size=7).map(lambda pieces: "http://a" + "".join(pieces)))
def test_an_address_that_is_taken_as_it_is_has_nothing_to_clean(uri: str) -> None:
    if len(uri) <= guard.MAX_CLEAN_CHARS and guard._CLEAN.fullmatch(uri):
        assert guard._cleaned(uri) == uri


def test_the_name_of_a_refused_address_keeps_no_credentials() -> None:
    assert address_key("ftp://me:secret@example.org/x") == "ftp://example.org/x"


@pytest.mark.parametrize(
    ("url", "addresses"),
    [
        ("https://user:pass@outlet.example/x.", ["https://outlet.example/x", "https://outlet.example/x."]),
        ("HTTP://a@b@outlet.example", ["HTTP://outlet.example"]),
        ("me@outlet.example/x", ["http://outlet.example/x"]),
        ("https://outlet.example/@me//y@z", ["https://outlet.example/@me//y@z"]),
    ],
)
async def test_the_address_that_a_note_prints_is_a_candidate_without_its_credentials(url: str, addresses: list[str]) -> None:
    citation = Citation(form=Form.FULL, url=url)
    assert [one.address for one in await candidates(citation, None, None)] == addresses
    assert citation.url == url


@pytest.mark.parametrize(
    "text", ["", "a.example", "a.example:80", "a.example:80:b.example", "a.example:99999:1.2.3.4", "a.example:80:1.2.3.4:70000"]
)
def test_a_mapping_that_cannot_be_read_says_what_to_write(text: str) -> None:
    with pytest.raises(SettingsError, match="--resolve"):
        parse_resolve(text)


def test_a_range_that_cannot_be_read_says_what_to_write() -> None:
    with pytest.raises(SettingsError, match=r"127\.0\.0\.0/8"):
        parse_network("everything")


def test_a_lookup_of_the_system_gives_an_outcome_for_a_name_that_does_not_exist() -> None:
    with pytest.raises(AttemptFailed) as failure:
        asyncio.run(Guard().endpoints("no-such-host.invalid", 80))
    assert failure.value.outcome is FetchOutcome.DNS_FAILURE
