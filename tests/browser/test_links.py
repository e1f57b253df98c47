import pytest
from builders import make_site

from scanner.browser.links import Link, choose_pages, parse_links, policy_links, recorded
from scanner.models import PolicyLink
from scanner.words import LinkPlace, PageReason

HOME = "https://www.winkel.example/"


def links(*pairs: tuple[str, str]) -> tuple[Link, ...]:
    return tuple(Link(path if "://" in path else HOME + path, text) for path, text in pairs)


def chosen(found: tuple[Link, ...], most: int = 4) -> list[tuple[str, str]]:
    site = make_site(domain="winkel.example", start_urls=(HOME,))
    pages = choose_pages(found, HOME, site, "www.winkel.example", most)
    return [(url.removeprefix(HOME), why) for url, why in pages]


def test_policy_form_and_sign_in_come_before_document_order() -> None:
    found = links(
        ("nieuws", "Nieuws"),
        ("mijn-account", "Inloggen"),
        ("over", "Over ons"),
        ("contact", "Contact"),
        ("privacy", "Privacyverklaring"),
        ("prijzen", "Prijzen"),
    )
    assert chosen(found) == [
        ("privacy", PageReason.POLICY),
        ("contact", PageReason.FORM),
        ("mijn-account", PageReason.LOGIN),
        ("nieuws", PageReason.LINK),
    ]


@pytest.mark.parametrize(
    "text",
    ["Schrijf je in", "Maak een afspraak", "Word lid", "Doneer", "Book a demo", "Get in touch"],
)
def test_what_may_be_a_form_is_one_where_no_link_says_so_surely(text) -> None:
    likely, sure = ("doe-mee", text), ("formulier", "Offerte")
    found = links(("nieuws", "Nieuws"), likely, ("inloggen", "Mijn omgeving"))
    assert chosen(found)[0] == ("doe-mee", PageReason.FORM)
    assert chosen(links(likely, sure))[0] == ("formulier", PageReason.FORM)


def test_document_order_fills_what_is_missing() -> None:
    assert chosen(links(("a", "A"), ("b", "B"))) == [("a", PageReason.LINK), ("b", PageReason.LINK)]


@pytest.mark.parametrize(
    "link",
    [
        ("https://www.elders.example/x", "Elders"),
        ("uitloggen", "Uitloggen"),
        ("folder.pdf", "Folder"),
        ("", "Home"),
    ],
)
def test_what_is_no_further_page_of_the_site_is_not_visited(link: tuple[str, str]) -> None:
    assert chosen(links(link)) == []


def test_the_same_page_is_visited_once() -> None:
    assert chosen(links(("a", "A"), ("a/", "A again"))) == [("a", PageReason.LINK)]


def test_what_a_page_returns_is_checked_before_use() -> None:
    raw = [
        ["https://a.example/x#top", " A \n b ", "nofollow", "footer"],
        ["javascript:x", "no", "", "text"],
        ["https://a.example/y", "no such place", "", "roof"],
        "odd",
        [1, 2],
    ]
    link = Link("https://a.example/x", "A b", "nofollow", LinkPlace.FOOTER)
    assert parse_links(raw) == (link,)
    assert parse_links({"not": "a list"}) == ()


def test_policy_links_are_told_apart_and_keep_what_leads_to_them() -> None:
    found = links(
        ("privacy?id=1", "Privacybeleid"),
        ("privacy?id=2", "Privacy"),
        ("cookies", "Cookies"),
        ("privacy-en-cookies", "Privacy- en cookieverklaring"),
        ("contact", "Contact"),
    )
    assert policy_links(found, HOME) == tuple(
        PolicyLink(url=HOME + path, text=text, kind=kind, page=HOME)
        for path, text, kind in (
            ("privacy?id=1", "Privacybeleid", "privacy"),
            ("privacy?id=2", "Privacy", "privacy"),
            ("cookies", "Cookies", "cookies"),
            ("privacy-en-cookies", "Privacy- en cookieverklaring", "privacy"),
        )
    )


def test_a_recorded_policy_link_has_no_values() -> None:
    link = PolicyLink(url=f"{HOME}?page=12&sid=abc", text="Privacy", kind="privacy", page=HOME)
    assert recorded(link).url == f"{HOME}?page=&sid="


def test_a_link_to_its_own_page_leads_to_no_policy() -> None:
    assert policy_links(links(("", "Cookie-instellingen")), HOME) == ()


def test_a_link_in_the_footer_stands_for_the_same_link_elsewhere() -> None:
    url = f"{HOME}privacy"
    found = (Link(url, "hier (privacy)"), Link(url, "Privacy", place=LinkPlace.FOOTER))
    assert [(link.text, link.prominent) for link in policy_links(found, HOME)] == [
        ("Privacy", True)
    ]


def test_a_link_that_declares_itself_needs_no_words() -> None:
    (found,) = policy_links((Link(f"{HOME}p7", "Lees dit", "noopener Privacy-Policy"),), HOME)
    assert (found.kind, found.declared) == ("privacy", True)
