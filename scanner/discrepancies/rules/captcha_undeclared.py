"""A CAPTCHA is called that no clause names."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared, find_denial, is_called, named_in, unread_note
from scanner.discrepancies.examples import (
    make_captcha_entry,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
)
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, Sentence, Service
from scanner.words import Category, FindingKind, Party, Severity, Verdict

_NAMES_IT = frozenset({"captcha.service", "tracking.third_party"})


def check(case: Case) -> Iterable[Flag]:
    """A clause that speaks of CAPTCHAs and names none covers every one."""
    clauses, note = declared(case), unread_note(case)
    denial = find_denial(case, ("captcha.service",))
    for captcha in case.inventory.captchas:
        service = evidence.find_service(captcha.service, case.inventory)
        if any(_covers(clause, captcha.service, service) for clause in clauses):
            continue
        label = evidence.label_of(captcha.service, case.inventory)
        stored = [c for c in case.inventory.cookies if c.service == captcha.service]
        pages = len(captcha.pages)
        stored_en = f" and stored {', '.join(captcha.cookies)}" if captcha.cookies else ""
        stored_nl = f" en sloeg {', '.join(captcha.cookies)} op" if captcha.cookies else ""
        yield Flag(
            subject=captcha.service,
            sentence=Sentence(
                en=f"The CAPTCHA {label} was called on {pages} page{'s' * (pages > 1)}{stored_en}; "
                "the policy does not name it.",
                nl=f"De CAPTCHA {label} werd op {pages} pagina{chr(39) + 's' if pages > 1 else ''} "
                f"aangeroepen{stored_nl}; het beleid noemt deze niet.",
            ),
            evidence=(evidence.of_captcha(captcha), *map(evidence.of_cookie, stored)),
            claim=denial,
            verdict=Verdict.CONTRADICTED if denial else None,
            kind=FindingKind.JUDGMENT if note else None,
            note=note,
        )


def _covers(clause: Claim, vendor: str, service: Service | None) -> bool:
    named = named_in(clause)
    if clause.type == "captcha.service" and not named:
        return True
    known = service or Service(
        id=vendor, name=vendor, owner="", country="ZZ", category=Category.UNCLASSIFIED, basis=""
    )
    return clause.type in _NAMES_IT and any(is_called(name, known) for name in named)


_SEEN = make_inventory(
    captchas=(make_captcha_entry(cookies=("_GEENROBOT",)),),
    cookies=(
        make_cookie_entry(
            "_GEENROBOT", domain="www.geenrobot.example", party=Party.THIRD, service="geenrobot"
        ),
    ),
    services=(make_service("geenrobot", owner="Geenrobot Inc.", category=Category.UNCLASSIFIED),),
)

RULE = Rule(
    id="captcha-undeclared",
    question=Sentence(
        en="Does the site call a CAPTCHA that the policy does not name?",
        nl="Roept de site een CAPTCHA aan die het beleid niet noemt?",
    ),
    severity=Severity.HIGH,
    kind=FindingKind.FACT,
    verdict=Verdict.UNDISCLOSED,
    about=("ePrivacy Directive art. 5(3)", "GDPR art. 13(1)(e)"),
    source="GDPR 13(1)(e): a CAPTCHA of a third party is a recipient",
    per="document",
    rests_on=frozenset({"captcha"}),
    check=check,
    examples=(
        Example("a text that names nobody", _SEEN, (make_document(),), ("geenrobot",)),
        Example(
            "a text that names another CAPTCHA",
            _SEEN,
            (make_document(make_claim("captcha.service", params={"service": "hcaptcha"})),),
            ("geenrobot",),
        ),
        Example(
            "the CAPTCHA by name",
            _SEEN,
            (make_document(make_claim("captcha.service", params={"service": "geenrobot"})),),
        ),
        Example(
            "a clause on CAPTCHAs that names none",
            _SEEN,
            (make_document(make_claim("captcha.service")),),
        ),
        Example("no CAPTCHA is called", make_inventory(), (make_document(),)),
    ),
)
