"""The field's words for sections, titles, forms, tables and page furniture, from `data/outline.toml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jyplan.model import Role
from jyplan.text.patterns import lazy_pattern
from jyplan.text.word_lists import load_word_lists

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable


class SectionWords(NamedTuple):
    """Names of sections, and words around a name."""

    names: dict[str, Role]
    """Names that stand for a role by themselves."""
    numbered: dict[str, Role]
    """Names behind a number only, elsewhere labels or titles of plans: 时间, 工作计划."""
    endings: tuple[tuple[str, Role], ...]
    """Last words of further names: 目标 of 办学目标."""
    words: dict[str, Role]
    """Words that give a top-level title its role."""
    areas: frozenset[str]
    """Names that are fields of work as well: 制度建设."""
    longest_name: int
    """Characters."""
    name_beginnings: frozenset[str]
    """The first two characters of every name, a quick test: most lines begin with no name."""
    longest_word: int
    """Characters."""
    before: re.Pattern[str]
    """Fillers that may stand before a name."""
    after: re.Pattern[str]
    """Fillers that may stand behind a name."""
    longer: re.Pattern[str]
    """Words behind a name that belong to the name, or make it part of a sentence: 安全保障|小组."""
    joiners: re.Pattern[str]
    leading: re.Pattern[str]
    """Verbs before a name: 明确工作目标."""


class HeadingWords(NamedTuple):
    """Headings and labels without the name of a section, and words of headings."""

    annex: frozenset[str]
    closing: frozenset[str]
    """Labels over a list behind the last section: 工作分工."""
    closing_within: re.Pattern[str]
    """A word of a section's title that a closing label belongs to: 组织领导."""
    openings: frozenset[str]
    """Names of texts before the sections of a plan: 前言."""
    aspects: frozenset[str]
    """Labels that name an aspect of the text above: 优势."""
    schedule: tuple[str, ...]
    """Last words of titles over a schedule."""
    steps: tuple[str, ...]
    """Last words of titles over steps: 实施步骤."""
    lead_in: tuple[str, ...]
    """Last words of a line that announces a list."""
    verbs: re.Pattern[str]
    unit_words: re.Pattern[str]
    """Words that begin like a unit of measure: 课堂, 项目."""


class FusedWords(NamedTuple):
    """Words at the seam of a heading and a text without a stop between."""

    enders: tuple[tuple[int, frozenset[str]], ...]
    """Nouns at the end of a heading, by their length in characters, the longest first."""
    last: frozenset[str]
    """The last characters of `enders`."""
    openers: tuple[str, ...]
    long_openers: tuple[str, ...]
    """The openers of more than one character."""
    text_openers: re.Pattern[str]
    """First words of a text behind a heading that lost its break: 本计划, 近年来."""
    bodies: re.Pattern[str]
    """Bodies that act, at the beginning of a clause: 教导处, 各备课组."""


class PlanWords(NamedTuple):
    """Words of plans, and of other texts."""

    titles: tuple[str, ...]
    other_titles: tuple[str, ...]
    """Last words of titles of texts that are no plans."""
    words: re.Pattern[str]
    other_words: re.Pattern[str]
    """Words of texts that are no plans."""
    organisations: re.Pattern[str]
    """Schools and offices."""


class SiteWords(NamedTuple):
    """Lines of a web site around a text."""

    lines: re.Pattern[str]
    labels: re.Pattern[str]
    """A label that a site writes below a title and a plan may have as well: 时间:, 审核:."""
    after_plans: re.Pattern[str]
    """A line that ends the plan above: 相关推荐."""


class FormWords(NamedTuple):
    """Labels in plans written as forms."""

    labels: tuple[str, ...]
    """Last words of labels that name no section elsewhere: 教学重点, 教导处审核意见."""
    heads: frozenset[str]
    """Heads of columns that are no section's name: 内容, 负责人."""
    particulars: frozenset[str]
    """Labels of particulars: 学校, 教师."""
    particular_endings: tuple[str, ...]
    no_particulars: tuple[str, ...]
    """Words that end like a label of a particular and name work: 活动育人."""


class TableWords(NamedTuple):
    """Heads of columns, and beginnings of rows."""

    columns: dict[str, tuple[str, ...]]
    """Words in heads, by the kind of column."""
    parts: re.Pattern[str]
    """The head of a column for a department, a grade or a subject, as a whole."""
    totals: frozenset[str]
    """First words of a row that gives the total of the rows above: 合计."""
    courses: re.Pattern[str]
    """The head of a column of courses, as a whole."""
    loads: re.Pattern[str]
    """The head of a column of credits or lessons, as a whole."""


