import pytest

from scanner.browser.secrets import Hasher
from scanner.catalogue.stability import stability_of
from scanner.words import ConsentChoice, Stability

HASHER = Hasher(b"the key of the tests")
NONE, ACCEPT, REJECT = ConsentChoice


def _stability(*values, name="sid"):
    visits = zip((NONE, ACCEPT, REJECT), values, strict=False)
    return stability_of((name, choice, HASHER.value(value)) for choice, value in visits)


@pytest.mark.parametrize(
    "values",
    [
        ("u7f3k9q2m4x8", "p1d8s6a0z5c2"),
        ("GA1.1.384726519.1795000000", "GA1.1.918273645.1795000100"),
        ("u7f3k9q2m4x8", "p1d8s6a0z5c2", "q4w9e2r7t1y6"),
        # A part that is the same for all beside one that is not.
        ("tenant-77aa31bc.u7f3k9q2m4x8", "tenant-77aa31bc.p1d8s6a0z5c2"),
    ],
)
def test_value_of_its_own_in_every_visit_is_an_identifier(values):
    assert _stability(*values) is Stability.IDENTIFIER


@pytest.mark.parametrize("value", ["1", "nl-NL", "77aa31bc9d2e4f60"])
def test_value_that_every_visit_got_is_constant(value):
    assert _stability(value, value) is Stability.CONSTANT


@pytest.mark.parametrize(
    "values",
    [
        ("u7f3k9q2m4x8",),  # one visit cannot be compared
        ("ja", "nee"),  # short
        ("1795000000123", "1795000100456"),  # times
        ("voorkeuren-gegeven", "voorkeuren-geweigerd"),  # words
        ("77aa31bc9d2e.1795000000", "77aa31bc9d2e.1795000100"),  # what is long is the same
        ("u7f3k9q2m4x8", "u7f3k9q2m4x8", "p1d8s6a0z5c2"),  # two visits share one
    ],
)
def test_what_cannot_be_told_is_unknown(values):
    assert _stability(*values) is Stability.UNKNOWN


def test_item_without_a_value_is_unknown():
    assert stability_of([("db", NONE, None), ("db", ACCEPT, None)]) is Stability.UNKNOWN


def test_values_are_compared_name_by_name():
    held = [("a", NONE, HASHER.value("x1")), ("b", ACCEPT, HASHER.value("x1"))]
    assert stability_of(held) is Stability.UNKNOWN


def test_one_name_with_an_identifier_makes_the_whole_an_identifier():
    held = [
        ("a", NONE, HASHER.value("1")),
        ("a", ACCEPT, HASHER.value("1")),
        ("b", NONE, HASHER.value("u7f3k9q2m4x8")),
        ("b", ACCEPT, HASHER.value("p1d8s6a0z5c2")),
    ]
    assert stability_of(held) is Stability.IDENTIFIER
