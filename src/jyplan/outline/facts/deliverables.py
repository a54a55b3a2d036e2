"""The deliverables of a plan: documents to be written, collected or handed in.

| text | deliverable | reason |
|---|---|---|
| 制定值班安排表 | 值班安排表 | object of a verb of writing; 表 ends the names of documents |
| 名单于9月20日前报德育处 | 名单 | begins a clause with a verb of sending |
| 将排查台账、整改清单报送教育局 | both | stands behind 将 before a verb of sending |
| 做好谈话记录 | 谈话记录 | 做好 leaves records and nothing else |
| 做好记录, 整理材料 | none | says nothing without the words that say of what |
| 特制定工作计划如下 | none | is the very text |
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Deliverable
from jyplan.outline.facts.vocabulary import FactWords, load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from jyplan.outline.facts.fact_text import FactText

_REACH = 24
"""Characters between a verb and the end of its document's name."""
_TITLE_REACH = 14
"""Characters between a verb and a title in 《》."""
_TITLE = lazy_pattern(r"《[^《》\n]{1,60}》(?:（(?:试行|草案|修订|暂行|讨论稿|征求意见稿|[0-9]{4})[^（）\n]{0,8}）)?")
_STOP = lazy_pattern(r"[，。；：！？\n\t（）]")
_OF_TITLE = lazy_pattern("《[^《》\n]{1,60}》[^，。；：、！？《》\n\t（）的]{1,10}的")
"""A title as a part of the document's name: 《教工之家》布置的方案."""
_MORE_TITLES = lazy_pattern("(?:、|，|和|及|与|以及)?(?=《)")
_BOUNDARY = lazy_pattern(
    r"$|[，。；：、！？\s（）”》→]|\.(?![0-9])|提交|上交|报送|上报|上传|送|存档|归档|备案|[一二两三四五六七八九十0-9]|[+＋]|并|和|与|及|以及|或|等|报(?![告表名道])|于|后|的|前|各|上|不|至|每|达|共|由|供|交(?![流通往易])|请|张贴|经|再|装订|存入|发放|给|发给|发至|下发|刻录|作为|统一|进行|征求|随|参[加评展]"
)
_LINKED = lazy_pattern(
    "(?:[一二两三四五六七八九十0-9][一二两三四五六七八九十0-9至到~—–-]{0,5}[份套篇本个项册张次批期页])?(?:、|和|与|及|以及|或|连同|[+＋])"
)
_ANNOUNCED = lazy_pattern("(?:“[^”\n]{1,10}”|(?:以下|下列|如下|相关)?(?:材料|资料))?：")
_COUNT_BEHIND = lazy_pattern("[一二两三四五六七八九十0-9]{1,3}[份套篇本个册张页]$")
_COUNT = lazy_pattern("[一二两三四五六七八九十0-9]{1,3}[份套篇本个项册张次批期页]")
_SENT_BOUNDARY = lazy_pattern(
    "$|电子|纸质|[复打影]印|最[迟晚]|务必|连同|一[同并起]|完成|定稿|等|[，、（“于在按另同随提及统当每经由由分集要应须需报交送上呈发存归一及和与限后前定收整装打填盖签审]|汇总|[月期][末初底中]|周[一二三四五]|开学|学期|[0-9]"
)
"""Words between a document and a verb of sending: 名单于…报, 讲稿提前交."""
_SENDING_REACH = 40
"""Characters between the beginning of a clause and the verb that sends its document away."""
_OBJECT = lazy_pattern("将|把|连同")
_FURTHER_DEED = lazy_pattern("[和与及](?![谐平美睦])")
"""Behind a verb: a second verb with the same object: 整理和总结; not 完善与教学配套的制度."""
_CARRIED_OUT = lazy_pattern("[、和](?:落实|实施|执行)(?!细则|方案|办法|意见)")
"""Behind a verb of writing: the document is written first: 制订、落实工作计划."""
_RULES = "规章制度"
"""Nouns that are no document alone, though further nouns of a list may be: 规章制度和管理办法."""
_MARKER = lazy_pattern("[0-9]{1,2}[.、 ] *")
_NO_OBJECT = lazy_pattern("[要应由对于每须需能可并不再先在向随时]|入(?![队团党学园职库])|(?<!申)请|[0-9](?!年|[0-9])")
"""Words in no document name at the beginning of a clause."""
_LONGEST_LIST = 30
"""Documents per verb: in a list of verbs and documents each verb would otherwise read to the end of the list."""
_SPECIFIC = 4
"""Characters of 各类 and the topic of the documents."""
_NAMING = frozenset({"反馈", "汇总", "整理", "设计", "公布", "反思"})
"""Verbs that the name of a document may contain: 反馈问题整改台账, 形成反馈报告."""
_KINDS = lazy_pattern("(?<=.)各[项类种]")
"""Between the owners of documents and the documents: 家长委员会各项章程."""
_FURTHER = lazy_pattern("以及|及其")
"""Before the last of several things: 纸质文件以及评课表."""
_COUNTED_BEFORE = lazy_pattern("[0-9一二两三四五六七八九十][份套篇本个项册张次批期节堂部]、")
"""The end of a further product, no document: 课例视频2节、."""
_NO_PART = lazy_pattern("做好|并对|(?<![自理缘])由|在(?![线校园职岗家籍读])|分别|是|将(?!来)|把(?![关握])")
"""Words in no name of a document."""
_NO_NAME = lazy_pattern("[《》的、和与及并把将对为在中]|要求|精神|学习|试行")
"""Words between a title and a document that keep the two apart: 《意见》要求制定方案."""
_IN_FORM = lazy_pattern(
    "以(?P<names>[^，。；：以]{2,40}?)(?:等|的|为)*形式(?=[，。；]|[^，。；]{0,4}(?:呈现|展示|体现|物化|固化|上报|上交|提交|汇报|总结|积累))"
)
"""The form of results: 以论文、案例等形式呈现."""
_THE_TEXT = lazy_pattern("[^，。；：]{0,12}如下")
_LONGEST_NAMED = 10
"""Characters of a document with its purpose: 学习、培训计划."""
_CITED = lazy_pattern("[《“的]")
_SHORTEST = 2
"""Characters of the shortest name of a document, and of the topic of a 记录."""
_LONGEST_SENT = 16
"""Characters of the longest name before a verb of sending; longer text is no name."""
_NUMERALS = frozenset("0123456789一二两三四五六七八九十几")
_JOINT_MARKS = "、和及与"
_JOINTS = lazy_pattern("[、和及与]")
_QUANTITY = lazy_pattern(
    "(?:了|好|出(?!入)|并(?:落实|执行|实施)?|完成|每人|各自|实施|印发|、)*(?:(?:不少于|至少|约)?[一二两三四五六七八九十百0-9]{1,4}(?:[—~至到-][0-9一二两两三四五六七八九十]{1,2})?[多余]?(?:份|套|篇|本|个|项|册|张|次|批|期|页|纸|名(?![单册]))(?:以上)?)*"
)
_MADE = lazy_pattern("的?(?:编|修|制|起草|汇编|撰|印|研制|整理)")


