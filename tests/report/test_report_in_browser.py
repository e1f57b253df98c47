"""The page as its reader uses it: in a real browser, from a file."""

import pytest
from builders import (
    FULL_COVERAGE,
    make_cookie_entry,
    make_event,
    make_inventory,
    make_visit,
)
from playwright.sync_api import sync_playwright

from scanner.browser.find import find_browser
from scanner.report.formats.report_html import FILE, FORMAT, SITES, files

pytestmark = pytest.mark.browser
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(find_browser(None)), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, tmp_path):
    """Open a report; what went wrong or was asked for meanwhile ends up in the second list."""
    pages = []

    def open_(report, **options):
        path = tmp_path / "report.html"
        path.write_bytes(FORMAT.render(report))
        (tmp_path / "evidence").mkdir(exist_ok=True)
        page = browser.new_page(**options)
        pages.append(page)
        troubles = []
        page.on("console", lambda line: troubles.append(line.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: troubles.append(request.url))
        page.goto(path.as_uri())
        return page, [each for each in troubles if each != path.as_uri()], troubles

    yield open_
    for page in pages:
        page.close()


def _many(number):
    events = tuple(make_event(f"c{n:03}", at_ms=n) for n in range(number))
    cookies = tuple(make_cookie_entry(f"c{n:03}", lifetime_s=60.0 * n) for n in range(number))
    visits = tuple(make_visit().model_copy(update={"events": events}) for _ in range(3))
    return make_inventory(visits=visits, cookies=cookies, coverage=FULL_COVERAGE)


def test_it_opens_without_an_error_and_asks_nothing_of_the_network(sample, open_page):
    page, at_start, troubles = open_page(sample)
    for closed in page.locator("details:not([open]) > summary").all():
        if closed.is_visible():
            closed.click()
    assert [each for each in troubles if each.startswith(("http", "ws"))] == []
    assert [each for each in at_start if "evidence/" not in each] == []


def test_findings_are_filtered_by_severity_kind_and_words(sample, open_page):
    page, _, _ = open_page(sample)
    visible = page.locator("details.finding:visible")
    assert visible.count() == 4
    page.get_by_label("medium", exact=True).uncheck()
    assert visible.count() == 3
    page.get_by_role("searchbox", name="Search").fill("refused")
    assert visible.locator("h5").all_inner_texts() == [
        "A cookie was sent after everything was refused."
    ]
    assert page.locator("#shown").inner_text() == "1 / 4 shown"


def test_a_finding_opens_by_keyboard(sample, open_page):
    page, _, _ = open_page(sample)
    finding = page.locator("details.finding.medium")
    assert not finding.locator("blockquote, .side").first.is_visible()
    finding.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert finding.locator(".side").first.is_visible()


def test_tables_are_sorted_by_number_and_filtered(make_report, make_site_report, open_page):
    page, _, _ = open_page(make_report(make_site_report(inventory=_many(12))))
    page.get_by_text("12 cookies", exact=True).click()
    table = page.locator("table.sift").first
    heading = table.get_by_role("button", name="Kept for")
    heading.click()
    heading.click()
    assert table.locator("tbody code").first.inner_text() == "c011"
    assert table.locator("th[aria-sort=descending]").inner_text().startswith("Kept for")
    page.get_by_label("Filter this table").fill("c003")
    assert table.locator("tbody tr:visible").count() == 1


def test_the_accessibility_tree_has_landmarks_and_one_title(sample, open_page):
    page, _, _ = open_page(sample)
    roles = {
        role: page.get_by_role(role).count()
        for role in ("banner", "navigation", "main", "contentinfo", "search")
    }
    assert roles == dict.fromkeys(roles, 1)
    assert page.get_by_role("heading", level=1).all_inner_texts() == [
        "Do these sites do what their policies say?"
    ]
    assert page.get_by_role("table", name="Sites by rules").count() == 1
    assert page.locator("svg[role=img]").first.get_attribute("aria-label").startswith("5 events")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_sticks_out_at_the_side(sample, open_page, width):
    page, _, _ = open_page(sample, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_it_reads_without_script(sample, open_page):
    page, _, _ = open_page(sample, java_script_enabled=False)
    assert page.locator("details.finding:visible").count() == 4
    assert page.locator("#tools").is_hidden()


def test_what_changed_opens_and_leads_to_its_finding(sample, open_page):
    page, _, troubles = open_page(sample)
    since = page.locator(".since")
    away = since.get_by_text("_nog", exact=True).first
    assert not away.is_visible()
    since.locator("summary", has_text="1 not known").first.click()
    assert away.is_visible()
    since.locator("summary", has_text="1 unstable").first.click()
    finding = page.locator("details.finding.low")
    assert not finding.locator(".side").first.is_visible()
    since.get_by_role("link", name="A cookie was sent after everything was refused.").click()
    assert finding.locator(".side").first.is_visible()
    assert page.evaluate("document.querySelector(':target').id") == finding.get_attribute("id")
    assert [each for each in troubles if not each.startswith("file:")] == []


def test_the_runs_of_what_changed_are_one_picture_in_words(sample, open_page):
    page, _, _ = open_page(sample)
    new = page.locator(".since li").first
    assert new.get_by_role("img").get_attribute("aria-label").endswith("03:00 UTC seen")
    assert new.aria_snapshot().count("img") == 1
    assert "●" not in new.aria_snapshot()


@pytest.fixture
def open_split(browser, tmp_path):
    """Open the index of a report that is split; its requests end up in the second list."""
    (tmp_path / SITES).mkdir()
    page = browser.new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))

    def open_(report):
        for name, data in files(report, longest=10_000):
            (tmp_path / name).write_bytes(data)
        page.goto((tmp_path / FILE).as_uri())
        return page, requests

    yield open_
    page.close()


def test_a_split_report_leads_to_each_site_and_back(sample, open_split, tmp_path):
    page, requests = open_split(sample)
    page.get_by_role("table", name="Sites", exact=True).get_by_role("link").first.click()
    assert page.get_by_role("heading", level=2).first.inner_text() == "winkel.example"
    assert page.locator("details.finding:visible").count() == 3
    page.get_by_label("medium", exact=True).uncheck()
    assert page.locator("details.finding:visible").count() == 2
    page.get_by_role("link", name="All sites").first.click()
    assert page.url == f"{(tmp_path / FILE).as_uri()}#overview"
    page.get_by_role("table", name="Sites by rules").get_by_role("link", name="weg.example").click()
    assert page.locator(".verdict-line.not_measured").is_visible()
    below = tmp_path.as_uri()
    assert [each for each in requests if not each.startswith(f"{below}/")] == []


def test_the_index_of_a_split_report_is_sorted_and_filtered(
    make_report, make_site_report, open_split
):
    page, _ = open_split(make_report(*(make_site_report(f"s{n}.example") for n in range(9))))
    table = page.get_by_role("table", name="Sites", exact=True)
    heading = table.get_by_role("button", name="Site")
    heading.click()
    heading.click()
    assert table.get_by_role("link").first.inner_text() == "s8.example"
    page.get_by_label("Filter this table").fill("s4")
    assert table.locator("tbody tr:visible").count() == 1


def test_five_hundred_cookies_stay_a_small_page(make_report, make_site_report):
    page = FORMAT.render(make_report(make_site_report(inventory=_many(500))))
    assert len(page) < 3 * MEGABYTE
