"""Mistakes in rule files: all reported at once, with position and the closest known word."""

from __future__ import annotations

import time

import pytest

from jyplan.checker.settings import FAIL_ON
from jyplan.errors import InputError, RuleFileError, UsageError
from jyplan.model import Level
from jyplan.rulesets import RuleSet, load_rule_set
from jyplan.rulesets.layers import LEVEL_VALUES

_HEAD = "schema: 1\nid: ours\ntitle: ours\n"
_RULE = "rules:\n  old:\n    type: forbid\n    texts: [旧]\n"


def load(text: str, **extended: str) -> RuleSet:
    files = {"rules.yaml": text, **{f"{name}.yaml": content for name, content in extended.items()}}

    def read(path: str) -> bytes:
        if path not in files:
            raise InputError("there is no such file or folder", where=path)
        return files[path].encode()

    return load_rule_set("rules.yaml", read)


def mistakes(text: str, **extended: str) -> list[str]:
    with pytest.raises(RuleFileError) as caught:
        load(text, **extended)
    return [str(cause) for cause in caught.value.causes]


ONE_MISTAKE = {
    "brace in brackets": (_HEAD + "rules:\n  a: {type: forbid, texts: [旧], message: 旧词{words}}\n", "5:44: a text with “{” inside brackets needs quotes"),
    "full-width colon without a space": (_HEAD + _RULE.replace("type: ", "type："), "6:5: a “:” with a space behind it is missing in this line"),
    "colon missing in the last line": (_HEAD + _RULE.replace("texts:", "texts"), "7:5: a “:” with a space behind it is missing"),
    "indented too far": (_HEAD + _RULE.replace("    texts", "     texts"), "7:11: is indented otherwise than the line above"),
    "full-width comma": (_HEAD + _RULE.replace("[旧]", "[听课，评课]"), "7:13: “听课，评课” has a full-width comma; write “, ”"),
    "no variables": (_HEAD + _RULE + "    level: ${jie}\n", "8:12: unknown “${jie}”: there are no variables (vars)"),
    "variable of a similar name": (_HEAD + "vars: {jies: info}\n" + _RULE + "    level: ${jie}\n", "9:12: unknown “${jie}”; did you mean “${jies}”?"),
    "line of a long message": (_HEAD + _RULE + "    message: |\n      一\n      二{word}\n", "10:1: unknown “{word}”; did you mean “{words}”?"),
    "Chinese level": (_HEAD + _RULE + "    level: 警高\n", "8:12: unknown “警高”; did you mean “警告”?"),
    "Chinese role": (_HEAD + _RULE + "    roles: [目的]\n", "8:13: unknown “目的”; did you mean “目标”?"),
    "unknown key": (_HEAD + _RULE + "    titel: x\n", '8:5: unknown “titel”; did you mean “title”?'),
    "misspelled option": (_HEAD + _RULE.replace("texts", "text"), '7:5: unknown “text”; did you mean “texts”?'),
    "misspelled top key": (_HEAD + "rule:\n  x: off\n", '4:1: unknown “rule”; did you mean “rules”?'),
    "unknown type": (_HEAD + _RULE.replace("forbid", "forbidd"), '6:11: unknown “forbidd”; did you mean “forbid”?'),
    "unknown level": (_HEAD + _RULE + "    level: eror\n", '8:12: unknown “eror”; did you mean “error”?'),
    "duplicate key": (_HEAD + _RULE + "    texts: [新]\n", "8:5: “texts” stands here a second time; the first is in line 7"),
    "alias": (_HEAD + "vars: {a: &x 旧}\n" + _RULE.replace("[旧]", "[*x]"), "8:13: aliases (*x) are not allowed"),
    "tag": (_HEAD + _RULE.replace("[旧]", "!!python/name:os.system x"), "7:12: tags (tag:yaml.org,2002:python/name:os.sys"),
    "catastrophic expression": (
        _HEAD + _RULE.replace("texts: [旧]", "patterns: ['^(教+)+$']"),
        "7:16: the expression “^(教+)+$” cannot be used: it repeats a group that itself repeats",
    ),
    "broken expression": (_HEAD + _RULE.replace("texts: [旧]", "patterns: '(旧'"), "7:15: the expression “(旧” cannot be used"),
    "expression for nothing": (_HEAD + _RULE.replace("texts: [旧]", "patterns: '旧*'"), "it matches the empty text"),
    "nothing to look for": (_HEAD + "rules:\n  old: {type: forbid}\n", "5:3: one of texts, texts_from, patterns is missing"),
    "option missing": (_HEAD + "rules:\n  old: {type: quota, unit: 节, min: 1}\n", "5:3: “subject” is missing"),
    "unknown role": (_HEAD + _RULE + "    roles: [gaol]\n", '8:13: unknown “gaol”; did you mean “goal”?'),
    "unknown section": (
        _HEAD + "rules:\n  s: {type: required_section, sections: [gaol]}\n", '5:42: unknown “gaol”; did you mean “goal”?'
    ),
    "role that cannot be": (
        _HEAD + _RULE + "    roles: [goal]\n    when: {kind: other}\n", "8:5: can never match: in a text that is not a plan"
    ),
    "part that is not looked for": (
        _HEAD + "rules:\n  n: {type: numbering, find: gap, levels: {repeat: info}}\n",
        "5:44: can never match: “find” does not name “repeat”",
    ),
    "bounds that cross": (_HEAD + "rules:\n  c: {type: count, of: items, min: 5, max: 2}\n", "5:3: min 5 is above max 2"),
    "unknown placeholder": (
        _HEAD + _RULE + "    message: 有“{wrods}”\n", '8:14: unknown “{wrods}”; did you mean “{words}”?'
    ),
    "full-width colon": (_HEAD + "rules:\n  old：\n    type： forbid\n", "5:3: write “: ” behind a key, not “：”"),
    "full-width colon at the top": ("schema： 1\n", "1:1: write “: ” behind a key, not “：”"),
    "full-width space": (_HEAD + "rules:\n　old: off\n", "5:1: lines are indented with half-width spaces"),
    "tab": (_HEAD + "rules:\n\told: off\n", "5:1: lines are indented with spaces, not with tabs"),
    "colon missing": (_HEAD + _RULE.replace("type:", "type"), "6:5: a “:” with a space behind it is missing in this line"),
    "colon in a text": (_HEAD + _RULE + "    message: 注意: 旧\n", "8:16: a text with “:” needs quotes"),
    "quotation mark left open": (_HEAD + _RULE + "    message: '旧\n    level: info\n", "8:14: the quotation mark that is opened here"),
    "text behind a quotation": (_HEAD + _RULE + "    message: '旧'的\n", "8:17: there is text after the closing quotation mark"),
    "list left open": (_HEAD + _RULE.replace("[旧]", "[旧, 老"), "7:12: the bracket that is opened here is not closed"),
    "indents differ": (_HEAD + _RULE + "   level: info\n", "8:4: does not fit the lines above"),
    "sign of YAML": (_HEAD + _RULE.replace("[旧]", "[*, 旧]"), "7:14: a text that begins with “*” needs quotes"),
    "at": (_HEAD + _RULE.replace("[旧]", "[@旧]"), "7:13: a text that begins with “@” needs quotes"),
    "backslash": (_HEAD + _RULE + '    message: "\\d"\n', "8:15: in double quotes “\\” has a meaning of its own"),
    "variable in another": (_HEAD + "vars: {a: 1, b: '${a}'}\n" + _RULE, "4:17: a variable cannot stand in another"),
    "repetition without end": (
        _HEAD + _RULE.replace("texts: [旧]", "patterns: ['旧{100000000}']"), "7:16: the expression “旧{100000000}” cannot be used: it repeats something too many"
    ),
    "bracket of an expression": (_HEAD + _RULE.replace("texts: [旧]", "patterns: '(旧'"), "it opens a bracket “(” and never closes it"),
    "brace without partner": (_HEAD + _RULE + "    message: '{'\n", "8:14: braces do not fit"),
    "unknown variable": (
        _HEAD + "vars: {least: 3}\n" + "rules:\n  c: {type: count, of: items, min: '${leest}'}\n",
        "unknown “${leest}”; did you mean “${least}”?",
    ),
    "empty rule set": (_HEAD + "rules: {}\n", "1:1: there are no rules"),
    "all off": (_HEAD + _RULE + "    level: off\n", "1:1: every rule is off"),
    "misspelled rule of a parent": (
        _HEAD + "extends: [work-plan]\nrules:\n  placehoder: off\n",
        "6:3: “placehoder” is a new rule and has no type; did you mean “placeholder”?",
    ),
    "type of a parent's rule": (
        _HEAD + "extends: [work-plan]\nrules:\n  placeholder: {type: count, of: items}\n",
        "6:23: “placeholder” is of type “forbid” in the file that is extended",
    ),
    "itself as parent": (_HEAD + "extends: [rules.yaml]\n" + _RULE, "4:11: “rules.yaml” extends itself"),
    "unknown parent": (_HEAD + "extends: [workplan]\n" + _RULE, "4:11: unknown “workplan”; did you mean “work-plan”?"),
    "other schema": (_HEAD.replace("1", "2", 1) + _RULE, "1:9: this version of jyplan reads rule files of schema 1 only"),
    "no mapping": ("- a\n- b\n", "1:1: is not a rule set"),
    "empty file": ("", "1:1: is not a rule set"),
    "not YAML": (_HEAD + _RULE + "    message: |x\n      y\n", "8:15: is not YAML"),
    "two documents": (_HEAD + _RULE + "---\na: b\n", "8:1: only one document"),
    "deep nesting": (_HEAD + "rules: " + "[" * 50 + "]" * 50 + "\n", "is nested too deeply"),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_MISTAKE)