_Noun = tuple[str, int, int]
"""The noun of a document, its start and its end."""


class _DeliverablePatterns(NamedTuple):
    verb: re.Pattern[str]
    noun: re.Pattern[str]
    citing: re.Pattern[str]
    label: re.Pattern[str]
    carrying: frozenset[str]
    carried: tuple[str, ...]
    own: tuple[str, ...]
    no_endings: frozenset[str]
    """Words that only end like a document: 代表."""
    vague: frozenset[str]
    """Nouns that are documents only with a topic: 谈话记录."""
    handed: frozenset[str]
    """Nouns that are documents only behind a verb of handing in: 学习笔记."""
    records: tuple[str, ...]
    """Documents behind 做好."""
    sending: frozenset[str]
    """Verbs that may stand behind the document."""
    recording: frozenset[str]
    handing: frozenset[str]
    """Verbs of handing round existing papers: 发放教材."""
    existing: tuple[str, ...]
    not_done: tuple[str, ...]
    """Words before a verb for work not done, or for the writing of this very text: 特制定本计划."""
    all_kinds: tuple[str, ...]
    activity: re.Pattern[str]
    """Text behind 登记 as an activity: 做好公文登记、收发工作."""
    other_words: dict[str, str]
    """Characters that form a word with the verb behind: 周报, 外交."""
    bare: frozenset[str]
    drafting: frozenset[str]
    making: frozenset[str]
    """Verbs by which a document comes into being: 制定, 填写."""


