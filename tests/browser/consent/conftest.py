"""Visits of pages with a banner, as short as they can be: find, choose, open anew, confirm."""

import asyncio
import time
from collections.abc import Mapping

import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright

from scanner.browser.collector import load_collectors
from scanner.browser.consent.agent import ConsentAgent
from scanner.browser.launch import find_browser, launch, make_launch_options
from scanner.browser.record import Moment, Record
from scanner.browser.recorder import Recorder
from scanner.browser.secrets import Hasher
from scanner.browser.settle import Patience, settle
from scanner.demo.server import Handler, serve
from scanner.models import Consent, Site
from scanner.words import ConsentChoice, Phase, Trigger

AT_ONCE = 4
BUDGET_S = 15.0


async def _choose_all(
    hosts: Mapping[str, Handler], visits: list[tuple[str, ConsentChoice]]
) -> dict[tuple[str, ConsentChoice], Consent]:
    """Make each visit, of a host with a choice, in a context of its own."""
    gate = asyncio.Semaphore(AT_ONCE)
    async with serve(hosts) as served, async_playwright() as playwright:
        switches = (
            f"--host-resolver-rules={served.resolver_rules}",
            f"--ignore-certificate-errors-spki-list={served.spki}",
        )
        browser = await launch(playwright, make_launch_options(find_browser(None), switches))

        async def one(host: str, choice: ConsentChoice) -> Consent:
            async with gate:
                return await _choose(browser, f"https://{host}/", choice)

        try:
            answers = await asyncio.gather(*(one(*each) for each in visits))
        finally:
            await browser.close()
    return dict(zip(visits, answers, strict=True))


async def _choose(browser: Browser, url: str, choice: ConsentChoice) -> Consent:
    context = await browser.new_context()
    recorder = _make_recorder(url, choice)

    async def pause(seconds: float) -> None:
        await recorder.advance("pauseIfNetworkFetchesPending", seconds, 0.5)
        await asyncio.sleep(0.01)  # what comes over the network takes its own time

    agent = ConsentAgent(choice, recorder.channels, pause)
    try:
        await _open(context, recorder, url)
        if await agent.find() and await agent.choose():
            await pause(1.0)
            await _open(context, recorder, url)
            await agent.confirm()
    finally:
        await recorder.stop()
        await context.close()
    return agent.consent()


async def _open(context: BrowserContext, recorder: Recorder, url: str) -> None:
    page = await context.new_page()
    await recorder.attach(page)
    await page.goto(url)
    await settle(recorder, Patience(), BUDGET_S)


def _make_recorder(url: str, choice: ConsentChoice) -> Recorder:
    record = Record(
        site=Site(domain=url.split("/")[2], start_urls=(url,)),
        choice=choice,
        hasher=Hasher(b"the key of the tests"),
        moment=Moment("about:blank", time.time(), Trigger.LOAD, Phase.BEFORE),
        now=time.time,
        captcha_of=lambda *_: None,
    )
    return Recorder(record, load_collectors())


@pytest.fixture(scope="session")
def choose_all():
    return _choose_all
