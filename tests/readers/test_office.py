from __future__ import annotations

import hashlib
import sys
import time
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from jyplan.errors import UnreadableDocument
from jyplan.model import Block, Document, Revisions
from jyplan.readers import libreoffice
from jyplan.readers.office import DOC, ODT, OFFICE_READERS, RTF, WORD_XML, convert_batch
from tests.inputs.zip_builder import zip_of
from tests.programs import needs_libreoffice
from tests.readers.ole_builder import ole_of

if TYPE_CHECKING:
    from pathlib import Path

DOC_BYTES = ole_of({"WordDocument": b"\xec\xa5" + bytes(10), "1Table": b""})
RTF_BYTES = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\pard \'b9\'a4\'d7\'f7\'bc\'c6\'bb\'ae\par}"
ODT_BYTES = zip_of({"mimetype": b"x", "META-INF/manifest.xml": b"<m/>"}).replace(
    b"mimetype", b"mimetypeapplication/vnd.oasis.opendocument.text", 1
)
WORD_XML_BYTES = (
    '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r>'
    "<w:t>工作计划</w:t></w:r></w:p></w:body></w:wordDocument>"
).encode()

# Stands in for LibreOffice: CRASH ends it, HANG stops it, BAD is left out, all else becomes "docx of …".
FAKE = """#!{python}
import os, sys, time
out = sys.argv[sys.argv.index("--outdir") + 1]
os.makedirs(out)
with open({log!r}, "a", encoding="utf-8") as log:
    log.write("run\\n")
for source in sys.argv[sys.argv.index("--outdir") + 2:]:
    data = open(source, "rb").read()
    if b"CRASH" in data:
        sys.exit(77)
    if b"HANG" in data:
        time.sleep(60)
    if b"BAD" not in data:
        name = os.path.splitext(os.path.basename(source))[0] + ".docx"
        open(os.path.join(out, name), "wb").write(b"docx of " + data)
"""


@pytest.fixture
def fake_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program, log = tmp_path / "soffice", tmp_path / "log"
    program.write_text(FAKE.format(python=sys.executable, log=str(log)), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv(libreoffice.VARIABLE, str(program))
    return log


def rtf(text: str) -> bytes:
    return rb"{\rtf1 " + text.encode() + b"}"


@pytest.mark.parametrize(
    ("data", "reader"),
    [(DOC_BYTES, DOC), (RTF_BYTES, RTF), (b"\r\n" + RTF_BYTES, RTF), (ODT_BYTES, ODT), (WORD_XML_BYTES, WORD_XML)],
)
def test_a_format_is_recognised_by_its_bytes(data: bytes, reader: object) -> None:
    assert [r for r in OFFICE_READERS if r.recognises(data)] == [reader]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", "工作计划".encode(), b"<html>", zip_of({"mimetype": b"application/epub+zip"})]
)
def test_other_bytes_are_not_recognised(data: bytes) -> None:
    assert not any(r.recognises(data) for r in OFFICE_READERS)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            ole_of({"EncryptionInfo": b"", "EncryptedPackage": b""}),
            "is protected with a password; open it, remove the password and save it again",
        ),
        (
            ole_of({"WordDocument": b"\xec\xa5" + bytes(9) + b"\x01"}),
            "is protected with a password; open it, remove the password and save it again",
        ),
        (
            ole_of({"Workbook": b""}),
            "is an Excel 97-2003 or WPS workbook (.xls, .et), not a text; open it in Excel or WPS and save it as .xlsx",
        ),
        (ole_of({"FileHeader": b"HWP"}), "is an old Office document, not a text; save it as .docx or .txt"),
        (DOC_BYTES[:600], "is an old Office document, not a text; save it as .docx or .txt"),
        (ODT_BYTES[:90], "is a damaged OpenDocument file; save it again from LibreOffice or WPS"),
    ],
)
def test_encrypted_and_foreign_files_are_refused_before_conversion(data: bytes, message: str) -> None:
    assert str(convert_batch([("计划.doc", data)])["计划.doc"]) == f"计划.doc: {message}"


