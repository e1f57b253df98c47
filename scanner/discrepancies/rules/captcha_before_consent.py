"""A CAPTCHA is loaded before any choice, or on a page without a form."""

from __future__ import annotations

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.example_visits import HOME
from scanner.discrepancies.examples import (
    AFTER_ACCEPT,
    make_captcha_entry,
    make_inventory,
    make_service,
    make_tracker_entry,
)
from scanner.discrepancies.guards import find_before_choice
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Moment, Sentence
from scanner.words import Category, FindingKind, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """That it loads is a fact; whether a form needs it before consent, a person judges."""
    for captcha in case.inventory.captchas:
        early = find_before_choice(captcha.moments)
        if early is None and not captcha.pages_without_form:
            continue
        label = evidence.label_of(captcha.service, case.inventory)
        found = filter(None, (_when(early), _where(len(captcha.pages_without_form))))
        en, nl = (", ".join(words) for words in zip(*found, strict=True))
        yield Flag(
            subject=captcha.service,
            sentence=Sentence(
                en=f"The CAPTCHA {label} was loaded {en}.",
                nl=f"De CAPTCHA {label} werd geladen {nl}.",
            ),
            evidence=(evidence.of_captcha(captcha),),
            note=_NEED,
        )


def _when(early: Moment | None) -> tuple[str, str] | None:
    return ("before any choice was made", "voordat er een keuze was gemaakt") if early else None


def _where(without_form: int) -> tuple[str, str] | None:
    if not without_form:
        return None
    pages_en = f"{without_form} page{'s' * (without_form > 1)}"
    pages_nl = f"{without_form} pagina{chr(39) + 's' if without_form > 1 else ''}"
    return (f"on {pages_en} without a form", f"op {pages_nl} zonder formulier")


_NEED = Sentence(
    en="Whether it is needed for what the visitor asked for, so that no consent is needed, a "
    "person judges.",
    nl="Of zij nodig is voor wat de bezoeker vroeg, zodat geen toestemming nodig is, beoordeelt "
    "een mens.",
)
_LATE = make_captcha_entry(moments=AFTER_ACCEPT)
_SERVICES = (make_service("geenrobot", category=Category.UNCLASSIFIED),)

RULE = Rule(
    id="captcha-before-consent",
    question=Sentence(
        en="Is a CAPTCHA loaded before any choice, or where there is no form?",
        nl="Wordt een CAPTCHA vóór enige keuze geladen, of waar geen formulier is?",
    ),
    severity=Severity.MEDIUM,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.OPEN,
    about=("CNIL SAN-2023-003", "BVwG (Austria) 13-9-2024"),
    source="CNIL SAN-2023-003: a CAPTCHA that serves more than security needs consent",
    per="site",
    rests_on=frozenset({"captcha"}),
    check=check,
    examples=(
        Example(
            "on a form, before any choice",
            make_inventory(captchas=(make_captcha_entry(),), services=_SERVICES),
            (),
            ("geenrobot",),
        ),
        Example(
            "after consent, on a page without a form",
            make_inventory(
                captchas=(_LATE.model_copy(update={"pages_without_form": (HOME,)}),),
                services=_SERVICES,
            ),
            (),
            ("geenrobot",),
        ),
        Example(
            "after consent, on a form",
            make_inventory(captchas=(_LATE,), services=_SERVICES),
            (),
        ),
        Example(
            "when it was called is not known",
            make_inventory(captchas=(make_captcha_entry(moments=()),), services=_SERVICES),
            (),
        ),
        Example(
            "another third party before any choice",
            make_inventory(trackers=(make_tracker_entry(),)),
            (),
        ),
    ),
)
