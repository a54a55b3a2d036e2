"""The page of licences is up to date, and the bill of materials lists what the lock pins."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import metadata

import pytest

import materials
from jyplan.version import VERSION
from tests.places import ROOT

PINNED = materials.packages((ROOT / "requirements.lock").read_text("utf-8"))
LOCK = """\
click==8.4.2 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via
    #   jyplan (pyproject.toml)
    #   typer
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:{a}
    # via click
hatchling==1.33.0 \\
    --hash=sha256:{a}
    # via jyplan (pyproject.toml:build)
pluggy==1.7.0 \\
    --hash=sha256:{a}
    # via hatchling
""".format(a="a" * 64, b="b" * 64)


def test_packages_of_a_lock_are_read() -> None:
    click, colorama, hatchling, pluggy = materials.packages(LOCK)
    assert click == materials.Package("click", "8.4.2", "", ("a" * 64, "b" * 64), ("jyplan", "typer"))
    assert (colorama.marker, colorama.needed_by) == ("sys_platform == 'win32'", ("click",))
    assert materials.only_for_building([click, colorama, hatchling, pluggy]) == {"hatchling", "pluggy"}


def test_page_of_licences_lists_every_pinned_package() -> None:
    page = (ROOT / "docs" / "licences.md").read_text("utf-8")
    listed = [
        line.split(" | ")[0].strip("| ") for line in page.splitlines() if line.startswith("| ") and "`" not in line
    ]
    assert sorted(set(listed) - {"file", "package"}) == sorted({package.name for package in PINNED}), (
        "run `make licences`"
    )


def test_page_of_licences_is_what_the_tool_writes() -> None:
    installed = {re.sub(r"[-_.]+", "-", distribution.name).lower() for distribution in metadata.distributions()}
    if missing := {package.name for package in PINNED if not package.marker} - installed:
        pytest.skip(f"not installed: {missing}")  # as on a machine without the extras
    assert materials.licences_page(PINNED) == (ROOT / "docs" / "licences.md").read_text("utf-8"), "run `make licences`"


def test_data_of_others_is_there_with_its_licence() -> None:
    data = ROOT / "src" / "jyplan" / "data"
    assert [file for file, _, _ in materials.DATA if "Copyright" not in (data / file).read_text("utf-8")[:600]] == []
    assert "UNICODE" in (data / "LICENSE-Unicode.txt").read_text("utf-8").upper()


def test_bill_of_materials_lists_what_users_install() -> None:
    command = [sys.executable, str(ROOT / "tools" / "materials.py"), "sbom"]
    runs = [subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout for _ in range(2)]
    assert runs[0] == runs[1]
    bill = json.loads(runs[0])
    assert (bill["bomFormat"], bill["specVersion"], bill["metadata"]["component"]["version"]) == (
        "CycloneDX",
        "1.6",
        VERSION,
    )
    shipped = {f"pkg:pypi/{p.name}@{p.version}" for p in PINNED if p.name not in materials.only_for_building(PINNED)}
    assert {component["purl"] for component in bill["components"]} == shipped
    assert all(component["licenses"][0]["expression"] and component["properties"] for component in bill["components"])
    assert {ref for entry in bill["dependencies"] for ref in entry["dependsOn"]} == shipped
