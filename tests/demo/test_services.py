from __future__ import annotations

import asyncio
import re

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from scanner.demo.services import advertentiebord, biedring, geenrobot
from scanner.demo.web import SITES, demo_hosts


def answer(host, path, cookies=""):
    request = make_mocked_request("GET", path, headers={"Host": host, "Cookie": cookies})
    return asyncio.run(demo_hosts()[host](request))


def cookie_lines(response):
    values = (morsel.OutputString() for morsel in response.cookies.values())
    return [re.sub("=[^;]+", "=ID", line, count=1) for line in values]


def test_the_advertiser_asks_for_two_years():
    response = answer(next(iter(advertentiebord.HOSTS)), "/p.gif")

    assert cookie_lines(response) == [
        "abid=ID; Domain=advertentiebord.example; Max-Age=63072000; Path=/; SameSite=None; Secure"
    ]


def test_a_customer_may_have_the_advertiser_ask_for_less():
    response = answer("pixel.advertentiebord.example", "/p.gif?klant=x&dagen=365")

    assert response.cookies["abid"]["max-age"] == "31536000"


def test_the_advertiser_tells_a_customers_partner_by_what_it_knows_the_browser():
    request = "/p.gif?klant=x&koppel=biedring"
    response = answer("pixel.advertentiebord.example", request, "abid=oud")

    assert (response.status, response.headers["Location"]) == (
        302,
        "https://sync.biedring.example/koppel?ab=oud",
    )


def test_the_exchange_asks_for_90_days():
    response = answer(next(iter(biedring.HOSTS)), "/koppel?ab=oud")

    assert cookie_lines(response) == [
        "brid=ID; Domain=biedring.example; HttpOnly; Max-Age=7776000; Path=/; SameSite=None; Secure"
    ]


def test_a_site_may_leave_its_cookies_unguarded():
    response = answer("www.kettingkast.example", "/")

    assert cookie_lines(response) == ["kk_sessie=ID; Max-Age=2592000; Path=/; SameSite=Lax"]


def test_a_page_without_a_file_is_gone():
    with pytest.raises(web.HTTPNotFound):
        answer("www.dorpshuis.example", "/privacy")


def test_the_captcha_asks_for_180_days_in_its_frame():
    response = answer(next(iter(geenrobot.HOSTS)), "/anchor")

    assert cookie_lines(response) == [
        "_GEENROBOT=ID; HttpOnly; Max-Age=15552000; Path=/; SameSite=None; Secure"
    ]


def test_the_advertiser_knows_a_browser_again():
    response = answer("pixel.advertentiebord.example", "/p.gif", "abid=oud")

    assert response.cookies["abid"].value == "oud"


def test_two_visitors_get_different_identifiers():
    values = {
        answer("www.pakketpunt.example", "/").cookies["pp_winkelmand"].value for _ in range(2)
    }

    assert len(values) == 2


def test_a_site_offers_only_the_cookies_a_browser_lacks():
    response = answer("www.pakketpunt.example", "/contact", "pp_sessie=oud")

    assert cookie_lines(response) == [
        "pp_winkelmand=ID; HttpOnly; Max-Age=2592000; Path=/; SameSite=Lax; Secure"
    ]


def test_every_site_has_a_contact_form_and_a_sign_in_form():
    forms = {
        site.folder: sum("<form" in answer(site.host, path).text for path in ("/contact", account))
        for site in SITES
        for account in site.pages
        if account in ("/inloggen", "/klantenportaal")
    }

    assert forms == {site.folder: 2 for site in SITES}


def test_the_tag_manager_knows_its_customers_only():
    with pytest.raises(web.HTTPNotFound):
        answer("cdn.tagbeheer.example", "/tm.js?id=ander")
