import pytest

from scanner.browser.failures import Ending, ending_of
from scanner.words import VisitOutcome


@pytest.mark.parametrize(
    ("message", "outcome", "reason"),
    [
        ("net::ERR_NAME_NOT_RESOLVED at https://x/", VisitOutcome.UNREACHABLE, "dns"),
        ("net::ERR_CONNECTION_REFUSED at https://x/", VisitOutcome.UNREACHABLE, "refused"),
        ("net::ERR_CERT_AUTHORITY_INVALID at x", VisitOutcome.UNREACHABLE, "tls"),
        ("net::ERR_SSL_PROTOCOL_ERROR at x", VisitOutcome.UNREACHABLE, "tls"),
        ("net::ERR_CONNECTION_RESET at x", VisitOutcome.UNREACHABLE, "reset"),
        ("net::ERR_EMPTY_RESPONSE at x", VisitOutcome.UNREACHABLE, "reset"),
        ("net::ERR_CONNECTION_TIMED_OUT at x", VisitOutcome.TIMEOUT, "connection"),
        ("Timeout 30000ms exceeded.", VisitOutcome.TIMEOUT, "navigation"),
        ("net::ERR_INVALID_AUTH_CREDENTIALS at x", VisitOutcome.HTTP_ERROR, "401"),
        ("net::ERR_TOO_MANY_REDIRECTS at x", VisitOutcome.HTTP_ERROR, "too many redirects"),
        ("Page crashed", VisitOutcome.CRASHED, "page"),
        ("Target page, context or browser has been closed", VisitOutcome.CRASHED, "browser"),
        ("Download is starting", VisitOutcome.SKIPPED, "download"),
        ("net::ERR_SOMETHING_NEW at x", VisitOutcome.UNREACHABLE, "reset"),
    ],
)
def test_each_browser_error_has_its_word(message: str, outcome: VisitOutcome, reason: str) -> None:
    assert ending_of(f"Page.goto: {message}") == Ending(outcome, reason)
