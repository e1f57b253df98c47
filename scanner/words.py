"""The closed lists of words that values are made of: one word, one meaning."""

from __future__ import annotations

from enum import StrEnum


class ConsentChoice(StrEnum):
    """What is done with a consent banner; each choice is a visit in a fresh context."""

    NONE = "none"
    ACCEPT = "accept"
    REJECT = "reject"


class VisitOutcome(StrEnum):
    """How a visit ended. Only ``ok`` and ``partial`` can be used as evidence."""

    OK = "ok"
    PARTIAL = "partial"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    HTTP_ERROR = "http_error"
    BLOCKED = "blocked"
    CRASHED = "crashed"
    SKIPPED = "skipped"


USABLE_OUTCOMES = frozenset({VisitOutcome.OK, VisitOutcome.PARTIAL})
STOPPED = "the run was stopped"  # the reason for what was not done: the next start does it


class ConsentOutcome(StrEnum):
    """What became of the consent choice on a visit."""

    NO_BANNER = "no_banner"
    DONE = "done"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"


class ConsentProof(StrEnum):
    """What confirms that a consent choice took effect."""

    TOOL_STATE = "tool_state"  # the consent tool's own state says so
    STORED = "stored"  # its cookie or stored item changed to match
    TCF = "tcf"  # the IAB TCF string grants or refuses accordingly
    GONE = "gone"  # the banner went, and stayed away after a reload


class PolicyStatus(StrEnum):
    """Whether a policy could be read; only ``read`` supports a finding that quotes it."""

    READ = "read"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"
    LANGUAGE_UNSUPPORTED = "language_unsupported"
    TOO_LARGE = "too_large"


class DocumentSource(StrEnum):
    """Where a document's claims come from."""

    PINNED = "pinned"
    LIVE = "live"


class PolicyKind(StrEnum):
    """What a page of a site is about, as its link or address says."""

    PRIVACY = "privacy"
    COOKIES = "cookies"


class FoundBy(StrEnum):
    """How a document was found on a site, in the order in which the ways are tried."""

    LINK = "link"
    SITEMAP = "sitemap"
    WELL_KNOWN = "well_known"  # at an address that many sites use


class LinkPlace(StrEnum):
    """Where on its page a link stands."""

    FOOTER = "footer"
    MENU = "menu"
    TEXT = "text"


class ChangeKind(StrEnum):
    """How a claim of a policy differs from an earlier reading."""

    APPEARED = "appeared"
    GONE = "gone"
    CHANGED = "changed"


class Trend(StrEnum):
    """How something of this run stands to the earlier runs of its site."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"  # of a document: what it says
    SAME = "same"
    UNSTABLE = "unstable"  # it came and went in the last runs: advertising varies
    UNKNOWN = "unknown"  # one of the two runs could not have seen it


class Party(StrEnum):
    """Whose a host is, seen from the visited site."""

    FIRST = "first"
    THIRD = "third"


class SetVia(StrEnum):
    """By which way something was stored."""

    HTTP = "http"
    SCRIPT = "script"
    UNKNOWN = "unknown"


class Trigger(StrEnum):
    """What the visit was doing when something happened."""

    LOAD = "load"
    INTERACTION = "interaction"
    CONSENT = "consent"
    UNLOAD = "unload"


class Phase(StrEnum):
    """When something happened, seen from the consent choice of its visit.

    A visit that pressed nothing has one phase, ``before``, whichever choice it was made for.
    """

    BEFORE = "before"  # until the first press on a banner
    BETWEEN = "between"  # from that press until the page is loaded anew
    AFTER = "after"  # from that reload on


class StorageKind(StrEnum):
    """Which of the browser's stores an item lies in, cookies apart."""

    LOCAL = "local"
    SESSION = "session"
    INDEXEDDB = "indexeddb"
    CACHE = "cache"


class Stability(StrEnum):
    """How a stored value behaves over visits, each of which starts with nothing stored."""

    IDENTIFIER = "identifier"  # every visit got one of its own, long and varied enough to tell
    CONSTANT = "constant"  # two visits or more, all with the same value
    UNKNOWN = "unknown"  # seen in one visit only, or too short or too plain to tell


class PageReason(StrEnum):
    """Why a page was chosen for a visit, in order of preference."""

    HOME = "home"
    POLICY = "policy"
    FORM = "form"
    LOGIN = "login"
    LINK = "link"


class Polarity(StrEnum):
    """What a claim says: that it happens, that it does not, or nothing."""

    DECLARES = "declares"
    DENIES = "denies"
    SILENT = "silent"


class Modality(StrEnum):
    """How firmly a claim says it."""

    UNCONDITIONAL = "unconditional"
    MAY = "may"
    WILL = "will"


class Condition(StrEnum):
    """The condition a claim is made under."""

    CONSENT = "consent"
    NO_CONSENT = "no_consent"
    UNLESS_REFUSED = "unless_refused"
    UNLESS_CONSENT = "unless_consent"
    SIGN_IN = "sign_in"
    EMBEDDED_CONTENT = "embedded_content"
    LEGAL_OBLIGATION = "legal_obligation"
    NECESSARY_FOR_SERVICE = "necessary_for_service"
    SETTINGS = "settings"
    OTHER = "other"


class ClaimParty(StrEnum):
    """Of whose doing a claim speaks."""

    FIRST = "first"
    THIRD = "third"
    ADVERTISER = "advertiser"
    SERVICE = "service"
    ANY = "any"


class Category(StrEnum):
    """What a cookie or service is for; an unknown one is never called non-essential."""

    NECESSARY = "necessary"
    PREFERENCES = "preferences"
    ANALYTICS = "analytics"
    ADVERTISING = "advertising"
    SOCIAL_MEDIA = "social_media"
    UNCLASSIFIED = "unclassified"


class Severity(StrEnum):
    """How much a discrepancy matters, worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class FindingKind(StrEnum):
    """``fact``: two records conflict on their face; ``judgment``: a person must look."""

    FACT = "fact"
    JUDGMENT = "judgment"


class Verdict(StrEnum):
    """How a claim compares with what was observed."""

    CONFIRMED = "confirmed"
    CONSISTENT = "consistent"
    CONTRADICTED = "contradicted"
    SUPPORTED = "supported"
    NOT_OBSERVED = "not_observed"
    UNDISCLOSED = "undisclosed"
    OPEN = "open"
    NOT_ASSESSABLE = "not_assessable"
