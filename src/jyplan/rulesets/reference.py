"""The manual of rule files, rule types and rule sets as Markdown, written from the code: `docs/rules.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.checks import CHECKS, load_check
from jyplan.checks.options import ListOf, Option, options_of
from jyplan.model import CHINESE_NAMES, Genre
from jyplan.readers import FORMATS
from jyplan.rulesets.examples import StyledParagraph
from jyplan.rulesets.schools import school_patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.checks.protocol import Options
    from jyplan.rulesets.examples import Example
    from jyplan.rulesets.model import Rule, RuleSet

NEW = """\
# 检查：jyplan rules check 本文件    试用：jyplan check --rules 本文件 计划所在的文件夹
# yaml-language-server: $schema=SCHEMA
schema: 1
id: ID
title: 本单位的规则
extends: [work-plan]

rules:
  # 改级别：error 错误、warning 警告、info 提示、off 关闭
  goal-without-indicator: info

  # 新的规则：不许出现的词
  old-terms:
    type: forbid
    level: warning
    texts: [素质教育工程]
    message: 旧提法“{words}”
    hint: 换成新的提法
    tests:
      pass: ["2025年工作计划\\n一、主要工作\\n落实课程方案。"]
      fail: ["2025年工作计划\\n一、主要工作\\n推进素质教育工程。"]
"""

_HEAD = """\
# Rules

Written by `jyplan rules docs`; a test holds that it is up to date.

