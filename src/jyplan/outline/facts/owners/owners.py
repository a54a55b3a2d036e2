"""The owners of a task: 责任部门：教务处、德育处; 由教研组长负责; 教务处牵头; （教务处）.

Behind a label every name is an owner. Elsewhere an owner ends like a department or a post; a bare department
is an owner only as the subject of a clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Owner
from jyplan.outline.facts.folding import fold
from jyplan.outline.facts.owners.duties import find_duties
from jyplan.outline.facts.owners.names import (
    JOINTS,
    VERB_WITHIN,
    after_marker,
    begins_with_verb,
    is_department,
    is_owner_name,
    is_short_name,
    is_some_body,
    name_spans,
    split_names,
)
from jyplan.outline.facts.owners.persons import (
    certain_person_end,
    find_bracketed_persons,
    is_certain_person,
    is_person,
    is_vouched_person,
)
from jyplan.outline.facts.owners.responsible import MEMBERS, find_responsible
from jyplan.outline.facts.owners.subjects import SUBJECT_REACH, find_listed_bodies, find_subjects
from jyplan.outline.facts.owners.wording import owner_patterns
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from jyplan.outline.facts.fact_text import FactText

_COLUMN = lazy_pattern(r" ?[|｜] ?|\t|[ \u3000]{2,4}|\u3000")
"""Spaces between the columns of a pasted row."""
_ROW = lazy_pattern("[0-9第]|[一二三四五六七八九十]{1,3}月|开学|期[初中末]|[寒暑]假")
"""The beginning of a pasted row: a number, a week or a date; a letterhead has none."""
_WORDS_WITH_BY = ("自", "理", "缘", "事", "经", "因", "来", "不")
"""Characters before 由 that make another word: 自由, 理由."""
_INDEFINITE = lazy_pattern(
    "各(?!.*(?:主任|[班组处科校园院队部]长|辅导员|委员|书记|团支书|课代表|负责人)$)|[一两几每][位名个]|谁|(?:学生(?![会处科])|家长(?!委)|孩子|幼儿|队员)[^、和]*$|.{0,12}[、（]$"
)
"""Beginnings of indefinite names behind 由: 由各中队推荐, 由一位班主任主讲; not 由各班班主任收集."""
_CLAUSE_END = lazy_pattern("[，。；、（）\\s]|$")
_GIVEN_NAME = lazy_pattern("[^\\W\\d_]")
_HEADING_A_GROUP = lazy_pattern(
    "[^，。；]{0,24}?(?:组成|构成|产生)|(?:担任|兼任|任)[^，。；]{0,8}(?:组长|总指挥|指挥长)"
)
"""Words behind 由 and names that give no task: heads, members or electors of a group."""
_MADE_UP = lazy_pattern("组成|构成|产生")
"""Words in the text behind 由 for the members of a group, not for a task."""
_LONGEST_SPACED = 120
"""Characters of a text of labels and names with nothing but spaces between them."""
_HEAD_REACH = 28
"""Characters of names before a colon and a duty."""
_GROUP = lazy_pattern("(?![第各一二三四五六七八九十])[^\\W\\d_]{2,5}组")
"""A group for a task, before the colon of the task: 医防组."""
_POST = 2
"""Characters of the post of whoever heads a department: 组长."""
_LONGEST_MARKER = 4
"""Characters of a marker behind the colon of a department: ①, （1）."""
_LABEL_REACH = 14
"""Characters of a label before its colon."""


def find_owners(stretch: FactText) -> list[Owner]:
    """Return the owners named in a text, by place; of overlapping owners the first."""
    text = stretch.text
    candidates: list[Owner] = []
    for first_mark, second_mark, finder in _FINDERS:
        if first_mark in text or second_mark in text:
            candidates += finder(stretch)
    if not candidates:
        return candidates
    candidates.sort(key=lambda owner: (owner.start, -owner.end))
    owners: list[Owner] = []
    for owner in candidates:
        explains = owners and owners[-1].end == owner.start - 1 and stretch.text[owners[-1].end - stretch.start] == "（"
        if not owners or (owner.start >= owners[-1].end and not explains):  # not the 校长 of 王明（校长）
            owners.append(owner)
    return owners


def _labelled(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners behind a label: 责任部门：教务处、德育处; 组长：王小宁."""
    text, patterns, floor = stretch.text, owner_patterns(), 0
    colon = text.find("：")
    while colon >= 0:
        reach = max(stretch.clause_start(max(colon - 1, 0)), colon - _LABEL_REACH, floor)
        label = patterns.label.search(text, reach, colon)
        behind = patterns.labelled.match(text, colon) if label is not None else None
        if label is not None and behind is not None:
            start, end = behind.span("names")
            if behind["colon"]:
                end = _before_label(text, start, end)
            spans = _owner_spans(text, start, end, post=label["post"])
            if spans:
                names = tuple(stretch.shown[first:last] for first, last in spans)
                floor = spans[-1][1]
                yield Owner(*stretch.quote(label.start(), floor), names)
        colon = text.find("：", colon + 1)


