"""Small PDF files that cost much to read: each kind of growth that the format allows."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
TEXT = b"BT /F 12 Tf 72 700 Td (Work plan) Tj ET "
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"


def flate(data: bytes, times: int = 1, extra: bytes = b"") -> bytes:
    """Return a stream whose content is compressed `times` times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[" + b"/FlateDecode" * times + b"]" + extra)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """Return a stream of stored bytes."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), extra, data)


def file_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Return a file of objects numbered from 1; the first is the catalogue."""
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    return data + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)


def page_with(
    content: bytes,
    *more: bytes,
    contents: bytes = b"5 0 R",
    resources: bytes = b"",
    font: bytes = FONT,
    box: bytes = b"0 0 595 842",
    kids: bytes = b"4 0 R",
    count: int = 1,
) -> bytes:
    """Return a file with one page; `content` is object 5, `more` begin with object 6."""
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
            font,
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources<</Font<</F 3 0 R>>%s>>/Contents %s>>"
            % (box, resources, contents),
            content,
            *more,
        ]
    )


def _forms(levels: int, calls: int, *, inherit: bool = False) -> bytes:
    """Return forms that draw the next form `calls` times each; with `inherit` names are those of the page."""
    more, table = [], b""
    for level in range(levels):
        name = b"X%d" % (level + 1)
        table += b"/X%d %d 0 R" % (level, 6 + level)
        own = b"" if inherit else b"/Resources<</Font<</F 3 0 R>>/XObject<</%s %d 0 R>>>>" % (name, 7 + level)
        body = b"/%s Do " % name * calls if level < levels - 1 else TEXT
        more.append(flate(body, extra=FORM + own))
    return page_with(flate(TEXT + b"/X0 Do " * calls), *more, resources=b"/XObject<<%s>>" % table)


def _lzw(size: int) -> bytes:
    """Return LZW codes of at least `size` letters q, the most that the filter can grow."""
    packed, bits, count, total = bytearray(), 0, 0, 0
    table, length, width = 258, 1, 9
    codes = [(256, 9), (ord("q"), 9)]
    while total < size:
        if table == 4093:  # clear before the table is full
            codes += [(256, 12), (ord("q"), 9)]
            table, length = 258, 1
        else:
            width = min(12, max(9, (table + 1).bit_length()))
            codes.append((table, width))
            table, length = table + 1, length + 1
        total += length
    for code, code_width in [*codes, (257, width)]:
        bits, count = bits << code_width | code, count + code_width
        while count >= 8:
            count -= 8
            packed.append(bits >> count & 255)
        bits &= (1 << count) - 1
    packed.append(bits << 8 - count & 255)
    return bytes(packed)


MANY = b"0 0 9 9 re f "
HEAVY: dict[str, Callable[[], bytes]] = {
    "flate in flate": lambda: page_with(flate(TEXT + b" " * 200_000_000, 2)),
    "flate in flate, eight times": lambda: page_with(
        flate(TEXT + b" " * 50_000_000, 2), contents=b"[" + b"5 0 R " * 8 + b"]"
    ),
    "flate five times": lambda: page_with(flate(TEXT, 5)),
    "content array of one stream": lambda: page_with(
        flate(TEXT + MANY * 20_000), contents=b"[" + b"5 0 R " * 100 + b"]"
    ),
    "content array as an object": lambda: page_with(
        flate(TEXT + MANY * 20_000), b"[" + b"5 0 R " * 100 + b"]", contents=b"6 0 R"
    ),
    "states saved": lambda: page_with(flate(TEXT + b"q " * 4_000_000)),
    "rectangles": lambda: page_with(flate(TEXT + MANY * 600_000)),
    "content that calls itself a picture": lambda: page_with(
        flate(TEXT + MANY * 600_000, extra=b"/Subtype/Image/Width 1/Height 1")
    ),
    "name of the filter in escapes": lambda: page_with(
        stream(zlib.compress(TEXT + MANY * 600_000, 9), b"/F#69lter/Fl#61teDecode")
    ),
    "short name of the filter": lambda: page_with(stream(zlib.compress(TEXT + MANY * 600_000, 9), b"/Filter/Fl")),
    "filter as an object": lambda: page_with(
        stream(zlib.compress(TEXT + MANY * 600_000, 9), b"/Filter 6 0 R"), b"[7 0 R]", b"/FlateDecode"
    ),
    "run lengths": lambda: page_with(
        flate(b"\x81q\x81 " * 40_000, extra=b"").replace(b"[/FlateDecode]", b"[/FlateDecode/RL]")
    ),
    "hexadecimal flate": lambda: page_with(
        stream(zlib.compress(TEXT + MANY * 600_000, 9).hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]")
    ),
    "lzw": lambda: page_with(stream(_lzw(7_000_000), b"/Filter/LZWDecode")),
    "damaged at the end": lambda: page_with(
        stream(zlib.compress(TEXT + MANY * 600_000, 9)[:-20] + b"\xff" * 20, b"/Filter/FlateDecode")
    ),
    "forms in forms": lambda: _forms(8, 10),
    "forms in forms by the page's names": lambda: _forms(8, 10, inherit=True),
    "forms twice, forty deep": lambda: _forms(40, 2),
    "form that draws itself": lambda: page_with(
        flate(TEXT + b"/X Do " * 100),
        flate((b"/X Do " + MANY) * 100_000, extra=FORM + b"/Resources<</XObject<</X 6 0 R>>>>"),
        resources=b"/XObject<</X 6 0 R>>",
    ),
    "form in a circle": lambda: page_with(
        flate(TEXT + b"/X Do "),
        flate(TEXT + b"/X Do /X Do ", extra=FORM + b"/Resources<</Font<</F 3 0 R>>/XObject<</X 6 0 R>>>>"),
        resources=b"/XObject<</X 6 0 R>>",
    ),
    "form drawn a million times": lambda: page_with(
        flate(TEXT + b"/X Do " * 900_000), flate(TEXT, extra=FORM), resources=b"/XObject<</X 6 0 R>>"
    ),
    "form through a comment": lambda: page_with(
        flate(TEXT + b"/#58%x\nDo " * 500_000), flate(TEXT, extra=FORM), resources=b"/XObject<</X 6 0 R>>"
    ),
    "one page two thousand times": lambda: page_with(flate(TEXT + MANY * 8_000), kids=b"4 0 R " * 2_000, count=2_000),
    "characters drawn by contents": lambda: page_with(
        flate(b"BT /F 12 Tf 72 700 Td (aaaa) Tj ET"),
        flate(MANY * 600_000),
        font=b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97"
        b"/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>>>",
    ),
    "font file": lambda: page_with(
        flate(TEXT),
        flate(b"\0" * 90_000_000),
        b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 9 9]/FontFile2 6 0 R>>",
        font=b"<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 32/LastChar 33/Widths[1 1]/FontDescriptor 7 0 R>>",
    ),
    "code map": lambda: page_with(
        flate(TEXT),
        flate(b"begincmap " + b" " * 90_000_000),
        font=FONT[:-2] + b"/ToUnicode 6 0 R>>",
    ),
    "object stream": lambda: page_with(
        flate(TEXT), flate(b"7 0 <</A 1>>" + b" " * 90_000_000, extra=b"/Type/ObjStm/N 1/First 4")
    ),
    "objects in an object stream": lambda: page_with(
        flate(TEXT),
        flate(b"7 0 [" + b"1 " * 9_000_000, extra=b"/Type/ObjStm/N 1/First 4"),
    ),
    "directory": lambda: page_with(flate(TEXT), flate(b"\0" * 90_000_000, extra=b"/Type/XRef/W[1 1 1]/Size 9")),
    "arrays in arrays": lambda: page_with(flate(TEXT), b"[" * 100_000),
    "objects that begin within objects": lambda: page_with(flate(TEXT), b"1 0 objx[" * 100_000),
    "strings without end": lambda: page_with(flate(TEXT), b"1 0 obj(" * 100_000),
    "blanks between objects": lambda: page_with(flate(TEXT), b"1 0 objx " * 1_000 + b" " * 3_000_000),
}
"""Files that are refused before pdfium opens them."""

HARMLESS: dict[str, Callable[[], bytes]] = {
    "page as wide as a country": lambda: page_with(flate(TEXT), box=b"-1e9 -1e9 1e9 1e9"),
    "page of no size": lambda: page_with(flate(TEXT), box=b"0 0 0 0"),
    "page without a box": lambda: page_with(flate(TEXT), box=b""),
    "a billion pages": lambda: page_with(flate(TEXT), count=1_000_000_000),
    "page tree in a circle": lambda: page_with(flate(TEXT), kids=b"2 0 R 4 0 R 2 0 R", count=3),
    "fewer pages than none": lambda: page_with(flate(TEXT), count=-5),
    "picture of a gigabyte": lambda: page_with(
        flate(TEXT + b"/X Do "),
        flate(b"\0" * 50_000_000, extra=b"/Type/XObject/Subtype/Image/Width 32000/Height 32000/BitsPerComponent 8/ColorSpace/DeviceGray"),
        resources=b"/XObject<</X 6 0 R>>",
    ),
    "inline picture without end": lambda: page_with(flate(TEXT + b"BI /W 30000 /H 30000 /CS /RGB /BPC 8 ID " + b"x" * 99)),
    "ranges of codes": lambda: page_with(
        flate(TEXT),
        flate(b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 100 beginbfrange "
              + b"".join(b"<0000> <FFFF> <%04X>" % n for n in range(2_000)) + b" endbfrange endcmap"),
        font=FONT[:-2] + b"/ToUnicode 6 0 R>>",
    ),
    "one line of a million characters": lambda: page_with(
        flate(b"BT /F 1 Tf 72 700 Td " + (b"(" + b"a" * 30_000 + b") Tj ") * 33 + b"ET")
    ),
    "text at one place": lambda: page_with(flate(b"BT /F 12 Tf 1 0 0 1 72 700 Tm (aaaaaaaaaaaa) Tj ET " * 20_000)),
    "text in every direction": lambda: page_with(
        flate(b"".join(b"BT /F 12 Tf %d %d -1 1 %d 400 Tm (ab) Tj ET " % (n % 7, n % 5, n % 500) for n in range(20_000)))
    ),
    "crossing lines": lambda: page_with(
        flate(TEXT + b"".join(b"%d 0 m %d 800 l S 0 %d m 500 %d l S " % (n, n, n, n) for n in range(2_000)))
    ),
    "text of no height": lambda: page_with(stream(b"BT/F 12 Tf 1 0 0 0 72 700 Tm(text)Tj 1 0 0 0 72 680 Tm(text)Tj ET")),
    "bookmarks in a circle": lambda: file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            FONT,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>",
            flate(TEXT),
            b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 9>>",
            b"<</Title(a)/Parent 6 0 R/Next 8 0 R/First 8 0 R/Dest[4 0 R/Fit]>>",
            b"<</Title(b)/Parent 6 0 R/Next 7 0 R/First 7 0 R/Dest[4 0 R/Fit]>>",
        ]
    ),
}  # fmt: skip
"""Files that look dangerous and are read, or refused for another reason, within the limits of the test."""
