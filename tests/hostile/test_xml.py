"""No document type definition is read, in whatever encoding, and no file but the input is opened."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from jyplan.errors import JyplanError
from jyplan.readers import docx, office
from jyplan.reports.check.docx.package import CopiedPackage, UnfitPackageError
from jyplan.text.trees import BadXmlError, check_beginning, parse_html, parse_xml
from tests.hostile.xml_files import DEFINITIONS, odt, variants, with_main_part, with_part
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.gate

VARIANTS = tuple(variants("file:///no/such/secret"))
PARTS = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels")


def refused(read: Callable[[bytes], object], data: bytes) -> bool:
    try:
        read(data)
    except BadXmlError:
        return True
    return False


@pytest.mark.parametrize("kind", DEFINITIONS)
def test_definition_is_refused_in_every_encoding(kind: str) -> None:
    cases = [variant for variant in VARIANTS if variant.name.startswith(f"{kind},")]
    assert len(cases) == 45
    assert [variant.name for variant in cases if not refused(parse_xml, variant.data)] == []


@pytest.mark.parametrize("kind", DEFINITIONS)
def test_definition_is_refused_before_another_program_reads_it(kind: str) -> None:
    cases = [variant for variant in VARIANTS if variant.name.startswith(f"{kind},")]
    assert [variant.name for variant in cases if not refused(check_beginning, variant.data)] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "gb18030"])
def test_xml_without_definition_is_read_in_every_encoding(encoding: str) -> None:
    root = parse_xml(f'<?xml version="1.0" encoding="{encoding}"?><a>计划</a>'.encode(encoding))
    assert root.text == "计划"


def test_definition_written_as_text_is_no_definition() -> None:
    """Searching for `<!DOCTYPE` refused a plan for lessons on HTML."""
    assert parse_xml(b"<a><![CDATA[<!DOCTYPE html><!ENTITY>]]></a>").text == "<!DOCTYPE html><!ENTITY>"


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be", "utf-32-le"])
def test_entity_reaches_no_text_from_any_part(part: str, encoding: str) -> None:
    data = with_part(part, '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "泄露">]><a>&e;</a>'.encode(encoding))
    try:
        document = docx.read(data, "plan.docx")
    except JyplanError:
        return
    assert all("泄露" not in block.text for block in document.blocks)


def test_copy_with_comments_reads_no_definition() -> None:
    for variant in VARIANTS:
        with pytest.raises(UnfitPackageError):
            CopiedPackage(with_main_part(variant.data)).tree("word/document.xml")


@pytest.mark.parametrize("part", ["content.xml", "styles.xml", "meta.xml", "settings.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32-le"])
def test_open_document_with_definition_is_kept_from_libreoffice(part: str, encoding: str) -> None:
    content = '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///no/such/secret"><a/>'.encode(encoding)
    with pytest.raises(JyplanError, match="document type definition"):
        office.ODT.refuse(odt(content, part), "plan.odt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-7", "cp037", "utf-16-be"])
def test_word_2003_xml_with_definition_is_kept_from_libreoffice(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
    definition = '<!DOCTYPE a SYSTEM "file:///no/such/secret">'.encode(encoding)
    data = head + definition + b'<a xmlns="http://schemas.microsoft.com/office/word/2003/wordml"/>'
    assert office.WORD_XML.recognises(data)
    with pytest.raises(JyplanError, match="document type definition"):
        office.WORD_XML.refuse(data, "plan.xml")


def test_word_2003_xml_without_definition_goes_to_libreoffice() -> None:
    picture = b"<w:binData>" + b"QUJD" * 4_000_000 + b"</w:binData>"
    data = b'<?xml version="1.0"?>\n<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
    office.WORD_XML.refuse(data + picture + b"</w:wordDocument>", "plan.xml")


@pytest.mark.parametrize("kind", ['SYSTEM "{}"', 'PUBLIC "-//none" "{}"', '[<!ENTITY e SYSTEM "{}">]'])
def test_html_definition_is_not_loaded(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("泄露", "utf-8")
    page = f"<!DOCTYPE html {kind.format(secret.as_uri())}><p>a&e;b"
    root, _ = parse_html(page.encode())
    assert root is not None
    assert "泄露" not in "".join(map(str, root.itertext()))


PROGRAM = """
import sys
from pathlib import Path
from jyplan import parse_bytes, JyplanError
from jyplan.readers import office
from tests.hostile.xml_files import NAMING_A_FILE, variants, with_main_part
import jyplan.readers.docx, jyplan.readers.html, jyplan.text.trees, jyplan.api.plans
def attempt(data, name):
    try:
        outline = parse_bytes(data, name)
    except JyplanError:
        return
    assert "SECRET" not in repr(outline), name
attempt("2025学年工作计划\\n一、目标\\n".encode(), "warm.txt")
attempt(b"<!DOCTYPE html><title>x</title><p>y", "warm.html")
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
for secret in sys.argv[1:]:
    for variant in variants(secret, NAMING_A_FILE):
        attempt(with_main_part(variant.data), variant.name + ".docx")
        attempt(b"<html><p>x" + variant.data, variant.name + ".html")
print(len(opened))
own = (sys.prefix, sys.base_prefix, str(Path(office.__file__).parents[3]))
print(*sorted({path for path in opened if not path.startswith(own)}), sep="\\n")
"""


def test_no_file_but_the_input_is_opened(tmp_path: Path) -> None:
    """Python opens none, and no system call names the file: a pipe, whose opening never returns."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs named pipes")
    os.mkfifo(tmp_path / "secret.ent")
    calls = tmp_path / "calls"
    result = subprocess.run(
        [*_watched(calls), sys.executable, "-c", PROGRAM, "secret.ent", (tmp_path / "secret.ent").as_uri()],
        cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.split("\n", 1)[1].strip() == ""
    if not calls.exists():
        pytest.skip("Python opened no other file; whether a library did is seen with strace only")
    assert [line for line in calls.read_text("utf-8", "replace").splitlines() if "secret.ent" in line] == []


def _watched(log: Path) -> list[str]:
    """Return what stands before a command so that its system calls are logged; nothing where strace is missing or forbidden."""
    watch = ["strace", "-f", "-qq", "-e", "trace=open,openat,openat2,stat,newfstatat,connect", "-o", str(log)]
    if shutil.which("strace") is None or subprocess.run([*watch, "true"], capture_output=True, check=False).returncode:
        return []
    return watch
