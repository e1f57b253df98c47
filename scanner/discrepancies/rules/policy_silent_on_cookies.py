"""The text has no clause on cookies or storage, yet something was stored."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import unread_note
from scanner.discrepancies.example_visits import HOME
from scanner.discrepancies.examples import (
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_storage_entry,
    make_tracker_entry,
)
from scanner.discrepancies.guards import can_be_quoted
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, Inventory, PolicyLink, Sentence
from scanner.words import (
    Category,
    DocumentSource,
    FindingKind,
    Party,
    Polarity,
    PolicyKind,
    PolicyStatus,
    Severity,
    Verdict,
)

_ABOUT_STORAGE = frozenset(
    {
        "storage.web_storage",
        "tracking.pixel",
        "tracking.fingerprinting",
        "refusal.browser",
        "refusal.opt_out_tool",
    }
)


def check(case: Case) -> Iterable[Flag]:
    """A separate cookie page, read or not, ends the silence."""
    inventory = case.inventory
    read = [document for document in case.documents if can_be_quoted(document)]
    texts = [claim for document in read for claim in document.claims]
    has_page = any(document.kind is PolicyKind.COOKIES for document in read)
    if has_page or any(map(_speaks, texts)) or unread_note(case):
        return
    categories = {c.category for c in inventory.cookies} | {i.category for i in inventory.storage}
    if not categories:
        return
    only_needed = categories == {Category.NECESSARY}
    yield Flag(
        subject="cookies and storage",
        sentence=_sentence(inventory),
        evidence=(
            *map(evidence.of_cookie, inventory.cookies),
            *map(evidence.of_storage, inventory.storage),
        ),
        severity=Severity.MEDIUM if only_needed else None,
    )


def _speaks(claim: Claim) -> bool:
    if claim.polarity is Polarity.SILENT:
        return False
    if claim.type == "policy.refers_to":
        return claim.params.get("kind") in ("cookie_policy", "cmp_declaration")
    return claim.type.startswith("cookies.") or claim.type in _ABOUT_STORAGE


def _sentence(inventory: Inventory) -> Sentence:
    count, items = len(inventory.cookies), len(inventory.storage)
    if not count:
        one = items == 1
        stored = ("item was" if one else "items were", "item" if one else "items")
        return Sentence(
            en=f"The policy says nothing about cookies or storage, yet {items} {stored[0]} kept "
            "in the browser's stores.",
            nl=f"Het beleid zegt niets over cookies of opslag, toch "
            f"{'werd' if one else 'werden'} {items} {stored[1]} in de browser bewaard.",
        )
    ads = [c for c in inventory.cookies if c.category is Category.ADVERTISING]
    owners = ", ".join(sorted({cookie.owner for cookie in ads if cookie.owner}))
    by = f" ({owners})" if owners else ""
    by_en = f", {len(ads)} of them by an advertiser{by}" if ads else ""
    by_nl = f", waarvan {len(ads)} door een adverteerder{by}" if ads else ""
    one = count == 1
    return Sentence(
        en=f"The policy says nothing about cookies, yet {count} {'was' if one else 'were'} "
        f"stored{by_en}.",
        nl=f"Het beleid zegt niets over cookies, toch {'werd' if one else 'werden'} er {count} "
        f"opgeslagen{by_nl}.",
    )


_SEEN = make_inventory(
    cookies=(
        make_cookie_entry("sid"),
        make_cookie_entry(
            "abid",
            domain="adbord.example",
            party=Party.THIRD,
            service="adbord",
            owner="Adbord Inc.",
            category=Category.ADVERTISING,
        ),
    ),
    services=(make_service("adbord", owner="Adbord Inc.", category=Category.ADVERTISING),),
)
_COOKIE_PAGE = PolicyLink(url=f"{HOME}cookies", text="Cookies", kind=PolicyKind.COOKIES, page=HOME)
_COOKIE_TEXT = make_document(id="live-cookies").model_copy(
    update={"source": DocumentSource.LIVE, "kind": PolicyKind.COOKIES, "url": f"{HOME}cookies"}
)

RULE = Rule(
    id="policy-silent-on-cookies",
    question=Sentence(
        en="Is something stored while the text says nothing of cookies or storage?",
        nl="Wordt iets opgeslagen terwijl de tekst over cookies en opslag zwijgt?",
    ),
    severity=Severity.HIGH,
    kind=FindingKind.FACT,
    verdict=Verdict.UNDISCLOSED,
    about=("ePrivacy Directive art. 5(3)", "Tw art. 11.7a", "GDPR art. 12-13"),
    source="ePrivacy Directive art. 5(3): storing asks for clear and full information",
    per="document",
    rests_on=frozenset({"cookie", "storage"}),
    check=check,
    examples=(
        Example(
            "silent, and an advertiser's cookie",
            _SEEN,
            (make_document(make_claim("cookies.used", Polarity.SILENT)),),
            ("cookies and storage",),
        ),
        Example(
            "silent, and an item in localStorage",
            make_inventory(storage=(make_storage_entry(),)),
            (make_document(),),
            ("cookies and storage",),
        ),
        Example("a clause on cookies", _SEEN, (make_document(make_claim("cookies.session")),)),
        Example(
            "a clause that denies them",
            _SEEN,
            (make_document(make_claim("cookies.used", Polarity.DENIES)),),
        ),
        Example(
            "a text that sends the reader to a cookie policy",
            _SEEN,
            (make_document(make_claim("policy.refers_to", params={"kind": "cookie_policy"})),),
        ),
        Example(
            "a cookie page that was not read",
            _SEEN.model_copy(update={"policy_links": (_COOKIE_PAGE,)}),
            (make_document(),),
        ),
        Example("a cookie page that was read", _SEEN, (make_document(), _COOKIE_TEXT)),
        Example(
            "a cookie page that is gone",
            _SEEN.model_copy(update={"policy_links": (_COOKIE_PAGE,)}),
            (
                make_document(),
                _COOKIE_TEXT.model_copy(update={"status": PolicyStatus.NOT_FOUND}),
            ),
            ("cookies and storage",),
        ),
        Example(
            "a third party that is called and stores nothing",
            make_inventory(trackers=(make_tracker_entry(),), services=(make_service(),)),
            (make_document(),),
        ),
    ),
)
