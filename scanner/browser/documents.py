"""Open documents of a site, one after another, in a context that is theirs alone.

A page is opened, waited for and unfolded; anything else is taken as it comes. The banner is left
alone, and whatever happens there is an answer, within a limit of time and size.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, replace

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

from scanner.browser.catch import Catch, Caught
from scanner.browser.channel import ChannelClosedError, first_line
from scanner.browser.failures import Ending, VisitEndedError, ending_of
from scanner.browser.record import Moment, Record
from scanner.browser.recorder import Recorder
from scanner.browser.secrets import Hasher
from scanner.browser.settle import Patience, let_go_on, settle
from scanner.browser.tab import Tab
from scanner.models import Site
from scanner.urls import host_of, page_key, without_values
from scanner.words import ConsentChoice, Phase, PolicyStatus, Trigger, VisitOutcome

logger = logging.getLogger(__name__)

MOST_BYTES = 5_000_000  # reliability.md V7: of a policy as it comes
_WRAP_UP_S = 6.0  # kept back to read a page after waiting for it
_UNFOLD_S = 1.0  # what a press unfolds is there within this
_READ_OUT_S = 8.0  # a long page takes a while to write down
_LEAST_SHOWN = 200  # letters; a page that shows fewer may show its text in a frame
_GONE = frozenset({"404", "410"})

# What folds open is opened: many pages make the text of a fold only then. Menus, forms and
# windows that lie over the page are left alone, the banner among them.
_UNFOLD_SCRIPT = """() => {
  document.querySelectorAll("details").forEach((fold) => { fold.open = true; });
  const beside = "nav, header, footer, form, dialog, [role=dialog], [role=alertdialog], " +
    "[role=navigation], [role=menu], [role=menubar], [aria-modal=true], [id*=cookiebanner i], " +
    "[class*=cookiebanner i], [class*=cookie-banner i], [id*=consent i], [class*=consent i]";
  let pressed = 0;
  for (const fold of document.querySelectorAll("[aria-expanded=false]")) {
    const leaves = fold.matches("a[href]") && !fold.getAttribute("href").startsWith("#");
    if (leaves || fold.hasAttribute("aria-haspopup") || fold.closest(beside)) continue;
    fold.click();
    if (++pressed >= 200) break;
  }
  return pressed;
}"""

# The page as it stands, without what no reader sees; a number: how many letters it has too many.
_WRITE_SCRIPT = """(most) => {
  const copy = document.documentElement.cloneNode(true);
  for (const part of copy.querySelectorAll("script, style, svg, canvas")) part.textContent = "";
  for (const part of copy.querySelectorAll("[src^='data:'], [srcset]")) {
    part.removeAttribute("src"); part.removeAttribute("srcset");
  }
  const text = "<!DOCTYPE html>" + copy.outerHTML;
  return text.length > most ? text.length : text;
}"""
_SHOWN_SCRIPT = "() => (document.body ? document.body.innerText : '').trim().length"


@dataclass(frozen=True)
class Fetched:
    """What came of asking for a document."""

    status: PolicyStatus  # read or partial: there is something to read
    reason: str | None  # why it is not read, or not whole
    url: str  # where it was found after redirects
    data: bytes = b""
    media_type: str | None = None


class Documents:
    """Fetches the documents of one site; ``page`` is a page of a fresh context."""

    def __init__(self, page: Page, site: Site, hasher: Hasher, patience: Patience) -> None:
        self._tab = Tab(page, _nothing)
        self._site = site
        self._patience = patience
        moment = Moment("about:blank", time.time(), Trigger.LOAD, Phase.BEFORE)
        self._record = Record(
            site=site,
            choice=ConsentChoice.NONE,
            hasher=hasher,
            moment=moment,
            now=time.time,
            captcha_of=lambda url: None,
        )
        self._recorder = Recorder(self._record, ())

    async def open(self, url: str, limit_s: float) -> Fetched:
        """Return a document as a visitor has it: of a page what its scripts made of it."""
        return await self._twice(url, limit_s, render=True)

    async def load(self, url: str, limit_s: float) -> Fetched:
        """Return a file as it comes, without opening it."""
        return await self._twice(url, limit_s, render=False)

    async def close(self) -> None:
        """Let go of the browser; never raises. The context is the caller's to close."""
        await self._recorder.stop()

    async def _twice(self, url: str, limit_s: float, *, render: bool) -> Fetched:
        """Ask once, and once more after a failure that may pass (reliability.md V5)."""
        deadline = time.monotonic() + limit_s
        fetched, again = await self._once(url, deadline, render=render)
        if again and time.monotonic() < deadline:
            fetched, _ = await self._once(url, deadline, render=render)
        return fetched

    async def _once(self, url: str, deadline: float, *, render: bool) -> tuple[Fetched, bool]:
        """Return what came of asking once, and whether it may pass."""
        catch: Catch | None = None
        try:
            async with asyncio.timeout_at(_loop_time(deadline)):
                self._tab = await self._tab.next()
                catch = Catch(self._tab.page, MOST_BYTES, render=render)
                return await self._fetch(url, catch, deadline), False
        except VisitEndedError as error:
            return _failed(url, error.ending), _may_pass(error.ending)
        except TimeoutError:
            ending = Ending(VisitOutcome.TIMEOUT, "no answer in time")
        except (ChannelClosedError, PlaywrightError) as error:
            logger.debug("%s: %s", self._site.domain, first_line(error))
            ending = Ending(VisitOutcome.CRASHED, "browser")
        finally:
            await self._tab.ask(self._tab.page.close())
        if catch and catch.caught and catch.caught.opened:
            return _as_sent(catch.caught), False
        return _failed(url, ending), ending.outcome is VisitOutcome.CRASHED

    async def _fetch(self, url: str, catch: Catch, deadline: float) -> Fetched:
        page = self._tab.page
        await self._tab.ask(page.unroute("**"))
        if catch.renders:
            await self._recorder.attach(page)
        await catch.arm()
        self._record.moment = replace(self._record.moment, page=url, started=time.time())
        try:
            response = await page.goto(url, wait_until="commit", timeout=_left_ms(deadline))
        except PlaywrightError as error:
            if catch.caught is None:
                ending = ending_of(str(error))
                raise VisitEndedError(ending.outcome, ending.reason) from error
            response = None
        if response is not None:
            await self._tab.loaded(response)
        if catch.caught is None:
            raise VisitEndedError(VisitOutcome.UNREACHABLE, "reset")
        if not catch.caught.opened:
            return _taken(catch.caught)
        return _at_home(url, await self._read(catch.caught, deadline))

    async def _read(self, caught: Caught, deadline: float) -> Fetched:
        """Return a page once it is finished and unfolded; as it was sent, if it does not answer."""
        if not await self._tab.answers():
            return _as_sent(caught)
        budget_s = max(0.0, deadline - time.monotonic() - _WRAP_UP_S)
        await settle(self._recorder, self._patience, budget_s)
        frame = self._tab.page.main_frame
        if await self._tab.ask(frame.evaluate(_UNFOLD_SCRIPT)):
            await let_go_on(self._recorder, self._patience, _UNFOLD_S)
        if (await self._tab.ask(frame.evaluate(_SHOWN_SCRIPT)) or 0) < _LEAST_SHOWN:
            frame = await self._fullest(frame)
        text = await self._tab.ask(frame.evaluate(_WRITE_SCRIPT, MOST_BYTES), _READ_OUT_S)
        if isinstance(text, int):
            return Fetched(PolicyStatus.TOO_LARGE, f"{text / 1e6:.1f} million letters", caught.url)
        if not isinstance(text, str):
            return _as_sent(caught)
        data = text.encode("utf-8", "replace")
        url = self._tab.page.url or caught.url
        return Fetched(PolicyStatus.READ, None, url, data, "text/html; charset=utf-8")

    async def _fullest(self, main: Frame) -> Frame:
        """Return the frame that shows most: a page may have its whole text in one."""
        shown = {
            frame: await self._tab.ask(frame.evaluate(_SHOWN_SCRIPT)) or 0
            for frame in self._tab.page.frames[:10]
        }
        best = max(shown, key=lambda frame: shown[frame], default=main)
        return best if shown.get(best, 0) >= _LEAST_SHOWN else main