def test_without_libreoffice_the_error_names_the_program_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find_program", lambda: None)
    with pytest.raises(UnreadableDocument) as caught:
        DOC.read(DOC_BYTES, "计划.wps")
    assert str(caught.value) == (
        "计划.wps: is a .doc file, which only LibreOffice can read, and LibreOffice is not installed; "
        "install LibreOffice, or save the file as .docx"
    )


def test_the_variable_names_the_program(tmp_path: Path) -> None:
    program = tmp_path / "office"
    program.touch(0o755)
    assert libreoffice.find_program({libreoffice.VARIABLE: str(program)}) == str(program)
    assert libreoffice.find_program({libreoffice.VARIABLE: str(tmp_path / "missing")}) is None


def test_a_batch_starts_libreoffice_once(fake_office: Path) -> None:
    files = [(f"{i}.rtf", rtf(str(i))) for i in range(20)]
    assert convert_batch([*files, ("x.txt", b"text")]) == {path: b"docx of " + data for path, data in files}
    assert fake_office.read_text("utf-8") == "run\n"


def test_a_bad_file_is_named_and_the_good_files_are_converted(fake_office: Path) -> None:
    results = convert_batch([("a", rtf("1")), ("b", rtf("BAD")), ("c", rtf("2"))])
    assert [results["a"], results["c"]] == [b"docx of " + rtf("1"), b"docx of " + rtf("2")]
    assert str(results["b"]) == "b: LibreOffice cannot read this .rtf file; open it in Word or WPS and save it as .docx"
    assert fake_office.read_text("utf-8") == "run\n"


def test_after_a_crash_the_remaining_files_are_converted_file_by_file(fake_office: Path) -> None:
    results = convert_batch([("a", rtf("1")), ("b", rtf("CRASH")), ("c", rtf("2"))])
    assert [type(results[name]) for name in "abc"] == [bytes, UnreadableDocument, bytes]
    assert fake_office.read_text("utf-8") == "run\n" * 3


def test_a_hanging_libreoffice_is_stopped_with_its_child_processes(
    fake_office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "START_SECONDS", 1)
    monkeypatch.setattr(libreoffice, "FILE_SECONDS", 0)
    started = time.monotonic()
    assert isinstance(convert_batch([("a", rtf("HANG"))])["a"], UnreadableDocument)
    assert time.monotonic() - started < 50  # seconds: it would hang for 60


def test_a_program_that_does_not_start_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_bytes(b"\x7fnonsense")
    program.chmod(0o755)
    monkeypatch.setenv(libreoffice.VARIABLE, str(program))
    assert str(convert_batch([("a", RTF_BYTES)])["a"]) == (
        f"a: LibreOffice ({program}) cannot convert it (Exec format error); "
        "set JYPLAN_SOFFICE to its program soffice, or save the file as .docx"
    )


@pytest.mark.usefixtures("fake_office")
def test_the_document_states_format_and_digest_of_the_original_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(data: bytes, path: str, revisions: Revisions) -> Document:
        return Document(path, "docx", hashlib.sha256(data).hexdigest(), (Block(data.decode()),))

    stub = ModuleType("jyplan.readers.docx")
    monkeypatch.setattr(stub, "read", read, raising=False)
    monkeypatch.setitem(sys.modules, "jyplan.readers.docx", stub)
    monkeypatch.setattr("jyplan.readers.docx", stub, raising=False)
    data = rtf("1")
    expected = Document("计划.rtf", "rtf", hashlib.sha256(data).hexdigest(), (Block("docx of " + data.decode()),))
    assert RTF.read(data, "计划.rtf") == expected


@needs_libreoffice
def test_libreoffice_converts_rtf_and_word_2003_xml() -> None:
    results = convert_batch([("a.rtf", RTF_BYTES), ("b.doc", WORD_XML_BYTES), ("c.doc", DOC_BYTES)])
    assert [isinstance(results[name], bytes) for name in ("a.rtf", "b.doc")] == [True, True]
    assert isinstance(results["c.doc"], UnreadableDocument)
