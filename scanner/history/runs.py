"""Two runs side by side, site by site."""

from __future__ import annotations

from scanner.digests import ComparedSite, RunChanges, RunDigest
from scanner.errors import RunError
from scanner.history.compare import compare_site
from scanner.models import SiteChanges
from scanner.words import Trend

_CHANGED = frozenset({Trend.NEW, Trend.GONE, Trend.CHANGED})


def compare_runs(old: RunDigest, new: RunDigest, domain: str | None = None) -> RunChanges:
    """Return what changed between two runs, of all their sites or of one.

    Raises:
        RunError: neither has the site that is asked for.
    """
    before = {site.domain: site for site in old.sites if domain in (None, site.domain)}
    after = {site.domain: site for site in new.sites if domain in (None, site.domain)}
    if domain is not None and not (before or after):
        raise RunError(f"{domain}: neither run {old.run} nor run {new.run} has scanned such a site")
    return RunChanges(
        old=old.run,
        new=new.run,
        sites=tuple(
            ComparedSite(domain=name, changes=compare_site(after[name], (before[name],)))
            for name in sorted(before.keys() & after.keys())
        ),
        only_old=tuple(sorted(before.keys() - after.keys())),
        only_new=tuple(sorted(after.keys() - before.keys())),
    )


def has_changed(changes: RunChanges) -> bool:
    """Tell whether anything is new, gone or otherwise, as far as could be seen."""
    if changes.only_old or changes.only_new:
        return True
    return any(_site_changed(site.changes) for site in changes.sites)


def _site_changed(changes: SiteChanges | None) -> bool:
    if changes is None:
        return False
    trends = {
        *(finding.trend for finding in changes.findings),
        *(item.trend for item in (*changes.cookies, *changes.services)),
        *(document.trend for document in changes.documents),
    }
    return bool(trends & _CHANGED)