def test_mistake_is_reported_with_its_position(name: str) -> None:
    text, expected = ONE_MISTAKE[name]
    [mistake] = mistakes(text)
    assert mistake.startswith("rules.yaml:")
    assert expected in mistake


def test_all_mistakes_are_reported_at_once_sorted_by_position() -> None:
    text = _HEAD + "rules:\n  a: {type: count, of: itms, levl: info}\n  b: {type: forbid, texts: []}\n"
    assert mistakes(text) == [
        "rules.yaml:5:24: unknown “itms”; did you mean “items”?",
        "rules.yaml:5:30: unknown “levl”; did you mean “level”?",
        "rules.yaml:6:28: must not be empty",
    ]


def test_circle_of_extended_files_is_reported() -> None:
    second = _HEAD + "extends: [rules.yaml]\n"
    assert mistakes(_HEAD + "extends: [second.yaml]\n" + _RULE, second=second) == [
        "second.yaml:4:11: “rules.yaml” extends itself, here or by way of others"
    ]


def test_mistake_in_an_extended_file_is_reported_with_its_position_in_this_file() -> None:
    parent = _HEAD + _RULE + "    level: eror\n"
    [mistake] = mistakes(_HEAD + "extends: [parent.yaml]\nrules:\n  old: {texts: [新]}\n", parent=parent)
    assert mistake == "parent.yaml:8:12: unknown “eror”; did you mean “error”?"


