"""What the three visits of a site with a banner must find, as values.

A cookie or item counts for the phase in which it was first stored, a third party's host for every
phase in which it was called. The phases are those of one visit: home page, the press or presses,
a reload of the home page, then the second page. Nothing pressed: all of it is ``before``.
"""

from dataclasses import dataclass

from web.banners.site import CDN, PIXEL, host_of

from scanner.words import Category, ConsentOutcome, ConsentProof


@dataclass(frozen=True)
class Stage:
    """What was stored and which third parties were called in one phase."""

    cookies: frozenset[tuple[str, str]] = frozenset()  # name, domain
    stored: frozenset[tuple[str, str, str]] = frozenset()  # kind, origin, key
    hosts: frozenset[str] = frozenset()  # of third parties only
    # What requests to Google said of Consent Mode, as "gcs=... gcd=...".
    modes: frozenset[str] = frozenset()

    def __or__(self, other: "Stage") -> "Stage":
        return Stage(
            self.cookies | other.cookies,
            self.stored | other.stored,
            self.hosts | other.hosts,
            self.modes | other.modes,
        )

    @property
    def called(self) -> "Stage":
        """The same again, when all of it is stored already."""
        return Stage(hosts=self.hosts, modes=self.modes)


NOTHING = Stage()


@dataclass(frozen=True)
class Phases:
    before: Stage
    between: Stage = NOTHING
    after: Stage = NOTHING


@dataclass(frozen=True)
class Expected:
    """What one visit must record."""

    outcomes: frozenset[ConsentOutcome]  # one of these
    pressed: tuple[str, ...]  # the words of the buttons, in order; steps is their number
    seen: Phases
    # Where it is done: at least one proof, and none but these.
    proofs: frozenset[ConsentProof] = frozenset()
    # The tool's own interface makes the same choice with nothing pressed and no step.
    by_interface: bool = False


@dataclass(frozen=True)
class Promise:
    """What the text of a banner names."""

    purposes: frozenset[Category]
    vendors: frozenset[str]
    lifetime: str  # ISO 8601


@dataclass(frozen=True)
class BannerCase:
    """One site; boxes that are unticked on the way are neither words pressed nor steps."""

    name: str
    none: Expected
    accept: Expected
    reject: Expected
    accept_steps: int | None  # None: there is no way, or no banner
    reject_steps: int | None
    ticked: tuple[str, ...] = ()  # boxes that are on beforehand and can be changed, by their words
    language: str | None = "nl"  # of the banner; None: there is none
    promise: Promise | None = None  # None: what the text promises is not of interest here
    gate: str | None = None  # where the home page leads before a choice; None: nowhere
    tool: str | None = None
    rule: str | None = None  # the name of autoconsent's rule that knows it

    @property
    def home(self) -> str:
        return f"https://{host_of(self.name)}/"

    @property
    def second(self) -> str:
        return f"{self.home}over-ons"

    @property
    def domain(self) -> str:
        return f"{self.name}.example"


def cookies(name: str, *names: str) -> Stage:
    """Return first-party cookies of a site."""
    return Stage(cookies=frozenset((each, host_of(name)) for each in names))


def wide(name: str, *names: str) -> Stage:
    """Return first-party cookies of a whole site, not of one host."""
    return Stage(cookies=frozenset((each, f"{name}.example") for each in names))


def items(name: str, *keys: str) -> Stage:
    """Return items of a site's localStorage."""
    return Stage(stored=frozenset(("local", f"https://{host_of(name)}", each) for each in keys))


def calls(*hosts: str) -> Stage:
    return Stage(hosts=frozenset(hosts))


def statistics(name: str) -> Stage:
    return cookies(name, "_telraam") | items(name, "telraam.bezoeker") | calls(CDN)


def marketing() -> Stage:
    return Stage(cookies=frozenset({("volgnet_id", PIXEL)})) | calls(PIXEL)


def trackers(name: str) -> Stage:
    return statistics(name) | marketing()


def necessary(name: str) -> Stage:
    return cookies(name, "mandje")
