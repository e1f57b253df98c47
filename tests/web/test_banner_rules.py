"""Autoconsent's rules know the tools that the sites imitate, and none of the other banners."""

import asyncio
from contextlib import suppress

import pytest
from duckduckgo_autoconsent import bundle, rules_json
from web.banners import BANNER_CASES
from web.banners.drive import in_browser

pytestmark = pytest.mark.browser

_PATIENCE_S = 20.0
CASES = {case.name: case for case in BANNER_CASES}
# Without an action it looks, and presses nothing.
_START = """(rules) => autoconsentReceiveMessage({ type: "initResp",
  rules: { autoconsent: JSON.parse(rules) }, config: { enabled: true, autoAction: null,
    enablePrehide: false, enableCosmeticRules: false, heuristicMode: "off", detectRetries: 1 } })"""


class _Detection:
    """What autoconsent tells of one page."""

    def __init__(self, page):
        self._page = page
        self.rules = set()
        self.over = asyncio.Event()

    async def hear(self, message):
        match message["type"]:
            case "init":
                await self._page.evaluate(_START, rules_json())
            case "eval":
                result = await self._page.evaluate(message["code"])
                answer = {"type": "evalResp", "id": message["id"], "result": result}
                await self._page.evaluate("(it) => autoconsentReceiveMessage(it)", answer)
            case "popupFound":
                self.rules.add(message["cmp"])
                self.over.set()
            case "report" if message["state"]["lifecycle"] == "nothingDetected":
                self.over.set()


async def _detect(context, case):
    page = await context.new_page()
    detection = _Detection(page)
    await page.expose_function("autoconsentSendMessage", detection.hear)
    await page.goto(case.home)
    await page.evaluate(bundle())
    with suppress(TimeoutError):  # the comparison says what was not seen
        async with asyncio.timeout(_PATIENCE_S):
            await detection.over.wait()
    return detection.over.is_set(), detection.rules


@pytest.fixture(scope="module")
def detected():
    names = tuple(CASES)
    found = asyncio.run(in_browser([(_detect, CASES[name]) for name in names]))
    return dict(zip(names, found, strict=True))


@pytest.mark.parametrize("name", CASES)
def test_a_banner_is_known_to_the_rule_of_its_tool_and_to_no_other(detected, name):
    rule = CASES[name].rule

    assert detected[name] == (True, {rule} if rule else set())