def _before_label(text: str, start: int, end: int) -> int:
    """Return where names end before a label that ends at `end`: 教务处 完成时限, 王芳副组长, 教务处、负责人."""
    gap = max(text.rfind(mark, start, end) for mark in " ，,")
    if gap < max(start, end - _LABEL_REACH):
        label = owner_patterns().next_label.search(text, max(start, end - _LABEL_REACH), end)
        if label is not None:
            return label.start(label.lastgroup or 0)
    return max(start, gap)


def _headed(stretch: FactText) -> Iterator[Owner]:
    """Yield the names before a colon and a duty: 办公室：负责公文收发, 宣传部：制作海报, 于校长：第一责任人.

    A department has a task behind the colon, whoever else a duty.
    """
    text, patterns = stretch.text, owner_patterns()
    colon = text.find("：", 0, _HEAD_REACH)
    if colon < 0:
        return
    has_duty = patterns.responsible.match(text, colon + 1) is not None
    if not has_duty and patterns.heading.match(text, colon + 1) is None and not _is_deed(text, colon + 1):
        return
    start = after_marker(text, 0, colon)
    names, end = split_names(stretch, start, colon)
    is_whole = end == colon or (text[end] == "（" and text[colon - 1] == "）")
    accepted = _is_in_duty if has_duty else _has_tasks
    if names and is_whole and all(accepted(fold(name)) for name in names):
        yield Owner(*stretch.quote(start, end), names)


def _has_tasks(name: str) -> bool:
    """Return whether a name before the colon of a task is a body or the head of a department: 医防组, 体育教研组组长."""
    if is_department(name) or is_some_body(name) or _GROUP.fullmatch(name) is not None:
        return True
    return is_owner_name(name) and is_department(name[:-_POST])


def _is_in_duty(name: str) -> bool:
    """Return whether a name before the colon of a duty is somebody's: 教务处负责人, 各班班主任, 于校长."""
    return name not in MEMBERS and (is_department(name) or is_owner_name(name) or is_certain_person(name))


def _is_deed(text: str, start: int) -> bool:
    """Return whether a department's own verb stands at an offset: 制作海报, ①确定主题, not 王主任 and not 每周例会."""
    return owner_patterns().deed.match(text, after_marker(text, start, start + _LONGEST_MARKER)) is not None


def _spaced(stretch: FactText) -> Iterator[Owner]:
    """Yield the persons behind labels without a colon, in a text of nothing else: 组 长 王芳　委 员 李明."""
    text, patterns = stretch.text, owner_patterns()
    if len(text) > _LONGEST_SPACED or patterns.spaced.match(text) is None:
        return
    labels = list(patterns.spaced.finditer(text))
    labelled = []
    for label, behind in zip(labels, [*labels[1:], None], strict=True):
        spans = name_spans(text, label.end(), behind.start() if behind else len(text))
        if not spans or not all(is_vouched_person(text[first:last]) for first, last in spans):
            return
        labelled.append((label.start(), spans))
    names = [text[first:last] for _, spans in labelled for first, last in spans]
    if len(names) > 1 or is_certain_person(names[0]) or " " in labels[0]["label"]:
        for start, spans in labelled:
            yield Owner(*stretch.quote(start, spans[-1][1]), tuple(stretch.shown[a:b] for a, b in spans))


