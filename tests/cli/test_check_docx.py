"""`jyplan check --format docx`: copies with comments, and the destinations of the copies."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from tests.inputs.zip_builder import zip_of
from tests.readers.docx.builder import build, p
from tests.reports.check.docx.copies import comments, ranges

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jyplan

WORD = build(p("2025年秋季数学教研组工作计划") + p("一、工作措施") + p("做好xx学校的集体备课。"))


@pytest.fixture(autouse=True)
def submissions(folder: Path) -> Path:
    made = folder / "交"
    (made / "一小").mkdir(parents=True)
    (made / "一小" / "计划.docx").write_bytes(WORD)
    (made / "计划.docx").write_bytes(WORD)
    return made


def content_of(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_one_document_is_copied_to_a_file(jyplan: Jyplan, folder: Path) -> None:
    before = content_of(folder)
    run = jyplan("check", "交/计划.docx", "--rules", "base", "-o", "批注.docx")
    assert (run.code, run.out) == (1, b"")
    assert run.err.startswith("written to 批注.docx: 1 plans, ")
    assert ranges((folder / "批注.docx").read_bytes()) == ["xx学校"]
    assert comments((folder / "批注.docx").read_bytes())[0][0] == "error: “xx学校” was never filled in"
    assert {name: digest for name, digest in content_of(folder).items() if name in before} == before


def test_copy_is_the_same_after_a_check_whose_results_were_kept(jyplan: Jyplan, tmp_path: Path) -> None:
    arguments = ["check", "交/计划.docx", "--rules", "base"]
    assert jyplan(*arguments).code == 1
    assert (tmp_path / "cache").exists()
    copies = [jyplan(*arguments, "--format", "docx", *cache_options).out for cache_options in ([], ["--no-cache"])]
    assert copies[0] == copies[1]
    assert ranges(copies[0]) == ["xx学校"]


def test_one_document_is_copied_to_standard_output(jyplan: Jyplan) -> None:
    run = jyplan("check", "-", "--rules", "base", "--format", "docx", data=WORD)
    assert (run.code, ranges(run.out)) == (1, ["xx学校"])


def test_folder_of_documents_becomes_a_folder_of_copies(jyplan: Jyplan, folder: Path) -> None:
    before = content_of(folder)
    (folder / "交" / "坏.docx").write_bytes(b"PK\x03\x04")
    (folder / "交" / "文.txt").write_text("数学教研工作计划\n一、工作目标\n做好xx学校的工作。\n", "utf-8")
    run = jyplan("check", "交", "--rules", "base", "--format", "docx", "-o", "批注")
    assert run.code == 2
    assert "坏.docx" in run.err
    copies = {name: (folder / "批注" / name).read_bytes() for name in content_of(folder / "批注")}
    assert {name: ranges(data)[-1] for name, data in copies.items()} == {
        "一小/计划.docx": "xx学校", "计划.docx": "xx学校", "文.docx": "xx学校",
    }  # fmt: skip
    assert {name: digest for name, digest in content_of(folder).items() if name in before} == before


def test_documents_in_an_archive_are_copied_beside_it(jyplan: Jyplan, folder: Path) -> None:
    (folder / "交.zip").write_bytes(zip_of({"三年级/a.docx": WORD, "四年级/a.docx": WORD}))
    assert jyplan("check", "交.zip", "--rules", "base", "-f", "docx", "-o", "批注").code == 1
    assert sorted(content_of(folder / "批注")) == ["三年级/a.docx", "四年级/a.docx"]


def test_hidden_findings_are_not_commented(jyplan: Jyplan, folder: Path) -> None:
    assert jyplan("check", "交/计划.docx", "--rules", "base", "--write-baseline", "known.json").code == 0
    run = jyplan("check", "交/计划.docx", "--rules", "base", "--baseline", "known.json", "-o", "批注.docx")
    assert (run.code, (folder / "批注.docx").read_bytes()) == (0, WORD)


@pytest.mark.parametrize(
    ("target", "error"),
    [
        ([], "jyplan: a file is written for each document, and they need a folder; name a new folder with -o"),
        (["-o", "-"], "jyplan: a file is written for each document, and they need a folder; name a new folder with -o"),
        (
            ["-o", "plan.txt"],
            "plan.txt: is the name of a file, and several documents need a folder; name a new folder with -o",
        ),
        (
            ["-o", "批注.docx"],
            "批注.docx: is the name of a file, and several documents need a folder; name a new folder with -o",
        ),
        (["-o", "交"], "交: the folder is not empty; name a new folder with -o"),
        (["-o", "plan.txt/批注"], "plan.txt: there is no such folder to write to"),
    ],
)
def test_several_documents_need_a_new_folder(jyplan: Jyplan, folder: Path, target: list[str], error: str) -> None:
    before = content_of(folder)
    run = jyplan("check", "交", "--format", "docx", *target)
    assert (run.code, run.out, run.err.strip()) == (2, b"", error)
    assert content_of(folder) == before


def test_copies_are_written_into_an_empty_folder(jyplan: Jyplan, folder: Path) -> None:
    (folder / "批注").mkdir()
    assert jyplan("check", "交", "--rules", "base", "-f", "docx", "-o", "批注/").code == 1
    assert sorted(content_of(folder / "批注")) == ["一小/计划.docx", "计划.docx"]


def test_copy_never_replaces_the_original(jyplan: Jyplan, submissions: Path) -> None:
    run = jyplan("check", "交/计划.docx", "-f", "docx", "-o", "交/计划.docx")
    assert (run.code, run.err) == (
        2,
        "交/计划.docx: is one of the inputs and would be lost; name another file with -o\n",
    )
    assert (submissions / "计划.docx").read_bytes() == WORD


def test_no_copy_is_written_without_a_readable_document(jyplan: Jyplan, folder: Path) -> None:
    run = jyplan("check", "missing.docx", "-o", "批注.docx")
    assert (run.code, run.out, (folder / "批注.docx").exists()) == (2, b"", False)
