import codecs

import pytest

from scanner.policy.charset import decode

WORDS = "privacybeleid: coöperatie “één” €"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        WORDS.encode("cp1252"),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
    ],
)
def test_letters_come_out_whatever_they_were_written_in(data):
    assert decode(data) == WORDS


def test_a_byte_order_mark_of_utf_8_stays_so_that_offsets_count_as_in_the_file():
    assert decode(codecs.BOM_UTF8 + b"abc") == "\ufeffabc"


def test_what_the_media_type_declares_is_believed():
    data = "Данные".encode("koi8-r")
    assert decode(data, "text/html; charset=koi8-r") == "Данные"


def test_what_a_page_declares_is_believed():
    page = '<meta charset="iso-8859-15">€ 5'
    assert decode(page.encode("iso-8859-15")) == page


def test_latin_1_is_read_as_windows_1252_as_browsers_do():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">“cookie”'
    assert decode(page.encode("cp1252")) == page


@pytest.mark.parametrize(
    "charset", ["no-such", "idna", "utf-7", "unicode_escape", "rot13", "base64"]
)
def test_a_declared_name_that_is_no_character_set_is_passed_over(charset):
    assert decode(WORDS.encode(), f"text/plain; charset={charset}") == WORDS


def test_a_wrong_declaration_is_passed_over():
    assert decode(WORDS.encode("cp1252"), "text/plain; charset=utf-8") == WORDS
    page = f'<meta charset="utf-16">{WORDS}'
    assert decode(page.encode()) == page


def test_line_ends_of_every_kind_are_newlines():
    assert decode(b"a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_every_byte_gives_a_letter():
    assert len(decode(bytes(range(128, 256)))) == 128
