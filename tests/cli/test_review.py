"""`jyplan review` on the command line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import jsonschema
import pytest

from jyplan.reports.schemas import SCHEMAS
from tests.reviewing.batch import (
    GOALS,
    GUIDING,
    OTHER_GOALS,
    OTHER_TASKS,
    SAFEGUARDS,
    SCHEDULE,
    SHARED,
    TASKS,
    plan_of,
    write_batch,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jyplan


@pytest.fixture
def batch(folder: Path) -> Path:
    """A folder with a plan of each kind."""
    (folder / "plan.txt").unlink()
    text = f"三、主要工作\n{SHARED}"
    files: dict[str, str | bytes] = {
        f"交/{school}.txt": plan_of(school, GUIDING, GOALS, text, SAFEGUARDS, SCHEDULE)
        for school in ("东风小学", "向阳小学")
    }
    files["交/文昌路小学.txt"] = plan_of(
        "文昌路小学", OTHER_GOALS, OTHER_TASKS, "四、保障\n经费列入预算。\n", "五、安排\n三月：种树。\n"
    )
    files["交/红旗小学.txt"] = plan_of(
        "红旗小学", TASKS, "四、组织领导\n分管副校长负责。\n", "五、步骤\n五月：汇报。\n"
    )
    files["交/北坡小学.pdf"] = b"%PDF-1.4 broken"
    files["交/登记表.txt"] = "上报登记表\n序号\t学校\n1\t东风小学\n"
    files["名单.csv"] = "学校\n东风小学\n向阳小学\n文昌路小学\n红旗小学\n北坡小学\n南塘小学\n"
    return write_batch(folder, files)


def test_summary_has_every_file_in_one_line(jyplan: Jyplan, batch: Path) -> None:
    run = jyplan("review", "交", "--schools", "名单.csv", "--lang", "zh")
    assert run.code == 0
    assert run.out.decode().splitlines() == [
        "6 个文件，4 篇",
        "退回重交 1  读不了 1",
        "请说明   2  两两雷同 1 对",
        "需补充   1  缺目标 1",
        "未交     1  南塘小学",
        "其余     2  有建议核对处 1 · 不作为计划：登记表 1",
    ]


def test_result_folder_has_the_json_of_the_schema(jyplan: Jyplan, batch: Path) -> None:
    run = jyplan("review", "交", "-o", "新/结果", "--schools", "名单.csv")
    assert run.code == 0
    data = json.loads((batch / "新/结果/结果.json").read_text("utf-8"))
    jsonschema.validate(data, SCHEMAS["review"])
    assert data["missing"] == ["南塘小学"]
    assert [entry["verdict"] for entry in data["submissions"]].count("explain") == 2


def test_result_folder_named_alone_is_explained(jyplan: Jyplan, batch: Path) -> None:
    jyplan("review", "交", "-o", "结果")
    run = jyplan("review", "结果")
    assert run.out.startswith(b"0 files")
    assert "name the folder with the submissions" in run.err


def test_result_folder_is_replaced_and_never_read(jyplan: Jyplan, batch: Path) -> None:
    first = jyplan("review", "交", "-o", "交/结果")
    second = jyplan("review", "交", "-o", "交/结果")
    assert (first.code, second.code) == (0, 0)
    assert second.out.startswith(b"6 files")
    assert len(json.loads(jyplan("parse", "交", "-f", "json").out)["documents"]) == 6


def test_folder_of_other_files_is_refused(jyplan: Jyplan, batch: Path) -> None:
    run = jyplan("review", "交", "-o", "交")
    assert run.code == 2
    assert "is a folder of other files" in run.err
    assert len([*(batch / "交").iterdir()]) == 6


@pytest.mark.parametrize(("level", "code"), [("return", 1), ("missing", 1)])
def test_fail_on_a_verdict(jyplan: Jyplan, batch: Path, level: str, code: int) -> None:
    assert jyplan("review", "交", "--fail-on", level).code == code


def test_fail_on_counts_graver_verdicts_only(jyplan: Jyplan, batch: Path) -> None:
    assert jyplan("review", "交/文昌路小学.txt", "--fail-on", "supplement").code == 0
    assert jyplan("review", "交/红旗小学.txt", "--fail-on", "explain").code == 0
    assert jyplan("review", "交/红旗小学.txt", "--fail-on", "supplement").code == 1


def test_impossible_day_is_refused(jyplan: Jyplan, batch: Path) -> None:
    run = jyplan("review", "交", "--due", "2025-13-01")
    assert (run.code, "“2025-13-01” is not a day" in run.err) == (2, True)


def test_folder_without_files(jyplan: Jyplan, folder: Path) -> None:
    (folder / "空").mkdir()
    run = jyplan("review", "空")
    assert (run.code, run.out.splitlines()[0]) == (0, b"0 files, 0 plans")


def test_second_run_says_what_is_new_and_fixed(jyplan: Jyplan, batch: Path) -> None:
    first = jyplan("review", "交", "-o", "结果")
    again = jyplan("review", "交", "-o", "结果")
    assert again.out.decode().splitlines()[:-1] == first.out.decode().splitlines()
    assert again.out.decode().splitlines()[-1].startswith("since last run: new 0, fixed 0, unchanged ")
    whole = plan_of("红旗小学", OTHER_GOALS, TASKS, "四、组织领导\n分管副校长负责。\n", "五、步骤\n五月：汇报。\n")
    (batch / "交/红旗小学.txt").write_text(whole, "utf-8")
    jyplan("review", "交", "-o", "结果")
    since = json.loads((batch / "结果/结果.json").read_text("utf-8"))["since"]
    assert since["changed_files"] == ["交/红旗小学.txt"]
    assert since["fixed"] > 0


def test_unchanged_batch_is_not_read_again(jyplan: Jyplan, batch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jyplan("review", "交", "-o", "结果")
    monkeypatch.setattr("jyplan.api.review_batch", None)
    assert jyplan("review", "交", "-o", "结果").code == 0


def test_file_that_somebody_changed_in_the_results_is_kept(jyplan: Jyplan, batch: Path) -> None:
    jyplan("review", "交", "-o", "结果")
    (batch / "结果/汇报.docx").write_bytes(b"changed")
    (batch / "结果/笔记.txt").write_text("记", "utf-8")
    jyplan("review", "交", "-o", "结果")
    assert (batch / "结果/汇报（改过）.docx").read_bytes() == b"changed"
    assert (batch / "结果/笔记.txt").read_text("utf-8") == "记"
    assert (batch / "结果/汇报.docx").read_bytes() != b"changed"


def test_result_folder_is_as_it_was_when_a_file_cannot_be_made(
    jyplan: Jyplan, batch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jyplan("review", "交", "-o", "结果")
    before = sorted(path.name for path in (batch / "结果").rglob("*"))
    (batch / "交/新校.txt").write_text(plan_of("新校小学"), "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jyplan.cli.output._write_in_folder", full)
    run = jyplan("review", "交", "-o", "结果")
    assert (run.code, "cannot be written" in run.err) == (2, True)
    assert sorted(path.name for path in (batch / "结果").rglob("*")) == before
    assert [path.name for path in batch.iterdir() if path.name.startswith(".jyplan")] == []


def test_no_more_schools_have_one_source_than_are_asked(jyplan: Jyplan, folder: Path) -> None:
    own = "".join(
        f"{number}、{chr(0x4E00 + number * 37) * 3}组在第{number}周整理材料并归档。\n" for number in range(1, 60)
    )
    shared = f"三、主要工作\n{SHARED}"
    files = {f"in/{name}小学.txt": plan_of(f"{name}小学", GUIDING, GOALS, shared) for name in ("东风", "向阳", "红旗")}
    files["in/南山小学.txt"] = plan_of("南山小学", GUIDING, GOALS, f"三、主要工作\n{own}", f"四、其他\n{SHARED}")
    write_batch(folder, dict(files))
    shown = jyplan("review", "in", "--lang", "zh").out.decode("utf-8")
    [line] = [line for line in shown.splitlines() if line.startswith("请说明")]
    asked, schools = re.findall(r"请说明\s+(\d+)\s+同一来源 (\d+) 校", line)[0]
    assert int(schools) <= int(asked)
