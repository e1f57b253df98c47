from sentences import claims_of, said

LEAD = "Wij werken met deze bedrijven:"


def collectors(*blocks):
    return [c.params["by"] for c in claims_of(*blocks) if c.type == "ip_address.collected"]


def test_what_an_item_says_after_its_service_is_of_that_service():
    item = "- Cloudflare, voor snelheid. Bewaart logregels (met uw IP-adres) tegen aanvallen."
    assert collectors(LEAD, item) == ["cloudflare"]


def test_what_we_do_after_naming_a_service_is_ours():
    item = "- Cloudflare, voor snelheid. Wij bewaren daarnaast zelf uw IP-adres."
    assert collectors(LEAD, item) == ["first_party"]


def test_functions_of_a_service_that_are_off_do_not_deny_the_service():
    found = [
        said(claim)
        for claim in claims_of(
            "Wij gebruiken Google Analytics.",
            "Er wordt geen gebruik gemaakt van remarketingfuncties van Google Analytics.",
        )
    ]
    assert "tracking.third_party declares" in found
    assert "tracking.third_party denies" not in found


def test_services_that_are_used_without_cookies_set_none():
    lead = "Deze bedrijven schakelen wij in zonder dat zij daarbij cookies mogen plaatsen:"
    found = {said(claim) for claim in claims_of(lead.replace("dat zij daarbij ", ""), "- Criteo")}
    assert not {"cookies.advertising declares", "cookies.third_party declares"} & found


def test_the_company_that_hosts_is_not_the_service_named_before_it():
    host = "De site draait op WordPress en staat bij een hostingbedrijf."
    assert collectors(f"{host} Dat bedrijf bewaart het IP-adres van wie langskomt.") == [
        "first_party"
    ]


def test_a_fragment_is_of_the_service_in_the_sentence_before_it():
    text = (
        "Het bezoek tellen wij met Plausible. Zonder cookies, en je IP-adres wordt nergens bewaard."
    )
    assert collectors(text) == ["plausible"]


def test_what_is_told_after_a_colon_is_no_bound_to_what_is_denied_before_it():
    text = "Er gaat van je gegevens verder niks de deur uit: aan adverteerders geven wij ze niet."
    found = {c.params["recipient"] for c in claims_of(text) if c.type == "sharing.third_party"}
    assert found == {"any", "advertisers"}
