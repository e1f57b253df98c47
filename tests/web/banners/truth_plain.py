"""The truth of the banners that no tool made."""

from dataclasses import replace

from web.banners.placed import CROSS_SITE
from web.banners.truth import (
    NOTHING,
    BannerCase,
    Expected,
    Phases,
    Promise,
    Stage,
    calls,
    cookies,
    items,
    necessary,
    trackers,
)

from scanner.words import Category, ConsentOutcome, ConsentProof

DONE = frozenset({ConsentOutcome.DONE})
UNCONFIRMED = frozenset({ConsentOutcome.UNCONFIRMED})
FAILED = frozenset({ConsentOutcome.FAILED})
NO_BANNER = frozenset({ConsentOutcome.NO_BANNER})
_PROOFS = frozenset({ConsentProof.STORED, ConsentProof.GONE})
_ACCEPT, _REJECT = ("Alles accepteren",), ("Alles weigeren",)


def heeded(
    name: str,
    *,
    accept: tuple[str, ...] = _ACCEPT,
    reject: tuple[str, ...] = _REJECT,
    keeps: Stage | None = None,
    at_once: Stage | None = None,
    each_load: Stage = NOTHING,
    **other,
) -> BannerCase:
    """Return the truth of a site that does as it was told.

    ``keeps`` is where it remembers, ``at_once`` what it stores and calls before any choice,
    ``each_load`` what it calls on every load, whatever was chosen.
    """
    kept = keeps if keeps is not None else cookies(name, "toestemming")
    first = (at_once or necessary(name)) | each_load
    tracked = trackers(name)
    return BannerCase(
        name=name,
        none=Expected(DONE, (), Phases(first)),
        accept=Expected(
            DONE, accept, Phases(first, kept | tracked, tracked.called | each_load), _PROOFS
        ),
        reject=Expected(DONE, reject, Phases(first, kept, each_load), _PROOFS),
        accept_steps=len(accept),
        reject_steps=len(reject),
        **other,
    )


def no_way_to_reject(case: BannerCase) -> BannerCase:
    """Return the truth of the same site without a button to refuse with."""
    untouched = Expected(FAILED, (), case.none.seen)
    return replace(case, reject=untouched, reject_steps=None)


def no_banner(name: str) -> BannerCase:
    untouched = Expected(NO_BANNER, (), Phases(necessary(name)))
    return BannerCase(name, untouched, untouched, untouched, None, None, language=None)


def _ignored(name: str, between: Stage, after: Stage) -> BannerCase:
    """Return the truth of a site on which a refusal comes to something else."""
    case = heeded(name)
    return replace(
        case, reject=replace(case.reject, seen=Phases(case.none.seen.before, between, after))
    )


def _deaf() -> tuple[BannerCase, ...]:
    kept, now = cookies("doof", "toestemming"), trackers("doof")
    later = cookies("laterdoof", "toestemming")
    return (
        _ignored("doof", kept | now, now.called),
        _ignored("laterdoof", later, trackers("laterdoof")),
    )


def _too_early() -> BannerCase:
    kept, tracked = cookies("tevroeg", "toestemming"), trackers("tevroeg")
    case = heeded("tevroeg", at_once=necessary("tevroeg") | tracked)
    seen = Phases(case.none.seen.before, kept, tracked.called)
    return replace(case, accept=replace(case.accept, seen=seen))


def _comes_back() -> BannerCase:
    first, tracked = necessary("terugkeer"), trackers("terugkeer")
    return replace(
        heeded("terugkeer"),
        accept=Expected(UNCONFIRMED, _ACCEPT, Phases(first, tracked)),
        reject=Expected(UNCONFIRMED, _REJECT, Phases(first)),
    )


def _does_nothing() -> BannerCase:
    seen, either = Phases(necessary("loos")), UNCONFIRMED | FAILED
    return replace(
        heeded("loos"),
        accept=Expected(either, _ACCEPT, seen),
        reject=Expected(either, _REJECT, seen),
    )


_BASIC = (
    heeded("eerstelaag"),
    heeded("instellingen", accept=("Akkoord",), reject=("Instellingen", "Alles weigeren")),
    heeded(
        "uitvinken", reject=("Instellingen", "Keuze opslaan"), ticked=("Statistieken", "Marketing")
    ),
    heeded(
        "driestappen",
        reject=("Cookie-instellingen", "Meer instellingen", "Alles afwijzen"),
        ticked=("Statistieken", "Marketing"),
    ),
    no_way_to_reject(heeded("geenkeus", accept=("Ik ga akkoord",))),
    heeded("voorgevinkt", reject=("Selectie toestaan",), ticked=("Statistieken", "Marketing")),
    *_deaf(),
    _too_early(),
    heeded("lokaal", keeps=items("lokaal", "keuze")),
    heeded("herlaadt"),
    _comes_back(),
    _does_nothing(),
)


def _framed_elsewhere() -> BannerCase:
    return heeded("vreemdkader", at_once=necessary("vreemdkader") | calls(CROSS_SITE))


_PLACED = (
    heeded("kader"),
    _framed_elsewhere(),
    *map(heeded, ("schaduw", "dialoog", "naeven", "scrollen", "verzonden")),
)
_WALLS = tuple(
    no_way_to_reject(heeded(name, accept=(words,)))
    for name, words in (
        ("cookiemuur", "Cookies accepteren"),
        ("betalen", "Accepteren"),
        ("elders", "Accepteren"),
    )
)
_SHAPES = (
    *(heeded(name, accept=("Accepteren",), reject=("Weigeren",)) for name in ("invoer", "rolknop")),
    heeded("icoontjes", accept=("Alle cookies accepteren",), reject=("Alle cookies weigeren",)),
    heeded(
        "belofte",
        promise=Promise(
            purposes=frozenset({Category.ANALYTICS, Category.ADVERTISING}),
            vendors=frozenset({"Google Analytics", "Criteo"}),
            lifetime="P6M",
        ),
    ),
    heeded(
        "engelslagen",
        accept=("Accept",),
        reject=("Manage preferences", "Save preferences"),
        ticked=("Statistics", "Marketing"),
        language="en",
    ),
)
_NONE = tuple(map(no_banner, ("zonder", "nieuwsbrief", "akkoord")))

PLAIN_CASES = (*_BASIC, *_PLACED, *_WALLS, *_SHAPES, *_NONE)
