"""The page of sites that wrote every payload everywhere, in a real browser."""

import asyncio

import pytest
from playwright.async_api import async_playwright
from report.pages import in_language
from report.payloads import PAYLOADS, spoil

from scanner.browser.launch import find_browser, launch, make_launch_options
from scanner.report.formats.report_html import FILE, FORMAT, SITES, files

pytestmark = pytest.mark.browser

# What a reader might do to any part of the page; whatever a site wrote would answer.
TOUCH_ALL = """() => {
  const kinds = ["mouseover", "mouseenter", "focus", "click", "toggle", "animationstart", "error"];
  const parts = [...document.querySelectorAll("*")];
  parts.filter((part) => part.tagName === "DETAILS").forEach((part) => { part.open = true; });
  for (const part of parts)
    for (const kind of kinds)
      part.dispatchEvent(new Event(kind, { bubbles: false, cancelable: true }));
  return parts.length;
}"""
# Frames painted since: what the page had put off has happened.
REST = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def report(sample, make_report):
    """A report with one site a payload, which it wrote everywhere."""
    return make_report(*(spoil(sample.sites[0], payload) for payload in PAYLOADS))


def _write(files, folder):
    paths = [folder / name for name, _ in files]
    (folder / SITES).mkdir()
    for path, (_, data) in zip(paths, files, strict=True):
        path.write_bytes(data)
    return paths


async def _look(paths, *, bypass_csp):
    """Open the pages and touch all of them; return what happened, and how many parts they have."""
    happened, parts = [], []
    async with async_playwright() as playwright:
        browser = await launch(playwright, make_launch_options(find_browser(None), ()))
        try:
            context = await browser.new_context(bypass_csp=bypass_csp)
            context.on("request", lambda request: happened.append(f"request {request.url}"))
            context.on("page", lambda page: happened.append(f"page {page.url}"))
            page = await context.new_page()
            happened.clear()
            page.on("pageerror", lambda error: happened.append(f"error {error}"))
            page.on("console", lambda line: happened.append(f"console {line.text}"))
            page.on("framenavigated", lambda frame: happened.append(f"frame {frame.url}"))

            async def dismiss(dialog):
                happened.append(f"dialog {dialog.message}")
                await dialog.dismiss()

            page.on("dialog", dismiss)
            for path in paths:
                await page.goto(path.as_uri())
                parts.append(await page.evaluate(TOUCH_ALL))
                await page.evaluate(REST)
            return happened, parts
        finally:
            await browser.close()


def _opened(paths):
    return [f"{what} {path.as_uri()}" for path in paths for what in ("request", "frame")]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("bypass_csp", [False, True], ids=["with its CSP", "without its CSP"])
def test_nothing_that_a_site_wrote_runs_loads_or_makes_an_error(
    report, tmp_path, bypass_csp, language
):
    paths = _write([(FILE, FORMAT.render(in_language(report, language)))], tmp_path)
    happened, parts = asyncio.run(_look(paths, bypass_csp=bypass_csp))
    assert happened == _opened(paths)
    assert parts[0] > 1000


def test_nothing_runs_on_the_pages_of_a_report_that_is_split(report, tmp_path):
    paths = _write([*files(report, longest=10_000)], tmp_path)
    (tmp_path / "evidence").mkdir()
    picture = tmp_path / "evidence" / "winkel-1.png"  # of the run itself
    picture.touch()
    happened, parts = asyncio.run(_look(paths, bypass_csp=True))
    assert [each for each in happened if each != f"request {picture.as_uri()}"] == _opened(paths)
    assert len(paths) == 1 + len(PAYLOADS)
    assert min(parts) > 100


def test_a_page_that_did_not_escape_would_be_caught(tmp_path):
    path = tmp_path / "naive.html"
    body = "".join(
        payload for payload in PAYLOADS if "onerror" in payload and "\x00" not in payload
    )
    path.write_text(f"<!doctype html><title>x</title>{body}", encoding="utf-8")
    happened, _ = asyncio.run(_look([path], bypass_csp=True))
    assert {"dialog 6"} <= set(happened)
