"""What makes a comparison with the last run weaker than it looks."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.digests import SiteDigest
from scanner.history.sight import CHOICES, lost_choices
from scanner.models import Sentence


def make_notes(now: SiteDigest, last: SiteDigest) -> tuple[Sentence, ...]:
    """Return a sentence for each way in which a run looked otherwise or less than the last."""
    return tuple(_notes(now, last))


def _notes(now: SiteDigest, last: SiteDigest) -> Iterator[Sentence]:
    if now.scanner_version != last.scanner_version:
        yield Sentence(
            en=f"Run {last.run} was made with version {last.scanner_version} of the scanner, this "
            f"one with {now.scanner_version}: what is new may be newly recognised.",
            nl=f"Run {last.run} is gemaakt met versie {last.scanner_version} van de scanner, deze "
            f"met {now.scanner_version}: wat nieuw is, kan nieuw herkend zijn.",
        )
    if not now.measured:
        yield Sentence(
            en="The site could not be measured this time: what it did last time is not gone.",
            nl="De site kon deze keer niet worden gemeten: wat zij de vorige keer deed, is niet "
            "verdwenen.",
        )
        return
    yield from _looked_less(now, last)


def _looked_less(now: SiteDigest, last: SiteDigest) -> Iterator[Sentence]:
    if lost := lost_choices(last, now):
        en = " or ".join(CHOICES[choice].en for choice in lost)
        nl = " of ".join(CHOICES[choice].nl for choice in lost)
        yield Sentence(
            en=f"Less was seen than last time where the choice is {en}: what only shows there is "
            "not called gone.",
            nl=f"Waar de keuze {nl} is, is minder gezien dan de vorige keer: wat alleen daar "
            "blijkt, heet niet verdwenen.",
        )
    if last.banner and not now.banner:
        yield Sentence(
            en="No consent banner was met, where there was one last time: what comes after a "
            "choice may have been missed.",
            nl="Er is geen toestemmingsmelding aangetroffen, en de vorige keer wel: wat na een "
            "keuze komt, kan gemist zijn.",
        )
    if now.pages < last.pages:
        yield Sentence(
            en=f"Fewer pages were loaded than last time: {now.pages} instead of {last.pages}.",
            nl=f"Er zijn minder pagina's geladen dan de vorige keer: {now.pages} in plaats van "
            f"{last.pages}.",
        )