def _held(stretch: FactText) -> Iterator[Owner]:
    """Yield the persons directly behind their post: 第二单元主备人韦莉."""
    for match in owner_patterns().holder.finditer(stretch.text):
        end = certain_person_end(stretch.text, match.end())
        if end is None:
            continue
        end += _GIVEN_NAME.match(stretch.text, end) is not None
        if _CLAUSE_END.match(stretch.text, end) is not None:
            yield Owner(*stretch.quote(match.start() - 2, end), (stretch.shown[match.end() : end],))


def _owner_spans(text: str, start: int, end: int, post: str | None) -> list[tuple[int, int]]:
    """Return the spans of the names behind a label, up to the first text without a name.

    Behind the label of a post only persons, posts and departments are names.
    """
    spans = []
    for first, last in name_spans(text, start, end):
        name = text[first:last]
        if (begins_with_verb(name) and not (post is not None and _is_named_like_verb(name))) or (
            post is not None
            and (name.startswith("全体") or not (is_owner_name(name) or is_person(name) or _is_leader_of(name)))
            and not (
                post.replace(" ", "").endswith(owner_patterns().of_persons)
                and (is_short_name(name) or _is_post_with_name(name))
            )
        ):
            break
        spans.append((first, last))
    return spans


def _is_leader_of(name: str) -> bool:
    """Return whether a name is a leader with words for the field of work: 分管安全工作的副校长."""
    which, particle, leader = name.rpartition("的")
    return particle != "" and len(which) > 1 and is_department(leader)


def _is_named_like_verb(name: str) -> bool:
    """Return whether a name only begins like a task: 向芳, not 抓好."""
    return is_person(name) and is_short_name(name) and name not in load_vocabulary().texts("owners.not_names")


def _is_post_with_name(name: str) -> bool:
    """Return whether a name is a post with two or three characters more, whatever the surname: 教研员宓莹."""
    return any(
        is_owner_name(name[:-length]) and is_short_name(name[-length:]) for length in (2, 3) if len(name) > length + 1
    )


