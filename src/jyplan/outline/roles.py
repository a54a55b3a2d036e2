"""The role of each node, from the words of the title, else from the parent.

| node | role | from |
|---|---|---|
| 一、工作目标 | goal | the section's name |
| （一）教学质量 | goal | the parent: below every role but task the role stays |
| （二）具体措施 | measure | the section's name |
| 二、主要工作 | task | the section's name |
| （一）抓备课 | task | the parent, a section by name |
| 1、集体备课 | measure | the parent, a task that is no section: a step down |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Genre, PlanKind, Role
from jyplan.outline.readings.heading_shapes import HeadingShape
from jyplan.outline.sections import (
    bare_title,
    named_prefix,
    named_role,
    numbered_roles,
    roles_in,
    section_role,
)
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.outline.readings.families import MarkerShape

_DATED = lazy_pattern(
    r"^(?:\d{4}年)?(?:[一二三四五六七八九十元\d]{1,3}[、~—-])*[一二三四五六七八九十元\d]{1,3}月(?![一二三四五六七八九十])|^第[一二三四五六七八九十\d]{1,3}周|^第?[一二三四]季度|^\d{1,2}[./]\d{1,2}"
)
_MONTH = lazy_pattern(
    r"\d{1,2}月|[一二三四五六七八九十]月(?![一二三四五六七八九十])|第[一二三四五六七八九十\d]{1,3}周|\d{4}[.年/-]\d{1,2}"
)
_OF_THE_PLAN = lazy_pattern("本(?:计划|方案|要点|办法|意见|规划)")
"""A text with this beginning speaks of the plan itself, not of work."""
_YEARS_WORK = lazy_pattern(r"(?:\d{4}年|今年|本年度|本学年|本学期)的?工作")
_LIST_OF_ANNEXES = lazy_pattern(r"附件\s?:\s?1\s?[.、]")
"""附件:1.活动安排表 begins the list of annexes, and is no annex."""
_YEAR_FIRST = lazy_pattern(r"((?:19|20)\d{2})年?度?")
_SPAN_FIRST = lazy_pattern(r"(?:19|20)\d{2}年?\s?(?:[—~至到-]|\d{1,2}月|[学春秋上下届级])")
_MECHANISMS = ("机制", "体系", "制度")
"""Last words of structures to be built up; behind a verb, work: 完善评价机制."""
_WORK = {Role.TASK, Role.MEASURE}
_FEWEST_DATES = 2
"""Lines that begin with a date in a list of dates."""
_FEWEST_SECTIONS = 3
"""Sections of a plan of which none has the name of a section."""
_DATE_AT_MOST = 20
"""Characters at the beginning of a line in which its date stands."""
_WORK_NOUNS = ("计划", "工作", "活动", "教学", "教育", "管理", "建设")
"""Last words of a short title that names work: 教育教学计划."""
_LONGEST_SILENT = 6
"""Characters of a title that may say nothing about its work: 附则."""
_MOSTLY_NAMED = 3
"""Top-level titles with the name of a section, beside which a silent title names no work."""
_WAYS = ("方法", "方式", "形式", "途径")
"""Last words of a clause that says how to work better, and opens no section: 改进教研方法，…."""
_CALENDAR = {HeadingShape.TERM, HeadingShape.MONTH, HeadingShape.WEEK}


class RoleEvidence(NamedTuple):
    """The evidence for a node's role: depth, shape, title and the beginning of the text."""

    depth: int
    title: str
    opening: str
    shape: MarkerShape | HeadingShape | None
    given: Role | None = None
    """The role that the columns of a table give its row, None outside tables."""
    is_dated: bool = False
    """Whether the lines of the text are a list by months, weeks or dates (see `lists_dates`)."""


class _RoleTree(NamedTuple):
    nodes: Sequence[RoleEvidence]
    children: Sequence[Sequence[int]]
    named_top: int
    """The number of top-level titles that name a section."""
    names_work: bool
    """Whether no top-level title is the name of a section alone: the top level names the work itself."""
    is_calendar: bool
    """Whether the whole text is a calendar."""
    last_year: int
    """The last year that begins a top-level title, 0 without years: a title with an earlier year looks back."""


