import pytest
from history.digests import make_document_digest, make_finding, make_item, make_site_digest

from scanner.history.sight import why_not_document, why_not_finding, why_not_item
from scanner.words import ConsentChoice, DocumentSource, PolicyStatus

NONE, ACCEPT, REJECT = ConsentChoice
EVERY = tuple(ConsentChoice)
LIVE = make_document_digest(id="live", source=DocumentSource.LIVE)


def run(choices=EVERY, made=None, **fields):
    fields = {"rules": ("cookie-before-consent",), "full": True, **fields}
    return make_site_digest(choices=choices, made=choices if made is None else made, **fields)


def english(sentence):
    return sentence and sentence.en


@pytest.mark.parametrize(
    ("there", "here", "reason"),
    [
        (run(), run(), None),
        (run(), run(measured=False, choices=(), pages=0), "the site was not measured"),
        (run(), run((NONE, REJECT)), "no visit with the choice accept succeeded"),
        (
            run(),
            run(made=(NONE, REJECT)),
            "the choice accept is not known to have taken effect",
        ),
        (run(made=(NONE,)), run(made=(NONE,)), None),
        (run(), run((NONE, ACCEPT)), None),
        (run(pages_of={ACCEPT: 5}), run(pages_of={ACCEPT: 3}), None),
        (run(pages_of={REJECT: 5}), run(pages_of={REJECT: 1}), None),
        (
            run(pages_of={NONE: 5, ACCEPT: 5}),
            run(pages_of={NONE: 5, ACCEPT: 2}),
            "with the choice accept, fewer than half as many pages were loaded",
        ),
    ],
)
def test_an_item_can_be_seen_where_as_much_was_looked_at(there, here, reason):
    item = make_item(choices=(NONE, ACCEPT))
    assert english(why_not_item(item, there, here)) == reason


@pytest.mark.parametrize(
    ("fields", "here", "reason"),
    [
        ({}, run(), None),
        ({}, run(measured=False), "the site was not measured"),
        ({}, run(rules=("other",)), "the question cookie-before-consent was not asked"),
        ({"choices": (REJECT,)}, run((NONE, ACCEPT)), "no visit with the choice reject succeeded"),
        ({"choices": (NONE,)}, run((NONE, ACCEPT)), None),
        (
            {"choices": (NONE,)},
            run(pages_of={NONE: 2}),
            "with the choice none, fewer than half as many pages were loaded",
        ),
        ({"choices": ()}, run(pages_of={NONE: 2}), None),
        ({"absence": True}, run((NONE,), full=True), None),
        ({"absence": True}, run(full=False), "too little was looked at to call something absent"),
        (
            {},
            run(documents=(make_document_digest(status=PolicyStatus.UNREACHABLE),)),
            "the document winkel was not read whole (unreachable)",
        ),
        (
            {"document": None},
            run(documents=(make_document_digest(status=PolicyStatus.UNREACHABLE),)),
            None,
        ),
        ({}, run(documents=()), None),
    ],
)
def test_a_finding_can_be_made_where_it_is_asked_looked_at_and_read(fields, here, reason):
    there = run(pages_of={NONE: 5})
    here = here.model_copy(update={"pages_of": here.pages_of or {NONE: 5}})
    assert english(why_not_finding(make_finding(**fields), there, here)) == reason


@pytest.mark.parametrize(
    ("documents", "reason"),
    [
        ((LIVE,), None),
        ((), "not every policy of the site could be looked for"),
        (
            (LIVE.model_copy(update={"id": "home", "status": PolicyStatus.UNREACHABLE}),),
            "not every policy of the site could be looked for",
        ),
        ((LIVE.model_copy(update={"id": "nowhere", "status": PolicyStatus.NOT_FOUND}),), None),
        ((LIVE.model_copy(update={"id": "another"}),), None),
    ],
)
def test_a_policy_of_the_site_is_missing_only_where_policies_were_looked_for(documents, reason):
    assert english(why_not_document(LIVE, run(documents=documents))) == reason


def test_a_pinned_document_that_is_not_listed_is_not_there():
    assert why_not_document(make_document_digest(), run(documents=())) is None


def test_reasons_are_given_in_dutch_as_well():
    reason = why_not_item(make_item(choices=(REJECT,)), run(), run((NONE, ACCEPT)))
    assert reason.nl == "er is geen bezoek met de keuze weigeren gelukt"