def _entrusted(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners behind 由: 由教研组长负责."""
    text = stretch.text
    start = text.find("由")
    while start >= 0:
        match = None
        if text[start - 1 : start] not in _WORDS_WITH_BY or not start:
            match = _entrusted_at(text, start)
        elif (known := owner_patterns().named_by.match(text, start)) is not None and is_department(known["names"]):
            match = known  # 教育叙事由教科室推荐
        if (
            match is not None
            and _is_somebody(match)
            and not begins_with_verb(match["names"])
            and _MADE_UP.search(match["names"]) is None
            and _HEADING_A_GROUP.match(text, match.end()) is None
        ):
            person = certain_person_end(text, match.end()) if match["duty"] is None else None
            if person is None:
                yield _named(stretch, match, start)
            else:  # 由体育组霍老师
                names, _ = split_names(stretch, match.start("names"), person)
                yield Owner(*stretch.quote(start, person), names)
        start = text.find("由", start + 1)


def _entrusted_at(text: str, start: int) -> re.Match[str] | None:
    """Return the name behind the 由 at `start`, None without a name.

    A known name ends where it ends (由德育处派人指导) unless a person, a further name or the rest of a longer one stands
    behind: 由组织委员郁青整理, 由后勤维修组检查.
    """
    known, loose = owner_patterns().named_by.match(text, start), owner_patterns().entrusted.match(text, start)
    if known is not None and loose is not None and VERB_WITHIN.search(known["names"]) is not None:
        return loose  # 由班主任收齐交德育处
    if known is None or loose is None or known["duty"] is not None:
        return known or loose
    tail = loose["names"][len(known["names"]) :]
    return (
        loose
        if tail.startswith((*JOINTS, "办公会", "会议", "的"))
        or "各" in tail
        or "的" in tail
        or is_person(tail)
        or is_department(tail)
        or is_some_body(tail)
        else known
    )


def _is_somebody(match: re.Match[str]) -> bool:
    """Return whether the name behind 由 is a person or body; before a duty, every name is: 由各专业部负责."""
    if match["names"] == "专人":
        return False
    return match["duty"] is not None or not (
        match["names"] in owner_patterns().anybody or _INDEFINITE.match(match["names"])
    )


def _bracketed(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners in brackets: （教务处、德育处）, （张立新、王芳）."""
    for match in owner_patterns().bracket.finditer(stretch.text):
        spans = name_spans(stretch.text, *match.span("names"))
        names = [stretch.text[first:last] for first, last in spans]
        if any(map(is_department, names)) and all(map(is_owner_name, names)):
            yield _named(stretch, match, match.start("names"), match.end("names"))
    for start, end in find_bracketed_persons(stretch.text):
        yield Owner(*stretch.quote(start, end), split_names(stretch, start, end)[0])


def _in_columns(stretch: FactText) -> Iterator[Owner]:
    """Yield the departments between wide spaces, as in a pasted row: 12/1 冬季三项  体育组."""
    text = stretch.text
    if not ("  " in text or "\t" in text or "|" in text or "\u3000" in stretch.shown) or not _ROW.match(text):
        return
    start = 0
    columns: list[tuple[int, int, tuple[str, ...]]] = []
    for gap in [*_COLUMN.finditer(stretch.shown), None]:
        end = gap.start() if gap is not None else len(text)
        if 0 < start < end <= start + SUBJECT_REACH:
            names, last = split_names(stretch, start, end)
            folded = [fold(name) for name in names]
            if names and last == end and _are_in_charge(folded):
                if columns and start == columns[-1][1] + 1 and text[start - 1] == " ":  # 教导处　祝主任
                    first, _, before = columns.pop()
                    columns.append((first, end, (*before, *names)))
                else:
                    columns.append((start, end, names))
        start = gap.end() if gap is not None else end
    for begin, end, names in columns:
        yield Owner(*stretch.quote(begin, end), names)


def _are_in_charge(names: list[str]) -> bool:
    """Return whether names in a cell are owners: persons, or departments: 大队部、各中队."""
    if all(map(is_certain_person, names)):
        return True
    return _is_in_charge(names[0]) and all(_is_in_charge(name) or is_owner_name(name) for name in names)


def _is_in_charge(name: str) -> bool:
    """Return whether a cell with this text names a department, with a person perhaps, and no task: 电子版交教务处."""
    return (is_department(name) or is_certain_person(name)) and VERB_WITHIN.search(name) is None


def _on_duty(stretch: FactText) -> Iterator[Owner]:
    """Yield the persons of a list of duties: 布置：王小宁."""
    for start, spans in find_duties(stretch.text):
        yield Owner(*stretch.quote(start, spans[-1][1]), tuple(stretch.shown[first:last] for first, last in spans))


def _named(stretch: FactText, match: re.Match[str], start: int, end: int | None = None) -> Owner:
    names, _ = split_names(stretch, *match.span("names"))
    return Owner(*stretch.quote(start, match.end() if end is None else end), names)


_FINDERS: tuple[tuple[str, str, Callable[[FactText], Iterator[Owner]]], ...] = (
    ("：", "：", _labelled),
    ("：", "：", _headed),
    (" ", "\t", _spaced),
    ("人", "人", _held),
    ("由", "由", _entrusted),
    ("", "", find_subjects),
    ("、", "和", find_listed_bodies),
    ("", "", find_responsible),
    ("（", "（", _bracketed),
    ("", "", _in_columns),
    ("：", "—", _on_duty),
)
"""Finders of owners, each with two marks: a text with neither is not searched."""
