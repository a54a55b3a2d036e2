from __future__ import annotations

from pathlib import Path

import pytest

from jyplan.cache.folders import user_folder


def test_variable_names_the_folder(tmp_path: Path) -> None:
    assert user_folder({"JYPLAN_CACHE": str(tmp_path), "XDG_CACHE_HOME": "/elsewhere"}) == tmp_path


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"XDG_CACHE_HOME": "/c"}, "/c/jyplan"),
        ("linux", {}, "/home/wang/.cache/jyplan"),
        pytest.param("linux", {"XDG_CACHE_HOME": "c"}, "/home/wang/.cache/jyplan", id="relative paths are not valid"),
        pytest.param("linux", {"JYPLAN_CACHE": ""}, "/home/wang/.cache/jyplan", id="empty is not set"),
        ("darwin", {"XDG_CACHE_HOME": "/c"}, "/home/wang/Library/Caches/jyplan"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/jyplan/Cache"),
        ("win32", {}, "/home/wang/AppData/Local/jyplan/Cache"),
    ],
)
def test_default_folder_of_each_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], folder: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/wang"))
    assert user_folder(environment) == Path(folder)


def test_system_without_a_home_has_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", nowhere)
    assert user_folder({}) is None
