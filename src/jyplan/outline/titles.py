"""Find the end of a heading phrase and the beginning of the text behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Role
from jyplan.outline.sections import named_beginning, named_prefix, named_role, numbered_roles
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.outline.weights import Weight

RUN_IN = 40
"""Characters: the longest first sentence that is taken for a heading with text behind or below it."""
LONG_SENTENCE = 200
"""Characters of a paragraph in which the end of a heading is searched."""
_LONGEST_LABEL = 12
"""Characters of a label before a colon."""
_PARTICULARS = frozenset({Role.OTHER, Role.SCHEDULE})
"""Roles of labels of time, place and participants, never the first half of a heading: 时间:…."""
_SHORTEST_FUSED = 5
"""Characters: a shorter phrase is no heading that lost its full stop."""
_LONGEST_FUSED = 26
"""Characters: a longer phrase is no heading that lost its full stop."""
_LONGEST_FIRST_CLAUSE = 16
"""Characters of the first of two clauses that are one heading: 夯实基础，抓好常规."""
_SHORTEST_CLAUSE = 5
"""Characters: shorter words behind a section's name belong to the name's phrase."""

# The strength of a phrase as a heading that lost its full stop (see `fused_title`).
FUSED_ENOUGH: Weight = 3.99
"""The strength that a fused heading must exceed: 4, less a hundredth for rounding."""
FUSED_SECOND: Weight = 4.39
"""The strength that the second clause of a heading with a comma must exceed: a noun, a verb and a long opener."""
FUSED_NOUN: Weight = 2.0
"""The phrase ends with a noun of work: …建设."""
FUSED_VERB: Weight = 1.0
"""The phrase begins with a verb of work: 推进…."""
FUSED_LONG_NOUN: Weight = 0.1
"""For each character of the last noun beyond two: of two ends the longer noun wins."""
FUSED_OPENER: Weight = 1.0
"""The text behind the phrase begins with a word of one character that opens a clause: 以."""
FUSED_LONG_OPENER: Weight = 1.5
"""The text behind the phrase begins with a longer word that opens a clause: 遵循."""
FUSED_BODY: Weight = 1.5
"""The text behind the phrase begins with a body that acts: 教导处."""
FUSED_ECHO: Weight = 2.0
"""The text behind the phrase takes up words of the phrase."""
FUSED_INSIDE: Weight = -3.0
"""The end lies inside a longer phrase, or inside the second of two like phrases."""
_CLOSING = "。.:;,、—- "
_DATE_FIRST = lazy_pattern(
    r"(?:\d{4}年)?(?:[一二三四五六七八九十元\d]{1,3}月?份?[、~—至到-])*[一二三四五六七八九十元\d]{1,3}月(?:份|[上中下]旬|[底初末]|\d{1,2}[日号])?|第[一二三四五六七八九十\d]{1,3}周|第?[一二三四]季度|\d{4}年|\d{1,2}[.\d—~-]*[日号]?"
)
_DOT_FOR_STOP = lazy_pattern(rf"{HANZI}\.\s*(?:{HANZI}|[\d(“])")
_SPACED = lazy_pattern(rf"{HANZI}{{2,16}}(?:,{HANZI}{{2,16}})?(?= +(?:{HANZI}|“){{2}}[^ ]{{8,}}[。;])")
_SLOGAN = lazy_pattern("|".join(rf"{HANZI}{{{n}}}(?:[,、 ]{HANZI}{{{n}}}){{1,2}}" for n in range(3, 9)))
"""Clauses of equal length: 自我剖析:认清起点,找准方向."""
_BEFORE_LIST = lazy_pattern(
    r"[^,。;:、()\d]{3,20}(?=1[.、](?!\d)|①|⑴|\(1\)|\(一\)|(?:教师|学生|家长|学校|班级|幼儿)(?:层面|方面):)"
)
"""A heading right before the first item of a list in the line."""
_OPENERS = {"(": ")", "[": "]", "《": "》", "“": "”", "‘": "’", "【": "】", "<": ">", "〈": "〉"}
_STRUCTURE = lazy_pattern(f"[.。;!?:{re.escape(''.join([*_OPENERS, *_OPENERS.values()]))}]")
"""Every character that can end a sentence or hold a sentence open."""
_IS_SOMETHING = lazy_pattern("[为是](?!了|进一步|深入|全面|更好|更加|贯彻|认真|切实|[使让推促加提实确落做保])")
"""Behind a section's name the predicate of a sentence: 培训对象为全县教师, and no 为了… of a text."""
_CLAUSE_ENDS = frozenset(",、。;: ")
_GOES_ON = frozenset("中里内上下的和与及、等之是")
"""First characters behind a section's name inside a sentence: 活动安排中第二、三项."""
_NO_SECTION = (None, Role.OTHER)
"""Roles of the words before a colon that are no section's title: 附件:…."""
_PREDICATES = _GOES_ON | frozenset("是有在于应须需将已不,、。;:(")
"""First characters behind a section's name as the subject of a sentence."""
_PUNCTUATION = lazy_pattern("[,。;:!?]")
_FULL_STOP = lazy_pattern("[。;]")
_ANY_STOP = lazy_pattern("[。;!?]")
_OPEN_ENDS = frozenset("的在对是以将把从向和与及或要据照为于由让使,")
"""Last characters of words that go on in the text: 在|本学期."""
_MODALS = frozenset("要应将须能可会使让把对在为是由以")
"""Words of sentences, absent from headings that lost their break."""
_SHORTEST_PREFIX = 4
_LONGEST_PREFIX = 26
"""Characters of a heading before its text, and of the words that begin the text."""
_SHORTEST_TEXT = 8
"""Characters of the text behind a section's name."""
_CLAUSE_END = lazy_pattern("[,、:“‘(]")


