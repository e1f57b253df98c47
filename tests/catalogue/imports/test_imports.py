import pytest
from listings import COOKIES_CSV, COOKIES_JSON, ENTITIES, FILTERS, TRACKERDB

from scanner.catalogue.imports import load_list_formats, read_list
from scanner.errors import ListError


@pytest.mark.parametrize(
    ("text", "format_id"),
    [
        (COOKIES_CSV, "open-cookie-database"),
        (COOKIES_JSON, "open-cookie-database"),
        (ENTITIES, "third-party-web"),
        (TRACKERDB, "trackerdb"),
        (FILTERS, "filters"),
    ],
)
def test_each_list_is_of_one_format(text, format_id):
    assert [each.id for each in load_list_formats() if each.recognise(text)] == [format_id]
    assert read_list(text.encode(), "x")[0].id == format_id


def test_byte_order_mark_is_no_part_of_a_list():
    assert read_list(b"\xef\xbb\xbf" + COOKIES_CSV.encode(), "x")[0].id == "open-cookie-database"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"hello", "of no known format; known: filters, open-cookie-database"),
        (b"[Adblock]\xff", "not UTF-8 at byte 9"),
        (b"[Adblock]\n/a\n", "holds no entry to go by, as filters; 1 refused"),
    ],
)
def test_what_is_no_list_says_why(data, words):
    with pytest.raises(ListError, match=words):
        read_list(data, "x")
