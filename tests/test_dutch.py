import re
import tomllib
from pathlib import Path

import pytest
from builders import make_full_observations

from scanner import words
from scanner.browser.failures import ending_of
from scanner.catalogue.coverage import make_coverage
from scanner.catalogue.load import load_catalogue
from scanner.dutch import in_both, in_dutch
from scanner.models import Consent, Incomplete, Sentence
from scanner.policy.document import read_document
from scanner.report.page.labels import load_labels
from scanner.words import ConsentOutcome

FILE = Path(__file__).parents[1] / "scanner" / "dutch.toml"
TABLES = tomllib.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("dns", "naam niet gevonden"),
        ("choice none: 4 of 5 pages", "keuze geen: 4 van 5 pagina's"),
        ("choosing: no time was left", "bij het kiezen: er was geen tijd meer"),
        ("http_error: 404", "HTTP-fout: 404"),
        (
            "https://a.nl/b: http_error: 404",
            "https://a.nl/b: HTTP-fout: 404",
        ),
        ("further pages: cut short: the run was stopped",
         "verdere pagina's: afgebroken: de run is gestopt"),
        ("counts visits (older versions)", "telt bezoeken (oudere versies)"),
        ("sign_in / first_visit", "inloggen / eerste bezoek"),
        ("GDPR art. 4(11), 7", "AVG art. 4(11), 7"),
        ("a box could not be switched on: {x} <b>", "een vakje was niet aan te zetten: {x} <b>"),
    ],
)  # fmt: skip
def test_a_text_of_the_program_is_told_in_dutch(text, told):
    assert in_dutch(text) == told


@pytest.mark.parametrize("text", ["503", "2026-11-22", "https://a.nl/b?c", "Network.dataReceived"])
def test_a_number_an_address_and_an_event_are_the_same_in_both(text):
    assert in_dutch(text) == text


@pytest.mark.parametrize(
    "text", ["no words of ours", "choice none: no words of ours", "some of 5 pages", ""]
)
def test_of_what_is_not_known_no_part_is_told(text):
    assert in_dutch(text) is None
    assert in_both(text) == Sentence(en=text, nl=text)


def test_a_text_and_its_dutch_have_the_same_places():
    for table in TABLES.values():
        for said, told in table.items():
            assert sorted(re.findall(r"{\w+}", said)) == sorted(re.findall(r"{\w+}", told))


def test_no_text_stands_in_two_tables():
    texts = [said for table in TABLES.values() for said in table]
    assert [said for said in texts if texts.count(said) > 1] == []


@pytest.mark.parametrize(
    "kind", ["VisitOutcome", "ConsentChoice", "ConsentOutcome", "ConsentProof"]
)
def test_words_of_a_visit_are_those_of_the_page(kind):
    labels = load_labels("nl")
    assert [in_dutch(word) for word in getattr(words, kind)] == [
        labels.word(word) for word in getattr(words, kind)
    ]


def test_what_coverage_lacks_is_told():
    visits = (
        make_full_observations()[0].model_copy(
            update={"incomplete": (Incomplete(what="cookie jar", why="could not be read"),)}
        ),
        make_full_observations()[1].model_copy(
            update={"pages": (), "consent": Consent(outcome=ConsentOutcome.FAILED)}
        ),
    )
    missing = make_coverage(visits).missing
    assert [*map(in_dutch, missing)] == [
        "keuze geen: de bewaarplaats van cookies niet gezien (kon niet worden gelezen)",
        "keuze accepteren: de keuze is niet doorgekomen (mislukt)",
        "keuze accepteren: de voorpagina is niet geladen",
        "keuze accepteren: 0 van 5 pagina's",
        "keuze accepteren: geen pagina met een formulier",
        "keuze weigeren: niet bezocht",
    ]


@pytest.mark.parametrize(
    "message",
    [
        "Page crashed",
        "Target page, context or browser has been closed",
        "Timeout 30000ms exceeded",
        "Download is starting",
        *(
            f"net::ERR_{code}"
            for code in (
                "NAME_NOT_RESOLVED",
                "CERT_DATE_INVALID",
                "CONNECTION_TIMED_OUT",
                "TOO_MANY_REDIRECTS",
                "CONNECTION_REFUSED",
                "BLOCKED_BY_CLIENT",
                "CONNECTION_RESET",
            )
        ),
    ],
)
def test_why_a_visit_ended_is_told(message):
    reason = ending_of(message).reason
    assert in_dutch(reason) not in (None, reason) or reason in ("browser", "download")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "het bestand is leeg"),
        (b"\x89PNG\r\n\x1a\n0000", "een afbeelding, geen tekst"),
        (b"<html><body></body></html>", "er staat geen tekst in"),
    ],
)
def test_why_a_policy_was_not_read_is_told(data, told):
    assert in_dutch(read_document(data, "privacy.html").reason) == told


def test_most_purposes_of_the_catalogue_are_told():
    signatures = load_catalogue().signatures
    purposes = {cookie.purpose for signature in signatures for cookie in signature.cookies}
    told = [purpose for purpose in purposes if purpose and in_dutch(purpose)]
    assert len(told) > 0.75 * len(purposes)
