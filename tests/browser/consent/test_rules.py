import re

from duckduckgo_autoconsent import bundle

from scanner.browser.consent.rules import BUILT_IN, rules_for, signs_of
from scanner.browser.consent.tools import load_tools, tool_of_rule


def names(href, *, is_top=True):
    return {each["name"] for each in rules_for(href, is_top=is_top)}


def test_rules_of_other_sites_are_left_out():
    assert "ah.nl" in names("https://www.ah.nl/") - names("https://www.winkel.example/")


def test_rules_that_only_hide_are_left_out():
    assert "Complianz notice" not in names("https://www.winkel.example/")


def test_a_frame_gets_the_rules_for_frames_only():
    assert "didomi" in names("https://a.example/") - names("https://a.example/", is_top=False)


def test_every_rule_is_known_by_a_sign():
    without = [each["name"] for each in rules_for("https://a.example/", is_top=True)
               if not signs_of(each)]  # fmt: skip
    assert without == []


def test_a_sign_is_a_selector_of_the_first_step_or_of_the_banner():
    detect = {"exists": ["#host", "#banner"], "check": "any"}
    either = {"any": [{"visible": "#a"}, {"exists": "xpath///*[@id='b']"}], "comment": "late"}
    own = {"eval": "EVAL_ITS_OWN"}
    assert signs_of({"detectCmp": [detect, own]}) == ["#host"]
    assert signs_of({"detectCmp": [either]}) == ["#a", "xpath///*[@id='b']"]
    assert signs_of({"detectCmp": [own], "detectPopup": [{"visible": "#bar"}]}) == ["#bar"]
    assert signs_of({"detectCmp": [{"exists": "#a", "eval": "EVAL_IT"}]}) is None


def test_every_tool_that_autoconsent_knows_by_code_has_its_signs():
    known = re.search(r"var dynamicCMPs = \[(.*?)\]", bundle(), re.DOTALL)[1]
    assert set(BUILT_IN) == set(re.findall(r"\w+", known))


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