def assign_roles(nodes: Sequence[RoleEvidence], genre: Genre) -> list[Role]:
    """Return the role of each node, in reading order.

    In a notice dated nodes are SCHEDULE, all further nodes OTHER; in any other text that is no plan every node is OTHER.
    """
    if genre.kind is PlanKind.OTHER and genre is not Genre.NOTICE:
        return [Role.OTHER] * len(nodes)
    nodes = [node._replace(title=_before_motto(node.title)) for node in nodes]
    parents = _parents(nodes)
    children: list[list[int]] = [[] for _ in nodes]
    for index, parent in enumerate(parents):
        if parent is not None:
            children[parent].append(index)
    named_top = sum(bool(n.title and roles_in(n.title)) for n in nodes if n.depth == 0)
    top = [n.title for n in nodes if n.depth == 0]
    names_work = len(top) >= _FEWEST_SECTIONS and not any(title and numbered_roles(title) for title in top)
    last_year = max((_year_before(n.title) for n in nodes if n.depth == 0), default=0)
    tree = _RoleTree(nodes, children, named_top, names_work, genre is Genre.CALENDAR, last_year)
    roles: list[Role] = []
    sections: list[bool] = []  # True for a section by name, False for work with a title
    for index, parent in enumerate(parents):
        if genre is Genre.NOTICE:
            role, section = _role_in_notice(tree, index, None if parent is None else roles[parent]), False
        elif (given := nodes[index].given) is not None:
            role, section = given, True
        elif parent is None:
            role, section = _top_role(tree, index)
        else:
            role, section = _inner_role(tree, index, parent, roles[parent], below_section=sections[parent])
        roles.append(role)
        sections.append(section)
    return roles


def _before_motto(title: str) -> str:
    """Return the section's name before a motto in a title (自我剖析:认清起点,找准方向), else the title."""
    name = fold(title).partition(":")[0] if title else ""
    return name if len(name) < len(title) and named_role(name) is not None else title


def _parents(nodes: Sequence[RoleEvidence]) -> list[int | None]:
    parents: list[int | None] = []
    branch: list[int] = []
    for index, node in enumerate(nodes):
        del branch[node.depth :]
        parents.append(branch[-1] if branch else None)
        branch.append(index)
    return parents


def _year_before(title: str) -> int:
    """Return the year at the beginning of a title, 0 without a year."""
    match = _YEAR_FIRST.match(fold(title))
    return int(match[1]) if match else 0


def _goes_on(title: str) -> bool:
    """Whether the year that begins a title is the first of several, or part of a date: 2024—2026年, 2024年9月."""
    return _SPAN_FIRST.match(fold(title)) is not None


def _role_in_notice(tree: _RoleTree, index: int, above: Role | None) -> Role:
    node = tree.nodes[index]
    if above is Role.SCHEDULE or node.given is Role.SCHEDULE or node.shape in _CALENDAR:
        return Role.SCHEDULE
    named = named_role(node.title) if node.title else None
    dated = bool(tree.children[index]) and _has_dated_children(tree, index)
    return Role.SCHEDULE if named is Role.SCHEDULE or dated else Role.OTHER


def _inner_role(tree: _RoleTree, index: int, parent: int, above: Role, *, below_section: bool) -> tuple[Role, bool]:
    """Return the role of a node below a node of the role `above`, and whether the title is a section's name.

    A section's name changes the role, but not below a month or a week.
    """
    node = tree.nodes[index]
    named = section_role(node.title) if node.title else None
    dated = above is Role.SCHEDULE and _says_when(tree.nodes[parent])
    if named is not None and named is not above and not dated:
        return _dated(tree, index, named), True
    if node.shape in _CALENDAR and above in _WORK:
        return Role.SCHEDULE, True
    if above is not Role.TASK:
        return above, False
    if named is not None:
        return _dated(tree, index, named), not below_section  # a task below a task section: measures stand under it
    return (Role.TASK if below_section else Role.MEASURE), False


