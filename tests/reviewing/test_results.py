"""The files of the result folder: readable by their programs, with the same figures, and nothing that leaks."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest

import jyplan
from jyplan.language import Language
from jyplan.model import ReasonKind
from jyplan.reports import REVIEW_FILES, ReviewOptions
from tests.readers.ole_builder import ole_of
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

    from jyplan.model import Review

ZH = ReviewOptions(Language("zh"))


@pytest.fixture
def review(tmp_path: Path) -> Review:
    text = f"三、主要工作\n{SHARED}"
    files: dict[str, str | bytes] = {
        f"交/{school}.txt": plan_of(school, GUIDING, GOALS, text, SAFEGUARDS, SCHEDULE)
        for school in ("东风小学", "向阳小学", "红旗小学")
    }
    files["交/文昌路小学.txt"] = plan_of("文昌路小学", OTHER_GOALS, OTHER_TASKS)
    files["交/=cmd|calc小学.pdf"] = b"%PDF-1.4 broken"
    files["去年/东风小学.txt"] = plan_of("东风小学", GUIDING, GOALS, OTHER_TASKS, year="2024")
    files["名单.csv"] = "学校\n东风小学\n向阳小学\n红旗小学\n文昌路小学\n南塘小学\n"
    write_batch(tmp_path, files)
    return jyplan.review(
        [tmp_path / "交"],
        settings=jyplan.Settings(),
        schools=tmp_path / "名单.csv",
        last=tmp_path / "去年",
        by="星河区教研室",
        date="2025-09-12",
    )


def written(review: Review, options: ReviewOptions = ZH) -> dict[str, bytes]:
    return {name: data for part in REVIEW_FILES for name, data in REVIEW_FILES.load(part).files(review, options)}


def rows_of(book: openpyxl.Workbook, name: str) -> list[dict[str, Any]]:
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_workbook_has_the_figures_of_the_json(review: Review) -> None:
    files = written(review)
    data = json.loads(files["结果.json"])
    rows = {row["学校"]: row for row in rows_of(openpyxl.load_workbook(BytesIO(files["汇总表.xlsx"])), "总表")}
    for plan in data["submissions"]:
        row = rows[plan["school"]]
        assert row["总复制比"] == pytest.approx(plan["copied"], abs=0.001)
        assert row["问题和建议"] == len(plan["findings"])
        for head, role in (("目标", "goal"), ("保障", "safeguard"), ("日程", "schedule")):
            state = plan["roles"][role]
            assert (
                row[head]
                == {"present": f"✓{state['items'] or ''}", "missing": "缺", "empty": "空", "open": "–"}[state["state"]]
            )
    assert rows["南塘小学"]["处理"] == "未交"


def test_workbook_has_a_sheet_for_each_question(review: Review) -> None:
    book = openpyxl.load_workbook(BytesIO(written(review)["汇总表.xlsx"]))
    assert book.sheetnames == ["总表", "缺项", "雷同", "与去年", "任务分解", "退回原因", "未交", "说明"]
    assert all(sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr for sheet in book)


def test_points_of_the_first_sheet_are_short_and_explained_in_their_own(tmp_path: Path) -> None:
    folder = write_batch(tmp_path, {"东风小学.txt": plan_of("东风小学")})
    reviewed = jyplan.review([folder], settings=jyplan.Settings(), rules="score-school-plan", date="2025-09-12")
    score = reviewed.plans[0].score
    assert score is not None
    book = openpyxl.load_workbook(BytesIO(written(reviewed)["汇总表.xlsx"]))
    [overview] = rows_of(book, "总表")
    *_, total = rows_of(book, "评分")
    assert overview["得分"] == f"{total['得分']}/{total['分值']}"
    assert float(total["得分"]) == pytest.approx(score.points, abs=0.05)
    assert "满分" in total["扣分原因"]


def test_every_file_is_named_in_the_workbook(tmp_path: Path) -> None:
    register = "序号\t学校\n1\t东风小学\n"
    files = {"东风小学.txt": plan_of("东风小学"), "登记表.txt": f"上报登记表\n{register}", "签到表.txt": register}
    reviewed = jyplan.review([write_batch(tmp_path, files)], settings=jyplan.Settings(), date="2025-09-12")
    book = openpyxl.load_workbook(BytesIO(written(reviewed)["汇总表.xlsx"]))
    aside = [row["方式"] for row in rows_of(book, "说明") if row["项目"] == "不作为计划：登记表"]
    assert [name.rpartition("/")[2] for name in aside] == ["登记表.txt", "签到表.txt"], "a row each: a cell holds a few"


def test_no_cell_is_a_formula(review: Review) -> None:
    book = openpyxl.load_workbook(BytesIO(written(review)["汇总表.xlsx"]))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_every_link_of_the_workbook_leads_to_a_file(review: Review) -> None:
    files = written(review)
    sheet = openpyxl.load_workbook(BytesIO(files["汇总表.xlsx"]))["总表"]
    targets = {
        str(cell.hyperlink.target).replace("\\", "/") for row in sheet.iter_rows() for cell in row if cell.hyperlink
    }
    assert targets
    assert targets <= {*files}


def text_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)


def test_feedback_says_what_to_explain_and_names_no_other_school(review: Review) -> None:
    text = text_of(written(review)["反馈单/东风小学.docx"])
    assert "结论：补充后重交" in text
    assert "请说明来源" in text
    assert not any(school in text for school in ("向阳小学", "红旗小学"))
    assert "jyplan" not in text


def test_feedback_may_name_the_other_school(tmp_path: Path, review: Review) -> None:
    pair = ReviewOptions(Language("zh"), name_schools=True)
    assert "请说明来源" in text_of(written(review, pair)["反馈单/东风小学.docx"])


def test_feedback_on_an_unread_file_asks_to_hand_in_again(review: Review) -> None:
    [text] = [text_of(data) for name, data in written(review).items() if "calc" in name]
    assert "结论：重交" in text or "结论：退回重交" in text


def test_clean_plan_gets_one_sentence(tmp_path: Path) -> None:
    write_batch(tmp_path, {"文昌路小学.txt": plan_of("文昌路小学")})
    clean = jyplan.review([tmp_path], settings=jyplan.Settings(), date="2025-09-12")
    text = text_of(written(clean)["反馈单/文昌路小学.docx"])
    assert "结论：通过\n未发现需要修改的问题。\n" in text


def test_the_same_finding_on_several_words_is_a_single_remark(tmp_path: Path) -> None:
    tasks = "三、主要工作\n1、2021年10月前由总务处完成校舍维修。\n2、2022年11月前由教导处上交教案。\n"
    whole = plan_of("文昌路小学", GUIDING, GOALS, tasks, SAFEGUARDS, SCHEDULE)
    text = text_of(feedback_of(tmp_path, {"文昌路小学.txt": whole}))
    assert "“2021年10月”可能写错了：计划是 2025 年的（“2022年11月”也是）" in text
    assert text.count("可能写错了") == 1


def test_a_passing_school_gets_suggestions_only(tmp_path: Path) -> None:
    goals = f"{GOALS}1、教师培训工作取得新成绩。\n"
    text = text_of(
        feedback_of(tmp_path, {"文昌路小学.txt": plan_of("文昌路小学", GUIDING, goals, TASKS, SAFEGUARDS, SCHEDULE)})
    )
    assert "结论：通过" in text
    assert "需要补充或修改" not in text


def test_feedback_on_a_wrong_paper_names_its_genre_and_nothing_else(tmp_path: Path) -> None:
    summary = "东风小学2024年工作总结\n一年来，我校完成了各项任务，现总结如下。\n一、主要成绩\n1、开展教研十二次。\n二、存在问题\n课题研究不够深入。\n"
    text = text_of(feedback_of(tmp_path, {"东风小学.txt": summary}))
    assert [line[:3] for line in text.splitlines() if line[:1].isdecimal()] == ["1. "]
    assert "这是工作总结，不是工作计划；请交工作计划" in text


def test_feedback_on_an_unread_archive_asks_for_a_word_file(tmp_path: Path) -> None:
    archive = b"Rar!\x1a\x07\x01\0" + b"\0" * 600
    assert "请把工作计划存成 Word 文件重新交来" in text_of(feedback_of(tmp_path, {"东风小学.rar": archive}))


def test_feedback_on_a_protected_file_asks_to_remove_the_password(tmp_path: Path) -> None:
    protected = ole_of({"EncryptionInfo": b"", "EncryptedPackage": b""})
    text = text_of(feedback_of(tmp_path, {"东风小学.docx": protected}))
    assert "东风小学.docx：有密码保护；请打开文件，取消密码后重新保存" in text


def test_empty_part_is_named_once(tmp_path: Path) -> None:
    text = text_of(
        feedback_of(tmp_path, {"东风小学.txt": plan_of("东风小学", GUIDING, GOALS, TASKS, "四、保障措施\n", SCHEDULE)})
    )
    assert text.count("没有内容") == 1
    assert "保障措施没有内容；请填写内容" in text


def test_shared_text_is_quoted_from_the_beginning_of_a_line_of_its_section(review: Review) -> None:
    assert "“三、主要工作”有 158 字相同（从“1、开展“青蓝携手”结对活动，每位…”起）" in text_of(
        written(review)["反馈单/东风小学.docx"]
    )


def test_feedback_to_an_unknown_school_names_its_file_as_the_file_alone(tmp_path: Path) -> None:
    text = text_of(feedback_of(tmp_path, {"新建文档.txt": plan_of("")}))
    assert "学校：校名不明" in text
    assert "文件：新建文档.txt" in text


def test_plan_of_last_year_is_to_be_written_for_this_year(tmp_path: Path) -> None:
    write_batch(
        tmp_path, {"今年/东风小学.txt": plan_of("东风小学"), "去年/东风小学.txt": plan_of("东风小学", year="2024")}
    )
    again = jyplan.review([tmp_path / "今年"], last=tmp_path / "去年", settings=jyplan.Settings(), date="2025-09-12")
    text = text_of(written(again)["反馈单/东风小学.docx"])
    assert "几乎只改了年份；请按今年的工作修改，或说明原因" in text


def feedback_of(folder: Path, files: dict[str, str | bytes]) -> bytes:
    """The only page of a batch."""
    reviewed = jyplan.review([write_batch(folder, files)], settings=jyplan.Settings(), date="2025-09-12")
    [page] = [data for name, data in written(reviewed).items() if name.startswith("反馈单/")]
    return page


def test_comments_stand_in_a_copy_of_each_submission_and_name_no_other_school(review: Review) -> None:
    files = written(review)
    copies = {name: data for name, data in files.items() if name.startswith("批注/")}
    assert {"批注/东风小学/东风小学.docx", "批注/红旗小学/红旗小学.docx"} <= {*copies}
    with ZipFile(BytesIO(copies["批注/东风小学/东风小学.docx"])) as package:
        comments = package.read("word/comments.xml").decode()
    assert "与另一所学校的计划相同" in comments
    assert "由 东风小学.txt 的文字生成" in comments  # without the folders of the office
    assert 'w:author="星河区教研室"' in comments
    assert not any(school in comments for school in ("向阳小学", "红旗小学"))


def test_briefing_is_one_letter_with_the_counts_of_the_batch(review: Review) -> None:
    text = text_of(written(review)["汇报.docx"])
    assert "收到 5 个文件，其中上报材料 4 篇" in text
    assert "未交 1 所：南塘小学。" in text


def test_letter_names_the_files_of_a_school_whole_and_counts_the_rest(tmp_path: Path) -> None:
    names = [f"东风小学2025—2026学年{part}工作计划（报送稿）" for part in ("教学", "德育", "安全")]
    texts = (GOALS, OTHER_GOALS, SCHEDULE)
    files = {f"{name}.txt": plan_of("东风小学", text) for name, text in zip(names, texts, strict=True)}
    review = jyplan.review([write_batch(tmp_path, files)], settings=jyplan.Settings(), date="2025-09-12")
    [page] = [data for name, data in written(review).items() if name.startswith("反馈单/")]
    [line] = [line for line in text_of(page).splitlines() if line.startswith("文件")]
    assert line.endswith(".txt，另有 1 个")


def test_briefing_counts_files_of_unknown_schools_apart(tmp_path: Path) -> None:
    files = {"东风小学.txt": plan_of("东风小学"), "计划.txt": plan_of("", OTHER_GOALS, OTHER_TASKS)}
    review = jyplan.review([write_batch(tmp_path, files)], settings=jyplan.Settings(), date="2025-09-12")
    text = text_of(written(review)["汇报.docx"])
    assert "可通过 1 所：东风小学。" in text
    assert "校名不明的文件 1 个：计划.txt。" in text


def test_school_that_sent_the_file_of_another_one_is_not_asked_to_explain_its_text(tmp_path: Path) -> None:
    text = plan_of("卫星路小学", GUIDING, GOALS, f"三、主要工作\n{SHARED}", SAFEGUARDS, SCHEDULE)
    write_batch(tmp_path, {"卫星路小学.txt": text, "东方红小学.txt": text.replace("每周", "每个星期")})
    review = jyplan.review([tmp_path], settings=jyplan.Settings(), date="2025-09-12")
    [plan] = [plan for plan in review.plans if plan.school.name == "东方红小学"]
    assert [reason.kind for reason in plan.reasons] == [ReasonKind.OTHERS_PLAN]
    files = written(review)
    assert "雷同" not in text_of(files["汇报.docx"])
    assert "不要求说明" in files["审阅报告.html"].decode()