def first_sentence(folded: str) -> int:
    """Return the end of the first sentence of a folded text: the index of the first 。：； or the length.

    A colon in a clock time or ratio ends no sentence, nor does any sign in brackets or quotes. The result
    for a sentence longer than any heading is `LONG_SENTENCE`.

    >>> [first_sentence(t) for t in ("备课。坚持初备", "8:30开会:布置工作", "读书(主题:乡土)交流。好", "加强管理")]
    [2, 6, 11, 4]
    """
    closing: list[str] = []
    window = folded[:LONG_SENTENCE]
    for match in _STRUCTURE.finditer(window):
        index, character = match.start(), match[0]
        if closing and character == closing[-1]:
            closing.pop()
        elif character in _OPENERS and _OPENERS[character] in window[index:]:
            closing.append(_OPENERS[character])
        elif closing:
            continue
        elif character in "。;!?" or (character in ":." and _ends_phrase(window, index)):
            return index
    return len(window)


def _ends_phrase(folded: str, index: int) -> bool:
    """Whether a colon belongs to no clock time or ratio, or a dot stands for a full stop between Chinese words."""
    if folded[index] == ":":
        return not _between_digits(folded, index)
    return _DOT_FOR_STOP.match(folded, index - 1) is not None


def _between_digits(folded: str, index: int) -> bool:
    return folded[index - 1 : index].isdigit() and folded[index + 1 : index + 2].isdigit()


def begins_with_label(folded: str) -> bool:
    """Return whether an item begins with a short label and goes on behind the colon.

    >>> begins_with_label("地点:学校操场"), begins_with_label("地点:"), begins_with_label("8:30开会")
    (True, False, False)
    """
    end = first_sentence(folded[: _LONGEST_LABEL + 2])
    return 0 < end <= _LONGEST_LABEL and folded[end : end + 1] == ":" and bool(folded[end + 1 :].strip())


class _Opening(NamedTuple):
    """The first paragraph of an item without its marker, and the evidence for the end of its title."""

    line: str
    """Folded, without white space at its end."""
    end: int
    """The end of the first sentence (see `first_sentence`)."""
    goes_on: bool
    heading: bool
    fused: bool
    runs_in: bool
    without_breaks: bool

    @property
    def phrase(self) -> str:
        """The whole line without closing punctuation."""
        return self.line.rstrip(_CLOSING)

    @property
    def stop(self) -> str:
        """The character at the end of the first sentence; empty at the end of the line."""
        return self.line[self.end : self.end + 1]

    @property
    def is_one_sentence(self) -> bool:
        """Whether the line is a single sentence, closed or not, or a heading with no full stop inside."""
        in_sentence = len(self.phrase) <= self.end < LONG_SENTENCE
        return in_sentence or (self.heading and not _FULL_STOP.search(self.phrase))