def _taken(caught: Caught) -> Fetched:
    if caught.cut:
        reason = f"more than {MOST_BYTES / 1e6:.0f} MB"
        return Fetched(PolicyStatus.TOO_LARGE, reason, caught.url)
    return Fetched(PolicyStatus.READ, None, caught.url, caught.data, caught.media_type)


def _as_sent(caught: Caught) -> Fetched:
    """Return a page that does not answer as its server sent it: its scripts may have more."""
    reason = "the page did not answer; read as it was sent"
    return Fetched(PolicyStatus.PARTIAL, reason, caught.url, caught.data, caught.media_type)


def _at_home(asked: str, fetched: Fetched) -> Fetched:
    """Take a page that leads back to the home page for one that is gone."""
    home = page_key(without_values(fetched.url)) == page_key(f"https://{host_of(fetched.url)}/")
    if home and page_key(asked) != page_key(fetched.url):
        return Fetched(PolicyStatus.NOT_FOUND, "it leads to the home page", fetched.url)
    return fetched


def _failed(url: str, ending: Ending) -> Fetched:
    if ending.outcome is VisitOutcome.HTTP_ERROR and ending.reason in _GONE:
        return Fetched(PolicyStatus.NOT_FOUND, ending.reason, url)
    return Fetched(PolicyStatus.UNREACHABLE, _in_words(ending), url)


def _in_words(ending: Ending) -> str:
    outcome = str(ending.outcome).replace("_", " ")
    if ending.outcome is VisitOutcome.UNREACHABLE:
        return ending.reason or outcome
    return f"{outcome}: {ending.reason}" if ending.reason else outcome


def _may_pass(ending: Ending) -> bool:
    server_error = ending.outcome is VisitOutcome.HTTP_ERROR and (ending.reason or "")[:1] == "5"
    reset = ending.outcome is VisitOutcome.UNREACHABLE and ending.reason == "reset"
    return server_error or reset or ending.outcome is VisitOutcome.CRASHED


def _left_ms(deadline: float) -> float:
    return max(1.0, (deadline - time.monotonic()) * 1000)


def _loop_time(deadline: float) -> float:
    return asyncio.get_running_loop().time() + deadline - time.monotonic()


async def _nothing() -> None:
    """Let a dialog go; it is dismissed."""
