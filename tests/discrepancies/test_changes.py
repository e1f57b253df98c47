import pytest
from builders import make_claim, make_document

from scanner.discrepancies.changes import find_changes
from scanner.words import (
    ChangeKind,
    Condition,
    DocumentSource,
    Modality,
    Polarity,
    PolicyKind,
    PolicyStatus,
)

USED = make_claim("cookies.used")
YEAR = make_claim("cookies.lifetime", params={"duration": "P1Y"})
PIXEL = make_claim("tracking.pixel")


def pinned(*claims, id="pinned", **fields):
    return make_document(*claims, id=id).model_copy(update=fields)


def live(*claims, id="live", status=PolicyStatus.READ, kind=PolicyKind.PRIVACY, **fields):
    made = make_document(*claims, id=id, status=status)
    return made.model_copy(update={"source": DocumentSource.LIVE, "kind": kind, **fields})


def changes(*documents):
    return [
        (each.pinned, each.live, [(one.kind, one.type) for one in each.changes])
        for each in find_changes(documents)
    ]


def test_the_same_claims_are_no_change():
    silent = make_claim("consent.mechanism", Polarity.SILENT)
    assert changes(pinned(USED, YEAR), live(YEAR, USED, silent)) == []


def test_what_appeared_and_what_is_gone_is_told_claim_by_claim():
    (change,) = find_changes((pinned(USED, YEAR, date="2024-03"), live(USED, PIXEL, date="2026")))
    assert (change.dated_before, change.dated_after) == ("2024-03", "2026")
    assert [(one.kind, one.before, one.after) for one in change.changes] == [
        (ChangeKind.GONE, YEAR, None),
        (ChangeKind.APPEARED, None, PIXEL),
    ]


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (make_claim(), make_claim(polarity=Polarity.DENIES), True),
        (make_claim(), make_claim(modality=Modality.MAY), True),
        (make_claim(modality=Modality.WILL), make_claim(), False),
        (make_claim(), make_claim(condition=Condition.CONSENT), False),
        (
            make_claim("cookies.named", params={"name": "_ga", "lifetime": "P1Y"}),
            make_claim("cookies.named", params={"name": "_GA", "lifetime": "P2Y"}),
            True,
        ),
        (
            make_claim("cookies.named", params={"name": "_ga", "lifetime": "P1Y"}),
            make_claim("cookies.named", params={"name": "_ga", "provider": "Google"}),
            False,
        ),
        (
            make_claim("cookies.third_party", params={"parties": ("Meetlat", "Adbord B.V.")}),
            make_claim("cookies.third_party", params={"parties": ("adbord bv", "meetlat")}),
            False,
        ),
    ],
)
def test_a_claim_changed_where_both_say_it_and_not_the_same(before, after, changed):
    expected = [("pinned", "live", [(ChangeKind.CHANGED, before.type)])] if changed else []
    assert changes(pinned(before), live(after)) == expected


def test_claims_of_different_keys_are_different_claims():
    other = make_claim("cookies.lifetime", params={"duration": "P2Y"})
    assert changes(pinned(YEAR), live(other)) == [
        (
            "pinned",
            "live",
            [(ChangeKind.GONE, "cookies.lifetime"), (ChangeKind.APPEARED, "cookies.lifetime")],
        )
    ]


def test_one_of_two_clauses_that_stays_is_no_change():
    twice = (USED, make_claim(modality=Modality.MAY, id="again"))
    assert changes(pinned(*twice), live(USED)) == []


def test_a_live_text_is_held_to_the_pinned_document_it_comes_nearest_to():
    old, new = pinned(USED, id="old"), pinned(USED, YEAR, id="new")
    assert changes(old, new, live(USED, YEAR, PIXEL)) == [
        ("new", "live", [(ChangeKind.APPEARED, "tracking.pixel")])
    ]


def test_a_pinned_document_is_held_to_one_live_text():
    app = live(PIXEL, id="live-app")
    assert [each[:2] for each in changes(pinned(USED, YEAR), app, live(USED))] == [
        ("pinned", "live")
    ]


def test_what_moved_to_the_cookie_page_is_not_gone():
    page = live(YEAR, id="live-cookies", kind=PolicyKind.COOKIES)
    assert changes(pinned(USED, YEAR), live(USED), page) == []


def test_what_a_page_that_was_not_read_may_say_is_warned_of():
    page = live(id="live-cookies", kind=PolicyKind.COOKIES, status=PolicyStatus.UNREACHABLE)
    (change,) = find_changes((pinned(USED, YEAR), live(USED), page))
    assert change.unread == ("live-cookies",)


@pytest.mark.parametrize("status", [each for each in PolicyStatus if each != "read"])
def test_a_live_text_that_was_not_read_whole_changed_nothing(status):
    assert changes(pinned(USED), live(status=status)) == []


def test_an_unsure_claim_neither_appeared_nor_stayed():
    unsure = PIXEL.model_copy(update={"confidence": 0.49})
    assert changes(pinned(USED), live(USED, unsure)) == []


def test_the_very_text_that_was_pinned_did_not_change():
    assert changes(pinned(USED, sha256="a"), live(YEAR, sha256="a")) == []
