"""From a policy as it comes to its claims: its text, its language, and the services it may name."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from scanner.catalogue.load import load_catalogue
from scanner.catalogue.signature import Signature
from scanner.models import Claim, ParamValue
from scanner.policy.claims import read_claims
from scanner.policy.document import DocumentText, read_document
from scanner.policy.services import Gazetteer, NamedService, known_services
from scanner.words import Category, Polarity, PolicyStatus

_ROLES = {
    Category.ANALYTICS: "analytics",
    Category.ADVERTISING: "advertising",
    Category.SOCIAL_MEDIA: "social",
}
# Names that in a policy are nearly always something else: an ordinary word, or a way to reach us.
_ORDINARY = frozenset(
    """
    adobe braze carto convert crisp drift ensighten epsilon fathom funda heap here ideal impact
    indeed insider ketch medallia moat mux npo permutive piano plausible robin segment sentry
    snitcher sourcepoint ster tapad teads umami watermelon whatsapp wix
    """.split()  # noqa: SIM905
)
_SHORTEST_NAME = 3  # letters


@dataclass(frozen=True)
class PolicyReading:
    """What came of one policy: whether it could be read, and what it claims."""

    status: PolicyStatus
    reason: str | None  # why it is not read, or not whole
    language: str | None
    claims: tuple[Claim, ...]
    document: DocumentText


def read_policy(data: bytes, name: str, media_type: str | None = None) -> PolicyReading:
    """Return the claims of a policy; of one that is read in part nothing is said to be silent.

    Args:
        data: the document as it came.
        name: its file name or URL.
        media_type: its Content-Type, if known.

    Raises:
        PluginError: a signature or a language file is wrong.
    """
    with _no_rubbish_sought():
        return _read(data, name, media_type)


def _read(data: bytes, name: str, media_type: str | None) -> PolicyReading:
    document = read_document(data, name, media_type)
    if document.text is None:
        return PolicyReading(document.status, document.reason, None, (), document)
    reading = read_claims(document.text, catalogue_services())
    if reading.status is PolicyStatus.LANGUAGE_UNSUPPORTED:
        reason = "its language is none that can be read"
        return PolicyReading(reading.status, reason, None, (), document)
    status, why, claims = document.status, document.reason, reading.claims
    if status is PolicyStatus.READ and reading.status is PolicyStatus.PARTIAL:
        status, why = reading.status, "it is far longer than a policy; its first part was read"
    if status is PolicyStatus.PARTIAL:
        claims = tuple(claim for claim in claims if claim.polarity is not Polarity.SILENT)
    return PolicyReading(status, why, reading.language, claims, document)


@contextmanager
def _no_rubbish_sought() -> Iterator[None]:
    """Keep the collector from looking for circles: there are none, and it takes a fifth longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def in_closed_words(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims in the words of the taxonomy, in whose list a service stands or is ``other``.

    A service that is not listed keeps its id in the claim's scope.
    """
    known = (*catalogue_services(), *known_services())
    listed: dict[ParamValue | None, bool] = {service.id: service.listed for service in known}
    return tuple(
        claim.model_copy(
            update={
                "params": {**claim.params, "service": "other"},
                "scope": claim.scope.model_copy(update={"service": service}),
            }
        )
        if listed.get(service := claim.params.get("service")) is False
        else claim
        for claim in claims
    )


@cache
def catalogue_services() -> tuple[NamedService, ...]:
    """Return the services of the catalogue that only it knows, as policies may name them.

    Names of makers ("Google" beside "Google Maps") and of more than one service name none.
    """
    signatures = load_catalogue().signatures
    spelt = Counter(name for signature in signatures for name in _names(signature))
    known = Gazetteer(known_services())
    makers = {name.rpartition(" ")[0] for name in spelt}

    def is_its_own(name: str) -> bool:
        return spelt[name] == 1 and name not in makers and not known.find(name)

    named = (
        _named(signature, [name for name in _names(signature) if is_its_own(name)])
        for signature in signatures
    )
    return tuple(service for service in named if service.names)


def _names(signature: Signature) -> set[str]:
    names = {name.lower() for name in (signature.name, *signature.aliases)}
    return {name for name in names if len(name) >= _SHORTEST_NAME} - _ORDINARY


def _named(signature: Signature, names: list[str]) -> NamedService:
    return NamedService(
        id=signature.id.replace("-", "_"),
        role=_ROLES.get(signature.category, "other"),
        names=tuple(re.escape(name).replace(r"\ ", "[ -]?") for name in sorted(names)),
        captcha=signature.captcha,
    )
