"""The page of a report, as its tests read it."""

from bs4 import BeautifulSoup

from scanner.report.formats.report_html import FORMAT


def read_page(report):
    return BeautifulSoup(FORMAT.render(report), "lxml")


def words(element):
    return " ".join(element.get_text(" ").split())


def section(page, domain):
    return next(part for part in page.select("section.site") if part.h2.get_text() == domain)


def in_language(report, language):
    """Return a report whose page is to be written in a language."""
    settings = {**report.run.settings, "SCAN_REPORT_LANG": language}
    run = report.run.model_copy(update={"settings": settings})
    return report.model_copy(update={"run": run})
