"""Which addresses may be asked, and which network addresses may be dialled for them.

Enters: addresses as a briefing prints them, or as a server redirects to. Leaves: a canonical address; the
endpoints to dial, all of them public, or a refusal. Only `Guard.endpoints` asks the network (for a name).
Standards: RFC 3986 (addresses), RFC 6890 (special-purpose registries), RFC 6052, 3056, 4291 (embedded IPv4).
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import ipaddress
import re
import socket
import urllib.parse
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from archive.capture import FetchOutcome
from archive.exchange import AttemptFailed
from citations.errors import SettingsError
from citations.regex import regex

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

ADDRESSES_KEPT = 512  # cleaned: a fetch, its records and its ledger lines ask for the same address again and again
# An address of ASCII in which nothing is left to clean, as most are: `clean_address` gives it back, in a tenth of the time.
# matches: http://example.org:8080/a/b.html?c=%D1%91    does not: http://example.org, http://a.b/../c, http://a.b:80/, http://a.b/%
_CLEAN = regex(
    r"""https?://
        (?: [a-z0-9] [a-z0-9-]{0,62} (?<!-) \. )* [a-z0-9] [a-z0-9-]{0,62} (?<!-)
        (?: : (?! (?: 80 | 443 ) / ) (?: [1-9][0-9]{0,3} | [1-5][0-9]{4} | 6[0-4][0-9]{3} ) )?
        / (?! \.{1,2} (?: [/?] | \Z ) ) (?: (?! /\. ) (?: [A-Za-z0-9/@:!$&'()*+,;=~._|^-] | %[0-9A-Fa-f]{2} ) )*
        (?: \? (?: [A-Za-z0-9/@:!$&'()*+,;=~._?|^-] | %[0-9A-Fa-f]{2} )+ )?""",
    re.VERBOSE,
)
MAX_CLEAN_CHARS = 250  # no longer than a host may be, so that its length needs no look
_CONTROL = regex(r"[\x00-\x1f\x7f]")  # matches: a tab    does not: a space
MAX_ADDRESS_CHARS = 8000  # RFC 9110, 4.1: servers should take 8000 octets; a longer one is no citation
DEFAULT_PORTS = {"http": 80, "https": 443}
ALLOW = "--allow-address RANGE allows it"  # said with each refusal, wherever it is shown
MAX_ENDPOINTS = 4  # dialled in turn before a host counts as unreachable

# Special-purpose ranges that `ipaddress.is_global` of some Python releases takes for public.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(text)
    for text in (
        "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4",
        "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7",
        "fe80::/9",
    )
)  # fmt: skip
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# matches: www.example.org, xn--80ak6aa92e.com, my_host    does not: exa mple.org, -x.org, a..b
_HOST = regex(r"(?: (?!-) [a-z0-9_-]{1,63} (?<!-) \. )* (?!-) [a-z0-9_-]{1,63} (?<!-)", re.VERBOSE)
_CUT_ESCAPE = regex(r"% [0-9A-Fa-f]? \Z", re.VERBOSE)  # matches: abc%D    does not: abc%D1
# matches: //user:secret@    does not: //example.org/a@b
_USERINFO = regex(r"// [^/?\#]* @", re.VERBOSE)
# matches: [::1]:80:127.0.0.1, intranet:443:10.0.0.7    does not: intranet:10.0.0.7
_RESOLVE = regex(
    r"[+]? (?P<host> \[ [0-9a-f:.]+ \] | [^:\s\[\]]+ ) : (?P<port> \d{1,5} ) : (?P<addresses> \S+ )", re.VERBOSE | re.IGNORECASE
)
# matches: [::1]:8123, 127.0.0.1:8123, 10.0.0.7, ::1    does not: localhost:80
_ENDPOINT = regex(
    r"""\[ (?P<v6> [0-9a-f:.]+ ) \] (?: : (?P<port6> \d{1,5} ) )?
      | (?P<v4> \d+\.\d+\.\d+\.\d+ ) (?: : (?P<port4> \d{1,5} ) )? | (?P<bare> [0-9a-f:.]+ )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """A network address and port to dial."""

    ip: IPAddress
    port: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Mapping:
    """One `--resolve` option: requests to `host` (`*` for any) and `port` go to `endpoints`; a name is not looked up."""

    host: str
    port: int
    endpoints: tuple[Endpoint, ...]


Lookup = Callable[[str, int], Awaitable[tuple[IPAddress, ...]]]


def parse_network(text: str) -> Network:
    """Return the range that `--allow-address` names (`127.0.0.0/8`, or one address).

    Raises SettingsError when it is no range.
    """
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        raise SettingsError(f"--allow-address: expected a range such as 127.0.0.0/8, found {text!r}; write it so") from None


def parse_resolve(text: str) -> Mapping:
    """Return the mapping that `--resolve HOST:PORT:ADDRESS[,ADDRESS]` names, as curl's option does.

    Beyond curl, ADDRESS may carry a port of its own (`127.0.0.1:8123`, `[::1]:8123`). Raises SettingsError.
    """
    match = _RESOLVE.fullmatch(text.strip())
    if not match or int(match["port"]) > 65535:
        raise SettingsError(f"--resolve: expected HOST:PORT:ADDRESS, found {text!r}; write for example intranet:443:10.0.0.7")
    port = int(match["port"])
    endpoints = tuple(_parse_endpoint(part, port, text) for part in match["addresses"].split(","))
    return Mapping(host=match["host"].strip("[]").lower(), port=port, endpoints=endpoints)


def _parse_endpoint(part: str, default_port: int, text: str) -> Endpoint:
    match = _ENDPOINT.fullmatch(part)
    port = int(match["port6"] or match["port4"] or default_port) if match else 0
    with contextlib.suppress(ValueError):
        if match and port <= 65535:
            return Endpoint(ip=ipaddress.ip_address(match["v6"] or match["v4"] or match["bare"]), port=port)
    raise SettingsError(f"--resolve: expected an IP address in {text!r}, found {part!r}; names cannot stand here")


@functools.lru_cache(maxsize=ADDRESSES_KEPT)
def clean_address(uri: str) -> str:
    """Return `uri` in canonical form: ASCII, host in lower case, default port, credentials and fragment removed.

    Twice is once. Raises AttemptFailed: BAD_ADDRESS when it is no address, FORBIDDEN_ADDRESS for other schemes.

    >>> clean_address("HTTP://user:secret@Example.ORG:80?q=ё#top")
    'http://example.org/?q=%D1%91'
    """
    if len(uri) <= MAX_CLEAN_CHARS and _CLEAN.fullmatch(uri):
        return uri
    return _cleaned(uri)


def _cleaned(uri: str) -> str:
    text = uri.strip()
    _refuse_text(text)
    try:
        parts = urllib.parse.urlsplit(text)
        port = parts.port
        host = _clean_host(parts.hostname or "")
    except ValueError:
        raise AttemptFailed(FetchOutcome.BAD_ADDRESS, "this is no web address") from None
    _refuse_scheme(parts.scheme, host)
    if port == 0:
        raise AttemptFailed(FetchOutcome.BAD_ADDRESS, "port 0 is no port")
    netloc = host if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    return urllib.parse.urlunsplit((parts.scheme, netloc, _clean_path(parts.path), _escape(parts.query), ""))


def address_key(uri: str) -> str:
    """Return the name under which captures of `uri` are kept: its canonical form, or its harmless words if it has none."""
    with contextlib.suppress(AttemptFailed):
        return clean_address(uri)
    words = _escape(_USERINFO.sub("//", uri.strip()).partition("#")[0])[:MAX_ADDRESS_CHARS].strip() or "about:blank"
    words = _CUT_ESCAPE.sub("", words)
    with contextlib.suppress(AttemptFailed):
        return clean_address(words)
    return words


def _refuse_text(text: str) -> None:
    if len(text) > MAX_ADDRESS_CHARS:
        raise AttemptFailed(FetchOutcome.BAD_ADDRESS, f"an address has at most {MAX_ADDRESS_CHARS} characters, not {len(text)}")
    if _CONTROL.search(text):
        raise AttemptFailed(FetchOutcome.BAD_ADDRESS, "the address holds control characters")


def _refuse_scheme(scheme: str, host: str) -> None:
    if scheme and scheme not in DEFAULT_PORTS:
        raise AttemptFailed(FetchOutcome.FORBIDDEN_ADDRESS, f"only http and https are fetched, not {scheme[:20]}:")
    if not scheme or not host:
        raise AttemptFailed(FetchOutcome.BAD_ADDRESS, "an address begins with http:// or https:// and a host")


def _clean_host(host: str) -> str:
    """Return `host` as IDNA ASCII or a bracketed IPv6 literal; raises ValueError when it is neither."""
    if ":" in host:
        if "%" in host:  # a zone (RFC 6874), which names an interface of this machine
            raise ValueError(host)
        return f"[{ipaddress.IPv6Address(host)}]"
    host = host.removesuffix(".").lower()
    if not host.isascii():
        import idna

        host = idna.encode(host, uts46=True).decode()
    if host and (len(host) > 253 or not _HOST.fullmatch(host)):
        raise ValueError(host)
    return host


def _clean_path(path: str) -> str:
    """Return `path` escaped, with its dot segments resolved (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    segments = _escape(path).split("/")[1:]
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    ends_in_folder = bool(segments) and segments[-1] in (".", "..")
    return "/" + "/".join(kept) + ("/" if ends_in_folder and kept else "")


def _escape(text: str) -> str:
    """Return `text` with what an address cannot hold as percent escapes; escapes that stand are left."""
    escaped = urllib.parse.quote(text, safe="/%:@!$&'()*+,;=~-._?[]|^", errors="surrogatepass")
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", escaped)  # matches: 100%-sure    does not: %D1%91


def is_public(ip: IPAddress) -> bool:
    """Whether `ip`, and any IPv4 address that it embeds, is reachable by everyone and belongs to nobody's inside.

    >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1")), is_public(ipaddress.ip_address("2002:7f00:1::"))
    (False, False)
    """
    inner = unwrap(ip)
    if inner != ip:
        return is_public(inner)
    special = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    return ip.is_global and not special and not any(ip.version == net.version and ip in net for net in _NOT_PUBLIC)


def unwrap(ip: IPAddress) -> IPAddress:
    """Return the IPv4 address inside an IPv4-mapped, NAT64 or 6to4 address; any other address as it is."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.sixtofour or ip


async def look_up(host: str, port: int) -> tuple[IPAddress, ...]:
    """Return every address the system's resolver gives for `host`; raises AttemptFailed (DNS_FAILURE) when none."""
    loop = asyncio.get_running_loop()
    try:
        answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        reason = error.strerror if isinstance(error, socket.gaierror) else "not a host name"
        raise AttemptFailed(FetchOutcome.DNS_FAILURE, f"no address for the host {host}: {reason}") from None
    found = dict.fromkeys(ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers)
    return tuple(found)


@dataclass(frozen=True, kw_only=True, slots=True)
class Guard:
    """Decides what may be dialled. `allow` opens ranges that are not public, and other ports on them."""

    allow: tuple[Network, ...] = ()
    resolve: tuple[Mapping, ...] = ()
    lookup: Lookup = look_up

    @property
    def is_open(self) -> bool:
        """Whether the user opened a range: a report must say so."""
        return bool(self.allow)

    def shuts_out(self, host: str) -> bool:
        """Return whether a host is an address that may not be dialled; of a name only looking it up can tell."""
        try:
            ip = ipaddress.ip_address(host.strip("[]"))
        except ValueError:
            return False
        return not (is_public(ip) or self._allows(ip))

    def _allows(self, ip: IPAddress) -> bool:
        return any(ip in net or unwrap(ip) in net for net in self.allow)

    async def endpoints(self, host: str, port: int) -> tuple[Endpoint, ...]:
        """Return what to dial for `host` and `port`, in order; the name is asked once, and nothing else may be dialled.

        Raises AttemptFailed: DNS_FAILURE, or FORBIDDEN_ADDRESS when any answer is not public, or the port is unusual.
        """
        found = self._mapped(host.strip("[]").lower(), port) or await self._looked_up(host.strip("[]"), port)
        for endpoint in found:
            self._refuse(endpoint.ip, host, port)
        return found[:MAX_ENDPOINTS]

    def _mapped(self, host: str, port: int) -> tuple[Endpoint, ...]:
        exact = [one for one in self.resolve if one.port == port and one.host == host]
        wild = [one for one in self.resolve if one.port == port and one.host == "*"]
        return (exact or wild)[-1].endpoints if exact or wild else ()

    async def _looked_up(self, host: str, port: int) -> tuple[Endpoint, ...]:
        try:
            literal: tuple[IPAddress, ...] = (ipaddress.ip_address(host),)
        except ValueError:
            if not self.allow:  # a range that the user opened may hold the name, whatever the port
                _refuse_port(host, port)
            literal = await self.lookup(host, port)
        if not literal:
            raise AttemptFailed(FetchOutcome.DNS_FAILURE, f"no address for the host {host}")
        return tuple(Endpoint(ip=ip, port=port) for ip in literal)

    def _refuse(self, ip: IPAddress, host: str, port: int) -> None:
        if self._allows(ip):
            return
        if not is_public(ip):
            raise AttemptFailed(FetchOutcome.FORBIDDEN_ADDRESS, f"{host} leads to {ip}, which is not a public address; {ALLOW}")
        _refuse_port(host, port)


def _refuse_port(host: str, port: int) -> None:
    if port not in DEFAULT_PORTS.values():
        raise AttemptFailed(
            FetchOutcome.FORBIDDEN_ADDRESS, f"port {port} of {host} is not one of the web’s own (80, 443); {ALLOW}"
        )
