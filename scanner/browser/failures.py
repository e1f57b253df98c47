"""From an error of the browser to the closed word a visit ends with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scanner.words import VisitOutcome


@dataclass(frozen=True)
class Ending:
    """How a visit ended, and the reason word that belongs to it."""

    outcome: VisitOutcome
    reason: str | None


class VisitEndedError(Exception):
    """The visit cannot go on; carries how it ended."""

    def __init__(self, outcome: VisitOutcome, reason: str | None) -> None:
        super().__init__(f"{outcome}: {reason}")
        self.ending = Ending(outcome, reason)


# Chromium's network errors (net/base/net_error_list.h) by the reason they amount to; first match.
_REASONS = (
    (r"NAME_|DNS_|ICANN_", VisitOutcome.UNREACHABLE, "dns"),
    (r"CERT_|SSL_|INSECURE_RESPONSE", VisitOutcome.UNREACHABLE, "tls"),
    (r"CONNECTION_TIMED_OUT|TIMED_OUT", VisitOutcome.TIMEOUT, "connection"),
    (r"INVALID_AUTH_CREDENTIALS", VisitOutcome.HTTP_ERROR, "401"),
    (r"TOO_MANY_REDIRECTS", VisitOutcome.HTTP_ERROR, "too many redirects"),
    (r"CONNECTION_REFUSED|ADDRESS_|PROXY_|TUNNEL_", VisitOutcome.UNREACHABLE, "refused"),
    (r"BLOCKED_BY", VisitOutcome.BLOCKED, "by the browser"),
    (r"CONNECTION_|EMPTY_RESPONSE|INTERNET_|NETWORK_|SOCKET_|HTTP2_|QUIC_|INVALID_RESPONSE"
     r"|RESPONSE_|INCOMPLETE_|CONTENT_", VisitOutcome.UNREACHABLE, "reset"),
)  # fmt: skip


def ending_of(message: str) -> Ending:
    """Return how a navigation ended whose error says ``message``."""
    if "crashed" in message:
        return Ending(VisitOutcome.CRASHED, "page")
    if "has been closed" in message or "Target closed" in message:
        return Ending(VisitOutcome.CRASHED, "browser")
    if "Timeout" in message:
        return Ending(VisitOutcome.TIMEOUT, "navigation")
    if "Download is starting" in message:
        return Ending(VisitOutcome.SKIPPED, "download")
    code = re.search(r"net::ERR_(\w+)", message)
    if code is None:
        return Ending(VisitOutcome.CRASHED, "browser")
    for pattern, outcome, reason in _REASONS:
        if re.match(pattern, code[1]):
            return Ending(outcome, reason)
    return Ending(VisitOutcome.UNREACHABLE, "reset")
