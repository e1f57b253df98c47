import gzip

import pytest
from builders import make_site

from scanner.models import PolicyLink
from scanner.policy.locate import (
    MOST_SITEMAP_BYTES,
    Sitemap,
    from_links,
    from_sitemap,
    is_policy,
    read_sitemap,
    sitemaps_of,
    well_known,
)
from scanner.words import FoundBy, LinkPlace, PolicyKind

HOME = "https://www.winkel.example/"
SITE = make_site("winkel.example", own_domains=("winkelgroep.example",))
SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<!-- made by hand -->
<url><loc> https://www.winkel.example/over-ons </loc></url>
<url><loc>https://www.winkel.example/privacyverklaring</loc></url>
<url><loc>https://www.elders.example/privacy</loc></url>
</urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://www.winkel.example/sitemap-posts.xml</loc></sitemap>
<sitemap><loc>https://www.winkel.example/sitemap-pages.xml</loc></sitemap>
</sitemapindex>"""


def link(path, text, kind="privacy", place=LinkPlace.FOOTER, declared=False):
    url = path if "://" in path else HOME + path
    return PolicyLink(url=url, text=text, kind=kind, page=HOME, place=place, declared=declared)


def found(*links, service="dienst.example"):
    candidates = from_links(links, SITE, lambda url: service in url)
    return [each.url.removeprefix(HOME) for each in candidates]


def test_privacy_comes_before_cookies():
    links = (link("cookies", "Cookies", "cookies"), link("privacy", "Privacyverklaring"))
    assert [(each.kind, each.found_by) for each in from_links(links, SITE, lambda url: False)] == [
        (PolicyKind.PRIVACY, FoundBy.LINK),
        (PolicyKind.COOKIES, FoundBy.LINK),
    ]


def test_a_declared_link_comes_first_then_a_named_one_then_the_footer():
    assert found(
        link("over/hoe-wij-dat-doen", "Zo gaan wij om met privacy"),
        link("privacy-beleid", "Privacybeleid", place=LinkPlace.TEXT),
        link("p7", "Lees dit", declared=True),
    ) == ["p7", "privacy-beleid", "over/hoe-wij-dat-doen"]


def test_the_same_page_is_one_candidate():
    assert found(
        link("privacy", "Privacy", place=LinkPlace.TEXT),
        link("privacy/", "Privacy"),
        link("http://winkel.example/privacy", "Privacy"),
    ) == ["privacy/"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("cookies#", "Cookie-instellingen wijzigen"),
        ("account/privacy-voorkeuren", "Privacyvoorkeuren"),
        ("nieuws/nieuwe-privacywet-wat-nu", "Nieuws: de nieuwe privacywet"),
        ("cursus-avg", "Training AVG voor beginners"),
        ("privacyverzoek", "Doe een privacyverzoek"),
    ],
)
def test_settings_news_and_forms_are_no_policies(path, text):
    assert found(link(path, text)) == []


def test_in_running_text_only_the_name_of_a_policy_tells():
    recipe = link("recepten", "cookies bakken", "cookies", place=LinkPlace.TEXT)
    assert found(recipe, link("x1", "ons cookiebeleid", "cookies", place=LinkPlace.TEXT)) == ["x1"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x12", "Privacy"),
        ("x12", "Privacy & cookies"),
        ("x12", "Privacy statement"),
        ("x12", "Datenschutzerklärung"),
        ("x12", "Politique de confidentialité"),
        ("x12", "Privacybeleid en instellingen"),
        ("privacy-statement.pdf", "Download"),
    ],
)
def test_policies_are_known_by_text_or_address(path, text):
    assert found(link(path, text)) == [path]


def test_three_pages_of_one_kind_are_enough():
    links = [link(f"privacy-{number}", "Privacy") for number in range(9)]
    assert found(*links) == ["privacy-0", "privacy-1", "privacy-2"]


def test_a_policy_elsewhere_is_followed_where_the_site_offers_it_as_its_own():
    url = "https://documenten.example/winkel-privacy.pdf"
    assert found(link(url, "Privacyverklaring")) == [url]
    assert found(link(url, "privacyverklaring", place=LinkPlace.TEXT)) == []


def test_a_policy_on_an_own_domain_is_the_sites():
    url = "https://www.winkelgroep.example/privacy"
    assert found(link(url, "privacyverklaring", place=LinkPlace.TEXT)) == [url]


def test_the_policy_of_a_service_is_not_the_sites():
    assert found(link("https://policies.dienst.example/privacy", "Privacy")) == []


def test_a_sitemap_lists_the_pages_of_its_own_site():
    assert read_sitemap(SITEMAP, SITE) == Sitemap(
        pages=(f"{HOME}over-ons", f"{HOME}privacyverklaring")
    )


def test_a_packed_sitemap_is_unpacked():
    assert read_sitemap(gzip.compress(SITEMAP), SITE) == read_sitemap(SITEMAP, SITE)


def test_an_index_gives_the_sitemap_of_pages_first():
    assert read_sitemap(INDEX, SITE) == Sitemap(
        sitemaps=(f"{HOME}sitemap-pages.xml", f"{HOME}sitemap-posts.xml")
    )


def test_a_sitemap_with_a_document_type_is_not_read():
    bomb = SITEMAP.replace(b"<urlset", b'<!DOCTYPE x [<!ENTITY a "b">]><urlset', 1)
    assert read_sitemap(bomb, SITE) == Sitemap()


@pytest.mark.parametrize("data", [b"", b"\x1f\x8bbroken", b"<html><body>404", b"\x00\xff" * 50])
def test_what_is_no_sitemap_lists_nothing(data):
    assert read_sitemap(data, SITE) == Sitemap()


def test_a_sitemap_that_is_cut_gives_what_came():
    assert read_sitemap(SITEMAP[: SITEMAP.index(b"<url><loc>https://www.elders")], SITE).pages == (
        f"{HOME}over-ons",
        f"{HOME}privacyverklaring",
    )


def test_a_packed_bomb_is_read_up_to_the_limit():
    bomb = gzip.compress(SITEMAP.replace(b"</urlset>", b" " * (3 * MOST_SITEMAP_BYTES)))
    assert len(read_sitemap(bomb, SITE).pages) == 2


def test_a_robots_file_names_the_sitemaps_of_its_own_site():
    robots = (
        "User-agent: *\nDisallow: /\nSitemap: https://www.winkel.example/kaart.xml\n"
        "sitemap: /tweede.xml\nSitemap: https://www.elders.example/kaart.xml\n"
    )
    assert sitemaps_of(robots, HOME, SITE) == (f"{HOME}kaart.xml", f"{HOME}tweede.xml")


def test_without_a_robots_file_the_usual_sitemap_is_asked_for():
    assert sitemaps_of("", HOME, SITE) == (f"{HOME}sitemap.xml",)


def test_of_a_sitemap_the_pages_that_are_named_as_policies_are_taken_the_shortest_first():
    pages = (
        f"{HOME}nieuws/uw-privacy-en-de-wet-van-morgen",
        f"{HOME}over-ons/klanten/privacyverklaring",
        f"{HOME}privacyverklaring",
        f"{HOME}cookies",
        f"{HOME}privacy-instellingen",
    )
    assert [each.url for each in from_sitemap(pages, PolicyKind.PRIVACY)] == [
        f"{HOME}privacyverklaring",
        f"{HOME}over-ons/klanten/privacyverklaring",
    ]


def test_well_known_addresses_lie_on_the_home_host():
    urls = [each.url for each in well_known(f"{HOME}nl/home", PolicyKind.COOKIES)]
    assert urls[:2] == [f"{HOME}cookies", f"{HOME}cookiebeleid"]


@pytest.mark.parametrize(
    ("found_by", "title", "text", "expected"),
    [
        (FoundBy.WELL_KNOWN, "Privacybeleid", "Wij bewaren gegevens.", True),
        (FoundBy.WELL_KNOWN, "Niet gevonden", "Deze pagina is er niet. Privacy.", False),
        (FoundBy.SITEMAP, "Beleid", "Privacy. Uw privacy. Onze privacy.", True),
        (FoundBy.LINK, "Beleid", "Uw privacy.", True),
        (FoundBy.LINK, "Koekjes", "Recept met boter.", False),
    ],
)
def test_a_page_found_by_guessing_must_say_what_it_is(found_by, title, text, expected):
    assert is_policy(PolicyKind.PRIVACY, found_by, title, text) is expected