- [Rule files](#rule-files)
- [Points](#points)
- [Rule types](#rule-types)
- [Rule sets](#rule-sets)

## Rule files

```yaml
schema: 1                      # the version of this format
id: our-district               # letters, digits, - and .
title: 本区的规则
extends: [work-plan]           # rule sets by name, other files by their path from here
vars:
  lessons: "15"                # ${lessons} in any value stands for it
rules:
  title-without-year: off      # short for {level: off}
  goal-without-indicator:      # a rule of an extended file: only the keys written here change
    level: error
  listening:                   # a new rule needs a type
    type: quota
    subject: [听课]
    unit: 节
    min: ${lessons}
```

A file is laid over the files in `extends`, in their order, key by key: a key written again replaces the whole value, lists
and `tests` included; all other keys stay. `type` cannot change. `level: on` gives a rule switched off by an extended file
its former level. Variables are replaced last: a file may change the variables of extended files.

| key of a rule | |
|---|---|
| `type` | the kind of the rule, see below |
| `level` | `error`, `warning`, `info`, `off`, `on`; `warning` if not written |
| `levels` | the level of single parts of a type, for types with parts: `{schedule: info}` |
| `message`, `message_en` | the text of a finding; `{names}` are the placeholders of the type |
| `title` | what the rule is called where people look; the id without it |
| `messages` | the text of a finding of single parts of a type: `{missing: …, low: …}`, `missing_en` in English; a `missing` named here or in `levels` is looked for |
| `hint`, `hint_en` | advice to the author of the plan |
| `source` | the notice or standard behind the rule |
| `when` | the plans to which the rule applies: `kind` (`plan`, `other`, `any`), `genre` (GENRES; if neither is written, plan, scheme, calendar and report), `school` (SCHOOLS), `format` (FORMATS), `title` (at least one of the words is in the title, what stands in quotation marks aside), `not_title` (none of the words is in the title) |
| `tests` | `pass` and `fail`: small plans for `jyplan rules test`, which ignores `when`. An example is a text, or for `layout` a Word document in short: `{margins: [top, bottom, left, right], paragraphs: [{text: …, font: …, size: …, alignment: …, spacing: …}, …]}`, in which only the text of paragraphs is required |

Text is compared folded: full-width and half-width, Traditional and Simplified characters are the same, `（` is `(`, `，`
is `,`. Expressions are written for the Python package `regex` and matched on folded text: `\\(` matches either bracket, a full-width sign in an
expression stands for both.
An expression that repeats a repetition, such as `(教+)+`, or uses a group again, such as `(?R)`, is refused. An expression
slower than a second on a plan is given up, and the run ends with 2.

## Points

`score` turns findings and facts into points. A later file's `score` replaces the whole of an earlier one; `score: off` drops it.

```yaml
score:
  total: 100                   # must be the sum of the points
  criteria:
    - {name: 指导思想明确, points: 10, rules: [has-guiding]}           # any finding takes all
    - {name: 文字规范, points: 10, rules: [placeholder], each: -2, floor: 2}
    - {name: 目标可检查, points: 30, measure: {share: goal, with: {any: [indicator, date, deliverable]}}}
    - {name: 措施有人有时限, points: 30, measure: {share: [task, measure], with: {all: [owner, date]}, full: 0.8}}
    - {name: 有特色, points: 20, manual: true}                        # a person gives these points
  zero: {copied: 0.7}          # no points for a plan of which this share stands in another one
  veto: [placeholder]          # any finding of these rules gives the lowest grade
  bonus: {max: 5}              # points that a person may add
  grades: {优秀: 90, 良好: 75, 合格: 60, 不合格: 0}
  when: {not_title: [要点]}     # plans that get points; without it plans, schemes, calendars and reports
  tests:                       # for `jyplan rules test`
    - {text: "2025年工作计划\n一、…", points: 45, grade: 不合格, criteria: {目标可检查: 30}}
```

`share` names roles. Their items, as in `has_fact`, are counted; the points are the share of items that name `any` of the facts, or
`all` of them, rounded down to tenths. In a plan that has tasks and no measures, or measures and no tasks, these count for both. `full` is the share at which all points are given; `bands: {0.9: 30, 0.6: 20}` gives the
points of the first band reached instead. A criterion may have a `zero` of its own; `zero: {rules: [...]}` takes all points for any
finding. Every lost point names its finding or item. Findings that a baseline or an exception suppresses take nothing. Points are left
to a person where a rule is off, is not for this kind of plan or was given up, or where the plan has a part that was not read and
something seems to be missing.

## Rule types

"""


def reference(rule_sets: Iterable[RuleSet]) -> str:
    """Return the whole manual as Markdown."""
    words = {
        "GENRES": [genre.value for genre in Genre],
        "SCHOOLS": school_patterns(),
        "FORMATS": [row.name for row in FORMATS],
    }
    head = _HEAD
    for place, names in words.items():
        head = head.replace(place, ", ".join(f"`{name}`" for name in names))
    parts = [head, "\n".join(manual_of(name) for name in CHECKS), "\n## Rule sets\n"]
    parts += [_rule_set(rules) for rules in rule_sets]
    return "".join(parts)


def manual_of(kind: str) -> str:
    """Return the manual of a rule type as Markdown: docstring, options, placeholders and parts."""
    check = load_check(kind)
    lines = [f"### {kind}", "", (check.__doc__ or "").strip(), "", "| option | default | |", "|---|---|---|"]
    lines += [_option(check.Options, name, option) for name, option in options_of(check.Options).items()]
    lines += [
        "",
        "Placeholders: " + "; ".join(f"`{{{name}}}` {about}" for name, about in check.PLACEHOLDERS.items()) + ".",
    ]
    if check.VARIANTS:
        lines += ["", "Parts for `levels`: " + ", ".join(f"`{name}`" for name in check.VARIANTS) + "."]
    return "\n".join(lines) + "\n"


def rule_text(rule: Rule, *, in_chinese: bool = False) -> str:
    """Return a rule with wordings and examples as plain text; `in_chinese` with the level in Chinese, without English messages."""
    name: str = rule.level or "off"
    level = CHINESE_NAMES[name][0] if in_chinese else name
    lines = [
        f"{rule.title and rule.title + chr(32) * 2}{rule.id}  {level}  {rule.type}  {rule.place}",
        f"  {rule.message.chinese}",
    ]
    lines += [f"  {text}" for text in (rule.message.english,) if text and not in_chinese]
    if rule.hint:
        lines.append(f"  → {rule.hint.chinese}")
    if rule.source:
        lines.append(f"  {rule.source}")
    for label, examples in (("pass", rule.passing), ("fail", rule.failing)):
        for example in examples:
            lines += [f"  {label}:", *(f"    | {line}" for line in _example_lines(example))]
    return "\n".join(lines) + "\n"


def _example_lines(example: Example) -> Iterator[str]:
    """Yield the lines of an example, the style of each paragraph in brackets behind the text."""
    if example.margins:
        yield f"[margins: {' '.join(f'{margin:g}' for margin in example.margins)}]"
    if not example.paragraphs:
        yield from example.text.splitlines()
    for paragraph in example.paragraphs:
        style = [
            f"{name}: {f'{value:g}' if isinstance(value, float) else value}"
            for name in options_of(StyledParagraph)
            if name != "text" and (value := getattr(paragraph, name))
        ]
        yield f"{paragraph.text}  [{', '.join(style)}]" if style else paragraph.text


def _option(kind: type[Options], name: str, option: Option) -> str:
    default = "required" if option.required else _shown(kind.__dataclass_fields__[name].default)
    many = ", or a list" if isinstance(option.shape, ListOf) else ""
    return f"| `{name}` | {default} | {option.about.replace('|', chr(92) + '|')}{many and ' One' + many + '.'} |"


def _shown(default: object) -> str:
    if isinstance(default, tuple):
        return ", ".join(f"`{value}`" for value in default) if len(default) < 8 else "all"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`" if default != "" else ""


def _rule_set(rules: RuleSet) -> str:
    """Return the section on a rule set; rules of extended sets are only counted, being listed with these sets."""
    own = [rule for rule in rules.rules.values() if rule.place.startswith(f"{rules.id}.yaml:")]
    rows = "".join(map(_row, own))
    inherited = len(rules.rules) - len(own)
    note = f"\n\nIt takes over {inherited} rules of the sets that it extends." if inherited else ""
    return f"\n### {rules.id}\n\n{rules.title}{note}\n\n| rule | level | type | message | source |\n|---|---|---|---|---|\n{rows}"


def _row(rule: Rule) -> str:
    cells: Iterator[str] = (
        text.replace("|", "\\|")
        for text in (f"`{rule.id}`", rule.level or "off", f"`{rule.type}`", rule.message.chinese, rule.source)
    )
    return f"| {' | '.join(cells)} |\n"
