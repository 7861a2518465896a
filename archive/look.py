"""One look at one page: opened, its requests judged, its picture and its text taken.

Enters: a page of a browser that `archive.browser` runs. Leaves: a `PageView`, or `Ended` with what became of it.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from archive.chromium import WITHOUT_UDP
from archive.exchange import Headers, one_line
from archive.guard import address_key
from archive.proxy import GuardedProxy

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Request, Response, Route

Clock = Callable[[], datetime.datetime]
MayOpen = Callable[[str], Awaitable[bool]]

BODY_TIMEOUT_S, BODIES_TIMEOUT_S = 1.5, 10.0  # for one body that the browser holds already, and for all of them
NOT_ASKED_FOR = frozenset({"media", "websocket", "eventsource", "ping", "cspviolationreport"})  # a picture of a page needs none
WIDTH_PX, HEIGHT_PX = 1280, 1024


class ViewOutcome(enum.StrEnum):
    """What became of a view."""

    SEEN = "seen"
    CUT = "cut"  # the page wanted more bytes than it may have; what came is shown
    SLOW = "slow"  # it did not end loading in time; what came is shown
    TIMEOUT = "timeout"  # nothing could be shown in time
    FORBIDDEN = "forbidden"  # the guard or robots.txt kept us from it
    CRASHED = "crashed"
    FAILED = "failed"  # no page came: no host, no answer, a bad certificate, a download


@dataclass(frozen=True, kw_only=True, slots=True)
class BrowserSettings:
    """How pages are seen. Seconds, bytes and pixels; `executable` names a browser, `user_agent` is added to its own."""

    executable: Path | None = None
    search_path: str = ""
    user_agent: str = ""
    load_s: float = 20.0  # for the page and what it needs
    settle_s: float = 3.0  # for its scripts, until nothing is asked for any more
    total_s: float = 60.0
    max_requests: int = 250
    max_bytes: int = 40_000_000
    max_height_px: int = 16_000  # Chromium paints at most 16,384 rows of a picture
    max_picture_bytes: int = 20_000_000
    max_text_bytes: int = 10_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Requisite:
    """One answer to the page as the browser tells it: `body` is decoded, it is not what went over the wire."""

    uri: str
    date: datetime.datetime
    method: str
    status: int
    reason: str
    headers: Headers
    request_headers: Headers
    body: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class PageView:
    """What was seen at `address`, as it stood at `final_address`; `picture` is a PNG, b"" when there is none.

    `dom` is the document after its scripts ran, `text` what it shows, both UTF-8. `refusals` say what the page was kept
    from; `height_px` is the whole page's, of which the picture shows `shown_px`.
    """

    address: str
    date: datetime.datetime
    outcome: ViewOutcome
    detail: str = ""
    final_address: str = ""
    status: int | None = None
    browser: str = ""
    picture: bytes = b""
    height_px: int = 0
    shown_px: int = 0
    dom: bytes = b""
    text: bytes = b""
    requisites: tuple[Requisite, ...] = ()
    refusals: tuple[str, ...] = ()


class Ended(Exception):  # noqa: N818 - a result on its way up
    """A view that ended without a page."""

    def __init__(self, outcome: ViewOutcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome, self.detail = outcome, detail


@dataclass(slots=True)
class Watch:
    """What is noted while a page loads."""

    asked: int = 0
    refusals: dict[str, None] = field(default_factory=dict)
    answers: list[tuple[datetime.datetime, Response]] = field(default_factory=list)
    main: Response | None = None  # the last answer that the page itself came with


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one page."""

    settings: BrowserSettings
    clock: Clock
    address: str
    page: Page
    proxy: GuardedProxy
    watch: Watch
    may_open: MayOpen | None

    async def at(self, context: BrowserContext, date: datetime.datetime) -> PageView:
        """Return what the page shows; raises Ended when it shows none, and what Playwright raises."""
        await self._prepare(context)
        is_slow = await self._load()
        await self._refuse_instead()
        height_px = int(await self.page.evaluate(_HEIGHT))
        text = str(await self.page.evaluate("document.body ? document.body.innerText : ''"))
        dom = await self.page.content()
        picture, shown_px = await self._picture(height_px)
        outcome = ViewOutcome.CUT if self.proxy.is_spent else ViewOutcome.SLOW if is_slow else ViewOutcome.SEEN
        main = self.watch.main
        return PageView(
            address=self.address,
            date=date,
            outcome=outcome,
            final_address=address_key(self.page.url),
            status=main.status if main else None,
            browser=f"Chromium {context.browser.version}" if context.browser else "Chromium",
            picture=picture,
            height_px=height_px,
            shown_px=shown_px,
            dom=dom.encode("utf-8", "replace")[: self.settings.max_text_bytes],
            text=text.encode("utf-8", "replace")[: self.settings.max_text_bytes],
            requisites=await self._requisites(),
        )

    async def _prepare(self, context: BrowserContext) -> None:
        """Say who asks, and judge everything that the page will ask for."""
        if self.settings.user_agent:
            own = await self.page.evaluate("navigator.userAgent")
            await context.set_extra_http_headers({"User-Agent": f"{own} {self.settings.user_agent}"})
        await context.add_init_script(WITHOUT_UDP)
        await context.route("**/*", lambda route, request: self._judge(route, request))
        context.on("request", lambda request: self.proxy.expect(urlsplit(request.url).hostname or ""))
        context.on("response", lambda response: self._note(response))
        context.on("page", _close_quietly)
        self.page.on("dialog", _dismiss)

    async def _load(self) -> bool:
        """Open the page and let its scripts work; return whether it was still loading when its time was over."""
        from playwright.async_api import TimeoutError as TooSlow

        ends_at = asyncio.get_running_loop().time() + self.settings.load_s
        await self.page.goto(self.address, wait_until="commit", timeout=1000 * self.settings.load_s)
        try:
            left_s = max(ends_at - asyncio.get_running_loop().time(), 0.001)
            await self.page.wait_for_load_state("load", timeout=1000 * left_s)
        except TooSlow:
            session = await self.page.context.new_cdp_session(self.page)
            await session.send("Page.stopLoading")  # a page that is loading still has no picture
            return True
        with contextlib.suppress(TooSlow):
            await self.page.wait_for_load_state("networkidle", timeout=1000 * self.settings.settle_s)
        return False

    async def _refuse_instead(self) -> None:
        """Raise when what is shown is not the host's answer but the proxy's or the browser's own."""
        main = self.watch.main
        if main and main.headers.get("x-footnotary-refusal") == self.proxy.mark:
            raise Ended(*fault("", self.proxy))
        if not self.page.url.startswith(("http://", "https://")):
            raise Ended(*fault("the page led to nowhere", self.proxy))

    async def _picture(self, height_px: int) -> tuple[bytes, int]:
        """Return the page as a PNG, and how many of its rows that shows."""
        shown_px = max(1, min(height_px, self.settings.max_height_px))
        clip: Any = {"x": 0, "y": 0, "width": WIDTH_PX, "height": shown_px}
        picture = await self.page.screenshot(full_page=True, clip=clip, type="png", animations="disabled", timeout=15_000)
        if len(picture) <= self.settings.max_picture_bytes:
            return picture, shown_px
        return await self.page.screenshot(type="png", animations="disabled", timeout=15_000), HEIGHT_PX

    async def _judge(self, route: Route, request: Request) -> None:
        """Let a request go to the proxy, or not at all."""
        from playwright.async_api import Error

        self.watch.asked += 1
        why = await self._why_not(request)
        if why:
            self.watch.refusals[why] = None
        with contextlib.suppress(Error):  # the page is gone
            await (route.abort("blockedbyclient") if why else route.continue_())

    async def _why_not(self, request: Request) -> str | None:
        if self.watch.asked > self.settings.max_requests:
            return f"more than {self.settings.max_requests} requests of one page"
        if request.resource_type in NOT_ASKED_FOR:
            return "sound and film were not loaded"
        if self.watch.asked > 1 and self._is_of_page_itself(request) and self.may_open and not await self.may_open(request.url):
            return f"the page led on to {one_line(request.url)[:200]}, which may not be asked"
        return None

    def _is_of_page_itself(self, request: Request) -> bool:
        from playwright.async_api import Error

        with contextlib.suppress(Error):  # a window that is opening has no frame yet, and is not this page
            return request.is_navigation_request() and request.frame == self.page.main_frame
        return False

    def _note(self, response: Response) -> None:
        if self._is_of_page_itself(response.request):
            self.watch.main = response
        self.watch.answers.append((self.clock(), response))

    async def _requisites(self) -> tuple[Requisite, ...]:
        """Return the answers whose bodies the browser still holds, in the order in which they came."""
        from playwright.async_api import Error

        found, size = [], 0
        ends_at = asyncio.get_running_loop().time() + BODIES_TIMEOUT_S
        for date, response in self.watch.answers[: self.settings.max_requests]:
            if asyncio.get_running_loop().time() > ends_at:
                break
            if not response.url.startswith(("http://", "https://")) or "x-footnotary-refusal" in response.headers:
                continue
            with contextlib.suppress(Error, TimeoutError):
                async with asyncio.timeout(BODY_TIMEOUT_S):
                    requisite = await _requisite(date, response)
                size += len(requisite.body)
                if size > self.settings.max_bytes:
                    break
                found.append(requisite)
        return tuple(found)


