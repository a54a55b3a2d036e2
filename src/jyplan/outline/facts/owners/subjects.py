"""Owners as subjects of a clause, doing something: 教务处检查教案, 工会在节前走访, 业务园长马兰带队.

| text | owner | reason |
|---|---|---|
| 教务处要检查教案 | 教务处 | a department before a verb |
| 每月底教务处检查教案 | 教务处 | a time, and nothing else, stands before the subject |
| 语文组清明节前举办诗会 | 语文组 | a date stands between a department and its verb |
| 教务处下发的报名表 | none | says of what, not who has to do something |
| 膳食委员会每月碰头 | none | only meets |
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from jyplan.model import Owner
from jyplan.outline.facts.owners.names import (
    JOINTS,
    MARKER_STARTS,
    VERB_WITHIN,
    after_marker,
    begins_with_verb,
    is_department,
    is_owner_name,
    is_some_body,
    name_spans,
    split_names,
)
from jyplan.outline.facts.owners.persons import certain_person_end, is_person
from jyplan.outline.facts.owners.wording import BEFORE_SUBJECT, owner_patterns
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.outline.facts.fact_text import FactText

_OPENING_BEGINNINGS = frozenset("请届责委授指每本上下")
_BEGINNINGS = _OPENING_BEGINNINGS | MARKER_STARTS
_OPENING = lazy_pattern("请|届时|责成|委托|授权|指定|[每本上下]个?(?:学期|学年|[年月周])(?:份|[上中下]旬|以?[前后])?")
"""Words directly before a subject, dates aside: 本学期 of 本学期教导处检查, 责成 of 责成总务处更换."""
SUBJECT_REACH = 40
"""Characters between the beginning of a clause and the last of the names that are its subject."""
_LONGEST_VERB = 6
"""Characters of the longest word that no name begins with."""
_LONGEST_SUBJECT = 20
"""Characters before the end of a subject with a single name: longer subjects are joined names."""
_ONE_PERSON_OF = "处室科股组办"
"""Ends of departments that a person may follow: 总务处周辉监管."""
_NO_NAMES = lazy_pattern("[的由对将于把被以从向到是为让使了着每并个名位等按照据经请0-9A-Za-z]")
"""Characters of no name and no joint of names."""
_LISTING = lazy_pattern("[、,/和及与或]")
_NO_BODY = lazy_pattern(f"{VERB_WITHIN.pattern}|^[赴到去请给凭]|强调|聚焦|会同|联合(?!会)|支部$")
"""Words that make a text a task for a body, not a body: 讲稿交团委."""
_LISTED = lazy_pattern("[、和及与](?<=[处室科股办部组会委团心司院系校门位）][、和及与])")
"""A sign of several bodies."""
_LONGEST_LIST = 60
"""Characters of several bodies that are the subject of a clause."""
_PREPOSITIONS = frozenset("以在从按据把将对向为")
_OF_ALL = ("各学院", "各部门", "各单位", "各处室", "各科室", "各系部")
_BODIES = ("部门", "单位", "科室", "处室", "院系", "系部", "学院", "分校", "学校", "年级", "教师", "人员", "组织")
"""Endings of bodies in a list with departments."""
_SHORTEST_BODY = 3
"""Characters of a body that is named in no list."""
_LONGEST_OF_ALL = 8
"""Characters of 各 with its name; a longer text holds more than a name."""
_LONGEST_PERSON = 13
"""Characters of a post with its person."""
_GIVEN_NAME = lazy_pattern("[^\\W\\d_的了在对是为由将从把着要应于按负任分牵和与及等]")
_TITLE = lazy_pattern("老师|教师(?!节)")
_DOES = lazy_pattern("[^的是为任兼、和与等说，。；：（）\\s]{2}")
"""The first two characters of an action behind a person."""
_BEFORE_DATE = lazy_pattern("(?:拟|定|将|计划|预计)?[在于]$|拟$|将$")
"""Words between a subject and a date: 工会于3月8日前."""
_EVENT = lazy_pattern(
    "(?:结束|完成|开始|之|以|放学|课|会|比赛|考试|检查|返校|活动)[后前时]|期间|分钟|[0-9]点|[0-9](?:时|点钟)"
)
"""The end of a time before a subject: 考试结束后 before 教务处, 最后10分钟."""
_HEAD = 2
"""Characters of the ending of a department."""
_REGULARLY = ("每", "在每", "在月")
_BEFORE_DATES = frozenset("处室科股办心部门站组委会队所院团局校长任记席员在于拟将")
"""Last characters of a subject, or of a joint, before a date: most dates follow none."""
_NOT_ONE = ("班主任", "组长", "员")
"""Endings of posts with many holders in a school."""


def find_subjects(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners named as the subject of a clause: 教务处负责…, 教务处要…, 教务处9月10日前…."""
    yield from _acting(stretch)
    yield from _obliged_bodies(stretch)
    if stretch.dates:
        yield from _before_dates(stretch)


