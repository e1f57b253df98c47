"""The report for people: one page that loads nothing, and reads the same without its script.

A report that would be too large for one page is an index, and a page of the same kind for each site
in a folder beside it.
"""

from __future__ import annotations

import io
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from hashlib import sha256
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scanner.models import Discrepancy, Report, SiteReport
from scanner.report import wording
from scanner.report.formats import Format
from scanner.report.page import changes, facts, timeline
from scanner.report.page.details import Details
from scanner.report.page.graph import make_graph
from scanner.report.page.labels import LANGUAGES, load_labels
from scanner.report.page.phrases import Phrases
from scanner.urls import file_name
from scanner.words import FindingKind, Severity, Verdict

SETTING = "SCAN_REPORT_LANG"
FILE = "report.html"
SITES = "sites"  # the folder of the sites' own pages

_LONGEST = 25_000_000  # bytes of one page: a browser opens it in some seconds
_SAMPLE = 20  # sites whose pages tell how long one of all sites would be
_PIECES = 1000  # of the template, that are written at once
_BLANK_LINES = re.compile(r"\n[ \n]*(?=<)")  # before a tag they say nothing


def render(report: Report) -> bytes:
    """Return the whole report as one page; whatever a site wrote stands in it as text only."""
    page = io.BytesIO()  # of a thousand sites it is held once, and not thrice
    page.writelines(_whole(report))
    return page.getvalue()


def files(report: Report, longest: int = _LONGEST) -> Iterator[tuple[str, bytes]]:
    """Yield the page; or, where it would be longer, its index and the page of each site."""
    names = [f"{SITES}/{file_name(site.domain)}.html" for site in report.sites]
    if not _is_surely_longer(report, longest):
        page = _page_within(report, longest)
        if page is not None:
            yield FILE, page
            return
    yield FILE, _index(report, names)
    for site, name in zip(report.sites, names, strict=True):
        yield name, _site_page(report, site)


def _is_surely_longer(report: Report, longest: int) -> bool:
    """Tell by a few sites, evenly spread, whether a page of all is not worth beginning."""
    some = report.sites[:: 1 + len(report.sites) // _SAMPLE]
    if len(some) == len(report.sites):
        return False
    common = len(_index(report.model_copy(update={"sites": ()}), []))  # the style, the script
    sections = sum(len(_site_page(report, site)) - common for site in some)
    return sections / len(some) * len(report.sites) > 2 * longest


def _page_within(report: Report, longest: int) -> bytes | None:
    page = io.BytesIO()
    for text in _whole(report):
        page.write(text)
        if page.tell() > longest:
            return None
    return page.getvalue()


def _index(report: Report, links: list[str]) -> bytes:
    return b"".join(_pieces("index.html", report, split=True, links=links, up=""))


def _site_page(report: Report, site: SiteReport) -> bytes:
    given = {"site": site, "up": "../", "overview": f"../{FILE}#overview"}
    return b"".join(_pieces("site_page.html", report, **given))


def _whole(report: Report) -> Iterator[bytes]:
    links = [f"#site-{number}" for number in range(1, len(report.sites) + 1)]
    return _pieces("report.html", report, split=False, links=links, up="")


def _pieces(template: str, report: Report, **given: object) -> Iterator[bytes]:
    asked = report.run.settings.get(SETTING)
    language = asked if isinstance(asked, str) and asked in LANGUAGES else LANGUAGES[0]
    pieces = _environment(language).get_template(template).stream(report=report, **given)
    pieces.enable_buffering(_PIECES)
    return (text.encode("utf-8") for text in _without_blank_lines(pieces))


def _without_blank_lines(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the text of some pieces; what ends one may begin a blank line of the next."""
    rest = ""
    for piece in pieces:
        text = rest + piece
        whole = text.rstrip(" \n")
        rest = text[len(whole) :]
        yield _BLANK_LINES.sub("\n", whole)
    yield rest


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("scanner.report"),
        autoescape=True,
        auto_reload=False,  # or it asks the disk at every include
        undefined=StrictUndefined,
        finalize=_inert_text,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    labels = load_labels(language)
    phrases = Phrases(labels)
    details = Details(phrases)
    news = changes.Changes(phrases)
    style, script = (_source(environment, name) for name in ("report.css", "report.js"))
    environment.globals.update(
        lang=language,
        english=Markup("") if language == "en" else Markup(' lang="en"'),
        severities=tuple(Severity),
        kinds=tuple(FindingKind),
        verdicts=tuple(Verdict),
        lanes=timeline.LANES,
        timeline_width=timeline.WIDTH,
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
    )
    environment.filters.update(
        anchors=changes.number_findings,
        certainty=phrases.certainty,
        changed_headline=news.headline,
        consent=phrases.consent,
        counted=labels.counted,
        date=_date,
        detail=details.detail,
        document_change=news.document,
        duration=phrases.duration,
        event=facts.find_event,
        gaps=phrases.gaps,
        graph=make_graph,
        group_changes=changes.group_changes,
        groupby_severity=_by_severity,
        has_choice=facts.has_choice,
        headline=phrases.headline,
        imported=phrases.imported,
        label=labels.text,
        language=facts.find_language,
        languages=_languages,
        looked_at=phrases.looked_at,
        marks=changes.marks,
        milliseconds=_milliseconds,
        moments=phrases.moments,
        outcome=phrases.outcome,
        owner_of=facts.find_owner,
        path=facts.path_of,
        picture=facts.find_picture,
        row_of=facts.row_of,
        rules_that_found=facts.rules_that_found,
        run_time=news.run,
        seen_by=facts.seen_by,
        seen_in=news.seen,
        sentence=labels.sentence,
        service=facts.find_service,
        setter=phrases.setter,
        since_line=news.line,
        source=phrases.source,
        state=wording.state,
        subject=details.subject,
        steps=phrases.steps,
        timeline=timeline.make_timeline,
        titles=phrases.titles,
        trends=changes.count_trends,
        trends_by_finding=changes.trends_of,
        usual=phrases.usual,
        verdict_line=phrases.verdict_line,
        web_address=lambda url: url if _is_web(url) else labels.text("not_web"),
        word=labels.word,
        worst_first=wording.worst_first,
    )
    return environment


def _source(environment: Environment, name: str) -> Markup:
    """Return a file of ours as it is."""
    if environment.loader is None:
        raise RuntimeError("the environment was made with a loader")
    return Markup(environment.loader.get_source(environment, name)[0])  # noqa: S704  # our own


def _hash(source: str) -> str:
    """Return the hash by which a content security policy allows a style or script."""
    return b64encode(sha256(source.encode("utf-8")).digest()).decode("ascii")


def _inert_text(value: object) -> object:
    if isinstance(value, str) and not (value.isprintable() or isinstance(value, Markup)):
        return wording.inert(value)
    return value  # nearly always


def _date(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S UTC")


def _milliseconds(number: int) -> str:
    return f"{number} ms" if number < 1000 else f"{number / 1000:.1f} s"


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _languages(site: SiteReport) -> dict[str, str | None]:
    return {document.id: document.language for document in site.documents}


def _by_severity(findings: Iterable[Discrepancy]) -> list[tuple[Severity, list[Discrepancy]]]:
    groups = groupby(findings, key=lambda found: found.severity)
    return [(severity, list(group)) for severity, group in groups]


FORMAT = Format(id="report-html", file_name=FILE, render=render, split=files)
