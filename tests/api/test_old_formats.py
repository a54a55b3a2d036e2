"""Files in old formats, converted together; a stand-in for LibreOffice writes a prepared docx."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import docx
import pytest

from jyplan.api import parse_many
from jyplan.inputs import Unreadable, find_sources
from jyplan.model import Outline, Revisions
from jyplan.readers import libreoffice
from tests.readers.docx.builder import build, p, r

if TYPE_CHECKING:
    from pathlib import Path

FAKE = """#!{python}
import os, shutil, sys
with open({log!r}, "a", encoding="utf-8") as log:
    log.write("run\\n")
out = sys.argv[sys.argv.index("--outdir") + 1]
os.makedirs(out)
for source in sys.argv[sys.argv.index("--outdir") + 2:]:
    if b"BAD" not in open(source, "rb").read():
        shutil.copy({docx!r}, os.path.join(out, os.path.splitext(os.path.basename(source))[0] + ".docx"))
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("一、工作目标")
    document.save(buffer)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "a.docx").write_bytes(buffer.getvalue())
    program, log = tools / "soffice", tools / "log"
    program.write_text(FAKE.format(python=sys.executable, log=str(log), docx=str(tools / "a.docx")), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv(libreoffice.VARIABLE, str(program))
    return log


@pytest.mark.parametrize("workers", [1, 2])
def test_old_files_are_converted_by_one_start(tmp_path: Path, log: Path, workers: int) -> None:
    folder = tmp_path / "提交"
    folder.mkdir()
    for name in ("a.doc", "c.wps", "e.rtf"):
        (folder / name).write_bytes(rb"{\rtf1 x}")
    (folder / "b.txt").write_text("一、工作目标\n", "utf-8")
    (folder / "d.doc").write_bytes(rb"{\rtf1 BAD}")
    (folder / "f.doc").write_text("<html><p>一、工作目标", "utf-8")
    results = list(parse_many(find_sources([str(folder)]), workers=workers))
    assert [
        str(result.error) if isinstance(result, Unreadable) else (result.document.path[-5:], result.document.format)
        for result in results
    ] == [
        ("a.doc", "rtf"),
        ("b.txt", "txt"),
        ("c.wps", "rtf"),
        f"{folder / 'd.doc'}: LibreOffice cannot read this .rtf file; open it in Word or WPS and save it as .docx",
        ("e.rtf", "rtf"),
        ("f.doc", "html"),
    ]
    assert log.read_text("utf-8") == "run\n"


@pytest.mark.parametrize("files", [1, 2])
def test_old_files_are_read_before_their_tracked_changes_too(tmp_path: Path, log: Path, files: int) -> None:
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    (log.parent / "a.docx").write_bytes(build(p(r("计划") + deleted)))
    for number in range(files):
        (tmp_path / f"{number}.doc").write_bytes(rb"{\rtf1 x}")
    names = [str(tmp_path / f"{number}.doc") for number in range(files)]
    results = list(parse_many(find_sources(names), revisions=Revisions.ORIGINAL))
    assert [result.document.blocks[0].text for result in results if isinstance(result, Outline)] == ["计划旧"] * files