def _says_when(node: RoleEvidence) -> bool:
    """Whether a node is a month, a week, a date or a row of a schedule: no section begins below."""
    return (
        node.shape in _CALENDAR or node.given is not None or _DATED.match(fold(node.title or node.opening)) is not None
    )


def _top_role(tree: _RoleTree, index: int) -> tuple[Role, bool]:
    """Return the role of a top-level node, and whether the title is a section's name."""
    node = tree.nodes[index]
    if node.shape in _CALENDAR:
        return Role.SCHEDULE, True
    if node.shape is HeadingShape.CLOSING:
        return Role.SAFEGUARD, True
    if node.shape is HeadingShape.ANNEX:
        if _LIST_OF_ANNEXES.match(fold(node.title or node.opening)):
            return Role.OTHER, True
        scheduled = _has_dated_children(tree, index) or bare_title(node.title).endswith(vocabulary().headings.schedule)
        return (Role.SCHEDULE if scheduled else Role.OTHER), True
    if 0 < _year_before(node.title) < tree.last_year and not _goes_on(node.title):
        return Role.BACKGROUND, True  # 2024年亮点工作 before 2025年工作计划
    if node.title and (named := numbered_roles(node.title)):
        return _dated(tree, index, _of_several(tree, index, tuple(dict.fromkeys(named)))), True
    if _YEARS_WORK.fullmatch(bare_title(node.title)):
        return Role.TASK, True
    roles = roles_in(node.title) if node.title else ()
    if node.title and (behind := _role_behind_verb(fold(node.title))) is not None:
        return _dated(tree, index, behind), True
    if roles == (Role.MEASURE,) and tree.names_work and not _begins_with_section(node.title):
        return Role.TASK, False  # 四、节能与环保措施 beside 三、食品与营养
    if not roles or (vocabulary().headings.verbs.match(fold(node.title)) and not _begins_with_section(node.title)):
        return _unnamed_top(tree, index), False
    return _dated(tree, index, _of_several(tree, index, roles)), True


def _unnamed_top(tree: _RoleTree, index: int) -> Role:
    """Return the role of a top-level node without a section's name.

    TASK for work, SCHEDULE over months and weeks, OTHER for a sentence about the plan itself and for a short
    title without children in a plan of named sections.
    """
    title = fold(tree.nodes[index].title)
    children = tree.children[index]
    if children and (_calendar(tree, children) == len(children) or _all_dated(tree, children)):
        return Role.SCHEDULE
    if _OF_THE_PLAN.match(fold(tree.nodes[index].opening)) and not title:
        return Role.OTHER
    if title.endswith("安排") and _has_dated_children(tree, index):  # 主题班会安排
        return Role.SCHEDULE
    if tree.is_calendar and _DATED.match(fold(title or tree.nodes[index].opening)):
        return Role.SCHEDULE
    if not title or vocabulary().headings.verbs.match(fold(title)):
        return Role.TASK
    says_nothing = len(bare_title(title)) <= _LONGEST_SILENT and not bare_title(title).endswith(_WORK_NOUNS)
    return Role.OTHER if tree.named_top >= _MOSTLY_NAMED and says_nothing and not children else Role.TASK


def _role_behind_verb(title: str) -> Role | None:
    """Return the role of a section's name behind a verb (明确工作目标, 加强组织保障), None for work (完善评价机制)."""
    verb = vocabulary().sections.leading.match(title)
    name = title[verb.end() :] if verb else ""
    role = named_role(name) if name else None
    is_work = role is Role.OTHER or (bare_title(name) in vocabulary().sections.areas and role is not Role.SAFEGUARD)
    return None if is_work or name.endswith(_MECHANISMS) else role


