"""File names that are not UTF-8 in reports for programs."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from jyplan.cli import main

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is Unicode")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for last in (b"\xae", b"\xaf"):
        name = os.fsdecode(b"\xbc\xc6\xbb" + last + b".txt")
        (tmp_path / name).write_text("数学教研组工作计划\n一、目标\n提高。\n", "utf-8")


@pytest.mark.usefixtures("folder")
def test_names_stay_apart_in_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["parse", ".", "-f", "json"])
    paths = [document["path"] for document in json.loads(capfdbinary.readouterr().out)["documents"]]
    assert paths == ["./\\xbcƻ\\xae.txt", "./\\xbcƻ\\xaf.txt"]


@pytest.mark.usefixtures("folder")
def test_names_are_percent_encoded_in_sarif(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["check", ".", "-f", "sarif", "--no-cache"])
    [run] = json.loads(capfdbinary.readouterr().out)["runs"]
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert places == {"%BC%C6%BB%AE.txt", "%BC%C6%BB%AF.txt"}
