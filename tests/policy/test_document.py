import pytest
from policy_texts import CASES, FILES

from scanner.policy.document import MOST_BYTES, Format, read_document
from scanner.policy.text import BlockKind
from scanner.words import PolicyStatus

HTML = b"<html><body><h1>Cookies</h1><p>Wij plaatsen cookies.</p></body></html>"


@pytest.mark.parametrize(
    ("data", "name", "media_type", "kind"),
    [
        (b"Wij plaatsen cookies.", "a.txt", None, Format.TEXT),
        (b"# Cookies\n\nWij plaatsen cookies.", "a.txt", None, Format.MARKDOWN),
        (b"Wij plaatsen cookies.", "a.md", None, Format.MARKDOWN),
        (b"Wij plaatsen cookies.", "a", "text/markdown", Format.MARKDOWN),
        (HTML, "a.txt", "text/plain", Format.HTML),
        (b"<p>Wij plaatsen cookies.</p>", "a.html", None, Format.HTML),
        (b"<p>Wij plaatsen cookies.</p>", "https://a.example/b", "text/html", Format.HTML),
        (b"Wij plaatsen cookies.", "a.html", None, Format.TEXT),
        (b"<div>1</div><div>2</div><p>Wij</p><p>plaatsen</p><p>ze</p>", "a", None, Format.HTML),
    ],
)
def test_what_a_document_is_its_content_says_first(data, name, media_type, kind):
    read = read_document(data, name, media_type)
    assert (read.status, read.format) == (PolicyStatus.READ, kind)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \r\n\x00\x00", "the file is empty"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a picture, not a text"),
        (b"PK\x03\x04" + bytes(50), "a packed or Office file, not a text"),
        (
            bytes(range(1, 32)) * 99,
            "no text: most of its bytes are no letters of any character set",
        ),
        (b"\x01\x02\x00" * 99, "no text: most of its bytes are no letters of any character set"),
        (b"1 2 3 . . .", "there is no text in it"),
        (b"<html><body></body></html>", "there is no text in it"),
    ],
)
def test_what_cannot_be_read_says_why(data, reason):
    read = read_document(data, "a.txt")
    assert (read.status, read.reason, read.text) == (PolicyStatus.UNREADABLE, reason, None)


def test_noughts_between_the_words_are_left_out():
    read = read_document(b"Wij\x00 plaatsen\x00 cookies\x00.", "a.txt")
    assert read.text.text == "Wij plaatsen cookies."


def test_twenty_megabytes_are_refused_at_once():
    read = read_document(b"<p>Wij plaatsen cookies.</p>" * 800_000, "a.html")
    assert (read.status, read.text) == (PolicyStatus.TOO_LARGE, None)
    assert read.reason == f"22.4 MB, more than {MOST_BYTES // 1_000_000} MB"


def test_the_title_is_the_heading_that_a_text_opens_with():
    assert read_document(b"COOKIEBELEID\n\nWij plaatsen cookies.", "a.txt").title == "COOKIEBELEID"
    assert read_document(b"Wij plaatsen cookies.", "a.txt").title is None


@pytest.mark.parametrize("path", [*FILES, *CASES], ids=lambda path: path.stem)
def test_every_quote_is_verbatim(path):
    data = path.read_bytes()
    text = read_document(data, path.name).text
    if path.suffix != ".html":
        assert text.source == path.read_text(encoding="utf-8")
    for block in text.blocks:
        for start, end in ((block.start, block.end), *block.cells):
            if start < end:
                quote, first, last = text.quote(start, end)
                assert text.source[first:last] == quote
                same = "".join(filter(str.isalnum, text.text[start:end]))
                if block.kind is BlockKind.ROW or "http" not in quote:
                    assert _in_order(same, quote)


def _in_order(letters, quote):
    """Tell whether all letters stand in the quote, in their order."""
    rest = iter(quote)
    return all(letter in rest for letter in letters)
