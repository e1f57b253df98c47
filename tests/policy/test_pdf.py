import io
import zlib

import pytest
from policy_pdfs import encrypted, make_pdf, make_pictures
from pypdf import PdfReader, PdfWriter

from scanner.policy import pdf
from scanner.policy.document import Format, read_document
from scanner.policy.pdf import read_pdf
from scanner.words import PolicyStatus

SENTENCE = "Wij plaatsen alleen cookies die nodig zijn om de winkel te laten werken. "


def make_bomb(letters):
    """Return a small PDF whose only page unpacks to a great many letters."""
    writer = PdfWriter(clone_from=io.BytesIO(make_pdf("x")))
    stream = writer.pages[0]["/Contents"].get_object()
    packed = zlib.compress(b"BT /F1 1 Tf " + b"(aaaaaaaaaa) Tj " * (letters // 10) + b"ET", 9)
    stream._data = packed
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_the_text_of_each_page_is_read_and_what_runs_along_is_not():
    texts = [f"{letter * 3} {SENTENCE * 12}" for letter in "abcdefgh"]
    data = make_pdf(("Heading1", "1. Cookies"), *texts, footer="Winkel | pagina {page}")
    read = read_document(data, "beleid.pdf")
    assert (read.status, read.format) == (PolicyStatus.READ, Format.PDF)
    assert read.pages > 1
    assert "pagina" not in read.text.text
    assert read.text.text.count("te laten werken.") == 96


def test_a_quote_is_what_the_text_of_the_pdf_says():
    text = read_document(make_pdf(SENTENCE * 3), "x.pdf").text
    start = text.text.index("laten werken")
    quote, first, last = text.quote(start, start + 12)
    assert text.source[first:last] == quote
    assert quote.split() == ["laten", "werken"]


def test_a_pdf_that_opens_without_a_password_is_read():
    assert "nodig" in read_pdf(encrypted(make_pdf(SENTENCE), "")).source


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (encrypted(make_pdf(SENTENCE), "geheim"), "encrypted: it asks for a password"),
        (make_pictures(3), "no text: pictures of pages"),
        (make_pdf("&nbsp;"), "there is no text in it"),
    ],
)
def test_a_pdf_without_text_says_why(data, reason):
    found = read_pdf(data)
    assert (found.status, found.reason) == (PolicyStatus.UNREADABLE, reason)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.4 niets", make_pdf(SENTENCE)[:700], b"%PDF-" + bytes(9999)]
)
def test_a_broken_pdf_is_unreadable(data):
    found = read_document(data, "x.pdf")
    assert found.status is PolicyStatus.UNREADABLE
    assert found.text is None
    assert found.reason


def test_a_pdf_with_a_picture_for_a_page_is_read_in_part():
    found = read_document(make_pictures(2, SENTENCE), "x.pdf")
    assert (found.status, found.reason) == (
        PolicyStatus.PARTIAL,
        "1 of 2 pages are pictures, 0 are broken",
    )


def test_a_pdf_of_too_many_pages_is_not_read():
    writer = PdfWriter()
    page = PdfReader(io.BytesIO(make_pdf("x"))).pages[0]
    for _ in range(501):
        writer.add_page(page)
    made = io.BytesIO()
    writer.write(made)
    found = read_pdf(made.getvalue())
    assert (found.status, found.pages) == (PolicyStatus.TOO_LARGE, 501)


def test_a_bomb_ends_in_its_own_process():
    found = read_document(make_bomb(120_000_000), "x.pdf")
    assert found.status in (PolicyStatus.UNREADABLE, PolicyStatus.TOO_LARGE)
    assert found.text is None
    assert found.reason


def test_a_reader_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(pdf, "WALL_S", 0.01)
    assert read_pdf(make_pdf(SENTENCE)).reason == "reading it takes more than 0.01 seconds"
