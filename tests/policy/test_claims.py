import time

import pytest
from sentences import claims_of, make_text, said

from scanner.policy.claims import make_drafts, read_claims
from scanner.policy.document import read_document
from scanner.policy.markdown import read_markdown
from scanner.policy.services import NamedService
from scanner.reading import read_policy
from scanner.words import PolicyStatus

DUTCH = "Wij gebruiken cookies op onze website om te zien hoe bezoekers de website gebruiken."


def types_of(*blocks, language="nl"):
    return [said(claim) for claim in claims_of(*blocks, language=language)]


def test_every_quote_is_verbatim():
    text = make_text("# Cookies", DUTCH, "Wij verkopen uw gegevens niet aan anderen.")
    quoted = [claim for claim in read_claims(text).claims if claim.quote]
    assert quoted
    assert all(text.source[claim.start : claim.end] == claim.quote for claim in quoted)


def test_ids_are_unique():
    ids = [claim.id for claim in read_claims(make_text(DUTCH)).claims]
    assert len(ids) == len(set(ids))


def test_a_question_and_its_no_are_one_denial():
    claims = claims_of("# Plaatst u cookies van derden?", "Nee, dat doen wij niet.")
    assert [(said(c), c.quote) for c in claims] == [
        ("cookies.third_party denies", "Plaatst u cookies van derden?\nNee, dat doen wij niet.")
    ]


def test_a_thing_explained_and_then_not_done_is_denied():
    blocks = ("Tracking cookies volgen u over het internet. Die gebruiken wij niet.",)
    assert "cookies.advertising denies" in types_of(*blocks)
    assert "cookies.advertising declares" not in types_of(*blocks)


def test_a_cookie_group_under_its_heading_is_declared():
    blocks = ("# Cookies", "## Statistieken (3)", "Wij bekijken deze cijfers elke week.")
    assert "cookies.analytics declares" in types_of(*blocks)


def test_a_service_that_is_given_is_found():
    service = NamedService(id="acme_meter", role="analytics", names=("acme meter",))
    reading = read_claims(make_text(f"{DUTCH} Wij gebruiken daarvoor Acme Meter."), [service])
    named = [c.params["service"] for c in reading.claims if c.type == "tracking.third_party"]
    assert named == ["acme_meter"]


def test_a_service_on_an_own_server_is_the_sites_own():
    claims = claims_of("Wij gebruiken Matomo op onze eigen server.")
    assert [c.scope.party for c in claims if c.type == "tracking.third_party"] == ["first"]


def test_two_clauses_that_contradict_each_other_are_both_kept_and_marked():
    claims = claims_of("Wij plaatsen geen cookies van derden.", "Wij plaatsen cookies van derden.")
    third = [c for c in claims if c.type == "cookies.third_party"]
    assert [c.polarity for c in third] == ["denies", "declares"]
    assert third[0].readings == (f"denies: {third[0].id}", f"declares: {third[1].id}")


def test_a_denial_of_cookies_is_not_silent_about_their_list():
    text = make_text(
        "Wij plaatsen op deze website geen cookies. " + "De winkel is open op maandag. " * 3
    )
    silent = {claim.type for claim in read_claims(text).claims if claim.polarity == "silent"}
    assert not silent & {"cookies.used", "cookies.list", "cookies.lifetime", "consent.mechanism"}
    assert {"retention.period", "policy.controller"} <= silent


def test_that_a_policy_may_change_is_no_word_on_changing_a_choice():
    text = make_text("# Cookies", DUTCH, "Deze tekst over cookies passen wij soms aan.")
    silent = {c.type for c in read_claims(text).claims if c.polarity == "silent"}
    assert "consent.withdrawable" in silent
    text = make_text("# Cookies", DUTCH, "Cookies zijn later nog te wijzigen.")
    silent = {c.type for c in read_claims(text).claims if c.polarity == "silent"}
    assert "consent.withdrawable" not in silent


