"""The browser program: where it lies, with which switches it runs, and that none of its processes stays behind.

Enters: a search path. Leaves: an executable, command-line switches, process ids. Every switch closes a way on which
Chromium would reach a network by itself, beside the proxy: names, UDP, background services.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
from pathlib import Path

from citations.errors import SettingsError

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
)  # fmt: skip
# Where they lie on systems whose search path does not lead to them.
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
SWITCHES = (
    "--proxy-bypass-list=<-loopback>",  # not even loopback goes past the proxy
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no name is looked up; the proxy does that
    "--dns-prefetch-disable",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--no-pings",
    "--no-first-run",
    "--autoplay-policy=user-gesture-required",
)
# Before any script of a page: what speaks UDP is taken away, beside the switches.
WITHOUT_UDP = "for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport']) { delete window[name]; }"
_PROC = Path("/proc")


def find_browser(named: Path | None, search_path: str) -> Path | None:
    """Return the browser to run: the one that was named, else one found by name; None when only Playwright's own may be there.

    Raises SettingsError when the one that was named is not there.
    """
    if named:
        if not named.is_file():
            raise SettingsError(f"browser.executable: {named} is no file: name Chromium’s or Chrome’s program, or leave it out")
        return named
    found = next((path for name in NAMES if (path := shutil.which(name, path=search_path))), None)
    return Path(found) if found else next((Path(place) for place in PLACES if Path(place).is_file()), None)


def may_sandbox() -> bool:
    """Whether Chromium's own sandbox can run: it refuses to for the superuser."""
    return not hasattr(os, "geteuid") or os.geteuid() != 0


def processes_of(profile: Path) -> tuple[int, ...]:
    """Return the processes that run on the profile in the folder `profile`; none where the system has no /proc."""
    sought = os.fsencode(profile)
    found = []
    for entry in _PROC.iterdir() if _PROC.is_dir() else ():
        with contextlib.suppress(OSError):
            if entry.name.isdecimal() and sought in (entry / "cmdline").read_bytes() and not _is_dead(entry):
                found.append(int(entry.name))
    return tuple(sorted(found))


def _is_dead(entry: Path) -> bool:
    """Whether a process has ended and only its parent does not know yet."""
    return (entry / "stat").read_text("latin-1").rpartition(")")[2].split()[0] in ("Z", "X")


def kill_processes(profile: Path) -> None:
    """End what still runs on a profile that is ours alone."""
    for process in processes_of(profile):
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)