@cache
def _patterns() -> _DeliverablePatterns:
    words = load_vocabulary()
    return _DeliverablePatterns(
        lazy_pattern(words.branches("deliverables.verbs")),
        lazy_pattern(_noun_pattern(words)),
        lazy_pattern(words.alternatives("deliverables.citing")),
        lazy_pattern(words.alternatives("deliverables.labels") + "："),
        words.texts("deliverables.carrying"),
        tuple(words.texts("deliverables.carried")),
        tuple(words.texts("deliverables.own")),
        words.texts("deliverables.no_endings"),
        words.texts("deliverables.vague"),
        words.texts("deliverables.handed"),
        tuple(words.texts("deliverables.records")),
        words.texts("deliverables.sending"),
        words.texts("deliverables.recording"),
        words.texts("deliverables.handing"),
        tuple(words.texts("deliverables.existing")),
        tuple(words.texts("deliverables.not_done")),
        tuple(words.texts("deliverables.all_kinds")),
        lazy_pattern(f"[^，。；：]{{1,12}}{words.alternatives('deliverables.activities')}"),
        words.table("deliverables.other_words"),
        words.texts("deliverables.bare"),
        words.texts("deliverables.drafting"),
        words.texts("deliverables.making"),
    )


def _noun_pattern(words: FactWords) -> str:
    """Return an expression for the noun of a document; the class of beginnings saves the engine most branches."""
    lists = ("deliverables.nouns", "deliverables.vague", "deliverables.handed")
    endings = words.table("deliverables")["endings"]
    return f"(?=[{words.first_characters(*lists)}{endings}])(?:{words.branches(*lists)}|(?<=\\w)[{endings}])"


def find_deliverables(stretch: FactText) -> list[Deliverable]:
    """Return the documents promised in a text, by place."""
    spans: dict[int, int] = {}
    """End to start of a document's name; of two verbs with the same document the nearer gives the shorter name."""
    patterns, entrusts = _patterns(), "由" in stretch.text
    last = 0
    for match in patterns.verb.finditer(stretch.text):
        is_naming, last = match.start() == last and match[0] in _NAMING, match.end()
        if stretch.is_sealed(match.start()) or stretch.text.endswith(patterns.not_done, 0, match.start()):
            continue
        if match.start() and stretch.text[match.start() - 1] in patterns.other_words.get(match[0], ""):
            continue
        names_whom = match[0].endswith("给")  # 交给团支书
        for start, end in () if names_whom else _objects(stretch.text, match[0], match.end()):
            spans[end] = max(start, spans.get(end, start)) if not is_naming else spans.get(end, start)
        is_sent = match[0] in patterns.sending
        is_made = match[0] not in patterns.recording and match[0] not in patterns.handing
        if is_sent or (is_made and entrusts and _is_entrusted(stretch, match.start())):
            for start, end in _sent(stretch, match.start()):
                spans.setdefault(end, start)
    announced: list[tuple[int, int | None]] = []
    if "：" in stretch.text:
        announced += [(label.end(), None) for label in patterns.label.finditer(stretch.text)]
    if "形式" in stretch.text:
        announced += [form.span("names") for form in _IN_FORM.finditer(stretch.text)]
    for begin, limit in announced:
        for start, end in _phrases(stretch.text, begin, "", limit=limit):
            spans.setdefault(end, start if limit is None else _last_part(stretch.text, start, end - 1))
    return [Deliverable(*stretch.quote(start, end)) for end, start in sorted(spans.items(), key=lambda span: span[1])]


