"""What a rule is, what it looks at, and how its flags become findings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from scanner.discrepancies import evidence, rules
from scanner.discrepancies.guards import can_be_quoted, is_about_looking, stands
from scanner.models import (
    Claim,
    Discrepancy,
    Document,
    Evidence,
    Inventory,
    Sentence,
    Site,
)
from scanner.plugins import load_plugins
from scanner.words import DocumentSource, FindingKind, Severity, Verdict

EvidenceKind = Literal["cookie", "storage", "request", "captcha", "page", "visit", "document"]


@dataclass(frozen=True)
class Case:
    """What a rule looks at: a site, what it does, and the policies that govern it."""

    site: Site
    inventory: Inventory
    documents: tuple[Document, ...]
    document: Document | None = None  # the one a finding is about; None: about the site itself

    @property
    def policy(self) -> Document:
        """The document a rule that runs once per document looks at."""
        if self.document is None:
            raise ValueError("a rule that runs once per site has no document of its own")
        return self.document


@dataclass(frozen=True)
class Flag:
    """What a rule found; where it says nothing of severity, kind or verdict, the rule's hold."""

    subject: str  # a service, a kind, a page: with rule, site and document it makes the id
    sentence: Sentence
    evidence: tuple[Evidence, ...]
    claim: Claim | None = None
    document: str | None = None  # of a rule that runs once per site, where it is about one
    severity: Severity | None = None
    kind: FindingKind | None = None
    verdict: Verdict | None = None
    note: Sentence | None = None


@dataclass(frozen=True)
class Example:
    """A case and the subjects that the rule flags in it; none: the rule keeps quiet."""

    why: str
    inventory: Inventory
    documents: tuple[Document, ...]  # the first is the one a rule per document looks at
    flags: tuple[str, ...] = ()

    @property
    def case(self) -> Case:
        """The case, of a site that is named as its inventory says."""
        domain = self.inventory.domain
        site = Site(domain=domain, start_urls=(f"https://www.{domain}/",))
        return Case(site, self.inventory, self.documents)


@dataclass(frozen=True)
class Rule:
    """One question that is asked of every site, or of every document of every site."""

    id: str
    question: Sentence
    severity: Severity
    kind: FindingKind
    verdict: Verdict
    about: tuple[str, ...]  # provisions: a pointer for a lawyer, never a conclusion
    source: str
    per: Literal["document", "site"]
    rests_on: frozenset[EvidenceKind]  # a flag without evidence of one of these does not stand
    check: Callable[[Case], Iterable[Flag]]
    examples: tuple[Example, ...]


def load_rules() -> tuple[Rule, ...]:
    """Return every rule, in order of file name.

    Raises:
        PluginError: a file of the folder is no rule.
    """
    return load_plugins(rules, "RULE", Rule)


def find_flags(rule: Rule, case: Case) -> Iterable[tuple[Document | None, Flag]]:
    """Yield what a rule finds in a case, with the document it is about, once the guards agree."""
    if not (case.inventory.usable or is_about_looking(rule)):
        return
    documents = filter(can_be_quoted, case.documents) if rule.per == "document" else (None,)
    for document in documents:
        asked = Case(case.site, case.inventory, case.documents, document)
        for flag in rule.check(asked):
            if stands(flag, rule, case.inventory.coverage):
                yield document, flag


def make_discrepancies(case: Case, chosen: Iterable[Rule]) -> tuple[Discrepancy, ...]:
    """Return the findings of some rules on a site: worst first, then by rule and subject."""
    found = [
        _make_discrepancy(rule, case, document, flag)
        for rule in chosen
        for document, flag in _find_sure_flags(rule, case)
    ]
    order = list(Severity)
    return tuple(
        sorted(
            found,
            key=lambda d: (order.index(d.severity), d.rule, d.document or "", d.subject),
        )
    )


def without_unsure(case: Case) -> Case:
    """Return a case without the claims that were read with too little confidence."""
    documents = tuple(
        document.model_copy(
            update={"claims": tuple(claim for claim in document.claims if claim.sure)}
        )
        for document in case.documents
    )
    return replace(case, documents=documents)


def _find_sure_flags(rule: Rule, case: Case) -> Iterator[tuple[Document | None, Flag]]:
    """Yield what a rule finds without unsure claims; what they would undo is for a person to say.

    An unsure claim thus neither makes a finding nor hides one.
    """
    flags = tuple(find_flags(rule, without_unsure(case)))
    if all(claim.sure for document in case.documents for claim in document.claims):
        yield from flags
        return
    stays = {_key(document, flag) for document, flag in find_flags(rule, case)}
    for document, flag in flags:
        if _key(document, flag) in stays:
            yield document, flag
        else:
            yield document, replace(flag, kind=FindingKind.JUDGMENT, note=flag.note or _DOUBT)


def _key(document: Document | None, flag: Flag) -> tuple[str | None, str]:
    return (document.id if document else flag.document, flag.subject)


_READ_BY_PROGRAM = Sentence(
    en="The program read this text by itself: a person should read the clause, or look for one.",
    nl="Het programma heeft deze tekst zelf gelezen: een mens moet de clausule lezen, of zoeken.",
)
_DOUBT = Sentence(
    en="A clause that could not be read with confidence may cover this: a person should read it.",
    nl="Een clausule die niet met zekerheid is gelezen, dekt dit misschien: een mens moet haar "
    "lezen.",
)


def make_id(rule: str, site: str, document: str | None, subject: str) -> str:
    """Return the id of a finding: the same for the same rule, site, document and subject."""
    text = "\n".join((rule, site, document or "", subject))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _make_discrepancy(rule: Rule, case: Case, document: Document | None, flag: Flag) -> Discrepancy:
    claim, live = flag.claim, document is not None and document.source is DocumentSource.LIVE
    document_id = document.id if document else flag.document
    return Discrepancy(
        id=make_id(rule.id, case.site.domain, document_id, flag.subject),
        rule=rule.id,
        severity=flag.severity or rule.severity,
        kind=FindingKind.JUDGMENT if live else flag.kind or rule.kind,
        verdict=flag.verdict or rule.verdict,
        site=case.site.domain,
        document=document_id,
        claim=claim.id if claim else None,
        section=claim.section if claim else None,
        quote=claim.quote if claim else None,
        statement=claim.statement if claim else None,
        statement_nl=claim.statement_nl if claim else None,
        subject=flag.subject,
        evidence=flag.evidence,
        coverage=case.inventory.coverage,
        sentence=_told_apart(flag.sentence, document, case),
        about=rule.about,
        note=flag.note or (_READ_BY_PROGRAM if live else None),
    )


def _told_apart(sentence: Sentence, document: Document | None, case: Case) -> Sentence:
    """Return a sentence that says of which document it is, where a site has more than one."""
    titles = [each.title for each in case.documents if can_be_quoted(each)]
    if document is None or len(titles) < 2:
        return sentence
    title = evidence.title_of(document)
    which = f" ({document.id})" if titles.count(document.title) > 1 else ""
    return Sentence(en=f"{title.en}{which}: {sentence.en}", nl=f"{title.nl}{which}: {sentence.nl}")