def split_title(
    folded: str,
    *,
    goes_on: bool,
    heading: bool = False,
    fused: bool = False,
    runs_in: bool = False,
    without_breaks: bool = False,
) -> int:
    """Return the length in characters of the title in an item's first paragraph, 0 without a title.

    `folded` is the paragraph without its marker. `goes_on`: text or deeper items follow below. `heading`: the
    paragraph is a declared or unnumbered heading, whatever its wording. `fused`: headings of this kind run into
    their text without a stop. `runs_in`: the items beside are a label with text behind its colon.
    `without_breaks`: the paragraph lost the break between heading and text.

    >>> [split_title(t, goes_on=False) for t in ("工作目标:提高质量", "4月份:期中检测", "加强校本教研", "每周备课一次。")]
    [4, 0, 6, 0]
    """
    line = folded.rstrip()
    if not line:
        return 0
    opening = _Opening(line, first_sentence(line), goes_on, heading, fused, runs_in, without_breaks)
    for rule in _RULES:
        if (length := rule(opening)) is not None:
            return length
    return _name_of_sentence(line)


def _before_space(opening: _Opening) -> int | None:
    """工作目标 提高教学质量: only a space stands before the text."""
    return (_spaced_title(opening.line) or None) if not opening.heading else None


def _heading_before_colon(opening: _Opening) -> int | None:
    """指导思想:立德树人, a declared heading that holds its text."""
    line, end = opening.line, opening.end
    is_label = opening.heading and 0 < end < len(line) - 1 and opening.stop == ":"
    return end if is_label and named_role(line[:end]) not in _NO_SECTION else None


def _before_list(opening: _Opening) -> int | None:
    """教学常规1.备课2.上课: a list begins in the line."""
    match = _BEFORE_LIST.match(opening.line)
    return match.end() if match else None


def _lead(opening: _Opening) -> int | None:
    """活动项目要求及参加人员: over the text below is a single phrase."""
    line, end = opening.line, opening.end
    leads = len(line) - 1 == end <= RUN_IN and opening.stop == ":" and opening.goes_on and "," not in line
    return end if leads and not _is_date(line[:end]) else None


def _section_before_clause(opening: _Opening) -> int | None:
    """保障措施学校为教研活动提供经费: a section's name, and a sentence without a stop between."""
    name = named_prefix(opening.line)
    begins = 0 < name < opening.end and not opening.heading and _begins_clause(opening.line[name : opening.end])
    return name if begins else None


def _fused(opening: _Opening) -> int | None:
    """推进课堂高品质建设遵循课标精神: headings of this kind lost the stop before the text."""
    return (fused_title(opening.line[: opening.end]) or None) if opening.fused else None


def _before_lost_break(opening: _Opening) -> int | None:
    """核心目标与工作范围|本计划的…: the paragraph lost the break behind the heading."""
    return (_title_before_text(opening.line, opening.end) or None) if opening.without_breaks else None


def _call(opening: _Opening) -> int | None:
    """让阅读成为习惯!: a call is a heading over text, and a sentence elsewhere."""
    line = opening.line
    if line[-1] not in "!?" or len(line) > RUN_IN or _ANY_STOP.search(line[:-1]):
        return None
    if opening.goes_on or opening.heading:
        return len(line)
    return 0 if opening.end == len(line) - 1 else None


def _line_with_colon(opening: _Opening) -> int | None:
    """德育工作:养习惯,重陪伴 over text is a heading as a whole."""
    phrase = opening.phrase
    whole = opening.goes_on and not opening.runs_in and _is_line_with_colon(opening.line, phrase, opening.end)
    return len(phrase) if whole else None


def _label_like_its_siblings(opening: _Opening) -> int | None:
    """2.地点:操场 beside 1.时间:三月: labels with text behind."""
    line, end = opening.line, opening.end
    is_label = opening.runs_in and end <= _LONGEST_LABEL and opening.stop == ":"
    return len(line[:end].rstrip()) if is_label and not _is_date(line[:end]) else None


