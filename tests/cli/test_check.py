from __future__ import annotations

import json
import os
import re
import sys
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import jsonschema
import pytest

from jyplan.cli import main
from jyplan.reports import CHECK_REPORTS
from jyplan.reports.media.columns import width
from jyplan.reports.schemas import SCHEMAS
from tests.cli.conftest import PLAN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jyplan, JyplanProcess

DEFECT = (
    "2025年秋季数学教研组工作计划\n\n一、工作目标\n每人每学期听课不少于15节。\n二、工作措施\n做好xx学校的集体备课。\n"
)
RULE = "schema: 1\nid: ours\ntitle: ours\nrules:\n  old:\n    type: forbid\n    level: info\n    texts: [集体备课]\n"


@pytest.fixture(autouse=True)
def defect(folder: Path) -> None:
    (folder / "defect.txt").write_text(DEFECT, "utf-8")
    (folder / "ours.yaml").write_text(RULE, "utf-8")


def findings(out: bytes) -> list[tuple[str, str, int]]:
    return [(finding["rule"], finding["level"], finding["line"]) for finding in json.loads(out)["findings"]]


def test_findings_give_exit_code_1(jyplan: Jyplan) -> None:
    run = jyplan("check", "defect.txt", "--rules", "base")
    assert (run.code, run.err) == (1, "")
    assert run.out.decode() == (
        "defect.txt\n2025年秋季数学教研组工作计划\n\n  二、工作措施\n"
        "    error · line 6 · placeholder\n      “xx学校” was never filled in\n"
        "      | 做好xx学校的集体备课。\n      |     ^^^^^^\n      → put in the real name, date or number\n\n"
        "plans checked: 1; errors 1, warnings 0, notes 0\n"
    )


def test_no_finding_gives_exit_code_0(jyplan: Jyplan) -> None:
    run = jyplan("check", "plan.txt", "--rules", "base")
    assert (run.code, run.out, run.err) == (0, b"plans checked: 1; nothing found\n", "")


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 0), ("info", 1), ("never", 0)])
def test_fail_on_sets_the_level_for_exit_code_1(jyplan: Jyplan, level: str, code: int) -> None:
    assert jyplan("check", "defect.txt", "--rules", "ours.yaml", "--fail-on", level).code == code


@pytest.mark.parametrize("name", [name for name in CHECK_REPORTS if name not in {"docx", "scores"}])
def test_every_format_can_be_written(jyplan: Jyplan, name: str) -> None:
    run = jyplan("check", "defect.txt", "missing.txt", "--format", name)
    assert run.code == 2
    assert run.err == "missing.txt: there is no such file or folder; check the name and the folder\n"
    assert "placeholder" in text_of(run.out)


def test_a_score_sheet_is_written_for_a_set_with_points_and_for_no_other(jyplan: Jyplan) -> None:
    run = jyplan("check", "defect.txt", "--format", "scores", "--rules", "score-school-plan")
    assert run.code == 1
    assert "Score sheet" in text_of(run.out)
    run = jyplan("check", "defect.txt", "--format", "scores")
    assert run.code == 2
    assert "no plan has points" in run.err