def test_of_what_a_language_has_no_words_for_nothing_is_said():
    german = "Wir verwenden auf dieser Website nur technisch notwendige Cookies. " * 3
    reading = read_claims(make_text(german))
    silent = {claim.type for claim in reading.claims if claim.polarity == "silent"}
    assert reading.language == "de"
    assert not silent & {"retention.period", "transfer.outside_eea", "policy.controller"}


@pytest.mark.parametrize(
    "text",
    [
        "Esta página utiliza cookies propias y de terceros para mostrar publicidad. " * 4,
        "Ta strona używa plików cookie, aby mierzyć ruch i pokazywać reklamy. " * 4,
        "",
        "1 2 3",
    ],
)
def test_a_text_in_no_language_of_ours_claims_nothing(text):
    reading = read_claims(make_text(text))
    assert (reading.status, reading.claims) == ("language_unsupported", ())


def test_a_block_in_another_language_is_read_in_its_own():
    english = "We do not use third-party cookies on any page of this website, and never will."
    found = {said(c) for c in read_claims(make_text(DUTCH, DUTCH, english)).claims}
    assert any(word.startswith("cookies.third_party denies") for word in found)


def test_what_stands_in_a_quotation_is_not_ours():
    assert (
        types_of('Een ander meldt: "Wij plaatsen marketingcookies en verkopen uw gegevens."') == []
    )


def test_a_notice_of_the_site_itself_in_quotation_marks_is_its_own():
    rest = " Wij leggen dat hier in het kort uit, zodat u weet waar u aan toe bent." * 5
    notice = f'"Deze website is van ons. Wij maken gebruik van cookies.{rest}"'
    assert "cookies.used declares" in types_of("# Cookies", notice)
    assert "cookies.used declares" not in types_of("# Cookies", notice.replace("Deze", "Hun"))


def test_an_item_that_begins_with_a_service_says_it_is_used():
    items = ("- Google Analytics - bezoekcijfers", "- Matomo")
    found = claims_of("# Cookies", "Cookies kunnen afkomstig zijn van derden:", *items)
    named = [c.params["service"] for c in found if c.type == "tracking.third_party"]
    assert named == ["google_analytics", "matomo"]


def test_an_item_on_where_else_we_are_names_no_service_that_is_used():
    found = claims_of("# Contact", "U vindt ons ook hier:", "- Facebook - nieuws", "- YouTube")
    assert [c for c in found if c.type == "tracking.third_party"] == []


def test_of_sentences_that_say_cookies_are_used_the_plain_one_is_quoted():
    code = "Met deze code worden cookies geplaatst."
    found = claims_of(code, "Wij maken gebruik van cookies.")
    assert [c.quote for c in found if c.type == "cookies.used"] == [
        "Wij maken gebruik van cookies."
    ]


def test_a_text_far_longer_than_any_policy_is_read_in_part():
    blocks = [f"{DUTCH[:-1]}, dag {number}." for number in range(3000)]
    reading = read_claims(make_text(*blocks))
    assert reading.status == "partial"
    assert not [claim for claim in reading.claims if claim.polarity == "silent"]


def test_what_stands_again_under_headings_of_the_same_words_is_read_once():
    policy = "# Cookies\n\nWij plaatsen cookies.\n\n## Bewaren\n\nZe blijven een jaar staan.\n\n"
    drafts = []
    for text in (policy, policy * 3):
        document = read_document(text.encode(), "beleid.md")
        drafts.append([draft.type for draft in make_drafts(document.text, "nl")])
    assert drafts[0] == drafts[1]
    assert "cookies.used" in drafts[0]


def test_time_grows_in_step_with_length():
    short, long = (make_text(*[f"{DUTCH} {n}" for n in range(count)]) for count in (1000, 10_000))
    read_claims(short)  # fills what is kept
    assert _seconds(long) < 25 * _seconds(short) + 0.5


def _seconds(text):
    start = time.process_time()
    read_claims(text)
    return time.process_time() - start


