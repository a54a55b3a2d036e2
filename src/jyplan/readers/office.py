"""Files that only an office program understands: .doc and .wps, .rtf, .odt, Word 2003 XML.

The LibreOffice of this machine turns them into .docx, which the docx reader reads: automatic
numbers come out as they are displayed, by one piece of code.
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
from jyplan.readers.signatures import OLE, refuse
from jyplan.readers.signatures import RTF as RTF_MAGIC

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.model import Document

ODT_TYPE = b"application/vnd.oasis.opendocument.text"
WORD_STREAMS = frozenset({"WordDocument", "MatOST", "MM"})
"""Word and WPS Writer; Microsoft Works, whose files end in .wps too."""
FIB_MAGICS = (b"\xec\xa5", b"\xdc\xa5")
"""wIdent of Word 97 ([MS-DOC] 2.5.2) and Word 95; fEncrypted is bit 0 of the twelfth byte."""
SAVE_HINT = "open it in Word or WPS and save it as .docx"


@dataclass(frozen=True, slots=True)
class OfficeReader:
    """A reader by way of LibreOffice for one file format."""

    NAME: str
    suffix: str
    recognise: Callable[[bytes], bool]
    refuse: Callable[[bytes, str], None]
    """Raises where LibreOffice need not be asked."""

    def recognises(self, data: bytes) -> bool:
        """Return whether these bytes are of this format."""
        return self.recognise(data)

    def read(self, data: bytes, path: str) -> Document:
        """Return the document, converted alone; `convert_batch` is the way for many.

        Raises:
            UnreadableDocument: it is encrypted or damaged, or there is no LibreOffice.
        """
        return self.read_revision(data, path, Revisions.ACCEPTED)

    def read_revision(self, data: bytes, path: str, revisions: Revisions) -> Document:
        """Return the document with the tracked changes, which LibreOffice keeps, accepted or undone.

        Raises:
            UnreadableDocument: see `read`.
        """
        converted = convert_batch([(path, data)])[path]
        if isinstance(converted, UnreadableDocument):
            raise converted
        return read_converted(converted, data, path, revisions)


def read_converted(docx: bytes, data: bytes, path: str, revisions: Revisions = Revisions.ACCEPTED) -> Document:
    """Return the document of a conversion; `data` is what the user has.

    Raises:
        UnreadableDocument: LibreOffice made of it what is no Word document.
    """
    from jyplan.readers import docx as docx_reader

    name = next(reader.NAME for reader in OFFICE_READERS if reader.recognises(data))
    return replace(docx_reader.read(docx, path, revisions), format=name, sha256=hashlib.sha256(data).hexdigest())


def is_old_format(data: bytes) -> bool:
    """Return whether `convert_batch` would give a file to LibreOffice, or say why not."""
    return any(reader.recognises(data) for reader in OFFICE_READERS)


def convert_batch(files: Sequence[tuple[str, bytes]]) -> dict[str, bytes | UnreadableDocument]:
    """Return for each (path, content) its .docx, or the error that says why there is none.

    One LibreOffice is started for all of them. Files of no format of this module are left out.
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
        results |= _convert(waiting)
    return results


def _convert(waiting: Sequence[tuple[str, OfficeReader, bytes]]) -> dict[str, bytes | UnreadableDocument]:
    program = libreoffice.find_program()
    if program is None:
        return {
            path: UnreadableDocument(
                "is a .{format} file, which only LibreOffice can read, and this machine has none",
                where=path,
                hint="install LibreOffice, or save the file as .docx",
                format=reader.NAME,
            )
            for path, reader, _ in waiting
        }
    try:
        converted = libreoffice.convert([(reader.suffix, data) for _, reader, data in waiting], program)
    except OSError as error:
        return {path: _unusable(path, program, error) for path, _, _ in waiting}
    return {
        path: docx
        or UnreadableDocument(
            "LibreOffice cannot read this .{format} file", where=path, hint=SAVE_HINT, format=reader.NAME
        )
        for (path, reader, _), docx in zip(waiting, converted, strict=True)
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
        raise _encrypted(path)
    if not WORD_STREAMS & streams.keys():
        raise refuse(data, path)


def _is_odt(data: bytes) -> bool:
    # the first file of an ODF package is its type, unpacked: ODF 1.2 part 3, 3.3
    return data[30:].startswith(b"mimetype" + ODT_TYPE)


def _refuse_odt(data: bytes, path: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("META-INF/manifest.xml") as manifest:
            beginning = manifest.read(1 << 20)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise UnreadableDocument(
            "is a damaged OpenDocument file", where=path, hint="save it again from LibreOffice or WPS"
        ) from error
    if b"encryption-data" in beginning:
        raise _encrypted(path)


def _encrypted(path: str) -> UnreadableDocument:
    return UnreadableDocument(
        "is encrypted with a password", where=path, hint="open it in Word or WPS, remove the password and save it"
    )


def _is_rtf(data: bytes) -> bool:
    return data.lstrip().startswith(RTF_MAGIC)


def _is_word_xml(data: bytes) -> bool:
    beginning = data[:4096]
    return beginning.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") and (
        b"schemas.microsoft.com/office/word/2003/wordml" in beginning or b"<pkg:package" in beginning
    )


def _refuse_nothing(data: bytes, path: str) -> None:
    """Leave it to LibreOffice."""


DOC = OfficeReader("doc", ".doc", _is_ole, _refuse_ole)
RTF = OfficeReader("rtf", ".rtf", _is_rtf, _refuse_nothing)
ODT = OfficeReader("odt", ".odt", _is_odt, _refuse_odt)
WORD_XML = OfficeReader("wordxml", ".xml", _is_word_xml, _refuse_nothing)
OFFICE_READERS = (DOC, RTF, ODT, WORD_XML)
