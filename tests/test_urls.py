import pytest

from scanner.urls import (
    file_name,
    host_of,
    is_address,
    make_host,
    make_url,
    page_key,
    party_of,
    registrable_domain,
    without_values,
)
from scanner.words import Party


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Winkel.example:8443/x", "www.winkel.example"),
        ("https://winkel.example./", "winkel.example"),
        ("https://[2001:DB8::1]:443/", "2001:db8::1"),
        ("https://name:secret@winkel.example/", "winkel.example"),
        ("wss://winkel.example/socket", "winkel.example"),
        ("blob:https://winkel.example/5a0e", "winkel.example"),
        ("data:text/html,https://winkel.example/", ""),
        ("about:blank", ""),
        ("/relative", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_host_of_a_url(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]"])
def test_an_address_is_told_from_a_name(host):
    assert is_address(host)


@pytest.mark.parametrize("host", ["winkel.example", "1.example", "localhost", ""])
def test_a_name_is_told_from_an_address(host):
    assert not is_address(host)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.winkel.nl", "winkel.nl"),
        ("a.b.winkel.co.uk", "winkel.co.uk"),
        ("WWW.Winkel.nl.", "winkel.nl"),
        (".winkel.nl", "winkel.nl"),
        ("www.xn--bcher-kva.nl", "xn--bcher-kva.nl"),
        ("www.winkel.example", "winkel.example"),
        ("deep.www.winkel.test", "winkel.test"),
        ("winkel.github.io", "winkel.github.io"),
        ("github.io", "github.io"),
        ("co.uk", "co.uk"),
        ("nl", "nl"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("::1", "::1"),
        ("", ""),
    ],
)
def test_registrable_domain_of_a_host(host, domain):
    assert registrable_domain(host) == domain


@pytest.mark.parametrize(
    ("host", "own_domains", "party"),
    [
        ("cdn.winkel.nl", (), Party.FIRST),
        ("winkel.nl", (), Party.FIRST),
        ("winkel.be", (), Party.THIRD),
        ("cdn.winkel.be", ("winkel.be",), Party.FIRST),
        ("winkel.nl.example", (), Party.THIRD),
        ("notwinkel.nl", (), Party.THIRD),
    ],
)
def test_a_host_is_first_party_by_registrable_domain(host, own_domains, party):
    assert party_of(host, "www.winkel.nl", own_domains) is party


def test_neighbours_on_a_shared_suffix_are_third_parties():
    assert party_of("jan.github.io", "piet.github.io") is Party.THIRD


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Winkel.NL", "winkel.nl"),
        ("winkel.nl.", "winkel.nl"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("winkel。example", "winkel.example"),
        ("my_shop.example", "my_shop.example"),
        ("[2001:DB8:0::1]", "2001:db8::1"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_a_host_is_written_as_a_browser_writes_it(text, host):
    assert make_host(text) == host


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "winkel..nl",
        "-winkel.nl",
        "winkel-.nl",
        "win kel.nl",
        "winkel.nl,",
        "winkel.nl/pad",
        "ex%61mple.nl",
        "127.1",
        "0x7f.1",
        "256.0.0.1",
        "winkel\u202e.nl",
        "a" * 64 + ".nl",
        "a." * 126 + "nl",
    ],
)
def test_what_is_no_host_is_refused(text):
    with pytest.raises(ValueError, match=r"^not a host: "):
        make_host(text)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("HTTPS://Winkel.NL", "https://winkel.nl/"),
        ("http://Bücher.example.:8080/a?b=c#d", "http://xn--bcher-kva.example:8080/a?b=c#d"),
        ("https://[::1]:8443/", "https://[::1]:8443/"),
        ("https://winkel.nl/@jan", "https://winkel.nl/@jan"),
    ],
)
def test_a_url_is_written_with_its_host_as_a_browser_writes_it(text, url):
    assert make_url(text) == url


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("ftp://winkel.nl/", "not an http(s) URL: scheme 'ftp', host 'winkel.nl'"),
        ("file:///etc/passwd", "not an http(s) URL: scheme 'file', host None"),
        ("javascript:alert(1)", "not an http(s) URL: scheme 'javascript', host None"),
        ("https:///pad", "not an http(s) URL: scheme 'https', host None"),
        ("winkel.nl", "not an http(s) URL: scheme '', host None"),
        ("https://winkel.nl:70000/", "not a URL: Port out of range 0-65535"),
        ("https://[::1/", "not a URL: Invalid IPv6 URL"),
        ("https://127.1/", "not a host: '127.1'"),
        (
            "https://winkel.nl\\pad",
            "a URL with a blank, backslash or control character: 'https://winkel.nl\\\\pad'",
        ),
        (
            "https://winkel.nl/a b",
            "a URL with a blank, backslash or control character: 'https://winkel.nl/a b'",
        ),
    ],
)
def test_what_is_no_http_url_is_refused_with_the_reason(text, fault):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        make_url(text)
    assert str(caught.value) == fault


