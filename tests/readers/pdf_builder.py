"""PDF documents built for the tests: text at places, in a font that the document names and does not contain."""

from __future__ import annotations

from dataclasses import dataclass, field

A4 = (595, 842)
HALF_WIDTHS = b"/W[1 95 500]"
"""ASCII in half the size, as in every Chinese font; what is not listed is as wide as the size."""
METRICS = b"/Flags 6/Ascent 880/Descent -120/CapHeight 880/StemV 93/ItalicAngle 0/FontBBox[-25 -254 1000 880]"


def chinese_font(
    name: bytes = b"STSong-Light",
    encoding: bytes = b"UniGB-UCS2-H",
    widths: bytes = HALF_WIDTHS,
    metrics: bytes = METRICS,
) -> bytes:
    """Return a font of Adobe's Chinese collection that is not embedded."""
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/%(name)s/Encoding/%(encoding)s/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType0/BaseFont/%(name)s/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        b"/DW 1000%(widths)s/FontDescriptor<</Type/FontDescriptor/FontName/%(name)s%(metrics)s>>>>]>>"
    ) % {b"name": name, b"encoding": encoding, b"widths": widths, b"metrics": metrics}


def latin_font(name: bytes) -> bytes:
    """Return one of the fourteen standard fonts, whose widths every reader knows: ISO 32000-1, 9.6.2.2."""
    return b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % name


@dataclass
class PdfPage:
    """A page that is being drawn; coordinates are points from the bottom left corner."""

    content: list[bytes] = field(default_factory=list)
    rotate: int = 0
    codec: str = "utf-16-be"
    """How the font numbers its characters."""
    annotations: list[bytes] = field(default_factory=list)

    def text(self, left: float, bottom: float, text: str, size: float = 12, matrix: str = "1 0 0 1") -> PdfPage:
        """Write a line."""
        encoded = text.encode(self.codec).hex()
        self.content.append(f"BT /F {size} Tf {matrix} {left} {bottom} Tm <{encoded}> Tj ET".encode())
        return self

    def column(self, top: float, *lines: str, left: float = 72, size: float = 12) -> PdfPage:
        """Write lines one below the other; a full-width space at the beginning indents one."""
        for number, line in enumerate(lines):
            bare = line.lstrip("　")
            self.text(left + size * (len(line) - len(bare)), top - 1.5 * size * number, bare, size)
        return self

    def picture(self, left: float = 0, bottom: float = 0, width: float = A4[0], height: float = A4[1]) -> PdfPage:
        """Draw a picture, by default over the whole page."""
        matrix = f"{width} 0 0 {height} {left} {bottom}".encode()
        self.content.append(b"q %s cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q" % matrix)
        return self

    def annotate(self, kind: str, text: str, left: float, bottom: float, width: float, height: float) -> PdfPage:
        """Add an annotation: a field of a form (Widget), free text (FreeText), a comment (Text)."""
        key = "FT/Tx/V" if kind == "Widget" else "Contents"
        box = f"{left} {bottom} {left + width} {bottom + height}"
        shown = ("\ufeff" + text).encode("utf-16-be").hex()
        self.annotations.append(f"<</Type/Annot/Subtype/{kind}/Rect[{box}]/{key}<{shown}>>>".encode())
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        """Draw a ruling line."""
        self.content.append(f"{x0} {y0} m {x1} {y1} l S".encode())
        return self


def pdf_of(*pages: PdfPage, trailer: bytes = b"", font: bytes = chinese_font()) -> bytes:
    """Return a document of these pages."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        font,
    ]
    for number, page in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R/Annots[%s]>>"
            % (*A4, page.rotate, 5 + 2 * number, b" ".join(page.annotations))
        )
        content = b"\n".join(page.content)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return data + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        trailer,
        data.rindex(b"xref\n0"),
    )
