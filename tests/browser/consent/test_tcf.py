import base64

import pytest

from scanner.browser.consent.tcf import read_consent_string
from scanner.words import ConsentChoice

ACCEPT, REJECT = ConsentChoice.ACCEPT, ConsentChoice.REJECT
HEADER = (36, 36)  # created, last updated: not read
REST = ((7, 12), (1, 6), (0, 12), (99, 12), (4, 6), (1, 1), (0, 1), (0, 12))


def bits_of(numbers, count):
    return "".join("1" if each in numbers else "0" for each in range(1, count + 1))


def make_string(*, version=2, cmp_id=300, purposes=(), interests=(), vendors="", after=""):
    """Write a core string as the published format has it; ``vendors`` are two groups of bits."""
    bits = f"{version:06b}" + "0" * sum(HEADER) + f"{cmp_id:012b}"
    bits += "".join(f"{value:0{width}b}" for value, width in REST)
    bits += bits_of(purposes, 24) + bits_of(interests, 24) + "0" + "0" * 12
    bits += vendors or "0" * 34  # two empty lists: highest number 16 bits, form 1 bit
    bits += "0" * (-len(bits) % 8)
    raw = int(bits, 2).to_bytes(len(bits) // 8, "big")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=") + after


def field(*numbers):
    most = max(numbers)
    return f"{most:016b}0" + bits_of(numbers, most)


def ranges(most, *entries):
    text = f"{most:016b}1{len(entries):012b}"
    for first, last in entries:
        text += f"0{first:016b}" if first == last else f"1{first:016b}{last:016b}"
    return text


def test_purposes_and_the_tool_are_read():
    said = read_consent_string(make_string(cmp_id=134, purposes={1, 3, 10}, interests={2, 7}))
    assert (said.cmp_id, said.purposes, said.interests) == (134, {1, 3, 10}, {2, 7})


def test_vendors_are_read_one_bit_each():
    said = read_consent_string(make_string(vendors=field(2, 5) + field(9)))
    assert (said.vendors, said.vendor_interests) == ({2, 5}, {9})


def test_vendors_are_read_from_ranges():
    vendors = ranges(20, (3, 3), (7, 9)) + ranges(4, (4, 4))
    said = read_consent_string(make_string(vendors=vendors))
    assert (said.vendors, said.vendor_interests) == ({3, 7, 8, 9}, {4})


def test_a_range_ends_at_the_highest_vendor():
    said = read_consent_string(make_string(vendors=ranges(10, (8, 60_000)) + "0" * 17))
    assert said.vendors == {8, 9, 10}


def test_further_segments_are_left():
    text = make_string(purposes={4}, after=".IAAA.YAAA")
    assert read_consent_string(text).purposes == {4}


@pytest.mark.parametrize(
    ("purposes", "choice", "is_so"),
    [
        (set(), REJECT, True),
        ({1}, REJECT, False),
        (set(range(1, 11)), ACCEPT, True),
        ({1, 2, 3, 4, 5}, ACCEPT, False),
        ({1, 2, 3, 4, 5, 6}, ACCEPT, True),
        (set(), ACCEPT, False),
    ],
)
def test_a_choice_is_in_the_purposes_consented_to(purposes, choice, is_so):
    assert read_consent_string(make_string(purposes=purposes)).says(choice) is is_so


def test_legitimate_interests_are_no_consent():
    said = read_consent_string(make_string(interests=set(range(2, 11))))
    assert said.says(REJECT)


@pytest.mark.parametrize(
    "text",
    ["", "GA1.2.3.4", "CPabc", "é" * 40, make_string(version=1), make_string()[:20], "A" * 30_000],
)
def test_what_is_no_such_string_says_nothing(text):
    assert read_consent_string(text) is None