def test_alias_bomb_ends_at_its_first_alias() -> None:
    bomb = "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*{'a' if not i else f'b{i - 1}'}]\n" for i in range(30))
    begun = time.process_time()
    assert len(mistakes(_HEAD + bomb)) >= 1
    assert time.process_time() - begun < 1


def test_unknown_rule_set_is_reported_with_the_closest_name() -> None:
    with pytest.raises(UsageError, match="did you mean “work-plan”"):
        load_rule_set("workplan", lambda _: b"")


def test_unreadable_extended_files_are_reported_once_and_with_all_further_mistakes() -> None:
    text = _HEAD + "extends: [work-paln, none.yaml]\nrules:\n  placeholder: off\n  old: {type: forbidd}\n"
    assert mistakes(text) == [
        "rules.yaml:4:11: unknown “work-paln”; did you mean “work-plan”?",
        "rules.yaml:4:22: none.yaml: there is no such file or folder",
        "rules.yaml:7:15: unknown “forbidd”; did you mean “forbid”?",
    ]


def test_every_level_may_be_set_in_a_rule_file_and_asked_for() -> None:
    assert {*LEVEL_VALUES} == {*map(str, Level), "off", "on"}
    assert {*FAIL_ON} == {*map(str, Level), "never"}


def test_levels_roles_facts_and_types_may_be_written_in_chinese() -> None:
    rule = "rules:\n  a: {type: 写明, level: 提示, roles: [目标], facts: [指标, 责任人], when: {genre: [计划]}, levels: {section: 关闭}}\n"
    [read] = load(_HEAD + rule).rules.values()
    assert (read.type, read.level, read.options.facts) == ("has_fact", Level.INFO, ("indicator", "owner"))
    assert read.level_of("section") is None
    changed = load(
        "schema: 1\nid: x\ntitle: x\nextends: [base.yaml]\nrules:\n  a: 打开\n",
        base=_HEAD + rule.replace("提示", "关闭"),
    )
    assert changed.rules["a"].level is Level.WARNING


def test_a_comma_inside_quotation_marks_is_part_of_a_text() -> None:
    assert load(_HEAD + _RULE.replace("[旧]", "['听课，评课']")).rules["old"].options.texts == ("听课，评课",)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_files_saved_by_office_programs_are_read(encoding: str) -> None:
    text = _HEAD.replace("title: ours", "title: 本区教研组计划的规则") + _RULE.replace(
        "[旧]", "[素质教育工程, 应试教育, 题海战术]"
    )
    rules = load_rule_set("rules.yaml", lambda _: text.encode(encoding))
    assert rules.rules["old"].options.texts == ("素质教育工程", "应试教育", "题海战术")