def _section_before_long_clause(opening: _Opening) -> int | None:
    """The same as `_section_before_clause`, in a heading and before a sentence of any length."""
    if opening.is_one_sentence and opening.end >= len(opening.line):
        return None
    name = named_prefix(opening.line)
    return name if name and _begins_clause(opening.line[name : opening.end]) else None


def _whole_line(opening: _Opening) -> int | None:
    """加强校本教研: a line without a stop is a heading; with a stop, where text stands below."""
    if not opening.is_one_sentence:
        return None
    line, phrase = opening.line, opening.phrase
    is_closed = line[-1] in "。;!?" or line.endswith("..") or (line[-1] in ",、" and not opening.heading)
    if not is_closed or opening.heading:
        return len(phrase)
    may_be_titled = line[-1] != ";" or named_prefix(phrase) == len(phrase)
    if opening.goes_on and may_be_titled and len(phrase) <= RUN_IN:
        return len(phrase)
    return _name_of_sentence(line) if opening.end > RUN_IN else 0


def _date_before_colon(opening: _Opening) -> int | None:
    """4月份:期中检测 has no title."""
    return 0 if opening.stop == ":" and _is_date(opening.line[: opening.end]) else None


def _section_before_date(opening: _Opening) -> int | None:
    """活动安排三月:…, of a text that lost its line breaks."""
    name = named_prefix(opening.line)
    return name if name and _is_date(opening.line[name : opening.end]) else None


def _first_sentence(opening: _Opening) -> int | None:
    """抓好常规。每周检查一次: the first sentence is short enough for a heading with its text behind."""
    short = opening.end <= RUN_IN and opening.stop not in "!?"
    return len(opening.line[: opening.end].rstrip()) if short else None


_RULES: tuple[Callable[[_Opening], int | None], ...] = (
    _before_space,
    _heading_before_colon,
    _before_list,
    _lead,
    _section_before_clause,
    _fused,
    _before_lost_break,
    _call,
    _line_with_colon,
    _label_like_its_siblings,
    _section_before_long_clause,
    _whole_line,
    _date_before_colon,
    _section_before_date,
    _first_sentence,
)
"""The rules for the end of a title: the first rule with a length decides. Each docstring begins with an example."""


def _title_before_text(line: str, end: int) -> int:
    """Return the length of a heading that lost the break before its text, 0 without a sign of a lost break.

    The heading is a section's name, or the text begins as texts do: 核心目标与工作范围|本计划的….
    """
    if (name := named_beginning(line)) and name < end and begins_text(line[name:]):
        return name
    opener = vocabulary().fused.text_openers.search(line, _SHORTEST_PREFIX, _LONGEST_PREFIX)
    starts = [opener.start() if opener else 0, _taken_up(line)]
    start = min(filter(None, starts), default=0)
    is_heading = (
        0 < start < end - _SHORTEST_TEXT
        and not _PUNCTUATION.search(line, 0, start)
        and line[start - 1] not in _OPEN_ENDS
    )
    return start if is_heading else 0


def _taken_up(line: str) -> int:
    """Return where the text takes up the first words of the heading, 0 where none does: 教研活动形式|教研活动可以….

    >>> _taken_up("教研活动形式教研活动可以采取集体备课等形式"), _taken_up("教研组长应带领教研组成员备课")
    (6, 0)
    """
    start = line.find(line[:2], _SHORTEST_PREFIX, _LONGEST_FIRST_CLAUSE)
    return start if start > 0 and not _MODALS.intersection(line[:start].replace("应用", "")) else 0


def begins_text(tail: str) -> bool:
    """Return whether the text behind a section's name is neither a predicate nor the second half of a longer name."""
    return len(tail) > _SHORTEST_TEXT and tail[0] not in _PREDICATES and _IS_SOMETHING.match(tail) is None


def _name_of_sentence(line: str) -> int:
    """Return the length of a section's name before a long sentence, 0 where the name is a word of the sentence."""
    name = named_prefix(line)
    return 0 if line[name : name + 1] in _GOES_ON else name