def text_of(out: bytes) -> str:
    """Return the text of an output; for a workbook, the XML of all parts."""
    if not out.startswith(b"PK"):
        return out.decode()
    with ZipFile(BytesIO(out)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


@pytest.mark.parametrize(
    ("file", "beginning"),
    [
        ("o.json", b"{"),
        ("o.sarif", b"{"),
        ("o.xml", b"<?xml"),
        ("o.html", b"<!DOCTYPE html>"),
        ("o.htm", b"<!DOCTYPE html>"),
        ("o.xlsx", b"PK"),
        ("o.txt", b"defect.txt\n"),
    ],
)
def test_format_follows_the_name_of_the_output(jyplan: Jyplan, folder: Path, file: str, beginning: bytes) -> None:
    run = jyplan("check", "defect.txt", "-o", file)
    assert (run.code, run.out) == (1, b"")
    assert run.err == f"written to {file}: 1 plans, 3 findings\n"
    assert (folder / file).read_bytes().startswith(beginning)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of one's own")
@pytest.mark.parametrize("name", ["html", "xlsx"])
def test_pages_are_not_written_to_a_terminal(jyplan_process: JyplanProcess, name: str) -> None:
    master, terminal = os.openpty()
    run = jyplan_process("check", "defect.txt", "-f", name, stdout=terminal)
    os.close(terminal)
    os.close(master)
    assert (run.code, run.err) == (2, "jyplan: this format is not for a terminal; name a file with -o\n")


@pytest.mark.parametrize("name", ["html", "xlsx"])
def test_pages_list_the_findings_hidden_by_a_baseline(jyplan: Jyplan, folder: Path, name: str) -> None:
    jyplan("check", "defect.txt", "--write-baseline", "known.json")
    (folder / "defect.txt").write_text(DEFECT.replace("xx学校", "河湾小学"), "utf-8")
    run = jyplan("check", "defect.txt", "--baseline", "known.json", "-f", name)
    assert run.code == 0
    page = text_of(run.out)
    assert "Known and not shown" in page
    assert "defect.txt: placeholder: 工作措施" in page


@pytest.mark.parametrize("name", ["html", "xlsx"])
def test_pages_are_the_same_from_run_to_run(jyplan_process: JyplanProcess, folder: Path, name: str) -> None:
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(DEFECT, "utf-8")
    first, second = (jyplan_process("check", ".", "-f", name, "--lang", "zh").out for _ in range(2))
    assert first == second


def test_json_fits_its_schema_and_lists_unreadable_files(jyplan: Jyplan) -> None:
    run = jyplan("check", "defect.txt", "missing.txt", "-f", "json", "--lang", "zh")
    data = json.loads(run.out)
    jsonschema.validate(data, SCHEMAS["check"])
    assert data["problems"] == [{"path": "missing.txt", "message": "没有这个文件或文件夹；请核对名字和所在的文件夹"}]
    assert data["summary"]["levels"] == {"error": 1, "warning": 0, "info": 2}
    [placeholder] = [finding for finding in data["findings"] if finding["rule"] == "placeholder"]
    assert placeholder == {
        "rule": "placeholder", "level": "error", "message": "这里还有没填的“xx学校”",
        "hint": "换成真实的名称、日期或数字", "path": "defect.txt", "plan": 1, "node": "2", "line": 6, "column": 3,
        "start": 48, "end": 52, "words": "xx学校",
    }  # fmt: skip


def test_findings_are_the_same_whatever_the_number_of_processes(jyplan: Jyplan, folder: Path) -> None:
    (folder / "many").mkdir()
    for number in range(60):
        (folder / "many" / f"{number:02}.txt").write_text(DEFECT, "utf-8")
    alone = [run for number in range(3) for run in findings(jyplan("check", f"many/{number:02}.txt", "-f", "json").out)]
    assert findings(jyplan("check", "many", "-f", "json").out) == alone * 20


@pytest.mark.parametrize("name", [name for name in CHECK_REPORTS if name != "docx"])
def test_report_is_the_same_when_nothing_has_changed(jyplan: Jyplan, folder: Path, name: str) -> None:
    (folder / "empty.txt").touch()
    first, second = (jyplan("check", ".", "--format", name) for _ in range(2))
    assert first == second == jyplan("check", ".", "--format", name, "--no-cache")


def test_no_cache_writes_no_cache_file(jyplan: Jyplan, tmp_path: Path) -> None:
    jyplan("check", "defect.txt", "--no-cache")
    assert not (tmp_path / "cache").exists()
    jyplan("check", "defect.txt")
    assert (tmp_path / "cache").exists()


def test_rules_can_be_selected_and_ignored(jyplan: Jyplan) -> None:
    assert findings(jyplan("check", "defect.txt", "--select", "placeholder", "-f", "json").out) == [
        ("placeholder", "error", 6)
    ]
    ignored = findings(jyplan("check", "defect.txt", "--ignore", "placeholder,missing-section", "-f", "json").out)
    assert {rule for rule, _, _ in ignored} & {"placeholder", "missing-section"} == set()


def test_unknown_rule_is_a_usage_error(jyplan: Jyplan) -> None:
    run = jyplan("check", "defect.txt", "--select", "placehoder")
    assert (run.code, run.out) == (2, b"")
    assert run.err == "jyplan: there is no rule “placehoder” in work-plan; see jyplan rules list work-plan\n"


def test_every_mistake_in_a_rule_file_is_reported_on_a_line(jyplan: Jyplan, folder: Path) -> None:
    (folder / "bad.yaml").write_text(RULE + "    levl: x\n    where: nowhere\n", "utf-8")
    run = jyplan("check", "defect.txt", "--rules", "bad.yaml")
    assert (run.code, run.out) == (2, b"")
    assert run.err == (
        "bad.yaml:9:5: unknown “levl”; did you mean “level”?\n"
        "bad.yaml:10:12: unknown “nowhere”; choose from after, all, header, headings, signature, text, title\n"
    )


def test_rule_file_of_10_mb_is_refused(jyplan: Jyplan, folder: Path) -> None:
    (folder / "big.yaml").write_bytes(b"# " + b"x" * 10 * 1024**2)
    run = jyplan("check", "defect.txt", "--rules", "big.yaml")
    assert (run.code, run.out) == (2, b"")
    assert run.err.startswith("big.yaml: is larger than 1 MB, the most that such a file may have; check")


def test_baseline_hides_known_findings_after_they_move(jyplan: Jyplan, folder: Path) -> None:
    assert jyplan("check", "defect.txt", "--write-baseline", "known.json").code == 0
    (folder / "defect.txt").write_text(DEFECT.replace("\n\n", "\n前言。\n\n\n", 1), "utf-8")
    run = jyplan("check", "defect.txt", "--baseline", "known.json")
    assert (run.code, run.err) == (0, "")
    assert run.out.decode() == "plans checked: 1; nothing found\nknown and not shown: 3\n"


def test_stale_entries_of_a_baseline_are_named(jyplan: Jyplan, folder: Path) -> None:
    jyplan("check", "defect.txt", "--write-baseline", "known.json")
    (folder / "defect.txt").write_text(DEFECT.replace("xx学校", "河湾小学"), "utf-8")
    out = jyplan("check", "defect.txt", "--baseline", "known.json").out.decode()
    assert "no longer found: defect.txt: placeholder: 工作措施\n" in out


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"schema": "jyplan/baseline@1", "entries": []}', "is a baseline of another version (jyplan/baseline@1)"),
        ("[]", "is not a jyplan baseline"),
        (
            '{"schema": "jyplan/baseline@2", "documents": [{"file": 1, "sha256": "", "findings": []}]}',
            "is not a jyplan baseline",
        ),
        ("{", "is not a jyplan baseline"),
    ],
)
def test_baseline_that_cannot_be_used_is_refused(jyplan: Jyplan, folder: Path, content: str, reason: str) -> None:
    (folder / "known.json").write_text(content, "utf-8")
    run = jyplan("check", "defect.txt", "--baseline", "known.json")
    assert (run.code, run.out) == (2, b"")
    assert run.err.startswith(f"known.json: {reason}")