def test_of_a_giant_paragraph_the_first_sentences_are_read_whole():
    first = "Wij plaatsen cookies om het bezoek te meten. "
    rest = "".join(f"Nummer {n} van de bomen in het park staat in de zon. " for n in range(6_000))
    reading = read_claims(read_document((first + rest).encode(), "a.txt").text)
    assert reading.status is PolicyStatus.PARTIAL
    assert first.strip() in {claim.quote for claim in reading.claims}


@pytest.mark.parametrize(
    ("blocks", "by"),
    [
        (("Uw IP-adres wordt door die dienst ontvangen.",), "other"),
        (("## Google Analytics", "Uw IP-adres wordt bewaard."), "google_analytics"),
        (("## Google Analytics", "Wij bewaren uw IP-adres."), "first_party"),
    ],
)
def test_an_address_is_collected_by_whom_the_sentence_or_its_heading_names(blocks, by):
    found = [c.params["by"] for c in claims_of(*blocks) if c.type == "ip_address.collected"]
    assert found == [by]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Deze cookieverklaring hoort bij onze privacyverklaring.", ["privacy_policy"]),
        ("Lees deze cookie- en privacyverklaring goed.", []),
        ("Zie de privacyverklaring van Mollie.", ["third_party_policy"]),
    ],
)
def test_a_policy_refers_to_others_and_not_to_itself(text, kinds):
    claims = claims_of("# Cookies", text)
    assert [c.params["kind"] for c in claims if c.type == "policy.refers_to"] == kinds


def test_a_list_of_cookies_without_their_lifetimes_is_silent_about_those():
    rows = "| Cookie | {} |\n|---|---|\n| _ga | {} |\n| _gid | {} |\n"
    for cells, silent in (
        (("Doel", "bezoek tellen", "bezoek tellen"), True),
        (("Duur", "zoals uitgelegd", "zie daar"), False),
        (("Duur", "2 jaar", "1 dag"), False),
    ):
        source = (
            f"# Cookies\n\nWij gebruiken deze cookies op onze website.\n\n{rows.format(*cells)}"
        )
        claims = read_claims(read_markdown(source)).claims
        assert any(c.type == "cookies.named" for c in claims)
        assert ("cookies.lifetime" in {c.type for c in claims if c.polarity == "silent"}) is silent


def test_a_sentence_says_more_of_a_category_than_the_label_of_a_term():
    claims = claims_of(
        "# Analytische cookies",
        "Deze cookies laten ons zien hoe bezoekers de website gebruiken.",
        "- Analytische cookies: 1 jaar",
    )
    assert [c.quote for c in claims if c.type == "cookies.analytics"] == [
        "Deze cookies laten ons zien hoe bezoekers de website gebruiken."
    ]


def test_a_list_of_what_is_and_is_not_done_denies_nothing_by_itself():
    list_ = "- Wij leggen uw IP-adres vast.\n- Wij plaatsen geen cookies."
    found = types_of("## Wat deze site wel en niet doet", list_)
    assert sorted(found) == ["cookies.used denies", "ip_address.collected declares"]


def test_what_ends_for_who_refuses_is_not_denied():
    found = types_of("U kunt cookies weigeren. Reclame is dan niet meer op u afgestemd.")
    assert not [one for one in found if "denies" in one]


def test_an_exception_by_law_in_a_list_gives_to_authorities():
    lead = "Wij geven uw gegevens niet aan derden. Daarop is een uitzondering:"
    claims = claims_of(lead, "- wij zijn daartoe wettelijk verplicht.")
    given = {(c.polarity, c.params["recipient"]) for c in claims if c.type.startswith("sharing")}
    assert given == {("denies", "any"), ("declares", "authorities")}


def test_items_of_what_a_service_does_are_of_that_service():
    claims = claims_of("Matomo is een dienst die:", "- geen IP-adressen opslaat")
    assert [c.params["by"] for c in claims if c.type == "ip_address.collected"] == ["matomo"]


