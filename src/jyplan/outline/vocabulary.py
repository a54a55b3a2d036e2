"""The field's words for sections, titles and page furniture, from `data/outline.toml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Role
from jyplan.text.patterns import lazy_pattern
from jyplan.text.word_lists import load_word_lists

if TYPE_CHECKING:
    import re


class OutlineWords(NamedTuple):
    """Word lists, folded; expressions, compiled."""

    names: dict[str, Role]
    """Section names that stand for a role by themselves."""
    numbered: dict[str, Role]
    """Section names behind a number only, elsewhere labels or titles of plans: 时间, 工作计划."""
    endings: tuple[tuple[str, Role], ...]
    """Last words of further section names: 目标 of 办学目标."""
    words: dict[str, Role]
    """Words that give a top-level title its role."""
    longest_name: int
    """Characters."""
    name_beginnings: frozenset[str]
    """The first two characters of every name, a quick test: most lines begin with no name."""
    longest_word: int
    before: re.Pattern[str]
    """Fillers that may stand before a section's name."""
    after: re.Pattern[str]
    longer: re.Pattern[str]
    """Words behind a section's name that belong to it, or make it part of a sentence: 安全保障|小组."""
    joiners: re.Pattern[str]
    leading: re.Pattern[str]
    """Verbs before a section's name: 明确工作目标."""
    annex: frozenset[str]
    closing: frozenset[str]
    """Labels over a list behind the last section: 工作分工."""
    closing_within: re.Pattern[str]
    """A word of a section's title that such a label belongs to: 组织领导."""
    openings: frozenset[str]
    """Names of what stands before the sections of a plan: 前言."""
    aspects: frozenset[str]
    """Labels that name an aspect of what stands above: 优势."""
    areas: frozenset[str]
    """Section names that are fields of work as well: 制度建设."""
    schedule: tuple[str, ...]
    steps: tuple[str, ...]
    """Last words of titles over steps: 实施步骤."""
    lead_in: tuple[str, ...]
    verbs: re.Pattern[str]
    fused_enders: tuple[tuple[int, frozenset[str]], ...]
    """Nouns at the end of a heading without its stop, by their length, the longest first."""
    fused_last: frozenset[str]
    """The last characters of `fused_enders`."""
    fused_openers: tuple[str, ...]
    fused_long_openers: tuple[str, ...]
    """The openers of more than one character."""
    text_openers: re.Pattern[str]
    """First words of a text behind a heading that lost its break: 本计划, 近年来."""
    bodies: re.Pattern[str]
    """Bodies that act, at the beginning of a clause: 教导处, 各备课组."""
    unit_words: re.Pattern[str]
    """Words that begin like a unit of measure: 课堂, 项目."""
    columns: dict[str, tuple[str, ...]]
    """Words in the heads of tables, by the kind of column."""
    table_parts: re.Pattern[str]
    """The head of a column for a department, a grade or a subject, as a whole."""
    totals: frozenset[str]
    """First words of a row that gives the total of the rows above: 合计."""
    heads: frozenset[str]
    """Heads of columns that are no section's name: 内容, 负责人."""
    form_labels: tuple[str, ...]
    """Last words of labels of forms that name no section elsewhere: 教学重点, 教导处审核意见."""
    particulars: frozenset[str]
    """Labels of particulars in a form: 学校, 教师."""
    particular_endings: tuple[str, ...]
    no_particulars: tuple[str, ...]
    """Words that end like a label of a particular and name work: 活动育人."""
    titles: tuple[str, ...]
    other_titles: tuple[str, ...]
    other_words: re.Pattern[str]
    plan_words: re.Pattern[str]
    organisations: re.Pattern[str]
    chrome: re.Pattern[str]
    english_titles: re.Pattern[str]
    """A word in the title of a programme in English."""
    english_marks: re.Pattern[str]
    """A word that says that the text below is in English."""
    courses: re.Pattern[str]
    """The head of a column of courses, as a whole."""
    loads: re.Pattern[str]
    """The head of a column of credits or lessons, as a whole."""
    labels: re.Pattern[str]
    """A label that a site writes below a title and a plan may say itself: 时间:, 审核:."""
    after_plans: re.Pattern[str]


