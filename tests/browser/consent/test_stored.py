from urllib.parse import quote

import pytest

from scanner.browser.consent.stored import choice_in
from scanner.words import ConsentChoice

ALL, NONE = ConsentChoice.ACCEPT, ConsentChoice.REJECT
COOKIEBOT = (
    "{{stamp:%27x%3D%27%2Cnecessary:true%2Cpreferences:{0}%2Cstatistics:{0}%2Cmarketing:{0}}}"
)
ONETRUST = "isGpcEnabled=0&version=202401.1.0&groups=C0001%3A1%2CC0002%3A{0}%2CC0004%3A{0}"
COOKIEYES = "consentid:Ab1,consent:{0},action:yes,necessary:yes,functional:{0},analytics:{0}"
INFORMATION = '{{"consents_approved":["cookie_cat_necessary"{0}],"consents_denied":[{1}]}}'
MARKETING = '"cookie_cat_marketing"'


@pytest.mark.parametrize(
    ("name", "value", "choice"),
    [
        ("CookieConsent", COOKIEBOT.format("true"), ALL),
        ("CookieConsent", COOKIEBOT.format("false"), NONE),
        ("OptanonConsent", ONETRUST.format(1), ALL),
        ("OptanonConsent", ONETRUST.format(0), NONE),
        ("cookieyes-consent", COOKIEYES.format("yes"), ALL),
        ("cookieyes-consent", COOKIEYES.format("no"), NONE),
        ("CookieInformationConsent", quote(INFORMATION.format("," + MARKETING, "")), ALL),
        ("CookieInformationConsent", quote(INFORMATION.format("", MARKETING)), NONE),
        ("cmplz_marketing", "allow", ALL),
        ("cmplz_marketing", "deny", NONE),
        ("klaro", quote('{"analytics":false,"security":true}'), NONE),
        ("CookieScriptConsent", '{"action":"reject","categories":"[]"}', NONE),
        ("cc_cookie", '{"categories":["necessary"],"revision":0}', NONE),
        ("cc_cookie", '{"categories":["necessary","analytics"]}', ALL),
        ("tarteaucitron", "!gajs=false!analytics=false", NONE),
        ("cookieconsent_status", "deny", NONE),
        ("cookie_notice_accepted", "true", ALL),
        ("toestemming", "noodzakelijk", NONE),
        ("toestemming", "noodzakelijk+statistieken+marketing", ALL),
        ("keuze", '{"ja":[]}', NONE),
        ("ucData", '{"consent":{"status":"ALL_DENIED","services":{"a":{"consent":false}}}}', NONE),
        ("didomi_token", "eyJwdXJwb3NlcyI6IHsiYW5hbHl0aWNzIjogZmFsc2V9fQ", NONE),  # JSON in base64
        ("gdpr", '{"ad_storage":"granted","analytics_storage":"granted"}', ALL),
    ],
)
def test_the_choice_is_read_whatever_tool_wrote_it(name, value, choice):
    assert choice_in(name, value) is choice


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CookieConsent", "{necessary:true,preferences:true,marketing:false}"),  # some
        ("cookieconsent_status", "dismiss"),  # closed, no more
        ("cmplz_functional", "allow"),  # needs no consent
        ("uc_user_interaction", "true"),  # that there was one
        ("cookie_notice_viewed", "yes"),
        ("_ga", "GA1.2.345.678"),
        ("session", "1"),
        ("cart", '{"all":true}'),
        ("address", '{"ad":true}'),
        ("consent", "[" * 5000),
        ("consent", ""),
        ("consent", "%ff%00"),
    ],
)
def test_what_says_neither_all_nor_nothing_proves_nothing(name, value):
    assert choice_in(name, value) is None