def _acting(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners directly before a verb, the first of each clause."""
    text, patterns, done = stretch.text, owner_patterns(), -1
    heads, ends = patterns.heads, patterns.ends
    for head in patterns.head.finditer(text):
        first = head.start()
        pair = text[first : first + 2]
        if pair not in ends:
            continue
        clause = stretch.clause_start(first)
        reach = max(clause, first - SUBJECT_REACH)
        start = text.rfind(" ", reach, first) + 1 or clause
        if start < reach:
            continue
        can_have_person = pair[-1] in _ONE_PERSON_OF or pair in patterns.post_ends
        person = _person_behind(text, first + 2) if can_have_person else None
        if person is not None and (title := _TITLE.match(text, person)) is not None:
            person = title.end()
        is_subject = start > done and pair in heads
        if person is None and not is_subject:
            continue
        clause, start = start, _subject_start(stretch, start, first)
        if person is not None and _is_acting_person(text, start, person):
            done = clause
            yield Owner(*stretch.quote(start, person), (stretch.shown[start:person],))
        if clause <= done or not is_subject or (person is not None and text.startswith("、", person)):
            continue
        done = clause
        if _is_no_subject(text, start, first):
            continue
        match = patterns.acting.match(text, start)
        if match is not None:
            group = "names" if match["names"] else "departments"
            names, _ = split_names(stretch, *match.span(group))
            if names[0][0] == "各" and len(names[0]) > _LONGEST_OF_ALL:
                continue
            meets = text.startswith(_REGULARLY, match.end()) and names[-1].endswith(patterns.meeting)
            if not meets and VERB_WITHIN.search(text, start, match.end(group)) is None:
                yield Owner(*stretch.quote(*match.span()), names)


def _obliged_bodies(stretch: FactText) -> Iterator[Owner]:
    """Yield the bodies of any name at the beginning of a clause, before an obligation: 研究生处要, 镇政府组织."""
    text, patterns = stretch.text, owner_patterns()
    for match in patterns.obliged.finditer(text):
        end = match.end()
        clause = stretch.clause_start(end)
        if not _SHORTEST_BODY <= end - clause <= _LONGEST_SUBJECT:
            continue
        start = _subject_start(stretch, text.rfind(" ", clause, end) + 1 or clause, end)
        bracket = text.find("（", start, end)
        end = end if bracket < 0 else bracket  # 保卫部（处）
        name = text[start:end]
        if len(name) >= _SHORTEST_BODY and is_some_body(name) and _NO_BODY.search(name) is None:
            yield Owner(*stretch.quote(start, end), (stretch.shown[start:end],))


def find_listed_bodies(stretch: FactText) -> Iterator[Owner]:
    """Yield several bodies, a department among them, that begin a clause and have to act: 学生处、各学院要."""
    text, done = stretch.text, -1
    joint = _LISTED.search(text)
    if joint is None:
        return
    for match in owner_patterns().obliged_list.finditer(text, joint.end()):
        end = match.end()
        clause = stretch.clause_start(end)
        if clause == done or end - clause > _LONGEST_LIST:
            continue
        start = _subject_start(stretch, text.rfind(" ", clause, end) + 1 or clause, end)
        spans = name_spans(text, start, end)
        is_whole = spans and (spans[-1][1] == end or (text[end - 1] == "）" and text[spans[-1][1]] == "（"))
        if len(spans) == 1 or not is_whole or spans[0][0] != start:
            continue
        names = [text[first:last] for first, last in spans]
        if text[start] in _PREPOSITIONS or not all(map(_is_listed_body, names)):
            continue
        if any(map(is_department, names)) or text.startswith(_OF_ALL, start):
            done = clause
            yield Owner(*stretch.quote(start, spans[-1][1]), tuple(stretch.shown[first:last] for first, last in spans))


def _is_listed_body(name: str) -> bool:
    """Return whether a text among departments names a body, too: 各学院, 后勤公司, 单位, 上课教师."""
    if _NO_BODY.search(name) is not None or begins_with_verb(name):
        return False
    return is_owner_name(name) or is_some_body(name) or name.endswith(_BODIES)


def _is_no_subject(text: str, start: int, end: int) -> bool:
    """Return whether the text before the end of a department cannot belong to a subject."""
    if text.startswith(JOINTS, start) or begins_with_verb(text[start : start + _LONGEST_VERB]):
        return True
    is_long = _NO_NAMES.search(text, start, end) is not None or end - start > _LONGEST_SUBJECT
    return is_long and _LISTING.search(text, start, end) is None


def _before_dates(stretch: FactText) -> Iterator[Owner]:
    """Yield the departments with nothing but a date between them and their verb: 语文组清明节前举办诗会."""
    text = stretch.text
    for begin, end in stretch.dates:
        if text[begin - 1 : begin] not in _BEFORE_DATES:
            continue
        clause = stretch.clause_start(begin)
        if not 1 < begin - clause <= SUBJECT_REACH or owner_patterns().act.match(text, end) is None:
            continue
        start = _subject_start(stretch, text.rfind(" ", clause, begin) + 1 or clause, begin)
        joint = _BEFORE_DATE.search(text, start, begin)
        spans = name_spans(text, start, joint.start() if joint else begin)
        names = [text[first:last] for first, last in spans]
        if not names or spans[0][0] != start or spans[-1][1] != (joint.start() if joint else begin):
            continue
        no_owner = (*_NOT_ONE, *owner_patterns().meeting)
        if all(is_department(name) and not name.endswith(no_owner) and name[0] != "各" for name in names):
            shown = tuple(stretch.shown[first:last] for first, last in spans)
            yield Owner(*stretch.quote(start, spans[-1][1]), shown)


def _behind_date(stretch: FactText, start: int) -> int | None:
    """Return the end of the date beginning at an offset, None without a date: 24日早上 before 德育处."""
    index, end = bisect_left(stretch.dates, (start, 0)), None
    while index < len(stretch.dates) and stretch.dates[index][0] == start:
        end = stretch.dates[index][1]
        start, index = end + 1, index + 1  # 21日下午、22日
    return end


def _subject_start(stretch: FactText, start: int, end: int) -> int:
    """Return the start of a clause's subject, behind a marker, 请 or a time."""
    text = stretch.text
    behind = _behind_date(stretch, after_marker(text, start, end))
    if behind is not None and behind <= end:
        return behind
    for event in _EVENT.finditer(text, start, end):
        behind = event.end()
    if behind is not None and is_department(text[behind : end + _HEAD]):
        return behind
    if text[start] not in _BEGINNINGS:
        return start
    start = after_marker(text, start, end)
    if text[start] not in _OPENING_BEGINNINGS:
        return start
    opening = _OPENING.match(text, start, end)
    if opening is not None and text[opening.end() - 1 : opening.end() + 1] == "年级":
        return start
    return opening.end() if opening is not None and text[opening.end() - 1] in BEFORE_SUBJECT else start


def _person_behind(text: str, start: int) -> int | None:
    """Return the end of the person behind a post, else None; a doubtful name needs a verb behind: 温岚每月通报."""
    if text.startswith("向", start):  # 业务园长向老师推荐
        return None
    certain = certain_person_end(text, start)
    if (
        certain == start + 4
        and _DOES.match(text, certain) is not None
        and owner_patterns().doing.match(text, certain - 1)
    ):
        return certain - 1  # 尉迟敏 before 抓
    if (
        certain == start + 3
        and owner_patterns().doing.match(text, start + 2)
        and not owner_patterns().doing.match(text, certain)
    ):
        return start + 2  # 田蕊 before 带头
    if certain is not None and certain == start + 2 and _is_longer(text, certain):
        return certain + 1
    if certain is not None or text[start : start + 2] in owner_patterns().no_persons:
        return certain
    doubtful = is_person(text[start : start + 2]) and owner_patterns().doing.match(text, start + 2) is not None
    return start + 2 if doubtful else None


def _is_longer(text: str, end: int) -> bool:
    """Return whether a name of two characters has a third, before a verb or at the beginning of no verb: 英 of 冉秀英组织."""
    patterns = owner_patterns()
    return (
        patterns.doing.match(text, end) is None
        and _GIVEN_NAME.match(text, end) is not None
        and (patterns.doing.match(text, end + 1) is not None or patterns.any_verb.match(text, end) is None)
    )


def _is_acting_person(text: str, start: int, end: int) -> bool:
    """Return whether a clause begins with a post, a person and an action: 大队辅导员欧阳倩审稿."""
    return (
        end - start <= _LONGEST_PERSON
        and _DOES.match(text, end) is not None
        and is_owner_name(text[start:end])
        and VERB_WITHIN.search(text, start, end) is None
    )
