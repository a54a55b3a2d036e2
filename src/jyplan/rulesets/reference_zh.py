"""The manual of rule files in Chinese: `docs/rules.zh.md`, and what `rules show` says in Chinese."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jyplan.checks import CHECKS, load_check
from jyplan.checks.options import ListOf, options_of
from jyplan.checks.places import PLACES
from jyplan.checks.words import FACT_NAMES
from jyplan.model import CHINESE_NAMES, Genre, Level, Role
from jyplan.readers import FORMATS
from jyplan.rulesets.schools import school_patterns
from jyplan.text.word_lists import load_word_lists

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.checks.options import Option
    from jyplan.checks.protocol import Options
    from jyplan.rulesets.model import Rule, RuleSet

_HEAD = """\
# 规则手册

本页由 `jyplan rules docs --lang zh` 写成，有测试保证与程序一致。英文版：[rules.md](rules.md)。

- [规则文件](#规则文件)
- [中文写法](#中文写法)
- [评分](#评分)
- [规则类型](#规则类型)
- [规则集](#规则集)

## 规则文件

```yaml
schema: 1                      # 格式的版本，总是 1
id: our-district               # 规则集的代号：文字、数字、- 和 .
title: 本区的规则
extends: [work-plan]           # 在哪些规则集上改：自带的写名称，自己的写路径
vars:
  lessons: "15"                # 值里写 ${lessons} 就代表 15
rules:
  title-without-year: 关闭      # 只改级别
  goal-without-indicator:      # 原有的规则：只改写到的几项
    level: 错误
  listening:                   # 新的规则要写 type
    type: quota
    title: 听课节数
    subject: [听课, 听评课]     # 几项之间用半角逗号加空格
    unit: 节
    min: ${lessons}
```

先按 `extends` 的次序读各个文件，后面的逐项覆盖前面的；列表整个换掉。`type` 不能改。`level: 打开` 恢复被关闭的规则原来的级别。
文件可以是 UTF-8、GBK 或 UTF-16。`jyplan rules check 文件` 一次列出全部错误和所在的行；`jyplan rules new 代号 -o 文件.yaml` 给出一个可以改的开头。

| 规则的项 | |
|---|---|
| `type` | 规则类型，见下 |
| `title` | 规则的名称，报告里显示 |
| `level` | 级别：错误、警告、提示、关闭、打开；不写是警告 |
| `levels` | 分项的级别：`{schedule: 提示}` |
| `message`、`hint` | 报出的话、怎样改；`{words}` 之类是占位的词 |
| `messages` | 分项的话：`{missing: 没有写, low: "只有{found}"}` |
| `message_en`、`hint_en` | 英文的话，可以不写 |
| `source` | 依据 |
| `when` | 用于哪些计划：`kind`（`plan`、`other`、`any`）、`genre`（GENRES）、`school`（SCHOOLS）、`format`（FORMATS）、`title`（标题里有其中一个词，引号里的不算）、`not_title`（标题里没有这些词） |
| `tests` | `pass` 和 `fail`：该过的和该报的小例子，`jyplan rules test 文件` 逐个试 |

文字比对前先折叠：全角与半角、繁体与简体视为相同。表达式是正则表达式，重复套重复的（如 `(教+)+`）不收。

## 中文写法

级别、内容种类、文种等可以写英文，也可以写中文；写错了会提示相近的词。

| 英文 | 中文 |
|---|---|
NAMES

## 评分

```yaml
score:
  total: 100                   # 必须等于各项分值之和
  criteria:
    - {name: 指导思想明确, points: 10, rules: [has-guiding]}            # 有一处就全扣
    - {name: 文字规范, points: 10, rules: [placeholder], each: -2, floor: 2}   # 每处扣 2 分，至少留 2 分
    - {name: 目标可检查, points: 30, measure: {share: 目标, with: {any: [指标, 时间, 成果]}}}
    - {name: 措施有人有时限, points: 30, measure: {share: [任务, 措施], with: {all: [责任人, 时间]}, full: 0.8}}
    - {name: 有特色, points: 20, manual: 是}                           # 由人评
  zero: {copied: 0.7}          # 与别的计划相同七成的，得 0 分；写在某一项里，只这一项得 0 分
  veto: [placeholder]          # 一票否决
  bonus: {max: 5}              # 人可以另加的分
  grades: {优秀: 90, 良好: 75, 合格: 60, 不合格: 0}
  tests:
    - {text: "2025年工作计划\\n一、…", points: 45, grade: 不合格, criteria: {目标可检查: 30}}
```

`measure` 按比例给分：这些部分的各条里，写明 `with` 所列内容的占几成，就得几成的分，取一位小数，不进位。只写任务、不写措施的计划（或者相反），写了的一种两边都算。`full` 是得满分的比例，
`bands: {0.9: 30, 0.6: 20}` 是分档给分。每一分扣在哪里，报告里都列出来。程序不能判断的留给人评：规则没有检查、不适用于这类计划，或者有没读出的内容。
`jyplan check 文件夹 -r 规则 -o 评分.xlsx` 给出评分表（一行一篇，每项一页），`-f 评分表 -o 评分表.docx` 给出每篇一页的 Word 文件。

## 规则类型

"""


def reference_in_chinese(rule_sets: Iterable[RuleSet]) -> str:
    """Return the whole manual as Markdown."""
    words = {
        "GENRES": [f"`{genre.value}` {CHINESE_NAMES[genre.value][0]}" for genre in Genre],
        "SCHOOLS": [f"`{name}`" for name in school_patterns()],
        "FORMATS": [f"`{row.name}`" for row in FORMATS],
    }
    head = _HEAD.replace("NAMES", "\n".join(_name_rows()))
    for place, names in words.items():
        head = head.replace(place, "、".join(names))
    parts = [head, "\n".join(manual_in_chinese(name) for name in CHECKS), "\n## 规则集\n"]
    return "".join([*parts, *map(_rule_set, rule_sets)])


def manual_in_chinese(kind: str) -> str:
    """Return the manual of a rule type as Markdown: purpose, example, options, placeholders and parts."""
    check, words = load_check(kind), _manual()
    names = "、".join(CHINESE_NAMES.get(kind, ()))
    lines = [
        f"### {kind}" + (f"（{names}）" if names else ""),
        "",
        words[kind]["about"],
        "",
        *_example(check.__doc__ or ""),
    ]
    options = options_of(check.Options)
    if options:
        lines += ["", "| 选项 | 不写时 | |", "|---|---|---|"]
        lines += [_option(check.Options, kind, name, option) for name, option in options.items()]
    lines += ["", "占位的词：" + "、".join(f"`{{{name}}}`" for name in check.PLACEHOLDERS) + "。"]
    if check.VARIANTS:
        lines += ["", "分项（`levels`、`messages`）：" + "、".join(f"`{name}`" for name in check.VARIANTS) + "。"]
    return "\n".join(lines) + "\n"


def option_in_chinese(kind: str, name: str) -> str:
    """Return the explanation of an option; an option of many kinds is explained once in the manual.

    Raises:
        KeyError: The manual does not explain the option.
    """
    words = _manual()
    own = words[kind].get("options", {})
    return str(own[name] if name in own else words["common"][name])


@cache
def _manual() -> dict[str, Any]:
    return load_word_lists("manual_zh")


def _example(docstring: str) -> list[str]:
    return [*re.findall(r"```yaml\n.*?```", docstring, flags=re.DOTALL)[:1]]


def _option(options: type[Options], kind: str, name: str, option: Option) -> str:
    default = "必须写" if option.required else _shown(options.__dataclass_fields__[name].default)
    many = "一个或一列。" if isinstance(option.shape, ListOf) else ""
    return f"| `{name}` | {default} | {option_in_chinese(kind, name).replace('|', chr(92) + '|')}{many} |"


def _shown(default: object) -> str:
    if isinstance(default, tuple):
        return "、".join(f"`{value}`" for value in default) if len(default) < 8 else "全部"
    if isinstance(default, bool):
        return "是" if default else "否"
    return f"`{default}`" if default not in {"", None} else ""


def _name_rows() -> Iterable[str]:
    names = (*Level, "off", "on", *Role, *FACT_NAMES, *Genre, *PLACES)
    for name in dict.fromkeys(map(str, names)):
        if name in CHINESE_NAMES:
            yield f"| `{name}` | {'、'.join(CHINESE_NAMES[name])} |"


def _rule_set(rules: RuleSet) -> str:
    own = [rule for rule in rules.rules.values() if rule.place.startswith(f"{rules.id}.yaml:")]
    inherited = len(rules.rules) - len(own)
    note = f"\n\n另有 {inherited} 条规则来自它所继承的规则集。" if inherited else ""
    rows = "".join(map(_row, own))
    return f"\n### {rules.id}\n\n{rules.title}{note}\n\n| 名称 | 规则 | 级别 | 报出的话 | 怎样改 |\n|---|---|---|---|---|\n{rows}"


def _row(rule: Rule) -> str:
    level = CHINESE_NAMES[rule.level or "off"][0]
    hint = rule.hint.chinese if rule.hint else ""
    cells = (rule.title, f"`{rule.id}`", level, rule.message.chinese, hint)
    return f"| {' | '.join(text.replace('|', chr(92) + '|') for text in cells)} |\n"