class TranslationWords(NamedTuple):
    """Signs of the English twin of a programme."""

    titles: re.Pattern[str]
    """A word in its title."""
    marks: re.Pattern[str]
    """A Chinese word that announces English."""


class OutlineWords(NamedTuple):
    """The word lists of the outline, folded; expressions are compiled at first use."""

    sections: SectionWords
    headings: HeadingWords
    fused: FusedWords
    plans: PlanWords
    site: SiteWords
    forms: FormWords
    tables: TableWords
    translations: TranslationWords


@cache
def vocabulary() -> OutlineWords:
    """Return the word lists, read at the first call."""
    data = load_word_lists("outline")
    return OutlineWords(
        sections=_section_words(data["roles"]),
        headings=_heading_words(data["headings"]),
        fused=_fused_words(data["fused"]),
        plans=PlanWords(
            titles=tuple(data["plans"]["titles"]),
            other_titles=tuple(data["plans"]["other_titles"]),
            words=_any_of(data["plans"]["words"]),
            other_words=_any_of(data["plans"]["other_words"]),
            organisations=_any_of(data["plans"]["organisations"]),
        ),
        site=SiteWords(
            lines=lazy_pattern("|".join(data["site"]["lines"])),
            labels=lazy_pattern(f"(?:{_alternatives(data['site']['labels'])})\\s*:"),
            after_plans=lazy_pattern("|".join(data["site"]["after_plans"])),
        ),
        forms=FormWords(
            labels=tuple(data["forms"]["labels"]),
            heads=frozenset(data["forms"]["heads"]),
            particulars=frozenset(data["forms"]["particulars"]),
            particular_endings=tuple(data["forms"]["particular_endings"]),
            no_particulars=tuple(data["forms"]["no_particulars"]),
        ),
        tables=TableWords(
            columns={kind: tuple(heads) for kind, heads in data["columns"].items()},
            parts=lazy_pattern("|".join(data["tables"]["parts"])),
            totals=frozenset(data["tables"]["totals"]),
            courses=_any_of(data["tables"]["courses"]),
            loads=_any_of(data["tables"]["loads"]),
        ),
        translations=TranslationWords(
            titles=lazy_pattern(rf"\b(?:{_alternatives(data['translations']['titles'])})\b"),
            marks=_any_of(data["translations"]["marks"]),
        ),
    )


def _section_words(data: dict[str, Any]) -> SectionWords:
    fillers = data["fillers"]
    roles = [(Role(name), lists) for name, lists in data.items() if name not in {"fillers", "areas"}]
    names = {word: role for role, lists in roles for word in lists["names"]}
    words = {word: role for role, lists in roles for word in lists["words"]}
    return SectionWords(
        names=names,
        numbered={word: role for role, lists in roles for word in lists.get("numbered", ())},
        endings=tuple((ending, role) for role, lists in roles for ending in lists.get("endings", ())),
        words=words,
        areas=frozenset(data["areas"]),
        longest_name=max(map(len, names)),
        name_beginnings=frozenset(name[:2] for name in names),
        longest_word=max(map(len, words)),
        before=lazy_pattern(f"(?:{_alternatives(fillers['before'])})"),
        after=lazy_pattern(f"(?:{_alternatives(fillers['after'])})$"),
        longer=_any_of(fillers["longer"]),
        joiners=_any_of(fillers["joiners"]),
        leading=_any_of(fillers["leading"]),
    )


def _heading_words(data: dict[str, Any]) -> HeadingWords:
    return HeadingWords(
        annex=frozenset(data["annex"]),
        closing=frozenset(data["closing"]),
        closing_within=_any_of(data["closing_within"]),
        openings=frozenset(data["openings"]),
        aspects=frozenset(data["aspects"]),
        schedule=tuple(data["schedule"]),
        steps=tuple(data["steps"]),
        lead_in=tuple(data["lead_in"]),
        verbs=_any_of(data["verbs"]),
        unit_words=_any_of(data["unit_words"]),
    )


def _fused_words(data: dict[str, Any]) -> FusedWords:
    enders, openers = data["enders"], data["openers"]
    lengths = sorted({len(word) for word in enders}, reverse=True)
    return FusedWords(
        enders=tuple((length, frozenset(word for word in enders if len(word) == length)) for length in lengths),
        last=frozenset(word[-1] for word in enders),
        openers=tuple(openers),
        long_openers=tuple(word for word in openers if len(word) > 1),
        text_openers=_any_of(data["text_openers"]),
        bodies=_any_of(data["bodies"]),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return lazy_pattern(_alternatives(words))


def _alternatives(words: Iterable[str]) -> str:
    """Return an expression for any of some words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
