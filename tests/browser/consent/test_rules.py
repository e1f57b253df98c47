from scanner.browser.consent.rules import rules_for
from scanner.browser.consent.tools import load_tools, tool_of_rule


def names(href, *, is_top=True):
    return {each["name"] for each in rules_for(href, is_top=is_top)}


def test_rules_of_other_sites_are_left_out():
    assert "ah.nl" in names("https://www.ah.nl/") - names("https://www.winkel.example/")


def test_rules_that_only_hide_are_left_out():
    assert "Complianz notice" not in names("https://www.winkel.example/")


def test_a_frame_gets_the_rules_for_frames_only():
    assert "didomi" in names("https://a.example/") - names("https://a.example/", is_top=False)


def test_tools_are_called_what_the_field_calls_them():
    rules = ("Cybotcookiebot", "Onetrust", "usercentrics-api", "didomi", "Complianz optin", "Klaro")
    expected = ["Cookiebot", "OneTrust", "Usercentrics", "Didomi", "Complianz", "Klaro"]
    assert [tool_of_rule(each) for each in rules] == expected


def test_a_rule_for_one_site_names_no_tool():
    assert tool_of_rule("ah.nl") is None


def test_every_tool_has_a_rule():
    written_as_code = {"Cybotcookiebot", "Onetrust", "Klaro", "TrustArc-top", "Sourcepoint-frame"}
    every = names("https://www.winkel.example/") | written_as_code
    assert set(load_tools()) - {tool_of_rule(each) for each in every} == set()
