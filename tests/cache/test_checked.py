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
    """The names of the files that are read anew."""
    names: list[str] = []

    def noted(use: object, sources: Iterable[Source], *rest: object, **named: object) -> Iterator[object]:
        found = list(sources)
        names.extend(Path(source.path).name for source in found)
        return many.read_many(use, found, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "read_many", noted)
    return names


def check(folder: Path, **options: object) -> list[Checked | Unreadable]:
    where = {"cache": folder.parent / "cache", "workers": 0, **options}
    return list(api.check_many(find_sources([str(folder)]), **where))  # type: ignore[arg-type]


def rules(text: str) -> RuleSet:
    content = f"schema: 1\nid: ours\ntitle: ours\nrules:\n  one:\n    {text}\n".encode()
    return load_rule_set("ours.yaml", lambda _: content)


def test_files_that_are_the_same_are_not_read_again(folder: Path, read: list[str]) -> None:
    first = check(folder)
    assert read == ["a.txt", "b.txt"]
    assert check(folder) == first == check(folder, cache=None)
    assert read == ["a.txt", "b.txt"] * 2  # the second time without a cache


def test_edited_file_is_read_and_the_results_stay_in_order(folder: Path, read: list[str]) -> None:
    check(folder)
    (folder / "a.txt").write_text(DEFECT.format("c"), "utf-8")
    read.clear()
    assert check(folder) == check(folder, cache=None)
    assert read[:1] == ["a.txt"]


def test_file_that_is_moved_is_found_under_its_new_name(folder: Path, read: list[str]) -> None:
    check(folder)
    read.clear()
    moved = folder.with_name("moved")
    folder.rename(moved)
    found = check(moved)
    assert read == []
    assert found == check(moved, cache=None)


@pytest.mark.parametrize(
    "options",
    [
        {"rules": "base"},
        {"rules": rules("{type: forbid, level: info, texts: [备课]}")},
        {"revisions": Revisions.ORIGINAL},
    ],
    ids=["rule set", "rules", "revisions"],
)
def test_other_questions_have_other_answers(folder: Path, read: list[str], options: dict[str, object]) -> None:
    check(folder)
    read.clear()
    assert check(folder, **options) == check(folder, cache=None, **options)
    assert read[:2] == ["a.txt", "b.txt"]


def test_rule_with_another_option_or_level_is_another_rule(folder: Path, read: list[str]) -> None:
    for text in (
        "{type: forbid, level: info, texts: [备课]}",
        "{type: forbid, level: error, texts: [备课]}",
        "{type: forbid, level: error, texts: [集体备课]}",
        "{type: forbid, level: error, texts: [集体备课], message: 换掉}",
    ):
        check(folder, rules=rules(text))
    assert len(read) == 8


def test_one_plan_of_a_file_is_another_question(folder: Path) -> None:
    check(folder)
    options = {"cache": folder.parent / "cache", "workers": 0}
    [one] = api.check_many(find_sources([f"{folder / 'a.txt'}#2"]), **options)  # type: ignore[arg-type]
    assert isinstance(one, Unreadable)


def test_what_is_known_of_a_plan_elsewhere_is_part_of_the_question(folder: Path, read: list[str]) -> None:
    copied = rules("{type: similarity, level: error, max: 0.4}")
    known = {str(folder / "a.txt"): {1: (Match("b.txt", 1, 0.5, (Span(0, 5),)),)}}
    assert [len(each.findings) for each in check(folder, rules=copied) if isinstance(each, Checked)] == [0, 0]
    read.clear()
    found = [each.findings for each in check(folder, rules=copied, matches=known) if isinstance(each, Checked)]
    assert ([len(each) for each in found], read) == ([1, 0], ["a.txt"])
    less = {str(folder / "a.txt"): {1: (Match("b.txt", 1, 0.3, (Span(0, 5),)),)}}
    assert [each.findings for each in check(folder, rules=copied, matches=less) if isinstance(each, Checked)] == [
        (),
        (),
    ]


def test_anchors_are_read_whatever_is_kept_and_never_kept(folder: Path) -> None:
    (folder / "c.docx").write_bytes(build(p("工作计划") + p("做好xx学校的工作。")))
    first = check(folder)
    assert check(folder, with_anchors=True) == check(folder, with_anchors=True, cache=None) != first
    assert check(folder) == first == check(folder, cache=None)


def test_file_that_cannot_be_read_is_tried_again(folder: Path, read: list[str]) -> None:
    (folder / "a.txt").write_bytes(b"")
    for _ in range(2):
        assert [type(each) for each in check(folder)] == [Unreadable, Checked]
    assert read == ["a.txt", "b.txt", "a.txt"]


def test_rule_that_was_given_up_is_tried_again(folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(self: Expression, text: str) -> Iterator[tuple[int, int]]:
        raise TooSlowError(self.source)

    slow = rules("{type: forbid, level: info, patterns: ['备.']}")
    with monkeypatch.context() as busy:
        busy.setattr(Expression, "find", give_up)
        assert [len(each.problems) for each in check(folder, rules=slow) if isinstance(each, Checked)] == [1, 1]
    assert [len(each.findings) for each in check(folder, rules=slow) if isinstance(each, Checked)] == [1, 1]
    assert read == ["a.txt", "b.txt"] * 2


def test_damaged_entry_is_read_anew_and_mended(folder: Path, read: list[str]) -> None:
    first = check(folder)
    entries = [path for path in (folder.parent / "cache").rglob("*") if path.is_file()]
    for entry in entries:
        entry.write_bytes(b"\0" * 100)
    read.clear()
    assert check(folder) == check(folder) == first
    assert read == ["a.txt", "b.txt"]


@pytest.mark.parametrize("value", ["text", (None, "text"), (None, Checked("no outline", ()))])  # type: ignore[arg-type]
def test_entry_that_holds_something_else_is_read_anew(folder: Path, read: list[str], value: object) -> None:
    first = check(folder)
    key = read_or_make_key(folder.parent / "cache.key")
    store = Store(folder.parent / "cache" / "checks", key)
    for entry in (folder.parent / "cache").glob("checks/*/*"):
        store.write(entry.name, encode(value))
    read.clear()
    assert check(folder) == first
    assert read == ["a.txt", "b.txt"]


def test_other_libreoffice_reads_anew(folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "converter_of", lambda _: "7.4")
    check(folder)
    check(folder)
    assert read == ["a.txt", "b.txt"]
    monkeypatch.setattr(checking, "converter_of", lambda _: "24.8")
    check(folder)
    assert read == ["a.txt", "b.txt"] * 2


def test_file_that_changes_while_it_is_checked_is_kept_as_what_was_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [source, _] = find_sources([str(folder)])
    assert isinstance(source, Source)
    contents = iter([DEFECT.format("old"), DEFECT.format("new")])
    changing = replace(source, read=lambda: next(contents).encode())
    cache = folder.parent / "cache"
    list(api.check_many([changing], cache=cache, workers=0))
    fixed = replace(source, read=lambda: DEFECT.format("old").encode())
    [found] = api.check_many([fixed], cache=cache, workers=0)
    assert isinstance(found, Checked)
    assert found.outline.document.blocks[-1].text == "old"
