"""How much of a site was looked at: nothing is claimed absent without it."""

from __future__ import annotations

from scanner.models import Coverage, Observation
from scanner.words import USABLE_OUTCOMES, ConsentChoice, ConsentOutcome, PageReason

FULL_PAGES = 5  # the home page and four more (design, section 4)
_TOOK_EFFECT = frozenset({ConsentOutcome.DONE, ConsentOutcome.NO_BANNER})


def make_coverage(observations: tuple[Observation, ...]) -> Coverage:
    """Return how much the visits of one site looked at.

    Full means for each of the three choices: a usable visit, a choice that took effect, the home
    page and four more of which one holds a form, and nothing that could not be seen.
    """
    usable = [visit for visit in observations if visit.outcome in USABLE_OUTCOMES]
    loaded = [page for visit in usable for page in visit.pages if page.loaded]
    missing = tuple(text for choice in ConsentChoice for text in _missing(choice, observations))
    return Coverage(
        choices=tuple(c for c in ConsentChoice if any(visit.choice is c for visit in usable)),
        pages=len({page.url for page in loaded}),
        form_page=any(page.has_form for page in loaded),
        full=not missing,
        missing=missing,
    )


def _missing(choice: ConsentChoice, observations: tuple[Observation, ...]) -> tuple[str, ...]:
    made = [visit for visit in observations if visit.choice is choice]
    usable = [visit for visit in made if visit.outcome in USABLE_OUTCOMES]
    if not made:
        return (f"choice {choice}: not visited",)
    if not usable:
        reason = f" ({made[-1].reason})" if made[-1].reason else ""
        return (f"choice {choice}: {made[-1].outcome}{reason}",)
    lacks = (_lacks(visit) for visit in usable)
    return tuple(f"choice {choice}: {text}" for text in min(lacks, key=len))


def _lacks(visit: Observation) -> tuple[str, ...]:
    pages = [page for page in visit.pages if page.loaded]
    different = len({page.url for page in pages})
    texts = []
    if visit.choice is not ConsentChoice.NONE and not _took_effect(visit):
        outcome = visit.consent.outcome if visit.consent else "not tried"
        texts.append(f"the choice did not take effect ({outcome})")
    if not any(page.why is PageReason.HOME for page in pages):
        texts.append("the home page did not load")
    if different < FULL_PAGES:
        texts.append(f"{different} of {FULL_PAGES} pages")
    if not any(page.has_form for page in pages):
        texts.append("no page with a form")
    texts.extend(f"{item.what} not seen ({item.why})" for item in visit.incomplete)
    return tuple(texts)


def _took_effect(visit: Observation) -> bool:
    return visit.consent is not None and visit.consent.outcome in _TOOK_EFFECT