def _is_line_with_colon(line: str, inner: str, end: int) -> bool:
    """Whether a line with a colon inside is a heading as a whole: 德育工作：养习惯，重陪伴, and no run-in text."""
    before = line[:end]
    return (
        line[end : end + 1] == ":"
        and len(inner) <= RUN_IN
        and line[-1] not in "。;!?,、:"
        and not _ANY_STOP.search(inner)
        and (named_role(before) is None or _SLOGAN.fullmatch(line[end + 1 :]) is not None)
        and not _PARTICULARS.issuperset(numbered_roles(before) or (None,))
        and not _is_date(before)
    )


def _begins_clause(tail: str) -> bool:
    """Whether the text behind a section's name is a sentence: 保障措施学校为教研活动提供经费."""
    words = vocabulary()
    return (
        len(tail) >= _SHORTEST_CLAUSE
        and not _IS_SOMETHING.match(tail)
        and (
            tail[0].isdigit()
            or tail.startswith(("让", "使", *words.fused.openers))
            or words.fused.bodies.match(tail) is not None
            or ((verb := words.headings.verbs.match(tail)) is not None and tail[verb.end()] not in _CLAUSE_ENDS)
        )
    )


def is_fused(folded: str) -> bool:
    """Return whether an item's first sentence begins with a heading without a full stop.

    The sentence is too long for a heading, or goes on behind a comma.
    """
    end = first_sentence(folded)
    length = fused_title(folded[:end])
    return length > 0 and (end > RUN_IN or "," in folded[length:end])


def _spaced_title(line: str) -> int:
    """Return the length of a heading with only a space before the text, 0 without a heading."""
    if (name := named_prefix(line)) and line[name : name + 1] == " ":
        return name
    match = _SPACED.match(line)
    return match.end() if match and not _is_date(match[0]) else 0


def _is_date(text: str) -> bool:
    return _DATE_FIRST.fullmatch(text.strip()) is not None


def fused_title(sentence: str) -> int:
    """Return the length of a heading phrase without a stop before the text, 0 without a phrase.

    The phrase ends with a noun of work (…建设, …发展), and the text behind it begins a clause of its own
    (遵循…, 以…为) or takes up a word of the phrase.

    >>> fused_title("推进课堂高品质建设遵循课标精神,尊重教学实际,建设素养课堂")
    9
    """
    if length := _fused_clause(sentence, FUSED_ENOUGH):
        return length
    comma = sentence.find(",", 0, _LONGEST_FIRST_CLAUSE + 1)
    verbs = vocabulary().headings.verbs
    if comma > 0 and verbs.match(sentence) and verbs.match(sentence, comma + 1):
        second = _fused_clause(sentence[comma + 1 :], FUSED_SECOND)
        return comma + 1 + second if second else 0
    return 0


def _fused_clause(sentence: str, enough: Weight) -> int:
    """Return the length of a heading phrase of a single clause, stronger than `enough`; 0 without a phrase."""
    words = vocabulary()
    clause_end = _CLAUSE_END.search(sentence)
    clause = sentence[: clause_end.start()] if clause_end else sentence
    best, strongest = 0, enough
    verb = FUSED_VERB if words.headings.verbs.match(clause) else 0.0
    for length in range(_SHORTEST_FUSED, min(_LONGEST_FUSED, len(clause) - 1) + 1):
        if clause[length - 1] not in words.fused.last or not (ender := _ender(clause[:length])):
            continue
        head, tail = clause[:length], sentence[length:]
        strength = FUSED_NOUN + verb + FUSED_LONG_NOUN * (ender - 2)
        if tail.startswith(words.fused.openers):
            strength += FUSED_LONG_OPENER if tail.startswith(words.fused.long_openers) else FUSED_OPENER
        elif words.fused.bodies.match(tail):
            strength += FUSED_BODY
        if len(tail) > 3 and (tail[:3] in head or (tail[:2] == head[:2])):
            strength += FUSED_ECHO
        if tail[:1] in "的和与及" or head[-2:] + tail[:2] in head:
            strength += FUSED_INSIDE
        if strength > strongest:
            best, strongest = length, strength
    return best


def _ender(head: str) -> int:
    """Return the length of the longest noun of work at the end of a phrase, 0 without a noun of work."""
    enders = vocabulary().fused.enders
    return next((length for length, words in enders if head[-length:] in words), 0)