_HEIGHT = "Math.ceil(Math.max(document.documentElement?.scrollHeight || 0, document.body?.scrollHeight || 0))"


async def _requisite(date: datetime.datetime, response: Response) -> Requisite:
    request = response.request
    is_redirect = 300 <= response.status < 400
    return Requisite(
        uri=address_key(response.url),
        date=date,
        method=request.method,
        status=response.status,
        reason=one_line(response.status_text),
        headers=tuple((one["name"], one["value"]) for one in await response.headers_array()),
        request_headers=tuple((one["name"], one["value"]) for one in await request.headers_array()),
        body=b"" if is_redirect else await response.body(),
    )


async def _dismiss(dialog: Any) -> None:
    with contextlib.suppress(Exception):  # the page is gone
        await dialog.dismiss()


async def _close_quietly(page: Page) -> None:
    with contextlib.suppress(Exception):  # it closed itself
        await page.close()


def fault(words: str, proxy: GuardedProxy) -> tuple[ViewOutcome, str]:
    """Return what became of a view that ended with an error of the browser."""
    if "crash" in words.lower():
        return ViewOutcome.CRASHED, "the tab crashed"
    if "has been closed" in words or "Connection closed" in words:
        return ViewOutcome.CRASHED, "the browser ended"
    if proxy.is_spent:
        return ViewOutcome.CUT, f"the page was cut after {proxy.limits.max_bytes} bytes"
    if proxy.refusals:
        return ViewOutcome.FORBIDDEN, proxy.refusals[-1]
    if "Timeout" in words:
        return ViewOutcome.TIMEOUT, "the page did not load in time"
    if "Download is starting" in words or "ERR_ABORTED" in words:
        return ViewOutcome.FAILED, "the address gives a download, not a page"
    return ViewOutcome.FAILED, f"no page came: {one_line(words.strip().partition(chr(10))[0])[:200]}"