@pytest.mark.parametrize(
    "text", ["https://jan:geheim@winkel.nl/", "ftp://jan:geheim@winkel.nl", "https://geheim@[::1"]
)
def test_credentials_in_a_url_are_refused_and_not_repeated(text):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        make_url(text)
    assert str(caught.value) == "a URL with credentials: leave out what stands before the @"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://winkel.nl/pad?id=42&q=jan#deel", "https://winkel.nl/pad?id=&q="),
        ("https://jan:geheim@Winkel.nl:8443/", "https://winkel.nl:8443/"),
        ("https://winkel.nl/?d41d8cd98f00b204&a=1", "https://winkel.nl/?a="),
        ("https://winkel.nl/?d41d8cd98f00b204", "https://winkel.nl/"),
        ("https://winkel.nl/?a=b=c", "https://winkel.nl/?a="),
        ("https://winkel.nl/?naam van=1&%C3%A9=2", "https://winkel.nl/?naam%20van=&%C3%A9="),
        ("https://winkel.nl/?\ud800=1", "https://winkel.nl/?%3F="),
        ("https://winkel.nl/a;jsessionid=1F2E/b;c", "https://winkel.nl/a;jsessionid=/b;c"),
        ("https://[::1]:8443/?a=1", "https://[::1]:8443/?a="),
        ("wss://winkel.nl/socket?token=1", "wss://winkel.nl/socket?token="),
        ("blob:https://winkel.nl/5a0e-42", "blob:https://winkel.nl"),
        ("blob:null/5a0e-42", "blob:"),
        ("data:text/html,jan@winkel.nl", "data:"),
        ("javascript:alert('jan')", "javascript:"),
        ("about:blank", "about:blank"),
        ("about:srcdoc?a=1#b", "about:srcdoc"),
        ("/relative?a=1", ""),
        ("https://winkel.nl:99999/", ""),
        ("", ""),
    ],
)
def test_a_recorded_url_keeps_no_values(url, kept):
    assert without_values(url) == kept


def test_a_very_long_url_is_recorded_cut_and_says_so():
    start = "https://winkel.nl/"
    assert without_values(start + "a" * 100_000) == start + "a" * (2000 - len(start)) + "...(cut)"


def test_a_url_of_2000_characters_is_recorded_whole():
    url = "https://winkel.nl/".ljust(2000, "a")
    assert without_values(url) == url


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("www.winkel.nl", "www.winkel.nl"),
        ("Winkel.nl", "winkel.nl-6149f54505"),
        ("../../etc/passwd", "etc-passwd-3754d6cb3a"),
        ("::1", "1-eff8e7ca50"),
        ("..", "name-5ec1f7e700"),
        ("", "name-e3b0c44298"),
    ],
)
def test_a_file_name_is_safe_and_its_own(text, name):
    assert file_name(text) == name


def test_a_file_name_is_at_most_71_characters():
    assert len(file_name("a" * 300 + ".nl")) == 71


@pytest.mark.parametrize(
    "url",
    [
        "http://winkel.example/privacy",
        "https://www.winkel.example/privacy/",
        "https://www.winkel.example/privacy#cookies",
    ],
)
def test_two_addresses_of_one_page_have_one_key(url):
    assert page_key(url) == "winkel.example/privacy"


def test_pages_that_only_their_query_tells_apart_have_their_own_keys():
    keys = {page_key(f"https://winkel.example/?page={number}") for number in (1, 2)}
    assert keys == {"winkel.example/?page=1", "winkel.example/?page=2"}
