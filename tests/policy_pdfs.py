"""PDF files, made as they are needed."""

import io

from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

STYLES = getSampleStyleSheet()


def make_pdf(*parts, footer=None):
    """Return a PDF of parts: a text, (its style's name, a text), or the rows of a table."""
    made = io.BytesIO()
    story = [_flowable(part) for part in parts]
    document = SimpleDocTemplate(made, pagesize=A4)

    def draw(canvas, template):
        if footer:
            canvas.drawString(50, 20, footer.format(page=template.page))

    document.build(story, onFirstPage=draw, onLaterPages=draw)
    return made.getvalue()


def _flowable(part):
    if isinstance(part, str):
        return Paragraph(part, STYLES["BodyText"])
    if isinstance(part, tuple):
        return Paragraph(part[1], STYLES[part[0]])
    return Table(part)


def make_pictures(count=1, text=None):
    """Return a PDF of pages that hold a picture and, on the first, perhaps a text."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    for page in range(count):
        canvas.drawImage(ImageReader(io.BytesIO(_PNG)), 50, 50, 400, 600)
        if text and page == 0:
            canvas.drawString(50, 800, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def encrypted(data, password):
    """Return a PDF that asks for a password."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, "owner", algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _make_png():
    import struct
    import zlib

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00\x80"))
        + chunk(b"IEND", b"")
    )


_PNG = _make_png()