def _any_of(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _by_length(words: list[str]) -> tuple[tuple[int, frozenset[str]], ...]:
    lengths = sorted({len(word) for word in words}, reverse=True)
    return tuple((length, frozenset(word for word in words if len(word) == length)) for length in lengths)


@cache
def vocabulary() -> OutlineWords:
    """Return the word lists, read at the first call."""
    data = load_word_lists("outline")
    fillers, areas = data["roles"].pop("fillers"), data["roles"].pop("areas")
    roles = {Role(name): lists for name, lists in data["roles"].items()}
    names = {word: role for role, lists in roles.items() for word in lists["names"]}
    numbered = {word: role for role, lists in roles.items() for word in lists.get("numbered", ())}
    words = {word: role for role, lists in roles.items() for word in lists["words"]}
    return OutlineWords(
        names=names,
        numbered=numbered,
        endings=tuple((ending, role) for role, lists in roles.items() for ending in lists.get("endings", ())),
        words=words,
        longest_name=max(map(len, names)),
        name_beginnings=frozenset(name[:2] for name in names),
        longest_word=max(map(len, words)),
        before=lazy_pattern(f"(?:{_any_of(fillers['before'])})"),
        after=lazy_pattern(f"(?:{_any_of(fillers['after'])})$"),
        longer=lazy_pattern(_any_of(fillers["longer"])),
        joiners=lazy_pattern(_any_of(fillers["joiners"])),
        leading=lazy_pattern(_any_of(fillers["leading"])),
        annex=frozenset(data["headings"]["annex"]),
        closing=frozenset(data["headings"]["closing"]),
        closing_within=lazy_pattern(_any_of(data["headings"]["closing_within"])),
        openings=frozenset(data["headings"]["openings"]),
        aspects=frozenset(data["headings"]["aspects"]),
        areas=frozenset(areas),
        schedule=tuple(data["headings"]["schedule"]),
        steps=tuple(data["headings"]["steps"]),
        lead_in=tuple(data["headings"]["lead_in"]),
        verbs=lazy_pattern(_any_of(data["headings"]["verbs"])),
        fused_enders=_by_length(data["fused"]["enders"]),
        fused_last=frozenset(word[-1] for word in data["fused"]["enders"]),
        fused_openers=tuple(data["fused"]["openers"]),
        fused_long_openers=tuple(word for word in data["fused"]["openers"] if len(word) > 1),
        text_openers=lazy_pattern(_any_of(data["fused"]["text_openers"])),
        bodies=lazy_pattern(_any_of(data["fused"]["bodies"])),
        unit_words=lazy_pattern(_any_of(data["markers"]["unit_words"])),
        columns={kind: tuple(heads) for kind, heads in data["columns"].items()},
        table_parts=lazy_pattern("|".join(data["parts"]["expressions"])),
        totals=frozenset(data["parts"]["totals"]),
        heads=frozenset(data["forms"]["heads"]),
        form_labels=tuple(data["forms"]["labels"]),
        particulars=frozenset(data["forms"]["particulars"]),
        particular_endings=tuple(data["forms"]["particular_endings"]),
        no_particulars=tuple(data["forms"]["no_particulars"]),
        titles=tuple(data["plans"]["titles"]),
        other_titles=tuple(data["plans"]["other_titles"]),
        other_words=lazy_pattern(_any_of(data["plans"]["other_words"])),
        plan_words=lazy_pattern(_any_of(data["plans"]["plan_words"])),
        organisations=lazy_pattern(_any_of(data["plans"]["organisations"])),
        chrome=lazy_pattern("|".join(data["pages"]["chrome"])),
        english_titles=lazy_pattern(rf"\b(?:{_any_of(data['translations']['titles'])})\b"),
        english_marks=lazy_pattern(_any_of(data["translations"]["marks"])),
        courses=lazy_pattern(_any_of(data["curricula"]["courses"])),
        loads=lazy_pattern(_any_of(data["curricula"]["loads"])),
        labels=lazy_pattern(f"(?:{_any_of(data['pages']['labels'])})\\s*:"),
        after_plans=lazy_pattern("|".join(data["pages"]["after"])),
    )