def test_settings_of_the_working_folder_are_applied(jyplan: Jyplan, folder: Path) -> None:
    (folder / "jyplan.toml").write_text('rules = "ours.yaml"\nfail-on = "info"\n', "utf-8")
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "p.txt").write_text(DEFECT, "utf-8")
    run = jyplan("check", "deep/er", "-f", "json")
    assert (run.code, findings(run.out)) == (1, [("old", "info", 6)])


def test_settings_can_be_named_or_left_out(jyplan: Jyplan, folder: Path) -> None:
    (folder / "jyplan.toml").write_text('ignore = ["placeholder"]\n', "utf-8")
    (folder / "ours.toml").write_text('select = ["placeholder"]\n', "utf-8")
    named = json.loads(jyplan("check", "defect.txt", "-f", "json", "--settings", "ours.toml").out)
    assert {finding["rule"] for finding in named["findings"]} == {"placeholder"}
    assert named["summary"]["settings"] == "ours.toml"
    without = json.loads(jyplan("check", "defect.txt", "-f", "json", "--no-settings").out)
    assert "placeholder" in {finding["rule"] for finding in without["findings"]}
    assert without["summary"]["settings"] is None
    both = jyplan("check", "defect.txt", "--settings", "ours.toml", "--no-settings")
    assert (both.code, both.err) == (2, "--settings: excludes --no-settings; leave out one of them\n")


@pytest.mark.parametrize("name", ["text", "html"])
def test_report_names_the_settings_file(jyplan: Jyplan, folder: Path, name: str) -> None:
    (folder / "jyplan.toml").write_text('ignore = ["title-without-year"]\n', "utf-8")
    assert b"jyplan.toml" in jyplan("check", "defect.txt", "-f", name).out


def test_settings_are_read_from_pyproject(jyplan: Jyplan, folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.jyplan]\nselect = ["placeholder"]\n', "utf-8")
    assert findings(jyplan("check", "defect.txt", "-f", "json").out) == [("placeholder", "error", 6)]


def test_single_files_can_be_excepted_from_a_rule(jyplan: Jyplan, folder: Path) -> None:
    (folder / "jyplan.toml").write_text(
        'rules = "base"\n[[exceptions]]\nfiles = "def*.txt"\nignore = "placeholder"\nreason = "a form"\n', "utf-8"
    )
    (folder / "other.txt").write_text(DEFECT, "utf-8")
    data = json.loads(jyplan("check", "defect.txt", "other.txt", "-f", "json").out)
    assert [(finding["path"], finding["rule"]) for finding in data["findings"]] == [("other.txt", "placeholder")]
    assert data["summary"]["known"] == 1


