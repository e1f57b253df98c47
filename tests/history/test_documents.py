import pytest
from builders import make_claim
from history.digests import make_document_digest, make_site_digest

from scanner.history.documents import compare_documents
from scanner.models import ClaimChange, DocumentChange
from scanner.words import ChangeKind, DocumentSource, PolicyStatus, Trend

YEAR = make_claim("cookies.lifetime", params={"duration": "P1Y"})
PIXEL = make_claim("tracking.pixel")
BEFORE = make_document_digest(claims=(make_claim(), YEAR), date="2026-01", sha256="a" * 64)
NOT_FOUND, UNREACHABLE = PolicyStatus.NOT_FOUND, PolicyStatus.UNREACHABLE


def run(number, *documents):
    return make_site_digest(number, documents=documents)


def changed(document, **fields):
    return document.model_copy(update=fields)


def compared(*runs):
    """The changes of the last run; each run is its documents."""
    *earlier, now = (run(number, *documents) for number, documents in enumerate(runs, start=1))
    return compare_documents(now, earlier)


def trends(*runs):
    return [(change.id, change.trend) for change in compared(*runs)]


def test_a_changed_text_is_told_claim_by_claim():
    after = changed(BEFORE, claims=(make_claim(), PIXEL), date="2026-11", sha256="b" * 64)
    assert compared((BEFORE,), (after,)) == (
        DocumentChange(
            trend=Trend.CHANGED,
            id="winkel",
            title="Privacybeleid",
            url=None,
            status_before=PolicyStatus.READ,
            status_after=PolicyStatus.READ,
            dated_before="2026-01",
            dated_after="2026-11",
            changes=(
                ClaimChange(kind=ChangeKind.GONE, type="cookies.lifetime", before=YEAR, after=None),
                ClaimChange(
                    kind=ChangeKind.APPEARED, type="tracking.pixel", before=None, after=PIXEL
                ),
            ),
        ),
    )


def test_the_same_text_did_not_change_whatever_the_reader_made_of_it():
    assert compared((BEFORE,), (changed(BEFORE, claims=(PIXEL,), date="2026-11"),)) == ()


def test_another_text_with_the_same_claims_is_not_listed():
    assert compared((BEFORE,), (changed(BEFORE, sha256="b" * 64),)) == ()


def test_another_date_with_the_same_claims_is_listed():
    (change,) = compared((BEFORE,), (changed(BEFORE, sha256="b" * 64, date="2026-11"),))
    assert (change.trend, change.dated_after, change.changes) == (Trend.CHANGED, "2026-11", ())


def test_texts_whose_sums_are_not_known_are_compared_by_their_claims():
    before = changed(BEFORE, sha256=None)
    (change,) = compared((before,), (changed(before, claims=(make_claim(),)),))
    assert [each.kind for each in change.changes] == [ChangeKind.GONE]


def test_a_claim_that_was_read_with_little_confidence_changes_nothing():
    unsure = changed(PIXEL, confidence=0.4)
    after = changed(BEFORE, sha256="b" * 64, claims=(*BEFORE.claims, unsure))
    assert compared((BEFORE,), (after,)) == ()


def test_a_document_that_was_not_there_is_new_and_one_that_is_no_more_is_gone():
    other = changed(BEFORE, id="other")
    assert trends((BEFORE,), (other,)) == [("other", Trend.NEW), ("winkel", Trend.GONE)]


@pytest.mark.parametrize(
    ("before", "after", "trend"),
    [
        ("read", "unreachable", Trend.UNKNOWN),
        ("read", "unreadable", Trend.UNKNOWN),
        ("read", "not_found", Trend.CHANGED),
        ("read", "partial", Trend.CHANGED),
        ("read", "language_unsupported", Trend.CHANGED),
        ("unreachable", "read", Trend.CHANGED),
        ("unreachable", "unreadable", Trend.UNKNOWN),
    ],
)
def test_a_document_of_another_status_is_listed_without_claims(before, after, trend):
    old = changed(BEFORE, status=PolicyStatus(before))
    new = changed(BEFORE, status=PolicyStatus(after), sha256="b" * 64, claims=())
    (change,) = compared((old,), (new,))
    assert (change.trend, change.status_before, change.status_after, change.changes) == (
        trend,
        before,
        after,
        (),
    )


def test_a_week_out_of_reach_hides_no_change():
    away = changed(BEFORE, status=UNREACHABLE, sha256=None, date=None, claims=())
    after = changed(BEFORE, claims=(make_claim(),), sha256="b" * 64, date="2026-11")
    (change,) = compared((BEFORE,), (away,), (after,))
    assert (change.status_before, change.dated_before) == (UNREACHABLE, "2026-01")
    assert [(each.kind, each.type) for each in change.changes] == [
        (ChangeKind.GONE, "cookies.lifetime")
    ]


def test_a_change_is_told_once():
    after = changed(BEFORE, claims=(make_claim(),), sha256="b" * 64)
    assert compared((BEFORE,), (after,), (after,)) == ()


def test_a_policy_of_the_site_is_not_gone_when_policies_could_not_be_looked_for():
    live = changed(BEFORE, source=DocumentSource.LIVE)
    home = changed(live, id="home", status=UNREACHABLE)
    assert trends((live,), ()) == [("winkel", Trend.UNKNOWN)]
    assert trends((live,), (home,)) == [("winkel", Trend.UNKNOWN)]
    assert trends((home,), (live,)) == [("winkel", Trend.UNKNOWN)]


def test_what_says_that_there_is_no_policy_is_no_document():
    live = changed(BEFORE, source=DocumentSource.LIVE)
    none = changed(live, id="none", status=NOT_FOUND)
    assert trends((live,), (none,)) == [("winkel", Trend.GONE)]
    assert trends((none,), (live,)) == [("winkel", Trend.NEW)]
