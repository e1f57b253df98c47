"""What a policy that was read whole says nothing about."""

from __future__ import annotations

from collections.abc import Collection

from scanner.models import Claim
from scanner.policy.lexicon import claimable
from scanner.taxonomy import SILENCE_TYPES
from scanner.words import Polarity

_MOOT_WITHOUT_COOKIES = frozenset(
    {
        "cookies.list",
        "cookies.lifetime",
        "cookies.third_party",
        "consent.mechanism",
        "consent.withdrawable",
        "refusal.browser",
    }
)
_SAYS_IT_TOO = {
    "cookies.list": ("cookies.named",),
    "cookies.lifetime": ("cookies.named",),
    "tracking.third_party": ("captcha.service",),
}


def find_silences(claims: Collection[Claim], language: str) -> tuple[Claim, ...]:
    """Return a silent claim for each type of the list that no claim of a document speaks of.

    Args:
        claims: what the document says.
        language: what it is written in; of what cannot be read in it, nothing is said.
    """
    said = {claim.type for claim in claims}
    moot = any(c.type == "cookies.used" and c.polarity is Polarity.DENIES for c in claims)
    return tuple(
        Claim(id=f"silent-{kind}", type=kind, polarity=Polarity.SILENT)
        for kind in SILENCE_TYPES
        if kind in claimable(language)
        and not said & {kind, *_SAYS_IT_TOO.get(kind, ())}
        and not (moot and kind in _MOOT_WITHOUT_COOKIES)
    )
