"""The lock file pins what `pyproject.toml` names and says nothing of where it comes from."""

from __future__ import annotations

import re
import tomllib

from tests.places import ROOT

LOCK = (ROOT / "requirements-dev.lock").read_text("utf-8")


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
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", LOCK) == []
