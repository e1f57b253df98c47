"""A site, choice, page or policy that could not be looked at; a choice not asked for is none."""

from collections.abc import Iterable, Iterator

from scanner.discrepancies import evidence
from scanner.discrepancies.example_visits import HOME, make_page, make_visit
from scanner.discrepancies.examples import (
    make_document,
    make_inventory,
)
from scanner.discrepancies.guards import can_be_quoted, cannot_be_had
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.dutch import in_both
from scanner.models import Document, Incomplete, Sentence, Visit
from scanner.words import (
    USABLE_OUTCOMES,
    ConsentChoice,
    ConsentOutcome,
    FindingKind,
    PolicyStatus,
    Severity,
    Verdict,
    VisitOutcome,
)

_NOT_TAKEN = frozenset({ConsentOutcome.FAILED, ConsentOutcome.UNCONFIRMED})


def check(case: Case) -> Iterable[Flag]:
    """A disabled site was not to be looked at: the report says why, and that is no finding."""
    yield from (_flag_document(document) for document in case.documents if _unread(document))
    if not case.site.enabled:
        return
    if not case.inventory.usable:
        yield _flag_site(case)
        return
    for visit in case.inventory.visits:
        yield from _flag_visit(visit)


def _unread(document: Document) -> bool:
    """A policy that the site cannot show is a finding of its own: ``policy-unreachable``."""
    return not can_be_quoted(document) and not cannot_be_had(document)


def _flag_document(document: Document) -> Flag:
    status = in_both(document.status)
    return Flag(
        subject=f"document {document.id}",
        document=document.id,
        sentence=Sentence(
            en=f"Not measured: the document {document.id} was not read whole ({status.en}).",
            nl=f"Niet gemeten: het document {document.id} is niet geheel gelezen ({status.nl}).",
        ),
        evidence=(evidence.of_document(document),),
    )


def _flag_site(case: Case) -> Flag:
    why = in_both("no visit was made")
    if case.inventory.visits:
        last = case.inventory.visits[-1]
        why = in_both(f"{last.outcome} ({last.reason})" if last.reason else last.outcome)
    return Flag(
        subject="site",
        sentence=Sentence(en=f"Not measured: {why.en}.", nl=f"Niet gemeten: {why.nl}."),
        evidence=tuple(map(evidence.of_visit, case.inventory.visits))
        or (evidence.of_no_visit(case.site.domain),),
    )


def _flag_visit(visit: Visit) -> Iterator[Flag]:
    choice = in_both(visit.choice)
    not_taken = visit.consent is not None and visit.consent.outcome in _NOT_TAKEN
    if visit.outcome not in USABLE_OUTCOMES or not_taken:
        went = evidence.how_it_went(visit)
        yield Flag(
            subject=f"choice {visit.choice}",
            sentence=Sentence(
                en=f"Not measured: the choice {choice.en} ({went.en}).",
                nl=f"Niet gemeten: de keuze {choice.nl} ({went.nl}).",
            ),
            evidence=(evidence.of_visit(visit),),
        )
        return
    pages = [page for page in visit.pages if not page.loaded]
    if pages:
        listed = ", ".join(page.url for page in pages)
        yield Flag(
            subject=f"pages of choice {visit.choice}",
            sentence=Sentence(
                en=f"Not measured: pages that did not load ({listed}).",
                nl=f"Niet gemeten: pagina's die niet laadden ({listed}).",
            ),
            evidence=tuple(evidence.of_page(page, visit) for page in pages),
        )
    if visit.incomplete:
        parts = [in_both(f"{item.what}: {item.why}") for item in visit.incomplete]
        en, nl = "; ".join(part.en for part in parts), "; ".join(part.nl for part in parts)
        yield Flag(
            subject=f"parts of choice {visit.choice}",
            sentence=Sentence(
                en=f"Not measured: what could not be seen of the choice {choice.en} ({en}).",
                nl=f"Niet gemeten: wat van de keuze {choice.nl} niet te zien was ({nl}).",
            ),
            evidence=(evidence.of_visit(visit),),
        )


_NO_DNS = make_visit(outcome=VisitOutcome.UNREACHABLE, reason="dns", pages=())

RULE = Rule(
    id="not-measured",
    question=Sentence(
        en="Was there something that could not be looked at?",
        nl="Was er iets waarnaar niet kon worden gekeken?",
    ),
    severity=Severity.INFO,
    kind=FindingKind.FACT,
    verdict=Verdict.NOT_ASSESSABLE,
    about=(),
    source="what could not be looked at is never taken for nothing found",
    per="site",
    rests_on=frozenset({"visit", "page", "document"}),
    check=check,
    examples=(
        Example(
            "no visit reached the site",
            make_inventory(usable=False, visits=(_NO_DNS,)),
            (make_document(),),
            ("site",),
        ),
        Example("no visit was made", make_inventory(usable=False, visits=()), (), ("site",)),
        Example(
            "one of two choices failed",
            make_inventory(
                visits=(
                    make_visit(),
                    make_visit(ConsentChoice.ACCEPT, outcome=VisitOutcome.TIMEOUT, pages=()),
                )
            ),
            (),
            ("choice accept",),
        ),
        Example(
            "a refusal that was not confirmed",
            make_inventory(
                visits=(
                    make_visit(),
                    make_visit(ConsentChoice.REJECT, consent=ConsentOutcome.UNCONFIRMED),
                )
            ),
            (),
            ("choice reject",),
        ),
        Example(
            "a page that did not load",
            make_inventory(visits=(make_visit(pages=(make_page(), make_page(status=None))),)),
            (),
            ("pages of choice none",),
        ),
        Example(
            "a page that was not there any more",
            make_inventory(
                visits=(
                    make_visit().model_copy(
                        update={"incomplete": (Incomplete(what=HOME, why="http_error: 404"),)}
                    ),
                )
            ),
            (),
            ("parts of choice none",),
        ),
        Example(
            "a policy that could not be read",
            make_inventory(),
            (make_document(status=PolicyStatus.UNREADABLE),),
            ("document winkel-policy",),
        ),
        Example("all that was asked for was seen", make_inventory(), (make_document(),)),
    ),
)