def test_every_mistake_in_settings_is_reported(jyplan: Jyplan, folder: Path) -> None:
    (folder / "jyplan.toml").write_text('rule = "base"\nfail-on = "eror"\n', "utf-8")
    run = jyplan("check", "defect.txt")
    assert run.code == 2
    assert run.err == (
        "jyplan.toml: unknown “rule”; did you mean “rules”?\n"
        "jyplan.toml: “fail-on” must be one of error, warning, info, never\n"
    )


def test_rules_are_listed_shown_and_tested(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["rules", "list"]) == 0
    assert [line.split()[0] for line in capfdbinary.readouterr().out.decode().splitlines()] == [
        "annual-points", "base", "gbt9704", "policy", "score-school-plan", "score-teaching-group", "teaching-research",
        "work-plan",
    ]  # fmt: skip
    assert main(["rules", "show", "placeholder"]) == 0
    assert "### forbid" in capfdbinary.readouterr().out.decode()
    assert main(["rules", "test", "base", "--lang", "en"]) == 0
    assert capfdbinary.readouterr().out.decode().endswith("failed: 0\n")


def test_the_levels_of_listed_rules_stand_in_a_column(jyplan: Jyplan) -> None:
    lines = jyplan("rules", "list", "base", "--lang", "zh").out.decode().splitlines()
    columns = [width(line[: re.search("  (?:错误|警告|提示|关闭)  ", line).start()]) for line in lines]  # type: ignore[union-attr]
    assert set(columns) == {44}


def test_a_rule_is_shown_by_its_title_with_its_level_in_chinese(jyplan: Jyplan) -> None:
    run = jyplan("rules", "show", "没填的空", "--lang", "zh")
    assert run.out.decode().splitlines()[0].split()[:4] == ["没填的空", "placeholder", "错误", "forbid"]
    assert "was never filled in" not in run.out.decode().splitlines()[2]


def test_failing_example_gives_exit_code_1(jyplan: Jyplan, folder: Path) -> None:
    (folder / "ours.yaml").write_text(RULE + "    tests: {pass: [加强集体备课], fail: [听课]}\n", "utf-8")
    run = jyplan("rules", "test", "ours.yaml")
    assert run.code == 1
    assert run.out.decode() == "old: pass 1: finds “集体备课”\nold: fail 1: finds nothing\nexamples: 2, failed: 2\n"


def test_new_rule_file_has_no_mistakes(jyplan: Jyplan, folder: Path) -> None:
    (folder / "new.yaml").write_bytes(jyplan("rules", "new", "district-3").out)
    assert jyplan("rules", "check", "new.yaml").out.decode() == "new.yaml: no mistakes; rules: 33, of them on: 29\n"
    assert jyplan("rules", "test", "new.yaml").code == 0


def test_new_rule_file_fits_the_schema(jyplan: Jyplan) -> None:
    import yaml

    schema = json.loads(jyplan("rules", "schema").out)
    jsonschema.validate(yaml.safe_load(jyplan("rules", "new", "x").out), schema)


def test_rule_on_similarity_compares_the_submissions_with_each_other(jyplan: Jyplan, folder: Path) -> None:
    (folder / "ours.yaml").write_text(
        "schema: 1\nid: ours\ntitle: 本区\nextends: [work-plan]\nrules: {copied: warning}\n", "utf-8"
    )
    plan = "听课工作计划\n" + "".join(f"第{n}周由教研组长听课{n}节并在周五下午评议。\n" for n in range(1, 16))
    (folder / "a.txt").write_text(plan, "utf-8")
    (folder / "b.txt").write_text(plan.replace("周五", "周四"), "utf-8")
    (folder / "c.txt").write_text("安全工作计划\n每月检查一次消防器材。\n", "utf-8")
    run = jyplan("check", "a.txt", "b.txt", "c.txt", "--rules", "ours.yaml", "--select", "copied", "-f", "json")
    findings = json.loads(run.out)["findings"]
    assert [(finding["path"], finding["message"]) for finding in findings] == [
        ("a.txt", "95% of its text stands in other plans (1), most of it in “b.txt#1” (95%)"),
        ("b.txt", "95% of its text stands in other plans (1), most of it in “a.txt#1” (95%)"),
    ]


def test_no_paragraph_is_numbered_that_word_does_not_count(jyplan: Jyplan, folder: Path) -> None:
    import docx

    document = docx.Document()
    for line in PLAN.split("\n"):
        document.add_paragraph(line)
    document.save(str(folder / "plan.docx"))
    for name in ("text", "md", "html", "junit", "sarif"):
        text = jyplan("check", "plan.docx", "--lang", "zh", "--format", name, "-o", "o").err
        assert not re.search("第[0-9]+段", (folder / "o").read_text("utf-8") + text)
