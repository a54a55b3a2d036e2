"""The lock files pin what `pyproject.toml` names, with hashes, and say nothing of where it comes from."""

from __future__ import annotations

import re
import tomllib

import materials
from tests.places import ROOT

LOCK = (ROOT / "requirements-dev.lock").read_text("utf-8")
USERS_LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def named(requirement: str) -> str:
    """Return the normal name of a requirement: PEP 503."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]).lower()


def test_lock_pins_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    wanted = [
        *project["project"]["dependencies"],
        *(each for group in extras.values() for each in group),
        *project["dependency-groups"]["dev"],
    ]
    pinned = set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))
    assert {named(each) for each in wanted} - pinned - {"jyplan"} == set(), "run `make lock`"


def test_lock_names_no_index() -> None:
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", LOCK + USERS_LOCK) == []


def test_lock_of_users_pins_what_they_install_and_what_building_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    [everything] = extras["all"]
    names = re.findall(r"[a-z]+", everything.partition("[")[2])
    wanted = {
        named(each)
        for each in [*project["project"]["dependencies"], *(each for name in names for each in extras[name])]
    }
    pinned = materials.packages(USERS_LOCK)
    asked_for = {package.name for package in pinned if "jyplan" in package.needed_by}
    assert asked_for == wanted, "run `make lock`"
    assert "hatchling" in materials.only_for_building(pinned)


def test_every_pin_of_users_has_hashes_and_is_that_of_the_tests() -> None:
    pinned = materials.packages(USERS_LOCK)
    assert len(pinned) == len(re.findall("^[a-z]", USERS_LOCK, re.MULTILINE))
    assert [package.name for package in pinned if not package.hashes] == []
    tested = {(package.name, package.version, package.hashes) for package in materials.packages(LOCK)}
    assert [package.name for package in pinned if (package.name, package.version, package.hashes) not in tested] == []
