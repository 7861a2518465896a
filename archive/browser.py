"""A page seen in a browser: its picture, its text after its scripts ran, and what it asked for on the way.

Enters: an address that was fetched before. Leaves: a `PageView`; nothing that a page does raises or hangs. Every page has a
browser process, a profile and a proxy of its own (`archive.proxy`, `archive.chromium`), all gone when it was seen.
The one module that speaks to Playwright. What is kept of a view is `archive.view`'s to say.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from archive.chromium import SWITCHES, find_browser, kill_processes, may_sandbox, processes_of
from archive.exchange import one_line
from archive.guard import Guard
from archive.look import HEIGHT_PX, WIDTH_PX, BrowserSettings, Clock, Ended, Look, MayOpen, PageView, ViewOutcome, Watch, fault
from archive.proxy import USER, GuardedProxy, ProxyLimits
from citations.errors import SettingsError

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Playwright

LAUNCH_TIMEOUT_S = 30.0
CLOSE_TIMEOUT_S = 5.0
MAX_TEMPORARY_CHARS = 50  # Chromium makes a socket 45 characters deeper, whose path may have 103 (macOS) or 107


class Browser:
    """Shows pages, one at a time; use it as an async context manager. Raises SettingsError when there is no browser to run."""

    def __init__(self, settings: BrowserSettings, guard: Guard, *, clock: Clock) -> None:
        self.settings = settings
        self._guard = guard
        self._clock = clock
        self._driver: Playwright | None = None
        self._executable: Path | None = None
        self._profile: Path | None = None
        self._turn = asyncio.Lock()

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know of how pages were seen, in sentences."""
        if may_sandbox():
            return ()
        return ("the browser ran without its sandbox, because footnotary runs as root: run it as another user",)

    def process_ids(self) -> tuple[int, ...]:
        """Return the browser processes that run now."""
        return processes_of(self._profile) if self._profile else ()

    async def __aenter__(self) -> Self:
        self._executable = find_browser(self.settings.executable, self.settings.search_path)
        try:
            from playwright.async_api import async_playwright
        except ImportError:
            raise SettingsError(
                "screenshots need Playwright, which is not installed: install footnotary[screenshots], or leave --screenshots out"
            ) from None
        self._driver = await async_playwright().start()
        if self._executable is None and not Path(self._driver.chromium.executable_path).is_file():
            await self.__aexit__()
            raise SettingsError(
                "screenshots need a browser, and none was found: install Chromium or Google Chrome, or run"
                " `playwright install chromium`, or name one in footnotary.toml: [browser] executable = …"
            )
        return self

    async def __aexit__(self, *_: object) -> None:
        driver, self._driver = self._driver, None
        if driver:
            with contextlib.suppress(Exception):  # a driver that died has nothing left to stop
                async with asyncio.timeout(CLOSE_TIMEOUT_S):
                    await driver.stop()

    async def view(self, address: str, *, may_open: MayOpen | None = None) -> PageView:
        """Return what `address` shows. `may_open` is asked before the page goes on to another address by itself."""
        async with self._turn:
            limits = ProxyLimits(max_bytes=self.settings.max_bytes, total_s=self.settings.total_s)
            async with GuardedProxy(self._guard, limits, secret=secrets.token_urlsafe(32), only_expected=True) as proxy:
                watch, date = Watch(), self._clock()
                try:
                    async with asyncio.timeout(self.settings.total_s), self._context(proxy) as context:
                        view = await self._seen(address, date, context, proxy, watch, may_open)
                except Ended as ended:
                    view = PageView(address=address, date=date, outcome=ended.outcome, detail=ended.detail)
                except TimeoutError:
                    words = f"nothing could be shown within {self.settings.total_s:g} s"
                    view = PageView(address=address, date=date, outcome=ViewOutcome.TIMEOUT, detail=words)
                return _with_refusals(view, (*proxy.refusals, *watch.refusals))

    @contextlib.asynccontextmanager
    async def _context(self, proxy: GuardedProxy) -> AsyncIterator[BrowserContext]:
        """A browser process on a fresh profile; both are gone when the block is left."""
        self._profile = profile = Path(tempfile.mkdtemp(prefix="footnotary-"))
        try:
            context = await self._launched(profile, proxy)
            try:
                yield context
            finally:
                with contextlib.suppress(Exception):  # one that died has nothing left to close
                    async with asyncio.timeout(CLOSE_TIMEOUT_S):
                        await context.close()
        finally:
            await _cleared(profile)
            self._profile = None

    async def _launched(self, profile: Path, proxy: GuardedProxy) -> BrowserContext:
        from playwright.async_api import Error

        if self._driver is None:
            raise RuntimeError("a browser is used inside its own block")
        home = str(profile)
        near = {"TMPDIR": home} if len(home) <= MAX_TEMPORARY_CHARS else {}
        try:
            return await self._driver.chromium.launch_persistent_context(
                profile / "profile",
                executable_path=self._executable,
                headless=True,
                chromium_sandbox=may_sandbox(),
                args=list(SWITCHES),
                env={"HOME": home, **near, "PATH": self.settings.search_path, "LANG": "C.UTF-8"},
                timeout=1000 * LAUNCH_TIMEOUT_S,
                proxy={
                    "server": f"http://127.0.0.1:{proxy.port}",
                    "bypass": "<-loopback>",
                    "username": USER,
                    "password": proxy.secret,
                },
                viewport={"width": WIDTH_PX, "height": HEIGHT_PX},
                service_workers="block",
                accept_downloads=False,
                locale="en-US",
                timezone_id="UTC",
            )
        except Error as error:
            await self._restarted()
            raise Ended(ViewOutcome.FAILED, _why_no_start(str(error))) from None

    async def _restarted(self) -> None:
        """Start the driver anew: one that died would fail every page after this one."""
        from playwright.async_api import async_playwright

        await self.__aexit__()
        self._driver = await async_playwright().start()

    async def _seen(
        self,
        address: str,
        date: datetime.datetime,
        context: BrowserContext,
        proxy: GuardedProxy,
        watch: Watch,
        may_open: MayOpen | None,
    ) -> PageView:
        """Look at a page until it was seen, or its tab or its browser is lost."""
        from playwright.async_api import Error

        page = context.pages[0] if context.pages else await context.new_page()
        lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def lose(words: str) -> None:
            if not lost.done():
                lost.set_result(words)

        page.on("crash", lambda _: lose("the tab crashed"))
        page.on("close", lambda _: lose("the tab was closed"))
        context.on("close", lambda _: lose("the browser ended"))
        look = Look(self.settings, self._clock, address, page, proxy, watch, may_open)
        looking = asyncio.ensure_future(look.at(context, date))
        try:
            waiting: set[asyncio.Future[Any]] = {looking, lost}
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            if looking.done() and not (lost.done() and looking.exception()):
                return looking.result()
            raise Ended(ViewOutcome.CRASHED, lost.result())
        except Error as error:
            raise Ended(*fault(str(error), proxy)) from None
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)


async def _cleared(profile: Path) -> None:
    """End what still runs on the profile, wait until it has, and remove the profile."""
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + CLOSE_TIMEOUT_S
    while processes_of(profile) and loop.time() < ends_at:
        kill_processes(profile)
        await asyncio.sleep(0.02)
    await loop.run_in_executor(None, lambda: shutil.rmtree(profile, ignore_errors=True))


def _with_refusals(view: PageView, refusals: tuple[str, ...]) -> PageView:
    return replace(view, refusals=tuple(dict.fromkeys(refusals)))


def _why_no_start(words: str) -> str:
    if "no usable sandbox" in words.lower():
        return "the browser did not start, because its sandbox is not allowed here: allow unprivileged user namespaces"
    return f"the browser did not start: {one_line(words.strip().partition(chr(10))[0])[:200]}"