def test_where_the_latest_version_stands_is_what_a_policy_is_for():
    found = claims_of("De meest recente versie vindt u altijd op www.kooroost.example/privacy.")
    assert [c.params["sites"] for c in found if c.type == "policy.applies_to"] == [
        ("www.kooroost.example",)
    ]
    assert types_of("De agenda op de pagina komt van kerktijden.nl.") == [
        "tracking.third_party declares"
    ]


def test_a_choice_that_is_only_remembered_is_no_word_on_who_asks():
    claims = claims_of(
        "Functionele cookies dienen voor het bewaren van uw cookievoorkeuren.",
        "U wijzigt uw cookievoorkeuren via de cookie-instellingen onderaan.",
    )
    assert [c.quote for c in claims if c.type == "consent.mechanism"] == [
        "U wijzigt uw cookievoorkeuren via de cookie-instellingen onderaan."
    ]


def test_consent_may_be_needed_for_one_kind_of_cookie_and_not_for_another():
    claims = claims_of(
        "Voor analytische cookies is geen toestemming nodig, voor reclamecookies wel."
    )
    found = [(c.polarity, c.params["categories"]) for c in claims if c.type == "consent.required"]
    assert sorted(found) == [("declares", ("advertising",)), ("denies", ("analytics",))]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Wij delen uw gegevens niet met Facebook.", "sharing.third_party denies"),
        ("Cookies die niet nodig zijn, zetten wij uit.", "cookies.used declares"),
    ],
)
def test_what_is_not_done_with_a_thing_is_no_denial_of_it(text, claim):
    assert not {"tracking.third_party denies", "cookies.necessary declares"} & set(types_of(text))
    assert claim in types_of(text)


def test_a_term_named_by_a_pronoun_is_of_what_is_kept():
    claims = claims_of(
        "Wij bewaren de beelden van het toernooi. Die periode is hooguit acht weken."
    )
    kept = [c.params for c in claims if c.type == "retention.period"]
    assert [(one["duration"], one["op"]) for one in kept] == [("P8W", "max")]


def test_a_short_aside_that_denies_is_no_denial_of_what_it_follows():
    found = types_of("Wij plaatsen cookies:", "- Statistiekcookies: voor de teller (geen reclame)")
    assert "cookies.analytics declares" in found
    assert not [one for one in found if one.startswith("cookies.analytics denies")]


def test_an_address_listed_as_masked_is_collected_and_masked():
    found = types_of("## Welke gegevens verzamelen wij?", "- IP-adres (ingekort)")
    assert "ip_address.anonymised declares" in found
    assert not [one for one in found if one.startswith("anonymity")]


def test_your_visit_to_a_site_refers_to_nothing():
    lead = (
        "We log connections. This information includes your IP address and your visit to the shop."
    )
    assert "ip_address.collected declares" in types_of(lead, language="en")


def test_a_sentence_is_quoted_rather_than_a_title_that_says_the_same():
    claims = claims_of("Toestemming intrekken kunt u", "U kunt uw toestemming altijd intrekken.")
    quotes = [c.quote for c in claims if c.type == "consent.withdrawable"]
    assert quotes == ["U kunt uw toestemming altijd intrekken."]


def test_a_cookie_is_named_as_it_is_written_and_its_row_says_more_than_a_sentence():
    text = (
        "# Cookieverklaring\n\n"
        "Wij gebruiken op onze website de cookie JSESSIONID en de cookie _ab_Keuze.\n\n"
        "| Naam | Doel | Bewaartermijn |\n|---|---|---|\n| JSESSIONID | inloggen | sessie |\n"
    )
    claims = read_policy(text.encode(), "a.md").claims
    named = [claim for claim in claims if claim.type == "cookies.named"]
    assert [(c.params["name"], c.params.get("lifetime")) for c in named] == [
        ("_ab_Keuze", None),
        ("JSESSIONID", "session"),
    ]
