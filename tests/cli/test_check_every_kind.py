"""A rule file with each of the shapes that an office writes, run as an office runs it: with the cache, files beside it, a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jyplan

RULES = r"""schema: 1
id: shapes
title: 各种写法
rules:
  both-facts:   {type: has_fact, roles: [task], facts: [owner, date], need: all}
  listening:    {type: quota, subject: [听课], unit: 节, min: 15, per: 学期, which: every, messages: {missing: 没有写听课节数, low: "只有{found}"}}
  meetings:     {type: frequency, subject: [安全例会], at_least: 每季度一次}
  signature:    {type: signature, need: [name, date], name: same-as-title}
  number:       {type: require, where: header, patterns: ['〔20\d\d〕\d+号']}
  other-name:   {type: other_name, allow: [结对, 联合, 赴]}
  columns:      {type: table, roles: [schedule], columns: [时间|周次, 内容, 负责人|执教人], filled: true}
  attachments:  {type: attachments}
  residue:      {type: residue, find: [web, page-number, broken-line, inline-heading]}
  banned:       {type: forbid, texts_from: banned.txt}
  handed-in:    {type: handed_in, list: schools.csv, by: 2025-09-10}
"""
SLIPS = """双溪小学2025—2026学年教学工作计划
一、指导思想
全面贯彻党的教育方针。下面是小编整理的范文。
二、主要工作
1、教导处九月底前检查教案。
2、每位教师听课8节/学期。
3、做好差生的辅导。
4、努力把城南小学办成乐园。
5、每学期召开一次安全例会，见附件2。
三、活动安排
时间	内容	备注
9月	开学典礼	无
10月	运动会	无
11月	家长会	无
青禾小学
2025年9月20日
"""


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    (folder / "shapes.yaml").write_text(RULES, "utf-8")
    (folder / "banned.txt").write_text("后进生\n差生\n", "utf-8")
    (folder / "schools.csv").write_text("学校,联系人\n双溪小学,甲\n青禾小学,乙\n", "utf-8")
    (folder / "slips.txt").write_text(SLIPS, "utf-8")


def rules_broken(run_out: bytes) -> list[str]:
    return sorted(finding["rule"] for finding in json.loads(run_out)["findings"])


def test_each_slip_is_found_by_its_rule(jyplan: Jyplan) -> None:
    run = jyplan("check", "slips.txt", "--rules", "shapes.yaml", "--format", "json")
    assert run.code == 1
    assert rules_broken(run.out) == [
        "attachments", "banned", "both-facts", "columns", "handed-in", "listening", "meetings", "number", "other-name", "residue", "signature",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "text", "rule", "is_broken"),
    [("banned.txt", "尖子生\n", "banned", False), ("schools.csv", "学校\n云台小学\n", "handed-in", True)],
)
def test_a_changed_list_beside_the_rules_counts_at_once(
    jyplan: Jyplan, folder: Path, file: str, text: str, rule: str, is_broken: bool
) -> None:
    jyplan("check", "slips.txt", "--rules", "shapes.yaml", "--format", "json")
    (folder / file).write_text(text, "utf-8")
    run = jyplan("check", "slips.txt", "--rules", "shapes.yaml", "--format", "json")
    assert (rule in rules_broken(run.out)) == is_broken


def test_messages_without_words_of_the_rule_fit_the_case(jyplan: Jyplan, folder: Path) -> None:
    rules = (
        "schema: 1\nid: said\ntitle: said\nrules:\n"
        "  homework: {type: quota, subject: [作业], unit: 分钟, max: 60}\n"
        "  visits: {type: quota, subject: [家访], unit: 户, min: 5, required: true}\n"
        "  drills: {type: frequency, subject: [演练], at_least: 每月一次}\n"
        "  owners: {type: has_fact, roles: [task], facts: [owner]}\n"
    )
    (folder / "said.yaml").write_text(rules, "utf-8")
    text = "双溪小学2025年工作计划\n一、主要工作\n1、教导处九月底前检查教案。\n2、书面作业不超过90分钟。\n3、每周检查路队。\n"
    (folder / "said.txt").write_text(text, "utf-8")
    run = jyplan("check", "said.txt", "--rules", "said.yaml", "--lang", "zh", "--format", "json")
    assert [finding["message"] for finding in json.loads(run.out)["findings"]] == [
        "演练要求每月一次，计划没有写明多久一次",
        "没有写明家访的数量",
        "“一、主要工作”的3条里，只有1条写明责任人",
        "作业要求不超过60分钟，计划写的是“不超过90分钟”",
    ]
