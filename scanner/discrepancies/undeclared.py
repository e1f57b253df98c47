"""Cookies that no clause covers, as one flag for each service or domain that stored them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared, find_denial, unread_note
from scanner.discrepancies.rule import Case, Flag
from scanner.models import Claim, CookieEntry, Sentence, Service
from scanner.words import FindingKind, Party, Verdict


@dataclass(frozen=True)
class Undeclared:
    """A kind of cookie, and which clauses would cover or deny it; as a check it is called."""

    what: Sentence  # what the policy has no clause on: "session cookies"
    is_meant: Callable[[CookieEntry], bool]
    covers: Callable[[Claim, CookieEntry, Service | None], bool]
    denials: tuple[str, ...]  # the types of claim that, denied, these cookies contradict

    def __call__(self, case: Case) -> Iterator[Flag]:
        """Yield a flag for each service that stored cookies that no clause covers, by name."""
        denial, note = find_denial(case, self.denials), unread_note(case)
        groups: dict[str, list[CookieEntry]] = defaultdict(list)
        for cookie in self._uncovered(case):
            own = self.what.en if cookie.party is Party.FIRST else cookie.domain
            groups[cookie.service or own].append(cookie)
        for subject in sorted(groups):
            yield Flag(
                subject=subject,
                sentence=_sentence(case, groups[subject], self.what, denial),
                evidence=tuple(map(evidence.of_cookie, groups[subject])),
                claim=denial,
                verdict=Verdict.CONTRADICTED if denial else None,
                kind=FindingKind.JUDGMENT if note else None,
                note=note,
            )

    def _uncovered(self, case: Case) -> Iterator[CookieEntry]:
        clauses = declared(case)
        for cookie in filter(self.is_meant, case.inventory.cookies):
            service = evidence.find_service(cookie.service, case.inventory)
            if not any(self.covers(clause, cookie, service) for clause in clauses):
                yield cookie


def _sentence(
    case: Case, group: list[CookieEntry], what: Sentence, denial: Claim | None
) -> Sentence:
    count, listed = evidence.cookies(group), ", ".join(cookie.name for cookie in group)
    by = evidence.label_of(group[0].service, case.inventory)
    by_en, by_nl = (f" by {by}", f" door {by}") if by else ("", "")
    said_en = f"says there are no {what.en}" if denial else f"has no clause on {what.en}"
    said_nl = "zegt dat er geen {} zijn" if denial else "heeft geen clausule over {}"
    said_nl = said_nl.format(what.nl)
    were = evidence.were(len(group))
    return Sentence(
        en=f"The policy {said_en}, yet {count.en} {were.en} stored{by_en}: {listed}.",
        nl=f"Het beleid {said_nl}, toch {were.nl} {count.nl} opgeslagen{by_nl}: {listed}.",
    )
