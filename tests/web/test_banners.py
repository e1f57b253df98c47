"""The sites with a banner do what their truth says, pressed by hand-written selectors."""

import asyncio
from functools import partial
from itertools import takewhile
from pathlib import Path

import pytest
from web.banners import BANNER_CASES, BANNER_VISITS
from web.banners.drive import Way, drive, in_browser
from web.banners.tools import STRINGS

from scanner.words import ConsentChoice, ConsentProof

_HEADING = "## Consent banners (`banners/`)"
CASES = {case.name: case for case in BANNER_CASES}
VISITS = BANNER_VISITS

# Sites on which boxes are cleared before the last press, and where those are.
_UNTICKED = {
    **dict.fromkeys(("uitvinken", "voorgevinkt", "engelslagen"), "input[data-soort]"),
    "cookiebotvakjes": ".CybotCookiebotDialogBodyLevelButton:enabled",
    "onetrustinstellingen": ".category-switch-handler",
    "voorkeurpagina": "input:enabled",
}
# What else is set before the last press: labels and switches to press, in order.
_SET = {
    ("rondjes", "accept"): ("[for=r1]",),
    ("rondjes", "reject"): ("[for=r2]",),
    ("perdoel", "reject"): (
        "[name=statistieken][value='0'] + i",
        "[name=marketing][value='0'] + i",
    ),
    ("schakelaars", "reject"): ("[data-s=statistieken]", "[data-s=marketing]"),
    ("tekstlink", "reject"): ("[for=c-statistieken]", "[for=c-marketing]"),
    ("zeehotel", "reject"): ("[data-s=statistieken][aria-checked=true]", "[data-s=marketing]"),
    ("keukenhal", "reject"): (
        "details:nth-of-type(1) summary",
        "[data-k=statistieken]",
        "details:nth-of-type(2) summary",
        "[data-k=marketing]",
    ),
    ("bibliotheek", "reject"): ("[data-k=statistieken]", "[data-k=marketing]"),
    ("assurantie", "reject"): ("[role=radio]:first-child",),
    ("mobilier", "reject"): ("label:has([name=statistieken])", "label:has([name=marketing])"),
}
_SCROLLED = {"scrollen", "mobilier"}
_FRAMED = {"kader", "vreemdkader", "kiosk", "courant"}
_BUTTON = ':is(button, a, [role="button"]):text-is("{0}"):visible'
# Where the words are not those of a button.
_CONTROLS = {
    "invoer": '[type="button"][value="{0}"]:visible',
    "rolknop": '[role="button"]:has(:text-is("{0}")):visible',
    "icoontjes": 'button[aria-label="{0}"]:visible',
    "tabblad": 'button:has(:text-is("{0}")):visible',
    "prima": '.knop:text-is("{0}"):visible',
    "schakelaars": '.k:text-is("{0}"):visible',
    "aanbieding": '#cookiebar button:text-is("{0}"):visible',
    "mairie": 'button:has-text("{0}"):visible',
    "zeehotel": 'zee-knop:text-is("{0}"):visible',
    "waterrijk": ':is(#ja, #nee):text-is("{0}"):visible',
    "fitness": '#strook button:text-is("{0}"):visible',
}


def _control(name, words):
    selector = _CONTROLS.get(name, _BUTTON).format(words)
    return partial(_find, name in _FRAMED, selector)


def _find(framed, selector, page):
    return (page.frame_locator("iframe") if framed else page).locator(selector)


def _way(name, choice):
    case = CASES[name]
    presses = getattr(case, choice).pressed
    unticked = choice is ConsentChoice.REJECT and _UNTICKED.get(name)
    return Way(
        presses=tuple(_control(name, words) for words in presses),
        sign=_control(name, case.accept.pressed[0]) if case.language else None,
        fill_in=_filling(name, choice),
        untick=partial(_find, False, f"{unticked}:visible") if unticked else None,
        scroll=name in _SCROLLED,
    )


def _filling(name, choice):
    if (name, choice) == ("keuzelijst", "reject"):
        return lambda page: page.locator("select").select_option(label="Essential cookies only")
    if (name, choice) == ("tuinhof", "reject"):
        return _forbid_all
    if (name, choice) == ("polis", "reject"):
        return _read_and_clear
    selectors = _SET.get((name, choice), ())
    return partial(_press_all, selectors) if selectors else None


async def _press_all(selectors, page):
    for each in selectors:
        await page.locator(each).click()


async def _forbid_all(page):
    for each in await page.locator("select").all():
        await each.select_option(label="Niet toestaan")


async def _read_and_clear(page):
    for box in await page.locator("#lijst input").all():
        await box.uncheck()
    await page.locator("#lijst p").last.scroll_into_view_if_needed()


@pytest.fixture(scope="module")
def driven():
    visits = [
        (drive, CASES[name], _way(name, choice), getattr(CASES[name], choice))
        for name, choice in VISITS
    ]
    return dict(zip(VISITS, asyncio.run(in_browser(visits)), strict=True))


def _of(driven, name, choice):
    seen = driven[name, choice]
    if isinstance(seen, BaseException):
        raise seen
    return seen


@pytest.mark.browser
@pytest.mark.parametrize(("name", "choice"), VISITS)
def test_each_phase_stores_and_calls_exactly_what_the_truth_says(driven, name, choice):
    assert _of(driven, name, choice).phases == getattr(CASES[name], choice).seen


@pytest.mark.browser
@pytest.mark.parametrize(("name", "choice"), VISITS)
def test_a_banner_comes_back_unless_a_choice_was_kept(driven, name, choice):
    case, expected = CASES[name], getattr(CASES[name], choice)
    kept = ConsentProof.GONE in expected.proofs

    assert _of(driven, name, choice).comes_back is (case.language is not None and not kept)


# site -> its cookie, and what stands in it after accept and after reject
_KEPT = {
    "eerstelaag": ("toestemming", "+marketing", "noodzakelijk"),
    "cookiebot": ("CookieConsent", "marketing:true", "marketing:false"),
    "onetrust": ("OptanonConsent", "C0004%3A1", "C0004%3A0"),
    "didomi": ("euconsent-v2", STRINGS["accept"], STRINGS["reject"]),
    "cookieyes": ("cookieyes-consent", "advertisement:yes", "advertisement:no"),
    "complianz": ("cmplz_marketing", "allow", "deny"),
    "klaro": ("klaro", "volgnet%22%3Atrue", "volgnet%22%3Afalse"),
    "tcf": ("euconsent-v2", STRINGS["accept"], STRINGS["reject"]),
}


@pytest.mark.browser
@pytest.mark.parametrize("name", _KEPT)
def test_the_cookie_of_the_choice_says_what_was_chosen(driven, name):
    cookie, *told = _KEPT[name]
    values = (_of(driven, name, choice).jar[cookie] for choice in ("accept", "reject"))

    assert [each in value for each, value in zip(told, values, strict=True)] == [True, True]


def test_the_readme_lists_every_site():
    lines = Path(__file__).with_name("README.md").read_text(encoding="utf-8").splitlines()
    section = takewhile(lambda line: not line.startswith("## "), lines[lines.index(_HEADING) + 1 :])
    listed = [line.split("`")[1] for line in section if line.startswith("| `")]

    assert listed == list(CASES)


def test_every_case_has_a_site_of_its_own():
    assert len(CASES) == len(BANNER_CASES)
