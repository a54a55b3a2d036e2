"""Every claim of docs/security.md names the tests that show it, and they are there."""

from __future__ import annotations

import re

import pytest

from tests.places import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
TABLES = re.findall(r"^\| promise \| shown by \|\n\|---\|---\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
CLAIMS = [row.strip("| ").rsplit(" | ", 1) for table in TABLES for row in table.splitlines()]


def test_page_has_claims() -> None:
    assert len(TABLES) >= 4
    assert len(CLAIMS) == len({claim for claim, _ in CLAIMS}) > 15


@pytest.mark.parametrize(("claim", "shown_by"), CLAIMS)
def test_claim_names_tests_that_are_there(claim: str, shown_by: str) -> None:
    files = re.findall(r"`(tests/[a-z_/]+\.py)`", shown_by)
    assert files, claim
    assert [file for file in files if "\ndef test_" not in (ROOT / file).read_text("utf-8")] == []


def test_every_test_of_hostile_files_stands_on_the_page() -> None:
    files = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "tests" / "hostile").glob("test_*.py"))]
    assert [file for file in files if f"`{file}`" not in PAGE] == []


def test_pages_name_each_other() -> None:
    assert "docs/security.md" in (ROOT / "SECURITY.md").read_text("utf-8")
    assert "SECURITY.md" in (ROOT / "README.md").read_text("utf-8")
    assert "docs/security.md" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/security.md", "docs/licences.md"])
def test_links_lead_somewhere(page: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / page).read_text("utf-8"))
    assert [target for target in targets if not (ROOT / page).parent.joinpath(target).exists()] == []
