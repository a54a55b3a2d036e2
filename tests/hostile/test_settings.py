"""Settings made to hang the program, and settings handed in with the submissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jyplan import api
from jyplan.errors import RuleFileError

if TYPE_CHECKING:
    from pathlib import Path

DEFECT = "数学教研组工作计划\n\n一、工作目标\n每人听课XX节。\n二、工作措施\n1、集体备课\n教务处每周三检查。\n"
SWITCHED_OFF = 'ignore = ["placeholder"]\n'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("a = " + "[" * 100_000, id="arrays in arrays"),
        pytest.param("a = " + "{a=" * 100_000, id="tables in tables"),
        pytest.param("[" * 100_000, id="a head that never ends"),
        pytest.param("a = " + "1" * 100_000, id="a number of 100,000 digits"),
        pytest.param("a = 0x" + "f" * 100_000, id="a hexadecimal number of 100,000 digits"),
        pytest.param("a." * 50_000 + "b = 1", id="a key of 50,000 parts"),
        pytest.param("[" + "a." * 50_000 + "b]", id="a table of 50,000 parts"),
        pytest.param("x = {" + "a." * 50_000 + "b = 1}", id="a key of 50,000 parts inside a table"),
        pytest.param("\ufeff" * 3 + "a", id="marks"),
        pytest.param('a = "\\U0000d800"', id="half a character"),
        pytest.param("rules = 2025-13-45", id="a date that is none"),
    ],
)
def test_file_made_to_hang_the_parser_is_refused_in_a_sentence(tmp_path: Path, content: str) -> None:
    file = tmp_path / "jyplan.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(RuleFileError):
        api.load_settings(file)


@pytest.mark.parametrize("name", ["jyplan.toml", "pyproject.toml"])
def test_submission_cannot_switch_its_check_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    school = tmp_path / "上报" / "东风小学"
    school.mkdir(parents=True)
    (school / "计划.txt").write_text(DEFECT, "utf-8")
    head = "[tool.jyplan]\n" if name == "pyproject.toml" else ""
    for folder in (school, school.parent):
        (folder / name).write_text(head + SWITCHED_OFF, "utf-8")
    monkeypatch.chdir(tmp_path)
    checked = api.check(school / "计划.txt")
    assert "placeholder" in {finding.rule for finding in checked.findings}
