import pytest

from scanner.catalogue import index
from scanner.catalogue.index import AddressIndex, PatternIndex, below, fits


def test_star_stands_for_anything():
    assert [fits("_ga_*", name) for name in ("_ga_AB12", "_ga_", "_ga", "x_ga_1")] == [
        True,
        True,
        False,
        False,
    ]


def test_dot_in_a_pattern_stands_for_itself():
    assert not fits("_pk_id.*", "_pk_idx1")


def test_domain_below_is_not_a_domain_that_ends_alike():
    assert [
        below(host, "clarity.ms") for host in ("clarity.ms", "www.clarity.ms", "xclarity.ms")
    ] == [
        True,
        True,
        False,
    ]


NAMES = ("_ga", "_ga_*", "_g*", "*_ga", "*", "_gat_gtag_*", "a*z", "ab")


@pytest.mark.parametrize(
    ("name", "patterns"),
    [
        ("_ga", {"_ga", "_g*", "*_ga", "*"}),
        ("_ga_1", {"_ga_*", "_g*", "*"}),
        ("_gat_gtag_1", {"_gat_gtag_*", "_g*", "*"}),
        ("x_ga", {"*_ga", "*"}),
        ("az", {"a*z", "*"}),
        ("ab", {"ab", "*"}),
        ("", {"*"}),
    ],
)
def test_every_pattern_that_a_name_fits_is_found(name, patterns):
    found = list(PatternIndex((pattern, pattern) for pattern in NAMES).find(name))
    assert (set(found), len(found)) == (patterns, len(patterns))


def test_finding_tries_only_patterns_that_begin_alike(monkeypatch):
    tried = []
    monkeypatch.setattr(index, "fits", lambda pattern, name: tried.append(pattern) or False)
    patterns = PatternIndex((f"_{n:04}_*", n) for n in range(1000))
    assert list(patterns.find("_0012_x")) == []
    assert tried == [f"_{n:04}_*" for n in range(10, 20)]


ADDRESSES = (
    "acme.example",
    "cdn.acme.example",
    "cdn.acme.example/tag",
    "acme.example/tag/v1",
    "/acme.js",
    "/plugins/acme",
)


@pytest.mark.parametrize(
    ("url", "entries"),
    [
        ("https://acme.example", {"acme.example"}),
        ("https://acme.example.org/", set()),
        ("https://xacme.example/", set()),
        ("https://cdn.acme.example/", {"acme.example", "cdn.acme.example"}),
        (
            "https://cdn.acme.example/tag",
            {"acme.example", "cdn.acme.example", "cdn.acme.example/tag"},
        ),
        (
            "https://cdn.acme.example/tag/v1/a.js",
            {"acme.example", "cdn.acme.example", "cdn.acme.example/tag", "acme.example/tag/v1"},
        ),
        (
            "https://cdn.acme.example/tag@1.2/a.js",
            {"acme.example", "cdn.acme.example", "cdn.acme.example/tag"},
        ),
        ("https://cdn.acme.example/tags", {"acme.example", "cdn.acme.example"}),
        ("https://winkel.example/acme.js", {"/acme.js"}),
        ("https://winkel.example/static/acme.js?v=1", {"/acme.js"}),
        ("https://winkel.example/notacme.js", set()),
        ("https://winkel.example/wp/plugins/acme/a.js", {"/plugins/acme"}),
        ("https://winkel.example/plugins/acme", {"/plugins/acme"}),
        ("https://winkel.example/acme/plugins", set()),
        ("https://winkel.example/?/acme.js", set()),
        ("https://[winkel/acme.js", set()),
        ("data:,acme.example", set()),
    ],
)
def test_every_address_that_a_url_falls_under_is_found(url, entries):
    found = [thing for _, thing in AddressIndex((e, e) for e in ADDRESSES).find(url)]
    assert (set(found), len(found)) == (entries, len(entries))
