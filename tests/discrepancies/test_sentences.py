"""What the sentences of rules and verdicts say in Dutch of visits, documents and clauses."""

import pytest
from builders import make_claim, make_document, make_inventory, make_site, make_visit

from scanner.discrepancies.compare import compare
from scanner.discrepancies.rule import Case, load_rules, make_discrepancies
from scanner.models import Consent, Incomplete
from scanner.words import (
    ConsentChoice,
    ConsentOutcome,
    ConsentProof,
    Polarity,
    PolicyStatus,
    VisitOutcome,
)

RULES = {rule.id: rule for rule in load_rules()}


def told(rule, inventory, *documents):
    """Return the sentences of a rule's findings, in both languages."""
    case = Case(make_site(), inventory, documents)
    found = make_discrepancies(case, (RULES[rule],))
    return [(each.sentence.en, each.sentence.nl) for each in found]


def visited(**fields):
    visit = make_visit(ConsentChoice.REJECT).model_copy(update=fields)
    return make_inventory(visits=(visit,))


def test_choice_that_failed_is_told_with_how_it_went():
    consent = Consent(
        outcome=ConsentOutcome.UNCONFIRMED,
        pressed=("Weigeren",),
        proofs=(ConsentProof.GONE,),
        why="nothing proves the choice",
    )
    assert told("not-measured", visited(consent=consent)) == [
        (
            "Not measured: the choice reject (ok, consent unconfirmed; pressed Weigeren; shown by "
            "gone; nothing proves the choice).",
            "Niet gemeten: de keuze weigeren (goed, toestemming niet bevestigd; ingedrukt: "
            "Weigeren; blijkt uit de banner, weg en weggebleven na opnieuw laden; niets bewijst de "
            "keuze).",
        )
    ]


def test_what_could_not_be_seen_is_told_part_by_part():
    missed = (
        Incomplete(what="cookie jar", why="could not be read"),
        Incomplete(what="frame", why="it crashed"),
    )
    assert told("not-measured", visited(incomplete=missed)) == [
        (
            "Not measured: what could not be seen of the choice reject (cookie jar: could not be "
            "read; frame: it crashed).",
            "Niet gemeten: wat van de keuze weigeren niet te zien was (de bewaarplaats van "
            "cookies: kon niet worden gelezen; frame: it crashed).",
        )
    ]


def test_site_that_was_not_reached_is_told_with_the_reason():
    visit = make_visit(outcome=VisitOutcome.UNREACHABLE, reason="dns", pages=())
    inventory = make_inventory(usable=False, visits=(visit,))
    assert told("not-measured", inventory) == [
        ("Not measured: unreachable (dns).", "Niet gemeten: onbereikbaar (naam niet gevonden).")
    ]


@pytest.mark.parametrize(
    ("status", "reason", "why"),
    [
        (PolicyStatus.UNREADABLE, "the file is empty", "onleesbaar: het bestand is leeg"),
        (PolicyStatus.TOO_LARGE, None, "te groot"),
    ],
)
def test_document_that_was_not_read_is_told_with_the_reason(status, reason, why):
    document = make_document(make_claim(), status=status).model_copy(update={"reason": reason})
    (judged,) = compare(Case(make_site(), make_inventory(), (document,)))
    assert judged.reason.nl == f"Niet beoordeeld: het document is niet geheel gelezen ({why})."


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"why_not": "closed", "why_not_nl": "gesloten"}, " (gesloten)"),
        ({"why_not": "closed"}, " (closed)"),
        ({}, ""),
    ],
)
def test_site_that_is_disabled_is_told_with_why(fields, why):
    site = make_site(enabled=False, **fields)
    (judged,) = compare(Case(site, make_inventory(), (make_document(make_claim()),)))
    assert judged.reason.nl == f"Niet gemeten: de site is uitgeschakeld{why}."


def test_clauses_of_a_pinned_document_that_conflict_are_told_in_our_dutch_words():
    denied = make_claim("cookies.used", Polarity.DENIES).model_copy(
        update={"section": "1", "statement": "None.", "statement_nl": "Geen."}
    )
    said = make_claim("cookies.analytics").model_copy(
        update={"section": "2", "statement": "Some.", "statement_nl": "Enkele."}
    )
    assert told("policy-contradicts-itself", make_inventory(), make_document(denied, said)) == [
        (
            'Two clauses of the policy conflict: "None." (1) against "Some." (2).',
            'Twee clausules van het beleid botsen: "Geen." (1) tegenover "Enkele." (2).',
        )
    ]


def test_documents_are_told_apart_by_their_dutch_titles():
    one = make_document(make_claim("policy.last_changed", params={"date": "2010"}))
    one = one.model_copy(update={"title": "The old one", "title_nl": "De oude"})
    other = make_document(id="other").model_copy(update={"title": "Privacy"})
    ((english, dutch),) = told("policy-stale", visited(), one, other)
    assert english.startswith("The old one: The policy says")
    assert dutch.startswith("De oude: Het beleid zegt")
