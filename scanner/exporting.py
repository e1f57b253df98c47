"""One site of a run as a zip, to hand to its operator or to an authority.

Unpacked it is itself the folder of a run that has one site: its files lie where they lay, byte for
byte, so that ``verify`` checks it and ``analyse`` reads it. Only what names other sites, the report
and ``run.json``, is cut down to this one.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from scanner.analyse import make_totals
from scanner.errors import RunError
from scanner.manifest import MANIFEST, make_manifest
from scanner.models import Report, SiteReport
from scanner.report.formats import load_formats
from scanner.results import EVIDENCE_SUFFIXES, REPORT, RunFolder
from scanner.strict_json import from_json, to_json
from scanner.urls import file_name

README = "README.txt"
_FORMATS = ("report-json", "report-md")  # nothing that a click opens as a live page
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day a zip knows: the same files give the same bytes
_PLAIN_FILE = 0o100644 << 16

_README_TEXT = """\
What one website did in a real browser, beside what its privacy policies say
Site {domain}, run {run}, scanner {version}

report.md      the findings in words: open this first
report.json    the same for programs, with every claim, cookie and third party
run.json       what shaped the scan: versions, settings, browser, start and end
observations/  what each visit saw, one a consent choice; values of cookies are hashed
policies/      the policies that govern the site, with their claims; .txt: their text
earlier/       what earlier runs said of the site, where it was scanned before
evidence/      pictures of the pages
manifest.json  the SHA-256 of every file here, and one of the whole

run.json, report.md and report.json are cut down to this site. All other files are those of the
run, byte for byte. The policy text of a document that was read beforehand is not kept: its
claims are, in our words. Imported lists of services and cookies are named in run.json and not
kept either, as their licences may ask: a run that used one is analysed again in its own folder.

A finding is a fact (two records conflict on their face) or a judgment (a person must look). The
provisions it names are pointers, no conclusions. What could not be looked at is said, and is
never taken for nothing found.
"""


def export_name(run: str, domain: str) -> str:
    """Return what the export of a site is called, without the suffix."""
    return f"{file_name(domain)}-{re.sub('[^0-9A-Za-z]', '', run)}"


def make_export(folder: RunFolder, domain: str) -> bytes:
    """Return the zip of what concerns a site; the same run gives the same bytes.

    Raises:
        RunError: the run has no such site or no report, or a file is missing, broken or changed.
    """
    report = _of_site(from_json(folder.path / REPORT, folder.read_file(REPORT), Report), domain)
    files = {
        **dict(_saved(folder, report.sites[0])),
        **{form.file_name: form.render(report) for form in load_formats() if form.id in _FORMATS},
        "run.json": to_json(report.run),
        README: _readme(report),
    }
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    files[MANIFEST] = to_json(make_manifest(sums))
    return _zip(files, export_name(report.run.id, domain))


def _of_site(report: Report, domain: str) -> Report:
    sites = tuple(site for site in report.sites if site.domain == domain)
    if not sites:
        raise RunError(f"{domain}: run {report.run.id} has no such site")
    asked = tuple(site for site in report.run.sites if site.domain == domain)
    run = report.run.model_copy(update={"sites": asked})
    return report.model_copy(update={"run": run, "totals": make_totals(sites), "sites": sites})


def _saved(folder: RunFolder, site: SiteReport) -> Iterator[tuple[str, bytes]]:
    """Yield what was saved of a site: visits, policies with their text, earlier runs, pictures."""
    place = file_name(site.domain)
    kinds = {
        f"observations/{place}/": (".json",),
        f"policies/{place}/": (".json", ".txt"),
        f"earlier/{place}.json": (".json",),
    }
    pictures = {shot.file for visit in site.inventory.visits for shot in visit.screenshots}
    for name, digest in folder.read_manifest().files.items():
        saved = any(name.startswith(top) and name.endswith(kinds[top]) for top in kinds)
        if saved or (name in pictures and name.endswith(EVIDENCE_SUFFIXES)):
            data = folder.read_file(*name.split("/"))
            if hashlib.sha256(data).hexdigest() != digest:
                raise RunError(f"{folder.path / name}: changed since the run was reported")
            yield name, data


def _readme(report: Report) -> bytes:
    (site,) = report.sites
    run = report.run
    text = _README_TEXT.format(domain=site.domain, run=run.id, version=run.scanner_version)
    return text.encode("utf-8")


def _zip(files: Mapping[str, bytes], top: str) -> bytes:
    # Not compressed: zlib gives other bytes from one version to the next, and pictures are most.
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            entry = ZipInfo(f"{top}/{name}", _LONG_AGO)
            entry.create_system = 3  # Unix, on whatever system it was made
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, data)
    return stream.getvalue()
