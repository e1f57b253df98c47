"""What changed in the policies of a site since its last run, claim by claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scanner.claim_changes import compare_claims
from scanner.digests import DocumentDigest, SiteDigest
from scanner.history.sight import why_not_document
from scanner.models import ClaimChange, DocumentChange
from scanner.words import PolicyStatus, Trend

# With such a status there is no text: at most a link that leads nowhere.
_NO_TEXT = frozenset({PolicyStatus.NOT_FOUND, PolicyStatus.UNREACHABLE})
_OUT_OF_REACH = frozenset({PolicyStatus.UNREACHABLE, PolicyStatus.UNREADABLE})

_Documents = dict[str, DocumentDigest]


def compare_documents(now: SiteDigest, earlier: Sequence[SiteDigest]) -> tuple[DocumentChange, ...]:
    """Return how the documents of a site differ from those of the last of its earlier runs.

    What a text says is held to the last run that read it, so that a week in which it was out of
    reach hides no change.
    """
    runs = [_by_id(run.documents) for run in (*earlier, now)]
    ids = sorted(runs[-2].keys() | runs[-1].keys())
    found = (_compare(id_, runs, now, earlier[-1]) for id_ in ids)
    return tuple(change for change in found if change is not None)


def _compare(
    id_: str, runs: Sequence[_Documents], now: SiteDigest, last: SiteDigest
) -> DocumentChange | None:
    old, new = runs[-2].get(id_), runs[-1].get(id_)
    if old is not None and new is not None:
        read = next((run[id_] for run in reversed(runs[:-1]) if _is_read(run.get(id_))), None)
        return _compare_text(old, new, read)
    if new is not None and new.status not in _NO_TEXT:
        return _change(Trend.UNKNOWN if why_not_document(new, last) else Trend.NEW, None, new)
    if old is not None and old.status not in _NO_TEXT:
        return _change(Trend.UNKNOWN if why_not_document(old, now) else Trend.GONE, old, None)
    return None


def _compare_text(
    old: DocumentDigest, new: DocumentDigest, read: DocumentDigest | None
) -> DocumentChange | None:
    """Return how a document differs from that of the last run, and of the last that read it."""
    changes: tuple[ClaimChange, ...] = ()
    redated = False
    if _is_read(new) and read is not None and not _same_text(read, new):
        changes = tuple(compare_claims(read.claims, new.claims))
        redated = read.date != new.date
    if old.status is not new.status:
        trend = Trend.UNKNOWN if new.status in _OUT_OF_REACH else Trend.CHANGED
        return _change(trend, old, new, changes, read)
    return _change(Trend.CHANGED, old, new, changes, read) if changes or redated else None


def _change(
    trend: Trend,
    old: DocumentDigest | None,
    new: DocumentDigest | None,
    changes: tuple[ClaimChange, ...] = (),
    read: DocumentDigest | None = None,
) -> DocumentChange | None:
    shown = new or old
    if shown is None:
        return None
    before = read or old
    return DocumentChange(
        trend=trend,
        id=shown.id,
        title=shown.title,
        url=shown.url,
        status_before=old.status if old else None,
        status_after=new.status if new else None,
        dated_before=before.date if before else None,
        dated_after=new.date if new else None,
        changes=changes,
    )


def _same_text(old: DocumentDigest, new: DocumentDigest) -> bool:
    return new.sha256 is not None and old.sha256 == new.sha256


def _is_read(document: DocumentDigest | None) -> bool:
    return document is not None and document.status is PolicyStatus.READ


def _by_id(documents: Iterable[DocumentDigest]) -> _Documents:
    return {document.id: document for document in documents}
