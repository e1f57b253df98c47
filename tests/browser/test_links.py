import pytest
from builders import make_site

from scanner.browser.links import Link, choose_pages, parse_links, policy_links
from scanner.models import PolicyLink
from scanner.words import PageReason

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
    raw = [["https://a.example/x#top", " A \n b "], ["javascript:x", "no"], "odd", [1, 2]]
    assert parse_links(raw) == (Link("https://a.example/x", "A b"),)
    assert parse_links({"not": "a list"}) == ()


def test_policy_links_are_told_apart_and_listed_once() -> None:
    found = links(
        ("privacy?utm=1", "Privacybeleid"),
        ("privacy?utm=2", "Privacy"),
        ("cookies", "Cookies"),
        ("privacy-en-cookies", "Privacy- en cookieverklaring"),
        ("contact", "Contact"),
    )
    assert policy_links(found, HOME) == tuple(
        PolicyLink(url=HOME + path, text=text, kind=kind, page=HOME)
        for path, text, kind in (
            ("privacy?utm=", "Privacybeleid", "privacy"),
            ("cookies", "Cookies", "cookies"),
            ("privacy-en-cookies", "Privacy- en cookieverklaring", "privacy"),
        )
    )
