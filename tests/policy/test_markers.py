import pytest

from scanner.policy.markers import follows, read_marker


@pytest.mark.parametrize(
    ("line", "number", "rest"),
    [
        ("12.1 Op onze site", "12.1", "Op onze site"),
        ("2.1. Wij", "2.1", "Wij"),
        ("a) om te meten", "a", "om te meten"),
        ("(1) de eerste", "1", "de eerste"),
        ("(ii) de tweede", "ii", "de tweede"),
        ("3. Cookies", "3", "Cookies"),
        ("Artikel 4 Cookies", "4", "Cookies"),
        ("Artikel 4.2: Cookies", "4.2", "Cookies"),
        ("§ 7 Cookies", "7", "Cookies"),
        ("Section B. Cookies", "B", "Cookies"),
        ("- 2.1. Wij", "2.1", "Wij"),
        ("• a) om te meten", "a", "om te meten"),
    ],
)
def test_a_number_is_read_and_taken_off(line, number, rest):
    marker = read_marker(line)
    assert (marker.number, line[marker.length :]) == (number, rest)


@pytest.mark.parametrize("line", ["• een", "- een", "* een", "\uf0b7 een", "– een", "o  een"])
def test_a_bullet_is_taken_off(line):
    marker = read_marker(line)
    assert (marker.bullet, marker.number, line[marker.length :]) == (True, "", "een")


@pytest.mark.parametrize(
    "line",
    [
        "2 jaar",
        "A. de Vries",
        "B.V. Winkel",
        "2018 was het jaar",
        "e-mail",
        "ik ben",
        "06-12345678",
    ],
)
def test_a_line_of_text_has_no_marker(line):
    assert read_marker(line).length == 0


def test_the_depth_of_a_number_is_how_many_parts_it_has():
    assert [read_marker(line).depth for line in ("3. x", "3.1 x", "3.1.2 x", "x")] == [1, 2, 3, 0]


@pytest.mark.parametrize(
    ("number", "earlier"), [("b", "a"), ("2.3", "2.2"), ("10", "9"), ("ii", "i"), ("iv", "iii")]
)
def test_a_number_follows_the_one_before_it(number, earlier):
    assert follows(number, earlier)


@pytest.mark.parametrize(
    ("number", "earlier"), [("c", "a"), ("3.1", "2.1"), ("1", "a"), ("a", "b")]
)
def test_another_number_does_not_follow(number, earlier):
    assert not follows(number, earlier)
