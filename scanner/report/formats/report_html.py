"""The report for people: one page that loads nothing and runs nothing."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scanner.models import Inventory, Report, Service, SiteReport
from scanner.report import wording
from scanner.report.formats import Format
from scanner.words import DocumentSource, Severity, Verdict

_LIVE = DocumentSource.LIVE


def render(report: Report) -> bytes:
    """Return the page; whatever a site wrote stands in it as text only."""
    return _environment().get_template("report.html").render(report=report).encode("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("scanner.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_inert_text,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(severities=tuple(Severity), verdicts=tuple(Verdict))
    environment.filters.update(
        by_choice=wording.by_choice,
        consent=wording.consent,
        counted=wording.counted,
        date=_date,
        duration=wording.duration,
        imported=wording.imported,
        looked_at=wording.looked_at,
        not_measured=wording.not_measured,
        outcome=wording.outcome,
        phase=wording.phase,
        plain=wording.plain,
        proof=wording.proof,
        service=_find_service,
        state=wording.state,
        steps=wording.steps,
        titles=_titles,
        usual=wording.usual,
        verdict_line=wording.verdict_line,
        web_address=_web_address,
        worst_first=wording.worst_first,
    )
    return environment


def _inert_text(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return wording.inert(value)
    return value


def _date(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S UTC")


def _find_service(service: str | None, inventory: Inventory) -> Service | None:
    return next((known for known in inventory.services if known.id == service), None)


def _titles(site: SiteReport) -> dict[str, str]:
    """Return what each document is called; one on the site is told from a pinned one."""
    return {
        document.id: document.title + (" (on the site)" if document.source is _LIVE else "")
        for document in site.documents
    }


def _web_address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else "(not a web address)"


FORMAT = Format(id="report-html", file_name="report.html", render=render)