def _is_entrusted(stretch: FactText, verb: int) -> bool:
    """Return whether 由 stands in the clause before a verb: 考务手册由教务员编印."""
    return stretch.text.rfind("由", max(stretch.clause_start(verb), verb - _REACH), verb) >= 0


def _sent(stretch: FactText, verb: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the documents before a verb of sending: 将总结、反思上交教导处; 名单于9月20日前报德育处."""
    text, clause = stretch.text, stretch.clause_start(verb)
    if verb - clause > _SENDING_REACH:
        return
    moved = None
    for sign in _OBJECT.finditer(text, clause, verb):
        moved = moved if moved is not None and sign[0] == "连同" else sign
    marker = _MARKER.match(text, clause, verb)
    start = moved.end() if moved is not None else marker.end() if marker is not None else clause
    if text.startswith("《", start):
        title = _TITLE.match(text, start)
        if (
            title is not None
            and _patterns().noun.match(text, title.end()) is None
            and _SENT_BOUNDARY.match(text, title.end()) is None
        ):
            return
        yield from _titles(text, "", start, start, limit=verb)
        return
    for begin, end in _phrases(text, start, "", _SENT_BOUNDARY, verb):
        if moved is None and text.startswith("各", begin):
            return
        if moved is None and _NO_OBJECT.search(text, start, end):
            return
        verbs = (
            inner.end()
            for inner in _patterns().verb.finditer(text, begin, end)
            if len(inner[0]) > 1 and inner[0] not in _NAMING
        )
        named = max(verbs, default=begin)
        named += text[named] in _JOINT_MARKS  # 负责统计、名单
        if _SHORTEST <= end - named <= _LONGEST_SENT:
            yield named, end


def _objects(text: str, verb: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the documents named as objects of the verb before `start`."""
    if verb in _patterns().making and (further := _CARRIED_OUT.match(text, start)) is not None:
        start = further.end()
    title = text.find("《", start, start + _TITLE_REACH)
    if title >= 0 and not _STOP.search(text, start, title):
        yield from _titles(text, verb, start, title)
    elif not text.startswith(("的", "、"), start):
        yield from _phrases(text, start, verb)


def _titles(text: str, verb: str, start: int, title: int, limit: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans of the titles from `title` on and of the documents joined to these titles, up to `limit`."""
    if _patterns().citing.search(text, start, title) or "的" in text[start:title]:
        cited = _TITLE.match(text, title) if verb in _patterns().making else None
        if cited is not None and text.startswith("的", cited.end()):  # 制定贯彻《纲要》的实施方案
            yield from _phrases(text, cited.end() + 1, verb)
        return
    of_title = _OF_TITLE.match(text, title) if verb in _patterns().making else None
    if of_title is not None:
        yield from _phrases(text, of_title.end(), verb)
        return
    while match := _TITLE.match(text, title):
        following = text[match.end() : match.end() + 1]
        if noun := _patterns().noun.match(text, match.end()):  # 《致家长的一封信》回执
            yield noun.span()
            return
        named = _named_behind(text, match.end()) if verb else None
        if named is not None:  # 《玩在四季》园本课程资源集
            yield match.start(), named
            return
        if following == "的" and not _MADE.match(text, match.end()):
            return
        if (
            verb not in _patterns().carrying
            or following == "的"
            or _MADE.match(text, match.end())
            or _BOUNDARY.match(text, match.end())
        ):
            yield match.span()
        link = _MORE_TITLES.match(text, match.end())
        if link is None:
            linked = _LINKED.match(text, match.end())
            if linked is not None and (verb or limit is not None):
                yield from _phrases(text, linked.end(), verb, _BOUNDARY if limit is None else _SENT_BOUNDARY, limit)
            return
        title = link.end()


def _named_behind(text: str, start: int) -> int | None:
    """Return the end of a document's name beginning with a title, None for a title alone."""
    if _BOUNDARY.match(text, start):
        return None
    noun = _document(text, start, _reach(text, start, _TITLE_REACH, None), _BOUNDARY)
    return None if noun is None or _NO_NAME.search(text, start, noun[1]) else noun[2]


def _phrases(
    text: str, start: int, verb: str, boundary: re.Pattern[str] = _BOUNDARY, limit: int | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the spans of the document names from `start` on, several names where 、 or 和 joins the names.

    `boundary` follows each name; no name reaches beyond `limit`.
    """
    patterns = _patterns()
    if verb in patterns.sending and (announced := _ANNOUNCED.match(text, start)):  # 按时上交：教案、听课笔记
        start = announced.end()
    end = _reach(text, start, _REACH, limit)
    listed = False
    for _ in range(_LONGEST_LIST):
        noun = _document(text, start, end, boundary)
        if noun is None or any(refuses(text, verb, start, noun) for refuses in _REFUSALS):
            return
        if not _is_for_oneself(verb, noun) and not text.endswith(_RULES, start, noun[2]):
            citing = verb not in patterns.sending and not _is_named_for(text, verb, start, noun)
            begin = _phrase_start(text, start, noun[1], citing=citing)
            if begin is None or _THE_TEXT.match(text, noun[2]) or (begin == start and _FURTHER_DEED.match(text, begin)):
                return
            is_bare = noun[1] - begin < _SHORTEST or text[noun[1] - 1] in _JOINT_MARKS
            if noun[2] - begin >= _SHORTEST and not (noun[0] in patterns.vague and is_bare):
                apart = listed or verb in patterns.recording
                yield (_last_part(text, begin, noun[1]) if apart else begin), noun[2]
        listed = True
        link = _LINKED.match(text, noun[2])
        if link is None:
            return
        start = link.end()
        end = _reach(text, start, _REACH // 2, limit)


def _is_named_for(text: str, verb: str, start: int, noun: _Noun) -> bool:
    """Return whether a word like 学习 only says the purpose of a new document: 制定学习计划, not 完善落实制度."""
    return (
        verb in _patterns().making and noun[2] - start <= _LONGEST_NAMED and _CITED.search(text, start, noun[1]) is None
    )


def _is_carried_out(_text: str, verb: str, _start: int, noun: _Noun) -> bool:
    """Return whether the document is followed rather than written: 完成计划."""
    patterns = _patterns()
    return verb in patterns.carrying and noun[0].endswith(patterns.carried)


def _exists(_text: str, verb: str, _start: int, noun: _Noun) -> bool:
    """Return whether the document is handed round: 发放教材."""
    patterns = _patterns()
    return verb in patterns.handing and noun[0].endswith(patterns.existing)


def _is_no_record(text: str, verb: str, start: int, noun: _Noun) -> bool:
    """Return whether a verb of keeping records has another object: 做好总结, 做好档案的整理."""
    patterns = _patterns()
    return verb in patterns.recording and (
        not noun[0].endswith(patterns.records)
        or text.startswith("的", noun[2])
        or text[start : noun[2]] in patterns.bare
    )


def _is_an_act(_text: str, verb: str, _start: int, noun: _Noun) -> bool:
    """Return whether 登记 is an activity, not a list to be filled in or kept."""
    return noun[0] == "登记" and verb not in _patterns().recording and not verb.startswith("填")


_REFUSALS: tuple[Callable[[str, str, int, _Noun], bool], ...] = (_is_carried_out, _exists, _is_no_record, _is_an_act)
"""Tests for an object of a verb that is no deliverable; documents joined to the object are none either."""


def _is_for_oneself(verb: str, noun: _Noun) -> bool:
    """Return whether writers keep the document for themselves: 写学习笔记; not a paper to hand in, nor 撰写剖析材料."""
    patterns = _patterns()
    if noun[0] not in patterns.handed or not verb or verb in patterns.sending:
        return False
    return verb not in patterns.drafting or noun[0] not in patterns.vague


def _last_part(text: str, begin: int, noun: int) -> int:
    """Return the start of the last of the things joined before a noun: 做好考勤和会议记录 leaves a 会议记录."""
    for joint in _JOINTS.finditer(text, begin, noun):
        begin = joint.end()
    return begin


def _reach(text: str, start: int, reach: int, limit: int | None) -> int:
    """Return the end of the text searched for a document: at most `reach` characters, up to a mark or the limit."""
    end = min(len(text) if limit is None else limit, start + reach)
    stop = _STOP.search(text, start, end)
    return stop.start() if stop else end


def _document(text: str, start: int, end: int, boundary: re.Pattern[str]) -> _Noun | None:
    """Return the first document noun before a boundary, with start and end; None without a document noun."""
    patterns, search_start = _patterns(), start
    while noun := patterns.noun.search(text, search_start, end):
        end_of_word = len(noun[0]) == 1 and (
            text[noun.start() - 1] in _NUMERALS
            or text[noun.start() - 1 : noun.end()] in patterns.no_endings
            or text.startswith("单一", noun.start())
        )
        done = (noun[0] == "登记" and patterns.activity.match(text, noun.end()) is not None) or (
            noun[0] == "总结" and _is_summing_up(text, noun.end(), end)
        )
        if not end_of_word and not done and boundary.match(text, noun.end()):
            return noun[0], noun.start(), noun.end()
        search_start = noun.start() + 1
    return None


def _is_summing_up(text: str, start: int, end: int) -> bool:
    """Return whether 总结 and the words joined to 总结 are an activity: 经验的总结和传递, not 写出总结和个案分析."""
    return text[start : start + 1] in ("和", "与") and _patterns().noun.search(text, start + 1, end) is None


def _is_cited(text: str, start: int, noun: int) -> bool:
    """Return whether the text before a document begins with a word like 落实."""
    cited = _patterns().citing.match(text, start)
    return cited is not None and cited.end() <= noun


def _phrase_start(text: str, start: int, noun: int, *, citing: bool) -> int | None:
    """Return the start of a noun phrase, behind the last 的 and a quantity; None for a name of the plan itself (本方案).

    With `citing` a phrase that begins with a word like 落实 names what exists: 完善落实制度.
    """
    particle = text.rfind("的", start, noun)
    begin = particle + 1 if particle >= 0 else start
    if text.startswith(_patterns().all_kinds, begin) and noun - begin >= _SPECIFIC:
        begin += 2  # 各类期末总结
    if text.startswith(_patterns().own, begin) and not text.startswith("本校", begin):
        return None
    quantity = _QUANTITY.match(text, begin, noun)
    if quantity is not None:
        begin = quantity.end()
    if noun > begin and (count := _COUNT_BEHIND.search(text, max(begin, noun - 4), noun)):  # 学困生两本台账
        begin = count.end()
    for product in _COUNTED_BEFORE.finditer(text, begin, noun):
        begin = product.end()
    if text.find("各", begin + 1, noun) > 0:
        for kinds in _KINDS.finditer(text, begin, noun):
            begin = kinds.end()
    for further in _FURTHER.finditer(text, begin, noun):
        begin = further.end()
    quote = text.rfind("“", begin, noun)
    if quote >= 0 and text.find("”", quote, noun) < 0:
        begin = quote + 1
    if (
        (citing and (_is_cited(text, begin, noun) or (begin != start and _is_cited(text, start, noun))))
        or "《" in text[begin:noun]
        or _NO_PART.search(text, begin, noun)
    ):
        return None
    return begin
