"""What a scan is asked to do: settings and arguments, read once and checked before it starts."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scrapy.settings import BaseSettings

from scanner.browser.launch import (
    LaunchOptions,
    find_browser,
    make_launch_options,
    split_arguments,
)
from scanner.browser.settle import REAL_TIME, Patience
from scanner.catalogue.load import Catalogue, load_catalogue
from scanner.catalogue.saved import SavedList, find_saved_lists, is_old
from scanner.errors import UsageError
from scanner.models import Document, Site
from scanner.notify import Hook, find_hooks
from scanner.report.page.labels import LANGUAGES
from scanner.schedule.slot import Slot
from scanner.seeds import load_documents, load_sites
from scanner.words import ConsentChoice, Severity

_ARGUMENTS = ("sites", "only", "choices", "pages", "lang", "run")
_RUNS = ("new", "due")  # what ``-a run=`` may say

# By file name only.
_RECORDED_PATHS = ("SCAN_SITES", "SCAN_POLICIES", "SCAN_BROWSER", "SCAN_CATALOGUE_DIR")
_NOT_RECORDED = ("SCAN_RESULTS_DIR", "SCAN_HISTORY", "SCAN_NOTIFY_COMMAND", "SCAN_NOTIFY_URL")

logger = logging.getLogger(__name__)

Recorded = bool | int | float | str | tuple[str, ...] | None


@dataclass(frozen=True)
class ScanConfig:
    """Everything a scan needs to know before it starts."""

    sites: tuple[Site, ...]
    documents: tuple[Document, ...]  # those that govern one of the sites
    catalogue: Catalogue
    lists: tuple[SavedList, ...]  # those that the catalogue was made with
    results_dir: Path
    history: str | Path  # its file, or the URL of its database
    keep_runs: int  # whose evidence is kept; 0: of all
    fail_on: Severity | None  # the mildest finding that makes a scan fail; None: none does
    notify: tuple[Hook, ...]  # who is told of changes
    afresh: bool  # a run that was cut off is not taken up again
    weekly: Slot | None  # the run is made when this says it is due; None: in any case
    choices: tuple[ConsentChoice, ...]
    pages: int
    timeout_s: float
    live_policies: bool
    policy_timeout_s: float
    locale: str
    timezone: str
    ignore_tls_errors: bool
    launch: LaunchOptions
    patience: Patience
    recorded: Mapping[str, Recorded]  # the settings, as the report shows them

    @property
    def enabled(self) -> tuple[Site, ...]:
        """The sites that are visited."""
        return tuple(site for site in self.sites if site.enabled)


def make_config(settings: BaseSettings, arguments: Mapping[str, str]) -> ScanConfig:
    """Return the configuration of a scan.

    Args:
        settings: Scrapy's settings.
        arguments: the spider's, by name; those of ``_ARGUMENTS``.

    Raises:
        ScannerError: a list, setting or argument is wrong, or there is no browser.
    """
    unknown = sorted(set(arguments) - set(_ARGUMENTS))
    if unknown:
        known = f"{', '.join(_ARGUMENTS[:-1])} or {_ARGUMENTS[-1]}"
        raise UsageError(f"-a {unknown[0]}: expected {known}")
    path = Path(arguments.get("sites") or settings["SCAN_SITES"])
    sites = _only(load_sites(path), _words(arguments.get("only", "")), path)
    domains = {site.domain for site in sites}
    documents = load_documents(Path(settings["SCAN_POLICIES"]))
    language = _language(arguments.get("lang") or settings["SCAN_REPORT_LANG"])
    ignore_tls_errors = settings.getbool("SCAN_IGNORE_TLS_ERRORS")
    lists = find_saved_lists(settings["SCAN_CATALOGUE_DIR"])
    for each in lists:
        if is_old(each.record, datetime.now(UTC).date()):
            logger.warning("list %s: over a year old, it may miss much", each.record.id)
    run = _run_word(arguments.get("run"))
    weekly = Slot.parse(settings["SCAN_WEEKLY"], settings["SCAN_TIMEZONE"])
    choices = _choices(_words(arguments.get("choices", "")) or settings["SCAN_CHOICES"])
    pages = _number("pages", arguments.get("pages") or settings["SCAN_PAGES"])
    results_dir = Path(settings["SCAN_RESULTS_DIR"])
    said: dict[str, Recorded] = {
        "SCAN_CHOICES": choices,
        "SCAN_PAGES": pages,
        "SCAN_REPORT_LANG": language,
    }
    return ScanConfig(
        sites=sites,
        documents=tuple(each for each in documents if domains & set(each.governs)),
        catalogue=load_catalogue(lists=lists),
        lists=lists,
        results_dir=results_dir,
        history=settings["SCAN_HISTORY"] or results_dir / "history.sqlite",
        keep_runs=_number("SCAN_KEEP_RUNS", settings["SCAN_KEEP_RUNS"], least=0),
        fail_on=_severity(settings["SCAN_FAIL_ON"]),
        notify=find_hooks(settings["SCAN_NOTIFY_COMMAND"], settings["SCAN_NOTIFY_URL"]),
        afresh=run == "new",
        weekly=weekly if run == "due" else None,
        choices=choices,
        pages=pages,
        timeout_s=_number("SCAN_VISIT_TIMEOUT_S", settings["SCAN_VISIT_TIMEOUT_S"]),
        live_policies=settings.getbool("SCAN_LIVE_POLICIES"),
        policy_timeout_s=_number("SCAN_POLICY_TIMEOUT_S", settings["SCAN_POLICY_TIMEOUT_S"]),
        locale=settings["SCAN_LOCALE"],
        timezone=settings["SCAN_TIMEZONE"],
        ignore_tls_errors=ignore_tls_errors,
        launch=make_launch_options(
            find_browser(settings["SCAN_BROWSER"] or None),
            split_arguments(settings["SCAN_BROWSER_ARGS"]),
            ignore_tls_errors=ignore_tls_errors,
        ),
        patience=Patience() if settings.getbool("SCAN_VIRTUAL_TIME") else REAL_TIME,
        recorded={**_recorded(settings, path), **said},
    )


def _only(sites: tuple[Site, ...], wanted: tuple[str, ...], path: Path) -> tuple[Site, ...]:
    known = {site.domain for site in sites}
    for domain in wanted:
        if domain not in known:
            raise UsageError(f"-a only={domain}: {path} lists no such site")
    return tuple(site for site in sites if not wanted or site.domain in wanted)


def _choices(words: str | Iterable[str]) -> tuple[ConsentChoice, ...]:
    words = _words(words) if isinstance(words, str) else tuple(words)
    known = {str(choice): choice for choice in ConsentChoice}
    for word in words:
        if word not in known:
            raise UsageError(f"choices: expected some of {', '.join(known)}, found {word!r}")
    if not words:
        raise UsageError("choices: none is named")
    return tuple(choice for word, choice in known.items() if word in words)


def _language(word: str) -> str:
    if word not in LANGUAGES:
        raise UsageError(f"language: expected {' or '.join(LANGUAGES)}, found {word!r}")
    return word


def _severity(word: str) -> Severity | None:
    known = tuple(map(str, Severity))
    if word and word not in known:
        raise UsageError(f"SCAN_FAIL_ON: expected one of {', '.join(known)}, found {word!r}")
    return Severity(word) if word else None


def _run_word(word: str | None) -> str | None:
    if word is not None and word not in _RUNS:
        raise UsageError(f"-a run={word}: expected {' or '.join(_RUNS)}")
    return word


def _number(name: str, value: object, least: int = 1) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = least - 1
    if number < least:
        raise UsageError(f"{name}: expected a whole number from {least}, found {value!r}")
    return number


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _recorded(settings: BaseSettings, sites: Path) -> dict[str, Recorded]:
    recorded: dict[str, Recorded] = {}
    for name in sorted(name for name in settings if name.startswith("SCAN_")):
        value = settings[name]
        if name in _RECORDED_PATHS:
            value = Path(value).name
        if name not in _NOT_RECORDED:
            recorded[name] = tuple(value) if isinstance(value, list) else value
    return {**recorded, "SCAN_SITES": sites.name}
