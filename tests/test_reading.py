from scanner.reading import catalogue_services, in_closed_words, read_policy
from scanner.words import Polarity, PolicyStatus

PAGE = (
    "<html><body><main><h1>Cookiebeleid</h1>"
    + "<p>Wij plaatsen op deze website cookies om het bezoek te meten.</p>" * 5
    + "{}</main></body></html>"
)
DECLARATION = '<script src="https://consent.cookiebot.com/x/cd.js"></script>'


def test_a_policy_that_was_read_whole_has_silences():
    reading = read_policy(PAGE.format("").encode(), "a.html")
    assert reading.status is PolicyStatus.READ
    assert any(claim.polarity is Polarity.SILENT for claim in reading.claims)


def test_of_a_policy_that_was_read_in_part_nothing_is_said_to_be_silent():
    reading = read_policy(PAGE.format(DECLARATION).encode(), "a.html")
    assert reading.status is PolicyStatus.PARTIAL
    assert reading.claims
    assert all(claim.polarity is not Polarity.SILENT for claim in reading.claims)


def test_a_policy_that_cannot_be_read_claims_nothing_and_says_why():
    reading = read_policy(b"", "a.txt")
    assert (reading.status, reading.claims) == (PolicyStatus.UNREADABLE, ())
    assert reading.reason == "the file is empty"


def test_a_language_that_cannot_be_read_is_told():
    reading = read_policy("Используем файлы cookie на сайте. ".encode() * 20, "a.txt")
    assert (reading.status, reading.claims) == (PolicyStatus.LANGUAGE_UNSUPPORTED, ())
    assert reading.reason == "its language is none that can be read"


def test_a_service_of_the_catalogue_is_known_by_its_own_names_only():
    names = {name for service in catalogue_services() for name in service.names}
    assert "bazaarvoice" in names
    assert names.isdisjoint({"google", "meta", "here", "segment", "insider"})


def test_a_text_far_longer_than_a_policy_is_read_in_part_and_silent_about_nothing():
    clause = "Op de pagina met nummer {} plaatsen wij cookies om het bezoek aan de site te meten."
    clauses = "\n\n".join(map(clause.format, range(3000)))
    reading = read_policy(clauses.encode(), "lang.txt")
    assert (reading.status, reading.reason) == (
        PolicyStatus.PARTIAL,
        "it is far longer than a policy; its first part was read",
    )
    assert {claim.polarity for claim in reading.claims} == {Polarity.DECLARES}


def test_a_service_that_only_the_catalogue_knows_is_another_in_the_words_of_the_taxonomy():
    reading = read_policy(b"Wij meten het bezoek met Chartbeat op onze website.", "a.txt")
    services = [
        (claim.params["service"], claim.scope.service)
        for claim in in_closed_words(reading.claims)
        if claim.type == "tracking.third_party"
    ]
    assert services == [("other", "chartbeat")]