def _begins_with_section(title: str) -> bool:
    """Whether the first clause of a title is a section's name (保障措施，进一步完善…; 提高认识，…)."""
    whole = fold(title)
    first = re.split("[,:]", whole, maxsplit=1)[0]
    if named_role(first) is not None or (first != whole and bool(roles_in(first)) and not first.endswith(_WAYS)):
        return True
    name = named_prefix(whole)  # 指导思想和办学追求: 指导 is no verb here
    return name > 0 and vocabulary().sections.joiners.match(whole, name) is not None


def _of_several(tree: _RoleTree, index: int, roles: tuple[Role, ...]) -> Role:
    """Choose among the roles in a title by looking at the children."""
    roles = tuple(role for role in roles if role is not Role.OTHER) or roles  # 帮扶对象及措施
    if len(roles) == 1:
        return roles[0]
    if Role.SCHEDULE in roles and _has_dated_children(tree, index):
        return Role.SCHEDULE
    if Role.BACKGROUND in roles and index == 0:
        return Role.BACKGROUND  # 2025年主要工作和“十四五”发展成就
    if Role.TASK in roles and Role.MEASURE in roles:
        return Role.TASK
    if Role.GOAL in roles and Role.TASK in roles and (children := tree.children[index]):
        working = sum(
            vocabulary().headings.verbs.match(fold(tree.nodes[i].title or tree.nodes[i].opening)) is not None
            for i in children
        )
        return Role.TASK if 2 * working >= len(children) else Role.GOAL
    if Role.GUIDING in roles and Role.GOAL in roles:
        return Role.GOAL
    return roles[0]


def _dated(tree: _RoleTree, index: int, role: Role) -> Role:
    """Return SCHEDULE for a task like 工作安排 over dated items, and for steps with their times, else the role itself."""
    title = fold(tree.nodes[index].title)
    if role is Role.TASK and ("安排" in title or "计划" in title) and _has_dated_children(tree, index):
        return Role.SCHEDULE
    if role is Role.MEASURE and fold(title).endswith(vocabulary().headings.steps) and _has_dated_steps(tree, index):
        return Role.SCHEDULE
    return role


def _has_dated_steps(tree: _RoleTree, index: int) -> bool:
    """Whether at least half of the steps under a title say when: （一）准备阶段（2025年3月）."""
    steps = [tree.nodes[i] for i in tree.children[index]]
    dated = sum(
        _MONTH.search(fold(step.title)) is not None or _DATED.match(fold(step.opening)) is not None for step in steps
    )
    return bool(steps) and 2 * dated >= len(steps)


def lists_dates(lines: Sequence[str]) -> bool:
    """Return whether some lines are a list by months, weeks or dates: two dated lines at least, and a third of all.

    >>> lists_dates(["月份", "工作重点", "9 月", "家长会", "10 月", "运动会"]), lists_dates(["九月的校园", "绿树成荫"])
    (True, False)
    """
    dated = sum(_DATED.match(fold(line[:_DATE_AT_MOST]).replace(" ", "")) is not None for line in lines)
    return dated >= _FEWEST_DATES and 3 * dated >= len(lines)


def _has_dated_children(tree: _RoleTree, index: int) -> bool:
    nodes, children = tree.nodes, tree.children[index]
    if not children:
        return nodes[index].is_dated or _DATED.match(fold(nodes[index].opening)) is not None
    dated = sum(_DATED.match(fold(nodes[i].title or nodes[i].opening)) is not None for i in children)
    return 2 * max(dated, _calendar(tree, children)) >= len(children)


def _all_dated(tree: _RoleTree, children: Sequence[int]) -> bool:
    """Whether all children, two at least, begin with a month, a week or a date: 1、三月份：…."""
    nodes = tree.nodes
    return len(children) > 1 and all(_DATED.match(fold(nodes[i].title or nodes[i].opening)) for i in children)


def _calendar(tree: _RoleTree, children: Sequence[int]) -> int:
    """Return the number of months, weeks and rows of a schedule among the children."""
    return sum(tree.nodes[i].given is Role.SCHEDULE or tree.nodes[i].shape in _CALENDAR for i in children)
