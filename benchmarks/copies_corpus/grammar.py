"""Writing one plan: title, introduction, numbered sections, a schedule, the school's name at the end."""

# ruff: noqa: SIM905 - word lists are read and extended more easily as words than as quoted literals

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.copies_corpus.official import Formulas, write_formulas
from benchmarks.copies_corpus.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from random import Random

ORDINALS = "一二三四五六七八九十"
CHARS = 4400
"""Characters of a plan in the mean; the middle two thirds are within 600 of it."""
_SPREAD = 600
_SHORTEST, _LONGEST = 3000, 6400
_CLAUSES = (2, 2, 3, 3, 4)
"""Clauses of a sentence; a repeated number is likelier."""
_LEADS = "现拟定计划如下 特制订本计划 安排如下 本学期打算做好这些事 计划如下 工作思路是".split()

Slots = tuple[tuple[tuple[str, ...], int], ...]
"""The words of each slot of a clause, and their count."""


@dataclass(frozen=True)
class Section:
    """Heading and paragraphs of a section, not numbered."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A plan: names, introduction and sections."""

    school: str
    office: str
    year: int
    day: str
    """Month and day under the plan."""
    introduction: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """The text of the plan, a paragraph a line."""
        lines = [f"{self.school}{self.year}学年度{self.office}工作计划", *self.introduction]
        for ordinal, section in zip(ORDINALS, self.sections, strict=False):
            lines.append(f"{ordinal}、{section.heading}")
            lines.extend(section.paragraphs)
        lines.append(f"{self.school}{self.office}　{self.year}年{self.day}")
        return "\n".join(lines)

    def renamed(self, school: str) -> Plan:
        """Return the plan with all mentions of the school replaced."""

        def rename(lines: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(line.replace(self.school, school) for line in lines)

        sections = tuple(replace(section, paragraphs=rename(section.paragraphs)) for section in self.sections)
        return replace(self, school=school, introduction=rename(self.introduction), sections=sections)


class Grammar:
    """Writes plans of a vocabulary; the given generator is the only randomness."""

    def __init__(self, vocabulary: Vocabulary, formulas: Formulas) -> None:
        self.vocabulary = vocabulary
        self.formulas = formulas
        self._shapes = tuple(_slots(shape, vocabulary) for shape in vocabulary.shapes)

    def write_school(self, random: Random) -> str:
        """Return a school's name: the written places give 300, two of them together 9,000."""
        words = self.vocabulary.words
        places = "".join(random.sample(words["place"], random.choice((1, 2))))
        return places + random.choice(words["school"])

    def write_sentence(self, random: Random) -> str:
        """Return a sentence of 20 to 90 characters, none of them official text."""
        draw = random.random
        shapes = self._shapes
        many = len(shapes)
        clauses = []
        for _ in range(_CLAUSES[int(draw() * len(_CLAUSES))]):
            slots = shapes[int(draw() * many)]
            clauses.append("".join([words[int(draw() * count)] for words, count in slots]))
        sentence = "，".join(clauses) + "。"
        while "{n}" in sentence:
            sentence = sentence.replace("{n}", str(int(draw() * 98) + 2), 1)
        return sentence

    def write_paragraph(self, random: Random, size: int) -> str:
        """Return sentences of at least `size` characters together."""
        paragraph = ""
        while len(paragraph) < size:
            paragraph += self.write_sentence(random)
        return paragraph

    def write_plan(self, random: Random, *, opening: bool | None = None) -> Plan:
        """Return a plan; without `opening` a third of all plans begin with the corpus's opening."""
        words = self.vocabulary.words
        school = self.write_school(random)
        size = max(_SHORTEST, min(_LONGEST, int(random.gauss(CHARS, _SPREAD))))
        count = min(random.randint(5, 8), size // 600)  # a section has room for a stretch that others copy
        headings = random.sample(words["heading"], count)
        opened = random.random() < 1 / 3 if opening is None else opening
        share = (size - 700) // count  # introduction, schedule, title and headings take 700
        sections = [self._write_section(random, heading, share, school) for heading in headings]
        sections.append(self._write_schedule(random))
        introduction = self._write_introduction(random, school, opened)
        day = f"{random.choice((2, 3, 8, 9))}月{random.randint(1, 28)}日"
        office = random.choice(words["office"])
        return Plan(school, office, random.randint(2016, 2026), day, introduction, tuple(sections))

    def _write_introduction(self, random: Random, school: str, opened: bool) -> tuple[str, ...]:
        official = random.choices(self.formulas.sentences, cum_weights=self.formulas.sentence_weights, k=2)
        own = f"{school}结合实际，{self.write_sentence(random)}{random.choice(official)}{random.choice(_LEADS)}："
        return (self.formulas.opening + own,) if opened else (self.write_sentence(random) + own,)

    def _write_section(self, random: Random, heading: str, size: int, school: str) -> Section:
        lead = self.write_sentence(random)
        if random.random() < 0.45:
            slogan = random.choices(self.formulas.slogans, cum_weights=self.formulas.slogan_weights)[0]
            lead = f"{slogan.rstrip('，。')}，{lead}"
        if random.random() < 0.25:
            lead += random.choices(self.formulas.sentences, cum_weights=self.formulas.sentence_weights)[0]
        if random.random() < 0.3:
            lead = f"{school}今年" + lead
        items = random.randint(2, 4)
        each = max(40, (size - len(lead)) // items - 20)  # a paragraph ends half a sentence later than asked for
        style = random.choice(("{}．", "（{}）", "{}、"))
        marked = (style.format(item) + self.write_paragraph(random, each) for item in range(1, items + 1))
        return Section(heading, (lead, *marked))

    def _write_schedule(self, random: Random) -> Section:
        words = self.vocabulary.words
        months = sorted(random.sample(range(12), 5))
        lines = (f"{(month + 7) % 12 + 1}月：{self.write_sentence(random)}" for month in months)
        return Section(random.choice(words["schedule"]), tuple(lines))


def make_grammar(vocabulary: str, seed: int) -> Grammar:
    """Return the grammar of a corpus."""
    return Grammar(load_vocabulary(vocabulary), write_formulas(seed, vocabulary))


def _slots(shape: str, vocabulary: Vocabulary) -> Slots:
    """Return the slots of a shape; fixed text is a slot with a single choice."""
    parts = re.split(r"\{(\w+)\}", shape)
    choices = [vocabulary.words[part] if index % 2 else (part,) for index, part in enumerate(parts) if part]
    return tuple((words, len(words)) for words in choices)
