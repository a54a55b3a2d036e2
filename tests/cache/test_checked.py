from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jyplan import api
from jyplan.api import checking
from jyplan.cache.codec import encode
from jyplan.cache.store import Store
from jyplan.cache.user_key import read_or_make_key
from jyplan.inputs import Source, Unreadable, find_sources
from jyplan.model import Checked, Match, Revisions, Span
from jyplan.reading import many
from jyplan.rulesets import load_rule_set
from jyplan.text.expressions import Expression, TooSlowError
from tests.readers.docx.builder import build, p

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.rulesets import RuleSet

DEFECT = "2025年秋季数学教研组工作计划\n一、工作目标\n做好xx学校的集体备课。\n二、工作措施\n{}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(DEFECT.format(name), "utf-8")
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files read, not recalled from the cache."""
    names: list[str] = []

    def noted(use: object, sources: Iterable[Source], *arguments: object, **named: object) -> Iterator[object]:
        listed = list(sources)
        names.extend(Path(source.path).name for source in listed)
        return many.read_many(use, listed, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "read_many", noted)
    return names


def check(folder: Path, **options: object) -> list[Checked | Unreadable]:
    where = {"cache": folder.parent / "cache", "workers": 0, **options}
    return list(api.check_many(find_sources([str(folder)]), **where))  # type: ignore[arg-type]


def rules(text: str) -> RuleSet:
    content = f"schema: 1\nid: ours\ntitle: ours\nrules:\n  one:\n    {text}\n".encode()
    return load_rule_set("ours.yaml", lambda _: content)


def test_unchanged_files_are_not_read_again(folder: Path, read: list[str]) -> None:
    first = check(folder)
    assert read == ["a.txt", "b.txt"]
    assert check(folder) == first == check(folder, cache=None)
    assert read == ["a.txt", "b.txt"] * 2  # the second time without a cache


def test_edited_file_is_read_again_and_results_stay_in_order(folder: Path, read: list[str]) -> None:
    check(folder)
    (folder / "a.txt").write_text(DEFECT.format("c"), "utf-8")
    read.clear()
    assert check(folder) == check(folder, cache=None)
    assert read[:1] == ["a.txt"]


def test_moved_file_has_the_cached_result_with_the_new_path(folder: Path, read: list[str]) -> None:
    check(folder)
    read.clear()
    moved = folder.with_name("moved")
    folder.rename(moved)
    results = check(moved)
    assert read == []
    assert results == check(moved, cache=None)


@pytest.mark.parametrize(
    "options",
    [
        {"rules": "base"},
        {"rules": rules("{type: forbid, level: info, texts: [备课]}")},
        {"revisions": Revisions.ORIGINAL},
    ],
    ids=["rule set", "rules", "revisions"],
)
def test_other_rules_or_revisions_read_the_files_again(
    folder: Path, read: list[str], options: dict[str, object]
) -> None:
    check(folder)
    read.clear()
    assert check(folder, **options) == check(folder, cache=None, **options)
    assert read[:2] == ["a.txt", "b.txt"]


def test_changed_option_level_or_message_of_a_rule_reads_the_files_again(folder: Path, read: list[str]) -> None:
    for text in (
        "{type: forbid, level: info, texts: [备课]}",
        "{type: forbid, level: error, texts: [备课]}",
        "{type: forbid, level: error, texts: [集体备课]}",
        "{type: forbid, level: error, texts: [集体备课], message: 换掉}",
    ):
        check(folder, rules=rules(text))
    assert len(read) == 8


def test_numbered_plan_does_not_get_the_result_of_the_whole_file(folder: Path) -> None:
    check(folder)
    options = {"cache": folder.parent / "cache", "workers": 0}
    [result] = api.check_many(find_sources([f"{folder / 'a.txt'}#2"]), **options)  # type: ignore[arg-type]
    assert isinstance(result, Unreadable)


def test_changed_matches_of_a_plan_read_the_file_again(folder: Path, read: list[str]) -> None:
    copied = rules("{type: similarity, level: error, max: 0.4}")
    known = {str(folder / "a.txt"): {1: (Match("b.txt", 1, 0.5, (Span(0, 5),)),)}}
    assert [len(result.findings) for result in check(folder, rules=copied) if isinstance(result, Checked)] == [0, 0]
    read.clear()
    findings = [result.findings for result in check(folder, rules=copied, matches=known) if isinstance(result, Checked)]
    assert ([len(of_file) for of_file in findings], read) == ([1, 0], ["a.txt"])
    less = {str(folder / "a.txt"): {1: (Match("b.txt", 1, 0.3, (Span(0, 5),)),)}}
    assert [result.findings for result in check(folder, rules=copied, matches=less) if isinstance(result, Checked)] == [
        (),
        (),
    ]


def test_results_with_anchors_are_cached_apart(folder: Path, read: list[str]) -> None:
    (folder / "c.docx").write_bytes(build(p("工作计划") + p("做好xx学校的工作。")))
    first = check(folder)
    anchored = check(folder, with_anchors=True)
    read.clear()
    assert check(folder, with_anchors=True) == anchored == check(folder, with_anchors=True, cache=None) != first
    assert check(folder) == first == check(folder, cache=None)
    assert read == [*("a.txt", "b.txt", "c.docx") * 2]


def test_unreadable_file_is_read_again(folder: Path, read: list[str]) -> None:
    (folder / "a.txt").write_bytes(b"")
    for _ in range(2):
        assert [type(result) for result in check(folder)] == [Unreadable, Checked]
    assert read == ["a.txt", "b.txt", "a.txt"]


def test_result_with_a_rule_given_up_is_not_cached(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(self: Expression, text: str) -> Iterator[tuple[int, int]]:
        raise TooSlowError(self.source)

    slow = rules("{type: forbid, level: info, patterns: ['备.']}")
    with monkeypatch.context() as busy:
        busy.setattr(Expression, "find", give_up)
        assert [len(result.problems) for result in check(folder, rules=slow) if isinstance(result, Checked)] == [1, 1]
    assert [len(result.findings) for result in check(folder, rules=slow) if isinstance(result, Checked)] == [1, 1]
    assert read == ["a.txt", "b.txt"] * 2


def test_file_with_a_damaged_entry_is_read_again_and_cached_again(folder: Path, read: list[str]) -> None:
    first = check(folder)
    entries = [path for path in (folder.parent / "cache").rglob("*") if path.is_file()]
    for entry in entries:
        entry.write_bytes(b"\0" * 100)
    read.clear()
    assert check(folder) == check(folder) == first
    assert read == ["a.txt", "b.txt"]


@pytest.mark.parametrize("value", ["text", (None, "text"), (None, Checked("no outline", ()))])  # type: ignore[arg-type]
def test_file_with_a_foreign_value_as_entry_is_read_again(folder: Path, read: list[str], value: object) -> None:
    first = check(folder)
    key = read_or_make_key(folder.parent / "cache.key")
    store = Store(folder.parent / "cache" / "checks", key)
    for entry in (folder.parent / "cache").glob("checks/*/*"):
        store.write(entry.name, encode(value))
    read.clear()
    assert check(folder) == first
    assert read == ["a.txt", "b.txt"]


def test_another_libreoffice_reads_the_files_again(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "converter_of", lambda _: "7.4")
    check(folder)
    check(folder)
    assert read == ["a.txt", "b.txt"]
    monkeypatch.setattr(checking, "converter_of", lambda _: "24.8")
    check(folder)
    assert read == ["a.txt", "b.txt"] * 2


def test_file_changed_during_the_check_is_cached_under_the_checked_content(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [source, _] = find_sources([str(folder)])
    assert isinstance(source, Source)
    contents = iter([DEFECT.format("old"), DEFECT.format("new")])
    changing = replace(source, read=lambda: next(contents).encode())
    cache = folder.parent / "cache"
    list(api.check_many([changing], cache=cache, workers=0))
    fixed = replace(source, read=lambda: DEFECT.format("old").encode())
    [result] = api.check_many([fixed], cache=cache, workers=0)
    assert isinstance(result, Checked)
    assert result.outline.document.blocks[-1].text == "old"
