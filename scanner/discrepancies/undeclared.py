"""Cookies that no clause covers, as one flag for each service or domain that stored them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import find_denial, unread_note
from scanner.discrepancies.rule import Case, Flag
from scanner.models import Claim, CookieEntry, Sentence
from scanner.words import FindingKind, Verdict


def flag_cookies(
    case: Case,
    cookies: Iterable[CookieEntry],
    own_subject: str,
    what: Sentence,
    denials: Iterable[str],
) -> Iterator[Flag]:
    """Yield a flag for each service that stored some of these cookies, in order of name.

    Args:
        case: What the cookies were found in.
        cookies: Those that no clause covers.
        own_subject: The subject for cookies of the site itself that no service is known for.
        what: What the policy has no clause on.
        denials: The types of claim that, denied, these cookies contradict.
    """
    denial, note = find_denial(case, denials), unread_note(case)
    groups: dict[str, list[CookieEntry]] = defaultdict(list)
    for cookie in cookies:
        own = own_subject if cookie.party == "first" else cookie.domain
        groups[cookie.service or own].append(cookie)
    for subject in sorted(groups):
        yield Flag(
            subject=subject,
            sentence=_sentence(case, groups[subject], what, denial),
            evidence=tuple(map(evidence.of_cookie, groups[subject])),
            claim=denial,
            verdict=Verdict.CONTRADICTED if denial else None,
            kind=FindingKind.JUDGMENT if note else None,
            note=note,
        )


def _sentence(
    case: Case, group: list[CookieEntry], what: Sentence, denial: Claim | None
) -> Sentence:
    count, listed = evidence.cookies(group), ", ".join(cookie.name for cookie in group)
    by = evidence.label_of(group[0].service, case.inventory)
    by_en, by_nl = (f" by {by}", f" door {by}") if by else ("", "")
    said_en = f"says there are no {what.en}" if denial else f"has no clause on {what.en}"
    said_nl = "zegt dat er geen {} zijn" if denial else "heeft geen clausule over {}"
    said_nl = said_nl.format(what.nl)
    were_en, were_nl = ("was", "werd") if len(group) == 1 else ("were", "werden")
    return Sentence(
        en=f"The policy {said_en}, yet {count.en} {were_en} stored{by_en}: {listed}.",
        nl=f"Het beleid {said_nl}, toch {were_nl} {count.nl} opgeslagen{by_nl}: {listed}.",
    )
