from sentences import claims_of, said

from scanner.policy.match import LOW

NONE_OF_THEM = "Reclamecookies zetten wij niet."
DESCRIBED = "Reclamecookies dienen ervoor dat een bezoeker gerichte reclame krijgt."


def sure_of(*blocks):
    return {said(claim) for claim in claims_of(*blocks) if claim.confidence > LOW}


def test_a_kind_that_is_described_and_then_denied_is_not_declared():
    assert sure_of("# Reclame", DESCRIBED, NONE_OF_THEM) == {"cookies.advertising denies"}


def test_a_kind_that_is_described_where_nobody_denies_it_is_declared():
    blocks = ("# Reclame", DESCRIBED, "# Overig", NONE_OF_THEM)
    assert {"cookies.advertising declares", "advertising.targeted declares"} <= sure_of(*blocks)


def test_a_heading_over_a_denial_declares_nothing():
    assert sure_of("# Reclamecookies", NONE_OF_THEM) == {"cookies.advertising denies"}


def test_others_that_set_cookies_do_not_make_them_ours():
    own = "Wij zetten geen cookies."
    theirs = "Andere bedrijven zetten cookies op uw computer."
    assert "cookies.used declares" in sure_of(theirs)
    assert "cookies.used declares" not in sure_of(own, theirs)


def test_a_heading_announces_a_list_only_where_cookies_are_named_under_it():
    heading = "# Welke cookies zetten wij?"
    lead = "Deze komen van de teller die op onze eigen server draait:"
    named = "- `_pk_id`: telt bezoek (verloopt na 13 maanden)"
    assert "cookies.list declares" in sure_of(heading, lead, named)
    assert "cookies.list declares" not in sure_of(heading, "Alleen wat de kassa nodig heeft.")
