import pytest

from scanner.catalogue.match import load_catalogue

CATALOGUE = load_catalogue()
GOOGLE = "https://www.google.com/recaptcha"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"{GOOGLE}/api.js?render=6Lkey", ("google-recaptcha", "v3")),
        (f"{GOOGLE}/api.js?render=explicit", ("google-recaptcha", None)),
        (f"{GOOGLE}/api.js?render=", ("google-recaptcha", None)),
        (f"{GOOGLE}/enterprise.js?render=6Lkey", ("google-recaptcha", "enterprise")),
        (f"{GOOGLE}/api2/anchor?size=normal", ("google-recaptcha", "v2-checkbox")),
        (f"{GOOGLE}/api2/anchor?size=invisible", ("google-recaptcha", "v2-invisible")),
        ("https://www.geenrobot.example/api.js", ("geenrobot", None)),
        ("https://js.hcaptcha.com/1/api.js", ("hcaptcha", None)),
        ("https://www.google-analytics.com/g/collect", None),
        ("https://cdn.example/recaptcha/api.js", None),
    ],
)
def test_captcha_and_variant_of_a_url(url, found):
    assert CATALOGUE.find_captcha(url) == found
