from sentences import claims_of

HEADING = "# Hoe lang bewaren wij gegevens?"


def terms(*blocks, kind="retention.period", language="nl"):
    found = claims_of(*blocks, language=language)
    return [(c.params["duration"], c.params.get("subject")) for c in found if c.type == kind]


def test_one_term_for_two_kinds_of_data_is_said_of_each():
    found = terms(HEADING, "- Bestellingen: 5 jaar", "- E-mailverkeer: hooguit 5 jaar")
    assert found == [("P5Y", "orders"), ("P5Y", "contact")]


def test_data_is_kept_while_one_is_on_a_list():
    assert terms(HEADING, "- Wachtlijst: zolang je op de wachtlijst staat") == [
        ("as_needed", "all")
    ]


def test_need_and_law_in_one_sentence_are_two_terms():
    words = "Wij bewaren uw dossier zolang dat nodig is of zolang de wet dat van ons eist."
    assert sorted(duration for duration, _ in terms(words)) == ["as_needed", "legal"]


def test_what_was_gathered_by_cookies_is_data():
    words = "Gegevens verkregen via statistiekcookies wissen wij na 14 maanden."
    assert [duration for duration, _ in terms(words)] == ["P14M"]


def test_how_long_a_choice_is_kept_is_a_lifetime():
    heading = "# Uw toestemming voor cookies"
    found = terms(heading, "Uw keuze blijft acht maanden bewaard.", kind="cookies.lifetime")
    assert [duration for duration, _ in found] == ["P8M"]


def test_a_cookie_that_stays_until_it_is_removed_has_no_end():
    dutch = "Dit cookie blijft op uw computer staan totdat u het zelf verwijdert."
    english = "This cookie stays on your device until you delete it."
    for words, language in ((dutch, "nl"), (english, "en")):
        found = terms(words, kind="cookies.lifetime", language=language)
        assert [duration for duration, _ in found] == ["indefinite"]
