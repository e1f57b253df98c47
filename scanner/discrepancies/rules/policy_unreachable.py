"""A policy that the site links to, or should have, is gone, out of reach or unreadable."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.examples import make_document, make_inventory
from scanner.discrepancies.guards import cannot_be_had
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Document, Sentence
from scanner.words import (
    DocumentSource,
    FindingKind,
    FoundBy,
    PolicyKind,
    PolicyStatus,
    Severity,
    Verdict,
)


def check(case: Case) -> Iterable[Flag]:
    """What the site itself says is gone is a fact; the rest may lie with how the scan asked."""
    for document in filter(cannot_be_had, case.documents):
        gone = document.status is PolicyStatus.NOT_FOUND
        yield Flag(
            subject=document.url or "no policy",
            document=document.id,
            sentence=_sentence(document),
            evidence=(evidence.of_document(document),),
            kind=FindingKind.FACT if gone else FindingKind.JUDGMENT,
            note=None if gone else _BY_HAND,
        )


def _sentence(document: Document) -> Sentence:
    if document.url is None:
        return Sentence(
            en="No privacy policy was found: no page that was seen links to one, and neither the "
            "sitemap nor the usual addresses have it.",
            nl="Er is geen privacybeleid gevonden: geen pagina die is bekeken, linkt ernaar, en "
            "het staat niet in de sitemap of op de gebruikelijke adressen.",
        )
    why = evidence.status_of(document)
    return Sentence(
        en=f"The site links {document.url} as its policy, and it cannot be read ({why.en}).",
        nl=f"De site linkt {document.url} als haar beleid, en dat is niet te lezen ({why.nl}).",
    )


def _live(
    status: PolicyStatus,
    reason: str | None = None,
    url: str | None = "https://www.winkel.example/privacy",
) -> Document:
    live = {
        "source": DocumentSource.LIVE,
        "reason": reason,
        "kind": PolicyKind.PRIVACY,
        "found_by": FoundBy.LINK if url else None,
        "url": url,
    }
    return make_document(id="live", status=status).model_copy(update=live)


_BY_HAND = Sentence(
    en="A person should open it: it may be out of reach for the scan only.",
    nl="Een mens moet het openen: misschien is het alleen voor dit onderzoek onbereikbaar.",
)

RULE = Rule(
    id="policy-unreachable",
    question=Sentence(
        en="Can the policy that the site links to, or should have, be read?",
        nl="Is het beleid te lezen waarnaar de site linkt, of dat zij hoort te hebben?",
    ),
    severity=Severity.MEDIUM,
    kind=FindingKind.FACT,
    verdict=Verdict.NOT_ASSESSABLE,
    about=("GDPR art. 12(1)",),
    source="GDPR 12(1): what a visitor must be told is easily accessible",
    per="site",
    rests_on=frozenset({"document"}),
    check=check,
    examples=(
        Example(
            "a linked policy that is gone",
            make_inventory(),
            (_live(PolicyStatus.NOT_FOUND, "404"),),
            ("https://www.winkel.example/privacy",),
        ),
        Example(
            "a site that turns the scan away",
            make_inventory(),
            (_live(PolicyStatus.UNREACHABLE, "http error: 403"),),
            ("https://www.winkel.example/privacy",),
        ),
        Example(
            "a scanned picture of a policy, beside a pinned one",
            make_inventory(),
            (make_document(), _live(PolicyStatus.UNREADABLE, "no text, only pictures")),
            ("https://www.winkel.example/privacy",),
        ),
        Example(
            "no policy anywhere",
            make_inventory(),
            (_live(PolicyStatus.NOT_FOUND, "nowhere", url=None),),
            ("no policy",),
        ),
        Example("a policy that was read", make_inventory(), (_live(PolicyStatus.READ),)),
        Example(
            "a language that this program does not know",
            make_inventory(),
            (_live(PolicyStatus.LANGUAGE_UNSUPPORTED),),
        ),
        Example(
            "a pinned document that was not read: the site may have it",
            make_inventory(),
            (make_document(status=PolicyStatus.UNREADABLE),),
        ),
        Example("no policy was looked for", make_inventory(), ()),
    ),
)
