"""File formats by their first bytes ("magic numbers"), to choose a reader or to name an unreadable file."""

from __future__ import annotations

from typing import NamedTuple

from jyplan.errors import UnreadableDocument
from jyplan.model import Message

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Compound file: .doc, .wps, .xls, .ppt, an encrypted .docx."""
ZIP = b"PK\x03\x04"
"""Zip archive: .docx, .xlsx, .odt, .epub, .zip; an empty one begins with PK\\5\\6."""
PDF = b"%PDF-"
RTF = b"{\\rtf"

_SAVE_AS_TEXT = Message("save it as .docx or .txt")
_CONVERT_PICTURE = Message("run text recognition (OCR) on it and save the text as .docx or .txt")
_UNPACK = Message("unpack it and name the files in it")
_SAVE_AS_WORKBOOK = Message("open it in Excel or WPS and save it as .xlsx")
_EXPORT = Message("open it on a Mac or at iCloud.com and export it as Word or PDF")
_SAVE_AS_PDF = Message("open it in the program it was written with and save it as PDF")
_NO_TEXT = Message("name a .docx, .txt, .md, .html or .pdf file")


class Signature(NamedTuple):
    """A file format known by its first bytes."""

    name: Message
    """A phrase to follow "is": a PNG picture."""
    hint: Message
    """Advice for the user."""


_WORD = Signature(Message("a Word 97-2003 document (.doc)"), _SAVE_AS_TEXT)
_ENCRYPTED = Signature(
    Message("an encrypted Office document"), Message("open it, remove the password and save it again")
)
_EMPTY = Signature(Message("a file of NUL bytes, lost in a copy or a crash"), Message("ask for the file again"))
_PROGRAM = Signature(Message("a program"), _NO_TEXT)
_VIDEO = Signature(Message("a video"), _NO_TEXT)
_SOUND = Signature(Message("a sound recording"), _NO_TEXT)
_METAFILE = Signature(Message("a Windows metafile picture (.wmf, .emf)"), _CONVERT_PICTURE)
_HEIC = Signature(Message("a HEIC picture"), _CONVERT_PICTURE)
_BINARY = Signature(Message("binary data of an unknown kind"), _NO_TEXT)

# Offset, bytes, format; the first match wins.
_TABLE: tuple[tuple[int, bytes, Signature], ...] = (
    (0, PDF, Signature(Message("a PDF document"), _SAVE_AS_TEXT)),
    (0, RTF, Signature(Message("an RTF document"), _SAVE_AS_TEXT)),
    (0, b"\x89PNG\r\n\x1a\n", Signature(Message("a PNG picture"), _CONVERT_PICTURE)),
    (0, b"\xff\xd8\xff", Signature(Message("a JPEG picture"), _CONVERT_PICTURE)),
    (0, b"GIF87a", Signature(Message("a GIF picture"), _CONVERT_PICTURE)),
    (0, b"GIF89a", Signature(Message("a GIF picture"), _CONVERT_PICTURE)),
    (0, b"II*\0", Signature(Message("a TIFF picture"), _CONVERT_PICTURE)),
    (0, b"MM\0*", Signature(Message("a TIFF picture"), _CONVERT_PICTURE)),
    (0, b"\x1f\x8b", Signature(Message("a gzip archive"), _UNPACK)),
    (4, b"1AY&SY", Signature(Message("a bzip2 archive"), _UNPACK)),
    (0, b"\xfd7zXZ\0", Signature(Message("an xz archive"), _UNPACK)),
    (0, b"\x28\xb5\x2f\xfd", Signature(Message("a Zstandard archive"), _UNPACK)),
    (0, b"7z\xbc\xaf\x27\x1c", Signature(Message("a 7z archive"), _UNPACK)),
    (0, b"Rar!\x1a\x07", Signature(Message("a RAR archive"), _UNPACK)),
    (0, b"MSCF\0\0\0\0", Signature(Message("a cabinet archive"), _UNPACK)),
    (257, b"ustar\0", Signature(Message("a tar archive"), _UNPACK)),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", _PROGRAM),
    (0, b"\xca\xfe\xba\xbe", _PROGRAM),
    (0, b"SQLite format 3\0", Signature(Message("an SQLite database"), _NO_TEXT)),
    (4, b"Standard Jet DB", Signature(Message("an Access database"), _NO_TEXT)),
    (4, b"Standard ACE DB", Signature(Message("an Access database"), _NO_TEXT)),
    (0, b"\x1a\x45\xdf\xa3", _VIDEO),
    (0, b"FLV\x01", _VIDEO),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _VIDEO),
    (0, b"ID3\x03", _SOUND),
    (0, b"ID3\x04", _SOUND),
    (0, b"OggS\0", _SOUND),
    (0, b"fLaC\0", _SOUND),
    (0, b"#!AMR", _SOUND),
    (0, b"\0\x01\0\0\0", Signature(Message("a font"), _NO_TEXT)),
    (0, b"OTTO\0", Signature(Message("a font"), _NO_TEXT)),
    (0, b"wOFF\0\x01\0\0", Signature(Message("a font"), _NO_TEXT)),
    (0, b"\0\0\0\x0cjP  \r\n\x87\n", Signature(Message("a JPEG 2000 picture"), _CONVERT_PICTURE)),
    (0, b"\0\0\0\x0cJXL \r\n\x87\n", Signature(Message("a JPEG XL picture"), _CONVERT_PICTURE)),
    (0, b"\xd7\xcd\xc6\x9a", _METAFILE),
    (40, b" EMF", _METAFILE),
    (0, b"\0\0\1\0\1\0", Signature(Message("an icon"), _NO_TEXT)),
    (0, b"AT&TFORM", Signature(Message("a DjVu scan"), _CONVERT_PICTURE)),
    (0, b"ITSF\3\0\0\0", Signature(Message("a compiled help file (.chm)"), _SAVE_AS_TEXT)),
    (0, b"CAJ\0", Signature(Message("a CAJ document of CNKI (.caj)"), _SAVE_AS_PDF)),
    (0, b"%!PS-Adobe", Signature(Message("a PostScript file"), _SAVE_AS_PDF)),
    (0, b"8BPS\0", Signature(Message("a Photoshop picture"), _CONVERT_PICTURE)),
    (0, b"L\0\0\0\x01\x14\x02\0", Signature(Message("a Windows shortcut"), Message("name the file that it points to"))),
)

# The content of a RIFF file by bytes 8 to 11; of an ISO media file by its brand, by default a video.
_RIFF = {b"WEBP": Signature(Message("a WebP picture"), _CONVERT_PICTURE), b"WAVE": _SOUND, b"AVI ": _VIDEO}
_AVIF = Signature(Message("an AVIF picture"), _CONVERT_PICTURE)
_BRANDS = {b"heic": _HEIC, b"heix": _HEIC, b"mif1": _HEIC, b"avif": _AVIF, b"M4A ": _SOUND}

_OLD_WORKBOOK = Signature(Message("an Excel 97-2003 or WPS workbook (.xls, .et)"), _SAVE_AS_WORKBOOK)
# The content of a compound file by the name of a stream, UTF-16 in the directory.
_OLE_STREAMS = (
    ("EncryptedPackage", _ENCRYPTED),
    ("WordDocument", _WORD),
    ("Workbook", _OLD_WORKBOOK),
    ("Book\0", _OLD_WORKBOOK),  # of Excel 5.0 and 95
    ("PowerPoint Document", Signature(Message("a PowerPoint 97-2003 presentation (.ppt)"), _SAVE_AS_TEXT)),
    ("__substg1.0_", Signature(Message("an Outlook message"), _SAVE_AS_TEXT)),
)
_OLE_OTHER = Signature(Message("an old Office document"), _SAVE_AS_TEXT)
_PAGES = Signature(Message("an Apple Pages or Numbers document (.pages, .numbers)"), _EXPORT)
_MIND_MAP = Signature(
    Message("a mind map of XMind (.xmind)"), Message("open it in XMind and export it as Word or text")
)
# The content of a zip archive by the beginning of a member's name.
_ZIP_MEMBERS = (
    (
        b"word/",
        Signature(Message("a Word document (.docx)"), Message("check that it opens in Word or WPS and save it again")),
    ),
    (b"xl/", Signature(Message("an Excel workbook (.xlsx)"), _SAVE_AS_WORKBOOK)),
    (b"ppt/", Signature(Message("a PowerPoint presentation (.pptx)"), _SAVE_AS_TEXT)),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        Signature(Message("an OpenDocument workbook (.ods)"), _SAVE_AS_WORKBOOK),
    ),
    (b"mimetypeapplication/vnd.oasis", Signature(Message("an OpenDocument file"), _SAVE_AS_TEXT)),
    (b"mimetypeapplication/epub", Signature(Message("an EPUB book"), _SAVE_AS_TEXT)),
    # GB/T 33190-2016, 7.1: the main entry of the package
    (
        b"OFD.xml",
        Signature(
            Message("an OFD document (.ofd)"),
            Message("open it in WPS or an OFD reader and save it as .docx or PDF"),
        ),
    ),
    (b"Index/Slide", Signature(Message("an Apple Keynote presentation (.key)"), _EXPORT)),
    (b"Index/Document.iwa", _PAGES),
    (b"buildVersionHistory.plist", _PAGES),  # of iWork '09
    (b"content.json", _MIND_MAP),
)
XML_BEGINNING = 4096
"""Bytes in which the root element of an XML file begins."""
# The kind of an XML file without a reader by a stretch of its beginning; the first match wins.
_XML = (
    (
        b"urn:schemas-microsoft-com:office:spreadsheet",
        Signature(Message("an Excel 2003 workbook in XML"), _SAVE_AS_WORKBOOK),
    ),
    (b"urn:oasis:names:tc:opendocument", Signature(Message("an OpenDocument file"), _SAVE_AS_TEXT)),
    (b"<svg", Signature(Message("an SVG picture"), _CONVERT_PICTURE)),
    (b"<?xml", Signature(Message("an XML file of an unknown kind"), _SAVE_AS_TEXT)),
)
_MAIL = Signature(
    Message("an e-mail (.eml)"),
    Message("open it in a mail program and save its text and the files attached to it, each as a file of its own"),
)
_MAIL_BEGINNING = 16_384
"""Bytes in which the header of an e-mail ends."""
_ADDRESSED = frozenset({b"to", b"cc", b"bcc", b"received", b"delivered-to", b"return-path"})
"""Header fields of an e-mail (RFC 5322, 3.6) that a page saved as MHTML has not."""
_SENT = frozenset({b"mime-version", b"content-type", b"message-id", b"received"})
_ZIP_OTHER = Signature(Message("a zip archive"), _UNPACK)


def is_xml(data: bytes) -> bool:
    """Return whether a file begins with an XML declaration, behind a byte order mark or blanks."""
    return without_leading_blanks(data[:XML_BEGINNING]).startswith(b"<?xml")


def without_leading_blanks(data: bytes) -> bytes:
    """Return a file without leading blanks and UTF-8 byte order mark, as XML parsers demand."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")


