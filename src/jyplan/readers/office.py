"""Formats read through LibreOffice: .doc and .wps, .rtf, .odt, Word 2003 XML.

LibreOffice converts a file to .docx and the docx reader reads the result, so that automatic numbers are
displayed by the same code for all formats.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.errors import UnreadableDocument
from jyplan.model import Revisions
from jyplan.readers import libreoffice, ole
from jyplan.readers.disguises import report_disguises
from jyplan.readers.ooxml.errors import protected_error
from jyplan.readers.signatures import OLE, XML_BEGINNING, is_xml, unknown_format_error, without_leading_blanks
from jyplan.readers.signatures import RTF as RTF_MAGIC

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.model import Document

ODT_TYPE = b"application/vnd.oasis.opendocument.text"
ODF_PARTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
"""Parts of an OpenDocument text that LibreOffice parses: ODF 1.2 part 3, 2.2."""
WORD_STREAMS = frozenset({"WordDocument", "MatOST", "MM"})
"""Streams of Word and WPS Writer, and of Microsoft Works (also .wps)."""
FIB_MAGICS = (b"\xec\xa5", b"\xdc\xa5")
"""wIdent of Word 97 ([MS-DOC] 2.5.2) and Word 95; fEncrypted is bit 0 of the twelfth byte."""
SAVE_HINT = "open it in Word or WPS and save it as .docx"


@dataclass(frozen=True, slots=True)
class OfficeReader:
    """A reader for a file format, through LibreOffice."""

    NAME: str
    suffix: str
    recognise: Callable[[bytes], bool]
    refuse: Callable[[bytes, str], None]
    """Raises `UnreadableDocument` for files that LibreOffice cannot convert either."""

    def recognises(self, data: bytes) -> bool:
        """Return whether a file has the format."""
        return self.recognise(data)

    def read(self, data: bytes, path: str) -> Document:
        """Return the document, in a LibreOffice run of its own; for many files use `convert_batch`.

        Raises:
            UnreadableDocument: the file is encrypted or damaged, or LibreOffice is not installed.
        """
        return self.read_revision(data, path, Revisions.ACCEPTED)

    def read_revision(self, data: bytes, path: str, revisions: Revisions) -> Document:
        """Return the document with tracked changes accepted or undone; LibreOffice keeps tracked changes.

        Raises:
            UnreadableDocument: see `read`.
        """
        converted = convert_batch([(path, data)])[path]
        if isinstance(converted, UnreadableDocument):
            raise converted
        return read_converted(converted, data, path, revisions)


def read_converted(docx: bytes, data: bytes, path: str, revisions: Revisions = Revisions.ACCEPTED) -> Document:
    """Return the document of a converted file; `data` is the original file.

    Raises:
        UnreadableDocument: the result of LibreOffice is no Word document.
    """
    from jyplan.readers import docx as docx_reader

    name = next(reader.NAME for reader in OFFICE_READERS if reader.recognises(data))
    document = replace(docx_reader.read(docx, path, revisions), format=name, sha256=hashlib.sha256(data).hexdigest())
    return report_disguises(document)


def is_old_format(data: bytes) -> bool:
    """Return whether a file has a format of `convert_batch`."""
    return any(reader.recognises(data) for reader in OFFICE_READERS)


def convert_batch(files: Sequence[tuple[str, bytes]], *, again: bool = True) -> dict[str, bytes | UnreadableDocument]:
    """Return the .docx of each (path, content) by path, or the error with the reason.

    LibreOffice is started once for up to `libreoffice.BATCH` files; without `again` the files left undone by
    a crash or a time-out are left out. So are files of other formats.
    """
    results: dict[str, bytes | UnreadableDocument] = {}
    waiting: list[tuple[str, OfficeReader, bytes]] = []
    for path, data in files:
        reader = next((r for r in OFFICE_READERS if r.recognises(data)), None)
        if reader is None:
            continue
        try:
            reader.refuse(data, path)
        except UnreadableDocument as error:
            results[path] = error
        else:
            waiting.append((path, reader, data))
    if waiting:
        results |= _convert(waiting, again=again)
    return results


def _convert(
    waiting: Sequence[tuple[str, OfficeReader, bytes]], *, again: bool
) -> dict[str, bytes | UnreadableDocument]:
    program = libreoffice.find_program()
    if program is None:
        return {
            path: UnreadableDocument(
                "is a .{format} file, which only LibreOffice can read, and LibreOffice is not installed",
                where=path,
                hint="install LibreOffice, or save the file as .docx",
                format=reader.NAME,
            )
            for path, reader, _ in waiting
        }
    try:
        converted = libreoffice.convert([(reader.suffix, data) for _, reader, data in waiting], program, again=again)
    except OSError as error:
        return {path: _unusable(path, program, error) for path, _, _ in waiting}
    return {
        path: docx
        or UnreadableDocument(
            "LibreOffice cannot read this .{format} file", where=path, hint=SAVE_HINT, format=reader.NAME
        )
        for (path, reader, _), docx in zip(waiting, converted, strict=True)
        if docx is not libreoffice.UNDONE
    }


def _unusable(path: str, program: str, error: OSError) -> UnreadableDocument:
    return UnreadableDocument(
        "LibreOffice ({program}) cannot convert it ({reason})",
        where=path,
        hint="set {variable} to its program soffice, or save the file as .docx",
        program=program,
        reason=error.strerror or error,
        variable=libreoffice.VARIABLE,
    )


def _is_ole(data: bytes) -> bool:
    return data.startswith(OLE)


def _refuse_ole(data: bytes, path: str) -> None:
    streams = ole.list_streams(data)
    word = streams.get("WordDocument", b"")
    if "EncryptedPackage" in streams or (word.startswith(FIB_MAGICS) and word[11:12] > b"" and word[11] & 1):
        raise protected_error(path)
    if not WORD_STREAMS & streams.keys():
        raise unknown_format_error(data, path)


def _is_odt(data: bytes) -> bool:
    # the first file of an ODF package is its type, unpacked: ODF 1.2 part 3, 3.3
    return data[30:].startswith(b"mimetype" + ODT_TYPE)


def _beginning(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(1 << 20)


def _check_xml(data: bytes, path: str) -> None:
    """Refuse XML with a document type definition: LibreOffice would open the files named there."""
    # lxml takes a tenth of a second, which other formats need not wait
    from jyplan.text.trees import BadXmlError, check_beginning

    try:
        check_beginning(data)
    except BadXmlError as error:
        raise UnreadableDocument(
            "is damaged XML, or XML that names further files in a document type definition", where=path, hint=SAVE_HINT
        ) from error


def _refuse_odt(data: bytes, path: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            beginning = _beginning(package, "META-INF/manifest.xml")
            names = set(package.namelist())
            parts = [_beginning(package, name) for name in ODF_PARTS if name in names]
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise UnreadableDocument(
            "is a damaged OpenDocument file", where=path, hint="save it again from LibreOffice or WPS"
        ) from error
    if b"encryption-data" in beginning:
        raise protected_error(path)
    for part in parts:
        _check_xml(part, path)


def _is_rtf(data: bytes) -> bool:
    return data.lstrip().startswith(RTF_MAGIC)


def _is_word_xml(data: bytes) -> bool:
    return is_xml(data) and b"schemas.microsoft.com/office/word/2003/wordml" in data[:XML_BEGINNING]


def _refuse_word_xml(data: bytes, path: str) -> None:
    _check_xml(without_leading_blanks(data), path)


def _refuse_nothing(data: bytes, path: str) -> None:
    """Accept every file: LibreOffice decides."""


DOC = OfficeReader("doc", ".doc", _is_ole, _refuse_ole)
RTF = OfficeReader("rtf", ".rtf", _is_rtf, _refuse_nothing)
ODT = OfficeReader("odt", ".odt", _is_odt, _refuse_odt)
WORD_XML = OfficeReader("wordxml", ".xml", _is_word_xml, _refuse_word_xml)
OFFICE_READERS = (DOC, RTF, ODT, WORD_XML)
