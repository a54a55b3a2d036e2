import io
import zipfile

import pytest

from jyplan.readers.signatures import OLE, identify, unknown_format_error


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return buffer.getvalue()


KINDS = [
    (b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
    (b"GIF89a\x01", "a GIF picture"),
    (b"BM\x36\0\0\0\0\0\0\0\x36\0", "a BMP picture"),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "a WebP picture"),
    (b"%PDF-1.7\n", "a PDF document"),
    (b"{\\rtf1\\ansi", "an RTF document"),
    (OLE + bytes(504) + "WordDocument".encode("utf-16-le"), "a Word 97-2003 document (.doc)"),
    (OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "an encrypted Office document"),
    (OLE + bytes(504), "an old Office document"),
    (zipped("[Content_Types].xml", "word/document.xml"), "a Word document (.docx)"),
    (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook (.xlsx)"),
    (OLE + bytes(504) + "Workbook".encode("utf-16-le"), "an Excel 97-2003 or WPS workbook (.xls, .et)"),
    (zipped("OFD.xml", "Doc_0/Document.xml"), "an OFD document (.ofd)"),
    (zipped("Index/Document.iwa", "preview.jpg"), "an Apple Pages or Numbers document (.pages, .numbers)"),
    (zipped("Index/Document.iwa", "Index/Slide-1.iwa"), "an Apple Keynote presentation (.key)"),
    (zipped("计划.txt"), "a zip archive"),
    (zipped(), "a zip archive"),
    (b"\x1f\x8b\x08\0", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c\0\x04", "a 7z archive"),
    (b"Rar!\x1a\x07\x01\0", "a RAR archive"),
    (b"MZ\x90\0\x03\0\0\0", "a program"),
    (b"\x7fELF\x02\x01\x01", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\0\0\0\x20ftypisom", "a video"),
    (b"\0\0\0\x20ftypheic", "a HEIC picture"),
    (b"\0\0\0\x20ftypavif", "an AVIF picture"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "a JPEG 2000 picture"),
    (b"\xd7\xcd\xc6\x9a\0\0", "a Windows metafile picture (.wmf, .emf)"),
    (b"\1\0\0\0" + bytes(36) + b" EMF", "a Windows metafile picture (.wmf, .emf)"),
    (b"\0\0\1\0\1\0\x10\x10", "an icon"),
    (b"AT&TFORM\0\0\1\0DJVU", "a DjVu scan"),
    (b"ITSF\3\0\0\0", "a compiled help file (.chm)"),
    (b"CAJ\0\1\0", "a CAJ document of CNKI (.caj)"),
    (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "an Excel 2003 workbook in XML",
    ),
    (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG picture"),
    (b'<svg width="3">', "an SVG picture"),
    (b'<?xml version="1.0"?><plan/>', "an XML file of an unknown kind"),
    (b"%!PS-Adobe-3.0\n", "a PostScript file"),
    (OLE + bytes(504) + "Book\0".encode("utf-16-le"), "an Excel 97-2003 or WPS workbook (.xls, .et)"),
    (zipped("buildVersionHistory.plist", "index.xml"), "an Apple Pages or Numbers document (.pages, .numbers)"),
    (zipped("content.json", "manifest.json"), "a mind map of XMind (.xmind)"),
    (b"Received: by a.cn\r\nFrom: a@a.cn\r\nTo: b@a.cn\r\nSubject: x\r\n\r\nplan", "an e-mail (.eml)"),
    (b"From: a@a.cn\nTo: b@a.cn,\n\tc@a.cn\nContent-Type: text/plain\n\nplan", "an e-mail (.eml)"),
    (b"ID3\x04\0\0\0\0", "a sound recording"),
    (b"\xff\xfb\x90\x64\0\0", "a sound recording"),
]


@pytest.mark.parametrize(("data", "name"), KINDS, ids=[f"{name} {data[:4].hex()}" for data, name in KINDS])
def test_names_the_format_of_a_known_signature(data: bytes, name: str) -> None:
    kind = identify(data)
    assert kind is not None
    assert str(kind.name) == name
    assert str(unknown_format_error(data, "a.txt")).startswith(f"a.txt: is {name}, not a text; ")


@pytest.mark.parametrize(
    "text", ["", "BMI达标率不低于95%", "MZ是缩写", "ID3标签", "BZh开头的文本", "PK赛方案", "计划", "II*", "wOF", "GIF"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_finds_no_signature_in_text(text: str, encoding: str) -> None:
    assert identify(text.encode(encoding)) is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(bytes(100), "is a file of NUL bytes, lost in a copy or a crash, not a text; ask", id="NULs"),
        pytest.param(bytes(range(32)) * 9, "is binary data of an unknown kind, not a text; name a .docx", id="binary"),
        pytest.param(
            "élève très doué".encode("latin-1"),
            "its encoding is not UTF-8, UTF-16, GB18030 or Big5; open it in the program it was written with",
            id="another encoding",
        ),
    ],
)
def test_describes_files_without_a_signature(data: bytes, message: str) -> None:
    assert str(unknown_format_error(data, "a.txt")).startswith(f"a.txt: {message}")