def is_mail(data: bytes) -> bool:
    r"""Return whether a file begins with the header of an e-mail, not of a saved page.

    >>> is_mail(b"From: a@b.cn\r\nTo: c@b.cn\r\nMIME-Version: 1.0\r\n\r\n...")
    True
    >>> is_mail(b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n...")
    False
    """
    fields: set[bytes] = set()
    for line in data[:_MAIL_BEGINNING].lstrip(b"\xef\xbb\xbf\r\n").splitlines():
        if line[:1] in b" \t" and line.strip():
            continue  # the field goes on
        name, colon, _ = line.partition(b":")
        if not colon or b" " in name:
            break
        fields.add(name.lower())
    return b"from" in fields and bool(fields & _ADDRESSED) and bool(fields & _SENT)


def identify(data: bytes) -> Signature | None:
    r"""Return the format of a file by its first bytes; None for text and unknown formats.

    >>> identify(b"\x89PNG\r\n\x1a\n...").name.template
    'a PNG picture'
    >>> identify("计划".encode("gbk")) is None
    True
    """
    if data.startswith(OLE):
        return next((kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data), _OLE_OTHER)
    if data.startswith((ZIP, b"PK\x05\x06")):
        return next((kind for member, kind in _ZIP_MEMBERS if member in data), _ZIP_OTHER)
    if (head := without_leading_blanks(data[:XML_BEGINNING])).startswith((b"<?xml ", b"<svg ")):
        return next((kind for words, kind in _XML if words in head), None)
    if data.startswith(b"MZ") and b"\0" in data[:64]:
        return _PROGRAM
    if data.startswith(b"BM") and data[6:10] == bytes(4):  # reserved fields of the header
        return Signature(Message("a BMP picture"), _CONVERT_PICTURE)
    if data[:2] in {b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"} and b"\0" in data[:64]:  # a frame of MPEG audio
        return _SOUND
    if data.startswith(b"RIFF") and data[8:12] in _RIFF:
        return _RIFF[data[8:12]]
    if data.startswith(b"\0") and data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], _VIDEO)
    if is_mail(data):
        return _MAIL
    return next((kind for offset, magic, kind in _TABLE if data.startswith(magic, offset)), None)


def unknown_format_error(data: bytes, path: str) -> UnreadableDocument:
    """Return the error for a file without a reader, with the name of its format if known.

    >>> print(unknown_format_error(b"GIF89a...", "计划.txt"))
    计划.txt: is a GIF picture, not a text; run text recognition (OCR) on it and save the text as .docx or .txt
    """
    head = data[:4096]
    controls = sum(byte < 9 or 13 < byte < 27 or byte == 127 for byte in head)
    kind = identify(data) or (None if data.strip(b"\0") else _EMPTY) or (_BINARY if controls * 20 > len(head) else None)
    if kind:
        return UnreadableDocument(
            "is {kind}, not a text", where=path, hint="{advice}", kind=kind.name, advice=kind.hint
        )
    return UnreadableDocument(
        "its encoding is not UTF-8, UTF-16, GB18030 or Big5",
        where=path,
        hint="open it in the program it was written with and save it as UTF-8",
    )
