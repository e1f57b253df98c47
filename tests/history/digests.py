"""Digests for tests: what a call leaves out does not matter to the test."""

from datetime import UTC, datetime, timedelta

from builders import make_claim

from scanner.digests import DocumentDigest, FindingDigest, ItemDigest, RunDigest, SiteDigest
from scanner.models import Sentence
from scanner.results import run_id
from scanner.strict_json import to_json
from scanner.whole_files import write_whole
from scanner.words import Category, ConsentChoice, DocumentSource, PolicyStatus, Severity

FIRST_WEEK = datetime(2026, 11, 1, 3, tzinfo=UTC)
NOW = datetime(2026, 12, 24, 12, tzinfo=UTC)
SHOP = "winkel.example"


def week(number):
    return FIRST_WEEK + timedelta(weeks=number - 1)


def make_finding(id_="f1", **fields):
    return FindingDigest(
        **{
            "id": id_,
            "rule": "cookie-before-consent",
            "severity": Severity.HIGH,
            "document": "winkel",
            "subject": "_acme",
            "sentence": Sentence(en="Kept 13 months.", nl="Eén jaar en een maand bewaard."),
            **fields,
        }
    )


def make_item(key="_acme@winkel.example", **fields):
    return ItemDigest(
        **{
            "key": key,
            "name": "_acme",
            "domain": SHOP,
            "service": None,
            "category": Category.ANALYTICS,
            "choices": (ConsentChoice.NONE, ConsentChoice.ACCEPT),
            **fields,
        }
    )


def make_document_digest(**fields):
    return DocumentDigest(
        **{
            "id": "winkel",
            "title": "Privacybeleid",
            "source": DocumentSource.PINNED,
            "url": None,
            "status": PolicyStatus.READ,
            "date": "2026-10",
            "sha256": "ab" * 32,
            "claims": (
                make_claim(),
                make_claim().model_copy(update={"id": "2", "confidence": 0.1 + 0.2}),
            ),
            **fields,
        }
    )


def make_site_digest(number=1, domain=SHOP, **fields):
    return SiteDigest(
        **{
            "run": run_id(week(number)),
            "started_at": week(number),
            "scanner_version": "0.1.0",
            "rules": ("a-rule", "b-rule"),
            "domain": domain,
            "measured": True,
            "choices": (ConsentChoice.NONE,),
            "made": (ConsentChoice.NONE,),
            "banner": True,
            "pages": 5,
            "full": False,
            "findings": (make_finding("z"), make_finding("a", document=None)),
            "cookies": (make_item(), make_item("b"), make_item("a", domain=None)),
            "services": (make_item("acme", service="acme"),),
            "documents": (make_document_digest(),),
            **fields,
        }
    )


def make_run_digest(number=1, sites=None, **fields):
    if sites is None:
        sites = (make_site_digest(number),)
    return RunDigest(
        **{
            "run": run_id(week(number)),
            "started_at": week(number),
            "finished": "finished",
            "sites": sites,
            **fields,
        }
    )


def write_run_folder(results_dir, digest):
    folder = results_dir / digest.run
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "history.json", to_json(digest))
    return folder
